package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"portevoix/bot/country"
	"portevoix/bot/hospital"
	"portevoix/bot/privacy"
	"portevoix/bot/text"
)

type checkCmd struct {
	Files    []string `arg:"" optional:"" help:"Files to check, texts or pictures (JPEG, PNG, GIF, WebP, HEIC, TIFF, DICOM); without any: standard input."`
	Format   string   `enum:"text,json,jsonl" default:"text" help:"text, json, or jsonl (one JSON object a line, in and out)."`
	Country  string   `help:"FR, MA, GB (or UK) or US; PORTEVOIX_COUNTRY unless given."`
	Original string   `type:"existingfile" help:"The text before it was transposed, a file: nothing that identified somebody there may be left."`
	Alt      string   `help:"The text alternative of the pictures, to be checked with them."`
	Kind     string   `enum:"post,reply,notice,caption,alt" default:"post" help:"What the text is: post, reply, notice, caption or alt."`
	Lang     string   `help:"Language of the report: fr, en or ar; PORTEVOIX_LANG unless given."`
	FailOn   string   `enum:"info,warn,high,block" default:"high" help:"The least severity that makes the exit status 1."`
}

// Run checks texts. Exit status: 0 below --fail-on, 1 at or above it, 2 when it could not run.
func (c checkCmd) Run(w *world) error {
	if c.Country != "" {
		outer := w.getenv
		w.getenv = func(name string) string {
			if name == "PORTEVOIX_COUNTRY" {
				return c.Country
			}
			return outer(name)
		}
	}
	s, err := readSettings(w.getenv)
	if err != nil {
		return &exitError{2, err}
	}
	lang := s.Lang
	if c.Lang != "" {
		l, ok := text.ParseLang(c.Lang)
		if !ok {
			return &exitError{2, errors.New("--lang must be fr, en or ar")}
		}
		lang = l
	}
	checker, err := newChecker(s)
	if err != nil {
		return &exitError{2, err}
	}
	original, err := os.ReadFile(c.Original)
	if err != nil && c.Original != "" {
		return &exitError{2, fmt.Errorf("read the original: %w", err)}
	}
	run := checkRun{original: string(original), cmd: c, checker: checker, country: s.Country, lang: lang, out: bufio.NewWriter(w.out), errOut: w.errOut}
	err = run.all(w.in)
	if flushed := run.out.Flush(); err == nil {
		err = flushed
	}
	switch {
	case err != nil:
		return &exitError{2, err}
	case run.worst >= run.threshold():
		return &exitError{status: 1}
	}
	return nil
}

// newChecker makes the privacy check of this hospital.
func newChecker(s Settings) (*privacy.Checker, error) {
	profiles, err := country.Load()
	if err != nil {
		return nil, err
	}
	countries := map[string]privacy.Country{}
	for code, p := range profiles {
		countries[code] = privacyCountry(p.For(s.Profile))
	}
	return privacy.New(privacy.Config{Ours: ours(s.Profile), Countries: countries, Off: s.RulesOff}), nil
}

// privacyCountry is what the rules of the check need to know of a country.
func privacyCountry(p country.Profile) privacy.Country {
	helpline, _ := p.Value("suicide")
	operators := p.Blood.Names
	if link, ok := p.Value("blood.link"); ok {
		operators = append(slices.Clone(operators), link.Value)
	}
	return privacy.Country{Code: p.Code, Emergency: p.Numbers(), OtherNumbers: p.Foreign, Helpline: helpline.Value, BloodOperators: operators, Population: p.Population}
}

// ours tells the check what belongs to the hospital, so that it raises nothing.
func ours(p hospital.Profile) privacy.Ours {
	o := privacy.Ours{
		Names: []string{p.Name, p.ShortName, p.NameAR}, Places: []string{p.City}, Domains: p.Domains, PhonePrefixes: p.PhonePrefixes,
		Handles: p.Handles, Hashtags: p.Hashtags, Addresses: p.Addresses, Staff: p.Staff, Catchment: p.Catchment,
	}
	for _, site := range p.Sites {
		o.Names = append(o.Names, site.Name, site.ShortName)
		o.Addresses = append(o.Addresses, site.Address)
	}
	for _, phone := range p.Phones {
		o.Phones = append(o.Phones, phone.Number)
	}
	return o
}

