// Package jobs does what waits: work to be done soon, at a moment, again after a failure, or every day at half past seven.
// It is a thin layer over River (https://riverqueue.com) in our own database, so a job is committed together with what it is
// about and is still there after a crash.
//
// A topic declares a kind, says how it is worked, and enqueues in its own transaction:
//
//	var Remind = jobs.Kind[Reminder]("approval.remind") // the name stays in the database: never rename
//
//	type Reminder struct{ Draft string `json:"draft"` }
//
//	jobs.Register(j, Remind, 0, func(ctx context.Context, job jobs.Job[Reminder]) error { … })    // before Run
//	Remind.Enqueue(ctx, j, tx, Reminder{Draft: id}, jobs.Options{At: now.Add(time.Hour)})         // in a Do
//
// A job runs at least once: after a crash it may run again, so a handler looks whether its work is done already and changes
// things by compare-and-set.
//
// What comes regularly is a schedule, a row too, said again at every start and changed by saying it differently:
//
//	Post.Schedule(ctx, j, tx, "digest/"+team, jobs.Plan{At: "07:30", Zone: "Africa/Casablanca"}, Digest{Team: team})
//	Collect.Schedule(ctx, j, tx, "feeds", jobs.Plan{Every: 5 * time.Minute}, struct{}{})
//
// Arguments are ids, names and numbers, never texts: jobs stay in the database for days and in backups for longer. Enqueue
// refuses an argument with a space in it. The same holds for the error a handler returns, which is stored with the job.
//
// Deliveries are not jobs: bot/publish has its own ledger, because no queue knows whether a post went out.
package jobs

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"strings"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"portevoix/bot/database"
)

// A Kind names a sort of job and says what its arguments are: a small struct of ids.
type Kind[Args any] string

// A Job is one job as its handler sees it.
type Job[Args any] struct {
	Args    Args
	Due     time.Time // when it should have run first; for a schedule the moment that was missed, however late it is now
	Attempt int       // 1 for the first
}

// A Queue is a line of jobs with its own workers.
type Queue string

// The queues. A job that people wait for is Urgent: it does not stand behind a digest.
const (
	Routine Queue = "routine"
	Urgent  Queue = "urgent"
)

// Options say how a job is enqueued; the zero value means now, in Routine, as often as asked.
type Options struct {
	At     time.Time // not before this moment
	Queue  Queue     // Routine when empty
	Unique string    // at most one job of this kind and name waits or runs; enqueuing another does nothing: "feed/17"
}

// Enqueue adds a job that exists when tx commits and not otherwise.
func (k Kind[Args]) Enqueue(ctx context.Context, j *Jobs, tx database.Tx, args Args, o Options) error {
	encoded, err := encode(args)
	if err != nil {
		return fmt.Errorf("enqueue %s: %w", k, err)
	}
	return j.enqueue(ctx, tx, string(k), encoded, time.Time{}, o)
}

// Register says how jobs of a kind are worked, before Run. The context ends after limit (zero means 30 seconds) or when the
// process stops; a handler that ignores it holds up the stop. An error or a panic lets the job come again, ever later, until
// it has failed twenty times; Later and GiveUp say otherwise.
func Register[Args any](j *Jobs, kind Kind[Args], limit time.Duration, work func(context.Context, Job[Args]) error) {
	if _, twice := j.handlers[string(kind)]; twice {
		panic("jobs: " + string(kind) + " is registered twice")
	}
	j.handlers[string(kind)] = handler{limit: limit, work: func(ctx context.Context, e envelope, row *rivertype.JobRow) error {
		job := Job[Args]{Due: e.Due, Attempt: row.Attempt}
		if job.Due.IsZero() {
			job.Due = row.CreatedAt
		}
		if err := json.Unmarshal(e.Args, &job.Args); err != nil {
			return GiveUp(errors.New("the arguments do not fit the kind"))
		}
		return work(ctx, job)
	}}
}

// Later is returned by a handler to come again after a while without counting as a failure: a limit, an opening hour.
func Later(after time.Duration) error { return river.JobSnooze(after) }

// GiveUp is returned by a handler for an error that trying again will not mend.
func GiveUp(err error) error { return river.JobCancel(err) }

// Jobs enqueues, and in the process that calls Run also works.
type Jobs struct {
	db       *database.DB
	log      *slog.Logger
	engine   engine
	handlers map[string]handler

	// How often Run looks at the schedules by itself. Changes in this process wake it at once; looking covers other
	// processes and a machine that slept.
	look time.Duration
}

