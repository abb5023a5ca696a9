package commands

import (
	"context"
	"errors"
	"strings"
	"time"

	"portevoix/bot/chat"
	"portevoix/bot/database"
	"portevoix/bot/digest"
	"portevoix/bot/mentions"
	"portevoix/bot/mentions/triage"
	"portevoix/bot/people"
	"portevoix/bot/privacy"
	"portevoix/bot/publish"
	"portevoix/bot/register"
	"portevoix/bot/text"
)

// mentions lists what was said, by category, with links. Words are shown only here, to the asker alone, masked, one mention at a
// time, and never for the sensitive categories.
func (k Kit) mentions() chat.Command {
	c := chat.Command{
		Name: "mentions", Words: []string{"veille", "إشارات", "اشارات"}, Role: people.Member,
		Summary:  text.Text{FR: "Ce qui se dit de l'hôpital, par catégorie", EN: "What is said about the hospital, by category", AR: "ما يقال عن المستشفى حسب الفئة"},
		Examples: []text.Text{{FR: "/mentions", EN: "/mentions", AR: "/mentions"}, {FR: "/mentions jours:7 catégorie:QUESTION", EN: "/mentions days:7 category:QUESTION", AR: "/mentions days:7 category:QUESTION"}},
		Inputs:   func(chat.Values) []chat.Input { return []chat.Input{daysInput(), categoryInput()} },
	}
	c.Plan = func(r chat.Request) chat.Plan { return k.planMentions(c, r) }
	c.Run = k.runMentions
	return c
}

func categoryInput() chat.Input {
	in := chat.Input{Name: "category", Words: []string{"categorie", "فئة"}, Kind: chat.One, Label: text.Text{FR: "Catégorie", EN: "Category", AR: "الفئة"}}
	for _, c := range triage.Categories {
		in.Choices = append(in.Choices, chat.Choice{Value: string(c), Label: c.Title()})
	}
	return in
}

func removeInput() chat.Input {
	return chat.Input{Name: "link", Kind: chat.Address, Required: true, Max: 1000, Label: text.Text{FR: "Lien de la mention", EN: "Link of the mention", AR: "رابط الإشارة"}, Example: text.Same("https://…")}
}

func (k Kit) planMentions(c chat.Command, r chat.Request) chat.Plan {
	if r.Action != "remove" {
		return chat.PlanInputs(c, r)
	}
	if r.Via == chat.Submitted {
		return chat.Plan{Errors: chat.Check([]chat.Input{removeInput()}, r)}
	}
	return chat.Plan{Form: &chat.Form{Command: c.Name, Action: r.Action, Object: r.Object, Lang: r.Lang(), Values: chat.Values{}, Inputs: []chat.Input{removeInput()},
		Title: text.Text{FR: "Effacer une mention", EN: "Erase a mention", AR: "محو إشارة"}, Submit: text.Text{FR: "Effacer", EN: "Erase", AR: "محو"}}}
}

func (k Kit) runMentions(ctx context.Context, r chat.Request) (chat.Reply, error) {
	switch r.Action {
	case "take":
		return k.takeMention(ctx, r)
	case "show":
		return k.showMention(ctx, r)
	case "remove":
		return k.removeMention(ctx, r)
	}
	from := r.Now.Add(-time.Duration(days(r.Values)) * 24 * time.Hour)
	found, err := k.Watch.Between(ctx, from, r.Now)
	if err != nil {
		return chat.Reply{}, err
	}
	wanted := pickedOne(categoryInput(), r.Values)
	var shown []mentions.Mention
	for _, m := range found {
		if wanted == "" || string(m.Category) == wanted {
			shown = append(shown, m)
		}
	}
	return chat.Reply{Message: k.mentionList(ctx, r, shown)}, nil
}

const mentionsShown = 15

