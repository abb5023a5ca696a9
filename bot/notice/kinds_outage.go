package notice

import (
	"portevoix/bot/chat"
	"portevoix/bot/text"
)

// This file holds the kinds about something that has stopped working. Attackers, malware, ransom and servers are never named
// (the check refuses them), and nothing is said to be safe before it is known.

func nextField() Field {
	return Field{Name: "next", Words: []string{"prochain", "point", "suite", "update", "تحديث"}, Type: Moment,
		Label:   text.Text{FR: "Prochain point (jour et heure)", EN: "Next update (day and time)", AR: "التحديث المقبل (اليوم والساعة)"},
		Help:    text.Text{FR: "Quand vous direz la suite. Sans nouvelle de votre part, l'avis expire alors.", EN: "When you will say more. If you do not, the notice expires then.", AR: "متى ستقدمون الجديد. إن لم تفعلوا ينتهي الإشعار حينها."},
		Example: text.Text{FR: "aujourd'hui 18 h", EN: "today 6 pm", AR: "اليوم 18:00"}}
}

func phoneField(label text.Text) Field {
	return Field{Name: "phone", Words: []string{"telephone", "tel", "numero", "هاتف", "رقم"}, Type: Phone, Default: "@phone", Optional: true,
		Label:   label,
		Help:    text.Text{FR: "Un numéro publié, qui marche.", EN: "A published number that works.", AR: "رقم منشور يعمل."},
		Example: text.Text{FR: "01 99 00 12 34", EN: "01632 960123", AR: "05 00 00 00 00"}}
}

func questionsPhone() Field {
	return phoneField(text.Text{FR: "Numéro pour les questions", EN: "Number for questions", AR: "رقم للاستفسار"})
}

func emergencyField() Field {
	return Field{Name: "emergency", Words: []string{"urgences", "المستعجلات"}, Type: Pick, Default: "open",
		Label: text.Text{FR: "Urgences", EN: "Emergency department", AR: "المستعجلات"},
		Help:  text.Text{FR: "Ce que les gens doivent faire.", EN: "What people should do.", AR: "ما على الناس فعله."},
		Choices: []chat.Choice{
			{Value: "open", Label: text.Text{FR: "ouvertes", EN: "open", AR: "مفتوحة"}},
			{Value: "call", Label: text.Text{FR: "appeler avant de venir", EN: "call before coming", AR: "الاتصال قبل الحضور"}},
		}}
}

func appointmentsField() Field {
	return Field{Name: "appointments", Words: []string{"rendez-vous", "rdv", "consultations", "المواعيد"}, Type: Pick, Default: "kept",
		Label: text.Text{FR: "Rendez-vous", EN: "Appointments", AR: "المواعيد"},
		Help:  text.Text{FR: "Maintenus, en partie reportés, ou tous reportés.", EN: "Kept, some postponed, or all postponed.", AR: "قائمة، أو بعضها مؤجل، أو كلها مؤجلة."},
		Choices: []chat.Choice{
			{Value: "kept", Label: text.Text{FR: "maintenus", EN: "kept", AR: "قائمة"}},
			{Value: "some", Label: text.Text{FR: "en partie reportés", EN: "some postponed", AR: "بعضها مؤجل"}},
			{Value: "postponed", Label: text.Text{FR: "tous reportés", EN: "all postponed", AR: "كلها مؤجلة"}},
		}}
}

func emergencyLines() []Line {
	return []Line{
		{If: "emergency=open", Say: text.Text{FR: "Nos urgences sont ouvertes.", EN: "Our emergency department is open.", AR: "المستعجلات مفتوحة."}},
		{If: "emergency=call before", Say: text.Text{FR: "Avant de venir aux urgences, appelez le {before}.", EN: "Before coming to the emergency department, call {before}.", AR: "قبل التوجه إلى المستعجلات اتصلوا بالرقم {before}."}},
		{If: "emergency=call !before", Say: text.Text{FR: "Appelez avant de venir aux urgences.", EN: "Please call before coming to the emergency department.", AR: "اتصلوا قبل التوجه إلى المستعجلات."}},
	}
}

