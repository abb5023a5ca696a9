// Package calendar knows the health awareness days and tells which are coming. The days are data (days.go), each with a rule that
// says when it falls.
//
// It reads no clock and no file, and it schedules nothing: what is posted on a day is decided elsewhere.
package calendar

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"portevoix/bot/text"
)

// A Day is a health awareness day, week or month.
//
// Rule says when it falls:
//
//	02-04           a date                  03:2-Thu      the second Thursday of March
//	04-24..04-30    from a date to another  01:last-Sun   the last Sunday of January
//	10              a whole month           02:last-day   the last day of February
//	12:1-Fri+1      a day after that        10:check      some time in the month: look it up each year
type Day struct {
	Rule    string
	Name    text.Text
	Hashtag string
	Where   string // "" everywhere; else countries, separated by spaces: "FR MA"
}

// Check reports whether nobody can compute when it falls: the date must be looked up each year.
func (d Day) Check() bool { return strings.HasSuffix(d.Rule, ":check") }

// An Occasion is one occurrence of a day.
type Occasion struct {
	Day
	From, To time.Time // both days included, at midnight in the zone asked for
}

// Upcoming lists what begins within so many days from a moment, or is still going on, for a country ("FR", "MA", "GB", "US"): single
// days first, then what lasts. The zone is the moment's own.
func Upcoming(now time.Time, days int, country string) []Occasion {
	today := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, now.Location())
	last := today.AddDate(0, 0, days)
	var found []Occasion
	for _, d := range Days() {
		if !d.in(country) {
			continue
		}
		for year := today.Year() - 1; year <= last.Year(); year++ {
			from, to, err := d.dates(year, now.Location())
			if err == nil && !to.Before(today) && !from.After(last) {
				found = append(found, Occasion{d, from, to})
			}
		}
	}
	slices.SortStableFunc(found, func(a, b Occasion) int {
		if long := a.lasts() - b.lasts(); long != 0 {
			return long
		}
		return cmp.Or(a.From.Compare(b.From), a.To.Compare(b.To))
	})
	return found
}

// lasts is 0 for a single day and 1 for more.
func (o Occasion) lasts() int {
	if o.From.Equal(o.To) {
		return 0
	}
	return 1
}

// When says when it is: "mardi 1er décembre", or from when to when.
func (o Occasion) When() text.Text {
	if o.Check() {
		return text.Text{FR: "en %s, date à vérifier", EN: "in %s, date to be checked", AR: "في شهر %s، التاريخ يجب التحقق منه"}.With(text.Month(o.From.Month()))
	}
	if o.lasts() == 0 {
		day := text.Day(o.From)
		return text.Text{FR: day.In(text.FR), EN: day.In(text.EN), AR: day.In(text.AR)}
	}
	return text.Text{FR: "du %s au %s", EN: "%s to %s", AR: "من %s إلى %s"}.With(text.Day(o.From), text.Day(o.To))
}

func (d Day) in(country string) bool {
	return d.Where == "" || slices.Contains(strings.Fields(d.Where), country)
}

// dates reads the rule for a year.
func (d Day) dates(year int, zone *time.Location) (from, to time.Time, err error) {
	if a, b, ok := strings.Cut(d.Rule, ".."); ok {
		if from, err = fixed(a, year, zone); err == nil {
			to, err = fixed(b, year, zone)
		}
		return from, to, err
	}
	month, rest, ok := strings.Cut(d.Rule, ":")
	switch {
	case !ok && len(d.Rule) == 2, rest == "check":
		from, err = fixed(month+"-01", year, zone)
		return from, from.AddDate(0, 1, -1), err
	case !ok:
		from, err = fixed(d.Rule, year, zone)
		return from, from, err
	}
	from, err = fixed(month+"-01", year, zone)
	if err == nil {
		from, err = within(from, rest)
	}
	return from, from, err
}

func fixed(rule string, year int, zone *time.Location) (time.Time, error) {
	t, err := time.ParseInLocation("2006-01-02", fmt.Sprintf("%04d-%s", year, rule), zone)
	if err != nil {
		return time.Time{}, fmt.Errorf("calendar rule %q: %w", rule, err)
	}
	return t, nil
}

// within finds "2-Thu", "last-Sun", "last-day" or "1-Fri+1" in the month that begins on first.
func within(first time.Time, rule string) (time.Time, error) {
	rule, plus, _ := strings.Cut(rule, "+")
	which, day, ok := strings.Cut(rule, "-")
	later, _ := strconv.Atoi(plus)
	if which == "last" && day == "day" {
		return first.AddDate(0, 1, -1+later), nil
	}
	weekday := slices.Index([]string{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"}, day)
	if !ok || weekday < 0 {
		return time.Time{}, fmt.Errorf("calendar rule %q: no such weekday", rule)
	}
	if which == "last" {
		end := first.AddDate(0, 1, -1)
		return end.AddDate(0, 0, -((int(end.Weekday())-weekday+7)%7)+later), nil
	}
	n, err := strconv.Atoi(which)
	if err != nil || n < 1 || n > 5 {
		return time.Time{}, fmt.Errorf("calendar rule %q: which one in the month", rule)
	}
	return first.AddDate(0, 0, (weekday-int(first.Weekday())+7)%7+7*(n-1)+later), nil
}
