package discord

import (
	"bytes"
	"compress/zlib"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"runtime"
	"strings"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"
)

// gateway keeps one session with Discord: it connects with a time limit, notices within a minute that nobody answers, resumes where
// it was, and stops where trying again cannot help.
type gateway struct {
	p    *Platform
	desk *desk

	session    string
	resume     string // where this session is resumed
	seq        int64
	identified time.Time
	guilds     sync.Map // servers whose commands have been announced
}

// A frame is one packet of the gateway. Source: developers/events/gateway-events.mdx.
type frame struct {
	Op   int             `json:"op"`
	Data json.RawMessage `json:"d"`
	Seq  *int64          `json:"s"`
	Type string          `json:"t"`
}

// The gateway's operations. Source: developers/topics/opcodes-and-status-codes.mdx.
const (
	opDispatch       = 0
	opHeartbeat      = 1
	opIdentify       = 2
	opResume         = 6
	opReconnect      = 7
	opInvalidSession = 9
	opHello          = 10
	opAck            = 11
)

// fatalClose are the close codes after which connecting again cannot help.
var fatalClose = map[int]string{
	4004: "the token is not accepted", 4010: "invalid shard", 4011: "sharding is required", 4012: "this version of the gateway is gone",
	4013: "invalid intents", 4014: "an intent is not allowed for this bot",
}

// resumable is how we close a connection whose session goes on: 1000 and 1001 would end it.
const resumable = 4900

var errAgain = errors.New("connect again")

// run keeps the session until ctx ends (nil) or until connecting can never work.
func (g *gateway) run(ctx context.Context) error {
	for wait := time.Duration(0); ctx.Err() == nil; {
		began := time.Now()
		lived, err := g.connect(ctx)
		if problem := fatal(err); problem != nil {
			g.p.health.set(problem)
			return fmt.Errorf("connect to discord: %w; %s", err, problem.Do.EN)
		}
		if ctx.Err() != nil {
			break
		}
		switch {
		case lived && time.Since(began) > g.p.timing.settled:
			wait = 0
		case lived: // one that ends as soon as it stands must not be opened in a hurry, nor may it leave people unheard for three seconds
			wait = min(wait, time.Second)
		}
		g.p.config.Log.Warn("discord: the gateway is gone; connecting again", "err", err, "in", wait.String())
		if wait > 0 {
			g.p.health.set(silent)
		}
		sleep(ctx, wait/2+rand.N(wait/2+time.Millisecond))
		wait = min(max(2*wait, time.Second), time.Minute)
	}
	return nil
}

// connect opens one connection and reads it to its end. lived reports whether a session stood.
func (g *gateway) connect(ctx context.Context) (lived bool, err error) {
	address, err := g.address(ctx)
	if err != nil {
		return false, err
	}
	dialing, cancel := context.WithTimeout(ctx, 15*time.Second)
	defer cancel()
	dialer := websocket.Dialer{Proxy: http.ProxyFromEnvironment, HandshakeTimeout: 15 * time.Second}
	conn, res, err := dialer.DialContext(dialing, address, nil)
	if res != nil && res.Body != nil {
		res.Body.Close()
	}
	if err != nil {
		g.resume = ""
		return false, fmt.Errorf("open the gateway: %w", plainly(err))
	}
	line := &line{g: g, conn: conn, ended: make(chan struct{})}
	var both sync.WaitGroup
	both.Go(func() { // the end of ctx ends the read
		select {
		case <-ctx.Done():
			line.hangUp(websocket.CloseGoingAway)
		case <-line.ended:
		}
	})
	// A gateway that answers heartbeats and never says READY is as good as none.
	unready := time.AfterFunc(g.p.timing.silence, func() {
		if !line.stands() {
			line.hangUp(resumable)
		}
	})
	err = line.listen(ctx, &both)
	unready.Stop()
	close(line.ended)
	line.hangUp(resumable)
	both.Wait()
	var closed *websocket.CloseError
	if errors.As(err, &closed) && (closed.Code == 4007 || closed.Code == 4009) {
		g.forget()
	}
	return line.stands(), err
}

func (g *gateway) forget() { g.session, g.resume, g.seq = "", "", 0 }

