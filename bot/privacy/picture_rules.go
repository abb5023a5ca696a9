package privacy

import "portevoix/bot/text"

// A pictureRule is one thing that a picture's file can betray.
type pictureRule struct {
	id, kind        string
	severity        Severity
	title, why, fix text.Text
}

var (
	dicomRule = pictureRule{"IMG-11", "dicom", Block,
		text.Text{FR: "Fichier DICOM", EN: "DICOM file", AR: "ملف DICOM"},
		text.Text{FR: "Un fichier DICOM contient l'identité du patient dans son en-tête, et souvent dans les coins de l'image.", EN: "A DICOM file holds the patient's identity in its header, and often in the picture's corners.", AR: "ملف DICOM يحتوي على هوية المريض في رأسه وغالبا في زوايا الصورة."},
		text.Text{FR: "Refusé. Exportez une image anonyme depuis la console, coins rognés.", EN: "Refused. Export an anonymous picture from the console, corners cropped.", AR: "مرفوض. صدّروا صورة مجهولة من المنصة مع قص الزوايا."}}
	gpsRule = pictureRule{"IMG-08", "gps", High,
		text.Text{FR: "Position de la prise de vue", EN: "Where it was taken", AR: "موقع التقاط الصورة"},
		text.Text{FR: "Le fichier dit où la photo a été prise : chez un patient, dans un service.", EN: "The file says where the photo was taken: at a patient's home, in a ward.", AR: "الملف يذكر مكان التقاط الصورة: بيت مريض أو مصلحة."},
		stripFix}
	captionRule = pictureRule{"IMG-08", "caption", High,
		text.Text{FR: "Texte dans le fichier", EN: "Words in the file", AR: "نص داخل الملف"},
		text.Text{FR: "Une légende, des mots-clés ou un commentaire accompagnent la photo sans se voir.", EN: "A caption, keywords or a comment travel with the photo unseen.", AR: "تعليق أو كلمات مفتاحية ترافق الصورة دون أن تُرى."},
		stripFix}
	authorRule = pictureRule{"IMG-08", "author", Warn,
		text.Text{FR: "Auteur dans le fichier", EN: "Author in the file", AR: "اسم المصور داخل الملف"},
		text.Text{FR: "Le fichier nomme la personne qui a pris la photo ou son appareil.", EN: "The file names the person who took the photo, or their device.", AR: "الملف يذكر من التقط الصورة أو جهازه."},
		stripFix}
	serialRule = pictureRule{"IMG-08", "serial", Warn,
		text.Text{FR: "Numéro de l'appareil", EN: "Device number", AR: "رقم الجهاز"},
		text.Text{FR: "Le numéro de série relie cette photo à toutes celles du même appareil.", EN: "The serial number ties this photo to all others of the same device.", AR: "الرقم التسلسلي يربط الصورة بكل صور الجهاز نفسه."},
		stripFix}
	timeRule = pictureRule{"IMG-08", "time", Warn,
		text.Text{FR: "Heure de la prise de vue", EN: "When it was taken", AR: "وقت التقاط الصورة"},
		text.Text{FR: "L'heure exacte permet de recouper qui était là.", EN: "The exact time lets people work out who was there.", AR: "الوقت الدقيق يسمح بمعرفة من كان حاضرا."},
		stripFix}
	nameRule = pictureRule{"IMG-08", "filename", High,
		text.Text{FR: "Nom du fichier", EN: "File name", AR: "اسم الملف"},
		text.Text{FR: "Le nom du fichier semble désigner une personne ou un dossier ; il est souvent publié avec l'image.", EN: "The file name seems to name a person or a record; it is often published with the picture.", AR: "اسم الملف يبدو أنه يدل على شخص أو ملف طبي، وكثيرا ما يُنشر مع الصورة."},
		text.Text{FR: "Renommez : la date et un numéro suffisent.", EN: "Rename it: the date and a number are enough.", AR: "أعيدوا التسمية: التاريخ ورقم يكفيان."}}
	scanRule = pictureRule{"IMG-11", "scan", Warn,
		text.Text{FR: "Semble être une image médicale", EN: "Looks like a medical image", AR: "تبدو صورة طبية"},
		text.Text{FR: "Image grise sur fond noir : une radio, un scanner ou une IRM appartient à une personne, qui peut s'y reconnaître.", EN: "Grey on black: an X-ray, a CT or an MRI belongs to somebody, who may recognise it.", AR: "صورة رمادية على خلفية سوداء: الأشعة أو السكانير أو الرنين يخص شخصا قد يتعرف عليها."},
		text.Text{FR: "Prenez une image d'illustration, ou faites valider l'accord de la personne ; ni date ni repère lisible.", EN: "Use an illustration, or have the person's consent confirmed; no readable date or mark.", AR: "استعملوا صورة توضيحية أو تأكدوا من موافقة صاحبها؛ دون تاريخ أو علامة مقروءة."}}
	burntRule = pictureRule{"IMG-11", "burnt-in", High,
		text.Text{FR: "Texte incrusté dans l'image", EN: "Words burnt into the picture", AR: "نص مطبوع داخل الصورة"},
		text.Text{FR: "Les coins d'une image médicale portent souvent le nom, le numéro et la date ; on y voit de petits traits clairs sur du noir.", EN: "The corners of a medical image often carry name, number and date; there are small bright strokes on black.", AR: "زوايا الصورة الطبية تحمل غالبا الاسم والرقم والتاريخ؛ تظهر فيها خطوط فاتحة صغيرة على سواد."},
		text.Text{FR: "Rognez les coins, ou exportez l'image sans annotations depuis la console.", EN: "Crop the corners, or export the picture without annotations from the console.", AR: "قصوا الزوايا أو صدّروا الصورة دون كتابة من المنصة."}}
	altMissing = pictureRule{"ACC-01", "alt", Info,
		text.Text{FR: "Texte alternatif manquant", EN: "No alt text", AR: "لا يوجد نص بديل"},
		text.Text{FR: "Sans description, une personne aveugle ne sait rien de l'image.", EN: "Without a description a blind person knows nothing of the picture.", AR: "دون وصف لا يعرف الكفيف شيئا عن الصورة."},
		text.Text{FR: "Décrivez l'image en une ou deux phrases, sans nommer personne.", EN: "Describe the picture in one or two sentences, naming nobody.", AR: "صفوا الصورة في جملة أو جملتين دون ذكر أسماء."}}
	stripFix = text.Text{FR: "Portevoix le retire de tout ce qu'il publie ; si vous publiez ce fichier vous-même, enregistrez-en d'abord une copie sans métadonnées.", EN: "Portevoix removes it from whatever it publishes; if you publish this file yourself, save a copy without metadata first.", AR: "يحذفه Portevoix من كل ما ينشره؛ وإن كنتم ستنشرون الملف بأنفسكم فاحفظوا أولا نسخة دون بيانات وصفية."}
)

