package hostile

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"daylight/internal/tree"
)

// place is where a string enters: "cell", "heading".
type place string

// choice says what stands at a place: the hostile string or a harmless one.
type choice func(place) (text string, hostile bool)

// paper writes the files of a project, and knows what stands in which line.
type paper struct {
	choose choice
	files  map[string]*sheet
	marks  map[place]string // what a place's harmless twin says
}

type sheet struct {
	text   strings.Builder
	lines  int
	places []placed
}

// placed says that a place's string begins in a line of a file.
type placed struct {
	line  int
	place place
}

func newPaper(choose choice) *paper {
	return &paper{choose: choose, files: map[string]*sheet{}}
}

func (p *paper) file(name string) *sheet {
	if p.files[name] == nil {
		p.files[name] = &sheet{}
	}
	return p.files[name]
}

// add writes text as it stands.
func (p *paper) add(file, text string) {
	s := p.file(file)
	s.text.WriteString(text)
	s.lines += strings.Count(text, "\n")
}

// put writes a line that holds the string of a place: before, the string as written in
// that kind of file, after. Where the string is refused, harmless stands there; where
// that is nothing, the line is left out.
func (p *paper) put(file string, at place, before string, written func(string) string, after, harmless string) {
	s := p.file(file)
	text, hostile := p.choose(at)
	s.places = append(s.places, placed{s.lines + 1, at})
	switch {
	case !hostile && harmless == "":
		return
	case !hostile:
		text = harmless
	}
	p.add(file, before+written(text)+after+"\n")
}

// at returns the place whose string a line of a file holds, or whose line is the last before it.
func (p *paper) at(file string, line int) (place, bool) {
	s := p.files[file]
	if s == nil {
		return "", false
	}
	var found place
	for _, placed := range s.places {
		if _, hostile := p.choose(placed.place); hostile && (found == "" || placed.line <= max(line, 1)) {
			found = placed.place
		}
	}
	return found, found != ""
}

// live returns the places of a file that hold the string.
func (p *paper) live(file string) []place {
	var found []place
	if s := p.files[file]; s != nil {
		for _, placed := range s.places {
			if _, hostile := p.choose(placed.place); hostile {
				found = append(found, placed.place)
			}
		}
	}
	return found
}

// tree returns the project.
func (p *paper) tree() (tree.Tree, error) {
	files := map[string][]byte{}
	for name, s := range p.files {
		if s.text.Len() > 0 {
			files[name] = []byte(s.text.String())
		}
	}
	return tree.New(files)
}

// raw writes a string as it is.
func raw(text string) string { return text }

// quoted writes a string between double quotes as JSON and YAML have them.
func quoted(text string) string {
	var b strings.Builder
	b.WriteByte('"')
	for len(text) > 0 {
		r, size := utf8.DecodeRuneInString(text)
		switch {
		case r == utf8.RuneError && size == 1:
			b.WriteString(text[:1])
		case r == '"' || r == '\\':
			b.WriteString(`\` + string(r))
		case r < 0x10000 && (unicode.IsControl(r) || r == 0x2028 || r == 0x2029 || r == 0xfeff || r >= 0xfffe):
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
		text = text[size:]
	}
	return b.String() + `"`
}

// cell writes a string as a cell of a CSV.
func cell(text string) string { return `"` + strings.ReplaceAll(text, `"`, `""`) + `"` }

// sqlText and sqlName write a string as a text and as a name of SQL.
func sqlText(text string) string { return `'` + strings.ReplaceAll(text, `'`, `''`) + `'` }
func sqlName(text string) string { return `"` + strings.ReplaceAll(text, `"`, `""`) + `"` }

// escaped writes a string as Markdown that means the string itself.
func escaped(text string) string {
	var b strings.Builder
	for _, c := range []byte(text) {
		if c < 0x80 && strings.IndexByte("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", c) >= 0 {
			b.WriteByte('\\')
		}
		b.WriteByte(c)
	}
	return b.String()
}
