package discord

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"time"

	"portevoix/bot/chat"
	"portevoix/bot/text"
)

// A desk takes interactions, plans, acknowledges within Discord's three seconds, and then has the work done.
//
// A form must be the very first answer, so Plan comes before the acknowledgement; whoever's plan takes too long is acknowledged
// meanwhile, and gets a button to the form instead. What runs is bounded; what waits for its turn has been acknowledged already.
type desk struct {
	p        *Platform
	work     context.Context // ends with Run
	commands []chat.Command
	handle   chat.Handler
	running  sync.WaitGroup
	turns    chan struct{}
	recent   chat.Recent
	owed     chat.Owed
}

// atOnce is how many commands run at the same time.
const atOnce = 64

func newDesk(work context.Context, p *Platform, commands []chat.Command, handle chat.Handler) *desk {
	return &desk{p: p, work: work, commands: commands, handle: handle, turns: make(chan struct{}, atOnce)}
}

func (d *desk) wait() { d.running.Wait() }

// A response is the first answer to an interaction. Source: receiving-and-responding.mdx, "Interaction Response Structure".
type response struct {
	Type int `json:"type"`
	Data any `json:"data,omitempty"`
}

// The kinds of response.
const (
	sayNow     = 4
	deferReply = 5
	deferEdit  = 6
	suggestNow = 8
	openForm   = 9
)

// take handles one interaction, as raw as it came. It returns at once. respond gives the first answer; nil: over REST.
func (d *desk) take(raw json.RawMessage, respond func(response) error) {
	raw = slices.Clone(raw)
	d.running.Go(func() {
		defer func() {
			if p := recover(); p != nil {
				d.p.config.Log.Error("discord: panic in an interaction", "panic", fmt.Sprintf("%T", p), "stack", string(debug.Stack()))
			}
		}()
		a, err := d.p.translate(raw, d.commands)
		if err != nil {
			d.p.config.Log.Warn("discord: an interaction cannot be used", "err", err)
			return
		}
		if respond == nil {
			respond = func(r response) error { return d.respond(a.at, r) }
		}
		d.receive(a, &ack{d: d, respond: respond})
	})
}

// respond gives the first answer over REST. These calls count towards no limit but their own. One that broke is made again while Discord
// still waits: it takes only one, so that nothing is said twice.
func (d *desk) respond(at origin, r response) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(d.work), 5*time.Second)
	defer cancel()
	c := call{doing: "answer an interaction", method: "POST", path: "/interactions/" + at.id + "/" + at.token + "/callback", body: r}
	return d.insist(ctx, c, time.Now().Add(chat.Deadline/2))
}

// insist makes a call that may safely be made twice, again when it broke or was held back, but begins none after the time given.
func (d *desk) insist(ctx context.Context, c call, until time.Time) (err error) {
	for pause := 100 * time.Millisecond; ; pause *= 2 {
		err = d.p.rest.do(ctx, c, nil)
		wait := pause
		var no *refusal
		if errors.As(err, &no) {
			if no.html || no.status < 500 && no.status != http.StatusTooManyRequests {
				return err
			}
			wait = max(wait, no.after)
		}
		if err == nil || errors.Is(err, errBroken) || ctx.Err() != nil || time.Now().Add(wait).After(until) {
			return err
		}
		sleep(ctx, wait)
	}
}

// An ack lets the first answer go out once, and remembers which it was.
type ack struct {
	d       *desk
	respond func(response) error

	mu     sync.Mutex // held while the first answer is on its way: whoever goes on waits for it
	sent   int        // its kind; 0: none yet
	failed bool       // it did not arrive
	filled bool       // a deferral has been replaced by the answer
	sign   sign
}

func (k *ack) send(r response) (err error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.sent != 0 {
		return errAnswered
	}
	k.sent = r.Type
	if err = k.respond(r); err != nil {
		k.failed = !isCode(err, alreadyAnswered)
		k.d.p.config.Log.Warn("discord: a first answer did not go out", "kind", r.Type, "err", err)
	}
	return err
}

var errAnswered = errors.New("answered already")

func (k *ack) kind() int {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.sent
}

func (k *ack) lost() bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.failed
}

// fill reports whether the next part takes the place of the deferral, or of the message whose button was pressed.
func (k *ack) fill(replace bool) bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	fills := !k.filled && (k.sent == deferReply || k.sent == deferEdit && replace)
	k.filled = k.filled || fills
	return fills
}

// ephemeralOnly is the data of a deferral that only the asker sees.
var ephemeralOnly = map[string]int{"flags": ephemeral}

