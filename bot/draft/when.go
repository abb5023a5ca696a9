package draft

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"portevoix/bot/text"
	"portevoix/bot/text/when"
)

// This file reads the moments of a brief as its author means them: periods, opening hours and weekly habits, each at its place in the
// text, to be said again in another language. A field that must give one instant is read by package when, whose words these are.

// When says when something takes place: a day or several, or days of the week, and hours. Everything is optional.
type When struct {
	Day       Date   `json:"day,omitempty"`        // the day, or the first of several
	Last      Date   `json:"last,omitempty"`       // the last of several days
	WithYear  bool   `json:"with_year,omitempty"`  // the year was written, so it is said
	Weekday   string `json:"weekday,omitempty"`    // the weekday as written, when it does not match Day: "6" for Saturday
	WeekFrom  string `json:"week_from,omitempty"`  // "1": from Monday …
	WeekUntil string `json:"week_until,omitempty"` // "5": … to Friday, every week
	From      Clock  `json:"from,omitempty"`       // "09:00"
	To        Clock  `json:"to,omitempty"`         // "17:00"
}

// A Date is a day as "2027-06-14"; empty when there is none.
type Date string

// A Clock is a time of day as "09:00"; empty when there is none.
type Clock string

// IsZero reports whether nothing is known.
func (w When) IsZero() bool { return w == When{} }

func dateOf(t time.Time) Date { return Date(t.Format(time.DateOnly)) }

func (d Date) time() time.Time {
	t, _ := time.Parse(time.DateOnly, string(d))
	return t
}

func (c Clock) time() time.Time {
	t, _ := time.Parse("15:04", string(c))
	return t
}

// In says the moment as a phrase that may stand after a verb or after "Quand :": "samedi 14 juin, de 9 h à 17 h".
func (w When) In(l text.Lang) string {
	day, hours := w.days(l), w.hours(l)
	switch {
	case day == "":
		return hours
	case hours == "":
		return day
	case l == text.AR:
		return day + "، " + hours
	}
	return day + ", " + hours
}

func (w When) days(l text.Lang) string {
	switch {
	case w.WeekFrom != "":
		from, until := weekdayName(w.WeekFrom).In(l), weekdayName(w.WeekUntil).In(l)
		return text.Text{FR: "du %s au %s", EN: "%s to %s", AR: "من %s إلى %s"}.With(plainWord(from), plainWord(until)).In(l)
	case w.Day == "":
		return ""
	case w.Last != "":
		return w.period(l)
	}
	return w.day(l, w.Day)
}

// plainWord keeps a word of the sentence's own language from being isolated as a foreign one.
type plainWord string

func (p plainWord) String() string { return string(p) }

func (w When) day(l text.Lang, d Date) string {
	t := d.time()
	said := text.Day(t).In(l)
	if w.Weekday != "" {
		said = strings.Replace(said, text.Weekday(t.Weekday()).In(l), weekdayName(w.Weekday).In(l), 1)
	}
	if w.WithYear {
		said += " " + strconv.Itoa(t.Year())
	}
	if l == text.AR {
		return "يوم " + said
	}
	return said
}

func (w When) period(l text.Lang) string {
	first, last := w.Day.time(), w.Last.time()
	from := text.Day(first).In(l)
	if first.Month() == last.Month() && l != text.AR {
		from = strings.TrimSuffix(from, " "+text.Month(first.Month()).In(l))
	}
	until := text.Day(last).In(l)
	if w.WithYear {
		until += " " + strconv.Itoa(last.Year())
	}
	return text.Text{FR: "du %s au %s", EN: "from %s to %s", AR: "من %s إلى %s"}.With(plainWord(from), plainWord(until)).In(l)
}

func (w When) hours(l text.Lang) string {
	said := func(c Clock) plainWord {
		s := text.Clock(c.time()).In(l)
		if l == text.AR {
			s = text.LTR(s)
		}
		return plainWord(s)
	}
	switch {
	case w.From != "" && w.To != "":
		return text.Text{FR: "de %s à %s", EN: "%s to %s", AR: "من الساعة %s إلى الساعة %s"}.With(said(w.From), said(w.To)).In(l)
	case w.From != "":
		return text.Text{FR: "à %s", EN: "at %s", AR: "على الساعة %s"}.With(said(w.From)).In(l)
	case w.To != "":
		return text.Text{FR: "jusqu'à %s", EN: "until %s", AR: "إلى غاية الساعة %s"}.With(said(w.To)).In(l)
	}
	return ""
}

