package names

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"portevoix/bot/privacy/lexicon"
	"portevoix/bot/privacy/tagger"
)

// records finds names at the beginning of lines that look like a record: nothing but a name, or a name with a birth date, a
// number, a mail address or an age behind it.
func (f *Finder) records() {
	for i := range f.tokens {
		if f.tokens[i].After == tagger.Line {
			f.record(i)
		}
	}
}

func (f *Finder) record(i int) {
	if key := f.tokens[i].Key(); key == keyNe || key == keyNee { // "née 3 févr. 1988"
		return
	}
	end := i
	if f.taken[i] {
		for end < len(f.tokens) && f.taken[end] {
			end++
		}
	} else if end = f.recordName(i); end == i || f.sign(end, ":") || !f.recordLike(i, end) { // "NASS:" is a label
		return
	}
	if !f.taken[i] {
		f.add(i, end, ByRecord, true, 0, true)
	} else {
		f.markRecord(i, end)
	}
	if f.sign(end, ",") && end+1 < len(f.tokens) && !f.taken[end+1] && f.tokens[end+1].IsWord() { // "DUPONT, Jean, 3/4/51"
		if second := f.recordName(end + 1); second > end+1 && f.identified(second) && (f.word(end+1).First > 0 || f.tokens[end+1].Case == tagger.Upper || f.word(i).First >= lexicon.Common && f.word(end+1).Last > 0 && f.word(end+1).Written == lexicon.Never) {
			f.add(end+1, second, ByRecord, true, 0, true)
		}
	}
}

// recordName reads the name words at the beginning of a line, whatever their letters.
func (f *Finder) recordName(i int) int {
	end := i
	if f.cues[i].is(institution | street | field | credit | wish | campaign | role | file) {
		return i
	}
	for words := 0; end < len(f.tokens) && words < mostWords && (end == i || f.tokens[end].After != tagger.Line); words++ {
		next := f.nameWord(end, words, words == 0 && !f.page.caps || words == 1 && f.word(end) == (lexicon.Word{}) && (f.word(i).First >= lexicon.Known || f.word(i).Last >= lexicon.Common && f.word(i).Written == lexicon.Never))
		if next == end && words == 1 && f.unlistedBetween(end) {
			next = end + 1
		}
		if next == end {
			break
		}
		end = next
	}
	return end
}

// unlistedBetween reports whether token i is a word that no list has between a surname and a first name, in small letters all three:
// "mabiala nkouka cecile".
func (f *Finder) unlistedBetween(i int) bool {
	last, next := f.word(i-1), f.word(i+1)
	return f.tokens[i].Case == tagger.Lower && f.word(i) == (lexicon.Word{}) && last.Last >= lexicon.Known && last.Written == lexicon.Never && next.First >= lexicon.Common && next.Written == lexicon.Never
}

// recordLike reports whether the words at the beginning of a line are a name: the lists know them, and the line goes on as a
// record does.
func (f *Finder) recordLike(from, to int) bool {
	known, first, everyday, town, letters := 0, false, 0, false, 0
	for i := from; i < to; i++ {
		w := f.word(i)
		if !f.tokens[i].IsWord() {
			continue
		}
		if w.First > 0 || w.Last > 0 {
			known++
		}
		first = first || w.First >= lexicon.Rare && (w.Written < lexicon.Often || w.First >= lexicon.Common)
		letters += f.tokens[i].End - f.tokens[i].Start
		if w.Written >= lexicon.Often {
			everyday++
		}
	}
	if f.sign(to, ",") && f.word(to+1).First > 0 && f.word(to+1).Written < lexicon.Often && !f.has(to+1, calendar) { // "DUPONT, Jean"
		known++
	}
	place, ok := lexicon.FindPlace(f.text[f.tokens[from].Start:f.tokens[to-1].End])
	town = ok && place.Population >= 20_000
	alone := to == len(f.tokens) || f.tokens[to].After == tagger.Line
	switch {
	case known == 0 || letters < 3 || everyday > 0 && !(first && to-from > 1) || town:
		return false
	case f.identified(to):
		return true
	case alone && to == len(f.tokens) && from == 0: // the whole text is a name
		return true
	case alone:
		return to-from > 1 && first
	}
	return to-from > 1 && first && f.sentenceStarts(to)
}

// identified reports whether what follows a name at the beginning of a line identifies somebody: a number, a birth date, a mail
// address, an age.
func (f *Finder) identified(i int) bool {
	for skip := 0; skip < 3 && i < len(f.tokens) && f.tokens[i].After != tagger.Line; skip, i = skip+1, i+1 {
		switch t := &f.tokens[i]; {
		case t.Case == tagger.Number && len(t.Text(f.text)) > 0:
			return true
		case t.Case == tagger.Code:
			return !strings.HasPrefix(t.Text(f.text), "#")
		case f.sign(i, ","), f.sign(i, ":"), f.sign(i, "("), f.sign(i, "+"), f.sign(i, "-"):
			continue
		case f.has(i, calendar|street) || t.IsWord() && t.Key() == keyNe || t.Key() == keyNee:
			return true
		case skip > 0 && t.IsWord() && t.Case != tagger.Uncased && t.Word.Written < lexicon.Sometimes: // "DUPONT, Jean"
			return f.identified(i + 1)
		default:
			return false
		}
	}
	return false
}

