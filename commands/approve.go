package commands

import (
	"context"
	"errors"
	"net/url"
	"strings"
	"time"

	"portevoix/bot/approval"
	"portevoix/bot/chat"
	"portevoix/bot/people"
	"portevoix/bot/privacy"
	"portevoix/bot/text"
	"portevoix/bot/text/when"
)

// approve is what the buttons of a card say: yes, yes at a moment, no, please change, show me everything. It is reached by buttons
// only; who may say what is decided by the office, not here.
func (k Kit) approve() chat.Command {
	c := chat.Command{
		Name: "approve", Hidden: true, Role: people.Member,
		Summary: text.Text{FR: "Décider d'une demande de validation", EN: "Decide on a request for approval", AR: "البت في طلب مصادقة"},
	}
	c.Plan = k.planApprove
	c.Run = k.runApprove
	return c
}

var reasons = []chat.Choice{
	{Value: "facts", Label: text.Text{FR: "Un fait est faux ou manque", EN: "A fact is wrong or missing", AR: "معطى خاطئ أو ناقص"}},
	{Value: "privacy", Label: text.Text{FR: "Quelqu'un pourrait être reconnu", EN: "Somebody could be recognised", AR: "قد يُتعرف على شخص ما"}},
	{Value: "tone", Label: text.Text{FR: "Le ton ne convient pas", EN: "The tone is not right", AR: "النبرة غير مناسبة"}},
	{Value: "timing", Label: text.Text{FR: "Ce n'est pas le moment", EN: "This is not the moment", AR: "الوقت غير مناسب"}},
	{Value: "other", Label: text.Text{FR: "Autre", EN: "Other", AR: "سبب آخر"}},
}

func reasonInputs() []chat.Input {
	return []chat.Input{
		{Name: "reason", Kind: chat.One, Required: true, Choices: reasons, Label: text.Text{FR: "Raison", EN: "Reason", AR: "السبب"}},
		{Name: "words", Kind: chat.Long, Max: 500, Label: text.Text{FR: "Précisez", EN: "Say more", AR: "للتوضيح"},
			Help: text.Text{FR: "Facultatif ; sans nom ni détail sur un patient.", EN: "Optional; no name and no detail about a patient.", AR: "اختياري؛ بدون اسم أو تفصيل عن مريض."}},
	}
}

func (k Kit) planApprove(r chat.Request) chat.Plan {
	form := chat.Form{Command: "approve", Action: r.Action, Object: r.Object, Lang: r.Lang(), Values: chat.Values{}, Submit: text.Text{FR: "Envoyer", EN: "Send", AR: "إرسال"}}
	switch r.Action {
	case "no":
		form.Title, form.Inputs = text.Text{FR: "Refuser", EN: "Refuse", AR: "رفض"}, reasonInputs()
	case "change":
		form.Title, form.Inputs = text.Text{FR: "Demander des changements", EN: "Ask for changes", AR: "طلب تعديلات"}, reasonInputs()
	case "at":
		form.Title = text.Text{FR: "Valider pour un moment précis", EN: "Approve for a moment", AR: "المصادقة لوقت محدد"}
		form.Inputs = []chat.Input{{Name: "at", Kind: chat.When, Required: true, Label: text.Text{FR: "Publier", EN: "Publish", AR: "النشر"}, Example: text.Text{FR: "demain 9 h", EN: "tomorrow 9 am", AR: "غدا على الساعة 9"}}}
	case "link":
		form.Title = text.Text{FR: "J'ai publié à la main", EN: "I published it by hand", AR: "لقد نشرت يدويا"}
		form.Inputs = []chat.Input{
			{Name: "network", Kind: chat.One, Required: true, Choices: networksInput().Choices, Label: text.Text{FR: "Réseau", EN: "Network", AR: "الشبكة"}},
			{Name: "link", Kind: chat.Address, Required: true, Max: 500, Label: text.Text{FR: "Lien de la publication", EN: "Link of the post", AR: "رابط المنشور"}, Example: text.Same("https://…")},
		}
	default:
		return chat.Plan{}
	}
	if r.Via != chat.Submitted {
		return chat.Plan{Form: &form}
	}
	wrong := chat.Check(form.Inputs, r)
	if r.Values["at"] != "" && wrong["at"].IsZero() {
		if _, problem := k.moment(r, r.Values["at"]); problem != nil {
			wrong["at"] = text.Join(" ", problem.What, problem.Do)
		}
	}
	if words := r.Values["words"]; words != "" {
		if report := k.Check(privacy.Input{Text: words, Kind: privacy.Post, Country: k.Country, Now: r.Now}); report.Verdict >= privacy.Block {
			wrong["words"] = shortFinding(report.Findings[0])
		}
	}
	return chat.Plan{Errors: wrong}
}

