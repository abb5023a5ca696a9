package commands

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"portevoix/bot/chat"
	"portevoix/bot/database"
	"portevoix/bot/people"
	"portevoix/bot/register"
	"portevoix/bot/text"
	"portevoix/bot/text/when"
)

// oncall shows who is on duty, lets a shift change hands, and takes a whole roster.
func (k Kit) oncall() chat.Command {
	c := chat.Command{
		Name: "oncall", Words: []string{"garde", "astreinte", "مداومة"}, Role: people.Member,
		Summary: text.Text{FR: "Qui est de garde, et qui le sera", EN: "Who is on duty, and who will be", AR: "من يداوم الآن ومن سيداوم"},
		Examples: []text.Text{
			{FR: "/oncall", EN: "/oncall", AR: "/oncall"},
			{FR: "/oncall roster:\"duty-director;Nour;2026-11-27 18:00;2026-11-30 08:00\"", EN: "/oncall roster:\"duty-director;Nour;2026-11-27 18:00;2026-11-30 08:00\"", AR: "/oncall roster:\"duty-director;Nour;2026-11-27 18:00;2026-11-30 08:00\""},
		},
		Inputs: func(chat.Values) []chat.Input { return []chat.Input{rosterInput()} },
		Run:    k.runOncall,
	}
	c.Plan = func(r chat.Request) chat.Plan { return k.planOncall(c, r) }
	return c
}

func rosterInput() chat.Input {
	return chat.Input{Name: "roster", Words: []string{"planning", "جدول"}, Kind: chat.Long, Max: people.MaxRoster,
		Label: text.Text{FR: "Planning de garde", EN: "Roster", AR: "جدول المداومة"},
		Help:  text.Text{FR: "Collez un agenda iCalendar (.ics) ou un tableau : rôle ; nom ; de ; à.", EN: "Paste an iCalendar file (.ics) or a table: role; name; from; until.", AR: "ألصقوا ملف iCalendar (.ics) أو جدولا: الدور؛ الاسم؛ من؛ إلى."}}
}

// planOncall asks for the roster, or for who takes a shift over.
func (k Kit) planOncall(c chat.Command, r chat.Request) chat.Plan {
	form := chat.Form{Command: c.Name, Action: r.Action, Object: r.Object, Lang: r.Lang(), Values: chat.Values{}, Submit: text.Text{FR: "Enregistrer", EN: "Save", AR: "حفظ"}}
	switch r.Action {
	case "import":
		form.Title, form.Inputs = rosterInput().Label, []chat.Input{rosterInput()}
		form.Inputs[0].Required = true
	case "swap":
		form.Title = text.Text{FR: "Qui prend cette garde ?", EN: "Who takes this shift?", AR: "من يأخذ هذه المداومة؟"}
		form.Inputs = []chat.Input{{Name: "member", Required: true, Max: 80, Label: text.Text{FR: "Nom ou identifiant", EN: "Name or id", AR: "الاسم أو المعرف"}, Help: text.Text{FR: "Comme dans /team.", EN: "As in /team.", AR: "كما في ‎/team‎."}}}
	case "add":
		form.Title, form.Inputs = text.Text{FR: "Ajouter une garde", EN: "Add a shift", AR: "إضافة مداومة"}, shiftInputs()
	default:
		return chat.PlanInputs(c, r)
	}
	if r.Via != chat.Submitted {
		return chat.Plan{Form: &form}
	}
	wrong := chat.Check(form.Inputs, r)
	if r.Action == "add" && len(wrong) == 0 {
		_, wrong = k.readShift(r)
	}
	return chat.Plan{Errors: wrong}
}

// onCallRoles are the roles that take turns.
var onCallRoles = []chat.Role{people.DutyDirector, people.DPO, people.Medical, people.Press}

