package discordfake

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
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

// A form is what is wrong with a body. Discord answers with a tree that follows the body down to each field (developers/reference.mdx,
// "Error Messages"); of the codes only some are documented, the others are those that people meet.
type form struct{ wrong []fault }

type fault struct{ path, code, message string }

// refuse notes that something is wrong at a place: "embeds.0.description"; an empty path means the body itself.
func (f *form) refuse(path, code, message string, args ...any) {
	f.wrong = append(f.wrong, fault{path, code, fmt.Sprintf(message, args...)})
}

// length refuses words that are longer or shorter than Discord takes.
func (f *form) length(path, words string, least, most int) {
	switch n := units(words); {
	case n > most && least == 0:
		f.refuse(path, "BASE_TYPE_MAX_LENGTH", "Must be %d or fewer in length. (%d)", most, n)
	case n > most || n < least:
		f.refuse(path, "BASE_TYPE_BAD_LENGTH", "Must be between %d and %d in length. (%d)", least, most, n)
	}
}

// most refuses a list that is longer than Discord takes.
func (f *form) most(path string, list []any, most int) {
	if len(list) > most {
		f.refuse(path, "BASE_TYPE_BAD_LENGTH", "Must be %d or fewer in length. (%d)", most, len(list))
	}
}

// reply is Discord's answer to a body with faults, below the part of the body that was judged; the zero reply when there are none.
func (f *form) reply(below string) reply {
	if len(f.wrong) == 0 {
		return reply{}
	}
	tree := object{}
	for _, w := range f.wrong {
		at := tree
		for _, step := range strings.Split(join(below, w.path), ".") {
			if step == "" {
				continue
			}
			inner, ok := at[step].(object)
			if !ok {
				inner = object{}
				at[step] = inner
			}
			at = inner
		}
		list, _ := at["_errors"].([]object)
		at["_errors"] = append(list, object{"code": w.code, "message": w.message})
	}
	return reply{400, object{"code": 50035, "message": "Invalid Form Body", "errors": tree}}
}

func join(path string, steps ...any) string {
	for _, s := range steps {
		path = strings.Trim(path+"."+fmt.Sprint(s), ".")
	}
	return path
}

// complainOf keeps what was wrong for whoever looks at it after a test. The caller holds the lock.
func (s *Server) complainOf(f *form) {
	for _, w := range f.wrong {
		s.complain("%s: %s: %s", w.path, w.code, w.message)
	}
}

// judge refuses a message that Discord would refuse. below is where it stands in the body. The caller holds the lock.
func (s *Server) judge(body object, files int, kind, below string) reply {
	f := &form{}
	f.message(body)
	embeds, _ := body["embeds"].([]any)
	components, _ := body["components"].([]any)
	content, _ := body["content"].(string)
	if len(f.wrong) == 0 && content == "" && len(embeds) == 0 && len(components) == 0 && files == 0 && kind != "edit" {
		s.complain("an empty message")
		return refuse(400, 50006, "Cannot send an empty message")
	}
	if _, explicit := body["allowed_mentions"].(object); !explicit && kind != "edit" {
		s.complain("a message without allowed_mentions") // Discord takes it, and pings
	}
	s.complainOf(f)
	return f.reply(below)
}

// Judge says what Discord would refuse of a message, whoever sends it.
func Judge(message any) []string { return judged(message, (*form).message) }

// JudgeModal says what Discord would refuse of a form.
func JudgeModal(modal any) []string { return judged(modal, (*form).modal) }

func judged(v any, judge func(*form, object)) (wrong []string) {
	b, err := json.Marshal(v)
	if err != nil {
		return []string{err.Error()}
	}
	var body object
	if err := json.Unmarshal(b, &body); err != nil {
		return []string{err.Error()}
	}
	f := &form{}
	judge(f, body)
	for _, w := range f.wrong {
		wrong = append(wrong, w.path+": "+w.code+": "+w.message)
	}
	return wrong
}

func (f *form) message(body object) {
	content, _ := body["content"].(string)
	f.length("content", content, 0, 2000)
	if nonce, ok := body["nonce"].(string); ok {
		f.length("nonce", nonce, 0, 25)
	}
	f.embeds(body["embeds"])
	v2 := number(body["flags"])&partsV2 != 0
	embeds, _ := body["embeds"].([]any)
	if v2 && (content != "" || len(embeds) > 0) {
		f.refuse("flags", "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", "components v2 beside content or embeds")
	}
	if mentions, ok := body["allowed_mentions"].(object); ok {
		parse, _ := mentions["parse"].([]any)
		for _, kind := range []string{"roles", "users"} {
			list, _ := mentions[kind].([]any)
			if slices.Contains(parse, any(kind)) && len(list) > 0 {
				f.refuse("allowed_mentions", "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", "parse:[%q] and %s: [ids...] are mutually exclusive.", kind, kind)
			}
			f.most(join("allowed_mentions", kind), list, 100)
		}
	}
	attachments, _ := body["attachments"].([]any)
	f.most("attachments", attachments, 10)
	rows, _ := body["components"].([]any)
	f.rows(rows, v2)
}

