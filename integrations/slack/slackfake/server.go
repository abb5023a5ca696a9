package slackfake

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"slices"
	"sync"
	"testing"
	"time"
)

// Options describe the workspace. The zero value is a workspace with two channels and a few people.
type Options struct {
	BotToken, AppToken, SigningSecret string   // empty: the constants below
	Scopes                            []string // what the bot token may do; nil: AllScopes
	Users                             []User   // nil: People
	Channels                          []Channel
	Groups                            []Group
	Rate                              Rate            // zero: no rate limits
	Retries                           []time.Duration // when an unacknowledged event comes again; nil: at once, after a minute, after five
	Pings                             time.Duration   // between pings on a socket; 0: ten seconds
}

// What the workspace is called and how the app signs in, unless Options say otherwise.
const (
	BotToken      = "xoxb-1-1-fake"
	AppToken      = "xapp-1-A1-1-fake"
	SigningSecret = "8f742231b10e8888abcd99yyyzzz85a5"

	Team    = "T01VALOMBRE"
	App     = "A01PORTEVOIX"
	BotUser = "U0PORTEVOIX"
	Bot     = "B0PORTEVOIX"
)

// A User of the workspace.
type User struct {
	ID, Name, RealName, Locale, TZ string
	IsBot                          bool
}

// A Channel of the workspace. Members are user ids; the bot is a member when BotUser is among them.
type Channel struct {
	ID, Name          string
	Members           []string
	Private, Archived bool
}

// A Group of users (usergroups.list).
type Group struct {
	ID, Handle string
	Users      []string
}

// Rate are the limits on posting messages. Slack: one a second in a channel, several hundred a minute in a workspace.
type Rate struct {
	Channel   time.Duration // least time between two messages in one channel, a tenth of it tolerated; 0: none
	PerMinute int           // most messages within any minute; 0: no limit
}

// AllScopes is everything the methods here ask for.
var AllScopes = []string{
	"app_mentions:read", "channels:history", "channels:read", "chat:write", "chat:write.public", "commands", "files:read", "files:write",
	"groups:history", "groups:read", "im:history", "im:read", "im:write", "mpim:read", "team:read", "usergroups:read", "users:read",
}

// People are the users of a workspace that Options do not describe.
var People = []User{
	{ID: "U01ALICE", Name: "alice", RealName: "Alice Anders", Locale: "en-GB", TZ: "Europe/London"},
	{ID: "U02BASMA", Name: "basma", RealName: "Basma Idrissi", Locale: "fr-FR", TZ: "Africa/Casablanca"},
	{ID: "U03CHLOE", Name: "chloe", RealName: "Chloé Martin", Locale: "fr-FR", TZ: "Europe/Paris"},
}

// Server is the workspace. All its methods are safe for concurrent use.
type Server struct {
	URL string // where it listens: http://127.0.0.1:…

	o         Options
	http      *http.Server
	deliverer *http.Client
	clock     func() time.Time
	lifetime  context.Context
	end       context.CancelFunc
	running   sync.WaitGroup

	mu         sync.Mutex
	users      []User
	channels   []*Channel
	history    map[string][]*Message // channel → oldest first
	ephemerals []*Ephemeral
	views      map[string][]*View // user → stack of modals, the last one on top
	homes      map[string]*View
	dms        map[string]string // user → channel
	files      map[string]*File
	uploads    map[string]string // secret part of an upload address → file
	triggers   map[string]*trigger
	responses  map[string]*response
	tickets    map[string]bool
	sockets    []*socket
	next       int // the socket that gets the next delivery
	requestURL RequestURLs
	waiting    map[string]*pending // envelope → who waits for its acknowledgement
	faults     map[string][]Fault
	calls      []Call
	acks       []Ack
	problems   []string
	lastTS     int64
	serial     int
	posted     map[string]time.Time // channel → when the last message was accepted
	minute     []time.Time          // when messages were accepted lately
	opened     int                  // sockets opened so far
}

