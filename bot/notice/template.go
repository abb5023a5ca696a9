package notice

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"portevoix/bot/approval"
	"portevoix/bot/chat"
	"portevoix/bot/database"
	"portevoix/bot/register"
	"portevoix/bot/social"
	"portevoix/bot/text"
	"portevoix/bot/text/when"
)

// A Template is a notice that was agreed on in daytime. Its words are fixed; at night only its blanks are filled in: a moment, a
// number, a choice or a place from a list, never free text. One person proposes it, another clears it.
type Template struct {
	ID        string // "t_4k7m2q"
	Kind      string
	State     TemplateState
	Fixed     map[string]string // canonical values that never change
	Blanks    []Blank
	Langs     []text.Lang
	Targets   []string
	Author    string // member id
	Version   int
	Seal      string // over everything above but state and author, with the words as they were cleared
	ClearedBy string // member id
	Cleared   time.Time
	Expires   time.Time // zero until it is cleared
}

// A Blank is a field that is filled in when the template is used, within limits.
type Blank struct {
	Field  string
	Places []string `json:",omitempty"` // Place: one of these
	Hours  int      `json:",omitempty"` // Moment: at most so many hours away
	Most   int      `json:",omitempty"` // Count: at most so many
}

// TemplateState is where a template stands. That one has expired is said by its date.
type TemplateState string

// The states of a template.
const (
	TemplateDraft     TemplateState = "draft"
	TemplateProposed  TemplateState = "proposed"
	TemplateCleared   TemplateState = "cleared"
	TemplateWithdrawn TemplateState = "withdrawn"
)

// The limits of new templates.
const (
	templateMonths = 12   // how long a clearing lasts
	blankHours     = 72   // how far a moment may be away
	blankMost      = 1000 // how large a number may be
)

// Proposal are the inputs with which a template of a kind is proposed: what is given is fixed, what is left empty is filled in later.
func (d *Desk) Proposal(k Kind) []chat.Input {
	var all []chat.Input
	for _, f := range k.Fields {
		in := f.Input(d.Country.Code)
		switch f.Type {
		case Moment, Count:
			continue // always filled in when it is used
		case Place:
			in.Max = 400
			in.Help = text.Text{FR: "Un lieu, ou plusieurs séparés par « ; » : on choisira parmi eux.", EN: "One place, or several separated by “;”: one of them will be chosen.", AR: "مكان واحد أو عدة أماكن تفصل بينها «؛»: يُختار أحدها لاحقا."}
		case Pick, Several, Groups, Hours:
			in.Required = false
			in.Help = text.Text{FR: "Vide : à choisir au moment de l'envoi.", EN: "Empty: chosen when it is sent.", AR: "فارغ: يُختار وقت الإرسال."}
		}
		all = append(all, in)
	}
	return all
}

// ReadProposal reads what was typed into the inputs of Proposal, or says by field what is wrong.
func (d *Desk) ReadProposal(k Kind, typed chat.Values, l text.Lang) (fixed map[string]string, blanks []Blank, wrong map[string]text.Text) {
	fixed, wrong = map[string]string{}, map[string]text.Text{}
	dates := when.Reader{Now: d.Now().In(d.Zone), MonthFirst: d.Country.MonthFirst}
	for _, f := range k.Fields {
		words := strings.TrimSpace(typed[f.Name])
		if words == "" && (f.Type == Phone || f.Type == Link || f.Type == Contact) {
			words = d.Preset(f, d.Now())
		}
		switch {
		case f.Type == Moment, f.Type == Count, words == "" && f.chosen():
			blanks = append(blanks, blankOf(f))
		case words == "" && f.Must(d.Country.Code):
			wrong[f.Name] = text.Text{FR: "À remplir : %s.", EN: "Please fill in: %s.", AR: "المرجو ملء: %s."}.With(f.Label)
		case words == "":
		case f.Type == Place:
			places, problem := d.listed(f, words, l, dates)
			switch {
			case !problem.IsZero():
				wrong[f.Name] = problem
			case len(places) == 1:
				fixed[f.Name] = places[0]
			default:
				blanks = append(blanks, Blank{Field: f.Name, Places: places})
			}
		default:
			v, problem := d.readFixed(f, words, l, dates)
			if !problem.IsZero() {
				wrong[f.Name] = problem
				continue
			}
			fixed[f.Name] = v
			if f.Type == Sentence {
				fixed[f.Name+"."+string(l)] = v
			}
		}
	}
	return fixed, blanks, wrong
}

