package privacy

import (
	"slices"
	"strings"

	"portevoix/bot/text"
)

// Donations, emergencies, replies (domain rules DON, EMG, REP).

func noticeRules() []Rule {
	return []Rule{
		{
			ID:     "DON-01",
			Title:  text.Text{FR: "Appel au sang sans l'opérateur national", EN: "Blood appeal without the national operator", AR: "نداء للتبرع بالدم دون الجهة الوطنية"},
			Why:    text.Text{FR: "En France, seul l'EFS collecte et appelle au don : l'hôpital relaie, avec le lien de l'opérateur.", EN: "Blood is collected by the national operator: a hospital relays its appeal, with its link.", AR: "التبرع بالدم من اختصاص الجهة الوطنية (مراكز تحاقن الدم)، والمستشفى ينقل نداءها مع رابطها."},
			Fix:    text.Text{FR: "Écrivez « Relais EFS » et le lien de prise de rendez-vous de l'EFS.", EN: "Name the operator and give its booking link.", AR: "اذكروا الجهة الوطنية ورابط أخذ الموعد."},
			Source: "CSP L.1221-2; CSP L.1211-3", Severity: Block, In: map[string]Severity{"GB": High, "US": Warn},
			look:    bloodAppeal,
			Catches: []Example{{Text: "Rupture de stock de sang ! Venez tous au CHU"}, {Text: "Don du sang urgent : venez nombreux demain à l'hôpital."}, {Text: "تبرعوا بالدم بمستشفانا، المخزون ضعيف", Country: "MA"}},
			Spares: []Example{{Text: "Relais EFS : donnez votre sang samedi. Rendez-vous : https://dondesang.efs.sante.fr"}, {Text: "Le 12 novembre, 250 dons ont été recueillis. Merci !"},
				{Text: "Peut-on donner après 60 ans ? Oui, sous conditions : testez votre éligibilité"}, {Text: "Prise de sang sans rendez-vous au laboratoire."}},
		},
		{
			ID:     "DON-02",
			Title:  text.Text{FR: "Appel pour une personne ou un établissement", EN: "Appeal for one person or one hospital", AR: "نداء لفائدة شخص أو مؤسسة"},
			Why:    text.Text{FR: "Le don est anonyme et pour tous : un appel au profit d'un malade ou d'un établissement est interdit, et souvent une rumeur.", EN: "Giving is anonymous and for everybody: an appeal for one patient or one hospital is banned in France, and often a hoax.", AR: "التبرع مجهول ولفائدة الجميع: النداء لفائدة مريض أو مؤسسة ممنوع، وكثيرا ما يكون إشاعة."},
			Fix:    text.Text{FR: "Appelez à donner pour tous les malades.", EN: "Ask for donations for all patients.", AR: "ادعوا إلى التبرع لفائدة جميع المرضى."},
			Source: "CSP L.1211-3 (ex L.665-12), L.1221-7", Severity: Block,
			says:    []string{"(sauver|sauvons|sauvez|aider|aidons|aidez) (la petite|le petit|notre patient|notre patiente|lucie) _", "(petit|petite|bebe|fillette|enfant|patient|patiente|leucemie|maman|papa|collegue) ... (groupe|sang|plaquettes|donneur) ... (a|b|ab|o|besoin|urgent|rare|compatible|cherche|recherche)", "sang ... pour (notre service|notre hopital|notre clinique|notre patient*|la petite|le petit|un enfant|une patiente|un patient)", "besoin de (sang|plaquettes|donneurs|groupe) ... pour (un|une|la|le|notre) (patient|patiente|petit|petite|enfant|bebe|collegue|service)", "(blood|platelets|donors) ... for (our patient|little|baby|our ward|our hospital|a patient|a child|her|him)", "(help|save) (little|baby) _", "(دم|الدم|فصيله) ... (للمريض|للطفل*|لمريض*|لطفل*)"},
			when:    aboutBlood,
			Catches: []Example{{Text: "URGENT : la petite Lucie, groupe A-, a besoin de vous."}, {Text: "Besoin de sang pour un enfant hospitalisé chez nous !"}, {Text: "O negative blood needed for our patient", Country: "GB", Lang: text.EN}},
			Spares:  []Example{{Text: "Relais EFS : donnez votre sang pour les malades. https://dondesang.efs.sante.fr"}, {Text: "Un enfant joue au petit groupe de lecture."}},
		},
		{
			ID:     "DON-03",
			Title:  text.Text{FR: "Contrepartie au don", EN: "Reward for donating", AR: "مقابل للتبرع"},
			Why:    text.Text{FR: "Le don est gratuit : ni argent, ni bon, ni cadeau ne doivent y inciter.", EN: "Giving is unpaid: neither money, voucher nor gift may induce it.", AR: "التبرع مجاني: لا مال ولا قسيمة ولا هدية."},
			Fix:    text.Text{FR: "Retirez la contrepartie ; une collation après le don va de soi.", EN: "Take the reward out; a snack afterwards is usual.", AR: "احذفوا المقابل."},
			Source: "CSP D.1221-1", Severity: Block, In: map[string]Severity{"US": Info, "GB": High},
			says:    []string{"(sandwich|cadeau|cadeaux|bon d achat|bons d achat|place de cinema|places de cinema|t shirt|ticket|tickets|entree|loterie|tombola|remise) ... (offert*|gagner|gratuit*|a gagner)", "(un don|1 don) (un|1) (cadeau|bon|place)", "(gift card|voucher|free ticket|free t shirt|raffle|prize) ", "(هديه|قسيمه|جائزه) "},
			when:    aboutBlood,
			Catches: []Example{{Text: "Rupture de stock de sang ! Venez tous au CHU, un sandwich offert"}, {Text: "Donate blood and win a voucher", Country: "GB", Lang: text.EN}},
			Spares:  []Example{{Text: "Don du sang : une collation vous attend après le don. Relais EFS."}, {Text: "Tombola de la kermesse : entrée offerte."}},
		},
		{
			ID:     "DON-04",
			Title:  text.Text{FR: "Groupe sanguin sans message aux autres", EN: "Blood group without a word to the others", AR: "فصيلة دم دون رسالة للآخرين"},
			Why:    text.Text{FR: "Nommer un groupe sans rien dire aux autres fait venir tout le monde, ou vexe.", EN: "Naming a group without a word to the others brings everybody, or offends.", AR: "ذكر فصيلة دون كلمة للفصائل الأخرى يجلب الجميع أو يزعجهم."},
			Fix:    text.Text{FR: "Ajoutez : « Autres groupes : gardez votre rendez-vous. »", EN: "Add: \"Other groups: please keep your appointment.\"", AR: "أضيفوا: «باقي الفصائل: حافظوا على موعدكم»."},
			Source: "EFS; NHSBT, amber alert", Severity: Warn,
			look:    bloodGroupAlone,
			Catches: []Example{{Text: "Relais EFS : nous recherchons des donneurs O négatif. https://dondesang.efs.sante.fr"}},
			Spares:  []Example{{Text: "Relais EFS : donneurs O négatif attendus ; autres groupes, gardez votre rendez-vous."}, {Text: "Vitamine A + D : quels besoins ?"}},
		},
		{
			ID:     "DON-05",
			Title:  text.Text{FR: "Critères de don dans le texte", EN: "Donation criteria in the text", AR: "شروط التبرع في النص"},
			Why:    text.Text{FR: "Âges, poids et délais changent : un texte figé devient faux.", EN: "Ages, weights and delays change: a fixed text becomes wrong.", AR: "السن والوزن والمدد تتغير، والنص الثابت يصبح خاطئا."},
			Fix:    text.Text{FR: "Renvoyez au test d'éligibilité de l'opérateur.", EN: "Link to the operator's eligibility test.", AR: "أحيلوا على اختبار الأهلية لدى الجهة الوطنية."},
			Source: "EFS, critères de don", Severity: Info,
			says:    []string{"(de|entre|from) # (a|et|to|and) # (ans|years)", "(peser|plus de|au moins|over|weigh) ... # kg"},
			when:    aboutBlood,
			Catches: []Example{{Text: "Don du sang : de 18 à 70 ans, plus de 50 kg. Relais EFS."}},
			Spares:  []Example{{Text: "Dépistage du cancer du sein : de 50 à 74 ans."}},
		},
		{
			ID:     "DON-06",
			Title:  text.Text{FR: "Appel sans fin ni rendez-vous", EN: "Appeal without an end or a booking", AR: "نداء دون أجل أو موعد"},
			Why:    text.Text{FR: "Un appel au don circule des années : sans date de fin ni lien, il fait venir du monde quand on n'en a plus besoin.", EN: "An appeal goes round for years: without an end date or a link it brings people when they are no longer needed.", AR: "نداء التبرع يتداول لسنوات: دون تاريخ انتهاء أو رابط يجلب الناس بعد انتهاء الحاجة."},
			Fix:    text.Text{FR: "Ajoutez la date de fin, et le lien ou le téléphone de rendez-vous.", EN: "Add the end date, and the booking link or phone.", AR: "أضيفوا تاريخ الانتهاء ورابط أو هاتف أخذ الموعد."},
			Source: "EFS; NHSBT", Severity: Warn,
			look:    openEnded,
			Catches: []Example{{Text: "Rupture de stock de sang ! Venez tous au CHU"}},
			Spares:  []Example{{Text: "Relais EFS : donnez votre sang jusqu'au 14 juin. https://dondesang.efs.sante.fr"}, {Text: "Collecte de sang samedi 14 juin 9 h–17 h hall B, relais EFS."}},
		},
		{
			ID:     "EMG-01",
			Title:  text.Text{FR: "Numéro d'urgence d'un autre pays", EN: "Another country's emergency number", AR: "رقم طوارئ لبلد آخر"},
			Why:    text.Text{FR: "Ce numéro ne répond pas dans ce pays : quelqu'un en danger perdrait des minutes.", EN: "This number does not answer in this country: somebody in danger would lose minutes.", AR: "هذا الرقم لا يجيب في هذا البلد، وقد يضيع من في خطر دقائق ثمينة."},
			Fix:    text.Text{FR: "Mettez le numéro du pays.", EN: "Put the country's number.", AR: "ضعوا رقم البلد."},
			Source: "profil du pays / country profile", Severity: Block,
			look:    foreignNumber,
			Catches: []Example{{Text: "En cas d'urgence, composez le 15", Country: "MA"}, {Text: "In an emergency call 911", Country: "GB", Lang: text.EN}, {Text: "Urgence vitale : appelez le 911"}, {Text: "اتصلوا بالرقم 15", Country: "MA"}},
			Spares:  []Example{{Text: "En cas d'urgence, composez le 15"}, {Text: "Rendez-vous le 15 à 14 h", Country: "MA"}, {Text: "In an emergency call 999", Country: "GB", Lang: text.EN}, {Text: "Appelez 15 minutes avant", Country: "MA"}},
		},
		{
			ID:     "EMG-02",
			Title:  text.Text{FR: "Urgence vitale non rappelée", EN: "No word for life-threatening emergencies", AR: "دون تذكير برقم الطوارئ"},
			Why:    text.Text{FR: "Un avis qui restreint l'accès ou le téléphone doit dire quoi faire si une vie est en danger.", EN: "A notice that restricts access or phones must say what to do if a life is at risk.", AR: "كل إشعار يقيد الولوج أو الهاتف يجب أن يقول ما العمل إذا كانت حياة في خطر."},
			Fix:    text.Text{FR: "Ajoutez « Urgence vitale : appelez le » et le numéro du pays.", EN: "Add \"Life-threatening emergency: call\" and the country's number.", AR: "أضيفوا «حالة خطيرة: اتصلوا بـ» ورقم البلد."},
			Source: "profil du pays / country profile", Severity: Block, Kinds: []Kind{Notice},
			look:    vitalMissing,
			Catches: []Example{{Text: "Les urgences sont fermées cette nuit.", Kind: Notice}, {Text: "Our switchboard is down until 6 pm.", Kind: Notice, Country: "GB", Lang: text.EN}},
			Spares:  []Example{{Text: "Les urgences sont fermées cette nuit. Urgence vitale : appelez le 15.", Kind: Notice}, {Text: "Les visites reprennent lundi.", Kind: Notice}},
		},
		{
			ID:     "EMG-03",
			Title:  text.Text{FR: "Avis incomplet", EN: "Incomplete notice", AR: "إشعار ناقص"},
			Why:    text.Text{FR: "Un avis sans lieu, sans heure ou sans fin laisse chacun chercher au lieu d'agir.", EN: "A notice without place, time or end leaves people searching instead of acting.", AR: "إشعار دون مكان أو وقت أو نهاية يترك الناس يبحثون بدل أن يتصرفوا."},
			Fix:    text.Text{FR: "Dites quoi, où, jusqu'à quand, et que faire.", EN: "Say what, where, until when, and what to do.", AR: "قولوا ماذا وأين وإلى متى وما العمل."},
			Source: "recherche sur l'alerte / warning research", Severity: Block, Kinds: []Kind{Notice},
			look:    incompleteNotice,
			Catches: []Example{{Text: "Rupture de stock de sang ! Venez tous, un sandwich offert", Kind: Notice}},
			Spares:  []Example{{Text: "CH de Valombre : visites suspendues au bâtiment A jusqu'au 14 juin 18 h.", Kind: Notice}},
		},
		{
			ID:     "EMG-04",
			Title:  text.Text{FR: "Détails de sécurité", EN: "Security details", AR: "تفاصيل أمنية"},
			Why:    text.Text{FR: "Nommer l'attaquant, le logiciel, le serveur ou le trajet aide l'attaquant suivant.", EN: "Naming the attacker, the software, the server or the route helps the next attacker.", AR: "ذكر المهاجم أو البرنامج أو الخادم أو المسار يساعد المهاجم التالي."},
			Fix:    text.Text{FR: "« Incident informatique. » Le reste se coordonne avec l'ANSSI ou la DGSSI.", EN: "\"IT incident.\" The rest is coordinated with the national agency.", AR: "«حادث معلوماتي». والباقي ينسق مع المديرية العامة لأمن نظم المعلومات."},
			Source: "ANSSI, gestion de crise cyber", Severity: Block,
			says:    []string{"(lockbit|ransomware|rancongiciel|cryptolocker|ryuk|blackcat|conti|phobos|wannacry|malware)", "(serveur*|servers|server) ... (chiffre*|ad|active directory|encrypted|compromis*|hacked)", "(rancon|ransom) (de|of|demand|demandee|est)", "(poste de garde|rondes de nuit|digicode|code d acces|plan d evacuation|itineraire d evacuation) ... (est|sont|a|passe|situe*)", "(guard post|door code|evacuation route)", "(فيروس الفديه|الخوادم|فديه)"},
			when:    notLesson,
			Catches: []Example{{Text: "Cyberattaque LockBit : nos serveurs AD sont chiffrés, aucune donnée n'a fuité"}, {Text: "Our servers were encrypted by ransomware", Country: "GB", Lang: text.EN}},
			Spares:  []Example{{Text: "Incident informatique : nos équipes travaillent en mode dégradé."}, {Text: "Conférence : comment prévenir un rançongiciel ?"}},
		},
		{
			ID:     "EMG-05",
			Title:  text.Text{FR: "Rassurance excessive", EN: "Over-reassurance", AR: "طمأنة مبالغ فيها"},
			Why:    text.Text{FR: "Rassurer trop tôt ruine la confiance si les faits changent.", EN: "Reassuring too early ruins trust if the facts change.", AR: "الطمأنة المبكرة تهدم الثقة إذا تغيرت الوقائع."},
			Fix:    text.Text{FR: "Dites ce que l'on sait, ce que l'on ignore, et quand viendra la suite.", EN: "Say what is known, what is not, and when the next update comes.", AR: "قولوا ما هو معروف وما هو مجهول ومتى يأتي الجديد."},
			Source: "CDC, CERC", Severity: High,
			says:    []string{"(aucun|aucune) (risque|danger|donnee|donnees|fuite) (pour|n a|n ont|a|n est)", "tout est sous controle", "(pas de|aucune) fuite de donnees", "il n y a (aucun|pas de) (risque|danger)", "(everything is|situation is) under control", "(no risk|no danger) (to|for|at all)", "no data (was|were|has been|breach|leak)", "(لا خطر|كل شيء تحت السيطره|لا داعي للقلق)"},
			when:    inCrisis,
			Catches: []Example{{Text: "Cyberattaque LockBit : nos serveurs AD sont chiffrés, aucune donnée n'a fuité"}, {Text: "Incendie au bâtiment C : tout est sous contrôle."}, {Text: "Fire in block C: everything is under control", Country: "GB", Lang: text.EN}},
			Spares:  []Example{{Text: "Donner son sang : aucun risque pour le donneur, matériel à usage unique."}},
		},
		{
			ID:     "EMG-06",
			Title:  text.Text{FR: "Plusieurs consignes à la fois", EN: "Several things to do at once", AR: "تعليمات متعددة في وقت واحد"},
			Why:    text.Text{FR: "Sous tension, on retient une consigne, pas quatre.", EN: "Under stress people keep one instruction, not four.", AR: "تحت الضغط يحتفظ الناس بتعليمة واحدة لا بأربع."},
			Fix:    text.Text{FR: "Gardez la consigne la plus utile ; mettez le reste sur une page liée.", EN: "Keep the most useful one; put the rest on a linked page.", AR: "احتفظوا بأهم تعليمة وضعوا الباقي في صفحة مرتبطة."},
			Source: "CDC, CERC 2018", Severity: Info, Kinds: []Kind{Notice},
			look:    manyCalls,
			Catches: []Example{{Text: "Appelez le standard, écrivez à l'accueil, inscrivez-vous en ligne et venez demain au CHU à 9 h. Urgence vitale : 15.", Kind: Notice}},
			Spares:  []Example{{Text: "Consultations reportées au CHU jusqu'à 18 h. Appelez le standard. Urgence vitale : 15.", Kind: Notice}},
		},
		{
			ID:     "EMG-07",
			Title:  text.Text{FR: "Exercice non marqué", EN: "Unmarked drill", AR: "تمرين غير معلن"},
			Why:    text.Text{FR: "Un texte d'exercice pris pour vrai crée la panique.", EN: "A drill taken for real makes panic.", AR: "نص التمرين إذا أُخذ على محمل الجد يسبب الهلع."},
			Fix:    text.Text{FR: "Commencez par « EXERCICE ».", EN: "Begin with \"EXERCISE\".", AR: "ابدؤوا بكلمة «تمرين»."},
			Source: "plan blanc, guide ministériel", Severity: Block, Kinds: []Kind{Notice},
			look:    unmarkedDrill,
			Catches: []Example{{Text: "Afflux de victimes au CHU (simulation), hall A, jusqu'à 18 h. Urgence vitale : 15.", Kind: Notice}},
			Spares:  []Example{{Text: "EXERCICE : afflux de victimes simulé au CHU, hall A, jusqu'à 18 h. Urgence vitale : 15.", Kind: Notice}},
		},
		{
			ID:     "REP-02",
			Title:  text.Text{FR: "Demander des données de santé", EN: "Asking for health data", AR: "طلب معطيات صحية"},
			Why:    text.Text{FR: "Un message de réseau social n'est pas un lieu pour un nom, une date de naissance ou un dossier.", EN: "A social network message is no place for a name, a birth date or a file.", AR: "رسائل الشبكات الاجتماعية ليست مكانا للاسم أو تاريخ الازدياد أو الملف."},
			Fix:    text.Text{FR: "Donnez le téléphone ou le formulaire sécurisé du service des usagers.", EN: "Give the phone or the secure form of patient relations.", AR: "أعطوا هاتف أو استمارة مصلحة العلاقات مع المرتفقين."},
			Source: "RGPD art. 5 et 32", Severity: Block,
			says:    []string{"(indiquer|preciser|envoyer|donner|transmettre|communiquer) ... (ici|message|mp|dm|commentaire) ... (nom|naissance|symptomes|traitement|dossier|ordonnance)", "(nous|me) (indiquer|preciser|envoyer|donner|transmettre|communiquer) ... (vos symptomes|votre traitement|date de naissance|numero de dossier|ordonnance)", "(dm|message|send|tell|give) us ... (date of birth|nhs number|hospital number|medical record|symptoms|medication)", "(envienos|indiquenos|mandenos) ... (nombre|nacimiento|historia|sintomas|dni)", "(ارسال|ارسل*|ابعثوا) ... (اسمكم|تاريخ ميلادكم|تاريخ ازديادكم|رقم ملفكم|اعراض*)", "(envoyez|communiquez|donnez|transmettez|indiquez|precisez|laissez) (nous|moi) ... (votre nom|vos nom|nom complet|votre prenom|date de naissance|numero de dossier|numero de securite sociale|coordonnees|ordonnance|resultats|symptomes)", "(send|give|tell|dm|message|share) (us|me|us with) ... (your name|full name|your full name|date of birth|dob|medical record number|nhs number|ssn|your symptoms|your results|your diagnosis)", "(ارسلوا|اعطونا|ابعثوا) ... (الاسم|تاريخ الازدياد|رقم الملف|رقم البطاقه)"},
			Catches: []Example{{Text: "Envoyez-nous votre nom, date de naissance et numéro de dossier en message privé.", Kind: Reply}, {Text: "Please DM us your full name and date of birth.", Kind: Reply, Country: "GB", Lang: text.EN}},
			Spares:  []Example{{Text: "Écrivez-nous par le formulaire sécurisé de notre site.", Kind: Reply}},
		},
	}
}

