package recorded_test

import (
	"bytes"
	"image/png"
	"strings"
	"testing"
	"time"

	"portevoix/bot/database/databasetest"
	"portevoix/bot/keep"
	"portevoix/bot/outcome"
	"portevoix/bot/social"
	"portevoix/bot/social/socialtest"
	"portevoix/bot/text"
	"portevoix/integrations/recorded"
)

func network(t *testing.T, name string) *recorded.Network {
	t.Helper()
	rules, ok := social.RulesOf(name)
	if !ok {
		t.Fatal("no such network")
	}
	return &recorded.Network{
		Network: name, Limits: rules, Hospital: "CH de Valombre", Lang: text.FR, Zone: time.UTC,
		Shelf: keep.Shelf{DB: databasetest.SQLite(t), Owner: "recorded/" + name, Now: time.Now}, Now: time.Now,
	}
}

func TestConformance(t *testing.T) {
	socialtest.Run(t, func(t *testing.T) social.Network { return network(t, "mastodon") })
}

func TestARecordedPostIsDrawnAndSaysThatItIsNotPublished(t *testing.T) {
	n := network(t, "x")
	a := outcome.Attempt{Key: "d_1-x"}
	r, err := n.Publish(t.Context(), a, social.Post{Text: "Collecte de sang samedi, hall B. O− bienvenus.", Lang: text.FR})
	if err != nil {
		t.Fatal(err)
	}
	if !r.Recorded {
		t.Error("the receipt does not say that it is recorded")
	}
	drawing, alt, err := n.Drawing(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := png.Decode(bytes.NewReader(drawing)); err != nil {
		t.Errorf("the drawing is no picture: %v", err)
	}
	if !strings.Contains(alt, "non publiée") {
		t.Errorf("the text alternative is %q", alt)
	}
	again, err := n.Publish(t.Context(), a, social.Post{Text: "Collecte de sang samedi, hall B. O− bienvenus.", Lang: text.FR})
	if err != nil || again.ID != r.ID {
		t.Errorf("the same key is stored twice: %+v, %v", again, err)
	}
}

func TestANetworkThatNeedsAPictureRefusesAPostWithoutOne(t *testing.T) {
	_, err := network(t, "instagram").Publish(t.Context(), outcome.Attempt{Key: "k"}, social.Post{Text: "Bonjour", Lang: text.FR})
	if f := outcome.Of(err); f == nil || f.Outcome != outcome.Refused {
		t.Errorf("got %v", err)
	}
}
