package commands

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"portevoix/bot/chat"
	"portevoix/bot/draft"
	"portevoix/bot/people"
	"portevoix/bot/privacy"
	"portevoix/bot/text"
)

// check says whether somebody could be recognised in a text or a picture. Both are read in memory and kept nowhere.
func (k Kit) check() chat.Command {
	c := chat.Command{
		Name: "check", Words: []string{"verifier", "vérifier", "تحقق"}, Role: people.Member,
		Summary:   text.Text{FR: "Vérifier qu'un texte ou une image ne permet de reconnaître personne", EN: "Check that nobody can be recognised in a text or a picture", AR: "التحقق من أن النص أو الصورة لا يسمحان بالتعرف على أي شخص"},
		OnMessage: text.Text{FR: "Vérifier ce texte", EN: "Check this text", AR: "التحقق من هذا النص"},
		Examples: []text.Text{
			{FR: "/check Merci aux équipes de nuit des urgences.", EN: "/check Thank you to our night teams in the emergency department.", AR: "/check شكرا لفرق الليل بقسم المستعجلات."},
		},
		Inputs: func(chat.Values) []chat.Input { return checkInputs() },
		Run:    k.runCheck,
	}
	c.Plan = func(r chat.Request) chat.Plan { return planCheck(c, r) }
	return c
}

// planCheck asks with a form where there is nothing to check: neither words nor a picture.
func planCheck(c chat.Command, r chat.Request) chat.Plan {
	plan := chat.PlanInputs(c, r)
	if r.Action != "" || !plan.Go() || len(r.Files) > 0 || strings.TrimSpace(r.Values["text"]+r.SubjectText) != "" {
		return plan
	}
	if r.Via == chat.Submitted {
		return chat.Plan{Errors: map[string]text.Text{"text": {FR: "Collez un texte, ou joignez une image.", EN: "Paste a text, or attach a picture.", AR: "ألصقوا نصا أو أرفقوا صورة."}}}
	}
	return chat.Plan{Form: &chat.Form{Command: c.Name, Object: r.Object, Title: c.Summary, Inputs: checkInputs(), Values: r.Values, Lang: r.Lang(),
		Submit: text.Text{FR: "Vérifier", EN: "Check", AR: "تحقق"}}}
}

func checkInputs() []chat.Input {
	return []chat.Input{
		{Name: "text", Words: []string{"texte", "نص"}, Kind: chat.Long, Free: true, Max: 20_000,
			Label: text.Text{FR: "Texte à vérifier", EN: "Text to check", AR: "النص المراد التحقق منه"},
			Help:  text.Text{FR: "Lu en mémoire, enregistré nulle part.", EN: "Read in memory, kept nowhere.", AR: "يُقرأ في الذاكرة ولا يُحفظ في أي مكان."}},
		{Name: "kind", Words: []string{"type", "نوع"}, Kind: chat.One,
			Label: text.Text{FR: "De quel type de texte s'agit-il ?", EN: "What kind of text is it?", AR: "ما نوع هذا النص؟"},
			Help:  text.Text{FR: "Une réponse a ses propres règles : elle ne doit jamais confirmer que quelqu'un est ou a été patient.", EN: "A reply has rules of its own: it must never confirm that somebody is or was a patient.", AR: "للرد قواعد خاصة: يجب ألا يؤكد أبدا أن شخصا ما مريض أو كان مريضا."},
			Choices: []chat.Choice{
				{Value: string(privacy.Post), Label: text.Text{FR: "Publication", EN: "Post", AR: "منشور"}},
				{Value: string(privacy.Reply), Label: text.Text{FR: "Réponse", EN: "Reply", AR: "رد"}},
				{Value: string(privacy.Notice), Label: text.Text{FR: "Avis urgent", EN: "Urgent notice", AR: "إشعار عاجل"}},
				{Value: string(privacy.Caption), Label: text.Text{FR: "Légende", EN: "Caption", AR: "تعليق على صورة"}},
			}},
		pictureInput(),
	}
}

