package paper

import "portevoix/bot/text"

var aloneLine = text.Text{FR: "Danger immédiat pour la vie et personne ne répond : une seule personne peut l'envoyer. Appelez ensuite toutes les directions ; relecture sous 12 heures.", EN: "Immediate danger to life and nobody answers: one person may send it. Then call every director; reviewed within 12 hours.", AR: "خطر فوري على الحياة ولا أحد يجيب: يمكن لشخص واحد إرساله. ثم اتصلوا بجميع المديرين؛ والمراجعة خلال 12 ساعة."}

// words are what the page says.
var words = map[string]text.Text{
	"title":       {FR: "Fiche papier : nuit sans réseau", EN: "Paper kit: a night without network", AR: "الملف الورقي: ليلة بدون شبكة"},
	"printed":     {FR: "Imprimée le", EN: "Printed", AR: "طُبع في"},
	"fresh":       {FR: "à réimprimer au moins tous les 30 jours", EN: "print again at least every 30 days", AR: "يُعاد طبعه كل 30 يوما على الأقل"},
	"confidence":  {FR: "Contient des numéros personnels : à garder au poste de garde, jamais affichée.", EN: "Holds personal numbers: keep it at the duty desk, never on a wall.", AR: "يتضمن أرقاما شخصية: يُحفظ في مكتب المداومة ولا يُعلق أبدا."},
	"do":          {FR: "Ce qu'il faut faire", EN: "What to do", AR: "ما يجب فعله"},
	"step1":       {FR: "Choisissez le modèle. Remplissez seulement les pointillés et les cases ; ne changez aucun mot.", EN: "Choose the template. Fill in only the dots and the boxes; do not change a word.", AR: "اختاروا القالب. املؤوا النقط والخانات فقط ولا تغيروا أي كلمة."},
	"step2":       {FR: "Lisez-le au téléphone à une deuxième personne de la liste. Elle dit oui ; notez son nom et l'heure.", EN: "Read it over the phone to a second person of the list. They say yes; note their name and the time.", AR: "اقرؤوه هاتفيا لشخص ثان من اللائحة. يوافق؛ سجلوا اسمه والساعة."},
	"step3":       {FR: "Publiez le même texte sur chaque réseau de l'hôpital et sur le site, dans toutes les langues du modèle.", EN: "Post the same text on each of the hospital's networks and on its site, in every language of the template.", AR: "انشروا النص نفسه على كل شبكات المستشفى وموقعه وبجميع لغات القالب."},
	"step4":       {FR: "Notez chaque lien sur la dernière page. Au retour du réseau, collez-les dans le bot : « J'ai publié : coller le lien ».", EN: "Note each link on the last page. When the network is back, paste them into the bot: “I published it: paste the link”.", AR: "سجلوا كل رابط في الصفحة الأخيرة. عند عودة الشبكة ألصقوها في البوت: «لقد نشرت: لصق الرابط»."},
	"step5":       {FR: "À l'heure du prochain point ou de la fin, publiez la suite. Aucun nom, aucun état, aucun nombre de patients.", EN: "When the next update or the end is due, post it. No name, no condition, no number of patients.", AR: "عند موعد التحديث أو النهاية انشروا الجديد. لا أسماء ولا حالات ولا أعداد مرضى."},
	"call":        {FR: "Qui appeler, dans cet ordre", EN: "Whom to call, in this order", AR: "بمن تتصلون، بهذا الترتيب"},
	"oncall":      {FR: "de garde à l'impression", EN: "on call when printed", AR: "مداوم وقت الطبع"},
	"nophone":     {FR: "numéro à écrire ici", EN: "write the number here", AR: "اكتبوا الرقم هنا"},
	"nobody":      {FR: "Personne dans l'équipe : /team pour l'ajouter, puis réimprimez.", EN: "Nobody in the team: /team adds them, then print again.", AR: "لا أحد في الفريق: أضيفوه عبر ‎/team‎ ثم أعيدوا الطباعة."},
	"numbers":     {FR: "Numéros du pays", EN: "The country's numbers", AR: "أرقام البلد"},
	"ours":        {FR: "Numéros de l'hôpital", EN: "The hospital's numbers", AR: "أرقام المستشفى"},
	"unconfirmed": {FR: "non confirmé par l'hôpital", EN: "not confirmed by the hospital", AR: "لم يؤكده المستشفى"},
	"templates":   {FR: "Modèles validés", EN: "Cleared templates", AR: "القوالب المصادق عليها"},
	"none":        {FR: "Aucun modèle validé. De jour : /template proposer évacuation, puis réimprimez.", EN: "No cleared template. By day: /template propose evacuation, then print again.", AR: "لا قالب مصادق عليه. نهارا: ‎/template اقتراح إخلاء، ثم أعيدوا الطباعة."},
	"until":       {FR: "Valable jusqu'au", EN: "Valid until", AR: "صالح إلى غاية"},
	"limits":      {FR: "À remplir", EN: "To fill in", AR: "للملء"},
	"second":      {FR: "Deuxième personne (nom, heure)", EN: "Second person (name, time)", AR: "الشخص الثاني (الاسم، الساعة)"},
	"down":        {FR: "Retirer une publication à la main", EN: "Take a post down by hand", AR: "سحب منشور يدويا"},
	"downhow":     {FR: "Toute personne de l'équipe peut retirer, sans attendre. Connectez-vous avec le compte de l'hôpital, puis vérifiez le lien dans une fenêtre privée : il ne doit plus rien montrer, image comprise. Les menus changent de nom ; cherchez « … » puis Supprimer.", EN: "Anyone in the team may take a post down, without waiting. Sign in with the hospital's account, then check the link in a private window: it must show nothing any more, the picture included. Menus change their names; look for “…”, then Delete.", AR: "لأي شخص في الفريق أن يسحب منشورا دون انتظار. سجلوا الدخول بحساب المستشفى ثم تحققوا من الرابط في نافذة خاصة: يجب ألا يظهر أي شيء، حتى الصورة. قد تتغير أسماء القوائم؛ ابحثوا عن «…» ثم حذف."},
	"log":         {FR: "Ce qui a été fait", EN: "What was done", AR: "ما تم فعله"},
	"loghow":      {FR: "À recopier dans le bot au retour du réseau. Aucun nom de patient.", EN: "To be copied into the bot when the network is back. No patient's name.", AR: "يُنقل إلى البوت عند عودة الشبكة. بدون اسم أي مريض."},
	"time":        {FR: "Heure", EN: "Time", AR: "الساعة"},
	"what":        {FR: "Modèle ou publication", EN: "Template or post", AR: "القالب أو المنشور"},
	"where":       {FR: "Réseau et lien", EN: "Network and link", AR: "الشبكة والرابط"},
	"who":         {FR: "Qui, et qui a dit oui", EN: "Who, and who said yes", AR: "من، ومن وافق"},
}

