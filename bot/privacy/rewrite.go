package privacy

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"portevoix/bot/text"
)

// Rewriting tells the same thing without the person, as the French medical council asks: circumstances, places and identities
// are transposed. It goes sentence by sentence. A sentence that raises nothing stays as it is. In one that does, what identifies
// is cut out with the small words that hold it ("depuis le 3 mars", ", boulanger à …") or said more generally ("Mme X" becomes
// "une patiente"). If the sentence still raises something, it gives way to one about the team, said once. What comes out is
// checked like any text; if that finds more than a hint, there is no rewriting. A sentence that tells of somebody recognisable is not
// cut up: it gives way to one about the same theme (rewrite_themes.go).

// teamAngle speaks of the team instead of a patient.
var teamAngle = tongue{text.Text{
	FR: "Merci à toutes nos équipes, mobilisées chaque jour auprès des patients et de leurs proches.",
	EN: "Thank you to all our teams, who work every day for patients and their families.",
	AR: "شكرا لكل فرقنا المعبأة يوميا لخدمة المرضى وذويهم.",
}, "Gracias a todos nuestros equipos, que trabajan cada día por los pacientes y sus familias."}

var teamAngleWhy = text.Text{
	FR: "La phrase ne tenait que par la personne : on parle de l'équipe.",
	EN: "The sentence stood on the person alone: it now speaks of the team.",
	AR: "كانت الجملة قائمة على الشخص وحده: صارت تتحدث عن الفريق.",
}

// rewrite gives a text that raises nothing worse than a hint, and its changes; "" when there is none.
func (c *Checker) rewrite(p *page, r Report) (string, []Change) {
	if p.in.Kind == Reply && hasRule(r, "SEC-02") {
		reply := tongue{NeutralReply(), neutralSpanish}.in(p.lang)
		return reply, []Change{{Before: "…", After: reply, Why: neutralReply}}
	}
	if len(p.s) > longestRewritten {
		return "", nil
	}
	w := writer{c: c, p: p, points: []rune(p.in.Text), lang: p.lang}
	w.noteAbout()
	for i := range p.sentences {
		w.sentence(i, r.Findings)
	}
	out := closeQuotes(strings.TrimSpace(w.out.String()))
	if len(w.changes) == 0 || out == "" || c.verdictOf(p.in, out) > Info {
		return "", nil
	}
	return out, w.changes
}

// closeQuotes drops guillemets whose other half gave way.
func closeQuotes(s string) string {
	if strings.Count(s, "«") == strings.Count(s, "»") {
		return s
	}
	s = strings.NewReplacer("« ", "", "«\u00a0", "", "«", "", " »", "", "\u00a0»", "", "»", "").Replace(s)
	return strings.TrimSpace(s)
}

// noteAbout marks the sentences that tell of somebody of whom too much is said.
func (w *writer) noteAbout() {
	w.about = make([]bool, len(w.p.sentences)+1)
	for _, person := range w.p.people {
		if person.Score < 3 {
			continue
		}
		for _, s := range person.sentences {
			w.about[s] = true
		}
	}
}

// longestRewritten bounds the work: every changed sentence is checked again.
const longestRewritten = 20_000

func hasRule(r Report, id string) bool {
	for _, f := range r.Findings {
		if f.Rule == id {
			return true
		}
	}
	return false
}

// mostCuts is how much may be cut from a sentence before it is better told of the team: more leaves a sentence with holes.
const mostCuts = 3

// A writer puts the new text together.
type writer struct {
	c       *Checker
	p       *page
	points  []rune // of the text as written
	lang    text.Lang
	out     strings.Builder
	changes []Change
	said    map[string]bool // sentences about the team that have been said
	about   []bool          // per sentence: it tells of somebody recognisable
	gone    bool            // the sentence before gave way
	unsaid  bool            // a name stands where nothing can be said instead
}

