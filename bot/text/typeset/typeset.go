// Package typeset sets text into pictures: shaped, joined, in the right direction and wrapped, in French, English and Arabic,
// with fonts of its own. Charts and the drawing of a recorded post are made here too.
//
// What a picture says is decided elsewhere; nothing here knows what a mention or a draft is, and nothing here reads a file or a
// network. Whatever is drawn needs its text alternative from the caller.
//
// Shaping, the bidirectional algorithm and wrapping are go-text/typesetting's, a port of HarfBuzz
// (https://github.com/go-text/typesetting). Fonts: Noto Sans and Noto Sans Arabic (SIL Open Font License), DejaVu Sans
// for what they lack, such as the minus sign of "O−" (licences beside the files in fonts/).
package typeset

import (
	"bytes"
	"embed"
	"fmt"
	"image/color"
	"strings"
	"unicode"

	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"

	"portevoix/bot/text"
)

//go:embed fonts/*.ttf
var fontFiles embed.FS

// A Setter sets text. It is not safe for concurrent use; make one per picture.
type Setter struct {
	regular, bold faces
	segmenter     shaping.Segmenter
	shaper        shaping.HarfbuzzShaper
	wrapper       shaping.LineWrapper
}

// New reads the fonts (about ten milliseconds).
func New() (*Setter, error) {
	var loaded [5]*font.Face
	for i, name := range []string{"NotoSans-Regular", "NotoSans-Bold", "NotoSansArabic-Regular", "NotoSansArabic-Bold", "DejaVuSans"} {
		data, err := fontFiles.ReadFile("fonts/" + name + ".ttf")
		if err != nil {
			return nil, fmt.Errorf("read font %s: %w", name, err)
		}
		if loaded[i], err = font.ParseTTF(bytes.NewReader(data)); err != nil {
			return nil, fmt.Errorf("read font %s: %w", name, err)
		}
	}
	return &Setter{regular: faces{loaded[0], loaded[2], loaded[4]}, bold: faces{loaded[1], loaded[3], loaded[4]}}, nil
}

// A Style says how a text looks.
type Style struct {
	Size  float64   // of the letters, in pixels
	Bold  bool      //
	Lang  text.Lang // decides the direction of the whole and the side it begins at
	Color color.Color
	Lines int   // at most so many lines, the last one ending in "…"; 0: no limit
	Align Align // Start when zero
}

// Align says where lines stand in their width.
type Align int

// The alignments. Start is left, and right in Arabic.
const (
	Start Align = iota
	Center
	End
)

// A Block is text laid out within a width and ready to be drawn.
type Block struct {
	Width   float64 // of its longest line
	Height  float64
	Cut     bool   // some of it did not fit into Style.Lines
	Missing []rune // what no font has a letter for; it would be drawn as an empty box

	style Style
	room  float64 // the width it was laid out in
	lines []line
}

// line is one line, its runs from left to right.
type line struct {
	runs  []shaping.Output
	width float64
}

// Leading is the distance between two lines, in letter sizes: Arabic needs room above and below.
const leading = 1.45

// newlines are the ways to end a line. U+2029 must not reach the wrapper: the bidirectional algorithm would stop at it.
var newlines = strings.NewReplacer("\r\n", "\n", "\u2028", "\n", "\u2029", "\n", "\u0085", "\n")

// Lay measures: it wraps a text into a width. Line breaks of the text are kept.
func (s *Setter) Lay(words string, style Style, width float64) Block {
	b := Block{style: style, room: width}
	for paragraph := range strings.SplitSeq(newlines.Replace(words), "\n") {
		left := 0
		if style.Lines > 0 {
			if left = style.Lines - len(b.lines); left <= 0 {
				b.Cut = true
				break
			}
		}
		s.layParagraph(&b, []rune(paragraph), left)
	}
	for _, l := range b.lines {
		b.Width = max(b.Width, l.width)
	}
	b.Height = float64(len(b.lines)) * style.Size * leading
	return b
}

func (s *Setter) layParagraph(b *Block, runes []rune, maxLines int) {
	runes = drawable(runes)
	if len(runes) == 0 {
		b.lines = append(b.lines, line{})
		return
	}
	direction := di.DirectionLTR
	if b.style.Lang.RTL() {
		direction = di.DirectionRTL
	}
	input := shaping.Input{
		Text: runes, RunEnd: len(runes), Direction: direction, Size: fixed.Int26_6(b.style.Size * 64),
		Language: language.NewLanguage(string(b.style.Lang)),
	}
	shaped := s.shape(input, b.style.Bold)
	b.Missing = append(b.Missing, missing(runes, shaped)...)
	config := shaping.WrapConfig{Direction: direction, TruncateAfterLines: maxLines}
	if maxLines > 0 {
		dots := input
		dots.Text, dots.RunEnd = []rune("…"), 1
		config.Truncator = s.shape(dots, b.style.Bold)[0]
	}
	lines, cut := s.wrapper.WrapParagraphF(config, fixed.Int26_6(b.room*64), runes, shaping.NewSliceIterator(shaped))
	b.Cut = b.Cut || cut > 0
	for _, l := range lines {
		b.lines = append(b.lines, inOrder(l))
	}
}

// shape turns runs of one direction, script and face into glyphs.
func (s *Setter) shape(input shaping.Input, bold bool) []shaping.Output {
	f := s.regular
	if bold {
		f = s.bold
	}
	var shaped []shaping.Output
	for _, run := range s.segmenter.Split(input, f) {
		shaped = append(shaped, s.shaper.Shape(run))
	}
	return shaped
}

// inOrder copies a wrapped line (the wrapper reuses its memory) with its runs from left to right.
func inOrder(l shaping.Line) line {
	sorted := line{runs: make([]shaping.Output, len(l))}
	for _, run := range l {
		sorted.runs[run.VisualIndex] = run
		sorted.width += pixels(run.Advance)
	}
	return sorted
}

func pixels(v fixed.Int26_6) float64 { return float64(v) / 64 }

// drawable replaces what has no shape of its own (control characters) and what asks for a coloured picture (the emoji
// selector), and keeps the marks that steer direction and joining.
func drawable(runes []rune) []rune {
	kept := make([]rune, 0, len(runes))
	for _, r := range runes {
		switch {
		case r == '\t':
			r = ' '
		case unicode.IsControl(r), r == '\ufe0f', r == '\ufeff':
			continue
		}
		kept = append(kept, r)
	}
	return kept
}

// missing lists the characters that came out as the empty box.
func missing(runes []rune, shaped []shaping.Output) []rune {
	var lost []rune
	for _, run := range shaped {
		for _, g := range run.Glyphs {
			if g.GlyphID != 0 {
				continue
			}
			for _, r := range runes[g.TextIndex() : g.TextIndex()+g.RunesCount()] {
				if !invisible(r) {
					lost = append(lost, r)
				}
			}
		}
	}
	return lost
}

func invisible(r rune) bool {
	return unicode.Is(unicode.Bidi_Control, r) || unicode.Is(unicode.Join_Control, r) || unicode.IsSpace(r) || unicode.Is(unicode.Variation_Selector, r)
}

// faces are tried in order.
type faces []*font.Face

// ResolveFace finds the first face that has the character; marks that are not drawn do not change the face.
func (f faces) ResolveFace(r rune) *font.Face {
	for _, face := range f {
		if _, has := face.NominalGlyph(r); has {
			return face
		}
	}
	return f[0]
}
