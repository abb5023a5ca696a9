package privacy

import (
	"bytes"
	"slices"
	"strings"
)

// Addresses of the network: e-mail (also with "at" and "arobase"), links, handles, hashtags, IPv6.

func (p *page) findNet() {
	for i := 0; i < len(p.tokens); i++ {
		t := &p.tokens[i]
		if t.kind != sign {
			switch word, _ := netWords.of(p, i); {
			case word == schemeWord:
				i = p.linkAt(i)
			case word == networkWord:
				p.spelledPage(i)
			case word == atWord:
				p.spelledMail(i)
			case t.kind >= lower && t.kind <= mixed && i+2 < len(p.tokens) && p.tokens[i+1].gap == glued && p.s[p.tokens[i+1].start] == '.':
				i = p.bareLink(i)
			}
			continue
		}
		switch p.s[t.start] {
		case '@':
			i = p.atSign(i)
		case '#':
			p.hashtagAt(i)
		case ':':
			p.ipv6At(i)
		case '[', '(', '{', '<':
			if (p.is(i+1, "at", "arobase", "arobas", "arroba", "a") || p.sign(i+1, '@')) && p.shuts(i+2) {
				p.spelledMail(i)
			}
		}
	}
}

type netWord uint8

const (
	schemeWord  netWord = iota + 1 // begins a link
	networkWord                    // a social network, perhaps before somebody's name on it
	atWord                         // "@" in words
)

var netWords = wordMapOf(map[string]netWord{
	"http": schemeWord, "https": schemeWord, "www": schemeWord,
	"insta": networkWord, "instagram": networkWord, "twitter": networkWord, "tiktok": networkWord, "snap": networkWord, "snapchat": networkWord, "facebook": networkWord, "fb": networkWord, "threads": networkWord,
	"at": atWord, "arobase": atWord, "arobas": atWord, "arroba": atWord, "chez": atWord,
})

func localByte(c byte) bool {
	return isLetterByte(c) || c >= '0' && c <= '9' || c == '.' || c == '_' || c == '-' || c == '+'
}

func domainByte(c byte) bool {
	return isLetterByte(c) || c >= '0' && c <= '9' || c == '.' || c == '-'
}

// atSign reads an e-mail address around @, else a handle after it.
func (p *page) atSign(i int) int {
	at := int(p.tokens[i].start)
	left := at
	for left > 0 && left > at-64 && localByte(p.s[left-1]) {
		left--
	}
	right := at + 1
	for right < len(p.s) && right < at+255 && domainByte(p.s[right]) {
		right++
	}
	spaced := left == at && at > 0 && p.s[at-1] == ' ' && right == at+1 && right < len(p.s) && p.s[right] == ' '
	if spaced { // jean.dupont @ example.org
		left--
		for left > 0 && left > at-64 && localByte(p.s[left-1]) {
			left--
		}
		right++
		for right < len(p.s) && right < at+255 && domainByte(p.s[right]) {
			right++
		}
	}
	if left < at && right == at+1 && right+1 < len(p.s) && p.s[right] == ' ' { // jean.dupont@ example.org
		for right++; right < len(p.s) && right < at+255 && domainByte(p.s[right]); right++ {
		}
	}
	for right > at+1 && (p.s[right-1] == '.' || p.s[right-1] == '-') {
		right--
	}
	if spaced && p.spelledOut(i) {
		return i
	}
	if spaced {
		before := len(p.facts)
		if p.spelledMail(i); len(p.facts) > before {
			return i
		}
	}
	domain := bytes.TrimSpace(p.s[at+1 : right])
	if left < at && validDomain(domain) {
		p.addFact(Fact{Kind: FactEmail, Start: left, End: right, Value: lowered(p.s[left:right])})
		return max(i, p.tokenAt(right-1))
	}
	if left < at && !spaced { // l.morvan@courriel(point)fr
		before := len(p.facts)
		if p.spelledMail(i); len(p.facts) > before {
			return i
		}
	}
	if left == at && right > at+2 && !spaced {
		end := at + 1
		for end < len(p.s) && end < at+64 && (localByte(p.s[end]) && p.s[end] != '+') {
			end++
		}
		for end > at+1 && (p.s[end-1] == '.' || p.s[end-1] == '-') {
			end--
		}
		p.addFact(Fact{Kind: FactHandle, Start: at, End: end, Value: lowered(p.s[at+1 : end])})
		return max(i, p.tokenAt(end-1))
	}
	return i
}

