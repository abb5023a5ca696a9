package notice

import (
	"portevoix/bot/chat"
	"portevoix/bot/text"
)

// This file holds the kinds that change how people come to the hospital.

func fromField() Field {
	return Field{Name: "from", Words: []string{"du", "des", "depuis", "debut", "من"}, Type: Moment, Past: true, Default: "now",
		Label:   text.Text{FR: "À partir de", EN: "From", AR: "ابتداء من"},
		Help:    text.Text{FR: "Jour et heure. Vide : maintenant.", EN: "Day and time. Empty: now.", AR: "اليوم والساعة. فارغ: الآن."},
		Example: text.Text{FR: "ce soir 20 h", EN: "tonight 8 pm", AR: "الليلة 20:00"}}
}

func whereField(everyone text.Text) Field {
	return Field{Name: "where", Words: []string{"ou", "lieu", "site", "service", "مكان"}, Type: Place, Default: "all", Everyone: everyone,
		Label:   text.Text{FR: "Où", EN: "Where", AR: "أين"},
		Help:    text.Text{FR: "Site ou service, ou « tout ».", EN: "Site or ward, or “all”.", AR: "الموقع أو المصلحة، أو «الكل»."},
		Example: text.Text{FR: "Maternité, site des Tilleuls", EN: "Maternity, Lime Street site", AR: "قسم الولادة"}}
}

func yesNo(name string, label, yes, no text.Text) Field {
	return Field{Name: name, Type: Pick, Label: label, Choices: []chat.Choice{{Value: "yes", Label: yes}, {Value: "no", Label: no}}}
}

func vitalLine() Line {
	return Line{As: "vital", Say: text.Text{FR: "Urgence vitale : appelez le {vital}.", EN: "Life-threatening emergency: call {vital}.", AR: "في الحالات الحرجة اتصلوا بالرقم {vital}."}}
}

