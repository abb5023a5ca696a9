package names

import (
	"strings"
	"sync"

	"portevoix/bot/privacy/tagger"
)

// A cue is what a word says about the name beside it. A word may say several things.
type cue uint32

const (
	civil       cue = 1 << iota // M., Mrs, señora: somebody, no telling who
	medical                     // Dr, Pr, infirmière X: staff
	honour                      // king, saint, minister: in public by nature
	role                        // directrice, author, chef: what somebody is at work
	patient                     // patient, résidente, paciente
	child                       // petit, bébé, niña
	relative                    // fils, maman, husband
	naming                      // prénommée, named, llamado
	field                       // Nom :, Prénom :, Apellidos:
	institution                 // hôpital, rue Marie-Curie's building, foundation, prize
	street                      // rue, avenue, road
	eponymHead                  // maladie de, signe de
	eponymTail                  // 's disease, syndrome
	speech                      // explique, said
	credit                      // photo, contact, by
	care                        // hospitalisée, opéré, admitted
	room                        // chambre, lit, bed
	wish                        // rétablissement, anniversaire, condolences
	particle                    // de, ben, van
	article                     // le, la, the
	calendar                    // days, months, seasons, feasts
	campaign                    // pour, forza, justice, in tags
	ageUnit                     // ans, years
	regnal                      // II, VI
	file                        // dossier, cas, situation: of a person who is looked after
	saint                       // Saint-Jean
	health                      // what is done to people who are looked after, and what they have: opération, chemo, fracture
	story                       // what is told of people who were looked after: adieu, coma, walked, incubator
	work                        // what is told of people at work or at an event: retraite, rejoint, concert, workshop
	never                       // capitalised often, never a name
)

func (c cue) is(of cue) bool { return c&of != 0 }

