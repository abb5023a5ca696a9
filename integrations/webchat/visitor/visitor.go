// Package visitor is somebody in front of the web chat in a real browser, headless, for tests: they type, press and read like a
// person. It knows the page as people see it, and nothing of what stands behind.
package visitor

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
)

// A Visitor is somebody in front of a real browser, headless. What they do reads like what a person does.
type Visitor struct {
	T   *testing.T
	Tab context.Context // the browser's tab, until the test ends

	mu         sync.Mutex
	complaints []string // what the page wrote into its console as errors
}

// Browser starts Chromium, once for a test. It is skipped where there is none, unless PORTEVOIX_TEST_REQUIRE is set.
func Browser(t *testing.T) context.Context {
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

// Visit opens the page in a new tab. width is in CSS pixels; theme is "light" or "dark".
func Visit(t *testing.T, browser context.Context, url string, width, height int64, theme string) *Visitor {
	t.Helper()
	tab, cancel := chromedp.NewContext(browser)
	t.Cleanup(cancel)
	ctx, stop := context.WithTimeout(tab, 5*time.Minute)
	t.Cleanup(stop)
	v := &Visitor{T: t, Tab: ctx}
	v.listen()
	media := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: theme}, {Name: "prefers-reduced-motion", Value: "reduce"}}}
	if _, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, media); err != nil {
		t.Fatalf("emulate %s: %v", theme, err)
	}
	v.Do("open the page", chromedp.EmulateViewport(width, height), chromedp.Navigate(url))
	v.Until("the page is drawn", `!document.getElementById('app').hidden && document.querySelector('#words')`)
	return v
}

