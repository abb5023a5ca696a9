package webchat_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"time"

	"portevoix/bot/chat"
	"portevoix/bot/chat/chattest"
	"portevoix/bot/outcome"
	"portevoix/bot/text"
)

// A small hospital desk to try the page with: it drafts, checks, asks for approval and answers slowly, on whatever is typed. What it
// says depends on what it was told, so a test sees whether the page brought it across.
type office struct {
	platform chat.Platform

	mu    sync.Mutex
	cards map[string]chat.MessageRef
	runs  map[string]int // by request id
	files []chat.File
}

func (o *office) door() chattest.Door {
	return chattest.Door{Commands: o.commands(), Refuse: func(r chat.Request) text.Text {
		if r.Who.ID == "stranger" {
			return text.Text{FR: "Vous n'êtes pas membre de l'équipe.", EN: "You are not a member of the team.", AR: "لستم عضوا في الفريق."}
		}
		return text.Text{}
	}, Waiting: func(who chat.Person) chat.Message {
		return chat.Message{Lang: who.Lang, Blocks: []chat.Block{
			chat.Heading{Text: text.Text{FR: "Rien ne vous attend", EN: "Nothing waits for you", AR: "لا شيء في انتظاركم"}.In(who.Lang)},
			chat.Note{Text: text.Text{FR: "La prochaine revue paraît à 8 h.", EN: "The next digest comes at 8 am.", AR: "تصدر الحصيلة القادمة على الساعة 08:00."}.In(who.Lang)},
		}}
	}}
}

var objective = chat.Input{
	Name: "objective", Words: []string{"objectif"}, Kind: chat.One, Label: text.Text{FR: "Objectif", EN: "Objective", AR: "الهدف"},
	Help: text.Text{FR: "Ce que la publication doit faire", EN: "What the post should do", AR: "ما الغرض من المنشور"},
	Choices: []chat.Choice{
		{Value: "inform", Label: text.Text{FR: "Informer", EN: "Inform", AR: "إخبار"}},
		{Value: "invite", Label: text.Text{FR: "Inviter", EN: "Invite", AR: "دعوة"}},
		{Value: "thank", Label: text.Text{FR: "Remercier", EN: "Thank", AR: "شكر"}},
	},
}

var networks = chat.Input{
	Name: "networks", Words: []string{"reseaux"}, Kind: chat.Some, Label: text.Text{FR: "Réseaux", EN: "Networks", AR: "الشبكات"},
	Help: text.Text{FR: "Un texte prêt pour chacun", EN: "One ready text for each", AR: "نص جاهز لكل منها"},
	Choices: []chat.Choice{
		{Value: "mastodon", Label: text.Same("Mastodon")}, {Value: "bluesky", Label: text.Same("Bluesky")}, {Value: "facebook", Label: text.Same("Facebook")}, {Value: "linkedin", Label: text.Same("LinkedIn")},
	},
}

