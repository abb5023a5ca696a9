package mentions

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"portevoix/bot/chat"
	"portevoix/bot/social"
	"portevoix/bot/text"
)

// An Imported is what became of a file.
type Imported struct {
	Lines int   // read
	Added int   // new
	Same  int   // already there
	Bad   []int // numbers of the lines that could not be read, the first hundred
	Wrong int   // how many could not be read in all
}

// The columns that exports of listening tools have, by what they mean. The first that a file has is taken.
var columns = map[string][]string{
	"id":     {"id", "mention_id", "post_id", "identifiant", "guid"},
	"url":    {"url", "link", "lien", "permalink", "adresse", "source_url"},
	"author": {"author", "auteur", "user", "username", "handle", "from", "compte", "utilisateur", "screen_name"},
	"title":  {"title", "titre", "headline"},
	"text":   {"text", "texte", "content", "contenu", "message", "body", "mention", "snippet", "extrait", "full_text", "commentaire", "comment", "review", "avis"},
	"lang":   {"lang", "language", "langue"},
	"at":     {"date", "published", "created_at", "created", "time", "timestamp", "datetime", "date_de_publication", "published_at", "publication_date"},
	"source": {"source", "network", "reseau", "platform", "plateforme", "site", "media", "channel"},
	"type":   {"type", "media_type", "source_type", "categorie_de_source"},
}

// ErrNoColumns means that a file names no column that holds words.
var ErrNoColumns = &chat.Problem{
	What: text.Text{FR: "Aucune colonne de ce fichier ne contient le texte des mentions.", EN: "No column of this file holds the words of the mentions.", AR: "لا يحتوي أي عمود في هذا الملف على نص الإشارات."},
	Do:   text.Text{FR: "La première ligne doit nommer les colonnes ; il en faut une appelée « text », « texte », « content » ou « message ».", EN: "The first line must name the columns; one must be called “text”, “content” or “message”.", AR: "يجب أن يسمي السطر الأول الأعمدة؛ ويلزم عمود باسم «text» أو «content» أو «message»."},
}

// Import reads an export of a listening tool: CSV (any usual separator and encoding) or JSON lines. Bad lines are skipped and
// counted; what is there already is kept once.
func (w *Watch) Import(ctx context.Context, r io.Reader, name string) (Imported, error) {
	in := bufio.NewReaderSize(r, 1<<16)
	head, err := in.Peek(4096)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, bufio.ErrBufferFull) {
		return Imported{}, fmt.Errorf("read the file: %w", err)
	}
	if bytes.IndexByte(head, 0) >= 0 {
		return Imported{}, &chat.Problem{
			What: text.Text{FR: "Ce n'est pas un fichier de texte (CSV ou JSON).", EN: "This is not a text file (CSV or JSON).", AR: "هذا ليس ملفا نصيا (CSV أو JSON)."},
			Do:   text.Text{FR: "Exportez au format CSV depuis votre outil de veille.", EN: "Export as CSV from your listening tool.", AR: "صدّروا بصيغة CSV من أداة الرصد."},
		}
	}
	imp := &importer{w: w, name: "import: " + name}
	if first := bytes.TrimLeft(head, "\ufeff \t\r\n"); len(first) > 0 && first[0] == '{' {
		err = imp.jsonLines(ctx, in)
	} else {
		err = imp.csv(ctx, in, head)
	}
	if err == nil {
		err = imp.flush(ctx)
	}
	return imp.done, err
}

type importer struct {
	w     *Watch
	name  string
	done  Imported
	batch []social.Mention
}

const badShown = 100

func (i *importer) bad(line int) {
	i.done.Wrong++
	if len(i.done.Bad) < badShown {
		i.done.Bad = append(i.done.Bad, line)
	}
}

func (i *importer) add(ctx context.Context, line int, v map[string]string) error {
	m, ok := i.mention(v)
	if !ok {
		i.bad(line)
		return nil
	}
	if i.batch = append(i.batch, m); len(i.batch) < 1000 {
		return nil
	}
	return i.flush(ctx)
}

func (i *importer) flush(ctx context.Context) error {
	added, err := i.w.Add(ctx, i.batch)
	i.done.Added += added
	i.done.Same += len(i.batch) - added
	i.batch = i.batch[:0]
	return err
}

func (i *importer) mention(v map[string]string) (social.Mention, bool) {
	m := social.Mention{Source: i.name, ID: v["id"], URL: v["url"], Author: v["author"], Title: v["title"], Text: v["text"], Press: isPress(v["type"] + " " + v["source"])}
	if strings.TrimSpace(m.Text+m.Title) == "" || !utf8.ValidString(m.Text+m.Title) || utf8.RuneCountInString(m.Text) > 50_000 {
		return m, false
	}
	if v["at"] != "" {
		at, ok := readTime(v["at"], i.w.Zone)
		if !ok {
			return m, false
		}
		m.At = at
	}
	if l, ok := text.ParseLang(v["lang"]); ok {
		m.Lang = l
	}
	if m.ID == "" {
		sum := sha256.Sum256([]byte(v["url"] + "\x00" + v["author"] + "\x00" + v["at"] + "\x00" + m.Text))
		m.ID = hex.EncodeToString(sum[:12])
	}
	return m, true
}

