package discordfake

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Reading is a message as a person reads it on a screen.
type Reading struct {
	Text    string   // without markup
	Links   []string // addresses that a click would open
	Buttons []Button
}

// A Button as somebody sees it.
type Button struct{ Label, CustomID string }

// Read reads a message as Discord's client shows it: content, embeds, attachments (text files are shown in place), buttons.
func (s *Server) Read(m *Message) Reading {
	var out Reading
	var text strings.Builder
	show := func(v any) {
		if s, ok := v.(string); ok && s != "" {
			words, links := render(s)
			text.WriteString(words + "\n")
			out.Links = append(out.Links, links...)
		}
	}
	show(m.Raw["content"])
	embeds, _ := m.Raw["embeds"].([]any)
	for _, e := range embeds {
		e, _ := e.(object)
		if address, ok := e["url"].(string); ok && e["title"] != nil {
			out.Links = append(out.Links, address)
		}
		show(e["title"])
		show(e["description"])
		fields, _ := e["fields"].([]any)
		for _, f := range fields {
			f, _ := f.(object)
			show(f["name"])
			show(f["value"])
		}
	}
	attachments, _ := m.Raw["attachments"].([]any)
	for _, a := range attachments {
		if a, ok := a.(object); ok {
			if alt, ok := a["description"].(string); ok {
				text.WriteString(alt + "\n")
			}
			if name, _ := a["filename"].(string); strings.HasSuffix(name, ".txt") {
				text.WriteString(s.attachment(a["url"]))
			}
		}
	}
	out.Text = text.String()
	for _, b := range buttonsOf(m.Raw) {
		if address, ok := b["url"].(string); ok {
			out.Links = append(out.Links, address)
			continue
		}
		label, _ := b["label"].(string)
		id, _ := b["custom_id"].(string)
		out.Buttons = append(out.Buttons, Button{label, id})
	}
	return out
}

func (s *Server) attachment(address any) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	path, _ := address.(string)
	return string(s.files[strings.TrimPrefix(path, s.URL())])
}

func buttonsOf(raw object) (all []object) {
	rows, _ := raw["components"].([]any)
	for _, r := range rows {
		r, _ := r.(object)
		inner, _ := r["components"].([]any)
		for _, b := range inner {
			if b, ok := b.(object); ok && number(b["type"]) == 2 {
				all = append(all, b)
			}
		}
	}
	return all
}

var (
	fence    = regexp.MustCompile("(?s)```(?:[a-zA-Z0-9_+-]*\n)?(.*?)```")
	heading  = regexp.MustCompile(`^(#{1,3}|-#) `)
	quoted   = regexp.MustCompile(`^>>?>? `)
	bullet   = regexp.MustCompile(`^ *[-*] `)
	masked   = regexp.MustCompile(`^\[((?:\\.|[^\]\\])+)\]\((?:<([^>]+)>|([^)\s]+))\)`)
	bare     = regexp.MustCompile(`^<?https?://[^\s<>]+>?`)
	invite   = regexp.MustCompile(`^discord(?:\.gg|(?:app)?\.com/invite)/[A-Za-z0-9-]+`)
	mention  = regexp.MustCompile(`^<(?:@[!&]?|#|:|/|t:|id:)[^>]+>`)
	emphasis = regexp.MustCompile("^(\\*\\*\\*|\\*\\*|\\*|__|_|~~|\\|\\||`)")
)

// render follows the rules of Discord's markdown that people are shown: code blocks are word for word, a backslash makes the next
// punctuation mark ordinary, and what is not escaped is markup.
func render(s string) (string, []string) {
	var out strings.Builder
	var links []string
	for {
		at := fence.FindStringSubmatchIndex(s)
		if at == nil {
			break
		}
		if escapedAt(s, at[0]) {
			break
		}
		words, more := renderLines(s[:at[0]])
		out.WriteString(words + s[at[2]:at[3]])
		links = append(links, more...)
		s = s[at[1]:]
	}
	words, more := renderLines(s)
	out.WriteString(words)
	return out.String(), append(links, more...)
}

func escapedAt(s string, at int) bool {
	n := 0
	for at > 0 && s[at-1] == '\\' {
		n, at = n+1, at-1
	}
	return n%2 == 1
}

func renderLines(s string) (string, []string) {
	var lines, links []string
	for line := range strings.SplitSeq(s, "\n") {
		for _, form := range []*regexp.Regexp{quoted, heading, bullet} {
			line = form.ReplaceAllString(line, "")
		}
		words, more := renderLine(line)
		lines, links = append(lines, words), append(links, more...)
	}
	return strings.Join(lines, "\n"), links
}

func renderLine(s string) (string, []string) {
	var out strings.Builder
	var links []string
	for s != "" {
		if s[0] == '\\' && len(s) > 1 {
			if r, n := utf8.DecodeRuneInString(s[1:]); !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsSpace(r) {
				out.WriteRune(r)
				s = s[1+n:]
				continue
			}
		}
		if m := masked.FindStringSubmatch(s); m != nil {
			label, _ := renderLine(m[1])
			out.WriteString(label)
			links = append(links, m[2]+m[3])
			s = s[len(m[0]):]
			continue
		}
		if m := bare.FindString(s); m != "" {
			out.WriteString(m)
			links = append(links, strings.Trim(m, "<>"))
			s = s[len(m):]
			continue
		}
		if m := invite.FindString(s); m != "" {
			out.WriteString(m)
			links = append(links, "https://"+m)
			s = s[len(m):]
			continue
		}
		if m := mention.FindString(s); m != "" { // shown as a name, a channel, a time, a picture: not what was written
			out.WriteString("⟦" + strings.Trim(m, "<>") + "⟧")
			s = s[len(m):]
			continue
		}
		if m := emphasis.FindString(s); m != "" {
			s = s[len(m):]
			continue
		}
		r, n := utf8.DecodeRuneInString(s)
		out.WriteRune(r)
		s = s[n:]
	}
	return out.String(), links
}
