package commands

import (
	"context"
	"strings"

	"portevoix/bot/approval"
	"portevoix/bot/chat"
	"portevoix/bot/database"
	"portevoix/bot/draft"
	"portevoix/bot/picture"
	"portevoix/bot/privacy"
	"portevoix/bot/register"
	"portevoix/bot/text"
)

// The picture of a draft: what its file told, what was not looked at, and the questions that its author answers once.

// pictureInput takes a picture's file.
func pictureInput() chat.Input {
	return chat.Input{Name: "picture", Words: []string{"image", "photo", "صورة"}, Kind: chat.Image,
		Label: text.Text{FR: "Image", EN: "Picture", AR: "صورة"},
		Help:  text.Text{FR: "JPEG ou PNG, 10 Mo au plus. Le lieu et la date de la prise de vue sont effacés.", EN: "JPEG or PNG, 10 MB at most. Where and when it was taken is erased.", AR: "JPEG أو PNG، 10 ميغابايت على الأكثر. يُمحى مكان وتاريخ التقاطها."}}
}

// fileOf is the first file of a request; altOf its text alternative, as typed or as the platform brought it.
func fileOf(r chat.Request) draft.File {
	if len(r.Files) == 0 {
		return draft.File{}
	}
	return draft.File{Name: r.Files[0].Name, Data: r.Files[0].Bytes}
}

func altOf(r chat.Request) string {
	if alt := strings.TrimSpace(r.Values["alt"]); alt != "" || len(r.Files) == 0 {
		return alt
	}
	return r.Files[0].Alt
}

// lookForm asks the author what no program can see.
func (k Kit) lookForm(d draft.Draft, _ target) chat.Form {
	seen := chat.Input{Name: "seen", Kind: chat.Some,
		Label: text.Text{FR: "Qu'y a-t-il sur l'image ?", EN: "What is in the picture?", AR: "ماذا في الصورة؟"},
		Help:  text.Text{FR: "Tout ce qui s'y trouve, même petit ou flou. Rien de tout cela : laissez vide.", EN: "All that is there, even small or blurred. None of it: leave this empty.", AR: "كل ما يظهر فيها ولو كان صغيرا أو غير واضح. إن لم يوجد شيء من ذلك فاتركوها فارغة."}}
	for _, q := range k.Drafts.Questions() {
		seen.Choices = append(seen.Choices, chat.Choice{Value: q.ID, Label: q.Short})
	}
	form := chat.Form{
		Title:  text.Text{FR: "Regarder l'image", EN: "Look at the picture", AR: "النظر إلى الصورة"},
		Intro:  text.Text{FR: "Agrandissez-la à 200 % et parcourez les bords, les fonds, les reflets. Le programme ne reconnaît personne, ne lit pas les mots de l'image et ne voit aucun accord.", EN: "Enlarge it to 200 % and go over edges, backgrounds and reflections. The program recognises nobody, does not read words in the picture and sees no consent.", AR: "كبّروها إلى 200 % وتفحصوا الحواف والخلفيات والانعكاسات. البرنامج لا يتعرف على أحد ولا يقرأ كلمات الصورة ولا يطلع على أي موافقة."},
		Values: chat.Values{},
		Inputs: []chat.Input{
			seen,
			{Name: "consent", Max: 120, Label: text.Text{FR: "Où l'accord écrit est-il rangé ?", EN: "Where is the written consent filed?", AR: "أين حُفظت الموافقة الكتابية؟"},
				Help:    text.Text{FR: "Une référence, jamais un nom. Vide s'il n'y a personne à qui demander.", EN: "A reference, never a name. Empty when there is nobody to ask.", AR: "مرجع، دون أي اسم. يُترك فارغا إن لم يوجد من تُطلب موافقته."},
				Example: text.Text{FR: "registre des accords 2026-118", EN: "consent register 2026-118", AR: "سجل الموافقات 118-2026"}},
			{Name: "looked", Kind: chat.Yes, Required: true,
				Label: text.Text{FR: "J'ai regardé toute l'image, agrandie", EN: "I looked at the whole picture, enlarged", AR: "نظرت إلى الصورة كاملة بعد تكبيرها"}},
		},
	}
	if d.Look != nil {
		form.Values["seen"], form.Values["consent"] = strings.Join(d.Look.Seen, ","), d.Look.Consent
	}
	return form
}

// pictureForm asks for another picture.
func (k Kit) pictureForm(d draft.Draft, _ target) chat.Form {
	in, alt := pictureInput(), altInput()
	in.Required = true
	return chat.Form{
		Title:  text.Text{FR: "Image du brouillon", EN: "Picture of the draft", AR: "صورة المسودة"},
		Values: chat.Values{"alt": d.Alt},
		Inputs: []chat.Input{in, alt},
	}
}

