package narrative

import (
	"html"
	"html/template"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"
)

// sheet is a page as HTML with gaps for what depends on its place. Goldmark's
// renderers write on it as on any buffer; ours leave the gaps.
type sheet struct {
	html  []byte
	gaps  []gap
	parts []part
	from  cut // where the prose that is being written began
}

var _ util.BufWriter = (*sheet)(nil)

// gap is an offset in the HTML at which Blocks writes something.
type gap struct {
	at   int
	kind gapKind
}

// gapKind is gapRoot, gapID, or the level of a heading (2 to 6).
type gapKind uint8

const (
	gapRoot gapKind = 0
	gapID   gapKind = 1
)

// cut is a point between two parts of a sheet.
type cut struct{ html, gaps int }

// part is prose between two cuts or, when block is set, something else.
type part struct {
	from, to cut
	block    *Block
}

// root leaves a gap for the way to the site's root.
func (s *sheet) root() { s.gaps = append(s.gaps, gap{len(s.html), gapRoot}) }

// id writes an id behind a gap for its prefix. It must need no escaping.
func (s *sheet) id(id string) {
	s.gaps = append(s.gaps, gap{len(s.html), gapID})
	s.raw(id)
}

// headingGap leaves a gap for a heading's level.
func (s *sheet) headingGap(n int) { s.gaps = append(s.gaps, gap{len(s.html), gapKind(n)}) }

// raw writes HTML as it is.
func (s *sheet) raw(markup string) { s.html = append(s.html, markup...) }

// text writes plain words, escaped.
func (s *sheet) text(words string) { s.html = appendEscaped(s.html, words) }

// block ends the prose before it and adds what is not prose.
func (s *sheet) block(b *Block) {
	s.endProse()
	s.parts = append(s.parts, part{block: b})
}

// endProse makes what was written since the last part a part.
func (s *sheet) endProse() {
	to := cut{len(s.html), len(s.gaps)}
	if to != s.from {
		s.parts = append(s.parts, part{from: s.from, to: to})
	}
	s.from = to
}

// textSince returns the words of what was written since an offset.
func (s *sheet) textSince(offset int) string { return textOf(s.html[offset:]) }

// copied returns the sheet in memory of its own and of just its size.
func (s *sheet) copied() sheet {
	return sheet{
		html:  append(make([]byte, 0, len(s.html)), s.html...),
		gaps:  append(make([]gap, 0, len(s.gaps)), s.gaps...),
		parts: append(make([]part, 0, len(s.parts)), s.parts...),
	}
}

// clear empties the sheet and keeps its memory.
func (s *sheet) clear() {
	s.html, s.gaps, s.parts, s.from = s.html[:0], s.gaps[:0], s.parts[:0], cut{}
}

// Blocks renders the page for a place. It is safe for concurrent use.
func (p *Page) Blocks(at Place) ([]Block, error) {
	blocks := make([]Block, len(p.sheet.parts))
	for i, part := range p.sheet.parts {
		if part.block != nil {
			blocks[i] = *part.block
		} else {
			blocks[i].HTML = template.HTML(p.sheet.prose(part, at))
		}
	}
	return blocks, nil
}

// prose fills the gaps of a part.
func (s *sheet) prose(p part, at Place) string {
	gaps := s.gaps[p.from.gaps:p.to.gaps]
	longest := max(len(at.Root), len(at.IDPrefix), 1)
	var b strings.Builder
	b.Grow(p.to.html - p.from.html + len(gaps)*longest)
	done := p.from.html
	for _, g := range gaps {
		b.Write(s.html[done:g.at])
		done = g.at
		switch g.kind {
		case gapRoot:
			appendAttribute(&b, at.Root)
		case gapID:
			appendAttribute(&b, at.IDPrefix)
		default:
			b.WriteString(strconv.Itoa(max(1, min(int(g.kind)+at.Shift, 6))))
		}
	}
	b.Write(s.html[done:p.to.html])
	return b.String()
}

// appendAttribute writes a value of a Place, escaped unless it is plain.
func appendAttribute(b *strings.Builder, value string) {
	if strings.ContainsAny(value, `&<>"'`) {
		value = html.EscapeString(value)
	}
	b.WriteString(value)
}

// appendEscaped appends words with the five characters of HTML escaped.
func appendEscaped(b []byte, words string) []byte {
	done := 0
	for i := 0; i < len(words); i++ {
		var entity string
		switch words[i] {
		case '&':
			entity = "&amp;"
		case '<':
			entity = "&lt;"
		case '>':
			entity = "&gt;"
		case '"':
			entity = "&quot;"
		case '\'':
			entity = "&#39;"
		default:
			continue
		}
		b = append(append(b, words[done:i]...), entity...)
		done = i + 1
	}
	return append(b, words[done:]...)
}

// textOf returns the words of HTML that was written here, in which "<" and ">"
// of the words themselves are escaped. Any run of spaces becomes one.
func textOf(markup []byte) string {
	words := make([]byte, 0, len(markup))
	inTag := false
	for _, c := range markup {
		switch {
		case c == '<':
			inTag = true
		case c == '>' && inTag:
			inTag = false
		case !inTag:
			words = append(words, c)
		}
	}
	return oneLine(unescape(words))
}

// unescape returns the words that escaped HTML stands for.
func unescape(markup []byte) string { return html.UnescapeString(string(markup)) }

// oneLine returns words with each run of line breaks, tabs and plain spaces made
// one space; spaces that do not break stay as they are.
func oneLine(words string) string {
	return strings.Join(strings.FieldsFunc(words, func(r rune) bool { return r == ' ' || r == '\n' || r == '\r' || r == '\t' }), " ")
}

// Write appends bytes as they are; like all methods of util.BufWriter here, it
// never fails.
func (s *sheet) Write(b []byte) (int, error) {
	s.html = append(s.html, b...)
	return len(b), nil
}

// WriteString appends a string as it is.
func (s *sheet) WriteString(b string) (int, error) {
	s.html = append(s.html, b...)
	return len(b), nil
}

// WriteByte appends a byte as it is.
func (s *sheet) WriteByte(c byte) error {
	s.html = append(s.html, c)
	return nil
}

// WriteRune appends a character as it is.
func (s *sheet) WriteRune(r rune) (int, error) {
	before := len(s.html)
	s.html = utf8.AppendRune(s.html, r)
	return len(s.html) - before, nil
}

// Available is how much can be written without growing.
func (s *sheet) Available() int { return cap(s.html) - len(s.html) }

// Buffered is how much has been written.
func (s *sheet) Buffered() int { return len(s.html) }

// Flush has nothing to do.
func (s *sheet) Flush() error { return nil }
