package names

import (
	"strings"

	"portevoix/bot/privacy/lexicon"
	"portevoix/bot/privacy/tagger"
)

// This file tells whose name it is, by what stands around it in its sentence.

// Evidence is weighed: what speaks for somebody who is looked after against what speaks for somebody at work or in public.
// The heaviest signs are those that stand right beside the name.
type evidence struct {
	care, public int
	careWhy      Reason
	publicWhy    Reason
	treated      bool // something was done to the person: "was treated"
	staff        bool // the public evidence is a hospital job
	spoken       bool // the person speaks, is credited or holds an office
}

func (e *evidence) forCare(weight int, why Reason) {
	if weight > 0 && e.care < 10 {
		if e.care < weight {
			e.careWhy = why
		}
		e.care += weight
	}
}

func (e *evidence) forPublic(weight int, staff bool) {
	e.public += weight
	e.staff = e.staff || staff
	e.spoken = e.spoken || !staff
	e.publicWhy = ByRole
}

// enough is the weight below which nobody is told apart.
const enough = 3

func (f *Finder) judge(m *mention) {
	if m.Who == Ours || m.Why == ByHashtag {
		return
	}
	if !m.titled.is(civil|medical) && !(m.direct && m.Why != ByRecord && m.Why != ByAge && m.Why != ByFamily) {
		if thing := f.thing(m); thing != Unknown {
			m.Who, m.Why = thing, ByPlace
			return
		}
	}
	if f.namedAfter(m) {
		m.Who, m.Why = Street, ByPlace
		return
	}
	if m.titled == 0 && !m.direct && lexicon.IsNamesake(f.text[m.Start:m.End]) {
		m.Who, m.Why = Institution, ByPlace
		return
	}
	e := f.weigh(m)
	m.Alone, m.Told = e.public == 0, f.page.story && f.tellsOf(m)
	m.Hailed, m.Plain = !m.Full && m.titled == 0 && f.hailed(m.from), f.plain(m)
	if f.asked(m.from - 1) {
		m.Alone = false
	}
	if prev := m.from - 1; m.Full && prev > 0 && m.titled == 0 && !m.direct && f.tokens[prev].Case == tagger.Title && f.tokens[m.from].After == tagger.Space && f.cues[prev] == 0 && !f.fond(prev) && !f.sentenceBreak(prev) {
		m.Sure, m.Plain = false, false // "Wake Forest Baptist"
	}
	m.Seen = e.public >= enough && (e.spoken || !e.staff || m.titled.is(medical))
	switch {
	case m.titled.is(medical):
		m.Who = Staff
	case e.public >= enough && (e.public > e.care || e.public == e.care && !e.treated):
		m.Who, m.Why = Public, e.publicWhy
		if e.staff {
			m.Who = Staff
		}
	case e.care >= enough:
		m.Who = Patient
		if e.careWhy == ByFamily {
			m.Who = Relative
		}
		if !m.direct && m.titled == 0 {
			m.Why = e.careWhy
		}
		m.Sure = true
		m.guessed = !m.direct && e.care < 6 && m.titled == 0
	}
}

// asked tells the words that send the reader to somebody at work: "ask Tim", "auprès de Nadège".
func (f *Finder) asked(i int) bool {
	if i < 0 {
		return false
	}
	switch f.tokens[i].Key() {
	case keyAsk, keyAupres:
		return true
	}
	return i > 0 && f.tokens[i-1].Key() == keyAupres
}

var keyAsk, keyAupres = tagger.KeyOf("ask"), tagger.KeyOf("auprès")

// hailed reports whether a greeting or thanks stand before token i: "Thank you Neil", "Merci, Nadège", "Hola Ramiro", "شكرا لك يوسف".
func (f *Finder) hailed(i int) bool {
	i--
	if f.sign(i, ",") {
		if i--; f.sentenceBreak(i+4) && f.thanked(i) { // "Thanks for telling us, Neil."
			return true
		}
	}
	if i < 0 {
		return false
	}
	switch f.tokens[i].Key() {
	case keyThanks, keyMerci, keyHi, keyHello, keyDear, keyBonjour, keyBonsoir, keyCher, keyChere, keyHola, keyGracias, keyLak:
		return true
	case keyYou:
		return i > 0 && f.tokens[i-1].Key() == keyThank
	}
	return false
}