// lookAt records what the author saw: with the draft, and in the register, which keeps the answers and none of the words.
func (k Kit) lookAt(ctx context.Context, r chat.Request, id string) (draft.Draft, error) {
	seen := picked(k.lookForm(draft.Draft{}, target{}).Inputs[0], r.Values)
	d, err := k.Drafts.LookAt(ctx, id, r.Who.Member, seen, r.Values["consent"])
	if err != nil {
		return d, err
	}
	err = k.People.DB.Do(ctx, func(tx database.Tx) error {
		return k.Office.Register.Append(ctx, tx, register.Entry{Actor: r.Who.Member, Action: "look-at-picture", Object: "draft/" + d.ID, At: r.Now.UTC(), Hash: k.Office.Register.HashText(d.Hash),
			Details: map[string]string{"seen": strings.Join(seen, ","), "consent": map[bool]string{true: "filed", false: "none"}[d.Look.Consent != ""]}})
	})
	return d, err
}

// pictureBlocks says what there is to know about a draft's picture, and offers what can be done with it.
func (k Kit) pictureBlocks(r chat.Request, d draft.Draft) []chat.Block {
	if d.Status != draft.Writing {
		return nil
	}
	press := func(label text.Text, action string, look chat.Look) chat.Button {
		return chat.Button{Label: r.Say(label), Look: look, Press: chat.Press{Command: "draft", Action: action, Object: d.ID}}
	}
	if d.Picture == "" {
		return []chat.Block{chat.Buttons{Items: []chat.Button{press(text.Text{FR: "Ajouter une image", EN: "Add a picture", AR: "إضافة صورة"}, "picture", chat.Normal)}}}
	}
	blocks := k.pictureFindings(r, d)
	look := press(text.Text{FR: "Regarder l'image", EN: "Look at the picture", AR: "النظر إلى الصورة"}, "look", chat.Normal)
	if d.Look == nil {
		look.Look = chat.Primary
		blocks = append(blocks, chat.Paragraph{Text: r.Say(text.Text{FR: "À régler avant la validation : regardez l'image agrandie et dites ce qu'on y voit. Le programme ne reconnaît personne, ne lit pas les mots de l'image et ne voit aucun accord.", EN: "To settle before approval: look at the picture enlarged and say what is in it. The program recognises nobody, does not read words in the picture and sees no consent.", AR: "يجب حسمه قبل المصادقة: انظروا إلى الصورة مكبرة وقولوا ما يظهر فيها. البرنامج لا يتعرف على أحد ولا يقرأ كلمات الصورة ولا يطلع على أي موافقة."})})
	}
	return append(blocks, chat.Buttons{Items: []chat.Button{
		look,
		press(text.Text{FR: "Changer l'image", EN: "Change the picture", AR: "تغيير الصورة"}, "picture", chat.Normal),
		press(text.Text{FR: "Retirer l'image", EN: "Remove the picture", AR: "إزالة الصورة"}, "nopicture", chat.Normal),
	}})
}

// pictureFindings says what was taken out of the file, what its pixels and its alternative told, and what the author saw.
func (k Kit) pictureFindings(r chat.Request, d draft.Draft) []chat.Block {
	var removed []string
	var blocks []chat.Block
	for _, t := range d.Traits {
		if t.Removed {
			removed = append(removed, strings.ToLower(r.Say(t.Title)))
			continue
		}
		blocks = append(blocks, seenBlock(r, t.Severity, t.Title, t.Fix))
	}
	if len(removed) > 0 {
		blocks = append([]chat.Block{chat.Note{Text: r.Say(text.Text{FR: "Retiré du fichier de l'image : %s.", EN: "Taken out of the picture's file: %s.", AR: "حُذف من ملف الصورة: %s."}, text.List(r.Lang(), removed...))}}, blocks...)
	}
	if worst := worstFound(d.AltFound); worst >= privacy.Warn {
		blocks = append(blocks, chat.Note{Text: r.Say(text.Text{FR: "Texte alternatif : %s (détails avec « Vérifier »).", EN: "Text alternative: %s (details with “Check”).", AR: "النص البديل: %s (التفاصيل عبر «تحقق»)."}, worst.Text())})
	}
	seen := k.Drafts.Seen(d.Content)
	for _, f := range seen {
		blocks = append(blocks, seenBlock(r, f.Severity, f.Title, f.Fix))
	}
	if d.Look != nil {
		said := text.Text{FR: "Image regardée, rien de particulier.", EN: "Picture looked at, nothing in particular.", AR: "فُحصت الصورة ولا شيء يستدعي الانتباه."}
		if len(seen) > 0 {
			said = text.Text{FR: "Image regardée : la personne qui valide voit vos réponses.", EN: "Picture looked at: whoever approves sees your answers.", AR: "فُحصت الصورة: من يصادق يرى أجوبتكم."}
		}
		if d.Look.Consent != "" {
			said = text.Join(" ", said, text.Text{FR: "Accord : %s.", EN: "Consent: %s.", AR: "الموافقة: %s."}.With(d.Look.Consent))
		}
		blocks = append(blocks, chat.Note{Text: r.Say(said)})
	}
	return blocks
}

