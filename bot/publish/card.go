package publish

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"portevoix/bot/approval"
	"portevoix/bot/chat"
	"portevoix/bot/database"
	"portevoix/bot/people"
	"portevoix/bot/social"
	"portevoix/bot/text"
)

// This file draws the card of a case: what waits for whom, how each target goes, what to do next. One card per case, edited in
// place. The rules: the first line says what the reader must know (nothing public yet, urgent, taken down); no name of a patient
// can be in it, since nothing gets here unchecked; each failed target has one sentence with the next step.

// follow reacts to every change of a case, in its transaction: the card is drawn, an urgent notice pages, an approved subject is
// released.
func (p *Publisher) follow(ctx context.Context, tx database.Tx, c approval.Case) error {
	if c.State == approval.Approved {
		if err := p.release(ctx, tx, c); err != nil {
			return err
		}
		return p.touched(ctx, tx, c.ID) // the card follows: of thousands of targets it would hold up the first
	}
	if c.State == approval.Waiting && (c.Subject.Urgent && len(c.Votes) == 0 || c.Reminded > 0) {
		if err := p.page(ctx, tx, c); err != nil {
			return err
		}
	}
	if c.State == approval.Refused || c.State == approval.Changes {
		if err := p.answer(ctx, tx, c); err != nil {
			return err
		}
	}
	all, err := p.deliveries(ctx, tx, "case_id = ?", c.ID)
	if err != nil {
		return err
	}
	return p.drawCase(ctx, tx, c, all)
}

// answer tells the author what was said to their text, wherever they are: the reason stands there, not in the notification.
func (p *Publisher) answer(ctx context.Context, tx database.Tx, c approval.Case) error {
	m := chat.Message{Lang: p.Lang, Notify: p.say(answered), Blocks: []chat.Block{
		chat.Paragraph{Text: p.say(text.Join(" · ", c.Subject.Title, stateText(c.State)))},
	}}
	if last := c.Votes[len(c.Votes)-1]; last.Reason != "" {
		m.Blocks = append(m.Blocks, chat.Paragraph{Text: last.Reason})
	}
	return p.TeamTx(ctx, tx, TeamMessage{Key: "answer/" + c.ID, Member: c.Subject.Author, Object: object(c), Message: m, Lane: Interactive})
}

// page tells those who can confirm, wherever they are known. What a locked phone shows names nothing.
func (p *Publisher) page(ctx context.Context, tx database.Tx, c approval.Case) error {
	team, err := p.People.AllTx(ctx, tx)
	if err != nil {
		return err
	}
	first := team // a routine post, or nobody answered: everybody who can
	if c.Subject.Urgent && c.Reminded == 0 {
		if first, err = p.onCall(ctx, tx, c.Subject); err != nil {
			return err
		}
	}
	needs := c.Subject.Needs()
	for _, who := range first {
		if who, err = p.People.OnDuty(ctx, tx, who, p.Now()); err != nil {
			return err
		}
		if c.Subject.WroteIt(who.ID) || len(approval.Open(needs, []people.Person{who})) == len(needs) {
			continue
		}
		key := fmt.Sprintf("page/%s/%s/%d", c.ID, who.ID, c.Reminded) // each reminder is a message of its own: it must ring again
		if err := p.TeamTx(ctx, tx, TeamMessage{Key: key, Member: who.ID, Object: object(c), Message: p.pageMessage(c, team), Lane: laneOf(c.Subject)}); err != nil {
			return err
		}
		if c.Subject.Urgent {
			if err := p.ring(ctx, tx, c, key, who); err != nil {
				return err
			}
		}
	}
	return nil
}