// manyCalls: four imperatives or more that send the reader somewhere.
func manyCalls(p *page, hit func(Hit)) {
	n := 0
	for _, i := range p.where("appelez", "ecrivez", "inscrivez", "venez", "rendez", "consultez", "contactez", "composez", "remplissez", "telechargez", "presentez", "call", "write", "register", "come", "visit", "email", "download", "contact", "اتصلوا", "راسلوا", "سجلوا", "توجهوا", "زوروا") {
		if !p.is(i+1, "vous") || p.is(i, "inscrivez", "rendez", "presentez") {
			if n++; n == 4 {
				hit(Hit{Start: -1, End: -1})
				return
			}
		}
	}
}

// aboutBlood reports whether the text is about giving blood.
func aboutBlood(p *page, _, _ int) bool {
	return p.has("sang", "plasma", "plaquettes", "donneurs", "donneur", "blood", "donate", "donors", "platelets", "دم", "الدم", "بالدم", "الصفائح", "groupe")
}

// bloodAppeal: a call to come and give, without the operator's name or link.
func bloodAppeal(p *page, hit func(Hit)) {
	at := p.appealAt()
	if at < 0 || p.in.Country == "" || p.namesOperator() {
		return
	}
	hit(Hit{Start: int(p.tokens[at].start), End: int(p.tokens[at].end)})
}