func (w *writer) sentence(i int, findings []Finding) {
	p := w.p
	e := p.sentences[i]
	start, end := int(p.tokens[e.from].start), len(p.s)
	if i+1 < len(p.sentences) {
		end = int(p.tokens[p.sentences[i+1].from].start)
	}
	from, to := int(p.at[start]), int(p.at[end])
	original := string(w.points[from:to])
	mine := within(findings, from, to)
	if len(mine) == 0 && !w.about[i] && !(w.gone && (p.pronounFirst(e) || p.goesOnAbout(e))) {
		w.gone = false
		w.out.WriteString(original)
		return
	}
	if !w.about[i] && len(mine) > 0 && w.onlyDirect(start, end, mine) {
		written, changes := w.cut(start, end, mine)
		if len(changes) > 0 && len(changes) <= mostCuts && w.says(written) && w.c.verdictOf(p.in, written) <= Info {
			w.out.WriteString(written + space0(original))
			w.changes = append(w.changes, changes...)
			return
		}
	}
	w.giveWay(e, original, mine)
}

// giveWay replaces a sentence by one about the team, said once. What opened it, up to a colon, stays when it raises nothing.
func (w *writer) giveWay(e extent, original string, mine []Finding) {
	p := w.p
	lead, rest := p.opening(e)
	if lead != "" && w.c.verdictOf(p.in, lead) > Clear {
		lead = ""
	}
	said := p.themed(e.from, e.to).in(w.lang)
	if w.gone && (rest || p.goesOnAbout(e)) {
		said = "" // goes on about the same person: told already
	}
	if w.said == nil {
		w.said = map[string]bool{}
	}
	if said == teamAngle.in(w.lang) && len(w.said) > 0 {
		said = "" // something of the team has been said
	}
	if w.said[said] {
		said = ""
	}
	w.said[said], w.gone = true, true
	after := strings.TrimSpace(lead + " " + said)
	if after != "" {
		w.out.WriteString(after + space0(original))
	}
	before := firstWords(original)
	if len(mine) > 0 && mine[0].Masked != "" {
		before = mine[0].Masked
	}
	w.changes = append(w.changes, Change{Before: before, After: after, Why: teamAngleWhy})
}

// firstWords shows where a sentence began, masked.
func firstWords(s string) string {
	words := strings.Fields(s)
	if len(words) <= 3 {
		return maskWords(strings.Join(words, " "))
	}
	return maskWords(strings.Join(words[:3], " ")) + " …"
}

// opening gives the words of a sentence up to a colon, closed with an exclamation mark, when they are three to nine and say
// nothing of anybody; goesOn tells a sentence that begins with a pronoun.
func (p *page) opening(e extent) (lead string, goesOn bool) {
	goesOn = p.pronounFirst(e)
	for i := e.from + 2; i < e.to && i < e.from+12; i++ {
		if !p.sign(i, ':') {
			continue
		}
		start, end := int(p.tokens[e.from].start), int(p.tokens[i].start)
		if !p.tokens[e.from].word() || p.tokens[i-1].kind == number {
			return "", goesOn
		}
		if k := p.factAfter(start - 1); k < len(p.facts) && p.facts[k].Start < end || i-e.from < 3 {
			return "", goesOn
		}
		mark := " !"
		if p.lang != "fr" {
			mark = "!"
		}
		return strings.TrimSpace(string(p.s[start:end])) + mark, goesOn
	}
	return "", goesOn
}

// goesOnAbout tells a sentence that speaks of or to the one whom the sentence before told of: "On t'attend !", "our team removed his
// voice box", "Follow along!".
func (p *page) goesOnAbout(e extent) bool {
	words, thanks := 0, false
	for i := e.from; i < e.to; i++ {
		if !p.tokens[i].word() {
			continue
		}
		words++
		thanks = thanks || p.is(i, "merci", "bravo", "felicitations", "thank", "thanks", "congratulations", "well", "gracias", "enhorabuena", "شكرا", "hourra")
		if p.is(i, "t", "te", "toi", "his", "him", "lui") || p.is(i, "you") && p.is(i-1, "of", "for", "to") || p.is(i, "elle", "ella") && p.is(i-1, "a", "pour", "en", "con", "avec") || p.is(i, "soon") && p.is(i-1, "well") {
			return true
		}
	}
	return words <= 4 && words > 0 && !thanks && p.is(e.from, "follow", "on", "quel", "quelle", "what", "stay", "restez", "suivez", "courage", "animo", "get")
}

// pronounFirst tells a sentence that begins with somebody of the sentence before.
func (p *page) pronounFirst(e extent) bool {
	return p.is(e.from, "il", "elle", "ils", "elles", "son", "sa", "ses", "leur", "leurs", "cette", "ce", "he", "she", "they", "his", "her", "their", "su", "sus", "وقد", "وهو", "وهي", "maman", "mum") && !p.is(e.from+1, "y", "faut", "service")
}

