package discordfake

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/url"
	"slices"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// A Description is Discord's own OpenAPI description of its API (github.com/discord/discord-api-spec, openapi.json). It says which
// requests there are and what their bodies look like; what it leaves out is in rules.go.
type Description struct {
	routes   []string
	mu       sync.Mutex
	compiler *jsonschema.Compiler
	known    map[string]*jsonschema.Schema
	checked  map[string]int
}

// ReadDescription reads a description.
func ReadDescription(from io.Reader) (*Description, error) {
	b, err := io.ReadAll(from)
	if err != nil {
		return nil, fmt.Errorf("read the description: %w", err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(b))
	if err != nil {
		return nil, fmt.Errorf("read the description: %w", err)
	}
	var paths struct{ Paths map[string]json.RawMessage }
	if err := json.Unmarshal(b, &paths); err != nil {
		return nil, fmt.Errorf("read the description: %w", err)
	}
	d := &Description{routes: slices.Sorted(maps.Keys(paths.Paths)), compiler: jsonschema.NewCompiler(), known: map[string]*jsonschema.Schema{}, checked: map[string]int{}}
	d.compiler.DefaultDraft(jsonschema.Draft2020)
	if err := d.compiler.AddResource("discord.json", doc); err != nil {
		return nil, fmt.Errorf("read the description: %w", err)
	}
	return d, nil
}

// Check says what is wrong with a request's body (of a multipart request, its payload_json). path begins after /api/v10.
func (d *Description) Check(method, path string, body []byte) error {
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(body))
	if err != nil {
		return fmt.Errorf("%s: %w", method, err)
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	route := d.route(path)
	if route == "" {
		return fmt.Errorf("there is no %s %s", method, path)
	}
	name := method + " " + route
	schema := d.known[name]
	if schema == nil {
		escaped := url.PathEscape(strings.NewReplacer("~", "~0", "/", "~1").Replace(route))
		schema, err = d.compiler.Compile("discord.json#/paths/" + escaped + "/" + strings.ToLower(method) + "/requestBody/content/application~1json/schema")
		if err != nil {
			return fmt.Errorf("%s takes no body: %w", name, err)
		}
		d.known[name] = schema
	}
	d.checked[name]++
	if err := schema.Validate(v); err != nil {
		return fmt.Errorf("%s: %w: %s", name, err, body)
	}
	return nil
}

// Checked is how many bodies were checked, by route: "POST /channels/{channel_id}/messages".
func (d *Description) Checked() map[string]int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return maps.Clone(d.checked)
}

// route is the route of a path; empty when there is none. A fixed word goes before a variable one.
func (d *Description) route(path string) string {
	best, most := "", -1
	for _, route := range d.routes {
		if n := fixed(route, path); n > most {
			best, most = route, n
		}
	}
	return best
}

// fixed is how many words of a path are those of a route; -1 when it is another route.
func fixed(route, path string) (n int) {
	a, b := strings.Split(route, "/"), strings.Split(path, "/")
	if len(a) != len(b) {
		return -1
	}
	for i := range a {
		switch {
		case a[i] == b[i]:
			n++
		case !strings.HasPrefix(a[i], "{"):
			return -1
		}
	}
	return n
}
