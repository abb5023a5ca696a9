package slack

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/slack-go/slack"

	"portevoix/bot/chat"
	"portevoix/bot/text"
)

// A desk takes deliveries, plans, acknowledges within Slack's time, and then has the work done.
//
// The acknowledgement waits for nothing but memory and one short write: whoever is asked about for the first time is acknowledged
// before their language is looked up. What runs is bounded; what waits for its turn has been acknowledged already.
type desk struct {
	p        *Platform
	work     context.Context // ends with Run
	commands []chat.Command
	handle   chat.Handler
	running  sync.WaitGroup
	turns    chan struct{}
	recent   chat.Recent
	answers  answers
	owed     chat.Owed
	short    map[string]string // short name, folded → command
}

// atOnce is how many commands run at the same time.
const atOnce = 64

func newDesk(work context.Context, p *Platform, commands []chat.Command, handle chat.Handler) *desk {
	d := &desk{p: p, work: work, commands: commands, handle: handle, turns: make(chan struct{}, atOnce), short: map[string]string{}}
	for _, c := range commands {
		d.short[chat.Fold(p.config.short(c.Name))] = c.Name
	}
	return d
}

func (d *desk) wait() { d.running.Wait() }

// commandOf finds the command behind a word: a short name of this workspace, or the command's own words.
func (d *desk) commandOf(word string) string {
	if name, ok := d.short[chat.Fold(word)]; ok {
		return name
	}
	return word
}

// name is what the log may say of a request: somebody in a hurry types a slash before a patient's name.
func (d *desk) name(r chat.Request) string {
	c, ok := chat.Lookup(d.commands, r.Command)
	if !ok {
		return "unknown"
	}
	return c.Name
}

// take handles one delivery. It returns at once.
func (d *desk) take(in delivery) {
	d.running.Go(func() {
		acked := onceOnly(in.ack)
		defer func() {
			if p := recover(); p != nil {
				d.p.config.Log.Error("slack: panic in a delivery", "kind", in.kind, "panic", fmt.Sprintf("%T", p), "stack", string(debug.Stack()))
			}
			d.acknowledge(acked, nil) // whatever happened: what is not acknowledged comes again
		}()
		if err := d.read(in, acked); err != nil {
			d.p.config.Log.Warn("slack: a delivery cannot be used", "kind", in.kind, "err", err)
		}
	})
}

// onceOnly lets an acknowledgement go out once.
func onceOnly(ack func(any) error) func(any) error {
	var done atomic.Bool
	return func(payload any) error {
		if done.Swap(true) {
			return nil
		}
		return ack(payload)
	}
}

func (d *desk) acknowledge(ack func(any) error, payload any) {
	if err := ack(payload); err != nil && d.work.Err() == nil {
		d.p.config.Log.Warn("slack: an acknowledgement did not go out", "err", code(err))
	}
}

func (d *desk) read(in delivery, ack func(any) error) error {
	switch in.kind {
	case "slash":
		s, err := decode[slashPayload](in.payload)
		if err != nil {
			return err
		}
		r, at, err := d.slash(s)
		if err != nil {
			return err
		}
		d.ask(r, at, s.UserName, ack)
	case "interactive":
		i, err := decode[interaction](in.payload)
		if err != nil {
			return err
		}
		r, at, ok, err := d.interactive(i)
		if errors.Is(err, errForgotten) {
			return d.forgotten(at, ack)
		}
		if err != nil || !ok {
			return err
		}
		d.ask(r, at, cmp.Or(i.User.Name, i.User.Username), ack)
	case "events":
		e, err := decode[eventPayload](in.payload)
		if err != nil {
			return err
		}
		d.acknowledge(ack, nil)
		if e.EventID == "" || !d.before(e.EventID) {
			d.event(e)
		}
	default:
		return errNotOurs
	}
	return nil
}

// before reports whether this delivery was taken before, here or by another replica, and remembers it.
func (d *desk) before(id string) bool {
	if d.recent.Has(id, d.p.config.Now()) {
		return true
	}
	if d.p.config.Seen == nil {
		return false
	}
	ctx, cancel := context.WithTimeout(d.work, time.Second)
	defer cancel()
	seen, err := d.p.config.Seen.Seen(ctx, id)
	if err != nil { // better twice than not at all: the bot's own memory still tells most repetitions apart
		d.p.config.Log.Warn("slack: the replay memory does not answer", "err", err)
	}
	return seen && err == nil
}