func (k Kit) runCheck(_ context.Context, r chat.Request) (chat.Reply, error) {
	if len(r.Files) > 0 {
		return k.checkPictures(r)
	}
	words, kind, err := k.textToCheck(r)
	if err != nil {
		return chat.Reply{}, err
	}
	in := privacy.Input{Text: words, Kind: kind, Country: k.Country, Now: r.Now}
	var report privacy.Report
	var asReply []text.Text
	if kind == "" {
		kind, report, asReply = k.likeliest(in)
	} else {
		report = k.Check(in)
	}
	m := chat.Message{Lang: r.Lang(), Tone: tone(report.Verdict), Blocks: []chat.Block{chat.Heading{Text: verdict(r, report)}}}
	m.Blocks = append(m.Blocks, findingBlocks(r, report)...)
	m.Blocks = append(m.Blocks, peopleBlocks(r, report)...)
	if kind == privacy.Reply { // a reply is not rewritten: there is one thing to say
		m.Blocks = append(m.Blocks, k.neutralReply(r, report.Lang)...)
	} else {
		m.Blocks = append(m.Blocks, rewriteBlocks(r, report)...)
	}
	if report.Verdict >= privacy.Block {
		m.Blocks = append(m.Blocks, k.askOfficer(r, words, kind)...)
	}
	m.Blocks = append(m.Blocks, k.readAs(r, words, kind, asReply)...)
	m.Blocks = append(m.Blocks, chat.Note{Text: r.Say(anAid) + " " + r.Say(text.Text{FR: "Rien n'a été enregistré.", EN: "Nothing was kept.", AR: "لم يُحفظ أي شيء."})})
	return chat.Reply{Message: m, Replace: r.Action == readAgain, Recall: r.Via == chat.Shortcut && report.Verdict >= privacy.Block}, nil
}

// readAgain is the action of the buttons that read the same text as another kind; their object is "reply.h_4k7mq2xw".
const readAgain = "as"

// textToCheck is what was given: words typed, a message pointed at, or, behind a button, the text of that answer. The kind is empty when
// nobody said it.
func (k Kit) textToCheck(r chat.Request) (string, privacy.Kind, error) {
	if r.Action == readAgain {
		kind, id, _ := strings.Cut(r.Object, ".")
		held, err := k.Safe.Offered(id, r.Who.Member)
		if _, known := checkInputs()[1].Pick(kind); err != nil || !known {
			return "", "", &chat.Problem{
				What: text.Text{FR: "Ce texte n'est plus en mémoire : il n'y reste que 15 minutes.", EN: "This text is no longer in memory: it stays there for 15 minutes only.", AR: "لم يعد هذا النص في الذاكرة: لا يبقى فيها سوى 15 دقيقة."},
				Do:   text.Text{FR: "Collez-le de nouveau après /check.", EN: "Paste it again after /check.", AR: "ألصقوه من جديد بعد ‎/check‎."},
			}
		}
		return held.Words, privacy.Kind(kind), nil
	}
	words := r.Values["text"]
	if strings.TrimSpace(words) == "" {
		words = r.SubjectText
	}
	if strings.IndexFunc(words, isLetterOrDigit) < 0 {
		return "", "", &chat.Problem{
			What: text.Text{FR: "Je ne trouve aucun mot à vérifier.", EN: "I find no word to check.", AR: "لا أجد أي كلمة للتحقق منها."},
			Do:   text.Text{FR: "Collez le texte après /check.", EN: "Paste the text after /check.", AR: "ألصقوا النص بعد ‎/check‎."},
		}
	}
	return words, privacy.Kind(pickedOne(checkInputs()[1], r.Values)), nil
}

// likeliest reads a text of which nobody said what it is. Most are posts; words that speak to somebody, and in which the rules of
// replies find more, are a reply. Where a post would also be a bad reply, the answer says so: the guard that protects a patient is
// never left out in silence.
func (k Kit) likeliest(in privacy.Input) (kind privacy.Kind, report privacy.Report, asReply []text.Text) {
	in.Kind = privacy.Post
	post := k.Check(in)
	in.Kind = privacy.Reply
	reply := k.Check(in)
	for _, f := range reply.Findings {
		same := func(other privacy.Finding) bool { return other.Rule == f.Rule }
		if !slices.ContainsFunc(post.Findings, same) {
			asReply = append(asReply, f.Title)
		}
	}
	if len(asReply) > 0 && spokenTo.MatchString(in.Text) {
		return privacy.Reply, reply, nil
	}
	return privacy.Post, post, asReply
}

