package discord

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"portevoix/bot/chat"
	"portevoix/bot/text"
)

// An interaction is what somebody did, as Discord tells it. It is decoded here, leniently: a field or a component that is new to us
// must not hide the rest. Source: developers/interactions/receiving-and-responding.mdx, "Interaction Object".
type interaction struct {
	ID      string          `json:"id"`
	App     string          `json:"application_id"`
	Type    int             `json:"type"`
	Token   string          `json:"token"`
	Guild   string          `json:"guild_id"`
	Channel string          `json:"channel_id"`
	Member  *member         `json:"member"`
	User    *user           `json:"user"`
	Locale  string          `json:"locale"`
	Home    string          `json:"guild_locale"`
	Message *message        `json:"message"`
	Data    json.RawMessage `json:"data"`
}

type member struct {
	Nick  string   `json:"nick"`
	Roles []string `json:"roles"`
	User  *user    `json:"user"`
}

type user struct {
	ID     string `json:"id"`
	Name   string `json:"username"`
	Global string `json:"global_name"`
	Bot    bool   `json:"bot"`
}

// message is a message of Discord's, as far as we read it.
type message struct {
	ID         string      `json:"id"`
	Channel    string      `json:"channel_id"`
	Content    string      `json:"content"`
	Flags      int         `json:"flags"`
	Nonce      any         `json:"nonce"`
	Author     *user       `json:"author"`
	Embeds     []embed     `json:"embeds"`
	Components []component `json:"components"`
}

// component is one part of a message or of a submitted form; parts may hold parts.
type component struct {
	Type       int             `json:"type"`
	ID         string          `json:"custom_id"`
	Label      string          `json:"label"`
	Value      json.RawMessage `json:"value"`
	Values     []string        `json:"values"`
	Components []component     `json:"components"`
	Component  *component      `json:"component"`
}

// walk visits a component and all that it holds.
func walk(all []component, visit func(component)) {
	for _, c := range all {
		visit(c)
		walk(c.Components, visit)
		if c.Component != nil {
			walk([]component{*c.Component}, visit)
		}
	}
}

// The kinds of interaction.
const (
	kindPing = iota + 1
	kindCommand
	kindComponent
	kindSuggest
	kindForm
)

type commandData struct {
	Name     string   `json:"name"`
	Type     int      `json:"type"`
	Options  []option `json:"options"`
	Target   string   `json:"target_id"`
	Resolved resolved `json:"resolved"`
}

type option struct {
	Name    string          `json:"name"`
	Type    int             `json:"type"`
	Value   json.RawMessage `json:"value"`
	Focused bool            `json:"focused"`
}

type resolved struct {
	Messages    map[string]message    `json:"messages"`
	Attachments map[string]attachment `json:"attachments"`
}

type attachment struct {
	URL  string `json:"url"`
	Name string `json:"filename"`
	Type string `json:"content_type"`
	Size int64  `json:"size"`
	Alt  string `json:"description"`
}

type componentData struct {
	ID       string      `json:"custom_id"`
	Parts    []component `json:"components"`
	Resolved resolved    `json:"resolved"`
}

// An asked is an interaction, translated: the request, and where its answer goes.
type asked struct {
	r       chat.Request
	at      origin
	files   []attachment // to be fetched after the acknowledgement
	focused string       // the option that is being typed
	typed   string       // what has been typed into it
	reopen  string       // the form that a button opens again, in the stash
	confirm string       // the label of a button that asks first
	lost    bool         // a form of which this process no longer knows the rest
}

// An origin is where an answer goes.
type origin struct {
	id, token, app string
	kind           int
	room, user     string
	guild          string
	lang           text.Lang
	message        string // on which the button stands, or which was pointed at
	private        bool   // that message is one of our private answers
	prompt         bool   // it is a private answer of ours that asked for a form
	author         *user  // who wrote the message that was pointed at
}

var errNotOurs = errors.New("not an interaction of ours")

