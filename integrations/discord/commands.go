package discord

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"portevoix/bot/chat"
	"portevoix/bot/text"
)

// command is a command as Discord keeps it. Source: developers/interactions/application-commands.mdx.
type command struct {
	Type         int               `json:"type"`
	Name         string            `json:"name"`
	Names        map[string]string `json:"name_localizations,omitempty"`
	Description  string            `json:"description,omitempty"`
	Descriptions map[string]string `json:"description_localizations,omitempty"`
	Options      []commandOption   `json:"options,omitempty"`
}

type commandOption struct {
	Type         int               `json:"type"`
	Name         string            `json:"name"`
	Names        map[string]string `json:"name_localizations,omitempty"`
	Description  string            `json:"description"`
	Descriptions map[string]string `json:"description_localizations,omitempty"`
	Suggest      bool              `json:"autocomplete,omitempty"`
	Max          int               `json:"max_length,omitempty"`
	Choices      []optionChoice    `json:"choices,omitempty"`
}

type optionChoice struct {
	Name  string            `json:"name"`
	Names map[string]string `json:"name_localizations,omitempty"`
	Value string            `json:"value"`
}

// describe lists the commands as Discord takes them. Every option is optional: what is missing is asked with a form.
func describe(commands []chat.Command) []command {
	var slash, menus []command
	taken := map[string]bool{}
	for _, c := range commands {
		if c.Hidden {
			continue
		}
		d := command{Type: 1, Name: c.Name, Names: names(c.Name, c.Words, taken)}
		d.Description, d.Descriptions = described(c.Summary, c.Name)
		if c.Inputs != nil {
			d.Options = options(c.Inputs(chat.Values{}))
		}
		slash = append(slash, d)
		if name := menuName(c); name != "" {
			menus = append(menus, command{Type: 3, Name: name, Names: localised(c.OnMessage, maxCommandName)})
		}
	}
	return append(slash, menus...)
}

func menuName(c chat.Command) string { return brief(c.OnMessage.EN, maxCommandName) }

func options(inputs []chat.Input) (all []commandOption) {
	taken := map[string]bool{}
	for _, in := range inputs[:min(len(inputs), maxOptions)] {
		o := commandOption{Type: 3, Name: in.Name, Names: names(in.Name, in.Words, taken)}
		about := in.Label
		if !in.Help.IsZero() {
			about = text.Text{FR: "%s · %s", EN: "%s · %s", AR: "%s · %s"}.With(in.Label, in.Help)
		}
		o.Description, o.Descriptions = described(about, in.Name)
		switch {
		case in.Kind == chat.Image:
			o.Type = 11
		case in.Kind == chat.Number:
			o.Type = 4
		case in.Suggest:
			o.Suggest, o.Max = true, min(in.Limit(), maxOptionLength)
		case in.Kind == chat.One && len(in.Choices) > 0 && len(in.Choices) <= maxOptions:
			for _, c := range in.Choices {
				label := c.Label
				if label.IsZero() {
					label = text.Same(c.Value)
				}
				o.Choices = append(o.Choices, optionChoice{brief(label.EN, maxOption), localised(label, maxOption), c.Value})
			}
		case in.Kind != chat.One && in.Kind != chat.Some && in.Kind != chat.Yes:
			o.Max = min(in.Limit(), maxOptionLength)
		}
		all = append(all, o)
	}
	return all
}

// The locales of Discord in which we speak. Source: AvailableLocalesEnum in discord/discord-api-spec, which knows Arabic since 2026.
var locales = map[string]text.Lang{"fr": text.FR, "en-US": text.EN, "en-GB": text.EN, "ar": text.AR}

func localised(t text.Text, limit int) map[string]string {
	all := map[string]string{}
	for locale, l := range locales {
		if s := t.In(l); s != "" {
			all[locale] = brief(s, limit)
		}
	}
	return all
}

func described(t text.Text, otherwise string) (string, map[string]string) {
	if strings.TrimSpace(t.EN) == "" {
		return otherwise, nil
	}
	return brief(text.StripMarks(t.EN), maxDescribed), localised(text.Text{FR: text.StripMarks(t.FR), EN: text.StripMarks(t.EN), AR: text.StripMarks(t.AR)}, maxDescribed)
}

// nameRule is what a name may be, lower case where the script has one.
var nameRule = regexp.MustCompile(`^[-_'\p{L}\p{N}]{1,32}$`)

// names are a command's names in each locale: its first other word in Latin letters is French, its first in Arabic letters Arabic. A
// name that another one has already is left out: two of the same name would be refused.
func names(name string, words []string, taken map[string]bool) map[string]string {
	all := map[string]string{"en-US": name, "en-GB": name}
	for locale, arabic := range map[string]bool{"fr": false, "ar": true} {
		if w := wordIn(words, arabic); w != "" && !taken[locale+w] {
			all[locale] = w
			taken[locale+w] = true
		}
	}
	return all
}

