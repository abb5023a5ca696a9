package commands

import (
	"context"
	"errors"
	"net/mail"
	"strings"

	"portevoix/bot/chat"
	"portevoix/bot/database"
	"portevoix/bot/people"
	"portevoix/bot/register"
	"portevoix/bot/text"
)

// join is how somebody becomes a member: with the code that claims the installation, with the code that links a second identity, or
// by asking those who manage the team. It is the only command that a stranger may use.
func (k Kit) join() chat.Command {
	return chat.Command{
		Name: "join", Words: []string{"rejoindre", "انضمام"}, Role: people.Anyone,
		Summary: text.Text{FR: "Rejoindre l'équipe, ou relier un second compte", EN: "Join the team, or link a second account", AR: "الانضمام إلى الفريق أو ربط حساب ثان"},
		Examples: []text.Text{
			{FR: "/join", EN: "/join", AR: "/join"},
			{FR: "/join ABCD-EFGH", EN: "/join ABCD-EFGH", AR: "/join ABCD-EFGH"},
		},
		Inputs: func(chat.Values) []chat.Input {
			return []chat.Input{{Name: "code", Free: true, Max: 20, Label: text.Text{FR: "Code", EN: "Code", AR: "الرمز"},
				Help: text.Text{FR: "Celui que montre l'autre compte ou le terminal ; vide pour demander à entrer, ou pour obtenir un code.", EN: "The one that the other account or the terminal shows; empty to ask to come in, or to get a code.", AR: "الرمز الذي يظهره الحساب الآخر أو الطرفية؛ فارغ لطلب الانضمام أو للحصول على رمز."}}}
		},
		Run: k.runJoin,
	}
}

func (k Kit) runJoin(ctx context.Context, r chat.Request) (chat.Reply, error) {
	code := strings.TrimSpace(r.Values["code"])
	switch {
	case code == "" && r.Who.Member != "":
		return k.showLinkCode(ctx, r)
	case code == "":
		return k.askToJoin(ctx, r)
	}
	p, err := k.People.Link(ctx, r.Who, code)
	if errors.Is(err, people.ErrCode) {
		p, err = k.People.Claim(ctx, r.Who, code)
	}
	switch {
	case errors.Is(err, people.ErrCode), errors.Is(err, people.ErrClaimed):
		return chat.Reply{}, &chat.Problem{
			What: text.Text{FR: "Ce code n'est pas valable : faux, déjà utilisé, ou plus vieux que quinze minutes.", EN: "This code does not work: wrong, used already, or older than fifteen minutes.", AR: "هذا الرمز غير صالح: خاطئ أو مستعمل أو مضى عليه أكثر من خمس عشرة دقيقة."},
			Do:   text.Text{FR: "Demandez-en un nouveau avec /join depuis votre autre compte.", EN: "Get a new one with /join from your other account.", AR: "اطلبوا رمزا جديدا عبر ‎/join‎ من حسابكم الآخر."},
		}
	case err != nil:
		return chat.Reply{}, err
	}
	return r.Answer(text.Text{FR: "Bienvenue, %s. Vos rôles : %s.", EN: "Welcome, %s. Your roles: %s.", AR: "مرحبا %s. أدواركم: %s."}, p.Name, rolesText(p.Roles)), nil
}

func (k Kit) showLinkCode(ctx context.Context, r chat.Request) (chat.Reply, error) {
	code, err := k.People.LinkCode(ctx, r.Who.Member)
	if err != nil {
		return chat.Reply{}, err
	}
	return r.Answer(text.Text{FR: "Depuis votre autre compte, tapez dans les quinze minutes : %s. Vous serez une seule et même personne partout.", EN: "From your other account, type within fifteen minutes: %s. You will be one and the same person everywhere.", AR: "من حسابكم الآخر اكتبوا خلال خمس عشرة دقيقة: %s. ستكونون الشخص نفسه في كل مكان."}, "/join "+code), nil
}

// askToJoin tells those who manage the team that somebody would like to come in.
func (k Kit) askToJoin(ctx context.Context, r chat.Request) (chat.Reply, error) {
	typed := "/team add:" + r.Who.Platform + "/" + r.Who.ID + " name:\"" + r.Who.Name + "\" roles:officer"
	for _, role := range []chat.Role{people.Admin, people.CommsDirector} {
		managers, err := k.People.Holding(ctx, role)
		if err != nil {
			return chat.Reply{}, err
		}
		if len(managers) > 0 {
			return r.Answer(text.Text{FR: "Demandez à %s de taper ceci, avec le rôle qui convient :\n%s", EN: "Ask %s to type this, with the role that fits:\n%s", AR: "اطلبوا من %s كتابة ما يلي مع الدور المناسب:\n%s"}, managers[0].Name, typed), nil
		}
	}
	return r.Answer(text.Text{FR: "Personne ne gère encore l'équipe : tapez /join avec le code affiché au démarrage du programme.", EN: "Nobody manages the team yet: type /join with the code that the program showed when it started.", AR: "لا أحد يدير الفريق بعد: اكتبوا ‎/join‎ مع الرمز الذي ظهر عند تشغيل البرنامج."}), nil
}

