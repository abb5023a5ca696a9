package notice

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"portevoix/bot/country"
	"portevoix/bot/hospital"
	"portevoix/bot/social"
	"portevoix/bot/text"
)

// A Speaker puts notices into words: it knows the hospital, its country and its time zone.
type Speaker struct {
	Country  country.Profile // as the hospital corrected it (Profile.For)
	Hospital hospital.Profile
	Zone     *time.Location
}

// Said is one sentence of a notice in one language, with what it is for.
type Said struct{ As, Text string }

// Standard is the full text in a language: one idea a line, the issuer first, then what, where, what to do, until when, the number
// for an emergency, the reference.
func (s Speaker) Standard(n Notice, l text.Lang) string {
	var lines []string
	for _, said := range s.Lines(n, l) {
		lines = append(lines, said.Text)
	}
	return strings.Join(lines, "\n")
}

// Lines is the full text, sentence by sentence.
func (s Speaker) Lines(n Notice, l text.Lang) []Said {
	var all []Said
	for _, line := range s.chosen(n, l) {
		if said := line.say(line.Say, l); said != "" {
			all = append(all, Said{line.As, said})
		}
	}
	return all
}

// Short is a text of at most limit characters as count counts them (X: 280). It leaves out hashtag and details first, never the
// issuer, the place, the action, the number for an emergency, the end or the reference. It reports false when even that does not fit.
func (s Speaker) Short(n Notice, l text.Lang, limit int, count func(string) int) (string, bool) {
	lines := slices.DeleteFunc(s.chosen(n, l), func(line filled) bool { return line.Long })
	for {
		var parts []string
		for _, line := range lines {
			say := line.Short
			if say.IsZero() {
				say = line.Say
			}
			if said := line.say(say, l); said != "" {
				parts = append(parts, said)
			}
		}
		short := strings.Join(parts, " ")
		if count(short) <= limit {
			return short, true
		}
		least := leastNeeded(lines)
		if least < 0 {
			return short, false
		}
		lines = slices.Delete(lines, least, least+1)
	}
}

// leastNeeded is the line to leave out next: those marked so, the highest first, then from the end those that are neither
// issuer, place, action, emergency number, end nor reference; -1 when only these are left.
func leastNeeded(lines []filled) int {
	least := -1
	for i, line := range lines {
		if line.Drop > 0 && (least < 0 || line.Drop > lines[least].Drop) {
			least = i
		}
	}
	if least >= 0 {
		return least
	}
	for i := len(lines) - 1; i >= 0; i-- {
		if lines[i].As == "" {
			return i
		}
	}
	return -1
}

// For is the text for one place: the full one where it fits, the short one where it does not. It reports false when neither does.
func (s Speaker) For(n Notice, l text.Lang, rules social.Rules) (string, bool) {
	standard := s.Standard(n, l)
	if rules.Max == 0 || rules.Length(standard) <= rules.Max {
		return standard, true
	}
	return s.Short(n, l, rules.Max, rules.Length)
}

// filled is a line with the values that go into it.
type filled struct {
	Line
	values map[string]text.Text
	open   bool // whether it is said depends on a choice that has not been made
}

func (f filled) say(t text.Text, l text.Lang) string {
	said := strings.TrimSpace(fill(t, f.values).In(l))
	if f.open && said != "" {
		return tick + said
	}
	return said
}

// tick is what a person marks on paper.
const tick = "☐\u00a0"

// hashtagDrop is above every kind's own: the hashtag is the first to go.
const hashtagDrop = 9

// chosen lists the lines that this notice says in a language, around them what every notice says.
func (s Speaker) chosen(n Notice, l text.Lang) []filled {
	k, _ := Find(n.Kind)
	values, given := s.values(n, k, l)
	lines := k.Lines
	switch {
	case n.Phase == End && k.End != nil:
		lines = k.End
	case n.Phase == End:
		lines = generalEnd
	}
	lines = concat(opening(n), lines, closing(n, k))
	if !k.Hashtag.IsZero() {
		lines = append(lines, Line{Say: k.Hashtag, Drop: hashtagDrop})
	}
	if n.Exercise {
		lines = append(lines, Line{As: "exercise", Say: exerciseEnd})
	}
	var all []filled
	for _, line := range lines {
		if sure, open := n.undecided(k, line.If); holds(sure, given) {
			all = append(all, filled{line, values, open})
		}
	}
	return all
}

