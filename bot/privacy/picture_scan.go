package privacy

import (
	"bytes"
	"image"

	_ "image/gif"
	_ "image/jpeg"
	_ "image/png"

	_ "golang.org/x/image/webp"
)

// Scans. An X-ray or an MRI that was exported as an ordinary picture keeps what the console wrote into its corners: name, number, date.
// A picture that is grey, with much black, looks like one; small bright strokes on black in a corner look like words.

// scanFindings says that a picture looks like a medical image, and that something is written in its corners.
func scanFindings(data []byte) []Finding {
	config, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil || config.Width < 64 || config.Height < 64 || config.Width > maxScanned/config.Height {
		return nil
	}
	img, _, err := image.Decode(bytes.NewReader(data))
	if err != nil || !looksLikeAScan(img) {
		return nil
	}
	found := []Finding{pictureFinding(scanRule, scanRule.severity)}
	if cornerHasWriting(img) {
		found = append(found, pictureFinding(burntRule, burntRule.severity))
	}
	return found
}

// maxScanned bounds what decoding may need: 40 million pixels, as bot/picture takes them.
const maxScanned = 40_000_000

// looksLikeAScan: nearly no colour, and a third of it black, seen at points of a grid.
func looksLikeAScan(img image.Image) bool {
	const points = 160
	b := img.Bounds()
	black, coloured := 0, 0
	for i := range points {
		for j := range points {
			r, g, bl, _ := img.At(b.Min.X+i*b.Dx()/points, b.Min.Y+j*b.Dy()/points).RGBA()
			low, high := min(r, g, bl)>>8, max(r, g, bl)>>8
			if high-low > 24 {
				coloured++
			}
			if high < 40 {
				black++
			}
		}
	}
	const all = points * points
	return coloured*50 < all && black*3 > all
}

// cornerHasWriting looks into the four corners, a third of the width and a quarter of the height each.
func cornerHasWriting(img image.Image) bool {
	b := img.Bounds()
	w, h := b.Dx()/3, b.Dy()/4
	for _, at := range []image.Point{{b.Min.X, b.Min.Y}, {b.Max.X - w, b.Min.Y}, {b.Min.X, b.Max.Y - h}, {b.Max.X - w, b.Max.Y - h}} {
		if hasWriting(img, image.Rect(at.X, at.Y, at.X+w, at.Y+h)) {
			return true
		}
	}
	return false
}

// hasWriting: lines of pixels that go from black to bright and back many times within a short way, several of them one below the other.
func hasWriting(img image.Image, r image.Rectangle) bool {
	const strokes, window, rows = 6, 96, 5
	run := 0
	for y := r.Min.Y; y < r.Max.Y; y++ {
		var edges []int
		written, last := false, 0
		for x := r.Min.X; x < r.Max.X; x++ {
			red, green, blue, _ := img.At(x, y).RGBA()
			now := last
			switch lum := int(red+green+blue) / 3 >> 8; {
			case lum > 150:
				now = 1
			case lum < 70:
				now = 0
			}
			if now != last {
				edges = append(edges, x)
				written = written || len(edges) >= 2*strokes && x-edges[len(edges)-2*strokes] < window
			}
			last = now
		}
		if !written {
			run = 0
			continue
		}
		if run++; run == rows {
			return true
		}
	}
	return false
}
