package privacy

import "portevoix/bot/text"

// Who could be recognised although no name is given (domain rules QI-01 to QI-08).

func recognitionRules() []Rule {
	return []Rule{
		{
			ID:       "QI-01",
			Title:    text.Text{FR: "Combinaison qui fait reconnaître", EN: "A combination that identifies", AR: "تفاصيل مجتمعة تكشف الهوية"},
			Why:      text.Text{FR: "Aucun détail ne suffit, mais ensemble ils ne conviennent qu'à très peu de personnes : le patient ou ses proches reconnaîtraient l'histoire.", EN: "No detail is enough by itself, but together they fit very few people: the patient or the family would recognise the story.", AR: "لا يكفي أي تفصيل وحده، لكنها مجتمعة لا تنطبق إلا على قلة: قد يتعرف المريض أو أسرته على القصة."},
			Fix:      text.Text{FR: "Parlez de l'équipe plutôt que du patient, ou retirez assez de détails pour qu'il en reste deux au plus.", EN: "Speak of the team rather than the patient, or drop details until two at most remain.", AR: "تحدثوا عن الفريق بدل المريض، أو احذفوا التفاصيل حتى يبقى اثنان على الأكثر."},
			Source:   "G29 WP216 (individualisation, corrélation, inférence); CNOM, secret médical",
			Severity: Block,
			look:     combinations,
			Catches: []Example{
				{Text: "Une patiente de 34 ans, boulangère à Saint-Aubin, greffée du foie en mars."},
				{Text: "Un homme de 61 ans, berger, venu de Tafraout, a été opéré du cœur hier.", Country: "MA"},
				{Text: "On Sunday they saved a 58-year-old farmer from Lerwick who was struck by lightning.", Country: "GB", Lang: text.EN},
			},
			Spares: []Example{
				{Text: "Nos équipes prennent en charge chaque année plusieurs patients atteints de maladies rares."},
				{Text: "Le dépistage du cancer du sein est proposé aux femmes de 50 à 74 ans."},
			},
		},
		{
			ID:       "QI-02",
			Title:    text.Text{FR: "Petit effectif", EN: "Small count", AR: "عدد صغير"},
			Why:      text.Text{FR: "Moins de onze personnes, avec un lieu ou un service : on peut deviner de qui il s'agit.", EN: "Fewer than eleven people, with a place or a ward: one can guess who they are.", AR: "أقل من أحد عشر شخصا مع ذكر مكان أو مصلحة: يمكن تخمين هويتهم."},
			Fix:      text.Text{FR: "Écrivez « quelques patients » ou « moins de onze », ou élargissez la période ou le territoire.", EN: "Write \"a few patients\" or \"fewer than eleven\", or widen the period or the area.", AR: "اكتبوا «بعض المرضى» أو «أقل من أحد عشر»، أو وسعوا الفترة أو المنطقة."},
			Source:   "SNDS, seuil de 11 (CASD, Health Data Hub)",
			Severity: High,
			says:     []string{"(deux|trois|quatre|cinq|six|sept|huit|neuf|dix) (patients|patientes|enfants|deces|morts|blesses|malades|nourrissons|victimes|collegiens|eleves|residents)", "# (patients|patientes|enfants|deces|morts|blesses|malades|nourrissons|victimes|collegiens|eleves|residents)", "(two|three|four|five|six|seven|eight|nine|ten) (patients|children|deaths|babies|victims|pupils|residents|casualties)", "# (patients|children|deaths|babies|victims|pupils|residents|casualties)", "(ثلاثه|اربعه|خمسه|سته) (مرضى|اطفال|وفيات|ضحايا)"},
			when:     smallCount,
			Catches: []Example{
				{Text: "Trois enfants intoxiqués au collège Jean-Moulin sont hospitalisés chez nous"},
				{Text: "5 décès en réanimation cette semaine"},
			},
			Spares: []Example{
				{Text: "Deux patients maximum par chambre, visites de 14 h à 20 h."},
				{Text: "1 patient sur 4 ne vient pas à son rendez-vous."},
				{Text: "Visitors: max 2 per patient until 30 Nov", Country: "GB", Lang: text.EN},
				{Text: "Près de 2 300 enfants sont nés chez nous en 2024."},
				{Text: "Trois patients sur dix oublient leur traitement."},
			},
		},
		{
			ID:     "QI-03",
			Title:  text.Text{FR: "Maladie rare, première ou record d'une personne", EN: "Somebody's rare disease, first or record", AR: "مرض نادر أو سبق يخص شخصا"},
			Why:    text.Text{FR: "Ce qui n'arrive qu'à très peu de gens suffit presque à désigner la personne.", EN: "What happens to very few people nearly points at the person.", AR: "ما لا يحدث إلا لقلة يكاد يدل على صاحبه."},
			Fix:    text.Text{FR: "Parlez de la technique et de l'équipe, pas de la personne.", EN: "Speak of the technique and the team, not of the person.", AR: "تحدثوا عن التقنية والفريق لا عن الشخص."},
			Source: "CNIL, anonymisation; G29 WP216", Severity: High,
			facts: []FactKind{FactDisease}, counts: rareCounts,
			says: []string{"(seul|seule|unique) (cas|famille|patient|patiente|personne) ... (departement|region|france|maroc|pays|monde)", "only (case|patient|family|person) in", "premier (patient|greffe) ... (au|en|de|du)", "(first|youngest|oldest) patient ... (to|in|ever)", "unico caso (en|de)"},
			Catches: []Example{
				{Text: "Un patient de notre service, atteint d'une progéria, a reçu la visite des clowns."},
				{Text: "La seule famille du département touchée par cette maladie est suivie ici."},
				{Text: "The only case in Vermont is treated here.", Country: "US", Lang: text.EN},
			},
			Spares: []Example{
				{Text: "Journée mondiale des maladies rares : la mucoviscidose touche une naissance sur 4 500."},
				{Text: "Première dans notre CHU : une greffe complexe réussie par l'équipe de chirurgie."},
			},
		},
		{
			ID:     "QI-04",
			Title:  text.Text{FR: "Événement connu de la presse", EN: "An event in the news", AR: "حدث تناولته الصحافة"},
			Why:    text.Text{FR: "Les médias ont déjà dit qui : parler de vos patients les désigne.", EN: "The media have already said who: speaking of your patients points at them.", AR: "سبق للصحافة أن ذكرت الأشخاص، والحديث عن مرضاكم يدل عليهم."},
			Fix:    text.Text{FR: "« Nos équipes sont mobilisées. » Rien sur les personnes.", EN: "\"Our teams are at work.\" Nothing about the persons.", AR: "«فرقنا معبأة». لا شيء عن الأشخاص."},
			Source: "CSP R.4127-4", Severity: Block,
			says: []string{"(victime|victimes|blesse|blesses|rescape|rescapes|survivant|survivants|survivor|survivors|victims|casualties) (du|de|des|d|of|from) ... (accident|attentat|incendie|fusillade|seisme|avalanche|carambolage|explosion|bus|crash|attack|fire|shooting|train)", "(victime|victimes|blesses|victims) (est|sont|is|are) (chez nous|dans notre|here|with us)", "(victime|victimes|blesses) (est|sont) (chez|dans)", "seul* survivant*", "(only|sole) survivor", "(enfants|eleves|collegiens) intoxiques", "(الناجي|الناجيه) الوحيد*", "ضحايا (حادثه|حريق|زلزال)"},
			when: inTheNews,
			Catches: []Example{
				{Text: "Les victimes de l'accident du car scolaire sont chez nous."},
				{Text: "Karim, 19 ans, seul survivant du bus de Tizi N'Test", Country: "MA"},
				{Text: "The sole survivor of the crash is in our ICU.", Country: "GB", Lang: text.EN},
			},
			Spares: []Example{
				{Text: "Exercice plan blanc jeudi : des figurants joueront les victimes d'un accident de train."},
				{Text: "Nos équipes se forment à l'accueil des victimes d'attentat."},
				{Text: "Nos équipes ont accompagné une patiente victime d'un accident de la voie publique."},
			},
		},
		{
			ID:     "QI-05",
			Title:  text.Text{FR: "Récit en temps réel", EN: "Live story-telling", AR: "سرد مباشر"},
			Why:    text.Text{FR: "Raconter ce qui se passe maintenant permet de savoir de qui il s'agit.", EN: "Telling what happens now lets people know who it is.", AR: "سرد ما يحدث الآن يسمح بمعرفة الشخص."},
			Fix:    text.Text{FR: "Attendez, et généralisez.", EN: "Wait, and generalise.", AR: "انتظروا وعمموا."},
			Source: "CSP R.4127-4; GMC, social media", Severity: High,
			says: []string{"en ce moment (au bloc|en salle|aux urgences)", "en ce moment meme ... (bloc|patient|patiente|urgences)", "(arrive|arrivee|admis|admise) (cette nuit|ce matin|a l instant|il y a une heure)", "(right now|just now|live) ... (theatre|surgery|operating|emergency room)", "(rushed|brought) in (tonight|this morning|just now)", "live (depuis|du) bloc", "en direct (du|de la|de|depuis le|depuis la|des) (bloc|salle|maternite|reanimation|urgences)", "(heure par heure|minute par minute)", "on vous tient (au courant|informes)", "suivez ... (operation|intervention|greffe|accouchement|transplantation)", "(l operation|l intervention|la greffe|l accouchement) (a commence|est en cours|commence|vient de)", "live from (theatre|surgery|the operating|the delivery|our operating|our labour)", "(surgeons|doctors|midwives|team) (are|is) about to (transplant|operate|deliver|separate|remove)", "(surgery|operation|transplant|delivery) (has just|is now|is under way|is underway|has begun|is happening)", "en directo desde (el)? quirofano", "(ahora mismo|en este momento) ... (quirofano|operando|paritorio)", "(الان|مباشره|في هذه الاثناء) ... (غرفه العمليات|قاعه العمليات|المركب الجراحي)"},
			when: notTraining,
			Catches: []Example{
				{Text: "En ce moment au bloc : une équipe formidable autour d'un petit garçon."},
				{Text: "Arrivée cette nuit aux urgences, elle a déjà le sourire."},
			},
			Spares: []Example{{Text: "En ce moment, nos urgences connaissent une forte affluence."}, {Text: "Ce matin, nos équipes ont reçu la visite du préfet."}},
		},
		{
			ID:     "QI-06",
			Title:  text.Text{FR: "Même histoire dans plusieurs publications", EN: "The same story over several posts", AR: "القصة نفسها في عدة منشورات"},
			Why:    text.Text{FR: "Chaque publication seule est prudente ; ensemble, elles désignent la personne.", EN: "Each post alone is careful; together they point at the person.", AR: "كل منشور وحده حذر، لكنها مجتمعة تدل على الشخص."},
			Fix:    text.Text{FR: "Relisez les publications précédentes avec le délégué à la protection des données.", EN: "Read the earlier posts again with the data protection officer.", AR: "راجعوا المنشورات السابقة مع مسؤول حماية المعطيات."},
			Source: "GMC, Confidentiality; MDU", Severity: High,
			look: mosaic,
			Catches: []Example{{Text: "Une patiente de 34 ans greffée du foie en mars est rentrée chez elle à Saint-Aubin.",
				Earlier: []string{"Notre patiente de 34 ans, greffée du foie en mars, a pu sortir dans le jardin."}}},
			Spares: []Example{{Text: "Don du sang samedi à Saint-Aubin.", Earlier: []string{"Don du sang vendredi à Saint-Aubin."}}},
		},
		{
			ID:     "QI-07",
			Title:  text.Text{FR: "Faux anonymat", EN: "False anonymity", AR: "إخفاء هوية غير كاف"},
			Why:    text.Text{FR: "Changer le prénom ou masquer les yeux n'est qu'un pseudonyme : l'histoire reste reconnaissable.", EN: "A changed first name or a bar on the eyes is only a pseudonym: the story can still be recognised.", AR: "تغيير الاسم أو حجب العينين ليس إلا اسما مستعارا، وتبقى القصة معروفة."},
			Fix:    text.Text{FR: "Enlevez le personnage, ou transposez aussi le lieu, le moment et les circonstances.", EN: "Take the character out, or transpose place, time and circumstances too.", AR: "احذفوا الشخصية أو غيروا أيضا المكان والزمان والظروف."},
			Source: "CNIL, pseudonymisation", Severity: Warn,
			says: []string{"(prenom|prenoms|nom|noms) (a|ont|modifie|modifies|change|changes|fictif|fictifs|d) (ete|emprunt|modifie|change) ", "(prenom|prenoms|nom|noms) (modifie|modifies|change|changes|fictif|fictifs)", "prenom d emprunt", "(c est un pseudo|pseudonyme|nom d emprunt|prenom fictif)", "(on|nous) l appeller*", "appelons (la|le) _", "(names|name) (have|has) been changed", "name changed", "not (her|his|their) real name", "(bandeau|bande) noir* sur les yeux", "visage floute", "nombre (ficticio|cambiado)", "اسم مستعار", "الاسم مستعار"},
			Catches: []Example{
				{Text: "Inès (le prénom a été modifié) nous raconte son combat."},
				{Text: "Prénom modifié : Karim, 19 ans"},
				{Text: "Names have been changed.", Country: "GB", Lang: text.EN},
			},
			Spares: []Example{{Text: "Le service a changé de nom : il devient l'unité de cardiologie."}, {Text: "Choisir le prénom de bébé"}},
		},
	}
}

