package notice

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"portevoix/bot/approval"
	"portevoix/bot/chat"
	"portevoix/bot/database"
	"portevoix/bot/jobs"
	"portevoix/bot/privacy"
	"portevoix/bot/social"
	"portevoix/bot/text"
	"portevoix/bot/text/when"
)

// A Desk keeps the notices of one installation and hands them to approval. Its fields are filled once.
type Desk struct {
	Speaker
	DB      *database.DB
	Jobs    *jobs.Jobs
	Office  *approval.Office
	Check   func(privacy.Input) privacy.Report
	Now     func() time.Time
	Lang    text.Lang   // of the team
	Langs   []text.Lang // in which notices go out
	Targets []Target    // every room and network that a notice goes to
	// Say puts a message into the team's urgent room, or changes the one with the same key, in the transaction that it belongs to.
	Say func(ctx context.Context, tx database.Tx, key string, m chat.Message) error
	// Tell is Say to one member, wherever they are known.
	Tell func(ctx context.Context, tx database.Tx, key, member string, m chat.Message) error
}

// A Target is a place that a notice goes to.
type Target struct {
	Name  string // "room:urgent", "mastodon"
	Title string // "#urgent", "Mastodon"
	Room  bool   // the team's own: an exercise may go there
	Rules social.Rules
}

// A Wish is what somebody asks for: a kind and what they typed.
type Wish struct {
	Kind     string
	Exercise bool
	Typed    chat.Values
	Lang     text.Lang // the language of their sentences
	Author   string    // member id
	Dedupe   string    // of a trigger; empty otherwise
}

// Read reads typed values into canonical ones. What cannot be used is named by field, with the question to ask.
func (d *Desk) Read(k Kind, typed chat.Values, l text.Lang, now time.Time) (fields map[string]string, wrong map[string]text.Text) {
	fields, wrong = map[string]string{}, map[string]text.Text{}
	dates := when.Reader{Now: now.In(d.Zone), MonthFirst: d.Country.MonthFirst}
	for _, f := range k.Fields {
		words := strings.TrimSpace(typed[f.Name])
		if words == "" {
			words = d.Preset(f, now)
		}
		v, problem := f.Read(words, dates)
		switch {
		case !problem.IsZero():
			wrong[f.Name] = problem
		case v == "":
			if f.Must(d.Country.Code) {
				wrong[f.Name] = text.Text{FR: "À remplir : %s.", EN: "Please fill in: %s.", AR: "المرجو ملء: %s."}.With(f.Label)
			}
		case f.Type == Sentence:
			fields[f.Name], fields[f.Name+"."+string(l)] = v, v
		default:
			fields[f.Name] = v
		}
	}
	return fields, wrong
}

// Preset is what a field holds when nothing is typed, as a person would type it: from the country, the profile, or fixed.
func (d *Desk) Preset(f Field, now time.Time) string {
	from, isRef := strings.CutPrefix(f.Default, "@")
	switch {
	case f.Default == "now":
		return now.In(d.Zone).Truncate(time.Minute).Format(time.RFC3339)
	case strings.HasPrefix(f.Default, "+"):
		after, err := time.ParseDuration(f.Default[1:])
		if err != nil {
			return ""
		}
		return now.In(d.Zone).Add(after).Truncate(time.Minute).Format(time.RFC3339)
	case !isRef:
		return f.Default
	case from == "website":
		return d.Hospital.Website
	case from == "phone":
		if len(d.Hospital.Phones) > 0 {
			return d.Hospital.Phones[0].Number
		}
		return ""
	}
	v, _ := d.Country.Value(from)
	return v.Value
}

// Unsafe is a field whose words may not be kept: they could identify somebody or break a rule. Safe is what is left without them.
type Unsafe struct {
	Field   Field
	Finding privacy.Finding
	Safe    string
}

// Begin makes a notice from what somebody typed. Words that must not be published are taken out before anything is written; they
// come back as Unsafe, masked, for their author to see. Values that cannot be read are left out: Problems then names them.
func (d *Desk) Begin(ctx context.Context, w Wish) (Notice, []Unsafe, error) {
	k, ok := Find(w.Kind)
	if !ok || !k.Refuse.IsZero() {
		return Notice{}, nil, d.refusal(k)
	}
	now := d.Now()
	fields, _ := d.Read(k, w.Typed, w.Lang, now)
	unsafe := d.clean(k, fields, w.Lang)
	n := Notice{Kind: k.Name, Phase: Alert, State: Drafted, Exercise: w.Exercise, Fields: fields, Langs: d.Langs, Author: w.Author, At: now.In(d.Zone).Truncate(time.Minute)}
	n.Until = endOf(k, fields)
	n, err := d.insert(ctx, n, w.Dedupe)
	return n, unsafe, err
}

