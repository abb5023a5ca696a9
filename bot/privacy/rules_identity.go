package privacy

import (
	"strings"
	"unicode"

	"portevoix/bot/text"
)

// Direct identifiers (45 CFR 164.514(b)(2), letters A to R, with their French, Moroccan, British and Spanish forms).

const (
	secrecyLaw = "CSP L.1110-4, R.4127-4; HIPAA 45 CFR 164.514(b)(2)"
	gdpr       = "RGPD art. 4 et 9; loi 09-08 (MA)"
)

func identityRules() []Rule {
	return []Rule{
		{
			ID:       "ID-01",
			Title:    text.Text{FR: "Nom d'un patient ou d'un proche", EN: "Name of a patient or relative", AR: "اسم مريض أو أحد أقاربه"},
			Why:      text.Text{FR: "Ce nom désigne une personne soignée ou un proche : le fait même d'être soigné est couvert par le secret.", EN: "This name points at somebody cared for, or a relative: being cared for is itself a secret.", AR: "هذا الاسم يدل على مريض أو أحد أقاربه، ومجرد تلقي العلاج سر مهني."},
			Fix:      text.Text{FR: "Écrivez « une patiente », « un jeune patient ». Pas d'initiales : avec le service et la date, elles suffisent.", EN: "Write \"a patient\", \"a young patient\". No initials: with the ward and the date they are enough.", AR: "اكتبوا «إحدى المريضات» أو «أحد المرضى» دون الأحرف الأولى من الاسم."},
			Source:   secrecyLaw,
			Severity: Block,
			facts:    []FactKind{FactName, FactInitials},
			counts:   nameCounts,
			Catches: []Example{
				{Text: "Un grand merci à Mme Josiane Trébuchet, hospitalisée depuis lundi."},
				{Text: "Bravo à notre équipe : M. Taleb est sorti hier après son opération."},
				{Text: "Le fils de Mme Gaubert remercie le service de neurologie."},
				{Text: "Get well soon Brenda Holloway, admitted last week to our stroke ward.", Country: "GB", Lang: text.EN},
				{Text: "نتمنى الشفاء العاجل للسيدة خديجة المرابط التي أجرت عملية جراحية.", Country: "MA"},
			},
			Spares: []Example{
				{Text: "L'équipe du Pr Hélène Vauquois reçoit le prix de la recherche."},
				{Text: "Octobre Rose : dépistage gratuit à l'hôpital Joseph Ducuing."},
				{Text: "La maladie de Parkinson touche 270 000 personnes en France (source : Inserm, 2024)."},
				{Text: "Florence Nightingale a fondé les soins infirmiers modernes."},
				{Text: "Mme la directrice et M. le ministre ont inauguré le nouveau bloc."},
			},
		},
		{
			ID:       "ID-02",
			Title:    text.Text{FR: "Adresse ou lieu d'une personne", EN: "A person's address or place", AR: "عنوان شخص أو مكانه"},
			Why:      text.Text{FR: "Un lieu plus petit que la région, dit d'une personne soignée, aide à la retrouver.", EN: "A place smaller than a region, said of somebody cared for, helps to find them.", AR: "ذكر مكان أصغر من الجهة بشأن مريض يساعد على التعرف عليه."},
			Fix:      text.Text{FR: "Dites la région ou « dans notre région ».", EN: "Say the region, or \"in our region\".", AR: "اذكروا الجهة أو «في جهتنا»."},
			Source:   secrecyLaw,
			Severity: High,
			facts:    []FactKind{FactAddress, FactZIP, FactRoom, FactPlace},
			counts:   placeCounts,
			says:     []string{"(college|lycee|ecole|maternelle|creche|usine|quartier|rond point|foyer|internat) (de|du|des|le|la|les|l|d) _", "(college|lycee|ecole|maternelle|creche|usine|quartier|rond point|foyer|internat) _", "_ (primary|secondary|high|grammar) school"},
			when:     placeOfPatients,
			Catches: []Example{
				{Text: "Une patiente de 52 ans, domiciliée 14 rue des Lilas, 64000 Pau, a été opérée hier."},
				{Text: "Merci à la patiente de la chambre 214 pour ses chocolats."},
				{Text: "Un homme de 61 ans venu de Tafraout a été opéré du cœur.", Country: "MA"},
			},
			Spares: []Example{
				{Text: "Rendez-vous samedi 14 juin, 2 rue Viguerie, 31059 Toulouse Cedex."},
				{Text: "Notre maternité propose des chambres doubles ; 220 lits au total."},
			},
		},
		{
			ID:       "ID-03",
			Title:    text.Text{FR: "Date ou âge d'une personne", EN: "A person's date or age", AR: "تاريخ أو سن شخص"},
			Why:      text.Text{FR: "Une date de naissance, d'admission, d'opération ou de sortie permet de recouper.", EN: "A date of birth, admission, surgery or discharge can be cross-checked.", AR: "تاريخ الازدياد أو الدخول أو العملية أو الخروج يسمح بالتعرف على الشخص."},
			Fix:      text.Text{FR: "Écrivez « récemment », la saison ou l'année ; une tranche d'âge plutôt qu'un âge.", EN: "Write \"recently\", the season or the year; an age band rather than an age.", AR: "اكتبوا «مؤخرا» أو الفصل أو السنة، وفئة عمرية بدل السن."},
			Source:   secrecyLaw,
			Severity: High,
			facts:    []FactKind{FactBirth, FactDate, FactAge},
			counts:   dateCounts,
			Catches: []Example{
				{Text: "Patient né le 12/03/1985, vu en consultation."},
				{Text: "Une patiente de 44 ans opérée le 3 mars rentre chez elle."},
				{Text: "Le patient hospitalisé mardi dernier va mieux."},
			},
			Spares: []Example{
				{Text: "Journée portes ouvertes samedi 14 juin, 9 h–17 h, entrée A."},
				{Text: "Don du sang : de 18 à 70 ans. Notre service est ouvert depuis 30 ans."},
				{Text: "L'hôpital fête ses 50 ans le 12 novembre 2025."},
			},
		},
		{
			ID:       "ID-04",
			Title:    text.Text{FR: "Numéro de téléphone", EN: "Phone number", AR: "رقم هاتف"},
			Why:      text.Text{FR: "Ce numéro n'est pas dans la liste des numéros publiés de l'hôpital ; s'il est celui d'une personne, il l'identifie.", EN: "This number is not among the hospital's published numbers; if it is a person's, it identifies them.", AR: "هذا الرقم ليس ضمن الأرقام المنشورة للمستشفى، وإن كان رقم شخص فهو يعرّف به."},
			Fix:      text.Text{FR: "Donnez la ligne publiée du service.", EN: "Give the ward's published line.", AR: "استعملوا الرقم المنشور للمصلحة."},
			Source:   secrecyLaw,
			Severity: Block,
			facts:    []FactKind{FactPhone},
			counts:   phoneCounts,
			Catches: []Example{
				{Text: "Appelez sa maman au 06 39 98 00 12."},
				{Text: "Rappelez Sonia au zéro six trente-neuf quatre-vingt-dix-huit zéro zéro douze"},
				{Text: "Son fils est joignable au +33 (0)6 39 98 00 45"},
				{Text: "Call her mum on 07700 900123", Country: "GB", Lang: text.EN},
				{Text: "O6.39.98.OO.12 pour la maman du petit"},
			},
			Spares: []Example{
				{Text: "250 dons recueillis le 12 novembre, merci !"},
				{Text: "Le 3114 répond 24 h/24, 7 j/7."},
				{Text: "Samedi 14/06/2025 de 9h à 17h."},
			},
		},
		{
			ID:     "ID-05",
			Title:  text.Text{FR: "Numéro de fax", EN: "Fax number", AR: "رقم الفاكس"},
			Why:    text.Text{FR: "Un fax reçoit des documents médicaux : publié, il attire les erreurs d'envoi.", EN: "A fax receives medical papers: published, it draws misdirected ones.", AR: "الفاكس يستقبل وثائق طبية، ونشره يسبب أخطاء في الإرسال."},
			Fix:    text.Text{FR: "Retirez-le.", EN: "Remove it.", AR: "احذفوه."},
			Source: "HIPAA 45 CFR 164.514(b)(2)(E)", Severity: Warn,
			facts: []FactKind{FactFax}, counts: phoneCounts,
			Catches: []Example{{Text: "Fax du patient : 06 39 98 00 77"}},
			Spares:  []Example{{Text: "Standard : 01 99 00 12 00, fax : 01 99 00 12 01"}},
		},
		{
			ID:       "ID-06",
			Title:    text.Text{FR: "Adresse électronique", EN: "E-mail address", AR: "بريد إلكتروني"},
			Why:      text.Text{FR: "Une adresse personnelle identifie quelqu'un.", EN: "A personal address identifies somebody.", AR: "البريد الإلكتروني الشخصي يعرّف بصاحبه."},
			Fix:      text.Text{FR: "Donnez une boîte générique du service.", EN: "Give the ward's shared mailbox.", AR: "استعملوا بريدا عاما للمصلحة."},
			Source:   secrecyLaw,
			Severity: Block,
			facts:    []FactKind{FactEmail},
			counts:   emailCounts,
			Catches: []Example{
				{Text: "Écrivez à lucette.morvan@gmail.com"},
				{Text: "Contact : lucette.morvan arobase gmail point com"},
				{Text: "Write to r.holt [at] yahoo.com", Country: "GB", Lang: text.EN},
			},
			Spares: []Example{{Text: "Contact presse : presse@chu-exemple.fr"}, {Text: "Suivez @chvalombre"}},
		},
		identifierRule("ID-07", FactNIR, FactSSN, FactNHS, FactCNIE, FactDNI),
		identifierRule("ID-08", FactRecord),
		identifierRule("ID-09", FactInsurance),
		identifierRule("ID-10", FactIBAN, FactCard, FactInvoice),
		{
			ID:     "ID-11",
			Title:  text.Text{FR: "Numéro professionnel", EN: "Professional's number", AR: "رقم مهني"},
			Why:    text.Text{FR: "Le numéro RPPS, ADELI, GMC ou d'ordre désigne un professionnel.", EN: "An RPPS, ADELI, GMC or council number points at one professional.", AR: "رقم التسجيل المهني يدل على شخص بعينه."},
			Fix:    text.Text{FR: "Supprimez-le.", EN: "Delete it.", AR: "احذفوه."},
			Source: "HIPAA 45 CFR 164.514(b)(2)(K)", Severity: Warn,
			facts:   []FactKind{FactLicence},
			Catches: []Example{{Text: "Dr Vauquois, RPPS 10101234567"}},
			Spares:  []Example{{Text: "Plus de 10 000 000 000 de cellules"}},
		},
		identifierRule("ID-12", FactPlate),
		identifierRule("ID-13", FactDevice),
		{
			ID:       "ID-14",
			Title:    text.Text{FR: "Page ou compte d'une personne", EN: "A person's page or account", AR: "صفحة أو حساب شخص"},
			Why:      text.Text{FR: "Un lien, une mention ou un mot-dièse au nom d'une personne mène droit à elle.", EN: "A link, a mention or a hashtag with a person's name leads straight to them.", AR: "الرابط أو الإشارة أو الوسم باسم شخص يقود إليه مباشرة."},
			Fix:      text.Text{FR: "Supprimez-le ; n'identifiez personne.", EN: "Delete it; tag nobody.", AR: "احذفوه ولا تشيروا إلى أحد."},
			Source:   secrecyLaw,
			Severity: High,
			facts:    []FactKind{FactURL, FactHandle, FactHashtag},
			counts:   accountCounts,
			Catches: []Example{
				{Text: "La cagnotte de la famille : leetchi.com/c/pour-la-petite-jeanne"},
				{Text: "Notre patiente @lucette_m34 vous remercie"},
				{Text: "Son profil : https://www.facebook.com/marie.kerdoncuff"},
			},
			Spares: []Example{
				{Text: "#MoisSansTabac : rendez-vous le 5 novembre"},
				{Text: "Toutes les infos : https://dondesang.efs.sante.fr/trouver-une-collecte"},
				{Text: "Merci à @SantePubliqueFr pour la campagne"},
			},
		},
		identifierRule("ID-15", FactIP),
		{
			ID:       "ID-18",
			Title:    text.Text{FR: "Signe ou caractère unique", EN: "Unique trait", AR: "علامة فريدة"},
			Why:      text.Text{FR: "Un tatouage, un métier, un record : ce qui rend unique fait reconnaître.", EN: "A tattoo, a job, a record: what makes somebody unique makes them recognisable.", AR: "الوشم أو المهنة أو السبق: ما يجعل الشخص فريدا يجعله معروفا."},
			Fix:      text.Text{FR: "Généralisez ou retirez.", EN: "Generalise or drop it.", AR: "عمموا أو احذفوا."},
			Source:   "HIPAA 45 CFR 164.514(b)(2)(R)",
			Severity: High,
			facts:    []FactKind{FactJob, FactUnique},
			counts:   traitCounts,
			Catches: []Example{
				{Text: "Une patiente de 34 ans, boulangère, greffée du foie en mars"},
				{Text: "Le patient, reconnaissable à son tatouage de dragon, est sorti hier."},
			},
			Spares: []Example{{Text: "Nos équipes recrutent : infirmiers, pharmacien, électricien."}},
			says:   []string{"(patient|patiente|victime|homme|femme) ... tatouage", "(patient|man|woman) ... tattoo"},
		},
	}
}

