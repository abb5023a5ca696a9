package privacy

import "portevoix/bot/text"

// Medical secrecy (domain rules SEC-01 to SEC-10).

func secrecyRules() []Rule {
	return []Rule{
		{
			ID:     "SEC-01",
			Title:  text.Text{FR: "Secret professionnel", EN: "Professional secrecy", AR: "السر المهني"},
			Why:    text.Text{FR: "Ce qui est confié, vu, entendu ou compris en soignant une personne nommée est secret, même avec son accord.", EN: "What is confided, seen, heard or understood while caring for a named person is secret, even if they agree.", AR: "كل ما يُسرّ به أو يُرى أو يُسمع أو يُفهم أثناء علاج شخص معروف سر، ولو وافق."},
			Fix:    text.Text{FR: "Retirez la personne du texte.", EN: "Take the person out of the text.", AR: "احذفوا الشخص من النص."},
			Source: "CSP R.4127-4; CP 226-13 (FR); CP art. 446 (MA)", Severity: Block,
			look:    namedHealth,
			Catches: []Example{{Text: "Bravo à notre équipe : M. Benali est sorti mardi après son triple pontage !"}, {Text: "Mme Josiane Trébuchet, atteinte d'un cancer du sein, remercie nos soignants."}},
			Spares:  []Example{{Text: "Le Dr Vauquois explique le triple pontage dans notre podcast."}, {Text: "Le secret médical protège chaque patient."}},
		},
		{
			ID:     "SEC-02",
			Title:  text.Text{FR: "Confirmer une présence", EN: "Confirming that somebody is a patient", AR: "تأكيد وجود مريض"},
			Why:    text.Text{FR: "Répondre en public sur le séjour, la visite ou le dossier de quelqu'un confirme qu'il est ou a été soigné ici. Démentir aussi renseigne.", EN: "Answering in public about somebody's stay, visit or file confirms that they are or were a patient here. A denial tells too.", AR: "الرد علنا بشأن إقامة شخص أو زيارته أو ملفه يؤكد أنه عولج هنا. والنفي يكشف أيضا."},
			Fix:    neutralReply,
			Source: "CSP L.1110-4; HHS OCR (Elite Dental 2019, 2022)", Severity: Block,
			says: []string{"nous (confirmons|dementons|infirmons) ...  (hospitalis*|patient|patiente|pris|prise|admis|admise|soigne|soignee|sejour|presence)", "we (confirm|deny|can confirm) ... (patient|admitted|treated|care|hospital)", "(is|was) (indeed|not) a patient", "(bien|pas) (hospitalise|hospitalisee) (chez|dans)", "نؤكد ... (يتلقى|مريض|نزيل|يرقد)", "confirmamos ... (ingresado|ingresada|paciente)"},
			look: confirmsInReply,
			Catches: []Example{
				{Text: "Nous confirmons que le joueur est pris en charge dans notre établissement."},
				{Text: "Bonjour, lors de votre passage du 12 mars, votre fille a été vue en 30 min", Kind: Reply},
				{Text: "We are sorry about your visit to our emergency department.", Kind: Reply, Country: "GB", Lang: text.EN},
				{Text: "Votre dossier a été transmis au chef de service.", Kind: Reply},
				{Text: "نأسف لما حدث خلال إقامتكم بالمستشفى.", Kind: Reply, Country: "MA"},
			},
			Spares: []Example{
				{Text: "Merci pour votre message. Par respect du secret médical, nous ne pouvons pas échanger ici sur une situation personnelle. Écrivez-nous : usagers@ch-valombre.example", Kind: Reply},
				{Text: "Préparez votre séjour : les documents à apporter."},
				{Text: "Nous confirmons l'ouverture de la maternité lundi."},
			},
		},
		{
			ID:     "SEC-03",
			Title:  text.Text{FR: "État d'un patient", EN: "A patient's condition", AR: "حالة مريض"},
			Why:    text.Text{FR: "L'état de santé d'une personne prise en charge ne se communique pas, même en un mot.", EN: "The condition of somebody in care is not told, not even in a word.", AR: "لا تُعلن حالة شخص تحت العلاج ولو بكلمة."},
			Fix:    text.Text{FR: "« Nous ne communiquons pas sur la situation de nos patients. »", EN: "\"We do not comment on our patients.\"", AR: "«لا نصرح بشيء عن وضعية مرضانا»."},
			Source: "CSP R.4127-4; AHA, release of patient information", Severity: Block, In: map[string]Severity{"GB": High, "US": High},
			says: []string{"etat (stable|critique|grave|stationnaire|satisfaisant|rassurant|preoccupant)", "etat (est|reste|demeure) (stable|critique|grave|stationnaire|satisfaisant|preoccupant|rassurant)", "etat de sante (est|reste) _", "pronostic vital ... engage", "hors de danger", "(entre la vie et la mort)", "dans le coma", "(stable|critical|serious|fair) condition", "critical but stable", "condition (is|remains) (stable|critical|serious)", "(fighting|fight) for (his|her|their) life", "out of danger", "life threatening (injuries|condition)", "(estado|pronostico) (estable|critico|grave|reservado)", "fuera de peligro", "(حالته|حالتها|وضعه) (مستقره|حرجه|خطيره|الصحيه)", "مرحله الخطر", "الخطر ... (تجاوز*)"},
			when: notGeneralCondition,
			Catches: []Example{
				{Text: "Son état est stable."}, {Text: "Le pronostic vital n'est plus engagé."}, {Text: "She is in a critical condition.", Country: "GB", Lang: text.EN},
				{Text: "السيدة تجاوزت مرحلة الخطر", Country: "MA"},
			},
			Spares: []Example{{Text: "Un état stable du réseau informatique a été constaté."}, {Text: "L'infarctus peut engager le pronostic vital : appelez le 15."}, {Text: "Si une personne est en danger, appelez le 15."}},
		},
		{
			ID:     "SEC-05",
			Title:  text.Text{FR: "Spécialité sensible", EN: "Sensitive service", AR: "تخصص حساس"},
			Why:    text.Text{FR: "En psychiatrie, addictologie, VIH, IVG, PMA ou médecine pénitentiaire, la seule présence d'une personne révèle ce qu'elle a.", EN: "In psychiatry, addiction, HIV, abortion, fertility or prison medicine, somebody's mere presence tells what they have.", AR: "في الطب النفسي والإدمان والسيدا والإجهاض وطب السجون، مجرد الحضور يكشف المرض."},
			Fix:    text.Text{FR: "Aucune personne : parlez du service, des équipes, de l'accès.", EN: "No person at all: speak of the service, the teams, how to come.", AR: "لا أشخاص: تحدثوا عن المصلحة والفرق وكيفية الولوج."},
			Source: "CSP L.1110-4; ADESM, droit à l'image; HHS OCR 2016", Severity: Block,
			look: sensitiveService,
			Catches: []Example{
				{Text: "Notre patiente de 23 ans, hospitalisée en psychiatrie, a exposé ses toiles."},
				{Text: "A 34-year-old man treated for heroin addiction thanks our team.", Country: "GB", Lang: text.EN},
			},
			Spares: []Example{{Text: "Le service de psychiatrie ouvre un hôpital de jour."}, {Text: "Addictologie : une consultation sans rendez-vous le jeudi."}},
		},
		{
			ID:     "SEC-06",
			Title:  text.Text{FR: "Capture d'écran ou document", EN: "Screenshot or document", AR: "لقطة شاشة أو وثيقة"},
			Why:    text.Text{FR: "Un écran, un planning, une ordonnance ou un tableau montre des noms que l'on ne voit pas d'abord.", EN: "A screen, a rota, a prescription or a whiteboard shows names that one does not see at first.", AR: "الشاشة أو الجدول أو الوصفة أو السبورة تظهر أسماء لا تُرى للوهلة الأولى."},
			Fix:    text.Text{FR: "Refaites l'image avec des données de démonstration.", EN: "Take the picture again with demonstration data.", AR: "أعيدوا الصورة ببيانات تجريبية."},
			Source: "HHS OCR, media access 2016", Severity: Block, Kinds: []Kind{Post, Caption, Alt},
			says:    []string{"(capture|copie) d ecran ... (dossier|dpi|patient|planning|logiciel|whatsapp|conversation)", "screenshot ... (record|ehr|patient|rota|whatsapp|chart)", "(photo|image|cliche) (d une|de l|du|de la) (ordonnance|dossier medical|planning|bracelet)", "(photo|picture) of ... (prescription|wristband|medical record|whiteboard)", "(ecran|tableau) ... noms des patients", "لقطه شاشه ... (ملف|مريض)"},
			Catches: []Example{{Text: "Capture d'écran du dossier patient informatisé pendant la garde", Kind: Caption}, {Text: "Screenshot of our patient chart", Country: "GB", Lang: text.EN}},
			Spares:  []Example{{Text: "Le dossier patient informatisé arrive dans tous nos services."}},
		},
		{
			ID:     "SEC-07",
			Title:  text.Text{FR: "Message interne", EN: "Internal message", AR: "رسالة داخلية"},
			Why:    text.Text{FR: "Ce texte s'adresse au personnel : un poste, un planning ou une consigne n'ont rien à faire en public.", EN: "This text is for staff: an extension, a rota or an instruction does not belong in public.", AR: "هذا النص موجه للعاملين: الرقم الداخلي أو الجدول أو التعليمات لا تنشر للعموم."},
			Fix:    text.Text{FR: "Passez-le sur l'intranet.", EN: "Put it on the intranet.", AR: "انشروه في الشبكة الداخلية."},
			Source: "MACSF, réseaux sociaux et planning", Severity: High,
			says:    []string{"(rappeler|rappelez|joindre|appeler|appelez|contacter) ... (au poste|le poste) #", "au poste #", "(extension|ext) #", "(merci de|please) ... (remplacer|cover) ... (garde|nuit|shift)", "planning (de garde|des gardes|de la semaine) ... (ci joint|attached)", "(mot de passe|password|identifiants) (est|sont|is|du|pour)", "كلمه السر"},
			Catches: []Example{{Text: "Merci de me rappeler au poste 4512 pour la réunion."}, {Text: "Le mot de passe du wifi soignants est changé."}},
			Spares:  []Example{{Text: "Nous recrutons : 12 postes à pourvoir."}, {Text: "Un nouveau poste 24 h/24 pour l'accueil."}},
		},
		{
			ID:     "SEC-08",
			Title:  text.Text{FR: "Cas clinique", EN: "Clinical case", AR: "حالة سريرية"},
			Why:    text.Text{FR: "Un cas clinique sur un compte public est lu par les patients eux-mêmes, et par leurs proches.", EN: "A clinical case on a public account is read by the patients themselves, and their families.", AR: "الحالة السريرية على حساب عمومي يقرأها المرضى وأقاربهم."},
			Fix:    text.Text{FR: "Utilisez une messagerie professionnelle sécurisée.", EN: "Use a secure professional channel.", AR: "استعملوا قناة مهنية آمنة."},
			Source: "CNOM, médecins et réseaux sociaux", Severity: Block,
			says:    []string{"doctoctoc", "cas clinique ... (patient|patiente|homme|femme|ans)", "(avis|diagnostic|idee) ... (confreres|consoeurs|collegues) ... (patient|patiente)", "(clinical case|case of the day|case report) ... (patient|man|woman|year)", "what s your diagnosis", "quel est votre diagnostic"},
			Catches: []Example{{Text: "#DocTocToc homme de 50 ans, douleur thoracique, votre avis ?"}, {Text: "Cas clinique du jour : patiente fébrile au retour de voyage"}},
			Spares:  []Example{{Text: "Concours du meilleur cas clinique : remise des prix vendredi."}},
		},
		{
			ID:     "SEC-09",
			Title:  text.Text{FR: "Moquerie ou jugement", EN: "Mockery or judgement", AR: "سخرية أو حكم"},
			Why:    text.Text{FR: "Se moquer d'un patient ou le juger blesse, et a déjà valu des licenciements.", EN: "Mocking or judging a patient hurts, and has already cost people their jobs.", AR: "السخرية من مريض أو الحكم عليه تجرح، وقد أدت إلى عقوبات."},
			Fix:    text.Text{FR: "Réécrivez avec respect, sans personne.", EN: "Write it again with respect, without anybody.", AR: "أعيدوا الصياغة باحترام ودون أشخاص."},
			Source: "CSP R.4127-2; NMC Code 20", Severity: Block,
			says:    []string{"encore un (alcoolo|poivrot|toxico|drogue|cassos|fou|relou)", "(alcoolo|poivrot|pochtron|cassos|toxico|toxicos|gros lard|barjo)", "(junkie|crackhead|nutcase|psycho|drunkard|time waster|timewaster|lunatic)", "(patient|patiente|famille) (debile|stupide|penible|chiant|chiante|hysterique|folle)", "stupid patient*", "another (drunk|junkie|time waster)"},
			Catches: []Example{{Text: "Encore un alcoolo aux urgences cette nuit 🤡"}, {Text: "Another junkie in A&E tonight", Country: "GB", Lang: text.EN}},
			Spares:  []Example{{Text: "Alcool et grossesse : parlons-en sans jugement."}},
		},
		{
			ID:     "SEC-10",
			Title:  text.Text{FR: "Patient sans identité", EN: "Unidentified patient", AR: "مريض مجهول الهوية"},
			Why:    text.Text{FR: "Une personne non identifiée se signale à la police ou à la gendarmerie, pas au public.", EN: "An unidentified person is reported to the police, not to the public.", AR: "الشخص المجهول الهوية يُبلّغ عنه لدى الأمن لا لدى العموم."},
			Fix:    text.Text{FR: "Prévenez police ou gendarmerie ; c'est elle qui publie un avis.", EN: "Tell the police; any appeal is theirs.", AR: "أخبروا الأمن أو الدرك، فهو من ينشر الإعلان."},
			Source: "AP-HP, patient sans identité", Severity: Block,
			says:    []string{"(qui connait|connaissez vous|reconnaissez vous) (cet|cette|ce) (homme|femme|patient|patiente|personne|enfant|monsieur|dame)", "patient* (sans identite|non identifie*|inconnu*|sous x)", "(unidentified|unknown) (patient|man|woman)", "do you (know|recognise|recognize) this (man|woman|patient|person)", "(هل تعرفون|من يعرف) هذا*"},
			Catches: []Example{{Text: "Connaissez-vous cet homme ? Il est arrivé aux urgences sans papiers."}, {Text: "Do you recognise this woman? She was brought in last night.", Country: "GB", Lang: text.EN}},
			Spares:  []Example{{Text: "Connaissez-vous cette application de prise de rendez-vous ?"}},
		},
		{
			ID:     "SEC-11",
			Title:  text.Text{FR: "Quelqu'un se reconnaît", EN: "Somebody recognises themselves", AR: "شخص يتعرف على نفسه"},
			Why:    text.Text{FR: "Une personne dit se reconnaître : chaque minute en ligne aggrave l'atteinte.", EN: "Somebody says that the post is about them: every minute online makes it worse.", AR: "شخص يقول إن المنشور عنه، وكل دقيقة على الشبكة تزيد الضرر."},
			Fix:    text.Text{FR: "Retirez d'abord la publication (/retract), vérifiez ensuite, prévenez le DPO.", EN: "Take the post down first (/retract), check afterwards, tell the data protection officer.", AR: "احذفوا المنشور أولا (/retract) ثم تحققوا وأخبروا مسؤول حماية المعطيات."},
			Source: "CNOM, conduite en cas de reconnaissance; RGPD art. 33", Severity: High,
			says:    []string{"je me (reconnais|suis reconnu*)", "(c est|cest) (mon cas|mon histoire|de moi que vous parlez)", "(on|ma famille) me reconnait", "(recognise|recognize|recognised|recognized) (myself|my mother|my father|my son|my daughter|my husband|my wife)", "(that is|this is|thats) (me|my story) (in your|you posted)", "me reconozco", "(تعرفت على نفسي|هذه قصتي)"},
			Catches: []Example{{Text: "Bonjour, je me reconnais dans votre publication d'hier."}, {Text: "I recognised myself in your post.", Country: "GB", Lang: text.EN}},
			Spares:  []Example{{Text: "Apprenez à reconnaître les signes de l'AVC."}},
		},
		{
			ID:     "EMB-01",
			Title:  text.Text{FR: "Sous embargo", EN: "Under embargo", AR: "تحت الحظر"},
			Why:    text.Text{FR: "Le texte dit lui-même qu'il ne doit pas encore paraître.", EN: "The text itself says that it must not appear yet.", AR: "النص نفسه يقول إنه لا ينشر بعد."},
			Fix:    text.Text{FR: "Programmez-le après la levée de l'embargo et retirez la mention.", EN: "Schedule it after the embargo is lifted and take the words out.", AR: "برمجوا نشره بعد رفع الحظر واحذفوا العبارة."},
			Source: "practice", Severity: Block,
			says:    []string{"sous embargo", "embargo (jusqu|jusque|until|till|hasta)", "embargoed until", "under embargo", "(not for publication|ne pas diffuser|ne pas publier) (before|until|avant)", "bajo embargo", "(يحظر|ممنوع) النشر (قبل|حتى)"},
			Catches: []Example{{Text: "Sous embargo jusqu'au 30 novembre à 6 h : les résultats de l'essai."}, {Text: "EMBARGOED UNTIL Monday 9 am: trial results", Country: "GB", Lang: text.EN}},
			Spares:  []Example{{Text: "Les résultats de l'essai paraîtront lundi."}},
		},
	}
}

