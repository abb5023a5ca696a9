package commands

import (
	"context"
	"errors"

	"portevoix/bot/chat"
	"portevoix/bot/database"
	"portevoix/bot/hold"
	"portevoix/bot/people"
	"portevoix/bot/privacy"
	"portevoix/bot/publish"
	"portevoix/bot/register"
	"portevoix/bot/text"
)

// hold is what the buttons around a blocked text do: its author asks the data protection officer, the officer (or a director) reads
// and decides, and the text is erased with the decision.
func (k Kit) hold() chat.Command {
	return chat.Command{
		Name: "hold", Hidden: true, Role: people.Member,
		Summary: text.Text{FR: "Demander l'avis de la protection des données", EN: "Ask the data protection officer", AR: "طلب رأي مسؤول حماية المعطيات"},
		Run:     k.runHold,
	}
}

// askOfficer is the button under a blocked text.
func (k Kit) askOfficer(r chat.Request, words string, kind privacy.Kind) []chat.Block {
	id := k.Safe.Offer(words, kind, r.Who.Member)
	return []chat.Block{chat.Buttons{Items: []chat.Button{{
		Label:   r.Say(text.Text{FR: "Demander à la protection des données", EN: "Ask the data protection officer", AR: "سؤال مسؤول حماية المعطيات"}),
		Confirm: r.Say(text.Text{FR: "Le texte sera gardé chiffré, montré à la protection des données et à la direction seulement, et effacé à la décision ou après 24 heures.", EN: "The text will be kept encrypted, shown to the data protection officer and the directors only, and erased at the decision or after 24 hours.", AR: "سيُحفظ النص مشفرا ويُعرض على مسؤول حماية المعطيات والمديرية فقط، ويُمحى عند القرار أو بعد 24 ساعة."}),
		Press:   chat.Press{Command: "hold", Action: "ask", Object: id},
	}}}}
}

func (k Kit) runHold(ctx context.Context, r chat.Request) (chat.Reply, error) {
	var reply chat.Reply
	var err error
	switch r.Action {
	case "ask":
		reply, err = k.askHold(ctx, r)
	case "read", "yes", "no":
		if !decidesHeld(r.Who.Is) {
			return chat.Reply{}, explainHold(errNotOfficer)
		}
		if reply, err = k.readHold(ctx, r); err == nil && r.Action != "read" {
			reply, err = k.decideHold(ctx, r)
		}
	default:
		err = hold.ErrGone
	}
	if err != nil {
		return chat.Reply{}, explainHold(err)
	}
	return reply, nil
}

// decidesHeld says who sees held texts: the data protection officer and the directors.
func decidesHeld(is func(chat.Role) bool) bool {
	return is(people.DPO) || is(people.CommsDirector) || is(people.DutyDirector)
}

func (k Kit) askHold(ctx context.Context, r chat.Request) (chat.Reply, error) {
	told := 0
	err := k.People.DB.Do(ctx, func(tx database.Tx) error {
		if err := k.Safe.Ask(ctx, tx, r.Object, r.Who.Member); err != nil {
			return err
		}
		team, err := k.People.AllTx(ctx, tx)
		if err != nil {
			return err
		}
		for _, p := range team {
			if p.ID == r.Who.Member || !decidesHeld(p.Is) {
				continue
			}
			told++
			if err := k.Publisher.TeamTx(ctx, tx, k.heldCard(r.Object, p.ID)); err != nil {
				return err
			}
		}
		return k.noteHold(ctx, tx, r, "hold-ask")
	})
	if err == nil && told == 0 {
		return r.Answer(text.Text{FR: "Le texte est gardé 24 heures, mais personne n'a le rôle de protection des données : voyez /team.", EN: "The text is held for 24 hours, but nobody is data protection officer: see /team.", AR: "يُحفظ النص 24 ساعة، لكن لا أحد لديه دور حماية المعطيات: انظروا ‎/team‎."}), nil
	}
	return r.Answer(text.Text{FR: "Demandé. Le texte est chiffré, montré à la protection des données et à la direction seulement, et effacé dans 24 heures au plus tard.", EN: "Asked. The text is encrypted, shown to the data protection officer and the directors only, and erased within 24 hours.", AR: "تم الطلب. النص مشفر ويُعرض على مسؤول حماية المعطيات والمديرية فقط، ويُمحى خلال 24 ساعة."}), err
}

// heldCard tells one decider that a text waits; it names nothing.
func (k Kit) heldCard(id, member string) publish.TeamMessage {
	l := k.Publisher.Lang
	said := text.Text{FR: "Un texte bloqué attend votre avis.", EN: "A blocked text awaits your opinion.", AR: "نص محظور ينتظر رأيكم."}.In(l)
	return publish.TeamMessage{Key: "hold/" + id + "/" + member, Member: member, Lane: publish.Interactive, Message: chat.Message{Lang: l, Notify: said, Blocks: []chat.Block{
		chat.Paragraph{Text: said},
		chat.Buttons{Items: []chat.Button{{Label: text.Text{FR: "Lire le texte", EN: "Read the text", AR: "قراءة النص"}.In(l), Look: chat.Primary, Press: chat.Press{Command: "hold", Action: "read", Object: id}}}},
	}}}
}

