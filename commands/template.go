package commands

import (
	"context"
	"slices"
	"strings"

	"portevoix/bot/chat"
	"portevoix/bot/notice"
	"portevoix/bot/people"
	"portevoix/bot/text"
)

// template keeps the notices that were agreed on in daytime: it lists them, proposes one, and fills one in at night.
func (k Kit) template() chat.Command {
	c := chat.Command{
		Name: "template", Words: []string{"modele", "modèle", "قالب"}, Role: people.Officer,
		Summary: text.Text{FR: "Modèles d'avis validés de jour, à remplir la nuit", EN: "Notice templates, cleared by day, filled in at night", AR: "قوالب إشعارات مصادق عليها نهارا تُملأ ليلا"},
		Examples: []text.Text{
			{FR: "/template", EN: "/template", AR: "/template"},
			{FR: "/template proposer évacuation", EN: "/template propose evacuation", AR: "/template اقتراح إخلاء"},
			{FR: "/template évacuation 23 h", EN: "/template evacuation 11 pm", AR: "/template إخلاء 23:00"},
		},
		Inputs: func(chat.Values) []chat.Input {
			return []chat.Input{{Name: "what", Words: []string{"quoi", "ماذا"}, Free: true, Suggest: true, Max: 400,
				Label: text.Text{FR: "Quel modèle ?", EN: "Which template?", AR: "أي قالب؟"},
				Help:  text.Text{FR: "Vide : la liste. Un genre d'avis : le remplir.", EN: "Empty: the list. A kind of notice: fill it in.", AR: "فارغ: اللائحة. نوع إشعار: ملؤه."}}}
		},
		Suggest: suggestKinds,
	}
	c.Plan = k.planTemplate
	c.Run = k.runTemplate
	return c
}

// What may begin the line after /template.
var (
	proposeWords = []string{"proposer", "propose", "nouveau", "new", "اقتراح"}
	retireWords  = []string{"retirer", "expirer", "withdraw", "expire", "سحب"}
	useWords     = []string{"utiliser", "remplir", "use", "fill", "استعمال"}
)

// A templateAsk is what was typed after /template, understood.
type templateAsk struct {
	verb     string // "propose", "retire", "use", or "" for the list
	id       string // "t_4k7m2q", or "n_2026-014" to propose from
	kind     notice.Kind
	exercise bool
	rest     string
}

func understandTemplate(typed string) templateAsk {
	a := templateAsk{verb: "use"}
	first, rest, _ := strings.Cut(strings.TrimSpace(typed), " ")
	for verb, words := range map[string][]string{"propose": proposeWords, "retire": retireWords, "use": useWords} {
		if slices.Contains(words, chat.Fold(first)) {
			a.verb, typed = verb, rest
			break
		}
	}
	first, rest, _ = strings.Cut(strings.TrimSpace(typed), " ")
	if strings.HasPrefix(first, "t_") || strings.HasPrefix(first, "n_") {
		a.id, a.rest = first, rest
		return a
	}
	kind := understand(typed)
	if !kind.known {
		return templateAsk{}
	}
	a.kind, a.exercise, a.rest = kind.kind, kind.exercise, kind.rest
	return a
}

// cleared finds the template that is asked for among those that can be used: by id, or the newest of a kind.
func (k Kit) cleared(ctx context.Context, a templateAsk) (found notice.Template, ok bool) {
	ready, err := k.Notices.Ready(ctx)
	if err != nil {
		return found, false
	}
	for _, t := range ready {
		if t.ID == a.id || a.id == "" && t.Kind == a.kind.Name {
			found, ok = t, true
		}
	}
	return found, ok
}

