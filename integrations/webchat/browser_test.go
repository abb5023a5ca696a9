package webchat_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"portevoix/integrations/webchat"
)

// A visitor is somebody in front of a real browser, headless. What they do reads like what a person does.
type visitor struct {
	t   *testing.T
	ctx context.Context

	mu         sync.Mutex
	complaints []string // what the page wrote into its console as errors
}

// startBrowser starts Chromium, once for a test. It is skipped where there is none, unless PORTEVOIX_TEST_REQUIRE is set.
func startBrowser(t *testing.T) context.Context {
	t.Helper()
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	if path == "" {
		if os.Getenv("PORTEVOIX_TEST_REQUIRE") != "" {
			t.Fatal("no Chromium on this machine")
		}
		t.Skip("no Chromium on this machine: the page is not looked at")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.UserDataDir(t.TempDir()),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("lang", "en-GB"), chromedp.WSURLReadTimeout(60*time.Second),
	)
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, cancel := chromedp.NewContext(allocator)
	if err := chromedp.Do(ctx, chromedp.Navigate("about:blank")); err != nil {
		cancel()
		stop()
		t.Fatalf("start Chromium: %v", err)
	}
	t.Cleanup(func() {
		if err := chromedp.Cancel(ctx); err != nil {
			t.Logf("close Chromium: %v", err)
		}
		cancel()
		stop()
	})
	return ctx
}

// visit opens the page in a new tab. width is in CSS pixels; theme is "light" or "dark".
func visit(t *testing.T, browser context.Context, url string, width, height int64, theme string) *visitor {
	t.Helper()
	tab, cancel := chromedp.NewContext(browser)
	t.Cleanup(cancel)
	ctx, stop := context.WithTimeout(tab, 5*time.Minute)
	t.Cleanup(stop)
	v := &visitor{t: t, ctx: ctx}
	v.listen()
	media := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: theme}, {Name: "prefers-reduced-motion", Value: "reduce"}}}
	if _, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, media); err != nil {
		t.Fatalf("emulate %s: %v", theme, err)
	}
	v.do("open the page", chromedp.EmulateViewport(width, height), chromedp.Navigate(url))
	v.until("the page is drawn", `!document.getElementById('app').hidden && document.querySelector('#words')`)
	return v
}

// listen notes what the page complains about in its console.
func (v *visitor) listen() {
	v.t.Helper()
	err := chromedp.Listen(v.ctx, func(e any) {
		complaint := ""
		switch e := e.(type) {
		case *runtime.EventExceptionThrown:
			complaint = e.ExceptionDetails.Text
			if e.ExceptionDetails.Exception != nil {
				complaint += " " + e.ExceptionDetails.Exception.Description
			}
		case *runtime.EventConsoleAPICalled:
			if e.Type == "error" {
				complaint = fmt.Sprint(e.Args)
			}
		}
		if complaint != "" {
			v.mu.Lock()
			v.complaints = append(v.complaints, complaint)
			v.mu.Unlock()
		}
	})
	if err != nil {
		v.t.Fatalf("listen to the page: %v", err)
	}
}

func (v *visitor) complained() []string {
	v.mu.Lock()
	defer v.mu.Unlock()
	return slices.Clone(v.complaints)
}

func (v *visitor) do(what string, actions ...chromedp.Action[chromedp.Void]) {
	v.t.Helper()
	if err := chromedp.Do(v.ctx, actions...); err != nil {
		v.t.Fatalf("%s: %v (the page says: %q)", what, err, v.complained())
	}
}

// evaluate runs an expression on the page.
func evaluate[T any](v *visitor, expression string) T {
	v.t.Helper()
	value, err := chromedp.Run(v.ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		v.t.Fatalf("evaluate %.80s: %v (the page says: %q)", expression, err, v.complained())
	}
	return value
}

// until waits for something to become true on the page.
func (v *visitor) until(what, expression string) {
	v.t.Helper()
	deadline := time.Now().Add(time.Minute)
	for time.Now().Before(deadline) {
		ok, err := chromedp.Run(v.ctx, chromedp.Evaluate[bool]("!!("+expression+")"))
		if err == nil && ok {
			return
		}
		if v.ctx.Err() != nil {
			break
		}
		time.Sleep(40 * time.Millisecond)
	}
	v.picture("failed-" + strings.ReplaceAll(v.t.Name(), "/", "-"))
	v.t.Fatalf("%s: never happened; the page reads:\n%s\nand complained: %q", what, v.reads(), v.complained())
}

// reads is everything that can be read on the page now.
func (v *visitor) reads() string {
	v.t.Helper()
	return evaluate[string](v, `document.body.innerText`)
}

func (v *visitor) sees(words string) {
	v.t.Helper()
	v.until("see "+words, fmt.Sprintf(`document.body.innerText.replace(/[\u2066-\u2069]/g, '').includes(%q)`, words))
}

func (v *visitor) seesNot(words string) {
	v.t.Helper()
	if text := v.reads(); strings.Contains(text, words) {
		v.t.Fatalf("%q should not be seen, the page reads:\n%s", words, text)
	}
}

