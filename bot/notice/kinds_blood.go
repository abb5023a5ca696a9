package notice

import "portevoix/bot/text"

// This file holds the kinds about blood. In France and the United Kingdom a hospital relays the national operator; in Morocco it
// appeals with the regional centre. Ages, weights and delays never stand in a notice: they change, so the link says them.

func untilField() Field {
	return Field{Name: "until", Words: []string{"jusqu'au", "jusqu'a", "fin", "حتى"}, Type: Moment,
		Label:   text.Text{FR: "Jusqu'à quand", EN: "Until when", AR: "إلى متى"},
		Help:    text.Text{FR: "Jour et heure. Après, l'avis n'est plus vrai.", EN: "Day and time. After that the notice is no longer true.", AR: "اليوم والساعة. بعدها لا يبقى الإشعار صالحا."},
		Example: text.Text{FR: "samedi 20 h", EN: "Saturday 8 pm", AR: "السبت 20:00"}}
}

func groupsField() Field {
	return Field{Name: "groups", Words: []string{"groupes", "groupe", "فصيلة"}, Type: Groups, Default: "all",
		Label:   text.Text{FR: "Groupes sanguins", EN: "Blood groups", AR: "فصائل الدم"},
		Help:    text.Text{FR: "Ceux qui manquent le plus, ou « tous ».", EN: "Those most needed, or “all”.", AR: "الأكثر طلبا، أو «الكل»."},
		Example: text.Text{FR: "O-, O+", EN: "O-, O+", AR: "O-, O+"}}
}

func givePlaceField() Field {
	return Field{Name: "place", Words: []string{"ou", "lieu", "where", "مكان"}, Type: Place, Optional: true, In: []string{"MA"},
		Label:   text.Text{FR: "Où donner", EN: "Where to give", AR: "مكان التبرع"},
		Help:    text.Text{FR: "Nom et adresse, comme sur le plan.", EN: "Name and address, as on the map.", AR: "الاسم والعنوان كما في الخريطة."},
		Spare:   text.Text{FR: "Vide : le lien suffit.", EN: "Empty: the link is enough.", AR: "فارغ: الرابط يكفي."},
		Example: text.Text{FR: "Hall B, 12 rue des Tilleuls", EN: "Hall B, 12 Lime Street", AR: "قاعة ب، 12 شارع النخيل"}}
}

func hoursField() Field {
	return Field{Name: "hours", Words: []string{"heures", "horaires", "ساعات"}, Type: Hours, Optional: true,
		Label:   text.Text{FR: "Heures", EN: "Hours", AR: "التوقيت"},
		Help:    text.Text{FR: "Début et fin de chaque jour.", EN: "Start and end of each day.", AR: "بداية ونهاية كل يوم."},
		Example: text.Text{FR: "9 h - 17 h", EN: "9 am - 5 pm", AR: "09:00 - 17:00"}}
}

func bookField() Field {
	return Field{Name: "contact", Words: []string{"lien", "link", "rendez-vous", "telephone", "phone", "هاتف"}, Type: Contact, Default: "@blood.link",
		Label:   text.Text{FR: "Rendez-vous : lien ou numéro", EN: "Booking: link or number", AR: "الموعد: رابط أو رقم"},
		Help:    text.Text{FR: "La page officielle du service du sang, ou un numéro publié.", EN: "The blood service's official page, or a published number.", AR: "الصفحة الرسمية لمركز الدم أو رقم منشور."},
		Example: text.Text{FR: "05 00 00 00 00", EN: "https://…", AR: "05 00 00 00 00"}}
}

