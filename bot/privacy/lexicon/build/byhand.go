package main

// What no open list beside the project holds, written by hand from general knowledge: administrative areas, Moroccan towns in
// Arabic and in their other Latin spellings, names in Arabic script, the everyday words of hospital posts.

// frenchRegions lists the regions with their départements. Code officiel géographique, INSEE.
const frenchRegions = `
Auvergne-Rhône-Alpes: 01 Ain, 03 Allier, 07 Ardèche, 15 Cantal, 26 Drôme, 38 Isère, 42 Loire, 43 Haute-Loire, 63 Puy-de-Dôme, 69 Rhône, 73 Savoie, 74 Haute-Savoie
Bourgogne-Franche-Comté: 21 Côte-d'Or, 25 Doubs, 39 Jura, 58 Nièvre, 70 Haute-Saône, 71 Saône-et-Loire, 89 Yonne, 90 Territoire de Belfort
Bretagne: 22 Côtes-d'Armor, 29 Finistère, 35 Ille-et-Vilaine, 56 Morbihan
Centre-Val de Loire: 18 Cher, 28 Eure-et-Loir, 36 Indre, 37 Indre-et-Loire, 41 Loir-et-Cher, 45 Loiret
Corse: 2A Corse-du-Sud, 2B Haute-Corse
Grand Est: 08 Ardennes, 10 Aube, 51 Marne, 52 Haute-Marne, 54 Meurthe-et-Moselle, 55 Meuse, 57 Moselle, 67 Bas-Rhin, 68 Haut-Rhin, 88 Vosges
Hauts-de-France: 02 Aisne, 59 Nord, 60 Oise, 62 Pas-de-Calais, 80 Somme
Île-de-France: 77 Seine-et-Marne, 78 Yvelines, 91 Essonne, 92 Hauts-de-Seine, 93 Seine-Saint-Denis, 94 Val-de-Marne, 95 Val-d'Oise
Normandie: 14 Calvados, 27 Eure, 50 Manche, 61 Orne, 76 Seine-Maritime
Nouvelle-Aquitaine: 16 Charente, 17 Charente-Maritime, 19 Corrèze, 23 Creuse, 24 Dordogne, 33 Gironde, 40 Landes, 47 Lot-et-Garonne, 64 Pyrénées-Atlantiques, 79 Deux-Sèvres, 86 Vienne, 87 Haute-Vienne
Occitanie: 09 Ariège, 11 Aude, 12 Aveyron, 30 Gard, 31 Haute-Garonne, 32 Gers, 34 Hérault, 46 Lot, 48 Lozère, 65 Hautes-Pyrénées, 66 Pyrénées-Orientales, 81 Tarn, 82 Tarn-et-Garonne
Pays de la Loire: 44 Loire-Atlantique, 49 Maine-et-Loire, 53 Mayenne, 72 Sarthe, 85 Vendée
Provence-Alpes-Côte d'Azur: 04 Alpes-de-Haute-Provence, 05 Hautes-Alpes, 06 Alpes-Maritimes, 13 Bouches-du-Rhône, 83 Var, 84 Vaucluse
Outre-mer: 971 Guadeloupe, 972 Martinique, 973 Guyane, 974 La Réunion, 976 Mayotte
`

// americanStates: 2020 Census, resident population.
const americanStates = `
Alabama: 5024279
Alaska: 733391
Arizona: 7151502
Arkansas: 3011524
California: 39538223
Colorado: 5773714
Connecticut: 3605944
Delaware: 989948
Florida: 21538187
Georgia: 10711908
Hawaii: 1455271
Idaho: 1839106
Illinois: 12812508
Indiana: 6785528
Iowa: 3190369
Kansas: 2937880
Kentucky: 4505836
Louisiana: 4657757
Maine: 1362359
Maryland: 6177224
Massachusetts: 7029917
Michigan: 10077331
Minnesota: 5706494
Mississippi: 2961279
Missouri: 6154913
Montana: 1084225
Nebraska: 1961504
Nevada: 3104614
New Hampshire: 1377529
New Jersey: 9288994
New Mexico: 2117522
New York: 20201249
North Carolina: 10439388
North Dakota: 779094
Ohio: 11799448
Oklahoma: 3959353
Oregon: 4237256
Pennsylvania: 13002700
Rhode Island: 1097379
South Carolina: 5118425
South Dakota: 886667
Tennessee: 6910840
Texas: 29145505
Utah: 3271616
Vermont: 643077
Virginia: 8631393
Washington: 7705281
West Virginia: 1793716
Wisconsin: 5893718
Wyoming: 576851
`

