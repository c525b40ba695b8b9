package report

import (
	"path"
	"strings"

	"daylight/internal/claim"
	"daylight/internal/conf"
	"daylight/internal/diag"
	"daylight/internal/edition"
	"daylight/internal/site"
	"daylight/internal/tree"
)

// own holds the reasons for changes, the words of a project's own templates, and of the pages and
// pictures that go to the site as they are. These serve every language, so that they are read as those of the main one.
func (n *numerals) own(project tree.Tree) {
	n.changes(project)
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

// changes holds the reasons that are given for what differs from the edition before. The
// page that shows them has the old and the new values beside them.
func (n *numerals) changes(project tree.Tree) {
	data, _ := project.Read(edition.ChangesPath)
	root, _ := conf.ParseYAML(edition.ChangesPath, data) // a broken one is a problem of its own
	list, _ := root.Get("changes")
	for _, change := range list.Items {
		reason, _ := change.Get("reason")
		for _, lang := range n.languages {
			text, _ := reason.Get(lang.Tag)
			n.node(lang, text)
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
