package slack

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/slack-go/slack"

	"portevoix/bot/chat"
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
		d.p.config.Log.Error("slack: draw an answer", "command", d.name(r), "err", code(err))
		drawn, _ = d.p.draw(chat.Say(r.Lang(), r.Say(chat.Failed)), nil)
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
	drawn, err := d.p.draw(chat.Recall(who.Lang, "⋮"), nil)
	if err == nil {
		err = d.deliver(ctx, origin{user: at.author, room: at.room, thread: at.thread}, drawn, false)
	}
	if err != nil {
		d.p.config.Log.Warn("slack: an author could not be asked to delete a message", "err", code(err))
	}
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
	return d.p.config.Cloud.Note(ctx, &d.p.told, d.p.config.Shelf, r, r.Command, title)
}

// title is how people call this platform.
const title = "Slack"

// owe notes whom we owe an answer, and returns what crosses it off.
func (d *desk) owe(r chat.Request, at origin) (paid func()) {
	ctx, cancel := context.WithTimeout(d.work, time.Second)
	defer cancel()
	cross, err := d.owed.Begin(ctx, d.p.config.Shelf, r.ID, chat.Debt{Command: d.name(r), Person: at.user, Room: at.room})
	if err != nil {
		d.p.config.Log.Warn("slack: what is being worked on cannot be noted", "err", err)
	}
	return func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(d.work), 5*time.Second)
		defer cancel()
		if err := cross(ctx); err != nil {
			d.p.config.Log.Warn("slack: a finished request cannot be crossed off", "err", err)
		}
	}
}

// resume tells people whose request was interrupted by a crash that they must ask again.
func (d *desk) resume() {
	for d.p.config.Shelf != nil && d.work.Err() == nil {
		left, err := d.owed.Collect(d.work, d.p.config.Shelf, d.p.config.Now())
		if err != nil && d.work.Err() == nil {
			d.p.config.Log.Warn("slack: interrupted requests cannot be read", "err", err)
		}
		for _, debt := range left {
			who := d.p.people.fetch(d.work, debt.Person, "")
			d.tell(chat.Request{Who: who}, origin{user: debt.Person, room: debt.Room}, chat.Reply{Message: debt.Interrupted(who.Lang)})
		}
		select {
		case <-d.work.Done():
		case <-time.After(chat.DebtAge):
		}
	}
}
