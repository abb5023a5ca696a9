package discordfake_test

import (
	"bufio"
	_ "embed"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/disgoorg/snowflake/v2"

	"portevoix/bot/chat/chattest"
	"portevoix/integrations/discord/discordfake"
)

const (
	room = "200000000000000001"
	nour = "300000000000000001"
)

//go:embed testdata/client.mjs
var client string

// A fake that only its own bot understands proves nothing: discord.js runs against it, with every kind of interaction, and comes back
// after op 7.
func TestDiscordJSUnderstands(t *testing.T) {
	folder := chattest.Independent(t)
	fake := described(t)
	defer fake.Close()
	said := &lines{}
	node := exec.Command("node", "--input-type=module", "-e", client, "--", fake.URL(), fake.Token, fake.App, fake.Guild)
	node.Dir = folder
	node.Env = append(os.Environ(), "NODE_ENV=test")
	node.Stderr = os.Stderr
	out, err := node.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	in, err := node.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := node.Start(); err != nil {
		t.Fatal(err)
	}
	var reading sync.WaitGroup
	reading.Go(func() { said.read(bufio.NewScanner(out)) })
	defer func() {
		in.Close()
		reading.Wait()
		if err := node.Wait(); err != nil {
			t.Errorf("discord.js ended with %v", err)
		}
	}()
	until(t, said, "discord.js being ready", func() bool { return said.has("ready") })
	talk(t, fake, said)
	fake.Reconnect()
	until(t, said, "discord.js resuming", func() bool { return said.has("resumed") })
	if err := fake.Command(nour, room, "echo", map[string]any{"text": "still there"}); err != nil {
		t.Fatal(err)
	}
	reads(t, fake, said, "echo still there")
	finish(t, fake, said)
}

// described is a fake that holds what a client sends to Discord's own description, where that lies beside the project: who wrote the client
// did not write the description.
func described(t *testing.T) *discordfake.Server {
	t.Helper()
	fake := discordfake.New()
	f, err := os.Open(filepath.Join("..", "..", "..", "..", "shared", "data", "discord-openapi.json"))
	if err != nil {
		return fake
	}
	defer f.Close()
	description, err := discordfake.ReadDescription(f)
	if err != nil {
		t.Fatal(err)
	}
	fake.HoldTo(description)
	return fake
}

// talk asks everything of a client that it can answer.
func talk(t *testing.T, fake *discordfake.Server, said *lines) {
	t.Helper()
	if list, err := fake.Suggest(nour, room, "echo", map[string]any{"text": "o"}, "text"); err != nil || len(list) != 1 || list[0]["name"] != "one o" {
		t.Errorf("suggestions: %v, %v", list, err)
	}
	if err := fake.Command(nour, room, "echo", map[string]any{"text": "hello"}); err != nil {
		t.Fatal(err)
	}
	m := reads(t, fake, said, "echo hello")
	reads(t, fake, said, "and more")
	if len(fake.Sees("300000000000000002", room)) != 0 {
		t.Error("somebody else sees a private answer")
	}
	if err := fake.Press(nour, m, "b"); err != nil {
		t.Fatal(err)
	}
	reads(t, fake, said, "pressed by "+nour)
	words := fake.Write(nour, room, "a message")
	if err := fake.Menu(nour, "Look", words); err != nil {
		t.Fatal(err)
	}
	reads(t, fake, said, "looked at a message")
	if fake.Command(nour, room, "form", nil) != nil {
		return // a client without forms
	}
	until(t, said, "a form", func() bool { _, ok := fake.Modal(nour); return ok })
	if err := fake.Submit(nour, map[string]any{"words": "filled in"}); err != nil {
		t.Fatal(err)
	}
	reads(t, fake, said, "form filled in")
}

func finish(t *testing.T, fake *discordfake.Server, said *lines) {
	t.Helper()
	for _, c := range fake.Complaints() {
		t.Errorf("the fake complains: %s", c)
	}
	for _, l := range said.all() {
		if strings.HasPrefix(l, "error") {
			t.Errorf("the client complains: %s", l)
		}
	}
}

func reads(t *testing.T, fake *discordfake.Server, said *lines, words string) (found *discordfake.Message) {
	t.Helper()
	until(t, said, "reading "+words, func() bool {
		for _, m := range fake.Sees(nour, room) {
			if strings.Contains(fake.Read(m).Text, words) {
				found = m
				return true
			}
		}
		return false
	})
	return found
}

func until(t *testing.T, said *lines, what string, holds func() bool) {
	t.Helper()
	for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline); time.Sleep(10 * time.Millisecond) {
		if holds() {
			return
		}
	}
	t.Fatalf("never happened: %s; said: %v", what, said.all())
}

// lines is what a client says.
type lines struct {
	mu   sync.Mutex
	said []string
}

func (l *lines) add(s string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.said = append(l.said, s)
}

func (l *lines) err(err error) {
	if err != nil {
		l.add(fmt.Sprint("error ", err))
	}
}

func (l *lines) read(s *bufio.Scanner) {
	for s.Scan() {
		l.add(s.Text())
	}
}

func (l *lines) all() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Clone(l.said)
}

func (l *lines) has(s string) bool { return slices.Contains(l.all(), s) }

func parse(t *testing.T, id string) snowflake.ID {
	t.Helper()
	parsed, err := snowflake.Parse(id)
	if err != nil {
		t.Fatal(err)
	}
	return parsed
}
