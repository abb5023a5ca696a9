package triage

// A Tone is how something is said: +1 kindly, -1 unkindly, 0 neither.
type Tone int

// The tones.
const (
	Negative Tone = -1
	Even     Tone = 0
	Positive Tone = 1
)

type toneGroup struct {
	group int
	tone  Tone
}

// Tone weighs the kind and unkind words of a text; a negation turns the word that follows. Sarcasm escapes it: that is why a
// digest shows no share of tones below thirty mentions and never decides anything by it.
func (t *Triager) Tone(words string) Tone {
	folded := fold(words)
	sum := 0
	t.tone.find(folded, func(group, from, _ int) {
		tone := int(t.tones[group].tone)
		if negated(folded, from) {
			tone = -tone
		}
		sum += tone
	})
	switch {
	case sum > 0:
		return Positive
	case sum < 0:
		return Negative
	}
	return Even
}

// negated looks at the three words before, within the sentence.
func negated(words []word, at int) bool {
	for i := at - 1; i >= 0 && i >= at-3 && !words[i].stop; i-- {
		if negations[words[i].forms[0]] {
			return true
		}
	}
	return false
}

var negations = set(`pas jamais plus aucun aucune sans ni not never no without cant dont doesnt didnt isnt wasnt werent wont nothing ما ماشي لا ليس لم بلا مكاين ماكاين مافيها`)

func (t *Triager) prepareTone() {
	for tone, words := range map[Tone][]string{Positive: kindWords, Negative: unkindWords} {
		g := t.tone.add(words)
		for len(t.tones) <= g {
			t.tones = append(t.tones, toneGroup{})
		}
		t.tones[g] = toneGroup{g, tone}
	}
}

var kindWords = []string{
	"merci|mercis|remercie*|bravo|felicitation*|formidable*|super|genial*|geniaux|excellent*|gentil*|adorable*|parfait*|top|exceptionnel*|extraordinaire*|bienveillan*|competent|competente|competents|merveilleu*|impeccable*|remarquable*|irreprochable*|attentionne*|souriant*|rassurant*|admirable*|chaleureu*|devoue*|efficace*|recommande|heureux|heureuse|content|contente|ravi|ravie|satisfait*|fier|fiere|soulage|soulagee|magnifique*|sauve|sauvee|grace|belle|beau|bonne|bon|aime|adore|reussi|reussie|reussite|gueri|guerie|rapide|rapides|utile|joli|progres|espoir|facile",
	"thank*|grateful|amazing|wonderful|brilliant|fantastic|excellent|incredible|awesome|superb|outstanding|great|lovely|kind|kindness|caring|compassionate|professional|best|angels|heroes|hero|friendly|attentive|perfect|proud|happy|pleased|love|loved|good|helpful|saved|beautiful|nice|recommend|kudos|impressed|reassuring|quick|smooth|success|improved|welcoming|gentle|shoutout|congratulations|congrats|relieved|recovered",
	"شكرا|شكر|نشكر*|كنشكر*|اشكر*|ممتاز*|رائع*|زوين*|مزيان*|احسن|افضل|واعر*|يجازيكم|يجازيهم|يجزيكم|بارك|تبارك|برافو|راقي*|فرحان*|سعيد*|ممتن*|طيب|طيبين|طيبه|جزاكم|جميل*|الحمد|نجح|نجحت|انساني*|كنبغي*",
	"❤|💙|💚|💜|🙏|👏|🥰|😍|😊|🙌|👍|💪|🎉|⭐",
}

var unkindWords = []string{
	"honte|honteu*|scandale*|scandaleu*|inadmissible*|inacceptable*|nul|nulle|nuls|catastroph*|deplorable*|lamentable*|incompetent*|raciste*|degueulasse*|sale|sales|froid|froids|mauvais*|horrible*|terrible*|pire|infect*|indigne*|inhumain*|maltrait*|erreur*|faute|plainte|colere|decu|decue|decevant*|deception|triste|peur|mal|douleur*|souffr*|mort|morte|morts|deces|attente|attendre|attendu|retard*|panne|cher|arnaque|mensonge*|ment|cache|cachent|vole|rate|gifle|boucher|dangereu*|impossible|injoignable*|perdu|perdue|refus|refuse|annule*|long|longue|longues|insupportable*|abuse*|odieu*|bordel|marre|probleme*|casse|cassee|danger|menace|violen*|ferme|fermee|fermeture|penurie|manque|crise|agression|inquiet*|inquietant*|fuyez|fuir|incapable*|mepris*|bruit|greve|scandalise*|pue|personne",
	"shame*|disgrace*|disgust*|unacceptable|appalling|awful|terrible|horrible|worst|rude|dirty|filthy|cold|wrong|error|mistake*|neglect*|ignored|racist|incompetent|useless|broken|delay*|waiting|waited|cancelled|canceled|expensive|ripoff|angry|disappoint*|sad|scared|pain|painful|suffer*|dead|died|death*|deaths|lost|lied|lying|hiding|refused|stole|drunk|complaint|joke|ridiculous|bad|poor|hate|fail*|dangerous|unsafe|nightmare|shambles|chaos|shocking|infected|infection|slapped|butcher|struck|botched|worse|problem*|closed|closing|closure|shortage|crisis|attack*|threat*|worried|worry|nobody|never|overcharged|stuck|leaked|fell|sick|strike",
	"خايب*|خيبه|سيء|سيئه|سيئ|حشومه|عيب|غلط|خطا|اهمال|كارثه|كارثي*|فضيحه|موسخ*|وسخ*|خامج*|غالي*|شفار*|كذب|كيكذبو|كيكدبو|مخبيين*|حكره|عنصري*|رشوه|الرشوه|مات|ماتت|ماتو|موت|وفاه|خاسر*|ماخدامش|معقول|مشكل|مشاكل|عييت|تعبت|تعبنا|سكران*|تاخر|الانتظار|بارده|حزين*|خايف*|وباء|خطير*|ضرب*|فوضي|زيرو|اسوا|ماكيجاوب*|رفضو|مهزله|معاناه|تأخير|نقص|خصاص|اغلاق|ازمه",
	"😡|🤬|😠|👎|🤡|💩|😤|🤮|😢|😭|😞",
}
