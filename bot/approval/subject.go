// Package approval is who must say yes, and to what exactly. A Subject is everything that would be said: the words per target, the
// pictures, the languages, the moment. A yes is given to its Seal, a hash over all of that; any change breaks it. Author and
// approver are two people, by member and not by platform.
//
// It publishes nothing: a decision commits, and whoever follows it (bot/publish, the topic that submitted) acts in the same
// transaction.
package approval

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"portevoix/bot/text"
)

// A Subject is what is put before somebody to be approved.
type Subject struct {
	Kind    string    // "draft", "notice", "template"
	ID      string    // "d_4k7m"
	Version int       // of that draft or notice
	Author  string    // member id
	Writers []string  // everybody who wrote a part of it: none of them approves it
	Title   text.Text // what it is, without a quote or a name: "Draft d_4k7m"
	Parts   []Part    // one per target and language
	At      time.Time // when to publish; zero: as soon as it is approved
	Until   time.Time // after this moment it must not be published any more; zero: none

	Accepted []Accepted // findings that the author has seen
	Rules    string     // version of the rule pack that found them

	Urgent       bool   // an urgent notice: the director on duty decides, everything else waits
	NoticeKind   string // "blood"
	Exercise     bool   // a drill: reaches no real network
	Ping         string // whom the notice may ping in rooms; empty: nobody
	HealthAdvice bool   // needs the medical validator too
	Person       bool   // shows or quotes a person, with a consent on file

	Template string  `json:",omitempty"` // the cleared template it was filled in from: only fields within its limits differ
	Alone    bool    `json:",omitempty"` // break-glass: sent by one person, looked at afterwards
	Limits   []Limit `json:",omitempty"` // of a template: what may be filled in, and within which bounds
}

// A Limit is one bound of a template. Rule is what the yes is given to; Label and Says put it into words.
type Limit struct {
	Rule        string
	Label, Says text.Text
}

// A Part is one ready text for one target.
type Part struct {
	Target   string // "mastodon", or "room:urgent"
	Lang     text.Lang
	Text     string
	Pictures []Picture
}

// A Picture is named by what it shows: another picture under the same id would have another hash.
type Picture struct {
	ID   string
	Hash string // of the bytes
	Alt  string
}

// An Accepted finding is one that author and approver have both seen.
type Accepted struct {
	Rule     string
	Severity int
}

// A Seal names exactly one Subject: what was approved, to the letter.
type Seal string

// Seal is the hash of everything that a yes is given to. The title and the words for limits are not part
// of it: they are ours, not the public's.
func (s Subject) Seal() Seal {
	s.Title = text.Text{}
	s.Limits = slices.Clone(s.Limits)
	for i := range s.Limits {
		s.Limits[i].Label, s.Limits[i].Says = text.Text{}, text.Text{}
	}
	s.At, s.Until = s.At.UTC().Round(time.Second), s.Until.UTC().Round(time.Second)
	if len(s.Accepted) == 0 {
		s.Accepted = nil
	}
	b, err := json.Marshal(s)
	if err != nil { // plain data always encodes
		panic(fmt.Sprintf("encode a subject: %T", err))
	}
	sum := sha256.Sum256(b)
	return Seal(hex.EncodeToString(sum[:]))
}

// Targets lists where it would go, each once, in order.
func (s Subject) Targets() []string {
	var all []string
	seen := map[string]bool{}
	for _, p := range s.Parts {
		if !seen[p.Target] {
			seen[p.Target] = true
			all = append(all, p.Target)
		}
	}
	return all
}

// WroteIt reports whether a member wrote a part of it.
func (s Subject) WroteIt(member string) bool {
	return member == s.Author || slices.Contains(s.Writers, member)
}
