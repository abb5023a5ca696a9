package publish_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"portevoix/bot/approval"
	"portevoix/bot/chat"
	"portevoix/bot/database"
	"portevoix/bot/database/databasetest"
	"portevoix/bot/outcome"
	"portevoix/bot/people"
	"portevoix/bot/picture"
	"portevoix/bot/privacy"
	"portevoix/bot/publish"
	"portevoix/bot/register"
	"portevoix/bot/social"
	"portevoix/bot/text"
)

// The crash test runs this test binary again as a process that is killed with kill -9: by itself, just before and just after a
// network has taken a post, and by its parent at any moment. Networks are files, so that they outlive it.
//
// PORTEVOIX_CRASH_KILLS asks for more kills (the long form has 300), PORTEVOIX_CRASH_TARGETS for more targets (200).
const crashDir, crashURL, crashWorld, crashTargets = "PORTEVOIX_ROAD_DIR", "PORTEVOIX_ROAD_URL", "PORTEVOIX_ROAD_WORLD", "PORTEVOIX_CRASH_TARGETS"

func TestMain(m *testing.M) {
	if world := os.Getenv(crashWorld); world != "" {
		if err := crashing(database.Config{Dir: os.Getenv(crashDir), URL: os.Getenv(crashURL)}, world); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

func number(name string, otherwise int) int {
	if n, err := strconv.Atoi(os.Getenv(name)); err == nil && n > 0 {
		return n
	}
	return otherwise
}

// A disk is a network whose posts are lines of a file. It answers late, loses answers, says yes and does nothing, asks to wait, and
// when deadly it kills the process that calls it.
type disk struct {
	name   string
	path   string
	deadly bool
}

func (d *disk) Name() string        { return d.name }
func (d *disk) Rules() social.Rules { return social.Rules{Title: d.name} }

func (d *disk) Publish(ctx context.Context, a outcome.Attempt, _ social.Post) (social.Receipt, error) {
	fault := rand.IntN(100)
	if d.deadly && fault < 2 {
		die()
	}
	switch {
	case fault < 8: // says yes and does nothing
		return social.Receipt{}, &outcome.Failure{Outcome: outcome.Unsure, Reason: outcome.Unavailable, Err: errors.New("answered without an id")}
	case fault < 14:
		return social.Receipt{}, &outcome.Failure{Outcome: outcome.Delayed, Reason: outcome.Limited, RetryAfter: 20 * time.Millisecond}
	case fault < 20:
		time.Sleep(50 * time.Millisecond)
	}
	id := fmt.Sprintf("%016x", rand.Uint64())
	if err := d.write("+ " + id + " " + string(a.Key)); err != nil {
		return social.Receipt{}, err
	}
	if d.deadly && fault > 97 {
		die()
	}
	if fault > 88 {
		return social.Receipt{}, errors.New("the answer was lost")
	}
	return social.Receipt{Network: d.name, ID: id}, nil
}

func die() { syscall.Kill(os.Getpid(), syscall.SIGKILL) }

func (d *disk) write(line string) error {
	f, err := os.OpenFile(d.path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = f.WriteString(line + "\n")
	return errors.Join(err, f.Close())
}

// standing lists the posts that stand there: id and key.
func (d *disk) standing() map[string]string {
	posts := map[string]string{}
	content, _ := os.ReadFile(d.path)
	for line := range strings.Lines(string(content)) {
		switch f := strings.Fields(line); {
		case len(f) == 3 && f[0] == "+":
			posts[f[1]] = f[2]
		case len(f) == 2 && f[0] == "-":
			delete(posts, f[1])
		}
	}
	return posts
}

func (d *disk) Find(_ context.Context, a outcome.Attempt, _ social.Post) (social.Receipt, error) {
	for id, key := range d.standing() {
		if key == string(a.Key) {
			return social.Receipt{Network: d.name, ID: id}, nil
		}
	}
	return social.Receipt{}, outcome.ErrNotFound
}

func (d *disk) Retract(_ context.Context, r social.Receipt) error { return d.write("- " + r.ID) }

func (d *disk) Verify(_ context.Context, r social.Receipt) (social.Presence, error) {
	if _, there := d.standing()[r.ID]; there {
		return social.Present, nil
	}
	return social.Gone, nil
}

// onDisk is the whole road with networks on the disk.
func onDisk(db *database.DB, world string, targets int, deadly bool) (*publish.Publisher, *approval.Office, *register.Register, map[string]*disk) {
	team := &people.Directory{DB: db, Now: time.Now, Trial: true}
	reg := register.New(db)
	office := &approval.Office{DB: db, People: team, Register: reg, Now: time.Now}
	disks, networks := map[string]*disk{}, map[string]social.Network{}
	for i := range targets {
		name := fmt.Sprintf("t%03d", i)
		disks[name] = &disk{name: name, path: filepath.Join(world, name), deadly: deadly}
		networks[name] = disks[name]
	}
	pub := &publish.Publisher{
		DB: db, Office: office, People: team, Register: reg, Pictures: picture.Shelf{DB: db, Now: time.Now}, Checker: privacy.New(privacy.Config{}),
		Country: "FR", Lang: text.FR, Zone: time.UTC, Networks: networks, Platforms: map[string]chat.Platform{}, Rooms: map[string][]chat.Place{},
		Now: time.Now, Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Patience: 500 * time.Millisecond, Look: 20 * time.Millisecond,
	}
	pub.Connect()
	return pub, office, reg, disks
}

// crashing works until it is killed. It says "at work" once it is.
func crashing(c database.Config, world string) error {
	db, err := database.Open(context.Background(), c)
	if err != nil {
		return err
	}
	pub, _, _, _ := onDisk(db, world, number(crashTargets, 40), true)
	fmt.Println("at work")
	return pub.Run(context.Background())
}

// However often the process is killed, and whatever the networks do, every target has each post exactly once at the end.
func TestKilledAtEveryStepNothingIsLostOrDoubled(t *testing.T) {
	kills, targets := number("PORTEVOIX_CRASH_KILLS", 8), number(crashTargets, 40)
	t.Run("SQLite", func(t *testing.T) { crash(t, database.Config{Dir: t.TempDir()}, kills, targets, 1) })
	t.Run("PostgreSQL", func(t *testing.T) { crash(t, database.Config{URL: databasetest.PostgresURL(t)}, kills, targets, 1) })
	t.Run("two replicas", func(t *testing.T) { crash(t, database.Config{URL: databasetest.PostgresURL(t)}, kills, targets, 2) })
}

func crash(t *testing.T, c database.Config, kills, targets, replicas int) {
	world := t.TempDir()
	db := databasetest.Open(t, c)
	pub, office, reg, disks := onDisk(db, world, targets, false)
	if err := pub.People.EnsureTrial(t.Context(), text.FR); err != nil {
		t.Fatal(err)
	}
	var objects [][2]string
	for round := range kills {
		s := subject(fmt.Sprintf("x_%d", round), round%2 == 0)
		for name := range disks {
			s.Parts = append(s.Parts, approval.Part{Target: name, Lang: text.FR, Text: "Portes ouvertes samedi 12 juin, entrée A."})
		}
		r := road{t: t, office: office}
		r.approved(s)
		objects = append(objects, [2]string{s.Kind, s.ID})
		if c.Dir != "" {
			db.Close() // the child needs the only writer
		}
		runAndKill(t, c, world, targets, replicas)
		if c.Dir != "" {
			db = databasetest.Open(t, c)
			pub, office, reg, disks = onDisk(db, world, targets, false)
		}
	}
	finish(t, pub, objects)
	lost, doubled, copies := 0, 0, 0
	for name, d := range disks {
		count := map[string]int{}
		for _, key := range d.standing() {
			count[key]++
			copies++
		}
		lost += max(0, kills-len(count))
		for key, n := range count {
			if n > 1 {
				doubled++
				t.Errorf("%s has %s %d times", name, key, n)
			}
		}
	}
	if err := reg.Seal(t.Context()); err != nil {
		t.Fatal(err)
	}
	p, err := reg.Verify(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d kills of %d process(es), %d targets: %d posts stand, %d lost, %d doubled; register: %d entries whole", kills, replicas, targets, copies, lost, doubled, p.Entries)
	if lost > 0 {
		t.Errorf("%d posts were lost", lost)
	}
}

// runAndKill starts the processes and kills each at some moment, unless it has died by itself.
func runAndKill(t *testing.T, c database.Config, world string, targets, replicas int) {
	t.Helper()
	var all sync.WaitGroup
	for range replicas {
		child := exec.Command(os.Args[0])
		child.Env = append(os.Environ(), crashDir+"="+c.Dir, crashURL+"="+c.URL, crashWorld+"="+world, crashTargets+"="+strconv.Itoa(targets))
		child.Stderr = os.Stderr
		out, err := child.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		all.Go(func() {
			bufio.NewScanner(out).Scan()                                           // it is at work, or has died
			time.Sleep(time.Duration(rand.IntN(400+5*targets)) * time.Millisecond) // more targets, more that can be interrupted
			child.Process.Kill()
			child.Wait()
		})
	}
	all.Wait()
}

// finish runs the road, with nobody killing it, until everything has gone out.
func finish(t *testing.T, pub *publish.Publisher, objects [][2]string) {
	t.Helper()
	r := &road{t: t, pub: pub}
	r.start()
	defer r.stop()
	for _, o := range objects {
		deadline := time.Now().Add(2*time.Minute + time.Duration(len(objects))*2*time.Second)
		for {
			all, err := pub.Deliveries(t.Context(), o[0], o[1])
			if err != nil {
				t.Fatal(err)
			}
			if every(publish.Sent)(all) {
				break
			}
			if time.Now().After(deadline) {
				t.Fatalf("%s never all sent: %s", o[1], states(all))
			}
			time.Sleep(200 * time.Millisecond)
		}
	}
}
