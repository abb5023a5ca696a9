package draft

import (
	"fmt"
	"hash/fnv"
	"slices"
	"strings"

	"portevoix/bot/hospital"
	"portevoix/bot/social"
	"portevoix/bot/text"
)

// A Composer writes posts from facts and building blocks, without any model. It never says a fact that is not in the brief, in
// the hospital's profile or in the country's blood service.
type Composer struct {
	Hospital hospital.Profile
	Blood    Blood
}

// Blood is the country's blood service. In France only the EFS may collect, so a post about a collection names it
// (Code de la santé publique, art. L.1221-2).
type Blood struct {
	With text.Text // "Avec l'Établissement français du sang (EFS)."; zero: nothing is added
	Link string    // its booking page
}

// A Wish says how a text is to be.
type Wish struct {
	Lang      text.Lang
	Rules     social.Rules
	Objective Objective
	Tone      Tone
	Seed      string // the draft's id: the same seed and take give the same text
	Take      int    // "another version" counts it up
	Trim      int    // "shorten" counts it up: how many more blocks to leave out
}

// A Written text is what the composer made of a brief.
type Written struct {
	Text    string
	Missing []string // the author's sentences that this language still lacks; without an event they leave Text empty
	Over    int      // how much it is longer than the network allows although everything that may be left out is
	Minimal bool     // nothing more can be left out
}

// A block is one sentence or line of a post.
type block struct {
	text  string
	need  int // 0: never left out; the highest goes first
	group int // blocks of a group stand together, groups are apart
	line  bool
}

// The groups, from top to bottom.
const (
	top = iota
	facts
	action
	foot
	tags
)

// How much a block is needed.
const (
	vital = iota
	useful
	extra
	reason
	polite
	hook
)

// Write composes one text.
func (c Composer) Write(b Brief, w Wish) Written {
	blocks, missing := c.blocks(b, w)
	if len(blocks) == 0 {
		return Written{Missing: missing, Minimal: true}
	}
	long := w.Rules.Aim >= 400
	left := fit(blocks, w, long)
	out := Written{Text: layout(left, long), Missing: missing}
	out.Over = max(0, w.Rules.Length(out.Text)-w.Rules.Max)
	out.Minimal = mostDroppable(left) < 0
	return out
}

// fit leaves out the least needed blocks until the text has a comfortable length (only what is polite goes for comfort) and
// fits the network; then as many more as Trim asks for. A sentence is left out whole or not at all.
func fit(blocks []block, w Wish, long bool) []block {
	drop := func() bool {
		i := mostDroppable(blocks)
		if i < 0 {
			return false
		}
		blocks = slices.Delete(blocks, i, i+1)
		return true
	}
	length := func() int { return w.Rules.Length(layout(blocks, long)) }
	for length() > w.Rules.Aim && need(blocks) >= reason && drop() {
	}
	for length() > w.Rules.Max && drop() {
	}
	for range w.Trim {
		drop()
	}
	return blocks
}

func need(blocks []block) int {
	if i := mostDroppable(blocks); i >= 0 {
		return blocks[i].need
	}
	return vital
}

// mostDroppable is the last of the least needed blocks, or -1 when only vital ones are left.
func mostDroppable(blocks []block) int {
	worst := -1
	for i, b := range blocks {
		if b.need > vital && (worst < 0 || b.need >= blocks[worst].need) {
			worst = i
		}
	}
	return worst
}

func layout(blocks []block, long bool) string {
	apart := "\n"
	if long {
		apart = "\n\n"
	}
	var out strings.Builder
	for i, b := range blocks {
		switch {
		case i == 0:
		case b.group != blocks[i-1].group && (long || b.line || b.group >= action):
			out.WriteString(apart)
		case b.line || blocks[i-1].line:
			out.WriteString("\n")
		default:
			out.WriteString(" ")
		}
		out.WriteString(b.text)
	}
	return out.String()
}