// neutralReply is the answer to offer when a reply would confirm that its reader is a patient.
var neutralReply = text.Text{
	FR: "Réponse neutre : « Merci pour votre message. Par respect du secret médical, nous ne pouvons pas échanger ici sur une situation personnelle. Notre service des relations avec les usagers est à votre écoute. »",
	EN: "Neutral reply: \"Thank you for your message. To protect everyone's privacy, we cannot discuss personal situations here. Our patient relations team will be glad to hear from you.\"",
	AR: "رد محايد: «شكرا على رسالتكم. احتراما للسر الطبي، لا يمكننا الحديث هنا عن وضعية شخصية. مصلحة العلاقات مع المرتفقين رهن إشارتكم.»",
}

// NeutralReply is an answer that confirms nothing, in a language.
func NeutralReply() text.Text {
	return text.Text{
		FR: "Merci pour votre message. Par respect du secret médical, nous ne pouvons pas échanger ici sur une situation personnelle. Notre service des relations avec les usagers est à votre écoute.",
		EN: "Thank you for your message. To protect everyone's privacy, we cannot discuss personal situations here. Our patient relations team will be glad to hear from you.",
		AR: "شكرا على رسالتكم. احتراما للسر الطبي، لا يمكننا الحديث هنا عن وضعية شخصية. مصلحة العلاقات مع المرتفقين رهن إشارتكم.",
	}
}

