package draft_test

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/png"
	"io"
	"log/slog"
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"portevoix/bot/chat"
	"portevoix/bot/database"
	"portevoix/bot/database/databasetest"
	"portevoix/bot/draft"
	"portevoix/bot/hospital"
	"portevoix/bot/llm"
	"portevoix/bot/outcome"
	"portevoix/bot/picture"
	"portevoix/bot/privacy"
	"portevoix/bot/text"
)

const blood = "collecte de sang samedi 12 juin 9 h–17 h hall B, tous groupes"

func desk(db *database.DB) *draft.Desk {
	now := func() time.Time { return time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC) }
	profile := hospital.Profile{ShortName: "CH de Valombre"}
	efs := text.Text{FR: "Avec l'Établissement français du sang (EFS).", EN: "With the Établissement français du sang (EFS).", AR: "بشراكة مع المؤسسة الفرنسية للدم (EFS)."}
	checker := privacy.New(privacy.Config{Ours: privacy.Ours{Names: []string{profile.ShortName}}, Countries: map[string]privacy.Country{
		"FR": {Code: "FR", Emergency: []string{"15", "112"}, BloodOperators: []string{"EFS", "dondesang.efs.sante.fr"}},
	}})
	return &draft.Desk{
		DB: db, Pictures: picture.Shelf{DB: db, Now: now}, Now: now, Check: checker.Check, Checker: checker, Country: "FR",
		Composer: draft.Composer{Hospital: profile, Blood: draft.Blood{With: efs, Link: "https://dondesang.efs.sante.fr"}},
	}
}

func mustDraft(t *testing.T, d *draft.Desk, a draft.Ask) draft.Draft {
	t.Helper()
	a.Author = "m_1"
	out, err := d.New(t.Context(), a)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func textOf(t *testing.T, d draft.Draft, network string, l text.Lang) draft.Variant {
	t.Helper()
	v, ok := d.Variant(network, l)
	if !ok {
		t.Fatalf("no text for %s in %s", network, l)
	}
	return *v
}

func TestOneSentenceIsEnough(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		d := desk(db)
		made := mustDraft(t, d, draft.Ask{Words: blood, Lang: text.FR})
		if len(made.Variants) != 3 || made.Objective != draft.Lien || made.Status != draft.Writing {
			t.Fatalf("made %d texts, %s, %s", len(made.Variants), made.Objective, made.Status)
		}
		read, err := d.Open(t.Context(), made.ID)
		if err != nil || textOf(t, read, "x", text.FR).Text != textOf(t, made, "x", text.FR).Text {
			t.Fatalf("read another text, %v", err)
		}
		for _, v := range read.Variants {
			if v.Text == "" || len(v.Refused) > 0 || !strings.Contains(v.Text, "EFS") {
				t.Errorf("%s: %q refused %v", v.Network, v.Text, v.Refused)
			}
		}
	})
}

func TestAChangedFactChangesEveryTextButFlagsTheEditedOne(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		d, ctx := desk(db), t.Context()
		made := mustDraft(t, d, draft.Ask{Words: blood, Lang: text.FR, Networks: []string{"x", "facebook"}, Langs: text.Langs})
		edited, err := d.Edit(ctx, made.ID, "m_1", "x", text.FR, "Donnez votre sang avec l'EFS samedi 12 juin à 9 h, hall B : dondesang.efs.sante.fr")
		if err != nil {
			t.Fatal(err)
		}
		f := edited.Brief.Facts()
		f.When = "samedi 12 juin, 10 h–18 h"
		changed, err := d.ChangeFacts(ctx, made.ID, "m_1", f)
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range changed.Variants {
			if v.Edited {
				if len(v.Stale) != 1 || !strings.Contains(v.Stale[0], "10 h–18 h") || !strings.Contains(v.Text, "9 h") {
					t.Errorf("the edited text: %v, %q", v.Stale, v.Text)
				}
				continue
			}
			hours := map[text.Lang]string{text.FR: "10\u00a0h à 18\u00a0h", text.EN: "10 am to 6 pm", text.AR: "18:00"}[v.Lang]
			if !strings.Contains(v.Text, hours) || strings.Contains(v.Text, "17") {
				t.Errorf("%s %s still says the old hour:\n%s", v.Network, v.Lang, v.Text)
			}
			if !strings.Contains(v.Text, "B") || !strings.Contains(v.Text, "12") {
				t.Errorf("%s %s lost what did not change:\n%s", v.Network, v.Lang, v.Text)
			}
		}
		back, err := d.Back(ctx, made.ID, "m_1")
		if err != nil || back.Brief.When.From != "09:00" || textOf(t, back, "x", text.FR).Stale != nil {
			t.Errorf("back to %q, %v", back.Brief.When.From, err)
		}
	})
}

