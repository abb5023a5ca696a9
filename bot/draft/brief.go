package draft

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/publicsuffix"

	"portevoix/bot/text"
	"portevoix/bot/text/when"
)

// A Brief is what somebody asked for, read into facts. A fact (an event, a day, a place…) can be said in every language; what
// is left of the person's words is prose and stays in its own language.
type Brief struct {
	Lang  text.Lang `json:"lang"`            // the language it was written in
	Event string    `json:"event,omitempty"` // "blood-drive"; empty when none is known
	// Announced says that the brief names the event and nothing but facts beside it, so that we make the sentence; otherwise
	// the author's own sentence announces it.
	Announced bool     `json:"announced,omitempty"`
	Service   string   `json:"service,omitempty"` // "maternity"
	When      When     `json:"when"`
	Places    []Spot   `json:"places,omitempty"`
	Details   []string `json:"details,omitempty"` // "all-groups", "free"
	Groups    []string `json:"groups,omitempty"`  // blood groups: "O−", "A+"
	Link      string   `json:"link,omitempty"`
	Phone     string   `json:"phone,omitempty"`
	Mail      string   `json:"mail,omitempty"`

	Prose     map[text.Lang][]string `json:"prose,omitempty"`     // sentences, with slots such as {{day}} where a fact is said
	Said      map[string]Saying      `json:"said,omitempty"`      // how the facts in slots were written
	Hashtags  []string               `json:"hashtags,omitempty"`  // typed with the brief
	Questions []Question             `json:"questions,omitempty"` // what a person must settle
}

// A Saying is how a fact was written, and what it meant then: as long as it means the same, it is said in the same words.
type Saying struct {
	Words string `json:"words"`
	Meant string `json:"meant"`
}

// A Spot is a place: a known kind with its letter or number, or a name in the author's words.
type Spot struct {
	Kind string `json:"kind,omitempty"` // French name of the kind, "hall"
	Mark string `json:"mark,omitempty"` // "B", "12"
	Name string `json:"name,omitempty"` // "place de la Mairie": said as it is in every language
}

// The slots of prose.
const (
	slotDay   = "{{day}}"
	slotHours = "{{hours}}"
	slotPlace = "{{place}}"
	slotLink  = "{{link}}"
	slotPhone = "{{phone}}"
	slotMail  = "{{mail}}"
)

// A Reader reads briefs.
type Reader struct {
	Now    time.Time
	Lang   text.Lang // assumed when the words do not tell
	US     bool      // dates in figures begin with the month
	Places []string  // names of the hospital's own sites and city
}

// A span is a stretch of the words that a fact was read from.
type span struct {
	start, end int // in the folded text
	kind       string
	slot       string
	use        func(*Brief)
	only       bool // a fact only when nothing else stands in its clause ("free", "atelier")
}

// Read reads a brief. It never fails: what is not understood stays as it was written, and what cannot be is asked.
func (r Reader) Read(words string) Brief {
	words = tidy(words)
	b := Brief{Lang: guessLang(words, r.Lang), Prose: map[text.Lang][]string{}, Said: map[string]Saying{}}
	words, b.Hashtags = takeHashtags(words)
	f := fold(words)
	spans := r.spans(f, words, &b)
	for _, s := range sentences(f.text, spans) {
		if prose := r.sentence(&b, f, words, s, spans); prose != "" {
			b.Prose[b.Lang] = append(b.Prose[b.Lang], prose)
		}
	}
	if b.Event == "" {
		b.Event = theme(f.text)
	}
	return b
}

// tidy drops what has no place in a post: control characters, direction marks, runs of spaces.
func tidy(s string) string {
	s = strings.ToValidUTF8(s, "")
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\t' || r == '\r' || r == '\u2028' || r == '\u2029':
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r), r == '\ufeff', r == '\ufffd':
			return -1
		}
		return r
	}, s)
	return strings.TrimSpace(runsOfSpace.ReplaceAllString(slotMarks.Replace(s), " "))
}

var (
	runsOfSpace = regexp.MustCompile(` {2,}`)
	slotMarks   = strings.NewReplacer("{{", "{", "}}", "}")
)

var hashtagWords = regexp.MustCompile(`(?:^|\s)(#[\p{L}\p{M}\p{N}_]+)`)

