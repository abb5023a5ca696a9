package draft

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"portevoix/bot/chat"
	"portevoix/bot/database"
	"portevoix/bot/picture"
	"portevoix/bot/privacy"
	"portevoix/bot/social"
	"portevoix/bot/text"
)

// A Desk is where drafts are written and kept.
type Desk struct {
	DB       *database.DB
	Pictures picture.Shelf
	Composer Composer
	Check    func(privacy.Input) privacy.Report
	Checker  *privacy.Checker // examines pictures
	Writer   *Writer          // the language model; nil: none
	Country  string
	Networks []string    // where a draft goes when nobody says
	Langs    []text.Lang // in which languages when nobody says; empty: that of the brief
	Places   []string    // the hospital's sites and city
	Zone     *time.Location
	Now      func() time.Time
}

// An Ask is what somebody wants drafted. Empty fields take the profile's defaults.
type Ask struct {
	Words     string
	Lang      text.Lang // the asker's
	Objective Objective
	Networks  []string
	Langs     []text.Lang
	Tone      Tone
	Picture   File
	Alt       string
	Author    string // member id
}

// New writes a first draft. It returns *Blocked when the words may identify somebody, and a *chat.Problem when they cannot be
// drafted; in both cases nothing was stored.
func (d *Desk) New(ctx context.Context, a Ask) (Draft, error) {
	c, pic, err := d.begin(a)
	if err != nil {
		return Draft{}, err
	}
	d.write(ctx, newID(""), &c)
	return d.insert(ctx, a.Author, Writing, c, pic)
}

// Offer keeps a safe wording that is proposed instead of words that were blocked, until somebody takes it or a day has passed.
// It returns false when that wording is not safe either.
func (d *Desk) Offer(ctx context.Context, a Ask) (Draft, bool, error) {
	c, _, err := d.begin(a)
	if err != nil {
		return Draft{}, false, nil
	}
	d.write(ctx, newID(""), &c)
	out, err := d.insert(ctx, a.Author, Offered, c, nil)
	return out, err == nil, err
}

func (d *Desk) begin(a Ask) (Content, *picture.Picture, error) {
	words := tidy(a.Words)
	if problem := usable(words); problem != nil {
		return Content{}, nil, problem
	}
	if r := d.checkWords(words); r.Verdict >= privacy.Block {
		return Content{}, nil, &Blocked{r}
	}
	c := Content{Words: words, Brief: d.reader(a.Lang).Read(words), Objective: a.Objective, Tone: a.Tone, Networks: a.Networks, Langs: a.Langs}
	d.defaults(&c)
	pic, err := d.illustrate(&c, a.Picture, a.Alt)
	return c, pic, err
}

func (d *Desk) reader(l text.Lang) Reader {
	return Reader{Now: d.Now().In(d.zone()), Lang: l, US: d.Country == "US", Places: d.Places}
}

func (d *Desk) zone() *time.Location {
	if d.Zone == nil {
		return time.UTC
	}
	return d.Zone
}

func (d *Desk) defaults(c *Content) {
	if c.Objective == "" {
		c.Objective = guessObjective(c.Brief)
	}
	if c.Tone == "" {
		c.Tone = Warm
	}
	if len(c.Networks) == 0 {
		c.Networks = slices.Clone(d.Networks)
	}
	if len(c.Networks) == 0 {
		c.Networks = []string{"facebook", "x", "linkedin"}
	}
	if len(c.Langs) == 0 {
		c.Langs = slices.Clone(d.Langs)
	}
	if len(c.Langs) == 0 {
		c.Langs = []text.Lang{c.Brief.Lang}
	}
}

func guessObjective(b Brief) Objective {
	if e, ok := eventOf(b.Event); ok {
		return e.objective
	}
	return Actu
}

