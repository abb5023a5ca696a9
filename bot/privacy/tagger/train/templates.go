package main

import (
	"bufio"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"

	"portevoix/bot/privacy/tagger"
)

// No corpus that may be trained on is about hospitals' posts. These sentences of our own are; names are drawn into them:
//
//	{P} a person's name in any of the usual ways, {F} a first name, {N} a surname: learnt as persons
//	{L} a commune or a town, {S} a street named after somebody: learnt as places
//	{O} a hospital, a university, a foundation, often named after somebody: learnt as organisations
//	{E} somebody's name that has become a word (a disease, a sign, a saint's day, a prize): learnt as no name
const french = `
Mme {P}, hospitalisée depuis lundi, remercie toute l'équipe.
M. {N} est sorti hier du service de cardiologie.
Monsieur {P} , 67 ans, suivi pour une maladie de {E}, va mieux.
Madame {N} a été opérée ce matin à l'hôpital.
La patiente {P} a été admise aux urgences.
Le patient {N} présente une fièvre depuis trois jours.
Patient : {P}, né le 12/03/1954
Patiente {P}, 41 ans, sans antécédents.
{P}, 34 ans, infirmière, a été transférée à {L}.
{P} , 58 ans, diabétique, hospitalisé pour une pneumopathie.
{P} habite {L} et vient chaque semaine pour sa dialyse.
{F}, 6 ans, a reçu la visite des clowns.
La petite {F} est rentrée chez elle avec ses parents.
Le petit {F}, 4 ans, originaire de {L}, va bien.
L'enfant {F} est suivi en pédiatrie.
Dans la chambre de {F}, les rires reviennent.
Bon rétablissement à {P} !
Joyeux anniversaire à {F}, qui fête ses 8 ans dans le service.
Merci à {F} et à sa maman pour leur confiance.
Félicitations à {F} et {F}, heureux parents de la petite {F}, née cette nuit à la maternité.
Le fils de M. {N} a appelé hier soir.
La fille de Mme {N} demande des nouvelles.
{F}, le mari de {F}, reste à son chevet.
Dossier de Mme {P} transmis au service social.
Cas de M. {N}, résident de l'EHPAD.
Bénéficiaire : {P}
Nom : {N} Prénom : {F}
{N} {F}, chambre 12
{P} 06 39 98 12 34
{P}, née le 3 mai 1987
{P}
{N}
{F}
Rendez-vous avec le Dr {N} jeudi.
Compte rendu du Pr {P}
Le docteur {P}, chef du service d'oncologie, explique cette avancée.
Le professeur {P} et son équipe ont réalisé une première.
« C'est une fierté », souligne {P}, directrice des soins au {O}.
« Nous recrutons », déclare {P}, DRH de l'établissement.
{P}, directeur général du {O}, a signé la convention.
{P}, cadre de santé au {O}, raconte sa journée.
Contact presse : {P}, chargée de communication
Crédit photo : {P}
© {P}
L'assistante sociale, Mme {N}, appellera la famille.
Le maire de {L}, {P}, a inauguré le nouveau bâtiment.
En présence de {P}, ministre de la Santé, et de {P}, préfet.
La présidente de l'association, {P}, a remis un chèque.
Le {O} recrute des infirmiers et des aides-soignants.
Le {O} ouvre une consultation dédiée à la maladie de {E}.
Portes ouvertes samedi au {O}, {S}, {L}.
L'{O} de {L} est certifié par la HAS.
Les équipes du {O} se mobilisent pour {E}.
Adresse : {S}, {L}
Rendez-vous au {S} à {L}.
Né à {L}, il travaille à {L}.
Patient transféré de {L} vers le {O}.
Consultation de neurologie du {O}
Service de gériatrie, {O}
Prise en charge de la maladie de {E} et du syndrome de {E}.
Le signe de {E} est négatif, le test de {E} aussi.
Demain, c'est la {E} : bonne fête à toutes et à tous.
Conférence sur {E} à l'amphithéâtre, entrée libre.
Le prix {E} a été remis à {P}.
Une patiente de 34 ans originaire de {L} a été greffée.
Octobre Rose : venez vous faire dépister à {L}.
Chaque don compte : rendez-vous à {L} le 14 juin.
Bravo à toute l'équipe du {O} !
Service des Urgences, Centre Hospitalier de {L}
Pôle Femme Mère Enfant
Journée Mondiale de la Santé Mentale
Le Conseil de Surveillance du {O} s'est réuni sous la présidence de {P}.
`