// blocks gathers what could be said.
func (c Composer) blocks(b Brief, w Wish) (blocks []block, missing []string) {
	e, known := eventOf(b.Event)
	prose := b.prose(w.Lang)
	if len(prose) == 0 && w.Lang != b.Lang {
		missing = b.prose(b.Lang)
	}
	announced := known && !e.theme && (b.Announced || len(prose) == 0)
	if !announced && len(prose) == 0 {
		return nil, missing
	}
	warm := w.Tone != Sober && w.Tone != Easy
	add := func(need, group int, s string) {
		if s != "" {
			blocks = append(blocks, block{text: s, need: need, group: group})
		}
	}
	if warm {
		add(hook, top, w.pick("opening", openings(w.Objective, b.When.Day != "")).In(w.Lang))
	}
	said := c.lead(b, w, e, announced, prose)
	blocks = append(blocks, said...)
	if announced {
		prose = append([]string{""}, prose...)
	}
	for i, s := range prose {
		if i > 0 {
			add(extra, facts, s)
		}
	}
	if e.blood {
		add(vital, facts, c.Blood.With.In(w.Lang))
	}
	if len(b.Groups) > 0 {
		groups := make([]string, len(b.Groups))
		for i, g := range b.Groups {
			groups[i] = isolated(w.Lang, g)
		}
		add(vital, facts, text.Text{FR: "Groupes sanguins : %s.", EN: "Blood groups: %s.", AR: "فصائل الدم: %s."}.With(plainWord(text.List(w.Lang, groups...))).In(w.Lang))
	}
	call, books := c.call(b, w, e)
	for _, id := range b.Details {
		if d, ok := detailOf(id); ok && !(books && d.booking == booked) {
			add(useful, facts, d.say.In(w.Lang))
		}
	}
	if warm && len(e.why) > 0 {
		add(reason, facts, w.pick("why", e.why).In(w.Lang))
	}
	if warm && strings.HasPrefix(call.text, "\x00") { // a call without a contact is good manners, not information
		call.need = reason
	}
	call.text = strings.TrimPrefix(call.text, "\x00")
	if call.text != "" {
		blocks = append(blocks, call)
	}
	if warm {
		add(polite, foot, w.pick("closing", closings(w.Objective, e.blood)).In(w.Lang))
	}
	if h := c.hashtags(b, w, e); h != "" {
		blocks = append(blocks, block{text: h, need: extra, group: tags, line: true})
	}
	return blocks, missing
}

// lead says what, when and where: in one sentence, or on labelled lines where there is room.
func (c Composer) lead(b Brief, w Wish, e event, announced bool, prose []string) []block {
	when, at, where := b.When.In(w.Lang), b.at(w.Lang), b.where(w.Lang)
	if !announced {
		blocks := []block{{text: prose[0], group: facts}}
		return append(blocks, c.unsaid(b, w)...)
	}
	lines := w.Tone == Easy || w.Rules.Aim >= 400 && w.choose("lines", 2) == 0
	if lines || when == "" && at == "" {
		blocks := []block{{text: capital(b.EventName(w.Lang)) + " " + c.atHospital(b, w.Lang) + stop(w, when == "" && at == ""), group: facts, line: true}}
		return append(blocks, labelled(w, labelWhen, when, labelAt, where)...)
	}
	return []block{{text: c.sentence(b, w, e, when, at), group: facts}}
}

func stop(w Wish, wanted bool) string {
	if wanted || w.Tone == Easy {
		return "."
	}
	return ""
}

// sentence is one of several ways to announce an event.
func (c Composer) sentence(b Brief, w Wish, e event, when, at string) string {
	l := w.Lang
	name, place := b.EventName(l), c.atHospital(b, l)
	details := joined(l, when, at)
	headed := capital(name) + " " + place + text.Text{FR: " : %s.", EN: ": %s.", AR: ": %s."}.With(plainWord(details)).In(l)
	ways := []string{headed}
	if !e.a.IsZero() {
		a := e.a.In(l) + b.ofService(l)
		holds := text.Text{FR: "%s organise %s %s.", EN: "%s is holding %s %s.", AR: "ينظم %s %s، %s."}
		if theHospital(c.Hospital, l) != "" {
			ways = append(ways, capital(holds.With(plainWord(theHospital(c.Hospital, l)), plainWord(a), plainWord(c.on(b, l, details))).In(l)))
		}
	}
	if b.When.Day != "" || b.When.WeekFrom != "" {
		first := text.Text{FR: "%s : %s %s%s.", EN: "%s: %s %s%s.", AR: "%s: %s %s%s."}
		rest := ""
		if at != "" {
			rest = commaOf(l) + at
		}
		ways = append(ways, capital(first.With(plainWord(when), plainWord(name), plainWord(place), plainWord(rest)).In(l)))
	}
	return ways[w.choose("lead", len(ways))]
}

// atHospital avoids "at … at …" in English.
func (c Composer) atHospital(b Brief, l text.Lang) string {
	at := atHospital(c.Hospital, l)
	if l == text.EN && b.Service != "" {
		return "of" + strings.TrimPrefix(at, "at")
	}
	return at
}

