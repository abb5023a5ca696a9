package typeset

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"

	"github.com/go-text/typesetting/font"
	ot "github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/shaping"
	xdraw "golang.org/x/image/draw"
	"golang.org/x/image/vector"
)

// A Canvas is a picture being drawn. The origin is the upper left corner; units are pixels.
type Canvas struct {
	img    *image.RGBA
	raster vector.Rasterizer
}

// NewCanvas is a picture of one colour.
func NewCanvas(width, height int, background color.Color) *Canvas {
	c := &Canvas{img: image.NewRGBA(image.Rect(0, 0, width, height))}
	draw.Draw(c.img, c.img.Bounds(), image.NewUniform(background), image.Point{}, draw.Src)
	return c
}

// PNG writes the picture. Equal drawings give equal bytes.
func (c *Canvas) PNG() ([]byte, error) {
	var b bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestSpeed}
	if err := encoder.Encode(&b, c.img); err != nil {
		return nil, fmt.Errorf("write picture: %w", err)
	}
	return b.Bytes(), nil
}

// A Box is a rectangle.
type Box struct{ X, Y, W, H float64 }

// Fill paints a box.
func (c *Canvas) Fill(b Box, col color.Color) { c.Rounded(b, 0, col) }

// Rounded paints a box with round corners.
func (c *Canvas) Rounded(b Box, radius float64, col color.Color) {
	if b.W <= 0 || b.H <= 0 {
		return
	}
	r := min(radius, b.W/2, b.H/2)
	k := r * 0.44772 // where the control points of a quarter circle stand, from the corner
	x0, y0, x1, y1 := b.X, b.Y, b.X+b.W, b.Y+b.H
	c.shape(b, col, func(p pen) {
		p.move(x0+r, y0)
		p.line(x1-r, y0)
		p.curve(x1-k, y0, x1, y0+k, x1, y0+r)
		p.line(x1, y1-r)
		p.curve(x1, y1-k, x1-k, y1, x1-r, y1)
		p.line(x0+r, y1)
		p.curve(x0+k, y1, x0, y1-k, x0, y1-r)
		p.line(x0, y0+r)
		p.curve(x0, y0+k, x0+k, y0, x0+r, y0)
		p.close()
	})
}

// Picture draws an image into a box, whole, in its own proportions, in the middle.
func (c *Canvas) Picture(img image.Image, b Box) {
	size := img.Bounds().Size()
	if size.X == 0 || size.Y == 0 {
		return
	}
	scale := min(b.W/float64(size.X), b.H/float64(size.Y))
	w, h := float64(size.X)*scale, float64(size.Y)*scale
	x, y := b.X+(b.W-w)/2, b.Y+(b.H-h)/2
	to := image.Rect(int(math.Round(x)), int(math.Round(y)), int(math.Round(x+w)), int(math.Round(y+h)))
	xdraw.ApproxBiLinear.Scale(c.img, to, img, img.Bounds(), xdraw.Over, nil)
}

// Text draws a block with its upper left corner at x and y. The block stands in the width it was laid out in.
func (c *Canvas) Text(b Block, x, y float64) {
	col := b.style.Color
	if col == nil {
		col = color.Black
	}
	step := b.style.Size * leading
	baseline := y + step*0.72
	for _, l := range b.lines {
		at := x + b.indent(l)
		for _, run := range l.runs {
			c.run(run, at, baseline, col)
			at += pixels(run.Advance)
		}
		baseline += step
	}
}

// indent is where a line begins, from the left.
func (b Block) indent(l line) float64 {
	atRight := b.style.Lang.RTL() == (b.style.Align == Start)
	switch {
	case b.style.Align == Center:
		return (b.room - l.width) / 2
	case atRight:
		return b.room - l.width
	}
	return 0
}

func (c *Canvas) run(run shaping.Output, x, y float64, col color.Color) {
	scale := pixels(run.Size) / float64(run.Face.Upem())
	for _, g := range run.Glyphs {
		if outline, ok := run.Face.GlyphDataOutline(g.GlyphID); ok && len(outline.Segments) > 0 {
			c.glyph(outline, x+pixels(g.XOffset), y-pixels(g.YOffset), scale, col)
		}
		x += pixels(g.Advance)
	}
}

// glyph paints one letter whose origin stands at x, y.
func (c *Canvas) glyph(outline font.GlyphOutline, x, y, scale float64, col color.Color) {
	at := func(p ot.SegmentPoint) (float64, float64) { return x + float64(p.X)*scale, y - float64(p.Y)*scale }
	x0, y0, x1, y1 := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for i := range outline.Segments {
		for _, p := range outline.Segments[i].ArgsSlice() {
			px, py := at(p)
			x0, y0, x1, y1 = min(x0, px), min(y0, py), max(x1, px), max(y1, py)
		}
	}
	c.shape(Box{x0, y0, x1 - x0, y1 - y0}, col, func(p pen) {
		for i, s := range outline.Segments {
			a, b := at(s.Args[0])
			switch s.Op {
			case ot.SegmentOpMoveTo:
				if i > 0 {
					p.close()
				}
				p.move(a, b)
			case ot.SegmentOpLineTo:
				p.line(a, b)
			case ot.SegmentOpQuadTo:
				d, e := at(s.Args[1])
				p.quad(a, b, d, e)
			case ot.SegmentOpCubeTo:
				d, e := at(s.Args[1])
				f, g := at(s.Args[2])
				p.curve(a, b, d, e, f, g)
			}
		}
		p.close()
	})
}

// shape paints an outline. Only the pixels of its bounding box are touched: rasterising the whole picture for every letter is
// what makes such drawing slow.
func (c *Canvas) shape(b Box, col color.Color, outline func(pen)) {
	box := image.Rect(int(math.Floor(b.X)), int(math.Floor(b.Y)), int(math.Ceil(b.X+b.W)), int(math.Ceil(b.Y+b.H)))
	if box = box.Intersect(c.img.Bounds()); box.Empty() { // what stands over the edge is cut there
		return
	}
	c.raster.Reset(box.Dx(), box.Dy())
	outline(pen{&c.raster, float64(box.Min.X), float64(box.Min.Y)})
	c.raster.Draw(c.img, box, image.NewUniform(col), image.Point{})
}

// A pen draws an outline, moved so that the box begins at 0, 0.
type pen struct {
	r      *vector.Rasterizer
	dx, dy float64
}

func (p pen) move(x, y float64) { p.r.MoveTo(float32(x-p.dx), float32(y-p.dy)) }
func (p pen) line(x, y float64) { p.r.LineTo(float32(x-p.dx), float32(y-p.dy)) }
func (p pen) quad(x1, y1, x, y float64) {
	p.r.QuadTo(float32(x1-p.dx), float32(y1-p.dy), float32(x-p.dx), float32(y-p.dy))
}
func (p pen) curve(x1, y1, x2, y2, x, y float64) {
	p.r.CubeTo(float32(x1-p.dx), float32(y1-p.dy), float32(x2-p.dx), float32(y2-p.dy), float32(x-p.dx), float32(y-p.dy))
}
func (p pen) close() { p.r.ClosePath() }
