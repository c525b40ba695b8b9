package report

import (
	"path"
	"strings"

	"daylight/internal/claim"
	"daylight/internal/diag"
	"daylight/internal/site"
	"daylight/internal/tree"
)

// own holds the words of a project's own templates, and of the pages and pictures that go to
// the site as they are. They serve every language, so that they are read as those of the main one.
func (n *numerals) own(project tree.Tree) {
	for _, file := range project.Glob("templates/*.html.tmpl") {
		n.seen(project, file, site.SeenInTemplate)
	}
	for _, file := range append(project.Glob("content/static/**"), project.Glob("templates/assets/**")...) {
		switch strings.ToLower(path.Ext(file)) {
		case ".html", ".htm", ".svg":
			n.seen(project, file, site.SeenInPage)
		}
	}
}

func (n *numerals) seen(project tree.Tree, file string, in func([]byte) []site.Seen) {
	data, _ := project.Read(file)
	source := diag.NewSource(file, data)
	for _, text := range in(data) {
		err := claim.Plain(n.languages[0], n.figures, text.Words, func(offset int) diag.Pos { return source.Pos(text.At[offset]) })
		n.problems.Join(err, diag.Pos{Path: file}, claim.CodeUnbound)
	}
}