// namedHealth: a patient's or relative's name in a sentence with a health fact; once a sentence.
func namedHealth(p *page, hit func(Hit)) {
	last := int32(-1)
	for _, o := range p.facts {
		switch o.Kind {
		case FactDisease, FactCircumstance, FactService, FactStay, FactOutcome:
			if s := p.sentenceOf(o); s != last && p.said[s]&saidName != 0 {
				last = s
				hit(Hit{Start: o.Start, End: o.End, Kind: "health"})
			}
		}
	}
}

var replyPhrases = [...]string{"(choisi|confiance a) notre (maternite|hopital|clinique|service|etablissement|centre)", "nous vous attendons (lundi|mardi|mercredi|jeudi|vendredi|samedi|demain)", "nous n avons (aucun|aucune|pas de|pas) (patient|patiente|dossier|trace)", "qui vous a (opere*|soigne*|suivi*|recu*|examine*|vu*|accouche*)",
	"pris soin de votre*", "vous (avez|aviez) (subi*|attendu*|patiente*)", "vous n (etiez|avez) pas (dans notre service|ete hospitalise*|consulte)", "vous (avait|avaient|a) (explique|informe|propose|prescrit|examine*)",
	"(you|your) (declined|refused|did not attend|missed) ... (treatment|appointment|care)", "you were (offered|given) (an appointment|a bed|treatment)", "you had to wait", "your (consultant|surgeon) (told|said|explained)",
	"being (our|a) patient", "glad ... (your|the) (surgery|operation|treatment|stay) went", "our records show", "no record of (you|your)", "you (left|waited) ... (seen|hours|minutes)", "care of your (mother|father|son|daughter|baby|husband|wife|child|mum|dad)", "(chose|choosing|chosen) our (hospital|maternity|clinic|unit)",
	"(gracias por|haber) (elegir|elegido) nuestr*", "(اختياركم|ثقتكم في) (مصلحه|قسم) (الولاده|التوليد)",
	"votre (passage|sejour|visite|hospitalisation|operation|intervention|accouchement|consultation|dossier|prise|examen|traitement|venue|chirurgie|admission|rendez vous|parcours|experience|fils|fille|mere|pere|epouse|mari|enfant|bebe|proche|grand*|maman|papa)",
	"vos (examens|resultats|soins|douleurs|seances|consultations|analyses)", "vous (avez|aviez) ete (hospitalise*|opere*|pris*|vu*|recu*|soigne*|admis*|accueilli*)", "vous (etiez|etes) (venu*|hospitalise*|patient*|suivi*|passe*|arrive*)", "vous avoir (soigne*|accueilli*|pris*|recu*)", "apres verification ... (dossier|passage)", "notre (patient|patiente)",
	"your (visit|stay|appointment|surgery|operation|treatment|care|file|record|records|admission|procedure|results|scan|birth|delivery|discharge|experience|mother|father|son|daughter|baby|husband|wife|child)", "you (were|have been) (admitted|seen|treated|discharged|operated|a patient)", "when you (came|visited|were)", "(treated|seen|cared for) you", "having you as a patient", "we (checked|reviewed|looked at) your",
	"su (visita|estancia|ingreso|operacion|historia|madre|padre|hijo|hija)", "(اقامتكم|زيارتكم|ملفكم|عمليتكم|علاجكم|استشفاؤكم|ابنكم|ابنتكم|والدتكم|والدكم|موعدكم|زيارتك|اقامتك|ملفك)"}

