package narrative

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"

	"daylight/internal/diag"
)

// placed is words without escapes, and where in the body each byte is written.
type placed struct {
	words    []byte
	from, to []int
}

// add takes words that are written between two offsets of the body.
func (p *placed) add(words string, from, to int) {
	for i := range len(words) {
		p.words, p.from, p.to = append(p.words, words[i]), append(p.from, from), append(p.to, to)
	}
}

// addMarkdown takes a piece of the body, without its escapes and entities.
func (p *placed) addMarkdown(raw []byte, offset int) {
	for i := 0; i < len(raw); {
		size := 1
		switch {
		case raw[i] == '\\' && i+1 < len(raw) && util.IsPunct(raw[i+1]):
			size = 2
		case raw[i] == '&':
			if end := bytes.IndexByte(raw[i:], ';'); end > 0 && plain(raw[i:i+end+1]) != string(raw[i:i+end+1]) {
				size = end + 1
			}
		}
		words := string(raw[i : i+size])
		if size > 1 {
			words = plain([]byte(words))
		}
		p.add(words, offset+i, offset+i+size)
		i += size
	}
}

// oneLine makes each run of blanks one space, as the function of that name does.
func (p *placed) oneLine() placed {
	var line placed
	blanks := 0
	for i, c := range p.words {
		if c == ' ' || c == '\n' || c == '\r' || c == '\t' {
			blanks++
			continue
		}
		if blanks > 0 && len(line.words) > 0 {
			line.add(" ", p.from[i-blanks], p.to[i-1])
		}
		blanks = 0
		line.add(string(p.words[i:i+1]), p.from[i], p.to[i])
	}
	return line
}

// wordsEditor returns what edits the words of a claim, or nil for words that are the
// name of a link's definition too.
func (d *draft) wordsEditor(n *ast.Link, words string) func(...diag.Span) diag.Edit {
	if n.Reference != nil && n.Reference.Type != ast.ReferenceLinkFull {
		return nil
	}
	return func(spans ...diag.Span) diag.Edit {
		var p placed
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			t, ok := c.(*ast.Text)
			if !ok || t.IsRaw() {
				return diag.Edit{}
			}
			p.addMarkdown(t.Segment.Value(d.body), t.Segment.Start)
			if t.SoftLineBreak() || t.HardLineBreak() {
				p.add(" ", t.Segment.Stop, t.Segment.Stop)
			}
		}
		return d.edit(p.oneLine(), words, spans)
	}
}

// titleEditor returns what edits the title of a claim, or nil for one that stands
// in a definition.
func (d *draft) titleEditor(n *ast.Link, title string) func(...diag.Span) diag.Edit {
	if n.Reference != nil {
		return nil
	}
	return func(spans ...diag.Span) diag.Edit {
		var p placed
		if at := d.titleOffset(n); at >= 0 {
			p.addMarkdown(n.Title, at)
		}
		return d.edit(p, title, spans)
	}
}

// titleOffset returns where the title of a link begins in the body, or -1.
func (d *draft) titleOffset(n *ast.Link) int {
	at := n.Pos() + 1
	if last, ok := n.LastChild().(*ast.Text); ok {
		at = last.Segment.Stop
	}
	const blanks = " \t\r\n>" // a quotation's mark may stand at a line's beginning
	rest := d.body[at:]
	ok := true
	for _, part := range [][]byte{[]byte("]("), n.Destination} {
		if rest, ok = bytes.CutPrefix(bytes.TrimLeft(rest, blanks+"<"), part); !ok {
			return -1
		}
	}
	rest = bytes.TrimLeft(rest, blanks)
	if len(rest) == 0 || strings.IndexByte(`"'(`, rest[0]) < 0 || !bytes.HasPrefix(rest[1:], n.Title) {
		return -1
	}
	return len(d.body) - len(rest) + 1
}

// edit returns the edit that replaces spans of words in the page's file. Words that
// Markdown could read otherwise are left for a person.
func (d *draft) edit(p placed, words string, spans []diag.Span) diag.Edit {
	if string(p.words) != words {
		return diag.Edit{}
	}
	file, _ := d.Project.Read(d.page.Path)
	before := len(file) - len(d.source.Data) + d.start // a byte order mark and the front matter
	inFile := make([]diag.Span, len(spans))
	for i, s := range spans {
		if s.Start >= s.End || s.End > len(words) || strings.ContainsAny(s.Text, "\\`*_[]<>()&!|~'\"\n") {
			return diag.Edit{}
		}
		inFile[i] = diag.Span{Start: before + p.from[s.Start], End: before + p.to[s.End-1], Text: s.Text}
	}
	return diag.NewEdit(d.page.Path, file, inFile...)
}
