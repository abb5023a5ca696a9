package web_test

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"portevoix/bot/outcome"
	"portevoix/integrations/web"
)

func server(t *testing.T, h http.HandlerFunc) *httptest.Server {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s
}

func client(t *testing.T, l web.Limits) *http.Client {
	t.Helper()
	c := web.NewClient(l)
	t.Cleanup(c.CloseIdleConnections)
	return c
}

func TestAnAnswerIsCutAtItsLimit(t *testing.T) {
	s := server(t, func(w http.ResponseWriter, r *http.Request) {
		io.WriteString(w, strings.Repeat("x", 1000))
	})
	for _, c := range []struct {
		limit int64
		want  error
	}{{999, web.ErrTooLarge}, {1000, nil}} {
		resp, err := client(t, web.Limits{Body: c.limit}).Get(s.URL)
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if !errors.Is(err, c.want) || int64(len(data)) > c.limit {
			t.Errorf("limit %d: read %d bytes, %v", c.limit, len(data), err)
		}
	}
}

func TestRedirectsEnd(t *testing.T) {
	loop := server(t, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/again", http.StatusFound) })
	_, err := client(t, web.Limits{}).Get(loop.URL + "/?token=s3cret")
	if !errors.Is(web.Redact(err), web.ErrRedirects) {
		t.Errorf("a loop ended with %v", err)
	}
	once := server(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/" {
			http.Redirect(w, r, "/there", http.StatusFound)
		}
	})
	if resp, err := client(t, web.Limits{}).Get(once.URL); err != nil || resp.StatusCode != 200 {
		t.Errorf("one redirect: %v", err)
	}
	if _, err := client(t, web.Limits{Redirects: -1}).Get(once.URL); !errors.Is(web.Redact(err), web.ErrRedirects) {
		t.Errorf("no redirects wanted: %v", err)
	}
}

func TestAnErrorHoldsNoSecret(t *testing.T) {
	slow := server(t, func(w http.ResponseWriter, r *http.Request) {
		io.Copy(io.Discard, r.Body) // a connection is seen to end only once its request is read
		<-r.Context().Done()
	})
	closed := httptest.NewServer(nil)
	closed.Close()
	for name, address := range map[string]string{
		"slow":    strings.Replace(slow.URL, "http://", "http://user:s3cret@", 1) + "/bot123:s3cret/send?token=s3cret",
		"closed":  closed.URL + "/hooks/s3cret",
		"unknown": "http://nobody.invalid/s3cret?s3cret",
	} {
		_, err := client(t, web.Limits{Time: 200 * time.Millisecond}).Post(address, "text/plain", strings.NewReader("words"))
		if err == nil {
			t.Fatalf("%s: no error", name)
		}
		failure := web.Failed(nil, err, true)
		if strings.Contains(failure.Error(), "s3cret") {
			t.Errorf("%s: %v", name, failure)
		}
		want := outcome.Delayed
		if name == "slow" {
			want = outcome.Unsure // it may have arrived
		}
		if got := outcome.Of(failure); got.Outcome != want || got.Reason != outcome.Unavailable {
			t.Errorf("%s: %v %v", name, got.Outcome, got.Reason)
		}
	}
}

func TestAnAnswerSaysWhatBecameOfTheCall(t *testing.T) {
	for _, c := range []struct {
		status  int
		changes bool
		outcome outcome.Outcome
		reason  outcome.Reason
	}{
		{400, true, outcome.Refused, outcome.Rejected},
		{401, true, outcome.Refused, outcome.Reconnect},
		{402, true, outcome.Refused, outcome.Reconnect},
		{404, true, outcome.Refused, outcome.Rejected},
		{429, true, outcome.Delayed, outcome.Limited},
		{500, true, outcome.Unsure, outcome.Unavailable},
		{500, false, outcome.Delayed, outcome.Unavailable},
		{503, true, outcome.Unsure, outcome.Unavailable},
	} {
		s := server(t, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Retry-After", "7")
			w.WriteHeader(c.status)
		})
		resp, err := client(t, web.Limits{}).Get(s.URL + "/s3cret")
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		f := outcome.Of(web.Failed(resp, nil, c.changes))
		if f.Outcome != c.outcome || f.Reason != c.reason || f.RetryAfter != 7*time.Second || strings.Contains(f.Error(), "s3cret") {
			t.Errorf("%d: %v %v %v %v", c.status, f.Outcome, f.Reason, f.RetryAfter, f)
		}
	}
	if err := web.Failed(&http.Response{StatusCode: 204}, nil, true); err != nil {
		t.Errorf("204: %v", err)
	}
}

func TestRetryAfter(t *testing.T) {
	now := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	for v, want := range map[string]time.Duration{
		"": 0, "30": 30 * time.Second, "-5": 0, "soon": 0, "999999999": 24 * time.Hour, "99999999999999999999": 0,
		"Tue, 24 Nov 2026 12:01:00 GMT": time.Minute, "Tue, 24 Nov 2026 11:00:00 GMT": 0,
	} {
		if got := web.RetryAfter(http.Header{"Retry-After": {v}}, now); got != want {
			t.Errorf("%q: %v, want %v", v, got, want)
		}
	}
}

func FuzzRetryAfter(f *testing.F) {
	f.Add("1")
	f.Add("Tue, 24 Nov 2026 12:01:00 GMT")
	f.Fuzz(func(t *testing.T, v string) {
		if d := web.RetryAfter(http.Header{"Retry-After": {v}}, time.Unix(0, 0)); d < 0 || d > 24*time.Hour {
			t.Errorf("%q: %v", v, d)
		}
	})
}
