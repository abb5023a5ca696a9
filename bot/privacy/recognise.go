package privacy

import (
	"bytes"
	"unicode/utf8"

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
	for i, s := range happenings {
		b.add(int32(len(sayings)+i), s.says...)
	}
	return b
}

func sayingKind(tag int32) FactKind {
	if int(tag) < len(sayings) {
		return sayings[tag].kind
	}
	return happenings[int(tag)-len(sayings)].kind
}

var sayings = [...]saying{
	{FactPatient, []string{"(un|une|le|la|notre|ce|cette|jeune|petit|petite|premier|premiere) (patient|patiente|homme|femme|fillette|garcon|garconnet|bebe|nourrisson|adolescent|adolescente|malade|blesse|blessee|dame|retraite|retraitee|nonagenaire|octogenaire|centenaire|randonneur|randonneuse|maman)", "(a|our|the|young|little|first) (patient|man|woman|boy|girl|baby|toddler|teenager|lady|mum|mom|pensioner|hiker)", "year old", "month old", "(un|una|el|la|nuestro|nuestra) (paciente|varon|hombre|mujer|nino|nina|bebe|joven|lactante)", "(مريض|مريضه|طفل|طفله|رضيع|سيده|رجل|شاب|السيد|السيده|المريض|المريضه)"}},
	{FactPatient, []string{"(hospitalise|hospitalisee|admis|admise|opere|operee|greffe|greffee|transplante|transplantee|soigne|soignee|amputee|ampute|defiguree|reanime|reanimee) ", "(operated|admitted|transplanted|hospitalised|hospitalized)", "(ingresado|ingresada|operado|operada|operamos)"}},
	{factCare, []string{"(hospitalise|hospitalisee|soigne|soignee|opere|operee|greffe|greffee|admis|admise|transfere|transferee|heliporte|heliportee|reanime|reanimee|intube|intubee|ampute|amputee|sauve|sauvee|evacue|evacuee)", "(suivi|suivie|traite|traitee|venu|venue) pour (un|une|des|sa|son)", "pris en charge", "prise en charge (par|chez|dans|aux|a|pour)", "(est|a) (rentre|rentree|regagne|quitte|retrouve) (chez|son|notre|sa|le|la)", "(rentre|rentree|sorti|sortie) (de notre|chez elle|chez lui)", "(a|ont) accouche", "(remercie|remercient|salue) (l equipe|les equipes|nos equipes|notre equipe|le service|les soignants)", "(separe|separee|separees|separes) (dans|par)", "(a recu|recoit) (un|une|son) (greffe|coeur|rein|foie|poumon|prothese|visite|implant)", "ne (a|au|dans) ", "pese", "marche de nouveau", "(atteint|atteinte) (d|de)", "dans notre (reanimation|service|unite|maternite|bloc)",
		"(admitted|discharged|hospitalised|hospitalized|transplanted|resuscitated|rescued|intubated|amputated|sedated)", "(flown|airlifted|rushed|taken|brought|transferred) to (us|our|the)", "(caring|care) for (a|the|our|this)", "(treated|saved|operated on|welcomed) (a|an|the|our)", "(recovering|recovers|recuperating|treated|looked after) (on|in|at) (our|the)", "went home", "goes home", "(told|tells|shared|shares) (his|her) story", "(raconte|temoigne de) (son|sa) (combat|maladie|parcours|greffe|histoire)", "(gave birth|walked again|woke up|is awake)", "(days|weeks|months) (in|on) our", "(her|his) (surgery|operation|transplant|treatment)",
		"(ingresado|ingresada|operado|operada|trasladado|trasladada|trasplantado|trasplantada)", "(recibe|recibio) (el|hoy) (alta|el alta)", "(dimos de alta|atendido|atendida) ", "(operamos|atendimos|salvamos) a (un|una)"}},
	{FactJob, jobs},
	{FactFamily, []string{"(mere|pere|maman|papa) de (deux|trois|quatre|cinq|six|sept|#)", "(son|sa) (pere|mere|mari|femme|fils|fille|frere|soeur|compagne|compagnon|maman|papa|grand mere|grand pere)", "leurs (parents|enfants)", "(deux|trois|quatre) (freres|soeurs)", "enceinte de _", "(jeune maries|mariee|fiancee|veuve|veuf)", "(mother|father|mum|dad|mom) of (two|three|four|five|six|#|twins|triplets|quadruplets)", "(his|her) (father|mother|husband|wife|son|daughter|brother|sister|mum|dad|fiance|partner|wedding)", "(bride|groom|widow|widower)", "(madre|padre) de (dos|tres|cuatro|#)", "su (madre|padre|hijo|hija|marido|mujer|hermano)", "(ام|اب) ل", "(والده|والدها|والدته|زوجها|زوجته|ابنها)"}},
	{FactOrigin, []string{"(allemand|anglais|algerien|algerienne|syrien|syrienne|ukrainien|ukrainienne|senegalais|guineen|afghan|afghane|roumain|roumaine)", "d origine _"}},
	{FactCircumstance, []string{"accident (de|d|du) _", "accidente*", "(renverse|renversee|mordu|mordue|pique|piquee|foudroye|foudroyee|noye|noyee|poignarde|poignardee|electrocute|electrocutee|intoxique|intoxiquee|intoxiques|percute|percutee|ecrase|ecrasee|defenestre|brule|brulee|enseveli|ensevelie|agresse|agressee|encorne|encornee|happe|happee|coince|coincee)", "(tombe|tombee|chute) (d|de|du|dans|a|en)", "(morsure|piqure|coup|coups|explosion|noyade|avalanche|coulee) (d|de|du) _", "(retrouve|retrouvee) (apres|dans|au)", "seul* survivant*", "(naufrage|crash|carambolage|collision|incendie|attentat|seisme|avalanche|rixe|fusillade) ", "malaise (pendant|lors|en|au|a)", "(struck|hit|bitten|stung|crushed|gored|attacked|kicked) by _", "(fell|fallen|falling) (from|off|into|overboard|down|through)", "(stabbed|drowned|electrocuted|collapsed|collapsing|trapped)", "(crash|fire|explosion|shooting|avalanche|shipwreck|earthquake|stampede)", "breaking (his|her) _", "(cayo|caida) (a|en|de|al|desde)", "(atropellado|atropellada|mordido|mordida|picado|electrocutado)", "(حادثه|حريق|زلزال|سقط|سقطت|لدغه|غرق)"}},
	{FactService, []string{"(en|notre service de|service de|unite de|unite) (cardiologie|neurochirurgie|pediatrie|reanimation|oncologie|psychiatrie|neurologie|maternite|neurovasculaire|orthopedie|medecine|chirurgie|nephrologie|hematologie)", "(intensive care|icu|nicu|uci)"}},
	{FactStay, []string{"(apres|pendant) # (jours|semaines|mois) (en|d|de|dans|a)", "(after|for) # (days|weeks|months) in", "(tras|durante) # (dias|semanas|meses) en"}},
	{FactOutcome, []string{"(est sorti|est sortie|a regagne|rentre chez|rentree chez|rentrer chez|est decede|est decedee|est mort|est morte|nous a quittes)", "(went home|discharged|passed away|died)", "(recibe * alta|recibe hoy el alta|fallecio)", "(توفي|توفيت|غادر|غادرت) _"}},
	{FactUnique, []string{"(seul|seule|premier|premiere|unique) (cas|famille|patient|patiente|survivant|survivante|greffe|personne|homme|femme|bebe|enfant) ...", "(only|first|sole) (case|patient|survivor|family|person|baby)", "premiere (greffe|mondiale|en|au|du)", "(first|last) ... baby", "(our|the|region s) (oldest|youngest|heaviest|smallest|longest)", "unico caso", "(le|la) plus (jeune|age|agee|petit|petite|vieux|vieille)", "(doyen|doyenne|centenaire)", "(triples|triplees|quadruples|quadruplees|siamois|siamoises|jumeaux|jumelles)", "(triplets|quadruplets|conjoined|siamese|twins)", "(trillizos|gemelos|siameses)", "(champion|championne|championnat|medaille|medaillee|recordman|vainqueur|laureat|laureate) _", "(champion|champ|medallist|record holder|gymnast|olympian)", "(gardien de but|capitaine|entraineur) (du|de)", "(seul|seule) (boulanger|boulangere|medecin|pharmacien|cordonnier) d", "(توام|الوحيد|الوحيده|اول)"}},
	{FactDisease, []string{"(cancer|leucemie|sarcome|tumeur|avc|infarctus|mucoviscidose|diabete|epilepsie|sclerose|malformation|insuffisance|lymphome|melanome|glioblastome|meningite|septicemie|hemophilie|drepanocytose|myopathie|cirrhose|pancreatite|embolie|anevrisme|peritonite|tetanos|paludisme|botulisme|gangrene|gelures|prematurite)", "(fracture|rupture|amputation|greffe|ablation|prothese|brulures) (du|de|des|d|de la|a)", "(greffe|greffee|opere|operee|ampute|amputee|transplante) (du|de|des|d|de la|a la) (foie|coeur|poumon*|rein*|main*|visage|hanche|genou|cerveau|jambe*|bras|pied*|oeil|cornee|moelle)", "(maladie|syndrome|fievre|mal) (de|d) _", "(triple pontage|pontage|transplantation|nouveau coeur|nouveau rein)", "(leukaemia|leukemia|stroke|tumour|tumor|fibrosis|lymphoma|sepsis|meningitis|pneumonia|appendix|appendicitis|aneurysm|cancer|epilepsy|haemophilia|sarcoma|melanoma)", "(heart|liver|kidney|lung|hip|bone marrow) (transplant|attack|surgery|replacement|failure)", "broken (neck|back|leg|hip|pelvis|skull)", "breaking (his|her) (neck|back|leg|hip)", "(lung|skin|blood|bone|brain|kidney|heart|liver|muscle) disease", "_ syndrome", "one in a million", "(enfermedad|sindrome) de _", "(infarto|ictus|leucemia|tumor|trasplante)", "(سرطان|السكري|القلب|الكلى|الكبد|جلطه|زرع)"}},
}

