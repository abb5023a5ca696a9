package privacy

import "portevoix/bot/text"

// Privacy of the staff (domain rules STF-01 to STF-04).

func staffRules() []Rule {
	return []Rule{
		{
			ID:     "STF-01",
			Title:  text.Text{FR: "Nom d'un membre du personnel", EN: "Name of a member of staff", AR: "اسم أحد العاملين"},
			Why:    text.Text{FR: "Un soignant nommé sans accord écrit peut être retrouvé, contacté, mis en cause.", EN: "A carer named without written consent can be found, contacted, accused.", AR: "ذكر مهني صحة باسمه دون موافقته الكتابية قد يعرضه للملاحقة أو الاتهام."},
			Fix:    text.Text{FR: "Dites la fonction : « notre équipe d'infirmières ». Si la personne parle en public, ajoutez-la au profil.", EN: "Say the role: \"our nursing team\". If the person speaks in public, add them to the profile.", AR: "اذكروا الوظيفة: «فريق التمريض لدينا». وإن كان الشخص يتحدث علنا فأضيفوه إلى الملف التعريفي."},
			Source: "RGPD art. 6; droit à l'image, code civil art. 9", Severity: High,
			says:    []string{"(notre|votre) (infirmier|infirmiere|aide soignante|aide soignant|sage femme|brancardier|secretaire|ash|interne|auxiliaire) _", "our (nurse|midwife|porter|receptionist|intern|healthcare assistant|hca) _"},
			when:    namedStaff,
			facts:   []FactKind{FactName},
			counts:  staffCounts,
			Catches: []Example{{Text: "Our nurse Kelly works nights till 7 am, come say hi!", Country: "US", Lang: text.EN}, {Text: "Notre infirmière Sandrine vous attend à l'accueil."}},
			Spares:  []Example{{Text: "Notre infirmière vous attend à l'accueil."}, {Text: "Le Dr Vauquois, chef de service, explique la cœlioscopie."}},
		},
		{
			ID:     "STF-02",
			Title:  text.Text{FR: "Vie privée d'un membre du personnel", EN: "A colleague's private life", AR: "الحياة الخاصة لأحد العاملين"},
			Why:    text.Text{FR: "Horaires, domicile, voiture, grossesse, arrêt, syndicat : cela expose la personne.", EN: "Hours, home, car, pregnancy, sick leave, union: that exposes the person.", AR: "أوقات العمل والسكن والسيارة والحمل والمرض والنقابة معطيات تعرض الشخص للأذى."},
			Fix:    text.Text{FR: "Retirez-le.", EN: "Take it out.", AR: "احذفوها."},
			Source: "RGPD art. 5 et 9; MACSF, réseaux sociaux", Severity: Block,
			says: []string{"(works|working|on shift|finishes|finishing) ... (till|until|nights) ... (am|pm|#)", "works nights", "(infirmier*|medecin|interne|collegue|aide soignante|docteur|dr) _ ... (de nuit|de garde|termine|finit) ... (h|heures|#)", "(finit|termine|commence) (son service|sa garde) a #", "(collegue|infirmier*|medecin|interne) ... (enceinte|en arret maladie|en conge maternite|en burn out|syndique*|delegue syndical)", "(colleague|nurse|doctor) ... (pregnant|on sick leave|maternity leave|burnout|union member)", "(rentre|rentrera|habite) ... (seule|seul) ... (nuit|garde)"},
			look: colleagueIll,
			Catches: []Example{{Text: "Our nurse Kelly works nights till 7 am, come say hi!", Country: "US", Lang: text.EN}, {Text: "Notre collègue Sandrine est en arrêt maladie, pensons à elle."},
				{Text: "Une infirmière du service, hospitalisée chez nous pour un cancer, a retrouvé le sourire."}, {Text: "One of our porters had a stroke and is now a patient on his own ward.", Country: "GB", Lang: text.EN}},
			Spares: []Example{{Text: "Une infirmière de nuit raconte son métier."}, {Text: "Enceinte ? Nos sages-femmes vous accompagnent."}, {Text: "Une infirmière accompagne chaque patient hospitalisé."}, {Text: "Notre infirmière coordinatrice suit les patients atteints de cancer."}},
		},
		{
			ID:     "STF-03",
			Title:  text.Text{FR: "Mise en cause ou éloge d'un agent nommé", EN: "Accusing or praising a named colleague", AR: "اتهام أو مدح عامل باسمه"},
			Why:    text.Text{FR: "Répéter une accusation, ou un éloge, contre quelqu'un de nommé engage l'établissement.", EN: "Repeating an accusation, or praise, of somebody by name commits the hospital.", AR: "تكرار اتهام أو مدح شخص باسمه يلزم المؤسسة."},
			Fix:    text.Text{FR: "Remerciez « l'équipe » ; transmettez en interne.", EN: "Thank \"the team\"; pass it on inside.", AR: "اشكروا «الفريق» وبلغوا الرسالة داخليا."},
			Source: "Loi du 29 juillet 1881, art. 29; CNOM, témoignages", Severity: High, Kinds: []Kind{Reply},
			look:    staffInReply,
			Catches: []Example{{Text: "Merci ! Le Dr Vauquois est en effet formidable.", Kind: Reply}},
			Spares:  []Example{{Text: "Merci ! Nous transmettons à l'équipe.", Kind: Reply}},
		},
		{
			ID:     "STF-04",
			Title:  text.Text{FR: "Agression d'un membre du personnel", EN: "Assault on a colleague", AR: "اعتداء على أحد العاملين"},
			Why:    text.Text{FR: "Le détail d'une agression désigne la victime ; l'employeur lui doit protection.", EN: "The details of an assault point at the victim; the employer owes them protection.", AR: "تفاصيل الاعتداء تدل على الضحية، والمشغل ملزم بحمايتها."},
			Fix:    text.Text{FR: "« Un professionnel a été agressé. Nous le soutenons. Plainte est déposée. », avec son accord.", EN: "\"A colleague was assaulted. We support them. The police are informed.\", with their consent.", AR: "«تعرض أحد المهنيين لاعتداء، ونحن نسانده، وقُدمت شكاية»، بموافقته."},
			Source: "CGFP L.134-1 à L.134-5 (protection fonctionnelle)", Severity: High,
			says:    []string{"(infirmier*|medecin|interne|aide soignant*|agent|collegue|urgentiste) ... (a ete|s est fait) (agresse*|frappe*|poignarde*|gifle*|menace*|mordu*|insulte*)", "(infirmier*|medecin|interne|aide soignant*|agent|collegue|urgentiste) ... (agresse*|frappe*|poignarde*|gifle*|menace*|mordu*|insulte*)", "(nurse|doctor|paramedic|colleague|porter) ... (assaulted|punched|stabbed|slapped|threatened|attacked|spat)", "(ممرض|ممرضه|طبيب|طبيبه) ... (اعتداء|تعرض|ضرب)"},
			when:    aboutSomebody,
			Catches: []Example{{Text: "Une infirmière de 28 ans du service des urgences a été frappée au visage mardi."}, {Text: "A nurse was punched in the face in our A&E last night.", Country: "GB", Lang: text.EN}},
			Spares:  []Example{{Text: "Formation contre les agressions : nos équipes apprennent à désamorcer."}},
		},
	}
}

