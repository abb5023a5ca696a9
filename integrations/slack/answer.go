package slack

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/slack-go/slack"

	"portevoix/bot/chat"
	"portevoix/bot/text"
)

// A responseURL answers one request for half an hour, five times, even where the bot is no member.
// Source: docs.slack.dev/interactivity/handling-user-interaction.
type responseURL struct {
	address string
	until   time.Time

	mu   sync.Mutex
	left int
}

func (d *desk) responseURL(address string) *responseURL {
	if address == "" {
		return nil
	}
	return &responseURL{address: address, until: d.p.config.Now().Add(responseLife - time.Minute), left: responseUses}
}

// take reports whether it may be used n times more, and counts that.
func (r *responseURL) take(n int, now time.Time) bool {
	if r == nil || now.After(r.until) {
		return false
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.left < n {
		return false
	}
	r.left -= n
	return true
}

// show gives the answer of a command, before the first one with a word about where texts pass.
func (d *desk) show(r chat.Request, at origin, reply chat.Reply) {
	if reply.Silent {
		return
	}
	if first := d.cloudNote(d.work, r); first != "" {
		reply.Message.Blocks = append([]chat.Block{chat.Note{Text: first}}, reply.Message.Blocks...)
	}
	d.tell(r, at, reply)
}

// tell says something to the asker alone: by the request's own address, else as an ephemeral message in the room, else as a direct
// message. What does not arrive is logged; the asker has been acknowledged and can ask again.
func (d *desk) tell(r chat.Request, at origin, reply chat.Reply) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(d.work), 30*time.Second) // an answer that is ready is still given
	defer cancel()
	drawn, err := d.p.draw(reply.Message, func(f chat.File) (string, error) { return d.p.upload(ctx, f) })
	if err != nil {
		d.p.config.Log.Error("slack: draw an answer", "command", d.name(r), "err", err)
		drawn, _ = d.p.draw(chat.Say(r.Lang(), r.Say(failed)), nil)
	}
	replace := reply.Replace && at.ephemeral
	if err := d.deliver(ctx, at, drawn, replace); err != nil {
		d.p.config.Log.Error("slack: an answer did not arrive", "command", d.name(r), "err", code(err))
		d.p.health.note(err, "")
	}
}

func (d *desk) deliver(ctx context.Context, at origin, m drawing, replace bool) error {
	if at.response.take(len(m.parts), d.p.config.Now()) {
		err := d.respond(ctx, at, m, replace)
		if err == nil || ctx.Err() != nil {
			return err
		}
		d.p.config.Log.Warn("slack: a response address did not take the answer", "err", code(err))
	}
	if at.room != "" && !at.home && at.room[0] != 'D' {
		err := d.whisper(ctx, at, m)
		var said slack.SlackErrorResponse
		if err == nil || !errors.As(err, &said) { // an answer that got lost may have been shown
			return err
		}
	}
	room, err := d.p.direct(ctx, at.user)
	if err != nil {
		return err
	}
	for _, part := range m.parts {
		if _, err := d.p.send(ctx, room, m.text, part, sending{}); err != nil {
			return err
		}
	}
	return nil
}