func takeHashtags(s string) (rest string, tags []string) {
	for _, m := range hashtagWords.FindAllStringSubmatch(s, -1) {
		if !onlyFigures(m[1][1:]) && !slices.Contains(tags, m[1]) {
			tags = append(tags, m[1])
		}
	}
	for _, t := range tags {
		s = strings.ReplaceAll(s, t, "")
	}
	return strings.TrimSpace(runsOfSpace.ReplaceAllString(s, " ")), tags
}

// spans finds every fact. Contacts come first (a link may hold anything), then moments, then vocabulary, longest first.
func (r Reader) spans(f folded, words string, b *Brief) []span {
	var all []span
	add := func(s span) {
		if !slices.ContainsFunc(all, func(o span) bool { return s.start < o.end && o.start < s.end }) {
			all = append(all, s)
		}
	}
	for _, s := range contacts(f, words) {
		add(s)
	}
	for _, s := range r.moments(f, b) {
		add(s)
	}
	for _, s := range vocabulary(f.text) {
		add(s)
	}
	for _, s := range r.spots(f, words) {
		add(s)
	}
	for _, s := range bloodGroups(f, words) {
		add(s)
	}
	slices.SortFunc(all, func(a, b span) int { return a.start - b.start })
	return all
}

var (
	mailPattern  = regexp.MustCompile(`[a-z0-9._%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+`)
	linkPattern  = regexp.MustCompile(`(?:https?://|www\.)[^\s<>"«»]+|[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/[^\s<>"«»]*)?`)
	phonePattern = regexp.MustCompile(`(?:\+\d{1,3}[ .]?(?:\(0\)[ .]?)?|\b0)\d(?:[ .-]?\d){7,9}|\(?\b\d{3}\)?[ -]\d{3}-\d{4}`)
)

func contacts(f folded, words string) []span {
	var all []span
	original := func(at []int) string {
		start, end := f.span(at[0], at[1])
		return words[start:end]
	}
	for _, at := range mailPattern.FindAllStringIndex(f.text, -1) {
		mail := strings.TrimRight(original(at), ".")
		all = append(all, span{at[0], at[0] + len(mail), "mail", slotMail, func(b *Brief) { b.Mail = first(b.Mail, mail) }, false})
	}
	for _, at := range linkPattern.FindAllStringIndex(f.text, -1) {
		link := strings.TrimRight(original(at), ".,;:!?)…")
		if !isAddress(link) || at[0] > 0 && f.text[at[0]-1] == '@' {
			continue
		}
		all = append(all, span{at[0], at[0] + len(link), "link", slotLink, func(b *Brief) { b.Link = first(b.Link, link) }, false})
	}
	for _, at := range phonePattern.FindAllStringIndex(f.text, -1) {
		phone := original(at)
		all = append(all, span{at[0], at[1], "phone", slotPhone, func(b *Brief) { b.Phone = first(b.Phone, phone) }, false})
	}
	return all
}

// isAddress tells "dondesang.efs.sante.fr" from "9.30" and "fin.Merci".
func isAddress(s string) bool {
	lower := strings.ToLower(s)
	if strings.HasPrefix(lower, "http://") || strings.HasPrefix(lower, "https://") {
		return strings.Contains(s[8:], ".")
	}
	host, _, _ := strings.Cut(lower, "/")
	if strings.HasSuffix(host, ".example") {
		return true
	}
	suffix, icann := publicsuffix.PublicSuffix(host)
	return icann && suffix != host && host == strings.ToLower(host) && !strings.ContainsFunc(suffix, unicode.IsDigit) && s == lower
}

func first(have, found string) string {
	if have != "" {
		return have
	}
	return found
}

var deadline = regexp.MustCompile(`(?:jusqu'au|avant le|d'ici au|until|by|before|no later than|الي غايه|قبل|اخر اجل:?)(?: le)? ?$`)

// moments takes the first day and the first hours as the facts; a deadline and every further date stay in the prose.
func (r Reader) moments(f folded, b *Brief) []span {
	var all []span
	reader := whenReader{now: r.Now, lang: b.Lang, us: r.US}
	found := reader.read(f.text)
	isDeadline := func(m moment) bool { return deadline.MatchString(f.text[:m.start]) }
	dated := slices.ContainsFunc(found, func(m moment) bool {
		return (m.when.Day != "" || m.when.WeekFrom != "") && !isDeadline(m)
	})
	day, hours := false, false
	for _, m := range found {
		if !m.ask.IsZero() {
			b.Questions = append(b.Questions, m.ask)
		}
		w := m.when
		switch {
		case w.IsZero():
			all = append(all, span{m.start, m.end, "wrong", "", func(*Brief) {}, false})
		case (w.Day != "" || w.WeekFrom != "") && !day && !isDeadline(m):
			day = true
			all = append(all, span{m.start, m.end, "day", slotDay, func(b *Brief) { b.When.setDays(w) }, false})
		case (w.From != "" || w.To != "") && !hours && (dated || w.From != "" && w.To != ""): // "10 h" alone may be a length
			hours = true
			all = append(all, span{m.start, m.end, "hours", slotHours, func(b *Brief) { b.When.From, b.When.To = w.From, w.To }, false})
		}
	}
	return all
}

