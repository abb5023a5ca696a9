package privacy

import "portevoix/bot/text"

// Sensitive situations (domain rules MIN, DTH, SUI, VIO, VIP, JUD, REL, POL).

func situationRules() []Rule {
	return []Rule{
		{
			ID:     "MIN-01",
			Title:  text.Text{FR: "Mineur victime", EN: "Child victim", AR: "قاصر ضحية"},
			Why:    text.Text{FR: "Publier de quoi reconnaître un mineur victime, fugueur, délaissé ou suicidé est puni par la loi, même après son décès.", EN: "Publishing what lets people recognise a child who is a victim, a runaway, neglected or dead by suicide is punished by law, even after death.", AR: "نشر ما يسمح بالتعرف على قاصر ضحية أو هارب أو مهمل أو منتحر يعاقب عليه القانون حتى بعد الوفاة."},
			Fix:    text.Text{FR: "Pas de publication.", EN: "Do not publish.", AR: "لا تنشروا."},
			Source: "Loi du 29 juillet 1881, art. 39 bis", Severity: Block,
			says:    []string{"(enfant|fillette|garcon|garconnet|bebe|nourrisson|mineur|mineure|adolescent|adolescente|petit|petite|lyceen|lyceenne|collegien|collegienne) ... (battu*|maltrait*|violent*|abuse*|viole*|secoue*|fugue*|abandonne*|delaisse*|frapp*|poignard*|agress*|tabass*)", "(child|boy|girl|baby|toddler|teenager|pupil) ... (abused|beaten|neglected|abandoned|shaken|assaulted|stabbed|raped|runaway)", "bebe secoue", "(طفل|طفله|قاصر) ... (اغتصاب|ضرب|عنف|مهمل|تعرض)"},
			when:    aboutSomebody,
			Catches: []Example{{Text: "La petite fille battue par son beau-père est soignée dans notre service."}, {Text: "A 6-year-old boy abused by his uncle was admitted yesterday.", Country: "GB", Lang: text.EN}},
			Spares:  []Example{{Text: "Le 119 aide chaque enfant maltraité : parlez-en."}, {Text: "Prévention du bébé secoué : nos conseils aux parents."}},
		},
		{
			ID:     "MIN-02",
			Title:  text.Text{FR: "Histoire d'un mineur", EN: "A child's story", AR: "قصة قاصر"},
			Why:    text.Text{FR: "L'histoire d'un enfant soigné demande l'accord écrit de tous ceux qui exercent l'autorité parentale, et l'avis de l'enfant.", EN: "The story of a child in care needs the written consent of everybody with parental authority, and the child's own view.", AR: "قصة طفل مريض تتطلب موافقة كتابية ممن لهم الولاية عليه ورأي الطفل."},
			Fix:    text.Text{FR: "Parlez de l'équipe ou de l'activité ; aucun enfant en particulier.", EN: "Speak of the team or the activity; no child in particular.", AR: "تحدثوا عن الفريق أو النشاط دون طفل معين."},
			Source: "Code civil art. 371-1, 372; AP-HP, droit à l'image", Severity: High,
			look:    childStory,
			says:    []string{"votre (fille|fils|enfant|bebe) (a ete|est|va|etait)", "your (son|daughter|child|baby) (was|is|has)", "(deux|trois|quatre|cinq|six|sept|huit|neuf|dix|#) (enfants|eleves|collegiens|bebes|nourrissons) ... (hospitalis*|intoxiqu*|admis)", "(two|three|four|five|six|seven|eight|#) (children|pupils|babies) ... (hospitalised|hospitalized|admitted)", "(la petite|le petit|la jeune|le jeune) _ groupe", "(la petite|le petit) _ ... (besoin de vous|besoin d aide|attend une greffe|besoin de sang)"},
			when:    notHypothetical,
			Catches: []Example{{Text: "Lina, 5 ans, suivie dans notre service, a reçu la visite des clowns."}, {Text: "A 9-year-old boy met his hero today in our infusion suite.", Country: "US", Lang: text.EN}},
			Spares:  []Example{{Text: "La pédiatrie accueille les enfants de 0 à 15 ans."}, {Text: "Vaccination : les enfants de 11 ans sont concernés."}},
		},
		{
			ID:     "DTH-01",
			Title:  text.Text{FR: "Décès", EN: "Death", AR: "وفاة"},
			Why:    text.Text{FR: "L'établissement n'annonce jamais le décès d'un patient : c'est à la famille. Pour un collègue, il faut l'accord de ses proches.", EN: "A hospital never announces a patient's death: that is the family's. For a colleague, the family must agree.", AR: "لا تعلن المؤسسة وفاة مريض أبدا، فذلك للأسرة. وبالنسبة لزميل يلزم إذن ذويه."},
			Fix:    text.Text{FR: "Retirez l'annonce ; parlez de l'équipe.", EN: "Take the announcement out; speak of the team.", AR: "احذفوا الإعلان وتحدثوا عن الفريق."},
			Source: "CSP L.1110-4; AHA", Severity: Block,
			says:    []string{"(est|sont) (decede*|mort|morte|morts)", "a succombe", "s est eteint*", "nous a quittes", "nous ont quittes", "repose en paix", "(deces|disparition) (d un|d une|de notre|du|de la) (patient|patiente|petit|petite|bebe|enfant|homme|femme)", "malgre ... massage", "(passed away|has died|sadly died|died in our|died at our)", "rest in peace", "(death of) (a|our) patient", "(ha fallecido|fallecio)", "(توفي|توفيت|انتقل الى رحمه|انتقلت الى رحمه|وفاه مريض*)"},
			when:    aboutSomebody,
			Catches: []Example{{Text: "Notre patient est décédé hier malgré deux heures de massage cardiaque."}, {Text: "Une maman nous a quittés cette nuit en réanimation."}, {Text: "توفيت السيدة صباح اليوم بمصلحة الإنعاش", Country: "MA"}},
			Spares:  []Example{{Text: "Accompagner un deuil : notre équipe de soins palliatifs vous reçoit."}, {Text: "Le tabac tue : 75 000 personnes en meurent chaque année (source : SpF, 2024)."}},
		},
		{
			ID:     "SUI-01",
			Title:  text.Text{FR: "Suicide : méthode ou lieu", EN: "Suicide: method or place", AR: "انتحار: الوسيلة أو المكان"},
			Why:    text.Text{FR: "Décrire la méthode, le lieu ou une cause unique peut entraîner d'autres passages à l'acte.", EN: "Describing the method, the place or a single cause can lead others to act.", AR: "وصف الوسيلة أو المكان أو سبب وحيد قد يدفع آخرين إلى الفعل."},
			Fix:    text.Text{FR: "Ni méthode ni lieu ni détail ; donnez le numéro d'aide.", EN: "No method, no place, no detail; give the helpline.", AR: "لا وسيلة ولا مكان ولا تفاصيل؛ اذكروا رقم المساعدة."},
			Source: "OMS, prévention du suicide : guide pour les médias (2023); programme Papageno", Severity: Block,
			says:    []string{"s est (pendu*|defenestre*|suicide*|immole*)", "s est tire (une|dans)", "s est jete* (du|dans le vide|par la fenetre|sous|d un|du haut|d une|de la)", "s est ouvert les veines", "(saute*|sauter) (d un|du|de la) (pont|toit|etage|fenetre|balcon)", "(overdose|surdose) (volontaire|intentionnelle)", "(suicide|suicid*) (reussi|rate|manque|par|avec)", "tentative de suicide (par|avec|au|du)", "(jumped|jumping|threw himself|threw herself) (from|off) ... (bridge|roof|window|floor|balcony|building|cliff|train)", "(hanged|hung|shot) (himself|herself)", "slit (his|her) wrists", "committed suicide", "suicide attempt (by|with)", "(successful|failed) suicide", "a choisi de (mourir|partir|en finir)", "(lettre d adieu|suicide note)", "se (tiro|ahorco|suicido)", "(شنق نفس*|القى بنفسه|القت بنفسها|انتحر|انتحرت) "},
			Catches: []Example{{Text: "Il s'est jeté du 5e étage"}, {Text: "She jumped off the bridge last night.", Country: "GB", Lang: text.EN}, {Text: "Une tentative de suicide par médicaments"}},
			Spares:  []Example{{Text: "Prévention du suicide : le 3114 répond 24 h/24, gratuitement."}, {Text: "L'équipe s'est jetée dans l'aventure du marathon."}},
		},
		{
			ID:     "SUI-02",
			Title:  text.Text{FR: "Suicide sans numéro d'aide", EN: "Suicide without a helpline", AR: "انتحار دون رقم مساعدة"},
			Why:    text.Text{FR: "Un texte qui parle de suicide doit dire où trouver de l'aide, tout de suite.", EN: "A text that speaks of suicide must say where to find help, at once.", AR: "كل نص يتحدث عن الانتحار يجب أن يذكر أين تُطلب المساعدة فورا."},
			Fix:    text.Text{FR: "Ajoutez le numéro d'aide du pays (France : 3114, 24 h/24).", EN: "Add the country's helpline (UK 116 123, US 988).", AR: "أضيفوا رقم المساعدة في البلد."},
			Source: "OMS, guide pour les médias (2023)", Severity: High,
			look:    suicideWithoutHelp,
			Catches: []Example{{Text: "Journée de prévention du suicide : conférence mardi."}, {Text: "Il s'est jeté du 5e étage"}, {Text: "Suicide prevention week starts Monday.", Country: "US", Lang: text.EN}},
			Spares:  []Example{{Text: "Prévention du suicide : appelez le 3114, 24 h/24."}, {Text: "Suicide prevention: call or text 988.", Country: "US", Lang: text.EN}},
		},
		{
			ID:     "SUI-03",
			Title:  text.Text{FR: "Récit de rétablissement", EN: "Story of recovery", AR: "قصة تعاف"},
			Why:    text.Text{FR: "Ces récits aident : l'OMS les encourage. Il faut quand même l'accord de la personne et peu de détails.", EN: "Such stories help: the WHO encourages them. The person's consent and few details are still needed.", AR: "هذه القصص تساعد وتشجع عليها منظمة الصحة العالمية، مع موافقة الشخص وقلة التفاصيل."},
			Fix:    text.Text{FR: "Vérifiez l'accord écrit et les détails.", EN: "Check the written consent and the details.", AR: "تحققوا من الموافقة الكتابية ومن التفاصيل."},
			Source: "OMS, guide pour les médias (2023)", Severity: Info,
			says:    []string{"(survecu|surmonte) ... (suicide|depression)", "(survived|survivor) ... suicide", "apres (sa|ma|une) tentative de suicide", "after (his|her|my|a) suicide attempt", "suicide attempt survivor*"},
			Catches: []Example{{Text: "Après sa tentative de suicide, elle a retrouvé goût à la vie. 3114."}},
			Spares:  []Example{{Text: "Il a surmonté sa peur des piqûres."}},
		},
		{
			ID:     "VIO-01",
			Title:  text.Text{FR: "Victime de violences sexuelles", EN: "Victim of sexual violence", AR: "ضحية عنف جنسي"},
			Why:    text.Text{FR: "Diffuser l'identité d'une victime, ou de quoi la reconnaître, est puni sauf accord écrit de sa part.", EN: "Spreading a victim's identity, or what makes them recognisable, is punished unless they agree in writing.", AR: "نشر هوية الضحية أو ما يسمح بالتعرف عليها يعاقب عليه القانون إلا بموافقتها الكتابية."},
			Fix:    text.Text{FR: "Aucune personne ; dites où trouver de l'aide.", EN: "No person; say where to find help.", AR: "لا أشخاص؛ اذكروا أين تُطلب المساعدة."},
			Source: "Loi du 29 juillet 1881, art. 39 quinquies", Severity: Block,
			says:    []string{"(violee|viole|violees|agressee sexuellement)", "victime (de|d un|d une) (viol|agression sexuelle|inceste)", "(rape|raped|sexually assaulted|sexual assault victim|rape victim)", "(اغتصاب|اغتصبت|مغتصبه)"},
			when:    aboutSomebody,
			Catches: []Example{{Text: "La jeune femme victime d'un viol samedi soir est prise en charge chez nous."}, {Text: "A 20-year-old woman was raped near the park and came to our unit.", Country: "GB", Lang: text.EN}},
			Spares:  []Example{{Text: "Victime d'un viol ? Notre unité vous accueille sans rendez-vous, 24 h/24."}},
		},
		{
			ID:     "VIO-02",
			Title:  text.Text{FR: "Dignité d'une victime", EN: "A victim's dignity", AR: "كرامة ضحية"},
			Why:    text.Text{FR: "Montrer ou décrire crûment une victime porte atteinte à sa dignité.", EN: "Showing or describing a victim crudely harms their dignity.", AR: "إظهار الضحية أو وصفها بفجاجة يمس بكرامتها."},
			Fix:    text.Text{FR: "Retirez la description.", EN: "Take the description out.", AR: "احذفوا الوصف."},
			Source: "Loi du 29 juillet 1881, art. 35 quater", Severity: Block,
			says:    []string{"(corps|visage|membre|jambe|bras) (dechiquete*|demembre*|ensanglante*|calcine*|broye*|arrache*|mutile*)", "(mare|bain) de sang", "(charred|mangled|mutilated|dismembered|bloodied) (body|bodies|face|limbs|remains)", "pool of blood", "(جثه|جثث|اشلاء)"},
			Catches: []Example{{Text: "Nos équipes ont trouvé un corps calciné dans la voiture."}, {Text: "He lay in a pool of blood.", Country: "GB", Lang: text.EN}},
			Spares:  []Example{{Text: "La banque de sang manque de réserves."}},
		},
		{
			ID:     "VIO-03",
			Title:  text.Text{FR: "Bilan de victimes", EN: "Casualty count", AR: "حصيلة ضحايا"},
			Why:    text.Text{FR: "Un bilan ne vient que d'une source, l'autorité ; un chiffre d'hôpital se contredit et se recoupe.", EN: "A toll comes from one source, the authority; a hospital's figure contradicts it and can be cross-checked.", AR: "الحصيلة تصدر عن جهة واحدة هي السلطات، ورقم المستشفى قد يناقضها ويكشف الأشخاص."},
			Fix:    text.Text{FR: "Renvoyez à la préfecture ou au parquet (Maroc : wilaya, ministère).", EN: "Refer to the authority in charge.", AR: "أحيلوا على السلطات المختصة (الولاية أو الوزارة)."},
			Source: "Circulaire interministérielle, victimes d'attentats et de catastrophes", Severity: High,
			says:    []string{"# (blesses|morts|victimes|tues|deces) ... (dont|grave*|urgence|accident|attentat|incendie)", "(deux|trois|quatre|cinq|six|sept|huit|neuf|dix|douze|quinze|vingt) (blesses|morts|tues) ", "# (injured|dead|killed|casualties|wounded)", "bilan ... (blesses|morts|victimes)", "# (قتيل|جريح|جرحى|قتلى)"},
			when:    notStatistics,
			Catches: []Example{{Text: "12 blessés dont 3 graves ont été admis dans nos services."}, {Text: "Eight wounded and 2 dead: 14 casualties were taken to our hospital.", Country: "GB", Lang: text.EN}},
			Spares:  []Example{{Text: "En 2023, 3 167 personnes sont mortes sur les routes (source : ONISR)."}},
		},
		{
			ID:     "VIP-01",
			Title:  text.Text{FR: "Personnalité", EN: "Public figure", AR: "شخصية عامة"},
			Why:    text.Text{FR: "Dire, ou nier, qu'une personnalité est soignée ici révèle un secret.", EN: "Saying, or denying, that a public figure is cared for here tells a secret.", AR: "القول إن شخصية عامة تعالج هنا أو نفيه كشف للسر."},
			Fix:    text.Text{FR: "Ni confirmation ni démenti.", EN: "Neither confirm nor deny.", AR: "لا تأكيد ولا نفي."},
			Source: "CSP L.1110-4", Severity: Block,
			says: []string{
				"(joueur|footballeur|footballeuse|acteur|actrice|chanteur|chanteuse|ministre|depute|deputee|senateur|maire|prefet|animateur|animatrice|rappeur|humoriste|athlete|champion|championne|cycliste|entraineur|princesse|prince) ... (hospitalis*|admis|admise|opere*|soigne|soignee|pris en charge|prise en charge|traite*)",
				"(player|footballer|actor|actress|singer|minister|mp|senator|mayor|celebrity|athlete|champion|coach|prince|princess|royal) ... (admitted|hospitalised|hospitalized|treated|operated|surgery|in our care)", "(jugador|futbolista|actor|actriz|cantante|ministro|alcalde) ... (ingresad*|operad*|hospitalizad*)",
				"(لاعب|فنان|فنانه|وزير|ممثل|ممثله|مغني) ... (نقل|المستشفى|يتلقى|العلاج|عمليه)"},
			when:    notOpening,
			Catches: []Example{{Text: "Nous confirmons que le joueur du Raja est pris en charge, son état est stable", Country: "MA"}, {Text: "Le maire d'une commune voisine a été hospitalisé dimanche soir."}, {Text: "The singer was admitted to our hospital on Friday.", Country: "GB", Lang: text.EN}},
			Spares:  []Example{{Text: "Monsieur le maire a inauguré dimanche notre nouvelle unité."}, {Text: "Le ministre a salué les équipes soignantes lors de sa visite."}},
		},
		{
			ID:     "JUD-01",
			Title:  text.Text{FR: "Enquête, plainte ou expertise en cours", EN: "Investigation, complaint or expert report", AR: "تحقيق أو شكاية أو خبرة جارية"},
			Why:    text.Text{FR: "Parler d'une faute ou d'une enquête en cours atteint la présomption d'innocence et la défense de chacun.", EN: "Speaking of fault or of an investigation under way harms the presumption of innocence and everyone's defence.", AR: "الحديث عن خطأ أو تحقيق جار يمس قرينة البراءة وحق الدفاع."},
			Fix:    text.Text{FR: "« Une enquête est en cours ; nous coopérons pleinement. »", EN: "\"An investigation is under way; we are cooperating fully.\"", AR: "«هناك تحقيق جار ونحن نتعاون كليا»."},
			Source: "Code civil art. 9-1; CPP art. 11", Severity: Block,
			says:    []string{"enquete (interne|administrative|judiciaire) (montre|revele|conclut|etablit|confirme|demontre)", "(faute|erreur) (medicale|du medecin|de l infirmier*|de l interne|commise|professionnelle)", "(garde a vue|mis* en examen) ... (medecin|infirmier*|soignant*|chirurgien*)", "(internal|our) (investigation|inquiry|review) (shows|found|reveals|concluded)", "(medical error|malpractice|negligence) (by|of|was)", "التحقيق الداخلي ... (اثبت|كشف)", "خطا طبي"},
			Catches: []Example{{Text: "L'enquête interne montre que le protocole n'a pas été suivi."}, {Text: "Our investigation found that the nurse was at fault.", Country: "GB", Lang: text.EN}},
			Spares:  []Example{{Text: "Enquête de satisfaction : donnez votre avis."}, {Text: "Une enquête est en cours ; nous coopérons pleinement."}},
		},
		{
			ID:     "JUD-02",
			Title:  text.Text{FR: "Détenu, garde à vue, réquisition", EN: "Prisoner or police custody", AR: "سجين أو حراسة نظرية"},
			Why:    text.Text{FR: "La situation pénale d'une personne soignée ne regarde personne, et sa sécurité est en jeu.", EN: "The penal situation of somebody cared for is nobody's business, and their safety is at stake.", AR: "الوضعية الجنائية لمريض لا تهم أحدا، وسلامته في خطر."},
			Fix:    text.Text{FR: "Ne dites rien.", EN: "Say nothing.", AR: "لا تقولوا شيئا."},
			Source: "CSP L.1110-4; RGPD art. 10", Severity: Block,
			says:    []string{"(detenu|detenue|prisonnier|prisonniere|gardee a vue|garde a vue|escorte|escortee|menotte|menottee) ... (hospitalis*|admis|admise|soigne|soignee|urgences|bloc|service|consultation|patient)", "(patient|patiente|homme|femme) ... (detenu|detenue|escorte|escortee|menotte|menottee|garde a vue)", "(prisoner|inmate|handcuffed|in custody) ... (ward|hospital|treated|admitted|surgery|patient)", "(سجين|معتقل) ... (المستشفى|علاج)"},
			Catches: []Example{{Text: "Un détenu escorté par cinq agents a été soigné aux urgences."}, {Text: "A prisoner was admitted to our ward overnight.", Country: "GB", Lang: text.EN}},
			Spares:  []Example{{Text: "La cheffe de garde a vu doubler les passages."}},
		},
		{
			ID:     "REL-01",
			Title:  text.Text{FR: "Origine, religion, opinion, orientation", EN: "Origin, religion, opinion, orientation", AR: "الأصل أو الدين أو الرأي أو الميول"},
			Why:    text.Text{FR: "Ces données sont sensibles : dites d'une personne, elles la désignent et l'exposent.", EN: "These data are sensitive: said of a person, they point at them and expose them.", AR: "هذه معطيات حساسة، وذكرها عن شخص يدل عليه ويعرضه للأذى."},
			Fix:    text.Text{FR: "Retirez l'attribut.", EN: "Take it out.", AR: "احذفوا هذه الصفة."},
			Source: "RGPD art. 9; loi 09-08 (MA)", Severity: Block,
			says:    []string{"(patient|patiente|homme|femme|mere|pere|fillette|garcon|famille|jeune) (musulman|musulmane|juif|juive|chretien|chretienne|catholique|sikh|bouddhiste|rom|roms|gitan|gitane|maghrebin|maghrebine|africain|africaine|noir|noire|arabe|homosexuel|homosexuelle|gay|lesbienne|trans|transgenre|sans papiers|migrant|migrante|clandestin|clandestine)", "(muslim|jewish|christian|black|asian|arab|gay|lesbian|transgender|roma|undocumented|immigrant) (patient|man|woman|boy|girl|mother|father|family|teenager)", "(مريض|سيده|رجل) (يهودي|مسيحي|مسلم|افريقي)*"},
			Catches: []Example{{Text: "Une patiente musulmane a refusé l'examen."}, {Text: "A transgender woman was treated in our unit.", Country: "GB", Lang: text.EN}},
			Spares:  []Example{{Text: "L'aumônerie est ouverte à tous, de toute religion."}},
		},
		{
			ID:     "POL-01",
			Title:  text.Text{FR: "Neutralité, réserve, grève", EN: "Neutrality and industrial action", AR: "الحياد والإضراب"},
			Why:    text.Text{FR: "Un établissement public reste neutre, surtout en période électorale et pendant un conflit social.", EN: "A public body stays neutral, above all during elections and disputes.", AR: "تبقى المؤسسة العمومية محايدة خاصة في فترة الانتخابات والنزاعات."},
			Fix:    text.Text{FR: "Donnez une information de service, sans opinion.", EN: "Give service information, without opinion.", AR: "قدموا معلومة خدماتية دون رأي."},
			Source: "CGFP L.121-2; Code électoral L.52-1", Severity: High,
			says:    []string{"(votez|votons) (pour|contre) (la liste|le candidat|la candidate|notre candidat|le parti|le gouvernement|le maire|le depute)", "honte (au|a ce|a la) (gouvernement|ministre|ministere)", "(soutenons|soutien a) (le|la|notre) (candidat|candidate|syndicat|liste)", "shame on (the government|the minister|labour|tories|republicans|democrats)", "vote (for|against) (labour|the tories|tories|republicans|democrats|the government|our candidate)", "(صوتوا ل*|عار على الحكومه)"},
			Catches: []Example{{Text: "Honte au gouvernement qui ferme nos lits !"}, {Text: "Shame on the government for closing our beds", Country: "GB", Lang: text.EN}},
			Spares:  []Example{{Text: "Mouvement social jeudi : les consultations sont maintenues."}, {Text: "Votez pour votre infirmier préféré au concours photo", Kind: Alt}},
		},
	}
}