// appealAt gives the token of the blood that people are called to give; -1 when nobody is called.
func (p *page) appealAt() int {
	blood := -1
	for _, i := range p.where("sang", "plasma", "plaquettes", "blood", "platelets", "بالدم", "الدم") {
		if !p.is(i-2, "prise", "prises", "test", "analyse", "tension", "prelevement", "cellules") && !p.is(i+1, "pressure", "flow", "vessel", "vessels", "cell", "cells", "count", "disorder", "disease", "disorders", "test", "tests", "sampling", "cancer", "clot", "clots", "sugar") {
			blood = i
			break
		}
	}
	if blood < 0 {
		return -1
	}
	if p.countsDonors() {
		return -1
	}
	for _, i := range p.where("venez", "donnez", "donner", "rupture", "penurie", "urgent", "mobilisez", "recherchons", "manque", "besoin", "appel", "collecte", "donate", "needed", "urgently", "shortage", "give", "appeal", "come", "تبرعوا", "نداء", "خصاص", "تبرع", "ساهموا") {
		if p.is(i, "donner") && sentenceHas(p, i, "peut", "puis", "peux", "pourquoi", "comment", "qui") {
			continue
		}
		if p.sameSentence(i, blood) || p.is(i, "rupture", "penurie", "urgent", "shortage", "urgently", "نداء", "خصاص", "تبرعوا") {
			return blood
		}
	}
	return -1
}

