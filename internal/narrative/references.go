package narrative

import (
	"net/url"
	"regexp"
	"slices"
	"strings"

	"daylight/internal/conf"
	"daylight/internal/diag"
	"daylight/internal/tree"
)

// ReferencesPath is where a report's sources stand.
const ReferencesPath = "content/references.yaml"

// Reference is one entry of content/references.yaml (CSL-YAML).
type Reference struct {
	Pos       diag.Pos
	Key       string
	Type      string
	Title     string
	Author    string // as shown: "Anne Example, B. Sample"
	Publisher string // publisher or container-title
	Issued    string // ISO date or part of one, or two with a slash between
	Accessed  string // likewise
	URL       string // http or https
	Language  string
	Note      string
	Label     string // as cited: its title-short, or author and year: "Sample and others 2014"

	Short        bool                   // it has a title-short
	Translations map[string]Translation // by language; nil for none
	TitleLang    string                 // set by In: the language of a title that is not in the page's
	Original     string                 // set by In: the source's own title, where it was translated
}

// referenceKey is what a key may be: it is an id on the sources page.
var referenceKey = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9_-]*`)

// referencesFile is content/references.yaml.
type referencesFile struct {
	References []conf.Node `conf:"references,required"`
}

// entry is what is shown of an entry.
type entry struct {
	Pos            diag.Pos  `conf:",pos"`
	ID             conf.Text `conf:"id,required"`
	Type           conf.Text `conf:"type,required"`
	Title          conf.Text `conf:"title,required"`
	TitleShort     conf.Text `conf:"title-short"`
	Author         []name    `conf:"author"`
	Publisher      conf.Text `conf:"publisher"`
	ContainerTitle conf.Text `conf:"container-title"`
	Issued         conf.Node `conf:"issued"`
	Accessed       conf.Node `conf:"accessed"`
	URL            conf.Text `conf:"URL"`
	Language       conf.Text `conf:"language"`
	Note           conf.Text `conf:"note"`

	Translations map[string]translation `conf:"translations"`
}

// name is a person's or an organisation's name.
type name struct {
	Family   string `conf:"family"`
	Given    string `conf:"given"`
	Literal  string `conf:"literal"`
	Particle string `conf:"non-dropping-particle"`
	Dropping string `conf:"dropping-particle"`
	Suffix   string `conf:"suffix"`
}

// ReadReferences reads content/references.yaml, in the file's order. A project
// without the file has no references. The error is a diag.List.
func ReadReferences(project tree.Tree) ([]Reference, error) {
	data, ok := project.Read(ReferencesPath)
	if !ok {
		return nil, nil
	}
	var file referencesFile
	if err := conf.YAML(ReferencesPath, data, &file); err != nil {
		return nil, err
	}
	var problems diag.List
	seen := map[string]bool{}
	references := make([]Reference, 0, len(file.References))
	for _, node := range file.References {
		var e entry
		if err := conf.Decode(withoutUnshown(node), &e); err != nil {
			problems.Join(err, node.Pos, CodeReference)
			continue
		}
		if seen[e.ID.Value] {
			problems.Add(e.ID.Pos, CodeReference, "give each source a key of its own", "the key %q stands here a second time", clip(e.ID.Value))
		}
		seen[e.ID.Value] = true
		references = append(references, e.reference(&problems))
	}
	return references, problems.Err()
}

// reference checks an entry and returns what is shown of it.
func (e entry) reference(problems *diag.List) Reference {
	if key := referenceKey.FindString(e.ID.Value); key == "" || key != e.ID.Value {
		problems.Add(e.ID.Pos, CodeReference, "use letters, digits, hyphens and underscores, as in cce2014", "this key will not do")
	}
	if !slices.Contains(cslTypes, e.Type.Value) {
		hint := didYouMean(e.Type.Value, cslTypes)
		if hint == "" {
			hint = "use a type of CSL, such as report, article-newspaper, webpage, legal_case or dataset"
		}
		problems.Add(e.Type.Pos, CodeReference, hint, "this is no type of source")
	}
	if strings.TrimSpace(e.Title.Value) == "" {
		problems.Add(e.Title.Pos, CodeReference, "write its title", "this source has no title")
	}
	if u, err := url.Parse(e.URL.Value); e.URL.Value != "" && (err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "") {
		problems.Add(e.URL.Pos, CodeReference, "write an address that begins with https:// or http://", "this is no address of a source")
	}
	return Reference{
		Pos: e.Pos, Key: e.ID.Value, Type: e.Type.Value, Title: oneLine(e.Title.Value),
		Author: authors(e.Author), Publisher: firstOf(e.Publisher.Value, e.ContainerTitle.Value),
		Issued: readDate(e.Issued, problems), Accessed: readDate(e.Accessed, problems),
		URL: e.URL.Value, Language: e.Language.Value, Note: oneLine(e.Note.Value), Label: e.label(),
		Short: e.TitleShort.Value != "", Translations: e.translated(),
	}
}

// label returns how a source is cited.
func (e entry) label() string {
	if e.TitleShort.Value != "" {
		return oneLine(e.TitleShort.Value)
	}
	who := shortAuthors(e.Author)
	if who == "" {
		who = firstOf(e.ContainerTitle.Value, e.Publisher.Value, e.Title.Value)
	}
	if year, _, _ := strings.Cut(readDate(e.Issued, &diag.List{}), "-"); year != "" {
		return oneLine(who) + " " + year
	}
	return oneLine(who)
}

// authors returns all names as shown, one behind the other.
func authors(names []name) string {
	var shown []string
	for _, n := range names {
		whole := strings.Join([]string{n.Given, n.Dropping, n.Particle, n.Family, n.Suffix}, " ")
		shown = append(shown, firstOf(oneLine(n.Literal), oneLine(whole)))
	}
	return strings.Join(shown, ", ")
}

// shortAuthors returns the names of a citation: one, two, or the first and "et al.".
func shortAuthors(names []name) string {
	var short []string
	for _, n := range names {
		short = append(short, firstOf(oneLine(n.Literal), oneLine(n.Particle+" "+n.Family), oneLine(n.Given)))
	}
	switch len(short) {
	case 0:
		return ""
	case 1, 2:
		return strings.Join(short, " & ")
	}
	return short[0] + " et al."
}

// firstOf returns the first of texts that is not empty.
func firstOf(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}
