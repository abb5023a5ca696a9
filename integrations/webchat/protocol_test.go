package webchat_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"image"
	"image/png"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"portevoix/bot/chat"
	"portevoix/bot/outcome"
	"portevoix/bot/text"
	"portevoix/integrations/webchat"
)

func TestOnlyThisMachine(t *testing.T) {
	for _, addr := range []string{"0.0.0.0:8080", ":8080", "192.168.1.5:8080", "[::]:8080", "hospital.example:8080", "8080", ""} {
		if _, err := webchat.New(webchat.Config{Addr: addr}); err == nil {
			t.Errorf("%q was accepted", addr)
		}
	}
	for _, addr := range []string{"127.0.0.1:0", "localhost:0", "[::1]:0", "127.0.0.2:0"} {
		if _, err := webchat.New(webchat.Config{Addr: addr}); err != nil {
			t.Errorf("%q was refused: %v", addr, err)
		}
	}
}

func TestPortIsTaken(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	p, err := webchat.New(webchat.Config{Addr: l.Addr().String()})
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Listen(); err == nil || !strings.Contains(err.Error(), "PORTEVOIX_LISTEN") {
		t.Errorf("a taken port says %v: it should tell the next step", err)
	}
}

// get fetches a page without following redirects.
func get(t *testing.T, method, url string, change func(*http.Request)) (*http.Response, string) {
	t.Helper()
	req, err := http.NewRequest(method, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	if change != nil {
		change(req)
	}
	c := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }, Transport: &http.Transport{DisableKeepAlives: true}}
	res, err := c.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, _ := io.ReadAll(res.Body)
	return res, string(body)
}

func TestTheLinkOpensOnce(t *testing.T) {
	var shown []string
	now := time.Now()
	p, _ := serve(t, webchat.Config{Trial: true, Lang: text.EN, Announce: func(url string) { shown = append(shown, url) }, Now: func() time.Time { return now }})
	link := p.URL()
	if link != p.URL() {
		t.Error("the link changes before it was used")
	}
	base, _, _ := strings.Cut(link, "/enter")

	// Looking ahead does not use it up.
	get(t, "HEAD", link, nil)
	get(t, "GET", link, func(r *http.Request) { r.Header.Set("Sec-Purpose", "prefetch;prerender") })

	res, _ := get(t, "GET", link, nil)
	if res.StatusCode != http.StatusSeeOther || res.Header.Get("Location") != "/" || len(res.Cookies()) != 1 {
		t.Fatalf("the link answers %s to %q with %d cookies", res.Status, res.Header.Get("Location"), len(res.Cookies()))
	}
	cookie := res.Cookies()[0]
	if !cookie.HttpOnly || cookie.SameSite != http.SameSiteStrictMode || cookie.Path != "/" || !cookie.Expires.IsZero() {
		t.Errorf("the cookie is %+v", cookie)
	}
	if strings.Contains(link, cookie.Value) {
		t.Error("the session is the secret itself")
	}

	// Somebody else with the used link is told kindly what to do, in their language.
	res, body := get(t, "GET", link, func(r *http.Request) { r.Header.Set("Accept-Language", "fr-FR,fr;q=0.9") })
	if res.StatusCode != http.StatusForbidden || len(res.Cookies()) != 0 || !strings.Contains(body, "Ce lien a déjà servi") {
		t.Errorf("a used link answers %s: %s", res.Status, body)
	}
	// The same browser comes in through it again.
	res, _ = get(t, "GET", link, func(r *http.Request) { r.AddCookie(cookie) })
	if res.StatusCode != http.StatusSeeOther {
		t.Errorf("the browser that used the link gets %s", res.Status)
	}
	// A new one is shown in the terminal, not on the page, and not too often.
	for range 3 {
		_, body = get(t, "POST", base+"/again", func(r *http.Request) { r.Header.Set("Origin", base) })
	}
	if len(shown) != 1 || strings.Contains(body, "secret=") {
		t.Fatalf("%d links were shown, the page reads %s", len(shown), body)
	}
	if res, _ = get(t, "GET", shown[0], nil); res.StatusCode != http.StatusSeeOther {
		t.Errorf("the new link answers %s", res.Status)
	}
	for _, secret := range []string{"", "x", link[len(link)-10:]} {
		if res, _ := get(t, "GET", base+"/enter?secret="+secret, nil); res.StatusCode != http.StatusForbidden {
			t.Errorf("the secret %q opens the door", secret)
		}
	}
}