func (k Kit) planTemplate(r chat.Request) chat.Plan {
	switch r.Action {
	case "":
		a := understandTemplate(r.Values["what"])
		switch {
		case a.verb == "propose" && a.id == "" && a.kind.Refuse.IsZero():
			return chat.Plan{Form: k.proposalForm(r, a.kind, nil)}
		case a.verb == "use":
			return k.planUse(r, a)
		}
	case "propose":
		kind, ok := notice.Find(r.Object)
		switch {
		case !ok || !kind.Refuse.IsZero():
		case r.Via != chat.Submitted:
			return chat.Plan{Form: k.proposalForm(r, kind, nil)}
		default:
			_, _, wrong := k.Notices.ReadProposal(kind, r.Values, r.Lang())
			return chat.Plan{Errors: wrong}
		}
	case "use":
		id, exercise := strings.CutSuffix(r.Object, ".ex")
		t, ok := k.cleared(context.Background(), templateAsk{id: id})
		switch {
		case !ok:
		case r.Via == chat.Submitted:
			_, wrong := k.Notices.ReadBlanks(t, r.Values)
			return chat.Plan{Errors: wrong}
		case len(t.Blanks) > 0:
			return chat.Plan{Form: k.blanksForm(r, t, exercise, k.defaults(r, t))}
		}
	case "alone":
		if r.Via != chat.Submitted {
			return chat.Plan{Form: aloneForm(r)}
		}
		if problem := k.Notices.Reason(r.Values["reason"]); !problem.IsZero() {
			return chat.Plan{Errors: map[string]text.Text{"reason": problem}}
		}
	}
	return chat.Plan{}
}

// planUse asks for the blanks, unless everything was typed with the command.
func (k Kit) planUse(r chat.Request, a templateAsk) chat.Plan {
	t, ok := k.cleared(context.Background(), a)
	if !ok || len(t.Blanks) == 0 {
		return chat.Plan{}
	}
	values := k.typedBlanks(r, t, a)
	_, wrong := k.Notices.ReadBlanks(t, values)
	if a.rest != "" && len(wrong) == 0 {
		return chat.Plan{}
	}
	form := k.blanksForm(r, t, a.exercise, values)
	if a.rest != "" {
		form.Errors = wrong
	}
	return chat.Plan{Form: form}
}

// typedBlanks reads blanks out of what was typed behind the kind: named values, a moment for the end, a place.
func (k Kit) typedBlanks(r chat.Request, t notice.Template, a templateAsk) chat.Values {
	kind, _ := notice.Find(t.Kind)
	return k.prefill(r, asked{kind: kind, known: true, rest: a.rest})
}

func (k Kit) defaults(r chat.Request, t notice.Template) chat.Values {
	return k.typedBlanks(r, t, templateAsk{})
}

func (k Kit) proposalForm(r chat.Request, kind notice.Kind, values chat.Values) *chat.Form {
	if values == nil {
		values = chat.Values{}
		for _, f := range kind.Fields {
			if f.Type == notice.Phone || f.Type == notice.Link || f.Type == notice.Contact {
				values[f.Name] = k.Notices.Preset(f, r.Now)
			}
		}
	}
	return &chat.Form{Command: "template", Action: "propose", Object: kind.Name, Lang: r.Lang(), Title: text.Join(" · ", text.Text{FR: "Modèle", EN: "Template", AR: "قالب"}, kind.Label),
		Intro:  text.Text{FR: "Ce que vous écrivez ici ne changera plus. Les moments et les nombres se rempliront au moment de l'envoi.", EN: "What you write here will not change any more. Moments and numbers are filled in when it is sent.", AR: "ما تكتبونه هنا لن يتغير. أما الأوقات والأعداد فتُملأ وقت الإرسال."},
		Inputs: k.Notices.Proposal(kind), Values: values, Submit: text.Text{FR: "Voir le modèle", EN: "See the template", AR: "عرض القالب"}}
}

func (k Kit) blanksForm(r chat.Request, t notice.Template, exercise bool, values chat.Values) *chat.Form {
	object := t.ID
	title := k.Notices.TemplateTitle(t)
	if exercise {
		object, title = t.ID+".ex", text.Join(" · ", text.Text{FR: "EXERCICE", EN: "EXERCISE", AR: "تمرين"}, title)
	}
	return &chat.Form{Command: "template", Action: "use", Object: object, Lang: r.Lang(), Title: title, Inputs: k.Notices.BlankInputs(t), Values: values, Submit: continueLabel}
}

