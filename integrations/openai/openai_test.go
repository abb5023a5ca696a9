package openai_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"portevoix/bot/llm"
	"portevoix/bot/outcome"
	"portevoix/integrations/openai"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const (
	key   = "sk-s3cret-key"
	words = "collecte de sang samedi"
)

// endpoint speaks the protocol over real HTTP; f answers a chat completion.
func endpoint(t *testing.T, f http.HandlerFunc) *openai.Client {
	t.Helper()
	mux := http.NewServeMux()
	mux.HandleFunc("POST /v1/chat/completions", f)
	mux.HandleFunc("GET /v1/models", func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "Bearer "+key {
			http.Error(w, `{"error":{"message":"bad key `+r.Header.Get("Authorization")+`"}}`, http.StatusUnauthorized)
			return
		}
		io.WriteString(w, `{"object":"list","data":[{"id":"m","object":"model"}]}`)
	})
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	c, err := openai.New(openai.Config{Key: key, URL: s.URL + "/v1/", Model: "m", Time: 500 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

func answering(content, finish string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		json.NewEncoder(w).Encode(map[string]any{"id": "1", "object": "chat.completion", "choices": []any{
			map[string]any{"index": 0, "finish_reason": finish, "message": map[string]any{"role": "assistant", "content": content}},
		}})
	}
}

func TestAPromptIsAskedAndAnswered(t *testing.T) {
	var asked struct {
		Model     string
		MaxTokens int `json:"max_tokens"`
		Messages  []struct{ Role, Content string }
		Format    struct{ Type string } `json:"response_format"`
	}
	c := endpoint(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "Bearer "+key {
			t.Errorf("authorised by %q", r.Header.Get("Authorization"))
		}
		if err := json.NewDecoder(r.Body).Decode(&asked); err != nil {
			t.Error(err)
		}
		answering(`{"x.fr":"Bonjour"}`, "stop")(w, r)
	})
	got, err := c.Complete(t.Context(), llm.Prompt{System: "règles", User: words, Max: 99, JSON: true})
	if err != nil || got != `{"x.fr":"Bonjour"}` {
		t.Fatalf("%q, %v", got, err)
	}
	if asked.Model != "m" || asked.MaxTokens != 99 || asked.Format.Type != "json_object" || len(asked.Messages) != 2 || asked.Messages[0].Content != "règles" || asked.Messages[1].Content != words {
		t.Errorf("asked %+v", asked)
	}
}

func TestWhatGoesWrongIsNamedAndLeaksNothing(t *testing.T) {
	status := func(code int, body string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(code)
			io.WriteString(w, body)
		}
	}
	echo := `{"error":{"message":"bad request: ` + words + ` with ` + key + `","type":"invalid_request_error"}}`
	for name, c := range map[string]struct {
		answer  http.HandlerFunc
		outcome outcome.Outcome
		reason  outcome.Reason
	}{
		"limited":      {status(429, echo), outcome.Delayed, outcome.Limited},
		"wrong key":    {status(401, echo), outcome.Refused, outcome.Reconnect},
		"bad request":  {status(400, echo), outcome.Refused, outcome.Rejected},
		"broken":       {status(500, echo), outcome.Delayed, outcome.Unavailable},
		"bad gateway":  {status(502, "<html>"+words+"</html>"), outcome.Delayed, outcome.Unavailable},
		"garbage":      {status(200, "\x00\xff"+words), outcome.Delayed, outcome.Unavailable},
		"HTML":         {status(200, "<html>"+words+"</html>"), outcome.Delayed, outcome.Unavailable},
		"truncated":    {status(200, `{"choices":[{"message":{"content":"`+words), outcome.Delayed, outcome.Unavailable},
		"no choice":    {status(200, `{"choices":[]}`), outcome.Delayed, outcome.Unavailable},
		"empty answer": {answering(" \n", "stop"), outcome.Delayed, outcome.Unavailable},
		"cut off":      {answering(words, "length"), outcome.Delayed, outcome.Unavailable},
		"huge":         {status(200, `{"x":"`+strings.Repeat(words, 100_000)), outcome.Delayed, outcome.Unavailable},
		"slow": {func(w http.ResponseWriter, r *http.Request) {
			io.Copy(io.Discard, r.Body)
			<-r.Context().Done()
		}, outcome.Delayed, outcome.Unavailable},
		"hung up": {func(w http.ResponseWriter, r *http.Request) { panic(http.ErrAbortHandler) }, outcome.Delayed, outcome.Unavailable},
		"elsewhere": {func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "https://elsewhere.invalid/v1/chat/completions", http.StatusTemporaryRedirect)
		}, outcome.Delayed, outcome.Unavailable},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := endpoint(t, c.answer).Complete(t.Context(), llm.Prompt{System: "s", User: words})
			if err == nil || got != "" {
				t.Fatalf("answered %q", got)
			}
			f := outcome.Of(err)
			if f.Outcome != c.outcome || f.Reason != c.reason {
				t.Errorf("%v, %v: %v", f.Outcome, f.Reason, err)
			}
			if name == "slow" != errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("slow or not cannot be told: %v", err)
			}
			if answered := c.outcome == outcome.Delayed && !slices.Contains([]string{"limited", "broken", "bad gateway", "slow", "hung up", "elsewhere", "truncated", "huge"}, name); answered != errors.Is(err, llm.ErrAstray) {
				t.Errorf("astray: %v", err)
			}
			if strings.Contains(err.Error(), words) || strings.Contains(err.Error(), "s3cret") {
				t.Errorf("leaks: %v", err)
			}
		})
	}
}

func TestACancelledQuestionEnds(t *testing.T) {
	c := endpoint(t, func(w http.ResponseWriter, r *http.Request) {
		io.Copy(io.Discard, r.Body)
		<-r.Context().Done()
	})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := c.Complete(ctx, llm.Prompt{User: words}); err == nil {
		t.Error("answered")
	}
}

func TestHealth(t *testing.T) {
	if problems := endpoint(t, unasked).Health(t.Context()); len(problems) != 0 {
		t.Errorf("a good endpoint has %v", problems)
	}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.Error(w, `{"error":{"message":"no such key `+key+`"}}`, http.StatusUnauthorized)
	}))
	defer s.Close()
	c, err := openai.New(openai.Config{Key: key, URL: s.URL})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	problems := c.Health(t.Context())
	if len(problems) != 1 || problems[0].Do.IsZero() || strings.Contains(problems[0].What.FR+problems[0].Do.FR, "s3cret") {
		t.Errorf("a wrong key: %v", problems)
	}
}

func unasked(http.ResponseWriter, *http.Request) {}

func TestAnAddressIsChecked(t *testing.T) {
	for _, url := range []string{"not an address", "https://user:s3cret@llm.example/v1", "://"} {
		if _, err := openai.New(openai.Config{URL: url}); err == nil || strings.Contains(err.Error(), "s3cret") {
			t.Errorf("%s: %v", url, err)
		}
	}
}

// Azure is known by its address; the host is what the data protection officer is told.
func TestAzureIsKnownByItsAddress(t *testing.T) {
	c, err := openai.New(openai.Config{Key: key, URL: "https://valombre.openai.azure.com/", Model: "draft-model"})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if c.Host() != "valombre.openai.azure.com" {
		t.Errorf("host %q", c.Host())
	}
}
