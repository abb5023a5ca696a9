package privacy

import (
	"bytes"
	"hash/fnv"

	"portevoix/bot/privacy/lexicon"
	"portevoix/bot/text"
)

// Recognition by combination: what is said about a person of the text, counted together. (domain rule QI-01: 2 a hint, 3 risky,
// 4 or more too much; one more for what is rare by itself.)

// peopleBook are the phrases that say something about somebody cared for; the tag is the place in sayings.
func peopleBook() *phrasebook {
	b := newPhrasebook()
	for i, s := range sayings {
		b.add(int32(i), s.says...)
	}
	return b
}

var sayings = [...]struct {
	kind FactKind
	says []string
}{
	{FactPatient, []string{"(un|une|le|la|notre|ce|cette|jeune|petit|petite|premier|premiere) (patient|patiente|homme|femme|fillette|garcon|garconnet|bebe|nourrisson|adolescent|adolescente|malade|blesse|blessee|dame|retraite|retraitee|nonagenaire|octogenaire|centenaire|randonneur|randonneuse|maman)", "(a|our|the|young|little|first) (patient|man|woman|boy|girl|baby|toddler|teenager|lady|mum|mom|pensioner|hiker)", "year old", "month old", "(un|una|el|la|nuestro|nuestra) (paciente|varon|hombre|mujer|nino|nina|bebe|joven|lactante)", "(مريض|مريضه|طفل|طفله|رضيع|سيده|رجل|شاب|السيد|السيده|المريض|المريضه)"}},
	{FactPatient, []string{"(hospitalise|hospitalisee|admis|admise|opere|operee|greffe|greffee|transplante|transplantee|soigne|soignee|amputee|ampute|defiguree|reanime|reanimee) ", "(operated|admitted|transplanted|hospitalised|hospitalized)", "(ingresado|ingresada|operado|operada|operamos)"}},
	{FactJob, []string{"(boulanger|boulangere|institut*|enseignant|enseignante|berger|agriculteur|agricultrice|ouvrier|ouvriere|macon|pecheur|pompier|gendarme|policier|policiere|facteur|coiffeur|coiffeuse|avocat|avocate|etudiant|etudiante|chauffeur|routier|viticulteur|eleveur|professeure|notaire|pharmacien|maire|plombier|electricien|mecanicien|serveuse|serveur|caissiere)", "(volunteer|teacher|farmer|baker|fisherman|firefighter|plumber|student|postman|shopkeeper|solicitor|mayor|vicar)", "(farero|panadero|panadera|profesor|profesora|agricultor|pescador|carpintero|maestra|maestro|alcalde)", "(معلم|معلمه|استاذ|استاذه|فلاح|راعي|خباز|تلميذ|تلميذه|سائق)"}},
	{FactFamily, []string{"(mere|pere) de (deux|trois|quatre|cinq|six|sept|#)", "(son|sa) (pere|mere|mari|femme|fils|fille|frere|soeur|compagne|compagnon|maman|papa)", "(trois|deux) (freres|soeurs)", "(jumeaux|jumelles|triples)", "(mother|father|mum|dad) of (two|three|four|five|#)", "(his|her) (father|mother|husband|wife|son|daughter|brother|sister|mum|dad)", "(madre|padre) de (dos|tres|cuatro|#)", "(ام|اب) ل"}},
	{FactOrigin, []string{"(allemand|anglais|algerien|algerienne|syrien|syrienne|ukrainien|ukrainienne|senegalais|guineen|afghan|afghane|roumain|roumaine)", "d origine _"}},
	{FactCircumstance, []string{"accident (de|d) _", "(renverse|renversee|mordu|mordue|foudroye|foudroyee|noye|noyee|poignarde|poignardee|electrocute|electrocutee|intoxique|intoxiquee|intoxiques|percute|percutee)", "(tombe|tombee|chute) (d|de|du|dans)", "morsure (d|de) _", "(retrouve|retrouvee) apres", "seul* survivant*", "(struck|hit) by _", "(fell|fallen) (from|off|into)", "(stabbed|drowned|electrocuted|bitten)", "(cayo|caida) (a|en|de|al)", "malaise pendant", "seisme", "avalanche", "attentat"}},
	{FactService, []string{"(en|notre service de|service de|unite de|unite) (cardiologie|neurochirurgie|pediatrie|reanimation|oncologie|psychiatrie|neurologie|maternite|neurovasculaire|orthopedie|medecine|chirurgie|nephrologie|hematologie)", "(intensive care|icu|nicu|uci)"}},
	{FactStay, []string{"(apres|pendant) # (jours|semaines|mois) (en|d|de|dans|a)", "(after|for) # (days|weeks|months) in", "(tras|durante) # (dias|semanas|meses) en"}},
	{FactOutcome, []string{"(est sorti|est sortie|a regagne|rentre chez|rentree chez|rentrer chez|est decede|est decedee|est mort|est morte|nous a quittes)", "(went home|discharged|passed away|died)", "(recibe * alta|recibe hoy el alta|fallecio)", "(توفي|توفيت|غادر|غادرت) _"}},
	{FactUnique, []string{"(seul|seule|premier|premiere|unique) (cas|famille|patient|patiente|survivant|survivante|greffe|personne|homme|femme|bebe|enfant) ...", "(only|first) (case|patient|survivor|family|person|baby)", "premiere (greffe|mondiale|en|au|du)", "(first) ... baby", "unico caso", "le plus (jeune|age)"}},
	{FactDisease, []string{"(cancer|leucemie|sarcome|tumeur|avc|infarctus|mucoviscidose|diabete|epilepsie|sclerose|malformation|insuffisance|lymphome|melanome|glioblastome) ", "(greffe|greffee) (du|de|des) (foie|coeur|poumons|rein|mains|visage)", "(greffe|transplantation) ... (foie|coeur|poumons|rein|mains|visage)", "(triple pontage|pontage)", "(leukaemia|leukemia|stroke|tumour|tumor|fibrosis|lymphoma|sepsis)", "enfermedad de _", "(سرطان|السكري|القلب)"}},
}