// acknowledge says that the answer comes later: silently where it may take the place of a private message of ours (its button, or the
// form that its button opened), elsewhere with Discord's own sign, which only the asker sees.
func (d *desk) acknowledge(a asked, k *ack) error {
	if k.kind() != 0 {
		return nil
	}
	if a.at.private && (a.at.kind == kindComponent || a.at.kind == kindForm) {
		return k.send(response{Type: deferEdit})
	}
	return k.send(response{deferReply, ephemeralOnly})
}

func (d *desk) receive(a asked, k *ack) {
	a.r.Now = d.p.config.Now().In(d.p.config.Zone)
	d.p.stash.met(a.at.user, a.r.Lang())
	if a.at.kind == kindSuggest {
		d.suggest(a, k)
		return
	}
	if d.before(a.r.ID) {
		return
	}
	defer d.survive(a, k)
	switch {
	case !d.p.serves(a.at.guild):
		d.say(a, k, a.r.Warn(notHere))
	case a.reopen != "":
		d.reopen(a, k)
	case a.lost:
		d.forgotten(a, k)
	case a.confirm != "":
		d.askFirst(a, k)
	default:
		if a.at.private && a.r.Subject != nil { // the question before a press stands below the message that it is about
			if about, ok := d.p.stash.subject(a.at.user, a.r); ok {
				a.r.Subject = &about
			}
		}
		d.ask(a, k)
	}
}

// before reports whether this interaction was taken before, here or by another replica, and remembers it.
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
		d.p.config.Log.Warn("discord: the replay memory does not answer", "err", err)
	}
	return seen && err == nil
}

// ask plans a request, acknowledges it, and starts what it asks for.
func (d *desk) ask(a asked, k *ack) {
	if instead, ok := d.p.config.Cloud.Instead(a.r, title); ok {
		d.say(a, k, instead)
		return
	}
	plan := d.plan(a, k)
	switch {
	case !plan.Refuse.IsZero():
		d.say(a, k, a.r.Warn(plan.Refuse))
	case plan.Form != nil:
		d.askWith(plan.Form, a, k)
	case len(plan.Errors) > 0:
		d.pointAt(plan.Errors, a, k)
	default:
		d.begin(a, k)
	}
}

// plan plans. A plan that takes longer than Discord would wait is acknowledged on the way.
func (d *desk) plan(a asked, k *ack) (plan chat.Plan) {
	timer := time.AfterFunc(d.p.timing.ack, func() { _ = d.acknowledge(a, k) })
	defer timer.Stop()
	return d.handle.Plan(a.r)
}

// begin acknowledges, remembers that this is being worked on (never what was typed), and works.
func (d *desk) begin(a asked, k *ack) {
	_ = d.acknowledge(a, k) // without it the answer comes as a direct message
	paid := d.owe(a)
	over := make(chan struct{})
	d.running.Go(func() {
		defer close(over)
		defer paid()
		defer d.survive(a, k)
		select {
		case d.turns <- struct{}{}:
			defer func() { <-d.turns }()
		case <-d.work.Done():
			return
		}
		d.run(a, k)
	})
	d.running.Go(func() { d.live(a, k, over) })
}

func (d *desk) run(a asked, k *ack) {
	if problem := d.fetch(&a); !problem.IsZero() {
		d.show(a, k, chat.Reply{Message: a.r.Warn(problem)})
		return
	}
	reply := d.handle.Handle(d.work, a.r)
	d.show(a, k, reply)
	if reply.Recall {
		d.askToDelete(a)
	}
}

// survive ends one request instead of the process, and tells the asker. What people typed never reaches the log.
func (d *desk) survive(a asked, k *ack) {
	p := recover()
	if p == nil {
		return
	}
	d.p.config.Log.Error("discord: panic in a request", "command", a.r.Command, "action", a.r.Action, "kind", fmt.Sprintf("%T", p), "stack", string(debug.Stack()))
	d.say(a, k, a.r.Warn(chat.Failed))
}

