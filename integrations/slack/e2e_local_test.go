package slack_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"portevoix/bot/chat/chattest"
)

// The real binary against a Slack that we did not write: local-slack (npm), in both modes. It listens on every interface, so that the test
// runs itself again in a network namespace that has nothing but loopback.
func TestTheRealBinaryAgainstLocalSlack(t *testing.T) {
	node := chattest.Independent(t)
	binary, ok := chattest.Alone(t)
	if !ok {
		return
	}
	for _, mode := range []string{"socket", "events"} {
		t.Run(mode, func(t *testing.T) { theFourJobs(t, openLocalSlack(t, binary, node, mode)) })
	}
}

// theFourJobs is a day of two people in Slack: alice administers, bob writes.
func theFourJobs(t *testing.T, s *localSlack) {
	const general, approvals, urgent, alice, bob = "C01GEN", "C02APP", "C03URG", "U01ALICE", "U02BOB"
	s.types(general, alice, "/portevoix", "join "+s.claim)
	s.reads(general, alice, "Bienvenue, alice")
	s.types(general, bob, "/check", "bonjour")
	s.reads(general, bob, "/pv-join") // a stranger learns how to come in, as it is typed here
	s.types(general, alice, "/portevoix", "team add:slack/"+bob+" name:Bob roles:officer,reviewer")
	s.reads(general, alice, "Bob")

	// A privacy check.
	s.types(general, bob, "/check", "Merci à Mme Zelda Fictive, 47 ans, sortie mardi du service de greffe.")
	s.reads(general, bob, "À ne pas publier")
	s.neverShown("Zelda")

	// A draft, from the modal to somebody else's approval, and down again.
	s.types(general, bob, "/portevoix", "brouillon")
	s.form("brief")
	s.submits(bob, "brief", "collecte de sang le 14 juin, 9 h–17 h, hall B, tous groupes")
	draft := s.reads(general, bob, "Envoyer à la validation")
	s.presses(general, bob, draft, "Envoyer à la validation")
	card := s.reads(approvals, "", "en attente de validation")
	s.presses(approvals, bob, card, "Valider")
	s.reads(approvals, bob, "On ne valide pas ce qu'on a écrit soi-même")
	s.presses(approvals, alice, card, "Valider")
	card = s.reads(approvals, "", "enregistré")
	s.presses(approvals, alice, card, "Retirer")
	s.reads(approvals, "", "retiré")

	// A digest with its picture, shown in the room.
	s.types(general, bob, "/digest", "")
	s.reads(general, bob, "mentions")
	s.uploaded()

	// An urgent notice: a wrong date is pointed at, then a second person confirms.
	s.types(general, bob, "/urgent", "don du sang")
	s.form("until")
	s.submits(bob, "until", "hier")
	s.pointedAt("until")
	s.submits(bob, "until", "demain 20 h", "groups", "O-", "place", "Hall B", "hours", "9 h - 17 h")
	notice := s.reads(general, bob, "Avis 20")
	s.presses(general, bob, notice, s.primary(notice))
	s.presses(urgent, alice, s.reads(urgent, "", "Valider"), "Valider")
	live := s.reads(urgent, "", "RIEN N'EST ENCORE PUBLIC")
	if !strings.Contains(words(live), "Mastodon") {
		t.Errorf("the progress card does not name its targets:\n%s", words(live))
	}
}

// localSlack is the server, the bot against it, and one pair of eyes.
type localSlack struct {
	t     *testing.T
	base  string
	claim string
	ui    *websocket.Conn

	mu     sync.Mutex
	fields []string          // of the form that is open
	wrong  map[string]string // what it points at
	filled map[string]string // initial values of the form
}

