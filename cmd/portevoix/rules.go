package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"portevoix/bot/privacy"
	"portevoix/bot/text"
)

type rulesCmd struct {
	Lang string `enum:"fr,en,ar" default:"fr" help:"fr, en or ar."`
}

// Run lists every rule of the privacy check with its source, for a data protection officer to sign or to switch off with a
// reason; rules that PORTEVOIX_RULES_OFF switches off are marked.
func (c rulesCmd) Run(w *world) error {
	l := text.Lang(c.Lang)
	off, err := readRulesOff(w.getenv("PORTEVOIX_RULES_OFF"))
	if err != nil {
		return &exitError{2, err}
	}
	fmt.Fprintf(w.out, "%s %s\n%s\n\n", rulesHead.In(l), privacy.RulesVersion, howToSwitchOff.In(l))
	for _, r := range privacy.Rules() {
		fmt.Fprintf(w.out, "%s · %s · %s%s\n", r.ID, r.Title.In(l), r.Severity.Text().In(l), elsewhere(r, l))
		if reason, is := off[r.ID]; is {
			fmt.Fprintf(w.out, "  %s %s\n", offBecause.In(l), reason)
		}
		fmt.Fprintf(w.out, "  %s\n  → %s\n  (%s)\n\n", r.Why.In(l), r.Fix.In(l), r.Source)
	}
	return nil
}

var (
	rulesHead      = text.Text{FR: "Règles de la vérification, version", EN: "Rules of the privacy check, version", AR: "قواعد التحقق، الإصدار"}
	offBecause     = text.Text{FR: "DÉSACTIVÉE :", EN: "SWITCHED OFF:", AR: "معطلة:"}
	howToSwitchOff = text.Text{
		FR: "Pour en désactiver une : un fichier YAML, une ligne « RÈGLE: raison, qui, date », et PORTEVOIX_RULES_OFF donne son chemin. Sans raison, rien ne démarre.",
		EN: "To switch one off: a YAML file, a line \"RULE: reason, who, date\", and PORTEVOIX_RULES_OFF gives its path. Without a reason nothing starts.",
		AR: "لتعطيل قاعدة: ملف YAML فيه سطر «القاعدة: السبب، من، التاريخ»، ومساره في PORTEVOIX_RULES_OFF. لا يبدأ البرنامج دون سبب.",
	}
)

// elsewhere tells where a rule is more or less severe.
func elsewhere(r privacy.Rule, l text.Lang) string {
	var all []string
	for country, severity := range r.In {
		all = append(all, country+": "+severity.Text().In(l))
	}
	if len(all) == 0 {
		return ""
	}
	slices.Sort(all)
	return " (" + strings.Join(all, ", ") + ")"
}

// readRulesOff reads a YAML file of rule: reason; an empty path is none. Every rule must exist and have a reason.
func readRulesOff(path string) (map[string]string, error) {
	if path == "" {
		return nil, nil
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read the rules that are off: %w", err)
	}
	off := map[string]string{}
	if err := yaml.NewDecoder(bytes.NewReader(data)).Decode(&off); err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("the file is not a list of “RULE: reason” in YAML: %w", err)
	}
	known := map[string]bool{}
	for _, r := range privacy.Rules() {
		known[r.ID] = true
	}
	for id, reason := range off {
		switch {
		case !known[id]:
			return nil, fmt.Errorf("there is no rule %q", id)
		case len(strings.Fields(reason)) < 2:
			return nil, fmt.Errorf("rule %s has no reason: say why, who decided and when", id)
		}
	}
	return off, nil
}
