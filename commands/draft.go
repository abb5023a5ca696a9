package commands

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"portevoix/bot/chat"
	"portevoix/bot/draft"
	"portevoix/bot/people"
	"portevoix/bot/privacy"
	"portevoix/bot/social"
	"portevoix/bot/text"
)

// draft turns one free sentence into a ready text for each network and language.
func (k Kit) draft() chat.Command {
	c := chat.Command{
		Name: "draft", Words: []string{"brouillon", "rediger", "rédiger", "مسودة"}, Role: people.Officer,
		Summary: text.Text{FR: "Rédiger une publication à partir d'une phrase", EN: "Draft a post from one sentence", AR: "تحرير منشور انطلاقا من جملة واحدة"},
		Global:  text.Text{FR: "Nouveau brouillon", EN: "New draft", AR: "مسودة جديدة"},
		Examples: []text.Text{
			{FR: "/draft collecte de sang le 14 juin 9 h–17 h hall B, tous groupes", EN: "/draft blood drive 14 June 9 am–5 pm hall B, all groups", AR: "/draft حملة للتبرع بالدم يوم 14 يونيو من 9:00 إلى 17:00 بالبهو B، جميع الفصائل"},
			{FR: "/draft réseaux:x,facebook langues:fr,ar portes ouvertes dimanche 10 h–17 h entrée A, gratuit", EN: "/draft networks:x,facebook languages:en,fr open day on Sunday 10 am–5 pm entrance A, free", AR: "/draft networks:x,facebook languages:ar,fr يوم الأبواب المفتوحة يوم الأحد من 10:00 إلى 17:00 المدخل A"},
		},
		Inputs: func(chat.Values) []chat.Input { return k.draftInputs() },
	}
	c.Plan = func(r chat.Request) chat.Plan { return k.planDraft(c, r) }
	c.Run = k.runDraft
	return c
}

// The five inputs of the form come first; objective and tone are asked under "Settings".
func (k Kit) draftInputs() []chat.Input {
	return []chat.Input{
		{Name: "brief", Words: []string{"sujet", "faits", "facts", "موضوع"}, Kind: chat.Long, Free: true, Required: true, Max: draft.MaxBrief,
			Label:   text.Text{FR: "De quoi s'agit-il ?", EN: "What is it about?", AR: "ما الموضوع؟"},
			Help:    text.Text{FR: "Une phrase suffit : quoi, quand, où, pour qui, quel contact. Aucune donnée de patient.", EN: "One sentence is enough: what, when, where, for whom, which contact. No patient data.", AR: "تكفي جملة واحدة: ماذا، متى، أين، لمن، وكيفية التواصل. بدون أي معطيات عن المرضى."},
			Example: text.Text{FR: "collecte de sang le 14 juin 9 h–17 h hall B, tous groupes", EN: "blood drive 14 June 9 am–5 pm hall B, all groups", AR: "حملة للتبرع بالدم يوم 14 يونيو من 9:00 إلى 17:00 بالبهو B"}},
		networksInput(), langsInput(),
		pictureInput(), altInput(), objectiveInput(), toneInput(),
	}
}

func networksInput() chat.Input {
	in := chat.Input{Name: "networks", Words: []string{"reseaux", "reseau", "network", "شبكات"}, Kind: chat.Some,
		Label: text.Text{FR: "Réseaux", EN: "Networks", AR: "الشبكات"},
		Help:  text.Text{FR: "Vide : ceux du profil de l'hôpital.", EN: "Empty: those of the hospital's profile.", AR: "فارغ: شبكات المستشفى المعتادة."}}
	for _, n := range social.Networks() {
		in.Choices = append(in.Choices, chat.Choice{Value: n.Name, Label: text.Same(n.Rules.Title)})
	}
	return in
}

func langsInput() chat.Input {
	in := chat.Input{Name: "languages", Words: []string{"langues", "langue", "language", "lang", "لغة", "لغات"}, Kind: chat.Some,
		Label: text.Text{FR: "Langues", EN: "Languages", AR: "اللغات"},
		Help:  text.Text{FR: "Vide : celles du profil, sinon celle de votre phrase.", EN: "Empty: those of the profile, else that of your sentence.", AR: "فارغ: لغات المستشفى، وإلا لغة جملتكم."}}
	for _, l := range text.Langs {
		in.Choices = append(in.Choices, chat.Choice{Value: string(l), Label: draft.LangName(l)})
	}
	return in
}

func objectiveInput() chat.Input {
	in := chat.Input{Name: "objective", Words: []string{"objectif", "هدف"}, Kind: chat.One,
		Label: text.Text{FR: "Objectif", EN: "Objective", AR: "الهدف"},
		Help:  text.Text{FR: "Vide : deviné d'après le sujet.", EN: "Empty: guessed from the subject.", AR: "فارغ: يُستنتج من الموضوع."}}
	for _, o := range draft.Objectives {
		in.Choices = append(in.Choices, chat.Choice{Value: string(o), Label: o.Label()})
	}
	return in
}

func toneInput() chat.Input {
	in := chat.Input{Name: "tone", Words: []string{"ton", "نبرة"}, Kind: chat.One,
		Label: text.Text{FR: "Ton", EN: "Tone", AR: "النبرة"},
		Help:  text.Text{FR: "Vide : chaleureux.", EN: "Empty: warm.", AR: "فارغ: ودّي."}}
	for _, t := range draft.Tones {
		in.Choices = append(in.Choices, chat.Choice{Value: string(t), Label: t.Label()})
	}
	return in
}

