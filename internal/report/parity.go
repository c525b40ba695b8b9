package report

import (
	"maps"
	"slices"
	"strings"

	"daylight/internal/dataset"
	"daylight/internal/diag"
	"daylight/internal/figure"
	"daylight/internal/locale"
	"daylight/internal/narrative"
	"daylight/internal/tree"
)

// Codes of the problems of a report whose languages do not say the same.
const (
	CodeParityPage     diag.Code = "parity-page"     // a page or file that one language has and another has not
	CodeParityHeading  diag.Code = "parity-heading"  // headings that differ, or stand in another order
	CodeParityFigure   diag.Code = "parity-figure"   // a section that shows other figures
	CodeParityChart    diag.Code = "parity-chart"    // a section with another chart
	CodeParityTable    diag.Code = "parity-table"    // a section with another table, other key figures or another list of pages
	CodeParityCitation diag.Code = "parity-citation" // a section that cites other sources
	CodeParityLink     diag.Code = "parity-link"     // a section with other links inside the site
	CodeParityAside    diag.Code = "parity-aside"    // a section with another kind of aside
	CodeParityLabel    diag.Code = "parity-label"    // a text of the data, a query or a source without its translation
)

// parityCodes are the codes of marks that one language has and another has not.
var parityCodes = map[narrative.MarkKind]diag.Code{
	narrative.MarkHeading: CodeParityHeading, narrative.MarkFigure: CodeParityFigure, narrative.MarkChart: CodeParityChart,
	narrative.MarkTable: CodeParityTable, narrative.MarkCitation: CodeParityCitation, narrative.MarkLink: CodeParityLink,
	narrative.MarkAside: CodeParityAside,
}

// checkParity holds the pages of every language against those of the main one: they
// have the same pages, headings, figures, charts, tables, citations, links and asides,
// section by section. A figure has one value, and each language's claims were held
// against it, so that equal figures are equal values.
func checkParity(contents []*narrative.Content) error {
	var p parity
	for _, other := range contents[min(1, len(contents)):] {
		p.contents(contents[0], other)
	}
	return p.problems.Err()
}

// parity collects what is missing.
type parity struct{ problems diag.List }

func (p *parity) contents(a, b *narrative.Content) {
	inA, inB := bySlug(a), bySlug(b)
	for _, page := range a.Pages {
		if other := inB[page.Slug]; other != nil {
			p.pages(page, other)
		} else {
			p.missingPage(page, a, b)
		}
	}
	for _, page := range b.Pages {
		if inA[page.Slug] == nil {
			p.missingPage(page, b, a)
		}
	}
}

func bySlug(c *narrative.Content) map[string]*narrative.Page {
	pages := make(map[string]*narrative.Page, len(c.Pages))
	for _, page := range c.Pages {
		pages[page.Slug] = page
	}
	return pages
}

// missingPage reports a page of one language that another has not.
func (p *parity) missingPage(page *narrative.Page, has, lacks *narrative.Content) {
	path := "content/" + lacks.Lang.Tag + strings.TrimPrefix(page.Path, "content/"+has.Lang.Tag)
	p.problems.Add(diag.Pos{Path: path}, CodeParityPage, "translate "+page.Path+" into this file, or take both out", "this page is missing in the language %q", lacks.Lang.Tag)
}

// pages holds two translations of a page against each other.
func (p *parity) pages(a, b *narrative.Page) {
	if a.Order != b.Order {
		p.problems.Add(b.Pos, CodeParityPage, "give both the same order", "this page stands at another place among its neighbours than %s", a.Path)
	}
	if (len(a.Lead) == 0) != (len(b.Lead) == 0) {
		p.problems.Add(b.Pos, CodeParityPage, "give both a lead, or neither", "of this page and %s, one alone has a lead", a.Path)
	}
	before := len(p.problems)
	p.lacking(a, b)
	p.lacking(b, a)
	if len(p.problems) == before {
		p.order(a, b)
	}
}

// place is what is asked of a section: that it holds a thing.
type place struct {
	kind          narrative.MarkKind
	name, section string
}

// placeOf returns a mark's place: a heading's is the page, as it makes sections itself.
func placeOf(m narrative.Mark) place {
	if m.Kind == narrative.MarkHeading {
		return place{m.Kind, m.Name, ""}
	}
	return place{m.Kind, m.Name, m.Section}
}

// lacking reports what a page has and its translation has not, once for each section.
// What stands under a heading that is missing as a whole is not told one by one.
func (p *parity) lacking(has, lacks *narrative.Page) {
	found, sections := map[place]bool{}, map[string]diag.Pos{"": lacks.Pos}
	for _, m := range lacks.Marks {
		found[placeOf(m)] = true
		if _, known := sections[m.Section]; !known {
			sections[m.Section] = m.Pos
		}
	}
	for _, m := range has.Marks {
		at, there := sections[m.Section]
		if m.Kind == narrative.MarkHeading && !there {
			at, there = lacks.Pos, true
		}
		if found[placeOf(m)] || !there {
			continue
		}
		found[placeOf(m)] = true
		p.problems.Add(at, parityCodes[m.Kind], "bring it here too, or take it out there", "%s is missing %s: it stands at %s", m.Name, where(m), m.Pos)
	}
}

// where names the section that should hold a mark.
func where(m narrative.Mark) string {
	switch {
	case m.Kind == narrative.MarkHeading:
		return "on this page"
	case m.Section == "":
		return "before the page's first section"
	}
	return "in the section #" + m.Section
}

