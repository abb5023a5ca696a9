package discord

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/bwmarrin/discordgo"

	"portevoix/bot/chat"
	"portevoix/bot/text"
)

// A message's words stand in an embed: embeds ping nobody, and a locked phone shows the content, which says only that something waits.
// Everything in them is escaped; the only links are those of a Links block.

// body is a message as Discord takes it. Lists are never null: on an edit, null keeps what was there and [] removes it.
type body struct {
	Content     string     `json:"content"`
	Embeds      []embed    `json:"embeds"`
	Components  []row      `json:"components"`
	Mentions    mentions   `json:"allowed_mentions"`
	Attachments []attached `json:"attachments"`
	Flags       int        `json:"flags,omitempty"`
	Nonce       string     `json:"nonce,omitempty"`
	Enforce     bool       `json:"enforce_nonce,omitempty"`

	files []chat.File
}

// mentions say who may be pinged: without them Discord pings whoever the words name.
type mentions struct {
	Parse []string `json:"parse"`
	Roles []string `json:"roles,omitempty"`
}

type embed struct {
	Title       string  `json:"title,omitempty"`
	Description string  `json:"description,omitempty"`
	Color       int     `json:"color,omitempty"`
	Footer      *footer `json:"footer,omitempty"`
}

type footer struct {
	Text string `json:"text"`
}

type row struct {
	Type       int      `json:"type"` // 1
	Components []button `json:"components"`
}

type button struct {
	Type  int    `json:"type"` // 2
	Style int    `json:"style"`
	Label string `json:"label"`
	ID    string `json:"custom_id"`
}

// attached describes a file that comes with the message, for those who cannot see it.
type attached struct {
	ID   string `json:"id"` // a number is documented, the description wants its digits; Discord takes both
	Name string `json:"filename"`
	Alt  string `json:"description,omitempty"`
}

// The styles of buttons. Source: developers/components/reference.mdx, "Button Styles".
const (
	stylePrimary   = 1
	styleSecondary = 2
	styleDanger    = 4
)

var colours = map[chat.Tone]int{chat.Plain: 0x0b4f6c, chat.Good: 0x2e7d32, chat.Warning: 0xb26a00, chat.Urgent: 0xb3261e}

// draw draws a message as one or more messages of Discord's, each within its limits. key is the delivery's; empty for answers.
func (p *Platform) draw(m chat.Message, key string) ([]body, error) {
	d := &pen{p: p, lang: m.Lang, key: key}
	if m.Trial {
		d.note(trial.In(m.Lang))
	}
	for _, b := range m.Blocks {
		if err := d.block(b); err != nil {
			return nil, err
		}
	}
	if len(d.parts) == 0 {
		d.words(escape(summary(m)))
	}
	out := make([]body, len(d.parts))
	for i, part := range d.parts {
		out[i] = part.body(colours[m.Tone])
	}
	return out, nil
}

// drawOne draws a message as one: what is longer is attached whole, as a file.
func (p *Platform) drawOne(m chat.Message, key string) (body, error) {
	parts, err := p.draw(m, key)
	if err != nil {
		return body{}, err
	}
	one := parts[0]
	if len(parts) > 1 {
		if len(one.Embeds) == 0 { // it begins with pictures or buttons
			one.Embeds = []embed{{Color: colours[m.Tone]}}
		}
		one.Embeds = one.Embeds[:1]
		one.Embeds[0].Description += "\n\n**" + escape(goesOn.In(m.Lang)) + "**"
		for _, part := range parts[1:] {
			one.Components = append(one.Components, part.Components...)
			for _, f := range part.files { // what has no place is described in the file
				if len(one.files) < maxFiles-1 && size(one.files)+len(f.Bytes) <= maxUploads {
					one.files = append(one.files, f)
				}
			}
		}
		one.files = append(one.files, chat.File{Name: "message.txt", Type: "text/plain; charset=utf-8", Bytes: []byte(plainWords(m))})
	}
	if len(one.Components) > maxRows {
		return body{}, errors.New("more buttons than one message of Discord takes")
	}
	one.Content = escape(summary(m))
	if m.Silent && m.Tone != chat.Urgent {
		one.Flags |= int(discordgo.MessageFlagsSuppressNotifications)
	}
	if key != "" && len(one.Components) == 0 { // without a button, the key stands in small print
		if len(one.Embeds) == 0 {
			one.Embeds = []embed{{Description: escape(summary(m))}}
		}
		one.Embeds[len(one.Embeds)-1].Footer = &footer{keyPrefix + key}
	}
	return one, nil
}