// chosen reports whether a field can be left open in a template: its values are a closed set.
func (f Field) chosen() bool {
	return f.Type == Pick || f.Type == Several || f.Type == Groups || f.Type == Hours
}

func blankOf(f Field) Blank {
	b := Blank{Field: f.Name}
	switch f.Type {
	case Moment:
		b.Hours = blankHours
	case Count:
		b.Most = blankMost
	}
	return b
}

func (d *Desk) listed(f Field, words string, l text.Lang, dates when.Reader) (places []string, problem text.Text) {
	for _, one := range strings.FieldsFunc(words, func(r rune) bool { return r == ';' || r == '؛' || r == '\n' }) {
		v, problem := d.readFixed(f, one, l, dates)
		if !problem.IsZero() {
			return nil, problem
		}
		if v != "" && !slices.Contains(places, v) {
			places = append(places, v)
		}
	}
	if len(places) == 0 || len(places) > 12 {
		return nil, text.Text{FR: "Donnez de un à douze lieux.", EN: "Give one to twelve places.", AR: "اذكروا من مكان واحد إلى اثني عشر مكانا."}
	}
	return places, text.Text{}
}

// readFixed reads a value that will stand in every use: a person's own words must pass the check first.
func (d *Desk) readFixed(f Field, words string, l text.Lang, dates when.Reader) (string, text.Text) {
	v, problem := f.Read(words, dates)
	if !problem.IsZero() || !f.free() || v == "all" {
		return v, problem
	}
	if finding, safe := d.safe(v, l); safe != v {
		return "", text.Join(" ", finding.Title, finding.Fix)
	}
	return v, text.Text{}
}

// Propose keeps a new template of a kind. It can be used once somebody else has cleared it.
func (d *Desk) Propose(ctx context.Context, kind string, typed chat.Values, l text.Lang, by string) (Template, error) {
	k, ok := Find(kind)
	if !ok || !k.Refuse.IsZero() {
		return Template{}, d.refusal(k)
	}
	fixed, blanks, wrong := d.ReadProposal(k, typed, l)
	for _, problem := range wrong {
		return Template{}, &chat.Problem{What: problem, Do: text.Text{FR: "Reprenez la proposition.", EN: "Propose it again.", AR: "أعيدوا الاقتراح."}}
	}
	return d.insertTemplate(ctx, Template{Kind: k.Name, Fixed: fixed, Blanks: blanks, Langs: d.Langs, Author: by})
}

// ProposeFrom keeps a new template with the words of a notice that is or was live: places, numbers to call, links and sentences are
// fixed; moments, numbers and choices are left open.
func (d *Desk) ProposeFrom(ctx context.Context, id, by string) (Template, error) {
	n, err := d.Get(ctx, id)
	if err != nil {
		return Template{}, err
	}
	if n.Phase != Alert || !slices.Contains([]State{Live, Ended, Replaced, Expired}, n.State) {
		return Template{}, &chat.Problem{What: text.Text{FR: "Seul un avis qui a été publié devient un modèle.", EN: "Only a notice that was published becomes a template.", AR: "لا يصبح قالبا إلا إشعار سبق نشره."},
			Do: text.Text{FR: "Proposez-le à partir de son genre : /template proposer panne informatique.", EN: "Propose it from its kind: /template propose it outage.", AR: "اقترحوه انطلاقا من نوعه: ‎/template propose it outage‎."}}
	}
	k, _ := Find(n.Kind)
	t := Template{Kind: k.Name, Fixed: map[string]string{}, Langs: n.Langs, Author: by}
	for _, f := range k.Fields {
		switch {
		case f.Type == Moment, f.Type == Count, f.chosen():
			t.Blanks = append(t.Blanks, blankOf(f))
		case n.Fields[f.Name] != "":
			for name, v := range n.Fields {
				if name == f.Name || strings.HasPrefix(name, f.Name+".") {
					t.Fixed[name] = v
				}
			}
		}
	}
	return d.insertTemplate(ctx, t)
}