func aloneForm(r chat.Request) *chat.Form {
	return &chat.Form{Command: "template", Action: "alone", Object: r.Object, Lang: r.Lang(), Values: chat.Values{}, Submit: text.Text{FR: "Envoyer maintenant", EN: "Send now", AR: "إرسال الآن"},
		Title:  text.Text{FR: "Envoyer sans deuxième personne", EN: "Send without a second person", AR: "إرسال دون شخص ثان"},
		Intro:  text.Text{FR: "Seulement si une vie est en danger et que personne ne peut confirmer. Toutes les directions sont prévenues ; l'une d'elles relit sous 12 heures.", EN: "Only if a life is in danger and nobody can confirm. Every director is told; one of them reviews it within 12 hours.", AR: "فقط إذا كانت حياة في خطر ولا أحد يستطيع التأكيد. يُخبر جميع المديرين ويراجعه أحدهم خلال 12 ساعة."},
		Inputs: []chat.Input{{Name: "reason", Kind: chat.Long, Required: true, Max: 300, Label: text.Text{FR: "Pourquoi", EN: "Why", AR: "السبب"}, Help: text.Text{FR: "Sans nom ni détail sur un patient.", EN: "No name and no detail about a patient.", AR: "بدون اسم أو تفصيل عن مريض."}}}}
}

func (k Kit) runTemplate(ctx context.Context, r chat.Request) (chat.Reply, error) {
	switch r.Action {
	case "":
		return k.templateTyped(ctx, r)
	case "propose":
		t, err := k.Notices.Propose(ctx, r.Object, r.Values, r.Lang(), r.Who.Member)
		return k.templateReply(r, t, err)
	case "from":
		t, err := k.Notices.ProposeFrom(ctx, r.Object, r.Who.Member)
		return k.templateReply(r, t, err)
	case "show":
		t, err := k.Notices.Template(ctx, r.Object)
		return k.templateReply(r, t, err)
	case "clear":
		if _, err := k.Notices.SubmitTemplate(ctx, r.Object, r.Who.Member); err != nil {
			return chat.Reply{}, err
		}
		return replacing(r.Answer(text.Text{FR: "Le modèle %s attend sa deuxième personne dans le salon des validations. Rien n'est publié quand il est validé : il pourra servir.", EN: "Template %s awaits its second person in the approvals room. Nothing is published when it is cleared: it can then be used.", AR: "القالب %s في انتظار الشخص الثاني في غرفة المصادقات. لا يُنشر شيء عند المصادقة: يصبح قابلا للاستعمال."}, r.Object)), nil
	case "retire":
		return k.retireTemplate(ctx, r, r.Object)
	case "use":
		id, exercise := strings.CutSuffix(r.Object, ".ex")
		n, err := k.Notices.Use(ctx, id, r.Values, exercise, r.Who.Member)
		return k.written(r, n, nil, err)
	case "alone":
		n, err := k.Notices.BreakGlass(ctx, r.Object, r.Who.Member, r.Values["reason"], r.Who.Platform+"/"+r.Who.ID)
		if err != nil {
			return chat.Reply{}, err
		}
		return replacing(r.Answer(text.Text{FR: "L'avis %s part maintenant, sans deuxième personne. Toutes les directions sont prévenues ; l'une d'elles doit le relire sous 12 heures.", EN: "Notice %s is going out now, without a second person. Every director has been told; one of them has to review it within 12 hours.", AR: "يُرسل الإشعار %s الآن دون شخص ثان. أُخبر جميع المديرين؛ وعلى أحدهم مراجعته خلال 12 ساعة."}, n.Number())), nil
	case "right", "wrong":
		if err := k.Notices.Judge(ctx, r.Object, r.Who.Member, r.Action == "right"); err != nil {
			return chat.Reply{}, err
		}
		return r.Answer(text.Text{FR: "Relecture enregistrée. Merci.", EN: "Review recorded. Thank you.", AR: "سُجلت المراجعة. شكرا."}), nil
	}
	return chat.Reply{}, &chat.Problem{What: text.Text{FR: "Ce bouton n'est plus proposé.", EN: "This button is no longer offered.", AR: "لم يعد هذا الزر متاحا."}, Do: text.Text{FR: "Voyez les modèles : /template.", EN: "See the templates: /template.", AR: "انظروا القوالب: ‎/template‎."}}
}

