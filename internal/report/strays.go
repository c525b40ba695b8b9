package report

import (
	"bytes"
	"path"
	"slices"
	"strings"

	"daylight/internal/diag"
	"daylight/internal/edition"
	"daylight/internal/personal"
	"daylight/internal/tree"
)

// strays finds the files of a project that no stage reads. A page in a folder that
// is no language, or a query whose name ends in .txt, would be left out without a
// word; nothing that a publisher wrote may be without effect.
type strays struct {
	project   tree.Tree
	theme     tree.Tree // the built-in one
	languages []string
	told      map[string]bool // folders that were reported as a whole
	problems  diag.List
}

// checkStrays reports each file of the project that is read by nobody. Notes for
// those who work on a project, such as data/README.md, are none of them.
func checkStrays(project, theme tree.Tree, languages []string) diag.List {
	s := &strays{project: project, theme: theme, languages: languages, told: map[string]bool{}}
	for _, name := range project.Paths() {
		top, rest, _ := strings.Cut(name, "/")
		switch {
		case isNote(name):
		case top == "content":
			s.content(name, rest)
		case top == "data":
			s.data(name, rest)
		case top == "templates":
			s.template(name, rest)
		}
	}
	return s.problems
}

// notes are what files are called that are for people alone.
var notes = []string{"readme", "license", "licence", "copying", "notice", "authors", "contributing", "changelog", "notes", "todo"}

func isNote(name string) bool {
	base := strings.ToLower(path.Base(name))
	ext := path.Ext(base)
	return slices.Contains([]string{"", ".md", ".txt"}, ext) && slices.Contains(notes, strings.TrimSuffix(base, ext))
}

func (s *strays) report(name, hint, format string, args ...any) {
	if !s.told[name] {
		s.told[name] = true
		s.problems.Add(diag.Pos{Path: name}, CodeStray, hint, format, args...)
	}
}

// near is a hint at the name that was meant, or else.
func near(name string, candidates []string, otherwise string) string {
	if len(name) > 100 {
		return otherwise
	}
	if hint := diag.DidYouMean(name, candidates); hint != "" {
		return hint
	}
	return otherwise
}

// content looks at a file below content/. What is in a language's folder is for
// narrative to judge, what is in charts/ for chart.
func (s *strays) content(name, rest string) {
	folder, file, below := strings.Cut(rest, "/")
	known := append([]string{"charts", "images", "static", "editions"}, s.languages...)
	switch {
	case !below && (rest == "report.yaml" || rest == "references.yaml" || "content/"+rest == personal.Path || "content/"+rest == edition.ChangesPath):
	case !below && path.Ext(rest) == ".md":
		s.report(name, "move it to content/"+s.languages[0]+"/"+rest, "a page stands in the folder of its language, and so nothing reads this one")
	case !below:
		s.report(name, near(rest, []string{"report.yaml", "references.yaml", "personal.yaml", "changes.yaml"}, "move it out of content/; files to copy to the site stand in content/static/"), "nothing reads this file")
	case !slices.Contains(known, folder):
		s.report("content/"+folder, near(folder, known, "name the language in content/report.yaml, or move the folder out of content/"),
			"nothing reads this folder: it is no language of the report, nor charts, images or static")
	case folder == "charts" && strings.Contains(file, "/"):
		s.report(name, "move it to content/charts/"+path.Base(file), "a chart stands in content/charts/ itself, and so nothing reads this one")
	}
}

// data looks at a file below data/. Tables that are not listed are dataset's to report.
func (s *strays) data(name, rest string) {
	folder, file, below := strings.Cut(rest, "/")
	query := below && (folder == "figures" || folder == "checks")
	switch {
	case rest == "datapackage.json", rest == "identities.yaml", strings.EqualFold(path.Ext(rest), ".csv"):
	case query && !strings.Contains(file, "/") && path.Ext(file) == ".sql":
	case query && strings.EqualFold(path.Ext(file), ".sql"):
		base := strings.TrimSuffix(path.Base(file), path.Ext(file)) + ".sql"
		s.report(name, "move it to data/"+folder+"/"+base, "queries stand in data/%s/ itself and end in .sql, and so nothing reads this one", folder)
	case query:
		s.report(name, "end its name in .sql if it is a query, or move it out of data/", "nothing reads this file: queries end in .sql")
	default:
		s.report(name, near(rest, []string{"datapackage.json", "identities.yaml", "figures", "checks"}, "move it out of data/; files for readers to download stand in content/static/"), "nothing reads this file")
	}
}

// template looks at a file below templates/ that the built-in theme has not: an
// asset is published, but a template must be used by another.
func (s *strays) template(name, rest string) {
	tag, isText := strings.CutPrefix(strings.TrimSuffix(rest, ".yaml"), "i18n/")
	switch {
	case s.theme.Has(rest) && !isText, strings.HasPrefix(rest, "assets/"):
	case isText && rest == "i18n/"+tag+".yaml" && slices.Contains(s.languages, tag):
	case isText:
		s.report(name, near(tag, s.languages, "name the language in content/report.yaml, or take the file out"), "these are the texts of no language of the report")
	case !strings.Contains(rest, "/") && strings.HasSuffix(rest, ".html.tmpl") && s.used(name, rest):
	default:
		s.report(name, near(rest, s.theme.Paths(), "name it as the built-in file that it replaces; pictures and styles stand in templates/assets/"),
			"the theme has no file of this name, and no template of the project uses it")
	}
}

// used tells whether another template of the project names this one.
func (s *strays) used(name, rest string) bool {
	for _, other := range s.project.Glob("templates/*.html.tmpl") {
		data, _ := s.project.Read(other)
		if other != name && (bytes.Contains(data, []byte(`"`+rest+`"`)) || bytes.Contains(data, []byte("`"+rest+"`"))) {
			return true
		}
	}
	return false
}
