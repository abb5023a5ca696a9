package calendar

import (
	"testing"
	"time"

	"portevoix/bot/text"
)

// Dates worked out by hand for 2027.
func TestRulesFallOnTheirDates(t *testing.T) {
	for hashtag, want := range map[string]string{
		"#WorldLeprosyDay": "2027-01-31", "#EpilepsyDay": "2027-02-08", "#RareDiseaseDay": "2027-02-28", "#WorldKidneyDay": "2027-03-11", "#WorldAsthmaDay": "2027-05-04",
		"#WorldFirstAidDay": "2027-09-11", "#WMDD": "2027-09-18", "#LoveYourEyes": "2027-10-14", "#WHPCDay": "2027-10-09", "#WorldCOPDDay": "2027-11-17", "#Telethon": "2027-12-03",
	} {
		for _, d := range Days() {
			if d.Hashtag != hashtag {
				continue
			}
			if from, _, err := d.dates(2027, time.UTC); err != nil || from.Format(time.DateOnly) != want {
				t.Errorf("%s falls on %s (%v), want %s", hashtag, from.Format(time.DateOnly), err, want)
			}
		}
	}
	leap := Day{Rule: "02:last-day"}
	if from, _, _ := leap.dates(2028, time.UTC); from.Day() != 29 {
		t.Errorf("the last day of February 2028 is the %d", from.Day())
	}
	after := Day{Rule: "12:1-Fri+1"}
	if from, _, _ := after.dates(2027, time.UTC); from.Day() != 4 {
		t.Errorf("the day after the first Friday of December 2027 is the %d", from.Day())
	}
}

func TestEveryRuleCanBeReadInEveryYear(t *testing.T) {
	for _, d := range Days() {
		for year := 2026; year < 2032; year++ {
			if from, to, err := d.dates(year, time.UTC); err != nil || to.Before(from) || from.Year() != year {
				t.Errorf("%s %s in %d: %v to %v, %v", d.Rule, d.Name.EN, year, from, to, err)
			}
		}
		if d.Name.FR == "" || d.Name.EN == "" || d.Name.AR == "" || d.Hashtag == "" {
			t.Errorf("%s is not whole: %+v", d.Rule, d.Name)
		}
	}
	for _, rule := range []string{"", "13-01", "02:6-Mon", "02:2-Xyz", "x"} {
		if _, _, err := (Day{Rule: rule}).dates(2026, time.UTC); err == nil {
			t.Errorf("the rule %q was read", rule)
		}
	}
}

func TestUpcoming(t *testing.T) {
	paris, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		t.Fatal(err)
	}
	names := func(now time.Time, country string) map[string]bool {
		all := map[string]bool{}
		for _, o := range Upcoming(now, 14, country) {
			all[o.Hashtag] = true
		}
		return all
	}
	now := time.Date(2026, 11, 24, 23, 50, 0, 0, paris)
	fr, ma := names(now, "FR"), names(now, "MA")
	if !fr["#WorldAIDSDay"] || !fr["#Telethon"] || !fr["#WAAW"] || !fr["#MoisSansTabac"] || fr["#LutteContreLeCancer"] {
		t.Errorf("France: %v", fr)
	}
	if ma["#Telethon"] || !ma["#WorldAIDSDay"] {
		t.Errorf("Morocco: %v", ma)
	}
	if year := names(time.Date(2026, 12, 28, 9, 0, 0, 0, paris), "FR"); !year["#DefiDeJanvier"] {
		t.Errorf("the turn of the year: %v", year)
	}
	first := Upcoming(now, 14, "FR")[0]
	if got := first.When().In(text.FR); got != "mercredi 25 novembre" {
		t.Errorf("first %s %s", first.Hashtag, got)
	}
}
