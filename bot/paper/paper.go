// Package paper makes the kit for a night without network: the cleared templates with blanks to fill in, whom to call, how to take a
// post down by hand, the country's numbers, and a sheet to note what was done. It is one HTML page that prints on A4.
//
// It reads what others keep and decides nothing; nothing about a patient can be in it.
package paper

import (
	"context"
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strings"
	"time"

	"portevoix/bot/chat"
	"portevoix/bot/database"
	"portevoix/bot/notice"
	"portevoix/bot/people"
	"portevoix/bot/social"
	"portevoix/bot/text"
)

// A Kit is everything that is printed, in one language.
type Kit struct {
	Lang      text.Lang
	Hospital  string
	Printed   time.Time
	Sheets    []Sheet
	Chain     []Duty
	Networks  []Network
	Country   string
	Numbers   []Number
	Published []Number // the hospital's own numbers
}

// A Sheet is one cleared template.
type Sheet struct {
	ID, Title, Until, Alone string
	Bounds                  []chat.Fact
	Texts                   []Words
}

// Words are a template's text in one language, line by line.
type Words struct {
	Lang  text.Lang
	Lines []string
}

// A Duty is one link of the phone chain: who can be called in a role, those on call now first.
type Duty struct {
	Role   string
	People []Person
}

// A Person is somebody to call.
type Person struct {
	Name, Phone string
	OnCall      bool
}

// A Network is where a post may stand and how it is taken down by hand.
type Network struct{ Title, Steps string }

// A Number is one to dial, or a page to open.
type Number struct {
	Label, Value string
	Unconfirmed  bool
}

// Page reports whether it is an address and not a number to dial.
func (n Number) Page() bool { return strings.Contains(n.Value, "://") }

// Doubt reports whether any number is unconfirmed.
func (k Kit) Doubt() bool {
	return slices.ContainsFunc(k.Numbers, func(n Number) bool { return n.Unconfirmed })
}

// A Gatherer knows where everything is kept.
type Gatherer struct {
	Desk   *notice.Desk
	People *people.Directory
}

// Gather reads a kit.
func (g Gatherer) Gather(ctx context.Context, l text.Lang) (Kit, error) {
	k := Kit{Lang: l, Hospital: g.Desk.Issuer().In(l), Printed: g.Desk.Now().In(g.Desk.Zone), Country: g.Desk.Country.Name.In(l)}
	ready, err := g.Desk.Ready(ctx)
	if err != nil {
		return k, err
	}
	for _, t := range ready {
		k.Sheets = append(k.Sheets, g.sheet(t, l))
	}
	if k.Chain, err = g.chain(ctx, l); err != nil {
		return k, err
	}
	for _, known := range social.Networks() {
		k.Networks = append(k.Networks, Network{known.Rules.Title, takeDown(known.Name).In(l)})
	}
	for _, v := range g.Desk.Country.Values {
		k.Numbers = append(k.Numbers, Number{v.Label.In(l), v.Value, !v.Confirmed})
	}
	for _, p := range g.Desk.Hospital.Phones {
		k.Published = append(k.Published, Number{p.Label, p.Number, false})
	}
	return k, nil
}

func (g Gatherer) sheet(t notice.Template, l text.Lang) Sheet {
	kind, _ := notice.Find(t.Kind)
	s := Sheet{ID: t.ID, Title: kind.Label.In(l), Until: text.Date(t.Expires.In(g.Desk.Zone)).In(l)}
	if kind.Life && len(g.Desk.Bars(t)) == 0 {
		s.Alone = aloneLine.In(l)
	}
	for _, b := range t.Blanks {
		if f, ok := kind.Field(b.Field); ok {
			s.Bounds = append(s.Bounds, chat.Fact{Label: f.Label.In(l), Value: g.Desk.Bound(f, b).In(l)})
		}
	}
	for _, lang := range t.Langs {
		s.Texts = append(s.Texts, Words{lang, strings.Split(g.Desk.Unfilled(t, lang), "\n")})
	}
	return s
}

// chain lists whom to call: first those who can confirm, then those who must know.
func (g Gatherer) chain(ctx context.Context, l text.Lang) (chain []Duty, err error) {
	err = g.People.DB.Read(ctx, func(tx database.Tx) error {
		team, err := g.People.AllTx(ctx, tx)
		if err != nil {
			return err
		}
		for _, role := range []chat.Role{people.DutyDirector, people.CommsDirector, people.Medical, people.DPO, people.Press, people.Officer} {
			on, err := g.People.OnCall(ctx, tx, role)
			if err != nil {
				return err
			}
			d := Duty{Role: people.Title(role).In(l)}
			for _, who := range team {
				if slices.Contains(who.Roles, role) {
					now := slices.ContainsFunc(on, func(p people.Person) bool { return p.ID == who.ID })
					d.People = append(d.People, Person{who.Name, who.Phone, now})
				}
			}
			slices.SortStableFunc(d.People, func(a, b Person) int {
				switch {
				case a.OnCall == b.OnCall:
					return 0
				case a.OnCall:
					return -1
				}
				return 1
			})
			if len(d.People) > 0 {
				chain = append(chain, d)
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("gather the phone chain: %w", err)
	}
	return chain, nil
}

//go:embed kit.html
var page string

// Write writes the kit as one HTML page.
func Write(w io.Writer, k Kit) error {
	say := func(name string) (string, error) {
		t, ok := words[name]
		if !ok {
			return "", fmt.Errorf("the page says %q, which has no words", name)
		}
		return t.In(k.Lang), nil
	}
	t, err := template.New("kit").Funcs(template.FuncMap{
		"say": say,
		"dir": func(l text.Lang) string { return direction(l) },
		"number": func(s string) template.HTML {
			return template.HTML(`<bdi dir="ltr">` + template.HTMLEscapeString(s) + `</bdi>`)
		},
		"times": func(n int) []struct{} { return make([]struct{}, n) },
		"date":  func(t time.Time) string { return text.Date(t).In(k.Lang) },
	}).Parse(page)
	if err != nil {
		return fmt.Errorf("read the kit's page: %w", err)
	}
	if err := t.Execute(w, k); err != nil {
		return fmt.Errorf("print the kit: %w", err)
	}
	return nil
}

func direction(l text.Lang) string {
	if l == text.AR {
		return "rtl"
	}
	return "ltr"
}
