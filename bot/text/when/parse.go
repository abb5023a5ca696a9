package when

import (
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"portevoix/bot/text"
)

type token struct {
	word       string // folded
	number     int    // -1 when it is not a number
	digits     int    // how many digits it was written with
	start, end int
	glued      bool // no space before it
}

type parser struct {
	Reader
	tokens []token
}

// maxWords is how much of a text is read: a date never stands behind that.
const maxWords = 4000

func (r Reader) parser(s string) parser {
	p := parser{Reader: r}
	glued := false
	for i := 0; i < len(s) && len(p.tokens) < maxWords; {
		c, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case unicode.IsSpace(c):
			glued = false
			i += size
			continue
		case unicode.Is(unicode.Bidi_Control, c):
			i += size
			continue
		}
		end := i + size
		class := classOf(c)
		if class != other {
			for end < len(s) {
				next, n := utf8.DecodeRuneInString(s[end:])
				if classOf(next) != class && !(class == letters && (next == '\'' || next == '’' || next == '-' && letterAfter(s[end+n:])) || unicode.Is(unicode.Mn, next)) {
					break
				}
				end += n
			}
		}
		p.tokens = append(p.tokens, newToken(s[i:end], class, i, end, glued))
		glued = true
		i = end
	}
	return p
}

const (
	other = iota
	letters
	figures
)

func classOf(c rune) int {
	switch {
	case c >= '0' && c <= '9', c >= '٠' && c <= '٩', c >= '۰' && c <= '۹':
		return figures
	case unicode.IsLetter(c):
		return letters
	}
	return other
}

func letterAfter(s string) bool {
	c, _ := utf8.DecodeRuneInString(s)
	return classOf(c) == letters
}

func newToken(s string, class, start, end int, glued bool) token {
	t := token{word: fold(s), number: -1, start: start, end: end, glued: glued}
	if class == figures {
		t.digits = utf8.RuneCountInString(s)
		if n, err := strconv.Atoi(t.word); err == nil && t.digits <= 4 {
			t.number = n
		}
	}
	return t
}

// fold lowers, strips accents and Arabic vowel marks, unifies the forms of alif and of the final ha, and writes figures as 0-9.
func fold(s string) string {
	return strings.Map(func(c rune) rune {
		switch {
		case c >= '٠' && c <= '٩':
			return '0' + c - '٠'
		case c >= '۰' && c <= '۹':
			return '0' + c - '۰'
		case unicode.Is(unicode.Mn, c), c == 'ـ':
			return -1
		}
		switch c = unicode.ToLower(c); c {
		case 'é', 'è', 'ê', 'ë':
			return 'e'
		case 'à', 'â', 'ä':
			return 'a'
		case 'û', 'ù', 'ü':
			return 'u'
		case 'î', 'ï':
			return 'i'
		case 'ô', 'ö':
			return 'o'
		case 'ç':
			return 'c'
		case '’':
			return '\''
		case 'أ', 'إ', 'آ', 'ٱ':
			return 'ا'
		case 'ة':
			return 'ه'
		case 'ى':
			return 'ي'
		}
		return c
	}, s)
}

// A day as written; zero fields were not written.
type day struct {
	year, month, date int
	weekday           time.Weekday
	hasWeekday        bool
	offset            int // days from today
	relative          bool
	evening           bool // "ce soir": a bare hour is in the second half of the day
}

// at reads a date that begins at token i. It returns how many tokens it took; 0 when there is none.
func (p parser) at(i int) (Reading, *Question, int) {
	if d, n := p.duration(i); n > 0 {
		return Reading{At: p.Now.Add(d).Truncate(time.Minute), Day: true, Clock: true, Sure: Likely, Start: p.tokens[i].start, End: p.tokens[i+n-1].end}, nil, n
	}
	d, n := p.day(i)
	minutes, m := 0, 0
	if n > 0 {
		minutes, m = p.clockAfter(i+n, d.evening)
		if m == 0 && p.alone(i, n) {
			return Reading{}, nil, 0
		}
	} else if minutes, m = p.clock(i, false); m > 0 {
		if after, k := p.dayAfter(i + m); k > 0 {
			d, n = after, k
			if d.evening {
				minutes, _ = p.clock(i, true)
			}
		}
	}
	if n+m == 0 {
		return Reading{}, nil, 0
	}
	found, q := p.resolve(d, n > 0, minutes, m > 0)
	found.Start, found.End = p.tokens[i].start, p.tokens[i+n+m-1].end
	return found, q, n + m
}

