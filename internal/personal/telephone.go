package personal

import (
	"regexp"
	"strings"

	"github.com/nyaruka/phonenumbers"
)

const gap = `[ \x1f.·/-]`

var (
	// abroad is a number with the code of its country.
	abroad = regexp.MustCompile(`(?:\+|\b00|\b011)` + gap + `?\(?[1-9][0-9]{0,3}\)?(?:` + gap + `{0,3}\(?[0-9]{1,12}\)?){1,7}`)
	// american is a number of ten digits in three groups, or in one.
	american = regexp.MustCompile(`(?:1` + gap + `{0,2})?(?:\([2-9][0-9]{2}\)|[2-9][0-9]{2})` + gap + `{0,3}[2-9][0-9]{2}` + gap + `{0,3}[0-9]{4}`)
	// trunk is a number that begins with 0, as in Britain and France.
	trunk = regexp.MustCompile(`\(?0[1-9][0-9]{0,4}\)?(?:` + gap + `{0,2}[0-9]{1,8}){1,5}`)
	// shaped is what is written as a telephone number and as nothing else, whether it can be
	// dialled or not: in groups of three, three and four, or, in France, in pairs.
	shaped = regexp.MustCompile(`(?:\([0-9]{3}\) ?|[0-9]{3}[-.])[0-9]{3}[-.][0-9]{4}|0[1-9](?:[ \x1f.-][0-9]{2}){4}`)
	// local is a number without its area, which is one only where words say so.
	local = regexp.MustCompile(`[2-9][0-9]{2}` + gap + `?[0-9]{4}`)
	words = regexp.MustCompile(`(?i)(?:\btel(?:ephone|\.)?|\bt[ée]l(?:[ée]phone|\.)?|\bphone|\bmobile|\bcell(?:ulaire)?|\bfax|\bt[ée]l[ée]copieur|\bcall(?: me| us)?(?: (?:at|on))?|\bappele[zr](?: au)?|\bdial)\s?(?:no\.?|number|#)?\s?[:=]?\s{0,3}\(?$`)
)

// telephones extracts what has the form of a telephone number, and asks the library whether it is
// a number that can be dialled. The library alone finds none within a sentence.
func telephones(text, whole string) []hit {
	var hits []hit
	add := func(at int) { hits = append(hits, hit{Telephone, at}) }
	for _, m := range abroad.FindAllStringIndex(text, -1) {
		if begins(text, m[0], m[1], international, "ZZ") {
			add(m[0])
		}
	}
	for _, m := range american.FindAllStringIndex(text, -1) {
		if edge(text, m[0], m[1]) && dialable(text[m[0]:m[1]], "US") {
			add(m[0])
		}
	}
	for _, m := range trunk.FindAllStringIndex(text, -1) {
		if begins(text, m[0], m[1], same, "GB", "FR") {
			add(m[0])
		}
	}
	for _, m := range shaped.FindAllStringIndex(text, -1) {
		if edge(text, m[0], m[1]) {
			add(m[0])
		}
	}
	for _, m := range local.FindAllStringIndex(text, -1) {
		if edge(text, m[0], m[1]) && words.MatchString(whole[max(0, m[0]-32):m[0]]) {
			add(m[0])
		}
	}
	return hits
}

// begins tells whether a row of groups of digits, or one that leaves out the last of them, is a
// number of one of some regions: a year or a count may follow it.
func begins(text string, at, end int, write func(string) string, regions ...string) bool {
	for tries := 0; tries < 4 && end > at; tries++ {
		if edge(text, at, end) {
			for _, region := range regions {
				if dialable(write(text[at:end]), region) {
					return true
				}
			}
		}
		group := strings.LastIndexAny(text[at:end], " \x1f.-/")
		if group < 0 {
			return false
		}
		end = at + len(strings.TrimRight(text[at:at+group], " \x1f.-/("))
	}
	return false
}

func same(number string) string { return number }

// international writes 00 and 011 as +.
func international(number string) string {
	for _, prefix := range []string{"011", "00"} {
		if rest, ok := strings.CutPrefix(number, prefix); ok {
			return "+" + rest
		}
	}
	return number
}

// edge tells whether a number ends where its digits end: not within a word, a decimal, or a longer
// row of digits.
func edge(text string, at, end int) bool {
	if !wordEdge(text, at, end) {
		return extension(text[end:]) && (at == 0 || !letterOrDigit(text[at-1]))
	}
	before := at >= 2 && strings.IndexByte(".,-", text[at-1]) >= 0 && isDigit(text[at-2])
	behind := end+1 < len(text) && strings.IndexByte(".,-", text[end]) >= 0 && isDigit(text[end+1])
	return !before && !behind
}

// extension tells whether what follows is the extension of a number: "x12".
func extension(text string) bool {
	return len(text) > 1 && (text[0] == 'x' || text[0] == 'X') && isDigit(text[1]) || strings.HasPrefix(text, "ext")
}

// dialable asks the library, which panics on some texts.
func dialable(text, region string) (ok bool) {
	defer func() {
		if recover() != nil {
			ok = true // what it cannot bear is not let through either
		}
	}()
	number, err := phonenumbers.Parse(strings.Map(spaced, text), region)
	return err == nil && phonenumbers.IsValidNumber(number)
}

func spaced(r rune) rune {
	if r == wide || r == '·' {
		return ' '
	}
	return r
}