// confirmsInReply: in a reply, words that take for granted that the reader, or theirs, was cared for here.
func confirmsInReply(p *page, hit func(Hit)) {
	if p.in.Kind != Reply {
		return
	}
	p.books.reply.find(p, func(_ int32, from, to int) {
		if p.hypothetical(from) {
			return
		}
		hit(Hit{Start: int(p.tokens[from].start), End: int(p.tokens[to-1].end), Kind: "presence"})
	})
	for s := range p.sentences {
		if i := p.careOfReader(s); i >= 0 {
			hit(Hit{Start: int(p.tokens[i].start), End: int(p.tokens[i].end), Kind: "presence"})
		}
	}
}

// confirmsCare reports whether a reply says that its reader, or theirs, was cared for.
func (p *page) confirmsCare() (yes bool) {
	confirmsInReply(p, func(Hit) { yes = true })
	return yes
}

// careOfReader gives the word of care in a sentence that speaks to the reader of what was done to them or to theirs, with thanks, joy
// or regret: "we are delighted that your hip replacement went well". It is -1 when there is none, or when the sentence declines to
// answer or speaks of what may be.
func (p *page) careOfReader(sentence int) int {
	s, care, you, moved := p.sentences[sentence], -1, false, false
	for i := s.from; i < s.to; i++ {
		switch {
		case replyDeclines.has(p, i):
			return -1
		case replyCare.has(p, i):
			care = i
		}
		you = you || replyYou.has(p, i) || replyYours.has(p, i)
		moved = moved || replyMoved.has(p, i)
		if replyYours.has(p, i) {
			care = i
		}
	}
	if !you || !moved {
		return -1
	}
	return care
}

