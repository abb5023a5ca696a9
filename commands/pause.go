package commands

import (
	"context"

	"portevoix/bot/chat"
	"portevoix/bot/people"
	"portevoix/bot/text"
)

var pauseReasons = []chat.Choice{
	{Value: "crisis", Label: text.Text{FR: "Plan blanc ou crise en cours", EN: "Major incident or crisis", AR: "مخطط أبيض أو أزمة جارية"}},
	{Value: "mourning", Label: text.Text{FR: "Deuil", EN: "Mourning", AR: "حداد"}},
	{Value: "error", Label: text.Text{FR: "Une erreur à comprendre d'abord", EN: "A mistake to understand first", AR: "خطأ يجب فهمه أولا"}},
	{Value: "other", Label: text.Text{FR: "Autre", EN: "Other", AR: "سبب آخر"}},
}

// pause stops everything that is not urgent.
func (k Kit) pause() chat.Command {
	in := chat.Input{Name: "reason", Words: []string{"raison", "سبب"}, Kind: chat.One, Required: true, Free: true, Choices: pauseReasons, Label: text.Text{FR: "Raison", EN: "Reason", AR: "السبب"}}
	return chat.Command{
		Name: "pause", Words: []string{"suspendre", "إيقاف"}, Role: people.Reviewer,
		Summary:  text.Text{FR: "Suspendre tout ce qui n'est pas urgent (plan blanc)", EN: "Hold everything that is not urgent (major incident)", AR: "تعليق كل ما ليس مستعجلا (المخطط الأبيض)"},
		Examples: []text.Text{{FR: "/pause crisis", EN: "/pause crisis", AR: "/pause crisis"}},
		Inputs:   func(chat.Values) []chat.Input { return []chat.Input{in} },
		Run: func(ctx context.Context, r chat.Request) (chat.Reply, error) {
			reason, _ := in.Pick(r.Values["reason"])
			if err := k.Publisher.Pause(ctx, r.Who.Member, r.Say(reason.Label)); err != nil {
				return chat.Reply{}, err
			}
			return r.Answer(text.Text{FR: "En pause : les publications prévues attendent. Les avis urgents et les retraits passent toujours. /resume pour reprendre.", EN: "Paused: planned posts wait. Urgent notices and take-downs still go through. /resume to go on.", AR: "تم التعليق: المنشورات المبرمجة تنتظر. الإشعارات العاجلة والسحب مستمران. ‎/resume‎ للاستئناف."}), nil
		},
	}
}

// resume lets planned posts go on, without a burst.
func (k Kit) resume() chat.Command {
	return chat.Command{
		Name: "resume", Words: []string{"reprendre", "استئناف"}, Role: people.Reviewer,
		Summary:  text.Text{FR: "Reprendre après une pause", EN: "Go on after a pause", AR: "الاستئناف بعد التعليق"},
		Examples: []text.Text{{FR: "/resume", EN: "/resume", AR: "/resume"}},
		Run: func(ctx context.Context, r chat.Request) (chat.Reply, error) {
			_, paused, err := k.Publisher.Paused(ctx)
			if err != nil {
				return chat.Reply{}, err
			}
			if !paused {
				return r.Answer(text.Text{FR: "Rien n'est en pause.", EN: "Nothing is paused.", AR: "لا شيء معلق."}), nil
			}
			if err := k.Publisher.Resume(ctx, r.Who.Member); err != nil {
				return chat.Reply{}, err
			}
			return r.Answer(text.Text{FR: "Repris : ce qui attendait part une publication après l'autre. Ce qui a expiré entre-temps ne partira pas.", EN: "Resumed: what waited goes out one post after the other. What expired meanwhile will not.", AR: "تم الاستئناف: ما كان ينتظر يُنشر تباعا. وما انتهت صلاحيته في هذه الأثناء لن يُنشر."}), nil
		},
	}
}
