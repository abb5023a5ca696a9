package jobs

import (
	"context"
	"database/sql"
	"log/slog"
	"sync"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/riverdriver/riversqlite"

	"portevoix/bot/database"
)

// An engine is River over one of the two databases.
type engine interface {
	insert(context.Context, database.Tx, envelope, *river.InsertOpts) error
	worker(*river.Config) (client, error)
}

type client interface {
	Start(context.Context) error
	Stopped() <-chan struct{}
}

func newEngine(db *database.DB) (engine, error) {
	// River announces new jobs at most once per FetchCooldown. An announcement too many is cheap; one too few costs a second.
	silent := &river.Config{Logger: slog.New(slog.DiscardHandler), FetchCooldown: river.FetchCooldownMin}
	if db.Postgres() {
		driver := riverpgxv5.New(db.Pool())
		inserter, err := river.NewClient(driver, silent)
		return postgres{driver, inserter}, err
	}
	driver := wakingDriver{riversqlite.New(db.Writer()), db}
	inserter, err := river.NewClient(driver, silent)
	return sqlite{driver, inserter}, err
}

type postgres struct {
	driver   *riverpgxv5.Driver
	inserter *river.Client[pgx.Tx]
}

func (p postgres) insert(ctx context.Context, tx database.Tx, e envelope, o *river.InsertOpts) error {
	return tx.Pgx(func(borrowed pgx.Tx) error {
		_, err := p.inserter.InsertTx(ctx, borrowed, e, o)
		return err
	})
}

func (p postgres) worker(c *river.Config) (client, error) { return river.NewClient(p.driver, c) }

type sqlite struct {
	driver   wakingDriver
	inserter *river.Client[*sql.Tx]
}

func (s sqlite) insert(ctx context.Context, tx database.Tx, e envelope, o *river.InsertOpts) error {
	if _, err := s.inserter.InsertTx(ctx, tx.SQL(), e, o); err != nil {
		return err
	}
	if !o.ScheduledAt.IsZero() {
		return nil
	}
	return tx.Wake(ctx, wakeTopic(Queue(o.Queue)))
}

func (s sqlite) worker(c *river.Config) (client, error) { return river.NewClient(s.driver, c) }

func wakeTopic(q Queue) string { return "jobs." + string(q) }

// A wakingDriver is River's SQLite driver with another way to hear of new jobs. River's own way writes each notice into a
// table and reads that table twenty times a second, which costs some percent of a core while nothing happens. Only one
// process works on SQLite, so a commit in this process can wake it directly; what another process enqueues is found by the
// fetch poll.
type wakingDriver struct {
	*riversqlite.Driver
	db *database.DB
}

func (d wakingDriver) SupportsListenNotify() bool { return false }

func (d wakingDriver) GetListener(*riverdriver.GetListenenerParams) riverdriver.Listener {
	return &listener{db: d.db}
}

// insertTopic is River's name for notices of new jobs (internal/notifier of v0.47.0).
const insertTopic = "river_insert"

// A listener tells River of jobs that were committed in this process.
type listener struct {
	db *database.DB

	mu      sync.Mutex
	stop    context.CancelFunc
	routine <-chan struct{}
	urgent  <-chan struct{}
}

var _ riverdriver.Listener = (*listener)(nil)

func (l *listener) Connect(ctx context.Context) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	ctx, l.stop = context.WithCancel(context.WithoutCancel(ctx))
	l.routine, l.urgent = l.db.Waken(ctx, wakeTopic(Routine)), l.db.Waken(ctx, wakeTopic(Urgent))
	return nil
}

func (l *listener) Close(context.Context) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.stop != nil {
		l.stop()
	}
	return nil
}

func (l *listener) WaitForNotification(ctx context.Context) (*riverdriver.Notification, error) {
	l.mu.Lock()
	routine, urgent := l.routine, l.urgent
	l.mu.Unlock()
	select {
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-routine:
		return inserted(Routine), nil
	case <-urgent:
		return inserted(Urgent), nil
	}
}

func inserted(q Queue) *riverdriver.Notification {
	return &riverdriver.Notification{Topic: insertTopic, Payload: `{"queue": "` + string(q) + `"}`}
}

func (l *listener) Listen(context.Context, string) error   { return nil }
func (l *listener) Unlisten(context.Context, string) error { return nil }
func (l *listener) Ping(context.Context) error             { return nil }
func (l *listener) Schema() string                         { return "" }
func (l *listener) SetAfterConnectExec(string)             {}
