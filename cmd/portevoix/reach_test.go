package main

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"portevoix/bot/database"
	"portevoix/bot/notice"
	"portevoix/bot/people"
	"portevoix/integrations/terminal"
	"portevoix/integrations/web"
)

const hookSecret = "0123456789abcdef"

// hookSettings are the settings of an installation with one trigger and a gateway.
func hookSettings(t *testing.T, gateway string) map[string]string {
	t.Helper()
	dir := t.TempDir()
	write := func(name, words string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(words), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("secret", hookSecret)
	write("hooks.yaml", "hooks:\n- name: blood-bank\n  secret_file: secret\n  kind: blood\n  dedupe: order\n  fields: {groups: groups, until: until}\n  set: {place: Hall B}\n")
	return map[string]string{
		"PORTEVOIX_DATA": filepath.Join(dir, "data"), "PORTEVOIX_HOOKS": filepath.Join(dir, "hooks.yaml"), "PORTEVOIX_PUBLIC_LISTEN": "127.0.0.1:0",
		"PORTEVOIX_PAGER_URL": gateway, "PORTEVOIX_PAGER_SECRET": "the secret of the gateway", "PORTEVOIX_LANG": "en",
	}
}

// A signed call from another application ends as a call to the director's phone that says only that something waits.
func TestATriggerWakesTheDirectorOnDuty(t *testing.T) {
	rung := make(chan string, 10)
	gateway := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		if err := web.Verify(r.Header, []byte("the secret of the gateway"), body, time.Now()); err != nil {
			t.Error(err)
		}
		rung <- string(body)
	}))
	defer gateway.Close()
	env := hookSettings(t, gateway.URL)
	s, err := readSettings(func(n string) string { return env[n] })
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	in, typed := io.Pipe()
	a, err := assemble(ctx, s, slog.New(slog.DiscardHandler), time.Now, &terminal.Terminal{In: in, Out: io.Discard, Lang: s.Lang, Zone: s.Zone, Rooms: rooms, Trial: true, Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	err = a.db.Do(ctx, func(tx database.Tx) error {
		p, err := a.kit.People.Add(ctx, tx, "Nour", "webchat", "nour", people.DutyDirector)
		if err != nil {
			return err
		}
		return a.kit.People.SetPhone(ctx, tx, p.ID, "+33 6 39 98 00 11")
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := a.listenPublic(ctx); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- a.run(ctx) }()
	defer func() {
		typed.Close()
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		if err := a.close(); err != nil {
			t.Error(err)
		}
	}()

	body := `{"order": 4711, "groups": ["O-"], "until": "` + time.Now().Add(48*time.Hour).Format(time.RFC3339) + `"}`
	if status, said := postHook(t, a.publicAddr, body); status != http.StatusAccepted || !strings.Contains(said, "awaiting-confirmation") {
		t.Fatalf("%d %s", status, said)
	}
	if status, said := postHook(t, a.publicAddr, body+" "); !strings.Contains(said, `"known"`) {
		t.Errorf("the same event again: %d %s", status, said)
	}
	select {
	case page := <-rung:
		if !strings.Contains(page, "Portevoix: A notice awaits you") || strings.Contains(page, "blood") || strings.Contains(page, "Nour") {
			t.Errorf("the page says %s", page)
		}
	case <-time.After(time.Minute):
		t.Fatal("nobody was woken")
	}
	for deadline := time.Now().Add(time.Minute); ; time.Sleep(10 * time.Millisecond) { // written down just after it rang
		all := a.pagerConnections(ctx)
		if len(all) == 1 && all[0].State.EN == "connected; pages in 24 hours: 1" && len(all[0].Problems) == 0 {
			break
		}
		if time.Now().After(deadline) {
			t.Fatalf("/status says %+v", all)
		}
	}
	for _, path := range []string{"/", "/hooks/", "/hooks/other"} { // nothing else is reachable there
		resp, err := http.Get("http://" + a.publicAddr + path)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if resp.StatusCode < 400 {
			t.Errorf("GET %s is answered %d", path, resp.StatusCode)
		}
	}
	if len(rung) != 0 {
		t.Errorf("rung again: %s", <-rung)
	}
}

func postHook(t *testing.T, addr, body string) (int, string) {
	t.Helper()
	r, err := http.NewRequest(http.MethodPost, "http://"+addr+"/hooks/blood-bank", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	web.Sign(r.Header, []byte(hookSecret), []byte(body), time.Now())
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	said, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, string(said)
}

func TestSettingsOfReachingPeopleAreHeldTogether(t *testing.T) {
	env := hookSettings(t, "ftp://gateway.example")
	bad := filepath.Join(filepath.Dir(env["PORTEVOIX_HOOKS"]), "bad.yaml")
	if err := os.WriteFile(bad, []byte("hooks:\n- {name: a, secret_file: secret, kind: no_such_kind, dedupe: id}\n- {name: b, secret_file: secret, kind: blood, dedupe: id, fields: {no_such_field: x}}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	env["PORTEVOIX_PAGER_SECRET"], env["PORTEVOIX_SMTP"], env["PORTEVOIX_HOOKS"], env["PORTEVOIX_PUBLIC_LISTEN"] = "short", "smtp://bot:topsecret@mail.example", bad, "0.0.0.0:8080"
	_, err := readSettings(func(n string) string { return env[n] })
	if err == nil {
		t.Fatal("everything was accepted")
	}
	for _, want := range []string{"PORTEVOIX_PAGER_URL", "PORTEVOIX_PAGER_SECRET", "PORTEVOIX_SMTP", "no_such_kind", "no_such_field", "PORTEVOIX_PUBLIC_LISTEN"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("the mistake in %s is not reported", want)
		}
	}
	if strings.Contains(err.Error(), "topsecret") || strings.Contains(err.Error(), hookSecret) {
		t.Error("the report holds a secret")
	}
}

// doctor shows the triggers and where they listen, and no secret.
func TestDoctorShowsTriggersAndPagers(t *testing.T) {
	env := hookSettings(t, "http://127.0.0.1:1/gateway")
	var out, errs strings.Builder
	status := run(t.Context(), []string{"doctor"}, world{ctx: t.Context(), out: &out, errOut: &errs, getenv: func(n string) string { return env[n] }})
	if status != 0 {
		t.Errorf("status %d: %s %s", status, out.String(), errs.String())
	}
	for _, want := range []string{"Trigger blood-bank", "listen on 127.0.0.1:0", "SMS gateway: set"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is not said:\n%s", want, out.String())
		}
	}
	if strings.Contains(out.String()+errs.String(), hookSecret) {
		t.Error("doctor shows a secret")
	}
}

// docs/hooks.md lists every kind of notice with its fields, as they are.
func TestHooksGuideIsTrue(t *testing.T) {
	guide, err := os.ReadFile("../../docs/hooks.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range notice.Kinds() {
		if !k.Refuse.IsZero() {
			continue
		}
		var fields []string
		for _, f := range k.Fields {
			name := f.Name
			if f.Must("FR") {
				name = "**" + name + "**"
			}
			fields = append(fields, name)
		}
		row := "| `" + k.Name + "` | " + k.Label.EN + " | " + strings.Join(fields, ", ") + " |"
		if !strings.Contains(string(guide), row) {
			t.Errorf("docs/hooks.md lacks the line\n%s", row)
		}
	}
}
