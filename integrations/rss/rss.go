// Package rss reads RSS, Atom and JSON feeds as a social.MentionSource: newspapers, alert services, an own press page. It asks only
// for what is new (conditional requests), keeps within limits of size, time and redirects, and says in plain words when an address
// leads to a web page instead of a feed.
//
// The addresses come from the settings, so from whoever runs the program; feeds themselves name no further address that is
// fetched.
package rss

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/mmcdole/gofeed"
	nethtml "golang.org/x/net/html"

	"portevoix/bot/social"
	"portevoix/bot/text"
	"portevoix/integrations/web"
)

// A Feed is one feed.
type Feed struct {
	URL    string
	Client *http.Client // with the limits of integrations/web
	Now    func() time.Time
}

// New reads a feed with the usual limits: 20 s, 10 MB, 5 redirects.
func New(address string) *Feed {
	return &Feed{URL: address, Client: web.NewClient(web.Limits{}), Now: time.Now}
}

// Name is where the feed comes from, without its query: "rss: gazette.example/une".
func (f *Feed) Name() string {
	u, err := url.Parse(f.URL)
	if err != nil {
		return "rss"
	}
	return "rss: " + strings.TrimSuffix(u.Host+u.Path, "/")
}

// Close ends idle connections.
func (f *Feed) Close() { f.Client.CloseIdleConnections() }

// cursor is what is remembered between two reads. The ids of the last items tell what is new where a server has no conditional
// requests.
type cursor struct {
	ETag     string   `json:"etag,omitempty"`
	Modified string   `json:"modified,omitempty"`
	Seen     []string `json:"seen,omitempty"` // hashes of item ids, the newest first
}

// remembered is how many items are remembered: more than any feed shows at once.
const remembered = 500

// Why a feed cannot be read. The errors name no address.
var (
	ErrPage   = errors.New("this address leads to a web page, not to a feed: look for the feed's own address (often /rss or /feed)")
	ErrNoFeed = errors.New("what was answered is not a feed that can be read")
)

// Mentions returns the items that are new since the cursor.
func (f *Feed) Mentions(ctx context.Context, since string) ([]social.Mention, string, error) {
	var c cursor
	if since != "" && json.Unmarshal([]byte(since), &c) != nil {
		c = cursor{} // a cursor that cannot be read is no cursor
	}
	body, next, err := f.fetch(ctx, c)
	if err != nil || body == nil {
		return nil, since, err
	}
	feed, err := parse(body)
	if err != nil {
		return nil, since, err
	}
	found := f.fresh(feed, c, &next)
	encoded, err := json.Marshal(next)
	if err != nil {
		return nil, since, fmt.Errorf("encode the cursor: %w", err)
	}
	return found, string(encoded), nil
}

// fetch asks for the feed. A nil body means that nothing has changed.
func (f *Feed) fetch(ctx context.Context, c cursor) ([]byte, cursor, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, f.URL, nil)
	if err != nil {
		return nil, c, errors.New("the address of the feed cannot be read")
	}
	req.Header.Set("Accept", "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.1")
	if c.ETag != "" {
		req.Header.Set("If-None-Match", c.ETag)
	}
	if c.Modified != "" {
		req.Header.Set("If-Modified-Since", c.Modified)
	}
	resp, err := f.Client.Do(req)
	if err != nil {
		return nil, c, web.Failed(nil, err, false)
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusNotModified {
		return nil, c, nil
	}
	if err := web.Failed(resp, nil, false); err != nil {
		return nil, c, err
	}
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, c, web.Failed(nil, err, false)
	}
	if looksLikePage(resp.Header.Get("Content-Type"), body) {
		return nil, c, ErrPage
	}
	return body, cursor{ETag: resp.Header.Get("ETag"), Modified: resp.Header.Get("Last-Modified"), Seen: c.Seen}, nil
}