// The words that careOfReader looks for, in four languages: who is spoken to, what was done, and the feeling with which it is said.
var (
	replyYou  = words("you", "your", "yours", "vous", "votre", "vos", "tu", "toi", "ton", "ta", "tes", "te", "su", "sus", "tus", "usted", "ustedes", "vuestra", "vuestro", "alegra", "alegramos", "لك", "لكم", "بك", "بكم", "سيدي", "السيدة", "السيد")
	replyCare = words("operation", "surgery", "replacement", "procedure", "scan", "mri", "xray", "ultrasound", "chemo", "chemotherapy", "physio", "maternity", "midwife", "midwives", "ward", "surgeon", "labour", "birth", "baby", "recovering", "recovered", "recovery", "discharge", "discharged", "bedside", "stay", "admission", "hip", "knee", "stitches", "stroke", "biopsy", "transplant", "dialysis", "delivery", "nicu", "icu", "rehab", "op", "appointment", "treatment", "clinic", "icu", "wound", "infection", "fracture", "sonographer", "sonographers", "radiographer", "radiographers", "obstetrician", "anaesthetist", "toddler", "newborn", "cataract", "plaster", "pacemaker", "bypass",
		"intervention", "opération", "chirurgie", "genou", "hanche", "irm", "scanner", "radio", "échographie", "maternité", "accouchement", "bébé", "naissance", "chirurgien", "chirurgienne", "opéré", "opérée", "rétabli", "rétablie", "rétablissement", "guérison", "guéri", "guérie", "convalescence", "séjour", "hospitalisation", "hospitalisé", "hospitalisée", "urgences", "consultation", "traitement", "chimio", "dialyse", "greffe", "cardiologie", "oncologie", "neurologie", "orthopédie", "chambre", "rééducation", "anesthésiste", "prothèse", "biopsie", "soigné", "soignée", "pontage", "cataracte", "césarienne", "cesárea", "caesarean", "grossesse", "mammographie", "coloscopie", "infiltration", "plâtre", "échographe", "sages", "dentiste", "kiné",
		"operación", "rodilla", "cadera", "resonancia", "ingreso", "parto", "matrona", "cirugía", "cirujano", "cirujana", "tratamiento", "planta", "recuperación", "recupere", "recuperes", "recuperado", "recuperada", "alta", "quirófano", "analítica", "ecografía", "bebé", "prótesis", "urgencias", "quimio",
		"العملية", "الفحص", "الولادة", "العلاج", "الشفاء", "شفاء", "المستعجلات", "الإنعاش", "الجراحة")
	replyYours = words("عمليتك", "عمليتكم", "والدتك", "والدك", "ابنك", "ابنتك", "زوجك", "زوجتك", "شفائك", "شفائكم", "علاجك", "علاجكم", "إقامتك", "إقامتكم", "ولادتك", "مولودك", "مولودكم", "فحصك", "فحوصاتك", "جراحتك", "حالتك", "صحتك", "طفلك", "طفلكم", "تحاليلك", "تحاليلكم", "نتائجك", "نتائجكم", "موعدك", "أشعتك", "دوائك", "جراحك", "زوجكم", "أمك", "أبوك", "والدتكم", "زيارتك", "ملفك", "مرضك", "آلامك")
	replyMoved = words("glad", "pleased", "delighted", "happy", "thrilled", "sorry", "sad", "saddened", "apologise", "apologies", "apologize", "regret", "hope", "wish", "wishing", "lovely", "wonderful", "great", "thank", "thanks", "relieved", "proud", "loved", "love", "enjoyed", "speedy", "bonne", "prompt", "courage", "réjouit", "réjouissons", "congratulations", "congrats", "touched", "ravi", "ravie", "ravis", "heureux", "heureuse", "content", "contents", "désolé", "désolés", "désolée", "regrettons", "regrette", "navrés", "navré", "espérons", "souhaitons", "souhaite", "merci", "bravo", "félicitations", "touché", "touchée", "touchés", "embrasse", "embrassent", "plaisir", "soulagés", "excuses", "excusons",
		"alegra", "alegramos", "sentimos", "lamentamos", "gracias", "felicidades", "enhorabuena", "encantados", "encantadas", "esperamos", "contentos", "disculpas", "يسعدنا", "سعداء", "سعيدون", "نعتذر", "نأسف", "شكرا", "نشكرك", "نشكركم", "نهنئك", "نهنئكم", "نتمنى", "مبروك", "هنيئا", "سرنا", "فرحنا", "آسفون")
	replyDeclines = words("cannot", "unable", "if", "would", "please", "si", "pouvons", "pouvez", "peut", "podemos", "puede", "يمكننا", "يمكنكم", "يمكن", "إذا", "prochain", "prochaine", "écrivez", "contactez", "contact")
)