// britishCountries: mid-2021 estimates of the Office for National Statistics, rounded to ten thousand.
const britishCountries = `
England: 56540000
Scotland: 5480000
Wales: 3110000
Northern Ireland: 1900000
`

// moroccanRegions: names only; their inhabitants are not among our sources.
const moroccanRegions = `
Tanger-Tétouan-Al Hoceïma
L'Oriental
Fès-Meknès
Rabat-Salé-Kénitra
Béni Mellal-Khénifra
Casablanca-Settat
Marrakech-Safi
Drâa-Tafilalet
Souss-Massa
Guelmim-Oued Noun
Laâyoune-Sakia El Hamra
Dakhla-Oued Ed-Dahab
الشرق
فاس مكناس
سوس ماسة
درعة تافيلالت
مراكش آسفي
الدار البيضاء سطات
الرباط سلا القنيطرة
طنجة تطوان الحسيمة
بني ملال خنيفرة
`

// moroccanSpellings: the name in the list of towns, then other ways to write it.
const moroccanSpellings = `
Casablanca: الدار البيضاء, كازابلانكا, Casa
Rabat: الرباط
Fès: فاس, Fez
Sale: سلا, Salé
Marrakesh: مراكش, Marrakech
Agadir: أكادير, أغادير
Tangier: طنجة, Tanger
Meknès: مكناس
Oujda-Angad: وجدة, Oujda
Al Hoceïma: الحسيمة
Kenitra: القنيطرة, Kénitra
Tétouan: تطوان
Temara: تمارة, Témara
Safi: آسفي, أسفي
Mohammedia: المحمدية
Khouribga: خريبكة
Beni Mellal: بني ملال
El Jadida: الجديدة
Taza: تازة
Nador: الناظور
Settat: سطات
Larache: العرائش
Khemisset: الخميسات
Guelmim: كلميم
Berrechid: برشيد
Khenifra: خنيفرة, Khénifra
Taourirt: تاوريرت
Berkane: بركان
Sidi Slimane: سيدي سليمان
Sidi Kacem: سيدي قاسم
Errachidia: الرشيدية
Ouarzazat: ورزازات, Ouarzazate
Essaouira: الصويرة
Taroudant: تارودانت
Tiznit: تيزنيت
Zagora: زاكورة
Azrou: أزرو
Ifrane: إفران
Midelt: ميدلت
Chefchaouene: شفشاون, Chefchaouen
Asilah: أصيلة
Tafraout: تافراوت, Tafraoute
Imzouren: إمزورن
Fnidek: الفنيدق, Fnideq
Martil: مرتيل
Mdiq: المضيق, M'diq
Ouezzane: وزان
Sefrou: صفرو
Azemmour: أزمور
Youssoufia: اليوسفية
Demnate: دمنات
Azilal: أزيلال
Tinghir: تنغير
Rissani: الريصاني
Erfoud: أرفود
Figuig: فكيك, فجيج
Jerada: جرادة
Laayoune: العيون, Laâyoune
Dakhla: الداخلة
Tan-Tan: طانطان
Inezgane: إنزكان
Aït Melloul: أيت ملول
Aït Ourir: أيت أورير
Skhirate: الصخيرات
Bouskoura: بوسكورة
Ben Guerir: بن جرير, Benguerir
Fkih Ben Salah: الفقيه بن صالح
Oued Zem: وادي زم
Chichaoua: شيشاوة
Al Haouz: الحوز
El Kelaa des Srarhna: قلعة السراغنة, El Kelâa des Sraghna
`