// thanked reports whether the sentence of token i begins with thanks or a greeting.
func (f *Finder) thanked(i int) bool {
	for ; i > 0 && !f.sentenceBreak(i); i-- {
	}
	if i < 0 {
		return false
	}
	switch f.tokens[i].Key() {
	case keyThank, keyThanks, keyMerci, keyGracias, keyHi, keyHello, keyBonjour:
		return true
	}
	return false
}

var (
	keyThank, keyThanks, keyMerci        = tagger.KeyOf("thank"), tagger.KeyOf("thanks"), tagger.KeyOf("merci")
	keyHi, keyHello, keyHola, keyGracias = tagger.KeyOf("hi"), tagger.KeyOf("hello"), tagger.KeyOf("hola"), tagger.KeyOf("gracias")
	keyBonjour, keyBonsoir, keyLak       = tagger.KeyOf("bonjour"), tagger.KeyOf("bonsoir"), tagger.KeyOf("لك")
)

// plain reports whether a name is so plainly a person's that it may be told without anything else said of its bearer.
func (f *Finder) plain(m *mention) bool {
	if m.titled != 0 || m.direct {
		return true
	}
	if m.Full {
		return m.Sure && f.word(m.from).First >= lexicon.Common
	}
	if f.tokens[m.from].Case == tagger.Lower {
		w := f.word(m.from)
		return f.page.small && w.First >= lexicon.Common && w.Written == lexicon.Never
	}
	return f.tokens[m.from].Case != tagger.Uncased && (f.titled(m.from) || f.page.caps && f.tokens[m.from].Case == tagger.Upper) && (f.loneFirstName(m.from) || f.wordyName(m.from))
}

// namedAfter tells a street or a house with a title in its name: "avenue Moulay Slimane".
func (f *Finder) namedAfter(m *mention) bool {
	if m.from < 2 || !f.has(m.from-2, street|institution) {
		return false
	}
	switch f.tokens[m.from-1].Key() {
	case keyMoulay, keyLalla, keyHaj, keySir, keyLady:
		return true
	}
	return false
}

var (
	keyMoulay, keyLalla, keyHaj = tagger.KeyOf("moulay"), tagger.KeyOf("lalla"), tagger.KeyOf("haj")
	keySir, keyLady             = tagger.KeyOf("sir"), tagger.KeyOf("lady")
)

// thing tells whether the name is that of a hospital, a street, a disease.
func (f *Finder) thing(m *mention) Who {
	if who := f.thingBefore(m); who != Unknown {
		return who
	}
	return f.thingAfter(m)
}

const glue = 5 // tokens between "hôpital" and the name

func (f *Finder) thingBefore(m *mention) Who {
	for k := m.from - 1; k >= 0 && k >= m.from-glue; k-- {
		c := f.cues[k]
		if f.sentenceBreak(k+1) && !f.sign(k, ".") || f.tokens[k+1].After == tagger.Line {
			return Unknown
		}
		switch {
		case c.is(health) && f.word(m.from).First >= lexicon.Common && (m.Full || f.somebody(m) && f.word(m.from).Last < lexicon.Frequent): // "l'opération de Paul Durand"
			return Unknown
		case f.tokens[k].Key() == keyNom && k == m.from-2 && f.has(k-1, article): // "porte le nom de"
			return Eponym
		case c.is(eponymHead) && k >= m.from-3 && !f.taken[k]:
			return Eponym
		case c.is(institution):
			return Institution
		case f.tokens[k].Key() == keyOf && k == m.from-1 && f.has(k-1, institution) && f.tokens[k-1].Capitalised(): // "the University of Sydney"
			return Institution
		case f.saintBefore(k):
			return Eponym
		case c.is(street) && k >= m.from-3:
			return Street
		case f.tokens[k].Case == tagger.Lower && k < m.from && (f.has(k-1, particle) || f.apostrophe(k-1)) &&
			!f.cues[k].is(particle|article|role|honour) && (!f.cues[k].is(patient|child|relative) || strings.HasSuffix(f.tokens[k].Text(f.text), "s")):
			continue // "hôpital d'enfants X"
		case c.is(particle|article) || f.apostrophe(k) || f.sign(k, "-") || f.sign(k, "–") || f.sign(k, "/"):
			continue
		case f.tokens[k].Capitalised() && !f.taken[k] && !c.is(civil|medical|honour|role|patient|relative|child):
			continue // "CHU Dijon Bourgogne", "Centre Hospitalier Régional Universitaire"
		case f.tokens[k].Case == tagger.Lower && f.tokens[k].Word.Written == lexicon.Never && k == m.from-1:
			continue
		case f.adjective(k):
			continue
		}
		return Unknown
	}
	return Unknown
}

