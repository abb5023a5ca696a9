package draft

import (
	"context"
	"slices"
	"time"

	"portevoix/bot/chat"
	"portevoix/bot/database"
	"portevoix/bot/picture"
	"portevoix/bot/privacy"
	"portevoix/bot/text"
)

// The picture of a draft: its file is examined and drawn anew before it is kept, and its author answers once what no program can see.
// Until then the draft cannot be sent for approval.

// A File is a picture as somebody hands it over.
type File struct {
	Name string // checked, never kept
	Data []byte
}

// A Trait is one thing that the file or the pixels of a picture told.
type Trait struct {
	Found
	Title, Fix text.Text
	Removed    bool // it was in the file and went when the picture was drawn anew
}

// A Look is what the author answered about a picture. Nothing of it is about the text.
type Look struct {
	By      string    `json:"by"` // member id
	At      time.Time `json:"at"`
	Seen    []string  `json:"seen,omitempty"`    // rules whose question was answered yes: "IMG-06"
	Consent string    `json:"consent,omitempty"` // where the written consent is filed: a reference, never a name
}

// illustrate examines a file and makes it fit to be kept. The alternative is checked like any text.
func (d *Desk) illustrate(c *Content, f File, alt string) (*picture.Picture, error) {
	if err := d.describe(c, alt); err != nil {
		return nil, err
	}
	c.Traits, c.Look = nil, nil
	if len(f.Data) == 0 {
		return nil, nil
	}
	clean, err := picture.Clean(f.Data)
	if err != nil {
		return nil, err
	}
	report := d.Checker.Picture(privacy.Picture{Name: f.Name, Data: f.Data, Alt: c.Alt}, privacy.Input{Country: d.Country, Now: d.Now()})
	for _, found := range report.Findings {
		if found.Span != privacy.Whole || found.Rule == "ACC-01" { // about the alternative, which describe has checked
			continue
		}
		c.Traits = append(c.Traits, Trait{Found: Found{found.Rule, found.Severity}, Title: found.Title, Fix: found.Fix, Removed: found.Rule == "IMG-08"})
	}
	return &clean, nil
}

// describe changes the text alternative and notes what the check says of it.
func (d *Desk) describe(c *Content, alt string) error {
	alt = tidy(alt)
	report := d.checkAlt(alt)
	if report.Verdict >= privacy.Block {
		return &Blocked{report}
	}
	c.Alt, c.AltFound = alt, nil
	for _, f := range report.Findings {
		c.AltFound = append(c.AltFound, Found{f.Rule, f.Severity})
	}
	return nil
}

// CheckAlt checks a draft's text alternative.
func (d *Desk) CheckAlt(c Content) privacy.Report { return d.checkAlt(c.Alt) }

// Illustrate gives a draft a picture, or another one in place of the one it has, which is erased. The questions are open again.
func (d *Desk) Illustrate(ctx context.Context, id, by string, f File, alt string) (Draft, error) {
	if len(f.Data) == 0 {
		return Draft{}, &chat.Problem{
			What: text.Text{FR: "Je n'ai reçu aucune image.", EN: "I received no picture.", AR: "لم أتلق أي صورة."},
			Do:   text.Text{FR: "Joignez un fichier JPEG ou PNG au formulaire.", EN: "Attach a JPEG or PNG file to the form.", AR: "أرفقوا ملف JPEG أو PNG بالاستمارة."},
		}
	}
	var clean *picture.Picture
	return d.change(ctx, id, by, "picture", func(out *Draft) (err error) {
		clean, err = d.illustrate(&out.Content, f, alt)
		return err
	}, func(ctx context.Context, tx database.Tx, c *Content) error {
		return d.putPicture(ctx, tx, c, clean)
	})
}

// Unillustrate takes the picture away and erases it.
func (d *Desk) Unillustrate(ctx context.Context, id, by string) (Draft, error) {
	return d.change(ctx, id, by, "no picture", func(out *Draft) error {
		out.Alt, out.AltFound, out.Traits, out.Look = "", nil, nil, nil
		return nil
	}, func(ctx context.Context, tx database.Tx, c *Content) error {
		return d.putPicture(ctx, tx, c, nil)
	})
}

