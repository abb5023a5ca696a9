package digest

import (
	"fmt"
	"strings"
	"time"

	"portevoix/bot/calendar"
	"portevoix/bot/chat"
	"portevoix/bot/mentions/triage"
	"portevoix/bot/text"
	"portevoix/bot/text/typeset"
)

// This file says a digest. The rules: what cannot wait comes first, even when it is nothing; every line names the mentions that it
// rests on; no person's words; what was not seen is said too.

// Message is the digest as a room reads it.
func (e *Editor) Message(d Digest, l text.Lang) chat.Message {
	say := func(t text.Text, args ...any) string {
		if len(args) > 0 {
			t = t.With(args...)
		}
		return t.In(l)
	}
	m := chat.Message{Lang: l, Silent: true, Notify: say(ready)}
	add := func(b ...chat.Block) { m.Blocks = append(m.Blocks, b...) }
	add(chat.Heading{Text: say(title, text.Date(d.To.In(e.Zone)))})
	add(e.openBlocks(d, l)...)
	add(chat.Paragraph{Text: volume(d, l)})
	if d.Total > 0 {
		add(chat.Paragraph{Text: toneText(d, l)})
		if picture, ok := e.chart(d, l); ok {
			add(picture)
		}
		add(chat.Facts{Items: countFacts(d, l)})
	}
	if len(d.Topics) > 0 {
		add(chat.Heading{Text: say(topicsTitle)}, chat.List{Items: topicLines(d, l)})
	}
	if len(d.Press) > 0 {
		add(chat.Heading{Text: say(pressTitle)}, chat.Links{Items: pressLinks(d, l)})
	}
	if coming := e.coming(d, l); len(coming) > 0 {
		add(chat.Heading{Text: say(comingTitle)}, chat.List{Items: coming})
	}
	add(chat.Note{Text: seen(d, l)})
	if !d.On {
		add(chat.Note{Text: say(noWatch)})
	}
	return m
}

func (e *Editor) openBlocks(d Digest, l text.Lang) []chat.Block {
	if len(d.Open) == 0 {
		return []chat.Block{chat.Paragraph{Text: nothingUrgent.In(l)}}
	}
	lines := make([]string, 0, len(d.Open))
	var links []chat.Link
	for i, item := range d.Open {
		if i == 10 {
			lines = append(lines, andMore.Of(len(d.Open)-i).In(l))
			break
		}
		line := fmt.Sprintf("%s · %s · %s", item.ID, item.Category.Title().In(l), since(item.Age).In(l))
		if strings.HasPrefix(item.URL, "http") {
			links = append(links, chat.Link{Label: line, URL: item.URL})
		} else {
			lines = append(lines, line)
		}
	}
	blocks := []chat.Block{chat.Paragraph{Text: urgentOpen.Of(len(d.Open)).In(l)}}
	if len(links) > 0 {
		blocks = append(blocks, chat.Links{Items: links})
	}
	if len(lines) > 0 {
		blocks = append(blocks, chat.List{Items: lines})
	}
	return blocks
}

func since(age time.Duration) text.Text {
	switch {
	case age < time.Hour:
		return text.Text{FR: "depuis %s min", EN: "for %s min", AR: "منذ %s دقيقة"}.With(text.Number(int(age.Minutes())))
	case age < 48*time.Hour:
		return text.Text{FR: "depuis %s h", EN: "for %s h", AR: "منذ %s ساعة"}.With(text.Number(int(age.Hours())))
	}
	return text.Text{FR: "depuis %s jours", EN: "for %s days", AR: "منذ %s يوما"}.With(text.Number(int(age.Hours() / 24)))
}

func volume(d Digest, l text.Lang) string {
	said := mentionsCount.Of(d.Total).In(l)
	if d.Authors > 0 {
		said += text.Text{FR: ", %s", EN: ", %s", AR: "، %s"}.With(authorsCount.Of(d.Authors)).In(l)
	}
	if d.Usual >= 0 {
		said += " (" + text.Text{FR: "d'habitude %s", EN: "usually %s", AR: "عادة %s"}.With(text.Number(int(d.Usual+0.5))).In(l) + ")"
	}
	return said + "."
}