func shiftInputs() []chat.Input {
	var roles []chat.Choice
	for _, r := range onCallRoles {
		roles = append(roles, chat.Choice{Value: string(r), Label: people.Title(r)})
	}
	return []chat.Input{
		{Name: "member", Required: true, Max: 80, Label: text.Text{FR: "Nom ou identifiant", EN: "Name or id", AR: "الاسم أو المعرف"}, Help: text.Text{FR: "Comme dans /team.", EN: "As in /team.", AR: "كما في \u200e/team\u200e."}},
		{Name: "role", Required: true, Kind: chat.One, Choices: roles, Default: string(people.DutyDirector), Label: text.Text{FR: "Rôle", EN: "Role", AR: "الدور"}},
		{Name: "from", Required: true, Kind: chat.When, Label: text.Text{FR: "De", EN: "From", AR: "من"}, Example: text.Text{FR: "vendredi 18 h", EN: "Friday 6 pm", AR: "الجمعة 18:00"}},
		{Name: "until", Required: true, Kind: chat.When, Label: text.Text{FR: "À", EN: "Until", AR: "إلى"}, Example: text.Text{FR: "lundi 8 h", EN: "Monday 8 am", AR: "الاثنين 08:00"}},
	}
}

// readShift reads the form of a shift; what cannot be read is named by field.
func (k Kit) readShift(r chat.Request) (s people.Shift, wrong map[string]text.Text) {
	wrong = map[string]text.Text{}
	dates := when.Reader{Now: r.Now.In(k.Publisher.Zone), MonthFirst: k.Country == "US"}
	read := func(name string) time.Time {
		found, q := dates.Read(r.Values[name])
		switch {
		case q != nil:
			wrong[name] = q.Ask
		case !found.Clock:
			wrong[name] = when.AskTime(found.At)
		}
		return found.At
	}
	s = people.Shift{Role: chat.Role(r.Values["role"]), Begins: read("from"), Ends: read("until")}
	if c, ok := shiftInputs()[1].Pick(r.Values["role"]); ok {
		s.Role = chat.Role(c.Value)
	}
	if s.Role == "" {
		s.Role = people.DutyDirector
	}
	if len(wrong) == 0 && (!s.Begins.Before(s.Ends) || s.Ends.Sub(s.Begins) > people.LongestShift) {
		wrong["until"] = text.Text{FR: "Une garde finit après son début et dure un mois au plus.", EN: "A shift ends after it begins and lasts a month at most.", AR: "تنتهي المداومة بعد بدايتها ولا تتجاوز شهرا."}
	}
	return s, wrong
}

// addShift puts somebody on call.
func (k Kit) addShift(ctx context.Context, r chat.Request) (chat.Reply, error) {
	s, _ := k.readShift(r) // the plan has seen to it
	err := k.People.DB.Do(ctx, func(tx database.Tx) error {
		if err := k.mayRoster(ctx, tx, r, ""); err != nil {
			return err
		}
		who, err := k.People.Named(ctx, tx, r.Values["member"])
		if err != nil {
			return err
		}
		s.Member = who.ID
		if err := k.People.AddShift(ctx, tx, s); err != nil {
			return err
		}
		return k.Office.Register.Append(ctx, tx, register.Entry{Actor: r.Who.Member, Action: "oncall-add", Object: "member/" + who.ID, Source: r.Who.Platform + "/" + r.Who.ID,
			Details: map[string]string{"role": string(s.Role), "from": s.Begins.UTC().Format(time.RFC3339), "until": s.Ends.UTC().Format(time.RFC3339)}, At: k.People.Now().UTC()})
	})
	if errors.Is(err, people.ErrNobody) {
		return chat.Reply{}, nobodyOfThisName
	}
	if err != nil {
		return chat.Reply{}, err
	}
	return k.showRoster(ctx, r)
}

