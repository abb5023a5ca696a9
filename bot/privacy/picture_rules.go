package privacy

import "portevoix/bot/text"

// A pictureRule is what a picture's file can betray.
type pictureRule struct {
	id, kind        string
	title, why, fix text.Text
}

var (
	dicomRule = pictureRule{"IMG-11", "dicom",
		text.Text{FR: "Fichier DICOM", EN: "DICOM file", AR: "ملف DICOM"},
		text.Text{FR: "Un fichier DICOM contient l'identité du patient dans son en-tête, et souvent dans les coins de l'image.", EN: "A DICOM file holds the patient's identity in its header, and often in the picture's corners.", AR: "ملف DICOM يحتوي على هوية المريض في رأسه وغالبا في زوايا الصورة."},
		text.Text{FR: "Refusé. Exportez une image anonyme depuis la console, coins rognés.", EN: "Refused. Export an anonymous picture from the console, corners cropped.", AR: "مرفوض. صدّروا صورة مجهولة من المنصة مع قص الزوايا."}}
	gpsRule = pictureRule{"IMG-08", "gps",
		text.Text{FR: "Position de la prise de vue", EN: "Where it was taken", AR: "موقع التقاط الصورة"},
		text.Text{FR: "Le fichier dit où la photo a été prise : chez un patient, dans un service.", EN: "The file says where the photo was taken: at a patient's home, in a ward.", AR: "الملف يذكر مكان التقاط الصورة: بيت مريض أو مصلحة."},
		stripFix}
	captionRule = pictureRule{"IMG-08", "caption",
		text.Text{FR: "Texte dans le fichier", EN: "Words in the file", AR: "نص داخل الملف"},
		text.Text{FR: "Une légende, des mots-clés ou un commentaire accompagnent la photo sans se voir.", EN: "A caption, keywords or a comment travel with the photo unseen.", AR: "تعليق أو كلمات مفتاحية ترافق الصورة دون أن تُرى."},
		stripFix}
	authorRule = pictureRule{"IMG-08", "author",
		text.Text{FR: "Auteur dans le fichier", EN: "Author in the file", AR: "اسم المصور داخل الملف"},
		text.Text{FR: "Le fichier nomme la personne qui a pris la photo ou son appareil.", EN: "The file names the person who took the photo, or their device.", AR: "الملف يذكر من التقط الصورة أو جهازه."},
		stripFix}
	serialRule = pictureRule{"IMG-08", "serial",
		text.Text{FR: "Numéro de l'appareil", EN: "Device number", AR: "رقم الجهاز"},
		text.Text{FR: "Le numéro de série relie cette photo à toutes celles du même appareil.", EN: "The serial number ties this photo to all others of the same device.", AR: "الرقم التسلسلي يربط الصورة بكل صور الجهاز نفسه."},
		stripFix}
	timeRule = pictureRule{"IMG-08", "time",
		text.Text{FR: "Heure de la prise de vue", EN: "When it was taken", AR: "وقت التقاط الصورة"},
		text.Text{FR: "L'heure exacte permet de recouper qui était là.", EN: "The exact time lets people work out who was there.", AR: "الوقت الدقيق يسمح بمعرفة من كان حاضرا."},
		stripFix}
	nameRule = pictureRule{"IMG-08", "filename",
		text.Text{FR: "Nom du fichier", EN: "File name", AR: "اسم الملف"},
		text.Text{FR: "Le nom du fichier semble désigner une personne ou un dossier ; il est souvent publié avec l'image.", EN: "The file name seems to name a person or a record; it is often published with the picture.", AR: "اسم الملف يبدو أنه يدل على شخص أو ملف طبي، وكثيرا ما يُنشر مع الصورة."},
		text.Text{FR: "Renommez : la date et un numéro suffisent.", EN: "Rename it: the date and a number are enough.", AR: "أعيدوا التسمية: التاريخ ورقم يكفيان."}}
	altMissing = pictureRule{"ACC-01", "alt",
		text.Text{FR: "Texte alternatif manquant", EN: "No alt text", AR: "لا يوجد نص بديل"},
		text.Text{FR: "Sans description, une personne aveugle ne sait rien de l'image.", EN: "Without a description a blind person knows nothing of the picture.", AR: "دون وصف لا يعرف الكفيف شيئا عن الصورة."},
		text.Text{FR: "Décrivez l'image en une ou deux phrases, sans nommer personne.", EN: "Describe the picture in one or two sentences, naming nobody.", AR: "صفوا الصورة في جملة أو جملتين دون ذكر أسماء."}}
	stripFix = text.Text{FR: "C'est retiré du fichier avant l'envoi.", EN: "It is removed from the file before sending.", AR: "يُحذف من الملف قبل الإرسال."}
)

