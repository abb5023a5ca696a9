package pager_test

import (
	"bufio"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"errors"
	"io"
	"math/big"
	"mime"
	"net"
	"net/http"
	"net/http/httptest"
	"net/mail"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"portevoix/bot/chat"
	"portevoix/bot/outcome"
	"portevoix/bot/text"
	"portevoix/integrations/pager"
	"portevoix/integrations/web"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const (
	words   = "Portevoix: Un avis vous attend (2 alertes, vérifiées)."
	someone = "garde@ch-valombre.example"
	number  = "+33 6 39 98 00 11"
	secret  = "sixteen characters or more"
)

var (
	attempt = outcome.Attempt{Key: "page/c_4k7mq2/p_ab12cd/0", Number: 1}
	to      = chat.Recipient{Phone: number, Mail: someone, Lang: text.FR}
)

func now() time.Time { return time.Date(2026, 11, 24, 2, 10, 0, 0, time.UTC) }

func TestAMailArrivesEncryptedSignedInAndSaysNothingMore(t *testing.T) {
	s := serve(t, fault{})
	m := client(t, s, "smtp://bot@"+s.addr)
	if err := m.Page(t.Context(), attempt, to, words); err != nil {
		t.Fatal(err)
	}
	if len(s.got()) != 1 || !s.secure || s.user != "\x00bot\x00"+secret || s.rcpt != "<"+someone+">" {
		t.Fatalf("%d messages, encrypted %v, recipient %q", len(s.got()), s.secure, s.rcpt)
	}
	got, err := mail.ReadMessage(strings.NewReader(s.got()[0]))
	if err != nil {
		t.Fatal(err)
	}
	subject, err := new(mime.WordDecoder).DecodeHeader(got.Header.Get("Subject"))
	if err != nil || subject != words {
		t.Errorf("subject %q, %v", subject, err)
	}
	first := got.Header.Get("Message-ID")
	if err := m.Page(t.Context(), attempt, to, words); err != nil {
		t.Fatal(err)
	}
	again, err := mail.ReadMessage(strings.NewReader(s.got()[1]))
	if err != nil || again.Header.Get("Message-ID") != first || first == "" {
		t.Errorf("a second copy is another message: %q, %q, %v", first, again.Header.Get("Message-ID"), err)
	}
	if problems := m.Health(t.Context()); len(problems) != 0 {
		t.Errorf("health: %v", problems)
	}
}

func TestWhatBecameOfAMail(t *testing.T) {
	for _, c := range []struct {
		name   string
		fault  fault
		want   outcome.Outcome
		reason outcome.Reason
	}{
		{"no such recipient", fault{"RCPT": "550 5.1.1 <" + someone + "> unknown"}, outcome.Refused, outcome.Rejected},
		{"greylisted", fault{"RCPT": "451 4.7.1 try later " + someone}, outcome.Delayed, outcome.Unavailable},
		{"the password is wrong", fault{"AUTH": "535 5.7.8 no"}, outcome.Refused, outcome.Reconnect},
		{"sign-in does not work now", fault{"AUTH": "454 4.7.0 later"}, outcome.Delayed, outcome.Unavailable},
		{"hangs up at sign-in", fault{"AUTH": hangUp}, outcome.Delayed, outcome.Unavailable},
		{"the sender is not ours", fault{"MAIL": "553 5.7.1 " + someone}, outcome.Refused, outcome.Reconnect},
		{"the message is refused", fault{".": "554 5.7.0 " + words}, outcome.Refused, outcome.Rejected},
		{"the disk is full", fault{".": "452 4.3.1 later"}, outcome.Delayed, outcome.Unavailable},
		{"hangs up before the message", fault{"DATA": hangUp}, outcome.Delayed, outcome.Unavailable},
		{"hangs up after the message", fault{".": hangUp}, outcome.Unsure, outcome.Unavailable},
		{"silent after the message", fault{".": silence}, outcome.Unsure, outcome.Unavailable},
		{"silent from the start", fault{"hello": silence}, outcome.Delayed, outcome.Unavailable},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := serve(t, c.fault)
			ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
			defer cancel()
			err := client(t, s, "smtp://bot@"+s.addr).Page(ctx, attempt, to, words)
			f := outcome.Of(err)
			if f == nil || f.Outcome != c.want || f.Reason != c.reason {
				t.Fatalf("got %v", err)
			}
			holdsNothing(t, err)
		})
	}
}

