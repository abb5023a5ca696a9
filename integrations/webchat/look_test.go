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
)

// A French communication officer drafts a post, somebody else approves it, and the card changes where it stands.
func TestFrenchOfficer(t *testing.T) {
	p, _ := serve(t, webchat.Config{Trial: true, Lang: text.FR})
	v := visit(t, startBrowser(t), p.URL(), 1280, 800, "light")
	v.chooses("lang", "fr")
	v.sees("Que voulez-vous faire")
	v.picture("fr-1-empty")

	v.writes("/")
	v.sees("Ce que l'on dit de l'hôpital")
	v.picture("fr-2-commands")
	v.types("brou")
	v.types(kb.Tab) // takes the first command that fits
	v.until("the command is completed", `document.getElementById('words').value === '/brouillon '`)
	v.sees("Une phrase suffit")
	v.picture("fr-3-inputs")
	v.types("collecte de sang samedi 14 juin 9 h–17 h hall B obj")
	v.until("one input fits", `document.querySelectorAll('[role=option]').length === 1`)
	v.types(kb.ArrowDown + kb.Enter)
	v.until("the input is completed", `document.getElementById('words').value.endsWith('objective:')`)
	v.until("the choices are offered", `document.querySelectorAll('[role=option]').length === 3`)
	v.types(kb.ArrowDown + kb.ArrowDown + kb.Enter)
	v.until("the choice is completed", `document.getElementById('words').value.endsWith('objective:invite ')`)
	v.picture("fr-4-choices")
	v.types(kb.Escape + kb.Enter)
	v.sees("Brouillon d_4k7m")
	v.sees("Vous seul voyez ceci")
	v.sees("invite")
	v.picture("fr-5-draft")

	v.presses("Envoyer pour validation")
	v.sees("Envoyé : la carte est dans Validations.")
	v.until("approvals has an unread mark", `document.querySelector('[data-place=approvals] .mark:not([hidden])')`)
	v.picture("fr-6-sent")
	v.do("open approvals", clickOn(`[data-place=approvals]`))
	v.sees("À valider : collecte de sang")
	v.presses("Valider")
	v.sees("une autre personne doit valider")
	v.chooses("act", "reviewer")
	v.until("the person has changed", `!document.body.innerText.includes('une autre personne')`)
	v.sees("À valider : collecte de sang")
	v.presses("Valider")
	v.sees("Validé par Relecture.")
	v.picture("fr-7-approved")
	v.quiet()
}

// An English officer fills a form with a mistake, closes it, comes back after a reload, and nothing is lost.
func TestEnglishForms(t *testing.T) {
	p, _ := serve(t, webchat.Config{Trial: true, Lang: text.EN})
	v := visit(t, startBrowser(t), p.URL(), 1280, 800, "dark")
	v.sees("What would you like to do?")
	v.picture("en-1-empty-dark")

	v.sends("/urgent")
	v.until("the form is open", `document.querySelector('dialog[open] #field-what') === document.activeElement`)
	v.types("No visits in ward 3")
	v.types(kb.Tab + "31/02" + kb.Enter)
	v.sees("There is no 31 February.")
	v.until("the wrong field has the focus and is marked", `document.activeElement.id === 'field-until' && document.activeElement.getAttribute('aria-invalid') === 'true'`)
	v.until("nothing typed is lost", `document.getElementById('field-what').value === 'No visits in ward 3' && document.activeElement.value === '31/02'`)
	v.picture("en-2-form-error-dark")

	v.types(kb.Escape)
	v.sees("Unfinished form")
	v.picture("en-3-form-kept-dark")
	v.writes("half a sentence")
	v.until("the words are in the field", `document.getElementById('words').value === 'half a sentence'`)
	v.until("the words are kept", `(() => { const x = new XMLHttpRequest(); x.open('GET', '/api/state', false); x.send(); return JSON.stringify(JSON.parse(x.responseText).kept || '').includes('half a sentence') })()`)
	v.do("reload", chromedp.Reload())
	v.sees("Unfinished form")
	v.until("the field still has the words", `document.getElementById('words').value === 'half a sentence'`)
	v.presses("Resume Send an urgent notice")
	v.until("the form still has the words", `document.getElementById('field-what')?.value === 'No visits in ward 3'`)
	v.do("mend the field", chromedp.Focus("#field-until"))
	evaluate[bool](v, `(() => { document.getElementById('field-until').select(); return true })()`)
	v.types("tonight 8 pm" + kb.Enter)
	v.sees("Prepared: No visits in ward 3, until tonight 8 pm.")
	v.seesNot("Unfinished form")

	// A form may follow a form.
	evaluate[bool](v, `(() => { const w = document.getElementById('words'); w.focus(); w.select(); return true })()`)
	v.sends("/exercise")
	v.until("the first form is open", `document.activeElement.id === 'field-first'`)
	v.types("one" + kb.Enter)
	v.until("the second form is open", `document.activeElement.id === 'field-second'`)
	v.types("two" + kb.Enter)
	v.sees("one then two")
	v.until("no form is left", `!document.querySelector('dialog') && !document.querySelector('.kept-form')`)

	// Plain words go to the room, with a hint; the menu of that message checks it.
	evaluate[bool](v, `(() => { const w = document.getElementById('words'); w.focus(); w.select(); return true })()`)
	v.sends("Thank you to the night team")
	v.sees("Portevoix only answers lines that begin with")
	v.presses("Actions on this message")
	v.until("the menu is open", `document.activeElement.getAttribute('role') === 'menuitem'`)
	v.picture("en-4-menu-dark")
	v.types(kb.Enter)
	v.sees("Checked, 6 words: nothing points to a patient in “Thank you to the night team”.")

	// What is asked before it cannot be undone.
	v.sends("/draft blood drive on Saturday")
	v.sees("Draft d_4k7m")
	v.presses("Discard")
	v.sees("The draft will be erased.")
	v.picture("en-5-confirm-dark")
	v.presses("Cancel")
	v.sees("Draft d_4k7m")
	v.presses("Discard")
	v.until("the question is there", `document.querySelector('dialog[open]')`)
	v.presses("Discard")
	v.sees("Draft discarded.")
	v.seesNot("Draft d_4k7m")

	// A word that is nearly a command.
	v.sends("/urgnet")
	v.sees("Did you mean /urgent?")
	v.until("the line waits to be mended", `document.getElementById('words').value === '/urgnet' && getSelection().toString() === '/urgnet'`)
	v.sends("/mentions")
	v.sees("0 mentions, 5 of 5 sources read.")
	v.until("the field is empty", `document.getElementById('words').value === ''`)
	v.types(kb.ArrowUp)
	v.until("the last line comes back", `document.getElementById('words').value === '/mentions'`)
	v.types(kb.Escape)
	v.picture("en-6-room-dark")
	v.quiet()
}