func (o *office) commands() []chat.Command {
	member := chat.Role("member")
	return []chat.Command{
		{
			Name: "draft", Words: []string{"brouillon"}, Role: member,
			Summary:  text.Text{FR: "Rédiger une publication", EN: "Write a post", AR: "صياغة منشور"},
			Examples: []text.Text{{FR: "/draft collecte de sang samedi 14 juin 9 h–17 h hall B, tous groupes", EN: "/draft blood drive on Saturday 14 June 9 am–5 pm, hall B, all groups", AR: "/draft حملة التبرع بالدم السبت 14 يونيو من 9 إلى 17 بالبهو ب، جميع الفصائل"}},
			Inputs: func(chat.Values) []chat.Input {
				return []chat.Input{
					{Name: "text", Kind: chat.Long, Free: true, Required: true, Max: 600, Label: text.Text{FR: "De quoi s'agit-il ?", EN: "What is it about?", AR: "ما الموضوع؟"}, Help: text.Text{FR: "Une phrase suffit : quoi, quand, où", EN: "One sentence is enough: what, when, where", AR: "جملة واحدة تكفي: ماذا، متى، أين"}},
					objective, networks,
					{Name: "until", Words: []string{"fin"}, Kind: chat.When, Label: text.Text{FR: "Valable jusqu'au", EN: "Valid until", AR: "صالح حتى"}, Example: text.Text{FR: "samedi 17 h", EN: "Saturday 5 pm", AR: "السبت 17:00"}},
					{Name: "picture", Kind: chat.Image, Label: text.Text{FR: "Image", EN: "Picture", AR: "صورة"}},
				}
			},
			Run: o.draft,
		},
		{
			Name: "check", Words: []string{"verifier"}, Role: member,
			Summary:   text.Text{FR: "Vérifier qu'aucun patient n'est reconnaissable", EN: "Check that no patient can be recognised", AR: "التحقق من عدم إمكانية التعرف على أي مريض"},
			Examples:  []text.Text{{FR: "/check Merci à l'équipe de pédiatrie pour cette belle journée", EN: "/check Thank you to the paediatrics team for this lovely day", AR: "/check شكرا لفريق طب الأطفال على هذا اليوم الجميل"}},
			OnMessage: text.Text{FR: "Vérifier ce texte", EN: "Check this text", AR: "التحقق من هذا النص"},
			Inputs: func(chat.Values) []chat.Input {
				return []chat.Input{{Name: "text", Kind: chat.Long, Free: true, Required: true, Label: text.Text{FR: "Texte", EN: "Text", AR: "النص"}}}
			},
			Run: func(_ context.Context, r chat.Request) (chat.Reply, error) {
				return r.Answer(text.Text{FR: "Vérifié, %s mots : rien ne désigne un patient dans « %s ».", EN: "Checked, %s words: nothing points to a patient in “%s”.", AR: "تم التحقق، %s كلمات: لا شيء يدل على مريض في «%s»."},
					text.Number(len(strings.Fields(r.Values["text"]))), r.Values["text"]), nil
			},
		},
		{
			Name: "mentions", Words: []string{"veille"}, Role: member,
			Summary:  text.Text{FR: "Ce que l'on dit de l'hôpital", EN: "What is said about the hospital", AR: "ما يقال عن المستشفى"},
			Examples: []text.Text{{FR: "/mentions aujourd'hui", EN: "/mentions today", AR: "/mentions اليوم"}},
			Run: func(ctx context.Context, r chat.Request) (chat.Reply, error) {
				select {
				case <-time.After(400 * time.Millisecond):
				case <-ctx.Done():
				}
				return r.Answer(text.Text{FR: "0 mention, 5 sources lues sur 5.", EN: "0 mentions, 5 of 5 sources read.", AR: "0 إشارة، قُرئت 5 مصادر من 5."}), nil
			},
		},
		{
			Name: "urgent", Words: []string{"avis"}, Role: member,
			Summary:  text.Text{FR: "Diffuser un avis urgent", EN: "Send an urgent notice", AR: "إصدار إشعار عاجل"},
			Examples: []text.Text{{FR: "/urgent blood", EN: "/urgent blood", AR: "/urgent blood"}},
			Global:   text.Text{FR: "Avis urgent", EN: "Urgent notice", AR: "إشعار عاجل"},
			Inputs: func(chat.Values) []chat.Input {
				return []chat.Input{
					{Name: "what", Kind: chat.Line, Free: true, Required: true, Label: text.Text{FR: "Que se passe-t-il ?", EN: "What is happening?", AR: "ماذا يحدث؟"}},
					{Name: "until", Kind: chat.When, Required: true, Label: text.Text{FR: "Jusqu'à quand ?", EN: "Until when?", AR: "إلى متى؟"}, Example: text.Text{FR: "ce soir 20 h", EN: "tonight 8 pm", AR: "الليلة 20:00"}},
				}
			},
			Plan: func(r chat.Request) chat.Plan {
				if r.Values["until"] == "31/02" {
					return chat.Plan{Errors: map[string]text.Text{"until": {FR: "Le 31 février n'existe pas.", EN: "There is no 31 February.", AR: "لا يوجد 31 فبراير."}}}
				}
				c, _ := chat.Lookup(o.commands(), "urgent")
				return chat.PlanInputs(c, r)
			},
			Run: func(_ context.Context, r chat.Request) (chat.Reply, error) {
				return r.Answer(text.Text{FR: "Préparé : %s, jusqu'à %s.", EN: "Prepared: %s, until %s.", AR: "تم التحضير: %s، حتى %s."}, r.Values["what"], r.Values["until"]), nil
			},
		},
		{Name: "exercise", Role: member, Summary: text.Text{FR: "Exercice", EN: "Exercise", AR: "تمرين"}, Plan: exercise, Run: func(_ context.Context, r chat.Request) (chat.Reply, error) {
			return r.Answer(text.Same("%s then %s"), r.Values["first"], r.Values["second"]), nil
		}},
		{Name: "approve", Role: member, Hidden: true, Run: o.approve},
		{
			Name: "panic", Role: member, Hidden: true,
			Run: func(context.Context, chat.Request) (chat.Reply, error) { panic("a bug") },
		},
	}
}

