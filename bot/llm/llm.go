// Package llm is the one thing the bot may ask of a language model: text for a prompt. The model has no tools, no secrets and
// no power to publish; what it gets is masked beforehand and what it returns is checked like any other draft.
//
// Nothing here talks to a network: integrations/openai fulfils Model.
package llm

import (
	"context"
	"errors"
)

// ErrAstray is in the chain of an error when the model answered, and what it said is not what was asked for.
var ErrAstray = errors.New("the answer is not what was asked for")

// A Prompt is one question to a model.
type Prompt struct {
	System string // what it is to do
	User   string // the masked material, fenced
	Max    int    // tokens in the answer
	JSON   bool   // ask for a JSON object
}

// A Model writes text. It returns within the context's deadline or an error that carries no part of the prompt.
type Model interface {
	Complete(context.Context, Prompt) (string, error)
}