func altInput() chat.Input {
	return chat.Input{Name: "alt", Words: []string{"description", "وصف"}, Max: 1000, Kind: chat.Long,
		Label: text.Text{FR: "Texte alternatif de l'image", EN: "Text alternative of the picture", AR: "النص البديل للصورة"},
		Help:  text.Text{FR: "Une ou deux phrases pour qui ne voit pas l'image ; pas de nom.", EN: "One or two sentences for those who cannot see the picture; no names.", AR: "جملة أو جملتان لمن لا يرى الصورة؛ بدون أسماء."}}
}

// A target is one text of a draft, as a button names it: "d_4k7m.x.fr".
type target struct {
	id, network string
	lang        text.Lang
}

func (t target) String() string { return t.id + "." + t.network + "." + string(t.lang) }

func parseTarget(object string) target {
	parts := strings.SplitN(object, ".", 3)
	parts = append(parts, "", "")
	return target{parts[0], parts[1], text.Lang(parts[2])}
}

// planDraft asks with a form where words are needed, and points at a field whose words may not be kept, so that the form stays
// open with what was typed.
func (k Kit) planDraft(c chat.Command, r chat.Request) chat.Plan {
	if r.Action == "" {
		if r.Via == chat.Submitted {
			if wrong := chat.Check(k.draftInputs(), r); len(wrong) > 0 {
				return chat.Plan{Errors: wrong}
			}
		}
		return chat.PlanInputs(c, r)
	}
	ask, ok := draftForms[r.Action]
	if !ok {
		return chat.Plan{}
	}
	t := parseTarget(r.Object)
	d, err := k.Drafts.Open(context.Background(), t.id)
	var problem *chat.Problem
	if errors.As(err, &problem) {
		return chat.Plan{Refuse: text.Join(" ", problem.What, problem.Do)}
	}
	if err != nil {
		return chat.Plan{} // Run meets the same error and explains it
	}
	form := ask(k, d, t)
	if r.Via != chat.Submitted {
		form.Command, form.Action, form.Object, form.Lang = c.Name, r.Action, r.Object, r.Lang()
		form.Submit = text.Text{FR: "Enregistrer", EN: "Save", AR: "حفظ"}
		return chat.Plan{Form: &form}
	}
	wrong := chat.Check(form.Inputs, r)
	for _, in := range form.Inputs {
		if why := k.unfit(r.Action, in, r.Values[in.Name]); !why.IsZero() {
			wrong[in.Name] = why
		}
	}
	return chat.Plan{Errors: wrong}
}

// unfit says, at its field, why words must not be kept: the form stays open with all that was typed.
func (k Kit) unfit(action string, in chat.Input, words string) (why text.Text) {
	switch {
	case action == "edit" && (in.Kind == chat.Line || in.Kind == chat.Long || in.Kind == ""):
		if report := k.Drafts.CheckVariant(draft.Variant{Text: words}); report.Verdict >= privacy.Block {
			return shortFinding(report.Findings[0])
		}
	case action == "look" && in.Name == "consent":
		if k.Drafts.CheckAlt(draft.Content{Alt: words}).Verdict >= privacy.High {
			return text.Text{
				FR: "Ces mots désignent quelqu'un. Écrivez seulement où l'accord est rangé, par exemple « registre des accords 2026-118 ».",
				EN: "These words point at somebody. Write only where the consent is filed, for example “consent register 2026-118”.",
				AR: "هذه الكلمات تدل على شخص. اكتبوا فقط مكان حفظ الموافقة، مثلا «سجل الموافقات 118-2026».",
			}
		}
	}
	return why
}

// draftForms are the forms behind buttons.
var draftForms = map[string]func(Kit, draft.Draft, target) chat.Form{
	"edit":      Kit.editForm,
	"look":      Kit.lookForm,
	"picture":   Kit.pictureForm,
	"facts":     Kit.factsForm,
	"settings":  Kit.settingsForm,
	"wording":   Kit.wordingForm,
	"published": Kit.publishedForm,
}

func (k Kit) editForm(d draft.Draft, t target) chat.Form {
	words := ""
	if v, ok := d.Variant(t.network, t.lang); ok {
		words = v.Text
	}
	return chat.Form{
		Title:  text.Text{FR: "Modifier : %s", EN: "Edit: %s", AR: "تعديل: %s"}.With(variantName(t.network, t.lang)),
		Values: chat.Values{"text": words},
		Inputs: []chat.Input{{Name: "text", Kind: chat.Long, Required: true, Max: 4000, Label: text.Text{FR: "Texte", EN: "Text", AR: "النص"}}},
	}
}

