package notice

import (
	"net/url"
	"slices"
	"strings"
	"time"

	"portevoix/bot/country"
	"portevoix/bot/social"
	"portevoix/bot/text"
)

// longestLife is how long a notice may hold; what lasts longer is information, not an alert.
const longestLife = 31 * 24 * time.Hour

// Problems lists what is missing, forbidden in this country, or doubtful. Rules about persons are bot/privacy's.
func (s Speaker) Problems(n Notice, now time.Time) []Problem {
	k, ok := Find(n.Kind)
	if !ok || !k.Refuse.IsZero() {
		return []Problem{{Block: true, What: fill(k.Refuse, capital(s.Country.Authority)),
			Do: text.Text{FR: "Relayez le lien officiel avec un brouillon ordinaire, sans rien ajouter.", EN: "Relay the official link with an ordinary draft, adding nothing.", AR: "انقلوا الرابط الرسمي بمسودة عادية دون أي إضافة."}}}
	}
	var all []Problem
	if n.Phase != End {
		all = append(all, s.missing(n, k)...)
		all = append(all, s.expiry(n, k, now)...)
	}
	all = append(all, s.numbers(n, k)...)
	all = append(all, s.blood(n, k)...)
	all = append(all, s.languages(n, k)...)
	if s.Hospital.Called("") == "" {
		all = append(all, Problem{What: text.Text{FR: "Le nom de l'hôpital manque : le texte dit « Votre hôpital ».", EN: "The hospital's name is missing: the text says “Your hospital”.", AR: "اسم المستشفى غير محدد: النص يقول «مستشفاكم»."},
			Do: text.Text{FR: "Indiquez-le dans le profil (PORTEVOIX_PROFILE).", EN: "Put it into the profile (PORTEVOIX_PROFILE).", AR: "أدرجوه في الملف التعريفي (PORTEVOIX_PROFILE)."}})
	}
	return all
}

// capital makes authorities fit to begin a sentence.
func capital(who map[string]text.Text) map[string]text.Text {
	up := map[string]text.Text{}
	for id, t := range who {
		up[id] = text.Text{FR: upper(t.FR), EN: upper(t.EN), AR: t.AR}
	}
	return up
}

func upper(s string) string {
	for i, r := range s {
		return strings.ToUpper(string(r)) + s[i+len(string(r)):]
	}
	return s
}

func (s Speaker) missing(n Notice, k Kind) []Problem {
	var all []Problem
	for _, f := range k.Fields {
		given := n.Fields[f.Name] != ""
		if f.Type == Sentence {
			given = slices.ContainsFunc(text.Langs, func(l text.Lang) bool { return n.Fields[f.Name+"."+string(l)] != "" })
		}
		if f.Must(s.Country.Code) && !given {
			all = append(all, Problem{Field: f.Name, Block: true, What: text.Text{FR: "Il manque : %s.", EN: "Missing: %s.", AR: "ينقص: %s."}.With(f.Label),
				Do: text.Text{FR: "Remplissez ce champ.", EN: "Fill in this field.", AR: "املؤوا هذا الحقل."}})
		}
	}
	return all
}

func (s Speaker) expiry(n Notice, k Kind, now time.Time) []Problem {
	switch {
	case n.Until.IsZero():
		return nil // the missing field says so
	case !n.Until.After(now):
		return []Problem{{Field: k.Until, Block: true, What: text.Text{FR: "La fin est déjà passée.", EN: "The end is already over.", AR: "وقت الانتهاء فات."},
			Do: text.Text{FR: "Donnez un moment à venir.", EN: "Give a moment still to come.", AR: "حددوا وقتا لاحقا."}}}
	case n.Until.Sub(now) > longestLife:
		return []Problem{{Field: k.Until, Block: true, What: text.Text{FR: "Un avis dure 31 jours au plus.", EN: "A notice holds for 31 days at most.", AR: "مدة الإشعار 31 يوما على الأكثر."},
			Do: text.Text{FR: "Donnez une fin plus proche ; vous pourrez la prolonger.", EN: "Give an earlier end; you can extend it later.", AR: "حددوا نهاية أقرب؛ يمكنكم تمديدها لاحقا."}}}
	}
	return nil
}