// ask plans a request, acknowledges it, and starts what it asks for.
func (d *desk) ask(r chat.Request, at origin, name string, ack func(any) error) {
	r.Where = chat.Place{Platform: d.p.Name(), Room: at.room}
	if strings.HasPrefix(at.room, "D") {
		r.Where = chat.Place{Platform: d.p.Name(), Person: at.user}
	}
	first, again := d.answers.first(r.ID, d.p.config.Now(), ack)
	if again != nil { // the same form delivered twice must not be closed by one answer and pointed at by the other
		d.acknowledge(ack, again.wait(d.work))
		return
	}
	ack = first
	if d.before(r.ID) {
		d.acknowledge(ack, nil)
		return
	}
	who, known := d.p.people.cached(at.user, name)
	if !known && !at.form { // a first contact: their language decides what they are asked, and Slack does not wait for it
		d.acknowledge(ack, nil)
		who = d.p.people.fetch(d.work, at.user, name)
	}
	r.Who, r.Now = who, d.p.config.Now().In(d.p.zone(who))
	for _, f := range at.files { // their bytes are fetched after the acknowledgement
		r.Files = append(r.Files, chat.File{Name: f.Name, Type: f.Mimetype})
	}
	defer d.survive(r, at, ack)
	if why, instead := d.p.config.Cloud.Instead(r, title); instead {
		d.say(r, at, ack, why)
		return
	}
	plan := d.handle.Plan(r)
	switch {
	case !plan.Refuse.IsZero():
		d.say(r, at, ack, r.Warn(plan.Refuse))
	case plan.Form != nil:
		d.askWith(plan.Form, r, at, ack)
	case len(plan.Errors) > 0:
		d.pointAt(plan.Errors, r, at, ack)
	default:
		d.begin(r, at, ack)
	}
}

// begin remembers that this is being worked on (never what was typed), acknowledges, and works.
func (d *desk) begin(r chat.Request, at origin, ack func(any) error) {
	paid := d.owe(r, at)
	if at.form {
		d.acknowledge(ack, slack.NewClearViewSubmissionResponse())
	} else {
		d.acknowledge(ack, nil)
	}
	d.running.Go(func() {
		defer paid()
		defer d.survive(r, at, nil)
		select {
		case d.turns <- struct{}{}:
			defer func() { <-d.turns }()
		case <-d.work.Done():
			return
		}
		d.run(r, at)
	})
}

func (d *desk) run(r chat.Request, at origin) {
	if problem := d.fetch(&r, at); !problem.IsZero() {
		d.show(r, at, chat.Reply{Message: r.Warn(problem)})
		return
	}
	d.p.people.refreshGroups(d.work)
	r = d.p.people.complete(d.work, r)
	reply := d.handle.Handle(d.work, r)
	d.show(r, at, reply)
	if reply.Recall {
		d.askToDelete(at)
	}
	if at.home || d.p.people.hasHome(at.user) {
		d.publishHome(r.Who)
	}
}

// survive ends one request instead of the process, and tells the asker. What people typed never reaches the log.
func (d *desk) survive(r chat.Request, at origin, ack func(any) error) {
	p := recover()
	if p == nil {
		return
	}
	d.p.config.Log.Error("slack: panic in a request", "command", d.name(r), "action", r.Action, "kind", fmt.Sprintf("%T", p), "stack", string(debug.Stack()))
	m := r.Warn(chat.Failed)
	if ack != nil {
		d.say(r, at, ack, m)
		return
	}
	d.show(r, at, chat.Reply{Message: m})
}

// askWith opens a form, or puts it in the place of the one that was submitted.
func (d *desk) askWith(f *chat.Form, r chat.Request, at origin, ack func(any) error) {
	view := d.p.modal(f, at)
	if !at.form {
		d.acknowledge(ack, nil)
	}
	d.noteCloud(&view, r)
	if at.form && len(encode(view)) < maxAck {
		d.acknowledge(ack, slack.NewUpdateViewSubmissionResponse(&view))
		return
	}
	if at.form { // too large for an acknowledgement, which would be dropped and the form with it: it follows
		d.acknowledge(ack, slack.NewUpdateViewSubmissionResponse(&slack.ModalViewRequest{
			Type: slack.VTModal, Title: view.Title, Close: view.Close, Blocks: slack.Blocks{BlockSet: []slack.Block{slack.NewSectionBlock(plain(moment.In(f.Lang)), nil, nil)}},
		}))
	}
	ctx, cancel := context.WithTimeout(d.work, triggerLife)
	defer cancel()
	if err := d.p.showView(ctx, at, view); err != nil {
		d.p.config.Log.Warn("slack: a form did not open", "command", r.Command, "err", code(err))
		m := r.Warn(tooLate)
		if typed := unsaid(r); typed != "" { // nothing that was typed is lost
			m.Blocks = append(m.Blocks, chat.Ready{Text: typed, Lang: r.Lang()})
		}
		d.show(r, at, chat.Reply{Message: m})
	}
}

