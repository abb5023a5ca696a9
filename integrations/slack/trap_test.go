package slack

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"portevoix/bot/chat"
	"portevoix/bot/chat/chattest"
	"portevoix/bot/database/databasetest"
	"portevoix/bot/keep"
	"portevoix/bot/outcome"
	"portevoix/bot/text"
	"portevoix/integrations/slack/slackfake"
)

// Each test here is a trap of Slack's or of its library's, with what goes wrong when one falls into it.

// asked collects what reached the commands.
type asked struct {
	mu  sync.Mutex
	all []chat.Request
}

func (a *asked) note(r chat.Request) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.all = append(a.all, r)
}

func (a *asked) list() []chat.Request {
	a.mu.Lock()
	defer a.mu.Unlock()
	return slices.Clone(a.all)
}

// commandsFor are commands that each need one thing of the platform.
func commandsFor(a *asked) []chat.Command {
	same, role := text.Same, chat.Role("member")
	echo := func(_ context.Context, r chat.Request) (chat.Reply, error) {
		a.note(r)
		return r.Answer(text.Text{FR: "fait : %s", EN: "done: %s", AR: "تم: %s"}, r.Values["text"]), nil
	}
	free := func(chat.Values) []chat.Input {
		return []chat.Input{{Name: "text", Kind: chat.Long, Free: true, Required: true, Max: 20_000, Label: same("Text")}}
	}
	return []chat.Command{
		{Name: "draft", Words: []string{"brouillon"}, Role: role, Inputs: free, Run: echo, Global: text.Text{FR: "Nouveau brouillon", EN: "New draft", AR: "مسودة"}},
		{Name: "check", Role: role, Inputs: free, OnMessage: text.Text{FR: "Vérifier ce texte", EN: "Check this text", AR: "فحص"}, Run: func(_ context.Context, r chat.Request) (chat.Reply, error) {
			a.note(r)
			reply := r.Answer(same("blocked"))
			reply.Recall = strings.Contains(r.Values["text"], "patient")
			return reply, nil
		}},
		{Name: "photo", Role: role, Run: echo, Inputs: func(chat.Values) []chat.Input {
			return []chat.Input{{Name: "picture", Kind: chat.Image, Required: true, Label: same("Picture")}}
		}},
		{Name: "odd", Role: role, Run: echo, Inputs: free, Plan: func(r chat.Request) chat.Plan {
			if r.Via == chat.Submitted {
				return chat.Plan{Errors: map[string]text.Text{"text": same("wrong here"), "elsewhere": same("wrong there")}}
			}
			return chat.PlanInputs(chat.Command{Name: "odd", Inputs: free}, r)
		}},
		{Name: "two", Role: role, Run: echo, Inputs: free, Plan: func(r chat.Request) chat.Plan {
			f := &chat.Form{Command: "two", Title: same("Two"), Values: r.Values, Lang: r.Lang(), Inputs: free(nil)}
			switch {
			case r.Values["text"] == "":
				return chat.Plan{Form: f}
			case r.Values["more"] == "":
				f.Inputs = append(f.Inputs, chat.Input{Name: "more", Kind: chat.Line, Required: true, Label: same("More")})
				return chat.Plan{Form: f}
			}
			return chat.Plan{}
		}},
		{Name: "stay", Role: role, Run: func(ctx context.Context, r chat.Request) (chat.Reply, error) {
			a.note(r)
			<-ctx.Done()
			return r.Answer(same("stopped")), nil
		}},
		{Name: "status", Role: role, Run: echo},
	}
}

// running is a workspace with our platform running in it, until the test ends.
func running(t *testing.T, o slackfake.Options, c Config) (*world, *asked) {
	t.Helper()
	leaks := goleak.IgnoreCurrent()
	t.Cleanup(func() { goleak.VerifyNone(t, leaks) })
	if c.AppToken == "" && c.SigningSecret == "" {
		c.AppToken = slackfake.AppToken
	}
	w, a := workspace(t, o, c), &asked{}
	if c.AppToken == "" {
		w.mount()
	}
	commands := commandsFor(a)
	home := func(who chat.Person) chat.Message { return chat.Say(who.Lang, "waits for "+who.ID) }
	w.start(t, commands, chattest.Door{Commands: commands, Waiting: home})
	return w, a
}

func (w *world) start(t *testing.T, commands []chat.Command, h chat.Handler) (stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- w.p.Run(ctx, commands, h) }()
	var once sync.Once
	stop = func() {
		once.Do(func() {
			cancel()
			if err := <-ended; err != nil {
				t.Errorf("Run ended with %v", err)
			}
		})
	}
	t.Cleanup(func() {
		stop()
		keepsToReference(t, w.Calls())
		for _, breach := range w.Problems() {
			t.Errorf("a breach of Slack's protocol: %s", breach)
		}
	})
	w.connected(t)
	return stop
}

