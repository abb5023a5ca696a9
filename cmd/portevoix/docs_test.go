package main

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/alecthomas/kong"

	"portevoix/bot/text"
	"portevoix/integrations/slack"
)

func page(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile("../../" + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestTheReadmeListsEveryVerb(t *testing.T) {
	var c cli
	parser, err := kong.New(&c)
	if err != nil {
		t.Fatal(err)
	}
	readme := page(t, "README.md")
	for _, verb := range parser.Model.Children {
		if !regexp.MustCompile(`(?m)^    portevoix (\[?run|.*\b` + verb.Name + `\b)`).MatchString(readme) {
			t.Errorf("the README does not list portevoix %s", verb.Name)
		}
	}
}

// What an administrator is asked to allow must be what the manifest asks for, each with its reason.
func TestEveryScopeOfSlackIsJustified(t *testing.T) {
	table := page(t, "docs/slack.md")
	var said []string
	for _, row := range regexp.MustCompile("(?m)^\\| `[^|]*`").FindAllString(table, -1) {
		for _, scope := range regexp.MustCompile("`([a-z_.]+(?::[a-z]+)?)`").FindAllStringSubmatch(row, -1) {
			said = append(said, scope[1])
		}
	}
	slices.Sort(said)
	asked := slices.Sorted(slices.Values(slack.Scopes))
	if !slices.Equal(said, asked) {
		t.Errorf("docs/slack.md justifies %v, the manifest asks for %v", said, asked)
	}
}

func TestTheManifestOfSlackAnnouncesEveryCommand(t *testing.T) {
	for _, l := range []text.Lang{text.FR, text.EN, text.AR} {
		made, err := slack.Manifest(commandTable(), slack.Config{Lang: l}, "")
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range commandTable() {
			if announced := strings.Contains(string(made), c.Summary.In(l)); announced == c.Hidden {
				t.Errorf("%s: the command %s is announced: %v, hidden: %v", l, c.Name, announced, c.Hidden)
			}
		}
	}
}