const ephemeral = 1 << 6

// translate reads an interaction. now and zone are not its business: the desk fills them.
func (p *Platform) translate(raw []byte, commands []chat.Command) (a asked, err error) {
	var i interaction
	if err := json.Unmarshal(raw, &i); err != nil {
		var wrongType *json.UnmarshalTypeError
		if !errors.As(err, &wrongType) { // one field of another type leaves the others usable
			return a, errors.New("an interaction that cannot be read")
		}
	}
	who := p.person(i)
	if i.ID == "" || i.Token == "" || who.ID == "" {
		return a, errNotOurs
	}
	a.r = chat.Request{ID: i.ID, Who: who, Where: chat.Place{Platform: p.Name(), Room: i.Channel}, Values: chat.Values{}}
	if i.Guild == "" {
		a.r.Where = chat.Place{Platform: p.Name(), Person: who.ID}
	}
	a.at = origin{id: i.ID, token: i.Token, app: i.App, kind: i.Type, room: i.Channel, user: who.ID, guild: i.Guild, lang: who.Lang}
	if m := i.Message; m != nil {
		a.at.message, a.at.private = m.ID, m.Flags&ephemeral != 0
		a.r.Subject = &chat.MessageRef{Platform: p.Name(), Room: i.Channel, ID: m.ID}
		walk(m.Components, func(c component) { a.at.prompt = a.at.prompt || a.at.private && strings.HasPrefix(c.ID, opensForm) })
	}
	switch i.Type {
	case kindCommand, kindSuggest:
		err = a.command(p, i, commands)
	case kindComponent:
		err = a.pressed(i)
	case kindForm:
		err = a.submitted(p, i)
	default:
		err = errNotOurs
	}
	return a, err
}

// person is who did it, as Discord vouches for them.
func (p *Platform) person(i interaction) chat.Person {
	who := chat.Person{Platform: p.Name(), Lang: p.config.Lang}
	for _, locale := range []string{i.Locale, i.Home} {
		if l, ok := text.ParseLang(locale); ok {
			who.Lang = l
			break
		}
	}
	u := i.User
	if i.Member != nil {
		who.Groups, who.Name = i.Member.Roles, i.Member.Nick
		if i.Member.User != nil {
			u = i.Member.User
		}
	}
	if u == nil {
		return who
	}
	who.ID = u.ID
	for _, name := range []string{u.Global, u.Name} {
		if who.Name == "" {
			who.Name = name
		}
	}
	return who
}

// command reads a typed command, a command of a message's menu, or what is being typed.
func (a *asked) command(p *Platform, i interaction, commands []chat.Command) error {
	var data commandData
	if err := json.Unmarshal(i.Data, &data); err != nil {
		return fmt.Errorf("read a command: %w", errNotOurs)
	}
	if data.Type == 3 {
		return a.menu(p, i, data, commands)
	}
	a.r.Command, a.r.Via = data.Name, chat.Typed
	for _, o := range data.Options {
		if o.Type == 11 {
			if f, ok := data.Resolved.Attachments[plainValue(o.Value)]; ok {
				a.files = append(a.files, f)
			}
			continue
		}
		a.r.Values[o.Name] = plainValue(o.Value)
		if o.Focused {
			a.focused, a.typed = o.Name, plainValue(o.Value)
		}
	}
	return nil
}

// menu reads a command of a message's menu: the message's words are what is asked about.
func (a *asked) menu(p *Platform, i interaction, data commandData, commands []chat.Command) error {
	target, ok := data.Resolved.Messages[data.Target]
	if !ok {
		return fmt.Errorf("read a message's menu: %w", errNotOurs)
	}
	for _, c := range commands {
		if menuName(c) != data.Name {
			continue
		}
		a.r.Command, a.r.Via = c.Name, chat.Shortcut
		a.r.Subject = &chat.MessageRef{Platform: p.Name(), Room: i.Channel, ID: data.Target}
		a.at.message, a.at.author = data.Target, target.Author
		a.r.SubjectText = target.words()
		if c.Inputs == nil {
			return nil
		}
		for _, in := range c.Inputs(a.r.Values) {
			if in.Free && a.r.SubjectText != "" {
				a.r.Values = a.r.Values.With(in.Name, a.r.SubjectText)
			}
		}
		return nil
	}
	return fmt.Errorf("read a message's menu: %w", errNotOurs)
}

