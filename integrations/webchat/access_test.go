package webchat_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"portevoix/bot/chat"
	"portevoix/bot/outcome"
	"portevoix/bot/text"
	"portevoix/integrations/webchat"
	"portevoix/integrations/webchat/visitor"
)

// What WCAG 2.2 AA asks and a machine can see: names, contrast, targets, landmarks, focus that is seen and goes everywhere.
func TestAccess(t *testing.T) {
	for _, theme := range []string{"light", "dark"} {
		t.Run(theme, func(t *testing.T) {
			p, _ := serve(t, webchat.Config{Trial: true, Lang: text.EN})
			showEverything(t, p)
			v := visitor.Visit(t, visitor.Browser(t), p.URL(), 1280, 1000, theme)
			v.Sees("Thank you to all")
			v.Sends("/draft blood drive")
			v.Sees("Draft d_4k7m")
			audit(v, "room")
			focusGoesEverywhere(v)
			v.Writes("/")
			v.Until("the list is open", `document.querySelectorAll('[role=option]').length > 2`)
			v.Types(kb.ArrowDown)
			audit(v, "commands")
			v.Types(kb.Escape)
			visitor.Evaluate[bool](v, `(() => { document.getElementById('words').select(); return true })()`)
			v.Sends("/draft")
			v.Until("the form is open", `document.querySelector('dialog[open]')`)
			audit(v, "form")
			v.Do("submit", chromedp.Focus("#field-until"))
			v.Types(kb.Enter)
			v.Until("the form says what is wrong", `document.querySelector('dialog[open] .field.wrong')`)
			audit(v, "form with errors")
			v.Types(kb.Escape)
			v.Do("to phone width", chromedp.EmulateViewport(360, 740))
			audit(v, "phone")
			v.Until("nothing sticks out", `document.documentElement.scrollWidth <= innerWidth`)
			v.Do("to 200 % zoom", chromedp.EmulateViewport(320, 512))
			v.Until("nothing sticks out", `document.documentElement.scrollWidth <= innerWidth`)
			v.Quiet()
		})
	}
}

// showEverything puts one of every kind of block and tone into the general room.
func showEverything(t *testing.T, p *webchat.Platform) {
	t.Helper()
	for _, tone := range []chat.Tone{chat.Plain, chat.Good, chat.Warning, chat.Urgent} {
		m := chat.Message{Lang: text.EN, Tone: tone, Blocks: []chat.Block{
			chat.Heading{Text: "Thank you to all " + string(tone)}, chat.Paragraph{Text: "Running text."}, chat.Note{Text: "Small print."}, chat.List{Items: []string{"one", "two"}},
			chat.Facts{Items: []chat.Fact{{Label: "Where", Value: "Hall B"}}}, chat.Ready{Label: "Mastodon · 5 / 500", Text: "words", Lang: text.EN}, chat.Quote{Text: "Somebody's words", Lang: text.EN},
			chat.Links{Items: []chat.Link{{Label: "Visits", URL: "https://ch-valombre.example/visites"}}}, chat.Divider{},
			chat.Buttons{Items: []chat.Button{{Label: "Approve", Look: chat.Primary, Press: chat.Press{Command: "approve", Action: "yes"}}, {Label: "Preview", Press: chat.Press{Command: "approve", Action: "preview"}}, {Label: "Reject", Look: chat.Danger, Press: chat.Press{Command: "approve", Action: "no"}}}},
		}}
		if _, err := p.Post(t.Context(), outcome.Attempt{Key: outcome.Key("all/" + tone)}, chat.Place{Room: "general"}, m); err != nil {
			t.Fatal(err)
		}
	}
}

// audit checks the page as it is now.
func audit(v *visitor.Visitor, what string) {
	v.T.Helper()
	namesEverything(v, what)
	var problems []string
	if err := json.Unmarshal([]byte(visitor.Evaluate[string](v, "JSON.stringify(("+auditScript+")())")), &problems); err != nil {
		v.T.Fatal(err)
	}
	for _, p := range problems {
		v.T.Errorf("%s: %s", what, p)
	}
}

// namesEverything reads the page as a screen reader does: every control has a name, and the landmarks are there once.
func namesEverything(v *visitor.Visitor, what string) {
	v.T.Helper()
	tree, err := chromedp.Call(v.Tab, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{})
	if err != nil {
		v.T.Fatal(err)
	}
	controls := []string{"button", "link", "textbox", "combobox", "checkbox", "radio", "radiogroup", "menuitem", "option", "listbox", "dialog", "image", "img", "navigation", "region", "article", "group"}
	seen := map[string]int{}
	for _, n := range tree.Nodes {
		if n.Ignored || n.Role == nil {
			continue
		}
		role := strings.Trim(string(n.Role.Value), `"`)
		seen[role]++
		name := ""
		if n.Name != nil {
			name = strings.Trim(string(n.Name.Value), `"`)
		}
		if slices.Contains(controls, role) && strings.TrimSpace(name) == "" && role != "group" {
			v.T.Errorf("%s: a %s has no name", what, role)
		}
	}
	if seen["dialog"] == 0 && (seen["main"] != 1 || seen["banner"] != 1) {
		v.T.Errorf("%s: landmarks: %d main, %d banner", what, seen["main"], seen["banner"])
	}
	if len(seen) < 5 {
		v.T.Errorf("%s: the accessibility tree is nearly empty: %v", what, seen)
	}
}

