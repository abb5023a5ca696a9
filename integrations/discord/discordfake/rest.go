package discordfake

import (
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// handler answers the API under /api/v10 and /api/v9, the gateway under /gw, and attachments under /attachments.
func (s *Server) handler() http.Handler {
	api := http.NewServeMux()
	for route, do := range map[string]func(*Server, *call) reply{
		"GET /gateway":                                            (*Server).getGateway,
		"GET /gateway/bot":                                        (*Server).getGateway,
		"GET /users/@me":                                          (*Server).getSelf,
		"GET /applications/@me":                                   (*Server).getApp,
		"GET /oauth2/applications/@me":                            (*Server).getApp,
		"POST /users/@me/channels":                                (*Server).openDM,
		"GET /guilds/{guild}":                                     (*Server).getGuild,
		"GET /users/@me/guilds":                                   (*Server).getGuilds,
		"GET /guilds/{guild}/channels":                            (*Server).getChannels,
		"GET /guilds/{guild}/roles":                               (*Server).getRoles,
		"GET /guilds/{guild}/members/{user}":                      (*Server).getMember,
		"GET /channels/{channel}":                                 (*Server).getChannel,
		"GET /channels/{channel}/messages":                        (*Server).history,
		"POST /channels/{channel}/messages":                       (*Server).post,
		"GET /channels/{channel}/messages/{message}":              (*Server).getMessage,
		"PATCH /channels/{channel}/messages/{message}":            (*Server).edit,
		"DELETE /channels/{channel}/messages/{message}":           (*Server).remove,
		"GET /applications/{app}/commands":                        (*Server).getCommands,
		"PUT /applications/{app}/commands":                        (*Server).putCommands,
		"POST /applications/{app}/commands":                       (*Server).postCommand,
		"DELETE /applications/{app}/commands/{id}":                (*Server).deleteCommand,
		"PATCH /applications/{app}/commands/{id}":                 (*Server).patchCommand,
		"GET /applications/{app}/guilds/{guild}/commands":         (*Server).getCommands,
		"PUT /applications/{app}/guilds/{guild}/commands":         (*Server).putCommands,
		"POST /applications/{app}/guilds/{guild}/commands":        (*Server).postCommand,
		"DELETE /applications/{app}/guilds/{guild}/commands/{id}": (*Server).deleteCommand,
		"PATCH /applications/{app}/guilds/{guild}/commands/{id}":  (*Server).patchCommand,
		"POST /interactions/{id}/{token}/callback":                (*Server).callback,
		"POST /webhooks/{app}/{token}":                            (*Server).followUp,
		"GET /webhooks/{app}/{token}/messages/{message}":          (*Server).getAnswer,
		"PATCH /webhooks/{app}/{token}/messages/{message}":        (*Server).editAnswer,
		"DELETE /webhooks/{app}/{token}/messages/{message}":       (*Server).deleteAnswer,
	} {
		api.HandleFunc(route, func(w http.ResponseWriter, r *http.Request) { s.serve(w, r, do) })
	}
	all := http.NewServeMux()
	all.Handle("/api/v10/", http.StripPrefix("/api/v10", api))
	all.Handle("/api/v9/", http.StripPrefix("/api/v9", api))
	all.HandleFunc("/gw/", s.gateway)
	all.HandleFunc("/gw", s.gateway)
	all.HandleFunc("GET /attachments/", func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		b, ok := s.files[r.URL.Path]
		s.mu.Unlock()
		if !ok {
			http.NotFound(w, r)
			return
		}
		w.Write(b)
	})
	return all
}

// A call is a request as the API reads it.
type call struct {
	r     *http.Request
	body  object
	list  []object // where the body is a list
	files map[string]upload
	raw   []byte
}

type upload struct {
	name string
	data []byte
}

// A reply is what is answered; a nil body is 204.
type reply struct {
	status int
	body   any
}

func refuse(status, code int, message string) reply {
	return reply{status, object{"code": code, "message": message}}
}

