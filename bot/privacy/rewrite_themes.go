package privacy

import "portevoix/bot/text"

// What a story was about, said without anybody: the theme stays, the person goes. The first theme whose words stand in the
// sentence is taken; a sentence about a sensitive service has none.

type theme struct {
	words *wordSet
	says  text.Text
}

var themes = [...]theme{
	{words("merci", "remercie", "remercions", "thank", "thanks", "gâteaux", "chocolats", "cadeau"), text.Text{
		FR: "Merci à nos patients et à leurs proches pour leurs attentions : elles touchent toutes nos équipes.",
		EN: "Thank you to our patients and their families for their kindness: it means a great deal to our teams.",
		AR: "شكرا لمرضانا وذويهم على لفتاتهم الكريمة، فهي تسعد كل فرقنا."}},
	{words("greffe", "greffé", "greffée", "greffon", "transplantation", "transplanté", "transplantée", "transplant", "trasplante", "زراعه", "لزراعه", "زرع"), text.Text{
		FR: "Derrière chaque greffe, il y a toute une équipe, et un don : merci à tous ceux qui s'engagent.",
		EN: "Behind every transplant there is a whole team, and a gift: thank you to everyone involved.",
		AR: "وراء كل عملية زرع فريق كامل وعطاء كبير: شكرا لكل من يساهم."}},
	{words("née", "né", "nés", "naissance", "accouché", "triplés", "jumeaux", "quadruplés", "maternité", "born", "birth", "twins", "triplets", "maternity", "الولاده", "توائم", "انجبت"), text.Text{
		FR: "À la maternité, nos équipes accompagnent chaque naissance, des plus simples aux plus délicates.",
		EN: "On our maternity unit, our teams support every birth, from the simplest to the most delicate.",
		AR: "في مصلحة الولادة، ترافق فرقنا كل ولادة، من أبسطها إلى أدقها."}},
	{words("rare", "orpheline", "syndrome", "progéria", "مرض نادر"), text.Text{
		FR: "Nos équipes accompagnent chaque année de nombreux patients atteints de maladies rares, et leurs familles.",
		EN: "Every year our teams support many patients with rare diseases, and their families.",
		AR: "ترافق فرقنا كل سنة العديد من المصابين بأمراض نادرة وأسرهم."}},
	{words("cancer", "leucémie", "lymphome", "tumeur", "chimiothérapie", "hématologie", "oncologie", "leukaemia", "leukemia", "lymphoma", "chemotherapy", "سرطان"), text.Text{
		FR: "Face au cancer, nos équipes accompagnent les patients et leurs proches à chaque étape.",
		EN: "Our teams support patients with cancer and their families at every step.",
		AR: "ترافق فرقنا مرضى السرطان وذويهم في كل مرحلة."}},
	{words("réanimation", "ecmo", "icu", "العنايه", "الانعاش", "usic"), text.Text{
		FR: "En réanimation, toute une équipe veille jour et nuit sur les patients et soutient leurs proches.",
		EN: "In intensive care, a whole team watches over patients day and night and supports their families.",
		AR: "في العناية المركزة، يسهر فريق كامل ليل نهار على المرضى ويساند ذويهم."}},
	{words("avc", "infarctus", "cardiaque", "cœur", "stroke", "heart", "bypass", "cardiac", "القلب", "قلبيه"), text.Text{
		FR: "Nos équipes du cœur et des vaisseaux sont mobilisées jour et nuit.",
		EN: "Our heart and stroke teams are at work day and night.",
		AR: "فرق القلب والشرايين لدينا معبأة ليل نهار."}},
	{words("accident", "chute", "tombé", "tombée", "écrasé", "écrasée", "renversé", "renversée", "happé", "piétinée", "crash", "fell", "falling", "struck", "injured", "gored", "explosion", "سقط", "سقطت", "حادثه"), text.Text{
		FR: "Jour et nuit, nos équipes d'urgence, de chirurgie et de rééducation se relaient auprès des personnes blessées.",
		EN: "Day and night, our emergency, surgical and rehabilitation teams work for people who have been injured.",
		AR: "ليل نهار، تتناوب فرق المستعجلات والجراحة والترويض على رعاية المصابين."}},
	{words("gériatrie", "doyenne", "doyen", "centenaire", "nonagénaire", "octogénaire", "hip", "geriatric"), text.Text{
		FR: "Nos équipes prennent soin de nos aînés avec patience et savoir-faire.",
		EN: "Our teams care for older people with patience and skill.",
		AR: "تعتني فرقنا بكبار السن بصبر وخبرة."}},
	{words("opéré", "opérée", "bloc", "chirurgie", "chirurgiens", "surgery", "surgeons", "operated", "theatre", "عمليه"), text.Text{
		FR: "Au bloc, une réussite est toujours celle d'une équipe : merci aux chirurgiens, anesthésistes et infirmiers mobilisés.",
		EN: "In theatre, success always belongs to a team: thank you to our surgeons, anaesthetists and nurses.",
		AR: "في غرفة العمليات، النجاح دائما نجاح فريق: شكرا للجراحين وأطباء التخدير والممرضين."}},
	{words("pédiatrie", "fillette", "garçon", "enfant", "bébé", "child", "boy", "girl", "baby", "toddler", "طفل", "طفله"), text.Text{
		FR: "Nos équipes prennent soin des enfants et accompagnent leurs parents, chaque jour.",
		EN: "Our teams care for children and support their parents, every day.",
		AR: "تعتني فرقنا بالأطفال وترافق آباءهم وأمهاتهم كل يوم."}},
}

// themed gives the sentence to say instead of tokens [from, to).
func (p *page) themed(from, to int) text.Text {
	for i := from; i < to; i++ {
		if sensitiveWords.has(p, i) {
			return teamAngle
		}
	}
	for _, t := range themes {
		for i := from; i < to; i++ {
			if t.words.has(p, i) && !p.nounOrPresent(i) {
				return t.says
			}
		}
	}
	return teamAngle
}