func bloodLines(relay, together Line) []Line {
	relay.If, relay.As, together.If, together.As = "launch=relay", "head", "launch!=relay", "head"
	return []Line{
		relay, together,
		{If: "groups!=all groups",
			Say:   text.Text{FR: "En priorité : {groups}. Autres groupes : gardez vos rendez-vous, votre don compte autant.", EN: "Most needed: {groups}. Other blood groups: please keep your appointments, your donation counts just as much.", AR: "الأولوية للفصائل {groups}. باقي الفصائل: حافظوا على مواعيدكم، فتبرعكم مهم كذلك."},
			Short: text.Text{FR: "Priorité : {groups}. Autres : gardez vos rendez-vous.", EN: "Most needed: {groups}. Others: keep your appointments.", AR: "أولوية: {groups}. غيرها: أبقوا على مواعيدكم."}},
		{If: "groups=all", Drop: 2,
			Say: text.Text{FR: "Tous les groupes sont attendus.", EN: "All blood groups are needed.", AR: "جميع الفصائل مطلوبة."}},
		{If: "place hours", As: "where", Say: text.Text{FR: "Où et quand : {place} ({hours}).", EN: "Where and when: {place} ({hours}).", AR: "المكان والتوقيت: {place} ({hours})."},
			Short: text.Text{FR: "Où : {place} ({hours}).", EN: "Where: {place} ({hours}).", AR: "أين: {place} ({hours})."}},
		{If: "place !hours", As: "where", Say: text.Text{FR: "Où : {place}.", EN: "Where: {place}.", AR: "المكان: {place}."}},
		{If: "!place hours", Drop: 1, Say: text.Text{FR: "Heures : {hours}.", EN: "Hours: {hours}.", AR: "التوقيت: {hours}."}},
		{If: "contact:link", As: "action", Say: text.Text{FR: "Prenez rendez-vous : {contact}", EN: "Please book: {contact}", AR: "احجزوا موعدكم: {contact}"},
			Short: text.Text{FR: "Rendez-vous : {contact}", EN: "Please book: {contact}", AR: "احجزوا: {contact}"}},
		{If: "contact:phone", As: "action", Say: text.Text{FR: "Appelez avant de venir : {contact}.", EN: "Please call before you come: {contact}.", AR: "اتصلوا قبل الحضور: {contact}."}},
		{Long: true, Say: text.Text{FR: "{conditions}", EN: "{conditions}", AR: "{conditions}"}},
		{Long: true, Say: text.Text{FR: "Plus de place ? Choisissez une autre date : le besoin dure.", EN: "No slot left? Choose a later date: the need will last.", AR: "لا مواعيد شاغرة؟ اختاروا تاريخا آخر، فالحاجة مستمرة."}},
	}
}