// findPeople adds what is said about persons and gathers it: one person per text for whom the text cares.
func (p *page) findPeople() {
	p.findAges()
	p.books.people.find(p, func(tag int32, from, to int) {
		if sayings[tag].kind == FactPatient && to == from+1 && p.nounOrPresent(from) {
			return
		}
		p.addFact(Fact{Kind: sayings[tag].kind, Start: int(p.tokens[from].start), End: int(p.tokens[to-1].end)})
	})
	p.findDiseases()
	p.findHomes()
	p.sortFacts()
	if person, ok := p.gather(); ok {
		p.people = append(p.people, person)
	}
}

// findDiseases adds the rare diseases of the text; Value is "rare".
func (p *page) findDiseases() {
	for i := range p.tokens {
		t := p.tokens[i]
		if !t.word() || t.fend-t.fstart < 4 {
			continue
		}
		if n, _ := lexicon.DiseaseAt(string(p.s[t.start:min(int(t.start)+160, len(p.s))])); n > 0 {
			p.addFact(Fact{Kind: FactDisease, Start: int(t.start), End: int(t.start) + n, Value: "rare"})
		}
	}
}

// findHomes adds places that a person comes from: "à Saint-Aubin", "venue de Tafraout", "from Lerwick", "من دوار أيت علي".
func (p *page) findHomes() {
	for i := range p.tokens {
		if !p.is(i, "a", "de", "d", "from", "in", "of", "originaire", "habitant", "douar", "دوار", "village", "en") || i+1 >= len(p.tokens) {
			continue
		}
		if p.is(i-1, "chu", "ch", "chr", "hopital", "hopitaux", "clinique", "universite", "maternite", "faculte", "mairie", "ville", "maire", "centre", "institut", "hospital", "university", "ecole", "academie", "rectorat", "prefecture", "nomination", "samu", "ars", "gare", "pays") {
			continue
		}
		j := i + 1
		if p.sign(j, '\'') {
			j++
		}
		if j >= len(p.tokens) || !p.tokens[j].capitalised() && p.tokens[j].kind != uncased || p.tokens[j].gap == line {
			continue
		}
		t := p.tokens[j]
		if p.is(i, "douar", "دوار") {
			p.addFact(Fact{Kind: FactPlace, Start: int(p.tokens[i].start), End: int(t.end)})
			continue
		}
		if n, found := lexicon.PlaceAt(string(p.s[t.start:min(int(t.start)+80, len(p.s))])); n > 0 && p.near(found) {
			p.addFact(Fact{Kind: FactPlace, Start: int(t.start), End: int(t.start) + n})
		}
	}
}