// takeDown says how a post is taken down by hand on a network. These menus were written down from experience and not clicked through
// with a real account: the page says that names change, and what to look for then.
func takeDown(network string) text.Text {
	switch network {
	case "facebook":
		return text.Text{FR: "Agir au nom de la Page → publication → « … » → Placer dans la corbeille. Puis Paramètres → Historique personnel → Corbeille → Supprimer : elle y reste 30 jours sinon.", EN: "Act as the Page → post → “…” → Move to trash. Then Settings → Activity log → Trash → Delete: it stays there for 30 days otherwise.", AR: "التصرف باسم الصفحة ← المنشور ← «…» ← نقل إلى سلة المهملات. ثم الإعدادات ← سجل النشاط ← سلة المهملات ← حذف، وإلا يبقى 30 يوما."}
	case "instagram":
		return text.Text{FR: "Publication → « … » → Supprimer. Puis Votre activité → Récemment supprimés → Supprimer.", EN: "Post → “…” → Delete. Then Your activity → Recently deleted → Delete.", AR: "المنشور ← «…» ← حذف. ثم نشاطك ← المحذوفة مؤخرا ← حذف."}
	case "linkedin":
		return text.Text{FR: "Vue d'administration de la Page → Publications → « … » → Supprimer.", EN: "Admin view of the Page → Posts → “…” → Delete.", AR: "واجهة إدارة الصفحة ← المنشورات ← «…» ← حذف."}
	case "mastodon":
		return text.Text{FR: "Message → « … » → Supprimer. D'autres serveurs peuvent garder leur copie : demandez-leur de l'effacer.", EN: "Post → “…” → Delete. Other servers may keep their copy: ask them to erase it.", AR: "المنشور ← «…» ← حذف. قد تحتفظ خوادم أخرى بنسختها: اطلبوا منها محوها."}
	case "youtube":
		return text.Text{FR: "YouTube Studio → Contenus → « ⋮ » → Supprimer définitivement. Plus vite d'abord : visibilité Privée.", EN: "YouTube Studio → Content → “⋮” → Delete forever. Faster first: set it to Private.", AR: "YouTube Studio ← المحتوى ← «⋮» ← حذف نهائي. والأسرع أولا: جعله خاصا."}
	case "telegram":
		return text.Text{FR: "Message du canal → Supprimer → pour tout le monde. Le bot ne le peut plus après 48 heures, un administrateur si.", EN: "Channel message → Delete → for everybody. The bot can no longer do it after 48 hours, an administrator can.", AR: "رسالة القناة ← حذف ← لدى الجميع. لا يستطيع البوت ذلك بعد 48 ساعة، أما المشرف فيستطيع."}
	case "whatsapp":
		return text.Text{FR: "Un message envoyé ne se rappelle pas : envoyez le correctif aux mêmes personnes.", EN: "A message that was sent cannot be called back: send the correction to the same people.", AR: "الرسالة المرسلة لا تُسترجع: أرسلوا التصحيح إلى الأشخاص أنفسهم."}
	case "bluesky":
		return text.Text{FR: "Message → « … » → Supprimer le post.", EN: "Post → “…” → Delete post.", AR: "المنشور ← «…» ← حذف المنشور."}
	}
	return text.Text{FR: "Publication → « … » → Supprimer.", EN: "Post → “…” → Delete.", AR: "المنشور ← «…» ← حذف."}
}
