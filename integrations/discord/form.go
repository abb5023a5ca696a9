package discord

import (
	"slices"
	"strconv"
	"strings"

	"portevoix/bot/chat"
	"portevoix/bot/text"
)

// What custom ids begin with. They live on in posted messages: never rename. None holds anything but ids.
const (
	opensForm   = "f~" // a button that opens a form kept in the stash
	stashedForm = "s~" // a form whose rest is kept in the stash
	plainForm   = "m~" // a form that carries command, action and object
)

// modal is a form as Discord takes it. Discord points at no field; what is wrong stands in its description.
// Source: developers/components/reference.mdx, "Label" and "Text Input"; a TextInput inside a Label has no label of its own.
type modal struct {
	ID         string `json:"custom_id"`
	Title      string `json:"title"`
	Components []any  `json:"components"`
}

type labelled struct {
	Type      int    `json:"type"` // 18
	Label     string `json:"label"`
	Help      string `json:"description,omitempty"`
	Component any    `json:"component"`
}

type note struct {
	Type    int    `json:"type"` // 10
	Content string `json:"content"`
}

type textInput struct {
	Type        int    `json:"type"` // 4
	ID          string `json:"custom_id"`
	Style       int    `json:"style"`
	Value       string `json:"value,omitempty"`
	Placeholder string `json:"placeholder,omitempty"`
	Required    bool   `json:"required"`
	Max         int    `json:"max_length"`
}

type selectInput struct {
	Type     int            `json:"type"` // 3
	ID       string         `json:"custom_id"`
	Required bool           `json:"required"`
	Min      int            `json:"min_values"`
	Max      int            `json:"max_values"`
	Options  []selectOption `json:"options"`
}

type selectOption struct {
	Label   string `json:"label"`
	Value   string `json:"value"`
	Default bool   `json:"default,omitempty"`
}

type fileInput struct {
	Type     int    `json:"type"` // 19
	ID       string `json:"custom_id"`
	Required bool   `json:"required"`
	Min      int    `json:"min_values"`
	Max      int    `json:"max_values"`
}

// modalOf draws a form. What it does not show is kept in this process and comes back with it.
func (p *Platform) modalOf(f *chat.Form, first string) modal {
	m := modal{Title: brief(orElse(chat.Inert(f.Title.In(f.Lang)), "Portevoix"), maxModalTitle), Components: []any{}}
	hidden := false
	for name, v := range f.Values {
		hidden = hidden || v != "" && !shows(f, name)
	}
	m.ID = plainForm + chat.Press{Command: f.Command, Action: f.Action, Object: f.Object}.String()
	if hidden || len(m.ID) > maxCustomID {
		m.ID = stashedForm + p.stash.keep(*f)
	}
	fields := fieldsOf(f)
	room := maxModalFields
	for _, n := range fields {
		room -= n
	}
	for _, intro := range []string{first, chat.Inert(f.Intro.In(f.Lang))} {
		if words := brief(escape(intro), maxField); strings.TrimSpace(words) != "" && room > 0 {
			m.Components = append(m.Components, note{10, words})
			room--
		}
	}
	for i, n := range fields {
		if n == 0 {
			continue
		}
		for piece, value := range pieces(f.Inputs[i], f) {
			m.Components = append(m.Components, field(f.Inputs[i], f, piece, value))
		}
	}
	if len(m.Components) == 0 { // everything is kept, nothing can be shown
		m.Components = append(m.Components, note{10, kept.In(f.Lang)})
	}
	return m
}

// fieldsOf is how many fields each input of a form gets: as many as its value is long, while there is room for them beside the other
// inputs, the introduction and a notice; none for a value that has no room, which is kept whole.
func fieldsOf(f *chat.Form) []int {
	all := make([]int, min(len(f.Inputs), maxModalFields))
	room := maxModalFields - len(all) - 1
	if !f.Intro.IsZero() {
		room--
	}
	for i := range all {
		n := len(pieces(f.Inputs[i], f))
		if more := n - 1; more == 0 || more <= room {
			all[i], room = n, room-more
		}
	}
	return all
}