func (w *world) sees(t *testing.T, user, words string) slackfake.Sight {
	t.Helper()
	var found slackfake.Sight
	until(t, user+" to read "+words, func() bool {
		for _, m := range w.Sees(user, "") {
			if strings.Contains(text.StripMarks(m.Words), words) {
				found = m
				return true
			}
		}
		return false
	})
	return found
}

func (w *world) form(t *testing.T, user, field string) slackfake.View {
	t.Helper()
	var found slackfake.View
	until(t, "a form with the field "+field, func() bool {
		v, ok := w.View(user)
		found = v
		return ok && slices.ContainsFunc(v.Fields(), func(f slackfake.Field) bool { return f.Block == field })
	})
	return found
}

func acked(t *testing.T, a slackfake.Ack) {
	t.Helper()
	if !a.OK {
		t.Errorf("%s was not acknowledged: %s", a.Kind, a.Why)
	}
}

// The library acknowledges nothing that it cannot decode. Slack then brings it again, counts a failure, and in the end switches events off.
func TestWhatTheLibraryCannotDecodeIsAcknowledged(t *testing.T) {
	w, _ := running(t, slackfake.Options{}, Config{})
	acked(t, w.Event(map[string]any{"type": "an_event_of_next_year", "user": "officer"}))
	acked(t, w.Event(map[string]any{"type": "app_mention", "user": 7, "channel": []string{"C"}}))
	w.Frame(false, []byte(`{"type":"hello"`))
	w.Frame(true, []byte{0xff, 0x00})
	acked(t, w.Slash("officer", room, "/draft", "still here"))
	w.sees(t, "officer", "done: still here")
}

// Slack brings an event again when it believes it lost, and that may be the only time it arrives: the second delivery of the same event is
// dropped, a first one that says it is a retry is not.
func TestARetryIsTakenOnceAndNeverDropped(t *testing.T) {
	for name, c := range map[string]Config{"sockets": {}, "http": {SigningSecret: slackfake.SigningSecret}} {
		t.Run(name, func(t *testing.T) {
			w, _ := running(t, slackfake.Options{}, c)
			mention := json.RawMessage(`{"type":"event_callback","event_id":"Ev01","event":{"type":"app_mention","user":"officer","text":"hello","ts":"1.000001","channel":"` + room + `"}}`)
			for range 3 {
				acked(t, w.Server.Again("events_api", mention))
			}
			w.sees(t, "officer", "I answer in private")
			acked(t, w.Slash("officer", room, "/draft", "afterwards"))
			w.sees(t, "officer", "done: afterwards")
			if n := len(w.Ephemerals("officer")); n != 2 {
				t.Errorf("%d answers to one mention and one command", n)
			}
		})
	}
}

// Slack refreshes a connection without overlap: with one socket, commands typed at that moment would fail in front of somebody.
func TestAnswersGoOnWhileSocketsAreRefreshed(t *testing.T) {
	w, _ := running(t, slackfake.Options{}, Config{})
	for i, reason := range []string{"warning", "refresh_requested"} {
		_, before := w.Sockets()
		w.Disconnect(reason, 50*time.Millisecond)
		until(t, "new sockets", func() bool { open, ever := w.Sockets(); return open == connections && ever >= before+connections })
		words := fmt.Sprintf("after refresh %d", i)
		acked(t, w.Slash("officer", room, "/draft", words))
		w.sees(t, "officer", words)
	}
	_, before := w.Sockets()
	w.Cut()
	until(t, "sockets after a failing network", func() bool { open, ever := w.Sockets(); return open == connections && ever >= before+connections })
	acked(t, w.Slash("officer", room, "/draft", "after a cut"))
	w.sees(t, "officer", "after a cut")
}

// However many commands run, and however long: the next one is acknowledged, and a reader that waits would not even answer pings.
func TestManyLongCommandsHoldUpNoAcknowledgement(t *testing.T) {
	w, a := running(t, slackfake.Options{}, Config{})
	var all sync.WaitGroup
	for range 3 * atOnce {
		all.Go(func() { acked(t, w.Slash("officer", room, "/stay", "")) })
	}
	all.Wait()
	until(t, "the first commands to run", func() bool { return len(a.list()) == atOnce })
	acked(t, w.Slash("officer", room, "/draft", ""))
	w.form(t, "officer", "text")
	if n := len(a.list()); n != atOnce {
		t.Errorf("%d commands run at once, at most %d may", n, atOnce)
	}
}

