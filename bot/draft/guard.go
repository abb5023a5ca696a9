package draft

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"portevoix/bot/social"
	"portevoix/bot/text"
	"portevoix/bot/text/when"
)

// A Guard refuses a text that says what the brief does not: a number, a date, a name, a link, a handle, a hashtag; or that leaves
// out what it must say, wanders off, or is no plain text. It errs on the side of refusing: the composed text is always there.
type Guard struct {
	Words    string // the brief as typed
	Brief    Brief
	Composer Composer
	Places   []string
}

// What a text is refused for. The errors name no word of it.
var (
	ErrEmpty    = errors.New("empty")
	ErrLong     = errors.New("too long for the network")
	ErrMarkup   = errors.New("holds markup or control characters")
	ErrNumber   = errors.New("holds a number that is not in the brief")
	ErrDate     = errors.New("holds a date that is not in the brief")
	ErrName     = errors.New("holds a name that is not in the brief")
	ErrLink     = errors.New("holds a link, address or handle that is not in the brief")
	ErrHashtag  = errors.New("holds a hashtag that is not in the brief")
	ErrLanguage = errors.New("is not in the language asked for")
	ErrMissing  = errors.New("leaves out a fact of the brief")
	ErrTopic    = errors.New("is about something else")
	ErrManner   = errors.New("shouts or decorates")
)

// Check returns nil when the text may stand.
func (g Guard) Check(s string, l text.Lang, rules social.Rules) error {
	if strings.IndexFunc(s, isWordRune) < 0 {
		return ErrEmpty
	}
	if rules.Max > 0 && rules.Length(s) > rules.Max {
		return ErrLong
	}
	sources := g.sources()
	for _, check := range []func(string, text.Lang, sourceWords) error{
		g.markup, g.links, g.hashtags, g.numbers, g.dates, g.names, g.manner, g.language, g.topic, g.missing,
	} {
		if err := check(s, l, sources); err != nil {
			return err
		}
	}
	return nil
}

// sourceWords is everything that a text may draw on, folded.
type sourceWords struct {
	text     string // one after another
	words    map[string]bool
	numbers  map[string]bool
	moments  string          // the brief's moment in every language, folded
	hashtags map[string]bool // folded
}

func (g Guard) sources() sourceWords {
	h := g.Composer.Hospital
	given := []string{g.Words, h.Name, h.ShortName, h.NameAR, h.City, h.Website, h.PressContact, h.UserContact, g.Composer.Blood.Link, g.Composer.Blood.With.FR, g.Composer.Blood.With.EN, g.Composer.Blood.With.AR}
	given = append(given, g.Places...)
	given = append(given, h.Handles...)
	given = append(given, h.Domains...)
	for _, p := range h.Phones {
		given = append(given, p.Number)
	}
	for _, sentences := range g.Brief.Prose {
		given = append(given, sentences...)
	}
	given = append(given, g.Brief.Link, g.Brief.Phone, g.Brief.Mail)
	var moments []string
	for _, l := range text.Langs {
		moments = append(moments, text.StripMarks(g.Brief.When.In(l)))
		given = append(given, g.Brief.EventName(l), text.StripMarks(g.Brief.where(l)), text.StripMarks(g.Brief.at(l)))
		for _, id := range g.Brief.Details {
			d, _ := detailOf(id)
			given = append(given, d.say.In(l))
		}
	}
	given = append(given, moments...)
	s := sourceWords{words: map[string]bool{}, numbers: map[string]bool{}, hashtags: map[string]bool{}}
	s.moments = " " + foldWord(strings.Join(moments, " ; ")) + " "
	s.text = " " + foldWord(strings.Join(given, " ; ")) + " "
	for _, w := range strings.FieldsFunc(s.text, func(r rune) bool { return !isWordRune(r) }) {
		s.words[w] = true
	}
	for _, n := range numberPattern.FindAllString(s.text, -1) {
		s.numbers[plainNumber(n)] = true
	}
	for _, c := range []Clock{g.Brief.When.From, g.Brief.When.To} {
		if c != "" { // 17:00 may be said 5 pm
			s.numbers[plainNumber(fmt.Sprint(c.time().Hour()))], s.numbers[plainNumber(fmt.Sprint((c.time().Hour()+11)%12+1))] = true, true
			s.numbers[plainNumber(fmt.Sprintf("%02d", c.time().Minute()))] = true
		}
	}
	if d := g.Brief.When.Day; d != "" {
		s.numbers[fmt.Sprint(d.time().Year())] = true
		s.numbers[plainNumber(fmt.Sprintf("%02d", int(d.time().Month())))] = true
	}
	e, _ := eventOf(g.Brief.Event)
	for _, t := range append(slices.Clone(h.Hashtags), g.Brief.Hashtags...) {
		s.hashtags[foldWord(t)] = true
	}
	for _, t := range e.tags {
		for _, l := range text.Langs {
			s.hashtags[foldWord(t.In(l))] = true
		}
	}
	return s
}