func (d *Desk) refusal(k Kind) error {
	if k.Name == "" {
		return &chat.Problem{What: text.Text{FR: "Je ne connais pas ce genre d'avis.", EN: "I do not know that kind of notice.", AR: "لا أعرف هذا النوع من الإشعارات."},
			Do: text.Text{FR: "Tapez /urgent pour les voir tous.", EN: "Type /urgent to see them all.", AR: "اكتبوا ‎/urgent‎ لرؤيتها كلها."}}
	}
	p := d.Problems(Notice{Kind: k.Name}, d.Now())[0]
	return &chat.Problem{What: p.What, Do: p.Do}
}

func endOf(k Kind, fields map[string]string) time.Time {
	t, err := time.Parse(time.RFC3339, fields[k.Until])
	if err != nil {
		return time.Time{}
	}
	return t
}

// free reports whether a field holds words of a person's own, which must be checked.
func (f Field) free() bool { return f.Type == Place || f.Type == Sentence }

// clean takes out of fields what must not be published.
func (d *Desk) clean(k Kind, fields map[string]string, l text.Lang) []Unsafe {
	var all []Unsafe
	for _, f := range k.Fields {
		words := fields[f.Name]
		if !f.free() || words == "" || words == "all" {
			continue
		}
		finding, safe := d.safe(words, l)
		if safe == words {
			continue
		}
		all = append(all, Unsafe{f, finding, safe})
		for name, v := range fields {
			if v == words && (name == f.Name || strings.HasPrefix(name, f.Name+".")) {
				fields[name] = safe
				if safe == "" {
					delete(fields, name)
				}
			}
		}
	}
	return all
}

// safe is the words without what blocks them, and the worst finding.
func (d *Desk) safe(words string, l text.Lang) (privacy.Finding, string) {
	var worst privacy.Finding
	left := words
	for range 5 {
		report := d.Check(privacy.Input{Text: left, Kind: privacy.Caption, Lang: l, Country: d.Country.Code, Now: d.Now()})
		if report.Verdict < privacy.Block {
			return worst, left
		}
		f := report.Findings[0]
		if worst.Rule == "" {
			worst = f
		}
		if left = without(left, f.Span); left == "" {
			return worst, ""
		}
	}
	return worst, ""
}

// without cuts a span (in code points) out of words.
func without(words string, s privacy.Span) string {
	r := []rune(words)
	if s.Start < 0 || s.End > len(r) || s.Start >= s.End {
		return ""
	}
	return strings.Trim(strings.Join(strings.Fields(string(r[:s.Start])+" "+string(r[s.End:])), " "), " ,;:.")
}

// Unusable says which of the typed words may not be kept, by field, for a form that must stay open.
func (d *Desk) Unusable(k Kind, typed chat.Values, l text.Lang) []Unsafe {
	fields, _ := d.Read(k, typed, l, d.Now())
	return d.clean(k, fields, l)
}

// Edit changes fields of a draft, and with it every language.
func (d *Desk) Edit(ctx context.Context, id, by string, typed chat.Values, l text.Lang) (Notice, []Unsafe, error) {
	n, err := d.Get(ctx, id)
	if err != nil {
		return Notice{}, nil, err
	}
	if n.State != Drafted && n.State != Refused {
		return Notice{}, nil, notWritten
	}
	k, _ := Find(n.Kind)
	fields, _ := d.Read(k, typed, l, d.Now())
	unsafe := d.clean(k, fields, l)
	for name, v := range n.Fields { // other languages' sentences and the result stay
		if _, changed := fields[name]; !changed && (strings.Contains(name, ".") || name == "result") {
			fields[name] = v
		}
	}
	n.Fields, n.Until, n.State, n.Template = fields, endOf(k, fields), Drafted, "" // changed by hand: no template any more
	n, err = d.save(ctx, n, by, "edit")
	return n, unsafe, err
}

// Translate puts a sentence into a language that lacks it.
func (d *Desk) Translate(ctx context.Context, id, by, field string, l text.Lang, words string) (Notice, []Unsafe, error) {
	n, err := d.Get(ctx, id)
	if err != nil {
		return Notice{}, nil, err
	}
	k, _ := Find(n.Kind)
	f, ok := k.Field(field)
	if !ok || f.Type != Sentence || n.State != Drafted {
		return Notice{}, nil, notWritten
	}
	finding, safe := d.safe(tidy(words), l)
	var unsafe []Unsafe
	if safe != tidy(words) {
		unsafe = append(unsafe, Unsafe{f, finding, safe})
	}
	n.Fields[field+"."+string(l)], n.Template = safe, ""
	n, err = d.save(ctx, n, by, "translate")
	return n, unsafe, err
}

