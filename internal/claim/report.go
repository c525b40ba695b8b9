package claim

import (
	"strings"

	"daylight/internal/diag"
)

// Place is what can stand where a numeral does.
type Place uint8

// The places.
const (
	InPage    Place = iota // claims and citations
	InText                 // claims alone: a text of YAML
	InPlain                // neither: a unit, a description, the words of a link
	InLocator              // places in a source alone
)

// Diagnostic says that a numeral is not bound, and what to paste in its place.
func (l Loose) Diagnostic(pos diag.Pos, place Place) diag.Diagnostic {
	d := diag.Diagnostic{Pos: pos, Code: CodeUnbound, Message: "“" + l.Text + "” is not bound to the data"}
	if place == InLocator {
		d.Message = "“" + l.Text + "” in this citation names no place in its source"
	}
	if l.personal {
		d.Message = "a long number is not bound to the data"
	}
	d.Hint = l.hint(place)
	return d
}

func (l Loose) hint(place Place) string {
	switch {
	case l.personal:
		return "if it may be somebody's number, take it out; write a quantity with its separators"
	case place == InLocator:
		return "write the place with its word before it, as in [@key, para. 57] or [@key, pp. 3–4]; what a source counts stands in the sentence"
	case place == InPlain:
		return "no claim can stand here: say it without the number, or say it in a text that can hold one"
	case len(l.Candidates) == 0:
		cite := ""
		if place == InPage {
			cite = ", cite its source in this sentence"
		}
		return "no figure says this: bind one that does, [" + l.Text + "](figure:name)" + cite + ", or mark it: [" + l.Text + `](typed: "why it is not from the data")`
	}
	lines := make([]string, len(l.Candidates))
	for i, c := range l.Candidates {
		lines[i] = c.link()
	}
	return "write " + strings.Join(lines, " or ")
}

// link returns the candidate as it is to be pasted.
func (c Candidate) link() string {
	return "[" + strings.NewReplacer(`\`, `\\`, `[`, `\[`, `]`, `\]`).Replace(c.Words) + "](figure:" + c.Figure + ")"
}

// Bind returns what to put into the text in place of the numeral, when exactly one
// figure says the same and nothing but the numeral has to change.
func (l Loose) Bind(text string) (s diag.Span, ok bool) {
	if len(l.Candidates) != 1 || l.Several {
		return s, false
	}
	c := l.Candidates[0]
	return diag.Span{Start: c.Start, End: c.End, Text: c.link()}, c.Words == text[c.Start:c.End]
}
