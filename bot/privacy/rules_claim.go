package privacy

import "portevoix/bot/text"

// Advertising, health claims and advice (domain rules PUB-01 to PUB-08, INF-01 to INF-06).

const loyalty = "CSP R.4127-13, R.4127-19-1; décret 2-21-225 (MA)"

func claimRules() []Rule {
	return []Rule{
		{
			ID:     "PUB-01",
			Title:  text.Text{FR: "Superlatif ou comparaison", EN: "Superlative or comparison", AR: "تفضيل أو مقارنة"},
			Why:    text.Text{FR: "Un hôpital informe, il ne se vante pas : se dire le meilleur, le seul ou mieux que d'autres est de la publicité.", EN: "A hospital informs, it does not boast: to be the best, the only one or better than others is advertising.", AR: "المستشفى يخبر ولا يتباهى: القول إنه الأفضل أو الوحيد دعاية."},
			Fix:    text.Text{FR: "Donnez un fait : un chiffre, une date, une source.", EN: "Give a fact: a figure, a date, a source.", AR: "اذكروا واقعة: رقما وتاريخا ومصدرا."},
			Source: loyalty, Severity: High,
			says:    []string{"(notre|votre) (hopital|chu|clinique|service|equipe|maternite|centre|etablissement) ... (le meilleur|la meilleure|les meilleurs|le seul|la seule|leader|numero 1|numero un|n 1)", "(le meilleur|la meilleure|les meilleurs|les meilleures) (hopital|hopitaux|clinique|service|chirurgien|chirurgiens|equipe|maternite|medecins|medecin|du pays|de france|du maroc|de la region)", "(meilleur|meilleure|meilleurs) ... que (les autres|l hopital|la clinique|nos voisins|le chu)", "mieux que (les autres|l hopital|la clinique|ailleurs)", "(unique|seul|seule|leader) (au maroc|en france|dans la region|en afrique|en europe|au monde)", "(the best|best) (hospital|clinic|surgeon|surgeons|doctors|team|care) (in|of)", "(number one|no 1|leading|world class) (hospital|clinic)", "better than (other|any other) (hospital|hospitals|clinic|clinics)", "(افضل|احسن) (مستشفى|مصحه|طبيب|فريق|مركز)", "الوحيد (في المغرب|بالمغرب|من نوعه)"},
			Catches: []Example{{Text: "Notre clinique est la meilleure du pays"}, {Text: "The best hospital in the region!", Country: "GB", Lang: text.EN}, {Text: "أفضل مستشفى في المملكة", Country: "MA"}},
			Spares:  []Example{{Text: "Donner son sang : le meilleur moment, c'est maintenant."}, {Text: "Nos équipes travaillent pour mieux vous accueillir."}},
		},
		{
			ID:     "PUB-02",
			Title:  text.Text{FR: "Témoignage de patient", EN: "Patient testimonial", AR: "شهادة مريض"},
			Why:    text.Text{FR: "Un témoignage à la gloire d'un soignant est de la publicité, et il identifie son auteur.", EN: "A testimonial in praise of a carer is advertising, and identifies its author.", AR: "الشهادة في مدح مهني صحة دعاية، وتكشف صاحبها."},
			Fix:    text.Text{FR: "Remerciez sans citer de médecin ni de note.", EN: "Give thanks without naming a doctor or a rating.", AR: "اشكروا دون ذكر طبيب أو تقييم."},
			Source: loyalty, Severity: High,
			says:    []string{"grace (au|a la|a) (dr|docteur|pr|professeur) _ ... (revis|vis|vie|marche|vivant|gueri|guerie)", "(avis|note) google", "(noté|note|notee) # ... (etoiles|sur 5)", "# (etoiles|stars)", "(thanks to) (dr|doctor|professor) _ ... (life|alive|walk|cured)", "(google|trustpilot) (review|reviews|rating)", "★★★", "(5|five) star (review|rating|care)", "بفضل (الدكتور|الطبيب|البروفيسور) _"},
			Catches: []Example{{Text: "« Grâce au Dr Vauquois, je revis ! »"}, {Text: "4,8 sur nos avis Google : merci !"}, {Text: "Five star rating again this month", Country: "GB", Lang: text.EN}},
			Spares:  []Example{{Text: "Grâce au don du sang, 10 000 patients sont soignés chaque semaine (source : EFS, 2024)."}},
		},
		{
			ID:     "PUB-03",
			Title:  text.Text{FR: "Incitation, prix, promotion", EN: "Inducement, price, promotion", AR: "تحفيز أو سعر أو عرض"},
			Why:    text.Text{FR: "Le soin n'est pas un commerce : pas de remise, d'offre ni de pression.", EN: "Care is not a trade: no discount, offer or pressure.", AR: "العلاج ليس تجارة: لا تخفيض ولا عرض ولا ضغط."},
			Fix:    text.Text{FR: "Donnez l'information pratique.", EN: "Give the practical information.", AR: "قدموا المعلومة العملية."},
			Source: "CSP R.4127-19; loi 131-13 art. 2 (MA)", Severity: High,
			look:    discount,
			says:    []string{"(code promo|offre speciale|offre exceptionnelle|prix casse*|tarif promotionnel|promotion sur|soldes)", "gratuit* pour les # premier*", "profitez (de notre offre|de nos tarifs|vite)", "(special offer|promo code|limited offer|discount on|half price|free for the first #)", "(عرض خاص|تخفيض*|بنصف الثمن)", "prenez vite (rdv|rendez vous)"},
			Catches: []Example{{Text: "-30 % sur les implants ce mois-ci"}, {Text: "Special offer on check-ups!", Country: "GB", Lang: text.EN}},
			Spares:  []Example{{Text: "Dépistage gratuit samedi, sans rendez-vous."}, {Text: "30 % des Français ont déjà donné leur sang (source : EFS, 2024)."}},
		},
		{
			ID:     "PUB-04",
			Title:  text.Text{FR: "Médecine ou chirurgie esthétique", EN: "Cosmetic medicine or surgery", AR: "طب أو جراحة التجميل"},
			Why:    text.Text{FR: "Toute publicité pour la chirurgie esthétique est interdite aux établissements.", EN: "In France a hospital may not advertise cosmetic surgery at all.", AR: "يمنع على المؤسسات كل إشهار لجراحة التجميل."},
			Fix:    text.Text{FR: "Retirez le texte.", EN: "Remove the text.", AR: "احذفوا النص."},
			Source: "CSP L.6322-1; loi 2023-451", Severity: Block, In: map[string]Severity{"GB": High, "US": Warn},
			says:    []string{"(augmentation mammaire|liposuccion|rhinoplastie|lifting|injections de botox|botox|injection* d acide hyaluronique|implants mammaires|blepharoplastie|avant apres)", "(breast augmentation|liposuction|nose job|facelift|tummy tuck|before and after photos|lip filler*)", "(شفط الدهون|تكبير الثدي|بوتوكس|شد الوجه)"},
			when:    notRepair,
			Catches: []Example{{Text: "Liposuccion et lifting : découvrez nos résultats avant/après."}, {Text: "Lip fillers with our experts", Country: "GB", Lang: text.EN}},
			Spares:  []Example{{Text: "Reconstruction mammaire après cancer : notre équipe vous accompagne."}},
		},
		{
			ID:     "PUB-05",
			Title:  text.Text{FR: "Nom de médicament ou de dispositif", EN: "Drug or device brand", AR: "اسم دواء أو جهاز"},
			Why:    text.Text{FR: "La publicité auprès du public pour un médicament sur ordonnance ou remboursé est interdite ; nommer une marque en vantant ses effets en est une.", EN: "Advertising a prescription drug to the public is banned; to name a brand with its benefits is that.", AR: "يمنع الإشهار للعموم لدواء بوصفة طبية، وذكر اسمه التجاري مع مزاياه إشهار."},
			Fix:    text.Text{FR: "Écrivez « un traitement » et renvoyez au médecin ou au pharmacien.", EN: "Write \"a treatment\" and refer to the doctor or pharmacist.", AR: "اكتبوا «علاج» وأحيلوا على الطبيب أو الصيدلي."},
			Source: "CSP L.5122-6; UE 2001/83 art. 88", Severity: Block,
			says:    []string{"(ozempic|wegovy|mounjaro|saxenda|botox|viagra|cialis|humira|keytruda|xarelto|eliquis|levothyrox|doliprane|xanax|prozac|ritaline|lyrica|roaccutane|zyban|champix|victoza|trulicity|tramadol|semaglutide|oxycontin|oxycodone|اوزمبيك)"},
			when:    notSafety,
			Catches: []Example{{Text: "Grâce à Ozempic, perdez 10 kg"}, {Text: "Ask us about Wegovy", Country: "GB", Lang: text.EN}},
			Spares:  []Example{{Text: "Rappel de lot : Levothyrox, rapportez vos boîtes en pharmacie (ANSM)."}, {Text: "Vaccination contre la grippe : rendez-vous dès lundi."}},
		},
		{
			ID:     "PUB-06",
			Title:  text.Text{FR: "Promesse de résultat", EN: "Guaranteed outcome", AR: "وعد بالنتيجة"},
			Why:    text.Text{FR: "Aucun soin n'est sûr à 100 % ni sans risque ; le promettre trompe.", EN: "No care works every time or without risk; to promise it misleads.", AR: "لا علاج مضمون أو بلا مخاطر، والوعد بذلك تضليل."},
			Fix:    text.Text{FR: "« Peut aider », les risques, la source.", EN: "\"May help\", the risks, the source.", AR: "«قد يساعد»، مع المخاطر والمصدر."},
			Source: "CSP R.4127-13, R.5122-4", Severity: Block,
			says:    []string{"(sans|aucun) (risque|douleur|effet secondaire|effets secondaires) ... (operation|intervention|traitement|chirurgie|technique|vaccin|garanti*)", "(operation|intervention|traitement|chirurgie|technique|methode|vaccin) ... (sans risque|sans aucun risque|sans douleur|indolore|sans effet secondaire|100)", "(guerison|resultat|resultats|reussite) (garanti*|assure*|certaine)", "(traitement|remede|solution|methode) (miracle|miraculeux|miraculeuse)", "(gueri*|soigne) (definitivement|a coup sur|a 100)", "perdez # (kg|kilos)", "(guaranteed|miracle) (results|result|cure|treatment|remedy)", "(cures|cure) (cancer|diabetes|autism|arthritis)", "(painless|risk free|100 safe|100 effective) ", "lose # (kg|pounds|lbs|stone)", "(علاج نهائي|شفاء مضمون|بدون مخاطر|نتيجه مضمونه|يشفي من)"},
			Catches: []Example{{Text: "Grâce à Ozempic, perdez 10 kg"}, {Text: "Une opération indolore et sans risque"}, {Text: "A miracle cure for arthritis", Country: "GB", Lang: text.EN}},
			Spares:  []Example{{Text: "Aucun traitement n'est sans effet : parlez-en à votre médecin."}, {Text: "Le dépistage peut sauver des vies."}},
		},
		{
			ID:     "PUB-08",
			Title:  text.Text{FR: "Cagnotte au profit d'un patient", EN: "Fundraiser for one patient", AR: "جمع تبرعات لمريض"},
			Why:    text.Text{FR: "Relayer la cagnotte d'un patient le nomme et fait de l'hôpital un quêteur.", EN: "Relaying one patient's fundraiser names them and makes the hospital a collector.", AR: "إعادة نشر تبرعات لمريض تكشف هويته وتجعل المستشفى جامعا للتبرعات."},
			Fix:    text.Text{FR: "Renvoyez à la page de la fondation ou du fonds de dotation.", EN: "Refer to the foundation's page.", AR: "أحيلوا على صفحة المؤسسة الخيرية."},
			Source: "CSP L.1110-4", Severity: Block,
			says:    []string{"cagnotte ... (patient|patiente|pour|famille|petit|petite|enfant)", "(gofundme|leetchi|cotizup|justgiving)", "fundraiser for ... (patient|boy|girl|family|baby|him|her)", "(جمع التبرعات|تبرعوا) ... (المريض|الطفل|الطفله|لعلاج)"},
			Catches: []Example{{Text: "Participez à la cagnotte pour la petite fille de la chambre 12."}, {Text: "Help her on GoFundMe", Country: "US", Lang: text.EN}},
			Spares:  []Example{{Text: "Soutenez la fondation de l'hôpital : chaque don compte."}},
		},
		{
			ID:     "INF-01",
			Title:  text.Text{FR: "Conseil médical individuel", EN: "Individual medical advice", AR: "نصيحة طبية فردية"},
			Why:    text.Text{FR: "Une dose ou un diagnostic donné à distance, sans examen, engage et met en danger.", EN: "A dose or a diagnosis given at a distance, without examination, is dangerous and commits you.", AR: "إعطاء جرعة أو تشخيص عن بعد دون فحص خطر ومسؤولية."},
			Fix:    text.Text{FR: "Restez général : « Parlez-en à votre médecin ou à votre pharmacien. »", EN: "Stay general: \"Talk to your doctor or pharmacist.\"", AR: "ابقوا في العموم: «استشيروا طبيبكم أو الصيدلي»."},
			Source: "CNOM, charte 2025; CSP R.4127-53", Severity: Block,
			says:    []string{"(prenez|prends|avalez|donnez lui|appliquez) ... (# mg|# g|# ml|comprime*|gelule*|goutte*|fois par jour|toutes les)", "(arretez|stoppez|diminuez|doublez|augmentez) (votre|vos|le|la|les) (traitement*|medicament*|dose*|insuline|antibiotique*|pilule|corticoide*|antidepresseur*)", "vous avez (surement|certainement|probablement|sans doute) (une|un|la|le)", "(take|give (him|her)) # (mg|g|ml|tablets|pills)", "(take|give him|give her) # (mg|g|ml|tablets|pills)", "(stop|double|increase|reduce) (taking )?your (medication|dose|insulin|treatment|pills)", "stop taking your _", "you (probably|certainly|surely) have (a|an)", "(تناولوا|تناول|خذ|خذوا) ... (ملغ|غرام|حبه|حبات|مرات)", "(اوقفوا|توقفوا عن) (العلاج|الدواء|تناول)"},
			when:    notEvacuation,
			Catches: []Example{{Text: "Vous avez mal ? Prenez 1 g de paracétamol toutes les 6 h"}, {Text: "Stop taking your insulin if you feel dizzy.", Country: "GB", Lang: text.EN}, {Text: "Vous avez sûrement une angine."}},
			Spares:  []Example{{Text: "Prenez rendez-vous en ligne 7 jours sur 7."}, {Text: "Ne modifiez jamais votre traitement sans l'avis de votre médecin."}},
		},
		{
			ID:     "PUB-07",
			Title:  text.Text{FR: "Partenariat commercial", EN: "Commercial partner", AR: "شراكة تجارية"},
			Why:    text.Text{FR: "Un fabricant ou un laboratoire mis en avant sans lien d'intérêt déclaré passe pour une recommandation.", EN: "A maker or a drug company put forward without a declared interest reads as a recommendation.", AR: "إبراز مصنع أو مختبر دون التصريح بالعلاقة يُفهم على أنه توصية."},
			Fix:    text.Text{FR: "Déclarez le partenariat (« convention n°…, sans contrepartie ») ou retirez la marque.", EN: "Declare the partnership, or take the brand out.", AR: "صرحوا بالشراكة أو احذفوا العلامة."},
			Source: "CNOM, charte 2025; CSP L.1453-1", Severity: High,
			says:    []string{"(partenariat avec|soutien de|soutien du|sponsorise par|offert par|grace a) ... (laboratoire|labo|laboratoires|fabricant|industriel) ... (decouvrez|nouvelle|nouveau|pompe|traitement|produit|gamme|dispositif|vaccin)", "(sponsored by|in partnership with|thanks to) ... (pharma|pharmaceuticals|laboratories) ... (new|discover|product|pump|device|treatment)", "(بشراكه مع|برعايه) ... (مختبر|مختبرات) ... (منتج|دواء|جهاز|جديد)"},
			Catches: []Example{{Text: "En partenariat avec le laboratoire Novacure, découvrez la nouvelle pompe."}, {Text: "Sponsored by Novacure Pharmaceuticals: discover the new insulin pump.", Country: "GB", Lang: text.EN}},
			Spares:  []Example{{Text: "En partenariat avec la Ligue contre le cancer, dépistage gratuit samedi."}, {Text: "Le laboratoire de biologie change d'horaires."}},
		},
		{
			ID:     "INF-05",
			Title:  text.Text{FR: "Date passée", EN: "A date in the past", AR: "تاريخ مضى"},
			Why:    text.Text{FR: "Le texte invite à une date d'une année passée.", EN: "The text invites people to a date of a year gone by.", AR: "النص يدعو إلى موعد في سنة مضت."},
			Fix:    text.Text{FR: "Corrigez la date, ou racontez l'événement au passé.", EN: "Correct the date, or tell the event as past.", AR: "صححوا التاريخ أو تحدثوا عن الحدث بصيغة الماضي."},
			Source: "practice", Severity: Warn, Kinds: []Kind{Post, Notice},
			look:    pastInvitation,
			Catches: []Example{{Text: "Rendez-vous le 12 mars 2020 pour la conférence !"}, {Text: "Join us on 4 June 2019 for our open day!", Country: "GB", Lang: text.EN}},
			Spares:  []Example{{Text: "Le bâtiment a été inauguré le 12 mars 2020."}, {Text: "Rendez-vous le 12 mars 2099 pour la conférence !"}},
		},
		{
			ID:     "INF-02",
			Title:  text.Text{FR: "Affirmation sans source", EN: "Unsourced claim", AR: "ادعاء دون مصدر"},
			Why:    text.Text{FR: "« Une étude montre », sans lien ni date, ne se vérifie pas.", EN: "\"A study shows\", without link or date, cannot be checked.", AR: "«أظهرت دراسة» دون رابط أو تاريخ لا يمكن التحقق منها."},
			Fix:    text.Text{FR: "Ajoutez la source et la date (HAS, OMS, SpF, ministère).", EN: "Add the source and date (WHO, NHS, CDC, ministry).", AR: "أضيفوا المصدر والتاريخ (منظمة الصحة العالمية، الوزارة)."},
			Source: "CNOM, charte 2025; CSP R.4127-13", Severity: Warn,
			says:    []string{"(une|des|plusieurs|les) (etude|etudes|recherche|recherches) (montre|montrent|prouve|prouvent|demontre|demontrent|revele|revelent)", "(scientifiquement|cliniquement) prouve*", "il est prouve", "(a|new|recent) study (shows|proves|finds)", "studies (show|prove)", "research proves", "(clinically|scientifically) proven", "(اثبتت|اظهرت) (دراسه|الدراسات|دراسات)"},
			when:    unsourced,
			Catches: []Example{{Text: "Une étude montre que le café protège le foie."}, {Text: "Studies show it works.", Country: "GB", Lang: text.EN}},
			Spares:  []Example{{Text: "Une étude montre un recul du tabac (source : SpF, 2024)."}, {Text: "Des études montrent ce lien : https://www.has-sante.fr/xyz"}},
		},
		{
			ID:     "INF-03",
			Title:  text.Text{FR: "Pratique non éprouvée", EN: "Unproven practice", AR: "ممارسة غير مثبتة"},
			Why:    text.Text{FR: "Présenter comme soin ce qui n'a pas fait ses preuves trompe et retarde les vrais soins.", EN: "Presenting as care what is unproven misleads and delays real care.", AR: "تقديم ما لم يثبت على أنه علاج تضليل يؤخر العلاج الحقيقي."},
			Fix:    text.Text{FR: "Retirez-le.", EN: "Take it out.", AR: "احذفوه."},
			Source: "CSP R.4127-39; NMC Code 6", Severity: Block,
			says:    []string{"(hijama|homeopathie|detox|jeune|naturopathie|magnetiseur|huiles essentielles|jus detox|citron|gingembre) ... (guerit|soigne|elimine|traite|previent|combat) ... (cancer|diabete|covid|maladie*|infection*|toxines|tumeur*|migraine*|arthrose|asthme|hypertension|eczema|depression)", "(vaccin|vaccins|vaccination) ... (dangereux|poison|tue|inutile*|autisme)", "(hijama|cupping|homeopathy|detox|fasting|essential oils) ... (cures|cure|treats|prevents|heals)", "vaccines (are dangerous|cause autism|kill)", "(الحجامه|الاعشاب) ... (تشفي|تعالج) ... (السرطان|السكري|الامراض)"},
			when:    notDenied,
			Catches: []Example{{Text: "La hijama guérit le diabète."}, {Text: "Detox juice cures cancer", Country: "GB", Lang: text.EN}},
			Spares:  []Example{{Text: "Non, les vaccins ne causent pas l'autisme. Vaccins dangereux ? C'est faux."}},
		},
		{
			ID:     "INF-06",
			Title:  text.Text{FR: "Alarmisme ou culpabilisation", EN: "Fear or shame", AR: "تخويف أو تأنيب"},
			Why:    text.Text{FR: "La peur et la honte éloignent ; dire quoi faire aide.", EN: "Fear and shame drive people away; telling what to do helps.", AR: "التخويف والتأنيب ينفران، وقول ما يجب فعله يساعد."},
			Fix:    text.Text{FR: "Dites ce qui marche et comment s'y prendre.", EN: "Say what works and how to do it.", AR: "قولوا ما ينفع وكيف يتم."},
			Source: "OMS, communication sur les risques", Severity: Warn,
			says:    []string{"si vous ne ... (mourrez|mourir|le regretterez|tuez)", "(vous allez|tu vas) mourir", "(par votre faute|a cause de vous|honte a ceux|irresponsables)", "(or you will die|you will die|shame on you|it s your fault|blood on your hands)", "(ستموت|ستموتون|بسببكم)"},
			Catches: []Example{{Text: "Si vous ne venez pas donner, des enfants vont mourir par votre faute."}, {Text: "Don't smoke or you will die!", Country: "GB", Lang: text.EN}},
			Spares:  []Example{{Text: "Si vous ne pouvez pas venir, prévenez-nous : un autre patient prendra la place."}},
		},
	}
}