func bloodKinds() []Kind {
	return []Kind{
		{
			Name: "blood", Label: text.Text{FR: "Appel au don de sang", EN: "Blood appeal", AR: "نداء للتبرع بالدم"},
			Words:  []string{"sang", "don du sang", "don de sang", "appel au sang", "collecte de sang", "blood donation", "blood drive", "دم", "الدم", "التبرع بالدم", "تبرع بالدم"},
			Fields: []Field{groupsField(), givePlaceField(), hoursField(), bookField(), untilField()}, Until: "until", Operator: true,
			Lines: bloodLines(
				Line{Say: text.Text{FR: "{issuer} relaie l'appel au don de sang de {operator_long}.", EN: "{issuer} is passing on a call for blood donors from {operator_long}.", AR: "{issuer} ينقل نداء {operator_long} للتبرع بالدم."},
					Short: text.Text{FR: "{issuer} relaie l'appel au don de sang de {operator}.", EN: "{issuer} relays a call for blood donors from {operator}.", AR: "{issuer} ينقل نداء {operator} للتبرع بالدم."}},
				Line{Say: text.Text{FR: "{issuer} et {operator} appellent au don de sang.", EN: "{issuer} and {operator} call for blood donors.", AR: "{issuer}، بتنسيق مع {operator}: نداء للتبرع بالدم."},
					Short: text.Text{FR: "{issuer} et {operator} appellent au don de sang.", EN: "{issuer} and {operator} call for blood donors.", AR: "نداء للتبرع بالدم: {issuer} مع {operator}."}}),
			End: []Line{
				{As: "head", Say: text.Text{FR: "{issuer} : fin de l'appel au don de sang. Les besoins sont couverts, selon {operator}.", EN: "{issuer}: the call for blood donors has ended. Needs are covered, says {operator}.", AR: "{issuer}: انتهى نداء التبرع بالدم. الحاجيات مغطاة حسب {operator}."}},
				{If: "result", Say: text.Text{FR: "Dons reçus : {result}. Merci !", EN: "Donations received: {result}. Thank you!", AR: "عدد التبرعات: {result}. شكرا لكم!"}},
				{If: "!result", Say: text.Text{FR: "Merci à toutes et à tous !", EN: "Thank you, everyone!", AR: "شكرا لكم جميعا!"}},
				{As: "action", If: "contact:link", Say: text.Text{FR: "Réservez un don pour les prochaines semaines : {contact}", EN: "Book a donation for the coming weeks: {contact}", AR: "احجزوا تبرعا للأسابيع المقبلة: {contact}"},
					Short: text.Text{FR: "Réservez un don pour plus tard : {contact}", EN: "Book a donation for later: {contact}", AR: "احجزوا تبرعا لاحقا: {contact}"}},
				{As: "action", If: "contact:phone", Say: text.Text{FR: "Pour donner dans les prochaines semaines : {contact}.", EN: "To give in the coming weeks: {contact}.", AR: "للتبرع في الأسابيع المقبلة: {contact}."}},
			},
			Hashtag:   text.Text{FR: "#DonDuSang", EN: "#GiveBlood", AR: "#التبرع_بالدم"},
			Action:    text.Text{FR: "Les gens prendront rendez-vous pour donner leur sang. Beaucoup viendront : prévoyez l'avis d'arrêt.", EN: "People will book to give blood. Many will come: have the stop notice ready.", AR: "سيحجز الناس مواعيد للتبرع. سيأتي كثيرون: أعدوا إشعار التوقف."},
			Authority: []string{"blood"},
			Follow:    text.Text{FR: "Point le lendemain ; avis d'arrêt dès que c'est complet ; remerciements avec le nombre de dons.", EN: "Update the next day; stop notice as soon as it is full; thanks with the number of donations.", AR: "تحديث في الغد؛ إشعار توقف عند الاكتفاء؛ شكر مع عدد التبرعات."},
			Pitfalls:  text.Text{FR: "Jamais pour une personne nommée ni pour un établissement. Pas d'âge ni de poids : le lien les donne.", EN: "Never for a named person or one establishment. No ages or weights: the link has them.", AR: "لا يكون أبدا لفائدة شخص أو مؤسسة بعينها. لا سن ولا وزن: الرابط يذكرهما."},
			Alert:     Alerting{"Health", "Execute", "Expected", "Moderate", "Observed"},
		},
		{
			Name: "blood_stop", Label: text.Text{FR: "Don de sang : ne venez plus", EN: "Blood: please stop coming", AR: "التبرع بالدم: لا داعي للحضور"},
			Words:  []string{"stop sang", "arret sang", "fin don du sang", "stop don du sang", "blood stop", "stop blood", "وقف التبرع", "ايقاف التبرع"},
			Fields: []Field{givePlaceStop(), bookField(), resultField(), untilField()}, Until: "until", Operator: true, Life: true,
			Lines: []Line{
				{As: "head", Say: text.Text{FR: "{issuer} : merci ! Les besoins en sang sont couverts pour l'instant, selon {operator}.", EN: "{issuer}: thank you! Blood needs are covered at this stage, says {operator}.", AR: "{issuer}: شكرا لكم! الحاجة إلى الدم مغطاة في هذه المرحلة حسب {operator}."},
					Short: text.Text{FR: "{issuer} : merci ! Les besoins en sang sont couverts.", EN: "{issuer}: thank you! Blood needs are covered.", AR: "{issuer}: شكرا لكم! الحاجة إلى الدم مغطاة."}},
				{If: "result", Say: text.Text{FR: "Dons reçus : {result}.", EN: "Donations received: {result}.", AR: "عدد التبرعات: {result}."}},
				{If: "place", As: "where", Say: text.Text{FR: "Ne venez plus sans rendez-vous : {place}.", EN: "Please do not come without an appointment: {place}.", AR: "المرجو عدم الحضور دون موعد: {place}."}},
				{If: "!place", As: "where", Say: text.Text{FR: "Ne venez plus sans rendez-vous.", EN: "Please do not come without an appointment.", AR: "المرجو عدم الحضور دون موعد."}},
				{As: "action", If: "contact:link", Say: text.Text{FR: "Réservez un don pour les prochaines semaines : {contact}", EN: "Book a donation for the coming weeks: {contact}", AR: "احجزوا تبرعا للأسابيع المقبلة: {contact}"},
					Short: text.Text{FR: "Réservez un don pour plus tard : {contact}", EN: "Book a donation for later: {contact}", AR: "احجزوا تبرعا لاحقا: {contact}"}},
				{As: "action", If: "contact:phone", Say: text.Text{FR: "Pour donner dans les prochaines semaines : {contact}.", EN: "To give in the coming weeks: {contact}.", AR: "للتبرع في الأسابيع المقبلة: {contact}."}},
				{Long: true, Say: text.Text{FR: "Vous avez déjà un rendez-vous ? Gardez-le. Donner plus tard compte autant.", EN: "Already booked? Keep your appointment. Giving later counts just as much.", AR: "لديكم موعد؟ حافظوا عليه. التبرع لاحقا له القيمة نفسها."}},
			},
			End:       stopEnd(text.Text{FR: "{issuer} : l'avis sur le don de sang n'est plus valable.", EN: "{issuer}: the notice about giving blood no longer applies.", AR: "{issuer}: الإشعار المتعلق بالتبرع بالدم لم يعد صالحا."}),
			Hashtag:   text.Text{FR: "#DonDuSang", EN: "#GiveBlood", AR: "#التبرع_بالدم"},
			Action:    text.Text{FR: "Les gens ne viendront plus sans rendez-vous et réserveront plus tard.", EN: "People will stop coming without an appointment and book for later.", AR: "سيتوقف الناس عن الحضور دون موعد ويحجزون لوقت لاحق."},
			Authority: []string{"blood"},
			Follow:    text.Text{FR: "Remerciements avec le résultat ; prochain besoin dans quelques semaines.", EN: "Thanks with the result; next need in a few weeks.", AR: "شكر مع النتيجة؛ الحاجة المقبلة بعد أسابيع."},
			Pitfalls:  text.Text{FR: "Ne doit jamais sonner comme un refus.", EN: "Must never sound like a refusal.", AR: "يجب ألا يبدو رفضا للمتبرعين."},
			Alert:     Alerting{"Health", "Avoid", "Immediate", "Minor", "Observed"},
		},
		apheresis("plasma", text.Text{FR: "Appel au don de plasma", EN: "Plasma appeal", AR: "نداء للتبرع بالبلازما"}, []string{"don de plasma", "بلازما"},
			text.Text{FR: "plasma", EN: "plasma", AR: "البلازما"}, text.Text{FR: "#DonDePlasma", EN: "#GivePlasma", AR: "#التبرع_بالبلازما"}),
		apheresis("platelets", text.Text{FR: "Appel au don de plaquettes", EN: "Platelet appeal", AR: "نداء للتبرع بالصفائح الدموية"}, []string{"plaquettes", "don de plaquettes", "platelet", "صفائح", "الصفائح"},
			text.Text{FR: "plaquettes", EN: "platelet", AR: "الصفائح الدموية"}, text.Text{FR: "#DonDePlaquettes", EN: "#GivePlatelets", AR: "#التبرع_بالصفائح"}),
	}
}