func toneText(d Digest, l text.Lang) string {
	if d.Total < EnoughForTone {
		return fewForTone.In(l)
	}
	return text.Text{
		FR: "Tonalité : %s négatives, %s neutres, %s positives.", EN: "Tone: %s negative, %s neutral, %s positive.", AR: "النبرة: %s سلبية، %s محايدة، %s إيجابية.",
	}.With(text.Number(d.Tone[0]), text.Number(d.Tone[1]), text.Number(d.Tone[2])).In(l)
}

func countFacts(d Digest, l text.Lang) []chat.Fact {
	facts := make([]chat.Fact, len(d.Counts))
	for i, c := range d.Counts {
		value := text.Number(c.N).In(l) + " · " + strings.Join(c.IDs, ", ")
		if c.N > len(c.IDs) {
			value += ", …"
		}
		facts[i] = chat.Fact{Label: c.Category.Title().In(l), Value: value}
	}
	return facts
}

func topicLines(d Digest, l text.Lang) []string {
	lines := make([]string, len(d.Topics))
	for i, t := range d.Topics {
		lines[i] = fmt.Sprintf("%s · %s · %s", text.Isolate(strings.Join(t.Words, ", ")), mentionsCount.Of(t.N).In(l), strings.Join(t.IDs, ", "))
	}
	return lines
}

func pressLinks(d Digest, l text.Lang) []chat.Link {
	links := make([]chat.Link, 0, len(d.Press))
	for _, item := range d.Press {
		label := item.Headline
		if label == "" {
			label = hiddenHeadline.In(l)
		}
		if item.Outlet != "" {
			label = item.Outlet + " : " + label
		}
		links = append(links, chat.Link{Label: item.ID + " · " + label, URL: item.URL})
	}
	return links
}

// coming are the awareness days of the next week, without the months and weeks that are going on.
func (e *Editor) coming(d Digest, l text.Lang) (lines []string) {
	if e.Country == "" {
		return nil
	}
	for _, o := range calendar.Upcoming(d.To.In(e.Zone), 7, e.Country) {
		if o.From.Equal(o.To) {
			lines = append(lines, fmt.Sprintf("%s · %s · %s", o.When().In(l), o.Name.In(l), text.Isolate(o.Hashtag)))
		}
	}
	return lines
}

// seen says how many sources were read, and which were not: nothing found is not the same as nothing read.
func seen(d Digest, l text.Lang) string {
	switch {
	case len(d.Sources) == 0 && d.Total == 0:
		return noSource.In(l)
	case len(d.Sources) == 0:
		return onlyFiles.In(l)
	}
	good := 0
	var failed []string
	for _, s := range d.Sources {
		if s.Problem == "" && !s.ReadAt.IsZero() {
			good++
			continue
		}
		failed = append(failed, s.Name)
	}
	said := text.Text{FR: "%s, sources lues : %s sur %s.", EN: "%s, sources read: %s of %s.", AR: "%s، المصادر المقروءة: %s من %s."}.
		With(mentionsCount.Of(d.Total), text.Number(good), text.Number(len(d.Sources))).In(l)
	if len(failed) > 0 {
		said += " " + text.Text{FR: "Non lues : %s.", EN: "Not read: %s.", AR: "لم تُقرأ: %s."}.With(text.List(l, failed...)).In(l)
	}
	return said
}

// chart draws volume, and tone when there is enough of it, with its text alternative.
func (e *Editor) chart(d Digest, l text.Lang) (chat.Picture, bool) {
	c := typeset.Chart{Title: volumeTitle.In(l), Lang: l}
	toned := d.Total >= EnoughForTone
	if toned {
		c.Series = []typeset.Series{{Name: negative.In(l), Color: typeset.Red}, {Name: neutral.In(l), Color: typeset.Grey}, {Name: positive.In(l), Color: typeset.Green}}
	} else {
		c.Series = []typeset.Series{{Name: all.In(l), Color: typeset.Blue}}
		c.Note = fewForTone.In(l)
	}
	most, at, worst, worstAt := 0, 0, 0, 0
	for i, h := range d.Hours {
		total := h.Negative + h.Neutral + h.Positive
		if total > most {
			most, at = total, i
		}
		if h.Negative > worst {
			worst, worstAt = h.Negative, i
		}
		bar := typeset.Bar{Label: fmt.Sprintf("%02d", h.From.In(e.Zone).Hour()), Counts: []int{total}}
		if toned {
			bar.Counts = []int{h.Negative, h.Neutral, h.Positive}
		}
		c.Bars = append(c.Bars, bar)
	}
	png, err := c.PNG()
	if err != nil || most == 0 {
		return chat.Picture{}, false
	}
	alt := text.Text{FR: "Volume par heure : %s, le plus à %s (%s).", EN: "Volume by hour: %s, most at %s (%s).", AR: "الحجم حسب الساعة: %s، الذروة على الساعة %s (%s)."}.
		With(mentionsCount.Of(d.Total), text.Clock(d.Hours[at].From.In(e.Zone)), text.Number(most)).In(l)
	if toned && worst > 0 { // the sums stand in the text beside the picture; the picture also shows when
		alt += " " + text.Text{FR: "Négatives : le plus à %s (%s).", EN: "Negative: most at %s (%s).", AR: "السلبية: الذروة على الساعة %s (%s)."}.
			With(text.Clock(d.Hours[worstAt].From.In(e.Zone)), text.Number(worst)).In(l)
	}
	return chat.Picture{File: chat.File{Name: "mentions.png", Type: "image/png", Bytes: png, Alt: alt}}, true
}

