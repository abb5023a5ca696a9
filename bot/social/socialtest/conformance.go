package socialtest

import (
	"errors"
	"strings"
	"testing"
	"time"

	"portevoix/bot/outcome"
	"portevoix/bot/social"
	"portevoix/bot/text"
)

// Run holds a network to the contract. fresh makes one with nothing on it.
func Run(t *testing.T, fresh func(t *testing.T) social.Network) {
	post := social.Post{Text: "Portes ouvertes samedi, entrée A.", Lang: text.FR}
	attempt := func(key string) outcome.Attempt {
		return outcome.Attempt{Key: outcome.Key(key), Number: 1, Began: time.Now()}
	}

	t.Run("what is published is found, and gone after a take-down", func(t *testing.T) {
		n, ctx := fresh(t), t.Context()
		r, err := n.Publish(ctx, attempt("a"), post)
		if err != nil {
			t.Fatal(err)
		}
		if r.ID == "" || r.Network != n.Name() {
			t.Errorf("the receipt is %+v", r)
		}
		if found, err := n.Find(ctx, attempt("a"), post); err == nil && found.ID != r.ID {
			t.Errorf("found %+v instead of %+v", found, r)
		} else if err != nil && !errors.Is(err, outcome.ErrCannotTell) {
			t.Errorf("a published post is not found: %v", err)
		}
		if presence, err := n.Verify(ctx, r); err != nil || presence == social.Gone {
			t.Errorf("a published post is said to be gone: %v, %v", presence, err)
		}
		if err := n.Retract(ctx, r); err != nil {
			t.Fatal(err)
		}
		eventually(t, func() bool {
			presence, err := n.Verify(ctx, r)
			return err == nil && presence == social.Gone
		}, "the retracted post never goes")
		if err := n.Retract(ctx, r); err != nil {
			t.Errorf("taking down twice: %v", err)
		}
	})
	t.Run("what was never published is not found", func(t *testing.T) {
		n := fresh(t)
		if _, err := n.Find(t.Context(), attempt("never"), post); !errors.Is(err, outcome.ErrNotFound) && !errors.Is(err, outcome.ErrCannotTell) {
			t.Errorf("got %v", err)
		}
	})
	t.Run("what is too long is refused, not cut", func(t *testing.T) {
		n := fresh(t)
		if n.Rules().Max == 0 {
			t.Skip("the network has no limit")
		}
		_, err := n.Publish(t.Context(), attempt("long"), social.Post{Text: strings.Repeat("mot ", n.Rules().Max), Lang: text.FR})
		if f := outcome.Of(err); f == nil || f.Outcome != outcome.Refused {
			t.Errorf("got %v", err)
		}
	})
}

func eventually(t *testing.T, ok func() bool, or string) {
	t.Helper()
	for deadline := time.Now().Add(20 * time.Second); !ok(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal(or)
		}
	}
}