// address is where to connect. Asking for it also shows whether the token is accepted.
func (g *gateway) address(ctx context.Context) (string, error) {
	base := g.resume
	if g.session == "" || base == "" {
		var said struct {
			URL string `json:"url"`
		}
		if err := g.p.rest.do(ctx, call{doing: "ask for the gateway", method: http.MethodGet, path: "/gateway/bot"}, &said); err != nil {
			return "", err
		}
		base = said.URL
	}
	if !strings.HasPrefix(base, "wss://") && !strings.HasPrefix(base, "ws://") {
		return "", errors.New("the gateway's address cannot be used")
	}
	return strings.TrimSuffix(base, "/") + "/?v=10&encoding=json", nil
}

// line is one connection.
type line struct {
	g       *gateway
	conn    *websocket.Conn
	ended   chan struct{}
	writing sync.Mutex
	once    sync.Once
	greeted bool // HELLO has come

	mu      sync.Mutex
	stood   bool // READY or RESUMED has come
	unheard bool // a heartbeat that has not been answered
	last    int64
}

// largest is how much one frame may hold; GUILD_CREATE of a large server has some megabytes.
const largest = 32 << 20

// listen reads until the connection ends. No frame, however malformed, ends more than itself.
func (l *line) listen(ctx context.Context, both *sync.WaitGroup) error {
	l.conn.SetReadLimit(largest)
	for ctx.Err() == nil {
		if err := l.conn.SetReadDeadline(time.Now().Add(l.g.p.timing.silence)); err != nil {
			return err
		}
		kind, b, err := l.conn.ReadMessage()
		if err != nil {
			return ended(err)
		}
		f, err := read(kind, b)
		if err != nil {
			l.g.p.config.Log.Warn("discord: a frame cannot be read", "bytes", len(b))
			continue
		}
		if err := l.take(ctx, f, both); err != nil {
			return err
		}
	}
	return nil
}

func ended(err error) error {
	var closed *websocket.CloseError
	if errors.As(err, &closed) { // its text comes from outside
		return &websocket.CloseError{Code: closed.Code}
	}
	return plainly(err)
}

func read(kind int, b []byte) (f frame, err error) {
	if kind == websocket.BinaryMessage {
		z, err := zlib.NewReader(bytes.NewReader(b))
		if err != nil {
			return f, err
		}
		defer z.Close()
		if b, err = io.ReadAll(io.LimitReader(z, largest)); err != nil {
			return f, err
		}
	}
	f.Op = -1
	err = json.Unmarshal(b, &f)
	return f, err
}

func (l *line) take(ctx context.Context, f frame, both *sync.WaitGroup) error {
	if f.Seq != nil {
		l.g.seq = *f.Seq
		l.mu.Lock()
		l.last = *f.Seq
		l.mu.Unlock()
	}
	switch f.Op {
	case opHello:
		return l.hello(ctx, f, both)
	case opHeartbeat:
		return l.beat()
	case opAck:
		l.mu.Lock()
		l.unheard = false
		l.mu.Unlock()
	case opReconnect:
		return errAgain
	case opInvalidSession:
		var resumes bool
		if json.Unmarshal(f.Data, &resumes) != nil || !resumes {
			l.g.forget()
			sleep(ctx, time.Second+rand.N(time.Second)) // "wait 1-5 seconds", gateway.mdx
		}
		return errAgain
	case opDispatch:
		l.dispatch(f)
	}
	return nil
}

// hello begins the heartbeat and the session.
func (l *line) hello(ctx context.Context, f frame, both *sync.WaitGroup) error {
	var said struct {
		Interval int `json:"heartbeat_interval"`
	}
	if err := json.Unmarshal(f.Data, &said); err != nil || said.Interval < 100 || said.Interval > 600_000 {
		return errors.New("the gateway greets with nonsense")
	}
	if l.greeted { // once is enough: a second heart would count beats twice
		return nil
	}
	l.greeted = true
	l.last = l.g.seq
	both.Go(func() { l.heart(time.Duration(said.Interval) * time.Millisecond) })
	token := "Bot " + l.g.p.config.Token
	if l.g.session != "" {
		return l.write(opResume, map[string]any{"token": token, "session_id": l.g.session, "seq": l.g.seq})
	}
	if since := time.Since(l.g.identified); since < l.g.p.timing.identify {
		sleep(ctx, l.g.p.timing.identify-since)
	}
	l.g.identified = time.Now()
	// No privileged intent: interactions belong to no intent, and servers are only counted.
	return l.write(opIdentify, map[string]any{
		"token": token, "intents": int(discordgo.IntentsGuilds), "compress": false, "large_threshold": 50,
		"properties": map[string]string{"os": runtime.GOOS, "browser": "portevoix", "device": "portevoix"},
	})
}

