package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"portevoix/bot/chat"
	"portevoix/bot/keep"
	"portevoix/bot/notice"
	"portevoix/bot/outcome"
	"portevoix/bot/text"
	"portevoix/commands"
	"portevoix/integrations/hooks"
	"portevoix/integrations/pager"
)

// pagers are how members are reached outside the chat.
func (a *app) pagers() (all []chat.Pager) {
	s := a.settings
	if s.SMTP != "" {
		if m, err := pager.NewMail(s.SMTP, s.SMTPPassword, s.MailFrom, a.now); err == nil { // readSettings has checked it
			all = append(all, m)
		}
	}
	if s.PagerURL != "" {
		g := pager.NewGateway(s.PagerURL, s.PagerSecret, a.now)
		a.closers = append(a.closers, func() error { g.Close(); return nil })
		all = append(all, g)
	}
	return all
}

// pagerConnections tells /status and doctor how each pager has done.
func (a *app) pagerConnections(ctx context.Context) (all []commands.Connection) {
	states, err := a.kit.Publisher.PagerStates(ctx)
	if err != nil {
		a.log.Error("read the pagers", "err", err)
		return nil
	}
	for _, s := range states {
		c := commands.Connection{Name: text.Same(pagerTitle(s.Pager)), State: text.Text{FR: "connecté ; appels en 24 heures : %s", EN: "connected; pages in 24 hours: %s", AR: "متصل؛ النداءات في 24 ساعة: %s"}.With(text.Number(s.Sent))}
		if s.Failed > 0 {
			c.Problems = append(c.Problems, pagerProblem(s.Failed, s.Reason))
		}
		all = append(all, c)
	}
	return all
}

func pagerTitle(name string) string {
	return map[string]string{"mail": "E-mail", "gateway": "SMS"}[name]
}

func pagerProblem(failed int, why outcome.Reason) *chat.Problem {
	do := text.Text{FR: "La passerelle ou le serveur ne répond pas : prévenez l'informatique ; en attendant, appelez les numéros de /oncall.", EN: "The gateway or server does not answer: tell IT; meanwhile, call the numbers in /oncall.", AR: "البوابة أو الخادم لا يجيب: أخبروا قسم المعلوماتية؛ وفي الانتظار اتصلوا بأرقام \u200e/oncall\u200e."}
	switch why {
	case outcome.Reconnect:
		do = text.Text{FR: "L'accès est refusé : vérifiez le compte, le mot de passe ou le secret dans les réglages.", EN: "Access is refused: check the account, the password or the secret in the settings.", AR: "الولوج مرفوض: تحققوا من الحساب أو كلمة المرور أو السر في الإعدادات."}
	case outcome.Rejected:
		do = text.Text{FR: "Une adresse ou un numéro est refusé : vérifiez-les dans /team.", EN: "An address or a number is refused: check them in /team.", AR: "عنوان أو رقم مرفوض: تحققوا منها في \u200e/team\u200e."}
	}
	return &chat.Problem{What: text.Text{FR: "Appels non arrivés en 24 heures : %s.", EN: "Pages that did not arrive in 24 hours: %s.", AR: "نداءات لم تصل في 24 ساعة: %s."}.With(text.Number(failed)), Do: do}
}

// wireHooks makes a member of every trigger and says what must be reachable from outside.
func (a *app) wireHooks(ctx context.Context) error {
	if len(a.settings.Hooks) == 0 {
		return nil
	}
	for _, h := range a.settings.Hooks {
		if err := a.kit.People.Machine(ctx, h.Name); err != nil {
			return err
		}
	}
	door := &hooks.Door{Hooks: a.settings.Hooks, Take: a.kit.Notices.Triggered, Seen: keep.Memory{DB: a.db, Owner: "hooks", For: time.Hour, Now: a.now}, Now: a.now, Log: a.log}
	for pattern, handler := range door.Routes() {
		a.route(pattern, handler)
	}
	return nil
}

// route makes a signed endpoint reachable on PORTEVOIX_PUBLIC_LISTEN.
func (a *app) route(pattern string, h http.Handler) {
	if a.routes == nil {
		a.routes = http.NewServeMux()
	}
	a.routes.Handle(pattern, h)
}

// listenPublic takes the public address, if there is one and anything to receive, and serves it in the background. Nothing but signed
// endpoints is ever mounted here, and the web chat never is.
func (a *app) listenPublic(ctx context.Context) error {
	if a.settings.PublicListen == "" || a.routes == nil {
		return nil
	}
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", a.settings.PublicListen)
	if err != nil {
		return fmt.Errorf("listen on PORTEVOIX_PUBLIC_LISTEN: %w", err)
	}
	a.publicAddr = l.Addr().String()
	a.closers = append(a.closers, func() error { // for a start that fails later; closed already after a run
		if err := l.Close(); err != nil && !errors.Is(err, net.ErrClosed) {
			return err
		}
		return nil
	})
	a.background = append(a.background, func(ctx context.Context) error { return servePublic(ctx, l, a.routes) })
	return nil
}

