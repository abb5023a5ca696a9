package publish

import (
	"portevoix/bot/approval"
	"portevoix/bot/text"
)

// What cards say.
var (
	cardNotify    = text.Text{FR: "Une demande de validation a changé.", EN: "A request for approval has changed.", AR: "تغير طلب مصادقة."}
	noticeHere    = text.Text{FR: "Un avis a été publié ici.", EN: "A notice was posted here.", AR: "نُشر إشعار هنا."}
	answered      = text.Text{FR: "On vous a répondu.", EN: "You have an answer.", AR: "وصلكم جواب."}
	awaitsYou     = text.Text{FR: "Un avis vous attend (%s).", EN: "A notice awaits you (%s).", AR: "إشعار في انتظاركم (%s)."}
	callThem      = text.Text{FR: "Toujours pas de réponse. Appelez : %s.", EN: "Still no answer. Call: %s.", AR: "لا جواب بعد. اتصلوا بـ: %s."}
	exerciseMark  = text.Text{FR: "EXERCICE", EN: "EXERCISE", AR: "تمرين"}
	nothingPublic = text.Text{FR: "RIEN N'EST ENCORE PUBLIC", EN: "NOTHING IS PUBLIC YET", AR: "لا شيء منشور للعموم بعد"}
	pasteThese    = text.Text{FR: "Pour publier maintenant, copiez ces textes sur vos comptes, puis collez le lien avec « J'ai publié ».", EN: "To publish now, copy these texts to your accounts, then paste the link with “I published it”.", AR: "للنشر الآن انسخوا هذه النصوص إلى حساباتكم ثم ألصقوا الرابط عبر «لقد نشرت»."}
	takenDownCopy = text.Text{FR: "%s a été retiré : cette copie a été effacée.", EN: "%s was taken down: this copy has been erased.", AR: "تم سحب %s: مُحيت هذه النسخة."}

	stateLabel     = text.Text{FR: "État", EN: "State", AR: "الحالة"}
	authorLabel    = text.Text{FR: "Auteur", EN: "Author", AR: "المحرر"}
	targetsLabel   = text.Text{FR: "Destinations", EN: "Targets", AR: "الوجهات"}
	atLabel        = text.Text{FR: "Publication", EN: "Publish", AR: "النشر"}
	untilLabel     = text.Text{FR: "Jusqu'à", EN: "Until", AR: "إلى غاية"}
	findingsLabel  = text.Text{FR: "Contrôle", EN: "Check", AR: "التحقق"}
	noWayBackLabel = text.Text{FR: "Ne pourra pas être retiré", EN: "Cannot be taken back", AR: "لا يمكن سحبه"}
	aloneLabel     = text.Text{FR: "Envoyé par une seule personne", EN: "Sent by one person", AR: "أرسله شخص واحد"}
	aloneText      = text.Text{FR: "danger immédiat pour la vie, modèle validé ; à relire par une direction sous 12 heures", EN: "immediate danger to life, cleared template; to be reviewed by a director within 12 hours", AR: "خطر فوري على الحياة، قالب مصادق عليه؛ يراجعه مدير خلال 12 ساعة"}
	saidYes        = text.Text{FR: "Oui de", EN: "Yes from", AR: "موافقة من"}
	saidNo         = text.Text{FR: "Non de", EN: "No from", AR: "رفض من"}

	approveLabel  = text.Text{FR: "Valider", EN: "Approve", AR: "مصادقة"}
	laterLabel    = text.Text{FR: "Valider pour…", EN: "Approve for…", AR: "مصادقة لوقت…"}
	changesLabel  = text.Text{FR: "Demander des changements", EN: "Ask for changes", AR: "طلب تعديلات"}
	refuseLabel   = text.Text{FR: "Refuser", EN: "Refuse", AR: "رفض"}
	withPicture   = text.Text{FR: "Avec une image : « %s ». Elle se voit avec « Tout voir ».", EN: "With a picture: “%s”. It is shown by “See everything”.", AR: "مع صورة: «%s». تظهر عبر «عرض الكل»."}
	previewLabel  = text.Text{FR: "Tout voir", EN: "See everything", AR: "عرض الكل"}
	lookLabel     = text.Text{FR: "Voir et décider", EN: "Look and decide", AR: "اطلاع وقرار"}
	pasteLabel    = text.Text{FR: "J'ai publié : coller le lien", EN: "I published it: paste the link", AR: "لقد نشرت: لصق الرابط"}
	takeDownLabel = text.Text{FR: "Retirer", EN: "Take down", AR: "سحب"}
	correctLabel  = text.Text{FR: "Corriger", EN: "Correct", AR: "تصحيح"}
	endLabel      = text.Text{FR: "Terminer", EN: "End", AR: "إنهاء"}
	itIsThere     = text.Text{FR: "%s : c'est publié", EN: "%s: it is there", AR: "%s: المنشور موجود"}
	itIsNotThere  = text.Text{FR: "%s : renvoyer", EN: "%s: send again", AR: "%s: إعادة الإرسال"}

	wentWell    = text.Text{FR: "Terminé sans problème", EN: "Done without a problem", AR: "تم دون مشاكل"}
	goingDown   = text.Text{FR: "retrait en cours", EN: "being taken down", AR: "قيد السحب"}
	isGone      = text.Text{FR: "retiré, vérifié", EN: "taken down, verified", AR: "سُحب وتم التحقق"}
	isResidual  = text.Text{FR: "retiré, mais une image reste accessible : à faire supprimer à la main", EN: "taken down, but a picture can still be reached: have it deleted by hand", AR: "سُحب لكن صورة لا تزال متاحة: يجب حذفها يدويا"}
	byHandDown  = text.Text{FR: "à retirer à la main : ouvrez le lien et supprimez la publication", EN: "take it down by hand: open the link and delete the post", AR: "يُسحب يدويا: افتحوا الرابط واحذفوا المنشور"}
	postedAt    = text.Text{FR: "affiché à %s", EN: "posted at %s", AR: "عُرض على الساعة %s"}
	recordedAt  = text.Text{FR: "enregistré à %s, pas publié", EN: "recorded at %s, not published", AR: "سُجل على الساعة %s، لم يُنشر"}
	pastedAt    = text.Text{FR: "publié à la main, lien reçu à %s", EN: "published by hand, link received at %s", AR: "نُشر يدويا، وُصل الرابط على الساعة %s"}
	publishedAt = text.Text{FR: "publié à %s", EN: "published at %s", AR: "نُشر على الساعة %s"}
	isSending   = text.Text{FR: "envoi en cours", EN: "sending", AR: "جار الإرسال"}
	isUnsure    = text.Text{FR: "on ne sait pas si l'envoi a eu lieu : allez voir, puis répondez ci-dessous", EN: "it is not known whether this was sent: look there, then answer below", AR: "لا نعرف هل تم الإرسال: تحققوا هناك ثم أجيبوا أدناه"}
	isLooking   = text.Text{FR: "réponse perdue, vérification en cours", EN: "answer lost, looking whether it is there", AR: "ضاع الجواب، جار التحقق"}
	isRefused   = text.Text{FR: "non publié.", EN: "not published.", AR: "لم يُنشر."}
	isDelayed   = text.Text{FR: "retardé.", EN: "delayed.", AR: "متأخر."}
	isWithdrawn = text.Text{FR: "annulé avant l'envoi", EN: "withdrawn before it was sent", AR: "أُلغي قبل الإرسال"}
	isPlanned   = text.Text{FR: "prévu %s", EN: "planned for %s", AR: "مبرمج %s"}
	isWaiting   = text.Text{FR: "en attente", EN: "waiting", AR: "في الانتظار"}
	brokenSeal  = text.Text{FR: "arrêté : le contrôle trouve maintenant quelque chose de plus grave que ce qui a été validé. Corrigez et redemandez la validation.", EN: "stopped: the check now finds something worse than what was approved. Correct it and ask for approval again.", AR: "أُوقف: يجد التحقق الآن ما هو أخطر مما صودق عليه. صححوا واطلبوا المصادقة من جديد."}
	tooLate     = text.Text{FR: "trop tard : la date de fin est passée, rien n'a été publié", EN: "too late: the end date has passed, nothing was published", AR: "فات الأوان: انقضى تاريخ النهاية ولم يُنشر شيء"}
)

