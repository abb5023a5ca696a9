package draft

import (
	"fmt"
	"time"

	"portevoix/bot/text"
)

// A Question must be answered by a person before the draft can go for approval; the draft is written all the same. It says
// what is unclear and what to do.
type Question struct {
	Text    text.Text `json:"text"`
	Offers  []Date    `json:"offers,omitempty"` // days to choose from, each a button
	Blocked bool      `json:"blocked"`          // whether approval waits for the answer
}

// IsZero reports whether there is nothing to ask.
func (q Question) IsZero() bool { return q.Text.IsZero() }

func askNoSuchDay(day int, month time.Month) Question {
	if month < 1 || month > 12 {
		return Question{Blocked: true, Text: text.Text{
			FR: "Je ne reconnais pas cette date. Écrivez-la en toutes lettres, par exemple « samedi 14 juin », avec le bouton « Modifier les faits ».",
			EN: "I do not recognise this date. Write it out, for example “Saturday 14 June”, with the “Change the facts” button.",
			AR: "لم أتعرف على هذا التاريخ. اكتبوه كاملا، مثلا «السبت 14 يونيو»، باستعمال زر «تعديل المعطيات».",
		}}
	}
	return Question{Blocked: true, Text: text.Text{
		FR: "Le %s %s n'existe pas. Corrigez la date avec « Modifier les faits » avant de demander la validation.",
		EN: "%s %s does not exist. Correct the date with “Change the facts” before you ask for approval.",
		AR: "التاريخ %s %s غير موجود. صححوه باستعمال «تعديل المعطيات» قبل طلب المصادقة.",
	}.With(fmt.Sprint(day), text.Month(month))}
}

func askNoSuchTime(said string) Question {
	return Question{Blocked: true, Text: text.Text{
		FR: "L'heure « %s » n'existe pas. Corrigez-la avec « Modifier les faits » avant de demander la validation.",
		EN: "The time “%s” does not exist. Correct it with “Change the facts” before you ask for approval.",
		AR: "الساعة «%s» غير موجودة. صححوها باستعمال «تعديل المعطيات» قبل طلب المصادقة.",
	}.With(said)}
}

func askPast(t, later time.Time) Question {
	return Question{Blocked: true, Offers: []Date{dateOf(later)}, Text: text.Text{
		FR: "Le %s est déjà passé. Choisissez la bonne date, ou corrigez-la avec « Modifier les faits ».",
		EN: "%s is already past. Choose the right date, or correct it with “Change the facts”.",
		AR: "تاريخ %s قد مضى. اختاروا التاريخ الصحيح أو صححوه باستعمال «تعديل المعطيات».",
	}.With(text.Date(t))}
}

// askWeekday offers the day under its real name and the nearest days that bear the name that was written.
func askWeekday(said time.Weekday, t time.Time) Question {
	ahead := (int(said) - int(t.Weekday()) + 7) % 7
	return Question{Blocked: true, Offers: []Date{dateOf(t), dateOf(t.AddDate(0, 0, ahead-7)), dateOf(t.AddDate(0, 0, ahead))}, Text: text.Text{
		FR: "Le %s est un %s, pas un %s. Quelle est la bonne date ?",
		EN: "%s is a %s, not a %s. Which date is right?",
		AR: "%s هو يوم %s وليس %s. ما هو التاريخ الصحيح؟",
	}.With(dayAndYear(t), text.Weekday(t.Weekday()), text.Weekday(said))}
}

// dayAndYear is a day without its weekday: "14 juin 2027".
func dayAndYear(t time.Time) text.Text {
	one := func(l text.Lang) string {
		return fmt.Sprintf("%d %s %d", t.Day(), text.Month(t.Month()).In(l), t.Year())
	}
	return text.Text{FR: one(text.FR), EN: one(text.EN), AR: one(text.AR)}
}

// Label is a day as a button offers it: "lundi 14 juin 2027".
func (d Date) Label() text.Text {
	one := func(l text.Lang) string { return text.Date(d.time()).In(l) }
	return text.Text{FR: one(text.FR), EN: one(text.EN), AR: one(text.AR)}
}
