// Package country holds what differs between countries: the number that saves a life, who may appeal for blood, which authority
// decides, in which languages the public is spoken to. It is data (data/*.yaml), each value with its source and the day it was
// looked up, and each unconfirmed until the hospital says otherwise in its own profile.
//
// It knows nothing of notices, posts or rules; those read it.
package country

import (
	"bytes"
	"embed"
	"fmt"
	"maps"
	"net/url"
	"path"
	"slices"
	"strings"
	"time"

	"gopkg.in/yaml.v3"

	"portevoix/bot/hospital"
	"portevoix/bot/text"
)

// A Profile is one country as the hospital sees it.
type Profile struct {
	Code       string               `yaml:"code"` // "FR", "MA", "GB", "US"
	Name       text.Text            `yaml:"name"`
	Zone       string               `yaml:"zone"`       // where most of it lives: "Europe/Paris"
	Population int                  `yaml:"population"` // rounded, for estimates only
	Languages  []text.Lang          `yaml:"languages"`  // in which notices go out by default
	MonthFirst bool                 `yaml:"month_first"`
	Values     []Value              `yaml:"values"`
	Blood      Blood                `yaml:"blood"`
	Authority  map[string]text.Text `yaml:"authorities"`     // "health", "state", "medicines", "data", "cyber", "police", "weather"
	Foreign    []string             `yaml:"foreign_numbers"` // emergency numbers of other countries that are wrong here
}

// A Value is a number or link that people act upon.
type Value struct {
	ID        string    `yaml:"id"` // "vital", "before_coming", "suicide", "blood.link"
	Value     string    `yaml:"value"`
	Label     text.Text `yaml:"label"`
	Source    string    `yaml:"source"`
	CheckedOn string    `yaml:"checked_on"` // "2026-11-22"
	Confirmed bool      `yaml:"confirmed"`  // by the hospital
}

// Launch says who may call for blood.
type Launch string

// Who may call for blood.
const (
	Relay    Launch = "relay"    // the national operator alone; a hospital relays its appeal, with its link
	Operator Launch = "operator" // the operator and its regional centres; a hospital joins in with their agreement
	Center   Launch = "center"   // the blood centre that serves the hospital
)

// Blood is how blood donation is organised.
type Blood struct {
	Launch       Launch    `yaml:"launch"`
	Operator     text.Text `yaml:"operator"` // as it stands in a sentence: "l'EFS"
	OperatorLong text.Text `yaml:"operator_long"`
	Names        []string  `yaml:"names"`   // how it is named or linked in texts
	Domains      []string  `yaml:"domains"` // its websites; empty: any
	Why          text.Text `yaml:"why"`     // the rule, for people
	Source       string    `yaml:"source"`
	Conditions   text.Text `yaml:"conditions"` // what every donor should know; never ages or weights, which change
}

//go:embed data/*.yaml
var files embed.FS

// Load reads the profiles that come with the product, by code.
func Load() (map[string]Profile, error) {
	entries, err := files.ReadDir("data")
	if err != nil {
		return nil, fmt.Errorf("read country profiles: %w", err)
	}
	all := map[string]Profile{}
	for _, e := range entries {
		data, err := files.ReadFile(path.Join("data", e.Name()))
		if err != nil {
			return nil, fmt.Errorf("read country profiles: %w", err)
		}
		p, err := Parse(data)
		if err != nil {
			return nil, fmt.Errorf("country profile %s: %w", e.Name(), err)
		}
		all[p.Code] = p
	}
	return all, nil
}

// Get is one country's profile. UK is GB.
func Get(code string) (Profile, error) {
	all, err := Load()
	if err != nil {
		return Profile{}, err
	}
	code = strings.ToUpper(strings.TrimSpace(code))
	if code == "UK" {
		code = "GB"
	}
	p, ok := all[code]
	if !ok {
		return Profile{}, fmt.Errorf("no country profile %q; there are %s", code, strings.Join(slices.Sorted(maps.Keys(all)), ", "))
	}
	return p, nil
}

// Parse reads a profile and says what is wrong with it. An unknown field is an error.
func Parse(data []byte) (Profile, error) {
	var p Profile
	d := yaml.NewDecoder(bytes.NewReader(data))
	d.KnownFields(true)
	if err := d.Decode(&p); err != nil {
		return Profile{}, err
	}
	return p, p.validate()
}

