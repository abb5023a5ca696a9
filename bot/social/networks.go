package social

import (
	"slices"
	"time"
)

// A Known network is one whose rules we know, whether or not an account is connected.
type Known struct {
	Name  string // "mastodon"
	Rules Rules
}

// Networks lists the rules of the networks that hospitals use, in the order in which they are offered. An integration whose
// server announces its own limits (Mastodon) replaces these by what it was told.
//
// Hard limits come from the networks' documentation; Aim and Hashtags are house style.
func Networks() []Known {
	const checked = "2026-11-22"
	return []Known{
		{"facebook", Rules{
			Title: "Facebook", Max: 63206, Aim: 500, Count: CountUTF16, Links: true, Hashtags: 2, Pictures: 10, Alt: 1000,
			Deletable: DeletableAlways, CheckedOn: checked, Source: "https://developers.facebook.com/docs/pages-api/posts",
		}},
		{"instagram", Rules{
			Title: "Instagram", Max: 2200, Aim: 400, Count: CountUTF16, Links: false, Hashtags: 4, Pictures: 10, NeedsPicture: true, Alt: 1000,
			Deletable: DeletableAlways, CheckedOn: checked, Source: "https://developers.facebook.com/docs/instagram-platform/content-publishing",
		}},
		{"x", Rules{
			Title: "X", Max: 280, Aim: 240, Count: CountX, Links: true, Hashtags: 2, Pictures: 4, Alt: 1000,
			Deletable: DeletableAlways, CheckedOn: checked, Source: "https://docs.x.com/fundamentals/counting-characters",
		}},
		{"linkedin", Rules{
			Title: "LinkedIn", Max: 3000, Aim: 900, Count: CountUTF16, Links: true, Hashtags: 3, Pictures: 9, Alt: 4086,
			Deletable: DeletableAlways, CheckedOn: checked, Source: "https://learn.microsoft.com/linkedin/marketing/community-management/shares/posts-api",
		}},
		{"mastodon", Rules{
			Title: "Mastodon", Max: 500, Aim: 350, Count: CountMastodon, Links: true, Hashtags: 3, Pictures: 4, Alt: 1500,
			Deletable: DeletableAlways, CheckedOn: checked, Source: "https://docs.joinmastodon.org/user/posting/",
		}},
		{"bluesky", Rules{
			Title: "Bluesky", Max: 300, Aim: 280, Count: CountBluesky, Links: true, Hashtags: 2, Pictures: 4, Alt: 2000,
			Deletable: DeletableAlways, CheckedOn: checked, Source: "https://docs.bsky.app/docs/advanced-guides/posts",
		}},
		{"threads", Rules{
			Title: "Threads", Max: 500, Aim: 300, Count: CountThreads, Links: true, Hashtags: 1, Pictures: 10, Alt: 1000,
			Deletable: DeletableAlways, CheckedOn: checked, Source: "https://developers.facebook.com/docs/threads/posts",
		}},
		{"youtube", Rules{
			Title: "YouTube", Max: 5000, Aim: 600, Count: CountBytes, Links: true, Hashtags: 3,
			Deletable: DeletableAlways, CheckedOn: checked, Source: "https://developers.google.com/youtube/v3/docs/videos#snippet.description",
		}},
		{"telegram", Rules{
			Title: "Telegram", Max: 4096, Aim: 500, Count: CountUTF16, Links: true, Hashtags: 1, Pictures: 10,
			Deletable: DeletableFor, Window: 48 * time.Hour, CheckedOn: checked, Source: "https://core.telegram.org/bots/api#sendmessage",
		}},
		{"whatsapp", Rules{
			Title: "WhatsApp", Max: 1024, Aim: 500, Count: CountUTF16, Links: true, Hashtags: 0, Pictures: 1,
			Deletable: DeletableNever, CheckedOn: checked, Source: "https://developers.facebook.com/docs/whatsapp/business-management-api/message-templates/components",
		}},
	}
}

// RulesOf finds the rules of a known network.
func RulesOf(name string) (Rules, bool) {
	all := Networks()
	i := slices.IndexFunc(all, func(k Known) bool { return k.Name == name })
	if i < 0 {
		return Rules{}, false
	}
	return all[i].Rules, true
}
