package slack

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"sync"
	"testing"

	"portevoix/integrations/slack/slackfake"
)

// reference is Slack's published method reference: what each method takes. It lies beside the project; without it nothing is compared.
var reference = sync.OnceValues(func() (map[string]published, error) {
	raw, err := os.ReadFile("../../../shared/data/slack-api-ref.json")
	if err != nil {
		return nil, err
	}
	var all map[string]published
	return all, json.Unmarshal(raw, &all)
})

type published struct {
	Args     map[string]any `json:"args"`
	Required []string       `json:"required"`
	Errors   []string       `json:"errors"`
}

// breaches are the requests that the reference does not know: another method, an argument too many, one too few.
func breaches(known map[string]published, calls []slackfake.Call) (all []string) {
	for _, c := range calls {
		if c.Method == "response_url" { // an address of its own, no method
			continue
		}
		m, ok := known[c.Method]
		if !ok {
			all = append(all, "Slack publishes no method "+c.Method)
			continue
		}
		for name := range c.Args {
			if _, ok := m.Args[name]; !ok {
				all = append(all, c.Method+" takes no argument "+name)
			}
		}
		for _, name := range m.Required {
			if _, given := c.Args[name]; !given && name != "token" {
				all = append(all, c.Method+" needs the argument "+name)
			}
		}
	}
	return all
}

// keepsToReference holds every request of a test to the published argument lists.
func keepsToReference(t *testing.T, calls []slackfake.Call) {
	t.Helper()
	known, err := reference()
	if errors.Is(err, fs.ErrNotExist) {
		return // TestTheReferenceIsKeptTo says so
	}
	if err != nil {
		t.Errorf("read Slack's method reference: %v", err)
		return
	}
	for _, wrong := range breaches(known, calls) {
		t.Error(wrong)
	}
}

// The check itself is shown to fail. Every other test of this package ends with it.
func TestTheReferenceIsKeptTo(t *testing.T) {
	known, err := reference()
	if errors.Is(err, fs.ErrNotExist) && os.Getenv("PORTEVOIX_TEST_REQUIRE") != "1" {
		t.Skip("Slack's method reference is not beside the project")
	}
	if err != nil {
		t.Fatal(err)
	}
	good := slackfake.Call{Method: "chat.postMessage", Args: map[string]any{"channel": "C1", "text": "x"}}
	bad := []slackfake.Call{
		{Method: "chat.shout"}, {Method: "chat.postMessage", Args: map[string]any{"channel": "C1", "client_msg_id": "1"}},
		{Method: "chat.delete", Args: map[string]any{"channel": "C1"}},
	}
	if got := breaches(known, append(bad, good)); len(got) != len(bad) {
		t.Errorf("of three wrong calls and a good one: %q", got)
	}
}
