package privacy

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
)

// A Fact is something the reading of a page found: an identifier, a name, or one thing said about a person. Finders (the
// files identifiers_*.go, names.go, recognise.go) add facts; rules turn facts into findings.
type Fact struct {
	Kind       FactKind
	Start, End int    // bytes of page.s
	Value      string // canonical: the digits of a number, the folded name; "" when the words say it
	Number     int    // an age in years, a count; 0 otherwise
	Role       Role   // of a name
	Sure       bool   // a checksum or a label vouches for it
	Full       bool   // of a name: more than one word, or a title before it
	Alone      bool   // of a name: nothing near speaks of work, an office or the public
	Hailed     bool   // of a name: the one who is greeted or thanked, by first name
	Plain      bool   // of a name: plainly a person's
	Told       bool   // of a name: the text tells of illness, care or a life
	Person     int    // index into page.people; -1 when nobody's
}

// FactKind is what a fact is about; it is also the kind of the finding made from it.
type FactKind string

// Identifiers: each can point at one person by itself.
const (
	FactPhone     FactKind = "phone"
	FactFax       FactKind = "fax"
	FactEmail     FactKind = "email"
	FactNIR       FactKind = "nir"       // French social security number
	FactSSN       FactKind = "ssn"       // American or Spanish social security number
	FactNHS       FactKind = "nhs"       // British NHS number
	FactCNIE      FactKind = "cnie"      // Moroccan identity card
	FactDNI       FactKind = "dni"       // Spanish identity card
	FactRecord    FactKind = "record"    // number of a patient, a stay or a file
	FactInsurance FactKind = "insurance" // number of an insured person
	FactIBAN      FactKind = "iban"
	FactCard      FactKind = "card" // payment card
	FactInvoice   FactKind = "invoice"
	FactLicence   FactKind = "licence" // RPPS, ADELI, GMC, colegiado: a professional's number
	FactPlate     FactKind = "plate"
	FactDevice    FactKind = "device"
	FactURL       FactKind = "url" // page of a person
	FactLink      FactKind = "link"
	FactHandle    FactKind = "handle"
	FactHashtag   FactKind = "hashtag"
	FactIP        FactKind = "ip"
	FactName      FactKind = "name"
	FactInitials  FactKind = "initials"
	FactBirth     FactKind = "dob"
	FactAddress   FactKind = "address"
	FactZIP       FactKind = "zip"
	FactRoom      FactKind = "room"
)

// Things said about a person: one alone rarely points at anybody, several together do.
const (
	FactPatient      FactKind = "patient" // the words that introduce somebody cared for: "une patiente", "le petit garçon"
	factCare         FactKind = "care"    // words of care in the singular: "hospitalisée", "est rentré chez lui"; no finding by itself
	FactAge          FactKind = "age"
	FactSex          FactKind = "sex"
	FactPlace        FactKind = "place"
	FactDate         FactKind = "date"
	FactJob          FactKind = "job"
	FactFamily       FactKind = "family"
	FactOrigin       FactKind = "origin"
	FactDisease      FactKind = "disease"
	FactCircumstance FactKind = "circumstance"
	FactService      FactKind = "service"
	FactStay         FactKind = "stay"
	FactOutcome      FactKind = "outcome"
	factMonth        FactKind = "month" // "en mars", "à Noël": a date for the count, no finding by itself
	FactUnique       FactKind = "unique"
)

// A Role is whose name a name is.
type Role string

// The roles. Only a patient's or a relative's name, and one whose role is unknown, is anything to worry about.
const (
	RoleUnknown     Role = ""
	RolePatient     Role = "patient"
	RoleRelative    Role = "relative"
	RoleStaff       Role = "staff"
	RolePublic      Role = "public" // speaks or acts in public: a director, a mayor, a press contact
	RoleInstitution Role = "institution"
	RoleEponym      Role = "eponym"
)

// addFact notes a fact; sortFacts later drops what overlaps within a kind.
func (p *page) addFact(f Fact) {
	if f.Start >= f.End {
		return
	}
	f.Person = -1
	p.facts = append(p.facts, f)
	if !p.isCovered {
		p.covered, p.isCovered = cleared(p.covered, len(p.s)+1), true
	}
	for i := f.Start; i < f.End; i++ {
		p.covered[i] = 1
	}
}

// sortFacts orders the facts by place; where one kind overlaps itself, the longer stays.
func (p *page) sortFacts() {
	slices.SortStableFunc(p.facts, func(a, b Fact) int {
		if a.Start != b.Start { // nearly always: the rest is asked seldom
			return cmp.Compare(a.Start, b.Start)
		}
		return cmp.Or(cmp.Compare(b.End, a.End), strings.Compare(b.Value, a.Value)) // the longer, the one that knows more
	})
	kept := p.facts[:0]
	last := map[FactKind]int{}
	for _, f := range p.facts {
		if end, seen := last[f.Kind]; seen && f.Start < end {
			continue
		}
		last[f.Kind] = f.End
		kept = append(kept, f)
	}
	p.facts = kept
}

// taken reports whether an identifier already covers part of s[start:end].
func (p *page) taken(start, end int) bool {
	return p.isCovered && bytes.IndexByte(p.covered[start:end], 1) >= 0
}

// said is what kinds of things a sentence says, so that "does this sentence speak of somebody?" is one look.
type said uint16

const (
	saidSomebody said = 1 << iota // a patient, an age, a patient's or relative's name
	saidName                      // a patient's or relative's name
	saidPatient                   // a patient, an age, a patient's name
	saidCare                      // somebody, or a birth, a room, a number of a file
	saidFamily
	saidAge
)

// noteSaid fills said from the facts, and tells whether the text reads like a record.
func (p *page) noteSaid() {
	p.said = cleared(p.said, len(p.sentences)+1)
	for _, f := range p.facts {
		s := &p.said[p.sentenceOf(f)]
		switch f.Kind {
		case FactPatient:
			*s |= saidSomebody | saidPatient | saidCare
		case FactAge:
			*s |= saidSomebody | saidPatient | saidCare | saidAge
		case FactName:
			if f.Role == RolePatient {
				*s |= saidSomebody | saidName | saidPatient | saidCare
			} else if f.Role == RoleRelative {
				*s |= saidSomebody | saidName | saidCare
			}
		case FactFamily:
			*s |= saidFamily
		case FactRoom:
			*s |= saidCare
		case FactBirth, FactNIR, FactRecord:
			*s |= saidCare
			p.isRecord = true
		case FactNHS, FactDNI, FactInsurance:
			p.isRecord = true
		case FactSSN:
			p.isRecord = p.isRecord || f.Sure
		}
	}
}

// sentenceOf gives the sentence in which a fact begins.
func (p *page) sentenceOf(f Fact) int32 {
	i := p.tokenAt(f.Start)
	if i >= len(p.tokens) {
		return int32(len(p.sentences))
	}
	return p.tokens[i].sentence
}

// says reports whether the fact's sentence says something.
func (p *page) says(f Fact, what said) bool { return p.said[p.sentenceOf(f)]&what != 0 }

// cared reports whether the fact's sentence, or the one before, speaks of somebody cared for.
func (p *page) cared(f Fact) bool {
	s := p.sentenceOf(f)
	return p.said[s]&saidCare != 0 || s > 0 && p.said[s-1]&saidCare != 0
}

// specific reports whether the fact's sentence speaks of one person.
func (p *page) specific(f Fact) bool { return p.says(f, saidSomebody) }

// record reports whether the text reads like a medical record: a number of a file, a birth.
func (p *page) record() bool { return p.isRecord }
