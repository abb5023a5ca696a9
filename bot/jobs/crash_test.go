package jobs_test

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"testing"
	"time"

	"go.uber.org/goleak"

	"portevoix/bot/database"
	"portevoix/bot/database/databasetest"
	"portevoix/bot/jobs"
	"portevoix/bot/register"
)

// The crash test runs this test binary again as a process that can be killed.
const childDir, childURL, childRound = "PORTEVOIX_CRASH_DIR", "PORTEVOIX_CRASH_URL", "PORTEVOIX_CRASH_ROUND"

func TestMain(m *testing.M) {
	if round := os.Getenv(childRound); round != "" {
		if err := crashing(database.Config{Dir: os.Getenv(childDir), URL: os.Getenv(childURL)}, round); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	goleak.VerifyTestMain(m)
}

// crashing records, enqueues and works as fast as it can until it is killed. What it prints was confirmed.
func crashing(c database.Config, round string) error {
	ctx := context.Background()
	db, err := database.Open(ctx, c)
	if err != nil {
		return err
	}
	j, err := jobs.New(db, nil)
	if err != nil {
		return err
	}
	registerRan(j, db)
	r := register.New(db)
	failed := make(chan error, 3)
	go func() { failed <- j.Run(ctx) }()
	go func() { failed <- r.Run(ctx) }()
	go func() {
		for n := 0; ; n++ {
			id := fmt.Sprintf("%s-%d", round, n)
			err := db.Do(ctx, func(tx database.Tx) error {
				if err := r.Append(ctx, tx, register.Entry{Actor: "m_1", Action: "enqueue", Object: id}); err != nil {
					return err
				}
				return remind.Enqueue(ctx, j, tx, note{id}, jobs.Options{Queue: jobs.Urgent})
			})
			if err != nil {
				failed <- err
				return
			}
			fmt.Println(id)
		}
	}()
	return <-failed
}

// registerRan works a job by noting its id.
func registerRan(j *jobs.Jobs, db *database.DB) {
	jobs.Register(j, remind, 0, func(ctx context.Context, job jobs.Job[note]) error {
		return db.Do(ctx, func(tx database.Tx) error {
			_, err := tx.Exec(ctx, "INSERT INTO secret (name, sealed, saved_at) VALUES (?, '', '2026-01-01 00:00:00') ON CONFLICT DO NOTHING", "ran/"+job.Args.ID)
			return err
		})
	})
}

// Kill -9 at random moments loses nothing that was confirmed: every job is done or still there, every entry of the register
// is in the chain.
func TestKilledAtRandomMoments(t *testing.T) {
	const kills = 6
	crash := func(t *testing.T, c database.Config) {
		confirmed := map[string]bool{}
		for round := range kills {
			for _, id := range runAndKill(t, c, fmt.Sprint(round)) {
				confirmed[id] = true
			}
		}
		db := databasetest.Open(t, c)
		j := prepare(t, db)
		registerRan(j, db)
		stop := work(t, j)
		unfinished := "state IN ('available', 'scheduled', 'retryable', 'running')"
		if db.Postgres() {
			unfinished = "state IN ('available', 'scheduled', 'retryable')" // see runningIDs
		}
		for count(t, db, unfinished) > 0 {
			time.Sleep(50 * time.Millisecond)
		}
		stop()

		ran, entries := doneIDs(t, db)
		running := runningIDs(t, db)
		for id := range confirmed {
			if !ran[id] && !running[id] {
				t.Errorf("%s was confirmed and is neither done nor there", id)
			}
			if !entries[id] {
				t.Errorf("%s is not in the register", id)
			}
		}
		for id := range ran {
			if !entries[id] {
				t.Errorf("%s was done but its transaction is not in the register", id)
			}
		}
		r := register.New(db)
		if err := r.Seal(t.Context()); err != nil {
			t.Fatal(err)
		}
		p, err := r.Verify(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%d kills, %d confirmed, %d done, %d to be taken up again, register: %d entries whole", kills, len(confirmed), len(ran), len(running), p.Entries)
		if len(confirmed) < kills {
			t.Errorf("only %d jobs were confirmed: the test did not reach its work", len(confirmed))
		}
	}
	t.Run("SQLite", func(t *testing.T) { crash(t, database.Config{Dir: t.TempDir()}) })
	t.Run("PostgreSQL", func(t *testing.T) { crash(t, database.Config{URL: databasetest.PostgresURL(t)}) })
}

// runAndKill runs the child until it has confirmed something, then kills it at some moment, and returns what it confirmed.
func runAndKill(t *testing.T, c database.Config, round string) (confirmed []string) {
	t.Helper()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), childDir+"="+c.Dir, childURL+"="+c.URL, childRound+"="+round)
	child.Stderr = os.Stderr
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if confirmed = append(confirmed, lines.Text()); len(confirmed) == 1 {
			time.AfterFunc(time.Duration(rand.IntN(300))*time.Millisecond, func() { child.Process.Kill() })
		}
	}
	child.Wait()
	return confirmed
}

func doneIDs(t *testing.T, db *database.DB) (ran, entries map[string]bool) {
	t.Helper()
	var names, objects []string
	err := db.Read(t.Context(), func(tx database.Tx) error {
		if err := tx.NewRaw("SELECT SUBSTR(name, 5) FROM secret WHERE name LIKE 'ran/%'").Scan(t.Context(), &names); err != nil {
			return err
		}
		return tx.NewRaw("SELECT object FROM register_entry").Scan(t.Context(), &objects)
	})
	if err != nil {
		t.Fatal(err)
	}
	ran, entries = map[string]bool{}, map[string]bool{}
	for _, name := range names {
		ran[name] = true
	}
	for _, object := range objects {
		entries[object] = true
	}
	return ran, entries
}

// runningIDs are the jobs that a killed process was running: on PostgreSQL another process takes them up after 45 seconds, on
// SQLite Run has done so already.
func runningIDs(t *testing.T, db *database.DB) map[string]bool {
	t.Helper()
	running := map[string]bool{}
	if !db.Postgres() {
		return running
	}
	var ids []string
	err := db.Read(t.Context(), func(tx database.Tx) error {
		return tx.NewRaw("SELECT args->'args'->>'id' FROM river_job WHERE state = 'running'").Scan(t.Context(), &ids)
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range ids {
		running[id] = true
	}
	return running
}
