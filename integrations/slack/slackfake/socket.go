package slackfake

import (
	"crypto/rand"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// A socket is one Socket Mode connection.
type socket struct {
	number int
	conn   *websocket.Conn
	quiet  bool // sends no pings

	mu       sync.Mutex // of writing
	retiring bool       // gets no more deliveries; kept by the server's mutex
}

const (
	mostSockets = 10
	maxAckBytes = 20 << 10
)

func (s *Server) connectionsOpen(args) (object, *refusal) {
	ticket := rand.Text()
	s.tickets[ticket] = true
	return object{"url": "ws" + strings.TrimPrefix(s.URL, "http") + "/link/?ticket=" + ticket + "&app_id=" + App}, nil
}

var upgrader = websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}

func (s *Server) serveSocket(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	valid := s.tickets[r.URL.Query().Get("ticket")]
	delete(s.tickets, r.URL.Query().Get("ticket"))
	s.mu.Unlock()
	if fault := s.fault("link"); fault.Before != nil {
		fault.Before(w)
		return
	}
	if !valid {
		http.Error(w, "the ticket is unknown or used", http.StatusForbidden)
		return
	}
	conn, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	s.running.Add(1)
	defer s.running.Done()
	s.hold(conn)
}

// hold keeps a socket until it ends.
func (s *Server) hold(conn *websocket.Conn) {
	c := &socket{conn: conn}
	s.mu.Lock()
	s.opened++
	c.number = s.opened
	tooMany := len(s.sockets) >= mostSockets
	if !tooMany {
		s.sockets = append(s.sockets, c)
	}
	n := len(s.sockets)
	s.mu.Unlock()
	defer func() { _ = conn.Close() }()
	if tooMany {
		c.send(object{"type": "disconnect", "reason": "too_many_websockets", "debug_info": object{"host": "applink-fake"}})
		return
	}
	c.send(object{
		"type": "hello", "num_connections": n, "connection_info": object{"app_id": App},
		"debug_info": object{"host": "applink-fake", "build_number": 10, "approximate_connection_time": 18060},
	})
	stop := make(chan struct{})
	var pinging sync.WaitGroup
	pinging.Go(func() { s.ping(c, stop) })
	s.listen(c)
	close(stop)
	pinging.Wait()
	s.mu.Lock()
	s.sockets = slices.DeleteFunc(s.sockets, func(other *socket) bool { return other == c })
	s.mu.Unlock()
}

func (s *Server) ping(c *socket, stop <-chan struct{}) {
	tick := time.NewTicker(s.o.Pings)
	defer tick.Stop()
	for {
		select {
		case <-stop:
			return
		case <-s.lifetime.Done():
			_ = c.conn.UnderlyingConn().Close()
			return
		case <-tick.C:
			s.mu.Lock()
			quiet := c.quiet
			s.mu.Unlock()
			if !quiet {
				_ = c.conn.WriteControl(websocket.PingMessage, []byte("ping from applink-fake"), time.Now().Add(time.Second))
			}
		}
	}
}

// listen reads acknowledgements. gorilla answers the client's pings.
func (s *Server) listen(c *socket) {
	for {
		kind, frame, err := c.conn.ReadMessage()
		if err != nil {
			return
		}
		now := time.Now()
		var ack struct {
			ID      string          `json:"envelope_id"`
			Payload json.RawMessage `json:"payload"`
		}
		s.mu.Lock()
		switch p := (*pending)(nil); {
		case kind != websocket.TextMessage || json.Unmarshal(frame, &ack) != nil || ack.ID == "":
			s.problem("socket %d sent a frame that acknowledges nothing", c.number)
		case len(frame) >= maxAckBytes:
			s.problem("an acknowledgement of %d bytes was dropped", len(frame))
		default:
			p = s.waiting[ack.ID]
			switch {
			case p == nil:
				s.problem("an envelope was acknowledged that nobody sent")
			case p.ended:
				s.problem("an acknowledgement of %s came twice or too late", p.kind)
			default:
				p.ended = true
				p.answer <- Ack{Kind: p.kind, OK: true, Took: now.Sub(p.at), Payload: ack.Payload}
			}
		}
		s.mu.Unlock()
	}
}

func (c *socket) send(v any) bool { return c.write(websocket.TextMessage, encode(v)) }

func (c *socket) write(kind int, frame []byte) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	_ = c.conn.SetWriteDeadline(time.Now().Add(5 * time.Second))
	return c.conn.WriteMessage(kind, frame) == nil
}

// pick is the open socket whose turn it is.
func (s *Server) pick() *socket {
	var open []*socket
	for _, c := range s.sockets {
		if !c.retiring {
			open = append(open, c)
		}
	}
	if len(open) == 0 {
		return nil
	}
	s.next++
	return open[s.next%len(open)]
}

// Sockets counts the open sockets, and those ever opened.
func (s *Server) Sockets() (open, ever int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.sockets), s.opened
}

// Disconnect tells every open socket to go away ("warning", "refresh_requested", "link_disabled") and closes it after the time given.
func (s *Server) Disconnect(reason string, after time.Duration) {
	for _, c := range s.openSockets(true) {
		c.send(object{"type": "disconnect", "reason": reason, "debug_info": object{"host": "applink-fake"}})
		s.running.Go(func() {
			select {
			case <-time.After(after):
			case <-s.lifetime.Done():
			}
			_ = c.conn.UnderlyingConn().Close()
		})
	}
}

// Cut closes every socket without a word, as a failing network does.
func (s *Server) Cut() {
	for _, c := range s.openSockets(true) {
		_ = c.conn.UnderlyingConn().Close()
	}
}

// Quiet stops the pings on the open sockets.
func (s *Server) Quiet() {
	for _, c := range s.openSockets(false) {
		s.mu.Lock()
		c.quiet = true
		s.mu.Unlock()
	}
}

// Ping pings on every open socket now.
func (s *Server) Ping() {
	for _, c := range s.openSockets(false) {
		_ = c.conn.WriteControl(websocket.PingMessage, []byte("late"), time.Now().Add(time.Second))
	}
}

// Frame sends a raw frame to every open socket: nonsense that a client must survive.
func (s *Server) Frame(binary bool, frame []byte) {
	kind := websocket.TextMessage
	if binary {
		kind = websocket.BinaryMessage
	}
	for _, c := range s.openSockets(false) {
		c.write(kind, frame)
	}
}

func (s *Server) openSockets(retire bool) []*socket {
	s.mu.Lock()
	defer s.mu.Unlock()
	open := slices.Clone(s.sockets)
	for _, c := range open {
		c.retiring = c.retiring || retire
	}
	return open
}
