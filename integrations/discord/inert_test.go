package discord

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"portevoix/bot/chat"
	"portevoix/bot/text"
)

// A form whose process has ended says so instead of losing what it does not show.
func TestAFormWhoseProcessIsGoneSaysSo(t *testing.T) {
	m := platform(t).modalOf(&chat.Form{Command: "draft", Title: text.Same("x"), Inputs: []chat.Input{{Name: "a", Label: text.Same("A")}}, Values: chat.Values{"hidden": "h"}}, "")
	raw, _ := json.Marshal(map[string]any{"id": "1", "token": "t", "type": kindForm, "user": map[string]any{"id": "9"}, "data": map[string]any{"custom_id": m.ID}})
	a, err := platform(t).translate(raw, nil)
	if err != nil || !a.lost {
		t.Errorf("%v, lost %v", err, a.lost)
	}
}

// What a button carries fits, whatever it is and whoever's key stands before it.
func TestTheLongestPressFitsIntoAButton(t *testing.T) {
	p := platform(t)
	press := chat.Press{Command: "card", Action: "yes"}
	press.Object = strings.Repeat("k", chat.MaxPress-len(press.String()))
	b, err := p.drawOne(chat.Message{Blocks: []chat.Block{chat.Buttons{Items: []chat.Button{{Label: "x", Press: press}}}}}, hashed("k")[:keyLength])
	if err != nil {
		t.Fatal(err)
	}
	id := b.Components[0].Components[0].ID
	if got, first, err := pressOf(id); len(id) > maxCustomID || err != nil || first || got != press.String() {
		t.Errorf("%d characters, read back as %q, %v", len(id), got, err)
	}
}

// Arabic is announced where Discord knows it; the second list is for where it does not, and takes nothing from the first.
func TestAnnouncingWithoutArabicLeavesTheRest(t *testing.T) {
	list := describe([]chat.Command{{Name: "draft", Words: []string{"brouillon", "مسودة"}, Summary: text.Text{FR: "f", EN: "e", AR: "ع"}, OnMessage: text.Text{FR: "F", EN: "E", AR: "ع"},
		Inputs: func(chat.Values) []chat.Input {
			return []chat.Input{{Name: "tone", Kind: chat.One, Label: text.Text{FR: "Ton", EN: "Tone", AR: "نبرة"}, Choices: []chat.Choice{{Value: "a", Label: text.Text{FR: "A", EN: "B", AR: "ج"}}}}}
		}}})
	before, plainer := canonical(list), withoutArabic(list)
	if bytes.Contains(canonical(plainer), []byte(`"ar"`)) || !bytes.Contains(canonical(plainer), []byte(`"brouillon"`)) {
		t.Errorf("without Arabic: %s", canonical(plainer))
	}
	if !bytes.Equal(before, canonical(list)) || !bytes.Contains(before, []byte(`"ar"`)) {
		t.Error("the list with Arabic has changed")
	}
}

// No text, however written, becomes anything but text: it is read back as it was.
func FuzzEscape(f *testing.F) {
	for _, s := range []string{"**a**", "# h", "1. x", "  - y", "\\", "\\\\*", "@here", "<@1>", "https://a.example", "```", "a\n> b", "[x](https://e.example)", "-# s"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		out := escape(s)
		if utf8.ValidString(s) && !utf8.ValidString(out) {
			t.Errorf("%q became %q", s, out)
		}
		if strings.Contains(out, "@everyone") || strings.Contains(out, "@here") || strings.Contains(out, "://") {
			t.Errorf("%q became %q", s, out)
		}
		for i, r := range out {
			if strings.ContainsRune("*_~|`<>[]()#", r) && (i == 0 || out[i-1] != '\\') {
				t.Errorf("%q became %q: %q stands free", s, out, r)
			}
		}
	})
}
