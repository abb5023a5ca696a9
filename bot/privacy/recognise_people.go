package privacy

import (
	"bytes"
	"sort"
	"strings"
)

// Who is spoken of: a word for one person with its article ("une éleveuse", "the old sailor"), a small family ("deux frères",
// "twins"), or "elle", "he" at the head of a sentence. Such a word is somebody cared for when the sentence also says what happened
// to them, and does not speak in general ("chaque patient", "si un enfant", "une femme sur dix").

// A referent is a word that introduces a person.
type referent struct {
	token int
	noun  noun
}

// referents lists the persons that a sentence introduces; a member of staff is none.
func (p *page) referents(e extent) []referent {
	var found []referent
	for i := e.from; i < e.to; i++ {
		t := p.tokens[i]
		if !t.word() || t.fend-t.fstart < 2 || t.fend-t.fstart > 24 {
			continue
		}
		n, known := p.nounAt(i)
		if !known {
			n, known = p.byTrade(i)
		}
		if !known || p.is(i, "professeur", "professor") && !p.is(i+1, "de", "d") || p.staffWorker(i) || n.kind == staffNoun || p.ofMany(i) || p.nounOrPresent(i) {
			continue
		}
		switch {
		case (n.kind == groupNoun || n.kind == tradesNoun) && p.fewOf(i), n.kind == manyNoun:
			found = append(found, referent{i, n})
		case n.kind == jobNoun && t.kind == lower && p.sign(i-1, ',') && i-2 >= e.from && (p.tokens[i-2].capitalised() || p.sign(i-2, ')')) && p.placedOrAged(i): // "Marcelline, bergère à Sartène"
			found = append(found, referent{i, n})
		case n.kind == jobNoun && (t.capitalised() && i > e.from && t.kind == title || p.named(i+1)):
		case n.kind != groupNoun && n.kind != tradesNoun && (t.kind == uncased && p.lang == "ar" || p.articleBefore(i, e.from)):
			found = append(found, referent{i, n})
		}
	}
	for i := e.from; i < e.to && len(found) == 0; i++ {
		switch {
		case p.is(i, "elle", "she", "ella") && !p.is(i-1, "qu", "que", "that", "ou", "pour", "chez"):
			found = append(found, referent{i, noun{personNoun, female}})
		case p.is(i, "him") && p.is(i-1, "free", "save", "saved", "get", "got", "had", "bring", "brought", "treat", "treated", "operated", "nurse", "on", "pull", "pulled"):
			found = append(found, referent{i, noun{personNoun, male}})
		case p.is(i, "he") || p.is(i, "il") && p.is(i+1, "a", "est") && p.is(i+2, "le", "la", "ete", "recu", "perdu", "avait"):
			found = append(found, referent{i, noun{personNoun, male}})
		}
	}
	return found
}

// staffWorker tells "a healthcare worker", who is one of us.
func (p *page) staffWorker(i int) bool {
	return p.is(i, "worker", "employee", "employe", "employee", "salarie", "salariee") && p.is(i-1, "healthcare", "health", "social", "key", "support", "care", "youth", "hospital", "essential", "case", "frontline")
}

func (p *page) nounAt(i int) (noun, bool) {
	if p.is(i, "garde") && p.sign(i+1, '-') && p.is(i+2, "chasse", "champetre", "forestier", "forestiere", "barriere", "peche", "cotes") {
		return noun{jobNoun, unsaid}, true
	}
	if p.is(i, "عامل", "عامله") && p.is(i+1, "في", "بناء", "نظافه", "زراعي", "فلاحي", "بمعمل", "بمصنع") {
		return noun{jobNoun, unsaid}, true
	}
	if n, ok := p.listedNoun(i); !ok || n.kind != staffNoun || !p.former(i) {
		return n, ok
	}
	return noun{jobNoun, unsaid}, true // "a retired nurse" is somebody like anybody
}

// former tells "un ancien infirmier", "the last surviving D-Day nurse".
func (p *page) former(i int) bool {
	for j := i - 1; j >= 0 && j >= i-5 && p.sameSentence(i, j); j-- {
		if p.is(j, "ancien", "ancienne", "ex", "former", "retired", "surviving", "antiguo", "antigua") {
			return true
		}
	}
	return p.is(i+1, "retraite", "retraitee", "jubilado", "jubilada", "متقاعد", "متقاعده")
}

