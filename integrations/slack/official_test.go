package slack

import (
	"bufio"
	_ "embed"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"portevoix/bot/chat/chattest"
	"portevoix/integrations/slack/slackfake"
)

// The workspace that all our tests trust is itself held to programs that we did not write: Slack's own JavaScript clients.
var (
	//go:embed testdata/web-client.mjs
	webClient string
	//go:embed testdata/socket-client.mjs
	socketClient string
	//go:embed testdata/bolt-echo.mjs
	boltEcho string
)

func TestTheOfficialWebClientPasses(t *testing.T) {
	fake := slackfake.New(t, slackfake.Options{})
	client := startNode(t, fake, webClient)
	client.says(t, "faults")
	fake.Fail("chat.postMessage", slackfake.Limited(time.Second), slackfake.Fault{}, slackfake.Broken)
	client.send("go\n")
	client.says(t, "passed")
	if _, shown := seen(fake, "U01ALICE", "pour vous"); !shown {
		t.Error("an ephemeral message is not seen by whom it is for")
	}
	keepsToReference(t, fake.Calls())
}

func TestTheOfficialSocketClientPasses(t *testing.T) {
	fake := slackfake.New(t, slackfake.Options{})
	client := startNode(t, fake, socketClient)
	client.says(t, "connected")
	acked(t, fake.Slash("U01ALICE", room, "/echo", "bonjour"))
	if v, ok := seen(fake, "U01ALICE", "echo: bonjour"); !ok || !v.Private {
		t.Errorf("the answer in an acknowledgement is shown as %+v", v)
	}

	acked(t, fake.Slash("U01ALICE", room, "/form", ""))
	until(t, "a form", func() bool { _, open := fake.View("U01ALICE"); return open })
	submit := func(beds string) {
		a, err := fake.Submit("U01ALICE", map[string]string{"beds": beds})
		if err != nil {
			t.Fatal(err)
		}
		acked(t, a)
	}
	submit("a dozen")
	v, open := fake.View("U01ALICE")
	if f := v.Fields(); !open || len(f) != 1 || f[0].Error != "in figures" || f[0].Value != "a dozen" {
		t.Errorf("after an error the form is %+v", f)
	}
	submit("12")
	until(t, "a button", func() bool { v, _ := seen(fake, "U02BASMA", ""); return len(v.Buttons) == 1 })
	a, err := fake.Press("U02BASMA", "More")
	if err != nil {
		t.Fatal(err)
	}
	acked(t, a)
	client.says(t, "interactive block_actions")
	if _, changed := seen(fake, "U01ALICE", "pressed"); !changed {
		t.Error("a response address did not replace the message")
	}
	acked(t, fake.GlobalShortcut("U01ALICE", "new"))
	client.says(t, "interactive shortcut")
	message := fake.Write("U02BASMA", room, "un texte")
	a, err = fake.MessageShortcut("U01ALICE", room, message.TS, "check")
	if err != nil {
		t.Fatal(err)
	}
	acked(t, a)
	client.says(t, "interactive message_action")

	fake.Frame(true, []byte{0xff, 0x00})
	fake.Frame(false, []byte("{nonsense"))
	acked(t, fake.Mention("U01ALICE", room, "bonjour", ""))
	client.says(t, "event app_mention 0")
	fake.Disconnect("refresh_requested", 0)
	client.says(t, "connected")
	acked(t, fake.OpenHome("U01ALICE"))
	client.says(t, "event app_home_opened 0")
	for _, breach := range fake.Problems() {
		t.Errorf("the official client is said to break the protocol: %s", breach)
	}
	keepsToReference(t, fake.Calls())
}

// seen finds the newest message with these words.
func seen(fake *slackfake.Server, user, words string) (v slackfake.Sight, ok bool) {
	for _, s := range fake.Sees(user, "") {
		if strings.Contains(s.Words, words) {
			v, ok = s, true
		}
	}
	return v, ok
}

// node is a script that runs beside the test.
type node struct {
	in    io.WriteCloser
	lines chan string
}

// startNode runs a script where the official clients are installed.
func startNode(t testing.TB, fake *slackfake.Server, script string) *node {
	t.Helper()
	folder := chattest.Independent(t)
	run := exec.Command("node", "--input-type=module", "-e", script) // ends when its input does
	run.Dir = folder
	run.Env = append(os.Environ(), "SLACK_API="+fake.API(), "SLACK_TOKEN="+slackfake.BotToken, "SLACK_APP_TOKEN="+slackfake.AppToken)
	in, err := run.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := run.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var complaints strings.Builder
	run.Stderr = &complaints
	if err := run.Start(); err != nil {
		t.Fatal(err)
	}
	n := &node{in: in, lines: make(chan string, 100)}
	var reading sync.WaitGroup
	reading.Go(func() {
		defer close(n.lines)
		for s := bufio.NewScanner(out); s.Scan(); {
			n.lines <- s.Text()
		}
	})
	t.Cleanup(func() {
		_ = in.Close()
		stuck := time.AfterFunc(10*time.Second, func() { _ = run.Process.Kill() })
		defer stuck.Stop()
		for range n.lines { // nobody waits for these any more
		}
		reading.Wait()
		if err := run.Wait(); err != nil {
			t.Errorf("node: %v", err)
		}
		if t.Failed() {
			t.Logf("node said: %s", complaints.String())
		}
	})
	return n
}

func (n *node) send(s string) { _, _ = io.WriteString(n.in, s) }

// says waits for a line.
func (n *node) says(t testing.TB, want string) {
	t.Helper()
	late := time.After(time.Minute)
	for {
		select {
		case line, more := <-n.lines:
			if line == want {
				return
			}
			if !more {
				t.Fatalf("the script ended before it said %q", want)
			}
		case <-late:
			t.Fatalf("the script never said %q", want)
		}
	}
}
