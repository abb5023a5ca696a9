package names

import (
	"strings"
	"sync"

	"portevoix/bot/privacy/lexicon"
	"portevoix/bot/privacy/tagger"
)

// Arabic has no capitals and writes "and", "to", "by" and "the" onto the word, so names are found by titles, by words of care,
// by the list of names, and by how family names are built: "بن …", "أيت …", "ال…ي".

var arabicWords = map[cue]string{
	civil:    "السيد السيدة السيدان الآنسة الحاج الحاجة لالة لالا سيدي مولاي السي للا با مي المرحوم المرحومة الفقيد الفقيدة الراحل الراحلة المواطن المواطنة المسمى المسماة المدعو المدعوة",
	medical:  "الدكتور الدكتورة دكتور دكتورة البروفيسور البروفيسورة البروفسور الأستاذ الأستاذة الطبيب الطبيبة الممرض الممرضة الجراح الجراحة القابلة",
	honour:   "الملك الأمير الأميرة الوزير الوزيرة وزير وزيرة الرئيس الرئيسة رئيس رئيسة الوالي العامل العمدة السفير الشيخ الإمام النائب البرلماني الجنرال العقيد",
	role:     "مدير مديرة المدير المديرة مندوب مندوبة المندوب المتحدث الناطق الكاتب رئيسة منسق منسقة المنسق مسؤول مسؤولة المسؤول أستاذ طبيب طبيبة جراح ممرض ممرضة باحث باحثة الباحث الصحفي المهندس المحامي اللاعب المدرب الفنان الفنانة القاضي",
	patient:  "المريض المريضة مريض مريضة المصاب المصابة الجريح الجريحة الضحية النزيل النزيلة المتبرع المتبرعة الناجي الناجية الراقد الراقدة المتوفى المتوفاة المعاق المعاقة المسن المسنة",
	child:    "الطفل الطفلة طفل طفلة الرضيع الرضيعة الصغير الصغيرة الشاب الشابة الفتاة الفتى التلميذ التلميذة المولود المولودة الصغار",
	relative: "والد والدة والده والدته والدها والدتها ابن بنت أخو ابنة ابنه ابنها ابنته زوج زوجة زوجها زوجته شقيق شقيقة أخ أخت أم أب عائلة أسرة حفيد حفيدة جد جدة ابني ابنتي بنتي ولدي والدي والدتي زوجي زوجتي أخي أختي أمي أبي جدتي جدي خالتي عمتي عمي خالي حفيدي حفيدتي الوالد الوالدة الأب الأم الجد الجدة أرملة",
	naming:   "اسمه اسمها يدعى تدعى يسمى تسمى",
	field:    "الاسم النسب اللقب",
	institution: `مستشفى المستشفى مركز المركز مصحة المصحة جامعة الجامعة كلية معهد المعهد مؤسسة المؤسسة مدرسة ثانوية إعدادية قاعة مسجد
		ملعب جمعية عيادة مستوصف مطار محطة جناح مجمع جائزة`,
	street:     "شارع زنقة حي ساحة طريق درب محج دوار",
	eponymHead: "مرض داء متلازمة",
	speech:     "قال قالت أكد أكدت صرح صرحت أوضح أوضحت أضاف أضافت وقال وقالت وأضاف وأكد أعلن أعلنت ذكر أشار أشارت حسب",
	care: `عملية جراحية العملية أجرت أجرى خضع خضعت يعالج تعالج العناية الإنعاش استشفاء نقل نقلت أصيب أصيبت توفي توفيت شفاء
		خرج خرجت غادر غادرت عاد عادت ولدت أنجبت وضعت رحم شفي شفيت تماثل تماثلت تغلب تغلبت تتعافى يتعافى ودع ودعت ودعنا وداعا فقدنا استقبلنا ستغادر سيغادر تحية أنقذ أنقذت يرقد ترقد العمر حالته حالتها علاج ولادة ولادتها مولود مولودة مولودها مولوده مولودتها`,
	health:   "السرطان سرطان السكري اللوكيميا جلطة الكلى الكلية بكليته القلب الأورام الحروق المستعجلات السبيطار فالسبيطار دماغية ورم حروق كسر كسور مرض المرض الإعاقة بتر غيبوبة نزيف الربو ربو تعافى الولادة القيصرية تبرع تبرعت رقدات رقد كتعالج معالجة عمليات جراحات أدوية حادث حادثة تصفية بالقصور الكلوي أوانه أوانها مبكرة خديج توأما التوليد العملية النخاع",
	room:     "الغرفة غرفة السرير سرير",
	wish:     "الشفاء شفاء العاجل دعواتكم ميلاد مبروك هنيئا تهانينا تعازينا التعازي نهنئ نبارك سلامة",
	ageUnit:  "سنة سنوات عاما عام شهرا أشهر أعوام",
	file:     "حالة قصة رسالة ملف وضعية صحة وفاة معاناة شهادة حكاية مسار ابتسامة",
	calendar: "رمضان شعبان رجب شوال محرم صفر",
	never: `التي الذي الذين اللواتي في من على إلى عن مع أو ثم أن إن كان كانت هو هي هذا هذه ذلك تلك بعد قبل عند حتى لكن كما قد لقد لم لن لا ما كل بعض
		غير بين خلال منذ حول ضد تحت فوق أمام وراء داخل خارج يوم اليوم أمس غدا صاحب صاحبة الله المدينة الاتصال رقم البالغ البالغة من
		بالرقم بخصوص يوما صباح مساء الثلاثاء الأربعاء الخميس الجمعة السبت الأحد الاثنين`,
	particle: "بن ابن بنت آل أبو ابو أيت آيت ايت ولد بو عبد أم ال",
}