func (k Kit) factsForm(d draft.Draft, _ target) chat.Form {
	f := d.Brief.Facts()
	return chat.Form{
		Title:  text.Text{FR: "Modifier les faits", EN: "Change the facts", AR: "تعديل المعطيات"},
		Intro:  text.Text{FR: "Tous les textes et toutes les langues suivent. Ce que vous avez modifié à la main est signalé, pas écrasé.", EN: "Every text and language follows. What you edited by hand is flagged, not overwritten.", AR: "تتبعها كل النصوص واللغات. ما عدلتموه يدويا يُشار إليه ولا يُستبدل."},
		Values: chat.Values{"what": f.What, "when": f.When, "where": f.Where, "more": f.More, "contact": f.Contact},
		Inputs: []chat.Input{
			{Name: "what", Required: true, Max: 1000, Kind: chat.Long, Label: text.Text{FR: "Quoi", EN: "What", AR: "ماذا"}},
			{Name: "when", Max: 200, Label: text.Text{FR: "Quand", EN: "When", AR: "متى"}, Example: text.Text{FR: "samedi 14 juin, 9 h–17 h", EN: "Saturday 14 June, 9 am–5 pm", AR: "السبت 14 يونيو من 9:00 إلى 17:00"}},
			{Name: "where", Max: 200, Label: text.Text{FR: "Où", EN: "Where", AR: "أين"}, Example: text.Text{FR: "hall B", EN: "hall B", AR: "البهو B"}},
			{Name: "more", Max: 1000, Kind: chat.Long, Label: text.Text{FR: "À savoir", EN: "Good to know", AR: "للإفادة"}, Example: text.Text{FR: "gratuit, sans rendez-vous", EN: "free, no appointment", AR: "مجاني، بدون موعد"}},
			{Name: "contact", Max: 200, Label: text.Text{FR: "Lien, téléphone ou courriel", EN: "Link, phone or e-mail", AR: "رابط أو هاتف أو بريد إلكتروني"}},
		},
	}
}

func (k Kit) settingsForm(d draft.Draft, _ target) chat.Form {
	langs := make([]string, len(d.Langs))
	for i, l := range d.Langs {
		langs[i] = string(l)
	}
	return chat.Form{
		Title:  text.Text{FR: "Réglages du brouillon", EN: "Settings of the draft", AR: "إعدادات المسودة"},
		Values: chat.Values{"objective": string(d.Objective), "tone": string(d.Tone), "networks": strings.Join(d.Networks, ","), "languages": strings.Join(langs, ","), "alt": d.Alt},
		Inputs: []chat.Input{objectiveInput(), toneInput(), networksInput(), langsInput(), altInput()},
	}
}

func (k Kit) wordingForm(d draft.Draft, t target) chat.Form {
	l := t.lang
	var missing []string
	for _, v := range d.Variants {
		if v.Lang == l && len(v.Missing) > 0 {
			missing = v.Missing
		}
	}
	return chat.Form{
		Title:  text.Text{FR: "Formulation en %s", EN: "Wording in %s", AR: "الصياغة بـ%s"}.With(draft.LangName(l)),
		Intro:  text.Text{FR: "À dire dans cette langue : %s", EN: "To be said in that language: %s", AR: "المطلوب قوله بهذه اللغة: %s"}.With(strings.Join(missing, " ")),
		Values: chat.Values{"text": ""},
		Inputs: []chat.Input{{Name: "text", Kind: chat.Long, Required: true, Max: 2000, Label: text.Text{FR: "Vos phrases en %s", EN: "Your sentences in %s", AR: "جملكم بـ%s"}.With(draft.LangName(l))}},
	}
}

func (k Kit) publishedForm(_ draft.Draft, t target) chat.Form {
	return chat.Form{
		Title:  text.Text{FR: "Publié à la main sur %s", EN: "Published by hand on %s", AR: "نُشر يدويا على %s"}.With(networkTitle(t.network)),
		Intro:  text.Text{FR: "Collez le lien de la publication : elle entre dans le suivi et pourra être retirée avec /retract.", EN: "Paste the link of the post: it is followed from now on and can be taken down with /retract.", AR: "ألصقوا رابط المنشور: سيدخل في المتابعة ويمكن سحبه بالأمر ‎/retract‎."},
		Inputs: []chat.Input{{Name: "link", Kind: chat.Address, Required: true, Max: 500, Label: text.Text{FR: "Lien", EN: "Link", AR: "الرابط"}, Example: text.Same("https://…")}},
	}
}

func networkTitle(name string) string {
	if rules, ok := social.RulesOf(name); ok {
		return rules.Title
	}
	return name
}

func variantName(network string, l text.Lang) text.Text {
	return text.Text{FR: "%s, %s", EN: "%s, %s", AR: "%s، %s"}.With(networkTitle(network), draft.LangName(l))
}