// combinations reports each person of whom too much is said.
func combinations(p *page, hit func(Hit)) {
	for _, person := range p.people {
		start, end := p.extentOf(person)
		few := person.Expected > 0 && person.Expected < riskyCrowd && len(person.Attributes) > 1
		switch {
		case person.Score >= 4 || few && person.Expected < criticalCrowd && person.Score >= 3:
			hit(Hit{Start: start, End: end, Severity: Block, Kind: "combination"})
		case person.Score == 3 || few:
			hit(Hit{Start: start, End: end, Severity: High, Kind: "combination"})
		case person.Score == 2:
			hit(Hit{Start: start, End: end, Severity: Info, Kind: "combination"})
		}
	}
}

// extentOf gives the bytes from the first to the last thing said about a person.
func (p *page) extentOf(person Person) (start, end int) {
	if len(person.Attributes) == 0 {
		return -1, -1
	}
	from, to := person.Attributes[0].Span.Start, 0
	for _, a := range person.Attributes {
		from, to = min(from, a.Span.Start), max(to, a.Span.End)
	}
	return p.byteOf(from), p.byteOf(to)
}

// smallCount tells a count of persons under eleven that says something happened to them.
func smallCount(p *page, from, to int) bool {
	t := p.tokens[from]
	if t.kind == number && (t.end-t.start > 2 || atoi(p.s[t.start:t.end]) > 10 || p.tokens[from].gap == glued || p.is(from-1, "pres", "plus", "jusqu") || p.numberJustBefore(from)) {
		return false
	}
	if p.is(to, "sur", "out", "in", "per", "par", "max", "maximum", "de", "a", "d", "on", "people", "at") && !p.is(to, "a", "de", "in", "at") || p.is(from-1, "max", "maximum", "a", "de", "par", "per", "every", "each", "chaque", "to", "minimum") || p.is(to, "de") && p.tokens[to].gap != glued && p.tokens[min(to+1, len(p.tokens)-1)].kind == number {
		return false
	}
	if sentenceHas(p, from, "trial", "trials", "study", "studies", "essai", "etude", "etudes", "cohort", "cohorte") {
		return false
	}
	s := p.sentences[p.tokens[from].sentence]
	for i := s.from; i < s.to; i++ {
		if p.is(i, "hospitalises", "hospitalisees", "hospitalise", "intoxiques", "blesses", "deces", "decedes", "admis", "admises", "soignes", "graves", "brules", "contamines", "positifs", "morts", "victimes", "reanimation", "urgence", "suivis", "suivies", "operes", "greffes",
			"hospitalised", "hospitalized", "admitted", "died", "deaths", "injured", "infected", "positive", "treated", "critical", "وفيات", "اصيب", "نقل") {
			return true
		}
	}
	return false
}

