package approval

import (
	"context"
	"strings"

	"portevoix/bot/database"
	"portevoix/bot/text"
)

// A Change is what is new in one part since somebody last looked: words that went and words that came, in their order. An empty Was
// is an addition, an empty Is a removal.
type Change struct {
	Target  string
	Lang    text.Lang
	Was, Is string
}

// Look records that a member looks at a case, and returns what has changed since they last looked at the same object: nothing the
// first time, or when they see the same again.
func (o *Office) Look(ctx context.Context, c Case, memberID string) (changes []Change, err error) {
	err = o.DB.Do(ctx, func(tx database.Tx) error {
		var before string
		err := tx.NewRaw("SELECT case_id FROM approval_look WHERE kind = ? AND object = ? AND member_id = ?", c.Subject.Kind, c.Subject.ID, memberID).Scan(ctx, &before)
		if err != nil && !database.IsNotFound(err) {
			return err
		}
		if before == c.ID {
			return nil
		}
		if before != "" {
			seen, err := o.Load(ctx, tx, before)
			if err != nil {
				return err
			}
			changes = Changed(seen.Subject, c.Subject)
		}
		_, err = tx.Exec(ctx, `INSERT INTO approval_look (kind, object, member_id, case_id, looked_at) VALUES (?, ?, ?, ?, ?)
			ON CONFLICT (kind, object, member_id) DO UPDATE SET case_id = excluded.case_id, looked_at = excluded.looked_at`, c.Subject.Kind, c.Subject.ID, memberID, c.ID, o.Now().UTC())
		return err
	})
	return changes, wrap("look at a case", err)
}

// Changed compares two versions of a subject, word by word and part by part.
func Changed(before, after Subject) (all []Change) {
	type place struct {
		target string
		lang   text.Lang
	}
	was := map[place]string{}
	for _, p := range before.Parts {
		was[place{p.Target, p.Lang}] = p.Text
	}
	for _, p := range after.Parts {
		at := place{p.Target, p.Lang}
		for _, hunk := range diff(strings.Fields(was[at]), strings.Fields(p.Text)) {
			all = append(all, Change{p.Target, p.Lang, hunk[0], hunk[1]})
		}
		delete(was, at)
	}
	for _, p := range before.Parts {
		if words, gone := was[place{p.Target, p.Lang}]; gone {
			all = append(all, Change{p.Target, p.Lang, strings.Join(strings.Fields(words), " "), ""})
		}
	}
	return all
}

// mostCells bounds the table of a comparison; longer texts are compared as a whole between their common ends.
const mostCells = 4_000_000

// diff lists the runs of words in which two texts differ, by their longest common subsequence.
func diff(a, b []string) (hunks [][2]string) {
	begin := 0
	for begin < len(a) && begin < len(b) && a[begin] == b[begin] {
		begin++
	}
	end := 0
	for end < len(a)-begin && end < len(b)-begin && a[len(a)-1-end] == b[len(b)-1-end] {
		end++
	}
	a, b = a[begin:len(a)-end], b[begin:len(b)-end]
	if len(a) == 0 && len(b) == 0 {
		return nil
	}
	if len(a)*len(b) > mostCells || len(a) == 0 || len(b) == 0 {
		return [][2]string{{strings.Join(a, " "), strings.Join(b, " ")}}
	}
	common := commonLengths(a, b)
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		fromA, fromB := i, j
		for i < len(a) || j < len(b) {
			if i < len(a) && j < len(b) && a[i] == b[j] {
				break
			}
			if j == len(b) || i < len(a) && common[i+1][j] >= common[i][j+1] {
				i++
			} else {
				j++
			}
		}
		if i > fromA || j > fromB {
			hunks = append(hunks, [2]string{strings.Join(a[fromA:i], " "), strings.Join(b[fromB:j], " ")})
		}
		for i < len(a) && j < len(b) && a[i] == b[j] {
			i, j = i+1, j+1
		}
	}
	return hunks
}

// commonLengths[i][j] is how many words the rest of a from i and of b from j have in common, in order.
func commonLengths(a, b []string) [][]int32 {
	common := make([][]int32, len(a)+1)
	for i := range common {
		common[i] = make([]int32, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				common[i][j] = common[i+1][j+1] + 1
			} else {
				common[i][j] = max(common[i+1][j], common[i][j+1])
			}
		}
	}
	return common
}
