package webchat_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"portevoix/bot/chat"
	"portevoix/bot/outcome"
	"portevoix/bot/text"
	"portevoix/integrations/webchat"
	"portevoix/integrations/webchat/visitor"
)

// A French communication officer drafts a post, somebody else approves it, and the card changes where it stands.
func TestFrenchOfficer(t *testing.T) {
	p, _ := serve(t, webchat.Config{Trial: true, Lang: text.FR})
	v := visitor.Visit(t, visitor.Browser(t), p.URL(), 1280, 800, "light")
	v.Chooses("lang", "fr")
	v.Sees("Que voulez-vous faire")
	v.Picture("webchat-fr-1-empty")

	v.Writes("/")
	v.Sees("Ce que l'on dit de l'hôpital")
	v.Picture("webchat-fr-2-commands")
	v.Types("brou")
	v.Types(kb.Tab) // takes the first command that fits
	v.Until("the command is completed", `document.getElementById('words').value === '/brouillon '`)
	v.Sees("Une phrase suffit")
	v.Picture("webchat-fr-3-inputs")
	v.Types("collecte de sang samedi 14 juin 9 h–17 h hall B obj")
	v.Until("one input fits", `document.querySelectorAll('[role=option]').length === 1`)
	v.Types(kb.ArrowDown + kb.Enter)
	v.Until("the input is completed", `document.getElementById('words').value.endsWith('objective:')`)
	v.Until("the choices are offered", `document.querySelectorAll('[role=option]').length === 3`)
	v.Types(kb.ArrowDown + kb.ArrowDown + kb.Enter)
	v.Until("the choice is completed", `document.getElementById('words').value.endsWith('objective:invite ')`)
	v.Picture("webchat-fr-4-choices")
	v.Types(kb.Escape + kb.Enter)
	v.Sees("Brouillon d_4k7m")
	v.Sees("Vous seul voyez ceci")
	v.Sees("invite")
	v.Picture("webchat-fr-5-draft")

	v.Presses("Envoyer pour validation")
	v.Sees("Envoyé : la carte est dans Validations.")
	v.Until("approvals has an unread mark", `document.querySelector('[data-place=approvals] .mark:not([hidden])')`)
	v.Picture("webchat-fr-6-sent")
	v.Clicks(`[data-place=approvals]`)
	v.Sees("À valider : collecte de sang")
	v.Presses("Valider")
	v.Sees("une autre personne doit valider")
	v.Chooses("act", "reviewer")
	v.Until("the person has changed", `!document.body.innerText.includes('une autre personne')`)
	v.Sees("À valider : collecte de sang")
	v.Presses("Valider")
	v.Sees("Validé par Relecture.")
	v.Picture("webchat-fr-7-approved")
	v.Quiet()
}