// The facts form is filled from the brief; sending it back unchanged changes nothing.
func TestTheFactsFormSentBackUnchangedChangesNothing(t *testing.T) {
	d := desk(databasetest.SQLite(t))
	for _, words := range []string{blood, "Le nouvel hôpital de jour ouvre mardi 1er décembre : 24 places.", "Open day Sunday 10 am–5 pm entrance A, free", "حملة للتبرع بالدم يوم السبت 12 يونيو بالبهو B"} {
		made := mustDraft(t, d, draft.Ask{Words: words, Lang: text.FR})
		again, err := d.ChangeFacts(t.Context(), made.ID, "m_1", made.Brief.Facts())
		if err != nil || textOf(t, again, "facebook", made.Brief.Lang).Text != textOf(t, made, "facebook", made.Brief.Lang).Text {
			t.Errorf("%s: changed, %v", words, err)
		}
	}
}

func TestWordsThatIdentifySomebodyAreNeverStored(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		d, ctx := desk(db), t.Context()
		secret := "Mme Claire Dupuis, née le 12/03/1972, opérée hier, remercie son chirurgien"
		_, err := d.New(ctx, draft.Ask{Words: secret, Lang: text.FR, Author: "m_1"})
		var blocked *draft.Blocked
		if !errors.As(err, &blocked) || blocked.Report.Verdict != privacy.Block || strings.Contains(err.Error(), "Dupuis") {
			t.Fatalf("answered %v", err)
		}
		made := mustDraft(t, d, draft.Ask{Words: blood, Lang: text.FR, Networks: []string{"x"}})
		if _, err := d.Edit(ctx, made.ID, "m_1", "x", text.FR, secret); !errors.As(err, &blocked) {
			t.Errorf("an edit was answered %v", err)
		}
		f := made.Brief.Facts()
		f.More = secret
		if _, err := d.ChangeFacts(ctx, made.ID, "m_1", f); !errors.As(err, &blocked) {
			t.Errorf("a fact was answered %v", err)
		}
		if _, err := d.Configure(ctx, made.ID, "m_1", draft.Settings{Alt: secret}); !errors.As(err, &blocked) {
			t.Errorf("an alt text was answered %v", err)
		}
		if _, err := d.Word(ctx, made.ID, "m_1", text.FR, secret); !errors.As(err, &blocked) {
			t.Errorf("a wording was answered %v", err)
		}
		read, err := d.Open(ctx, made.ID)
		if err != nil || read.Revision != 1 || textOf(t, read, "x", text.FR).Text != textOf(t, made, "x", text.FR).Text {
			t.Errorf("the draft changed: revision %d, %v", read.Revision, err)
		}
	})
}

func TestAQuestionIsAnsweredByAButton(t *testing.T) {
	d := desk(databasetest.SQLite(t))
	made := mustDraft(t, d, draft.Ask{Words: "collecte de sang samedi 14 juin 9 h–17 h hall B", Lang: text.FR, Networks: []string{"x"}})
	if len(made.Content.Open()) != 1 {
		t.Fatalf("asks %v", made.Brief.Questions)
	}
	chosen, err := d.Choose(t.Context(), made.ID, "m_1", "2027-06-12")
	if err != nil || len(chosen.Content.Open()) != 0 || !strings.Contains(textOf(t, chosen, "x", text.FR).Text, "12 juin") {
		t.Errorf("chose %+v, %v", chosen.Brief.When, err)
	}
	if _, err := d.Choose(t.Context(), made.ID, "m_1", "2030-01-01"); err == nil {
		t.Error("a day that was never offered was taken")
	}
}

