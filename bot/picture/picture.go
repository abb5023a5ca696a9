// Package picture keeps the pictures of posts. A picture is decoded and drawn anew before it is kept, so that nothing but its
// pixels stays: no place, no date, no camera, no name, no hidden thumbnail. It cannot tell who is on it: people look at that.
package picture

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"strings"
	"time"

	_ "image/gif" // a still GIF is read and kept as PNG

	"github.com/bep/imagemeta"
	"golang.org/x/image/draw"
	_ "golang.org/x/image/webp" // read, kept as JPEG or PNG

	"portevoix/bot/chat"
	"portevoix/bot/database"
	"portevoix/bot/text"
)

// The limits of what is read.
const (
	MaxBytes  = 10 << 20   // 10 MB
	MaxPixels = 40_000_000 // 40 megapixels; decoding takes four bytes each
	MaxSide   = 4096       // larger pictures are scaled down: no network shows more
	ThumbSide = 320
)

// An ID names a kept picture: "p_8w2c5q".
type ID string

// A Picture is a kept picture.
type Picture struct {
	ID            ID
	Hash          string // SHA-256 of Bytes, in hex: what an approval seals
	Type          string // "image/jpeg" or "image/png"
	Width, Height int
	Bytes         []byte
	Thumb         []byte // a JPEG of at most ThumbSide pixels
	Alt           string
}

// A Shelf keeps pictures in the database, sealed.
type Shelf struct {
	DB  *database.DB
	Now func() time.Time
}

// Clean makes a picture fit to be kept: read, turned upright, scaled down when huge, and written anew without metadata. What
// cannot be used is refused with a *chat.Problem that says why and what to do.
func Clean(data []byte) (Picture, error) {
	if problem := refuse(data); problem != nil {
		return Picture{}, problem
	}
	img, format, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return Picture{}, unreadable
	}
	img = upright(img, orientation(data, format))
	img = within(img, MaxSide)
	p := Picture{Width: img.Bounds().Dx(), Height: img.Bounds().Dy()}
	if p.Bytes, p.Type, err = encode(img, format); err != nil {
		return Picture{}, fmt.Errorf("write the picture anew: %w", err)
	}
	if p.Thumb, _, err = encode(flat(within(img, ThumbSide)), "jpeg"); err != nil {
		return Picture{}, fmt.Errorf("draw a small picture: %w", err)
	}
	sum := sha256.Sum256(p.Bytes)
	p.Hash = hex.EncodeToString(sum[:])
	return p, nil
}

// Put keeps a cleaned picture with its text alternative, in the transaction that keeps what it belongs to. The alternative
// must have been checked like any other text.
func (s Shelf) Put(ctx context.Context, tx database.Tx, p Picture, alt string) (Picture, error) {
	p.ID, p.Alt = ID("p_"+strings.ToLower(rand.Text()[:8])), alt
	_, err := tx.Exec(ctx, "INSERT INTO picture (id, hash, media_type, width, height, sealed, thumb, alt, added_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
		string(p.ID), p.Hash, p.Type, p.Width, p.Height, s.seal(p.ID, "picture", p.Bytes), s.seal(p.ID, "thumb", p.Thumb), s.seal(p.ID, "alt", []byte(alt)), s.Now().UTC())
	if err != nil {
		return Picture{}, fmt.Errorf("keep the picture: %w", err)
	}
	return p, nil
}

// Describe changes a picture's text alternative.
func (s Shelf) Describe(ctx context.Context, tx database.Tx, id ID, alt string) error {
	_, err := tx.Exec(ctx, "UPDATE picture SET alt = ? WHERE id = ?", s.seal(id, "alt", []byte(alt)), string(id))
	return err
}

// Get reads a picture; database.IsNotFound tells that there is none.
func (s Shelf) Get(ctx context.Context, id ID) (Picture, error) {
	var row struct {
		Hash, MediaType    string
		Width, Height      int
		Sealed, Thumb, Alt []byte
	}
	err := s.DB.Read(ctx, func(tx database.Tx) error {
		return tx.NewRaw("SELECT hash, media_type, width, height, sealed, thumb, alt FROM picture WHERE id = ?", string(id)).Scan(ctx, &row)
	})
	if err != nil {
		return Picture{}, fmt.Errorf("read the picture: %w", err)
	}
	p := Picture{ID: id, Hash: row.Hash, Type: row.MediaType, Width: row.Width, Height: row.Height}
	if p.Bytes, err = s.unseal(id, "picture", row.Sealed); err != nil {
		return Picture{}, err
	}
	if p.Thumb, err = s.unseal(id, "thumb", row.Thumb); err != nil {
		return Picture{}, err
	}
	alt, err := s.unseal(id, "alt", row.Alt)
	p.Alt = string(alt)
	return p, err
}

// Delete removes a picture for good.
func (s Shelf) Delete(ctx context.Context, tx database.Tx, id ID) error {
	_, err := tx.Exec(ctx, "DELETE FROM picture WHERE id = ?", string(id))
	return err
}

func (s Shelf) seal(id ID, part string, value []byte) []byte {
	return s.DB.Seal("picture/"+string(id)+"/"+part, value)
}

func (s Shelf) unseal(id ID, part string, sealed []byte) ([]byte, error) {
	value, err := s.DB.Unseal("picture/"+string(id)+"/"+part, sealed)
	if err != nil {
		return nil, fmt.Errorf("read the picture: %w", err)
	}
	return value, nil
}

