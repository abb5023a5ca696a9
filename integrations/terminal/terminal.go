// Package terminal is the bot on standard input and output: one line is one message. It serves scripts, conversation tests and
// anybody who would rather type.
//
// A line that begins with a slash is a command; lines that begin with a colon speak to the terminal itself (:help lists them); any
// other line is a message in the room. When the bot asks with a form, the next lines answer its fields one by one.
// It talks to no network and keeps nothing: what was posted is forgotten when it ends.
package terminal

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"portevoix/bot/chat"
	"portevoix/bot/outcome"
	"portevoix/bot/text"
)

// A Terminal is one person (or one script playing several) at a keyboard. In and Out are required.
type Terminal struct {
	In    io.Reader
	Out   io.Writer
	Lang  text.Lang
	Zone  *time.Location
	Rooms []string // the rooms that exist: "general", "approvals", "urgent", "digest"
	Trial bool     // whether ":as reviewer" may switch the person
	Now   func() time.Time

	mu      sync.Mutex
	person  string
	room    string
	posted  []*posted
	buttons []shown // what can be pressed, the newest last
	form    *filling
	files   []chat.File // handed over with ":picture", for the next command or form
	serial  int
}

type posted struct {
	ref chat.MessageRef
	key outcome.Key
	m   chat.Message
}

// shown is a button that can be pressed, and the posted message that it belongs to (none for a private answer).
type shown struct {
	chat.Button
	ref chat.MessageRef
}

// filling is a form that waits for lines.
type filling struct {
	form *chat.Form
	next []int // the fields still to be asked
}

// Name is "terminal".
func (t *Terminal) Name() string { return "terminal" }

// Title is what people call it.
func (t *Terminal) Title() text.Text {
	return text.Text{FR: "Terminal", EN: "Terminal", AR: "الطرفية"}
}

// Rules are generous: a terminal has no limits but the form's.
func (t *Terminal) Rules() chat.Rules {
	return chat.Rules{FormFields: chat.MaxFields, PressID: chat.MaxPress, Private: true}
}

// Run reads lines until the input ends or ctx does.
func (t *Terminal) Run(ctx context.Context, commands []chat.Command, handle chat.Handler) error {
	t.mu.Lock()
	if t.person == "" {
		t.person = "officer"
	}
	if t.room == "" {
		t.room = "general"
	}
	t.mu.Unlock()
	lines := make(chan string)
	go read(ctx, t.In, lines)
	t.prompt()
	for {
		select {
		case <-ctx.Done():
			return nil
		case line, ok := <-lines:
			if !ok {
				return nil
			}
			t.line(ctx, commands, handle, line)
			t.prompt()
		}
	}
}

func read(ctx context.Context, in io.Reader, lines chan<- string) {
	defer close(lines)
	s := bufio.NewScanner(in)
	s.Buffer(make([]byte, 64<<10), 1<<20)
	for s.Scan() {
		select {
		case lines <- s.Text():
		case <-ctx.Done():
			return
		}
	}
}

func (t *Terminal) line(ctx context.Context, commands []chat.Command, handle chat.Handler, line string) {
	trimmed := strings.TrimSpace(line)
	switch {
	case strings.HasPrefix(trimmed, ":"):
		t.self(ctx, handle, trimmed[1:])
	case t.filling() && !isCommand(commands, trimmed):
		t.answer(ctx, handle, trimmed)
	case strings.HasPrefix(trimmed, "/"): // a new command gives up an open form
		t.mu.Lock()
		t.form = nil
		t.mu.Unlock()
		r, word, known := chat.Parse(commands, trimmed)
		if !known {
			r.Command = word
		}
		t.ask(ctx, handle, r)
	case trimmed != "":
		t.printf("[#%s] %s: %s\n", t.room, t.person, trimmed)
	}
}

func isCommand(commands []chat.Command, line string) bool {
	_, _, known := chat.Parse(commands, line)
	return strings.HasPrefix(line, "/") && known
}