// clockAfter reads a time of day that may stand behind small words: "à 20 h".
func (p parser) clockAfter(i int, inEvening bool) (minutes, n int) {
	for skip := 0; skip <= p.joiners(i); skip++ {
		if minutes, n = p.clock(i+skip, inEvening); n > 0 {
			return minutes, n + skip
		}
	}
	return 0, 0
}

// dayAfter reads a day that may stand behind small words: "le samedi 28 novembre".
func (p parser) dayAfter(i int) (day, int) {
	for skip := 0; skip <= p.joiners(i); skip++ {
		if d, n := p.day(i + skip); n > 0 && !p.alone(i+skip, n) {
			return d, n + skip
		}
	}
	return day{}, 0
}

// alone reports whether what was read as a day is a loose word that only counts beside something else.
func (p parser) alone(i, n int) bool { return n == 1 && loose[p.tokens[i].word] }

func (p parser) joiners(i int) int {
	n := 0
	for i+n < len(p.tokens) && joiners[p.tokens[i+n].word] && n < 4 {
		n++
	}
	return n
}

func (p parser) word(i int) string {
	if i < 0 || i >= len(p.tokens) {
		return ""
	}
	return p.tokens[i].word
}

func (p parser) number(i int) int {
	if i < 0 || i >= len(p.tokens) {
		return -1
	}
	return p.tokens[i].number
}

// duration reads "dans 2 heures", "for 3 days", "بعد ساعتين".
func (p parser) duration(i int) (time.Duration, int) {
	if !durationOpeners[p.word(i)] {
		return 0, 0
	}
	if n, ok := pairs[p.word(i+1)]; ok {
		return time.Duration(n) * time.Minute, 2
	}
	count := p.number(i + 1)
	if one[p.word(i+1)] {
		count = 1
	}
	unit, ok := unitWords[p.word(i+2)]
	if !ok || count < 0 || count > 999 {
		return 0, 0
	}
	if half := p.number(i + 3); unit == 60 && half >= 0 && half < 60 && p.tokens[i+3].digits == 2 { // "dans 1 h 30"
		return time.Duration(count*60+half) * time.Minute, 4
	}
	return time.Duration(count*unit) * time.Minute, 3
}

// phrase finds the longest entry of a table that begins at token i: up to four words.
func phrase[V any](p parser, i int, table map[string]V) (v V, n int, words string) {
	said := ""
	for k := range 4 {
		if i+k >= len(p.tokens) {
			break
		}
		if k > 0 {
			said += " "
		}
		said += p.tokens[i+k].word
		if found, ok := table[said]; ok {
			v, n, words = found, k+1, said
		}
	}
	return v, n, words
}

func (p parser) day(i int) (day, int) {
	if offset, n, words := phrase(p, i, dayWords); n > 0 {
		return day{offset: offset, relative: true, evening: evening[words]}, n
	}
	start := i
	d := day{}
	if w, ok := weekdayWords[p.word(i)]; ok {
		d.weekday, d.hasWeekday = w, true
		i++
		if p.word(i) == "." {
			i++
		}
	}
	skip := p.joiners(i)
	if start == i {
		skip = 0
	}
	if n := p.written(i+skip, &d); n > 0 {
		return d, i + skip + n - start
	}
	if d.hasWeekday {
		if next := p.word(i); next == "prochain" || next == "المقبل" || next == "القادم" {
			i++
		}
		return d, i - start
	}
	return day{}, 0
}