// Leave leaves a language out of a draft.
func (d *Desk) Leave(ctx context.Context, id, by string, l text.Lang) (Notice, error) {
	n, err := d.Get(ctx, id)
	if err != nil {
		return Notice{}, err
	}
	if n.State != Drafted || len(n.Langs) < 2 {
		return Notice{}, notWritten
	}
	n.Langs, n.Template = slices.DeleteFunc(slices.Clone(n.Langs), func(x text.Lang) bool { return x == l }), ""
	return d.save(ctx, n, by, "leave-language")
}

// Discard gives a draft up.
func (d *Desk) Discard(ctx context.Context, id, by string) error {
	n, err := d.Get(ctx, id)
	if err != nil {
		return err
	}
	if n.State != Drafted && n.State != Refused && n.State != Submitted {
		return notWritten
	}
	if n.State == Submitted {
		if err := d.Office.Withdraw(ctx, "notice", id, by); err != nil {
			return err
		}
		if n, err = d.Get(ctx, id); err != nil {
			return err
		}
	}
	n.State = Discarded
	_, err = d.save(ctx, n, by, "discard")
	return err
}

// A Copy is the text for one target in one language.
type Copy struct {
	Target Target
	Lang   text.Lang
	Text   string
	Why    text.Text // why there is none
}

// Copies are the texts for every target. Networks that need a picture, or on which even the short text is too long, say so.
func (d *Desk) Copies(n Notice) []Copy {
	var all []Copy
	for _, t := range d.Targets {
		if n.Exercise && !t.Room || len(n.Targets) > 0 && !slices.Contains(n.Targets, t.Name) {
			continue
		}
		for _, l := range n.Langs {
			c := Copy{Target: t, Lang: l}
			said, fits := d.For(n, l, t.Rules)
			switch {
			case t.Rules.NeedsPicture:
				c.Why = text.Text{FR: "%s demande une image : à publier à la main.", EN: "%s needs a picture: post it by hand.", AR: "%s يتطلب صورة: انشروا يدويا."}.With(t.Title)
			case !fits:
				c.Why = text.Text{FR: "Trop long pour %s.", EN: "Too long for %s.", AR: "طويل جدا على %s."}.With(t.Title)
			default:
				c.Text = said
			}
			all = append(all, c)
		}
	}
	return all
}

// Review is everything that stands in the way of a notice, and what the check found in its texts.
func (d *Desk) Review(n Notice) (problems []Problem, accepted []approval.Accepted, rules string) {
	problems = d.Problems(n, d.Now())
	seen := map[string]int{}
	for _, c := range d.Copies(n) {
		if c.Text == "" {
			continue
		}
		report := d.Check(privacy.Input{Text: c.Text, Kind: privacy.Notice, Lang: c.Lang, Country: d.Country.Code, Now: d.Now()})
		rules = report.Rules
		for _, f := range report.Findings {
			if _, already := seen[f.Rule]; !already && f.Severity >= privacy.Warn {
				problems = append(problems, Problem{Block: f.Severity >= privacy.Block, What: text.Join(" · ", f.Title, f.Why), Do: f.Fix})
			}
			seen[f.Rule] = max(seen[f.Rule], int(f.Severity))
		}
	}
	for rule, severity := range seen {
		accepted = append(accepted, approval.Accepted{Rule: rule, Severity: severity})
	}
	slices.SortFunc(accepted, func(a, b approval.Accepted) int { return strings.Compare(a.Rule, b.Rule) })
	return problems, accepted, rules
}

// Submit hands a notice to the second person. What is missing or forbidden comes back as a *chat.Problem.
func (d *Desk) Submit(ctx context.Context, id, by string) (Notice, error) {
	n, err := d.Get(ctx, id)
	if err != nil {
		return Notice{}, err
	}
	subject, err := d.ready(ctx, &n, by)
	if err != nil {
		return Notice{}, err
	}
	err = d.DB.Read(ctx, func(tx database.Tx) error { // whoever wrote a part of it may not confirm it
		return tx.NewRaw("SELECT DISTINCT by_whom FROM notice_version WHERE notice_id = ? AND by_whom <> '' ORDER BY by_whom", n.ID).Scan(ctx, &subject.Writers)
	})
	if err != nil {
		return Notice{}, fmt.Errorf("list who wrote the notice: %w", err)
	}
	n.State = Submitted
	if n, err = d.save(ctx, n, by, "submit"); err != nil {
		return Notice{}, err
	}
	subject.Version = n.Version
	if _, err := d.Office.Submit(ctx, subject); err != nil {
		n.State = Drafted
		_, undo := d.save(ctx, n, by, "submit-failed")
		return Notice{}, errors.Join(fmt.Errorf("submit the notice: %w", err), undo)
	}
	return n, nil
}