var numberPattern = regexp.MustCompile(`\d+`)

func plainNumber(n string) string {
	if n = strings.TrimLeft(n, "0"); n == "" {
		return "0"
	}
	return n
}

var markupPattern = regexp.MustCompile("```|\\*\\*|__|<[a-zA-Z/!]|\\]\\(|^#+ |\\{\\{|&[a-z]+;|\\[\\d+\\]|\\bhttps?:/[^/]")

func (g Guard) markup(s string, _ text.Lang, _ sourceWords) error {
	for _, r := range s {
		isolate := r == '\u2066' || r == '\u2068' || r == '\u2069'
		if r == utf8.RuneError || unicode.IsControl(r) && r != '\n' || unicode.Is(unicode.Bidi_Control, r) && !isolate || unicode.Is(unicode.Cf, r) && !isolate && r != '\u200d' && r != '\u200c' {
			return ErrMarkup
		}
		if r >= 0x1d400 && r <= 0x1d7ff { // letters that only look bold
			return ErrMarkup
		}
	}
	if markupPattern.MatchString(s) {
		return ErrMarkup
	}
	return nil
}

var handlePattern = regexp.MustCompile(`(?:^|[^\p{L}\p{N}_])@([\p{L}\p{N}_.\-]+)`)

func (g Guard) links(s string, _ text.Lang, src sourceWords) error {
	f := foldWord(s)
	for _, m := range mailPattern.FindAllString(f, -1) {
		if !strings.Contains(src.text, strings.TrimRight(m, ".")) {
			return ErrLink
		}
	}
	for _, m := range linkPattern.FindAllString(f, -1) {
		m = strings.TrimRight(m, ".,;:!?)…")
		if !looksLikeLink(m) {
			continue
		}
		if !wholeIn(src.text, m) && !wholeIn(src.text, strings.TrimPrefix(strings.TrimPrefix(m, "https://"), "http://")) {
			return ErrLink
		}
	}
	for _, m := range handlePattern.FindAllStringSubmatch(f, -1) {
		if !wholeIn(src.text, "@"+strings.TrimRight(m[1], ".-")) {
			return ErrLink
		}
	}
	return nil
}

// looksLikeLink is wider than isAddress: what a reader could take for an address counts.
func looksLikeLink(s string) bool {
	host, path, hasPath := strings.Cut(strings.TrimPrefix(strings.TrimPrefix(s, "https://"), "http://"), "/")
	if strings.Contains(s, "://") || strings.HasPrefix(s, "www.") {
		return true
	}
	last := host[strings.LastIndex(host, ".")+1:]
	return len(last) >= 2 && strings.IndexFunc(last, unicode.IsDigit) < 0 && (isAddress(s) || hasPath && path != "")
}

// wholeIn reports whether s stands in the sources as a whole, not as the beginning of a longer address.
func wholeIn(sources, s string) bool {
	for from := 0; ; {
		i := strings.Index(sources[from:], s)
		if i < 0 {
			return false
		}
		end := from + i + len(s)
		if end >= len(sources) || strings.ContainsRune(" ;,!?)\n", rune(sources[end])) || sources[end] == '/' && (end+1 >= len(sources) || sources[end+1] == ' ') {
			return true
		}
		if sources[end] == '.' && (end+1 >= len(sources) || sources[end+1] == ' ') {
			return true
		}
		from = end
	}
}

var hashtagPattern = regexp.MustCompile(`[#＃]([\p{L}\p{M}\p{N}_]*)`)

func (g Guard) hashtags(s string, _ text.Lang, src sourceWords) error {
	for _, m := range hashtagPattern.FindAllStringSubmatch(s, -1) {
		if !src.hashtags[foldWord("#"+m[1])] {
			return ErrHashtag
		}
	}
	return nil
}

