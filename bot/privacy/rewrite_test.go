package privacy

import (
	"strings"
	"testing"

	"portevoix/bot/text"
)

// TestRewrite: what is written instead passes the check, keeps what was harmless, and names nobody.
func TestRewrite(t *testing.T) {
	c := testChecker()
	for _, e := range []struct {
		text, country string
		kind          Kind
		lang          text.Lang
		keeps         string
		loses         []string
	}{
		{"Un grand merci à Mme Lucette Morvan, hospitalisée en chambre 214 depuis le 3 mars, pour ses gâteaux ! La cafétéria rouvre lundi.", "FR", Post, "fr", "La cafétéria rouvre lundi.", []string{"Morvan", "214", "3 mars"}},
		{"Fierté au bloc ! Mardi dernier, notre équipe a opéré un homme de 43 ans, boulanger à Lourdes, atteint d'un syndrome de Gorlin.", "FR", Post, "fr", "Fierté au bloc !", []string{"43", "Lourdes", "Gorlin"}},
		{"So proud of our team! On Sunday they saved a 58-year-old farmer from Lerwick who was struck by lightning.", "GB", Post, "en", "So proud of our team!", []string{"58", "Lerwick", "farmer"}},
		{"Bonjour, lors de votre passage du 12 mars, votre fille a été vue en 30 min", "FR", Reply, "fr", "secret médical", []string{"12 mars", "fille"}},
		{"Gracias a doña Amparo Quintanilla por su paciencia en la habitación 214. La cafetería abre el lunes.", "", Post, "es", "La cafetería abre", []string{"Amparo", "Quintanilla", "214"}},
		{"Una panadera de 34 años de Albarracín, trasplantada de hígado en marzo, ya está en casa.", "", Post, "es", "trasplante", []string{"34", "Albarracín", "panadera"}},
		{"Lamentamos lo ocurrido durante su ingreso en nuestro hospital.", "", Reply, "es", "secreto médico", []string{"ingreso"}},
		{"نتمنى الشفاء العاجل للسيدة خديجة المرابط التي أجرت عملية في الغرفة 12.", "MA", Post, "ar", "", []string{"المرابط", "12"}},
	} {
		r := c.Check(Input{Text: e.text, Kind: e.kind, Country: e.country, Lang: e.lang})
		if r.Rewrite == "" {
			t.Errorf("nothing offered for %q: %s", e.text, list(r))
			continue
		}
		if !strings.Contains(r.Rewrite, e.keeps) {
			t.Errorf("%q lost %q", r.Rewrite, e.keeps)
		}
		for _, w := range e.loses {
			if strings.Contains(r.Rewrite, w) {
				t.Errorf("%q still says %q", r.Rewrite, w)
			}
		}
		if again := c.Check(Input{Text: r.Rewrite, Kind: e.kind, Country: e.country, Lang: e.lang}); again.Verdict > Info {
			t.Errorf("%q does not pass: %s", r.Rewrite, list(again))
		}
		if len(r.Changes) == 0 {
			t.Errorf("%q explains no change", r.Rewrite)
		}
		t.Logf("%s", r.Rewrite)
	}
}

// TestMask: nothing that identifies leaves, and it comes back.
func TestMask(t *testing.T) {
	c := testChecker()
	const s = "Mme Lucette Morvan, 34 ans, joignable au 06 39 98 00 12 ou lucette.morvan@gmail.com, IPP 8001234567."
	m := c.Mask(Input{Text: s, Country: "FR"})
	for _, secret := range []string{"Morvan", "Lucette", "06 39", "gmail", "8001234567"} {
		if strings.Contains(m.Text, secret) {
			t.Errorf("%q still says %q", m.Text, secret)
		}
	}
	if !m.Safe || m.Restore(m.Text) != s {
		t.Errorf("safe %v, restored %q", m.Safe, m.Restore(m.Text))
	}
	echo := c.Check(Input{Text: s, Country: "FR"}).Echo(s)
	for _, secret := range []string{"Morvan", "Lucette", "98 00", "8001234567"} {
		if strings.Contains(echo, secret) {
			t.Errorf("the echo %q says %q", echo, secret)
		}
	}
}

// TestMaskCombination: a story that would be recognised leaves with its details masked; brackets of the author stay theirs.
func TestMaskCombination(t *testing.T) {
	c := testChecker()
	const s = "Voir [1] et [12] : un homme de 43 ans, boulanger à Lannemezan, atteint d'un syndrome de Gorlin, a été opéré mardi dernier."
	m := c.Mask(Input{Text: s, Country: "FR"})
	for _, secret := range []string{"43", "Lannemezan", "Gorlin", "boulanger"} {
		if strings.Contains(m.Text, secret) {
			t.Errorf("%q still says %q", m.Text, secret)
		}
	}
	if !m.Safe {
		t.Errorf("not safe: %q", m.Text)
	}
	if got := m.Restore(m.Text); got != s {
		t.Errorf("restored %q", got)
	}
}
