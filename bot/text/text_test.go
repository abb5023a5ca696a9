package text_test

import (
	"strings"
	"testing"
	"time"

	"portevoix/bot/text"
)

func TestWithSaysArgumentsInTheLanguageOfTheSentence(t *testing.T) {
	when := text.Moment(time.Date(2026, 6, 13, 9, 30, 0, 0, time.UTC))
	got := text.Text{FR: "Jusqu'au %s.", EN: "Until %s.", AR: "إلى غاية %s."}.With(when)
	if got.FR != "Jusqu'au samedi 13 juin à 9\u00a0h\u00a030." || got.EN != "Until Saturday 13 June at 9:30 am." {
		t.Errorf("got %+v", got)
	}
	if !strings.Contains(got.AR, "السبت 13 يونيو") || !strings.Contains(got.AR, "\u206609:30\u2069") {
		t.Errorf("the Arabic hour is not kept together: %q", got.AR)
	}
}

func TestPlurals(t *testing.T) {
	mentions := text.Plural{
		FR: text.Forms{One: "%s mention", Other: "%s mentions"},
		EN: text.Forms{One: "%s mention", Other: "%s mentions"},
		AR: text.Forms{Zero: "لا إشارات", One: "إشارة واحدة", Two: "إشارتان", Few: "%s إشارات", Many: "%s إشارة", Other: "%s إشارة"},
	}
	for n, want := range map[int][3]string{
		0:     {"0 mention", "0 mentions", "لا إشارات"},
		1:     {"1 mention", "1 mention", "إشارة واحدة"},
		2:     {"2 mentions", "2 mentions", "إشارتان"},
		7:     {"7 mentions", "7 mentions", "7 إشارات"},
		12500: {"12\u202f500 mentions", "12,500 mentions", "12.500 إشارة"},
	} {
		got := mentions.Of(n)
		if got.FR != want[0] || got.EN != want[1] || text.StripMarks(got.AR) != want[2] {
			t.Errorf("%d: got %+v", n, got)
		}
	}
}

func TestClock(t *testing.T) {
	for at, want := range map[string][3]string{
		"00:00": {"0\u00a0h", "12 am", "00:00"}, "12:05": {"12\u00a0h\u00a005", "12:05 pm", "12:05"}, "17:00": {"17\u00a0h", "5 pm", "17:00"},
	} {
		c, err := time.Parse("15:04", at)
		if err != nil {
			t.Fatal(err)
		}
		got := text.Clock(c)
		if got.In(text.FR) != want[0] || got.In(text.EN) != want[1] || got.In(text.AR) != want[2] {
			t.Errorf("%s: %q %q %q", at, got.In(text.FR), got.In(text.EN), got.In(text.AR))
		}
	}
}

func TestParseLang(t *testing.T) {
	for tag, want := range map[string]text.Lang{"fr-CA": text.FR, "AR_ma": text.AR, " en ": text.EN} {
		if got, ok := text.ParseLang(tag); !ok || got != want {
			t.Errorf("%q is %q", tag, got)
		}
	}
	if _, ok := text.ParseLang("nl"); ok {
		t.Error("we do not speak Dutch")
	}
}

func TestIsolateOnlyOnceAndStripMarks(t *testing.T) {
	once := text.Isolate("CHU Atlas")
	if text.Isolate(once) != once || text.StripMarks(once) != "CHU Atlas" {
		t.Errorf("got %q", once)
	}
}
