package privacy

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"portevoix/bot/text"
)

// Form and accessibility (domain rules ACC-01 to ACC-05, INF-07).

func formRules() []Rule {
	return []Rule{
		{
			ID:     "ACC-01",
			Title:  text.Text{FR: "Texte alternatif", EN: "Alt text", AR: "النص البديل"},
			Why:    text.Text{FR: "Un lecteur d'écran dit déjà « image », et coupe ce qui est trop long.", EN: "A screen reader says \"image\" already, and cuts what is too long.", AR: "قارئ الشاشة يقول «صورة» أصلا ويقطع ما هو طويل."},
			Fix:    text.Text{FR: "Décrivez en une ou deux phrases, sans « image de ».", EN: "Describe it in one or two sentences, without \"image of\".", AR: "صفوها في جملة أو جملتين دون «صورة لـ»."},
			Source: "WCAG 2.2, 1.1.1", Severity: Warn, Kinds: []Kind{Alt},
			look:    altForm,
			Catches: []Example{{Text: "Image de deux soignantes dans un couloir", Kind: Alt}, {Text: "Photo of two nurses", Kind: Alt, Country: "GB", Lang: text.EN}},
			Spares:  []Example{{Text: "Deux soignantes en blouse rose devant l'hôpital", Kind: Alt}},
		},
		{
			ID:     "ACC-02",
			Title:  text.Text{FR: "Mot-dièse en minuscules", EN: "Lower-case hashtag", AR: "وسم بأحرف صغيرة"},
			Why:    text.Text{FR: "Un lecteur d'écran lit #dondusang comme un seul mot.", EN: "A screen reader reads #giveblood as one word.", AR: "قارئ الشاشة يقرأ الوسم ككلمة واحدة."},
			Fix:    text.Text{FR: "Une majuscule par mot : #DonDuSang.", EN: "A capital for each word: #GiveBlood.", AR: "حرف كبير لكل كلمة: #DonDuSang."},
			Source: "RGAA; W3C", Severity: Info,
			look:    lowercaseHashtag,
			Catches: []Example{{Text: "Venez samedi ! #dondusang"}, {Text: "Join us #worldblooddonorday", Country: "GB", Lang: text.EN}},
			Spares:  []Example{{Text: "#DonDuSang #santé"}},
		},
		{
			ID:     "ACC-03",
			Title:  text.Text{FR: "Trop d'émojis", EN: "Too many emoji", AR: "رموز تعبيرية كثيرة"},
			Why:    text.Text{FR: "Chaque émoji est lu à voix haute ; au milieu d'une phrase il la coupe.", EN: "Each emoji is read aloud; in the middle of a sentence it breaks it.", AR: "كل رمز يُقرأ بصوت عال، ووسط الجملة يقطعها."},
			Fix:    text.Text{FR: "Deux au plus, en fin de phrase (un seul dans un avis).", EN: "Two at most, at the end of a sentence (one in a notice).", AR: "رمزان على الأكثر في نهاية الجملة (رمز واحد في الإشعار)."},
			Source: "RNIB; CNSA", Severity: Info, Kinds: []Kind{Post, Notice, Caption},
			look:    emojiCount,
			Catches: []Example{{Text: "Bravo 🎉🎉🎉 à tous 👏"}},
			Spares:  []Example{{Text: "Merci à tous ! 👏"}},
		},
		{
			ID:     "ACC-04",
			Title:  text.Text{FR: "Faux gras ou capitales", EN: "Fake bold or capitals", AR: "خط مزيف أو أحرف كبيرة"},
			Why:    text.Text{FR: "Les lettres décorées sont épelées ou ignorées par les lecteurs d'écran ; les phrases en capitales se lisent mal.", EN: "Decorated letters are spelt out or skipped by screen readers; sentences in capitals are hard to read.", AR: "الأحرف المزخرفة تهجى أو تُتجاهل، والجمل بالأحرف الكبيرة صعبة القراءة."},
			Fix:    text.Text{FR: "Écrivez en lettres ordinaires.", EN: "Write in plain letters.", AR: "اكتبوا بأحرف عادية."},
			Source: "WCAG 2.2; RGAA", Severity: Info,
			look:    decorated,
			Catches: []Example{{Text: "𝗡𝗼𝘂𝘃𝗲𝗮𝘂 service ouvert"}, {Text: "VENEZ TOUS NOMBREUX DEMAIN MATIN"}},
			Spares:  []Example{{Text: "Le CHU et l'EFS vous attendent."}},
		},
		{
			ID:     "ACC-05",
			Title:  text.Text{FR: "Lien raccourci ou « cliquez ici »", EN: "Short link or \"click here\"", AR: "رابط مختصر أو «اضغط هنا»"},
			Why:    text.Text{FR: "Un lien qui ne dit pas où il mène ressemble à un piège.", EN: "A link that does not say where it leads looks like a trap.", AR: "الرابط الذي لا يقول إلى أين يقود يشبه فخا."},
			Fix:    text.Text{FR: "Donnez l'adresse du site officiel.", EN: "Give the official site's address.", AR: "أعطوا عنوان الموقع الرسمي."},
			Source: "WCAG 2.2, 2.4.4", Severity: Info,
			says:    []string{"cliquez ici", "click here", "اضغط هنا", "اضغطوا هنا", "(bit ly|tinyurl com|t co|goo gl|ow ly)"},
			Catches: []Example{{Text: "Pour vous inscrire, cliquez ici."}, {Text: "Infos : bit.ly/3abcd"}},
			Spares:  []Example{{Text: "Inscription sur www.ch-valombre.example"}},
		},
		{
			ID:     "INF-07",
			Title:  text.Text{FR: "Sigle de métier", EN: "Jargon", AR: "مصطلح مهني"},
			Why:    text.Text{FR: "Ce sigle ne dit rien à qui n'est pas de la maison.", EN: "This abbreviation means nothing to outsiders.", AR: "هذا الاختصار لا يفهمه من هم خارج المهنة."},
			Fix:    text.Text{FR: "Écrivez les mots.", EN: "Write the words.", AR: "اكتبوا الكلمات كاملة."},
			Source: "FALC", Severity: Info, Kinds: []Kind{Post, Notice, Reply},
			look:    jargon,
			Catches: []Example{{Text: "L'UHCD et le SAU changent d'entrée lundi."}},
			Spares:  []Example{{Text: "Le SAMU et le CHU restent joignables."}},
		},
	}
}

