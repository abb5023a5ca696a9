package privacy

import "portevoix/bot/text"

// What a story was about, said without anybody: the theme stays, the person goes. The first theme whose words stand in the
// sentence is taken; a sentence about a sensitive service has none.

type theme struct {
	words *wordSet
	says  tongue
}

var themes = [...]theme{
	{words("merci", "remercie", "remercions", "thank", "thanks", "gâteaux", "chocolats", "croissants", "cadeau", "agradece", "agradecen", "bombones"), tongue{text.Text{
		FR: "Merci à nos patients et à leurs proches pour leurs attentions : elles touchent toutes nos équipes.",
		EN: "Thank you to our patients and their families for their kindness: it means a great deal to our teams.",
		AR: "شكرا لمرضانا وذويهم على لفتاتهم الكريمة، فهي تسعد كل فرقنا."},
		"Gracias a nuestros pacientes y a sus familias por sus muestras de cariño: emocionan a todos nuestros equipos."}},
	{words("donneur", "donneuse", "donneurs", "donante", "donantes", "donor", "organes", "organs", "órganos", "المتبرع", "متبرع"), tongue{text.Text{
		FR: "Le don d'organes sauve des vies : parlez-en à vos proches, nos équipes de coordination répondent à vos questions.",
		EN: "Organ donation saves lives: talk about it with your family, and ask our donation teams your questions.",
		AR: "التبرع بالأعضاء ينقذ الأرواح: تحدثوا عنه مع ذويكم، وفرقنا تجيب عن أسئلتكم."},
		"La donación de órganos salva vidas: háblelo con los suyos; nuestro equipo de coordinación responde a sus preguntas."}},
	{words("greffe", "greffé", "greffée", "greffon", "transplantation", "transplanté", "transplantée", "transplant", "trasplante", "trasplantado", "trasplantada", "زراعه", "لزراعه", "زرع"), tongue{text.Text{
		FR: "Derrière chaque greffe, il y a toute une équipe, et un don : merci à tous ceux qui s'engagent.",
		EN: "Behind every transplant there is a whole team, and a gift: thank you to everyone involved.",
		AR: "وراء كل عملية زرع فريق كامل وعطاء كبير: شكرا لكل من يساهم."},
		"Detrás de cada trasplante hay todo un equipo y un gesto generoso: gracias a quienes lo hacen posible."}},
	{words("néonatologie", "prématuré", "prématurée", "grammes", "neonatal", "nicu", "premature", "ounces", "prematuro", "prematura", "neonatología", "الخدج"), tongue{text.Text{
		FR: "En néonatologie, nos équipes veillent sur les nouveau-nés fragiles et entourent leurs parents.",
		EN: "On our neonatal unit, our teams watch over fragile newborns and support their parents.",
		AR: "في مصلحة حديثي الولادة، تسهر فرقنا على الرضع وتساند آباءهم وأمهاتهم."},
		"En neonatología, nuestros equipos cuidan de los recién nacidos más frágiles y acompañan a sus familias."}},
	{words("accouché", "accouchement", "triplés", "triplées", "jumeaux", "jumelles", "quadruplés", "maternité", "birth", "twins", "triplets", "maternity", "labour", "parto", "gemelos", "gemelas", "trillizos", "maternidad", "الولاده", "توائم", "توام", "انجبت", "وضعت"), tongue{text.Text{
		FR: "À la maternité, nos équipes accompagnent chaque naissance, des plus simples aux plus délicates.",
		EN: "On our maternity unit, our teams support every birth, from the simplest to the most delicate.",
		AR: "في مصلحة الولادة، ترافق فرقنا كل ولادة، من أبسطها إلى أدقها."},
		"En maternidad, nuestros equipos acompañan cada nacimiento, del más sencillo al más delicado."}},
	{words("rare", "orpheline", "syndrome", "syndrom", "síndrome", "progéria", "unique", "génétique", "مرض نادر", "النادر"), tongue{text.Text{
		FR: "Nos équipes accompagnent chaque année de nombreux patients atteints de maladies rares, et leurs familles.",
		EN: "Every year our teams support many patients with rare diseases, and their families.",
		AR: "ترافق فرقنا كل سنة العديد من المصابين بأمراض نادرة وأسرهم."},
		"Cada año, nuestros equipos acompañan a muchos pacientes con enfermedades raras y a sus familias."}},
	{words("cancer", "leucémie", "lymphome", "tumeur", "sarcome", "ostéosarcome", "chimio", "chimiothérapie", "hématologie", "oncologie", "leukaemia", "leukemia", "lymphoma", "sarcoma", "tumour", "tumor", "chemo", "chemotherapy", "cáncer", "leucemia", "linfoma", "quimioterapia", "quimio", "سرطان", "اللوكيميا", "ورم"), tongue{text.Text{
		FR: "Face au cancer, nos équipes accompagnent les patients et leurs proches à chaque étape.",
		EN: "Our teams support patients with cancer and their families at every step.",
		AR: "ترافق فرقنا مرضى السرطان وذويهم في كل مرحلة."},
		"Frente al cáncer, nuestros equipos acompañan a los pacientes y a sus familias en cada etapa."}},
	{words("brûlé", "brûlée", "brûlées", "brûlés", "brûlures", "incendie", "burns", "burned", "burnt", "scalded", "quemado", "quemada", "quemados", "quemaduras", "incendio", "حروق", "حريق", "احترق"), tongue{text.Text{
		FR: "Nos équipes spécialisées dans les brûlures sont prêtes à tout moment. Le meilleur soin reste la prévention.",
		EN: "Our burns teams are ready at any time. The best care is still prevention.",
		AR: "فرقنا المتخصصة في علاج الحروق مستعدة في كل وقت، وتبقى الوقاية خير علاج."},
		"Nuestros equipos de quemados están preparados en todo momento. El mejor cuidado sigue siendo la prevención."}},
	{words("morsure", "mordu", "mordue", "piqué", "piquée", "piqués", "piqûre", "vipère", "serpent", "scorpion", "méduse", "intoxication", "intoxiqués", "intoxiquée", "intoxiqué", "monoxyde", "botulisme", "champignons", "avalé", "bite", "bitten", "stung", "snake", "poisoning", "poisoned", "botulism", "swallowed", "mordido", "mordida", "picado", "picadura", "víbora", "intoxicación", "intoxicados", "intoxicada", "intoxicado", "monóxido", "setas", "لدغة", "لدغته", "لدغتها", "عقرب", "افعى", "تسمم", "بتسمم"), tongue{text.Text{
		FR: "Morsures, piqûres, intoxications : nos équipes d'urgence et de toxicologie y sont préparées toute l'année.",
		EN: "Bites, stings, poisoning: our emergency teams are prepared for them all year round.",
		AR: "لدغات وتسممات: فرق المستعجلات لدينا مستعدة لها طيلة السنة."},
		"Mordeduras, picaduras, intoxicaciones: nuestros equipos de urgencias están preparados todo el año."}},
	{words("rougeole", "méningite", "tuberculose", "tétanos", "rage", "légionelle", "infectiologie", "pneumonie", "sepsis", "measles", "meningitis", "tuberculosis", "tetanus", "pneumonia", "infectious", "neumonía", "sarampión", "السل", "التهاب"), tongue{text.Text{
		FR: "Face aux infections, nos équipes soignent, préviennent et informent, toute l'année.",
		EN: "Our teams treat infections, prevent them and explain them, all year round.",
		AR: "في مواجهة الأمراض المعدية، تعالج فرقنا وتقي وتحسس طيلة السنة."},
		"Frente a las infecciones, nuestros equipos curan, previenen e informan durante todo el año."}},
	{words("avc", "neurovasculaire", "stroke", "ictus", "سكته", "جلطه"), tongue{text.Text{
		FR: "AVC : chaque minute compte, et notre équipe neurovasculaire est mobilisée jour et nuit.",
		EN: "Stroke: every minute counts, and our stroke team is at work day and night.",
		AR: "السكتة الدماغية: كل دقيقة مهمة، وفريقنا معبأ ليل نهار."},
		"Ictus: cada minuto cuenta, y nuestro equipo trabaja día y noche."}},
	{words("infarctus", "cardiaque", "cœur", "heart", "bypass", "cardiac", "défibrillateur", "corazón", "infarto", "cardíaco", "القلب", "قلبيه", "قلب"), tongue{text.Text{
		FR: "Nos équipes de cardiologie et de chirurgie cardiaque sont mobilisées jour et nuit.",
		EN: "Our heart teams are at work day and night.",
		AR: "فرق طب وجراحة القلب لدينا معبأة ليل نهار."},
		"Nuestros equipos de cardiología y cirugía cardíaca trabajan día y noche."}},
	{words("réanimation", "ecmo", "icu", "coma", "uci", "العنايه", "الانعاش", "usic", "intensifs", "intensive", "intensivos"), tongue{text.Text{
		FR: "En réanimation, toute une équipe veille jour et nuit sur les patients et soutient leurs proches.",
		EN: "In intensive care, a whole team watches over patients day and night and supports their families.",
		AR: "في العناية المركزة، يسهر فريق كامل ليل نهار على المرضى ويساند ذويهم."},
		"En cuidados intensivos, todo un equipo vela día y noche por los pacientes y apoya a sus familias."}},
	{words("prothèse", "amputé", "amputée", "amputation", "appareillage", "orthoprothésistes", "prosthesis", "prosthetic", "amputee", "amputated", "prótesis", "amputación", "بتر"), tongue{text.Text{
		FR: "Nos équipes de rééducation et d'appareillage aident chaque patient à retrouver ses gestes.",
		EN: "Our rehabilitation and prosthetics teams help every patient to move again.",
		AR: "تساعد فرق الترويض وتركيب الأطراف كل مريض على استعادة حركته."},
		"Nuestros equipos de rehabilitación y ortopedia ayudan a cada paciente a recuperar sus gestos."}},
	{words("implant", "implants", "sourd", "sourde", "surdité", "cochléaire", "cornée", "cornées", "aveugle", "vue", "deaf", "hearing", "cochlear", "retinal", "cornea", "blind", "implante", "sorda", "sordo", "córnea", "ceguera", "vista", "القرنيه", "قرنيتين", "بصره", "بصرها", "السمع"), tongue{text.Text{
		FR: "Rendre l'ouïe, la vue ou le geste : c'est le travail patient de toute une équipe.",
		EN: "Giving back hearing, sight or movement is the patient work of a whole team.",
		AR: "إعادة السمع أو البصر أو الحركة ثمرة عمل صبور لفريق كامل."},
		"Devolver el oído, la vista o el movimiento es el trabajo paciente de todo un equipo."}},
	{words("dialyse", "dialysé", "dialysée", "rein", "néphrologie", "dialysis", "kidney", "diálisis", "riñón", "تصفية", "كليه", "الكلى"), tongue{text.Text{
		FR: "Nos équipes de néphrologie et de dialyse accompagnent leurs patients au long cours.",
		EN: "Our kidney and dialysis teams support their patients over the long term.",
		AR: "ترافق فرق أمراض الكلي والتصفية مرضاها على المدى الطويل."},
		"Nuestros equipos de nefrología y diálisis acompañan a sus pacientes a largo plazo."}},
	{words("accident", "accidenté", "accidentée", "chute", "tombé", "tombée", "tombés", "écrasé", "écrasée", "renversé", "renversée", "percuté", "percutée", "happé", "happée", "piétinée", "blessé", "blessée", "noyé", "noyade", "balle", "crash", "fell", "fallen", "falling", "struck", "injured", "gored", "trampled", "crushed", "shot", "pulled", "knocked", "explosion", "accidente", "caída", "cayó", "atropellado", "atropellara", "atropellada", "corneado", "naufragio", "سقط", "سقطت", "سقوطه", "سقوطها", "حادثه", "حادث"), tongue{text.Text{
		FR: "Jour et nuit, nos équipes d'urgence, de chirurgie et de rééducation se relaient auprès des personnes blessées.",
		EN: "Day and night, our emergency, surgical and rehabilitation teams work for people who have been injured.",
		AR: "ليل نهار، تتناوب فرق المستعجلات والجراحة والترويض على رعاية المصابين."},
		"Día y noche, nuestros equipos de urgencias, cirugía y rehabilitación se relevan junto a las personas heridas."}},
	{words("rééducation", "remarche", "marche", "rehab", "walking", "rehabilitación", "andar", "caminar", "الترويض", "المشي"), tongue{text.Text{
		FR: "La rééducation demande du temps et du courage : nos équipes sont là, pas après pas.",
		EN: "Rehabilitation takes time and courage: our teams are there, step by step.",
		AR: "الترويض يحتاج إلى وقت وشجاعة: فرقنا حاضرة خطوة بخطوة."},
		"La rehabilitación pide tiempo y valor: nuestros equipos están ahí, paso a paso."}},
	{words("gériatrie", "ehpad", "doyenne", "doyen", "centenaire", "nonagénaire", "octogénaire", "papi", "mamie", "hip", "geriatric", "pensioner", "geriatría", "anciano", "anciana", "مسن", "مسنه"), tongue{text.Text{
		FR: "Nos équipes prennent soin de nos aînés avec patience et savoir-faire.",
		EN: "Our teams care for older people with patience and skill.",
		AR: "تعتني فرقنا بكبار السن بصبر وخبرة."},
		"Nuestros equipos cuidan de los mayores con paciencia y saber hacer."}},
	{words("opéré", "opérée", "bloc", "chirurgie", "chirurgiens", "surgery", "surgeons", "operated", "theatre", "operado", "operada", "operamos", "cirugía", "quirófano", "cirujanos", "عمليه"), tongue{text.Text{
		FR: "Au bloc, une réussite est toujours celle d'une équipe : merci aux chirurgiens, anesthésistes et infirmiers mobilisés.",
		EN: "In theatre, success always belongs to a team: thank you to our surgeons, anaesthetists and nurses.",
		AR: "في غرفة العمليات، النجاح دائما نجاح فريق: شكرا للجراحين وأطباء التخدير والممرضين."},
		"En el quirófano, el éxito es siempre de un equipo: gracias a cirujanos, anestesistas y enfermeras."}},
	{words("pédiatrie", "fillette", "garçon", "enfant", "enfants", "bébé", "child", "children", "boy", "girl", "baby", "toddler", "paediatric", "pediatric", "niño", "niña", "pediatría", "طفل", "طفله", "الاطفال"), tongue{text.Text{
		FR: "Nos équipes prennent soin des enfants et accompagnent leurs parents, chaque jour.",
		EN: "Our teams care for children and support their parents, every day.",
		AR: "تعتني فرقنا بالأطفال وترافق آباءهم وأمهاتهم كل يوم."},
		"Nuestros equipos cuidan de los niños y acompañan a sus familias cada día."}},
	{words("urgences", "smur", "samu", "emergency", "ambulance", "urgencias", "المستعجلات"), tongue{text.Text{
		FR: "Aux urgences, nos équipes se relaient vingt-quatre heures sur vingt-quatre pour accueillir chacun.",
		EN: "In our emergency department, our teams work around the clock for everyone who comes.",
		AR: "في المستعجلات، تتناوب فرقنا على مدار الساعة لاستقبال الجميع."},
		"En urgencias, nuestros equipos se relevan las veinticuatro horas para atender a todos."}},
}

// themed gives the sentence to say instead of tokens [from, to).
func (p *page) themed(from, to int) tongue {
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
