package hooks_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"portevoix/bot/database"
	"portevoix/bot/database/databasetest"
	"portevoix/bot/keep"
	"portevoix/bot/trigger"
	"portevoix/integrations/hooks"
	"portevoix/integrations/web"
)

var secret = []byte("0123456789abcdef")

const body = `{"id": "4711", "place": "Hall B"}`

// A caller calls the door over real HTTP; the door remembers on a real database.
type caller struct {
	t      *testing.T
	door   *hooks.Door
	url    string
	log    bytes.Buffer
	mu     sync.Mutex
	events []trigger.Event
	clock  time.Time
	fail   error
}

func call(t *testing.T, db *database.DB) *caller {
	c := &caller{t: t, clock: time.Date(2026, 11, 24, 2, 10, 0, 0, time.UTC)}
	c.door = &hooks.Door{
		Hooks: []trigger.Hook{{Name: "it-monitor", Secret: secret, Kind: "it_outage", Fields: map[string]string{"place": "place"}, Dedupe: "id"}},
		Seen:  keep.Memory{DB: db, Owner: "hooks", For: time.Hour, Now: c.now}, Now: c.now, Log: slog.New(slog.NewTextHandler(&c.log, nil)),
		Take: func(_ context.Context, e trigger.Event) (trigger.Receipt, error) {
			c.mu.Lock()
			defer c.mu.Unlock()
			if c.fail != nil {
				return trigger.Receipt{}, c.fail
			}
			c.events = append(c.events, e)
			return trigger.Receipt{Notice: "n_2026-014", State: trigger.Paged}, nil
		},
	}
	mux := http.NewServeMux()
	for pattern, h := range c.door.Routes() {
		mux.Handle(pattern, h)
	}
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	c.url = s.URL
	return c
}

func (c *caller) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.clock
}

func (c *caller) later(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.clock = c.clock.Add(d)
}

// post sends a body signed at a time; change may spoil the headers.
func (c *caller) post(hook, body string, key []byte, at time.Time, change func(http.Header)) (int, string) {
	c.t.Helper()
	r, err := http.NewRequest(http.MethodPost, c.url+"/hooks/"+hook, strings.NewReader(body))
	if err != nil {
		c.t.Fatal(err)
	}
	web.Sign(r.Header, key, []byte(body), at)
	if change != nil {
		change(r.Header)
	}
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		c.t.Fatal(err)
	}
	defer resp.Body.Close()
	said, err := io.ReadAll(resp.Body)
	if err != nil {
		c.t.Fatal(err)
	}
	if strings.Contains(string(said), string(secret)) || strings.Contains(string(said), "Hall B") {
		c.t.Errorf("the answer says too much: %s", said)
	}
	return resp.StatusCode, strings.TrimSpace(string(said))
}

func TestASignedCallIsTakenOnce(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		c := call(t, db)
		status, said := c.post("it-monitor", body, secret, c.now(), nil)
		if status != 202 || said != `{"notice":"n_2026-014","state":"awaiting-confirmation"}` {
			t.Fatalf("%d %s", status, said)
		}
		for _, again := range []func(http.Header){
			nil,
			func(h http.Header) {
				h.Set(web.SignatureHeader, strings.ToUpper(h.Get(web.SignatureHeader)[3:]))
				h.Set(web.SignatureHeader, "v1="+h.Get(web.SignatureHeader))
			},
			func(h http.Header) { h.Set(web.SignatureHeader, "v1=00, "+h.Get(web.SignatureHeader)) },
		} { // the same call, however its signature is written
			if status, _ := c.post("it-monitor", body, secret, c.now(), again); status != 409 {
				t.Errorf("a replay is answered %d", status)
			}
		}
		c.later(time.Second)
		if status, _ := c.post("it-monitor", body, secret, c.now(), nil); status != 202 {
			t.Errorf("signed anew: %d", status)
		}
		if len(c.events) != 2 || c.events[0].Values["place"] != "Hall B" || c.events[0].Dedupe != "4711" {
			t.Errorf("%+v", c.events)
		}
	})
}

func TestWhatIsNotSignedFreshAndWholeIsRefused(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		c := call(t, db)
		now := c.now()
		for _, try := range []struct {
			what, hook, body string
			key              []byte
			at               time.Time
			change           func(http.Header)
			want             int
		}{
			{"another secret", "it-monitor", body, []byte("another secret!!"), now, nil, 401},
			{"no hook of this name", "nobody", body, secret, now, nil, 401},
			{"no hook of this name, empty secret", "nobody", body, nil, now, nil, 401},
			{"another body", "it-monitor", body, secret, now, func(h http.Header) { web.Sign(h, secret, []byte(body+" "), now) }, 401},
			{"another time", "it-monitor", body, secret, now, func(h http.Header) { h.Set(web.TimeHeader, "1795486201") }, 401},
			{"no time", "it-monitor", body, secret, now, func(h http.Header) { h.Del(web.TimeHeader) }, 401},
			{"no signature", "it-monitor", body, secret, now, func(h http.Header) { h.Del(web.SignatureHeader) }, 401},
			{"too old", "it-monitor", body, secret, now.Add(-5*time.Minute - time.Second), nil, 401},
			{"too early", "it-monitor", body, secret, now.Add(5*time.Minute + time.Second), nil, 401},
			{"too large", "it-monitor", `{"id": "` + strings.Repeat("x", trigger.MaxBody) + `"}`, secret, now, nil, 413},
			{"no number of its own", "it-monitor", `{"place": "Hall B"}`, secret, now, nil, 422},
			{"no JSON", "it-monitor", `place=Hall B`, secret, now, nil, 422},
		} {
			if status, said := c.post(try.hook, try.body, try.key, try.at, try.change); status != try.want || !strings.HasPrefix(said, `{"error":"`) {
				t.Errorf("%s: %d %s", try.what, status, said)
			}
		}
		if resp, err := http.Get(c.url + "/hooks/it-monitor"); err != nil || resp.StatusCode != http.StatusMethodNotAllowed {
			t.Errorf("GET: %v %v", resp, err)
		} else {
			resp.Body.Close()
		}
		if len(c.events) != 0 {
			t.Errorf("taken: %+v", c.events)
		}
	})
}

func TestACallerThatHasGoneWildIsSlowedDown(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		c := call(t, db)
		last := 0
		for i := range 11 {
			last, _ = c.post("it-monitor", strings.Replace(body, "4711", strings.Repeat("9", i+1), 1), secret, c.now(), nil)
		}
		if last != 429 || len(c.events) != 10 {
			t.Errorf("the eleventh at once is answered %d, %d taken", last, len(c.events))
		}
		c.later(10 * time.Second)
		if status, _ := c.post("it-monitor", body, secret, c.now(), nil); status != 202 {
			t.Errorf("ten seconds later: %d", status)
		}
	})
}

func TestTroubleOfOursIsNotToldInDetail(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		c := call(t, db)
		c.fail = errors.New("the disk says Hall B")
		if status, said := c.post("it-monitor", body, secret, c.now(), nil); status != 503 || strings.Contains(said, "disk") {
			t.Errorf("%d %s", status, said)
		}
		c.fail = trigger.ErrClosed
		c.later(time.Second)
		if status, _ := c.post("it-monitor", body, secret, c.now(), nil); status != 403 {
			t.Errorf("a closed hook is answered %d", status)
		}
	})
}