// ready dates a notice and makes the subject of it, or says what stands in the way.
func (d *Desk) ready(ctx context.Context, n *Notice, by string) (approval.Subject, error) {
	if n.State != Drafted {
		return approval.Subject{}, notWritten
	}
	n.At = d.Now().In(d.Zone).Truncate(time.Minute)
	if n.Template != "" {
		t, err := d.Template(ctx, n.Template)
		if err == nil {
			err = d.usable(t, *n)
		}
		if err != nil {
			return approval.Subject{}, err
		}
	}
	problems, accepted, rules := d.Review(*n)
	for _, p := range problems {
		if p.Block {
			return approval.Subject{}, &chat.Problem{What: p.What, Do: p.Do}
		}
	}
	subject := d.subject(*n, by)
	subject.Accepted, subject.Rules = accepted, rules
	if len(subject.Parts) == 0 {
		return approval.Subject{}, &chat.Problem{What: text.Text{FR: "Aucun salon ni réseau ne recevrait cet avis.", EN: "No room and no network would get this notice.", AR: "لن يصل هذا الإشعار إلى أي غرفة أو شبكة."},
			Do: text.Text{FR: "Voyez /status : ce qui est connecté.", EN: "See /status: what is connected.", AR: "انظروا ‎/status‎: ما هو متصل."}}
	}
	return subject, nil
}

// subject is everything that the second person says yes to.
func (d *Desk) subject(n Notice, by string) approval.Subject {
	k, _ := Find(n.Kind)
	s := approval.Subject{Kind: "notice", ID: n.ID, Author: by, Title: d.Title(n), Until: n.Until, Urgent: true, NoticeKind: n.Kind, Exercise: n.Exercise, Template: n.Template,
		HealthAdvice: slices.Contains(k.Authority, "medical") && n.Phase != End}
	for _, c := range d.Copies(n) {
		if c.Text != "" {
			s.Parts = append(s.Parts, approval.Part{Target: c.Target.Name, Lang: c.Lang, Text: c.Text})
		}
	}
	return s
}

// Title names a notice without quoting it: "Notice 2026-014 · Blood appeal".
func (d *Desk) Title(n Notice) text.Text {
	k, _ := Find(n.Kind)
	title := text.Join(" · ", text.Text{FR: "Avis %s", EN: "Notice %s", AR: "الإشعار %s"}.With(n.Number()), k.Label)
	switch n.Phase {
	case Correction:
		title = text.Join(" · ", title, text.Text{FR: "correction", EN: "correction", AR: "تصحيح"})
	case End:
		title = text.Join(" · ", title, text.Text{FR: "fin", EN: "end", AR: "انتهاء"})
	}
	if n.Exercise {
		title = text.Join(" ", exerciseMark, title)
	}
	return title
}

// endLife is how long the end of a notice is kept among the live ones.
const endLife = 48 * time.Hour

// Correct begins a correction of a live notice: a new notice with the same fields that will take its place.
func (d *Desk) Correct(ctx context.Context, id, by string) (Notice, error) {
	return d.follow(ctx, id, by, func(n *Notice) { n.Phase = Correction })
}

// Finish begins the end of a live notice: thanks, with the result where there is one.
func (d *Desk) Finish(ctx context.Context, id, by, result string) (Notice, error) {
	return d.follow(ctx, id, by, func(n *Notice) {
		n.Phase, n.Until = End, d.Now().Add(endLife).Truncate(time.Minute)
		if result != "" {
			n.Fields["result"] = result
		}
	})
}

func (d *Desk) follow(ctx context.Context, id, by string, change func(*Notice)) (Notice, error) {
	before, err := d.Get(ctx, id)
	if err != nil {
		return Notice{}, err
	}
	if before.State != Live && before.State != Expired || before.Phase == End {
		return Notice{}, &chat.Problem{What: text.Text{FR: "L'avis %s n'est plus en cours (%s).", EN: "Notice %s is no longer live (%s).", AR: "الإشعار %s لم يعد ساريا (%s)."}.With(before.Number(), before.State.Label()),
			Do: text.Text{FR: "Voyez les avis en cours : /urgent list.", EN: "See the live notices: /urgent list.", AR: "انظروا الإشعارات السارية: ‎/urgent list‎."}}
	}
	n := before
	n.ID, n.Ref, n.State, n.Author, n.Version, n.Template, n.Debrief, n.Alone = "", before.ID, Drafted, by, 0, "", "", ""
	n.Fields = map[string]string{}
	for name, v := range before.Fields {
		n.Fields[name] = v
	}
	n.At = d.Now().In(d.Zone).Truncate(time.Minute)
	change(&n)
	return d.insert(ctx, n, "")
}