// hypothetical tells "pour votre dossier, écrivez à", "si votre enfant", "if your", which confirm nothing.
func (p *page) hypothetical(i int) bool {
	return p.is(i-1, "si", "if", "pour", "for", "any", "partager", "share", "about", "concernant", "sur", "de", "prochaine", "next") && !p.is(i-2, "merci", "desoles", "sorry", "thank", "thanks", "lors", "suite", "regret", "apologise")
}

// notGeneralCondition tells a condition said of somebody from general advice and from things.
func notGeneralCondition(p *page, from, to int) bool {
	s := p.sentences[p.tokens[from].sentence]
	for i := s.from; i < s.to; i++ {
		if p.is(i, "si", "if", "peut", "peuvent", "can", "could", "may", "might", "reseau", "informatique", "appelez", "call", "lorsque", "quand", "when", "risque", "formation", "batiment", "stocks", "stock", "cas") {
			return false
		}
	}
	return true
}

var sensitiveWords = words("psychiatrie", "psychiatrique", "addictologie", "addiction", "toxicomanie", "heroin", "heroïne", "cocaïne", "vih", "hiv", "sida", "séropositif", "séropositive", "ivg", "avortement", "abortion", "pma", "fiv", "ivf", "syphilis", "gonorrhée", "prison", "psychiatry", "psychiatric", "schizophrénie", "schizophrenia", "bipolaire", "bipolar", "anorexie", "anorexia", "cure", "sevrage", "rehab", "السيدا", "الادمان", "النفسية")

// sensitiveService: one person in a sentence about a service where presence alone tells.
func sensitiveService(p *page, hit func(Hit)) {
	for i := range p.tokens {
		if t := p.tokens[i]; sensitiveWords.has(p, i) && p.specificAt(i) {
			hit(Hit{Start: int(t.start), End: int(t.end), Kind: "service"})
		}
	}
}

// specificAt reports whether the sentence of token i speaks of one person by age or by name.
func (p *page) specificAt(i int) bool { return p.said[p.tokens[i].sentence]&(saidAge|saidName) != 0 }
