package draft

import (
	"portevoix/bot/hospital"
	"portevoix/bot/text"
)

// NeutralReply answers a public message about somebody's care without confirming that they are or were a patient, and leads to
// one private channel of the hospital. Nothing is asked for in public.
func NeutralReply(p hospital.Profile) text.Text {
	if p.UserContact == "" {
		return text.Text{
			FR: "Merci pour votre message. Par respect du secret médical, nous ne pouvons pas échanger ici sur une situation personnelle. Notre service des relations avec les usagers est à votre écoute, en privé.",
			EN: "Thank you for your message. Out of respect for confidentiality, we cannot discuss personal situations here. Our patient relations team is available to listen, in private.",
			AR: "شكرا على رسالتكم. احتراما للسر المهني، لا يمكننا مناقشة أي وضعية شخصية هنا. مصلحة العلاقات مع المرتفقين رهن إشارتكم على الخاص.",
		}
	}
	return text.Text{
		FR: "Merci pour votre message. Par respect du secret médical, nous ne pouvons pas échanger ici sur une situation personnelle. Écrivez-nous en privé : %s.",
		EN: "Thank you for your message. Out of respect for confidentiality, we cannot discuss personal situations here. Please contact us in private: %s.",
		AR: "شكرا على رسالتكم. احتراما للسر المهني، لا يمكننا مناقشة أي وضعية شخصية هنا. تواصلوا معنا على الخاص: %s.",
	}.With(p.UserContact)
}