func (f *form) embeds(v any) {
	embeds, _ := v.([]any)
	f.most("embeds", embeds, 10)
	total := 0
	for i, e := range embeds {
		e, _ := e.(object)
		at := join("embeds", i)
		text := func(in object, k string, least, most int, path string) {
			words, _ := in[k].(string)
			total += units(words)
			f.length(join(path, k), words, least, most)
		}
		text(e, "title", 0, 256, at)
		text(e, "description", 0, 4096, at)
		footer, _ := e["footer"].(object)
		text(footer, "text", 0, 2048, join(at, "footer"))
		author, _ := e["author"].(object)
		text(author, "name", 0, 256, join(at, "author"))
		fields, _ := e["fields"].([]any)
		f.most(join(at, "fields"), fields, 25)
		for n, field := range fields {
			field, _ := field.(object)
			text(field, "name", 1, 256, join(at, "fields", n))
			text(field, "value", 1, 1024, join(at, "fields", n))
		}
	}
	if total > 6000 {
		f.refuse("embeds", "MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of 6000 (%d)", total)
	}
}

// rows judges the components of a message.
func (f *form) rows(rows []any, v2 bool) {
	if !v2 {
		f.most("components", rows, 5)
	}
	seen, parts := map[string]bool{}, 0
	var visit func(v any, path string)
	visit = func(v any, path string) {
		c, ok := v.(object)
		if !ok {
			return
		}
		parts++
		inner, _ := c["components"].([]any)
		switch kind := number(c["type"]); {
		case kind == 1:
			f.row(inner, path)
		case kind == 2:
			f.button(c, path)
		case kind == 3:
			f.choices(c, path)
		}
		if id, has := c["custom_id"].(string); has {
			f.length(join(path, "custom_id"), id, 1, 100)
			if seen[id] {
				f.refuse(join(path, "custom_id"), "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated")
			}
			seen[id] = true
		}
		for i, part := range inner {
			visit(part, join(path, "components", i))
		}
		visit(c["component"], join(path, "component"))
		visit(c["accessory"], join(path, "accessory"))
	}
	for i, r := range rows {
		if c, _ := r.(object); !v2 && number(c["type"]) != 1 {
			f.refuse(join("components", i, "type"), "UNION_TYPE_CHOICES", "a component outside a row")
			continue
		}
		visit(r, join("components", i))
	}
	if parts > 40 {
		f.refuse("components", "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", "%d components; 40 at most", parts)
	}
}

func (f *form) row(inner []any, path string) {
	if len(inner) == 0 || len(inner) > 5 {
		f.refuse(join(path, "components"), "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length. (%d)", len(inner))
	}
	for _, part := range inner {
		if c, _ := part.(object); len(inner) > 1 && number(c["type"]) != 2 {
			f.refuse(path, "COMPONENT_LAYOUT_WIDTH_EXCEEDED", "The specified component exceeds the maximum width")
		}
	}
}

func (f *form) button(c object, path string) {
	label, _ := c["label"].(string)
	_, id := c["custom_id"].(string)
	address, link := c["url"].(string)
	f.length(join(path, "label"), label, 0, 80)
	switch style := number(c["style"]); {
	case style < 1 || style > 6:
		f.refuse(join(path, "style"), "BASE_TYPE_CHOICES", "Value must be one of {1, 2, 3, 4, 5, 6}.")
	case style == 6:
	case style == 5 && (!link || address == ""):
		f.refuse(join(path, "url"), "BASE_TYPE_REQUIRED", "This field is required")
	case style == 5 && id, style != 5 && link:
		f.refuse(path, "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", "A custom id and url cannot both be specified")
	case style != 5 && !id:
		f.refuse(join(path, "custom_id"), "BASE_TYPE_REQUIRED", "This field is required")
	}
}