func (k Kit) templateTyped(ctx context.Context, r chat.Request) (chat.Reply, error) {
	a := understandTemplate(r.Values["what"])
	switch {
	case a.verb == "propose" && a.id != "":
		t, err := k.Notices.ProposeFrom(ctx, a.id, r.Who.Member)
		return k.templateReply(r, t, err)
	case a.verb == "propose": // a kind that is refused; the others got a form
		_, err := k.Notices.Propose(ctx, a.kind.Name, nil, r.Lang(), r.Who.Member)
		return chat.Reply{}, err
	case a.verb == "retire" && a.id != "":
		return k.retireTemplate(ctx, r, a.id)
	case a.verb == "use":
		if t, ok := k.cleared(ctx, a); ok {
			n, err := k.Notices.Use(ctx, t.ID, k.typedBlanks(r, t, a), a.exercise, r.Who.Member)
			return k.written(r, n, nil, err)
		}
		if a.id != "" {
			t, err := k.Notices.Template(ctx, a.id)
			return k.templateReply(r, t, err)
		}
	}
	return k.listTemplates(ctx, r, a)
}

func (k Kit) retireTemplate(ctx context.Context, r chat.Request, id string) (chat.Reply, error) {
	if err := k.Notices.Retire(ctx, id, r.Who.Member); err != nil {
		return chat.Reply{}, err
	}
	return replacing(r.Answer(text.Text{FR: "Le modèle %s ne peut plus servir. Réimprimez la fiche papier (portevoix kit).", EN: "Template %s can no longer be used. Print the paper kit again (portevoix kit).", AR: "لم يعد القالب %s قابلا للاستعمال. أعيدوا طباعة الملف الورقي (portevoix kit)."}, id)), nil
}

func (k Kit) templateReply(r chat.Request, t notice.Template, err error) (chat.Reply, error) {
	if err != nil {
		return chat.Reply{}, err
	}
	return replacing(chat.Reply{Message: k.templateMessage(r, t)}), nil
}

// templateMessage shows a template: what is fixed, what may be filled in, and whether one person may send it alone.
func (k Kit) templateMessage(r chat.Request, t notice.Template) chat.Message {
	kind, _ := notice.Find(t.Kind)
	fact := func(label text.Text, value string) chat.Fact { return chat.Fact{Label: r.Say(label), Value: value} }
	facts := []chat.Fact{fact(text.Text{FR: "État", EN: "State", AR: "الحالة"}, r.Say(t.Standing(k.Notices.Now(), k.Notices.Zone)))}
	for _, b := range t.Blanks {
		if f, ok := kind.Field(b.Field); ok {
			facts = append(facts, fact(text.Text{FR: "À remplir : %s", EN: "To fill in: %s", AR: "للملء: %s"}.With(f.Label), r.Say(k.Notices.Bound(f, b))))
		}
	}
	facts = append(facts, fact(text.Text{FR: "Seul·e, en cas de danger vital", EN: "By one person, if a life is in danger", AR: "من شخص واحد عند الخطر على الحياة"}, k.barsLine(r, t)))
	m := chat.Message{Lang: r.Lang(), Blocks: []chat.Block{chat.Heading{Text: r.Say(k.Notices.TemplateTitle(t))}, chat.Facts{Items: facts}}}
	for _, l := range t.Langs {
		m.Blocks = append(m.Blocks, chat.Ready{Label: l.Name(), Text: k.Notices.Unfilled(t, l), Lang: l})
	}
	if row := k.templateButtons(r, t); len(row) > 0 {
		m.Blocks = append(m.Blocks, chat.Buttons{Items: row})
	}
	return m
}