// staffCounts: a colleague who is named without speaking in public is a hint to ask them; in what reads like a record, more.
func staffCounts(p *page, f Fact) (Severity, bool) {
	switch {
	case f.Role != RoleStaff || p.in.Kind == Reply:
		return Clear, false
	case p.record():
		return High, true
	}
	return Info, true
}

// colleagueIll finds a member of staff of whom the text says that they are ill, in care, or with child: between the word for the
// colleague and what is said nobody else is spoken of.
func colleagueIll(p *page, hit func(Hit)) {
	p.books.ill.find(p, func(_ int32, from, to int) {
		for i := from - 1; i >= 0 && i > from-22 && p.sameSentence(i, from); i-- {
			n, known := p.nounAt(i)
			switch {
			case p.colleague(i) || known && n.kind == staffNoun && p.articleBefore(i, max(0, i-4)):
				if !p.general(p.sentences[p.tokens[i].sentence]) {
					hit(Hit{Start: int(p.tokens[i].start), End: int(p.tokens[to-1].end)})
				}
				return
			case known && n.kind != staffNoun, p.is(i, "patients", "patientes", "personnes", "people", "enfants", "children", "pacientes", "familles", "families", "ceux", "celles", "those"):
				return
			}
		}
	})
}

// colleague tells "notre collègue", "a member of our catering staff", "one of our porters", "una compañera".
func (p *page) colleague(i int) bool {
	switch {
	case p.is(i, "collegue", "consoeur", "confrere", "companera", "companero", "زميلنا", "زميلتنا", "زميل", "زميله"):
		return !p.is(i-1, "son", "sa", "mon", "ma", "ton", "his", "her")
	case p.is(i, "colleague"):
		return p.is(i-1, "our", "a", "dear", "beloved", "former")
	case p.is(i, "staff", "personnel", "equipe", "team", "plantilla"):
		for j := i - 1; j >= 0 && j > i-6; j-- {
			if p.is(j, "member", "membre", "agent", "salarie", "salariee", "miembro") {
				return true
			}
		}
	case p.is(i+1, "de", "del") && p.is(i+2, "notre", "nuestro", "nuestra") && p.is(i+3, "hopital", "service", "equipe", "etablissement", "clinique", "chu", "hospital", "equipo", "centro"),
		p.is(i+1, "from", "in") && p.is(i+2, "our") && p.is(i+3, "team", "hospital", "department", "kitchen", "laundry"):
		n, known := p.nounAt(i)
		return known && (n.kind == staffNoun || n.kind == jobNoun)
	case p.is(i-1, "our", "nos") && (p.is(i-2, "of", "de") && p.is(i-3, "one", "l", "un", "une") || p.is(i-2, "of") && p.is(i-3, "one")):
		n, known := p.nounAt(i)
		return !known || n.kind == staffNoun || n.kind == jobNoun || n.kind == tradesNoun
	}
	return false
}

