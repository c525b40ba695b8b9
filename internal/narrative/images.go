package narrative

import (
	"path"
	"slices"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
)

// images writes pictures of content/images/. Charts, tables, strips and lists are
// embeds when they stand alone; here they are misplaced.
type images struct{}

var (
	_ goldmark.Extender     = images{}
	_ renderer.NodeRenderer = images{}
)

// imageFolder is where pictures stand; on the site it is images/.
const imageFolder = "content/images/"

// imageTypes are the pictures that can hold no script.
var imageTypes = []string{".avif", ".gif", ".jpeg", ".jpg", ".png", ".webp"}

// Extend implements goldmark.Extender.
func (images) Extend(md goldmark.Markdown) { addRenderer(md, images{}) }

// RegisterFuncs implements renderer.NodeRenderer.
func (images) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(ast.KindImage, writeImage)
}

func writeImage(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	d, n := w.(*draft), node.(*ast.Image)
	address := plain(n.Destination)
	d.useDefinition(n.Reference)
	if kind, _, ok := embedOf(address); ok {
		d.problem(n.Pos(), CodeConstruct, "put it in a paragraph of its own, outside lists, quotations and tables", "a %s must stand alone in its paragraph", kind)
		return ast.WalkSkipChildren, nil
	}
	alt := d.plainWords(n, "the text for this image")
	if alt == "" {
		d.problem(n.Pos(), CodeImage, "say between [ and ] what a reader who cannot see it must know", "this image has no words")
	}
	d.raw(`<img src="`)
	d.root()
	d.text(d.image(n.Pos(), address))
	d.raw(`" alt="`)
	d.text(alt)
	if len(n.Title) > 0 {
		d.raw(`" title="`)
		d.text(plain(n.Title))
	}
	d.raw(`">`)
	return ast.WalkSkipChildren, nil
}

// image checks a picture's address and returns its path on the site.
func (d *draft) image(offset int, address string) string {
	file := path.Join(path.Dir(d.page.Path), address)
	name, inFolder := strings.CutPrefix(file, imageFolder)
	switch {
	case strings.Contains(address, ":") || strings.HasPrefix(address, "//"):
		d.problem(offset, CodeImage, "put the file into "+imageFolder+" and write its path from this page", "an image must be a file of the project")
	case !inFolder || strings.HasPrefix(address, "/"):
		d.problem(offset, CodeImage, "put the file into "+imageFolder+" and write its path from this page", "images stand in %s", imageFolder)
	case !slices.Contains(imageTypes, path.Ext(file)):
		d.problem(offset, CodeImage, "use one of "+strings.Join(imageTypes, ", "), "this is no type of image that can be shown")
	case !d.Project.Has(file):
		d.problem(offset, CodeImage, didYouMean(file, d.Project.Glob(imageFolder+"**")), "there is no image %q", clip(file))
	default:
		d.images.add(file)
	}
	return "images/" + name
}