// identifierRule is the rule of numbers that are a finding wherever they stand.
func identifierRule(id string, kinds ...FactKind) Rule {
	r := numberRules[id]
	r.ID, r.facts = id, kinds
	if r.Source == "" {
		r.Source = secrecyLaw
	}
	return r
}

var numberRules = map[string]Rule{
	"ID-07": {
		Title:    text.Text{FR: "Numéro de sécurité sociale ou d'identité", EN: "Social security or identity number", AR: "رقم الضمان الاجتماعي أو بطاقة التعريف"},
		Why:      text.Text{FR: "Ce numéro désigne une seule personne, pour toute sa vie.", EN: "This number is one person's, for life.", AR: "هذا الرقم يخص شخصا واحدا مدى الحياة."},
		Fix:      text.Text{FR: "Supprimez-le. S'il est déjà publié, alertez le délégué à la protection des données.", EN: "Delete it. If it is already public, tell the data protection officer.", AR: "احذفوه. وإن سبق نشره فأخبروا مسؤول حماية المعطيات."},
		Severity: Block,
		Catches: []Example{
			{Text: "NIR 2 84 05 88 123 456 12"}, {Text: "Son numéro : 284058812345612"}, {Text: "NHS number 943 476 5919", Country: "GB", Lang: text.EN},
			{Text: "SSN 123-45-6789", Country: "US", Lang: text.EN}, {Text: "CIN AB123456", Country: "MA"}, {Text: "DNI 12345678Z", Lang: "es"},
			{Text: "صاحب البطاقة الوطنية AB123456", Country: "MA"},
		},
		Spares: []Example{{Text: "1 850 578 006 visites"}, {Text: "Le prix Galien 2024, 12e édition"}},
	},
	"ID-08": {
		Title:    text.Text{FR: "Numéro de dossier", EN: "Medical record number", AR: "رقم الملف الطبي"},
		Why:      text.Text{FR: "Le numéro de patient, de séjour ou de dossier mène au dossier médical.", EN: "A patient, stay or record number leads to the medical record.", AR: "رقم المريض أو الملف يقود إلى الملف الطبي."},
		Fix:      text.Text{FR: "Supprimez-le.", EN: "Delete it.", AR: "احذفوه."},
		Severity: Block,
		Catches: []Example{{Text: "IPP : 8001234567"}, {Text: "dossier n° 45871"}, {Text: "MRN 00451278", Country: "US", Lang: text.EN}, {Text: "رقم الملف: 45871", Country: "MA"},
			{Text: "NHC: 2569870", Lang: "es"}},
		Spares: []Example{{Text: "Le dossier de presse compte 24 pages"}, {Text: "Rappel du lot n° 451278 de compresses"}, {Text: "Dossier 2024 : la santé mentale"}},
	},
	"ID-09": {
		Title:    text.Text{FR: "Numéro d'assuré", EN: "Insurance number", AR: "رقم التأمين"},
		Why:      text.Text{FR: "Le numéro d'adhérent ou d'immatriculation désigne une personne.", EN: "A member or registration number is one person's.", AR: "رقم الانخراط أو التسجيل يخص شخصا بعينه."},
		Fix:      text.Text{FR: "Supprimez-le.", EN: "Delete it.", AR: "احذفوه."},
		Severity: Block,
		Catches:  []Example{{Text: "Immatriculation CNSS 123456789", Country: "MA"}, {Text: "n° adhérent 00451278"}},
		Spares:   []Example{{Text: "La CNSS rembourse 70 % des frais", Country: "MA"}},
	},
	"ID-10": {
		Title:    text.Text{FR: "Compte, carte ou facture", EN: "Account, card or invoice", AR: "حساب أو بطاقة أو فاتورة"},
		Why:      text.Text{FR: "Un numéro de compte, de carte ou de facture désigne une personne et l'expose à la fraude.", EN: "An account, card or invoice number is one person's and exposes them to fraud.", AR: "رقم الحساب أو البطاقة أو الفاتورة يخص شخصا ويعرضه للاحتيال."},
		Fix:      text.Text{FR: "Supprimez-le.", EN: "Delete it.", AR: "احذفوه."},
		Severity: Block,
		Catches:  []Example{{Text: "IBAN FR14 2004 1010 0505 0001 3M02 606"}, {Text: "facture n° 20245871"}, {Text: "Carte 4111 1111 1111 1111"}},
		Spares:   []Example{{Text: "FR14 est notre stand au salon"}, {Text: "La facture s'élève à 12 millions"}},
	},
	"ID-12": {
		Title:    text.Text{FR: "Plaque d'immatriculation", EN: "Number plate", AR: "لوحة الترقيم"},
		Why:      text.Text{FR: "Une plaque mène à son propriétaire.", EN: "A number plate leads to its owner.", AR: "لوحة الترقيم تقود إلى صاحبها."},
		Fix:      text.Text{FR: "Supprimez ou floutez.", EN: "Delete or blur it.", AR: "احذفوها أو أخفوها."},
		Severity: High,
		Catches:  []Example{{Text: "La voiture AB-123-CD gêne l'accès"}, {Text: "السيارة 12345-أ-6 تعرقل المرور", Country: "MA"}},
		Spares:   []Example{{Text: "Salle AB 123, bâtiment CD"}},
	},
	"ID-13": {
		Title:    text.Text{FR: "Numéro de dispositif", EN: "Device serial number", AR: "رقم جهاز"},
		Why:      text.Text{FR: "Le numéro de série d'un implant ou d'un appareil mène à son porteur.", EN: "The serial number of an implant or device leads to its wearer.", AR: "الرقم التسلسلي للجهاز المزروع يقود إلى حامله."},
		Fix:      text.Text{FR: "Supprimez-le. Un numéro de lot, dans un rappel, peut rester.", EN: "Delete it. A batch number in a recall may stay.", AR: "احذفوه. يمكن الإبقاء على رقم الدفعة في إعلان السحب."},
		Severity: High,
		Catches:  []Example{{Text: "pacemaker S/N PJN451278"}},
		Spares:   []Example{{Text: "Rappel : lot 45127 du dispositif de perfusion"}},
	},
	"ID-15": {
		Title:    text.Text{FR: "Adresse IP", EN: "IP address", AR: "عنوان IP"},
		Why:      text.Text{FR: "Une adresse IP désigne un poste et parfois son utilisateur.", EN: "An IP address points at a machine and sometimes at its user.", AR: "عنوان IP يدل على جهاز وأحيانا على مستعمله."},
		Fix:      text.Text{FR: "Supprimez-la.", EN: "Delete it.", AR: "احذفوه."},
		Source:   "CJUE C-582/14 (Breyer)",
		Severity: Warn,
		Catches:  []Example{{Text: "Connexion depuis 192.0.2.44"}, {Text: "2001:db8:0:0:0:0:0:1"}},
		Spares:   []Example{{Text: "Version 2.4.1.10 du logiciel"}, {Text: "de 10:30 à 12:45"}},
	},
}

