package discord

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"portevoix/bot/chat"
	"portevoix/bot/outcome"
	"portevoix/bot/text"
	"portevoix/integrations/discord/discordfake"
)

const (
	general = "200000000000000001"
	officer = "300000000000000001"
	author  = "300000000000000002"
)

func sender(t *testing.T, fake *discordfake.Server) *Platform {
	t.Helper()
	p, err := New(Config{Token: fake.Token, API: fake.URL(), Lang: text.EN})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.rest.http.CloseIdleConnections)
	return p
}

func try(key string) outcome.Attempt {
	return outcome.Attempt{Key: outcome.Key(key), Number: 1, Began: time.Now()}
}

func in(room string) chat.Place { return chat.Place{Platform: "discord", Room: room} }

func posts(fake *discordfake.Server) (bodies []map[string]any) {
	for _, r := range fake.Requests() {
		if r.Method == "POST" && strings.HasSuffix(r.Path, "/messages") {
			var b map[string]any
			_ = json.Unmarshal(r.Body, &b)
			bodies = append(bodies, b)
		}
	}
	return bodies
}

// What every answer of Discord's means for whoever must decide whether to send again.
func TestWhatBecameOfACall(t *testing.T) {
	for name, c := range map[string]struct {
		fault   discordfake.Fault
		outcome outcome.Outcome
		reason  outcome.Reason
	}{
		"the connection is cut":       {discordfake.Fault{}, outcome.Unsure, outcome.Unavailable},
		"500 after it was posted":     {discordfake.Fault{Status: 500, After: true}, outcome.Unsure, outcome.Unavailable},
		"502":                         {discordfake.Fault{Status: 502}, outcome.Unsure, outcome.Unavailable},
		"200 without a message":       {discordfake.Fault{Status: 200, Body: "{}"}, outcome.Unsure, outcome.Unavailable},
		"401":                         {discordfake.Fault{Status: 401, Body: `{"code":0}`}, outcome.Refused, outcome.Reconnect},
		"403":                         {discordfake.Fault{Status: 403, Body: `{"code":50013}`}, outcome.Refused, outcome.Reconnect},
		"400":                         {discordfake.Fault{Status: 400, Body: `{"code":50035}`}, outcome.Refused, outcome.Rejected},
		"429":                         {discordfake.Fault{Status: 429, Body: `{"retry_after":7.5,"global":false}`}, outcome.Delayed, outcome.Limited},
		"429 from Cloudflare in HTML": {discordfake.Fault{Status: 429, Body: "<html>Error 1015</html>", Header: map[string]string{"Retry-After": "30"}}, outcome.Delayed, outcome.Limited},
	} {
		t.Run(name, func(t *testing.T) {
			fake := server(t)
			p := sender(t, fake)
			c.fault.Method, c.fault.Path = "POST", "/messages"
			fake.Fail(c.fault)
			_, err := p.Post(t.Context(), try(t.Name()), in(general), chat.Say(text.EN, "visits stop at 8 pm"))
			f := outcome.Of(err)
			if f == nil || f.Outcome != c.outcome || f.Reason != c.reason {
				t.Fatalf("got %v", err)
			}
			if name == "429" && f.RetryAfter != 7500*time.Millisecond {
				t.Errorf("to be tried again after %v", f.RetryAfter)
			}
			if said := err.Error(); strings.Contains(said, fake.Token) || strings.Contains(said, "visits") {
				t.Errorf("the error holds what it must not: %s", said)
			}
		})
	}
	p, err := New(Config{Token: "t", API: "http://127.0.0.1:1"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Post(t.Context(), try("nobody"), in(general), chat.Say(text.EN, "x")); outcome.Of(err).Outcome != outcome.Delayed {
		t.Errorf("where nobody listens, nothing was posted: %v", err)
	}
}

// What Discord says is wrong with a body reaches the log by place and code, and nothing that was sent does.
func TestARefusalNamesThePlaceAndNoWords(t *testing.T) {
	fake := server(t)
	p := sender(t, fake)
	for body, wanted := range map[string]string{
		`{"code":50035,"errors":{"embeds":{"0":{"description":{"_errors":[{"code":"BASE_TYPE_MAX_LENGTH","message":"visits stop at 8 pm"}]}}},"content":{"_errors":[{"code":"BASE_TYPE_REQUIRED"}]}}}`: "status 400, code 50035; content BASE_TYPE_REQUIRED; embeds.0.description BASE_TYPE_MAX_LENGTH",
		`{"code":50035,"errors":{"visits stop":{"_errors":[{"code":"X"}]},"_errors":[{"code":"visits stop at 8 pm"},{"code":"APPLICATION_COMMAND_TOO_LARGE"}]}}`:                                       "status 400, code 50035; APPLICATION_COMMAND_TOO_LARGE",
		`{"code":50035,"errors":["visits",{"_errors":7}]}`: "status 400, code 50035",
	} {
		fake.Fail(discordfake.Fault{Method: "POST", Path: "/messages", Status: 400, Body: body})
		_, err := p.Post(t.Context(), try(body), in(general), chat.Say(text.EN, "visits stop at 8 pm"))
		if err == nil || !strings.HasSuffix(err.Error(), wanted) || strings.Contains(err.Error(), "visits") {
			t.Errorf("%v", err)
		}
	}
}

// After doubt the same attempt, sent again at once, is the same message: the nonce says so to Discord, the key in it to us.
func TestSentTwiceStandsOnce(t *testing.T) {
	fake := server(t)
	p := sender(t, fake)
	a := try("broadcast/1")
	fake.Fail(discordfake.Fault{Method: "POST", Path: "/messages", Status: 500, After: true})
	card := chat.Message{Lang: text.EN, Blocks: []chat.Block{chat.Paragraph{Text: "once"}, chat.Buttons{Items: []chat.Button{{Label: "Yes", Press: chat.Press{Command: "card", Action: "yes", Object: strings.Repeat("k", 79)}}}}}}
	if _, err := p.Post(t.Context(), a, in(general), card); err == nil {
		t.Fatal("a 500 is reported as success")
	}
	found, err := p.Find(t.Context(), a, in(general))
	if err != nil {
		t.Fatalf("what was posted is not found: %v", err)
	}
	ref, err := p.Post(t.Context(), a, in(general), card)
	if err != nil || ref != found {
		t.Errorf("sent again as %v, %v; it stands as %v", ref, err, found)
	}
	if n := len(fake.Sees(officer, general)); n != 1 {
		t.Errorf("it stands %d times", n)
	}
	if _, err := p.Find(t.Context(), try("broadcast/2"), in(general)); !errors.Is(err, outcome.ErrNotFound) {
		t.Errorf("another attempt is found: %v", err)
	}
	if err := p.Update(t.Context(), ref, chat.Say(text.EN, "changed")); err != nil {
		t.Fatal(err)
	}
	if again, err := p.Find(t.Context(), a, in(general)); err != nil || again != ref {
		t.Errorf("a changed message is no longer found: %v", err)
	}
}

// Whoever reads a history of thousands must find a message that is not on its first page, and strange ones hide nothing.
func TestFindReadsOn(t *testing.T) {
	fake := server(t)
	p := sender(t, fake)
	a := try("old")
	for range 130 {
		fake.Write(officer, general, "chatter")
	}
	ref, err := p.Post(t.Context(), a, in(general), chat.Say(text.EN, "here"))
	if err != nil {
		t.Fatal(err)
	}
	for range 130 {
		fake.Write(officer, general, "chatter")
	}
	if found, err := p.Find(t.Context(), a, in(general)); err != nil || found != ref {
		t.Errorf("found %v, %v", found, err)
	}
	fake.Forbid(general, true)
	if _, err := p.Find(t.Context(), a, in(general)); !errors.Is(err, outcome.ErrCannotTell) {
		t.Errorf("without access it is not said that we cannot tell: %v", err)
	}
}

// A channel that refuses us is left out and reported; asking it again and again ends in a ban (10,000 refusals in ten minutes).
func TestAForbiddenChannelIsLeftOutAndReported(t *testing.T) {
	fake := server(t)
	p := sender(t, fake)
	now := time.Now()
	p.config.Now = func() time.Time { return now }
	fake.Forbid(general, true)
	for i := range 20 {
		_, err := p.Post(t.Context(), try(fmt.Sprint(i)), in(general), chat.Say(text.EN, "x"))
		if f := outcome.Of(err); f == nil || f.Outcome != outcome.Refused || f.Reason != outcome.Reconnect {
			t.Fatalf("got %v", err)
		}
	}
	if n := fake.Invalid(); n != 1 {
		t.Errorf("%d refusals for 20 messages", n)
	}
	problems := p.Health(t.Context())
	if len(problems) != 1 || !strings.Contains(problems[0].What.EN, general) || !strings.Contains(problems[0].Do.EN, "Send Messages") {
		t.Errorf("reported: %+v", problems)
	}
	if p.LookAt(t.Context(), general) == nil {
		t.Error("doctor finds nothing wrong")
	}
	fake.Forbid(general, false)
	now = now.Add(closedFor + time.Second)
	if _, err := p.Post(t.Context(), try("back"), in(general), chat.Say(text.EN, "x")); err != nil {
		t.Errorf("a channel that lets us in again: %v", err)
	}
	if problem := p.LookAt(t.Context(), general); problem != nil {
		t.Errorf("still reported: %v", problem)
	}
	if len(p.Health(t.Context())) != 0 {
		t.Error("health still reports it")
	}
}

// P13: when Cloudflare answers instead of Discord, nothing more is asked for a while, and it is said.
func TestCloudflareTripsTheBreaker(t *testing.T) {
	fake := server(t)
	p := sender(t, fake)
	fake.Fail(discordfake.Fault{Path: "/messages", Status: 429, Body: "<html>Error 1015: you are being rate limited</html>", Header: map[string]string{"Retry-After": "60"}})
	for i := range 10 {
		_, err := p.Post(t.Context(), try(fmt.Sprint(i)), in(general), chat.Say(text.EN, "x"))
		if f := outcome.Of(err); f == nil || f.Outcome != outcome.Delayed {
			t.Fatalf("got %v", err)
		}
	}
	if n := len(fake.Requests()); n != 1 {
		t.Errorf("%d requests reached Cloudflare", n)
	}
	if problems := p.Health(t.Context()); len(problems) != 1 || problems[0] != barred {
		t.Errorf("reported: %+v", problems)
	}
}

// Long before Cloudflare would ban the address, we stop by ourselves.
func TestTheBanIsFarAway(t *testing.T) {
	r := &rest{pace: newPace()}
	for range maxInvalid {
		res := &http.Response{StatusCode: http.StatusForbidden, Header: http.Header{}}
		r.refused(call{room: "r"}, res, []byte(`{"code":50001}`))
	}
	if !errors.Is(r.whole(), errBroken) {
		t.Errorf("after %d refusals we go on; at 10,000 we are banned", maxInvalid)
	}
	shared := &rest{pace: newPace()}
	for range maxInvalid {
		res := &http.Response{StatusCode: http.StatusTooManyRequests, Header: http.Header{"X-Ratelimit-Scope": {"shared"}}}
		shared.refused(call{}, res, []byte(`{"retry_after":0.1}`))
	}
	if shared.whole() != nil {
		t.Error("shared limits count towards no ban")
	}
}

// P11: within any second a broadcast to 500 channels asks well under the fifty requests that Discord takes, so that some may arrive
// closer together than they left; and it takes hardly longer than 45 a second allow.
func TestABroadcastMeetsNoLimit(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const channels = 500
		p := newPace()
		var mu sync.Mutex
		var went []time.Time
		var all sync.WaitGroup
		began := time.Now()
		for i := range channels {
			all.Go(func() {
				done, err := p.wait(t.Context(), fmt.Sprint(i), false)
				if err != nil {
					t.Error(err)
					return
				}
				mu.Lock()
				went = append(went, time.Now())
				mu.Unlock()
				time.Sleep(80 * time.Millisecond) // the answer
				done()
			})
		}
		all.Wait()
		slices.SortFunc(went, time.Time.Compare)
		for i := range went {
			if last := i + perSecond + 2; last < len(went) && went[last].Sub(went[i]) < time.Second {
				t.Fatalf("%d requests within a second", perSecond+3)
			}
		}
		if took, floor := time.Since(began), time.Duration(channels)*time.Second/perSecond; took > floor*105/100 {
			t.Errorf("it took %v; %v would do", took, floor)
		}
	})
}