// An English officer fills a form with a mistake, closes it, comes back after a reload, and nothing is lost.
func TestEnglishForms(t *testing.T) {
	p, _ := serve(t, webchat.Config{Trial: true, Lang: text.EN})
	v := visitor.Visit(t, visitor.Browser(t), p.URL(), 1280, 800, "dark")
	v.Sees("What would you like to do?")
	v.Picture("webchat-en-1-empty-dark")

	v.Sends("/urgent")
	v.Until("the form is open", `document.querySelector('dialog[open] #field-what') === document.activeElement`)
	v.Types("No visits in ward 3")
	v.Types(kb.Tab + "31/02" + kb.Enter)
	v.Sees("There is no 31 February.")
	v.Until("the wrong field has the focus and is marked", `document.activeElement.id === 'field-until' && document.activeElement.getAttribute('aria-invalid') === 'true'`)
	v.Until("nothing typed is lost", `document.getElementById('field-what').value === 'No visits in ward 3' && document.activeElement.value === '31/02'`)
	v.Picture("webchat-en-2-form-error-dark")

	v.Types(kb.Escape)
	v.Sees("Unfinished form")
	v.Picture("webchat-en-3-form-kept-dark")
	v.Writes("half a sentence")
	v.Until("the words are in the field", `document.getElementById('words').value === 'half a sentence'`)
	v.Until("the words are kept", `(() => { const x = new XMLHttpRequest(); x.open('GET', '/api/state', false); x.send(); return JSON.stringify(JSON.parse(x.responseText).kept || '').includes('half a sentence') })()`)
	v.Do("reload", chromedp.Reload())
	v.Sees("Unfinished form")
	v.Until("the field still has the words", `document.getElementById('words').value === 'half a sentence'`)
	v.Presses("Resume Send an urgent notice")
	v.Until("the form still has the words", `document.getElementById('field-what')?.value === 'No visits in ward 3'`)
	v.Do("mend the field", chromedp.Focus("#field-until"))
	visitor.Evaluate[bool](v, `(() => { document.getElementById('field-until').select(); return true })()`)
	v.Types("tonight 8 pm" + kb.Enter)
	v.Sees("Prepared: No visits in ward 3, until tonight 8 pm.")
	v.SeesNot("Unfinished form")

	// A form may follow a form.
	visitor.Evaluate[bool](v, `(() => { const w = document.getElementById('words'); w.focus(); w.select(); return true })()`)
	v.Sends("/exercise")
	v.Until("the first form is open", `document.activeElement.id === 'field-first'`)
	v.Types("one" + kb.Enter)
	v.Until("the second form is open", `document.activeElement.id === 'field-second'`)
	v.Types("two" + kb.Enter)
	v.Sees("one then two")
	v.Until("no form is left", `!document.querySelector('dialog') && !document.querySelector('.kept-form')`)

	// Plain words go to the room, with a hint; the menu of that message checks it.
	visitor.Evaluate[bool](v, `(() => { const w = document.getElementById('words'); w.focus(); w.select(); return true })()`)
	v.Sends("Thank you to the night team")
	v.Sees("Portevoix only answers lines that begin with")
	v.Presses("Actions on this message")
	v.Until("the menu is open", `document.activeElement.getAttribute('role') === 'menuitem'`)
	v.Picture("webchat-en-4-menu-dark")
	v.Types(kb.Enter)
	v.Sees("Checked, 6 words: nothing points to a patient in “Thank you to the night team”.")

	// What is asked before it cannot be undone.
	v.Sends("/draft blood drive on Saturday")
	v.Sees("Draft d_4k7m")
	v.Presses("Discard")
	v.Sees("The draft will be erased.")
	v.Picture("webchat-en-5-confirm-dark")
	v.Presses("Cancel")
	v.Sees("Draft d_4k7m")
	v.Presses("Discard")
	v.Until("the question is there", `document.querySelector('dialog[open]')`)
	v.Presses("Discard")
	v.Sees("Draft discarded.")
	v.SeesNot("Draft d_4k7m")

	// A word that is nearly a command.
	v.Sends("/urgnet")
	v.Sees("Did you mean /urgent?")
	v.Until("the line waits to be mended", `document.getElementById('words').value === '/urgnet' && getSelection().toString() === '/urgnet'`)
	v.Sends("/mentions")
	v.Sees("0 mentions, 5 of 5 sources read.")
	v.Until("the field is empty", `document.getElementById('words').value === ''`)
	v.Types(kb.ArrowUp)
	v.Until("the last line comes back", `document.getElementById('words').value === '/mentions'`)
	v.Types(kb.Escape)
	v.Picture("webchat-en-6-room-dark")
	v.Quiet()
}