// readHold shows the held text to one decider, privately, with what the check found in it.
func (k Kit) readHold(ctx context.Context, r chat.Request) (chat.Reply, error) {
	h, err := k.Safe.Get(ctx, r.Object)
	if err != nil {
		return chat.Reply{}, err
	}
	report := k.Check(privacy.Input{Text: h.Words, Kind: h.Kind, Country: k.Country, Now: r.Now})
	m := chat.Message{Lang: r.Lang(), Tone: chat.Warning, Blocks: []chat.Block{
		chat.Heading{Text: r.Say(text.Text{FR: "Texte bloqué %s", EN: "Blocked text %s", AR: "نص محظور %s"}, h.ID)},
		chat.Quote{Text: h.Words, Lang: report.Lang},
	}}
	m.Blocks = append(m.Blocks, findingBlocks(r, report)...)
	press := func(action string) chat.Press { return chat.Press{Command: "hold", Action: action, Object: h.ID} }
	m.Blocks = append(m.Blocks,
		chat.Note{Text: r.Say(text.Text{FR: "Votre décision efface ce texte. Dire oui ne le publie pas : l'auteur devra le récrire et le faire valider.", EN: "Your decision erases this text. Saying yes does not publish it: the author must write it again and have it approved.", AR: "قراركم يمحو هذا النص. الموافقة لا تنشره: على المحرر إعادة كتابته وطلب المصادقة عليه."})},
		chat.Buttons{Items: []chat.Button{
			{Label: r.Say(text.Text{FR: "Peut être dit autrement", EN: "May be said differently", AR: "يمكن قوله بصيغة أخرى"}), Press: press("yes"), Look: chat.Primary},
			{Label: r.Say(text.Text{FR: "Ne doit pas être dit", EN: "Must not be said", AR: "يجب ألا يُقال"}), Press: press("no"), Look: chat.Danger},
		}})
	return chat.Reply{Message: m}, nil
}

func (k Kit) decideHold(ctx context.Context, r chat.Request) (chat.Reply, error) {
	h, err := k.Safe.Get(ctx, r.Object)
	if err != nil {
		return chat.Reply{}, err
	}
	l := k.Publisher.Lang
	said := text.Text{FR: "Avis sur le texte %s : il peut être dit autrement, avec la protection des données. Il a été effacé ; récrivez-le sans ce qui a été signalé.", EN: "Opinion on text %s: it may be said differently, with the data protection officer. It has been erased; write it again without what was flagged.", AR: "الرأي حول النص %s: يمكن قوله بصيغة أخرى مع مسؤول حماية المعطيات. تم محوه؛ أعيدوا كتابته دون ما أُشير إليه."}
	if r.Action == "no" {
		said = text.Text{FR: "Avis sur le texte %s : il ne doit pas être dit. Il a été effacé.", EN: "Opinion on text %s: it must not be said. It has been erased.", AR: "الرأي حول النص %s: يجب ألا يُقال. تم محوه."}
	}
	err = k.People.DB.Do(ctx, func(tx database.Tx) error {
		if err := k.Safe.Decide(ctx, tx, r.Object); err != nil {
			return err
		}
		answer := chat.Say(l, said.With(r.Object).In(l))
		answer.Notify = text.Text{FR: "Une réponse de la protection des données.", EN: "An answer from the data protection officer.", AR: "جواب من مسؤول حماية المعطيات."}.In(l)
		if err := k.Publisher.TeamTx(ctx, tx, publish.TeamMessage{Key: "hold/" + r.Object + "/answer", Member: h.Author, Message: answer, Lane: publish.Interactive}); err != nil {
			return err
		}
		return k.noteHold(ctx, tx, r, "hold-"+r.Action)
	})
	if err != nil {
		return chat.Reply{}, err
	}
	reply := r.Answer(text.Text{FR: "C'est noté, le texte est effacé et l'auteur prévenu.", EN: "Noted: the text is erased and its author told.", AR: "تم التسجيل: مُحي النص وأُخبر المحرر."})
	reply.Replace = true
	return reply, k.People.DB.Scrub(ctx)
}

func (k Kit) noteHold(ctx context.Context, tx database.Tx, r chat.Request, action string) error {
	return k.Office.Register.Append(ctx, tx, register.Entry{Actor: r.Who.Member, Action: action, Object: "held/" + r.Object, Source: r.Who.Platform + "/" + r.Who.ID, At: r.Now.UTC()})
}

var errNotOfficer = errors.New("only the officer and the directors read held texts")

func explainHold(err error) error {
	switch {
	case errors.Is(err, hold.ErrGone):
		return &chat.Problem{
			What: text.Text{FR: "Ce texte n'est plus gardé : décidé, effacé, ou demandé trop tard.", EN: "This text is no longer held: decided, erased, or asked about too late.", AR: "لم يعد هذا النص محفوظا: تم البت فيه أو مُحي أو طُلب بعد فوات الأوان."},
			Do:   text.Text{FR: "L'auteur peut le vérifier de nouveau avec /check.", EN: "Its author can check it again with /check.", AR: "يمكن لمحرره التحقق منه من جديد عبر ‎/check‎."},
		}
	case errors.Is(err, errNotOfficer):
		return &chat.Problem{
			What: text.Text{FR: "Seules la protection des données et la direction lisent les textes gardés.", EN: "Only the data protection officer and the directors read held texts.", AR: "مسؤول حماية المعطيات والمديرية وحدهم يقرؤون النصوص المحفوظة."},
			Do:   text.Text{FR: "/team montre qui a ces rôles.", EN: "/team shows who has these roles.", AR: "‎/team‎ يعرض أصحاب هذه الأدوار."},
		}
	}
	return err
}