func TestStrangersAreRefused(t *testing.T) {
	p, _ := serve(t, webchat.Config{Trial: true})
	c := enter(t, p, "officer")
	defer c.close()
	for _, path := range []string{"/api/state", "/api/events", "/api/picture/x", "/"} {
		if res, _ := get(t, "GET", c.base+path, nil); res.StatusCode != http.StatusUnauthorized && res.StatusCode != http.StatusForbidden {
			t.Errorf("%s without a session: %s", path, res.Status)
		}
	}
	with := func(header, value string) func(*http.Request) {
		return func(r *http.Request) {
			for _, k := range c.http.Jar.Cookies(r.URL) {
				r.AddCookie(k)
			}
			if header == "Host" {
				r.Host = value
			} else if header != "" {
				r.Header.Set(header, value)
			}
		}
	}
	for _, c2 := range []struct {
		name, method, header, value string
		want                        int
	}{
		{"our own page", "GET", "", "", 200},
		{"a name that was pointed at us", "GET", "Host", "evil.example", 421},
		{"our port under another name", "GET", "Host", "evil.example:" + c.base[strings.LastIndex(c.base, ":")+1:], 421},
		{"another page", "GET", "Origin", "https://evil.example", 403},
		{"a page that hides where it is from", "GET", "Origin", "null", 403},
		{"another port of this machine", "GET", "Origin", "http://127.0.0.1:9", 403},
		{"an image tag elsewhere", "GET", "Sec-Fetch-Site", "cross-site", 403},
		{"a post without origin", "POST", "", "", 403},
	} {
		path := "/api/state"
		if c2.method == "POST" {
			path = "/api/request"
		}
		if res, _ := get(t, c2.method, c.base+path, with(c2.header, c2.value)); res.StatusCode != c2.want {
			t.Errorf("%s: %s, want %d", c2.name, res.Status, c2.want)
		}
	}
}

func TestEveryAnswerIsGuarded(t *testing.T) {
	p, _ := serve(t, webchat.Config{Trial: true})
	c := enter(t, p, "officer")
	defer c.close()
	for _, path := range []string{"/", "/page/app.js", "/page/base.css", "/page/icon.svg", "/api/state", "/nowhere", "/page/..%2fwebchat.go"} {
		res, err := c.http.Get(c.base + path)
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		h := res.Header
		policy := h.Get("Content-Security-Policy")
		if !strings.HasPrefix(policy, "default-src 'none'; script-src 'self'; style-src 'self';") || strings.Contains(policy, "unsafe") || h.Get("X-Content-Type-Options") != "nosniff" || h.Get("Referrer-Policy") != "no-referrer" {
			t.Errorf("%s is not guarded: %v", path, h)
		}
		if strings.HasPrefix(path, "/api") && h.Get("Cache-Control") != "no-store" {
			t.Errorf("%s may be kept: %s", path, h.Get("Cache-Control"))
		}
	}
}

// No script of the page parses text as HTML, runs text as a program, or asks another host for anything.
func TestScriptsAreTame(t *testing.T) {
	scripts, err := filepath.Glob("page/*")
	if err != nil || len(scripts) < 10 {
		t.Fatalf("%d files of the page, %v", len(scripts), err)
	}
	for _, name := range scripts {
		source, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, forbidden := range []string{"innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "https://", "sessionStorage.setItem('words", "//cdn"} {
			if bytes.Contains(source, []byte(forbidden)) {
				t.Errorf("%s uses %s", name, forbidden)
			}
		}
	}
}

