package social

import (
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/rivo/uniseg"
	"golang.org/x/net/publicsuffix"
	"golang.org/x/text/unicode/norm"
)

// linkLength is what a link counts on X and on Mastodon, however long it is (twitter-text configuration v3,
// transformedURLLength; Mastodon, status_length_validator.rb).
const linkLength = 23

// CountX counts as X does (twitter-text configuration v3): after NFC, Latin, Arabic and most punctuation weigh 1, everything
// else (CJK among it) 2; an emoji weighs 2 however many code points it has; a link weighs 23, also without "https://".
func CountX(s string) int {
	s = norm.NFC.String(s)
	n := 0
	for s != "" {
		start, end := findLink(s, true)
		n += weigh(s[:start])
		if end > start {
			n += linkLength
		}
		s = s[end:]
	}
	return n
}

// CountMastodon counts as Mastodon does: graphemes; a link that begins with http:// or https:// is 23; of @name@server only
// @name counts (status_length_validator.rb, account.rb MENTION_RE).
func CountMastodon(s string) int {
	n := 0
	for s != "" {
		start, end := findLink(s, false)
		n += uniseg.GraphemeClusterCount(withoutServers(s[:start]))
		if end > start {
			n += linkLength
		}
		s = s[end:]
	}
	return n
}

// CountBluesky counts graphemes, of which 300 are allowed. A post is also limited to 3000 bytes (app.bsky.feed.post lexicon,
// maxGraphemes and maxLength): a text that needs more than ten bytes a grapheme counts by its bytes.
func CountBluesky(s string) int {
	return max(uniseg.GraphemeClusterCount(s), (len(s)+9)/10)
}

// CountThreads counts code points, an emoji as its UTF-8 bytes (Threads API, "Posts": emojis count as the number of UTF-8
// bytes they take).
func CountThreads(s string) int {
	n := 0
	for g := uniseg.NewGraphemes(s); g.Next(); {
		if runes := g.Runes(); isEmoji(runes) {
			n += len(g.Str())
		} else {
			n += len(runes)
		}
	}
	return n
}

// CountUTF16 counts UTF-16 units, as Telegram documents it. Networks that only say "characters" (Facebook, Instagram, LinkedIn)
// are counted so too: it is never less than code points, so what fits here fits there.
func CountUTF16(s string) int {
	n := 0
	for _, r := range s {
		n += max(1, utf16.RuneLen(r))
	}
	return n
}

// CountBytes counts UTF-8 bytes (YouTube descriptions).
func CountBytes(s string) int { return len(s) }

// weigh adds the weights of a text without links.
func weigh(s string) int {
	n := 0
	for g := uniseg.NewGraphemes(s); g.Next(); {
		runes := g.Runes()
		if isEmoji(runes) {
			n += 2
			continue
		}
		for _, r := range runes {
			n += weight(r)
		}
	}
	return n
}

// weight is a code point's weight in twitter-text configuration v3.
func weight(r rune) int {
	switch {
	case r <= 4351, r >= 8192 && r <= 8205, r >= 8208 && r <= 8223, r >= 8242 && r <= 8247:
		return 1
	}
	return 2
}

// isEmoji reports whether a grapheme is drawn as an emoji: it is pictographic, or a variation selector or keycap makes it so.
func isEmoji(grapheme []rune) bool {
	for _, r := range grapheme {
		if r == '\ufe0f' || r == '\u20e3' || r >= 0x1f000 && r <= 0x1faff || r >= 0x2600 && r <= 0x27bf || r == '©' || r == '®' {
			return true
		}
	}
	return false
}

// withoutServers turns @name@server.example into @name.
func withoutServers(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); {
		if s[i] != '@' || i > 0 && isNameByte(s[i-1]) {
			b.WriteByte(s[i])
			i++
			continue
		}
		name := i + 1 + spanOf(s[i+1:], isNameByte)
		b.WriteString(s[i:name])
		i = name
		if i < len(s) && s[i] == '@' && name > 1 {
			i += 1 + spanOf(s[i+1:], func(c byte) bool { return isNameByte(c) || c == '-' || c == '.' || c == ':' })
			for i > name && (s[i-1] == '.' || s[i-1] == ':') { // punctuation of the sentence, not of the server
				i--
			}
		}
	}
	return b.String()
}