var nobodyOfThisName = &chat.Problem{
	What: text.Text{FR: "Personne d'unique dans l'équipe ne porte ce nom.", EN: "Nobody (or more than one) in the team has this name.", AR: "لا يوجد في الفريق شخص واحد بهذا الاسم."},
	Do:   text.Text{FR: "Prenez le nom ou l'identifiant de /team.", EN: "Take the name or the id from /team.", AR: "خذوا الاسم أو المعرف من \u200e/team\u200e."},
}

func (k Kit) runOncall(ctx context.Context, r chat.Request) (chat.Reply, error) {
	switch {
	case r.Action == "swap":
		return k.swapShift(ctx, r)
	case r.Action == "add":
		return k.addShift(ctx, r)
	case r.Values["roster"] != "":
		return k.importRoster(ctx, r, r.Values["roster"])
	case len(r.Files) > 0: // an .ics or .csv file
		return k.importRoster(ctx, r, string(r.Files[0].Bytes))
	}
	return k.showRoster(ctx, r)
}

// ahead is how far the roster is shown.
const ahead = 14 * 24 * time.Hour

func (k Kit) showRoster(ctx context.Context, r chat.Request) (chat.Reply, error) {
	m := chat.Message{Lang: r.Lang()}
	var now []chat.Fact
	for _, role := range []chat.Role{people.DutyDirector, people.DPO, people.Medical} {
		var on []people.Person
		err := k.People.DB.Read(ctx, func(tx database.Tx) (err error) {
			on, err = k.People.OnCall(ctx, tx, role)
			return err
		})
		if err != nil {
			return chat.Reply{}, err
		}
		now = append(now, chat.Fact{Label: r.Say(people.Title(role)), Value: text.List(r.Lang(), namesAndPhones(on)...)})
	}
	m.Blocks = append(m.Blocks, chat.Heading{Text: r.Say(text.Text{FR: "De garde maintenant", EN: "On duty now", AR: "المداومون الآن"})}, chat.Facts{Items: now})
	shifts, err := k.People.Shifts(ctx, k.People.Now().Add(ahead))
	if err != nil {
		return chat.Reply{}, err
	}
	if len(shifts) == 0 {
		m.Blocks = append(m.Blocks, chat.Note{Text: r.Say(text.Text{FR: "Aucun planning : un avis urgent appelle toutes les personnes qui ont le rôle.", EN: "No roster: an urgent notice pages everybody who has the role.", AR: "لا يوجد جدول: الإشعار العاجل ينبه كل من له الدور."})})
	}
	buttons, err := k.shiftButtons(ctx, r, shifts, &m)
	if err != nil {
		return chat.Reply{}, err
	}
	buttons = append(buttons, chat.Button{Label: r.Say(text.Text{FR: "Ajouter une garde", EN: "Add a shift", AR: "إضافة مداومة"}), Press: chat.Press{Command: "oncall", Action: "add"}})
	buttons = append(buttons, chat.Button{Label: r.Say(text.Text{FR: "Coller un planning", EN: "Paste a roster", AR: "لصق جدول"}), Press: chat.Press{Command: "oncall", Action: "import"}})
	m.Blocks = append(m.Blocks, chat.Buttons{Items: buttons})
	return chat.Reply{Message: m}, nil
}

func namesAndPhones(all []people.Person) []string {
	names := make([]string, len(all))
	for i, p := range all {
		names[i] = p.Name
		if p.Phone != "" {
			names[i] += " " + text.LTR(p.Phone)
		}
	}
	if len(names) == 0 {
		return []string{"—"}
	}
	return names
}