const english = `
Mrs {P}, who was admitted on Monday, would like to thank the ward.
Mr {N} went home yesterday after his operation.
Get well soon, {P}!
Our patient {P}, 67, is recovering well.
Patient {N} was transferred from {L}.
Little {F}, aged 5, rang the bell today.
{F}, 9, from {L}, met his hero in our infusion suite.
{F}'s mum says the nurses were amazing.
Congratulations to {F} and {F} on the birth of baby {F}.
{P}, 45, from {L}, had a liver transplant in March.
The family of {P} have raised money for the unit.
{P} was diagnosed with {E} disease last year.
Name: {P} DOB: 12/03/1954
{P}
{F}
"We are thrilled," said {P}, chief nursing officer at the {O}.
"This is a breakthrough," said Dr. {P}, MD, PhD, director of oncology at {O}.
{P}, MD, senior author of the study and professor of medicine at {O}, said the findings are promising.
Dr {N} and colleagues published the results in the Journal of Clinical Oncology.
Dr. {N} is a surgeon at {O} in {L}.
Lead author {P}, from the {O}, presented the data at the Annual Meeting of the American Heart Association.
Professor {P}, Chair of Medicine at {O}, welcomed the award.
Health Care Assistant {P} won Employee of the Month.
Ward manager {P} said the team was over the moon.
The award was presented by {P}, Chief Executive of {O}.
Contact: {P}, media relations, {O}
Photo by {P}
Mayor {P} opened the new wing.
The {O} is opening a new clinic in {L}.
Visiting hours at {O} are 2 pm to 8 pm.
The study was funded by the National Institutes of Health and the {O}.
Researchers at {O} and the {O} have developed a new test.
People with {E} disease or {E} syndrome can join the trial.
The {E} test was negative.
Join us at {S}, {L}.
The New England Journal of Medicine published the trial on Monday.
About 3 million people in the US are diagnosed every year.
Emergency Department open 24 hours a day, seven days a week
World Blood Donor Day is on 14 June.
The Department of Surgery welcomed its new residents in {L}.
{L}, May 7 -- The {O} announced today that {P} has joined its Board of Directors.
`

const spanish = `
La señora {P} fue operada ayer en el {O}.
El señor {N} recibió el alta el lunes.
Don {P}, de 67 años, agradece la atención recibida.
La paciente {P} ingresó en urgencias.
El pequeño {F}, de 4 años, vuelve hoy a casa.
{F}, de 9 años, natural de {L}, ha tocado la campana.
Nombre: {F}. Apellidos: {N} {N}.
Feliz cumpleaños a {F}, que hoy cumple 8 años en la planta.
Mucho ánimo para {P} y su familia.
La doctora {P}, jefa del servicio de nefrología, explica el avance.
El Dr. {P} y su equipo han realizado el primer trasplante.
«Es un orgullo», señala {P}, gerente del {O}.
El alcalde de {L}, {P}, visitó el centro.
El {O} amplía el horario de visitas.
Jornada de puertas abiertas en el {O}, {S}, {L}.
Pacientes con enfermedad de {E} o síndrome de {E}.
El signo de {E} fue negativo.
Enhorabuena a {P}, premiada por la Sociedad Española.
`

// eponyms stand for nobody who is alive.
var eponyms = strings.Fields(`Parkinson Alzheimer Crohn Hodgkin Down Charcot Huntington Wilson Basedow Cushing Addison Raynaud Sjögren
	Behçet Marfan Fabry Gaucher Kaposi Kawasaki Lyme Ménière Paget Turner Klinefelter Babinski Doppler Romberg Tinel Lasègue Glasgow
	Apgar Barthel Mallampati Fournier Dupuytren Peyronie Guillain-Barré Creutzfeldt-Jakob Gougerot-Sjögren Rett Asperger Angelman
	Prader-Willi Williams Ehlers-Danlos Tourette Graves Hashimoto Still Bowen Merkel Ewing Barrett Burkitt Waldenström Saint-Valentin
	Saint-Jean Saint-Sylvestre Sainte-Catherine Saint-Nicolas Movember Nobel Pasteur Lasker Gleason Holter Foley Kirschner Hartmann
	Whipple Billroth Roux Nissen Trendelenburg Kocher Coombs Papanicolaou Wood Gram Ziehl`)

