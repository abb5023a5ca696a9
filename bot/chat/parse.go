package chat

import (
	"strings"
	"unicode"
)

// Parse reads a typed command: "/draft objective:info networks:x,facebook Blood drive on Saturday…". Named inputs are
// name:value with no space before the colon, quoted when the value has spaces; whatever else is typed is the free text.
// It reports the command's word even when no command has it, so that the nearest can be suggested.
//
// A word before a colon that names no input of the command is ordinary text ("Où : hall B", "https://…").
func Parse(commands []Command, line string) (r Request, word string, known bool) {
	line = strings.TrimLeftFunc(line, ignorable)
	line = strings.TrimPrefix(line, "/")
	word, rest := cutWord(line)
	c, known := Lookup(commands, word)
	r = Request{Command: c.Name, Via: Typed, Values: Values{}}
	if !known {
		return r, word, false
	}
	// "/help brouillon" and "/draft …" both end here: the rest is values and free text.
	r.Values = parseValues(c, strings.TrimSpace(rest))
	return r, word, true
}

// ParseValues reads what was typed after a command's word, for platforms that bring the word apart (Slack).
func ParseValues(c Command, rest string) Values { return parseValues(c, strings.TrimSpace(rest)) }

// Lookup finds a command by its name or by another word for it, in any language and without regard to case and accents.
func Lookup(commands []Command, word string) (Command, bool) {
	want := Fold(strings.TrimPrefix(word, "/"))
	for _, c := range commands {
		if want == Fold(c.Name) {
			return c, true
		}
		for _, w := range c.Words {
			if want == Fold(w) {
				return c, true
			}
		}
	}
	return Command{}, false
}

// Nearest is the visible command whose name or word is closest to what was typed, for "did you mean /draft?". It reports false
// when nothing is near.
func Nearest(commands []Command, word string) (Command, bool) {
	want := []rune(Fold(strings.TrimPrefix(word, "/")))
	if len(want) > 40 {
		want = want[:40]
	}
	best, found := 3, false
	var nearest Command
	for _, c := range commands {
		if c.Hidden {
			continue
		}
		for _, w := range append([]string{c.Name}, c.Words...) {
			have := []rune(Fold(w))
			if d := distance(want, have); d < best && d < max(len(want), len(have)) {
				best, nearest, found = d, c, true
			}
		}
	}
	return nearest, found
}

// Fold lowers a word and strips the accents of Latin letters: "Vérifier" is "verifier".
func Fold(s string) string {
	return strings.Map(func(r rune) rune {
		r = unicode.ToLower(r)
		switch r {
		case 'à', 'â', 'ä', 'á':
			return 'a'
		case 'é', 'è', 'ê', 'ë':
			return 'e'
		case 'î', 'ï', 'í':
			return 'i'
		case 'ô', 'ö', 'ó':
			return 'o'
		case 'û', 'ü', 'ù', 'ú':
			return 'u'
		case 'ç':
			return 'c'
		case '’':
			return '\''
		}
		return r
	}, s)
}

func parseValues(c Command, rest string) Values {
	values := Values{}
	if c.Inputs == nil {
		return values
	}
	inputs := c.Inputs(values)
	var free strings.Builder
	for rest != "" {
		token, after := cutToken(rest)
		if in, value, ok := named(inputs, token); ok {
			values[in.Name] = value
			rest = strings.TrimLeftFunc(after, unicode.IsSpace)
			continue
		}
		free.WriteString(token)
		// The space between the words of the free text is kept as typed, line breaks too.
		space := len(after) - len(strings.TrimLeftFunc(after, unicode.IsSpace))
		free.WriteString(after[:space])
		rest = after[space:]
	}
	for _, in := range inputs {
		if in.Free {
			if words := strings.TrimSpace(free.String()); words != "" {
				values[in.Name] = words
			}
		}
	}
	return values
}

// named reads a token such as networks:x,facebook or until:"14 June 5 pm".
func named(inputs []Input, token string) (Input, string, bool) {
	name, value, ok := strings.Cut(token, ":")
	if !ok || name == "" || strings.HasPrefix(value, "//") {
		return Input{}, "", false
	}
	want := Fold(name)
	for _, in := range inputs {
		for _, w := range append([]string{in.Name}, in.Words...) {
			if want == Fold(w) {
				return in, strings.Trim(value, `"«»“” `), true
			}
		}
	}
	return Input{}, "", false
}

// cutToken cuts the first run of non-spaces; a quoted part after a colon may hold spaces.
func cutToken(s string) (token, rest string) {
	quote := rune(0)
	prev := rune(0)
	for i, r := range s {
		switch {
		case quote != 0:
			if r == quote {
				quote = 0
			}
		case prev == ':' && closing(r) != 0 && strings.ContainsRune(s[i+len(string(r)):], closing(r)):
			quote = closing(r)
		case unicode.IsSpace(r):
			return s[:i], s[i:]
		}
		prev = r
	}
	return s, ""
}

func closing(open rune) rune {
	switch open {
	case '"':
		return '"'
	case '«':
		return '»'
	case '“':
		return '”'
	}
	return 0
}

func cutWord(s string) (word, rest string) {
	i := strings.IndexFunc(s, unicode.IsSpace)
	if i < 0 {
		return s, ""
	}
	return s[:i], s[i:]
}

func ignorable(r rune) bool {
	return unicode.IsSpace(r) || unicode.Is(unicode.Bidi_Control, r) || r == '\ufeff'
}

// distance is the number of single-letter edits (Levenshtein) between two words.
func distance(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j := range b {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			diagonal, row[j+1] = row[j+1], min(row[j+1]+1, row[j]+1, diagonal+cost)
		}
	}
	return row[len(b)]
}