// shiftButtons lists the coming shifts, each with the button that gives it to somebody else.
func (k Kit) shiftButtons(ctx context.Context, r chat.Request, shifts []people.Shift, m *chat.Message) (buttons []chat.Button, err error) {
	team, err := k.People.All(ctx)
	if err != nil {
		return nil, err
	}
	name := map[string]string{}
	for _, p := range team {
		name[p.ID] = p.Name
	}
	var facts []chat.Fact
	zone := k.Publisher.Zone
	for i, s := range shifts[:min(len(shifts), 10)] {
		facts = append(facts, chat.Fact{
			Label: fmt.Sprintf("%d · %s", i+1, r.Say(people.Title(s.Role))),
			Value: r.Say(text.Text{FR: "%s, de %s à %s", EN: "%s, from %s to %s", AR: "%s، من %s إلى %s"}, name[s.Member], text.Moment(s.Begins.In(zone)), text.Moment(s.Ends.In(zone))),
		})
		buttons = append(buttons, chat.Button{Label: r.Say(text.Text{FR: "Échanger la garde %s", EN: "Swap shift %s", AR: "تبديل المداومة %s"}, fmt.Sprint(i+1)), Press: chat.Press{Command: "oncall", Action: "swap", Object: s.ID}})
	}
	if len(facts) > 0 {
		m.Blocks = append(m.Blocks, chat.Heading{Text: r.Say(text.Text{FR: "À venir", EN: "To come", AR: "القادمة"})}, chat.Facts{Items: facts})
	}
	return buttons, nil
}

// swapShift gives a shift to another member: whoever has it may, and those who manage the team.
func (k Kit) swapShift(ctx context.Context, r chat.Request) (chat.Reply, error) {
	err := k.People.DB.Do(ctx, func(tx database.Tx) error {
		holder, err := k.People.Holder(ctx, tx, r.Object)
		if err != nil {
			return err
		}
		if err := k.mayRoster(ctx, tx, r, holder); err != nil {
			return err
		}
		to, err := k.People.Named(ctx, tx, r.Values["member"])
		if err != nil {
			return err
		}
		if err := k.People.Swap(ctx, tx, r.Object, to.ID); err != nil {
			return err
		}
		return k.Office.Register.Append(ctx, tx, register.Entry{Actor: r.Who.Member, Action: "oncall-swap", Object: "shift/" + r.Object, Details: map[string]string{"to": to.ID}, At: k.People.Now().UTC()})
	})
	if errors.Is(err, people.ErrNobody) {
		return chat.Reply{}, &chat.Problem{
			What: text.Text{FR: "Cette garde est finie, ou personne d'unique dans l'équipe ne porte ce nom.", EN: "This shift is over, or nobody (or more than one) in the team has this name.", AR: "انتهت هذه المداومة، أو لا يوجد في الفريق شخص واحد بهذا الاسم."},
			Do:   text.Text{FR: "Prenez le nom ou l'identifiant de /team.", EN: "Take the name or the id from /team.", AR: "خذوا الاسم أو المعرف من ‎/team‎."},
		}
	}
	if err != nil {
		return chat.Reply{}, err
	}
	return k.showRoster(ctx, r)
}

// mayRoster lets those who manage the roster change it, and anybody give away a shift of their own.
func (k Kit) mayRoster(ctx context.Context, tx database.Tx, r chat.Request, holder string) error {
	_, err := k.People.May(ctx, tx, r.Who.Member, people.ChangeRoster, people.Object{Kind: "shift", Owner: holder})
	if errors.Is(err, people.ErrRole) {
		return notYourRoster
	}
	return err
}

var notYourRoster = &chat.Problem{
	What: text.Text{FR: "Seules les directions et l'administration changent la garde des autres.", EN: "Only the directors and administrators change the shifts of others.", AR: "المديرون والمسؤولون وحدهم يغيرون مداومة غيرهم."},
	Do:   text.Text{FR: "/team montre qui elles sont.", EN: "/team shows who they are.", AR: "‎/team‎ يعرض من هم."},
}

// mostBadLines is how many lines that cannot be taken are named one by one.
const mostBadLines = 10

