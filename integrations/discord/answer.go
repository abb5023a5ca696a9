package discord

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"portevoix/bot/chat"
	"portevoix/bot/text"
)

// say answers at once, to the asker alone.
func (d *desk) say(a asked, k *ack, m chat.Message) {
	parts, err := d.p.draw(m, "")
	if err != nil {
		d.p.config.Log.Error("discord: draw an answer", "command", a.r.Command, "err", err)
		parts, _ = d.p.draw(warning(a.r, failed), "")
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
		parts, _ = d.p.draw(warning(a.r, failed), "")
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
		_, err = d.p.send(ctx, room, parts[i], false)
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

// answer gives one part. After a deferral the first one takes its place; after a silent one, that of the message whose button it was.
func (d *desk) answer(ctx context.Context, a asked, k *ack, b body, replace bool) error {
	if k.kind() == 0 || k.lost() || d.p.config.Now().Sub(a.r.Now) > privateFor {
		return errLapsed
	}
	files := b.attach()
	edits := k.fill(replace)
	if edits {
		return d.p.rest.do(ctx, call{doing: "answer an interaction", method: http.MethodPatch, path: a.at.webhook() + "/messages/@original", body: &b, files: files}, nil)
	}
	b.Flags |= ephemeral
	return d.p.rest.do(ctx, call{doing: "answer an interaction", method: http.MethodPost, path: a.at.webhook(), body: &b, files: files}, nil)
}

func (at origin) webhook() string { return "/webhooks/" + at.app + "/" + at.token }

// unsay removes the sign that something is being worked on.
func (d *desk) unsay(ctx context.Context, a asked, k *ack) {
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
	m := chat.Say(l, text.Text{
		FR: "Un de vos messages permettrait de reconnaître une personne soignée ou un proche. Supprimez-le, s'il vous plaît : menu ⋯ du message, « Supprimer le message ». Ne le recopiez pas ici.",
		EN: "One of your messages could let somebody who is cared for, or a relative, be recognised. Please delete it: the message's ⋯ menu, “Delete message”. Do not copy it here.",
		AR: "إحدى رسائلكم قد تسمح بالتعرف على شخص يتلقى العلاج أو قريب له. المرجو حذفها: قائمة ⋯ في الرسالة، ثم «حذف الرسالة». لا تنسخوها هنا.",
	}.In(l))
	m.Tone = chat.Warning
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

// elsewhere is what replaces a command whose texts may not pass through Discord.
func (d *desk) elsewhere(r chat.Request) (chat.Message, bool) {
	cloud := d.p.config.Cloud
	if !cloud.Off || !cloud.Takes(r.Command) {
		return chat.Message{}, false
	}
	m := chat.Say(r.Lang(), r.Say(text.Text{
		FR: "Ici, aucun texte n'est vérifié ni rédigé : il passerait par Discord, hors de l'hôpital. Utilisez la page de l'hôpital.",
		EN: "No text is checked or drafted here: it would pass through Discord, outside the hospital. Use the hospital's own page.",
		AR: "هنا لا يُفحص أي نص ولا يُحرر: سيمر عبر Discord خارج المستشفى. استعملوا صفحة المستشفى.",
	}))
	if cloud.Page != "" {
		m.Blocks = append(m.Blocks, chat.Links{Items: []chat.Link{{Label: cloud.Page, URL: cloud.Page}}})
	}
	return m, true
}

var passesThrough = text.Text{
	FR: "À savoir, une fois : ce que vous écrivez et joignez ici passe par Discord, hors de l'hôpital. N'y mettez ni nom de patient ni image où l'on reconnaît quelqu'un.",
	EN: "To know, once: what you write and attach here passes through Discord, outside the hospital. Put no patient's name and no recognisable picture here.",
	AR: "للعلم، مرة واحدة: ما تكتبونه وترفقونه هنا يمر عبر Discord خارج المستشفى. لا تضعوا اسم مريض ولا صورة يُعرف فيها أحد.",
}

// cloudNote is what a person is told before their first text or picture; empty when they know.
func (d *desk) cloudNote(ctx context.Context, r chat.Request, command string) string {
	if !d.p.config.Cloud.Takes(command) || d.p.told.Before(ctx, d.p.config.Shelf, r.Who.ID) {
		return ""
	}
	return r.Say(passesThrough)
}

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

// openWork remembers, across a crash, whom we owe an answer: the command's name and to whom, never what was typed.
type openWork struct {
	mu   sync.Mutex
	mine map[string]bool
}

type owed struct {
	Command string    `json:"command"`
	User    string    `json:"user"`
	Lang    text.Lang `json:"lang"`
}

// interruptedAfter is how old a note must be before whoever left it is taken for dead.
const interruptedAfter = 2 * time.Minute

func (o *openWork) begin(d *desk, a asked) (done func()) {
	shelf := d.p.config.Shelf
	if shelf == nil {
		return func() {}
	}
	o.mu.Lock()
	if o.mine == nil {
		o.mine = map[string]bool{}
	}
	o.mine[a.r.ID] = true
	o.mu.Unlock()
	ctx, cancel := context.WithTimeout(d.work, time.Second)
	defer cancel()
	note, err := json.Marshal(owed{a.r.Command, a.at.user, a.r.Lang()})
	if err == nil {
		err = shelf.Put(ctx, "inbox", a.r.ID, note)
	}
	if err != nil {
		d.p.config.Log.Warn("discord: what is being worked on cannot be noted", "err", err)
	}
	return func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(d.work), 5*time.Second)
		defer cancel()
		if err := shelf.Delete(ctx, "inbox", a.r.ID); err != nil {
			d.p.config.Log.Warn("discord: a finished request cannot be crossed off", "err", err)
		}
		o.mu.Lock()
		delete(o.mine, a.r.ID)
		o.mu.Unlock()
	}
}

// resume tells people whose request was interrupted by a crash that they must ask again.
func (d *desk) resume() {
	shelf := d.p.config.Shelf
	for shelf != nil && d.work.Err() == nil {
		records, err := shelf.List(d.work, "inbox")
		if err != nil && d.work.Err() == nil {
			d.p.config.Log.Warn("discord: interrupted requests cannot be read", "err", err)
		}
		for _, record := range records {
			d.apologise(record)
		}
		sleep(d.work, interruptedAfter)
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
	var o owed
	if json.Unmarshal(record.Value, &o) != nil || o.User == "" {
		return
	}
	m := chat.Say(o.Lang, text.Text{
		FR: "Portevoix s'est arrêté pendant votre demande /%s. Regardez /pending : si rien n'y est, recommencez.",
		EN: "Portevoix stopped during your request /%s. Look at /pending: if nothing is there, ask again.",
		AR: "توقف Portevoix أثناء طلبكم \u200e/%s\u200e. انظروا \u200e/pending\u200e: إن لم يكن فيه شيء فأعيدوا الطلب.",
	}.With(o.Command).In(o.Lang))
	m.Tone = chat.Warning
	if err := d.p.whisper(d.work, o.User, m); err != nil {
		d.p.config.Log.Warn("discord: an apology did not arrive", "err", err)
	}
}
