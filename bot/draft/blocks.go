package draft

import "portevoix/bot/text"

// This file holds the building blocks that hold no fact: openings, calls to action, closings. House rules: vouvoiement and
// "nous", warm and factual, no exclamation pile-ups, no superlative, one call to action, no emoji, no "·".

// Tone is how a draft sounds.
type Tone string

// The tones.
const (
	Warm  Tone = "warm"  // an opening, a reason, a closing
	Sober Tone = "sober" // the facts
	Easy  Tone = "easy"  // short labelled lines, for everybody to read
)

// Tones lists every tone in the order in which they are offered.
var Tones = []Tone{Warm, Sober, Easy}

// Label names the tone.
func (t Tone) Label() text.Text {
	switch t {
	case Sober:
		return text.Text{FR: "Sobre", EN: "Sober", AR: "رصين"}
	case Easy:
		return text.Text{FR: "Facile à lire", EN: "Easy to read", AR: "سهل القراءة"}
	}
	return text.Text{FR: "Chaleureux", EN: "Warm", AR: "ودّي"}
}

// openings may stand before what is announced. dated ones need a day.
func openings(o Objective, dated bool) []text.Text {
	switch {
	case o == Lien && dated:
		return []text.Text{
			{FR: "À noter dans vos agendas.", EN: "One for your diary.", AR: "موعد يستحق التسجيل في مذكراتكم."},
			{FR: "Un rendez-vous près de chez vous.", EN: "Coming up near you.", AR: "موعد قريب منكم."},
			{FR: "Nous serons heureux de vous rencontrer.", EN: "We would be happy to meet you.", AR: "يسعدنا أن نلتقي بكم."},
		}
	case o == Info:
		return []text.Text{
			{FR: "Information pratique.", EN: "Practical information.", AR: "معلومة عملية."},
			{FR: "Bon à savoir.", EN: "Good to know.", AR: "معلومة تهمكم."},
			{FR: "Pour préparer votre venue.", EN: "To help you plan your visit.", AR: "لتحضير زيارتكم."},
		}
	case o == Actu:
		return []text.Text{
			{FR: "Des nouvelles de votre hôpital.", EN: "News from your hospital.", AR: "جديد مستشفاكم."},
			{FR: "La vie de l'hôpital.", EN: "Life at the hospital.", AR: "من حياة المستشفى."},
		}
	case o == Relation:
		return []text.Text{
			{FR: "Mieux se comprendre, mieux se soigner.", EN: "Understanding each other helps care.", AR: "التفاهم يخدم العلاج."},
			{FR: "Ce que nous voulons vous dire.", EN: "Something we would like to tell you.", AR: "ما نود أن نقوله لكم."},
		}
	case o == RH:
		return []text.Text{
			{FR: "Des métiers au service des autres.", EN: "Work that matters to others.", AR: "مهن في خدمة الآخرين."},
			{FR: "Et si votre prochain poste était ici ?", EN: "Could your next job be here?", AR: "ماذا لو كان عملكم المقبل هنا؟"},
		}
	}
	return []text.Text{
		{FR: "Votre hôpital, près de vous.", EN: "Your hospital, close to you.", AR: "مستشفاكم قريب منكم."},
		{FR: "Un moment à partager.", EN: "A moment to share.", AR: "لحظة نتقاسمها معكم."},
	}
}

