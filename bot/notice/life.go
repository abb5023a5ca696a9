package notice

import (
	"context"
	"errors"
	"time"

	"portevoix/bot/chat"
	"portevoix/bot/database"
	"portevoix/bot/jobs"
	"portevoix/bot/text"
)

// Look is the job that looks at one notice: before its end it asks whether it is still true, at its end it closes it.
var Look = jobs.Kind[LookArgs]("notice.look")

// LookArgs name the notice.
type LookArgs struct {
	Notice string `json:"notice"`
}

// askBefore is how long before the end the team is asked whether the notice is still true.
const askBefore = 30 * time.Minute

// Register tells jobs how to look after notices; call it before jobs run.
func (d *Desk) Register() {
	jobs.Register(d.Jobs, Look, 0, func(ctx context.Context, job jobs.Job[LookArgs]) error {
		return d.LookAt(ctx, job.Args.Notice)
	})
	jobs.Register(d.Jobs, Reviewing, 0, func(ctx context.Context, job jobs.Job[ReviewArgs]) error { return d.AskReview(ctx, job.Args) })
}

// plan enqueues the looks at a live notice: before its end and at its end.
func (d *Desk) plan(ctx context.Context, tx database.Tx, n Notice) error {
	if n.Until.IsZero() || d.Jobs == nil {
		return nil
	}
	for _, at := range []time.Time{n.Until.Add(-askBefore), n.Until} {
		if err := Look.Enqueue(ctx, d.Jobs, tx, LookArgs{n.ID}, jobs.Options{At: at, Queue: jobs.Urgent}); err != nil {
			return err
		}
	}
	return nil
}

// LookAt asks or closes, whichever is due; it may be called at any time and any number of times.
func (d *Desk) LookAt(ctx context.Context, id string) error {
	return d.DB.Do(ctx, func(tx database.Tx) error {
		n, err := d.load(ctx, tx, id)
		var problem *chat.Problem
		if errors.As(err, &problem) {
			return nil // gone
		}
		if err != nil || n.State != Live || n.Until.IsZero() {
			return err
		}
		now := d.Now()
		switch {
		case !now.Before(n.Until):
			return d.expire(ctx, tx, n)
		case n.Phase == End, now.Before(n.Until.Add(-askBefore)):
			return nil
		}
		asked, err := tx.Exec(ctx, "UPDATE notice SET asked_for = ? WHERE id = ? AND (asked_for IS NULL OR asked_for <> ?)", n.Until.UTC(), n.ID, n.Until.UTC())
		if err != nil || asked == 0 {
			return err
		}
		return d.Say(ctx, tx, questionKey(n), d.question(n))
	})
}

func questionKey(n Notice) string { return "notice/" + n.ID + "/still-true" }

func (d *Desk) expire(ctx context.Context, tx database.Tx, n Notice) error {
	n.State = Expired
	if n.Phase == End {
		n.State = Ended
	}
	n, err := d.saveTx(ctx, tx, n, "", string(n.State))
	if err != nil || n.State == Ended {
		return err
	}
	return d.Say(ctx, tx, questionKey(n), d.expired(n))
}

// question asks the team whether a notice is still true.
func (d *Desk) question(n Notice) chat.Message {
	say := func(t text.Text) string { return t.In(d.Lang) }
	return chat.Message{Lang: d.Lang, Tone: chat.Urgent,
		Notify: say(text.Text{FR: "Un avis arrive à son terme : est-il toujours vrai ?", EN: "A notice is about to end: is it still true?", AR: "إشعار على وشك الانتهاء: هل ما زال صحيحا؟"}),
		Blocks: []chat.Block{
			chat.Heading{Text: say(d.Title(n))},
			chat.Paragraph{Text: say(text.Text{FR: "Il se termine %s. Est-il toujours vrai ? Sans réponse, rien ne sera publié et il sera marqué expiré.", EN: "It ends %s. Is it still true? Without an answer nothing is published and it is marked as expired.", AR: "ينتهي %s. هل ما زال صحيحا؟ دون جواب لن يُنشر شيء وسيُعتبر منتهيا."}.With(text.Moment(n.Until.In(d.Zone))))},
			chat.Buttons{Items: d.Verbs(n, d.Lang)},
		}}
}