// aboutSomebody tells a sentence about one person from advice, figures and prevention.
func aboutSomebody(p *page, from, to int) bool {
	s := p.sentences[p.tokens[from].sentence]
	for i := s.from; i < s.to; i++ {
		if p.sign(i, '?') || p.is(i, "prevention", "prevenir", "conseils", "chaque", "tout", "toute", "formation", "journee", "colloque", "personnes", "association", "accueille", "accueillons", "source", "prevent", "every", "awareness", "any", "people", "campagne", "deuil", "lutte", "contre", "droits", "si", "if", "تمرين", "الوقايه") {
			return false
		}
	}
	return true
}

// notStatistics tells a toll of today from figures with a source or a year.
func notStatistics(p *page, from, to int) bool {
	s := p.sentences[p.tokens[from].sentence]
	for i := s.from; i < s.to; i++ {
		if p.is(i, "source", "exercice", "exercise", "drill", "chaque", "annee", "an", "year", "simulation", "fictif", "fictifs", "1914", "monde", "routes", "commemoration", "guerre", "war", "تمرين") {
			return false
		}
	}
	return aboutSomebody(p, from, to) && !p.numberJustBefore(from) && p.tokens[from].end-p.tokens[from].start <= 3
}

// notOpening tells that a public figure is a patient rather than a guest.
func notOpening(p *page, from, to int) bool {
	for i := max(0, from-3); i < min(to+3, len(p.tokens)); i++ {
		if p.is(i, "inaugure", "visite", "salue", "opening", "opened", "visited", "زار", "زارت", "يزور", "دشن", "افتتح", "زياره", "تدشين", "personnel", "structure", "structures", "parrain", "marraine") {
			return false
		}
	}
	return true
}

