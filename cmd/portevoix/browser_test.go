package main

import (
	"context"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"portevoix/bot/text"
	"portevoix/integrations/webchat/visitor"
)

// started is the product as `portevoix` starts it, on a free port of this machine and a fresh folder: the address that it prints.
func started(t *testing.T, settings map[string]string) (address string) {
	t.Helper()
	env := map[string]string{"PORTEVOIX_DATA": t.TempDir(), "PORTEVOIX_LISTEN": "127.0.0.1:0"}
	for name, value := range settings {
		env[name] = value
	}
	var out, log transcript
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan int, 1)
	go func() {
		ended <- run(ctx, []string{"run"}, world{in: strings.NewReader(""), out: &out, errOut: &log, getenv: func(n string) string { return env[n] }})
	}()
	t.Cleanup(func() {
		stop()
		if status := <-ended; status != 0 || t.Failed() {
			t.Errorf("it ended with status %d and said:\n%s", status, log.since(0))
		}
	})
	printed := regexp.MustCompile(`http://127\.0\.0\.1:\d+/\S+`)
	for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline); time.Sleep(10 * time.Millisecond) {
		if address = printed.FindString(out.since(0)); address != "" {
			return address
		}
	}
	t.Fatalf("no address was printed:\n%s", out.since(0))
	return ""
}

// Somebody who has never seen the product does the four jobs in their browser, in French, and takes back what they have published.
func TestTheFourJobsInABrowser(t *testing.T) {
	browser := visitor.Browser(t)
	v := visitor.Visit(t, browser, started(t, nil), 1280, 900, "light")
	v.Chooses("lang", "fr")
	v.Sees("Que voulez-vous faire")

	v.Sends("/check type:publication Notre patiente Mme Claire Dupuis, 1 72 03 75 116 001 05, va mieux.")
	v.Sees("À ne pas publier")
	v.Picture("jobs-1-check")

	day := text.Day(time.Now().AddDate(0, 0, 11)).In(text.FR)
	v.Sends("/draft réseaux:mastodon,x collecte de sang " + day + " 9 h–17 h hall B, tous groupes")
	v.Sees("Envoyer à la validation")
	v.Picture("jobs-2-draft")
	v.Presses("Envoyer à la validation")
	v.Sees("une autre personne doit le valider")
	v.Clicks("[data-place=approvals]")
	v.Sees("en attente de validation")
	v.Presses("Valider")
	v.Sees("On ne valide pas ce qu'on a écrit soi-même")
	v.ActsAs("director")
	v.Presses("Valider")
	v.Sees("RIEN N'EST ENCORE PUBLIC")
	v.Picture("jobs-3-approved")

	v.Clicks("[data-place=general]")
	v.ActsAs("officer")
	v.Sends("/synthese")
	v.Sees("Aucune source n'est branchée")
	v.Presses("Afficher dans le salon")
	v.Sees("La synthèse est dans le salon de la revue")
	v.Clicks("[data-place=digest]")
	v.Sees("Ce qui se dit de l'hôpital")
	v.Picture("jobs-4-digest")

	v.Clicks("[data-place=general]")
	v.Sends("/urgent panne informatique")
	v.Fills("phone", "01 99 00 12 34")
	v.Clicks("#field-affected") // what cannot be booked
	v.Fills("next", "demain 8 h"+kb.Enter)
	v.Presses("Envoyer pour confirmation")
	v.Clicks("[data-place=urgent]")
	v.ActsAs("director")
	v.Presses("Valider")
	v.Sees("RIEN N'EST ENCORE PUBLIC")
	v.Picture("jobs-5-urgent")

	v.Clicks("[data-place=general]")
	v.ActsAs("officer")
	v.Sends("/retirer")
	v.Sees("Que faut-il retirer")
	v.Picture("jobs-6-takedown")
	v.Quiet()
}

// Two people press in the same instant, each in their own tab: one decides, the other is told, and each network gets one post.
func TestTwoPressAtOnceInTheBrowser(t *testing.T) {
	browser := visitor.Browser(t)
	address := started(t, nil)
	first := visitor.Visit(t, browser, address, 1280, 900, "light")
	first.Sends("/draft networks:mastodon open day on " + text.Day(time.Now().AddDate(0, 0, 11)).In(text.EN) + " 9 am, entrance A")
	first.Presses("Send for approval")
	first.Sees("somebody else")
	origin, _, _ := strings.Cut(strings.TrimPrefix(address, "http://"), "/")
	second := visitor.Visit(t, browser, "http://"+origin+"/", 1280, 900, "dark")
	for i, v := range []*visitor.Visitor{first, second} {
		v.ActsAs([]string{"reviewer", "director"}[i])
		v.Clicks("[data-place=approvals]")
		v.Until("the card is there", approveButton)
	}
	pressed := make(chan error, 2)
	for _, v := range []*visitor.Visitor{first, second} {
		go func() {
			_, err := chromedp.Run(v.Tab, chromedp.Evaluate[bool](`(`+approveButton+`.click(), true)`))
			pressed <- err
		}()
	}
	for range 2 {
		if err := <-pressed; err != nil {
			t.Fatal(err)
		}
	}
	const yes, late = "Approved: sending begins", "This is decided already"
	told := `document.body.innerText.includes('` + yes + `') || document.body.innerText.includes('` + late + `')`
	first.Until("the first is told", told)
	second.Until("the second is told", told)
	one, other := first.Reads(), second.Reads()
	if strings.Contains(one, yes) == strings.Contains(other, yes) || strings.Contains(one, late) == strings.Contains(other, late) {
		t.Errorf("one decides and the other is told; they read:\n%s\n%s", one, other)
	}
}

// Cards of a room speak the team's language.
const approveButton = `[...document.querySelectorAll('button')].findLast((b) => b.innerText.trim() === 'Valider')`
