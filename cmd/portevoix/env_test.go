package main

import (
	"flag"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the files that tests compare with")

func TestEnvExampleIsTrue(t *testing.T) {
	compareFile(t, "../../.env.example", envExample())
}

// compareFile holds a committed file to what the program makes; -update writes it.
func compareFile(t *testing.T, file, want string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Errorf("%s is not what the tables say (if the tables are right: go test ./cmd/portevoix -update)", file)
	}
}

func TestSettingsReportEveryMistakeAtOnce(t *testing.T) {
	env := map[string]string{
		"PORTEVOIX_COUNTRY": "Belgium", "PORTEVOIX_LANG": "nl", "PORTEVOIX_TZ": "Paris", "PORTEVOIX_DIGEST_AT": "8h30",
		"PORTEVOIX_LISTEN": "0.0.0.0:8080", "PORTEVOIX_FEEDS": "gazette.example/rss", "PORTEVOIX_LLM": "on", "DATABASE_URL": "mysql://x",
		"SLACK_BOT_TOKEN": "xoxp-1-not-a-bots", "SLACK_ROOMS": "lobby=C1", "DISCORD_ROOMS": "urgent", "DISCORD_SERVERS": "valombre", "PORTEVOIX_GROUPS": "slack/S1=admin",
		"PORTEVOIX_CLOUD_CHECK": "maybe", "PORTEVOIX_DB_KEY": "a secret of some length", "PORTEVOIX_DB_KEY_FILE": "/nowhere", "PORTEVOIX_PROFILE": "nowhere.yaml",
	}
	_, err := readSettings(func(n string) string { return env[n] })
	if err == nil {
		t.Fatal("everything was accepted")
	}
	for _, name := range []string{"PORTEVOIX_COUNTRY", "PORTEVOIX_LANG", "PORTEVOIX_TZ", "PORTEVOIX_DIGEST_AT", "PORTEVOIX_LISTEN", "PORTEVOIX_FEEDS", "PORTEVOIX_LLM", "DATABASE_URL", "PORTEVOIX_DB_KEY", "PORTEVOIX_PROFILE",
		"SLACK_BOT_TOKEN", "SLACK_ROOMS", "DISCORD_ROOMS", "DISCORD_SERVERS", "PORTEVOIX_GROUPS", "PORTEVOIX_CLOUD_CHECK"} {
		if !strings.Contains(err.Error(), name) {
			t.Errorf("the mistake in %s is not reported", name)
		}
	}
	if strings.Contains(err.Error(), "a secret of some length") || strings.Contains(err.Error(), "xoxp-1") {
		t.Error("the report holds a secret")
	}
}

func TestSettingsHaveDefaultsAndReadSecretFiles(t *testing.T) {
	file := t.TempDir() + "/key"
	if err := os.WriteFile(file, []byte("sixteen characters or more\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	env := map[string]string{"PORTEVOIX_COUNTRY": "uk", "PORTEVOIX_DB_KEY_FILE": file}
	s, err := readSettings(func(n string) string { return env[n] })
	if err != nil {
		t.Fatal(err)
	}
	if s.Country != "GB" || s.Lang != "fr" || s.DBKey != "sixteen characters or more" || s.Zone.String() != "Europe/Paris" || s.LLM {
		t.Errorf("got %+v", s)
	}
}
