package privacy

import "portevoix/bot/text"

// Who stands in the place of a name. A name is cut out only where what is left is a sentence that somebody would write: after a
// civility, at the beginning, after a preposition, between commas. Anywhere else the sentence gives way as a whole.

// A tongue is something said in the languages of texts: those that are spoken to people, and Spanish, in which people write.
type tongue struct {
	text.Text
	ES string
}

func (t tongue) in(l text.Lang) string {
	if l == spanish {
		return t.ES
	}
	return t.Text.In(l)
}

var (
	aPatient = [...]tongue{
		unsaid: {text.Text{FR: "une personne", EN: "a patient", AR: "أحد المرضى"}, "una persona"},
		female: {text.Text{FR: "une patiente", EN: "a patient", AR: "إحدى المريضات"}, "una paciente"},
		male:   {text.Text{FR: "un patient", EN: "a patient", AR: "أحد المرضى"}, "un paciente"},
	}
	aRelative = tongue{text.Text{FR: "un proche", EN: "a relative", AR: "أحد الأقارب"}, "un familiar"}
	aChild    = tongue{text.Text{FR: "un enfant", EN: "a child", AR: "طفل"}, "un menor"}
	aYoung    = [...]tongue{
		unsaid: {text.Text{FR: "une jeune personne", EN: "a young patient", AR: "أحد المرضى الشباب"}, "una persona joven"},
		female: {text.Text{FR: "une jeune patiente", EN: "a young patient", AR: "إحدى المريضات"}, "una joven paciente"},
		male:   {text.Text{FR: "un jeune patient", EN: "a young patient", AR: "أحد المرضى الشباب"}, "un joven paciente"},
	}
	ofAPatient = tongue{text.Text{FR: "d'un patient", EN: "a patient's family", AR: "أحد المرضى"}, "de un paciente"}
)

// person gives the bytes to replace for a name at tokens [from, to) and what to say instead; ok is false where no replacement reads well.
func (w *writer) person(f Fact, from, to, least int) (left, right int, instead string, ok bool) {
	p := w.p
	if p.tokens[from].capitalised() && p.tokens[to-1].kind == lower || p.spokenTo(from) {
		return 0, 0, "", false
	}
	said, start := w.titled(f, from, least)
	at := func(i int) bool { return i >= 0 && int(p.tokens[i].start) >= least && p.sameSentence(i, from) }
	end := int(p.tokens[to-1].end)
	before := start - 1
	switch {
	case at(before) && p.personWord(before) && !p.is(before, "madame", "monsieur"): // notre patiente Mme X, الرضيع إلياس: said already
		return int(p.tokens[before].end), end, "", true
	case start < from: // Mme X, le petit X
	case !at(before):
	case p.sign(before, ',') && (p.sign(to, ',') || to < len(p.tokens) && p.sign(to, '.')): // "his wife, Carol, stayed"
		if p.sign(to, ',') {
			end = int(p.tokens[to].end)
		}
		return int(p.tokens[before].start), end, "", true
	case p.is(before, "famille", "familia", "familles"):
		return int(p.tokens[start].start), end, ofAPatient.in(w.lang), true
	case w.lang == "en" && p.is(before, "the") && p.is(to, "family"):
		return int(p.tokens[before].start), int(p.tokens[to].end), ofAPatient.in(w.lang), true
	case w.lang != "ar" && !p.is(before, "a", "pour", "avec", "par", "de", "d", "que", "vers", "to", "for", "with", "from", "by", "of", "after", "see", "that", "when", "para", "con", "por", "desde", "hasta") && !p.sign(before, '\''):
		return 0, 0, "", false
	}
	if p.is(to, "et", "and", "y", "e") || start == from && p.is(before, "et", "and", "y") || p.sign(to, '\'') {
		return 0, 0, "", false
	}
	instead = said.in(w.lang)
	if k := start - 1; w.lang == "fr" && at(k) && (p.is(k, "de", "d") || p.sign(k, '\'') && p.is(k-1, "d")) {
		if p.sign(k, '\'') {
			k--
		}
		return int(p.tokens[k].start), end, "d'" + instead, true
	}
	return int(p.tokens[start].start), end, instead, true
}

// spokenTo tells a sentence that speaks to somebody: "Adieu Raymonde, ton rire va nous manquer".
func (p *page) spokenTo(i int) bool {
	s := p.sentences[p.tokens[i].sentence]
	for j := s.from; j < s.to; j++ {
		if p.is(j, "ton", "ta", "tes", "tu", "toi", "your", "you", "tuyo", "contigo", "chere", "cher", "dear", "querido", "querida") || p.is(j, "te") && p.lang != "en" {
			return true
		}
	}
	return false
}

// titled tells who stands instead, and where the civility or the adjective before the name begins.
func (w *writer) titled(f Fact, from, least int) (said tongue, start int) {
	p := w.p
	said = aPatient[p.sexAround(from)]
	if f.Role == RoleRelative && !p.is(from-1, "of", "de", "d") && !p.sign(from-1, '\'') {
		said = aRelative
	}
	i := from
	titled := false
	for i > 0 && int(p.tokens[i-1].start) >= least && p.tokens[i].gap != line {
		switch {
		case p.is(i-1, "mme", "madame", "mlle", "mrs", "ms", "miss", "sra", "senora", "dona", "السيده", "الحاجه", "للسيده"):
			said, titled = aPatient[female], true
		case p.is(i-1, "m", "mr", "monsieur", "sr", "senor", "don", "السيد", "الحاج", "للسيد"):
			said, titled = aPatient[male], true
		case p.is(i-1, "petit", "petite", "bebe", "little", "baby", "pequeno", "pequena", "nino", "nina", "الطفل", "الطفله"):
			said, titled = aChild, true
		case p.is(i-1, "jeune", "young", "joven"):
			said, titled = aYoung[p.sexAround(from)], true
		case p.sign(i-1, '.') && p.is(i-2, "m", "mr", "mrs", "ms", "sr", "sra"):
		case titled && p.is(i-1, "la", "una", "une"):
			if said == aYoung[unsaid] {
				said = aYoung[female]
			}
			return said, i - 1
		case titled && p.is(i-1, "le", "the", "el", "notre", "our", "un"):
			if said == aYoung[unsaid] {
				said = aYoung[male]
			}
			return said, i - 1
		default:
			return said, i
		}
		i--
	}
	return said, i
}

// sexAround gives the sex that the sentence tells of somebody, when it tells one only.
func (p *page) sexAround(i int) sex {
	found := unsaid
	s := p.sentences[p.tokens[i].sentence]
	for j := s.from; j < s.to; j++ {
		which := unsaid
		switch {
		case p.is(j, "elle", "she", "her", "ella", "patiente", "hospitalisee", "operee", "admise", "soignee", "transferee", "ingresada", "operada"):
			which = female
		case p.is(j, "il", "he", "his", "him", "patient", "hospitalise", "opere", "admis", "soigne", "ingresado", "operado"):
			which = male
		default:
			continue
		}
		if found != unsaid && which != found {
			return unsaid
		}
		found = which
	}
	return found
}

// neutralSpanish is NeutralReply for somebody who wrote in Spanish.
const neutralSpanish = "Gracias por su mensaje. Por respeto al secreto médico, no podemos hablar aquí de situaciones personales. Nuestro servicio de atención al paciente está a su disposición."
