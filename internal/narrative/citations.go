package narrative

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"daylight/internal/claim"
)

// citations reads "[@key, locator; @key]" and links each key to its entry on the
// sources page.
type citations struct{}

var (
	_ goldmark.Extender     = citations{}
	_ parser.InlineParser   = citations{}
	_ renderer.NodeRenderer = citations{}
	_ ast.Node              = (*citation)(nil)
)

// citation is one pair of brackets.
type citation struct {
	ast.BaseInline
	cites []cite
}

// cite is one part of a citation, which should be a source and a place in it.
type cite struct {
	offset int // of its first character in the body
	words  string
}

// kindCitation is the kind of citation nodes.
var kindCitation = ast.NewNodeKind("Citation")

// Kind implements ast.Node.
func (*citation) Kind() ast.NodeKind { return kindCitation }

// Dump implements ast.Node.
func (n *citation) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// Extend implements goldmark.Extender. Citations come before footnotes and links,
// which begin with the same bracket.
func (citations) Extend(md goldmark.Markdown) {
	md.Parser().AddOptions(parser.WithInlineParsers(util.Prioritized(citations{}, ours)))
	addRenderer(md, citations{})
}

// Trigger implements parser.InlineParser.
func (citations) Trigger() []byte { return []byte{'['} }

// Parse implements parser.InlineParser.
func (citations) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, start := block.PeekLine()
	if len(line) < 2 || line[1] != '@' {
		return nil
	}
	block.Advance(1)
	segments, found := block.FindClosure('[', ']', text.FindClosureOptions{Newline: true, Advance: true})
	if !found {
		return nil
	}
	n := &citation{}
	n.SetPos(start.Start)
	for i := range segments.Len() {
		segment := segments.At(i)
		n.addLine(segment.Value(block.Source()), segment.Start)
	}
	return n
}

// addLine adds a line of what stands between the brackets: parts between
// semicolons, the first of which goes on where the line before ended.
func (n *citation) addLine(line []byte, offset int) {
	for i, words := range bytes.Split(line, []byte(";")) {
		if last := len(n.cites) - 1; i > 0 || last < 0 {
			n.cites = append(n.cites, newCite(words, offset))
		} else if strings.TrimSpace(n.cites[last].words) == "" {
			n.cites[last] = newCite(words, offset)
		} else {
			n.cites[last].words += " " + string(words)
		}
		offset += len(words) + 1
	}
}

func newCite(words []byte, offset int) cite {
	blank := len(words) - len(bytes.TrimLeft(words, " \t\r\n"))
	return cite{offset: offset + blank, words: string(words)}
}

// citeForm is one part of a citation.
var citeForm = regexp.MustCompile(`^@([A-Za-z0-9][A-Za-z0-9_-]*)(?:\s*,\s*(.*\S))?\s*$`)

// read splits a part of a citation into its key and locator.
func (c cite) read() (key, locator string, ok bool) {
	m := citeForm.FindStringSubmatch(oneLine(c.words))
	if m == nil {
		return "", "", false
	}
	return m[1], plain([]byte(m[2])), true
}

// RegisterFuncs implements renderer.NodeRenderer.
func (citations) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(kindCitation, writeCitation)
}

func writeCitation(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	d := w.(*draft)
	d.raw(`<span class="cites">(`)
	for i, c := range node.(*citation).cites {
		if i > 0 {
			d.raw("; ")
		}
		d.cite(c)
	}
	d.raw(`)</span>`)
	return ast.WalkContinue, nil
}

// together is a word and the numeral that no line should part from it: para. 57.
var together = regexp.MustCompile(`(\pL\.?) (\d)`)

// cite writes one source of a citation.
func (d *draft) cite(c cite) {
	key, locator, ok := c.read()
	if !ok {
		d.problem(c.offset, CodeCitation, "write [@key], [@key, para. 57] or [@key; @other]", "this citation cannot be read")
		return
	}
	ref, ok := d.references[key]
	if !ok {
		d.problem(c.offset, CodeCitation, didYouMean(key, d.referenceKeys()), "content/references.yaml has no source %q", clip(key))
		return
	}
	d.problems = append(d.problems, claim.Locator(d.Lang, locator, d.pos(c.offset))...)
	d.cites.add(key)
	d.citedHere(key)
	d.note(MarkCitation, "@"+key, d.pos(c.offset))
	d.raw(`<a class="cite"`)
	d.siteLink("sources/index.html#" + key)
	d.raw(">")
	d.text(ref.Label)
	if locator != "" {
		d.text(", " + together.ReplaceAllString(locator, "$1\u00a0$2"))
	}
	d.raw("</a>")
}

// citedHere notes that the section cites a source, once.
func (d *draft) citedHere(key string) {
	for i := len(d.cited) - 1; i >= 0 && d.cited[i].Section == d.section; i-- {
		if d.cited[i].Key == key {
			return
		}
	}
	d.cited = append(d.cited, Cited{key, d.section})
}

// cited tells whether a citation stands anywhere in a node.
func cited(n ast.Node) bool {
	found := false
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if found = found || n.Kind() == kindCitation; found {
			return ast.WalkStop, nil
		}
		return ast.WalkContinue, nil
	})
	return found
}

// referenceKeys returns the keys of all sources, in the order of their file.
func (r *reading) referenceKeys() []string {
	keys := make([]string, len(r.References))
	for i, ref := range r.References {
		keys[i] = ref.Key
	}
	return keys
}

// bibliography indexes references by key, as a language speaks of them; one that has no
// label is cited by its key.
func bibliography(references []Reference, lang string) map[string]Reference {
	index := make(map[string]Reference, len(references))
	for _, ref := range references {
		ref = ref.In(lang)
		if strings.TrimSpace(ref.Label) == "" {
			ref.Label = ref.Key
		}
		index[ref.Key] = ref
	}
	return index
}
