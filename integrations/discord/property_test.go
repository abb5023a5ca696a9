package discord

import (
	"encoding/json"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"portevoix/bot/chat"
	"portevoix/bot/text"
	"portevoix/integrations/discord/discordfake"
)

// words are what people and networks write: long, hostile, in characters that count twice, in two directions.
func anyWords() *rapid.Generator[string] {
	pieces := rapid.SampledFrom([]string{
		"mot ", "a", "\n", "\n- ", "1. ", "👩🏽‍⚕️", "🏥", "مرحبا ", "\u202e", "\u2066", "\\", "```", "`", "**", "||", "@everyone", "<@&500000000000000001>", "<#1>", "[x](https://evil.example)",
		"https://evil.example/", "discord.gg/x", "\x00", "\xff", "é", "# ", "> ", "-# ", "<t:1>", ":tada:",
	})
	return rapid.Custom(func(t *rapid.T) string {
		s := strings.Join(rapid.SliceOfN(pieces, 0, 12).Draw(t, "pieces"), "")
		return strings.Repeat(s, rapid.SampledFrom([]int{1, 1, 1, 1, 1, 30, 30, 300, 1500}).Draw(t, "times"))
	})
}

var pixels = make([]byte, 11<<20) // the same for every picture

func anyMessage() *rapid.Generator[chat.Message] {
	return rapid.Custom(func(t *rapid.T) chat.Message {
		m := chat.Message{
			Lang: rapid.SampledFrom(text.Langs).Draw(t, "lang"), Tone: rapid.SampledFrom([]chat.Tone{chat.Plain, chat.Good, chat.Warning, chat.Urgent}).Draw(t, "tone"),
			Notify: rapid.SampledFrom([]string{"", "Something waits"}).Draw(t, "notify"), Silent: rapid.Bool().Draw(t, "silent"), Trial: rapid.Bool().Draw(t, "trial"),
		}
		w, rows := anyWords(), 0
		for range rapid.IntRange(0, 8).Draw(t, "blocks") {
			switch rapid.IntRange(0, 9).Draw(t, "block") {
			case 0:
				m.Blocks = append(m.Blocks, chat.Heading{Text: w.Draw(t, "w")})
			case 1:
				m.Blocks = append(m.Blocks, chat.Paragraph{Text: w.Draw(t, "w")})
			case 2:
				m.Blocks = append(m.Blocks, chat.Note{Text: w.Draw(t, "w")})
			case 3:
				m.Blocks = append(m.Blocks, chat.List{Items: rapid.SliceOfN(w, 0, 5).Draw(t, "items")})
			case 4:
				m.Blocks = append(m.Blocks, chat.Facts{Items: []chat.Fact{{Label: w.Draw(t, "label"), Value: w.Draw(t, "value")}}})
			case 5:
				m.Blocks = append(m.Blocks, chat.Ready{Label: w.Draw(t, "label"), Text: w.Draw(t, "w")})
			case 6:
				m.Blocks = append(m.Blocks, chat.Quote{Text: w.Draw(t, "w")})
			case 7:
				for range rapid.SampledFrom([]int{1, 2, 12}).Draw(t, "pictures") {
					m.Blocks = append(m.Blocks, chat.Picture{File: chat.File{Type: "image/png", Bytes: pixels[:rapid.SampledFrom([]int{1, 9 << 20, 11 << 20}).Draw(t, "bytes")], Alt: w.Draw(t, "alt")}})
				}
			case 8:
				m.Blocks = append(m.Blocks, chat.Links{Items: []chat.Link{{Label: w.Draw(t, "label"), URL: rapid.SampledFrom([]string{"https://ch-valombre.example/a", "javascript:x"}).Draw(t, "url")}}})
			case 9:
				row := chat.Buttons{}
				for n := range rapid.IntRange(1, 5).Draw(t, "buttons") {
					row.Items = append(row.Items, chat.Button{Label: w.Draw(t, "label"), Confirm: w.Draw(t, "confirm"), Press: chat.Press{Command: "card", Action: "yes", Object: string(rune('a'+rows)) + string(rune('a'+n)) + strings.Repeat("k", rapid.IntRange(0, 70).Draw(t, "object"))}})
				}
				if rows++; rows <= maxRows {
					m.Blocks = append(m.Blocks, row)
				}
			}
		}
		return m
	})
}