// numberWords are numbers in letters. "un", "une", "one" and "first" are articles and manners of speaking as often as numbers.
var numberWords = map[string]string{
	"deux": "2", "trois": "3", "quatre": "4", "cinq": "5", "six": "6", "sept": "7", "huit": "8", "neuf": "9", "dix": "10", "onze": "11", "douze": "12", "treize": "13", "quatorze": "14", "quinze": "15", "seize": "16", "vingt": "20", "trente": "30", "quarante": "40", "cinquante": "50", "soixante": "60", "cent": "100", "cents": "100", "mille": "1000", "million": "1000000", "millions": "1000000", "milliers": "1000", "centaines": "100", "centaine": "100", "dizaine": "10", "dizaines": "10", "douzaine": "12", "vingtaine": "20", "moitie": "2", "tiers": "3", "quart": "4", "double": "2", "triple": "3",
	"two": "2", "three": "3", "four": "4", "five": "5", "seven": "7", "eight": "8", "nine": "9", "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15", "sixteen": "16", "seventeen": "17", "eighteen": "18", "nineteen": "19", "twenty": "20", "thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90", "hundred": "100", "hundreds": "100", "thousand": "1000", "thousands": "1000", "dozen": "12", "dozens": "12", "half": "2", "third": "3", "quarter": "4", "twice": "2",
	"اثنان": "2", "اثنين": "2", "ثلاثه": "3", "ثلاث": "3", "اربعه": "4", "اربع": "4", "خمسه": "5", "خمس": "5", "سته": "6", "ست": "6", "سبعه": "7", "سبع": "7", "ثمانيه": "8", "تسعه": "9", "عشره": "10", "عشر": "10", "عشرين": "20", "عشرون": "20", "ثلاثين": "30", "ثلاثون": "30", "مائه": "100", "مئه": "100", "الف": "1000", "الاف": "1000", "مليون": "1000000", "نصف": "2", "ثلث": "3", "ربع": "4",
}

func (g Guard) numbers(s string, _ text.Lang, src sourceWords) error {
	f := foldWord(s)
	for _, r := range f {
		if unicode.IsNumber(r) && (r < '0' || r > '9') { // ½, ², Ⅳ, other scripts' figures
			return ErrNumber
		}
	}
	for _, n := range numberPattern.FindAllString(f, -1) {
		if !src.numbers[plainNumber(n)] {
			return ErrNumber
		}
	}
	for _, w := range strings.FieldsFunc(f, func(r rune) bool { return !isWordRune(r) }) {
		if value, ok := numberWords[w]; ok && !src.words[w] && !src.numbers[value] {
			return ErrNumber
		}
	}
	return nil
}

// passing words place a text in time; each must be the author's.
var passingWords = []string{
	"aujourd'hui", "demain", "apres-demain", "hier", "ce soir", "ce matin", "cette semaine", "semaine prochaine", "week-end", "ce mois", "mois prochain", "cette annee", "l'an prochain",
	"today", "tomorrow", "yesterday", "tonight", "this week", "next week", "weekend", "this month", "next month", "this year", "next year", "this morning", "this evening",
	"اليوم", "غدا", "امس", "الليله", "هذا الاسبوع", "الاسبوع المقبل", "هذا الشهر", "هذه السنه", "نهايه الاسبوع",
	"midi", "minuit", "noon", "midnight", "janvier", "printemps", "ete prochain", "spring", "autumn", "winter", "hiver", "automne",
}

// ambiguous month and weekday words mean something else too: "may", "march", "sun", "mer", "mar", "mon".
var ambiguousDates = []string{"may", "march", "mar", "sun", "mer", "mon", "sat", "dim", "jun", "jan", "dec", "sept", "sep", "mars", "mai"}

func (g Guard) dates(s string, _ text.Lang, src sourceWords) error {
	f := foldWord(s)
	has := func(in, w string) bool {
		for from := 0; ; {
			i := strings.Index(in[from:], w)
			if i < 0 {
				return false
			}
			start, end := from+i, from+i+len(w)
			if bounded(in, start, end) {
				return true
			}
			from = end
		}
	}
	for _, w := range passingWords {
		if has(f, foldWord(w)) && !has(src.text, foldWord(w)) {
			return ErrDate
		}
	}
	for w := range when.Months() {
		if has(f, w) && !g.sayable(w, src, has, f) {
			return ErrDate
		}
	}
	for w := range when.Weekdays() {
		if has(f, w) && !g.sayable(w, src, has, f) {
			return ErrDate
		}
	}
	return nil
}

