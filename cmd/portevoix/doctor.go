package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"path/filepath"
	"strings"
	"time"

	"portevoix/bot/chat"
	"portevoix/bot/country"
	"portevoix/bot/database"
	"portevoix/bot/llm"
	"portevoix/bot/text"
	"portevoix/integrations/openai"
)

type doctorCmd struct{}

// Run says what is switched on and what must be mended. Exit status 1 when something must.
func (doctorCmd) Run(w *world) error {
	s, log, err := prepare(w)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(w.ctx, time.Minute)
	defer cancel()
	e := &examination{ctx: ctx, s: s, log: log, out: w.out, now: time.Now}
	for _, look := range []func(){e.team, e.data, e.profile, e.country, e.templates, e.model, e.platforms, e.reach, e.networks} {
		look()
	}
	if e.broken > 0 {
		return &exitError{status: 1}
	}
	return nil
}

// An examination looks at one part after the other and counts what must be mended.
type examination struct {
	ctx    context.Context
	s      Settings
	log    *slog.Logger
	out    io.Writer
	now    func() time.Time
	broken int
}

func (e *examination) good(what text.Text, args ...any) { e.line("✓", what.With(args...)) }
func (e *examination) note(what text.Text, args ...any) { e.line("·", what.With(args...)) }
func (e *examination) wrong(p *chat.Problem) {
	e.broken++
	e.line("✗", p.What)
	e.line("  →", p.Do)
}
func (e *examination) warn(p *chat.Problem) {
	e.line("!", p.What)
	e.line("  →", p.Do)
}
func (e *examination) line(mark string, what text.Text) {
	fmt.Fprintf(e.out, "%s %s\n", mark, what.In(e.s.Lang))
}

func (e *examination) team() {
	e.good(text.Text{FR: "Équipe : langue %s, fuseau %s, pays %s.", EN: "Team: language %s, time zone %s, country %s.", AR: "الفريق: اللغة %s، المنطقة الزمنية %s، البلد %s."},
		e.s.Lang.Name(), e.s.Zone.String(), e.s.Country)
	if e.s.DigestAt == "" {
		e.note(text.Text{FR: "Synthèse quotidienne : arrêtée.", EN: "Daily digest: off.", AR: "الملخص اليومي: متوقف."})
		return
	}
	e.good(text.Text{FR: "Synthèse quotidienne à %s.", EN: "Daily digest at %s.", AR: "الملخص اليومي على الساعة %s."}, e.s.DigestAt)
}

func (e *examination) data() {
	db, err := database.Open(e.ctx, database.Config{URL: e.s.Database, Dir: e.s.Data, Key: e.s.DBKey, Logger: e.log})
	if err != nil {
		e.wrong(&chat.Problem{What: text.Text{FR: "La base de données ne s'ouvre pas.", EN: "The database does not open.", AR: "قاعدة البيانات لا تُفتح."}, Do: text.Same(startError(e.s, err).Error())})
		return
	}
	defer db.Close()
	where, err := filepath.Abs(e.s.Data)
	if db.Postgres() || err != nil {
		where = "PostgreSQL"
	}
	e.good(text.Text{FR: "Données : %s.", EN: "Data: %s.", AR: "البيانات: %s."}, where)
	if db.KeyBesideData() {
		e.note(text.Text{FR: "Sans PORTEVOIX_DB_KEY, la clé se trouve à côté des données : qui a le dossier peut tout lire.", EN: "Without PORTEVOIX_DB_KEY the key lies beside the data: whoever has the folder can read everything.", AR: "بدون PORTEVOIX_DB_KEY يوجد المفتاح بجانب البيانات: من يملك المجلد يستطيع قراءة كل شيء."})
	}
}