// draft answers privately with ready texts, and puts a card into the approvals room on request.
func (o *office) draft(ctx context.Context, r chat.Request) (chat.Reply, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.runs == nil {
		o.runs, o.cards = map[string]int{}, map[string]chat.MessageRef{}
	}
	o.runs[r.ID]++
	o.files = append(o.files, r.Files...)
	words := r.Values["text"]
	switch r.Action {
	case "send":
		return o.sendForApproval(ctx, r)
	case "discard":
		return chat.Reply{Replace: true, Message: chat.Say(r.Lang(), r.Say(text.Text{FR: "Brouillon abandonné.", EN: "Draft discarded.", AR: "تم التخلي عن المسودة."}))}, nil
	}
	lang := r.Lang()
	blocks := []chat.Block{
		chat.Heading{Text: r.Say(text.Text{FR: "Brouillon d_4k7m", EN: "Draft d_4k7m", AR: "مسودة d_4k7m"})},
		chat.Facts{Items: []chat.Fact{
			{Label: r.Say(text.Text{FR: "Quoi", EN: "What", AR: "ماذا"}), Value: words},
			{Label: r.Say(text.Text{FR: "Objectif", EN: "Objective", AR: "الهدف"}), Value: r.Values["objective"]},
		}},
		chat.Ready{Label: fmt.Sprintf("Mastodon · %d / 500", len([]rune(words))), Text: words + "\n\n#DonDuSang", Lang: lang},
		chat.Ready{Label: "Bluesky · العربية · 41 / 300", Text: "التبرع بالدم يوم السبت 14 يونيو، البهو B.", Lang: text.AR},
		chat.Note{Text: r.Say(text.Text{FR: "Rédigé sans modèle de langue, à partir de vos seuls faits.", EN: "Written without a language model, from your facts alone.", AR: "صيغ دون نموذج لغوي، من معطياتكم وحدها."})},
		chat.Buttons{Items: []chat.Button{
			{Label: r.Say(text.Text{FR: "Envoyer pour validation", EN: "Send for approval", AR: "إرسال للمصادقة"}), Look: chat.Primary, Press: chat.Press{Command: "draft", Action: "send", Object: "d_4k7m"}},
			{Label: r.Say(text.Text{FR: "Autre version", EN: "Another version", AR: "نسخة أخرى"}), Press: chat.Press{Command: "draft", Action: "again", Object: "d_4k7m"}},
			{Label: r.Say(text.Text{FR: "Abandonner", EN: "Discard", AR: "تخلّ"}), Look: chat.Danger, Press: chat.Press{Command: "draft", Action: "discard", Object: "d_4k7m"}, Confirm: r.Say(text.Text{FR: "Le brouillon sera effacé.", EN: "The draft will be erased.", AR: "ستُحذف المسودة."})},
		}},
	}
	return chat.Reply{Message: chat.Message{Lang: lang, Blocks: blocks}}, nil
}