// nameCounts: a patient's or relative's name blocks; a name of nobody known is looked at again when care is spoken of.
func nameCounts(p *page, f Fact) (Severity, bool) {
	if p.in.Kind == Reply && f.Hailed && !p.confirmsCare() { // "Thank you Neil": he signed what is answered, and nothing is said of him
		return Info, f.Role == RoleUnknown || f.Role == RolePatient || f.Role == RoleRelative
	}
	switch f.Role {
	case RolePatient, RoleRelative:
		return Block, true
	case RoleUnknown:
		if f.Kind == FactInitials {
			return Block, true
		}
		if p.cared(f) || p.record() {
			return Block, true
		}
		if p.in.Kind == Alt || p.in.Kind == Caption || p.relativesAfter(f) {
			return High, true
		}
		switch {
		case f.Alone && f.Told: // somebody's story, and nothing says that they work here
			return High, true
		case f.Alone && (f.Full && f.Sure || f.Plain):
			return Warn, true
		}
		return Info, true
	}
	return Clear, false
}

// relativesAfter tells a name with "sa fille", "her husband" in its sentence.
func (p *page) relativesAfter(f Fact) bool { return p.says(f, saidFamily) }

func placeCounts(p *page, f Fact) (Severity, bool) {
	switch f.Kind {
	case FactRoom:
		if p.cared(Fact{Kind: FactPlace, Start: f.Start}) && p.otherCare(f) || p.in.Kind == Reply || p.somebodyIn(f) {
			return High, true
		}
		return Info, true
	case FactAddress, FactZIP:
		if p.cared(f) || p.record() || p.livesBefore(p.tokenAt(f.Start)) || p.homeBefore(p.tokenAt(f.Start)) && !p.institutional(f) {
			return High, true
		}
		if p.institutional(f) {
			return Clear, false
		}
		return Info, true
	}
	if p.specific(f) {
		return High, true
	}
	return Clear, false
}