func openLocalSlack(t *testing.T, binary, node, mode string) *localSlack {
	dir := t.TempDir()
	port, public := freePort(t), freePort(t)
	s := &localSlack{t: t, base: fmt.Sprintf("http://127.0.0.1:%d", port)}
	config := fmt.Sprintf(`workspace: { name: Valombre, domain: valombre, teamId: T01TEST }
app: { appId: A01APP, botUserId: U0BOT, botName: portevoix, botToken: xoxb-test-token, appToken: xapp-test-token, signingSecret: test-signing-secret, mode: %s, requestUrl: "http://127.0.0.1:%d/slack" }
users: [ { id: U01ALICE, name: alice, real_name: alice, tz: Europe/Paris }, { id: U02BOB, name: bob, real_name: bob } ]
channels: [ { id: C01GEN, name: general, members: [U01ALICE, U02BOB, U0BOT] }, { id: C02APP, name: approvals, members: [U01ALICE, U02BOB, U0BOT] }, { id: C03URG, name: urgent, members: [U01ALICE, U02BOB, U0BOT] } ]
`, mode, public)
	if err := os.WriteFile(filepath.Join(dir, "config.yaml"), []byte(config), 0o600); err != nil {
		t.Fatal(err)
	}
	run(t, dir, nil, filepath.Join(node, "node_modules/local-slack-linux-x64/bin/local-slack"), "--config", "config.yaml", "--port", fmt.Sprint(port), "--base-host", "127.0.0.1")
	s.until("local-slack answers", func() bool { return s.get("/_control/state", nil) == nil })

	env := []string{
		"SLACK_BOT_TOKEN=xoxb-test-token", "SLACK_API_URL=" + s.base + "/api/", "SLACK_ROOMS=general=C01GEN, approvals=C02APP, urgent=C03URG, digest=C01GEN",
		"PORTEVOIX_DATA=" + filepath.Join(dir, "data"), "PORTEVOIX_LISTEN=127.0.0.1:0", "PORTEVOIX_LANG=fr", "HOME=" + dir,
	}
	if mode == "socket" {
		env = append(env, "SLACK_APP_TOKEN=xapp-test-token")
	} else {
		env = append(env, "SLACK_SIGNING_SECRET=test-signing-secret", fmt.Sprintf("PORTEVOIX_PUBLIC_LISTEN=127.0.0.1:%d", public))
	}
	mentions(t, binary, dir, env)
	run(t, dir, env, binary)
	s.until("the claim code", func() bool {
		b, err := os.ReadFile(filepath.Join(dir, "data", "claim-code"))
		s.claim = strings.TrimSpace(string(b))
		return err == nil && s.claim != ""
	})
	s.watch()
	s.until("the bot is connected", func() bool {
		s.types("C01GEN", "U02BOB", "/portevoix", "help")
		return s.find("C01GEN", "U02BOB", "/pv-join") != nil
	})
	return s
}

// mentions gives the digest something to draw.
func mentions(t *testing.T, binary, dir string, env []string) {
	var rows bytes.Buffer
	for i := range 40 {
		fmt.Fprintf(&rows, `{"url":"https://gazette.example/%d","title":"Article %d sur l'hôpital","text":"Le service accueille le public.","at":%q}`+"\n", i, i, time.Now().Add(-time.Duration(i)*10*time.Minute).UTC().Format(time.RFC3339))
	}
	file := filepath.Join(dir, "mentions.jsonl")
	if err := os.WriteFile(file, rows.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	c := exec.Command(binary, "mentions", "import", file)
	c.Env, c.Dir = append(os.Environ(), env...), dir
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("import: %v\n%s", err, out)
	}
}

// run starts a program that ends with the test.
func run(t *testing.T, dir string, env []string, name string, args ...string) {
	c := exec.Command(name, args...)
	var log bytes.Buffer
	c.Dir, c.Env, c.Stdout, c.Stderr = dir, append(os.Environ(), env...), &log, &log
	chattest.Start(t, c, &log)
}

func freePort(t *testing.T) int {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}

// watch follows what the workspace shows to its people: forms and what they point at.
func (s *localSlack) watch() {
	ui, _, err := websocket.DefaultDialer.Dial("ws"+strings.TrimPrefix(s.base, "http")+"/ui", nil)
	if err != nil {
		s.t.Fatal(err)
	}
	s.ui = ui
	s.t.Cleanup(func() { ui.Close() })
	go func() {
		for {
			var e struct {
				T     string `json:"t"`
				Stack []struct {
					Blocks []struct {
						Type    string `json:"type"`
						ID      string `json:"block_id"`
						Element struct {
							Initial string `json:"initial_value"`
						} `json:"element"`
					} `json:"blocks"`
				} `json:"stack"`
				Errors map[string]string `json:"errors"`
			}
			_, raw, err := ui.ReadMessage()
			if err != nil {
				return
			}
			if json.Unmarshal(raw, &e) != nil || !strings.HasPrefix(e.T, "view") {
				continue
			}
			s.mu.Lock()
			s.wrong = e.Errors
			if e.T == "view" {
				s.fields, s.filled = nil, map[string]string{}
				if n := len(e.Stack); n > 0 {
					for _, b := range e.Stack[n-1].Blocks {
						if b.Type == "input" {
							s.fields, s.filled[b.ID] = append(s.fields, b.ID), b.Element.Initial
						}
					}
				}
			}
			s.mu.Unlock()
		}
	}()
}

func (s *localSlack) types(channel, user, command, words string) {
	s.t.Helper()
	s.post("/_control/command", map[string]any{"channel": channel, "user": user, "command": command, "text": words})
}

func (s *localSlack) form(field string) {
	s.t.Helper()
	s.until("a form with "+field, func() bool {
		s.mu.Lock()
		defer s.mu.Unlock()
		_, has := s.filled[field]
		return has
	})
}

func (s *localSlack) pointedAt(field string) {
	s.t.Helper()
	s.until("an error at "+field, func() bool {
		s.mu.Lock()
		defer s.mu.Unlock()
		return s.wrong[field] != ""
	})
}