// Slack answers 200 with {}, with ok:false and no reason, with something that cannot be read, with 500 after posting, or not at all. None
// of these is a success, none may be sent again without looking, and the library's own retries would have posted twice.
func TestWhatBecameOfAPost(t *testing.T) {
	w, _ := running(t, slackfake.Options{}, Config{})
	for _, c := range []struct {
		fault  slackfake.Fault
		want   outcome.Outcome
		reason outcome.Reason
		stands bool
	}{
		{slackfake.Empty, outcome.Unsure, outcome.Unavailable, true},
		{slackfake.FalseNoError, outcome.Unsure, outcome.Unavailable, true},
		{slackfake.Undecodable, outcome.Unsure, outcome.Unavailable, true},
		{slackfake.DoneThen500, outcome.Unsure, outcome.Unavailable, true},
		{slackfake.DoneThenLost, outcome.Unsure, outcome.Unavailable, true},
		{slackfake.LostBefore, outcome.Unsure, outcome.Unavailable, false},
		{slackfake.Broken, outcome.Unsure, outcome.Unavailable, false},
		{slackfake.NotJSON, outcome.Unsure, outcome.Unavailable, false},
		{slackfake.Limited(time.Second), outcome.Delayed, outcome.Limited, false},
		{slackfake.Limited(-1), outcome.Delayed, outcome.Limited, false},
		{slackfake.Refused("fatal_error"), outcome.Unsure, outcome.Unavailable, false},
		{slackfake.Refused("service_unavailable"), outcome.Delayed, outcome.Unavailable, false},
		{slackfake.Refused("channel_not_found"), outcome.Refused, outcome.Reconnect, false},
		{slackfake.Refused("token_revoked"), outcome.Refused, outcome.Reconnect, false},
		{slackfake.Refused("msg_too_long"), outcome.Refused, outcome.Rejected, false},
	} {
		t.Run(c.fault.Name, func(t *testing.T) {
			w.p.pace.rooms = map[string]time.Time{} // what a 429 held back is not what is tried here
			a := outcome.Attempt{Key: outcome.Key(t.Name()), Number: 1, Began: time.Now()}
			to := chat.Place{Platform: "slack", Room: room}
			before, calls := len(w.Messages(room)), w.Called("chat.postMessage")
			w.Fail("chat.postMessage", c.fault)
			_, err := w.p.Post(t.Context(), a, to, chat.Say(text.EN, "visits stop at 8 pm"))
			if err == nil {
				t.Fatal("reported as a success")
			}
			if f := outcome.Of(err); f.Outcome != c.want || f.Reason != c.reason {
				t.Errorf("%v, want %v because %v", f, c.want, c.reason)
			}
			if strings.Contains(err.Error(), "visits") || strings.Contains(err.Error(), "xoxb") {
				t.Errorf("the error says too much: %v", err)
			}
			if n := w.Called("chat.postMessage") - calls; n != 1 {
				t.Errorf("sent %d times", n)
			}
			ref, err := w.p.Find(t.Context(), a, to)
			stands := len(w.Messages(room)) > before
			switch {
			case stands != c.stands:
				t.Errorf("the message stands there: %v", stands)
			case stands && (err != nil || ref.ID != w.Messages(room)[before].TS):
				t.Errorf("found %v, %v", ref, err)
			case !stands && !errors.Is(err, outcome.ErrNotFound):
				t.Errorf("a message that is not there is looked for with %v", err)
			}
		})
	}
}

// One message in the history that the library cannot decode hides the whole page from it, and any app can copy our metadata: the look
// must find our own message and nobody else's.
func TestALookBackSurvivesOddMessagesAndOtherApps(t *testing.T) {
	w, _ := running(t, slackfake.Options{}, Config{})
	a := outcome.Attempt{Key: "delivery-7", Number: 1, Began: time.Now()}
	to := chat.Place{Platform: "slack", Room: room}
	w.PutRaw(room, `{"ts":5,"files":"none","blocks":{}}`)
	w.PutRaw(room, `{"ts":"`+stamp(time.Now())+`","user":"U0OTHER","bot_id":"B0OTHER","metadata":{"event_type":"portevoix_delivery","event_payload":{"key":"delivery-7","part":1,"parts":1}}}`)
	if _, err := w.p.Find(t.Context(), a, to); !errors.Is(err, outcome.ErrNotFound) {
		t.Fatalf("another app's message is taken for ours: %v", err)
	}
	ref, err := w.p.Post(t.Context(), a, to, chat.Say(text.EN, "ours"))
	if err != nil {
		t.Fatal(err)
	}
	w.PutRaw(room, `{"ts":"`+stamp(time.Now())+`","metadata":7,"files":[{"initial_comment":"a string"}]}`)
	for range 250 { // more than a page of talk since then
		w.Write("reviewer", room, "talk")
	}
	if found, err := w.p.Find(t.Context(), a, to); err != nil || found != ref {
		t.Errorf("found %v, %v; posted %v", found, err, ref)
	}
	w.Fail("conversations.history", slackfake.Refused("missing_scope"))
	if _, err := w.p.Find(t.Context(), a, to); !errors.Is(err, outcome.ErrCannotTell) {
		t.Errorf("without the scope to look: %v", err)
	}
}

func stamp(at time.Time) string { return fmt.Sprintf("%d.%06d", at.Unix(), at.Nanosecond()/1000) }