// An Arabic reader on a phone, in the dark: everything is mirrored, nothing is cut.
func TestArabicPhone(t *testing.T) {
	p, _ := serve(t, webchat.Config{Trial: true, Lang: text.AR})
	v := visitor.Visit(t, visitor.Browser(t), p.URL(), 360, 740, "dark")
	v.Clicks("#drawer-open")
	v.Until("the drawer is open", `document.body.classList.contains('drawer')`)
	v.Chooses("lang", "ar")
	v.Sees("ماذا تريدون أن تفعلوا؟")
	v.Until("the page is mirrored", `document.documentElement.dir === 'rtl' && document.documentElement.lang === 'ar'`)
	v.Picture("webchat-ar-1-drawer")
	v.Types(kb.Escape)
	v.Until("the drawer is closed", `!document.body.classList.contains('drawer')`)
	v.Picture("webchat-ar-2-empty")
	v.Presses("صياغة منشور\n/draft حملة التبرع بالدم السبت 14 يونيو من 9 إلى 17 بالبهو ب، جميع الفصائل")
	v.Until("the example is in the field and not sent", `document.getElementById('words').value.startsWith('/draft حملة')`)
	v.Picture("webchat-ar-3-example")
	v.Types(kb.Escape + kb.Enter)
	v.Sees("مسودة d_4k7m")
	v.Sees("أنتم وحدكم ترون هذا")
	v.Picture("webchat-ar-4-draft")
	v.Sends("/urgent")
	v.Until("the form is open", `document.querySelector('dialog[open]')`)
	v.Types("انقطاع الأنظمة" + kb.Enter)
	v.Sees("المرجو ملء")
	v.Picture("webchat-ar-5-form")
	v.Types("الليلة" + kb.Enter)
	v.Sees("تم التحضير")
	v.Until("nothing sticks out", `document.documentElement.scrollWidth <= innerWidth && document.getElementById('scroll').scrollWidth <= document.getElementById('scroll').clientWidth`)
	v.Quiet()
}

// Text that would like to be more than text stays text in a real browser: nothing runs, nothing is fetched, nothing is a link.
func TestHostileText(t *testing.T) {
	p, _ := serve(t, webchat.Config{Trial: true, Lang: text.EN})
	v := visitor.Visit(t, visitor.Browser(t), p.URL(), 1280, 800, "light")
	evil := `<img src=x onerror="window.pwned=1"><script>window.pwned=1</script><a href="javascript:window.pwned=1">x</a> {{7*7}} [a](https://evil.example) @everyone`
	m := chat.Message{Lang: text.EN, Notify: evil, Blocks: []chat.Block{
		chat.Heading{Text: evil}, chat.Paragraph{Text: evil}, chat.Note{Text: evil}, chat.List{Items: []string{evil}}, chat.Facts{Items: []chat.Fact{{Label: evil, Value: evil}}},
		chat.Ready{Label: evil, Text: evil}, chat.Quote{Text: evil}, chat.Links{Items: []chat.Link{{Label: evil, URL: "javascript:window.pwned=1"}, {Label: "ours", URL: "https://ch-valombre.example/"}}},
		chat.Buttons{Items: []chat.Button{{Label: evil, Confirm: evil, Press: chat.Press{Command: "approve", Action: "no"}}}},
	}}
	if _, err := p.Post(t.Context(), outcome.Attempt{Key: "evil"}, chat.Place{Room: "general"}, m); err != nil {
		t.Fatal(err)
	}
	v.Sees("window.pwned=1")
	v.Sends("/check " + evil)
	v.Sees("nothing points to a patient in “" + evil)
	v.Sends(evil)
	v.Presses(evil)
	v.Until("the question is there", `document.querySelector('dialog[open]')`)
	if visitor.Evaluate[bool](v, `'pwned' in window`) {
		t.Error("text from a message ran")
	}
	if n := visitor.Evaluate[int](v, `document.querySelectorAll('#messages img, #messages script, #messages iframe').length`); n != 0 {
		t.Errorf("%d elements were made from text", n)
	}
	if got := visitor.Evaluate[[]string](v, `[...document.querySelectorAll('#messages a')].map((a) => a.href + ' ' + a.rel)`); len(got) != 1 || got[0] != "https://ch-valombre.example/ noopener noreferrer" {
		t.Errorf("links: %q", got)
	}
	v.Quiet()
}