// SubmitTemplate puts a template before the second person.
func (d *Desk) SubmitTemplate(ctx context.Context, id, by string) (Template, error) {
	t, err := d.Template(ctx, id)
	if err != nil {
		return Template{}, err
	}
	if t.State != TemplateDraft {
		return Template{}, templateNotWritten
	}
	k, _ := Find(t.Kind)
	s := approval.Subject{Kind: "template", ID: t.ID, Author: by, Writers: []string{t.Author}, Title: d.TemplateTitle(t), NoticeKind: t.Kind, HealthAdvice: slices.Contains(k.Authority, "medical"), Limits: d.limits(t)}
	for _, l := range t.Langs {
		if problem := d.unsaid(t, k, l); problem != nil {
			return Template{}, problem
		}
		for _, target := range t.Targets {
			s.Parts = append(s.Parts, approval.Part{Target: target, Lang: l, Text: d.Unfilled(t, l)})
		}
	}
	for _, n := range d.samples(t) {
		problems, _, rules := d.Review(n)
		for _, p := range problems {
			if p.Block {
				return Template{}, &chat.Problem{What: p.What, Do: p.Do}
			}
		}
		s.Rules = rules
	}
	t.State, t.Seal = TemplateProposed, d.fingerprint(t)
	s.Limits = append(s.Limits, approval.Limit{Rule: "seal=" + t.Seal})
	if t, err = d.saveTemplate(ctx, t); err != nil {
		return Template{}, err
	}
	s.Version = t.Version
	if _, err := d.Office.Submit(ctx, s); err != nil {
		return Template{}, fmt.Errorf("submit the template: %w", err)
	}
	return t, nil
}

// samples are the template filled in with example values, once with each listed place: what the check is to read before the night.
func (d *Desk) samples(t Template) []Notice {
	k, _ := Find(t.Kind)
	n := Example(k, d.Now().In(d.Zone))
	example := n.Fields
	n.ID, n.Langs, n.Targets, n.Fields = "n_"+strconv.Itoa(n.At.Year())+"-000", t.Langs, t.Targets, map[string]string{}
	for name, v := range t.Fixed {
		n.Fields[name] = v
	}
	most := 1
	for _, b := range t.Blanks {
		n.Fields[b.Field] = example[b.Field]
		most = max(most, len(b.Places))
	}
	n.Until = endOf(k, n.Fields)
	var all []Notice
	for i := range most {
		one := n
		one.Fields = map[string]string{}
		for name, v := range n.Fields {
			one.Fields[name] = v
		}
		for _, b := range t.Blanks {
			if len(b.Places) > 0 {
				one.Fields[b.Field] = b.Places[min(i, len(b.Places)-1)]
			}
		}
		all = append(all, one)
	}
	return all
}

// unsaid names a sentence that a language lacks.
func (d *Desk) unsaid(t Template, k Kind, l text.Lang) error {
	for _, f := range k.Fields {
		if f.Type == Sentence && t.Fixed[f.Name+"."+string(l)] == "" {
			return &chat.Problem{What: text.Text{FR: "Il manque le texte en %s.", EN: "The text in %s is missing.", AR: "ينقص النص بلغة %s."}.With(l.Name()),
				Do: text.Text{FR: "Publiez d'abord l'avis dans toutes ses langues, puis faites-en un modèle.", EN: "Publish the notice in all its languages first, then make it a template.", AR: "انشروا الإشعار أولا بجميع لغاته ثم اجعلوه قالبا."}}
		}
	}
	return nil
}

// limits are the bounds that a template keeps, for whoever clears it.
func (d *Desk) limits(t Template) []approval.Limit {
	k, _ := Find(t.Kind)
	all := []approval.Limit{{Rule: "months=" + strconv.Itoa(templateMonths), Label: text.Text{FR: "Valable", EN: "Valid", AR: "الصلاحية"}, Says: text.Text{FR: "douze mois, sauf retrait", EN: "twelve months, unless withdrawn", AR: "اثنا عشر شهرا ما لم يُسحب"}}}
	for _, b := range t.Blanks {
		f, _ := k.Field(b.Field)
		rule, err := json.Marshal(b)
		if err != nil { // plain data always encodes
			panic(fmt.Sprintf("encode a blank: %T", err))
		}
		all = append(all, approval.Limit{Rule: string(rule), Label: f.Label, Says: d.Bound(f, b)})
	}
	return all
}

// Bound says what may be filled in.
func (d *Desk) Bound(f Field, b Blank) text.Text {
	switch f.Type {
	case Moment:
		return text.Text{FR: "un moment, à %s heures au plus", EN: "a moment, %s hours away at most", AR: "وقت لا يتجاوز %s ساعة"}.With(text.Number(b.Hours))
	case Count:
		return text.Text{FR: "un nombre, %s au plus", EN: "a number, %s at most", AR: "عدد لا يتجاوز %s"}.With(text.Number(b.Most))
	case Place:
		return text.Text{FR: "un lieu parmi : %s", EN: "one place of: %s", AR: "مكان من بين: %s"}.With(text.Same(strings.Join(b.Places, " ; ")))
	case Groups:
		return text.Text{FR: "des groupes sanguins", EN: "blood groups", AR: "فصائل الدم"}
	case Hours:
		return text.Text{FR: "un horaire", EN: "a range of hours", AR: "توقيت"}
	}
	return text.Text{FR: "un choix dans la liste", EN: "a choice from the list", AR: "اختيار من القائمة"}
}

