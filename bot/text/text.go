// Package text holds how the product speaks: a Text is one sentence in French, English and Arabic, and everything that goes
// into a sentence (a count, a date, a quoted word) is said in the reader's language at the last moment.
//
// The sentences themselves stand where they are said, beside the code that says them; a test (TestEveryTextIsWhole) reads the
// whole source tree and fails when a Text lacks a language or when its three forms do not take the same arguments.
//
// Nothing here knows what a sentence is about. This package imports nothing of the project.
package text

import (
	"fmt"
	"strings"
)

// Lang is a language that the product speaks: "fr", "en" or "ar".
type Lang string

// The languages, in the order in which they are offered.
const (
	FR Lang = "fr"
	EN Lang = "en"
	AR Lang = "ar"
)

// Langs lists every language.
var Langs = []Lang{FR, EN, AR}

// ParseLang reads a language tag such as "fr", "fr-FR" or "ar_MA". It reports false for a language that we do not speak.
func ParseLang(tag string) (Lang, bool) {
	base, _, _ := strings.Cut(strings.ReplaceAll(strings.ToLower(strings.TrimSpace(tag)), "_", "-"), "-")
	switch l := Lang(base); l {
	case FR, EN, AR:
		return l, true
	}
	return "", false
}

// RTL reports whether the language is written from right to left.
func (l Lang) RTL() bool { return l == AR }

// Name is the language's own name: "français", "English", "العربية".
func (l Lang) Name() string {
	switch l {
	case FR:
		return "français"
	case AR:
		return "العربية"
	}
	return "English"
}

// A Text is one sentence (or label) in each language.
type Text struct{ FR, EN, AR string }

// In says the text in a language; an unknown language gets English.
func (t Text) In(l Lang) string {
	switch l {
	case FR:
		return t.FR
	case AR:
		return t.AR
	}
	return t.EN
}

// IsZero reports whether the text says nothing.
func (t Text) IsZero() bool { return t == Text{} }

// A Localized is said differently in each language: a Text, a Count, a Date.
type Localized interface{ In(Lang) string }

// With fills the verbs of t (as fmt.Sprintf does, %s and %d) with args. An argument that is Localized is said in the
// language of the sentence that it stands in. In Arabic, arguments are isolated so that a number or a foreign word does not
// reorder the sentence around it.
func (t Text) With(args ...any) Text {
	return Text{FR: format(FR, t.FR, args), EN: format(EN, t.EN, args), AR: format(AR, t.AR, args)}
}

func format(l Lang, form string, args []any) string {
	said := make([]any, len(args))
	for i, a := range args {
		if v, ok := a.(Localized); ok {
			a = v.In(l)
		}
		if s, ok := a.(string); ok && l.RTL() {
			a = Isolate(s)
		}
		said[i] = a
	}
	return fmt.Sprintf(form, said...)
}

// Same is a Text that reads alike in every language: a name, a number, a link.
func Same(s string) Text { return Text{FR: s, EN: s, AR: s} }

// Join puts parts one after another with a separator, in each language.
func Join(sep string, parts ...Text) Text {
	one := func(l Lang) string {
		said := make([]string, 0, len(parts))
		for _, p := range parts {
			if s := p.In(l); s != "" {
				said = append(said, s)
			}
		}
		return strings.Join(said, sep)
	}
	return Text{FR: one(FR), EN: one(EN), AR: one(AR)}
}

// List says several things as one phrase: "a, b et c", "a, b and c", "a، b وc".
func List(l Lang, items ...string) string {
	switch len(items) {
	case 0:
		return ""
	case 1:
		return items[0]
	}
	comma, and := ", ", " and "
	switch l {
	case FR:
		and = " et "
	case AR:
		comma, and = "، ", " و"
	}
	last := len(items) - 1
	return strings.Join(items[:last], comma) + and + items[last]
}
