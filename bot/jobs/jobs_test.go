package jobs_test

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"portevoix/bot/database"
	"portevoix/bot/database/databasetest"
	"portevoix/bot/jobs"
)

type note struct {
	ID string `json:"id"`
}

const remind = jobs.Kind[note]("test.remind")

func prepare(t testing.TB, db *database.DB) *jobs.Jobs {
	t.Helper()
	j, err := jobs.New(db, nil)
	if err != nil {
		t.Fatal(err)
	}
	return j
}

// work runs the jobs until the returned function is called or the test ends.
func work(t testing.TB, j *jobs.Jobs) (stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	var wg sync.WaitGroup
	wg.Go(func() {
		if err := j.Run(ctx); err != nil {
			t.Errorf("run: %v", err)
		}
	})
	stop = func() { cancel(); wg.Wait() }
	t.Cleanup(stop)
	return stop
}

func enqueue(t testing.TB, db *database.DB, j *jobs.Jobs, id string, o jobs.Options) {
	t.Helper()
	err := db.Do(t.Context(), func(tx database.Tx) error { return remind.Enqueue(t.Context(), j, tx, note{id}, o) })
	if err != nil {
		t.Fatal(err)
	}
}

func count(t testing.TB, db *database.DB, where string, args ...any) (n int) {
	t.Helper()
	err := db.Read(t.Context(), func(tx database.Tx) error {
		return tx.NewRaw("SELECT count(*) FROM river_job WHERE "+where, args...).Scan(t.Context(), &n)
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestJobExistsOnlyIfCommitted(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		j, ran := prepare(t, db), make(chan string, 10)
		jobs.Register(j, remind, 0, func(_ context.Context, job jobs.Job[note]) error { ran <- job.Args.ID; return nil })
		work(t, j)
		undo := errors.New("undo")
		err := db.Do(t.Context(), func(tx database.Tx) error {
			if err := remind.Enqueue(t.Context(), j, tx, note{"undone"}, jobs.Options{Queue: jobs.Urgent}); err != nil {
				t.Error(err)
			}
			return undo
		})
		if !errors.Is(err, undo) {
			t.Fatal(err)
		}
		enqueue(t, db, j, "kept", jobs.Options{Queue: jobs.Urgent})
		if got := <-ran; got != "kept" {
			t.Fatalf("ran %s", got)
		}
		if n := count(t, db, "kind = ?", remind); n != 1 {
			t.Errorf("%d jobs, want the one that was committed", n)
		}
	})
}

func TestUniqueWhileWaitingOrRunning(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		j, ran := prepare(t, db), make(chan string)
		jobs.Register(j, remind, 0, func(_ context.Context, job jobs.Job[note]) error { ran <- job.Args.ID; return nil })
		enqueue(t, db, j, "first", jobs.Options{Unique: "feed/1"})
		enqueue(t, db, j, "swallowed", jobs.Options{Unique: "feed/1"})
		enqueue(t, db, j, "other", jobs.Options{Unique: "feed/2"})
		if n := count(t, db, "state = 'available'"); n != 2 {
			t.Fatalf("%d jobs wait, want 2", n)
		}
		stop := work(t, j)
		if got := []string{<-ran, <-ran}; got[0] == "swallowed" || got[1] == "swallowed" {
			t.Fatalf("ran %v", got)
		}
		stop()
		enqueue(t, db, j, "again", jobs.Options{Unique: "feed/1"})
		if n := count(t, db, "state = 'available'"); n != 1 {
			t.Fatalf("after it is done, it may come again: %d", n)
		}
	})
}

func TestTextsAreRefused(t *testing.T) {
	db := databasetest.SQLite(t)
	j := prepare(t, db)
	for _, text := range []string{"Mme Exemple est sortie", "a\nb", "a\tb", "a\u00a0b", strings.Repeat("x", 2000)} {
		err := db.Do(t.Context(), func(tx database.Tx) error {
			return remind.Enqueue(t.Context(), j, tx, note{text}, jobs.Options{})
		})
		if err == nil || strings.Contains(err.Error(), text) {
			t.Errorf("%.20q: %v", text, err)
		}
	}
}