// New starts a workspace that ends with the test.
func New(t testing.TB, o Options) *Server {
	t.Helper()
	s, err := Start(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

// Start starts a workspace; Close ends it.
func Start(o Options) (*Server, error) {
	o = withDefaults(o)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("listen: %w", err)
	}
	s := &Server{
		URL: "http://" + l.Addr().String(), o: o, clock: time.Now, users: slices.Clone(o.Users), history: map[string][]*Message{},
		views: map[string][]*View{}, homes: map[string]*View{}, dms: map[string]string{}, files: map[string]*File{}, uploads: map[string]string{},
		triggers: map[string]*trigger{}, responses: map[string]*response{}, tickets: map[string]bool{}, waiting: map[string]*pending{},
		faults: map[string][]Fault{}, posted: map[string]time.Time{}, deliverer: newDeliverer(),
	}
	for _, c := range o.Channels {
		c.Members = slices.Clone(c.Members)
		s.channels = append(s.channels, &c)
	}
	s.lifetime, s.end = context.WithCancel(context.Background())
	s.http = &http.Server{Handler: s.routes(), ReadHeaderTimeout: 10 * time.Second}
	s.running.Go(func() { _ = s.http.Serve(l) })
	return s, nil
}

func withDefaults(o Options) Options {
	fill := func(s *string, value string) {
		if *s == "" {
			*s = value
		}
	}
	fill(&o.BotToken, BotToken)
	fill(&o.AppToken, AppToken)
	fill(&o.SigningSecret, SigningSecret)
	if o.Scopes == nil {
		o.Scopes = AllScopes
	}
	if o.Users == nil {
		o.Users = People
	}
	if o.Channels == nil {
		everybody := []string{BotUser}
		for _, u := range o.Users {
			everybody = append(everybody, u.ID)
		}
		o.Channels = []Channel{{ID: "C01GENERAL", Name: "general", Members: everybody}, {ID: "C02COMMS", Name: "communication", Members: everybody}}
	}
	if o.Retries == nil {
		o.Retries = []time.Duration{0, time.Minute, 5 * time.Minute}
	}
	if o.Pings == 0 {
		o.Pings = 10 * time.Second
	}
	return o
}

// API is the base of the Web API, as SLACK_API_URL wants it.
func (s *Server) API() string { return s.URL + "/api/" }

// Close ends everything and waits for it.
func (s *Server) Close() {
	s.end()
	s.mu.Lock()
	for _, c := range s.sockets {
		_ = c.conn.UnderlyingConn().Close()
	}
	s.mu.Unlock()
	_ = s.http.Close()
	s.deliverer.CloseIdleConnections()
	s.running.Wait()
}

// At moves the workspace's clock, which triggers, response addresses and time stamps go by.
func (s *Server) At(clock func() time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.clock = clock
}

// Problems are the app's breaches of the protocol so far.
func (s *Server) Problems() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.problems)
}

func (s *Server) problem(format string, args ...any) {
	s.problems = append(s.problems, fmt.Sprintf(format, args...))
}

// Archive archives a channel.
func (s *Server) Archive(channel string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if c := s.channel(channel); c != nil {
		c.Archived = true
	}
}

// Kick removes a user, or the bot, from a channel.
func (s *Server) Kick(channel, user string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if c := s.channel(channel); c != nil {
		c.Members = slices.DeleteFunc(c.Members, func(m string) bool { return m == user })
	}
}

func (s *Server) channel(id string) *Channel {
	i := slices.IndexFunc(s.channels, func(c *Channel) bool { return c.ID == id })
	if i < 0 {
		return nil
	}
	return s.channels[i]
}

func (s *Server) user(id string) (User, bool) {
	if id == BotUser {
		return User{ID: BotUser, Name: "portevoix", RealName: "Portevoix", IsBot: true}, true
	}
	i := slices.IndexFunc(s.users, func(u User) bool { return u.ID == id })
	if i < 0 {
		return User{}, false
	}
	return s.users[i], true
}

// direct is the channel between the bot and somebody, made when there is none.
func (s *Server) direct(user string) *Channel {
	id, ok := s.dms[user]
	if !ok {
		id = "D" + user[1:]
		s.dms[user] = id
		s.channels = append(s.channels, &Channel{ID: id, Members: []string{user, BotUser}})
	}
	return s.channel(id)
}

// ts is the time stamp that names a message: later than every earlier one.
func (s *Server) ts() string {
	s.lastTS = max(s.lastTS+100, s.clock().UnixMicro())
	return fmt.Sprintf("%d.%06d", s.lastTS/1e6, s.lastTS%1e6)
}

func (s *Server) id(prefix string) string {
	s.serial++
	return fmt.Sprintf("%s%07d%s", prefix, s.serial, rand.Text()[:4])
}

// object is a JSON object.
type object = map[string]any

func encode(v any) json.RawMessage {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err) // values of ours
	}
	return b
}