// institutions are patterns for {O}.
var institutions = map[string][]string{
	"fr": {"CHU de {L}", "CH de {L}", "Centre Hospitalier de {L}", "Hôpital {F} {N}", "hôpital {N}", "Clinique {N}", "clinique Saint-{F}",
		"Hôpital Saint-{F}", "CHU {F} {N}", "Centre {F} {N}", "Fondation {F} {N}", "GHT {L}", "Institut {N}", "université de {L}", "Polyclinique de {L}", "hôpital Sainte-{F}"},
	"en": {"University of {L}", "{L} General Hospital", "St {F}'s Hospital", "{N} Medical Center", "{L} University Hospitals NHS Foundation Trust",
		"{F} {N} Cancer Center", "{N} Institute", "{L} Children's Hospital", "{N} Foundation", "School of Medicine at {L} University", "{N} {N} Clinic"},
	"es": {"Hospital Universitario de {L}", "Hospital {F} {N}", "Hospital San {F}", "Clínica {N}", "Hospital General de {L}", "Fundación {F} {N}", "Hospital Virgen de {L}"},
}

var streets = map[string][]string{
	"fr": {"12 rue {F} {N}", "rue {N}", "3, avenue {F} {N}", "boulevard {N}", "place {F}-{N}", "8 bis, chemin de {L}", "avenue de {L}"},
	"en": {"12 {N} Street", "{N} Road", "45 {N} Avenue", "{L} Lane"},
	"es": {"Calle {F} {N}, 12", "Avenida {N}, 3", "Plaza {F} {N}"},
}

// composed makes sentences out of the templates, copies of each.
func (p *pool) composed(copies int) []tagger.Example {
	var all []tagger.Example
	random := tagger.Random(4027)
	for _, language := range []struct{ name, templates string }{{"fr", french}, {"en", english}, {"es", spanish}} {
		for _, template := range strings.Split(strings.TrimSpace(language.templates), "\n") {
			for i := range copies {
				c := composer{pool: p, random: &random, language: language.name}
				c.write(template, "")
				d := document{Text: c.text.String(), Spans: c.spans}
				switch i % 12 {
				case 0:
					d = recased(d, strings.ToUpper)
				case 1:
					d = recased(d, strings.ToLower)
				}
				all = append(all, sentences(d)...)
			}
		}
	}
	return all
}

// A composer fills a template and notes what its slots became.
type composer struct {
	*pool
	random   *tagger.Random
	language string
	text     strings.Builder
	spans    []span
}

// write fills the template; inside is the label of the slot that the template itself fills.
func (c *composer) write(template, inside string) {
	for template != "" {
		before, rest, slot := strings.Cut(template, "{")
		c.text.WriteString(before)
		if !slot {
			return
		}
		c.fill(rest[0], inside)
		template = rest[2:]
	}
}

func (c *composer) fill(slot byte, inside string) {
	start := c.text.Len()
	label := map[byte]string{'P': "NAME", 'F': "NAME", 'N': "NAME", 'L': "LOC", 'S': "ADDRESS", 'O': "ORG"}[slot]
	switch slot {
	case 'P':
		c.text.WriteString(c.like("two words", c.random))
	case 'F':
		c.text.WriteString(c.written(c.first.draw(c.random), inside))
	case 'N':
		c.text.WriteString(c.written(c.last.draw(c.random), inside))
	case 'L':
		c.text.WriteString(c.place.draw(c.random))
	case 'S':
		c.write(c.one(streets[c.language]), label)
	case 'O':
		c.write(c.one(institutions[c.language]), label)
	case 'E':
		c.text.WriteString(c.one(eponyms))
	}
	if inside == "" && label != "" {
		c.spans = append(c.spans, span{Start: start, End: c.text.Len(), Label: label})
	}
}

func (c *composer) one(of []string) string { return of[c.random.Below(len(of))] }

// written varies the letters of a name that stands by itself.
func (c *composer) written(name, inside string) string {
	name = titled(name)
	if inside != "" {
		return name
	}
	switch c.random.Below(6) {
	case 0:
		return strings.ToUpper(name)
	case 1:
		return strings.ToLower(name)
	}
	return name
}

// readCommunes draws communes with a chance that grows with the square root of their inhabitants.
func readCommunes(data string) (drawer, error) {
	f, err := os.Open(filepath.Join(data, "gazetteers", "fr_communes_pop.tsv"))
	if err != nil {
		return drawer{}, err
	}
	defer f.Close()
	var d drawer
	sum := 0.
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		row := strings.Split(lines.Text(), "\t")
		if len(row) < 4 {
			return drawer{}, fmt.Errorf("a commune has %d columns instead of 4", len(row))
		}
		population, err := strconv.Atoi(row[3])
		if err != nil {
			continue // dissolved: nobody lives there
		}
		sum += math.Sqrt(float64(population))
		d.words, d.sums = append(d.words, row[0]), append(d.sums, sum)
	}
	if !sort.Float64sAreSorted(d.sums) {
		return drawer{}, fmt.Errorf("a commune has a negative population")
	}
	return d, lines.Err()
}