func (s *Server) serve(w http.ResponseWriter, r *http.Request, do func(*Server, *call) reply) {
	c, err := readCall(r)
	fault := s.fault(r.Method, r.URL.Path)
	if fault != nil && fault.Wait > 0 {
		select {
		case <-time.After(fault.Wait):
		case <-r.Context().Done():
			return
		}
	}
	var out reply
	switch {
	case fault != nil && !fault.After && (fault.Status != 0 || fault.Wait == 0):
		s.note(r, c, fault.Status)
		answerFault(w, fault)
		return
	case err != nil:
		out = refuse(400, 50109, "The request body contains invalid JSON.")
	default:
		if out = s.admit(w, r); out.status == 0 {
			out = do(s, c)
		}
	}
	s.note(r, c, out.status)
	if fault != nil && fault.After {
		answerFault(w, fault)
		return
	}
	if out.body == nil {
		w.WriteHeader(out.status) // no content type: clients try to read what has one
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(out.status)
	json.NewEncoder(w).Encode(out.body)
}

func answerFault(w http.ResponseWriter, f *Fault) {
	if f.Status == 0 {
		if conn, _, err := w.(http.Hijacker).Hijack(); err == nil {
			conn.Close()
		}
		return
	}
	for k, v := range f.Header {
		w.Header().Set(k, v)
	}
	w.WriteHeader(f.Status)
	io.WriteString(w, f.Body)
}

// HoldTo holds every body from now on to Discord's own description; nil: to none.
func (s *Server) HoldTo(d *Description) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.described = d
}

func (s *Server) note(r *http.Request, c *call, status int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	done := Request{Method: r.Method, Path: r.URL.Path, Status: status}
	if c != nil {
		done.Body, done.Files = c.raw, len(c.files)
	}
	if s.described != nil && len(done.Body) > 0 {
		if err := s.described.Check(done.Method, done.Path, done.Body); err != nil {
			s.complain("not as Discord describes it: %v", err)
		}
	}
	s.requests = append(s.requests, done)
	if status == 401 || status == 403 || status == 429 {
		s.invalid++
	}
	if status == 429 {
		s.limited++
	}
}

func readCall(r *http.Request) (*call, error) {
	c := &call{r: r, body: object{}, files: map[string]upload{}}
	kind, params, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if kind == "multipart/form-data" {
		parts := multipart.NewReader(r.Body, params["boundary"])
		for {
			p, err := parts.NextPart()
			if err == io.EOF {
				break
			}
			if err != nil {
				return c, err
			}
			b, err := io.ReadAll(p)
			if err != nil {
				return c, err
			}
			if p.FormName() == "payload_json" {
				c.raw = b
			} else {
				c.files[strings.Trim(strings.TrimPrefix(p.FormName(), "files"), "[]")] = upload{p.FileName(), b}
			}
		}
	} else {
		b, err := io.ReadAll(r.Body)
		if err != nil {
			return c, err
		}
		c.raw = b
	}
	if len(c.raw) == 0 {
		return c, nil
	}
	if c.raw[0] == '[' {
		return c, json.Unmarshal(c.raw, &c.list)
	}
	return c, json.Unmarshal(c.raw, &c.body)
}

