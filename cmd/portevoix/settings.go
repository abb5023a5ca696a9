package main

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"regexp"
	"strings"
	"time"
	_ "time/tzdata" // a bare container has no time zones of its own

	"portevoix/bot/chat"
	"portevoix/bot/hospital"
	"portevoix/bot/text"
	"portevoix/bot/trigger"
	"portevoix/integrations"
)

// core are the settings that belong to no service.
var core = []integrations.Setting{
	{Name: "PORTEVOIX_COUNTRY", Default: "FR", About: text.Text{FR: "Pays : FR, MA, GB (ou UK), US. Il décide des numéros d'urgence, des règles et des identifiants.", EN: "Country: FR, MA, GB (or UK), US. It decides emergency numbers, rules and identifiers.", AR: "البلد: FR أو MA أو GB (أو UK) أو US. يحدد أرقام الطوارئ والقواعد والمعرفات."}},
	{Name: "PORTEVOIX_LANG", Default: "fr", About: text.Text{FR: "Langue de l'équipe : fr, en, ar. Chacun peut choisir la sienne.", EN: "Language of the team: fr, en, ar. Everybody may choose their own.", AR: "لغة الفريق: fr أو en أو ar. ولكل شخص أن يختار لغته."}},
	{Name: "PORTEVOIX_TZ", Default: "Europe/Paris", About: text.Text{FR: "Fuseau horaire de l'équipe.", EN: "Time zone of the team.", AR: "المنطقة الزمنية للفريق."}},
	{Name: "PORTEVOIX_DATA", Default: "portevoix-data", About: text.Text{FR: "Dossier de la base de données et des fichiers, créé au premier démarrage.", EN: "Folder of the database and files, created at the first start.", AR: "مجلد قاعدة البيانات والملفات، يُنشأ عند أول تشغيل."}},
	{Name: "PORTEVOIX_PROFILE", Example: "hospital.yaml", About: text.Text{FR: "Fichier (YAML ou JSON) qui décrit l'hôpital : noms, sites, numéros publiés, réseaux.", EN: "File (YAML or JSON) that describes the hospital: names, sites, published numbers, networks.", AR: "ملف (YAML أو JSON) يصف المستشفى: الأسماء والمواقع والأرقام المنشورة والشبكات."}},
	{Name: "PORTEVOIX_RULES_OFF", Example: "rules-off.yaml", About: text.Text{FR: "Fichier YAML des règles que votre DPO a désactivées, chacune avec sa raison (« ACC-03: charte interne, DPO, 12 mars 2026 »).", EN: "YAML file of the rules that your data protection officer has switched off, each with the reason (“ACC-03: house style, DPO, 12 March 2026”).", AR: "ملف YAML للقواعد التي عطلها مسؤول حماية المعطيات، مع سبب كل منها."}},
	{Name: "PORTEVOIX_DIGEST_AT", Default: "08:30", About: text.Text{FR: "Heure de la synthèse quotidienne, dans le fuseau de l'équipe ; « off » pour aucune.", EN: "Time of the daily digest, in the team's time zone; “off” for none.", AR: "ساعة الملخص اليومي بتوقيت الفريق؛ «off» لإيقافه."}},
	{Name: "PORTEVOIX_DB_KEY", Secret: true, Example: "64 hexadecimal digits, or a passphrase of 16 characters or more", About: text.Text{FR: "Chiffre la base de données intégrée et tout ce qui est scellé.", EN: "Encrypts the embedded database and everything that is sealed.", AR: "يشفر قاعدة البيانات المدمجة وكل ما هو مختوم."}},
	{Name: "DATABASE_URL", Secret: true, Example: "postgres://portevoix@db.example/portevoix", About: text.Text{FR: "PostgreSQL, à la place de la base intégrée.", EN: "PostgreSQL, instead of the embedded database.", AR: "PostgreSQL بدل القاعدة المدمجة."}},
	{Name: "PORTEVOIX_LOG", Default: "info", About: text.Text{FR: "Journal : debug, info, warn ou error.", EN: "Log level: debug, info, warn or error.", AR: "مستوى السجل: debug أو info أو warn أو error."}},
}

