package webchat

import (
	"strings"

	"portevoix/bot/chat"
	"portevoix/bot/text"
)

// A command as the page offers it while somebody types.
type command struct {
	Name      string   `json:"name"`
	Words     []string `json:"words,omitempty"`
	Summary   string   `json:"summary"`
	Examples  []string `json:"examples,omitempty"`
	Inputs    []field  `json:"inputs,omitempty"`
	OnMessage string   `json:"onMessage,omitempty"`
	Global    string   `json:"global,omitempty"`
}

// offered lists the commands that may be typed or picked, in their order.
func (d *desk) offered(lang text.Lang) []command {
	all := make([]command, 0, len(d.commands))
	for _, c := range d.commands {
		if c.Hidden {
			continue
		}
		drawn := command{Name: c.Name, Words: c.Words, Summary: chat.Inert(c.Summary.In(lang)), OnMessage: chat.Inert(c.OnMessage.In(lang)), Global: chat.Inert(c.Global.In(lang))}
		for _, e := range c.Examples {
			drawn.Examples = append(drawn.Examples, chat.Inert(e.In(lang)))
		}
		drawn.Inputs = d.inputs(c, chat.Values{}, lang)
		all = append(all, drawn)
	}
	return all
}

// inputs are what a command asks, given what is known. A command whose own list panics has none: it is only help for typing.
func (d *desk) inputs(c chat.Command, known chat.Values, lang text.Lang) (all []field) {
	if c.Inputs == nil {
		return nil
	}
	defer d.survive(chat.Request{Command: c.Name}, func() { all = nil })
	for _, in := range c.Inputs(known) {
		all = append(all, drawField(in, lang))
	}
	return all
}

// typing is what the page wants to know while a command is typed or a form is filled.
type typing struct {
	As      string      `json:"as"`
	Lang    string      `json:"lang"`
	Place   string      `json:"place"`
	Line    string      `json:"line"`    // what stands before the caret; or
	Command string      `json:"command"` // the form's command
	Values  chat.Values `json:"values"`  // and what is filled in
	Input   string      `json:"input"`   // the input whose value is being typed
	Typed   string      `json:"typed"`
}

// hints help with it: the inputs as they are now, those already given, and suggestions for the one being typed.
type hints struct {
	Command string        `json:"command,omitempty"`
	Inputs  []field       `json:"inputs,omitempty"`
	Given   chat.Values   `json:"given,omitempty"`
	Choices []fieldChoice `json:"choices,omitempty"`
}

func (d *desk) complete(session string, t typing) (out hints) {
	lang, _ := text.ParseLang(t.Lang)
	who, known := d.p.person(t.As, lang)
	if !known || !d.p.mayStandIn(t.Place, who.ID) {
		return hints{}
	}
	r := chat.Request{Command: t.Command, Values: t.Values, Via: chat.Submitted}
	if strings.TrimSpace(t.Line) != "" {
		r, _, _ = chat.Parse(d.commands, t.Line)
	}
	c, ok := chat.Lookup(d.commands, r.Command)
	if !ok || c.Hidden {
		return hints{}
	}
	if r.Values == nil {
		r.Values = chat.Values{}
	}
	r.Who, r.Now, r.Where = who, d.p.config.Now().In(d.p.config.Zone), chat.Place{Platform: platformName, Room: t.Place}
	out = hints{Command: c.Name, Inputs: d.inputs(c, r.Values, lang), Given: r.Values}
	if t.Input == "" {
		return out
	}
	defer d.survive(r, func() {})
	for _, choice := range d.handle.Suggest(d.work, r, t.Input, t.Typed) {
		out.Choices = append(out.Choices, drawChoice(choice, lang))
	}
	return out
}
