package webchat_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"portevoix/bot/chat"
	"portevoix/bot/outcome"
	"portevoix/bot/text"
	"portevoix/integrations/webchat"
)

// A room with more messages than the page begins with: the older ones come on demand, until there are none, and what was being read
// stays where it is.
func TestOlderMessages(t *testing.T) {
	var minutes atomic.Int64
	now := func() time.Time {
		return time.Date(2026, 11, 24, 8, 0, 0, 0, time.UTC).Add(time.Duration(minutes.Add(1)) * time.Minute)
	}
	p, err := webchat.New(webchat.Config{Addr: "127.0.0.1:0", Trial: true, Lang: text.EN, Zone: time.UTC, Now: now})
	if err != nil {
		t.Fatal(err)
	}
	p.Shelf = &shelf{}
	if err := p.Listen(); err != nil {
		t.Fatal(err)
	}
	for i := range 430 {
		post(t, p, fmt.Sprint("k", i), "general", chat.Say(text.EN, fmt.Sprintf("message number %03d", i)))
	}
	run(t, p, &office{platform: p})
	v := visit(t, startBrowser(t), p.URL(), 1280, 800, "light")
	v.sees("message number 429")
	v.seesNot("message number 129")
	v.until("the button is there", `document.querySelector('.older button')`)
	v.presses("Older messages")
	v.sees("message number 030")
	v.seesNot("message number 029")
	v.until("a screen reader hears of it", `document.getElementById('announce').textContent.includes('100 older messages shown')`)
	v.presses("Older messages")
	v.sees("message number 000")
	v.until("there are no more", `!document.querySelector('.older')`)
	v.until("each is there once, in order", `(() => { const all = [...document.querySelectorAll('#messages [data-id]')].map((m) => m.innerText.match(/number (\d+)/)[1]); return all.length === 430 && all.every((n, i) => Number(n) === i) })()`)
	v.quiet()
}

// A long card opens at its head: "nothing is public yet" must not need scrolling.
func TestALongCardOpensAtItsHead(t *testing.T) {
	p, _ := serve(t, webchat.Config{Trial: true, Lang: text.FR})
	card := chat.Message{Lang: text.FR, Blocks: []chat.Block{chat.Heading{Text: "RIEN N'EST ENCORE PUBLIC"}, chat.Paragraph{Text: strings.Repeat("À coller sur chaque réseau.\n", 60)}}}
	post(t, p, "before", "urgent", chat.Say(text.FR, "Un message plus ancien."))
	post(t, p, "card", "urgent", card)
	v := visit(t, startBrowser(t), p.URL(), 1280, 800, "light")
	v.chooses("lang", "fr")
	v.sees("Que voulez-vous faire")
	inSight := `(() => { const h = [...document.querySelectorAll('#messages h3')].find((h) => h.textContent.includes('RIEN')); const r = h?.getBoundingClientRect(); return r && r.top > document.getElementById('top').getBoundingClientRect().bottom && r.bottom < innerHeight })()`
	v.do("open the room", clickOn("[data-place=urgent]"))
	v.until("its head is in sight", inSight)
	v.do("leave", clickOn("[data-place=general]"))
	v.do("come back", clickOn("[data-place=urgent]"))
	v.until("its head is in sight again", inSight)
	v.quiet()
}

// Back, Forward and a reload do in the rooms what they do on every page; Back on an open form puts the form aside.
func TestBackForwardReload(t *testing.T) {
	p, _ := serve(t, webchat.Config{Trial: true, Lang: text.EN})
	v := visit(t, startBrowser(t), p.URL(), 1280, 800, "light")
	title := func(want string) {
		t.Helper()
		v.until("the room is "+want, fmt.Sprintf(`document.querySelector('#top h1').textContent === %q`, want))
	}
	v.do("open approvals", clickOn("[data-place=approvals]"))
	v.do("open urgent", clickOn("[data-place=urgent]"))
	title("Urgent")
	v.do("back", chromedp.NavigateBack())
	title("Approvals")
	v.do("forward", chromedp.NavigateForward())
	title("Urgent")
	v.do("reload", chromedp.Reload())
	title("Urgent")
	v.sends("/urgent")
	v.until("the form is open", `document.querySelector('dialog[open] #field-what') === document.activeElement`)
	v.types("No visits in ward 3")
	evaluate[bool](v, `(() => { history.back(); return true })()`)
	v.sees("Unfinished form")
	title("Urgent")
	v.presses("Resume Send an urgent notice")
	v.until("the form still has the words", `document.getElementById('field-what')?.value === 'No visits in ward 3'`)
	v.quiet()
}