// Metadata can be read by every app of the workspace: it holds the delivery's key and no word of the message. Nothing unfurls, nothing rings.
func TestWhatTravelsWithAPost(t *testing.T) {
	w, _ := running(t, slackfake.Options{}, Config{})
	a := outcome.Attempt{Key: "k1", Number: 1, Began: time.Now()}
	if _, err := w.p.Post(t.Context(), a, chat.Place{Room: room}, chat.Say(text.EN, "<!channel> see https://evil.example @officer")); err != nil {
		t.Fatal(err)
	}
	m := w.Messages(room)[0]
	if strings.Contains(string(m.Metadata), "evil") || m.Text == "" || m.UnfurlLinks != "false" || m.UnfurlMedia != "false" || m.LinkNames != "" || m.Parse != "none" {
		t.Errorf("posted as %+v with %s", m, m.Metadata)
	}
	if look := slackfake.Look(m.Text, m.Blocks); look.Pings || len(look.Links) > 0 {
		t.Errorf("words ring or link: %+v", look)
	}
	if _, err := w.p.Post(t.Context(), outcome.Attempt{Key: "k2", Began: time.Now()}, chat.Place{Room: room, Ping: "channel"}, chat.Message{Lang: text.EN, Tone: chat.Urgent, Blocks: []chat.Block{chat.Paragraph{Text: "blood needed"}}}); err != nil {
		t.Fatal(err)
	}
	if m := w.Messages(room)[1]; !slackfake.Look(m.Text, m.Blocks).Pings {
		t.Error("an approved urgent notice that may ring does not")
	}
}

// A picture is uploaded unshared and shown by its id: shared by the upload itself it would be a message without metadata, which nobody finds
// again. Its own name may name a patient.
func TestAPictureIsPartOfItsMessage(t *testing.T) {
	w, _ := running(t, slackfake.Options{}, Config{})
	a := outcome.Attempt{Key: "p1", Number: 1, Began: time.Now()}
	m := chat.Message{Lang: text.FR, Blocks: []chat.Block{chat.Picture{File: chat.File{Name: "scan-dupont.png", Type: "image/png", Bytes: []byte("\x89PNG\r\n\x1a\nxx"), Alt: "Mentions par jour"}}}}
	ref, err := w.p.Post(t.Context(), a, chat.Place{Room: room}, m)
	if err != nil {
		t.Fatal(err)
	}
	look := w.Sees("officer", room)
	if len(look) != 1 || !slices.Equal(look[0].Images, []string{"Mentions par jour"}) {
		t.Errorf("seen as %+v", look)
	}
	for _, c := range w.Calls() {
		if strings.Contains(fmt.Sprint(c.Args), "dupont") || (c.Method == "files.completeUploadExternal" && c.Args["channel_id"] != nil) {
			t.Errorf("%s says %v", c.Method, c.Args)
		}
	}
	if found, err := w.p.Find(t.Context(), a, chat.Place{Room: room}); err != nil || found != ref {
		t.Errorf("found %v, %v", found, err)
	}
	w.Fail("upload", slackfake.Broken)
	if _, err := w.p.Post(t.Context(), outcome.Attempt{Key: "p2", Began: time.Now()}, chat.Place{Room: room}, m); outcome.Of(err) == nil || outcome.Of(err).Outcome != outcome.Delayed {
		t.Errorf("an upload that failed posted nothing, it is %v", err)
	}
}

// A file given with a form arrives after the acknowledgement, and a form that requires one must not be refused for lack of it before.
func TestAFileGivenWithAForm(t *testing.T) {
	w, a := running(t, slackfake.Options{}, Config{})
	acked(t, w.Slash("officer", room, "/photo", ""))
	w.form(t, "officer", "picture")
	id := w.Attach("officer", "entrance.png", "image/png", []byte("a picture"))
	got, err := w.Submit("officer", map[string]string{"picture": id})
	if err != nil {
		t.Fatal(err)
	}
	acked(t, got)
	w.sees(t, "officer", "done")
	if r := a.list(); len(r) != 1 || len(r[0].Files) != 1 || string(r[0].Files[0].Bytes) != "a picture" || r[0].Files[0].Type != "image/png" {
		t.Errorf("asked %+v", r)
	}
}

// An error that names no field of the form makes Slack say that the app failed; it belongs beside the first field.
func TestAnErrorOutsideTheFormStandsAtItsFirstField(t *testing.T) {
	w, _ := running(t, slackfake.Options{}, Config{})
	acked(t, w.Slash("officer", room, "/odd", ""))
	w.form(t, "officer", "text")
	if _, err := w.Submit("officer", map[string]string{"text": "typed"}); err != nil {
		t.Fatal(err)
	}
	v, _ := w.View("officer")
	if f := v.Fields()[0]; f.Error != "wrong here wrong there" || f.Value != "typed" {
		t.Errorf("the field says %+v", f)
	}
}

