package narrative

import (
	"daylight/internal/diag"
	"daylight/internal/locale"
)

// draft is a page while it is read: what its renderers write on, and where they
// leave problems and whatever has to wait for the other pages.
type draft struct {
	*reading
	sheet
	page        *Page
	source      *diag.Source
	start       int    // offset of the body in the source
	body        []byte // the Markdown, without front matter
	problems    diag.List
	words       []byte          // memory for holdWords
	level       int             // of the heading before
	mark        int             // where the heading that is being written begins
	ids         map[string]bool // of headings; nil for none
	lastID      string
	figures     firstUses
	section     string          // id of the level-2 heading before
	inHeading   bool            // a heading is being written
	linked      map[string]bool // figures that lead to their receipts in this section
	uses        []Use
	marks       []useMark
	cites       firstUses
	cited       []Cited
	charts      firstUses
	images      firstUses
	definitions []definition
	used        map[string]bool // labels of definitions; nil for none
	links       []pageLink
	lists       []pageList
	loose       []looseWords // of a draft, in their order
}

// problem adds a problem at an offset of the body.
func (d *draft) problem(offset int, code diag.Code, hint, format string, args ...any) {
	d.problems.Add(d.pos(offset), code, hint, format, args...)
}

// pos returns the position of an offset of the body.
func (d *draft) pos(offset int) diag.Pos { return d.source.Pos(d.start + offset) }

// themeText returns a text of the theme for a construct at an offset. That there is
// none is the fault of the language's file, where the problem then stands.
func (d *draft) themeText(offset int, key string) string {
	words, err := d.Lang.Text(key)
	d.problems.Join(err, d.pos(offset), locale.CodeText)
	return words
}

// firstUses collects names in order of their first use.
type firstUses struct {
	names []string
	seen  map[string]bool
}

func (f *firstUses) add(name string) {
	if f.seen[name] {
		return
	}
	if f.seen == nil {
		f.seen = map[string]bool{}
	}
	f.seen[name] = true
	f.names = append(f.names, name)
}
