package discord

import (
	"context"
	"errors"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/gorilla/websocket"

	"portevoix/bot/chat"
	"portevoix/bot/text"
)

// health is what is wrong with the connection as far as we have seen.
type health struct {
	mu      sync.Mutex
	problem *chat.Problem            // of the gateway
	seen    map[string]*chat.Problem // of servers and channels
}

func (h *health) set(p *chat.Problem) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.problem = p
}

// note remembers what is wrong with something, or that nothing is any more.
func (h *health) note(what string, p *chat.Problem) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.seen == nil {
		h.seen = map[string]*chat.Problem{}
	}
	if p == nil {
		delete(h.seen, what)
		return
	}
	h.seen[what] = p
}

// rooms are the channels of which something is reported.
func (h *health) rooms() (ids []string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for what := range h.seen {
		if id, ok := strings.CutPrefix(what, "room/"); ok {
			ids = append(ids, id)
		}
	}
	return ids
}

// Health says what a person must mend. It asks Discord again whether the token is accepted, and takes up the channels that let the bot in
// again.
func (p *Platform) Health(ctx context.Context) []*chat.Problem {
	if why := p.rest.brokenBy(); why != "" {
		return []*chat.Problem{barred}
	}
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	var me struct{ ID string }
	err := p.rest.do(ctx, call{doing: "ask who we are", method: http.MethodGet, path: "/users/@me"}, &me)
	if problem := fatal(err); problem != nil {
		return []*chat.Problem{problem}
	}
	if err != nil || me.ID == "" {
		return []*chat.Problem{silent}
	}
	p.reconsider(ctx)
	p.health.mu.Lock()
	defer p.health.mu.Unlock()
	var all []*chat.Problem
	if p.health.problem != nil {
		all = append(all, p.health.problem)
	}
	for _, what := range slices.Sorted(maps.Keys(p.health.seen)) {
		all = append(all, p.health.seen[what])
	}
	return all
}

var (
	silent = &chat.Problem{
		What: text.Text{FR: "Discord ne répond pas.", EN: "Discord does not answer.", AR: "Discord لا يجيب."},
		Do:   text.Text{FR: "Vérifiez le réseau et DISCORD_API_URL ; Portevoix réessaie tout seul.", EN: "Check the network and DISCORD_API_URL; Portevoix keeps trying by itself.", AR: "تحققوا من الشبكة ومن DISCORD_API_URL؛ يعيد Portevoix المحاولة تلقائيا."},
	}
	barred = &chat.Problem{
		What: text.Text{FR: "Discord, ou Cloudflare devant lui, refuse nos appels : nous attendons pour ne pas être bannis.", EN: "Discord, or Cloudflare in front of it, refuses our calls: we wait so as not to be banned.", AR: "يرفض Discord، أو Cloudflare أمامه، طلباتنا: ننتظر حتى لا نُحظر."},
		Do:   text.Text{FR: "Attendez une minute, puis regardez les autres problèmes de cette liste ; si cela dure, vérifiez DISCORD_API_URL et la sortie réseau de l'hôpital.", EN: "Wait a minute, then look at the other problems in this list; if it lasts, check DISCORD_API_URL and the hospital's way out.", AR: "انتظروا دقيقة ثم انظروا المشاكل الأخرى في هذه اللائحة؛ وإن طال ذلك فتحققوا من DISCORD_API_URL ومن خروج شبكة المستشفى."},
	}
	unauthorised = &chat.Problem{
		What: text.Text{FR: "Discord n'accepte pas le jeton du bot.", EN: "Discord does not accept the bot's token.", AR: "لا يقبل Discord رمز البوت."},
		Do:   text.Text{FR: "Portail développeur, Bot, « Reset Token » ; mettez le nouveau jeton dans DISCORD_TOKEN : docs/discord.md.", EN: "Developer Portal, Bot, “Reset Token”; put the new token into DISCORD_TOKEN: docs/discord.md.", AR: "بوابة المطورين، Bot، «Reset Token»؛ ضعوا الرمز الجديد في DISCORD_TOKEN: docs/discord.md."},
	}
)

func unknownRoom(room string) *chat.Problem {
	return &chat.Problem{
		What: text.Text{FR: "Discord ne connaît pas le salon %s.", EN: "Discord does not know the channel %s.", AR: "لا يعرف Discord القناة %s."}.With(room),
		Do:   text.Text{FR: "Vérifiez DISCORD_ROOMS : mode développeur, clic droit sur le salon, « Copier l'identifiant ».", EN: "Check DISCORD_ROOMS: developer mode, right-click the channel, “Copy Channel ID”.", AR: "تحققوا من DISCORD_ROOMS: وضع المطور، انقروا يمينا على القناة ثم «نسخ المعرف»."},
	}
}

func cannotAnnounce(guild string, err error) *chat.Problem {
	var no *refusal
	if !errors.As(err, &no) || no.status != http.StatusForbidden {
		return &chat.Problem{
			What: text.Text{FR: "Les commandes du serveur %s n'ont pas pu être annoncées.", EN: "The commands of the server %s could not be announced.", AR: "تعذر الإعلان عن أوامر الخادم %s."}.With(guild),
			Do:   silent.Do,
		}
	}
	return &chat.Problem{
		What: text.Text{FR: "Le serveur %s ne permet pas au bot d'avoir des commandes.", EN: "The server %s does not let the bot have commands.", AR: "لا يسمح الخادم %s للبوت بالأوامر."}.With(guild),
		Do:   text.Text{FR: "Invitez-le de nouveau avec l'adresse de « portevoix manifest discord » (portée applications.commands).", EN: "Invite it again with the address of “portevoix manifest discord” (scope applications.commands).", AR: "ادعوه من جديد بعنوان «portevoix manifest discord» (النطاق applications.commands)."},
	}
}

// fatal says what to mend when connecting can never work; nil when it may.
func fatal(err error) *chat.Problem {
	var no *refusal
	if errors.As(err, &no) && no.status == http.StatusUnauthorized {
		return unauthorised
	}
	var closed *websocket.CloseError
	if !errors.As(err, &closed) || fatalClose[closed.Code] == "" {
		return nil
	}
	if closed.Code == 4004 {
		return unauthorised
	}
	return &chat.Problem{
		What: text.Text{FR: "Discord refuse la connexion (code %s).", EN: "Discord refuses the connection (code %s).", AR: "يرفض Discord الاتصال (الرمز %s)."}.With(strconv.Itoa(closed.Code)),
		Do:   text.Text{FR: "Cette version de Portevoix ne peut plus se connecter, ou le bot est dans trop de serveurs : mettez à jour, ou voyez docs/discord.md.", EN: "This version of Portevoix can no longer connect, or the bot is in too many servers: update, or see docs/discord.md.", AR: "لم تعد هذه النسخة من Portevoix قادرة على الاتصال، أو البوت في خوادم كثيرة جدا: حدّثوا أو انظروا docs/discord.md."},
	}
}