// Clear follows what the second person said of a template. Wire it with Office.On("template", desk.Clear).
func (d *Desk) Clear(ctx context.Context, tx database.Tx, c approval.Case) error {
	t, err := d.loadTemplate(ctx, tx, c.Subject.ID)
	if err != nil || t.State != TemplateProposed {
		return err
	}
	switch c.State {
	case approval.Approved:
		t.State, t.Cleared, t.Expires = TemplateCleared, d.Now().UTC(), d.Now().UTC().AddDate(0, templateMonths, 0)
		t.ClearedBy = c.Votes[len(c.Votes)-1].Member
	case approval.Refused, approval.Changes, approval.Withdrawn, approval.Expired:
		t.State = TemplateDraft
	default:
		return nil
	}
	_, err = d.saveTemplateTx(ctx, tx, t)
	return err
}

// Retire takes a template out of use: it can be proposed again, never brought back.
func (d *Desk) Retire(ctx context.Context, id, by string) error {
	t, err := d.Template(ctx, id)
	if err != nil {
		return err
	}
	if t.State == TemplateProposed {
		if err := d.Office.Withdraw(ctx, "template", id, by); err != nil {
			return err
		}
		if t, err = d.Template(ctx, id); err != nil {
			return err
		}
	}
	t.State = TemplateWithdrawn
	return d.DB.Do(ctx, func(tx database.Tx) error {
		if _, err := d.saveTemplateTx(ctx, tx, t); err != nil {
			return err
		}
		return d.Office.Register.Append(ctx, tx, register.Entry{Actor: by, Action: "template-withdraw", Object: "template/" + t.ID, At: d.Now().UTC()})
	})
}

// BlankInputs ask for what a template leaves open.
func (d *Desk) BlankInputs(t Template) []chat.Input {
	k, _ := Find(t.Kind)
	var all []chat.Input
	for _, b := range t.Blanks {
		f, ok := k.Field(b.Field)
		if !ok {
			continue
		}
		in := f.Input(d.Country.Code)
		if f.Type == Place {
			in.Kind, in.Choices, in.Help = chat.One, nil, text.Text{FR: "Seulement les lieux du modèle.", EN: "Only the places of the template.", AR: "أماكن القالب فقط."}
			for _, p := range b.Places {
				in.Choices = append(in.Choices, chat.Choice{Value: p, Label: f.Say(p, d.Zone)})
			}
		}
		all = append(all, in)
	}
	return all
}

// ReadBlanks reads what was typed into the blanks, or says by field what is wrong. What is fixed comes with it.
func (d *Desk) ReadBlanks(t Template, typed chat.Values) (fields map[string]string, wrong map[string]text.Text) {
	k, _ := Find(t.Kind)
	fields, wrong = map[string]string{}, map[string]text.Text{}
	for name, v := range t.Fixed {
		fields[name] = v
	}
	inputs := d.BlankInputs(t)
	dates := when.Reader{Now: d.Now().In(d.Zone), MonthFirst: d.Country.MonthFirst}
	for _, b := range t.Blanks {
		f, _ := k.Field(b.Field)
		words := strings.TrimSpace(typed[b.Field])
		if words == "" {
			words = d.Preset(f, d.Now())
		}
		if f.Type == Place && words != "" {
			i := slices.IndexFunc(inputs, func(in chat.Input) bool { return in.Name == b.Field })
			if c, ok := inputs[i].Pick(words); ok {
				words = c.Value
			}
		}
		v, problem := f.Read(words, dates)
		if problem.IsZero() && v == "" && f.Must(d.Country.Code) {
			problem = text.Text{FR: "À remplir : %s.", EN: "Please fill in: %s.", AR: "المرجو ملء: %s."}.With(f.Label)
		}
		if problem.IsZero() && v != "" && !d.within(f, b, v) {
			problem = text.Text{FR: "Le modèle permet : %s.", EN: "The template allows: %s.", AR: "يسمح القالب بـ: %s."}.With(d.Bound(f, b))
		}
		switch {
		case !problem.IsZero():
			wrong[b.Field] = problem
		case v != "":
			fields[b.Field] = v
		}
	}
	return fields, wrong
}