// sayable reports whether a month or weekday is the brief's, under any of its names, or an ordinary word that stands without a
// number beside it.
func (g Guard) sayable(w string, src sourceWords, has func(string, string) bool, f string) bool {
	if has(src.text, w) {
		return true
	}
	for other, m := range when.Months() {
		if mine, ok := when.Month(w); ok && m == mine && has(src.moments, other) && len(other) > 3 {
			return true
		}
	}
	for other, d := range when.Weekdays() {
		if mine, ok := when.Weekday(w); ok && d == mine && has(src.moments, other) && len(other) > 3 {
			return true
		}
	}
	if !slices.Contains(ambiguousDates, w) {
		return false
	}
	beside := regexp.MustCompile(`\d(?:er|st|nd|rd|th)? (?:of )?` + regexp.QuoteMeta(w) + `\b|\b` + regexp.QuoteMeta(w) + ` \d`)
	return !beside.MatchString(f)
}

// openers are words that may begin a sentence with a capital without being names; articles, pronouns and the words of our own
// building blocks are among them too.
var openers = strings.Fields(`
	le la les l un une des du de d au aux en dans sur pour par avec sans chez vers depuis et ou mais car donc si que qui quoi quand comment pourquoi ce cet cette ces notre nos votre vos leur leurs son sa ses mon ma mes
	nous vous ils elles il elle on je tu tous toutes tout toute chaque plusieurs quelques merci bienvenue bonjour venez rejoignez participez decouvrez retrouvez rencontrez donnez partagez inscrivez reservez prenez appelez notez ecrivez contactez consultez parlez pensez profitez aidez soyez besoin envie ensemble rendez retrouvons donner offrir sauver aider vos horaires lieu date heure infos informations renseignements inscription inscriptions contact entree gratuit gratuite acces ouvert ouverte ouverture a plus bientot au
	the a an our your their his her its this that these those we you they he she it i in on at for from with without by to of and or but if when where why how what who all every each some many thank thanks welcome hello join come meet discover find visit give share book call sign please help take bring see learn need want together admission entry free open everyone everybody no any donate giving save saving volunteer doors date time place venue location info information details registration contact
	`)

// titles announce a name, capital or not.
var titles = []string{"m", "mr", "mme", "mlle", "mrs", "ms", "miss", "dr", "docteur", "doctor", "pr", "professeur", "professor", "prof", "monsieur", "madame", "sister", "السيد", "السيده", "الدكتور", "الدكتوره", "الاستاذ", "الاستاذه", "البروفيسور", "د", "ا"}

var wordPattern = regexp.MustCompile(`[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}'’\-]*`)

// names refuses capitals that are not the brief's: within a sentence always, at its head unless the word is a common one.
func (g Guard) names(s string, l text.Lang, src sourceWords) error {
	s = text.StripMarks(s)
	known := ourWords()
	for _, at := range wordPattern.FindAllStringIndex(s, -1) {
		if at[0] > 0 && strings.ContainsRune("#@/.", rune(s[at[0]-1])) {
			continue // hashtags, handles and links are looked at elsewhere
		}
		whole := s[at[0]:at[1]]
		if slices.Contains(titles, foldWord(strings.TrimRight(whole, "."))) && !src.words[foldWord(whole)] && (len([]rune(whole)) > 1 || strings.HasPrefix(s[at[1]:], ". ") || strings.HasPrefix(s[at[1]:], ".")) {
			if foldWord(whole) != "ms" && !(len([]rune(whole)) == 1 && !headOfSentence(s, at[0]) && unicode.IsLower([]rune(whole)[0])) {
				return ErrName
			}
		}
		for _, part := range strings.FieldsFunc(whole, func(r rune) bool { return r == '\'' || r == '’' || r == '-' }) {
			w := foldWord(part)
			first, _ := utf8.DecodeRuneInString(part)
			if !unicode.IsUpper(first) || src.words[w] || src.numbers[w] {
				continue
			}
			_, month := when.Month(w)
			_, day := when.Weekday(w)
			if month || day || w == "i" && l == text.EN {
				continue // dates are looked at elsewhere
			}
			if headOfSentence(s, at[0]) && strings.HasPrefix(whole, part) && (known[w] || slices.Contains(openers, w)) {
				continue
			}
			return ErrName
		}
	}
	return nil
}