// A second form that carries much of what was typed does not fit into an acknowledgement: Slack drops it without a word, and with it the form.
func TestAFormTooLargeForAnAcknowledgementFollows(t *testing.T) {
	w, a := running(t, slackfake.Options{}, Config{})
	long := strings.Repeat("il était une fois ", 900) // 16,200 characters
	acked(t, w.Slash("officer", room, "/two", ""))
	w.form(t, "officer", "text")
	if _, err := w.Submit("officer", map[string]string{"text": "short"}); err != nil {
		t.Fatal(err)
	}
	w.form(t, "officer", "more")
	w.CloseView("officer")
	acked(t, w.Slash("officer", room, "/two", long))
	v := w.form(t, "officer", "more")
	if _, err := w.Submit("officer", map[string]string{"text": v.Fields()[0].Value}); err == nil {
		t.Fatal("the fake let a required field stay empty")
	}
	if _, err := w.Submit("officer", map[string]string{"more": "x"}); err != nil {
		t.Fatal(err)
	}
	w.sees(t, "officer", "une fois")
	if r := a.list(); len(r) != 1 || strings.TrimSpace(r[0].Values["text"]) != strings.TrimSpace(long) {
		t.Errorf("of %d characters %d arrived", len(long), len(r[0].Values["text"]))
	}
}

// A trigger lives three seconds. When Slack is slower than that, what somebody typed comes back to be copied.
func TestAFormThatCannotOpenGivesTheWordsBack(t *testing.T) {
	w, _ := running(t, slackfake.Options{}, Config{})
	w.Fail("views.open", slackfake.Refused("expired_trigger_id"))
	acked(t, w.Slash("officer", room, "/two", "half a page about the blood drive"))
	if m := w.sees(t, "officer", "half a page about the blood drive"); !m.Private {
		t.Error("the words came back in public")
	}
}

// A response address may be dead, and the bot no member of the channel: the answer still arrives, in private.
func TestAnAnswerFindsItsWay(t *testing.T) {
	w, _ := running(t, slackfake.Options{}, Config{})
	w.Fail("response_url", slackfake.Broken)
	acked(t, w.Slash("officer", room, "/draft", "by ephemeral message"))
	if m := w.sees(t, "officer", "by ephemeral message"); !m.Private || m.Channel != room {
		t.Errorf("seen as %+v", m)
	}
	w.Kick(room, slackfake.BotUser)
	w.Fail("response_url", slackfake.Broken)
	acked(t, w.Slash("officer", room, "/draft", "by direct message"))
	if m := w.sees(t, "officer", "by direct message"); m.Channel != w.Direct("officer") {
		t.Errorf("seen in %s", m.Channel)
	}
}

// A shortcut on somebody's message answers the asker; when the message must not stay, its author alone is asked to delete it.
func TestAMessageThatMustNotStay(t *testing.T) {
	w, a := running(t, slackfake.Options{}, Config{})
	said := w.Write("reviewer", room, "the patient of room 12 &amp; her son")
	got, err := w.MessageShortcut("officer", room, said.TS, onMessage+"check")
	if err != nil {
		t.Fatal(err)
	}
	acked(t, got)
	w.sees(t, "officer", "blocked")
	if m := w.sees(t, "reviewer", "Please delete it"); !m.Private || strings.Contains(m.Words, "room 12") {
		t.Errorf("the author reads %+v", m)
	}
	if r := a.list()[0]; r.Via != chat.Shortcut || r.SubjectText != "the patient of room 12 & her son" || r.Values["text"] != r.SubjectText || r.Subject.ID != said.TS {
		t.Errorf("asked %+v", r)
	}
	for _, m := range w.Sees("director", "") {
		if strings.Contains(m.Words, "delete") {
			t.Error("somebody else reads that a message must go")
		}
	}
}

// A thread is read by everybody in it: a mention there takes no text, it opens a private form.
func TestAMentionLeadsToAPrivateForm(t *testing.T) {
	w, a := running(t, slackfake.Options{}, Config{})
	head := w.Write("reviewer", room, "what shall we post?")
	acked(t, w.Mention("officer", room, "draft something about Mrs D.", head.TS))
	m := w.sees(t, "officer", "I answer in private")
	if !m.Private || !slices.Contains(m.Buttons, "New draft") || w.Ephemerals("officer")[0].Thread != head.TS {
		t.Errorf("seen as %+v", m)
	}
	got, err := w.Press("officer", "New draft")
	if err != nil {
		t.Fatal(err)
	}
	acked(t, got)
	if v := w.form(t, "officer", "text"); strings.Contains(string(v.Blocks), "Mrs D.") {
		t.Error("the form took the thread's text")
	}
	acked(t, w.GlobalShortcut("director", anywhere+"draft"))
	w.form(t, "director", "text")
	if _, err := w.Submit("director", map[string]string{"text": "from anywhere"}); err != nil {
		t.Fatal(err)
	}
	if m := w.sees(t, "director", "from anywhere"); m.Channel != w.Direct("director") {
		t.Errorf("an answer to a shortcut without a channel stands in %s", m.Channel)
	}
	if n := len(a.list()); n != 1 {
		t.Errorf("%d commands ran", n)
	}
}

