// Package when reads dates and times as people write them in French, English and Arabic: "samedi 29 novembre 20 h", "demain 18h",
// "29/11 20:00", "tomorrow 6 pm", "in 2 hours", "غدا على الساعة 18:00". It says what it understood, how sure it is and where in the
// text it stood; what is past, impossible, or falls into the hour that a clock change skips gets a question that a person can answer.
//
// It knows calendars and words. What a date is for is the caller's business.
package when

import (
	"time"

	"portevoix/bot/text"
)

// Sure says how much of a reading was written and how much was assumed.
type Sure int

// How sure a reading is.
const (
	Unsure  Sure = iota // a part was guessed: show it to the person
	Likely              // the nearest future moment that fits what was written
	Certain             // day and time were written out
)

// A Reading is a moment found in a text.
type Reading struct {
	At         time.Time // in the zone of Reader.Now; 00:00 of the day when Clock is false
	Day, Clock bool      // what was written: a day, a time of day
	Sure       Sure
	Start, End int // where, in bytes
}

// A Reader reads relative to a moment, in the zone of that moment.
type Reader struct {
	Now        time.Time
	MonthFirst bool // "11/29" is 29 November (United States)
}

// Kind says what is wrong with a date.
type Kind string

// What can be wrong.
const (
	Missing    Kind = "missing"    // no date or time was found
	Past       Kind = "past"       // it is over already
	Impossible Kind = "impossible" // 31 June, 25:00
	Mismatch   Kind = "mismatch"   // "Friday 29 November" when that is a Saturday
	Gap        Kind = "gap"        // the clocks skip this time that night
	NoClock    Kind = "no clock"   // a day without a time of day, where a time is needed
)

// A Question is what to ask when a date cannot be used. It is an error whose text is for logs and holds nothing that was typed.
type Question struct {
	Kind Kind
	Ask  text.Text // what is wrong and what to write instead
}

func (q *Question) Error() string { return "read a date: " + string(q.Kind) }

// Moment reads a field that must say a future moment: a day with a time, or a time (today, or tomorrow when it has passed).
func (r Reader) Moment(s string) (Reading, *Question) {
	found, q := r.Future(s)
	if q == nil && !found.Clock {
		return found, &Question{NoClock, AskTime(found.At)}
	}
	return found, q
}

// AskTime asks for the time of day that a day lacks.
func AskTime(day time.Time) text.Text {
	return text.Text{
		FR: "À quelle heure, %s ? Écrivez le jour et l'heure, par exemple « samedi 20 h ».", EN: "At what time on %s? Write day and time, for example “Saturday 8 pm”.", AR: "في أي ساعة يوم %s؟ اكتبوا اليوم والساعة، مثلا «السبت 20:00»."}.With(text.Day(day))
}

// Future reads a field that must say a future day or moment. A day without a time counts until it ends.
func (r Reader) Future(s string) (Reading, *Question) {
	found, q := r.Read(s)
	if q != nil {
		return found, q
	}
	end := found.At
	if !found.Clock {
		end = time.Date(end.Year(), end.Month(), end.Day()+1, 0, 0, 0, 0, end.Location())
	}
	if !end.After(r.Now) {
		return found, r.past(found)
	}
	return found, nil
}

// Read reads the first date of a field, past or not.
func (r Reader) Read(s string) (Reading, *Question) {
	p := r.parser(s)
	for i := range p.tokens {
		found, q, n := p.at(i)
		if n > 0 {
			return found, q
		}
	}
	return Reading{}, &Question{Missing, text.Text{
		FR: "Je ne lis pas de date ici. Écrivez par exemple « samedi 29 novembre 20 h » ou « demain 18 h ».",
		EN: "I cannot read a date here. Write for example “Saturday 29 November 8 pm” or “tomorrow 6 pm”.",
		AR: "لا أقرأ تاريخا هنا. اكتبوا مثلا «السبت 29 نونبر على الساعة 20:00» أو «غدا على الساعة 18:00»."}}
}

// Find finds every usable date in a longer text, from left to right, without overlaps.
func (r Reader) Find(s string) []Reading {
	p := r.parser(s)
	var all []Reading
	for i := 0; i < len(p.tokens); {
		found, q, n := p.at(i)
		if n == 0 {
			i++
			continue
		}
		if q == nil {
			all = append(all, found)
		}
		i += n
	}
	return all
}

func (r Reader) past(found Reading) *Question {
	when := text.Text{FR: text.Date(found.At).In(text.FR), EN: text.Date(found.At).In(text.EN), AR: text.Date(found.At).In(text.AR)}
	if found.Clock {
		when = text.Join(", ", when, text.Text{FR: text.Clock(found.At).In(text.FR), EN: text.Clock(found.At).In(text.EN), AR: text.Clock(found.At).In(text.AR)})
	}
	return &Question{Past, text.Text{
		FR: "C'est déjà passé : %s. Donnez un moment à venir.", EN: "That is already over: %s. Give a moment still to come.", AR: "هذا الموعد فات: %s. حددوا وقتا لاحقا."}.With(when)}
}
