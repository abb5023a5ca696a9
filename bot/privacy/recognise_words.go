package privacy

import (
	"sort"
	"strings"
)

// The words by which one person is introduced.

type nounKind uint8

const (
	personNoun nounKind = iota // woman, patient, toddler
	jobNoun                    // baker, goalkeeper, nun
	groupNoun                  // brothers: a referent when few are counted
	tradesNoun                 // bakers: as a group, and something must have been done to them
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
var nouns = func() *wordMap[noun] {
	m := map[string]noun{}
	add := func(kind nounKind, s sex, words string) {
		for _, w := range strings.Fields(words) {
			m[foldWord(w)] = noun{kind, s}
		}
	}
	add(jobNoun, unsaid, `élève alpiniste athlète cycliste skipper garde-chasse fleuriste garagiste libraire notaire peintre poète artiste journaliste photographe militaire gendarme dentiste pilote comptable propriétaire locataire touriste vacancier bibliothécaire moniteur judoka gymnaste marathonien
		student pupil teacher headteacher farmer baker butcher fisherman fishmonger firefighter plumber electrician roofer builder bricklayer carpenter joiner miner shepherd shearer beekeeper gamekeeper forester postman postmistress postmaster shopkeeper publican landlord barman barista chef cook waiter sailor skipper captain pilot driver trucker cyclist biker motorcyclist jockey rider horseman footballer goalkeeper striker quarterback linebacker boxer gymnast climber hiker diver surfer swimmer skier snowboarder runner athlete champion medallist olympian referee solicitor barrister lawyer engineer mechanic welder architect accountant banker clerk librarian hairdresser barber musician pianist violinist singer dancer actor actress artist painter poet journalist photographer soldier sergeant veteran policeman policewoman detective vicar priest nun monk bishop rabbi imam pastor celebrity influencer tourist camper pilgrim refugee asylum migrant inmate prisoner scout cadet apprentice widow keeper ranger lifeguard paramedic crofter trawlerman mariner busker tailor cobbler jeweller florist gardener cowboy rancher trapper logger lumberjack hunter bowhunter organist chorister sheriff trooper marine worker labourer laborer employee seamstress dressmaker housekeeper nanny farmhand stablehand groundsman caretaker bricklayer plasterer scaffolder brewer distiller winemaker potter weaver blacksmith undertaker auctioneer accordionist drummer guitarist bassist drummer conductor comedian magician juggler stuntman stuntwoman paraglider skydiver paddler rower kayaker canoeist triathlete sprinter wrestler golfer cricketer rugby skateboarder windsurfer kitesurfer`)
	add(jobNoun, male, `agriculteur éleveur berger vigneron viticulteur maraîcher apiculteur pêcheur marin ostréiculteur bûcheron charpentier couvreur menuisier maçon plombier vendeur électricien mécanicien ouvrier routier chauffeur conducteur livreur facteur boulanger pâtissier boucher charcutier cuisinier restaurateur serveur cafetier patron commerçant artisan forgeron potier tailleur cordonnier coiffeur instituteur enseignant étudiant lycéen collégien écolier apprenti avocat ingénieur pharmacien pompier sapeur policier soldat légionnaire gardien footballeur rugbyman handballeur basketteur boxeur nageur coureur marathonien skieur surfeur plongeur cavalier chasseur randonneur motard campeur parapentiste vacancier danseur musicien chanteur acteur comédien écrivain curé prêtre moine pasteur rabbin imam religieux entraîneur champion détenu prisonnier réfugié migrant exilé retraité veuf docker ambulancier taxi forain jardinier bijoutier torero pastor farero panadero pescador agricultor ganadero camionero albañil carpintero bombero maestro profesor alumno alcalde cura monje torero minero marinero ciclista futbolista jubilado preso turista`)
	add(jobNoun, female, `agricultrice éleveuse bergère vigneronne viticultrice maraîchère apicultrice ouvrière conductrice livreuse factrice boulangère pâtissière bouchère cuisinière restauratrice serveuse patronne commerçante artisane coiffeuse couturière vendeuse institutrice enseignante étudiante lycéenne collégienne écolière apprentie avocate ingénieure pharmacienne pompière policière gardienne footballeuse handballeuse basketteuse boxeuse nageuse coureuse skieuse surfeuse plongeuse cavalière randonneuse motarde campeuse danseuse musicienne chanteuse actrice comédienne écrivaine religieuse championne détenue prisonnière réfugiée migrante exilée retraitée veuve maîtresse ATSEM nourrice concierge caissière pastora panadera agricultora ganadera maestra profesora alumna alcaldesa monja campeona jubilada presa`)
	add(personNoun, male, `homme garçon garçonnet monsieur gaillard père papa grand-père mari époux frère fils patient blessé rescapé survivant miraculé greffé bénéficiaire habitant riverain villageois doyen nonagénaire octogénaire septuagénaire amputé accidenté adolescent jeune jumeau bébé nourrisson nouveau-né prématuré résident voisin man boy gentleman lad schoolboy father dad husband brother son grandfather grandad groom hombre niño chico varón señor padre marido hermano hijo abuelo anciano vecino رجل شاب طفل رضيع مسن شيخ فتى مريض تلميذ فلاح أب`)
	add(personNoun, female, `femme fille fillette dame mère maman grand-mère épouse sœur patiente blessée rescapée survivante greffée habitante doyenne adolescente jumelle prématurée résidente voisine candidate woman girl lady lass schoolgirl mother mum mom mam wife sister daughter grandmother grandma gran bride mujer niña chica señora madre esposa hermana hija abuela anciana vecina امرأة سيدة فتاة طفلة رضيعة شابة مسنة أم تلميذة معلمة مريضة`)
	add(personNoun, unsaid, `enfant ado bambin centenaire malade victime personne trentenaire quadragénaire quinquagénaire sexagénaire toddler child baby infant newborn teenager teen youngster pensioner centenarian nonagenarian octogenarian survivor patient casualty resident local villager islander recipient preemie paciente bebé joven recién víctima superviviente`)
	add(jobNoun, male, `clerc professeur chasseur cheminot éboueur éclusier batelier douanier proviseur chercheur doctorant informaticien banquier assureur géomètre entrepreneur gérant animateur éducateur arbitre carrossier cascadeur acrobate clown magicien dompteur funambule trapéziste violoniste pianiste organiste guitariste batteur rappeur humoriste réalisateur sculpteur céramiste tatoueur influenceur vétérinaire ébéniste luthier verrier soudeur carreleur ramoneur élagueur paysagiste terrassier grutier cariste manutentionnaire magasinier cantonnier hôtelier traiteur sommelier chocolatier fromager poissonnier caviste antiquaire imprimeur horloger opticien huissier magistrat juge greffier fermier palefrenier céréalier forestier trappeur spéléologue triathlète handballeur volleyeur tennisman golfeur karatéka escrimeur rameur kayakiste perchiste sprinteur cycliste trottinettiste piéton automobiliste passager voyageur festivalier pèlerin naufragé sinistré compatriote ressortissant salarié employé fonctionnaire technicien dessinateur saisonnier vendangeur bénévole candidat finaliste internaute gamer
		churrero concursante presentador tertuliano cartero lechero zapatero sastre cerrajero ingeniero farmacéutico enterrador pregonero dependiente operario obrero soldador butanero párroco sacerdote taxista camarero cocinero carnicero pescadero panadero mecánico electricista fontanero pintor músico cantante actor periodista fotógrafo policía guardia militar soldado abogado juez notario veterinario estudiante universitario opositor escolar corredor nadador montañero alpinista escalador surfista esquiador ciclista motorista boxeador jinete entrenador portero delantero árbitro cazador leñador apicultor viticultor vendimiador jornalero temporero repartidor conductor maquinista piloto marino patrón percebeiro mariscador feriante artesano herrero ceramista joyero peluquero barbero modista costurero tendero librero conserje jardinero barrendero limpiador cuidador bailarín torero banderillero novillero peregrino turista emigrante inmigrante refugiado
		معلم أستاذ خباز بائع سائق راعي صياد بناء حداد نجار خياط جزار حلاق ميكانيكي كهربائي جندي شرطي دركي محام قاض إمام فقيه مؤذن طالب لاعب عداء ملاكم سباح دراج متسلق سائح مهاجر لاجئ موظف تاجر حارس نادل طباخ بحار طيار مهندس صحافي فنان مغن ممثل رسام مزارع فلاح نحال بطل متقاعد سجين معتقل عازف مدرب حكم`)
	add(jobNoun, female, `esthéticienne professeure prof chasseuse cheminote doctorante informaticienne gérante animatrice éducatrice vétérinaire verrière fleuriste chocolatière fromagère poissonnière fermière traiteuse hôtelière sculptrice rappeuse pianiste violoniste triathlète handballeuse volleyeuse perchiste escrimeuse salariée employée technicienne saisonnière bénévole candidate finaliste naufragée sinistrée passagère voyageuse ressortissante
		churrera cartera lechera zapatera ingeniera farmacéutica dependienta operaria obrera taxista camarera cocinera carnicera pescadera mecánica pintora música cantante actriz periodista fotógrafa abogada jueza veterinaria estudiante universitaria escolar corredora nadadora montañera escaladora esquiadora entrenadora portera cazadora jornalera temporera repartidora conductora mariscadora percebeira artesana ceramista joyera peluquera modista costurera tendera librera jardinera limpiadora cuidadora bailarina peregrina refugiada
		معلمة أستاذة خبازة بائعة خياطة طالبة لاعبة عداءة سباحة محامية قاضية موظفة عاملة صحافية فنانة مغنية ممثلة رسامة مهندسة فلاحة بطلة متقاعدة حلاقة طباخة مربية سجينة لاجئة مهاجرة`)
	add(personNoun, male, `donneur receveur protégé pensionnaire bonhomme gamin môme aïeul papi papy pépé nonno touriste ressortissant orphelin bambin cadet benjamin aîné cadet gars
		vecino chaval crío nieto bisabuelo herido accidentado fallecido enfermo chap bloke lad youth grandson nephew uncle widower fella
		ضحية مصاب عجوز حفيد أخ يتيم`)
	add(personNoun, female, `donneuse receveuse protégée mamie mémé aïeule gamine orpheline benjamine aînée cadette compagne fiancée
		vecina chavala cría nieta bisabuela herida accidentada fallecida enferma granddaughter niece aunt nan
		مصابة حفيدة أخت يتيمة زوجة ابنة`)
	add(groupNoun, unsaid, `membres personnes joueurs musiciens individus members people players musicians miembros personas أفراد`)
	add(manyNoun, unsaid, `quintuplés quintuplées mariés fiancés amoureux newlyweds newborns cousines matrimonio pareja gemelas mellizas trillizas siamesas familia أسرة عائلة توأمان شقيقين أخوين شقيقان زوجين`)
	for _, w := range []string{"triathlète", "perchiste", "violoniste", "pianiste", "acrobate", "clown", "juge", "vétérinaire", "antiquaire", "caviste", "spéléologue", "kayakiste", "bénévole", "pensionnaire", "touriste", "compatriote", "taxista", "cantante", "periodista", "policía", "estudiante", "escolar", "ceramista", "alpinista", "surfista", "ciclista", "motorista", "peregrino", "ضحية"} {
		n := m[foldWord(w)]
		n.sex = unsaid
		m[foldWord(w)] = n
	}
	feminines(m)
	plurals(m)
	for _, w := range []string{"bébé", "nourrisson", "nouveau-né", "patient", "jeune", "nonagénaire", "octogénaire", "septuagénaire", "bénéficiaire", "curé"} {
		n := m[foldWord(w)]
		n.sex = unsaid
		m[foldWord(w)] = n
	}
	add(groupNoun, unsaid, `frères sœurs cousins cousines amis amies collègues randonneurs ouvriers pêcheurs marins alpinistes brothers sisters cousins friends hikers climbers sailors schoolboys schoolgirls hermanos hermanas primos amigos`)
	add(manyNoun, unsaid, `famille couple jumeaux jumelles triplés triplées quadruplés quadruplées siamois siamoises fratrie twins triplets quadruplets quads siblings family couple gemelos trillizos mellizos siameses familia توأم توائم`)
	add(staffNoun, unsaid, `infirmier infirmière médecin chirurgien chirurgienne docteur interne externe sage-femme soignant soignante ambulancière brancardier kinésithérapeute psychologue diététicienne orthophoniste secrétaire standardiste agent neurologue cardiologue pédiatre urgentiste anesthésiste directeur directrice cadre nurse doctor surgeon midwife consultant physician professor registrar therapist matron director manager chaplain enfermero enfermera médico cirujano cirujana طبيب طبيبة ممرض ممرضة`)
	return wordMapOf(m)
}()

// feminines adds the women's forms that the lists lack: serveuse, bergère, mécanicienne, pescadora, cartera.
func feminines(m map[string]noun) {
	endings := [...][2]string{{"eur", "euse"}, {"teur", "trice"}, {"ier", "iere"}, {"ien", "ienne"}, {"er", "ere"}, {"dor", "dora"}, {"ero", "era"}, {"ano", "ana"}}
	men := make([]string, 0, len(m))
	for w, n := range m {
		if n.kind == jobNoun && n.sex == male && w[0] < 0x80 {
			men = append(men, w)
		}
	}
	for _, w := range men {
		for _, e := range endings {
			if stem, ok := strings.CutSuffix(w, e[0]); ok && len(stem) > 2 {
				if _, taken := m[stem+e[1]]; !taken && !notTrades.lists(stem+e[1]) {
					m[stem+e[1]] = noun{jobNoun, female}
				}
			}
		}
	}
}

// plurals adds the plurals of the words for persons: a referent when few of them are counted ("deux surfeurs", "three hikers").
func plurals(m map[string]noun) {
	single := map[string]nounKind{}
	for w, n := range m {
		if w[0] < 0x80 && !strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "x") {
			switch n.kind {
			case personNoun:
				single[w] = groupNoun
			case jobNoun:
				single[w] = tradesNoun
			}
		}
	}
	words := make([]string, 0, len(single))
	for w := range single {
		words = append(words, w)
	}
	sort.Strings(words)
	for _, w := range words {
		forms := []string{w + "s"}
		if strings.HasSuffix(w, "r") || strings.HasSuffix(w, "n") || strings.HasSuffix(w, "l") { // pescadores
			forms = append(forms, w+"es")
		}
		for _, plural := range forms {
			if _, taken := m[plural]; !taken {
				m[plural] = noun{single[w], unsaid}
			}
		}
	}
	for _, w := range strings.Fields("men women children babies wives hommes femmes enfants") {
		m[w] = noun{groupNoun, unsaid}
	}
}