// team shows who belongs to the team, and lets those who manage it change that.
func (k Kit) team() chat.Command {
	return chat.Command{
		Name: "team", Words: []string{"equipe", "équipe", "فريق"}, Role: people.Member,
		Summary: text.Text{FR: "L'équipe : qui, avec quels rôles", EN: "The team: who, with which roles", AR: "الفريق: من، وبأي أدوار"},
		Examples: []text.Text{
			{FR: "/team", EN: "/team", AR: "/team"},
			{FR: "/team add:slack/U024BE7LH name:Nour roles:officer,reviewer", EN: "/team add:slack/U024BE7LH name:Nour roles:officer,reviewer", AR: "/team add:slack/U024BE7LH name:Nour roles:officer,reviewer"},
		},
		Inputs: func(chat.Values) []chat.Input { return teamInputs() },
		Run:    k.runTeam,
	}
}

func teamInputs() []chat.Input {
	var roles []chat.Choice
	for _, r := range people.Roles {
		roles = append(roles, chat.Choice{Value: string(r), Label: people.Title(r)})
	}
	return []chat.Input{
		{Name: "add", Words: []string{"ajouter", "إضافة"}, Max: 120, Label: text.Text{FR: "Ajouter (plateforme/identifiant)", EN: "Add (platform/id)", AR: "إضافة (منصة/معرف)"}, Help: text.Text{FR: "Ce que la personne voit en tapant /join.", EN: "What the person sees when typing /join.", AR: "ما يراه الشخص عند كتابة ‎/join‎."}},
		{Name: "member", Words: []string{"membre", "عضو"}, Max: 40, Label: text.Text{FR: "Membre (p_…)", EN: "Member (p_…)", AR: "العضو (p_…)"}},
		{Name: "name", Words: []string{"nom", "اسم"}, Max: 80, Label: text.Text{FR: "Nom", EN: "Name", AR: "الاسم"}},
		{Name: "roles", Words: []string{"role", "أدوار"}, Kind: chat.Some, Choices: roles, Label: text.Text{FR: "Rôles", EN: "Roles", AR: "الأدوار"}},
		{Name: "phone", Words: []string{"telephone", "tel", "هاتف"}, Max: 40, Label: text.Text{FR: "Téléphone de nuit", EN: "Number at night", AR: "هاتف المداومة"}},
		{Name: "mail", Words: []string{"courriel", "email", "بريد"}, Max: 120, Label: text.Text{FR: "Courriel de garde", EN: "E-mail for pages", AR: "بريد المداومة"}},
	}
}

func (k Kit) runTeam(ctx context.Context, r chat.Request) (chat.Reply, error) {
	v := r.Values
	changes := v["add"] != "" || v["member"] != "" || r.Action == "leave"
	if !changes {
		return k.showTeam(ctx, r)
	}
	err := k.People.DB.Do(ctx, func(tx database.Tx) error {
		if _, err := k.People.May(ctx, tx, r.Who.Member, people.ChangeTeam, people.Object{}); err != nil {
			return err
		}
		return k.changeTeam(ctx, tx, r)
	})
	switch {
	case errors.Is(err, people.ErrRole):
		return chat.Reply{}, &chat.Problem{
			What: text.Text{FR: "Seules la direction de la communication et l'administration changent l'équipe.", EN: "Only the communications director and administrators change the team.", AR: "مديرية التواصل والمسؤولون وحدهم يغيرون الفريق."},
			Do:   text.Text{FR: "/team montre qui elles sont.", EN: "/team shows who they are.", AR: "‎/team‎ يعرض من هم."},
		}
	case errors.Is(err, people.ErrNobody):
		return chat.Reply{}, &chat.Problem{What: text.Text{FR: "Il n'y a pas de tel membre.", EN: "There is no such member.", AR: "لا يوجد عضو كهذا."}, Do: text.Text{FR: "/team montre les identifiants.", EN: "/team shows the ids.", AR: "‎/team‎ يعرض المعرفات."}}
	case err != nil:
		return chat.Reply{}, err
	}
	return k.showTeam(ctx, r)
}

