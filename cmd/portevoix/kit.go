package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"

	"portevoix/bot/chat"
	"portevoix/bot/notice"
	"portevoix/bot/paper"
	"portevoix/bot/text"
)

type kitCmd struct {
	Lang string `help:"fr, en or ar; the team's language unless given."`
	Out  string `help:"The file to write (HTML for A4); standard output unless given." type:"path"`
}

// Run prints the paper kit for a night without network, and records that it was printed.
func (c kitCmd) Run(w *world) error {
	return w.withApp(func(a *app) error {
		lang := a.settings.Lang
		if c.Lang != "" {
			l, ok := text.ParseLang(c.Lang)
			if !ok {
				return &exitError{2, errors.New("--lang must be fr, en or ar")}
			}
			lang = l
		}
		kit, err := paper.Gatherer{Desk: a.kit.Notices, People: a.kit.People}.Gather(w.ctx, lang)
		if err != nil {
			return err
		}
		var page bytes.Buffer
		if err := paper.Write(&page, kit); err != nil {
			return err
		}
		if c.Out == "" {
			_, err = w.out.Write(page.Bytes())
		} else {
			err = os.WriteFile(c.Out, page.Bytes(), 0o600) // it holds personal numbers
		}
		if err != nil {
			return fmt.Errorf("write the kit: %w", err)
		}
		if err := a.kit.Notices.Printed(w.ctx, lang, len(kit.Sheets)); err != nil {
			return err
		}
		if c.Out != "" {
			fmt.Fprintln(w.out, text.Text{FR: "Fiche papier écrite : %s. Ouvrez-la dans un navigateur et imprimez-la en A4.", EN: "Paper kit written: %s. Open it in a browser and print it on A4.", AR: "كُتب الملف الورقي: %s. افتحوه في متصفح واطبعوه على A4."}.With(c.Out).In(lang))
		}
		return nil
	})
}

// kitDays is how old the paper kit may be.
const kitDays = 30

// templates says which templates one person may not send alone, and why, and whether the paper kit is fresh.
func (e *examination) templates() {
	a, err := assemble(e.ctx, e.s, e.log, e.now)
	if err != nil {
		return // data has said why the database does not open
	}
	defer a.close()
	all, err := a.kit.Notices.Templates(e.ctx)
	if err == nil {
		err = e.kit(a.kit.Notices)
	}
	if err != nil {
		e.wrong(&chat.Problem{What: text.Text{FR: "Les modèles ne se lisent pas.", EN: "The templates cannot be read.", AR: "تعذرت قراءة القوالب."}, Do: text.Same(err.Error())})
		return
	}
	for _, t := range all {
		if t.State != notice.TemplateCleared {
			continue
		}
		bars := a.kit.Notices.Bars(t)
		if len(bars) == 0 {
			e.good(text.Text{FR: "%s : peut partir seul en cas de danger vital.", EN: "%s: one person may send it if a life is in danger.", AR: "%s: يمكن لشخص واحد إرساله عند الخطر على الحياة."}, a.kit.Notices.TemplateTitle(t))
			continue
		}
		e.note(text.Text{FR: "%s : ne peut pas partir seul : %s.", EN: "%s: one person may not send it: %s.", AR: "%s: لا يمكن لشخص واحد إرساله: %s."}, a.kit.Notices.TemplateTitle(t), text.Join("; ", bars...))
	}
}

func (e *examination) kit(desk *notice.Desk) error {
	print, err := desk.LastPrint(e.ctx)
	if err != nil {
		return err
	}
	again := text.Text{FR: "Imprimez-la : portevoix kit --out fiche.html", EN: "Print it: portevoix kit --out kit.html", AR: "اطبعوه: portevoix kit --out kit.html"}
	days := int(e.now().Sub(print.At).Hours() / 24)
	switch {
	case print.At.IsZero():
		e.warn(&chat.Problem{What: text.Text{FR: "Fiche papier : jamais imprimée.", EN: "Paper kit: never printed.", AR: "الملف الورقي: لم يُطبع أبدا."}, Do: again})
	case days > kitDays:
		e.warn(&chat.Problem{What: text.Text{FR: "Fiche papier : imprimée il y a %s jours.", EN: "Paper kit: printed %s days ago.", AR: "الملف الورقي: طُبع قبل %s يوما."}.With(text.Number(days)), Do: again})
	default:
		e.good(text.Text{FR: "Fiche papier : imprimée %s.", EN: "Paper kit: printed %s.", AR: "الملف الورقي: طُبع %s."}, text.Moment(print.At.In(e.s.Zone)))
	}
	return nil
}
