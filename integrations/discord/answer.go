package discord

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"portevoix/bot/chat"
	"portevoix/bot/text"
)

// say answers at once, to the asker alone.
func (d *desk) say(a asked, k *ack, m chat.Message) {
	parts, err := d.p.draw(m, "")
	if err != nil {
		d.p.config.Log.Error("discord: draw an answer", "command", a.r.Command, "err", err)
		parts, _ = d.p.draw(a.r.Warn(chat.Failed), "")
	}
	d.give(a, k, parts, false)
}

// show gives the answer to work that was acknowledged. What does not arrive is logged; the asker can ask again.
func (d *desk) show(a asked, k *ack, reply chat.Reply) {
	ctx, cancel := d.answering()
	defer cancel()
	if reply.Silent {
		d.unsay(ctx, a, k)
		return
	}
	m := reply.Message
	if first := d.cloudNote(ctx, a.r, a.r.Command); first != "" {
		m.Blocks = append([]chat.Block{chat.Note{Text: first}}, m.Blocks...)
	}
	parts, err := d.p.draw(m, "")
	if err != nil {
		d.p.config.Log.Error("discord: draw an answer", "command", a.r.Command, "err", err)
		parts, _ = d.p.draw(a.r.Warn(chat.Failed), "")
	}
	d.deliver(ctx, a, k, parts, reply.Replace && a.at.private || a.at.prompt)
}

// answering is how long an answer may take that is ready: it is given even when the bot is being stopped.
func (d *desk) answering() (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.WithoutCancel(d.work), 30*time.Second)
}

// give hands out drawn parts: the first as the first answer where there was none yet.
func (d *desk) give(a asked, k *ack, parts []body, replace bool) {
	ctx, cancel := d.answering()
	defer cancel()
	if len(parts[0].files) == 0 && k.kind() == 0 {
		first := parts[0]
		first.Flags |= ephemeral
		if err := k.send(response{sayNow, first}); err == nil {
			parts = parts[1:]
		}
	}
	d.deliver(ctx, a, k, parts, replace && a.at.prompt)
}

// deliver gives the parts of an answer by the interaction's own token, and after fourteen minutes, or where that fails, as direct
// messages.
func (d *desk) deliver(ctx context.Context, a asked, k *ack, parts []body, replace bool) {
	var err error
	for i := range parts {
		if err = d.answer(ctx, a, k, parts[i], replace && i == 0); err != nil {
			parts = parts[i:]
			break
		}
	}
	if err == nil || !lapsed(err) {
		if err != nil {
			d.p.config.Log.Error("discord: an answer did not arrive", "command", a.r.Command, "err", err)
		}
		return
	}
	room, err := d.p.roomOf(ctx, chat.Place{Person: a.at.user})
	for i := 0; err == nil && i < len(parts); i++ {
		parts[i].Content, parts[i].Flags = escape(awaiting.In(a.r.Lang())), 0
		err = d.p.sendSurely(ctx, room, parts[i])
	}
	if err != nil {
		d.p.config.Log.Error("discord: an answer did not arrive", "command", a.r.Command, "err", err)
	}
}

var errLapsed = errors.New("the interaction can no longer be answered")

// lapsed reports whether the interaction takes no answer any more, so that nothing of it was shown.
func lapsed(err error) bool {
	return errors.Is(err, errLapsed) || isCode(err, unknownWebhook, unknownInteraction, tokenExpired, unknownMessage)
}

// answer gives one part. After a deferral the first one takes its place; after a silent one, that of the message whose button it was, or
// of the sign that the work goes on.
func (d *desk) answer(ctx context.Context, a asked, k *ack, b body, replace bool) error {
	if k.kind() == 0 || k.lost() || d.p.config.Now().Sub(a.r.Now) > privateFor {
		return errLapsed
	}
	c := call{doing: "answer an interaction", method: http.MethodPost, path: a.at.webhook(), body: &b, files: b.attach()}
	instead := k.sign.take()
	if k.fill(replace) {
		defer d.putAway(ctx, a, instead)
		instead = "@original"
	}
	if instead != "" {
		c.method, c.path = http.MethodPatch, c.path+"/messages/"+instead
	} else {
		b.Flags |= ephemeral
	}
	return d.insist(ctx, c, time.Now().Add(20*time.Second)) // a private answer that stands twice is better than none
}

func (at origin) webhook() string { return "/webhooks/" + at.app + "/" + at.token }

// unsay removes the sign that something is being worked on.
func (d *desk) unsay(ctx context.Context, a asked, k *ack) {
	d.putAway(ctx, a, k.sign.take())
	if k.kind() != deferReply || k.lost() {
		return
	}
	err := d.p.rest.do(ctx, call{doing: "answer an interaction", method: http.MethodDelete, path: a.at.webhook() + "/messages/@original"}, nil)
	if err != nil && !lapsed(err) {
		d.p.config.Log.Warn("discord: a deferral stays", "err", err)
	}
}

// directly sends the asker a direct message.
func (d *desk) directly(a asked, m chat.Message) {
	ctx, cancel := d.answering()
	defer cancel()
	if err := d.p.whisper(ctx, a.at.user, m); err != nil {
		d.p.config.Log.Warn("discord: a direct message did not arrive", "err", err)
	}
}

