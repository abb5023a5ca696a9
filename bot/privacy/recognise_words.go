package privacy

import "strings"

// The words by which one person is introduced.

type nounKind uint8

const (
	personNoun nounKind = iota // woman, patient, toddler
	jobNoun                    // baker, goalkeeper, nun
	groupNoun                  // brothers: a referent when few are counted
	manyNoun                   // twins, family: few by themselves
	staffNoun                  // nurse, surgeon: ours, and not to be taken for a patient
)

type sex uint8

const (
	unsaid sex = iota
	female
	male
)

type noun struct {
	kind nounKind
	sex  sex
}

// nouns by their folded form. French and Spanish forms tell the sex except where both are alike.
var nouns = func() map[string]noun {
	m := map[string]noun{}
	add := func(kind nounKind, s sex, words string) {
		for _, w := range strings.Fields(words) {
			m[foldWord(w)] = noun{kind, s}
		}
	}
	add(jobNoun, unsaid, `élève alpiniste athlète cycliste skipper garde-chasse fleuriste garagiste libraire notaire peintre poète artiste journaliste photographe militaire gendarme dentiste pilote comptable propriétaire locataire touriste vacancier bibliothécaire moniteur judoka gymnaste marathonien
		student pupil teacher headteacher farmer baker butcher fisherman fishmonger firefighter plumber electrician roofer builder bricklayer carpenter joiner miner shepherd shearer beekeeper gamekeeper forester postman postmistress postmaster shopkeeper publican landlord barman barista chef cook waiter sailor skipper captain pilot driver trucker cyclist biker motorcyclist jockey rider horseman footballer goalkeeper striker quarterback linebacker boxer gymnast climber hiker diver surfer swimmer skier snowboarder runner athlete champion medallist olympian referee solicitor barrister lawyer engineer mechanic welder architect accountant banker clerk librarian hairdresser barber musician pianist violinist singer dancer actor actress artist painter poet journalist photographer soldier sergeant veteran policeman policewoman detective vicar priest nun monk bishop rabbi imam pastor celebrity influencer tourist camper pilgrim refugee asylum migrant inmate prisoner scout cadet apprentice widow keeper ranger lifeguard paramedic crofter trawlerman mariner busker tailor cobbler jeweller florist gardener cowboy rancher trapper logger lumberjack sheriff trooper marine`)
	add(jobNoun, male, `agriculteur éleveur berger vigneron viticulteur maraîcher apiculteur pêcheur marin ostréiculteur bûcheron charpentier couvreur menuisier maçon plombier vendeur électricien mécanicien ouvrier routier chauffeur conducteur livreur facteur boulanger pâtissier boucher charcutier cuisinier restaurateur serveur cafetier patron commerçant artisan forgeron potier tailleur cordonnier coiffeur instituteur enseignant étudiant lycéen collégien écolier apprenti avocat ingénieur pharmacien pompier sapeur policier soldat légionnaire gardien footballeur rugbyman handballeur basketteur boxeur nageur coureur marathonien skieur surfeur plongeur cavalier chasseur randonneur motard campeur parapentiste vacancier danseur musicien chanteur acteur comédien écrivain curé prêtre moine pasteur rabbin imam religieux entraîneur champion détenu prisonnier réfugié migrant exilé retraité veuf docker mineur ambulancier taxi forain jardinier bijoutier torero pastor farero panadero pescador agricultor ganadero camionero albañil carpintero bombero maestro profesor alumno alcalde cura monje torero minero marinero ciclista futbolista jubilado preso turista`)
	add(jobNoun, female, `agricultrice éleveuse bergère vigneronne viticultrice maraîchère apicultrice ouvrière conductrice livreuse factrice boulangère pâtissière bouchère cuisinière restauratrice serveuse patronne commerçante artisane coiffeuse couturière vendeuse institutrice enseignante étudiante lycéenne collégienne écolière apprentie avocate ingénieure pharmacienne pompière policière gardienne footballeuse handballeuse basketteuse boxeuse nageuse coureuse skieuse surfeuse plongeuse cavalière randonneuse motarde campeuse danseuse musicienne chanteuse actrice comédienne écrivaine religieuse championne détenue prisonnière réfugiée migrante exilée retraitée veuve maîtresse ATSEM nourrice concierge caissière pastora panadera agricultora ganadera maestra profesora alumna alcaldesa monja campeona jubilada presa`)
	add(personNoun, male, `homme garçon garçonnet monsieur gaillard père papa grand-père mari époux frère fils patient blessé rescapé survivant miraculé greffé bénéficiaire habitant riverain villageois doyen nonagénaire octogénaire septuagénaire amputé accidenté adolescent jeune jumeau bébé nourrisson nouveau-né prématuré résident voisin man boy gentleman lad schoolboy father dad husband brother son grandfather grandad groom hombre niño chico varón señor padre marido hermano hijo abuelo anciano vecino رجل شاب طفل رضيع مسن شيخ فتى مريض تلميذ فلاح أب`)
	add(personNoun, female, `femme fille fillette dame mère maman grand-mère épouse sœur patiente blessée rescapée survivante greffée habitante doyenne adolescente jumelle prématurée résidente voisine candidate woman girl lady lass schoolgirl mother mum mom mam wife sister daughter grandmother grandma gran bride mujer niña chica señora madre esposa hermana hija abuela anciana vecina امرأة سيدة فتاة طفلة رضيعة شابة مسنة أم تلميذة معلمة مريضة`)
	add(personNoun, unsaid, `enfant ado bambin centenaire malade victime personne trentenaire quadragénaire quinquagénaire sexagénaire toddler child baby infant newborn teenager teen youngster pensioner centenarian nonagenarian octogenarian survivor patient casualty resident local villager islander recipient preemie paciente bebé joven recién víctima superviviente`)
	for _, w := range []string{"bébé", "nourrisson", "nouveau-né", "patient", "jeune", "nonagénaire", "octogénaire", "septuagénaire", "bénéficiaire", "curé"} {
		n := m[foldWord(w)]
		n.sex = unsaid
		m[foldWord(w)] = n
	}
	add(groupNoun, unsaid, `frères sœurs cousins cousines amis amies collègues randonneurs ouvriers pêcheurs marins alpinistes brothers sisters cousins friends hikers climbers sailors schoolboys schoolgirls hermanos hermanas primos amigos`)
	add(manyNoun, unsaid, `famille couple jumeaux jumelles triplés triplées quadruplés quadruplées siamois siamoises fratrie twins triplets quadruplets quads siblings family couple gemelos trillizos mellizos siameses familia توأم توائم`)
	add(staffNoun, unsaid, `infirmier infirmière médecin chirurgien chirurgienne docteur interne externe sage-femme soignant soignante ambulancière brancardier kinésithérapeute psychologue diététicienne orthophoniste neurologue cardiologue pédiatre urgentiste anesthésiste directeur directrice cadre nurse doctor surgeon midwife consultant physician professor registrar therapist matron director manager chaplain enfermero enfermera médico cirujano cirujana طبيب طبيبة ممرض ممرضة`)
	return m
}()
