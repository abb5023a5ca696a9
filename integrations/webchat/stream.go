package webchat

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"portevoix/bot/text"
)

// events streams what happens to one page (Server-Sent Events, https://html.spec.whatwg.org/multipage/server-sent-events.html, read
// 2026-08-06). A page that was cut off names the last event it saw and continues after it, so nothing is missed or doubled; when
// that is no longer possible it is told to read everything anew.
func (p *Platform) events(w http.ResponseWriter, r *http.Request, session string) {
	who, known := p.person(r.URL.Query().Get("as"), text.EN)
	after := r.Header.Get("Last-Event-ID")
	if after == "" {
		after = r.URL.Query().Get("after")
	}
	control := http.NewResponseController(w)
	_ = control.SetReadDeadline(time.Time{}) // a stream stays open; nothing more is read from it
	h := w.Header()
	h.Set("Content-Type", "text/event-stream")
	s, ok := p.hub.open(viewer{session, who.ID}, after)
	if !known || !ok {
		fmt.Fprint(w, "retry: 1000\nevent: reset\ndata: {}\n\n")
		return
	}
	defer p.hub.leave(s)
	write := func(text string) bool {
		_ = control.SetWriteDeadline(time.Now().Add(10 * time.Second))
		if _, err := fmt.Fprint(w, text); err != nil {
			return false
		}
		return control.Flush() == nil
	}
	if !write("retry: 1000\nevent: hello\ndata: {}\n\n") {
		return
	}
	heartbeat := time.NewTicker(20 * time.Second)
	defer heartbeat.Stop()
	for {
		select {
		case <-s.wake:
			events, ok := p.hub.fetch(s)
			if !ok {
				write("event: reset\ndata: {}\n\n")
				return
			}
			for _, e := range events {
				data, err := json.Marshal(e.data)
				if err != nil || !write(fmt.Sprintf("id: %s\nevent: %s\ndata: %s\n\n", p.hub.id(e.number), e.name, data)) {
					return
				}
			}
		case <-heartbeat.C:
			if !write(": still here\n\n") {
				return
			}
		case <-s.end:
			return
		case <-r.Context().Done():
			return
		}
	}
}
