package names

import (
	"strings"

	"portevoix/bot/privacy/lexicon"
	"portevoix/bot/privacy/tagger"
)

// This file finds where names stand; judge.go tells whose they are.

const mostWords = 6 // of one name

// nameEnd reads a name that begins at token i and gives the end of it; i itself when there is none. A name after a title may
// be in small letters and unknown to every list (loose); elsewhere each word must look like a name.
func (f *Finder) nameEnd(i int, loose bool) int {
	end, words := i, 0
	for j := i; j < len(f.tokens) && words < mostWords; {
		if j > i && f.tokens[j].After == tagger.Line {
			break
		}
		next := f.nameWord(j, words, loose)
		if next == j {
			break
		}
		j, end = next, next
		words++
	}
	return end
}

// nameWord reads one word of a name, with the particles before it: "de la Tour", "O'Brien", "J.", "Ben Salah". It gives the
// token after it, or j itself when token j begins no name word.
func (f *Finder) nameWord(j, before int, loose bool) int {
	for k := j; k < len(f.tokens) && k < j+5; k++ {
		t := &f.tokens[k]
		if k > j && t.After == tagger.Line {
			return j
		}
		switch {
		case f.apostrophe(k) && k > j && t.After == tagger.Glued:
			continue
		case !t.IsWord() || t.Case == tagger.Uncased:
			return j
		case f.single(k) && f.page.caps && !f.sign(k+1, ".") && t.Word.Written >= lexicon.Always: // "JULES A DIT"
			return j
		case f.single(k) && !f.apostrophe(k+1):
			if f.sign(k+1, ".") && f.tokens[k+1].After == tagger.Glued {
				return k + 2
			}
			return k + 1
		case f.particleAt(k):
			if k == j && before == 0 && !loose && f.saintBefore(k) || f.joinsTwo(k) {
				return j
			}
			continue
		case f.looksLikeName(k, before, loose || k > j && f.tokens[k].Capitalised()):
			return k + 1
		}
		return j
	}
	return j
}

// particleAt reports whether token k is a particle with more of the name behind it.
func (f *Finder) particleAt(k int) bool {
	if !f.cues[k].is(particle) || k+1 >= len(f.tokens) {
		return false
	}
	if f.cues[k].is(article) && f.tokens[k].Case == tagger.Lower && !f.compound(k) { // "de la Tour", but not "Mme la directrice"
		return f.has(k-1, particle) && !f.has(k-1, article) && f.tokens[k+1].Capitalised()
	}
	next := &f.tokens[k+1]
	return next.IsWord() && (next.Capitalised() || f.cues[k+1].is(particle) || f.compound(k) || f.word(k+1).Last > 0 && next.Case == f.tokens[k].Case) || f.apostrophe(k+1)
}

// joinsTwo reports whether token k is an "and" between two first names, not within a surname: "Marta y Javier".
func (f *Finder) joinsTwo(k int) bool {
	return (f.tokens[k].Key() == keyY || f.tokens[k].Key() == keyE) && f.word(k+1).First >= lexicon.Common && f.word(k+1).Last < lexicon.Frequent
}

var keyE = tagger.KeyOf("e")

// compound reports whether tokens k and k+1 together are a listed name: "le ravalec", "ben barka".
func (f *Finder) compound(k int) bool {
	if k+1 >= len(f.tokens) {
		return false
	}
	w := lexicon.LookUp(f.text[f.tokens[k].Start:f.tokens[k+1].End])
	return w.First > 0 || w.Last > 0
}

// looksLikeName reports whether token k can be a word of a name.
func (f *Finder) looksLikeName(k, before int, loose bool) bool {
	t := &f.tokens[k]
	w := t.Word
	if f.cues[k].is(saint) {
		return loose && before == 0
	}
	if f.cues[k].is(never | civil | medical | calendar | ageUnit | article) {
		return f.cues[k].is(calendar) && t.Capitalised() && (loose && before == 0 && w.Last >= lexicon.Frequent || before > 0 && w.First >= lexicon.Common)
	}
	if f.cues[k].is(honour) {
		return before > 0 && w.Last >= lexicon.Common || loose && t.Capitalised() && w.Last >= lexicon.Frequent
	}
	if before > 0 && !loose && t.Capitalised() && f.cues[k].is(eponymTail|institution|street) && w.First < lexicon.Frequent {
		return false // "Willow Ward"
	}
	if f.cues[k].is(role|patient|child|relative|institution|field|care|file|credit|speech|room|street) && w.First < lexicon.Common && w.Last < lexicon.Common {
		return false
	}
	known := w.First > 0 || w.Last > 0
	if !known && !loose && ordinaryShape(t.Text(f.text)) {
		return false
	}
	switch {
	case t.Capitalised() && !(f.page.caps && t.Case == tagger.Upper):
		return loose && (known || w.Written < lexicon.Often) || w.Written < lexicon.Sometimes || known && w.Written < lexicon.Often ||
			w.First >= lexicon.Frequent && w.Written < lexicon.Always || before > 0 && w.Last >= lexicon.Common && w.Written < lexicon.Always || before > 0 && t.Case == tagger.Upper && known
	case loose && before == 0:
		return w.Written < lexicon.Sometimes || known && w.Written < lexicon.Often || w.Last >= lexicon.Frequent && w.Written < lexicon.Always
	}
	if first := f.word(k - 1); before > 0 && f.page.small && (w == (lexicon.Word{}) || w.Last >= lexicon.Common && w.Written < lexicon.Often) && first.First >= lexicon.Common && first.Written < lexicon.Sometimes {
		return true // "our patient jane mcnamara", in a text without capitals
	}
	if f.page.caps && before > 0 && known && w.Written < lexicon.Often {
		return true // "ANA DE LA LUZ"
	}
	return known && w.Written < lexicon.Sometimes || (w.First >= lexicon.Frequent || w.Last >= lexicon.Frequent) && w.Written < lexicon.Often
}