const keyPrefix = "Portevoix · "

var (
	trial    = text.Text{FR: "[essai]", EN: "[trial]", AR: "[تجربة]"}
	awaiting = text.Text{FR: "Portevoix a un message pour vous.", EN: "Portevoix has a message for you.", AR: "لدى Portevoix رسالة لكم."}
	goesOn   = text.Text{FR: "Le texte complet est dans le fichier joint.", EN: "The whole text is in the attached file.", AR: "النص الكامل في الملف المرفق."}
	tooLarge = text.Text{FR: "Une image trop lourde pour Discord (plus de 10 Mo) : %s", EN: "A picture that is too large for Discord (more than 10 MB): %s", AR: "صورة كبيرة جدا على Discord (أكثر من 10 ميغابايت): %s"}
	andMore  = text.Text{FR: "Suite de la description : %s", EN: "Rest of the description: %s", AR: "بقية الوصف: %s"}
)

// summary is what a notification may say: a locked phone on a table shows no draft, quote or name.
func summary(m chat.Message) string {
	if m.Notify != "" {
		return m.Notify
	}
	return awaiting.In(m.Lang)
}

// part is one message in the making.
type part struct {
	chunks []string
	length int
	rows   []row
	files  []chat.File
}

func (p *part) body(colour int) body {
	b := body{Embeds: []embed{}, Components: p.rows, Mentions: mentions{Parse: []string{}}, Attachments: []attached{}, files: p.files}
	if b.Components == nil {
		b.Components = []row{}
	}
	var description string
	flush := func() {
		if description != "" {
			b.Embeds = append(b.Embeds, embed{Description: description, Color: colour})
		}
		description = ""
	}
	for _, c := range p.chunks {
		if description != "" && count(description)+1+count(c) > maxDescription-200 { // room for the line that says where the rest is
			flush()
		}
		if description != "" {
			description += "\n"
		}
		description += c
	}
	flush()
	return b
}

type pen struct {
	p     *Platform
	lang  text.Lang
	key   string
	parts []*part
}

// wordsOfPart leaves room for the footer and for the line that says where the rest is.
const wordsOfPart = maxEmbeds - 200

// longestChunk fits into one embed, markup included; longestLabel into it beside the longest address.
const (
	longestChunk = 3600
	longestLabel = 1500
)

func (d *pen) last() *part {
	if len(d.parts) == 0 {
		d.parts = append(d.parts, &part{})
	}
	return d.parts[len(d.parts)-1]
}

// words adds text that is already escaped, marked up by mark at the beginning of each piece.
func (d *pen) words(s string) {
	for _, piece := range cut(s, longestChunk) {
		if strings.TrimSpace(piece) == "" {
			continue
		}
		d.chunk(piece)
	}
}