// adjective tells the words that stand between a kind of house and its name: "hôpital privé", "centre médical".
func (f *Finder) adjective(k int) bool {
	switch f.tokens[k].Key() {
	case keyPrive, keyPublic, keyGeneral, keyRegional, keyMedical, keyMilitaire, keyLocal, keyNational, keyInternational:
		return true
	}
	return false
}

var (
	keyPrive, keyPublic, keyGeneral         = tagger.KeyOf("privé"), tagger.KeyOf("public"), tagger.KeyOf("général")
	keyRegional, keyMedical, keyMilitaire   = tagger.KeyOf("régional"), tagger.KeyOf("médical"), tagger.KeyOf("militaire")
	keyLocal, keyNational, keyInternational = tagger.KeyOf("local"), tagger.KeyOf("national"), tagger.KeyOf("international")
	keySaint, keySainte, keySt              = tagger.KeyOf("saint"), tagger.KeyOf("sainte"), tagger.KeyOf("st")
)

var keyVirgen, keySanto = tagger.KeyOf("virgen"), tagger.KeyOf("santo")

var keyNom = tagger.KeyOf("nom")

func (f *Finder) saintBefore(k int) bool {
	switch f.tokens[k].Key() {
	case keySaint, keySainte, keySt, keyVirgen, keySanto:
		return f.tokens[k].Capitalised()
	}
	return false
}

func (f *Finder) thingAfter(m *mention) Who {
	to := m.to
	if f.tokens[to-1].Case == tagger.Uncased { // Arabic says "hospital" before the name
		return Unknown
	}
	if f.apostrophe(to) && to+1 < len(f.tokens) && f.tokens[to+1].After == tagger.Glued { // "Parkinson's disease"
		to += 2
		if f.has(to, eponymTail) {
			return Eponym
		}
	}
	if f.has(to, institution) && f.tokens[to].After == tagger.Space && f.tail(to) {
		return Institution // "the new Alexander Fleming wing"
	}
	for k := to; k < len(f.tokens) && k < to+4 && !f.sentenceBreak(k); k++ {
		switch c := f.cues[k]; {
		case c.is(institution) && f.tokens[k].Capitalised() && f.tail(k):
			return Institution
		case c.is(eponymTail) && k == to && m.to == to && !f.page.caps:
			return Eponym
		case c.is(street) && k == to && f.tokens[k].Capitalised() && f.tail(k) && !f.has(k+1, particle|article) && !f.spokenTo(k+1):
			return Street
		case !f.tokens[k].Capitalised() && f.tokens[k].Text(f.text) != "&":
			return Unknown
		}
	}
	return Unknown
}

// tail reports whether token k ends the name of a house or a street, as English has it, rather than begins one: "Hospital
// Universitario", "Avenue Foch".
func (f *Finder) tail(k int) bool {
	return f.sentenceBreak(k+1) || !f.tokens[k+1].Capitalised() && !f.cues[k+1].is(particle)
}

// weigh gathers the evidence about a person.
func (f *Finder) weigh(m *mention) evidence {
	var e evidence
	f.weighFound(m, &e)
	f.weighBefore(m, &e)
	f.weighAfter(m, &e)
	if (f.page.care || f.page.ill) && e.care > 0 {
		e.forCare(1, ByCare)
	}
	return e
}

func (f *Finder) weighFound(m *mention, e *evidence) {
	switch {
	case m.Why == ByInitials:
		e.forCare(6, ByInitials)
	case m.Why == ByRecord:
		e.forCare(5, ByRecord)
	case m.Why == ByNaming:
		e.forCare(6, ByNaming)
	case m.Why == ByFamily:
		e.forCare(5, ByFamily)
	case m.direct:
		e.forCare(6, ByCare)
	}
	if m.titled.is(civil) && !m.titled.is(medical) {
		e.forCare(2, ByTitle)
	}
	if f.has(m.from-1, child) || f.has(m.to, relative) && f.has(m.from-1, article) { // "our little X", "the X family"
		e.forCare(4, ByFamily)
	}
	if f.has(m.to, regnal) || f.has(m.to-1, regnal) && m.to-m.from > 1 {
		e.forPublic(9, false)
	}
	if f.ageAfter(m.to) || f.ageSaid(m.to) {
		e.forCare(4, ByAge)
	}
	if f.apostrophe(m.to) && f.has(m.to+2, relative) || f.has(m.to, relative) && f.sign(m.to-1, "'") { // "Emily's mum"
		e.forCare(5, ByFamily)
	}
}