// A panic ends one job's attempt and nothing else, and what was thrown is stored nowhere.
func TestPanicEndsOneAttempt(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		j, attempts := prepare(t, db), make(chan int, 10)
		jobs.Register(j, remind, 0, func(_ context.Context, job jobs.Job[note]) error {
			attempts <- job.Attempt
			if job.Attempt == 1 {
				panic("the patient's words")
			}
			return nil
		})
		work(t, j)
		enqueue(t, db, j, "a", jobs.Options{Queue: jobs.Urgent})
		for want := 1; want <= 2; want++ {
			if got := <-attempts; got != want {
				t.Fatalf("attempt %d, want %d", got, want)
			}
		}
		errs := "json(errors)" // SQLite keeps them in its own binary form
		if db.Postgres() {
			errs = "array_to_string(errors, ' ')"
		}
		if n := count(t, db, errs+" LIKE '%panic (string)%'"); n != 1 {
			t.Errorf("the panic is not recorded (%d)", n)
		}
		if n := count(t, db, errs+" LIKE '%patient%'"); n != 0 {
			t.Error("what was thrown is stored")
		}
	})
}

func TestLaterAndGiveUp(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		j, ran := prepare(t, db), make(chan string, 10)
		jobs.Register(j, remind, 0, func(_ context.Context, job jobs.Job[note]) error {
			ran <- job.Args.ID
			if job.Args.ID == "useless" {
				return jobs.GiveUp(errors.New("no such draft"))
			}
			if job.Attempt != 1 {
				t.Errorf("coming later counted as attempt %d", job.Attempt)
			}
			if len(ran) == 1 {
				return jobs.Later(0)
			}
			return nil
		})
		enqueue(t, db, j, "patient", jobs.Options{})
		stop := work(t, j)
		for len(ran) < 2 {
			time.Sleep(10 * time.Millisecond)
		}
		enqueue(t, db, j, "useless", jobs.Options{})
		for len(ran) < 3 {
			time.Sleep(10 * time.Millisecond)
		}
		stop()
		if n := count(t, db, "state = 'cancelled'"); n != 1 {
			t.Errorf("%d jobs were given up, want 1", n)
		}
	})
}

// A process that was killed leaves a job in state running; the next process takes it up at once.
func TestKilledProcessLeavesItsJobs(t *testing.T) {
	db := databasetest.SQLite(t)
	j, ran := prepare(t, db), make(chan string, 1)
	jobs.Register(j, remind, 0, func(_ context.Context, job jobs.Job[note]) error { ran <- job.Args.ID; return nil })
	enqueue(t, db, j, "left-behind", jobs.Options{})
	err := db.Do(t.Context(), func(tx database.Tx) error {
		_, err := tx.Exec(t.Context(), "UPDATE river_job SET state = 'running', attempt = 1, attempted_at = CURRENT_TIMESTAMP")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	work(t, j)
	if got := <-ran; got != "left-behind" {
		t.Fatal(got)
	}
}

// What another process enqueues (a subcommand, on SQLite a second client) is found too.
func TestOtherProcessesEnqueue(t *testing.T) {
	dir := t.TempDir()
	db, other := databasetest.Open(t, database.Config{Dir: dir}), databasetest.Open(t, database.Config{Dir: dir})
	j, ran := prepare(t, db), make(chan string, 1)
	jobs.Register(j, remind, 0, func(_ context.Context, job jobs.Job[note]) error { ran <- job.Args.ID; return nil })
	work(t, j)
	enqueue(t, other, prepare(t, other), "from-outside", jobs.Options{Queue: jobs.Urgent})
	if got := <-ran; got != "from-outside" {
		t.Fatal(got)
	}
	if err := prepare(t, other).Run(t.Context()); !errors.Is(err, database.ErrInUse) {
		t.Errorf("two processes work on one SQLite file: %v", err)
	}
}

func TestState(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		j, ran := prepare(t, db), make(chan bool, 10)
		jobs.Register(j, remind, 0, func(context.Context, jobs.Job[note]) error { ran <- true; return errors.New("on purpose") })
		if got, err := j.State(t.Context()); err != nil || got != (jobs.State{}) {
			t.Fatalf("empty: %+v, %v", got, err)
		}
		enqueue(t, db, j, "failing", jobs.Options{})
		stop := work(t, j)
		<-ran
		stop()
		enqueue(t, db, j, "waiting", jobs.Options{})
		enqueue(t, db, j, "planned", jobs.Options{At: time.Now().Add(time.Hour)})
		got, err := j.State(t.Context())
		if err != nil || got.Waiting != 1 || got.Planned != 1 || got.Failing != 1 || got.GivenUp != 0 || got.Late > time.Minute {
			t.Fatalf("got %+v, %v", got, err)
		}
	})
}

