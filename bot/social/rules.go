package social

import "time"

// Rules are what a network allows, as data.
type Rules struct {
	Title        string           // "Mastodon"
	Max          int              // the longest post, counted by Count
	Aim          int              // a comfortable length
	Count        func(string) int // how the network counts; nil: code points
	Links        bool             // whether a link in the text can be pressed
	Hashtags     int              // how many hashtags are good style
	Pictures     int              // how many pictures a post may have
	NeedsPicture bool             // a post without a picture is refused
	Alt          int              // the longest text alternative; 0: the network has none
	Deletable    Deletable
	Window       time.Duration // for DeletableFor: how long
	PerSecond    float64       // how many posts an account may make in a second, in the long run; 0: as many as one likes
	Burst        int           // how many may come at once within that
	CheckedOn    string        // when these facts were last checked: "2026-11-22"
	Source       string        // where they come from
}

// Deletable says whether a post can be taken back.
type Deletable string

// Whether a post can be taken back; it is shown before approval.
const (
	DeletableAlways Deletable = "always"
	DeletableFor    Deletable = "for a while"
	DeletableNever  Deletable = "never"
)

// Length counts text as the network does.
func (r Rules) Length(s string) int {
	if r.Count == nil {
		return len([]rune(s))
	}
	return r.Count(s)
}