// onlyDirect reports whether what is wrong with s[start:end] are direct identifiers and dates, which can be cut without leaving a
// hole in the story.
func (w *writer) onlyDirect(start, end int, mine []Finding) bool {
	for _, f := range mine {
		switch FactKind(f.Kind) {
		case FactPhone, FactFax, FactEmail, FactRoom, FactAddress, FactZIP, FactName, FactInitials, FactDate, FactRecord, FactHandle, FactURL, FactIP, FactBirth, FactNIR, FactNHS, FactSSN, FactCNIE, FactDNI, FactInsurance, FactIBAN, FactCard, FactPlate, FactInvoice, FactLicence, FactDevice:
		default:
			return false
		}
	}
	return true
}

// space0 is the white space at the end of a sentence, or one space.
func space0(s string) string {
	trimmed := strings.TrimRight(s, " \n\r\t")
	if tail := s[len(trimmed):]; tail != "" {
		return tail
	}
	return " "
}

// within lists the findings worse than a hint that touch code points from to to, the place of each clear.
func within(findings []Finding, from, to int) []Finding {
	var out []Finding
	for _, f := range findings {
		if f.Severity >= Warn && f.Span != Whole && f.Span.Start < to && from < f.Span.End {
			out = append(out, f)
		}
	}
	return out
}

// says reports whether what is left of a sentence still is one: five words, and a word of more than a few letters at its end.
func (w *writer) says(s string) bool { return len(strings.Fields(s)) >= 5 }

// cut writes s[start:end] without the facts that identify.
func (w *writer) cut(start, end int, mine []Finding) (string, []Change) {
	p := w.p
	var b bytes.Buffer
	var changes []Change
	at, names := start, 0
	w.unsaid = false
	for _, f := range p.facts {
		if f.Start < at || f.End > end || f.Start < start || !w.cuts(f, mine) {
			continue
		}
		left, right, instead := w.extent(f, at)
		if f.Kind == FactName || f.Kind == FactInitials {
			names++
		}
		if w.unsaid || names > 1 {
			return "", nil
		}
		b.Write(p.s[at:left])
		b.WriteString(instead)
		changes = append(changes, Change{Before: maskWords(string(p.s[f.Start:f.End])), After: instead, Why: whyCut(f.Kind)})
		at = max(right, at)
	}
	if at > end {
		at = end
	}
	b.Write(p.s[at:end])
	return tidySpaces(b.String()), changes
}

// cuts tells the facts that go: those a finding names, and all that is said of a person who would be recognised.
func (w *writer) cuts(f Fact, mine []Finding) bool {
	switch f.Kind {
	case FactPatient, FactSex, FactService, FactLink, FactHashtag:
		return false
	case FactName, FactInitials:
		return f.Role == RolePatient || f.Role == RoleRelative || f.Role == RoleUnknown && named(w.p, f, mine)
	}
	return named(w.p, f, mine)
}

func named(p *page, f Fact, mine []Finding) bool {
	s := p.span(f.Start, f.End)
	for _, m := range mine {
		if m.Span.Start < s.End && s.Start < m.Span.End {
			return true
		}
	}
	return false
}

// extent widens what is cut to the small words that hold it, and gives what is said instead.
func (w *writer) extent(f Fact, least int) (left, right int, instead string) {
	p := w.p
	from, to := p.tokenAt(f.Start), p.tokenAt(f.End-1)+1
	if f.Kind == FactName || f.Kind == FactInitials {
		left, right, instead, ok := w.person(f, from, to, least)
		w.unsaid = w.unsaid || !ok
		return left, right, instead
	}
	if f.Kind == FactDate { // on Sunday evening, ليلة أمس
		for p.is(to, "evening", "night", "morning", "afternoon", "soir", "matin", "noche", "tarde") || p.is(to, "apres") && p.is(to+2, "midi") {
			to++
		}
		for from > 0 && int(p.tokens[from-1].start) >= least && p.is(from-1, "ليله", "مساء", "صباح", "زوال", "evening", "noche", "manana", "tarde") {
			from--
		}
	}
	for from > 0 && int(p.tokens[from-1].start) >= least && (p.is(from-1, holders...) || p.sign(from-1, '\'')) {
		from--
	}
	from = p.announced(f, from, least)
	comma := from > 0 && p.sign(from-1, ',')
	if comma && (p.sign(to, ',') || p.sign(to, '.') || p.sign(to, '!') || to >= len(p.tokens)) {
		from--
	}
	left, right = int(p.tokens[from].start), int(p.tokens[to-1].end)
	for left > least && p.s[left-1] == ' ' {
		left--
	}
	return max(left, least), right, ""
}