const sight = 9 // tokens looked at on either side

func (f *Finder) weighBefore(m *mention, e *evidence) {
	from := m.from - 1
	if m.titled != 0 {
		from = f.beforeTitle(from)
	}
	for k, distance := from, 1; k >= 0 && distance <= sight; k, distance = k-1, distance+1 {
		if f.sentenceBreak(k+1) && !f.sign(k, ":") || f.taken[k] && distance > 1 && f.sign(k+1, ",") {
			f.byline(m, k+1, e)
			return
		}
		c := f.cues[k]
		near := distance <= 3
		switch {
		case c.is(credit) && near:
			e.forPublic(6, false)
		case f.tokens[k].Text(f.text) == "©":
			e.forPublic(8, false)
		case c.is(speech) && near && !f.spokenTo(from) && !f.testimony(k) && !f.gesture(m, k):
			e.forPublic(5, false)
		case c.is(honour) && near:
			e.forPublic(8, false)
		case c.is(relative) && near && !f.wardSister(k):
			e.forCare(5, ByFamily)
		case c.is(wish):
			e.forCare(4, ByWish)
		case c.is(role) && distance <= 2 && m.titled != civil:
			e.forPublic(6, true)
		case c.is(role|honour) && distance > 1 && f.sent(k+1, m.from): // "three teams to save …"
		case c.is(role|honour) && (f.sign(from, ",") || f.sign(from, ":") || near):
			e.forPublic(5, true)
		case c.is(file) && near && m.titled != 0:
			e.forCare(3, ByCare)
		case c.is(care), c.is(health) && distance <= 6 && f.somebody(m):
			e.forCare(2, ByCare)
		case c.is(patient|child) && near:
			e.forCare(4, ByCare)
		case c.is(role|work) && distance > 2 && f.spokenTo(from) && (f.page.ill || f.page.care): // "les infirmières ont organisé un goûter pour …"
		case c.is(role) && f.theirs(k-1) && !f.sign(k+1, ":"): // "nos équipes ont sauvé la main de …"
		case c.is(role):
			e.forPublic(2, true)
		case f.joining(k) && !f.workAhead(k+1):
		case c.is(work) && m.titled == 0:
			e.forPublic(3, true)
		}
		if k == 0 {
			f.byline(m, 0, e)
		}
	}
}

// testimony reports whether token k is a verb with which those who were looked after tell of it, in a text that tells of illness.
func (f *Finder) testimony(k int) bool {
	switch f.tokens[max(0, k-1)].Key() {
	case keyWas, keyWere, keyEte: // "was told"
		return true
	}
	if !f.page.story && !f.page.care && !f.page.ill {
		return false
	}
	switch f.tokens[k].Key() {
	case keyDit, keyEcrit, keyRaconte, keyTemoigne, keyConfie, keyTold, keyTells, keyTell, keyCuenta:
		return true
	}
	return false
}

var (
	keyRaconte, keyTemoigne, keyConfie = tagger.KeyOf("raconte"), tagger.KeyOf("témoigne"), tagger.KeyOf("confie")
	keyTold, keyTells, keyTell         = tagger.KeyOf("told"), tagger.KeyOf("tells"), tagger.KeyOf("tell")
	keyDit, keyEcrit                   = tagger.KeyOf("dit"), tagger.KeyOf("écrit")
	keyCuenta                          = tagger.KeyOf("cuenta")
)

// gesture reports whether a verb of speech is what anybody does, not what is said in public: "Yvette salue les écoliers", "said their vows".
func (f *Finder) gesture(m *mention, k int) bool {
	if k+1 < len(f.tokens) {
		switch f.tokens[k+1].Key() {
		case keyTheir, keyHis, keyHer, keyGoodbye, keyYes, keyHello:
			return true
		}
	}
	if m.Full || m.titled != 0 {
		return false
	}
	switch f.tokens[k].Key() {
	case keySalue, keyNote, keyObserve, keyRappelle, keyConfirme:
		return true
	}
	return false
}