// admit checks the token and the limits, and writes the headers that tell of them. The zero reply lets the request in.
func (s *Server) admit(w http.ResponseWriter, r *http.Request) reply {
	interactive := strings.HasPrefix(r.URL.Path, "/interactions/") || strings.HasPrefix(r.URL.Path, "/webhooks/")
	if !strings.HasPrefix(r.UserAgent(), "DiscordBot (") {
		s.mu.Lock()
		s.complain("%s %s without the documented User-Agent", r.Method, r.URL.Path)
		s.mu.Unlock()
	}
	if interactive || r.URL.Path == "/gateway" { // which asks for no token
		return reply{}
	}
	if r.Header.Get("Authorization") != "Bot "+s.Token {
		return refuse(401, 0, "401: Unauthorized")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.Now()
	if s.PerSecond > 0 {
		s.seconds = recentOf(s.seconds, now, time.Second)
		if len(s.seconds) >= s.PerSecond {
			return s.limit(w, s.seconds[0].Add(time.Second).Sub(now), true)
		}
		s.seconds = append(s.seconds, now)
	}
	id, _ := strings.CutPrefix(r.URL.Path, "/channels/")
	id, posting := strings.CutSuffix(id, "/messages")
	c := s.channels[id]
	if !posting || r.Method != http.MethodPost || c == nil || s.PerChannel == 0 {
		return reply{}
	}
	c.sent = recentOf(c.sent, now, s.ChannelFor)
	w.Header().Set("X-RateLimit-Bucket", "channel-messages")
	w.Header().Set("X-RateLimit-Limit", strconv.Itoa(s.PerChannel))
	w.Header().Set("X-RateLimit-Remaining", strconv.Itoa(max(0, s.PerChannel-len(c.sent)-1)))
	reset := s.ChannelFor
	if len(c.sent) > 0 {
		reset = c.sent[0].Add(s.ChannelFor).Sub(now)
	}
	w.Header().Set("X-RateLimit-Reset-After", fmt.Sprintf("%.3f", reset.Seconds()))
	w.Header().Set("X-RateLimit-Reset", fmt.Sprintf("%.3f", float64(now.Add(reset).UnixMilli())/1000))
	if len(c.sent) >= s.PerChannel {
		return s.limit(w, reset, false)
	}
	c.sent = append(c.sent, now)
	return reply{}
}

func (s *Server) limit(w http.ResponseWriter, after time.Duration, global bool) reply {
	w.Header().Set("Retry-After", fmt.Sprint(int(after.Seconds())+1))
	w.Header().Set("X-RateLimit-Scope", "user")
	if global {
		w.Header().Set("X-RateLimit-Global", "true")
		w.Header().Set("X-RateLimit-Scope", "global")
	}
	return reply{429, object{"message": "You are being rate limited.", "retry_after": after.Seconds(), "global": global}}
}

func recentOf(all []time.Time, now time.Time, within time.Duration) []time.Time {
	return slices.DeleteFunc(all, func(t time.Time) bool { return now.Sub(t) >= within })
}

func (s *Server) getGateway(*call) reply {
	return reply{200, object{"url": "ws" + strings.TrimPrefix(s.URL(), "http") + "/gw", "shards": 1,
		"session_start_limit": object{"total": 1000, "remaining": 999, "reset_after": 0, "max_concurrency": 1}}}
}

func (s *Server) getSelf(*call) reply { return reply{200, s.botUser()} }

func (s *Server) getApp(*call) reply {
	return reply{200, object{"id": s.App, "name": "Portevoix", "flags": 0, "description": "", "bot_public": false, "bot_require_code_grant": false, "verify_key": ""}}
}

func (s *Server) botUser() object {
	return object{"id": s.Bot, "username": "portevoix", "discriminator": "0", "global_name": nil, "avatar": nil, "bot": true, "flags": 0}
}

func (s *Server) getGuild(c *call) reply {
	if c.r.PathValue("guild") != s.Guild {
		return refuse(404, 10004, "Unknown Guild")
	}
	return reply{200, s.guild()}
}

func (s *Server) openDM(c *call) reply {
	s.mu.Lock()
	defer s.mu.Unlock()
	person, _ := c.body["recipient_id"].(string)
	if person == "" {
		return refuse(400, 50033, "Invalid Recipient(s)")
	}
	for _, ch := range s.channels {
		if ch.person == person {
			return reply{200, s.describeChannel(ch)}
		}
	}
	ch := &channel{id: s.id(), person: person}
	s.channels[ch.id] = ch
	return reply{200, s.describeChannel(ch)}
}

func (s *Server) describeChannel(c *channel) object {
	if c.person != "" {
		return object{"id": c.id, "type": 1, "last_message_id": nil, "recipients": []object{s.describeUser(s.user(c.person))}}
	}
	return object{"id": c.id, "type": 0, "guild_id": s.Guild, "name": c.name, "position": 0, "permission_overwrites": c.describeOverwrites(), "nsfw": false, "parent_id": nil, "topic": nil, "last_message_id": nil}
}

func (s *Server) describeUser(u *User) object {
	return object{"id": u.ID, "username": u.Name, "discriminator": "0", "global_name": nil, "avatar": nil, "bot": false}
}

// reach finds a channel in which the bot has these permissions, beside seeing it. The caller holds the lock.
func (s *Server) reach(c *call, permissions int64) (*channel, reply) {
	ch := s.channels[c.r.PathValue("channel")]
	if ch == nil {
		return nil, refuse(404, 10003, "Unknown Channel")
	}
	if no := s.needs(ch, permissions); no.status != 0 {
		return nil, no
	}
	return ch, reply{}
}

func (s *Server) getChannel(c *call) reply {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch, no := s.reach(c, 0)
	if ch == nil {
		return no
	}
	return reply{200, s.describeChannel(ch)}
}

func (s *Server) post(c *call) reply {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch, no := s.reach(c, toSend(c))
	switch {
	case ch == nil:
		return no
	case ch.person != "" && s.noDM[ch.person]:
		return refuse(403, 50007, "Cannot send messages to this user")
	}
	if no := s.judge(c.body, len(c.files), "", ""); no.status != 0 {
		return no
	}
	nonce := ""
	if v, ok := c.body["nonce"]; ok && v != nil {
		nonce = fmt.Sprint(v)
	}
	if enforced, _ := c.body["enforce_nonce"].(bool); enforced && nonce != "" {
		for _, m := range ch.messages {
			if m.nonce == nonce && s.Now().Sub(m.at) < 5*time.Minute {
				if m.deleted {
					return refuse(404, 10008, "Unknown Message")
				}
				return reply{200, m.Raw}
			}
		}
	}
	m := s.write(ch, c, "", nonce, false)
	return reply{200, m.Raw}
}

// write puts a message into a channel. The caller holds the lock.
func (s *Server) write(ch *channel, c *call, only, nonce string, interactive bool) *Message {
	flags := number(c.body["flags"])
	m := &Message{ID: s.id(), Channel: ch.id, Only: only, Author: s.Bot, nonce: nonce, at: s.Now()}
	m.Raw = object{
		"id": m.ID, "channel_id": ch.id, "type": 0, "author": s.botUser(), "timestamp": m.at.UTC().Format(time.RFC3339Nano), "edited_timestamp": nil, "tts": false,
		"pinned": false, "mention_everyone": false, "mentions": []any{}, "mention_roles": []any{}, "attachments": s.attach(c), "flags": flags,
		"content": or(c.body["content"], ""), "embeds": or(c.body["embeds"], []any{}), "components": or(c.body["components"], []any{}),
	}
	if ref, ok := c.body["message_reference"].(object); ok {
		ref["channel_id"], m.Raw["type"] = ch.id, 19
		m.Raw["message_reference"] = ref
	}
	if nonce != "" {
		m.Raw["nonce"] = nonce // on the answer to whoever sent it; history does not carry it
	}
	m.Pings = s.pings(c.body, interactive, ch)
	m.Raw["mention_everyone"], m.Raw["mentions"], m.Raw["mention_roles"] = s.mentioned(m.Pings)
	ch.messages = append(ch.messages, m)
	return m
}

// attach keeps the files of a request. The caller holds the lock.
func (s *Server) attach(c *call) []any {
	all := []any{}
	metas, _ := c.body["attachments"].([]any)
	for n, f := range c.files {
		id := s.id()
		path := "/attachments/" + id + "/" + f.name
		s.files[path] = f.data
		a := object{"id": id, "filename": f.name, "size": len(f.data), "url": s.URL() + path, "proxy_url": s.URL() + path}
		for _, meta := range metas {
			if meta, ok := meta.(object); ok && fmt.Sprint(meta["id"]) == n {
				a["description"] = meta["description"]
			}
		}
		all = append(all, a)
	}
	return all
}

func (s *Server) history(c *call) reply {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch, no := s.reach(c, 0)
	if ch == nil {
		return no
	}
	if s.may(s.Bot, ch)&ReadHistory == 0 { // not a refusal: "no messages will be returned" (resources/message.mdx)
		return reply{200, []object{}}
	}
	q := c.r.URL.Query()
	limit, _ := strconv.Atoi(q.Get("limit"))
	if limit == 0 {
		limit = 50
	}
	if limit < 1 || limit > 100 {
		return refuse(400, 50035, "Invalid Form Body")
	}
	var found []*Message
	for _, m := range ch.messages {
		if m.deleted || m.Only != "" || !later(m.ID, q.Get("after")) || q.Get("before") != "" && later(m.ID, q.Get("before")) {
			continue
		}
		found = append(found, m)
	}
	if q.Get("after") != "" {
		found = found[:min(limit, len(found))]
	} else {
		found = found[max(0, len(found)-limit):]
	}
	all := []object{}
	for _, m := range slices.Backward(found) { // newest first
		all = append(all, stored(m))
	}
	return reply{200, all}
}

// stored is a message as it is handed out later: the nonce is gone.
func stored(m *Message) object {
	o := object{}
	for k, v := range m.Raw {
		if k != "nonce" {
			o[k] = v
		}
	}
	return o
}

func later(id, than string) bool {
	a, _ := strconv.ParseUint(id, 10, 64)
	b, _ := strconv.ParseUint(than, 10, 64)
	return a > b
}

func (s *Server) theMessage(c *call, permissions int64) (*Message, reply) {
	ch, no := s.reach(c, permissions)
	if ch == nil {
		return nil, no
	}
	for _, m := range ch.messages {
		if m.ID == c.r.PathValue("message") && !m.deleted && m.Only == "" {
			return m, reply{}
		}
	}
	return nil, refuse(404, 10008, "Unknown Message")
}

func (s *Server) getMessage(c *call) reply {
	s.mu.Lock()
	defer s.mu.Unlock()
	m, no := s.theMessage(c, ReadHistory)
	if m == nil {
		return no
	}
	return reply{200, stored(m)}
}

func (s *Server) edit(c *call) reply {
	s.mu.Lock()
	defer s.mu.Unlock()
	m, no := s.theMessage(c, 0)
	switch {
	case m == nil:
		return no
	case m.Author != s.Bot:
		return refuse(403, 50005, "Cannot edit a message authored by another user")
	}
	return s.change(m, c)
}

// change edits a message. What is absent or null stays. The caller holds the lock.
func (s *Server) change(m *Message, c *call) reply {
	merged := object{"content": m.Raw["content"], "embeds": m.Raw["embeds"], "components": m.Raw["components"]}
	for k, v := range c.body {
		if v != nil {
			merged[k] = v
		}
	}
	if no := s.judge(merged, len(c.files), "edit", ""); no.status != 0 {
		return no
	}
	for _, k := range []string{"content", "embeds", "components"} {
		m.Raw[k] = merged[k]
	}
	if kept, ok := c.body["attachments"].([]any); ok {
		old, _ := m.Raw["attachments"].([]any)
		all := s.attach(c)
		for _, a := range old {
			if slices.ContainsFunc(kept, func(k any) bool { k2, _ := k.(object); return fmt.Sprint(k2["id"]) == a.(object)["id"] }) {
				all = append(all, a)
			}
		}
		m.Raw["attachments"] = all
	} else if len(c.files) > 0 {
		old, _ := m.Raw["attachments"].([]any)
		m.Raw["attachments"] = append(old, s.attach(c)...)
	}
	m.Raw["flags"] = number(m.Raw["flags"]) &^ loading
	m.Raw["edited_timestamp"] = s.Now().UTC().Format(time.RFC3339Nano)
	return reply{200, stored(m)}
}

func (s *Server) remove(c *call) reply {
	s.mu.Lock()
	defer s.mu.Unlock()
	m, no := s.theMessage(c, 0)
	if m == nil {
		return no
	}
	if m.Author != s.Bot && s.may(s.Bot, s.channels[m.Channel])&ManageMessages == 0 {
		return refuse(403, 50013, "Missing Permissions")
	}
	m.deleted = true
	return reply{status: 204}
}

func (s *Server) getCommands(c *call) reply {
	s.mu.Lock()
	defer s.mu.Unlock()
	if no := s.ours(c); no.status != 0 {
		return no
	}
	all := []object{}
	for _, command := range s.commands[c.r.PathValue("guild")] {
		shown := object{}
		for k, v := range command {
			shown[k] = v
		}
		if c.r.URL.Query().Get("with_localizations") != "true" {
			delete(shown, "name_localizations")
			delete(shown, "description_localizations")
		}
		all = append(all, shown)
	}
	return reply{200, all}
}

func (s *Server) ours(c *call) reply {
	if c.r.PathValue("app") != s.App {
		return refuse(404, 10002, "Unknown Application")
	}
	if g := c.r.PathValue("guild"); g != "" && g != s.Guild {
		return refuse(403, 50001, "Missing Access")
	}
	return reply{}
}

func (s *Server) putCommands(c *call) reply {
	s.mu.Lock()
	defer s.mu.Unlock()
	if no := s.ours(c); no.status != 0 {
		return no
	}
	if no := s.judgeCommands(c.list, false); no.status != 0 {
		return no
	}
	guild, old := c.r.PathValue("guild"), s.commands[c.r.PathValue("guild")]
	s.commands[guild] = nil
	for _, command := range c.list {
		s.keepCommand(guild, command, old)
	}
	return reply{200, orEmpty(s.commands[guild])}
}

func orEmpty(all []object) []object {
	if all == nil {
		return []object{}
	}
	return all
}

// keepCommand stores a command; a name that existed keeps its id. The caller holds the lock.
func (s *Server) keepCommand(guild string, command object, old []object) object {
	id := s.id()
	for _, had := range old {
		if had["name"] == command["name"] && number(or(had["type"], 1.0)) == number(or(command["type"], 1.0)) {
			id = had["id"].(string)
		}
	}
	command["id"], command["application_id"], command["version"] = id, s.App, s.id()
	if command["type"] == nil {
		command["type"] = 1.0
	}
	if guild != "" {
		command["guild_id"] = guild
	}
	s.commands[guild] = append(s.commands[guild], command)
	return command
}

func (s *Server) postCommand(c *call) reply {
	s.mu.Lock()
	defer s.mu.Unlock()
	if no := s.ours(c); no.status != 0 {
		return no
	}
	guild := c.r.PathValue("guild")
	old := slices.Clone(s.commands[guild])
	rest := slices.DeleteFunc(slices.Clone(old), func(had object) bool {
		return had["name"] == c.body["name"] && number(or(had["type"], 1.0)) == number(or(c.body["type"], 1.0))
	})
	if no := s.judgeCommands(append([]object{c.body}, rest...), true); no.status != 0 {
		return no
	}
	s.commands[guild] = rest
	return reply{201, s.keepCommand(guild, c.body, old)}
}

func (s *Server) patchCommand(c *call) reply {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, had := range s.commands[c.r.PathValue("guild")] {
		if had["id"] == c.r.PathValue("id") {
			for k, v := range c.body {
				had[k] = v
			}
			return reply{200, had}
		}
	}
	return refuse(404, 10063, "Unknown application command")
}

func (s *Server) deleteCommand(c *call) reply {
	s.mu.Lock()
	defer s.mu.Unlock()
	guild := c.r.PathValue("guild")
	before := len(s.commands[guild])
	s.commands[guild] = slices.DeleteFunc(s.commands[guild], func(had object) bool { return had["id"] == c.r.PathValue("id") })
	if len(s.commands[guild]) == before {
		return refuse(404, 10063, "Unknown application command")
	}
	return reply{status: 204}
}

func number(v any) int {
	switch v := v.(type) {
	case float64:
		return int(v)
	case int:
		return v
	}
	return 0
}

func or(v, otherwise any) any {
	if v == nil {
		return otherwise
	}
	return v
}