func (w *When) setDays(from When) {
	hours := When{From: w.From, To: w.To}
	*w = from
	w.From, w.To = hours.From, hours.To
}

// vocabulary finds known events, services and details; the longest way of writing wins.
func vocabulary(s string) []span {
	var all []span
	for _, e := range entries() {
		for from := 0; ; {
			i := strings.Index(s[from:], e.typed)
			if i < 0 {
				break
			}
			start, end := from+i, from+i+len(e.typed)
			from = end
			taken := slices.ContainsFunc(all, func(o span) bool { return start < o.end && o.start < end })
			if bounded(s, start, end) && !taken {
				found := e.span
				found.start, found.end = start, end
				all = append(all, found)
			}
		}
	}
	return all
}

// An entry is one way of writing a known word, folded.
type entry struct {
	typed string
	span  span
}

// entries lists every way of writing, the longest first; made once.
var entries = sync.OnceValue(func() []entry {
	var entries []entry
	add := func(typed []string, say text.Text, sp span) {
		for _, w := range append(slices.Clone(typed), strings.TrimRight(say.FR, "."), strings.TrimRight(say.EN, "."), strings.TrimRight(say.AR, ".")) {
			entries = append(entries, entry{foldWord(w), sp})
		}
	}
	for _, e := range events() {
		if !e.theme {
			add(e.typed, e.name, span{kind: "event", use: func(b *Brief) { b.Event, b.Announced = first(b.Event, e.id), true }})
		}
	}
	for _, v := range services() {
		add(v.typed, v.of, span{kind: "service", use: func(b *Brief) { b.Service = first(b.Service, v.id) }, only: true})
	}
	for _, d := range details() {
		add(d.typed, d.say, span{kind: "detail", use: func(b *Brief) { b.addDetail(d.id) }, only: true})
	}
	slices.SortStableFunc(entries, func(a, b entry) int { return len(b.typed) - len(a.typed) })
	return entries
})

func (b *Brief) addDetail(id string) {
	if !slices.Contains(b.Details, id) {
		b.Details = append(b.Details, id)
	}
}

// theme finds a subject such as "Octobre Rose" in words that stay prose.
func theme(s string) string {
	for _, e := range events() {
		for _, w := range e.typed {
			w = foldWord(w)
			if i := strings.Index(s, w); i >= 0 && bounded(s, i, i+len(w)) && (e.theme || len(w) > 8) {
				return e.id
			}
		}
	}
	return ""
}

var (
	placeLabel  = regexp.MustCompile(`(?:^|[\s,;.])(?:lieu|ou|place|where|venue|location|المكان|مكان) ?: ?([^,;.\n]+)`)
	placeOpener = regexp.MustCompile(`(?:^|[\s,;.:])((?:\d{1,4},? )?(?:rue|avenue|boulevard|place de|place du|gymnase|salle des fetes|salle polyvalente|mairie|ecole|college|lycee|mediatheque|town hall|community centre|community center|دار الشباب|شارع) [^,;.\n:]+)`)
)

func (r Reader) spots(f folded, words string) []span {
	var all []span
	named := func(start, end int) span {
		from, to := f.span(start, end)
		name := strings.TrimSpace(words[from:to])
		return span{start, end, "place", slotPlace, func(b *Brief) { b.addSpot(Spot{Name: name}) }, false}
	}
	all = append(all, kindsOfPlace(f, words)...)
	for _, name := range r.Places {
		if w := foldWord(name); len(w) > 3 {
			if i := strings.Index(f.text, w); i >= 0 && bounded(f.text, i, i+len(w)) {
				s := named(i, i+len(w))
				s.only = true
				all = append(all, s)
			}
		}
	}
	for _, at := range placeOpener.FindAllStringSubmatchIndex(f.text, -1) {
		end := at[3]
		for _, m := range (whenReader{now: r.Now}).read(f.text[at[2]:at[3]]) { // "gymnase municipal samedi 14 juin"
			end = min(end, at[2]+m.start)
		}
		end = at[2] + len(strings.TrimRight(f.text[at[2]:end], " "))
		s := named(at[2], end)
		s.only = true
		all = append(all, s)
	}
	for _, at := range placeLabel.FindAllStringSubmatchIndex(f.text, -1) {
		all = append(all, named(at[2], at[3]))
	}
	return all
}