// Settings are what the environment says, checked.
type Settings struct {
	Country  string
	Lang     text.Lang
	Zone     *time.Location
	Data     string
	Profile  hospital.Profile
	RulesOff map[string]string // rule of the privacy check → why it is switched off
	DigestAt string            // "08:30", or empty for none
	DBKey    string
	Database string // PostgreSQL URL, or empty
	LogLevel string

	Listen  string
	Feeds   []string
	LLM     bool
	LLMKey  string
	LLMURL  string
	LLMName string

	SMTP         string
	SMTPPassword string
	MailFrom     string
	PagerURL     string
	PagerSecret  string
	Hooks        []trigger.Hook
	PublicListen string // empty: nothing is received from outside

	Slack      SlackSettings
	Discord    DiscordSettings
	CloudCheck bool                   // whether texts to check and to draft may pass through Slack and Discord
	Page       string                 // the hospital's own page, for texts that may not
	Groups     map[string][]chat.Role // "slack/S012" → the roles that the group lends
}

// allSettings lists every setting, grouped for .env.example.
func allSettings() []integrations.Service {
	return append([]integrations.Service{{Name: "portevoix", About: text.Text{FR: "L'équipe et l'hôpital", EN: "The team and the hospital", AR: "الفريق والمستشفى"}, Settings: core}}, integrations.Services...)
}

// readSettings checks every setting and reports every mistake at once.
func readSettings(get func(string) string) (Settings, error) {
	r := &reader{get: get, values: map[string]string{}}
	r.readAll()
	s := Settings{
		Country: r.country("PORTEVOIX_COUNTRY"), Lang: r.lang("PORTEVOIX_LANG"), Zone: r.zone("PORTEVOIX_TZ"),
		Data: r.values["PORTEVOIX_DATA"], DigestAt: r.clock("PORTEVOIX_DIGEST_AT"),
		DBKey: r.values["PORTEVOIX_DB_KEY"], Database: r.url("DATABASE_URL", "postgres", "postgresql"), LogLevel: r.oneOf("PORTEVOIX_LOG", "debug", "info", "warn", "error"),
		Listen: r.loopback("PORTEVOIX_LISTEN"), Feeds: r.urls("PORTEVOIX_FEEDS"),
		LLM: r.oneOf("PORTEVOIX_LLM", "off", "on") == "on", LLMKey: r.values["OPENAI_API_KEY"], LLMURL: r.url("OPENAI_BASE_URL", "http", "https"), LLMName: r.values["OPENAI_MODEL"],
	}
	if s.LLM && s.LLMKey == "" && s.LLMURL == "" {
		r.wrong("PORTEVOIX_LLM", "is on, but neither OPENAI_API_KEY nor OPENAI_BASE_URL is set; set one of them, or set PORTEVOIX_LLM=off")
	}
	s.SMTP, s.SMTPPassword, s.MailFrom = r.mail()
	s.PagerURL, s.PagerSecret = r.gateway()
	s.Hooks, s.PublicListen = r.hooks(), r.public("PORTEVOIX_PUBLIC_LISTEN", s.Listen)
	s.Slack, s.Discord, s.Groups = r.slack(s.PublicListen), r.discord(), r.groups()
	s.CloudCheck, s.Page = r.oneOf("PORTEVOIX_CLOUD_CHECK", "on", "off") == "on", r.url("PORTEVOIX_PAGE", "https", "http")
	profile, err := hospital.Load(r.values["PORTEVOIX_PROFILE"])
	if err != nil {
		r.wrong("PORTEVOIX_PROFILE", fmt.Sprintf("%v; docs/profile.md shows every field", err))
	}
	s.Profile = profile
	s.RulesOff, err = readRulesOff(r.values["PORTEVOIX_RULES_OFF"])
	if err != nil {
		r.wrong("PORTEVOIX_RULES_OFF", err.Error()+"; `portevoix rules` lists them")
	}
	return s, errors.Join(r.mistakes...)
}

type reader struct {
	get      func(string) string
	values   map[string]string
	mistakes []error
}

