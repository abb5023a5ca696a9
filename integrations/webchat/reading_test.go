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
	"portevoix/integrations/webchat/visitor"
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
	v := visitor.Visit(t, visitor.Browser(t), p.URL(), 1280, 800, "light")
	v.Sees("message number 429")
	v.SeesNot("message number 129")
	v.Until("the button is there", `document.querySelector('.older button')`)
	v.Presses("Older messages")
	v.Sees("message number 030")
	v.SeesNot("message number 029")
	v.Until("a screen reader hears of it", `document.getElementById('announce').textContent.includes('100 older messages shown')`)
	v.Presses("Older messages")
	v.Sees("message number 000")
	v.Until("there are no more", `!document.querySelector('.older')`)
	v.Until("each is there once, in order", `(() => { const all = [...document.querySelectorAll('#messages [data-id]')].map((m) => m.innerText.match(/number (\d+)/)[1]); return all.length === 430 && all.every((n, i) => Number(n) === i) })()`)
	v.Quiet()
}

// A long card opens at its head: "nothing is public yet" must not need scrolling.
func TestALongCardOpensAtItsHead(t *testing.T) {
	p, _ := serve(t, webchat.Config{Trial: true, Lang: text.FR})
	card := chat.Message{Lang: text.FR, Blocks: []chat.Block{chat.Heading{Text: "RIEN N'EST ENCORE PUBLIC"}, chat.Paragraph{Text: strings.Repeat("À coller sur chaque réseau.\n", 60)}}}
	post(t, p, "before", "urgent", chat.Say(text.FR, "Un message plus ancien."))
	post(t, p, "card", "urgent", card)
	v := visitor.Visit(t, visitor.Browser(t), p.URL(), 1280, 800, "light")
	v.Chooses("lang", "fr")
	v.Sees("Que voulez-vous faire")
	inSight := `(() => { const h = [...document.querySelectorAll('#messages h3')].find((h) => h.textContent.includes('RIEN')); const r = h?.getBoundingClientRect(); return r && r.top > document.getElementById('top').getBoundingClientRect().bottom && r.bottom < innerHeight })()`
	v.Clicks("[data-place=urgent]")
	v.Until("its head is in sight", inSight)
	v.Clicks("[data-place=general]")
	v.Clicks("[data-place=urgent]")
	v.Until("its head is in sight again", inSight)
	v.Quiet()
}

// Back, Forward and a reload do in the rooms what they do on every page; Back on an open form puts the form aside.
func TestBackForwardReload(t *testing.T) {
	p, _ := serve(t, webchat.Config{Trial: true, Lang: text.EN})
	v := visitor.Visit(t, visitor.Browser(t), p.URL(), 1280, 800, "light")
	title := func(want string) {
		t.Helper()
		v.Until("the room is "+want, fmt.Sprintf(`document.querySelector('#top h1').textContent === %q`, want))
	}
	v.Clicks("[data-place=approvals]")
	v.Clicks("[data-place=urgent]")
	title("Urgent")
	v.Do("back", chromedp.NavigateBack())
	title("Approvals")
	v.Do("forward", chromedp.NavigateForward())
	title("Urgent")
	v.Do("reload", chromedp.Reload())
	title("Urgent")
	v.Sends("/urgent")
	v.Until("the form is open", `document.querySelector('dialog[open] #field-what') === document.activeElement`)
	v.Types("No visits in ward 3")
	visitor.Evaluate[bool](v, `(() => { history.back(); return true })()`)
	v.Sees("Unfinished form")
	title("Urgent")
	v.Presses("Resume Send an urgent notice")
	v.Until("the form still has the words", `document.getElementById('field-what')?.value === 'No visits in ward 3'`)
	v.Quiet()
}

// The page shows the clock by which the bot writes, even in a browser whose time zone data are of another year.
func TestTheClockIsTheBots(t *testing.T) {
	zone := time.FixedZone("Africa/Casablanca", 3600) // what the bot knows; a browser may believe otherwise
	now := time.Date(2026, 11, 24, 23, 30, 0, 0, time.UTC)
	p, _ := serve(t, webchat.Config{Trial: true, Lang: text.FR, Zone: zone, Now: func() time.Time { return now }})
	post(t, p, "k", "general", chat.Say(text.FR, "Bonsoir."))
	v := visitor.Visit(t, visitor.Browser(t), p.URL(), 1280, 800, "light")
	v.Chooses("lang", "fr")
	v.Until("the clock is the team's", `document.querySelector('#messages time').textContent === '00:30' && document.querySelector('#messages time').title.includes('25 novembre 2026')`)
	v.Quiet()
}