// A checkRun is one use of the command.
type checkRun struct {
	cmd      checkCmd
	checker  *privacy.Checker
	country  string
	original string // of the text, before it was transposed
	lang     text.Lang
	out      *bufio.Writer
	errOut   io.Writer
	worst    privacy.Severity
	unread   int // lines that could not be used
}

func (r *checkRun) threshold() privacy.Severity {
	t, _ := privacy.ParseSeverity(r.cmd.FailOn)
	return t
}

func (r *checkRun) all(in io.Reader) error {
	if len(r.cmd.Files) == 0 {
		return r.one("", in)
	}
	for _, name := range r.cmd.Files {
		f, err := os.Open(name)
		if err != nil {
			return err
		}
		err = r.one(name, f)
		f.Close()
		if err != nil {
			return err
		}
	}
	return nil
}

// largest is the largest file that is read as one text.
const largest = 10 << 20

func (r *checkRun) one(name string, in io.Reader) error {
	if name == "" && r.cmd.Format == "jsonl" { // whoever writes a line may wait for its answer
		return r.lines(in)
	}
	head := bufio.NewReader(in)
	if first, _ := head.Peek(132); privacy.PictureFormat(first) != "" {
		return r.picture(name, head)
	}
	in = head
	if r.cmd.Format == "jsonl" {
		return r.lines(in)
	}
	data, err := io.ReadAll(io.LimitReader(in, largest+1))
	switch {
	case err != nil:
		return fmt.Errorf("read %s: %w", name, err)
	case len(data) > largest:
		return fmt.Errorf("%s is larger than 10 MB: split it", or(name, "the input"))
	case !utf8.Valid(data):
		return fmt.Errorf("%s is not text in UTF-8: save it as a text file first", or(name, "the input"))
	}
	words := strings.TrimPrefix(string(data), "\ufeff")
	report := r.check(words, privacy.Input{})
	if r.cmd.Format == "json" {
		return r.json(privacy.NewVerdict(name, report, r.lang))
	}
	r.text(name, report)
	return nil
}

func (r *checkRun) check(words string, in privacy.Input) privacy.Report {
	in.Text, in.Now = words, time.Now()
	if in.Kind == "" {
		in.Kind = privacy.Kind(r.cmd.Kind)
	}
	if in.Country == "" {
		in.Country = r.country
	}
	if in.Original == "" {
		in.Original = r.original
	}
	report := r.checker.Check(in)
	r.worst = max(r.worst, report.Verdict)
	return report
}

// lines reads one JSON object a line and writes one a line, in the same order. A line that cannot be used is named by its number on the error
// output and the others are checked all the same; the exit status is then 2, since something was not checked.
func (r *checkRun) lines(in io.Reader) error {
	s := bufio.NewScanner(in)
	s.Buffer(make([]byte, 1<<20), largest)
	for n := 1; s.Scan(); n++ {
		if strings.TrimSpace(s.Text()) == "" {
			continue
		}
		line, in, err := r.read(s.Bytes())
		if err != nil {
			r.unread++
			fmt.Fprintf(r.errOut, "portevoix: line %d: %v\n", n, err)
			continue
		}
		lang := r.lang
		if in.Lang != "" && r.cmd.Lang == "" {
			lang = in.Lang
		}
		if err := r.json(privacy.NewVerdict(line.ID, r.check(line.Text, in), lang)); err != nil {
			return err
		}
	}
	if err := s.Err(); err != nil {
		return fmt.Errorf("read the lines: %w", err)
	}
	if r.unread > 0 {
		return fmt.Errorf("not checked: %d of the lines; mend them and check those again", r.unread)
	}
	return nil
}