// New prepares to enqueue. The logger may be nil.
func New(db *database.DB, logger *slog.Logger) (*Jobs, error) {
	if logger == nil {
		logger = slog.New(slog.DiscardHandler)
	}
	engine, err := newEngine(db)
	if err != nil {
		return nil, fmt.Errorf("prepare the jobs: %w", err)
	}
	return &Jobs{db: db, log: logger, engine: engine, handlers: map[string]handler{}, look: 20 * time.Second}, nil
}

// A State says how the jobs are doing, for /status and doctor.
type State struct {
	Waiting int           // could run now
	Planned int           // at a later moment
	Failing int           // failed, and will be tried again
	GivenUp int           // failed for good within the last week
	Late    time.Duration // for how long the oldest of the waiting has been waiting
}

// State counts the jobs.
func (j *Jobs) State(ctx context.Context) (State, error) {
	var s State
	var oldest []time.Time
	err := j.db.Read(ctx, func(tx database.Tx) error {
		err := tx.NewRaw(`SELECT
			COALESCE(SUM(CASE WHEN state = 'available' AND attempt = 0 THEN 1 ELSE 0 END), 0),
			COALESCE(SUM(CASE WHEN state = 'scheduled' THEN 1 ELSE 0 END), 0),
			COALESCE(SUM(CASE WHEN state IN ('available', 'retryable') AND attempt > 0 THEN 1 ELSE 0 END), 0),
			COALESCE(SUM(CASE WHEN state = 'discarded' THEN 1 ELSE 0 END), 0)
			FROM river_job`).Scan(ctx, &s.Waiting, &s.Planned, &s.Failing, &s.GivenUp)
		if err != nil {
			return err
		}
		return tx.NewRaw("SELECT scheduled_at FROM river_job WHERE state = 'available' AND attempt = 0 ORDER BY scheduled_at LIMIT 1").Scan(ctx, &oldest)
	})
	if err != nil {
		return State{}, fmt.Errorf("count the jobs: %w", err)
	}
	if len(oldest) > 0 {
		s.Late = max(0, time.Since(oldest[0]))
	}
	return s, nil
}

// How many jobs of a queue run at once in one process.
const (
	routineWorkers = 8
	urgentWorkers  = 16
)

const (
	usualLimit = 30 * time.Second
	// After a crash a job that was running is tried again by another process once this has passed; on SQLite, where only one
	// process works, at once.
	rescueAfter = 45 * time.Second
	// How long Run waits for running jobs before it ends their contexts.
	stopWait    = 8 * time.Second
	maxAttempts = 20
)

// Run works until ctx ends, then lets running jobs finish. On SQLite it takes the role lock and returns database.ErrInUse
// when another process has it; on PostgreSQL any number of processes share the work.
func (j *Jobs) Run(ctx context.Context) error {
	if err := j.db.LockRole(ctx); err != nil {
		return err
	}
	worker, err := j.start(ctx)
	if ctx.Err() != nil && err != nil {
		return nil // told to stop while starting
	}
	if err != nil {
		return err
	}
	err = j.keepSchedules(ctx)
	<-worker.Stopped()
	return err
}

func (j *Jobs) start(ctx context.Context) (client, error) {
	if err := j.releaseOwn(ctx); err != nil {
		return nil, fmt.Errorf("release the jobs of the last run: %w", err)
	}
	worker, err := j.engine.worker(j.config())
	if err != nil {
		return nil, fmt.Errorf("prepare the workers: %w", err)
	}
	if err := worker.Start(ctx); err != nil {
		return nil, fmt.Errorf("start the workers: %w", err)
	}
	return worker, nil
}

// releaseOwn makes jobs available that were running when the process died. Only where nobody else can be running them.
func (j *Jobs) releaseOwn(ctx context.Context) error {
	if j.db.Postgres() {
		return nil
	}
	return j.db.Do(ctx, func(tx database.Tx) error {
		_, err := tx.Exec(ctx, "UPDATE river_job SET state = 'available' WHERE state = 'running'")
		return err
	})
}

func (j *Jobs) config() *river.Config {
	workers := river.NewWorkers()
	for kind, h := range j.handlers {
		river.AddWorkerArgs(workers, envelope{kind: kind}, &worker{kind: kind, handler: h, log: j.log})
	}
	return &river.Config{
		Logger: quiet(j.log),
		Queues: map[string]river.QueueConfig{
			string(Routine): {MaxWorkers: routineWorkers, FetchCooldown: 50 * time.Millisecond, FetchPollInterval: 2 * time.Second},
			string(Urgent):  {MaxWorkers: urgentWorkers, FetchCooldown: 10 * time.Millisecond, FetchPollInterval: time.Second},
		},
		Workers:                     workers,
		MaxAttempts:                 maxAttempts,
		JobTimeout:                  usualLimit,
		RescueStuckJobsAfter:        rescueAfter,
		RetryPolicy:                 patience{},
		SoftStopTimeout:             stopWait,
		CompletedJobRetentionPeriod: time.Hour,
		CancelledJobRetentionPeriod: 24 * time.Hour,
		DiscardedJobRetentionPeriod: 7 * 24 * time.Hour,
	}
}