func pictureFinding(r pictureRule, s Severity) Finding {
	return Finding{Rule: r.id, Kind: r.kind, Severity: s, Span: Whole, Title: r.title, Why: r.why, Fix: r.fix, Source: "AP-HP, droit à l'image; HHS OCR 2016"}
}

// notLooked says what no program here has looked at.
func notLooked() []text.Text {
	return []text.Text{
		{FR: "Les visages, silhouettes, tatouages et reflets : nous ne regardons pas les pixels.", EN: "Faces, figures, tattoos and reflections: we do not look at the pixels.", AR: "الوجوه والأجسام والوشوم والانعكاسات: لا ننظر إلى محتوى الصورة."},
		{FR: "Les textes dans l'image : écrans, tableaux, bracelets, étiquettes, portes, coins d'une radio.", EN: "Words in the picture: screens, whiteboards, wristbands, labels, doors, corners of a scan.", AR: "النصوص داخل الصورة: الشاشات والسبورات والأساور والملصقات والأبواب وزوايا الأشعة."},
		{FR: "L'accord des personnes : nous ne voyons aucun document.", EN: "People's consent: we see no document.", AR: "موافقة الأشخاص: لا نطلع على أي وثيقة."},
	}
}

// Questions are what the author looks at before a picture goes out (domain rules IMG-01 to IMG-14).
func Questions() []Question {
	return []Question{
		{"IMG-01", text.Text{FR: "Un patient peut-il être reconnu (visage, silhouette, tatouage, cicatrice) ?", EN: "Could a patient be recognised (face, figure, tattoo, scar)?", AR: "هل يمكن التعرف على مريض (وجه، جسم، وشم، ندبة)؟"},
			text.Text{FR: "Accord écrit enregistré, ou refaites la photo (mains, dos, pièce vide).", EN: "A recorded written consent, or take it again (hands, backs, empty room).", AR: "موافقة كتابية مسجلة أو إعادة الصورة (أيد، ظهور، غرفة فارغة)."}, Block},
		{"IMG-02", text.Text{FR: "Y a-t-il quelqu'un à l'arrière-plan ou dans un reflet ?", EN: "Is there somebody in the background or in a reflection?", AR: "هل يوجد شخص في الخلفية أو في انعكاس؟"},
			text.Text{FR: "Recadrez ou refaites ; flouter ne suffit pas.", EN: "Crop or take it again; blurring is not enough.", AR: "قصوا الصورة أو أعيدوها، فالتمويه لا يكفي."}, High},
		{"IMG-03", text.Text{FR: "Voit-on un écran, un tableau, une étiquette, un bracelet, un dossier, une porte de chambre ? (zoomez à 200 %)", EN: "Is there a screen, whiteboard, label, wristband, file or room door? (zoom to 200 %)", AR: "هل تظهر شاشة أو سبورة أو ملصق أو سوار أو ملف أو باب غرفة؟ (كبّروا إلى 200 %)"},
			text.Text{FR: "Refaites la photo.", EN: "Take it again.", AR: "أعيدوا الصورة."}, Block},
		{"IMG-04", text.Text{FR: "Un mineur apparaît-il ?", EN: "Is there a child?", AR: "هل يظهر قاصر؟"},
			text.Text{FR: "Accord des deux titulaires de l'autorité parentale et avis de l'enfant.", EN: "Consent of everybody with parental authority, and the child's own view.", AR: "موافقة الوالدين معا ورأي الطفل."}, Block},
		{"IMG-05", text.Text{FR: "La personne peut-elle décider pour elle-même (majeur protégé, inconscient) ?", EN: "Is somebody unable to decide for themselves (protected adult, unconscious)?", AR: "هل يوجد شخص غير قادر على اتخاذ القرار (محجور، فاقد الوعي)؟"},
			text.Text{FR: "Jamais de photo de qui ne peut décider.", EN: "Never a photo of somebody who cannot decide.", AR: "لا صورة لمن لا يستطيع أن يقرر."}, Block},
		{"IMG-06", text.Text{FR: "Un professionnel est-il reconnaissable ?", EN: "Could a colleague be recognised?", AR: "هل يمكن التعرف على أحد المهنيين؟"},
			text.Text{FR: "Son accord écrit (étudiants compris).", EN: "Their written consent (students too).", AR: "موافقته الكتابية (والطلبة أيضا)."}, High},
		{"IMG-07", text.Text{FR: "Voit-on un corps dénudé, une plaie, du sang, une naissance ?", EN: "Is there a naked body, a wound, blood, a birth?", AR: "هل يظهر جسد عار أو جرح أو دم أو ولادة؟"},
			text.Text{FR: "Prenez une illustration.", EN: "Use an illustration.", AR: "استعملوا رسما توضيحيا."}, High},
		{"IMG-09", text.Text{FR: "Un accord est-il périmé, retiré, ou donné pour un autre usage ?", EN: "Has a consent expired, been withdrawn, or been given for another use?", AR: "هل انتهت موافقة أو سُحبت أو مُنحت لاستعمال آخر؟"},
			text.Text{FR: "Demandez un nouvel accord : support, but, durée.", EN: "Ask for a new one: medium, purpose, duration.", AR: "اطلبوا موافقة جديدة: الوسيلة والغرض والمدة."}, Block},
		{"IMG-10", text.Text{FR: "Est-ce une image de banque ou faite par une IA ?", EN: "Is it a stock picture, or made by an AI?", AR: "هل هي صورة من بنك صور أو من ذكاء اصطناعي؟"},
			text.Text{FR: "Dites-le : « image d'illustration ».", EN: "Say so: \"illustration\".", AR: "اذكروا ذلك: «صورة توضيحية»."}, Warn},
		{"IMG-11", text.Text{FR: "Est-ce une image médicale (radio, IRM, vidéo opératoire) ?", EN: "Is it a medical image (X-ray, MRI, video of an operation)?", AR: "هل هي صورة طبية (أشعة، رنين، فيديو عملية)؟"},
			text.Text{FR: "Rognez les coins, retirez nom, date et numéro.", EN: "Crop the corners; remove name, date and number.", AR: "قصوا الزوايا واحذفوا الاسم والتاريخ والرقم."}, High},
		{"IMG-12", text.Text{FR: "L'image n'est-elle que du texte ?", EN: "Is the picture only words?", AR: "هل الصورة نص فقط؟"},
			text.Text{FR: "Mettez ces mots dans la publication et dans le texte alternatif.", EN: "Put these words in the post and in the alt text.", AR: "ضعوا هذا النص في المنشور وفي النص البديل."}, Warn},
		{"IMG-13", text.Text{FR: "Voit-on des tiers (pompiers, police, visiteurs) ou une marque ?", EN: "Are there third parties (firefighters, police, visitors) or a brand?", AR: "هل يظهر أغيار (وقاية مدنية، شرطة، زوار) أو علامة تجارية؟"},
			text.Text{FR: "Leur accord, ou un cadrage neutre.", EN: "Their consent, or a neutral framing.", AR: "موافقتهم أو إطار محايد."}, Warn},
		{"IMG-14", text.Text{FR: "La photo vient-elle d'une famille ou d'un réseau social ?", EN: "Does the photo come from a family or a social network?", AR: "هل الصورة من أسرة أو من شبكة اجتماعية؟"},
			text.Text{FR: "Il faut les droits, et l'accord de chaque personne.", EN: "You need the rights, and each person's consent.", AR: "يلزم الحق في الصورة وموافقة كل شخص."}, High},
	}
}