// AlarmMessage is what the urgent room reads when something cannot wait: category and link, never the words.
func AlarmMessage(id, url string, c triage.Category, times int, helpline string, l text.Lang) chat.Message {
	m := chat.Message{Lang: l, Tone: chat.Urgent, Notify: alarmNotify.In(l), Blocks: []chat.Block{chat.Heading{Text: c.Title().In(l) + " · " + id}}}
	said := alarmText
	if times > 0 {
		said = alarmAgain
	}
	m.Blocks = append(m.Blocks, chat.Paragraph{Text: said.In(l)})
	if helpline != "" {
		m.Blocks = append(m.Blocks, chat.Paragraph{Text: text.Text{FR: "Numéro à donner ou à appeler : %s.", EN: "Number to give or to call: %s.", AR: "الرقم الذي يُعطى أو يُتصل به: %s."}.With(text.Text{FR: helpline, EN: helpline, AR: text.LTR(helpline)}).In(l)})
	}
	if strings.HasPrefix(url, "http") {
		m.Blocks = append(m.Blocks, chat.Links{Items: []chat.Link{{Label: openIt.In(l), URL: url}}})
	}
	m.Blocks = append(m.Blocks, chat.Buttons{Items: []chat.Button{{Label: mine.In(l), Look: chat.Primary, Press: chat.Press{Command: "mentions", Action: "take", Object: id}}}})
	return m
}

// TakenMessage is the same card once somebody has it.
func TakenMessage(id string, c triage.Category, who string, l text.Lang) chat.Message {
	return chat.Message{Lang: l, Tone: chat.Good, Notify: alarmNotify.In(l), Blocks: []chat.Block{
		chat.Heading{Text: c.Title().In(l) + " · " + id},
		chat.Paragraph{Text: text.Text{FR: "Pris en charge par %s.", EN: "%s has it.", AR: "يتولاها %s."}.With(who).In(l)},
	}}
}

