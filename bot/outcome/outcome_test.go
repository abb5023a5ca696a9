package outcome_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"portevoix/bot/outcome"
)

// Whoever forgets to say what became of a call is not believed: it is looked up before anything is sent again.
func TestWhatIsNotSaidIsUnsure(t *testing.T) {
	if outcome.Of(nil) != nil {
		t.Error("a call that went through became a failure")
	}
	cause := errors.New("connection reset")
	f := outcome.Of(fmt.Errorf("post to mastodon: %w", cause))
	if f.Outcome != outcome.Unsure || f.Reason != outcome.Unavailable || !errors.Is(f, cause) {
		t.Errorf("got %+v", f)
	}
	if (&outcome.Failure{}).Outcome != outcome.Unsure {
		t.Error("the zero failure is not unsure")
	}
}

func TestFailureSurvivesWrapping(t *testing.T) {
	cause := errors.New("429")
	wrapped := fmt.Errorf("post to mastodon: %w", &outcome.Failure{Outcome: outcome.Delayed, Reason: outcome.Limited, RetryAfter: 30 * time.Second, Err: cause})
	f := outcome.Of(wrapped)
	if f.Outcome != outcome.Delayed || f.Reason != outcome.Limited || f.RetryAfter != 30*time.Second || !errors.Is(wrapped, cause) {
		t.Errorf("got %+v", f)
	}
	if got := f.Error(); got != "delayed (limited): 429" {
		t.Errorf("got %q", got)
	}
}

// Each reason, and not knowing, has its own sentence in every language.
func TestEveryReasonHasAdvice(t *testing.T) {
	seen := map[string]outcome.Reason{}
	for _, r := range []outcome.Reason{outcome.Reconnect, outcome.Limited, outcome.Unavailable, outcome.Rejected, ""} {
		advice := r.Advice()
		for _, said := range []string{advice.FR, advice.EN, advice.AR} {
			if other, twice := seen[said]; said == "" || twice {
				t.Errorf("%q says %q, as %q does", r, said, other)
			}
			seen[said] = r
		}
	}
}