func servePublic(ctx context.Context, l net.Listener, h http.Handler) error {
	s := &http.Server{Handler: h, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 10 * time.Second, WriteTimeout: 30 * time.Second, IdleTimeout: time.Minute, MaxHeaderBytes: 16 << 10}
	stopped := make(chan struct{})
	go func() {
		defer close(stopped)
		<-ctx.Done()
		closing, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
		defer cancel()
		_ = s.Shutdown(closing)
	}()
	err := s.Serve(l)
	if errors.Is(err, http.ErrServerClosed) {
		<-stopped
		return nil
	}
	return err
}

// reach says how people on duty are reached outside the chat, and tries what can be tried without waking anybody.
func (e *examination) reach() {
	if e.s.SMTP == "" && e.s.PagerURL == "" {
		e.note(text.Text{FR: "Appels hors du chat : aucun. Un avis urgent prévient par le chat seulement (PORTEVOIX_SMTP, PORTEVOIX_PAGER_URL).", EN: "Pages outside the chat: none. An urgent notice tells people in the chat only (PORTEVOIX_SMTP, PORTEVOIX_PAGER_URL).", AR: "النداءات خارج الدردشة: لا شيء. الإشعار العاجل ينبه عبر الدردشة فقط (PORTEVOIX_SMTP وPORTEVOIX_PAGER_URL)."})
	}
	if e.s.SMTP != "" {
		m, err := pager.NewMail(e.s.SMTP, e.s.SMTPPassword, e.s.MailFrom, time.Now)
		if err != nil {
			e.wrong(&chat.Problem{What: text.Same("PORTEVOIX_SMTP: " + err.Error())})
			return
		}
		if problems := m.Health(e.ctx); len(problems) > 0 {
			e.wrong(problems[0])
		} else {
			e.good(text.Text{FR: "Courriel de garde : le serveur accepte la connexion.", EN: "On-call e-mail: the server accepts the connection.", AR: "بريد المداومة: الخادم يقبل الاتصال."})
		}
	}
	if e.s.PagerURL != "" {
		e.good(text.Text{FR: "Passerelle SMS : réglée. Elle n'est appelée que pour un avis urgent.", EN: "SMS gateway: set. It is called for an urgent notice only.", AR: "بوابة الرسائل القصيرة: مضبوطة. لا يُتصل بها إلا لإشعار عاجل."})
	}
	e.pages()
	e.hooks()
}

// pages says what did not arrive lately.
func (e *examination) pages() {
	if e.s.SMTP == "" && e.s.PagerURL == "" {
		return
	}
	a, err := assemble(e.ctx, e.s, e.log, time.Now)
	if err != nil {
		return // said by data already
	}
	defer a.close()
	for _, c := range a.pagerConnections(e.ctx) {
		for _, p := range c.Problems {
			e.wrong(&chat.Problem{What: text.Join(" ", text.Text{FR: "%s :", EN: "%s:", AR: "%s:"}.With(c.Name), p.What), Do: p.Do})
		}
	}
}

// hooks lists the triggers and what each prepares.
func (e *examination) hooks() {
	if len(e.s.Hooks) == 0 {
		e.note(text.Text{FR: "Déclencheurs : aucun (PORTEVOIX_HOOKS).", EN: "Triggers: none (PORTEVOIX_HOOKS).", AR: "المشغّلات: لا شيء (PORTEVOIX_HOOKS)."})
		return
	}
	for _, h := range e.s.Hooks {
		k, _ := notice.Find(h.Kind)
		e.good(text.Text{FR: "Déclencheur %s : prépare un avis « %s » et appelle qui le confirme.", EN: "Trigger %s: prepares a notice “%s” and pages whoever confirms it.", AR: "المشغّل %s: يُعد إشعار «%s» وينبه من يؤكده."}, h.Name, k.Label)
	}
	if e.s.PublicListen == "" {
		e.wrong(&chat.Problem{What: text.Text{FR: "Les déclencheurs ne reçoivent rien : PORTEVOIX_PUBLIC_LISTEN est vide.", EN: "The triggers receive nothing: PORTEVOIX_PUBLIC_LISTEN is empty.", AR: "المشغّلات لا تستقبل شيئا: PORTEVOIX_PUBLIC_LISTEN فارغ."}, Do: text.Text{FR: "Donnez-lui une adresse, derrière un proxy TLS.", EN: "Give it an address, behind a TLS proxy.", AR: "أعطوه عنوانا، خلف وكيل TLS."}})
		return
	}
	e.good(text.Text{FR: "Les déclencheurs écoutent sur %s ; seuls les appels signés y sont reçus.", EN: "The triggers listen on %s; only signed calls are received there.", AR: "المشغّلات تستمع على %s؛ ولا تُستقبل إلا الطلبات الموقعة."}, e.s.PublicListen)
}
