package notice

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/uptrace/bun"

	"portevoix/bot/approval"
	"portevoix/bot/chat"
	"portevoix/bot/country"
	"portevoix/bot/database"
	"portevoix/bot/jobs"
	"portevoix/bot/people"
	"portevoix/bot/register"
	"portevoix/bot/text"
)

// This file is break-glass: one person alone sends a cleared template about an immediate danger to life. Every director is paged,
// and one of them, never the sender, says within twelve hours whether it was right.

// The patience of a review.
const (
	reviewWithin = 12 * time.Hour
	reviewAgain  = 6 * time.Hour // how often it is asked for once it is late
)

// reviewAsked is when the review is asked for, after the sending.
var reviewAsked = []time.Duration{4 * time.Hour, 8 * time.Hour, 11 * time.Hour, reviewWithin}

// fewestReason is how many characters a reason has at least.
const fewestReason = 10

// Bars says why a template may not be sent by one person alone; nothing when it may.
func (d *Desk) Bars(t Template) []text.Text {
	k, _ := Find(t.Kind)
	var all []text.Text
	if !k.Life {
		all = append(all, text.Text{FR: "ce genre d'avis ne concerne pas un danger immédiat pour la vie", EN: "this kind of notice is not about an immediate danger to life", AR: "هذا النوع من الإشعارات لا يتعلق بخطر فوري على الحياة"})
	}
	switch {
	case t.State != TemplateCleared:
		all = append(all, text.Text{FR: "il n'est pas validé", EN: "it is not cleared", AR: "غير مصادق عليه"})
	case t.Expired(d.Now()):
		all = append(all, text.Text{FR: "il a expiré", EN: "it has expired", AR: "انتهت صلاحيته"})
	case d.fingerprint(t) != t.Seal:
		all = append(all, text.Text{FR: "il ne dit plus ce qui a été validé", EN: "it no longer says what was cleared", AR: "لم يعد يقول ما تمت المصادقة عليه"})
	}
	for _, v := range d.unconfirmed(t, k) {
		all = append(all, text.Text{FR: "personne à l'hôpital n'a confirmé la valeur « %s » (%s)", EN: "nobody at the hospital has confirmed the value “%s” (%s)", AR: "لم يؤكد أحد في المستشفى القيمة «%s» (%s)"}.With(v.ID, text.LTR(v.Value)))
	}
	for _, l := range t.Langs {
		if !slices.Contains(d.Hospital.Reviewed, string(l)) {
			all = append(all, text.Text{FR: "personne à l'hôpital n'a relu le texte en %s", EN: "nobody at the hospital has read the text in %s", AR: "لم يراجع أحد في المستشفى النص بلغة %s"}.With(l.Name()))
		}
	}
	return all
}

// unconfirmed lists the country's values that a template says and that nobody has confirmed.
func (d *Desk) unconfirmed(t Template, k Kind) []country.Value {
	said := map[string]bool{}
	for _, line := range k.Lines {
		for _, words := range []string{line.Say.FR, line.Short.FR} {
			said["vital"] = said["vital"] || strings.Contains(words, "{vital}")
			said["before_coming"] = said["before_coming"] || strings.Contains(words, "{before}")
		}
	}
	for _, f := range k.Fields {
		id, fromCountry := strings.CutPrefix(f.Default, "@")
		if v, known := d.Country.Value(id); fromCountry && known && t.Fixed[f.Name] == v.Value {
			said[id] = true
		}
	}
	return slices.DeleteFunc(d.Country.Unconfirmed(), func(v country.Value) bool { return !said[v.ID] })
}