func TestTheHomeView(t *testing.T) {
	w, _ := running(t, slackfake.Options{}, Config{})
	acked(t, w.OpenHome("reviewer"))
	until(t, "the home view", func() bool {
		v, ok := w.Home("reviewer")
		return ok && strings.Contains(string(v.Blocks), "waits for reviewer")
	})
}

// The language and the zone are the person's own: a profile says them, the payload of a command does not.
func TestThePersonsOwnLanguageAndZone(t *testing.T) {
	people := []slackfake.User{{ID: "U01FR", Name: "a", Locale: "fr-FR", TZ: "Africa/Casablanca"}, {ID: "U02US", Name: "b", Locale: "en-US", TZ: "America/New_York"}, {ID: "U03XX", Name: "c"}}
	groups := []slackfake.Group{{ID: "S01COMMS", Handle: "comms", Users: []string{"U01FR"}}}
	w, a := running(t, slackfake.Options{Users: people, Groups: groups}, Config{Groups: true, Lang: text.AR, Zone: time.UTC})
	for user, answer := range map[string]string{"U01FR": "fait : x", "U02US": "done: x", "U03XX": "تم: x"} {
		acked(t, w.Slash(user, room, "/draft", "x"))
		w.sees(t, user, answer)
	}
	acked(t, w.Slash("U01FR", room, "/draft", ""))
	w.form(t, "U01FR", "text")
	w.p.people.mu.Lock()
	clear(w.p.people.known) // a restart while the form is open
	w.p.people.mu.Unlock()
	if _, err := w.Submit("U01FR", map[string]string{"text": "again"}); err != nil {
		t.Fatal(err)
	}
	w.sees(t, "U01FR", "fait : again")
	zones := map[string]string{}
	for _, r := range a.list() {
		zones[r.Who.ID] = r.Now.Location().String()
		if r.Who.ID == "U01FR" && r.Values["text"] == "again" && !slices.Equal(r.Who.Groups, []string{"S01COMMS"}) {
			t.Errorf("groups %v", r.Who.Groups)
		}
	}
	if zones["U01FR"] != "Africa/Casablanca" || zones["U02US"] != "America/New_York" || zones["U03XX"] != "UTC" {
		t.Errorf("zones %v", zones)
	}
	if n := w.Called("users.info"); n != 4 { // who is known is not asked about again
		t.Errorf("%d questions about three people and a restart", n)
	}
}

// Before somebody's first text: it passes through Slack. Said once; and where texts may not pass, nothing is taken at all.
func TestWhatPassesThroughSlack(t *testing.T) {
	cloud := chat.Cloud{Commands: []string{"draft", "check"}}
	w, _ := running(t, slackfake.Options{}, Config{Cloud: cloud})
	acked(t, w.Slash("officer", room, "/draft", ""))
	if v := w.form(t, "officer", "text"); !strings.Contains(string(v.Blocks), "passes through Slack") {
		t.Error("the first form says nothing")
	}
	w.CloseView("officer")
	acked(t, w.Slash("officer", room, "/draft", ""))
	if v := w.form(t, "officer", "text"); strings.Contains(string(v.Blocks), "passes through Slack") {
		t.Error("said twice")
	}
	cloud.Off, cloud.Page = true, "https://portevoix.ch-valombre.example"
	off, a := running(t, slackfake.Options{}, Config{Cloud: cloud})
	acked(t, off.Slash("officer", room, "/draft", "some text"))
	m := off.sees(t, "officer", "hospital's own page")
	if !slices.Equal(m.Links, []string{cloud.Page}) || len(a.list()) != 0 {
		t.Errorf("seen %+v, ran %v", m, a.list())
	}
}

// A response address works five times in half an hour. What is asked of it beyond that fails, and the answer is lost.
func TestAResponseAddressIsNotWornOut(t *testing.T) {
	now := time.Now()
	d := &desk{p: &Platform{config: Config{Now: func() time.Time { return now }}}}
	at := d.responseURL("http://127.0.0.1:1/x")
	for i, c := range []struct {
		uses int
		when time.Time
		want bool
	}{{2, now, true}, {4, now, false}, {3, now, true}, {1, now, false}} {
		if got := at.take(c.uses, c.when); got != c.want {
			t.Errorf("%d: %v", i, got)
		}
	}
	if d.responseURL("http://127.0.0.1:1/x").take(1, now.Add(responseLife)) {
		t.Error("used after half an hour")
	}
	if d.responseURL("").take(1, now) {
		t.Error("an address that was not given is used")
	}
}

