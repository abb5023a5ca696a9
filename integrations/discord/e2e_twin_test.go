package discord_test

import (
	"bufio"
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"portevoix/bot/chat/chattest"
)

//go:embed testdata/twin.mjs
var twinScript string

// The real binary against a Discord that we did not write: discord-digital-twin (npm). It listens on every interface, so that the test
// runs itself again in a network namespace that has nothing but loopback.
func TestTheRealBinaryAgainstTheTwin(t *testing.T) {
	node := chattest.Independent(t)
	binary, ok := chattest.Alone(t)
	if !ok {
		return
	}
	aDayInDiscord(t, openTwin(t, binary, node))
}

const (
	general, approvals, urgent = "200000000000000001", "200000000000000002", "200000000000000003"
	alice, bob                 = "300000000000000001", "300000000000000002"
)

// aDayInDiscord is a day of two people: alice administers, bob writes.
func aDayInDiscord(t *testing.T, s *twin) {
	s.slash(general, alice, "join", "code", s.claim)
	s.reads(general, "Welcome, alice")
	s.slash(general, bob, "draft", "brief", "blood drive")
	s.reads(general, "/draft needs")
	s.slash(general, alice, "team", "add", "discord/"+bob, "name", "Bob", "roles", "officer,reviewer")
	s.reads(general, "Bob")

	// A check from a message's menu.
	said := s.call("write", map[string]any{"channel": general, "user": alice, "content": "Mrs Zelda Fictional, 47, left the transplant unit on Tuesday."})
	s.call("menu", map[string]any{"channel": general, "user": bob, "name": "Check this text", "message": said})
	if m := s.reads(general, "Do not publish"); strings.Contains(words(m), "Zelda") {
		t.Error("the answer shows the name")
	}

	// A draft, from the modal to somebody else's approval, and down again.
	form := s.modal(s.slash(general, bob, "draft"), general)
	s.submit(general, bob, form, "brief", "blood drive on 14 June, 9 am–5 pm, hall B, all groups")
	s.press(general, bob, s.reads(general, "Send for approval"), "Send for approval")
	card := s.reads(approvals, "en attente de validation")
	s.press(approvals, bob, card, "Valider")
	s.reads(approvals, "Nobody approves what they wrote")
	s.press(approvals, alice, card, "Valider")
	s.press(approvals, alice, s.reads(approvals, "enregistré"), "Retirer")
	s.reads(approvals, "retiré")

	// An urgent notice: a second person confirms, and the card follows every target.
	form = s.modal(s.slash(general, bob, "urgent", "kind", "blood"), general)
	s.submit(general, bob, form, "until", "tomorrow 8 pm", "groups", "O-", "place", "Hall B", "hours", "9 am - 5 pm")
	notice := s.reads(general, "Notice 20")
	s.press(general, bob, notice, "Send for confirmation")
	s.press(urgent, alice, s.reads(urgent, "Valider"), "Valider")
	if live := s.reads(urgent, "RIEN N'EST ENCORE PUBLIC"); !strings.Contains(words(live), "Mastodon") {
		t.Errorf("the progress card does not name its targets:\n%s", words(live))
	}
}

// twin is the server, the bot against it, and one pair of eyes.
type twin struct {
	t       *testing.T
	control string
	claim   string
}

func openTwin(t *testing.T, binary, node string) *twin {
	dir := t.TempDir()
	server := exec.Command("node", "--input-type=module", "-e", twinScript)
	server.Dir = node
	out, err := server.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var log bytes.Buffer
	server.Stderr = &log
	chattest.Start(t, server, &log)
	var where struct {
		Control      int
		API, Gateway string
	}
	line, err := bufio.NewReader(out).ReadBytes('\n')
	if err != nil || json.Unmarshal(line, &where) != nil {
		t.Fatalf("the twin does not start: %v %s\n%s", err, line, log.String())
	}
	s := &twin{t: t, control: fmt.Sprintf("http://127.0.0.1:%d/", where.Control)}

	var said bytes.Buffer
	bot := exec.Command(binary)
	bot.Dir, bot.Stdout, bot.Stderr = dir, &said, &said
	bot.Env = append(os.Environ(),
		"DISCORD_TOKEN=twin-token", "DISCORD_API_URL="+strings.TrimSuffix(where.API, "/api"), "DISCORD_SERVERS=100000000000000001",
		"DISCORD_ROOMS=general="+general+", approvals="+approvals+", urgent="+urgent+", digest="+general,
		"PORTEVOIX_DATA="+filepath.Join(dir, "data"), "PORTEVOIX_LISTEN=127.0.0.1:0", "PORTEVOIX_LANG=fr", "PORTEVOIX_COUNTRY=FR", "HOME="+dir)
	chattest.Start(t, bot, &said)
	s.until("the claim code", func() bool {
		b, err := os.ReadFile(filepath.Join(dir, "data", "claim-code"))
		s.claim = strings.TrimSpace(string(b))
		return err == nil && s.claim != ""
	})
	s.until("the bot is connected", func() bool {
		s.slash(general, bob, "help")
		time.Sleep(200 * time.Millisecond)
		return s.find(general, "/join") != nil
	})
	return s
}

