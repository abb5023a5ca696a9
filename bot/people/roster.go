package people

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"portevoix/bot/chat"
	"portevoix/bot/database"
)

// A Turn is one line of a roster as it was written: a role, a name, from when until when.
type Turn struct {
	Line   int // where it stands, counted from 1
	Role   chat.Role
	Name   string
	Begins time.Time
	Ends   time.Time
}

// MaxRoster is how many characters a roster may have: a year of turns, twice a day.
const MaxRoster = 200_000

// A RosterError says which line of a roster cannot be read. It holds no word of the line.
type RosterError struct {
	Line int
	Why  error
}

func (e *RosterError) Error() string { return fmt.Sprintf("line %d: %v", e.Line, e.Why) }

func (e *RosterError) Unwrap() error { return e.Why }

// What may be wrong with a line.
var (
	ErrRosterTime    = errors.New("the time cannot be read")
	ErrRosterRole    = errors.New("there is no such role")
	ErrRosterName    = errors.New("no member, or more than one, has this name")
	ErrRosterRepeats = errors.New("repeating events are not read")
	ErrRosterFields  = errors.New("a role, a name, a beginning and an end are needed")
	ErrRosterLong    = errors.New("the roster is too long")
)

// ParseRoster reads a roster: iCalendar (RFC 5545: each event's SUMMARY is "role: name" or a name, who then is on duty as director)
// or CSV with comma, semicolon or tab (role, name, from, until; a first line without times is taken for a heading). Times without
// a zone are the team's. What cannot be read is in bad, by line; the other lines are good all the same.
func ParseRoster(s string, zone *time.Location) (turns []Turn, bad []*RosterError) {
	if len(s) > MaxRoster {
		return nil, []*RosterError{{1, ErrRosterLong}}
	}
	s = strings.TrimPrefix(s, "\ufeff")
	if strings.Contains(s, "BEGIN:VCALENDAR") || strings.Contains(s, "BEGIN:VEVENT") {
		return parseCalendar(s, zone)
	}
	return parseTable(s, zone)
}

func parseTable(s string, zone *time.Location) (turns []Turn, bad []*RosterError) {
	r := csv.NewReader(strings.NewReader(s))
	r.FieldsPerRecord, r.TrimLeadingSpace, r.LazyQuotes = -1, true, true
	first, _, _ := strings.Cut(s, "\n")
	for _, c := range ";\t" {
		if strings.ContainsRune(first, c) {
			r.Comma = c
			break
		}
	}
	for {
		fields, err := r.Read()
		if errors.Is(err, io.EOF) {
			return turns, bad
		}
		var broken *csv.ParseError
		if errors.As(err, &broken) {
			bad = append(bad, &RosterError{broken.StartLine, ErrRosterFields})
			continue
		}
		if err != nil {
			return turns, append(bad, &RosterError{len(turns) + len(bad) + 1, ErrRosterFields})
		}
		line, _ := r.FieldPos(0)
		turn, err := turnOf(fields, zone)
		if err != nil && line == 1 && errors.Is(err, ErrRosterTime) && len(turns) == 0 {
			continue // a heading
		}
		if err != nil {
			bad = append(bad, &RosterError{line, err})
			continue
		}
		turn.Line = line
		turns = append(turns, turn)
	}
}

func turnOf(fields []string, zone *time.Location) (t Turn, err error) {
	if len(fields) < 4 {
		return t, ErrRosterFields
	}
	if t.Begins, err = readTime(fields[2], zone); err != nil {
		return t, err
	}
	if t.Ends, err = readTime(fields[3], zone); err != nil {
		return t, err
	}
	var ok bool
	if t.Role, ok = ParseRole(strings.TrimSpace(fields[0])); !ok {
		return t, ErrRosterRole
	}
	t.Name = strings.TrimSpace(fields[1])
	return t, nil
}

var rosterTimes = []string{time.RFC3339, "2006-01-02 15:04", "2006-01-02T15:04", "2006-01-02 15:04:05", "02/01/2006 15:04", "2006-01-02"}

func readTime(s string, zone *time.Location) (time.Time, error) {
	for _, layout := range rosterTimes {
		if t, err := time.ParseInLocation(layout, strings.TrimSpace(s), zone); err == nil {
			return t, nil
		}
	}
	return time.Time{}, ErrRosterTime
}