// countsDonors tells thanks for what was given: a number of people or gifts, and thanks.
func (p *page) countsDonors() bool {
	return len(p.sentences) < 3 && p.has("شكرا", "merci", "thanks", "thank", "gracias") && !p.has("venez", "urgent", "penurie", "rupture", "besoin", "manque", "shortage", "needed", "urgently", "تبرعوا", "نداء", "خصاص") && p.hasNumber()
}

func (p *page) hasNumber() bool {
	for i := range p.tokens {
		if p.tokens[i].kind == number {
			return true
		}
	}
	return false
}

func (p *page) namesOperator() bool {
	return slices.ContainsFunc(p.country.BloodOperators, p.mentions)
}

// mentions reports whether the words of a phrase stand in the text one after another, with any signs between them.
func (p *page) mentions(phrase string) bool {
	words := strings.Fields(foldString(phrase))
	if len(words) == 0 {
		return false
	}
	for _, i := range p.where(words[0]) {
		said := 1
		for j := i + 1; j < len(p.tokens) && said < len(words); j++ {
			if t := &p.tokens[j]; t.fend > t.fstart {
				if string(p.folded[t.fstart:t.fend]) != words[said] {
					break
				}
				said++
			}
		}
		if said == len(words) {
			return true
		}
	}
	return false
}