func validDomain(d []byte) bool {
	dot := bytes.LastIndexByte(d, '.')
	if dot <= 0 || len(d)-dot < 3 || len(d)-dot > 14 || d[0] == '.' || d[0] == '-' {
		return false
	}
	for _, c := range d[dot+1:] {
		if !isLetterByte(c) {
			return false
		}
	}
	return true
}

// spelledMail reads "jean.dupont at example dot org", "jean point dupont arobase exemple point fr", "jean(at)example.org" around
// the token that stands for @.
func (p *page) spelledMail(i int) {
	from, to := i, i+1
	if p.tokens[i].kind == sign && !p.sign(i, '@') {
		to = i + 3
	}
	left := from - 1
	if left < 0 || !(p.tokens[left].word() || p.tokens[left].kind == number) || p.tokens[from].gap == line {
		return
	}
	for left-1 >= 0 && p.mailJoint(left-1) && left-2 >= 0 && p.tokens[left-1].gap != line && (p.tokens[left-1].kind != sign || p.tokens[left].gap == glued) {
		left -= 2
	}
	for left-1 >= 0 && p.tokens[left].gap == glued && p.tokens[left-1].kind != sign {
		left--
	}
	right, dots := to, 0
	for {
		next, dot := p.pastDot(right + 1)
		if next >= len(p.tokens) || next == right+1 || p.tokens[next].kind == sign || p.tokens[next].gap == line {
			break
		}
		dots += dot
		right = next
	}
	if dots == 0 || right >= len(p.tokens) || !p.topLevel(right) {
		return
	}
	start, end := int(p.tokens[left].start), int(p.tokens[right].end)
	if p.is(i, "chez") && dots == 0 || p.taken(start, end) || p.is(i, "at") && left == i-1 && p.siteAfter(to) && !p.cueBefore(i, 5, "email", "mail", "mails", "courriel", "e", "adresse", "address") {
		return // "book at blood.co.uk"
	}
	p.addFact(Fact{Kind: FactEmail, Start: start, End: end, Value: lowered(p.s[start:end])})
}

// siteAfter tells a domain with its dots, as one writes an address of the web.
func (p *page) siteAfter(i int) bool {
	return p.sign(i+1, '.') && i+2 < len(p.tokens) && p.tokens[i+1].gap == glued && p.tokens[i+2].gap == glued
}

// pastDot passes "dot", ".", "[dot]" or a hyphen of a domain; dot is 1 unless it was a hyphen.
func (p *page) pastDot(i int) (next, dot int) {
	switch {
	case p.dotWord(i):
		return i + 1, 1
	case p.sign(i, '-') && p.tokens[i].gap == glued:
		return i + 1, 0
	case p.opens(i) && (p.dotWord(i+1) || p.sign(i+1, '.')) && p.shuts(i+2):
		return i + 3, 1
	case p.sign(i, '.') && i+1 < len(p.tokens) && p.tokens[i].gap == space && p.tokens[i+1].gap == space && p.topLevel(i+1): // courriel . fr
		return i + 1, 1
	}
	return i, 0
}

func (p *page) opens(i int) bool {
	return p.sign(i, '[') || p.sign(i, '(') || p.sign(i, '{') || p.sign(i, '<')
}

func (p *page) shuts(i int) bool {
	return p.sign(i, ']') || p.sign(i, ')') || p.sign(i, '}') || p.sign(i, '>')
}

// spelledPage reads, after a network's name, somebody's account without its @ ("sur insta : marie_k12"), or the page in words
// ("facebook point com slash marie.kerdoncuff").
func (p *page) spelledPage(i int) {
	j := i + 1
	for p.sign(j, ':') || p.sign(j, '=') || p.sign(j, '(') || p.is(j, "pseudo", "compte", "account", "user", "usuario") {
		j++
	}
	kind := FactHandle
	if p.dotWord(j) && p.is(j+1, "com") && (p.is(j+2, "slash", "barra") || p.sign(j+2, '/')) {
		kind, j = FactURL, j+3
	}
	if j >= len(p.tokens) || j == i+1 || p.tokens[j].gap == line || !(p.tokens[j].word() || p.tokens[j].kind == number) {
		return
	}
	start := int(p.tokens[j].start)
	end := start
	marked := kind == FactURL
	for end < len(p.s) && end < start+40 && localByte(p.s[end]) {
		marked = marked || p.s[end] == '_' || p.s[end] >= '0' && p.s[end] <= '9' || p.s[end] == '.' && end+1 < len(p.s) && isLetterByte(p.s[end+1])
		end++
	}
	for end > start && (p.s[end-1] == '.' || p.s[end-1] == '-') {
		end--
	}
	if !marked || end-start < 4 || bytes.IndexByte(p.s[start:end], '/') >= 0 || p.taken(start, end) {
		return
	}
	if kind == FactURL {
		start = int(p.tokens[i].start)
	}
	p.addFact(Fact{Kind: kind, Start: start, End: end, Value: lowered(p.s[start:end])})
}