// undecided takes out of a condition what depends on a choice that a template leaves open.
func (n Notice) undecided(k Kind, condition string) (sure string, open bool) {
	var rest []string
	for _, part := range strings.Fields(condition) {
		name, _, compares := strings.Cut(part, "=")
		name = strings.TrimSuffix(name, "!")
		if _, blank := n.blanks[name]; compares && blank {
			open = true
			continue
		}
		rest = append(rest, part)
	}
	return strings.Join(rest, " "), open
}

var (
	exerciseMark = text.Text{FR: "[EXERCICE]", EN: "[EXERCISE]", AR: "[تمرين]"}
	exerciseEnd  = text.Text{FR: "Ceci est un EXERCICE : ne faites rien.", EN: "This is an EXERCISE: do nothing.", AR: "هذا تمرين فقط: لا تقوموا بأي شيء."}
)

// opening marks an exercise and a correction before anything else is read.
func opening(n Notice) []Line {
	var lines []Line
	if n.Exercise {
		lines = append(lines, Line{As: "exercise", Say: exerciseMark})
	}
	if n.Phase == Correction {
		lines = append(lines, Line{As: "correction",
			Say:   text.Text{FR: "CORRECTION du {issued}. Cet avis remplace l'avis {refers}.", EN: "CORRECTION, {issued}. This replaces notice {refers}.", AR: "تصحيح بتاريخ {issued}. هذا الإشعار يعوض الإشعار {refers}."},
			Short: text.Text{FR: "CORRECTION de l'avis {refers}.", EN: "CORRECTION of notice {refers}.", AR: "تصحيح الإشعار {refers}."}})
	}
	return lines
}

// closing says until when and under which number, so that a copy cannot live on as a hoax.
func closing(n Notice, k Kind) []Line {
	ref := Line{As: "ref",
		Say:   text.Text{FR: "Avis n° {ref}, {issued}.", EN: "Notice {ref}, {issued}.", AR: "الإشعار رقم {ref}، {issued}."},
		Short: text.Text{FR: "Avis {ref} du {day}", EN: "Notice {ref}, {day}.", AR: "إشعار {ref}، {day}."}}
	switch {
	case n.Phase == End:
		return []Line{ref}
	case k.Until == "next":
		return []Line{{As: "until", Say: text.Text{FR: "Prochain point : {until}.", EN: "Next update: {until}.", AR: "التحديث المقبل: {until}."},
			Short: text.Text{FR: "Prochain point : {end}.", EN: "Next update: {end}.", AR: "التحديث المقبل: {end}."}}, ref}
	}
	return []Line{{As: "until",
		Say:   text.Text{FR: "Valable jusqu'au {until}. Ensuite, ne le partagez plus.", EN: "Valid until {until}. Please do not share it after that.", AR: "صالح إلى غاية {until}. بعد ذلك المرجو عدم مشاركته."},
		Short: text.Text{FR: "Jusqu'au {end}.", EN: "Until {end}.", AR: "حتى {end}."}}, ref}
}

var generalEnd = []Line{
	{As: "head", Say: text.Text{FR: "{issuer} : fin d'alerte. Objet : {label}.", EN: "{issuer}: all clear. About: {label}.", AR: "{issuer}: انتهاء التنبيه. الموضوع: {label}."}},
	{As: "action", Say: text.Text{FR: "Retour à la normale.", EN: "Things are back to normal.", AR: "عاد الوضع إلى طبيعته."}},
	{If: "refers", Say: text.Text{FR: "L'avis {refers} n'est plus valable.", EN: "Notice {refers} no longer applies.", AR: "الإشعار {refers} لم يعد صالحا."}},
	{If: "access", As: "vital", Say: vitalLine().Say},
	{Say: text.Text{FR: "Merci de votre patience.", EN: "Thank you for your patience.", AR: "شكرا على صبركم."}},
}

// values are what goes into the lines, and given is what their conditions look at.
func (s Speaker) values(n Notice, k Kind, l text.Lang) (values map[string]text.Text, given map[string]string) {
	values, given = map[string]text.Text{}, map[string]string{}
	for _, f := range k.Fields {
		v := n.Fields[f.Name]
		if f.Type == Sentence {
			v = n.Fields[f.Name+"."+string(l)]
		}
		if v == "" {
			continue
		}
		given[f.Name], values[f.Name] = v, f.Say(v, s.Zone)
		if f.Type == Contact {
			given[f.Name+":phone"], given[f.Name+":link"] = v, v
			if strings.Contains(v, "://") {
				delete(given, f.Name+":phone")
			} else {
				delete(given, f.Name+":link")
			}
		}
	}
	if result := n.Fields["result"]; result != "" {
		given["result"], values["result"] = result, resultField().Say(result, s.Zone)
	}
	s.constants(n, k, values, given)
	for name, blank := range n.blanks {
		values[name] = blank
		if given[name] == "" {
			given[name] = "blank"
		}
	}
	return values, given
}