// spokenTo finds words that speak to somebody.
var spokenTo = regexp.MustCompile(`(?i)(?:^|[^\pL])(?:vous|votre|vos|tu|toi|ton|ta|tes|you|your|yours)(?:$|[^\pL])|[\x{0621}-\x{064a}]كم(?:$|[^\pL])`)

// readAs says what the text was read as, and what else a reply would have, and offers the other kinds.
func (k Kit) readAs(r chat.Request, words string, kind privacy.Kind, asReply []text.Text) []chat.Block {
	id := k.Safe.Offer(words, kind, r.Who.Member)
	var row []chat.Button
	for _, c := range checkInputs()[1].Choices {
		if c.Value != string(kind) {
			row = append(row, chat.Button{Label: r.Say(text.Text{FR: "Lire comme : %s", EN: "Read as: %s", AR: "قراءة على أنه: %s"}, c.Label), Press: chat.Press{Command: "check", Action: readAgain, Object: c.Value + "." + id}})
		}
	}
	said := r.Say(text.Text{FR: "Texte lu comme : %s. Est-ce autre chose ?", EN: "Read as: %s. Is it something else?", AR: "قُرئ النص على أنه: %s. هل هو شيء آخر؟"}, kindLabel(kind))
	if len(asReply) > 0 {
		said += " " + r.Say(text.Text{FR: "Attention, comme réponse il poserait aussi ce problème : %s.", EN: "Beware, as a reply it would also have this problem: %s.", AR: "تنبيه: كرد ستكون فيه أيضا هذه المشكلة: %s."}, text.Join(", ", asReply...))
	}
	return []chat.Block{
		chat.Paragraph{Text: said},
		chat.Buttons{Items: row},
	}
}

func isLetterOrDigit(r rune) bool {
	return r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= 0xc0 && r < 0x2000
}

var anAid = text.Text{FR: "C'est une aide, pas une garantie : relisez toujours.", EN: "This is an aid, not a guarantee: always read it yourself.", AR: "هذه مساعدة وليست ضمانا: أعيدوا القراءة دائما."}

func kindLabel(kind privacy.Kind) text.Text {
	for _, c := range checkInputs()[1].Choices {
		if c.Value == string(kind) {
			return c.Label
		}
	}
	return text.Same(string(kind))
}

func tone(s privacy.Severity) chat.Tone {
	switch {
	case s >= privacy.High:
		return chat.Warning
	case s == privacy.Clear:
		return chat.Good
	}
	return chat.Plain
}

var (
	pointsFound = text.Plural{
		FR: text.Forms{One: "%s point", Other: "%s points"},
		EN: text.Forms{One: "%s point", Other: "%s points"},
		AR: text.Forms{One: "نقطة واحدة", Two: "نقطتان", Few: "%s نقاط", Other: "%s نقطة"},
	}
)

// verdict is the first line: the worst severity, and how much was found.
func verdict(r chat.Request, report privacy.Report) string {
	if len(report.Findings) == 0 {
		return r.Say(text.Text{FR: "Je n'ai rien trouvé dans ce texte.", EN: "I found nothing in this text.", AR: "لم أجد شيئا في هذا النص."})
	}
	return r.Say(verdictText(report))
}

func verdictText(report privacy.Report) text.Text {
	if len(report.Findings) == 0 {
		return report.Verdict.Text()
	}
	return text.Text{FR: "%s · %s", EN: "%s · %s", AR: "%s · %s"}.With(report.Verdict.Text(), pointsFound.Of(len(report.Points())))
}

// mostFindings is how many findings one answer explains.
const mostFindings = 10

// findingBlocks explains each finding: the words, the rule, the reason, the source and the fix; the worst first.
func findingBlocks(r chat.Request, report privacy.Report) []chat.Block {
	var blocks []chat.Block
	points := report.Points()
	for i, f := range points {
		if i == mostFindings {
			blocks = append(blocks, chat.Note{Text: r.Say(text.Text{FR: "Et %s autres points, moins graves.", EN: "And %s more, less serious.", AR: "و%s نقاط أخرى أقل خطورة."}, text.Number(len(points)-mostFindings))})
			break
		}
		blocks = append(blocks, chat.Paragraph{Text: explainFinding(r, f)})
	}
	return blocks
}

