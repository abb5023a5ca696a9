package draft

import (
	"errors"
	"strings"
	"testing"

	"portevoix/bot/social"
	"portevoix/bot/text"
)

func TestTheGuardLetsThroughOnlyWhatTheBriefSays(t *testing.T) {
	french := "collecte de sang samedi 12 juin 9 h–17 h hall B, tous groupes, infos https://www.ch-valombre.example/sang"
	english := "Blood drive next Saturday 9am-5pm main hall, all blood groups, call 01632 960123"
	arabic := "حملة للتبرع بالدم يوم السبت 12 يونيو من 9:00 إلى 17:00 بالبهو B"
	link := " https://www.ch-valombre.example/sang"
	for _, c := range []struct {
		brief string
		lang  text.Lang
		text  string
		want  error
	}{
		{french, text.FR, "Samedi 12 juin, de 9 h à 17 h, nous vous accueillons dans le hall B pour une collecte de sang. Tous les groupes sont les bienvenus." + link, nil},
		{french, text.EN, "On Saturday 12 June, from 9 am to 5 pm, come to hall B of CH de Valombre to give blood. All groups are welcome." + link, nil},
		{french, text.AR, "يوم السبت 12 يونيو، من الساعة 9:00 إلى الساعة 17:00، ندعوكم إلى التبرع بالدم في البهو B." + link, nil},
		{french, text.FR, "Collecte de sang le 12 juin à 9 h #DonDuSang #ValombreSanté" + link, nil},
		{english, text.EN, "Our blood drive is on Saturday 28 November, 9 am to 5 pm, in the main hall. Questions? Call 01632 960123.", nil},
		{arabic, text.AR, "تنظم فرقنا حملة للتبرع بالدم يوم السبت 12 يونيو من الساعة 9 إلى الساعة 17 بالبهو B.", nil},

		{french, text.FR, "", ErrEmpty},
		{french, text.FR, " \n… !", ErrEmpty},
		{french, text.FR, strings.Repeat("Collecte de sang le 12 juin à 9 h. ", 20) + link, ErrLong},
		{french, text.FR, "**Collecte de sang** le 12 juin à 9 h" + link, ErrMarkup},
		{french, text.FR, "<b>Collecte de sang</b> le 12 juin à 9 h" + link, ErrMarkup},
		{french, text.FR, "Collecte de sang [1] le 12 juin à 9 h" + link, ErrMarkup},
		{french, text.FR, "Collecte de sang \u202ele 12 juin à 9 h" + link, ErrMarkup},
		{french, text.FR, "Collecte de sang le 12 juin à 9 h\u200b" + link, ErrMarkup},
		{french, text.FR, "𝗖𝗼𝗹𝗹𝗲𝗰𝘁𝗲 de sang le 12 juin à 9 h" + link, ErrMarkup},

		{french, text.FR, "Collecte de sang le 12 juin à 9 h : 3 vies sauvées." + link, ErrNumber},
		{french, text.FR, "Collecte de sang le 12 juin à 9 h : trois vies sauvées." + link, ErrNumber},
		{french, text.FR, "Collecte de sang le 12 juin à 9 h, des centaines de donneurs." + link, ErrNumber},
		{french, text.FR, "Collecte de sang le 12 juin à 9 h 30." + link, ErrNumber},
		{french, text.FR, "Collecte de sang le 13 juin à 9 h." + link, ErrNumber},
		{french, text.FR, "Collecte de sang le 12 juin à 9 h, ½ heure." + link, ErrNumber},
		{french, text.EN, "Blood drive on Saturday 12 June at 9 am: twenty minutes." + link, ErrNumber},
		{arabic, text.AR, "حملة للتبرع بالدم يوم السبت 12 يونيو الساعة 9، ثلاثة آلاف متبرع.", ErrNumber},
		{arabic, text.AR, "حملة للتبرع بالدم يوم السبت ١٣ يونيو الساعة ٩", ErrNumber},

		{french, text.FR, "Collecte de sang dimanche 12 juin à 9 h." + link, ErrDate},
		{french, text.FR, "Collecte de sang le 12 juillet à 9 h." + link, ErrDate},
		{french, text.FR, "Collecte de sang demain, le 12 juin à 9 h." + link, ErrDate},
		{english, text.EN, "Our blood drive is on Friday 28 November, 9 am. Call 01632 960123.", ErrDate},
		{english, text.EN, "Our blood drive is tomorrow, 28 November, 9 am. Call 01632 960123.", ErrDate},
		{arabic, text.AR, "حملة للتبرع بالدم غدا 12 يونيو الساعة 9 بالبهو B", ErrDate},

		{french, text.FR, "Collecte de sang avec Julien le 12 juin à 9 h." + link, ErrName},
		{french, text.FR, "Dupont vous attend le 12 juin à 9 h : collecte de sang." + link, ErrName},
		{french, text.FR, "Collecte de sang le 12 juin à 9 h. Mme la directrice sera là." + link, ErrName},
		{french, text.FR, "Collecte de sang avec le Dr le 12 juin à 9 h." + link, ErrName},
		{french, text.FR, "Collecte de sang le 12 juin à 9 h avec la Croix-Rouge." + link, ErrName},
		{english, text.EN, "Our blood drive with Doctor Smith is on 28 November, 9 am. Call 01632 960123.", ErrName},
		{arabic, text.AR, "حملة للتبرع بالدم مع الدكتور يوم السبت 12 يونيو الساعة 9", ErrName},

		{french, text.FR, "Collecte de sang le 12 juin à 9 h : https://evil.example/sang" + link, ErrLink},
		{french, text.FR, "Collecte de sang le 12 juin à 9 h : https://www.ch-valombre.example/sang/faux" + link, ErrLink},
		{french, text.FR, "Collecte de sang le 12 juin à 9 h : https://www.ch-valombre.example.evil.example" + link, ErrLink},
		{french, text.FR, "Collecte de sang le 12 juin à 9 h : faux-dons.fr" + link, ErrLink},
		{french, text.FR, "Collecte de sang le 12 juin à 9 h, écrivez à sang@evil.example" + link, ErrLink},
		{french, text.FR, "Collecte de sang le 12 juin à 9 h avec @ministere" + link, ErrLink},
		{french, text.FR, "Collecte de sang le 12 juin à 9 h #Miracle" + link, ErrHashtag},

		{french, text.FR, "Blood drive on Saturday 12 June at 9 am in hall B, all groups are welcome" + link, ErrLanguage},
		{french, text.AR, "Collecte de sang le 12 juin à 9 h." + link, ErrLanguage},
		{french, text.FR, "Venez nous rencontrer à l'hôpital le 12 juin à 9 h, dans le hall." + link, ErrTopic},
		{french, text.FR, "La recette de la tarte aux pommes est simple et la pâte se repose, le 12 à 9 h." + link, ErrTopic},
		{french, text.FR, "Collecte de sang à 9 h, dans le hall B." + link, ErrMissing},
		{french, text.FR, "Collecte de sang le 12 juin, dans le hall B." + link, ErrMissing},
		{french, text.FR, "Collecte de sang le 12 juin à 9 h, dans le hall B.", ErrMissing},
		{english, text.EN, "Our blood drive is on Saturday 28 November, 9 am, in the main hall.", ErrMissing},
		{french, text.FR, "Collecte de sang le 12 juin à 9 h ! Venez vite ! Merci !" + link, ErrManner},
		{french, text.FR, "Collecte de sang le 12 juin à 9 h 🩸" + link, ErrManner},
		{french, text.FR, "COLLECTE SAMEDI de sang le 12 juin à 9 h" + link, ErrManner},
	} {
		g := Guard{Words: c.brief, Brief: read(text.FR, c.brief), Composer: composer}
		rules, _ := social.RulesOf("x")
		if err := g.Check(c.text, c.lang, rules); !errors.Is(err, c.want) {
			t.Errorf("%s\n  %v, want %v", c.text, err, c.want)
		}
	}
}

