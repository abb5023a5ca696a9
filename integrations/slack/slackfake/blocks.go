package slackfake

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// Slack's limits in characters, unless said otherwise: docs.slack.dev/reference/block-kit and the types of @slack/types 3.2.0.
const (
	maxText            = 40_000
	maxMessageBlocks   = 50
	maxSurfaceBlocks   = 100
	maxAllText         = 13_000 // of a message's blocks together; not documented, reported as msg_blocks_too_long
	maxMessageMetadata = 8 << 10
	maxAltText         = 1000
)

func count(s string) int { return utf8.RuneCountInString(s) }

// A judge collects what is wrong with blocks.
type judge struct {
	s       *Server
	surface string // "message", "modal", "home"
	said    []string
	text    int
	ids     map[string]bool
	actions map[string]bool // of the current block
}

func (j *judge) wrong(at, format string, args ...any) {
	j.said = append(j.said, fmt.Sprintf("[ERROR] %s [json-pointer:%s]", fmt.Sprintf(format, args...), at))
}

func (s *Server) messageBlocks(in args) (json.RawMessage, *refusal) {
	if !in.has("blocks") || in.string("blocks") == "" && in.all["blocks"] != nil && isString(in.all["blocks"]) {
		return nil, nil
	}
	var list []object
	if !in.json("blocks", &list) {
		return nil, refuse("invalid_blocks_format")
	}
	if len(list) == 0 {
		return nil, nil
	}
	return s.checkMessage(list)
}

func isString(v any) bool { _, ok := v.(string); return ok }

// checkMessage checks a message's blocks and gives those without an id one, as Slack does.
func (s *Server) checkMessage(list []object) (json.RawMessage, *refusal) {
	j := &judge{s: s, surface: "message"}
	j.blocks("/blocks", list, maxMessageBlocks)
	switch {
	case len(j.said) > 0:
		return nil, refuse("invalid_blocks", j.said...)
	case j.text > maxAllText:
		return nil, refuse("msg_blocks_too_long")
	}
	return s.named(list), nil
}

func (s *Server) named(list []object) json.RawMessage {
	for _, b := range list {
		if id, _ := b["block_id"].(string); id == "" {
			b["block_id"] = s.id("b")
		}
	}
	return encode(list)
}

func (j *judge) blocks(at string, list []object, most int) {
	j.ids = map[string]bool{}
	if len(list) > most {
		j.wrong(at, "no more than %d items allowed", most)
	}
	for i, b := range list {
		here := fmt.Sprintf("%s/%d", at, i)
		j.actions = map[string]bool{}
		if id := str(b, "block_id"); id != "" {
			if j.ids[id] {
				j.wrong(here+"/block_id", "must be unique")
			}
			j.ids[id] = true
			j.most(here+"/block_id", id, 255)
		}
		j.block(here, b)
	}
}

func (j *judge) block(at string, b object) {
	kind := str(b, "type")
	switch kind {
	case "section":
		j.section(at, b)
	case "header":
		j.textObject(at+"/text", b["text"], 150, true)
	case "divider":
	case "context":
		elements := objects(b, "elements")
		j.between(at+"/elements", len(elements), 1, 10)
		for i, e := range elements {
			if str(e, "type") == "image" {
				j.image(fmt.Sprintf("%s/elements/%d", at, i), e)
			} else {
				j.textObject(fmt.Sprintf("%s/elements/%d", at, i), e, 3000, false)
			}
		}
	case "actions":
		elements := objects(b, "elements")
		j.between(at+"/elements", len(elements), 1, 25)
		for i, e := range elements {
			j.element(fmt.Sprintf("%s/elements/%d", at, i), e, false)
		}
	case "image":
		j.image(at, b)
		if b["title"] != nil {
			j.textObject(at+"/title", b["title"], 2000, true)
		}
	case "input":
		if j.surface == "home" {
			break
		}
		j.textObject(at+"/label", b["label"], 2000, true)
		if b["hint"] != nil {
			j.textObject(at+"/hint", b["hint"], 2000, true)
		}
		e, _ := b["element"].(object)
		j.element(at+"/element", e, true)
	case "rich_text":
		elements := objects(b, "elements")
		j.between(at+"/elements", len(elements), 1, 1000)
		for i, e := range elements {
			j.rich(fmt.Sprintf("%s/elements/%d", at, i), e)
		}
	case "markdown":
		if words := str(b, "text"); words == "" || count(words) > 12_000 {
			j.wrong(at+"/text", "must be between 1 and 12000 characters")
		} else {
			j.text += count(words)
		}
	default:
		j.wrong(at, "unsupported type: %s", kind)
	}
}

