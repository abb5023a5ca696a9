package webchat

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"golang.org/x/time/rate"

	"portevoix/bot/chat"
	"portevoix/bot/text"
)

//go:embed page
var page embed.FS

// csp lets the page run its own files and nothing else: no inline script, no other host, no frame.
const csp = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

// How much a request may bring.
const (
	maxAsk  = 15 << 20  // one picture of 10 MB in base64, and the words around it
	maxKept = 512 << 10 // what somebody has typed and not sent
	maxSaid = 4000      // characters of a message to a room
)

// handler is everything the browser can ask for.
func (p *Platform) handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", p.index)
	mux.HandleFunc("GET /enter", p.enter)
	mux.HandleFunc("POST /again", p.again)
	mux.HandleFunc("GET /page/{file}", p.asset)
	mux.HandleFunc("GET /favicon.ico", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) })
	mux.HandleFunc("GET /api/state", p.signedIn(p.state))
	mux.HandleFunc("GET /api/events", p.signedIn(p.events))
	mux.HandleFunc("GET /api/picture/{id}", p.signedIn(p.servePicture))
	mux.HandleFunc("POST /api/request", p.signedIn(p.limits.few(p.request)))
	mux.HandleFunc("POST /api/say", p.signedIn(p.limits.few(p.sayInRoom)))
	mux.HandleFunc("POST /api/complete", p.signedIn(p.limits.few(p.complete)))
	mux.HandleFunc("POST /api/keep", p.signedIn(p.limits.few(p.keepUnsent)))
	mux.HandleFunc("POST /api/dismiss", p.signedIn(p.limits.few(p.dismiss)))
	mux.HandleFunc("POST /api/older", p.signedIn(p.limits.few(p.older)))
	mux.HandleFunc("POST /api/home", p.signedIn(p.limits.few(p.home)))
	return p.guard(mux)
}