var keyNe, keyNee = tagger.KeyOf("né"), tagger.KeyOf("née")

// sentenceStarts reports whether token i begins a sentence of its own: "dupont marie Admission en gériatrie".
func (f *Finder) sentenceStarts(i int) bool {
	return i < len(f.tokens) && f.tokens[i].Case == tagger.Title && f.tokens[i].Word.Written >= lexicon.Sometimes && f.tokens[i].Word.First < lexicon.Common
}

// markRecord notes that a name found otherwise begins a record.
func (f *Finder) markRecord(from, to int) {
	if !f.identified(to) {
		return
	}
	for k := range f.found {
		if m := &f.found[k]; m.from == from && m.Why == ByTagger {
			m.Why, m.Sure, m.direct = ByRecord, true, true
		}
	}
}

// inTags finds names in hashtags: "#TousAvecLucas", "#PourNathanMartin", "#forzamaelys".
func (f *Finder) inTags() {
	for i, t := range f.tokens {
		if t.Case != tagger.Code || !strings.HasPrefix(f.text[t.Start:], "#") {
			continue
		}
		if from, to, ok := tagName(f.text[t.Start+1 : t.End]); ok {
			f.taken[i] = true
			f.found = append(f.found, mention{
				Name: Name{Start: t.Start + 1 + from, End: t.Start + 1 + to, Why: ByHashtag, Sure: true, Who: Patient},
				from: i, to: i + 1, direct: true,
			})
		}
	}
}

// tagName finds a first name after a word of a campaign within a tag.
func tagName(tag string) (from, to int, ok bool) {
	parts := camel(tag)
	for k := 1; k < len(parts); k++ {
		before, this := tag[parts[k-1]:parts[k]], tag[parts[k]:]
		if k+1 < len(parts) {
			this = tag[parts[k]:parts[k+1]]
		}
		if w := lexicon.LookUp(this); isCampaign(before) && w.First >= lexicon.Known && w.Written < lexicon.Often {
			end := len(tag)
			if k+2 < len(parts) && lexicon.Surname(tag[parts[k+1]:parts[k+2]]) == 0 {
				end = parts[k+1]
			}
			return parts[k], end, true
		}
	}
	if len(parts) > 1 {
		return 0, 0, false
	}
	for cut := 3; cut+3 <= len(tag) && cut <= longestCampaign; cut++ { // "pourlucas": no capitals to part the words
		if !utf8.RuneStart(tag[cut]) || !isCampaign(tag[:cut]) {
			continue
		}
		if w := lexicon.LookUp(tag[cut:]); w.First >= lexicon.Common && w.Written == lexicon.Never {
			return cut, len(tag), true
		}
	}
	return 0, 0, false
}

const longestCampaign = 12 // bytes

func isCampaign(word string) bool {
	t := tagger.Tokens(word, nil)
	return len(t) == 1 && cuesByKey()[t[0].Key()].is(campaign)
}

// camel gives where the words of a tag begin: "PourLucas" at 0 and 4; an underscore or a digit parts words too.
func camel(tag string) []int {
	parts := []int{0}
	before := rune(0)
	for i, r := range tag {
		next, _ := utf8.DecodeRuneInString(tag[i+utf8.RuneLen(r):])
		if i > 0 && (unicode.IsUpper(r) && (!unicode.IsUpper(before) || unicode.IsLower(next)) || before == '_' || unicode.IsLetter(r) != unicode.IsLetter(before) && r != '_') {
			parts = append(parts, i)
		}
		before = r
	}
	return parts
}

// findOurs marks the tokens of names that the profile lists, so that nothing else takes them.
func (f *Finder) findOurs() {
	if f.ours == nil {
		f.ours = map[uint32][]uint32{}
		for _, name := range f.Ours {
			var keys []uint32
			for _, t := range tagger.Tokens(name, nil) {
				if t.IsWord() && !cuesByKey()[t.Key()].is(civil|medical) {
					keys = append(keys, t.Key())
				}
			}
			if len(keys) > 0 {
				f.ours[keys[0]] = keys
			}
		}
	}
	if len(f.ours) == 0 {
		return
	}
	for i := range f.tokens {
		if end := f.oursAt(i); end > i {
			f.add(i, end, ByMention, true, 0, false)
			f.found[len(f.found)-1].Who = Ours
		}
	}
}

func (f *Finder) oursAt(i int) int {
	keys := f.ours[f.tokens[i].Key()]
	if len(keys) == 0 || f.taken[i] {
		return i
	}
	j := i
	for _, key := range keys {
		for j < len(f.tokens) && !f.tokens[j].IsWord() && f.tokens[j].Case == tagger.Sign && j > i {
			j++
		}
		if j >= len(f.tokens) || f.tokens[j].Key() != key {
			return i
		}
		j++
	}
	return j
}