func (p Profile) validate() error {
	if len(p.Code) != 2 || p.Population <= 0 || len(p.Languages) == 0 || len(p.Foreign) == 0 {
		return fmt.Errorf("code, population, languages and foreign_numbers are needed")
	}
	if _, err := time.LoadLocation(p.Zone); err != nil || p.Zone == "" {
		return fmt.Errorf("zone %q is no time zone", p.Zone)
	}
	for _, l := range p.Languages {
		if _, ok := text.ParseLang(string(l)); !ok {
			return fmt.Errorf("language %q is not one of ours", l)
		}
	}
	seen := map[string]bool{}
	for _, v := range p.Values {
		if err := v.validate(); err != nil || seen[v.ID] {
			return fmt.Errorf("value %q: %v (or it is there twice)", v.ID, err)
		}
		seen[v.ID] = true
	}
	if !seen["vital"] {
		return fmt.Errorf("the number for an emergency (vital) is missing")
	}
	for _, n := range p.Numbers() {
		if slices.Contains(p.Foreign, n) {
			return fmt.Errorf("%s is both valid and foreign", n)
		}
	}
	if !slices.Contains([]Launch{Relay, Operator, Center}, p.Blood.Launch) {
		return fmt.Errorf("blood.launch %q is not relay, operator or center", p.Blood.Launch)
	}
	texts := map[string]text.Text{"name": p.Name, "blood.operator": p.Blood.Operator, "blood.operator_long": p.Blood.OperatorLong, "blood.why": p.Blood.Why, "blood.conditions": p.Blood.Conditions}
	for _, a := range []string{"health", "state", "medicines", "data", "cyber", "police", "weather"} {
		texts["authorities."+a] = p.Authority[a]
	}
	for name, t := range texts {
		if !whole(t) {
			return fmt.Errorf("%s lacks a language", name)
		}
	}
	return nil
}

func (v Value) validate() error {
	if v.ID == "" || v.Value == "" || v.Source == "" || !whole(v.Label) {
		return fmt.Errorf("id, value, label in three languages and source are needed")
	}
	if _, err := time.Parse(time.DateOnly, v.CheckedOn); err != nil {
		return fmt.Errorf("checked_on is a day such as 2026-11-22")
	}
	if strings.HasSuffix(v.ID, "link") {
		if u, err := url.Parse(v.Value); err != nil || u.Scheme != "https" || u.Host == "" {
			return fmt.Errorf("a link begins with https://")
		}
	}
	return nil
}

func whole(t text.Text) bool { return t.FR != "" && t.EN != "" && t.AR != "" }

// For is the country with what the hospital corrected or confirmed in its own profile.
func (p Profile) For(h hospital.Profile) Profile {
	p.Values = slices.Clone(p.Values)
	for id, value := range h.CountryValues {
		p.set(id, value)
	}
	if h.BloodLink != "" {
		p.set("blood.link", h.BloodLink)
	}
	for _, id := range h.Confirmed {
		for i := range p.Values {
			if p.Values[i].ID == id || id == "all" {
				p.Values[i].Confirmed = true
			}
		}
	}
	return p
}

// set puts the hospital's own value, which is confirmed by being written there.
func (p *Profile) set(id, value string) {
	v := Value{ID: id, Value: value, Confirmed: true, Source: "hospital profile", Label: text.Same(id)}
	i := slices.IndexFunc(p.Values, func(v Value) bool { return v.ID == id })
	if i < 0 {
		p.Values = append(p.Values, v)
		return
	}
	v.Label, v.CheckedOn = p.Values[i].Label, p.Values[i].CheckedOn
	p.Values[i] = v
}

// Value finds a value by its id.
func (p Profile) Value(id string) (Value, bool) {
	i := slices.IndexFunc(p.Values, func(v Value) bool { return v.ID == id })
	if i < 0 {
		return Value{}, false
	}
	return p.Values[i], true
}

// Vital is the number to call when a life is in danger.
func (p Profile) Vital() string {
	v, _ := p.Value("vital")
	return v.Value
}

// Numbers lists every number that may stand in a text here without being wrong: emergency numbers and help lines.
func (p Profile) Numbers() []string {
	var all []string
	for _, v := range p.Values {
		if !strings.Contains(v.Value, "://") && !slices.Contains(all, v.Value) {
			all = append(all, v.Value)
		}
	}
	return all
}

// Unconfirmed lists the values that nobody at the hospital has confirmed. A template that uses one cannot go out without a
// second person.
func (p Profile) Unconfirmed() []Value {
	var all []Value
	for _, v := range p.Values {
		if !v.Confirmed {
			all = append(all, v)
		}
	}
	return all
}