// livesBefore tells "il habite", "she lives at", "vive en", "patient postcode:" before an address: somebody's home, whatever it is called.
func (p *page) livesBefore(i int) bool {
	return p.cueBefore(i, 6, "habite", "habitent", "domicilie", "domiciliee", "demeure", "demeurant", "loge", "lives", "vive", "viven", "يسكن", "تسكن", "يقطن", "تقطن") ||
		p.cueBefore(i, 3, "patient", "patiente", "paciente", "المريض", "المريضه")
}

// placeOfPatients: a school, a works, a quarter with a name, in a sentence that says somebody was brought in.
func placeOfPatients(p *page, from, to int) bool {
	named := p.tokens[to-1].capitalised() || p.tokens[from].capitalised() && p.tokens[from].kind != title
	return named && sentenceHas(p, from, "hospitalise", "hospitalisee", "hospitalises", "hospitalisees", "intoxique", "intoxiques", "blesse", "blesses", "blessee", "admis", "admise", "soignes", "patient", "patiente", "victime", "victimes", "admitted", "injured", "hospitalised", "hospitalized", "treated")
}

// otherCare reports whether somebody cared for stands near the room itself.
func (p *page) otherCare(room Fact) bool {
	if p.says(room, saidPatient) {
		return true
	}
	s := p.sentenceOf(room)
	for i := p.tokenAt(room.Start); i >= 0 && p.tokens[i].sentence == s; i-- {
		if p.personWord(i) {
			return true
		}
	}
	return false
}

