package claim

import (
	"strings"
	"unicode/utf8"

	"daylight/internal/conf"
	"daylight/internal/diag"
	"daylight/internal/figure"
	"daylight/internal/locale"
)

// opening is what stands between the words and the name of a claim.
const opening = "](figure:"

// Parse reads the claims of a YAML text and checks each; an empty link
// "[](figure:x)" is filled in with Fill. A bracket that is not to open a claim may
// be written \[ and \], a backslash \\. A claim's position is reckoned from where
// the text begins, which is exact when it stands unquoted on one line. The error is a diag.List.
func Parse(lang *locale.Language, figures *figure.Set, t conf.Text) (Inline, error) {
	p := parser{lang: lang, figures: figures, text: strings.TrimRight(t.Value, "\n"), pos: t.Pos}
	for i := 0; i < len(p.text); {
		i = p.next(i)
	}
	p.flush()
	return p.line, p.problems.Err()
}

type parser struct {
	lang     *locale.Language
	figures  *figure.Set
	text     string
	pos      diag.Pos
	plain    strings.Builder // words since the last claim
	line     Inline
	problems diag.List
}

// next reads one character, escape or claim at i and returns where it ends.
func (p *parser) next(i int) int {
	rest := p.text[i:]
	switch {
	case len(rest) > 1 && rest[0] == '\\' && strings.IndexByte(`[]\`, rest[1]) >= 0:
		p.plain.WriteByte(rest[1])
		return i + 2
	case rest[0] == '[':
		if l, ok := parseLink(rest); ok {
			p.flush()
			segment, err := Resolve(p.lang, p.figures, p.at(i), l.name, l.words, l.title)
			p.problems.Join(err, p.at(i), CodeStale)
			p.line = append(p.line, segment)
			return i + l.size
		}
	case strings.HasPrefix(rest, opening):
		p.problems.Add(p.at(i), CodeSyntax, `write [words](figure:name) or [words](figure:name "claim"); a bracket in the words is written \[`, "this claim cannot be read")
	}
	p.plain.WriteByte(rest[0])
	return i + 1
}

func (p *parser) flush() {
	if p.plain.Len() > 0 {
		p.line = append(p.line, Segment{Text: p.plain.String()})
		p.plain.Reset()
	}
}

// at returns the position of the byte at i.
func (p *parser) at(i int) diag.Pos {
	pos := p.pos
	if pos.Col > 0 && !strings.Contains(p.text, "\n") {
		pos.Col += utf8.RuneCountInString(p.text[:i])
	}
	return pos
}

// parsedLink is [words](figure:name "title").
type parsedLink struct {
	words, name, title string
	size               int
}

// parseLink reads a claim at the start of s, which begins with a bracket.
func parseLink(s string) (parsedLink, bool) {
	words, rest, ok := until(s[1:], ']', '[')
	if !ok {
		return parsedLink{}, false
	}
	rest, ok = strings.CutPrefix(rest, opening[1:])
	end := strings.IndexAny(rest, " )")
	if !ok || end <= 0 {
		return parsedLink{}, false
	}
	l := parsedLink{words: words, name: rest[:end]}
	rest = strings.TrimLeft(rest[end:], " ")
	if strings.HasPrefix(rest, `"`) {
		if l.title, rest, ok = until(rest[1:], '"', 0); !ok {
			return parsedLink{}, false
		}
		rest = strings.TrimLeft(rest, " ")
	}
	rest, ok = strings.CutPrefix(rest, ")")
	l.size = len(s) - len(rest)
	return l, ok
}

// until reads up to a closing character that no backslash stands before, and
// takes backslashes away; another opening character is no part of it.
func until(s string, closing, opening byte) (text, rest string, ok bool) {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\' && i+1 < len(s) && strings.IndexByte(`[]"\`, s[i+1]) >= 0:
			i++
			b.WriteByte(s[i])
		case c == closing:
			return b.String(), s[i+1:], true
		case c == opening && opening != 0:
			return "", "", false
		default:
			b.WriteByte(c)
		}
	}
	return "", "", false
}
