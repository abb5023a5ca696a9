package main

import (
	"bufio"
	"context"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"strings"
	"testing"
	"time"

	"portevoix/bot/database/databasetest"
	"portevoix/bot/keep"
	"portevoix/integrations/discord"
	"portevoix/integrations/discord/discordfake"
)

// Another replica takes Discord over within fifteen seconds of the first one's death: the lease has run out by then, the other has asked
// for it again, and four seconds are left to connect.
func TestATakeoverFitsIntoFifteenSeconds(t *testing.T) {
	if worst := keep.LeaseLife + discord.Standby + 4*time.Second; worst > 15*time.Second {
		t.Errorf("it may take %v", worst)
	}
}

// Two replicas of the product share a PostgreSQL and a Discord; the one that holds the session is killed, without a chance to say so. The
// other one answers people. How long that took is logged here and measured by BenchmarkTakeover.
func TestTheOtherReplicaTakesOver(t *testing.T) {
	t.Logf("taken over after %v", takeover(t, databasetest.PostgresURL(t)).Round(time.Millisecond))
}

// How long people go unheard when the replica that holds Discord's session is killed, from the kill to the first answer of the other.
//
//	PORTEVOIX_TEST_POSTGRES=postgres://… go test -run '^$' -bench Takeover -benchtime 5x ./cmd/portevoix
func BenchmarkTakeover(b *testing.B) {
	var longest, all time.Duration
	n := 0
	for b.Loop() {
		took := takeover(b, databasetest.PostgresURL(b))
		longest, all, n = max(longest, took), all+took, n+1
	}
	b.ReportMetric(all.Seconds()/float64(n), "mean-s")
	b.ReportMetric(longest.Seconds(), "longest-s")
}

func takeover(t testing.TB, database string) time.Duration {
	fake := discordfake.New()
	defer fake.Close()
	fake.Arabic = true
	const room, before, after = "200000000000000001", "300000000000000001", "300000000000000002"
	answered := func(person string) func() bool {
		return func() bool {
			if len(fake.Sees(person, room)) > 0 {
				return true
			}
			_ = fake.Command(person, room, "help", nil) // while nobody is connected, it is heard by nobody
			return false
		}
	}
	first := replica(t, fake, database)
	soon(t, "the first replica answering", answered(before))
	second := replica(t, fake, database)
	if err := first.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	killed := time.Now()
	soon(t, "the other replica answering", answered(after))
	took := time.Since(killed)
	_ = first.Wait() // "signal: killed"
	if err := second.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if err := second.Wait(); err != nil {
		t.Errorf("the other replica ended with %v", err)
	}
	return took
}

func soon(t testing.TB, what string, holds func() bool) {
	t.Helper()
	for end := time.Now().Add(2 * time.Minute); time.Now().Before(end); time.Sleep(100 * time.Millisecond) {
		if holds() {
			return
		}
	}
	t.Fatalf("never happened: %s", what)
}

const asReplica = "PORTEVOIX_TEST_REPLICA"

// replica starts the product in a process of its own and returns when it runs.
func replica(t testing.TB, fake *discordfake.Server, database string) *exec.Cmd {
	t.Helper()
	child := exec.Command(os.Args[0])
	child.Dir = t.TempDir()
	child.Env = append(os.Environ(), asReplica+"=1", "DATABASE_URL="+database, "PORTEVOIX_DATA="+child.Dir, "PORTEVOIX_LISTEN=127.0.0.1:0",
		"DISCORD_TOKEN="+fake.Token, "DISCORD_API_URL="+fake.URL(), "DISCORD_ROOMS=general=200000000000000001")
	said := &strings.Builder{}
	child.Stderr = said
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = child.Process.Kill() })
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if strings.Contains(lines.Text(), "PostgreSQL") { // it has said where its data lies: it listens
			go io.Copy(io.Discard, out) // ends with the process
			return child
		}
	}
	_ = child.Wait()
	t.Fatalf("a replica did not start: %s", said)
	return nil
}

// TestMain runs the tests, or is the product in a process of its own.
func TestMain(m *testing.M) {
	if os.Getenv(asReplica) == "" {
		os.Exit(m.Run())
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	status := run(ctx, []string{"run"}, world{ctx: ctx, out: os.Stdout, errOut: os.Stderr, getenv: os.Getenv})
	stop()
	os.Exit(status)
}
