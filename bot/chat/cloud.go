package chat

import (
	"context"
	"slices"

	"portevoix/bot/text"
)

// Cloud is what a platform that is not the hospital's own says and does about texts that pass through it.
type Cloud struct {
	Commands []string // commands that take such texts: the first time, people are told that their text passes through the platform
	Off      bool     // these commands take no text here; they point to Page
	Page     string   // the hospital's own page; empty: there is none
}

// Takes reports whether a command takes texts that pass through the platform.
func (c Cloud) Takes(command string) bool { return slices.Contains(c.Commands, command) }

// Instead is what replaces a command whose texts may not pass through the platform of this title ("Slack").
func (c Cloud) Instead(r Request, platform string) (Message, bool) {
	if !c.Off || !c.Takes(r.Command) {
		return Message{}, false
	}
	m := Say(r.Lang(), r.Say(text.Text{
		FR: "Ici, aucun texte n'est vérifié ni rédigé : il passerait par %s, hors de l'hôpital. Utilisez la page de l'hôpital.",
		EN: "No text is checked or drafted here: it would pass through %s, outside the hospital. Use the hospital's own page.",
		AR: "هنا لا يُفحص أي نص ولا يُحرر: سيمر عبر %s خارج المستشفى. استعملوا صفحة المستشفى.",
	}, platform))
	if c.Page != "" {
		m.Blocks = append(m.Blocks, Links{Items: []Link{{Label: c.Page, URL: c.Page}}})
	}
	return m, true
}

// Note is what a person is told before their first text or picture passes through the platform; empty when they know.
func (c Cloud) Note(ctx context.Context, told *Told, shelf Shelf, r Request, command, platform string) string {
	if !c.Takes(command) || told.Before(ctx, shelf, r.Who.ID) {
		return ""
	}
	return r.Say(text.Text{
		FR: "À savoir, une fois : ce que vous écrivez et joignez ici passe par %s, hors de l'hôpital. N'y mettez ni nom de patient ni image où l'on reconnaît quelqu'un.",
		EN: "To know, once: what you write and attach here passes through %s, outside the hospital. Put no patient's name and no recognisable picture here.",
		AR: "للعلم، مرة واحدة: ما تكتبونه وترفقونه هنا يمر عبر %s خارج المستشفى. لا تضعوا اسم مريض ولا صورة يُعرف فيها أحد.",
	}, platform)
}

// Recall asks the author of a message that must not stay to delete it. menu is the sign of the platform's menu on a message.
func Recall(l text.Lang, menu string) Message {
	m := Say(l, text.Text{
		FR: "Un de vos messages permettrait de reconnaître une personne soignée ou un proche. Supprimez-le, s'il vous plaît : menu %s du message, « Supprimer le message ». Ne le recopiez pas ici.",
		EN: "One of your messages could let somebody who is cared for, or a relative, be recognised. Please delete it: the message's %s menu, “Delete message”. Do not copy it here.",
		AR: "إحدى رسائلكم قد تسمح بالتعرف على شخص يتلقى العلاج أو قريب له. المرجو حذفها: قائمة %s في الرسالة، ثم «حذف الرسالة». لا تنسخوها هنا.",
	}.With(menu).In(l))
	m.Tone = Warning
	return m
}

// Failed is what the asker is told when a platform failed on the way, before or after the command.
var Failed = text.Text{
	FR: "Cela a échoué de notre côté. Rien n'a été envoyé ; réessayez, et si cela se répète, prévenez qui administre Portevoix.",
	EN: "That failed on our side. Nothing was sent; try again, and if it happens again, tell whoever administers Portevoix.",
	AR: "فشل ذلك من جهتنا. لم يُرسل شيء؛ حاولوا من جديد، وإذا تكرر فأخبروا من يدير Portevoix.",
}
