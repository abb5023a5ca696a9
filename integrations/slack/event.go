package slack

import (
	"context"
	"time"

	"github.com/slack-go/slack"

	"portevoix/bot/chat"
	"portevoix/bot/text"
)

// event handles what happens in the workspace without a command: the home view is opened, somebody mentions the bot or writes to it.
func (d *desk) event(e eventPayload) {
	user, bot := d.p.self.get()
	if e.Event.User == "" || e.Event.User == user || (e.Event.BotID != "" && e.Event.BotID == bot) || (e.Event.Subtype != "" && e.Event.Subtype != "file_share") {
		return
	}
	who, known := d.p.people.cached(e.Event.User, "")
	if !known {
		who = d.p.people.fetch(d.work, e.Event.User, "")
	}
	switch {
	case e.Event.Type == "app_home_opened" && e.Event.Tab != "messages":
		d.p.people.openedHome(who.ID)
		d.publishHome(who)
	case e.Event.Type == "app_mention", e.Event.Type == "message" && e.Event.ChannelType == "im":
		d.pointToForms(who, e)
	}
}

// pointToForms answers a mention with buttons that open private forms: a thread is no place for a text that nobody has checked.
func (d *desk) pointToForms(who chat.Person, e eventPayload) {
	var row []chat.Button
	for _, c := range d.commands {
		switch {
		case c.Hidden:
		case !c.Global.IsZero():
			row = append(row, chat.Button{Label: c.Global.In(who.Lang), Press: chat.Press{Command: c.Name}})
		case !c.OnMessage.IsZero():
			row = append(row, chat.Button{Label: c.OnMessage.In(who.Lang), Press: chat.Press{Command: c.Name}})
		}
	}
	m := chat.Say(who.Lang, text.Text{
		FR: "Je réponds en privé. N'écrivez pas le texte ici : ouvrez un formulaire, ou tapez /portevoix help.",
		EN: "I answer in private. Do not write the text here: open a form, or type /portevoix help.",
		AR: "أجيب على انفراد. لا تكتبوا النص هنا: افتحوا نموذجا أو اكتبوا \u200e/portevoix help\u200e.",
	}.In(who.Lang))
	m.Blocks = append(m.Blocks, chat.Buttons{Items: row})
	drawn, err := d.p.draw(m, nil)
	if err != nil {
		d.p.config.Log.Error("slack: draw an answer to a mention", "err", code(err))
		return
	}
	ctx, cancel := context.WithTimeout(d.work, 20*time.Second)
	defer cancel()
	at := origin{user: who.ID, room: e.Event.Channel, thread: e.Event.ThreadTS}
	if err := d.deliver(ctx, at, drawn, false); err != nil {
		d.p.config.Log.Warn("slack: an answer to a mention did not arrive", "err", code(err))
		d.p.health.note(err, "")
	}
}

// publishHome draws what waits for somebody.
func (d *desk) publishHome(who chat.Person) {
	ctx, cancel := context.WithTimeout(d.work, 20*time.Second)
	defer cancel()
	drawn, err := d.p.draw(d.handle.Home(ctx, who), func(f chat.File) (string, error) { return d.p.upload(ctx, f) })
	if err != nil {
		d.p.config.Log.Error("slack: draw the home view", "err", code(err))
		return
	}
	var blocks []slack.Block
	for _, part := range drawn.parts {
		blocks = append(blocks, part...)
	}
	if len(blocks) > maxViewBlocks { // the whole list is one command away
		blocks = append(blocks[:maxViewBlocks-1], slack.NewContextBlock("", plain(more.In(who.Lang))))
	}
	_, err = d.p.api.PublishViewContext(ctx, slack.PublishViewContextRequest{UserID: who.ID, View: slack.HomeTabViewRequest{Type: slack.VTHomeTab, Blocks: slack.Blocks{BlockSet: blocks}}})
	if err != nil && d.work.Err() == nil {
		d.p.config.Log.Warn("slack: the home view was not published", "err", code(err))
		d.p.health.note(err, "")
	}
}

var more = text.Text{FR: "La suite : /portevoix pending", EN: "The rest: /portevoix pending", AR: "البقية: \u200e/portevoix pending\u200e"}
