// Package triage reads what was said about the hospital and tells what it is: the language, the category with its priority, and the
// tone. It works by rules only, so that anybody can see which words decided.
//
// Rules are values that stand beside the examples they must and must not catch (rules_*.go). Nothing here reads a database, a
// clock or a network, and nothing that was read is kept. It is an aid: in doubt between danger to life and anything else it
// says danger.
//
// Categories, priorities and the rules of escalation follow the project's reference on social listening in hospitals
// (checked 2026-11-22); hospitals have met the first of them: https://socialmedia.mayoclinic.org, "the threat of suicide" (2017).
package triage

import (
	"slices"
	"strings"

	"portevoix/bot/text"
)

// A Category says what a mention is.
type Category string

// The categories. They are stored: never rename.
const (
	Suicide   Category = "VITAL_SUI" // somebody wishes, plans or announces to die
	Emergency Category = "VITAL_MED" // symptoms that need care now
	Safety    Category = "SAFETY"    // a threat, a weapon, an attack, abuse
	Privacy   Category = "PRIVACY"   // somebody exposes a patient, a colleague or a document
	Staff     Category = "STAFF"     // an accusation against somebody who works here
	Rumour    Category = "RUMOUR"    // an unverified or false claim, an impersonation
	Press     Category = "PRESS"     // a journalist, an article, an official request
	Care      Category = "CARE"      // harm, error, dignity, discrimination
	Service   Category = "SERVICE"   // waiting, parking, food, bills, booking
	Question  Category = "QUESTION"  // a practical question
	Advice    Category = "MEDADVICE" // a personal medical question that can wait
	Praise    Category = "PRAISE"    // thanks
	Jobs      Category = "HR"        // work, internships, former colleagues
	Help      Category = "HELP"      // donors, volunteers, gifts
	Spam      Category = "SPAM"      // advertising, trolling
	Neutral   Category = "NEUTRAL"   // a mere mention
)

// Categories lists all of them, the most pressing first: between two that fit alike, the first wins.
var Categories = []Category{Suicide, Emergency, Safety, Privacy, Press, Rumour, Staff, Care, Advice, Help, Jobs, Service, Question, Praise, Spam, Neutral}

// A Priority says how soon a person must look: P0 within five minutes, day and night.
type Priority int

// The priorities.
const (
	P0 Priority = iota
	P1          // within the hour
	P2          // the same day
	P3          // when there is time
)

// Priority is how soon a person must look at a mention of this category.
func (c Category) Priority() Priority {
	switch c {
	case Suicide, Emergency, Safety:
		return P0
	case Privacy, Staff, Rumour, Press, Care:
		return P1
	case Service, Question, Advice:
		return P2
	}
	return P3
}

// Sensitive reports whether the words of such a mention are shown to nobody: they may be searched and lead to a person in
// danger, a patient or an accused colleague.
func (c Category) Sensitive() bool {
	switch c {
	case Suicide, Emergency, Safety, Privacy, Staff:
		return true
	}
	return false
}

// Title is what the category is called on screen.
func (c Category) Title() text.Text { return titles[c] }

var titles = map[Category]text.Text{
	Suicide:   {FR: "Personne en détresse", EN: "Person in distress", AR: "شخص في ضائقة"},
	Emergency: {FR: "Urgence vitale", EN: "Life-threatening emergency", AR: "حالة حرجة تهدد الحياة"},
	Safety:    {FR: "Menace ou violence", EN: "Threat or violence", AR: "تهديد أو عنف"},
	Privacy:   {FR: "Vie privée exposée", EN: "Privacy exposed", AR: "كشف للحياة الخاصة"},
	Staff:     {FR: "Mise en cause d'un professionnel", EN: "Accusation against staff", AR: "اتهام لأحد المهنيين"},
	Rumour:    {FR: "Rumeur", EN: "Rumour", AR: "إشاعة"},
	Press:     {FR: "Presse", EN: "Press", AR: "صحافة"},
	Care:      {FR: "Plainte sur les soins", EN: "Complaint about care", AR: "شكاية حول العلاج"},
	Service:   {FR: "Accueil et services", EN: "Services", AR: "الاستقبال والخدمات"},
	Question:  {FR: "Question pratique", EN: "Practical question", AR: "سؤال عملي"},
	Advice:    {FR: "Question médicale personnelle", EN: "Personal medical question", AR: "سؤال طبي شخصي"},
	Praise:    {FR: "Remerciements", EN: "Thanks", AR: "شكر وثناء"},
	Jobs:      {FR: "Emploi et stages", EN: "Jobs and training", AR: "التوظيف والتدريب"},
	Help:      {FR: "Dons et bénévolat", EN: "Donations and volunteering", AR: "التبرع والتطوع"},
	Spam:      {FR: "Publicité ou provocation", EN: "Spam or trolling", AR: "إشهار أو استفزاز"},
	Neutral:   {FR: "Simple mention", EN: "Mere mention", AR: "مجرد إشارة"},
}

// A Verdict is what a mention was taken for.
type Verdict struct {
	Category Category
	Priority Priority
	Rule     string // the rule that decided, "vital.goodbye"; empty for none
	Doubt    bool   // a person should look whether it is worse than it seems
}

// A Triager holds the rules, ready to be used. It is safe for concurrent use.
type Triager struct {
	idioms *book
	words  *book
	rules  []ready
	tone   *book
	tones  []toneGroup
}

type ready struct {
	rule         Rule
	any, and, no int // groups of phrases; -1: none
}