func givePlaceStop() Field {
	f := givePlaceField()
	f.In = nil
	f.Label = text.Text{FR: "Où ne plus venir", EN: "Where not to come", AR: "المكان المعني"}
	return f
}

func resultField() Field {
	return Field{Name: "result", Words: []string{"resultat", "dons", "نتيجة"}, Type: Count, Optional: true,
		Label:   text.Text{FR: "Dons reçus (nombre)", EN: "Donations received (number)", AR: "عدد التبرعات"},
		Help:    text.Text{FR: "Vide si vous ne le savez pas encore.", EN: "Empty if not known yet.", AR: "اتركوه فارغا إن لم يعرف بعد."},
		Example: text.Text{FR: "412", EN: "412", AR: "412"}}
}

// stopEnd says the end of a notice about giving: who knows what is needed next.
func stopEnd(head text.Text) []Line {
	return []Line{
		{As: "head", Say: head},
		{As: "action", Say: text.Text{FR: "Pour donner, suivez {operator}.", EN: "To give, follow {operator}.", AR: "للتبرع، تابعوا {operator}."}},
		{If: "result", Say: text.Text{FR: "Dons reçus : {result}.", EN: "Donations received: {result}.", AR: "عدد التبرعات: {result}."}},
		{Say: text.Text{FR: "Merci à toutes et à tous !", EN: "Thank you, everyone!", AR: "شكرا لكم جميعا!"}},
	}
}