// somebodyIn reports whether the sentence of a room speaks of somebody: "chambre 12, elle va mieux".
func (p *page) somebodyIn(room Fact) bool {
	s := p.sentences[p.tokens[p.tokenAt(room.Start)].sentence]
	for i := s.from; i < s.to; i++ {
		if p.is(i, "elle", "il", "monsieur", "madame", "dame", "he", "she", "him", "her", "gentleman", "lady", "el", "ella", "señor", "señora", "السيد", "السيده", "يرقد", "ترقد") {
			return true
		}
	}
	return false
}

// institutional tells an address of an organisation: CEDEX, BP, TSA, CS, or an organisation's word beside it.
func (p *page) institutional(f Fact) bool {
	i := p.tokenAt(f.Start)
	for j := max(0, i-8); j < min(len(p.tokens), i+16); j++ {
		if p.is(j, "cedex", "bp", "tsa", "cs", "hopital", "chu", "clinique", "centre", "hospital", "siege", "campus", "parking", "entree", "accueil", "maison", "collecte", "rendez", "salle", "institut", "faculte", "mairie", "espace", "residence", "ehpad") {
			return true
		}
	}
	return false
}

// dateCounts: a birth blocks; a date in a sentence about somebody cared for needs a second reader; an age over 89 too.
func dateCounts(p *page, f Fact) (Severity, bool) {
	switch f.Kind {
	case FactBirth:
		return Block, true
	case FactAge:
		if f.Number >= 90 {
			return High, true
		}
		return Info, true
	}
	if p.specific(f) || p.record() || p.in.Kind == Reply && p.addressed(f) {
		return High, true
	}
	return Clear, false
}

