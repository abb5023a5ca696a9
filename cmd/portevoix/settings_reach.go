package main

import (
	"fmt"
	"net"
	"time"

	"portevoix/bot/notice"
	"portevoix/bot/trigger"
	"portevoix/integrations/pager"
)

// mail checks the three settings of the mail server together.
func (r *reader) mail() (server, password, from string) {
	server, password, from = r.values["PORTEVOIX_SMTP"], r.values["PORTEVOIX_SMTP_PASSWORD"], r.values["PORTEVOIX_MAIL_FROM"]
	if server == "" {
		return "", "", ""
	}
	if _, err := pager.NewMail(server, password, from, time.Now); err != nil {
		r.wrong("PORTEVOIX_SMTP", fmt.Sprintf("(with PORTEVOIX_MAIL_FROM) cannot be used: %v", err))
	}
	return server, password, from
}

// shortest is how many characters a secret that signs must have.
const shortest = 16

func (r *reader) gateway() (url, secret string) {
	url, secret = r.url("PORTEVOIX_PAGER_URL", "https", "http"), r.values["PORTEVOIX_PAGER_SECRET"]
	if url != "" && len(secret) < shortest {
		r.wrong("PORTEVOIX_PAGER_SECRET", fmt.Sprintf("must have %d characters or more, since it signs every page", shortest))
	}
	return url, secret
}

// hooks reads the triggers and holds them to the kinds of notice that there are.
func (r *reader) hooks() []trigger.Hook {
	hooks, err := trigger.Load(r.values["PORTEVOIX_HOOKS"])
	if err != nil {
		r.wrong("PORTEVOIX_HOOKS", fmt.Sprintf("%v; docs/hooks.md shows every field", err))
	}
	for _, h := range hooks {
		k, ok := notice.Find(h.Kind)
		if !ok || !k.Refuse.IsZero() {
			r.wrong("PORTEVOIX_HOOKS", fmt.Sprintf("has the hook %q, but there is no kind of notice %q; docs/hooks.md lists them", h.Name, h.Kind))
			continue
		}
		for _, fields := range []map[string]string{h.Fields, h.Set} {
			for field := range fields {
				if _, ok := k.Field(field); !ok {
					r.wrong("PORTEVOIX_HOOKS", fmt.Sprintf("has the hook %q with the field %q, which a notice %q does not have; docs/hooks.md lists them", h.Name, field, h.Kind))
				}
			}
		}
	}
	return hooks
}

// public accepts any address but the web chat's.
func (r *reader) public(name, chat string) string {
	v := r.values[name]
	if v == "" {
		return ""
	}
	_, port, err := net.SplitHostPort(v)
	if err != nil {
		r.wrong(name, fmt.Sprintf("is %q; write an address and port such as 10.0.0.5:8443", v))
		return v
	}
	if _, chatPort, _ := net.SplitHostPort(chat); port == chatPort && port != "0" {
		r.wrong(name, "has the port of the web chat (PORTEVOIX_LISTEN); choose another, the two are never shared")
	}
	return v
}

// secrets are what the log must never show.
func secrets(s Settings) []string {
	all := []string{s.DBKey, s.Database, s.LLMKey, s.SMTPPassword, s.PagerSecret, s.Slack.BotToken, s.Slack.AppToken, s.Slack.SigningSecret, s.Discord.Token}
	for _, h := range s.Hooks {
		all = append(all, string(h.Secret))
	}
	return all
}
