package notice

import (
	"slices"
	"strings"

	"portevoix/bot/chat"
	"portevoix/bot/text"
)

// A Kind is one sort of notice: everything about it is data.
type Kind struct {
	Name      string // "blood"; lives on in the database: never rename
	Label     text.Text
	Words     []string // what may be typed for it, in any language: "don du sang"
	Fields    []Field  // at most five are asked (chat.MaxFields)
	Until     string   // the field that says until when it holds, or when the next update comes
	Lines     []Line   // the alert
	End       []Line   // the end; nil: the general one
	Hashtag   text.Text
	Action    text.Text // what the public will do, shown to whoever confirms
	Access    bool      // changes the way to care: the number for an emergency must be in it
	Life      bool      // may concern an immediate danger to life: break-glass is possible
	Authority []string  // who must have agreed, by name in the country's profile; the director on duty is always asked
	Follow    text.Text // what comes after it
	Pitfalls  text.Text // what goes wrong with it
	Refuse    text.Text // why it is not made; zero: it is
	Operator  bool      // blood: only as the country's operator allows
	Alert     Alerting
}

// Alerting maps a kind to the Common Alerting Protocol 1.2 (OASIS, 1 July 2010).
type Alerting struct{ Category, Response, Urgency, Severity, Certainty string }

// Basic are the kinds offered first, in order of how often they are needed at night.
var Basic = []string{"blood", "blood_stop", "it_outage", "ed_pressure", "visiting", "access", "all_clear"}

// Kinds lists every kind.
func Kinds() []Kind {
	return slices.Concat(bloodKinds(), accessKinds(), outageKinds(), healthKinds(), dangerKinds(), closingKinds())
}

// Find is the kind with this name.
func Find(name string) (Kind, bool) {
	all := Kinds()
	i := slices.IndexFunc(all, func(k Kind) bool { return k.Name == name })
	if i < 0 {
		return Kind{}, false
	}
	return all[i], true
}

// Recognise finds the kind that what was typed begins with ("don du sang hall B samedi") and returns the rest. It reports
// false when no kind is named.
func Recognise(typed string) (k Kind, rest string, ok bool) {
	words := strings.Fields(typed)
	folded := make([]string, len(words))
	for i, w := range words {
		folded[i] = chat.Fold(strings.Trim(w, ".,;:!?«»\"'’"))
	}
	longest := 0
	for _, kind := range Kinds() {
		for _, name := range append([]string{kind.Name, strings.ReplaceAll(kind.Name, "_", " "), kind.Label.FR, kind.Label.EN, kind.Label.AR}, kind.Words...) {
			want := strings.Fields(chat.Fold(name))
			if n := len(want); n > longest && n <= len(folded) && slices.Equal(folded[:n], want) {
				k, longest = kind, n
			}
		}
	}
	return k, strings.Join(words[longest:], " "), longest > 0
}

// Field finds a field of the kind.
func (k Kind) Field(name string) (Field, bool) {
	i := slices.IndexFunc(k.Fields, func(f Field) bool { return f.Name == name })
	if i < 0 {
		return Field{}, false
	}
	return k.Fields[i], true
}

// A Line is one sentence of a notice, in every language, with {fields} in it.
type Line struct {
	If    string    // when it is said: "place" (given), "!place", "groups=all", "groups!=all"; several joined by " "; "": always
	Say   text.Text // in the standard text
	Short text.Text // in the short one; zero: as in the standard text
	Long  bool      // not in the short one
	Drop  int       // the short text leaves out the highest first until it fits; 0: never
	As    string    // "head", "action", "vital", "until", "ref": what a reader of the preview looks for
}
