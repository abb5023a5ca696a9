package discord

import (
	"context"
	"encoding/json"
	"flag"
	"strings"
	"testing"
	"time"

	"portevoix/bot/chat"
	"portevoix/bot/chat/chattest"
	"portevoix/bot/text"
)

var update = flag.Bool("update", false, "write the golden files anew")

func golden(t *testing.T, name string, v any) {
	t.Helper()
	chattest.Golden(t, *update, name, v)
}

func platform(t *testing.T) *Platform {
	t.Helper()
	p, err := New(Config{Token: "t", Lang: text.EN})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func everything(l text.Lang) chat.Message {
	return chat.Message{Lang: l, Tone: chat.Warning, Notify: "A draft waits for you", Trial: true, Blocks: []chat.Block{
		chat.Heading{Text: "Brouillon d_7f3k"}, chat.Paragraph{Text: "Première ligne.\n- pas une liste\n1. ni un numéro"}, chat.Note{Text: "Aide, pas garantie."},
		chat.List{Items: []string{"un", "deux"}}, chat.Facts{Items: []chat.Fact{{Label: "Où", Value: "Hall B"}}},
		chat.Ready{Label: "Mastodon · 12 / 500", Text: "Collecte *samedi* ```", Lang: text.FR}, chat.Quote{Text: "@everyone <@1>\n[x](https://evil.example)"},
		chat.Picture{File: chat.File{Name: "photo.png", Type: "image/png", Bytes: []byte{1}, Alt: "Une ambulance"}},
		chat.Links{Items: []chat.Link{{Label: "Le site [1]", URL: "https://ch-valombre.example/a(b)"}, {Label: "rien", URL: "javascript:alert(1)"}}},
		chat.Divider{},
		chat.Buttons{Items: []chat.Button{
			{Label: "Valider", Look: chat.Primary, Press: chat.Press{Command: "approve", Action: "yes", Object: "c_1"}},
			{Label: "Retirer", Look: chat.Danger, Confirm: "Partout ?", Press: chat.Press{Command: "retract", Action: "ask", Object: "draft/d_1"}},
			{Label: "Plus tard", Press: chat.Press{Command: "approve", Action: "later", Object: "c_1"}},
		}},
	}}
}

// Every kind of message that is sent, as JSON.
func TestGoldenMessages(t *testing.T) {
	p := platform(t)
	one := func(m chat.Message, ping string) body {
		b, err := p.drawOne(m, "abcdefgh")
		if err != nil {
			t.Fatal(err)
		}
		b.Nonce, b.Enforce = "abcdefghijklmnopqrstuvwxy", true
		b.ping(ping)
		b.attach()
		return b
	}
	golden(t, "message_every_block", one(everything(text.FR), ""))
	golden(t, "message_no_buttons", one(chat.Say(text.EN, "Visits stop at 8 pm."), ""))
	golden(t, "message_arabic", one(chat.Message{Lang: text.AR, Tone: chat.Good, Blocks: []chat.Block{chat.Heading{Text: "إشعار"}, chat.Facts{Items: []chat.Fact{{Label: "الهاتف", Value: text.LTR("+212 5 22 00 00 00")}}}}}, ""))
	golden(t, "message_digest", one(chat.Message{Lang: text.FR, Silent: true, Notify: "La synthèse est là.", Blocks: []chat.Block{chat.Paragraph{Text: "Trois mentions."}}}, ""))
	golden(t, "message_urgent_ping", one(chat.Message{Lang: text.FR, Tone: chat.Urgent, Notify: "Avis urgent.", Blocks: []chat.Block{chat.Paragraph{Text: "Urgences fermées jusqu'à 20 h."}}}, "500000000000000001"))
	private, err := p.draw(everything(text.FR), "")
	if err != nil {
		t.Fatal(err)
	}
	for i := range private {
		private[i].Flags |= ephemeral
		private[i].attach()
	}
	golden(t, "answer_private", private)
}

// A form as Discord takes it, plain, with errors, and one that holds more than it shows.
func TestGoldenForms(t *testing.T) {
	p := platform(t)
	choices := []chat.Choice{{Value: "x", Label: text.Same("X")}, {Value: "facebook", Label: text.Same("Facebook")}}
	f := chat.Form{Command: "draft", Action: "edit", Object: "d_1", Lang: text.FR, Title: text.Same("Un titre qui est bien trop long pour un formulaire de Discord"), Inputs: []chat.Input{
		{Name: "brief", Kind: chat.Long, Required: true, Max: 20_000, Label: text.Same("Sujet"), Help: text.Same("Les faits."), Example: text.Same("Collecte samedi")},
		{Name: "networks", Kind: chat.Some, Choices: choices, Label: text.Same("Réseaux")},
		{Name: "tone", Kind: chat.One, Choices: choices, Default: "x", Required: true, Label: text.Same("Ton")},
		{Name: "picture", Kind: chat.Image, Label: text.Same("Image")},
		{Name: "sure", Kind: chat.Yes, Label: text.Same("Sûr")},
	}, Values: chat.Values{"brief": "Collecte", "networks": "facebook"}, Errors: map[string]text.Text{"brief": text.Same("Trop court.")}}
	golden(t, "form", p.modalOf(&f, ""))
	f.Inputs = f.Inputs[1:3]
	golden(t, "form_with_notice", func() modal {
		delete(f.Values, "brief")
		return p.modalOf(&f, "Passe par Discord.")
	}())
}

// A value that is longer than one field goes on in the next, or is kept whole: nothing is cut, and it comes back.
func TestLongValuesComeBack(t *testing.T) {
	p := platform(t)
	for _, n := range []int{3999, 4001, 9000, 50_000} {
		value := strings.Repeat("é", n)
		f := chat.Form{Command: "check", Lang: text.FR, Title: text.Same("T"), Inputs: []chat.Input{{Name: "text", Kind: chat.Long, Max: 60_000, Label: text.Same("Texte")}, {Name: "kind", Label: text.Same("Genre")}}, Values: chat.Values{"text": value}}
		m := p.modalOf(&f, "")
		if len(m.Components) > maxModalFields || len(m.ID) > maxCustomID {
			t.Fatalf("%d components, id of %d", len(m.Components), len(m.ID))
		}
		sent, err := json.Marshal(map[string]any{"id": "1", "token": "t", "type": 5, "user": map[string]string{"id": "3"}, "data": map[string]any{"custom_id": m.ID, "components": m.Components}})
		if err != nil {
			t.Fatal(err)
		}
		a, err := p.translate(sent, nil)
		if err != nil {
			t.Fatal(err)
		}
		if a.r.Values["text"] != value {
			t.Errorf("of %d characters %d come back", n, count(a.r.Values["text"]))
		}
	}
}

// Whatever a message holds, each part of it is within Discord's limits.
func TestEveryPartIsWithinTheLimits(t *testing.T) {
	p := platform(t)
	nasty := strings.Repeat("*_`<@>#[]()|~\\", 700)
	m := chat.Message{Lang: text.FR, Blocks: []chat.Block{chat.Heading{Text: nasty}, chat.Paragraph{Text: nasty}, chat.Ready{Label: "l", Text: nasty}, chat.Quote{Text: strings.Repeat("q\n", 3000)}, chat.List{Items: []string{nasty, nasty}}, chat.Facts{Items: []chat.Fact{{Label: "l", Value: nasty}}}}}
	for range 30 {
		m.Blocks = append(m.Blocks, chat.Buttons{Items: []chat.Button{{Label: strings.Repeat("b", 200), Press: chat.Press{Command: "c", Action: "a", Object: strings.Repeat("o", chat.MaxPress-4)}}}})
	}
	for range 25 {
		m.Blocks = append(m.Blocks, chat.Picture{File: chat.File{Type: "image/png", Bytes: []byte{1}, Alt: strings.Repeat("a", 3000)}})
	}
	if keyLength != len("abcdefgh") {
		t.Fatal("the key of this test is of another length")
	}
	parts, err := p.draw(m, "abcdefgh")
	if err != nil {
		t.Fatal(err)
	}
	for i, b := range parts {
		total := 0
		for _, e := range b.Embeds {
			n := count(e.Description)
			total += n
			if n == 0 || n > maxDescription {
				t.Errorf("part %d has an embed of %d characters", i, n)
			}
		}
		if total > 6000 || len(b.Embeds) > 10 || len(b.Components) > maxRows || len(b.files) > maxFiles {
			t.Errorf("part %d: %d characters, %d embeds, %d rows, %d files", i, total, len(b.Embeds), len(b.Components), len(b.files))
		}
		b.attach()
		for _, a := range b.Attachments {
			if count(a.Alt) > maxAlt {
				t.Errorf("a text alternative of %d characters", count(a.Alt))
			}
		}
		for _, r := range b.Components {
			for _, x := range r.Components {
				if len(x.ID) > maxCustomID || count(x.Label) > maxButton {
					t.Errorf("a button with an id of %d and a label of %d characters", len(x.ID), count(x.Label))
				}
			}
		}
	}
}

// Commands are announced by difference: unchanged ones are not sent again, others are, stale ones go.
func TestCommandsAreAnnouncedByDifference(t *testing.T) {
	fake := server(t)
	p := sender(t, fake)
	p.introduced(fake.Bot, fake.App)
	puts := func() (n int) {
		for _, r := range fake.Requests() {
			if r.Method == "PUT" {
				n++
			}
		}
		return n
	}
	table := []chat.Command{{Name: "check", Words: []string{"verifier", "vérifier", "تحقق"}, Summary: text.Text{FR: "Vérifier", EN: "Check", AR: "تحقق"}, OnMessage: text.Text{FR: "Vérifier ce texte", EN: "Check this text", AR: "التحقق"},
		Inputs: func(chat.Values) []chat.Input {
			return []chat.Input{{Name: "text", Words: []string{"texte", "نص"}, Label: text.Text{FR: "Texte", EN: "Text", AR: "نص"}, Kind: chat.Long}, {Name: "beds", Kind: chat.Number, Label: text.Same("Beds")},
				{Name: "kind", Kind: chat.One, Label: text.Same("Kind"), Choices: []chat.Choice{{Value: "post", Label: text.Same("Post")}}}, {Name: "image", Kind: chat.Image, Label: text.Same("Image")}}
		}}, {Name: "old", Summary: text.Same("stale")}}
	list := describe(table)
	golden(t, "commands", list)
	for range 2 {
		if err := p.register(t.Context(), fake.Guild, list); err != nil {
			t.Fatal(err)
		}
	}
	if puts() != 1 {
		t.Errorf("unchanged commands were sent again: %d times", puts())
	}
	if err := p.register(t.Context(), fake.Guild, describe(table[:1])); err != nil {
		t.Fatal(err)
	}
	for _, c := range fake.Commands(fake.Guild) {
		if c["name"] == "old" {
			t.Error("a stale command stays")
		}
	}
	if err := p.register(t.Context(), "", nil); err != nil || puts() != 2 {
		t.Errorf("%d times announced: where there are none, none are cleared; %v", puts(), err)
	}
}

// A blocked message is asked to be deleted, by a direct message to whoever wrote it that quotes nothing.
func TestTheAuthorIsAskedToDelete(t *testing.T) {
	fake := server(t)
	check := chat.Command{Name: "check", Summary: text.Same("checks"), Role: "member", OnMessage: text.Same("Check this text"),
		Inputs: func(chat.Values) []chat.Input {
			return []chat.Input{{Name: "text", Kind: chat.Long, Free: true, Required: true, Label: text.Same("Text")}}
		},
		Run: func(_ context.Context, r chat.Request) (chat.Reply, error) {
			return chat.Reply{Message: chat.Say(text.EN, "blocked"), Recall: r.SubjectText == "Mrs Durand is here"}, nil
		}}
	r := start(t, fake, func(p *Platform) { p.config.Cloud = chat.Cloud{Commands: []string{"check"}} }, check)
	eventually(t, "the commands", func() bool { return len(fake.Commands(fake.Guild)) > 0 && fake.Connected() == 1 })
	written := fake.Write(author, general, "Mrs Durand is here")
	if err := fake.Menu(officer, "Check this text", written); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the author being asked", func() bool {
		dm := fake.DM(author)
		return dm != "" && len(fake.Sees(author, dm)) > 0
	})
	for _, m := range fake.Sees(author, fake.DM(author)) {
		if words := fake.Read(m).Text; strings.Contains(words, "Durand") || !strings.Contains(words, "delete") {
			t.Errorf("the author reads %q", words)
		}
	}
	told := func() (n int) {
		for _, m := range fake.Sees(officer, general) {
			n += strings.Count(fake.Read(m).Text, "passes through Discord")
		}
		return n
	}
	eventually(t, "the asker being told where their text passes", func() bool { return told() == 1 })
	if err := fake.Menu(officer, "Check this text", written); err != nil {
		t.Fatal(err)
	}
	eventually(t, "a second answer", func() bool { return len(fake.Sees(officer, general)) >= 3 })
	if told() != 1 {
		t.Error("somebody is told more than once")
	}
	r.finish(t)
}

