package publish_test

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"portevoix/bot/database"
	"portevoix/bot/database/databasetest"
	"portevoix/bot/outcome"
	"portevoix/bot/publish"
	"portevoix/bot/social"
	"portevoix/bot/social/socialtest"
)

// A metered network refuses what comes too fast, as networks do: a bucket of tokens that fills up with time.
type metered struct {
	*socialtest.Faulty
	perSecond float64
	burst     int

	mu       sync.Mutex
	tokens   float64
	filled   time.Time
	rejected int
	first    time.Time
	last     time.Time
}

func (m *metered) Rules() social.Rules {
	return social.Rules{Title: m.Title, PerSecond: m.perSecond, Burst: m.burst}
}

func (m *metered) Publish(ctx context.Context, a outcome.Attempt, p social.Post) (social.Receipt, error) {
	if !m.token() {
		return social.Receipt{}, &outcome.Failure{Outcome: outcome.Delayed, Reason: outcome.Limited, RetryAfter: time.Second}
	}
	return m.Faulty.Publish(ctx, a, p)
}

func (m *metered) token() bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	now := time.Now()
	if m.filled.IsZero() {
		m.tokens, m.first = float64(m.burst), now
	} else {
		m.tokens = min(m.tokens+now.Sub(m.filled).Seconds()*m.perSecond, float64(m.burst))
	}
	m.filled, m.last = now, now
	if m.tokens < 1 {
		m.rejected++
		return false
	}
	m.tokens--
	return true
}

// limited approves so many posts for one metered network, all at once, and lets them go.
func limited(t testing.TB, db *database.DB, m *metered, posts int) {
	r := open(t, db)
	r.stop()
	r.pub.Networks = map[string]social.Network{m.Title: m}
	for i := range posts {
		r.approved(subject(fmt.Sprintf("l_%s_%d", m.Title, i), false, m.Title))
	}
	r.start()
	for i := range posts {
		r.until("sent", every(publish.Sent), "draft", fmt.Sprintf("l_%s_%d", m.Title, i))
	}
}

func TestALimitIsObeyedBeforeTheNetworkSaysSo(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		m := &metered{Faulty: &socialtest.Faulty{Title: "strict"}, perSecond: 40, burst: 6}
		limited(t, db, m, 25)
		if m.rejected > 0 || m.Calls() != 25 {
			t.Errorf("%d calls went through, %d were refused for coming too fast", m.Calls(), m.rejected)
		}
	})
}

// How much longer than its limit needs a broadcast takes: 1.00 is the limit's own floor.
func BenchmarkLimited(b *testing.B) {
	const posts = 110
	onBoth(b, func(b *testing.B, db *database.DB) {
		ratio, rejected := 0.0, 0
		for i := 0; b.Loop(); i++ {
			m := &metered{Faulty: &socialtest.Faulty{Title: fmt.Sprintf("strict%d", i)}, perSecond: 20, burst: 10}
			limited(b, db, m, posts)
			floor := float64(posts-m.burst) / m.perSecond
			ratio = max(ratio, m.last.Sub(m.first).Seconds()/floor)
			rejected += m.rejected
		}
		b.ReportMetric(ratio, "×floor")
		b.ReportMetric(float64(rejected), "rejected")
	})
}