func isNameByte(c byte) bool {
	return c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

func spanOf(s string, in func(byte) bool) int {
	n := 0
	for n < len(s) && in(s[n]) {
		n++
	}
	return n
}

// findLink finds the first link of s; without one both ends are len(s). Bare means that "www.chu.fr/dons" is a link too, when
// its ending is a real top-level domain.
func findLink(s string, bare bool) (start, end int) {
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if !isHostRune(r) || !mayPrecedeLink(s[:i]) {
			i += size
			continue
		}
		if end := i + linkAt(s[i:], bare); end > i {
			return i, end
		}
		i += hostLength(s[i:]) // nothing inside a run of host characters may begin a link, so long texts stay quick
	}
	return len(s), len(s)
}

// mayPrecedeLink follows twitter-text: no letter, figure, @, #, $ or direction mark stands right before a link.
func mayPrecedeLink(before string) bool {
	if before == "" {
		return true
	}
	r, _ := utf8.DecodeLastRuneInString(before)
	return !isHostRune(r) && !strings.ContainsRune("@＠#＃$_./\u202a\u202b\u202c\u202d\u202e\ufffe\ufeff\uffff", r)
}

// linkAt is the length of the link that s begins with, or 0.
func linkAt(s string, bare bool) int {
	scheme := 0
	for _, p := range []string{"https://", "http://"} {
		if len(s) >= len(p) && strings.EqualFold(s[:len(p)], p) {
			scheme = len(p)
		}
	}
	if scheme == 0 && !bare {
		return 0
	}
	name := strings.TrimRight(s[scheme:scheme+hostLength(s[scheme:])], ".-_")
	if !isDomain(name, scheme > 0) {
		return 0
	}
	end := scheme + len(name)
	end += portLength(s[end:])
	if end < len(s) && strings.ContainsRune("/?#", rune(s[end])) {
		end += pathLength(s[end:])
	}
	return end
}

func hostLength(s string) int {
	if n := strings.IndexFunc(s, func(r rune) bool { return !isHostRune(r) && r != '.' && r != '_' }); n >= 0 {
		return n
	}
	return len(s)
}

// isDomain reports whether the name is a host under a real top-level domain. After a scheme, an ending reserved for examples
// (RFC 2606) will do too: it is what a reader sees as a link.
func isDomain(name string, afterScheme bool) bool {
	if !strings.Contains(name, ".") || strings.Contains(name, "..") || len(name) > 253 {
		return false
	}
	for label := range strings.SplitSeq(name, ".") {
		if label == "" || len(label) > 63 || strings.HasPrefix(label, "-") || strings.HasSuffix(label, "-") {
			return false
		}
	}
	last := strings.ToLower(name[strings.LastIndex(name, ".")+1:])
	if strings.IndexFunc(last, unicode.IsDigit) == 0 {
		return false
	}
	suffix, icann := publicsuffix.PublicSuffix(strings.ToLower(name))
	if icann || strings.Contains(suffix, ".") { // a private suffix (github.io) stands under a real one
		return true
	}
	return afterScheme && (last == "example" || last == "test" || last == "invalid")
}

func portLength(s string) int {
	if !strings.HasPrefix(s, ":") {
		return 0
	}
	if n := spanOf(s[1:], func(c byte) bool { return c >= '0' && c <= '9' }); n > 0 && n <= 5 {
		return n + 1
	}
	return 0
}

// pathLength ends the path at a space and leaves out the punctuation that closes the sentence around it; a closing bracket
// belongs to the path when its opening one does.
func pathLength(s string) int {
	end := strings.IndexFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune("<>\"«»“”\\^`{}|", r) || unicode.Is(unicode.Bidi_Control, r)
	})
	if end < 0 {
		end = len(s)
	}
	unopened := strings.Count(s[:end], ")") - strings.Count(s[:end], "(")
	for end > 0 {
		r, size := utf8.DecodeLastRuneInString(s[:end])
		if (r != ')' || unopened <= 0) && !strings.ContainsRune(".,;:!?'…،؛؟", r) {
			break
		}
		if r == ')' {
			unopened--
		}
		end -= size
	}
	return end
}

func isHostRune(r rune) bool {
	return r == '-' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' ||
		r >= 0xc0 && r <= 0x24f && r != '×' && r != '÷' || r >= 0x400 && r <= 0x4ff
}