func (b *Brief) addSpot(s Spot) {
	if !slices.Contains(b.Places, s) {
		b.Places = append(b.Places, s)
	}
}

var placeMark = regexp.MustCompile(`^ (?:n° ?|no\.? ?|numero |number |رقم )?([a-z]\d{0,2}|\d{1,3}[a-z]?)(?:$|[^\p{L}\d'])`)

// kindsOfPlace finds "hall B", "salle 12", "entrée principale".
func kindsOfPlace(f folded, words string) []span {
	var all []span
	for _, p := range places() {
		for _, w := range withArabicIn(p.typed) {
			for from := 0; ; {
				i := strings.Index(f.text[from:], w)
				if i < 0 {
					break
				}
				start, end := from+i, from+i+len(w)
				from = end
				if !bounded(f.text, start, end) {
					continue
				}
				spot := Spot{Kind: p.name.FR}
				if m := placeMark.FindStringSubmatchIndex(f.text[end:]); m != nil && !isUnit(f.text[end+m[2]:]) {
					a, z := f.span(end+m[2], end+m[3])
					spot.Mark = strings.ToUpper(words[a:z])
					if p.alone {
						spot.Mark = ""
					} else {
						end += m[3]
					}
				}
				if spot.Mark == "" && !p.alone {
					continue
				}
				taken := slices.ContainsFunc(all, func(o span) bool { return start < o.end && o.start < end })
				start, free := withPreposition(f.text, start)
				if !taken && free {
					all = append(all, span{start, end, "place", slotPlace, func(b *Brief) { b.addSpot(spot) }, false})
				}
			}
		}
	}
	return all
}

var (
	placePreposition = regexp.MustCompile(`(?:^|[\s,;:(])((?:(?:dans|a|au|sur|en|in|at|on) ?)?(?:le |la |l'|the )?)$`)
	placePassage     = regexp.MustCompile(`(?:par|via|vers|depuis|de|du|through|towards|from|of) (?:le |la |l'|the )?$`)
)

// withPreposition lets a place begin with its preposition ("dans le hall B"), so that both change together. It reports false
// for a place that is passed through rather than met at ("un accès par l'entrée C"): that stays prose.
func withPreposition(s string, start int) (int, bool) {
	if placePassage.MatchString(s[:start]) {
		return start, false
	}
	if m := placePreposition.FindStringSubmatchIndex(s[:start]); m != nil {
		return m[2], true
	}
	return start, true
}

// withArabicIn folds words and adds the Arabic ones as they are written after "in" (بالبهو).
func withArabicIn(typed []string) []string {
	var all []string
	for _, t := range typed {
		w := foldWord(t)
		all = append(all, w)
		if w[0] >= 0x80 {
			all = append(all, "ب"+w)
		}
	}
	return all
}

// isUnit keeps "hall 9 h" and "salle 14 juin" from being read as hall 9 and room 14.
func isUnit(s string) bool {
	figures := strings.TrimLeft(s, "0123456789")
	if len(figures) == len(s) { // a letter: "hall a partir de", "entrance a 9 h"
		return len(s) > 1 && (s[0] == 'a' || s[0] == 'y') && s[1] == ' ' && !strings.HasPrefix(s, "a, ")
	}
	figures = strings.TrimLeft(figures, " ")
	if strings.HasPrefix(figures, "h") || strings.HasPrefix(figures, ":") || strings.HasPrefix(figures, "/") {
		return true
	}
	word, _, _ := strings.Cut(figures, " ")
	_, month := when.Month(strings.TrimRight(word, ".,"))
	return month || halfOfDay(word) != "" && len(word) < 6
}

var groupPattern = regexp.MustCompile(`(?:^|[\s,(])((?:ab|a|b|o) ?[+-])(?:$|[\s,).;])`)