// announced takes in what announces a number: "tél. : ", "joignable au", "IPP".
func (p *page) announced(f Fact, from, least int) int {
	if of := placeholders[f.Kind]; of != "PHONE" && of != "EMAIL" && of != "NUMBER" || p.tokens[from].gap == line {
		return from
	}
	i := from
	for i > 0 && int(p.tokens[i-1].start) >= least && (p.sign(i-1, ':') || p.sign(i-1, '.') || p.is(i-1, "n", "numero", "au", "number", "no", "sur", "رقم")) {
		i--
	}
	if i > 0 && int(p.tokens[i-1].start) >= least && p.is(i-1, announcers...) {
		return i - 1
	}
	return from
}

// announcers stand before a number or an address and say nothing without it.
var announcers = []string{"tel", "telephone", "portable", "mobile", "fax", "telecopie", "mail", "email", "courriel", "contact", "whatsapp", "joignable", "phone", "cell", "ipp", "nir", "nda", "mrn", "iban", "dossier", "telefono", "movil", "correo", "هاتف", "الهاتف", "واتساب", "البريد"}

// holders are the small words before a date, a place, an age, a room that go with it.
var holders = []string{"de", "d", "du", "des", "le", "la", "l", "les", "a", "au", "aux", "en", "depuis", "dans", "venu", "venue", "originaire", "habitant", "domicilie", "domiciliee", "habite", "agee", "age", "chambre", "lit", "numero", "n", "un", "une", "notre", "par", "apres", "atteint", "atteinte", "souffrant", "suite",
	"from", "in", "on", "at", "of", "aged", "the", "since", "with", "an", "el", "los", "del", "las", "una", "desde", "habitacion", "cama", "con", "من", "في", "منذ", "يوم", "البالغ", "البالغه", "العمر"}

// whyCut says why a fact went.
func whyCut(k FactKind) text.Text {
	switch k {
	case FactName, FactInitials:
		return text.Text{FR: "l'identité est transposée", EN: "the identity is transposed", AR: "حُوّلت الهوية"}
	case FactPlace, FactAddress, FactZIP, FactRoom:
		return text.Text{FR: "le lieu est retiré", EN: "the place is taken out", AR: "حُذف المكان"}
	case FactDate, FactBirth, FactAge, FactStay:
		return text.Text{FR: "la date ou l'âge est retiré", EN: "the date or the age is taken out", AR: "حُذف التاريخ أو السن"}
	case FactCircumstance, FactOutcome, FactDisease, FactUnique:
		return text.Text{FR: "la circonstance est retirée", EN: "the circumstance is taken out", AR: "حُذف الظرف"}
	}
	return text.Text{FR: "ce détail fait reconnaître la personne", EN: "this detail makes the person recognisable", AR: "هذا التفصيل يكشف الشخص"}
}

// tidySpaces mends what cutting leaves: doubled spaces, a comma before a stop.
func tidySpaces(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	for _, pair := range [][2]string{{" ,", ","}, {",,", ","}, {", ,", ","}, {",.", "."}, {", .", "."}, {" .", "."}, {"( )", ""}, {"()", ""}, {", !", " !"}, {": ,", ":"}} {
		s = strings.ReplaceAll(s, pair[0], pair[1])
	}
	s = strings.ReplaceAll(s, "  ", " ")
	s = strings.TrimLeft(s, " ,;:")
	if first, n := utf8.DecodeRuneInString(s); n > 0 {
		s = string(unicode.ToUpper(first)) + s[n:]
	}
	return s
}

// verdictOf checks a text without writing it anew.
func (c *Checker) verdictOf(in Input, written string) Severity {
	in.Text, in.Over, in.Fixed = written, 0, nil
	p := c.read(in)
	defer c.done(p)
	worst := Clear
	for _, f := range c.findings(p) {
		worst = max(worst, f.Severity)
	}
	return worst
}