// on puts the preposition that English needs before a day or hours.
func (c Composer) on(b Brief, l text.Lang, details string) string {
	if l != text.EN {
		return details
	}
	switch {
	case b.When.Day != "" && b.When.Last == "":
		return "on " + details
	case b.When.Day == "" && b.When.WeekFrom == "" && b.When.From != "" && b.When.To != "":
		return "from " + details
	}
	return details
}

func joined(l text.Lang, parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), commaOf(l))
}

// unsaid gives the facts that the author's own sentences do not say.
func (c Composer) unsaid(b Brief, w Wish) []block {
	when := b.When
	if b.says(w.Lang, slotDay) {
		when.Day, when.Last, when.WeekFrom, when.WeekUntil = "", "", "", ""
	}
	if b.says(w.Lang, slotHours) {
		when.From, when.To = "", ""
	}
	label := labelWhen
	if when.Day == "" && when.WeekFrom == "" {
		label = labelHour
	}
	where := b.where(w.Lang)
	if b.says(w.Lang, slotPlace) {
		where = ""
	}
	return labelled(w, label, when.In(w.Lang), labelAt, where)
}

func labelled(w Wish, label1 text.Text, when string, label2 text.Text, where string) []block {
	var blocks []block
	for _, f := range []struct {
		label text.Text
		value string
	}{{label1, when}, {label2, where}} {
		if f.value != "" {
			blocks = append(blocks, block{text: f.label.With(plainWord(f.value)).In(w.Lang), group: facts, line: true})
		}
	}
	return blocks
}

// call is the one call to action, and whether it is about booking. The author's own sentences may already hold the contact.
func (c Composer) call(b Brief, w Wish, e event) (block, bool) {
	link := b.Link
	if link == "" && e.blood && !c.Blood.With.IsZero() {
		link = c.Blood.Link
	}
	if b.says(w.Lang, slotLink) || b.says(w.Lang, slotPhone) || b.says(w.Lang, slotMail) {
		return block{}, false
	}
	books := e.blood && b.booking() == "" || b.booking() == booked
	with := func(forms []text.Text, value string) block {
		return block{text: w.pick("call", forms).With(plainWord(contact(w.Lang, value))).In(w.Lang), group: action}
	}
	pressable := link != "" && (w.Rules.Links || b.Phone == "" && b.Mail == "")
	switch {
	case pressable && books:
		return with(bookByLink(), link), true
	case pressable:
		return with(readByLink(), link), false
	case b.Phone != "" && b.booking() == booked:
		return with(bookByPhone(), b.Phone), true
	case b.Phone != "":
		return with(askByPhone(), b.Phone), false
	case b.Mail != "":
		return with(writeByMail(w.Objective), b.Mail), false
	}
	if forms := come(w.Objective); forms != nil && w.Tone != Sober {
		return block{text: "\x00" + w.pick("call", forms).In(w.Lang), group: action, need: reason}, false
	}
	return block{}, false
}

func (b Brief) booking() booking {
	for _, id := range b.Details {
		if d, ok := detailOf(id); ok && d.booking != "" {
			return d.booking
		}
	}
	return ""
}

// hashtags are those of the brief, of the event and of the hospital, as many as are good style on the network. Arabic posts get
// Arabic hashtags alone.
func (c Composer) hashtags(b Brief, w Wish, e event) string {
	all := slices.Clone(b.Hashtags)
	for _, t := range e.tags {
		all = append(all, t.In(w.Lang))
	}
	all = append(all, c.Hospital.Hashtags...)
	var chosen []string
	for _, t := range all {
		arabic := strings.IndexFunc(t, func(r rune) bool { return r >= 0x0600 && r <= 0x06ff }) >= 0
		if arabic == (w.Lang == text.AR) && !slices.Contains(chosen, t) && len(chosen) < w.Rules.Hashtags {
			chosen = append(chosen, t)
		}
	}
	return strings.Join(chosen, " ")
}

// pick chooses among ways to say a thing: the same draft and take choose alike, the next take chooses the next way.
func (w Wish) pick(what string, ways []text.Text) text.Text { return ways[w.choose(what, len(ways))] }

func (w Wish) choose(what string, n int) int {
	h := fnv.New32a()
	fmt.Fprint(h, w.Seed, "/", what)
	return (int(h.Sum32()%uint32(n)) + w.Take) % n
}