// cueWords are the cues, French, English and Spanish together; accents do not matter.
var cueWords = map[cue]string{
	civil: `m mm mme mmes mlle mlles monsieur madame mademoiselle mr mrs ms miss mister sr sra srta dña dn señor señora señorita don doña
		messieurs mesdames veuve lalla lala hajja hadj moulay mulay hajj haj`,
	medical: `dr drs pr prs docteur docteure docteurs professeur professeure professeurs doctor doctors professor prof dra doctora profesor profesora
		maître`,
	honour: `roi reine prince princesse king queen princess pape pope sa-majesté s.m sir dame lord lady baron baronne comte
		ministre ministres minister préfet préfète président présidente president maire mayor alcalde alcaldesa député députée sénateur
		sénatrice senator ambassadeur ambassadrice presidenta ministro ministra rey reina gobernador governor secretary général`,
	role: `directeur directrice directeurs directrices director directora dg drh daf dsi chef cheffe chief head lead leader
		responsable responsables coordinateur coordinatrice coordinator coordinador coordinadora cadre cadres manager adjoint adjointe
		infirmier infirmière infirmiers infirmières ide ibode iade nurse nurses sister matron midwife midwives sage-femme sages-femmes aides-soignants aides-soignantes enfermera
		enfermero aide-soignant aide-soignante médecin médecins physician surgeon surgeons chirurgien chirurgienne chirurgiens cirujano cirujana
		cardiologue cardiologist oncologue oncologist neurologue neurologist urologue urologist gynécologue pédiatre pediatrician
		psychiatre psychiatrist psychologue psychologist anesthésiste anesthetist radiologue radiologist urgentiste gériatre
		kinésithérapeute kiné physiotherapist orthophoniste ergothérapeute pharmacien pharmacienne pharmacist brancardière brancardières praticien praticienne
		consultant practitioner registrar resident-doctor interne externe brancardier ambulancier secrétaire secretary assistante assistant
		psychomotricien diététicienne dietitian dermatologue hématologue néphrologue pneumologue biologiste puéricultrice auxiliaire
		chercheur chercheuse chercheurs researcher researchers scientist scientists investigator author authors co-author coauthor
		auteur auteure professor-emeritus fellow faculty chair chairman chairwoman chairperson chairs doyen dean clown clowns conteur conteuse artist artists artista escritor escritora consejero consejera supervisor supervisora painter singer musician poet author-illustrator historien historienne historian philosophe sociologue économiste chorale pompier pompiers gendarme policier policière traiteur cuisinier cuisinière chef-cuisinier chaplain aumônier imam priest pastor guide guides educator teacher teachers professeure enseignant enseignante specialist specialists spécialiste professeurs-des-écoles élu élue élus fisioterapeuta celador celadora auxiliar enfermeros enfermeras orthoptiste podologue audioprothésiste manipulateur manipulatrice sénateur patron patronne radiographer paramedic paramedics dietician dietitians porter porters dentist optometrist audiologist chef standardiste vaguemestre lingère jardinier jardinière cuisiniers agent agents veilleuse veilleur ambulancière ambulanciers ambulancière brancardiers psychologues orthophonistes sénologue rhumatologue néonatologiste obstétricien obstétricienne sponsor sponsors comedian actress footballer athlete olympian councillors mp sportif sportive basketteur rugbyman rugbymen
		vice-président vice-présidente vice-president président-directeur ceo cfo coo cno founder fondateur fondatrice partner associate
		étudiant étudiante étudiants student stagiaire apprenti apprentie trainee bénévole bénévoles volunteer volunteers voluntaria
		journaliste journalist correspondant correspondante reporter photographe photographer architecte architectes rédacteur
		porte-parole spokesperson spokeswoman spokesman portavoz officer executive editor editorial publisher receptionist
		conseiller conseillère counsellor councillor délégué déléguée représentant représentante gestionnaire chargé chargée
		membre member members jefe jefa gerente investigador investigadora médico médica autor autora presidenta secretaria
		lauréat lauréate winner champion championne marraine parrain ambassadrice ambassadeur artiste chanteur chanteuse acteur actrice
		comédien comédienne footballeur joueur entraîneur illustrateur écrivain auteur-compositeur magicien intervenant intervenante
		animateur animatrice formateur formatrice éducateur éducatrice enseignant-chercheur md phd mph frcp msc mbbs facs faan dds pharmd
		rn cadre-supérieur co-founder cofounder administrator administrateur administratrice treasurer trésorier trésorière
		collègue collègues colleague colleagues équipe team group lab laboratory technicien technicienne ingénieur porter healthcare ostéopathe ostéopathes ciclista futbolista tenista nadador nadadora atleta cycliste cyclistes footballeuse nageuses tennisman volleyeuse handballeur handballeuse boxeur skieur skieuse graduates qualified dessinatrice dessinateur dessinatrices romancier romancière autrice autrices écrivaine réalisateur réalisatrice peintre sculpteur sculptrice violoniste pianiste guitariste poète humoriste présentateur présentatrice entraîneuse soprano ténor couturière bibliothécaire documentaliste
		fundraiser fundraisers presenter presenters illustrator novelist cartoonist pianist violinist broadcaster storyteller dj host buddy barista baker gardener gardeners electrician plumber
		trabajadora trabajador dibujante pintor pintora cantante músico humorista cocinero cocinera jardinero voluntaria administrativa administrativo recepcionista bombero bombera
		celador celadores celadoras celadora governors governor trustees trustee major auxiliares técnico técnica
		técnicos matrona comadrona fisioterapeutas cuidadora logopeda psicóloga psicólogo nutricionista osteopath podiatrist chiropodist
		phlebotomist orderly housekeeper cleaner cleaners cook cooks caterer librarian intern interns
		ludothécaire logisticien logisticienne acheteuse juriste informaticien informaticienne comptable communicant communicante
		assistants assistantes assistants-sociaux infirmier-anesthésiste perfusionniste prothésiste socio-esthéticienne art-thérapeute
		musicothérapeute hypnothérapeute sophrologue coiffeur coiffeuse apprentis alternant alternante tutrice tuteur élèves élève
		préparateur préparatrice réceptionniste facteur conseillers rugbywoman nageur nageuse judoka coureur coureuse rower runner cyclist swimmer`,
	patient: `pt patient patiente patients patientes résident résidente pensionnaire usager usagère bénéficiaire assuré assurée malade
		blessé blessée victime rescapé rescapée greffé greffée paciente pacientes enfermo herido herida inpatient outpatient
		parturiente accouchée survivor casualty victim défunt défunte hospitalisé hospitalisée`,
	child: `petit petite bébé bébés enfant nourrisson fillette garçon garçonnet garçonnette nouveau-né nouveau-née prématuré prématurée
		jumeaux jumelles triplés twins twin triplets gemelos little baby toddler newborn infant pequeño pequeña niño niña bebé jeune ado adolescent adolescente boy girl`,
	relative: `père mère fils fille frère soeur maman papa mari épouse époux femme conjoint conjointe compagne compagnon grand-mère
		grand-père oncle tante cousin cousine neveu nièce veuf parents famille grands-parents jumeau jumelle
		mum mom dad mother father daughter brother sister wife husband partner-of grandmother grandfather grandson granddaughter
		nan grandma grandpa uncle aunt niece nephew family madre padre familia hijo hija hermano hermana esposo esposa marido abuelo abuela
		mamá papá papi mami mummy daddy mam bambin gamin gamine nana nanny gran granny papy mamie mami abuelita abuelito yaya tito tita suegra suegro cuñada cuñado viuda viudo fiancé fiancée fiance widow widower stepmother stepfather godmother filleul filleule beau-père belle-mère beau-fils belle-fille petit-fils petite-fille`,
	naming: `prénommé prénommée nommé nommée dénommé dénommée surnommé surnommée s'appelle appelle appelé appelée named called llamado
		llamada nombrado`,
	field: `nom noms prénom prénoms name surname forename firstname lastname nombre nombres apellido apellidos identité patronyme`,
	institution: `hôpital hôpitaux hospital hospitals hospitalier hospitalière hospitaliers hospices hospice chu ch chru chr ghu ght ght clinique
		cliniques clinic clinics polyclinique centre centro center institut institute institutes instituto fondation foundation fundación
		université university universidad universitaire faculté faculty-of school école lycée collège college campus stade salle espace
		amphithéâtre amphi auditorium pavillon bâtiment résidence ehpad maison villa théâtre musée bibliothèque médiathèque gymnase
		ifsi unité laboratoire laboratoires laboratories labs association asso amis ligue prix prize award awards medal médaille trophée challenge fonds comité society société
		sociedad clínica residencia colegio trust infirmary library museum hall building wing tower stadium hôtel-dieu groupe group
		hypermarché supermarché magasin magasins enseigne marque banque mutuelle assurance journal magazine revue entreprise company cabinet pharmacie mosquée église chapelle cathédrale église paroisse aéroport gare station parc jardin
		salón aula auditorio edificio pabellón sala lecture memorial mémorial system systems health healthcare-system medicine press dispensaire sanatorium cancérologie crèche aile site fonds boulangerie bakery restaurant pizzeria fleuriste pâtisserie librairie coffee café
		cup coupe marathon course pharma inc ltd llc corporation department département service servicio conservatoire complexe universitario`,
	street: `rue avenue av boulevard bd blvd place pl chemin allée allées impasse quai square route cours faubourg rond-point ruelle
		esplanade promenade sentier passage street st road rd lane drive close crescent calle avenida avda plaza paseo carretera camino
		quartier lotissement métro tramway arrêt porte pont`,
	eponymHead: `borne robot logiciel application plateforme tempête storm ouragan cyclone hurricane virus fièvre facteur protocole maladie maladies syndrome syndromes signe signes test tests score scores échelle échelles index indice manoeuvre
		loi méthode technique opération intervention anomalie malformation tumeur sarcome lymphome ligne point triangle bandelette
		canal trompe trompes phénomène réflexe épreuve critères classification stade grade type thyroïdite fracture hernie sonde pince
		enfermedad enfermedades síndrome signo escala índice maniobra tumor sarcoma linfoma disease syndrome vaccin bacille paralysie
		chorée ataxie dystrophie cirrhose purpura glomérule cellules corps solution plan dispositif loi prix serment bracelet phase ectasie
		ley método técnica`,
	eponymTail: `disease diseases syndrome syndromes sign test score scale palsy lymphoma sarcoma tumour tumor classification procedure
		maneuver manoeuvre criteria index law line cells bodies body bacillus reflex fracture thyroiditis chorea ataxia cream ward study trial
		day award prize medal lecture contracture nodes node glands tubes tube catheter suture clip forceps solution stain reaction phenomenon`,
	speech: `explique expliquent souligne soulignent indique déclare raconte précise confie ajoute assure affirme estime rappelle
		témoigne conclut commente insiste note poursuit résume détaille annonce salue félicite confirme observe constate dit disait
		said says say told wrote writes écrivit explains explained added adds noted notes commented comments stated states according announced
		señala explica afirma indica declara añade comenta destaca asegura dijo discours intervention allocution propos selon présentait inaugure inaugurait inauguré inaugurée opened launched unveiled inaugurated chaired
		d'après coordonné coordonnée dirigé dirigée animé animée présidé présidée orchestré orchestrée mené menée led directed dirigido
		réalisé réalisée présenté présentée presented présente presentado conférence interview entretien reçoit accueille`,
	credit: `photo photos crédit crédits contact contacts presse press copyright illustration vidéo source auteur texte rédaction media
		relations infographie study studies étude études research paper article published publié estudio fotos foto prensa reportage`,
	care: `alcoolique abstinent abstinente toxicomane tétraplégique paraplégique aveugle malvoyant malvoyante autiste trisomique dépressif dépressive bipolaire
		schizophrène séropositif séropositive anorexique sober paralysed paralyzed paraplegic quadriplegic autistic epileptic bedridden ciego ciega parapléjico
		parapléjica tetrapléjico tetrapléjica hospitalisé hospitalisée opéré opérée admis admise greffé greffée soigné soignée décédé décédée transféré transférée transplanté
		transplantée traité traitée amputé amputée intubé réanimé réanimée atteint atteinte souffre souffrait soufrant diagnostiqué
		diagnostiquée accouché accouchée sorti sortie né née diabétique allergique séjour guéri guérie rémission chimiothérapie
		dialyse consultation rétabli rétablie convalescence orienté orientée primigeste multipare antécédents
		hospitalised hospitalized admitted discharged diagnosed underwent sauvé sauvée donated cuidó cared brave warrior atendido atendida cured beaten transplanted recovering recovered treated suffered suffers died
		passed operated ingresó ingresado ingresada birth arrival naissance nacimiento operado operada trasplantado trasplantada alta falleció diagnosticado diagnosticada`,
	health: `opération chimio chimiothérapie radiothérapie leucémie cancer tumeur fracture infarctus avc dialyse transplantation réanimation
		urgences greffe prématurée prématuré maladie diabète asthme hanche genou rein accouchement accouche insuffisance céphalée dyspnée toux
		chemo chemotherapy radiotherapy leukaemia leukemia surgery stroke fracture fractured asthma burns hospice transplant kidney icu
		transplanted hip replacement op chest pain tonsils ward emergency fibrosis heart
		quimio quimioterapia radio radioterapia knee knees replaced implant cochlear bypass biopsy lumpectomy mastectomy catheter stent bone bones broken burn burned burnt amputated prosthetic
		bronchiolite pneumonie appendicite perfusion perfusé transfusion transfusé transfusée extubé extubée intubée coma diabétique asthmatique dialysé dialysée drépanocytose épilepsie épileptique
		mélanome lymphome myélome crise malaise chute brûlure brûlures cataracte glaucome pontage valve stent pacemaker oxygène ventilation respirateur blessé blessée blessure
		anorexie glycémie saturation
		autism dementia anorexia seizure seizures autisme démence
		ictus infarto neumonía diálisis apendicitis fractura cadera rodilla prótesis epilepsia quemaduras caída herida analítica leucemia cáncer trasplante infarto uci urgencias disnea cefalea fractura riñón embarazada diabético
		diabética acude sufrió quirófano jambe prothèse rééducation oncologie hématologie cardiologie brûlé brûlée pansement coma douleur douloureux oedème vue rein
		intensive check-up recuperado recuperada córnea cornea cornée leg breathing sepsis physio rehab wheelchair prosthesis scan tumour ela columna dolor abdominal fiebre ingreso planta enferma enfermo`,
	story: `adieu revoir éteint éteinte éteints coma réveil sevrage mucoviscidose prématurés noces centenaire remarche marche marcher courir rire sourire sourit
		vaincu vaincre bat combat lutte courageux courageuse survécu survit survivant survivante perdu retrouvé retrouve parler emporté emportée décès
		deuil obsèques fauteuil plâtre cicatrice couveuse néonat néonatologie maternité accouchements don-d-organe donneur moelle rein vie vit vivre
		partie maison domicile rentre rentrent rentré rentrée amputation soins palliatifs ehpad vue parole jambes bras naissances née nés nées bébé
		labas séance cloche diplôme-du-courage sereinement enceinte jumeaux triplés quadruplés
		home walk walked walking goodbye ventilator incubator survived fights fight fighting battle battling beat bedside bell hand arm legs hearing sight
		sees hear hears born twins neonatal nicu preemie dialysis recovery remission cancer-free coma breathed breathe heaven peacefully rip hearts wedding
		vows resident bionic airlifted crash injuries injured wounded rescued miscarriage pregnant lives living mourning funeral discharge
		bone marrow stay stayed treatment smile
		uci despedimos despedida paz descansa vive vida casa sobrevivió superado luz nació caminar camina vista corazón médula parto papás
		coma accidente prematuro prematura lucha luchando campana silla`,
	work: `organisée organisées organisés amicale tombola exam exams graduation degree pot limpieza lavandería retraite retraites carrière rejoint rejoignent rejoindra collaborateur collaborateurs collaboratrice collaboratrices promotion
		diplôme diplômes diplômé diplômée diplômés diplômées formation formations recrute recrutement astreinte standard navette inscrivez
		inscription inscriptions contactez contacter dirigea fonda atelier ateliers conférence conférences colloque soutient soutiennent
		parraine anime animent organise organisent propose proposent concert spectacle exposition vernissage dédicace dédicaces tournoi
		inaugure coordonne dirige encadre accueillera interviendra intervient major promu promue nommé nommée élu élue stand tirage lauréats
		ostéopathe ostéopathes socio-esthéticienne masseur sophrologue coiffeuse coiffeur magicienne musicien musicienne chanteurs conteurs
		navettes permanence permanences bibliothèque livre roman film joins join joined joining retires retiring
		retirement award awards shift shifts volunteering workshop workshops recital concert gig webinar rota kitchens kitchen trustee
		trustees governor governors curator contact email rsvp tickets book booking bookings class classes lesson lessons hosts hosted supports backed launches leads choir exhibition
		newest starters starter vacancy appointed promoted elected jubila jubilación taller talleres concierto apoya voluntario voluntarios
		celador celadores celadoras cocina exposición imparte dirige coordina ponente ponentes charla plantilla inscripciones`,
	room: `chambre lit box chevet bed bedside room bay habitación cama`,
	wish: `rétablissement anniversaire courage condoléances pensées hommage adieu guérison felicidades cumpleaños ánimo birthday
		get-well condolences prayers thoughts recovery félicitations bienvenue naissance welcome gracias enhorabuena bienvenidos bienvenida saludos`,
	particle: `de du des d da do dos das di del della la van von der den ten ter ben bin ibn bent el al aït ait ould bou abou abu abd mac mc
		o le les y e san los las santa saint st sainte ste bel`,
	article: `le la les l un une the a an el los las un una au aux à to en in on`,
	calendar: `lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril mai juin juillet août septembre octobre
		novembre décembre monday tuesday wednesday thursday friday saturday sunday january february march april june july august
		september october november december lunes martes miércoles jueves viernes sábado domingo enero febrero marzo abril mayo junio
		julio agosto septiembre octubre noviembre diciembre noël pâques épiphanie ascension assomption chandeleur halloween diwali hanoukka thanksgiving ramadan aïd toussaint pentecôte christmas easter printemps été
		automne hiver movember semana ven sam dim lun mar mer jeu janv févr sept oct nov déc`,
	campaign: `pour avec forza justice courage soutien soutenons tous tousavec allez merci sauvons aidons prayfor pray for team love
		un-don-pour espoir solidarité help save support hope todos con por fuerza adieu jesuis bon force à strong stay fight ánimo animo`,
	ageUnit: `old ans an mois jours semaines years year months month weeks days años año meses yo y-o`,
	regnal:  `ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xxiii ier 1er`,
	file: `cas dossier situation suivi prescription compte-rendu rapport état case file record admission témoignage histoire story
		portrait parcours combat caso historia expediente`,
	never: `varón mujer hombre homme femme hommes femmes man woman men women lactante recién nacido nacida hembra sexe sexo masculin féminin
		france maroc algérie tunisie belgique suisse canada italie espagne allemagne europe portugal sénégal liban turquie syrie ukraine
		chine japon inde brésil mexique angleterre écosse irlande royaume-uni états-unis united states kingdom england scotland wales ireland
		spain españa méxico argentina colombia chile perú morocco germany italy japan china india australia american british french
		bonne bon bonjour bonsoir belle joyeux joyeuse cher chère chers dear hello hi hey ask salut coucou hola buenos buenas mucha mucho muchas muchos
		siret siren finess born dob tel ref voyez covid bac samu smur has ars aphp ap-hp hcl efs cpts csu irm tsa cedex rdv sms ok tv pdf info infos nhs gmc usa uk eu ue
		dna rna hiv vih ivg pma dpo rgpd cnil cgt fo cfdt grâce merci bravo journée semaine mois rose bleu jaune vos nos votre notre
		mon ton son ma ta sa mes tes ses ce cet cette ces il elle ils elles on nous vous je tu qui que quoi dont où et ou mais donc or ni
		car pas plus avec sans sous sur par dans entre vers chez contre après avant depuis pendant jusqu comme si quand lorsque puisque
		i you he she it we they this that these those and or but not with without from by at for as is are was were be been has have had
		will would can could may might must should who which what when where why how all any both each few more most other some such
		no nor only own same so than too very just our your their his her its one two three first second new more about after before
		during through over under again further then once here there also however while although because since until if
		los las una unos unas por para con sin sobre entre hasta desde cuando como que quien su sus nuestro nuestra`,
}

// cuesByKey holds the cues by the key of their word.
var cuesByKey = sync.OnceValue(func() map[uint32]cue {
	all := make(map[uint32]cue, 2048)
	for c, words := range cueWords {
		for _, w := range strings.Fields(words) {
			note(all, w, c)
			if c&(role|medical|patient|child|relative|care) != 0 && !strings.HasSuffix(w, "s") && len(w) > 3 {
				note(all, w+"s", c)
			}
		}
	}
	return all
})

func note(all map[uint32]cue, word string, c cue) {
	if t := tagger.Tokens(word, nil); len(t) == 1 {
		all[t[0].Key()] |= c
	}
}
