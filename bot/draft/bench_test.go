package draft

import (
	"strings"
	"testing"

	"portevoix/bot/social"
	"portevoix/bot/text"
)

func BenchmarkRead(b *testing.B) {
	brief := "collecte de sang samedi 12 juin 9 h–17 h hall B, tous groupes"
	for name, words := range map[string]string{"sentence": brief, "4000 characters": strings.Repeat(brief+". ", 4000/len(brief)), "4000 dots": strings.Repeat(".1", 2000), "4000 spaces": strings.Repeat("a , ", 1000)} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				read(text.FR, words)
			}
		})
	}
}

func BenchmarkWrite(b *testing.B) {
	brief := read(text.FR, "collecte de sang samedi 12 juin 9 h–17 h hall B, tous groupes")
	rules, _ := social.RulesOf("x")
	for b.Loop() {
		Composer{}.Write(brief, Wish{Lang: text.FR, Rules: rules, Objective: Lien, Tone: Warm, Seed: "d"})
	}
}