// onCall lists who is paged first about an urgent subject: the director on duty, and for a filled-in template everybody on call who
// may confirm it.
func (p *Publisher) onCall(ctx context.Context, tx database.Tx, s approval.Subject) ([]people.Person, error) {
	roles := []chat.Role{people.DutyDirector}
	if s.Template != "" {
		roles = s.Needs()[0].AnyOf
	}
	var all []people.Person
	for _, role := range roles {
		on, err := p.People.OnCall(ctx, tx, role)
		if err != nil {
			return nil, err
		}
		for _, who := range on {
			if !slices.ContainsFunc(all, func(have people.Person) bool { return have.ID == who.ID }) {
				all = append(all, who)
			}
		}
	}
	return all, nil
}

// pageMessage says that something waits, and from the second reminder of an urgent notice on whom to call.
func (p *Publisher) pageMessage(c approval.Case, team []people.Person) chat.Message {
	said := p.say(awaitsYou.With(findings.Of(len(c.Subject.Accepted))))
	m := chat.Message{Lang: p.Lang, Notify: said, Blocks: []chat.Block{chat.Paragraph{Text: said}}}
	if c.Subject.Urgent {
		m.Tone = chat.Urgent
	}
	if c.Subject.Urgent && c.Reminded > 0 {
		var numbers []string
		for _, who := range team {
			if who.Phone != "" && who.Is(people.DutyDirector) {
				numbers = append(numbers, who.Name+" "+text.LTR(who.Phone))
			}
		}
		if len(numbers) > 0 {
			m.Blocks = append(m.Blocks, chat.Paragraph{Text: p.say(callThem.With(text.List(p.Lang, numbers...)))})
		}
	}
	m.Blocks = append(m.Blocks, chat.Buttons{Items: []chat.Button{{Label: p.say(lookLabel), Press: chat.Press{Command: "approve", Action: "preview", Object: c.ID}, Look: chat.Primary}}})
	return m
}

func object(c approval.Case) string { return c.Subject.Kind + "/" + c.Subject.ID }

func (p *Publisher) drawCase(ctx context.Context, tx database.Tx, c approval.Case, all []Delivery) error {
	room := "approvals"
	if c.Subject.Urgent {
		room = "urgent"
	}
	m, err := p.Card(ctx, tx, c, all)
	if err != nil {
		return err
	}
	return p.TeamTx(ctx, tx, TeamMessage{Key: "case/" + c.ID, Room: room, Object: "", Message: m, Lane: laneOf(c.Subject)})
}

// Card draws a case and its deliveries.
func (p *Publisher) Card(ctx context.Context, tx database.Tx, c approval.Case, all []Delivery) (chat.Message, error) {
	m := chat.Message{Lang: p.Lang, Notify: p.say(cardNotify), Trial: p.People.Trial}
	if c.Subject.Urgent {
		m.Tone = chat.Urgent
	}
	add := func(blocks ...chat.Block) { m.Blocks = append(m.Blocks, blocks...) }
	s := status(c.ID, all)
	if c.Subject.Exercise {
		add(chat.Heading{Text: p.say(exerciseMark)})
	}
	if c.State == approval.Approved && s.Public == 0 && !s.Down && s.Total > 0 {
		add(chat.Heading{Text: p.say(nothingPublic)})
	}
	add(chat.Heading{Text: c.Subject.Title.In(p.Lang)})
	facts, err := p.caseFacts(ctx, tx, c)
	if err != nil {
		return m, err
	}
	add(chat.Facts{Items: facts})
	switch {
	case c.State == approval.Waiting:
		add(p.parts(c, 1)...)
		add(p.decisionButtons(c))
	case c.Subject.Kind == "template":
	case c.State == approval.Approved, c.State == approval.ByHand:
		add(p.progress(all))
		if s.Public == 0 && !s.Down {
			add(p.toPaste(all)...)
		}
		if links := receiptLinks(all); len(links) > 0 && !s.Down {
			add(chat.Links{Items: links})
		}
		add(p.stillUp(all)...)
		add(p.afterButtons(c, s, all)...)
	}
	return m, nil
}

