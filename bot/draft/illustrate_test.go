package draft_test

import (
	"bytes"
	"errors"
	"image"
	"os"
	"strings"
	"testing"

	"portevoix/bot/approval"
	"portevoix/bot/chat"
	"portevoix/bot/database"
	"portevoix/bot/database/databasetest"
	"portevoix/bot/draft"
	"portevoix/bot/privacy"
	"portevoix/bot/text"
)

// telling is a JPEG lying on its side, with a place, an author and a name of somebody in its own.
func telling(t *testing.T) draft.File {
	t.Helper()
	data, err := os.ReadFile("../../commands/testdata/DUPONT_scanner.jpg")
	if err != nil {
		t.Fatal(err)
	}
	return draft.File{Name: "DUPONT_scanner.jpg", Data: data}
}

// TestAPictureIsExaminedAndAskedAbout: what the file told is noted and gone from what is kept; nobody can send the draft on before its
// author has looked; what they saw stops it, or goes before those who decide.
func TestAPictureIsExaminedAndAskedAbout(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		d, ctx := desk(db), t.Context()
		made := mustDraft(t, d, draft.Ask{Words: blood, Lang: text.FR, Picture: telling(t), Alt: "Image de fauteuils dans le hall B."})
		removed := map[string]bool{}
		for _, trait := range made.Traits {
			removed[trait.Title.EN] = trait.Removed
		}
		if !removed["Where it was taken"] || !removed["File name"] || !removed["Author in the file"] {
			t.Errorf("noted %v", removed)
		}
		kept, err := d.Pictures.Get(ctx, made.Picture)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(kept.Bytes, []byte("Exif")) || bytes.Contains(kept.Bytes, []byte("GPS")) {
			t.Error("the picture that goes out still carries its metadata")
		}
		if img, _, err := image.DecodeConfig(bytes.NewReader(kept.Bytes)); err != nil || img.Width != 64 || img.Height != 96 {
			t.Errorf("the picture lies on its side: %d × %d, %v", img.Width, img.Height, err)
		}
		office := &approval.Office{}
		refused(t, d, office, made.ID, "Nobody has looked at the picture")

		if _, err := d.LookAt(ctx, made.ID, "m_1", []string{"IMG-01", "IMG-10"}, ""); err != nil {
			t.Fatal(err)
		}
		refused(t, d, office, made.ID, "This picture cannot go out")
		if _, err := d.LookAt(ctx, made.ID, "m_1", []string{"IMG-01"}, "accord de Mme Lucette Morvan, chambre 12"); !errors.As(err, new(*draft.Blocked)) {
			t.Errorf("a reference that names a patient was answered %v", err)
		}
		looked, err := d.LookAt(ctx, made.ID, "m_1", []string{"IMG-01", "IMG-10"}, "registre des accords 2026-118")
		if err != nil {
			t.Fatal(err)
		}
		s, err := d.Subject(ctx, looked, "m_1")
		if err != nil {
			t.Fatal(err)
		}
		accepted := map[string]int{}
		for _, a := range s.Accepted {
			accepted[a.Rule] = a.Severity
		}
		for _, rule := range []string{"IMG-01", "IMG-10", "ACC-01"} {
			if accepted[rule] != int(privacy.Warn) {
				t.Errorf("%s goes before those who decide as %d, want %d: %v", rule, accepted[rule], privacy.Warn, accepted)
			}
		}
		if s.Parts[0].Pictures[0].Hash != kept.Hash {
			t.Error("what is sealed is not the picture that is kept")
		}
	})
}

func refused(t *testing.T, d *draft.Desk, office *approval.Office, id, want string) {
	t.Helper()
	var problem *chat.Problem
	if _, err := d.Submit(t.Context(), office, id, "m_1"); !errors.As(err, &problem) || !strings.Contains(text.StripMarks(problem.What.EN), want) {
		t.Errorf("sent for approval: %v, want %q", err, want)
	}
}

// TestAPictureIsChanged: another picture takes the place of the first, which is erased; the questions are open again; going back to the
// version before does not bring an erased picture back, and taking it away leaves none.
func TestAPictureIsChanged(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		d, ctx := desk(db), t.Context()
		made := mustDraft(t, d, draft.Ask{Words: blood, Lang: text.FR, Picture: telling(t), Alt: "Des fauteuils."})
		if _, err := d.LookAt(ctx, made.ID, "m_1", nil, ""); err != nil {
			t.Fatal(err)
		}
		changed, err := d.Illustrate(ctx, made.ID, "m_1", draft.File{Data: pngOf(t, 8, 8)}, "Le hall B.")
		if err != nil || changed.Picture == made.Picture || changed.Look != nil || len(changed.Traits) != 0 || changed.Alt != "Le hall B." {
			t.Fatalf("%v: %+v", err, changed.Content)
		}
		if _, err := d.Pictures.Get(ctx, made.Picture); !database.IsNotFound(err) {
			t.Errorf("the first picture: %v", err)
		}
		back, err := d.Back(ctx, made.ID, "m_1")
		if err != nil || back.Picture != changed.Picture || back.Alt != "Le hall B." || back.Look != nil {
			t.Errorf("back: %v: %+v", err, back.Content)
		}
		none, err := d.Unillustrate(ctx, made.ID, "m_1")
		if err != nil || none.Picture != "" || none.Alt != "" {
			t.Errorf("taken away: %v: %+v", err, none.Content)
		}
		if _, err := d.Pictures.Get(ctx, changed.Picture); !database.IsNotFound(err) {
			t.Errorf("the second picture: %v", err)
		}
		if read, err := d.Open(ctx, made.ID); err != nil || read.Picture != "" {
			t.Errorf("read again: %v: %q", err, read.Picture)
		}
		if _, err := d.Illustrate(ctx, made.ID, "m_1", draft.File{}, ""); !errors.As(err, new(*chat.Problem)) {
			t.Errorf("no file: %v", err)
		}
	})
}
