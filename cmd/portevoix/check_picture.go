package main

import (
	"fmt"
	"io"
	"path/filepath"
	"time"

	"portevoix/bot/privacy"
	"portevoix/bot/text"
)

// largestPicture is the largest file that is read as a picture: a DICOM series is large.
const largestPicture = 100 << 20

// picture checks a picture's file: what it tells beside the picture, and what only a person can answer.
func (r *checkRun) picture(name string, in io.Reader) error {
	data, err := io.ReadAll(io.LimitReader(in, largestPicture+1))
	switch {
	case err != nil:
		return fmt.Errorf("read %s: %w", or(name, "the input"), err)
	case len(data) > largestPicture:
		return fmt.Errorf("%s is larger than 100 MB: export a smaller picture", or(name, "the input"))
	}
	p := privacy.Picture{Data: data, Alt: r.cmd.Alt}
	if name != "" {
		p.Name = filepath.Base(name)
	}
	report := r.checker.Picture(p, privacy.Input{Country: r.country, Now: time.Now()})
	r.worst = max(r.worst, report.Verdict)
	if r.cmd.Format != "text" {
		return r.json(privacy.NewPictureVerdict(name, report, r.lang))
	}
	r.pictureText(name, report)
	return nil
}

// pictureText writes the report on a picture as a person reads it: the file first, then what was not looked at, then the questions.
func (r *checkRun) pictureText(name string, report privacy.PictureReport) {
	if name != "" {
		fmt.Fprintf(r.out, "%s: ", name)
	}
	fmt.Fprintf(r.out, "%s (%s)\n", report.Verdict.Text().In(r.lang), report.Format)
	r.findings(report.Findings)
	fmt.Fprintf(r.out, "\n  %s\n", text.Text{FR: "Non regardé :", EN: "Not looked at:", AR: "لم يُنظر في:"}.In(r.lang))
	for _, t := range report.NotLooked {
		fmt.Fprintf(r.out, "    - %s\n", t.In(r.lang))
	}
	fmt.Fprintf(r.out, "\n  %s\n", text.Text{FR: "À vous de regarder, image agrandie ; un seul « oui » compte :", EN: "For you to look at, with the picture enlarged; a single “yes” counts:", AR: "عليكم النظر بعد تكبير الصورة؛ ويكفي جواب «نعم» واحد:"}.In(r.lang))
	for _, q := range report.Questions {
		fmt.Fprintf(r.out, "    %s · %s (%s)\n      → %s\n", q.ID, q.Asks.In(r.lang), q.Severity.Text().In(r.lang), q.Fix.In(r.lang))
	}
	fmt.Fprintf(r.out, "\n  %s\n", anAid.In(r.lang))
}