// written reads a date with figures: ISO, d/m, "29 novembre 2026", "November 29".
func (p parser) written(i int, d *day) int {
	a := p.number(i)
	if a >= 1000 && p.word(i+1) == "-" && p.number(i+2) >= 0 && p.word(i+3) == "-" && p.number(i+4) >= 0 && p.together(i, 5) {
		d.year, d.month, d.date = a, p.number(i+2), p.number(i+4)
		return 5
	}
	if sep := p.word(i + 1); a >= 0 && a < 100 && (sep == "/" || sep == "." && p.word(i+3) == ".") && p.number(i+2) >= 0 && p.number(i+2) < 100 && p.together(i, 3) {
		d.date, d.month = a, p.number(i+2)
		if p.MonthFirst {
			d.date, d.month = d.month, d.date
		}
		if p.word(i+3) == sep && p.number(i+4) >= 0 && p.together(i, 5) {
			d.year = century(p.tokens[i+4])
			return 5
		}
		return 3
	}
	if month, ok := monthWords[p.word(i)]; ok { // November 29, 2026
		n := 1
		if p.word(i+n) == "." {
			n++
		}
		date := p.number(i + n)
		if date < 1 || p.tokens[i+n].digits > 2 {
			return 0
		}
		d.month, d.date = int(month), date
		n++
		if w := p.word(i + n); w == "th" || w == "st" || w == "nd" || w == "rd" {
			n++
		}
		return n + p.year(i+n, d)
	}
	if a < 0 || p.tokens[i].digits > 2 {
		return 0
	}
	n := 1
	switch p.word(i + n) {
	case "er", "th", "st", "nd", "rd":
		n++
	}
	if p.word(i+n) == "of" || p.word(i+n) == "من" {
		n++
	}
	month, ok := monthWords[p.word(i+n)]
	if !ok {
		return 0
	}
	d.month, d.date = int(month), a
	n++
	if p.word(i+n) == "." {
		n++
	}
	return n + p.year(i+n, d)
}

// year reads a year of four figures, perhaps after a comma.
func (p parser) year(i int, d *day) int {
	n := 0
	if p.word(i) == "," {
		n = 1
	}
	if y := p.number(i + n); y >= 1900 && p.tokens[i+n].digits == 4 && p.word(i+n+1) != "h" {
		d.year = y
		return n + 1
	}
	return 0
}

func century(t token) int {
	if t.digits == 2 {
		return 2000 + t.number
	}
	return t.number
}

func (p parser) together(i, n int) bool {
	for k := 1; k < n; k++ {
		if i+k >= len(p.tokens) || !p.tokens[i+k].glued {
			return false
		}
	}
	return true
}

// clock reads a time of day in minutes after midnight; impossible ones are -1.
func (p parser) clock(i int, inEvening bool) (minutes, n int) {
	if m, n, _ := phrase(p, i, clockWords); n > 0 {
		return m, n
	}
	lead := 0
	for joiners[p.word(i+lead)] && lead < 3 {
		lead++
	}
	if lead > 0 && p.word(i+lead-1) != "الساعه" && p.word(i) != "الساعه" {
		return 0, 0
	}
	i += lead
	h := p.number(i)
	if h < 0 || p.tokens[i].digits > 2 {
		return 0, 0
	}
	m, n, marked := 0, 1, false
	switch w := p.word(i + 1); {
	case (w == ":" || w == "h" || w == "heures" || w == "heure") && p.number(i+2) >= 0 && p.tokens[i+2].digits == 2 && (w != ":" || p.together(i, 3)) && !p.dated(i+2):
		m, n, marked = p.number(i+2), 3, true
	case w == "h" || w == "heures" || w == "heure":
		n, marked = 2, true
	case w == "." && p.number(i+2) >= 0 && p.tokens[i+2].digits == 2 && half(p.word(i+3)) != 0:
		m, n = p.number(i+2), 3
	}
	if w := p.word(i + n); half(w) != 0 {
		n++
		if (w == "a" || w == "p") && p.word(i+n) == "." { // "p.m."
			n += 2
			if p.word(i+n) == "." {
				n++
			}
		}
		if h < 1 || h > 12 && !(half(w) > 0 && arabicHalf(w)) {
			return -1, n + lead
		}
		if h <= 12 {
			h = h % 12
			if half(w) > 0 {
				h += 12
			}
		}
		marked = true
	} else if inEvening && marked && h < 12 {
		h += 12
	}
	if !marked && lead == 0 {
		return 0, 0
	}
	if h > 24 || m > 59 || h == 24 && m > 0 {
		return -1, n + lead
	}
	return h*60 + m, n + lead
}

// dated reports whether the number at i begins a date, so that it is not the minutes of "20 h 29 novembre".
func (p parser) dated(i int) bool {
	var d day
	return p.written(i, &d) > 0
}

// half says which half of the day a word means: -1 the first, 1 the second, 0 none. Only the opening of "p.m." is looked at.
func half(w string) int {
	switch w {
	case "am", "صباحا", "ص":
		return -1
	case "pm", "مساء", "زوالا", "ليلا", "م":
		return 1
	}
	return 0
}

func arabicHalf(w string) bool { return w != "pm" }

