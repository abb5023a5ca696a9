package commands

import (
	"context"
	"errors"
	"strings"

	"portevoix/bot/chat"
	"portevoix/bot/database"
	"portevoix/bot/people"
	"portevoix/bot/publish"
	"portevoix/bot/register"
	"portevoix/bot/text"
)

// retract takes a post down: any member, no approval, ahead of everything. Alone it lists what went out last; with an address or an
// id it takes that one; a live notice needs one more press that names the effect.
func (k Kit) retract() chat.Command {
	return chat.Command{
		Name: "retract", Words: []string{"retirer", "retrait", "takedown", "سحب"}, Role: people.Anyone,
		OnMessage: text.Text{FR: "Retirer", EN: "Take down", AR: "سحب"},
		Summary:   text.Text{FR: "Retirer une publication, tout de suite", EN: "Take a post down, at once", AR: "سحب منشور فورا"},
		Examples: []text.Text{
			{FR: "/retract", EN: "/retract", AR: "/retract"},
			{FR: "/retract https://mastodon.example/@chvalombre/1234", EN: "/retract https://mastodon.example/@chvalombre/1234", AR: "/retract https://mastodon.example/@chvalombre/1234"},
		},
		Inputs: func(chat.Values) []chat.Input {
			return []chat.Input{{Name: "what", Words: []string{"quoi", "lien", "link", "ماذا"}, Free: true, Max: 500,
				Label: text.Text{FR: "Lien ou numéro", EN: "Link or number", AR: "رابط أو رقم"},
				Help:  text.Text{FR: "Vide : les dix dernières publications.", EN: "Empty: the last ten posts.", AR: "فارغ: آخر عشرة منشورات."}}}
		},
		Run: k.runRetract,
	}
}

func (k Kit) runRetract(ctx context.Context, r chat.Request) (chat.Reply, error) {
	if r.Who.Member == "" {
		return k.strangerAsks(ctx, r)
	}
	switch r.Action {
	case "ask":
		return k.askRetract(ctx, r, r.Object)
	case "yes":
		return k.takeDown(ctx, r, r.Object)
	}
	if r.Via == chat.Shortcut && r.Subject != nil {
		return k.retractMessage(ctx, r)
	}
	what := strings.TrimSpace(text.StripMarks(r.Values["what"]))
	switch {
	case what == "":
		return k.listRetract(ctx, r)
	case strings.Contains(what, "://"):
		return k.retractURL(ctx, r, what)
	}
	return k.retractID(ctx, r, what)
}

// strangerAsks pages the director on duty and the data protection officer: somebody who is not a member sees something that should
// not be there. What is said of it is only which of our posts it is; the address itself may hold a name. Asking again within the
// hour changes nothing.
func (k Kit) strangerAsks(ctx context.Context, r chat.Request) (chat.Reply, error) {
	kind, id, err := k.Publisher.FindURL(ctx, strings.TrimSpace(text.StripMarks(r.Values["what"])))
	if err != nil && !errors.Is(err, publish.ErrNothing) {
		return chat.Reply{}, err
	}
	err = k.People.DB.Do(ctx, func(tx database.Tx) error {
		told := map[string]bool{}
		for _, role := range []chat.Role{people.DutyDirector, people.DPO} {
			on, err := k.People.OnCall(ctx, tx, role)
			if err != nil {
				return err
			}
			for _, p := range on {
				if told[p.ID] {
					continue
				}
				told[p.ID] = true
				key := "asked-down/" + r.Who.Platform + "/" + r.Who.ID + "/" + r.Now.UTC().Format("2006-01-02T15") + "/" + p.ID
				if err := k.Publisher.TeamTx(ctx, tx, publish.TeamMessage{Key: key, Member: p.ID, Lane: publish.Urgent, Message: k.askedDown(r, kind, id)}); err != nil {
					return err
				}
			}
		}
		return k.Office.Register.Append(ctx, tx, register.Entry{Action: "asked-down", Object: orUnknown(kind, id), Source: r.Who.Platform + "/" + r.Who.ID, At: k.People.Now().UTC()})
	})
	if err != nil {
		return chat.Reply{}, err
	}
	return r.Answer(text.Text{FR: "Merci : la direction de garde et la protection des données sont prévenues. Seul un membre de l'équipe peut retirer lui-même.", EN: "Thank you: the director on duty and the data protection officer have been told. Only a member of the team can take down themselves.", AR: "شكرا: تم إخبار المدير المداوم ومسؤول حماية المعطيات. لا يمكن السحب المباشر إلا لعضو في الفريق."}), nil
}

