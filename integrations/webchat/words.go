package webchat

import (
	"portevoix/bot/chat"
	"portevoix/bot/text"
)

// say is every word of the page itself, in one language.
func say(lang text.Lang) map[string]string {
	out := make(map[string]string, len(words))
	for k, t := range words {
		out[k] = t.In(lang)
	}
	return out
}

// drawRooms lists the places on the left: what waits for this person, then the rooms.
func drawRooms(lang text.Lang, person string) []named {
	all := []named{{ID: "@" + person, Name: forYou.In(lang), About: aboutForYou.In(lang)}}
	for i, id := range roomNames {
		all = append(all, named{ID: id, Name: roomTitles[i][0].In(lang), About: roomTitles[i][1].In(lang)})
	}
	return all
}

var (
	forYou      = text.Text{FR: "Pour vous", EN: "For you", AR: "لكم"}
	aboutForYou = text.Text{FR: "Ce qui vous attend, et ce qui n'est adressé qu'à vous", EN: "What waits for you, and what is addressed to you alone", AR: "ما ينتظركم وما هو موجّه إليكم وحدكم"}
)

// roomTitles are the names of roomNames and what each is for, in the same order.
var roomTitles = [][2]text.Text{
	{{FR: "Général", EN: "General", AR: "عام"}, {FR: "Le salon de l'équipe", EN: "The team's room", AR: "غرفة الفريق"}},
	{{FR: "Validations", EN: "Approvals", AR: "المصادقات"}, {FR: "Ce qui attend une deuxième personne", EN: "What waits for a second person", AR: "ما ينتظر شخصا ثانيا"}},
	{{FR: "Urgent", EN: "Urgent", AR: "عاجل"}, {FR: "Avis urgents et signalements à prendre tout de suite", EN: "Urgent notices, and reports to take up at once", AR: "الإشعارات العاجلة وما يجب التكفل به فورا"}},
	{{FR: "Revue", EN: "Digest", AR: "الحصيلة"}, {FR: "Ce que l'on dit de l'hôpital, chaque jour", EN: "What is said about the hospital, every day", AR: "ما يقال عن المستشفى كل يوم"}},
}

// A job is one of the things that somebody can try at once: the empty page teaches it.
type job struct {
	Command string `json:"command"`
	Title   string `json:"title"`
	Example string `json:"example"`
}

// jobs are the jobs that the page teaches: those of Config.Jobs that exist, with their first example.
func (d *desk) jobs(lang text.Lang) (all []job) {
	for _, name := range d.p.config.Jobs {
		for _, c := range d.commands {
			if c.Name == name && !c.Hidden && len(c.Examples) > 0 {
				all = append(all, job{c.Name, chat.Inert(c.Summary.In(lang)), chat.Inert(c.Examples[0].In(lang))})
			}
		}
	}
	return all
}

// What the server itself says.
var (
	notUnderstood = text.Text{FR: "Cette page n'a pas été comprise. Rechargez-la, puis recommencez : ce que vous avez écrit reste.", EN: "This page was not understood. Reload it, then try again: what you typed stays.", AR: "لم تُفهم هذه الصفحة. أعيدوا تحميلها ثم حاولوا من جديد: ما كتبتموه باق."}
	failed        = text.Text{FR: "Quelque chose a échoué de notre côté. Réessayez ; rien de ce que vous avez écrit n'est perdu.", EN: "Something failed on our side. Try again; nothing that you typed is lost.", AR: "حدث خلل من جانبنا. حاولوا من جديد؛ لم يضع شيء مما كتبتموه."}
	tooLong       = text.Text{FR: "La réponse est trop longue pour être affichée en entier, et rien n'est coupé en silence. Demandez-en une partie.", EN: "The answer is too long to be shown whole, and nothing is cut silently. Ask for a part of it.", AR: "الجواب أطول من أن يُعرض كاملا، ولا نقتطع شيئا في صمت. اطلبوا جزءا منه."}
	saidTooLong   = text.Text{FR: "Votre message est trop long : %s caractères, %s au plus. Rien n'est perdu, raccourcissez-le.", EN: "Your message is too long: %s characters, %s at most. Nothing is lost, shorten it.", AR: "رسالتكم طويلة جدا: %s حرفا، والحد الأقصى %s. لم يضع شيء، اختصروها."}
	pictureTooBig = text.Text{FR: "Cette image dépasse 10 Mo. Choisissez-en une plus petite.", EN: "This picture is larger than 10 MB. Choose a smaller one.", AR: "هذه الصورة تتجاوز 10 ميغابايت. اختاروا صورة أصغر."}
	pictureKind   = text.Text{FR: "Ce fichier n'est pas une image JPEG ou PNG. Choisissez-en une autre.", EN: "This file is not a JPEG or PNG picture. Choose another one.", AR: "هذا الملف ليس صورة JPEG أو PNG. اختاروا صورة أخرى."}
)