// afterTitles finds names after a title, a patient noun, a naming word or a label.
func (f *Finder) afterTitles() {
	for i := range f.tokens {
		switch c := f.cues[i]; {
		case c.is(civil|medical) && f.titleAt(i):
			f.afterTitle(i)
		case c.is(naming) && f.word(i+1).First >= lexicon.Known:
			f.afterWord(i, ByNaming, f.tokens[i+1].Capitalised())
		case c.is(field) && (f.sign(i+1, ":") || f.sign(i+2, ":")):
			f.afterLabel(i)
		case c.is(patient | child):
			f.beforeFamily(i)
			f.afterPatient(i)
		case c.is(relative):
			f.beforeFamily(i)
			f.afterRelative(i)
			f.afterRelativeOf(i)
		case c.is(room):
			f.afterRoom(i)
		}
	}
}

// titleAt reports whether a title is written as one: short ones need their capital ("M." but not "m").
func (f *Finder) titleAt(i int) bool {
	t := &f.tokens[i]
	if t.Case == tagger.Uncased || i > 0 && f.apostrophe(i-1) {
		return false
	}
	if t.End-t.Start > 3 && t.Key() != keyMiss {
		return true
	}
	switch t.Key() {
	case keyMr, keyMrs, keyDr, keyMme, keySr, keySra:
		return true
	case keyM:
		if w := f.word(i + 2); f.page.small && f.sign(i+1, ".") && i+2 < len(f.tokens) && f.tokens[i+2].After == tagger.Space && w.Last >= lexicon.Known && w.Written == lexicon.Never {
			return true // "voir m. delcourt", in a text without capitals
		}
		return t.Capitalised() && !(i > 0 && t.After == tagger.Glued && f.sign(i-1, ".")) && !(f.sign(i+1, ".") && i+2 < len(f.tokens) && f.tokens[i+2].After == tagger.Glued) // not "M.D."
	}
	return t.Case == tagger.Title || t.Capitalised() && f.page.caps // "Ms", not "MS"
}

var keyFamille, keyFamily, keyTwins = tagger.KeyOf("famille"), tagger.KeyOf("family"), tagger.KeyOf("twins")

var (
	keyMiss, keyMr, keyMrs = tagger.KeyOf("miss"), tagger.KeyOf("mr"), tagger.KeyOf("mrs")
	keyDr, keyMme          = tagger.KeyOf("dr"), tagger.KeyOf("mme")
	keySr, keySra, keyM    = tagger.KeyOf("sr"), tagger.KeyOf("sra"), tagger.KeyOf("m")
)

func (f *Finder) afterTitle(i int) {
	titled := f.cues[i] & (civil | medical)
	from := i + 1
	if f.sign(from, ".") {
		from++
	}
	for f.has(from, civil|medical) && from < i+6 { // "Monsieur le Dr", "M. et Mme", "Pr. Dr."
		titled |= f.cues[from] & (civil | medical)
		if from++; f.sign(from, ".") {
			from++
		}
	}
	if from >= len(f.tokens) || f.tokens[from].After == tagger.Line {
		return
	}
	if f.has(from, article) && !(f.single(from) && f.sign(from+1, ".")) && !f.compound(from) && !(f.tokens[from].Capitalised() && from+1 < len(f.tokens) && f.tokens[from+1].Capitalised() && !f.has(from+1, role|honour)) {
		return // "Mme la directrice"
	}
	why := ByTitle
	if titled.is(medical) {
		why = ByRole
	}
	f.add(from, f.nameEnd(from, true), why, true, titled, false)
}

// afterWord finds the name that follows token i, past a colon.
func (f *Finder) afterWord(i int, why Reason, loose bool) bool {
	from := i + 1
	if f.sign(from, ":") || f.sign(from, "«") || f.sign(from, "\"") {
		from++
	}
	if from >= len(f.tokens) || f.tokens[from].After == tagger.Line && !f.sign(from-1, ":") {
		return false
	}
	end := f.nameEnd(from, loose)
	if end == from || loose && !f.tokens[from].Capitalised() && (!f.strong(from, end) || f.word(from).First < lexicon.Rare && f.tokens[end-1].End == f.tokens[from].End) {
		return false
	}
	f.add(from, end, why, true, 0, true)
	return true
}

// afterLabel finds the names after "Nom :", "Nom et prénom :", "Apellidos:", with a second one after a comma.
func (f *Finder) afterLabel(i int) {
	for !f.sign(i, ":") {
		i++
	}
	if f.afterWord(i, ByNaming, true) {
		f.afterComma(ByNaming)
	}
}

// afterComma finds the first name in "DUPONT, Jean".
func (f *Finder) afterComma(why Reason) {
	at := f.found[len(f.found)-1].to
	if f.sign(at, ",") && at+1 < len(f.tokens) && (f.word(at+1).First >= lexicon.Rare || f.tokens[at+1].Case == tagger.Upper) && f.tokens[at+1].After == tagger.Space {
		f.add(at+1, f.nameEnd(at+1, false), why, true, 0, true)
	}
}