// The page shows the clock by which the bot writes, even in a browser whose time zone data are of another year.
func TestTheClockIsTheBots(t *testing.T) {
	zone := time.FixedZone("Africa/Casablanca", 3600) // what the bot knows; a browser may believe otherwise
	now := time.Date(2026, 11, 24, 23, 30, 0, 0, time.UTC)
	p, _ := serve(t, webchat.Config{Trial: true, Lang: text.FR, Zone: zone, Now: func() time.Time { return now }})
	post(t, p, "k", "general", chat.Say(text.FR, "Bonsoir."))
	v := visit(t, startBrowser(t), p.URL(), 1280, 800, "light")
	v.chooses("lang", "fr")
	v.until("the clock is the team's", `document.querySelector('#messages time').textContent === '00:30' && document.querySelector('#messages time').title.includes('25 novembre 2026')`)
	v.quiet()
}

// Copy puts exactly the text of one network on the clipboard, and says so.
func TestCopy(t *testing.T) {
	p, _ := serve(t, webchat.Config{Trial: true, Lang: text.EN})
	v := visit(t, startBrowser(t), p.URL(), 1280, 800, "light")
	origin := strings.Split(p.URL(), "/enter")[0]
	for _, name := range []string{"clipboard-read", "clipboard-write"} {
		params := browser.SetPermissionParams{Permission: &browser.PermissionDescriptor{Name: name}, Setting: browser.PermissionSettingGranted, Origin: origin}
		if _, err := chromedp.Call(v.ctx, browser.SetPermission, params); err != nil {
			t.Fatal(err)
		}
	}
	v.sends("/draft blood drive on Saturday")
	v.sees("Draft d_4k7m")
	v.presses("Copy the text: Bluesky · العربية · 41 / 300")
	v.sees("Copied")
	v.until("the clipboard has the text", `(window.pasted ??= '', navigator.clipboard.readText().then((t) => { window.pasted = t }), window.pasted === 'التبرع بالدم يوم السبت 14 يونيو، البهو B.')`)
	v.until("a screen reader hears it", `document.getElementById('announce').textContent === 'Copied'`)
	v.quiet()
}

// A picture is chosen with the browser's own file chooser.
func TestChooseAFile(t *testing.T) {
	p, o := serve(t, webchat.Config{Trial: true, Lang: text.EN})
	v := visit(t, startBrowser(t), p.URL(), 360, 740, "light")
	v.until("the short invitation fits", `document.getElementById('words').placeholder === 'Type / to ask'`)
	file := filepath.Join(t.TempDir(), "hall.png")
	if err := os.WriteFile(file, tinyPNG, 0o600); err != nil {
		t.Fatal(err)
	}
	v.do("choose a file", chromedp.SetUploadFiles(".composer input[type=file]", []string{file}))
	v.until("the picture is attached", `document.querySelector('.attached img')`)
	v.writes("/draft open day with a picture")
	v.types(kb.Escape + kb.Enter)
	v.sees("Draft d_4k7m")
	o.mu.Lock()
	defer o.mu.Unlock()
	if len(o.files) != 1 || o.files[0].Type != "image/png" || o.files[0].Name != "hall.png" {
		t.Errorf("the command got %d files", len(o.files))
	}
	v.quiet()
}

func post(t *testing.T, p *webchat.Platform, key, room string, m chat.Message) {
	t.Helper()
	if _, err := p.Post(t.Context(), outcome.Attempt{Key: outcome.Key(key)}, chat.Place{Room: room}, m); err != nil {
		t.Fatal(err)
	}
}

// A picture of one pixel.
var tinyPNG = []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\b\x06\x00\x00\x00\x1f\x15\xc4\x89\x00\x00\x00\rIDATx\xdacd\xf8\xcfP\x0f\x00\x03\x86\x01\x80Z4}k\x00\x00\x00\x00IEND\xaeB`\x82")