func (d *Desk) expired(n Notice) chat.Message {
	say := func(t text.Text) string { return t.In(d.Lang) }
	return chat.Message{Lang: d.Lang, Tone: chat.Warning,
		Notify: say(text.Text{FR: "Un avis a expiré sans réponse", EN: "A notice has expired without an answer", AR: "انتهى إشعار دون جواب"}),
		Blocks: []chat.Block{
			chat.Heading{Text: say(d.Title(n))},
			chat.Paragraph{Text: say(text.Text{FR: "Expiré %s, sans réponse. Le public peut encore le voir : dites la fin, corrigez ou retirez.", EN: "Expired %s without an answer. The public may still see it: say the end, correct or take down.", AR: "انتهى %s دون جواب. ما زال الجمهور قد يراه: أعلنوا النهاية أو صححوا أو اسحبوا."}.With(text.Moment(n.Until.In(d.Zone))))},
			chat.Buttons{Items: d.Verbs(n, d.Lang)},
		}}
}

// closeQuestion replaces a question that no longer waits for an answer.
func (d *Desk) closeQuestion(ctx context.Context, tx database.Tx, n Notice) error {
	var r row
	if err := tx.NewSelect().Model(&r).Where("id = ?", n.ID).Scan(ctx); err != nil {
		return err
	}
	if r.AskedFor == nil {
		return nil
	}
	return d.Say(ctx, tx, questionKey(n), chat.Message{Lang: d.Lang, Silent: true, Blocks: []chat.Block{
		chat.Heading{Text: d.Title(n).In(d.Lang)},
		chat.Paragraph{Text: text.Text{FR: "État : %s.", EN: "State: %s.", AR: "الحالة: %s."}.With(n.State.Label()).In(d.Lang)},
	}})
}

// Verbs are what may be done with a live notice: correct, end with thanks, take down. Before its end, "still true" comes first and
// leads to a correction with a later end, because the end stands in the text.
func (d *Desk) Verbs(n Notice, l text.Lang) []chat.Button {
	press := func(command, action string) chat.Press {
		return chat.Press{Command: command, Action: action, Object: n.ID}
	}
	down := chat.Button{Label: takeDownLabel.In(l), Look: chat.Danger, Press: chat.Press{Command: "retract", Action: "ask", Object: "notice/" + n.ID}}
	if n.Phase == End {
		return []chat.Button{down}
	}
	correct := chat.Button{Label: correctLabel.In(l), Press: press("urgent", "correct")}
	if n.State == Expired || n.State == Live && !d.Now().Before(n.Until.Add(-askBefore)) {
		correct.Label = extendLabel.In(l)
	}
	return []chat.Button{correct, {Label: endLabel.In(l), Press: press("urgent", "end")}, down}
}

var (
	correctLabel  = text.Text{FR: "Corriger", EN: "Correct", AR: "تصحيح"}
	extendLabel   = text.Text{FR: "Toujours vrai : prolonger", EN: "Still true: extend", AR: "ما زال صحيحا: تمديد"}
	endLabel      = text.Text{FR: "Terminer (avec merci)", EN: "End (with thanks)", AR: "إنهاء (مع الشكر)"}
	takeDownLabel = text.Text{FR: "Retirer", EN: "Take down", AR: "سحب"}
)

// Down follows a take-down: the notice is withdrawn and its own copies are emptied.
func (d *Desk) Down(ctx context.Context, tx database.Tx, id string) error {
	n, err := d.load(ctx, tx, id)
	if err != nil || n.State == Withdrawn {
		return err
	}
	n.State, n.Fields = Withdrawn, map[string]string{}
	n, err = d.saveTx(ctx, tx, n, "", "withdrawn")
	if err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, "UPDATE notice_version SET sealed = ? WHERE notice_id = ?", []byte{}, id); err != nil {
		return err
	}
	return d.closeQuestion(ctx, tx, n)
}

// Note keeps what the team learnt from a notice that is over.
func (d *Desk) Note(ctx context.Context, id, by, words string) (Notice, error) {
	n, err := d.Get(ctx, id)
	if err != nil {
		return Notice{}, err
	}
	if _, safe := d.safe(words, d.Lang); safe != words {
		return Notice{}, &chat.Problem{What: text.Text{FR: "Cette note dit trop de choses sur une personne.", EN: "This note says too much about a person.", AR: "هذه المذكرة تذكر معطيات كثيرة عن شخص."},
			Do: text.Text{FR: "Écrivez ce que l'équipe a appris, sans nom ni détail sur un patient.", EN: "Write what the team learnt, with no name or detail about a patient.", AR: "اكتبوا ما تعلمه الفريق دون اسم أو تفاصيل عن مريض."}}
	}
	n.Debrief = words
	return d.save(ctx, n, by, "debrief")
}