// moment reads when something is to happen; it must lie ahead.
func (k Kit) moment(r chat.Request, typed string) (time.Time, *chat.Problem) {
	reading, question := when.Reader{Now: r.Now, MonthFirst: k.Country == "US"}.Moment(typed)
	if question != nil {
		return time.Time{}, &chat.Problem{What: question.Ask}
	}
	return reading.At, nil
}

func (k Kit) runApprove(ctx context.Context, r chat.Request) (chat.Reply, error) {
	d := approval.Decision{Source: r.Who.Platform + "/" + r.Who.ID}
	switch r.Action {
	case "preview":
		return k.preview(ctx, r)
	case "there", "not-there":
		err := k.Publisher.Settle(ctx, r.Object, r.Action == "there", r.Who.Member)
		return r.Answer(text.Text{FR: "C'est noté.", EN: "Noted.", AR: "تم التسجيل."}), err
	case "link":
		return k.pasted(ctx, r)
	case "yes":
		d.To = approval.Approved
	case "at":
		at, problem := k.moment(r, r.Values["at"])
		if problem != nil {
			return chat.Reply{}, problem
		}
		d.To, d.At = approval.Approved, at
	case "no", "change":
		d.To, d.Reason = approval.Refused, reasonOf(r)
		if r.Action == "change" {
			d.To = approval.Changes
		}
	default:
		return chat.Reply{}, &chat.Problem{What: text.Text{FR: "Ce bouton n'est plus proposé.", EN: "This button is no longer offered.", AR: "لم يعد هذا الزر متاحا."}, Do: text.Text{FR: "Voyez ce qui attend avec /pending.", EN: "See what waits with /pending.", AR: "اطلعوا على ما ينتظر عبر ‎/pending‎."}}
	}
	c, err := k.Office.Decide(ctx, r.Object, r.Who.Member, d)
	if err != nil {
		return chat.Reply{}, explainDecision(err)
	}
	return r.Answer(decided(c, d)), nil
}

func reasonOf(r chat.Request) string {
	in := reasonInputs()[0]
	c, _ := in.Pick(r.Values["reason"])
	return strings.Join(strings.Fields(r.Say(c.Label)+" "+r.Values["words"]), " ")
}

func decided(c approval.Case, d approval.Decision) text.Text {
	switch {
	case d.To == approval.Refused:
		return text.Text{FR: "Refusé. L'auteur voit votre raison.", EN: "Refused. The author sees your reason.", AR: "تم الرفض. يرى المحرر السبب."}
	case d.To == approval.Changes:
		return text.Text{FR: "Changements demandés. L'auteur voit votre raison.", EN: "Changes asked for. The author sees your reason.", AR: "طُلبت التعديلات. يرى المحرر السبب."}
	case c.State == approval.Waiting:
		return text.Text{FR: "Votre oui est noté. Il en faut encore un autre avant la publication.", EN: "Your yes is noted. One more is needed before it is published.", AR: "سُجلت موافقتكم. تلزم موافقة أخرى قبل النشر."}
	case c.Subject.Kind == "template":
		return text.Text{FR: "Modèle validé pour douze mois : il peut servir dès maintenant. Réimprimez la fiche papier (portevoix kit).", EN: "Template cleared for twelve months: it can be used from now on. Print the paper kit again (portevoix kit).", AR: "صودق على القالب لاثني عشر شهرا: يمكن استعماله من الآن. أعيدوا طباعة الملف الورقي (portevoix kit)."}
	case !d.At.IsZero():
		return text.Text{FR: "Validé pour %s.", EN: "Approved for %s.", AR: "تمت المصادقة لـ%s."}.With(text.Moment(d.At))
	}
	return text.Text{FR: "Validé : l'envoi commence, la carte montre chaque destination.", EN: "Approved: sending begins, the card shows each target.", AR: "تمت المصادقة: بدأ الإرسال وتُظهر البطاقة كل وجهة."}
}