func (k Kit) mentionList(ctx context.Context, r chat.Request, found []mentions.Mention) chat.Message {
	m := chat.Message{Lang: r.Lang()}
	add := func(b ...chat.Block) { m.Blocks = append(m.Blocks, b...) }
	add(chat.Heading{Text: mentionsFound.Of(len(found)).In(r.Lang())})
	states, err := k.Watch.States(ctx)
	if len(found) == 0 && len(states) == 0 {
		add(chat.Paragraph{Text: r.Say(text.Text{FR: "Pour en recevoir : listez des flux dans PORTEVOIX_FEEDS, ou importez un export avec « portevoix mentions import fichier.csv ».", EN: "To receive some: list feeds in PORTEVOIX_FEEDS, or import an export with “portevoix mentions import file.csv”.", AR: "لتلقيها: أضيفوا خلاصات في PORTEVOIX_FEEDS أو استوردوا ملفا عبر «portevoix mentions import file.csv»."})})
	}
	var links []chat.Link
	var plain []string
	var row []chat.Button
	for i := len(found) - 1; i >= 0 && len(links)+len(plain) < mentionsShown; i-- {
		one := found[i]
		said := []string{one.ID(), r.Say(one.Category.Title()), text.Moment(one.SaidAt.In(k.Publisher.Zone)).In(r.Lang())}
		if one.Press && one.Title != "" {
			said = append(said, one.Author+" : "+one.Title)
		}
		if one.TakenBy != "" {
			said = append(said, r.Say(text.Text{FR: "pris en charge", EN: "taken", AR: "متكفل بها"}))
		}
		if strings.HasPrefix(one.URL, "http") {
			links = append(links, chat.Link{Label: strings.Join(said, " · "), URL: one.URL})
		} else {
			plain = append(plain, strings.Join(said, " · "))
		}
		if !one.Category.Sensitive() && one.Words != "" && len(row) < 5 {
			row = append(row, chat.Button{Label: r.Say(text.Text{FR: "Lire %s", EN: "Read %s", AR: "قراءة %s"}, one.ID()), Press: chat.Press{Command: "mentions", Action: "show", Object: one.ID()}})
		}
	}
	if len(links) > 0 {
		add(chat.Links{Items: links})
	}
	if len(plain) > 0 {
		add(chat.List{Items: plain})
	}
	row = append(row, chat.Button{Label: r.Say(text.Text{FR: "Effacer une mention", EN: "Erase a mention", AR: "محو إشارة"}), Press: chat.Press{Command: "mentions", Action: "remove", Object: "link"}})
	add(chat.Buttons{Items: row})
	if err == nil && len(states) > 0 {
		add(chat.Note{Text: sourcesText(states, r.Lang())})
	}
	if !k.Watch.On() {
		add(chat.Note{Text: r.Say(text.Text{FR: "La collecte est arrêtée : ceci n'est pas une veille de nuit.", EN: "Collecting is off: this is not a night watch.", AR: "الجمع متوقف: هذه ليست مداومة ليلية."})})
	}
	return m
}

func sourcesText(states []mentions.SourceState, l text.Lang) string {
	good, waiting := 0, 0
	var failed []string
	for _, s := range states {
		switch {
		case s.Problem != "":
			failed = append(failed, s.Name)
		case s.ReadAt.IsZero():
			waiting++
		default:
			good++
		}
	}
	said := text.Text{FR: "Sources lues : %s sur %s.", EN: "Sources read: %s of %s.", AR: "المصادر المقروءة: %s من %s."}.With(text.Number(good), text.Number(len(states))).In(l)
	if len(failed) > 0 {
		said += " " + text.Text{FR: "Pas lues, à faire vérifier : %s.", EN: "Not read, have them checked: %s.", AR: "لم تُقرأ ويلزم التحقق منها: %s."}.With(text.List(l, failed...)).In(l)
	}
	if waiting > 0 {
		said += " " + text.Text{FR: "Pas encore lues : %s, lecture en cours.", EN: "Not read yet: %s, being read now.", AR: "لم تُقرأ بعد: %s، القراءة جارية."}.With(text.Number(waiting)).In(l)
	}
	return said
}

var mentionsFound = text.Plural{
	FR: text.Forms{One: "%s mention", Other: "%s mentions"},
	EN: text.Forms{One: "%s mention", Other: "%s mentions"},
	AR: text.Forms{Zero: "لا إشارات", One: "إشارة واحدة", Two: "إشارتان", Few: "%s إشارات", Many: "%s إشارة", Other: "%s إشارة"},
}

func (k Kit) oneMention(ctx context.Context, id string) (mentions.Mention, error) {
	serial, ok := mentions.ParseID(id)
	if !ok {
		return mentions.Mention{}, noMention
	}
	m, err := k.Watch.Get(ctx, serial)
	if errors.Is(err, mentions.ErrNone) {
		return m, noMention
	}
	return m, err
}