func altForm(p *page, hit func(Hit)) {
	if p.is(0, "image", "photo", "photographie", "picture", "صوره") && p.is(1, "de", "d", "du", "of", "des", "showing", "ل") {
		hit(Hit{Start: int(p.tokens[0].start), End: int(p.tokens[1].end)})
	}
	if int(p.at[len(p.s)]) > 250 {
		hit(Hit{Start: -1, End: -1})
	}
}

// lowercaseHashtag: eight letters or more, all small, that are several known words or simply long.
func lowercaseHashtag(p *page, hit func(Hit)) {
	for _, f := range p.facts {
		if f.Kind != FactHashtag || len(f.Value) < 9 || contains(p.ours.hashtags, f.Value) {
			continue
		}
		if string(p.s[f.Start+1:f.End]) == f.Value && isASCII(f.Value) {
			hit(Hit{Start: f.Start, End: f.End})
		}
	}
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

func emojiCount(p *page, hit func(Hit)) {
	limit := 2
	if p.in.Kind == Notice {
		limit = 1
	}
	n := 0
	for i := range p.tokens {
		t := &p.tokens[i]
		if t.kind == sign {
			if r, _ := utf8.DecodeRune(p.s[t.start:t.end]); r >= 0x1F300 && r <= 0x1FAFF || r >= 0x2600 && r <= 0x27BF {
				if n++; n > limit {
					hit(Hit{Start: int(t.start), End: int(t.end)})
					return
				}
			}
		}
	}
}

// decorated: mathematical letters in the original, or four words in capitals on end.
func decorated(p *page, hit func(Hit)) {
	point, rest := 0, p.in.Text
	if strings.IndexByte(rest, 0xF0) < 0 { // where the mathematical letters begin in UTF-8
		rest = ""
	}
	for _, r := range rest {
		if r >= 0x1D400 && r < 0x1D7CA && unicode.IsLetter(r) {
			at := p.byteOf(point)
			hit(Hit{Start: at, End: min(at+1, len(p.s))})
			return
		}
		point++
	}
	run := 0
	for i := range p.tokens {
		t := &p.tokens[i]
		switch {
		case t.kind == upper && t.end-t.start > 2:
			if run++; run == 4 {
				hit(Hit{Start: int(p.tokens[max(0, i-3)].start), End: int(t.end)})
				return
			}
		case t.word() && t.kind != upper:
			run = 0
		}
	}
}

var jargonWords = words("IAO", "SAU", "MCO", "UHCD", "IBODE", "IADE", "UCSA", "CMP", "CATTP", "DIM", "PUI", "ETP", "SSR", "SMR", "USC", "USIC", "UNV", "MDO")

func jargon(p *page, hit func(Hit)) {
	for i := range p.tokens {
		t := &p.tokens[i]
		if t.kind == upper && jargonWords.has(p, i) && !p.sign(i+1, '(') && !p.sign(i-1, '(') {
			hit(Hit{Start: int(t.start), End: int(t.end)})
			return
		}
	}
}
