package slack

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/slack-go/slack"

	"portevoix/bot/chat"
	"portevoix/bot/text"
)

// A purpose travels with a form in its private_metadata: what the form is for, and what is known already but not asked here. Slack
// keeps it with the form's own fields, nowhere else.
type purpose struct {
	Command string            `json:"c"`
	Action  string            `json:"a,omitempty"`
	Object  string            `json:"o,omitempty"`
	Room    string            `json:"r,omitempty"` // where it was asked: the answer is shown there
	Values  map[string]string `json:"v,omitempty"` // known, but no field of this form
	Stash   string            `json:"s,omitempty"` // where longer values wait in this process
	Subject string            `json:"m,omitempty"` // the message that the button or shortcut belongs to
	Author  string            `json:"w,omitempty"` // who wrote it
}

// modal draws a form. A value that is longer than one Slack field holds gets further fields: nothing is cut.
func (p *Platform) modal(f *chat.Form, at origin) slack.ModalViewRequest {
	known := purpose{Command: f.Command, Action: f.Action, Object: f.Object, Room: at.room, Subject: at.message, Author: at.author, Values: map[string]string{}}
	for name, v := range f.Values {
		if v != "" && !slices.ContainsFunc(f.Inputs, func(in chat.Input) bool { return in.Name == name }) {
			known.Values[name] = v
		}
	}
	view := slack.ModalViewRequest{
		Type: slack.VTModal, CallbackID: "form", Title: plain(brief(cmp.Or(f.Title.In(f.Lang), "Portevoix"), maxTitle)),
		Submit: plain(brief(submit(f).In(f.Lang), maxTitle)), Close: plain(cancel.In(f.Lang)), PrivateMetadata: p.pocket(known),
	}
	if title := f.Title.In(f.Lang); count(title) > maxTitle {
		view.Blocks.BlockSet = append(view.Blocks.BlockSet, slack.NewSectionBlock(plain(brief(title, maxSection)), nil, nil))
	}
	if intro := f.Intro.In(f.Lang); intro != "" {
		for _, piece := range split(p.config.typed(chat.Inert(intro)), maxSection) {
			view.Blocks.BlockSet = append(view.Blocks.BlockSet, slack.NewSectionBlock(plain(piece), nil, nil))
		}
	}
	for _, in := range f.Inputs {
		if why := f.Errors[in.Name].In(f.Lang); why != "" {
			view.Blocks.BlockSet = append(view.Blocks.BlockSet, slack.NewSectionBlock(plain("⚠ "+p.config.typed(chat.Inert(why))), nil, nil))
			view.Blocks.BlockSet[len(view.Blocks.BlockSet)-1].(*slack.SectionBlock).BlockID = errorPrefix + in.Name
		}
		view.Blocks.BlockSet = append(view.Blocks.BlockSet, p.fields(in, f)...)
	}
	return view
}

const errorPrefix = "error~"

func submit(f *chat.Form) text.Text {
	if f.Submit.IsZero() {
		return text.Text{FR: "Continuer", EN: "Continue", AR: "متابعة"}
	}
	return f.Submit
}

// fields are the input blocks of one input. Their ids are the input's name, then "name~2" for the rest of a long value.
func (p *Platform) fields(in chat.Input, f *chat.Form) []slack.Block {
	value := f.Values[in.Name]
	if value == "" {
		value = in.Default
	}
	label, hint := chat.Inert(in.Label.In(f.Lang)), p.config.typed(chat.Inert(in.Help.In(f.Lang)))
	block := func(id string, e slack.BlockElement) *slack.InputBlock {
		b := slack.NewInputBlock(id, plain(brief(label, maxLabel)), nil, e)
		if hint != "" && id == in.Name {
			b.Hint = plain(brief(hint, maxLabel))
		}
		b.Optional = !in.Required
		return b
	}
	switch in.Kind {
	case chat.One:
		e := slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, placeholder(in, f.Lang), in.Name, options(in, f.Lang)...)
		if c, ok := in.Pick(value); ok {
			e.InitialOption = option(c, f.Lang)
		}
		return []slack.Block{block(in.Name, e)}
	case chat.Some:
		e := slack.NewOptionsMultiSelectBlockElement(slack.MultiOptTypeStatic, placeholder(in, f.Lang), in.Name, options(in, f.Lang)...)
		for _, typed := range (chat.Values{in.Name: value}).List(in.Name) {
			if c, ok := in.Pick(typed); ok {
				e.InitialOptions = append(e.InitialOptions, option(c, f.Lang))
			}
		}
		return []slack.Block{block(in.Name, e)}
	case chat.Yes:
		yes := slack.NewOptionBlockObject("yes", plain(yes.In(f.Lang)), nil)
		e := slack.NewCheckboxGroupsBlockElement(in.Name, yes)
		if value == "yes" {
			e.InitialOptions = []*slack.OptionBlockObject{yes}
		}
		return []slack.Block{block(in.Name, e)}
	case chat.Image:
		e := slack.NewFileInputBlockElement(in.Name)
		e.FileTypes, e.MaxFiles = []string{"png", "jpg", "jpeg", "gif", "webp"}, 4
		return []slack.Block{block(in.Name, e)}
	}
	var blocks []slack.Block
	for i, piece := range pieces(value) {
		id := in.Name
		if i > 0 {
			id, label = fmt.Sprintf("%s~%d", in.Name, i+1), chat.Inert(in.Label.In(f.Lang))+" ("+strconv.Itoa(i+1)+")"
		}
		e := slack.NewPlainTextInputBlockElement(placeholder(in, f.Lang), id)
		e.Multiline, e.InitialValue, e.MaxLength = in.Kind == chat.Long, piece, maxField
		b := block(id, e)
		b.Optional = b.Optional || i > 0
		blocks = append(blocks, b)
	}
	return blocks
}