// call asks the twin for something.
func (s *twin) call(verb string, body any) (answer map[string]any) {
	s.t.Helper()
	b, _ := json.Marshal(body)
	res, err := http.Post(s.control+verb, "application/json", bytes.NewReader(b))
	if err != nil {
		s.t.Fatal(err)
	}
	defer res.Body.Close()
	said, _ := io.ReadAll(res.Body)
	if res.StatusCode != http.StatusOK {
		s.t.Fatalf("%s: %s", verb, said)
	}
	_ = json.Unmarshal(said, &answer)
	return answer
}

// slash types a command with its options and returns the interaction's id.
func (s *twin) slash(channel, user, name string, pairs ...string) string {
	s.t.Helper()
	options := []map[string]any{}
	for i := 0; i < len(pairs); i += 2 {
		options = append(options, map[string]any{"name": pairs[i], "type": 3, "value": pairs[i+1]})
	}
	id, _ := s.call("slash", map[string]any{"channel": channel, "user": user, "name": name, "options": options})["id"].(string)
	return id
}

// modal waits for the form that answers an interaction.
func (s *twin) modal(interaction, channel string) (form map[string]any) {
	s.t.Helper()
	s.until("a form", func() bool {
		got := s.call("response", map[string]any{"channel": channel, "interaction": interaction})
		data, _ := got["data"].(string)
		return got["type"] == 9.0 && json.Unmarshal([]byte(data), &form) == nil
	})
	return form
}

// submit fills the named fields of a form, leaves the others as they stand, and submits.
func (s *twin) submit(channel, user string, form map[string]any, pairs ...string) {
	s.t.Helper()
	filled := map[string]string{}
	for i := 0; i < len(pairs); i += 2 {
		filled[pairs[i]] = pairs[i+1]
	}
	fields := []map[string]string{}
	walk(form["components"], func(m map[string]any) {
		if id, ok := m["custom_id"].(string); ok {
			value, given := filled[id]
			if !given {
				value, _ = m["value"].(string)
			}
			fields = append(fields, map[string]string{"customId": id, "value": value})
		}
	})
	s.call("submit", map[string]any{"channel": channel, "user": user, "id": form["custom_id"], "fields": fields})
}

func (s *twin) press(channel, user string, message map[string]any, label string) {
	s.t.Helper()
	pressed := false
	walk(message["components"], func(m map[string]any) {
		if said, _ := m["label"].(string); !pressed && strings.HasPrefix(said, label) {
			pressed = true
			s.call("press", map[string]any{"channel": channel, "user": user, "message": message["id"], "id": m["custom_id"]})
		}
	})
	if !pressed {
		s.t.Fatalf("no button %q in:\n%s", label, words(message))
	}
}

// reads waits for the newest message with these words.
func (s *twin) reads(channel, text string) (m map[string]any) {
	s.t.Helper()
	s.until("reading "+text, func() bool {
		m = s.find(channel, text)
		return m != nil
	})
	return m
}

func (s *twin) find(channel, text string) map[string]any {
	all := s.messages(channel)
	for i := len(all) - 1; i >= 0; i-- {
		if strings.Contains(words(all[i]), text) {
			return all[i]
		}
	}
	return nil
}

func (s *twin) messages(channel string) (all []map[string]any) {
	b, _ := json.Marshal(map[string]any{"channel": channel})
	res, err := http.Post(s.control+"messages", "application/json", bytes.NewReader(b))
	if err != nil {
		return nil
	}
	defer res.Body.Close()
	_ = json.NewDecoder(res.Body).Decode(&all)
	return all
}

func (s *twin) until(what string, ok func() bool) {
	s.t.Helper()
	for deadline := time.Now().Add(time.Minute); !ok(); time.Sleep(50 * time.Millisecond) {
		if time.Now().After(deadline) {
			var all strings.Builder
			for _, channel := range []string{general, approvals, urgent} {
				for _, m := range s.messages(channel) {
					fmt.Fprintf(&all, "%s\n%s\n", channel, words(m))
				}
			}
			s.t.Fatalf("never: %s\n%s", what, all.String())
		}
	}
}

// words are all the words of a message.
func words(m map[string]any) string {
	var b strings.Builder
	walk(m, func(m map[string]any) {
		for _, key := range []string{"content", "title", "description", "name", "value", "label", "text"} {
			if s, ok := m[key].(string); ok && s != "" {
				b.WriteString(s + "\n")
			}
		}
	})
	return b.String()
}

func walk(v any, f func(map[string]any)) {
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			walk(e, f)
		}
	case map[string]any:
		f(v)
		for _, e := range v {
			walk(e, f)
		}
	}
}
