package chat

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"portevoix/bot/text"
)

// Values are inputs by name, as typed. Several choices are separated by commas.
type Values map[string]string

// List reads several choices.
func (v Values) List(name string) []string {
	var list []string
	for _, s := range strings.FieldsFunc(v[name], func(r rune) bool { return r == ',' || r == '،' || r == ';' }) {
		if s = strings.TrimSpace(s); s != "" {
			list = append(list, s)
		}
	}
	return list
}

// With is a copy of v with one value changed.
func (v Values) With(name, value string) Values {
	next := Values{name: value}
	for k, old := range v {
		if k != name {
			next[k] = old
		}
	}
	return next
}

// An Input is one thing that a command needs to know.
type Input struct {
	Name     string   // stable, English, ASCII: "until"
	Words    []string // other names that may be typed: "jusqu'au", "fin"
	Label    text.Text
	Help     text.Text
	Example  text.Text // shown greyed in the empty field
	Kind     Kind
	Choices  []Choice
	Required bool
	Free     bool   // takes what is typed after the command without a name; at most one per command
	Default  string // used when nothing is given
	Max      int    // characters; 0: 4000 for a Paragraph, 200 for the others
	Suggest  bool   // Handler.Suggest completes it
}

// Kind says what a value must look like.
type Kind string

// The kinds of input.
const (
	Line    Kind = "line"
	Long    Kind = "long" // several lines
	One     Kind = "one"  // one of Choices
	Some    Kind = "some" // any of Choices, comma-separated
	When    Kind = "when" // a date and time as people write it; bot/… reads it
	Number  Kind = "number"
	Address Kind = "address" // a link
	Yes     Kind = "yes"     // "yes" or empty
	Image   Kind = "image"   // a file
)

// A Choice is one possible value.
type Choice struct {
	Value string
	Label text.Text
}

// A Form asks for up to five inputs at once.
type Form struct {
	Command string
	Action  string // passed on with the submission
	Object  string // passed on with the submission
	Title   text.Text
	Intro   text.Text
	Inputs  []Input
	Values  Values               // what is already known; a form never loses what was typed
	Errors  map[string]text.Text // what is wrong with it so far
	Submit  text.Text
	Lang    text.Lang
}

// MaxFields is how many inputs a form may ask for, on every platform (Discord allows five).
const MaxFields = 5

// PlanInputs is the plan of a command that has none of its own: ask with a form for what is missing or wrong. Pressing a
// button never asks (its command has its own plan where it must).
func PlanInputs(c Command, r Request) Plan {
	if c.Inputs == nil || r.Action != "" {
		return Plan{}
	}
	inputs := c.Inputs(r.Values)
	wrong := Check(inputs, r)
	if len(wrong) == 0 {
		return Plan{}
	}
	if r.Via == Submitted {
		return Plan{Errors: wrong}
	}
	if onlyMissing(wrong, r.Values) {
		wrong = nil
	}
	return Plan{Form: &Form{
		Command: c.Name, Object: r.Object, Title: c.Summary, Inputs: inputs[:min(len(inputs), MaxFields)],
		Values: r.Values, Errors: wrong, Lang: r.Lang(),
		Submit: text.Text{FR: "Continuer", EN: "Continue", AR: "متابعة"},
	}}
}

func onlyMissing(wrong map[string]text.Text, v Values) bool {
	for name := range wrong {
		if strings.TrimSpace(v[name]) != "" {
			return false
		}
	}
	return true
}

// Check says what is wrong with the values of a request, by input name.
func Check(inputs []Input, r Request) map[string]text.Text {
	wrong := map[string]text.Text{}
	for _, in := range inputs {
		if problem := in.check(r); !problem.IsZero() {
			wrong[in.Name] = problem
		}
	}
	return wrong
}

// Limit is how many characters the input takes.
func (in Input) Limit() int {
	switch {
	case in.Max > 0:
		return in.Max
	case in.Kind == Long:
		return 4000
	}
	return 200
}

func (in Input) check(r Request) text.Text {
	v := strings.TrimSpace(r.Values[in.Name])
	if in.Kind == Image {
		if in.Required && len(r.Files) == 0 {
			return text.Text{FR: "Ajoutez une image.", EN: "Add a picture.", AR: "أضيفوا صورة."}
		}
		return text.Text{}
	}
	if v == "" {
		if in.Required && in.Default == "" {
			return text.Text{FR: "À remplir : %s.", EN: "Please fill in: %s.", AR: "المرجو ملء: %s."}.With(in.Label)
		}
		return text.Text{}
	}
	if n := utf8.RuneCountInString(v); n > in.Limit() {
		return text.Text{FR: "Trop long : %s caractères, %s au plus. Raccourcissez, rien n'est perdu.", EN: "Too long: %s characters, %s at most. Shorten it, nothing is lost.", AR: "طويل جدا: %s حرفا، والحد الأقصى %s. اختصروا، لن يضيع شيء."}.With(text.Number(n), text.Number(in.Limit()))
	}
	switch in.Kind {
	case One:
		if _, ok := in.Pick(v); !ok {
			return in.choose()
		}
	case Some:
		for _, s := range r.Values.List(in.Name) {
			if _, ok := in.Pick(s); !ok {
				return in.choose()
			}
		}
	case Number:
		if _, err := strconv.Atoi(v); err != nil {
			return text.Text{FR: "Écrivez un nombre en chiffres, par exemple 12.", EN: "Write a number in figures, for example 12.", AR: "اكتبوا عددا بالأرقام، مثلا 12."}
		}
	case Address:
		if u, err := url.Parse(v); err != nil || u.Host == "" || (u.Scheme != "https" && u.Scheme != "http") {
			return text.Text{FR: "Ce n'est pas un lien : il commence par https://", EN: "This is not a link: it begins with https://", AR: "هذا ليس رابطا: يبدأ الرابط بـ https://"}
		}
	}
	return text.Text{}
}

// Pick finds a choice by its value or by its label in any language, without regard to case.
func (in Input) Pick(typed string) (Choice, bool) {
	i := slices.IndexFunc(in.Choices, func(c Choice) bool {
		for _, s := range []string{c.Value, c.Label.FR, c.Label.EN, c.Label.AR} {
			if strings.EqualFold(strings.TrimSpace(typed), s) {
				return true
			}
		}
		return false
	})
	if i < 0 {
		return Choice{}, false
	}
	return in.Choices[i], true
}

func (in Input) choose() text.Text {
	labels := func(l text.Lang) string {
		all := make([]string, len(in.Choices))
		for i, c := range in.Choices {
			all[i] = c.Label.In(l)
		}
		return text.List(l, all...)
	}
	// What was typed is not quoted: somebody may have typed a person's name into the wrong field.
	return text.Text{FR: "Ce n'est pas un choix. Choisissez parmi : %s.", EN: "That is not a choice. Choose from: %s.", AR: "ليس هذا من الخيارات. اختاروا من بين: %s."}.
		With(text.Text{FR: labels(text.FR), EN: labels(text.EN), AR: labels(text.AR)})
}

// Deadline is how long a platform waits before it must have acknowledged (Slack and Discord: three seconds).
const Deadline = 3 * time.Second
