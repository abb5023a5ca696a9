package draft

import "portevoix/bot/text"

// This file is the vocabulary that drafts share: what hospitals announce, where, and under which conditions, in three
// languages. A word that stands here can be said in every language; a word that does not is the author's and stays in the
// language in which it was written.

// Objective is why a post is written (the five of hospital communication).
type Objective string

// The objectives.
const (
	Info     Objective = "info"     // practical information and advice
	Actu     Objective = "actu"     // news of the hospital
	Lien     Objective = "lien"     // closeness with the community
	Relation Objective = "relation" // between carers and patients
	RH       Objective = "rh"       // people who work here, or may
)

// Objectives lists every objective in the order in which they are offered.
var Objectives = []Objective{Info, Actu, Lien, Relation, RH}

// Label names the objective.
func (o Objective) Label() text.Text {
	switch o {
	case Info:
		return text.Text{FR: "Information pratique", EN: "Practical information", AR: "معلومات عملية"}
	case Actu:
		return text.Text{FR: "Actualité", EN: "News", AR: "أخبار"}
	case Lien:
		return text.Text{FR: "Lien avec les habitants", EN: "Community", AR: "القرب من الساكنة"}
	case Relation:
		return text.Text{FR: "Relation soignants-patients", EN: "Carers and patients", AR: "العلاقة بين المهنيين والمرضى"}
	}
	return text.Text{FR: "Ressources humaines", EN: "People and jobs", AR: "الموارد البشرية"}
}

// An event is something that a hospital announces.
type event struct {
	id        string
	objective Objective
	name      text.Text   // "collecte de sang", for a heading
	a         text.Text   // "une collecte de sang", after "organise"; zero: it is not organised (visiting hours)
	typed     []string    // how people write it
	why       []text.Text // a sentence without any fact
	tags      []text.Text // hashtags; Arabic joins words with an underscore
	blood     bool        // the country's blood operator is named with it
	theme     bool        // a subject ("Octobre Rose"), not a happening: it never replaces the author's sentence
}

func events() []event { return everyEvent }

