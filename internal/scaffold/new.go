package scaffold

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"daylight/internal/dataset"
	"daylight/internal/diag"
	"daylight/internal/narrative"
	"daylight/internal/tree"
)

// CodeNew is the code of what cannot be added to a project.
const CodeNew diag.Code = "new-needs"

// Kinds are the names of what New adds.
func Kinds() []string { return []string{"finding", "chart", "figure", "table", "language"} }

// Added is a project with something new in it.
type Added struct {
	Files   tree.Tree // that are new
	Project tree.Tree // the project with them, and what leads to them
	Use     string    // how a page shows it; empty where one does already
	Next    string    // what to do next, before checking
}

// New adds one of Kinds to a project, in each of its languages, or a language, whose name is its tag. The name is letters,
// digits and hyphens or underscores, whichever its kind of file takes. The error is a
// diag.List.
func New(project tree.Tree, kind, name string) (*Added, error) {
	report, err := narrative.ReadReport(project)
	if err != nil {
		return nil, err
	}
	n := &addition{project: project, name: strings.ToLower(name), new: map[string][]byte{}, changed: map[string][]byte{}, period: year(report.Period.Value), next: "Write your own words and numbers into it, then"}
	for _, tag := range report.Languages {
		n.languages = append(n.languages, tag.Value)
	}
	references, err := narrative.ReadReferences(project)
	if err != nil {
		return nil, err
	}
	if len(references) > 0 {
		n.source = references[0].Key
	}
	if n.data, err = dataset.Load(project); err != nil {
		return nil, err
	}
	add := map[string]func() error{"finding": n.finding, "chart": n.chart, "figure": n.figure, "table": n.table, "language": n.language}[kind]
	if err := add(); err != nil {
		return nil, err
	}
	return n.added()
}

// addition is what becomes of a project.
type addition struct {
	project   tree.Tree
	name      string
	languages []string
	source    string // the key of a source, or empty
	period    string
	data      *dataset.Set

	new, changed map[string][]byte
	use, next    string
}

func (n *addition) added() (*Added, error) {
	files, err := tree.New(n.new)
	if err != nil {
		return nil, err
	}
	changed, err := tree.New(n.changed)
	if err != nil {
		return nil, err
	}
	all, err := n.project.Overlay(files)
	if err == nil {
		all, err = all.Overlay(changed)
	}
	return &Added{files, all, n.use, n.next}, err
}

// slug is the name as files of pages and charts have it, identifier as SQL has it.
func (n *addition) slug() string       { return strings.ReplaceAll(n.name, "_", "-") }
func (n *addition) identifier() string { return strings.ReplaceAll(n.name, "-", "_") }

// IsName tells whether New takes a name.
func IsName(name string) bool {
	return len(name) <= 60 && regexp.MustCompile(`^[A-Za-z][A-Za-z0-9]*([-_][A-Za-z0-9]+)*$`).MatchString(name)
}

// title is the name for readers. A numeral in it would be one that no data is behind,
// so that words with one are left out, but for years.
func (n *addition) title() string {
	isYear := regexp.MustCompile(`^(1[5-9]|20|21)\d\d$`)
	parts := slices.DeleteFunc(strings.Split(n.slug(), "-"), func(word string) bool {
		return strings.ContainsFunc(word, unicode.IsDigit) && !isYear.MatchString(word)
	})
	if len(parts) == 0 {
		return "…"
	}
	text := strings.Join(parts, " ")
	return strings.ToUpper(text[:1]) + text[1:]
}

// year is the first year of a period.
func year(period string) string { return regexp.MustCompile(`\d{4}`).FindString(period) }

// home appends a text to the home page of a language.
func (n *addition) home(lang, text string) {
	path := "content/" + lang + "/index.md"
	data := n.read(path)
	if data == "" {
		return
	}
	n.changed[path] = []byte(strings.TrimRight(data, "\n") + "\n\n" + text + "\n")
}

// read returns a file as it shall be.
func (n *addition) read(path string) string {
	if data, ok := n.changed[path]; ok {
		return string(data)
	}
	data, _ := n.project.Read(path)
	return string(data)
}

// taken reports a name that something has.
func (n *addition) taken(paths ...string) error {
	var problems diag.List
	for _, path := range paths {
		if n.project.Has(path) {
			problems.Add(diag.Pos{Path: path}, CodeNew, "choose another name", "there is one of this name")
		}
	}
	return problems.Err()
}