// explainDecision says why a decision does not count.
func explainDecision(err error) error {
	problem := func(what, do text.Text) error { return &chat.Problem{What: what, Do: do} }
	pending := text.Text{FR: "Voyez ce qui attend avec /pending.", EN: "See what waits with /pending.", AR: "اطلعوا على ما ينتظر عبر ‎/pending‎."}
	switch {
	case errors.Is(err, approval.ErrOwn):
		return problem(text.Text{FR: "On ne valide pas ce qu'on a écrit soi-même.", EN: "Nobody approves what they wrote.", AR: "لا يصادق أحد على ما كتبه بنفسه."},
			text.Text{FR: "Une autre personne doit le faire : prévenez-la.", EN: "Somebody else has to: tell them.", AR: "يجب أن يقوم بذلك شخص آخر: أخبروه."})
	case errors.Is(err, approval.ErrExpired):
		return problem(text.Text{FR: "Trop tard : cette demande a expiré, rien n'a été publié.", EN: "Too late: this request has expired, nothing was published.", AR: "فات الأوان: انتهت صلاحية الطلب ولم يُنشر شيء."},
			text.Text{FR: "L'auteur peut la renvoyer en une pression.", EN: "The author can send it again with one press.", AR: "يمكن للمحرر إعادة إرساله بضغطة واحدة."})
	case errors.Is(err, approval.ErrDecided):
		return problem(text.Text{FR: "C'est déjà décidé : quelqu'un a répondu avant vous.", EN: "This is decided already: somebody answered before you.", AR: "تم البت في الأمر: أجاب شخص آخر قبلكم."}, pending)
	case errors.Is(err, approval.ErrVoted):
		return problem(text.Text{FR: "Vous avez déjà dit oui ; il faut une autre personne.", EN: "You have said yes already; somebody else is needed.", AR: "سبق أن وافقتم؛ يلزم شخص آخر."}, pending)
	case errors.Is(err, approval.ErrNotNeeded), errors.Is(err, approval.ErrNotDecider):
		return problem(text.Text{FR: "Votre rôle ne permet pas de décider ici.", EN: "Your role cannot decide here.", AR: "دوركم لا يخول لكم البت هنا."},
			text.Text{FR: "La carte dit qui est attendu ; /team montre qui a ce rôle.", EN: "The card says who is awaited; /team shows who has that role.", AR: "تبين البطاقة من هو المنتظر؛ و‎/team‎ يعرض أصحاب ذلك الدور."})
	case errors.Is(err, approval.ErrNoCase):
		return problem(text.Text{FR: "Cette demande n'existe plus.", EN: "This request no longer exists.", AR: "لم يعد هذا الطلب موجودا."}, pending)
	}
	return err
}