// addressed reports whether a sentence of a reply speaks of the reader's visit.
func (p *page) addressed(f Fact) bool {
	i := p.tokenAt(f.Start)
	s := p.sentences[p.tokens[i].sentence]
	for j := s.from; j < s.to; j++ {
		if p.is(j, "votre", "vos", "your", "vous", "you") {
			return true
		}
	}
	return false
}

// phoneCounts: a number of ours is nothing; a mobile, or a number beside somebody cared for, blocks; a line that is given as an
// organisation's is a hint to compare it with the published list.
func phoneCounts(p *page, f Fact) (Severity, bool) {
	switch {
	case p.ours.phone(f.Value) || serviceLine(f.Value, p.in.Country) && !p.record():
		return Clear, false
	case p.record() || p.relativeNear(f) || p.specific(f) || p.cared(f) && !p.lineCue(f):
		return Block, true
	case mobile(f.Value):
		return Block, true
	case p.lineCue(f):
		return Info, true
	}
	return Warn, true
}

func serviceLine(n, country string) bool {
	starts := func(prefixes ...string) bool {
		for _, s := range prefixes {
			if strings.HasPrefix(n, s) {
				return true
			}
		}
		return false
	}
	switch {
	case len(n) == 10 && country == "MA":
		return starts("0800", "0801", "0802", "0890")
	case len(n) == 10 && country != "GB" && starts("08"), len(n) >= 10 && starts("0800", "0808"):
		return true
	case country == "GB":
		return starts("0300", "0303", "0330", "0333", "0345", "0844", "0845", "0870", "0871")
	case country == "US":
		return starts("800", "888", "877", "866", "855", "844", "833", "1800", "1888", "1877", "1866", "1855", "1844", "1833")
	case country == "ES" || country == "":
		return len(n) == 9 && starts("900", "901", "902", "800")
	}
	return false
}

