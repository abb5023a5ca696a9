package privacy

import (
	"bytes"
	"encoding/binary"
	"path"
	"strings"
	"time"

	"github.com/bep/imagemeta"

	"portevoix/bot/text"
)

// Pictures. A program reads what is written in the file (place, time, authors, a patient's header), its name, and whether it looks like
// a scan with writing in its corners. It does not know who is in the picture: what it did not look at, it says, and asks the author
// (domain rules IMG-01 to IMG-14). The bytes that go out are drawn anew without any of it by bot/picture.

// A Picture is a file that is to be published.
type Picture struct {
	Name string // as it was handed over: "IMG_2041.jpg"
	Data []byte
	Alt  string // its text alternative, "" when there is none yet
}

// A PictureReport is what was found in a picture's file, what was not looked at, and what only a person can answer.
type PictureReport struct {
	Verdict   Severity
	Format    string // "jpeg", "png", "dicom"…; "" when it is not a picture we know
	Findings  []Finding
	NotLooked []text.Text
	Questions []Question
}

// Picture reads a picture's file. Its alternative text is checked like any text.
func (c *Checker) Picture(p Picture, in Input) PictureReport {
	r := PictureReport{Format: PictureFormat(p.Data), NotLooked: notLooked(), Questions: c.Questions()}
	if r.Format == "dicom" {
		r.Findings = append(r.Findings, dicomFindings(p.Data)...)
	}
	r.Findings = append(r.Findings, metadata(p.Data)...)
	r.Findings = append(r.Findings, scanFindings(p.Data)...)
	r.Findings = append(r.Findings, c.fileName(p.Name, in)...)
	r.Findings = append(r.Findings, c.alternative(p.Alt, in)...)
	r.Findings = tidy(c.switchedOn(r.Findings))
	for _, f := range r.Findings {
		r.Verdict = max(r.Verdict, f.Severity)
	}
	return r
}

// alternative checks the text alternative, or says that there is none yet: a draft cannot be sent on without (bot/draft).
func (c *Checker) alternative(alt string, in Input) []Finding {
	if strings.TrimSpace(alt) == "" {
		return []Finding{pictureFinding(altMissing, altMissing.severity)}
	}
	in.Text, in.Kind = alt, Alt
	return c.Check(in).Findings
}

// switchedOn leaves out what the hospital switched off.
func (c *Checker) switchedOn(findings []Finding) (kept []Finding) {
	for _, f := range findings {
		if _, off := c.config.Off[f.Rule]; !off {
			kept = append(kept, f)
		}
	}
	return kept
}

// PictureFormat tells a file's format by its first bytes: "jpeg", "png", "gif", "webp", "heif", "tiff" or "dicom"; "" when it is no
// picture that we know.
func PictureFormat(data []byte) string {
	switch {
	case len(data) >= 132 && string(data[128:132]) == "DICM":
		return "dicom"
	case bytes.HasPrefix(data, []byte("\xff\xd8\xff")):
		return "jpeg"
	case bytes.HasPrefix(data, pngMark):
		return "png"
	case len(data) > 12 && string(data[:4]) == "RIFF" && string(data[8:12]) == "WEBP":
		return "webp"
	case len(data) > 12 && string(data[4:8]) == "ftyp":
		return "heif"
	case bytes.HasPrefix(data, []byte("II*\x00")) || bytes.HasPrefix(data, []byte("MM\x00*")):
		return "tiff"
	case bytes.HasPrefix(data, []byte("GIF8")):
		return "gif"
	}
	return ""
}

var pngMark = []byte("\x89PNG\r\n\x1a\n")

var metaFormats = map[string]imagemeta.ImageFormat{"jpeg": imagemeta.JPEG, "png": imagemeta.PNG, "webp": imagemeta.WebP, "tiff": imagemeta.TIFF, "heif": imagemeta.HEIF}

// metadata reports what is written in the file beside the pixels: each kind once.
func metadata(data []byte) []Finding {
	seen := map[*pictureRule]bool{}
	note := func(name string) {
		if r := tellingTag(strings.ToLower(name)); r != nil {
			seen[r] = true
		}
	}
	readTags(data, note)
	readComments(data, note)
	var found []Finding
	for _, r := range []*pictureRule{&gpsRule, &captionRule, &authorRule, &serialRule, &timeRule} {
		if seen[r] {
			found = append(found, pictureFinding(*r, r.severity))
		}
	}
	return found
}

