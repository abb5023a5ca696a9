package notice

import (
	"portevoix/bot/chat"
	"portevoix/bot/text"
)

// This file holds the kinds about an immediate danger. Numbers of victims, names, conditions and destinations never stand in them.

func familiesField() Field {
	return Field{Name: "families", Words: []string{"familles", "proches", "العائلات"}, Type: Phone,
		Label:   text.Text{FR: "Numéro pour les familles", EN: "Number for families", AR: "رقم للعائلات"},
		Help:    text.Text{FR: "Celui de la cellule ou de l'État ; jamais une ligne de soins.", EN: "The helpline's or the authorities'; never a care line.", AR: "رقم الخلية أو السلطات؛ وليس خط العلاج أبدا."},
		Example: text.Text{FR: "01 99 00 12 00", EN: "01632 960100", AR: "05 00 00 00 00"}}
}

func dangerKinds() []Kind {
	families := Line{Say: text.Text{FR: "Familles : {families}.", EN: "Families: {families}.", AR: "العائلات: {families}."}}
	return []Kind{
		{
			Name: "mass_casualty", Label: text.Text{FR: "Plan blanc, afflux de blessés", EN: "Major incident, many casualties", AR: "المخطط الأبيض، توافد مصابين"},
			Words: []string{"plan blanc", "afflux", "attentat", "major incident", "mass casualty", "المخطط الأبيض"},
			Fields: []Field{
				familiesField(), appointmentsField(),
				optional(place("press", text.Text{FR: "Point presse (lieu)", EN: "Press point (place)", AR: "مكان اللقاء الصحفي"}, text.Text{FR: "Amphithéâtre, entrée C", EN: "Lecture hall, entrance C", AR: "المدرج، المدخل ج"}, "presse", "media")),
				nextField(),
			},
			Until: "next", Access: true, Life: true,
			Lines: []Line{
				{As: "head", Say: text.Text{FR: "{issuer} : nos équipes sont mobilisées pour une situation exceptionnelle.", EN: "{issuer}: our teams are responding to a major incident.", AR: "{issuer}: فرقنا معبأة لمواجهة وضع استثنائي."}},
				{As: "action", Say: text.Text{FR: "Ne venez pas aux urgences, sauf urgence vitale.", EN: "Please do not come to the emergency department unless a life is at risk.", AR: "لا تتوجهوا إلى المستعجلات إلا في الحالات الحرجة."}},
				vitalLine(), families,
				{If: "appointments=postponed", Say: text.Text{FR: "Tous les rendez-vous sont reportés : nous vous rappelons.", EN: "All appointments are postponed: we will call you back.", AR: "جميع المواعيد مؤجلة: سنعاود الاتصال بكم."}},
				{If: "appointments=some", Say: text.Text{FR: "Certains rendez-vous sont reportés : nous appelons les personnes concernées.", EN: "Some appointments are postponed: we call those concerned.", AR: "بعض المواعيد مؤجلة: نتصل بالمعنيين بالأمر."}},
				{If: "press", Drop: 1, Say: text.Text{FR: "Presse : {press}.", EN: "Press: {press}.", AR: "الصحافة: {press}."}},
			},
			Hashtag: text.Text{FR: "#InfoHôpital", EN: "#HospitalNews", AR: "#أخبار_المستشفى"}, Authority: []string{"health", "state"},
			Action:   text.Text{FR: "Les gens laisseront les urgences libres ; les familles appelleront le numéro.", EN: "People will keep away; families will call the number.", AR: "سيترك الناس المستعجلات للحالات الحرجة؛ وستتصل العائلات بالرقم."},
			Follow:   text.Text{FR: "Un point par heure ; levée ; merci aux équipes et aux donneurs ; soutien psychologique.", EN: "Hourly updates; stand-down; thanks to staff and donors; psychological support.", AR: "تحديث كل ساعة؛ رفع المخطط؛ شكر للفرق والمتبرعين؛ دعم نفسي."},
			Pitfalls: text.Text{FR: "Ni nombre, ni nom, ni état, ni photo d'ambulance ; pas de second lieu non vérifié.", EN: "No counts, names, conditions or ambulance pictures; no unverified second site.", AR: "لا أعداد ولا أسماء ولا حالات ولا صور إسعاف؛ ولا موقع ثان غير مؤكد."},
			Alert:    Alerting{"Safety", "Avoid", "Immediate", "Severe", "Observed"},
		},
		{
			Name: "evacuation", Label: text.Text{FR: "Évacuation, incendie", EN: "Evacuation, fire", AR: "إخلاء، حريق"},
			Words: []string{"incendie", "feu", "fire", "إخلاء", "اخلاء", "حريق"},
			Fields: []Field{
				place("zone", text.Text{FR: "Zone concernée", EN: "Area concerned", AR: "المنطقة المعنية"}, text.Text{FR: "Bâtiment Nord", EN: "North building", AR: "المبنى الشمالي"}, "batiment", "منطقة"),
				familiesField(), appointmentsField(), nextField(),
			},
			Until: "next", Access: true, Life: true,
			Lines: []Line{
				{As: "head", Say: text.Text{FR: "{issuer} : évacuation en cours. Zone : {zone}. Les secours sont sur place.", EN: "{issuer}: evacuation under way. Area: {zone}. Emergency services are there.", AR: "{issuer}: عملية إخلاء جارية. المنطقة: {zone}. فرق الإنقاذ في المكان."}},
				{As: "action", Say: text.Text{FR: "N'approchez pas.", EN: "Please keep away.", AR: "لا تقتربوا من المكان."}},
				vitalLine(), families,
				{If: "appointments=postponed", Say: text.Text{FR: "Tous les rendez-vous sont reportés.", EN: "All appointments are postponed.", AR: "جميع المواعيد مؤجلة."}},
				{If: "appointments=some", Say: text.Text{FR: "Certains rendez-vous sont reportés.", EN: "Some appointments are postponed.", AR: "بعض المواعيد مؤجلة."}},
			},
			Hashtag: text.Text{FR: "#InfoHôpital", EN: "#HospitalNews", AR: "#أخبار_المستشفى"}, Authority: []string{"state"},
			Action:   text.Text{FR: "Les gens resteront à distance ; les familles appelleront.", EN: "People will keep away; families will call.", AR: "سيبتعد الناس؛ وستتصل العائلات."},
			Follow:   text.Text{FR: "Familles contactées ; fin d'alerte.", EN: "Families contacted; all clear.", AR: "الاتصال بالعائلات؛ انتهاء التنبيه."},
			Pitfalls: text.Text{FR: "Pas de photo de fumée, pas de liste de destinations.", EN: "No smoke pictures, no list of destinations.", AR: "لا صور للدخان ولا لائحة لوجهات النقل."},
			Alert:    Alerting{"Fire", "Avoid", "Immediate", "Severe", "Observed"},
		},
		{
			Name: "missing", Label: text.Text{FR: "Disparition", EN: "Missing person", AR: "اختفاء"},
			Words:  []string{"disparition", "disparu", "avis de recherche", "missing person", "اختفاء", "مفقود"},
			Fields: []Field{{Name: "link", Type: Link, Label: text.Text{FR: "Lien de l'appel officiel", EN: "Link of the official appeal", AR: "رابط النداء الرسمي"}}},
			Refuse: text.Text{FR: "L'hôpital ne publie pas d'avis de disparition : dire qu'une personne est partie de chez vous révèle qu'elle y était soignée. {police} publie, et peut vous demander de relayer son propre message, mot pour mot.", EN: "The hospital does not publish missing-person notices: saying that somebody left reveals that they were treated here. {police} publish, and may ask you to relay their own message, word for word.", AR: "لا ينشر المستشفى نداءات الاختفاء: القول إن شخصا غادر يكشف أنه كان يعالج لديكم. {police} هي من ينشر، وقد تطلب منكم نقل رسالتها حرفيا."},
			Lines:  []Line{}, Until: "until", Authority: []string{"police"},
			Action:   text.Text{FR: "Rien : à confier à la police.", EN: "Nothing: leave it to the police.", AR: "لا شيء: يُترك للشرطة."},
			Follow:   text.Text{FR: "Personne retrouvée : retirer le relais partout.", EN: "Once found: take the relay down everywhere.", AR: "عند العثور على الشخص: سحب النقل من كل مكان."},
			Pitfalls: text.Text{FR: "Nommer un patient ; « non dangereux » est un diagnostic.", EN: "Naming a patient; “not dangerous” is a diagnosis.", AR: "ذكر اسم مريض؛ «غير خطير» تشخيص."},
			Alert:    Alerting{"Safety", "Monitor", "Immediate", "Unknown", "Unknown"},
		},
	}
}

