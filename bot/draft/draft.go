// Package draft writes posts: it reads one free sentence into facts, composes a ready text for each network and language from
// building blocks (or asks a model and checks what it answers), and keeps drafts with their revisions until they are approved,
// published by hand or discarded.
//
// Facts are the source: change one, and every text that nobody edited by hand is written anew. Only text that passed the privacy
// check is ever stored. Nothing here publishes: bot/approval and bot/publish do.
package draft

import (
	"crypto/rand"
	"slices"
	"strings"
	"time"

	"portevoix/bot/picture"
	"portevoix/bot/privacy"
	"portevoix/bot/text"
)

// A Status says where a draft stands.
type Status string

// The statuses.
const (
	Offered   Status = "offered"   // a safe wording that was proposed and not yet taken; swept after 24 hours
	Writing   Status = "draft"     // being written
	Submitted Status = "submitted" // waits for approval: its texts are sealed
	Approved  Status = "approved"  // on its way out
	Published Status = "published" // out, at least somewhere
	Discarded Status = "discarded" // nothing of it is left but that it existed
)

// Label names the status.
func (s Status) Label() text.Text {
	switch s {
	case Offered:
		return text.Text{FR: "proposé", EN: "offered", AR: "مقترحة"}
	case Submitted:
		return text.Text{FR: "en attente de validation", EN: "awaiting approval", AR: "في انتظار المصادقة"}
	case Approved:
		return text.Text{FR: "validé", EN: "approved", AR: "تمت المصادقة"}
	case Published:
		return text.Text{FR: "publié", EN: "published", AR: "منشورة"}
	case Discarded:
		return text.Text{FR: "supprimé", EN: "discarded", AR: "محذوفة"}
	}
	return text.Text{FR: "brouillon", EN: "draft", AR: "مسودة"}
}

// A Draft is a post in the making.
type Draft struct {
	ID       string // "d_4k7m"
	Author   string // member id
	Status   Status
	Revision int // counts every change
	Created  time.Time
	Updated  time.Time
	Content
}

// Content is what a draft says; it is stored sealed.
type Content struct {
	Words     string      `json:"words"` // the brief as typed
	Brief     Brief       `json:"brief"`
	Objective Objective   `json:"objective"`
	Tone      Tone        `json:"tone"`
	Networks  []string    `json:"networks"`
	Langs     []text.Lang `json:"langs"`
	Take      int         `json:"take,omitempty"`
	Picture   picture.ID  `json:"picture,omitempty"`
	Hash      string      `json:"hash,omitempty"` // of the picture
	Alt       string      `json:"alt,omitempty"`
	AltFound  []Found     `json:"alt_found,omitempty"`
	Traits    []Trait     `json:"traits,omitempty"` // what its file and its pixels told
	Look      *Look       `json:"look,omitempty"`   // what its author saw; nil: not asked yet
	Variants  []Variant   `json:"variants"`
	Model     ModelNote   `json:"model,omitempty"`
	Note      string      `json:"note,omitempty"` // what a reviewer asked for, until it is submitted again
}

// ModelNote says what became of the language model's help.
type ModelNote string

// What may have become of it.
const (
	NoModel     ModelNote = ""            // none was asked
	ModelWrote  ModelNote = "wrote"       // it wrote at least one text
	ModelSlow   ModelNote = "slow"        // it did not answer in time; here and below, the texts are composed
	ModelFailed ModelNote = "unavailable" // it could not be reached, or has too much to do
	ModelLocked ModelNote = "locked"      // it refused our key, or knows no model of that name
	ModelAstray ModelNote = "astray"      // what it answered is not what was asked for
	ModelBroke  ModelNote = "refused"     // it said what is not in the brief
	ModelSpared ModelNote = "spared"      // the brief could not be masked, so nothing was sent
)

// A Variant is the text for one network in one language.
type Variant struct {
	Network string    `json:"network"`
	Lang    text.Lang `json:"lang"`
	Text    string    `json:"text"`
	Missing []string  `json:"missing,omitempty"` // the author's sentences that this language still lacks
	Over    int       `json:"over,omitempty"`    // how much it is too long
	Trim    int       `json:"trim,omitempty"`    // how often it was shortened
	Minimal bool      `json:"minimal,omitempty"` // nothing more can be left out
	Edited  bool      `json:"edited,omitempty"`  // changed by hand: never written anew without asking
	ByModel bool      `json:"by_model,omitempty"`
	Stale   []string  `json:"stale,omitempty"`   // facts that changed since it was edited: "9 h → 10 h"
	Refused []string  `json:"refused,omitempty"` // rules that refused a text that was not stored
	Found   []Found   `json:"found,omitempty"`   // what the check says of the stored text
}

// Found is a finding without the words it is about.
type Found struct {
	Rule     string           `json:"rule"`
	Severity privacy.Severity `json:"severity"`
}

// Variant finds the text for a network and language.
func (c *Content) Variant(network string, l text.Lang) (*Variant, bool) {
	i := slices.IndexFunc(c.Variants, func(v Variant) bool { return v.Network == network && v.Lang == l })
	if i < 0 {
		return nil, false
	}
	return &c.Variants[i], true
}

// Open lists the questions that approval waits for.
func (c Content) Open() []Question {
	return slices.DeleteFunc(slices.Clone(c.Brief.Questions), func(q Question) bool { return !q.Blocked })
}

// newID makes a short id that people can read out: no vowels, no look-alikes.
func newID(prefix string) string {
	const letters = "23456789bcdfghjkmnpqrstvwxyz"
	var raw [5]byte
	rand.Read(raw[:])
	var id strings.Builder
	id.WriteString(prefix)
	for _, b := range raw {
		id.WriteByte(letters[int(b)%len(letters)])
	}
	return id.String()
}

// Blocked is the error of a text that must not be stored. Its report holds masked words only where it says so.
type Blocked struct{ Report privacy.Report }

func (b *Blocked) Error() string { return "the text may identify somebody: not stored" }