// What the closed door says.
var (
	doorTitle   = text.Text{FR: "Encore un pas", EN: "One more step", AR: "خطوة واحدة بعد"}
	doorFirst   = text.Text{FR: "Portevoix s'ouvre avec le lien affiché dans le terminal où il a été démarré. Copiez-le ici, dans la barre d'adresse.", EN: "Portevoix opens with the link shown in the terminal where it was started. Copy it here, into the address bar.", AR: "يُفتح Portevoix بالرابط الظاهر في الطرفية التي شُغّل منها. انسخوه هنا في شريط العنوان."}
	doorUsed    = text.Text{FR: "Ce lien a déjà servi : il n'ouvre qu'un seul navigateur, une seule fois.", EN: "This link has been used: it opens one browser, once.", AR: "سبق استعمال هذا الرابط: فهو يفتح متصفحا واحدا مرة واحدة."}
	doorAsk     = text.Text{FR: "Demandez-en un nouveau : il s'affichera dans le terminal, pas ici.", EN: "Ask for a new one: it will appear in the terminal, not here.", AR: "اطلبوا رابطا جديدا: سيظهر في الطرفية وليس هنا."}
	doorRestart = text.Text{FR: "Il n'est plus là ? Redémarrez Portevoix : il en affichera un nouveau. Rien n'est perdu.", EN: "It is gone? Start Portevoix again: it shows a new one. Nothing is lost.", AR: "لم يعد ظاهرا؟ أعيدوا تشغيل Portevoix: سيعرض رابطا جديدا. لن يضيع شيء."}
	doorButton  = text.Text{FR: "Afficher un nouveau lien dans le terminal", EN: "Show a new link in the terminal", AR: "إظهار رابط جديد في الطرفية"}
	doorShown   = text.Text{FR: "C'est fait : le nouveau lien est dans le terminal. Ouvrez-le dans ce navigateur.", EN: "Done: the new link is in the terminal. Open it in this browser.", AR: "تم: الرابط الجديد ظاهر في الطرفية. افتحوه في هذا المتصفح."}
)

