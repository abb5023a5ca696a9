package slack

import (
	"encoding/json"
	"flag"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/slack-go/slack"

	"portevoix/bot/chat"
	"portevoix/bot/chat/chattest"
	"portevoix/bot/text"
)

var update = flag.Bool("update", false, "write the files that tests compare with")

func golden(t *testing.T, name string, v any) {
	t.Helper()
	chattest.Golden(t, *update, name, v)
}

func testPlatform(t *testing.T) *Platform {
	t.Helper()
	p, err := New(Config{BotToken: "xoxb-test", AppToken: "xapp-test", Lang: text.FR, API: "http://127.0.0.1:1/api"})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestEveryKindOfMessage(t *testing.T) {
	uploaded := func(chat.File) (string, error) { return "F012PICTURE", nil }
	for name, m := range map[string]chat.Message{
		"say": chat.Say(text.FR, "Bien reçu. Tapez /join, puis /status. Voir https://ch.example/help/join et /draft"),
		"card": {Lang: text.EN, Tone: chat.Warning, Notify: "Something waits for you", Blocks: []chat.Block{
			chat.Heading{Text: "Blood drive, 12 June"}, chat.Paragraph{Text: "9 am to 5 pm, hall B.\nAll groups."},
			chat.Facts{Items: []chat.Fact{{Label: "Targets", Value: "Mastodon, Facebook"}, {Label: "Until", Value: "12 June, 5 pm"}}},
			chat.Divider{}, chat.List{Items: []string{"two findings", "one picture"}}, chat.Note{Text: "An aid, not a guarantee."},
			chat.Buttons{Items: []chat.Button{
				{Label: "Approve", Look: chat.Primary, Press: chat.Press{Command: "approve", Action: "yes", Object: "c_4k7m"}},
				{Label: "Refuse", Look: chat.Danger, Press: chat.Press{Command: "approve", Action: "no", Object: "c_4k7m"}, Confirm: "Refuse this draft?"},
			}},
		}},
		"ready": {Lang: text.FR, Blocks: []chat.Block{chat.Ready{Label: "Mastodon · 212 / 500", Text: "Collecte de sang samedi <b>& dimanche</b>", Lang: text.FR}, chat.Quote{Text: "> dit-on", Lang: text.FR}}},
		"picture": {Lang: text.FR, Silent: true, Blocks: []chat.Block{
			chat.Picture{File: chat.File{Name: "scan-dupont.png", Type: "image/png", Bytes: []byte("png"), Alt: "Mentions par jour : 3, 5, 2"}},
			chat.Links{Items: []chat.Link{{Label: "Gazette <script>", URL: "https://gazette.example/a?b=1&c=2"}, {Label: "piège", URL: "javascript:alert(1)"}}},
		}},
		"hostile": {Lang: text.EN, Notify: "<!channel> & <@U024BE7LH>", Blocks: []chat.Block{
			chat.Paragraph{Text: "<!channel> *bold* <https://evil.example|safe> @here \u202eoverride\u202c"},
			chat.List{Items: []string{"<!everyone>", "`code`"}},
		}},
		"urgent": {Lang: text.EN, Tone: chat.Urgent, Notify: "Urgent notice", Blocks: []chat.Block{
			chat.Heading{Text: strings.Repeat("A heading that is longer than Slack takes. ", 5)}, chat.Paragraph{Text: "Blood group O− is needed today."}, chat.Picture{File: chat.File{Alt: strings.Repeat("a ", 1100), Type: "image/jpeg", Bytes: []byte("jpg")}},
		}},
		"empty":  {Lang: text.EN},
		"arabic": {Lang: text.AR, Trial: true, Blocks: []chat.Block{chat.Heading{Text: "نداء للتبرع بالدم"}, chat.Paragraph{Text: "يوم السبت من 9 إلى 17."}}},
	} {
		t.Run(name, func(t *testing.T) {
			d, err := testPlatform(t).draw(m, uploaded)
			if m.Tone == chat.Urgent {
				d.parts[0] = append([]slack.Block{ping("channel"), ping("S012GROUP")}, d.parts[0]...)
			}
			if err != nil {
				t.Fatal(err)
			}
			golden(t, "message_"+name, map[string]any{"text": d.text, "parts": d.parts})
		})
	}
}

func TestForms(t *testing.T) {
	p := testPlatform(t)
	f := &chat.Form{
		Command: "urgent", Action: "ask", Object: "n_2026-014", Title: text.Text{FR: "Appel au don du sang, à confirmer par une seconde personne", EN: "Blood appeal", AR: "نداء"}, Lang: text.FR,
		Intro: text.Text{FR: "Cinq champs au plus.", EN: "Five fields at most.", AR: "خمسة حقول على الأكثر."},
		Inputs: []chat.Input{
			{Name: "where", Kind: chat.Line, Required: true, Label: text.Same("Où"), Help: text.Same("Le lieu exact"), Example: text.Same("hall B")},
			{Name: "text", Kind: chat.Long, Label: text.Same("Texte")},
			{Name: "groups", Kind: chat.Some, Label: text.Same("Groupes"), Choices: []chat.Choice{{Value: "O-", Label: text.Same("O−")}, {Value: "A+", Label: text.Same("A+")}}},
			{Name: "language", Kind: chat.One, Label: text.Same("Langue"), Choices: []chat.Choice{{Value: "fr", Label: text.Same("Français")}}},
			{Name: "picture", Kind: chat.Image, Label: text.Same("Image")},
		},
		Values: chat.Values{"where": "hall B", "groups": "O-,A+", "language": "fr", "until": "demain 17 h"},
		Errors: map[string]text.Text{"where": {FR: "À préciser.", EN: "Be precise.", AR: "حددوا."}},
		Submit: text.Text{FR: "Voir l'aperçu", EN: "Preview", AR: "معاينة"},
	}
	golden(t, "form", p.modal(f, origin{room: "C012", message: "1700000000.000100"}))
}

// Slack's field holds 3,000 characters, ours 4,000: what was typed must come back whole.
func TestALongValueIsCutIntoFieldsAndJoinedAgain(t *testing.T) {
	p := testPlatform(t)
	long := strings.Repeat("é à\n", 2000)
	f := &chat.Form{Command: "draft", Title: text.Same("x"), Lang: text.EN, Values: chat.Values{"text": long, "hidden": strings.Repeat("h", 5000)},
		Inputs: []chat.Input{{Name: "text", Kind: chat.Long, Label: text.Same("Text"), Max: 9000}}}
	view := p.modal(f, origin{})
	state := map[string]map[string]given{}
	for _, b := range view.Blocks.BlockSet {
		in := b.(*slack.InputBlock)
		e := in.Element.(*slack.PlainTextInputBlockElement)
		if count(e.InitialValue) > maxField {
			t.Errorf("a field of %d characters", count(e.InitialValue))
		}
		v := e.InitialValue
		state[in.BlockID] = map[string]given{e.ActionID: {Value: &v}}
	}
	known, err := p.unpocket(view.PrivateMetadata)
	if err != nil || count(view.PrivateMetadata) > maxMetadata {
		t.Fatalf("%v, %d characters of private metadata", err, count(view.PrivateMetadata))
	}
	values, _ := read(state, known)
	if values["text"] != long || values["hidden"] != f.Values["hidden"] {
		t.Errorf("of %d and 5000 characters, %d and %d came back", len(long), len(values["text"]), len(values["hidden"]))
	}
}

// A form whose process has ended must not lose what it does not show without a word.
func TestAFormWhoseProcessIsGoneSaysSo(t *testing.T) {
	p := testPlatform(t)
	s := p.pocket(purpose{Command: "draft", Values: map[string]string{"hidden": strings.Repeat("h", 5000)}})
	if _, err := testPlatform(t).unpocket(s); err != errForgotten {
		t.Errorf("got %v", err)
	}
}

func TestLongMessagesAreSplitWithinSlacksLimits(t *testing.T) {
	m := chat.Message{Lang: text.FR}
	words := 0
	for range 90 {
		m.Blocks = append(m.Blocks, chat.Paragraph{Text: strings.Repeat("mot ", 1000)}, chat.List{Items: []string{strings.Repeat("mot ", 900)}}, chat.Quote{Text: strings.Repeat("mot ", 800)})
		words += 2700
	}
	d, err := testPlatform(t).draw(m, nil)
	if err != nil {
		t.Fatal(err)
	}
	shown := 0
	for _, part := range d.parts {
		n := 0
		for _, b := range part {
			n += length(b)
			raw, _ := json.Marshal(b)
			shown += strings.Count(string(raw), "mot")
		}
		if len(part) > maxBlocks || n > maxWords {
			t.Errorf("a part of %d blocks and %d characters", len(part), n)
		}
	}
	if shown != words {
		t.Errorf("%d of %d words are shown", shown, words)
	}
}

func TestNoShortNameIsSlacksOwn(t *testing.T) {
	for _, c := range []string{"status", "help", "join", "draft", "urgent"} {
		name := Config{}.short(c)
		for _, taken := range builtIn {
			if name == taken {
				t.Errorf("%s would be typed as /%s, which is Slack's own", c, name)
			}
		}
	}
	if got := (Config{Names: map[string]string{"draft": "/brouillon"}}).short("draft"); got != "brouillon" {
		t.Errorf("a configured name became %q", got)
	}
}

func TestWhatWasTypedIsReadBack(t *testing.T) {
	for sent, typed := range map[string]string{
		"a &lt;b&gt; &amp; c":                      "a <b> & c",
		"voir <https://ch.example/a|ch.example/a>": "voir ch.example/a",
		"voir <https://ch.example/a>":              "voir https://ch.example/a",
		"voir <https://ch.example|le site>":        "voir le site (https://ch.example)",
		"<@U012|nour> et <@U034>":                  "@nour et @U034",
		"<!channel> <#C012|general>":               "@channel #general",
		"<mailto:n@ch.example|n@ch.example>":       "n@ch.example",
		"5 < 6":                                    "5 < 6",
	} {
		if got := unmark(sent); got != typed {
			t.Errorf("%q is read as %q, want %q", sent, got, typed)
		}
	}
}

func TestAnyCommandReachesAllInBothLanguages(t *testing.T) {
	commands := []chat.Command{
		{Name: "draft", Words: []string{"brouillon"}, Inputs: func(chat.Values) []chat.Input { return []chat.Input{{Name: "brief", Free: true}} }},
		{Name: "status", Words: []string{"etat", "état"}}, {Name: "help", Words: []string{"aide"}},
	}
	d := newDesk(t.Context(), testPlatform(t), commands, nil)
	for typed, want := range map[string]string{
		"/portevoix|brouillon Collecte samedi": "draft|Collecte samedi", "/draft|Collecte &amp; don": "draft|Collecte & don", "/portevoix|ÉTAT": "status|",
		"/pv-status|": "status|", "/portevoix|": "help|", "/portevoix|xyz": "xyz|",
	} {
		command, words, _ := strings.Cut(typed, "|")
		r, _, err := d.slash(slashPayload{Command: command, Text: words, UserID: "U1", TriggerID: "1"})
		if got := r.Command + "|" + r.Values["brief"]; err != nil || got != want {
			t.Errorf("%s: %s, %v; want %s", typed, got, err, want)
		}
	}
}

func TestTheFirstTurnIsUrgents(t *testing.T) {
	p := newPace()
	p.queue("C1", 1)
	if in := p.take("C1", false); in <= 0 {
		t.Error("a routine message does not let an urgent one pass")
	}
	if in := p.take("C1", true); in > 0 {
		t.Errorf("an urgent message waits %v for nothing", in)
	}
	if in := p.take("C1", true); in <= 0 {
		t.Error("two messages go into one room at once")
	}
	p.hold("C1", time.Minute)
	p.all = time.Time{}
	if in := p.take("C2", false); in > 0 {
		t.Errorf("a room that is held back for its urgent message holds back another for %v", in)
	}
}

func FuzzUnmark(f *testing.F) {
	for _, s := range []string{"<a|b>", "<", "<>", "<@|>", "<!x>", "&lt;", "<<a>>"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if out := unmark(s); utf8.ValidString(s) && !utf8.ValidString(out) {
			t.Errorf("%q became %q", s, out)
		}
	})
}

