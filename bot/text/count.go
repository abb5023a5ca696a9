package text

import (
	"strconv"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// Forms are the plural forms of one phrase, each with at most one %d or %s for the number. A missing form falls back to Other.
type Forms struct{ Zero, One, Two, Few, Many, Other string }

// A Plural is a phrase that depends on a number. French has one and other, English too, Arabic has six
// (Unicode CLDR plural rules, as carried by golang.org/x/text/feature/plural).
type Plural struct{ FR, EN, AR Forms }

// Of says the phrase for n.
func (p Plural) Of(n int) Text {
	return Text{FR: p.FR.say(language.French, FR, n), EN: p.EN.say(language.English, EN, n), AR: p.AR.say(language.Arabic, AR, n)}
}

func (f Forms) say(tag language.Tag, l Lang, n int) string {
	form := f.pick(plural.Cardinal.MatchPlural(tag, n, 0, 0, 0, 0))
	if !takesNumber(form) {
		return form
	}
	return format(l, form, []any{Number(n)})
}

func (f Forms) pick(form plural.Form) string {
	chosen := map[plural.Form]string{plural.Zero: f.Zero, plural.One: f.One, plural.Two: f.Two, plural.Few: f.Few, plural.Many: f.Many}[form]
	if chosen == "" {
		return f.Other
	}
	return chosen
}

func takesNumber(form string) bool {
	for i := 0; i+1 < len(form); i++ {
		if form[i] == '%' && form[i+1] == 's' {
			return true
		}
	}
	return false
}

// A Number is written with the separators of the language: 12 500 in French (narrow no-break space), 12,500 in English;
// Arabic keeps the figures 0-9 that Moroccan readers use.
type Number int

// In writes the number.
func (n Number) In(l Lang) string {
	sep := ","
	switch l {
	case FR:
		sep = "\u202f"
	case AR:
		sep = "."
	}
	s := strconv.Itoa(int(n))
	sign := ""
	if n < 0 {
		sign, s = "-", s[1:]
	}
	if len(s) <= 4 {
		return sign + s
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + sep + s[i:]
	}
	return sign + s
}
