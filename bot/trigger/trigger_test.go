package trigger_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"portevoix/bot/text"
	"portevoix/bot/trigger"
)

var hook = trigger.Hook{Name: "it-monitor", Secret: []byte("0123456789abcdef"), Kind: "it_outage", Fields: map[string]string{"from": "incident.started_at", "count": "incident.count", "services": "services"}, Set: map[string]string{"phone": "01 99 00 12 00"}, Dedupe: "incident.id", Lang: text.FR}

func TestAnEventIsReadFromJSON(t *testing.T) {
	got, err := hook.Decode([]byte(`{"incident": {"id": 4711, "started_at": " 2026-11-24T02:10:00Z ", "count": 12.5}, "services": ["a", "b"], "patient": "never read"}`))
	if err != nil {
		t.Fatal(err)
	}
	want := trigger.Event{Hook: "it-monitor", Kind: "it_outage", Lang: text.FR, Dedupe: "4711",
		Values: map[string]string{"from": "2026-11-24T02:10:00Z", "count": "12.5", "services": "a,b", "phone": "01 99 00 12 00"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if _, err := hook.Decode([]byte(`{"incident": {"id": "x"}}`)); err != nil {
		t.Errorf("a missing field is the notice's matter: %v", err)
	}
}

func TestWhatCannotBeReadIsRefusedWithoutAQuote(t *testing.T) {
	for body, want := range map[string]error{
		``:                                    trigger.ErrJSON,
		`null`:                                trigger.ErrJSON,
		`[1]`:                                 trigger.ErrJSON,
		`{"incident": {"id": 1}} {}`:          trigger.ErrJSON,
		"{\"incident\": {\"id\": \"\xff\"}}":  trigger.ErrJSON,
		`{"incident": "Dupont"}`:              trigger.ErrMissing,
		`{"incident": {"id": ""}}`:            trigger.ErrMissing,
		`{"incident": {"id": null}}`:          trigger.ErrMissing,
		`{"incident": {"id": {"Dupont": 1}}}`: trigger.ErrValue,
		`{"incident": {"id": 1, "count": "` + strings.Repeat("Dupont ", 100) + `"}}`: trigger.ErrValue,
		`{"incident": {"id": 1}, "services": [["Dupont"]]}`:                          trigger.ErrValue,
		`{"incident": {"id": "` + strings.Repeat("x", trigger.MaxBody) + `"}}`:       trigger.ErrJSON,
	} {
		_, err := hook.Decode([]byte(body))
		if !errors.Is(err, want) || strings.Contains(err.Error(), "Dupont") {
			t.Errorf("%.60s: %v", body, err)
		}
	}
}

func FuzzDecode(f *testing.F) {
	for _, s := range []string{`{"incident": {"id": 1, "started_at": "x"}, "services": ["a"]}`, `{"incident":{"id":true}}`, `{`, `{"a":1}{`, `{"incident":{"id":"\u202e"}}`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		e, err := hook.Decode(body)
		if err != nil {
			return
		}
		if e.Dedupe == "" || e.Values["phone"] != hook.Set["phone"] {
			t.Errorf("%q: %+v", body, e)
		}
		for field, v := range e.Values {
			_, mapped := hook.Fields[field]
			if _, constant := hook.Set[field]; !mapped && !constant || utf8.RuneCountInString(v) > 400 || !utf8.ValidString(v) {
				t.Errorf("%q: field %s is %q", body, field, v)
			}
		}
	})
}

func TestHooksAreLoadedWithTheirSecrets(t *testing.T) {
	dir := t.TempDir()
	write := func(name, words string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(words), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	write("secret", "0123456789abcdef\n")
	write("short", "topsecret")
	const good = "hooks:\n- name: it-monitor\n  secret_file: secret\n  kind: it_outage\n  dedupe: incident.id\n  fields: {from: incident.started_at}\n"
	hooks, err := trigger.Load(write("hooks.yaml", good))
	if err != nil || len(hooks) != 1 || string(hooks[0].Secret) != "0123456789abcdef" || hooks[0].Lang != text.FR {
		t.Fatalf("%+v, %v", hooks, err)
	}
	if none, err := trigger.Load(""); none != nil || err != nil {
		t.Error(none, err)
	}
	for _, bad := range []string{
		strings.Replace(good, "kind", "knid", 1), strings.Replace(good, "it-monitor", "../x", 1), strings.Replace(good, "file: secret", "file: short", 1),
		strings.Replace(good, "file: secret", "file: nowhere", 1), strings.Replace(good, "dedupe: incident.id", "lang: nl", 1), good + strings.TrimPrefix(good, "hooks:\n"),
	} {
		if _, err := trigger.Load(write("bad.yaml", bad)); err == nil || strings.Contains(err.Error(), "topsecret") {
			t.Errorf("%q: %v", bad, err)
		}
	}
}