// runDraft does what was asked and shows the draft.
func (k Kit) runDraft(ctx context.Context, r chat.Request) (chat.Reply, error) {
	t := parseTarget(r.Object)
	by, v := r.Who.Member, r.Values
	var d draft.Draft
	var err error
	switch r.Action {
	case "":
		return k.newDraft(ctx, r)
	case "show":
		d, err = k.Drafts.Open(ctx, t.id)
	case "one":
		return k.showOne(ctx, r, t)
	case "edit":
		d, err = k.Drafts.Edit(ctx, t.id, by, t.network, t.lang, v["text"])
	case "rewrite":
		d, err = k.Drafts.Rewrite(ctx, t.id, by, t.network, t.lang)
	case "keep":
		d, err = k.Drafts.Keep(ctx, t.id, by, t.network, t.lang)
	case "facts":
		d, err = k.Drafts.ChangeFacts(ctx, t.id, by, draft.Facts{What: v["what"], When: v["when"], Where: v["where"], More: v["more"], Contact: v["contact"]})
	case "settings":
		d, err = k.Drafts.Configure(ctx, t.id, by, draft.Settings{Objective: draft.Objective(v["objective"]), Tone: draft.Tone(v["tone"]), Networks: picked(networksInput(), v), Langs: pickedLangs(v), Alt: v["alt"]})
	case "look":
		d, err = k.lookAt(ctx, r, t.id)
	case "picture":
		d, err = k.Drafts.Illustrate(ctx, t.id, by, fileOf(r), altOf(r))
	case "nopicture":
		d, err = k.Drafts.Unillustrate(ctx, t.id, by)
	case "wording":
		d, err = k.Drafts.Word(ctx, t.id, by, t.lang, v["text"])
	case "shorten":
		d, err = k.Drafts.Shorten(ctx, t.id, by, t.network, t.lang)
	case "again":
		d, err = k.Drafts.Again(ctx, t.id, by)
	case "back":
		d, err = k.Drafts.Back(ctx, t.id, by)
	case "day":
		d, err = k.Drafts.Choose(ctx, t.id, by, draft.Date(t.network))
	case "use":
		d, err = k.Drafts.Take(ctx, t.id, by)
	case "check":
		return k.checkDraft(ctx, r, t.id)
	case "submit":
		d, err = k.Drafts.Submit(ctx, k.Office, t.id, by)
	case "withdraw":
		if err = k.Office.Withdraw(ctx, "draft", t.id, by); err == nil {
			d, err = k.Drafts.Open(ctx, t.id)
		}
	case "published":
		return k.publishedByHand(ctx, r, t)
	case "discard":
		if err := k.Drafts.Discard(ctx, t.id); err != nil {
			return chat.Reply{}, err
		}
		reply := r.Answer(text.Text{FR: "Brouillon %s supprimé : textes, versions et image sont effacés.", EN: "Draft %s discarded: texts, versions and picture are erased.", AR: "حُذفت المسودة %s: مُحيت النصوص والنسخ والصورة."}, t.id)
		reply.Replace = true
		return reply, nil
	default:
		return chat.Reply{}, &chat.Problem{What: text.Text{FR: "Ce bouton n'est plus proposé.", EN: "This button is no longer offered.", AR: "لم يعد هذا الزر متاحا."}, Do: text.Text{FR: "Rouvrez le brouillon avec /draft.", EN: "Open the draft again with /draft.", AR: "افتحوا المسودة من جديد عبر ‎/draft‎."}}
	}
	if err != nil {
		return k.blocked(ctx, r, err)
	}
	return chat.Reply{Message: k.showDraft(r, d), Replace: r.Via == chat.Pressed || r.Via == chat.Submitted}, nil
}

var draftID = regexp.MustCompile(`^d_[a-z0-9]{5}$`)

// newDraft drafts from a brief, or opens the draft whose id was typed.
func (k Kit) newDraft(ctx context.Context, r chat.Request) (chat.Reply, error) {
	brief := strings.TrimSpace(r.Values["brief"])
	if draftID.MatchString(brief) {
		d, err := k.Drafts.Open(ctx, brief)
		if err != nil {
			return chat.Reply{}, err
		}
		return chat.Reply{Message: k.showDraft(r, d)}, nil
	}
	ask := draft.Ask{
		Words: brief, Lang: r.Lang(), Author: r.Who.Member, Picture: fileOf(r), Alt: altOf(r),
		Objective: draft.Objective(pickedOne(objectiveInput(), r.Values)), Tone: draft.Tone(pickedOne(toneInput(), r.Values)),
		Networks: picked(networksInput(), r.Values), Langs: pickedLangs(r.Values),
	}
	d, err := k.Drafts.New(ctx, ask)
	var blocked *draft.Blocked
	if errors.As(err, &blocked) {
		return k.offer(ctx, r, ask, blocked.Report)
	}
	if err != nil {
		return chat.Reply{}, err
	}
	return chat.Reply{Message: k.showDraft(r, d)}, nil
}

func picked(in chat.Input, v chat.Values) []string {
	var all []string
	for _, s := range v.List(in.Name) {
		if c, ok := in.Pick(s); ok && !slices.Contains(all, c.Value) {
			all = append(all, c.Value)
		}
	}
	return all
}

func pickedOne(in chat.Input, v chat.Values) string {
	c, _ := in.Pick(v[in.Name])
	return c.Value
}

func pickedLangs(v chat.Values) []text.Lang {
	var all []text.Lang
	for _, s := range picked(langsInput(), v) {
		all = append(all, text.Lang(s))
	}
	return all
}

// offer answers words that must not be kept: what was found, and a safe wording to adopt when there is one.
func (k Kit) offer(ctx context.Context, r chat.Request, ask draft.Ask, report privacy.Report) (chat.Reply, error) {
	m := chat.Message{Lang: r.Lang(), Tone: chat.Warning, Blocks: []chat.Block{
		chat.Heading{Text: r.Say(text.Text{FR: "Je n'ai rien enregistré : ce texte pourrait identifier quelqu'un.", EN: "I kept nothing: this text could identify somebody.", AR: "لم أحفظ أي شيء: قد يكشف هذا النص هوية شخص ما."})},
	}}
	m.Blocks = append(m.Blocks, findingBlocks(r, report)...)
	words := ask.Words
	if report.Rewrite != "" {
		ask.Words, ask.Picture = report.Rewrite, draft.File{}
		d, safe, err := k.Drafts.Offer(ctx, ask)
		if err != nil {
			return chat.Reply{}, err
		}
		if safe {
			m.Blocks = append(m.Blocks, rewriteBlocks(r, report)...)
			m.Blocks = append(m.Blocks, chat.Buttons{Items: []chat.Button{
				{Label: r.Say(text.Text{FR: "Rédiger à partir de cette version", EN: "Draft from this wording", AR: "التحرير انطلاقا من هذه الصيغة"}), Look: chat.Primary, Press: chat.Press{Command: "draft", Action: "use", Object: d.ID}},
			}})
		}
	}
	m.Blocks = append(m.Blocks, k.askOfficer(r, words, privacy.Post)...)
	m.Blocks = append(m.Blocks, chat.Note{Text: r.Say(text.Text{FR: "Corrigez votre phrase et renvoyez-la : elle est encore dans votre zone de saisie ou votre historique, pas chez moi.", EN: "Correct your sentence and send it again: it is still in your own input or history, not with me.", AR: "صححوا جملتكم وأعيدوا إرسالها: لا تزال في خانة الكتابة أو في سجلكم، وليست عندي."})})
	return chat.Reply{Message: m}, nil
}