func weekdayName(number string) text.Text {
	n, _ := strconv.Atoi(number)
	return text.Weekday(time.Weekday(n % 7))
}

// A whenReader finds days and hours in a folded text.
type whenReader struct {
	now  time.Time
	lang text.Lang
	us   bool // months come first in figures: 6/14
}

// A found moment is one span of the text and what it says.
type moment struct {
	start, end int
	when       When // what this span adds
	ask        Question
}

var patterns = compileWhen()

const clockPattern = `(?:(?:\d{1,2} ?h(?: ?\d{2})?)|(?:\d{1,2}[:.]\d{2}(?: ?(?:[ap]\.?m\.?\b|صباحا|مساء|زوالا))?)|(?:\d{1,2} ?(?:[ap]\.?m\.?|صباحا|مساء|زوالا))|midi|minuit|noon|midnight)`

type whenPatterns struct {
	week, period, dayFirst, monthFirst, iso, figures, dayNumber, relative, gone, hourNext, weekday, hours, clock *regexp.Regexp
}

func compileWhen() whenPatterns {
	var m, d, whole []string
	for w := range when.Months() {
		m = append(m, w)
	}
	for w := range when.Weekdays() {
		d = append(d, w)
		if len(w) >= 5 {
			whole = append(whole, w)
		}
	}
	month, day, wholeDay := longestFirst(m), `(?:يوم )?(?:`+longestFirst(d)+`)\.?`, longestFirst(whole)
	number, year := `(\d{1,2})(?:er|st|nd|rd|th)?`, `(?:,? ?(20\d\d))?`
	re := func(p string) *regexp.Regexp { return regexp.MustCompile(p) }
	return whenPatterns{
		week:       re(`(?:du |from |من )?(?:يوم )?(` + wholeDay + `) (?:au|to|-|through|الي) (?:يوم )?(` + wholeDay + `)`),
		period:     re(`(?:du |from |من )?(?:` + day + ` )?` + number + `(?: (` + month + `)\.?)? ?(?:au|to|-|until|الي) ?(?:` + day + ` )?` + number + ` (?:of )?(` + month + `)\.?` + year),
		dayFirst:   re(`(?:(` + day + `),? )?(?:le |the |on )?` + number + ` (?:of |de )?(` + month + `)\.?` + year),
		monthFirst: re(`(?:(` + day + `),? )?(` + month + `)\.? ` + number + year),
		iso:        re(`(20\d\d)-(\d\d)-(\d\d)`),
		figures:    re(`(?:(` + day + `),? )?(?:le |on )?(\d{1,2})/(\d{1,2})(?:/(\d{4}|\d{2}))?`),
		dayNumber:  re(`(` + wholeDay + `) ` + number),
		relative:   re(`(apres-demain|apres demain|day after tomorrow|بعد غد|aujourd'hui|ce soir|ce matin|cet apres-midi|this morning|this afternoon|this evening|today|tonight|اليوم|demain|tomorrow|غدا)`),
		gone:       re(`(avant-hier|avant hier|hier|yesterday|اول امس|امس)(?: matin| soir| apres-midi| morning| evening| afternoon)?`),
		hourNext:   re(`^,? ?(?:a |at |de |from |علي الساعه |من الساعه |الساعه )?(?:` + clockPattern + `|الساعه \d|\d{1,2} ?[-–])`),
		weekday:    re(`(?:ce |this |next |يوم )?(` + wholeDay + `)(?: (prochain|next|القادم|المقبل))?`),
		hours:      re(`(?:de |from |entre |between |من (?:الساعه )?)?(` + clockPattern + `|\d{1,2}) ?(?:a|-|to|et|and|jusqu'a|until|till|الي (?:الساعه )?) ?(` + clockPattern + `)`),
		clock:      re(`(?:(a partir de |des |from |starting at |ابتداء من (?:الساعه )?|انطلاقا من (?:الساعه )?)|(jusqu'a |until |till |avant |before |الي غايه (?:الساعه )?|قبل (?:الساعه )?)|a |at |علي الساعه )?(` + clockPattern + `|(?:الساعه )\d{1,2})`),
	}
}

