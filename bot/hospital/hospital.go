// Package hospital is the hospital's own profile: what it is called, where it is, how it is reached, who speaks for it. The
// profile tells what is ours, so that what is ours raises nothing in the privacy check, and it fills forms and templates.
// Everything works without one.
//
// It reads one file and knows nothing of what is done with it.
package hospital

import (
	"bytes"
	"fmt"
	"io"
	"os"

	"gopkg.in/yaml.v3"
)

// A Profile describes the hospital. JSON is read too (it is YAML).
type Profile struct {
	Name          string   `yaml:"name"`       // "Centre hospitalier de Valombre"
	ShortName     string   `yaml:"short_name"` // "CH de Valombre"
	NameAR        string   `yaml:"name_ar"`    // "مستشفى فالومبر"
	City          string   `yaml:"city"`       // "Valombre"
	Country       string   `yaml:"country"`    // FR, MA, GB or US; PORTEVOIX_COUNTRY wins
	Sites         []Site   `yaml:"sites"`
	Website       string   `yaml:"website"`        // "https://www.ch-valombre.example"
	Domains       []string `yaml:"domains"`        // web and mail domains: "ch-valombre.example"
	Handles       []string `yaml:"handles"`        // "@chvalombre"
	Hashtags      []string `yaml:"hashtags"`       // "#ValombreSanté"
	Phones        []Phone  `yaml:"phones"`         // published numbers
	PhonePrefixes []string `yaml:"phone_prefixes"` // "01 99 00 12": every number that begins so is ours
	Addresses     []string `yaml:"addresses"`
	Staff         []string `yaml:"staff"`         // people who speak in public: "Dr Alix Renoir"
	Networks      []string `yaml:"networks"`      // where routine posts go by default: "facebook", "x"
	Languages     []string `yaml:"languages"`     // languages of posts and notices: "fr", "ar"
	PressContact  string   `yaml:"press_contact"` // "presse@ch-valombre.example"
	UserContact   string   `yaml:"user_contact"`  // where a patient is sent: "usagers@ch-valombre.example / 01 99 00 12 34"
	BloodLink     string   `yaml:"blood_link"`    // booking page of the national blood operator, when it differs from the country's
	Catchment     int      `yaml:"catchment"`     // people who may be treated here; 0: unknown

	Reviewed      []string          `yaml:"reviewed_languages"` // languages in which somebody here has read the notices' wording: "fr", "ar"
	Confirmed     []string          `yaml:"confirmed"`          // values of the country profile that somebody here has confirmed: "vital", "blood.link"; "all"
	CountryValues map[string]string `yaml:"country_values"`     // corrections of the country profile by id: {non_vital: "116 117"}
}

// A Site is one of the hospital's places.
type Site struct {
	Name      string   `yaml:"name"`
	ShortName string   `yaml:"short_name"`
	Address   string   `yaml:"address"`
	Entrances []string `yaml:"entrances"`
}

// A Phone is a published number.
type Phone struct {
	Label  string `yaml:"label"`  // "standard"
	Number string `yaml:"number"` // "01 99 00 12 00"
}

// Load reads a profile from a file. An unknown field is an error that names its line, since a misspelt field would be silently
// ignored otherwise. An empty path is an empty profile.
func Load(path string) (Profile, error) {
	if path == "" {
		return Profile{}, nil
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return Profile{}, fmt.Errorf("read hospital profile: %w", err)
	}
	return Parse(data)
}

// Parse reads a profile.
func Parse(data []byte) (Profile, error) {
	var p Profile
	d := yaml.NewDecoder(bytes.NewReader(data))
	d.KnownFields(true)
	if err := d.Decode(&p); err != nil && err != io.EOF {
		return Profile{}, fmt.Errorf("read hospital profile: %w", err)
	}
	return p, nil
}

// Called is the name to use in a text: the short one when there is one, else the full one, else what the caller offers.
func (p Profile) Called(otherwise string) string {
	switch {
	case p.ShortName != "":
		return p.ShortName
	case p.Name != "":
		return p.Name
	}
	return otherwise
}
