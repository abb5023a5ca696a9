// Package names finds the names of people in a text and tells who each one is: a patient, a relative, somebody of the staff, a
// public figure; or nobody at all, because a hospital, a street, a disease or a saint's day bears the name.
//
// Four kinds of evidence are joined: titles and roles beside the name, the statistical tagger, the lists of first names and
// surnames in a context of care, and lines that look like a record. Nothing here decides what to do about a name, and no rule
// knows any particular person.
package names

import (
	"cmp"
	"slices"
	"strings"

	"portevoix/bot/privacy/lexicon"
	"portevoix/bot/privacy/tagger"
)

// Who tells whose name it is.
type Who uint8

const (
	Unknown     Who = iota // a person, no telling who
	Patient                // a patient, a resident, a donor
	Relative               // a patient's family
	Staff                  // somebody who works at a hospital
	Public                 // somebody who speaks or acts in public: an elected person, an author, a press contact
	Institution            // the name is a hospital's, a school's, a prize's
	Eponym                 // the name is a disease's, a sign's, a saint's day's
	Street                 // the name is a street's
	Ours                   // the profile of the hospital lists it
)

// Person reports whether the name is somebody's, rather than a thing's.
func (w Who) Person() bool { return w <= Public }

// A Name is one mention of a name. Its title is not part of it.
type Name struct {
	Start, End int    // bytes
	Who        Who    // whose name it is
	Why        Reason // what told so
	Sure       bool   // said outright (a title, a label, a first name with a surname), rather than guessed
	Seen       bool   // at work or in public, by more than a title: "souligne …", "… , directrice"
	Full       bool   // more than one word: a first name and a surname, or an initial and a surname
	Alone      bool   // nothing near it speaks of work, an office or the public
	Hailed     bool   // a first name that a greeting or thanks stand before: the one who is spoken to
	Plain      bool   // plainly a person's: a listed first name that is neither a word nor a town, alone or with more words behind it
	Told       bool   // the text tells of illness, care or a life, or of somebody's family
}

// A Reason is what told that something is a name, and whose: the words beside it, mostly.
type Reason uint8

const (
	ByTagger   Reason = iota // looks like a name in its sentence
	ByTitle                  // M., Mrs, السيدة
	ByRole                   // Dr, directrice, explique
	ByCare                   // patient, hospitalisée, chambre de
	ByAge                    // Lina, 5 ans
	ByFamily                 // le fils de, sa maman
	ByNaming                 // prénommé, Nom :
	ByWish                   // bon rétablissement à
	ByRecord                 // a line with a name and a birth date or a number
	ByHashtag                // #TousAvec…
	ByInitials               // patient J. D.
	ByMention                // the same name was told apart elsewhere in the text
	ByPlace                  // hôpital, rue, maladie de
)

// A Finder finds names. It keeps its working memory between texts: one per goroutine. Fill Ours before the first text.
type Finder struct {
	Ours []string // names that raise nothing: staff who speak in public, the hospital and its sites ("Dr Alix Renoir")

	tagger tagger.Tagger
	tokens []tagger.Token
	cues   []cue
	taken  []bool // token is part of a name already
	found  []mention
	ours   map[uint32][]uint32 // first key of a name of ours to all its keys
	text   string
	page   page
}

// A page is what the text as a whole tells.
type page struct {
	care  bool // somebody is looked after: patient, hospitalisée, chambre
	caps  bool // most words are in capitals
	ill   bool // illness or treatment is spoken of
	story bool // illness, care or a turn of a life is told of
	small bool // hardly a word has a capital
}

// A mention is a name with the tokens it is made of and what was seen of it.
type mention struct {
	Name
	from, to int
	titled   cue  // the title before it, if any
	direct   bool // a patient noun, a naming word or a label stands right before it
	guessed  bool // whose it is rests on little
}

// Find lists the names of a text in their order. They do not overlap. The result is valid until the next call.
func (f *Finder) Find(text string) []Name {
	f.read(text)
	f.afterTitles()
	f.initials()
	f.surnameFirst()
	f.tagged()
	f.records()
	f.listed()
	f.arabic()
	f.inTags()
	slices.SortFunc(f.found, func(a, b mention) int { return cmp.Compare(a.from, b.from) })
	for i := range f.found {
		f.judge(&f.found[i])
	}
	f.sameName()
	return f.result()
}

func (f *Finder) read(text string) {
	f.text = text
	f.tokens = tagger.Tokens(text, f.tokens[:0])
	f.found = f.found[:0]
	f.cues, f.taken = f.cues[:0], f.taken[:0]
	byKey := cuesByKey()
	f.page = page{}
	var words, capitals, titles int
	for i := range f.tokens {
		t := &f.tokens[i]
		c := cue(0)
		if t.IsWord() {
			words++
			c = cueOf(byKey, t, text)
			if t.Case == tagger.Upper {
				capitals++
			} else if t.Capitalised() && !f.sentenceBreak(i) {
				titles++
			}
		}
		f.page.ill = f.page.ill || c.is(health)
		if t.Key() == keySon && i > 0 && f.possessive(i-1) {
			c |= relative
		}
		f.page.story = f.page.story || c.is(story|health|wish|child) || c.is(care|patient|relative) && !c.is(role)
		f.page.care = f.page.care || c.is(patient|care|room) && !c.is(role)
		f.cues, f.taken = append(f.cues, c), append(f.taken, false)
	}
	f.page.caps = words > 2 && capitals*10 > words*6
	f.page.small = words > 4 && (capitals+titles)*20 < words
	f.findOurs()
}