func longestFirst(words []string) string {
	slices.SortFunc(words, func(a, b string) int {
		if len(a) != len(b) {
			return len(b) - len(a)
		}
		return strings.Compare(a, b)
	})
	quoted := make([]string, len(words))
	for i, w := range words {
		quoted[i] = regexp.QuoteMeta(w)
	}
	return `(?:` + strings.Join(quoted, "|") + `)`
}

// read finds every moment, in the order of the text, without overlaps. The order of the readers below decides who wins:
// the most specific first.
func (r whenReader) read(s string) []moment {
	var all []moment
	free := func(start, end int) bool {
		if !bounded(s, start, end) {
			return false
		}
		return !slices.ContainsFunc(all, func(m moment) bool { return start < m.end && m.start < end })
	}
	each := func(re *regexp.Regexp, f func(at []int, group func(int) string) (moment, bool)) {
		for _, at := range re.FindAllStringSubmatchIndex(s, -1) {
			group := func(i int) string {
				if at[2*i] < 0 {
					return ""
				}
				return s[at[2*i]:at[2*i+1]]
			}
			if !free(at[0], at[1]) {
				continue
			}
			if m, ok := f(at, group); ok {
				m.start, m.end = at[0], at[1]
				all = append(all, m)
			}
		}
	}
	each(patterns.iso, func(_ []int, g func(int) string) (moment, bool) {
		return r.calendar("", atoi(g(3)), time.Month(atoi(g(2))), g(1)), true
	})
	each(patterns.period, func(_ []int, g func(int) string) (moment, bool) { return r.period(g) })
	each(patterns.dayFirst, func(_ []int, g func(int) string) (moment, bool) {
		return r.calendar(g(1), atoi(g(2)), month(g(3)), g(4)), true
	})
	each(patterns.monthFirst, func(_ []int, g func(int) string) (moment, bool) {
		return r.calendar(g(1), atoi(g(3)), month(g(2)), g(4)), true
	})
	each(patterns.figures, func(at []int, g func(int) string) (moment, bool) {
		if at[0] > 0 && strings.ContainsRune("/0123456789h", rune(s[at[0]-1])) || at[1] < len(s) && s[at[1]] == '/' {
			return moment{}, false
		}
		d, m := atoi(g(2)), atoi(g(3))
		if r.us || m > 12 && d <= 12 {
			d, m = m, d
		}
		if g(1) == "" && g(4) == "" && (m > 12 || m == 0 || d == 0) { // "24/24", "7/7": no date
			return moment{}, false
		}
		return r.calendar(g(1), d, time.Month(m), g(4)), true
	})
	each(patterns.week, func(_ []int, g func(int) string) (moment, bool) {
		return moment{when: When{WeekFrom: weekNumber(g(1)), WeekUntil: weekNumber(g(2))}}, true
	})
	each(patterns.hours, func(at []int, g func(int) string) (moment, bool) { return r.hours(s, at, g(1), g(2)) })
	each(patterns.clock, func(at []int, g func(int) string) (moment, bool) { return r.clock(s, at, g(1), g(2), g(3)) })
	each(patterns.dayNumber, func(at []int, g func(int) string) (moment, bool) { return r.dayNumber(g(1), atoi(g(2))) })
	each(patterns.relative, func(_ []int, g func(int) string) (moment, bool) { return r.relative(g(1)), true })
	each(patterns.gone, func(at []int, g func(int) string) (moment, bool) { return r.gone(g(1), s[at[1]:]) })
	each(patterns.weekday, func(at []int, g func(int) string) (moment, bool) {
		return r.weekday(s[:at[0]], g(1), g(2))
	})
	slices.SortFunc(all, func(a, b moment) int { return a.start - b.start })
	return all
}