// afterPatient finds the name in "le patient Dupont", "Patiente : DUPONT, Jeanne", "la petite Inès".
func (f *Finder) afterPatient(i int) {
	if f.sign(i+1, ":") {
		if f.cues[i].is(child) && strings.HasSuffix(f.tokens[i].Text(f.text), "s") {
			return // "Place aux jeunes : Noémie, externe, …"
		}
		if f.afterWord(i+1, ByCare, true) {
			f.afterComma(ByCare)
		}
		return
	}
	from := i + 1
	if from >= len(f.tokens) || f.tokens[from].After != tagger.Space || strings.HasSuffix(f.tokens[i].Text(f.text), "s") && i > 0 && (f.apostrophe(i-1) || f.has(i-1, particle)) {
		return // "l'hôpital d'enfants …" is no child
	}
	end := f.nameEnd(from, false)
	switch {
	case f.cues[i].is(child) && f.unheardOf(from) && f.childSaid(i):
		f.add(from, max(end, from+1), ByCare, true, 0, true)
	case end == from, f.cues[i].is(child) && f.word(from).First < lexicon.Known && !(f.word(from).Last >= lexicon.Known && f.word(from).Written <= lexicon.Sometimes && f.tokens[from].Case == tagger.Title):
		return
	case f.tokens[from].Case == tagger.Upper && !f.page.caps && f.word(from).Written < lexicon.Often, f.strong(from, end):
		f.add(from, end, ByCare, true, 0, true)
	}
}

// childSaid reports whether token i speaks of one child: "la petite", "baby girl", "our little".
func (f *Finder) childSaid(i int) bool {
	switch {
	case f.has(i-1, article|child), i > 0 && f.cues[i-1].is(never) && !f.cues[i-1].is(calendar):
		return !strings.HasSuffix(f.tokens[i].Text(f.text), "s")
	}
	return f.tokens[i].Key() == keyBaby || f.tokens[i].Key() == keyBebe
}

var keyBaby, keyBebe = tagger.KeyOf("baby"), tagger.KeyOf("bébé")

// afterRelative finds the name in "sa maman Lucille", "son fils, Karim", "her husband Bob".
func (f *Finder) afterRelative(i int) {
	from := i + 1
	if f.sign(from, ",") {
		from++
	}
	if f.tokens[i].Key() == keyFamille && from < len(f.tokens) && f.tokens[from].Case == tagger.Title && f.word(from).Written < lexicon.Sometimes && !f.townAt(from) {
		f.add(from, f.nameEnd(from, true), ByFamily, true, 0, true)
		return
	}
	if from >= len(f.tokens) || f.tokens[from].After != tagger.Space || f.word(from).First < lexicon.Known && !(f.word(from).First > 0 && f.tokens[from].Capitalised() && f.word(from).Written < lexicon.Sometimes) || !f.tokens[from].Capitalised() && !f.page.small {
		return
	}
	if f.wardSister(i) {
		return
	}
	f.add(from, f.nameEnd(from, f.titled(from) && f.word(from).First >= lexicon.Common), ByFamily, true, 0, true)
}

var keySister = tagger.KeyOf("sister")

// afterRelativeOf finds the name in "la maman d'Elif", "dad of Alfie", "mamá de Izan".
func (f *Finder) afterRelativeOf(i int) {
	from := i + 1
	if !f.has(from, particle) && !(from < len(f.tokens) && f.spokenTo(from)) || f.tokens[from].After != tagger.Space {
		return
	}
	if from++; f.apostrophe(from) {
		from++
	}
	for f.has(from, article|child) && from < i+5 && f.tokens[from].Case == tagger.Lower || from < len(f.tokens) && f.tokens[from].Key() == keyLate { // "the family of the late Ivy", "la maman du petit Nino"
		from++
	}
	if from >= len(f.tokens) || f.cues[from]&^child != 0 {
		return
	}
	w := f.word(from)
	if w.First < lexicon.Common && f.townAt(from) {
		return
	}
	if !f.titled(from) {
		if f.page.small && w.First >= lexicon.Common && w.Written == lexicon.Never { // "mum of tyler"
			f.add(from, f.nameEnd(from, false), ByFamily, true, 0, true)
		}
		return
	}
	if end := f.nameEnd(from, true); end > from && (w.Written < lexicon.Sometimes && (w.First > 0 || w.Last > 0 || f.unheardOf(from)) || w.First >= lexicon.Common && (w.Written == lexicon.Sometimes || end > from+1)) {
		f.add(from, end, ByFamily, true, 0, true)
	}
}

var keyLate = tagger.KeyOf("late")

// titled reports whether token i is written as a name is: a capital, then small letters ("Xoel", "LaToya").
func (f *Finder) titled(i int) bool {
	c := f.tokens[i].Case
	return c == tagger.Title || c == tagger.Mixed && f.tokens[i].Text(f.text)[0] <= 'Z'
}

// unheardOf reports whether token i is a word that neither the lists nor the dictionaries have, nor the map, and that is not built
// as an ordinary word: behind "la petite" or "the son of" it is a name.
func (f *Finder) unheardOf(i int) bool {
	t := &f.tokens[i]
	return t.Word.Written == lexicon.Never && f.cues[i] == 0 && f.titled(i) && t.End-t.Start > 2 && !ordinaryShape(t.Text(f.text)) && !lexicon.IsPlace(t.Text(f.text))
}

// townAt reports whether token i is a town's name rather than a hamlet's, which many families bear.
func (f *Finder) townAt(i int) bool {
	place, ok := lexicon.FindPlace(f.tokens[i].Text(f.text))
	return ok && place.Population >= 5_000
}

// beforeFamily finds the name in "the Okoro family", "the Reyes twins".
func (f *Finder) beforeFamily(i int) {
	if (f.tokens[i].Key() == keyFamily || f.tokens[i].Key() == keyTwins) && i >= 2 && f.has(i-2, article) && f.tokens[i-1].Case == tagger.Title && f.word(i-1).Written < lexicon.Sometimes && !f.has(i-1, institution) && !ordinaryShape(f.tokens[i-1].Text(f.text)) {
		f.add(i-1, i, ByFamily, true, 0, true)
	}
}

