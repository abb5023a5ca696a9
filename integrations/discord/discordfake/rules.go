package discordfake

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"unicode/utf16"
)

// What Discord refuses with 50035 "Invalid Form Body". Beside what its OpenAPI description says, these are the rules that the description
// does not carry. Sources: resources/message.mdx, components/reference.mdx, interactions/application-commands.mdx, August 2026.

const (
	ephemeral = 1 << 6
	loading   = 1 << 7
	partsV2   = 1 << 15
)

// units counts as Discord's clients do.
func units(s string) int { return len(utf16.Encode([]rune(s))) }

// judge refuses a message that Discord would refuse. The caller holds the lock.
func (s *Server) judge(body object, files int, kind string) reply {
	wrong := faultOf(body)
	embeds, _ := body["embeds"].([]any)
	components, _ := body["components"].([]any)
	content, _ := body["content"].(string)
	if wrong == "" && content == "" && len(embeds) == 0 && len(components) == 0 && files == 0 && kind != "edit" {
		s.complain("an empty message")
		return refuse(400, 50006, "Cannot send an empty message")
	}
	if _, explicit := body["allowed_mentions"].(object); !explicit && kind != "edit" {
		s.complain("a message without allowed_mentions") // Discord takes it, and pings
	}
	if wrong == "" {
		return reply{}
	}
	s.complain("%s", wrong)
	return reply{400, object{"code": 50035, "message": "Invalid Form Body", "errors": object{"_errors": []object{{"code": "INVALID", "message": wrong}}}}}
}

func faultOf(body object) string {
	content, _ := body["content"].(string)
	if n := units(content); n > 2000 {
		return fmt.Sprintf("content of %d characters", n)
	}
	if nonce, ok := body["nonce"].(string); ok && len(nonce) > 25 {
		return "a nonce of more than 25 characters"
	}
	if why := embedFault(body["embeds"]); why != "" {
		return why
	}
	if number(body["flags"])&partsV2 != 0 && (content != "" || body["embeds"] != nil) {
		return "components v2 beside content or embeds"
	}
	if mentions, ok := body["allowed_mentions"].(object); ok {
		parse, _ := mentions["parse"].([]any)
		for _, kind := range []string{"roles", "users"} {
			list, _ := mentions[kind].([]any)
			if slices.Contains(parse, any(kind)) && len(list) > 0 {
				return "allowed_mentions parses and lists " + kind
			}
		}
	}
	rows, _ := body["components"].([]any)
	return rowsFault(rows, number(body["flags"])&partsV2 != 0)
}

func embedFault(v any) string {
	embeds, _ := v.([]any)
	if len(embeds) > 10 {
		return "more than ten embeds"
	}
	total := 0
	for _, e := range embeds {
		e, _ := e.(object)
		limits := map[string]int{"title": 256, "description": 4096}
		for k, most := range limits {
			text, _ := e[k].(string)
			if total += units(text); units(text) > most {
				return "an embed's " + k + " is too long"
			}
		}
		footer, _ := e["footer"].(object)
		text, _ := footer["text"].(string)
		if total += units(text); units(text) > 2048 {
			return "an embed's footer is too long"
		}
		fields, _ := e["fields"].([]any)
		if len(fields) > 25 {
			return "more than 25 fields"
		}
		for _, f := range fields {
			f, _ := f.(object)
			name, _ := f["name"].(string)
			value, _ := f["value"].(string)
			if total += units(name) + units(value); units(name) > 256 || units(value) > 1024 || name == "" || value == "" {
				return "an embed's field does not fit"
			}
		}
	}
	if total > 6000 {
		return fmt.Sprintf("embeds of %d characters", total)
	}
	return ""
}

