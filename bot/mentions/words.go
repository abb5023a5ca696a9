package mentions

import (
	"net/url"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Canonical is an address without what only says where a reader came from: campaign parameters, fragments, a trailing slash, and the
// redirects that alert services wrap around it.
func Canonical(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Host == "" {
		return strings.TrimSpace(address)
	}
	if inner := unwrapped(u); inner != "" {
		return Canonical(inner)
	}
	u.Host, u.Fragment, u.Scheme = strings.ToLower(u.Host), "", strings.ToLower(u.Scheme)
	q := u.Query()
	for name := range q {
		if strings.HasPrefix(name, "utm_") || slices.Contains(campaign, strings.ToLower(name)) {
			q.Del(name)
		}
	}
	u.RawQuery = q.Encode()
	u.Path = strings.TrimSuffix(u.Path, "/")
	return u.String()
}

var campaign = []string{"fbclid", "gclid", "igshid", "mc_cid", "mc_eid", "xtor", "at_medium", "at_campaign", "ref", "ref_src"}

// unwrapped is the address inside a redirect of an alert service: Google's /url?…url= (as its alert feeds carry it).
func unwrapped(u *url.URL) string {
	if !strings.HasSuffix(u.Hostname(), "google.com") || u.Path != "/url" {
		return ""
	}
	for _, name := range []string{"url", "q"} {
		if inner, err := url.Parse(u.Query().Get(name)); err == nil && inner.Host != "" && (inner.Scheme == "http" || inner.Scheme == "https") && !strings.HasSuffix(inner.Hostname(), "google.com") {
			return inner.String()
		}
	}
	return ""
}

// Tokens are the words of a text in lower case, without links, handles and signs: what two mentions are compared by.
func Tokens(s string) []string {
	var all []string
	for _, field := range strings.Fields(norm.NFKC.String(s)) {
		low := strings.ToLower(field)
		if low == "rt" || strings.HasPrefix(low, "@") || strings.Contains(low, "://") || strings.HasPrefix(low, "www.") {
			continue
		}
		all = append(all, strings.FieldsFunc(low, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })...)
	}
	return all
}

// printOf is what stays the same when a text is shared with another link or handle.
func printOf(s string) string { return strings.Join(Tokens(s), " ") }

// Alike reports whether two texts say the same: at least half of their word pairs are shared (Jaccard over bigrams).
func Alike(a, b []string) bool {
	x, y := bigrams(a), bigrams(b)
	if len(x) == 0 || len(y) == 0 {
		return slices.Equal(a, b)
	}
	both := 0
	for g := range x {
		if y[g] {
			both++
		}
	}
	return 2*both >= len(x)+len(y)-both
}

func bigrams(words []string) map[string]bool {
	set := map[string]bool{}
	for i := 0; i+1 < len(words); i++ {
		set[words[i]+" "+words[i+1]] = true
	}
	return set
}
