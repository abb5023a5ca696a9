package slackfake

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
)

// Messages are what stands in a channel, oldest first, odd messages left out.
func (s *Server) Messages(channel string) (all []Message) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, m := range s.history[channel] {
		if m.Raw == nil {
			all = append(all, *m)
		}
	}
	return all
}

// Direct is the channel of the direct messages between the bot and somebody.
func (s *Server) Direct(user string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.direct(user).ID
}

// Ephemerals are the messages that only this person sees, oldest first.
func (s *Server) Ephemerals(user string) (all []Ephemeral) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, e := range s.ephemerals {
		if e.User == user {
			all = append(all, *e)
		}
	}
	return all
}

// View is the form that a person has open.
func (s *Server) View(user string) (View, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	stack := s.views[user]
	if len(stack) == 0 {
		return View{}, false
	}
	return stack[len(stack)-1].copy(), true
}

// copy is the view as it is now: what is typed later does not change it.
func (v *View) copy() View {
	c := *v
	c.state = map[string]map[string]object{}
	for block, fields := range v.state {
		c.state[block] = map[string]object{}
		for action, held := range fields {
			c.state[block][action] = held
		}
	}
	return c
}

// Home is somebody's home view.
func (s *Server) Home(user string) (View, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	v := s.homes[user]
	if v == nil {
		return View{}, false
	}
	return v.copy(), true
}

// A Sight is one message as a person reads it.
type Sight struct {
	Channel, TS string
	Private     bool
	Words       string // everything that can be read
	Buttons     []string
	Links       []string // what a click would open
	Images      []string // alternatives of the pictures
	Pings       bool     // somebody is notified by name or group
}

// Sees is what a person can read in a channel, oldest first. A channel of "" is everything they can read.
func (s *Server) Sees(user, channel string) (all []Sight) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, c := range s.channels {
		if (channel != "" && c.ID != channel) || !slices.Contains(c.Members, user) {
			continue
		}
		for _, m := range s.history[c.ID] {
			if m.Raw == nil {
				v := Look(m.Text, m.Blocks)
				v.Channel, v.TS = c.ID, m.TS
				all = append(all, v)
			}
		}
	}
	for _, e := range s.ephemerals {
		if e.User == user && (channel == "" || e.Channel == channel) {
			v := Look(e.Text, e.Blocks)
			v.Channel, v.TS, v.Private = e.Channel, e.TS, true
			all = append(all, v)
		}
	}
	slices.SortStableFunc(all, func(a, b Sight) int { return strings.Compare(a.TS, b.TS) })
	return all
}

// Look reads a message: its blocks, or its text when it has none.
func Look(text string, blocks json.RawMessage) Sight {
	v := &viewer{}
	v.Pings = pings(text)
	var list []object
	_ = json.Unmarshal(blocks, &list)
	if len(list) == 0 {
		v.markup(text)
	}
	for _, b := range list {
		v.block(b)
	}
	v.Words = strings.TrimSpace(v.words.String())
	return v.Sight
}

type viewer struct {
	Sight
	words strings.Builder
}

func (v *viewer) line(s string) { v.words.WriteString(s + "\n") }

func (v *viewer) block(b object) {
	for _, name := range []string{"text", "title", "label", "hint"} {
		if t, ok := b[name].(object); ok {
			v.text(t)
		}
	}
	if str(b, "type") == "markdown" {
		v.markup(str(b, "text"))
	}
	for _, f := range objects(b, "fields") {
		v.text(f)
	}
	if e, ok := b["accessory"].(object); ok {
		v.element(e)
	}
	if str(b, "type") == "image" {
		v.element(b)
	}
	for _, e := range objects(b, "elements") {
		v.element(e)
	}
}

func (v *viewer) text(t object) {
	if str(t, "type") == "mrkdwn" {
		v.markup(str(t, "text"))
		return
	}
	v.line(str(t, "text"))
}

func (v *viewer) element(e object) {
	switch str(e, "type") {
	case "button":
		t, _ := e["text"].(object)
		v.Buttons = append(v.Buttons, str(t, "text"))
		if u := str(e, "url"); u != "" {
			v.Links = append(v.Links, u)
		}
	case "image":
		v.Images = append(v.Images, str(e, "alt_text"))
	case "plain_text", "mrkdwn":
		v.text(e)
	case "rich_text_list":
		for _, item := range objects(e, "elements") {
			v.element(item)
		}
	case "rich_text_section", "rich_text_quote", "rich_text_preformatted":
		for _, leaf := range objects(e, "elements") {
			v.leaf(leaf)
		}
		v.words.WriteByte('\n')
	}
}

func (v *viewer) leaf(e object) {
	switch str(e, "type") {
	case "link":
		v.Links = append(v.Links, str(e, "url"))
		label := str(e, "text")
		if label == "" {
			label = str(e, "url")
		}
		v.words.WriteString(label)
	case "broadcast":
		v.Pings = true
		v.words.WriteString("@" + str(e, "range"))
	case "user", "usergroup":
		v.Pings = true
		v.words.WriteString("@" + str(e, "user_id") + str(e, "usergroup_id"))
	default:
		v.words.WriteString(str(e, "text"))
	}
}

var (
	angled = regexp.MustCompile(`<([^<>|]+)(?:\|([^<>]*))?>`)
	bare   = regexp.MustCompile(`https?://[^\s<>|]+`)
	styled = regexp.MustCompile("(^|[\\s(])([*_~`])(\\S(?:[^\\n]*?\\S)?)([*_~`])")
)

func pings(markup string) bool {
	for _, m := range angled.FindAllStringSubmatch(markup, -1) {
		if strings.HasPrefix(m[1], "!") || strings.HasPrefix(m[1], "@") {
			return true
		}
	}
	return false
}

// markup reads Slack's own markup, in which stars are bold, addresses are links and <!channel> rings.
func (v *viewer) markup(s string) {
	v.Pings = v.Pings || pings(s)
	for _, m := range angled.FindAllStringSubmatch(s, -1) {
		if !strings.ContainsAny(m[1][:1], "!@#") {
			v.Links = append(v.Links, m[1])
		}
	}
	v.Links = append(v.Links, bare.FindAllString(angled.ReplaceAllString(s, " "), -1)...)
	s = angled.ReplaceAllStringFunc(s, func(found string) string {
		m := angled.FindStringSubmatch(found)
		if m[2] != "" {
			return m[2]
		}
		return strings.NewReplacer("!", "@").Replace(m[1])
	})
	s = styled.ReplaceAllString(s, "$1$3")
	v.line(strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&").Replace(s))
}
