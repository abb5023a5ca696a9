package commands

import (
	"context"
	"slices"
	"strings"
	"time"

	"portevoix/bot/chat"
	"portevoix/bot/notice"
	"portevoix/bot/people"
	"portevoix/bot/social"
	"portevoix/bot/text"
	"portevoix/bot/text/when"
)

// urgent writes an urgent notice and sends it to its second person. With a kind it goes straight to the form of that kind; alone it
// offers the kinds.
func (k Kit) urgent() chat.Command {
	c := chat.Command{
		Name: "urgent", Words: []string{"avis", "urgence", "notice", "alerte", "عاجل", "إشعار"}, Role: people.Officer,
		Summary: text.Text{FR: "Publier un avis urgent partout, à deux", EN: "Publish an urgent notice everywhere, two people together", AR: "نشر إشعار عاجل في كل مكان بتأكيد شخصين"},
		Global:  text.Text{FR: "Avis urgent", EN: "Urgent notice", AR: "إشعار عاجل"},
		Examples: []text.Text{
			{FR: "/urgent don du sang", EN: "/urgent blood", AR: "/urgent التبرع بالدم"},
			{FR: "/urgent panne informatique", EN: "/urgent it outage", AR: "/urgent عطب معلوماتي"},
			{FR: "/urgent exercice visites", EN: "/urgent exercise visiting", AR: "/urgent تمرين الزيارات"},
			{FR: "/urgent liste", EN: "/urgent list", AR: "/urgent لائحة"},
		},
		Inputs: func(chat.Values) []chat.Input {
			return []chat.Input{{Name: "kind", Words: []string{"genre", "sujet", "نوع"}, Free: true, Suggest: true, Max: 400,
				Label: text.Text{FR: "De quoi s'agit-il ?", EN: "What is it about?", AR: "ما الموضوع؟"},
				Help:  text.Text{FR: "Le genre d'avis, ou « liste » pour ceux en cours.", EN: "The kind of notice, or “list” for those that are live.", AR: "نوع الإشعار، أو «لائحة» للإشعارات السارية."}}}
		},
		Suggest: suggestKinds,
	}
	c.Plan = k.planUrgent
	c.Run = k.runUrgent
	return c
}

func suggestKinds(_ context.Context, _ chat.Request, _, typed string) []chat.Choice {
	var all []chat.Choice
	for _, kind := range notice.Kinds() {
		for _, name := range append([]string{kind.Name, kind.Label.FR, kind.Label.EN, kind.Label.AR}, kind.Words...) {
			if strings.Contains(chat.Fold(name), chat.Fold(strings.TrimSpace(typed))) {
				all = append(all, chat.Choice{Value: kind.Name, Label: kind.Label})
				break
			}
		}
	}
	return all
}

// drillWords begin an exercise.
var drillWords = []string{"exercice", "exercise", "drill", "تمرين"}

// listWords ask for the live notices.
var listWords = []string{"list", "liste", "en cours", "live", "لائحة", "الجارية"}

// An asked kind is what was typed after /urgent, understood.
type asked struct {
	kind     notice.Kind
	known    bool
	exercise bool
	rest     string // what was typed after the kind
}

func understand(typed string) asked {
	a := asked{}
	typed = strings.TrimSpace(typed)
	if first, rest, _ := strings.Cut(typed, " "); slices.Contains(drillWords, chat.Fold(first)) {
		a.exercise, typed = true, rest
	}
	a.kind, a.rest, a.known = notice.Recognise(typed)
	return a
}

// object names a kind in a button or form: "blood", or "blood.ex" for an exercise.
func (a asked) object() string {
	if a.exercise {
		return a.kind.Name + ".ex"
	}
	return a.kind.Name
}

func askedBy(object string) asked {
	name, exercise := strings.CutSuffix(object, ".ex")
	kind, known := notice.Find(name)
	return asked{kind: kind, known: known, exercise: exercise}
}

