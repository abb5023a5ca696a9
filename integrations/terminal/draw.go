package terminal

import (
	"fmt"
	"strings"

	"portevoix/bot/chat"
	"portevoix/bot/text"
)

// Draw writes a message as plain text.
func Draw(m chat.Message) string {
	var b strings.Builder
	if m.Trial {
		b.WriteString("[" + text.Text{FR: "essai", EN: "trial", AR: "تجربة"}.In(m.Lang) + "] ")
	}
	for _, block := range m.Blocks {
		draw(&b, block)
	}
	return b.String()
}

func draw(b *strings.Builder, block chat.Block) {
	switch v := block.(type) {
	case chat.Heading:
		fmt.Fprintf(b, "%s\n", strings.TrimSpace(v.Text))
	case chat.Paragraph:
		fmt.Fprintf(b, "%s\n", v.Text)
	case chat.Note:
		fmt.Fprintf(b, "· %s\n", v.Text)
	case chat.List:
		for _, item := range v.Items {
			fmt.Fprintf(b, "- %s\n", item)
		}
	case chat.Facts:
		for _, f := range v.Items {
			fmt.Fprintf(b, "%s: %s\n", f.Label, f.Value)
		}
	case chat.Ready:
		fmt.Fprintf(b, "— %s —\n%s\n", v.Label, v.Text)
	case chat.Quote:
		fmt.Fprintf(b, "> %s\n", strings.ReplaceAll(v.Text, "\n", "\n> "))
	case chat.Picture:
		fmt.Fprintf(b, "(%s)\n", v.File.Alt)
	case chat.Links:
		for _, l := range v.Items {
			fmt.Fprintf(b, "%s: %s\n", l.Label, l.URL)
		}
	case chat.Buttons:
		for _, button := range v.Items {
			fmt.Fprintf(b, "[%s] ", button.Label)
		}
		b.WriteString("\n")
	case chat.Divider:
		b.WriteString("---\n")
	}
}
