package commands

import (
	"context"
	"strings"
	"unicode"

	"portevoix/bot/chat"
	"portevoix/bot/people"
	"portevoix/bot/text"
)

func (k Kit) help() chat.Command {
	return chat.Command{
		Name: "help", Words: []string{"aide", "مساعدة"}, Role: people.Member,
		Summary:  text.Text{FR: "Ce que je sais faire, avec des exemples", EN: "What I can do, with examples", AR: "ما أستطيع فعله، مع أمثلة"},
		Examples: []text.Text{{FR: "/help draft", EN: "/help draft", AR: "/help draft"}},
		Inputs: func(chat.Values) []chat.Input {
			return []chat.Input{{
				Name: "command", Words: []string{"commande"}, Free: true, Suggest: true, Max: 40,
				Label: text.Text{FR: "Commande", EN: "Command", AR: "الأمر"},
				Help:  text.Text{FR: "Laissez vide pour tout voir.", EN: "Leave empty to see everything.", AR: "اتركوه فارغا لرؤية كل شيء."},
			}}
		},
		Suggest: func(_ context.Context, _ chat.Request, _, typed string) []chat.Choice {
			var choices []chat.Choice
			for _, c := range k.visible() {
				if strings.HasPrefix(c.Name, chat.Fold(typed)) {
					choices = append(choices, chat.Choice{Value: c.Name, Label: text.Same("/" + c.Name)})
				}
			}
			return choices
		},
		Run: func(_ context.Context, r chat.Request) (chat.Reply, error) {
			word := strings.TrimSpace(r.Values["command"])
			if word == "" {
				return chat.Reply{Message: k.overview(r)}, nil
			}
			c, ok := chat.Lookup(k.Table(), word)
			if !ok || c.Hidden {
				return chat.Reply{}, k.noSuchHelp(word)
			}
			return chat.Reply{Message: describe(c, r)}, nil
		},
	}
}

// visible lists the commands that people type.
func (k Kit) visible() []chat.Command {
	var all []chat.Command
	for _, c := range k.Table() {
		if !c.Hidden {
			all = append(all, c)
		}
	}
	return all
}

// overview names every command with what it does and one example.
func (k Kit) overview(r chat.Request) chat.Message {
	var items []chat.Fact
	for _, c := range k.visible() {
		items = append(items, chat.Fact{Label: "/" + c.Name, Value: r.Say(c.Summary)})
	}
	return chat.Message{Lang: r.Lang(), Blocks: []chat.Block{
		chat.Heading{Text: r.Say(text.Text{FR: "Ce que je sais faire", EN: "What I can do", AR: "ما أستطيع فعله"})},
		chat.Facts{Items: items},
		chat.Paragraph{Text: r.Say(text.Text{FR: "Pour une commande en détail : /help draft. Vos échanges avec moi restent privés : vous seul voyez mes réponses.", EN: "For one command in detail: /help draft. What you ask me stays private: only you see my answers.", AR: "لتفاصيل أمر واحد: ‎/help draft‎. ما تطلبونه مني يبقى خاصا: أنتم وحدكم ترون أجوبتي."})},
		chat.Note{Text: r.Say(text.Text{FR: "Je suis une aide, pas une garantie : relisez toujours avant de publier.", EN: "I am an aid, not a guarantee: always read before you publish.", AR: "أنا مساعدة ولست ضمانا: أعيدوا القراءة دائما قبل النشر."})},
	}}
}

// describe explains one command: what it does, what it needs, what to type.
func describe(c chat.Command, r chat.Request) chat.Message {
	m := chat.Message{Lang: r.Lang(), Blocks: []chat.Block{chat.Heading{Text: "/" + c.Name}, chat.Paragraph{Text: r.Say(c.Summary)}}}
	if c.Inputs != nil {
		var items []chat.Fact
		for _, in := range c.Inputs(chat.Values{}) {
			items = append(items, chat.Fact{Label: typedName(in, r.Lang()), Value: explainInput(in, r)})
		}
		m.Blocks = append(m.Blocks, chat.Facts{Items: items})
	}
	if len(c.Examples) > 0 {
		examples := make([]string, len(c.Examples))
		for i, e := range c.Examples {
			examples[i] = r.Say(e)
		}
		m.Blocks = append(m.Blocks, chat.Paragraph{Text: r.Say(text.Text{FR: "Exemples :", EN: "Examples:", AR: "أمثلة:"})}, chat.List{Items: examples})
	}
	if len(c.Words) > 0 {
		m.Blocks = append(m.Blocks, chat.Note{Text: r.Say(text.Text{FR: "On peut aussi taper : %s.", EN: "You can also type: %s.", AR: "يمكن أيضا كتابة: %s."}, "/"+strings.Join(c.Words, ", /"))})
	}
	return m
}

// typedName is the name of an input as somebody types it in their own language: the first other name is French, as the labels are;
// the last may be Arabic.
func typedName(in chat.Input, l text.Lang) string {
	arabic := func(s string) bool {
		return strings.ContainsFunc(s, func(c rune) bool { return unicode.Is(unicode.Arabic, c) })
	}
	for _, w := range in.Words {
		if l == text.AR && arabic(w) || l == text.FR && !arabic(w) {
			return w
		}
	}
	return in.Name
}

func explainInput(in chat.Input, r chat.Request) string {
	said := r.Say(in.Label)
	if in.Required {
		said += " · " + r.Say(text.Text{FR: "obligatoire", EN: "required", AR: "إلزامي"})
	}
	if !in.Help.IsZero() {
		said += " · " + r.Say(in.Help)
	}
	if len(in.Choices) > 0 && len(in.Choices) <= 12 {
		values := make([]string, len(in.Choices))
		for i, c := range in.Choices {
			values[i] = c.Value
		}
		said += " · " + strings.Join(values, ", ")
	}
	return said
}

func (k Kit) noSuchHelp(word string) *chat.Problem {
	p := &chat.Problem{
		What: text.Text{FR: "Je ne connais pas cette commande.", EN: "I do not know that command.", AR: "لا أعرف هذا الأمر."},
		Do:   text.Text{FR: "Tapez /help pour les voir toutes.", EN: "Type /help to see them all.", AR: "اكتبوا ‎/help‎ لرؤيتها كلها."},
	}
	if c, ok := chat.Nearest(k.visible(), word); ok {
		p.Do = text.Text{FR: "Vouliez-vous dire : /help %s ?", EN: "Did you mean: /help %s?", AR: "هل تقصدون: ‎/help %s‎؟"}.With(c.Name)
	}
	return p
}
