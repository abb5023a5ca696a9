package privacy

// Numbers that only a word beside them gives away: "IPP 8001234567", "dossier n° 45871", "NHC: 2569870", "CIN AB123456".

// A cue is a phrase that announces a number, and what the number has to look like.
type cue struct {
	kind   FactKind
	digits int  // at least
	spaced bool // the number may be written in groups
	says   []string
	marked bool // the word is one of everyday: "n°", "#" or ":" must stand between it and the number
}

var cues = [...]cue{
	{FactRecord, 4, false, []string{"ipp", "i p p", "cipa", "nip", "iep", "nda", "ins", "mrn", "nhc", "hosp no", "ndossier", "dossier", "dossier (patient|medical|no|n|num|numero|administratif|hospitalier)", "numero de (dossier|sejour|patient|venue|passage)", "(no|n|num) (de|d) (dossier|sejour|patient|venue)", "(no|n|num) (dossier|patient|sejour)", "patient (id|no|number|ref|identifier)", "(ref|reference) (patient|patiente|dossier|sejour)", "(no|n|num|numero) (d) (entree|admission|hospitalisation)", "(no|n|num|numero) (venue|passage|episode|ipp|nda|iep)", "(visit|encounter|admission|registration) (no|number|id)", "(unit|urn) (no|number)", "cip", "(tarjeta|numero) sanitaria", "(ملف|الملف) (المريض|المريضه|الطبي) رقم", "رقم الملف الطبي", "رقم (التسجيل|الدخول) بالمستشفى", "(medical|health|hospital|case) record (no|number)", "(medical|health) record", "hospital (no|number)", "record (no|number)", "chart (no|number)", "historia clinica", "(no|n|num|numero) (de) historia (clinica)", "historia", "episodio", "numero de (episodio|historia)", "identifiant patient", "id patient", "(numero|no|n) (d) identification", "رقم الملف", "رقم المريض", "ملف رقم", "الملف رقم", "(csarr|sejour) (no|n)", "venue (no|n)", "case number", "case no", "accession (no|number)", "prelevement (no|n)", "echantillon (no|n)", "encounter (no|number)"}, false},
	{FactInsurance, 5, true, []string{"(no|n|numero|num) (d|de) (adherent|assure|mutuelle|contrat|police|affiliation|immatriculation|allocataire)", "(no|n|num|numero) (adherent|assure|mutuelle|cnss|cnops|ramed)", "adherent (no|n|numero)", "mutuelle (no|n|numero)", "immatriculation (cnss|cnops)", "cnss", "cnops", "ramed", "amo (no|n|numero)", "policy (no|number)", "insurance (no|number|id)", "member (id|no|number)", "(medicare|medicaid) (no|number|id)", "(mbi|medicare|medicaid|ramq)", "(mutuelle|assurance) (contrat|police|adherent) (no|n|numero)", "(contrat|police) (mutuelle|sante) (no|n|numero)", "allocataire", "immatriculation (amo|ramed|mutuelle)", "amo", "(no|n|num|numero) amo", "(no|n|num|numero) (de) contrat", "(mutuelle|assurance) ... (contrat|police|adherent) (no|n|numero)", "numero allocataire", "poliza", "رقم الانخراط", "رقم التسجيل", "رقم المؤمن"}, false},
	{FactSSN, 7, true, []string{"nass", "nss", "(no|n|num|numero) (de) (securite|seguridad) (sociale|social)", "(securite|seguridad) (sociale|social)", "social security (no|number)", "ssn", "n ss", "nuss", "afiliacion", "رقم الضمان الاجتماعي"}, false},
	{FactInvoice, 5, false, []string{"facture (no|n|numero)", "facture (hospitaliere|patient|sejour)", "(hospital|patient) (invoice|bill)", "bill (no|number)", "account", "acct", "(no|n|numero) (de) facture", "invoice (no|number)", "compte (no|n|numero)", "account (no|number)", "titre de recette"}, false},
	{FactLicence, 7, true, []string{"rpps", "adeli", "gmc (no|number)", "gmc", "npi", "hcpc"}, false},
	{FactLicence, 6, true, []string{"nmc pin", "nmc (no|number)", "(no|n|numero) (d) ordre", "dea (no|number)"}, false},
	{FactIBAN, 10, true, []string{"rib", "(compte|cuenta) (bancaire|bancaria)", "(sort code|bank account)", "ccc", "(رقم) (الحساب) (البنكي)", "الحساب البنكي"}, false},
	{FactLicence, 4, true, []string{"(no|n|num|numero) (col|colegiado)", "colegiado", "(no|n|num|numero) (de) colegiado", "ncol"}, false},
	{FactCNIE, 4, true, []string{"cin", "cine", "cnie", "carte nationale", "carte d identite", "carte nationale d identite", "carte d identite nationale", "بطاقه التعريف", "البطاقه الوطنيه", "بطاقه التعريف الوطنيه", "البطاقه الوطنيه للتعريف", "رقم البطاقه", "ب ت و", "ب ت و ت", "id card", "identity card", "passeport", "passport (no|number)", "passport", "titre de sejour"}, false},
	{FactDevice, 4, false, []string{"s n", "sn", "serial", "serial (no|number)", "(no|n|numero) (de) serie", "numero de serie", "pacemaker (no|n)", "(no|n) (d) implant", "implant (no|n)", "iudi", "udi", "imei", "numero de serie", "الرقم التسلسلي"}, false},
	{FactDNI, 6, false, []string{"dni", "nie", "nif", "d n i", "n i e", "n i f"}, false},
	{FactNHS, 8, true, []string{"nhs (no|number|num)", "chi (no|number)", "chi"}, false},
}