// auditScript measures contrast (4.5, large text 3), targets (24 by 24) and headings.
const auditScript = `() => {
  const problems = []
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  const rgba = (css) => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = css; canvas.fillRect(0, 0, 1, 1); const d = canvas.getImageData(0, 0, 1, 1).data; return [d[0], d[1], d[2], d[3] / 255] }
  const over = (top, under) => [0, 1, 2].map((i) => top[i] * top[3] + under[i] * (1 - top[3])).concat(1)
  const background = (e) => {
    const layers = []
    for (let at = e; at; at = at.parentElement) { const c = rgba(getComputedStyle(at).backgroundColor); if (c[3] > 0) layers.push(c); if (c[3] === 1) break }
    return layers.reverse().reduce((under, top) => over(top, under), rgba(getComputedStyle(document.documentElement).backgroundColor))
  }
  const light = ([r, g, b]) => { const f = (v) => { v /= 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4 }; return 0.2126 * f(r) + 0.7152 * f(g) + 0.0722 * f(b) }
  const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + 0.05) / (y + 0.05) }
  const dialog = document.querySelector('dialog[open]')
  const reachable = (e) => e.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) && !e.closest('[inert], .unseen, .skip') && (!dialog || dialog.contains(e))
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  let texts = 0
  while (walker.nextNode()) {
    const e = walker.currentNode.parentElement
    if (!walker.currentNode.textContent.trim() || !reachable(e) || e.closest('option, [aria-disabled=true]')) continue
    texts++
    const s = getComputedStyle(e)
    const size = parseFloat(s.fontSize)
    const need = size >= 24 || (size >= 18.66 && s.fontWeight >= 700) ? 3 : 4.5
    const under = background(e)
    const r = ratio(over(rgba(s.color), under), under)
    if (r < need) problems.push('contrast ' + r.toFixed(2) + ' of "' + walker.currentNode.textContent.trim().slice(0, 40) + '" in ' + e.className)
  }
  if (texts < 5) problems.push('only ' + texts + ' texts were looked at')
  for (const e of document.querySelectorAll('button, select, input:not([type=file]), textarea, a[href], [role=option]')) {
    if (!reachable(e)) continue
    const box = (e.closest('label.choice') || e).getBoundingClientRect()
    if (box.width < 24 || box.height < 24) problems.push('target ' + Math.round(box.width) + '×' + Math.round(box.height) + ' of "' + (e.getAttribute('aria-label') || e.textContent).trim().slice(0, 40) + '"')
    const s = getComputedStyle(e)
    if (/button|select|input|textarea/i.test(e.tagName) && s.borderTopWidth !== '0px' && e.getBoundingClientRect().height > 0 && !e.matches('.room, .job, [type=radio], [type=checkbox]')) {
      const r = Math.max(ratio(over(rgba(s.borderTopColor), background(e.parentElement)), background(e.parentElement)), ratio(background(e), background(e.parentElement)))
      if (r < 3) problems.push('edge ' + r.toFixed(2) + ' of ' + e.tagName + ' "' + (e.getAttribute('aria-label') || e.textContent || e.id).trim().slice(0, 40) + '"')
    }
  }
  if (!dialog && document.querySelectorAll('h1').length !== 1) problems.push(document.querySelectorAll('h1').length + ' h1')
  if (!document.documentElement.lang) problems.push('the page has no language')
  return problems
}`

// focusGoesEverywhere presses Tab until it is back: the focus is seen at every stop, never stuck, and reaches every control.
func focusGoesEverywhere(v *visitor.Visitor) {
	v.T.Helper()
	visitor.Evaluate[bool](v, `(() => { document.activeElement.blur(); window.scrollTo(0, 0); document.querySelectorAll('[data-stop]').forEach((e) => delete e.dataset.stop); return true })()`)
	want := visitor.Evaluate[int](v, `[...document.querySelectorAll('button, select, textarea, a[href], .scroll')].filter((e) => e.checkVisibility() && !e.closest('[inert]') && e.tabIndex >= 0).length`)
	reached := 0
	for range want + 10 {
		v.Types(kb.Tab)
		stop := visitor.Evaluate[string](v, `(() => {
  const e = document.activeElement
  if (!e || e === document.body) return 'out'
  const first = !e.dataset.stop
  e.dataset.stop = '1'
  const s = getComputedStyle(e), box = getComputedStyle(e.closest('.box, .choice') || e)
  const seen = (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2) || box.boxShadow !== 'none'
  return (first ? 'new ' : 'again ') + (seen ? '' : 'UNSEEN ') + e.tagName + ' ' + (e.getAttribute('aria-label') || e.textContent || e.id).trim().slice(0, 30)
})()`)
		if strings.Contains(stop, "UNSEEN") {
			v.T.Errorf("the focus cannot be seen: %s", stop)
		}
		if strings.HasPrefix(stop, "new ") {
			reached++
		}
	}
	if reached < want {
		v.T.Errorf("Tab reaches %d of %d controls: %s", reached, want, fmt.Sprint(visitor.Evaluate[[]string](v, `[...document.querySelectorAll('button, select, textarea, a[href], .scroll')].filter((e) => e.checkVisibility() && !e.closest('[inert]') && e.tabIndex >= 0 && !e.dataset.stop).map((e) => e.tagName + ' ' + e.textContent.slice(0, 30))`)))
	}
}
