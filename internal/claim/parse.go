package claim

import (
	"slices"
	"strings"
	"unicode/utf8"

	"daylight/internal/conf"
	"daylight/internal/diag"
	"daylight/internal/figure"
	"daylight/internal/locale"
)

// address is how the address of a claim begins. Where it is left over, a claim was
// meant and could not be read.
const address = "(figure:"

// Parse reads the claims of a YAML text and checks each; an empty link
// "[](figure:x)" is filled in with Fill. A bracket that is not to open a claim may
// be written \[ and \], a backslash \\. A claim's position is reckoned from where
// the text begins, which is exact when it stands unquoted on one line. The error is a diag.List.
func Parse(lang *locale.Language, figures *figure.Set, t conf.Text) (Inline, error) {
	text := strings.TrimRight(t.Value, "\n")
	p := parser{lang: lang, figures: figures, source: t, text: text, oneLine: !strings.Contains(text, "\n"), pos: t.Pos}
	for i := 0; i < len(p.text); {
		i = p.next(i)
	}
	p.flush()
	if !p.broken {
		p.problems = append(p.problems, p.gate.check(lang, figures, t)...)
	}
	return p.line, p.problems.Err()
}

type parser struct {
	lang     *locale.Language
	figures  *figure.Set
	source   conf.Text
	text     string
	oneLine  bool
	pos      diag.Pos // of the byte at counted
	counted  int
	plain    strings.Builder // words since the last claim
	line     Inline
	gate     inlineGate
	broken   bool // a claim could not be read, so its numeral stands in the words
	problems diag.List
}

// next reads one character, escape or claim at i and returns where it ends.
func (p *parser) next(i int) int {
	rest := p.text[i:]
	switch {
	case len(rest) > 1 && rest[0] == '\\' && strings.IndexByte(`[]\`, rest[1]) >= 0:
		p.plain.WriteByte(rest[1])
		p.gate.add(rest[1:2], i+1)
		return i + 2
	case rest[0] == '[':
		if l, ok := parseLink(rest); ok {
			p.flush()
			pos := p.at(i)
			segment, err := Resolve(p.lang, p.figures, Written{
				Pos: pos, Name: l.name, Words: l.words, Title: l.title,
				Before: p.shown(), After: rest[l.size:],
				EditWords: p.editor(i + 1), EditTitle: p.editor(i + l.titleAt),
			})
			p.problems.Join(err, pos, CodeStale)
			return p.link(segment, i, l.size)
		}
		if l, ok := parseTyped(rest); ok {
			p.flush()
			segment, err := Typed(p.lang, p.at(i), l.words, l.title)
			p.problems.Join(err, p.at(i), CodeTyped)
			return p.link(segment, i, l.size)
		}
	case strings.HasPrefix(rest, address), strings.HasPrefix(rest, "("+TypedScheme):
		p.broken = true
		p.problems.Add(p.at(i), CodeSyntax, `write [words](figure:name) or [words](figure:name "claim"), with nothing between ] and (; a bracket in the words is written \[`, "this claim cannot be read")
	}
	p.plain.WriteByte(rest[0])
	p.gate.add(rest[:1], i)
	return i + 1
}

// link adds a segment that takes up a number of bytes from i on.
func (p *parser) link(s Segment, i, size int) int {
	p.line = append(p.line, s)
	p.gate.add(Object, i)
	return i + size
}

// shown returns what a reader sees directly before the place that has been reached.
func (p *parser) shown() string {
	if len(p.line) == 0 {
		return ""
	}
	return p.line[len(p.line)-1].Text
}

func (p *parser) flush() {
	if p.plain.Len() > 0 {
		p.line = append(p.line, Segment{Text: p.plain.String()})
		p.plain.Reset()
	}
}

// at returns the position of the byte at i, which is not before that of the call before.
func (p *parser) at(i int) diag.Pos {
	if p.pos.Col > 0 && p.oneLine {
		p.pos.Col += utf8.RuneCountInString(p.text[p.counted:i])
		p.counted = i
	}
	return p.pos
}

// editor returns what edits the words or title whose first byte stands at start.
func (p *parser) editor(start int) func(spans ...diag.Span) diag.Edit {
	return func(spans ...diag.Span) diag.Edit {
		written := slices.Clone(spans)
		for i, s := range spans {
			written[i].Start = start + writtenLength(p.text[start:], s.Start)
			written[i].End = start + writtenLength(p.text[start:], s.End)
			written[i].Text = strings.NewReplacer(`\`, `\\`, `[`, `\[`, `]`, `\]`, `"`, `\"`).Replace(s.Text)
		}
		return p.source.Edit(written...)
	}
}

// writtenLength returns how many bytes of s its first n bytes without escapes take up.
func writtenLength(s string, n int) int {
	i := 0
	for ; n > 0 && i < len(s); n-- {
		if s[i] == '\\' && i+1 < len(s) && strings.IndexByte(escapable, s[i+1]) >= 0 {
			i++
		}
		i++
	}
	return i
}

// parsedLink is [words](figure:name "title").
type parsedLink struct {
	words, name, title string
	titleAt, size      int
}

// parseLink reads a claim at the start of s, which begins with a bracket.
func parseLink(s string) (parsedLink, bool) {
	words, rest, ok := until(s[1:], ']', '[')
	if !ok {
		return parsedLink{}, false
	}
	rest, ok = strings.CutPrefix(rest, address)
	end := strings.IndexAny(rest, ` ()"`)
	if !ok || end <= 0 {
		return parsedLink{}, false
	}
	l := parsedLink{words: words, name: rest[:end]}
	rest = strings.TrimLeft(rest[end:], " ")
	if strings.HasPrefix(rest, `"`) {
		l.titleAt = len(s) - len(rest) + 1
		if l.title, rest, ok = until(rest[1:], '"', 0); !ok {
			return parsedLink{}, false
		}
		rest = strings.TrimLeft(rest, " ")
	}
	rest, ok = strings.CutPrefix(rest, ")")
	l.size = len(s) - len(rest)
	return l, ok
}

// escapable are the characters that a backslash may stand before in a claim.
const escapable = `[]"\`

// until reads up to a closing character that no backslash stands before, and
// takes backslashes away; another opening character is no part of it.
func until(s string, closing, opening byte) (text, rest string, ok bool) {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\' && i+1 < len(s) && strings.IndexByte(escapable, s[i+1]) >= 0:
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