func (s Speaker) constants(n Notice, k Kind, values map[string]text.Text, given map[string]string) {
	said := func(t interface{ In(text.Lang) string }) text.Text {
		return text.Text{FR: t.In(text.FR), EN: t.In(text.EN), AR: t.In(text.AR)}
	}
	number := func(name, v string) {
		if v != "" {
			values[name], given[name] = text.Text{FR: hold(v), EN: hold(v), AR: text.LTR(v)}, v
		}
	}
	values["issuer"] = s.Issuer()
	values["label"] = k.Label
	values["operator"], values["operator_long"], values["conditions"] = s.Country.Blood.Operator, s.Country.Blood.OperatorLong, s.Country.Blood.Conditions
	for id, who := range s.Country.Authority {
		if _, taken := values[id]; !taken {
			values[id] = who
		}
	}
	values["weather_service"] = s.Country.Authority["weather"]
	number("vital", s.Country.Vital())
	before, _ := s.Country.Value("before_coming")
	number("before", before.Value)
	number("ref", n.Number())
	if n.Ref != "" {
		number("refers", Notice{ID: n.Ref}.Number())
	}
	if k.Access {
		given["access"] = "yes"
	}
	given["launch"] = string(s.Country.Blood.Launch)
	values["issued"], values["day"] = said(text.Moment(n.At.In(s.Zone))), brief(n.At.In(s.Zone))
	if !n.Until.IsZero() {
		until := n.Until.In(s.Zone)
		values["until"], given["until"] = said(text.Moment(until)), "yes"
		values["end"] = text.Text{
			FR: text.Weekday(until.Weekday()).FR + " " + strings.TrimSuffix(brief(until).FR, ".") + " à " + text.Clock(until).In(text.FR),
			EN: text.Weekday(until.Weekday()).EN + " " + brief(until).EN + ", " + text.Clock(until).In(text.EN),
			AR: text.Weekday(until.Weekday()).AR + " " + brief(until).AR + " " + text.LTR(text.Clock(until).In(text.AR)),
		}
	}
}

// brief is a day in few characters: "24 nov.", "24 Nov", "24 نونبر". Arabic months have no usual short form.
func brief(t time.Time) text.Text {
	day := strconv.Itoa(t.Day())
	french := [...]string{"janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."}[t.Month()-1]
	if t.Day() == 1 {
		day = "1er"
	}
	return text.Text{FR: day + " " + french, EN: strconv.Itoa(t.Day()) + " " + text.Month(t.Month()).EN[:3], AR: strconv.Itoa(t.Day()) + " " + text.Month(t.Month()).AR}
}

// Issuer is the hospital as it names itself.
func (s Speaker) Issuer() text.Text {
	name := s.Hospital.Called("")
	if name == "" {
		return text.Text{FR: "Votre hôpital", EN: "Your hospital", AR: "مستشفاكم"}
	}
	arabic := s.Hospital.NameAR
	if arabic == "" {
		arabic = text.Isolate(name)
	}
	return text.Text{FR: name, EN: name, AR: arabic}
}

// holds reports whether a condition is met: every part of it.
func holds(condition string, given map[string]string) bool {
	for _, part := range strings.Fields(condition) {
		if name, value, ok := strings.Cut(part, "!="); ok {
			if given[name] == value {
				return false
			}
			continue
		}
		if name, value, ok := strings.Cut(part, "="); ok {
			if given[name] != value {
				return false
			}
			continue
		}
		if name, not := strings.CutPrefix(part, "!"); not {
			if given[name] != "" {
				return false
			}
			continue
		}
		if given[part] == "" {
			return false
		}
	}
	return true
}

// fill puts values in place of {names}; a name without a value stays.
func fill(t text.Text, values map[string]text.Text) text.Text {
	one := func(form string, l text.Lang) string {
		var b strings.Builder
		for {
			before, rest, ok := strings.Cut(form, "{")
			b.WriteString(before)
			if !ok {
				return b.String()
			}
			name, after, ok := strings.Cut(rest, "}")
			if v, known := values[name]; ok && known {
				b.WriteString(v.In(l))
			} else {
				b.WriteString("{" + name + "}")
			}
			form = after
		}
	}
	return text.Text{FR: one(t.FR, text.FR), EN: one(t.EN, text.EN), AR: one(t.AR, text.AR)}
}
