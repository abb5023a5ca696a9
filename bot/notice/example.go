package notice

import (
	"strings"
	"time"

	"portevoix/bot/text"
)

// Example is a notice of a kind with invented values: for the paper kit, for a first look at a template, and for tests. Its
// numbers are reserved for fiction.
func Example(k Kind, now time.Time) Notice {
	n := Notice{ID: "n_2026-000", Kind: k.Name, Phase: Alert, Exercise: false, At: now, Langs: text.Langs, Fields: map[string]string{}}
	for _, f := range k.Fields {
		v := exampleValues[f.Name]
		switch {
		case f.Type == Moment && f.Past:
			v = now.Add(-time.Hour).Format(time.RFC3339)
		case f.Type == Moment:
			v = now.Add(46 * time.Hour).Truncate(time.Hour).Format(time.RFC3339)
		case f.Type == Sentence:
			for _, l := range text.Langs {
				n.Fields[f.Name+"."+string(l)] = strings.TrimRight(f.Example.In(l), ".")
			}
			v = strings.TrimRight(f.Example.FR, ".")
		case f.Type == Place && v == "":
			v = f.Example.FR
		case (f.Type == Pick || f.Type == Several) && v == "" && len(f.Choices) > 0:
			v = f.Choices[0].Value
		case f.Type == Phone:
			v = "01 99 00 12 34"
		}
		if v != "" {
			n.Fields[f.Name] = v
		}
	}
	n.Until = endOf(k, n.Fields)
	return n
}

var exampleValues = map[string]string{
	"groups": "O-,O+", "hours": "09:00-17:00", "contact": "01 99 00 12 34", "result": "412", "where": "all", "visitors": "2", "mask": "yes", "minutes": "15",
	"link": "https://www.ch-valombre.example", "affected": "laboratory,imaging", "appointments": "some", "open": "ambulances,maternity", "utility": "water,lifts", "about": "it_outage",
}
