// Package trigger is what another application of the hospital hands over so that a notice is prepared: a Hook says how its JSON is
// read, an Event is what was read. integrations/hooks authenticates the caller; bot/notice makes the notice.
//
// Nothing here talks to a network, and nothing is made up: a field is what the caller sent, or a constant of the settings file.
package trigger

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"portevoix/bot/text"
)

// A Hook is one trigger as the settings describe it.
type Hook struct {
	Name     string            // in the address: POST /hooks/it-monitor
	Secret   []byte            // of the signature
	Kind     string            // of the notice: "it_outage"
	Fields   map[string]string // field of the notice → where its value is in the JSON: {"from": "incident.started_at"}
	Set      map[string]string // field of the notice → what it always is: {"phone": "01 99 00 12 00"}
	Dedupe   string            // where the caller's own number of the event is in the JSON
	Lang     text.Lang         // of the sentences that the caller sends
	Exercise bool              // every notice is an exercise: for trying the connection
	Template bool              // fills in the cleared template of its kind, when there is one
	Alone    bool              // with Template: sent at once when the template may go out alone, and looked at by a director afterwards
}

// An Event is one trigger, read.
type Event struct {
	Hook     string
	Kind     string
	Values   map[string]string // by field of the notice, as a person would type them
	Lang     text.Lang
	Exercise bool
	Dedupe   string // the same event has the same
	Template bool
	Alone    bool
}

// A Receipt says what became of an event.
type Receipt struct {
	Notice string // "n_2026-014"
	State  State
}

// State is what became of an event.
type State string

// What may become of an event.
const (
	Paged      State = "awaiting-confirmation" // prepared, and its confirmer was paged
	Sent       State = "sent"                  // a cleared template about a danger to life went out; directors were paged
	Incomplete State = "incomplete"            // prepared, but something is missing or not allowed: the urgent room was told
	Known      State = "known"                 // the same event came before
)

// ErrClosed means that the team has taken the trigger out of the team: it may prepare nothing any more.
var ErrClosed = errors.New("the team has closed this hook")

// MaxBody is how many bytes the JSON of an event may have.
const MaxBody = 64 << 10

// longest is how many characters one value may have.
const longest = 400

// What may be wrong with what a caller sends. An error names where, in the words of the settings file, and quotes nothing.
var (
	ErrJSON    = errors.New("the body is not one JSON object")
	ErrMissing = errors.New("is missing")
	ErrValue   = errors.New("is not a short text, a number or yes/no")
)

// Decode reads the body of a call.
func (h Hook) Decode(body []byte) (Event, error) {
	e := Event{Hook: h.Name, Kind: h.Kind, Values: map[string]string{}, Lang: h.Lang, Exercise: h.Exercise, Template: h.Template, Alone: h.Alone}
	var object map[string]any
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	if len(body) > MaxBody || !utf8.Valid(body) || d.Decode(&object) != nil || object == nil {
		return Event{}, ErrJSON
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return Event{}, ErrJSON
	}
	var err error
	if e.Dedupe, err = find(object, h.Dedupe); err == nil && e.Dedupe == "" {
		err = ErrMissing
	}
	if err != nil {
		return Event{}, fmt.Errorf("%s %w", h.Dedupe, err)
	}
	for field, value := range h.Set {
		e.Values[field] = value
	}
	for field, path := range h.Fields {
		value, err := find(object, path)
		if err != nil && !errors.Is(err, ErrMissing) {
			return Event{}, fmt.Errorf("%s %w", path, err)
		}
		if value != "" { // what is missing is missing in the notice, which a person completes
			e.Values[field] = value
		}
	}
	return e, nil
}

// find reads the value at "incident.started_at".
func find(object map[string]any, path string) (string, error) {
	var at any = object
	for name := range strings.SplitSeq(path, ".") {
		inside, ok := at.(map[string]any)
		if !ok {
			return "", ErrMissing
		}
		if at, ok = inside[name]; !ok || at == nil {
			return "", ErrMissing
		}
	}
	return plain(at)
}

func plain(v any) (string, error) {
	switch v := v.(type) {
	case string:
		if utf8.RuneCountInString(v) > longest {
			return "", ErrValue
		}
		return strings.TrimSpace(text.StripMarks(v)), nil
	case json.Number:
		if len(v) > 30 {
			return "", ErrValue
		}
		return v.String(), nil
	case bool:
		return map[bool]string{true: "yes", false: "no"}[v], nil
	case []any:
		return several(v)
	}
	return "", ErrValue
}

// several are choices: ["O-", "O+"].
func several(list []any) (string, error) {
	all := make([]string, 0, min(len(list), 20))
	for _, v := range list {
		s, ok := v.(string)
		if !ok || len(all) == cap(all) || strings.Contains(s, ",") {
			return "", ErrValue
		}
		all = append(all, strings.TrimSpace(text.StripMarks(s)))
	}
	joined := strings.Join(all, ",")
	if utf8.RuneCountInString(joined) > longest {
		return "", ErrValue
	}
	return joined, nil
}

// Find is the hook with this name.
func Find(hooks []Hook, name string) (Hook, bool) {
	i := slices.IndexFunc(hooks, func(h Hook) bool { return h.Name == name })
	if i < 0 {
		return Hook{}, false
	}
	return hooks[i], true
}
