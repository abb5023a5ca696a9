// Package integrations lists the outside services that Portevoix can speak with and the settings of each: the table of contents of
// the folders beside this file. Each folder fulfils one small contract (chat.Platform, social.Network, social.MentionSource or
// llm.Model) and knows nothing of the others.
//
// To add one: a folder with its client, its translation and its tests, a Service here, and one line where cmd/portevoix wires it.
package integrations

import "portevoix/bot/text"

// A Setting is an environment variable. A secret may also be given as a file: NAME_FILE.
type Setting struct {
	Name    string
	Default string
	Secret  bool
	About   text.Text
	Example string // what .env.example shows, commented out
}

// A Service is one outside service.
type Service struct {
	Name     string
	About    text.Text
	Settings []Setting
}

// Services lists every service, in the order of .env.example.
var Services = []Service{
	{
		Name:  "webchat",
		About: text.Text{FR: "Le chat intégré, dans le navigateur", EN: "The web chat, in the browser", AR: "الدردشة المدمجة في المتصفح"},
		Settings: []Setting{
			{Name: "PORTEVOIX_LISTEN", Default: "127.0.0.1:8080", About: text.Text{FR: "Adresse du chat ; seulement sur cette machine (127.0.0.1 ou ::1).", EN: "Address of the web chat; this machine only (127.0.0.1 or ::1).", AR: "عنوان الدردشة؛ على هذا الجهاز فقط (127.0.0.1 أو ::1)."}},
		},
	},
	{
		Name:  "slack",
		About: text.Text{FR: "Slack : docs/slack.md mène de rien à un bot qui marche", EN: "Slack: docs/slack.md leads from nothing to a working bot", AR: "Slack: يقودكم docs/slack.md من الصفر إلى بوت يعمل"},
		Settings: []Setting{
			{Name: "SLACK_BOT_TOKEN", Secret: true, Example: "xoxb-…", About: text.Text{FR: "Jeton du bot. Dès qu'il est donné, « agir comme » n'existe plus.", EN: "Token of the bot. As soon as it is given, “act as” no longer exists.", AR: "رمز البوت. بمجرد إعطائه لا يعود «التصرف باسم» موجودا."}},
			{Name: "SLACK_APP_TOKEN", Secret: true, Example: "xapp-…", About: text.Text{FR: "Jeton de l'application, pour le mode Socket : aucun port à ouvrir.", EN: "Token of the app, for Socket Mode: no port to open.", AR: "رمز التطبيق لوضع Socket: لا منفذ يُفتح."}},
			{Name: "SLACK_SIGNING_SECRET", Secret: true, Example: "32 hexadecimal digits", About: text.Text{FR: "Secret de signature, pour recevoir par HTTP sur PORTEVOIX_PUBLIC_LISTEN quand SLACK_APP_TOKEN est vide.", EN: "Signing secret, to receive by HTTP on PORTEVOIX_PUBLIC_LISTEN when SLACK_APP_TOKEN is empty.", AR: "سر التوقيع، للاستقبال عبر HTTP على PORTEVOIX_PUBLIC_LISTEN عندما يكون SLACK_APP_TOKEN فارغا."}},
			{Name: "SLACK_ROOMS", Example: "general=C0123456789, approvals=C0234567891, urgent=C0345678912, digest=C0456789123", About: text.Text{FR: "Quel canal sert à quoi : general, approvals, urgent, digest ; le bot doit y être invité.", EN: "Which channel is for what: general, approvals, urgent, digest; the bot must be invited there.", AR: "أي قناة لأي غرض: general وapprovals وurgent وdigest؛ يجب دعوة البوت إليها."}},
			{Name: "SLACK_COMMANDS", Example: "status=pv-etat, draft=brouillon", About: text.Text{FR: "Noms courts des commandes, quand ceux d'origine sont pris dans votre espace : « commande=nom ». /portevoix les atteint toutes.", EN: "Short names of commands, where the usual ones are taken in your workspace: “command=name”. /portevoix reaches them all.", AR: "أسماء مختصرة للأوامر إذا كانت الأصلية مستعملة في مساحتكم: «أمر=اسم». ‎/portevoix‎ يصل إليها كلها."}},
			{Name: "SLACK_API_URL", Example: "https://slack.proxy.ch-valombre.example/api/", About: text.Text{FR: "Adresse de l'API, derrière un proxy de l'hôpital.", EN: "Address of the API, behind a hospital proxy.", AR: "عنوان الواجهة خلف وكيل المستشفى."}},
		},
	},
	{
		Name:  "discord",
		About: text.Text{FR: "Discord : docs/discord.md mène de rien à un bot qui marche", EN: "Discord: docs/discord.md leads from nothing to a working bot", AR: "Discord: يقودكم docs/discord.md من الصفر إلى بوت يعمل"},
		Settings: []Setting{
			{Name: "DISCORD_TOKEN", Secret: true, Example: "…", About: text.Text{FR: "Jeton du bot. Dès qu'il est donné, « agir comme » n'existe plus.", EN: "Token of the bot. As soon as it is given, “act as” no longer exists.", AR: "رمز البوت. بمجرد إعطائه لا يعود «التصرف باسم» موجودا."}},
			{Name: "DISCORD_SERVERS", Example: "100000000000000001", About: text.Text{FR: "Identifiants des serveurs où le bot répond ; vide : tous ceux où il est invité.", EN: "Ids of the servers in which the bot answers; empty: all those it is invited to.", AR: "معرفات الخوادم التي يجيب فيها البوت؛ فارغ: كل ما دُعي إليه."}},
			{Name: "DISCORD_ROOMS", Example: "general=200000000000000001, approvals=200000000000000002, urgent=200000000000000003, digest=200000000000000004", About: text.Text{FR: "Quel salon sert à quoi : general, approvals, urgent, digest.", EN: "Which channel is for what: general, approvals, urgent, digest.", AR: "أي قناة لأي غرض: general وapprovals وurgent وdigest."}},
			{Name: "DISCORD_API_URL", Example: "https://discord.proxy.ch-valombre.example", About: text.Text{FR: "Adresse de l'API, derrière un proxy de l'hôpital.", EN: "Address of the API, behind a hospital proxy.", AR: "عنوان الواجهة خلف وكيل المستشفى."}},
		},
	},
	{
		Name:  "cloud",
		About: text.Text{FR: "Ce qui passe par Slack ou Discord, et donc hors de l'hôpital", EN: "What passes through Slack or Discord, and so outside the hospital", AR: "ما يمر عبر Slack أو Discord، أي خارج المستشفى"},
		Settings: []Setting{
			{Name: "PORTEVOIX_CLOUD_CHECK", Default: "on", About: text.Text{FR: "« off » : dans Slack et Discord, /check et /draft renvoient à PORTEVOIX_PAGE au lieu de prendre le texte.", EN: "“off”: in Slack and Discord, /check and /draft point to PORTEVOIX_PAGE instead of taking the text.", AR: "«off»: في Slack وDiscord يحيل ‎/check‎ و‎/draft‎ إلى PORTEVOIX_PAGE بدل أخذ النص."}},
			{Name: "PORTEVOIX_PAGE", Example: "https://portevoix.ch-valombre.example", About: text.Text{FR: "La page de l'hôpital où ses textes se vérifient et s'écrivent sans passer par un nuage.", EN: "The hospital's own page, where texts are checked and written without passing through a cloud.", AR: "صفحة المستشفى التي تُفحص فيها النصوص وتُكتب دون المرور عبر السحابة."}},
			{Name: "PORTEVOIX_GROUPS", Example: "slack/S0123456789=officer, discord/300000000000000001=reviewer", About: text.Text{FR: "Rôles que des groupes Slack ou des rôles Discord ajoutent à qui est déjà membre de l'équipe.", EN: "Roles that Slack user groups or Discord roles add to people who are members of the team already.", AR: "أدوار تضيفها مجموعات Slack أو أدوار Discord لمن هو عضو في الفريق."}},
		},
	},
	{
		Name:  "openai",
		About: text.Text{FR: "Un modèle de langue, facultatif : OpenAI, Mistral, Azure, Ollama, vLLM ou tout service compatible", EN: "A language model, optional: OpenAI, Mistral, Azure, Ollama, vLLM or any compatible service", AR: "نموذج لغوي اختياري: OpenAI أو Mistral أو Azure أو Ollama أو vLLM أو أي خدمة متوافقة"},
		Settings: []Setting{
			{Name: "PORTEVOIX_LLM", Default: "off", About: text.Text{FR: "« on » pour l'autoriser : une clé seule n'est pas un accord. Il ne reçoit que du texte masqué.", EN: "“on” to allow it: a key alone is not consent. It only gets masked text.", AR: "«on» للسماح به: المفتاح وحده ليس موافقة. لا يتلقى إلا نصا محجوبا."}},
			{Name: "OPENAI_API_KEY", Secret: true, Example: "sk-…", About: text.Text{FR: "Clé du service.", EN: "Key of the service.", AR: "مفتاح الخدمة."}},
			{Name: "OPENAI_BASE_URL", Example: "http://127.0.0.1:11434/v1", About: text.Text{FR: "Adresse d'un service compatible, par exemple dans l'hôpital.", EN: "Address of a compatible service, for example inside the hospital.", AR: "عنوان خدمة متوافقة، مثلا داخل المستشفى."}},
			{Name: "OPENAI_MODEL", Default: "gpt-4o-mini", About: text.Text{FR: "Nom du modèle.", EN: "Name of the model.", AR: "اسم النموذج."}},
		},
	},
	{
		Name:  "rss",
		About: text.Text{FR: "Flux RSS et Atom, lus toutes les cinq minutes", EN: "RSS and Atom feeds, read every five minutes", AR: "خلاصات RSS وAtom تُقرأ كل خمس دقائق"},
		Settings: []Setting{
			{Name: "PORTEVOIX_FEEDS", Example: "https://www.gazette-de-valombre.example/rss", About: text.Text{FR: "Adresses des flux, séparées par des virgules ou des espaces.", EN: "Addresses of the feeds, separated by commas or spaces.", AR: "عناوين الخلاصات، مفصولة بفواصل أو مسافات."}},
		},
	},
	{
		Name:  "pager",
		About: text.Text{FR: "Joindre les personnes de garde hors du chat, pour un avis urgent", EN: "Reaching people on duty outside the chat, for an urgent notice", AR: "الوصول إلى المداومين خارج الدردشة عند إشعار عاجل"},
		Settings: []Setting{
			{Name: "PORTEVOIX_SMTP", Example: "smtp://portevoix@mail.ch-valombre.example:587", About: text.Text{FR: "Serveur de courriel : smtp:// (STARTTLS exigé) ou smtps://. Le message dit seulement qu'un avis attend.", EN: "Mail server: smtp:// (STARTTLS is required) or smtps://. The message only says that a notice awaits.", AR: "خادم البريد: smtp://\u200e (STARTTLS إلزامي) أو smtps://\u200e. لا تقول الرسالة إلا أن إشعارا ينتظر."}},
			{Name: "PORTEVOIX_SMTP_PASSWORD", Secret: true, Example: "…", About: text.Text{FR: "Mot de passe du compte de courriel.", EN: "Password of the mail account.", AR: "كلمة مرور حساب البريد."}},
			{Name: "PORTEVOIX_MAIL_FROM", Example: "portevoix@ch-valombre.example", About: text.Text{FR: "Adresse de l'expéditeur.", EN: "Address of the sender.", AR: "عنوان المرسل."}},
			{Name: "PORTEVOIX_PAGER_URL", Example: "https://sms.ch-valombre.example/portevoix", About: text.Text{FR: "Passerelle SMS ou bip de l'hôpital : reçoit un POST signé (voir README).", EN: "The hospital's SMS or pager gateway: it gets a signed POST (see README).", AR: "بوابة الرسائل القصيرة أو النداء في المستشفى: تتلقى طلب POST موقعا (انظروا README)."}},
			{Name: "PORTEVOIX_PAGER_SECRET", Secret: true, Example: "at least 16 characters", About: text.Text{FR: "Secret avec lequel chaque appel à la passerelle est signé.", EN: "Secret with which every call to the gateway is signed.", AR: "السر الذي يُوقّع به كل اتصال بالبوابة."}},
		},
	},
	{
		Name:  "hooks",
		About: text.Text{FR: "Déclencheurs : une autre application de l'hôpital prépare un avis", EN: "Triggers: another application of the hospital prepares a notice", AR: "المشغّلات: تطبيق آخر في المستشفى يُعد إشعارا"},
		Settings: []Setting{
			{Name: "PORTEVOIX_HOOKS", Example: "hooks.yaml", About: text.Text{FR: "Fichier qui décrit les déclencheurs : voir docs/hooks.md.", EN: "File that describes the triggers: see docs/hooks.md.", AR: "ملف يصف المشغّلات: انظروا docs/hooks.md."}},
			{Name: "PORTEVOIX_PUBLIC_LISTEN", Example: "10.0.0.5:8443", About: text.Text{FR: "Adresse où seuls les appels signés sont reçus ; rien par défaut, jamais celle du chat. Placez-la derrière un proxy TLS.", EN: "Address on which only signed calls are received; none by default, never the web chat's. Put it behind a TLS proxy.", AR: "عنوان لا تُستقبل عليه إلا الطلبات الموقعة؛ لا شيء افتراضيا، وليس أبدا عنوان الدردشة. ضعوه خلف وكيل TLS."}},
		},
	},
}