// An Arabic reader on a phone, in the dark: everything is mirrored, nothing is cut.
func TestArabicPhone(t *testing.T) {
	p, _ := serve(t, webchat.Config{Trial: true, Lang: text.AR})
	v := visit(t, startBrowser(t), p.URL(), 360, 740, "dark")
	v.do("open the drawer", clickOn("#drawer-open"))
	v.until("the drawer is open", `document.body.classList.contains('drawer')`)
	v.chooses("lang", "ar")
	v.sees("ماذا تريدون أن تفعلوا؟")
	v.until("the page is mirrored", `document.documentElement.dir === 'rtl' && document.documentElement.lang === 'ar'`)
	v.picture("ar-1-drawer")
	v.types(kb.Escape)
	v.until("the drawer is closed", `!document.body.classList.contains('drawer')`)
	v.picture("ar-2-empty")
	v.presses("صياغة منشور\n/draft حملة التبرع بالدم السبت 14 يونيو من 9 إلى 17 بالبهو ب، جميع الفصائل")
	v.until("the example is in the field and not sent", `document.getElementById('words').value.startsWith('/draft حملة')`)
	v.picture("ar-3-example")
	v.types(kb.Escape + kb.Enter)
	v.sees("مسودة d_4k7m")
	v.sees("أنتم وحدكم ترون هذا")
	v.picture("ar-4-draft")
	v.sends("/urgent")
	v.until("the form is open", `document.querySelector('dialog[open]')`)
	v.types("انقطاع الأنظمة" + kb.Enter)
	v.sees("المرجو ملء")
	v.picture("ar-5-form")
	v.types("الليلة" + kb.Enter)
	v.sees("تم التحضير")
	v.until("nothing sticks out", `document.documentElement.scrollWidth <= innerWidth && document.getElementById('scroll').scrollWidth <= document.getElementById('scroll').clientWidth`)
	v.quiet()
}

