package country

import (
	"slices"
	"strings"
	"testing"

	"portevoix/bot/hospital"
)

func TestProfiles(t *testing.T) {
	all, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	for code, vital := range map[string]string{"FR": "15", "MA": "141", "GB": "999", "US": "911"} {
		p, ok := all[code]
		if !ok || p.Vital() != vital {
			t.Errorf("%s: vital is %q", code, p.Vital())
		}
		for _, v := range p.Values {
			if v.Confirmed {
				t.Errorf("%s: %s is confirmed by nobody", code, v.ID)
			}
		}
		if len(p.Unconfirmed()) != len(p.Values) {
			t.Errorf("%s: unconfirmed values are not listed", code)
		}
	}
	if len(all) != 4 {
		t.Errorf("%d countries", len(all))
	}
}

func TestGet(t *testing.T) {
	if p, err := Get(" uk "); err != nil || p.Code != "GB" {
		t.Errorf("UK is %q, %v", p.Code, err)
	}
	if _, err := Get("ZZ"); err == nil || !strings.Contains(err.Error(), "FR, GB, MA, US") {
		t.Errorf("an unknown country: %v", err)
	}
}

func TestHospitalConfirmsAndCorrects(t *testing.T) {
	ma, err := Get("MA")
	if err != nil {
		t.Fatal(err)
	}
	p := ma.For(hospital.Profile{Confirmed: []string{"vital"}, CountryValues: map[string]string{"non_vital": "05 00 00 00 00"}, BloodLink: "https://don.example"})
	if v, _ := p.Value("vital"); !v.Confirmed || v.Value != "141" {
		t.Errorf("%+v", v)
	}
	if v, _ := p.Value("non_vital"); !v.Confirmed || v.Value != "05 00 00 00 00" || v.Label.FR == "" {
		t.Errorf("%+v", v)
	}
	if v, ok := p.Value("blood.link"); !ok || v.Value != "https://don.example" {
		t.Errorf("%+v", v)
	}
	if v, _ := ma.Value("vital"); v.Confirmed {
		t.Error("the shared profile was changed")
	}
	if slices.ContainsFunc(p.Unconfirmed(), func(v Value) bool { return v.ID == "vital" }) {
		t.Error("a confirmed value is still listed")
	}
}

func TestParseRefuses(t *testing.T) {
	good, err := files.ReadFile("data/FR.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string][2]string{
		"a misspelt field":       {"month_first:", "monthfirst:"},
		"no vital number":        {"id: vital,", "id: vitale,"},
		"a link without https":   {"https://dondesang", "http://dondesang"},
		"a bad day":              {`"2026-11-22"`, `"22/11/2026"`},
		"a missing language":     {"name: {fr: France, en: France, ar: فرنسا}", "name: {fr: France, en: France}"},
		"a foreign number":       {`foreign_numbers: ["911"`, `foreign_numbers: ["15"`},
		"who launches an appeal": {"launch: relay", "launch: anybody"},
	} {
		changed := strings.Replace(string(good), change[0], change[1], 1)
		if changed == string(good) {
			t.Fatalf("%s: nothing to change", name)
		}
		if _, err := Parse([]byte(changed)); err == nil {
			t.Errorf("%s was accepted", name)
		}
	}
}
