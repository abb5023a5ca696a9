package privacy

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
	"path"
	"strings"
	"time"

	"github.com/bep/imagemeta"

	"portevoix/bot/text"
)

// Pictures. A program reads what is written in the file (name, place, time, authors) and removes it; it does not see who is in
// the picture. What it did not look at, it says, and asks the author (domain rules IMG-01 to IMG-14).

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

// A Question is one thing that a person must look at before the picture goes out.
type Question struct {
	ID       string // "IMG-01"
	Asks     text.Text
	Fix      text.Text
	Severity Severity // when the answer is yes, or is not known
}

// The errors of Strip.
var (
	ErrDICOM     = errors.New("a DICOM file is a medical record, not a picture")
	ErrNoPicture = errors.New("not a JPEG or PNG picture")
	ErrTooLarge  = errors.New("the picture has too many pixels")
)

// maxPixels bounds what decoding may need: 80 million, far over any telephone's camera in use.
const maxPixels = 80_000_000

// Picture reads a picture's file. Its alternative text is checked like any text.
func (c *Checker) Picture(p Picture, in Input) PictureReport {
	r := PictureReport{Format: formatOf(p.Data), NotLooked: notLooked(), Questions: Questions()}
	if r.Format == "dicom" {
		r.Findings = append(r.Findings, pictureFinding(dicomRule, Block))
	}
	r.Findings = append(r.Findings, metadata(p.Data)...)
	r.Findings = append(r.Findings, c.fileName(p.Name, in)...)
	if strings.TrimSpace(p.Alt) == "" {
		r.Findings = append(r.Findings, pictureFinding(altMissing, High))
	} else {
		in.Text, in.Kind = p.Alt, Alt
		r.Findings = append(r.Findings, c.Check(in).Findings...)
	}
	for _, f := range r.Findings {
		r.Verdict = max(r.Verdict, f.Severity)
	}
	return r
}

// Strip decodes a picture and encodes it anew: place, time, device, authors, thumbnails and everything else that is not a pixel
// stay behind. A turned photo is turned upright first, since the note that says so goes too. It gives the file's extension.
func Strip(data []byte) (clean []byte, ext string, err error) {
	format := formatOf(data)
	if format == "dicom" {
		return nil, "", ErrDICOM
	}
	config, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, "", ErrNoPicture
	}
	if config.Width*config.Height > maxPixels {
		return nil, "", ErrTooLarge
	}
	img, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, "", fmt.Errorf("decode picture: %w", ErrNoPicture)
	}
	img = upright(img, orientation(data))
	var out bytes.Buffer
	if format == "png" {
		err = png.Encode(&out, img)
		return out.Bytes(), ".png", err
	}
	err = jpeg.Encode(&out, img, &jpeg.Options{Quality: 92})
	return out.Bytes(), ".jpg", err
}

// CleanName is a file name that says nothing: the day and a number.
func CleanName(day time.Time, n int, ext string) string {
	return fmt.Sprintf("%s-%02d%s", day.Format("2006-01-02"), n, ext)
}

func formatOf(data []byte) string {
	switch {
	case len(data) > 132 && string(data[128:132]) == "DICM":
		return "dicom"
	case bytes.HasPrefix(data, []byte("\xff\xd8\xff")):
		return "jpeg"
	case bytes.HasPrefix(data, []byte("\x89PNG\r\n\x1a\n")):
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

var metaFormats = map[string]imagemeta.ImageFormat{"jpeg": imagemeta.JPEG, "png": imagemeta.PNG, "webp": imagemeta.WebP, "tiff": imagemeta.TIFF, "heif": imagemeta.HEIF}

// metadata reports what is written in the file beside the pixels: each kind once.
func metadata(data []byte) []Finding {
	seen := map[string]Finding{}
	readTags(data, func(tag imagemeta.TagInfo) {
		name := strings.ToLower(tag.Tag)
		switch {
		case strings.HasPrefix(name, "gps"):
			seen["gps"] = pictureFinding(gpsRule, High)
		case name == "artist" || name == "copyright" || name == "creator" || name == "ownername" || name == "cameraownername" || name == "by-line" || name == "byline":
			seen["author"] = pictureFinding(authorRule, Warn)
		case name == "imagedescription" || name == "usercomment" || name == "description" || name == "caption-abstract" || name == "headline" || name == "title" || name == "personinimage" || name == "keywords" || name == "subject":
			seen["caption"] = pictureFinding(captionRule, High)
		case strings.Contains(name, "serialnumber"):
			seen["serial"] = pictureFinding(serialRule, Warn)
		case strings.HasPrefix(name, "datetime") || name == "createdate":
			seen["time"] = pictureFinding(timeRule, Warn)
		}
	})
	var found []Finding
	for _, k := range []string{"gps", "caption", "author", "serial", "time"} {
		if f, ok := seen[k]; ok {
			found = append(found, f)
		}
	}
	return found
}

func orientation(data []byte) (turn int) {
	readTags(data, func(tag imagemeta.TagInfo) {
		if tag.Tag == "Orientation" {
			switch v := tag.Value.(type) {
			case uint16:
				turn = int(v)
			case int:
				turn = v
			}
		}
	})
	return turn
}

// readTags hands every tag over. A file that cannot be read has no tags that we know of; Strip removes them all the same.
func readTags(data []byte, handle func(imagemeta.TagInfo)) {
	format, known := metaFormats[formatOf(data)]
	if !known {
		return
	}
	imagemeta.Decode(imagemeta.Options{ // a broken file is not an error here: the tags read so far count
		R: bytes.NewReader(data), ImageFormat: format, Sources: imagemeta.EXIF | imagemeta.IPTC | imagemeta.XMP, Timeout: 2 * time.Second,
		ShouldHandleTag: func(imagemeta.TagInfo) bool { return true },
		HandleTag: func(tag imagemeta.TagInfo) error {
			handle(tag)
			return nil
		},
		Warnf: func(string, ...any) {},
	})
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
			f := pictureFinding(nameRule, High)
			f.Masked = maskWords(base)
			return []Finding{f}
		}
	}
	in.Text, in.Kind = strings.Join(words, " "), Alt
	for _, f := range c.Check(in).Findings {
		if f.Severity >= High && f.identifies() {
			f = pictureFinding(nameRule, High)
			f.Masked = maskWords(base)
			return []Finding{f}
		}
	}
	return nil
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

// upright turns a picture as its EXIF orientation says (1 to 8; CIPA DC-008).
func upright(img image.Image, turn int) image.Image {
	if turn < 2 || turn > 8 {
		return img
	}
	b := img.Bounds()
	w, h := b.Dx(), b.Dy()
	swapped := turn >= 5
	size := image.Rect(0, 0, w, h)
	if swapped {
		size = image.Rect(0, 0, h, w)
	}
	out := image.NewRGBA(size)
	draw.Draw(out, size, image.NewUniform(color.White), image.Point{}, draw.Src)
	for y := range h {
		for x := range w {
			u, v := turned(x, y, w, h, turn)
			out.Set(u, v, img.At(b.Min.X+x, b.Min.Y+y))
		}
	}
	return out
}

// turned tells where a pixel goes.
func turned(x, y, w, h, turn int) (u, v int) {
	switch turn {
	case 2:
		return w - 1 - x, y
	case 3:
		return w - 1 - x, h - 1 - y
	case 4:
		return x, h - 1 - y
	case 5:
		return y, x
	case 6:
		return h - 1 - y, x
	case 7:
		return h - 1 - y, w - 1 - x
	}
	return y, w - 1 - x
}