var (
	notHere = text.Text{
		FR: "Ce bot ne sert pas ce serveur. Utilisez celui de votre équipe, ou faites ajouter ce serveur à DISCORD_SERVERS.",
		EN: "This bot does not serve this server. Use your team's, or have this server added to DISCORD_SERVERS.",
		AR: "هذا البوت لا يخدم هذا الخادم. استعملوا خادم فريقكم أو اطلبوا إضافة هذا الخادم إلى DISCORD_SERVERS.",
	}
	restarted = text.Text{
		FR: "Portevoix a redémarré entre-temps et ne connaît plus la suite de ce formulaire. Retapez la commande ; voici ce que vous aviez écrit.",
		EN: "Portevoix has restarted meanwhile and no longer knows the rest of this form. Type the command again; here is what you wrote.",
		AR: "أُعيد تشغيل Portevoix في هذه الأثناء ولم يعد يعرف بقية هذا النموذج. أعيدوا كتابة الأمر؛ هذا ما كتبتموه.",
	}
)

// askWith opens a form. Where Discord takes none (after a form, after an acknowledgement), a button leads to it.
func (d *desk) askWith(f *chat.Form, a asked, k *ack) {
	if a.at.kind == kindForm || k.kind() != 0 {
		d.leadTo(*f, nil, "", a, k)
		return
	}
	d.open(f, a, k)
}

// open opens a form as the first answer.
func (d *desk) open(f *chat.Form, a asked, k *ack) {
	ctx, cancel := context.WithTimeout(d.work, 500*time.Millisecond)
	first := d.cloudNote(ctx, a.r, f.Command)
	cancel()
	if first != "" && full(f) && a.reopen == "" { // the notice comes before the first text, on its own when the form has no room for it
		d.leadTo(*f, nil, first, a, k)
		return
	}
	d.p.stash.shown(a.at.user, *f)
	err := k.send(response{openForm, d.p.modalOf(f, first)})
	if err == nil || a.at.kind == kindForm {
		return
	}
	m := a.r.Warn(text.Text{
		FR: "Discord n'a pas laissé le formulaire s'ouvrir à temps. Recommencez ; voici ce que vous aviez écrit.",
		EN: "Discord did not let the form open in time. Try again; here is what you had typed.",
		AR: "لم يسمح Discord بفتح النموذج في الوقت المناسب. أعيدوا المحاولة؛ هذا ما كتبتموه.",
	})
	if typed := unsaid(a.r); typed != "" { // nothing that was typed is lost
		m.Blocks = append(m.Blocks, chat.Ready{Text: typed, Lang: a.r.Lang()})
	}
	d.directly(a, m)
}