func pictureFinding(r pictureRule, s Severity) Finding {
	source := imageSource
	if r.id == "ACC-01" {
		source = "WCAG 2.2, 1.1.1"
	}
	return Finding{Rule: r.id, Kind: r.kind, Severity: s, Span: Whole, Title: r.title, Why: r.why, Fix: r.fix, Source: source}
}

const imageSource = "AP-HP, droit à l'image; HHS OCR 2016"

// notLooked says what no program here has looked at.
func notLooked() []text.Text {
	return []text.Text{
		{FR: "Les visages, silhouettes, tatouages et reflets : le programme ne reconnaît personne.", EN: "Faces, figures, tattoos and reflections: the program recognises nobody.", AR: "الوجوه والأجسام والوشوم والانعكاسات: البرنامج لا يتعرف على أحد."},
		{FR: "Les mots dans l'image : écrans, tableaux, bracelets, étiquettes, portes. Seuls les coins d'une image qui ressemble à une radio ont été regardés, sans les lire.", EN: "Words in the picture: screens, whiteboards, wristbands, labels, doors. Only the corners of what looks like a scan were looked at, not read.", AR: "الكلمات داخل الصورة: الشاشات والسبورات والأساور والملصقات والأبواب. لم تُفحص سوى زوايا ما يشبه صورة أشعة، دون قراءتها."},
		{FR: "L'accord des personnes : le programme ne voit aucun document.", EN: "People's consent: the program sees no document.", AR: "موافقة الأشخاص: البرنامج لا يطلع على أي وثيقة."},
	}
}

// PictureRules lists what a picture is held to, for whoever signs the rules: what the file tells, then what its author is asked. Each is
// a Rule without examples of text; Picture and Questions apply them.
func PictureRules() []Rule {
	all := []Rule{{
		ID: "IMG-08", Severity: High, Source: imageSource,
		Title: text.Text{FR: "Métadonnées et nom du fichier", EN: "Metadata and file name", AR: "بيانات الملف واسمه"},
		Why:   text.Text{FR: "Le fichier peut dire le lieu, l'heure, l'auteur, l'appareil, une légende ; son nom peut désigner un patient.", EN: "The file may tell place, time, author, device, a caption; its name may point at a patient.", AR: "قد يذكر الملف المكان والوقت والمصور والجهاز وتعليقا؛ وقد يدل اسمه على مريض."},
		Fix:   stripFix,
	}}
	for _, q := range allQuestions() {
		all = append(all, Rule{ID: q.ID, Severity: q.Severity, Source: imageSource, Title: q.Short, Why: q.Asks, Fix: q.Fix})
	}
	return all
}
