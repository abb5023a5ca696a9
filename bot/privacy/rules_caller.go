package privacy

import "portevoix/bot/text"

// Rules that need something from whoever asks: what was there before transposing, how long the network lets a text be, and that advice
// to everybody is read by a doctor (domain rules QI-08, ACC-06, INF-04).

func callerRules() []Rule {
	return []Rule{
		{
			ID:     "QI-08",
			Title:  text.Text{FR: "Transposition incomplète", EN: "Not wholly transposed", AR: "تحوير غير مكتمل"},
			Why:    text.Text{FR: "Ces mots du récit d'origine, qui font reconnaître la personne, sont encore là.", EN: "These words of the original story, which make the person recognisable, are still there.", AR: "لا تزال هنا كلمات من القصة الأصلية تكشف الشخص."},
			Fix:    text.Text{FR: "Remplacez-les aussi, ou parlez de l'équipe seule.", EN: "Replace them too, or speak of the team alone.", AR: "غيروها أيضا أو تحدثوا عن الفريق وحده."},
			Source: "CNOM, transposition", Severity: Block,
			look: stillThere,
			Catches: []Example{
				{Text: "Belle histoire : un homme du métier, berger de son état, va bien.", Original: "Un homme de 61 ans, berger, venu de Tafraout, a été opéré du cœur hier.", Country: "MA"},
				{Text: "Une équipe formidable, un repas chez les Morvan.", Original: "Mme Lucette Morvan, 82 ans, est sortie de réanimation."},
			},
			Spares: []Example{
				{Text: "Nos équipes du cœur sont mobilisées jour et nuit.", Original: "Un homme de 61 ans, berger, venu de Tafraout, a été opéré du cœur hier.", Country: "MA"},
				{Text: "Portes ouvertes samedi 14 juin.", Original: "Portes ouvertes samedi 14 juin, de 9 h à 17 h."},
			},
		},
		{
			ID:     "ACC-06",
			Title:  text.Text{FR: "Trop long pour ce réseau", EN: "Too long for this network", AR: "أطول مما تسمح به الشبكة"},
			Why:    text.Text{FR: "Le réseau refuserait ce texte ou le couperait.", EN: "The network would refuse this text or cut it.", AR: "سترفض الشبكة هذا النص أو تقطعه."},
			Fix:    text.Text{FR: "Raccourcissez, ou faites deux publications.", EN: "Shorten it, or make it two posts.", AR: "اختصروا النص أو اجعلوه منشورين."},
			Source: "practice", Severity: High, Kinds: []Kind{Post, Notice, Reply, Caption},
			look: func(p *page, hit func(Hit)) {
				if p.in.Over > 0 {
					hit(Hit{Start: -1, End: -1})
				}
			},
			Catches: []Example{{Text: "Merci à toutes et à tous.", Over: 12}},
			Spares:  []Example{{Text: "Merci à toutes et à tous."}},
		},
		{
			ID:     "INF-04",
			Title:  text.Text{FR: "Conseil de santé", EN: "Health advice", AR: "نصيحة صحية"},
			Why:    text.Text{FR: "Un conseil donné à tous doit être relu par un médecin : la demande de validation lui parvient.", EN: "Advice to everybody must be read by a doctor: the request for approval goes to one.", AR: "النصيحة الموجهة للجميع يجب أن يراجعها طبيب: يصل إليه طلب المصادقة."},
			Fix:    text.Text{FR: "Citez la source (HAS, SpF, OMS) ; le validateur médical est prévenu.", EN: "Name the source (NHS, CDC, WHO); the medical validator is told.", AR: "اذكروا المصدر (وزارة الصحة، منظمة الصحة العالمية)؛ يُخبر المصادق الطبي."},
			Source: "CNOM, charte 2025", Severity: Info, Kinds: []Kind{Post, Caption},
			says: []string{
				"buvez (de l eau|beaucoup|regulierement|suffisamment)", "(evitez|limitez) (l alcool|le tabac|le soleil|les efforts|le sel|le sucre|de fumer|de boire)", "lavez vous les mains", "faites vous (vacciner|depister)", "(vaccinez|hydratez) vous", "protegez vous (du|de|des|contre)", "en cas de (fievre|douleur|douleurs|symptomes|essoufflement|malaise)",
				"drink (plenty|water|enough)", "(avoid|limit) (alcohol|smoking|the sun|salt|sugar)", "wash your hands", "get (vaccinated|screened|tested)", "if you have (a fever|symptoms|chest pain)",
				"اغسلوا ايديكم", "اشربوا (الماء|كميه)", "تجنبوا (التدخين|الشمس|الكحول)", "في حاله (الحمى|الالم|ضيق)",
			},
			Catches: []Example{
				{Text: "Canicule : buvez régulièrement et restez au frais."}, {Text: "Bronchiolite : lavez-vous les mains avant de prendre bébé dans les bras."},
				{Text: "Get vaccinated against flu before winter.", Country: "GB", Lang: text.EN}, {Text: "اغسلوا أيديكم قبل لمس الرضيع.", Country: "MA", Lang: text.AR},
			},
			Spares: []Example{{Text: "Le centre de vaccination ouvre lundi à 9 h."}, {Text: "Merci aux équipes qui se lavent les mains cent fois par jour."}},
		},
	}
}

// stillThere looks for what identified somebody in the text before it was transposed.
func stillThere(p *page, hit func(Hit)) {
	if p.original == nil {
		return
	}
	for _, s := range p.original.tellingParts() {
		words := p.original.wordsOf(s)
		for i := 0; i+len(words) <= len(p.tokens); i++ {
			if p.saysAt(i, words) {
				hit(Hit{Start: int(p.tokens[i].start), End: int(p.tokens[i+len(words)-1].end), Kind: "kept"})
			}
		}
	}
}

// tellingParts are the identifiers of a text, each word of a name, and all that is said of somebody recognisable but their sex.
func (p *page) tellingParts() []Span {
	spans := p.identifying()
	spans = append(spans, p.namedAgain(spans)...)
	for _, person := range p.people {
		if !recognisable(person) {
			continue
		}
		for _, a := range person.Attributes {
			if kind := FactKind(a.Name); kind != FactSex && kind != FactService && kind != FactDisease && kind != FactName {
				spans = append(spans, a.Span)
			}
		}
	}
	return spans
}

// wordsOf are the words and figures of a span, folded; nil when they are too few letters to mean anything.
func (p *page) wordsOf(s Span) (words []string) {
	letters := 0
	for i := p.tokenAt(p.byteOf(s.Start)); i < len(p.tokens) && int(p.tokens[i].start) < p.byteOf(s.End); i++ {
		if word := p.fold(i); word != "" {
			words, letters = append(words, word), letters+len(word)
		}
	}
	if letters < 4 {
		return nil
	}
	return words
}

// saysAt reports whether the words begin at token i, one after the other.
func (p *page) saysAt(i int, words []string) bool {
	for k, w := range words {
		if p.fold(i+k) != w {
			return false
		}
	}
	return len(words) > 0
}
