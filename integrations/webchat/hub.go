package webchat

import (
	"crypto/rand"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// hub hands events to the open pages, in one order, and remembers the last ones so that a page that was away misses nothing.
// Private answers live here and nowhere else.
type hub struct {
	now   func() time.Time
	epoch string // changes at every start: an id of an earlier run cannot be continued

	mu      sync.Mutex
	last    int64
	recent  []event // the newest last
	private map[viewer][]message
	gone    map[viewer]time.Time // when the last page of a viewer closed
	streams map[*stream]bool
	closed  bool
}

// A viewer is one person as seen from one browser session.
type viewer struct{ session, person string }

// An event is one change on the page.
type event struct {
	number int64
	to     viewer // zero: everybody; a session without a person never occurs
	person string // set for direct messages: everybody who looks as this person
	name   string // "message", "gone", "done"
	data   any
}

// stream is one open page.
type stream struct {
	who  viewer
	wake chan struct{} // holds one token when there is something to fetch
	next int64         // the number of the next event to send
	end  chan struct{}
}

const (
	remembered    = 2000             // events kept for pages that come back
	privateKept   = 200              // private answers kept per viewer
	privateLinger = 15 * time.Minute // how long they stay after the last page closed
)

func newHub(now func() time.Time) *hub {
	return &hub{now: now, epoch: rand.Text()[:8], private: map[viewer][]message{}, gone: map[viewer]time.Time{}, streams: map[*stream]bool{}}
}

// tell announces a change; the hub's lock is taken.
func (h *hub) tell(e event) {
	h.last++
	e.number = h.last
	h.recent = append(h.recent, e)
	if len(h.recent) > remembered+remembered/4 {
		h.recent = slices.Clone(h.recent[len(h.recent)-remembered:])
	}
	for s := range h.streams {
		select {
		case s.wake <- struct{}{}:
		default:
		}
	}
}

// answer shows a private message to one viewer; a message with an id that is already there takes its place.
func (h *hub) answer(v viewer, m message, request string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.forget()
	m.Request = request
	list := h.private[v]
	if i := slices.IndexFunc(list, func(old message) bool { return old.ID == m.ID }); i >= 0 {
		m.At, m.Version = list[i].At, list[i].Version+1
		list[i] = m
	} else {
		list = append(list, m)
		list = list[max(0, len(list)-privateKept):]
	}
	h.private[v] = list
	if !h.watched(v) {
		h.gone[v] = h.now()
	}
	h.tell(event{to: v, name: "message", data: m})
}

// done tells one viewer that a request has nothing (more) to say.
func (h *hub) done(v viewer, request string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.tell(event{to: v, name: "done", data: map[string]string{"request": request}})
}

// find finds a private message of a viewer.
func (h *hub) find(v viewer, id string) (message, bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, m := range h.private[v] {
		if m.ID == id {
			return m, true
		}
	}
	return message{}, false
}

// drop removes one private message from a viewer's pages.
func (h *hub) drop(v viewer, id string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.private[v] = slices.DeleteFunc(h.private[v], func(m message) bool { return m.ID == id })
	h.tell(event{to: v, name: "gone", data: map[string]string{"id": id}})
}

// snapshot is what a viewer has privately now, and the event id from which a stream continues. The rooms are read inside the same
// lock, so that nothing falls between the two.
func (h *hub) snapshot(v viewer, read func()) (private []message, cursor string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	read()
	return slices.Clone(h.private[v]), h.id(h.last)
}

func (h *hub) id(n int64) string { return h.epoch + "-" + strconv.FormatInt(n, 10) }

// open opens a stream that continues after the event with this id. It reports false when that is no longer possible: the page must
// then read everything anew.
func (h *hub) open(v viewer, after string) (*stream, bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.closed {
		return nil, false
	}
	epoch, number, _ := strings.Cut(after, "-")
	n, err := strconv.ParseInt(number, 10, 64)
	if err != nil || epoch != h.epoch || n < 0 || n > h.last || n < h.last-int64(len(h.recent)) {
		return nil, false
	}
	s := &stream{who: v, wake: make(chan struct{}, 1), next: n + 1, end: make(chan struct{})}
	s.wake <- struct{}{}
	h.streams[s] = true
	delete(h.gone, v)
	return s, true
}

func (h *hub) leave(s *stream) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.streams, s)
	if !h.watched(s.who) {
		h.gone[s.who] = h.now()
	}
}

func (h *hub) watched(v viewer) bool {
	for s := range h.streams {
		if s.who == v {
			return true
		}
	}
	return false
}

// tidy forgets what nobody has looked at for a while.
func (h *hub) tidy() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.forget()
}

// forget drops the private answers of viewers who have been away for a while; the hub's lock is taken.
func (h *hub) forget() {
	maps.DeleteFunc(h.gone, func(v viewer, since time.Time) bool {
		if h.now().Sub(since) < privateLinger {
			return false
		}
		delete(h.private, v)
		for i := range h.recent { // the numbers stay, so that other pages still continue
			if h.recent[i].to == v {
				h.recent[i].data = nil
			}
		}
		return true
	})
}

// fetch takes what a stream has not sent yet. It reports false when too much was missed.
func (h *hub) fetch(s *stream) (events []event, ok bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if s.next <= h.last-int64(len(h.recent)) {
		return nil, false
	}
	for _, e := range h.recent {
		if e.number >= s.next && e.data != nil && e.isFor(s.who) {
			events = append(events, e)
		}
	}
	s.next = h.last + 1
	return events, true
}

func (e event) isFor(v viewer) bool {
	switch {
	case e.to != viewer{}:
		return e.to == v
	case e.person != "":
		return e.person == v.person
	}
	return true
}

// close ends every stream and lets no other open.
func (h *hub) close() {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.closed {
		return
	}
	h.closed = true
	for s := range h.streams {
		close(s.end)
	}
}
