package discord

import (
	"os"
	"path/filepath"
	"sync"
	"testing"

	"portevoix/integrations/discord/discordfake"
)

// Fake is a Discord for one test. Whatever the test sends is held to Discord's own description of its API, where that lies beside the
// project, and to the rules that the description leaves out; a body that Discord would refuse fails the test, whatever the test is about.
func Fake(t *testing.T) *discordfake.Server {
	t.Helper()
	fake := discordfake.New()
	fake.Arabic = true
	fake.HoldTo(Described())
	t.Cleanup(func() {
		fake.Close()
		for _, c := range fake.Complaints() {
			t.Errorf("Discord would not have it: %s", c)
		}
	})
	return fake
}

// Described is Discord's description of its API, read once; nil when it is not beside the project, of which it is no part.
var Described = sync.OnceValue(func() *discordfake.Description {
	f, err := os.Open(filepath.Join("..", "..", "..", "shared", "data", "discord-openapi.json"))
	if err != nil {
		return nil
	}
	defer f.Close()
	d, err := discordfake.ReadDescription(f)
	if err != nil {
		panic(err)
	}
	return d
})