// discount reports "-30 %" and "30 % de réduction".
func discount(p *page, hit func(Hit)) {
	for i := range p.tokens {
		if p.tokens[i].kind != number || i+1 >= len(p.tokens) || !p.sign(i+1, '%') {
			continue
		}
		cut := p.sign(i-1, '-') && p.tokens[i].gap == glued && !(i >= 2 && p.tokens[i-2].kind == number)
		if cut && p.is(i+2, "sur", "on", "de", "off", "pour") || p.is(i+2, "off", "discount") || p.is(i+2, "de") && p.is(i+3, "reduction", "remise", "rabais") {
			hit(Hit{Start: int(p.tokens[max(i-1, 0)].start), End: int(p.tokens[i+1].end)})
		}
	}
}

func sentenceHas(p *page, at int, words ...string) bool {
	s := p.sentences[p.tokens[at].sentence]
	for i := s.from; i < s.to; i++ {
		if p.is(i, words...) {
			return true
		}
	}
	return false
}

func notRepair(p *page, from, to int) bool {
	return !sentenceHas(p, from, "reconstruction", "cancer", "brules", "brulures", "reparatrice", "migraine", "migraines", "spasticite", "dystonie", "reconstructive", "therapeutique")
}

func notSafety(p *page, from, to int) bool {
	return !sentenceHas(p, from, "rappel", "recall", "ansm", "securite", "alerte", "rupture", "penurie", "retrait", "pharmacovigilance", "safety", "shortage", "mesusage", "intoxication", "surdosage", "dependance", "danger", "detournement", "addiction", "سحب")
}