// childStory: somebody under eighteen in care.
func childStory(p *page, hit func(Hit)) {
	for _, f := range p.facts {
		if f.Kind != FactAge || f.Number >= 18 || p.generalAge(f) {
			continue
		}
		hit(Hit{Start: f.Start, End: f.End, Kind: "age"})
	}
	for _, f := range p.facts {
		if f.Kind == FactName && (f.Role == RolePatient || f.Role == RoleRelative) && p.is(p.tokenAt(f.Start)-1, "petit", "petite", "little", "bebe", "baby", "الطفل", "الطفله") {
			hit(Hit{Start: f.Start, End: f.End, Kind: "name"})
		}
	}
}

// generalAge tells an age that is a condition or a group's: "les enfants de 11 ans".
func (p *page) generalAge(f Fact) bool {
	i := p.tokenAt(f.Start)
	for j := i - 1; j >= 0 && j >= i-5 && p.sameSentence(i, j); j-- {
		if p.is(j, "les", "des", "enfants", "nourrissons", "bebes", "filles", "garcons", "jeunes", "children", "babies", "girls", "boys", "infants", "aux", "tous", "chaque", "every", "all") {
			return true
		}
	}
	return false
}

// suicideWithoutHelp: the topic without the country's helpline.
func suicideWithoutHelp(p *page, hit func(Hit)) {
	at := -1
	if said := p.where("suicide", "suicides", "suicidaire", "suicidaires", "suicidal", "suicider", "suicidee", "انتحار", "الانتحار"); len(said) > 0 {
		at = said[0]
	} else {
		for _, i := range p.where("jete", "jetee", "pendu", "pendue") {
			if p.is(i-1, "est") && (p.is(i+1, "du", "de", "sous") || p.is(i+1, "dans") && p.is(i+3, "vide") || p.is(i, "pendu", "pendue")) {
				at = i
			}
		}
	}
	if at < 0 || p.helplineGiven() {
		return
	}
	t := p.tokens[at]
	hit(Hit{Start: int(t.start), End: int(t.end), Kind: "helpline"})
}

func (p *page) helplineGiven() bool {
	want := digitsOf(p.country.Helpline)
	for i := range p.figs {
		digits, ends := p.run(i, 8)
		for _, e := range ends {
			d := string(digits[:e])
			if want != "" && d == want || d == "3114" || d == "988" || d == "116123" {
				return true
			}
		}
	}
	return p.has("samaritans", "papyrus") || want == "" && p.country.Code == ""
}

func digitsOf(s string) string {
	out := make([]byte, 0, len(s))
	for i := range len(s) {
		if s[i] >= '0' && s[i] <= '9' {
			out = append(out, s[i])
		}
	}
	return string(out)
}

// notHypothetical tells "your child was seen" from "if your child has a temperature".
func notHypothetical(p *page, from, to int) bool {
	return !p.is(from-1, "if", "when", "whenever", "si", "quand", "lorsque", "once", "after")
}