// types types into whatever has the focus, key by key.
func (v *visitor) types(words string) {
	v.t.Helper()
	for _, r := range words {
		switch {
		case string(r) == kb.Enter:
			v.enter()
		case r >= ' ' && !strings.ContainsRune(kb.ArrowUp+kb.ArrowDown+kb.ArrowLeft+kb.ArrowRight, r):
			if _, err := chromedp.Call(v.ctx, input.InsertText, input.InsertTextParams{Text: string(r)}); err != nil {
				v.t.Fatalf("type %q: %v", r, err)
			}
		default:
			v.do("press a key", chromedp.KeyEvent(string(r)))
		}
	}
}

// enter presses Enter the way a keyboard does: one event with its text, so that a page which handles the key gets no line break on
// top. (kb sends the character apart, and Chromium then inserts it although the key was handled.)
func (v *visitor) enter() {
	v.t.Helper()
	for _, e := range []input.DispatchKeyEventParams{
		{Type: "keyDown", Key: "Enter", Code: "Enter", WindowsVirtualKeyCode: 13, Text: "\r", UnmodifiedText: "\r"},
		{Type: "keyUp", Key: "Enter", Code: "Enter", WindowsVirtualKeyCode: 13},
	} {
		if _, err := chromedp.Call(v.ctx, input.DispatchKeyEvent, e); err != nil {
			v.t.Fatalf("press Enter: %v", err)
		}
	}
}

func (v *visitor) writes(line string) {
	v.t.Helper()
	v.do("go to the field", chromedp.Focus("#words"))
	v.types(line)
}

// sends types a line and sends it.
func (v *visitor) sends(line string) {
	v.t.Helper()
	v.writes(line)
	v.types(kb.Escape) // close the list, as somebody does who knows what to type
	v.types(kb.Enter)
}

// presses clicks the newest visible button with these words.
func (v *visitor) presses(label string) {
	v.t.Helper()
	find := fmt.Sprintf(`[...document.querySelectorAll('button, [role=option], [role=menuitem], summary')].filter((b) => b.checkVisibility() && !b.closest('[inert]') && (document.querySelector('dialog[open]') ? b.closest('dialog') : true) && ((b.getAttribute('aria-label') || '') === %q || b.innerText.trim() === %q)).at(-1)`, label, label)
	v.until("find the button "+label, find)
	evaluate[bool](v, `(() => { const b = `+find+`; b.scrollIntoView({block: 'nearest'}); document.querySelectorAll('[data-test]').forEach((e) => e.removeAttribute('data-test')); b.setAttribute('data-test', ''); return true })()`)
	v.do("press "+label, chromedp.Click("[data-test]"))
}

func (v *visitor) chooses(selectID, value string) {
	v.t.Helper()
	evaluate[bool](v, fmt.Sprintf(`(() => { const s = document.getElementById(%q); s.focus(); s.value = %q; s.dispatchEvent(new Event('change', { bubbles: true })); return true })()`, selectID, value))
}

// picture leaves a screenshot for people to look at.
func (v *visitor) picture(name string) {
	v.t.Helper()
	dir := os.Getenv("PORTEVOIX_ARTIFACTS")
	if dir == "" {
		dir = filepath.Join("..", "..", "artifacts")
	}
	dir = filepath.Join(dir, "screenshots")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		v.t.Fatal(err)
	}
	png, err := chromedp.Run(v.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		v.t.Fatalf("take a picture: %v", err)
	}
	if err := os.WriteFile(filepath.Join(dir, "webchat-"+name+".png"), png, 0o644); err != nil {
		v.t.Fatal(err)
	}
}

// quiet fails when the page complained in the console.
func (v *visitor) quiet() {
	v.t.Helper()
	if all := v.complained(); len(all) > 0 {
		v.t.Errorf("the page complained: %q", all)
	}
}

// serve runs a web chat for a test and ends it with the test.
func serve(t *testing.T, c webchat.Config) (*webchat.Platform, *office) {
	t.Helper()
	if c.Addr == "" {
		c.Addr = "127.0.0.1:0"
	}
	if c.Zone == nil {
		c.Zone = time.UTC
	}
	p, err := webchat.New(c)
	if err != nil {
		t.Fatal(err)
	}
	o := &office{platform: p}
	run(t, p, o)
	return p, o
}

func run(t *testing.T, p *webchat.Platform, o *office) (stop func()) {
	t.Helper()
	if err := p.Listen(); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- p.Run(ctx, o.commands(), o.door()) }()
	stopped := false
	stop = func() {
		if stopped {
			return
		}
		stopped = true
		cancel()
		select {
		case err := <-ended:
			if err != nil {
				t.Errorf("run: %v", err)
			}
		case <-time.After(time.Minute):
			t.Error("the web chat does not end")
		}
	}
	t.Cleanup(stop)
	return stop
}

func clickOn(selector string) chromedp.Action[chromedp.Void] { return chromedp.Click(selector) }