// arabicTable holds the cues of Arabic words by their folded spelling.
var arabicTable = sync.OnceValue(func() map[string]cue {
	all := map[string]cue{}
	for c, words := range arabicWords {
		for _, w := range strings.Fields(words) {
			all[lexicon.Fold(w)] |= c
		}
	}
	return all
})

// arabicCue is the cue of a word, with or without what is written onto it.
func arabicCue(word string) cue {
	if strings.HasSuffix(word, "علي") { // the name, where "on" is "على"
		return 0
	}
	word = lexicon.Fold(word)
	for _, stem := range stems(word) {
		if c, ok := arabicTable()[stem]; ok {
			return c
		}
		if bare, ok := strings.CutPrefix(stem, "ال"); ok {
			if c := arabicTable()[bare]; c == health {
				return c
			}
		}
	}
	return 0
}

// stems are a word and what remains when "and", "so", "to", "by", "like" are taken off; "لل" is "to the".
func stems(word string) []string {
	all := []string{word}
	if rest, ok := strings.CutPrefix(word, "و"); ok && len(rest) >= 4 {
		all = append(all, rest)
		word = rest
	}
	if rest, ok := strings.CutPrefix(word, "لل"); ok {
		return append(all, "ال"+rest)
	}
	for _, prefix := range []string{"ب", "ل", "ف", "ك"} {
		if rest, ok := strings.CutPrefix(word, prefix); ok && len(rest) > 4 {
			all = append(all, rest)
		}
	}
	return all
}

// arabic finds names in Arabic script.
func (f *Finder) arabic() {
	for i := 0; i < len(f.tokens); i++ {
		if f.tokens[i].Case != tagger.Uncased || f.taken[i] {
			continue
		}
		switch c := f.cues[i]; {
		case c.is(civil | medical):
			f.afterArabicTitle(i, c&(civil|medical))
		case c.is(patient|child) && f.arabicInitials(i+1):
		case c.is(patient|child|naming|relative|file) && f.afterArabicNoun(i, c), c.is(field) && f.sign(i+1, ":") && f.afterArabicNoun(i, c):
		case c == 0 || c == health || c.is(particle):
			if end := f.arabicName(i, false); end > i {
				f.addArabic(i, end)
			}
		}
	}
}

func (f *Finder) afterArabicTitle(i int, titled cue) {
	from := i + 1
	for f.has(from, civil|medical|honour) && from < i+4 {
		titled |= f.cues[from] & (civil | medical | honour)
		from++
	}
	if from >= len(f.tokens) || f.tokens[from].After == tagger.Line || f.tokens[from].Case != tagger.Uncased {
		return
	}
	why := ByTitle
	if titled.is(medical) {
		why = ByRole
	}
	f.add(from, f.arabicName(from, !vagueTitle(lexicon.Fold(f.tokens[i].Text(f.text)))), why, true, titled, false)
}

// vagueTitle tells the titles that are ordinary words as well: "الحاجة" is "the need", "المواطن" the citizen.
func vagueTitle(word string) bool {
	for _, stem := range stems(word) {
		switch stem {
		case "الحاجه", "المواطن", "المواطنه", "سيدي", "الراحل", "الراحله", "الجراحه", "القابله", "الجراح":
			return true
		}
	}
	return false
}