var findings = text.Plural{
	FR: text.Forms{Zero: "aucune remarque", One: "%s remarque", Other: "%s remarques"},
	EN: text.Forms{One: "%s finding", Other: "%s findings"},
	AR: text.Forms{Zero: "لا ملاحظات", One: "ملاحظة واحدة", Two: "ملاحظتان", Few: "%s ملاحظات", Many: "%s ملاحظة", Other: "%s ملاحظة"},
}

var moreVersions = text.Plural{
	FR: text.Forms{One: "et %s autre version : « Tout voir »", Other: "et %s autres versions : « Tout voir »"},
	EN: text.Forms{One: "and %s more version: “See everything”", Other: "and %s more versions: “See everything”"},
	AR: text.Forms{One: "ونسخة أخرى: «عرض الكل»", Two: "ونسختان أخريان: «عرض الكل»", Few: "و%s نسخ أخرى: «عرض الكل»", Many: "و%s نسخة أخرى: «عرض الكل»", Other: "و%s نسخة أخرى: «عرض الكل»"},
}

func stateText(s approval.State) text.Text {
	switch s {
	case approval.Waiting:
		return text.Text{FR: "en attente de validation", EN: "waiting for approval", AR: "في انتظار المصادقة"}
	case approval.Approved:
		return text.Text{FR: "validé", EN: "approved", AR: "تمت المصادقة"}
	case approval.Refused:
		return text.Text{FR: "refusé", EN: "refused", AR: "مرفوض"}
	case approval.Changes:
		return text.Text{FR: "changements demandés", EN: "changes asked for", AR: "طُلبت تعديلات"}
	case approval.ByHand:
		return text.Text{FR: "publié à la main, sans validation ici", EN: "published by hand, not approved here", AR: "نُشر يدويا دون مصادقة هنا"}
	case approval.Expired:
		return text.Text{FR: "expiré : personne n'a répondu à temps, rien n'a été publié", EN: "expired: nobody answered in time, nothing was published", AR: "انتهت المهلة: لم يجب أحد في الوقت، لم يُنشر شيء"}
	}
	return text.Text{FR: "annulé", EN: "withdrawn", AR: "ملغى"}
}