// usable refuses what cannot become a post, with the next step.
func usable(words string) *chat.Problem {
	letters := strings.IndexFunc(words, func(r rune) bool { return isWordRune(r) })
	switch {
	case words == "":
		return &chat.Problem{
			What: text.Text{FR: "Il me faut une phrase pour commencer.", EN: "I need one sentence to begin with.", AR: "أحتاج إلى جملة واحدة للبدء."},
			Do:   exampleBrief,
		}
	case letters < 0:
		return &chat.Problem{
			What: text.Text{FR: "Je ne trouve aucun mot dans ce message.", EN: "I find no word in this message.", AR: "لا أجد أي كلمة في هذه الرسالة."},
			Do:   exampleBrief,
		}
	case len([]rune(words)) > MaxBrief:
		return &chat.Problem{
			What: text.Text{FR: "C'est trop long pour un brief : %s caractères, %s au plus.", EN: "This is too long for a brief: %s characters, %s at most.", AR: "النص أطول من اللازم: %s حرفا، والحد الأقصى %s."}.With(text.Number(len([]rune(words))), text.Number(MaxBrief)),
			Do:   text.Text{FR: "Gardez l'essentiel : quoi, quand, où, pour qui, quel contact. Rien n'a été gardé.", EN: "Keep what matters: what, when, where, for whom, which contact. Nothing was kept.", AR: "احتفظوا بالأساسي: ماذا، متى، أين، لمن، وكيفية التواصل. لم يُحفظ أي شيء."},
		}
	}
	return nil
}

// MaxBrief is how long a brief may be, in characters.
const MaxBrief = 4000

var exampleBrief = text.Text{
	FR: "Écrivez par exemple : /draft collecte de sang le 14 juin 9 h–17 h hall B, tous groupes",
	EN: "Write for example: /draft blood drive 14 June 9 am–5 pm hall B, all groups",
	AR: "اكتبوا مثلا: ‎/draft‎ حملة للتبرع بالدم يوم 14 يونيو من 9:00 إلى 17:00 بالبهو B، جميع الفصائل",
}

// formRules ask for something that a finished post must say and that the composer adds; a brief need not say it.
var formRules = []string{"DON-01", "DON-04", "DON-06", "EMG-02", "EMG-03", "ACC-", "GOV-", "INF-04"}

// checkWords checks a brief: what identifies somebody must not even be stored; what a finished post must say is not asked of it.
func (d *Desk) checkWords(words string) privacy.Report {
	r := d.Check(privacy.Input{Text: words, Kind: privacy.Post, Country: d.Country, Now: d.Now()})
	r.Findings = slices.DeleteFunc(slices.Clone(r.Findings), func(f privacy.Finding) bool {
		return slices.ContainsFunc(formRules, func(p string) bool { return strings.HasPrefix(f.Rule, p) })
	})
	r.Verdict = privacy.Clear
	for _, f := range r.Findings {
		r.Verdict = max(r.Verdict, f.Severity)
	}
	return r
}

func (d *Desk) checkAlt(alt string) privacy.Report {
	if alt == "" {
		return privacy.Report{}
	}
	return d.Check(privacy.Input{Text: alt, Kind: privacy.Alt, Country: d.Country, Now: d.Now()})
}

// CheckVariant checks one text as it would be published.
func (d *Desk) CheckVariant(v Variant) privacy.Report {
	return d.Check(privacy.Input{Text: v.Text, Kind: privacy.Post, Lang: v.Lang, Country: d.Country, Now: d.Now(), Over: v.Over})
}

// write fills every variant that nobody edited by hand.
func (d *Desk) write(ctx context.Context, seed string, c *Content) {
	old := c.Variants
	c.Variants = nil
	for _, n := range c.Networks {
		for _, l := range c.Langs {
			v := Variant{Network: n, Lang: l}
			if i := slices.IndexFunc(old, func(o Variant) bool { return o.Network == n && o.Lang == l }); i >= 0 {
				v = old[i]
			}
			if !v.Edited {
				d.compose(seed, c, &v)
			}
			c.Variants = append(c.Variants, v)
		}
	}
	if d.Writer != nil {
		d.Writer.improve(ctx, d, c)
	}
}

