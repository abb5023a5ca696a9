package triage

// classes are words that rules treat alike, folded. French, English, Arabic and Moroccan Darija stand side by side.
var classes = map[string]string{
	"kin": `mere pere maman papa parents mari femme epouse epoux conjoint conjointe compagne compagnon fils fille frere soeur bebe enfant enfants petit petite
		mamie papi mamy papy mami grandmere grandpere oncle tante cousin cousine neveu niece voisin voisine ami amie copain copine copine beau belle gamin gamine nourrisson gosse ado
		mother mum mom mam mummy dad daddy father husband wife son daughter brother sister baby child kid kids toddler newborn infant grandma grandmother grandad grandpa grandfather nan gran granny
		partner boyfriend girlfriend friend mate uncle aunt neighbour neighbor flatmate roommate nephew niece parent parents teen
		امي ماما مي مو با بابا ابي الوالد الوالده والد والده والدتي والدي والديا راجلي زوجي زوجتي مراتي مرتي بنتي ولدي وليدي بنيتي خويا خي اخي اختي ختي صاحبي صاحبتي جدي جدتي عمي خالي ابني ابنتي طفلي طفلتي طفل رضيع رضيعي دري دريه جارتي جاري حفيدي`,
	"staff": `docteur docteurs docteure dr pr professeur medecin medecins infirmier infirmiere infirmiers infirmieres soignant soignante soignants brancardier brancardiere chirurgien chirurgienne interne
		anesthesiste gyneco gynecologue urgentiste psychiatre pediatre kine secretaire standardiste agent vigile vigiles ambulancier ambulanciere receptionniste cardiologue ortho orthopediste dentiste radiologue
		oncologue neurologue cadre directeur directrice praticien manip sage asg ash ibode iade stomato urologue psychologue hotesse
		doctor doctors dr nurse nurses surgeon surgeons consultant receptionist porter porters midwife midwives physician gp paramedic registrar matron anaesthetist anesthesiologist cardiologist radiographer physio
		dentist psychiatrist pediatrician paediatrician therapist security guard guards clerk sister orderly phlebotomist sonographer
		طبيب طبيبه طبيبا اطباء دكتور دكتوره ممرض ممرضه ممرضين ممرضات فرملي فرمليه جراح قابله مولده حارس سكيريتي سكيوريتي مدير بروفيسور مسعف استاذ`,
	"place": `hopital hopitaux hosto clinique chu ch chr centre etablissement urgences urgence maternite accueil service parking hall entree bloc rea reanimation pediatrie pedia ehpad psychiatrie psy ambulance secretariat etage couloir
		hospital hospitals clinic ward wards er ed building reception entrance maternity icu unit theatre department emergency a&e lobby corridor carpark
		مستشفي سبيطار صبيطار مصحه مستعجلات اورجونس طوارئ قسم مصلحه باركينك مركز عياده`,
	"i": `je j moi i im ive id ill me my انا راني عندي`,
	"body": `tete ventre dos genou hanche bras jambe poitrine coeur gorge oeil yeux dent dents pied main cheville epaule cou poumon rein reins estomac nuque thorax peau nez oreille oreilles doigt bouche visage levres langue
		head belly stomach tummy back knee hip arm arms leg legs chest heart throat eye eyes tooth teeth foot hand ankle shoulder neck lung kidney skin nose ear ears finger mouth face lips tongue
		راس كرش بطن ظهر ركبه دراع رجل صدر قلب حلق عين سنان يد ودن وجه فم لسان`,
	"drug": `medicament medicaments comprime comprimes cachet cachets gelule doliprane paracetamol ibuprofene aspirine antibio antibiotique antibiotiques insuline levothyrox anticoagulant anticoagulants cortisone somnifere somniferes
		lexomil xanax morphine traitement traitements pilule ordonnance antidepresseur antidepresseurs neuroleptique
		pill pills tablet tablets medication medications medicine meds ibuprofen paracetamol tylenol aspirin antibiotic antibiotics insulin thinner thinners warfarin steroid steroids antidepressant antidepressants statin statins
		دوا دواء ادويه كينا انسولين حبوب علاج مضاد`,
	"poison": `javel deboucheur lessive pile piles mort soude detergent white-spirit antigel essence champignon champignons alcool acide ammoniaque
		bleach battery batteries detergent antifreeze drain cleaner rat poison capsule magnet magnets pod
		جافيل بيل سم مبيد ليسيسي حمض`,
	"weapon": `couteau couteaux arme armes armee machette pistolet fusil flingue kalachnikov marteau batte hache cutter lame matraque revolver
		knife knives gun guns machete pistol rifle shotgun blade weapon weapons axe hammer firearm bat
		سكين موس جنوي سلاح فردي سيف مسدس ساطور`,
	"negation": `pas plus jamais rien aucun aucune ni sans not no never nobody none without cant dont doesnt didnt isnt wasnt wont ما لا بلا بدون ماشي مكاين لم لن ليس`,
	"hour":     `h heure heures hour hours hrs minutes minute min mins ساعه ساعات سوايع دقيقه دقايق دقائق`,
	"day": `aujourd hui demain hier lundi mardi mercredi jeudi vendredi samedi dimanche matin soir nuit midi
		today tomorrow yesterday monday tuesday wednesday thursday friday saturday sunday tonight morning afternoon evening night
		اليوم غدا البارح لبارح الاثنين الثلاثاء الاربعاء الخميس الجمعه السبت الاحد الليله الصباح`,
	"now":   `maintenant la actuellement vite urgent tout now right currently quickly urgently دابا حالا بسرعه الان عاجل`,
	"money": `€ euro euros dh dirham dirhams balles billet argent liquide pounds dollars $ £ quid cash درهم دراهم فلوس مليون`,
}