func TestAnotherLanguageNeedsTheAuthorsOwnWords(t *testing.T) {
	d, ctx := desk(databasetest.SQLite(t)), t.Context()
	made := mustDraft(t, d, draft.Ask{Words: "portes ouvertes dimanche 10 h, entrée A, visite du bloc école", Lang: text.FR, Networks: []string{"facebook"}, Langs: []text.Lang{text.FR, text.EN}})
	if v := textOf(t, made, "facebook", text.EN); len(v.Missing) != 1 {
		t.Fatalf("missing %v", v.Missing)
	}
	var problem *chat.Problem
	if _, err := d.Word(ctx, made.ID, "m_1", text.EN, "Visite du bloc école pour les enfants."); !errors.As(err, &problem) {
		t.Errorf("French was taken for English: %v", err)
	}
	worded, err := d.Word(ctx, made.ID, "m_1", text.EN, "Visit our teaching theatre.")
	if v := textOf(t, worded, "facebook", text.EN); err != nil || len(v.Missing) != 0 || !strings.Contains(v.Text, "Visit our teaching theatre.") {
		t.Errorf("%v %v %s", err, v.Missing, v.Text)
	}
}

func TestBadInputIsAnsweredWithTheNextStep(t *testing.T) {
	d := desk(databasetest.SQLite(t))
	for name, words := range map[string]string{"empty": " \n ", "emoji": "🩸🩸🩸", "marks": "\u202e\u2066\u2069", "long": strings.Repeat("mot ", 25_000), "binary": "\x00\x01\xff\xfe"} {
		var problem *chat.Problem
		if _, err := d.New(t.Context(), draft.Ask{Words: words, Lang: text.FR, Author: "m_1"}); !errors.As(err, &problem) || problem.Do.IsZero() {
			t.Errorf("%s: %v", name, err)
		}
	}
	var problem *chat.Problem
	if _, err := d.Open(t.Context(), "d_nope9"); !errors.As(err, &problem) {
		t.Errorf("an unknown draft: %v", err)
	}
}

func TestTwoPeopleDoNotOverwriteEachOther(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		d, ctx := desk(db), t.Context()
		made := mustDraft(t, d, draft.Ask{Words: blood, Lang: text.FR, Networks: []string{"x"}})
		const people = 4
		done := make(chan error, people)
		for range people {
			go func() { _, err := d.Again(ctx, made.ID, "m_1"); done <- err }()
		}
		won := 0
		for range people {
			err := <-done
			var problem *chat.Problem
			switch {
			case err == nil:
				won++
			case !errors.As(err, &problem):
				t.Errorf("lost with %v", err)
			}
		}
		read, err := d.Open(ctx, made.ID)
		if err != nil || read.Revision != 1+won || read.Take != won {
			t.Errorf("%d changes made revision %d, take %d, %v", won, read.Revision, read.Take, err)
		}
	})
}

func TestDiscardingErasesEverything(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		d, ctx := desk(db), t.Context()
		made := mustDraft(t, d, draft.Ask{Words: blood, Lang: text.FR, Picture: draft.File{Data: pngOf(t, 8, 8)}, Alt: "Le hall B, avec des fauteuils."})
		if made.Picture == "" {
			t.Fatal("no picture was kept")
		}
		if err := d.Discard(ctx, made.ID); err != nil {
			t.Fatal(err)
		}
		err := db.Read(ctx, func(tx database.Tx) error {
			for _, q := range []string{"SELECT count(*) FROM draft_revision", "SELECT count(*) FROM picture"} {
				var n int
				if err := tx.NewRaw(q).Scan(ctx, &n); err != nil || n != 0 {
					t.Errorf("%s: %d, %v", q, n, err)
				}
			}
			var sealed []byte
			if err := tx.NewRaw("SELECT sealed FROM draft WHERE id = ?", made.ID).Scan(ctx, &sealed); err != nil || len(sealed) != 0 {
				t.Errorf("%d bytes are left, %v", len(sealed), err)
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
		if _, err := d.Open(ctx, made.ID); err == nil {
			t.Error("it can still be opened")
		}
	})
}

func pngOf(t *testing.T, w, h int) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := png.Encode(&out, image.NewRGBA(image.Rect(0, 0, w, h))); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestAnOfferedWordingIsSweptAfterADay(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		d, ctx := desk(db), t.Context()
		offered, safe, err := d.Offer(ctx, draft.Ask{Words: "Merci à nos équipes de nuit.", Lang: text.FR, Author: "m_1"})
		if err != nil || !safe {
			t.Fatal(safe, err)
		}
		taken, safe, err := d.Offer(ctx, draft.Ask{Words: "Merci à nos équipes de jour.", Lang: text.FR, Author: "m_1"})
		if err != nil || !safe {
			t.Fatal(safe, err)
		}
		if _, err := d.Take(ctx, taken.ID, "m_1"); err != nil {
			t.Fatal(err)
		}
		now := d.Now
		for _, step := range []struct {
			after time.Duration
			want  int
		}{{23 * time.Hour, 0}, {25 * time.Hour, 1}} {
			d.Now = func() time.Time { return now().Add(step.after) }
			if n, err := d.Sweep(ctx); err != nil || n != step.want {
				t.Errorf("after %v: %d erased, %v", step.after, n, err)
			}
		}
		d.Now = now
		if _, err := d.Open(ctx, offered.ID); err == nil {
			t.Error("the offered wording is still there")
		}
		if _, err := d.Open(ctx, taken.ID); err != nil {
			t.Errorf("the taken one is gone: %v", err)
		}
	})
}