// The program dies and comes back; the page says so, goes on by itself, and keeps what was typed.
func TestConnectionLost(t *testing.T) {
	kept := &shelf{}
	first, err := webchat.New(webchat.Config{Addr: "127.0.0.1:0", Trial: true, Lang: text.EN})
	if err != nil {
		t.Fatal(err)
	}
	first.Shelf = kept
	stop := run(t, first, &office{platform: first})
	url := first.URL()
	v := visitor.Visit(t, visitor.Browser(t), url, 1280, 800, "light")
	v.Sends("/check before")
	v.Sees("“before”")
	stop()
	v.Sees("Connection lost.")
	v.Writes("/check typed while nobody listens")
	v.Types(kb.Escape + kb.Enter)
	v.Sees("Not sent: the connection is lost.")
	v.Picture("webchat-lost")

	again, err := webchat.New(webchat.Config{Addr: strings.TrimPrefix(strings.Split(url, "/enter")[0], "http://"), Trial: true, Lang: text.EN})
	if err != nil {
		t.Fatal(err)
	}
	again.Shelf = kept
	run(t, again, &office{platform: again})
	v.Sees("Connected again.")
	v.Until("what was typed is still there", `document.getElementById('words').value === '/check typed while nobody listens'`)
	v.Sees("“before”")
	v.Types(kb.Enter)
	v.Sees("“typed while nobody listens”")
	if _, err := again.Post(t.Context(), outcome.Attempt{Key: "live"}, chat.Place{Room: "urgent"}, chat.Say(text.EN, "a notice")); err != nil {
		t.Fatal(err)
	}
	v.Until("it is marked as unread", `document.querySelector('[data-place=urgent] .mark:not([hidden])') && document.title.startsWith('(1)')`)
	v.Clicks("[data-place=urgent]")
	v.Sees("a notice")
	v.Until("it is read", `document.title === 'Portevoix'`)
}

// What waits for a person, and the page before the link was used.
func TestOtherPages(t *testing.T) {
	p, _ := serve(t, webchat.Config{Trial: true, Lang: text.EN, Announce: func(string) {}})
	browser := visitor.Browser(t)
	v := visitor.Visit(t, browser, p.URL(), 1280, 800, "light")
	v.Clicks("[data-place='@officer']")
	v.Sees("Nothing waits for you")
	v.Picture("webchat-for-you")
	v.Do("leave", chromedp.Navigate(strings.Split(p.URL(), "/enter")[0]+"/enter?secret=used"))
	v.Sees("Hello. What would you like to do?") // this browser is known
	if _, err := chromedp.Call(v.Tab, network.ClearBrowserCookies, cdp.Empty{}); err != nil {
		t.Fatal(err)
	}
	v.Do("reload", chromedp.Reload())
	v.Sees("One more step")
	v.Picture("webchat-door")
	v.Presses("Show a new link in the terminal")
	v.Sees("the new link is in the terminal")
}

// A picture that is pasted goes with the command; a file that is none is refused at once, and nothing typed is lost.
func TestPasteAPicture(t *testing.T) {
	p, o := serve(t, webchat.Config{Trial: true, Lang: text.EN})
	v := visitor.Visit(t, visitor.Browser(t), p.URL(), 1280, 800, "light")
	paste := func(name, kind string) {
		visitor.Evaluate[bool](v, fmt.Sprintf(`(() => {
  const bytes = Uint8Array.from(atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='), (c) => c.charCodeAt(0))
  const data = new DataTransfer()
  data.items.add(new File([bytes], %q, { type: %q }))
  document.getElementById('words').dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  return true
})()`, name, kind))
	}
	v.Writes("/draft open day with a picture")
	paste("letter.pdf", "application/pdf")
	v.Sees("This file is not a JPEG or PNG picture.")
	paste("hall.png", "image/png")
	v.Until("the picture is attached", `document.querySelector('.attached img')`)
	v.Picture("webchat-picture")
	v.Types(kb.Escape + kb.Enter)
	v.Sees("Draft d_4k7m")
	v.Until("the picture has gone with it", `!document.querySelector('.attached img')`)
	o.mu.Lock()
	defer o.mu.Unlock()
	if len(o.files) != 1 || o.files[0].Type != "image/png" || o.files[0].Name != "hall.png" {
		t.Errorf("the command got %d files", len(o.files))
	}
	v.Quiet()
}
