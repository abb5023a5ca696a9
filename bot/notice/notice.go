// Package notice knows urgent notices: which kinds there are, what each must say, in which words and in which language, who must
// have agreed, and how a notice lives: alert, correction, end with thanks, withdrawal.
//
// A notice is written from fields, never from free prose: times, places, numbers, links and choices. So the French, English and
// Arabic texts say the same thing, and Facts proves it by reading them back. What differs between countries comes from
// bot/country; a notice goes out only through bot/approval.
package notice

import (
	"time"

	"portevoix/bot/text"
)

// A Notice is one notice as its author made it.
type Notice struct {
	ID       string            // "n_2026-014"
	Kind     string            // "blood"
	Phase    Phase             // what it is to the public
	State    State             // where it is on its road
	Exercise bool              // marked in every language; never reaches a real network
	Fields   map[string]string // canonical values by field name: times as RFC 3339, choices by id
	Langs    []text.Lang       // in which it goes out
	Ref      string            // the earlier notice that it corrects or ends
	Template string            // the cleared template it was made from
	Author   string            // member id
	Version  int               // counts every change; approval seals one of them
	At       time.Time         // stands in the text
	Until    time.Time         // when it stops being true unless somebody says otherwise
	Targets  []string          // where it goes: "room:urgent", "mastodon"; empty: everywhere
	Debrief  string            // what the team learnt, after the end
	Alone    string            // why one person sent it alone (break-glass); empty: two people did
	Changed  time.Time

	blanks map[string]text.Text // of a template shown unfilled: what stands in place of a value
}

// Phase is what a notice is to the public.
type Phase string

// The phases.
const (
	Alert      Phase = "alert"
	Correction Phase = "correction"
	End        Phase = "end"
)

// State is where a notice is on its road.
type State string

// The states.
const (
	Drafted   State = "draft"
	Submitted State = "submitted" // awaits its second person
	Live      State = "live"
	Ended     State = "ended"     // its end has been published
	Replaced  State = "replaced"  // a correction has taken its place
	Expired   State = "expired"   // nobody said that it is still true
	Withdrawn State = "withdrawn" // taken down
	Refused   State = "refused"   // the second person said no
	Discarded State = "discarded"
)

// Label names the state for people.
func (s State) Label() text.Text {
	switch s {
	case Submitted:
		return text.Text{FR: "en attente de validation", EN: "awaiting confirmation", AR: "في انتظار المصادقة"}
	case Live:
		return text.Text{FR: "en cours", EN: "live", AR: "سارٍ"}
	case Ended:
		return text.Text{FR: "terminé", EN: "ended", AR: "منتهٍ"}
	case Replaced:
		return text.Text{FR: "remplacé par un correctif", EN: "replaced by a correction", AR: "عُوّض بتصحيح"}
	case Expired:
		return text.Text{FR: "expiré", EN: "expired", AR: "انتهت صلاحيته"}
	case Withdrawn:
		return text.Text{FR: "retiré", EN: "taken down", AR: "مسحوب"}
	case Refused:
		return text.Text{FR: "refusé", EN: "refused", AR: "مرفوض"}
	case Discarded:
		return text.Text{FR: "abandonné", EN: "discarded", AR: "متروك"}
	}
	return text.Text{FR: "brouillon", EN: "draft", AR: "مسودة"}
}

// Number is the reference that stands in the text: "2026-014".
func (n Notice) Number() string {
	if len(n.ID) > 2 {
		return n.ID[2:]
	}
	return n.ID
}

// A Problem is what is missing, forbidden or doubtful in a notice.
type Problem struct {
	Field    string // the field it is about; "" for the whole
	Block    bool   // the notice cannot be sent so
	What, Do text.Text
}

// Blocked reports whether any of the problems stops the notice.
func Blocked(problems []Problem) bool {
	for _, p := range problems {
		if p.Block {
			return true
		}
	}
	return false
}