// planUrgent asks with the form of the kind. Fields that cannot be read are pointed at, so that the form stays open with what was
// typed; words that must not be published are Run's, which offers to go on without them.
func (k Kit) planUrgent(r chat.Request) chat.Plan {
	switch r.Action {
	case "":
		a := understand(r.Values["kind"])
		if !a.known || !a.kind.Refuse.IsZero() {
			return chat.Plan{} // Run offers the kinds, lists, or explains the refusal
		}
		return chat.Plan{Form: k.noticeForm(r, a, k.prefill(r, a))}
	case "new":
		a := askedBy(r.Object)
		if !a.known || !a.kind.Refuse.IsZero() {
			return chat.Plan{}
		}
		if r.Via != chat.Submitted {
			return chat.Plan{Form: k.noticeForm(r, a, k.prefill(r, a))}
		}
		return chat.Plan{Errors: k.unreadable(r, a.kind)}
	case "edit":
		return k.planEdit(r)
	case "translate":
		return k.planTranslate(r)
	case "end":
		return k.planEnd(r)
	case "note":
		if r.Via != chat.Submitted {
			return chat.Plan{Form: &chat.Form{Command: "urgent", Action: "note", Object: r.Object, Lang: r.Lang(), Values: chat.Values{}, Title: text.Text{FR: "Retour d'expérience", EN: "Debrief", AR: "استخلاص الدروس"}, Submit: saveLabel,
				Inputs: []chat.Input{{Name: "note", Kind: chat.Long, Required: true, Max: 1000, Label: text.Text{FR: "Ce que l'équipe a appris", EN: "What the team learnt", AR: "ما تعلمه الفريق"}}}}}
		}
	}
	return chat.Plan{}
}

var (
	saveLabel     = text.Text{FR: "Enregistrer", EN: "Save", AR: "حفظ"}
	continueLabel = text.Text{FR: "Voir l'avis", EN: "See the notice", AR: "عرض الإشعار"}
)

// noticeForm asks for the facts of a kind: five at most.
func (k Kit) noticeForm(r chat.Request, a asked, values chat.Values) *chat.Form {
	title := a.kind.Label
	if a.exercise {
		title = text.Join(" · ", text.Text{FR: "EXERCICE", EN: "EXERCISE", AR: "تمرين"}, title)
	}
	return &chat.Form{Command: "urgent", Action: "new", Object: a.object(), Lang: r.Lang(), Title: title, Intro: a.kind.Pitfalls, Inputs: k.inputs(a.kind), Values: values, Submit: continueLabel}
}

func (k Kit) inputs(kind notice.Kind) []chat.Input {
	var all []chat.Input
	for _, f := range kind.Fields {
		all = append(all, f.Input(k.Notices.Country.Code))
	}
	return all[:min(len(all), chat.MaxFields)]
}

// prefill takes what was typed after the kind: named values, a date for the end, and the rest for the first field that takes words.
func (k Kit) prefill(r chat.Request, a asked) chat.Values {
	inputs := k.inputs(a.kind)
	for i, f := range a.kind.Fields {
		if f.Type == notice.Place || f.Type == notice.Sentence {
			inputs[i].Free = true
			break
		}
	}
	rest, until := a.rest, ""
	if found := (when.Reader{Now: r.Now.In(k.Notices.Zone), MonthFirst: k.Notices.Country.MonthFirst}).Find(rest); len(found) == 1 && found[0].Clock && !strings.Contains(rest, a.kind.Until+":") {
		until = rest[found[0].Start:found[0].End]
		rest = strings.TrimSpace(rest[:found[0].Start] + " " + rest[found[0].End:])
	}
	values := chat.ParseValues(chat.Command{Inputs: func(chat.Values) []chat.Input { return inputs }}, rest)
	if until != "" {
		values[a.kind.Until] = until
	}
	for _, f := range a.kind.Fields {
		if values[f.Name] == "" && f.Type != notice.Moment {
			values[f.Name] = asTyped(k.Notices.Preset(f, r.Now), r.Lang())
		}
	}
	return values
}

// unreadable points at fields that cannot be read.
func (k Kit) unreadable(r chat.Request, kind notice.Kind) map[string]text.Text {
	wrong := chat.Check(k.inputs(kind), r)
	_, more := k.Notices.Read(kind, r.Values, r.Lang(), r.Now)
	for name, problem := range more {
		wrong[name] = problem
	}
	return wrong
}

func (k Kit) planEdit(r chat.Request) chat.Plan {
	n, err := k.Notices.Get(context.Background(), r.Object)
	if err != nil {
		return chat.Plan{}
	}
	kind, _ := notice.Find(n.Kind)
	if r.Via == chat.Submitted {
		return chat.Plan{Errors: k.unreadable(r, kind)}
	}
	form := k.noticeForm(r, asked{kind: kind, exercise: n.Exercise}, k.typed(kind, n, r.Lang()))
	form.Action, form.Object = "edit", n.ID
	return chat.Plan{Form: form}
}

// asTyped says "all" as a person writes it in their language; a choice and any other value stay as they are.
func asTyped(v string, l text.Lang) string {
	if v == "all" {
		return text.Text{FR: "tous", EN: "all", AR: "الكل"}.In(l)
	}
	return v
}