// Whatever Slack, or somebody who pretends to be Slack, sends: nothing panics, and what is read fits the contract.
func FuzzDeliveries(f *testing.F) {
	f.Add("interactive", `{"type":"block_actions","user":{"id":"U1"},"actions":[{"value":"approve:yes:c_1"}],"trigger_id":"1"}`)
	f.Add("interactive", `{"type":"view_submission","user":{"id":"U1"},"view":{"private_metadata":"{\"c\":\"draft\"}","state":{"values":{"a":{"a":{"value":"x"}}}}}}`)
	f.Add("slash", `{"command":"/portevoix","text":"draft a:b","user_id":"U1"}`)
	f.Add("events", `{"type":"event_callback","event":{"type":"app_mention","user":"U1"}}`)
	f.Add("interactive", `{"type":"message_action","callback_id":"on-message-draft","user":{"id":"U1"},"message":{"text":"<","blocks":[[{"text":{"text":1}}]]}}`)
	commands := []chat.Command{{Name: "draft", Inputs: func(chat.Values) []chat.Input { return []chat.Input{{Name: "brief", Free: true}} }}}
	f.Fuzz(func(t *testing.T, kind, payload string) {
		p, err := New(Config{BotToken: "xoxb-test", SigningSecret: "s"})
		if err != nil {
			t.Fatal(err)
		}
		d := newDesk(t.Context(), p, commands, nil)
		raw := json.RawMessage(payload)
		switch kind {
		case "slash":
			if s, err := decode[slashPayload](raw); err == nil {
				_, _, _ = d.slash(s)
			}
		case "interactive":
			if i, err := decode[interaction](raw); err == nil {
				if r, _, ok, err := d.interactive(i); ok && err == nil && r.Values == nil && r.Via != chat.Pressed {
					t.Error("a request without values")
				}
			}
		default:
			_, _ = decode[eventPayload](raw)
		}
		_, _ = parse([]byte(payload))
	})
}