// guard stands before every request: headers that forbid what the page does not need, the right Host, the right Origin, and one
// request's panic stays that request's.
func (p *Platform) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if v := recover(); v != nil && v != http.ErrAbortHandler {
				p.config.Log.Error("webchat: panic in a request", "path", r.URL.Path, "kind", fmt.Sprintf("%T", v), "stack", string(debug.Stack()))
				http.Error(w, "internal error", http.StatusInternalServerError)
			}
		}()
		h := w.Header()
		h.Set("Content-Security-Policy", csp)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
		h.Set("Cache-Control", "no-store")
		if !p.hosts[r.Host] {
			http.Error(w, "this address is not Portevoix", http.StatusMisdirectedRequest)
			return
		}
		if !sameOrigin(r) {
			http.Error(w, "requests from other pages are refused", http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// sameOrigin refuses what another page in the same browser sends. Browsers name the origin of every POST, and say of every other
// request whether it comes from elsewhere; opening the link itself comes from nowhere.
func sameOrigin(r *http.Request) bool {
	if origin := r.Header.Get("Origin"); origin != "" || (r.Method != http.MethodGet && r.Method != http.MethodHead) {
		return origin == "http://"+r.Host
	}
	switch r.Header.Get("Sec-Fetch-Site") {
	case "", "same-origin", "none":
		return true
	}
	return r.Header.Get("Sec-Fetch-Mode") == "navigate" && (r.URL.Path == "/" || r.URL.Path == "/enter")
}

// signedIn refuses whoever did not come through the link, and hands on the session.
func (p *Platform) signedIn(next func(http.ResponseWriter, *http.Request, string)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		session := p.session(r)
		if session == "" {
			http.Error(w, "open the link that the terminal shows", http.StatusUnauthorized)
			return
		}
		next(w, r, session)
	}
}

// enter exchanges the secret for a session. A link that was used still opens the page in the browser that used it.
func (p *Platform) enter(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodHead || strings.Contains(r.Header.Get("Sec-Purpose"), "prefetch") {
		w.WriteHeader(http.StatusNoContent) // looking ahead must not use the secret up
		return
	}
	if p.session(r) == "" {
		session, ok := p.door.exchange(r.Context(), r.URL.Query().Get("secret"))
		if !ok {
			p.closedDoor(w, r, true, false)
			return
		}
		p.setSession(w, session)
	}
	http.Redirect(w, r, "/", http.StatusSeeOther)
}

// again shows a new link in the terminal, where only the person at this computer can read it.
func (p *Platform) again(w http.ResponseWriter, r *http.Request) {
	if p.config.Announce != nil && p.door.mayAsk() {
		p.config.Announce(p.URL())
	}
	p.closedDoor(w, r, true, true)
}

// closedDoor tells a friend what to do, and a stranger nothing.
func (p *Platform) closedDoor(w http.ResponseWriter, r *http.Request, used, asked bool) {
	lang := p.language(r, "")
	dir := "ltr"
	if lang.RTL() {
		dir = "rtl"
	}
	say := func(t text.Text) string { return t.In(lang) }
	view := map[string]any{"Lang": lang, "Dir": dir, "Title": say(doorTitle), "Why": say(doorFirst), "Do": say(doorRestart)}
	if used {
		view["Why"] = say(doorUsed)
	}
	if p.config.Announce != nil {
		view["Do"], view["Button"] = say(doorAsk), say(doorButton)
	}
	if asked && p.config.Announce != nil {
		view["Why"], view["Do"] = say(doorShown), ""
	}
	var b bytes.Buffer
	if err := doorPage.Execute(&b, view); err != nil {
		panic(err)
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Referrer-Policy", "same-origin") // with no-referrer, a browser hides the origin of the form below even from us
	w.WriteHeader(http.StatusForbidden)
	w.Write(b.Bytes())
}

var doorPage = template.Must(template.New("door").Parse(`<!doctype html>
<html lang="{{.Lang}}" dir="{{.Dir}}">
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<title>{{.Title}}</title><link rel="icon" href="/page/icon.svg"><link rel="stylesheet" href="/page/base.css"><link rel="stylesheet" href="/page/door.css">
<main class="door"><img src="/page/icon.svg" alt="" width="56" height="56"><h1>{{.Title}}</h1><p role="status">{{.Why}}</p>{{with .Do}}<p>{{.}}</p>{{end}}
{{with .Button}}<form method="post" action="/again"><button class="button primary">{{.}}</button></form>{{end}}</main></html>
`))

func (p *Platform) index(w http.ResponseWriter, r *http.Request) {
	if p.session(r) == "" {
		p.closedDoor(w, r, false, false)
		return
	}
	p.file(w, r, "index.html")
}

func (p *Platform) asset(w http.ResponseWriter, r *http.Request) {
	if name := r.PathValue("file"); name != "index.html" {
		p.file(w, r, name)
		return
	}
	http.NotFound(w, r)
}

// file serves an embedded file. It may be kept by the browser but is asked for again, so that an update is seen at once.
func (p *Platform) file(w http.ResponseWriter, r *http.Request, name string) {
	b, err := fs.ReadFile(page, path.Join("page", path.Base(name)))
	if err != nil {
		http.NotFound(w, r)
		return
	}
	sum := sha256.Sum256(b)
	w.Header().Set("Content-Type", mime.TypeByExtension(path.Ext(name)))
	if path.Ext(name) == ".js" {
		w.Header().Set("Content-Type", "text/javascript; charset=utf-8")
	}
	if name != "index.html" {
		w.Header().Set("Cache-Control", "no-cache")
	}
	w.Header().Set("ETag", `"`+hex.EncodeToString(sum[:8])+`"`)
	http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(b))
}

// A state is everything that a page needs to draw itself.
type state struct {
	Cursor   string            `json:"cursor"` // where the event stream continues
	Lang     text.Lang         `json:"lang"`
	Langs    []named           `json:"langs"`
	As       string            `json:"as"`
	Name     string            `json:"name"`
	Actors   []named           `json:"actors,omitempty"` // only in a trial
	Trial    bool              `json:"trial,omitempty"`
	Now      time.Time         `json:"now"` // with the team's offset: the page shows the same clock as the bot writes
	Rooms    []named           `json:"rooms"`
	Jobs     []job             `json:"jobs"`
	Commands []command         `json:"commands"`
	Messages []message         `json:"messages"`
	Words    map[string]string `json:"words"`
	Kept     json.RawMessage   `json:"kept,omitempty"`
}

type named struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	About string `json:"about,omitempty"`
}

