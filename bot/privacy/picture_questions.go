package privacy

import (
	"slices"

	"portevoix/bot/text"
)

// A Question is one thing that a person must look at before the picture goes out.
type Question struct {
	ID       string    // "IMG-01"
	Short    text.Text // as a line to tick: "A patient who could be recognised"
	Asks     text.Text
	Fix      text.Text
	Severity Severity // when the answer is yes, or is not known
	Consent  bool     // a written consent on file settles it
}

// Questions are what the author looks at before a picture goes out, without those that the hospital switched off.
func (c *Checker) Questions() (kept []Question) {
	for _, q := range allQuestions() {
		if _, off := c.config.Off[q.ID]; !off {
			kept = append(kept, q)
		}
	}
	return kept
}

// Seen says what the author's answers mean: one finding for each thing that is in the picture. With a written consent on file, what a
// consent can settle is no longer grave, but whoever approves still sees it.
func (c *Checker) Seen(ids []string, consent bool) (findings []Finding) {
	for _, q := range c.Questions() {
		if !slices.Contains(ids, q.ID) {
			continue
		}
		severity := q.Severity
		if consent && q.Consent {
			severity = min(severity, Warn)
		}
		findings = append(findings, Finding{Rule: q.ID, Kind: "picture", Severity: severity, Span: Whole, Title: q.Short, Why: q.Asks, Fix: q.Fix, Source: imageSource})
	}
	return tidy(findings)
}