// A page that is cut off continues where it was: nothing is missed, nothing comes twice.
func TestStreamResumes(t *testing.T) {
	p, _ := serve(t, webchat.Config{Trial: true})
	c := enter(t, p, "officer")
	post := func(i int) {
		t.Helper()
		if _, err := p.Post(t.Context(), outcome.Attempt{Key: outcome.Key(fmt.Sprint("k", i))}, chat.Place{Room: "urgent"}, chat.Say(text.EN, fmt.Sprint("notice ", i))); err != nil {
			t.Fatal(err)
		}
	}
	count := func() int {
		c.mu.Lock()
		defer c.mu.Unlock()
		n := 0
		for _, name := range c.names {
			if name == "message" {
				n++
			}
		}
		return n
	}
	total := 0
	for round := range 4 {
		for range 5 {
			post(total)
			total++
		}
		deadline := time.Now().Add(time.Minute)
		for count() < total && time.Now().Before(deadline) {
			time.Sleep(2 * time.Millisecond)
		}
		if got := count(); got != total {
			t.Fatalf("round %d: %d messages came, %d were posted", round, got, total)
		}
		c.close()
		post(total) // while nobody listens
		total++
		c.listen()
	}
	time.Sleep(50 * time.Millisecond)
	c.close()
	if got := count(); got != total {
		t.Errorf("%d messages came, %d were posted", got, total)
	}
	// An id of an earlier life cannot be continued: the page is told to read everything anew.
	c.cursor, c.names = "OLDLIFE1-3", nil
	c.listen()
	<-c.done
	if len(c.names) != 1 || c.names[0] != "reset" {
		t.Errorf("an unknown id gets %q", c.names)
	}
}

// What was posted survives the process, and can still be changed; what was private does not.
func TestRestart(t *testing.T) {
	kept := &shelf{}
	start := func() (*webchat.Platform, func()) {
		p, err := webchat.New(webchat.Config{Addr: "127.0.0.1:0", Trial: true, Keep: func(words string) bool { return !strings.Contains(words, "CANARY") }})
		if err != nil {
			t.Fatal(err)
		}
		p.Shelf = kept
		return p, run(t, p, &office{platform: p})
	}
	p, stop := start()
	c := enter(t, p, "officer")
	ref, err := p.Post(t.Context(), outcome.Attempt{Key: "card"}, chat.Place{Room: "approvals"}, chat.Say(text.EN, "waits for a yes"))
	if err != nil {
		t.Fatal(err)
	}
	c.Types("/check CANARY-private words")
	if !eventually(func() bool { return strings.Contains(words(c), "CANARY-private") }) {
		t.Fatal("no private answer")
	}
	for _, said := range []string{"CANARY-said", "harmless words"} {
		c.post("/api/say", map[string]any{"id": said, "as": "officer", "lang": "en", "place": "general", "line": said})
	}
	c.post("/api/keep", map[string]any{"as": "officer", "kept": map[string]any{"composer": map[string]string{"general": "CANARY-unsent"}}})
	c.close()
	stop()
	for kind, records := range kept.records {
		for _, r := range records {
			if bytes.Contains(r.Value, []byte("CANARY")) {
				t.Errorf("private words were written to the shelf as %s: %s", kind, r.Value)
			}
		}
	}

	p, _ = start()
	c = enter(t, p, "officer")
	defer c.close()
	if got := words(c); !strings.Contains(got, "harmless words") || strings.Contains(got, "CANARY") {
		t.Errorf("after a restart the page reads %q", got)
	}
	if found, err := p.Find(t.Context(), outcome.Attempt{Key: "card"}, chat.Place{Room: "approvals"}); err != nil || found != ref {
		t.Errorf("the card is not found again: %v %v", found, err)
	}
	if err := p.Update(t.Context(), ref, chat.Say(text.EN, "has its yes")); err != nil {
		t.Error(err)
	}
	if !eventually(func() bool { return strings.Contains(words(c), "has its yes") }) {
		t.Error("the card of an earlier life does not change")
	}
}

// A browser that was let in stays in after a restart, without the session itself being written anywhere.
func TestSessionSurvives(t *testing.T) {
	kept := &shelf{}
	p, _ := webchat.New(webchat.Config{Addr: "127.0.0.1:0", Trial: true})
	p.Shelf = kept
	stop := run(t, p, &office{platform: p})
	addr := strings.TrimPrefix(strings.Split(p.URL(), "/enter")[0], "http://")
	res, _ := get(t, "GET", p.URL(), nil)
	cookie := res.Cookies()[0]
	stop()
	again, err := webchat.New(webchat.Config{Addr: addr, Trial: true})
	if err != nil {
		t.Fatal(err)
	}
	again.Shelf = kept
	run(t, again, &office{platform: again})
	if res, _ := get(t, "GET", "http://"+addr+"/api/state", func(r *http.Request) { r.AddCookie(cookie) }); res.StatusCode != http.StatusOK {
		t.Errorf("after a restart: %s", res.Status)
	}
	for _, r := range kept.records["session"] {
		if strings.Contains(r.ID+string(r.Value), cookie.Value) {
			t.Error("the session is on the shelf")
		}
	}
}