// A model is a function here: what it is asked and what becomes of its answer is what matters. The protocol is tested in
// integrations/openai.
type model func(context.Context, llm.Prompt) (string, error)

func (m model) Complete(ctx context.Context, p llm.Prompt) (string, error) { return m(ctx, p) }

func withModel(t *testing.T, m model) *draft.Desk {
	d := desk(databasetest.SQLite(t))
	checker := privacy.New(privacy.Config{})
	d.Writer = &draft.Writer{Model: m, Mask: checker.Mask, Log: slog.New(slog.NewTextHandler(io.Discard, nil))}
	return d
}

func TestTheModelsTextStandsWhenItSaysNothingButTheBrief(t *testing.T) {
	good := "Samedi 12 juin, de 9 h à 17 h, donnez votre sang dans le hall B avec l'EFS. Tous les groupes sont les bienvenus."
	var prompt llm.Prompt
	d := withModel(t, func(_ context.Context, p llm.Prompt) (string, error) {
		prompt = p
		return `{"x.fr": "` + good + `", "facebook.fr": "Julien vous attend le 12 juin à 9 h pour donner votre sang."}`, nil
	})
	made := mustDraft(t, d, draft.Ask{Words: blood, Lang: text.FR, Networks: []string{"x", "facebook"}})
	if v := textOf(t, made, "x", text.FR); v.Text != good || !v.ByModel {
		t.Errorf("the good text became %q", v.Text)
	}
	if v := textOf(t, made, "facebook", text.FR); v.ByModel || strings.Contains(v.Text, "Julien") || v.Text == "" {
		t.Errorf("the text with a name of its own became %q", v.Text)
	}
	if made.Model != draft.ModelWrote || !prompt.JSON || !strings.Contains(prompt.User, "collecte de sang") || !strings.Contains(prompt.User, `"facebook.fr"`) {
		t.Errorf("%s; asked %q", made.Model, prompt.User)
	}
}