// typed shows canonical values as a person would type them.
func (k Kit) typed(kind notice.Kind, n notice.Notice, l text.Lang) chat.Values {
	values := chat.Values{}
	for _, f := range kind.Fields {
		v := n.Fields[f.Name]
		if t, err := time.Parse(time.RFC3339, v); f.Type == notice.Moment && err == nil {
			t = t.In(k.Notices.Zone)
			v = text.Date(t).In(l) + " " + text.Clock(t).In(l)
		} else if f.Type == notice.Hours {
			v = strings.ReplaceAll(v, "-", " - ")
		}
		values[f.Name] = v
	}
	return values
}

func (k Kit) planTranslate(r chat.Request) chat.Plan {
	if r.Via == chat.Submitted {
		return chat.Plan{}
	}
	id, field, l := translation(r.Object)
	return chat.Plan{Form: &chat.Form{Command: "urgent", Action: "translate", Object: r.Object, Lang: r.Lang(), Values: chat.Values{}, Submit: saveLabel,
		Title:  text.Text{FR: "Avis %s, en %s", EN: "Notice %s, in %s", AR: "الإشعار %s بلغة %s"}.With(notice.Notice{ID: id}.Number(), l.Name()),
		Inputs: []chat.Input{{Name: "words", Required: true, Max: 160, Label: text.Text{FR: "La même phrase dans cette langue (%s)", EN: "The same sentence in that language (%s)", AR: "الجملة نفسها بهذه اللغة (%s)"}.With(field)}}}}
}

// translation reads "n_2026-014.what.ar".
func translation(object string) (id, field string, l text.Lang) {
	parts := append(strings.SplitN(object, ".", 3), "", "")
	return parts[0], parts[1], text.Lang(parts[2])
}

func (k Kit) planEnd(r chat.Request) chat.Plan {
	if r.Via == chat.Submitted {
		return chat.Plan{Errors: chat.Check(endInputs(), r)}
	}
	n, err := k.Notices.Get(context.Background(), r.Object)
	if err != nil || n.Kind != "blood" && n.Kind != "plasma" && n.Kind != "platelets" {
		return chat.Plan{}
	}
	return chat.Plan{Form: &chat.Form{Command: "urgent", Action: "end", Object: r.Object, Lang: r.Lang(), Values: chat.Values{}, Submit: continueLabel, Inputs: endInputs(),
		Title: text.Text{FR: "Fin de l'appel", EN: "End of the appeal", AR: "نهاية النداء"}}}
}

func endInputs() []chat.Input {
	return []chat.Input{{Name: "result", Kind: chat.Number, Max: 7, Label: text.Text{FR: "Dons reçus (nombre)", EN: "Donations received (number)", AR: "عدد التبرعات"},
		Help: text.Text{FR: "Facultatif : le résultat remercie mieux qu'une formule.", EN: "Optional: a result thanks better than a formula.", AR: "اختياري: النتيجة خير شكر."}}}
}

func (k Kit) runUrgent(ctx context.Context, r chat.Request) (chat.Reply, error) {
	switch r.Action {
	case "":
		return k.urgentTyped(ctx, r)
	case "new":
		return k.newNotice(ctx, r)
	case "list":
		return k.liveNotices(ctx, r)
	case "edit":
		n, unsafe, err := k.Notices.Edit(ctx, r.Object, r.Who.Member, r.Values, r.Lang())
		return k.written(r, n, unsafe, err)
	case "translate":
		id, field, l := translation(r.Object)
		n, unsafe, err := k.Notices.Translate(ctx, id, r.Who.Member, field, l, r.Values["words"])
		return k.written(r, n, unsafe, err)
	case "leave":
		id, _, l := translation(r.Object)
		n, err := k.Notices.Leave(ctx, id, r.Who.Member, l)
		return k.written(r, n, nil, err)
	case "show":
		n, err := k.Notices.Get(ctx, r.Object)
		return k.written(r, n, nil, err)
	case "all":
		return k.allTexts(ctx, r)
	case "send":
		return k.sendNotice(ctx, r)
	case "discard":
		if err := k.Notices.Discard(ctx, r.Object, r.Who.Member); err != nil {
			return chat.Reply{}, err
		}
		return replacing(r.Answer(text.Text{FR: "Avis abandonné. Rien n'a été publié.", EN: "Notice discarded. Nothing was published.", AR: "تُرك الإشعار. لم يُنشر أي شيء."})), nil
	case "correct":
		n, err := k.Notices.Correct(ctx, r.Object, r.Who.Member)
		if err != nil {
			return chat.Reply{}, err
		}
		return k.correcting(r, n), nil
	case "end":
		n, err := k.Notices.Finish(ctx, r.Object, r.Who.Member, strings.TrimSpace(r.Values["result"]))
		return k.written(r, n, nil, err)
	case "note":
		if _, err := k.Notices.Note(ctx, r.Object, r.Who.Member, r.Values["note"]); err != nil {
			return chat.Reply{}, err
		}
		return r.Answer(text.Text{FR: "Noté. Merci.", EN: "Noted. Thank you.", AR: "تم التسجيل. شكرا."}), nil
	}
	return chat.Reply{}, &chat.Problem{What: text.Text{FR: "Ce bouton n'est plus proposé.", EN: "This button is no longer offered.", AR: "لم يعد هذا الزر متاحا."}, Do: text.Text{FR: "Voyez les avis : /urgent liste.", EN: "See the notices: /urgent list.", AR: "انظروا الإشعارات: ‎/urgent list‎."}}
}

