package slack

import (
	"fmt"
	"strings"

	"github.com/slack-go/slack"

	"portevoix/bot/chat"
	"portevoix/bot/text"
)

// Words reach Slack only as plain_text and rich_text, which interpret nothing: no markup, no link, no ping. The one exception is the
// ping of an approved urgent notice (see ping). Buttons carry ids only.

// A drawing is a message as Slack takes it: one or more parts, each within Slack's limits.
type drawing struct {
	text  string // what a locked phone and a screen reader get first
	parts [][]slack.Block
}

// draw draws a message as this workspace types its commands.
func (p *Platform) draw(m chat.Message, upload func(chat.File) (string, error)) (drawing, error) {
	return draw(m, upload, p.config.typed)
}

// draw translates a message. typed says how commands are typed here. upload gives the file id under which a picture may be shown; empty when it cannot be.
func draw(m chat.Message, upload func(chat.File) (string, error), typed func(string) string) (drawing, error) {
	p := &pen{lang: m.Lang, upload: upload, typed: typed}
	if m.Trial {
		p.note(trial.In(m.Lang))
	}
	for _, b := range m.Blocks {
		if err := p.block(b); err != nil {
			return drawing{}, err
		}
	}
	if len(p.blocks) == 0 {
		p.paragraph(summary(m))
	}
	return drawing{text: escape(summary(m)), parts: pack(p.blocks)}, nil
}

var (
	trial    = text.Text{FR: "[essai]", EN: "[trial]", AR: "[تجربة]"}
	awaiting = text.Text{FR: "Portevoix a un message pour vous.", EN: "Portevoix has a message for you.", AR: "لدى Portevoix رسالة لكم."}
	unshown  = text.Text{FR: "Une image n'a pas pu être montrée ici : %s", EN: "A picture could not be shown here: %s", AR: "تعذر عرض صورة هنا: %s"}
)

// summary is what a notification may say: a locked phone on a table shows no draft, quote or name.
func summary(m chat.Message) string {
	if m.Notify != "" {
		return m.Notify
	}
	return awaiting.In(m.Lang)
}

// escape makes words safe in a field that Slack reads as markup.
// Source: docs.slack.dev/messaging/formatting-message-text, "Escaping text".
func escape(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(s)
}

type pen struct {
	lang   text.Lang
	blocks []slack.Block
	upload func(chat.File) (string, error)
	typed  func(string) string
}

// ours makes words of ours fit to be shown: commands as they are typed in this workspace.
func (p *pen) ours(s string) string { return p.typed(chat.Inert(s)) }

func (p *pen) add(b slack.Block) { p.blocks = append(p.blocks, b) }

func (p *pen) block(b chat.Block) error {
	switch v := b.(type) {
	case chat.Heading:
		p.heading(v.Text)
	case chat.Paragraph:
		p.paragraph(v.Text)
	case chat.Note:
		p.note(v.Text)
	case chat.List:
		p.list(v.Items)
	case chat.Facts:
		p.facts(v.Items)
	case chat.Ready:
		p.ready(v)
	case chat.Quote:
		for _, piece := range split(chat.Inert(v.Text), maxSection) {
			p.add(rich(&slack.RichTextQuote{Type: slack.RTEQuote, Elements: words(piece, nil)}))
		}
	case chat.Picture:
		return p.picture(v.File)
	case chat.Links:
		p.links(v.Items)
	case chat.Buttons:
		return p.buttons(v.Items)
	case chat.Divider:
		p.add(slack.NewDividerBlock())
	default:
		return fmt.Errorf("a block of kind %T cannot be drawn", b)
	}
	return nil
}

func (p *pen) heading(s string) {
	if s = chat.Inert(s); s == "" {
		return
	}
	if count(s) <= maxHeader && !strings.Contains(s, "\n") {
		p.add(slack.NewHeaderBlock(plain(s)))
		return
	}
	for _, piece := range split(s, maxSection) {
		p.add(rich(slack.NewRichTextSection(words(piece, &slack.RichTextSectionTextStyle{Bold: true})...)))
	}
}

func (p *pen) paragraph(s string) {
	for _, piece := range split(p.ours(s), maxSection) {
		if strings.TrimSpace(piece) != "" {
			p.add(slack.NewSectionBlock(plain(piece), nil, nil))
		}
	}
}

func (p *pen) note(s string) {
	for _, piece := range split(p.ours(s), maxSection) {
		if strings.TrimSpace(piece) != "" {
			p.add(slack.NewContextBlock("", plain(piece)))
		}
	}
}

func (p *pen) list(items []string) {
	var lines []slack.RichTextElement
	flush := func() {
		if len(lines) > 0 {
			p.add(rich(slack.NewRichTextList(slack.RTEListBullet, 0, lines...)))
			lines = nil
		}
	}
	total := 0
	for _, item := range items {
		for _, piece := range split(p.ours(item), maxSection) {
			if total += count(piece); total > maxSection {
				flush()
				total = count(piece)
			}
			lines = append(lines, slack.NewRichTextSection(words(piece, nil)...))
		}
	}
	flush()
}

func (p *pen) facts(items []chat.Fact) {
	bold := &slack.RichTextSectionTextStyle{Bold: true}
	var line []slack.RichTextSectionElement
	total := 0
	flush := func() {
		if len(line) > 0 {
			p.add(rich(slack.NewRichTextSection(line...)))
			line, total = nil, 0
		}
	}
	for _, f := range items {
		for i, piece := range split(p.ours(f.Value), maxSection-maxLabel) {
			label := ""
			if i == 0 {
				label = p.ours(f.Label) + " : "
				if p.lang != text.FR {
					label = p.ours(f.Label) + ": "
				}
			}
			if total+count(label)+count(piece) > maxSection {
				flush()
			}
			if len(line) > 0 {
				line = append(line, words("\n", nil)...)
			}
			line = append(append(line, words(label, bold)...), words(piece, nil)...)
			total += count(label) + count(piece) + 1
		}
	}
	flush()
}

