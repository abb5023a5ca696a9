package discordfake

import (
	"fmt"
	"net/http/httptest"
	"strings"
	"sync"
	"time"
)

// A Server is one Discord with one server ("guild") in it. Fields may be changed before the first request.
type Server struct {
	Token      string // the bot's
	App, Bot   string // ids of the application and of its user
	Guild      string
	Beat       time.Duration // heartbeat_interval
	PerSecond  int           // requests of the bot a second, all in all; 0: unlimited
	PerChannel int           // messages in one channel within ChannelFor; 0: unlimited
	ChannelFor time.Duration
	Now        func() time.Time
	Arabic     bool // names and descriptions of commands may be Arabic

	// described holds every body that is sent to Discord's own description of its API; nil: nobody does.
	described *Description

	http       *httptest.Server
	running    sync.WaitGroup
	mu         sync.Mutex
	serial     int64
	users      map[string]*User
	channels   map[string]*channel
	commands   map[string][]object // by guild; "" is everywhere
	pending    map[string]*interaction
	modals     map[string]*Modal
	suggested  map[string][]object // by user: the last suggestions
	last       map[string]object   // by user: the last interaction, to deliver it again
	sessions   map[string]*session
	live       map[*line]bool
	faults     []*Fault
	gateFaults []GateFault
	requests   []Request
	complaints []string
	seconds    []time.Time
	acks       []time.Duration
	invalid    int
	files      map[string][]byte
	identifies int
	resumes    int
	limited    int
	noDM       map[string]bool
	roles      map[string]*Role
	botRoles   []string
}

type object = map[string]any

// A User is somebody in the server.
type User struct {
	ID, Name, Nick, Locale string
	Roles                  []string
}

type channel struct {
	id, name string
	person   string // whose direct messages these are; empty: a channel of the server
	messages []*Message
	sent     []time.Time

	overwrites []overwrite
}

// A Message in a channel.
type Message struct {
	ID, Channel string
	Only        string // who alone sees it; empty: everybody in the channel
	Author      string
	Pings       []string // whom it notified
	Raw         object   // as Discord would hand it out
	nonce       string
	at          time.Time
	deleted     bool
}

// A Request that was made, for contract tests.
type Request struct {
	Method, Path string // the path without /api/v10
	Body         []byte // JSON; of a multipart request, its payload_json
	Files        int
	Status       int
}

// New starts a server on loopback, with one channel and a role that may be rung ("direction").
func New() *Server {
	s := &Server{
		Token: "fake.bot.token", App: "400000000000000001", Bot: "400000000000000001", Guild: "100000000000000001", Beat: 41250 * time.Millisecond,
		ChannelFor: 5 * time.Second, Now: time.Now,
		users: map[string]*User{}, channels: map[string]*channel{}, commands: map[string][]object{}, pending: map[string]*interaction{},
		modals: map[string]*Modal{}, suggested: map[string][]object{}, last: map[string]object{}, sessions: map[string]*session{}, live: map[*line]bool{},
		files: map[string][]byte{}, noDM: map[string]bool{}, roles: map[string]*Role{},
	}
	const usual = ViewChannel | SendMessages | EmbedLinks | AttachFiles | ReadHistory | UseCommands
	s.roles[s.Guild] = &Role{ID: s.Guild, Name: "@everyone", Permissions: usual}
	s.roles["500000000000000001"] = &Role{ID: "500000000000000001", Name: "direction", Mentionable: true}
	s.AddChannel("200000000000000001", "general")
	s.http = httptest.NewUnstartedServer(s.handler()) // known to itself before the first request
	s.http.Start()
	return s
}

// URL is the base of the API, without /api.
func (s *Server) URL() string { return s.http.URL }

// Close ends the gateway and the server.
func (s *Server) Close() {
	s.mu.Lock()
	for l := range s.live {
		l.conn.Close()
	}
	s.mu.Unlock()
	s.http.CloseClientConnections()
	s.http.Close()
	s.running.Wait()
}

// AddChannel adds a channel to the server.
func (s *Server) AddChannel(id, name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.channels[id] = &channel{id: id, name: name}
}

// AddUser adds somebody. Whoever acts without having been added is an English speaker without roles.
func (s *Server) AddUser(u User) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.users[u.ID] = &u
}

// CloseDMs lets the bot write to this person no longer.
func (s *Server) CloseDMs(user string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.noDM[user] = true
}

// A Fault meets the next requests that match it.
type Fault struct {
	Method string // empty: any
	Path   string // part of the path; empty: any
	Times  int    // how often; 0: once
	Status int    // 0: the connection is cut
	Header map[string]string
	Body   string
	After  bool          // the request has its effect first: only the answer is lost
	Wait   time.Duration // before anything
}

// Fail arranges a fault.
func (s *Server) Fail(f Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f.Times = max(f.Times, 1)
	s.faults = append(s.faults, &f)
}

func (s *Server) fault(method, path string) *Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, f := range s.faults {
		if f.Times > 0 && (f.Method == "" || f.Method == method) && strings.Contains(path, f.Path) {
			f.Times--
			return f
		}
	}
	return nil
}

// Requests are those made so far, oldest first.
func (s *Server) Requests() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Request(nil), s.requests...)
}

// Complaints is what Discord's documentation forbids and was done all the same.
func (s *Server) Complaints() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.complaints...)
}

// Acknowledged is how many interactions were acknowledged, and how long the slowest took.
func (s *Server) Acknowledged() (slowest time.Duration, n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, d := range s.acks {
		slowest = max(slowest, d)
	}
	return slowest, len(s.acks)
}

// Acknowledgements is how long each took, in the order in which they came.
func (s *Server) Acknowledgements() []time.Duration {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]time.Duration(nil), s.acks...)
}

// Limited is how many requests were answered with 429, and Invalid how many count towards a ban.
func (s *Server) Limited() int { s.mu.Lock(); defer s.mu.Unlock(); return s.limited }

// Invalid is how many answers count towards a ban (401, 403, 429).
func (s *Server) Invalid() int { s.mu.Lock(); defer s.mu.Unlock(); return s.invalid }

// Commands are those announced for a server ("": everywhere).
func (s *Server) Commands(guild string) []map[string]any {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]object(nil), s.commands[guild]...)
}

// epoch is Discord's first millisecond. Source: developers/reference.mdx, "Snowflakes".
const epoch = 1420070400000

// id makes a snowflake. The caller holds the lock.
func (s *Server) id() string {
	s.serial++
	return fmt.Sprint((s.Now().UnixMilli()-epoch)<<22 | s.serial&0x3fffff)
}

func (s *Server) user(id string) *User {
	if u := s.users[id]; u != nil {
		return u
	}
	u := &User{ID: id, Name: id, Locale: "en-US"}
	s.users[id] = u
	return u
}

func (s *Server) complain(form string, args ...any) {
	s.complaints = append(s.complaints, fmt.Sprintf(form, args...))
}
