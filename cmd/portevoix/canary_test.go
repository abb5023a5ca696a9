package main

import (
	"bytes"
	"context"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"portevoix/bot/text"
	"portevoix/integrations/terminal"
)

// A patient's words and a secret go in everywhere that a person can type, and nothing that was written anywhere afterwards holds
// them: not the database, its write-ahead log, the log, nor what the bot said. Only what the person typed comes back to them masked.
func TestTheCanarySweep(t *testing.T) {
	const (
		name   = "Zoubida Canarisque"
		phone  = "06 39 98 77 66"
		nir    = "2 84 05 88 123 456 12"
		secret = "sk-canary-0123456789abcdef"
	)
	story := "Bravo à l'équipe : Mme " + name + ", 47 ans, de Saint-Aubin, opérée mardi. Appelez-la au " + phone + ", n° " + nir
	dir := t.TempDir()
	env := map[string]string{"PORTEVOIX_DATA": dir, "OPENAI_API_KEY": secret, "PORTEVOIX_LOG": "debug"}
	s, err := readSettings(func(n string) string { return env[n] })
	if err != nil {
		t.Fatal(err)
	}
	lines := []string{
		"/check " + story, "/check kind:reply " + story, ":check " + story,
		"/draft " + story, "/draft tone:\"" + name + "\" " + story,
		"/draft portes ouvertes samedi 12 décembre 9 h, entrée A", ":press Modifier les faits", story, "", "", "", "",
		"/urgent it_outage", story, "", "", "", "", ":cancel",
		"/retract " + name, "/retract https://reseau.example/" + strings.ReplaceAll(name, " ", "-"),
		"/help " + name, "/" + strings.ReplaceAll(name, " ", "") + " " + story, "/pause " + name, "/pending", "/status",
	}
	in, typed := io.Pipe()
	var out, log transcript
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	term := &terminal.Terminal{In: in, Out: &out, Lang: text.FR, Zone: s.Zone, Rooms: rooms, Trial: true, Now: time.Now}
	a, err := assemble(ctx, s, newLog(&log, "debug", secret), time.Now, term)
	if err != nil {
		t.Fatal(err)
	}
	go func() {
		defer typed.Close()
		for _, l := range lines {
			io.WriteString(typed, l+"\n")
		}
		time.Sleep(300 * time.Millisecond) // what goes on in the background writes too
	}()
	if err := a.run(ctx); err != nil {
		t.Error(err)
	}
	if err := a.close(); err != nil {
		t.Error(err)
	}

	canaries := []string{"Zoubida", "Canarisque", "98 77 66", "987766", "123 456", "123456 12", "0123456789abcdef"}
	look := func(where string, content []byte) {
		for _, c := range canaries {
			if i := bytes.Index(bytes.ToLower(content), bytes.ToLower([]byte(c))); i >= 0 {
				t.Errorf("%s holds %q: …%q…", where, c, content[max(0, i-60):min(len(content), i+60)])
			}
		}
	}
	look("the log", []byte(log.since(0)))
	look("what the bot said", []byte(out.since(0)))
	files := 0
	err = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		files++
		content, err := os.ReadFile(path)
		look(filepath.Base(path), content)
		return err
	})
	if err != nil || files == 0 {
		t.Fatalf("%d files looked through, %v", files, err)
	}
	if !strings.Contains(plain(out.since(0)), "Saint-Aubin") && !strings.Contains(out.since(0), "•") {
		t.Error("nothing was answered about the story: the sweep swept nothing")
	}
}

// The log's redaction is the second line of defence, so it is tried alone with what nobody should ever log.
func TestTheLogRedacts(t *testing.T) {
	var b bytes.Buffer
	log := newLog(&b, "debug", "a-configured-secret")
	log.With("token", "xoxb-123456789012-abcdef").WithGroup("g").Error("call to https://api.example/x?token=abc failed for nour@ch-valombre.example",
		"err", &leaky{"postgres://user:passw0rd@db.example/x"}, "phone", "appel au 06 39 98 12 34", "nir", "284058812345612", "known", "it is a-configured-secret here", "any", struct{ A string }{"Bearer abcdefghijkl"})
	for _, leak := range []string{"xoxb-123", "token=abc", "nour@", "passw0rd", "98 12 34", "284058812345612", "a-configured-secret", "abcdefghijkl"} {
		if strings.Contains(b.String(), leak) {
			t.Errorf("the log holds %q: %s", leak, b.String())
		}
	}
}

type leaky struct{ s string }

func (u *leaky) Error() string { return "connect to " + u.s }