// After ninety days a room forgets, pictures and all.
func TestOldMessagesGo(t *testing.T) {
	kept := &shelf{}
	now := time.Now()
	start := func() (*webchat.Platform, func()) {
		p, err := webchat.New(webchat.Config{Addr: "127.0.0.1:0", Trial: true, Now: func() time.Time { return now }})
		if err != nil {
			t.Fatal(err)
		}
		p.Shelf = kept
		return p, run(t, p, &office{platform: p})
	}
	p, stop := start()
	for i := range 3 {
		if _, err := p.Post(t.Context(), outcome.Attempt{Key: outcome.Key(fmt.Sprint("old", i))}, chat.Place{Room: "digest"}, chat.Say(text.EN, "yesterday's news")); err != nil {
			t.Fatal(err)
		}
	}
	stop()
	now = now.Add(91 * 24 * time.Hour)
	p, _ = start()
	if !eventually(func() bool {
		_, err := p.Find(t.Context(), outcome.Attempt{Key: "old0"}, chat.Place{Room: "digest"})
		list, _ := kept.List(t.Context(), "room/digest")
		return errors.Is(err, outcome.ErrNotFound) && len(list) == 0
	}) {
		t.Error("messages of ninety-one days ago are still there")
	}
}

func TestDirectMessages(t *testing.T) {
	p, _ := serve(t, webchat.Config{Trial: true})
	officer, director := enter(t, p, "officer"), enter(t, p, "director")
	defer officer.close()
	defer director.close()
	if _, err := p.Post(t.Context(), outcome.Attempt{Key: "page"}, chat.Place{Person: "director"}, chat.Say(text.EN, "for the director")); err != nil {
		t.Fatal(err)
	}
	if !eventually(func() bool { return strings.Contains(words(director), "for the director") }) {
		t.Error("the director gets no direct message")
	}
	officer.read("en")
	if strings.Contains(words(officer), "for the director") {
		t.Error("the officer reads the director's messages")
	}
	if a := officer.ask(map[string]any{"via": "typed", "line": "/mentions", "place": "@director"}); a.OK || a.Refuse == "" {
		t.Errorf("writing as the officer into the director's messages: %+v", a)
	}
}

// Without a trial nobody acts as somebody else, whatever the page says.
func TestNoActingWithoutTrial(t *testing.T) {
	p, _ := serve(t, webchat.Config{Person: "officer"})
	c := enter(t, p, "director")
	defer c.close()
	_, body := c.post("/api/request", map[string]any{"id": "1", "as": "director", "lang": "en", "place": "general", "via": "pressed", "press": "approve:yes:d_1"})
	if !eventually(func() bool { return strings.Contains(words(c), "somebody else must approve") }) {
		t.Errorf("acting as the director worked: %s, page %q", body, words(c))
	}
	res, err := c.http.Get(c.base + "/api/state")
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	var state map[string]any
	if err := json.NewDecoder(res.Body).Decode(&state); err != nil || state["actors"] != nil || state["trial"] != nil {
		t.Errorf("the page offers to act as others: %v", state["actors"])
	}
}

func TestDoubleClick(t *testing.T) {
	p, o := serve(t, webchat.Config{Trial: true})
	c := enter(t, p, "officer")
	defer c.close()
	body := map[string]any{"id": "same", "as": "officer", "lang": "en", "place": "general", "via": "typed", "line": "/draft twice"}
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() { c.send(body) })
	}
	all.Wait()
	eventually(func() bool { return strings.Contains(words(c), "Draft d_4k7m") })
	o.mu.Lock()
	defer o.mu.Unlock()
	n := 0
	for _, times := range o.runs {
		n += times
	}
	if n != 1 {
		t.Errorf("eight clicks ran %d times", n)
	}
}

