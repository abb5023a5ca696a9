package privacy

import (
	"testing"
	"time"

	"portevoix/bot/text"
)

// testCountries are small profiles for tests: facts of public knowledge.
var testCountries = map[string]Country{
	"FR": {Code: "FR", Emergency: []string{"15", "17", "18", "112", "114", "115", "119", "3114", "3919", "116117"}, OtherNumbers: []string{"911", "999", "141", "988", "150", "19"}, Helpline: "3114", BloodOperators: []string{"EFS", "Établissement français du sang", "dondesang.efs.sante.fr"}, Population: 68_000_000},
	"MA": {Code: "MA", Emergency: []string{"141", "150", "19", "177", "112"}, OtherNumbers: []string{"15", "17", "18", "911", "999", "3114"}, Helpline: "141", BloodOperators: []string{"CRTS", "AMSD", "CNTSH", "تحاقن الدم"}, Population: 37_000_000},
	"GB": {Code: "GB", Emergency: []string{"999", "111", "112"}, OtherNumbers: []string{"911", "15", "988"}, Helpline: "116 123", BloodOperators: []string{"NHSBT", "NHS Blood", "blood.co.uk"}, Population: 68_000_000},
	"US": {Code: "US", Emergency: []string{"911", "988"}, OtherNumbers: []string{"999", "112", "15"}, Helpline: "988", BloodOperators: []string{"Red Cross", "blood center"}, Population: 335_000_000},
}

func testChecker() *Checker { return New(Config{Countries: testCountries}) }

func (e Example) input(c *Checker) Input {
	in := Input{Text: e.Text, Original: e.Original, Over: e.Over, Kind: e.Kind, Country: e.Country, Lang: e.Lang, Now: time.Date(2026, time.November, 24, 9, 0, 0, 0, time.UTC)}
	if in.Country == "" {
		in.Country = "FR"
	}
	for _, earlier := range e.Earlier {
		in.Earlier = append(in.Earlier, c.Cases(Input{Text: earlier, Country: in.Country}, "earlier")...)
	}
	return in
}

// TestRules runs every rule on what it must and must not catch.
func TestRules(t *testing.T) {
	c := testChecker()
	for _, r := range Rules() {
		t.Run(r.ID, func(t *testing.T) {
			if len(r.Catches) == 0 || len(r.Spares) == 0 {
				t.Error("a rule needs examples of what it catches and of what it spares")
			}
			for _, e := range r.Catches {
				if found := c.Check(e.input(c)); !has(found, r.ID, Warn) && !(has(found, r.ID, Info) && r.Severity == Info) {
					t.Errorf("missed: %q\n\tfound %s", e.Text, list(found))
				}
			}
			for _, e := range r.Spares {
				if found := c.Check(e.input(c)); has(found, r.ID, Warn) || r.Severity == Info && has(found, r.ID, Info) {
					t.Errorf("false alarm: %q\n\tfound %s", e.Text, list(found))
				}
			}
		})
	}
}

// TestRulesAreWhole: ids are unique, every sentence is there in three languages.
func TestRulesAreWhole(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range Rules() {
		if seen[r.ID] {
			t.Errorf("%s stands twice", r.ID)
		}
		seen[r.ID] = true
		for _, s := range []text.Text{r.Title, r.Why, r.Fix} {
			if s.FR == "" || s.EN == "" || s.AR == "" {
				t.Errorf("%s: a sentence lacks a language: %v", r.ID, s)
			}
		}
		if r.Source == "" || r.Severity == Clear {
			t.Errorf("%s: no source or no severity", r.ID)
		}
	}
}

func has(r Report, id string, atLeast Severity) bool {
	for _, f := range r.Findings {
		if f.Rule == id && f.Severity >= atLeast {
			return true
		}
	}
	return false
}

func list(r Report) string {
	s := "["
	for _, f := range r.Findings {
		s += " " + f.Rule + "/" + f.Kind + "/" + f.Severity.String() + "(" + f.Masked + ")"
	}
	return s + " ] lang " + string(r.Lang)
}
