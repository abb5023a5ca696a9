package main

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"portevoix/bot/privacy"
)

// A picture that names a patient in its file name and carries the place where it was taken is reported, in the reader's language and as
// JSON, with what was not looked at and what to ask; the exit status says that somebody must look.
func TestAPictureIsChecked(t *testing.T) {
	const file = "../../commands/testdata/DUPONT_scanner.jpg"
	for lang, want := range map[string][]string{
		"fr": {"Position de la prise de vue", "Nom du fichier", "Non regardé", "IMG-01 · Un patient peut-il être reconnu"},
		"en": {"Where it was taken", "File name", "Not looked at", "IMG-01 · Could a patient be recognised"},
		"ar": {"موقع التقاط الصورة", "اسم الملف", "لم يُنظر في", "IMG-01 · هل يمكن التعرف على مريض"},
	} {
		out, err := checked(checkCmd{Files: []string{file}, Format: "text", Lang: lang}, "")
		var exit *exitError
		if !errors.As(err, &exit) || exit.status != 1 {
			t.Errorf("%s: %v", lang, err)
		}
		for _, w := range want {
			if !strings.Contains(out, w) {
				t.Errorf("%s lacks %q:\n%s", lang, w, out)
			}
		}
	}
	out, _ := checked(checkCmd{Files: []string{file}, Format: "jsonl", Lang: "en", Alt: "Mme Lucette Morvan, 82 ans, dans sa chambre"}, "")
	var v privacy.PictureVerdict
	if err := json.Unmarshal([]byte(out), &v); err != nil || v.Format != "jpeg" || v.Verdict != "block" || len(v.Questions) == 0 || len(v.NotLooked) == 0 {
		t.Errorf("%v in %s", err, out)
	}
	if strings.Contains(out, "Morvan") {
		t.Error("the alt text's name is echoed")
	}
}

// A DICOM file on the standard input is known for what it is; so is a text beside pictures.
func TestPicturesAndTextsTogether(t *testing.T) {
	dicom := strings.Repeat("\x00", 128) + "DICM"
	if out, err := checked(checkCmd{Format: "text", Lang: "en"}, dicom); err == nil || !strings.Contains(out, "DICOM file") {
		t.Errorf("%v: %s", err, out)
	}
	words := filepath.Join(t.TempDir(), "post.txt")
	if err := os.WriteFile(words, []byte("Merci aux équipes de nuit."), 0o600); err != nil {
		t.Fatal(err)
	}
	out, _ := checked(checkCmd{Files: []string{words, "../../commands/testdata/DUPONT_scanner.jpg"}, Format: "json", Lang: "en"}, "")
	if lines := strings.Split(strings.TrimSpace(out), "\n"); len(lines) != 2 || !strings.Contains(lines[0], `"verdict":"clear"`) || !strings.Contains(lines[1], `"format":"jpeg"`) {
		t.Errorf("%s", out)
	}
}

func checked(c checkCmd, in string) (string, error) {
	c.Kind, c.FailOn = "post", "high"
	var out strings.Builder
	err := c.Run(&world{getenv: func(string) string { return "" }, in: strings.NewReader(in), out: &out, errOut: &out})
	return out.String(), err
}