// afterRoom finds the name in "la chambre de Tessya", "au chevet d'Octave".
func (f *Finder) afterRoom(i int) {
	from := i + 1
	if f.inRoom(i) || !f.has(from, particle) {
		return
	}
	if from++; f.apostrophe(from) {
		from++
	}
	if from < len(f.tokens) && f.tokens[from].Capitalised() && !f.cues[from].is(institution|role) {
		f.add(from, f.nameEnd(from, false), ByCare, true, 0, true)
	}
}

// inRoom finds the name in "Bed 9 Hargreaves", "chambre 12 : Dupont".
func (f *Finder) inRoom(i int) bool {
	from := i + 2
	if from >= len(f.tokens) || f.tokens[i+1].Case != tagger.Number {
		return false
	}
	if f.sign(from, ":") || f.sign(from, ",") {
		from++
	}
	if from >= len(f.tokens) || f.tokens[from].After != tagger.Space || f.tokens[from].Case != tagger.Title || f.cues[from] != 0 || f.single(from) {
		return false
	}
	if w := f.word(from); w.Written > lexicon.Never || w.Last == 0 && w.First < lexicon.Common || f.townAt(from) {
		return false
	}
	f.add(from, f.nameEnd(from, false), ByCare, true, 0, true)
	return true
}

// strong reports whether one of the words is a listed name that is no ordinary word.
func (f *Finder) strong(from, to int) bool {
	for i := from; i < to; i++ {
		if w := f.word(i); (w.First >= lexicon.Rare || w.Last >= lexicon.Rare) && w.Written < lexicon.Often {
			return true
		}
	}
	return false
}

// initials finds "patient J.D.", "Mme B.", "J. D., 45 ans".
func (f *Finder) initials() {
	for i := 0; i < len(f.tokens); i++ {
		if !f.single(i) || f.taken[i] || !f.initialsCued(i) {
			continue
		}
		end := i + 1
		if f.sign(end, ".") {
			end++
		}
		for f.single(end) && f.tokens[end].After != tagger.Line {
			if end++; f.sign(end, ".") {
				end++
			}
		}
		if end-i > 1 || f.has(i-1, patient) {
			f.add(i, end, ByInitials, true, 0, true)
		}
		i = end
	}
}

func (f *Finder) initialsCued(i int) bool {
	if f.sign(i-1, ",") && f.has(i-2, patient) && f.sign(i+1, ".") && f.single(i+2) {
		return true // "The patient, K.L., …"
	}
	if f.has(i-1, patient) && f.tokens[i].After == tagger.Space {
		return f.sign(i+1, ".") || i+1 >= len(f.tokens) || f.sign(i+1, ",")
	}
	end := i
	for f.single(end) && f.sign(end+1, ".") && end < i+2*mostWords {
		end += 2
	}
	return end-i >= 4 && f.sign(end, ",") && f.ageAfter(end)
}

// tagged takes the persons of the tagger, without what cannot be part of a name.
func (f *Finder) tagged() {
	labels := f.tagger.Tag(f.tokens)
	for from := 0; from < len(labels); from++ {
		if labels[from] != tagger.BeginPerson {
			continue
		}
		to := from + 1
		for to < len(labels) && labels[to] == tagger.InPerson && f.tokens[to].After != tagger.Line {
			to++
		}
		f.addTagged(from, to)
		from = to - 1
	}
}

func (f *Finder) addTagged(from, to int) {
	for from < to && !f.mayBegin(from) {
		from++
	}
	for to > from && !f.mayEnd(to-1) {
		to--
	}
	for i := from; i < to; i++ { // a part of it may have been found already, or be no name
		if f.taken[i] || f.cues[i].is(never) && f.tokens[i].Case != tagger.Title {
			f.addTagged(from, i)
			f.addTagged(i+1, to)
			return
		}
	}
	if from >= to || !f.plausible(from, to) {
		return
	}
	from, to = f.widen(from, to)
	f.add(from, to, ByTagger, f.named(from, to), 0, false)
}

func (f *Finder) mayBegin(i int) bool {
	t := &f.tokens[i]
	if !t.IsWord() || t.Case == tagger.Uncased || f.cues[i].is(saint) || f.saintBefore(i) || f.cues[i].is(never|civil|medical|honour|calendar|institution|street|article|role|speech|credit|file|room) && f.word(i).First < lexicon.Frequent {
		return false
	}
	if t.Case == tagger.Lower && f.cues[i].is(speech) {
		return false // "said Nancy"
	}
	return t.Case != tagger.Lower || f.cues[i].is(particle) || t.Word.Written < lexicon.Sometimes || t.Word.First >= lexicon.Frequent
}

func (f *Finder) mayEnd(i int) bool {
	t := &f.tokens[i]
	if f.single(i-1) && f.sign(i, ".") {
		return true
	}
	if f.cues[i].is(eponymTail|street) && t.Word.Written >= lexicon.Often && t.Word.First < lexicon.Frequent {
		return false // "Florence Ward"
	}
	return t.IsWord() && !f.cues[i].is(never|civil|medical|article|calendar|institution|role) && (t.Capitalised() || t.Word.Written < lexicon.Sometimes || t.Word.First >= lexicon.Frequent)
}