// markedCues announce a number only with a mark: "chart #778945", "hospit. n° 7789", "Facture : F-2024-77894".
var markedCues = [...]cue{
	{FactRecord, 5, false, []string{"chart", "hosp", "hospit", "hospitalisation", "ip", "ip patient", "patient", "patiente", "(no|n|numero) (d) (entree|admission|hospitalisation|ordre)", "entree", "admission", "visit", "encounter", "case", "fichier", "الملف الطبي", "الملف"}, true},
	{FactInsurance, 5, false, []string{"policy", "member", "subscriber", "group", "adherent", "contrat mutuelle", "beneficiaire"}, true},
	{FactInvoice, 5, false, []string{"facture", "invoice", "recibo", "factura"}, true},
	{FactLicence, 4, true, []string{"colegiad@"}, true},
	{FactCNIE, 4, true, []string{"cni", "c n i", "c n i e", "c i n", "c i n e", "رقم ب و", "ب و"}, false},
}

// cueAt gives the cue of a tag: the marked ones follow the others.
func cueAt(tag int32) cue {
	if int(tag) < len(cues) {
		return cues[tag]
	}
	return markedCues[int(tag)-len(cues)]
}

// cueBook is the phrasebook of the cues; the tag is the cue's place in the list.
func cueBook() *phrasebook {
	b := newPhrasebook()
	for i, c := range cues {
		b.add(int32(i), c.says...)
	}
	for i, c := range markedCues {
		b.add(int32(len(cues)+i), c.says...)
	}
	return b
}

func (p *page) findCued() {
	p.books.cues.find(p, func(tag int32, from, to int) {
		c := cueAt(tag)
		if c.marked && !p.numberMark(to, c.kind != FactRecord || p.is(to-1, "chart", "hosp", "hospit", "ip")) {
			return
		}
		start, end, ok := p.codeAfter(to, c)
		if !ok || p.taken(start, end) {
			return
		}
		value := canonical(p.s[start:end])
		if p.is(from, "cip") && p.lang != spanish || p.is(from, "sn", "chi", "amo", "rib", "mbi") && p.tokens[from].kind != upper || p.is(from, "ccc", "account", "acct") && len(value) < 8 {
			return // a medicine's code, a word of everyday
		}
		if c.kind == FactDevice && p.is(from, "s") && (p.tokens[from].kind != title || p.lang == spanish || p.sign(to, '.')) {
			return // "s/n": a house without a number
		}
		if c.kind == FactRecord && (p.lotNumber(from) || len(value) == 4 && plausibleYear(atoi(p.s[start:end]), 4)) {
			return
		}
		if c.marked && p.is(p.tokenAt(end-1)+1, "euros", "euro", "places", "patients", "dirhams", "dh", "m", "personnes", "people", "eur") {
			return
		}
		kind := c.kind
		if kind == FactSSN && (len(value) == 13 || len(value) == 15) && value[0] >= '1' && value[0] <= '3' {
			kind = FactNIR
		}
		p.addFact(Fact{Kind: kind, Start: start, End: end, Value: value, Sure: true})
	})
}