func (d *desk) respond(ctx context.Context, at origin, m drawing, replace bool) error {
	for i, part := range m.parts {
		err := slack.PostWebhookCustomHTTPContext(ctx, at.response.address, d.p.http, &slack.WebhookMessage{
			Text: m.text, ResponseType: slack.ResponseTypeEphemeral, Blocks: &slack.Blocks{BlockSet: part}, ReplaceOriginal: replace && i == 0,
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (d *desk) whisper(ctx context.Context, at origin, m drawing) error {
	for _, part := range m.parts {
		options := []slack.MsgOption{slack.MsgOptionText(m.text, false), slack.MsgOptionBlocks(part...), slack.MsgOptionParse(false)}
		if at.thread != "" {
			options = append(options, slack.MsgOptionTS(at.thread))
		}
		if _, err := d.p.api.PostEphemeralContext(ctx, at.room, at.user, options...); err != nil {
			return err
		}
	}
	return nil
}

// askToDelete asks the author of a message that must not stay, privately.
func (d *desk) askToDelete(at origin) {
	user, _ := d.p.self.get()
	if at.author == "" || at.room == "" || at.author == user {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(d.work), 20*time.Second)
	defer cancel()
	who := d.p.people.fetch(ctx, at.author, "")
	m := chat.Say(who.Lang, deleteIt.In(who.Lang))
	m.Tone = chat.Warning
	drawn, err := d.p.draw(m, nil)
	if err == nil {
		err = d.deliver(ctx, origin{user: at.author, room: at.room, thread: at.thread}, drawn, false)
	}
	if err != nil {
		d.p.config.Log.Warn("slack: an author could not be asked to delete a message", "err", code(err))
	}
}

var deleteIt = text.Text{
	FR: "Un de vos messages dans ce canal permettrait de reconnaître une personne soignée ou un proche. Supprimez-le, s'il vous plaît : menu ⋮ du message, « Supprimer le message ». Ne le recopiez pas ici.",
	EN: "One of your messages in this channel could let somebody who is cared for, or a relative, be recognised. Please delete it: the message's ⋮ menu, “Delete message”. Do not copy it here.",
	AR: "إحدى رسائلكم في هذه القناة قد تسمح بالتعرف على شخص يتلقى العلاج أو قريب له. المرجو حذفها: قائمة ⋮ في الرسالة، ثم «حذف الرسالة». لا تنسخوها هنا.",
}

// showView opens a form, or puts it in the place of the one that was submitted.
func (p *Platform) showView(ctx context.Context, at origin, view slack.ModalViewRequest) error {
	if at.form {
		_, err := p.api.UpdateViewContext(ctx, view, "", "", at.view)
		return err
	}
	_, err := p.api.OpenViewContext(ctx, at.trigger, view)
	return err
}

// elsewhere is what replaces a command whose texts may not pass through Slack.
func (d *desk) elsewhere(r chat.Request) (chat.Message, bool) {
	cloud := d.p.config.Cloud
	if !cloud.Off || !cloud.Takes(r.Command) {
		return chat.Message{}, false
	}
	m := chat.Say(r.Lang(), r.Say(text.Text{
		FR: "Ici, aucun texte n'est vérifié ni rédigé : il passerait par Slack, hors de l'hôpital. Utilisez la page de l'hôpital.",
		EN: "No text is checked or drafted here: it would pass through Slack, outside the hospital. Use the hospital's own page.",
		AR: "هنا لا يُفحص أي نص ولا يُحرر: سيمر عبر Slack خارج المستشفى. استعملوا صفحة المستشفى.",
	}))
	if cloud.Page != "" {
		m.Blocks = append(m.Blocks, chat.Links{Items: []chat.Link{{Label: cloud.Page, URL: cloud.Page}}})
	}
	return m, true
}

var passesThrough = text.Text{
	FR: "À savoir, une fois : ce que vous écrivez et joignez ici passe par Slack, hors de l'hôpital. N'y mettez ni nom de patient ni image où l'on reconnaît quelqu'un.",
	EN: "To know, once: what you write and attach here passes through Slack, outside the hospital. Put no patient's name and no recognisable picture here.",
	AR: "للعلم، مرة واحدة: ما تكتبونه وترفقونه هنا يمر عبر Slack خارج المستشفى. لا تضعوا اسم مريض ولا صورة يُعرف فيها أحد.",
}

// noteCloud says, above the first form that takes somebody's text, where it passes.
func (d *desk) noteCloud(view *slack.ModalViewRequest, r chat.Request) {
	ctx, cancel := context.WithTimeout(d.work, 500*time.Millisecond)
	defer cancel()
	if first := d.cloudNote(ctx, r); first != "" {
		note := slack.NewContextBlock("", plain(first))
		view.Blocks.BlockSet = append([]slack.Block{note}, view.Blocks.BlockSet...)
	}
}

// cloudNote is what a person is told before their first text or picture; empty when they know.
func (d *desk) cloudNote(ctx context.Context, r chat.Request) string {
	if !d.p.config.Cloud.Takes(r.Command) || d.p.told.Before(ctx, d.p.config.Shelf, r.Who.ID) {
		return ""
	}
	return r.Say(passesThrough)
}

// openWork remembers, across a crash, whom we owe an answer: the command's name and where to say it, never what was typed.
type openWork struct {
	mu   sync.Mutex
	mine map[string]bool
}

type owed struct {
	Command string `json:"command"`
	User    string `json:"user"`
	Room    string `json:"room"`
}

// interruptedAfter is how old a note must be before whoever left it is taken for dead.
const interruptedAfter = 2 * time.Minute

func (o *openWork) begin(d *desk, r chat.Request, at origin) (done func()) {
	shelf := d.p.config.Shelf
	if shelf == nil {
		return func() {}
	}
	o.mu.Lock()
	if o.mine == nil {
		o.mine = map[string]bool{}
	}
	o.mine[r.ID] = true
	o.mu.Unlock()
	ctx, cancel := context.WithTimeout(d.work, time.Second)
	defer cancel()
	if err := shelf.Put(ctx, "inbox", r.ID, []byte(encode(owed{r.Command, at.user, at.room}))); err != nil {
		d.p.config.Log.Warn("slack: what is being worked on cannot be noted", "err", err)
	}
	return func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(d.work), 5*time.Second)
		defer cancel()
		if err := shelf.Delete(ctx, "inbox", r.ID); err != nil {
			d.p.config.Log.Warn("slack: a finished request cannot be crossed off", "err", err)
		}
		o.mu.Lock()
		delete(o.mine, r.ID)
		o.mu.Unlock()
	}
}

// resume tells people whose request was interrupted by a crash that they must ask again.
func (d *desk) resume() {
	shelf := d.p.config.Shelf
	for shelf != nil && d.work.Err() == nil {
		records, err := shelf.List(d.work, "inbox")
		if err != nil && d.work.Err() == nil {
			d.p.config.Log.Warn("slack: interrupted requests cannot be read", "err", err)
		}
		for _, record := range records {
			d.apologise(record)
		}
		select {
		case <-d.work.Done():
		case <-time.After(interruptedAfter):
		}
	}
}

func (d *desk) apologise(record chat.Record) {
	d.open.mu.Lock()
	ours := d.open.mine[record.ID]
	d.open.mu.Unlock()
	if ours || d.p.config.Now().Sub(record.At) < interruptedAfter {
		return
	}
	if err := d.p.config.Shelf.Delete(d.work, "inbox", record.ID); err != nil {
		return
	}
	o, err := decode[owed](record.Value)
	if err != nil {
		return
	}
	who := d.p.people.fetch(d.work, o.User, "")
	m := chat.Say(who.Lang, text.Text{
		FR: "Portevoix s'est arrêté pendant votre demande /%s. Regardez /pending : si rien n'y est, recommencez.",
		EN: "Portevoix stopped during your request /%s. Look at /pending: if nothing is there, ask again.",
		AR: "توقف Portevoix أثناء طلبكم \u200e/%s\u200e. انظروا \u200e/pending\u200e: إن لم يكن فيه شيء فأعيدوا الطلب.",
	}.With(o.Command).In(who.Lang))
	m.Tone = chat.Warning
	if drawn, err := d.p.draw(m, nil); err == nil {
		if err := d.deliver(d.work, origin{user: o.User, room: o.Room}, drawn, false); err != nil {
			d.p.config.Log.Warn("slack: an apology did not arrive", "err", code(err))
		}
	}
}