// cut splits escaped text, but never between a backslash and what it escapes.
func cut(s string, limit int) []string {
	all := split(s, limit-1)
	for i, piece := range all[:len(all)-1] {
		if slashes := len(piece) - len(strings.TrimRight(piece, `\`)); slashes%2 == 1 {
			all[i], all[i+1] = piece[:len(piece)-1], `\`+all[i+1]
		}
	}
	return all
}

func (d *pen) chunk(s string) {
	at := d.last()
	if at.length > 0 && at.length+count(s)+1 > wordsOfPart || len(at.rows) > 0 { // what stands below buttons is shown below them
		if len(at.rows) == 0 || at.length+count(s)+1 > wordsOfPart {
			at = &part{}
			d.parts = append(d.parts, at)
		}
	}
	at.chunks, at.length = append(at.chunks, s), at.length+count(s)+1
}

func (d *pen) block(b chat.Block) error {
	switch v := b.(type) {
	case chat.Heading:
		for _, piece := range cut(escape(v.Text), longestChunk) {
			d.chunk("**" + strings.ReplaceAll(piece, "\n", " ") + "**")
		}
	case chat.Paragraph:
		d.words(escape(v.Text))
	case chat.Note:
		d.note(v.Text)
	case chat.List:
		for _, item := range v.Items {
			d.words("- " + strings.ReplaceAll(escape(item), "\n", "\n  "))
		}
	case chat.Facts:
		d.facts(v.Items)
	case chat.Ready:
		d.note(v.Label)
		for _, piece := range split(strings.ReplaceAll(chat.Valid(v.Text), "```", "`\u200b`\u200b`"), longestChunk) {
			d.chunk("```\n" + piece + "\n```")
		}
	case chat.Quote:
		d.quote(v.Text)
	case chat.Picture:
		d.picture(v.File)
	case chat.Links:
		d.links(v.Items)
	case chat.Buttons:
		return d.buttons(v.Items)
	case chat.Divider:
		d.chunk("───")
	default:
		return fmt.Errorf("a block of kind %T cannot be drawn", b)
	}
	return nil
}

// quote sets every line apart: one mark at the beginning of each.
func (d *pen) quote(s string) {
	chunk := ""
	for line := range strings.Lines(escape(s)) {
		for _, piece := range cut(strings.TrimRight(line, "\n"), longestChunk) {
			if chunk != "" && count(chunk)+count(piece)+3 > longestChunk {
				d.chunk(chunk)
				chunk = ""
			}
			if chunk != "" {
				chunk += "\n"
			}
			chunk += "> " + piece
		}
	}
	if chunk != "" {
		d.chunk(chunk)
	}
}

func (d *pen) note(s string) {
	for line := range strings.Lines(escape(s)) {
		for _, piece := range cut(strings.TrimRight(line, "\n"), longestChunk) {
			if strings.TrimSpace(piece) != "" {
				d.chunk("-# " + piece)
			}
		}
	}
}

func (d *pen) facts(items []chat.Fact) {
	colon := ": "
	if d.lang == text.FR {
		colon = " : "
	}
	for _, f := range items {
		d.words("**" + strings.ReplaceAll(escape(f.Label), "\n", " ") + "**" + colon + escape(f.Value))
	}
}

func (d *pen) links(items []chat.Link) {
	for _, l := range items {
		label := escape(l.Label)
		if address, ok := safe(l.URL); ok {
			if count(label) > longestLabel { // cut in two, it would be no link
				d.words(label)
				label = "↗"
			}
			// In brackets, no preview is fetched; a bracket in the address itself is encoded by safe.
			d.words("[" + strings.ReplaceAll(label, "\n", " ") + "](<" + address + ">)")
			continue
		}
		d.words(label)
	}
}

// safe is an address as it may stand in Discord's markup.
func safe(address string) (string, bool) {
	s, ok := chat.SafeAddress(address)
	s = strings.NewReplacer("(", "%28", ")", "%29", "<", "%3C", ">", "%3E", " ", "%20").Replace(s)
	return s, ok && count(s) < 1500
}

func size(files []chat.File) (n int) {
	for _, f := range files {
		n += len(f.Bytes)
	}
	return n
}

func (d *pen) picture(f chat.File) {
	if len(f.Bytes) > maxUpload {
		d.note(tooLarge.With(f.Alt).In(d.lang))
		return
	}
	at := d.last()
	if len(at.files) == maxFiles-1 || size(at.files)+len(f.Bytes) > maxUploads {
		at = &part{}
		d.parts = append(d.parts, at)
	}
	alts := split(chat.Inert(f.Alt), maxAlt)
	f.Alt = alts[0]
	at.files = append(at.files, f)
	if len(alts) > 1 { // longer than Discord takes: the rest is read below
		d.note(andMore.With(strings.Join(alts[1:], " ")).In(d.lang))
	}
}

func (d *pen) buttons(items []chat.Button) error {
	for len(items) > 0 {
		now := items[:min(len(items), maxRowButtons)]
		items = items[len(now):]
		r := row{Type: 1}
		for _, b := range now {
			drawn, err := d.button(b)
			if err != nil {
				return err
			}
			r.Components = append(r.Components, drawn)
		}
		at := d.last()
		if len(at.rows) == maxRows {
			at = &part{}
			d.parts = append(d.parts, at)
		}
		at.rows = append(at.rows, r)
	}
	return nil
}

func (d *pen) button(b chat.Button) (button, error) {
	press := b.Press.String()
	if _, err := chat.ParsePress(press); err != nil {
		return button{}, fmt.Errorf("draw the button of command %q: %w", b.Press.Command, err)
	}
	out := button{Type: 2, Style: styleSecondary, Label: brief(orElse(chat.Inert(b.Label), "…"), maxButton), ID: "b" + d.key + "~" + press}
	switch b.Look {
	case chat.Primary:
		out.Style = stylePrimary
	case chat.Danger:
		out.Style = styleDanger
	}
	if b.Confirm != "" {
		out.ID = "c" + out.ID[1:]
		d.p.stash.confirm(press, b.Confirm)
	}
	return out, nil
}

// pressOf reads a button's id: whether it asks first, and its press. Between them stands the delivery's key, or nothing.
func pressOf(id string) (press string, asksFirst bool, err error) {
	head, press, ok := strings.Cut(id, "~")
	if !ok || len(head) != 1 && len(head) != 1+keyLength || head[0] != 'b' && head[0] != 'c' {
		return "", false, errNotOurs
	}
	return press, head[0] == 'c', nil
}

var lineStart = regexp.MustCompile(`(?m)^(\s*)([-+]|\d+(?:[.]))`)

// escape makes words read as they are: no markup, no link, no mention. Sources: Discord's markdown reference
// (support.discord.com 210298617) and developers/reference.mdx, "Message Formatting".
func escape(s string) string {
	var b strings.Builder
	s = chat.Inert(s)
	for i, r := range s {
		switch {
		case strings.ContainsRune("\\*_~|`<>[]()#", r):
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '@':
			b.WriteString("@\u200b")
		case r == ':' && strings.HasPrefix(s[i:], "://"):
			b.WriteString(":\u200b")
		default:
			b.WriteRune(r)
		}
	}
	return lineStart.ReplaceAllStringFunc(b.String(), func(found string) string {
		at := len(found) - 1
		return found[:at] + `\` + found[at:]
	})
}

// attach gives a body its files: names of ours, since a file's own may name somebody, and the text alternative.
func (b *body) attach() []*discordgo.File {
	var files []*discordgo.File
	b.Attachments = []attached{}
	for i, f := range b.files {
		name := fmt.Sprintf("image-%d%s", i+1, suffix(f.Type))
		if f.Name == "message.txt" && strings.HasPrefix(f.Type, "text/plain") {
			name = f.Name
		}
		b.Attachments = append(b.Attachments, attached{ID: strconv.Itoa(i), Name: name, Alt: f.Alt})
		files = append(files, &discordgo.File{Name: name, ContentType: f.Type, Reader: bytes.NewReader(f.Bytes)})
	}
	return files
}

func suffix(kind string) string {
	for k, s := range map[string]string{"image/png": ".png", "image/jpeg": ".jpg", "image/gif": ".gif", "image/webp": ".webp", "application/pdf": ".pdf"} {
		if strings.HasPrefix(kind, k) {
			return s
		}
	}
	return ".bin"
}

// plainWords is a message to be read in a file.
func plainWords(m chat.Message) string {
	var lines []string
	add := func(s ...string) { lines = append(lines, strings.Join(s, "")) }
	for _, b := range m.Blocks {
		switch v := b.(type) {
		case chat.Heading:
			add(v.Text, "\n")
		case chat.Paragraph:
			add(v.Text)
		case chat.Note:
			add(v.Text)
		case chat.List:
			for _, item := range v.Items {
				add("- ", item)
			}
		case chat.Facts:
			for _, f := range v.Items {
				add(f.Label, ": ", f.Value)
			}
		case chat.Ready:
			add(v.Label)
			add(v.Text)
		case chat.Quote:
			add("> ", strings.ReplaceAll(v.Text, "\n", "\n> "))
		case chat.Links:
			for _, l := range v.Items {
				add(l.Label, " ", l.URL)
			}
		case chat.Picture:
			add("[", v.File.Alt, "]")
		case chat.Divider:
			add("───")
		}
	}
	return strings.Join(lines, "\n") + "\n"
}