// Two replicas share the work and do each job once.
func TestReplicasShareTheWork(t *testing.T) {
	url := databasetest.PostgresURL(t)
	const n = 200
	ran := make(chan string, 2*n)
	var db *database.DB
	var j *jobs.Jobs
	for range 2 {
		db = databasetest.Open(t, database.Config{URL: url})
		j = prepare(t, db)
		jobs.Register(j, remind, 0, func(_ context.Context, job jobs.Job[note]) error { ran <- job.Args.ID; return nil })
		work(t, j)
	}
	for i := range n {
		enqueue(t, db, j, strconv.Itoa(i), jobs.Options{Queue: jobs.Urgent})
	}
	seen := map[string]bool{}
	for range n {
		id := <-ran
		if seen[id] {
			t.Errorf("%s ran twice", id)
		}
		seen[id] = true
	}
}

// Stopping waits for a running job to finish.
func TestStopWaits(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		j, started, finish := prepare(t, db), make(chan bool), make(chan bool)
		jobs.Register(j, remind, 0, func(ctx context.Context, _ jobs.Job[note]) error {
			started <- true
			<-finish
			return ctx.Err()
		})
		stop := work(t, j)
		enqueue(t, db, j, "a", jobs.Options{Queue: jobs.Urgent})
		<-started
		time.AfterFunc(50*time.Millisecond, func() { finish <- true })
		stop()
		if n := count(t, db, "state = 'completed'"); n != 1 {
			t.Error("the running job was not completed")
		}
	})
}

// A job at a moment, retries and a schedule, all through River, in virtual time.
func TestSixMinutesInVirtualTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		db := databasetest.SQLite(t)
		j := prepare(t, db)
		began := time.Now()
		var mu sync.Mutex
		at := map[string][]time.Duration{}
		jobs.Register(j, remind, 0, func(_ context.Context, job jobs.Job[note]) error {
			mu.Lock()
			defer mu.Unlock()
			at[job.Args.ID] = append(at[job.Args.ID], time.Since(began))
			if job.Args.ID == "failing" {
				return errors.New("on purpose")
			}
			return nil
		})
		enqueue(t, db, j, "late", jobs.Options{At: began.Add(3 * time.Minute)})
		enqueue(t, db, j, "failing", jobs.Options{})
		err := db.Do(t.Context(), func(tx database.Tx) error {
			return remind.Schedule(t.Context(), j, tx, "feeds", jobs.Plan{Every: time.Minute}, note{"feeds"})
		})
		if err != nil {
			t.Fatal(err)
		}
		stop := work(t, j)
		time.Sleep(6*time.Minute + 30*time.Second)
		stop()
		if got := at["late"]; len(got) != 1 || got[0] < 3*time.Minute || got[0] > 3*time.Minute+10*time.Second {
			t.Errorf("late ran at %v", got)
		}
		if got := at["feeds"]; len(got) != 6 {
			t.Errorf("every minute ran at %v", got)
		}
		// After 1, 16, 81 and 256 seconds, each found within some seconds.
		if got := at["failing"]; len(got) != 5 {
			t.Errorf("failing ran at %v", got)
		}
	})
}