func replacing(reply chat.Reply) chat.Reply { reply.Replace = true; return reply }

func (k Kit) urgentTyped(ctx context.Context, r chat.Request) (chat.Reply, error) {
	typed := strings.TrimSpace(r.Values["kind"])
	if slices.Contains(listWords, chat.Fold(typed)) {
		return k.liveNotices(ctx, r)
	}
	a := understand(typed)
	if a.known && !a.kind.Refuse.IsZero() {
		_, _, err := k.Notices.Begin(ctx, notice.Wish{Kind: a.kind.Name})
		return chat.Reply{}, err
	}
	return k.offerKinds(r, a, typed != "" && !a.exercise), nil
}

// offerKinds shows the kinds: the usual ones as buttons, the others by name.
func (k Kit) offerKinds(r chat.Request, a asked, unknown bool) chat.Reply {
	m := chat.Message{Lang: r.Lang()}
	if unknown {
		m.Blocks = append(m.Blocks, chat.Paragraph{Text: r.Say(text.Text{FR: "Je n'ai pas reconnu le genre d'avis. Choisissez :", EN: "I did not recognise the kind of notice. Choose:", AR: "لم أتعرف على نوع الإشعار. اختاروا:"})})
	} else {
		m.Blocks = append(m.Blocks, chat.Heading{Text: r.Say(text.Text{FR: "Quel avis urgent ?", EN: "Which urgent notice?", AR: "أي إشعار عاجل؟"})})
	}
	var buttons chat.Buttons
	for _, name := range notice.Basic {
		kind, _ := notice.Find(name)
		choice := asked{kind: kind, exercise: a.exercise}
		buttons.Items = append(buttons.Items, chat.Button{Label: r.Say(kind.Label), Press: chat.Press{Command: "urgent", Action: "new", Object: choice.object()}})
	}
	var others []string
	for _, kind := range notice.Kinds() {
		if !slices.Contains(notice.Basic, kind.Name) {
			others = append(others, r.Say(kind.Label))
		}
	}
	m.Blocks = append(m.Blocks, buttons,
		chat.Note{Text: r.Say(text.Text{FR: "Aussi, à taper après /urgent : %s.", EN: "Also, typed after /urgent: %s.", AR: "وكذلك، بعد ‎/urgent‎: %s."}, strings.Join(others, " ; "))},
		chat.Note{Text: r.Say(text.Text{FR: "Ceux en cours : /urgent liste. Pour un exercice : /urgent exercice.", EN: "Those that are live: /urgent list. For a drill: /urgent exercise.", AR: "الإشعارات السارية: ‎/urgent list‎. للتمرين: ‎/urgent تمرين‎."})})
	return chat.Reply{Message: m}
}

func (k Kit) newNotice(ctx context.Context, r chat.Request) (chat.Reply, error) {
	a := askedBy(r.Object)
	n, unsafe, err := k.Notices.Begin(ctx, notice.Wish{Kind: a.kind.Name, Exercise: a.exercise, Typed: r.Values, Lang: r.Lang(), Author: r.Who.Member})
	return k.written(r, n, unsafe, err)
}

// written shows the notice, or first the words that were left out of it.
func (k Kit) written(r chat.Request, n notice.Notice, unsafe []notice.Unsafe, err error) (chat.Reply, error) {
	if err != nil {
		return chat.Reply{}, err
	}
	if len(unsafe) > 0 {
		return replacing(chat.Reply{Message: k.leftOut(r, n, unsafe)}), nil
	}
	return replacing(chat.Reply{Message: k.noticePreview(r, n)}), nil
}