var noMention = &chat.Problem{
	What: text.Text{FR: "Cette mention n'existe plus.", EN: "This mention no longer exists.", AR: "لم تعد هذه الإشارة موجودة."},
	Do:   text.Text{FR: "Voyez les plus récentes avec /mentions.", EN: "See the latest with /mentions.", AR: "اطلعوا على الأحدث عبر ‎/mentions‎."},
}

// showMention shows the words of one mention, to the asker alone, masked.
func (k Kit) showMention(ctx context.Context, r chat.Request) (chat.Reply, error) {
	one, err := k.oneMention(ctx, r.Object)
	if err != nil {
		return chat.Reply{}, err
	}
	m := chat.Message{Lang: r.Lang(), Blocks: []chat.Block{chat.Heading{Text: one.ID() + " · " + r.Say(one.Category.Title())}}}
	switch {
	case one.Category.Sensitive():
		m.Blocks = append(m.Blocks, chat.Paragraph{Text: r.Say(text.Text{FR: "Les mots de cette catégorie ne sont pas affichés : ouvrez le message sur place.", EN: "The words of this category are not shown: open the message where it stands.", AR: "كلمات هذه الفئة لا تُعرض: افتحوا الرسالة في مكانها."})})
	case one.Words == "":
		m.Blocks = append(m.Blocks, chat.Paragraph{Text: r.Say(text.Text{FR: "Le texte a été effacé (30 jours).", EN: "The words have been erased (30 days).", AR: "مُحي النص (30 يوما)."})})
	default:
		masked := k.Check(privacy.Input{Text: one.Words, Kind: privacy.Post, Lang: one.Lang, Country: k.Country}).Echo(one.Words)
		m.Blocks = append(m.Blocks, chat.Quote{Text: masked, Lang: one.Lang})
	}
	if strings.HasPrefix(one.URL, "http") {
		m.Blocks = append(m.Blocks, chat.Links{Items: []chat.Link{{Label: one.ID(), URL: one.URL}}})
	}
	return chat.Reply{Message: m}, nil
}

// takeMention says who has what cannot wait; the shared card changes for everybody.
func (k Kit) takeMention(ctx context.Context, r chat.Request) (chat.Reply, error) {
	one, err := k.oneMention(ctx, r.Object)
	if err != nil {
		return chat.Reply{}, err
	}
	before, err := k.Watch.Take(ctx, one.Serial, r.Who.Member)
	if err != nil {
		return chat.Reply{}, err
	}
	if before != "" {
		return r.Answer(text.Text{FR: "Quelqu'un s'en charge déjà.", EN: "Somebody has it already.", AR: "هناك من يتولاها بالفعل."}), nil
	}
	err = k.People.DB.Do(ctx, func(tx database.Tx) error {
		for n := range one.Alarms {
			m := publish.TeamMessage{Key: one.AlarmKey(n), Room: "urgent", Message: digest.TakenMessage(one.ID(), one.Category, r.Who.Name, k.Publisher.Lang), Lane: publish.Urgent}
			if err := k.Publisher.TeamTx(ctx, tx, m); err != nil {
				return err
			}
		}
		return k.Office.Register.Append(ctx, tx, register.Entry{Actor: r.Who.Member, Action: "take-mention", Object: "mention/" + one.ID(), Details: map[string]string{"category": string(one.Category)}, At: r.Now.UTC()})
	})
	return r.Answer(text.Text{FR: "C'est à vous : %s. Prévenez qui il faut ; la carte dit que vous vous en chargez.", EN: "It is yours: %s. Tell whoever must know; the card says that you have it.", AR: "هي لكم: %s. أخبروا من يلزم؛ وتبين البطاقة أنكم تتولونها."}, one.ID()), err
}

func (k Kit) removeMention(ctx context.Context, r chat.Request) (chat.Reply, error) {
	removed, err := k.Watch.Remove(ctx, r.Values["link"])
	if err != nil {
		return chat.Reply{}, err
	}
	if removed == 0 {
		return chat.Reply{}, noMention
	}
	return r.Answer(text.Text{FR: "Effacé : le texte, le titre, le lien et l'auteur de cette mention ne sont plus chez nous. Elle reste comptée.", EN: "Erased: the words, headline, link and author of this mention are no longer with us. It is still counted.", AR: "تم المحو: نص هذه الإشارة وعنوانها ورابطها وكاتبها لم تعد عندنا. تبقى محسوبة في الأعداد."}), nil
}