func (j *Jobs) enqueue(ctx context.Context, tx database.Tx, kind string, args json.RawMessage, due time.Time, o Options) error {
	if o.Queue == "" {
		o.Queue = Routine
	}
	options := &river.InsertOpts{Queue: string(o.Queue), ScheduledAt: o.At, MaxAttempts: maxAttempts}
	if o.Unique != "" {
		options.UniqueOpts = river.UniqueOpts{ByArgs: true, ByState: waitingStates}
	}
	if due.IsZero() {
		due = o.At
	}
	e := envelope{kind: kind, Unique: o.Unique, Due: due.UTC(), Args: args}
	if err := j.engine.insert(ctx, tx, e, options); err != nil {
		return fmt.Errorf("enqueue %s: %w", kind, err)
	}
	return nil
}

// waitingStates are the states of a job that is not done.
var waitingStates = []rivertype.JobState{
	rivertype.JobStateAvailable, rivertype.JobStatePending, rivertype.JobStateRetryable, rivertype.JobStateRunning, rivertype.JobStateScheduled,
}

// An envelope is what River stores: the kind's own arguments and what we need beside them.
type envelope struct {
	kind   string
	Unique string          `json:"unique,omitempty" river:"unique"`
	Due    time.Time       `json:"due,omitzero"`
	Args   json.RawMessage `json:"args"`
}

// Kind names the job for River.
func (e envelope) Kind() string { return e.kind }

// maxArgs keeps arguments to names; a text would not fit.
const maxArgs = 1024

// encode writes arguments as JSON and refuses what looks like a text.
func encode(args any) (json.RawMessage, error) {
	encoded, err := json.Marshal(args)
	if err != nil {
		return nil, errors.New("the arguments cannot be written as JSON")
	}
	if len(encoded) > maxArgs || strings.ContainsFunc(string(encoded), func(r rune) bool { return r == ' ' || r == '\u00a0' || r == '\u202f' }) ||
		strings.Contains(string(encoded), `\n`) || strings.Contains(string(encoded), `\t`) {
		return nil, errors.New("an argument holds a text; save it in a table and enqueue its id")
	}
	return encoded, nil
}

type handler struct {
	limit time.Duration
	work  func(context.Context, envelope, *rivertype.JobRow) error
}

// A worker gives River's jobs of one kind to our handler.
type worker struct {
	river.WorkerDefaults[envelope]
	kind    string
	handler handler
	log     *slog.Logger
}

func (w *worker) Timeout(*river.Job[envelope]) time.Duration { return w.handler.limit }

func (w *worker) Work(ctx context.Context, job *river.Job[envelope]) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = w.panicked(p, job)
		}
	}()
	err = w.handler.work(ctx, job.Args, job.JobRow)
	var snooze *river.JobSnoozeError
	if err != nil && !errors.As(err, &snooze) {
		w.log.Warn("a job failed", "kind", w.kind, "job", job.ID, "attempt", job.Attempt, "last", job.Attempt >= job.MaxAttempts, "error", err)
	}
	return err
}

// panicked turns a panic into a failure. What was thrown may hold anything, so only its type is told.
func (w *worker) panicked(p any, job *river.Job[envelope]) error {
	w.log.Error("a job panicked", "kind", w.kind, "job", job.ID, "attempt", job.Attempt, "thrown", fmt.Sprintf("%T", p), "stack", string(debug.Stack()))
	return fmt.Errorf("panic (%T)", p)
}

// patience says when a failed job comes again: soon at first (a second, then 16, then 81), later every quarter of an hour.
type patience struct{}

const longestWait = 15 * time.Minute

func (patience) NextRetry(job *rivertype.JobRow) time.Time {
	n := time.Duration(len(job.Errors) + 1)
	return time.Now().UTC().Add(min(n*n*n*n*time.Second, longestWait))
}

// quiet keeps River's own talk out of the log unless something is wrong.
func quiet(log *slog.Logger) *slog.Logger { return slog.New(warnings{log.Handler()}) }

type warnings struct{ slog.Handler }

func (h warnings) Enabled(ctx context.Context, level slog.Level) bool {
	return level >= slog.LevelWarn && h.Handler.Enabled(ctx, level)
}
func (h warnings) WithAttrs(a []slog.Attr) slog.Handler { return warnings{h.Handler.WithAttrs(a)} }
func (h warnings) WithGroup(name string) slog.Handler   { return warnings{h.Handler.WithGroup(name)} }
