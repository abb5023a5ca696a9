package notice

import (
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"portevoix/bot/chat"
	"portevoix/bot/text"
	"portevoix/bot/text/when"
)

// A Field is one fact that a notice needs.
type Field struct {
	Name     string
	Words    []string // other names that may be typed
	Label    text.Text
	Help     text.Text
	Spare    text.Text // said beside Help where the field may stay empty
	Example  text.Text
	Type     Type
	Choices  []chat.Choice
	Optional bool
	In       []string  // countries where it must be given although Optional
	Default  string    // "now", "@blood.link" (from the country), "@website", "@phone" (from the profile), or a value
	Everyone text.Text // Place: what "all" says
	Past     bool      // Moment: may be over ("since")
	Unit     text.Plural
}

// Type says what a field holds, how it is read and how it is said in each language.
type Type string

// The types.
const (
	Moment   Type = "moment"   // a day and a time; canonical RFC 3339
	Groups   Type = "groups"   // blood groups; canonical "O-,O+" or "all"
	Pick     Type = "pick"     // one of Choices
	Several  Type = "several"  // any of Choices
	Phone    Type = "phone"    // a number to call
	Link     Type = "link"     // a page
	Contact  Type = "contact"  // a number or a page
	Count    Type = "count"    // a number of things
	Place    Type = "place"    // a name or address, the same in every language
	Hours    Type = "hours"    // a time range of each day; canonical "09:00-17:00"
	Sentence Type = "sentence" // one sentence, which each language needs of its own: kept as "what" and "what.ar"
)

// longestPlace is how many characters a place or sentence may have.
const (
	longestPlace    = 90
	longestSentence = 160
)

// Input is the field as a form asks for it.
func (f Field) Input(country string) chat.Input {
	in := chat.Input{Name: f.Name, Words: f.Words, Label: f.Label, Help: f.Help, Example: f.Example, Kind: chat.Line, Choices: f.Choices, Required: f.Must(country), Max: longestPlace}
	if !in.Required && !f.Spare.IsZero() {
		in.Help = text.Join(" ", f.Help, f.Spare)
	}
	switch f.Type {
	case Moment:
		in.Kind = chat.When
	case Pick:
		in.Kind = chat.One
	case Several:
		in.Kind = chat.Some
	case Count:
		in.Kind = chat.Number
	case Sentence:
		in.Max = longestSentence
	case Link:
		in.Kind, in.Max = chat.Line, 200
	case Contact:
		in.Max = 200
	}
	return in
}

// Must reports whether the field must be given in a country.
func (f Field) Must(country string) bool { return !f.Optional || slices.Contains(f.In, country) }

// Read makes what was typed canonical, or says what is wrong and what to write instead.
func (f Field) Read(typed string, dates when.Reader) (string, text.Text) {
	typed = tidy(typed)
	if typed == "" {
		return "", text.Text{}
	}
	switch f.Type {
	case Moment:
		return f.readMoment(typed, dates)
	case Groups:
		return readGroups(typed)
	case Pick, Several:
		return f.readChoices(typed)
	case Phone:
		return readPhone(typed)
	case Link:
		return readLink(typed)
	case Contact:
		if strings.Contains(typed, ".") && !startsWithDigit(typed) {
			return readLink(typed)
		}
		return readPhone(typed)
	case Count:
		n, err := strconv.Atoi(strings.ReplaceAll(western(typed), " ", ""))
		if err != nil || n < 0 || n > 1_000_000 {
			return "", text.Text{FR: "Écrivez un nombre en chiffres, par exemple 2.", EN: "Write a number in figures, for example 2.", AR: "اكتبوا عددا بالأرقام، مثلا 2."}
		}
		return strconv.Itoa(n), text.Text{}
	case Hours:
		return readHours(typed, dates)
	case Place:
		if isAll(typed) && !f.Everyone.IsZero() {
			return "all", text.Text{}
		}
		return tooLong(typed, longestPlace)
	}
	return tooLong(typed, longestSentence)
}

// tidy makes one line of what was typed, without invisible marks.
func tidy(s string) string { return strings.Join(strings.Fields(text.StripMarks(s)), " ") }

func tooLong(s string, most int) (string, text.Text) {
	if n := utf8.RuneCountInString(s); n > most {
		return "", text.Text{FR: "Trop long : %s caractères, %s au plus. Une idée suffit.", EN: "Too long: %s characters, %s at most. One idea is enough.", AR: "طويل جدا: %s حرفا، والحد الأقصى %s. فكرة واحدة تكفي."}.With(text.Number(n), text.Number(most))
	}
	return strings.TrimRight(s, " .;,"), text.Text{}
}