// afterArabicNoun finds the name behind a patient noun, a relative or a label; false when there is none.
func (f *Finder) afterArabicNoun(i int, c cue) bool {
	from := i + 1
	if f.sign(from, ":") || f.sign(from, "،") || c.is(file) && f.has(from, never) && f.tokens[from].Text(f.text) == "من" { // "رسالة من"
		from++
	}
	if from >= len(f.tokens) || f.tokens[from].Case != tagger.Uncased || f.taken[from] {
		return false
	}
	why := ByCare
	switch {
	case c.is(relative):
		why = ByFamily
	case c.is(naming | field):
		why = ByNaming
	}
	end := f.arabicName(from, c.is(naming|field))
	if end == from && f.familyNoun(i) && familyShape(f.tokens[from].Text(f.text)) {
		end = from + 1
	}
	if next := from + 1; end == from && f.cues[from] == 0 && c.is(patient|child) && next < len(f.tokens) && f.tokens[next].After == tagger.Space && f.cues[next] == 0 && familyShape(f.tokens[next].Text(f.text)) {
		end = next + 1 // "المريضة حفيظة العلمي", though no list has the first name
	}
	if end == from+1 && end < len(f.tokens) && f.tokens[end].After == tagger.Space && f.cues[end] == 0 && f.firstName(from) >= lexicon.Common && strings.HasPrefix(f.tokens[end].Text(f.text), "ال") {
		end++ // "حالة سهام الرايس"
	}
	if end == from && f.cues[from] == 0 && c.is(patient|child) && f.has(from+1, care|health|story) && f.tokens[from+1].After == tagger.Space && f.definite(i) && !verbLike(f.tokens[from].Text(f.text)) {
		end = from + 1 // "الطفلة جنات خضعت": what follows is the verb
	}
	f.add(from, end, why, true, 0, true)
	return end > from
}

// definite reports whether token i is a noun with its article, as before a name: "الطفلة", not "طفلة".
func (f *Finder) definite(i int) bool { return strings.HasPrefix(f.tokens[i].Text(f.text), "ال") }

// verbLike reports whether a word begins as an adjective with its article or as a verb does.
func verbLike(word string) bool {
	for _, head := range []string{"ال", "ت", "ي", "أ", "ا", "ن", "س", "و", "ل", "ب", "ف", "ك"} {
		if strings.HasPrefix(word, head) {
			return true
		}
	}
	return false
}

// familyNoun tells "the family of": a family name follows.
func (f *Finder) familyNoun(i int) bool {
	for _, stem := range stems(lexicon.Fold(f.tokens[i].Text(f.text))) {
		if stem == "عائله" || stem == "اسره" {
			return true
		}
	}
	return false
}

// addArabic takes a name that only the lists know: a full name, or a first name with an age behind it.
func (f *Finder) addArabic(from, to int) {
	switch {
	case f.ageNear(to):
		f.add(from, to, ByAge, true, 0, true)
	case f.wordsIn(from, to) > 1 && (f.firstName(from) >= lexicon.Common || f.serves(from)):
		f.add(from, to, ByTagger, true, 0, false)
	case f.firstName(from) >= lexicon.Known && f.has(from-1, care):
		f.add(from, to, ByCare, true, 0, false)
	case f.wordsIn(from, to) == 1 && f.firstName(from) >= lexicon.Common && (f.page.story || f.page.care || f.page.ill) && !f.wordToo(from) && !f.has(from-1, role|medical|institution|street):
		f.add(from, to, ByTagger, false, 0, false)
	case f.firstName(from) >= lexicon.Common && (f.has(from-1, wish) || f.has(from-2, wish)):
		f.add(from, to, ByWish, true, 0, false)
	}
}

// arabicInitials finds "المريضة ن. ع.": two letters, each with its point.
func (f *Finder) arabicInitials(i int) bool {
	letter := func(k int) bool {
		return k < len(f.tokens) && f.tokens[k].Case == tagger.Uncased && len([]rune(f.tokens[k].Text(f.text))) == 1 && f.sign(k+1, ".")
	}
	if !letter(i) || !letter(i+2) {
		return false
	}
	f.add(i, i+4, ByInitials, true, 0, true)
	return true
}

// wordToo reports whether a first name is an ordinary word as well: "أمل" is hope, "سعيد" happy.
func (f *Finder) wordToo(i int) bool {
	for _, stem := range stems(lexicon.Fold(f.tokens[i].Text(f.text))) {
		if arabicWordsToo()[stem] {
			return true
		}
	}
	return false
}

