package main

import (
	"fmt"
	"testing"
	"time"

	"portevoix/bot/country"
	"portevoix/bot/hospital"
	"portevoix/bot/notice"
	"portevoix/bot/privacy"
	"portevoix/bot/text"
)

// What the product itself says in notices must never be stopped by the product's own check: every kind, country and language, with
// usual values.
func TestNoticesPassTheCheck(t *testing.T) {
	profile := hospital.Profile{Name: "Centre hospitalier de Valombre", ShortName: "CH de Valombre", NameAR: "مستشفى فالومبر", City: "Valombre",
		Website: "https://www.ch-valombre.example", Domains: []string{"ch-valombre.example"}, Phones: []hospital.Phone{{Label: "standard", Number: "01 99 00 12 00"}}}
	found := map[string]string{}
	for _, code := range []string{"FR", "MA", "GB", "US"} {
		p, err := country.Get(code)
		if err != nil {
			t.Fatal(err)
		}
		zone, err := time.LoadLocation(p.Zone)
		if err != nil {
			t.Fatal(err)
		}
		s := Settings{Country: code, Profile: profile}
		checker, err := newChecker(s)
		if err != nil {
			t.Fatal(err)
		}
		now := time.Date(2026, 11, 24, 22, 0, 0, 0, zone)
		speaker := notice.Speaker{Country: p.For(profile), Hospital: profile, Zone: zone}
		for _, kind := range notice.Kinds() {
			if !kind.Refuse.IsZero() {
				continue
			}
			for _, phase := range []notice.Phase{notice.Alert, notice.Correction, notice.End} {
				n := notice.Example(kind, now)
				n.Phase, n.Ref = phase, "n_2026-009"
				if kind.Operator && p.Blood.Launch == country.Relay {
					link, _ := p.Value("blood.link")
					n.Fields["contact"] = link.Value
				}
				for _, l := range text.Langs {
					words := speaker.Standard(n, l)
					for _, f := range checker.Check(privacy.Input{Text: words, Kind: privacy.Notice, Lang: l, Country: code, Now: now}).Findings {
						if f.Severity >= privacy.Warn {
							found[fmt.Sprintf("%s %s %s", f.Severity, f.Rule, kind.Name)] = fmt.Sprintf("%s %s %s %s: %s\n%s", code, l, phase, f.Title.EN, f.Masked, words)
						}
						if f.Severity >= privacy.High {
							t.Errorf("%s %s %s %s: %s %s: %s", code, kind.Name, phase, l, f.Rule, f.Title.EN, f.Masked)
						}
					}
				}
			}
		}
	}
	for key, example := range found {
		t.Log(key, example)
	}
}
