package slack

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"portevoix/bot/chat"
	"portevoix/bot/text"
)

// tableLike has the names that clash with Slack's own, a long summary, a hidden command, and both kinds of shortcut.
var tableLike = []chat.Command{
	{Name: "draft", Words: []string{"brouillon"}, Summary: text.Text{FR: "Rédiger une publication", EN: "Draft a post", AR: "تحرير منشور"}, Global: text.Text{FR: "Nouveau brouillon", EN: "New draft", AR: "مسودة جديدة"},
		Examples: []text.Text{{FR: "/draft Collecte de sang samedi", EN: "/draft Blood drive on Saturday", AR: "/draft التبرع بالدم"}}},
	{Name: "check", Summary: text.Text{FR: "Vérifier", EN: "Check", AR: "فحص"}, OnMessage: text.Text{FR: "Vérifier ce texte, mot pour mot", EN: "Check this text, word for word", AR: "فحص هذا النص"}},
	{Name: "status", Summary: text.Same(strings.Repeat("long ", 600))}, {Name: "help", Summary: text.Same("Help")}, {Name: "join", Summary: text.Same("Join")},
	{Name: "approve", Summary: text.Same("Approve"), Hidden: true},
}

// manifestAsSlackReadsIt has the limits of Slack's manifest. Source: docs.slack.dev/reference/app-manifest.
type manifestAsSlackReadsIt struct {
	Display struct {
		Name, Description string
	} `json:"display_information"`
	Features struct {
		Home struct {
			Tab bool `json:"home_tab_enabled"`
		} `json:"app_home"`
		Shortcuts []struct{ Type, Name, Callback_id, Description string }
		Slash     []struct{ Command, URL, Description, Usage_hint string } `json:"slash_commands"`
	}
	OAuth struct {
		Scopes struct{ Bot []string }
	} `json:"oauth_config"`
	Settings struct {
		Events struct {
			URL string   `json:"request_url"`
			Bot []string `json:"bot_events"`
		} `json:"event_subscriptions"`
		Interactivity struct {
			Enabled bool   `json:"is_enabled"`
			URL     string `json:"request_url"`
		}
		Socket bool `json:"socket_mode_enabled"`
		Org    bool `json:"org_deploy_enabled"`
	}
}

func readManifest(t *testing.T, c Config, url string) (m manifestAsSlackReadsIt) {
	t.Helper()
	raw, err := Manifest(tableLike, c, url)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(raw, &m); err != nil {
		t.Fatal(err)
	}
	return m
}

// One built-in name among the commands spoils the whole manifest: Slack refuses to create the app, and says little about why.
func TestTheManifestFitsSlacksLimits(t *testing.T) {
	for _, l := range []text.Lang{text.FR, text.EN, text.AR} {
		m := readManifest(t, Config{Lang: l}, "")
		if count(m.Display.Name) > 35 || count(m.Display.Description) > 140 || len(m.Features.Slash) > 50 || len(m.Features.Shortcuts) > 10 {
			t.Errorf("%s: too much: %+v", l, m.Display)
		}
		seen := map[string]bool{}
		for _, c := range m.Features.Slash {
			name := strings.TrimPrefix(c.Command, "/")
			if seen[name] || slices.Contains(builtIn, name) || name != strings.ToLower(name) || count(name) > 32 || c.Description == "" || count(c.Description) > 2000 || count(c.Usage_hint) > 1000 || c.URL != "" {
				t.Errorf("%s: Slack would not take %+v", l, c)
			}
			seen[name] = true
		}
		for _, want := range []string{"portevoix", "draft", "pv-status", "pv-help", "pv-join"} {
			if !seen[want] {
				t.Errorf("%s: /%s is missing", l, want)
			}
		}
		if seen["approve"] || seen["pv-approve"] {
			t.Error("a hidden command is announced")
		}
		for _, s := range m.Features.Shortcuts {
			if count(s.Name) > 24 || s.Description == "" || count(s.Description) > 150 || (s.Callback_id != "on-message-check" && s.Callback_id != "anywhere-draft") {
				t.Errorf("%s: Slack would not take the shortcut %+v", l, s)
			}
		}
		if !m.Settings.Socket || m.Settings.Org || !m.Settings.Interactivity.Enabled || !m.Features.Home.Tab {
			t.Errorf("%s: settings %+v", l, m.Settings)
		}
		if !slices.Equal(m.Settings.Events.Bot, []string{"app_home_opened", "app_mention", "message.im"}) {
			t.Errorf("events %v", m.Settings.Events.Bot)
		}
	}
}

func TestTheManifestByHTTPNamesTheAddress(t *testing.T) {
	m := readManifest(t, Config{Lang: text.FR}, "https://portevoix.ch-valombre.example/")
	const base = "https://portevoix.ch-valombre.example"
	if m.Settings.Socket || m.Settings.Events.URL != base+callPath || m.Settings.Interactivity.URL != base+callPath || m.Features.Slash[0].URL != base+callPath {
		t.Errorf("got %+v", m.Settings)
	}
}

// A configured name is held to the same rule: the mistake is said here, not by Slack.
func TestAConfiguredNameThatIsSlacksOwnIsRefused(t *testing.T) {
	if _, err := Manifest(tableLike, Config{Names: map[string]string{"draft": "remind"}}, ""); err == nil || !strings.Contains(err.Error(), "SLACK_COMMANDS") {
		t.Errorf("got %v", err)
	}
	m := readManifest(t, Config{Names: map[string]string{"draft": "brouillon", "status": "pv-etat"}}, "")
	var names []string
	for _, c := range m.Features.Slash {
		names = append(names, c.Command)
	}
	if !slices.Contains(names, "/brouillon") || !slices.Contains(names, "/pv-etat") || slices.Contains(names, "/draft") {
		t.Errorf("names %v", names)
	}
}

// Every scope has a line in the manual; none is asked for that has no reason.
func TestEveryScopeIsJustified(t *testing.T) {
	page := readPage(t)
	for _, scope := range Scopes {
		if !strings.Contains(page, "`"+scope+"`") {
			t.Errorf("docs/slack.md does not say why the app needs %s", scope)
		}
	}
	if slices.ContainsFunc(Scopes, func(s string) bool {
		return strings.HasPrefix(s, "admin") || s == "chat:write.public" || s == "users:read.email"
	}) {
		t.Error("more than is needed")
	}
}

func readPage(t *testing.T) string {
	t.Helper()
	raw, err := os.ReadFile("../../docs/slack.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}