// bloodGroupAlone: an appeal names a group and says nothing to the others.
func bloodGroupAlone(p *page, hit func(Hit)) {
	if p.appealAt() < 0 && !p.has("donneurs", "donors") || p.has("autres", "others", "other", "tous", "toutes", "all", "الفصائل", "جميع") {
		return
	}
	for i := range p.tokens {
		if p.bloodGroup(i) {
			hit(Hit{Start: int(p.tokens[i].start), End: int(p.tokens[min(i+1, len(p.tokens)-1)].end)})
			return
		}
	}
}

func (p *page) bloodGroup(i int) bool {
	t := p.tokens[i]
	if t.kind != title && t.kind != upper || t.end-t.start > 2 || !p.is(i, "a", "b", "ab", "o") {
		return false
	}
	return p.is(i+1, "positif", "negatif", "positive", "negative", "neg", "pos", "rh") || (p.sign(i+1, '+') || p.sign(i+1, '-')) && p.tokens[i+1].gap == glued && (i+2 >= len(p.tokens) || p.tokens[i+2].gap != glued)
}

// openEnded: an appeal with neither a date nor a way to book.
func openEnded(p *page, hit func(Hit)) {
	at := p.appealAt()
	if at < 0 || p.has("rendez", "rdv", "appointment", "booking", "book", "موعد") {
		return
	}
	for _, f := range p.facts {
		if f.Kind == FactLink || f.Kind == FactDate && f.Value == "" || f.Kind == FactPhone {
			return
		}
	}
	for _, i := range p.where("jusqu", "until", "samedi", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "dimanche", "saturday", "monday", "الى") {
		if i > 0 {
			return
		}
	}
	hit(Hit{Start: int(p.tokens[at].start), End: int(p.tokens[at].end)})
}

