package personal

import (
	"net/netip"
	"regexp"
	"strings"
)

// find returns what of a text looks like data about a person. Most texts are told to hold
// none by one look at each byte.
func find(text string) []hit {
	s := look(text)
	if !s.any() {
		return nil
	}
	f := fold(text)
	var hits []hit
	if s.address {
		hits = append(hits, emails(f.text)...)
	}
	t := f.text
	if s.numeric() {
		t = masked(t)
	}
	if s.dotted || s.colons >= 2 {
		hits = append(hits, addresses(f.text, t)...)
	}
	if s.code {
		hits = append(hits, postalCodes(t)...)
	}
	if s.point {
		hits = append(hits, coordinates(t)...)
	}
	if s.dials() {
		hits = append(hits, telephones(t, f.text)...)
	}
	if s.run >= 9 || s.account {
		hits = append(hits, numbers(t)...)
	}
	for i := range hits {
		hits[i].at = f.place(hits[i].at)
	}
	return inOrder(hits)
}

var (
	uuid    = regexp.MustCompile(`\b[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}\b`)
	isoDate = regexp.MustCompile(`\b[12][0-9]{3}-[01][0-9]-[0-3][0-9](?:[T ][0-2][0-9]:[0-5][0-9](?::[0-5][0-9](?:\.[0-9]+)?)?Z?)?\b`)
	webPage = regexp.MustCompile(`\bhttps?://[^\s<>"'\x60)\]]+`)
	books   = regexp.MustCompile(`(?i)\b(?:isbn|issn|doi|pmid|arxiv|orcid)\b[-: /."a-z]{0,24}[0-9][0-9Xx./:-]*(?: [0-9Xx-]+)*`)
	caller  = regexp.MustCompile(`(?i)(?:tel|phone|mobile|whatsapp|wa\.me|fax|number)[^0-9]{0,12}$`)
)

// masked blanks out what is full of digits and no number of a person: identifiers, dates, and the
// addresses of pages, unless a part of one says that it is a telephone number.
func masked(text string) string {
	if !strings.ContainsAny(text, "-:/") && !strings.Contains(text, " ") {
		return text
	}
	b := []byte(text)
	blank := func(re *regexp.Regexp, spare func(at, end int) bool) {
		for _, m := range re.FindAllIndex(b, -1) {
			if spare == nil || !spare(m[0], m[1]) {
				for i := m[0]; i < m[1]; i++ {
					b[i] = '\x01'
				}
			}
		}
	}
	blank(uuid, nil)
	blank(isoDate, nil)
	blank(books, nil)
	if strings.Contains(text, "://") {
		blank(webPage, func(at, end int) bool { return dials(string(b[at:end])) })
	}
	return string(b)
}

// dials tells whether the address of a page has a telephone number as such.
func dials(address string) bool {
	for _, m := range digitRun.FindAllStringIndex(address, -1) {
		if m[1]-m[0] >= 7 && (caller.MatchString(address[:m[0]]) || m[0] > 0 && address[m[0]-1] == '+') {
			return true
		}
	}
	return false
}

var (
	digitRun = regexp.MustCompile(`[0-9]+`)
	email    = regexp.MustCompile(`[\pL\pN._%+'-]*[\pL\pN_%+-]@[\pL\pN](?:[\pL\pN-]*\.)+(?:xn--[a-z0-9-]+|\pL{2,24})`)
	written  = regexp.MustCompile(`(?i)[a-z0-9._%+-]*[a-z0-9_]\s*[\[({<]\s*(?:at|à|arobase|@)\s*[\])}>]\s*[a-z0-9-]+(?:(?:\.|\s*[\[({<]\s*(?:dot|point|\.)\s*[\])}>]\s*)[a-z0-9-]+)*(?:\.|\s*[\[({<]\s*(?:dot|point|\.)\s*[\])}>]\s*|\s+(?:dot|point)\s+)[a-z]{2,24}`)
	spoken   = regexp.MustCompile(`(?i)\b[a-z0-9._%+-]+ (?:at|arobase) [a-z0-9-]+(?: (?:dot|point) [a-z0-9-]+)* (?:dot|point) (?:com|org|net|ca|uk|fr|edu|gov|info|io)\b`)
	retina   = regexp.MustCompile(`@[1-9]x\.[a-z]{3,4}$`)
)

func emails(text string) []hit {
	var hits []hit
	for _, re := range []*regexp.Regexp{email, written, spoken} {
		if re == email && !strings.Contains(text, "@") {
			continue
		}
		for _, m := range re.FindAllStringIndex(text, -1) {
			if !retina.MatchString(text[m[0]:m[1]]) {
				hits = append(hits, hit{Email, m[0]})
			}
		}
	}
	return hits
}

var (
	four = regexp.MustCompile(`[0-9]{1,3}(?:\.[0-9]{1,3}){3}`)
	six  = regexp.MustCompile(`[0-9A-Fa-f:]*::?[0-9A-Fa-f:.]+`)
)

// addresses finds IP addresses, in the addresses of pages too.
func addresses(text, masked string) []hit {
	var hits []hit
	for _, m := range four.FindAllStringIndex(text, -1) {
		if alone(text, m[0], m[1]) && person(text[m[0]:m[1]]) {
			hits = append(hits, hit{IP, m[0]})
		}
	}
	if strings.Count(masked, ":") < 2 {
		return hits
	}
	for _, m := range six.FindAllStringIndex(masked, -1) {
		candidate := strings.TrimRight(masked[m[0]:m[1]], ":.")
		if strings.Count(candidate, ":") >= 2 && strings.ContainsAny(candidate, "0123456789") && wordEdge(masked, m[0], m[1]) && person(candidate) {
			hits = append(hits, hit{IP, m[0]})
		}
	}
	return hits
}

// person tells whether an address can be that of a person's machine.
func person(text string) bool {
	a, err := netip.ParseAddr(text)
	return err == nil && !a.IsUnspecified() && !a.IsLoopback() && !a.IsMulticast() && text != "255.255.255.255"
}

// alone tells whether dotted numbers are no part of a longer row of them, or of a version.
func alone(text string, at, end int) bool {
	if at > 0 && (letterOrDigit(text[at-1]) || text[at-1] == '.' || text[at-1] == '-') {
		return false
	}
	return end == len(text) || !letterOrDigit(text[end]) && !(text[end] == '.' && end+1 < len(text) && letterOrDigit(text[end+1]))
}

// wordEdge tells whether no letter or digit stands directly before or behind.
func wordEdge(text string, at, end int) bool {
	return (at == 0 || !letterOrDigit(text[at-1])) && (end == len(text) || !letterOrDigit(text[end]))
}

func letterOrDigit(c byte) bool {
	return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z' || c >= 0x80
}