// Tokens that can never work must end with a sentence that says what to mend, not with silent retries for ever.
func TestATokenThatCannotWork(t *testing.T) {
	for name, c := range map[string]struct {
		config Config
		says   string
	}{
		"bot token":      {Config{BotToken: "xoxb-wrong", AppToken: slackfake.AppToken}, "SLACK_BOT_TOKEN"},
		"app token":      {Config{AppToken: "xapp-wrong"}, "SLACK_APP_TOKEN"},
		"not for socket": {Config{AppToken: "xapp-wrong-kind"}, "SLACK_APP_TOKEN"},
	} {
		t.Run(name, func(t *testing.T) {
			leaks := goleak.IgnoreCurrent()
			t.Cleanup(func() { goleak.VerifyNone(t, leaks) })
			w := workspace(t, slackfake.Options{}, c.config)
			if name == "not for socket" {
				w.Fail("apps.connections.open", slackfake.Refused("not_allowed_token_type"), slackfake.Refused("not_allowed_token_type"))
			}
			ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
			defer cancel()
			err := w.p.Run(ctx, nil, chattest.Door{})
			if err == nil || !strings.Contains(err.Error(), c.says) || strings.Contains(err.Error(), "wrong") {
				t.Errorf("Run ended with %v", err)
			}
		})
	}
}

func TestHealthNamesWhatIsMissing(t *testing.T) {
	w, _ := running(t, slackfake.Options{Scopes: []string{"chat:write", "users:read"}, Channels: []slackfake.Channel{
		{ID: room, Name: "general", Members: []string{slackfake.BotUser, "officer"}}, {ID: "C02", Name: "alone", Members: []string{"officer"}},
	}}, Config{})
	a := outcome.Attempt{Key: "x", Began: time.Now()}
	if _, err := w.p.Find(t.Context(), a, chat.Place{Room: room}); !errors.Is(err, outcome.ErrCannotTell) {
		t.Errorf("a look without the scope: %v", err)
	}
	if _, err := w.p.Post(t.Context(), a, chat.Place{Room: "C02"}, chat.Say(text.EN, "x")); outcome.Of(err) == nil || outcome.Of(err).Outcome != outcome.Refused {
		t.Errorf("a post into a channel without us: %v", err)
	}
	said := ""
	for _, p := range w.p.Health(t.Context()) {
		said += p.What.In(text.EN) + " " + p.Do.In(text.EN) + "\n"
	}
	if !strings.Contains(said, "channels:history") || !strings.Contains(said, "C02") || !strings.Contains(said, "/invite") {
		t.Errorf("health says: %s", said)
	}
	full := workspace(t, slackfake.Options{Channels: []slackfake.Channel{{ID: "C03", Name: "old", Members: []string{slackfake.BotUser}, Archived: true}}}, Config{AppToken: slackfake.AppToken})
	for room, want := range map[string]string{"C03": "archived", "C99": "does not know"} {
		if p := full.p.LookAt(t.Context(), room); p == nil || !strings.Contains(p.What.EN, want) {
			t.Errorf("%s: %v, want %q", room, p, want)
		}
	}
}

// Whoever can reach the port can replay what they saw, change it, or make it up.
func TestOnlyFreshCallsThatSlackSignedAreTakenOnce(t *testing.T) {
	w, a := running(t, slackfake.Options{}, Config{SigningSecret: slackfake.SigningSecret})
	body := []byte("command=%2Fdraft&text=x&user_id=officer&channel_id=" + room + "&trigger_id=t1")
	send := func(header http.Header, body []byte) int {
		t.Helper()
		r, err := http.NewRequest(http.MethodPost, w.http.URL+callPath, strings.NewReader(string(body)))
		if err != nil {
			t.Fatal(err)
		}
		r.Header = header
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		res, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer http.DefaultClient.CloseIdleConnections()
		defer res.Body.Close()
		return res.StatusCode
	}
	good := w.Sign(body, time.Now())
	for name, c := range map[string]struct {
		header http.Header
		body   []byte
	}{
		"unsigned": {http.Header{}, body}, "old": {w.Sign(body, time.Now().Add(-6*time.Minute)), body}, "changed": {good.Clone(), append(slices.Clone(body), "&x=1"...)},
		"from the future": {w.Sign(body, time.Now().Add(6*time.Minute)), body},
	} {
		if code := send(c.header, c.body); code != http.StatusUnauthorized {
			t.Errorf("%s: %d", name, code)
		}
	}
	for range 2 { // the second is a replay: answered, and nothing happens
		if code := send(good.Clone(), body); code != http.StatusOK {
			t.Errorf("a signed call: %d", code)
		}
	}
	until(t, "the command", func() bool { return len(a.list()) == 1 })
	time.Sleep(50 * time.Millisecond)
	if n := len(a.list()); n != 1 {
		t.Errorf("ran %d times", n)
	}
	challenge := []byte(`{"type":"url_verification","challenge":"c4"}`)
	if got := w.Send(w.http.URL+callPath, w.Sign(challenge, time.Now()), challenge); !got.OK || !strings.Contains(string(got.Payload), "c4") {
		t.Errorf("the handshake is answered with %+v", got)
	}
}

