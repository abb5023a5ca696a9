package main

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"strings"
	"testing"
	"time"

	"portevoix/bot/chat"
	"portevoix/bot/text"
	"portevoix/integrations/terminal"
)

// A roster arrives as a file too: what a hospital's planning exports as iCalendar, or a table out of a spreadsheet.
func TestARosterArrivesAsAFile(t *testing.T) {
	env := map[string]string{"PORTEVOIX_DATA": t.TempDir(), "PORTEVOIX_LANG": "fr"}
	s, err := readSettings(func(n string) string { return env[n] })
	if err != nil {
		t.Fatal(err)
	}
	in, _ := io.Pipe()
	now := func() time.Time { return time.Date(2026, 11, 24, 10, 0, 0, 0, s.Zone) }
	a, err := assemble(t.Context(), s, slog.New(slog.DiscardHandler), now, &terminal.Terminal{In: in, Out: io.Discard, Lang: s.Lang, Zone: s.Zone, Rooms: rooms, Trial: true, Now: now})
	if err != nil {
		t.Fatal(err)
	}
	defer a.close()
	give := func(who, name, mediaType, content string) string {
		r := chat.Request{Command: "oncall", Via: chat.Typed, Who: chat.Person{Platform: "terminal", ID: who, Lang: text.FR, Trial: true}, Now: now(),
			Files: []chat.File{{Name: name, Type: mediaType, Bytes: []byte(content)}}}
		if plan := a.bot.Plan(r); !plan.Go() {
			t.Fatalf("a file makes the command ask: %+v", plan)
		}
		shown, err := json.Marshal(a.bot.Handle(context.Background(), r).Message.Blocks)
		if err != nil {
			t.Fatal(err)
		}
		return string(shown)
	}
	calendar := "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Relecteur\r\nDTSTART;TZID=Europe/Paris:20261124T090000\r\nDTEND;TZID=Europe/Paris:20261125T080000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
	table := "rôle;nom;de;à\nprotection;Personne;2026-11-27 18:00;2026-11-30 08:00\ndirection de garde;Relecteur;2026-11-27 18:00;2026-11-30 08:00\n"
	if got := give("officer", "garde.ics", "text/calendar", calendar); !strings.Contains(got, "Seules les directions") {
		t.Errorf("an officer imports a roster: %s", got)
	}
	if got := give("director", "garde.ics", "text/calendar", calendar); !strings.Contains(got, "1 · direction de garde") || strings.Contains(got, "Ligne") {
		t.Errorf("a calendar: %s", got)
	}
	if got := give("director", "garde.csv", "text/csv", table); !strings.Contains(got, "2 · direction de garde") || !strings.Contains(got, "Ligne 2") {
		t.Errorf("a table with a bad line: %s", got)
	}
}
