package picture

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"
	"time"

	"portevoix/bot/chat"
	"portevoix/bot/database"
	"portevoix/bot/database/databasetest"
)

// photo is a JPEG, red on its left half, with EXIF: how the camera was held, who held it and where.
func photo(t testing.TB, w, h, orientation int) []byte {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.RGBA{0, 0, 255, 255}
			if x < w/2 {
				c = color.RGBA{255, 0, 0, 255}
			}
			img.Set(x, y, c)
		}
	}
	var out bytes.Buffer
	if err := jpeg.Encode(&out, img, nil); err != nil {
		t.Fatal(err)
	}
	artist := "MARKER-artist\x00"
	var tiff bytes.Buffer
	tiff.WriteString("MM\x00\x2a\x00\x00\x00\x08")
	put := func(v any) { binary.Write(&tiff, binary.BigEndian, v) }
	put(uint16(2))
	put([]uint16{0x0112, 3})
	put(uint32(1))
	put([]uint16{uint16(orientation), 0})
	put([]uint16{0x013b, 2})
	put([]uint32{uint32(len(artist)), 8 + 2 + 24 + 4})
	put(uint32(0))
	tiff.WriteString(artist)
	exif := append([]byte("Exif\x00\x00"), tiff.Bytes()...)
	segment := append([]byte{0xff, 0xe1, byte((len(exif) + 2) >> 8), byte(len(exif) + 2)}, exif...)
	comment := "MARKER-comment"
	segment = append(segment, append([]byte{0xff, 0xfe, 0, byte(len(comment) + 2)}, comment...)...)
	data := out.Bytes()
	return append(append(append([]byte{}, data[:2]...), segment...), data[2:]...)
}

func TestNothingButPixelsStays(t *testing.T) {
	data := photo(t, 40, 20, 1)
	if !bytes.Contains(data, []byte("MARKER-artist")) || !bytes.Contains(data, []byte("MARKER-comment")) {
		t.Fatal("the photo carries no metadata to begin with")
	}
	p, err := Clean(data)
	if err != nil {
		t.Fatal(err)
	}
	for _, kept := range [][]byte{p.Bytes, p.Thumb} {
		if bytes.Contains(kept, []byte("MARKER")) || bytes.Contains(kept, []byte("Exif")) {
			t.Error("metadata stayed")
		}
	}
	if p.Type != "image/jpeg" || p.Width != 40 || p.Height != 20 || len(p.Hash) != 64 {
		t.Errorf("%s %d×%d %s", p.Type, p.Width, p.Height, p.Hash)
	}
}

func TestAPictureStandsUpright(t *testing.T) {
	// Where the red half of the file ends up, for each way of holding the camera.
	for orientation, red := range map[int]string{1: "left", 2: "right", 3: "right", 4: "left", 5: "top", 6: "top", 7: "bottom", 8: "bottom"} {
		p, err := Clean(photo(t, 64, 32, orientation))
		if err != nil {
			t.Fatal(err)
		}
		img, _, err := image.Decode(bytes.NewReader(p.Bytes))
		if err != nil {
			t.Fatal(err)
		}
		w, h := img.Bounds().Dx(), img.Bounds().Dy()
		at := map[string]image.Point{"left": {w / 8, h / 2}, "right": {w - w/8, h / 2}, "top": {w / 2, h / 8}, "bottom": {w / 2, h - h/8}}[red]
		if r, _, b, _ := img.At(at.X, at.Y).RGBA(); r < b {
			t.Errorf("orientation %d: the red half is not at the %s", orientation, red)
		}
		if upright := orientation < 5; upright != (w > h) {
			t.Errorf("orientation %d: %d×%d", orientation, w, h)
		}
	}
}