// ourWords is every word of our own building blocks.
var ourWords = sync.OnceValue(func() map[string]bool {
	known := map[string]bool{}
	add := func(ts ...text.Text) {
		for _, t := range ts {
			for _, l := range text.Langs {
				for _, w := range strings.FieldsFunc(foldWord(t.In(l)), func(r rune) bool { return !isWordRune(r) }) {
					known[w] = true
				}
			}
		}
	}
	for _, o := range append(slices.Clone(Objectives), "") {
		add(openings(o, true)...)
		add(openings(o, false)...)
		add(closings(o, false)...)
		add(closings(o, true)...)
		add(writeByMail(o)...)
		add(come(o)...)
	}
	add(bookByLink()...)
	add(readByLink()...)
	add(bookByPhone()...)
	add(askByPhone()...)
	add(labelWhen, labelAt, labelHour)
	for _, e := range events() {
		add(e.name, e.a)
		add(e.why...)
	}
	for _, d := range details() {
		add(d.say)
	}
	for _, p := range places() {
		add(p.name, p.at)
	}
	return known
})

func headOfSentence(s string, at int) bool {
	before := strings.TrimRight(s[:at], " \u00a0\u202f\"«“'(–-")
	if before == "" || strings.HasSuffix(s[:at], "\n") {
		return true
	}
	r, _ := utf8.DecodeLastRuneInString(before)
	return strings.ContainsRune(".!?…:؟\n", r)
}

func (g Guard) manner(s string, _ text.Lang, _ sourceWords) error {
	if strings.Count(s, "!") > 1 || strings.Contains(s, "·") {
		return ErrManner
	}
	shouted := 0
	for _, w := range wordPattern.FindAllString(s, -1) {
		if len([]rune(w)) > 5 && w == strings.ToUpper(w) && w != strings.ToLower(w) {
			shouted++
		}
	}
	for _, r := range s {
		if r >= 0x1f000 || r >= 0x2600 && r <= 0x27bf {
			return ErrManner
		}
	}
	if shouted > 1 {
		return ErrManner
	}
	return nil
}

func (g Guard) language(s string, l text.Lang, _ sourceWords) error {
	s = linkPattern.ReplaceAllString(s, " ")
	if guessLang(s, l) != l {
		return ErrLanguage
	}
	return nil
}

// topic wants the event, or at least one telling word of the brief.
func (g Guard) topic(s string, l text.Lang, _ sourceWords) error {
	f := linkPattern.ReplaceAllString(foldWord(s), " ")
	if e, ok := eventOf(g.Brief.Event); ok {
		for _, w := range append(slices.Clone(e.typed), e.name.In(l), e.a.In(l)) {
			if w != "" && strings.Contains(f, foldWord(w)) {
				return nil
			}
		}
	}
	if l != g.Brief.Lang && g.Brief.Event == "" {
		return nil // words of another language share nothing to compare
	}
	said := g.Words
	if p := g.Brief.prose(l); len(p) > 0 {
		said += " " + strings.Join(p, " ")
	}
	for _, w := range strings.FieldsFunc(linkPattern.ReplaceAllString(foldWord(said), " "), func(r rune) bool { return !isWordRune(r) }) {
		if len([]rune(w)) >= 5 && numberPattern.FindString(w) == "" && strings.Contains(f, string([]rune(w)[:5])) {
			return nil
		}
	}
	return ErrTopic
}

// missing wants the day, the hour and the contact of the brief.
func (g Guard) missing(s string, _ text.Lang, _ sourceWords) error {
	f := foldWord(text.StripMarks(s))
	said := map[string]bool{}
	for _, n := range numberPattern.FindAllString(f, -1) {
		said[plainNumber(n)] = true
	}
	if d := g.Brief.When.Day; d != "" && !said[fmt.Sprint(d.time().Day())] {
		return ErrMissing
	}
	if c := g.Brief.When.From; c != "" {
		h := c.time().Hour()
		if !said[fmt.Sprint(h)] && !said[fmt.Sprint((h+11)%12+1)] && h != 12 && h != 0 {
			return ErrMissing
		}
	}
	if g.Brief.Link != "" && !strings.Contains(f, foldWord(g.Brief.Link)) {
		return ErrMissing
	}
	if g.Brief.Link == "" && g.Brief.Phone != "" && !strings.Contains(f, foldWord(g.Brief.Phone)) {
		return ErrMissing
	}
	return nil
}
