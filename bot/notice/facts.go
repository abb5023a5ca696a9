package notice

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"

	"portevoix/bot/text"
	"portevoix/bot/text/when"
)

// Facts are what a reader acts upon in a text: read from the text itself, not from the fields that it was made from.
type Facts struct {
	Moments []string // RFC 3339 in UTC
	Phones  []string // digits only
	Links   []string
	Groups  []string // "O-"
	Numbers []string
}

var (
	linkInText    = regexp.MustCompile(`https?://[^\s]+`)
	refInText     = regexp.MustCompile(`\b\d{4}-\d{3,}\b`)
	phoneInText   = regexp.MustCompile(`\+?\d(?:[ \x{00a0}\x{202f}.-]?\d){5,14}`)
	numberInText  = regexp.MustCompile(`\d+`)
	hashtagInText = regexp.MustCompile(`#\S+`)
)

// ReadFacts reads the facts of a text written at a moment, in the zone of that moment.
func ReadFacts(s string, now time.Time) Facts {
	s = western1(text.StripMarks(s))
	var f Facts
	take := func(pattern *regexp.Regexp, keep func(string)) {
		s = pattern.ReplaceAllStringFunc(s, func(found string) string {
			keep(found)
			return " ; "
		})
	}
	take(linkInText, func(v string) { f.Links = append(f.Links, strings.TrimRight(v, ".,;:)")) })
	take(hashtagInText, func(string) {})
	take(refInText, func(v string) { f.Numbers = append(f.Numbers, v) })
	take(phoneInText, func(v string) { f.Phones = append(f.Phones, digits(v)) })
	var rest strings.Builder
	last := 0
	for _, found := range (when.Reader{Now: now}).Find(s) {
		f.Moments = append(f.Moments, found.At.UTC().Format(time.RFC3339))
		rest.WriteString(s[last:found.Start] + " ; ")
		last = found.End
	}
	s = rest.String() + s[last:]
	take(groupPattern, func(v string) {
		if g, problem := readGroups(v); problem.IsZero() {
			f.Groups = append(f.Groups, g)
		}
	})
	take(numberInText, func(v string) { f.Numbers = append(f.Numbers, v) })
	for _, list := range []*[]string{&f.Moments, &f.Phones, &f.Links, &f.Groups, &f.Numbers} {
		slices.Sort(*list)
		*list = slices.Compact(*list)
	}
	return f
}

// western1 writes Arabic figures as 0-9 and leaves spaces and line breaks as they are.
func western1(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '٠' && r <= '٩':
			return '0' + r - '٠'
		case r >= '۰' && r <= '۹':
			return '0' + r - '۰'
		}
		return r
	}, s)
}

// Differences says what the texts of one notice do not agree on, language against language; nil when they say the same.
func Differences(texts map[text.Lang]string, now time.Time) []string {
	langs := slices.Sorted(maps.Keys(texts))
	var all []string
	for i, l := range langs {
		if i == 0 {
			continue
		}
		a, b := ReadFacts(texts[langs[0]], now), ReadFacts(texts[l], now)
		for _, pair := range []struct {
			what        string
			left, right []string
		}{{"date", a.Moments, b.Moments}, {"phone", a.Phones, b.Phones}, {"link", a.Links, b.Links}, {"blood group", a.Groups, b.Groups}, {"number", a.Numbers, b.Numbers}} {
			if !slices.Equal(pair.left, pair.right) {
				all = append(all, pair.what+": "+string(langs[0])+" "+strings.Join(pair.left, " ")+" / "+string(l)+" "+strings.Join(pair.right, " "))
			}
		}
	}
	return all
}
