package privacy

import "testing"

// TestHiddenIdentifiers: a number or an address that somebody writes so that a program misses it.
func TestHiddenIdentifiers(t *testing.T) {
	c := testChecker()
	for _, h := range []struct{ text, kind string }{
		{"Sa maman : 0 6 3 9 9 8 0 0 1 2", "phone"},
		{"Sa maman : 06·39·98·00·12", "phone"},
		{"Sa maman : 06-39_98.00/12", "phone"},
		{"Sa maman : O6 39 98 OO I2", "phone"},
		{"Sa maman : 0６ ３９ ９８ ００ １２", "phone"},
		{"Sa maman : ٠٦ ٣٩ ٩٨ ٠٠ ١٢", "phone"},
		{"Sa maman : 06\u200b39\u200b98\u200b00\u200b12", "phone"},
		{"Sa maman : 06\u00a039\u202f98\u200900\u00a012", "phone"},
		{"Sa maman : 0️⃣6️⃣3️⃣9️⃣9️⃣8️⃣0️⃣0️⃣1️⃣2️⃣", "phone"},
		{"Sa maman : 06🌸39🌸98🌸00🌸12", "phone"},
		{"Sa maman : 𝟎𝟔 𝟑𝟗 𝟗𝟖 𝟎𝟎 𝟏𝟐", "phone"},
		{"Sa maman : ⓪⑥ ③⑨ ⑨⑧ ⓪⓪ ①②", "phone"},
		{"Sa maman : zéro six, trente-neuf, quatre-vingt-dix-huit, zéro zéro, douze", "phone"},
		{"Call her on oh seven seven double oh nine double oh one two three", "phone"},
		{"Sa maman : #0639980012", "phone"},
		{"Sa maman : (06)39(98)00(12)", "phone"},
		{"Sa maman : 0639 98 0012", "phone"},
		{"Sa maman : 00 33 6 39 98 00 12", "phone"},
		{"Sa maman : +33.6.39.98.00.12", "phone"},
		{"Son adresse : lucette point morvan arobase gmail point com", "email"},
		{"Son adresse : lucette.morvan (at) gmail.com", "email"},
		{"Son adresse : lucette.morvan [at] gmail [dot] com", "email"},
		{"Son adresse : lucette.morvan＠gmail.com", "email"},
		{"Son adresse : lucette.morvan @ gmail.com", "email"},
		{"Son adresse : l u c e t t e @ g m a i l . c o m", "email"},
		{"Son numéro : 2 8 4 0 5 8 8 1 2 3 4 5 6 1 2", "nir"},
		{"Son numéro : 2.84.05.88.123.456.12", "nir"},
		{"Son numéro : 2-84-05-88-123-456-12", "nir"},
		{"Son numéro : ２８４０５８８１２３４５６１２", "nir"},
		{"Son dossier n°\u202f4 5 8 7 1", "record"},
		{"IPP:8 001 234 567", "record"},
		{"I.P.P. 8001234567", "record"},
		{"Une patiente née le 1 2 0 3 1 9 8 5", "dob"},
		{"Une patiente née le 12 · 03 · 1985", "dob"},
		{"Une patiente née le douze mars 1985", "dob"},
		{"Μme Lucette Morvan, hospitalisée hier", "name"},
		{"Mme Lucеtte Mоrvan, hospitalisée hier", "name"},
		{"Mme L u c e t t e Morvan, hospitalisée hier", "name"},
		{"Courage #LucetteMorvan hospitalisée chez nous", "name"},
		{"mme lucette morvan, hospitalisée hier", "name"},
		{"MME LUCETTE MORVAN, HOSPITALISÉE HIER", "name"},
		{"M\u00admme Lucette Mor\u00advan, hospitalisée hier", "name"},
		{"الســيدة خديجـــة المرابط في الغرفة ١٢", "name"},
	} {
		r := c.Check(Input{Text: h.text, Country: "FR"})
		found := false
		for _, f := range r.Findings {
			found = found || f.Severity >= Warn && (f.Kind == h.kind || h.kind == "name" && f.Rule == "ID-14")
		}
		if !found {
			t.Errorf("%s missed in %q: %s", h.kind, h.text, list(r))
		}
	}
}