func (p *Platform) state(w http.ResponseWriter, r *http.Request, session string) {
	lang := p.language(r, r.URL.Query().Get("lang"))
	who, ok := p.person(r.URL.Query().Get("as"), lang)
	if !ok {
		who, _ = p.person("", lang)
	}
	s := state{Lang: lang, As: who.ID, Name: who.Name, Trial: p.config.Trial, Now: p.config.Now().In(p.config.Zone), Rooms: drawRooms(lang, who.ID), Words: say(lang)}
	for _, l := range text.Langs {
		s.Langs = append(s.Langs, named{ID: string(l), Name: l.Name()})
	}
	if p.config.Trial {
		for _, a := range actors {
			s.Actors = append(s.Actors, named{ID: a.id, Name: a.name.In(lang)})
		}
	}
	s.Commands = p.desk.offered(lang)
	s.Jobs = p.desk.jobs(lang)
	v := viewer{session, who.ID}
	private, cursor := p.hub.snapshot(v, func() { s.Messages = p.rooms.seenBy(who.ID) })
	s.Messages, s.Cursor, s.Kept = append(append([]message{}, s.Messages...), private...), cursor, p.kept.get(v)
	slices.SortStableFunc(s.Messages, func(a, b message) int { return a.At.Compare(b.At) })
	reply(w, s)
}

func (p *Platform) request(w http.ResponseWriter, r *http.Request, session string) {
	var a ask
	if !p.read(w, r, maxAsk, &a) {
		return
	}
	lang, _ := text.ParseLang(a.Lang)
	for _, f := range a.Files {
		if len(f.Data) > maxPicture {
			reply(w, answer{Refuse: pictureTooBig.In(lang)})
			return
		}
		if kind := mediaType(f.Data); kind != "image/png" && kind != "image/jpeg" {
			reply(w, answer{Refuse: pictureKind.In(lang)})
			return
		}
	}
	reply(w, p.desk.take(session, a))
}

func (p *Platform) sayInRoom(w http.ResponseWriter, r *http.Request, session string) {
	var a ask
	if !p.read(w, r, maxKept, &a) {
		return
	}
	lang, _ := text.ParseLang(a.Lang)
	who, known := p.person(a.As, lang)
	words := strings.TrimSpace(a.Line)
	if !known || !p.mayStandIn(a.Place, who.ID) || words == "" || a.ID == "" || !utf8.ValidString(words) {
		reply(w, answer{Refuse: notUnderstood.In(lang)})
		return
	}
	if n := utf8.RuneCountInString(words); n > maxSaid {
		reply(w, answer{Refuse: saidTooLong.With(text.Number(n), text.Number(maxSaid)).In(lang)})
		return
	}
	o, first := p.desk.once(session + "/say/" + a.ID)
	if first {
		defer close(o.done)
		p.say(r.Context(), a.Place, who.ID, words, lang)
	}
	reply(w, answer{OK: true})
}

func (p *Platform) complete(w http.ResponseWriter, r *http.Request, session string) {
	var t typing
	if p.read(w, r, maxKept, &t) {
		reply(w, p.desk.complete(session, t))
	}
}

// home is what waits for somebody.
func (p *Platform) home(w http.ResponseWriter, r *http.Request, session string) {
	var t typing
	if !p.read(w, r, maxKept, &t) {
		return
	}
	lang, _ := text.ParseLang(t.Lang)
	who, known := p.person(t.As, lang)
	if !known {
		reply(w, message{})
		return
	}
	v := viewer{session, who.ID}
	drawn, err := translate(p.desk.handle.Home(r.Context(), who), func(f chat.File) string { return p.pictures.keep(v, f) })
	if err != nil {
		p.config.Log.Error("webchat: draw the home view", "err", err)
	}
	drawn.ID, drawn.Place, drawn.At, drawn.Private = "home", "@"+who.ID, p.config.Now(), true
	reply(w, drawn)
}

