package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"portevoix/bot/chat"
	"portevoix/bot/text"
)

// A Bot answers what people ask on every platform. Its fields are filled once, before Run.
type Bot struct {
	Commands  []chat.Command
	Platforms []chat.Platform
	Who       func(context.Context, chat.Person) (chat.Person, error)  // finds the member behind a platform's person, with their roles
	HomeView  func(context.Context, chat.Person) (chat.Message, error) // what waits for somebody
	Now       func() time.Time
	Log       *slog.Logger

	recent recent
}

// Run runs every platform until ctx ends. A platform that cannot work is logged and the others go on; Run returns an error when
// none is left.
func (b *Bot) Run(ctx context.Context) error {
	var all sync.WaitGroup
	failed := make([]error, len(b.Platforms))
	for i, p := range b.Platforms {
		all.Go(func() {
			if err := p.Run(ctx, b.Commands, b); err != nil && ctx.Err() == nil {
				b.Log.Error("platform stopped", "platform", p.Name(), "err", err)
				failed[i] = fmt.Errorf("%s: %w", p.Name(), err)
			}
		})
	}
	all.Wait()
	if ctx.Err() != nil {
		return nil
	}
	return errors.Join(failed...)
}

// Plan is the door before the acknowledgement: is there such a command, may this person use it, is what was typed usable, is
// anything missing?
func (b *Bot) Plan(r chat.Request) (plan chat.Plan) {
	defer b.survive(r, func(why text.Text) { plan = chat.Plan{Refuse: why} })
	c, r, problem := b.enter(context.Background(), r)
	if problem != nil {
		return chat.Plan{Refuse: text.Join(" ", problem.What, problem.Do)}
	}
	if c.Plan != nil {
		return c.Plan(r)
	}
	return chat.PlanInputs(c, r)
}

// Handle is the one door that every request passes: find the command, check the role, run it, explain what went wrong.
func (b *Bot) Handle(ctx context.Context, r chat.Request) (reply chat.Reply) {
	defer b.survive(r, func(why text.Text) { reply = explain(r, &chat.Problem{What: why}) })
	if b.recent.seen(r, b.Now()) {
		return chat.Reply{Silent: true}
	}
	c, r, problem := b.enter(ctx, r)
	if problem != nil {
		return explain(r, problem)
	}
	reply, err := c.Run(ctx, r)
	switch {
	case err == nil:
		return mark(r, reply)
	case errors.As(err, &problem):
		return explain(r, problem)
	}
	b.Log.Error("command failed", "command", c.Name, "action", r.Action, "platform", r.Who.Platform, "err", err)
	return explain(r, ours)
}

// Suggest completes what is being typed.
func (b *Bot) Suggest(ctx context.Context, r chat.Request, input, typed string) (choices []chat.Choice) {
	defer b.survive(r, func(text.Text) { choices = nil })
	c, r, problem := b.enter(ctx, r)
	if problem != nil || c.Suggest == nil {
		return nil
	}
	choices = c.Suggest(ctx, r, input, typed)
	return choices[:min(len(choices), 25)]
}

// Home is what waits for a person.
func (b *Bot) Home(ctx context.Context, who chat.Person) chat.Message {
	r := chat.Request{Who: who}
	if b.HomeView == nil {
		return chat.Message{Lang: who.Lang}
	}
	who, err := b.Who(ctx, who)
	if err != nil {
		b.Log.Error("home view", "err", err)
		return explain(r, ours).Message
	}
	m, err := b.HomeView(ctx, who)
	if err != nil {
		b.Log.Error("home view", "err", err)
		return explain(r, ours).Message
	}
	return m
}

// enter finds the command, checks that what was typed can be used, finds the member and checks the role.
func (b *Bot) enter(ctx context.Context, r chat.Request) (chat.Command, chat.Request, *chat.Problem) {
	if r.Values == nil {
		r.Values = chat.Values{}
	}
	if r.Now.IsZero() {
		r.Now = b.Now()
	}
	c, ok := chat.Lookup(b.Commands, r.Command)
	if !ok {
		return c, r, unknown(b.Commands, r.Command)
	}
	if problem := usable(r); problem != nil {
		return c, r, problem
	}
	who, err := b.Who(ctx, r.Who)
	if err != nil {
		b.Log.Error("find the member", "platform", r.Who.Platform, "err", err)
		return c, r, ours
	}
	r.Who = who
	if c.Role == "" || !who.Is(c.Role) {
		return c, r, notAllowed(who, c)
	}
	return c, r, nil
}

// survive ends one request instead of the process. The values that people typed never reach the log.
func (b *Bot) survive(r chat.Request, say func(text.Text)) {
	if p := recover(); p != nil {
		b.Log.Error("panic in a command", "command", r.Command, "action", r.Action, "kind", fmt.Sprintf("%T", p), "stack", string(debug.Stack()))
		say(text.Join(" ", ours.What, ours.Do))
	}
}

// mark marks what "act as" did.
func mark(r chat.Request, reply chat.Reply) chat.Reply {
	reply.Message.Trial = reply.Message.Trial || r.Who.Trial
	if reply.Message.Lang == "" {
		reply.Message.Lang = r.Lang()
	}
	return reply
}

