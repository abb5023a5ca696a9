package main

import (
	"context"

	"portevoix/bot/chat"
	"portevoix/bot/country"
	"portevoix/bot/database"
	"portevoix/bot/notice"
	"portevoix/bot/privacy"
	"portevoix/bot/publish"
	"portevoix/bot/social"
	"portevoix/bot/text"
)

// wireNotices puts together the desk of urgent notices: where they go, in which languages, and who follows what becomes of them.
func (a *app) wireNotices(checker *privacy.Checker) (*notice.Desk, error) {
	s := a.settings
	p, err := country.Get(s.Country)
	if err != nil {
		return nil, err
	}
	p = p.For(s.Profile)
	publisher := a.kit.Publisher
	desk := &notice.Desk{
		Speaker: notice.Speaker{Country: p, Hospital: s.Profile, Zone: s.Zone},
		DB:      a.db, Jobs: a.jobs, Office: a.kit.Office, Check: checker.Check, Now: a.now, Lang: s.Lang, Langs: noticeLangs(s, p), Targets: a.noticeTargets(),
		Say: func(ctx context.Context, tx database.Tx, key string, m chat.Message) error {
			return publisher.TeamTx(ctx, tx, publish.TeamMessage{Key: key, Room: "urgent", Message: m, Lane: publish.Urgent})
		},
		Tell: func(ctx context.Context, tx database.Tx, key, member string, m chat.Message) error {
			return publisher.TeamTx(ctx, tx, publish.TeamMessage{Key: key, Member: member, Message: m, Lane: publish.Urgent})
		},
	}
	desk.Register()
	a.kit.Office.On("notice", desk.Decided)
	a.kit.Office.On("template", desk.Clear)
	publisher.On("notice", func(ctx context.Context, tx database.Tx, id string, st publish.Status) error {
		if !st.Down {
			return nil
		}
		return desk.Down(ctx, tx, id)
	})
	return desk, nil
}

// noticeLangs are the languages of notices: the hospital's, else the country's.
func noticeLangs(s Settings, p country.Profile) []text.Lang {
	var all []text.Lang
	for _, tag := range s.Profile.Languages {
		if l, ok := text.ParseLang(tag); ok {
			all = append(all, l)
		}
	}
	if len(all) == 0 {
		return p.Languages
	}
	return all
}

// noticeTargets are the team's rooms and every network that takes plain posts, in the order in which networks are offered.
func (a *app) noticeTargets() []notice.Target {
	all := []notice.Target{{Name: "room:urgent", Title: "#urgent", Room: true}, {Name: "room:general", Title: "#general", Room: true}}
	for _, known := range social.Networks() {
		if n, ok := a.kit.Publisher.Networks[known.Name]; ok && known.Name != "youtube" { // a video channel takes no text posts
			all = append(all, notice.Target{Name: known.Name, Title: n.Rules().Title, Rules: n.Rules()})
		}
	}
	return all
}
