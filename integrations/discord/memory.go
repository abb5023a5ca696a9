package discord

import (
	"crypto/rand"
	"sync"
	"time"

	"portevoix/bot/chat"
	"portevoix/bot/text"
)

// stash holds, in this process, forms that people were asked to reopen, with what they had typed. Unchecked text is never written
// anywhere.
type stash struct {
	now func() time.Time

	mu    sync.Mutex
	kept  map[string]stashed
	asked map[string]string // press → what is asked before it counts

	langs    map[string]text.Lang       // person → the language in which they were met
	last     map[string]stashed         // person → the form that they were shown last
	subjects map[string]chat.MessageRef // person and press → the message that a question before that press is about
}

type stashed struct {
	form chat.Form
	at   time.Time
}

const (
	stashLife = time.Hour
	mostStash = 5000
)

func newStash(now func() time.Time) *stash { return &stash{now: now, kept: map[string]stashed{}} }

func (s *stash) keep(f chat.Form) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.now()
	for id, old := range s.kept {
		if now.Sub(old.at) > stashLife || len(s.kept) > mostStash {
			delete(s.kept, id)
		}
	}
	id := rand.Text()[:16]
	s.kept[id] = stashed{f, now}
	return id
}

func (s *stash) get(id string) (chat.Form, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	v, ok := s.kept[id]
	return v.form, ok && s.now().Sub(v.at) <= stashLife
}

// confirm remembers what a button asks before it counts: Discord has no such question, so a second button asks it.
func (s *stash) confirm(press, words string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.asked == nil || len(s.asked) > mostStash {
		s.asked = map[string]string{}
	}
	s.asked[press] = words
}

func (s *stash) question(press string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.asked[press]
}

// met remembers a person's language, for what they are told without having asked.
func (s *stash) met(person string, l text.Lang) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.langs == nil || len(s.langs) > 20_000 {
		s.langs = map[string]text.Lang{}
	}
	s.langs[person] = l
}

func (s *stash) langOf(person string, otherwise text.Lang) text.Lang {
	s.mu.Lock()
	defer s.mu.Unlock()
	if l, ok := s.langs[person]; ok {
		return l
	}
	return otherwise
}

// shown remembers the form that somebody has open.
func (s *stash) shown(person string, f chat.Form) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.last == nil || len(s.last) > mostStash {
		s.last = map[string]stashed{}
	}
	s.last[person] = stashed{f, s.now()}
}

func (s *stash) lastShown(person string) (chat.Form, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	v, ok := s.last[person]
	return v.form, ok && s.now().Sub(v.at) <= stashLife
}

// about remembers which message a question before a press is about: the press itself then comes from the question.
func (s *stash) about(person string, r chat.Request, ref chat.MessageRef) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.subjects == nil || len(s.subjects) > mostStash {
		s.subjects = map[string]chat.MessageRef{}
	}
	s.subjects[subjectKey(person, r)] = ref
}

func (s *stash) subject(person string, r chat.Request) (chat.MessageRef, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	ref, ok := s.subjects[subjectKey(person, r)]
	return ref, ok
}

func subjectKey(person string, r chat.Request) string {
	return person + "|" + chat.Press{Command: r.Command, Action: r.Action, Object: r.Object}.String()
}