var (
	ready          = text.Text{FR: "La synthèse du jour est prête.", EN: "Today's digest is ready.", AR: "ملخص اليوم جاهز."}
	title          = text.Text{FR: "Ce qui se dit de l'hôpital, %s", EN: "What is said about the hospital, %s", AR: "ما يقال عن المستشفى، %s"}
	topicsTitle    = text.Text{FR: "Sujets", EN: "Topics", AR: "المواضيع"}
	comingTitle    = text.Text{FR: "Dans les sept jours", EN: "In the next seven days", AR: "خلال سبعة أيام"}
	pressTitle     = text.Text{FR: "Presse", EN: "Press", AR: "الصحافة"}
	nothingUrgent  = text.Text{FR: "Aucun message urgent en attente.", EN: "No urgent message is waiting.", AR: "لا توجد رسائل عاجلة في الانتظار."}
	fewForTone     = text.Text{FR: "Trop peu de mentions pour parler de tonalité (il en faut 30).", EN: "Too few mentions to speak of a tone (30 are needed).", AR: "عدد الإشارات قليل جدا للحديث عن النبرة (يلزم 30)."}
	hiddenHeadline = text.Text{FR: "titre non affiché (il pourrait identifier quelqu'un)", EN: "headline not shown (it could identify somebody)", AR: "العنوان غير معروض (قد يكشف هوية شخص)"}
	noSource       = text.Text{FR: "Aucune source n'est branchée : rien n'a été lu.", EN: "No source is connected: nothing was read.", AR: "لا يوجد أي مصدر متصل: لم يُقرأ شيء."}
	onlyFiles      = text.Text{FR: "Aucune source n'est branchée : ces mentions viennent de fichiers importés.", EN: "No source is connected: these mentions come from imported files.", AR: "لا يوجد أي مصدر متصل: هذه الإشارات من ملفات مستوردة."}
	noWatch        = text.Text{FR: "La collecte est arrêtée : ceci n'est pas une veille de nuit. Un message en danger peut passer inaperçu.", EN: "Collecting is off: this is not a night watch. A message in danger may go unseen.", AR: "الجمع متوقف: هذه ليست مداومة ليلية. قد تمر رسالة استغاثة دون أن يراها أحد."}
	volumeTitle    = text.Text{FR: "Mentions par heure", EN: "Mentions by hour", AR: "الإشارات حسب الساعة"}
	all            = text.Text{FR: "Mentions", EN: "Mentions", AR: "الإشارات"}
	negative       = text.Text{FR: "négatives", EN: "negative", AR: "سلبية"}
	neutral        = text.Text{FR: "neutres", EN: "neutral", AR: "محايدة"}
	positive       = text.Text{FR: "positives", EN: "positive", AR: "إيجابية"}
	alarmNotify    = text.Text{FR: "Un message ne peut pas attendre.", EN: "A message cannot wait.", AR: "رسالة لا تحتمل الانتظار."}
	alarmText      = text.Text{FR: "Quelqu'un est peut-être en danger. Ouvrez le message, puis dites que vous vous en chargez. N'y répondez pas publiquement.", EN: "Somebody may be in danger. Open the message, then say that you have it. Do not answer it in public.", AR: "قد يكون شخص ما في خطر. افتحوا الرسالة ثم أعلنوا أنكم تتولونها. لا تجيبوا علنا."}
	alarmAgain     = text.Text{FR: "Personne ne s'en est encore chargé. Ouvrez le message, puis dites que vous vous en chargez ; sinon appelez la direction de garde.", EN: "Nobody has it yet. Open the message, then say that you have it; otherwise call the director on duty.", AR: "لم يتولها أحد بعد. افتحوا الرسالة ثم أعلنوا أنكم تتولونها؛ وإلا فاتصلوا بالمدير المداوم."}
	openIt         = text.Text{FR: "Ouvrir le message", EN: "Open the message", AR: "فتح الرسالة"}
	mine           = text.Text{FR: "Je m'en charge", EN: "I have it", AR: "أنا أتولاها"}
)

var (
	mentionsCount = text.Plural{
		FR: text.Forms{One: "%s mention", Other: "%s mentions"},
		EN: text.Forms{One: "%s mention", Other: "%s mentions"},
		AR: text.Forms{Zero: "0 إشارة", One: "إشارة واحدة", Two: "إشارتان", Few: "%s إشارات", Many: "%s إشارة", Other: "%s إشارة"},
	}
	authorsCount = text.Plural{
		FR: text.Forms{One: "%s auteur", Other: "%s auteurs"},
		EN: text.Forms{One: "%s author", Other: "%s authors"},
		AR: text.Forms{One: "كاتب واحد", Two: "كاتبان", Few: "%s كتاب", Many: "%s كاتبا", Other: "%s كاتب"},
	}
	urgentOpen = text.Plural{
		FR: text.Forms{One: "%s message attend une réponse rapide :", Other: "%s messages attendent une réponse rapide :"},
		EN: text.Forms{One: "%s message needs a quick look:", Other: "%s messages need a quick look:"},
		AR: text.Forms{One: "رسالة واحدة تحتاج إلى اطلاع سريع:", Two: "رسالتان تحتاجان إلى اطلاع سريع:", Few: "%s رسائل تحتاج إلى اطلاع سريع:", Many: "%s رسالة تحتاج إلى اطلاع سريع:", Other: "%s رسالة تحتاج إلى اطلاع سريع:"},
	}
	andMore = text.Plural{
		FR: text.Forms{One: "et %s autre", Other: "et %s autres"},
		EN: text.Forms{One: "and %s more", Other: "and %s more"},
		AR: text.Forms{One: "وأخرى", Two: "وأخريان", Few: "و%s أخرى", Many: "و%s أخرى", Other: "و%s أخرى"},
	}
)