var moment = text.Text{FR: "Un instant…", EN: "One moment…", AR: "لحظة…"}

// unsaid is what the asker typed, to be copied.
func unsaid(r chat.Request) string {
	if r.Via != chat.Typed && r.Via != chat.Submitted {
		return ""
	}
	var lines []string
	for name, v := range r.Values {
		lines = append(lines, name+":"+v)
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

var tooLate = text.Text{
	FR: "Slack n'a pas laissé le formulaire s'ouvrir à temps. Recommencez ; voici ce que vous aviez écrit.",
	EN: "Slack did not let the form open in time. Try again; here is what you had typed.",
	AR: "لم يسمح Slack بفتح النموذج في الوقت المناسب. أعيدوا المحاولة؛ هذا ما كتبتموه.",
}

// pointAt points at the wrong fields. What Slack cannot point at (a field that the form does not show) stands at the first one: an error
// that names no input block of the form makes Slack show that the app has failed.
func (d *desk) pointAt(wrong map[string]text.Text, r chat.Request, at origin, ack func(any) error) {
	if !at.form {
		var said []text.Text
		for _, name := range slices.Sorted(maps.Keys(wrong)) {
			said = append(said, wrong[name])
		}
		d.say(r, at, ack, r.Warn(text.Join(" ", said...)))
		return
	}
	errs := map[string]string{}
	var elsewhere []string
	for _, name := range slices.Sorted(maps.Keys(wrong)) {
		said := d.p.config.typed(chat.Inert(r.Say(wrong[name])))
		if slices.Contains(at.fields, name) {
			errs[name] = said
			continue
		}
		elsewhere = append(elsewhere, said)
	}
	if len(elsewhere) > 0 && len(at.fields) == 0 {
		m := chat.Say(r.Lang(), strings.Join(elsewhere, " "))
		m.Tone = chat.Warning
		d.say(r, at, ack, m)
		return
	}
	if len(elsewhere) > 0 {
		first := at.fields[0]
		errs[first] = strings.TrimSpace(errs[first] + " " + strings.Join(elsewhere, " "))
	}
	d.acknowledge(ack, slack.NewErrorsViewSubmissionResponse(errs))
}

// forgotten answers a form whose hidden values this process no longer has. The form stays open: what stands in it can be copied.
func (d *desk) forgotten(at origin, ack func(any) error) error {
	who, _ := d.p.people.cached(at.user, "")
	r := chat.Request{Who: who}
	d.say(r, at, ack, r.Warn(text.Text{
		FR: "Portevoix a redémarré entre-temps et ne connaît plus la suite de ce formulaire. Copiez ce que vous avez écrit, puis retapez la commande.",
		EN: "Portevoix has restarted meanwhile and no longer knows the rest of this form. Copy what you wrote, then type the command again.",
		AR: "أُعيد تشغيل Portevoix في هذه الأثناء ولم يعد يعرف بقية هذا النموذج. انسخوا ما كتبتموه ثم أعيدوا كتابة الأمر.",
	}))
	return nil
}

// say answers at once: in the acknowledgement of a typed command, beside a form's fields, else as any answer.
func (d *desk) say(r chat.Request, at origin, ack func(any) error, m chat.Message) {
	if at.form {
		view := slack.ModalViewRequest{Type: slack.VTModal, Title: plain("Portevoix"), Close: plain(closeIt.In(r.Lang()))}
		if drawn, err := d.p.draw(m, nil); err == nil {
			view.Blocks.BlockSet = drawn.parts[0]
		}
		d.acknowledge(ack, slack.NewPushViewSubmissionResponse(&view)) // the form stays below, with all that was typed
		return
	}
	d.acknowledge(ack, nil)
	d.tell(r, at, chat.Reply{Message: m})
}

var closeIt = text.Text{FR: "Fermer", EN: "Close", AR: "إغلاق"}