func (k Kit) changeTeam(ctx context.Context, tx database.Tx, r chat.Request) error {
	v := r.Values
	id, action := v["member"], "team-change"
	switch {
	case r.Action == "leave":
		id, action = r.Object, "team-leave"
		if err := k.People.Leave(ctx, tx, id); err != nil {
			return err
		}
	case v["add"] != "":
		platform, person, ok := strings.Cut(v["add"], "/")
		if !ok || person == "" {
			return &chat.Problem{What: text.Text{FR: "Écrivez plateforme/identifiant, par exemple slack/U024BE7LH.", EN: "Write platform/id, for example slack/U024BE7LH.", AR: "اكتبوا منصة/معرف، مثلا slack/U024BE7LH."}, Do: text.Text{FR: "La personne le voit en tapant /join.", EN: "The person sees it when typing /join.", AR: "يراه الشخص عند كتابة ‎/join‎."}}
		}
		name := v["name"]
		if name == "" {
			name = person
		}
		p, err := k.People.Add(ctx, tx, name, platform, person, pickedRoles(v)...)
		if err != nil {
			return err
		}
		id, action = p.ID, "team-add"
	case v["roles"] != "":
		if err := k.People.SetRoles(ctx, tx, id, pickedRoles(v)); err != nil {
			return err
		}
	}
	if v["phone"] != "" {
		if err := k.People.SetPhone(ctx, tx, id, v["phone"]); err != nil {
			return err
		}
	}
	if v["mail"] != "" {
		if a, err := mail.ParseAddress(v["mail"]); err != nil || a.Address != v["mail"] {
			return &chat.Problem{What: text.Text{FR: "Ce n'est pas une adresse de courriel.", EN: "This is not an e-mail address.", AR: "هذا ليس عنوان بريد إلكتروني."}, Do: text.Text{FR: "Écrivez par exemple garde@ch-valombre.example.", EN: "Write for example duty@hospital.example.", AR: "اكتبوا مثلا garde@ch-valombre.example."}}
		}
		if err := k.People.SetMail(ctx, tx, id, v["mail"]); err != nil {
			return err
		}
	}
	return k.Office.Register.Append(ctx, tx, register.Entry{Actor: r.Who.Member, Action: action, Object: "member/" + id, Source: r.Who.Platform + "/" + r.Who.ID, Details: map[string]string{"roles": strings.Join(roleNames(pickedRoles(v)), ",")}, At: r.Now.UTC()})
}

// may asks for what is shown or offered; what is done asks again in its transaction.
func may(who chat.Person, a people.Action, o people.Object) bool {
	return people.Person{ID: who.Member, Roles: who.Roles}.May(a, o)
}

func pickedRoles(v chat.Values) []chat.Role {
	roles := []chat.Role{}
	for _, s := range picked(teamInputs()[3], v) {
		roles = append(roles, chat.Role(s))
	}
	return roles
}

func roleNames(roles []chat.Role) []string {
	names := make([]string, len(roles))
	for i, r := range roles {
		names[i] = string(r)
	}
	return names
}

func rolesText(roles []chat.Role) text.Text {
	titles := make([]text.Text, len(roles))
	for i, r := range roles {
		titles[i] = people.Title(r)
	}
	return text.Join(", ", titles...)
}

func (k Kit) showTeam(ctx context.Context, r chat.Request) (chat.Reply, error) {
	team, err := k.People.All(ctx)
	if err != nil {
		return chat.Reply{}, err
	}
	m := chat.Message{Lang: r.Lang(), Blocks: []chat.Block{chat.Heading{Text: r.Say(text.Text{FR: "L'équipe", EN: "The team", AR: "الفريق"})}}}
	var facts []chat.Fact
	var row []chat.Button
	manages := may(r.Who, people.ChangeTeam, people.Object{})
	for _, p := range team {
		value := r.Say(rolesText(p.Roles)) + " · " + p.ID
		if p.Phone != "" && manages {
			value += " · " + text.LTR(p.Phone)
		}
		if p.Mail != "" && manages {
			value += " · " + text.LTR(p.Mail)
		}
		facts = append(facts, chat.Fact{Label: p.Name, Value: value})
		if manages && p.ID != r.Who.Member && !p.Trial {
			row = append(row, chat.Button{
				Label: r.Say(text.Text{FR: "%s quitte l'équipe", EN: "%s leaves the team", AR: "مغادرة %s الفريق"}, p.Name), Look: chat.Danger,
				Confirm: r.Say(text.Text{FR: "Tous ses pouvoirs s'arrêtent tout de suite.", EN: "Every power ends at once.", AR: "تنتهي كل صلاحياته فورا."}),
				Press:   chat.Press{Command: "team", Action: "leave", Object: p.ID},
			})
		}
	}
	m.Blocks = append(m.Blocks, chat.Facts{Items: facts})
	if len(row) > 0 {
		m.Blocks = append(m.Blocks, chat.Buttons{Items: row})
	}
	return chat.Reply{Message: m}, nil
}
