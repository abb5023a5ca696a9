package slackfake

import (
	"encoding/json"
	"io"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A Call is one request that the app made to the Web API.
type Call struct {
	Method string         // "chat.postMessage"
	Args   map[string]any // as sent: strings from a form, anything from JSON
	JSON   bool           // the body was JSON
	Bearer bool           // the token came in the Authorization header
	Answer string         // "ok", Slack's error code, or the fault that was arranged
	At     time.Time
}

// Calls are the requests so far.
func (s *Server) Calls() []Call {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.calls)
}

// Called counts the requests of a method.
func (s *Server) Called(method string) (n int) {
	for _, c := range s.Calls() {
		if c.Method == method {
			n++
		}
	}
	return n
}

// A method is one of the Web API.
type method struct {
	scope []string // one of these is needed; nil: none
	app   bool     // wants the app-level token
	run   func(*Server, args) (object, *refusal)
}

var methods = map[string]method{
	"auth.test":                    {nil, false, (*Server).authTest},
	"apps.connections.open":        {nil, true, (*Server).connectionsOpen},
	"chat.postMessage":             {[]string{"chat:write"}, false, (*Server).postMessage},
	"chat.postEphemeral":           {[]string{"chat:write"}, false, (*Server).postEphemeral},
	"chat.update":                  {[]string{"chat:write"}, false, (*Server).update},
	"chat.delete":                  {[]string{"chat:write"}, false, (*Server).remove},
	"chat.getPermalink":            {nil, false, (*Server).permalink},
	"conversations.history":        {[]string{"channels:history", "groups:history", "im:history"}, false, (*Server).historyOf},
	"conversations.replies":        {[]string{"channels:history", "groups:history", "im:history"}, false, (*Server).repliesOf},
	"conversations.info":           {[]string{"channels:read", "groups:read", "im:read"}, false, (*Server).channelInfo},
	"conversations.list":           {[]string{"channels:read", "groups:read", "im:read"}, false, (*Server).channelList},
	"conversations.members":        {[]string{"channels:read", "groups:read", "im:read"}, false, (*Server).members},
	"conversations.open":           {[]string{"im:write"}, false, (*Server).open},
	"files.getUploadURLExternal":   {[]string{"files:write"}, false, (*Server).uploadURL},
	"files.completeUploadExternal": {[]string{"files:write"}, false, (*Server).completeUpload},
	"files.info":                   {[]string{"files:read"}, false, (*Server).fileInfo},
	"files.delete":                 {[]string{"files:write"}, false, (*Server).fileDelete},
	"team.info":                    {[]string{"team:read"}, false, (*Server).teamInfo},
	"usergroups.list":              {[]string{"usergroups:read"}, false, (*Server).groupList},
	"usergroups.users.list":        {[]string{"usergroups:read"}, false, (*Server).groupUsers},
	"users.info":                   {[]string{"users:read"}, false, (*Server).userInfo},
	"users.list":                   {[]string{"users:read"}, false, (*Server).userList},
	"views.open":                   {nil, false, (*Server).viewsOpen},
	"views.publish":                {nil, false, (*Server).viewsPublish},
	"views.push":                   {nil, false, (*Server).viewsPush},
	"views.update":                 {nil, false, (*Server).viewsUpdate},
}

// A refusal is an answer with ok:false.
type refusal struct {
	code             string
	needed, provided string
	messages         []string
	limited          bool          // 429
	after            time.Duration // of a 429
}

func refuse(code string, messages ...string) *refusal {
	return &refusal{code: code, messages: messages}
}

func (s *Server) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/api/{method}", s.serveAPI)
	mux.HandleFunc("GET /link/", s.serveSocket)
	mux.HandleFunc("POST /upload/v1/{secret}", s.serveUpload)
	mux.HandleFunc("GET /files-pri/{file}/{name}", s.serveFile)
	mux.HandleFunc("POST /response/{secret}", s.serveResponse)
	return mux
}

