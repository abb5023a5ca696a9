package typeset

import (
	"bytes"
	"flag"
	"go/ast"
	"go/parser"
	"go/token"
	"image"
	"image/png"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"portevoix/bot/text"
)

var update = flag.Bool("update", false, "write the pictures of this test into testdata")

func setter(t testing.TB) *Setter {
	t.Helper()
	s, err := New()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestBloodGroupsHaveEveryLetter(t *testing.T) {
	s := setter(t)
	for _, words := range []string{"A+ A− B+ B− AB+ AB− O+ O−", "O\u2212, O-, O–", "9\u202fh\u00a030 – 12\u202f500 €", "٪ ٠١٢٣ ؟ ، ؛", "→ • … ✓ ✗ ⚠ ★", "œŒæÆçÇéèêëïîôùûüÿ«»‘’“”"} {
		for _, bold := range []bool{false, true} {
			if b := s.Lay(words, Style{Size: 24, Bold: bold}, 2000); len(b.Missing) > 0 {
				t.Errorf("%q (bold %v) lacks %q", words, bold, b.Missing)
			}
		}
	}
}

func TestAMissingLetterIsNoticed(t *testing.T) {
	b := setter(t).Lay("a\U0001F9FFb", Style{Size: 24}, 500) // the nazar amulet: in none of the fonts
	if string(b.Missing) != "\U0001F9FF" {
		t.Errorf("missing %q, want the amulet", b.Missing)
	}
}

// Every sentence of the product can be drawn.
func TestEverySentenceOfTheProductHasEveryLetter(t *testing.T) {
	s := setter(t)
	sentences := 0
	eachText(t, func(where, words string) {
		sentences++
		if b := s.Lay(words, Style{Size: 24}, 800); len(b.Missing) > 0 {
			t.Errorf("%s: no letter for %q", where, b.Missing)
		}
	})
	if sentences < 100 {
		t.Errorf("only %d sentences found: is the walk broken?", sentences)
	}
}

// eachText finds the text.Text literals of the whole source tree.
func eachText(t *testing.T, found func(where, words string)) {
	root := filepath.Join("..", "..", "..")
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			return nil // somebody is in the middle of writing it; the compiler will say so
		}
		ast.Inspect(file, func(n ast.Node) bool {
			kv, ok := n.(*ast.KeyValueExpr)
			if !ok {
				return true
			}
			key, isName := kv.Key.(*ast.Ident)
			value, isString := kv.Value.(*ast.BasicLit)
			if isName && isString && (key.Name == "FR" || key.Name == "EN" || key.Name == "AR") {
				if words, err := strconv.Unquote(value.Value); err == nil {
					found(path, words)
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestArabicIsJoinedAndRunsFromTheRight(t *testing.T) {
	s := setter(t)
	b := s.Lay("مستشفى", Style{Size: 40, Lang: text.AR}, 400)
	if len(b.lines) != 1 || len(b.lines[0].runs) != 1 {
		t.Fatalf("one word came out as %d lines", len(b.lines))
	}
	run := b.lines[0].runs[0]
	first, last := run.Glyphs[0], run.Glyphs[len(run.Glyphs)-1]
	if first.TextIndex() < last.TextIndex() {
		t.Error("the first letter stands at the left")
	}
	for _, g := range run.Glyphs { // a joined letter has another glyph than the letter alone
		r := []rune("مستشفى")[g.TextIndex()]
		if alone, _ := run.Face.NominalGlyph(r); alone == g.GlyphID {
			t.Errorf("%q is not joined", r)
		}
	}
	if got := b.indent(b.lines[0]) + b.lines[0].width; got < 399 {
		t.Errorf("the line ends at %.0f of 400: Arabic begins at the right", got)
	}
}

// The trap: without isolates a number inside Arabic comes out group by group in reverse.
func TestNumbersInsideArabicKeepTheirOrder(t *testing.T) {
	s := setter(t)
	order := func(words string) string {
		b := s.Lay(words, Style{Size: 24, Lang: text.AR}, 2000)
		runes := drawable([]rune(words))
		var seen strings.Builder
		for _, run := range b.lines[0].runs {
			for _, g := range run.Glyphs {
				if r := runes[g.TextIndex()]; r >= '0' && r <= '9' {
					seen.WriteRune(r)
				}
			}
		}
		return seen.String()
	}
	phone := "06 39 98 12 34"
	if got := order("اتصلوا بالرقم " + text.LTR(phone) + " من فضلكم"); got != strings.ReplaceAll(phone, " ", "") {
		t.Errorf("isolated number drawn as %s", got)
	}
	b := s.Lay("خصوصا "+text.LTR("O−")+" شكرا", Style{Size: 24, Lang: text.AR}, 2000) // the minus comes from another font
	var seen string
	for _, run := range b.lines[0].runs {
		if r := []rune("خصوصا " + text.LTR("O−") + " شكرا")[run.Runes.Offset]; r == 'O' || r == '−' {
			seen += string(r)
		}
	}
	if seen != "O−" {
		t.Errorf("a blood group is drawn as %q", seen)
	}
	if got := order("اتصلوا بالرقم " + phone + " من فضلكم"); got == strings.ReplaceAll(phone, " ", "") {
		t.Error("a bare number keeps its order: then this test proves nothing")
	}
}

func TestTextWrapsInsideItsWidth(t *testing.T) {
	s := setter(t)
	long := strings.Repeat("Collecte de sang samedi dans le hall B, venez nombreux. ", 8)
	b := s.Lay(long, Style{Size: 24}, 300)
	if len(b.lines) < 5 || b.Width > 300 {
		t.Errorf("%d lines, %.0f wide", len(b.lines), b.Width)
	}
	cut := s.Lay(long, Style{Size: 24, Lines: 2}, 300)
	if len(cut.lines) != 2 || !cut.Cut || cut.Width > 301 {
		t.Errorf("cut to %d lines (%v), %.0f wide", len(cut.lines), cut.Cut, cut.Width)
	}
	if b := s.Lay(strings.Repeat("x", 400), Style{Size: 24}, 300); b.Width > 300 {
		t.Errorf("a long word is %.0f wide", b.Width)
	}
	if b := s.Lay("a\n\nb", Style{Size: 10}, 300); len(b.lines) != 3 {
		t.Errorf("an empty line was lost: %d lines", len(b.lines))
	}
}

func TestPostCardNeedsItsBanner(t *testing.T) {
	if _, err := PostCard(Card{Text: "Bonjour", Lang: text.FR}); err == nil {
		t.Error("a card without the words “not published” was drawn")
	}
}

// Golden pictures: drawn again they are the same to the pixel (fonts and rasteriser are pinned). Look at them when they change:
// go test ./bot/text/typeset -update.
func TestPicturesLookAsTheyShould(t *testing.T) {
	var thumb bytes.Buffer
	picture := image.NewGray(image.Rect(0, 0, 64, 40))
	for i := range picture.Pix {
		picture.Pix[i] = uint8(100 + i%64)
	}
	if err := png.Encode(&thumb, picture); err != nil {
		t.Fatal(err)
	}
	cards := map[string]Card{
		"card_fr": {
			Banner: "Enregistré ici, pas publié", Network: "Mastodon", Hospital: "CH de Valombre", When: "samedi 14 juin à 9 h 30", Lang: text.FR,
			Text:     "Collecte de sang samedi 14 juin, 9 h–17 h, hall B. Tous les groupes, surtout O− et B−.\n\nPrenez rendez-vous : dondesang.efs.sante.fr ❤\n#DonDuSang #Valombre",
			Pictures: []CardPicture{{thumb.Bytes(), "Affiche de la collecte : une goutte rouge et les horaires."}},
		},
		"card_ar": {
			Banner: "مسجل هنا فقط، لم يُنشر", Network: "Facebook", Hospital: "المركز الاستشفائي الجامعي الأطلس", When: "السبت 14 يونيو على الساعة \u206609:30\u2069", Lang: text.AR,
			Text: "حملة للتبرع بالدم يوم السبت 14 يونيو من \u20669:00\u2069 إلى \u206617:00\u2069 بالبهو B. جميع الفصائل مرحب بها، خصوصا \u2066O−\u2069.\n\nللاستفسار: \u206606 39 98 12 34\u2069\n#التبرع_بالدم",
		},
	}
	for name, card := range cards {
		data, err := PostCard(card)
		if err != nil {
			t.Fatal(err)
		}
		compare(t, name, data)
	}
	for name, chart := range charts() {
		data, err := chart.PNG()
		if err != nil {
			t.Fatal(err)
		}
		compare(t, name, data)
	}
}

func charts() map[string]Chart {
	series := func(names ...string) []Series {
		return []Series{{names[0], Green}, {names[1], Grey}, {names[2], Red}}
	}
	days := []Bar{{"lun. 16", []int{4, 10, 2}}, {"mar. 17", []int{6, 12, 5}}, {"mer. 18", []int{3, 9, 18}}, {"jeu. 19", []int{0, 0, 0}}, {"ven. 20", []int{9, 14, 3}}, {"sam. 21", []int{2, 4, 0}}, {"dim. 22", []int{1, 6, 2}}}
	arabic := []Bar{{"الاثنين 16", []int{4, 1000, 2}}, {"الثلاثاء 17", []int{600, 120, 500}}, {"الأربعاء 18", []int{30, 900, 180}}}
	return map[string]Chart{
		"chart_fr": {Title: "Mentions par jour et tonalité", Lang: text.FR, Series: series("positives", "neutres", "négatives"), Bars: days, Note: "110 mentions, 5 sources lues sur 5"},
		"chart_ar": {Title: "الإشارات حسب اليوم والنبرة", Lang: text.AR, Series: series("إيجابية", "محايدة", "سلبية"), Bars: arabic, Note: "قُرئت 5 مصادر من أصل 5"},
	}
}

func compare(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name+".png")
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	a, b := decodePNG(t, got), decodePNG(t, want)
	if a.Bounds() != b.Bounds() {
		t.Fatalf("%s is %v, was %v (if that is meant: -update)", name, a.Bounds(), b.Bounds())
	}
	different := 0
	for y := range a.Bounds().Dy() {
		for x := range a.Bounds().Dx() {
			r1, g1, b1, _ := a.At(x, y).RGBA()
			r2, g2, b2, _ := b.At(x, y).RGBA()
			if far(r1, r2) || far(g1, g2) || far(b1, b2) {
				different++
			}
		}
	}
	if different > 0 {
		t.Errorf("%s: %d pixels differ (if that is meant: -update)", name, different)
	}
}

// far allows for the last bits of floating point on another processor.
func far(a, b uint32) bool { return max(a, b)-min(a, b) > 0x800 }

func decodePNG(t *testing.T, data []byte) image.Image {
	t.Helper()
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return img
}

func FuzzLay(f *testing.F) {
	for _, s := range []string{"", "\xff\x00", "O− 06 39", "مستشفى abc\u2067\u2066", "👨‍👩‍👧‍👦🇲🇦1️⃣", "a\u0301\u200d\n\r\n\t"} {
		f.Add(s, true)
	}
	s, err := New()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, words string, rtl bool) {
		if len(words) > 500 {
			return
		}
		style := Style{Size: 20, Lang: text.FR, Lines: 3}
		if rtl {
			style.Lang = text.AR
		}
		b := s.Lay(words, style, 200)
		NewCanvas(200, 120, paper).Text(b, 0, 0)
	})
}

func BenchmarkPostCard(b *testing.B) {
	for b.Loop() {
		if _, err := PostCard(Card{Banner: "Enregistré, pas publié", Hospital: "CH de Valombre", Network: "X", Lang: text.FR, Text: strings.Repeat("Collecte de sang samedi. ", 12)}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkChart(b *testing.B) {
	for b.Loop() {
		if _, err := charts()["chart_fr"].PNG(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		if _, err := New(); err != nil {
			b.Fatal(err)
		}
	}
}
