package site

import (
	"bytes"
	"path"

	"daylight/internal/tree"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// pageInspector reads one page token by token: a tree of 10,000 pages is never
// needed, and would not fit as comfortably.
type pageInspector struct {
	inspection
	tokens
	public tree.Tree
	path   string
	folder string // that it lies in

	offset  int    // of the token at hand
	element string // its name

	heading   int // level of the last heading
	firsts    int // number of h1
	lang      bool
	title     bool
	inTitle   bool
	inSVG     int
	verbatim  int // open <code> and <pre>: what stands there is meant as it stands
	inScript  bool
	anywhere  bool // no relative link may stand here: 404.html is served at any depth
	leftovers [][]byte
}

func newPageInspector(public tree.Tree, name string, data []byte) *pageInspector {
	p := &pageInspector{public: public, path: name, folder: path.Dir(name), tokens: tokens{data: data}, anywhere: name == notFoundPath, leftovers: leftoversOf(data)}
	p.ids = map[string]bool{}
	return p
}

// run reads the page to its end and then says what was missing on it.
func (p *pageInspector) run() {
	for p.next() {
		switch p.kind {
		case html.StartTagToken, html.SelfClosingTagToken:
			p.leftover(p.raw)
			p.element = atom.String(p.name)
			p.open(p.kind == html.SelfClosingTagToken)
		case html.EndTagToken:
			p.close(atom.String(p.name))
		case html.TextToken:
			p.text(p.raw)
		}
		p.offset += len(p.raw)
	}
	p.missing()
}

// get returns an attribute of the element at hand.
func (p *pageInspector) get(key string) (string, bool) {
	for _, a := range p.attrs {
		if string(a.key) == key {
			return string(a.value), true
		}
	}
	return "", false
}

// open looks at a start tag.
func (p *pageInspector) open(selfClosing bool) {
	p.attributes()
	p.references()
	switch p.element {
	case "html":
		lang, _ := p.get("lang")
		p.lang = p.lang || lang != ""
	case "title":
		p.inTitle = p.inSVG == 0
	case "h1", "h2", "h3", "h4", "h5", "h6":
		p.nest(int(p.element[1] - '0'))
	case "img":
		if _, ok := p.get("alt"); !ok {
			p.add(p.offset, CodeAlt, `describe it in alt="…", or write alt="" when it adds nothing`, "this picture has no text alternative")
		}
	case "svg":
		p.picture()
		if !selfClosing {
			p.inSVG++
		}
	case "code", "pre":
		p.verbatim++
	case "style":
		p.add(p.offset, CodeInline, "put it in the theme's style sheet", "a page may not hold a <style> element")
	case "base":
		if _, ok := p.get("href"); ok {
			p.add(p.offset, CodeLink, "write relative links", "a page may not move its links with <base href>")
		}
	case "script":
		_, fetched := p.get("src")
		p.inScript = !fetched
	}
}

// close looks at an end tag.
func (p *pageInspector) close(element string) {
	switch element {
	case "title":
		p.inTitle = false
	case "svg":
		p.inSVG = max(0, p.inSVG-1)
	case "code", "pre":
		p.verbatim = max(0, p.verbatim-1)
	case "script":
		p.inScript = false
	}
}

// text looks at the words between two tags, as they stand in the file.
func (p *pageInspector) text(raw []byte) {
	if len(bytes.TrimSpace(raw)) == 0 {
		return
	}
	p.title = p.title || p.inTitle
	if p.inScript {
		p.add(p.offset, CodeInline, "put it in a file of the theme's assets", "a page may not hold an inline script")
	}
	if p.verbatim == 0 {
		p.leftover(raw)
	}
}

// leftover finds the signs that something before the page went wrong unseen.
func (p *pageInspector) leftover(raw []byte) {
	for _, sign := range p.leftovers {
		if i := bytes.Index(raw, sign); i >= 0 {
			p.add(p.offset+i, CodeLeftover, "look for the place in the page's source or template where it comes from", "the page shows "+string(sign)+", which is the trace of a mistake")
		}
	}
}

// leftoversOf returns those signs that occur on the page at all: most pages have
// none, and need no look at each of their tokens.
func leftoversOf(data []byte) [][]byte {
	var found [][]byte
	for _, sign := range [...]string{"](figure:", "{{", "ZgotmplZ", "&amp;amp;", "&amp;lt;"} {
		if bytes.Contains(data, []byte(sign)) {
			found = append(found, []byte(sign))
		}
	}
	return found
}

// attributes looks at every attribute of the element at hand.
func (p *pageInspector) attributes() {
	for _, a := range p.attrs {
		switch {
		case string(a.key) == "id":
			if p.ids[string(a.value)] {
				p.add(p.offset, CodeID, "give one of them another id", "the id "+string(a.value)+" is given a second time on this page")
			}
			p.ids[string(a.value)] = true
		case string(a.key) == "style":
			p.add(p.offset, CodeInline, "use a class of the theme's style sheet", "a page may not hold a style attribute")
		case bytes.HasPrefix(a.key, []byte("on")):
			p.add(p.offset, CodeInline, "put it in a file of the theme's assets", "a page may not hold the handler "+string(a.key))
		}
	}
}

// nest holds that headings begin with the only h1 and skip no level on the way down.
func (p *pageInspector) nest(level int) {
	if level == 1 {
		p.firsts++
	}
	if level == 1 && p.firsts == 2 {
		p.add(p.offset, CodeHeading, "begin sections with a heading of level 2", "the page has a second heading of level 1")
	}
	if level > p.heading+1 {
		p.add(p.offset, CodeHeading, "use the next level, without a gap", "a heading of level "+string(rune('0'+level))+" follows one of level "+string(rune('0'+p.heading)))
	}
	p.heading = level
}

// picture holds that a drawn picture has a name or says that it needs none.
func (p *pageInspector) picture() {
	if hidden, _ := p.get("aria-hidden"); hidden == "true" || p.inSVG > 0 {
		return
	}
	role, _ := p.get("role")
	label, _ := p.get("aria-label")
	labelled, _ := p.get("aria-labelledby")
	if role != "img" || label == "" && labelled == "" {
		p.add(p.offset, CodeAlt, `give it role="img" and aria-labelledby, or aria-hidden="true"`, "this picture has no text alternative")
	}
}

// missing says what the whole page has not.
func (p *pageInspector) missing() {
	if !p.lang {
		p.add(0, CodePage, `write <html lang="…">`, "the page does not say its language")
	}
	if !p.title {
		p.add(0, CodePage, "", "the page has no title")
	}
	if p.firsts == 0 {
		p.add(0, CodeHeading, "", "the page has no heading of level 1")
	}
}
