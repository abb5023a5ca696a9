package privacy

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/image/font"
	"golang.org/x/image/font/inconsolata"
	"golang.org/x/image/math/fixed"

	"portevoix/bot/text"
)

// photo is a small JPEG, wider than high, with a red left half.
func photo(t testing.TB) []byte {
	img := image.NewRGBA(image.Rect(0, 0, 16, 8))
	for y := range 8 {
		for x := range 16 {
			c := color.RGBA{0, 0, 255, 255}
			if x < 8 {
				c = color.RGBA{255, 0, 0, 255}
			}
			img.Set(x, y, c)
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// withEXIF puts an EXIF block into a JPEG: orientation, artist, and a GPS directory with a latitude reference.
func withEXIF(jpg []byte, orientation uint16) []byte {
	be := binary.BigEndian
	var tiff []byte
	tiff = append(tiff, 'M', 'M', 0, 42, 0, 0, 0, 8)
	entry := func(tag, kind uint16, count uint32, value []byte) {
		tiff = be.AppendUint16(tiff, tag)
		tiff = be.AppendUint16(tiff, kind)
		tiff = be.AppendUint32(tiff, count)
		tiff = append(tiff, value...)
	}
	tiff = be.AppendUint16(tiff, 3) // IFD0 at 8: 3 entries, 2+36+4 bytes; GPS directory at 50
	entry(0x0112, 3, 1, []byte{byte(orientation >> 8), byte(orientation), 0, 0})
	entry(0x013B, 2, 4, []byte("Zoé\x00")[:4])
	entry(0x8825, 4, 1, []byte{0, 0, 0, 50})
	tiff = append(tiff, 0, 0, 0, 0)
	tiff = be.AppendUint16(tiff, 1)
	entry(0x0001, 2, 2, []byte("N\x00\x00\x00"))
	tiff = append(tiff, 0, 0, 0, 0)
	body := append([]byte("Exif\x00\x00"), tiff...)
	app1 := be.AppendUint16([]byte{0xFF, 0xE1}, uint16(len(body)+2))
	out := append([]byte{}, jpg[:2]...)
	out = append(out, app1...)
	out = append(out, body...)
	return append(out, jpg[2:]...)
}

func TestPictureMetadata(t *testing.T) {
	c := testChecker()
	r := c.Picture(Picture{Name: "IMG_2041.jpg", Data: withEXIF(photo(t), 1), Alt: "Deux soignantes devant l'hôpital"}, Input{Country: "FR"})
	kinds := map[string]bool{}
	for _, f := range r.Findings {
		kinds[f.Kind] = true
	}
	if !kinds["gps"] || !kinds["author"] || r.Verdict != High {
		t.Errorf("the place and the author in the file were not both seen: %v, verdict %v", kinds, r.Verdict)
	}
	if len(r.NotLooked) == 0 || len(r.Questions) < 10 {
		t.Error("the report must say what was not looked at and ask what a program cannot see")
	}
}

// TestCommentsInTheFile: words that travel in a PNG's text chunks or a JPEG's comment are seen; what the software writes of itself is not.
func TestCommentsInTheFile(t *testing.T) {
	img, _, _ := image.Decode(bytes.NewReader(photo(t)))
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	chunk := func(kind, words string) []byte {
		c := binary.BigEndian.AppendUint32(nil, uint32(len(words)))
		c = append(append(c, kind...), words...)
		return binary.BigEndian.AppendUint32(c, 0)
	}
	with := func(chunks ...[]byte) []byte {
		head := len(pngMark) + 25 // the mark and the header's chunk
		return slices.Concat(b.Bytes()[:head], bytes.Join(chunks, nil), b.Bytes()[head:])
	}
	for name, c := range map[string]struct {
		data []byte
		want []string
	}{
		"author and comment": {with(chunk("tEXt", "Author\x00Z"), chunk("iTXt", "Comment\x00\x00\x00\x00\x00chambre 12")), []string{"caption", "author"}},
		"software":           {with(chunk("tEXt", "Software\x00a program")), nil},
		"broken":             {with([]byte{0xff, 0xff, 0xff, 0xff, 't', 'E', 'X', 't'}), nil},
		"JPEG comment":       {slices.Concat(photo(t)[:2], []byte{0xff, 0xfe, 0, 6, 'l', 'i', 't', '9'}, photo(t)[2:]), []string{"caption"}},
		"nothing":            {b.Bytes(), nil},
	} {
		var kinds []string
		for _, f := range metadata(c.data) {
			kinds = append(kinds, f.Kind)
		}
		if !slices.Equal(kinds, c.want) {
			t.Errorf("%s: saw %v, want %v", name, kinds, c.want)
		}
	}
}

// dicomFile is a DICOM file with a header of these elements, explicit and little endian; a list without a length stands in the middle.
func dicomFile(elements ...string) []byte {
	le := binary.LittleEndian
	data := append(make([]byte, 128), "DICM"...)
	add := func(group, element uint16, kind, value string) {
		data = le.AppendUint16(le.AppendUint16(data, group), element)
		data = append(data, kind...)
		data = append(le.AppendUint16(data, uint16(len(value))), value...)
	}
	add(2, 0x10, "UI", "1.2.840.10008.1.2.1\x00")
	data = append(data, 8, 0, 0x40, 0x11, 'S', 'Q', 0, 0, 0xff, 0xff, 0xff, 0xff, 0xfe, 0xff, 0, 0xe0, 0xff, 0xff, 0xff, 0xff)
	add(0x10, 0x10, "PN", elements[0])
	add(0x10, 0x30, "DA", elements[1])
	if elements[2] != "" {
		add(0x28, 0x301, "CS", elements[2])
	}
	add(0x28, 0x10, "US", "\x00\x02")
	return data
}

// TestDICOM: a DICOM file is refused whatever it holds; what its header holds is named, never said.
func TestDICOM(t *testing.T) {
	c := testChecker()
	for name, want := range map[string]struct {
		data  []byte
		says  []string
		burnt bool
	}{
		"name and birth, burnt in": {dicomFile("Morvan^Lucette", "19590403", "YES "), []string{"the patient's name", "the date of birth"}, true},
		"nobody, nothing burnt in": {dicomFile("", "", "NO"), nil, false},
		"does not say":             {dicomFile("Morvan^Lucette", "", ""), []string{"the patient's name"}, true},
		"cut short":                {dicomFile("Morvan^Lucette", "", "NO")[:170], nil, true},
		"mark alone":               {append(make([]byte, 128), "DICM"...), nil, true},
	} {
		r := c.Picture(Picture{Name: "scan.dcm", Data: want.data, Alt: "Une radio"}, Input{})
		if r.Verdict != Block || r.Findings[0].Kind != "dicom" {
			t.Fatalf("%s: %v %v", name, r.Verdict, r.Findings)
		}
		why := r.Findings[0].Why.EN
		for _, said := range want.says {
			if !strings.Contains(why, said) {
				t.Errorf("%s: does not name %q: %s", name, said, why)
			}
		}
		if len(want.says) == 0 && strings.Contains(why, "holds: ") || strings.Contains(fmt.Sprint(r.Findings), "Morvan") {
			t.Errorf("%s: says too much: %s", name, why)
		}
		if found := len(r.Findings) > 1 && r.Findings[1].Kind == "burnt-in"; found != want.burnt {
			t.Errorf("%s: burnt in: %v, want %v", name, found, want.burnt)
		}
	}
}

// scan draws a grey body on black, with or without words in a corner, as a console does.
func scan(t *testing.T, words string, ground, ink color.Color) []byte {
	img := image.NewRGBA(image.Rect(0, 0, 600, 500))
	draw.Draw(img, img.Bounds(), image.NewUniform(ground), image.Point{}, draw.Src)
	for y := range 500 {
		for x := range 600 {
			if d := (x-300)*(x-300) + (y-260)*(y-260); d < 150*150 {
				img.Set(x, y, color.Gray{uint8(200 - d*120/(150*150))})
			}
		}
	}
	pen := font.Drawer{Dst: img, Src: image.NewUniform(ink), Face: inconsolata.Bold8x16, Dot: fixed.P(10, 24)}
	pen.DrawString(words)
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 90}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestScans: an exported X-ray is taken for one, and words in its corner are seen; a coloured photo and a page of text are neither.
func TestScans(t *testing.T) {
	for name, c := range map[string]struct {
		data []byte
		want []string
	}{
		"X-ray":               {scan(t, "", color.Black, color.White), []string{"scan"}},
		"X-ray with a corner": {scan(t, "MORVAN LUCETTE 03/04/1959", color.Black, color.White), []string{"scan", "burnt-in"}},
		"page of text":        {scan(t, "Portes ouvertes samedi", color.White, color.Black), nil},
		"photo at night":      {scan(t, "Portes ouvertes samedi", color.RGBA{10, 20, 90, 255}, color.White), nil},
		"small":               {photo(t), nil},
	} {
		var kinds []string
		for _, f := range scanFindings(c.data) {
			kinds = append(kinds, f.Kind)
		}
		if !slices.Equal(kinds, c.want) {
			t.Errorf("%s: saw %v, want %v", name, kinds, c.want)
		}
	}
}

// TestEveryPictureRuleCanFire: each rule on pictures is one that a file can break or that its author is asked; each question, answered
// yes, is a finding of its severity, which a consent softens where it can.
func TestEveryPictureRuleCanFire(t *testing.T) {
	c := testChecker()
	fires := map[string]bool{}
	for _, f := range c.Picture(Picture{Name: "DUPONT_scanner.jpg", Data: withEXIF(photo(t), 1)}, Input{Country: "FR"}).Findings {
		fires[f.Rule] = true
	}
	for _, q := range c.Questions() {
		seen, settled := c.Seen([]string{q.ID}, false), c.Seen([]string{q.ID}, true)
		if len(seen) != 1 || seen[0].Rule != q.ID || seen[0].Severity != q.Severity {
			t.Errorf("%s answered yes is %v", q.ID, seen)
		}
		if softer := settled[0].Severity < seen[0].Severity; softer != (q.Consent && q.Severity > Warn) {
			t.Errorf("%s with a consent is %v", q.ID, settled[0].Severity)
		}
		for _, l := range text.Langs {
			if n := utf8.RuneCountInString(q.Short.In(l)); n == 0 || n > 75 {
				t.Errorf("%s in %s: a line to tick has 75 characters at most, not %d", q.ID, l, n)
			}
		}
		fires[q.ID] = true
	}
	for _, r := range PictureRules() {
		if !fires[r.ID] {
			t.Errorf("%s can never fire", r.ID)
		}
	}
	if len(c.Seen(nil, false)) != 0 {
		t.Error("a picture in which nothing was seen has findings")
	}
}

// TestPictureRulesOff: what the hospital switched off is neither found nor asked.
func TestPictureRulesOff(t *testing.T) {
	c := New(Config{Countries: testCountries, Off: map[string]string{"IMG-08": "signed", "IMG-13": "signed"}})
	r := c.Picture(Picture{Name: "DUPONT_scanner.jpg", Data: withEXIF(photo(t), 1), Alt: "Une affiche"}, Input{Country: "FR"})
	if len(r.Findings) != 0 || slices.ContainsFunc(r.Questions, func(q Question) bool { return q.ID == "IMG-13" }) {
		t.Errorf("found %v, asked %d questions", r.Findings, len(r.Questions))
	}
}

func TestFileNames(t *testing.T) {
	c := testChecker()
	for name, bad := range map[string]bool{
		"DUPONT_scanner.jpg": true, "scanner-lefebvre-12.png": true, "IPP8001234567.jpg": true, "patient 06 39 98 00 12.jpg": true,
		"IMG_20240312_101500.jpg": false, "DSC00123.JPG": false, "collecte-de-sang.png": false, "affiche_2024.png": false, "2024-06-14-01.jpg": false,
	} {
		r := c.Picture(Picture{Name: name, Data: photo(t), Alt: "Une affiche"}, Input{Country: "FR"})
		if found := r.Verdict >= High; found != bad {
			t.Errorf("%s: found %v, want %v", name, found, bad)
		}
	}
}

func FuzzPicture(f *testing.F) {
	f.Add(photo(f))
	f.Add(withEXIF(photo(f), 6))
	f.Add([]byte("GIF89a"))
	f.Add(dicomFile("Morvan^Lucette", "19590403", "YES "))
	c := testChecker()
	f.Fuzz(func(t *testing.T, data []byte) {
		c.Picture(Picture{Name: "a.jpg", Data: data, Alt: "Une affiche"}, Input{Country: "FR"})
	})
}