// within reports whether a canonical value keeps to its limit.
func (d *Desk) within(f Field, b Blank, v string) bool {
	switch f.Type {
	case Moment:
		at, err := time.Parse(time.RFC3339, v)
		return err == nil && at.Sub(d.Now()).Abs() <= time.Duration(b.Hours)*time.Hour
	case Count:
		n, err := strconv.Atoi(v)
		return err == nil && n <= b.Most
	case Place:
		return slices.Contains(b.Places, v)
	}
	return f.chosen() // Read has already kept it to the closed set
}

// Use makes a notice from a cleared template and what was typed into its blanks.
func (d *Desk) Use(ctx context.Context, id string, typed chat.Values, exercise bool, by string) (Notice, error) {
	return d.use(ctx, id, typed, exercise, by, "")
}

// use is Use; the same event of a trigger (once) makes one notice.
func (d *Desk) use(ctx context.Context, id string, typed chat.Values, exercise bool, by, once string) (Notice, error) {
	t, err := d.Template(ctx, id)
	if err != nil {
		return Notice{}, err
	}
	k, _ := Find(t.Kind)
	fields, wrong := d.ReadBlanks(t, typed)
	for _, problem := range wrong {
		return Notice{}, &chat.Problem{What: problem, Do: text.Text{FR: "Reprenez le modèle %s.", EN: "Use template %s again.", AR: "أعيدوا استعمال القالب %s."}.With(t.ID)}
	}
	n := Notice{Kind: t.Kind, Phase: Alert, State: Drafted, Exercise: exercise, Fields: fields, Langs: t.Langs, Targets: t.Targets, Template: t.ID, Author: by, At: d.Now().In(d.Zone).Truncate(time.Minute), Until: endOf(k, fields)}
	if err := d.usable(t, n); err != nil {
		return Notice{}, err
	}
	return d.insert(ctx, n, once)
}

// usable says why a notice may not go out as a filled-in template, or nothing.
func (d *Desk) usable(t Template, n Notice) error {
	again := text.Text{FR: "Proposez-le de nouveau, ou faites l'avis avec /urgent.", EN: "Propose it again, or make the notice with /urgent.", AR: "اقترحوه من جديد، أو أنشئوا الإشعار عبر ‎/urgent‎."}
	switch {
	case t.State != TemplateCleared:
		return &chat.Problem{What: text.Text{FR: "Le modèle %s n'est pas validé.", EN: "Template %s is not cleared.", AR: "القالب %s غير مصادق عليه."}.With(t.ID), Do: again}
	case t.Expired(d.Now()):
		return &chat.Problem{What: text.Text{FR: "Le modèle %s a expiré le %s.", EN: "Template %s expired %s.", AR: "انتهت صلاحية القالب %s %s."}.With(t.ID, text.Date(t.Expires.In(d.Zone))), Do: again}
	case d.fingerprint(t) != t.Seal:
		return &chat.Problem{What: text.Text{FR: "Le modèle %s ne dit plus ce qui a été validé : un numéro, un nom ou une formule a changé.", EN: "Template %s no longer says what was cleared: a number, a name or a wording has changed.", AR: "القالب %s لم يعد يقول ما تمت المصادقة عليه: تغير رقم أو اسم أو عبارة."}.With(t.ID), Do: again}
	case !d.conforms(t, n):
		return &chat.Problem{What: text.Text{FR: "Cet avis ne suit plus son modèle.", EN: "This notice no longer keeps to its template.", AR: "لم يعد هذا الإشعار يتبع قالبه."}, Do: again}
	}
	return nil
}

// Expired reports whether a cleared template is too old.
func (t Template) Expired(now time.Time) bool {
	return t.State == TemplateCleared && !now.Before(t.Expires)
}

// conforms reports whether a notice is the template with only its blanks filled in, within their limits.
func (d *Desk) conforms(t Template, n Notice) bool {
	k, _ := Find(t.Kind)
	if n.Kind != t.Kind || n.Phase != Alert || n.Ref != "" || !slices.Equal(n.Langs, t.Langs) || !slices.Equal(n.Targets, t.Targets) {
		return false
	}
	for name, v := range t.Fixed {
		if n.Fields[name] != v {
			return false
		}
	}
	for name, v := range n.Fields {
		if _, fixed := t.Fixed[name]; fixed {
			continue
		}
		i := slices.IndexFunc(t.Blanks, func(b Blank) bool { return b.Field == name })
		if i < 0 {
			return false
		}
		if f, _ := k.Field(name); !d.within(f, t.Blanks[i], v) {
			return false
		}
	}
	return true
}

