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
}