// self is what the terminal itself is told.
func (t *Terminal) self(ctx context.Context, handle chat.Handler, order string) {
	verb, rest, _ := strings.Cut(order, " ")
	rest = strings.TrimSpace(rest)
	switch verb {
	case "as":
		t.actAs(rest)
	case "room":
		if slices.Contains(t.Rooms, rest) {
			t.room = rest
			return
		}
		t.printf("(%s)\n", text.Text{FR: "Salons : %s", EN: "Rooms: %s", AR: "الغرف: %s"}.With(strings.Join(t.Rooms, ", ")).In(t.Lang))
	case "lang":
		if l, ok := text.ParseLang(rest); ok {
			t.Lang = l
			return
		}
		t.printf("(fr, en, ar)\n")
	case "press":
		t.press(ctx, handle, rest)
	case "picture":
		t.attach(rest)
	case "check": // the shortcut on a message: ":check the words of the message"
		t.ask(ctx, handle, chat.Request{Command: "check", Via: chat.Shortcut, SubjectText: rest, Values: chat.Values{"text": rest}})
	case "cancel":
		t.mu.Lock()
		t.form = nil
		t.mu.Unlock()
	default:
		t.printf("(%s)\n", help.In(t.Lang))
	}
}

var help = text.Text{
	FR: ":as reviewer change de personne · :room urgent change de salon · :lang fr|en|ar · :press Libellé presse un bouton · :picture chemin joint une image · :cancel abandonne le formulaire",
	EN: ":as reviewer changes person · :room urgent changes room · :lang fr|en|ar · :press Label presses a button · :picture path attaches a picture · :cancel gives up the form",
	AR: ":as reviewer لتغيير الشخص · :room urgent لتغيير الغرفة · :lang fr|en|ar · :press لضغط زر · :picture لإرفاق صورة · :cancel لترك الاستمارة",
}

func (t *Terminal) actAs(who string) {
	if !t.Trial {
		t.printf("(%s)\n", text.Text{FR: "« agir comme » n'existe que tant que rien de réel n'est connecté", EN: "“act as” exists only while nothing real is connected", AR: "«التصرف باسم» متاح فقط ما دام لا شيء حقيقيا متصلا"}.In(t.Lang))
		return
	}
	t.mu.Lock()
	t.person, t.form = who, nil
	t.mu.Unlock()
}

// press presses the newest button with this label (or the beginning of it), or the button with this number.
func (t *Terminal) press(ctx context.Context, handle chat.Handler, label string) {
	t.mu.Lock()
	b, ok := find(t.buttons, label)
	t.mu.Unlock()
	if !ok {
		t.printf("(%s)\n", text.Text{FR: "Pas de bouton « %s ».", EN: "No button “%s”.", AR: "لا يوجد زر «%s»."}.With(label).In(t.Lang))
		return
	}
	press, err := chat.ParsePress(b.Press.String())
	if err != nil {
		t.printf("(%v)\n", err)
		return
	}
	t.ask(ctx, handle, press.Request())
}

func find(buttons []shown, label string) (chat.Button, bool) {
	if n, err := strconv.Atoi(label); err == nil && n >= 1 && n <= len(buttons) {
		return buttons[n-1].Button, true
	}
	want := chat.Fold(label)
	for _, exact := range []bool{true, false} {
		for i := len(buttons) - 1; i >= 0; i-- {
			have := chat.Fold(buttons[i].Label)
			if have == want || (!exact && strings.HasPrefix(have, want)) {
				return buttons[i].Button, true
			}
		}
	}
	return chat.Button{}, false
}

func (t *Terminal) ask(ctx context.Context, handle chat.Handler, r chat.Request) {
	t.mu.Lock()
	t.serial++
	r.ID = strconv.Itoa(t.serial)
	r.Who = chat.Person{Platform: t.Name(), ID: t.person, Name: t.person, Lang: t.Lang, Zone: t.Zone, Trial: t.Trial}
	r.Where = chat.Place{Platform: t.Name(), Room: t.room}
	r.Files = t.files
	t.mu.Unlock()
	if t.Now != nil {
		r.Now = t.Now()
		if t.Zone != nil {
			r.Now = r.Now.In(t.Zone)
		}
	}
	plan := handle.Plan(r)
	switch {
	case !plan.Refuse.IsZero():
		t.private(chat.Say(t.Lang, r.Say(plan.Refuse)))
	case plan.Form != nil:
		t.open(plan.Form)
	case len(plan.Errors) > 0:
		t.reopen(r, plan.Errors)
	default:
		t.mu.Lock()
		t.form, t.files = nil, nil
		t.mu.Unlock()
		if reply := handle.Handle(ctx, r); !reply.Silent {
			t.private(reply.Message)
		}
	}
}