func orUnknown(kind, id string) string {
	if id == "" {
		return "post/unknown"
	}
	return kind + "/" + id
}

func (k Kit) askedDown(r chat.Request, kind, id string) chat.Message {
	l := k.Publisher.Lang
	said := text.Text{FR: "Quelqu'un qui n'est pas de l'équipe demande un retrait.", EN: "Somebody outside the team asks for a take-down.", AR: "شخص من خارج الفريق يطلب سحب منشور."}.In(l)
	m := chat.Message{Lang: l, Tone: chat.Urgent, Notify: said, Blocks: []chat.Block{chat.Paragraph{Text: said}, chat.Facts{Items: []chat.Fact{
		{Label: text.Text{FR: "Demandé depuis", EN: "Asked from", AR: "مصدر الطلب"}.In(l), Value: text.LTR(r.Who.Platform + "/" + r.Who.ID)},
	}}}}
	button := chat.Button{Label: text.Text{FR: "Voir les dernières publications", EN: "See the last posts", AR: "عرض آخر المنشورات"}.In(l), Press: chat.Press{Command: "retract", Action: "list", Object: "all"}, Look: chat.Primary}
	if id != "" {
		button = chat.Button{Label: text.Text{FR: "Retirer %s", EN: "Take down %s", AR: "سحب %s"}.With(id).In(l), Press: chat.Press{Command: "retract", Action: "ask", Object: kind + "/" + id}, Look: chat.Danger}
	}
	m.Blocks = append(m.Blocks, chat.Buttons{Items: []chat.Button{button}})
	return m
}

// listRetract shows the last ten posts, each with its button.
func (k Kit) listRetract(ctx context.Context, r chat.Request) (chat.Reply, error) {
	list, err := k.Publisher.Recent(ctx, 10)
	if err != nil {
		return chat.Reply{}, err
	}
	if len(list) == 0 {
		return r.Answer(text.Text{FR: "Rien n'est parti d'ici, il n'y a rien à retirer. Pour une publication faite ailleurs : /retract suivi de son lien.", EN: "Nothing went out from here, there is nothing to take down. For a post made elsewhere: /retract and its link.", AR: "لم يُرسل شيء من هنا، فلا شيء للسحب. لمنشور تم في مكان آخر: ‎/retract‎ ثم رابطه."}), nil
	}
	m := chat.Message{Lang: r.Lang(), Blocks: []chat.Block{chat.Heading{Text: r.Say(text.Text{FR: "Que faut-il retirer ?", EN: "What should be taken down?", AR: "ما الذي يجب سحبه؟"})}}}
	var facts []chat.Fact
	var row []chat.Button
	for _, p := range list {
		facts = append(facts, chat.Fact{Label: p.ID, Value: text.List(r.Lang(), k.targetTitles(p.Targets)...) + " · " + text.Moment(p.Last.In(k.Publisher.Zone)).In(r.Lang())})
		row = append(row, chat.Button{Label: r.Say(text.Text{FR: "Retirer %s", EN: "Take down %s", AR: "سحب %s"}, p.ID), Look: chat.Danger, Press: chat.Press{Command: "retract", Action: "ask", Object: p.Kind + "/" + p.ID}})
	}
	m.Blocks = append(m.Blocks, chat.Facts{Items: facts}, chat.Buttons{Items: row})
	return chat.Reply{Message: m}, nil
}

func (k Kit) targetTitles(targets []string) []string {
	all := make([]string, len(targets))
	for i, t := range targets {
		all[i] = networkTitle(t)
		if room, ok := strings.CutPrefix(t, "room:"); ok {
			_, name, _ := strings.Cut(room, "/")
			all[i] = "#" + name
		}
	}
	return all
}