// Where texts may not pass through Discord, the command points to the hospital's own page and takes nothing.
func TestWithoutCloudNothingIsTaken(t *testing.T) {
	fake := server(t)
	r := start(t, fake, func(p *Platform) {
		p.config.Cloud = chat.Cloud{Commands: []string{"echo"}, Off: true, Page: "https://portevoix.ch-valombre.example"}
	})
	eventually(t, "the commands", func() bool { return len(fake.Commands(fake.Guild)) > 0 && fake.Connected() == 1 })
	if err := fake.Command(officer, general, "echo", nil); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the way to the page", func() bool {
		for _, m := range fake.Sees(officer, general) {
			if links := fake.Read(m).Links; len(links) == 1 && links[0] == "https://portevoix.ch-valombre.example" {
				return true
			}
		}
		return false
	})
	if r.heard() != 0 {
		t.Error("the command ran all the same")
	}
	r.finish(t)
}

// Private work that outlives the interaction's fifteen minutes ends in a direct message.
func TestLongWorkEndsInADirectMessage(t *testing.T) {
	fake := server(t)
	var late time.Duration
	clock := make(chan struct{})
	long := chat.Command{Name: "long", Summary: text.Same("long"), Role: "member", Run: func(_ context.Context, r chat.Request) (chat.Reply, error) {
		<-clock
		return r.Answer(text.Same("done at last")), nil
	}}
	r := start(t, fake, func(p *Platform) {
		p.config.Now = func() time.Time {
			select {
			case <-clock:
				return time.Now().Add(late)
			default:
				return time.Now()
			}
		}
	}, long)
	eventually(t, "the commands", func() bool { return len(fake.Commands(fake.Guild)) > 0 && fake.Connected() == 1 })
	if err := fake.Command(officer, general, "long", nil); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the acknowledgement", func() bool { _, n := fake.Acknowledged(); return n == 1 })
	late = privateFor + time.Second
	close(clock)
	eventually(t, "the direct message", func() bool {
		dm := fake.DM(officer)
		if dm == "" {
			return false
		}
		all := fake.Sees(officer, dm)
		return len(all) == 1 && strings.Contains(fake.Read(all[0]).Text, "done at last")
	})
	r.finish(t)
}