// jobs are what people do for a living or for the love of it, in the singular.
var jobs = []string{
	"(boulanger|boulangere|instituteur|institutrice|enseignant|enseignante|berger|bergere|agriculteur|agricultrice|ouvrier|ouvriere|macon|pecheur|pompier|pompiere|gendarme|policier|policiere|facteur|factrice|coiffeur|coiffeuse|avocat|avocate|etudiant|etudiante|chauffeur|routier|viticulteur|viticultrice|eleveur|eleveuse|professeur|professeure|notaire|maire|plombier|electricien|mecanicien|serveur|serveuse|caissier|caissiere|apiculteur|apicultrice|bucheron|charpentier|couvreur|menuisier|marin|ostreiculteur|cavalier|cavaliere|jockey|boxeur|boxeuse|footballeur|footballeuse|rugbyman|judoka|danseur|danseuse|musicien|musicienne|chanteur|chanteuse|acteur|actrice|journaliste|militaire|soldat|pilote|religieuse|pretre|cure|imam|rabbin|moine|commercant|commercante|restaurateur|cuisinier|cuisiniere|patissier|boucher|fleuriste|garagiste|chasseur|alpiniste|guide de montagne|moniteur|monitrice|surfeur|surfeuse|plongeur|skieur|skieuse|cycliste|motard|motarde|coureur|coureuse|skipper|navigateur|navigatrice|parachutiste|spéléologue|conductrice|conducteur|livreur|femme de menage|aide a domicile|ingenieur|comptable|retraite|retraitee|sportif|sportive)",
	"(volunteer|teacher|farmer|baker|fisherman|firefighter|plumber|student|postman|shopkeeper|solicitor|mayor|vicar|priest|nun|skipper|sailor|builder|roofer|electrician|driver|policeman|policewoman|soldier|veteran|jockey|footballer|boxer|gymnast|cyclist|climber|diver|hiker|surfer|chef|butcher|lighthouse keeper|keeper|lawyer|engineer|miner|shepherd|beekeeper|pilot|musician|singer|actor|actress|headteacher|librarian|hairdresser|mechanic|carpenter|gamekeeper)",
	"(ancien|jeune)? mineur de (fond|charbon|houille)", "ancien mineur", "(couturier|couturiere|mecanicienne|ouvriere|saisonnier|saisonniere|vendangeur|vendangeuse|cheminot|forain|foraine|taxi|vigneron|vigneronne|berger|paysan|paysanne|fermier|fermiere|chevrier|chevriere|fromager|fromagere|meunier|horloger|luthier|ebeniste|veterinaire|pharmacienne|architecte|comedien|comedienne|peintre|sculpteur|pianiste|violoniste|organiste|triathlete|perchiste|handballeur|handballeuse|gymnaste|patron|patronne|gerant|gerante|chef d entreprise|directeur d ecole|directrice d ecole|garde forestier|garde champetre|eclusier|lyceen|lyceenne|collegien|collegienne|ecolier|ecoliere|apprenti|apprentie)", "(vet|physiotherapist|rancher|worker|labourer|receptionist|seamstress|trawlerman|crofter|postmistress|blacksmith|barrister|undertaker|groundsman|caretaker|nanny|scaffolder|triathlete|rower|golfer|wrestler)", "(concursante|presentador|presentadora|influencer|streamer|youtuber)", "(clerc|clerc de notaire|notaire|vendeur|vendeuse|maraicher|maraichere|clerk|postman|bus driver|codebreaker|cartero|cartera|zapatero|sastre|ingeniero|ingeniera|farmaceutico|farmaceutica|operario|obrero|dependienta|dependiente)", "(churrero|parroco|sacerdote|taxista|camarero|camarera|cocinero|cocinera|mecanico|musico|veterinario|veterinaria|estudiante|jornalero|jornalera|temporero|percebeiro|mariscador|mariscadora|marinero|jinete|portero|entrenador|cazador|policia|guardia civil|militar|abogado|abogada|peluquero|peluquera|modista|cantante|bailarin|bailarina|peregrino|peregrina|novillero|banderillero|repartidor|repartidora|conductor|conductora|viticultor)", "(بائع|بائعه|نجار|حداد|خياط|خياطه|جزار|حلاق|دركي|قاض|مؤذن|فقيه|عداء|ملاكم|عازف|مزارع|نحال|متقاعد|متقاعده|بحار|نادل|حارس|ميكانيكي|تاجر|سجين)", "(farero|panadero|panadera|profesor|profesora|agricultor|pescador|carpintero|maestra|maestro|alcalde|pastor|albanil|minero|bombero|torero|ciclista|monja|cura|camionero|apicultor|ganadero|futbolista)",
	"(معلم|معلمه|استاذ|استاذه|فلاح|فلاحه|راعي|خباز|تلميذ|تلميذه|سائق|صياد|بناء|جندي|شرطي|امام|لاعب|طالب|طالبه)",
}