// askRetract takes a post down at once; only a live notice asks once more, naming what it would do.
func (k Kit) askRetract(ctx context.Context, r chat.Request, object string) (chat.Reply, error) {
	kind, id, ok := strings.Cut(object, "/")
	if !ok {
		return chat.Reply{}, notThere(publish.ErrNothing)
	}
	all, err := k.Publisher.Deliveries(ctx, kind, id)
	if err != nil {
		return chat.Reply{}, err
	}
	if kind != "notice" || len(all) == 0 {
		return k.takeDown(ctx, r, object)
	}
	return chat.Reply{Message: chat.Message{Lang: r.Lang(), Tone: chat.Warning, Blocks: []chat.Block{
		chat.Paragraph{Text: r.Say(text.Text{FR: "%s est un avis en cours. Le retirer l'efface partout, sans rien mettre à la place : le public n'aura plus l'information. Pour dire que c'est fini, utilisez plutôt « Terminer ».", EN: "%s is a live notice. Taking it down erases it everywhere and puts nothing in its place: the public will no longer have the information. To say that it is over, use “End” instead.", AR: "%s إشعار جار. سحبه يمحوه من كل مكان دون بديل: لن تبقى المعلومة لدى العموم. للإعلان عن نهايته استعملوا «إنهاء»."}, id)},
		chat.Buttons{Items: []chat.Button{{Label: r.Say(text.Text{FR: "Effacer partout", EN: "Erase everywhere", AR: "محو من كل مكان"}), Look: chat.Danger, Press: chat.Press{Command: "retract", Action: "yes", Object: object}}}},
	}}}, nil
}

func (k Kit) takeDown(ctx context.Context, r chat.Request, object string) (chat.Reply, error) {
	kind, id, _ := strings.Cut(object, "/")
	all, err := k.Publisher.Deliveries(ctx, kind, id)
	if err != nil {
		return chat.Reply{}, err
	}
	if err := k.Publisher.TakeDown(ctx, kind, id, r.Who.Member); err != nil {
		return chat.Reply{}, notThere(err)
	}
	m := chat.Say(r.Lang(), r.Say(text.Text{FR: "Retrait de %s demandé partout. La carte montre chaque copie jusqu'à ce qu'elle soit vérifiée disparue ; nos propres copies sont effacées.", EN: "%s is being taken down everywhere. The card shows each copy until it is verified gone; our own copies are erased.", AR: "طُلب سحب %s من كل مكان. تُظهر البطاقة كل نسخة إلى أن يتم التحقق من اختفائها؛ ومُحيت نسخنا."}, id))
	for _, d := range all {
		if d.Receipt.ByHand && d.Receipt.URL != "" {
			m.Blocks = append(m.Blocks, k.manual(r, d.Receipt.URL)...)
		}
	}
	copies, err := k.backups(ctx, r)
	m.Blocks = append(m.Blocks, copies...)
	return chat.Reply{Message: m}, err
}

// mostBackups is how many backups are named one by one.
const mostBackups = 5

// backups names the copies of the database that may still hold what was taken down, with when they expire.
func (k Kit) backups(ctx context.Context, r chat.Request) ([]chat.Block, error) {
	if k.Publisher.DB.Postgres() {
		return []chat.Block{chat.Note{Text: r.Say(text.Text{FR: "Les sauvegardes du serveur PostgreSQL peuvent encore le contenir : la personne qui gère Portevoix sait jusqu'à quand.", EN: "The backups of the PostgreSQL server may still hold it: the person who runs Portevoix knows until when.", AR: "قد تحتفظ به نسخ خادم PostgreSQL الاحتياطية: المسؤول عن Portevoix يعرف إلى متى."})}}, nil
	}
	all, err := k.Publisher.Backups(ctx)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	var items []string
	zone := k.Publisher.Zone
	for _, b := range all[max(0, len(all)-mostBackups):] {
		items = append(items, r.Say(text.Text{FR: "sauvegarde du %s, gardée jusqu'au %s", EN: "backup of %s, kept until %s", AR: "نسخة %s، محفوظة إلى %s"}, text.Date(b.MadeAt.In(zone)), text.Date(b.ExpiresAt.In(zone))))
	}
	said := text.Text{FR: "Des sauvegardes (%s) peuvent encore le contenir :", EN: "Backups (%s) may still hold it:", AR: "قد تحتفظ به نسخ احتياطية (%s):"}
	return []chat.Block{chat.Note{Text: r.Say(said, text.Number(len(all)))}, chat.List{Items: items}}, nil
}