func (j *judge) section(at string, b object) {
	fields := objects(b, "fields")
	if b["text"] == nil && len(fields) == 0 {
		j.wrong(at, "must define text or fields")
	}
	if b["text"] != nil {
		j.textObject(at+"/text", b["text"], 3000, false)
	}
	if len(fields) > 10 {
		j.wrong(at+"/fields", "no more than 10 items allowed")
	}
	for i, f := range fields {
		j.textObject(fmt.Sprintf("%s/fields/%d", at, i), f, 2000, false)
	}
	if e, ok := b["accessory"].(object); ok {
		j.element(at+"/accessory", e, false)
	}
}

func (j *judge) image(at string, b object) {
	address, file := str(b, "image_url"), b["slack_file"]
	switch f, _ := file.(object); {
	case address == "" && f == nil, address != "" && f != nil:
		j.wrong(at, "must define image_url or slack_file")
	case f != nil:
		known := j.s.files[str(f, "id")]
		if known == nil || !known.complete || !strings.HasPrefix(known.Type, "image/") {
			j.wrong(at+"/slack_file", "invalid slack file")
		}
	}
	alt := str(b, "alt_text")
	if alt == "" {
		j.wrong(at+"/alt_text", "missing required field: alt_text")
	}
	j.most(at+"/alt_text", alt, 2000)
	j.text += count(alt)
}

func (j *judge) textObject(at string, v any, most int, plain bool) {
	t, ok := v.(object)
	if !ok {
		j.wrong(at, "missing required field")
		return
	}
	kind, words := str(t, "type"), str(t, "text")
	if kind != "plain_text" && (plain || kind != "mrkdwn") {
		j.wrong(at+"/type", "must be plain_text%s", map[bool]string{false: " or mrkdwn"}[plain])
	}
	if _, has := t["emoji"]; has && kind == "mrkdwn" {
		j.wrong(at+"/emoji", "additional property")
	}
	if words == "" {
		j.wrong(at+"/text", "must be more than 0 characters")
	}
	j.most(at+"/text", words, most)
	j.text += count(words)
}

func (j *judge) most(at, s string, limit int) {
	if count(s) > limit {
		j.wrong(at, "must be less than %d characters", limit+1)
	}
}

func (j *judge) between(at string, n, least, most int) {
	if n < least || n > most {
		j.wrong(at, "must have between %d and %d items", least, most)
	}
}

// inputs are the elements that an input block may hold; buttons stand in actions and sections.
var inputs = []string{"plain_text_input", "static_select", "multi_static_select", "checkboxes", "radio_buttons", "file_input", "datepicker", "timepicker", "datetimepicker", "email_text_input", "number_input", "url_text_input", "users_select", "multi_users_select", "conversations_select", "channels_select", "rich_text_input"}

func (j *judge) element(at string, e object, input bool) {
	kind := str(e, "type")
	if id := str(e, "action_id"); id != "" {
		if j.actions[id] {
			j.wrong(at+"/action_id", "must be unique within a block")
		}
		j.actions[id] = true
		j.most(at+"/action_id", id, 255)
	}
	if e["placeholder"] != nil {
		j.textObject(at+"/placeholder", e["placeholder"], 150, true)
	}
	switch {
	case kind == "button" && !input:
		j.button(at, e)
	case kind == "image" && !input:
		j.image(at, e)
	case !slices.Contains(inputs, kind):
		j.wrong(at+"/type", "unsupported type: %s", kind)
	case kind == "file_input" && j.surface != "modal":
		j.wrong(at+"/type", "unsupported type: %s", kind)
	case kind == "plain_text_input":
		limit := 3000
		if v, ok := e["max_length"].(float64); ok {
			if v < 1 || v > 3000 {
				j.wrong(at+"/max_length", "must be between 1 and 3000")
			}
			limit = int(v)
		}
		j.most(at+"/initial_value", str(e, "initial_value"), limit)
	case kind == "file_input":
		if v, ok := e["max_files"].(float64); ok && (v < 1 || v > 10) {
			j.wrong(at+"/max_files", "must be between 1 and 10")
		}
	default:
		j.options(at, e, kind)
	}
}