// P12: whoever waits for a turn sees the end of their context, and leaves nothing behind.
func TestWaitingEndsWithItsContext(t *testing.T) {
	fake := server(t)
	p := sender(t, fake)
	p.pace.hold("", time.Hour)
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	if _, err := p.Post(ctx, try("late"), in(general), chat.Say(text.EN, "x")); outcome.Of(err).Outcome != outcome.Delayed {
		t.Errorf("got %v", err)
	}
	p.pace.mu.Lock()
	defer p.pace.mu.Unlock()
	if len(p.pace.queue) != 0 || len(p.pace.busy) != 0 {
		t.Error("whoever gave up still waits")
	}
}

// Urgent messages go first; in one channel, messages stand in the order in which they were sent.
func TestUrgentFirstAndInOrder(t *testing.T) {
	p := newPace()
	p.rate, p.tokens = 20, -20 // one at a time, so that their order can be seen
	p.hold("", time.Second)
	var mu sync.Mutex
	var order []string
	var all sync.WaitGroup
	queued := 0
	ask := func(name, room string, urgent bool) {
		all.Go(func() {
			done, err := p.wait(t.Context(), room, urgent)
			if err != nil {
				t.Error(err)
				return
			}
			mu.Lock()
			order = append(order, name)
			mu.Unlock()
			done()
		})
		queued++
		eventually(t, "the turn being asked for", func() bool { p.mu.Lock(); defer p.mu.Unlock(); return len(p.queue) == queued })
	}
	for i := range 4 {
		ask(fmt.Sprint("digest", i), "a", false)
	}
	ask("urgent", "b", true)
	all.Wait()
	if got := strings.Join(order, " "); got != "urgent digest0 digest1 digest2 digest3" {
		t.Errorf("they went as %s", got)
	}
}