// numbers refuses another country's emergency number and asks for the one that saves a life here.
func (s Speaker) numbers(n Notice, k Kind) []Problem {
	var all []Problem
	for _, f := range k.Fields {
		v := n.Fields[f.Name]
		if (f.Type == Phone || f.Type == Contact) && v != "" && slices.Contains(s.Country.Foreign, digits(v)) {
			all = append(all, Problem{Field: f.Name, Block: true,
				What: text.Text{FR: "Le %s n'est pas un numéro d'urgence dans ce pays (%s).", EN: "%s is not an emergency number in this country (%s).", AR: "الرقم %s ليس رقم طوارئ في هذا البلد (%s)."}.With(v, s.Country.Name),
				Do:   text.Text{FR: "Ici, en cas d'urgence vitale, on appelle le %s.", EN: "Here, for a life-threatening emergency, people call %s.", AR: "هنا، في الحالات الحرجة، يُتصل بالرقم %s."}.With(s.Country.Vital())})
		}
	}
	if k.Access && s.Country.Vital() == "" {
		all = append(all, Problem{Block: true, What: text.Text{FR: "Le numéro d'urgence vitale du pays manque.", EN: "The country's emergency number is missing.", AR: "رقم الحالات الحرجة في البلد غير محدد."},
			Do: text.Text{FR: "Complétez le profil du pays.", EN: "Complete the country profile.", AR: "أكملوا ملف البلد."}})
	}
	return all
}

// blood keeps appeals within what the country allows.
func (s Speaker) blood(n Notice, k Kind) []Problem {
	if !k.Operator {
		return nil
	}
	var all []Problem
	b := s.Country.Blood
	contact := n.Fields["contact"]
	if b.Launch == country.Relay && contact != "" && !onDomain(contact, b.Domains) {
		all = append(all, Problem{Field: "contact", Block: true, What: b.Why,
			Do: text.Text{FR: "Mettez un lien de l'opérateur : %s", EN: "Use a link of the operator's: %s", AR: "ضعوا رابطا للمؤسسة: %s"}.With(s.bloodLink())})
	}
	all = append(all, Problem{What: b.Why, Do: text.Text{FR: "Avant d'envoyer, vérifiez que %s a bien lancé cet appel ou donné son accord.", EN: "Before sending, make sure that %s has launched this appeal or agreed to it.", AR: "قبل الإرسال تأكدوا من صدور هذا النداء عن %s أو من موافقة تلك الجهة عليه."}.With(b.Operator)})
	return all
}

func (s Speaker) bloodLink() string {
	v, _ := s.Country.Value("blood.link")
	return v.Value
}

func onDomain(link string, domains []string) bool {
	u, err := url.Parse(link)
	if err != nil || u.Host == "" {
		return false
	}
	return slices.ContainsFunc(domains, func(d string) bool { return u.Hostname() == d || strings.HasSuffix(u.Hostname(), "."+d) })
}

// languages asks for sentences that a language lacks, and proves that the languages say the same.
func (s Speaker) languages(n Notice, k Kind) []Problem {
	var all []Problem
	texts := map[text.Lang]string{}
	for _, l := range n.Langs {
		whole := true
		for _, f := range k.Fields {
			if f.Type == Sentence && n.Phase != End && n.Fields[f.Name+"."+string(l)] == "" {
				whole = false
				all = append(all, Problem{Field: f.Name + "." + string(l), Block: true,
					What: text.Text{FR: "Il manque le texte en %s.", EN: "The text in %s is missing.", AR: "ينقص النص بلغة %s."}.With(l.Name()),
					Do:   text.Text{FR: "Ajoutez-le, ou retirez cette langue.", EN: "Add it, or leave this language out.", AR: "أضيفوه أو احذفوا هذه اللغة."}})
			}
		}
		if whole {
			texts[l] = s.Standard(n, l)
		}
	}
	if different := Differences(texts, n.At.In(s.Zone)); len(different) > 0 {
		all = append(all, Problem{Block: true, What: text.Text{FR: "Les langues ne disent pas la même chose (%s).", EN: "The languages do not say the same (%s).", AR: "اللغات لا تقول الشيء نفسه (%s)."}.With(strings.Join(different, " ; ")),
			Do: text.Text{FR: "Corrigez le champ concerné.", EN: "Correct the field.", AR: "صححوا الحقل المعني."}})
	}
	for _, l := range n.Langs {
		if _, ok := s.Short(n, l, 280, social.CountX); !ok {
			all = append(all, Problem{What: text.Text{FR: "Trop long pour X en %s.", EN: "Too long for X in %s.", AR: "طويل جدا على X بلغة %s."}.With(l.Name()),
				Do: text.Text{FR: "Raccourcissez les lieux ; sinon X ne recevra pas cet avis.", EN: "Shorten the places; otherwise X will not get this notice.", AR: "اختصروا الأماكن؛ وإلا فلن يصل هذا الإشعار إلى X."}})
		}
	}
	return all
}
