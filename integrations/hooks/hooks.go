// Package hooks receives triggers: POST /hooks/{name} with a JSON body that is signed as integrations/web/sign.go says. It answers only
// for what is signed, fresh and new, hands the decoded event on, and says in plain JSON what became of it. It knows no notice.
package hooks

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"portevoix/bot/chat"
	"portevoix/bot/trigger"
	"portevoix/integrations/web"
)

// A Door receives the triggers of one installation. Its fields are filled once.
type Door struct {
	Hooks []trigger.Hook
	Take  func(context.Context, trigger.Event) (trigger.Receipt, error) // prepares the notice
	Seen  chat.Seen                                                     // the replay memory
	Now   func() time.Time
	Log   *slog.Logger

	mu    sync.Mutex
	paces map[string]*rate.Limiter
}

// Routes are what must be reachable from outside.
func (d *Door) Routes() map[string]http.Handler {
	return map[string]http.Handler{"POST /hooks/{name}": http.HandlerFunc(d.receive)}
}

func (d *Door) receive(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, trigger.MaxBody))
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		refuse(w, http.StatusRequestEntityTooLarge, "the body is larger than 64 KiB")
		return
	case err != nil:
		refuse(w, http.StatusBadRequest, "the body did not arrive whole")
		return
	}
	// A hook that does not exist has an empty secret, which verifies nothing: from outside it looks like a wrong signature.
	hook, _ := trigger.Find(d.Hooks, r.PathValue("name"))
	switch err := web.Verify(r.Header, hook.Secret, body, d.Now()); {
	case errors.Is(err, web.ErrStale):
		refuse(w, http.StatusUnauthorized, "the time of the signature is more than five minutes off: set the clock, sign every attempt anew")
		return
	case err != nil:
		refuse(w, http.StatusUnauthorized, "there is no such hook, or the signature is wrong")
		return
	}
	d.take(w, r, hook, body)
}

// take is for calls whose signature is right and fresh.
func (d *Door) take(w http.ResponseWriter, r *http.Request, hook trigger.Hook, body []byte) {
	event, err := hook.Decode(body)
	if err != nil { // says where, never what
		refuse(w, http.StatusUnprocessableEntity, err.Error())
		return
	}
	if !d.pace(hook.Name).AllowN(d.Now(), 1) {
		w.Header().Set("Retry-After", "10")
		refuse(w, http.StatusTooManyRequests, "too many triggers: one in ten seconds, ten at once")
		return
	}
	seen, err := d.Seen.Seen(r.Context(), hook.Name+"/"+web.Signature(hook.Secret, body, r.Header.Get(web.TimeHeader)))
	if err != nil {
		d.broken(w, hook, err)
		return
	}
	if seen {
		refuse(w, http.StatusConflict, "this very call was received before: sign every attempt anew")
		return
	}
	receipt, err := d.Take(r.Context(), event)
	if errors.Is(err, trigger.ErrClosed) {
		refuse(w, http.StatusForbidden, err.Error())
		return
	}
	if err != nil {
		d.broken(w, hook, err)
		return
	}
	d.Log.Info("a trigger was received", "hook", hook.Name, "notice", receipt.Notice, "state", receipt.State)
	answer(w, http.StatusAccepted, map[string]string{"notice": receipt.Notice, "state": string(receipt.State)})
}

func (d *Door) broken(w http.ResponseWriter, hook trigger.Hook, err error) {
	d.Log.Error("a trigger could not be taken", "hook", hook.Name, "err", err)
	w.Header().Set("Retry-After", "5")
	refuse(w, http.StatusServiceUnavailable, "it was not taken: try again, with a new signature")
}

// pace keeps a caller that has gone wild from waking people for ever.
func (d *Door) pace(name string) *rate.Limiter {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.paces == nil {
		d.paces = map[string]*rate.Limiter{}
	}
	if d.paces[name] == nil {
		d.paces[name] = rate.NewLimiter(rate.Every(10*time.Second), 10)
	}
	return d.paces[name]
}

func refuse(w http.ResponseWriter, status int, why string) {
	answer(w, status, map[string]string{"error": why})
}

func answer(w http.ResponseWriter, status int, fields map[string]string) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(fields) // to a caller that may have gone
}