func TestAPasswordNeverTravelsInTheClear(t *testing.T) {
	s := serveAt(t, "127.0.0.2:0", fault{"STARTTLS": "not offered"}) // this machine under a name that is not known for it
	if f := outcome.Of(client(t, s, "smtp://bot@"+s.addr).Page(t.Context(), attempt, to, words)); f == nil || f.Outcome != outcome.Refused || s.user != "" {
		t.Errorf("a server in the clear got %q; %v", s.user, f)
	}
	if err := client(t, s, "smtp://"+s.addr).Page(t.Context(), attempt, to, words); err != nil {
		t.Errorf("without a password, on this machine, the clear is allowed: %v", err)
	}
	untrusted := serve(t, fault{})
	m := client(t, untrusted, "smtp://bot@"+untrusted.addr)
	m.Trust = nil
	if f := outcome.Of(m.Page(t.Context(), attempt, to, words)); f == nil || f.Outcome != outcome.Refused || untrusted.user != "" {
		t.Errorf("a server that nobody vouches for got %q; %v", untrusted.user, f)
	}
	if len(m.Health(t.Context())) == 0 {
		t.Error("health finds nothing wrong")
	}
}

func TestMailSettingsAreRead(t *testing.T) {
	m, err := pager.NewMail("smtps://bot@mail.ch-valombre.example", "", "portevoix@ch-valombre.example", now)
	if err != nil || m.Addr != "mail.ch-valombre.example:465" || !m.TLS || m.User != "bot" {
		t.Errorf("got %+v, %v", m, err)
	}
	for _, bad := range [][2]string{{"mail.ch-valombre.example", "a@b.example"}, {"smtp://u:topsecret@mail.example", "a@b.example"}, {"smtp://mail.example", "A <a@b.example>"}, {"http://mail.example", "a@b.example"}} {
		if _, err := pager.NewMail(bad[0], "", bad[1], now); err == nil || strings.Contains(err.Error(), "topsecret") {
			t.Errorf("%q: %v", bad, err)
		}
	}
	for _, bad := range []string{"", "nobody", "a@b.example\r\nRCPT TO:<c@d.example>", "A <a@b.example>"} {
		if m.Reaches(chat.Recipient{Mail: bad}) {
			t.Errorf("%q is taken for an address", bad)
		}
	}
}

func TestAGatewayGetsASignedPage(t *testing.T) {
	var body []byte
	var header http.Header
	s := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		body, _ = io.ReadAll(r.Body)
		header = r.Header
	}))
	defer s.Close()
	g := pager.NewGateway(s.URL+"/token", secret, now)
	defer g.Close()
	if err := g.Page(t.Context(), attempt, to, words); err != nil {
		t.Fatal(err)
	}
	if err := web.Verify(header, []byte(secret), body, now()); err != nil {
		t.Error(err)
	}
	if web.Verify(header, []byte(secret), append(body, ' '), now()) == nil || web.Verify(header, []byte("another"), body, now()) == nil {
		t.Error("the signature covers too little")
	}
	if !errors.Is(web.Verify(header, []byte(secret), body, now().Add(6*time.Minute)), web.ErrStale) {
		t.Error("an old signature counts")
	}
	want := `{"id":"page/c_4k7mq2/p_ab12cd/0","to":"+33 6 39 98 00 11","lang":"fr","text":"` + words + `","at":"2026-11-24T02:10:00Z"}`
	if string(body) != want || header.Get("Idempotency-Key") != string(attempt.Key) {
		t.Errorf("got %s", body)
	}
	if g.Reaches(chat.Recipient{Mail: someone}) || !g.Reaches(to) {
		t.Error("a gateway reaches those who have a number")
	}
}

func TestWhatBecameOfAGatewaysPage(t *testing.T) {
	for _, c := range []struct {
		name   string
		answer func(w http.ResponseWriter)
		want   outcome.Outcome
		reason outcome.Reason
	}{
		{"limited", func(w http.ResponseWriter) { w.Header().Set("Retry-After", "7"); w.WriteHeader(429) }, outcome.Delayed, outcome.Limited},
		{"the secret is wrong", func(w http.ResponseWriter) { w.WriteHeader(401) }, outcome.Refused, outcome.Reconnect},
		{"no such number", func(w http.ResponseWriter) { http.Error(w, number, http.StatusUnprocessableEntity) }, outcome.Refused, outcome.Rejected},
		{"broken", func(w http.ResponseWriter) { w.WriteHeader(500) }, outcome.Unsure, outcome.Unavailable},
		{"hangs up", func(http.ResponseWriter) { panic(http.ErrAbortHandler) }, outcome.Unsure, outcome.Unavailable},
		{"sends it elsewhere", func(w http.ResponseWriter) {
			w.Header().Set("Location", "https://elsewhere.example/")
			w.WriteHeader(307)
		}, outcome.Refused, outcome.Reconnect},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { c.answer(w) }))
			defer s.Close()
			g := pager.NewGateway(s.URL+"/token-of-the-gateway", secret, now)
			defer g.Close()
			err := g.Page(t.Context(), attempt, to, words)
			f := outcome.Of(err)
			if f == nil || f.Outcome != c.want || f.Reason != c.reason {
				t.Fatalf("got %v", err)
			}
			holdsNothing(t, err)
		})
	}
}

