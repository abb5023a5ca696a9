package chat_test

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"portevoix/bot/chat"
	"portevoix/bot/text"
)

var table = []chat.Command{
	{Name: "draft", Words: []string{"brouillon", "rédiger"}, Inputs: func(chat.Values) []chat.Input {
		return []chat.Input{
			{Name: "brief", Kind: chat.Long, Free: true, Required: true, Label: text.Same("brief")},
			{Name: "networks", Words: []string{"réseaux"}, Kind: chat.Some, Label: text.Same("networks"), Choices: []chat.Choice{{Value: "x", Label: text.Same("X")}, {Value: "facebook", Label: text.Same("Facebook")}}},
			{Name: "tone", Words: []string{"ton"}, Label: text.Same("tone")},
		}
	}},
	{Name: "check", Words: []string{"vérifier"}},
	{Name: "approve", Hidden: true},
}

func TestParse(t *testing.T) {
	for line, want := range map[string]chat.Values{
		"/draft Collecte samedi, hall B":                    {"brief": "Collecte samedi, hall B"},
		"/draft networks:x,facebook Collecte":               {"networks": "x,facebook", "brief": "Collecte"},
		"/Rediger RESEAUX:x ton:\"chaleureux et bref\" Oui": {"networks": "x", "tone": "chaleureux et bref", "brief": "Oui"},
		"/draft ton:« très sobre » Collecte":                {"tone": "très sobre", "brief": "Collecte"},
		"/draft Où : hall B https://x.example/a:b 9:30":     {"brief": "Où : hall B https://x.example/a:b 9:30"},
		"/draft première ligne\ndeuxième ligne":             {"brief": "première ligne\ndeuxième ligne"},
		"\u200f/draft بعد غد":                               {"brief": "بعد غد"},
		"/draft":                                            {},
	} {
		r, _, known := chat.Parse(table, line)
		if !known || r.Command != "draft" {
			t.Errorf("%q is not read as a draft", line)
		}
		if diff := cmp.Diff(want, r.Values); diff != "" {
			t.Errorf("%q: %s", line, diff)
		}
	}
}

func TestTheNearestCommandIsSuggested(t *testing.T) {
	for typed, want := range map[string]string{"/drfat": "draft", "chekc": "check", "/Verifer": "check", "brouilon": "draft"} {
		if c, ok := chat.Nearest(table, typed); !ok || c.Name != want {
			t.Errorf("%q suggests %q", typed, c.Name)
		}
	}
	for _, typed := range []string{"xyzzyx", "", "/", "approev", "q"} {
		if c, ok := chat.Nearest(table, typed); ok {
			t.Errorf("%q suggests %q", typed, c.Name)
		}
	}
}

func TestAFormAsksForWhatIsMissingAndKeepsWhatWasTyped(t *testing.T) {
	r := chat.Request{Via: chat.Typed, Values: chat.Values{"networks": "x, myspace"}, Who: chat.Person{Lang: text.EN}}
	plan := chat.PlanInputs(table[0], r)
	if plan.Form == nil || plan.Form.Values["networks"] != "x, myspace" {
		t.Fatalf("got %+v", plan)
	}
	if why := plan.Form.Errors["networks"].EN; !strings.Contains(why, "Facebook") || strings.Contains(why, "myspace") {
		t.Errorf("the wrong network is explained by %q", why)
	}
	r.Via = chat.Submitted
	if plan := chat.PlanInputs(table[0], r); plan.Form != nil || len(plan.Errors) != 2 {
		t.Errorf("a submitted form is answered by %+v: a form never answers a form", plan)
	}
	r.Values = chat.Values{"brief": "Collecte", "networks": "X, Facebook"}
	if plan := chat.PlanInputs(table[0], r); !plan.Go() {
		t.Errorf("complete inputs are answered by %+v", plan)
	}
}

func TestAPressFitsEveryPlatform(t *testing.T) {
	p := chat.Press{Command: "approve", Action: "change", Object: "c_12345678"}
	back, err := chat.ParsePress(p.String())
	if err != nil || back != p {
		t.Errorf("got %+v, %v", back, err)
	}
	for _, bad := range []string{"", "approve", ":x:y", strings.Repeat("a", 91) + ":b:c"} {
		if _, err := chat.ParsePress(bad); err == nil {
			t.Errorf("%q is taken for a button of ours", bad)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"/draft a:b", "/draft networks:\"x", "/draft ton:« »", "\u2067/check \u2069", "/draft \x00\xff", "", "/"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, line string) {
		r, word, known := chat.Parse(table, line)
		if known && r.Values == nil {
			t.Error("a known command without values")
		}
		if !known {
			chat.Nearest(table, word)
		}
		if utf8.ValidString(line) {
			for _, v := range r.Values {
				if !utf8.ValidString(v) {
					t.Errorf("text became something else: %q", v)
				}
			}
		}
	})
}

func FuzzParsePress(f *testing.F) {
	f.Add("approve:yes:c_1")
	f.Fuzz(func(t *testing.T, s string) {
		if p, err := chat.ParsePress(s); err == nil && p.String() != s {
			t.Errorf("%q came back as %q", s, p)
		}
	})
}

func TestAMessageIsKeptAsItIs(t *testing.T) {
	m := chat.Message{Lang: text.AR, Tone: chat.Urgent, Notify: "n", Trial: true, Silent: true, Blocks: []chat.Block{
		chat.Heading{Text: "h"}, chat.Paragraph{Text: "p"}, chat.Note{Text: "n"}, chat.List{Items: []string{"a"}},
		chat.Facts{Items: []chat.Fact{{Label: "l", Value: "v"}}}, chat.Ready{Label: "l", Text: "t", Lang: text.FR}, chat.Quote{Text: "q"},
		chat.Picture{File: chat.File{Type: "image/png", Bytes: []byte{1, 2}, Alt: "a"}}, chat.Links{Items: []chat.Link{{Label: "l", URL: "https://x.example"}}},
		chat.Buttons{Items: []chat.Button{{Label: "b", Press: chat.Press{Command: "c", Action: "a", Object: "o"}, Look: chat.Danger}}}, chat.Divider{},
	}}
	b, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	var back chat.Message
	if err := json.Unmarshal(b, &back); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(m, back); diff != "" {
		t.Error(diff)
	}
}