func wordIn(words []string, arabic bool) string {
	found := ""
	for _, w := range words {
		isArabic := strings.IndexFunc(w, func(r rune) bool { return r >= 0x600 && r <= 0x6ff }) >= 0
		if isArabic != arabic || !nameRule.MatchString(w) || strings.ToLower(w) != w {
			continue
		}
		if found == "" || chat.Fold(found) == chat.Fold(w) && len(w) > len(found) { // "vérifier" rather than "verifier"
			found = w
		}
	}
	return found
}

// register makes Discord's commands of one server ours, when they differ; an empty server means those of all servers.
func (p *Platform) register(ctx context.Context, guild string, commands []command) error {
	_, app := p.self()
	path := "/applications/" + app
	if guild != "" {
		path += "/guilds/" + guild
	}
	path += "/commands"
	if commands == nil {
		commands = []command{}
	}
	var there []command
	err := p.rest.do(ctx, call{doing: "read the commands of a server", method: http.MethodGet, path: path + "?with_localizations=true", room: "commands"}, &there)
	plainer := withoutArabic(commands)
	if err == nil && (same(there, commands) || same(there, plainer)) {
		return nil
	}
	if err != nil && guild == "" {
		return err
	}
	announce := func(list []command) error {
		return p.rest.do(ctx, call{doing: "announce the commands of a server", method: http.MethodPut, path: path, body: list, room: "commands"}, nil)
	}
	err = announce(commands)
	var no *refusal
	if errors.As(err, &no) && no.status == http.StatusBadRequest && len(commands) > 0 {
		return announce(plainer)
	}
	return err
}

// withoutArabic is for servers that do not know that locale: the page of locales (reference.mdx) lacks it, the preview of the OpenAPI
// description has it.
func withoutArabic(list []command) []command {
	less := func(words map[string]string) map[string]string {
		words = maps.Clone(words)
		delete(words, "ar")
		return words
	}
	list = slices.Clone(list)
	for i, c := range list {
		c.Names, c.Descriptions, c.Options = less(c.Names), less(c.Descriptions), slices.Clone(c.Options)
		for j, o := range c.Options {
			o.Names, o.Descriptions, o.Choices = less(o.Names), less(o.Descriptions), slices.Clone(o.Choices)
			for k := range o.Choices {
				o.Choices[k].Names = less(o.Choices[k].Names)
			}
			c.Options[j] = o
		}
		list[i] = c
	}
	return list
}

func same(a, b []command) bool { return bytes.Equal(canonical(a), canonical(b)) }

func canonical(list []command) []byte {
	list = slices.Clone(list)
	for i := range list {
		if list[i].Type == 0 {
			list[i].Type = 1
		}
	}
	slices.SortFunc(list, func(a, b command) int { return cmp.Or(cmp.Compare(a.Type, b.Type), cmp.Compare(a.Name, b.Name)) })
	b, err := json.Marshal(list)
	if err != nil { // strings and numbers only
		panic(err)
	}
	return b
}

// Permissions are the least that the bot needs: see and write in a channel, show embeds and files, read back what it sent.
// Source: developers/topics/permissions.mdx.
const Permissions = 1<<10 | 1<<11 | 1<<14 | 1<<15 | 1<<16

// Manifest is what an administrator needs: the address that invites the bot with the least permissions, and the commands as they will
// be announced (the bot announces them itself). It fails when a command goes beyond what Discord takes.
func Manifest(commands []chat.Command, appID string) (invite string, described []byte, err error) {
	list := describe(commands)
	for _, c := range list {
		if c.Type == 1 && (!nameRule.MatchString(c.Name) || strings.ToLower(c.Name) != c.Name) {
			return "", nil, fmt.Errorf("discord takes no command named %q", c.Name)
		}
		if n := weight(c); n > 8000 {
			return "", nil, fmt.Errorf("the command %s takes %d characters; Discord takes 8,000", c.Name, n)
		}
	}
	if len(list) > 115 {
		return "", nil, fmt.Errorf("%d commands are more than Discord takes", len(list))
	}
	if appID == "" {
		appID = "APPLICATION_ID"
	}
	query := url.Values{"client_id": {appID}, "scope": {"bot applications.commands"}, "permissions": {strconv.Itoa(Permissions)}}
	described, err = json.MarshalIndent(list, "", "  ")
	return "https://discord.com/oauth2/authorize?" + query.Encode(), described, err
}

// weight counts a command's names, descriptions and values, the longest of each in any language.
func weight(c command) int {
	longest := func(s string, all map[string]string) int {
		n := count(s)
		for _, other := range all {
			n = max(n, count(other))
		}
		return n
	}
	n := longest(c.Name, c.Names) + longest(c.Description, c.Descriptions)
	for _, o := range c.Options {
		n += longest(o.Name, o.Names) + longest(o.Description, o.Descriptions)
		for _, choice := range o.Choices {
			n += longest(choice.Name, choice.Names) + count(choice.Value)
		}
	}
	return n
}