// near reports whether one of the places is in the text's country, or is known far from it.
func (p *page) near(found []lexicon.Place) bool {
	for _, f := range found {
		if p.in.Country == "" || f.Country == p.in.Country || f.Population > 50_000 {
			return true
		}
	}
	return false
}

// nounOrPresent tells "une greffe", "il opère", which say nothing of somebody, from "greffé", "opéré", alike once folded.
func (p *page) nounOrPresent(i int) bool {
	return p.is(i, "greffe", "opere", "ampute", "transplante", "reanime") && p.tokens[i].kind != upper && !bytes.HasSuffix(p.s[p.tokens[i].start:p.tokens[i].end], []byte("é"))
}

var attributeLabels = map[FactKind]text.Text{
	FactName:         {FR: "nom", EN: "name", AR: "الاسم"},
	FactAge:          {FR: "âge", EN: "age", AR: "السن"},
	FactPlace:        {FR: "lieu", EN: "place", AR: "المكان"},
	FactDate:         {FR: "date", EN: "date", AR: "التاريخ"},
	FactJob:          {FR: "métier", EN: "job", AR: "المهنة"},
	FactFamily:       {FR: "situation familiale", EN: "family", AR: "الوضع العائلي"},
	FactOrigin:       {FR: "origine", EN: "origin", AR: "الأصل"},
	FactDisease:      {FR: "maladie ou organe", EN: "disease or organ", AR: "المرض أو العضو"},
	FactCircumstance: {FR: "circonstance", EN: "circumstance", AR: "الظرف"},
	FactService:      {FR: "service", EN: "ward", AR: "المصلحة"},
	FactStay:         {FR: "durée du séjour", EN: "length of stay", AR: "مدة الاستشفاء"},
	FactOutcome:      {FR: "issue", EN: "outcome", AR: "المآل"},
	FactUnique:       {FR: "caractère unique", EN: "uniqueness", AR: "التفرد"},
}

// gather counts what is said near the words that introduce somebody cared for: in their sentence and the next.
func (p *page) gather() (Person, bool) {
	cares := map[int32]bool{}
	for _, f := range p.facts {
		if f.Kind == FactPatient || f.Kind == FactAge || f.Kind == FactName && (f.Role == RolePatient || f.Role == RoleRelative) {
			s := p.tokens[p.tokenAt(f.Start)].sentence
			cares[s], cares[s+1] = true, true
		}
	}
	var person Person
	seen := map[FactKind]bool{}
	for _, f := range p.facts {
		label, counted := attributeLabels[f.Kind]
		if !counted || seen[f.Kind] || !cares[p.tokens[p.tokenAt(f.Start)].sentence] || f.Kind == FactName && f.Role != RolePatient && f.Role != RoleRelative {
			continue
		}
		seen[f.Kind] = true
		person.Score++
		if f.Value == "rare" || f.Kind == FactAge && f.Number >= 90 {
			person.Score++
		}
		person.Attributes = append(person.Attributes, Attribute{Name: string(f.Kind), Label: label, Span: p.span(f.Start, f.End)})
	}
	return person, person.Score > 0
}

// A Case is what a text said about a person, kept as a signature so that a later text about the same case can be told: the kinds
// of things and keyed hashes of them, never the words.
type Case struct {
	ID   string // of the post, to show which
	Hash []uint64
}

// signature makes the case of a person: a hash per thing said, of its kind and of the words as folded.
func (p *page) signature(person Person) Case {
	var c Case
	for _, a := range person.Attributes {
		h := fnv.New64a()
		h.Write([]byte(a.Name + "=" + foldString(string([]rune(p.in.Text)[a.Span.Start:a.Span.End]))))
		c.Hash = append(c.Hash, h.Sum64())
	}
	return c
}

// Cases gives the signatures of the persons of a text, to keep beside the post and hand in as Input.Earlier later.
func (c *Checker) Cases(in Input, id string) []Case {
	p := c.read(in)
	var out []Case
	for _, person := range p.people {
		one := p.signature(person)
		one.ID = id
		out = append(out, one)
	}
	return out
}

// sameCase reports whether two or more things said of a person were said in one earlier case.
func sameCase(c Case, earlier []Case) bool {
	for _, e := range earlier {
		shared := 0
		for _, h := range c.Hash {
			for _, g := range e.Hash {
				if h == g {
					shared++
				}
			}
		}
		if shared >= 2 {
			return true
		}
	}
	return false
}