func bloodGroups(f folded, words string) []span {
	var all []span
	for _, at := range groupPattern.FindAllStringSubmatchIndex(f.text, -1) {
		start, end := f.span(at[2], at[3])
		group := strings.NewReplacer(" ", "", "-", "−", "–", "−").Replace(strings.ToUpper(words[start:end]))
		all = append(all, span{at[2], at[3], "group", "", func(b *Brief) {
			if !slices.Contains(b.Groups, group) {
				b.Groups = append(b.Groups, group)
			}
		}, true})
	}
	return all
}

// A clause is a part of a sentence, between commas and the like.
type clause struct{ start, end int }

// sentences cuts the text into sentences of clauses; a span is never cut.
func sentences(s string, spans []span) [][]clause {
	inside := func(i int) bool {
		return slices.ContainsFunc(spans, func(p span) bool { return i >= p.start && i < p.end })
	}
	var all [][]clause
	var now []clause
	start := 0
	cut := func(i, width int) {
		if part := strings.TrimLeft(s[start:i], " "); strings.TrimSpace(part) != "" {
			now = append(now, clause{i - len(part), i})
		}
		start = i + width
	}
	for i, r := range s {
		if i < start || inside(i) {
			continue
		}
		width := utf8.RuneLen(r)
		next, _ := utf8.DecodeRuneInString(s[i+width:])
		ends := next == utf8.RuneError || unicode.IsSpace(next)
		switch {
		case r == '\n', ends && strings.ContainsRune(".!?…", r):
			cut(i, width)
			if len(now) > 0 {
				all = append(all, now)
			}
			now = nil
		case ends && strings.ContainsRune(",;:", r), r == '-' && ends && i > 0 && s[i-1] == ' ', r == '•':
			cut(i, width)
		}
	}
	cut(len(s), 0)
	if len(now) > 0 {
		all = append(all, now)
	}
	return all
}

// sentence takes the facts of a sentence and returns what is left of it as prose.
func (r Reader) sentence(b *Brief, f folded, words string, clauses []clause, spans []span) string {
	var kept []clause
	for _, c := range clauses {
		within := spansIn(spans, c)
		if onlyFacts(f.text, c, within) {
			for _, s := range within {
				s.use(b)
			}
			continue
		}
		for _, s := range within {
			if !s.only && s.kind != "event" {
				s.use(b)
			}
		}
		kept = append(kept, c)
	}
	if len(kept) == 0 {
		return ""
	}
	said := ""
	for i, c := range kept {
		part := slotted(b, f, words, c, spansIn(spans, c))
		switch {
		case i > 0 && onlyPunctuation(f.text[kept[i-1].end:c.start]):
			from, to := f.span(kept[i-1].end, c.start)
			said += words[from:to] + part
		case i > 0:
			said = strings.TrimRight(said, " ") + commaOf(b.Lang) + part
		default:
			said = part
		}
	}
	return finish(said, f, words, kept[len(kept)-1].end, b.Lang)
}

func commaOf(l text.Lang) string {
	if l == text.AR {
		return "، "
	}
	return ", "
}

func onlyPunctuation(s string) bool {
	return len(s) < 4 && strings.IndexFunc(s, isWordRune) < 0
}

func spansIn(spans []span, c clause) []span {
	var in []span
	for _, s := range spans {
		if s.start >= c.start && s.end <= c.end {
			in = append(in, s)
		}
	}
	return in
}

// onlyFacts reports whether nothing but facts and small words stands in the clause.
func onlyFacts(s string, c clause, spans []span) bool {
	if len(spans) == 0 {
		return isLabel(s[c.start:c.end])
	}
	rest := []byte(s[c.start:c.end])
	for _, p := range spans {
		for i := p.start; i < p.end; i++ {
			rest[i-c.start] = ' '
		}
	}
	for _, w := range strings.FieldsFunc(string(rest), func(r rune) bool { return !isWordRune(r) }) {
		if !smallWord(w) {
			return false
		}
	}
	return true
}

// isLabel reports whether a clause is a form-like label ("lieu :", "when:"), which carries nothing by itself.
func isLabel(s string) bool {
	return slices.Contains([]string{"lieu", "ou", "quand", "date", "horaires", "heure", "infos", "info", "renseignements", "inscription", "inscriptions", "contact", "lien", "tel", "telephone", "when", "where", "time", "place", "venue", "location", "details", "booking", "link", "phone", "المكان", "التاريخ", "الساعه", "التوقيت", "الرابط", "الهاتف", "للتواصل", "للتسجيل"}, strings.TrimSpace(s))
}