// order holds that the same headings, charts and tables stand in the same order.
func (p *parity) order(a, b *narrative.Page) {
	kept := func(page *narrative.Page) []narrative.Mark {
		return slices.DeleteFunc(slices.Clone(page.Marks), func(m narrative.Mark) bool {
			return m.Kind != narrative.MarkHeading && m.Kind != narrative.MarkChart && m.Kind != narrative.MarkTable
		})
	}
	inA, inB := kept(a), kept(b)
	for i := range min(len(inA), len(inB)) {
		if inA[i].Name != inB[i].Name {
			p.problems.Add(inB[i].Pos, parityCodes[inB[i].Kind], "bring both into the same order", "%s stands here where %s has %s", inB[i].Name, inA[i].Pos, inA[i].Name)
			return
		}
	}
}

// checkLabels asks of a report in several languages that whatever the data, the queries
// and the sources say of themselves is said in each, where a report in one language may
// leave it at the standard's single text.
func checkLabels(data *dataset.Set, figures *figure.Set, s settings) error {
	languages := tagsOf(s.report)
	if len(languages) < 2 {
		return nil
	}
	l := labels{languages: languages}
	for _, table := range data.Tables {
		l.given(len(table.Schema.Titles), table.Schema.Title, table.Schema.Pos, "the title of this table", "titles")
		l.given(len(table.Schema.Descriptions), table.Schema.Description, table.Schema.Pos, "the description of this table", "descriptions")
		for _, field := range table.Schema.Fields {
			l.given(len(field.Titles), field.Title, field.Pos, "the title of this field", "titles")
			l.given(len(field.Descriptions), field.Description, field.Pos, "the description of this field", "descriptions")
			for _, category := range field.Categories {
				l.given(len(category.Labels), category.Value, field.Pos, "the label of a category of this field", "labels")
			}
		}
	}
	for _, query := range figures.Queries {
		l.given(len(query.Titles), query.Name, diag.Pos{Path: query.Path}, "the title of this query", "-- title."+languages[1]+": …")
	}
	for _, r := range s.references {
		l.reference(r)
	}
	l.problems = append(l.problems, missingTexts(s.languages)...)
	return l.problems.Err()
}

// missingTexts reports each text of the theme that the main language has and another
// has not.
func missingTexts(languages []*locale.Language) diag.List {
	var problems diag.List
	for _, other := range languages[1:] {
		keys := other.TextKeys()
		for _, key := range languages[0].TextKeys() {
			if _, found := slices.BinarySearch(keys, key); !found {
				problems.Add(diag.Pos{Path: other.Path()}, locale.CodeText, "translate it from "+languages[0].Path(), "the text %q is missing", key)
			}
		}
	}
	return problems
}

// labels collects texts that have no translation.
type labels struct {
	languages []string
	problems  diag.List
}

// given reports a text that is there, and given in no language of its own.
func (l *labels) given(translations int, text string, pos diag.Pos, what, key string) {
	if translations == 0 && text != "" {
		l.problems.Add(pos, CodeParityLabel, "write it in each language: "+key, "%s is not given in the languages of the report (%s)", what, strings.Join(l.languages, ", "))
	}
}

// reference asks for what readers are told of a source: how it is cited, and its note.
// Its title may stay as the source has it.
func (l *labels) reference(r narrative.Reference) {
	for _, lang := range l.languages[1:] {
		t := r.Translations[lang]
		pos := r.Pos
		if t.Pos.Path != "" {
			pos = t.Pos
		}
		if r.Note != "" && t.Note == "" {
			l.problems.Add(pos, CodeParityLabel, "write it under translations, "+lang+", note", "the note on the source %q is missing in the language %q", r.Key, lang)
		}
		if r.Short && t.Label == "" {
			l.problems.Add(pos, CodeParityLabel, "write it under translations, "+lang+", title-short", "how the source %q is cited is missing in the language %q", r.Key, lang)
		}
	}
	for _, lang := range slices.Sorted(maps.Keys(r.Translations)) {
		if !slices.Contains(l.languages, lang) {
			l.problems.Add(r.Translations[lang].Pos, CodeParityLabel, "delete it, or add the language to content/report.yaml", "the source %q is translated into %q, which is no language of the report", r.Key, lang)
		}
	}
}

// checkPublic holds that the finished site has the same files in each language: its
// pages, receipts and the charts to download.
func checkPublic(public tree.Tree, languages []string) error {
	var problems diag.List
	for _, name := range public.Paths() {
		for _, from := range languages {
			for _, to := range languages {
				if other, ok := inLanguage(name, from, to); ok && !public.Has(other) {
					problems.Add(diag.Pos{Path: other}, CodeParityPage, "this is a fault of the theme or of Daylight; please report it", "this file of the site is missing: %s has it in the language %q", name, from)
				}
			}
		}
	}
	return problems.Err()
}

// inLanguage returns the name of a file of the site in another language, where the name
// says its language: en/data/index.html, charts/subscribers.en.svg.
func inLanguage(name, from, to string) (string, bool) {
	if rest, ok := strings.CutPrefix(name, from+"/"); ok {
		return to + "/" + rest, true
	}
	rest, ok := strings.CutPrefix(name, "charts/")
	stem, ext, cut := strings.Cut(rest, "."+from+".")
	return "charts/" + stem + "." + to + "." + ext, ok && cut
}