// parseCalendar reads the events of an iCalendar file; folded lines are joined first.
func parseCalendar(s string, zone *time.Location) (turns []Turn, bad []*RosterError) {
	var turn *Turn
	wrong := func(line int, why error) { // the rest of the event is passed over
		bad, turn = append(bad, &RosterError{line, why}), nil
	}
	lines := strings.Split(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s), "\n")
	for n := 0; n < len(lines); n++ {
		var err error
		line, at := lines[n], n+1
		for n+1 < len(lines) && (strings.HasPrefix(lines[n+1], " ") || strings.HasPrefix(lines[n+1], "\t")) {
			n++
			line += lines[n][1:]
		}
		name, value, ok := strings.Cut(line, ":")
		if !ok {
			continue
		}
		name, parameters, _ := strings.Cut(name, ";")
		switch name = strings.ToUpper(strings.TrimSpace(name)); {
		case name == "BEGIN" && value == "VEVENT":
			turn = &Turn{Line: at, Role: DutyDirector}
		case turn == nil:
		case name == "END" && value == "VEVENT":
			if turn.Name == "" || turn.Begins.IsZero() || turn.Ends.IsZero() {
				wrong(turn.Line, ErrRosterFields)
				continue
			}
			turns, turn = append(turns, *turn), nil
		case name == "RRULE", name == "RDATE":
			wrong(at, ErrRosterRepeats)
		case name == "SUMMARY":
			if turn.Role, turn.Name, err = summary(value); err != nil {
				wrong(at, err)
			}
		case name == "DTSTART":
			if turn.Begins, err = calendarTime(parameters, value, zone); err != nil {
				wrong(at, err)
			}
		case name == "DTEND":
			if turn.Ends, err = calendarTime(parameters, value, zone); err != nil {
				wrong(at, err)
			}
		}
	}
	return turns, bad
}

// summary reads "director on duty: Sana" or "Sana".
func summary(value string) (chat.Role, string, error) {
	value = strings.NewReplacer(`\,`, ",", `\;`, ";", `\\`, `\`).Replace(strings.TrimSpace(value))
	role, name, ok := strings.Cut(value, ":")
	if !ok {
		return DutyDirector, value, nil
	}
	r, known := ParseRole(strings.TrimSpace(role))
	if !known {
		return "", "", ErrRosterRole
	}
	return r, strings.TrimSpace(name), nil
}

func calendarTime(parameters, value string, zone *time.Location) (time.Time, error) {
	value = strings.TrimSpace(value)
	if utc, ok := strings.CutSuffix(value, "Z"); ok {
		t, err := time.Parse("20060102T150405", utc)
		return t, timeError(err)
	}
	for p := range strings.SplitSeq(parameters, ";") {
		if name, ok := strings.CutPrefix(strings.ToUpper(p), "TZID="); ok && name != "" {
			named, err := time.LoadLocation(strings.Trim(p[len("TZID="):], `"`))
			if err != nil {
				return time.Time{}, ErrRosterTime
			}
			zone = named
		}
	}
	for _, layout := range []string{"20060102T150405", "20060102"} {
		if t, err := time.ParseInLocation(layout, value, zone); err == nil {
			return t, nil
		}
	}
	return time.Time{}, ErrRosterTime
}

func timeError(err error) error {
	if err != nil {
		return ErrRosterTime
	}
	return nil
}

// Import puts a roster in place of the coming shifts in the same roles and time, line by line. A line that cannot be taken (no such
// member, a shift that ends before it begins) is in bad; whoever was on duty then stays so.
func (d *Directory) Import(ctx context.Context, tx database.Tx, turns []Turn) (bad []*RosterError, err error) {
	team, err := d.AllTx(ctx, tx)
	if err != nil {
		return nil, err
	}
	var shifts []Shift
	for _, t := range turns {
		who, ok := named(team, t.Name)
		switch {
		case !ok:
			bad = append(bad, &RosterError{t.Line, ErrRosterName})
		case !t.Begins.Before(t.Ends), t.Ends.Sub(t.Begins) > LongestShift:
			bad = append(bad, &RosterError{t.Line, ErrShift})
		default:
			shifts = append(shifts, Shift{Role: t.Role, Member: who.ID, Begins: t.Begins, Ends: t.Ends})
		}
	}
	for _, s := range shifts { // all the old ones first: two lines of one roster may overlap
		if _, err := tx.Exec(ctx, "DELETE FROM shift WHERE role = ? AND begins < ? AND ends > ?", s.Role, s.Ends.UTC(), s.Begins.UTC()); err != nil {
			return bad, wrap("import the roster", err)
		}
	}
	for _, s := range shifts {
		if err := d.AddShift(ctx, tx, s); err != nil {
			return bad, err
		}
	}
	return bad, nil
}

// named finds the one member with a name, without regard to case and accents.
func named(team []Person, name string) (Person, bool) {
	name = strings.TrimSpace(name)
	same := func(p Person) bool { return chat.Fold(p.Name) == chat.Fold(name) || p.ID == name }
	i := slices.IndexFunc(team, same)
	if i < 0 || slices.ContainsFunc(team[i+1:], same) {
		return Person{}, false
	}
	return team[i], true
}