// "son" is a child in English and "his" in French.
var keySon = tagger.KeyOf("son")

func (f *Finder) possessive(i int) bool {
	if i < 0 {
		return false
	}
	switch f.tokens[i].Key() {
	case keyHer, keyHis, keyTheir, keyMy:
		return true
	}
	return false
}

var keyHer, keyHis, keyTheir, keyMy = tagger.KeyOf("her"), tagger.KeyOf("his"), tagger.KeyOf("their"), tagger.KeyOf("my")

// cueOf is the cue of a word; a compound has that of its last part ("co-chair", "député-maire").
func cueOf(byKey map[uint32]cue, t *tagger.Token, text string) cue {
	word := t.Text(text)
	if t.Case == tagger.Uncased {
		return arabicCue(word)
	}
	if len(word) > 3 && (word[0]|0x20) == 's' && saintly(word) {
		return saint
	}
	c, ok := byKey[t.Key()]
	if at := strings.LastIndexByte(word, '-'); !ok && at > 0 && t.Word.First == 0 {
		return byKey[tagger.KeyOf(word[at+1:])] & (role | honour | institution | ageUnit | relative | patient | child)
	}
	return c
}

// saintly reports whether a compound begins with "Saint-".
func saintly(word string) bool {
	head, _, compound := strings.Cut(word, "-")
	if !compound {
		return false
	}
	switch strings.ToLower(head) {
	case "saint", "sainte", "st", "ste", "santa":
		return true
	}
	return false
}

// add notes a name made of the tokens from (inclusive) to to (exclusive), unless one of them is part of a name already.
func (f *Finder) add(from, to int, why Reason, sure bool, titled cue, direct bool) {
	if from >= to || slices.Contains(f.taken[from:to], true) {
		return
	}
	if f.single(to-1) && f.sign(to, ".") && f.tokens[to].After == tagger.Glued && !f.taken[to] { // "Ahmed B."
		to++
	}
	for i := from; i < to; i++ {
		f.taken[i] = true
	}
	f.found = append(f.found, mention{
		Name: Name{Start: f.tokens[from].Start, End: f.tokens[to-1].End, Why: why, Sure: sure, Full: f.wordsIn(from, to) > 1},
		from: from, to: to, titled: titled, direct: direct,
	})
}

func (f *Finder) wordsIn(from, to int) (n int) {
	for i := from; i < to; i++ {
		if f.tokens[i].IsWord() && !(f.cues[i].is(particle) && f.tokens[i].Case == tagger.Lower) {
			n++
		}
	}
	return n
}

func (f *Finder) result() []Name {
	names := make([]Name, 0, len(f.found))
	for _, m := range f.found {
		names = append(names, m.Name)
	}
	return names
}

// sign reports whether token i is the sign s.
func (f *Finder) sign(i int, s string) bool {
	return i >= 0 && i < len(f.tokens) && f.tokens[i].Case == tagger.Sign && f.tokens[i].Text(f.text) == s
}

func (f *Finder) apostrophe(i int) bool { return f.sign(i, "'") || f.sign(i, "’") }

func (f *Finder) has(i int, c cue) bool { return i >= 0 && i < len(f.cues) && f.cues[i].is(c) }

func (f *Finder) word(i int) lexicon.Word {
	if i < 0 || i >= len(f.tokens) {
		return lexicon.Word{}
	}
	return f.tokens[i].Word
}

// sentenceBreak reports whether a sentence ends between token i-1 and token i.
func (f *Finder) sentenceBreak(i int) bool {
	if i <= 0 || i >= len(f.tokens) || f.tokens[i].After == tagger.Line {
		return true
	}
	switch stop := f.tokens[i-1]; {
	case stop.Case != tagger.Sign:
		return false
	case f.sign(i-1, "!"), f.sign(i-1, "?"), f.sign(i-1, "…"):
		return true
	case f.sign(i-1, "."):
		return f.tokens[i].After != tagger.Glued && !(i >= 2 && f.has(i-2, civil|medical)) && !(i >= 2 && f.single(i-2))
	}
	return false
}

// single reports whether token i is one capital letter: an initial.
func (f *Finder) single(i int) bool {
	if i < 0 || i >= len(f.tokens) {
		return false
	}
	t := f.tokens[i]
	return t.Case == tagger.Title && len([]rune(t.Text(f.text))) == 1
}