// closings end a warm post. None of them calls for an action.
func closings(o Objective, blood bool) []text.Text {
	switch {
	case blood:
		return []text.Text{
			{FR: "Merci de votre solidarité.", EN: "Thank you for your solidarity.", AR: "شكرا على تضامنكم."},
			{FR: "Merci pour les patients.", EN: "Thank you, on behalf of patients.", AR: "شكرا لكم باسم المرضى."},
			{FR: "Merci aux donneuses et aux donneurs.", EN: "Thank you to all donors.", AR: "شكرا للمتبرعات والمتبرعين."},
		}
	case o == Lien:
		return []text.Text{
			{FR: "Au plaisir de vous accueillir.", EN: "We look forward to welcoming you.", AR: "يسعدنا استقبالكم."},
			{FR: "À bientôt.", EN: "See you soon.", AR: "إلى اللقاء القريب."},
			{FR: "Vous êtes les bienvenus.", EN: "We will be glad to see you.", AR: "مرحبا بكم."},
		}
	case o == RH:
		return []text.Text{
			{FR: "Au plaisir de vous rencontrer.", EN: "We look forward to meeting you.", AR: "نتطلع إلى لقائكم."},
			{FR: "À bientôt dans nos équipes.", EN: "See you soon in our teams.", AR: "إلى اللقاء القريب ضمن فرقنا."},
		}
	case o == Info, o == Relation:
		return []text.Text{
			{FR: "Merci de votre attention.", EN: "Thank you for reading.", AR: "شكرا على اهتمامكم."},
			{FR: "Nos équipes sont à votre écoute.", EN: "Our teams are here to listen.", AR: "فرقنا رهن إشارتكم."},
		}
	}
	return []text.Text{
		{FR: "Merci de votre confiance.", EN: "Thank you for your trust.", AR: "شكرا على ثقتكم."},
		{FR: "À bientôt.", EN: "See you soon.", AR: "إلى اللقاء القريب."},
	}
}

// The calls to action, each with the contact that it leads to.
func bookByLink() []text.Text {
	return []text.Text{
		{FR: "Réservez votre créneau : %s", EN: "Book your slot: %s", AR: "احجزوا موعدكم: %s"},
		{FR: "Inscrivez-vous : %s", EN: "Sign up: %s", AR: "سجلوا أنفسكم: %s"},
	}
}

func readByLink() []text.Text {
	return []text.Text{
		{FR: "Toutes les informations : %s", EN: "All the details: %s", AR: "كل المعلومات: %s"},
		{FR: "En savoir plus : %s", EN: "Find out more: %s", AR: "لمعرفة المزيد: %s"},
	}
}

func bookByPhone() []text.Text {
	return []text.Text{
		{FR: "Inscription au %s.", EN: "To book, call %s.", AR: "للتسجيل اتصلوا بالرقم %s."},
		{FR: "Pour réserver, appelez le %s.", EN: "Book by phone: %s.", AR: "للحجز، الهاتف: %s."},
	}
}

func askByPhone() []text.Text {
	return []text.Text{
		{FR: "Renseignements au %s.", EN: "Questions? Call %s.", AR: "للاستفسار اتصلوا بالرقم %s."},
		{FR: "Une question ? Appelez le %s.", EN: "For information, call %s.", AR: "للمزيد من المعلومات، الهاتف: %s."},
	}
}

func writeByMail(o Objective) []text.Text {
	if o == RH {
		return []text.Text{
			{FR: "Envoyez votre candidature à %s", EN: "Send your application to %s", AR: "أرسلوا ترشيحكم إلى %s"},
			{FR: "Pour postuler : %s", EN: "To apply: %s", AR: "للترشح: %s"},
		}
	}
	return []text.Text{
		{FR: "Pour nous écrire : %s", EN: "Write to us: %s", AR: "راسلونا: %s"},
		{FR: "Une question ? Écrivez à %s", EN: "Questions? Write to %s", AR: "لأي سؤال، راسلونا على %s"},
	}
}

// come calls without a contact.
func come(o Objective) []text.Text {
	switch o {
	case Lien:
		return []text.Text{
			{FR: "Venez nous rencontrer.", EN: "Come and meet us.", AR: "تعالوا للقائنا."},
			{FR: "Parlez-en autour de vous.", EN: "Please tell people around you.", AR: "أخبروا من حولكم."},
		}
	case RH:
		return []text.Text{
			{FR: "Parlez-en autour de vous.", EN: "Please tell people around you.", AR: "أخبروا من حولكم."},
			{FR: "Faites passer l'information.", EN: "Please pass it on.", AR: "شاركوا هذه المعلومة."},
		}
	}
	return nil
}

// The labels of facts on lines of their own.
var (
	labelWhen = text.Text{FR: "Quand : %s", EN: "When: %s", AR: "الموعد: %s"}
	labelAt   = text.Text{FR: "Où : %s", EN: "Where: %s", AR: "المكان: %s"}
	labelHour = text.Text{FR: "Horaires : %s", EN: "Hours: %s", AR: "التوقيت: %s"}
)
