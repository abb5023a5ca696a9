package webchat

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"net/http"
	"strings"
	"sync"
	"time"

	"portevoix/bot/chat"
)

// door decides who may come in: first by the secret of the link (once), then by the session cookie.
// Only hashes of sessions are kept, so that reading the shelf lets nobody in.
type door struct {
	now   func() time.Time
	shelf chat.Shelf

	mu       sync.Mutex
	current  string    // the secret of the link that is valid now; empty: used
	asked    time.Time // when a new link was last asked for
	sessions map[string]time.Time
}

// sessionLife is how long a browser stays let in without being seen. Its cookie ends with the browser.
const sessionLife = 7 * 24 * time.Hour

// secret is the secret of the current link, made anew when the last was used.
func (d *door) secret() string {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.current == "" {
		d.current = rand.Text()
	}
	return d.current
}

// exchange turns the secret into a session, once.
func (d *door) exchange(ctx context.Context, secret string) (session string, ok bool) {
	d.mu.Lock()
	fits := d.current != "" && subtle.ConstantTimeCompare([]byte(secret), []byte(d.current)) == 1
	if fits {
		d.current = ""
	}
	d.mu.Unlock()
	if !fits {
		return "", false
	}
	session = rand.Text()
	d.admit(ctx, hashed(session))
	return session, true
}

func (d *door) admit(ctx context.Context, hash string) {
	d.mu.Lock()
	if d.sessions == nil {
		d.sessions = map[string]time.Time{}
	}
	d.sessions[hash] = d.now()
	d.mu.Unlock()
	if d.shelf != nil { // a session that cannot be kept still works until the process ends
		_ = d.shelf.Put(ctx, "session", hash, []byte(d.now().UTC().Format(time.RFC3339)))
	}
}

// knows reports whether the session was let in, here or before a restart.
func (d *door) knows(session string) bool {
	if session == "" {
		return false
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	seen, ok := d.sessions[hashed(session)]
	return ok && d.now().Sub(seen) < sessionLife
}

// load reads the sessions that were let in before a restart and drops those that are too old.
func (d *door) load(ctx context.Context) error {
	records, err := d.shelf.List(ctx, "session")
	if err != nil {
		return err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.sessions = map[string]time.Time{}
	for _, r := range records {
		at, err := time.Parse(time.RFC3339, string(r.Value))
		if err == nil && d.now().Sub(at) < sessionLife {
			d.sessions[r.ID] = at
			continue
		}
		_ = d.shelf.Delete(ctx, "session", r.ID)
	}
	return nil
}

// mayAsk lets a new link be asked for every few seconds, so that nobody can flood the terminal.
func (d *door) mayAsk() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.now().Sub(d.asked) < 5*time.Second {
		return false
	}
	d.asked = d.now()
	return true
}

func hashed(session string) string {
	sum := sha256.Sum256([]byte(session))
	return hex.EncodeToString(sum[:])
}

// cookieName differs per port: cookies do not, and two web chats may run on one machine.
func (p *Platform) cookieName() string {
	addr := p.listener.Addr().String()
	return "portevoix_" + addr[strings.LastIndexByte(addr, ':')+1:]
}

// session is the session of a request; empty for a stranger.
func (p *Platform) session(r *http.Request) string {
	c, err := r.Cookie(p.cookieName())
	if err != nil || !p.door.knows(c.Value) {
		return ""
	}
	return hashed(c.Value)
}

func (p *Platform) setSession(w http.ResponseWriter, session string) {
	http.SetCookie(w, &http.Cookie{
		Name: p.cookieName(), Value: session, Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode,
	})
}