// preview shows every version as each target will get it, or as it was recorded, with the findings that the author has seen.
func (k Kit) preview(ctx context.Context, r chat.Request) (chat.Reply, error) {
	c, err := k.Office.Case(ctx, r.Object)
	if err != nil {
		return chat.Reply{}, explainDecision(err)
	}
	m := chat.Message{Lang: r.Lang(), Blocks: []chat.Block{chat.Heading{Text: r.Say(c.Subject.Title)}}}
	if c.State == approval.Waiting {
		changes, err := k.Office.Look(ctx, c, r.Who.Member)
		if err != nil {
			return chat.Reply{}, err
		}
		m.Blocks = append(m.Blocks, k.changed(r, changes)...)
	}
	drawn, err := k.Publisher.Drawings(ctx, c)
	if err != nil {
		return chat.Reply{}, err
	}
	if len(drawn) > 0 {
		m.Blocks = append(m.Blocks, drawn...)
	} else {
		pictures, err := k.submittedPictures(ctx, r, c)
		if err != nil {
			return chat.Reply{}, err
		}
		m.Blocks = append(m.Blocks, pictures...)
		m.Blocks = append(m.Blocks, k.Publisher.Preview(c, r.Lang())...)
	}
	if c.State == approval.Waiting {
		press := func(action string) chat.Press { return chat.Press{Command: "approve", Action: action, Object: c.ID} }
		m.Blocks = append(m.Blocks, chat.Buttons{Items: []chat.Button{
			{Label: r.Say(text.Text{FR: "Valider", EN: "Approve", AR: "مصادقة"}), Press: press("yes"), Look: chat.Primary},
			{Label: r.Say(text.Text{FR: "Demander des changements", EN: "Ask for changes", AR: "طلب تعديلات"}), Press: press("change")},
			{Label: r.Say(text.Text{FR: "Refuser", EN: "Refuse", AR: "رفض"}), Press: press("no"), Look: chat.Danger},
		}})
	}
	return chat.Reply{Message: m}, nil
}

// mostChanges is how many changes are shown one by one.
const mostChanges = 12

// changed shows what is new since the reader last looked.
func (k Kit) changed(r chat.Request, changes []approval.Change) []chat.Block {
	if len(changes) == 0 {
		return nil
	}
	var facts []chat.Fact
	for _, c := range changes[:min(len(changes), mostChanges)] {
		said := text.Text{FR: "« %s » devient « %s »", EN: "“%s” becomes “%s”", AR: "«%s» صارت «%s»"}.With(c.Was, c.Is)
		switch {
		case c.Was == "":
			said = text.Text{FR: "ajouté : « %s »", EN: "added: “%s”", AR: "أضيف: «%s»"}.With(c.Is)
		case c.Is == "":
			said = text.Text{FR: "enlevé : « %s »", EN: "removed: “%s”", AR: "حُذف: «%s»"}.With(c.Was)
		}
		facts = append(facts, chat.Fact{Label: k.targetTitles([]string{c.Target})[0] + " · " + c.Lang.Name(), Value: r.Say(said)})
	}
	return []chat.Block{chat.Heading{Text: r.Say(text.Text{FR: "Changé depuis votre dernière lecture", EN: "Changed since you last looked", AR: "ما تغير منذ آخر اطلاع لكم"})}, chat.Facts{Items: facts}}
}

// pasted records the link of a post that somebody published by hand.
func (k Kit) pasted(ctx context.Context, r chat.Request) (chat.Reply, error) {
	c, err := k.Office.Case(ctx, r.Object)
	if err != nil {
		return chat.Reply{}, explainDecision(err)
	}
	network := pickedOne(chat.Input{Name: "network", Choices: networksInput().Choices}, r.Values)
	link, err := url.Parse(strings.TrimSpace(r.Values["link"]))
	if err != nil {
		return chat.Reply{}, &chat.Problem{What: text.Text{FR: "Ce lien ne se lit pas.", EN: "This link cannot be read.", AR: "تعذرت قراءة هذا الرابط."}, Do: text.Text{FR: "Copiez-le depuis la barre d'adresse.", EN: "Copy it from the address bar.", AR: "انسخوه من شريط العنوان."}}
	}
	if err := k.Publisher.ByHand(ctx, c.Subject, network, link.String(), r.Who.Member); err != nil {
		return chat.Reply{}, notThere(err)
	}
	return r.Answer(linkNoted), nil
}

var linkNoted = text.Text{FR: "Lien noté : la publication est suivie, et /retract saura la retirer avec vous.", EN: "Link noted: the post is followed, and /retract can take it down with you.", AR: "سُجل الرابط: يُتابع المنشور ويمكن سحبه معكم عبر ‎/retract‎."}