// apheresis is the kind of an appeal for plasma or platelets: by appointment only, and it takes time.
func apheresis(name string, label text.Text, words []string, product, hashtag text.Text) Kind {
	named := func(say text.Text) text.Text { return fill(say, map[string]text.Text{"product": product}) }
	place := givePlaceField()
	place.In, place.Optional = nil, false
	return Kind{
		Name: name, Label: label, Words: words,
		Fields: []Field{place, hoursField(), bookField(), untilField()}, Until: "until", Operator: true,
		Lines: []Line{
			{If: "launch=relay", As: "head", Say: named(text.Text{FR: "{issuer} relaie l'appel au don de {product} de {operator}.", EN: "{issuer} relays a call for {product} donors from {operator}.", AR: "{issuer} ينقل نداء {operator} للتبرع ب{product}."})},
			{If: "launch!=relay", As: "head", Say: named(text.Text{FR: "{issuer} et {operator} appellent au don de {product}.", EN: "{issuer} and {operator} call for {product} donors.", AR: "{issuer}، بتنسيق مع {operator}: نداء للتبرع ب{product}."})},
			{If: "hours", Say: text.Text{FR: "Où et quand : {place} ({hours}).", EN: "Where and when: {place} ({hours}).", AR: "المكان والتوقيت: {place} ({hours})."}},
			{If: "!hours", Say: text.Text{FR: "Où : {place}.", EN: "Where: {place}.", AR: "المكان: {place}."}},
			{As: "action", If: "contact:link", Say: text.Text{FR: "Uniquement sur rendez-vous : {contact}", EN: "By appointment only: {contact}", AR: "بموعد مسبق فقط: {contact}"}},
			{As: "action", If: "contact:phone", Say: text.Text{FR: "Uniquement sur rendez-vous : {contact}.", EN: "By appointment only: {contact}.", AR: "بموعد مسبق فقط: {contact}."}},
			{Long: true, Say: text.Text{FR: "Ce don prend plus de temps qu'un don de sang : prévoyez-le.", EN: "It takes longer than giving blood: please allow for it.", AR: "هذا التبرع يستغرق وقتا أطول من التبرع بالدم: خذوا ذلك في الحسبان."}},
		},
		End:     stopEnd(named(text.Text{FR: "{issuer} : fin de l'appel au don de {product}.", EN: "{issuer}: the call for {product} donors has ended.", AR: "{issuer}: انتهى نداء التبرع ب{product}."})),
		Hashtag: hashtag, Authority: []string{"blood"},
		Action:   text.Text{FR: "Les gens prendront rendez-vous pour donner.", EN: "People will book to donate.", AR: "سيحجز الناس مواعيد للتبرع."},
		Follow:   text.Text{FR: "Avis d'arrêt dès que c'est complet.", EN: "Stop notice as soon as it is full.", AR: "إشعار توقف عند الاكتفاء."},
		Pitfalls: text.Text{FR: "Pas d'âge, de poids ni de délai : ils changent, le lien les donne.", EN: "No ages, weights or delays: they change, the link has them.", AR: "لا سن ولا وزن ولا آجال: فهي تتغير والرابط يذكرها."},
		Alert:    Alerting{"Health", "Execute", "Expected", "Moderate", "Observed"},
	}
}