var (
	keyGoodbye, keyYes            = tagger.KeyOf("goodbye"), tagger.KeyOf("yes")
	keySalue, keyNote, keyObserve = tagger.KeyOf("salue"), tagger.KeyOf("note"), tagger.KeyOf("observe")
	keyRappelle, keyConfirme      = tagger.KeyOf("rappelle"), tagger.KeyOf("confirme")
)

// sent reports whether "to" or "pour" stands among tokens: what comes before does something to the one who is named after.
func (f *Finder) sent(from, to int) bool {
	for i := from; i < to; i++ {
		switch f.tokens[i].Key() {
		case keyTo, keyPour, keyFor:
			return true
		}
	}
	return false
}

// wardSister reports whether token k is the nurse's title rather than somebody's sister: "Sister Maud".
func (f *Finder) wardSister(k int) bool {
	return f.tokens[k].Key() == keySister && f.tokens[k].Case == tagger.Title && !f.possessive(k-1)
}

// tellsOf reports whether a name is plain enough for a story to be that of its bearer: it has a title, a listed first name with
// more words, or is a lone first name.
func (f *Finder) tellsOf(m *mention) bool {
	switch {
	case m.titled != 0 || m.direct:
		return true
	case m.Full:
		return m.Sure || f.word(m.from).First > 0 && f.tokens[m.from].Case != tagger.Mixed
	}
	return f.loneFirstName(m.from) || f.tokens[m.from].Case == tagger.Lower && f.page.small || f.tokens[m.from].Case == tagger.Uncased
}

// spokenTo reports whether token i makes what follows the one spoken to or of, not the one who speaks: "said goodbye to Walter".
func (f *Finder) spokenTo(i int) bool {
	if i < 0 {
		return false
	}
	switch f.tokens[i].Key() {
	case keyTo, keyA, keyOf, keyPour, keyFor:
		return true
	}
	return false
}

var keyTo, keyOf, keyPour, keyFor = tagger.KeyOf("to"), tagger.KeyOf("of"), tagger.KeyOf("pour"), tagger.KeyOf("for")

// somebody reports whether a name is so plainly a person's that a word of illness beside it tells a patient: it has a title, is a
// first name that is no word and no place, or has a listed name among two or more words.
func (f *Finder) somebody(m *mention) bool {
	if w := f.word(m.from); m.to-m.from == 1 && w.First >= lexicon.Common && w.Written == lexicon.Never && f.tokens[m.from].Case == tagger.Title {
		return !f.town(m)
	}
	return m.titled != 0 || m.Full && f.strong(m.from, m.to) && !f.town(m)
}

// town reports whether a name is that of a town rather than of a hamlet, which many first names are.
func (f *Finder) town(m *mention) bool {
	place, ok := lexicon.FindPlace(f.text[m.Start:m.End])
	return ok && place.Population >= 5_000
}

// beforeTitle gives the last token before the title of a name that begins after token i.
func (f *Finder) beforeTitle(i int) int {
	for first := i - sight; i >= 0 && i > first && !f.spokenTo(i) && (f.sign(i, ".") || f.has(i, civil|medical|article)); i-- {
	}
	return i
}

// byline recognises a name that is all there is of the last line or sentence: who wrote or drew it.
func (f *Finder) byline(m *mention, start int, e *evidence) {
	if start == 0 || m.direct || m.titled != 0 || m.to < len(f.tokens) && !(m.to == len(f.tokens)-1 && f.tokens[m.to].Case == tagger.Sign) {
		return
	}
	if start == m.from || start == m.from-1 && f.tokens[start].Case == tagger.Sign || f.sign(m.from-1, "-") || f.sign(m.from-1, "–") || f.sign(m.from-1, "—") {
		e.forPublic(4, false)
	}
}