var everyEvent = []event{
	{
		id: "blood-drive", objective: Lien, blood: true,
		name:  text.Text{FR: "collecte de sang", EN: "blood drive", AR: "حملة التبرع بالدم"},
		a:     text.Text{FR: "une collecte de sang", EN: "a blood drive", AR: "حملة للتبرع بالدم"},
		typed: []string{"collecte de sang", "collecte de don de sang", "collecte don du sang", "collecte du sang", "don du sang", "don de sang", "dons de sang", "blood drive", "blood donation session", "blood donation drive", "blood donation day", "blood donation", "donate blood", "give blood", "حملة للتبرع بالدم", "حملة التبرع بالدم", "حملة تبرع بالدم", "التبرع بالدم"},
		why: []text.Text{
			{FR: "Donner son sang est un geste simple et solidaire.", EN: "Giving blood is a simple act of solidarity.", AR: "التبرع بالدم بادرة بسيطة وتضامنية."},
			{FR: "Chaque don compte.", EN: "Every donation counts.", AR: "كل تبرع له أهميته."},
			{FR: "Ce geste de solidarité aide les patients qui ont besoin d'une transfusion.", EN: "It helps patients who need a transfusion.", AR: "تساعد هذه البادرة المرضى المحتاجين إلى نقل الدم."},
		},
		tags: []text.Text{{FR: "#DonDuSang", EN: "#GiveBlood", AR: "#التبرع_بالدم"}},
	},
	{
		id: "open-day", objective: Lien,
		name:  text.Text{FR: "journée portes ouvertes", EN: "open day", AR: "يوم الأبواب المفتوحة"},
		a:     text.Text{FR: "une journée portes ouvertes", EN: "an open day", AR: "يوما للأبواب المفتوحة"},
		typed: []string{"journee portes ouvertes", "journees portes ouvertes", "portes ouvertes", "jpo", "open day", "open house", "open doors", "يوم الأبواب المفتوحة", "أيام الأبواب المفتوحة", "الأبواب المفتوحة", "أبواب مفتوحة"},
		why: []text.Text{
			{FR: "L'occasion de découvrir l'hôpital et celles et ceux qui y travaillent.", EN: "A chance to discover the hospital and the people who work here.", AR: "فرصة لاكتشاف المستشفى والعاملين فيه."},
			{FR: "Un moment de rencontre avec nos équipes.", EN: "A moment to meet our teams.", AR: "لحظة للقاء فرقنا."},
		},
		tags: []text.Text{{FR: "#PortesOuvertes", EN: "#OpenDay", AR: "#الأبواب_المفتوحة"}},
	},
	{
		id: "visiting-hours", objective: Info,
		name:  text.Text{FR: "heures de visite", EN: "visiting hours", AR: "أوقات الزيارة"},
		typed: []string{"heures de visite", "heures de visites", "horaires de visite", "horaires de visites", "horaires des visites", "visiting hours", "visiting times", "أوقات الزيارة", "مواعيد الزيارة", "موعد زيارة المرضى"},
		why: []text.Text{
			{FR: "Vos visites comptent pour vos proches.", EN: "Your visits matter to those you love.", AR: "زيارتكم مهمة لذويكم."},
		},
		tags: []text.Text{{FR: "#InfosPratiques", EN: "#PatientInfo", AR: "#معلومات_عملية"}},
	},
	{
		id: "vaccination", objective: Info,
		name:  text.Text{FR: "séance de vaccination", EN: "vaccination session", AR: "حصة التلقيح"},
		a:     text.Text{FR: "une séance de vaccination", EN: "a vaccination session", AR: "حصة للتلقيح"},
		typed: []string{"seance de vaccination", "seances de vaccination", "campagne de vaccination", "vaccination session", "vaccination clinic", "vaccination campaign", "vaccination", "حملة التلقيح", "حصة التلقيح", "التلقيح"},
		tags:  []text.Text{{FR: "#Vaccination", EN: "#Vaccination", AR: "#التلقيح"}},
	},
	{
		id: "screening", objective: Info,
		name:  text.Text{FR: "journée de dépistage", EN: "screening day", AR: "يوم الكشف المبكر"},
		a:     text.Text{FR: "une journée de dépistage", EN: "a screening day", AR: "يوما للكشف المبكر"},
		typed: []string{"journee de depistage", "journee depistage", "campagne de depistage", "screening day", "screening session", "يوم الكشف المبكر", "حملة الكشف المبكر", "الكشف المبكر"},
		why: []text.Text{
			{FR: "Nos équipes répondent à vos questions sur place.", EN: "Our teams answer your questions on the spot.", AR: "تجيب فرقنا عن أسئلتكم في عين المكان."},
		},
		tags: []text.Text{{FR: "#Dépistage", EN: "#Screening", AR: "#الكشف_المبكر"}},
	},
	{
		id: "conference", objective: Lien,
		name:  text.Text{FR: "conférence", EN: "public talk", AR: "محاضرة"},
		a:     text.Text{FR: "une conférence", EN: "a public talk", AR: "محاضرة"},
		typed: []string{"conference grand public", "conference publique", "conference-debat", "conference", "public talk", "lecture", "محاضرة", "ندوة"},
		tags:  []text.Text{{FR: "#Conférence", EN: "#PublicTalk", AR: "#محاضرة"}},
	},
	{
		id: "workshop", objective: Lien,
		name:  text.Text{FR: "atelier", EN: "workshop", AR: "ورشة"},
		a:     text.Text{FR: "un atelier", EN: "a workshop", AR: "ورشة"},
		typed: []string{"atelier", "workshop", "ورشة"},
		tags:  []text.Text{{FR: "#Atelier", EN: "#Workshop", AR: "#ورشة"}},
	},
	{
		id: "info-meeting", objective: Info,
		name:  text.Text{FR: "réunion d'information", EN: "information meeting", AR: "لقاء إخباري"},
		a:     text.Text{FR: "une réunion d'information", EN: "an information meeting", AR: "لقاء إخباريا"},
		typed: []string{"reunion d'information", "reunion publique", "information meeting", "information session", "info session", "لقاء إخباري", "لقاء مفتوح", "لقاء تواصلي"},
		why: []text.Text{
			{FR: "Nos équipes présentent le sujet et répondent à vos questions.", EN: "Our teams explain and answer your questions.", AR: "تقدم فرقنا الموضوع وتجيب عن أسئلتكم."},
		},
		tags: []text.Text{{FR: "#Rencontre", EN: "#MeetUs", AR: "#لقاء"}},
	},
	{
		id: "health-fair", objective: Lien,
		name:  text.Text{FR: "forum santé", EN: "health fair", AR: "منتدى الصحة"},
		a:     text.Text{FR: "un forum santé", EN: "a health fair", AR: "منتدى للصحة"},
		typed: []string{"forum sante", "forum de la sante", "salon de la sante", "village sante", "health fair", "health day", "منتدى الصحة"},
		tags:  []text.Text{{FR: "#ForumSanté", EN: "#HealthFair", AR: "#منتدى_الصحة"}},
	},
	{
		id: "walk", objective: Lien,
		name:  text.Text{FR: "marche solidaire", EN: "charity walk", AR: "مسيرة تضامنية"},
		a:     text.Text{FR: "une marche solidaire", EN: "a charity walk", AR: "مسيرة تضامنية"},
		typed: []string{"marche solidaire", "course solidaire", "charity walk", "charity run", "sponsored walk", "مسيرة تضامنية"},
		tags:  []text.Text{{FR: "#MarcheSolidaire", EN: "#CharityWalk", AR: "#مسيرة_تضامنية"}},
	},
	{
		id: "job-dating", objective: RH,
		name:  text.Text{FR: "rencontre recrutement", EN: "recruitment day", AR: "يوم التوظيف"},
		a:     text.Text{FR: "une rencontre recrutement", EN: "a recruitment day", AR: "يوما للتوظيف"},
		typed: []string{"job dating", "job-dating", "forum recrutement", "forum de recrutement", "journee de recrutement", "rencontre recrutement", "recruitment day", "recruitment event", "careers day", "job fair", "يوم التوظيف", "منتدى التوظيف"},
		why: []text.Text{
			{FR: "L'occasion d'échanger avec nos équipes et de découvrir nos métiers.", EN: "A chance to talk with our teams and discover our jobs.", AR: "فرصة للتحاور مع فرقنا واكتشاف مهننا."},
		},
		tags: []text.Text{{FR: "#RecrutementSanté", EN: "#HealthcareJobs", AR: "#توظيف"}},
	},
	{
		id: "inauguration", objective: Actu,
		name:  text.Text{FR: "inauguration", EN: "official opening", AR: "حفل الافتتاح"},
		a:     text.Text{FR: "une inauguration", EN: "an official opening", AR: "حفل افتتاح"},
		typed: []string{"inauguration", "official opening", "opening ceremony", "حفل الافتتاح", "حفل التدشين", "تدشين"},
		tags:  []text.Text{{FR: "#Inauguration", EN: "#OfficialOpening", AR: "#تدشين"}},
	},
	{
		id: "guided-tour", objective: Lien,
		name:  text.Text{FR: "visite guidée", EN: "guided tour", AR: "زيارة مؤطرة"},
		a:     text.Text{FR: "une visite guidée", EN: "a guided tour", AR: "زيارة مؤطرة"},
		typed: []string{"visite guidee", "visites guidees", "guided tour", "guided tours", "زيارة مؤطرة", "زيارة موجهة"},
		tags:  []text.Text{{FR: "#VisiteGuidée", EN: "#GuidedTour", AR: "#زيارة_مؤطرة"}},
	},
	{
		id: "first-aid", objective: Lien,
		name:  text.Text{FR: "initiation aux gestes qui sauvent", EN: "first aid session", AR: "حصة الإسعافات الأولية"},
		a:     text.Text{FR: "une initiation aux gestes qui sauvent", EN: "a first aid session", AR: "حصة للتعريف بالإسعافات الأولية"},
		typed: []string{"initiation aux gestes qui sauvent", "formation aux gestes qui sauvent", "formation aux premiers secours", "gestes qui sauvent", "first aid session", "first aid course", "first aid training", "حصة الإسعافات الأولية", "الإسعافات الأولية"},
		tags:  []text.Text{{FR: "#GestesQuiSauvent", EN: "#FirstAid", AR: "#الإسعافات_الأولية"}},
	},
	{
		id: "live", objective: Lien,
		name:  text.Text{FR: "questions-réponses en direct", EN: "live questions and answers", AR: "أسئلة وأجوبة مباشرة"},
		a:     text.Text{FR: "une séance de questions-réponses en direct", EN: "a live question-and-answer session", AR: "لقاء مباشرا للأسئلة والأجوبة"},
		typed: []string{"questions-reponses en direct", "questions reponses en direct", "live questions and answers", "live q&a", "أسئلة وأجوبة مباشرة"},
		tags:  []text.Text{{FR: "#EnDirect", EN: "#LiveQA", AR: "#مباشر"}},
	},
	{
		id: "exhibition", objective: Lien,
		name:  text.Text{FR: "exposition", EN: "exhibition", AR: "معرض"},
		a:     text.Text{FR: "une exposition", EN: "an exhibition", AR: "معرضا"},
		typed: []string{"exposition", "exhibition", "معرض"},
		tags:  []text.Text{{FR: "#Exposition", EN: "#Exhibition", AR: "#معرض"}},
	},
	{
		id: "concert", objective: Lien,
		name:  text.Text{FR: "concert", EN: "concert", AR: "حفل موسيقي"},
		a:     text.Text{FR: "un concert", EN: "a concert", AR: "حفلا موسيقيا"},
		typed: []string{"concert", "حفل موسيقي"},
		tags:  []text.Text{{FR: "#Concert", EN: "#Concert", AR: "#حفل_موسيقي"}},
	},
	{
		id: "blood-test", objective: Info,
		name:  text.Text{FR: "prises de sang", EN: "blood tests", AR: "تحاليل الدم"},
		typed: []string{"prises de sang", "prise de sang", "blood tests", "blood test", "تحاليل الدم", "تحليل الدم"},
		tags:  []text.Text{{FR: "#InfosPratiques", EN: "#PatientInfo", AR: "#معلومات_عملية"}},
	},
	{
		id: "recruitment", objective: RH, theme: true,
		name:  text.Text{FR: "recrutement", EN: "recruitment", AR: "التوظيف"},
		typed: []string{"recrutement", "recrutons", "recrute", "recrutent", "recruitment", "we are hiring", "we're hiring", "hiring", "recruiting", "vacancy", "offre d'emploi", "offres d'emploi", "نوظف", "التوظيف", "توظيف", "مباراة"},
		tags:  []text.Text{{FR: "#RecrutementSanté", EN: "#HealthcareJobs", AR: "#توظيف"}},
	},
	{
		id: "pink-october", objective: Info, theme: true,
		name:  text.Text{FR: "Octobre Rose", EN: "Breast Cancer Awareness Month", AR: "أكتوبر الوردي"},
		typed: []string{"octobre rose", "breast cancer awareness", "pink october", "أكتوبر الوردي"},
		tags:  []text.Text{{FR: "#OctobreRose", EN: "#BreastCancerAwareness", AR: "#أكتوبر_الوردي"}},
	},
	{
		id: "tobacco", objective: Info, theme: true,
		name:  text.Text{FR: "Mois sans tabac", EN: "tobacco-free month", AR: "شهر بدون تدخين"},
		typed: []string{"mois sans tabac", "no smoking", "tobacco-free", "بدون تدخين"},
		tags:  []text.Text{{FR: "#MoisSansTabac", EN: "#TobaccoFree", AR: "#بدون_تدخين"}},
	},
	{
		id: "hand-hygiene", objective: Info, theme: true,
		name:  text.Text{FR: "hygiène des mains", EN: "hand hygiene", AR: "نظافة اليدين"},
		typed: []string{"hygiene des mains", "hand hygiene", "نظافة اليدين"},
		tags:  []text.Text{{FR: "#HygièneDesMains", EN: "#HandHygiene", AR: "#نظافة_اليدين"}},
	},
	{
		id: "organ-donation", objective: Info, theme: true,
		name:  text.Text{FR: "don d'organes", EN: "organ donation", AR: "التبرع بالأعضاء"},
		typed: []string{"don d'organes", "organ donation", "التبرع بالأعضاء"},
		tags:  []text.Text{{FR: "#DonDOrganes", EN: "#OrganDonation", AR: "#التبرع_بالأعضاء"}},
	},
}