// open shows a form and asks for its first field.
func (t *Terminal) open(f *chat.Form) {
	var next []int
	for i, in := range f.Inputs { // what is right already is not asked again
		if _, wrong := f.Errors[in.Name]; wrong || len(f.Errors) == 0 {
			next = append(next, i)
		}
	}
	if f.Values == nil {
		f.Values = chat.Values{}
	}
	t.printf("%s\n", f.Title.In(t.Lang))
	if !f.Intro.IsZero() {
		t.printf("%s\n", f.Intro.In(t.Lang))
	}
	t.mu.Lock()
	t.form = &filling{form: f, next: next}
	t.mu.Unlock()
	t.question()
}

// reopen asks again for the fields that were wrong; the others stay as they were typed.
func (t *Terminal) reopen(r chat.Request, wrong map[string]text.Text) {
	t.mu.Lock()
	f := t.form
	t.mu.Unlock()
	if f == nil {
		for _, why := range wrong {
			t.private(chat.Say(t.Lang, r.Say(why)))
		}
		return
	}
	f.next = nil
	for i, in := range f.form.Inputs {
		if _, ok := wrong[in.Name]; ok {
			f.next = append(f.next, i)
		}
	}
	f.form.Errors = wrong
	t.question()
}

// question asks for the next field.
func (t *Terminal) question() {
	f := t.form
	if f == nil || len(f.next) == 0 {
		return
	}
	in := f.form.Inputs[f.next[0]]
	if why, ok := f.form.Errors[in.Name]; ok {
		t.printf("  ! %s\n", why.In(t.Lang))
	}
	label := strings.TrimRight(in.Label.In(t.Lang), "?؟ \u00a0\u202f")
	t.printf("  %s", label)
	t.printf("%s", choices(in, t.Lang))
	switch v := f.form.Values[in.Name]; {
	case v == "":
	case picked(in, v):
		t.printf(" [%s]", v)
	default: // what was typed is kept, not shown again: a terminal's output is often kept too
		t.printf(" [%s]", text.Text{FR: "déjà rempli, Entrée le garde", EN: "filled in, Enter keeps it", AR: "مملوء، Enter يحتفظ به"}.In(t.Lang))
	}
	t.printf("?\n")
}

// choices lists what may be typed; where the words beside a value are long, one a line.
func choices(in chat.Input, l text.Lang) string {
	if len(in.Choices) == 0 {
		return ""
	}
	values, lines, long := make([]string, len(in.Choices)), "", false
	for i, c := range in.Choices {
		values[i] = c.Value
		lines += "\n    " + c.Value + " · " + c.Label.In(l)
		long = long || utf8.RuneCountInString(c.Label.In(l)) > 40
	}
	if long {
		return lines + "\n "
	}
	return " (" + strings.Join(values, ", ") + ")"
}

func picked(in chat.Input, v string) bool {
	_, ok := in.Pick(v)
	return ok
}

func (t *Terminal) filling() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.form != nil && len(t.form.next) > 0
}

// answer takes one line for the field that was asked; an empty line keeps what is there, "-" empties it.
func (t *Terminal) answer(ctx context.Context, handle chat.Handler, line string) {
	f := t.form
	in := f.form.Inputs[f.next[0]]
	name := in.Name
	switch {
	case line == "":
	case in.Kind == chat.Image:
		t.attach(line)
	case line == "-":
		f.form.Values = f.form.Values.With(name, "")
	default:
		f.form.Values = f.form.Values.With(name, line)
	}
	f.next = f.next[1:]
	if len(f.next) > 0 {
		t.question()
		return
	}
	t.ask(ctx, handle, chat.Request{Command: f.form.Command, Action: f.form.Action, Object: f.form.Object, Via: chat.Submitted, Values: f.form.Values})
}

// attach reads a file for the next command or form.
func (t *Terminal) attach(path string) {
	data, err := readFile(path)
	if err != nil {
		t.printf("(%s)\n", text.Text{FR: "Ce fichier ne se lit pas, ou dépasse 20 Mo.", EN: "This file cannot be read, or is larger than 20 MB.", AR: "تعذرت قراءة هذا الملف، أو يتجاوز 20 ميغابايت."}.In(t.Lang))
		return
	}
	t.mu.Lock()
	t.files = append(t.files, chat.File{Name: filepath.Base(path), Type: http.DetectContentType(data), Bytes: data})
	t.mu.Unlock()
}

