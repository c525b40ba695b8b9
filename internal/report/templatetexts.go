package report

import (
	"daylight/internal/claim"
	"daylight/internal/diag"
	"daylight/internal/site"
	"daylight/internal/tree"
)

// templates holds the words of a project's own templates. A template serves every
// language, so that its words are read as those of the main one.
func (n *numerals) templates(project tree.Tree) {
	for _, file := range project.Glob("templates/*.html.tmpl") {
		data, _ := project.Read(file)
		source := diag.NewSource(file, data)
		for _, text := range site.TemplateTexts(data) {
			err := claim.Plain(n.languages[0], n.figures, text.Words, func(offset int) diag.Pos { return source.Pos(text.At[offset]) })
			n.problems.Join(err, diag.Pos{Path: file}, claim.CodeUnbound)
		}
	}
}