func (p *page) listedNoun(i int) (noun, bool) {
	return nouns.ofStem(p, i)
}

// articleBefore tells "une éleveuse", "notre plus jeune patiente", "a 15-year-old boy": an article of one, then at most four words
// that are neither prepositions nor verbs in the infinitive, and no infinitive before the article ("accueillir un enfant").
func (p *page) articleBefore(i, from int) bool {
	for j := i - 1; j >= from && j >= i-6; j-- {
		if p.is(j, "un", "une", "le", "la", "l", "ce", "cet", "cette", "notre", "a", "an", "the", "this", "our", "una", "el", "nuestro", "nuestra", "este", "esta") {
			return !p.lifeOf(j) && !p.diseaseIn(j, i) && !p.infinitive(j-1) && !(p.is(j-1, "chez") && !p.placedOrAged(i)) && !p.is(j-1, "comme", "like", "as", "etre", "become", "devenir", "be")
		}
		if p.tokens[j].kind == sign && !p.sign(j, '-') && !p.sign(j, '\'') || p.is(j, "de", "du", "des", "d", "of", "in", "for", "with", "pour", "avec", "par", "et", "and", "y", "que", "qui", "who", "que", "sans", "con", "por") {
			return false
		}
	}
	return false
}

// placedOrAged tells "une lycéenne de Mende", "un homme de 61 ans": somebody, even after "chez".
func (p *page) placedOrAged(i int) bool { return p.placedOrAgedWithin(i, 4) }

func (p *page) placedOrAgedWithin(i, most int) bool {
	for k := p.factAfter(int(p.tokens[i].start)); k < len(p.facts) && p.tokenAt(p.facts[k].Start) <= i+most && p.sameSentence(i, p.tokenAt(p.facts[k].Start)); k++ {
		if f := p.facts[k]; f.Kind == FactPlace || f.Kind == FactAge {
			return true
		}
	}
	return false
}

// diseaseIn tells "a heart failure patient": whoever has the disease.
func (p *page) diseaseIn(from, to int) bool {
	for k := p.factAfter(int(p.tokens[from].start)); k < len(p.facts) && p.facts[k].Start < int(p.tokens[to].start); k++ {
		if f := p.facts[k]; f.Kind == FactDisease && f.End <= int(p.tokens[to].start) {
			return true
		}
	}
	return false
}

// factAfter gives the first fact that begins after a byte; the facts are in order.
func (p *page) factAfter(at int) int {
	return sort.Search(len(p.facts), func(k int) bool { return p.facts[k].Start > at })
}

// lifeOf tells "la vie d'un greffé", "paroles d'une patiente" from the article on: anybody's.
func (p *page) lifeOf(article int) bool {
	return p.is(article, "un", "une") && p.sign(article-1, '\'') && p.is(article-2, "d") && p.is(article-3, "vie", "quotidien", "parole", "paroles", "regard")
}

// infinitive tells "accueillir", "soigner", "prendre" right before an article: what one does in general.
func (p *page) infinitive(i int) bool {
	if i < 0 || p.lang != "fr" || p.tokens[i].kind != lower && p.tokens[i].kind != title {
		return false
	}
	t := p.tokens[i]
	f := p.folded[t.fstart:t.fend]
	return len(f) > 4 && (bytes.HasSuffix(f, []byte("er")) || bytes.HasSuffix(f, []byte("ir")) || bytes.HasSuffix(f, []byte("dre"))) && !p.is(i, "hier", "fevrier", "janvier", "dernier", "premier", "depuis", "hiver", "fier", "cancer", "chantier", "soir", "avoir")
}

// fewOf tells "deux frères", "three sisters", "les deux sœurs".
func (p *page) fewOf(i int) bool {
	for j := i - 1; j >= 0 && j >= i-2; j-- {
		if p.is(j, "deux", "trois", "quatre", "cinq", "six", "sept", "two", "three", "four", "five", "six", "seven", "dos", "tres", "cuatro", "cinco", "seis") {
			return true
		}
		if t := p.tokens[j]; t.kind == number && t.end-t.start == 1 && p.s[t.start] >= '2' && t.gap != glued {
			return true
		}
	}
	return false
}