// maxFile is how large a file may be, in bytes; larger ones are no pictures for a post.
const maxFile = 20 << 20

func readFile(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if len(data) > maxFile {
		return nil, errors.New("too large")
	}
	return data, err
}

// Post shows a message in a room, or to a person.
func (t *Terminal) Post(_ context.Context, a outcome.Attempt, to chat.Place, m chat.Message) (chat.MessageRef, error) {
	room := to.Room
	if room == "" {
		room = "@" + to.Person
	} else if !slices.Contains(t.Rooms, room) {
		return chat.MessageRef{}, &outcome.Failure{Outcome: outcome.Refused, Reason: outcome.Rejected, Err: errors.New("no such room")}
	}
	t.mu.Lock()
	ref := chat.MessageRef{Platform: t.Name(), Room: room, ID: fmt.Sprint(len(t.posted) + 1)}
	t.posted = append(t.posted, &posted{ref: ref, key: a.Key, m: m})
	t.mu.Unlock()
	t.show(place(room), ref, m)
	return ref, nil
}

func place(room string) string {
	if strings.HasPrefix(room, "@") {
		return "[" + room + "]"
	}
	return "[#" + room + "]"
}

// Find looks for a message by the key of its delivery.
func (t *Terminal) Find(_ context.Context, a outcome.Attempt, _ chat.Place) (chat.MessageRef, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, p := range t.posted {
		if p.key == a.Key {
			return p.ref, nil
		}
	}
	return chat.MessageRef{}, outcome.ErrNotFound
}

// Update shows the message again as it is now.
func (t *Terminal) Update(_ context.Context, ref chat.MessageRef, m chat.Message) error {
	p := t.lookup(ref)
	if p == nil {
		return outcome.ErrNotFound
	}
	t.mu.Lock()
	p.m = m
	t.mu.Unlock()
	t.show(place(ref.Room)+"*", ref, m)
	return nil
}

// Delete says that the message is gone.
func (t *Terminal) Delete(_ context.Context, ref chat.MessageRef) error {
	t.mu.Lock()
	before := len(t.posted)
	t.posted = slices.DeleteFunc(t.posted, func(p *posted) bool { return p.ref == ref })
	gone := len(t.posted) < before
	t.unpress(ref)
	t.mu.Unlock()
	if gone {
		t.printf("%s (%s)\n", place(ref.Room), text.Text{FR: "message supprimé", EN: "message deleted", AR: "حُذفت الرسالة"}.In(t.Lang))
	}
	return nil
}

func (t *Terminal) lookup(ref chat.MessageRef) *posted {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, p := range t.posted {
		if p.ref == ref {
			return p
		}
	}
	return nil
}

func (t *Terminal) private(m chat.Message) {
	t.show("("+text.Text{FR: "vous seul", EN: "only you", AR: "أنتم فقط"}.In(t.Lang)+")", chat.MessageRef{}, m)
}

// maxButtons is how many buttons stay pressable: the newest ones.
const maxButtons = 60

// unpress forgets the buttons of a posted message that has changed or is gone. The caller holds the lock.
func (t *Terminal) unpress(ref chat.MessageRef) {
	if !ref.IsZero() {
		t.buttons = slices.DeleteFunc(t.buttons, func(b shown) bool { return b.ref == ref })
	}
}

func (t *Terminal) show(where string, ref chat.MessageRef, m chat.Message) {
	t.mu.Lock()
	t.unpress(ref)
	for _, b := range m.AllButtons() {
		t.buttons = append(t.buttons, shown{b, ref})
	}
	if over := len(t.buttons) - maxButtons; over > 0 {
		t.buttons = t.buttons[over:]
	}
	t.mu.Unlock()
	t.printf("%s %s\n", where, strings.ReplaceAll(strings.TrimRight(Draw(m), "\n"), "\n", "\n  "))
}

func (t *Terminal) prompt() {
	t.mu.Lock()
	defer t.mu.Unlock()
	fmt.Fprintf(t.Out, "%s@%s> ", t.person, t.room)
}

func (t *Terminal) printf(format string, args ...any) {
	t.mu.Lock()
	defer t.mu.Unlock()
	fmt.Fprintf(t.Out, format, args...)
}