func (j *judge) button(at string, e object) {
	j.textObject(at+"/text", e["text"], 75, true)
	j.most(at+"/value", str(e, "value"), 2000)
	j.most(at+"/url", str(e, "url"), 3000)
	j.most(at+"/accessibility_label", str(e, "accessibility_label"), 75)
	if style, has := e["style"]; has && style != "primary" && style != "danger" {
		j.wrong(at+"/style", "must be primary or danger")
	}
	if c, ok := e["confirm"].(object); ok {
		j.textObject(at+"/confirm/title", c["title"], 100, true)
		j.textObject(at+"/confirm/text", c["text"], 300, false)
		j.textObject(at+"/confirm/confirm", c["confirm"], 30, true)
		j.textObject(at+"/confirm/deny", c["deny"], 30, true)
	}
}

func (j *judge) options(at string, e object, kind string) {
	list := objects(e, "options")
	most := 100
	if kind == "checkboxes" || kind == "radio_buttons" {
		most = 10
	}
	if strings.Contains(kind, "static_select") || kind == "checkboxes" || kind == "radio_buttons" {
		j.between(at+"/options", len(list), 1, most)
	}
	known := map[string]bool{}
	for i, o := range list {
		here := fmt.Sprintf("%s/options/%d", at, i)
		j.textObject(here+"/text", o["text"], 75, kind == "static_select" || kind == "multi_static_select")
		value := str(o, "value")
		if value == "" {
			j.wrong(here+"/value", "must be more than 0 characters")
		}
		j.most(here+"/value", value, 150)
		known[value] = true
	}
	initial := objects(e, "initial_options")
	if o, ok := e["initial_option"].(object); ok {
		initial = append(initial, o)
	}
	if _, has := e["initial_options"]; has && len(initial) == 0 {
		j.wrong(at+"/initial_options", "no fewer than 1 items allowed")
	}
	for _, o := range initial {
		if !known[str(o, "value")] {
			j.wrong(at+"/initial_options", "must be one of the options")
		}
	}
}

func (j *judge) rich(at string, e object) {
	switch kind := str(e, "type"); kind {
	case "rich_text_list":
		for i, item := range objects(e, "elements") {
			j.rich(fmt.Sprintf("%s/elements/%d", at, i), item)
		}
	case "rich_text_section", "rich_text_quote", "rich_text_preformatted":
		for i, leaf := range objects(e, "elements") {
			j.leaf(fmt.Sprintf("%s/elements/%d", at, i), leaf)
		}
	default:
		j.wrong(at+"/type", "unsupported type: %s", kind)
	}
}

func (j *judge) leaf(at string, e object) {
	switch kind := str(e, "type"); kind {
	case "text":
		if str(e, "text") == "" {
			j.wrong(at+"/text", "must be more than 0 characters")
		}
		j.text += count(str(e, "text"))
	case "link":
		if str(e, "url") == "" {
			j.wrong(at+"/url", "must be more than 0 characters")
		}
		j.text += count(str(e, "text")) + count(str(e, "url"))
	case "broadcast":
		if r := str(e, "range"); r != "here" && r != "channel" && r != "everyone" {
			j.wrong(at+"/range", "must be one of: here, channel, everyone")
		}
	case "user", "usergroup", "channel", "emoji", "date", "color":
	default:
		j.wrong(at+"/type", "unsupported type: %s", kind)
	}
}

func str(o object, name string) string { s, _ := o[name].(string); return s }

func objects(o object, name string) []object {
	list, _ := o[name].([]any)
	all := make([]object, 0, len(list))
	for _, v := range list {
		if e, ok := v.(object); ok {
			all = append(all, e)
		}
	}
	return all
}