// resolve makes a moment of what was written.
func (p parser) resolve(d day, hasDay bool, minutes int, hasClock bool) (Reading, *Question) {
	found := Reading{Day: hasDay, Clock: hasClock, Sure: Likely}
	if minutes < 0 {
		return found, &Question{Impossible, text.Text{
			FR: "Cette heure n'existe pas. Écrivez par exemple « 20 h » ou « 20:00 ».", EN: "There is no such time. Write for example “8 pm” or “20:00”.", AR: "هذه الساعة غير موجودة. اكتبوا مثلا «20:00»."}}
	}
	date, sure, q := p.date(d, hasDay, minutes, hasClock)
	if q != nil {
		found.At = date
		return found, q
	}
	found.Sure = sure
	found.At = time.Date(date.Year(), date.Month(), date.Day(), minutes/60, minutes%60, 0, 0, p.Now.Location())
	if hasClock && minutes < 1440 && found.At.Hour()*60+found.At.Minute() != minutes {
		return found, &Question{Gap, text.Text{
			FR: "Cette nuit-là on change d'heure et %s n'existe pas. Donnez une heure avant 2 h ou après 3 h.", EN: "The clocks change that night and %s does not exist. Give a time before 2 am or after 3 am.", AR: "تتغير الساعة في تلك الليلة والتوقيت %s غير موجود. حددوا وقتا قبل 02:00 أو بعد 03:00."}.
			With(clockLabel(minutes))}
	}
	return found, nil
}

func clockLabel(minutes int) text.Text {
	at := time.Date(2000, 1, 1, minutes/60, minutes%60, 0, 0, time.UTC)
	return text.Text{FR: text.Clock(at).In(text.FR), EN: text.Clock(at).In(text.EN), AR: text.Clock(at).In(text.AR)}
}

// soon is how far back a date without a year is taken as a slip of the pen rather than as next year's.
const soon = 90

// date finds the day.
func (p parser) date(d day, hasDay bool, minutes int, hasClock bool) (time.Time, Sure, *Question) {
	today := time.Date(p.Now.Year(), p.Now.Month(), p.Now.Day(), 12, 0, 0, 0, p.Now.Location())
	gone := hasClock && minutes <= p.Now.Hour()*60+p.Now.Minute()
	switch {
	case !hasDay:
		if gone {
			return today.AddDate(0, 0, 1), Likely, nil
		}
		return today, Likely, nil
	case d.relative:
		return today.AddDate(0, 0, d.offset), Likely, nil
	case d.date == 0: // a weekday alone
		ahead := (int(d.weekday) - int(today.Weekday()) + 7) % 7
		if ahead == 0 && (gone || !hasClock) {
			ahead = 7
		}
		return today.AddDate(0, 0, ahead), Likely, nil
	}
	year, sure := d.year, Certain
	if year == 0 {
		year = today.Year()
		if t := time.Date(year, time.Month(d.month), d.date, 12, 0, 0, 0, today.Location()); t.Before(today.AddDate(0, 0, -soon)) {
			year, sure = year+1, Unsure
		}
	}
	if d.hasWeekday && d.year == 0 && sure == Unsure && !fits(year, d) && fits(year-1, d) {
		year = year - 1
	}
	t := time.Date(year, time.Month(d.month), d.date, 12, 0, 0, 0, today.Location())
	if d.month < 1 || d.month > 12 || d.date < 1 || t.Day() != d.date || year < 1900 || year > 2999 {
		return t, sure, &Question{Impossible, text.Text{
			FR: "Cette date n'existe pas. Écrivez par exemple « 29 novembre » ou « 29/11 ».", EN: "There is no such date. Write for example “29 November” or “2026-11-29”.", AR: "هذا التاريخ غير موجود. اكتبوا مثلا «29 نونبر»."}}
	}
	if d.hasWeekday && t.Weekday() != d.weekday {
		return t, sure, &Question{Mismatch, text.Text{
			FR: "Le jour et la date ne vont pas ensemble : c'est un %s. Corrigez l'un ou l'autre.", EN: "Day and date do not agree: it is a %s. Correct one of them.", AR: "اليوم والتاريخ غير متطابقين: إنه يوم %s. صححوا أحدهما."}.With(text.Weekday(t.Weekday()))}
	}
	return t, sure, nil
}

func fits(year int, d day) bool {
	return time.Date(year, time.Month(d.month), d.date, 12, 0, 0, 0, time.UTC).Weekday() == d.weekday
}