// illnessOfStaff are phrases for the illness, the care or the pregnancy of the one spoken of, in the singular.
var illnessOfStaff = [...]string{
	"en arret (maladie|depuis|pour|de travail)", "(hospitalise|hospitalisee|opere|operee|admis|admise|greffe|greffee|soigne|soignee|transportee|transporte|intubee|intube) (chez|dans|en|aux|au|a|pour|depuis|hier|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|par|de|d|du|cette|ce|sur)", "(atteint|atteinte|souffrant|souffre|malade|victime) (d|de|du)", "(son|sa) (propre)? (cancer|maladie|chimio|chimiotherapie|grossesse|accouchement|leucemie|depression|burn out|fausse couche|operation|infarctus|avc|greffe|handicap|convalescence|remission|dialyse|tumeur)", "(a ete|est|etait) (transportee|transporte|conduite|conduit|heliportee|heliporte|admise|admis|renversee|renverse|percutee|percute|brulee|brule|blessee|blesse)", "(apres|victime d|suite a) (un|une|son|sa)? (accident|chute|agression|infarctus|avc|malaise|incendie)", "a accouche", "a mis au monde", "a donne naissance", "est enceinte", "enceinte de", "se bat contre", "lutte contre (un|une|son|sa|la|le)", "en remission", "en burn out", "a (fait|subi|eu) (un|une) (avc|infarctus|malaise|fausse couche|arret|operation|accident|rechute|tentative)", "pour (un|une) (cancer|leucemie|tumeur|depression|infarctus|avc|fracture)", "en (congé|conge) (maternite|longue maladie|pathologique)",
	"(gave|given|giving) birth", "(was|is|were|been) (brought|rushed|flown|airlifted|taken|wheeled) (in|to|here|into)", "after (a|an|his|her) _ (accident|fall|crash|stroke|attack|injury|operation)", "after (a|an|his|her) (accident|fall|crash|stroke|attack|injury|operation)", "had (a|an) (stroke|heart|miscarriage|operation|accident|breakdown|seizure|overdose)", "(is|was|now|are) a patient (on|in|at|of|here)", "(was|is|has been|been) (admitted|hospitalised|hospitalized|diagnosed|sectioned|operated|treated) (to|in|on|with|for|at|here|as|last|this)", "collapsed (while|at|in|on|during|last|this)", "(battling|fighting|recovering from|suffering from|off sick|signed off|on sick leave)", "(his|her) (own)? (cancer|illness|chemo|chemotherapy|pregnancy|depression|stroke|leukaemia|transplant|diagnosis|miscarriage)", "is (expecting|pregnant)", "in our (own)? (intensive|icu|ward|labour)", "(on|in) our own (ward|labour|icu|unit|maternity)",
	"(ingresad|operad|hospitalizad)@ (en|por|desde|ayer|de)", "(esta|de) baja (por|medica|desde)", "(su|sus) (cancer|enfermedad|embarazo|parto|quimioterapia|operacion|depresion)", "(padece|sufre|sufrio|supera|lucha contra) (un|una|el|la|de)", "dio a luz", "esta embarazada", "victima de violencia",
	"(ادخل|ادخلت|اصيب|اصيبت|يعاني|تعاني|يرقد|ترقد|اجريت له|اجريت لها|وضعت مولود*) _", "(حامل|في عطله مرضيه)"}

// namedStaff: the word after the role is a first name.
func namedStaff(p *page, from, to int) bool {
	i := to - 1
	return p.tokens[i].capitalised() && isFirstName(p.written(i)) && !p.ourWords(i)
}

// staffInReply: a reply that names somebody of the staff.
func staffInReply(p *page, hit func(Hit)) {
	for _, f := range p.facts {
		if f.Kind == FactName && (f.Role == RoleStaff || f.Role == RolePublic) {
			hit(Hit{Start: f.Start, End: f.End, Kind: "staff"})
		}
	}
}