// choices judges a select.
func (f *form) choices(c object, path string) {
	options, _ := c["options"].([]any)
	if len(options) < 1 || len(options) > 25 {
		f.refuse(join(path, "options"), "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 25 in length. (%d)", len(options))
	}
	seen, chosen := map[any]bool{}, 0
	for i, o := range options {
		o, _ := o.(object)
		label, _ := o["label"].(string)
		value, _ := o["value"].(string)
		f.length(join(path, "options", i, "label"), label, 1, 100)
		f.length(join(path, "options", i, "value"), value, 1, 100)
		if seen[o["value"]] {
			f.refuse(join(path, "options", i, "value"), "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", "The specified option value is already used")
		}
		seen[o["value"]] = true
		if o["default"] == true {
			chosen++
		}
	}
	most := number(or(c["max_values"], 1.0))
	if most > len(options) || chosen > most {
		f.refuse(join(path, "max_values"), "SELECT_COMPONENT_MAX_VALUES", "%d chosen, %d may be, of %d", chosen, most, len(options))
	}
}

// modal judges a form.
func (f *form) modal(m object) {
	id, _ := m["custom_id"].(string)
	title, _ := m["title"].(string)
	parts, _ := m["components"].([]any)
	f.length("custom_id", id, 1, 100)
	f.length("title", title, 1, 45)
	if len(parts) < 1 || len(parts) > 5 {
		f.refuse("components", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length. (%d)", len(parts))
	}
	seen := map[string]bool{}
	for i, p := range parts {
		p, _ := p.(object)
		path := join("components", i)
		switch number(p["type"]) {
		case 1, 10:
		case 18:
			f.labelled(p, path, seen)
		default:
			f.refuse(join(path, "type"), "UNION_TYPE_CHOICES", "a part of a modal that is no label")
		}
	}
}

// labelled judges one field of a form with its label.
func (f *form) labelled(p object, path string, seen map[string]bool) {
	label, _ := p["label"].(string)
	help, _ := p["description"].(string)
	f.length(join(path, "label"), label, 1, 45)
	f.length(join(path, "description"), help, 0, 100)
	c, _ := p["component"].(object)
	path = join(path, "component")
	id, _ := c["custom_id"].(string)
	f.length(join(path, "custom_id"), id, 1, 100)
	if seen[id] {
		f.refuse(join(path, "custom_id"), "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated")
	}
	seen[id] = true
	switch number(c["type"]) {
	case 4:
		value, _ := c["value"].(string)
		example, _ := c["placeholder"].(string)
		most := number(or(c["max_length"], 4000.0))
		if c["label"] != nil {
			f.refuse(join(path, "label"), "TEXT_INPUT_LABEL_IN_LABEL", "a text input with a label inside a label")
		}
		if most < 1 || most > 4000 {
			f.refuse(join(path, "max_length"), "NUMBER_TYPE_MAX", "Must be between 1 and 4000. (%d)", most)
		}
		f.length(join(path, "value"), value, 0, most)
		f.length(join(path, "placeholder"), example, 0, 100)
	case 3:
		f.choices(c, path)
		if number(or(c["min_values"], 1.0)) == 0 && (c["required"] == nil || c["required"] == true) {
			f.refuse(join(path, "min_values"), "SELECT_COMPONENT_REQUIRED_MIN_VALUES", "a required select that takes nothing")
		}
	}
}

// commandName is the documented rule, without the scripts that it names beside \p{L}.
var commandName = regexp.MustCompile(`^[-_'\p{L}\p{N}]{1,32}$`)

// judgeCommands refuses a list of commands; single means that the request describes one, so that the tree begins with it. The caller
// holds the lock.
func (s *Server) judgeCommands(all []object, single bool) reply {
	f := &form{}
	seen, kinds := map[string]bool{}, map[int]int{}
	for i, c := range all {
		path := strconv.Itoa(i)
		if single {
			path = ""
		}
		kind := number(or(c["type"], 1.0))
		key := fmt.Sprint(kind, c["name"])
		if seen[key] {
			f.refuse(path, "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique")
		}
		seen[key] = true
		kinds[kind]++
		if kind == 1 {
			f.command(c, path, s.Arabic)
		} else {
			f.menu(c, path, s.Arabic)
		}
	}
	if kinds[1] > 100 || kinds[2] > 15 || kinds[3] > 15 {
		f.refuse("", "APPLICATION_COMMANDS_TOO_MANY", "%v commands by kind; 100, 15 and 15 at most", kinds)
	}
	s.complainOf(f)
	return f.reply("")
}

func (f *form) menu(c object, path string, arabic bool) {
	name, _ := c["name"].(string)
	f.length(join(path, "name"), name, 1, 32)
	f.localised(c, "name", path, arabic, func(words, path string) { f.length(path, words, 1, 32) })
	if or(c["description"], "") != "" {
		f.refuse(join(path, "description"), "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_INVALID", "Context menu commands cannot have description")
	}
	if options, _ := c["options"].([]any); len(options) > 0 {
		f.refuse(join(path, "options"), "APPLICATION_COMMAND_CONTEXT_MENU_OPTIONS_INVALID", "Context menu commands cannot have options")
	}
}

func (f *form) command(c object, path string, arabic bool) {
	if n := f.described(c, path, arabic); n > 8000 {
		f.refuse(path, "APPLICATION_COMMAND_TOO_LARGE", "Command exceeds maximum size (8000) (%d)", n)
	}
}

// described judges a command or an option with all that it holds, and counts the names, descriptions and values: the longest of each in
// any language.
func (f *form) described(c object, path string, arabic bool) (total int) {
	name, _ := c["name"].(string)
	description, _ := c["description"].(string)
	f.name(name, join(path, "name"))
	f.length(join(path, "description"), description, 1, 100)
	total += f.localised(c, "name", path, arabic, f.name) + f.localised(c, "description", path, arabic, func(words, path string) { f.length(path, words, 1, 100) })
	options, _ := c["options"].([]any)
	choices, _ := c["choices"].([]any)
	f.most(join(path, "options"), options, 25)
	f.most(join(path, "choices"), choices, 25)
	if len(choices) > 0 && c["autocomplete"] == true {
		f.refuse(join(path, "autocomplete"), "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_INVALID", "Options with choices cannot be autocompleted")
	}
	optional := false
	seen := map[any]bool{}
	for i, o := range options {
		o, _ := o.(object)
		at := join(path, "options", i)
		if seen[o["name"]] {
			f.refuse(join(at, "name"), "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", "Option name already exists")
		}
		seen[o["name"]] = true
		if o["required"] == true && optional {
			f.refuse(at, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", "Required options must be placed before non-required options")
		}
		optional = optional || o["required"] != true
		total += f.described(o, at, arabic)
	}
	for i, ch := range choices {
		ch, _ := ch.(object)
		at := join(path, "choices", i)
		label, _ := ch["name"].(string)
		value := fmt.Sprint(ch["value"])
		f.length(join(at, "name"), label, 1, 100)
		f.length(join(at, "value"), value, 0, 100)
		total += f.localised(ch, "name", at, arabic, func(words, path string) { f.length(path, words, 1, 100) }) + units(value)
	}
	return total
}

func (f *form) name(name, path string) {
	if !commandName.MatchString(name) || strings.ToLower(name) != name {
		f.refuse(path, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
	}
}

// localised judges the words of every language and counts the longest.
func (f *form) localised(c object, key, path string, arabic bool, judge func(words, path string)) int {
	first, _ := c[key].(string)
	longest := units(first)
	words, _ := c[key+"_localizations"].(object)
	for locale, v := range words {
		at := join(path, key+"_localizations", locale)
		word, _ := v.(string)
		if !locales[locale] && !(arabic && locale == "ar") {
			f.refuse(at, "BASE_TYPE_CHOICES", "a locale that Discord does not know")
		}
		judge(word, at)
		longest = max(longest, units(word))
	}
	return longest
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

// pings is whom a message notifies: what its content names, as far as allowed_mentions and the bot's permissions let it. Embeds never
// notify. The caller holds the lock.
func (s *Server) pings(body object, interactive bool, ch *channel) []string {
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
	all, mayRing := []string{}, s.may(s.Bot, ch)&MentionEveryone != 0
	for _, m := range everybody.FindAllString(content, -1) {
		if slices.Contains(parse, any("everyone")) && mayRing {
			all = append(all, m)
		}
	}
	for kind, form := range map[string]*regexp.Regexp{"users": aPerson, "roles": aRole} {
		for _, m := range form.FindAllStringSubmatch(content, -1) {
			if kind == "roles" && !mayRing && (s.roles[m[1]] == nil || !s.roles[m[1]].Mentionable) {
				continue
			}
			if slices.Contains(parse, any(kind)) || slices.Contains(listed[kind], any(m[1])) {
				all = append(all, m[0])
			}
		}
	}
	return all
}

// mentioned is what a message says of whom it notified. The caller holds the lock.
func (s *Server) mentioned(pings []string) (everyone bool, people []object, roles []string) {
	people, roles = []object{}, []string{}
	for _, p := range pings {
		if m := aRole.FindStringSubmatch(p); m != nil {
			roles = append(roles, m[1])
		} else if m := aPerson.FindStringSubmatch(p); m != nil {
			people = append(people, s.describeUser(s.user(m[1])))
		} else {
			everyone = true
		}
	}
	return everyone, people, roles
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
