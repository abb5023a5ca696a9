package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"portevoix/bot/chat"
	"portevoix/bot/text"
)

// product opens the whole product on a fresh database, without a platform.
func product(b testing.TB) *app {
	b.Helper()
	env := map[string]string{"PORTEVOIX_DATA": b.TempDir()}
	s, err := readSettings(func(n string) string { return env[n] })
	if err != nil {
		b.Fatal(err)
	}
	a, err := assemble(b.Context(), s, slog.New(slog.NewTextHandler(io.Discard, nil)), time.Now)
	if err != nil {
		b.Fatal(err)
	}
	if err := a.kit.People.EnsureTrial(b.Context(), s.Lang, "bench"); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := a.close(); err != nil {
			b.Error(err)
		}
	})
	return a
}

// A text of 3,000 characters as a communications officer writes them: some names of ours, dates, numbers, and a patient.
func longText() string {
	paragraph := "Samedi 12 juin, de 9 h à 17 h, notre hôpital ouvre ses portes : ateliers, visite du bloc école, rencontre avec les équipes. " +
		"Entrée A, gratuit, accessible aux personnes à mobilité réduite. Une patiente de 34 ans, boulangère, raconte son parcours avec l'équipe. "
	return string([]rune(strings.Repeat(paragraph, 20))[:3000])
}

// BenchmarkCheck is /check of 3,000 characters through bot.Handle, with the whole product behind it. p99 is reported beside the mean.
func BenchmarkCheck(b *testing.B) {
	a := product(b)
	words := longText()
	var took []time.Duration
	for i := 0; b.Loop(); i++ {
		r := chat.Request{ID: fmt.Sprint(i), Command: "check", Via: chat.Typed, Values: chat.Values{"text": words, "kind": "post"}, Who: chat.Person{Platform: "bench", ID: "officer", Lang: text.FR, Trial: true}}
		begun := time.Now()
		reply := a.bot.Handle(context.Background(), r)
		took = append(took, time.Since(begun))
		if len(reply.Message.Blocks) < 2 {
			b.Fatalf("no report: %+v", reply)
		}
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "p99-µs")
}

// BenchmarkStart is everything from the settings to the first answer, on a database that exists.
func BenchmarkStart(b *testing.B) {
	env := map[string]string{"PORTEVOIX_DATA": b.TempDir()}
	for b.Loop() {
		s, err := readSettings(func(n string) string { return env[n] })
		if err != nil {
			b.Fatal(err)
		}
		a, err := assemble(b.Context(), s, slog.New(slog.NewTextHandler(io.Discard, nil)), time.Now)
		if err != nil {
			b.Fatal(err)
		}
		if err := a.close(); err != nil {
			b.Fatal(err)
		}
	}
}
