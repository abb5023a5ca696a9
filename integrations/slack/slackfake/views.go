package slackfake

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

// A View is a modal or somebody's home, as the app made it.
type View struct {
	ID, Hash, Type, Title, Submit, Close    string
	CallbackID, ExternalID, PrivateMetadata string
	User                                    string
	Blocks                                  json.RawMessage
	Errors                                  map[string]string // what the app said about fields, by block id
	Notify                                  bool              // the app wants to know when it is closed

	state map[string]map[string]object // block → action → what is filled in
	root  string
}

type trigger struct {
	user string
	at   time.Time
	used bool
}

const (
	triggerLife   = 3 * time.Second
	mostViews     = 3
	maxViewBytes  = 250 << 10
	maxViewLabel  = 24
	maxViewSecret = 3000
)

func (s *Server) newTrigger(user string) string {
	id := fmt.Sprintf("%d.%d.%s", s.clock().UnixMilli(), len(s.triggers), s.id("t"))
	s.triggers[id] = &trigger{user: user, at: s.clock()}
	return id
}

// redeem uses a trigger up.
func (s *Server) redeem(id string) (user string, no *refusal) {
	t := s.triggers[id]
	switch {
	case t == nil:
		return "", refuse("invalid_trigger_id")
	case t.used:
		return "", refuse("exchanged_trigger_id")
	case s.clock().Sub(t.at) > triggerLife:
		return "", refuse("expired_trigger_id")
	}
	t.used = true
	return t.user, nil
}

func (s *Server) viewsOpen(in args) (object, *refusal) {
	v, no := s.viewIn(in, "modal")
	if no != nil {
		return nil, no
	}
	if v.User, no = s.redeem(in.string("trigger_id")); no != nil {
		return nil, no
	}
	for _, stack := range s.views {
		for _, other := range stack {
			if v.ExternalID != "" && other.ExternalID == v.ExternalID {
				return nil, refuse("duplicate_external_id")
			}
		}
	}
	v.root = v.ID
	s.views[v.User] = []*View{v}
	return object{"view": s.viewJSON(v)}, nil
}

func (s *Server) viewsPush(in args) (object, *refusal) {
	v, no := s.viewIn(in, "modal")
	if no != nil {
		return nil, no
	}
	if v.User, no = s.redeem(in.string("trigger_id")); no != nil {
		return nil, no
	}
	if no := s.push(v); no != nil {
		return nil, no
	}
	return object{"view": s.viewJSON(v)}, nil
}

func (s *Server) push(v *View) *refusal {
	stack := s.views[v.User]
	switch {
	case len(stack) == 0:
		return refuse("not_found")
	case len(stack) >= mostViews:
		return refuse("push_limit_reached")
	}
	v.root = stack[0].ID
	s.views[v.User] = append(stack, v)
	return nil
}

func (s *Server) viewsUpdate(in args) (object, *refusal) {
	id, external := in.string("view_id"), in.string("external_id")
	for _, stack := range s.views {
		for i, old := range stack {
			if old.ID != id && (external == "" || old.ExternalID != external) {
				continue
			}
			v, no := s.viewIn(in, "modal")
			switch {
			case no != nil:
				return nil, no
			case in.string("hash") != "" && in.string("hash") != old.Hash:
				return nil, refuse("hash_conflict")
			}
			stack[i] = v.after(old)
			return object{"view": s.viewJSON(v)}, nil
		}
	}
	return nil, refuse("not_found")
}

func (s *Server) viewsPublish(in args) (object, *refusal) {
	user := in.string("user_id")
	v, no := s.viewIn(in, "home")
	if no != nil {
		return nil, no
	}
	if _, ok := s.user(user); !ok {
		return nil, refuse("user_not_found")
	}
	if old := s.homes[user]; old != nil {
		if in.string("hash") != "" && in.string("hash") != old.Hash {
			return nil, refuse("hash_conflict")
		}
		v.ID = old.ID
	}
	v.User, v.root = user, v.ID
	s.homes[user] = v
	return object{"view": s.viewJSON(v)}, nil
}

// after takes the place of an older view: what was typed stays where block and field have the same ids.
func (v *View) after(old *View) *View {
	v.ID, v.User, v.root = old.ID, old.User, old.root
	for block, fields := range v.state {
		for action := range fields {
			if typed, ok := old.state[block][action]; ok && typed["type"] == fields[action]["type"] {
				fields[action] = typed
			}
		}
	}
	return v
}

