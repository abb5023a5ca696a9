package slack

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/slack-go/slack"

	"portevoix/bot/chat"
	"portevoix/bot/text"
)

// health is what is wrong with the connection as far as we have seen.
type health struct {
	mu      sync.Mutex
	problem *chat.Problem    // of the connection
	seen    map[string]noted // of calls: a missing scope, a channel that does not know us
}

type noted struct {
	problem *chat.Problem
	at      time.Time
}

// notedFor is how long a call that failed is reported: what was mended meanwhile is not complained about for ever.
const notedFor = 15 * time.Minute

func (h *health) set(p *chat.Problem) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.problem = p
}

// note remembers a failed call that a person can mend.
func (h *health) note(err error, room string) {
	var said slack.SlackErrorResponse
	if !errors.As(err, &said) {
		return
	}
	p := mend(said, room)
	if p == nil {
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.seen == nil {
		h.seen = map[string]noted{}
	}
	h.seen[said.Err+said.Needed+room] = noted{p, time.Now()}
}

// Health says what a person must mend. It asks Slack again, so that what was mended is no longer reported.
func (p *Platform) Health(ctx context.Context) []*chat.Problem {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	who, err := p.api.AuthTestContext(ctx)
	var said slack.SlackErrorResponse
	switch {
	case errors.As(err, &said):
		return []*chat.Problem{orUnauthorised(mend(said, ""), said.Err)}
	case err != nil || who.UserID == "":
		return []*chat.Problem{silent}
	}
	all := p.lacking(who.Header.Get("X-OAuth-Scopes"))
	if p.config.AppToken != "" && p.serving() == nil { // doctor: is the app-level token one that opens sockets?
		if _, _, err := p.api.StartSocketModeContext(ctx); errors.As(err, &said) {
			all = append(all, noSocket(said.Err))
		}
	}
	p.health.mu.Lock()
	defer p.health.mu.Unlock()
	if p.health.problem != nil {
		all = append(all, p.health.problem)
	}
	for key, seen := range p.health.seen {
		if time.Since(seen.at) > notedFor {
			delete(p.health.seen, key)
			continue
		}
		if !slices.ContainsFunc(all, func(said *chat.Problem) bool { return said.What.EN == seen.problem.What.EN }) {
			all = append(all, seen.problem)
		}
	}
	return all
}

// lacking compares the scopes that Slack says the token has with those that the manifest asks for. Source:
// docs.slack.dev/authentication/installing-with-oauth, the header x-oauth-scopes of every answer.
func (p *Platform) lacking(granted string) (all []*chat.Problem) {
	if granted == "" { // a proxy may remove the header
		return nil
	}
	have := strings.FieldsFunc(granted, func(r rune) bool { return r == ',' || r == ' ' })
	for _, scope := range Scopes {
		if !slices.Contains(have, scope) && (scope != "usergroups:read" || p.config.Groups) {
			all = append(all, mend(slack.SlackErrorResponse{Err: "missing_scope", Needed: scope}, ""))
		}
	}
	return all
}

// LookAt says whether the bot can see and post in a channel, for doctor.
func (p *Platform) LookAt(ctx context.Context, room string) *chat.Problem {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	channel, err := p.api.GetConversationInfoContext(ctx, &slack.GetConversationInfoInput{ChannelID: room})
	var said slack.SlackErrorResponse
	switch {
	case errors.As(err, &said):
		if p := mend(said, room); p != nil {
			return p
		}
		return unauthorised(said.Err)
	case err != nil:
		return silent
	case !channel.IsMember:
		return mend(slack.SlackErrorResponse{Err: "not_in_channel"}, room)
	case channel.IsArchived:
		return mend(slack.SlackErrorResponse{Err: "is_archived"}, room)
	}
	return nil
}

var silent = &chat.Problem{
	What: text.Text{FR: "Slack ne répond pas.", EN: "Slack does not answer.", AR: "Slack لا يجيب."},
	Do:   text.Text{FR: "Vérifiez le réseau et SLACK_API_URL ; Portevoix réessaie tout seul.", EN: "Check the network and SLACK_API_URL; Portevoix keeps trying by itself.", AR: "تحققوا من الشبكة ومن SLACK_API_URL؛ يعيد Portevoix المحاولة تلقائيا."},
}

func unauthorised(said string) *chat.Problem {
	return &chat.Problem{
		What: text.Text{FR: "Slack refuse l'accès (%s).", EN: "Slack refuses access (%s).", AR: "يرفض Slack الولوج (%s)."}.With(said),
		Do: text.Text{
			FR: "Réinstallez l'application dans l'espace et mettez à jour SLACK_BOT_TOKEN et SLACK_APP_TOKEN : docs/slack.md.",
			EN: "Reinstall the app in the workspace and renew SLACK_BOT_TOKEN and SLACK_APP_TOKEN: docs/slack.md.",
			AR: "أعيدوا تثبيت التطبيق في المساحة وحدّثوا SLACK_BOT_TOKEN وSLACK_APP_TOKEN: docs/slack.md.",
		},
	}
}

// noSocket says why Socket Mode does not open, which is the app-level token's business.
func noSocket(said string) *chat.Problem {
	return &chat.Problem{
		What: text.Text{FR: "Slack n'ouvre pas le mode Socket (%s).", EN: "Slack does not open Socket Mode (%s).", AR: "لا يفتح Slack وضع Socket (%s)."}.With(said),
		Do: text.Text{
			FR: "Activez Socket Mode dans l'application et mettez à jour SLACK_APP_TOKEN : un jeton xapp- avec connections:write (Basic Information, App-Level Tokens).",
			EN: "Switch Socket Mode on in the app and renew SLACK_APP_TOKEN: an xapp- token with connections:write (Basic Information, App-Level Tokens).",
			AR: "فعّلوا Socket Mode في التطبيق وحدّثوا SLACK_APP_TOKEN: رمز xapp- بالإذن connections:write (Basic Information ثم App-Level Tokens).",
		},
	}
}

// mend says what to do about an answer of Slack; nil when there is nothing that a person could do.
func mend(said slack.SlackErrorResponse, room string) *chat.Problem {
	where := room
	if where == "" {
		where = "?"
	}
	switch {
	case said.Err == "missing_scope":
		return &chat.Problem{
			What: text.Text{FR: "Il manque à Slack l'autorisation %s.", EN: "Slack lacks the scope %s.", AR: "ينقص Slack الإذن %s."}.With(strings.TrimSpace(said.Needed)),
			Do:   text.Text{FR: "Recollez le manifeste (portevoix manifest slack), puis réinstallez l'application.", EN: "Paste the manifest again (portevoix manifest slack), then reinstall the app.", AR: "ألصقوا البيان من جديد (portevoix manifest slack) ثم أعيدوا تثبيت التطبيق."},
		}
	case said.Err == "not_in_channel":
		return &chat.Problem{
			What: text.Text{FR: "Le bot n'est pas dans le canal %s.", EN: "The bot is not in the channel %s.", AR: "البوت ليس في القناة %s."}.With(where),
			Do:   text.Text{FR: "Dans ce canal, tapez /invite @portevoix.", EN: "In that channel, type /invite @portevoix.", AR: "في تلك القناة اكتبوا \u200e/invite @portevoix\u200e."},
		}
	case said.Err == "channel_not_found":
		return &chat.Problem{
			What: text.Text{FR: "Slack ne connaît pas le canal %s, ou le bot n'y est pas.", EN: "Slack does not know the channel %s, or the bot is not in it.", AR: "لا يعرف Slack القناة %s، أو أن البوت ليس فيها."}.With(where),
			Do:   text.Text{FR: "Vérifiez SLACK_ROOMS (identifiant en bas de la fiche du canal) et invitez le bot.", EN: "Check SLACK_ROOMS (the id is at the bottom of the channel's details) and invite the bot.", AR: "تحققوا من SLACK_ROOMS (المعرف في أسفل تفاصيل القناة) وادعوا البوت."},
		}
	case said.Err == "is_archived":
		return &chat.Problem{
			What: text.Text{FR: "Le canal %s est archivé.", EN: "The channel %s is archived.", AR: "القناة %s مؤرشفة."}.With(where),
			Do:   text.Text{FR: "Désarchivez-le, ou changez SLACK_ROOMS.", EN: "Unarchive it, or change SLACK_ROOMS.", AR: "ألغوا أرشفتها أو غيّروا SLACK_ROOMS."},
		}
	case fatal[said.Err]:
		return unauthorised(said.Err)
	}
	return nil
}

func orUnauthorised(p *chat.Problem, said string) *chat.Problem {
	if p == nil {
		return unauthorised(said)
	}
	return p
}