// words is what can be read in a message.
func (m message) words() string {
	lines := []string{m.Content}
	for _, e := range m.Embeds {
		lines = append(lines, e.Title, e.Description)
	}
	var said []string
	for _, l := range lines {
		if strings.TrimSpace(l) != "" {
			said = append(said, l)
		}
	}
	return strings.Join(said, "\n")
}

// pressed reads a button.
func (a *asked) pressed(i interaction) error {
	var data componentData
	if err := json.Unmarshal(i.Data, &data); err != nil {
		return fmt.Errorf("read a button: %w", errNotOurs)
	}
	if id, ok := strings.CutPrefix(data.ID, opensForm); ok {
		a.reopen, a.r.Via = id, chat.Pressed
		return nil
	}
	id, asksFirst, err := pressOf(data.ID)
	if err != nil {
		return fmt.Errorf("read a button: %w", errNotOurs)
	}
	press, err := chat.ParsePress(id)
	if err != nil {
		return fmt.Errorf("read a button: %w", errNotOurs)
	}
	a.r.Command, a.r.Action, a.r.Object, a.r.Via = press.Command, press.Action, press.Object, chat.Pressed
	if asksFirst && i.Message != nil {
		walk(i.Message.Components, func(c component) {
			if c.ID == data.ID {
				a.confirm = c.Label
			}
		})
	}
	return nil
}

// submitted reads a form.
func (a *asked) submitted(p *Platform, i interaction) error {
	var data componentData
	if err := json.Unmarshal(i.Data, &data); err != nil {
		return fmt.Errorf("read a form: %w", errNotOurs)
	}
	a.r.Via = chat.Submitted
	if id, ok := strings.CutPrefix(data.ID, stashedForm); ok {
		f, known := p.stash.get(id)
		a.lost = !known
		a.r.Command, a.r.Action, a.r.Object = f.Command, f.Action, f.Object
		for name, v := range f.Values {
			if !shows(&f, name) {
				a.r.Values[name] = v
			}
		}
	} else {
		press, err := chat.ParsePress(strings.TrimPrefix(data.ID, plainForm))
		if err != nil || !strings.HasPrefix(data.ID, plainForm) {
			return fmt.Errorf("read a form: %w", errNotOurs)
		}
		a.r.Command, a.r.Action, a.r.Object = press.Command, press.Action, press.Object
	}
	walk(data.Parts, func(c component) {
		if c.ID == "" {
			return
		}
		name, _, _ := strings.Cut(c.ID, "~")
		switch {
		case c.Type == 19:
			for _, id := range c.Values {
				if f, ok := data.Resolved.Attachments[id]; ok {
					a.files = append(a.files, f)
				}
			}
		case c.Type == 3:
			a.r.Values[name] = strings.Join(c.Values, ",")
		case len(c.Value) > 0:
			a.r.Values[name] += plainValue(c.Value) // the pieces of one value come in order
		}
	})
	return nil
}

// plainValue is a value as it would be typed.
func plainValue(raw json.RawMessage) string {
	var s string
	if json.Unmarshal(raw, &s) == nil {
		return s
	}
	var yes bool
	if json.Unmarshal(raw, &yes) == nil {
		if yes {
			return "yes"
		}
		return ""
	}
	var n json.Number
	if json.Unmarshal(raw, &n) == nil {
		if f, err := strconv.ParseFloat(n.String(), 64); err == nil && f == float64(int64(f)) {
			return strconv.FormatInt(int64(f), 10)
		}
		return n.String()
	}
	return ""
}
