package notice

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"

	"portevoix/bot/chat"
	"portevoix/bot/database"
	"portevoix/bot/people"
	"portevoix/bot/text"
	"portevoix/bot/trigger"
)

// Triggered prepares the notice that an event asks for and hands it to whoever confirms. The trigger is its author; nothing goes out
// on the word of a machine. When something is missing or must not be said, the notice stays a draft and the urgent room is told. The
// same event again is the same notice: it is prepared once, however often it comes.
func (d *Desk) Triggered(ctx context.Context, e trigger.Event) (trigger.Receipt, error) {
	author := people.MachineID(e.Hook)
	if err := d.mayTrigger(ctx, author); err != nil {
		return trigger.Receipt{}, err
	}
	if receipt, done, err := d.triggeredTemplate(ctx, e, author); done || err != nil {
		return receipt, err
	}
	n, unsafe, err := d.Begin(ctx, Wish{Kind: e.Kind, Exercise: e.Exercise, Typed: chat.Values(e.Values), Lang: e.Lang, Author: author, Dedupe: onceFor(e)})
	if err != nil {
		return trigger.Receipt{}, fmt.Errorf("prepare the notice of a trigger: %w", err)
	}
	if n.State != Drafted || n.Version > 1 {
		return trigger.Receipt{Notice: n.ID, State: trigger.Known}, nil
	}
	if len(unsafe) == 0 {
		_, err = d.Submit(ctx, n.ID, author)
	} else { // words were taken out: a person looks at what is left
		err = &chat.Problem{What: text.Text{FR: "Des mots qui pourraient faire reconnaître quelqu'un ont été enlevés (%s).", EN: "Words that might let somebody be recognised were taken out (%s).", AR: "حُذفت كلمات قد تسمح بالتعرف على شخص (%s)."}.With(unsafe[0].Field.Label)}
	}
	var missing *chat.Problem
	switch {
	case err == nil:
		return trigger.Receipt{Notice: n.ID, State: trigger.Paged}, nil
	case errors.As(err, &missing):
		return trigger.Receipt{Notice: n.ID, State: trigger.Incomplete}, d.askToComplete(ctx, n, missing)
	}
	return trigger.Receipt{}, fmt.Errorf("submit the notice of a trigger: %w", err)
}

// triggeredTemplate fills in the cleared template of the event's kind. Without one, or when a value does not keep to its limits, there
// is nothing done: the notice is prepared for a person like any other.
func (d *Desk) triggeredTemplate(ctx context.Context, e trigger.Event, author string) (receipt trigger.Receipt, done bool, err error) {
	if !e.Template {
		return trigger.Receipt{}, false, nil
	}
	ready, err := d.Ready(ctx)
	if err != nil {
		return trigger.Receipt{}, false, err
	}
	ready = slices.DeleteFunc(ready, func(t Template) bool { return t.Kind != e.Kind })
	if len(ready) == 0 {
		return trigger.Receipt{}, false, nil
	}
	n, err := d.use(ctx, ready[len(ready)-1].ID, chat.Values(e.Values), e.Exercise, author, onceFor(e))
	var outside *chat.Problem
	if errors.As(err, &outside) {
		return trigger.Receipt{}, false, nil
	}
	if err != nil {
		return trigger.Receipt{}, false, fmt.Errorf("fill in a template for a trigger: %w", err)
	}
	receipt = trigger.Receipt{Notice: n.ID, State: trigger.Paged}
	switch {
	case n.State != Drafted || n.Version > 1 || n.Template == "":
		receipt.State = trigger.Known
	case e.Alone && d.MayAlone(ctx, n):
		receipt.State = trigger.Sent
		_, err = d.BreakGlass(ctx, n.ID, author, byMachine.With(e.Hook).In(d.Lang), "hook/"+e.Hook)
	default:
		_, err = d.Submit(ctx, n.ID, author)
	}
	return receipt, true, err
}

// byMachine is the reason on record for what a trigger sent alone.
var byMachine = text.Text{FR: "Envoyé par le déclencheur %s : modèle validé, danger immédiat", EN: "Sent by the trigger %s: cleared template, immediate danger", AR: "أرسله المشغّل %s: قالب مصادق عليه، خطر فوري"}

func (d *Desk) mayTrigger(ctx context.Context, author string) error {
	return d.DB.Read(ctx, func(tx database.Tx) error {
		_, err := d.Office.People.Active(ctx, tx, author)
		if errors.Is(err, people.ErrNobody) {
			return trigger.ErrClosed
		}
		return err
	})
}

// onceFor names an event for ever, without keeping what the caller calls it.
func onceFor(e trigger.Event) string {
	sum := sha256.Sum256([]byte(e.Hook + "\x00" + e.Dedupe))
	return hex.EncodeToString(sum[:16])
}

// askToComplete tells the urgent room that a trigger has prepared a notice which a person must complete.
func (d *Desk) askToComplete(ctx context.Context, n Notice, p *chat.Problem) error {
	say := func(t text.Text) string { return t.In(d.Lang) }
	m := chat.Message{Lang: d.Lang, Tone: chat.Urgent, Notify: say(text.Text{FR: "Un avis préparé par un déclencheur attend d'être complété.", EN: "A notice prepared by a trigger waits to be completed.", AR: "إشعار أعده مشغّل ينتظر الاستكمال."})}
	m.Blocks = []chat.Block{
		chat.Heading{Text: say(d.Title(n))},
		chat.Paragraph{Text: say(text.Text{FR: "Un déclencheur a préparé cet avis ; il n'est pas parti. %s", EN: "A trigger has prepared this notice; it has not been sent. %s", AR: "أعد مشغّل هذا الإشعار؛ ولم يُرسل. %s"}.With(text.Join(" ", p.What, p.Do)))},
		chat.Buttons{Items: []chat.Button{{Label: say(text.Text{FR: "Compléter", EN: "Complete it", AR: "استكمال"}), Look: chat.Primary, Press: chat.Press{Command: "urgent", Action: "show", Object: n.ID}}}},
	}
	return d.DB.Do(ctx, func(tx database.Tx) error { return d.Say(ctx, tx, "trigger/"+n.ID, m) })
}