func TestWithoutAGoodAnswerTheComposedTextsStand(t *testing.T) {
	plain := mustDraft(t, desk(databasetest.SQLite(t)), draft.Ask{Words: blood, Lang: text.FR, Networks: []string{"x"}})
	for name, c := range map[string]struct {
		answer string
		err    error
		note   draft.ModelNote
	}{
		"down":      {"", errors.New("no answer"), draft.ModelFailed},
		"overrun":   {"", &outcome.Failure{Outcome: outcome.Delayed, Reason: outcome.Limited}, draft.ModelFailed},
		"old key":   {"", &outcome.Failure{Outcome: outcome.Refused, Reason: outcome.Reconnect}, draft.ModelLocked},
		"no model":  {"", &outcome.Failure{Outcome: outcome.Refused, Reason: outcome.Rejected}, draft.ModelLocked},
		"slow":      {"", &outcome.Failure{Outcome: outcome.Delayed, Reason: outcome.Unavailable, Err: os.ErrDeadlineExceeded}, draft.ModelSlow},
		"garbage":   {"<html>502</html>", nil, draft.ModelAstray},
		"cut off":   {`{"x.fr": "Samedi`, nil, draft.ModelAstray},
		"inventive": {`{"x.fr": "Samedi 12 juin à 9 h, donnez votre sang : 300 places !"}`, nil, draft.ModelBroke},
		"off topic": {`{"x.fr": "La tarte aux pommes est simple, le 12 à 9 h."}`, nil, draft.ModelBroke},
		"empty":     {`{}`, nil, draft.ModelBroke},
	} {
		made := mustDraft(t, withModel(t, func(context.Context, llm.Prompt) (string, error) { return c.answer, c.err }), draft.Ask{Words: blood, Lang: text.FR, Networks: []string{"x"}})
		v := textOf(t, made, "x", text.FR)
		if made.Model != c.note || v.ByModel || v.Text == "" || len(v.Text) < len(textOf(t, plain, "x", text.FR).Text)/2 {
			t.Errorf("%s: %q, %q", name, made.Model, v.Text)
		}
	}
}

// The model is told what the marks are that it will really see, so that it copies them; what it leaves in place is put back.
func TestTheModelKeepsThePlaceholders(t *testing.T) {
	var prompt llm.Prompt
	d := withModel(t, func(_ context.Context, p llm.Prompt) (string, error) {
		prompt = p
		mark := regexp.MustCompile(`\[EMAIL-\d+\]`).FindString(p.User)
		return `{"x.fr": "Samedi 12 juin, portes ouvertes dans le hall B. Contact : ` + mark + `."}`, nil
	})
	made := mustDraft(t, d, draft.Ask{Words: "portes ouvertes samedi 12 juin hall B, contact accueil@don-valombre.example", Lang: text.FR, Networks: []string{"x"}})
	if strings.Contains(prompt.User, "accueil@don-valombre.example") || !strings.Contains(prompt.User, "[EMAIL-1]") || !strings.Contains(prompt.System, "[EMAIL-1]") {
		t.Errorf("asked %q", prompt.User)
	}
	if v := textOf(t, made, "x", text.FR); !v.ByModel || !strings.Contains(v.Text, "accueil@don-valombre.example") || strings.Contains(v.Text, "[") {
		t.Errorf("%s: %q", made.Model, v.Text)
	}
}

func TestASlowModelIsNotWaitedFor(t *testing.T) {
	d := withModel(t, func(ctx context.Context, _ llm.Prompt) (string, error) {
		<-ctx.Done()
		return "", ctx.Err()
	})
	words := draft.Content{}
	synctest.Test(t, func(t *testing.T) {
		began := time.Now()
		words = draft.Content{Words: blood, Variants: []draft.Variant{{Network: "x", Lang: text.FR, Text: "composé"}}}
		d.Improve(t.Context(), &words)
		if took := time.Since(began); took != draft.ModelPatience {
			t.Errorf("waited %v", took)
		}
	})
	if words.Model != draft.ModelSlow || words.Variants[0].Text != "composé" {
		t.Errorf("%s: %q", words.Model, words.Variants[0].Text)
	}
}

// Ninety days after the last touch nothing of a draft is left; one that was touched since stays.
func TestOldDraftsAreErased(t *testing.T) {
	d := desk(databasetest.SQLite(t))
	began := d.Now()
	old := mustDraft(t, d, draft.Ask{Words: blood, Lang: text.FR, Networks: []string{"x"}})
	d.Now = func() time.Time { return began.Add(draft.Kept - time.Hour) }
	young := mustDraft(t, d, draft.Ask{Words: blood, Lang: text.FR, Networks: []string{"x"}})
	if err := d.Purge(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Open(t.Context(), old.ID); err != nil {
		t.Errorf("erased before its time: %v", err)
	}
	d.Now = func() time.Time { return began.Add(draft.Kept + time.Hour) }
	if err := d.Purge(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Open(t.Context(), old.ID); err == nil {
		t.Error("still there after ninety days")
	}
	if _, err := d.Open(t.Context(), young.ID); err != nil {
		t.Errorf("a draft in use was erased: %v", err)
	}
}
