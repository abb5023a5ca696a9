package webchat

import (
	"context"
	"crypto/rand"
	"fmt"
	"runtime/debug"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"portevoix/bot/chat"
	"portevoix/bot/text"
)

// desk takes what people ask to the bot and brings the answers back to those who asked.
type desk struct {
	p        *Platform
	work     context.Context // ends with Run
	commands []chat.Command
	handle   chat.Handler
	running  sync.WaitGroup

	mu   sync.Mutex
	seen map[string]*once // by session and request id
}

// once is a request that has come: the same id again gets the same answer and nothing runs twice.
type once struct {
	at     time.Time
	done   chan struct{}
	answer answer
}

// An ask is what the page sends.
type ask struct {
	ID      string      `json:"id"` // made by the page, new for every action
	As      string      `json:"as"`
	Lang    string      `json:"lang"`
	Place   string      `json:"place"`
	Via     chat.Via    `json:"via"`
	Line    string      `json:"line"`    // typed: "/draft Blood drive on Saturday"
	Command string      `json:"command"` // submitted or shortcut
	Action  string      `json:"action"`
	Object  string      `json:"object"`
	Press   string      `json:"press"`
	Values  chat.Values `json:"values"`
	Subject string      `json:"subject"` // the id of the message that the button or shortcut belongs to
	Said    string      `json:"said"`    // what is shown above the answer: the line, the button's label
	Files   []upload    `json:"files"`
}

type upload struct {
	Name string `json:"name"`
	Alt  string `json:"alt"`
	Data []byte `json:"data"` // base64 on the way
}

// An answer is what the page gets back at once. What Run says comes later, as an event.
type answer struct {
	OK     bool              `json:"ok"` // it is being worked on
	Form   *form             `json:"form,omitempty"`
	Errors map[string]string `json:"errors,omitempty"`
	Refuse string            `json:"refuse,omitempty"`
	Again  bool              `json:"again,omitempty"` // the line was not taken: it stays in the field, to be mended
}

// A form as the page draws it.
type form struct {
	Command string      `json:"command"`
	Action  string      `json:"action,omitempty"`
	Object  string      `json:"object,omitempty"`
	Title   string      `json:"title"`
	Intro   string      `json:"intro,omitempty"`
	Submit  string      `json:"submit"`
	Lang    text.Lang   `json:"lang"`
	Fields  []field     `json:"fields"`
	Values  chat.Values `json:"values,omitempty"` // everything that is known, also what the form does not show
}

type field struct {
	Name     string        `json:"name"`
	Words    []string      `json:"words,omitempty"`
	Label    string        `json:"label"`
	Help     string        `json:"help,omitempty"`
	Example  string        `json:"example,omitempty"`
	Kind     chat.Kind     `json:"kind"`
	Choices  []fieldChoice `json:"choices,omitempty"`
	Required bool          `json:"required,omitempty"`
	Free     bool          `json:"free,omitempty"`
	Default  string        `json:"default,omitempty"`
	Max      int           `json:"max"`
	Suggest  bool          `json:"suggest,omitempty"`
	Error    string        `json:"error,omitempty"`
}

type fieldChoice struct {
	Value string `json:"value"`
	Label string `json:"label"`
}

func newDesk(work context.Context, p *Platform, commands []chat.Command, handle chat.Handler) *desk {
	return &desk{p: p, work: work, commands: commands, handle: handle, seen: map[string]*once{}}
}

// wait waits for everything that runs.
func (d *desk) wait() { d.running.Wait() }

// take handles one request of a session, once per id.
func (d *desk) take(session string, a ask) answer {
	o, first := d.once(session + "/" + a.ID)
	if !first {
		<-o.done
		return o.answer
	}
	defer close(o.done)
	o.answer = d.ask(session, a)
	return o.answer
}

func (d *desk) once(key string) (o *once, first bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if o, ok := d.seen[key]; ok {
		return o, false
	}
	now := d.p.config.Now()
	if len(d.seen) > 2000 {
		for k, old := range d.seen {
			if now.Sub(old.at) > 10*time.Minute {
				delete(d.seen, k)
			}
		}
	}
	o = &once{at: now, done: make(chan struct{})}
	d.seen[key] = o
	return o, true
}