// blocked explains a change whose words must not be kept. The draft is as it was.
func (k Kit) blocked(_ context.Context, r chat.Request, err error) (chat.Reply, error) {
	var b *draft.Blocked
	if !errors.As(err, &b) {
		return chat.Reply{}, err
	}
	m := chat.Message{Lang: r.Lang(), Tone: chat.Warning, Blocks: []chat.Block{
		chat.Heading{Text: r.Say(text.Text{FR: "Rien n'a changé : ces mots pourraient identifier quelqu'un.", EN: "Nothing was changed: these words could identify somebody.", AR: "لم يتغير شيء: قد تكشف هذه الكلمات هوية شخص ما."})},
	}}
	m.Blocks = append(m.Blocks, findingBlocks(r, b.Report)...)
	m.Blocks = append(m.Blocks, rewriteBlocks(r, b.Report)...)
	return chat.Reply{Message: m}, nil
}

// draftTitle names the draft, and how far it is once it is more than a draft.
func draftTitle(r chat.Request, d draft.Draft) string {
	if d.Status == draft.Writing {
		return r.Say(text.Text{FR: "Brouillon %s", EN: "Draft %s", AR: "المسودة %s"}, d.ID)
	}
	return r.Say(text.Text{FR: "Brouillon %s (%s)", EN: "Draft %s (%s)", AR: "المسودة %s (%s)"}, d.ID, d.Status.Label())
}

// showDraft shows a draft: what is open first, then the facts, then one ready text per network and language.
func (k Kit) showDraft(r chat.Request, d draft.Draft) chat.Message {
	m := chat.Message{Lang: r.Lang(), Notify: r.Say(text.Text{FR: "Un brouillon est prêt.", EN: "A draft is ready.", AR: "مسودة جاهزة."})}
	add := func(b ...chat.Block) { m.Blocks = append(m.Blocks, b...) }
	add(chat.Heading{Text: draftTitle(r, d)})
	if d.Note != "" && d.Status == draft.Writing {
		m.Tone = chat.Warning
		add(chat.Paragraph{Text: r.Say(text.Text{FR: "Demandé à la relecture : %s", EN: "Asked for by the reviewer: %s", AR: "طلب المراجع: %s"}, d.Note)})
	}
	for _, q := range d.Brief.Questions {
		m.Tone = chat.Warning
		add(questionBlocks(r, d, q)...)
	}
	add(chat.Facts{Items: draftFacts(r, d)})
	add(k.pictureBlocks(r, d)...)
	if d.Picture != "" && d.Look == nil && d.Status == draft.Writing {
		m.Tone = chat.Warning
	}
	few := len(d.Variants) <= 3
	for _, v := range d.Variants {
		add(variantBlocks(r, d, v, few && d.Status == draft.Writing)...)
	}
	if !few && d.Status == draft.Writing {
		add(chat.Paragraph{Text: r.Say(text.Text{FR: "Modifier ou raccourcir un seul texte :", EN: "Edit or shorten one text only:", AR: "تعديل نص واحد أو اختصاره:"})}, chat.Buttons{Items: variantButtons(r, d)})
	}
	add(wordingButtons(r, d)...)
	switch d.Status {
	case draft.Writing:
		add(chat.Buttons{Items: k.draftButtons(r, d)})
	case draft.Submitted:
		add(chat.Paragraph{Text: r.Say(text.Text{FR: "Envoyé : une autre personne doit le valider. La demande est dans le salon des validations.", EN: "Sent: somebody else has to approve it. The request is in the approvals room.", AR: "أُرسلت: يجب أن يصادق عليها شخص آخر. الطلب في غرفة المصادقات."})},
			chat.Buttons{Items: []chat.Button{{Label: r.Say(text.Text{FR: "Reprendre pour modifier", EN: "Take back to change it", AR: "استرجاع للتعديل"}), Press: chat.Press{Command: "draft", Action: "withdraw", Object: d.ID}}}})
	}
	add(chat.Note{Text: r.Say(modelNote(d.Model))})
	return m
}

func questionBlocks(r chat.Request, d draft.Draft, q draft.Question) []chat.Block {
	blocks := []chat.Block{chat.Paragraph{Text: r.Say(text.Text{FR: "À régler avant la validation : %s", EN: "To settle before approval: %s", AR: "يجب حسمه قبل المصادقة: %s"}, q.Text)}}
	var buttons []chat.Button
	for _, day := range q.Offers {
		buttons = append(buttons, chat.Button{Label: day.Label().In(r.Lang()), Press: chat.Press{Command: "draft", Action: "day", Object: d.ID + "." + string(day)}})
	}
	if len(buttons) > 0 {
		blocks = append(blocks, chat.Buttons{Items: buttons})
	}
	return blocks
}