func notEvacuation(p *page, from, to int) bool {
	return !sentenceHas(p, from, "iode", "preventif", "jamais", "ne", "never", "don", "lait", "eau", "not")
}

func unsourced(p *page, from, to int) bool {
	return !p.has("source", "sources", "المصدر", "has", "oms", "inserm", "lancet", "nejm", "bmj", "spf", "cdc", "who", "nature", "http", "https", "www")
}

func notDenied(p *page, from, to int) bool {
	if p.sign(to, '?') || p.has("faux", "fausse", "myth", "mythe", "false") {
		return false
	}
	return !sentenceHas(p, from, "faux", "ne", "non", "pas", "mythe", "rumeur", "false", "myth", "not", "no", "idee", "idees", "recues")
}

// pastInvitation: a call to come, with a date of an earlier year behind it in the sentence.
func pastInvitation(p *page, hit func(Hit)) {
	if p.in.Now.IsZero() {
		return
	}
	for _, f := range p.facts {
		if f.Kind != FactDate || f.End-f.Start < 6 {
			continue
		}
		last := p.s[f.End-4 : f.End]
		if !allDigits(last) {
			continue
		}
		if year := atoi(last); plausibleYear(year, 4) && year < p.in.Now.Year() && p.invites(p.tokenAt(f.Start)) {
			hit(Hit{Start: f.Start, End: f.End, Kind: "date"})
		}
	}
}

// invites reports whether people are called to come in the eight words before token i.
func (p *page) invites(i int) bool {
	for j := i - 1; j >= 0 && j >= i-8 && p.sameSentence(j, i); j-- {
		if p.is(j, "venez", "inscrivez", "rejoignez", "participez", "register", "join") || p.is(j, "rendez") && p.is(i-1, "le", "du", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche") {
			return true
		}
	}
	return false
}

func allDigits(s []byte) bool {
	for _, c := range s {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}
