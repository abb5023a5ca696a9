package main

import (
	"fmt"

	"portevoix/bot/country"
	"portevoix/bot/draft"
	"portevoix/bot/picture"
	"portevoix/bot/privacy"
	"portevoix/bot/text"
	"portevoix/integrations/openai"
)

// wireDrafts puts together the desk where posts are drafted. Without PORTEVOIX_LLM=on it never meets a model.
func (a *app) wireDrafts(checker *privacy.Checker) (*draft.Desk, error) {
	s := a.settings
	p, err := country.Get(s.Country)
	if err != nil {
		return nil, err
	}
	p = p.For(s.Profile)
	desk := &draft.Desk{
		DB: a.db, Pictures: picture.Shelf{DB: a.db, Now: a.now}, Now: a.now, Zone: s.Zone,
		Composer: draft.Composer{Hospital: s.Profile, Blood: bloodService(p)},
		Check:    a.casebook.Check, Checker: checker, Country: s.Country,
		Networks: s.Profile.Networks, Places: placesOf(s),
	}
	for _, tag := range s.Profile.Languages {
		if l, ok := text.ParseLang(tag); ok {
			desk.Langs = append(desk.Langs, l)
		}
	}
	if !s.LLM {
		return desk, nil
	}
	model, err := openai.New(openai.Config{Key: s.LLMKey, URL: s.LLMURL, Model: s.LLMName, Time: draft.ModelPatience})
	if err != nil {
		return nil, fmt.Errorf("language model: %w", err)
	}
	a.closers = append(a.closers, func() error { model.Close(); return nil })
	desk.Writer = &draft.Writer{Model: model, Mask: checker.Mask, Log: a.log}
	return desk, nil
}

// bloodService is named in drafts where one operator alone may collect.
func bloodService(p country.Profile) draft.Blood {
	link, _ := p.Value("blood.link")
	if p.Blood.Launch != country.Relay {
		return draft.Blood{}
	}
	return draft.Blood{With: text.Text{FR: "Avec %s.", EN: "With %s.", AR: "بشراكة مع %s."}.With(p.Blood.OperatorLong), Link: link.Value}
}

// placesOf lists the names by which the hospital's places are recognised in a brief.
func placesOf(s Settings) []string {
	var all []string
	for _, site := range s.Profile.Sites {
		all = append(all, site.Name, site.ShortName, site.Address)
	}
	return append(all, s.Profile.Addresses...)
}