// compose writes one variant anew and checks it; a text that must not be published is not kept.
func (d *Desk) compose(seed string, c *Content, v *Variant) {
	rules, _ := social.RulesOf(v.Network)
	w := d.Composer.Write(c.Brief, Wish{Lang: v.Lang, Rules: rules, Objective: c.Objective, Tone: c.Tone, Seed: seed, Take: c.Take, Trim: v.Trim})
	*v = Variant{Network: v.Network, Lang: v.Lang, Text: w.Text, Missing: w.Missing, Over: w.Over, Minimal: w.Minimal, Trim: v.Trim}
	d.judge(v)
}

// judge notes what the check says, and drops a text that may not be published.
func (d *Desk) judge(v *Variant) {
	v.Found, v.Refused = nil, nil
	if v.Text == "" {
		return
	}
	r := d.CheckVariant(*v)
	for _, f := range r.Findings {
		if f.Rule == "ACC-06" {
			continue // the draft says by how much, and does not go for approval
		}
		v.Found = append(v.Found, Found{f.Rule, f.Severity})
		if f.Severity >= privacy.Block && !slices.Contains(v.Refused, f.Rule) {
			v.Refused = append(v.Refused, f.Rule)
		}
	}
	if len(v.Refused) > 0 {
		v.Text, v.Found = "", nil
	}
}

// Open reads a draft. An id that is not ours is a *chat.Problem.
func (d *Desk) Open(ctx context.Context, id string) (Draft, error) {
	var out Draft
	err := d.DB.Read(ctx, func(tx database.Tx) (err error) {
		out, err = d.load(ctx, tx, id)
		return err
	})
	return out, err
}

type row struct {
	ID, Author, Status   string
	Revision             int
	Sealed               []byte
	CreatedAt, UpdatedAt time.Time
}

func (d *Desk) load(ctx context.Context, tx database.Tx, id string) (Draft, error) {
	var r row
	err := tx.NewRaw("SELECT id, author, status, revision, sealed, created_at, updated_at FROM draft WHERE id = ?", id).Scan(ctx, &r)
	if database.IsNotFound(err) {
		return Draft{}, noSuchDraft(id)
	}
	if err != nil {
		return Draft{}, fmt.Errorf("read the draft: %w", err)
	}
	out := Draft{ID: r.ID, Author: r.Author, Status: Status(r.Status), Revision: r.Revision, Created: r.CreatedAt, Updated: r.UpdatedAt}
	if out.Status == Discarded {
		return Draft{}, gone
	}
	out.Content, err = d.unseal(id, r.Sealed)
	return out, err
}

func noSuchDraft(id string) *chat.Problem {
	return &chat.Problem{
		What: text.Text{FR: "Je ne trouve pas le brouillon « %s ».", EN: "I cannot find the draft “%s”.", AR: "لا أجد المسودة «%s»."}.With(shortID(id)),
		Do:   text.Text{FR: "Créez-en un avec /draft.", EN: "Make one with /draft.", AR: "أنشئوا واحدة عبر ‎/draft‎."},
	}
}

func shortID(id string) string {
	if r := []rune(id); len(r) > 16 {
		return string(r[:16]) + "…"
	}
	return id
}

var gone = &chat.Problem{
	What: text.Text{FR: "Ce brouillon a été supprimé : il n'en reste rien.", EN: "This draft was discarded: nothing of it is left.", AR: "حُذفت هذه المسودة: لم يبق منها شيء."},
	Do:   text.Text{FR: "Recommencez avec /draft.", EN: "Begin again with /draft.", AR: "ابدؤوا من جديد عبر ‎/draft‎."},
}

func (d *Desk) seal(id string, c Content) ([]byte, error) {
	data, err := json.Marshal(c)
	if err != nil {
		return nil, fmt.Errorf("write the draft: %w", err)
	}
	return d.DB.Seal("draft/"+id, data), nil
}

