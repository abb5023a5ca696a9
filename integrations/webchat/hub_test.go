package webchat

import (
	"fmt"
	"testing"
	"time"
)

// Private answers stay while somebody may come back, and no longer; what the rooms saw can still be continued.
func TestPrivateAnswersAreForgotten(t *testing.T) {
	now := time.Date(2026, 6, 14, 9, 0, 0, 0, time.UTC)
	h := newHub(func() time.Time { return now })
	officer, other := viewer{"s1", "officer"}, viewer{"s2", "officer"}
	_, cursor := h.snapshot(officer, func() {})
	h.answer(officer, message{ID: "a1"}, "r1")
	s, ok := h.open(officer, cursor)
	if !ok {
		t.Fatal("a page cannot continue")
	}
	if events, _ := h.fetch(s); len(events) != 1 {
		t.Fatalf("%d events", len(events))
	}
	if o, _ := h.open(other, cursor); o != nil {
		if events, _ := h.fetch(o); len(events) != 0 {
			t.Error("another session got a private answer")
		}
	}
	now = now.Add(24 * time.Hour) // somebody who leaves the page open keeps it
	h.tidy()
	if _, kept := h.find(officer, "a1"); !kept {
		t.Error("an answer vanished from an open page")
	}
	h.leave(s)
	now = now.Add(privateLinger - time.Second)
	h.tidy()
	if _, kept := h.find(officer, "a1"); !kept {
		t.Error("a reload lost an answer")
	}
	now = now.Add(2 * time.Second)
	h.tidy()
	if _, kept := h.find(officer, "a1"); kept {
		t.Error("an answer is kept after everybody left")
	}
	for _, e := range h.recent {
		if e.to == officer && e.data != nil {
			t.Error("an answer is kept among the events")
		}
	}
}

// A page that missed more events than are remembered is told to read everything anew, not given half.
func TestTooMuchMissed(t *testing.T) {
	h := newHub(time.Now)
	v := viewer{"s", "officer"}
	_, cursor := h.snapshot(v, func() {})
	s, _ := h.open(v, cursor)
	for i := range remembered * 2 {
		h.mu.Lock()
		h.tell(event{name: "message", data: message{ID: fmt.Sprint(i)}})
		h.mu.Unlock()
	}
	if _, ok := h.fetch(s); ok {
		t.Error("a stream that missed events goes on as if nothing were missing")
	}
	if _, ok := h.open(v, cursor); ok {
		t.Error("an old id can be continued")
	}
}