// findPeople adds what is said about persons and gathers it: one person per text for whom the text cares.
func (p *page) findPeople() {
	p.findAges()
	p.books.people.find(p, func(tag int32, from, to int) {
		if to == from+1 && p.nounOrPresent(from) || sayingKind(tag) == FactPatient && (p.anyHuman(to-1) || p.ofMany(to-1) || p.possessed(to) || to == from+1 && (p.lifeOf(from-1) || p.actively(from))) {
			return
		}
		p.addFact(Fact{Kind: sayingKind(tag), Start: int(p.tokens[from].start), End: int(p.tokens[to-1].end)})
	})
	p.findDiseases()
	p.findHomes()
	p.sortFacts()
	p.dropPartners()
	p.patientsByCare()
	p.gather()
	for i := range p.people {
		p.expect(&p.people[i])
	}
}

// findDiseases adds the rare diseases of the text; Value is "rare".
func (p *page) findDiseases() {
	for i := range p.tokens {
		t := &p.tokens[i]
		if !t.word() || t.fend-t.fstart < 4 || p.wordEnds(int(t.end)) && !lexicon.MayBeginDisease(t.sum) {
			continue
		}
		if n, _ := lexicon.DiseaseAt(p.text[t.start:min(int(t.start)+160, len(p.text))]); n > 0 {
			p.addFact(Fact{Kind: FactDisease, Start: int(t.start), End: int(t.start) + n, Value: "rare"})
		}
	}
}

