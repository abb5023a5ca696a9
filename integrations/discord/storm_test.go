package discord

import (
	"os"
	"testing"
	"time"
)

// The connection is cut every second. Whatever people ask is heard, once, and nothing is left behind. By hand, a minute of it, under the
// race detector: PORTEVOIX_TEST_STORM=1m go test -race -run TestStorm ./integrations/discord
func TestStorm(t *testing.T) {
	lasts, every := 3*time.Second, 300*time.Millisecond
	if given, err := time.ParseDuration(os.Getenv("PORTEVOIX_TEST_STORM")); err == nil {
		lasts, every = given, time.Second
	}
	fake := server(t)
	r := start(t, fake, nil)
	r.works(t)
	cuts := []func(){fake.Drop, fake.Reconnect, func() { fake.CloseGateway(4000) }, func() { fake.Invalidate(true) }}
	asked, cut := 0, time.Now()
	for n, end := 0, time.Now().Add(lasts); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if time.Since(cut) > every {
			cuts[n%len(cuts)]()
			n, cut = n+1, time.Now()
		}
		if fake.Command(officer, general, "echo", nil) == nil {
			asked++
		}
	}
	r.works(t)
	eventually(t, "everything being heard", func() bool { return r.heard() >= asked })
	r.mu.Lock()
	ids := map[string]int{}
	for _, q := range r.asked {
		ids[q.ID]++
	}
	r.mu.Unlock()
	for id, n := range ids {
		if n != 1 {
			t.Errorf("%s was heard %d times", id, n)
		}
	}
	identified, resumed := fake.Sessions()
	t.Logf("%d asked, %d heard, identified %d times, resumed %d times", asked, len(ids), identified, resumed)
	r.finish(t)
}
