package slackfake

import (
	"net/http"
	"strconv"
	"time"
)

// A Fault is what happens to one call of the Web API instead of what it asked for.
type Fault struct {
	Name   string
	Before func(w http.ResponseWriter)                // answers without doing anything; nil: the call is done
	After  func(w http.ResponseWriter, answer []byte) // answers a call that was done; nil: as usual
	Wait   time.Duration                              // before anything else
}

// Limited answers 429. after < 0 leaves out Retry-After.
func Limited(after time.Duration) Fault {
	return Fault{Name: "429", Before: func(w http.ResponseWriter) { tooMany(w, after) }}
}

// Refused answers ok:false with an error code.
func Refused(code string) Fault {
	return Fault{Name: code, Before: func(w http.ResponseWriter) { reply(w, http.StatusOK, encode(object{"ok": false, "error": code})) }}
}

// The other faults.
var (
	Broken       = Fault{Name: "500", Before: func(w http.ResponseWriter) { http.Error(w, "server error", http.StatusInternalServerError) }}
	DoneThen500  = Fault{Name: "500 after commit", After: func(w http.ResponseWriter, _ []byte) { http.Error(w, "server error", http.StatusInternalServerError) }}
	DoneThenLost = Fault{Name: "lost response", After: func(w http.ResponseWriter, _ []byte) { hangUp(w) }}
	LostBefore   = Fault{Name: "lost request", Before: hangUp}
	Empty        = Fault{Name: "{}", After: func(w http.ResponseWriter, _ []byte) { reply(w, http.StatusOK, []byte(`{}`)) }}
	FalseNoError = Fault{Name: `{"ok":false}`, After: func(w http.ResponseWriter, _ []byte) { reply(w, http.StatusOK, []byte(`{"ok":false}`)) }}
	Undecodable  = Fault{Name: "undecodable answer", After: func(w http.ResponseWriter, _ []byte) {
		reply(w, http.StatusOK, []byte(`{"ok":true,"channel":7,"ts":[],"message":"odd"}`))
	}}
	NotJSON = Fault{Name: "a page of a proxy", Before: func(w http.ResponseWriter) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = w.Write([]byte("<html><body>Bienvenue</body></html>"))
	}}
)

// Slow does the call after a while.
func Slow(wait time.Duration) Fault { return Fault{Name: "slow", Wait: wait} }

// Fail arranges what happens to the next calls of a method, one fault each. The method "" is any call; "response_url" is any use of a
// response address; "upload" is the upload of a file's bytes.
func (s *Server) Fail(method string, faults ...Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults[method] = append(s.faults[method], faults...)
}

// fault takes the next fault of a method.
func (s *Server) fault(method string) Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, name := range []string{method, ""} {
		if list := s.faults[name]; len(list) > 0 {
			s.faults[name] = list[1:]
			return list[0]
		}
	}
	return Fault{}
}

func tooMany(w http.ResponseWriter, after time.Duration) {
	if after >= 0 {
		w.Header().Set("Retry-After", strconv.Itoa(max(1, int((after+time.Second-1)/time.Second))))
	}
	reply(w, http.StatusTooManyRequests, encode(object{"ok": false, "error": "ratelimited"}))
}

func hangUp(w http.ResponseWriter) {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err == nil {
		_ = conn.Close()
	}
}

func reply(w http.ResponseWriter, status int, body []byte) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write(body)
}
