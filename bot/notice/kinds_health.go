package notice

import (
	"portevoix/bot/chat"
	"portevoix/bot/text"
)

// This file holds the kinds that give health advice or answer a rumour. Advice needs a medical validator.

func sentenceField(label, example text.Text) Field {
	return Field{Name: "what", Words: []string{"quoi", "fait", "ماذا"}, Type: Sentence, Label: label, Example: example,
		Help: text.Text{FR: "Une phrase, sans nom ni chiffre de patients. Les autres langues vous seront demandées.", EN: "One sentence, no names, no patient counts. You will be asked for the other languages.", AR: "جملة واحدة دون أسماء ولا أعداد مرضى. ستُطلب منكم اللغات الأخرى."}}
}

func pageField(label text.Text, preset string) Field {
	return Field{Name: "link", Words: []string{"lien", "page", "source", "رابط"}, Type: Link, Default: preset, Label: label,
		Help:    text.Text{FR: "La page officielle.", EN: "The official page.", AR: "الصفحة الرسمية."},
		Example: text.Text{FR: "https://…", EN: "https://…", AR: "https://…"}}
}

func optional(f Field) Field { f.Optional = true; return f }

func healthKinds() []Kind {
	return []Kind{
		{
			Name: "epidemic", Label: text.Text{FR: "Épidémie, cas groupés", EN: "Epidemic, outbreak", AR: "وباء، بؤرة"},
			Words: []string{"epidemie", "cas groupes", "outbreak", "وباء"},
			Fields: []Field{
				sentenceField(text.Text{FR: "Ce qui circule et qui est concerné", EN: "What is spreading and who is concerned", AR: "ما ينتشر ومن المعني"}, text.Text{FR: "La grippe circule beaucoup ; protégez les plus fragiles.", EN: "Flu is spreading; protect the most vulnerable.", AR: "الأنفلونزا منتشرة؛ احموا الأكثر هشاشة."}),
				{Name: "gesture", Words: []string{"geste", "تصرف"}, Type: Pick, Label: text.Text{FR: "Le geste à faire", EN: "The one thing to do", AR: "التصرف المطلوب"},
					Help: text.Text{FR: "Un seul.", EN: "Only one.", AR: "واحد فقط."},
					Choices: []chat.Choice{
						{Value: "mask", Label: text.Text{FR: "Portez un masque si vous toussez", EN: "Wear a mask if you cough", AR: "ضعوا كمامة عند السعال"}},
						{Value: "hands", Label: text.Text{FR: "Lavez-vous les mains souvent", EN: "Wash your hands often", AR: "اغسلوا أيديكم باستمرار"}},
						{Value: "vaccine", Label: text.Text{FR: "Faites-vous vacciner", EN: "Get vaccinated", AR: "خذوا اللقاح"}},
						{Value: "home", Label: text.Text{FR: "Malade, restez chez vous et appelez un médecin", EN: "If you are ill, stay at home and call a doctor", AR: "إن كنتم مرضى، الزموا بيوتكم واتصلوا بطبيب"}},
					}},
				pageField(text.Text{FR: "Page officielle (source)", EN: "Official page (source)", AR: "الصفحة الرسمية (المصدر)"}, ""), untilField(),
			},
			Until: "until",
			Lines: []Line{
				{As: "head", Say: text.Text{FR: "{issuer} : {what}.", EN: "{issuer}: {what}.", AR: "{issuer}: {what}."}},
				{As: "action", Say: text.Text{FR: "{gesture}.", EN: "{gesture}.", AR: "{gesture}."}},
				{Say: text.Text{FR: "Source et conseils : {link}", EN: "Source and advice: {link}", AR: "المصدر والنصائح: {link}"}}, vitalLine(),
			},
			Hashtag: text.Text{FR: "#Prévention", EN: "#StayWell", AR: "#وقاية"}, Authority: []string{"medical", "health"},
			Action:   text.Text{FR: "Les gens feront le geste demandé.", EN: "People will do the one thing asked.", AR: "سيقوم الناس بالتصرف المطلوب."},
			Follow:   text.Text{FR: "Un point par semaine.", EN: "A weekly update.", AR: "تحديث أسبوعي."},
			Pitfalls: text.Text{FR: "Pas de petits chiffres, pas de stigmatisation, pas de premier cas.", EN: "No small counts, no stigma, no index case.", AR: "لا أعداد صغيرة ولا وصم ولا ذكر للحالة الأولى."},
			Alert:    Alerting{"Health", "Prepare", "Expected", "Moderate", "Observed"},
		},
		{
			Name: "heatwave", Label: text.Text{FR: "Canicule, froid, pollution, tempête", EN: "Heatwave, cold, pollution, storm", AR: "موجة حر أو برد أو تلوث أو عاصفة"},
			Words: []string{"canicule", "chaleur", "froid", "grand froid", "pollution", "tempete", "heat", "cold", "storm", "موجة حر", "حر", "برد"},
			Fields: []Field{
				{Name: "weather", Words: []string{"meteo", "الطقس"}, Type: Pick, Default: "heat", Label: text.Text{FR: "De quoi s'agit-il", EN: "What is it", AR: "ما الأمر"},
					Help: text.Text{FR: "Une réponse.", EN: "One answer.", AR: "جواب واحد."},
					Choices: []chat.Choice{
						{Value: "heat", Label: text.Text{FR: "forte chaleur", EN: "extreme heat", AR: "حرارة مرتفعة"}},
						{Value: "cold", Label: text.Text{FR: "grand froid", EN: "severe cold", AR: "برد شديد"}},
						{Value: "pollution", Label: text.Text{FR: "pollution de l'air", EN: "air pollution", AR: "تلوث الهواء"}},
						{Value: "storm", Label: text.Text{FR: "tempête", EN: "storm", AR: "عاصفة"}},
					}},
				optional(place("cool", text.Text{FR: "Où s'abriter", EN: "Where to shelter", AR: "مكان الاحتماء"}, text.Text{FR: "Médiathèque, place du Marché", EN: "Library, Market Square", AR: "الخزانة البلدية، ساحة السوق"}, "abri", "frais", "shelter")),
				optional(withDefault(phoneField(text.Text{FR: "Numéro d'information", EN: "Information number", AR: "رقم للاستعلام"}), "@help.heat")),
				fromField(), untilField(),
			},
			Until: "until",
			Lines: []Line{
				{As: "head", Say: text.Text{FR: "{issuer} : {weather}, à partir du {from}. Source : {weather_service}.", EN: "{issuer}: {weather}, from {from}. Source: {weather_service}.", AR: "{issuer}: {weather}، ابتداء من {from}. المصدر: {weather_service}."}},
				{If: "weather=heat", As: "action", Say: text.Text{FR: "Buvez de l'eau, mouillez votre peau, appelez un proche isolé.", EN: "Drink water, wet your skin, call someone who is alone.", AR: "اشربوا الماء، بللوا جلدكم، واتصلوا بمن يعيش وحيدا."}},
				{If: "weather=cold", As: "action", Say: text.Text{FR: "Couvrez-vous, aérez si vous chauffez, appelez un proche isolé.", EN: "Dress warmly, air rooms that you heat, call someone who is alone.", AR: "ارتدوا ملابس دافئة، هوّوا الغرف المدفأة، واتصلوا بمن يعيش وحيدا."}},
				{If: "weather=pollution", As: "action", Say: text.Text{FR: "Évitez les efforts dehors.", EN: "Avoid effort outdoors.", AR: "تجنبوا المجهود في الخارج."}},
				{If: "weather=storm", As: "action", Say: text.Text{FR: "Restez à l'abri ; ne vous déplacez que si c'est indispensable.", EN: "Stay indoors; travel only if you must.", AR: "ابقوا في مكان آمن ولا تتنقلوا إلا للضرورة."}},
				{If: "cool", Drop: 2, Say: text.Text{FR: "Où s'abriter : {cool}.", EN: "Where to shelter: {cool}.", AR: "مكان الاحتماء: {cool}."}},
				{If: "phone", Drop: 1, Say: text.Text{FR: "Renseignements : {phone}.", EN: "Information: {phone}.", AR: "للاستعلام: {phone}."}},
				vitalLine(),
			},
			Hashtag: text.Text{FR: "#VigilanceMétéo", EN: "#WeatherAware", AR: "#حالة_الطقس"}, Authority: []string{"medical", "weather"},
			Action:   text.Text{FR: "Les gens se protégeront et appelleront les plus isolés.", EN: "People will protect themselves and call those who are alone.", AR: "سيحمي الناس أنفسهم ويتصلون بالوحيدين."},
			Follow:   text.Text{FR: "Un avis par jour tant que cela dure ; une fin.", EN: "One a day while it lasts; an end.", AR: "إشعار يومي ما دام الأمر قائما؛ ثم إعلان النهاية."},
			Pitfalls: text.Text{FR: "Pas de jargon de niveaux ; ne pas dire « c'est l'été ».", EN: "No jargon of levels; never “it is just summer”.", AR: "لا مصطلحات تقنية؛ لا تقولوا «إنه الصيف فحسب»."},
			Alert:    Alerting{"Met", "Prepare", "Expected", "Moderate", "Likely"},
		},
		{
			Name: "recall", Label: text.Text{FR: "Rappel de produit, dépistage", EN: "Product recall, look-back", AR: "سحب منتوج، كشف بأثر رجعي"},
			Words: []string{"rappel", "rappel produit", "lot", "product recall", "سحب منتوج"},
			Fields: []Field{
				place("product", text.Text{FR: "Produit", EN: "Product", AR: "المنتوج"}, text.Text{FR: "Prothèse de type X", EN: "Type X implant", AR: "المنتوج X"}, "produit", "منتوج"),
				optional(place("lot", text.Text{FR: "Lot ou période", EN: "Batch or period", AR: "رقم الدفعة أو الفترة"}, text.Text{FR: "AB1234", EN: "AB1234", AR: "AB1234"}, "periode", "batch")),
				{Name: "phone", Words: []string{"telephone", "numero", "هاتف"}, Type: Phone, Default: "@phone", Label: text.Text{FR: "Numéro dédié", EN: "Dedicated number", AR: "الرقم المخصص"},
					Help: text.Text{FR: "Une ligne qui répond.", EN: "A line that is answered.", AR: "خط يجيب."}, Example: text.Text{FR: "01 99 00 12 34", EN: "01632 960123", AR: "05 00 00 00 00"}},
				pageField(text.Text{FR: "Page de l'autorité", EN: "The authority's page", AR: "صفحة السلطة المختصة"}, ""), untilField(),
			},
			Until: "until",
			Lines: []Line{
				{As: "head", Say: text.Text{FR: "{issuer} : rappel du produit {product}, avec {medicines}.", EN: "{issuer}: recall of {product}, with {medicines}.", AR: "{issuer}: سحب المنتوج {product}، بتنسيق مع {medicines}."}},
				{If: "lot", Say: text.Text{FR: "Lot ou période : {lot}.", EN: "Batch or period: {lot}.", AR: "الدفعة أو الفترة: {lot}."}},
				{As: "action", Say: text.Text{FR: "Nous contactons chaque personne concernée. Pas d'appel de notre part ? Vous n'êtes pas concerné.", EN: "We contact each person concerned. If we have not called you, you are not affected.", AR: "نتصل بكل شخص معني. إذا لم نتصل بكم فأنتم غير معنيين."}},
				{Say: text.Text{FR: "Une question : {phone}.", EN: "Questions: {phone}.", AR: "للاستفسار: {phone}."}},
				{Say: text.Text{FR: "Source : {link}", EN: "Source: {link}", AR: "المصدر: {link}"}},
			},
			Hashtag: text.Text{FR: "#RappelProduit", EN: "#Recall", AR: "#سحب_منتوج"}, Authority: []string{"medicines", "medical"},
			Action:   text.Text{FR: "Des gens appelleront : la ligne doit être prête.", EN: "People will call: the line must be ready.", AR: "سيتصل الناس: يجب أن يكون الخط جاهزا."},
			Follow:   text.Text{FR: "Nombre de personnes contactées ; clôture.", EN: "Number of people contacted; closure.", AR: "عدد من تم الاتصال بهم؛ الإغلاق."},
			Pitfalls: text.Text{FR: "Les patients avant le public.", EN: "Patients before the public.", AR: "المرضى قبل الجمهور."},
			Alert:    Alerting{"Health", "Monitor", "Expected", "Moderate", "Observed"},
		},
		{
			Name: "shortage", Label: text.Text{FR: "Pénurie (ou rumeur de pénurie)", EN: "Shortage (or rumour of one)", AR: "خصاص (أو إشاعة عنه)"},
			Words: []string{"penurie", "rupture", "manque", "rumour", "rumeur", "خصاص"},
			Fields: []Field{
				sentenceField(text.Text{FR: "Les faits", EN: "The facts", AR: "الوقائع"}, text.Text{FR: "L'oxygène ne manque pas à l'hôpital.", EN: "The hospital has enough oxygen.", AR: "لا خصاص في الأكسجين بالمستشفى."}),
				pageField(text.Text{FR: "Source officielle", EN: "Official source", AR: "المصدر الرسمي"}, "@website"), questionsPhone(), untilField(),
			},
			Until: "until",
			Lines: []Line{
				{As: "head", Say: text.Text{FR: "{issuer} : {what}.", EN: "{issuer}: {what}.", AR: "{issuer}: {what}."}},
				{As: "action", Say: text.Text{FR: "Une question sur votre traitement ? Demandez à votre pharmacien.", EN: "A question about your treatment? Ask your pharmacist.", AR: "لديكم سؤال عن علاجكم؟ اسألوا الصيدلي."}},
				{Say: text.Text{FR: "Source : {link}", EN: "Source: {link}", AR: "المصدر: {link}"}}, questionsLine(),
			},
			Hashtag: text.Text{FR: "#InfoSanté", EN: "#HealthInfo", AR: "#معلومة_صحية"}, Authority: []string{"medical", "medicines"},
			Action:   text.Text{FR: "Les gens demanderont à leur pharmacien.", EN: "People will ask their pharmacist.", AR: "سيسأل الناس الصيدلي."},
			Follow:   text.Text{FR: "Un point quand la situation change.", EN: "An update when things change.", AR: "تحديث عند تغير الوضع."},
			Pitfalls: text.Text{FR: "Ne pas pousser à faire des réserves.", EN: "Do not encourage stock-piling.", AR: "لا تشجعوا على التخزين."},
			Alert:    Alerting{"Health", "Monitor", "Expected", "Minor", "Observed"},
		},
		{
			Name: "fraud", Label: text.Text{FR: "Faux compte, faux appel", EN: "Fake account, fake call", AR: "حساب مزيف، نداء مزيف"},
			Words: []string{"arnaque", "faux", "faux compte", "faux appel", "canular", "hoax", "fake", "scam", "احتيال", "مزيف"},
			Fields: []Field{
				{Name: "fake", Words: []string{"quoi", "نوع"}, Type: Pick, Label: text.Text{FR: "Ce qui est faux", EN: "What is fake", AR: "ما هو مزيف"},
					Help: text.Text{FR: "Ne recopiez ni le texte ni le numéro de l'arnaque.", EN: "Do not repeat the hoax's words or number.", AR: "لا تعيدوا نص الاحتيال ولا رقمه."},
					Choices: []chat.Choice{
						{Value: "blood", Label: text.Text{FR: "un faux appel au don de sang", EN: "a fake blood appeal", AR: "نداء مزيف للتبرع بالدم"}},
						{Value: "account", Label: text.Text{FR: "un faux compte", EN: "a fake account", AR: "حساب مزيف"}},
						{Value: "call", Label: text.Text{FR: "de faux appels téléphoniques", EN: "fake phone calls", AR: "مكالمات مزيفة"}},
						{Value: "money", Label: text.Text{FR: "une fausse collecte d'argent", EN: "a fake fundraiser", AR: "جمع تبرعات مزيف"}},
					}},
				pageField(text.Text{FR: "Nos comptes officiels", EN: "Our official accounts", AR: "حساباتنا الرسمية"}, "@website"), untilField(),
			},
			Until: "until",
			Lines: []Line{
				{As: "head", Say: text.Text{FR: "{issuer} : en ce moment circule en notre nom : {fake}. Ce n'est pas nous.", EN: "{issuer}: going round in our name: {fake}. It is not us.", AR: "{issuer}: يُتداول باسمنا: {fake}. لسنا مصدره."}},
				{As: "action", Say: text.Text{FR: "Ne partagez pas, ne payez pas : signalez.", EN: "Do not share, do not pay: report it.", AR: "لا تشاركوا ولا تدفعوا: بلّغوا عنه."}},
				{If: "fake=blood", Say: text.Text{FR: "Pour le sang, suivez seulement {operator}.", EN: "For blood, follow only {operator}.", AR: "بخصوص الدم، تابعوا فقط {operator}."}},
				{Say: text.Text{FR: "Nos seules pages officielles : {link}", EN: "Our only official pages: {link}", AR: "صفحاتنا الرسمية الوحيدة: {link}"}},
			},
			Hashtag: text.Text{FR: "#Attention", EN: "#BeAware", AR: "#تنبيه"}, Authority: []string{"cyber"},
			Action:   text.Text{FR: "Les gens cesseront de partager et signaleront.", EN: "People will stop sharing and report.", AR: "سيتوقف الناس عن المشاركة ويبلغون."},
			Follow:   text.Text{FR: "Plainte ; retrait demandé au réseau.", EN: "Complaint; removal asked of the network.", AR: "شكاية؛ طلب الحذف من الشبكة."},
			Pitfalls: text.Text{FR: "Recopier le faux l'amplifie.", EN: "Repeating the hoax spreads it.", AR: "إعادة نشر المزيف تزيد انتشاره."},
			Alert:    Alerting{"Security", "Avoid", "Immediate", "Minor", "Observed"},
		},
	}
}
