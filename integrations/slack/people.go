package slack

import (
	"cmp"
	"context"
	"strings"
	"sync"
	"time"

	"github.com/slack-go/slack"

	"portevoix/bot/chat"
	"portevoix/bot/text"
)

// profiles remembers, for a day, what people's Slack profiles say: language, time zone, name, user groups.
type profiles struct {
	p *Platform

	mu     sync.Mutex
	known  map[string]profile
	homes  map[string]time.Time // who has the home view open lately
	groups map[string][]string  // user → groups
	asked  time.Time            // when the groups were read
}

type profile struct {
	name string
	lang text.Lang
	zone *time.Location
	at   time.Time
}

const (
	profileLife = 24 * time.Hour
	groupsLife  = 5 * time.Minute
	homeLife    = time.Hour
)

func newProfiles(p *Platform) *profiles {
	return &profiles{p: p, known: map[string]profile{}, homes: map[string]time.Time{}}
}

// cached is what is known of a person without asking Slack.
func (s *profiles) cached(id, name string) (chat.Person, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	known, ok := s.known[id]
	fresh := ok && s.p.config.Now().Sub(known.at) < profileLife
	if !ok {
		known = profile{name: name, lang: s.p.config.Lang}
	}
	return chat.Person{Platform: s.p.Name(), ID: id, Name: known.name, Lang: known.lang, Zone: known.zone, Groups: s.groups[id]}, fresh
}

// fetch asks Slack for somebody's profile. Without an answer the team's language is used, and asked again next time.
func (s *profiles) fetch(ctx context.Context, id, name string) chat.Person {
	ctx, cancel := context.WithTimeout(ctx, 1500*time.Millisecond) // a form must still open within its trigger's three seconds
	defer cancel()
	user, err := s.p.api.GetUserInfoContext(ctx, id)
	if err != nil || user == nil {
		s.p.config.Log.Warn("slack: a profile cannot be read", "err", code(err))
		s.p.health.note(err, "")
		who, _ := s.cached(id, name)
		return who
	}
	s.keep(user, name)
	who, _ := s.cached(id, name)
	return who
}

// complete adds to a request what was not known when it was acknowledged: a form that is sent right after a restart must still be read in its
// author's zone and answered in their language, and a role that a group lends must count the first time.
func (s *profiles) complete(ctx context.Context, r chat.Request) chat.Request {
	who, known := s.cached(r.Who.ID, r.Who.Name)
	if !known {
		who = s.fetch(ctx, r.Who.ID, r.Who.Name)
	}
	r.Who, r.Now = who, r.Now.In(s.p.zone(who))
	return r
}

func (s *profiles) keep(user *slack.User, name string) {
	got := profile{name: cmp.Or(user.Profile.DisplayName, user.RealName, name, user.Name), lang: s.p.config.Lang, at: s.p.config.Now()}
	if l, ok := text.ParseLang(language(user.Locale)); ok {
		got.lang = l
	}
	if user.TZ != "" {
		if zone, err := time.LoadLocation(user.TZ); err == nil {
			got.zone = zone
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.known) > 20_000 {
		clear(s.known)
	}
	s.known[user.ID] = got
}

// language cuts "fr-FR" to "fr".
func language(locale string) string {
	l, _, _ := strings.Cut(strings.ReplaceAll(locale, "_", "-"), "-")
	return strings.ToLower(l)
}

// refreshGroups reads the workspace's user groups. Without the scope there are none, and nobody is lent a role.
func (s *profiles) refreshGroups(ctx context.Context) {
	now := s.p.config.Now()
	s.mu.Lock()
	due := s.p.config.Groups && now.Sub(s.asked) > groupsLife
	if due {
		s.asked = now
	}
	s.mu.Unlock()
	if !due {
		return
	}
	groups, err := s.p.api.GetUserGroupsContext(ctx, slack.GetUserGroupsOptionIncludeUsers(true))
	if err != nil {
		s.p.config.Log.Warn("slack: the user groups cannot be read", "err", code(err))
		s.p.health.note(err, "")
		return
	}
	of := map[string][]string{}
	for _, g := range groups {
		for _, user := range g.Users {
			of[user] = append(of[user], g.ID)
		}
	}
	s.mu.Lock()
	s.groups = of
	s.mu.Unlock()
}

func (s *profiles) hasHome(id string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	at, ok := s.homes[id]
	return ok && s.p.config.Now().Sub(at) < homeLife
}

func (s *profiles) openedHome(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.homes[id] = s.p.config.Now()
}

// zone is the reader's, or the team's.
func (p *Platform) zone(who chat.Person) *time.Location {
	if who.Zone != nil {
		return who.Zone
	}
	return p.config.Zone
}