// plausible reports whether the lists have nothing against a name: one word of it is listed or in no dictionary, and it is not
// simply a town.
func (f *Finder) plausible(from, to int) bool {
	good, first := false, false
	for i := from; i < to; i++ {
		first = first || f.word(i).First >= lexicon.Known
	}
	for i := from; i < to; i++ {
		w := f.word(i)
		if !f.tokens[i].IsWord() {
			continue
		}
		if f.cues[i].is(never|institution|role|calendar|care|eponymHead|eponymTail|field) && w.First < lexicon.Frequent {
			continue
		}
		known := w.First > 0 || w.Last > 0
		switch {
		case !f.tokens[i].Capitalised():
			good = good || w.First >= lexicon.Known && w.Written == lexicon.Never && (to-from > 1 || f.page.small || w.First >= lexicon.Frequent)
		case known:
			good = good || w.Written < lexicon.Sometimes || (w.First >= lexicon.Common || w.Last >= lexicon.Common) && w.Written < lexicon.Always
		default: // a word that no list has: not the first word of a sentence, and not built as an ordinary word is
			good = good || w.Written == lexicon.Never && !ordinaryShape(f.tokens[i].Text(f.text)) && (first || !f.sentenceBreak(i))
		}
	}
	if f.cues[from].is(relative) && f.cues[to-1].is(calendar) { // "Père Noël"
		return false
	}
	if !good || to-from == 1 && (f.tokens[from].Case == tagger.Lower || f.word(from).Written >= lexicon.Sometimes && f.sentenceBreak(from)) {
		return false // "Claire et concise"
	}
	if place, ok := lexicon.FindPlace(f.text[f.tokens[from].Start:f.tokens[to-1].End]); ok && (!first || to-from > 1) && place.Population >= 5_000 {
		return false
	}
	return !(to-from == 1 && f.tokens[from].Case == tagger.Upper && f.word(from) == (lexicon.Word{})) // an acronym
}

// ordinaryShape reports whether a word that no list of names has is built as an ordinary noun or adjective: "Saturation",
// "vitaux", "cardiology".
func ordinaryShape(word string) bool {
	for _, suffix := range ordinarySuffixes {
		if len(word) >= len(suffix)+3 && strings.HasSuffix(word, suffix) {
			return true
		}
	}
	return false
}

var ordinarySuffixes = []string{
	"tion", "tions", "sion", "sions", "ment", "ments", "ance", "ences", "ence", "ités", "ité", "ique", "iques", "isme", "logie", "graphie", "scopie",
	"thérapie", "émie", "urie", "aires", "eurs", "ures", "aux", "ées", "ée", "ives", "ive", "eux", "euses", "ables", "able",
	"ology", "graphy", "ing", "ings", "ness", "ship", "ity", "ical", "ously", "ment", "ates", "ción", "ciones", "dad", "mente", "miento", "ología",
	"TION", "TIONS", "MENT", "MENTS", "IQUE", "IQUES", "LOGIE", "ENCE", "ANCE", "ITÉ",
}

// named reports whether the lists say that it is a name: a first name beside another word, or a frequent first name.
func (f *Finder) named(from, to int) bool {
	for i := from; i < to; i++ {
		if w := f.word(i); w.First >= lexicon.Known && (w.Written < lexicon.Often || to-from > 1) {
			return true
		}
	}
	return false
}

// widen takes in the neighbours that belong to the name: the initial before, the surname after.
func (f *Finder) widen(from, to int) (int, int) {
	for from > 0 && to-from < 2*mostWords && !f.taken[from-1] && f.tokens[from].After == tagger.Space {
		prev := from - 1
		if f.sign(prev, ".") && f.single(prev-1) && !f.taken[prev-1] {
			from -= 2
			continue
		}
		if t := &f.tokens[prev]; t.Capitalised() && t.Word.First >= lexicon.Known && t.Word.Written < lexicon.Often && !f.cues[prev].is(never|civil|medical|honour|role|institution|street|calendar|eponymHead) {
			from--
			continue
		} else if f.unheardOf(prev) && f.word(from).Last >= lexicon.Known && f.word(from).First < lexicon.Common && !f.sentenceBreak(prev) { // "Sue and Neil Hartwell"
			from--
		} else if f.titled(prev) && t.Word.First >= lexicon.Common && t.Word.Written < lexicon.Always && f.cues[prev]&^(never|calendar) == 0 && !f.page.caps { // "Grâce Ilunga"
			from--
		}
		break
	}
	for to < len(f.tokens) && to-from < mostWords && !f.taken[to] && f.tokens[to].After != tagger.Line {
		next := f.nameWord(to, 1, false)
		if next == to || !f.tokens[next-1].Capitalised() && f.tokens[next-1].Case != tagger.Sign && !f.lastWord(next-1) {
			break
		}
		to = next
	}
	return from, to
}

// lastWord reports whether token i is a first name in small letters that ends its line: "Geslin tonino".
func (f *Finder) lastWord(i int) bool {
	w := f.word(i)
	return w.First >= lexicon.Known && w.Written == lexicon.Never && (i+1 == len(f.tokens) || f.tokens[i+1].After == tagger.Line)
}