// leftOut names each field with words that may not be published, and goes on without them in one press.
func (k Kit) leftOut(r chat.Request, n notice.Notice, unsafe []notice.Unsafe) chat.Message {
	m := chat.Message{Lang: r.Lang(), Tone: chat.Warning, Blocks: []chat.Block{
		chat.Heading{Text: r.Say(text.Text{FR: "Des mots ne peuvent pas être publiés", EN: "Some words cannot be published", AR: "كلمات لا يمكن نشرها"})}}}
	for _, u := range unsafe {
		f := u.Finding
		m.Blocks = append(m.Blocks,
			chat.Paragraph{Text: r.Say(text.Text{FR: "Champ « %s » : %s", EN: "Field “%s”: %s", AR: "الحقل «%s»: %s"}, u.Field.Label, orWhole(r, f.Masked))},
			chat.Note{Text: r.Say(f.Title) + " · " + r.Say(f.Why) + " · " + f.Source + " (" + f.Rule + ")"},
			chat.Note{Text: r.Say(f.Fix)})
		if u.Safe != "" {
			m.Blocks = append(m.Blocks, chat.Paragraph{Text: r.Say(text.Text{FR: "Sans ces mots : %s", EN: "Without these words: %s", AR: "بدون هذه الكلمات: %s"}, u.Safe)})
		}
	}
	ready := []chat.Button{
		{Label: r.Say(text.Text{FR: "Continuer sans ces mots", EN: "Continue without these words", AR: "المتابعة بدون هذه الكلمات"}), Look: chat.Primary, Press: chat.Press{Command: "urgent", Action: "show", Object: n.ID}},
		{Label: r.Say(text.Text{FR: "Réécrire le champ", EN: "Rewrite the field", AR: "إعادة كتابة الحقل"}), Press: chat.Press{Command: "urgent", Action: "edit", Object: n.ID}},
		{Label: r.Say(discardLabel), Look: chat.Danger, Press: chat.Press{Command: "urgent", Action: "discard", Object: n.ID}},
	}
	kind, _ := notice.Find(n.Kind)
	if t, ok := k.cleared(context.Background(), templateAsk{kind: kind}); ok {
		ready = append(ready, chat.Button{Label: r.Say(text.Text{FR: "Prendre le modèle validé", EN: "Use the cleared template", AR: "استعمال القالب المصادق عليه"}), Press: chat.Press{Command: "template", Action: "use", Object: t.ID}})
	}
	m.Blocks = append(m.Blocks, chat.Buttons{Items: ready}, chat.Note{Text: r.Say(text.Text{FR: "Ces mots n'ont pas été enregistrés.", EN: "These words were not saved.", AR: "لم تُحفظ هذه الكلمات."})})
	return m
}

var discardLabel = text.Text{FR: "Abandonner", EN: "Discard", AR: "ترك"}

func orWhole(r chat.Request, masked string) string {
	if masked == "" {
		return r.Say(text.Text{FR: "l'ensemble du texte", EN: "the text as a whole", AR: "النص بأكمله"})
	}
	return masked
}

// noticePreview shows one text, and before it what matters at three in the morning: what people will do, where it goes, until when,
// which number. Everything else is behind a button.
func (k Kit) noticePreview(r chat.Request, n notice.Notice) chat.Message {
	kind, _ := notice.Find(n.Kind)
	l := r.Lang()
	if !slices.Contains(n.Langs, l) && len(n.Langs) > 0 {
		l = n.Langs[0]
	}
	m := chat.Message{Lang: r.Lang(), Blocks: []chat.Block{chat.Heading{Text: r.Say(k.Notices.Title(n))}}}
	if n.State != notice.Drafted {
		m.Blocks = append(m.Blocks, chat.Paragraph{Text: r.Say(text.Text{FR: "État : %s.", EN: "State: %s.", AR: "الحالة: %s."}, n.State.Label())})
	}
	m.Blocks = append(m.Blocks, chat.Facts{Items: k.essentials(r, n, kind)})
	label := l.Name()
	standard := k.Notices.Standard(n, l)
	m.Blocks = append(m.Blocks, chat.Ready{Label: label, Text: standard, Lang: l})
	problems, _, _ := k.Notices.Review(n)
	m.Blocks = append(m.Blocks, k.problemBlocks(r, n, problems)...)
	if notice.Blocked(problems) {
		m.Tone = chat.Warning
	}
	m.Blocks = append(m.Blocks, chat.Buttons{Items: k.noticeButtons(r, n, problems)})
	if !notice.Blocked(problems) {
		m.Blocks = append(m.Blocks, k.filledIn(r, n)...)
	}
	return m
}

