package webchat

import (
	"net/http"
	"slices"
	"strings"

	"portevoix/bot/chat"
	"portevoix/bot/text"
)

// An actor is somebody whom one person at one computer may act as, to try what takes several people.
type actor struct {
	id   string
	name text.Text
}

// actors are the people of the trial; bot/people knows the same ids.
var actors = []actor{
	{"officer", text.Text{FR: "Communication", EN: "Communication officer", AR: "مكلف بالتواصل"}},
	{"reviewer", text.Text{FR: "Relecture", EN: "Reviewer", AR: "مراجع"}},
	{"director", text.Text{FR: "Direction de garde", EN: "Director on duty", AR: "المدير المداوم"}},
	{"dpo", text.Text{FR: "Protection des données (DPO)", EN: "Data protection officer", AR: "مسؤول حماية المعطيات"}},
}

// nobody is a person without any role, so that a refusal can be tried too. Nobody is offered in the switch.
const nobody = "stranger"

// person is who asks, as this page vouches for it: in a trial whoever the page says, else the person at this computer.
func (p *Platform) person(as string, lang text.Lang) (chat.Person, bool) {
	who := chat.Person{Platform: platformName, ID: p.config.Person, Name: p.config.Person, Lang: lang, Zone: p.config.Zone, Trial: p.config.Trial}
	if p.config.Trial && as != "" {
		who.ID, who.Name = as, as
		if !slices.ContainsFunc(actors, func(a actor) bool { return a.id == as }) && as != nobody {
			return who, false
		}
	}
	if i := slices.IndexFunc(actors, func(a actor) bool { return a.id == who.ID }); i >= 0 {
		who.Name = actors[i].name.In(lang)
	}
	return who, true
}

// language is the language of a request: what the page was switched to, else the first of the browser's that we speak.
func (p *Platform) language(r *http.Request, asked string) text.Lang {
	if l, ok := text.ParseLang(asked); ok {
		return l
	}
	for _, tag := range strings.Split(r.Header.Get("Accept-Language"), ",") {
		tag, _, _ = strings.Cut(tag, ";")
		if l, ok := text.ParseLang(tag); ok {
			return l
		}
	}
	return p.config.Lang
}