// A detail is a condition or a practical remark.
type detail struct {
	id    string
	say   text.Text // a whole sentence
	typed []string
	booking
}

// booking says whether a detail is about booking a place, which decides the call to action.
type booking string

const (
	booked booking = "needed"
	walkIn booking = "none"
)

func details() []detail { return everyDetail }

var everyDetail = []detail{
	{id: "all-groups", say: text.Text{FR: "Tous les groupes sanguins sont les bienvenus.", EN: "All blood groups are welcome.", AR: "جميع فصائل الدم مرحب بها."},
		typed: []string{"tous les groupes sanguins", "tous groupes sanguins", "tous les groupes", "tous groupes", "all blood groups", "all blood types", "all groups", "جميع فصائل الدم", "كل فصائل الدم", "جميع الفصائل", "كل الفصائل"}},
	{id: "free", say: text.Text{FR: "L'entrée est gratuite.", EN: "Admission is free.", AR: "الدخول مجاني."},
		typed: []string{"gratuit", "gratuite", "entree gratuite", "acces gratuit", "c'est gratuit", "free entry", "free admission", "free of charge", "free", "مجاني", "مجانا", "بالمجان", "الدخول مجاني"}},
	{id: "open-entry", booking: walkIn, say: text.Text{FR: "L'entrée est libre.", EN: "No ticket is needed.", AR: "الدخول حر."},
		typed: []string{"entree libre", "acces libre", "no ticket needed", "الدخول حر"}},
	{id: "walk-in", booking: walkIn, say: text.Text{FR: "C'est sans rendez-vous.", EN: "No appointment is needed.", AR: "بدون موعد مسبق."},
		typed: []string{"sans rendez-vous", "sans rdv", "sans inscription", "walk-in", "walk in", "no appointment", "no appointment needed", "no booking", "بدون موعد", "دون موعد", "بدون موعد مسبق"}},
	{id: "booked", booking: booked, say: text.Text{FR: "C'est sur inscription.", EN: "Booking is required.", AR: "التسجيل المسبق ضروري."},
		typed: []string{"sur inscription", "inscription obligatoire", "sur reservation", "booking required", "booking needed", "registration required", "التسجيل المسبق ضروري", "التسجيل ضروري"}},
	{id: "appointment", booking: booked, say: text.Text{FR: "C'est sur rendez-vous.", EN: "By appointment.", AR: "بموعد مسبق."},
		typed: []string{"sur rendez-vous", "sur rdv", "by appointment", "by appointment only", "appointment needed", "بموعد", "بموعد مسبق"}},
	{id: "accessible", say: text.Text{FR: "Le lieu est accessible aux personnes à mobilité réduite.", EN: "The venue is wheelchair accessible.", AR: "المكان مجهز لاستقبال الأشخاص محدودي الحركة."},
		typed: []string{"accessible pmr", "acces pmr", "accessible aux personnes a mobilite reduite", "wheelchair accessible", "step-free access", "مجهز لاستقبال الأشخاص محدودي الحركة"}},
	{id: "open-to-all", say: text.Text{FR: "L'événement est ouvert à toutes et à tous.", EN: "Everyone is welcome.", AR: "الدعوة مفتوحة للجميع."},
		typed: []string{"ouvert a tous", "ouverte a tous", "ouvert a toutes et a tous", "ouverte a toutes et a tous", "ouvert au public", "tout public", "open to all", "open to everyone", "everyone welcome", "everyone is welcome", "all welcome", "مفتوح للجميع", "مفتوحة للجميع", "الدعوة مفتوحة للجميع", "الدعوة عامة"}},
	{id: "families", say: text.Text{FR: "Les familles sont les bienvenues.", EN: "Families are welcome.", AR: "العائلات مرحب بها."},
		typed: []string{"en famille", "familles bienvenues", "venez en famille", "family friendly", "families welcome", "العائلات مرحب بها"}},
	{id: "id-card", say: text.Text{FR: "Une pièce d'identité est demandée.", EN: "An identity document is required.", AR: "بطاقة التعريف ضرورية."},
		typed: []string{"piece d'identite", "avec piece d'identite", "apporter une piece d'identite", "piece d'identite obligatoire", "bring id", "photo id", "bring photo id", "بطاقة التعريف", "البطاقة الوطنية"}},
	{id: "not-fasting", say: text.Text{FR: "Il ne faut pas être à jeun.", EN: "Have a meal beforehand: do not come fasting.", AR: "المرجو عدم الحضور على الريق."},
		typed: []string{"ne pas venir a jeun", "pas a jeun", "ne pas etre a jeun", "do not come fasting", "not fasting", "عدم الحضور على الريق"}},
	{id: "snack", say: text.Text{FR: "Une collation est offerte.", EN: "Refreshments are served.", AR: "تُقدم وجبة خفيفة."},
		typed: []string{"collation", "collation offerte", "collation sur place", "refreshments", "refreshments provided", "وجبة خفيفة"}},
	{id: "parking", say: text.Text{FR: "Un parking est disponible sur place.", EN: "Parking is available on site.", AR: "موقف السيارات متوفر في عين المكان."},
		typed: []string{"parking sur place", "parking disponible", "parking on site", "parking available", "موقف السيارات متوفر"}},
	{id: "online", say: text.Text{FR: "La rencontre a lieu en ligne.", EN: "It takes place online.", AR: "اللقاء عن بعد."},
		typed: []string{"en ligne", "en visioconference", "en visio", "online", "عن بعد"}},
	{id: "questions", say: text.Text{FR: "Nos équipes répondent à vos questions d'ordre général.", EN: "Our teams answer your general questions.", AR: "تجيب فرقنا عن أسئلتكم العامة."},
		typed: []string{"questions generales seulement", "questions generales", "general questions only", "أسئلة عامة فقط"}},
}