// older are the messages of a place before the oldest that the page has.
func (p *Platform) older(w http.ResponseWriter, r *http.Request, session string) {
	var a ask
	if !p.read(w, r, maxKept, &a) {
		return
	}
	who, known := p.person(a.As, text.EN)
	if !known || !p.mayStandIn(a.Place, who.ID) {
		reply(w, earlier{})
		return
	}
	found, err := p.before(r.Context(), a.Place, a.Subject)
	if err != nil {
		p.logUnlessEnding(r.Context(), "webchat: read older messages", err)
		http.Error(w, "the rooms cannot be read", http.StatusServiceUnavailable)
		return
	}
	reply(w, found)
}

// dismiss removes a private answer from the page, for good.
func (p *Platform) dismiss(w http.ResponseWriter, r *http.Request, session string) {
	var a ask
	if !p.read(w, r, maxKept, &a) {
		return
	}
	if who, known := p.person(a.As, text.EN); known {
		p.hub.drop(viewer{session, who.ID}, a.Subject)
	}
	reply(w, answer{OK: true})
}

// keepUnsent remembers, in memory only, what somebody has typed and not sent, so that a reload loses nothing.
func (p *Platform) keepUnsent(w http.ResponseWriter, r *http.Request, session string) {
	var k struct {
		As   string          `json:"as"`
		Kept json.RawMessage `json:"kept"`
	}
	if !p.read(w, r, maxKept, &k) {
		return
	}
	if who, known := p.person(k.As, text.EN); known {
		p.kept.put(viewer{session, who.ID}, k.Kept)
	}
	reply(w, answer{OK: true})
}

func (p *Platform) servePicture(w http.ResponseWriter, r *http.Request, session string) {
	found, err := p.picture(r.Context(), session, r.PathValue("id"))
	if err != nil || !shownTypes[found.Type] {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", found.Type)
	w.Write(found.Bytes)
}

// read reads the JSON of a request, strictly limited in size, and answers what cannot be read.
func (p *Platform) read(w http.ResponseWriter, r *http.Request, most int64, into any) bool {
	if kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); kind != "application/json" {
		http.Error(w, "only JSON is read here", http.StatusUnsupportedMediaType)
		return false
	}
	b, err := io.ReadAll(http.MaxBytesReader(w, r.Body, most))
	var tooBig *http.MaxBytesError
	switch {
	case errors.As(err, &tooBig):
		http.Error(w, "too large", http.StatusRequestEntityTooLarge)
		return false
	case err != nil:
		return false
	}
	if !utf8.Valid(b) || json.Unmarshal(b, into) != nil {
		http.Error(w, "this is not the JSON that the page sends", http.StatusBadRequest)
		return false
	}
	return true
}

func reply(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	json.NewEncoder(w).Encode(v)
}

// mayStandIn reports whether somebody may write in a place: every room, and their own direct messages.
func (p *Platform) mayStandIn(place, person string) bool {
	return slices.Contains(roomNames, place) || place == "@"+person
}

func mediaType(b []byte) string {
	kind, _, _ := mime.ParseMediaType(http.DetectContentType(b))
	return kind
}

// limits keeps a page that runs wild from drowning the bot: two hundred requests at once, then forty a second per session, far more than a fast typist makes.
type limits struct {
	mu  sync.Mutex
	per map[string]*rate.Limiter
	off bool // for fuzzing only
}

func (l *limits) few(next func(http.ResponseWriter, *http.Request, string)) func(http.ResponseWriter, *http.Request, string) {
	return func(w http.ResponseWriter, r *http.Request, session string) {
		l.mu.Lock()
		if l.per == nil {
			l.per = map[string]*rate.Limiter{}
		}
		limiter, ok := l.per[session]
		if !ok {
			limiter = rate.NewLimiter(40, 200)
			l.per[session] = limiter
		}
		l.mu.Unlock()
		if !l.off && !limiter.Allow() {
			w.Header().Set("Retry-After", "2")
			http.Error(w, "too many requests: wait two seconds", http.StatusTooManyRequests)
			return
		}
		next(w, r, session)
	}
}

// kept is what people have typed and not sent. It is never written anywhere.
type kept struct {
	mu sync.Mutex
	by map[viewer]json.RawMessage
}

func (k *kept) put(v viewer, value json.RawMessage) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.by == nil {
		k.by = map[viewer]json.RawMessage{}
	}
	k.by[v] = value
}

func (k *kept) get(v viewer) json.RawMessage {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.by[v]
}