func seenBlock(r chat.Request, s privacy.Severity, title, fix text.Text) chat.Block {
	return chat.Paragraph{Text: r.Say(text.Text{FR: "Image · %s · %s\nÀ faire : %s", EN: "Picture · %s · %s\nWhat to do: %s", AR: "الصورة · %s · %s\nما العمل: %s"}, s.Text(), title, fix)}
}

// submittedPictures shows the pictures of a request to whoever decides: the picture itself, and what its author saw in it.
func (k Kit) submittedPictures(ctx context.Context, r chat.Request, c approval.Case) ([]chat.Block, error) {
	var blocks []chat.Block
	shown := map[string]bool{}
	for _, part := range c.Subject.Parts {
		for _, pic := range part.Pictures {
			if shown[pic.ID] {
				continue
			}
			shown[pic.ID] = true
			found, err := k.Publisher.Pictures.Get(ctx, picture.ID(pic.ID))
			if database.IsNotFound(err) {
				continue // taken down meanwhile
			}
			if err != nil {
				return nil, err
			}
			blocks = append(blocks, chat.Picture{File: chat.File{Name: "picture", Type: found.Type, Bytes: found.Bytes, Alt: pic.Alt}})
		}
	}
	if len(blocks) == 0 || c.Subject.Kind != "draft" {
		return blocks, nil
	}
	d, err := k.Drafts.Open(ctx, c.Subject.ID)
	if err != nil {
		return nil, err
	}
	return append(blocks, k.pictureFindings(r, d)...), nil
}

// checkPictures says what the files of pictures tell, what was not looked at, and what their author has to look at. Words that came
// with them are read as a caption.
func (k Kit) checkPictures(r chat.Request) (chat.Reply, error) {
	m := chat.Message{Lang: r.Lang()}
	worst := privacy.Clear
	for _, f := range r.Files {
		report := k.Drafts.Checker.Picture(privacy.Picture{Name: f.Name, Data: f.Bytes, Alt: f.Alt}, privacy.Input{Country: k.Country, Now: r.Now})
		if report.Format == "" {
			return chat.Reply{}, &chat.Problem{
				What: text.Text{FR: "Ce fichier n'est pas une image que je connaisse.", EN: "This file is no picture that I know.", AR: "هذا الملف ليس صورة أعرفها."},
				Do:   text.Text{FR: "Joignez un fichier JPEG ou PNG.", EN: "Attach a JPEG or PNG file.", AR: "أرفقوا ملف JPEG أو PNG."},
			}
		}
		worst = max(worst, report.Verdict)
		m.Blocks = append(m.Blocks, pictureReport(r, report)...)
	}
	if words := strings.TrimSpace(r.Values["text"]); words != "" {
		report := k.Check(privacy.Input{Text: words, Kind: privacy.Caption, Country: k.Country, Now: r.Now})
		worst = max(worst, report.Verdict)
		m.Blocks = append(m.Blocks, chat.Heading{Text: r.Say(text.Text{FR: "Légende · %s", EN: "Caption · %s", AR: "التعليق · %s"}, verdictText(report))})
		m.Blocks = append(m.Blocks, findingBlocks(r, report)...)
		m.Blocks = append(m.Blocks, peopleBlocks(r, report)...)
		m.Blocks = append(m.Blocks, rewriteBlocks(r, report)...)
	}
	m.Tone = tone(worst)
	m.Blocks = append(m.Blocks, chat.Note{Text: r.Say(anAid) + " " + r.Say(text.Text{FR: "Rien n'a été enregistré.", EN: "Nothing was kept.", AR: "لم يُحفظ أي شيء."})})
	return chat.Reply{Message: m}, nil
}

// pictureReport shows the report on one picture.
func pictureReport(r chat.Request, report privacy.PictureReport) []chat.Block {
	blocks := []chat.Block{chat.Heading{Text: r.Say(text.Text{FR: "Image · %s", EN: "Picture · %s", AR: "الصورة · %s"}, verdictText(privacy.Report{Findings: report.Findings, Verdict: report.Verdict}))}}
	blocks = append(blocks, findingBlocks(r, privacy.Report{Findings: report.Findings})...)
	notLooked := make([]string, 0, len(report.NotLooked))
	for _, t := range report.NotLooked {
		notLooked = append(notLooked, r.Say(t))
	}
	asked := make([]string, 0, len(report.Questions))
	for _, q := range report.Questions {
		asked = append(asked, r.Say(q.Asks))
	}
	return append(blocks,
		chat.Paragraph{Text: r.Say(text.Text{FR: "Ce que je n'ai pas regardé :", EN: "What I did not look at:", AR: "ما لم أنظر فيه:"})}, chat.List{Items: notLooked},
		chat.Paragraph{Text: r.Say(text.Text{FR: "À vous de regarder, image agrandie. Un seul « oui » : ne publiez pas sans avoir réglé ce point.", EN: "For you to look at, with the picture enlarged. A single “yes”: do not publish before it is settled.", AR: "عليكم النظر بعد تكبير الصورة. جواب «نعم» واحد: لا تنشروا قبل حل هذه النقطة."})}, chat.List{Items: asked})
}