// exercise asks twice: a form after a form.
func exercise(r chat.Request) chat.Plan {
	for _, name := range []string{"first", "second"} {
		if r.Values[name] == "" {
			return chat.Plan{Form: &chat.Form{Command: "exercise", Title: text.Same("The " + name), Values: r.Values, Inputs: []chat.Input{{Name: name, Kind: chat.Line, Required: true, Label: text.Same(name)}}}}
		}
	}
	return chat.Plan{}
}

func (o *office) sendForApproval(ctx context.Context, r chat.Request) (chat.Reply, error) {
	ref, err := o.platform.Post(ctx, outcome.Attempt{Key: outcome.Key("card/" + r.Object), Number: 1}, chat.Place{Room: "approvals"}, card(r, ""))
	if err != nil {
		return chat.Reply{}, err
	}
	o.cards[r.Object] = ref
	return r.Answer(text.Text{FR: "Envoyé : la carte est dans Validations.", EN: "Sent: the card is in Approvals.", AR: "تم الإرسال: البطاقة في المصادقات."}), nil
}

func (o *office) approve(ctx context.Context, r chat.Request) (chat.Reply, error) {
	if r.Who.ID == "officer" {
		return r.Answer(text.Text{FR: "Vous l'avez écrit : une autre personne doit valider.", EN: "You wrote it: somebody else must approve.", AR: "أنتم من كتبه: يجب أن يصادق شخص آخر."}), nil
	}
	o.mu.Lock()
	ref := o.cards[r.Object]
	o.mu.Unlock()
	if ref.IsZero() && r.Subject != nil {
		ref = *r.Subject
	}
	return chat.Reply{Silent: true}, o.platform.Update(ctx, ref, card(r, r.Who.Name))
}

func card(r chat.Request, approvedBy string) chat.Message {
	m := chat.Message{Lang: r.Lang(), Trial: true, Notify: r.Say(text.Text{FR: "Une validation est demandée", EN: "An approval is asked for", AR: "طُلبت مصادقة"}), Blocks: []chat.Block{
		chat.Heading{Text: r.Say(text.Text{FR: "À valider : collecte de sang", EN: "To approve: blood drive", AR: "للمصادقة: حملة التبرع بالدم"})},
		chat.Facts{Items: []chat.Fact{{Label: r.Say(text.Text{FR: "Réseaux", EN: "Networks", AR: "الشبكات"}), Value: "Mastodon, Bluesky"}, {Label: r.Say(text.Text{FR: "Vérification", EN: "Check", AR: "التحقق"}), Value: r.Say(text.Text{FR: "rien à signaler", EN: "nothing found", AR: "لا شيء يذكر"})}}},
	}}
	if approvedBy != "" {
		m.Tone = chat.Good
		m.Blocks = append(m.Blocks, chat.Paragraph{Text: r.Say(text.Text{FR: "Validé par %s.", EN: "Approved by %s.", AR: "صادق عليه %s."}, approvedBy)})
		return m
	}
	m.Blocks = append(m.Blocks, chat.Buttons{Items: []chat.Button{
		{Label: r.Say(text.Text{FR: "Valider", EN: "Approve", AR: "مصادقة"}), Look: chat.Primary, Press: chat.Press{Command: "approve", Action: "yes", Object: r.Object}},
		{Label: r.Say(text.Text{FR: "Refuser", EN: "Reject", AR: "رفض"}), Press: chat.Press{Command: "approve", Action: "no", Object: r.Object}},
	}})
	return m
}