func (p *Publisher) caseFacts(ctx context.Context, tx database.Tx, c approval.Case) ([]chat.Fact, error) {
	fact := func(label text.Text, value string) chat.Fact { return chat.Fact{Label: p.say(label), Value: value} }
	facts := []chat.Fact{fact(stateLabel, p.say(stateText(c.State)))}
	if author, err := p.People.Active(ctx, tx, c.Subject.Author); err == nil {
		facts = append(facts, fact(authorLabel, author.Name))
	}
	facts = append(facts, fact(targetsLabel, text.List(p.Lang, p.titles(c.Subject.Targets())...)))
	if !c.Subject.At.IsZero() {
		facts = append(facts, fact(atLabel, text.Moment(c.Subject.At.In(p.Zone)).In(p.Lang)))
	}
	if !c.Subject.Until.IsZero() {
		facts = append(facts, fact(untilLabel, text.Moment(c.Subject.Until.In(p.Zone)).In(p.Lang)))
	}
	if c.State == approval.Waiting {
		facts = append(facts, fact(findingsLabel, p.say(findings.Of(len(c.Subject.Accepted)))))
		if never := p.cannotBeTakenBack(c.Subject); len(never) > 0 {
			facts = append(facts, fact(noWayBackLabel, text.List(p.Lang, never...)))
		}
	}
	for _, l := range c.Subject.Limits {
		if !l.Says.IsZero() {
			facts = append(facts, fact(l.Label, p.say(l.Says)))
		}
	}
	if c.Subject.Alone {
		facts = append(facts, fact(aloneLabel, p.say(aloneText)))
	}
	for _, v := range c.Votes {
		who := v.Member
		if person, err := p.People.Active(ctx, tx, v.Member); err == nil {
			who = person.Name
		} else if !errors.Is(err, people.ErrNobody) {
			return nil, err
		}
		label := saidYes
		if !v.Yes {
			label = saidNo
		}
		value := who
		if v.Reason != "" {
			value += " · " + v.Reason
		}
		facts = append(facts, fact(label, value))
	}
	return facts, nil
}

// cannotBeTakenBack names the targets whose posts stay for ever: it must be known before the yes.
func (p *Publisher) cannotBeTakenBack(s approval.Subject) (names []string) {
	for _, target := range s.Targets() {
		if n, ok := p.Networks[target]; ok && n.Rules().Deletable == social.DeletableNever {
			names = append(names, n.Rules().Title)
		}
	}
	return names
}

// parts shows the first n ready texts; Preview shows them all.
func (p *Publisher) parts(c approval.Case, n int) (blocks []chat.Block) {
	for i, part := range c.Subject.Parts {
		if i == n {
			break
		}
		blocks = append(blocks, chat.Ready{Label: p.titleIn(part.Target, part.Lang), Text: part.Text, Lang: part.Lang})
	}
	if more := len(c.Subject.Parts) - n; more > 0 {
		blocks = append(blocks, chat.Note{Text: p.say(moreVersions.Of(more))})
	}
	return append(blocks, p.illustrated(c)...)
}

// illustrated says that a picture goes out too, by its text alternative: it must be seen before the yes.
func (p *Publisher) illustrated(c approval.Case) []chat.Block {
	for _, part := range c.Subject.Parts {
		for _, pic := range part.Pictures {
			return []chat.Block{chat.Note{Text: p.say(withPicture.With(pic.Alt))}}
		}
	}
	return nil
}

// Preview shows every ready text of a case, as each target will get it.
func (p *Publisher) Preview(c approval.Case, l text.Lang) []chat.Block {
	var blocks []chat.Block
	for _, part := range c.Subject.Parts {
		label := p.title(part.Target)
		if n, ok := p.Networks[part.Target]; ok {
			label = fmt.Sprintf("%s · %d / %d", label, n.Rules().Length(part.Text), n.Rules().Max)
		}
		blocks = append(blocks, chat.Ready{Label: label + " · " + part.Lang.Name(), Text: part.Text, Lang: part.Lang})
	}
	return blocks
}