func (f *Finder) weighAfter(m *mention, e *evidence) {
	apposition := 0 // tokens since the comma or bracket right after the name
	told := false   // what follows the name tells of illness or care: "X, transplanté, devient parrain"
	if f.tokens[min(m.to, len(f.tokens)-1)].Key() == keyFrom && f.fromWork(m.to+1) {
		e.forPublic(3, true) // "Sue from reception"
	}
	if f.withTeam(m.to) {
		e.forPublic(3, true) // "Nadège et toute l'équipe"
	}
	hailed := f.hailed(m.from) || f.addressed(m.to-1)
	for k, distance := m.to, 1; k < len(f.tokens) && distance <= sight; k, distance = k+1, distance+1 {
		if f.sentenceBreak(k) && distance > 1 || f.tokens[k].After == tagger.Line {
			return
		}
		if distance == 1 && !hailed && (f.sign(k, ",") || f.sign(k, "(") || f.sign(k, "-") || f.sign(k, "–") || f.sign(k, ":")) {
			apposition = 1
		}
		c := f.cues[k]
		if c.is(role) && f.toThem(k) {
			e.forCare(6, ByCare) // "…, dit X à l'équipe": it is said to those who work here
			c &^= role
		}
		if told {
			c &^= role | honour | medical | institution | work | speech
		}
		told = told || apposition > 0 && apposition <= 6 && c.is(eponymTail|health) && !c.is(role|institution) && f.whoAt(m.to+1) || apposition > 0 && apposition <= 4 && c.is(care|patient) && !c.is(role|institution|work|health)
		switch {
		case c.is(care) && !c.is(role):
			weight := f.careWeight(k)
			e.treated = e.treated || weight > 4
			e.forCare(weight, ByCare)
		case c.is(health) && !c.is(role|institution) && f.somebody(m):
			e.forCare(2, ByCare)
		case c.is(patient|child) && apposition > 0 && apposition <= 4:
			e.forCare(5, ByCare)
		case c.is(ageUnit) && f.tokens[k].End-f.tokens[k].Start > 6: // "a four-year-old"
			e.forCare(4, ByAge)
		case c.is(speech) && distance <= 3 && !f.testimony(k) && !f.gesture(m, k):
			e.forPublic(5, false)
		case f.roomNumber(k):
			e.forCare(5, ByCare)
		case c.is(honour) && distance <= 3:
			e.forPublic(5, false)
		case c.is(role) && (f.page.ill || f.page.story) && (f.retired(k-1) || f.retired(k+1)):
		case c.is(role) && (f.others(k-1) || apposition == 0 && f.theirs(k-1)):
		case c.is(role|honour|medical) && apposition > 0 && apposition <= 8, apposition == 2 && f.degree(k):
			e.forPublic(6, true)
		case c.is(institution) && apposition > 0 && !f.taken[k] && (apposition <= 5 || f.tokens[k].Capitalised()) && !f.theirs(k-1) && !f.hasIn(m.to+1, k, particle|file) || c.is(institution) && apposition > 0 && !f.taken[k] && f.tokens[k].Capitalised():
			e.forPublic(3, false)
		case c.is(room) && (distance <= 5 || apposition > 0):
			e.forCare(4, ByCare)
		case c.is(role) && (distance <= 4 || f.from(m.to) && f.tokens[m.to].Key() == keyFrom):
			e.forPublic(3, true)
		case f.joining(k) && !f.workAhead(k+1): // "Raymond a rejoint Suzanne"
		case c.is(work) && m.titled == 0 && apposition > 0 && apposition <= 4: // ", qui dirigea"
			e.forPublic(6, true)
		case c.is(work) && m.titled == 0:
			e.forPublic(3, true)
		}
		if apposition == 2 && f.sign(k-1, ",") && f.theirs(k) && f.tokens[k].Key() != keyThe && !f.patientBy(k+1) { // "Sue, our new dietitian"
			e.forPublic(4, true)
		}
		if apposition > 0 {
			apposition++
		}
		if f.taken[k] && apposition > 2 {
			return // the next person begins
		}
	}
}

// patientBy reports whether a word of care or of a family stands among the four from token i.
func (f *Finder) patientBy(i int) bool {
	for k := i; k < i+4 && k < len(f.tokens) && f.tokens[k].Case != tagger.Sign; k++ {
		if f.has(k, patient|child|relative|care|story|health) {
			return true
		}
	}
	return false
}

// retired tells a job that is over: "a retired teacher", "institutrice retraitée".
func (f *Finder) retired(i int) bool {
	if i < 0 || i >= len(f.tokens) {
		return false
	}
	switch f.tokens[i].Key() {
	case keyRetired, keyRetraite, keyRetraitee, keyJubilado, keyJubilada:
		return true
	}
	return false
}