// listed finds full names and lone first names by the lists alone, where the tagger saw nothing or took them for a place.
func (f *Finder) listed() {
	for i := range f.tokens {
		if f.taken[i] || !f.tokens[i].IsWord() || f.tokens[i].Case == tagger.Uncased || f.word(i).First < lexicon.Known && !(f.titled(i) && f.loneFirstName(i)) {
			continue
		}
		if f.cues[i].is(never|calendar|institution|role|campaign) && !(f.cues[i]&(institution|role) == 0 && f.wordyName(i)) {
			continue
		}
		w, end := f.word(i), max(i+1, f.nameEnd(i, false))
		capital := f.tokens[i].Capitalised()
		if end > i+1 && !f.surnameIn(i+1, end) && !f.single(i+1) && !f.firstIn(i+1, end) { // "enzo respire"
			end = i + 1
		}
		switch {
		case end > i+1 && capital && w.Written < lexicon.Always && f.surnameIn(i+1, end) && f.plausible(i, end):
			f.add(i, end, ByTagger, w.First >= lexicon.Common, 0, false)
		case end > i+1 && capital && w.First >= lexicon.Common && w.Written < lexicon.Often && f.single(i+1): // "Théo B."
			f.add(i, end, ByTagger, true, 0, false)
		case end > i+1 && !capital && w.First >= lexicon.Common && w.Written < lexicon.Sometimes && f.surnameIn(i+1, end):
			f.add(i, end, ByTagger, true, 0, false)
		case end == i+1 && capital && w.First >= lexicon.Common && (w.Written < lexicon.Often && f.ageAfter(end) || w.Written < lexicon.Always && f.ageSaid(end)):
			f.add(i, end, ByAge, true, 0, true)
		case end == i+1 && f.page.small && !capital && w.First >= lexicon.Common && w.Written == lexicon.Never && (f.page.care || f.page.ill || f.page.story || w.First >= lexicon.VeryCommon || f.ageAfter(end) || f.apostrophe(end) || f.ownsSomething(i)):
			f.add(i, end, ByTagger, false, 0, false) // "le père de nathan", in a text without capitals
		case f.wordyName(i):
			f.add(i, end, ByTagger, true, 0, false)
		case end == i+1 && capital && f.loneFirstName(i):
			f.add(i, end, ByTagger, false, 0, false)
		case end == i+1 && capital && (w.First >= lexicon.Frequent && f.page.care || w.First >= lexicon.Common && f.suffers(end)) && (w.Written == lexicon.Never || w.Written == lexicon.Sometimes && f.suffers(end)) && !lexicon.IsPlace(f.tokens[i].Text(f.text)):
			f.add(i, end, ByTagger, false, 0, false)
		}
	}
}

// wordyName reports whether token i, a first name that is an ordinary word as well, is said of a person: "Rose, 4 ans", "Grâce Ilunga",
// "Hope, who", "Grace lost her leg".
func (f *Finder) wordyName(i int) bool {
	w := f.word(i)
	if w.First < lexicon.Known || w.Written == lexicon.Never || !f.titled(i) || f.cues[i].is(article|particle) {
		return false
	}
	next := i + 1
	if f.cues[i].is(calendar) && !(next < len(f.tokens) && f.titled(next)) { // "Asunción Vidal", but "Ascension" is a feast
		return false
	}
	switch {
	case f.ageAfter(next) && f.sign(next, ","), f.sign(next, ",") && f.whoAt(next+1):
		return true
	case w.First < lexicon.Common || next >= len(f.tokens):
		return false
	case f.titled(next) && f.tokens[next].After == tagger.Space && f.word(next).Written == lexicon.Never && f.word(next).Last > 0 && f.cues[next] == 0 && !lexicon.IsPlace(f.tokens[next].Text(f.text)):
		return !f.page.caps
	}
	switch {
	case f.addressed(i):
		return true
	case f.apostrophe(next) && w.Written == lexicon.Sometimes && next+2 < len(f.tokens) && f.tokens[next+1].Key() == keyS && f.tokens[next+2].Case == tagger.Lower: // "Poppy's implant"
		return true
	case f.sentenceBreak(i) && (f.page.story || f.page.care) && f.livesOn(next): // "Will has autism"
		return true
	case f.sentenceBreak(i):
		return f.tokens[next].Case == tagger.Lower && (!f.cues[next].is(particle|article) || f.tokens[next].Key() == keyY) && f.ownsSomething(next)
	}
	prev := &f.tokens[i-1]
	return f.page.story && !f.cues[i].is(never) && !f.placeLike(i) && prev.Case == tagger.Lower && f.tokens[i].After == tagger.Space && !f.tokens[next].Capitalised() && !f.cues[i-1].is(institution|street|eponymHead|calendar) && !f.taken[i-1] &&
		(f.sign(next, ",") || f.spokenTo(i-1) && f.has(i-2, wish|story|campaign|care)) && w.Written < lexicon.Always
}

// livesOn tells verbs that follow a person more than a thing.
func (f *Finder) livesOn(i int) bool {
	switch f.tokens[i].Key() {
	case keyHas, keyHad, keyWas, keySpent, keyLost, keyCame, keyWent, keyNeeds, keyLoves:
		return true
	}
	return false
}

var (
	keyHas, keyHad, keySpent, keyLost    = tagger.KeyOf("has"), tagger.KeyOf("had"), tagger.KeyOf("spent"), tagger.KeyOf("lost")
	keyCame, keyWent, keyNeeds, keyLoves = tagger.KeyOf("came"), tagger.KeyOf("went"), tagger.KeyOf("needs"), tagger.KeyOf("loves")
)

var keyS = tagger.KeyOf("s")

// addressed reports whether somebody is spoken to by name: "Océane, ta force", "Florence, you".
func (f *Finder) addressed(i int) bool {
	if !f.sign(i+1, ",") || i+2 >= len(f.tokens) {
		return false
	}
	switch f.tokens[i+2].Key() {
	case keyTa, keyTon, keyTes, keyTu, keyTus, keyYou, keyYour, keyVous, keyVotre, keyTe:
		return true
	}
	return false
}

var (
	keyTa, keyTon, keyTes, keyTu, keyTus = tagger.KeyOf("ta"), tagger.KeyOf("ton"), tagger.KeyOf("tes"), tagger.KeyOf("tu"), tagger.KeyOf("tus")
	keyYou, keyYour, keyVous, keyVotre   = tagger.KeyOf("you"), tagger.KeyOf("your"), tagger.KeyOf("vous"), tagger.KeyOf("votre")
	keyTe                                = tagger.KeyOf("te")
)