func (p *Publisher) decisionButtons(c approval.Case) chat.Buttons {
	press := func(action string) chat.Press { return chat.Press{Command: "approve", Action: action, Object: c.ID} }
	row := []chat.Button{{Label: p.say(approveLabel), Press: press("yes"), Look: chat.Primary}}
	if c.Subject.Kind != "template" { // nothing goes out when a template is cleared
		row = append(row, chat.Button{Label: p.say(laterLabel), Press: press("at")})
	}
	return chat.Buttons{Items: append(row,
		chat.Button{Label: p.say(changesLabel), Press: press("change")},
		chat.Button{Label: p.say(refuseLabel), Press: press("no"), Look: chat.Danger},
		chat.Button{Label: p.say(previewLabel), Press: press("preview")})}
}

// mostLines is how many targets a card lists one by one.
const mostLines = 30

// progress is one line per target: how it goes, and the next step where something is in the way. Of very many targets, those that
// went well become one line.
func (p *Publisher) progress(all []Delivery) chat.Facts {
	var items []chat.Fact
	if len(all) > mostLines {
		well := func(d Delivery) bool { return d.State == Sent && d.Down == Up || d.Down == Gone }
		rest := slices.DeleteFunc(slices.Clone(all), well)
		items = append(items, chat.Fact{Label: p.say(wentWell), Value: fmt.Sprintf("%d / %d", len(all)-len(rest), len(all))})
		all = rest[:min(len(rest), mostLines)]
	}
	for _, d := range all {
		items = append(items, chat.Fact{Label: p.titleIn(d.Target, d.Lang()), Value: p.how(d)})
	}
	return chat.Facts{Items: items}
}

// Lang is the language of the delivery's text.
func (d Delivery) Lang() text.Lang { return d.Part.Lang }

func (p *Publisher) how(d Delivery) string {
	switch d.Down {
	case Requested, Accepted:
		return p.say(goingDown)
	case Gone:
		return p.say(isGone)
	case Residual:
		return p.say(isResidual)
	case Failed, ByHand:
		return p.say(byHandDown)
	}
	switch d.State {
	case Sent:
		when := text.Clock(d.SentAt.In(p.Zone))
		switch _, room := d.Room(); {
		case room:
			return p.say(postedAt.With(when))
		case d.Receipt.Recorded:
			return p.say(recordedAt.With(when))
		case d.Receipt.ByHand:
			return p.say(pastedAt.With(when))
		}
		return p.say(publishedAt.With(when))
	case Sending:
		return p.say(isSending)
	case Unsure:
		if d.asksPerson() {
			return p.say(isUnsure)
		}
		return p.say(isLooking)
	case Refused:
		switch d.Reason {
		case SealBroken:
			return p.say(brokenSeal)
		case TooLate:
			return p.say(tooLate)
		}
		return p.say(isRefused) + " " + p.say(d.Reason.Advice())
	case Delayed:
		return p.say(isDelayed) + " " + p.say(d.Reason.Advice())
	case Withdrawn:
		return p.say(isWithdrawn)
	}
	if d.Next.After(p.Now()) {
		return p.say(isPlanned.With(text.Moment(d.Next.In(p.Zone))))
	}
	return p.say(isWaiting)
}

// toPaste offers the texts to publish by hand while nothing public has been reached.
func (p *Publisher) toPaste(all []Delivery) (blocks []chat.Block) {
	for _, d := range all {
		if _, room := d.Room(); room || d.Part.Text == "" {
			continue
		}
		if len(blocks) < mostLines {
			blocks = append(blocks, chat.Ready{Label: p.titleIn(d.Target, d.Part.Lang), Text: d.Part.Text, Lang: d.Part.Lang})
		}
	}
	if len(blocks) > 0 {
		blocks = append([]chat.Block{chat.Paragraph{Text: p.say(pasteThese)}}, blocks...)
	}
	return blocks
}