var arabicWordsToo = sync.OnceValue(func() map[string]bool {
	all := map[string]bool{}
	for _, w := range strings.Fields(`أمل سعيد نور هدى جميل عادل صالح عيد ميلاد هبة فرح سلام رجاء شفاء إيمان حياة وفاء أمان فجر ضياء نجاح صباح إحسان إخلاص نعمة رحمة فضل
		عزيز شاكر ابتسام إلهام إكرام أحلام آمال أماني أنوار بشرى ذكرى دعاء ثناء هناء علي على قمر شمس شهد ورد وردة زهرة زهور ندى ربيع صديق حبيب يقين جنة جنى سراج نجم
		قائد والي فاتح مؤمن مسلم شهيد شاهد سيد سورة آية اية قدر دليل طيبة صفاء سماء ليل فتح نصر زين شكر شوق عمر نادر نادرة صادق غالب طالب كاتب قادر ثابت رياض سيف أسد وسام
		وئام وصال جهاد كفاح وعد عهد غالي غالية نعيم حسن`) {
		all[lexicon.Fold(w)] = true
	}
	return all
})

// firstName tells how common a first name token i is, with or without "and" or "to" written onto it.
func (f *Finder) firstName(i int) lexicon.Frequency {
	most := f.word(i).First
	for _, stem := range stems(f.tokens[i].Text(f.text)) {
		most = max(most, lexicon.FirstName(stem))
	}
	return most
}

// serves reports whether a compound name of "servant of" begins at token i: "عبد الله".
func (f *Finder) serves(i int) bool { return f.tokens[i].Text(f.text) == "عبد" }

func (f *Finder) ageNear(i int) bool {
	for k := i; k < i+5 && k+1 < len(f.tokens); k++ {
		if f.tokens[k].Case == tagger.Number && f.has(k+1, ageUnit) {
			return true
		}
		if f.sentenceBreak(k) && k > i {
			return false
		}
	}
	return false
}

// arabicName reads a name that begins at token i. After a title the first word may be unknown to the lists.
func (f *Finder) arabicName(i int, loose bool) int {
	end := i
	for words := 0; words < mostWords && end < len(f.tokens) && (end == i || f.tokens[end].After == tagger.Space); words++ {
		next := f.arabicWord(end, words, loose)
		if next == end {
			break
		}
		if end = next; loose && f.sign(end, ".") && len([]rune(f.tokens[end-1].Text(f.text))) == 1 { // an initial
			end++
		}
	}
	return end
}

func (f *Finder) arabicWord(i, before int, loose bool) int {
	t := &f.tokens[i]
	if t.Case != tagger.Uncased || f.taken[i] {
		return i
	}
	if f.cues[i].is(particle) {
		if i+1 < len(f.tokens) && f.tokens[i+1].Case == tagger.Uncased && f.tokens[i+1].After == tagger.Space && (f.serves(i) && strings.HasPrefix(f.tokens[i+1].Text(f.text), "ال") || !f.cues[i+1].is(never|care|speech)) && (loose || before > 0 || f.serves(i) || f.listedArabic(i+1)) {
			return i + 2
		}
		return i
	}
	if c := f.cues[i]; c != 0 && (c.is(never|role|institution|honour|patient|speech|care|medical|eponymHead|ageUnit|room|wish|street) || !(f.listedArabic(i) && (before > 0 || loose))) {
		return i
	}
	word := t.Text(f.text)
	switch {
	case f.listedArabic(i), loose && before == 0, loose && before == 1 && f.sign(i-1, "."), before > 0 && (familyShape(word) || listedWithArticle(word)):
		return i + 1
	case before == 0 && !loose && f.listedStem(word):
		return i + 1
	}
	return i
}

func (f *Finder) listedArabic(i int) bool { return f.word(i).First > 0 || f.word(i).Last > 0 }

// listedStem reports whether a word is a first name with "and" or "to" written onto it.
func (f *Finder) listedStem(word string) bool {
	for _, prefix := range []string{"و", "ل", "ب"} {
		if rest, ok := strings.CutPrefix(word, prefix); ok && lexicon.FirstName(rest) > 0 && len(rest) > 4 {
			return true
		}
	}
	return false
}

// listedWithArticle reports whether a word is a listed name under its article: "الزهراء".
func listedWithArticle(word string) bool {
	rest, ok := strings.CutPrefix(word, "ال")
	return ok && lexicon.FirstName(rest) > 0
}

// familyShape reports whether a word is built as a family name: "الإدريسي", "بنجلون", "بوعزة", "أوعلي", "أيتعلي".
func familyShape(word string) bool {
	folded := lexicon.Fold(word)
	letters := len([]rune(folded))
	if letters < 4 {
		return false
	}
	return strings.HasPrefix(folded, "ال") && strings.HasSuffix(folded, "ي") || strings.HasPrefix(folded, "بن") && letters > 4 ||
		strings.HasPrefix(folded, "بو") && letters > 4 || strings.HasPrefix(folded, "ايت") || strings.HasPrefix(folded, "او") && letters > 4 || strings.HasPrefix(folded, "بل") && letters > 4 || strings.HasSuffix(folded, "اوي")
}