// holdsNothing fails when an error gives away whom a page was for, what it said or a secret.
func holdsNothing(t *testing.T, err error) {
	t.Helper()
	for _, private := range []string{someone, number, words, secret, "token-of-the-gateway"} {
		if strings.Contains(err.Error(), private) {
			t.Errorf("the error holds %q: %v", private, err)
		}
	}
}

func client(t *testing.T, s *server, address string) *pager.Mail {
	t.Helper()
	m, err := pager.NewMail(address, secret, "portevoix@ch-valombre.example", now)
	if err != nil {
		t.Fatal(err)
	}
	m.Trust = s.trust
	return m
}

// A fault is what the server answers to a command instead of doing it.
type fault map[string]string

const (
	hangUp  = "(hangs up)"
	silence = "(says nothing)"
)

// A server is a mail server on loopback that speaks SMTP with STARTTLS and AUTH PLAIN.
type server struct {
	addr   string
	trust  *tls.Config
	fault  fault
	cert   tls.Certificate
	ended  chan struct{}
	mu     sync.Mutex
	mails  []string
	secure bool
	user   string
	rcpt   string
}

func (s *server) got() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.mails
}

func serve(t *testing.T, f fault) *server {
	t.Helper()
	return serveAt(t, "127.0.0.1:0", f)
}

func serveAt(t *testing.T, addr string, f fault) *server {
	t.Helper()
	l, err := net.Listen("tcp", addr)
	if err != nil {
		t.Skipf("this machine has no %s", addr)
	}
	s := &server{addr: l.Addr().String(), fault: f, ended: make(chan struct{})}
	s.cert, s.trust = certificate(t)
	var all sync.WaitGroup
	all.Go(func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			all.Go(func() { defer conn.Close(); s.talk(conn) })
		}
	})
	t.Cleanup(func() { close(s.ended); l.Close(); all.Wait() })
	return s
}

func certificate(t *testing.T) (tls.Certificate, *tls.Config) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "test"}, NotAfter: time.Now().Add(time.Hour), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true}
	der, err := x509.CreateCertificate(rand.Reader, &template, &template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	leaf, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	pool.AddCert(leaf)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, &tls.Config{RootCAs: pool}
}

// talk has one conversation.
func (s *server) talk(conn net.Conn) {
	r, encrypted := bufio.NewReader(conn), false
	if !s.say(conn, "hello", "220 test") {
		return
	}
	for {
		line, err := r.ReadString('\n')
		if err != nil {
			return
		}
		verb, rest, _ := strings.Cut(strings.TrimRight(line, "\r\n"), " ")
		answer := "250 ok"
		switch verb {
		case "EHLO":
			answer = "250-test\r\n250 AUTH PLAIN"
			if s.fault["STARTTLS"] == "" && !encrypted {
				answer = "250-test\r\n250-STARTTLS\r\n250 AUTH PLAIN"
			}
		case "STARTTLS":
			io.WriteString(conn, "220 go\r\n")
			secure := tls.Server(conn, &tls.Config{Certificates: []tls.Certificate{s.cert}})
			if secure.Handshake() != nil {
				return
			}
			conn, r, encrypted = secure, bufio.NewReader(secure), true
			s.mu.Lock()
			s.secure = true
			s.mu.Unlock()
			continue
		case "AUTH":
			if !encrypted {
				answer = "538 only encrypted"
				break
			}
			user, _ := base64.StdEncoding.DecodeString(strings.TrimPrefix(rest, "PLAIN "))
			s.mu.Lock()
			s.user = string(user)
			s.mu.Unlock()
			answer = "235 welcome"
		case "RCPT":
			s.mu.Lock()
			s.rcpt = strings.TrimPrefix(rest, "TO:")
			s.mu.Unlock()
		case "DATA":
			if !s.say(conn, "DATA", "354 go on") {
				return
			}
			s.receive(r)
			verb = "."
		case "QUIT":
			answer = "221 bye"
		}
		if !s.say(conn, verb, answer) {
			return
		}
	}
}

func (s *server) receive(r *bufio.Reader) {
	var all strings.Builder
	for {
		line, err := r.ReadString('\n')
		if err != nil || line == ".\r\n" {
			break
		}
		all.WriteString(line)
	}
	s.mu.Lock()
	s.mails = append(s.mails, all.String())
	s.mu.Unlock()
}

func (s *server) say(conn net.Conn, verb, answer string) bool {
	if f := s.fault[verb]; f != "" {
		answer = f
	}
	switch answer {
	case hangUp:
		return false
	case silence:
		<-s.ended
		return false
	}
	_, err := io.WriteString(conn, answer+"\r\n")
	return err == nil
}