// ask plans, and starts the work when nothing is in the way.
func (d *desk) ask(session string, a ask) (out answer) {
	r, v, ok := d.request(session, a)
	if !ok {
		return answer{Refuse: r.Say(notUnderstood)}
	}
	defer d.survive(r, func() { out = d.refuse(v, r, a, r.Say(failed)) })
	plan := d.handle.Plan(r)
	switch {
	case !plan.Refuse.IsZero():
		return d.refuse(v, r, a, r.Say(plan.Refuse))
	case plan.Form != nil:
		return answer{Form: drawForm(plan.Form, r.Lang())}
	case len(plan.Errors) > 0:
		return d.pointAt(v, r, a, plan.Errors)
	}
	d.running.Go(func() { d.run(v, r, a) })
	return answer{OK: true}
}

// refuse says why: beside the form when there is one, else as a private message.
func (d *desk) refuse(v viewer, r chat.Request, a ask, why string) answer {
	if r.Via == chat.Submitted {
		return answer{Refuse: why}
	}
	m := chat.Say(r.Lang(), why)
	m.Tone, m.Trial = chat.Warning, r.Who.Trial
	d.show(v, r, a, chat.Reply{Message: m})
	return answer{OK: true, Again: a.Via == chat.Typed}
}

// pointAt points at the wrong fields of a form. Without a form to point at, it says them.
func (d *desk) pointAt(v viewer, r chat.Request, a ask, wrong map[string]text.Text) answer {
	if r.Via != chat.Submitted {
		var said []text.Text
		for _, t := range wrong {
			said = append(said, t)
		}
		return d.refuse(v, r, a, r.Say(text.Join(" ", said...)))
	}
	errs := make(map[string]string, len(wrong))
	for name, t := range wrong {
		errs[name] = chat.Inert(r.Say(t))
	}
	return answer{Errors: errs}
}

// run has the command do its work, however long it takes, and shows what it says to the asker alone.
func (d *desk) run(v viewer, r chat.Request, a ask) {
	defer d.survive(r, func() {
		d.show(v, r, a, chat.Reply{Message: r.Warn(failed)})
	})
	d.show(v, r, a, d.handle.Handle(d.work, r))
}

func (d *desk) show(v viewer, r chat.Request, a ask, reply chat.Reply) {
	if reply.Silent {
		d.p.hub.done(v, a.ID)
		return
	}
	drawn, err := translate(reply.Message, func(f chat.File) string { return d.p.pictures.keep(v, f) })
	if err != nil {
		d.p.config.Log.Error("webchat: draw an answer", "command", r.Command, "err", err)
		drawn, _ = translate(chat.Say(r.Lang(), r.Say(tooLong)), func(chat.File) string { return "" })
		drawn.Tone = chat.Warning
	}
	drawn.ID, drawn.Place, drawn.At, drawn.Private = "a"+strings.ToLower(rand.Text()[:20]), a.Place, r.Now, true
	drawn.Asked = shorten(a.Said, 160)
	if _, ours := d.p.hub.find(v, a.Subject); ours && reply.Replace {
		drawn.ID = a.Subject
	}
	d.p.hub.answer(v, drawn, a.ID)
}

// request translates what the page sent. It reports false for what no page of ours sends.
func (d *desk) request(session string, a ask) (chat.Request, viewer, bool) {
	lang, _ := text.ParseLang(a.Lang)
	who, known := d.p.person(a.As, lang)
	r := chat.Request{Who: who}
	v := viewer{session, who.ID}
	if !known || a.ID == "" || len(a.ID) > 64 || !d.p.mayStandIn(a.Place, who.ID) {
		return r, v, false
	}
	switch a.Via {
	case chat.Typed:
		parsed, word, found := chat.Parse(d.commands, a.Line)
		if !found {
			parsed.Command = word
		}
		r = parsed
	case chat.Pressed:
		press, err := chat.ParsePress(a.Press)
		if err != nil {
			return r, v, false
		}
		r = press.Request()
	case chat.Submitted, chat.Shortcut:
		r = chat.Request{Command: a.Command, Action: a.Action, Object: a.Object, Via: a.Via, Values: a.Values}
	default:
		return r, v, false
	}
	if r.Values == nil {
		r.Values = chat.Values{}
	}
	r.ID, r.Who, r.Now = session[:16]+"/"+a.ID, who, d.p.config.Now().In(d.p.config.Zone)
	r.Where = chat.Place{Platform: platformName, Room: a.Place}
	if person := personOf(a.Place); person != "" {
		r.Where = chat.Place{Platform: platformName, Person: person}
	}
	d.attachSubject(&r, v, a)
	for _, f := range a.Files {
		r.Files = append(r.Files, chat.File{Name: f.Name, Type: mediaType(f.Data), Bytes: f.Data, Alt: f.Alt})
	}
	return r, v, true
}

