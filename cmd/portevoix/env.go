package main

import (
	"fmt"
	"strings"

	"portevoix/bot/text"
)

// envExample writes .env.example from the table of settings, in English and French.
func envExample() string {
	var b strings.Builder
	b.WriteString("# Settings of Portevoix. Copy this file to .env and fill in what you need; everything works without it.\n" +
		"# Réglages de Portevoix. Copiez ce fichier en .env et remplissez ce qu'il vous faut ; tout fonctionne sans lui.\n" +
		"# A secret (marked *) may also be given as a file: NAME_FILE=/run/secrets/name\n")
	for _, service := range allSettings() {
		fmt.Fprintf(&b, "\n# --- %s · %s\n", service.About.In(text.EN), service.About.In(text.FR))
		for _, s := range service.Settings {
			star := ""
			if s.Secret {
				star = "* "
			}
			fmt.Fprintf(&b, "\n# %s%s\n# %s%s\n", star, s.About.In(text.EN), star, s.About.In(text.FR))
			value := s.Default
			if s.Example != "" {
				value = s.Example
			}
			fmt.Fprintf(&b, "#%s=%s\n", s.Name, value)
		}
	}
	return b.String()
}
