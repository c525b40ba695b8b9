package narrative

import (
	"bytes"
	"strings"

	"daylight/internal/claim"
	"daylight/internal/conf"
	"daylight/internal/diag"
)

// front is the front matter of a page.
type front struct {
	Title   conf.Text `conf:"title,required"`
	Summary conf.Text `conf:"summary,required"`
	Nav     conf.Text `conf:"nav"`
	Order   int       `conf:"order"`
	Lead    conf.Text `conf:"lead"`
}

// readFront reads the lines between the first "---" and the next, which are handed
// on with the first, so that every position stays what it is in the file. It
// leaves the rest as the body.
func (d *draft) readFront() {
	length, rest, ok := cutFront(d.source.Data)
	d.start, d.body = rest, d.source.Data[rest:]
	if !ok {
		d.start, d.body = len(d.source.Data), nil // one cause, one problem
		d.problems.Add(d.source.Pos(0), CodeFront, "begin the file with a line ---, then title: … and summary: …, then a line ---", "this page has no front matter")
		return
	}
	var f front
	file, _ := d.Project.Read(d.page.Path) // with its byte order mark: edits count from there
	if err := conf.YAML(d.page.Path, file[:len(file)-len(d.source.Data)+length], &f); err != nil {
		d.problems.Join(err, d.source.Pos(0), CodeFront)
		return
	}
	d.page.Title = d.inline(f.Title)
	d.page.Summary = d.inline(f.Summary)
	d.page.Order = f.Order
	d.frontTexts(f)
}

// frontTexts checks the texts and takes those that are not required.
func (d *draft) frontTexts(f front) {
	d.wordsIn(f.Title, "title", d.page.Title)
	d.wordsIn(f.Summary, "summary", d.page.Summary)
	if f.Lead.Pos.Line > 0 {
		d.page.Lead = d.inline(f.Lead)
		d.wordsIn(f.Lead, "lead", d.page.Lead)
		if d.page.Slug != "" {
			d.problems.Add(f.Lead.Pos, CodeFront, "take it out, or move it to index.md", "only the home page has a lead")
		}
	}
	d.page.Nav = strings.TrimSpace(f.Nav.Value)
	if strings.Contains(d.page.Nav, "](") {
		d.problems.Add(f.Nav.Pos, CodeFront, "write plain words", "a short name cannot hold claims or links")
	} else {
		d.problems.Join(claim.Plain(d.Lang, d.Figures, f.Nav.Value, f.Nav.PosAt), f.Nav.Pos, claim.CodeUnbound)
	}
	if d.page.Nav == "" {
		d.page.Nav = d.page.Title.String()
	}
}

// wordsIn reports a text without words.
func (d *draft) wordsIn(t conf.Text, key string, in claim.Inline) {
	if strings.TrimSpace(t.Value) == "" {
		d.problems.Add(t.Pos, CodeFront, "write it out", "%s has no words", key)
	}
	for _, s := range in {
		if s.Figure != nil {
			d.figures.add(s.Figure.Name)
		}
		if s.Typed != "" {
			d.page.Typed++
		}
	}
	d.useInline(in, t.Pos)
	for _, s := range in {
		if s.Figure != nil {
			d.note(MarkFigure, "figure:"+s.Figure.Canonical(), t.Pos)
		}
	}
}

// inline reads a text of one line and its claims.
func (d *draft) inline(t conf.Text) claim.Inline {
	t.Value = strings.TrimRight(t.Value, " \t\r\n")
	in, err := claim.Parse(d.Lang, d.Figures, t)
	d.problems.Join(err, t.Pos, claim.CodeStale)
	return in
}

// cutFront returns how long the front matter is, without the line that ends it, and
// where the text after it begins.
func cutFront(data []byte) (length, rest int, ok bool) {
	at := 0
	for n := 0; at < len(data); n++ {
		line, _, _ := bytes.Cut(data[at:], []byte("\n"))
		next := min(at+len(line)+1, len(data))
		isMark := string(bytes.TrimRight(line, " \t\r")) == "---"
		if n == 0 && !isMark {
			return 0, 0, false
		}
		if n > 0 && isMark {
			return at, next, true
		}
		at = next
	}
	return 0, 0, false
}

// withoutBOM drops the byte order mark that some editors write.
func withoutBOM(data []byte) []byte { return bytes.TrimPrefix(data, []byte("\ufeff")) }

// newSource indexes a file's lines for positions.
func newSource(path string, data []byte) *diag.Source {
	return diag.NewSource(path, withoutBOM(data))
}