// ofMany tells "une femme sur dix", "one child in twelve", "patiente experte": nobody in particular.
func (p *page) ofMany(i int) bool {
	for j := i + 2; j < i+6 && j+1 < len(p.tokens) && p.sameSentence(i, j); j++ { // une étudiante en médecine sur trois
		if p.is(j, "sur") && (p.is(j+1, "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "dix", "vingt", "cent") || p.tokens[j+1].kind == number) && p.is(i-1, "un", "une") && (j+2 >= len(p.tokens) || p.tokens[j+2].kind != number && !p.is(j+2, "ans", "mois")) {
			return true
		}
	}
	return p.is(i+1, "sur", "in", "out", "de") && i+2 < len(p.tokens) && (p.tokens[i+2].kind == number || p.is(i+2, "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "dix", "douze", "vingt", "cent", "mille", "two", "three", "four", "five", "ten", "cada")) && !p.is(i+1, "de") ||
		p.is(i+1, "partenaire", "partenaires", "expert", "experte", "traceur", "advocate", "advocates", "experience", "safety", "care", "liaison", "relations")
}

// general reports whether a sentence speaks of anybody rather than somebody: advice, a question, a rule, a yearly figure.
func (p *page) general(e extent) bool {
	for i := e.from; i < e.to; i++ {
		if p.sign(i, '?') {
			return true
		}
		if generalWords.has(p, i) && !p.is(i+1, "moral", "coeur") {
			return true
		}
	}
	return false
}

var generalWords = words("si", "chaque", "votre", "vos", "vous", "peut", "peuvent", "pouvez", "faut", "doit", "doivent", "devez", "comment", "lorsque", "reflexes", "conseils", "gestes", "recrute", "recrutent", "recrutons", "candidatez", "postes", "podcast", "reportage", "conference", "dépistage", "desormais", "risque", "risques", "reduit",
	"parlons", "venez", "inscrivez", "découvrez", "débat", "participez", "bienvenue",
	"if", "every", "each", "your", "you", "can", "may", "could", "should", "must", "how", "apply", "recruiting", "vacancies", "any", "awareness", "expect",
	"cada", "puede", "pueden", "debe", "consejos", "cómo", "charla", "plazas", "كل", "نصائح", "كيف", "يمكن", "يجب", "توظيف")

// patientsByCare adds the patients whom no phrase introduces: a referent in a sentence that says what happened to them.
func (p *page) patientsByCare() {
	happened, did, aged := make([]bool, len(p.sentences)+1), make([]bool, len(p.sentences)+1), make([]bool, len(p.sentences)+1)
	for _, f := range p.facts {
		switch f.Kind {
		case factCare, FactCircumstance, FactOutcome, FactStay, FactRoom:
			happened[p.sentenceOf(f)], did[p.sentenceOf(f)] = true, true
		case FactDisease:
			happened[p.sentenceOf(f)] = true
		case FactAge:
			aged[p.sentenceOf(f)] = true
		}
	}
	added, research := false, p.research()
	for s, e := range p.sentences {
		if research && !aged[s] {
			continue
		}
		if r, ok := p.somebodyOf(e); ok && !p.general(e) {
			p.addReferents(r)
			added = true
			continue
		}
		if !happened[s] && !(s+1 < len(p.sentences) && happened[s+1] && p.pronounAt(p.sentences[s+1])) && !(s > 0 && happened[s-1] && !p.general(p.sentences[s-1]) && e.to-e.from > 4) {
			continue
		}
		refs := p.referents(e)
		if len(refs) == 0 || p.general(e) && !aged[s] {
			continue
		}
		if (refs[0].noun.kind == jobNoun || refs[0].noun.kind == tradesNoun) && !did[s] && !(s+1 < len(p.sentences) && did[s+1]) && !(s > 0 && did[s-1]) {
			continue
		}
		p.addReferents(refs)
		added = true
	}
	if added {
		p.sortFacts()
	}
}

// addReferents adds the first of them as a patient, and what the words for them tell.
func (p *page) addReferents(refs []referent) {
	t := p.tokens[refs[0].token]
	p.addFact(Fact{Kind: FactPatient, Start: int(t.start), End: int(t.end)})
	for _, r := range refs {
		if t := p.tokens[r.token]; r.noun.kind == jobNoun || r.noun.kind == tradesNoun {
			p.addFact(Fact{Kind: FactJob, Start: int(t.start), End: int(t.end)})
		} else if r.noun.kind == groupNoun || r.noun.kind == manyNoun {
			p.addFact(Fact{Kind: FactFamily, Start: int(t.start), End: int(t.end)})
		}
	}
}

// somebodyOf tells a person whom nobody but a patient can be: somebody with a home or an age ("le facteur de Laguiole", "the postman
// from Portree, 59") in a sentence about medicine in which they neither give nor visit nor perform.
func (p *page) somebodyOf(e extent) ([]referent, bool) {
	refs := p.referents(e)
	if len(refs) == 0 || !p.medical(e) || p.partner(e) {
		return nil, false
	}
	if p.saidIn(e) >= 2 {
		return refs, true
	}
	for k, r := range refs {
		if p.placedOrAgedWithin(r.token, 8) {
			return refs[k:], true
		}
	}
	return nil, false
}

// saidIn counts the kinds of things that a sentence says of somebody, and that tell who it is.
func (p *page) saidIn(e extent) (kinds int) {
	seen := map[FactKind]bool{}
	for k := p.factAfter(int(p.tokens[e.from].start) - 1); k < len(p.facts) && p.facts[k].Start < int(p.tokens[e.to-1].end); k++ {
		switch f := p.facts[k]; f.Kind {
		case FactAge, FactPlace, FactJob, FactFamily, FactOrigin, FactUnique, FactStay, FactCircumstance:
			if !seen[f.Kind] && p.weight(f) > 0 {
				seen[f.Kind] = true
				kinds++
			}
		}
	}
	return kinds
}

// byTrade takes a word that no list has for an occupation when it ends like one and a home follows: "the church organist from Seaford",
// "une esthéticienne de Pau".
func (p *page) byTrade(i int) (noun, bool) {
	t := p.tokens[i]
	if t.kind != lower || t.fend-t.fstart < 6 || !p.homeFollows(i) {
		return noun{}, false
	}
	f := string(p.folded[t.fstart:t.fend])
	if notTrades.has(p, i) {
		return noun{}, false
	}
	for j := i + 2; j < i+7 && j+1 < len(p.tokens); j++ { // la châtelaine de Bannegon, suivie pour
		if p.sign(j, ',') && p.is(j+1, "suivi", "suivie", "atteint", "atteinte", "opere", "operee", "hospitalise", "hospitalisee", "soigne", "soignee", "age", "agee", "enceinte", "greffe", "greffee", "operada", "operado", "ingresada", "ingresado", "trasplantada", "trasplantado") {
			return noun{jobNoun, unsaid}, true
		}
	}
	for _, ending := range tradeEndings[string(p.lang)] {
		if strings.HasSuffix(f, ending) {
			return noun{jobNoun, unsaid}, true
		}
	}
	return noun{}, false
}

// homeFollows tells a place right after a word: "de Pau", "from Seaford".
func (p *page) homeFollows(i int) bool {
	if !p.is(i+1, "de", "d", "du", "from", "of", "a", "en", "in") {
		return false
	}
	k := p.factAfter(int(p.tokens[i].start))
	for ; k < len(p.facts) && p.tokenAt(p.facts[k].Start) <= i+3; k++ {
		if p.facts[k].Kind == FactPlace {
			return true
		}
	}
	return false
}

var tradeEndings = map[string][]string{
	"fr": {"iste", "ienne", "ien", "euse", "trice", "ologue", "iere"},
	"en": {"ist", "smith", "wright", "keeper", "maker", "monger", "hunter", "worker", "herd", "hand", "grower", "master", "mistress"},
	"es": {"ista", "dor", "dora", "ero", "era", "ologo", "ologa"},
}

var notTrades = words("liste", "piste", "visite", "quotidien", "quotidienne", "ancien", "ancienne", "entretien", "soutien", "maintien", "directrice", "coordinatrice", "présidente", "matrice", "antenne", "moyenne", "région", "première", "dernière", "lumière", "rivière", "carrière", "filière", "frontière", "infirmière", "aide-soignante", "matière", "manière", "généraliste", "spécialiste", "anesthésiste", "radiologue", "cardiologue", "psychologue", "neurologue", "urologue", "oncologue", "gynécologue", "dermatologue", "pneumologue", "kinésithérapeute", "chirurgienne", "technicienne", "praticienne", "praticien", "pharmacienne", "citoyenne", "européenne", "collégien", "journaliste",
	"specialist", "therapist", "physiotherapist", "radiologist", "cardiologist", "neurologist", "oncologist", "pathologist", "psychologist", "psychiatrist", "anaesthetist", "pharmacist", "receptionist", "scientist", "assist", "consist", "exist", "waitlist", "checklist",
	"primera", "tercera", "carretera", "enfermera", "enfermero", "manera", "frontera", "consejero", "consejera", "director", "directora", "doctor", "doctora", "gobernador", "coordinador", "coordinadora", "investigador", "investigadora", "especialista", "entrevista", "revista", "vista", "lista", "dinero", "enero", "febrero", "número", "primero", "tercero", "compañera", "compañero")

// medical reports whether a sentence has a word of medicine.
func (p *page) medical(e extent) bool {
	for i := e.from; i < e.to; i++ {
		t := p.tokens[i]
		if !t.word() {
			continue
		}
		f := p.folded[t.fstart:t.fend]
		if medicalStem(f) {
			return true
		}
		if t.kind == uncased {
			var room [mostParticles]int
			for _, skip := range particles(f, room[:]) {
				if medicalStem(f[skip:]) {
					return true
				}
			}
		}
	}
	return false
}

func medicalStem(f []byte) bool {
	for n := 3; n <= len(f) && n <= 16; n++ {
		if medicalStems.may(markOf(f[:n])) && medicalStems.lists(string(f[:n])) {
			if n >= 5 || n == len(f) || f[0] >= 0x80 {
				return true
			}
		}
	}
	return false
}

// medicalStems are beginnings of words; those of three or four letters are whole words.
var medicalStems = words(strings.Fields(`tumeur cancer oper chirurg greff prothes implant ampu fractur brûl rééduc reeduc hospital hospitali réanim maternit accouch naissance néonat urgence urgences bloc service soin soins soign guér gueri malad patholog syndrom infect hémorrag coma avc infarct cardiaq poumon foie rein rate cœur cerveau moelle rétin cornée genou hanche colonne jambe jambes bras main mains pied pieds orteil doigt visage mâchoire fémur tibia bassin vertèbr crâne larynx trachée œil yeux oreille peau sang dialys transplan transfus chimio radiothér ostéosarc sarcom leucém lymphom mélanom méningit tétanos légionel septic pneumon grippe rougeol diabèt épilep parkinson sclérose psychiat remis convalesc rétabli cicatris intox empoison morsur piqûr noyad malaise blessu traumat
	ward surgery surgeon surger operat transplan implant prosthe amput fractur burn rehab hospital maternity birth born neonat nicu icu emergency theatre treat recover ill illness disease syndrom infect bleed coma stroke heart lung lungs liver kidney spleen brain marrow retin cornea knee hip spine leg legs arm arms hand hands foot feet toe finger face jaw skull voice eye eyes ear skin blood dialys transfus chemo radiother sarcom leukaem leukem lymphom melanom mening tetanus sepsis pneumon flu measles diabet epilep psychiat mend wound trauma injur bite sting drown collaps unit orthopaed pacemaker
	planta cirug cirujan oper trasplan implant prótesis ampu fractur quemad rehabilit hospital maternidad parto nacim neonat uci urgencias quiróf tratam recuper enferm infecc coma ictus corazón pulmón hígado riñón bazo cerebro médula rodilla cadera columna pierna brazo mano pie cara ojo oído piel sangre diális quimio leucem linfom mening neumon gripe diabet epilep psiquiat herid trauma mordedur picadur andar caminar alta paciente
	عمليه زرع زراعه قلب كلي كبد رئه دماغ عظم ركبه ورك ساق يد يده قدم وجه عين بصر سمع جلد دم تصفيه سرطان ورم لوكيميا التهاب سكري صرع حروق كسر كسور انعاش عنايه ولاده مولود توام علاج شفاء مرض متلازمه مصلحه قسم المستشفى مستشفانا جراح مشي المشي ترويض`)...)

// dropPartners forgets the age of somebody who gives, visits or performs, and the word for them, in a sentence that says nothing of
// care: "la doyenne de nos bénévoles, 82 ans, anime la bibliothèque".
func (p *page) dropPartners() {
	care := make([]bool, len(p.sentences)+1)
	asked := make([]int8, len(p.sentences)+1)
	for _, f := range p.facts {
		switch f.Kind {
		case factCare, FactOutcome, FactStay, FactRoom, FactCircumstance, FactBirth, FactRecord:
			care[p.sentenceOf(f)] = true
		case FactDisease:
			care[p.sentenceOf(f)] = care[p.sentenceOf(f)] || f.Value == "rare"
		}
	}
	kept := p.facts[:0]
	for _, f := range p.facts {
		s := p.sentenceOf(f)
		if int(s) < len(p.sentences) && !care[s] && (f.Kind == FactAge || f.Kind == FactPatient && !p.patientWord(f) || f.Kind == FactUnique) {
			if asked[s] == 0 {
				asked[s] = 1
				if p.partner(p.sentences[s]) {
					asked[s] = 2
				}
			}
			if asked[s] == 2 {
				continue
			}
		}
		kept = append(kept, f)
	}
	p.facts = kept
}

// patientWord tells that the word for somebody says that they are cared for.
func (p *page) patientWord(f Fact) bool {
	for i := p.tokenAt(f.Start); i < len(p.tokens) && int(p.tokens[i].start) < f.End; i++ {
		if p.is(i, "patient", "patiente", "malade", "blesse", "blessee", "paciente", "greffe", "greffee", "hospitalise", "hospitalisee", "مريض", "مريضه", "المريض", "المريضه") {
			return true
		}
	}
	return false
}

// partner reports whether somebody in a sentence gives, visits, performs or works with the hospital.
func (p *page) partner(e extent) bool {
	for i := e.from; i < e.to; i++ {
		if partnerWords.has(p, i) {
			return true
		}
	}
	return false
}

var partnerWords = words(strings.Fields(`offre offrent offert offerts offerte remet remettent remis don dons donne donnent chèque visite visitent visité visiter inaugure inauguré inaugurent anime animent animé joue jouent joué chante chanté expose exposent exposé présente présentent intervient interviennent livre livrent installe installent rejoint rejoignent recrute recrutent organise organisent organisé parrain marraine bénévole bénévoles partenaire partenaires convention concert spectacle exposition conférence atelier ateliers élu élue élus réélu nommé nommée médaille prix tournoi collecte défilé invité invitée signe signé dédicace tricoté tricotés restauré restaurés peint livré formé formés bénévolat candidat candidate animation animations merci jumelage mécène mécènes
	built builds baked bakes knitted knits painting paints mural dropped sponsor qualified donate donates donated donating donation gave gives cheque check visit visits visited opens opened joins joined hosts hosted sings sang performs performed presents presented award awards awarded volunteer volunteers volunteering fundraiser raised raises raising sponsor concert exhibition talk speaker guest delivers read reads reading apply vacancy
	dona donan donado donación entrega entregan visita visitan visitó inaugura inauguró actúa actuó canta expone presenta presentó participa participan colabora colaboran premio concierto exposición charla voluntario voluntaria firma firmó
	زار زارت زيارة وزع وزعت وزعوا تبرع افتتح دشن تدشين نظم نظمت شارك شاركت حفل معرض ندوة محاضرة جائزة`)...)

// research tells a report on science, which speaks of patients as such: three or more of its words.
func (p *page) research() bool {
	n := 0
	for i := range p.tokens {
		if researchWords.has(p, i) {
			if n++; n >= 3 {
				return true
			}
		}
	}
	return false
}

var researchWords = words("study", "studies", "trial", "trials", "researchers", "research", "journal", "published", "cohort", "clinicians", "participants", "randomized", "randomised", "étude", "études", "essais", "chercheurs", "cohorte", "publiée", "publiés", "newswise", "investigator", "investigators", "estudio", "ensayo", "investigadores")

// pronounAt tells a sentence that goes on about the same person.
func (p *page) pronounAt(e extent) bool {
	for i := e.from; i < e.to && i < e.from+14; i++ {
		if p.is(i, "il", "elle", "lui", "ils", "elles", "son", "sa", "ses", "he", "she", "her", "his", "him", "they", "su", "ella") {
			return true
		}
	}
	return false
}

// sexAt gives the sex that the words of a sentence tell of its first person.
func (p *page) sexAt(s int32) (sex, Span) {
	if int(s) >= len(p.sentences) {
		return unsaid, Whole
	}
	for _, r := range p.referents(p.sentences[s]) {
		if r.noun.sex != unsaid {
			t := p.tokens[r.token]
			return r.noun.sex, p.span(int(t.start), int(t.end))
		}
	}
	return unsaid, Whole
}
