package slack

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"portevoix/bot/chat"
	"portevoix/bot/text"
)

// anyCommand reaches every command: "/portevoix brouillon …". Names are shared by all apps of a workspace, and some are Slack's own.
const anyCommand = "portevoix"

// builtIn are the slash commands that Slack keeps for itself: an app that asks for one spoils its manifest.
// Source: slack.com/help/articles/201259356, "Slash commands in Slack", August 2026.
var builtIn = []string{
	"active", "add", "apps", "archive", "away", "call", "collapse", "dm", "dnd", "expand", "feed", "help", "huddle", "invite", "invite_people", "join",
	"kick", "leave", "list", "me", "msg", "mute", "open", "part", "people", "prefs", "remind", "remove", "rename", "search", "shortcuts", "shrug", "star", "status",
	"switch", "todo", "topic", "unfurl", "who", "workflow",
}

// short is the name under which a command is typed directly: as configured, as it is, or with "pv-" where Slack has taken it.
func (c Config) short(command string) string {
	if name := strings.TrimPrefix(c.Names[command], "/"); name != "" {
		return name
	}
	if slices.Contains(builtIn, command) {
		return "pv-" + command
	}
	return command
}

// spoken finds commands in a sentence: "/join" at its beginning, after a space, a quote or a mark of direction; never inside a link.
var spoken = regexp.MustCompile(`(^|[\s(«“"\x{200e}\x{200f}\x{2066}-\x{2069}])/([a-z][a-z-]*)`)

// typed rewrites the commands that a sentence names to how they are typed here: "/join" to "/pv-join".
func (c Config) typed(s string) string {
	if !strings.Contains(s, "/") {
		return s
	}
	return spoken.ReplaceAllStringFunc(s, func(found string) string {
		before, name, _ := strings.Cut(found, "/")
		return before + "/" + c.short(name)
	})
}

// Scopes are what the app may do, each for a reason that docs/slack.md gives.
var Scopes = []string{
	"app_mentions:read", "channels:history", "channels:read", "chat:write", "commands", "files:read", "files:write", "groups:history", "groups:read",
	"im:history", "im:write", "usergroups:read", "users:read",
}

// Manifest is the app's manifest, made from the table of commands, for pasting into Slack ("Create an app", "From a manifest"). publicURL is
// where signed calls arrive; empty: Socket Mode. Limits: docs.slack.dev/reference/app-manifest.
func Manifest(commands []chat.Command, c Config, publicURL string) ([]byte, error) {
	socket, address := publicURL == "", ""
	if !socket {
		address = strings.TrimSuffix(publicURL, "/") + callPath
	}
	m := manifest{
		Metadata: metadata{2, 1},
		Display:  display{Name: "Portevoix", Description: brief(about.In(c.Lang), 140), Color: "#0b4f6c"},
	}
	m.Features.Home = home{HomeTab: true, MessagesTab: true}
	m.Features.Bot = bot{Name: "portevoix", Online: true}
	m.Features.Slash = []slashCommand{{Command: "/" + anyCommand, URL: address, Description: everything.In(c.Lang), Hint: "draft | check | urgent | help …"}}
	for _, command := range commands {
		if command.Hidden {
			continue
		}
		name := c.short(command.Name)
		if slices.Contains(builtIn, name) {
			return nil, fmt.Errorf("slack keeps /%s for itself: choose another name for the command %s in SLACK_COMMANDS", name, command.Name)
		}
		hint := ""
		if len(command.Examples) > 0 {
			hint = strings.TrimSpace(strings.TrimPrefix(command.Examples[0].In(c.Lang), "/"+command.Name))
		}
		m.Features.Slash = append(m.Features.Slash, slashCommand{Command: "/" + name, URL: address, Description: brief(command.Summary.In(c.Lang), 2000), Hint: brief(hint, 1000)})
		if label := command.OnMessage.In(c.Lang); label != "" {
			m.Features.Shortcuts = append(m.Features.Shortcuts, shortcut{"message", brief(label, 24), onMessage + command.Name, brief(command.Summary.In(c.Lang), 150)})
		}
		if label := command.Global.In(c.Lang); label != "" {
			m.Features.Shortcuts = append(m.Features.Shortcuts, shortcut{"global", brief(label, 24), anywhere + command.Name, brief(command.Summary.In(c.Lang), 150)})
		}
	}
	m.OAuth.Scopes.Bot = Scopes
	m.Settings.Events = events{URL: address, Bot: []string{"app_home_opened", "app_mention", "message.im"}}
	m.Settings.Interactivity = interactivity{Enabled: true, URL: address}
	m.Settings.Socket = socket
	return json.MarshalIndent(m, "", "  ")
}

var (
	about      = text.Text{FR: "Le collègue de l'équipe communication : brouillons, vérification, mentions, avis urgents.", EN: "The communication team's colleague: drafts, checks, mentions, urgent notices.", AR: "زميل فريق التواصل: مسودات وفحص وإشارات وإشعارات عاجلة."}
	everything = text.Text{FR: "Toutes les commandes de Portevoix", EN: "All commands of Portevoix", AR: "كل أوامر Portevoix"}
)

type (
	manifest struct {
		Metadata metadata `json:"_metadata"`
		Display  display  `json:"display_information"`
		Features struct {
			Home      home           `json:"app_home"`
			Bot       bot            `json:"bot_user"`
			Shortcuts []shortcut     `json:"shortcuts"`
			Slash     []slashCommand `json:"slash_commands"`
		} `json:"features"`
		OAuth struct {
			Scopes struct {
				Bot []string `json:"bot"`
			} `json:"scopes"`
		} `json:"oauth_config"`
		Settings struct {
			Events        events        `json:"event_subscriptions"`
			Interactivity interactivity `json:"interactivity"`
			Org           bool          `json:"org_deploy_enabled"`
			Socket        bool          `json:"socket_mode_enabled"`
			Rotation      bool          `json:"token_rotation_enabled"`
		} `json:"settings"`
	}
	metadata struct {
		Major int `json:"major_version"`
		Minor int `json:"minor_version"`
	}
	display struct {
		Name        string `json:"name"`
		Description string `json:"description"`
		Color       string `json:"background_color"`
	}
	home struct {
		HomeTab     bool `json:"home_tab_enabled"`
		MessagesTab bool `json:"messages_tab_enabled"`
		ReadOnly    bool `json:"messages_tab_read_only_enabled"`
	}
	bot struct {
		Name   string `json:"display_name"`
		Online bool   `json:"always_online"`
	}
	shortcut struct {
		Type        string `json:"type"`
		Name        string `json:"name"`
		Callback    string `json:"callback_id"`
		Description string `json:"description"`
	}
	slashCommand struct {
		Command     string `json:"command"`
		URL         string `json:"url,omitempty"`
		Description string `json:"description"`
		Hint        string `json:"usage_hint,omitempty"`
		Escape      bool   `json:"should_escape"`
	}
	events struct {
		URL string   `json:"request_url,omitempty"`
		Bot []string `json:"bot_events"`
	}
	interactivity struct {
		Enabled bool   `json:"is_enabled"`
		URL     string `json:"request_url,omitempty"`
	}
)
