// Package webchat is the bot in a browser: rooms, messages, forms and buttons on a page that this program serves to the person who
// sits at the same computer. It needs no account and no network, and is where the product is tried.
//
// It listens on loopback and refuses every other address, because there is no sign-in: whoever holds the one-time link that the
// terminal prints gets a session. Private answers live in memory only and reach the browser session that asked; what is posted into
// rooms is kept on a chat.Shelf, so that a restart loses nothing.
//
// The page itself is plain HTML, CSS and ES modules in page/, embedded as they are. No text from a message is ever parsed as HTML.
// This package knows nothing of what a command does: it fulfils chat.Platform.
package webchat

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"syscall"
	"time"

	"portevoix/bot/chat"
	"portevoix/bot/outcome"
	"portevoix/bot/text"
)

// A Config says how the web chat runs.
type Config struct {
	Addr  string         // loopback only: "127.0.0.1:8080", "[::1]:0", "localhost:8080"
	Trial bool           // whether "act as" exists: only while nothing real is connected
	Lang  text.Lang      // of a browser that asks for none of ours
	Zone  *time.Location // the team's time zone; nil: the machine's
	Log   *slog.Logger   // never gets a person's words; nil: silent
	Now   func() time.Time

	// Person is the id of whoever uses the page while Trial is false; empty: "officer".
	Person string

	// Jobs are the commands that an empty page teaches with their first example; nil: draft, check, mentions, urgent.
	Jobs []string

	// Announce shows a new link to the person at the terminal, when somebody with a used link asks for one. Nil: the page says to
	// restart instead.
	Announce func(url string)

	// Keep says whether the words that a person typed into a room may be written to the shelf (they hold nothing that identifies a
	// patient). Nil: never; they stay in memory until the process ends.
	Keep func(words string) bool
}

// A Platform is the web chat. Shelf may be set after New and before Listen; without one, rooms are forgotten at the end.
type Platform struct {
	Shelf chat.Shelf

	config   Config
	listener net.Listener
	hosts    map[string]bool // the Host headers that are ours
	door     *door
	rooms    *rooms
	hub      *hub
	kept     *kept
	pictures *pictures
	desk     *desk
	limits   *limits
	loading  sync.Mutex
	loaded   bool
}

// Name is "webchat": stored in references, never renamed.
func (p *Platform) Name() string { return platformName }

const platformName = "webchat"

// Title is what people call it.
func (p *Platform) Title() text.Text {
	return text.Text{FR: "Chat intégré", EN: "Web chat", AR: "الدردشة المدمجة"}
}

// Health says when the rooms cannot be kept: what is posted would then be refused.
func (p *Platform) Health(ctx context.Context) []*chat.Problem {
	err := p.shelved()
	if err == nil {
		if _, err = p.Shelf.Get(ctx, "session", "health"); errors.Is(err, outcome.ErrNotFound) {
			return nil
		}
	}
	if err == nil {
		return nil
	}
	return []*chat.Problem{{
		What: text.Text{FR: "Les salons ne peuvent être ni lus ni enregistrés.", EN: "The rooms can neither be read nor kept.", AR: "لا يمكن قراءة الغرف ولا حفظها."},
		Do:   text.Text{FR: "Vérifiez la place sur le disque et les droits du dossier de données, puis redémarrez Portevoix.", EN: "Check the space on the disk and the rights on the data folder, then restart Portevoix.", AR: "تحققوا من سعة القرص ومن صلاحيات مجلد البيانات ثم أعيدوا تشغيل Portevoix."},
	}}
}

var _ chat.Healthy = (*Platform)(nil)

// maxMessage is how many characters one message may have. The page scrolls, so this only bounds memory and the reader's patience.
const maxMessage = 200_000

// Rules are the page's limits: forms of five fields like everywhere, one after another if need be.
func (p *Platform) Rules() chat.Rules {
	return chat.Rules{
		FormFields: chat.MaxFields, FormAfterForm: true, Message: maxMessage, PressID: chat.MaxPress,
		Private: true, Pictures: true, Home: true,
	}
}

