package publish

import (
	"maps"
	"slices"
	"strings"
	"sync"
	"time"
)

// A pace keeps what a network or a room may be sent within its limit, so that nothing is refused for coming too fast. Each target
// has an account of moments: every call moves it on by the time that the limit gives to one call, and a call must wait while the
// account is further ahead of now than the burst allows (the generic cell rate algorithm of ITU-T I.371, in its virtual scheduling
// form). A call that comes late does not make the next one late.
type pace struct {
	mu      sync.Mutex
	ahead   map[string]time.Time
	holding map[string]time.Time // the platform has asked to wait
}

// A limit is how often a target may be called.
type limit struct {
	perSecond float64 // 0: as often as one likes
	burst     int
}

// wait is how long a target must not be called yet; zero when it may be now.
func (p *pace) wait(target string, l limit, now time.Time) time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	until := p.holding[target]
	if !until.After(now) {
		delete(p.holding, target)
	}
	if l.perSecond > 0 {
		// One call of the burst stays unused: calls do not all travel equally long, and the platform counts arrivals.
		free := p.ahead[target].Add(-l.each() * time.Duration(max(l.burst-2, 0)))
		if free.After(until) {
			until = free
		}
	}
	if !until.After(now) {
		return 0
	}
	return until.Sub(now)
}

// waiting names the targets that must not be called yet, and says how long it is until the first of them may.
func (p *pace) waiting(limits func(target string) limit, now time.Time) (targets []string, next time.Duration) {
	p.mu.Lock()
	known := slices.Collect(maps.Keys(p.ahead))
	known = slices.AppendSeq(known, maps.Keys(p.holding))
	p.mu.Unlock()
	next = idle
	for _, target := range known {
		if wait := p.wait(target, limits(target), now); wait > 0 {
			targets, next = append(targets, target), min(next, wait)
		}
	}
	return targets, next
}

// spend counts a call at the moment at which it is made.
func (p *pace) spend(target string, l limit, now time.Time) {
	if l.perSecond <= 0 {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.ahead == nil {
		p.ahead = map[string]time.Time{}
	}
	if p.ahead[target].Before(now) {
		p.ahead[target] = now
	}
	p.ahead[target] = p.ahead[target].Add(l.each())
}

// each is the time that the limit gives to one call.
func (l limit) each() time.Duration { return time.Duration(float64(time.Second) / l.perSecond) }

// hold makes a target wait: it has said that it wants to.
func (p *pace) hold(target string, until time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.holding == nil {
		p.holding = map[string]time.Time{}
	}
	if until.After(p.holding[target]) {
		p.holding[target] = until
	}
}

// limitOf is what a target's network or platform allows. Replicas share it.
func (p *Publisher) limitOf(target string) limit {
	var l limit
	if name, isRoom := strings.CutPrefix(target, "room:"); isRoom {
		name, _, _ := strings.Cut(name, "/")
		if platform, ok := p.Platforms[name]; ok {
			rules := platform.Rules()
			l = limit{rules.PerSecond, rules.Burst}
		}
	} else if network, ok := p.Networks[target]; ok {
		rules := network.Rules()
		l = limit{rules.PerSecond, rules.Burst}
	}
	if replicas := p.replicas.Load(); replicas > 1 {
		l.perSecond /= float64(replicas)
		l.burst = max(l.burst/int(replicas), 1)
	}
	return l
}