// submits fills the named fields, leaves the others as they stand, and submits.
func (s *localSlack) submits(user string, pairs ...string) {
	s.t.Helper()
	s.mu.Lock()
	for i := 0; i < len(pairs); i += 2 {
		s.filled[pairs[i]] = pairs[i+1]
	}
	values := map[string]any{}
	for _, f := range s.fields {
		values[f] = map[string]any{f: map[string]any{"type": "plain_text_input", "value": s.filled[f]}}
	}
	s.wrong = nil
	s.mu.Unlock()
	if err := s.ui.WriteJSON(map[string]any{"t": "view_submit", "user": user, "values": values}); err != nil {
		s.t.Fatal(err)
	}
}

type shown struct {
	TS     string           `json:"ts"`
	To     string           `json:"ephemeral_to"`
	Blocks []map[string]any `json:"blocks"`
}

// reads waits for a message with these words, private to somebody or, with nobody named, in the room.
func (s *localSlack) reads(channel, to, text string) (m *shown) {
	s.t.Helper()
	s.until("reading "+text, func() bool {
		m = s.find(channel, to, text)
		return m != nil
	})
	return m
}

func (s *localSlack) find(channel, to, text string) *shown {
	all := s.messages(channel)
	for i := len(all) - 1; i >= 0; i-- {
		if all[i].To == to && strings.Contains(words(&all[i]), text) {
			return &all[i]
		}
	}
	return nil
}

func (s *localSlack) neverShown(word string) {
	s.t.Helper()
	for _, channel := range []string{"C01GEN", "C02APP", "C03URG"} {
		for _, m := range s.messages(channel) {
			if strings.Contains(words(&m), word) {
				s.t.Errorf("%q is shown in %s", word, channel)
			}
		}
	}
}

func (s *localSlack) messages(channel string) []shown {
	var page struct{ Messages []shown }
	_ = s.get("/_control/messages/"+channel, &page)
	return page.Messages
}

// uploaded waits until a picture stands in a message.
func (s *localSlack) uploaded() {
	s.t.Helper()
	s.until("a picture", func() bool {
		for _, m := range s.messages("C01GEN") {
			for _, b := range m.Blocks {
				if b["type"] == "image" && b["slack_file"] != nil && b["alt_text"] != "" {
					return true
				}
			}
		}
		return false
	})
}

func (s *localSlack) presses(channel, user string, m *shown, label string) {
	s.t.Helper()
	for _, b := range m.Blocks {
		elements, _ := b["elements"].([]any)
		for _, e := range elements {
			button, _ := e.(map[string]any)
			text, _ := button["text"].(map[string]any)
			if said, _ := text["text"].(string); b["type"] == "actions" && strings.HasPrefix(said, label) {
				s.post("/_control/interact", map[string]any{"channel": channel, "messageTs": m.TS, "user": user, "action": map[string]any{"type": "button", "action_id": button["action_id"], "block_id": b["block_id"], "value": button["value"]}})
				return
			}
		}
	}
	s.t.Fatalf("no button %q in:\n%s", label, words(m))
}

// primary is the label of the button that stands out.
func (s *localSlack) primary(m *shown) string {
	for _, b := range m.Blocks {
		elements, _ := b["elements"].([]any)
		for _, e := range elements {
			button, _ := e.(map[string]any)
			text, _ := button["text"].(map[string]any)
			if said, _ := text["text"].(string); button["style"] == "primary" {
				return said
			}
		}
	}
	s.t.Fatalf("no button stands out in:\n%s", words(m))
	return ""
}

// words are all the words of a message.
func words(m *shown) string {
	var b strings.Builder
	var walk func(any)
	walk = func(v any) {
		switch v := v.(type) {
		case []any:
			for _, e := range v {
				walk(e)
			}
		case map[string]any:
			if s, ok := v["text"].(string); ok {
				b.WriteString(s + "\n")
			}
			for _, e := range v {
				walk(e)
			}
		}
	}
	for _, block := range m.Blocks {
		walk(block)
	}
	return b.String()
}

func (s *localSlack) until(what string, ok func() bool) {
	s.t.Helper()
	for deadline := time.Now().Add(time.Minute); !ok(); time.Sleep(50 * time.Millisecond) {
		if time.Now().After(deadline) {
			var all strings.Builder
			for _, channel := range []string{"C01GEN", "C02APP", "C03URG"} {
				for _, m := range s.messages(channel) {
					fmt.Fprintf(&all, "%s %s\n%s\n", channel, m.To, words(&m))
				}
			}
			s.t.Fatalf("never: %s\n%s", what, all.String())
		}
	}
}

func (s *localSlack) post(path string, body any) {
	s.t.Helper()
	b, _ := json.Marshal(body)
	res, err := http.Post(s.base+path, "application/json", bytes.NewReader(b))
	if err != nil {
		s.t.Fatal(err)
	}
	defer res.Body.Close()
	if said, _ := io.ReadAll(res.Body); res.StatusCode != http.StatusOK || bytes.Contains(said, []byte(`"ok":false`)) {
		s.t.Fatalf("%s: %s", path, said)
	}
}

func (s *localSlack) get(path string, into any) error {
	res, err := http.Get(s.base + path)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	if into == nil {
		return nil
	}
	return json.NewDecoder(res.Body).Decode(into)
}