// One message a second in a channel: obeyed before Slack says so.
func TestTheRateIsKept(t *testing.T) {
	w := workspace(t, slackfake.Options{Rate: slackfake.Rate{Channel: time.Second}}, Config{AppToken: slackfake.AppToken})
	w.p.pace = newPace()
	var all sync.WaitGroup
	for _, channel := range []string{room, "C02COMMS"} {
		for i := range 3 {
			all.Go(func() {
				a := outcome.Attempt{Key: outcome.Key(fmt.Sprint(channel, i)), Began: time.Now()}
				if _, err := w.p.Post(t.Context(), a, chat.Place{Room: channel}, chat.Say(text.EN, "one")); err != nil {
					t.Error(err)
				}
			})
		}
	}
	all.Wait()
	for _, c := range w.Calls() {
		if c.Answer == "ratelimited" {
			t.Error("Slack had to say so")
		}
	}
}

// A long message goes on in its thread. A process that knows nothing of it must still change and remove it whole.
func TestAMessageInPartsIsOneMessage(t *testing.T) {
	w, _ := running(t, slackfake.Options{}, Config{})
	long := func(word string) chat.Message {
		m := chat.Message{Lang: text.EN}
		for range 9 {
			m.Blocks = append(m.Blocks, chat.Paragraph{Text: strings.Repeat(word+" ", 500)})
		}
		return m
	}
	a := outcome.Attempt{Key: "long", Number: 1, Began: time.Now()}
	ref, err := w.p.Post(t.Context(), a, chat.Place{Room: room}, long("first"))
	if err != nil || len(w.Messages(room)) < 2 {
		t.Fatalf("%v, %d messages", err, len(w.Messages(room)))
	}
	clear(w.p.parts) // another process
	if found, err := w.p.Find(t.Context(), a, chat.Place{Room: room}); err != nil || found != ref {
		t.Errorf("found %v, %v", found, err)
	}
	if err := w.p.Update(t.Context(), ref, chat.Say(text.EN, "taken down")); err != nil {
		t.Fatal(err)
	}
	if all := w.Sees("officer", room); len(all) != 1 || all[0].Words != "taken down" {
		t.Errorf("after the change: %d messages", len(all))
	}
	if err := w.p.Update(t.Context(), ref, long("second")); err != nil {
		t.Fatal(err)
	}
	clear(w.p.parts)
	if err := w.p.Delete(t.Context(), ref); err != nil {
		t.Fatal(err)
	}
	if left := w.Messages(room); len(left) != 0 {
		t.Errorf("%d messages stay", len(left))
	}
	torn := outcome.Attempt{Key: "torn", Number: 1, Began: time.Now()}
	w.Fail("chat.postMessage", slackfake.Fault{}, slackfake.Broken)
	if _, err := w.p.Post(t.Context(), torn, chat.Place{Room: room}, long("torn")); outcome.Of(err) == nil || outcome.Of(err).Outcome != outcome.Unsure {
		t.Errorf("half a message is %v", err)
	}
	if _, err := w.p.Find(t.Context(), torn, chat.Place{Room: room}); !errors.Is(err, outcome.ErrNotFound) || len(w.Messages(room)) != 0 {
		t.Errorf("a torn message: %v, %d messages stay", err, len(w.Messages(room)))
	}
}

// A crash between the acknowledgement and the answer would leave somebody waiting for ever. Who asked is noted, what they typed is not.
func TestWhoWasInterruptedIsTold(t *testing.T) {
	db := databasetest.SQLite(t)
	now := time.Now()
	var mu sync.Mutex
	clock := func() time.Time { mu.Lock(); defer mu.Unlock(); return now }
	shelf := keep.Shelf{DB: db, Owner: "slack", Now: clock}
	c := Config{AppToken: slackfake.AppToken, Shelf: shelf, Seen: keep.Memory{DB: db, Owner: "slack", Now: clock}, Now: clock}
	w, a := running(t, slackfake.Options{}, c)
	acked(t, w.Slash("officer", room, "/stay", "the secret words"))
	until(t, "the command", func() bool { return len(a.list()) == 1 })
	notes, err := shelf.List(t.Context(), "inbox")
	if err != nil || len(notes) != 1 || strings.Contains(string(notes[0].Value), "secret") {
		t.Fatalf("noted %s, %v", notes, err)
	}
	if err := shelf.Put(t.Context(), "inbox", "of-the-dead", notes[0].Value); err != nil { // left by a process that died
		t.Fatal(err)
	}
	mu.Lock()
	now = now.Add(2 * chat.DebtAge)
	mu.Unlock()
	again, _ := running(t, slackfake.Options{}, c)
	again.sees(t, "officer", "Portevoix stopped during your request /stay")
}
