package chat

import (
	"context"
	"encoding/json"
	"errors"
	"sync"
	"time"

	"portevoix/bot/text"
)

// Owed remembers, across a crash, whom a platform owes an answer: the command's name and where to say it, never what was typed. The zero
// value is ready; without a shelf nothing is remembered.
type Owed struct {
	mu   sync.Mutex
	mine map[string]bool
}

// A Debt is an answer that is owed.
type Debt struct {
	Command string    `json:"command"`
	Person  string    `json:"person"`
	Room    string    `json:"room,omitempty"`
	Lang    text.Lang `json:"lang,omitempty"`
}

// DebtAge is how old a note must be before whoever left it is taken for dead.
const DebtAge = 2 * time.Minute

const debts = "inbox"

// Begin notes a debt under the request's id. paid crosses it off; both report what the shelf says, and the work goes on in any case.
func (o *Owed) Begin(ctx context.Context, shelf Shelf, id string, d Debt) (paid func(context.Context) error, err error) {
	if shelf == nil {
		return func(context.Context) error { return nil }, nil
	}
	o.mu.Lock()
	if o.mine == nil {
		o.mine = map[string]bool{}
	}
	o.mine[id] = true
	o.mu.Unlock()
	note, err := json.Marshal(d)
	if err == nil {
		err = shelf.Put(ctx, debts, id, note)
	}
	return func(ctx context.Context) error {
		defer func() {
			o.mu.Lock()
			defer o.mu.Unlock()
			delete(o.mine, id)
		}()
		return shelf.Delete(ctx, debts, id)
	}, err
}

// Collect takes the debts that a process left behind when it died: they are crossed off, and whoever asked must be told.
func (o *Owed) Collect(ctx context.Context, shelf Shelf, now time.Time) (left []Debt, err error) {
	if shelf == nil {
		return nil, nil
	}
	records, err := shelf.List(ctx, debts)
	for _, r := range records {
		if o.isMine(r.ID) || now.Sub(r.At) < DebtAge {
			continue
		}
		if lost := shelf.Delete(ctx, debts, r.ID); lost != nil {
			err = errors.Join(err, lost)
			continue
		}
		var d Debt
		if json.Unmarshal(r.Value, &d) == nil && d.Person != "" {
			left = append(left, d)
		}
	}
	return left, err
}

func (o *Owed) isMine(id string) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.mine[id]
}

// Interrupted is what somebody is told whose request ended with the process.
func (d Debt) Interrupted(l text.Lang) Message {
	m := Say(l, text.Text{
		FR: "Portevoix s'est arrêté pendant votre demande /%s. Regardez /pending : si rien n'y est, recommencez.",
		EN: "Portevoix stopped during your request /%s. Look at /pending: if nothing is there, ask again.",
		AR: "توقف Portevoix أثناء طلبكم \u200e/%s\u200e. انظروا \u200e/pending\u200e: إن لم يكن فيه شيء فأعيدوا الطلب.",
	}.With(d.Command).In(l))
	m.Tone = Warning
	return m
}
