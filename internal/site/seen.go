package site

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"text/template/parse"

	"golang.org/x/net/html"
)

// Seen is words that readers see, and where in its file each byte of them is written.
type Seen struct {
	Words string
	At    []int
}

// SeenInTemplate returns the words that readers see of a template whatever its view holds, as
// SeenInPage does, and constants in its actions. What an action works out is left out. A template
// that cannot be parsed has none: that is a problem of its own.
func SeenInTemplate(data []byte) []Seen {
	constant, ok := constants(string(data))
	if !ok {
		return nil
	}
	return SeenInPage(constant)
}

// SeenInPage returns the words that readers see of HTML or SVG: those of its text, and of
// attributes that are shown or read aloud.
func SeenInPage(data []byte) []Seen {
	var r seenReader
	z := html.NewTokenizer(bytes.NewReader(data))
	for at := 0; ; {
		kind, size := z.Next(), len(z.Raw())
		if kind == html.ErrorToken {
			break
		}
		if name, _ := z.TagName(); string(name) == "noscript" {
			z.NextIsNotRawText() // what it holds is what readers without the script see
		}
		r.token(kind, z.Raw(), at)
		at += size
	}
	r.flush()
	return r.texts
}

// constants returns a template with a space for each byte that is neither text nor a
// constant that an action writes as it stands.
func constants(text string) ([]byte, bool) {
	trees := map[string]*parse.Tree{}
	tree := parse.New("template")
	tree.Mode = parse.SkipFuncCheck
	if _, err := tree.Parse(text, "", "", trees); err != nil {
		return nil, false
	}
	kept := bytes.Repeat([]byte{' '}, len(text))
	keep := func(at parse.Pos, words string) { copy(kept[at:], words) }
	for _, tree := range trees {
		if tree.Root != nil {
			keepConstants(tree.Root, keep)
		}
	}
	return kept, true
}

func keepConstants(n parse.Node, keep func(parse.Pos, string)) {
	switch n := n.(type) {
	case *parse.ListNode:
		for _, n := range n.Nodes {
			keepConstants(n, keep)
		}
	case *parse.TextNode:
		keep(n.Pos, string(n.Text))
	case *parse.IfNode:
		keepBranches(n.BranchNode, keep)
	case *parse.RangeNode:
		keepBranches(n.BranchNode, keep)
	case *parse.WithNode:
		keepBranches(n.BranchNode, keep)
	case *parse.ActionNode:
		keepLiterals(n.Pipe, keep)
	}
}

func keepBranches(n parse.BranchNode, keep func(parse.Pos, string)) {
	keepConstants(n.List, keep)
	if n.ElseList != nil {
		keepConstants(n.ElseList, keep)
	}
}

// keepLiterals keeps the texts and numbers of an action that is made of them alone, such
// as {{"12 people"}} or {{printf "%d people" 12}}.
func keepLiterals(pipe *parse.PipeNode, keep func(parse.Pos, string)) {
	var literals []parse.Node
	for _, command := range pipe.Cmds {
		for _, arg := range command.Args {
			switch arg.(type) {
			case *parse.StringNode, *parse.NumberNode:
				literals = append(literals, arg)
			case *parse.IdentifierNode: // a function
			default:
				return
			}
		}
	}
	for _, n := range literals {
		if text, ok := n.(*parse.StringNode); ok {
			keep(text.Pos+1, text.Quoted[1:len(text.Quoted)-1])
		} else {
			keep(n.Position(), n.String())
		}
	}
}

// seenReader collects the words of a page, in runs that no block parts.
type seenReader struct {
	texts []Seen
	run   seenRun
	skip  string // the element whose words are code, until it ends
}

// token takes a piece of the page, which begins at an offset of it.
func (r *seenReader) token(kind html.TokenType, raw []byte, at int) {
	switch kind {
	case html.TextToken:
		if r.skip == "" {
			r.run.add(raw, at)
		}
	case html.StartTagToken, html.SelfClosingTagToken, html.EndTagToken:
		r.tag(kind, raw, at)
	}
}

