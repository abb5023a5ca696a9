package discord

import (
	"context"
	"net/http"
	"sync"
	"time"

	"portevoix/bot/chat"
	"portevoix/bot/text"
)

// What somebody sees while the bot works. A command, a form and a button of a message in a room are acknowledged with Discord's own sign
// ("is thinking…", for the asker alone), whose place the answer takes. A button of a private answer is acknowledged silently, since the
// answer may take the place of that message; there, work that lasts gets a sign of ours. Work that outlives what Discord waits for says
// where its answer will come.

// A sign is a private message that says that a press is being worked on. The zero value is none.
type sign struct {
	mu   sync.Mutex // held while it is on its way: whoever answers waits for it
	done bool       // the answer is there
	id   string     // of the message
}

// live shows signs of life while work lasts, until it is over.
func (d *desk) live(a asked, k *ack, over <-chan struct{}) {
	until := func(t time.Duration) bool {
		wait := time.NewTimer(t - d.p.config.Now().Sub(a.r.Now))
		defer wait.Stop()
		select {
		case <-wait.C:
			return true
		case <-over:
		case <-d.work.Done():
		}
		return false
	}
	if k.kind() == deferEdit {
		if !until(d.p.timing.sign) {
			return
		}
		d.signal(a, k, atWork)
	}
	if until(d.p.timing.private) {
		d.signal(a, k, later)
	}
}

// signal shows the asker that the work goes on, when the answer is not there yet.
func (d *desk) signal(a asked, k *ack, words text.Text) {
	k.sign.mu.Lock()
	defer k.sign.mu.Unlock()
	if k.sign.done || k.lost() {
		return
	}
	parts, err := d.p.draw(chat.Say(a.r.Lang(), a.r.Say(words)), "")
	if err != nil {
		d.p.config.Log.Error("discord: draw a sign of life", "err", err)
		return
	}
	ctx, cancel := context.WithTimeout(d.work, 5*time.Second)
	defer cancel()
	c := call{doing: "show a sign of life", method: http.MethodPost, path: a.at.webhook(), body: &parts[0]}
	switch {
	case k.kind() == deferReply:
		c.method, c.path = http.MethodPatch, a.at.webhook()+"/messages/@original"
	case k.sign.id != "":
		c.method, c.path = http.MethodPatch, a.at.webhook()+"/messages/"+k.sign.id
	default:
		parts[0].Flags |= ephemeral
	}
	var got struct{ ID string }
	if err := d.p.rest.do(ctx, c, &got); err != nil {
		d.p.config.Log.Warn("discord: a sign of life was not shown", "err", err)
		return
	}
	if k.kind() == deferEdit {
		k.sign.id = got.ID
	}
}

// take is the message whose place an answer may take, once; empty when there is none. No sign is shown after it.
func (s *sign) take() (id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	id, s.id, s.done = s.id, "", true
	return id
}

// putAway removes a sign whose place nothing takes.
func (d *desk) putAway(ctx context.Context, a asked, id string) {
	if id == "" {
		return
	}
	err := d.p.rest.do(ctx, call{doing: "take back a sign of life", method: http.MethodDelete, path: a.at.webhook() + "/messages/" + id}, nil)
	if err != nil && !lapsed(err) {
		d.p.config.Log.Warn("discord: a sign of life stays", "err", err)
	}
}

var (
	atWork = text.Text{
		FR: "Portevoix y travaille. La réponse arrivera ici.",
		EN: "Portevoix is working on it. The answer will come here.",
		AR: "يعمل Portevoix على ذلك. ستصل الإجابة هنا.",
	}
	later = text.Text{
		FR: "C'est plus long que ce que Discord attend. La réponse arrivera en message privé.",
		EN: "This takes longer than Discord waits. The answer will come as a direct message.",
		AR: "يستغرق هذا أكثر مما ينتظره Discord. ستصل الإجابة في رسالة خاصة.",
	}
)
