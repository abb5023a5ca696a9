package discord

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"time"

	"portevoix/bot/chat"
	"portevoix/bot/text"
)

// What the bot may do in a channel, and which channels are left out because they refuse it.
//
// A refusal counts towards a ban, so a channel that gave one is not asked again for a while: it leaves the list and is reported. It is
// taken up again as soon as Discord tells of a change after which it would let the bot in, when somebody asks for /status and it would,
// or, failing both, by the next message after that while, which is longer each time.

// closedFor is how long a channel is left alone after its first refusal, and closedMost after many.
const (
	closedFor  = 10 * time.Minute
	closedMost = 24 * time.Hour
)

// A closure is a channel that refuses the bot.
type closure struct {
	until time.Time
	last  time.Duration
}

// heedRefusal takes a channel off the list that does not let the bot in, and has it reported.
func (p *Platform) heedRefusal(room string, err error) {
	var no *refusal
	if !errors.As(err, &no) || no.status != http.StatusForbidden || no.html || no.code == dmClosed || no.code == notOurMessage {
		return
	}
	p.mu.Lock()
	last := min(max(2*p.closed[room].last, closedFor), closedMost)
	p.closed[room] = closure{p.config.Now().Add(last), last}
	p.mu.Unlock()
	p.health.note("room/"+room, closedRoom(room, needed))
}

// shut reports whether a channel is left alone.
func (p *Platform) shut(room string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	c, closed := p.closed[room]
	return closed && p.config.Now().Before(c.until)
}

func errShut(doing string) error {
	return errors.New(doing + ": the channel does not let the bot in")
}

// taken puts a channel on the list again that has just taken something from us.
func (p *Platform) taken(room string) {
	p.mu.Lock()
	_, closed := p.closed[room]
	p.mu.Unlock()
	if closed {
		p.open(room)
	}
}

// open puts a channel on the list again; nothing is reported of it any more.
func (p *Platform) open(room string) {
	p.mu.Lock()
	delete(p.closed, room)
	p.mu.Unlock()
	p.health.note("room/"+room, nil)
}