// A Rule says what makes a text belong to a category: one of Any, one of And (if there are any), none of No.
type Rule struct {
	Name     string // "vital.goodbye": shown to the curious and stored with the mention
	Category Category
	Weight   int  // among categories that do not threaten a life: the heaviest rule wins; 1 is a hint, 2 usual, 3 certain
	Doubt    bool // somebody should look at once although it is no page
	Reported bool // also said of others, in the past, by the press: in an article it does not page
	Any      []string
	And      []string
	No       []string
	Hits     []string // examples that it must catch
	Misses   []string // examples that look alike and that it must not catch
}

// New prepares the rules.
func New() *Triager {
	t := &Triager{idioms: newBook(), words: newBook(), tone: newBook()}
	t.idioms.add(idioms)
	group := func(phrases []string) int {
		if len(phrases) == 0 {
			return -1
		}
		return t.words.add(phrases)
	}
	for _, r := range Rules() {
		if r.Category.Priority() == P0 {
			r.No = slices.Concat(r.No, lessons, play) // what is taught, remembered or played threatens nobody
		}
		t.rules = append(t.rules, ready{r, group(r.Any), group(r.And), group(r.No)})
	}
	t.prepareTone()
	return t
}

// Rules lists every rule.
func Rules() []Rule {
	var all []Rule
	for _, some := range [][]Rule{coreRules, vitalRules, safetyRules, graveRules, dailyRules, kindRules} {
		all = append(all, some...)
	}
	return all
}

// Read sorts a text. Press says that it is an article: then what the press reports of others does not page anybody.
func (t *Triager) Read(words string, press bool) Verdict {
	found := t.matching(fold(words), press)
	if press {
		found = append(found, Rule{Name: "press.article", Category: Press, Weight: 3})
	}
	if len(found) == 0 {
		return Verdict{Category: Neutral, Priority: P3}
	}
	best, doubt := found[0], false
	for _, r := range found {
		doubt = doubt || r.Doubt
		if worse(r, best) {
			best = r
		}
	}
	v := Verdict{Category: best.Category, Priority: best.Category.Priority(), Rule: best.Name, Doubt: doubt}
	if doubt && v.Priority > P1 {
		v.Priority = P1
	}
	return v
}

// matching lists the rules that a text fulfils.
func (t *Triager) matching(words []word, article bool) []Rule {
	press := article
	words = t.withoutIdioms(words)
	hits := make([]bool, t.words.groups)
	t.words.find(words, func(group, _, _ int) { hits[group] = true })
	var found []Rule
	for _, r := range t.rules {
		if hits[r.any] && (r.and < 0 || hits[r.and]) && (r.no < 0 || !hits[r.no]) {
			found = append(found, r.rule)
			press = press || r.rule.Category == Press
		}
	}
	// What others say is reported by the press; only a cry for help stands above an article or a journalist's question.
	return slices.DeleteFunc(found, func(r Rule) bool {
		return press && (r.Reported || article && r.Category.Priority() != P0)
	})
}

// withoutIdioms takes out what only sounds dangerous: "dying to meet you", "mort de rire".
func (t *Triager) withoutIdioms(words []word) []word {
	gone := map[int]bool{}
	t.idioms.find(words, func(_, from, to int) {
		for i := from; i < to; i++ {
			gone[i] = true
		}
	})
	if len(gone) == 0 {
		return words
	}
	kept := make([]word, len(words))
	for i, w := range words {
		if kept[i] = w; gone[i] && !w.stop {
			kept[i] = word{forms: []string{"·"}}
		}
	}
	return kept
}

// worse reports whether a decides over b: danger to life first, then weight, then the order of Categories.
func worse(a, b Rule) bool {
	pa, pb := a.Category.Priority() == P0, b.Category.Priority() == P0
	switch {
	case pa != pb:
		return pa
	case a.Weight != b.Weight:
		return a.Weight > b.Weight
	}
	return rank(a.Category) < rank(b.Category)
}

func rank(c Category) int {
	for i, one := range Categories {
		if one == c {
			return i
		}
	}
	return len(Categories)
}

// Lang guesses the language of a text: Arabic by its letters, French and English by their small words. It reports false when
// there is too little to go by.
func Lang(s string) (text.Lang, bool) {
	arabic, latin := 0, 0
	for _, r := range s {
		switch {
		case r >= 0x600 && r <= 0x6ff:
			arabic++
		case r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r >= 0xc0 && r <= 0x24f:
			latin++
		}
	}
	if arabic > latin/2 && arabic > 1 {
		return text.AR, true
	}
	fr, en := 0, 0
	for _, w := range fold(s) {
		if frenchWords[w.forms[0]] {
			fr++
		}
		if englishWords[w.forms[0]] {
			en++
		}
	}
	if strings.ContainsAny(s, "éèêàùçôîœÉÈÀÇ") {
		fr++
	}
	switch {
	case fr > en:
		return text.FR, true
	case en > fr:
		return text.EN, true
	}
	return "", false
}

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// Small words that the other language does not have.
var (
	frenchWords  = set(`le la les un une des du de et est sont pas plus pour dans que qui je j nous vous il elle ils avec sur ce cette mon ma mes votre vos au aux chez c d l n s qu ca tres merci bonjour ou quel quels quelle comment faut etre avez suis hopital urgences depuis soir demain hier`)
	englishWords = set(`the and is are was were to of for with you your my this that have has had not they we he she it in on at from by an be been do does can will would there what how when where who why im ive dont cant please thanks hospital nurse today tomorrow just all out`)
)