// stillCleared is usable inside the transaction in which a notice goes out.
func (d *Desk) stillCleared(ctx context.Context, tx database.Tx, n Notice) error {
	if n.Template == "" {
		return nil
	}
	t, err := d.loadTemplate(ctx, tx, n.Template)
	if err != nil {
		return err
	}
	return d.usable(t, n)
}

// dots are what is left open on paper and on cards.
const dots = "……………………"

// Unfilled is the text of a template with its blanks open: dots to write on, boxes to tick.
func (d *Desk) Unfilled(t Template, l text.Lang) string { return d.Standard(d.unfilled(t), l) }

func (d *Desk) unfilled(t Template) Notice {
	k, _ := Find(t.Kind)
	n := Notice{Kind: t.Kind, Phase: Alert, Fields: t.Fixed, Langs: t.Langs, blanks: map[string]text.Text{}}
	for _, name := range []string{"ref", "issued", "day", "until", "end"} {
		n.blanks[name] = text.Same(dots)
	}
	for _, b := range t.Blanks {
		f, _ := k.Field(b.Field)
		n.blanks[b.Field] = f.unfilled(b, d.Zone)
	}
	return n
}

// mostTicks is how many choices fit into a line as boxes.
const mostTicks = 8

func (f Field) unfilled(b Blank, zone *time.Location) text.Text {
	var choices []string
	switch {
	case f.Type == Place:
		choices = b.Places
	case f.Type == Groups:
		choices = bloodGroups
	case f.Type == Pick, f.Type == Several:
		for _, c := range f.Choices {
			choices = append(choices, c.Value)
		}
	}
	if len(choices) == 0 || len(choices) > mostTicks {
		return text.Same(dots)
	}
	var all []text.Text
	for _, c := range choices {
		all = append(all, text.Join("", text.Same(tick), held(f.Say(c, zone))))
	}
	return text.Join("  ", all...)
}

// held keeps a choice on the line of its box.
func held(t text.Text) text.Text { return text.Text{FR: hold(t.FR), EN: hold(t.EN), AR: hold(t.AR)} }

// fingerprint names exactly what was cleared: fields, limits, languages, targets, and the words in every language.
func (d *Desk) fingerprint(t Template) string {
	n := d.unfilled(t)
	words := map[text.Lang][2]string{}
	for _, l := range t.Langs {
		short, _ := d.Short(n, l, 100_000, social.CountX)
		words[l] = [2]string{d.Standard(n, l), short}
	}
	b, err := json.Marshal([]any{t.ID, t.Kind, t.Fixed, t.Blanks, t.Langs, t.Targets, words})
	if err != nil { // plain data always encodes
		panic(fmt.Sprintf("encode a template: %T", err))
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// TemplateTitle names a template without quoting it: "Template t_4k7m2q · Evacuation".
func (d *Desk) TemplateTitle(t Template) text.Text {
	k, _ := Find(t.Kind)
	return text.Join(" · ", text.Text{FR: "Modèle %s", EN: "Template %s", AR: "القالب %s"}.With(t.ID), k.Label)
}

// Standing says where a template stands.
func (t Template) Standing(now time.Time, zone *time.Location) text.Text {
	switch {
	case t.Expired(now):
		return text.Text{FR: "expiré le %s", EN: "expired %s", AR: "انتهت صلاحيته %s"}.With(text.Date(t.Expires.In(zone)))
	case t.State == TemplateCleared:
		return text.Text{FR: "validé, jusqu'au %s", EN: "cleared, until %s", AR: "مصادق عليه، إلى غاية %s"}.With(text.Date(t.Expires.In(zone)))
	case t.State == TemplateProposed:
		return text.Text{FR: "attend sa deuxième personne", EN: "awaits its second person", AR: "في انتظار الشخص الثاني"}
	case t.State == TemplateWithdrawn:
		return text.Text{FR: "retiré", EN: "withdrawn", AR: "مسحوب"}
	}
	return text.Text{FR: "à envoyer pour validation", EN: "to be sent for clearing", AR: "يُرسل للمصادقة"}
}

func newTemplateID() string { return "t_" + strings.ToLower(rand.Text()[:6]) }