// barsLine says whether one person may send a template alone, and what stands in the way.
func (k Kit) barsLine(r chat.Request, t notice.Template) string {
	bars := k.Notices.Bars(t)
	if t.State != notice.TemplateCleared && len(bars) == 1 {
		return r.Say(text.Text{FR: "possible, une fois validé", EN: "possible, once it is cleared", AR: "ممكن بعد المصادقة"})
	}
	if len(bars) == 0 {
		return r.Say(text.Text{FR: "possible", EN: "possible", AR: "ممكن"})
	}
	return r.Say(text.Text{FR: "non : %s", EN: "no: %s", AR: "لا: %s"}, text.Join("; ", bars...))
}

func (k Kit) templateButtons(r chat.Request, t notice.Template) []chat.Button {
	press := func(action string) chat.Press {
		return chat.Press{Command: "template", Action: action, Object: t.ID}
	}
	switch {
	case t.State == notice.TemplateDraft:
		return []chat.Button{
			{Label: r.Say(text.Text{FR: "Envoyer pour validation", EN: "Send for clearing", AR: "إرسال للمصادقة"}), Look: chat.Primary, Press: press("clear")},
			{Label: r.Say(discardLabel), Press: press("retire")},
		}
	case t.State == notice.TemplateWithdrawn:
		return nil
	}
	retire := chat.Button{Label: r.Say(text.Text{FR: "Retirer ce modèle", EN: "Withdraw this template", AR: "سحب هذا القالب"}), Look: chat.Danger, Press: press("retire")}
	if t.State == notice.TemplateCleared && !t.Expired(k.Notices.Now()) {
		return []chat.Button{{Label: r.Say(fillLabel), Look: chat.Primary, Press: press("use")}, retire}
	}
	return []chat.Button{retire}
}

var fillLabel = text.Text{FR: "Remplir", EN: "Fill in", AR: "ملء"}

// listTemplates lists every template with where it stands, those that can be used first.
func (k Kit) listTemplates(ctx context.Context, r chat.Request, a templateAsk) (chat.Reply, error) {
	all, err := k.Notices.Templates(ctx)
	if err != nil {
		return chat.Reply{}, err
	}
	usable := func(t notice.Template) bool {
		return t.State == notice.TemplateCleared && !t.Expired(k.Notices.Now())
	}
	slices.SortStableFunc(all, func(x, y notice.Template) int {
		if usable(x) == usable(y) {
			return 0
		}
		if usable(x) {
			return -1
		}
		return 1
	})
	m := chat.Message{Lang: r.Lang(), Blocks: []chat.Block{chat.Heading{Text: r.Say(text.Text{FR: "Modèles d'avis", EN: "Notice templates", AR: "قوالب الإشعارات"})}}}
	if a.verb == "" && strings.TrimSpace(r.Values["what"]) != "" {
		m.Blocks = append(m.Blocks, chat.Paragraph{Text: r.Say(text.Text{FR: "Je n'ai pas reconnu le genre d'avis. /urgent les montre tous.", EN: "I did not recognise the kind of notice. /urgent shows them all.", AR: "لم أتعرف على نوع الإشعار. ‎/urgent‎ يعرضها كلها."})})
	}
	if a.kind.Name != "" {
		m.Blocks = append(m.Blocks, chat.Paragraph{Text: r.Say(text.Text{FR: "Aucun modèle validé pour « %s ». Pour en proposer un, de jour : /template proposer %s", EN: "No cleared template for “%s”. To propose one, by day: /template propose %s", AR: "لا قالب مصادق عليه لـ«%s». لاقتراح واحد نهارا: ‎/template اقتراح %s"}, a.kind.Label, a.kind.Label)})
	}
	if len(all) == 0 {
		m.Blocks = append(m.Blocks, chat.Paragraph{Text: r.Say(text.Text{FR: "Aucun modèle pour l'instant. Un modèle validé part la nuit avec une seule confirmation : /template proposer évacuation", EN: "No template yet. A cleared template goes out at night with a single confirmation: /template propose evacuation", AR: "لا قوالب حتى الآن. القالب المصادق عليه يُرسل ليلا بتأكيد واحد: ‎/template اقتراح إخلاء"})})
	}
	const most = 6 // buttons in one message are limited
	for i, t := range all {
		m.Blocks = append(m.Blocks, chat.Facts{Items: []chat.Fact{{Label: r.Say(k.Notices.TemplateTitle(t)), Value: r.Say(t.Standing(k.Notices.Now(), k.Notices.Zone))}}})
		if i >= most {
			continue
		}
		var row []chat.Button
		if usable(t) {
			row = append(row, chat.Button{Label: r.Say(text.Text{FR: "Remplir %s", EN: "Fill in %s", AR: "ملء %s"}, t.ID), Look: chat.Primary, Press: chat.Press{Command: "template", Action: "use", Object: t.ID}})
		}
		m.Blocks = append(m.Blocks, chat.Buttons{Items: append(row, chat.Button{Label: r.Say(text.Text{FR: "Ouvrir %s", EN: "Open %s", AR: "فتح %s"}, t.ID), Press: chat.Press{Command: "template", Action: "show", Object: t.ID}})})
	}
	return chat.Reply{Message: m}, nil
}