// spelledOut reads an address written letter by letter around @: "l u c @ m a i l . c o m".
func (p *page) spelledOut(i int) bool {
	left, right := i, i
	for left > 0 && p.single(left-1) && p.tokens[left].gap == space {
		left--
	}
	for right+1 < len(p.tokens) && p.single(right+1) && p.tokens[right+1].gap == space {
		right++
	}
	var domain []byte
	for j := i + 1; j <= right; j++ {
		domain = append(domain, p.s[p.tokens[j].start:p.tokens[j].end]...)
	}
	if i-left < 2 || !validDomain(domain) {
		return false
	}
	start, end := int(p.tokens[left].start), int(p.tokens[right].end)
	p.addFact(Fact{Kind: FactEmail, Start: start, End: end, Value: string(bytes.ReplaceAll(bytes.ToLower(p.s[start:end]), []byte(" "), nil))})
	return true
}

// single tells a token of one byte that may stand in an address.
func (p *page) single(i int) bool {
	t := p.tokens[i]
	return t.end-t.start == 1 && localByte(p.s[t.start])
}

func (p *page) mailJoint(i int) bool {
	return p.is(i, "point", "dot", "punto", "tiret", "underscore", "guion", "dash") || p.sign(i, '.') && p.tokens[i].gap == glued || p.sign(i, '-') && p.tokens[i].gap == glued || p.sign(i, '_') && p.tokens[i].gap == glued
}

func (p *page) dotWord(i int) bool {
	return p.is(i, "point", "dot", "punto") || p.sign(i, '.') && p.tokens[i].gap == glued && i+1 < len(p.tokens) && p.tokens[i+1].gap == glued
}

func (p *page) topLevel(i int) bool {
	return p.is(i, "fr", "com", "org", "net", "ma", "uk", "es", "eu", "info", "example", "be", "ch", "edu", "gov", "us", "io", "co", "gouv", "nhs", "re", "cat")
}

// linkAt reads a link from its first token and adds it, as a person's page when it is one.
func (p *page) linkAt(i int) int {
	start := int(p.tokens[i].start)
	end := start
	for end < len(p.s) && end < start+2000 && p.s[end] > ' ' && p.s[end] != '<' && p.s[end] != '>' && p.s[end] != '"' && p.s[end] < 0xE2 {
		end++
	}
	for end > start && bytes.IndexByte([]byte(".,;:!?)'"), p.s[end-1]) >= 0 {
		end--
	}
	link := p.s[start:end]
	if bytes.IndexByte(link, '.') < 0 || len(link) < 7 {
		return i
	}
	p.addLink(start, end)
	return max(i, p.tokenAt(end-1))
}

// bareLink reads a link without its scheme: "facebook.com/prenom.nom", "example.org".
func (p *page) bareLink(i int) int {
	start := int(p.tokens[i].start)
	end := start
	for end < len(p.s) && end < start+255 && domainByte(p.s[end]) {
		end++
	}
	if end < len(p.s) && p.s[end] == '@' {
		return i
	}
	if !p.linkDomain(p.s[start:end]) {
		if end-start > 60 { // no name: pass it, so that each of its dots is not looked at again
			return max(i, p.tokenAt(end-1))
		}
		return i
	}
	for end < len(p.s) && end < start+2000 && p.s[end] > ' ' && p.s[end] < 0x7F && bytes.IndexByte([]byte("\"'<>,;!)"), p.s[end]) < 0 {
		end++
	}
	for end > start && (p.s[end-1] == '.' || p.s[end-1] == ':' || p.s[end-1] == '-' || p.s[end-1] == '?') {
		end--
	}
	p.addLink(start, end)
	return max(i, p.tokenAt(end-1))
}