// refuse says what is wrong with a file before anything decodes it.
func refuse(data []byte) *chat.Problem {
	switch {
	case len(data) == 0:
		return &chat.Problem{What: text.Text{FR: "L'image est vide.", EN: "The picture is empty.", AR: "الصورة فارغة."}, Do: chooseAnother}
	case len(data) > 131 && string(data[128:132]) == "DICM":
		return &chat.Problem{
			What: text.Text{FR: "C'est une image médicale (DICOM) : elle contient le nom du patient et ne peut pas être publiée. Rien n'a été gardé.", EN: "This is a medical image (DICOM): it holds the patient's name and cannot be published. Nothing was kept.", AR: "هذه صورة طبية (DICOM): تتضمن اسم المريض ولا يمكن نشرها. لم يُحفظ أي شيء."},
			Do:   text.Text{FR: "Choisissez une photo ou une illustration sans donnée de patient, en JPEG ou PNG.", EN: "Choose a photo or illustration without patient data, as JPEG or PNG.", AR: "اختاروا صورة أو رسما بدون معطيات المرضى، بصيغة JPEG أو PNG."},
		}
	case len(data) > MaxBytes:
		return &chat.Problem{What: text.Text{FR: "L'image pèse plus de 10 Mo.", EN: "The picture is larger than 10 MB.", AR: "حجم الصورة يفوق 10 ميغابايت."},
			Do: text.Text{FR: "Réduisez-la (2 000 pixels de large suffisent), puis recommencez.", EN: "Make it smaller (2,000 pixels wide is enough), then try again.", AR: "صغّروها (يكفي عرض 2000 بكسل) ثم حاولوا من جديد."}}
	}
	config, _, err := image.DecodeConfig(bytes.NewReader(data))
	switch {
	case err != nil:
		return unreadable
	case config.Width <= 0 || config.Height <= 0 || config.Width > MaxPixels/config.Height:
		return &chat.Problem{What: text.Text{FR: "L'image a plus de 40 millions de pixels.", EN: "The picture has more than 40 million pixels.", AR: "الصورة تفوق 40 مليون بكسل."},
			Do: text.Text{FR: "Réduisez-la (2 000 pixels de large suffisent), puis recommencez.", EN: "Make it smaller (2,000 pixels wide is enough), then try again.", AR: "صغّروها (يكفي عرض 2000 بكسل) ثم حاولوا من جديد."}}
	}
	return nil
}

var (
	chooseAnother = text.Text{FR: "Choisissez un fichier JPEG ou PNG.", EN: "Choose a JPEG or PNG file.", AR: "اختاروا ملفا بصيغة JPEG أو PNG."}
	unreadable    = &chat.Problem{What: text.Text{FR: "Cette image ne se lit pas : le fichier est abîmé ou d'un autre format.", EN: "This picture cannot be read: the file is damaged or of another format.", AR: "تعذرت قراءة هذه الصورة: الملف تالف أو بصيغة أخرى."}, Do: chooseAnother}
)

// orientation reads how a camera was held (EXIF, 1 to 8); 1 when nothing tells.
func orientation(data []byte, format string) int {
	formats := map[string]imagemeta.ImageFormat{"jpeg": imagemeta.JPEG, "png": imagemeta.PNG, "webp": imagemeta.WebP}
	f, ok := formats[format]
	if !ok {
		return 1
	}
	found := 1
	_, err := imagemeta.Decode(imagemeta.Options{
		R: bytes.NewReader(data), ImageFormat: f, Sources: imagemeta.EXIF,
		ShouldHandleTag: func(t imagemeta.TagInfo) bool { return t.Tag == "Orientation" },
		HandleTag: func(t imagemeta.TagInfo) error {
			if n, ok := t.Value.(uint16); ok && n >= 1 && n <= 8 && t.Namespace == "IFD0" {
				found = int(n)
			}
			return nil
		},
	})
	if err != nil {
		return 1
	}
	return found
}

// upright turns a picture as its camera was held.
func upright(img image.Image, orientation int) image.Image {
	if orientation <= 1 {
		return img
	}
	b := img.Bounds()
	w, h := b.Dx(), b.Dy()
	if orientation >= 5 {
		w, h = h, w
	}
	out := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			sx, sy := from(orientation, x, y, w, h)
			out.Set(x, y, img.At(b.Min.X+sx, b.Min.Y+sy))
		}
	}
	return out
}

// from tells which pixel of the file belongs at (x, y) of the upright picture of width w and height h.
func from(orientation, x, y, w, h int) (int, int) {
	switch orientation {
	case 2:
		return w - 1 - x, y
	case 3:
		return w - 1 - x, h - 1 - y
	case 4:
		return x, h - 1 - y
	case 5:
		return y, x
	case 6:
		return y, w - 1 - x
	case 7:
		return h - 1 - y, w - 1 - x
	case 8:
		return h - 1 - y, x
	}
	return x, y
}

// within scales a picture down until no side is longer.
func within(img image.Image, side int) image.Image {
	b := img.Bounds()
	longest := max(b.Dx(), b.Dy())
	if longest <= side {
		return img
	}
	w, h := max(1, b.Dx()*side/longest), max(1, b.Dy()*side/longest)
	out := image.NewNRGBA(image.Rect(0, 0, w, h))
	draw.CatmullRom.Scale(out, out.Bounds(), img, b, draw.Src, nil)
	return out
}

// flat puts a picture on white, for JPEG, which knows no transparency.
func flat(img image.Image) image.Image {
	out := image.NewRGBA(image.Rect(0, 0, img.Bounds().Dx(), img.Bounds().Dy()))
	draw.Draw(out, out.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.Draw(out, out.Bounds(), img, img.Bounds().Min, draw.Over)
	return out
}

func encode(img image.Image, format string) ([]byte, string, error) {
	var out bytes.Buffer
	if format == "jpeg" {
		err := jpeg.Encode(&out, img, &jpeg.Options{Quality: 90})
		return out.Bytes(), "image/jpeg", err
	}
	err := png.Encode(&out, img)
	return out.Bytes(), "image/png", err
}