// askToDelete asks the author of a message that must not stay, privately.
func (d *desk) askToDelete(a asked) {
	author := a.at.author
	if author == nil || author.ID == "" || author.Bot {
		return
	}
	l := d.p.stash.langOf(author.ID, d.p.config.Lang)
	m := chat.Recall(l, "⋯")
	server := a.at.guild
	if server == "" {
		server = "@me"
	}
	show := text.Text{FR: "Voir le message", EN: "See the message", AR: "عرض الرسالة"}
	m.Blocks = append(m.Blocks, chat.Links{Items: []chat.Link{{Label: show.In(l), URL: "https://discord.com/channels/" + server + "/" + a.at.room + "/" + a.at.message}}})
	ctx, cancel := d.answering()
	defer cancel()
	if err := d.p.whisper(ctx, author.ID, m); err != nil {
		d.p.config.Log.Warn("discord: an author could not be asked to delete a message", "err", err)
	}
}

// cloudNote is what a person is told before their first text or picture; empty when they know.
func (d *desk) cloudNote(ctx context.Context, r chat.Request, command string) string {
	return d.p.config.Cloud.Note(ctx, &d.p.told, d.p.config.Shelf, r, command, title)
}

// title is how people call this platform.
const title = "Discord"

// maxFile is how large a file may be that somebody gives; larger ones are no pictures for a post.
const maxFile = 20 << 20

// fetch brings the files that came with a request. Discord has them already: that was said before the first one.
func (d *desk) fetch(a *asked) text.Text {
	for _, f := range a.files {
		if f.Size > maxFile {
			return text.Text{FR: "Ce fichier est trop gros : 20 Mo au plus.", EN: "This file is too large: 20 MB at most.", AR: "هذا الملف كبير جدا: 20 ميغابايت على الأكثر."}
		}
		b, err := d.p.download(d.work, f.URL)
		if err != nil {
			d.p.config.Log.Warn("discord: a file cannot be fetched", "err", err)
			return text.Text{FR: "Le fichier n'a pas pu être lu chez Discord. Réessayez, ou joignez-le plus tard.", EN: "The file could not be read from Discord. Try again, or attach it later.", AR: "تعذرت قراءة الملف من Discord. حاولوا من جديد أو أرفقوه لاحقا."}
		}
		kind, _, _ := strings.Cut(f.Type, ";")
		if kind == "" {
			kind = http.DetectContentType(b)
		}
		a.r.Files = append(a.r.Files, chat.File{Name: f.Name, Type: kind, Bytes: b, Alt: f.Alt})
	}
	return text.Text{}
}

// Discord's own stores of files. Source: developers/reference.mdx, "Signed Attachment CDN URLs".
var stores = map[string]bool{"cdn.discordapp.com": true, "media.discordapp.net": true}

// download reads a file from Discord's stores, or from where the API is, and from nowhere else. The token does not go with it.
func (p *Platform) download(ctx context.Context, address string) ([]byte, error) {
	u, err := url.Parse(address)
	api, apiErr := url.Parse(p.config.API)
	if err != nil || apiErr != nil || !(u.Scheme == "https" && stores[u.Host]) && !(u.Scheme == api.Scheme && u.Host == api.Host) {
		return nil, errors.New("a file that is not in Discord's stores")
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, errors.New("a file whose address cannot be used")
	}
	res, err := p.rest.http.Do(req)
	if err != nil {
		return nil, fmt.Errorf("fetch a file: %w", plainly(err))
	}
	defer res.Body.Close()
	b, err := io.ReadAll(io.LimitReader(res.Body, maxFile+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("fetch a file: %w", plainly(err))
	case res.StatusCode != http.StatusOK:
		return nil, fmt.Errorf("fetch a file: status %d", res.StatusCode)
	case len(b) > maxFile:
		return nil, errors.New("fetch a file: larger than it said")
	}
	return b, nil
}

// owe notes whom we owe an answer, and returns what crosses it off.
func (d *desk) owe(a asked) (paid func()) {
	ctx, cancel := context.WithTimeout(d.work, time.Second)
	defer cancel()
	cross, err := d.owed.Begin(ctx, d.p.config.Shelf, a.r.ID, chat.Debt{Command: a.r.Command, Person: a.at.user, Lang: a.r.Lang()})
	if err != nil {
		d.p.config.Log.Warn("discord: what is being worked on cannot be noted", "err", err)
	}
	return func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(d.work), 5*time.Second)
		defer cancel()
		if err := cross(ctx); err != nil {
			d.p.config.Log.Warn("discord: a finished request cannot be crossed off", "err", err)
		}
	}
}

// resume tells people whose request was interrupted by a crash that they must ask again.
func (d *desk) resume() {
	for d.p.config.Shelf != nil && d.work.Err() == nil {
		left, err := d.owed.Collect(d.work, d.p.config.Shelf, d.p.config.Now())
		if err != nil && d.work.Err() == nil {
			d.p.config.Log.Warn("discord: interrupted requests cannot be read", "err", err)
		}
		for _, debt := range left {
			if err := d.p.whisper(d.work, debt.Person, debt.Interrupted(debt.Lang)); err != nil {
				d.p.config.Log.Warn("discord: an apology did not arrive", "err", err)
			}
		}
		sleep(d.work, chat.DebtAge)
	}
}
