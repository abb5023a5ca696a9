package paper_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"portevoix/bot/paper"
	"portevoix/bot/text"
)

// The kit says everything in each language, turns right to left in Arabic, and what people wrote stays text.
func TestTheKitPrintsInEveryLanguage(t *testing.T) {
	for l, want := range map[text.Lang][]string{
		text.FR: {`<html lang="fr" dir="ltr">`, "Qui appeler, dans cet ordre", "24 novembre 2026"},
		text.EN: {`<html lang="en" dir="ltr">`, "Whom to call, in this order", "24 November 2026"},
		text.AR: {`<html lang="ar" dir="rtl">`, "بمن تتصلون"},
	} {
		k := paper.Kit{
			Lang: l, Hospital: "CH <de> Valombre", Printed: time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC), Country: "France",
			Sheets:  []paper.Sheet{{ID: "t_4k7m2q", Title: "Évacuation", Until: "…", Alone: "seul", Texts: []paper.Words{{Lang: text.AR, Lines: []string{"عملية إخلاء", "☐ نعم"}}}}},
			Chain:   []paper.Duty{{Role: "direction", People: []paper.Person{{Name: "Nour", Phone: "06 39 98 00 11", OnCall: true}, {Name: "Sana"}}}},
			Numbers: []paper.Number{{Label: "SAMU", Value: "15"}, {Label: "EFS", Value: "https://dondesang.efs.sante.fr", Unconfirmed: true}},
		}
		var page bytes.Buffer
		if err := paper.Write(&page, k); err != nil {
			t.Fatal(err)
		}
		said := page.String()
		for _, w := range append(want, "CH &lt;de&gt; Valombre", `<bdi dir="ltr">06 39 98 00 11</bdi>`, `<div class="words" lang="ar" dir="rtl"><p>عملية إخلاء</p>`, `rowspan="2"`) {
			if !strings.Contains(said, w) {
				t.Errorf("%s: %q is not on the page", l, w)
			}
		}
		if strings.Contains(said, "http-equiv") || strings.Contains(said, "<script") || strings.Contains(said, "src=") {
			t.Errorf("%s: the page loads something", l)
		}
	}
}