var (
	keyRetired, keyRetraite, keyRetraitee = tagger.KeyOf("retired"), tagger.KeyOf("retraité"), tagger.KeyOf("retraitée")
	keyJubilado, keyJubilada              = tagger.KeyOf("jubilado"), tagger.KeyOf("jubilada")
)

// theirs reports whether token i tells that those who follow are others than the one named: "suivi par nos équipes", "hug his nurses".
func (f *Finder) theirs(i int) bool {
	if i < 0 || i >= len(f.tokens) {
		return false
	}
	switch f.tokens[i].Key() {
	case keyNos, keyNotre, keyOur, keyHis, keyHer, keySes, keySon, keySa, keySu, keyNuestros, keyNuestro, keySus, keyThe:
		return !f.from(i - 1)
	}
	return false
}

// from tells the words that say where somebody works: "Kate from our team".
func (f *Finder) from(i int) bool {
	if i < 0 {
		return false
	}
	switch f.tokens[i].Key() {
	case keyFrom, keyDe, keyOf, keyWith:
		return true
	}
	return false
}

var (
	keyNos, keyNotre, keyOur, keySes, keySa = tagger.KeyOf("nos"), tagger.KeyOf("notre"), tagger.KeyOf("our"), tagger.KeyOf("ses"), tagger.KeyOf("sa")
	keyNuestros, keyNuestro, keySus         = tagger.KeyOf("nuestros"), tagger.KeyOf("nuestro"), tagger.KeyOf("sus")
	keyThe, keyWith                         = tagger.KeyOf("the"), tagger.KeyOf("with")
)

// joining reports whether token k is "joins" or "rejoint", which people do at work and in life.
func (f *Finder) joining(k int) bool {
	switch f.tokens[k].Key() {
	case keyRejoint, keyJoins, keyJoined:
		return true
	}
	return false
}

// workAhead reports whether one of the five tokens from token i is a house, a team or a job.
func (f *Finder) workAhead(i int) bool {
	return f.hasIn(i, min(i+5, len(f.tokens)), institution|role|work)
}

var (
	keyRejoint, keyJoins = tagger.KeyOf("rejoint"), tagger.KeyOf("joins")
	keyJoined            = tagger.KeyOf("joined")
)

// withTeam reports whether "and the whole team" begins at token i.
func (f *Finder) withTeam(i int) bool {
	if i >= len(f.tokens) {
		return false
	}
	switch f.tokens[i].Key() {
	case keyEt, keyAnd, keyY:
	default:
		return false
	}
	for k := i + 1; k < i+6 && k < len(f.tokens) && !f.tokens[k].Capitalised(); k++ {
		if f.team(k) {
			return true
		}
	}
	return false
}

// team reports whether token i is "team" or "équipe".
func (f *Finder) team(i int) bool {
	switch f.tokens[i].Key() {
	case keyTeam, keyEquipe, keyEquipo:
		return true
	}
	return false
}

var keyTeam, keyEquipe, keyEquipo = tagger.KeyOf("team"), tagger.KeyOf("équipe"), tagger.KeyOf("equipo")

// toThem reports whether the team of token k is spoken to: "à l'équipe", "to our team".
func (f *Finder) toThem(k int) bool {
	for i := k - 1; f.team(k) && i >= 0 && i >= k-3; i-- {
		if key := f.tokens[i].Key(); key == keyTo || key == keyA {
			return true
		}
	}
	return false
}

// hasIn reports whether one of the tokens from (inclusive) to to (exclusive) has a cue.
func (f *Finder) hasIn(from, to int, c cue) bool {
	for i := from; i < to; i++ {
		if f.has(i, c) {
			return true
		}
	}
	return false
}

// fromWork reports whether token i begins the place where somebody works rather than the one they come from: "from catering",
// "from our kitchens".
func (f *Finder) fromWork(i int) bool {
	return i < len(f.tokens) && f.tokens[i].Case == tagger.Lower && !f.has(i, relative|patient|never) || f.theirs(i)
}

// others reports whether token i speaks of several others: "remercie les infirmières".
func (f *Finder) others(i int) bool {
	if i < 0 {
		return false
	}
	switch f.tokens[i].Key() {
	case keyLes, keyAux, keyLos, keyLas:
		return true
	}
	return f.has(i, role) && f.others(i-1) // "aux élèves infirmières"
}

var keyLes, keyAux, keyLos, keyLas = tagger.KeyOf("les"), tagger.KeyOf("aux"), tagger.KeyOf("los"), tagger.KeyOf("las")