func (e *examination) profile() {
	if e.s.Profile.Name == "" {
		e.note(text.Text{FR: "Pas de profil d'hôpital : les numéros et adresses de l'hôpital seront signalés comme s'ils étaient à un patient. Voir docs/profile.md, PORTEVOIX_PROFILE.", EN: "No hospital profile: the hospital's own numbers and addresses will be reported as if they were a patient's. See docs/profile.md, PORTEVOIX_PROFILE.", AR: "لا يوجد ملف للمستشفى: ستُعتبر أرقام المستشفى وعناوينه كأنها لمريض. انظروا docs/profile.md وPORTEVOIX_PROFILE."})
		return
	}
	e.good(text.Text{FR: "Profil : %s.", EN: "Profile: %s.", AR: "الملف: %s."}, e.s.Profile.Called(e.s.Profile.Name))
}

// country lists the values that nobody at the hospital has confirmed: a template that uses one needs a second person.
func (e *examination) country() {
	p, err := country.Get(e.s.Country)
	if err != nil {
		e.wrong(&chat.Problem{What: text.Same(err.Error()), Do: text.Text{FR: "Réglez PORTEVOIX_COUNTRY.", EN: "Set PORTEVOIX_COUNTRY.", AR: "اضبطوا PORTEVOIX_COUNTRY."}})
		return
	}
	var open []string
	for _, v := range p.For(e.s.Profile).Unconfirmed() {
		open = append(open, v.ID+" = "+v.Value)
	}
	if len(open) == 0 {
		e.good(text.Text{FR: "Pays : toutes les valeurs sont confirmées.", EN: "Country: every value is confirmed.", AR: "البلد: كل القيم مؤكدة."})
		return
	}
	e.note(text.Text{FR: "Pays : valeurs que personne à l'hôpital n'a confirmées (champ « confirmed » du profil) : %s.", EN: "Country: values that nobody at the hospital has confirmed (field “confirmed” of the profile): %s.", AR: "البلد: قيم لم يؤكدها أحد في المستشفى (الحقل «confirmed» في الملف): %s."}, strings.Join(open, "; "))
}

// model asks the language model for one word, when it is switched on.
func (e *examination) model() {
	if !e.s.LLM {
		e.note(text.Text{FR: "Modèle de langue : éteint. Tout fonctionne sans lui.", EN: "Language model: off. Everything works without it.", AR: "النموذج اللغوي: متوقف. كل شيء يعمل بدونه."})
		return
	}
	client, err := openai.New(openai.Config{Key: e.s.LLMKey, URL: e.s.LLMURL, Model: e.s.LLMName, Time: 20 * time.Second})
	if err == nil {
		defer client.Close()
		_, err = client.Complete(e.ctx, llm.Prompt{System: "Answer with the single word: ready", User: "Ready?", Max: 8})
	}
	if err != nil {
		e.log.Warn("the language model does not answer", "err", err)
		e.wrong(&chat.Problem{
			What: text.Text{FR: "Modèle de langue : il ne répond pas.", EN: "Language model: it does not answer.", AR: "النموذج اللغوي: لا يجيب."},
			Do:   text.Text{FR: "Vérifiez OPENAI_BASE_URL, OPENAI_API_KEY et OPENAI_MODEL ; en attendant, les brouillons sont rédigés sans lui.", EN: "Check OPENAI_BASE_URL, OPENAI_API_KEY and OPENAI_MODEL; meanwhile drafts are written without it.", AR: "تحققوا من OPENAI_BASE_URL وOPENAI_API_KEY وOPENAI_MODEL؛ وفي الانتظار تُحرر المسودات بدونه."},
		})
		return
	}
	e.good(text.Text{FR: "Modèle de langue : il répond. Il ne reçoit que du texte masqué.", EN: "Language model: it answers. It only gets masked text.", AR: "النموذج اللغوي: يجيب. لا يتلقى إلا نصا محجوبا."})
}

// networks says that nothing real is connected, which is what makes "act as" exist.
func (e *examination) networks() {
	e.note(text.Text{FR: "Réseaux publics : aucun compte connecté. Les publications sont enregistrées et dessinées, rien n'est public.", EN: "Public networks: no account is connected. Posts are recorded and drawn, nothing is public.", AR: "الشبكات العمومية: لا حساب متصل. تُسجل المنشورات وتُرسم، ولا شيء عمومي."})
}