func (k Kit) essentials(r chat.Request, n notice.Notice, kind notice.Kind) []chat.Fact {
	fact := func(label text.Text, value string) chat.Fact { return chat.Fact{Label: r.Say(label), Value: value} }
	facts := []chat.Fact{fact(text.Text{FR: "Ce que les gens feront", EN: "What people will do", AR: "ما سيفعله الناس"}, r.Say(kind.Action))}
	var targets, left []string
	for _, c := range k.Notices.Copies(n) {
		switch title := c.Target.Title; {
		case c.Text != "" && !slices.Contains(targets, title):
			targets = append(targets, title)
		case c.Text == "" && !slices.Contains(left, title):
			left = append(left, title)
		}
	}
	left = slices.DeleteFunc(left, func(t string) bool { return slices.Contains(targets, t) })
	facts = append(facts, fact(text.Text{FR: "Où", EN: "Where", AR: "أين"}, text.List(r.Lang(), targets...)))
	if len(left) > 0 {
		facts = append(facts, fact(text.Text{FR: "À publier à la main", EN: "To post by hand", AR: "للنشر يدويا"}, text.List(r.Lang(), left...)))
	}
	until := r.Say(text.Text{FR: "à dire", EN: "to be said", AR: "غير محدد"})
	if !n.Until.IsZero() {
		until = text.Moment(n.Until.In(k.Notices.Zone)).In(r.Lang())
	}
	facts = append(facts, fact(text.Text{FR: "Jusqu'à", EN: "Until", AR: "إلى غاية"}, until))
	for _, f := range kind.Fields {
		if v := n.Fields[f.Name]; v != "" && (f.Type == notice.Phone || f.Type == notice.Contact || f.Type == notice.Link) {
			facts = append(facts, chat.Fact{Label: r.Say(f.Label), Value: text.LTR(v)})
		}
	}
	if kind.Access {
		facts = append(facts, fact(text.Text{FR: "Urgence vitale", EN: "Life-threatening emergency", AR: "الحالات الحرجة"}, text.LTR(k.Notices.Country.Vital())))
	}
	if who := k.authorities(r, kind); who != "" {
		facts = append(facts, fact(text.Text{FR: "À décider avec", EN: "To be decided with", AR: "يُقرر مع"}, who))
	}
	var langs []string
	for _, l := range n.Langs {
		langs = append(langs, l.Name())
	}
	return append(facts, fact(text.Text{FR: "Langues", EN: "Languages", AR: "اللغات"}, text.List(r.Lang(), langs...)))
}

// authorities says who must have agreed, besides the director on duty.
func (k Kit) authorities(r chat.Request, kind notice.Kind) string {
	var who []string
	for _, id := range kind.Authority {
		switch id {
		case "blood":
			who = append(who, r.Say(k.Notices.Country.Blood.Operator))
		case "medical":
			who = append(who, r.Say(people.Title(people.Medical)))
		case "hygiene":
			who = append(who, r.Say(text.Text{FR: "l'équipe d'hygiène", EN: "infection control", AR: "فريق الوقاية من العدوى"}))
		case "logistics":
			who = append(who, r.Say(text.Text{FR: "la logistique", EN: "logistics", AR: "مصلحة اللوجستيك"}))
		case "hr":
			who = append(who, r.Say(text.Text{FR: "les ressources humaines", EN: "human resources", AR: "الموارد البشرية"}))
		default:
			who = append(who, r.Say(k.Notices.Country.Authority[id]))
		}
	}
	return text.List(r.Lang(), who...)
}

// problemBlocks lists what is missing or forbidden first, then what to look at.
func (k Kit) problemBlocks(r chat.Request, n notice.Notice, problems []notice.Problem) []chat.Block {
	var stop, look []string
	var buttons chat.Buttons
	for _, p := range problems {
		line := r.Say(text.Join(" ", p.What, p.Do))
		if !p.Block {
			look = append(look, line)
			continue
		}
		stop = append(stop, line)
		if field, l, ok := strings.Cut(p.Field, "."); ok {
			object := n.ID + "." + field + "." + l
			buttons.Items = append(buttons.Items,
				chat.Button{Label: r.Say(text.Text{FR: "Écrire en %s", EN: "Write in %s", AR: "الكتابة بلغة %s"}, text.Lang(l).Name()), Press: chat.Press{Command: "urgent", Action: "translate", Object: object}},
				chat.Button{Label: r.Say(text.Text{FR: "Sans %s", EN: "Without %s", AR: "بدون %s"}, text.Lang(l).Name()), Press: chat.Press{Command: "urgent", Action: "leave", Object: object}})
		}
	}
	var blocks []chat.Block
	if len(stop) > 0 {
		blocks = append(blocks, chat.Paragraph{Text: r.Say(text.Text{FR: "Pas encore possible d'envoyer :", EN: "Cannot be sent yet:", AR: "لا يمكن الإرسال بعد:"})}, chat.List{Items: stop})
	}
	if len(buttons.Items) > 0 {
		blocks = append(blocks, buttons)
	}
	if len(look) > 0 {
		blocks = append(blocks, chat.Paragraph{Text: r.Say(text.Text{FR: "À vérifier :", EN: "Please check:", AR: "للتحقق:"})}, chat.List{Items: look})
	}
	return blocks
}