// filledIn is what the preview of a notice made from a template adds: how it goes out.
func (k Kit) filledIn(r chat.Request, n notice.Notice) []chat.Block {
	if n.Template == "" || n.State != notice.Drafted {
		return nil
	}
	blocks := []chat.Block{chat.Note{Text: r.Say(text.Text{FR: "Modèle %s, validé : une pression d'une personne de garde suffit.", EN: "Template %s, cleared: one press of somebody on call is enough.", AR: "القالب %s مصادق عليه: تكفي ضغطة واحدة من شخص مداوم."}, n.Template)}}
	kind, _ := notice.Find(n.Kind)
	t, err := k.Notices.Template(context.Background(), n.Template)
	switch {
	case err != nil || !kind.Life:
	case k.Notices.MayAlone(context.Background(), n):
		blocks = append(blocks, chat.Buttons{Items: []chat.Button{{Label: r.Say(text.Text{FR: "Personne pour confirmer : envoyer seul·e", EN: "Nobody to confirm: send alone", AR: "لا أحد للتأكيد: إرسال منفرد"}), Look: chat.Danger, Press: chat.Press{Command: "template", Action: "alone", Object: n.ID}}}})
	default:
		blocks = append(blocks, chat.Note{Text: r.Say(text.Text{FR: "Envoi par une seule personne : %s", EN: "Sending by one person: %s", AR: "الإرسال من شخص واحد: %s"}, k.barsLine(r, t))})
	}
	return blocks
}

// unreviewed lists what one person sent alone and no director has looked at.
func (k Kit) unreviewed(ctx context.Context, r chat.Request, buttons bool) ([]chat.Block, error) {
	reviews, err := k.Notices.Unreviewed(ctx)
	if err != nil || len(reviews) == 0 {
		return nil, err
	}
	blocks := []chat.Block{chat.Heading{Text: r.Say(text.Text{FR: "Partis sans deuxième personne, à relire", EN: "Sent without a second person, to be reviewed", AR: "أُرسلت دون شخص ثان وتنتظر المراجعة"})}}
	for i, v := range reviews {
		until := text.Text{FR: "à relire par une direction avant %s", EN: "to be reviewed by a director before %s", AR: "يراجعه مدير قبل %s"}
		if !k.Notices.Now().Before(v.Due) {
			until = text.Text{FR: "EN RETARD : devait être relu avant %s", EN: "LATE: was to be reviewed before %s", AR: "متأخر: كان يجب أن يُراجع قبل %s"}
		}
		blocks = append(blocks, chat.Facts{Items: []chat.Fact{{Label: r.Say(k.Notices.Title(v.Notice)), Value: r.Say(until, text.Moment(v.Due.In(k.Notices.Zone)))}}})
		if buttons && i < 3 && r.Who.Member != v.By && may(r.Who, people.ReviewAlone, people.Object{Kind: "notice"}) {
			blocks = append(blocks, chat.Buttons{Items: k.Notices.ReviewButtons(v.Notice, r.Lang())})
		}
	}
	return blocks, nil
}