// changed has the channels looked at that are reported, after Discord told of a change in what somebody may. However many changes come at
// once, one look follows them.
func (p *Platform) changed(desk *desk) {
	if len(p.health.rooms()) == 0 {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.again = p.looking; p.looking {
		return
	}
	p.looking = true
	desk.running.Go(func() {
		for again := true; again; {
			p.reconsider(desk.work)
			p.mu.Lock()
			again = p.again && desk.work.Err() == nil
			p.again, p.looking = false, again
			p.mu.Unlock()
		}
	})
}

// reconsider opens the channels that let the bot in again. It asks for what a whole server allows, since asking for a channel that is
// still closed would be one more refusal.
func (p *Platform) reconsider(ctx context.Context) {
	if len(p.health.rooms()) == 0 {
		return
	}
	for _, guild := range p.guilds(ctx) {
		var channels []channel
		if err := p.rest.do(ctx, call{doing: "list the channels of a server", method: http.MethodGet, path: "/guilds/" + guild + "/channels", room: "guild/" + guild}, &channels); err != nil {
			p.config.Log.Warn("discord: what a server allows cannot be read", "server", guild, "err", err)
			continue
		}
		m, err := p.membership(ctx, guild)
		if err != nil {
			p.config.Log.Warn("discord: what a server allows cannot be read", "server", guild, "err", err)
			continue
		}
		for _, room := range p.health.rooms() {
			i := slices.IndexFunc(channels, func(c channel) bool { return c.ID == room })
			if i < 0 { // of another server, or still hidden
				continue
			}
			if missing := m.missing(channels[i]); len(missing) > 0 {
				p.health.note("room/"+room, closedRoom(room, missing))
				continue
			}
			p.open(room)
		}
	}
}

// guilds are the servers that the bot is in.
func (p *Platform) guilds(ctx context.Context) (ids []string) {
	var all []struct{ ID string }
	if err := p.rest.do(ctx, call{doing: "list the servers", method: http.MethodGet, path: "/users/@me/guilds", room: "guilds"}, &all); err != nil {
		p.config.Log.Warn("discord: the servers cannot be listed", "err", err)
		return p.config.Servers
	}
	for _, g := range all {
		if p.serves(g.ID) {
			ids = append(ids, g.ID)
		}
	}
	return ids
}

// channel is a channel as Discord tells it, as far as we read it.
type channel struct {
	ID         string      `json:"id"`
	Type       int         `json:"type"`
	Guild      string      `json:"guild_id"`
	Parent     string      `json:"parent_id"`
	Overwrites []overwrite `json:"permission_overwrites"`
}

// overwrite changes in one channel what a role (type 0) or a member (type 1) may.
type overwrite struct {
	ID    string `json:"id"`
	Type  int    `json:"type"`
	Allow string `json:"allow"`
	Deny  string `json:"deny"`
}

// membership is what the bot is in a server.
type membership struct {
	guild, user string
	roles       []string
	may         uint64 // before any channel changes it
}

// membership reads what the bot is in a server.
func (p *Platform) membership(ctx context.Context, guild string) (m membership, err error) {
	m.guild = guild
	if m.user, _ = p.self(); m.user == "" {
		var me struct{ ID string }
		if err := p.rest.do(ctx, call{doing: "ask who we are", method: http.MethodGet, path: "/users/@me"}, &me); err != nil {
			return m, err
		}
		m.user = me.ID
	}
	var us struct{ Roles []string }
	if err := p.rest.do(ctx, call{doing: "read what the bot is in a server", method: http.MethodGet, path: "/guilds/" + guild + "/members/" + m.user, room: "guild/" + guild}, &us); err != nil {
		return m, err
	}
	var roles []struct{ ID, Permissions string }
	if err := p.rest.do(ctx, call{doing: "read the roles of a server", method: http.MethodGet, path: "/guilds/" + guild + "/roles", room: "guild/" + guild}, &roles); err != nil {
		return m, err
	}
	m.roles = us.Roles
	for _, r := range roles {
		if r.ID == guild || slices.Contains(m.roles, r.ID) { // everybody's role has the server's id
			m.may |= bits(r.Permissions)
		}
	}
	return m, nil
}

// bits reads a set of permissions; what cannot be read is none.
func bits(s string) uint64 {
	n, err := strconv.ParseUint(s, 10, 64)
	if err != nil {
		return 0
	}
	return n
}

const (
	administrator = 1 << 3
	viewChannel   = 1 << 10
	sendMessages  = 1 << 11
	embedLinks    = 1 << 14
	attachFiles   = 1 << 15
	readHistory   = 1 << 16
	sendInThreads = 1 << 38
)

// in is what the bot may in a channel. Source: developers/topics/permissions.mdx, "Permission Overwrites".
func (m membership) in(c channel) uint64 {
	if m.may&administrator != 0 {
		return ^uint64(0)
	}
	may := m.may
	apply := func(covers func(overwrite) bool) {
		var allow, deny uint64
		for _, o := range c.Overwrites {
			if covers(o) {
				allow, deny = allow|bits(o.Allow), deny|bits(o.Deny)
			}
		}
		may = may&^deny | allow
	}
	apply(func(o overwrite) bool { return o.Type == 0 && o.ID == m.guild })
	apply(func(o overwrite) bool { return o.Type == 0 && o.ID != m.guild && slices.Contains(m.roles, o.ID) })
	apply(func(o overwrite) bool { return o.Type == 1 && o.ID == m.user })
	return may
}

// A permission that the bot needs, as Discord's settings call it.
type permission struct {
	bit  uint64
	name text.Text
}

var needed = []permission{
	{viewChannel, text.Text{FR: "Voir le salon", EN: "View Channel", AR: "عرض القناة"}},
	{sendMessages, text.Text{FR: "Envoyer des messages", EN: "Send Messages", AR: "إرسال الرسائل"}},
	{embedLinks, text.Text{FR: "Intégrer des liens", EN: "Embed Links", AR: "تضمين الروابط"}},
	{attachFiles, text.Text{FR: "Joindre des fichiers", EN: "Attach Files", AR: "إرفاق الملفات"}},
	{readHistory, text.Text{FR: "Voir les anciens messages", EN: "Read Message History", AR: "قراءة سجل الرسائل"}},
}

var inThreads = permission{sendInThreads, text.Text{FR: "Envoyer des messages dans les fils", EN: "Send Messages in Threads", AR: "إرسال الرسائل في المواضيع"}}

// missing is what the bot needs in a channel and does not have.
func (m membership) missing(c channel) (all []permission) {
	may := m.in(c)
	for _, n := range needed {
		if n.bit == sendMessages && c.thread() { // a thread has its own permission to write
			n = inThreads
		}
		if may&n.bit == 0 {
			all = append(all, n)
		}
	}
	return all
}

// thread reports whether it is a thread, which has the permissions of the channel that it belongs to.
func (c channel) thread() bool { return c.Type >= 10 && c.Type <= 12 }

// missingIn is what the bot needs in a channel and does not have. A direct message needs nothing.
func (p *Platform) missingIn(ctx context.Context, room string) ([]permission, error) {
	c, err := p.channel(ctx, room)
	if err != nil || c.Guild == "" {
		return nil, err
	}
	if c.thread() && c.Parent != "" {
		parent, err := p.channel(ctx, c.Parent)
		if err != nil {
			return nil, err
		}
		c.Overwrites = parent.Overwrites
	}
	m, err := p.membership(ctx, c.Guild)
	if err != nil {
		return nil, &cannotTell{err}
	}
	return m.missing(c), nil
}

// cannotTell means that a channel is there, and that what it allows could not be read.
type cannotTell struct{ err error }

func (c *cannotTell) Error() string { return "what a channel allows cannot be told: " + c.err.Error() }
func (c *cannotTell) Unwrap() error { return c.err }

func (p *Platform) channel(ctx context.Context, room string) (c channel, err error) {
	err = p.rest.do(ctx, call{doing: "look at a channel", method: http.MethodGet, path: "/channels/" + room, room: room}, &c)
	return c, err
}

// remembers reports whether a channel's history can be read back: without the permission Discord shows an empty one and no refusal
// (resources/message.mdx, "Get Channel Messages").
func (p *Platform) remembers(ctx context.Context, room string) bool {
	missing, err := p.missingIn(ctx, room)
	if err == nil && len(missing) > 0 {
		p.health.note("room/"+room, closedRoom(room, missing))
	}
	return err == nil && !slices.ContainsFunc(missing, func(n permission) bool { return n.bit == readHistory || n.bit == viewChannel })
}

// LookAt says whether the bot can be used in a channel, for doctor.
func (p *Platform) LookAt(ctx context.Context, room string) *chat.Problem {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	missing, err := p.missingIn(ctx, room)
	var no *refusal
	var unclear *cannotTell
	switch {
	case err == nil && len(missing) > 0:
		return closedRoom(room, missing)
	case err == nil, errors.As(err, &unclear) && errors.As(err, &no):
		return nil
	case errors.As(err, &no) && no.status == http.StatusUnauthorized:
		return unauthorised
	case errors.As(err, &no) && no.status == http.StatusNotFound:
		return unknownRoom(room)
	case errors.As(err, &no) && no.status == http.StatusForbidden:
		return closedRoom(room, needed)
	}
	return silent
}

func closedRoom(room string, missing []permission) *chat.Problem {
	var names []text.Text
	for _, n := range missing {
		names = append(names, n.name)
	}
	listed := text.Join(", ", names...)
	listed.AR = text.Join("، ", names...).AR
	return &chat.Problem{
		What: text.Text{FR: "Le bot ne peut pas travailler dans le salon %s.", EN: "The bot cannot work in the channel %s.", AR: "لا يستطيع البوت العمل في القناة %s."}.With(room),
		Do: text.Text{
			FR: "Donnez-lui dans ce salon (Modifier le salon, Permissions) : %s. Portevoix y revient dès que c'est fait.",
			EN: "Give it in that channel (Edit Channel, Permissions): %s. Portevoix is back there as soon as that is done.",
			AR: "امنحوه في تلك القناة (تعديل القناة، الصلاحيات): %s. يعود Portevoix إليها حالما يتم ذلك.",
		}.With(listed),
	}
}