func draftFacts(r chat.Request, d draft.Draft) []chat.Fact {
	f, l := d.Brief, r.Lang()
	var items []chat.Fact
	add := func(label text.Text, value string) {
		if value != "" {
			items = append(items, chat.Fact{Label: r.Say(label), Value: value})
		}
	}
	what := f.EventName(l)
	if what == "" {
		what = f.Facts().What
	}
	add(text.Text{FR: "Quoi", EN: "What", AR: "ماذا"}, what)
	add(text.Text{FR: "Quand", EN: "When", AR: "متى"}, f.When.In(l))
	add(text.Text{FR: "Où", EN: "Where", AR: "أين"}, f.Where(l))
	add(text.Text{FR: "Contact", EN: "Contact", AR: "التواصل"}, f.Facts().Contact)
	add(text.Text{FR: "Objectif", EN: "Objective", AR: "الهدف"}, r.Say(d.Objective.Label()))
	add(text.Text{FR: "Ton", EN: "Tone", AR: "النبرة"}, r.Say(d.Tone.Label()))
	if d.Picture != "" {
		alt := d.Alt
		if alt == "" {
			alt = r.Say(text.Text{FR: "texte alternatif manquant : ajoutez-le dans « Réglages »", EN: "text alternative missing: add it under “Settings”", AR: "النص البديل ناقص: أضيفوه من «الإعدادات»"})
		}
		add(text.Text{FR: "Image", EN: "Picture", AR: "الصورة"}, alt)
	}
	return items
}

// variantBlocks shows one ready text with what is to be said about it.
func variantBlocks(r chat.Request, d draft.Draft, v draft.Variant, buttons bool) []chat.Block {
	t := target{d.ID, v.Network, v.Lang}
	rules, _ := social.RulesOf(v.Network)
	name := r.Say(variantName(v.Network, v.Lang))
	var blocks []chat.Block
	if v.Text != "" {
		label := fmt.Sprintf("%s · %s / %s", name, text.Number(rules.Length(v.Text)).In(r.Lang()), text.Number(rules.Max).In(r.Lang()))
		blocks = append(blocks, chat.Ready{Label: label, Text: v.Text, Lang: v.Lang})
	} else {
		blocks = append(blocks, chat.Paragraph{Text: name + r.Say(text.Text{FR: " : pas encore de texte.", EN: ": no text yet.", AR: ": لا يوجد نص بعد."})})
	}
	for _, note := range variantNotes(r, d, v, rules) {
		blocks = append(blocks, chat.Note{Text: note})
	}
	if !buttons {
		return blocks
	}
	return append(blocks, chat.Buttons{Items: oneVariantButtons(r, v, t)})
}

func variantNotes(r chat.Request, d draft.Draft, v draft.Variant, rules social.Rules) []string {
	var notes []string
	say := func(t text.Text, args ...any) { notes = append(notes, r.Say(t, args...)) }
	if v.Over > 0 {
		say(text.Text{FR: "Trop long de %s : modifiez ce texte ou les faits.", EN: "Too long by %s: edit this text or the facts.", AR: "أطول من اللازم بـ%s: عدّلوا هذا النص أو المعطيات."}, text.Number(v.Over))
	}
	if len(v.Missing) > 0 {
		say(text.Text{FR: "Manque en %s : « %s ». Je ne traduis pas vos mots ; donnez la formulation avec le bouton.", EN: "Missing in %s: “%s”. I do not translate your own words; give the wording with the button.", AR: "ينقص بـ%s: «%s». لا أترجم كلماتكم؛ قدموا الصياغة باستعمال الزر."}, draft.LangName(v.Lang), strings.Join(v.Missing, " "))
	}
	if len(v.Refused) > 0 {
		say(text.Text{FR: "Texte refusé par le contrôle (%s) et non enregistré : modifiez les faits.", EN: "Refused by the check (%s) and not kept: change the facts.", AR: "رفض الفحص هذا النص (%s) ولم يُحفظ: عدّلوا المعطيات."}, strings.Join(v.Refused, ", "))
	}
	if len(v.Stale) > 0 {
		say(text.Text{FR: "Un fait a changé depuis votre modification : %s. Relisez ce texte.", EN: "A fact has changed since your edit: %s. Review this text.", AR: "تغير معطى منذ تعديلكم: %s. راجعوا هذا النص."}, strings.Join(v.Stale, " ; "))
	}
	if worst := worstFound(v.Found); worst >= privacy.Warn {
		say(text.Text{FR: "Contrôle : %s (détails avec « Vérifier »).", EN: "Check: %s (details with “Check”).", AR: "الفحص: %s (التفاصيل عبر «تحقق»)."}, worst.Text())
	}
	if rules.NeedsPicture && d.Picture == "" {
		say(text.Text{FR: "%s exige une image : ajoutez-en une avec le bouton, ou enlevez ce réseau dans « Réglages ».", EN: "%s needs a picture: add one with the button, or remove this network under “Settings”.", AR: "تتطلب %s صورة: أضيفوا واحدة بالزر، أو أزيلوا هذه الشبكة من «الإعدادات»."}, rules.Title)
	}
	if !rules.Links && d.Brief.Link != "" {
		say(text.Text{FR: "Sur %s, un lien dans le texte ne se touche pas.", EN: "On %s, a link in the text cannot be pressed.", AR: "على %s لا يمكن الضغط على رابط داخل النص."}, rules.Title)
	}
	return notes
}

func worstFound(found []draft.Found) privacy.Severity {
	worst := privacy.Clear
	for _, f := range found {
		worst = max(worst, f.Severity)
	}
	return worst
}