// listen notes what the page complains about in its console.
func (v *Visitor) listen() {
	v.T.Helper()
	err := chromedp.Listen(v.Tab, func(e any) {
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
		v.T.Fatalf("listen to the page: %v", err)
	}
}

// Complained is what the page wrote into its console as errors.
func (v *Visitor) Complained() []string {
	v.mu.Lock()
	defer v.mu.Unlock()
	return slices.Clone(v.complaints)
}

// Do does something that has no name of its own here.
func (v *Visitor) Do(what string, actions ...chromedp.Action[chromedp.Void]) {
	v.T.Helper()
	if err := chromedp.Do(v.Tab, actions...); err != nil {
		v.T.Fatalf("%s: %v (the page says: %q)", what, err, v.Complained())
	}
}

// Evaluate runs an expression on the page.
func Evaluate[T any](v *Visitor, expression string) T {
	v.T.Helper()
	value, err := chromedp.Run(v.Tab, chromedp.Evaluate[T](expression))
	if err != nil {
		v.T.Fatalf("evaluate %.80s: %v (the page says: %q)", expression, err, v.Complained())
	}
	return value
}

// Until waits for something to become true on the page.
func (v *Visitor) Until(what, expression string) {
	v.T.Helper()
	deadline := time.Now().Add(time.Minute)
	for time.Now().Before(deadline) {
		ok, err := chromedp.Run(v.Tab, chromedp.Evaluate[bool]("!!("+expression+")"))
		if err == nil && ok {
			return
		}
		if v.Tab.Err() != nil {
			break
		}
		time.Sleep(40 * time.Millisecond)
	}
	v.Picture("failed-" + strings.ReplaceAll(v.T.Name(), "/", "-"))
	v.T.Fatalf("%s: never happened; the page reads:\n%s\nand complained: %q", what, v.Reads(), v.Complained())
}

// Reads is everything that can be read on the page now.
func (v *Visitor) Reads() string {
	v.T.Helper()
	return Evaluate[string](v, `document.body.innerText`)
}

// Sees waits until these words can be read on the page.
func (v *Visitor) Sees(words string) {
	v.T.Helper()
	v.Until("see "+words, fmt.Sprintf(`document.body.innerText.replace(/[\u2066-\u2069]/g, '').includes(%q)`, words))
}

// SeesNot fails when these words can be read on the page now.
func (v *Visitor) SeesNot(words string) {
	v.T.Helper()
	if text := v.Reads(); strings.Contains(text, words) {
		v.T.Fatalf("%q should not be seen, the page reads:\n%s", words, text)
	}
}

// Types types into whatever has the focus, key by key.
func (v *Visitor) Types(words string) {
	v.T.Helper()
	for _, r := range words {
		switch {
		case string(r) == kb.Enter:
			v.enter()
		case r >= ' ' && !strings.ContainsRune(kb.ArrowUp+kb.ArrowDown+kb.ArrowLeft+kb.ArrowRight, r):
			if _, err := chromedp.Call(v.Tab, input.InsertText, input.InsertTextParams{Text: string(r)}); err != nil {
				v.T.Fatalf("type %q: %v", r, err)
			}
		default:
			v.Do("press a key", chromedp.KeyEvent(string(r)))
		}
	}
}

// enter presses Enter the way a keyboard does: one event with its text, so that a page which handles the key gets no line break on
// top. (kb sends the character apart, and Chromium then inserts it although the key was handled.)
func (v *Visitor) enter() {
	v.T.Helper()
	for _, e := range []input.DispatchKeyEventParams{
		{Type: "keyDown", Key: "Enter", Code: "Enter", WindowsVirtualKeyCode: 13, Text: "\r", UnmodifiedText: "\r"},
		{Type: "keyUp", Key: "Enter", Code: "Enter", WindowsVirtualKeyCode: 13},
	} {
		if _, err := chromedp.Call(v.Tab, input.DispatchKeyEvent, e); err != nil {
			v.T.Fatalf("press Enter: %v", err)
		}
	}
}

// Writes types into the composer.
func (v *Visitor) Writes(line string) {
	v.T.Helper()
	v.Do("go to the field", chromedp.Focus("#words"))
	v.Types(line)
}

// Sends types a line and sends it.
func (v *Visitor) Sends(line string) {
	v.T.Helper()
	v.Writes(line)
	v.Types(kb.Escape) // close the list, as somebody does who knows what to type
	v.Types(kb.Enter)
}

// Presses clicks the newest visible button with these words.
func (v *Visitor) Presses(label string) {
	v.T.Helper()
	find := fmt.Sprintf(`[...document.querySelectorAll('button, [role=option], [role=menuitem], summary')].filter((b) => b.checkVisibility() && !b.closest('[inert]') && (document.querySelector('dialog[open]') ? b.closest('dialog') : true) && ((b.getAttribute('aria-label') || '') === %q || b.innerText.trim() === %q)).at(-1)`, label, label)
	mark := `(() => { const b = ` + find + `; if (!b) return false; b.scrollIntoView({block: 'nearest'}); document.querySelectorAll('[data-test]').forEach((e) => e.removeAttribute('data-test')); b.setAttribute('data-test', ''); return true })()`
	v.click("press "+label, "[data-test]", func() { v.Until("find the button "+label, mark) })
}

// click finds an element and clicks it; again when the page has drawn itself anew between the look and the click.
func (v *Visitor) click(what, selector string, find func()) {
	v.T.Helper()
	for deadline := time.Now().Add(time.Minute); ; {
		find()
		trying, over := context.WithTimeout(v.Tab, 3*time.Second)
		err := chromedp.Do(trying, chromedp.Click(selector))
		over()
		if err == nil {
			return
		}
		if time.Now().After(deadline) {
			v.T.Fatalf("%s: %v (the page says: %q)", what, err, v.Complained())
		}
	}
}

// Fills replaces what stands in a field of the open form, by the name of its input.
func (v *Visitor) Fills(input, words string) {
	v.T.Helper()
	field := fmt.Sprintf("document.getElementById(%q)", "field-"+input)
	v.Until("the form asks "+input, field)
	Evaluate[bool](v, `(() => { const f = `+field+`; f.focus(); f.select?.(); return true })()`)
	v.Types(words)
}

// Clicks clicks an element of the page.
func (v *Visitor) Clicks(selector string) {
	v.T.Helper()
	v.click("click "+selector, selector, func() { v.Until("find "+selector, fmt.Sprintf("document.querySelector(%q)", selector)) })
}

// ActsAs changes the person and waits until the page shows theirs.
func (v *Visitor) ActsAs(person string) {
	v.T.Helper()
	v.Chooses("act", person)
	v.Until("the page is that person's", fmt.Sprintf(`document.querySelector('[data-place="@%s"]')`, person))
}

// Chooses picks a value in a list of choices.
func (v *Visitor) Chooses(selectID, value string) {
	v.T.Helper()
	Evaluate[bool](v, fmt.Sprintf(`(() => { const s = document.getElementById(%q); s.focus(); s.value = %q; s.dispatchEvent(new Event('change', { bubbles: true })); return true })()`, selectID, value))
}

// Picture leaves a screenshot for people to look at.
func (v *Visitor) Picture(name string) {
	v.T.Helper()
	dir := os.Getenv("PORTEVOIX_ARTIFACTS")
	if dir == "" {
		dir = filepath.Join(moduleRoot(v.T), "artifacts")
	}
	dir = filepath.Join(dir, "screenshots")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		v.T.Fatal(err)
	}
	png, err := chromedp.Run(v.Tab, chromedp.CaptureScreenshot())
	if err != nil {
		v.T.Fatalf("take a picture: %v", err)
	}
	if err := os.WriteFile(filepath.Join(dir, name+".png"), png, 0o644); err != nil {
		v.T.Fatal(err)
	}
}

// Quiet fails when the page complained in the console.
func (v *Visitor) Quiet() {
	v.T.Helper()
	if all := v.Complained(); len(all) > 0 {
		v.T.Errorf("the page complained: %q", all)
	}
}

func moduleRoot(t *testing.T) string {
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		up := filepath.Dir(dir)
		if up == dir {
			t.Fatal("no go.mod above the test")
		}
		dir = up
	}
}