// unsaid is what the asker typed, to be copied.
func unsaid(r chat.Request) string {
	var lines []string
	for name, v := range r.Values {
		if v != "" {
			lines = append(lines, name+":"+v)
		}
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// leadTo says what is wrong or what comes next, after a notice, with a button that opens the form with everything that was typed.
func (d *desk) leadTo(f chat.Form, wrong []text.Text, first string, a asked, k *ack) {
	m := chat.Message{Lang: a.r.Lang(), Blocks: []chat.Block{chat.Heading{Text: f.Title.In(a.r.Lang())}}}
	label := goOn
	if len(wrong) > 0 {
		m.Tone, label = chat.Warning, mend
		var lines []string
		for _, w := range wrong {
			lines = append(lines, a.r.Say(w))
		}
		m.Blocks = append(m.Blocks, chat.List{Items: lines})
	}
	if first != "" {
		m.Blocks = append(m.Blocks, chat.Paragraph{Text: first})
	} else {
		m.Blocks = append(m.Blocks, chat.Note{Text: a.r.Say(kept)})
	}
	parts, err := d.p.draw(m, "")
	if err != nil {
		d.p.config.Log.Error("discord: draw a way to a form", "err", err)
		return
	}
	last := &parts[len(parts)-1]
	last.Components = append(last.Components, row{1, []button{{2, stylePrimary, brief(a.r.Say(label), maxButton), opensForm + d.p.stash.keep(f)}}})
	d.give(a, k, parts, true)
}

var (
	goOn = text.Text{FR: "Continuer", EN: "Continue", AR: "متابعة"}
	mend = text.Text{FR: "Corriger", EN: "Correct it", AR: "تصحيح"}
	kept = text.Text{FR: "Ce que vous avez écrit est gardé pendant une heure.", EN: "What you wrote is kept for an hour.", AR: "يُحتفظ بما كتبتموه لمدة ساعة."}
)

// reopen opens a form that a button leads to.
func (d *desk) reopen(a asked, k *ack) {
	f, ok := d.p.stash.get(a.reopen)
	if !ok {
		d.forgotten(a, k)
		return
	}
	a.r.Command = f.Command
	d.open(&f, a, k)
}

// pointAt points at wrong fields. Discord closes a form when it is sent, so the form is offered again with all that was typed.
func (d *desk) pointAt(wrong map[string]text.Text, a asked, k *ack) {
	if a.at.kind != kindForm {
		var said []text.Text
		for _, name := range sortedNames(wrong) {
			said = append(said, wrong[name])
		}
		d.say(a, k, a.r.Warn(text.Join(" ", said...)))
		return
	}
	f := d.formOf(a.r, wrong)
	f.Values, f.Errors, f.Lang = a.r.Values, wrong, a.r.Lang()
	var said []text.Text
	for _, in := range f.Inputs {
		if why, ok := wrong[in.Name]; ok && !in.Label.IsZero() {
			said = append(said, text.Text{FR: "%s — %s", EN: "%s — %s", AR: "%s — %s"}.With(in.Label, why))
		}
	}
	for _, name := range sortedNames(wrong) {
		if !slices.ContainsFunc(f.Inputs, func(in chat.Input) bool { return in.Name == name && !in.Label.IsZero() }) {
			said = append(said, wrong[name])
		}
	}
	d.leadTo(f, said, "", a, k)
}

func sortedNames(wrong map[string]text.Text) []string {
	var names []string
	for name := range wrong {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// formOf is the form that was submitted: the one this person was shown last, or one made anew from the command's inputs when this
// process did not show it.
func (d *desk) formOf(r chat.Request, wrong map[string]text.Text) chat.Form {
	if f, ok := d.p.stash.lastShown(r.Who.ID); ok && f.Command == r.Command && f.Action == r.Action && f.Object == r.Object {
		return f
	}
	f := chat.Form{Command: r.Command, Action: r.Action, Object: r.Object}
	c, ok := chat.Lookup(d.commands, r.Command)
	if !ok {
		return f
	}
	f.Title = c.Summary
	if c.Inputs == nil {
		return f
	}
	for _, in := range c.Inputs(r.Values) {
		_, given := r.Values[in.Name]
		if _, bad := wrong[in.Name]; (given || bad || in.Required) && len(f.Inputs) < maxModalFields {
			f.Inputs = append(f.Inputs, in)
		}
	}
	return f
}

// forgotten answers a form or a button whose form this process no longer has.
func (d *desk) forgotten(a asked, k *ack) {
	m := a.r.Warn(restarted)
	if typed := unsaid(a.r); typed != "" {
		m.Blocks = append(m.Blocks, chat.Ready{Text: typed, Lang: a.r.Lang()})
	}
	d.say(a, k, m)
}

// askFirst asks what a button asks before its press counts, with a second button that counts at once.
func (d *desk) askFirst(a asked, k *ack) {
	press := chat.Press{Command: a.r.Command, Action: a.r.Action, Object: a.r.Object}
	words := d.p.stash.question(press.String())
	if words == "" { // posted by another process
		words = a.r.Say(text.Text{FR: "« %s » : êtes-vous sûr ?", EN: "“%s”: are you sure?", AR: "«%s»: هل أنتم متأكدون؟"}, a.confirm)
	}
	if a.r.Subject != nil {
		about := *a.r.Subject
		if a.at.private {
			if first, ok := d.p.stash.subject(a.at.user, a.r); ok {
				about = first
			}
		}
		d.p.stash.about(a.at.user, a.r, about)
	}
	m := a.r.Warn(text.Same(words))
	m.Blocks = append(m.Blocks, chat.Buttons{Items: []chat.Button{{Label: a.confirm, Look: chat.Danger, Press: press}}})
	d.say(a, k, m)
}

// suggest completes what is being typed. There is no deferral for it: who is late says nothing.
func (d *desk) suggest(a asked, k *ack) {
	choices := []optionChoice{}
	defer func() {
		if p := recover(); p != nil {
			d.p.config.Log.Error("discord: panic in a suggestion", "command", a.r.Command, "kind", fmt.Sprintf("%T", p), "stack", string(debug.Stack()))
			choices = choices[:0]
		}
		_ = k.send(response{suggestNow, map[string]any{"choices": choices}})
	}()
	if !d.p.serves(a.at.guild) {
		return
	}
	ctx, cancel := context.WithTimeout(d.work, 2*time.Second)
	defer cancel()
	for _, c := range d.handle.Suggest(ctx, a.r, a.focused, a.typed) {
		label := orElse(chat.Inert(c.Label.In(a.r.Lang())), c.Value)
		if len(choices) == maxOptions || c.Value == "" || count(c.Value) > maxChoice {
			continue
		}
		choices = append(choices, optionChoice{Name: brief(label, maxChoice), Value: c.Value})
	}
}