// attachSubject adds the message that a button or shortcut belongs to; a shortcut also brings its words.
func (d *desk) attachSubject(r *chat.Request, v viewer, a ask) {
	if a.Subject == "" {
		return
	}
	m, ok := d.p.hub.find(v, a.Subject)
	if !ok {
		m, ok = d.p.rooms.find(a.Place, a.Subject)
	}
	if !ok { // an old card that is only on the shelf
		stored, err := d.p.stored(d.work, a.Place, a.Subject)
		m, ok = stored, err == nil
	}
	if !ok {
		if r.Via == chat.Pressed { // the shelf does not answer: the button still counts
			r.Subject = &chat.MessageRef{Platform: platformName, Room: a.Place, ID: a.Subject}
		}
		return
	}
	r.Subject = &chat.MessageRef{Platform: platformName, Room: m.Place, ID: m.ID}
	if r.Via != chat.Shortcut {
		return
	}
	r.SubjectText = m.words()
	if c, ok := chat.Lookup(d.commands, r.Command); ok && c.Inputs != nil {
		for _, in := range c.Inputs(r.Values) {
			if in.Free && r.Values[in.Name] == "" {
				r.Values = r.Values.With(in.Name, r.SubjectText)
			}
		}
	}
}

// survive answers and logs a panic; what people typed never reaches the log.
func (d *desk) survive(r chat.Request, say func()) {
	if p := recover(); p != nil {
		d.p.config.Log.Error("webchat: panic in a request", "command", r.Command, "kind", fmt.Sprintf("%T", p), "stack", string(debug.Stack()))
		say()
	}
}

func drawForm(f *chat.Form, lang text.Lang) *form {
	if f.Lang != "" {
		lang = f.Lang
	}
	out := &form{
		Command: f.Command, Action: f.Action, Object: f.Object, Lang: lang, Values: f.Values,
		Title: chat.Inert(f.Title.In(lang)), Intro: chat.Inert(f.Intro.In(lang)), Submit: chat.Inert(f.Submit.In(lang)),
	}
	if f.Submit.IsZero() {
		out.Submit = words["send"].In(lang)
	}
	for _, in := range f.Inputs {
		drawn := drawField(in, lang)
		if wrong, ok := f.Errors[in.Name]; ok {
			drawn.Error = chat.Inert(wrong.In(lang))
		}
		out.Fields = append(out.Fields, drawn)
	}
	return out
}

func drawField(in chat.Input, lang text.Lang) field {
	f := field{
		Name: in.Name, Words: in.Words, Label: chat.Inert(in.Label.In(lang)), Help: chat.Inert(in.Help.In(lang)), Example: chat.Inert(in.Example.In(lang)),
		Kind: in.Kind, Required: in.Required && in.Default == "", Free: in.Free, Default: in.Default, Max: in.Limit(), Suggest: in.Suggest,
	}
	for _, c := range in.Choices {
		f.Choices = append(f.Choices, drawChoice(c, lang))
	}
	return f
}

func drawChoice(c chat.Choice, lang text.Lang) fieldChoice {
	label := c.Label.In(lang)
	if label == "" {
		label = c.Value
	}
	return fieldChoice{c.Value, chat.Inert(label)}
}

func shorten(s string, most int) string {
	s = strings.TrimSpace(chat.Inert(s))
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most]) + "…"
}