// shows reports whether a form shows an input.
func shows(f *chat.Form, name string) bool {
	i := slices.IndexFunc(f.Inputs, func(in chat.Input) bool { return in.Name == name })
	fields := fieldsOf(f)
	return i >= 0 && i < len(fields) && fields[i] > 0
}

// full reports whether a form has no room for a notice.
func full(f *chat.Form) bool { return len(f.Inputs) >= maxModalFields }

func fill(in chat.Input, f *chat.Form) string {
	if v := f.Values[in.Name]; v != "" {
		return v
	}
	return in.Default
}

// pieces cuts the value of an input into what one field holds, exactly: joined together they are the value again. A choice is one field,
// whatever was typed instead of it.
func pieces(in chat.Input, f *chat.Form) (all []string) {
	value := fill(in, f)
	for !chosen(in) && count(value) > maxField {
		at := byteAt(value, maxField)
		all, value = append(all, value[:at]), value[at:]
	}
	return append(all, value)
}

// chosen reports whether an input is drawn as something to choose.
func chosen(in chat.Input) bool {
	return in.Kind == chat.Yes || in.Kind == chat.Image || len(in.Choices) > 0 && (in.Kind == chat.One || in.Kind == chat.Some)
}

func field(in chat.Input, f *chat.Form, piece int, value string) labelled {
	id, label := in.Name, orElse(chat.Inert(in.Label.In(f.Lang)), in.Name)
	if piece > 0 {
		id, label = in.Name+"~"+strconv.Itoa(piece+1), brief(label, maxLabel-4)+" ("+strconv.Itoa(piece+1)+")"
	}
	l := labelled{Type: 18, Label: brief(label, maxLabel), Help: help(in, f, label)}
	required := in.Required && in.Default == "" && piece == 0
	switch in.Kind {
	case chat.One:
		l.Component = pick(in, f, value, required, 1)
	case chat.Some:
		l.Component = pick(in, f, value, required, min(len(in.Choices), maxOptions))
	case chat.Yes: // nothing chosen is an answer too
		l.Component = selectInput{3, id, false, 0, 1, []selectOption{{yes.In(f.Lang), "yes", value == "yes"}}}
	case chat.Image:
		l.Component = fileInput{19, id, false, 0, 4}
	default:
		style := 1
		if in.Kind == chat.Long || count(value) > 200 || strings.Contains(value, "\n") {
			style = 2
		}
		l.Component = textInput{4, id, style, value, brief(chat.Inert(in.Example.In(f.Lang)), maxPlaceholder), required, min(max(in.Limit(), count(value)), maxField)}
	}
	if s, ok := l.Component.(selectInput); ok && len(s.Options) == 0 { // a choice of nothing cannot be shown
		l.Component = textInput{4, id, 1, value, "", required, maxField}
	}
	return l
}

var yes = text.Text{FR: "Oui", EN: "Yes", AR: "نعم"}

// help is what stands below a label: first what is wrong.
func help(in chat.Input, f *chat.Form, label string) string {
	if why := chat.Inert(f.Errors[in.Name].In(f.Lang)); why != "" {
		return brief("⚠ "+why, maxLabelHelp)
	}
	if count(label) > maxLabel {
		return brief(label, maxLabelHelp)
	}
	return brief(chat.Inert(in.Help.In(f.Lang)), maxLabelHelp)
}

func pick(in chat.Input, f *chat.Form, value string, required bool, most int) selectInput {
	s := selectInput{Type: 3, ID: in.Name, Required: required, Max: max(most, 1)}
	if required {
		s.Min = 1
	}
	chosen := 0
	for _, c := range in.Choices[:min(len(in.Choices), maxOptions)] {
		o := selectOption{Label: brief(orElse(chat.Inert(c.Label.In(f.Lang)), c.Value), maxOption), Value: c.Value}
		for _, typed := range (chat.Values{in.Name: value}).List(in.Name) {
			if found, ok := in.Pick(typed); ok && found.Value == c.Value && chosen < s.Max {
				o.Default = true
				chosen++
			}
		}
		s.Options = append(s.Options, o)
	}
	return s
}

func orElse(s, otherwise string) string {
	if strings.TrimSpace(s) != "" {
		return s
	}
	return otherwise
}