func (s *Server) viewIn(in args, kind string) (*View, *refusal) {
	var raw object
	if !in.json("view", &raw) {
		return nil, refuse("invalid_arguments", "[ERROR] missing required field: view")
	}
	return s.makeView(raw, kind)
}

// makeView checks a view and makes it.
func (s *Server) makeView(raw object, kind string) (*View, *refusal) {
	if len(encode(raw)) > maxViewBytes {
		return nil, refuse("view_too_large")
	}
	list := objects(raw, "blocks")
	j := &judge{s: s, surface: kind}
	j.view(raw, kind, list)
	j.blocks("/view/blocks", list, maxSurfaceBlocks)
	if len(j.said) > 0 {
		return nil, refuse("invalid_arguments", j.said...)
	}
	words := func(name string) string { t, _ := raw[name].(object); return str(t, "text") }
	v := &View{
		ID: s.id("V"), Hash: s.id("h"), Type: kind, Title: words("title"), Submit: words("submit"), Close: words("close"), CallbackID: str(raw, "callback_id"),
		ExternalID: str(raw, "external_id"), PrivateMetadata: str(raw, "private_metadata"), Notify: raw["notify_on_close"] == true, Blocks: s.named(list),
	}
	v.state = initial(list)
	return v, nil
}

func (j *judge) view(raw object, kind string, list []object) {
	if str(raw, "type") != kind {
		j.wrong("/view/type", "must be %s", kind)
	}
	j.most("/view/private_metadata", str(raw, "private_metadata"), maxViewSecret)
	j.most("/view/callback_id", str(raw, "callback_id"), 255)
	j.most("/view/external_id", str(raw, "external_id"), 255)
	if kind == "home" {
		return
	}
	j.textObject("/view/title", raw["title"], maxViewLabel, true)
	for _, name := range []string{"submit", "close"} {
		if raw[name] != nil {
			j.textObject("/view/"+name, raw[name], maxViewLabel, true)
		}
	}
	asks := slices.ContainsFunc(list, func(b object) bool { return str(b, "type") == "input" })
	if asks && raw["submit"] == nil {
		j.wrong("/view/submit", "missing required field: a view with input blocks needs it")
	}
}

func (s *Server) viewJSON(v *View) object {
	plain := func(words string) any {
		if words == "" {
			return nil
		}
		return object{"type": "plain_text", "text": words, "emoji": true}
	}
	previous := any(nil)
	for i, other := range s.views[v.User] {
		if other == v && i > 0 {
			previous = s.views[v.User][i-1].ID
		}
	}
	return object{
		"id": v.ID, "team_id": Team, "type": v.Type, "blocks": v.Blocks, "private_metadata": v.PrivateMetadata, "callback_id": v.CallbackID,
		"state": object{"values": v.copy().state}, "hash": v.Hash, "title": plain(v.Title), "submit": plain(v.Submit), "close": plain(v.Close),
		"clear_on_close": false, "notify_on_close": v.Notify, "previous_view_id": previous, "root_view_id": v.root, "app_id": App,
		"external_id": v.ExternalID, "app_installed_team_id": Team, "bot_id": Bot,
	}
}

// initial is what the fields hold before anybody typed.
func initial(list []object) map[string]map[string]object {
	state := map[string]map[string]object{}
	for _, b := range list {
		e, ok := b["element"].(object)
		if str(b, "type") != "input" || !ok {
			continue
		}
		if str(e, "action_id") == "" {
			e["action_id"] = "a-" + str(b, "block_id")
		}
		held := object{"type": str(e, "type")}
		switch str(e, "type") {
		case "static_select", "radio_buttons":
			held["selected_option"] = e["initial_option"]
		case "multi_static_select", "checkboxes":
			held["selected_options"] = asList(e["initial_options"])
		case "file_input":
			held["files"] = []object{}
		default:
			held["value"] = e["initial_value"]
		}
		state[str(b, "block_id")] = map[string]object{str(e, "action_id"): held}
	}
	return state
}

func asList(v any) any {
	if v == nil {
		return []object{}
	}
	return v
}

