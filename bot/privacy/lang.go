package privacy

import "portevoix/bot/text"

// Spanish is read but not spoken: reports about a Spanish text are in English.
const spanish text.Lang = "es"

// detect guesses the language of the text from its commonest words; French when nothing tells.
func (p *page) detect() text.Lang {
	var fr, en, es, ar int
	for i := range p.tokens {
		if i > 2000 {
			break
		}
		t := p.tokens[i]
		switch t.kind {
		case sign:
			if p.s[t.start] == 0xC2 && (p.s[t.start+1] == 0xBF || p.s[t.start+1] == 0xA1) { // ¿ ¡
				es += 3
			}
			continue
		case number:
			continue
		case uncased:
			if p.s[t.start] >= 0xD8 && p.s[t.start] <= 0xDB {
				ar += 2
			}
			continue
		}
		if t.end-t.start > t.fend-t.fstart && spanishLetter(p.s[t.start:t.end]) {
			es++
		}
		l, _ := commonWords.of(p, i)
		fr, en, es = fr+int(l&1), en+int(l>>1&1), es+int(l>>2&1)
	}
	best, lang := fr, text.FR
	if en > best {
		best, lang = en, text.EN
	}
	if es > best {
		best, lang = es, spanish
	}
	if ar > best*2 {
		lang = text.AR
	}
	return lang
}

// spanishLetter finds ñ, á, í, ó or ú, which neither French nor English has.
func spanishLetter(word []byte) bool {
	for i := 0; i+1 < len(word); i++ {
		if word[i] == 0xC3 {
			switch word[i+1] | 0x20 {
			case 0xB1, 0xA1, 0xAD, 0xB3, 0xBA:
				return true
			}
		}
	}
	return false
}

const (
	isFR = 1 << iota
	isEN
	isES
)

// commonWords are words that tell a language; a word of several languages counts for each.
var commonWords = func() *wordMap[uint8] {
	m := &wordMap[uint8]{}
	add := func(bit uint8, words ...string) {
		for _, w := range words {
			m.put(w, m.values[w]|bit)
		}
	}
	add(isFR, "le", "la", "les", "des", "du", "et", "est", "une", "un", "pour", "dans", "au", "aux", "nos", "notre", "vous", "avec", "sur", "par", "qui", "ce", "cette", "ans", "chez", "sont", "nous", "de", "en", "a", "son", "sa", "ses", "il", "elle", "votre", "vos", "pas", "plus", "lors", "merci", "service", "l", "d", "mme", "prenez", "que", "hopital", "bonjour", "ete")
	add(isEN, "the", "and", "of", "to", "in", "is", "for", "our", "your", "with", "on", "was", "were", "are", "you", "we", "at", "from", "this", "that", "a", "an", "his", "her", "he", "she", "who", "has", "have", "will", "be", "not", "by", "their", "patient", "call", "hospital", "please", "as", "it", "thank", "thanks")
	add(isES, "el", "la", "los", "las", "de", "del", "y", "en", "un", "una", "por", "para", "con", "que", "se", "su", "al", "es", "anos", "como", "nuestro", "nuestra", "fue", "lo", "sin", "mas", "paciente", "servicio", "hoy", "a", "dra", "calle", "ha", "han", "gracias", "nos", "te", "ya", "muy", "este", "esta", "son", "desde", "hasta", "sobre", "entre", "tras", "pero", "cuando", "nuestros", "nuestras", "sus", "tiene", "hay", "hijo", "hija", "todos", "todas", "ayer", "dos", "tres", "meses", "semanas", "animo", "alta", "mi", "le", "o", "senor", "senora", "pequena", "pequeno")
	return m
}()