// heart beats until the connection ends. A beat that was not answered when the next is due means that nobody is there.
func (l *line) heart(every time.Duration) {
	next := time.NewTimer(rand.N(every))
	defer next.Stop()
	for {
		select {
		case <-l.ended:
			return
		case <-next.C:
			l.mu.Lock()
			dead := l.unheard
			l.unheard = true
			l.mu.Unlock()
			if dead || l.beat() != nil {
				l.hangUp(resumable)
				return
			}
			next.Reset(every)
		}
	}
}

func (l *line) beat() error {
	l.mu.Lock()
	last := l.last
	l.mu.Unlock()
	if last == 0 {
		return l.write(opHeartbeat, nil)
	}
	return l.write(opHeartbeat, last)
}

func (l *line) write(op int, data any) error {
	l.writing.Lock()
	defer l.writing.Unlock()
	if err := l.conn.SetWriteDeadline(time.Now().Add(10 * time.Second)); err != nil {
		return err
	}
	if err := l.conn.WriteJSON(struct {
		Op   int `json:"op"`
		Data any `json:"d"`
	}{op, data}); err != nil {
		return ended(err)
	}
	return nil
}

func (l *line) stand() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.stood = true
}

func (l *line) stands() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.stood
}

// hangUp closes the connection; whoever reads it sees the end.
func (l *line) hangUp(code int) {
	l.once.Do(func() {
		_ = l.conn.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, ""), time.Now().Add(time.Second))
		l.conn.Close()
	})
}

// dispatch takes an event. What it does not know is passed over.
func (l *line) dispatch(f frame) {
	g := l.g
	switch f.Type {
	case "READY":
		var ready struct {
			Session string                `json:"session_id"`
			Resume  string                `json:"resume_gateway_url"`
			User    struct{ ID string }   `json:"user"`
			App     struct{ ID string }   `json:"application"`
			Guilds  []struct{ ID string } `json:"guilds"`
		}
		if err := json.Unmarshal(f.Data, &ready); err != nil || ready.Session == "" {
			g.p.config.Log.Warn("discord: a READY that cannot be read")
			return
		}
		if ready.App.ID == "" {
			ready.App.ID = ready.User.ID
		}
		g.session, g.resume = ready.Session, ready.Resume
		l.stand()
		g.p.introduced(ready.User.ID, ready.App.ID)
		g.p.health.set(nil)
		g.announceEverywhere()
		for _, guild := range ready.Guilds {
			g.announce(guild.ID)
		}
	case "RESUMED":
		l.stand()
		g.p.health.set(nil)
	case "GUILD_CREATE":
		var guild struct{ ID string }
		if json.Unmarshal(f.Data, &guild) == nil {
			g.announce(guild.ID)
		}
		g.p.changed(g.desk)
	case "CHANNEL_CREATE", "CHANNEL_UPDATE", "GUILD_ROLE_CREATE", "GUILD_ROLE_UPDATE", "GUILD_ROLE_DELETE", "GUILD_MEMBER_UPDATE":
		g.p.changed(g.desk) // without a privileged intent, the only member of whom we hear is the bot itself
	case "GUILD_DELETE":
		var guild struct{ ID string }
		if json.Unmarshal(f.Data, &guild) == nil {
			g.guilds.Delete(guild.ID)
		}
	case "INTERACTION_CREATE":
		g.desk.take(f.Data, nil)
	}
}

// announce makes a server know our commands, once per process and membership.
func (g *gateway) announce(guild string) {
	if guild == "" {
		return
	}
	if _, done := g.guilds.LoadOrStore(guild, true); done {
		return
	}
	g.desk.running.Go(func() {
		var commands []command
		if g.p.serves(guild) {
			commands = describe(g.desk.commands)
		}
		if err := g.p.register(g.desk.work, guild, commands); err != nil && g.desk.work.Err() == nil {
			g.guilds.Delete(guild)
			g.p.config.Log.Error("discord: the commands of a server cannot be announced", "server", guild, "err", err)
			g.p.health.note("announce/"+guild, cannotAnnounce(guild, err))
		} else {
			g.p.health.note("announce/"+guild, nil)
		}
	})
}

// announceEverywhere removes commands that an earlier version announced for all servers: beside those of a server they would stand twice.
func (g *gateway) announceEverywhere() {
	if _, done := g.guilds.LoadOrStore("", true); done {
		return
	}
	g.desk.running.Go(func() {
		if err := g.p.register(g.desk.work, "", nil); err != nil && g.desk.work.Err() == nil {
			g.p.config.Log.Warn("discord: commands of all servers cannot be looked at", "err", err)
		}
	})
}
