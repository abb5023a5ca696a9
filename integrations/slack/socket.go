package slack

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"
)

// connections is how many sockets one process holds: while Slack refreshes one (it gives no overlap), the other receives. Slack allows
// ten in all, so that several replicas fit.
const connections = 2

// pingsEvery bounds how long a dead socket is believed alive. Slack pings more often than every 30 seconds.
const pingsEvery = 30 * time.Second

// listenSockets receives by Socket Mode until ctx ends.
func (p *Platform) listenSockets(ctx context.Context, d *desk) error {
	ended := make(chan error, connections)
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	for range connections {
		go func() { ended <- p.keepSocket(ctx, d) }()
	}
	var first error
	for range connections {
		if err := <-ended; err != nil && first == nil {
			first = err
		}
		stop() // one that can never connect: the other cannot either
	}
	return first
}

// keepSocket keeps one connection alive. It returns nil when ctx ends, and an error when connecting can never work.
func (p *Platform) keepSocket(ctx context.Context, d *desk) error {
	for wait := time.Second; ; wait = min(2*wait, time.Minute) {
		client := socketmode.New(p.api, socketmode.OptionPingInterval(pingsEvery))
		running, stop := context.WithCancel(ctx)
		ended := make(chan error, 1)
		go func() { ended <- client.RunContext(running) }()
		began := time.Now()
		err := p.receive(client, d, ended)
		stop()
		if ctx.Err() != nil {
			return nil
		}
		if fatal[code(err)] {
			p.health.set(noSocket(code(err)))
			return fmt.Errorf("connect to slack's sockets: %s: %s", code(err), noSocket(code(err)).Do.EN)
		}
		p.config.Log.Warn("slack: a socket ended; connecting again", "err", code(err))
		if time.Since(began) > time.Minute {
			wait = time.Second
		}
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(wait):
		}
	}
}

// receive hands envelopes to the desk until the client ends. It never waits for work: a reader that waits also stops answering pings.
func (p *Platform) receive(client *socketmode.Client, d *desk, ended <-chan error) error {
	for {
		select {
		case err := <-ended:
			return err
		case e := <-client.Events:
			switch e.Type {
			case socketmode.EventTypeConnected: // one is enough
				p.health.set(nil)
			case socketmode.EventTypeConnectionError:
				if err := p.cannotConnect(e); err != nil {
					return err
				}
			case socketmode.EventTypeErrorBadMessage:
				p.takeUndecoded(client, d, e)
			default:
				if e.Request != nil && e.Request.EnvelopeID != "" { // hello and disconnect have none
					p.takeEnvelope(client, d, e.Request.EnvelopeID, e.Request.Type, e.Request.Payload)
				}
			}
		}
	}
}

// cannotConnect notes why a socket did not open, and returns the error after which trying again cannot help. The library itself gives up
// for four answers only and would try all others for ever.
func (p *Platform) cannotConnect(e socketmode.Event) error {
	failed, ok := e.Data.(*slack.ConnectionErrorEvent)
	if !ok {
		return nil
	}
	var said slack.SlackErrorResponse
	switch {
	case !errors.As(failed.ErrorObj, &said):
		p.health.set(silent)
	case fatal[said.Err]:
		return said
	default:
		p.health.set(noSocket(said.Err))
	}
	p.config.Log.Warn("slack: a socket did not open; trying again", "err", code(failed.ErrorObj))
	return nil
}

// takeUndecoded takes what the library could not decode: a new kind of event, a field of another type. We read it ourselves, and
// acknowledge it in any case; else Slack sends it again and counts a failure.
func (p *Platform) takeUndecoded(client *socketmode.Client, d *desk, e socketmode.Event) {
	bad, ok := e.Data.(*socketmode.ErrorBadMessage)
	if !ok {
		return
	}
	var envelope struct {
		ID      string          `json:"envelope_id"`
		Type    string          `json:"type"`
		Payload json.RawMessage `json:"payload"`
	}
	if json.Unmarshal(bad.Message, &envelope) != nil || envelope.ID == "" {
		p.config.Log.Warn("slack: a frame of the socket is not readable")
		return
	}
	p.takeEnvelope(client, d, envelope.ID, envelope.Type, envelope.Payload)
}

var kinds = map[string]string{
	socketmode.RequestTypeSlashCommands: "slash", socketmode.RequestTypeInteractive: "interactive", socketmode.RequestTypeEventsAPI: "events",
}

func (p *Platform) takeEnvelope(client *socketmode.Client, d *desk, id, kind string, payload json.RawMessage) {
	d.take(delivery{kind: kinds[kind], payload: payload, ack: func(answer any) error {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(d.work), 2*time.Second)
		defer cancel()
		err := client.AckCtx(ctx, id, answer)
		if err != nil && answer != nil && !errors.Is(err, context.DeadlineExceeded) { // too large: nothing was sent; the empty one still counts
			return errors.Join(err, client.AckCtx(ctx, id, nil))
		}
		return err
	}})
}
