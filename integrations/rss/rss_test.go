package rss_test

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"portevoix/bot/social"
	"portevoix/integrations/rss"
	"portevoix/integrations/web"
)

var _ social.MentionSource = (*rss.Feed)(nil)

const gazette = `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>La Gazette de Valombre</title><language>fr-FR</language>
<item><guid>1</guid><title>Urgences : les délais &amp; les renforts</title><link>/article/1?utm_source=rss</link><description>&lt;p&gt;Le &lt;b&gt;CH de Valombre&lt;/b&gt; recrute.&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;</description><pubDate>Mon, 23 Nov 2026 10:00:00 +0100</pubDate></item>
%s</channel></rss>`

func serve(t *testing.T, h http.HandlerFunc) *rss.Feed {
	t.Helper()
	s := httptest.NewServer(h)
	f := rss.New(s.URL + "/une?key=secret")
	t.Cleanup(func() { f.Close(); s.Close() })
	return f
}

func TestOnlyWhatIsNewIsReturnedAndAskedFor(t *testing.T) {
	more, asked, unchanged := "", 0, 0
	f := serve(t, func(w http.ResponseWriter, r *http.Request) {
		asked++
		tag := fmt.Sprintf(`"%d"`, len(more))
		if r.Header.Get("If-None-Match") == tag {
			unchanged++
			w.WriteHeader(http.StatusNotModified)
			return
		}
		w.Header().Set("ETag", tag)
		fmt.Fprintf(w, gazette, more)
	})
	found, cursor, err := f.Mentions(t.Context(), "")
	if err != nil || len(found) != 1 {
		t.Fatalf("%d items, %v", len(found), err)
	}
	m := found[0]
	if m.Title != "Urgences : les délais & les renforts" || m.Text != "Le CH de Valombre recrute." || !m.Press || m.Author != "La Gazette de Valombre" || m.Lang != "fr" {
		t.Errorf("got %+v", m)
	}
	if !strings.HasPrefix(m.URL, "http://127.0.0.1") || !strings.Contains(m.URL, "/article/1") {
		t.Errorf("the link is %q", m.URL)
	}
	if !m.At.Equal(time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)) {
		t.Errorf("it is said to be from %v", m.At)
	}
	if found, cursor, err = f.Mentions(t.Context(), cursor); err != nil || len(found) != 0 || unchanged != 1 {
		t.Fatalf("unchanged: %d items, %d times not modified, %v", len(found), unchanged, err)
	}
	more = `<item><guid>2</guid><title>Portes ouvertes</title><link>https://gazette.example/2</link></item>`
	if found, _, err = f.Mentions(t.Context(), cursor); err != nil || len(found) != 1 || found[0].Title != "Portes ouvertes" {
		t.Fatalf("one more: %+v, %v", found, err)
	}
	if strings.Contains(f.Name(), "secret") {
		t.Errorf("the name %q holds the query", f.Name())
	}
}

func TestWhatIsNoFeedIsExplained(t *testing.T) {
	for name, c := range map[string]struct {
		answer http.HandlerFunc
		want   error
	}{
		"a web page": {func(w http.ResponseWriter, _ *http.Request) {
			fmt.Fprint(w, "<!DOCTYPE html><html><title>Une</title></html>")
		}, rss.ErrPage},
		"a web page without a doctype": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			fmt.Fprint(w, "<body>bonjour</body>")
		}, rss.ErrPage},
		"nonsense": {func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "<?xml version='1.0'?><rss><channel>") }, nil},
		"ten megabytes": {func(w http.ResponseWriter, _ *http.Request) {
			fmt.Fprint(w, "<?xml?><rss>"+strings.Repeat("x", 11<<20))
		}, web.ErrTooLarge},
		"a loop":   {func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/again", http.StatusFound) }, web.ErrRedirects},
		"an error": {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusInternalServerError) }, nil},
	} {
		t.Run(name, func(t *testing.T) {
			f := serve(t, c.answer)
			_, cursor, err := f.Mentions(t.Context(), `{"etag":"old"}`)
			if err == nil || (c.want != nil && !errors.Is(err, c.want)) {
				t.Errorf("got %v", err)
			}
			if cursor != `{"etag":"old"}` {
				t.Errorf("the cursor became %q", cursor)
			}
			if err != nil && strings.Contains(err.Error(), "secret") {
				t.Errorf("the error holds the query: %v", err)
			}
		})
	}
}

func FuzzMentions(f *testing.F) {
	f.Add([]byte(fmt.Sprintf(gazette, "")), "")
	f.Add([]byte(`{"version":"https://jsonfeed.org/version/1","items":[{"id":"1"}]}`), `{"seen":["x"]}`)
	f.Add([]byte("\xef\xbb\xbf<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>1</id></entry></feed>"), "{")
	answer := []byte(nil)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.Write(answer) }))
	feed := rss.New(s.URL)
	f.Cleanup(func() { feed.Close(); s.Close() })
	f.Fuzz(func(t *testing.T, body []byte, cursor string) {
		answer = body
		found, next, err := feed.Mentions(t.Context(), cursor)
		if err != nil && next != cursor {
			t.Error("an error moved the cursor")
		}
		for _, m := range found {
			if m.ID == "" {
				t.Error("a mention without an id")
			}
		}
	})
}
