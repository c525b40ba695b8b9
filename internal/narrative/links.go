package narrative

import (
	"net/url"
	"path"
	"regexp"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"

	"daylight/internal/claim"
)

// links writes links: claims, pages, tables, and https addresses elsewhere.
type links struct{}

var (
	_ goldmark.Extender     = links{}
	_ renderer.NodeRenderer = links{}
)

// Extend implements goldmark.Extender.
func (links) Extend(md goldmark.Markdown) { addRenderer(md, links{}) }

// RegisterFuncs implements renderer.NodeRenderer.
func (links) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(ast.KindLink, writeLink)
	reg.Register(ast.KindAutoLink, writeAutoLink)
}

func writeLink(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	d, n := w.(*draft), node.(*ast.Link)
	address := plain(n.Destination)
	name, isClaim := strings.CutPrefix(address, "figure:")
	d.useDefinition(n.Reference)
	switch {
	case isClaim && entering:
		d.writeClaim(d.claim(n, name), d.pos(n.Pos()))
		return ast.WalkSkipChildren, nil
	case isClaim:
	case strings.HasPrefix(address, claim.TypedScheme):
		if entering {
			d.text(d.typed(n))
		}
		return ast.WalkSkipChildren, nil
	case strings.HasPrefix(address, langScheme):
		d.foreign(n, strings.TrimPrefix(address, langScheme), entering)
	case entering:
		d.openLink(n, address)
	default:
		d.raw("</a>")
	}
	return ast.WalkContinue, nil
}

// langScheme marks words in another language: [words](lang:en).
const langScheme = "lang:"

// languageTag is what may stand behind it.
var languageTag = regexp.MustCompile(`^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)

// foreign opens or closes words in another language, so that they are read aloud as such.
func (d *draft) foreign(n *ast.Link, tag string, entering bool) {
	switch {
	case !entering:
		d.raw("</span>")
		return
	case !languageTag.MatchString(tag):
		d.problem(n.Pos(), CodeLink, "write the tag of a language: [words](lang:en)", "this is no language")
		tag = ""
	case !n.HasChildren() || len(n.Title) > 0:
		d.problem(n.Pos(), CodeLink, "write [words](lang:en)", "words in another language stand between [ and ], without a title")
	}
	d.raw(`<span lang="` + tag + `">`)
}

func writeAutoLink(w util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	d, n := w.(*draft), node.(*ast.AutoLink)
	address := string(n.URL(source))
	if n.AutoLinkType == ast.AutoLinkEmail {
		address = "mailto:" + address
	}
	d.raw("<a")
	d.external(n.Pos(), address)
	d.raw(">")
	d.text(string(n.Label(source)))
	d.raw("</a>")
	return ast.WalkContinue, nil
}

// openLink writes the opening tag of a link that is no claim.
func (d *draft) openLink(n *ast.Link, address string) {
	if !n.HasChildren() {
		d.problem(n.Pos(), CodeLink, "write what the reader finds there between [ and ]", "this link has no words")
	}
	d.raw("<a")
	scheme, rest, _ := strings.Cut(address, ":")
	switch {
	case scheme == "data":
		d.noteLink(n.Pos(), address)
		d.tableLink(n.Pos(), rest)
	case scheme == "page":
		d.noteLink(n.Pos(), address)
		d.generatedLink(n.Pos(), rest)
	case isPagePath(address):
		d.noteLink(n.Pos(), address)
		d.pageLink(n.Pos(), address)
	default:
		d.external(n.Pos(), address)
	}
	if len(n.Title) > 0 {
		d.raw(` title="`)
		d.text(plain(n.Title))
		d.raw(`"`)
	}
	d.raw(">")
}

// isPagePath tells whether an address is a path from the page's folder.
func isPagePath(address string) bool {
	file, _, fragment := strings.Cut(address, "#")
	return !strings.Contains(file, ":") && !strings.HasPrefix(file, "/") && (strings.HasSuffix(file, ".md") || file == "" && fragment)
}

// external writes an address elsewhere: https, with a host and no password.
func (d *draft) external(offset int, address string) {
	u, err := url.Parse(address)
	switch {
	case err != nil || address == "":
		d.problem(offset, CodeLink, "write https://… or the path of a page", "this is no address")
	case u.Scheme == "":
		d.problem(offset, CodeLink, "a page of this report is linked by its file, from this page's folder: ../method.md#sources; anything else by https://…", "this address leads to no page")
	case u.Scheme != "https":
		d.problem(offset, CodeLink, "link to an address that begins with https://", "links must be https")
	case u.Host == "" || u.User != nil:
		d.problem(offset, CodeLink, "write https://host/…", "this is no public address")
	}
	d.raw(` href="`)
	d.text(string(util.URLEscape([]byte(address), false)))
	d.raw(`" rel="external"`)
}

// siteLink writes an address below the language's folder of the site.
func (d *draft) siteLink(address string) {
	d.raw(` href="`)
	d.root()
	d.raw(d.Lang.Tag)
	d.raw("/")
	d.text(address)
	d.raw(`"`)
}

func (d *draft) tableLink(offset int, table string) {
	if d.Figures.Data.Table(table) == nil {
		d.problem(offset, CodeLink, didYouMean(table, d.tableNames()), "there is no table %q", clip(table))
	}
	d.siteLink("data/index.html#" + table)
}

func (d *draft) generatedLink(offset int, name string) {
	if name != "data" && name != "sources" && name != "all" && name != "figures" && name != "not-reported" && name != "reproduce" {
		d.problem(offset, CodeLink, "write page:data, page:figures, page:sources, page:not-reported, page:reproduce or page:all; a page of your own is linked by its file", "the build writes no page %q", clip(name))
	}
	d.siteLink(name + "/index.html")
}

// pageLink writes a link to a page or to a heading, and notes it: whether it is
// there is known when every page has been read.
func (d *draft) pageLink(offset int, address string) {
	file, id, _ := strings.Cut(address, "#")
	target := d.page.Path
	if file != "" {
		target = path.Join(path.Dir(d.page.Path), file)
	}
	link := pageLink{pos: d.pos(offset), path: target, id: id, hasID: strings.Contains(address, "#")}
	d.links = append(d.links, link)
	if file == "" {
		d.raw(` href="#`)
		d.gaps = append(d.gaps, gap{len(d.html), gapID})
		d.text(id)
		d.raw(`"`)
		return
	}
	if link.hasID {
		id = "#" + id
	}
	d.siteLink(addressOf(slugOf(d.folder, target)) + id)
}

// clip makes what an author wrote short enough for a message.
func clip(words string) string {
	if r := []rune(words); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return words
}
