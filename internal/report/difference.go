package report

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"unicode/utf8"
)

// longestShown is how many characters of a line are shown around a difference.
const longestShown = 120

// firstDifference returns where two files first differ, and that line of both. No line
// is shown of what is no text.
func firstDifference(is, should []byte) (line, offset int, published, rebuilt string) {
	for offset < len(is) && offset < len(should) && is[offset] == should[offset] {
		offset++
	}
	if !isText(is) || !isText(should) {
		return 0, offset, "", ""
	}
	start := bytes.LastIndexByte(is[:offset], '\n') + 1
	return bytes.Count(is[:start], []byte("\n")) + 1, offset, around(is, start, offset), around(should, start, offset)
}

// isText tells whether the beginning of a file looks like a text.
func isText(data []byte) bool {
	head := data[:min(len(data), 8000)]
	return bytes.IndexByte(head, 0) < 0
}

// around returns a line, or of a long one the characters around an offset.
func around(data []byte, start, offset int) string {
	end := len(data)
	if i := bytes.IndexByte(data[min(offset, end):], '\n'); i >= 0 {
		end = offset + i
	}
	before, after := "", ""
	if offset-start > longestShown/2 {
		start, before = offset-longestShown/2, "…"
	}
	if end-start > longestShown {
		end, after = start+longestShown, "…"
	}
	for start > 0 && start < len(data) && !utf8.RuneStart(data[start]) {
		start--
	}
	for end < len(data) && !utf8.RuneStart(data[end]) {
		end++
	}
	if start >= end {
		return before
	}
	return before + strings.ToValidUTF8(string(data[start:end]), "\uFFFD") + after
}

// touched finds which figures a difference may touch, by what figures.json says of them.
type touched struct {
	list   []figureRecord
	tables map[string]string // by the file of the input
}

// figureRecord is what figures.json says of a figure that a difference needs to know.
type figureRecord struct {
	Name, Query, Column string
	Reads               []string
	Uses                []struct{ Page, Shown string }
}

// newTouched reads the figures of the rebuilt site, or of the published one where
// nothing was rebuilt.
func newTouched(c *comparer) *touched {
	data, _ := c.found.Files.Read("figures.json")
	if own, ok := c.want.Read("figures.json"); ok && c.rebuilt {
		data = own
	}
	var list struct {
		Figures []figureRecord
		Tables  []struct{ Name, File string }
	}
	t := &touched{tables: map[string]string{}}
	if len(c.list) == 0 || json.Unmarshal(data, &list) != nil {
		return t
	}
	for _, table := range list.Tables {
		t.tables[table.File] = table.Name
	}
	t.list = list.Figures
	return t
}

// figures returns the names of the figures that a difference may touch: of an input, those
// that are read from it; of a page, those whose name or number stands in a line that
// differs; of a chart or another file, those that it names there.
func (t *touched) figures(d Difference, is, should []byte) []string {
	var names []string
	lines := changedLines(is, should)
	for _, f := range t.list {
		if t.comesFrom(f, d.Path) || f.shownIn(d.Path, lines) {
			names = append(names, f.Name)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// comesFrom tells whether a figure comes from that input: a table that it reads, or its
// own query.
func (t *touched) comesFrom(f figureRecord, name string) bool {
	if name == sourcePrefix+"data/figures/"+f.Query+".sql" {
		return true
	}
	table, ok := t.tables[name]
	return ok && slices.ContainsFunc(f.Reads, func(read string) bool {
		return read == table || strings.HasPrefix(read, table+".")
	})
}

// shownIn tells whether lines of a page or list that differ hold the figure.
func (f figureRecord) shownIn(name string, lines []string) bool {
	for _, line := range lines {
		if strings.HasSuffix(name, ".html") {
			for _, u := range f.Uses {
				if (u.Page == name || strings.HasSuffix(u.Page, "*") && strings.HasPrefix(name, strings.TrimSuffix(u.Page, "*"))) && strings.Contains(line, u.Shown) {
					return true
				}
			}
		}
		if names(line, f.Name) {
			return true
		}
	}
	return false
}

// names tells whether a line holds a name as a whole word.
func names(line, name string) bool {
	for at := 0; ; {
		i := strings.Index(line[at:], name)
		if i < 0 {
			return false
		}
		at += i + len(name)
		before := at-len(name) == 0 || !isNameByte(line[at-len(name)-1])
		if before && (at == len(line) || !isNameByte(line[at])) {
			return true
		}
	}
}

func isNameByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '_' || c == '['
}

// changedLines returns what differs between two files: of files with as many lines, of each
// line the element around the change; of others the lines that one has and the other has
// not. The first few hundred do.
func changedLines(is, should []byte) []string {
	const most = 400
	if !isText(is) || !isText(should) {
		return nil
	}
	a, b := bytes.Split(is, []byte("\n")), bytes.Split(should, []byte("\n"))
	var changed []string
	if len(a) == len(b) {
		for i := range a {
			if !bytes.Equal(a[i], b[i]) && len(changed) < most {
				one, other := elements(string(a[i]), string(b[i]))
				changed = append(changed, one, other)
			}
		}
		return changed
	}
	for _, pair := range [2][2][][]byte{{a, b}, {b, a}} {
		has := map[string]bool{}
		for _, line := range pair[1] {
			has[string(line)] = true
		}
		for _, line := range pair[0] {
			if !has[string(line)] && len(changed) < most {
				changed = append(changed, string(line))
			}
		}
	}
	return changed
}

// elements returns, of two lines, what differs with the element of HTML that it stands in;
// of lines of another kind the whole.
func elements(a, b string) (string, string) {
	start, end := 0, 0
	for start < len(a) && start < len(b) && a[start] == b[start] {
		start++
	}
	for end < len(a)-start && end < len(b)-start && a[len(a)-1-end] == b[len(b)-1-end] {
		end++
	}
	from := strings.LastIndex(a[:start], "<data")
	if link := strings.LastIndex(a[:start], "<a "); link > from || from < 0 {
		from = link
	}
	if from < 0 {
		return a, b
	}
	return element(a, from, len(a)-end), element(b, from, len(b)-end)
}

// element returns a part of a line up to the end of the element that it ends in.
func element(line string, from, to int) string {
	if i := strings.Index(line[to:], "</"); i >= 0 {
		to += i
	}
	return line[from:to]
}