// A place is a kind of place inside a hospital.
type place struct {
	name  text.Text // "hall", for "Lieu : hall B"
	at    text.Text // "dans le hall", for a sentence
	typed []string
	alone bool // understood without a letter or number after it
}

func places() []place { return everyPlace }

var everyPlace = []place{
	{name: text.Text{FR: "hall d'accueil", EN: "entrance hall", AR: "بهو الاستقبال"}, at: text.Text{FR: "dans le hall d'accueil", EN: "in the entrance hall", AR: "ببهو الاستقبال"}, alone: true, typed: []string{"hall d'accueil", "hall d'entree", "entrance hall", "reception hall", "بهو الاستقبال"}},
	{name: text.Text{FR: "hall principal", EN: "main hall", AR: "البهو الرئيسي"}, at: text.Text{FR: "dans le hall principal", EN: "in the main hall", AR: "بالبهو الرئيسي"}, alone: true, typed: []string{"hall principal", "main hall", "البهو الرئيسي"}},
	{name: text.Text{FR: "entrée principale", EN: "main entrance", AR: "المدخل الرئيسي"}, at: text.Text{FR: "à l'entrée principale", EN: "at the main entrance", AR: "بالمدخل الرئيسي"}, alone: true, typed: []string{"entree principale", "main entrance", "المدخل الرئيسي"}},
	{name: text.Text{FR: "hall", EN: "hall", AR: "البهو"}, at: text.Text{FR: "dans le hall", EN: "in hall", AR: "بالبهو"}, typed: []string{"hall", "البهو", "بهو"}},
	{name: text.Text{FR: "entrée", EN: "entrance", AR: "المدخل"}, at: text.Text{FR: "à l'entrée", EN: "at entrance", AR: "بالمدخل"}, typed: []string{"entree", "entrance", "المدخل", "مدخل"}},
	{name: text.Text{FR: "porte", EN: "gate", AR: "الباب"}, at: text.Text{FR: "à la porte", EN: "at gate", AR: "بالباب"}, typed: []string{"porte", "gate", "الباب"}},
	{name: text.Text{FR: "bâtiment", EN: "building", AR: "المبنى"}, at: text.Text{FR: "au bâtiment", EN: "in building", AR: "بالمبنى"}, typed: []string{"batiment", "bat", "bat.", "building", "المبنى", "مبنى", "البناية"}},
	{name: text.Text{FR: "salle", EN: "room", AR: "القاعة"}, at: text.Text{FR: "en salle", EN: "in room", AR: "بالقاعة"}, typed: []string{"salle", "room", "القاعة", "قاعة"}},
	{name: text.Text{FR: "pavillon", EN: "pavilion", AR: "الجناح"}, at: text.Text{FR: "au pavillon", EN: "in pavilion", AR: "بالجناح"}, typed: []string{"pavillon", "pavilion", "الجناح", "جناح"}},
	{name: text.Text{FR: "niveau", EN: "level", AR: "المستوى"}, at: text.Text{FR: "au niveau", EN: "on level", AR: "بالمستوى"}, typed: []string{"niveau", "level", "floor", "etage", "المستوى", "الطابق"}},
	{name: text.Text{FR: "parking", EN: "car park", AR: "موقف السيارات"}, at: text.Text{FR: "sur le parking", EN: "in car park", AR: "بموقف السيارات"}, typed: []string{"parking", "car park", "موقف السيارات"}},
	{name: text.Text{FR: "amphithéâtre", EN: "lecture theatre", AR: "المدرج"}, at: text.Text{FR: "dans l'amphithéâtre", EN: "in the lecture theatre", AR: "بالمدرج"}, alone: true, typed: []string{"amphitheatre", "amphi", "grand amphi", "auditorium", "lecture theatre", "المدرج"}},
	{name: text.Text{FR: "salle de conférences", EN: "conference room", AR: "قاعة الندوات"}, at: text.Text{FR: "en salle de conférences", EN: "in the conference room", AR: "بقاعة الندوات"}, alone: true, typed: []string{"salle de conferences", "salle de conference", "conference room", "قاعة الندوات"}},
	{name: text.Text{FR: "cafétéria", EN: "cafeteria", AR: "المقصف"}, at: text.Text{FR: "à la cafétéria", EN: "in the cafeteria", AR: "بالمقصف"}, alone: true, typed: []string{"cafeteria", "المقصف"}},
	{name: text.Text{FR: "parvis", EN: "forecourt", AR: "الساحة الأمامية"}, at: text.Text{FR: "sur le parvis", EN: "on the forecourt", AR: "بالساحة الأمامية"}, alone: true, typed: []string{"parvis", "parvis de l'hopital", "forecourt", "الساحة الأمامية"}},
}

