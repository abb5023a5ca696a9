package privacy

import (
	"bytes"
	"encoding/binary"
	"strings"

	"portevoix/bot/text"
)

// DICOM files: a medical image with a record in front of it. The header is read to say what it holds of the patient, never the values
// (DICOM PS3.5 for the encoding, PS3.6 for the tags).

// dicomFindings says what a DICOM file betrays: that it is one, what its header holds, and whether words are burnt into the picture.
func dicomFindings(data []byte) []Finding {
	header := readDICOM(data)
	found := pictureFinding(dicomRule, Block)
	if said := header.says(); !said.IsZero() {
		found.Why = text.Text{FR: "%s Cet en-tête contient : %s.", EN: "%s This header holds: %s.", AR: "%s هذا الرأس يحتوي على: %s."}.With(found.Why, said)
	}
	findings := []Finding{found}
	if header.burnt != "NO" {
		f := pictureFinding(burntRule, High)
		if header.burnt != "YES" {
			f.Why = text.Text{FR: "Le fichier ne dit pas si le nom est incrusté dans l'image : regardez les coins.", EN: "The file does not say whether the name is burnt into the picture: look at the corners.", AR: "الملف لا يذكر هل الاسم مطبوع داخل الصورة: انظروا إلى الزوايا."}
		}
		findings = append(findings, f)
	}
	return findings
}

// A dicomHeader is what was read: which telling tags have a value, and the tag that speaks of burnt-in words.
type dicomHeader struct {
	holds map[uint32]bool
	burnt string // "YES", "NO", or "" when the file does not say
}

const burntIn = 0x00280301

var dicomTags = []struct {
	tag  uint32
	said text.Text
}{
	{0x00100010, text.Text{FR: "le nom du patient", EN: "the patient's name", AR: "اسم المريض"}},
	{0x00100020, text.Text{FR: "son numéro", EN: "the patient's number", AR: "رقمه"}},
	{0x00100030, text.Text{FR: "sa date de naissance", EN: "the date of birth", AR: "تاريخ ميلاده"}},
	{0x00101010, text.Text{FR: "son âge", EN: "the age", AR: "سنه"}},
	{0x00101040, text.Text{FR: "son adresse", EN: "the address", AR: "عنوانه"}},
	{0x00080050, text.Text{FR: "le numéro de l'examen", EN: "the number of the examination", AR: "رقم الفحص"}},
	{0x00080020, text.Text{FR: "la date de l'examen", EN: "the date of the examination", AR: "تاريخ الفحص"}},
	{0x00080080, text.Text{FR: "l'hôpital", EN: "the hospital", AR: "المستشفى"}},
	{0x00080090, text.Text{FR: "le médecin", EN: "the doctor", AR: "الطبيب"}},
}

func (h dicomHeader) says() text.Text {
	var parts []text.Text
	for _, t := range dicomTags {
		if h.holds[t.tag] {
			parts = append(parts, t.said)
		}
	}
	said := text.Join(", ", parts...)
	said.AR = strings.ReplaceAll(said.AR, ", ", "، ")
	return said
}

// readDICOM reads the header up to the description of the picture (group 0028). A broken file ends the reading; what was read counts.
func readDICOM(data []byte) dicomHeader {
	h := dicomHeader{holds: map[uint32]bool{}}
	d := dicomReader{rest: data[132:], order: binary.LittleEndian, explicit: true}
	for {
		tag, value, ok := d.next()
		if !ok || tag>>16 > 0x0028 {
			return h
		}
		value = bytes.Trim(value, " \x00")
		switch {
		case tag == 0x00020010:
			d.syntax = string(value)
		case tag == burntIn:
			h.burnt = string(value)
		case len(value) > 0:
			h.holds[tag] = true
		}
	}
}

// A dicomReader reads one element after the other. The first group is always little endian with explicit kinds; it says how the rest is
// written.
type dicomReader struct {
	rest     []byte
	order    binary.ByteOrder
	explicit bool
	syntax   string
	begun    bool // past the first group
}

func (d *dicomReader) next() (tag uint32, value []byte, ok bool) {
	if len(d.rest) < 8 {
		return 0, nil, false
	}
	if !d.begun && binary.LittleEndian.Uint16(d.rest) != 0x0002 {
		d.begun = true
		d.explicit = d.syntax != "1.2.840.10008.1.2"
		if d.syntax == "1.2.840.10008.1.2.2" {
			d.order = binary.BigEndian
		}
	}
	tag = uint32(d.order.Uint16(d.rest))<<16 | uint32(d.order.Uint16(d.rest[2:]))
	size, head := d.order.Uint32(d.rest[4:]), 8
	if kind := string(d.rest[4:6]); d.explicit && tag>>16 != 0xfffe {
		size = uint32(d.order.Uint16(d.rest[6:]))
		switch kind {
		case "OB", "OD", "OF", "OL", "OV", "OW", "SQ", "SV", "UC", "UN", "UR", "UT", "UV":
			if len(d.rest) < 12 {
				return 0, nil, false
			}
			size, head = d.order.Uint32(d.rest[8:]), 12
		}
	}
	if size == 0xffffffff || tag == 0xfffee000 { // a list without a length, or an entry of it: its elements come next
		d.rest = d.rest[head:]
		return 0, nil, true
	}
	if uint64(size) > uint64(len(d.rest)-head) {
		return 0, nil, false
	}
	value, d.rest = d.rest[head:head+int(size)], d.rest[head+int(size):]
	return tag, value, true
}