func smallWord(w string) bool {
	return slices.Contains([]string{
		"le", "la", "les", "l", "de", "du", "des", "d", "a", "au", "aux", "en", "dans", "sur", "par", "et", "un", "une", "notre", "nos", "ce", "cette", "pour",
		"the", "an", "on", "at", "in", "of", "from", "and", "our", "to", "for",
		"في", "من", "الي", "علي", "يوم", "و", "ب", "ل", "على", "infos", "info", "renseignements", "inscription", "inscriptions", "inscriptions", "contact", "tel", "sanguins", "groupe", "groupes", "groups", "details", "booking", "book", "call",
		"للتسجيل", "للاستفسار", "الرابط", "الهاتف", "lieu", "ou", "quand", "when", "where", "time", "place", "venue", "location", "المكان", "التاريخ", "التوقيت", "ابتداء", "انطلاقا", "تنظيم", "organisation",
	}, w)
}

// slotted is a clause with its facts replaced by slots.
func slotted(b *Brief, f folded, words string, c clause, spans []span) string {
	var out strings.Builder
	at := c.start
	for _, s := range spans {
		if s.slot == "" || s.only {
			continue
		}
		if _, used := b.Said[s.slot]; used { // the fact is said elsewhere in other words
			continue
		}
		from, to := f.span(at, s.start)
		out.WriteString(words[from:to])
		start, end := f.span(s.start, s.end)
		b.Said[s.slot] = Saying{Words: words[start:end], Meant: b.meaning(s.slot)}
		out.WriteString(s.slot)
		at = s.end
	}
	from, to := f.span(at, c.end)
	out.WriteString(words[from:to])
	return out.String()
}

// meaning is what a slot says at the moment, to notice later that the fact has changed.
func (b *Brief) meaning(slot string) string {
	switch slot {
	case slotDay:
		return b.When.days(b.Lang)
	case slotHours:
		return b.When.hours(b.Lang)
	case slotPlace:
		return b.where(b.Lang)
	case slotLink:
		return b.Link
	case slotPhone:
		return b.Phone
	}
	return b.Mail
}

// finish makes a sentence of what was kept: a capital at its head, its own mark or a full stop at its end.
func finish(s string, f folded, words string, end int, l text.Lang) string {
	s = strings.Trim(s, " ,;:-–—•\n")
	if s == "" {
		return ""
	}
	_, at := f.span(end, end)
	mark := "."
	rest := strings.TrimLeft(words[at:], " \u00a0\u202f")
	if r, _ := utf8.DecodeRuneInString(rest); strings.ContainsRune("!?؟…", r) {
		mark = string(r)
		if l == text.FR && r != '…' {
			mark = "\u00a0" + mark
		}
	}
	if r, _ := utf8.DecodeLastRuneInString(s); strings.ContainsRune(".!?…؟»”\"", r) {
		mark = ""
	}
	return capital(s) + mark
}

func capital(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[size:]
}

// guessLang tells the language of a few words; otherwise is the answer when they do not tell.
func guessLang(s string, otherwise text.Lang) text.Lang {
	arabic, latin := 0, 0
	for _, r := range s {
		switch {
		case unicode.Is(unicode.Arabic, r):
			arabic++
		case unicode.IsLetter(r):
			latin++
		}
	}
	if arabic > latin {
		return text.AR
	}
	fr, en := 0, 0
	for _, w := range strings.FieldsFunc(fold(s).text, func(r rune) bool { return !isWordRune(r) }) {
		fr += boolInt(slices.Contains(frenchWords, w))
		en += boolInt(slices.Contains(englishWords, w))
	}
	if strings.ContainsAny(strings.ToLower(s), "éèêàçùœ") {
		fr += 2
	}
	switch {
	case fr > en:
		return text.FR
	case en > fr:
		return text.EN
	case otherwise == text.AR && latin > 0 || otherwise == "":
		return text.FR
	}
	return otherwise
}

var (
	frenchWords  = strings.Fields("le la les un une de du des d l et au aux en dans sur pour par nous vous notre nos votre est sont samedi dimanche lundi mardi mercredi jeudi vendredi janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre sang collecte portes ouvertes entree salle batiment heures visite groupes tous demain recrutons avec sans ou qui que ce cette infirmier infirmiere hopital ouvre ouverture nouveau nouvelle")
	englishWords = strings.Fields("the a an of and at in on for to from our your we you is are saturday sunday monday tuesday wednesday thursday friday january february march april may june july august september october november december blood drive open day entrance room building visiting hours all groups tomorrow hiring with without or who that this nurse nurses hospital opens opening new am pm free main")
)

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}
