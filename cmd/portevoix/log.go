package main

import (
	"context"
	"io"
	"log/slog"
	"regexp"
	"strings"
)

// newLog is a JSON log that redacts: the second line of defence behind the rule that nothing secret is logged at all. It masks
// every configured secret wherever it occurs, and whatever looks like a token, a phone number, an e-mail address or the query of
// a link.
func newLog(w io.Writer, level string, secrets ...string) *slog.Logger {
	var l slog.Level
	_ = l.UnmarshalText([]byte(level)) // readSettings has checked it
	known := make([]string, 0, len(secrets)*2)
	for _, s := range secrets {
		if len(s) >= 4 {
			known = append(known, s, "[secret]")
		}
	}
	r := redactor{known: strings.NewReplacer(known...)}
	return slog.New(redacting{slog.NewJSONHandler(w, &slog.HandlerOptions{Level: l, ReplaceAttr: r.attr}), r})
}

// redacting masks the message too, which ReplaceAttr does not see everywhere.
type redacting struct {
	slog.Handler
	r redactor
}

func (h redacting) Handle(ctx context.Context, rec slog.Record) error {
	clean := slog.NewRecord(rec.Time, rec.Level, h.r.redact(rec.Message), rec.PC)
	rec.Attrs(func(a slog.Attr) bool {
		clean.AddAttrs(a)
		return true
	})
	return h.Handler.Handle(ctx, clean)
}

func (h redacting) WithAttrs(attrs []slog.Attr) slog.Handler {
	return redacting{h.Handler.WithAttrs(attrs), h.r}
}

func (h redacting) WithGroup(name string) slog.Handler {
	return redacting{h.Handler.WithGroup(name), h.r}
}

type redactor struct{ known *strings.Replacer }

// attr redacts every value that is not a plain number, time or boolean.
func (r redactor) attr(_ []string, a slog.Attr) slog.Attr {
	switch a.Value.Kind() {
	case slog.KindString:
		a.Value = slog.StringValue(r.redact(a.Value.String()))
	case slog.KindAny:
		switch v := a.Value.Any().(type) {
		case error:
			a.Value = slog.StringValue(r.redact(v.Error()))
		case *slog.Source:
		default:
			a.Value = slog.StringValue(r.redact(a.Value.String()))
		}
	}
	return a
}

var shapes = []struct {
	re   *regexp.Regexp
	mask string
}{
	{regexp.MustCompile(`(?i)\b(xox[abeprs]|xapp|sk|ghp|Bearer|Bot)[-_ ][A-Za-z0-9._\-]{8,}`), "[token]"},
	{regexp.MustCompile(`(?i)(://)[^/\s:@]+:[^/\s@]+@`), "$1[secret]@"},
	{regexp.MustCompile(`(https?://[^\s"?#]+)[?#][^\s"]*`), "$1?[query]"},
	{regexp.MustCompile(`[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+`), "[e-mail]"},
	{regexp.MustCompile(`(?:\+|\b00|\b0)[\d][\d .\-]{7,14}\d\b`), "[number]"},
	{regexp.MustCompile(`\b[12378]\d{12}(?:\d{2})?\b`), "[number]"},
}

func (r redactor) redact(s string) string {
	s = r.known.Replace(s)
	for _, shape := range shapes {
		s = shape.re.ReplaceAllString(s, shape.mask)
	}
	return s
}