func atoi(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

func month(word string) time.Month {
	m, _ := when.Month(word)
	return m
}

func weekday(word string) time.Weekday {
	d, _ := when.Weekday(word)
	return d
}

func weekNumber(word string) string { return strconv.Itoa(int(weekday(word))) }

func (r whenReader) today() time.Time {
	y, m, d := r.now.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

// calendar reads a day of a month. What does not exist, is over, or does not match its weekday becomes a question.
func (r whenReader) calendar(weekday string, day int, month time.Month, year string) moment {
	y := r.year(day, month, year)
	t := time.Date(y, month, day, 0, 0, 0, 0, time.UTC)
	if month < 1 || month > 12 || day < 1 || t.Day() != day {
		return moment{ask: askNoSuchDay(day, month)}
	}
	w := When{Day: dateOf(t), WithYear: year != ""}
	if t.Before(r.today()) {
		return moment{ask: askPast(t, r.sameDayLater(t))}
	}
	if said, ok := when.Weekday(strings.TrimSuffix(strings.TrimPrefix(weekday, "يوم "), ".")); ok && said != t.Weekday() {
		w.Weekday = strconv.Itoa(int(said))
		return moment{when: w, ask: askWeekday(said, t)}
	}
	return moment{when: w}
}

// year is the year that was written, else the one in which the day comes next; a day of the last two months is taken as past,
// because somebody who writes "12 November" on the 24th rather meant another day than next year.
func (r whenReader) year(day int, month time.Month, written string) int {
	if y := atoi(written); y > 0 {
		if y < 100 {
			y += 2000
		}
		return y
	}
	y := r.today().Year()
	t := time.Date(y, month, day, 0, 0, 0, 0, time.UTC)
	if t.Before(r.today().AddDate(0, -2, 0)) {
		return y + 1
	}
	if t.After(r.today().AddDate(0, 10, 0)) && t.AddDate(-1, 0, 0).After(r.today().AddDate(0, -2, 0)) {
		return y - 1
	}
	return y
}

func (r whenReader) sameDayLater(t time.Time) time.Time {
	for t.Before(r.today()) {
		t = t.AddDate(1, 0, 0)
	}
	return t
}

func (r whenReader) period(g func(int) string) (moment, bool) {
	ends := month(g(4))
	first := ends
	if m, ok := when.Month(g(2)); ok {
		first = m
	}
	until := r.calendar("", atoi(g(3)), ends, g(5))
	if until.when.Day == "" {
		return until, true
	}
	last := until.when.Day.time()
	from := time.Date(last.Year(), first, atoi(g(1)), 0, 0, 0, 0, time.UTC)
	if from.Month() != first || from.Day() != atoi(g(1)) {
		return moment{ask: askNoSuchDay(atoi(g(1)), first)}, true
	}
	if from.After(last) {
		from = from.AddDate(-1, 0, 0)
	}
	return moment{when: When{Day: dateOf(from), Last: until.when.Day, WithYear: g(5) != ""}}, true
}

// dayNumber reads "samedi 29": the next 29th, which must be a Saturday.
func (r whenReader) dayNumber(weekday string, day int) (moment, bool) {
	if day < 1 || day > 31 {
		return moment{}, false
	}
	for t := r.today(); t.Before(r.today().AddDate(0, 3, 0)); t = t.AddDate(0, 0, 1) {
		if t.Day() == day {
			return r.calendar(weekday, day, t.Month(), strconv.Itoa(t.Year())).withoutYear(), true
		}
	}
	return moment{}, false
}

func (m moment) withoutYear() moment {
	m.when.WithYear = false
	return m
}

func (r whenReader) relative(word string) moment {
	switch word {
	case "demain", "tomorrow", "غدا":
		return moment{when: When{Day: dateOf(r.today().AddDate(0, 0, 1))}}
	case "apres-demain", "apres demain", "day after tomorrow", "بعد غد":
		return moment{when: When{Day: dateOf(r.today().AddDate(0, 0, 2))}}
	}
	return moment{when: When{Day: dateOf(r.today())}}
}

// gone reads a day that is over. Beside an hour it is an appointment, and asked about; alone it is what a post thanks for or tells of.
func (r whenReader) gone(word, after string) (moment, bool) {
	if !patterns.hourNext.MatchString(after) {
		return moment{}, false
	}
	days := 1
	if word == "avant-hier" || word == "avant hier" || word == "اول امس" {
		days = 2
	}
	return moment{ask: askPast(r.today().AddDate(0, 0, -days), r.today())}, true
}

// weekday reads a weekday alone as the next one. "tous les lundis", "every Monday" and "كل يوم" are habits, not days.
func (r whenReader) weekday(before, word, next string) (moment, bool) {
	before = strings.TrimRight(before, " ")
	for _, habit := range []string{"les", "chaque", "every", "each", "كل", "le"} {
		if strings.HasSuffix(before, habit) && bounded(before, len(before)-len(habit), len(before)) {
			return moment{}, false
		}
	}
	days := (int(weekday(word)) - int(r.today().Weekday()) + 7) % 7
	if days == 0 && next != "" {
		days = 7
	}
	return moment{when: When{Day: dateOf(r.today().AddDate(0, 0, days))}}, true
}

func (r whenReader) hours(s string, at []int, from, to string) (moment, bool) {
	if strings.HasPrefix(s[at[1]:], "/") || aroundDuration(s[:at[0]]) {
		return moment{}, false
	}
	half := halfOfDay(to)
	if halfOfDay(from) != "" || !onlyFigures(from) && !strings.ContainsAny(from, ":.") {
		half = ""
	}
	first, ok1 := readClock(from, half)
	last, ok2 := readClock(to, "")
	if first > last && half != "" { // "9 to 5 pm" begins in the morning
		first, ok1 = readClock(from, "")
	}
	if !ok1 || !ok2 {
		return moment{ask: askNoSuchTime(strings.TrimSpace(s[at[0]:at[1]]))}, true
	}
	return moment{when: When{From: first, To: last}}, true
}

func (r whenReader) clock(s string, at []int, from, until, at0 string) (moment, bool) {
	// "24 h/24", "en 48 h", "7h30 de trajet" are durations.
	if strings.HasPrefix(s[at[1]:], "/") || strings.HasPrefix(s[at[1]:], " sur ") || aroundDuration(s[:at[0]]) {
		return moment{}, false
	}
	c, ok := readClock(strings.TrimPrefix(at0, "الساعه "), "")
	if !ok {
		if h := atoi(strings.TrimRight(at0, " h")); h > 24 && h%12 == 0 {
			return moment{}, false
		}
		if strings.Contains(at0, ".") { // "3.75" is a number
			return moment{}, false
		}
		return moment{ask: askNoSuchTime(at0)}, true
	}
	if strings.Contains(at0, ".") && halfOfDay(at0) == "" { // "9.30" alone may be a price
		return moment{}, false
	}
	if until != "" {
		return moment{when: When{To: c}}, true
	}
	return moment{when: When{From: c}}, true
}

func aroundDuration(before string) bool {
	before = strings.TrimRight(before, " ")
	for _, w := range []string{"en", "sous", "pendant", "depuis", "within", "in", "for", "خلال", "toutes les", "every"} {
		if strings.HasSuffix(before, w) && bounded(before, len(before)-len(w), len(before)) {
			return true
		}
	}
	return false
}

func onlyFigures(s string) bool {
	return s != "" && strings.IndexFunc(s, func(r rune) bool { return r < '0' || r > '9' }) < 0
}

func halfOfDay(s string) string {
	switch {
	case strings.Contains(s, "am") || strings.Contains(s, "a.m") || strings.Contains(s, "صباحا"):
		return "am"
	case strings.Contains(s, "pm") || strings.Contains(s, "p.m") || strings.Contains(s, "مساء") || strings.Contains(s, "زوالا"):
		return "pm"
	}
	return ""
}

var clockFigures = regexp.MustCompile(`(\d{1,2})(?: ?[h:.] ?(\d{2}))?`)

// readClock reads one time of day; half is used when it has none of its own.
func readClock(s, half string) (Clock, bool) {
	switch s {
	case "midi", "noon":
		return "12:00", true
	case "minuit", "midnight":
		return "00:00", true
	}
	g := clockFigures.FindStringSubmatch(s)
	if g == nil {
		return "", false
	}
	if own := halfOfDay(s); own != "" {
		half = own
	}
	h, m := atoi(g[1]), atoi(g[2])
	if half != "" && h > 12 {
		return "", false
	}
	if half == "pm" && h < 12 {
		h += 12
	}
	if half == "am" && h == 12 {
		h = 0
	}
	if h == 24 && m == 0 {
		h = 0
	}
	if h > 23 || m > 59 {
		return "", false
	}
	return Clock(fmt.Sprintf("%02d:%02d", h, m)), true
}