// putPicture keeps a picture in place of the one that a draft has.
func (d *Desk) putPicture(ctx context.Context, tx database.Tx, c *Content, pic *picture.Picture) error {
	if c.Picture != "" {
		if err := d.Pictures.Delete(ctx, tx, c.Picture); err != nil {
			return err
		}
		c.Picture, c.Hash = "", ""
	}
	if pic == nil {
		return nil
	}
	p, err := d.Pictures.Put(ctx, tx, *pic, c.Alt)
	c.Picture, c.Hash = p.ID, p.Hash
	return err
}

// LookAt records what the author saw in the picture, and where a written consent is filed. A reference that names somebody is *Blocked.
func (d *Desk) LookAt(ctx context.Context, id, by string, seen []string, consent string) (Draft, error) {
	return d.change(ctx, id, by, "looked", func(out *Draft) error {
		if out.Picture == "" {
			return changedMeanwhile
		}
		consent = tidy(consent)
		if consent != "" {
			if r := d.checkAlt(consent); r.Verdict >= privacy.High {
				return &Blocked{r}
			}
		}
		out.Look = &Look{By: by, At: d.Now().UTC(), Seen: slices.Clone(seen), Consent: consent}
		return nil
	})
}

// Questions are what the author of a draft with a picture is asked.
func (d *Desk) Questions() []privacy.Question { return d.Checker.Questions() }

// Seen is what the author's answers mean; nil when nobody has answered yet.
func (d *Desk) Seen(c Content) []privacy.Finding {
	if c.Look == nil {
		return nil
	}
	return d.Checker.Seen(c.Look.Seen, c.Look.Consent != "")
}

// pictured lists what was found about the picture that goes out: in its pixels, its text alternative and the author's answers.
func (d *Desk) pictured(c Content) []Found {
	if c.Picture == "" {
		return nil
	}
	all := slices.Clone(c.AltFound)
	for _, t := range c.Traits {
		if !t.Removed {
			all = append(all, t.Found)
		}
	}
	for _, f := range d.Seen(c) {
		all = append(all, Found{f.Rule, f.Severity})
	}
	return all
}

// unseen says what about the picture keeps a draft from approval; nil when nothing does.
func (d *Desk) unseen(c Content) *chat.Problem {
	if c.Picture == "" {
		return nil
	}
	if c.Look == nil {
		return &chat.Problem{
			What: text.Text{FR: "Personne n'a encore regardé l'image : le programme ne voit ni visages, ni écrans, ni accords.", EN: "Nobody has looked at the picture yet: the program sees no faces, screens or consents.", AR: "لم ينظر أحد بعد إلى الصورة: البرنامج لا يرى الوجوه ولا الشاشات ولا الموافقات."},
			Do:   text.Text{FR: "Répondez aux questions avec « Regarder l'image ».", EN: "Answer the questions with “Look at the picture”.", AR: "أجيبوا عن الأسئلة باستعمال «النظر إلى الصورة»."},
		}
	}
	for _, f := range d.Seen(c) {
		if f.Severity >= privacy.Block {
			return &chat.Problem{
				What: text.Text{FR: "Cette image ne peut pas partir : %s (%s).", EN: "This picture cannot go out: %s (%s).", AR: "لا يمكن نشر هذه الصورة: %s (%s)."}.With(f.Title, f.Rule),
				Do:   text.Text{FR: "%s Puis « Changer l'image », ou notez où l'accord est rangé dans « Regarder l'image ».", EN: "%s Then “Change the picture”, or note where the consent is filed under “Look at the picture”.", AR: "%s ثم «تغيير الصورة»، أو اذكروا مكان حفظ الموافقة في «النظر إلى الصورة»."}.With(f.Fix),
			}
		}
	}
	return nil
}