// numberMark tells "n°", "no.", "#" at a token, and ":" where it is enough.
func (p *page) numberMark(i int, colon bool) bool {
	for p.sign(i, '.') && p.tokens[i].gap == glued {
		i++
	}
	return p.is(i, "n", "no", "nr", "num", "numero", "number", "رقم", "عدد") || p.sign(i, '#') || colon && p.sign(i, ':') && i+1 < len(p.tokens) && p.tokens[i+1].gap != line
}

func (p *page) lotNumber(from int) bool { return p.is(from-1, "lot", "batch", "lots") }

// codeAfter reads the number that a cue announces: past "n°", ":" and small words, at most two words of the alphabet deep.
func (p *page) codeAfter(i int, c cue) (start, end int, ok bool) {
	for skipped := 0; i < len(p.tokens) && skipped < 7; skipped++ {
		t := p.tokens[i]
		switch {
		case t.gap == line && skipped > 0 && !p.sign(i-1, ':'):
			return 0, 0, false
		case t.kind == sign && (p.s[t.start] == ':' || p.s[t.start] == '#' || p.s[t.start] == '.' || p.s[t.start] == '/' || p.s[t.start] == '(' || p.s[t.start] == '-' || p.s[t.start] == '=' || p.s[t.start] >= 0xC2):
			i++
		case p.is(i, "n", "no", "nr", "num", "numero", "number", "est", "is", "es", "id", "patient", "du", "de", "le", "the", "ref", "o", "رقم", "عدد", "رقمه", "هو", "electronique", "social", "sociale",
			"medical", "medicale", "hospitalier", "hospitaliere", "sante", "caf", "cpam", "cnss", "amo", "mutuelle", "contrat", "الطبي", "في", "الضمان", "الاجتماعي", "للمريض", "للمريضه"):
			i++
		default:
			return p.codeAt(i, c)
		}
	}
	return 0, 0, false
}

// codeAt reads a code of letters and figures at token i and counts its digits.
func (p *page) codeAt(i int, c cue) (start, end int, ok bool) {
	if i >= len(p.tokens) {
		return 0, 0, false
	}
	if start, end, ok := p.codeInWords(i, c); ok {
		return start, end, true
	}
	start = int(p.tokens[i].start)
	digits, letters := 0, 0
	grouped := c.spaced || p.tokens[i].kind == number && p.tokens[i].end-p.tokens[i].start <= 3
	j := i
	for ; j < len(p.tokens); j++ {
		t := p.tokens[j]
		if j > i && t.gap == line || j > i && t.gap != glued && !(grouped && (t.kind == number || letters > 0 && digits == 0)) && !(digits == 0 && letters > 0 && letters <= 3 && t.kind == number) {
			break
		}
		switch {
		case t.kind == number:
			digits += int(t.end - t.start)
		case t.word():
			if letters += int(t.fend - t.fstart); letters > 8 {
				return 0, 0, false
			}
		case p.s[t.start] == '-' || p.s[t.start] == '/' || p.s[t.start] == '_' || p.s[t.start] == '.' && t.gap == glued:
			if j+1 >= len(p.tokens) || p.tokens[j+1].gap != glued || p.tokens[j+1].kind == sign {
				return p.codeEnd(start, j, digits, c)
			}
			continue
		default:
			return p.codeEnd(start, j, digits, c)
		}
	}
	return p.codeEnd(start, j, digits, c)
}

// codeInWords reads a code said figure by figure: "quatre cinq huit sept un deux".
func (p *page) codeInWords(i int, c cue) (start, end int, ok bool) {
	digits := 0
	for j := i; j < len(p.tokens) && digits < 24; {
		f, next, ok := p.spelledAt(j)
		if !ok {
			break
		}
		digits, end, j = digits+int(f.n), f.end, p.skipSmallSigns(next)
	}
	return int(p.tokens[i].start), end, digits >= c.digits && digits >= 4
}

func (p *page) codeEnd(start, j, digits int, c cue) (int, int, bool) {
	if digits < c.digits || digits > 24 {
		return 0, 0, false
	}
	return start, int(p.tokens[j-1].end), true
}

// canonical keeps the letters and figures of a code.
func canonical(s []byte) string {
	out := make([]byte, 0, len(s))
	for _, c := range s {
		switch {
		case c >= '0' && c <= '9', c >= 'A' && c <= 'Z':
			out = append(out, c)
		case c >= 'a' && c <= 'z':
			out = append(out, c-'a'+'A')
		}
	}
	return string(out)
}