// BreakGlass sends a notice on one person's word: made from a cleared template about an immediate danger to life that nothing bars.
// The reason is typed and goes on record. Every director is paged in the same transaction.
func (d *Desk) BreakGlass(ctx context.Context, id, by, reason, source string) (Notice, error) {
	n, err := d.Get(ctx, id)
	if err != nil {
		return Notice{}, err
	}
	if err := d.mayAlone(ctx, n); err != nil {
		return Notice{}, err
	}
	if problem := d.Reason(reason); !problem.IsZero() {
		return Notice{}, &chat.Problem{What: problem}
	}
	subject, err := d.ready(ctx, &n, by)
	if err != nil {
		return Notice{}, err
	}
	err = d.DB.Do(ctx, func(tx database.Tx) error {
		sent := n
		sent.State, sent.Alone = Submitted, tidy(reason)
		sent, err := d.saveTx(ctx, tx, sent, by, "alone")
		if err != nil {
			return err
		}
		subject.Version = sent.Version
		if _, err := d.Office.Alone(ctx, tx, subject, sent.Alone, source); err != nil { // Decided makes it live in here
			return err
		}
		return d.awaitReview(ctx, tx, sent, by)
	})
	if errors.Is(err, approval.ErrAlone) {
		return Notice{}, d.barred(nil)
	}
	if err != nil {
		return Notice{}, fmt.Errorf("send alone: %w", err)
	}
	return d.Get(ctx, id)
}

// Reason says what is wrong with a reason, or nothing.
func (d *Desk) Reason(typed string) text.Text {
	typed = tidy(typed)
	if utf8.RuneCountInString(typed) < fewestReason {
		return text.Text{FR: "Dites pourquoi en une phrase : qui est en danger, pourquoi personne d'autre ne peut confirmer.", EN: "Say why in one sentence: who is in danger, why nobody else can confirm.", AR: "اذكروا السبب في جملة: من في خطر ولماذا لا يمكن لأحد آخر التأكيد."}
	}
	if finding, safe := d.safe(typed, d.Lang); safe != typed {
		return text.Join(" ", finding.Title, finding.Fix)
	}
	return text.Text{}
}

// MayAlone reports whether one person may send the notice alone.
func (d *Desk) MayAlone(ctx context.Context, n Notice) bool { return d.mayAlone(ctx, n) == nil }

func (d *Desk) mayAlone(ctx context.Context, n Notice) error {
	if n.Template == "" || n.State != Drafted {
		return d.barred([]text.Text{{FR: "seul un modèle validé, champs remplis, peut partir ainsi", EN: "only a cleared template with its fields filled in may go out this way", AR: "لا يُرسل بهذه الطريقة إلا قالب مصادق عليه مع ملء حقوله"}})
	}
	t, err := d.Template(ctx, n.Template)
	if err != nil {
		return err
	}
	if bars := d.Bars(t); len(bars) > 0 {
		return d.barred(bars)
	}
	return d.usable(t, n)
}

func (d *Desk) barred(why []text.Text) error {
	return &chat.Problem{
		What: text.Join(" : ", append([]text.Text{{FR: "Cet avis ne peut pas partir seul", EN: "This notice cannot be sent by one person", AR: "لا يمكن لشخص واحد إرسال هذا الإشعار"}}, text.Join("; ", why...))...),
		Do:   text.Text{FR: "Envoyez-le pour confirmation : une pression d'une personne de garde suffit.", EN: "Send it for confirmation: one press of somebody on call is enough.", AR: "أرسلوه للتأكيد: تكفي ضغطة واحدة من شخص مداوم."},
	}
}

type reviewRow struct {
	bun.BaseModel `bun:"table:notice_review"`

	NoticeID   string
	ByWhom     string
	SentAt     time.Time
	DueAt      time.Time
	Reminded   int
	ReviewedBy string
	ReviewedAt *time.Time
	Verdict    string
}

// A Review is a notice that was sent by one person and that no director has looked at yet.
type Review struct {
	Notice Notice
	By     string // member id
	Due    time.Time
}