// foreignNumber: "appelez le N" with an emergency number of elsewhere.
func foreignNumber(p *page, hit func(Hit)) {
	for i := range p.figs {
		f := &p.figs[i]
		if f.spelled || f.n > 4 || f.n < 2 || !contains(p.country.OtherNumbers, f.text()) || contains(p.country.Emergency, f.text()) {
			continue
		}
		if p.calledBefore(f.from) && !p.countedAfter(f.to) {
			hit(Hit{Start: f.start, End: f.end, Kind: "emergency"})
		}
	}
}

func (p *page) calledBefore(i int) bool {
	j := i - 1
	for j >= 0 && j > i-4 && (p.is(j, "le", "au", "the", "numero", "number", "بالرقم", "ب", "على", "samu", "الرقم", "to") || p.sign(j, ':')) {
		if p.is(j, "samu", "بالرقم") {
			return true
		}
		j--
	}
	return p.is(j, "appelez", "appeler", "composez", "composer", "call", "dial", "ring", "اتصلوا", "اتصل", "الاتصال", "urgence", "urgences", "emergency", "vitale", "telephonez", "contactez", "samu", "faites")
}

func (p *page) countedAfter(i int) bool {
	return p.is(i, "minutes", "min", "jours", "heures", "h", "fois", "personnes", "days", "hours", "times", "people", "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre", "decembre", "دقيقه") || p.sign(i, '%') ||
		i < len(p.tokens) && p.tokens[i].kind == number && p.tokens[i].gap == space || p.sign(i, '-') && i+1 < len(p.tokens) && p.tokens[i+1].kind == number || p.sign(i, '/')
}