func accessKinds() []Kind {
	return []Kind{
		{
			Name: "visiting", Label: text.Text{FR: "Visites restreintes", EN: "Visiting restrictions", AR: "تقييد الزيارات"},
			Words: []string{"visites", "visite", "visites restreintes", "visiting restrictions", "visits", "visitors", "الزيارات", "زيارة", "تقييد الزيارات"},
			Fields: []Field{
				whereField(text.Text{FR: "tout l'hôpital", EN: "the whole hospital", AR: "المستشفى بأكمله"}),
				{Name: "visitors", Words: []string{"visiteurs", "nombre", "زوار"}, Type: Count, Default: "2",
					Label:   text.Text{FR: "Visiteurs par patient (0 : aucune visite)", EN: "Visitors per patient (0: no visits)", AR: "عدد الزوار لكل مريض (0: لا زيارات)"},
					Help:    text.Text{FR: "En chiffres.", EN: "In figures.", AR: "بالأرقام."},
					Example: text.Text{FR: "2", EN: "2", AR: "2"}},
				hoursField(),
				withDefault(withWords(yesNo("mask", text.Text{FR: "Masque", EN: "Mask", AR: "الكمامة"}, text.Text{FR: "obligatoire", EN: "required", AR: "إلزامية"}, text.Text{FR: "non", EN: "no", AR: "لا"}), "masque", "كمامة"), "yes"),
				untilField(),
			},
			Until: "until",
			Lines: []Line{
				{If: "visitors!=0", As: "head", Say: text.Text{FR: "{issuer} : visites limitées. Lieu : {where}.", EN: "{issuer}: visiting is limited. Where: {where}.", AR: "{issuer}: تقييد الزيارات. المكان: {where}."},
					Short: text.Text{FR: "{issuer} : visites limitées ({where}).", EN: "{issuer}: visiting is limited ({where}).", AR: "{issuer}: تقييد الزيارات ({where})."}},
				{If: "visitors=0", As: "head", Say: text.Text{FR: "{issuer} : visites suspendues. Lieu : {where}.", EN: "{issuer}: visiting is suspended. Where: {where}.", AR: "{issuer}: تعليق الزيارات. المكان: {where}."}},
				{If: "visitors!=0", Say: text.Text{FR: "Visiteurs par patient : {visitors} au plus.", EN: "Visitors per patient: {visitors} at most.", AR: "عدد الزوار لكل مريض: {visitors} على الأكثر."},
					Short: text.Text{FR: "Visiteurs par patient : {visitors}.", EN: "Visitors per patient: {visitors}.", AR: "الزوار لكل مريض: {visitors}."}},
				{If: "visitors!=0 hours", Say: text.Text{FR: "Heures : {hours}.", EN: "Hours: {hours}.", AR: "التوقيت: {hours}."}},
				{If: "visitors!=0 mask=yes", Say: text.Text{FR: "Masque obligatoire.", EN: "Please wear a mask.", AR: "الكمامة إلزامية."}},
				{As: "action", If: "visitors!=0", Say: text.Text{FR: "Toux ou fièvre : reportez votre visite.", EN: "Cough or fever: please put off your visit.", AR: "سعال أو حمى: المرجو تأجيل الزيارة."}},
				{As: "action", If: "visitors=0", Say: text.Text{FR: "Appelez votre proche ou le service pour des nouvelles.", EN: "Please phone your relative or the ward for news.", AR: "اتصلوا بقريبكم أو بالمصلحة للاطمئنان."}},
				{Say: text.Text{FR: "Fin de vie, naissance, enfant : demandez à l'équipe, la visite est possible.", EN: "End of life, a birth, a child in hospital: speak to the team, visits are possible.", AR: "نهاية الحياة أو ولادة أو طفل في المستشفى: تحدثوا مع الفريق، فالزيارة ممكنة."},
					Short: text.Text{FR: "Fin de vie, naissance, enfant : demandez à l'équipe.", EN: "End of life, birth, child: ask the team.", AR: "نهاية الحياة، ولادة، طفل: اسألوا الفريق."}},
			},
			Hashtag:   text.Text{FR: "#Visites", EN: "#Visiting", AR: "#الزيارات"},
			Action:    text.Text{FR: "Les proches viendront moins nombreux ; malades, ils reporteront.", EN: "Fewer relatives will come; those with symptoms will wait.", AR: "سيقل عدد الزوار؛ ومن به أعراض سيؤجل زيارته."},
			Authority: []string{"hygiene"},
			Follow:    text.Text{FR: "Prolonger ou lever avant la date de fin.", EN: "Extend or lift before the end date.", AR: "التمديد أو الرفع قبل تاريخ الانتهاء."},
			Pitfalls:  text.Text{FR: "Ne pas oublier les exceptions ; ne pas accuser les visiteurs.", EN: "Do not forget the exceptions; do not blame visitors.", AR: "لا تنسوا الاستثناءات؛ لا تلوموا الزوار."},
			Alert:     Alerting{"Health", "Avoid", "Expected", "Minor", "Observed"},
		},
		{
			Name: "ed_pressure", Label: text.Text{FR: "Urgences : forte affluence", EN: "Emergency department under pressure", AR: "ضغط على المستعجلات"},
			Words: []string{"urgences", "urgences saturees", "affluence", "ed", "a&e", "emergency", "emergency department", "المستعجلات", "مستعجلات"},
			Fields: []Field{
				whereField(text.Text{FR: "toutes nos urgences", EN: "all our emergency departments", AR: "جميع أقسام المستعجلات لدينا"}),
				{Name: "number", Words: []string{"numero", "telephone", "phone", "رقم"}, Type: Phone, Default: "@before_coming",
					Label:   text.Text{FR: "Numéro à appeler avant de venir", EN: "Number to call before coming", AR: "الرقم الواجب الاتصال به قبل الحضور"},
					Help:    text.Text{FR: "Celui du pays, ou votre ligne de conseil.", EN: "The country's, or your nurse line.", AR: "رقم البلد أو خط الاستشارة لديكم."},
					Example: text.Text{FR: "15", EN: "111", AR: "141"}},
				{Name: "open", Words: []string{"ouvert", "accueil", "مفتوح"}, Type: Several, Optional: true,
					Label:   text.Text{FR: "Accueillis normalement", EN: "Received as usual", AR: "يُستقبلون كالمعتاد"},
					Help:    text.Text{FR: "Ce qui ne change pas.", EN: "What does not change.", AR: "ما لا يتغير."},
					Choices: openChoices()},
				fromField(), untilField(),
			},
			Until: "until", Access: true, Life: true,
			Lines: []Line{
				{As: "head", Say: text.Text{FR: "{issuer} : forte affluence aux urgences. Lieu : {where}.", EN: "{issuer}: very busy emergency department. Where: {where}.", AR: "{issuer}: إقبال كبير على المستعجلات. المكان: {where}."},
					Short: text.Text{FR: "{issuer} : forte affluence aux urgences ({where}).", EN: "{issuer}: very busy emergency department ({where}).", AR: "{issuer}: إقبال كبير على المستعجلات ({where})."}},
				{As: "action", Say: text.Text{FR: "Avant de venir, appelez le {number} : on vous dira où aller.", EN: "Before you come, call {number}: you will be told where to go.", AR: "قبل الحضور اتصلوا بالرقم {number} لتوجيهكم."}},
				vitalLine(),
				{If: "open", Drop: 1, Say: text.Text{FR: "Accueillis normalement : {open}.", EN: "Received as usual: {open}.", AR: "يُستقبلون كالمعتاد: {open}."}},
				{Long: true, Say: text.Text{FR: "Nous soignons d'abord les cas les plus graves ; l'attente peut être longue. Début : {from}.", EN: "We treat the most serious cases first; waits may be long. From: {from}.", AR: "نعالج الحالات الأخطر أولا، وقد يطول الانتظار. ابتداء من {from}."}},
			},
			Hashtag:   text.Text{FR: "#Urgences", EN: "#Emergency", AR: "#المستعجلات"},
			Action:    text.Text{FR: "Les gens appelleront avant de venir. Prévenez le centre qui reçoit les appels.", EN: "People will call before they come. Warn the call centre.", AR: "سيتصل الناس قبل الحضور. أخبروا مركز الاتصال."},
			Authority: []string{"health"},
			Follow:    text.Text{FR: "Lever dès le retour à la normale.", EN: "Lift it as soon as things are back to normal.", AR: "يُرفع عند عودة الأمور إلى طبيعتها."},
			Pitfalls:  text.Text{FR: "Ne jamais écrire « urgences fermées ».", EN: "Never write “emergency department closed”.", AR: "لا تكتبوا أبدا «المستعجلات مغلقة»."},
			Alert:     Alerting{"Health", "Avoid", "Immediate", "Moderate", "Observed"},
		},
		{
			Name: "access", Label: text.Text{FR: "Accès modifié", EN: "Changed access", AR: "تغيير في الولوج"},
			Words: []string{"acces", "entree", "parking", "travaux", "neige", "route", "entrance", "car park", "roadworks", "الولوج", "المدخل", "دخول"},
			Fields: []Field{
				place("closed", text.Text{FR: "Ce qui est fermé", EN: "What is closed", AR: "ما هو مغلق"}, text.Text{FR: "Entrée A", EN: "Entrance A", AR: "المدخل أ"}, "ferme", "مغلق"),
				place("instead", text.Text{FR: "Par où passer", EN: "Which way instead", AR: "الطريق البديل"}, text.Text{FR: "Entrée B, rue des Tilleuls", EN: "Entrance B, Lime Street", AR: "المدخل ب، شارع النخيل"}, "passage", "par", "بديل"),
				place("step_free", text.Text{FR: "Accès sans marche (fauteuil, poussette)", EN: "Step-free way (wheelchair, pram)", AR: "ولوج بدون درج (كرسي متحرك، عربة أطفال)"}, text.Text{FR: "Entrée B, rampe à gauche", EN: "Entrance B, ramp on the left", AR: "المدخل ب، المنحدر على اليسار"}, "pmr", "fauteuil", "wheelchair"),
				{Name: "minutes", Words: []string{"temps", "دقائق"}, Type: Count, Optional: true,
					Label:   text.Text{FR: "Minutes à prévoir en plus", EN: "Extra minutes to allow", AR: "دقائق إضافية"},
					Help:    text.Text{FR: "En chiffres ; vide si inutile.", EN: "In figures; empty if none.", AR: "بالأرقام؛ فارغ إن لم يلزم."},
					Example: text.Text{FR: "15", EN: "15", AR: "15"}},
				untilField(),
			},
			Until: "until", Access: true,
			Lines: []Line{
				{As: "head", Say: text.Text{FR: "{issuer} : accès modifié. Fermé : {closed}.", EN: "{issuer}: access has changed. Closed: {closed}.", AR: "{issuer}: تغيير في الولوج. مغلق: {closed}."}},
				{As: "action", Say: text.Text{FR: "Passez par : {instead}.", EN: "Please use: {instead}.", AR: "المرجو المرور عبر: {instead}."},
					Short: text.Text{FR: "Passez par : {instead}.", EN: "Please use: {instead}.", AR: "المرور عبر: {instead}."}},
				{As: "where", Say: text.Text{FR: "Fauteuil ou poussette : {step_free}.", EN: "Wheelchair or pram: {step_free}.", AR: "كرسي متحرك أو عربة أطفال: {step_free}."},
					Short: text.Text{FR: "Fauteuil ou poussette : {step_free}.", EN: "Wheelchair or pram: {step_free}.", AR: "كرسي متحرك أو عربة: {step_free}."}},
				{If: "minutes", Drop: 1, Say: text.Text{FR: "Temps à prévoir en plus : {minutes} min.", EN: "Extra time to allow: {minutes} min.", AR: "الوقت الإضافي: {minutes} دقيقة."}},
				vitalLine(),
			},
			Hashtag:   text.Text{FR: "#InfoAccès", EN: "#GettingHere", AR: "#الولوج"},
			Action:    text.Text{FR: "Les gens passeront par l'autre entrée.", EN: "People will use the other entrance.", AR: "سيستعمل الناس المدخل الآخر."},
			Authority: []string{"logistics"},
			Follow:    text.Text{FR: "Fin dès la réouverture.", EN: "End it on reopening.", AR: "يُنهى عند إعادة الفتح."},
			Pitfalls:  text.Text{FR: "Un plan en image ne suffit pas ; toujours le chemin sans marche.", EN: "A map as a picture is not enough; always the step-free way.", AR: "خريطة مصورة لا تكفي؛ اذكروا دائما الممر بدون درج."},
			Alert:     Alerting{"Transport", "Avoid", "Immediate", "Minor", "Observed"},
		},
	}
}

func place(name string, label, example text.Text, words ...string) Field {
	return Field{Name: name, Words: words, Type: Place, Label: label, Example: example,
		Help: text.Text{FR: "Court, comme sur les panneaux : ces mots restent tels quels dans chaque langue.", EN: "Short, as on the signs: these words stay the same in every language.", AR: "قصير كما في اللوحات: تبقى هذه الكلمات كما هي في كل لغة."}}
}

func openChoices() []chat.Choice {
	return []chat.Choice{
		{Value: "ambulances", Label: text.Text{FR: "ambulances", EN: "ambulances", AR: "سيارات الإسعاف"}},
		{Value: "maternity", Label: text.Text{FR: "maternité", EN: "maternity", AR: "الولادة"}},
		{Value: "children", Label: text.Text{FR: "enfants", EN: "children", AR: "الأطفال"}},
		{Value: "referred", Label: text.Text{FR: "personnes adressées par un médecin", EN: "people referred by a doctor", AR: "المحالون من طبيب"}},
		{Value: "appointments", Label: text.Text{FR: "rendez-vous", EN: "appointments", AR: "المواعيد"}},
	}
}

func withDefault(f Field, value string) Field { f.Default = value; return f }

func withWords(f Field, words ...string) Field { f.Words = words; return f }