func isPress(s string) bool {
	s = chat.Fold(s)
	for _, word := range []string{"press", "presse", "news", "journal", "article", "magazine", "actualite"} {
		if strings.Contains(s, word) {
			return true
		}
	}
	return false
}

var layouts = []string{time.RFC3339, "2006-01-02T15:04:05", "2006-01-02 15:04:05", "2006-01-02 15:04", "2006-01-02", "02/01/2006 15:04:05", "02/01/2006 15:04", "02/01/2006", "02.01.2006 15:04", "02.01.2006", time.RFC1123Z, time.RFC1123, "Mon Jan 02 15:04:05 -0700 2006"}

func readTime(s string, zone *time.Location) (time.Time, bool) {
	if zone == nil {
		zone = time.UTC
	}
	for _, layout := range layouts {
		if t, err := time.ParseInLocation(layout, strings.TrimSpace(s), zone); err == nil && t.Year() > 1990 {
			return t, true
		}
	}
	return time.Time{}, false
}

func (i *importer) jsonLines(ctx context.Context, in *bufio.Reader) error {
	s := bufio.NewScanner(in)
	s.Buffer(make([]byte, 1<<16), 1<<20)
	for n := 1; s.Scan(); n++ {
		line := bytes.TrimSpace(bytes.TrimPrefix(s.Bytes(), []byte("\ufeff")))
		if len(line) == 0 {
			continue
		}
		i.done.Lines++
		var fields map[string]any
		if json.Unmarshal(line, &fields) != nil {
			i.bad(n)
			continue
		}
		if err := i.add(ctx, n, named(fields)); err != nil {
			return err
		}
	}
	if err := s.Err(); err != nil {
		return fmt.Errorf("read the lines: %w", err)
	}
	return nil
}

func named(fields map[string]any) map[string]string {
	byName := map[string]string{}
	for name, v := range fields {
		if s, ok := v.(string); ok {
			byName[header(name)] = s
		} else if n, ok := v.(float64); ok {
			byName[header(name)] = fmt.Sprintf("%.0f", n)
		}
	}
	values := map[string]string{}
	for meaning, names := range columns {
		for _, name := range names {
			if v := byName[name]; v != "" {
				values[meaning] = v
				break
			}
		}
	}
	return values
}

func header(s string) string {
	return strings.ReplaceAll(strings.ReplaceAll(chat.Fold(strings.TrimSpace(s)), " ", "_"), "-", "_")
}

func (i *importer) csv(ctx context.Context, in io.Reader, head []byte) error {
	if !utf8.Valid(trimRune(head)) {
		in = charmap.Windows1252.NewDecoder().Reader(in)
	}
	r := csv.NewReader(in)
	r.Comma, r.FieldsPerRecord, r.LazyQuotes, r.ReuseRecord = separator(head), -1, true, true
	names, err := r.Read()
	if err != nil {
		return ErrNoColumns
	}
	places := map[string]int{}
	for meaning, known := range columns {
		for _, name := range known {
			if at := indexOf(names, name); at >= 0 {
				places[meaning] = at
				break
			}
		}
	}
	if _, ok := places["text"]; !ok {
		if _, ok := places["title"]; !ok {
			return ErrNoColumns
		}
	}
	for {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		i.done.Lines++
		var broken *csv.ParseError
		switch {
		case errors.As(err, &broken):
			i.bad(broken.StartLine)
			continue
		case err != nil:
			return fmt.Errorf("read the file: %w", err)
		}
		line, _ := r.FieldPos(0)
		values := map[string]string{}
		for meaning, at := range places {
			if at < len(record) {
				values[meaning] = strings.Clone(record[at])
			}
		}
		if err := i.add(ctx, line, values); err != nil {
			return err
		}
	}
}

func indexOf(names []string, want string) int {
	for i, n := range names {
		if header(strings.TrimPrefix(n, "\ufeff")) == want {
			return i
		}
	}
	return -1
}

// separator is the sign that the first line has most of.
func separator(head []byte) rune {
	line, _, _ := bytes.Cut(head, []byte("\n"))
	best, most := ',', 0
	for _, sign := range []rune{',', ';', '\t', '|'} {
		if n := bytes.Count(line, []byte(string(sign))); n > most {
			best, most = sign, n
		}
	}
	return best
}

// trimRune drops a rune that was cut at the end of what was looked at.
func trimRune(b []byte) []byte {
	for n := 0; n < utf8.UTFMax && len(b) > 0; n++ {
		if r, _ := utf8.DecodeLastRune(b); r != utf8.RuneError {
			return b
		}
		b = b[:len(b)-1]
	}
	return b
}
