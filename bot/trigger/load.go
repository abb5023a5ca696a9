package trigger

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"gopkg.in/yaml.v3"

	"portevoix/bot/text"
)

// written is a hook as the settings file writes it.
type written struct {
	Name       string            `yaml:"name"`
	SecretFile string            `yaml:"secret_file"` // beside the settings file unless absolute
	Kind       string            `yaml:"kind"`
	Fields     map[string]string `yaml:"fields"`
	Set        map[string]string `yaml:"set"`
	Dedupe     string            `yaml:"dedupe"`
	Lang       string            `yaml:"lang"`
	Exercise   bool              `yaml:"exercise"`
	Template   bool              `yaml:"template"`
	Alone      bool              `yaml:"alone"`
}

// shortest is how many bytes a secret must have.
const shortest = 16

// Load reads the hooks from a file and their secrets from the files that it names. An empty path is no hook. An unknown field is an
// error, since a misspelt one would be silently ignored otherwise. No error holds a secret.
func Load(path string) ([]Hook, error) {
	if path == "" {
		return nil, nil
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read the hooks: %w", errors.Unwrap(err))
	}
	var file struct {
		Hooks []written `yaml:"hooks"`
	}
	d := yaml.NewDecoder(bytes.NewReader(data))
	d.KnownFields(true)
	if err := d.Decode(&file); err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("read the hooks: %w", err)
	}
	var hooks []Hook
	for _, w := range file.Hooks {
		h, err := w.hook(filepath.Dir(path))
		if err != nil {
			return nil, fmt.Errorf("hook %q: %w", w.Name, err)
		}
		if _, twice := Find(hooks, h.Name); twice {
			return nil, fmt.Errorf("hook %q stands there twice", h.Name)
		}
		hooks = append(hooks, h)
	}
	return hooks, nil
}

var namePattern = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,39}$`)

func (w written) hook(dir string) (Hook, error) {
	lang, ok := text.ParseLang(w.Lang)
	if w.Lang == "" {
		lang, ok = text.FR, true
	}
	switch {
	case !namePattern.MatchString(w.Name):
		return Hook{}, errors.New("name: small letters, digits and hyphens")
	case w.Kind == "":
		return Hook{}, errors.New("kind: which notice it prepares")
	case w.Dedupe == "":
		return Hook{}, errors.New("dedupe: where the number of the event is, so that a repeated call is one notice")
	case w.Alone && !w.Template:
		return Hook{}, errors.New("alone: only with template: true; nothing else goes out without a person")
	case !ok:
		return Hook{}, errors.New("lang: fr, en or ar")
	}
	secret, err := w.secret(dir)
	return Hook{Name: w.Name, Secret: secret, Kind: w.Kind, Fields: w.Fields, Set: w.Set, Dedupe: w.Dedupe, Lang: lang, Exercise: w.Exercise, Template: w.Template, Alone: w.Alone}, err
}

func (w written) secret(dir string) ([]byte, error) {
	if w.SecretFile == "" {
		return nil, errors.New("secret_file: the file with the secret of the signature")
	}
	path := w.SecretFile
	if !filepath.IsAbs(path) {
		path = filepath.Join(dir, path)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("secret_file cannot be read: %w", errors.Unwrap(err))
	}
	secret := strings.TrimSpace(string(data))
	if len(secret) < shortest {
		return nil, fmt.Errorf("secret_file: %d characters or more", shortest)
	}
	return []byte(secret), nil
}
