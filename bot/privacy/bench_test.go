package privacy

import (
	"strings"
	"testing"
)

const benchPost = "Samedi 14 juin, de 9 h à 17 h, le CH de Valombre ouvre ses portes. Nos équipes de cardiologie, de pédiatrie et des urgences vous présentent leurs métiers. " +
	"Inscription au 01 99 00 12 34 ou sur www.ch-valombre.example. « On apprend à écouter », explique le Dr Hélène Vauquois, cheffe de service. "

func BenchmarkCheck3000(b *testing.B) {
	c := testChecker()
	s := strings.Repeat(benchPost, 10)[:3000]
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	for b.Loop() {
		c.Check(Input{Text: s, Country: "FR"})
	}
}

func BenchmarkCheckHarmless1MB(b *testing.B) {
	c := testChecker()
	s := strings.Repeat(benchPost, 1_000_000/len(benchPost))
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	for b.Loop() {
		c.Check(Input{Text: s, Country: "FR"})
	}
}

func BenchmarkNew(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		testChecker()
	}
}

func BenchmarkHostile1MB(b *testing.B) {
	c := testChecker()
	for name, unit := range hostile {
		s := strings.Repeat(unit, 1_000_000/len(unit))
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(s)))
			for b.Loop() {
				c.Check(Input{Text: s, Country: "FR"})
			}
		})
	}
}