func appointmentLines(bring text.Text) []Line {
	return []Line{
		{If: "appointments=kept", Say: text.Text{FR: "Rendez-vous maintenus, sauf appel de notre part.", EN: "Appointments go ahead unless we call you.", AR: "المواعيد قائمة ما لم نتصل بكم."}},
		{If: "appointments=some", Say: text.Text{FR: "Certains rendez-vous sont reportés : nous appelons les personnes concernées.", EN: "Some appointments are postponed: we call those concerned.", AR: "بعض المواعيد مؤجلة: نتصل بالمعنيين بالأمر."},
			Short: text.Text{FR: "Rendez-vous en partie reportés : nous vous appelons.", EN: "Some appointments postponed: we will call you.", AR: "بعض المواعيد مؤجلة: سنتصل بكم."}},
		{If: "appointments!=postponed appointments", As: "action", Say: bring},
		{If: "appointments=postponed", As: "action", Say: text.Text{FR: "Rendez-vous reportés : ne venez pas, nous vous rappelons.", EN: "Appointments are postponed: please do not come, we will call you back.", AR: "المواعيد مؤجلة: المرجو عدم الحضور، سنعاود الاتصال بكم."}},
	}
}

func questionsLine() Line {
	return Line{If: "phone", Drop: 1, Say: text.Text{FR: "Une question : {phone}.", EN: "Questions: {phone}.", AR: "للاستفسار: {phone}."}}
}