func oneVariantButtons(r chat.Request, v draft.Variant, t target) []chat.Button {
	press := func(label text.Text, action string) chat.Button {
		return chat.Button{Label: r.Say(label), Press: chat.Press{Command: "draft", Action: action, Object: t.String()}}
	}
	buttons := []chat.Button{press(text.Text{FR: "Modifier", EN: "Edit", AR: "تعديل"}, "edit")}
	if v.Edited {
		buttons = append(buttons, press(text.Text{FR: "Réécrire d'après les faits", EN: "Write from the facts again", AR: "إعادة الكتابة وفق المعطيات"}, "rewrite"))
	} else if !v.Minimal && v.Text != "" {
		buttons = append(buttons, press(text.Text{FR: "Raccourcir", EN: "Shorten", AR: "اختصار"}, "shorten"))
	}
	if len(v.Stale) > 0 {
		buttons = append(buttons, press(text.Text{FR: "Relu, je garde", EN: "Reviewed, keep it", AR: "راجعته وأحتفظ به"}, "keep"))
	}
	if v.Text != "" {
		buttons = append(buttons, press(text.Text{FR: "Je l'ai publié", EN: "I published it", AR: "نشرته بنفسي"}, "published"))
	}
	return buttons
}

// variantButtons leads to each text alone, when there are too many to give each its own row.
func variantButtons(r chat.Request, d draft.Draft) []chat.Button {
	var all []chat.Button
	for _, v := range d.Variants {
		t := target{d.ID, v.Network, v.Lang}
		all = append(all, chat.Button{Label: networkTitle(v.Network) + " " + strings.ToUpper(string(v.Lang)), Press: chat.Press{Command: "draft", Action: "one", Object: t.String()}})
	}
	return all
}

func (k Kit) showOne(ctx context.Context, r chat.Request, t target) (chat.Reply, error) {
	d, err := k.Drafts.Open(ctx, t.id)
	if err != nil {
		return chat.Reply{}, err
	}
	v, ok := d.Variant(t.network, t.lang)
	if !ok {
		return chat.Reply{Message: k.showDraft(r, d), Replace: true}, nil
	}
	blocks := variantBlocks(r, d, *v, d.Status == draft.Writing)
	blocks = append(blocks, chat.Buttons{Items: []chat.Button{{Label: r.Say(text.Text{FR: "Tout le brouillon", EN: "The whole draft", AR: "المسودة كاملة"}), Press: chat.Press{Command: "draft", Action: "show", Object: d.ID}}}})
	return chat.Reply{Message: chat.Message{Lang: r.Lang(), Blocks: blocks}}, nil
}

// wordingButtons asks for the author's sentences in each language that lacks them.
func wordingButtons(r chat.Request, d draft.Draft) []chat.Block {
	var buttons []chat.Button
	for _, l := range d.Langs {
		if slices.ContainsFunc(d.Variants, func(v draft.Variant) bool { return v.Lang == l && len(v.Missing) > 0 }) && d.Status == draft.Writing {
			buttons = append(buttons, chat.Button{Label: r.Say(text.Text{FR: "Donner le texte en %s", EN: "Give the wording in %s", AR: "تقديم الصياغة بـ%s"}, draft.LangName(l)), Press: chat.Press{Command: "draft", Action: "wording", Object: target{d.ID, "", l}.String()}})
		}
	}
	if len(buttons) == 0 {
		return nil
	}
	return []chat.Block{chat.Buttons{Items: buttons}}
}

func (k Kit) draftButtons(r chat.Request, d draft.Draft) []chat.Button {
	press := func(label text.Text, action string, look chat.Look) chat.Button {
		return chat.Button{Label: r.Say(label), Look: look, Press: chat.Press{Command: "draft", Action: action, Object: d.ID}}
	}
	discard := press(text.Text{FR: "Supprimer", EN: "Discard", AR: "حذف"}, "discard", chat.Danger)
	discard.Confirm = r.Say(text.Text{FR: "Effacer ce brouillon, ses versions et son image ?", EN: "Erase this draft, its versions and its picture?", AR: "هل تريدون محو هذه المسودة ونسخها وصورتها؟"})
	buttons := []chat.Button{
		press(text.Text{FR: "Envoyer à la validation", EN: "Send for approval", AR: "إرسال للمصادقة"}, "submit", chat.Primary),
		press(text.Text{FR: "Modifier les faits", EN: "Change the facts", AR: "تعديل المعطيات"}, "facts", chat.Normal),
		press(text.Text{FR: "Autre version", EN: "Another version", AR: "نسخة أخرى"}, "again", chat.Normal),
		press(text.Text{FR: "Vérifier", EN: "Check", AR: "تحقق"}, "check", chat.Normal),
		press(text.Text{FR: "Réglages", EN: "Settings", AR: "الإعدادات"}, "settings", chat.Normal),
	}
	if d.Revision > 1 {
		buttons = append(buttons, press(text.Text{FR: "Version précédente", EN: "Previous version", AR: "النسخة السابقة"}, "back", chat.Normal))
	}
	return append(buttons, discard)
}