// Only an approved urgent notice may ping, and only whom it says; everything else is sent with an explicit and empty list. Digests make
// no sound. What a locked phone shows names nothing.
func TestWhoIsPinged(t *testing.T) {
	fake := server(t)
	p := sender(t, fake)
	hostile := "@everyone <@&500000000000000001> <@officer> https://evil.example/x"
	m := chat.Message{Lang: text.EN, Notify: "A draft waits", Silent: true, Blocks: []chat.Block{chat.Heading{Text: hostile}, chat.Paragraph{Text: hostile}, chat.Quote{Text: hostile}, chat.Facts{Items: []chat.Fact{{Label: hostile, Value: hostile}}}}}
	if _, err := p.Post(t.Context(), try("digest"), in(general), m); err != nil {
		t.Fatal(err)
	}
	to := in(general)
	to.Ping = "500000000000000001"
	if _, err := p.Post(t.Context(), try("urgent"), to, chat.Message{Lang: text.EN, Tone: chat.Urgent, Notify: "An urgent notice", Blocks: []chat.Block{chat.Paragraph{Text: hostile}}}); err != nil {
		t.Fatal(err)
	}
	bodies := posts(fake)
	for i, want := range []string{`{"parse":[]}`, `{"parse":[],"roles":["500000000000000001"]}`} {
		got, _ := json.Marshal(bodies[i]["allowed_mentions"])
		if string(got) != want {
			t.Errorf("message %d may ping %s", i, got)
		}
	}
	if got := bodies[0]["content"]; got != "A draft waits" {
		t.Errorf("a locked phone shows %q", got)
	}
	if bodies[0]["flags"] != float64(1<<12) || bodies[1]["flags"] != nil {
		t.Errorf("flags %v and %v: a digest is silent, an urgent notice is not", bodies[0]["flags"], bodies[1]["flags"])
	}
	seen := fake.Sees(officer, general)
	if len(seen[0].Pings) != 0 || !slices.Equal(seen[1].Pings, []string{"<@&500000000000000001>"}) {
		t.Errorf("pinged: %v and %v", seen[0].Pings, seen[1].Pings)
	}
	if links := fake.Read(seen[0]).Links; len(links) != 0 {
		t.Errorf("hostile text became links: %v", links)
	}
}

