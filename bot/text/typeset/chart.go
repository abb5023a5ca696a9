package typeset

import (
	"fmt"
	"image/color"
	"math"

	"portevoix/bot/text"
)

// A Chart is a row of stacked bars, one per day or hour. In Arabic time runs from right to left.
type Chart struct {
	Title  string
	Note   string // small print under the chart: "30 mentions at least are needed for a tone"
	Lang   text.Lang
	Series []Series
	Bars   []Bar
}

// A Series is one colour of the bars.
type Series struct {
	Name  string
	Color color.Color
}

// A Bar is one moment: a label under the bar and a count per series, from bottom to top.
type Bar struct {
	Label  string
	Counts []int
}

// Colours for series that are told apart by people who do not see red and green (the palette of Okabe and Ito,
// https://jfly.uni-koeln.de/color/).
var (
	Blue   = color.RGBA{0x00, 0x72, 0xb2, 0xff}
	Orange = color.RGBA{0xe6, 0x9f, 0x00, 0xff}
	Red    = color.RGBA{0xd5, 0x5e, 0x00, 0xff}
	Green  = color.RGBA{0x00, 0x9e, 0x73, 0xff}
	Grey   = color.RGBA{0x9a, 0xa5, 0xb1, 0xff}
)

const (
	chartWidth  = 1100
	chartMargin = 36
	plotHeight  = 300
	axisWidth   = 64
)

// PNG draws the chart.
func (c Chart) PNG() ([]byte, error) {
	s, err := New()
	if err != nil {
		return nil, fmt.Errorf("draw chart: %w", err)
	}
	inner := float64(chartWidth - 2*chartMargin)
	title := s.Lay(c.Title, Style{Size: 28, Bold: true, Lang: c.Lang, Color: ink}, inner)
	note := s.Lay(c.Note, Style{Size: 18, Lang: c.Lang, Color: faint}, inner)
	legend := 44.0
	top := chartMargin + title.Height + 8 + legend
	height := top + plotHeight + 48 + 12 + note.Height + chartMargin/2
	canvas := NewCanvas(chartWidth, int(height), paper)
	canvas.Text(title, chartMargin, chartMargin-8)
	c.drawLegend(s, canvas, chartMargin+title.Height+4)
	plot := Box{chartMargin + axisWidth, top, inner - axisWidth, plotHeight}
	if c.Lang.RTL() {
		plot.X = chartMargin
	}
	c.drawBars(s, canvas, plot)
	canvas.Text(note, chartMargin, top+plotHeight+60)
	return canvas.PNG()
}

func (c Chart) drawLegend(s *Setter, canvas *Canvas, y float64) {
	x := float64(chartMargin)
	for _, series := range c.Series {
		name := s.Lay(series.Name, Style{Size: 20, Lang: c.Lang, Color: ink, Lines: 1}, 300)
		name.room = name.Width
		swatch, words := x, x+28
		if c.Lang.RTL() {
			swatch = chartWidth - x - 20
			words = swatch - 8 - name.Width
		}
		canvas.Rounded(Box{swatch, y + 5, 20, 20}, 4, series.Color)
		canvas.Text(name, words, y)
		x += 28 + name.Width + 32
	}
}

// drawBars draws the axis with round numbers, then each bar and its label.
func (c Chart) drawBars(s *Setter, canvas *Canvas, plot Box) {
	step := c.step()
	highest := max(c.highest(), 1)
	full := (highest + step - 1) / step * step
	for v := 0; v <= full; v += step {
		y := plot.Y + plot.H - plot.H*float64(v)/float64(full)
		canvas.Fill(Box{plot.X, math.Round(y), plot.W, 1}, rule)
		label := s.Lay(text.Number(v).In(c.Lang), Style{Size: 18, Color: faint, Align: End}, axisWidth-12)
		x := plot.X - axisWidth
		if c.Lang.RTL() {
			label = s.Lay(text.Number(v).In(c.Lang), Style{Size: 18, Color: faint}, axisWidth-12)
			x = plot.X + plot.W + 12
		}
		canvas.Text(label, x, y-14)
	}
	if len(c.Bars) == 0 {
		return
	}
	slot := plot.W / float64(len(c.Bars))
	every := c.labelEvery(s, slot)
	for i, bar := range c.Bars {
		x := plot.X + slot*float64(i)
		if c.Lang.RTL() {
			x = plot.X + plot.W - slot*float64(i+1)
		}
		c.drawBar(canvas, bar, Box{x + slot*0.18, plot.Y, slot * 0.64, plot.H}, full)
		if i%every == 0 {
			canvas.Text(c.label(s, bar.Label, slot*float64(every)), x-slot*float64(every-1)/2, plot.Y+plot.H+10)
		}
	}
}

func (c Chart) label(s *Setter, words string, width float64) Block {
	return s.Lay(words, Style{Size: 18, Lang: c.Lang, Color: faint, Align: Center, Lines: 1}, width)
}

// labelEvery is how many bars share a label so that labels do not touch.
func (c Chart) labelEvery(s *Setter, slot float64) int {
	widest := 0.0
	for _, bar := range c.Bars {
		widest = max(widest, c.label(s, bar.Label, chartWidth).Width)
	}
	return max(1, int(math.Ceil((widest+10)/slot)))
}

func (c Chart) drawBar(canvas *Canvas, bar Bar, room Box, full int) {
	bottom := room.Y + room.H
	top := len(bar.Counts) - 1
	for top >= 0 && bar.Counts[top] == 0 {
		top--
	}
	for i, n := range bar.Counts {
		if n <= 0 || i >= len(c.Series) {
			continue
		}
		h := room.H * float64(n) / float64(full)
		part := Box{room.X, bottom - h, room.W, h}
		if i == top { // round corners above, square ones below
			canvas.Rounded(part, 6, c.Series[i].Color)
			part.Y, part.H = part.Y+min(6, h/2), part.H-min(6, h/2)
		}
		canvas.Fill(part, c.Series[i].Color)
		bottom -= h
	}
}

func (c Chart) highest() int {
	most := 0
	for _, bar := range c.Bars {
		sum := 0
		for _, n := range bar.Counts {
			sum += n
		}
		most = max(most, sum)
	}
	return most
}

// step is the distance of two lines of the axis: 1, 2, 5, 10, 20, 50 … so that there are at most six.
func (c Chart) step() int {
	for magnitude := 1; ; magnitude *= 10 {
		for _, m := range []int{1, 2, 5} {
			if m*magnitude*5 >= c.highest() {
				return m * magnitude
			}
		}
	}
}