func (d *Desk) unseal(id string, sealed []byte) (Content, error) {
	var c Content
	data, err := d.DB.Unseal("draft/"+id, sealed)
	if err != nil {
		return c, fmt.Errorf("read the draft: %w", err)
	}
	if err := json.Unmarshal(data, &c); err != nil {
		return c, fmt.Errorf("read the draft: %w", err)
	}
	return c, nil
}

func (d *Desk) insert(ctx context.Context, author string, status Status, c Content, pic *picture.Picture) (Draft, error) {
	now := d.Now().UTC()
	out := Draft{Author: author, Status: status, Revision: 1, Created: now, Updated: now}
	for range 5 {
		out.ID = newID("d_")
		err := d.DB.Do(ctx, func(tx database.Tx) error {
			c.Picture, c.Hash = "", "" // of a try before this one
			if err := d.putPicture(ctx, tx, &c, pic); err != nil {
				return err
			}
			sealed, err := d.seal(out.ID, c)
			if err != nil {
				return err
			}
			if _, err := tx.Exec(ctx, "INSERT INTO draft (id, author, status, revision, sealed, created_at, updated_at) VALUES (?, ?, ?, 1, ?, ?, ?)", out.ID, author, string(status), sealed, now, now); err != nil {
				return err
			}
			return keepRevision(ctx, tx, out.ID, 1, author, "new", sealed, now)
		})
		if err == nil {
			out.Content = c
			return out, nil
		}
		if !database.IsDuplicate(err) {
			return Draft{}, fmt.Errorf("keep the draft: %w", err)
		}
	}
	return Draft{}, errors.New("keep the draft: no free id")
}

func keepRevision(ctx context.Context, tx database.Tx, id string, number int, by, what string, sealed []byte, now time.Time) error {
	_, err := tx.Exec(ctx, "INSERT INTO draft_revision (draft_id, number, by_whom, what, sealed, at) VALUES (?, ?, ?, ?, ?, ?)", id, number, by, what, sealed, now)
	return err
}

// save keeps a changed draft, unless somebody else changed it meanwhile or it is no longer being written.
// What else is to happen in the same transaction may still change the content.
func (d *Desk) save(ctx context.Context, before Draft, c Content, by, what string, also ...step) (Draft, error) {
	now := d.Now().UTC()
	after := before
	after.Revision, after.Updated = before.Revision+1, now
	err := d.DB.Do(ctx, func(tx database.Tx) error {
		after.Content = c
		for _, do := range also {
			if err := do(ctx, tx, &after.Content); err != nil {
				return err
			}
		}
		sealed, err := d.seal(before.ID, after.Content)
		if err != nil {
			return err
		}
		n, err := tx.Exec(ctx, "UPDATE draft SET sealed = ?, revision = ?, updated_at = ?, status = ? WHERE id = ? AND revision = ? AND status IN ('draft', 'offered')",
			sealed, after.Revision, now, string(Writing), before.ID, before.Revision)
		if err != nil {
			return err
		}
		if n != 1 {
			return changedMeanwhile
		}
		return keepRevision(ctx, tx, before.ID, after.Revision, by, what, sealed, now)
	})
	after.Status = Writing
	return after, err
}

// A step is something that happens with a change of a draft, or not at all.
type step func(context.Context, database.Tx, *Content) error

var changedMeanwhile = &chat.Problem{
	What: text.Text{FR: "Ce brouillon a changé entre-temps, ou il attend déjà une validation.", EN: "This draft has changed meanwhile, or it already awaits approval.", AR: "تغيرت هذه المسودة في هذه الأثناء، أو هي في انتظار المصادقة."},
	Do:   text.Text{FR: "Rouvrez-le avec /draft, puis recommencez.", EN: "Open it again with /draft, then try once more.", AR: "افتحوها من جديد عبر ‎/draft‎ ثم حاولوا مرة أخرى."},
}