// Copy puts exactly the text of one network on the clipboard, and says so.
func TestCopy(t *testing.T) {
	p, _ := serve(t, webchat.Config{Trial: true, Lang: text.EN})
	v := visitor.Visit(t, visitor.Browser(t), p.URL(), 1280, 800, "light")
	origin := strings.Split(p.URL(), "/enter")[0]
	for _, name := range []string{"clipboard-read", "clipboard-write"} {
		params := browser.SetPermissionParams{Permission: &browser.PermissionDescriptor{Name: name}, Setting: browser.PermissionSettingGranted, Origin: origin}
		if _, err := chromedp.Call(v.Tab, browser.SetPermission, params); err != nil {
			t.Fatal(err)
		}
	}
	v.Sends("/draft blood drive on Saturday")
	v.Sees("Draft d_4k7m")
	v.Presses("Copy the text: Bluesky · العربية · 41 / 300")
	v.Sees("Copied")
	v.Until("the clipboard has the text", `(window.pasted ??= '', navigator.clipboard.readText().then((t) => { window.pasted = t }), window.pasted === 'التبرع بالدم يوم السبت 14 يونيو، البهو B.')`)
	v.Until("a screen reader hears it", `document.getElementById('announce').textContent === 'Copied'`)
	v.Quiet()
}

// A picture is chosen with the browser's own file chooser.
func TestChooseAFile(t *testing.T) {
	p, o := serve(t, webchat.Config{Trial: true, Lang: text.EN})
	v := visitor.Visit(t, visitor.Browser(t), p.URL(), 360, 740, "light")
	v.Until("the short invitation fits", `document.getElementById('words').placeholder === 'Type / to ask'`)
	file := filepath.Join(t.TempDir(), "hall.png")
	if err := os.WriteFile(file, tinyPNG, 0o600); err != nil {
		t.Fatal(err)
	}
	v.Do("choose a file", chromedp.SetUploadFiles(".composer input[type=file]", []string{file}))
	v.Until("the picture is attached", `document.querySelector('.attached img')`)
	v.Writes("/draft open day with a picture")
	v.Types(kb.Escape + kb.Enter)
	v.Sees("Draft d_4k7m")
	o.mu.Lock()
	defer o.mu.Unlock()
	if len(o.files) != 1 || o.files[0].Type != "image/png" || o.files[0].Name != "hall.png" {
		t.Errorf("the command got %d files", len(o.files))
	}
	v.Quiet()
}

func post(t *testing.T, p *webchat.Platform, key, room string, m chat.Message) {
	t.Helper()
	if _, err := p.Post(t.Context(), outcome.Attempt{Key: outcome.Key(key)}, chat.Place{Room: room}, m); err != nil {
		t.Fatal(err)
	}
}

// A picture of one pixel.
var tinyPNG = []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\b\x06\x00\x00\x00\x1f\x15\xc4\x89\x00\x00\x00\rIDATx\xdacd\xf8\xcfP\x0f\x00\x03\x86\x01\x80Z4}k\x00\x00\x00\x00IEND\xaeB`\x82")

// Words that somebody types while the page still changes person are the next person's: none is lost, and none is taken for the words of
// the one before, who find theirs again. A line sent in that instant once went out under the wrong name, and half of another was gone.
func TestWordsTypedWhileThePersonChanges(t *testing.T) {
	p, _ := serve(t, webchat.Config{Trial: true, Lang: text.EN})
	v := visitor.Visit(t, visitor.Browser(t), p.URL(), 1280, 800, "light")
	v.Writes("the officer's words")
	visitor.Evaluate[bool](v, `(() => { const fetched = window.fetch; window.fetch = async (...asked) => {
		if (String(asked[0]).includes('/api/state')) await new Promise((goOn) => { window.goOn = goOn })
		return fetched(...asked)
	}; return true })()`)
	v.Chooses("act", "reviewer")
	v.Until("the page asks for the reviewer's state", `window.goOn`)
	v.Sends("/check Thank you to our night teams")
	visitor.Evaluate[bool](v, `(window.goOn(), true)`)
	v.Sees("Checked, 6 words") // privately, to the reviewer: what the officer had asked would not be shown here
	v.Until("the field is empty", `document.getElementById('words').value === ''`)
	visitor.Evaluate[bool](v, `(delete window.goOn, true)`)
	v.Chooses("act", "officer")
	v.Until("the page asks for the officer's state", `window.goOn`)
	visitor.Evaluate[bool](v, `(window.goOn(), true)`)
	v.Until("the officer's words are back", `document.getElementById('words').value === "the officer's words"`)
	v.Quiet()
}