// importRoster takes what can be read of a roster and names every line that cannot.
func (k Kit) importRoster(ctx context.Context, r chat.Request, roster string) (chat.Reply, error) {
	turns, bad := people.ParseRoster(roster, k.Publisher.Zone)
	unread := len(turns) + len(bad)
	err := k.People.DB.Do(ctx, func(tx database.Tx) error {
		if err := k.mayRoster(ctx, tx, r, ""); err != nil {
			return err
		}
		refused, err := k.People.Import(ctx, tx, turns)
		if err != nil {
			return err
		}
		bad = append(bad, refused...)
		return k.Office.Register.Append(ctx, tx, register.Entry{Actor: r.Who.Member, Action: "oncall-import", Object: "roster/all", Source: r.Who.Platform + "/" + r.Who.ID,
			Details: map[string]string{"shifts": fmt.Sprint(unread - len(bad)), "refused": fmt.Sprint(len(bad))}, At: k.People.Now().UTC()})
	})
	if err != nil {
		return chat.Reply{}, err
	}
	reply, err := k.showRoster(ctx, r)
	if err != nil || len(bad) == 0 && unread > 0 {
		return reply, err
	}
	slices.SortFunc(bad, func(a, b *people.RosterError) int { return a.Line - b.Line })
	lines := []string{}
	for _, b := range bad[:min(len(bad), mostBadLines)] {
		lines = append(lines, r.Say(text.Text{FR: "Ligne %s : %s", EN: "Line %s: %s", AR: "السطر %s: %s"}, fmt.Sprint(b.Line), rosterProblem(b.Why)))
	}
	said := text.Text{FR: "%s gardes reprises, %s lignes laissées de côté. Corrigez celles-ci et recollez-les : le reste ne bouge pas.", EN: "%s shifts taken, %s lines left out. Mend those and paste them again: the rest stays as it is.", AR: "أُخذت %s مداومات وتُركت %s أسطر. صححوها وألصقوها من جديد: الباقي لا يتغير."}
	reply.Message.Tone = chat.Warning
	reply.Message.Blocks = append([]chat.Block{chat.Paragraph{Text: r.Say(said, text.Number(unread-len(bad)), text.Number(len(bad)))}, chat.List{Items: lines}}, reply.Message.Blocks...)
	return reply, nil
}

func rosterProblem(why error) text.Text {
	switch {
	case errors.Is(why, people.ErrRosterTime):
		return text.Text{FR: "l'heure ne se lit pas (2026-11-27 18:00).", EN: "the time cannot be read (2026-11-27 18:00).", AR: "تعذرت قراءة الوقت (2026-11-27 18:00)."}
	case errors.Is(why, people.ErrRosterRole):
		return text.Text{FR: "ce rôle n'existe pas.", EN: "there is no such role.", AR: "لا وجود لهذا الدور."}
	case errors.Is(why, people.ErrRosterName):
		return text.Text{FR: "aucun membre, ou plus d'un, ne porte ce nom.", EN: "no member, or more than one, has this name.", AR: "لا يوجد عضو واحد بهذا الاسم."}
	case errors.Is(why, people.ErrRosterRepeats):
		return text.Text{FR: "les événements répétés ne se lisent pas : exportez chaque garde.", EN: "repeating events are not read: export each shift.", AR: "الأحداث المتكررة لا تُقرأ: صدّروا كل مداومة على حدة."}
	case errors.Is(why, people.ErrRosterLong):
		return text.Text{FR: "le planning est trop long.", EN: "the roster is too long.", AR: "الجدول طويل جدا."}
	case errors.Is(why, people.ErrShift):
		return text.Text{FR: "une garde commence avant de finir et dure un mois au plus.", EN: "a shift begins before it ends and lasts a month at most.", AR: "تبدأ المداومة قبل أن تنتهي ولا تتجاوز شهرا."}
	}
	return text.Text{FR: "il faut un rôle, un nom, un début et une fin.", EN: "a role, a name, a beginning and an end are needed.", AR: "يلزم دور واسم وبداية ونهاية."}
}