func mobile(n string) bool {
	return len(n) == 10 && (strings.HasPrefix(n, "06") || strings.HasPrefix(n, "07")) || len(n) == 11 && strings.HasPrefix(n, "07") || len(n) == 9 && n[0] == '6'
}

func (p *page) relativeNear(f Fact) bool {
	i := p.tokenAt(f.Start)
	for j := max(0, i-12); j < min(len(p.tokens), i+18); j++ {
		if p.sameSentence(j, i) && p.is(j, "famille", "maman", "papa", "fils", "fille", "mari", "epouse", "epoux", "mere", "pere", "frere", "soeur", "family", "mum", "mother", "father", "son", "daughter", "wife", "husband", "voisin", "voisine", "patient", "patiente", "compagne", "compagnon", "kin", "brother", "sister", "mom", "dad", "hijo", "hija", "madre", "padre", "marido", "mujer", "hermano", "hermana", "زوجها", "زوجته", "والدته", "والدتها", "اخته", "ابنها", "ابنته", "عائله", "ابنه", "والده") {
			return true
		}
	}
	return false
}

func (p *page) lineCue(f Fact) bool {
	i := p.tokenAt(f.Start)
	return p.cueBefore(i, 14, "tel", "telephone", "phone", "standard", "accueil", "secretariat", "contact", "contacts", "renseignements", "renseignement", "reservation", "reservations", "inscription", "inscriptions", "rendez", "vous", "rdv", "presse", "communication", "appelez", "appeler", "composez", "info", "infos", "informations", "fax", "service", "numero", "ligne", "urgences", "delegation", "adresse", "cedex", "book", "call", "booking", "enquiries", "information", "switchboard", "line", "press", "office", "appointment", "الهاتف", "هاتف", "للاستفسار", "الاتصال", "اتصلوا", "بالرقم", "الرقم", "telefono", "cita", "informacion", "visit", "email", "centre", "hopital", "chu", "clinique", "hospital")
}

var freeMail = [...]string{"gmail.", "yahoo.", "hotmail.", "outlook.", "orange.fr", "wanadoo.", "free.fr", "laposte.net", "sfr.fr", "icloud.", "live.", "msn.", "menara.ma", "aol.", "gmx.", "proton", "bbox.fr", "neuf.fr", "numericable", "telefonica", "terra.es", "ono.com", "btinternet", "me.com", "mail.com", "ymail"}