func (s *Server) serveAPI(w http.ResponseWriter, r *http.Request) {
	call := Call{Method: r.PathValue("method"), At: time.Now()}
	in, err := s.readArgs(r, &call)
	if err != nil {
		s.record(call, "unreadable")
		reply(w, http.StatusOK, encode(object{"ok": false, "error": "invalid_form_data"}))
		return
	}
	fault := s.fault(call.Method)
	if fault.Wait > 0 {
		select {
		case <-time.After(fault.Wait):
		case <-s.lifetime.Done():
		}
	}
	if fault.Before != nil {
		s.record(call, fault.Name)
		fault.Before(w)
		return
	}
	answer, no := s.answer(call.Method, in)
	said := "ok"
	if no != nil {
		said = no.code
		answer = object{"ok": false, "error": no.code}
		if no.needed != "" {
			answer["needed"], answer["provided"] = no.needed, no.provided
		}
		if len(no.messages) > 0 {
			answer["response_metadata"] = object{"messages": no.messages}
		}
	} else {
		answer["ok"] = true
	}
	if fault.After != nil {
		s.record(call, fault.Name)
		fault.After(w, encode(answer))
		return
	}
	s.record(call, said)
	if no != nil && no.limited {
		tooMany(w, no.after)
		return
	}
	reply(w, http.StatusOK, encode(answer))
}

func (s *Server) record(c Call, answer string) {
	c.Answer = answer
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls = append(s.calls, c)
}

// answer checks who asks and does what they ask.
func (s *Server) answer(name string, in args) (object, *refusal) {
	m, ok := methods[name]
	if !ok {
		return nil, refuse("unknown_method")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if no := s.allowed(m, in.token); no != nil {
		return nil, no
	}
	return m.run(s, in)
}

func (s *Server) allowed(m method, token string) *refusal {
	right, other := s.o.BotToken, s.o.AppToken
	if m.app {
		right, other = other, right
	}
	switch {
	case token == "":
		return refuse("not_authed")
	case token == other:
		return refuse("not_allowed_token_type")
	case token != right:
		return refuse("invalid_auth")
	case m.scope == nil:
		return nil
	}
	for _, scope := range m.scope {
		if slices.Contains(s.o.Scopes, scope) {
			return nil
		}
	}
	return s.lacks(m.scope[0])
}

func (s *Server) lacks(scope string) *refusal {
	return &refusal{code: "missing_scope", needed: scope, provided: strings.Join(s.o.Scopes, ",")}
}

func (s *Server) has(scope string) bool { return slices.Contains(s.o.Scopes, scope) }

// args are the arguments of a call.
type args struct {
	token string
	all   map[string]any
}

func (a args) string(name string) string {
	switch v := a.all[name].(type) {
	case string:
		return v
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case bool:
		return strconv.FormatBool(v)
	}
	return ""
}

func (a args) bool(name string) bool {
	v := a.string(name)
	return v == "true" || v == "1"
}

func (a args) int(name string, otherwise int) int {
	if n, err := strconv.Atoi(a.string(name)); err == nil {
		return n
	}
	return otherwise
}

// has reports whether the argument was given at all.
func (a args) has(name string) bool { _, ok := a.all[name]; return ok }

// json reads an argument that is JSON, be it inside a form or not.
func (a args) json(name string, into any) bool {
	v, ok := a.all[name]
	if !ok || v == nil {
		return false
	}
	raw, isString := v.(string)
	if !isString {
		raw = string(encode(v))
	}
	return raw != "" && json.Unmarshal([]byte(raw), into) == nil
}

const maxRequest = 4 << 20

func (s *Server) readArgs(r *http.Request, call *Call) (args, error) {
	in := args{all: map[string]any{}}
	if token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); ok {
		in.token, call.Bearer = token, true
	}
	add := func(v url.Values) {
		for name := range v {
			in.all[name] = v.Get(name)
		}
	}
	add(r.URL.Query())
	r.Body = http.MaxBytesReader(nil, r.Body, maxRequest)
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	switch kind {
	case "application/json":
		call.JSON = true
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return in, err
		}
		if len(body) > 0 {
			if err := json.Unmarshal(body, &in.all); err != nil {
				return in, err
			}
		}
	case "multipart/form-data":
		if err := r.ParseMultipartForm(maxRequest); err != nil {
			return in, err
		}
		add(r.PostForm)
	default:
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return in, err
		}
		v, err := url.ParseQuery(string(body))
		if err != nil {
			return in, err
		}
		add(v)
	}
	if token, ok := in.all["token"].(string); ok && in.token == "" {
		in.token = token
	}
	call.Args = map[string]any{}
	for name, v := range in.all {
		if name != "token" {
			call.Args[name] = v
		}
	}
	return in, nil
}