func receiptLinks(all []Delivery) (links []chat.Link) {
	for _, d := range all {
		if d.State == Sent && strings.HasPrefix(d.Receipt.URL, "http") {
			links = append(links, chat.Link{Label: d.Target, URL: d.Receipt.URL})
		}
	}
	return links
}

// stillUp lists the copies that only a person can take down now, with the way there and what to do.
func (p *Publisher) stillUp(all []Delivery) []chat.Block {
	var links []chat.Link
	for _, d := range all {
		if (d.Down == Failed || d.Down == Residual || d.Down == ByHand) && strings.HasPrefix(d.Receipt.URL, "http") {
			links = append(links, chat.Link{Label: p.title(d.Target), URL: d.Receipt.URL})
		}
	}
	if len(links) == 0 {
		return nil
	}
	return []chat.Block{chat.Heading{Text: p.say(stillUpLabel)}, chat.Links{Items: links}, chat.List{Items: Steps(p.Lang)}}
}

// afterButtons are the verbs that follow: paste a link, settle a doubt, take down; a notice adds its own.
func (p *Publisher) afterButtons(c approval.Case, s Status, all []Delivery) (blocks []chat.Block) {
	var row []chat.Button
	for _, d := range all {
		if d.asksPerson() {
			row = append(row,
				chat.Button{Label: p.say(itIsThere.With(p.title(d.Target))), Press: chat.Press{Command: "approve", Action: "there", Object: d.ID}},
				chat.Button{Label: p.say(itIsNotThere.With(p.title(d.Target))), Press: chat.Press{Command: "approve", Action: "not-there", Object: d.ID}})
		}
	}
	if c.Subject.Kind == "notice" && !s.Down && s.Sent > 0 {
		for _, verb := range []struct {
			action string
			label  text.Text
		}{{"correct", correctLabel}, {"end", endLabel}} {
			row = append(row, chat.Button{Label: p.say(verb.label), Press: chat.Press{Command: "urgent", Action: verb.action, Object: c.Subject.ID}})
		}
	}
	if !s.Down && s.Total > 0 {
		row = append(row, chat.Button{Label: p.say(previewLabel), Press: chat.Press{Command: "approve", Action: "preview", Object: c.ID}})
		if s.Public == 0 {
			row = append(row, chat.Button{Label: p.say(pasteLabel), Press: chat.Press{Command: "approve", Action: "link", Object: c.ID}})
		}
		row = append(row, chat.Button{Label: p.say(takeDownLabel), Look: chat.Danger, Press: chat.Press{Command: "retract", Action: "ask", Object: object(c)}})
	}
	if len(row) > 0 {
		blocks = append(blocks, chat.Buttons{Items: row})
	}
	return blocks
}

func (p *Publisher) titles(targets []string) []string {
	all := make([]string, 0, len(targets))
	for _, t := range targets {
		if title := p.title(t); !slices.Contains(all, title) {
			all = append(all, title)
		}
	}
	return all
}

// title is what a target is called: "Mastodon", "#urgent".
func (p *Publisher) titleIn(target string, l text.Lang) string {
	return p.title(target) + " · " + l.Name()
}

func (p *Publisher) title(target string) string {
	if room, ok := strings.CutPrefix(target, "room:"); ok {
		return "#" + strings.TrimPrefix(room, firstPlatform(room))
	}
	if n, ok := p.Networks[target]; ok && n.Rules().Title != "" {
		return n.Rules().Title
	}
	return target
}

// firstPlatform is the "webchat/" of "webchat/urgent".
func firstPlatform(room string) string {
	if i := strings.IndexByte(room, '/'); i >= 0 {
		return room[:i+1]
	}
	return ""
}

func (p *Publisher) say(t text.Text) string { return t.In(p.Lang) }

func fileName(i int, mediaType string) string {
	return fmt.Sprintf("image-%d.%s", i+1, strings.TrimPrefix(mediaType, "image/"))
}