// tellingTag tells what the tag of a file gives away; nil for what says nothing of anybody.
func tellingTag(name string) *pictureRule {
	switch {
	case strings.HasPrefix(name, "gps"):
		return &gpsRule
	case strings.Contains(name, "serialnumber"):
		return &serialRule
	case strings.HasPrefix(name, "datetime"), strings.HasPrefix(name, "date:"):
		return &timeRule
	}
	switch name {
	case "artist", "author", "copyright", "creator", "ownername", "cameraownername", "by-line", "byline":
		return &authorRule
	case "imagedescription", "usercomment", "comment", "description", "caption-abstract", "headline", "title", "personinimage", "keywords", "subject":
		return &captionRule
	case "createdate", "creation time":
		return &timeRule
	}
	return nil
}

// readTags hands over the names of EXIF, IPTC and XMP tags. A file that cannot be read has none that we know of; drawing it anew removes
// them all the same.
func readTags(data []byte, note func(name string)) {
	format, known := metaFormats[PictureFormat(data)]
	if !known {
		return
	}
	imagemeta.Decode(imagemeta.Options{ // a broken file is not an error here: the tags read so far count
		R: bytes.NewReader(data), ImageFormat: format, Sources: imagemeta.EXIF | imagemeta.IPTC | imagemeta.XMP, Timeout: 2 * time.Second,
		ShouldHandleTag: func(imagemeta.TagInfo) bool { return true },
		HandleTag: func(tag imagemeta.TagInfo) error {
			note(tag.Tag)
			return nil
		},
		Warnf: func(string, ...any) {},
	})
}

// readComments hands over the names of a PNG's text chunks (PNG 3, 11.3.3), and "comment" for a JPEG's comment segment (T.81, B.2.4.5).
func readComments(data []byte, note func(name string)) {
	switch PictureFormat(data) {
	case "png":
		for rest := data[len(pngMark):]; len(rest) >= 12; {
			size := int(binary.BigEndian.Uint32(rest))
			if size > len(rest)-12 {
				return
			}
			if kind := string(rest[4:8]); kind == "tEXt" || kind == "zTXt" || kind == "iTXt" {
				name, _, _ := bytes.Cut(rest[8:8+size], []byte{0})
				note(string(name))
			}
			rest = rest[12+size:]
		}
	case "jpeg":
		for rest := data[2:]; len(rest) >= 4 && rest[0] == 0xff && rest[1] != 0xda; {
			size := int(binary.BigEndian.Uint16(rest[2:]))
			if rest[1] == 0xfe && size > 2 {
				note("comment")
			}
			if size < 2 || size+2 > len(rest) {
				return
			}
			rest = rest[2+size:]
		}
	}
}

// fileName checks the name of the file, words parted: "DUPONT_scanner_2024-03-12.jpg" names a person and a day.
func (c *Checker) fileName(name string, in Input) []Finding {
	base := strings.TrimSuffix(path.Base(strings.ReplaceAll(name, "\\", "/")), path.Ext(name))
	if base == "" || base == "." {
		return nil
	}
	words := strings.FieldsFunc(base, func(r rune) bool { return r == '_' || r == ' ' || r == '.' || r == '+' || r == '-' })
	for _, w := range words {
		if isSurname(w) || digitsIn(w) >= 7 && !cameraName(base) {
			return []Finding{nameFinding(base)}
		}
	}
	in.Text, in.Kind = strings.Join(words, " "), Alt
	for _, f := range c.Check(in).Findings {
		if f.Severity >= High && f.identifies() {
			return []Finding{nameFinding(base)}
		}
	}
	return nil
}

func nameFinding(base string) Finding {
	f := pictureFinding(nameRule, nameRule.severity)
	f.Masked = maskWords(base)
	return f
}

func digitsIn(s string) int { return len(digitsOf(s)) }

// cameraName tells the names that cameras and telephones give: IMG_20240312_101500, DSC00123, PXL_…
func cameraName(base string) bool {
	b := strings.ToUpper(base)
	for _, p := range []string{"IMG", "DSC", "PXL", "DCIM", "P10", "MVIMG", "SCREENSHOT", "VID", "WHATSAPP", "SIGNAL", "PHOTO"} {
		if strings.HasPrefix(b, p) {
			return true
		}
	}
	return len(digitsOf(base)) >= len(base)-2
}