func (p *page) linkDomain(d []byte) bool {
	d = bytes.TrimRight(d, ".-")
	if !validDomain(d) || bytes.ContainsAny(d[bytes.LastIndexByte(d, '.')+1:], "ABCDEFGHIJKLMNOPQRSTUVWXYZ") {
		return false
	}
	switch string(d[bytes.LastIndexByte(d, '.')+1:]) {
	case "fr", "com", "org", "net", "ma", "uk", "es", "eu", "info", "example", "be", "ch", "edu", "gov", "io", "me", "social", "tv", "ly", "app", "sante":
		return true
	}
	return false
}

// personal pages: a network's site with something after the slash.
var personalSites = [...]string{"facebook.com/", "fb.com/", "instagram.com/", "twitter.com/", "x.com/", "tiktok.com/", "linkedin.com/in/", "snapchat.com/", "threads.net/", "t.me/", "wa.me/", "leetchi.com/", "gofundme.com/", "cotizup.com/", "lepotcommun.fr/", "justgiving.com/", "okpal.com/", "papayoux.com/", "onparticipe.fr/", "caringbridge.org/"}

// pages of networks that are no person's.
var commonPages = [...]string{"facebook.com/events", "facebook.com/groups", "facebook.com/share", "facebook.com/pages", "instagram.com/p/", "instagram.com/explore", "twitter.com/hashtag", "twitter.com/search", "x.com/hashtag", "x.com/search", "twitter.com/i/", "x.com/i/"}

func (p *page) addLink(start, end int) {
	link := lowered(p.s[start:end])
	kind := FactLink
	if personalPage(link) {
		kind = FactURL
	}
	if kind == FactLink && blogHost(link) && !p.cueBefore(p.tokenAt(start), 4, "notre", "our", "nuestro") {
		kind = FactURL
	}
	p.addFact(Fact{Kind: kind, Start: start, End: end, Value: link})
}

func personalPage(link string) bool {
	if _, path, _ := strings.Cut(withoutScheme(link), "/"); path == "" { // the front page of a site, mostly the hospital's
		return false
	}
	personal := false
	for _, site := range personalSites {
		k := strings.Index(link, site)
		personal = personal || k >= 0 && k+len(site) < len(link) && (k == 0 || link[k-1] == '.' || link[k-1] == '/')
	}
	return personal && !slices.ContainsFunc(commonPages[:], func(page string) bool { return strings.Contains(link, page) })
}

func withoutScheme(link string) string {
	return strings.TrimPrefix(strings.TrimPrefix(link, "https://"), "http://")
}

// blogHost tells a host where anybody may keep a diary.
func blogHost(link string) bool {
	host, _, _ := strings.Cut(withoutScheme(link), "/")
	for _, name := range [...]string{"blog.", "blogspot.", "over-blog.", "canalblog.", "skyrock.", "wordpress.", "wixsite.", "tumblr.", "substack.", "livejournal."} {
		if strings.Contains(host, "."+name) || strings.HasSuffix(host, "-"+name) {
			return true
		}
	}
	return false
}

func (p *page) hashtagAt(i int) {
	end := int(p.tokens[i].end)
	j := i + 1
	for j < len(p.tokens) && p.tokens[j].gap == glued && (p.tokens[j].kind != sign || p.s[p.tokens[j].start] == '_') {
		end = int(p.tokens[j].end)
		j++
	}
	if j > i+1 && p.tokens[i+1].kind != number {
		start := int(p.tokens[i].start)
		p.addFact(Fact{Kind: FactHashtag, Start: start, End: end, Value: lowered(p.s[start+1 : end])})
	}
}

// ipv6At recognises an IPv6 address around the colon at token i: at least two groups and seven colons, or a double colon.
func (p *page) ipv6At(i int) {
	at := int(p.tokens[i].start)
	left, right := at, at
	for left > 0 && left > at-5 && hexByte(p.s[left-1]) {
		left--
	}
	colons, double := 0, false
	for right < len(p.s) && right < left+40 && (hexByte(p.s[right]) || p.s[right] == ':') {
		if p.s[right] == ':' {
			colons++
			double = double || right > left && p.s[right-1] == ':'
		}
		right++
	}
	if left == at || colons != 7 && !(double && colons >= 3) || p.taken(left, right) || isLetterByte(p.glueBefore(left)) {
		return
	}
	p.addFact(Fact{Kind: FactIP, Start: left, End: right})
}

func hexByte(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}

func lowered(s []byte) string { return string(bytes.ToLower(s)) }