func rowsFault(rows []any, v2 bool) string {
	if len(rows) > 5 && !v2 {
		return "more than five rows"
	}
	seen := map[string]bool{}
	var wrong string
	var visit func(any)
	visit = func(v any) {
		c, ok := v.(object)
		if !ok || wrong != "" {
			return
		}
		inner, _ := c["components"].([]any)
		kind := number(c["type"])
		if kind == 1 && (len(inner) == 0 || len(inner) > 5) {
			wrong = fmt.Sprintf("a row of %d", len(inner))
		}
		if kind == 2 {
			wrong = buttonFault(c)
		}
		if id, has := c["custom_id"].(string); has {
			if id == "" || units(id) > 100 || seen[id] {
				wrong = "a custom_id that is empty, too long or there twice"
			}
			seen[id] = true
		}
		for _, part := range inner {
			visit(part)
		}
		visit(c["component"])
		visit(c["accessory"])
	}
	for _, r := range rows {
		if kind, _ := r.(object); !v2 && number(kind["type"]) != 1 {
			return "a component outside a row"
		}
		visit(r)
	}
	return wrong
}

func buttonFault(c object) string {
	label, _ := c["label"].(string)
	_, id := c["custom_id"].(string)
	address, link := c["url"].(string)
	switch style := number(c["style"]); {
	case units(label) > 80:
		return "a button's label is too long"
	case style < 1 || style > 6:
		return "a button without a style"
	case style == 5 && (!link || id || address == ""):
		return "a link button without an address"
	case style != 5 && (!id || link):
		return "a button without a custom_id"
	}
	return ""
}

// judgeModal refuses a form that Discord would refuse.
func judgeModal(m object) string {
	id, _ := m["custom_id"].(string)
	title, _ := m["title"].(string)
	parts, _ := m["components"].([]any)
	if id == "" || units(id) > 100 || title == "" || units(title) > 45 || len(parts) < 1 || len(parts) > 5 {
		return fmt.Sprintf("a modal with id %q, a title of %d and %d parts", id, units(title), len(parts))
	}
	seen := map[string]bool{}
	for _, p := range parts {
		p, _ := p.(object)
		switch number(p["type"]) {
		case 1, 10:
			continue
		case 18:
		default:
			return "a part of a modal that is no label"
		}
		label, _ := p["label"].(string)
		help, _ := p["description"].(string)
		c, _ := p["component"].(object)
		field, _ := c["custom_id"].(string)
		value, _ := c["value"].(string)
		options, _ := c["options"].([]any)
		most := number(or(c["max_length"], 4000.0))
		switch {
		case label == "" || units(label) > 45 || units(help) > 100:
			return "a label of a modal that does not fit"
		case field == "" || units(field) > 100 || seen[field]:
			return "a field's custom_id that is empty, too long or there twice"
		case number(c["type"]) == 4 && c["label"] != nil:
			return "a text input with a label inside a label"
		case number(c["type"]) == 4 && (units(value) > most || most > 4000 || most < 1):
			return "a text input whose value does not fit"
		case number(c["type"]) == 3 && (len(options) == 0 || len(options) > 25 || number(or(c["max_values"], 1.0)) > len(options)):
			return "a select whose options do not fit"
		case number(c["type"]) == 3 && number(or(c["min_values"], 1.0)) == 0 && (c["required"] == nil || c["required"] == true):
			return "a required select that takes nothing"
		}
		seen[field] = true
	}
	return ""
}

var commandName = regexp.MustCompile(`^[-_'\p{L}\p{N}]{1,32}$`)

// judgeCommands refuses a list of commands. The caller holds the lock.
func (s *Server) judgeCommands(all []object) reply {
	wrong := ""
	seen, menus := map[string]bool{}, 0
	for _, c := range all {
		kind, name := number(or(c["type"], 1.0)), fmt.Sprint(c["name"])
		if key := fmt.Sprint(kind, name); seen[key] {
			wrong = "two commands named " + name
		} else {
			seen[key] = true
		}
		if kind != 1 {
			if menus++; or(c["description"], "") != "" || units(name) > 32 || menus > 15 {
				wrong = "a menu command that has a description or too long a name: " + name
			}
			continue
		}
		if why := commandFault(c, s.Arabic); why != "" {
			wrong = why
		}
	}
	if wrong == "" {
		return reply{}
	}
	s.complain("%s", wrong)
	return reply{400, object{"code": 50035, "message": "Invalid Form Body", "errors": object{"_errors": []object{{"code": "INVALID", "message": wrong}}}}}
}