// Unreviewed lists what one person sent alone and what waits for a director, oldest first.
func (d *Desk) Unreviewed(ctx context.Context) (all []Review, err error) {
	err = d.DB.Read(ctx, func(tx database.Tx) error {
		var rows []reviewRow
		if err := tx.NewSelect().Model(&rows).Where("reviewed_by = ''").Order("sent_at").Scan(ctx); err != nil {
			return fmt.Errorf("list reviews: %w", err)
		}
		for _, r := range rows {
			n, err := d.load(ctx, tx, r.NoticeID)
			if err != nil {
				return err
			}
			all = append(all, Review{n, r.ByWhom, r.DueAt})
		}
		return nil
	})
	return all, err
}

// Reviewing is the job that asks for a review until somebody has given it.
var Reviewing = jobs.Kind[ReviewArgs]("notice.review")

// ReviewArgs name the notice and how often it has been asked about.
type ReviewArgs struct {
	Notice string `json:"notice"`
	Asked  int    `json:"asked"`
}

func (d *Desk) awaitReview(ctx context.Context, tx database.Tx, n Notice, by string) error {
	now := d.Now().UTC()
	r := reviewRow{NoticeID: n.ID, ByWhom: by, SentAt: now, DueAt: now.Add(reviewWithin)}
	if _, err := tx.NewInsert().Model(&r).Exec(ctx); err != nil {
		return fmt.Errorf("await the review: %w", err)
	}
	if err := d.pageDirectors(ctx, tx, n, r); err != nil {
		return err
	}
	return d.askAgain(ctx, tx, r)
}

// askAgain enqueues the next time that the review is asked for.
func (d *Desk) askAgain(ctx context.Context, tx database.Tx, r reviewRow) error {
	at := r.SentAt.Add(reviewWithin + time.Duration(r.Reminded-len(reviewAsked)+1)*reviewAgain)
	if r.Reminded < len(reviewAsked) {
		at = r.SentAt.Add(reviewAsked[r.Reminded])
	}
	return Reviewing.Enqueue(ctx, d.Jobs, tx, ReviewArgs{r.NoticeID, r.Reminded}, jobs.Options{At: at, Queue: jobs.Urgent})
}

// AskReview asks the directors once more, unless one has answered; a repeated call changes nothing.
func (d *Desk) AskReview(ctx context.Context, a ReviewArgs) error {
	return d.DB.Do(ctx, func(tx database.Tx) error {
		changed, err := tx.Exec(ctx, "UPDATE notice_review SET reminded = reminded + 1 WHERE notice_id = ? AND reminded = ? AND reviewed_by = ''", a.Notice, a.Asked)
		if err != nil || changed == 0 {
			return err
		}
		r, n, err := d.loadReview(ctx, tx, a.Notice)
		if err != nil {
			return err
		}
		if err := d.pageDirectors(ctx, tx, n, r); err != nil {
			return err
		}
		return d.askAgain(ctx, tx, r)
	})
}

func (d *Desk) loadReview(ctx context.Context, tx database.Tx, id string) (r reviewRow, n Notice, err error) {
	if err = tx.NewSelect().Model(&r).Where("notice_id = ?", id).Scan(ctx); err == nil {
		n, err = d.load(ctx, tx, id)
	}
	if database.IsNotFound(err) {
		err = &chat.Problem{What: text.Text{FR: "Cet avis n'attend pas de relecture.", EN: "This notice awaits no review.", AR: "هذا الإشعار لا ينتظر مراجعة."},
			Do: text.Text{FR: "Voyez les avis : /urgent liste.", EN: "See the notices: /urgent list.", AR: "انظروا الإشعارات: ‎/urgent list‎."}}
	}
	return r, n, err
}

// pageDirectors tells every director; each asking is a message of its own, so that it rings again.
func (d *Desk) pageDirectors(ctx context.Context, tx database.Tx, n Notice, r reviewRow) error {
	team, err := d.Office.People.AllTx(ctx, tx)
	if err != nil {
		return err
	}
	for _, who := range team {
		if !who.May(people.ReviewAlone, people.Object{Kind: "notice"}) {
			continue
		}
		if err := d.Tell(ctx, tx, fmt.Sprintf("alone/%s/%s/%d", n.ID, who.ID, r.Reminded), who.ID, d.reviewMessage(n, r, who.ID)); err != nil {
			return err
		}
	}
	return nil
}