func (k Kit) retractURL(ctx context.Context, r chat.Request, address string) (chat.Reply, error) {
	kind, id, err := k.Publisher.FindURL(ctx, address)
	if err == nil {
		return k.askRetract(ctx, r, kind+"/"+id)
	}
	if !errors.Is(err, publish.ErrNothing) {
		return chat.Reply{}, err
	}
	m := chat.Message{Lang: r.Lang(), Tone: chat.Warning, Blocks: []chat.Block{chat.Paragraph{Text: r.Say(text.Text{FR: "Cette publication n'est pas partie d'ici : je ne peux pas la retirer moi-même.", EN: "This post did not go out from here: I cannot take it down myself.", AR: "لم يُرسل هذا المنشور من هنا: لا أستطيع سحبه بنفسي."})}}}
	// The address is not shown again: it came from the asker, and it may hold a name.
	m.Blocks = append(m.Blocks, k.steps(r))
	return chat.Reply{Message: m}, nil
}

// retractMessage takes down what the message is about that somebody pointed at: a notice in a room, or a card about a post.
func (k Kit) retractMessage(ctx context.Context, r chat.Request) (chat.Reply, error) {
	kind, id, err := k.Publisher.FindMessage(ctx, *r.Subject)
	if errors.Is(err, publish.ErrNothing) {
		return chat.Reply{}, &chat.Problem{
			What: text.Text{FR: "Ce message n'est pas une publication partie d'ici.", EN: "This message is no post that went out from here.", AR: "هذه الرسالة ليست منشورا أُرسل من هنا."},
			Do:   text.Text{FR: "Tapez /retract pour la liste des dernières, ou /retract suivi du lien.", EN: "Type /retract for the list of the last ones, or /retract and the link.", AR: "اكتبوا ‎/retract‎ لعرض آخر المنشورات، أو ‎/retract‎ متبوعا بالرابط."},
		}
	}
	if err != nil {
		return chat.Reply{}, err
	}
	return k.askRetract(ctx, r, kind+"/"+id)
}

// manual is what a person does on a network by hand, with the way there.
func (k Kit) manual(r chat.Request, address string) []chat.Block {
	return []chat.Block{chat.Links{Items: []chat.Link{{Label: r.Say(text.Text{FR: "Ouvrir la publication", EN: "Open the post", AR: "فتح المنشور"}), URL: address}}}, k.steps(r)}
}

func (k Kit) steps(r chat.Request) chat.List { return chat.List{Items: publish.Steps(r.Lang())} }

func (k Kit) retractID(ctx context.Context, r chat.Request, id string) (chat.Reply, error) {
	for _, kind := range []string{"draft", "notice"} {
		all, err := k.Publisher.Deliveries(ctx, kind, id)
		if err != nil {
			return chat.Reply{}, err
		}
		if len(all) > 0 {
			return k.askRetract(ctx, r, kind+"/"+id)
		}
	}
	return chat.Reply{}, notThere(publish.ErrNothing)
}

func notThere(err error) error {
	if !errors.Is(err, publish.ErrNothing) {
		return err
	}
	return &chat.Problem{
		What: text.Text{FR: "Rien de ce nom n'est parti d'ici.", EN: "Nothing of that name went out from here.", AR: "لم يُرسل من هنا أي شيء بهذا الاسم."},
		Do:   text.Text{FR: "/retract seul montre les dix dernières publications ; avec un lien, il explique comment la retirer à la main.", EN: "/retract alone shows the last ten posts; with a link it explains how to take it down by hand.", AR: "‎/retract‎ وحده يعرض آخر عشرة منشورات؛ ومع رابط يشرح كيفية السحب يدويا."},
	}
}