func outageKinds() []Kind {
	bring := text.Text{FR: "Apportez vos ordonnances et vos résultats.", EN: "Please bring your prescriptions and results.", AR: "المرجو إحضار الوصفات ونتائج التحاليل."}
	come := text.Text{FR: "Venez à l'heure prévue.", EN: "Please come as planned.", AR: "المرجو الحضور في الموعد المحدد."}
	return []Kind{
		{
			Name: "it_outage", Label: text.Text{FR: "Panne informatique", EN: "IT outage", AR: "عطب معلوماتي"},
			Words: []string{"panne", "panne informatique", "informatique", "cyberattaque", "incident informatique", "it", "it outage", "outage", "cyberattack", "computer outage", "عطب", "عطب معلوماتي", "هجوم سيبراني"},
			Fields: []Field{
				{Name: "affected", Words: []string{"touche", "services", "المتأثر"}, Type: Several,
					Label:   text.Text{FR: "Ce qui est perturbé", EN: "What is affected", AR: "ما هو متأثر"},
					Help:    text.Text{FR: "Seulement ce que le public remarque.", EN: "Only what the public notices.", AR: "فقط ما يلاحظه الجمهور."},
					Choices: affectedChoices()},
				emergencyField(), appointmentsField(), questionsPhone(), nextField(),
			},
			Until: "next", Access: true,
			Lines: concat(
				[]Line{{As: "head", Say: text.Text{FR: "{issuer} : incident informatique en cours.", EN: "{issuer}: we have an IT incident.", AR: "{issuer}: عطب معلوماتي جار."}}},
				emergencyLines(),
				[]Line{{Drop: 2, Say: text.Text{FR: "Perturbés : {affected}.", EN: "Affected: {affected}.", AR: "الخدمات المتأثرة: {affected}."}}},
				appointmentLines(bring),
				[]Line{vitalLine(), questionsLine(),
					{Long: true, Say: text.Text{FR: "Nous vérifions encore l'étendue de l'incident.", EN: "We are still checking how far it goes.", AR: "ما زلنا نتحقق من مدى العطب."}}}),
			Hashtag:   text.Text{FR: "#InfoHôpital", EN: "#HospitalNews", AR: "#أخبار_المستشفى"},
			Action:    text.Text{FR: "Les gens viendront avec leurs papiers, ou attendront votre appel.", EN: "People will bring their papers, or wait for your call.", AR: "سيحضر الناس وثائقهم أو ينتظرون اتصالكم."},
			Authority: []string{"cyber", "data"},
			Follow:    text.Text{FR: "Un point chaque demi-journée ; retour à la normale ; excuses.", EN: "An update every half-day; recovery; an apology.", AR: "تحديث كل نصف يوم؛ عودة إلى الوضع العادي؛ اعتذار."},
			Pitfalls:  text.Text{FR: "Ni attaquant, ni rançon, ni « aucune fuite » trop tôt.", EN: "No attacker, no ransom, no early “no leak”.", AR: "لا ذكر للمهاجم ولا للفدية ولا «لا تسرب» قبل التأكد."},
			Alert:     Alerting{"Infra", "Prepare", "Immediate", "Moderate", "Observed"},
		},
		{
			Name: "phone_down", Label: text.Text{FR: "Standard en panne", EN: "Phones down", AR: "عطب في المركز الهاتفي"},
			Words: []string{"standard", "standard hs", "telephone", "telephone en panne", "panne telephone", "phone", "phones", "phone down", "switchboard", "الهاتف", "المركز الهاتفي"},
			Fields: []Field{
				{Name: "lines", Words: []string{"lignes", "خطوط"}, Type: Pick, Default: "all",
					Label: text.Text{FR: "Lignes en panne", EN: "Lines down", AR: "الخطوط المعطلة"},
					Help:  text.Text{FR: "Toutes, ou une partie.", EN: "All, or some.", AR: "كلها أو بعضها."},
					Choices: []chat.Choice{
						{Value: "all", Label: text.Text{FR: "toutes", EN: "all", AR: "كلها"}},
						{Value: "some", Label: text.Text{FR: "une partie", EN: "some", AR: "بعضها"}},
					}},
				phoneField(text.Text{FR: "Numéro de remplacement", EN: "Replacement number", AR: "رقم بديل"}),
				nextField(),
			},
			Until: "next", Access: true, Life: true,
			Lines: []Line{
				{If: "lines=all", As: "head", Say: text.Text{FR: "{issuer} : notre standard téléphonique est en panne.", EN: "{issuer}: our switchboard is down.", AR: "{issuer}: عطب في المركز الهاتفي."}},
				{If: "lines=some", As: "head", Say: text.Text{FR: "{issuer} : une partie de nos lignes téléphoniques est en panne.", EN: "{issuer}: some of our phone lines are down.", AR: "{issuer}: عطب في بعض خطوطنا الهاتفية."}},
				vitalLine(),
				{If: "phone", As: "action", Say: text.Text{FR: "Besoin de nous joindre : {phone}.", EN: "To reach us: {phone}.", AR: "للاتصال بنا: {phone}."}},
				{If: "!phone", As: "action", Say: text.Text{FR: "Si ce n'est pas urgent, rappelez plus tard.", EN: "If it is not urgent, please call later.", AR: "إذا لم يكن الأمر مستعجلا، اتصلوا لاحقا."}},
				{Say: text.Text{FR: "Pour un proche hospitalisé, appelez son mobile.", EN: "To reach a relative in hospital, call their mobile.", AR: "للاتصال بقريب في المستشفى، اتصلوا بهاتفه المحمول."}},
			},
			Hashtag:  text.Text{FR: "#InfoHôpital", EN: "#HospitalNews", AR: "#أخبار_المستشفى"},
			Action:   text.Text{FR: "Les gens rappelleront plus tard et garderont les lignes libres.", EN: "People will call later and keep the lines free.", AR: "سيعاود الناس الاتصال لاحقا."},
			Follow:   text.Text{FR: "Fin dès que les lignes sont rétablies.", EN: "End it once the lines are back.", AR: "يُنهى عند عودة الخطوط."},
			Pitfalls: text.Text{FR: "Pas de numéro direct de soignant ; ne pas saturer les urgences.", EN: "No staff direct lines; do not swamp the emergency line.", AR: "لا أرقام مباشرة للعاملين؛ لا تثقلوا خط المستعجلات."},
			Alert:    Alerting{"Infra", "Monitor", "Immediate", "Moderate", "Observed"},
		},
		{
			Name: "utility", Label: text.Text{FR: "Coupure (eau, électricité, chauffage)", EN: "Utility failure (water, power, heating)", AR: "انقطاع (ماء، كهرباء، تدفئة)"},
			Words: []string{"coupure", "eau", "electricite", "chauffage", "water", "power cut", "power", "heating", "انقطاع", "الماء", "الكهرباء"},
			Fields: []Field{
				{Name: "utility", Words: []string{"reseau", "شبكة"}, Type: Several,
					Label: text.Text{FR: "Ce qui est coupé", EN: "What is off", AR: "ما هو مقطوع"},
					Help:  text.Text{FR: "Une ou plusieurs réponses.", EN: "One or several.", AR: "جواب أو أكثر."},
					Choices: []chat.Choice{
						{Value: "water", Label: text.Text{FR: "eau", EN: "water", AR: "الماء"}},
						{Value: "power", Label: text.Text{FR: "électricité", EN: "power", AR: "الكهرباء"}},
						{Value: "heating", Label: text.Text{FR: "chauffage", EN: "heating", AR: "التدفئة"}},
						{Value: "lifts", Label: text.Text{FR: "ascenseurs", EN: "lifts", AR: "المصاعد"}},
					}},
				emergencyField(), appointmentsField(), questionsPhone(), nextField(),
			},
			Until: "next", Access: true,
			Lines: concat(
				[]Line{{As: "head", Say: text.Text{FR: "{issuer} : coupure en cours. Concerné : {utility}.", EN: "{issuer}: we have an outage. Affected: {utility}.", AR: "{issuer}: انقطاع جار. المعني: {utility}."}}},
				emergencyLines(), appointmentLines(come), []Line{vitalLine(), questionsLine()}),
			Hashtag:   text.Text{FR: "#InfoHôpital", EN: "#HospitalNews", AR: "#أخبار_المستشفى"},
			Action:    text.Text{FR: "Les gens suivront ce que vous dites de leur rendez-vous.", EN: "People will follow what you say about their appointment.", AR: "سيتبع الناس ما تقولونه عن مواعيدهم."},
			Authority: []string{"health"},
			Follow:    text.Text{FR: "Rétabli ne veut pas dire potable : attendre les analyses avant de le dire.", EN: "Back on is not safe to drink: wait for the tests before you say so.", AR: "عودة الماء لا تعني صلاحيته للشرب: انتظروا التحاليل قبل إعلان ذلك."},
			Pitfalls:  text.Text{FR: "Ne dire « patients en sécurité » que si c'est vérifié.", EN: "Say “patients are safe” only when it is checked.", AR: "لا تقولوا «المرضى بأمان» إلا بعد التحقق."},
			Alert:     Alerting{"Infra", "Prepare", "Immediate", "Moderate", "Observed"},
		},
		{
			Name: "strike", Label: text.Text{FR: "Grève ou fermeture ponctuelle", EN: "Strike or short closure", AR: "إضراب أو إغلاق مؤقت"},
			Words: []string{"greve", "fermeture", "closure", "إضراب", "اضراب"},
			Fields: []Field{
				{Name: "affected", Words: []string{"touche", "services"}, Type: Several, Label: text.Text{FR: "Services perturbés", EN: "Services affected", AR: "الخدمات المتأثرة"},
					Help: text.Text{FR: "Seulement ce que le public remarque.", EN: "Only what the public notices.", AR: "فقط ما يلاحظه الجمهور."}, Choices: affectedChoices()},
				appointmentsField(), questionsPhone(), fromField(), untilField(),
			},
			Until: "until", Access: true,
			Lines: concat(
				[]Line{{As: "head", Say: text.Text{FR: "{issuer} : activité réduite à partir du {from}.", EN: "{issuer}: reduced services from {from}.", AR: "{issuer}: نشاط محدود ابتداء من {from}."}},
					{Drop: 2, Say: text.Text{FR: "Perturbés : {affected}.", EN: "Affected: {affected}.", AR: "الخدمات المتأثرة: {affected}."}}},
				appointmentLines(come), []Line{vitalLine(), questionsLine()}),
			Hashtag:   text.Text{FR: "#InfoHôpital", EN: "#HospitalNews", AR: "#أخبار_المستشفى"},
			Action:    text.Text{FR: "Les gens vérifieront leur rendez-vous.", EN: "People will check their appointment.", AR: "سيتحقق الناس من مواعيدهم."},
			Authority: []string{"hr"},
			Follow:    text.Text{FR: "Fin à la reprise.", EN: "End it when services resume.", AR: "يُنهى عند الاستئناف."},
			Pitfalls:  text.Text{FR: "Ne pas prendre parti.", EN: "Do not take sides.", AR: "لا تنحازوا لأي طرف."},
			Alert:     Alerting{"Other", "Prepare", "Expected", "Minor", "Likely"},
		},
	}
}

func affectedChoices() []chat.Choice {
	return []chat.Choice{
		{Value: "appointments", Label: text.Text{FR: "prise de rendez-vous", EN: "booking", AR: "حجز المواعيد"}},
		{Value: "laboratory", Label: text.Text{FR: "laboratoire", EN: "laboratory", AR: "المختبر"}},
		{Value: "imaging", Label: text.Text{FR: "radio et imagerie", EN: "X-ray and imaging", AR: "الأشعة والتصوير"}},
		{Value: "surgery", Label: text.Text{FR: "opérations prévues", EN: "planned surgery", AR: "العمليات المبرمجة"}},
		{Value: "consultations", Label: text.Text{FR: "consultations", EN: "outpatient visits", AR: "الاستشارات"}},
		{Value: "admissions", Label: text.Text{FR: "admissions", EN: "admissions", AR: "القبول"}},
		{Value: "phones", Label: text.Text{FR: "téléphone", EN: "phones", AR: "الهاتف"}},
		{Value: "website", Label: text.Text{FR: "site internet", EN: "website", AR: "الموقع الإلكتروني"}},
	}
}

func concat(parts ...[]Line) []Line {
	var all []Line
	for _, p := range parts {
		all = append(all, p...)
	}
	return all
}