func (d *Desk) reviewMessage(n Notice, r reviewRow, to string) chat.Message {
	say := func(t text.Text) string { return t.In(d.Lang) }
	m := chat.Message{Lang: d.Lang, Tone: chat.Urgent,
		Notify: say(text.Text{FR: "Un avis urgent est parti sans deuxième personne", EN: "An urgent notice went out without a second person", AR: "أُرسل إشعار عاجل دون شخص ثان"}),
		Blocks: []chat.Block{
			chat.Heading{Text: say(d.Title(n))},
			chat.Paragraph{Text: say(text.Text{FR: "Envoyé par une seule personne, danger immédiat pour la vie. À relire avant %s.", EN: "Sent by one person, immediate danger to life. To be reviewed before %s.", AR: "أرسله شخص واحد لخطر فوري على الحياة. تجب مراجعته قبل %s."}.With(text.Moment(r.DueAt.In(d.Zone))))},
			chat.Facts{Items: []chat.Fact{{Label: say(text.Text{FR: "Raison", EN: "Reason", AR: "السبب"}), Value: n.Alone}}},
		}}
	if to != r.ByWhom {
		m.Blocks = append(m.Blocks, chat.Buttons{Items: d.ReviewButtons(n, d.Lang)})
	}
	return m
}

// ReviewButtons are what a director may say of a notice that one person sent.
func (d *Desk) ReviewButtons(n Notice, l text.Lang) []chat.Button {
	press := func(action string) chat.Press {
		return chat.Press{Command: "template", Action: action, Object: n.ID}
	}
	return []chat.Button{
		{Label: text.Text{FR: "Relu : justifié", EN: "Reviewed: justified", AR: "تمت المراجعة: مبرر"}.In(l), Look: chat.Primary, Press: press("right")},
		{Label: text.Text{FR: "Relu : pas justifié", EN: "Reviewed: not justified", AR: "تمت المراجعة: غير مبرر"}.In(l), Press: press("wrong")},
		{Label: takeDownLabel.In(l), Look: chat.Danger, Press: chat.Press{Command: "retract", Action: "ask", Object: "notice/" + n.ID}},
	}
}

// Judge records what a director says of a notice that one person sent. Nobody judges their own.
func (d *Desk) Judge(ctx context.Context, id, by string, right bool) error {
	verdict := "wrong"
	if right {
		verdict = "right"
	}
	return d.DB.Do(ctx, func(tx database.Tx) error {
		r, n, err := d.loadReview(ctx, tx, id)
		if err != nil {
			return err
		}
		who, err := d.Office.People.Active(ctx, tx, by)
		if err != nil {
			return err
		}
		if !who.May(people.ReviewAlone, people.Object{Kind: "notice"}) || by == r.ByWhom {
			return &chat.Problem{What: text.Text{FR: "La relecture revient à une direction qui n'a pas envoyé l'avis.", EN: "The review is for a director who did not send the notice.", AR: "المراجعة لمدير لم يرسل الإشعار بنفسه."},
				Do: text.Text{FR: "/team montre qui peut le faire.", EN: "/team shows who can.", AR: "‎/team‎ يعرض من يمكنه ذلك."}}
		}
		now := d.Now().UTC()
		changed, err := tx.Exec(ctx, "UPDATE notice_review SET reviewed_by = ?, reviewed_at = ?, verdict = ? WHERE notice_id = ? AND reviewed_by = ''", by, now, verdict, id)
		if err != nil || changed == 0 {
			return err
		}
		e := register.Entry{Actor: by, Action: "break-glass-review", Object: "notice/" + n.ID, Details: map[string]string{"verdict": verdict}, At: now}
		return d.Office.Register.Append(ctx, tx, e)
	})
}