// New makes a web chat that does not listen yet. It refuses an address that other machines could reach.
func New(c Config) (*Platform, error) {
	if err := loopback(c.Addr); err != nil {
		return nil, err
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.Zone == nil {
		c.Zone = time.Local
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Jobs == nil {
		c.Jobs = []string{"draft", "check", "mentions", "urgent"}
	}
	if c.Person == "" {
		c.Person = "officer"
	}
	if _, ok := text.ParseLang(string(c.Lang)); !ok {
		c.Lang = text.EN
	}
	p := &Platform{config: c}
	p.hub = newHub(c.Now)
	p.kept = &kept{}
	p.pictures = &pictures{}
	p.rooms = &rooms{}
	p.limits = &limits{}
	p.door = &door{now: c.Now}
	return p, nil
}

// loopback refuses every address that is not this machine's own.
func loopback(addr string) error {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return fmt.Errorf("the web chat's address %q is not host:port; use 127.0.0.1:8080", addr)
	}
	if host == "localhost" {
		return nil
	}
	if ip := net.ParseIP(host); ip == nil || !ip.IsLoopback() {
		return fmt.Errorf("the web chat listens on this machine only, because it has no sign-in yet: %q is refused; use 127.0.0.1:8080", addr)
	}
	return nil
}

// Listen takes the port and reads the rooms' history. Run calls it when nobody has.
func (p *Platform) Listen() error {
	p.loading.Lock()
	defer p.loading.Unlock()
	if p.listener != nil {
		return nil
	}
	if p.Shelf == nil {
		p.Shelf = &memory{}
	}
	p.door.shelf = p.Shelf
	if err := p.load(context.Background()); err != nil {
		return fmt.Errorf("read the rooms of the web chat: %w", err)
	}
	l, err := net.Listen("tcp", p.config.Addr)
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return fmt.Errorf("the web chat's address %s is taken by another program; stop that one, or choose another address with PORTEVOIX_LISTEN, for example 127.0.0.1:8081", p.config.Addr)
	case err != nil:
		return fmt.Errorf("listen for the web chat: %w", err)
	}
	if a, ok := l.Addr().(*net.TCPAddr); !ok || !a.IP.IsLoopback() {
		return errors.Join(fmt.Errorf("the web chat's address %q leads outside this machine", p.config.Addr), l.Close())
	}
	p.listener, p.hosts = l, hostsOf(l.Addr().(*net.TCPAddr).Port)
	return nil
}

// hostsOf lists what a browser on this machine may call us. Any other Host header comes from a page that points its own name at
// us (DNS rebinding).
func hostsOf(port int) map[string]bool {
	hosts := map[string]bool{}
	for _, h := range []string{"localhost", "127.0.0.1", "::1"} {
		hosts[net.JoinHostPort(h, fmt.Sprint(port))] = true
		if port == 80 {
			hosts[h] = true
		}
	}
	return hosts
}

// base is the page's own address: "http://127.0.0.1:8080".
func (p *Platform) base() string { return "http://" + p.listener.Addr().String() }

// URL is an address that opens the chat once, for the person at this computer. While its secret is unused it stays the same; after
// that, a new one is made. It is empty before Listen.
func (p *Platform) URL() string {
	if p.listener == nil {
		return ""
	}
	return p.base() + "/enter?secret=" + p.door.secret()
}

// Run serves the page until ctx ends. It then closes every stream, lets running requests see the end of their context, and returns
// when all are done.
func (p *Platform) Run(ctx context.Context, commands []chat.Command, handle chat.Handler) error {
	if err := p.Listen(); err != nil {
		return err
	}
	work, stop := context.WithCancel(ctx)
	defer stop()
	p.desk = newDesk(work, p, commands, handle)
	server := &http.Server{
		Handler:           p.handler(),
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       30 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    32 << 10,
		ErrorLog:          slog.NewLogLogger(p.config.Log.Handler(), slog.LevelDebug),
		BaseContext:       func(net.Listener) context.Context { return work },
	}
	served := make(chan error, 1)
	go func() { served <- server.Serve(p.listener) }()
	p.desk.running.Go(func() { every(work, 24*time.Hour, func() { p.sweep(work) }) })
	p.desk.running.Go(func() { every(work, time.Minute, p.hub.tidy) })
	var failed error
	select {
	case <-ctx.Done():
	case failed = <-served:
	}
	stop()
	p.hub.close()
	farewell, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	if err := server.Shutdown(farewell); err != nil {
		server.Close()
	}
	p.desk.wait()
	if failed != nil {
		return fmt.Errorf("serve the web chat: %w", failed)
	}
	return nil
}

// Close gives the port back when Run was never called.
func (p *Platform) Close() error {
	if p.listener == nil {
		return nil
	}
	return p.listener.Close()
}

var _ chat.Platform = (*Platform)(nil)

// placeOf tells a room from somebody's direct messages. Both become one string: "general", "@officer".
func placeOf(to chat.Place) (string, error) {
	switch {
	case to.Room != "":
		return to.Room, nil
	case to.Person != "":
		return "@" + to.Person, nil
	}
	return "", &outcome.Failure{Outcome: outcome.Refused, Reason: outcome.Rejected, Err: errors.New("post into the web chat: no room and no person")}
}