// ready shows a text word for word, as a block that is easy to copy.
func (p *pen) ready(v chat.Ready) {
	p.note(v.Label)
	for _, piece := range split(chat.Valid(v.Text), maxSection) {
		p.add(rich(&slack.RichTextPreformatted{Type: slack.RTEPreformatted, Elements: words(piece, nil)}))
	}
}

func (p *pen) picture(f chat.File) error {
	if p.upload == nil {
		p.note(unshown.With(f.Alt).In(p.lang))
		return nil
	}
	id, err := p.upload(f)
	if err != nil {
		return err
	}
	for i, alt := range split(chat.Inert(f.Alt), maxAlt) {
		if i > 0 { // longer than Slack takes: the rest is read below the picture
			p.note(alt)
			continue
		}
		if alt == "" {
			alt = "…"
		}
		p.add(slack.NewImageBlockSlackFile(&slack.SlackFileObject{ID: id}, alt, "", nil))
	}
	return nil
}

func (p *pen) links(items []chat.Link) {
	var line []slack.RichTextSectionElement
	for i, l := range items {
		if i > 0 {
			line = append(line, words("\n", nil)...)
		}
		if address, ok := chat.SafeAddress(l.URL); ok {
			line = append(line, slack.NewRichTextSectionLinkElement(address, chat.Inert(l.Label), nil))
		} else {
			line = append(line, words(chat.Inert(l.Label), nil)...)
		}
	}
	if len(line) > 0 {
		p.add(rich(slack.NewRichTextSection(line...)))
	}
}

func (p *pen) buttons(items []chat.Button) error {
	for len(items) > 0 {
		row := items[:min(len(items), maxRow)]
		items = items[len(row):]
		elements := make([]slack.BlockElement, 0, len(row))
		for _, b := range row {
			press := b.Press.String()
			if _, err := chat.ParsePress(press); err != nil {
				return fmt.Errorf("draw the button of command %q: %w", b.Press.Command, err)
			}
			e := slack.NewButtonBlockElement(press, press, plain(brief(chat.Inert(b.Label), maxButton)))
			switch b.Look {
			case chat.Primary:
				e.Style = slack.StylePrimary
			case chat.Danger:
				e.Style = slack.StyleDanger
			}
			if count(b.Label) > maxButton {
				e.AccessibilityLabel = brief(chat.Inert(b.Label), maxButton)
			}
			if b.Confirm != "" {
				e.Confirm = slack.NewConfirmationBlockObject(plain(brief(chat.Inert(b.Label), 100)), plain(brief(chat.Inert(b.Confirm), maxConfirm)),
					plain(brief(chat.Inert(b.Label), 30)), plain(cancel.In(p.lang)))
			}
			elements = append(elements, e)
		}
		p.add(slack.NewActionBlock("", elements...))
	}
	return nil
}

var cancel = text.Text{FR: "Annuler", EN: "Cancel", AR: "إلغاء"}

func plain(s string) *slack.TextBlockObject {
	f := false
	return &slack.TextBlockObject{Type: slack.PlainTextType, Text: s, Emoji: &f}
}

func rich(e slack.RichTextElement) slack.Block { return slack.NewRichTextBlock("", e) }

func words(s string, style *slack.RichTextSectionTextStyle) []slack.RichTextSectionElement {
	if s == "" {
		s = "\u200b" // rich text refuses an empty element
	}
	return []slack.RichTextSectionElement{slack.NewRichTextSectionTextElement(s, style)}
}

// pack puts blocks into as few messages as Slack's limits allow, in order.
func pack(blocks []slack.Block) (parts [][]slack.Block) {
	var part []slack.Block
	total := 0
	for _, b := range blocks {
		n := length(b)
		if len(part) == maxBlocks || (total+n > maxWords && len(part) > 0) {
			parts, part, total = append(parts, part), nil, 0
		}
		part, total = append(part, b), total+n
	}
	return append(parts, part)
}

// length counts the words of a block.
func length(b slack.Block) (n int) {
	switch v := b.(type) {
	case *slack.SectionBlock:
		return count(v.Text.Text)
	case *slack.HeaderBlock:
		return count(v.Text.Text)
	case *slack.ContextBlock:
		for _, e := range v.ContextElements.Elements {
			if t, ok := e.(*slack.TextBlockObject); ok {
				n += count(t.Text)
			}
		}
	case *slack.RichTextBlock:
		for _, e := range v.Elements {
			n += lengthOf(e)
		}
	case *slack.ActionBlock:
		for _, e := range v.Elements.ElementSet {
			if button, ok := e.(*slack.ButtonBlockElement); ok {
				n += count(button.Text.Text)
			}
		}
	case *slack.ImageBlock:
		return count(v.AltText)
	}
	return n
}

func lengthOf(e slack.RichTextElement) (n int) {
	var elements []slack.RichTextSectionElement
	switch v := e.(type) {
	case *slack.RichTextSection:
		elements = v.Elements
	case *slack.RichTextQuote:
		elements = v.Elements
	case *slack.RichTextPreformatted:
		elements = v.Elements
	case *slack.RichTextList:
		for _, item := range v.Elements {
			n += lengthOf(item)
		}
	}
	for _, e := range elements {
		switch v := e.(type) {
		case *slack.RichTextSectionTextElement:
			n += count(v.Text)
		case *slack.RichTextSectionLinkElement:
			n += count(v.Text) + count(v.URL)
		}
	}
	return n
}