func (r *reader) wrong(name, why string) {
	r.mistakes = append(r.mistakes, fmt.Errorf("%s %s", name, why))
}

// readAll takes every setting from the environment, from NAME_FILE for a secret, or its default.
func (r *reader) readAll() {
	for _, service := range allSettings() {
		for _, s := range service.Settings {
			v := strings.TrimSpace(r.get(s.Name))
			if file := r.get(s.Name + "_FILE"); s.Secret && file != "" {
				v = r.fromFile(s.Name, v, file)
			}
			if v == "" {
				v = s.Default
			}
			r.values[s.Name] = v
		}
	}
}

func (r *reader) fromFile(name, already, file string) string {
	if already != "" {
		r.wrong(name, "is set twice: as "+name+" and as "+name+"_FILE; keep one")
		return already
	}
	data, err := os.ReadFile(file)
	if err != nil {
		r.wrong(name+"_FILE", "cannot be read: "+errors.Unwrap(err).Error())
	}
	return strings.TrimSpace(string(data))
}

func (r *reader) oneOf(name string, choices ...string) string {
	v := strings.ToLower(r.values[name])
	for _, c := range choices {
		if v == c {
			return v
		}
	}
	r.wrong(name, fmt.Sprintf("is %q; it must be one of %s", v, strings.Join(choices, ", ")))
	return choices[0]
}

func (r *reader) country(name string) string {
	v := strings.ToUpper(r.values[name])
	switch v {
	case "FR", "MA", "GB", "US":
		return v
	case "UK":
		return "GB"
	}
	r.wrong(name, fmt.Sprintf("is %q; it must be FR, MA, GB (or UK) or US", v))
	return "FR"
}

func (r *reader) lang(name string) text.Lang {
	l, ok := text.ParseLang(r.values[name])
	if !ok {
		r.wrong(name, fmt.Sprintf("is %q; it must be fr, en or ar", r.values[name]))
		return text.FR
	}
	return l
}

func (r *reader) zone(name string) *time.Location {
	z, err := time.LoadLocation(r.values[name])
	if err != nil {
		r.wrong(name, fmt.Sprintf("is %q, which is no time zone; write for example Europe/Paris or Africa/Casablanca", r.values[name]))
		return time.UTC
	}
	return z
}

var clock = regexp.MustCompile(`^([01]?\d|2[0-3]):[0-5]\d$`)

func (r *reader) clock(name string) string {
	v := r.values[name]
	if v == "off" {
		return ""
	}
	if !clock.MatchString(v) {
		r.wrong(name, fmt.Sprintf("is %q; write a time such as 08:30, or off", v))
	}
	return v
}

func (r *reader) url(name string, schemes ...string) string {
	v := r.values[name]
	if v == "" {
		return ""
	}
	u, err := url.Parse(v)
	if err != nil || u.Host == "" || !contains(schemes, u.Scheme) {
		r.wrong(name, "is not an address that begins with "+strings.Join(schemes, ":// or ")+"://")
	}
	return v
}

func (r *reader) urls(name string) []string {
	var all []string
	for _, v := range strings.FieldsFunc(r.values[name], func(c rune) bool { return c == ',' || c == ' ' || c == '\n' }) {
		u, err := url.Parse(v)
		if err != nil || u.Host == "" || !contains([]string{"http", "https"}, u.Scheme) {
			r.wrong(name, fmt.Sprintf("holds %q, which is not a link that begins with https://", v))
			continue
		}
		all = append(all, v)
	}
	return all
}

// loopback accepts only addresses of this machine: the web chat has no sign-in.
func (r *reader) loopback(name string) string {
	v := r.values[name]
	host, _, err := net.SplitHostPort(v)
	if err != nil {
		r.wrong(name, fmt.Sprintf("is %q; write an address and port such as 127.0.0.1:8080", v))
		return v
	}
	if ip := net.ParseIP(host); host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		r.wrong(name, fmt.Sprintf("is %q; the web chat has no sign-in, so it listens on this machine only: 127.0.0.1, ::1 or localhost", v))
	}
	return v
}

func contains(list []string, v string) bool {
	for _, s := range list {
		if s == v {
			return true
		}
	}
	return false
}