func TestUploads(t *testing.T) {
	p, o := serve(t, webchat.Config{Trial: true})
	c := enter(t, p, "officer")
	defer c.close()
	var picture bytes.Buffer
	if err := png.Encode(&picture, image.NewGray(image.Rect(0, 0, 4, 4))); err != nil {
		t.Fatal(err)
	}
	send := func(data []byte) answered {
		return c.ask(map[string]any{"via": "typed", "line": "/draft with a picture", "files": []map[string]any{{"name": "hall.png", "alt": "the hall", "data": base64.StdEncoding.EncodeToString(data)}}})
	}
	if a := send([]byte("<svg onload=alert(1)>")); !strings.Contains(a.Refuse, "not a JPEG or PNG") {
		t.Errorf("a file that is no picture: %+v", a)
	}
	if a := send(append(picture.Bytes(), make([]byte, 10<<20)...)); !strings.Contains(a.Refuse, "larger than 10 MB") {
		t.Errorf("a picture that is too large: %+v", a)
	}
	if a := send(picture.Bytes()); !a.OK {
		t.Errorf("a picture: %+v", a)
	}
	eventually(func() bool { return strings.Contains(words(c), "Draft d_4k7m") })
	o.mu.Lock()
	defer o.mu.Unlock()
	if len(o.files) != 1 || o.files[0].Type != "image/png" || o.files[0].Alt != "the hall" || !bytes.Equal(o.files[0].Bytes, picture.Bytes()) {
		t.Errorf("the command got %d files", len(o.files))
	}
}

// A picture of a room comes from the shelf; one of a private answer only to whom it was given.
func TestPictures(t *testing.T) {
	p, _ := serve(t, webchat.Config{Trial: true})
	c := enter(t, p, "officer")
	defer c.close()
	var picture bytes.Buffer
	if err := png.Encode(&picture, image.NewGray(image.Rect(0, 0, 4, 4))); err != nil {
		t.Fatal(err)
	}
	m := chat.Message{Lang: text.EN, Blocks: []chat.Block{
		chat.Picture{File: chat.File{Name: "chart.png", Type: "image/png", Bytes: picture.Bytes(), Alt: "mentions per day"}},
		chat.Picture{File: chat.File{Name: "page.png", Type: "image/png", Bytes: []byte("<html><script>alert(1)</script>"), Alt: "no picture at all"}},
	}}
	ref, err := p.Post(t.Context(), outcome.Attempt{Key: "chart"}, chat.Place{Room: "digest"}, m)
	if err != nil {
		t.Fatal(err)
	}
	c.read("en")
	if c.seen[0].Blocks[1].Picture != "" {
		t.Error("a file that is no picture is served as one")
	}
	url := c.base + "/api/picture/" + c.seen[0].Blocks[0].Picture
	res, err := c.http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	got, _ := io.ReadAll(res.Body)
	res.Body.Close()
	if !bytes.Equal(got, picture.Bytes()) || res.Header.Get("Content-Type") != "image/png" {
		t.Errorf("%s, %d bytes", res.Header.Get("Content-Type"), len(got))
	}
	if err := p.Delete(t.Context(), ref); err != nil {
		t.Fatal(err)
	}
	if res, _ = c.http.Get(url); res.StatusCode != http.StatusNotFound {
		t.Errorf("the picture of a deleted message is still served: %s", res.Status)
	}
	res.Body.Close()
}

func TestTooMuch(t *testing.T) {
	p, _ := serve(t, webchat.Config{Trial: true})
	c := enter(t, p, "officer")
	defer c.close()
	if status, _ := c.post("/api/request", map[string]any{"id": "1", "line": strings.Repeat("x", 16<<20)}); status != http.StatusRequestEntityTooLarge {
		t.Errorf("16 MB: %d", status)
	}
	if status, _ := c.post("/api/keep", map[string]any{"kept": strings.Repeat("x", 1<<20)}); status != http.StatusRequestEntityTooLarge {
		t.Errorf("1 MB of unsent words: %d", status)
	}
	if _, body := c.post("/api/say", map[string]any{"id": "1", "as": "officer", "lang": "en", "place": "general", "line": strings.Repeat("a", 5000)}); !bytes.Contains(body, []byte("too long")) {
		t.Errorf("a message of 5000 characters: %s", body)
	}
	busy := 0
	for i := range 1000 {
		if status, _ := c.post("/api/complete", map[string]any{"as": "officer", "line": fmt.Sprint("/draft ", i)}); status == http.StatusTooManyRequests {
			busy++
		}
	}
	if busy == 0 {
		t.Error("1000 requests at once all pass")
	}
}