// ownsSomething reports whether "her", "his", "elle", "su" follows within a few words, as it does when a person is spoken of.
func (f *Finder) ownsSomething(i int) bool {
	for k := i; k < i+4 && k < len(f.tokens) && !f.sentenceBreak(k); k++ {
		switch f.tokens[k].Key() {
		case keyHer, keyHis, keyShe, keyHe, keyElle, keyIl, keySu, keySus, keySa, keySon, keySes:
			return k > i
		}
	}
	return false
}

var keySu = tagger.KeyOf("su")

var keyShe, keyHe, keyElle, keyIl = tagger.KeyOf("she"), tagger.KeyOf("he"), tagger.KeyOf("elle"), tagger.KeyOf("il")

// loneFirstName reports whether token i is a first name that is neither a word nor a town, or hardly either.
func (f *Finder) loneFirstName(i int) bool {
	w, t := f.word(i), &f.tokens[i]
	if head, tail, compound := strings.Cut(t.Text(f.text), "-"); compound && w.Written == lexicon.Never && w.First < lexicon.Common && lexicon.FirstName(tail) > 0 { // "Ellie-Rose"
		w = lexicon.LookUp(head)
	}
	if t.Case == tagger.Upper && !f.page.caps || t.Case == tagger.Mixed && !f.titled(i) || t.End-t.Start < 3 || f.cues[i] != 0 && !f.cues[i].is(particle) || i > 0 && f.saintBefore(i-1) {
		return false
	}
	if i > 0 {
		switch f.tokens[i-1].Key() {
		case keyThe, keyLe, keyLa, keyLes, keyEl: // "The Rosie maternity unit"
			return false
		}
	}
	if i > 0 && (f.tokens[i-1].Capitalised() && !f.taken[i-1] && !f.fond(i-1) && !f.has(i-1, calendar) && !(f.page.caps && f.tokens[i-1].Word.Written >= lexicon.Often) && !f.sentenceBreak(i-1) && !f.sentenceBreak(i) || f.sign(i-1, ".") && t.After == tagger.Space && i > 1 && f.has(i-2, particle)) {
		return false // "North Carolina", "St. Louis"
	}
	if place, ok := lexicon.FindPlace(t.Text(f.text)); ok && place.Population >= 3_000 && (w.First < lexicon.Common || f.placeLike(i) || place.Population >= 20_000 && w.First < lexicon.VeryCommon && !f.personLike(i)) {
		return false
	}
	if f.sign(i+1, "&") || f.sign(i-1, "&") { // "Marks & Spencer"
		return false
	}
	if w.First > 0 && w.Written < lexicon.Often && f.sign(i+1, ",") && f.whoAt(i+2) {
		return true
	}
	return w.Written == lexicon.Never && (w.First >= lexicon.Common || w.First == lexicon.Known && w.Last <= lexicon.Known && (!f.sentenceBreak(i) || w.Last == 0 && i+1 < len(f.tokens) && f.tokens[i+1].Case == tagger.Lower)) ||
		w.Written == lexicon.Sometimes && w.First >= lexicon.Common && !f.sentenceBreak(i)
}

// placeLike reports whether a first name that is a town's as well stands where towns do: "in Jackson", "Florence, Ala.", "Cody's schools".
func (f *Finder) placeLike(i int) bool {
	if f.sign(i+1, ",") && i+2 < len(f.tokens) && f.tokens[i+2].Capitalised() && f.tokens[i+2].Word.Written == lexicon.Never && f.tokens[i+2].Word.First < lexicon.Common || f.sign(i+1, "(") || f.sign(i+1, "/") || f.sign(i+1, "-") || f.sign(i-1, "-") {
		return true
	}
	if i == 0 {
		return f.tokens[i].Case == tagger.Upper && !f.page.caps
	}
	switch f.tokens[i-1].Key() {
	case keyIn, keyAt, keyNear, keyFrom, keyEn, keyDe, keyOf, keyDu, keySur, keyVers, keyDesde:
		return !f.page.story || f.tokens[i-1].Key() != keyDe && f.tokens[i-1].Key() != keyOf
	}
	return false
}

var (
	keyIn, keyAt, keyNear, keyFrom          = tagger.KeyOf("in"), tagger.KeyOf("at"), tagger.KeyOf("near"), tagger.KeyOf("from")
	keyEn, keyDu, keySur, keyVers, keyDesde = tagger.KeyOf("en"), tagger.KeyOf("du"), tagger.KeyOf("sur"), tagger.KeyOf("vers"), tagger.KeyOf("desde")
)

// personLike reports whether a first name that is a town's as well is said of a person: "Jackson … his", "Florence, who", "day, Florence!".
func (f *Finder) personLike(i int) bool {
	if f.sign(i+1, ",") && f.whoAt(i+2) || f.sign(i-1, ",") && f.sentenceBreak(i+2) || f.addressed(i) || f.ageAfter(i+1) {
		return true
	}
	for k := i + 1; k < i+12 && k < len(f.tokens) && !f.sentenceBreak(k); k++ {
		switch f.tokens[k].Key() {
		case keyHer, keyHis, keyShe, keyHe, keyElle, keyIl:
			return true
		}
	}
	return false
}

var keyLe, keyLa, keyEl = tagger.KeyOf("le"), tagger.KeyOf("la"), tagger.KeyOf("el")

// fond tells the words that are put before a first name out of fondness: "Big Kev", "Petit Paul".
func (f *Finder) fond(i int) bool {
	switch f.tokens[i].Key() {
	case keyBig, keyLittle, keyOld, keyYoung, keyDear, keyBrave, keyPoor, keySweet, keyHappy, keyBaby, keyPetit, keyPetite, keyCher, keyChere, keySuper:
		return true
	}
	return false
}