// A Field of a form, as somebody sees it.
type Field struct {
	Block, Action, Type, Label string
	Value                      string // several choices are separated by commas
	Error                      string
	Optional                   bool
	Options                    []string // values
	MaxLength                  int
}

// Fields are the fields of the form, from top to bottom.
func (v View) Fields() (all []Field) {
	var list []object
	_ = json.Unmarshal(v.Blocks, &list)
	for _, b := range list {
		e, ok := b["element"].(object)
		if str(b, "type") != "input" || !ok {
			continue
		}
		label, _ := b["label"].(object)
		f := Field{Block: str(b, "block_id"), Action: str(e, "action_id"), Type: str(e, "type"), Label: str(label, "text"), Optional: b["optional"] == true, MaxLength: 3000}
		if n, ok := e["max_length"].(float64); ok {
			f.MaxLength = int(n)
		}
		for _, o := range objects(e, "options") {
			f.Options = append(f.Options, str(o, "value"))
		}
		f.Value, f.Error = held(v.state[f.Block][f.Action]), v.Errors[f.Block]
		all = append(all, f)
	}
	return all
}

// held is what a field holds, as one string.
func held(state object) string {
	var o struct {
		Value    string
		Option   struct{ Value string }   `json:"selected_option"`
		Selected []struct{ Value string } `json:"selected_options"`
		Files    []struct{ ID string }    `json:"files"`
	}
	_ = json.Unmarshal(encode(state), &o)
	values := []string{}
	for _, v := range o.Selected {
		values = append(values, v.Value)
	}
	for _, f := range o.Files {
		values = append(values, f.ID)
	}
	if len(values) > 0 {
		return strings.Join(values, ",")
	}
	return o.Value + o.Option.Value
}

// fillIn writes into the fields of a form what a person typed and chose, by block id, as Slack's own client lets them.
func (s *Server) fillIn(v *View, typed map[string]string) error {
	var list []object
	_ = json.Unmarshal(v.Blocks, &list)
	for block, value := range typed {
		i := slices.IndexFunc(list, func(b object) bool { return str(b, "block_id") == block && str(b, "type") == "input" })
		if i < 0 {
			return fmt.Errorf("the form has no field %q", block)
		}
		e, _ := list[i]["element"].(object)
		state, err := s.choice(e, value)
		if err != nil {
			return fmt.Errorf("field %q: %w", block, err)
		}
		v.state[block][v.action(block)] = state
	}
	for _, f := range v.Fields() {
		switch {
		case !f.Optional && f.Value == "":
			return fmt.Errorf("field %q is required: Slack does not send the form", f.Block)
		case f.Type == "plain_text_input" && count(f.Value) > f.MaxLength:
			return fmt.Errorf("field %q takes %d characters", f.Block, f.MaxLength)
		}
	}
	return nil
}

func (v *View) action(block string) string {
	for action := range v.state[block] {
		return action
	}
	return ""
}

func (s *Server) choice(e object, value string) (object, error) {
	kind := str(e, "type")
	var picked []object
	for _, want := range strings.FieldsFunc(value, func(r rune) bool { return r == ',' }) {
		want = strings.TrimSpace(want)
		switch kind {
		case "static_select", "radio_buttons", "multi_static_select", "checkboxes":
			list := objects(e, "options")
			i := slices.IndexFunc(list, func(o object) bool { return str(o, "value") == want })
			if i < 0 {
				return nil, errors.New("no such option")
			}
			picked = append(picked, object{"text": list[i]["text"], "value": want})
		case "file_input":
			f := s.files[want]
			if f == nil {
				return nil, errors.New("no such file")
			}
			picked = append(picked, s.fileJSON(f))
		}
	}
	switch kind {
	case "static_select", "radio_buttons":
		if len(picked) > 1 {
			return nil, errors.New("takes one choice")
		}
		if len(picked) == 0 {
			return object{"type": kind, "selected_option": nil}, nil
		}
		return object{"type": kind, "selected_option": picked[0]}, nil
	case "multi_static_select", "checkboxes":
		return object{"type": kind, "selected_options": asObjects(picked)}, nil
	case "file_input":
		return object{"type": kind, "files": asObjects(picked)}, nil
	}
	if value == "" {
		return object{"type": kind, "value": nil}, nil
	}
	return object{"type": kind, "value": value}, nil
}

func asObjects(list []object) []object {
	if list == nil {
		return []object{}
	}
	return list
}