func explainFinding(r chat.Request, f privacy.Finding) string {
	head := r.Say(f.Severity.Text()) + " · " + r.Say(f.Title)
	if f.Masked != "" {
		head += r.Say(text.Text{FR: " : « %s »", EN: ": “%s”", AR: ": «%s»"}, f.Masked)
	}
	lines := []string{head}
	if !f.Why.IsZero() {
		lines = append(lines, r.Say(text.Text{FR: "Pourquoi : %s", EN: "Why: %s", AR: "السبب: %s"}, f.Why))
	}
	if !f.Fix.IsZero() {
		lines = append(lines, r.Say(text.Text{FR: "À faire : %s", EN: "What to do: %s", AR: "ما العمل: %s"}, f.Fix))
	}
	rule := f.Rule
	if f.Source != "" {
		rule += ", " + f.Source
	}
	return strings.Join(append(lines, r.Say(text.Text{FR: "Règle : %s", EN: "Rule: %s", AR: "القاعدة: %s"}, rule)), "\n")
}

// shortFinding is a finding as the error of a form's field.
func shortFinding(f privacy.Finding) text.Text {
	if f.Masked == "" {
		return text.Join(" ", f.Title, f.Fix)
	}
	return text.Text{FR: "%s (« %s »). %s", EN: "%s (“%s”). %s", AR: "%s («%s»). %s"}.With(f.Title, f.Masked, f.Fix)
}

// peopleBlocks says why somebody may be recognised by what is said together.
func peopleBlocks(r chat.Request, report privacy.Report) []chat.Block {
	var blocks []chat.Block
	for _, p := range report.People {
		if p.Reasoning.IsZero() || p.Score < 3 {
			continue
		}
		names := make([]string, 0, len(p.Attributes))
		for _, a := range p.Attributes {
			names = append(names, r.Say(a.Label))
		}
		blocks = append(blocks, chat.Paragraph{Text: r.Say(text.Text{FR: "Ce qui permet de reconnaître quelqu'un : %s. %s", EN: "What may give somebody away: %s. %s", AR: "ما قد يسمح بالتعرف على شخص: %s. %s"}, text.List(r.Lang(), names...), p.Reasoning)})
	}
	return blocks
}

func rewriteBlocks(r chat.Request, report privacy.Report) []chat.Block {
	if report.Rewrite == "" {
		return nil
	}
	lang := report.Lang
	blocks := []chat.Block{chat.Ready{Label: r.Say(text.Text{FR: "Une formulation plus sûre", EN: "A safer wording", AR: "صياغة أكثر أمانا"}), Text: report.Rewrite, Lang: lang}}
	var changes []string
	for _, c := range report.Changes {
		after := c.After
		if after == "" {
			after = r.Say(text.Text{FR: "retiré", EN: "removed", AR: "محذوف"})
		}
		changes = append(changes, fmt.Sprintf("%s → %s", c.Before, after))
	}
	if len(changes) > 0 {
		blocks = append(blocks, chat.List{Items: changes})
	}
	return blocks
}

// neutralReply offers the reply that confirms nothing.
func (k Kit) neutralReply(r chat.Request, l text.Lang) []chat.Block {
	if l != text.FR && l != text.EN && l != text.AR {
		l = r.Lang()
	}
	return []chat.Block{
		chat.Ready{Label: r.Say(text.Text{FR: "Réponse neutre à utiliser", EN: "Neutral reply to use", AR: "رد محايد للاستعمال"}), Text: draft.NeutralReply(k.Hospital).In(l), Lang: l},
		chat.Note{Text: r.Say(text.Text{FR: "Elle ne confirme pas que la personne est venue à l'hôpital et ne demande rien en public.", EN: "It does not confirm that the person came to the hospital and asks for nothing in public.", AR: "لا يؤكد أن الشخص قدم إلى المستشفى ولا يطلب شيئا علنا."})},
	}
}