// A message that just fits still fits with what is added to it: whatever its length, it is never refused.
func TestEveryLengthIsTaken(t *testing.T) {
	fake := server(t)
	p := sender(t, fake)
	p.pace.rate, p.pace.tokens = 1e6, burst
	for n := 5600; n <= 6100; n += 20 {
		m := chat.Message{Lang: text.FR, Blocks: []chat.Block{chat.Paragraph{Text: strings.Repeat("a", n/2)}, chat.Paragraph{Text: strings.Repeat("b", n-n/2)}}}
		if _, err := p.Post(t.Context(), try(fmt.Sprint(n)), in(general), m); err != nil {
			t.Errorf("%d characters: %v", n, err)
		}
	}
}

// What does not fit into one message is attached whole; a picture has its text alternative and no name of its own.
func TestLongTextAndPictures(t *testing.T) {
	fake := server(t)
	p := sender(t, fake)
	png := append([]byte("\x89PNG\r\n\x1a\n"), bytes.Repeat([]byte{1}, 64)...)
	m := chat.Message{Lang: text.FR, Blocks: []chat.Block{
		chat.Paragraph{Text: "début " + strings.Repeat("mot ", 4000) + "fin"},
		chat.Picture{File: chat.File{Name: "mme-durand.png", Type: "image/png", Bytes: png, Alt: "Une ambulance"}},
	}}
	ref, err := p.Post(t.Context(), try("long"), in(general), m)
	if err != nil {
		t.Fatal(err)
	}
	seen := fake.Sees(officer, general)
	if len(seen) != 1 {
		t.Fatalf("%d messages", len(seen))
	}
	words := fake.Read(seen[0]).Text
	if !strings.Contains(words, "fin") || !strings.Contains(words, "Une ambulance") || strings.Count(words, "mot ") < 4000 {
		t.Error("something of a long message cannot be read")
	}
	for _, r := range fake.Requests() {
		if strings.Contains(string(r.Body), "durand") {
			t.Error("a file's own name was sent on")
		}
	}
	if err := p.Update(t.Context(), ref, chat.Say(text.FR, "court")); err != nil {
		t.Fatal(err)
	}
	if words := fake.Read(fake.Sees(officer, general)[0]).Text; strings.Contains(words, "ambulance") || strings.Contains(words, "mot ") {
		t.Error("what was attached before is still there")
	}
}