// When the shelf does not answer, nothing is shown that is not kept, and the failure says that it is unsure.
func TestShelfIsDown(t *testing.T) {
	kept := &shelf{}
	p, _ := webchat.New(webchat.Config{Addr: "127.0.0.1:0", Trial: true})
	p.Shelf = kept
	if _, err := p.Post(t.Context(), outcome.Attempt{Key: "early"}, chat.Place{Room: "general"}, chat.Say(text.EN, "too early")); outcome.Of(err).Outcome != outcome.Delayed {
		t.Errorf("posting before the start: %v", err)
	}
	run(t, p, &office{platform: p})
	kept.down = true
	if _, err := p.Post(t.Context(), outcome.Attempt{Key: "k"}, chat.Place{Room: "general"}, chat.Say(text.EN, "lost?")); outcome.Of(err).Outcome != outcome.Unsure {
		t.Errorf("posting without a shelf: %v", err)
	}
	if _, err := p.Find(t.Context(), outcome.Attempt{Key: "k"}, chat.Place{Room: "general"}); err == nil {
		t.Error("found without a shelf")
	}
	if p.Title().FR != "Chat intégré" {
		t.Errorf("/status calls it %q", p.Title().FR)
	}
	if wrong := p.Health(t.Context()); len(wrong) != 1 || !strings.Contains(wrong[0].Do.EN, "disk") {
		t.Errorf("/status says %v", wrong)
	}
	kept.down = false
	if wrong := p.Health(t.Context()); len(wrong) != 0 {
		t.Errorf("the shelf is back, /status says %v", wrong)
	}
	if _, err := p.Post(context.Background(), outcome.Attempt{Key: "k"}, chat.Place{Room: "nowhere"}, chat.Say(text.EN, "where?")); outcome.Of(err).Outcome != outcome.Refused {
		t.Errorf("posting into a room that does not exist: %v", err)
	}
}

func words(c *client) string {
	c.mu.Lock()
	defer c.mu.Unlock()
	b, _ := json.Marshal(c.seen)
	return string(b)
}

func eventually(holds func() bool) bool {
	for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline); time.Sleep(5 * time.Millisecond) {
		if holds() {
			return true
		}
	}
	return false
}

// Whatever a page sends, the answer is an answer: no crash, no server error, nothing run twice.
func FuzzRequest(f *testing.F) {
	for _, seed := range []string{
		`{"id":"1","as":"officer","lang":"en","place":"general","via":"typed","line":"/draft x"}`,
		`{"id":"2","as":"dpo","lang":"ar","place":"@dpo","via":"pressed","press":"approve:yes:d_1","subject":"zz"}`,
		`{"id":"3","via":"submitted","place":"general","command":"urgent","values":{"what":"\u202e","until":""}}`,
		`{"id":"4","via":"shortcut","place":"urgent","command":"check","subject":"p1"}`,
		`{"id":"5","via":"typed","place":"general","line":"/panic"}`, `{"line":7}`, `[]`, `null`, "\xff\xfe", `{"files":[{"data":"!!"}]}`,
	} {
		f.Add("/api/request", []byte(seed))
		f.Add("/api/complete", []byte(seed))
		f.Add("/api/say", []byte(seed))
		f.Add("/api/keep", []byte(seed))
	}
	p, err := webchat.New(webchat.Config{Addr: "127.0.0.1:0", Trial: true})
	if err != nil {
		f.Fatal(err)
	}
	p.LiftLimits()
	o := &office{platform: p}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	if err := p.Listen(); err != nil {
		f.Fatal(err)
	}
	go func() { p.Run(ctx, o.commands(), o.door()); close(ended) }()
	f.Cleanup(func() { cancel(); <-ended })
	base, _, _ := strings.Cut(p.URL(), "/enter")
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	res, err := client.Get(p.URL())
	if err != nil {
		f.Fatal(err)
	}
	res.Body.Close()
	cookie := res.Cookies()[0]
	f.Fuzz(func(t *testing.T, path string, body []byte) {
		if !strings.HasPrefix(path, "/api/") || strings.ContainsAny(path, " \r\n?#%") || path == "/api/events" {
			t.Skip()
		}
		req, err := http.NewRequest("POST", base+path, bytes.NewReader(body))
		if err != nil {
			t.Skip()
		}
		req.AddCookie(cookie)
		req.Header.Set("Origin", base)
		req.Header.Set("Content-Type", "application/json")
		res, err := client.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		defer res.Body.Close()
		if _, err := io.Copy(io.Discard, res.Body); err != nil || res.StatusCode >= 500 {
			t.Fatalf("%s %q: %s %v", path, body, res.Status, err)
		}
	})
}
