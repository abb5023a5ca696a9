package publish

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"sync"
	"time"

	"portevoix/bot/approval"
	"portevoix/bot/privacy"
	"portevoix/bot/text"
)

// A sealed case is what the gate must know of an approved case, read and proven against its seal once. What may leave are exactly
// its parts; a part that is none of them never leaves, whatever its row says.
type sealed struct {
	seal     approval.Seal
	until    time.Time
	accepted int // the worst finding that author and approver saw
	urgent   bool
	ping     string
	parts    map[[sha256.Size]byte]bool
}

// proofs remembers the cases that are going out. A case's subject never changes; when it is emptied by a take-down, its deliveries
// are withdrawn with it.
type proofs struct {
	mu    sync.Mutex
	cases map[string]sealed
	parts int // of all of them
	found map[looked]verdict
}

// looked is what was checked, and with which rules.
type looked struct {
	checker *privacy.Checker
	kind    privacy.Kind
	lang    text.Lang
	words   [sha256.Size]byte
}

type verdict struct {
	findings []privacy.Finding
	at       time.Time
}

// fresh is how long a check at the moment of sending counts for the same words to the next target.
const fresh = time.Minute

// check checks words with today's rules, once for all the targets that get the same words in the same minute.
func (p *Publisher) check(in privacy.Input) []privacy.Finding {
	key := looked{p.Checker, in.Kind, in.Lang, sha256.Sum256([]byte(in.Text))}
	p.proofs.mu.Lock()
	v, ok := p.proofs.found[key]
	p.proofs.mu.Unlock()
	if age := in.Now.Sub(v.at); ok && age >= 0 && age < fresh {
		return v.findings
	}
	v = verdict{p.Checker.Check(in).Findings, in.Now}
	p.proofs.mu.Lock()
	defer p.proofs.mu.Unlock()
	if len(p.proofs.found) >= mostProofs || p.proofs.found == nil {
		p.proofs.found = map[looked]verdict{}
	}
	p.proofs.found[key] = v
	return v.findings
}

// How many checks, and how many parts of cases in all, are remembered.
const (
	mostProofs = 64
	mostParts  = 100_000
)

// proof reads a case and proves its subject against its seal.
func (p *Publisher) proof(ctx context.Context, caseID string) (sealed, error) {
	p.proofs.mu.Lock()
	defer p.proofs.mu.Unlock()
	if s, ok := p.proofs.cases[caseID]; ok {
		return s, nil
	}
	c, err := p.Office.Case(ctx, caseID)
	if err != nil {
		return sealed{}, err
	}
	s := sealed{until: c.Subject.Until, urgent: c.Subject.Urgent, ping: c.Subject.Ping, parts: map[[sha256.Size]byte]bool{}}
	if c.Subject.Seal() == c.Seal { // otherwise it has no seal, and nothing of it leaves
		s.seal = c.Seal
	}
	for _, a := range c.Subject.Accepted {
		s.accepted = max(s.accepted, a.Severity)
	}
	for _, part := range c.Subject.Parts {
		s.parts[fingerprint(part)] = true
	}
	if s.seal == "" {
		return s, nil // not remembered: a take-down may be emptying it now
	}
	if p.proofs.parts += len(s.parts); p.proofs.parts > mostParts || p.proofs.cases == nil {
		p.proofs.cases, p.proofs.parts = map[string]sealed{}, len(s.parts)
	}
	p.proofs.cases[caseID] = s
	return s, nil
}

func fingerprint(part approval.Part) [sha256.Size]byte {
	b, err := json.Marshal(part)
	if err != nil { // plain data always encodes
		panic(fmt.Sprintf("encode a part: %T", err))
	}
	return sha256.Sum256(b)
}