func TestWhatCannotBeUsedIsRefusedWithTheNextStep(t *testing.T) {
	dicom := append(make([]byte, 128), "DICM and the name of a patient"...)
	// A PNG header that claims 20000×20000 pixels.
	var bomb bytes.Buffer
	png.Encode(&bomb, image.NewGray(image.Rect(0, 0, 1, 1)))
	huge := bomb.Bytes()
	binary.BigEndian.PutUint32(huge[16:], 20_000)
	binary.BigEndian.PutUint32(huge[20:], 20_000)
	fixCRC(huge)
	for name, c := range map[string]struct {
		data []byte
		says string
	}{
		"empty": {nil, "empty"}, "DICOM": {dicom, "DICOM"}, "text": {[]byte("not a picture"), "cannot be read"},
		"10 MB": {make([]byte, MaxBytes+1), "10 MB"}, "a bomb": {huge, "40 million"}, "cut off": {photo(t, 400, 400, 1)[:900], "cannot be read"},
	} {
		_, err := Clean(c.data)
		var problem *chat.Problem
		if !errors.As(err, &problem) || problem.Do.IsZero() || !strings.Contains(problem.What.EN, c.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func fixCRC(p []byte) { binary.BigEndian.PutUint32(p[29:], crc(p[12:29])) }

func crc(b []byte) uint32 {
	c := ^uint32(0)
	for _, x := range b {
		c ^= uint32(x)
		for range 8 {
			c = c>>1 ^ 0xedb88320&-(c&1)
		}
	}
	return ^c
}

func TestALargePictureIsScaledDown(t *testing.T) {
	p, err := Clean(photo(t, MaxSide+400, 100, 1))
	if err != nil || p.Width != MaxSide {
		t.Fatalf("%d wide, %v", p.Width, err)
	}
	thumb, _, err := image.DecodeConfig(bytes.NewReader(p.Thumb))
	if err != nil || thumb.Width != ThumbSide {
		t.Errorf("a thumb of %d, %v", thumb.Width, err)
	}
}

func TestAPictureIsKeptSealed(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		ctx := t.Context()
		s := Shelf{DB: db, Now: time.Now}
		clean, err := Clean(photo(t, 40, 20, 1))
		if err != nil {
			t.Fatal(err)
		}
		var kept Picture
		err = db.Do(ctx, func(tx database.Tx) error {
			kept, err = s.Put(ctx, tx, clean, "Le hall B.")
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		got, err := s.Get(ctx, kept.ID)
		if err != nil || !bytes.Equal(got.Bytes, clean.Bytes) || !bytes.Equal(got.Thumb, clean.Thumb) || got.Hash != clean.Hash || got.Alt != "Le hall B." {
			t.Fatalf("read another picture, %v", err)
		}
		err = db.Do(ctx, func(tx database.Tx) error {
			var sealed []byte
			if err := tx.NewRaw("SELECT sealed FROM picture WHERE id = ?", string(kept.ID)).Scan(ctx, &sealed); err != nil {
				return err
			}
			if bytes.Contains(sealed, clean.Bytes[:64]) {
				t.Error("the picture lies open in its row")
			}
			if err := s.Describe(ctx, tx, kept.ID, "Des fauteuils dans le hall B."); err != nil {
				return err
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if got, _ := s.Get(ctx, kept.ID); got.Alt != "Des fauteuils dans le hall B." {
			t.Errorf("alt %q", got.Alt)
		}
		if err := db.Do(ctx, func(tx database.Tx) error { return s.Delete(ctx, tx, kept.ID) }); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Get(context.WithoutCancel(ctx), kept.ID); !database.IsNotFound(err) {
			t.Errorf("still there: %v", err)
		}
	})
}

func FuzzClean(f *testing.F) {
	f.Add(photo(f, 8, 8, 6))
	f.Add([]byte("GIF89a"))
	f.Add([]byte("RIFF\x00\x00\x00\x00WEBPVP8 "))
	f.Fuzz(func(t *testing.T, data []byte) {
		if config, _, err := image.DecodeConfig(bytes.NewReader(data)); err == nil && config.Width*config.Height > 1_000_000 {
			return // allowed, but too slow to try by the thousand
		}
		p, err := Clean(data)
		if err != nil {
			return
		}
		if _, _, err := image.Decode(bytes.NewReader(p.Bytes)); err != nil || bytes.Contains(p.Bytes, []byte("Exif\x00")) {
			t.Errorf("kept what cannot be read: %v", err)
		}
	})
}
