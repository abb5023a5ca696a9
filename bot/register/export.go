package register

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"portevoix/bot/database"
)

// A Format is how the register is exported.
type Format string

// The formats: a table for a spreadsheet, and one JSON object a line.
const (
	CSV  Format = "csv"
	JSON Format = "json"
)

// Export writes every sealed entry, oldest first, as UTF-8. It verifies while it writes, and returns a *Broken error at the
// first entry that is not as it was written; what is before it is good.
func (r *Register) Export(ctx context.Context, w io.Writer, f Format) error {
	write, flush := r.csv(w)
	switch f {
	case CSV:
	case JSON:
		write, flush = r.jsonLines(w)
	default:
		return fmt.Errorf("export the register: %q is neither csv nor json", f)
	}
	err := r.DB.Read(ctx, func(tx database.Tx) error {
		_, err := r.walk(ctx, tx, write)
		return err
	})
	if flushed := flush(); err == nil {
		err = flushed
	}
	if err != nil {
		return fmt.Errorf("export the register: %w", err)
	}
	return nil
}

var columns = []string{"seq", "time", "actor", "role", "action", "object", "hash", "reason", "source", "details", "erased", "link"}

func (r *Register) csv(w io.Writer) (write func(*row) error, flush func() error) {
	c := csv.NewWriter(w)
	began := false
	begin := func() error {
		began = true
		return c.Write(columns)
	}
	write = func(s *row) error {
		if !began {
			if err := begin(); err != nil {
				return err
			}
		}
		e := s.entry()
		fields := []string{e.Actor, e.Role, e.Action, e.Object, e.Hash, e.Reason, e.Source, s.Details}
		for i, f := range fields {
			fields[i] = harmless(f)
		}
		line := append([]string{strconv.FormatInt(e.Seq, 10), e.At.Format(time.RFC3339Nano)}, fields...)
		return c.Write(append(line, strconv.FormatBool(e.Erased), fmt.Sprintf("%x", s.Link)))
	}
	flush = func() error {
		if !began {
			if err := begin(); err != nil {
				return err
			}
		}
		c.Flush()
		return c.Error()
	}
	return write, flush
}

// harmless keeps a spreadsheet from running a cell as a formula (https://owasp.org/www-community/attacks/CSV_Injection).
func harmless(cell string) string {
	if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
		return "'" + cell
	}
	return cell
}

type line struct {
	Seq     int64             `json:"seq"`
	Time    time.Time         `json:"time"`
	Actor   string            `json:"actor,omitempty"`
	Role    string            `json:"role,omitempty"`
	Action  string            `json:"action"`
	Object  string            `json:"object"`
	Hash    string            `json:"hash,omitempty"`
	Reason  string            `json:"reason,omitempty"`
	Source  string            `json:"source,omitempty"`
	Details map[string]string `json:"details,omitempty"`
	Erased  bool              `json:"erased,omitempty"`
	Link    string            `json:"link"`
}

func (r *Register) jsonLines(w io.Writer) (write func(*row) error, flush func() error) {
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	write = func(s *row) error {
		e := s.entry()
		return out.Encode(line{e.Seq, e.At, e.Actor, e.Role, e.Action, e.Object, e.Hash, e.Reason, e.Source, e.Details, e.Erased, fmt.Sprintf("%x", s.Link)})
	}
	return write, func() error { return nil }
}