// looksLikePage recognises HTML by its first tag; servers often call feeds text/html too.
func looksLikePage(contentType string, body []byte) bool {
	head := strings.ToLower(strings.TrimSpace(strings.TrimPrefix(string(body[:min(len(body), 1024)]), "\ufeff")))
	if strings.HasPrefix(head, "<!doctype html") || strings.HasPrefix(head, "<html") {
		return true
	}
	return strings.Contains(contentType, "text/html") && !strings.HasPrefix(head, "<?xml") && !strings.HasPrefix(head, "<rss") && !strings.HasPrefix(head, "<feed")
}

// parse reads a feed; a library that panics on odd input must not end the program.
func parse(body []byte) (feed *gofeed.Feed, err error) {
	defer func() {
		if recover() != nil {
			feed, err = nil, ErrNoFeed
		}
	}()
	feed, err = gofeed.NewParser().ParseString(string(body))
	if err != nil {
		return nil, ErrNoFeed // the library's error quotes the feed
	}
	return feed, nil
}

// fresh turns the items that were not seen before into mentions, and remembers them.
func (f *Feed) fresh(feed *gofeed.Feed, c cursor, next *cursor) []social.Mention {
	seen := map[string]bool{}
	for _, id := range c.Seen {
		seen[id] = true
	}
	var found []social.Mention
	var ids []string
	for _, item := range feed.Items {
		if item == nil {
			continue
		}
		id := idOf(item)
		if id == "" || seen[id] {
			continue
		}
		seen[id] = true
		ids = append(ids, id)
		found = append(found, f.mention(feed, item, id))
	}
	next.Seen = append(ids, c.Seen...)
	next.Seen = next.Seen[:min(len(next.Seen), remembered)]
	return found
}

func idOf(item *gofeed.Item) string {
	id := item.GUID
	if id == "" {
		id = item.Link
	}
	if id == "" {
		id = item.Title
	}
	if id == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(id))
	return hex.EncodeToString(sum[:12])
}

// longest is how much of an article is looked at.
const longest = 5000

func (f *Feed) mention(feed *gofeed.Feed, item *gofeed.Item, id string) social.Mention {
	words := item.Description
	if words == "" {
		words = item.Content
	}
	m := social.Mention{
		Source: f.Name(), ID: id, URL: f.link(item.Link), Author: plain(feed.Title), Title: plain(item.Title), Text: plain(words), Press: true, At: f.Now(),
	}
	if l, ok := text.ParseLang(feed.Language); ok {
		m.Lang = l
	}
	for _, at := range []*time.Time{item.PublishedParsed, item.UpdatedParsed} {
		if at != nil && !at.After(m.At) {
			m.At = *at
			break
		}
	}
	return m
}

// link makes an item's address absolute; only http and https are kept.
func (f *Feed) link(address string) string {
	base, err := url.Parse(f.URL)
	if err != nil {
		return ""
	}
	u, err := base.Parse(strings.TrimSpace(address))
	if err != nil || u.Host == "" || (u.Scheme != "https" && u.Scheme != "http") || strings.TrimSpace(address) == "" {
		return ""
	}
	return u.String()
}

// plain is the text of a piece of HTML, on one line.
func plain(s string) string {
	if len(s) > 20*longest {
		s = s[:20*longest]
	}
	s = strings.ToValidUTF8(s, "")
	var b strings.Builder
	z := nethtml.NewTokenizer(strings.NewReader(s))
	skip := 0
	for b.Len() < 4*longest {
		switch z.Next() {
		case nethtml.ErrorToken:
			return cut(b.String())
		case nethtml.TextToken:
			if skip == 0 {
				b.Write(z.Text())
			}
		case nethtml.StartTagToken:
			b.WriteByte(' ')
			if hidden(z) {
				skip++
			}
		case nethtml.EndTagToken:
			b.WriteByte(' ')
			if hidden(z) && skip > 0 {
				skip--
			}
		}
	}
	return cut(b.String())
}

func hidden(z *nethtml.Tokenizer) bool {
	name, _ := z.TagName()
	return string(name) == "script" || string(name) == "style"
}

func cut(s string) string {
	s = strings.Join(strings.Fields(html.UnescapeString(s)), " ")
	if utf8.RuneCountInString(s) <= longest {
		return s
	}
	return string([]rune(s)[:longest]) + "…"
}
