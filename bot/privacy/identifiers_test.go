package privacy

import (
	"testing"

	"portevoix/bot/text"
)

// TestIdentifiers: each form of each identifier, as people write it; the words that must be named stand between ⟦ and ⟧.
func TestIdentifiers(t *testing.T) {
	c := testChecker()
	for _, e := range []struct {
		text, kind, country string
		lang                text.Lang
	}{
		{"Joindre son mari au ⟦06 39 98 00 12⟧ svp", "phone", "FR", "fr"},
		{"Joindre son mari au ⟦0639980012⟧ svp", "phone", "FR", "fr"},
		{"Joindre son mari au ⟦+33 6 39 98 00 12⟧.", "phone", "FR", "fr"},
		{"Joindre son mari au ⟦+33(0)639980012⟧.", "phone", "FR", "fr"},
		{"Joindre son mari au ⟦0033639980012⟧.", "phone", "FR", "fr"},
		{"Joindre sa mère : ⟦0661-23-45-67⟧", "phone", "MA", "fr"},
		{"Joindre sa mère : ⟦+212 6 61 23 45 67⟧", "phone", "MA", "fr"},
		{"Joindre sa mère : ⟦00212661234567⟧", "phone", "MA", "fr"},
		{"Call her mother on ⟦07700 900123⟧ please", "phone", "GB", "en"},
		{"Call her mother on ⟦07700900123⟧ please", "phone", "GB", "en"},
		{"Call her mother on ⟦+44 7700 900123⟧ please", "phone", "GB", "en"},
		{"Call her mother on ⟦+44 (0)7700 900 123⟧ please", "phone", "GB", "en"},
		{"Her mother's number is ⟦01632 960 123⟧", "phone", "GB", "en"},
		{"Her mother's number is ⟦020 7946 0958⟧", "phone", "GB", "en"},
		{"Call her mother at ⟦(555) 555-0123⟧", "phone", "US", "en"},
		{"Call her mother at ⟦415-555-0123⟧", "phone", "US", "en"},
		{"Call her mother at ⟦415.555.0123⟧", "phone", "US", "en"},
		{"Call her mother at ⟦+1 415 555 0123⟧", "phone", "US", "en"},
		{"Call her mother at ⟦1-415-555-0123⟧", "phone", "US", "en"},
		{"Teléfono de su madre: ⟦612 345 678⟧", "phone", "ES", "es"},
		{"Teléfono de su madre: ⟦+34 612 34 56 78⟧", "phone", "ES", "es"},
		{"هاتف والدته: ⟦0661 23 45 67⟧", "phone", "MA", "ar"},
		{"Écrire à ⟦lucette.morvan34@gmail.com⟧.", "email", "FR", "fr"},
		{"Écrire à ⟦LUCETTE_MORVAN@YAHOO.FR⟧", "email", "FR", "fr"},
		{"NIR : ⟦2 84 05 88 123 456 12⟧", "nir", "FR", "fr"},
		{"⟦284058812345612⟧ est son numéro", "nir", "FR", "fr"},
		{"Sécu ⟦1 85 05 2A 123 456 31⟧", "nir", "FR", "fr"},
		{"Sécu ⟦1 85 05 99 123 456 55⟧", "nir", "FR", "fr"},
		{"numéro de sécurité sociale ⟦2840588123456⟧", "nir", "FR", "fr"},
		{"NHS number: ⟦943 476 5919⟧", "nhs", "GB", "en"},
		{"NHS No ⟦9434765919⟧", "nhs", "GB", "en"},
		{"Social security number ⟦123-45-6789⟧", "ssn", "US", "en"},
		{"CIN : ⟦AB123456⟧", "cnie", "MA", "fr"},
		{"CNIE n° ⟦J 451278⟧", "cnie", "MA", "fr"},
		{"بطاقة التعريف الوطنية رقم ⟦BK451278⟧", "cnie", "MA", "ar"},
		{"DNI ⟦12345678Z⟧", "dni", "ES", "es"},
		{"NIE ⟦X1234567L⟧", "dni", "ES", "es"},
		{"IPP ⟦8001234567⟧", "record", "FR", "fr"},
		{"NDA n°⟦451278901⟧", "record", "FR", "fr"},
		{"N° de dossier : ⟦2024-45871⟧", "record", "FR", "fr"},
		{"Patient ID: ⟦P0045127⟧", "record", "US", "en"},
		{"MRN# ⟦00451278⟧", "record", "US", "en"},
		{"Hospital number ⟦H451278⟧", "record", "GB", "en"},
		{"رقم الملف ⟦45871⟧", "record", "MA", "ar"},
		{"N° d'adhérent : ⟦00451278⟧", "insurance", "FR", "fr"},
		{"Immatriculation CNSS ⟦123456789⟧", "insurance", "MA", "fr"},
		{"Policy number ⟦XK451278⟧", "insurance", "US", "en"},
		{"IBAN ⟦FR1420041010050500013M02606⟧", "iban", "FR", "fr"},
		{"Virement sur ⟦FR14 2004 1010 0505 0001 3M02 606⟧", "iban", "FR", "fr"},
		{"Account ⟦GB29 NWBK 6016 1331 9268 19⟧", "iban", "GB", "en"},
		{"Carte ⟦4111-1111-1111-1111⟧", "card", "FR", "fr"},
		{"Facture n° ⟦F2024-0451⟧", "invoice", "FR", "fr"},
		{"RPPS ⟦10101234567⟧", "licence", "FR", "fr"},
		{"GMC number ⟦4512789⟧", "licence", "GB", "en"},
		{"Véhicule ⟦AB-123-CD⟧", "plate", "FR", "fr"},
		{"السيارة رقم ⟦12345-أ-6⟧", "plate", "MA", "ar"},
		{"Pacemaker numéro de série ⟦PJN451278H⟧", "device", "FR", "fr"},
		{"Serial number ⟦SN-4512-789⟧", "device", "US", "en"},
		{"Depuis l'adresse ⟦203.0.113.45⟧", "ip", "FR", "fr"},
		{"From ⟦2001:db8::ff00:42:8329⟧ today", "ip", "GB", "en"},
		{"Né le ⟦12/03/1985⟧", "dob", "FR", "fr"},
		{"Née le ⟦3 mars 1985⟧ à Pau", "dob", "FR", "fr"},
		{"né(e) le ⟦12.03.85⟧", "dob", "FR", "fr"},
		{"Date de naissance : ⟦12-03-1985⟧", "dob", "FR", "fr"},
		{"Born on ⟦March 3rd, 1985⟧ in York", "dob", "GB", "en"},
		{"DOB ⟦03/12/1985⟧", "dob", "US", "en"},
		{"Fecha de nacimiento: ⟦12 de marzo de 1985⟧", "dob", "ES", "es"},
		{"تاريخ الازدياد: ⟦12 مارس 1985⟧", "dob", "MA", "ar"},
		{"Le patient de la ⟦chambre 214⟧ remercie", "room", "FR", "fr"},
		{"The patient in ⟦bed 12B⟧ says thanks", "room", "GB", "en"},
		{"المريض في ⟦الغرفة 12⟧ يشكركم", "room", "MA", "ar"},
		{"La patiente habite ⟦14 bis rue des Lilas, 64000 Pau⟧", "address", "FR", "fr"},
		{"La patiente habite ⟦3, avenue du 8 mai 1945⟧", "address", "FR", "fr"},
		{"The patient lives at ⟦24 Church Street, Brighton BN1 1AA⟧", "address", "GB", "en"},
		{"El paciente vive en ⟦Calle Mayor 3, 2º B, 28013 Madrid⟧", "address", "ES", "es"},
		{"Sa page ⟦facebook.com/lucette.morvan⟧", "url", "FR", "fr"},
		{"La patiente ⟦@lucette_m34⟧ va bien", "handle", "FR", "fr"},
	} {
		before, rest, _ := cut(e.text, "⟦")
		words, after, _ := cut(rest, "⟧")
		r := c.Check(Input{Text: before + words + after, Country: e.country, Lang: e.lang})
		start := len([]rune(before))
		want := Span{start, start + len([]rune(words))}
		ok := false
		for _, f := range r.Findings {
			if f.Kind == e.kind && f.Severity >= Warn {
				if f.Span == want {
					ok = true
				} else {
					t.Logf("%s in %q at %v, want %v", e.kind, e.text, f.Span, want)
				}
			}
		}
		if !ok {
			t.Errorf("%s not found, or not exactly, in %q: %s", e.kind, e.text, list(r))
		}
	}
}

