package mentions_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"portevoix/bot/chat"
	"portevoix/bot/database"
	"portevoix/bot/database/databasetest"
	"portevoix/bot/mentions"
	"portevoix/bot/mentions/triage"
	"portevoix/bot/outcome"
	"portevoix/bot/social"
)

func watch(t testing.TB, db *database.DB, now *time.Time, sources ...social.MentionSource) (*mentions.Watch, *[]mentions.Mention) {
	w := mentions.Open(db, func() time.Time { return *now }, slog.New(slog.DiscardHandler), sources...)
	var announced []mentions.Mention
	w.Announce = func(_ context.Context, _ database.Tx, m mentions.Mention) error {
		announced = append(announced, m)
		return nil
	}
	return w, &announced
}

const danger = "Ma mère ne respire plus, elle est tombée devant vos urgences, venez vite"

func TestWhatIsKeptHoldsNoHandleAndIsKeptOnce(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		now := time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)
		w, _ := watch(t, db, &now)
		said := []social.Mention{
			{Source: "file", ID: "1", URL: "https://Reseau.example/p/1/?utm_source=x&a=b#top", Author: "@nadia_78", Text: "Quels sont les horaires de visite ?", At: now},
			{Source: "file", ID: "2", URL: "https://reseau.example/p/2", Author: "@NADIA_78", Text: "RT @x quels sont les horaires de visite ?! https://t.example/z", At: now},
		}
		for want := range []int{2, 0} {
			added, err := w.Add(t.Context(), said)
			if err != nil || added != []int{2, 0}[want] {
				t.Fatalf("run %d: %d added, %v", want, added, err)
			}
		}
		found, err := w.Between(t.Context(), now.Add(-time.Hour), now.Add(time.Hour))
		if err != nil || len(found) != 2 {
			t.Fatalf("%d kept, %v", len(found), err)
		}
		a, b := found[0], found[1]
		if a.Author == "" || a.Author != b.Author || strings.Contains(strings.ToLower(a.Author), "nadia") {
			t.Errorf("authors %q and %q", a.Author, b.Author)
		}
		if a.URL != "https://reseau.example/p/1?a=b" || a.Words != "Quels sont les horaires de visite ?" || a.Category != triage.Question {
			t.Errorf("kept %+v", a)
		}
		if b.SameAs != a.Serial {
			t.Errorf("a shared copy counts as its own: %d", b.SameAs)
		}
		var handles int
		err = db.Read(t.Context(), func(tx database.Tx) error {
			return tx.NewRaw("SELECT COUNT(*) FROM mention WHERE author LIKE '%nadia%' OR author LIKE '%NADIA%'").Scan(t.Context(), &handles)
		})
		if err != nil || handles != 0 {
			t.Errorf("%d handles lie open, %v", handles, err)
		}
	})
}

func TestWhatCannotWaitIsAnnouncedUntilSomebodyHasIt(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		now := time.Date(2026, 11, 24, 3, 0, 0, 0, time.UTC)
		w, announced := watch(t, db, &now)
		_, err := w.Add(t.Context(), []social.Mention{
			{Source: "s", ID: "1", Text: danger, At: now},
			{Source: "s", ID: "2", Text: danger, At: now.AddDate(-1, 0, 0)}, // a year ago: nobody is in danger now
		})
		if err != nil || len(*announced) != 1 {
			t.Fatalf("%d announced, %v", len(*announced), err)
		}
		for range 3 { // every minute; it is due again after five
			now = now.Add(2 * time.Minute)
			if err := w.AnnounceAgain(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		if len(*announced) != 2 {
			t.Fatalf("announced %d times in six minutes", len(*announced))
		}
		if before, err := w.Take(t.Context(), 1, "p_1"); err != nil || before != "" {
			t.Fatalf("take: %q, %v", before, err)
		}
		if before, err := w.Take(t.Context(), 1, "p_2"); err != nil || before != "p_1" {
			t.Errorf("a second taker is told %q, %v", before, err)
		}
		now = now.Add(time.Hour)
		if err := w.AnnounceAgain(t.Context()); err != nil || len(*announced) != 2 {
			t.Errorf("announced again after it was taken: %d, %v", len(*announced), err)
		}
	})
}

func TestWordsGoAfterThirtyDaysAndOnRequest(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		now := time.Date(2026, 1, 1, 9, 0, 0, 0, time.UTC)
		w, _ := watch(t, db, &now)
		_, err := w.Add(t.Context(), []social.Mention{
			{Source: "s", ID: "1", URL: "https://r.example/1", Author: "@a", Text: "Le parking est trop cher", At: now},
			{Source: "s", ID: "2", URL: "https://r.example/2", Author: "@b", Text: "La cantine est froide", At: now},
		})
		if err != nil {
			t.Fatal(err)
		}
		if n, err := w.Remove(t.Context(), "https://r.example/2?utm_medium=mail"); err != nil || n != 1 {
			t.Fatalf("%d removed, %v", n, err)
		}
		if m, err := w.Get(t.Context(), 2); err != nil || m.Words+m.URL+m.Author != "" {
			t.Errorf("after the removal: %+v, %v", m, err)
		}
		now = now.Add(31 * 24 * time.Hour)
		if err := w.Purge(t.Context()); err != nil {
			t.Fatal(err)
		}
		if m, err := w.Get(t.Context(), 1); err != nil || m.Words+m.URL+m.Author != "" || m.Category != triage.Service {
			t.Errorf("after a month: %+v, %v", m, err)
		}
		now = now.Add(400 * 24 * time.Hour)
		if err := w.Purge(t.Context()); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Get(t.Context(), 1); !errors.Is(err, mentions.ErrNone) {
			t.Errorf("after thirteen months: %v", err)
		}
	})
}