func (p *page) numberJustBefore(i int) bool { return i > 0 && p.tokens[i-1].kind == number }

// notTraining tells that a sentence speaks of the real thing, not of an exercise or of learning.
func notTraining(p *page, from, to int) bool {
	s := p.sentences[p.tokens[from].sentence]
	for i := s.from; i < s.to; i++ {
		if p.is(i, "exercice", "exercise", "drill", "forment", "formation", "formations", "training", "figurants", "simulation", "prevention", "association", "journee", "hommage", "aide", "accueil", "تمرين", "تكوين", "train", "prevent", "anniversaire", "anniversary") {
			return false
		}
	}
	return true
}

// inTheNews tells an event that people have heard of from "a victim of a road accident", which happens every day.
func inTheNews(p *page, from, to int) bool {
	if !notTraining(p, from, to) {
		return false
	}
	if !p.is(to-1, "accident") || p.is(from, "victimes", "victims", "blesses", "rescapes", "survivants", "survivors") {
		return true
	}
	s := p.sentences[p.tokens[from].sentence]
	for i := s.from; i < s.to; i++ {
		if p.weekday(i) || p.is(i, "hier", "matin", "nuit", "car", "train", "bus", "yesterday", "tonight") {
			return true
		}
	}
	return !p.is(to-2, "d", "un", "une", "a", "an") && !(p.sign(to-2, '\'') && p.is(to-3, "d"))
}

// rareCounts: a rare disease said of somebody.
func rareCounts(p *page, f Fact) (Severity, bool) {
	if f.Value != "rare" {
		return Clear, false
	}
	return High, p.specific(f)
}