// Whatever a message holds, what is drawn is what Discord takes, as an answer in several messages and as one message in a room.
func TestWhateverIsDrawnIsTaken(t *testing.T) {
	p := platform(t)
	take := func(t *rapid.T, what string, b body) {
		b.attach()
		for _, wrong := range discordfake.Judge(b) {
			t.Errorf("%s: %s", what, wrong)
		}
		if len(b.files) > maxFiles || size(b.files) > maxUploads+1<<20 {
			t.Errorf("%s: %d files of %d bytes", what, len(b.files), size(b.files))
		}
		if described := Described(); described != nil {
			raw, err := json.Marshal(b)
			if err != nil {
				t.Fatal(err)
			}
			if err := described.Check("POST", "/channels/1/messages", raw); err != nil {
				t.Errorf("%s: %v", what, err)
			}
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		m := anyMessage().Draw(t, "message")
		parts, err := p.draw(m, "")
		if err != nil {
			t.Fatal(err)
		}
		for _, part := range parts {
			take(t, "an answer", part)
		}
		one, err := p.drawOne(m, "abcdefgh")
		if err != nil {
			t.Fatal(err)
		}
		take(t, "a message in a room", one)
	})
}

// Whatever a form asks and whatever was typed into it, what is drawn is a form that Discord takes, and nothing that was typed is lost.
func TestWhateverIsAskedIsTaken(t *testing.T) {
	p := platform(t)
	kinds := []chat.Kind{chat.Line, chat.Long, chat.One, chat.Some, chat.When, chat.Number, chat.Address, chat.Yes, chat.Image}
	rapid.Check(t, func(t *rapid.T) {
		w := anyWords()
		say := func(name string) text.Text { s := w.Draw(t, name); return text.Text{FR: s, EN: s, AR: s} }
		f := chat.Form{Command: "draft", Action: "edit", Object: strings.Repeat("o", rapid.IntRange(0, 90).Draw(t, "object")), Title: say("title"), Intro: say("intro"),
			Lang: rapid.SampledFrom(text.Langs).Draw(t, "lang"), Values: chat.Values{}, Errors: map[string]text.Text{}}
		for i := range rapid.IntRange(1, 7).Draw(t, "inputs") {
			in := chat.Input{Name: string(rune('a' + i)), Label: say("label"), Help: say("help"), Example: say("example"), Kind: rapid.SampledFrom(kinds).Draw(t, "kind"), Required: rapid.Bool().Draw(t, "required")}
			for n := range rapid.IntRange(0, 30).Draw(t, "choices") {
				in.Choices = append(in.Choices, chat.Choice{Value: "v" + string(rune('A'+n)), Label: say("choice")})
			}
			f.Inputs = append(f.Inputs, in)
			if rapid.Bool().Draw(t, "typed") {
				f.Values[in.Name] = w.Draw(t, "value")
			}
			if rapid.Bool().Draw(t, "wrong") {
				f.Errors[in.Name] = say("error")
			}
		}
		m := p.modalOf(&f, w.Draw(t, "first"))
		back := chat.Values{}
		for _, c := range m.Components {
			l, _ := c.(labelled)
			if in, ok := l.Component.(textInput); ok {
				name, _, _ := strings.Cut(in.ID, "~")
				back[name] += in.Value
			}
		}
		for _, in := range f.Inputs {
			if typed, ok := back[in.Name]; ok && typed != f.Values[in.Name] {
				t.Errorf("%s: %d characters were typed, the form holds %d", in.Name, count(f.Values[in.Name]), count(typed))
			} else if !ok && f.Values[in.Name] != "" && !strings.HasPrefix(m.ID, stashedForm) && !shows(&f, in.Name) {
				t.Errorf("%s is neither shown nor kept", in.Name)
			}
		}
		for _, wrong := range discordfake.JudgeModal(m) {
			t.Errorf("%s", wrong)
		}
		if described := Described(); described != nil {
			raw, err := json.Marshal(response{openForm, m})
			if err != nil {
				t.Fatal(err)
			}
			if err := described.Check("POST", "/interactions/1/t/callback", raw); err != nil {
				t.Error(err)
			}
		}
	})
}
