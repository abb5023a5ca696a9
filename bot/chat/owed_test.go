package chat_test

import (
	"context"
	"testing"
	"time"

	"portevoix/bot/chat"
	"portevoix/bot/outcome"
	"portevoix/bot/text"
)

// A process that died owed two people an answer; one that lives owes a third. Only the two are told, once.
func TestWhoWaitedWhenAProcessDiedIsTold(t *testing.T) {
	ctx, shelf, now := t.Context(), &shelf{kept: map[string]chat.Record{}}, time.Date(2026, 11, 24, 3, 0, 0, 0, time.UTC)
	shelf.now = func() time.Time { return now }
	var dead, alive chat.Owed
	for id, person := range map[string]string{"r1": "nour", "r2": "sami"} {
		if _, err := dead.Begin(ctx, shelf, id, chat.Debt{Command: "urgent", Person: person}); err != nil {
			t.Fatal(err)
		}
	}
	paid, err := alive.Begin(ctx, shelf, "r3", chat.Debt{Command: "draft", Person: "lea"})
	if err != nil {
		t.Fatal(err)
	}
	if left, err := alive.Collect(ctx, shelf, now.Add(time.Minute)); err != nil || len(left) != 0 {
		t.Errorf("too early, %v are told, %v", left, err)
	}
	left, err := alive.Collect(ctx, shelf, now.Add(3*time.Minute))
	if err != nil || len(left) != 2 {
		t.Fatalf("%v are told, %v", left, err)
	}
	if again, err := alive.Collect(ctx, shelf, now.Add(9*time.Minute)); err != nil || len(again) != 0 {
		t.Errorf("told again: %v, %v", again, err)
	}
	if err := paid(ctx); err != nil || len(shelf.kept) != 0 {
		t.Errorf("%d debts are left, %v", len(shelf.kept), err)
	}
	if m := left[0].Interrupted(text.EN); m.Tone != chat.Warning {
		t.Errorf("told by %+v", m)
	}
}

// shelf is a chat.Shelf in memory.
type shelf struct {
	kept map[string]chat.Record
	now  func() time.Time
}

func (s *shelf) Put(_ context.Context, _, id string, value []byte) error {
	s.kept[id] = chat.Record{ID: id, Value: value, At: s.now()}
	return nil
}

func (s *shelf) Get(_ context.Context, _, id string) ([]byte, error) {
	r, ok := s.kept[id]
	if !ok {
		return nil, outcome.ErrNotFound
	}
	return r.Value, nil
}

func (s *shelf) List(context.Context, string) (all []chat.Record, err error) {
	for _, r := range s.kept {
		all = append(all, r)
	}
	return all, nil
}

func (s *shelf) Delete(_ context.Context, _, id string) error {
	delete(s.kept, id)
	return nil
}