// roomNumber reports whether token k begins a short room number: "ch. 14", "bed 4".
func (f *Finder) roomNumber(k int) bool {
	if f.tokens[k].Key() != keyCh {
		return false
	}
	if f.sign(k+1, ".") {
		k++
	}
	return k+1 < len(f.tokens) && f.tokens[k+1].Case == tagger.Number
}

var keyCh = tagger.KeyOf("ch")

// careWeight is more for what was done to somebody ("was treated", "a été opérée") than for the word alone.
func (f *Finder) careWeight(k int) int {
	switch f.tokens[k-1].Key() {
	case keyWas, keyEte, keyFue, keyWere, keyIs, keyEst:
		return 6
	}
	return 4
}

var (
	keyWas, keyWere, keyIs = tagger.KeyOf("was"), tagger.KeyOf("were"), tagger.KeyOf("is")
	keyEte, keyEst, keyFue = tagger.KeyOf("été"), tagger.KeyOf("est"), tagger.KeyOf("fue")
)

// degree reports whether letters behind a name stand for a degree: "MS,", "M.D.", "Au.D.".
func (f *Finder) degree(k int) bool {
	t := &f.tokens[k]
	if f.sign(k+1, ".") && t.Capitalised() && t.End-t.Start <= 2 {
		return f.single(k+2) && f.tokens[k+2].After == tagger.Glued
	}
	return t.Case == tagger.Upper && t.End-t.Start <= 5 && !f.page.caps && (f.sign(k+1, ",") || f.sign(k+1, "."))
}

// sameName gives a mention that nothing tells apart the role of another mention that shares a word with it ("Lopez" after
// "Fawn Lopez, publisher"), and of a mention that it is listed with ("A, director, and B").
func (f *Finder) sameName() {
	known := map[uint32]Who{}
	for k := range f.found {
		if m := &f.found[k]; m.Who.Person() && m.Who != Unknown && !m.guessed {
			f.eachKey(m, func(key uint32) {
				if _, ok := known[key]; !ok {
					known[key] = m.Who
				}
			})
		}
	}
	for k := range f.found {
		m := &f.found[k]
		if m.Who != Unknown && !(m.guessed && m.Who == Patient) {
			continue
		}
		f.eachKey(m, func(key uint32) {
			if who, ok := known[key]; ok {
				m.Who, m.Why = who, ByMention
			}
		})
		m.Seen = m.Seen || m.Who == Public
		if k > 0 && m.Alone && f.joined(&f.found[k-1], m) {
			told := m.Told || f.found[k-1].Told && f.found[k-1].Alone
			m.Told, f.found[k-1].Told = told, told
			m.Plain = m.Plain || f.found[k-1].Plain && f.found[k-1].Alone && m.Full // "Sue and Neil Hartwell"
		}
		if m.Who == Unknown && k > 0 && f.listedWith(&f.found[k-1], m) {
			m.Who, m.Why = f.found[k-1].Who, ByMention
		}
	}
	for k := len(f.found) - 2; k >= 0; k-- { // "Paul, Inès et Mehdi, nos internes"
		if m, next := &f.found[k], &f.found[k+1]; (m.Who == Unknown || next.Who > Relative && (m.guessed || m.direct && f.has(m.from-1, child))) && next.Who.Person() && f.joined(m, next) {
			m.Who, m.Why = next.Who, ByMention
		}
	}
}

func (f *Finder) eachKey(m *mention, visit func(uint32)) {
	for i := m.from; i < m.to; i++ {
		if t := &f.tokens[i]; t.IsWord() && !f.cues[i].is(particle) && t.End-t.Start > 2 {
			visit(t.Key())
		}
	}
}

// listedWith reports whether two names are joined by a comma or an "and".
func (f *Finder) listedWith(a, b *mention) bool {
	return a.Who != Unknown && f.joined(a, b)
}

// joined reports whether nothing but a comma or an "and" stands between two names.
func (f *Finder) joined(a, b *mention) bool {
	if b.from-a.to != 1 {
		return false
	}
	switch f.tokens[a.to].Key() {
	case keyEt, keyAnd, keyY, keyComma:
		return true
	}
	return false
}

var keyEt, keyAnd, keyY, keyComma = tagger.KeyOf("et"), tagger.KeyOf("and"), tagger.KeyOf("y"), tagger.KeyOf(",")