// aboutChoices are what an end, a correction or thanks may be about.
func aboutChoices() []chat.Choice {
	var all []chat.Choice
	for _, kinds := range [][]Kind{bloodKinds(), accessKinds(), outageKinds(), healthKinds(), dangerKinds()} {
		for _, k := range kinds {
			all = append(all, chat.Choice{Value: k.Name, Label: k.Label})
		}
	}
	return all
}

func closingKinds() []Kind {
	about := Field{Name: "about", Words: []string{"objet", "sujet", "موضوع"}, Type: Pick, Label: text.Text{FR: "De quoi s'agissait-il", EN: "What was it about", AR: "ما كان الموضوع"},
		Help: text.Text{FR: "Le genre d'avis.", EN: "The kind of notice.", AR: "نوع الإشعار."}, Choices: aboutChoices()}
	refers := optional(place("refers", text.Text{FR: "Numéro de l'avis d'origine", EN: "Number of the first notice", AR: "رقم الإشعار الأول"}, text.Text{FR: "2026-014", EN: "2026-014", AR: "2026-014"}, "reference", "avis"))
	since := fromField()
	since.Name, since.Label = "since", text.Text{FR: "Depuis quand", EN: "Since when", AR: "منذ متى"}
	referLine := Line{If: "refers", Say: text.Text{FR: "L'avis {refers} n'est plus valable.", EN: "Notice {refers} no longer applies.", AR: "الإشعار {refers} لم يعد صالحا."}}
	return []Kind{
		{
			Name: "all_clear", Label: text.Text{FR: "Fin d'alerte", EN: "All clear", AR: "انتهاء التنبيه"},
			Words:  []string{"fin", "fin d'alerte", "retour a la normale", "clear", "all-clear", "انتهاء", "انتهاء التنبيه"},
			Fields: []Field{about, since, refers, withDefault(untilField(), "+48h")}, Until: "until", Life: true,
			Lines: []Line{
				{As: "head", Say: text.Text{FR: "{issuer} : fin d'alerte. Objet : {about}.", EN: "{issuer}: all clear. About: {about}.", AR: "{issuer}: انتهاء التنبيه. الموضوع: {about}."}},
				{As: "action", Say: text.Text{FR: "Retour à la normale depuis le {since}.", EN: "Back to normal since {since}.", AR: "عاد الوضع إلى طبيعته منذ {since}."}},
				referLine,
				{Say: text.Text{FR: "Merci de votre patience.", EN: "Thank you for your patience.", AR: "شكرا على صبركم."}},
			},
			Hashtag:  text.Text{FR: "#FinDAlerte", EN: "#AllClear", AR: "#انتهاء_التنبيه"},
			Action:   text.Text{FR: "Les gens reprendront leurs habitudes.", EN: "People will do as usual again.", AR: "سيعود الناس إلى عاداتهم."},
			Follow:   text.Text{FR: "Désépingler l'avis d'origine partout.", EN: "Unpin the first notice everywhere.", AR: "إلغاء تثبيت الإشعار الأول في كل مكان."},
			Pitfalls: text.Text{FR: "Ne pas oublier une langue ni un réseau.", EN: "Do not forget a language or a network.", AR: "لا تنسوا لغة ولا شبكة."},
			Alert:    Alerting{"Other", "AllClear", "Past", "Minor", "Observed"},
		},
		{
			Name: "correction", Label: text.Text{FR: "Correctif", EN: "Correction", AR: "تصحيح، بلاغ توضيحي"},
			Words:  []string{"correctif", "mise au point", "rectificatif", "بلاغ توضيحي", "تصحيح"},
			Fields: []Field{about, sentenceField(text.Text{FR: "Ce qui est juste", EN: "What is right", AR: "المعلومة الصحيحة"}, text.Text{FR: "La collecte a lieu hall C", EN: "The drive is in hall C", AR: "الحملة في القاعة ج"}), refers, untilField()}, Until: "until", Life: true,
			Lines: []Line{
				{As: "head", Say: text.Text{FR: "{issuer} : mise au point. Objet : {about}.", EN: "{issuer}: correction. About: {about}.", AR: "{issuer}: بلاغ توضيحي. الموضوع: {about}."}},
				{As: "action", Say: text.Text{FR: "{what}.", EN: "{what}.", AR: "{what}."}}, referLine,
			},
			Hashtag:  text.Text{FR: "#MiseAuPoint", EN: "#Correction", AR: "#بلاغ_توضيحي"},
			Action:   text.Text{FR: "Les gens tiendront compte de la bonne information.", EN: "People will go by the right information.", AR: "سيعتمد الناس المعلومة الصحيحة."},
			Follow:   text.Text{FR: "Répondre sous l'avis d'origine.", EN: "Reply under the first notice.", AR: "الرد تحت الإشعار الأول."},
			Pitfalls: text.Text{FR: "Corriger à visage découvert, ne jamais modifier en silence.", EN: "Correct openly, never edit silently.", AR: "صححوا علنا ولا تعدلوا في صمت."},
			Alert:    Alerting{"Other", "Assess", "Immediate", "Minor", "Observed"},
		},
		{
			Name: "thanks", Label: text.Text{FR: "Remerciements et résultat", EN: "Thanks and result", AR: "شكر ونتيجة"},
			Words:  []string{"merci", "remerciements", "resultat", "thank you", "شكر", "شكرا"},
			Fields: []Field{about, resultField(), pageField(text.Text{FR: "Pour la suite (lien)", EN: "What comes next (link)", AR: "لما بعد (رابط)"}, "@website"), withDefault(untilField(), "+168h")}, Until: "until",
			Lines: []Line{
				{As: "head", Say: text.Text{FR: "{issuer} : merci à toutes et à tous ! Objet : {about}.", EN: "{issuer}: thank you, everyone! About: {about}.", AR: "{issuer}: شكرا لكم جميعا! الموضوع: {about}."}},
				{If: "result", Say: text.Text{FR: "Résultat : {result}.", EN: "Result: {result}.", AR: "النتيجة: {result}."}},
				{As: "action", Say: text.Text{FR: "Pour la suite : {link}", EN: "What comes next: {link}", AR: "لما بعد: {link}"}},
			},
			Hashtag:  text.Text{FR: "#Merci", EN: "#ThankYou", AR: "#شكرا"},
			Action:   text.Text{FR: "Rien de plus : un geste de reconnaissance.", EN: "Nothing more: a sign of gratitude.", AR: "لا شيء أكثر: عربون امتنان."},
			Follow:   text.Text{FR: "Note de retour d'expérience.", EN: "A debrief note.", AR: "مذكرة لاستخلاص الدروس."},
			Pitfalls: text.Text{FR: "Ne pas relancer l'appel par mégarde.", EN: "Do not restart the appeal by mistake.", AR: "لا تعيدوا إطلاق النداء سهوا."},
			Alert:    Alerting{"Other", "None", "Past", "Minor", "Observed"},
		},
	}
}