// wordEnds reports whether a word surely ends at a byte: the lexicon's words go on with figures and marks, the page's do not.
func (p *page) wordEnds(at int) bool {
	if at >= len(p.s) {
		return true
	}
	c := p.s[at]
	return c < utf8.RuneSelf && (c < '0' || c > '9')
}

// findHomes adds places that a person comes from: "à Saint-Aubin", "venue de Tafraout", "from Lerwick", "من دوار أيت علي".
func (p *page) findHomes() {
	for _, i := range p.where("a", "de", "d", "from", "in", "of", "originaire", "habitant", "du", "au", "near", "douar", "دوار", "village", "en") {
		if i+1 >= len(p.tokens) {
			continue
		}
		if p.is(i-1, "chu", "ch", "chr", "hopital", "hopitaux", "clinique", "universite", "maternite", "faculte", "mairie", "ville", "maire", "centre", "institut", "hospital", "university", "ecole", "academie", "rectorat", "prefecture", "nomination", "samu", "ars", "gare", "pays") {
			continue
		}
		j := i + 1
		if p.sign(j, '\'') || p.comesFrom(i) && p.is(j, "the", "la", "le", "l", "los", "las") && j+1 < len(p.tokens) && p.tokens[j+1].capitalised() {
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
		if n, found := lexicon.PlaceAt(p.text[t.start:min(int(t.start)+80, len(p.text))]); n > 0 && p.near(found) {
			p.addFact(Fact{Kind: FactPlace, Start: int(t.start), End: int(t.start) + n})
		} else if p.tokens[j].capitalised() && !p.monthOrDay(j) && p.comesFrom(i) {
			p.addFact(Fact{Kind: FactPlace, Start: int(t.start), End: int(t.end)})
		}
	}
	p.findLandmarks()
	if p.lang == "ar" {
		p.findArabicHomes()
	}
}

// findArabicHomes adds the place after "نواحي", "مدينة", "إقليم", and after "من" behind a word for a person or an age.
func (p *page) findArabicHomes() {
	for i := 0; i+1 < len(p.tokens); i++ {
		next := p.tokens[i+1]
		if next.kind != uncased || next.gap == line || next.sentence != p.tokens[i].sentence {
			continue
		}
		somebody := false
		if i > 0 {
			_, somebody = p.nounAt(i - 1)
		}
		if t := p.tokens[i+1]; t.kind == uncased && t.end-t.start > 6 && string(p.s[t.start:t.start+2]) == "ب" && !p.is(i, "المستشفى", "مستشفى", "المستشفيات", "الجامعي", "الاقليمي", "كليه", "مركز", "جامعه", "معهد", "مصلحه", "قسم", "الجهوي", "الاستشفائي", "مصحه", "للصحه", "ولايه", "عماله") {
			at := int(t.start) + 2
			if n, found := lexicon.PlaceAt(string(p.s[at:min(at+80, len(p.s))])); n >= int(t.end)-at && p.near(found) { // بتاوريرت
				p.addFact(Fact{Kind: FactPlace, Start: at, End: at + n})
			}
		}
		around := p.is(i, "نواحي", "بنواحي", "مدينه", "بمدينه", "اقليم", "باقليم", "قريه", "بقريه", "جماعه", "بجماعه", "بلده", "ببلده", "ضواحي", "بضواحي")
		from := p.is(i, "من") && (somebody || p.is(i-1, "اطفال", "سنه", "سنوات", "عام", "عاما", "عمره", "عمرها", "ينحدر", "تنحدر", "قادم", "قادمه", "القادم", "القادمه", "المنحدر", "المنحدره")) && !p.is(i+1, "عمره", "عمرها", "العمر", "طرف", "قبل", "اجل", "بين", "مرض", "ذوي", "دوار", "نواحي", "خلال")
		if around || from {
			p.addFact(Fact{Kind: FactPlace, Start: int(next.start), End: int(next.end)})
		}
	}
}

// comesFrom tells "originaire de", "venue de", "village de", "flown from": whatever follows is a place, known or not.
func (p *page) comesFrom(i int) bool {
	return p.is(i-1, "originaire", "venu", "venue", "venus", "natif", "native", "habitant", "habitante", "village", "hameau", "commune", "arrive", "arrivee", "arrives") ||
		p.is(i, "from") && (p.is(i-1, "baby", "man", "woman", "boy", "girl", "mum", "mother", "father", "family", "flown", "airlifted", "us") || i > 0 && p.personWord(i-1))
}

func (p *page) monthOrDay(i int) bool { return months.has(p, i) || weekdays.has(p, i) }

// findLandmarks adds "mont Ventoux", "lac d'Annecy", "plage de Biscarrosse", "Ben Nevis" beside a word for what it is.
func (p *page) findLandmarks() {
	for _, i := range p.where("mont", "massif", "lac", "plage", "col", "ile", "vallee", "gorges", "pic", "cirque", "barrage", "calanque", "glacier", "grotte", "canal", "loch", "mount", "river", "lake", "bay", "beach", "cliffs", "playa", "sierra", "rio", "embalse", "pantano", "cala", "نهر", "سد", "وادي", "جبل", "شاطئ", "واد") {
		j := i + 1
		for p.is(j, "de", "du", "des", "d", "la", "le", "l") || p.sign(j, '\'') {
			j++
		}
		if j < len(p.tokens) && j <= i+4 && (p.tokens[j].capitalised() || p.tokens[j].kind == uncased) && p.tokens[j].gap != line {
			p.addFact(Fact{Kind: FactPlace, Start: int(p.tokens[i].start), End: int(p.tokens[j].end)})
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

// anyHuman tells a word for a person that is no word for a patient: it counts only when something happened to them
// (patientsByCare).
func (p *page) anyHuman(i int) bool {
	return p.is(i, "homme", "femme", "dame", "man", "woman", "lady", "mum", "mom", "maman", "hombre", "mujer", "joven", "jeune", "رجل", "سيده", "شاب")
}

// actively tells "a soigné 1 120 patients": the word says what a team did.
func (p *page) actively(i int) bool {
	return p.is(i-1, "a", "ont", "avons", "avait", "avaient", "ayant") && p.is(i, "soigne", "opere", "greffe", "transplante", "reanime", "hospitalise", "admis", "ampute")
}

// possessed tells "the patient's blood pressure": patients as such.
func (p *page) possessed(i int) bool {
	return p.lang == "en" && p.sign(i, '\'') && p.is(i+1, "s") && p.is(i-2, "the", "a")
}

// nounOrPresent tells "une greffe", "il opère", which say nothing of somebody, from "greffé", "opéré", alike once folded.
func (p *page) nounOrPresent(i int) bool {
	return p.is(i, "greffe", "opere", "ampute", "transplante", "reanime", "retraite", "cure", "blesse", "soigne", "traite", "evacue", "transfere", "sauve", "brule", "coince", "pique", "agresse") && p.tokens[i].kind != upper && !bytes.HasSuffix(p.s[p.tokens[i].start:p.tokens[i].end], []byte("é"))
}

var attributeLabels = map[FactKind]text.Text{
	FactName:         {FR: "nom", EN: "name", AR: "الاسم"},
	FactAge:          {FR: "âge", EN: "age", AR: "السن"},
	FactSex:          {FR: "sexe", EN: "sex", AR: "الجنس"},
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