// vitalMissing: a notice that closes a door or a line, without the emergency number.
func vitalMissing(p *page, hit func(Hit)) {
	at := -1
	for _, i := range p.where("urgences", "standard", "telephone", "telephones", "switchboard", "emergency", "phones", "المستعجلات", "الهاتف") {
		if sentenceHas(p, i, "ferme", "fermees", "fermes", "panne", "regule", "regules", "regulees", "indisponible", "coupe", "saturees", "restreint", "suspendu", "closed", "down", "unavailable", "diverted", "restricted", "full", "مغلقه", "عطب", "معطل") {
			at = i
			break
		}
	}
	if at < 0 {
		return
	}
	for _, f := range p.figs {
		if contains(p.country.Emergency, f.text()) {
			return
		}
	}
	hit(Hit{Start: int(p.tokens[at].start), End: int(p.tokens[at].end)})
}

// incompleteNotice: a notice without any figure of time or any date.
func incompleteNotice(p *page, hit func(Hit)) {
	for _, f := range p.facts {
		if f.Kind == FactDate {
			return
		}
	}
	for _, i := range p.where("jusqu", "until", "des", "from", "الى", "h", "am", "pm", "heures") {
		if p.is(i, "jusqu", "until", "الى") || p.tokens[max(i-1, 0)].kind == number {
			return
		}
	}
	if len(p.tokens) > 0 && !p.has("exercice", "exercise") {
		for _, f := range p.figs {
			if !f.spelled && p.weekday(f.from-1) {
				return
			}
		}
		if p.has("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "nuit", "tonight") {
			return
		}
		hit(Hit{Start: -1, End: -1})
	}
}

// unmarkedDrill: a drill that does not begin with the word.
func unmarkedDrill(p *page, hit func(Hit)) {
	said := p.where("simulation", "simule", "simulee", "exercice", "exercise", "drill", "تمرين", "fictif", "fictives")
	if len(said) > 0 && !p.is(0, "exercice", "exercise", "drill", "تمرين") && !p.is(1, "exercice", "exercise", "drill", "تمرين") {
		t := p.tokens[said[0]]
		hit(Hit{Start: int(t.start), End: int(t.end)})
	}
}

func notLesson(p *page, from, to int) bool {
	return !sentenceHas(p, from, "prevenir", "conference", "formation", "webinaire", "sensibilisation", "comment", "webinar", "training", "prevent", "how")
}

// inCrisis tells reassurance about an incident from information about care.
func inCrisis(p *page, _, _ int) bool {
	return p.has("cyberattaque", "incident", "incendie", "fuite", "panne", "attaque", "epidemie", "explosion", "cyberattack", "fire", "outage", "breach", "outbreak", "attack", "accident", "inondation", "flood", "intoxication", "legionelle", "حريق", "حادث", "عطب", "هجوم", "donnees", "crise", "crisis")
}
