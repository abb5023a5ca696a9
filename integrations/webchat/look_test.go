package webchat_test

import (
	"testing"

	"github.com/chromedp/chromedp/kb"

	"portevoix/bot/text"
	"portevoix/integrations/webchat"
)

// A French communication officer drafts a post, somebody else approves it, and the card changes where it stands.
func TestFrenchOfficer(t *testing.T) {
	p, _ := serve(t, webchat.Config{Trial: true, Lang: text.FR})
	v := visit(t, startBrowser(t), p.URL(), 1280, 800, "light")
	v.chooses("lang", "fr")
	v.sees("Que voulez-vous faire")
	v.picture("fr-1-empty")

	v.writes("/")
	v.sees("Ce que l'on dit de l'hôpital")
	v.picture("fr-2-commands")
	v.types("brou")
	v.types(kb.Tab) // takes the first command that fits
	v.until("the command is completed", `document.getElementById('words').value === '/brouillon '`)
	v.sees("Une phrase suffit")
	v.picture("fr-3-inputs")
	v.types("collecte de sang samedi 14 juin 9 h–17 h hall B obj")
	v.until("one input fits", `document.querySelectorAll('[role=option]').length === 1`)
	v.types(kb.ArrowDown + kb.Enter)
	v.until("the input is completed", `document.getElementById('words').value.endsWith('objective:')`)
	v.until("the choices are offered", `document.querySelectorAll('[role=option]').length === 3`)
	v.types(kb.ArrowDown + kb.ArrowDown + kb.Enter)
	v.until("the choice is completed", `document.getElementById('words').value.endsWith('objective:invite ')`)
	v.picture("fr-4-choices")
	v.types(kb.Escape + kb.Enter)
	v.sees("Brouillon d_4k7m")
	v.sees("Vous seul voyez ceci")
	v.sees("invite")
	v.picture("fr-5-draft")

	v.presses("Envoyer pour validation")
	v.sees("Envoyé : la carte est dans Validations.")
	v.until("approvals has an unread mark", `document.querySelector('[data-place=approvals] .mark:not([hidden])')`)
	v.picture("fr-6-sent")
	v.do("open approvals", clickOn(`[data-place=approvals]`))
	v.sees("À valider : collecte de sang")
	v.presses("Valider")
	v.sees("une autre personne doit valider")
	v.chooses("act", "reviewer")
	v.until("the person has changed", `!document.body.innerText.includes('une autre personne')`)
	v.sees("À valider : collecte de sang")
	v.presses("Valider")
	v.sees("Validé par Relecture.")
	v.picture("fr-7-approved")
	v.quiet()
}