func commandFault(c object, arabic bool) string {
	total := 0
	var visit func(c object) string
	visit = func(c object) string {
		name, _ := c["name"].(string)
		description, _ := c["description"].(string)
		if !commandName.MatchString(name) || name != lower(name) {
			return "a name that Discord does not take: " + name
		}
		if units(description) < 1 || units(description) > 100 {
			return "a description that does not fit: " + name
		}
		total += units(name) + units(description)
		for _, key := range []string{"name_localizations", "description_localizations"} {
			words, _ := c[key].(object)
			for locale, v := range words {
				word, _ := v.(string)
				if !locales[locale] && !(arabic && locale == "ar") {
					return "a locale that Discord does not know: " + locale
				}
				if key == "name_localizations" && (!commandName.MatchString(word) || word != lower(word)) || units(word) > 100 || word == "" {
					return "a localised word that does not fit: " + name
				}
			}
		}
		options, _ := c["options"].([]any)
		choices, _ := c["choices"].([]any)
		if len(options) > 25 || len(choices) > 25 || len(choices) > 0 && c["autocomplete"] == true {
			return "too many options or choices: " + name
		}
		optional := false
		seen := map[any]bool{}
		for _, o := range options {
			o, _ := o.(object)
			if seen[o["name"]] {
				return "two options with one name: " + name
			}
			seen[o["name"]] = true
			if o["required"] == true && optional {
				return "a required option after an optional one: " + name
			}
			optional = optional || o["required"] != true
			if why := visit(o); why != "" {
				return why
			}
		}
		for _, ch := range choices {
			ch, _ := ch.(object)
			label, _ := ch["name"].(string)
			value := fmt.Sprint(ch["value"])
			if total += units(label) + units(value); label == "" || units(label) > 100 || units(value) > 100 {
				return "a choice that does not fit: " + name
			}
		}
		return ""
	}
	if why := visit(c); why != "" {
		return why
	}
	if total > 8000 {
		return "a command of more than 8,000 characters"
	}
	return ""
}

func lower(s string) string {
	b := []rune(s)
	for i, r := range b {
		if r >= 'A' && r <= 'Z' {
			b[i] = r + 'a' - 'A'
		}
	}
	return string(b)
}

// locales are those that Discord documents (developers/reference.mdx, "Locales"). Its OpenAPI preview knows "ar" and "he" beside them;
// a server whose Arabic is set takes the first.
var locales = func() map[string]bool {
	known := map[string]bool{}
	for _, l := range []string{"id", "da", "de", "en-GB", "en-US", "es-ES", "es-419", "fr", "hr", "it", "lt", "hu", "nl", "no", "pl", "pt-BR", "ro", "fi", "sv-SE", "vi", "tr",
		"cs", "el", "bg", "ru", "uk", "hi", "th", "zh-CN", "ja", "zh-TW", "ko"} {
		known[l] = true
	}
	return known
}()

var (
	everybody = regexp.MustCompile(`@(everyone|here)\b`)
	aPerson   = regexp.MustCompile(`<@!?([^&>]+)>`)
	aRole     = regexp.MustCompile(`<@&([^>]+)>`)
)

// pings is whom a message notifies: what its content names, as far as allowed_mentions lets it. Embeds never notify.
func pings(body object, interactive bool) []string {
	content, _ := body["content"].(string)
	allowed, explicit := body["allowed_mentions"].(object)
	parse, listed := []any{"everyone", "users", "roles"}, map[string][]any{}
	if interactive {
		parse = []any{"users"}
	}
	if explicit {
		if _, has := allowed["parse"]; has {
			parse, _ = allowed["parse"].([]any)
		}
		listed["users"], _ = allowed["users"].([]any)
		listed["roles"], _ = allowed["roles"].([]any)
	}
	var all []string
	for _, m := range everybody.FindAllString(content, -1) {
		if slices.Contains(parse, any("everyone")) {
			all = append(all, m)
		}
	}
	for kind, form := range map[string]*regexp.Regexp{"users": aPerson, "roles": aRole} {
		for _, m := range form.FindAllStringSubmatch(content, -1) {
			if slices.Contains(parse, any(kind)) || slices.Contains(listed[kind], any(m[1])) {
				all = append(all, m[0])
			}
		}
	}
	return all
}

// clone copies what JSON can hold.
func clone(v object) object {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	var o object
	if err := json.Unmarshal(b, &o); err != nil {
		panic(err)
	}
	return o
}