var sharedBoxes = [...]string{"presse", "press", "contact", "info", "accueil", "secretariat", "communication", "usagers", "direction", "dpo", "rdv", "recrutement", "service", "don", "media", "media", "pals", "enquir", "hello", "bonjour", "webmaster", "drh", "rh", "formation", "association", "newsletter", "inscription", "reservation", "admin", "support", "office", "recherche", "comms"}

// emailCounts: a free mailbox blocks; a shared mailbox of an organisation is nothing; a person's mailbox there is looked at.
func emailCounts(p *page, f Fact) (Severity, bool) {
	local, host, at := strings.Cut(f.Value, "@")
	if at && p.ours.domain(host) {
		return Clear, false
	}
	for _, box := range sharedBoxes {
		if at && strings.HasPrefix(local, box) && !freeHost(host) {
			return Clear, false
		}
	}
	if p.cared(f) || p.record() || !at {
		return Block, true
	}
	if freeHost(host) {
		return Block, true
	}
	for _, s := range sharedBoxes {
		if strings.Contains(local, s) {
			return Clear, false
		}
	}
	if !strings.ContainsAny(local, "._-0123456789") && !personal(local) {
		return Info, true
	}
	if p.cueBefore(p.tokenAt(f.Start), 10, "presse", "press", "contact", "contacts", "renseignements", "inscription", "inscriptions", "reponse", "candidature") {
		return Info, true
	}
	return Warn, true
}

// freeHost tells a provider of mailboxes for anybody.
func freeHost(host string) bool {
	for _, d := range freeMail {
		if strings.HasPrefix(host, d) || strings.Contains(host, "."+d) {
			return true
		}
	}
	return false
}

func personal(local string) bool { return isFirstName(local) }

// accountCounts: a person's page, or a handle or hashtag beside somebody cared for.
func accountCounts(p *page, f Fact) (Severity, bool) {
	switch f.Kind {
	case FactURL:
		for _, h := range p.ours.handles {
			if strings.Contains(f.Value, "/"+h) {
				return Clear, false
			}
		}
		if strings.Contains(f.Value, "leetchi") || strings.Contains(f.Value, "gofundme") || strings.Contains(f.Value, "cotizup") || strings.Contains(f.Value, "justgiving") || strings.Contains(f.Value, "caringbridge") || somebodysPage(f.Value) || p.cared(f) || p.possessive(f) {
			return High, true
		}
		return Info, true
	case FactHandle:
		if contains(p.ours.handles, f.Value) {
			return Clear, false
		}
		return High, p.cared(f) || p.relativeNear(f)
	}
	if contains(p.ours.hashtags, f.Value) {
		return Clear, false
	}
	return High, p.cared(f) && isFirstName(firstHump(string(p.s[f.Start+1:f.End]))) && !eponyms.lists(foldString(firstHump(string(p.s[f.Start+1:f.End]))))
}

// somebodysPage tells the address of a person's account: "facebook.com/first.last.12".
func somebodysPage(url string) bool {
	_, path, ok := strings.Cut(url, ".com/")
	if !ok || !strings.Contains(url, "facebook.") && !strings.Contains(url, "instagram.") {
		return false
	}
	first, rest, ok := strings.Cut(strings.Trim(path, "/"), ".")
	return ok && rest != "" && isFirstName(first)
}

// firstHump is the first word of a hashtag in CamelCase: Lucette of #LucetteMorvan; "" when it is one word.
func firstHump(tag string) string {
	for i, r := range tag {
		if i > 1 && unicode.IsUpper(r) {
			return tag[:i]
		}
	}
	return ""
}

func (p *page) possessive(f Fact) bool {
	return p.cueBefore(p.tokenAt(f.Start), 6, "son", "sa", "ses", "his", "her", "their", "leur", "patient", "patiente", "famille")
}

// traitCounts: a job or a claim to be the only one, said of somebody cared for.
func traitCounts(p *page, f Fact) (Severity, bool) {
	if p.says(f, saidPatient) && p.weight(f) > 0 {
		return High, true
	}
	return Clear, false
}
