package discordfake

import (
	"maps"
	"slices"
	"strconv"
)

// Who may do what in which channel, computed as developers/topics/permissions.mdx describes it: what everybody may, what each role adds,
// then what the channel takes away and gives, to everybody, to roles, to one member. The server has no owner among its people.

// The permissions that the fake looks at. Source: developers/topics/permissions.mdx, "Bitwise Permission Flags".
const (
	Administrator   = 1 << 3
	ViewChannel     = 1 << 10
	SendMessages    = 1 << 11
	ManageMessages  = 1 << 13
	EmbedLinks      = 1 << 14
	AttachFiles     = 1 << 15
	ReadHistory     = 1 << 16
	MentionEveryone = 1 << 17
	UseCommands     = 1 << 31
)

// everything is what an administrator may.
const everything = 1<<53 - 1

// A Role of the server. The one whose id is the server's is everybody's.
type Role struct {
	ID, Name    string
	Permissions int64
	Mentionable bool
}

// An overwrite changes in one channel what a role or a member may.
type overwrite struct {
	id          string
	member      bool
	allow, deny int64
}

// SetRole adds a role to the server or changes one, and tells the bots that listen.
func (s *Server) SetRole(r Role) {
	s.mu.Lock()
	event := "GUILD_ROLE_UPDATE"
	if s.roles[r.ID] == nil {
		event = "GUILD_ROLE_CREATE"
	}
	s.roles[r.ID] = &r
	data := object{"guild_id": s.Guild, "role": r.describe(s.Guild)}
	s.mu.Unlock()
	s.tell(event, data)
}

// GiveBot makes the bot have these roles and no others, and tells it.
func (s *Server) GiveBot(roles ...string) {
	s.mu.Lock()
	s.botRoles = roles
	data := s.botMember()
	data["guild_id"] = s.Guild
	s.mu.Unlock()
	s.tell("GUILD_MEMBER_UPDATE", data)
}

// Overwrite changes what a role or a member may in a channel, and tells the bots that may see it. Allowing and denying nothing takes
// the change back.
func (s *Server) Overwrite(channel, whom string, member bool, allow, deny int64) {
	s.mu.Lock()
	ch := s.channels[channel]
	ch.overwrites = slices.DeleteFunc(ch.overwrites, func(o overwrite) bool { return o.id == whom })
	if allow|deny != 0 {
		ch.overwrites = append(ch.overwrites, overwrite{whom, member, allow, deny})
	}
	data := s.describeChannel(ch)
	s.mu.Unlock()
	s.tell("CHANNEL_UPDATE", data)
}

// Forbid takes the bot's access to a channel away, or gives it back.
func (s *Server) Forbid(channel string, forbidden bool) {
	deny := int64(0)
	if forbidden {
		deny = ViewChannel
	}
	s.Overwrite(channel, s.Bot, true, 0, deny)
}

// tell sends an event about the server to whoever asked for such events, if anybody is there.
func (s *Server) tell(kind string, data any) {
	const guilds = 1 << 0
	s.mu.Lock()
	newest := s.newest()
	s.mu.Unlock()
	if newest != nil && (newest.intents&guilds != 0 || kind == "GUILD_MEMBER_UPDATE") { // one's own is always sent
		s.dispatch(newest, kind, data)
	}
}

// may is what somebody may in a channel. The caller holds the lock.
func (s *Server) may(user string, ch *channel) int64 {
	if ch.person != "" {
		return everything
	}
	roles := s.botRoles
	if user != s.Bot {
		roles = s.user(user).Roles
	}
	all := s.roles[s.Guild].Permissions
	for _, id := range roles {
		if r := s.roles[id]; r != nil {
			all |= r.Permissions
		}
	}
	if all&Administrator != 0 {
		return everything
	}
	apply := func(covers func(overwrite) bool) {
		allow, deny := int64(0), int64(0)
		for _, o := range ch.overwrites {
			if covers(o) {
				allow, deny = allow|o.allow, deny|o.deny
			}
		}
		all = all&^deny | allow
	}
	apply(func(o overwrite) bool { return !o.member && o.id == s.Guild })
	apply(func(o overwrite) bool { return !o.member && o.id != s.Guild && slices.Contains(roles, o.id) })
	apply(func(o overwrite) bool { return o.member && o.id == user })
	if all&ViewChannel == 0 { // whoever does not see a channel may nothing in it
		return 0
	}
	if all&SendMessages == 0 {
		all &^= EmbedLinks | AttachFiles | MentionEveryone
	}
	return all
}