// arabicFirstNames: first names in Arabic script, Moroccan usage first.
const arabicFirstNames = `
محمد أحمد حسن حسين علي عمر عثمان يوسف إبراهيم إسماعيل إسحاق يعقوب موسى هارون داود سليمان يحيى زكريا عيسى إدريس مصطفى
عبدالله عبدالرحمن عبدالرحيم عبدالعزيز عبدالقادر عبدالكريم عبدالمجيد عبداللطيف عبدالحميد عبدالسلام عبدالواحد عبدالغني عبدالهادي
عبدالحق عبدالاله عبدالإله عبدالجليل عبدالرزاق عبدالصمد عبدالفتاح عبدالمالك عبدالمنعم عبدالناصر عبدالنبي عبدالوهاب خالد طارق سعيد
رشيد كريم جمال كمال فؤاد مراد منير نبيل هشام ياسين يونس زكرياء أيوب أنس أمين أيمن بدر بلال توفيق جواد حاتم حكيم حمزة حميد رضا
رضوان رفيق زهير زياد سامي سفيان سمير شفيق صابر صلاح ضياء طه عادل عاصم عدنان عزيز عصام عماد غسان فارس فريد فهد فيصل قاسم لحسن
لطفي ماجد مالك مأمون محسن محمود مروان مسعود معاذ منصور مهدي ميلود ناصر نجيب نزار نعيم نور نوح هاني هيثم وائل وليد ياسر يزيد
بوشعيب بوجمعة بوعزة الحسين الحسن الحاج المهدي المختار العربي الطيب الطاهر العياشي الجيلالي الحبيب المصطفى المعطي الهاشمي الصديق
التهامي الشرقي المكي المدني إلياس آدم ريان غالي رائد أشرف أسامة أنور إيهاب باسم بسام تامر جابر حازم حسام خليل رامي راشد رمزي
سالم سعد سلمان سليم شريف طلال عامر عبيد غازي فادي فواز كاظم لؤي مازن مجدي محجوب مختار معتز مفيد ممدوح نادر نضال هادي
فاطمة خديجة عائشة زينب مريم آمنة أمينة حليمة سعيدة رشيدة كريمة جميلة نعيمة سميرة نادية ليلى سلمى سارة هند هاجر هدى هبة حنان
حسناء خولة دنيا دعاء رانيا رجاء رحمة رقية ريم زهرة زهور سعاد سكينة سلوى سمية سناء سهام سهيلة شيماء صباح صفاء صفية ضحى عبلة عزيزة
عفاف غزلان غيثة فاتن فاتحة فتيحة فدوى فرح فريدة فوزية كنزة كوثر لبنى لطيفة لمياء مارية ماجدة مليكة منال منى مونية ميساء ميمونة نجاة
نجلاء نجوى نزهة نسرين نعمة نهى نوال نورة هالة وداد وفاء ياسمين ياسمينة يسرى إكرام إلهام إيمان ابتسام أسماء أسية آسية أمال آمال
أميمة أميرة أنيسة إحسان إخلاص بشرى بديعة بهية بثينة تورية ثريا جهان جهاد جوهرة حورية حياة خدوج ربيعة زهراء زبيدة سعدية سميحة
فاطنة فطنة فاطمة-الزهراء خدوجة خديجتو غيثة السعدية سعدية رقية رقيق طامو يامنة يطو ايطو مينة مينا منانة محجوبة مماس زهور زهيرو زهرو حادة حدة
عيشة عويشة يمنى يمينة ربحة رابحة تودة فاضمة فاضما هنو إيطو عائشة تاجة شامة شعيبية عبوش خناتة الكبيرة الضاوية الباتول باتول فتيحة
فاطيمة فطيمة حفصة حليمة جويرية أروى لينة لينا ليان جنى جنة لجين تالين تالا ملك ميار مايا نايا ندى هناء أمامة أنفال إسراء آية أية
هبة رتاج ريتاج رنيم رزان رغد سدرة سيرين شهد غفران فردوس فرحة قمر لمى لارا مايسة مروى مروة نرجس نسيمة نهيلة نورا هاجر وصال وئام
ويام يقين إخلاص أريج أسيل إيناس بتول بسمة تسنيم تقوى جيهان حسنية حكيمة حنين خلود دلال ذكرى راوية رحيمة رقيا زكية زليخة زينة
ساجدة سارا ساميا سامية سلاف سميرة سندس سوسان شريفة شفاء شمس صفاء صوفيا ضياء عفراء علياء عواطف غالية فاتن فضيلة فطومة كريمان
كلثوم أم-كلثوم لطيفة ليلي مجدولين محاسن مديحة منيرة مهدية ميمونة نادين نبيهة نجية نزيهة نصيرة نظيرة هادية هيام وردة وسيمة وفية
أنوار أنيس إلياس إلياسين إياد آدم أديب أركان أصيل أمجد أوس أويس باسل بدر-الدين برهان بشير بلعيد بناصر بوبكر بوسلهام بوجمعة
تاج-الدين جابر جعفر جمال-الدين جلال حسام-الدين حكيم حمادي حمدان حمو حميدة خالد خليل خليفة دريس رحال رضى رفعت رياض ريان زين زين-الدين
زيد سراج سعد-الدين سيف سيف-الدين شرف-الدين شمس-الدين شعيب صفوان صهيب صلاح-الدين طاهر عباس عبدو عبده عبد-الله عبيدة عدي عز-الدين عزالدين
علاء علاء-الدين علال علي عمار عمير عياد عيسى فاضل فتاح فضل فؤاد قاسم قصي كريم لبيب لحبيب لحسين لعربي لمين ليث مامون مبارك محماد
محند محي-الدين مراد مسعود مصعب مصطفى-كمال معاد معاذ ملاك منذر مهند موحى مولود ميمون نبيل نجم-الدين نصر-الدين نعمان نور-الدين هاشم هيثم
وديع وسام وسيم ياسين يحيى يزن يعرب ابراهيم اسماعيل ادريس انس ايوب اسامة اشرف امين امينة اسماء امال ايمان الهام اكرام احمد
الزهراء للا لالة شادية شهرزاد طامو عتيقة عزة عيدة فطومة لالة مباركة محجوبة ملاك ميرا نبيلة هنية يامنة تغريد روان رنا ريما سوسن عبير غادة لجين ميس
`