// words are what the page says, by the names that its scripts use. %s is filled in by the page.
var words = map[string]text.Text{
	"skip":         {FR: "Aller au champ de saisie", EN: "Skip to the message field", AR: "الانتقال إلى حقل الكتابة"},
	"rooms":        {FR: "Salons", EN: "Rooms", AR: "الغرف"},
	"start":        {FR: "Commencer", EN: "Start", AR: "ابدؤوا"},
	"menu":         {FR: "Salons et réglages", EN: "Rooms and settings", AR: "الغرف والإعدادات"},
	"close":        {FR: "Fermer", EN: "Close", AR: "إغلاق"},
	"unread":       {FR: "%s non lus", EN: "%s unread", AR: "%s غير مقروءة"},
	"newMessages":  {FR: "Nouveaux messages", EN: "New messages", AR: "رسائل جديدة"},
	"toNewest":     {FR: "Aller au plus récent", EN: "Go to the newest", AR: "الانتقال إلى الأحدث"},
	"messages":     {FR: "Messages de %s", EN: "Messages in %s", AR: "رسائل %s"},
	"actAs":        {FR: "Agir comme", EN: "Act as", AR: "التصرف باسم"},
	"trial":        {FR: "essai", EN: "trial", AR: "تجربة"},
	"trialNote":    {FR: "Essai : rien n'est publié, aucun compte n'est connecté.", EN: "Trial: nothing is published, no account is connected.", AR: "تجربة: لا شيء يُنشر ولا حساب متصل."},
	"language":     {FR: "Langue", EN: "Language", AR: "اللغة"},
	"theme":        {FR: "Apparence", EN: "Appearance", AR: "المظهر"},
	"themeAuto":    {FR: "Auto", EN: "Auto", AR: "تلقائي"},
	"themeLight":   {FR: "Clair", EN: "Light", AR: "فاتح"},
	"themeDark":    {FR: "Sombre", EN: "Dark", AR: "داكن"},
	"onlyYou":      {FR: "Vous seul voyez ceci", EN: "Only you see this", AR: "أنتم وحدكم ترون هذا"},
	"dismiss":      {FR: "Effacer cette réponse", EN: "Dismiss this answer", AR: "إخفاء هذا الجواب"},
	"edited":       {FR: "mis à jour", EN: "updated", AR: "محدّثة"},
	"you":          {FR: "vous", EN: "you", AR: "أنتم"},
	"working":      {FR: "Portevoix y travaille…", EN: "Portevoix is working on it…", AR: "Portevoix يعمل على ذلك…"},
	"stillWorking": {FR: "Toujours en cours. Vous pouvez continuer : la réponse arrivera ici.", EN: "Still working. You may go on: the answer will come here.", AR: "ما زال العمل جاريا. يمكنكم المتابعة: سيصل الجواب هنا."},
	"copy":         {FR: "Copier", EN: "Copy", AR: "نسخ"},
	"copied":       {FR: "Copié", EN: "Copied", AR: "تم النسخ"},
	"copyFailed":   {FR: "Le navigateur ne permet pas de copier : le texte est sélectionné, faites Ctrl+C.", EN: "The browser does not allow copying: the text is selected, press Ctrl+C.", AR: "المتصفح لا يسمح بالنسخ: النص محدد، اضغطوا Ctrl+C."},
	"copyThis":     {FR: "Copier le texte : %s", EN: "Copy the text: %s", AR: "نسخ النص: %s"},
	"characters":   {FR: "%s caractères", EN: "%s characters", AR: "%s حرفا"},
	"actions":      {FR: "Actions sur ce message", EN: "Actions on this message", AR: "إجراءات على هذه الرسالة"},
	"picture":      {FR: "Image", EN: "Picture", AR: "صورة"},
	"noPicture":    {FR: "L'image ne peut pas être affichée ici.", EN: "The picture cannot be shown here.", AR: "لا يمكن عرض الصورة هنا."},
	"newTab":       {FR: "s'ouvre dans un nouvel onglet", EN: "opens in a new tab", AR: "يُفتح في تبويب جديد"},

	"write":        {FR: "Tapez / pour demander quelque chose à Portevoix", EN: "Type / to ask Portevoix for something", AR: "اكتبوا / لطلب شيء من Portevoix"},
	"writeShort":   {FR: "Tapez / pour demander", EN: "Type / to ask", AR: "اكتبوا / للطلب"},
	"older":        {FR: "Messages plus anciens", EN: "Older messages", AR: "رسائل أقدم"},
	"olderShown":   {FR: "%s messages plus anciens affichés", EN: "%s older messages shown", AR: "عُرضت %s رسائل أقدم"},
	"composer":     {FR: "Message ou commande", EN: "Message or command", AR: "رسالة أو أمر"},
	"send":         {FR: "Envoyer", EN: "Send", AR: "إرسال"},
	"attach":       {FR: "Joindre une image", EN: "Attach a picture", AR: "إرفاق صورة"},
	"keys":         {FR: "Entrée envoie · Maj+Entrée va à la ligne · / ouvre les commandes · ↑ reprend la dernière ligne", EN: "Enter sends · Shift+Enter starts a new line · / opens the commands · ↑ brings the last line back", AR: "\u200fEnter للإرسال · Shift+Enter لسطر جديد · / لفتح الأوامر · ↑ لاسترجاع السطر الأخير"},
	"commands":     {FR: "Commandes", EN: "Commands", AR: "الأوامر"},
	"inputs":       {FR: "Ce que l'on peut préciser", EN: "What you can add", AR: "ما يمكن تحديده"},
	"choices":      {FR: "Choix", EN: "Choices", AR: "الخيارات"},
	"freeText":     {FR: "Écrivez simplement", EN: "Simply write", AR: "اكتبوا ببساطة"},
	"required":     {FR: "obligatoire", EN: "required", AR: "مطلوب"},
	"optional":     {FR: "facultatif", EN: "optional", AR: "اختياري"},
	"given":        {FR: "déjà donné", EN: "given", AR: "معطى"},
	"example":      {FR: "Exemple", EN: "Example", AR: "مثال"},
	"useExample":   {FR: "Essayer cet exemple", EN: "Try this example", AR: "جرّبوا هذا المثال"},
	"found":        {FR: "%s propositions. Flèches pour choisir, Tab pour prendre.", EN: "%s suggestions. Arrows to choose, Tab to take.", AR: "%s اقتراحات. الأسهم للاختيار وTab للأخذ."},
	"hintPlain":    {FR: "Message envoyé à l'équipe. Portevoix ne répond qu'aux lignes qui commencent par « / » : essayez /help, ou le menu ⋯ d'un message.", EN: "Sent to the team. Portevoix only answers lines that begin with “/”: try /help, or the ⋯ menu of a message.", AR: "أُرسلت الرسالة إلى الفريق. Portevoix لا يجيب إلا على الأسطر التي تبدأ بـ «/»: جرّبوا \u200e/help\u200e أو قائمة ⋯ للرسالة."},
	"hintMemory":   {FR: "Les messages écrits ici sans « / » peuvent ne pas être gardés après un redémarrage.", EN: "Messages written here without “/” may not be kept after a restart.", AR: "الرسائل المكتوبة هنا دون «/» قد لا تُحفظ بعد إعادة التشغيل."},
	"fieldExample": {FR: "ex. : %s", EN: "e.g. %s", AR: "مثلا: %s"},

	"cancel":      {FR: "Annuler", EN: "Cancel", AR: "إلغاء"},
	"later":       {FR: "Plus tard", EN: "Later", AR: "لاحقا"},
	"formKept":    {FR: "Formulaire commencé", EN: "Unfinished form", AR: "استمارة غير مكتملة"},
	"formKeptSay": {FR: "Rien n'est perdu : ce formulaire vous attend au-dessus du champ de saisie.", EN: "Nothing is lost: this form waits for you above the message field.", AR: "لم يضع شيء: هذه الاستمارة في انتظاركم فوق حقل الكتابة."},
	"resume":      {FR: "Reprendre", EN: "Resume", AR: "متابعة"},
	"discard":     {FR: "Abandonner", EN: "Discard", AR: "تخلّ"},
	"pleaseFix":   {FR: "À corriger :", EN: "Please correct:", AR: "المرجو التصحيح:"},
	"choose":      {FR: "Choisissez…", EN: "Choose…", AR: "اختاروا…"},
	"yes":         {FR: "Oui", EN: "Yes", AR: "نعم"},
	"addPicture":  {FR: "Choisir une image", EN: "Choose a picture", AR: "اختيار صورة"},
	"dropPicture": {FR: "ou la déposer ou la coller ici · JPEG ou PNG, 10 Mo au plus", EN: "or drop or paste it here · JPEG or PNG, 10 MB at most", AR: "أو إفلاتها أو لصقها هنا · JPEG أو PNG، 10 ميغابايت على الأكثر"},
	"removeThis":  {FR: "Retirer %s", EN: "Remove %s", AR: "إزالة %s"},
	"altLabel":    {FR: "Texte alternatif (ce que l'on voit)", EN: "Text alternative (what is seen)", AR: "النص البديل (ما يظهر في الصورة)"},
	"tooBig":      {FR: "Cette image dépasse 10 Mo. Choisissez-en une plus petite.", EN: "This picture is larger than 10 MB. Choose a smaller one.", AR: "هذه الصورة تتجاوز 10 ميغابايت. اختاروا صورة أصغر."},
	"wrongKind":   {FR: "Ce fichier n'est pas une image JPEG ou PNG. Choisissez-en une autre.", EN: "This file is not a JPEG or PNG picture. Choose another one.", AR: "هذا الملف ليس صورة JPEG أو PNG. اختاروا صورة أخرى."},
	"countOf":     {FR: "%s sur %s", EN: "%s of %s", AR: "%s من %s"},
	"confirm":     {FR: "Confirmer", EN: "Confirm", AR: "تأكيد"},
	"sure":        {FR: "Êtes-vous sûr ?", EN: "Are you sure?", AR: "هل أنتم متأكدون؟"},

	"lost":         {FR: "Connexion perdue. Nouvelle tentative… Ce que vous écrivez reste ici.", EN: "Connection lost. Trying again… What you write stays here.", AR: "انقطع الاتصال. محاولة جديدة… ما تكتبونه باق هنا."},
	"back":         {FR: "Connexion rétablie.", EN: "Connected again.", AR: "عاد الاتصال."},
	"lockedOut":    {FR: "Ce navigateur n'est plus admis. Ouvrez le lien affiché dans le terminal ; ce que vous écrivez reste ici.", EN: "This browser is no longer let in. Open the link shown in the terminal; what you write stays here.", AR: "لم يعد هذا المتصفح مقبولا. افتحوا الرابط الظاهر في الطرفية؛ ما تكتبونه باق هنا."},
	"notSent":      {FR: "Pas envoyé : la connexion est perdue. Votre texte est toujours là, réessayez.", EN: "Not sent: the connection is lost. Your text is still here, try again.", AR: "لم يُرسل: الاتصال مقطوع. نصكم ما زال هنا، حاولوا من جديد."},
	"tooFast":      {FR: "Trop de demandes à la fois. Attendez deux secondes, puis réessayez.", EN: "Too many requests at once. Wait two seconds, then try again.", AR: "طلبات كثيرة دفعة واحدة. انتظروا ثانيتين ثم حاولوا من جديد."},
	"welcome":      {FR: "Bonjour. Que voulez-vous faire ?", EN: "Hello. What would you like to do?", AR: "مرحبا. ماذا تريدون أن تفعلوا؟"},
	"welcomeSay":   {FR: "Choisissez un exemple : il s'écrit dans le champ du bas, rien n'est envoyé avant vous.", EN: "Pick an example: it is written into the field below, and nothing is sent until you send it.", AR: "اختاروا مثالا: يُكتب في الحقل أسفله، ولا يُرسل شيء قبل أن ترسلوه أنتم."},
	"privateByDef": {FR: "Les réponses ne sont visibles que de vous. Rien n'est publié sans une deuxième personne.", EN: "Answers are visible to you alone. Nothing is published without a second person.", AR: "الأجوبة ظاهرة لكم وحدكم. ولا يُنشر شيء دون شخص ثان."},
	"emptyRoom":    {FR: "Rien ici pour l'instant.", EN: "Nothing here yet.", AR: "لا شيء هنا بعد."},
	"today":        {FR: "Aujourd'hui", EN: "Today", AR: "اليوم"},
	"yesterday":    {FR: "Hier", EN: "Yesterday", AR: "أمس"},
	"shown":        {FR: "Vous agissez maintenant comme : %s", EN: "You now act as: %s", AR: "تتصرفون الآن باسم: %s"},
	"tone.good":    {FR: "C'est fait", EN: "Done", AR: "تم"},
	"tone.warning": {FR: "Attention", EN: "Attention", AR: "تنبيه"},
	"tone.urgent":  {FR: "Urgent", EN: "Urgent", AR: "عاجل"},
}