// needs refuses what the bot may not do in a channel. The caller holds the lock.
func (s *Server) needs(ch *channel, permissions int64) reply {
	switch has := s.may(s.Bot, ch); {
	case has&ViewChannel == 0:
		return refuse(403, 50001, "Missing Access")
	case has&permissions != permissions:
		return refuse(403, 50013, "Missing Permissions")
	}
	return reply{}
}

// toSend is what a message needs: its words stand in embeds, its pictures are files.
func toSend(c *call) int64 {
	needed := int64(SendMessages)
	if embeds, _ := c.body["embeds"].([]any); len(embeds) > 0 {
		needed |= EmbedLinks
	}
	if len(c.files) > 0 {
		needed |= AttachFiles
	}
	return needed
}

func (r *Role) describe(guild string) object {
	return object{"id": r.ID, "name": r.Name, "color": 0, "colors": object{"primary_color": 0, "secondary_color": nil, "tertiary_color": nil}, "hoist": false, "icon": nil,
		"unicode_emoji": nil, "position": map[bool]int{true: 0, false: 1}[r.ID == guild], "permissions": strconv.FormatInt(r.Permissions, 10), "managed": false, "mentionable": r.Mentionable, "flags": 0}
}

// describeRoles lists the roles of the server. The caller holds the lock.
func (s *Server) describeRoles() []object {
	all := []object{}
	for _, id := range slices.Sorted(maps.Keys(s.roles)) {
		all = append(all, s.roles[id].describe(s.Guild))
	}
	return all
}

func (ch *channel) describeOverwrites() []object {
	all := []object{}
	for _, o := range ch.overwrites {
		kind := 0
		if o.member {
			kind = 1
		}
		all = append(all, object{"id": o.id, "type": kind, "allow": strconv.FormatInt(o.allow, 10), "deny": strconv.FormatInt(o.deny, 10)})
	}
	return all
}

func (s *Server) botMember() object {
	return object{"user": s.botUser(), "nick": nil, "avatar": nil, "roles": append([]string{}, s.botRoles...), "joined_at": "2026-01-01T00:00:00Z", "deaf": false, "mute": false, "flags": 0, "pending": false}
}

func (s *Server) getGuilds(*call) reply {
	return reply{200, []object{{"id": s.Guild, "name": "CH de Valombre", "icon": nil, "banner": nil, "owner": false, "permissions": "0", "features": []any{}}}}
}

// getChannels lists the channels that the bot sees: others are left out.
func (s *Server) getChannels(c *call) reply {
	if c.r.PathValue("guild") != s.Guild {
		return refuse(404, 10004, "Unknown Guild")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	all := []object{}
	for _, id := range slices.Sorted(maps.Keys(s.channels)) {
		if ch := s.channels[id]; ch.person == "" && s.may(s.Bot, ch)&ViewChannel != 0 {
			all = append(all, s.describeChannel(ch))
		}
	}
	return reply{200, all}
}

func (s *Server) getRoles(c *call) reply {
	if c.r.PathValue("guild") != s.Guild {
		return refuse(404, 10004, "Unknown Guild")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return reply{200, s.describeRoles()}
}

// getMember knows the bot's own membership; nobody else's is asked for.
func (s *Server) getMember(c *call) reply {
	if c.r.PathValue("guild") != s.Guild || c.r.PathValue("user") != s.Bot {
		return refuse(404, 10007, "Unknown Member")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return reply{200, s.botMember()}
}
