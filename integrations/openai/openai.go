// Package openai asks a language model for text over the protocol that OpenAI made common: OpenAI itself, Azure, Mistral, Ollama,
// vLLM and others answer it. It fulfils llm.Model. It sends the prompt that it is given and nothing else, retries nothing, and
// its errors hold neither the key nor a word of the prompt or the answer.
package openai

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/sashabaranov/go-openai"

	"portevoix/bot/chat"
	"portevoix/bot/llm"
	"portevoix/bot/outcome"
	"portevoix/bot/text"
	"portevoix/integrations/web"
)

// Config says which model to ask.
type Config struct {
	Key   string // OPENAI_API_KEY; empty for a server of one's own that asks for none
	URL   string // OPENAI_BASE_URL: "https://api.mistral.ai/v1", "http://localhost:11434/v1"; empty: OpenAI
	Model string // OPENAI_MODEL; empty: DefaultModel
	Time  time.Duration
}

// DefaultModel is asked when OPENAI_MODEL is not set.
const DefaultModel = "gpt-4o-mini"

// A Client is one model at one endpoint.
type Client struct {
	api   *openai.Client
	http  *http.Client
	model string
	host  string
}

// New makes a client; it does not connect. The address of an Azure resource (….openai.azure.com) is spoken to in Azure's way, the
// model being the deployment's name.
func New(c Config) (*Client, error) {
	config := openai.DefaultConfig(c.Key)
	if c.URL != "" {
		u, err := url.Parse(c.URL)
		if err != nil || u.Host == "" || u.User != nil {
			return nil, errors.New("OPENAI_BASE_URL is not a web address without a password (https://host/v1)")
		}
		config.BaseURL = strings.TrimRight(c.URL, "/")
		if strings.HasSuffix(u.Hostname(), ".openai.azure.com") {
			config = openai.DefaultAzureConfig(c.Key, strings.TrimRight(c.URL, "/"))
			config.AzureModelMapperFunc = func(model string) string { return model }
		}
	}
	if c.Model == "" {
		c.Model = DefaultModel
	}
	u, _ := url.Parse(config.BaseURL)
	client := web.NewClient(web.Limits{Time: c.Time, Body: 1 << 20, Redirects: -1})
	config.HTTPClient = client
	return &Client{api: openai.NewClientWithConfig(config), http: client, model: c.Model, host: u.Host}, nil
}

// Host is where prompts go, for doctor and the data protection officer.
func (c *Client) Host() string { return c.host }

// Complete asks once. Its error is an *outcome.Failure.
func (c *Client) Complete(ctx context.Context, p llm.Prompt) (string, error) {
	request := openai.ChatCompletionRequest{
		Model: c.model,
		//lint:ignore SA1019 the newer name is OpenAI's alone: Mistral, Ollama and vLLM know max_tokens
		MaxTokens: p.Max,
		Messages: []openai.ChatCompletionMessage{
			{Role: openai.ChatMessageRoleSystem, Content: p.System},
			{Role: openai.ChatMessageRoleUser, Content: p.User},
		},
	}
	if p.JSON {
		request.ResponseFormat = &openai.ChatCompletionResponseFormat{Type: openai.ChatCompletionResponseFormatTypeJSONObject}
	}
	answer, err := c.api.CreateChatCompletion(ctx, request)
	if err != nil {
		return "", c.failure(err)
	}
	if len(answer.Choices) == 0 || strings.TrimSpace(answer.Choices[0].Message.Content) == "" {
		return "", c.nonsense("an empty answer")
	}
	if answer.Choices[0].FinishReason == openai.FinishReasonLength {
		return "", c.nonsense("an answer that was cut off")
	}
	return answer.Choices[0].Message.Content, nil
}

// Close ends idle connections.
func (c *Client) Close() { c.http.CloseIdleConnections() }

// Health says what a person must mend before the model can be asked, without sending any prompt.
func (c *Client) Health(ctx context.Context) []chat.Problem {
	_, err := c.api.ListModels(ctx)
	if err == nil {
		return nil
	}
	f := outcome.Of(c.failure(err))
	if f.Reason == outcome.Rejected { // some servers have no list of models
		return nil
	}
	return []chat.Problem{{
		What: text.Text{FR: "Le modèle de langue (%s) ne répond pas comme il faut ; les brouillons sont composés sans lui.", EN: "The language model (%s) does not answer as it should; drafts are composed without it.", AR: "النموذج اللغوي (%s) لا يستجيب كما ينبغي؛ تُصاغ المسودات بدونه."}.With(c.host),
		Do:   f.Reason.Advice(),
	}}
}

func (c *Client) nonsense(what string) error {
	return &outcome.Failure{Outcome: outcome.Delayed, Reason: outcome.Unavailable, Err: fmt.Errorf("%s: %s: %w", c.host, what, llm.ErrAstray)}
}

// failure keeps of an error what helps and cannot leak: servers repeat parts of the prompt and of the key in theirs.
func (c *Client) failure(err error) error {
	status := 0
	var api *openai.APIError
	var request *openai.RequestError
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &api):
		status = api.HTTPStatusCode
	case errors.As(err, &request):
		status = request.HTTPStatusCode
	case errors.As(err, &syntax), strings.Contains(err.Error(), "JSON"), strings.Contains(err.Error(), "json"):
		return c.nonsense("an answer that is not JSON")
	}
	if status == 0 {
		return web.Failed(nil, err, false)
	}
	f := &outcome.Failure{Outcome: outcome.Refused, Reason: outcome.Rejected, Err: fmt.Errorf("%s answered %d", c.host, status)}
	switch {
	case status == http.StatusTooManyRequests:
		f.Outcome, f.Reason = outcome.Delayed, outcome.Limited
	case status == http.StatusUnauthorized || status == http.StatusForbidden:
		f.Reason = outcome.Reconnect
	case status >= 500 || status < 400:
		f.Outcome, f.Reason = outcome.Delayed, outcome.Unavailable
	}
	return f
}

var _ llm.Model = (*Client)(nil)
