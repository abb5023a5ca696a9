package text

import (
	"fmt"
	"time"
)

// A Date says the day of a moment in that moment's own time zone: "samedi 14 juin 2026", "Saturday 14 June 2026",
// "السبت 14 يونيو 2026". Arabic uses the month names of Morocco.
type Date time.Time

// In says the date.
func (d Date) In(l Lang) string { return Day(d).In(l) + " " + fmt.Sprint(time.Time(d).Year()) }

// A Day is a Date without the year: "samedi 14 juin".
type Day time.Time

// In says the day.
func (d Day) In(l Lang) string {
	t := time.Time(d)
	day := fmt.Sprint(t.Day())
	if l == FR && t.Day() == 1 {
		day = "1er"
	}
	return Weekday(t.Weekday()).In(l) + " " + day + " " + Month(t.Month()).In(l)
}

// A Clock says the time of day as people write it: "9 h", "9 h 30", "9 am", "9:30 am", "09:30".
type Clock time.Time

// In says the time of day. French spaces are no-break spaces, so that a line never ends inside "9 h 30".
func (c Clock) In(l Lang) string {
	t := time.Time(c)
	h, m := t.Hour(), t.Minute()
	switch l {
	case FR:
		if m == 0 {
			return fmt.Sprintf("%d\u00a0h", h)
		}
		return fmt.Sprintf("%d\u00a0h\u00a0%02d", h, m)
	case AR:
		return fmt.Sprintf("%02d:%02d", h, m)
	}
	half := "am"
	if h >= 12 {
		half = "pm"
	}
	if h = h % 12; h == 0 {
		h = 12
	}
	if m == 0 {
		return fmt.Sprintf("%d %s", h, half)
	}
	return fmt.Sprintf("%d:%02d %s", h, m, half)
}

// A Moment is a day and a time of day: "samedi 14 juin à 9 h 30".
type Moment time.Time

// In says the moment.
func (m Moment) In(l Lang) string {
	day, clock := Day(m).In(l), Clock(m).In(l)
	switch l {
	case FR:
		return day + " à " + clock
	case AR:
		return day + " على الساعة " + LTR(clock)
	}
	return day + " at " + clock
}

// Weekday is the name of a day of the week.
func Weekday(d time.Weekday) Text { return weekdays[d] }

// Month is the name of a month; Arabic as in Morocco (يوليوز, غشت, شتنبر, نونبر, دجنبر).
func Month(m time.Month) Text { return months[m-1] }

var weekdays = [...]Text{
	{FR: "dimanche", EN: "Sunday", AR: "الأحد"},
	{FR: "lundi", EN: "Monday", AR: "الاثنين"},
	{FR: "mardi", EN: "Tuesday", AR: "الثلاثاء"},
	{FR: "mercredi", EN: "Wednesday", AR: "الأربعاء"},
	{FR: "jeudi", EN: "Thursday", AR: "الخميس"},
	{FR: "vendredi", EN: "Friday", AR: "الجمعة"},
	{FR: "samedi", EN: "Saturday", AR: "السبت"},
}

var months = [...]Text{
	{FR: "janvier", EN: "January", AR: "يناير"},
	{FR: "février", EN: "February", AR: "فبراير"},
	{FR: "mars", EN: "March", AR: "مارس"},
	{FR: "avril", EN: "April", AR: "أبريل"},
	{FR: "mai", EN: "May", AR: "ماي"},
	{FR: "juin", EN: "June", AR: "يونيو"},
	{FR: "juillet", EN: "July", AR: "يوليوز"},
	{FR: "août", EN: "August", AR: "غشت"},
	{FR: "septembre", EN: "September", AR: "شتنبر"},
	{FR: "octobre", EN: "October", AR: "أكتوبر"},
	{FR: "novembre", EN: "November", AR: "نونبر"},
	{FR: "décembre", EN: "December", AR: "دجنبر"},
}
