// Package digest is what the team reads in two minutes: what cannot wait, how much was said and in which tone, about what, by the
// press, and what was not seen. Every number is counted by code and every line names the mentions that it rests on.
//
// A digest for a room holds counts, topics, ids, links and press headlines; no person's words, because a verbatim sentence can be
// searched. It is computed from package mentions and posted by package publish; nothing here talks to a network or a model.
package digest

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"portevoix/bot/mentions"
	"portevoix/bot/mentions/triage"
	"portevoix/bot/privacy"
)

// A Digest is what was said in a stretch of time.
type Digest struct {
	From, To time.Time
	Total    int
	Authors  int     // distinct, as far as they are known
	Usual    float64 // median of the same stretch on the days before; negative when there is no history
	Open     []Item  // what cannot wait or must be seen within the hour, and nobody has taken
	Counts   []Count // by category, the most frequent first
	Topics   []Topic // at most five
	Press    []Item  // headlines, the newest first
	Hours    []Hour  // for the chart
	Tone     [3]int  // negative, neutral, positive; only told from thirty mentions on
	Sources  []mentions.SourceState
	On       bool // whether anything is being read
}

// An Item is one mention in a line of a digest.
type Item struct {
	ID       string
	URL      string
	Headline string // press only
	Outlet   string // press only
	Category triage.Category
	Age      time.Duration
}

// A Count is how often a category occurred, and where.
type Count struct {
	Category triage.Category
	N        int
	IDs      []string // the first few
}

// A Topic is what several mentions are about.
type Topic struct {
	Words    []string // what they share; nothing that only one person wrote, and nothing that identifies
	N        int
	Authors  int
	Category triage.Category
	IDs      []string
}

// An Hour is the volume of one bar of the chart.
type Hour struct {
	From                        time.Time
	Negative, Neutral, Positive int
}

// An Editor makes digests.
type Editor struct {
	Watch *mentions.Watch
	Check func(privacy.Input) privacy.Report
	Zone  *time.Location
	Now   func() time.Time

	Ours    []string // the hospital's names and towns: every mention has them, so they name no topic
	Country string   // whose awareness days are announced; empty: none
}

// EnoughForTone is how many mentions there must be before a tone is told: below, a percentage says nothing.
const EnoughForTone = 30

// Make makes the digest of a stretch of time.
func (e *Editor) Make(ctx context.Context, from, to time.Time) (Digest, error) {
	found, err := e.Watch.Between(ctx, from, to)
	if err != nil {
		return Digest{}, fmt.Errorf("make the digest: %w", err)
	}
	d := Digest{From: from, To: to, Total: len(found), On: e.Watch.On(), Authors: authors(found)}
	if d.Sources, err = e.Watch.States(ctx); err != nil {
		return d, err
	}
	if d.Usual, err = e.usual(ctx, from, to); err != nil {
		return d, err
	}
	open, err := e.Watch.Open(ctx)
	if err != nil {
		return d, err
	}
	d.Open = e.items(open)
	for _, m := range found {
		if m.Priority == triage.P1 && !m.Press && m.TakenBy == "" {
			d.Open = append(d.Open, e.item(m))
		}
		d.Tone[m.Tone+1]++
	}
	d.Counts = counts(found)
	d.Press = e.press(found)
	d.Hours = e.hours(found, from, to)
	d.Topics = e.topics(found)
	return d, nil
}

func authors(found []mentions.Mention) int {
	seen := map[string]bool{}
	for _, m := range found {
		if m.Author != "" {
			seen[m.Author] = true
		}
	}
	return len(seen)
}

// usual is the median of the same stretch on each of the 28 days before, for as many as there is history.
func (e *Editor) usual(ctx context.Context, from, to time.Time) (float64, error) {
	const days = 28
	before, err := e.Watch.Times(ctx, from.AddDate(0, 0, -days), from)
	if err != nil || len(before) == 0 {
		return -1, err
	}
	var totals []int
	for day := 1; day <= days; day++ {
		begin, end := from.AddDate(0, 0, -day), to.AddDate(0, 0, -day)
		if begin.Before(before[0]) {
			break // no history yet
		}
		n := 0
		for _, at := range before {
			if !at.Before(begin) && at.Before(end) {
				n++
			}
		}
		totals = append(totals, n)
	}
	if len(totals) < 3 {
		return -1, nil
	}
	slices.Sort(totals)
	middle := len(totals) / 2
	if len(totals)%2 == 1 {
		return float64(totals[middle]), nil
	}
	return float64(totals[middle-1]+totals[middle]) / 2, nil
}

func (e *Editor) items(found []mentions.Mention) (items []Item) {
	for _, m := range found {
		items = append(items, e.item(m))
	}
	return items
}

func (e *Editor) item(m mentions.Mention) Item {
	return Item{ID: m.ID(), URL: m.URL, Category: m.Category, Age: e.Now().Sub(m.FoundAt)}
}

func counts(found []mentions.Mention) []Count {
	at := map[triage.Category]*Count{}
	var order []*Count
	for _, m := range found {
		c := at[m.Category]
		if c == nil {
			c = &Count{Category: m.Category}
			at[m.Category] = c
			order = append(order, c)
		}
		if c.N++; len(c.IDs) < shownIDs {
			c.IDs = append(c.IDs, m.ID())
		}
	}
	slices.SortStableFunc(order, func(a, b *Count) int {
		return cmp.Or(cmp.Compare(a.Category.Priority(), b.Category.Priority()), cmp.Compare(b.N, a.N))
	})
	all := make([]Count, len(order))
	for i, c := range order {
		all[i] = *c
	}
	return all
}

// How many ids a line names, and how many headlines and topics are told.
const (
	shownIDs    = 5
	shownPress  = 8
	shownTopics = 5
)

func (e *Editor) press(found []mentions.Mention) (items []Item) {
	for _, m := range slices.Backward(found) {
		if !m.Press || m.Title == "" || m.SameAs != m.Serial {
			continue
		}
		if len(items) == shownPress {
			break
		}
		item := e.item(m)
		item.Headline, item.Outlet = m.Title, m.Author
		// A headline is public, but it may name a patient: then only its link is told.
		if e.Check(privacy.Input{Text: m.Title, Kind: privacy.Post, Lang: m.Lang}).Verdict >= privacy.High {
			item.Headline = ""
		}
		items = append(items, item)
	}
	return items
}

// hours cuts the stretch into at most 24 bars of whole hours.
func (e *Editor) hours(found []mentions.Mention, from, to time.Time) []Hour {
	width := max(time.Hour, (to.Sub(from)/24 + time.Hour - 1).Truncate(time.Hour))
	start := from.In(e.Zone).Truncate(time.Hour)
	n := int((to.Sub(start) + width - 1) / width)
	bars := make([]Hour, max(n, 1))
	for i := range bars {
		bars[i].From = start.Add(time.Duration(i) * width)
	}
	for _, m := range found {
		i := min(max(int(m.SaidAt.Sub(start)/width), 0), len(bars)-1)
		switch m.Tone {
		case -1:
			bars[i].Negative++
		case 1:
			bars[i].Positive++
		default:
			bars[i].Neutral++
		}
	}
	return bars
}
