// Package privacy tells whether a patient, a relative or a colleague could be recognised in a text or a picture, and how to say
// it safely. Check reads a text once, gathers facts (a number, a date, a name, an age), weighs what is said about each person,
// and applies the rules of medical communication; the result names words, rule, reason, source and fix. Mask hides what
// identifies before a text leaves the house.
//
// Rules are values that stand beside the examples they must and must not catch (rules_*.go). Country data, the hospital's own
// names and earlier posts come in as arguments: nothing here reads a file, a clock or a network, and nothing a person wrote is
// kept or logged. It is an aid, not a guarantee.
package privacy

import (
	"time"

	"portevoix/bot/text"
)

// Kind is what the text is: the rules differ.
type Kind string

// The kinds.
const (
	Post    Kind = "post"
	Reply   Kind = "reply"   // a public answer to somebody: must not confirm that they are a patient
	Notice  Kind = "notice"  // an urgent notice
	Caption Kind = "caption" // words under a picture
	Alt     Kind = "alt"     // the text alternative of a picture
)

// Severity is how bad a finding is. The zero Severity is Clear.
type Severity int

// The severities, in order.
const (
	Clear Severity = iota
	Info           // a hint
	Warn           // the author confirms having seen it
	High           // a second reader decides
	Block          // cannot be queued
)

// String is the severity as written in files: "clear", "info", "warn", "high", "block".
func (s Severity) String() string {
	return [...]string{"clear", "info", "warn", "high", "block"}[max(Clear, min(s, Block))]
}

// ParseSeverity reads what String writes.
func ParseSeverity(s string) (Severity, bool) {
	for v := Clear; v <= Block; v++ {
		if v.String() == s {
			return v, true
		}
	}
	return Clear, false
}

// Text is the severity's label.
func (s Severity) Text() text.Text { return severityLabels[max(Clear, min(s, Block))] }

var severityLabels = [...]text.Text{
	Clear: {FR: "Rien à signaler", EN: "Nothing found", AR: "لا ملاحظات"},
	Info:  {FR: "Conseil", EN: "Hint", AR: "نصيحة"},
	Warn:  {FR: "À vérifier", EN: "Check", AR: "للتحقق"},
	High:  {FR: "À faire relire", EN: "Needs a second reader", AR: "يحتاج إلى قارئ ثان"},
	Block: {FR: "À ne pas publier", EN: "Do not publish", AR: "لا يُنشر"},
}

// A Span is a part of the original text, in Unicode code points; Whole is the text itself.
type Span struct{ Start, End int }

// Whole is the span of a finding about the whole text.
var Whole = Span{-1, -1}

// A Finding is one thing that a rule says about a text.
type Finding struct {
	Rule     string // "ID-01"
	Kind     string // what the words are: "name", "phone", "nir", "combination" …
	Severity Severity
	Span     Span
	Title    text.Text
	Why, Fix text.Text
	Source   string // the law or guidance, short: "CSP R.4127-4"
	Masked   string // the words, masked for their author to find them; "" for a finding about the whole text, and for a combination
}

// A Person is somebody the text speaks of without being ours to speak of: a patient, a relative.
type Person struct {
	Score      int     // how many things are said that help to find out who it is; 3 is risky, 4 too much
	Expected   float64 // how many people fit what is said; 0 when nothing allows a guess
	Reasoning  text.Text
	Attributes []Attribute

	sentences []int32 // those that tell of the person
}

// An Attribute is one thing said about a person.
type Attribute struct {
	Name  string // "age", "sex", "place", "date", "job", "family", "origin", "disease", "circumstance", "service", "stay", "outcome", "unique"
	Label text.Text
	Span  Span

	value string // "f" or "m" of a sex
}

// A Change is one replacement that the rewriting made.
type Change struct {
	Before string // masked
	After  string
	Why    text.Text
}

// A Report is what the check found. The worst finding comes first.
type Report struct {
	Verdict  Severity
	Findings []Finding
	People   []Person
	Rewrite  string // a text that says it safely; "" when none is needed or none is good enough
	Changes  []Change
	Lang     text.Lang // the language of the text
	Rules    string    // version of the rules
}

// Input is a text to check.
type Input struct {
	Text    string
	Kind    Kind      // "" is a post
	Lang    text.Lang // "" lets the check find out
	Country string    // FR, MA, GB (or UK), US; "" applies what holds everywhere
	Now     time.Time // for dates that are past; zero: such rules are silent
	Earlier []Case    // what earlier posts said about persons, as signatures: never their texts

	Original string // the text before it was transposed: what identified somebody there must not stand in Text; "" when there is none
	Over     int    // by how many characters the text is too long for its network
	Fixed    []Span // parts that come from the profile or a cleared template: they raise nothing
}

// Ours is what belongs to the hospital itself, so that it raises nothing.
type Ours struct {
	Names, Places, Domains, Phones, PhonePrefixes, Handles, Hashtags, Addresses, Staff []string
	Catchment                                                                          int // people who may be treated here; 0: unknown
}

// Country is what the rules need to know of a country.
type Country struct {
	Code           string
	Emergency      []string // numbers that are valid there: "15", "112"
	OtherNumbers   []string // emergency numbers of other countries, wrong there: "911"
	Helpline       string   // for somebody who thinks of suicide: "3114"
	BloodOperators []string // how the operator of blood donation is named or linked: "EFS", "dondesang.efs.sante.fr"
	Population     int
}

// Config is what a Checker is made from. The zero Config works.
type Config struct {
	Ours      Ours
	Countries map[string]Country // by code
	Off       map[string]string  // rule id → the reason why it is switched off
}
