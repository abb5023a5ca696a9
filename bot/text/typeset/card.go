package typeset

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	_ "image/jpeg" // pictures of posts are JPEG or PNG
	_ "image/png"
	"strings"

	"portevoix/bot/text"
)

// A Card is a social post "as it would look", in no network's own dress: it must never be taken for a screenshot.
type Card struct {
	Banner   string // what kind of drawing this is: "Recorded, not published"; required
	Network  string // "Mastodon"
	Hospital string // who posts
	When     string // "samedi 14 juin à 9 h 30"; may be empty
	Text     string
	Lang     text.Lang // of the text
	Says     text.Lang // of the banner and the rest; Lang when empty
	Pictures []CardPicture
}

// A CardPicture is a picture of the post with its text alternative, which is drawn under it as readers of screens hear it.
type CardPicture struct {
	Bytes []byte // JPEG or PNG
	Alt   string
}

const (
	cardWidth   = 880
	cardMargin  = 40
	cardInner   = cardWidth - 2*cardMargin
	cardLines   = 60 // a post of 60,000 characters is cut in the drawing
	thumbHeight = 220
)

var (
	ink    = color.RGBA{0x1b, 0x26, 0x31, 0xff}
	faint  = color.RGBA{0x5b, 0x6b, 0x79, 0xff}
	paper  = color.RGBA{0xff, 0xff, 0xff, 0xff}
	stripe = color.RGBA{0xff, 0xf3, 0xd1, 0xff}
	brown  = color.RGBA{0x6b, 0x47, 0x00, 0xff}
	rule   = color.RGBA{0xdd, 0xe3, 0xe8, 0xff}
	teal   = color.RGBA{0x0f, 0x6b, 0x72, 0xff}
)

// PostCard draws the card as PNG. Characters that no font has are drawn as empty boxes, never left out.
func PostCard(c Card) ([]byte, error) {
	if strings.TrimSpace(c.Banner) == "" {
		return nil, fmt.Errorf("draw post: the banner that says it is not published is missing")
	}
	if c.Says == "" {
		c.Says = c.Lang
	}
	s, err := New()
	if err != nil {
		return nil, fmt.Errorf("draw post: %w", err)
	}
	banner := s.Lay(c.Banner, Style{Size: 22, Bold: true, Lang: c.Says, Color: brown}, cardInner)
	who := s.Lay(c.Hospital, Style{Size: 27, Bold: true, Lang: c.Says, Color: ink, Lines: 2}, cardInner-76)
	about := s.Lay(joined(" · ", c.Network, c.When), Style{Size: 20, Lang: c.Says, Color: faint, Lines: 1}, cardInner-76)
	body := s.Lay(c.Text, Style{Size: 27, Lang: c.Lang, Color: ink, Lines: cardLines}, cardInner)
	thumbs := s.layThumbs(c)

	bannerHeight := banner.Height + 28
	head := max(60, who.Height+about.Height)
	height := bannerHeight + 28 + head + 22 + body.Height + 24
	for _, t := range thumbs {
		height += thumbHeight + 12 + t.alt.Height + 16
	}
	canvas := NewCanvas(cardWidth, int(height), paper)
	canvas.Fill(Box{0, 0, cardWidth, bannerHeight}, stripe)
	canvas.Text(banner, cardMargin, 14)
	y := bannerHeight + 28
	disc, words := float64(cardMargin), float64(cardMargin+76)
	if c.Says.RTL() {
		disc, words = cardWidth-cardMargin-60, cardMargin
	}
	canvas.Rounded(Box{disc, y, 60, 60}, 30, teal)
	canvas.Text(s.Lay(initial(c.Hospital), Style{Size: 30, Bold: true, Lang: c.Says, Color: paper, Align: Center}, 60), disc, y+8)
	canvas.Text(who, words, y-4)
	canvas.Text(about, words, y-4+who.Height)
	y += head + 10
	canvas.Fill(Box{cardMargin, y, cardInner, 1}, rule)
	y += 12
	canvas.Text(body, cardMargin, y)
	y += body.Height + 12
	for _, t := range thumbs {
		box := Box{cardMargin, y, cardInner, thumbHeight}
		canvas.Rounded(box, 12, rule)
		if t.img != nil {
			canvas.Picture(t.img, Box{box.X + 8, box.Y + 8, box.W - 16, box.H - 16})
		}
		canvas.Text(t.alt, cardMargin, y+thumbHeight+6)
		y += thumbHeight + 12 + t.alt.Height + 16
	}
	return canvas.PNG()
}

type thumb struct {
	img image.Image
	alt Block
}

func (s *Setter) layThumbs(c Card) []thumb {
	var all []thumb
	for _, p := range c.Pictures {
		all = append(all, thumb{decode(p.Bytes), s.Lay(p.Alt, Style{Size: 19, Lang: c.Lang, Color: faint, Lines: 4}, cardInner)})
	}
	return all
}

// decode reads a picture; one that is broken or larger than forty megapixels stays an empty frame with its text alternative.
func decode(data []byte) image.Image {
	config, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil || config.Width <= 0 || config.Height <= 0 || config.Width > 40_000_000/config.Height {
		return nil
	}
	img, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return nil
	}
	return img
}

func initial(name string) string {
	for _, r := range name {
		return strings.ToUpper(string(r))
	}
	return ""
}

func joined(sep string, parts ...string) string {
	var kept []string
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, sep)
}