var (
	keyBig, keyLittle, keyOld, keyYoung  = tagger.KeyOf("big"), tagger.KeyOf("little"), tagger.KeyOf("old"), tagger.KeyOf("young")
	keyDear, keyBrave, keyPoor, keySweet = tagger.KeyOf("dear"), tagger.KeyOf("brave"), tagger.KeyOf("poor"), tagger.KeyOf("sweet")
	keyHappy, keyPetit, keyPetite        = tagger.KeyOf("happy"), tagger.KeyOf("petit"), tagger.KeyOf("petite")
	keyCher, keyChere, keySuper          = tagger.KeyOf("cher"), tagger.KeyOf("chère"), tagger.KeyOf("super")
)

// surnameFirst finds "Hartwell, Sue" at the beginning of a clause: a surname, a comma, a first name, and no list of names.
func (f *Finder) surnameFirst() {
	for i := range f.tokens {
		if !f.sign(i+1, ",") || i+2 >= len(f.tokens) || !f.tokens[i].Capitalised() || f.cues[i] != 0 || !f.sentenceBreak(i) && !f.sign(i-1, ":") {
			continue
		}
		last, first := f.word(i), f.word(i+2)
		if last.Last >= lexicon.Known && last.Written == lexicon.Never && last.First < lexicon.Common && f.tokens[i+2].Capitalised() && f.tokens[i+2].After == tagger.Space && first.First >= lexicon.Common && first.Written < lexicon.Often && !f.townAt(i) && !f.listGoesOn(i+3) {
			f.add(i, i+3, ByNaming, true, 0, true)
		}
	}
}

// listGoesOn reports whether a list of names goes on at token i: "Perrin, Léa et Hugo".
func (f *Finder) listGoesOn(i int) bool {
	if i >= len(f.tokens) {
		return false
	}
	switch f.tokens[i].Key() {
	case keyEt, keyAnd, keyY:
		return true
	}
	return f.sign(i, ",") && i+1 < len(f.tokens) && f.tokens[i+1].Capitalised()
}

// whoAt reports whether token i is the "who" that only follows a person.
func (f *Finder) whoAt(i int) bool {
	if i >= len(f.tokens) {
		return false
	}
	switch f.tokens[i].Key() {
	case keyWho, keyQui, keyQuien:
		return true
	}
	return false
}

var keyWho, keyQui, keyQuien = tagger.KeyOf("who"), tagger.KeyOf("qui"), tagger.KeyOf("quien")

// suffers reports whether token i begins ", who suffered", ", qui souffre de": said of a patient.
func (f *Finder) suffers(i int) bool {
	if f.sign(i, ",") {
		i++
	}
	return f.has(i, care) || f.has(i+1, care) && !f.sentenceBreak(i+1)
}

// firstIn reports whether one of the tokens is a listed first name.
func (f *Finder) firstIn(from, to int) bool {
	for i := from; i < to; i++ {
		if f.word(i).First > 0 {
			return true
		}
	}
	return false
}

func (f *Finder) surnameIn(from, to int) bool {
	for i := from; i < to; i++ {
		if w := f.word(i); f.tokens[i].IsWord() && (w.Last >= lexicon.Rare || w == (lexicon.Word{}) && f.tokens[i].Capitalised()) {
			return true
		}
	}
	return false
}

// ageSaid reports whether a verb and an age follow token i-1: "a 12 ans", "fête ses 104 ans", "cumple 101 años".
func (f *Finder) ageSaid(i int) bool {
	for k := i; k < i+4 && k+1 < len(f.tokens) && !(k > i && f.sentenceBreak(k)) && f.tokens[k].Case != tagger.Sign; k++ {
		if f.tokens[k].Case == tagger.Number {
			return k > i && f.has(k+1, ageUnit) && !f.since(k-1) && len(f.tokens[k].Text(f.text)) <= 3
		}
	}
	return false
}

// since tells the words that make a number of years a time that has passed: "depuis 18 ans", "after 35 years".
func (f *Finder) since(i int) bool {
	if i < 0 {
		return false
	}
	switch f.tokens[i].Key() {
	case keyDepuis, keyPendant, keyAfter, keyFor, keySinceEN, keyDesde, keyPor, keyPour:
		return true
	}
	return false
}

var (
	keyDepuis, keyPendant, keyAfter = tagger.KeyOf("depuis"), tagger.KeyOf("pendant"), tagger.KeyOf("after")
	keySinceEN, keyPor              = tagger.KeyOf("since"), tagger.KeyOf("por")
)

// ageAfter reports whether an age follows token i-1: ", 5 ans", " (67 ans)", ", aged 9", ", 45,", "5-year-old".
func (f *Finder) ageAfter(i int) bool {
	for skip := 0; skip < 4 && i < len(f.tokens); skip, i = skip+1, i+1 {
		t := &f.tokens[i]
		switch {
		case t.Case == tagger.Number:
			n := t.Text(f.text)
			return len(n) <= 3 && f.has(i+1, ageUnit) || len(n) <= 2 && (f.tokens[i-1].Key() == keyAged || f.sign(i+1, ",") && f.sign(i-1, ",") || f.sign(i+1, "-") && f.has(i+2, ageUnit))
		case f.sign(i, ","), f.sign(i, "("), t.Key() == keyAged, t.Key() == keyAgee, t.Key() == keyDe, t.Key() == keyA, t.Key() == keyLui, t.Key() == keyAge:
			continue
		default:
			return false
		}
	}
	return false
}

var (
	keyAged, keyAgee, keyDe, keyA = tagger.KeyOf("aged"), tagger.KeyOf("âgée"), tagger.KeyOf("de"), tagger.KeyOf("a")
	keyLui, keyAge                = tagger.KeyOf("lui"), tagger.KeyOf("âgé")
)