func (r *seenReader) tag(kind html.TokenType, raw []byte, at int) {
	name := strings.ToLower(string(tagName.Find(bytes.TrimLeft(raw, "</"))))
	if !slices.Contains(phrasing, name) {
		r.flush()
	}
	switch {
	case kind == html.EndTagToken && name == r.skip:
		r.skip = ""
	case kind == html.StartTagToken && r.skip == "" && slices.Contains(unread, name):
		r.skip = name
	}
	if kind != html.EndTagToken {
		r.attributes(name, raw, at)
	}
}

var (
	tagName   = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9]*`)
	attribute = regexp.MustCompile(`([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+)))?`)
	// phrasing are the elements that stand inside a sentence, and unread those whose
	// words are code.
	phrasing = strings.Fields("a abbr b bdi bdo cite code data del dfn em i ins kbd mark q s samp small span strong sub sup time tspan u var wbr")
	unread   = strings.Fields("code kbd samp script style var")
	// shown are the attributes that are shown or read aloud, told what a page tells of itself.
	shown   = strings.Fields("alt title placeholder label summary aria-label aria-description aria-placeholder aria-roledescription aria-valuetext")
	told    = strings.Fields("description og:title og:description og:image:alt og:site_name twitter:title twitter:description twitter:image:alt")
	buttons = strings.Fields("submit button reset")
)

// attributes takes the words of a tag's attributes, each a text of its own.
func (r *seenReader) attributes(tag string, raw []byte, at int) {
	found := attribute.FindAllSubmatchIndex(raw, -1)
	shows := shown
	for _, m := range found {
		if name, value, _ := attributeAt(raw, m); tag == "meta" && (name == "name" || name == "property") && slices.Contains(told, value) ||
			tag == "input" && name == "type" && slices.Contains(buttons, value) {
			shows = append(slices.Clone(shown), "content", "value")
		}
	}
	for _, m := range found {
		if name, value, from := attributeAt(raw, m); slices.Contains(shows, name) {
			var text seenRun
			text.add([]byte(value), at+from)
			r.take(text)
		}
	}
}

// attributeAt returns the name and value of an attribute that was found in a tag, and where the value begins.
func attributeAt(raw []byte, m []int) (name, value string, from int) {
	for i := 4; i < len(m); i += 2 {
		if m[i] >= 0 {
			value, from = string(raw[m[i]:m[i+1]]), m[i]
		}
	}
	return strings.ToLower(string(raw[m[2]:m[3]])), value, from
}

// flush ends a run of words.
func (r *seenReader) flush() {
	r.take(r.run)
	r.run = seenRun{}
}

func (r *seenReader) take(text seenRun) {
	if len(bytes.TrimSpace(text.words)) > 0 {
		r.texts = append(r.texts, Seen{string(text.words), text.at})
	}
}

// seenRun is a Seen that still grows.
type seenRun struct {
	words []byte
	at    []int
}

var entity = regexp.MustCompile(`&#?[A-Za-z0-9]+;?`)

// add takes words that begin at an offset of the file, without their entities.
func (t *seenRun) add(raw []byte, at int) {
	end := 0
	for _, m := range entity.FindAllIndex(raw, -1) {
		t.plain(string(raw[end:m[0]]), at+end, 1)
		t.plain(html.UnescapeString(string(raw[m[0]:m[1]])), at+m[0], 0)
		end = m[1]
	}
	t.plain(string(raw[end:]), at+end, 1)
}

// plain takes words whose bytes stand at an offset of the file and, in steps, behind it.
func (t *seenRun) plain(words string, at, step int) {
	t.words = append(t.words, words...)
	for i := range len(words) {
		t.at = append(t.at, at+i*step)
	}
}