func modelNote(n draft.ModelNote) text.Text {
	switch n {
	case draft.ModelWrote:
		return text.Text{FR: "Rédigé avec le modèle de langue, à partir du brief masqué ; chaque chiffre, date, nom et lien vient de votre brief. Relisez avant d'envoyer.", EN: "Written with the language model from the masked brief; every number, date, name and link is from your brief. Read it before you send it.", AR: "حُرر بمساعدة النموذج اللغوي انطلاقا من موجز محجوب المعطيات؛ كل رقم وتاريخ واسم ورابط مصدره موجزكم. اقرؤوه قبل الإرسال."}
	case draft.ModelFailed:
		return text.Text{FR: "Le modèle de langue n'est pas joignable : ces textes sont composés sans lui, à partir de vos faits. Si cela dure, voyez OPENAI_BASE_URL avec votre informatique.", EN: "The language model cannot be reached: these texts are composed without it, from your facts. If this lasts, ask your IT team about OPENAI_BASE_URL.", AR: "يتعذر الاتصال بالنموذج اللغوي: صيغت هذه النصوص بدونه انطلاقا من معطياتكم. إن استمر ذلك فاسألوا فريق المعلوميات عن OPENAI_BASE_URL."}
	case draft.ModelLocked:
		return text.Text{FR: "Le modèle de langue refuse notre accès : ces textes sont composés sans lui, à partir de vos faits. Faites vérifier OPENAI_API_KEY et OPENAI_MODEL par votre informatique.", EN: "The language model refuses us access: these texts are composed without it, from your facts. Have your IT team check OPENAI_API_KEY and OPENAI_MODEL.", AR: "رفض النموذج اللغوي ولوجنا: صيغت هذه النصوص بدونه انطلاقا من معطياتكم. اطلبوا من فريق المعلوميات التحقق من OPENAI_API_KEY وOPENAI_MODEL."}
	case draft.ModelAstray:
		return text.Text{FR: "Le modèle de langue a répondu à côté : sa réponse est écartée, ces textes sont composés à partir de vos faits.", EN: "The language model did not do what was asked: its answer was refused, these texts are composed from your facts.", AR: "لم يجب النموذج اللغوي عن المطلوب: رُفض جوابه، وصيغت هذه النصوص انطلاقا من معطياتكم."}
	case draft.ModelSpared:
		return text.Text{FR: "Ce brief ne peut pas être masqué sûrement : rien n'a été envoyé au modèle de langue, ces textes sont composés à partir de vos faits.", EN: "This brief cannot be masked safely: nothing was sent to the language model, these texts are composed from your facts.", AR: "لا يمكن حجب معطيات هذا الموجز بأمان: لم يُرسل شيء إلى النموذج اللغوي، وصيغت هذه النصوص انطلاقا من معطياتكم."}
	case draft.ModelSlow:
		return text.Text{FR: "Le modèle de langue n'a pas répondu à temps : ces textes sont composés sans lui, à partir de vos faits.", EN: "The language model did not answer in time: these texts are composed without it, from your facts.", AR: "لم يستجب النموذج اللغوي في الوقت المناسب: صيغت هذه النصوص بدونه انطلاقا من معطياتكم."}
	case draft.ModelBroke:
		return text.Text{FR: "Le modèle de langue a ajouté ce qui n'est pas dans votre brief : sa réponse est écartée, ces textes sont composés à partir de vos faits.", EN: "The language model added what is not in your brief: its answer was refused, these texts are composed from your facts.", AR: "أضاف النموذج اللغوي ما ليس في موجزكم: رُفض جوابه، وصيغت هذه النصوص انطلاقا من معطياتكم."}
	}
	return text.Text{FR: "Composé à partir de vos faits, sans modèle de langue : rien n'y est ajouté. Relisez avant d'envoyer.", EN: "Composed from your facts, without a language model: nothing is added. Read it before you send it.", AR: "صيغ انطلاقا من معطياتكم وبدون نموذج لغوي: لم يُضف أي شيء. اقرؤوه قبل الإرسال."}
}

// publishedByHand puts on record a post that the author made by hand, so that it can be taken down.
func (k Kit) publishedByHand(ctx context.Context, r chat.Request, t target) (chat.Reply, error) {
	d, err := k.Drafts.Open(ctx, t.id)
	if err != nil {
		return chat.Reply{}, err
	}
	s, err := k.Drafts.Subject(ctx, d, r.Who.Member)
	if err != nil {
		return chat.Reply{}, err
	}
	if err := k.Publisher.ByHand(ctx, s, t.network, strings.TrimSpace(r.Values["link"]), r.Who.Member); err != nil {
		return chat.Reply{}, notThere(err)
	}
	return r.Answer(linkNoted), nil
}

// checkDraft says what the check finds in each text.
func (k Kit) checkDraft(ctx context.Context, r chat.Request, id string) (chat.Reply, error) {
	d, err := k.Drafts.Open(ctx, id)
	if err != nil {
		return chat.Reply{}, err
	}
	m := chat.Message{Lang: r.Lang(), Blocks: []chat.Block{chat.Heading{Text: r.Say(text.Text{FR: "Contrôle du brouillon %s", EN: "Check of draft %s", AR: "فحص المسودة %s"}, d.ID)}}}
	for _, v := range d.Variants {
		if v.Text == "" {
			continue
		}
		report := k.Drafts.CheckVariant(v)
		m.Blocks = append(m.Blocks, chat.Paragraph{Text: r.Say(variantName(v.Network, v.Lang)) + " · " + r.Say(report.Verdict.Text())})
		m.Blocks = append(m.Blocks, findingBlocks(r, report)...)
	}
	if d.Picture != "" {
		report := k.Drafts.CheckAlt(d.Content)
		m.Blocks = append(m.Blocks, chat.Paragraph{Text: r.Say(text.Text{FR: "Texte alternatif de l'image", EN: "Text alternative of the picture", AR: "النص البديل للصورة"}) + " · " + r.Say(report.Verdict.Text())})
		m.Blocks = append(m.Blocks, findingBlocks(r, report)...)
		m.Blocks = append(m.Blocks, k.pictureFindings(r, d)...)
	}
	m.Blocks = append(m.Blocks, chat.Note{Text: r.Say(anAid)})
	return chat.Reply{Message: m}, nil
}