// arabicSurnames: family names in Arabic script, most of them Moroccan, one a line because some have several words.
const arabicSurnames = `العلوي
الإدريسي
بنجلون
بن جلون
بناني
برادة
التازي
الفاسي
الفهري
الكتاني
السقاط
لحلو
الشرايبي
بنكيران
بنعلي
بن علي
بنموسى
بنسعيد
بنعمر
بنحمو
بنيس
بنشقرون
بنسودة
بنزكري
بنمنصور
بنخضرة
بنعبدالله
بن عبد الله
العثماني
المنصوري
السرغيني
الحسني
العمراني
المراكشي
الفيلالي
السوسي
الدكالي
الريفي
التطواني
الطنجاوي
السلاوي
الرباطي
الوزاني
المكناسي
الزموري
الشاوي
الحمداوي
المرابط
الناصري
البقالي
الخطابي
الهاشمي
العباسي
القادري
الصقلي
العراقي
التونسي
الجزائري
المصري
الحداد
النجار
الخياط
البناي
الصباغ
الحلاق
الفلاح
البوعزاوي
البوشعيبي
بوعزة
بوشتى
بوزيد
بوعبيد
بوحموش
أيت
آيت
أيت الحاج
أيت علي
أوبلا
أمزيان
أزولاي
أخنوش
أوجار
لمرابط
لعلج
لعرايشي
لغزاوي
لكحل
لبيض
لحسيني
حجي
حمداوي
حمودي
خالدي
خيري
داودي
رحموني
رمضاني
زروال
زهراوي
زيدان
سباعي
سعيدي
سلامي
شاكر
شفيق
شوقي
صالحي
طاهري
عزيزي
عمراوي
عياش
غزالي
فكري
قاسمي
قدوري
كرامي
لطفي
مبروك
مزيان
مسعودي
مفتاح
منصوري
ناجي
نجاري
هلالي
وهبي
ياسيني
يعقوبي
الأحمر
الأسود
الأشقر
الأمراني
الأندلسي
الأنصاري
الباز
البركاني
البوزيدي
البوكيلي
التوزاني
الجابري
الجعفري
الجوهري
الحجوي
الحسيني
الحموتي
الحموشي
الخلفي
الخمليشي
الداودي
الدرقاوي
الراشدي
الرميد
الروداني
الزاوي
الزبيري
الزهراوي
الزياني
السباعي
السعدي
السعيدي
السلامي
السليماني
الشامي
الشرقاوي
الشريف
الشعبي
الصالحي
الصديقي
الطاهري
الطيبي
العروي
العزوزي
العسري
العلمي
العماري
العياشي
الغازي
الغزواني
الفارسي
الفقير
القاسمي
القباج
الكبير
الكروج
اللعبي
المالكي
المتوكل
المحمدي
المختاري
المديوري
المريني
المسعودي
المقدم
المودن
النقاش
النوري
الهلالي
الودغيري
الورياغلي
الوكيلي
اليازغي
اليعقوبي
اليوسفي`