var stillUpLabel = text.Text{FR: "Encore en ligne : à retirer à la main", EN: "Still online: to be taken down by hand", AR: "لا يزال منشورا: يُسحب يدويا"}

// Steps are what a person does to take a post down on its network.
func Steps(l text.Lang) (steps []string) {
	for _, t := range []text.Text{
		{FR: "Connectez-vous avec le compte de l'hôpital, ouvrez le menu « … » de la publication, puis Supprimer.", EN: "Sign in with the hospital's account, open the “…” menu of the post, then Delete.", AR: "سجلوا الدخول بحساب المستشفى، افتحوا قائمة «…» للمنشور ثم اختاروا حذف."},
		{FR: "Ouvrez ensuite le lien dans une fenêtre privée : il ne doit plus rien montrer, image comprise.", EN: "Then open the link in a private window: it must show nothing any more, the picture included.", AR: "ثم افتحوا الرابط في نافذة خاصة: يجب ألا يظهر أي شيء، بما في ذلك الصورة."},
		{FR: "Si la publication n'est pas à vous, utilisez « Signaler » et prévenez la protection des données.", EN: "If the post is not yours, use “Report” and tell the data protection officer.", AR: "إذا لم يكن المنشور لكم فاستعملوا «إبلاغ» وأخبروا مسؤول حماية المعطيات."},
	} {
		steps = append(steps, t.In(l))
	}
	return steps
}