var yes = text.Text{FR: "Oui", EN: "Yes", AR: "نعم"}

// pieces cuts a value into what one field holds, exactly: joined together they are the value again.
func pieces(value string) []string {
	var all []string
	for count(value) > maxField {
		at := byteAt(value, maxField)
		all, value = append(all, value[:at]), value[at:]
	}
	return append(all, value)
}

func placeholder(in chat.Input, l text.Lang) *slack.TextBlockObject {
	example := chat.Inert(in.Example.In(l))
	if example == "" {
		return nil
	}
	return plain(brief(example, maxPlaceholder))
}

func options(in chat.Input, l text.Lang) []*slack.OptionBlockObject {
	all := make([]*slack.OptionBlockObject, 0, min(len(in.Choices), maxOptions))
	for _, c := range in.Choices[:min(len(in.Choices), maxOptions)] {
		all = append(all, option(c, l))
	}
	return all
}

func option(c chat.Choice, l text.Lang) *slack.OptionBlockObject {
	label := chat.Inert(c.Label.In(l))
	if label == "" {
		label = c.Value
	}
	return slack.NewOptionBlockObject(c.Value, plain(brief(label, maxOption)), nil)
}

// read reads the values of a form back, and the files that came with it.
func read(state map[string]map[string]given, known purpose) (chat.Values, []file) {
	values, files := chat.Values{}, []file(nil)
	for name, v := range known.Values {
		values[name] = v
	}
	ids := slices.Collect(maps.Keys(state))
	slices.SortFunc(ids, func(a, b string) int { return part(a) - part(b) }) // the pieces of one value in order
	for _, id := range ids {
		name, _, _ := strings.Cut(id, "~")
		for _, g := range state[id] {
			files = append(files, g.Files...)
			switch {
			case len(g.Selected) > 0:
				picked := make([]string, len(g.Selected))
				for i, o := range g.Selected {
					picked[i] = o.Value
				}
				values[name] = strings.Join(picked, ",")
			case g.SelectedOption != nil:
				values[name] = g.SelectedOption.Value
			case g.Value != nil:
				values[name] += *g.Value
			}
		}
	}
	return values, files
}

func part(id string) int {
	_, n, more := strings.Cut(id, "~")
	if !more {
		return 1
	}
	i, _ := strconv.Atoi(n)
	return i
}

// pocket writes a form's purpose. Slack takes 3,000 characters; longer values wait in this process, and a form whose process is gone
// says so instead of losing them silently.
func (p *Platform) pocket(known purpose) string {
	b := encode(known)
	if count(b) <= maxMetadata {
		return b
	}
	known.Stash = p.stash.keep(known.Values)
	known.Values = nil
	return encode(known)
}

var errForgotten = errors.New("the rest of this form is no longer known")

func (p *Platform) unpocket(s string) (known purpose, err error) {
	if err := json.Unmarshal([]byte(s), &known); err != nil {
		return known, fmt.Errorf("read the purpose of a form: %w", err)
	}
	if known.Stash != "" {
		values, ok := p.stash.get(known.Stash)
		if !ok {
			return known, errForgotten
		}
		known.Values = values
	}
	return known, nil
}

func encode(v any) string {
	b, err := json.Marshal(v)
	if err != nil { // strings only
		panic(err)
	}
	return string(b)
}