// Whatever a model answers, what the guard lets through holds no number that is not in the brief.
func FuzzGuard(f *testing.F) {
	for _, s := range []string{"Collecte de sang le 12 juin à 9 h", "collecte de sang 12 9 ٣", "collecte de sang 12 9 a.fr", "collecte de sang, 12 9 @x", "collecte ½ sang 12 9", "Ⅳ collecte 12 9"} {
		f.Add(s)
	}
	brief := "collecte de sang samedi 12 juin 9 h–17 h"
	g := Guard{Words: brief, Brief: read(text.FR, brief), Composer: composer}
	rules, _ := social.RulesOf("facebook")
	allowed := map[string]bool{"12": true, "9": true, "17": true, "5": true, "0": true, "6": true, "2027": true}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 400 || g.Check(s, text.FR, rules) != nil {
			return
		}
		for _, n := range numberPattern.FindAllString(foldWord(s), -1) {
			if !allowed[plainNumber(n)] {
				t.Errorf("%q came through with %s", s, n)
			}
		}
		if strings.ContainsAny(s, "@<>\u202e\x00") {
			t.Errorf("%q came through", s)
		}
	})
}

func TestAnAnswerIsReadWhateverItIsWrappedIn(t *testing.T) {
	for answer, want := range map[string]string{
		`{"x.fr":"Bonjour"}`:                         "Bonjour",
		"```json\n{\"x.fr\":\"Bonjour\"}\n```":       "Bonjour",
		`Voici : {"x.fr":"Bonjour","n":3,"o":{}} OK`: "Bonjour",
	} {
		if got, err := readAnswer(answer); err != nil || got["x.fr"] != want {
			t.Errorf("%s: %q, %v", answer, got["x.fr"], err)
		}
	}
	for _, answer := range []string{"", "<html>", `{"x.fr":"Bon`, "}{", strings.Repeat("{", 300_000)} {
		if _, err := readAnswer(answer); err == nil {
			t.Errorf("%.20s was read", answer)
		}
	}
}

func FuzzReadAnswer(f *testing.F) {
	f.Add(`{"x.fr":"a"}`)
	f.Add("}{")
	f.Fuzz(func(t *testing.T, s string) { readAnswer(s) })
}