// read reads one line and says what the check is to know of it. A field that holds something else than it may is an error: whoever wrote
// it wanted another check than the usual one.
func (r *checkRun) read(raw []byte) (line privacy.Line, in privacy.Input, err error) {
	if err := json.Unmarshal(raw, &line); err != nil { // the error of encoding/json may quote the input
		return line, in, errors.New(`not a JSON object such as {"id":"1","text":"…"}`)
	}
	if line.Text == "" {
		return line, in, errors.New(`it has no "text"`)
	}
	if in.Country, err = r.countryOf(line.Country); err != nil {
		return line, in, err
	}
	in.Kind = privacy.Kind(line.Kind)
	if line.Kind != "" && !slices.Contains(kinds, in.Kind) {
		return line, in, errors.New(`"kind" must be post, reply, notice, caption or alt`)
	}
	if l, ok := text.ParseLang(line.Lang); ok { // other languages are read too; the report is then in the usual one
		in.Lang = l
	}
	in.Original = line.Original
	return line, in, nil
}

var kinds = []privacy.Kind{privacy.Post, privacy.Reply, privacy.Notice, privacy.Caption, privacy.Alt}

// countryOf reads the country of a line: an unknown one is an error, since its identifiers would pass unseen.
func (r *checkRun) countryOf(code string) (string, error) {
	if code == "" {
		return "", nil
	}
	p, err := country.Get(strings.ToUpper(code))
	if err != nil {
		return "", errors.New("country must be FR, MA, GB (or UK) or US")
	}
	return p.Code, nil
}

func (r *checkRun) json(v any) error {
	e := json.NewEncoder(r.out)
	e.SetEscapeHTML(false)
	return e.Encode(v)
}

// text writes a report as a person reads it: the verdict, then each finding with its reason and its fix.
func (r *checkRun) text(name string, report privacy.Report) {
	if name != "" {
		fmt.Fprintf(r.out, "%s: ", name)
	}
	fmt.Fprintln(r.out, report.Verdict.Text().In(r.lang))
	r.findings(report.Points())
	r.people(report.People)
	if report.Rewrite != "" {
		fmt.Fprintf(r.out, "\n  %s\n    %s\n", text.Text{FR: "Une façon plus sûre de le dire :", EN: "A safer way to say it:", AR: "طريقة أسلم لقول ذلك:"}.In(r.lang), strings.ReplaceAll(report.Rewrite, "\n", "\n    "))
	}
	fmt.Fprintf(r.out, "\n  %s\n", anAid.In(r.lang))
}

var anAid = text.Text{FR: "Une aide, pas une garantie : relisez avant de publier.", EN: "An aid, not a guarantee: read it again before you publish.", AR: "مساعدة وليست ضمانا: أعيدوا القراءة قبل النشر."}

func (r *checkRun) findings(all []privacy.Finding) {
	for _, f := range all {
		fmt.Fprintf(r.out, "\n  %s · %s · %s", f.Severity.Text().In(r.lang), f.Title.In(r.lang), f.Rule)
		if f.Masked != "" {
			fmt.Fprintf(r.out, " · %s", f.Masked)
		}
		fmt.Fprintf(r.out, "\n    %s\n    → %s\n", f.Why.In(r.lang), f.Fix.In(r.lang))
		if f.Source != "" {
			fmt.Fprintf(r.out, "    (%s)\n", f.Source)
		}
	}
}

// people says why somebody may be recognised by what is said together.
func (r *checkRun) people(all []privacy.Person) {
	for _, p := range all {
		if p.Score < 3 || p.Reasoning.IsZero() {
			continue
		}
		said := make([]string, 0, len(p.Attributes))
		for _, a := range p.Attributes {
			said = append(said, a.Label.In(r.lang))
		}
		fmt.Fprintf(r.out, "\n  %s\n", text.Text{FR: "Ce qui permet de reconnaître quelqu'un : %s. %s", EN: "What may give somebody away: %s. %s", AR: "ما قد يسمح بالتعرف على شخص: %s. %s"}.With(text.List(r.lang, said...), p.Reasoning).In(r.lang))
	}
}

func or(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}