func (f Field) readMoment(typed string, dates when.Reader) (string, text.Text) {
	if t, err := time.Parse(time.RFC3339, typed); err == nil {
		return t.In(dates.Now.Location()).Format(time.RFC3339), text.Text{}
	}
	if f.Past {
		found, q := dates.Read(typed)
		if q != nil {
			return "", q.Ask
		}
		if !found.Clock {
			return "", when.AskTime(found.At)
		}
		return found.At.Format(time.RFC3339), text.Text{}
	}
	found, q := dates.Moment(typed)
	if q != nil {
		return "", q.Ask
	}
	return found.At.Format(time.RFC3339), text.Text{}
}

var groupPattern = regexp.MustCompile(`(?i)(?:^|[^\p{Latin}\d])(AB|A|B|O|0)\s*(?:rh(?:esus)?\s*)?(\+|-|−|–|pos(?:itif|itive)?|n[eé]g(?:atif|ative)?|إيجابي|سلبي|موجب|سالب)`)

func readGroups(typed string) (string, text.Text) {
	if isAll(typed) {
		return "all", text.Text{}
	}
	var groups []string
	for _, m := range groupPattern.FindAllStringSubmatch(typed, -1) {
		name := strings.ToUpper(strings.ReplaceAll(m[1], "0", "O"))
		sign := "-"
		if s := strings.ToLower(m[2]); s == "+" || strings.HasPrefix(s, "pos") || s == "إيجابي" || s == "موجب" {
			sign = "+"
		}
		if !slices.Contains(groups, name+sign) {
			groups = append(groups, name+sign)
		}
	}
	if len(groups) == 0 {
		return "", text.Text{FR: "Écrivez les groupes ainsi : O-, O+, A-. Ou « tous ».", EN: "Write the groups like this: O-, O+, A-. Or “all”.", AR: "اكتبوا الفصائل هكذا: O-, O+, A-. أو «الكل»."}
	}
	if len(groups) == 8 {
		return "all", text.Text{}
	}
	slices.SortFunc(groups, func(a, b string) int { return slices.Index(bloodGroups, a) - slices.Index(bloodGroups, b) })
	return strings.Join(groups, ","), text.Text{}
}

var bloodGroups = []string{"O-", "O+", "A-", "A+", "B-", "B+", "AB-", "AB+"}

func isAll(s string) bool {
	switch chat.Fold(s) {
	case "all", "tous", "tout", "toutes", "tous groupes", "tous les groupes", "all groups", "any", "الكل", "جميع الفصائل", "كل الفصائل", "everything", "whole hospital", "tout l'hopital":
		return true
	}
	return false
}

func (f Field) readChoices(typed string) (string, text.Text) {
	in := f.Input("")
	var ids []string
	for _, s := range (chat.Values{"v": typed}).List("v") {
		c, ok := in.Pick(s)
		if !ok {
			return "", f.choose()
		}
		if !slices.Contains(ids, c.Value) {
			ids = append(ids, c.Value)
		}
	}
	if len(ids) == 0 || f.Type == Pick && len(ids) > 1 {
		return "", f.choose()
	}
	return strings.Join(ids, ","), text.Text{}
}

func (f Field) choose() text.Text {
	labels := func(l text.Lang) string {
		var all []string
		for _, c := range f.Choices {
			all = append(all, c.Label.In(l))
		}
		return text.List(l, all...)
	}
	return text.Text{FR: "Choisissez parmi : %s.", EN: "Choose from: %s.", AR: "اختاروا من بين: %s."}.With(text.Text{FR: labels(text.FR), EN: labels(text.EN), AR: labels(text.AR)})
}

var phonePattern = regexp.MustCompile(`^\+?[0-9][0-9 .()/-]{0,22}[0-9]$`)

func readPhone(typed string) (string, text.Text) {
	s := western(typed)
	if !phonePattern.MatchString(s) || len(digits(s)) < 2 || len(digits(s)) > 15 {
		return "", text.Text{FR: "Ce n'est pas un numéro de téléphone. Écrivez par exemple 01 99 00 12 34.", EN: "This is not a phone number. Write for example 01632 960123.", AR: "هذا ليس رقم هاتف. اكتبوا مثلا 01 99 00 12 34."}
	}
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == '.' || r == '/' || r == ' ' || r == '(' || r == ')' }), " "), text.Text{}
}

func readLink(typed string) (string, text.Text) {
	s := typed
	if !strings.Contains(s, "://") {
		s = "https://" + s
	}
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "https" || !strings.Contains(u.Host, ".") || u.User != nil || strings.ContainsAny(s, " <>\"") {
		return "", text.Text{FR: "Ce n'est pas un lien sûr : il commence par https:// et mène à un site officiel.", EN: "This is not a safe link: it begins with https:// and leads to an official site.", AR: "هذا ليس رابطا آمنا: يبدأ بـ https:// ويؤدي إلى موقع رسمي."}
	}
	return strings.TrimRight(u.String(), "/"), text.Text{}
}

