package chat

import (
	"encoding/json"
	"fmt"

	"portevoix/bot/text"
)

// kinds names every kind of block as it is kept; the names live on in databases: never rename.
var kinds = map[string]func() Block{
	"heading": func() Block { return &Heading{} }, "paragraph": func() Block { return &Paragraph{} }, "note": func() Block { return &Note{} },
	"list": func() Block { return &List{} }, "facts": func() Block { return &Facts{} }, "ready": func() Block { return &Ready{} },
	"quote": func() Block { return &Quote{} }, "picture": func() Block { return &Picture{} }, "links": func() Block { return &Links{} },
	"buttons": func() Block { return &Buttons{} }, "divider": func() Block { return &Divider{} },
}

func kindOf(b Block) string {
	switch b.(type) {
	case Heading:
		return "heading"
	case Paragraph:
		return "paragraph"
	case Note:
		return "note"
	case List:
		return "list"
	case Facts:
		return "facts"
	case Ready:
		return "ready"
	case Quote:
		return "quote"
	case Picture:
		return "picture"
	case Links:
		return "links"
	case Buttons:
		return "buttons"
	case Divider:
		return "divider"
	}
	return ""
}

// plainMessage is a Message without its methods, its blocks apart.
type plainMessage struct {
	Lang   text.Lang
	Tone   Tone
	Notify string
	Blocks []keptBlock
	Trial  bool
	Silent bool
}

type keptBlock struct {
	Kind  string
	Block json.RawMessage
}

// MarshalJSON writes a message so that it can be kept.
func (m Message) MarshalJSON() ([]byte, error) {
	out := plainMessage{Lang: m.Lang, Tone: m.Tone, Notify: m.Notify, Trial: m.Trial, Silent: m.Silent, Blocks: []keptBlock{}}
	for _, b := range m.Blocks {
		kind := kindOf(b)
		if kind == "" {
			return nil, fmt.Errorf("a block of kind %T cannot be kept", b)
		}
		raw, err := json.Marshal(b)
		if err != nil {
			return nil, err
		}
		out.Blocks = append(out.Blocks, keptBlock{kind, raw})
	}
	return json.Marshal(out)
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (m *Message) UnmarshalJSON(data []byte) error {
	var in plainMessage
	if err := json.Unmarshal(data, &in); err != nil {
		return err
	}
	*m = Message{Lang: in.Lang, Tone: in.Tone, Notify: in.Notify, Trial: in.Trial, Silent: in.Silent}
	for _, kept := range in.Blocks {
		fresh, ok := kinds[kept.Kind]
		if !ok {
			return fmt.Errorf("there is no block of kind %q", kept.Kind)
		}
		b := fresh()
		if err := json.Unmarshal(kept.Block, b); err != nil {
			return err
		}
		m.Blocks = append(m.Blocks, value(b))
	}
	return nil
}

// value is the block itself instead of a pointer to it.
func value(b Block) Block {
	switch v := b.(type) {
	case *Heading:
		return *v
	case *Paragraph:
		return *v
	case *Note:
		return *v
	case *List:
		return *v
	case *Facts:
		return *v
	case *Ready:
		return *v
	case *Quote:
		return *v
	case *Picture:
		return *v
	case *Links:
		return *v
	case *Buttons:
		return *v
	case *Divider:
		return *v
	}
	return b
}