func cut(s, sep string) (before, after string, ok bool) {
	for i := 0; i+len(sep) <= len(s); i++ {
		if s[i:i+len(sep)] == sep {
			return s[:i], s[i+len(sep):], true
		}
	}
	return s, "", false
}

// TestNumbersThatAreNone: figures of every day that no rule may take for somebody's number.
func TestNumbersThatAreNone(t *testing.T) {
	c := testChecker()
	for _, s := range []string{
		"Budget : 12 345 678 euros en 2024.", "De 2019 à 2024, 1 250 000 passages.", "Ouvert 24 h/24 et 7 j/7, entrée 12 bis.", "Les 3, 4 et 5 mars 2025, de 9h30 à 17h00.", "Glycémie à 1.10 g/L, tension 12/8.",
		"Version 10.2.1 disponible.", "Le lot n° 45127890 est rappelé.", "ISBN 978-2-07-036822-8", "Taux de 12,5 % (IC 95 % : 10,1-14,9).", "Coordonnées GPS : 43.2951, -0.3707.", "Article L.1110-4 du CSP, décret 2020-1662.",
		"Bus 12, 24 et 36, arrêt Hôpital.", "Room 101, the podcast.", "Score final : 3-2, 25-17.", "Fréquence 101.5 FM.", "1 000e greffe hépatique.", "Résultats : 06/24 lits ouverts.", "Température 37,2 °C.", "Dose de 500 mg, 3 fois par jour, vue en congrès.",
		"Rendez-vous en salle 214 pour la conférence.", "Chambre de commerce, 12 mars.", "Le 0 800 00 12 34 (appel gratuit).", "Appelez le 3114, le 116 117 ou le 15.", "DOI 10.1055/s-0044-1778693", "Loi n° 2002-303 du 4 mars 2002.",
	} {
		for _, f := range c.Check(Input{Text: s, Country: "FR"}).Findings {
			if f.identifies() && f.Severity >= Warn {
				t.Errorf("%q: %s %s %s", s, f.Rule, f.Kind, f.Masked)
			}
		}
	}
}