// allQuestions are the domain rules IMG-01 to IMG-14 that no program can answer.
func allQuestions() []Question {
	return []Question{
		{"IMG-01", text.Text{FR: "Un patient reconnaissable (visage, silhouette, tatouage)", EN: "A patient who could be recognised (face, figure, tattoo)", AR: "مريض يمكن التعرف عليه (وجه، جسم، وشم)"},
			text.Text{FR: "Un patient peut-il être reconnu (visage, silhouette, tatouage, cicatrice) ?", EN: "Could a patient be recognised (face, figure, tattoo, scar)?", AR: "هل يمكن التعرف على مريض (وجه، جسم، وشم، ندبة)؟"},
			text.Text{FR: "Accord écrit enregistré, ou refaites la photo (mains, dos, pièce vide).", EN: "A recorded written consent, or take it again (hands, backs, empty room).", AR: "موافقة كتابية مسجلة أو إعادة الصورة (أيد، ظهور، غرفة فارغة)."}, Block, true},
		{"IMG-02", text.Text{FR: "Quelqu'un à l'arrière-plan ou dans un reflet", EN: "Somebody in the background or in a reflection", AR: "شخص في الخلفية أو في انعكاس"},
			text.Text{FR: "Y a-t-il quelqu'un à l'arrière-plan ou dans un reflet ?", EN: "Is there somebody in the background or in a reflection?", AR: "هل يوجد شخص في الخلفية أو في انعكاس؟"},
			text.Text{FR: "Recadrez ou refaites ; flouter ne suffit pas.", EN: "Crop or take it again; blurring is not enough.", AR: "قصوا الصورة أو أعيدوها، فالتمويه لا يكفي."}, High, false},
		{"IMG-03", text.Text{FR: "Écran, tableau, étiquette, bracelet, dossier, porte lisibles", EN: "A readable screen, board, label, wristband, file or door", AR: "شاشة أو سبورة أو ملصق أو سوار أو ملف أو باب مقروء"},
			text.Text{FR: "Voit-on un écran, un tableau, une étiquette, un bracelet, un dossier, une porte de chambre ? (zoomez à 200 %)", EN: "Is there a screen, whiteboard, label, wristband, file or room door? (zoom to 200 %)", AR: "هل تظهر شاشة أو سبورة أو ملصق أو سوار أو ملف أو باب غرفة؟ (كبّروا إلى 200 %)"},
			text.Text{FR: "Refaites la photo.", EN: "Take it again.", AR: "أعيدوا الصورة."}, Block, false},
		{"IMG-04", text.Text{FR: "Un mineur", EN: "A child", AR: "قاصر"},
			text.Text{FR: "Un mineur apparaît-il ?", EN: "Is there a child?", AR: "هل يظهر قاصر؟"},
			text.Text{FR: "Accord des deux titulaires de l'autorité parentale et avis de l'enfant.", EN: "Consent of everybody with parental authority, and the child's own view.", AR: "موافقة الوالدين معا ورأي الطفل."}, Block, true},
		{"IMG-05", text.Text{FR: "Une personne qui ne peut pas décider pour elle-même", EN: "Somebody who cannot decide for themselves", AR: "شخص لا يستطيع أن يقرر بنفسه"},
			text.Text{FR: "Y a-t-il quelqu'un qui ne peut pas décider pour lui-même (majeur protégé, inconscient) ?", EN: "Is somebody unable to decide for themselves (protected adult, unconscious)?", AR: "هل يوجد شخص غير قادر على اتخاذ القرار (محجور، فاقد الوعي)؟"},
			text.Text{FR: "Jamais de photo de qui ne peut décider.", EN: "Never a photo of somebody who cannot decide.", AR: "لا صورة لمن لا يستطيع أن يقرر."}, Block, false},
		{"IMG-06", text.Text{FR: "Un professionnel ou un étudiant reconnaissable", EN: "A colleague or student who could be recognised", AR: "مهني أو طالب يمكن التعرف عليه"},
			text.Text{FR: "Un professionnel est-il reconnaissable ?", EN: "Could a colleague be recognised?", AR: "هل يمكن التعرف على أحد المهنيين؟"},
			text.Text{FR: "Son accord écrit (étudiants compris).", EN: "Their written consent (students too).", AR: "موافقته الكتابية (والطلبة أيضا)."}, High, true},
		{"IMG-07", text.Text{FR: "Corps dénudé, plaie, sang ou naissance", EN: "A naked body, a wound, blood or a birth", AR: "جسد عار أو جرح أو دم أو ولادة"},
			text.Text{FR: "Voit-on un corps dénudé, une plaie, du sang, une naissance ?", EN: "Is there a naked body, a wound, blood, a birth?", AR: "هل يظهر جسد عار أو جرح أو دم أو ولادة؟"},
			text.Text{FR: "Prenez une illustration.", EN: "Use an illustration.", AR: "استعملوا رسما توضيحيا."}, High, false},
		{"IMG-09", text.Text{FR: "Un accord périmé, retiré ou donné pour un autre usage", EN: "A consent expired, withdrawn or for another use", AR: "موافقة منتهية أو مسحوبة أو لغرض آخر"},
			text.Text{FR: "Un accord est-il périmé, retiré, ou donné pour un autre usage ?", EN: "Has a consent expired, been withdrawn, or been given for another use?", AR: "هل انتهت موافقة أو سُحبت أو مُنحت لاستعمال آخر؟"},
			text.Text{FR: "Demandez un nouvel accord : support, but, durée.", EN: "Ask for a new one: medium, purpose, duration.", AR: "اطلبوا موافقة جديدة: الوسيلة والغرض والمدة."}, Block, false},
		{"IMG-10", text.Text{FR: "Image de banque ou faite par une IA", EN: "A stock picture, or made by an AI", AR: "صورة من بنك صور أو من ذكاء اصطناعي"},
			text.Text{FR: "Est-ce une image de banque ou faite par une IA ?", EN: "Is it a stock picture, or made by an AI?", AR: "هل هي صورة من بنك صور أو من ذكاء اصطناعي؟"},
			text.Text{FR: "Dites-le : « image d'illustration ».", EN: "Say so: \"illustration\".", AR: "اذكروا ذلك: «صورة توضيحية»."}, Warn, false},
		{"IMG-11", text.Text{FR: "Image médicale (radio, IRM, vidéo opératoire)", EN: "A medical image (X-ray, MRI, video of an operation)", AR: "صورة طبية (أشعة، رنين، فيديو عملية)"},
			text.Text{FR: "Est-ce une image médicale (radio, IRM, vidéo opératoire) ?", EN: "Is it a medical image (X-ray, MRI, video of an operation)?", AR: "هل هي صورة طبية (أشعة، رنين، فيديو عملية)؟"},
			text.Text{FR: "Rognez les coins, retirez nom, date et numéro.", EN: "Crop the corners; remove name, date and number.", AR: "قصوا الزوايا واحذفوا الاسم والتاريخ والرقم."}, High, false},
		{"IMG-12", text.Text{FR: "Rien que du texte", EN: "Nothing but words", AR: "لا شيء سوى النص"},
			text.Text{FR: "L'image n'est-elle que du texte ?", EN: "Is the picture only words?", AR: "هل الصورة نص فقط؟"},
			text.Text{FR: "Mettez ces mots dans la publication et dans le texte alternatif.", EN: "Put these words in the post and in the alt text.", AR: "ضعوا هذا النص في المنشور وفي النص البديل."}, Warn, false},
		{"IMG-13", text.Text{FR: "Des tiers (pompiers, police, visiteurs) ou une marque", EN: "Third parties (firefighters, police, visitors) or a brand", AR: "أغيار (وقاية مدنية، شرطة، زوار) أو علامة تجارية"},
			text.Text{FR: "Voit-on des tiers (pompiers, police, visiteurs) ou une marque ?", EN: "Are there third parties (firefighters, police, visitors) or a brand?", AR: "هل يظهر أغيار (وقاية مدنية، شرطة، زوار) أو علامة تجارية؟"},
			text.Text{FR: "Leur accord, ou un cadrage neutre.", EN: "Their consent, or a neutral framing.", AR: "موافقتهم أو إطار محايد."}, Warn, true},
		{"IMG-14", text.Text{FR: "Photo reçue d'une famille ou d'un réseau social", EN: "A photo from a family or a social network", AR: "صورة من أسرة أو من شبكة اجتماعية"},
			text.Text{FR: "La photo vient-elle d'une famille ou d'un réseau social ?", EN: "Does the photo come from a family or a social network?", AR: "هل الصورة من أسرة أو من شبكة اجتماعية؟"},
			text.Text{FR: "Il faut les droits, et l'accord de chaque personne.", EN: "You need the rights, and each person's consent.", AR: "يلزم الحق في الصورة وموافقة كل شخص."}, High, true},
	}
}