// Text that would like to be more than text stays text in a real browser: nothing runs, nothing is fetched, nothing is a link.
func TestHostileText(t *testing.T) {
	p, _ := serve(t, webchat.Config{Trial: true, Lang: text.EN})
	v := visit(t, startBrowser(t), p.URL(), 1280, 800, "light")
	evil := `<img src=x onerror="window.pwned=1"><script>window.pwned=1</script><a href="javascript:window.pwned=1">x</a> {{7*7}} [a](https://evil.example) @everyone`
	m := chat.Message{Lang: text.EN, Notify: evil, Blocks: []chat.Block{
		chat.Heading{Text: evil}, chat.Paragraph{Text: evil}, chat.Note{Text: evil}, chat.List{Items: []string{evil}}, chat.Facts{Items: []chat.Fact{{Label: evil, Value: evil}}},
		chat.Ready{Label: evil, Text: evil}, chat.Quote{Text: evil}, chat.Links{Items: []chat.Link{{Label: evil, URL: "javascript:window.pwned=1"}, {Label: "ours", URL: "https://ch-valombre.example/"}}},
		chat.Buttons{Items: []chat.Button{{Label: evil, Confirm: evil, Press: chat.Press{Command: "approve", Action: "no"}}}},
	}}
	if _, err := p.Post(t.Context(), outcome.Attempt{Key: "evil"}, chat.Place{Room: "general"}, m); err != nil {
		t.Fatal(err)
	}
	v.sees("window.pwned=1")
	v.sends("/check " + evil)
	v.sees("nothing points to a patient in “" + evil)
	v.sends(evil)
	v.presses(evil)
	v.until("the question is there", `document.querySelector('dialog[open]')`)
	if evaluate[bool](v, `'pwned' in window`) {
		t.Error("text from a message ran")
	}
	if n := evaluate[int](v, `document.querySelectorAll('#messages img, #messages script, #messages iframe').length`); n != 0 {
		t.Errorf("%d elements were made from text", n)
	}
	if got := evaluate[[]string](v, `[...document.querySelectorAll('#messages a')].map((a) => a.href + ' ' + a.rel)`); len(got) != 1 || got[0] != "https://ch-valombre.example/ noopener noreferrer" {
		t.Errorf("links: %q", got)
	}
	v.quiet()
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
	v := visit(t, startBrowser(t), url, 1280, 800, "light")
	v.sends("/check before")
	v.sees("“before”")
	stop()
	v.sees("Connection lost.")
	v.writes("/check typed while nobody listens")
	v.types(kb.Escape + kb.Enter)
	v.sees("Not sent: the connection is lost.")
	v.picture("lost")

	again, err := webchat.New(webchat.Config{Addr: strings.TrimPrefix(strings.Split(url, "/enter")[0], "http://"), Trial: true, Lang: text.EN})
	if err != nil {
		t.Fatal(err)
	}
	again.Shelf = kept
	run(t, again, &office{platform: again})
	v.sees("Connected again.")
	v.until("what was typed is still there", `document.getElementById('words').value === '/check typed while nobody listens'`)
	v.sees("“before”")
	v.types(kb.Enter)
	v.sees("“typed while nobody listens”")
	if _, err := again.Post(t.Context(), outcome.Attempt{Key: "live"}, chat.Place{Room: "urgent"}, chat.Say(text.EN, "a notice")); err != nil {
		t.Fatal(err)
	}
	v.until("it is marked as unread", `document.querySelector('[data-place=urgent] .mark:not([hidden])') && document.title.startsWith('(1)')`)
	v.do("open the room", clickOn("[data-place=urgent]"))
	v.sees("a notice")
	v.until("it is read", `document.title === 'Portevoix'`)
}

// What waits for a person, and the page before the link was used.
func TestOtherPages(t *testing.T) {
	p, _ := serve(t, webchat.Config{Trial: true, Lang: text.EN, Announce: func(string) {}})
	browser := startBrowser(t)
	v := visit(t, browser, p.URL(), 1280, 800, "light")
	v.do("open what waits", clickOn("[data-place='@officer']"))
	v.sees("Nothing waits for you")
	v.picture("for-you")
	v.do("leave", chromedp.Navigate(strings.Split(p.URL(), "/enter")[0]+"/enter?secret=used"))
	v.sees("Hello. What would you like to do?") // this browser is known
	if _, err := chromedp.Call(v.ctx, network.ClearBrowserCookies, cdp.Empty{}); err != nil {
		t.Fatal(err)
	}
	v.do("reload", chromedp.Reload())
	v.sees("One more step")
	v.picture("door")
	v.presses("Show a new link in the terminal")
	v.sees("the new link is in the terminal")
}

// A picture that is pasted goes with the command; a file that is none is refused at once, and nothing typed is lost.
func TestPasteAPicture(t *testing.T) {
	p, o := serve(t, webchat.Config{Trial: true, Lang: text.EN})
	v := visit(t, startBrowser(t), p.URL(), 1280, 800, "light")
	paste := func(name, kind string) {
		evaluate[bool](v, fmt.Sprintf(`(() => {
  const bytes = Uint8Array.from(atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='), (c) => c.charCodeAt(0))
  const data = new DataTransfer()
  data.items.add(new File([bytes], %q, { type: %q }))
  document.getElementById('words').dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  return true
})()`, name, kind))
	}
	v.writes("/draft open day with a picture")
	paste("letter.pdf", "application/pdf")
	v.sees("This file is not a JPEG or PNG picture.")
	paste("hall.png", "image/png")
	v.until("the picture is attached", `document.querySelector('.attached img')`)
	v.picture("picture")
	v.types(kb.Escape + kb.Enter)
	v.sees("Draft d_4k7m")
	v.until("the picture has gone with it", `!document.querySelector('.attached img')`)
	o.mu.Lock()
	defer o.mu.Unlock()
	if len(o.files) != 1 || o.files[0].Type != "image/png" || o.files[0].Name != "hall.png" {
		t.Errorf("the command got %d files", len(o.files))
	}
	v.quiet()
}