// namesThatAreWords are first names and surnames that are ordinary words as well, which the corpora hardly have in small letters.
const namesThatAreWords = `
comfort blessing precious gift prince princess favour olivier laurier cerise dot perla concha alba alma
amber april autumn basil bay bell birch bishop blaze blossom brook brooks buck bud butcher carol chance chandler chase christian clay cliff
coral crystal daisy dale dawn dean destiny dolly drew earl earnest ebony eden faith fay fern flora forest frank gale garland gene ginger
grace grant guy harmony hazel heath heather hilary holly hope hunter iris ivy jade jasmine jasper jewel joy june juniper kit lance
laurel lily mason mercy miles milo mitch myrtle nova olive opal pansy parker patience peg penny pearl piper poppy porter presley primrose
prudence queenie raven ray reed rex rich river robin rock rod rose rosemary ruby rusty sage sandy savannah sawyer scarlett sky sonny
stone sue summer sunny tanner taylor tiger trinity tucker turner val vic victor victory violet wade walker warren will willow winter woody
ambre aurore aimé aimée ange angélique blanche capucine céleste clément clémence colombe constant constance constante désiré désirée
divin églantine espérance félicité fidèle fleur flore france honoré innocent iris juste lilas line loup lune marin marine modeste
mai océan océane olive olympe parfait pascal pascale prosper prudence prune reine romain romaine romane rose victoire violette
amparo ángel ángeles ascensión aurora blanca caridad clara coral consuelo dolores dulce encarnación esperanza estrella flor gracia
luz mar milagros nieves paloma paz piedad pilar purificación reina remedios rocío rosa rosario sagrario socorro sol soledad vega
ventura victoria virtudes
`

// hospitalWords are ordinary words of hospital posts that the corpora (news, tweets, case reports) hardly have.
const hospitalWords = `
pot kit gate code postal ley artículo level floor azur numéro série niveau étage bâtiment porte aile lot carton palette référence réf article alinéa page
chapitre annexe version modèle taille lit box couloir badge casier clé zone secteur pôle unité ligne quai hall poste tarif ticket coupon
accueil accueille accueillent accompagne accompagnement accouchement actualité admission admise admis adolescent agenda aide aidant
aidante aidants ambulance ambulancier anesthésie anesthésiste anonyme appel appelez association atelier ateliers avis bébé bébés
bénéficiaire bénévole bénévoles besoin biologie bienvenue bilan blessé blessés bloc boulanger boulangère bravo brancardier cadre cabinet
campagne cancérologie cardiologie centre certification chambre chef cheffe chirurgie chirurgien chirurgienne chirurgical clinique coeur
collecte collègue collègues communiqué concours conférence conférences conseil consultation consultations contact convocation
coordinatrice crèche cuisine décès demande dentiste dépistage dermatologie diététicienne directeur directrice direction don dons donneur
donneurs dossier douleur échographie écoute éducateur enfant enfants entretien équipe équipes établissement étudiant étudiante
étudiants événement examen externe famille familles fermeture fermé festival fierté fille fils formation frère garçon garde gériatrie
glycémie greffe greffé groupe guérison gynécologie handicap hématologie hôpital hôpitaux horaires hospitalisation hospitalisé
hospitalisée hospitalier hospitalière imagerie inauguration infirmier infirmière infirmiers infirmières information informations
innovation inscription inscriptions institut interne internes intervention invité jardin jeune journée journées kiné kinésithérapeute
labellisé laboratoire lit lits logement malade malades maladie maman maternité médecin médecins médecine médical médicale mère mission
mobilisation monsieur madame naissance naissances nouveau nouveau-né numéro nutrition obstétrique octobre oncologie ophtalmologie
ordonnance orthophoniste orthophonique ouverture ouvert palliatif papa parcours parking parent parents partenaire partenariat patient
patiente patientes patients pédiatrie pédiatre permanence personnel personnels pharmacie pharmacien photo photos plateau pneumologie
podologue portes possible praticien praticienne prévention prise professionnel professionnels programme proche proches projet protocole
psychiatrie psychologue puéricultrice radiologie radio rééducation réanimation recrutement recrute remerciements rendez-vous résident
résidente résidents responsable robot salle sang santé scanner secrétaire secrétariat semaine séjour sénior seniors service services
soeur soignant soignante soignants soins sortie sourire soutien stage standard surveillance témoignage tension thérapie tonus traitement
transfusion transplantation travaux tuteur urgence urgences urgentiste usager usagers vaccin vaccination victime vigilance visite
visites visiteur visiteurs voisin voisine yoga rose claire blanche bleu violette marguerite fleur pierre olive prune mars avril mai juin
juillet août septembre novembre décembre janvier février lundi mardi mercredi jeudi vendredi samedi dimanche
ward wards nurse nurses doctor doctors patient patients hospital hospitals midwife midwives surgeon surgery theatre clinic clinics
volunteer volunteers donor donors blood maternity baby babies neonatal unit trust team teams staff consultant physician trainee
student students award awards research trial trials cancer tumour tumor disease diseases therapy treatment treatments diagnosis
study studies professor director chief officer chair chairman president executive board council press release contact emergency
department departments appointment appointments visiting visitors visitor ambulance paramedic paramedics porter dietitian pharmacist
faith grace hope joy will may june april summer autumn rose lily daisy violet hazel heather ivy olive amber ruby pearl crystal
`