// readHours reads "9 h - 17 h", "de 9 h à 17 h 30", "9 am to 5 pm", "من 09:00 إلى 17:00".
func readHours(typed string, dates when.Reader) (string, text.Text) {
	var clocks []string
	for _, found := range dates.Find(separate(typed)) {
		if found.Clock {
			clocks = append(clocks, found.At.Format("15:04"))
		}
	}
	if len(clocks) != 2 || clocks[0] == clocks[1] {
		return "", text.Text{FR: "Écrivez les heures ainsi : 9 h - 17 h.", EN: "Write the hours like this: 9 am - 5 pm.", AR: "اكتبوا الساعات هكذا: 09:00 - 17:00."}
	}
	return clocks[0] + "-" + clocks[1], text.Text{}
}

// separate puts a word that belongs to no date between the two ends of a range, so that "9 h à 17 h" is two times.
func separate(s string) string {
	for _, sep := range []string{" - ", "–", "—", " à ", " to ", " until ", " إلى ", "-"} {
		if before, after, ok := strings.Cut(s, sep); ok {
			return before + " ; " + after
		}
	}
	return s
}

// western writes Arabic figures as 0-9.
func western(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '٠' && r <= '٩':
			return '0' + r - '٠'
		case r >= '۰' && r <= '۹':
			return '0' + r - '۰'
		case unicode.IsSpace(r):
			return ' '
		}
		return r
	}, s)
}

func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}

func startsWithDigit(s string) bool {
	return s != "" && (s[0] == '+' || s[0] >= '0' && s[0] <= '9')
}

// Say is a canonical value in each language.
func (f Field) Say(value string, zone *time.Location) text.Text {
	switch f.Type {
	case Moment:
		t, err := time.Parse(time.RFC3339, value)
		if err != nil {
			return text.Text{}
		}
		m := text.Moment(t.In(zone))
		return text.Text{FR: m.In(text.FR), EN: m.In(text.EN), AR: m.In(text.AR)}
	case Groups:
		return sayGroups(value)
	case Pick, Several:
		return f.sayChoices(value)
	case Hours:
		return sayHours(value)
	case Count:
		n, _ := strconv.Atoi(value)
		if f.Unit != (text.Plural{}) {
			return f.Unit.Of(n)
		}
		return text.Text{FR: text.Number(n).In(text.FR), EN: text.Number(n).In(text.EN), AR: text.LTR(text.Number(n).In(text.AR))}
	case Phone, Link, Contact:
		return text.Text{FR: hold(value), EN: hold(value), AR: text.LTR(value)}
	case Place:
		if value == "all" {
			return f.Everyone
		}
	}
	return text.Text{FR: value, EN: value, AR: text.Isolate(value)}
}

// hold keeps a number on one line.
func hold(s string) string {
	if strings.Contains(s, "://") {
		return s
	}
	return strings.ReplaceAll(s, " ", "\u00a0")
}

func sayGroups(value string) text.Text {
	if value == "all" {
		return text.Text{FR: "tous les groupes", EN: "all blood groups", AR: "جميع الفصائل"}
	}
	groups := strings.Split(value, ",")
	isolated := make([]string, len(groups))
	for i, g := range groups {
		isolated[i] = text.LTR(g)
	}
	return text.Text{FR: text.List(text.FR, groups...), EN: text.List(text.EN, groups...), AR: text.List(text.AR, isolated...)}
}

func (f Field) sayChoices(value string) text.Text {
	say := func(l text.Lang) string {
		var all []string
		for _, id := range strings.Split(value, ",") {
			for _, c := range f.Choices {
				if c.Value == id {
					all = append(all, c.Label.In(l))
				}
			}
		}
		return text.List(l, all...)
	}
	return text.Text{FR: say(text.FR), EN: say(text.EN), AR: say(text.AR)}
}

func sayHours(value string) text.Text {
	from, to, _ := strings.Cut(value, "-")
	a, _ := time.Parse("15:04", from)
	b, _ := time.Parse("15:04", to)
	return text.Text{
		FR: "de " + text.Clock(a).In(text.FR) + " à " + text.Clock(b).In(text.FR),
		EN: text.Clock(a).In(text.EN) + " to " + text.Clock(b).In(text.EN),
		AR: "من " + text.LTR(text.Clock(a).In(text.AR)) + " إلى " + text.LTR(text.Clock(b).In(text.AR)),
	}
}
