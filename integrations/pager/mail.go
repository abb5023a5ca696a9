package pager

import (
	"bytes"
	"context"
	"crypto/sha256"
	"crypto/tls"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/quotedprintable"
	"net"
	"net/mail"
	"net/smtp"
	"net/textproto"
	"net/url"
	"strings"
	"time"

	"portevoix/bot/chat"
	"portevoix/bot/outcome"
	"portevoix/bot/text"
)

// Mail pages by e-mail through the hospital's mail server (RFC 5321). smtps:// speaks TLS from the start (RFC 8314); smtp:// must be
// offered STARTTLS (RFC 3207), except on this machine.
type Mail struct {
	Addr     string // "mail.ch-valombre.example:587"
	TLS      bool   // from the start
	User     string // empty: without signing in
	Password string
	From     string // "portevoix@ch-valombre.example"
	Now      func() time.Time
	Trust    *tls.Config // what to trust; nil: what this machine trusts
}

// NewMail reads smtp://user@host:587 or smtps://user@host:465.
func NewMail(address, password, from string, now func() time.Time) (*Mail, error) {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" || u.Scheme != "smtp" && u.Scheme != "smtps" {
		return nil, errors.New("write smtp://user@host:587 or smtps://user@host:465")
	}
	if _, secret := u.User.Password(); secret {
		return nil, errors.New("the password belongs in a setting of its own")
	}
	if a, err := mail.ParseAddress(from); err != nil || a.Address != from {
		return nil, errors.New("the sender must be a plain e-mail address")
	}
	m := &Mail{TLS: u.Scheme == "smtps", User: u.User.Username(), Password: password, From: from, Now: now}
	port := u.Port()
	if port == "" {
		port = map[bool]string{false: "587", true: "465"}[m.TLS]
	}
	m.Addr = net.JoinHostPort(u.Hostname(), port)
	return m, nil
}

// Name is "mail".
func (m *Mail) Name() string { return "mail" }

// Reaches whoever has an address.
func (m *Mail) Reaches(r chat.Recipient) bool {
	a, err := mail.ParseAddress(r.Mail)
	return err == nil && a.Address == r.Mail
}

// Page sends one message. Its Message-ID comes from the key, so a second copy is the same message.
func (m *Mail) Page(ctx context.Context, a outcome.Attempt, to chat.Recipient, words string) error {
	c, end, err := m.connect(ctx)
	if err != nil {
		return err
	}
	defer end()
	if err := c.Mail(m.From); err != nil {
		return m.failed("the sender", err)
	}
	if err := c.Rcpt(to.Mail); err != nil {
		return m.failed("the recipient", err)
	}
	w, err := c.Data()
	if err != nil {
		return m.failed("the message", err)
	}
	if _, err := w.Write(m.message(a, to, words)); err != nil {
		return m.failed("the message", err)
	}
	if err := w.Close(); err != nil { // the server has it all: only its answer says whether it took it
		return m.afterAll(err)
	}
	_ = c.Quit() // taken over already
	return nil
}

// Health signs in and says what is in the way.
func (m *Mail) Health(ctx context.Context) []*chat.Problem {
	c, end, err := m.connect(ctx)
	if err != nil {
		return []*chat.Problem{{
			What: text.Text{FR: "Le serveur de courriel n'accepte pas la connexion.", EN: "The mail server does not accept the connection.", AR: "خادم البريد لا يقبل الاتصال."},
			Do:   text.Text{FR: "Vérifiez PORTEVOIX_SMTP et PORTEVOIX_SMTP_PASSWORD, et que le serveur offre STARTTLS.", EN: "Check PORTEVOIX_SMTP and PORTEVOIX_SMTP_PASSWORD, and that the server offers STARTTLS.", AR: "تحققوا من PORTEVOIX_SMTP وPORTEVOIX_SMTP_PASSWORD ومن أن الخادم يوفر STARTTLS."},
		}}
	}
	defer end()
	_ = c.Quit()
	return nil
}

// longest is how long a whole conversation may take, unless ctx ends it before.
const longest = 20 * time.Second