func (k Kit) noticeButtons(r chat.Request, n notice.Notice, problems []notice.Problem) []chat.Button {
	press := func(action string) chat.Press {
		return chat.Press{Command: "urgent", Action: action, Object: n.ID}
	}
	all := chat.Button{Label: r.Say(text.Text{FR: "Toutes les versions", EN: "All versions", AR: "كل النسخ"}), Press: press("all")}
	switch n.State {
	case notice.Live, notice.Expired:
		return append(append(k.Notices.Verbs(n, r.Lang()), all), k.makeTemplate(r, n)...)
	case notice.Submitted:
		return []chat.Button{all, {Label: r.Say(discardLabel), Look: chat.Danger, Press: press("discard")}}
	case notice.Drafted:
	default:
		return append([]chat.Button{all, {Label: r.Say(text.Text{FR: "Retour d'expérience", EN: "Debrief", AR: "استخلاص الدروس"}), Press: press("note")}}, k.makeTemplate(r, n)...)
	}
	var buttons []chat.Button
	if !notice.Blocked(problems) {
		buttons = append(buttons, chat.Button{Label: r.Say(text.Text{FR: "Envoyer pour confirmation", EN: "Send for confirmation", AR: "إرسال للتأكيد"}), Look: chat.Primary, Press: press("send")})
	}
	return append(buttons, chat.Button{Label: r.Say(text.Text{FR: "Modifier", EN: "Edit", AR: "تعديل"}), Press: press("edit")}, all, chat.Button{Label: r.Say(discardLabel), Press: press("discard")})
}

// makeTemplate offers to keep a notice that went out as a template.
func (k Kit) makeTemplate(r chat.Request, n notice.Notice) []chat.Button {
	if n.Phase != notice.Alert || n.Template != "" || !slices.Contains([]notice.State{notice.Live, notice.Ended, notice.Expired, notice.Replaced}, n.State) {
		return nil
	}
	return []chat.Button{{Label: r.Say(text.Text{FR: "En faire un modèle", EN: "Make it a template", AR: "جعله قالبا"}), Press: chat.Press{Command: "template", Action: "from", Object: n.ID}}}
}

// allTexts shows every language and network, each as it would be sent.
func (k Kit) allTexts(ctx context.Context, r chat.Request) (chat.Reply, error) {
	n, err := k.Notices.Get(ctx, r.Object)
	if err != nil {
		return chat.Reply{}, err
	}
	m := chat.Message{Lang: r.Lang(), Blocks: []chat.Block{chat.Heading{Text: r.Say(k.Notices.Title(n))}}}
	shown := map[string]bool{}
	for _, l := range n.Langs {
		standard := k.Notices.Standard(n, l)
		shown[standard] = true
		m.Blocks = append(m.Blocks, chat.Ready{Label: l.Name(), Text: standard, Lang: l})
	}
	for _, c := range k.Notices.Copies(n) {
		if c.Text != "" && !shown[c.Text] {
			shown[c.Text] = true
			m.Blocks = append(m.Blocks, chat.Ready{Label: c.Target.Title + " · " + c.Lang.Name() + " · " + length(r, c.Target.Rules, c.Text), Text: c.Text, Lang: c.Lang})
		}
	}
	problems, _, _ := k.Notices.Review(n)
	m.Blocks = append(m.Blocks, chat.Buttons{Items: slices.DeleteFunc(k.noticeButtons(r, n, problems), func(b chat.Button) bool { return b.Press.Action == "all" })})
	return chat.Reply{Message: m}, nil
}

func length(r chat.Request, rules social.Rules, words string) string {
	return text.Number(rules.Length(words)).In(r.Lang()) + " / " + text.Number(rules.Max).In(r.Lang())
}

