package slackfake

import (
	"slices"
	"strconv"
	"strings"
)

func (s *Server) authTest(args) (object, *refusal) {
	return object{"url": "https://valombre.slack.example/", "team": "CH de Valombre", "user": "portevoix", "team_id": Team, "user_id": BotUser, "bot_id": Bot, "is_enterprise_install": false}, nil
}

func (s *Server) teamInfo(args) (object, *refusal) {
	return object{"team": object{"id": Team, "name": "CH de Valombre", "domain": "valombre"}}, nil
}

func (s *Server) userInfo(in args) (object, *refusal) {
	u, ok := s.user(in.string("user"))
	if !ok {
		return nil, refuse("user_not_found")
	}
	return object{"user": u.json(in.bool("include_locale"))}, nil
}

func (u User) json(locale bool) object {
	o := object{
		"id": u.ID, "team_id": Team, "name": u.Name, "real_name": u.RealName, "deleted": false, "is_bot": u.IsBot, "tz": u.TZ,
		"profile": object{"real_name": u.RealName, "display_name": u.RealName},
	}
	if locale {
		o["locale"] = u.Locale
	}
	return o
}

func (s *Server) userList(in args) (object, *refusal) {
	all := []object{}
	for _, u := range s.users {
		all = append(all, u.json(in.bool("include_locale")))
	}
	return listed("members", all, in), nil
}

func (s *Server) groupList(in args) (object, *refusal) {
	all := []object{}
	for _, g := range s.o.Groups {
		o := object{"id": g.ID, "team_id": Team, "is_usergroup": true, "handle": g.Handle, "name": g.Handle, "date_delete": 0}
		if in.bool("include_users") {
			o["users"], o["user_count"] = g.Users, len(g.Users)
		}
		all = append(all, o)
	}
	return object{"usergroups": all}, nil
}

func (s *Server) groupUsers(in args) (object, *refusal) {
	for _, g := range s.o.Groups {
		if g.ID == in.string("usergroup") {
			return object{"users": g.Users}, nil
		}
	}
	return nil, refuse("no_such_subteam")
}

func (c *Channel) json() object {
	o := object{"id": c.ID, "name": c.Name, "is_channel": c.ID[0] == 'C', "is_group": false, "is_im": c.ID[0] == 'D', "is_private": c.Private || c.ID[0] == 'D',
		"is_archived": c.Archived, "is_member": slices.Contains(c.Members, BotUser), "num_members": len(c.Members)}
	if c.ID[0] == 'D' {
		o["user"] = c.Members[0]
	}
	return o
}

func (s *Server) channelInfo(in args) (object, *refusal) {
	c := s.channel(in.string("channel"))
	if c == nil || (c.Private && !slices.Contains(c.Members, BotUser)) {
		return nil, refuse("channel_not_found")
	}
	return object{"channel": c.json()}, nil
}

func (s *Server) channelList(in args) (object, *refusal) {
	types := in.string("types")
	if types == "" {
		types = "public_channel"
	}
	all := []object{}
	for _, c := range s.channels {
		kind := "public_channel"
		switch {
		case c.ID[0] == 'D':
			kind = "im"
		case c.Private:
			kind = "private_channel"
		}
		if !slices.Contains(strings.Split(types, ","), kind) || (c.Archived && in.bool("exclude_archived")) || (c.Private && !slices.Contains(c.Members, BotUser)) {
			continue
		}
		all = append(all, c.json())
	}
	return listed("channels", all, in), nil
}

func (s *Server) members(in args) (object, *refusal) {
	c := s.channel(in.string("channel"))
	if c == nil {
		return nil, refuse("channel_not_found")
	}
	return listed("members", slices.Clone(c.Members), in), nil
}

func (s *Server) open(in args) (object, *refusal) {
	user := in.string("users")
	if _, ok := s.user(user); !ok {
		return nil, refuse("user_not_found")
	}
	_, had := s.dms[user]
	c := s.direct(user)
	return object{"channel": object{"id": c.ID}, "already_open": had, "no_op": had}, nil
}

// listed is one page of a list.
func listed[T any](name string, all []T, in args) object {
	from := in.int("cursor", 0)
	end := len(all)
	if limit := in.int("limit", 0); limit > 0 {
		end = min(from+limit, len(all))
	}
	return paged(object{name: all[min(from, end):end]}, end, len(all))
}

func paged(answer object, end, all int) object {
	cursor := ""
	if end < all {
		cursor = strconv.Itoa(end)
	}
	answer["response_metadata"] = object{"next_cursor": cursor}
	return answer
}