func explain(r chat.Request, p *chat.Problem) chat.Reply {
	m := chat.Message{Lang: r.Lang(), Tone: chat.Warning, Blocks: []chat.Block{chat.Paragraph{Text: r.Say(p.What)}}}
	if !p.Do.IsZero() {
		m.Blocks = append(m.Blocks, chat.Paragraph{Text: r.Say(p.Do)})
	}
	return chat.Reply{Message: m}
}

// longest is how many characters one request may hold in all; commands set narrower limits for their inputs.
const longest = 60_000

// usable refuses what no command could use: bytes that are not text, and far too much of it.
func usable(r chat.Request) *chat.Problem {
	total := 0
	for _, v := range r.Values {
		if !utf8.ValidString(v) || strings.ContainsRune(v, 0) {
			return &chat.Problem{
				What: text.Text{FR: "Ce n'est pas du texte : des caractères sont illisibles.", EN: "This is not text: some characters cannot be read.", AR: "هذا ليس نصا: بعض الرموز غير مقروءة."},
				Do:   text.Text{FR: "Copiez le texte lui-même plutôt que le fichier, puis recommencez.", EN: "Copy the text itself rather than the file, then try again.", AR: "انسخوا النص نفسه بدل الملف ثم حاولوا من جديد."},
			}
		}
		total += utf8.RuneCountInString(v)
	}
	if total > longest {
		return &chat.Problem{
			What: text.Text{FR: "C'est trop long : %s caractères, %s au plus.", EN: "This is too long: %s characters, %s at most.", AR: "النص طويل جدا: %s حرفا، والحد الأقصى %s."}.With(text.Number(total), text.Number(longest)),
			Do:   text.Text{FR: "Envoyez le texte en plusieurs fois ; rien n'a été gardé.", EN: "Send the text in several parts; nothing was kept.", AR: "أرسلوا النص على أجزاء؛ لم يُحفظ أي شيء."},
		}
	}
	return nil
}

var ours = &chat.Problem{
	What: text.Text{FR: "Quelque chose a échoué de notre côté.", EN: "Something failed on our side.", AR: "حدث خلل من جانبنا."},
	Do:   text.Text{FR: "Rien n'a été publié. Réessayez ; si cela recommence, prévenez la personne qui gère Portevoix.", EN: "Nothing was published. Try again; if it happens again, tell the person who runs Portevoix.", AR: "لم يُنشر أي شيء. حاولوا من جديد؛ وإذا تكرر الأمر فأخبروا المسؤول عن Portevoix."},
}

func unknown(commands []chat.Command, word string) *chat.Problem {
	p := &chat.Problem{
		// The word is not quoted: somebody in a hurry types a slash before a patient's name.
		What: text.Text{FR: "Je ne connais pas cette commande.", EN: "I do not know that command.", AR: "لا أعرف هذا الأمر."},
		Do:   text.Text{FR: "Tapez /help pour voir tout ce que je sais faire.", EN: "Type /help to see everything I can do.", AR: "اكتبوا ‎/help‎ لرؤية كل ما أستطيع فعله."},
	}
	if c, ok := chat.Nearest(commands, word); ok {
		p.Do = text.Text{FR: "Vouliez-vous dire /%s ? Sinon, /help montre tout.", EN: "Did you mean /%s? Otherwise /help shows everything.", AR: "هل تقصدون ‎/%s‎؟ وإلا فإن ‎/help‎ يعرض كل شيء."}.With(c.Name)
	}
	return p
}

func notAllowed(who chat.Person, c chat.Command) *chat.Problem {
	p := &chat.Problem{What: text.Text{FR: "Vous n'avez pas le rôle qu'il faut pour /%s.", EN: "You do not have the role that /%s needs.", AR: "ليس لديكم الدور اللازم للأمر ‎/%s‎."}.With(c.Name)}
	p.Do = text.Text{FR: "Demandez à une personne qui gère l'équipe de vous l'ajouter : /team.", EN: "Ask somebody who manages the team to add it: /team.", AR: "اطلبوا من مسؤول الفريق إضافته: ‎/team‎."}
	if who.Member == "" {
		p.Do = text.Text{FR: "Vous n'êtes pas encore membre de l'équipe dans Portevoix : tapez /join pour demander à y entrer.", EN: "You are not yet a member of the team in Portevoix: type /join to ask to come in.", AR: "لستم بعد عضوا في الفريق على Portevoix: اكتبوا ‎/join‎ لطلب الانضمام."}
	}
	return p
}

// recent remembers the requests of the last minutes, so that a double click or a redelivery is handled once.
type recent struct {
	mu   sync.Mutex
	when map[string]time.Time
}

const remembered = 10 * time.Minute

func (m *recent) seen(r chat.Request, now time.Time) bool {
	if r.ID == "" {
		return false
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	key := r.Who.Platform + "/" + r.ID
	if _, ok := m.when[key]; ok {
		return true
	}
	if m.when == nil {
		m.when = map[string]time.Time{}
	}
	if len(m.when) > 5000 {
		for k, t := range m.when {
			if now.Sub(t) > remembered {
				delete(m.when, k)
			}
		}
	}
	m.when[key] = now
	return false
}