func (k Kit) sendNotice(ctx context.Context, r chat.Request) (chat.Reply, error) {
	n, err := k.Notices.Submit(ctx, r.Object, r.Who.Member)
	if err != nil {
		return chat.Reply{}, err
	}
	return replacing(r.Answer(text.Text{
		FR: "L'avis %s attend sa deuxième personne dans le salon des urgences. Rien n'est public pour l'instant ; sans réponse dans 30 minutes, il redevient un brouillon.",
		EN: "Notice %s awaits its second person in the urgent room. Nothing is public yet; without an answer within 30 minutes it is a draft again.",
		AR: "الإشعار %s في انتظار الشخص الثاني في غرفة الحالات العاجلة. لا شيء منشور حتى الآن؛ دون جواب خلال 30 دقيقة يعود مسودة."}, n.Number())), nil
}

// correcting shows the copy of a live notice that will take its place.
func (k Kit) correcting(r chat.Request, n notice.Notice) chat.Reply {
	m := k.noticePreview(r, n)
	m.Blocks = append([]chat.Block{chat.Paragraph{Text: r.Say(text.Text{FR: "Modifiez ce qui a changé (ou la fin), puis envoyez : l'avis %s sera remplacé à vue.", EN: "Edit what has changed (or the end), then send: notice %s will be replaced visibly.", AR: "عدلوا ما تغير (أو وقت الانتهاء) ثم أرسلوا: سيُعوض الإشعار %s علنا."}, notice.Notice{ID: n.Ref}.Number())}}, m.Blocks...)
	return chat.Reply{Message: m}
}

// liveNotices lists what is live, what waits and what is being written, each with its verbs.
func (k Kit) liveNotices(ctx context.Context, r chat.Request) (chat.Reply, error) {
	all, err := k.Notices.Open(ctx)
	if err != nil {
		return chat.Reply{}, err
	}
	m := chat.Message{Lang: r.Lang(), Blocks: []chat.Block{chat.Heading{Text: r.Say(text.Text{FR: "Avis urgents", EN: "Urgent notices", AR: "الإشعارات العاجلة"})}}}
	if len(all) == 0 {
		m.Blocks = append(m.Blocks, chat.Paragraph{Text: r.Say(text.Text{FR: "Aucun avis en cours. /urgent pour en faire un.", EN: "No live notice. /urgent makes one.", AR: "لا إشعار سار. ‎/urgent‎ لإنشاء واحد."})})
	}
	const most = 6 // buttons in one message are limited
	for i, n := range all {
		m.Blocks = append(m.Blocks, chat.Facts{Items: []chat.Fact{{Label: r.Say(k.Notices.Title(n)), Value: k.stateLine(r, n)}}})
		if i >= most {
			continue
		}
		buttons := []chat.Button{{Label: r.Say(text.Text{FR: "Ouvrir %s", EN: "Open %s", AR: "فتح %s"}, n.Number()), Press: chat.Press{Command: "urgent", Action: "show", Object: n.ID}}}
		if n.State == notice.Live || n.State == notice.Expired {
			buttons = append(k.Notices.Verbs(n, r.Lang()), buttons...)
		}
		m.Blocks = append(m.Blocks, chat.Buttons{Items: buttons})
	}
	reviews, err := k.unreviewed(ctx, r, true)
	m.Blocks = append(m.Blocks, reviews...)
	return chat.Reply{Message: m}, err
}

func (k Kit) stateLine(r chat.Request, n notice.Notice) string {
	line := r.Say(n.State.Label())
	if !n.Until.IsZero() && n.Phase != notice.End {
		line += " · " + r.Say(text.Text{FR: "jusqu'à %s", EN: "until %s", AR: "إلى غاية %s"}, text.Moment(n.Until.In(k.Notices.Zone)))
	}
	return line
}

// NoticeStatus is what /status says about notices.
func (k Kit) NoticeStatus(ctx context.Context, r chat.Request) ([]chat.Block, error) {
	all, err := k.Notices.Open(ctx)
	if err != nil {
		return nil, err
	}
	var facts []chat.Fact
	for _, n := range all {
		if n.State == notice.Live || n.State == notice.Expired {
			facts = append(facts, chat.Fact{Label: r.Say(k.Notices.Title(n)), Value: k.stateLine(r, n)})
		}
	}
	heading := chat.Heading{Text: r.Say(text.Text{FR: "Avis urgents en cours", EN: "Live urgent notices", AR: "الإشعارات العاجلة السارية"})}
	reviews, err := k.unreviewed(ctx, r, false)
	if err != nil {
		return nil, err
	}
	if len(facts) == 0 {
		return append([]chat.Block{heading, chat.Paragraph{Text: r.Say(text.Text{FR: "Aucun.", EN: "None.", AR: "لا شيء."})}}, reviews...), nil
	}
	return append([]chat.Block{heading, chat.Facts{Items: facts}}, reviews...), nil
}