// connect opens a conversation that is private and signed in. end closes it.
func (m *Mail) connect(ctx context.Context) (c *smtp.Client, end func(), err error) {
	host, _, _ := net.SplitHostPort(m.Addr)
	secure := &tls.Config{}
	if m.Trust != nil {
		secure = m.Trust.Clone()
	}
	secure.ServerName, secure.MinVersion = host, tls.VersionTLS12
	conn, err := (&net.Dialer{}).DialContext(ctx, "tcp", m.Addr)
	if err != nil {
		return nil, nil, m.failed("the connection", err)
	}
	deadline, ok := ctx.Deadline()
	if latest := time.Now().Add(longest); !ok || deadline.After(latest) {
		deadline = latest
	}
	_ = conn.SetDeadline(deadline)
	stop := context.AfterFunc(ctx, func() { conn.Close() })
	end = func() { stop(); conn.Close() }
	if m.TLS {
		conn = tls.Client(conn, secure)
	}
	if c, err = m.greet(conn, host, secure); err != nil {
		end()
		return nil, nil, err
	}
	return c, end, nil
}

func (m *Mail) greet(conn net.Conn, host string, secure *tls.Config) (*smtp.Client, error) {
	c, err := smtp.NewClient(conn, host)
	if err != nil {
		return nil, m.failed("the greeting", err)
	}
	if !m.TLS {
		if offered, _ := c.Extension("STARTTLS"); offered {
			if err := c.StartTLS(secure); err != nil {
				return nil, m.failed("STARTTLS", err)
			}
		} else if !loopback(conn) {
			return nil, &outcome.Failure{Outcome: outcome.Refused, Reason: outcome.Reconnect, Err: errors.New("the mail server does not offer STARTTLS")}
		}
	}
	if m.User != "" {
		if err := c.Auth(smtp.PlainAuth("", m.User, m.Password, host)); err != nil {
			return nil, m.failed("the sign-in", err)
		}
	}
	return c, nil
}

func loopback(conn net.Conn) bool {
	a, ok := conn.RemoteAddr().(*net.TCPAddr)
	return ok && a.IP.IsLoopback()
}

// message is the whole e-mail. The subject is all that a locked phone shows, and it is all there is to say.
func (m *Mail) message(a outcome.Attempt, to chat.Recipient, words string) []byte {
	id := sha256.Sum256([]byte(a.Key))
	_, domain, _ := strings.Cut(m.From, "@")
	var b bytes.Buffer
	for _, h := range [][2]string{
		{"From", (&mail.Address{Name: "Portevoix", Address: m.From}).String()},
		{"To", (&mail.Address{Address: to.Mail}).String()},
		{"Subject", mime.QEncoding.Encode("utf-8", words)},
		{"Date", m.Now().Format(time.RFC1123Z)},
		{"Message-ID", "<" + hex.EncodeToString(id[:16]) + "@" + domain + ">"},
		{"Auto-Submitted", "auto-generated"}, // RFC 3834: no out-of-office answers
		{"Importance", "high"},
		{"Content-Language", string(to.Lang)},
		{"MIME-Version", "1.0"},
		{"Content-Type", "text/plain; charset=utf-8"},
		{"Content-Transfer-Encoding", "quoted-printable"},
	} {
		b.WriteString(h[0] + ": " + h[1] + "\r\n")
	}
	b.WriteString("\r\n")
	w := quotedprintable.NewWriter(&b)
	_, _ = w.Write([]byte(words + "\r\n")) // to memory
	_ = w.Close()
	return b.Bytes()
}

// failed says what became of a conversation that ended before the message was complete: certainly nothing was sent. The words of the
// server are left out, since they repeat addresses.
func (m *Mail) failed(at string, err error) error {
	f := &outcome.Failure{Outcome: outcome.Delayed, Reason: outcome.Unavailable, Err: fmt.Errorf("the mail server did not take %s", at)}
	var answer *textproto.Error
	var cert *tls.CertificateVerificationError
	var network net.Error
	switch {
	case errors.As(err, &answer):
		f.Err = fmt.Errorf("the mail server answered %d to %s", answer.Code, at)
		if answer.Code < 500 {
			return f
		}
		f.Outcome, f.Reason = outcome.Refused, outcome.Rejected
		if at != "the recipient" && at != "the message" {
			f.Reason = outcome.Reconnect
		}
	case errors.As(err, &cert):
		f.Outcome, f.Reason, f.Err = outcome.Refused, outcome.Reconnect, errors.New("the certificate of the mail server is not valid")
	case at == "the sign-in" && !errors.As(err, &network) && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF):
		f.Outcome, f.Reason = outcome.Refused, outcome.Reconnect // our side would not send a password without TLS
	}
	return f
}

// afterAll says what became of a complete message: an answer decides; without one nobody knows.
func (m *Mail) afterAll(err error) error {
	var answer *textproto.Error
	if errors.As(err, &answer) {
		return m.failed("the message", err)
	}
	return &outcome.Failure{Outcome: outcome.Unsure, Reason: outcome.Unavailable, Err: errors.New("the mail server did not say whether it took the message")}
}