// A source that answers as told.
type source struct {
	name  string
	found []social.Mention
	err   error
	since []string
}

func (s *source) Name() string { return s.name }

func (s *source) Mentions(_ context.Context, since string) ([]social.Mention, string, error) {
	s.since = append(s.since, since)
	return s.found, "cursor", s.err
}

func TestASourceThatFailsKeepsItsCursorAndIsSaid(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		now := time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)
		good := &source{name: "good", found: []social.Mention{{Source: "good", ID: "1", Text: "Bonjour", At: now}}}
		bad := &source{name: "bad", err: &outcome.Failure{Outcome: outcome.Delayed, Reason: outcome.Unavailable}}
		w, _ := watch(t, db, &now, good, bad)
		for range 2 {
			if _, err := w.Collect(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		if good.since[1] != "cursor" || bad.since[1] != "" {
			t.Errorf("cursors %q and %q", good.since, bad.since)
		}
		states, err := w.States(t.Context())
		if err != nil || len(states) != 2 || states[0].Problem != "" || states[1].Problem != "unavailable" || states[0].GoodAt.IsZero() {
			t.Errorf("states %+v, %v", states, err)
		}
	})
}

func TestImport(t *testing.T) {
	now := time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		file         string
		added, wrong int
		bad          []int
	}{
		"semicolons and a byte order mark":  {"\ufeffDate;Auteur;Lien;Texte\n24/11/2026 08:00;@a;https://r.example/1;\"Une ligne;\nsur deux\"\nhier;@b;;Bonjour\n24/11/2026;@c;;\n", 1, 2, []int{4, 5}},
		"commas":                            {"id,text,created_at\n1,Hello,2026-11-24T08:00:00Z\n1,Hello,2026-11-24T08:00:00Z\n", 1, 0, nil},
		"tabs and an old encoding":          {"texte\tdate\nH\xf4pital ferm\xe9 ?\t2026-11-24\n", 1, 0, nil},
		"JSON lines":                        {"{\"text\":\"Bonjour\",\"id\":7}\n\n{broken\n{\"nothing\":1}\n", 1, 2, []int{3, 4}},
		"a column in another language only": {"message\nBonjour\n", 1, 0, nil},
	} {
		t.Run(name, func(t *testing.T) {
			w, _ := watch(t, databasetest.SQLite(t), &now)
			done, err := w.Import(t.Context(), strings.NewReader(c.file), "export")
			if err != nil || done.Added != c.added || done.Wrong != c.wrong {
				t.Fatalf("%+v, %v", done, err)
			}
			for i, line := range c.bad {
				if done.Bad[i] != line {
					t.Errorf("bad lines %v, not %v", done.Bad, c.bad)
				}
			}
			found, err := w.Between(t.Context(), now.Add(-time.Hour), now.Add(time.Hour))
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range found {
				if strings.Contains(m.Words, "\ufffd") {
					t.Errorf("unreadable: %q", m.Words)
				}
			}
		})
	}
	for name, file := range map[string]string{"no column with words": "a;b\n1;2\n", "a picture": "\x89PNG\x00\x00\x00", "nothing": ""} {
		w, _ := watch(t, databasetest.SQLite(t), &now)
		var problem *chat.Problem
		if _, err := w.Import(t.Context(), strings.NewReader(file), "export"); !errors.As(err, &problem) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzImport(f *testing.F) {
	f.Add([]byte("texte;date\nBonjour;2026-11-24\n"))
	f.Add([]byte("{\"text\":\"x\"}\n{"))
	f.Add([]byte("\"text\n\x00"))
	now := time.Now()
	w, _ := watch(f, databasetest.SQLite(f), &now)
	f.Fuzz(func(t *testing.T, file []byte) {
		if done, err := w.Import(t.Context(), bytes.NewReader(file), "fuzz"); err == nil && done.Added+done.Same+done.Wrong != done.Lines {
			t.Errorf("%d lines became %+v", done.Lines, done)
		}
	})
}

func TestCanonical(t *testing.T) {
	for in, want := range map[string]string{
		"HTTPS://Gazette.example/a/?utm_source=rss&id=3#x":                                      "https://gazette.example/a?id=3",
		"https://www.google.com/url?rct=j&url=https://gazette.example/b%3Futm_medium%3Dx&ct=ga": "https://gazette.example/b",
		"https://www.google.com/url?url=javascript:alert(1)":                                    "https://www.google.com/url?url=javascript%3Aalert%281%29",
		"not a link": "not a link",
	} {
		if got := mentions.Canonical(in); got != want {
			t.Errorf("%q is %q", in, got)
		}
	}
}

func TestTheDiskHoldsNoWordsInTheOpen(t *testing.T) {
	dir := t.TempDir()
	db := databasetest.Open(t, database.Config{Dir: dir})
	now := time.Now()
	w, _ := watch(t, db, &now)
	if _, err := w.Add(t.Context(), []social.Mention{{Source: "s", ID: "1", Author: "@canari_auteur", Text: "canari_paroles au parking", At: now}}); err != nil {
		t.Fatal(err)
	}
	files, _ := filepath.Glob(dir + "/*")
	for _, name := range files {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, canary := range []string{"canari_auteur", "canari_paroles"} {
			if bytes.Contains(b, []byte(canary)) {
				t.Errorf("%s holds %q", filepath.Base(name), canary)
			}
		}
	}
}
