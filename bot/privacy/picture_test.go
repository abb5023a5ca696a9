package privacy

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"testing"
	"time"
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

func TestStripRemovesEverything(t *testing.T) {
	clean, ext, err := Strip(withEXIF(photo(t), 1))
	if err != nil || ext != ".jpg" {
		t.Fatal(ext, err)
	}
	if bytes.Contains(clean, []byte("Exif")) || len(metadata(clean)) != 0 {
		t.Error("metadata survived")
	}
	if _, _, err := image.Decode(bytes.NewReader(clean)); err != nil {
		t.Error(err)
	}
}

// A photo that was turned by its metadata must still be the right way up once the metadata is gone.
func TestStripKeepsUpright(t *testing.T) {
	clean, _, err := Strip(withEXIF(photo(t), 6))
	if err != nil {
		t.Fatal(err)
	}
	img, _, err := image.Decode(bytes.NewReader(clean))
	if err != nil {
		t.Fatal(err)
	}
	if b := img.Bounds(); b.Dx() != 8 || b.Dy() != 16 {
		t.Fatalf("turned to %v", b)
	}
	if r, _, b, _ := img.At(4, 1).RGBA(); r < b { // orientation 6: the left becomes the top
		t.Error("the red half should be at the top")
	}
}

func TestStripPNG(t *testing.T) {
	img, _, _ := image.Decode(bytes.NewReader(photo(t)))
	var b bytes.Buffer
	png.Encode(&b, img)
	if clean, ext, err := Strip(b.Bytes()); err != nil || ext != ".png" || len(clean) == 0 {
		t.Error(ext, err)
	}
}

func TestDICOMIsRefused(t *testing.T) {
	data := append(make([]byte, 128), "DICM rest"...)
	if _, _, err := Strip(data); err != ErrDICOM {
		t.Error(err)
	}
	if r := testChecker().Picture(Picture{Name: "scan.dcm", Data: data, Alt: "Radio"}, Input{}); r.Verdict != Block {
		t.Error(r.Verdict)
	}
	if _, _, err := Strip([]byte("hello")); err != ErrNoPicture {
		t.Error(err)
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
	if got := CleanName(time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC), 3, ".jpg"); got != "2026-11-24-03.jpg" {
		t.Error(got)
	}
}

func FuzzPicture(f *testing.F) {
	f.Add(photo(f))
	f.Add(withEXIF(photo(f), 6))
	f.Add([]byte("GIF89a"))
	c := testChecker()
	f.Fuzz(func(t *testing.T, data []byte) {
		c.Picture(Picture{Name: "a.jpg", Data: data, Alt: "Une affiche"}, Input{Country: "FR"})
		if len(data) < 1<<16 {
			Strip(data)
		}
	})
}