// services are parts of a hospital that may follow an event: "portes ouvertes de la maternité".
type service struct {
	id    string
	of    text.Text // "de la maternité"
	typed []string
}

func services() []service { return everyService }

var everyService = []service{
	{id: "maternity", of: text.Text{FR: "de la maternité", EN: "maternity unit", AR: "قسم الولادة"}, typed: []string{"de la maternite", "a la maternite", "maternite", "maternity unit", "maternity", "قسم الولادة"}},
	{id: "paediatrics", of: text.Text{FR: "de la pédiatrie", EN: "paediatric unit", AR: "مصلحة طب الأطفال"}, typed: []string{"de la pediatrie", "du service de pediatrie", "en pediatrie", "pediatrie", "paediatrics", "paediatric unit", "pediatrics", "طب الأطفال"}},
	{id: "emergency", of: text.Text{FR: "des urgences", EN: "emergency department", AR: "قسم المستعجلات"}, typed: []string{"des urgences", "aux urgences", "emergency department", "قسم المستعجلات"}},
	{id: "intensive-care", of: text.Text{FR: "de la réanimation", EN: "intensive care unit", AR: "قسم الإنعاش"}, typed: []string{"de la reanimation", "en reanimation", "reanimation", "intensive care unit", "intensive care", "قسم الإنعاش"}},
	{id: "day-hospital", of: text.Text{FR: "de l'hôpital de jour", EN: "day hospital", AR: "الاستشفاء النهاري"}, typed: []string{"de l'hopital de jour", "day hospital", "الاستشفاء النهاري"}},
	{id: "nursing-school", of: text.Text{FR: "de l'institut de formation en soins infirmiers", EN: "nursing school", AR: "معهد التكوين في التمريض"}, typed: []string{"de l'ifsi", "de l'institut de formation en soins infirmiers", "nursing school", "معهد التكوين في التمريض"}},
}
