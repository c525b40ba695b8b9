package narrative

import (
	"html/template"

	"github.com/yuin/goldmark/ast"

	"daylight/internal/claim"
	"daylight/internal/dataset"
)

// claimWords is what a message calls the words of a claim.
const claimWords = "this claim"

// claim resolves a link whose address is "figure:" and a name.
func (d *draft) claim(n *ast.Link, name string) claim.Segment {
	pos := d.pos(n.Pos())
	words := d.plainWords(n, claimWords)
	title := plain(n.Title)
	segment, err := claim.Resolve(d.Lang, d.Figures, claim.Written{
		Pos: pos, Name: name, Words: words, Title: title,
		Before: d.wordsBefore(n), After: d.wordsBehind(n),
		EditWords: d.wordsEditor(n, words), EditTitle: d.titleEditor(n, title),
	})
	d.problems.Join(err, pos, claim.CodeStale)
	if segment.Figure != nil {
		d.figures.add(segment.Figure.Name)
	}
	return segment
}

// HTML returns a text of one line with its claims marked up.
func HTML(in claim.Inline) template.HTML {
	var b []byte
	for _, s := range in {
		b = appendClaim(b, s)
	}
	return template.HTML(b)
}

// appendClaim appends a segment as HTML. It is the one place where the markup of
// a claim is made: <data class="claim" value="949">949</data> for an exact number,
// whose value is the figure's own and not rounded, and otherwise
// <span class="claim status-bound">more than 40,000</span>. One that does not hold is
// marked, which only a draft shows.
func appendClaim(b []byte, s claim.Segment) []byte {
	return appendRevised(appendUnmarked(b, s), s)
}

// appendUnmarked is appendClaim without the mark [r]: a link with a name of its own would
// hide it from those who hear the page.
func appendUnmarked(b []byte, s claim.Segment) []byte {
	if s.Wrong == "" {
		return appendHeld(b, s)
	}
	b = appendMark(b, s.Wrong)
	return append(appendHeld(b, s), markEnd...)
}

// markEnd ends what appendMark begins: words that a draft marks, and why.
const markEnd = "</mark>"

func appendMark(b []byte, why string) []byte {
	b = append(b, `<mark class="daylight-draft" title="`...)
	return append(appendEscaped(b, why), `">`...)
}

func appendHeld(b []byte, s claim.Segment) []byte {
	if s.Figure == nil {
		return appendEscaped(b, s.Text)
	}
	v := s.Figure.Value
	if v.Status == dataset.Exact && !v.IsText {
		b = append(append(b, `<data class="claim" value="`...), v.Low.String()...)
		b = append(b, `">`...)
		return append(appendEscaped(b, s.Text), "</data>"...)
	}
	b = append(b, `<span class="claim`...)
	if v.Status != dataset.Exact {
		b = append(append(b, ' '), StatusClass(v.Status)...)
	}
	b = append(b, `">`...)
	return append(appendEscaped(b, s.Text), "</span>"...)
}

// RevisedMark is what stands behind a number that was another in the edition before, in
// every language.
const RevisedMark = "[r]"

// The element around the mark: its words are no part of the sentence.
const revisedTag, revisedEnd = `<sup class="revised">`, `</sup>`

func appendRevised(b []byte, s claim.Segment) []byte {
	if s.Figure != nil && s.Figure.Revised {
		b = append(b, revisedTag...)
		b = append(append(b, RevisedMark...), revisedEnd...)
	}
	return b
}

// StatusClass returns the HTML class of a status: "status-not-published".
func StatusClass(s dataset.Status) string {
	class := []byte("status-" + s.String())
	for i, c := range class {
		if c == ' ' {
			class[i] = '-'
		}
	}
	return string(class)
}
