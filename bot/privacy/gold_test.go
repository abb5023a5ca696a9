package privacy

import "testing"

// TestGold holds the whole check to drafts whose expected rules were written before it (nothing listed: nothing worse than a hint).
func TestGold(t *testing.T) {
	gold := []struct {
		text, country string
		kind          Kind
		rules         []string
	}{
		{"Bravo à notre équipe : M. Benali, 82 ans, d'Aït Ourir, est sorti mardi après son triple pontage !", "MA", Post, []string{"ID-01", "QI-01", "SEC-01", "ID-02", "ID-03"}},
		{"Une patiente de 34 ans, boulangère à Saint-Aubin, greffée du foie en mars", "FR", Post, []string{"QI-01", "ID-18"}},
		{"Trois enfants intoxiqués au collège Jean-Moulin sont hospitalisés chez nous", "FR", Post, []string{"QI-02", "MIN-02", "ID-02", "QI-04"}},
		{"Nous confirmons que le joueur du Raja est pris en charge, son état est stable", "MA", Post, []string{"VIP-01", "SEC-02", "SEC-03"}},
		{"URGENT : la petite Lucie, groupe A-, a besoin de vous. Appelez le 06 39 98 00 12", "FR", Post, []string{"DON-02", "ID-01", "ID-04", "MIN-02"}},
		{"Rupture de stock de sang ! Venez tous au CHU, un sandwich offert", "FR", Notice, []string{"DON-01", "DON-03", "DON-06", "EMG-03"}},
		{"En cas d'urgence, composez le 15", "MA", Post, []string{"EMG-01"}},
		{"Notre clinique est la meilleure du pays, -30 % sur les implants", "FR", Post, []string{"PUB-01", "PUB-03"}},
		{"Grâce à Ozempic, perdez 10 kg", "FR", Post, []string{"PUB-05", "PUB-06"}},
		{"Vous avez mal ? Prenez 1 g de paracétamol toutes les 6 h", "FR", Post, []string{"INF-01"}},
		{"Bonjour, lors de votre passage du 12 mars, votre fille a été vue en 30 min", "FR", Reply, []string{"SEC-02", "ID-03", "MIN-02"}},
		{"Il s'est jeté du 5e étage", "FR", Post, []string{"SUI-01", "SUI-02"}},
		{"Cyberattaque LockBit : nos serveurs AD sont chiffrés, aucune donnée n'a fuité", "FR", Post, []string{"EMG-04", "EMG-05"}},
		{"Prénom modifié : Karim, 19 ans, seul survivant du bus de Tizi N'Test", "MA", Post, []string{"QI-07", "QI-01", "QI-04"}},
		{"Our nurse Kelly works nights till 7 am, come say hi!", "US", Post, []string{"STF-01", "STF-02"}},
		{"Mme Leroy souriante avec sa fille", "FR", Alt, []string{"ID-01"}},
		{"السيدة فاطمة البالغة من العمر ٤٥ سنة من دوار أيت علي تجاوزت مرحلة الخطر", "MA", Post, []string{"ID-01", "ID-02", "QI-01", "SEC-03"}},
		{"Le 12 novembre, 250 dons ont été recueillis. Merci !", "FR", Post, nil},
		{"Journée portes ouvertes samedi 14 juin, 9 h–17 h, entrée A.", "FR", Post, nil},
		{"Peut-on donner après 60 ans ? Oui, sous conditions : testez votre éligibilité", "FR", Post, nil},
		{"Nos infirmières de la maternité vous accueillent 7 j/7", "FR", Post, nil},
		{"La maladie d'Alzheimer touche plus d'un million de personnes (source : Inserm, 2024)", "FR", Post, nil},
		{"Visitors: max 2 per patient until 30 Nov", "GB", Post, nil},
		{"1 patient sur 4 ne vient pas à son RDV", "FR", Post, nil},
	}
	c := testChecker()
	for _, g := range gold {
		r := c.Check(Input{Text: g.text, Kind: g.kind, Country: g.country})
		for _, id := range g.rules {
			if !has(r, id, Warn) {
				t.Errorf("%s missed in %q\n\tfound %s", id, g.text, list(r))
			}
		}
		if len(g.rules) == 0 && r.Verdict > Info {
			t.Errorf("false alarm in %q\n\tfound %s", g.text, list(r))
		}
	}
}

// TestLookAlikes: what must raise nothing (domain rule 1.9).
func TestLookAlikes(t *testing.T) {
	c := testChecker()
	for _, s := range []string{
		"Don du sang de 18 à 70 ans, relais EFS, rendez-vous en ligne.", "Notre service est ouvert depuis 30 ans.", "L'hôpital fête ses 50 ans.", "Accueil 24 h/24, 7 j/7.", "220 lits et des chambres doubles.",
		"Urgence vitale : le SAMU 15.", "Le 14 juin, journée mondiale des donneurs de sang.", "L'Hôpital Mohammed VI recrute.", "Le CHU Ibn Rochd ouvre un hôpital de jour.", "Lariboisière et Saint-Joseph s'associent.",
		"Mme la directrice a ouvert la séance.", "Vitamine A + D : le point.", "Le plan B du groupe A du service.", "1 patient sur 3 est concerné.", "Une patiente experte anime l'atelier.", "Un patient partenaire témoigne de son métier.",
		"#MoisSansTabac commence.", "Parkinson, Alzheimer, Crohn, Down, Hodgkin : nos consultations.", "Une eau claire pour l'été.", "Octobre Rose au centre Victor Segalen.", "Marie Curie et Florence Nightingale, deux pionnières.",
		"Ramadan et diabète : conseils. Bon Aïd à tous.", "Le reportage passe sur M6.", "M. le ministre était présent.", "Réunion le 2025-06-14 à 10:00.",
	} {
		if r := c.Check(Input{Text: s, Country: "FR"}); r.Verdict > Info {
			t.Errorf("false alarm in %q\n\tfound %s", s, list(r))
		}
	}
}
