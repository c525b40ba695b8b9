package site

import (
	"html/template"
	"strings"

	"daylight/internal/narrative"
)

// knowingView is "How we know": figures that a page uses, each with its source, and the
// sources that its text cites.
type knowingView struct {
	words
	ID    string
	Rows  []template.HTML // by knownrow.html.tmpl
	More  int             // figures that are not listed
	All   string          // address of the list of all receipts
	Cited []citedView
	// Revised is set when one of the figures had another value in the edition before, which
	// is explained at Changes.
	Revised bool
	Changes string
}

// citedView is a source that the text cites, and how sure its readings are: "" where
// no row of the data was read from it.
type citedView struct {
	sourceLink
	Confidence string
}

// knownView is one of these figures, with its sources and its confidence in a line each.
type knownView struct {
	words
	*fact
	Href       string // of its receipt
	Sources    []sourceLink
	Confidence string
}

// How many figures are listed; a page with more shows a long table, and the table
// leads to them all.
const (
	mostKnown      = 60
	mostKnownWhole = 1000
)

// knowing lists the figures and sources of pages, or returns nil when they have none. What says
// the same of the same number, such as a count and the cell it was read from, is listed
// once; but what the text links has its row, which the script shows beside the number.
func (p *placing) knowing(pages ...*narrative.Page) (*knowingView, error) {
	view := &knowingView{words: p.site.words, ID: "how-we-know", All: p.root + p.site.path(slugFigures), Changes: p.root + p.site.path(slugChanges)}
	most := mostKnown
	if p.whole {
		most = mostKnownWhole
	}
	type saying struct{ title, value string }
	seen, said, linked := map[string]bool{}, map[saying]bool{}, linkedFigures(pages)
	for _, page := range pages {
		for i := range page.Uses {
			f := p.site.facts[page.Uses[i].Figure]
			view.Revised = view.Revised || f.Revised
			if seen[f.Name] || said[saying{f.Title, f.Value}] && !linked[f.Name] {
				continue
			}
			seen[f.Name], said[saying{f.Title, f.Value}] = true, true
			if len(view.Rows) == most {
				view.More++
				continue
			}
			row, err := p.known(f)
			if err != nil {
				return nil, err
			}
			view.Rows = append(view.Rows, row)
		}
	}
	view.Cited = p.cited(pages)
	if len(view.Rows)+len(view.Cited) == 0 {
		return nil, nil
	}
	return view, nil
}

// linkedFigures returns the figures whose numbers lead to their receipts on a page.
func linkedFigures(pages []*narrative.Page) map[string]bool {
	linked := map[string]bool{}
	for _, page := range pages {
		for i := range page.Uses {
			if page.Uses[i].Linked {
				linked[page.Uses[i].Figure] = true
			}
		}
	}
	return linked
}

// cited lists the sources that the text of pages cites, by first use.
func (p *placing) cited(pages []*narrative.Page) []citedView {
	var views []citedView
	seen := map[string]bool{}
	for _, page := range pages {
		for _, key := range page.Cites {
			if !seen[key] {
				link := sourceLink{p.site.sourceName(key), p.sourceHref(key)}
				views = append(views, citedView{link, strings.Join(p.site.confidences[key], "; ")})
			}
			seen[key] = true
		}
	}
	return views
}

// known returns the row of a figure.
func (p *placing) known(f *fact) (template.HTML, error) {
	row, err := p.site.once("knownrow.html.tmpl", p.root, f.Name, func() any { return p.knownView(f) })
	return template.HTML(strings.TrimSpace(string(row))), err
}

func (p *placing) knownView(f *fact) knownView {
	view := knownView{words: p.site.words, fact: f, Href: p.root + f.path}
	_, view.Confidence = labels(f.Origins)
	for i, o := range f.Origins {
		link := sourceLink{Text: o.Label}
		if o.Key != "" {
			link.Href = p.sourceHref(o.Key)
		}
		if i == 0 || o.Label != f.Origins[i-1].Label {
			view.Sources = append(view.Sources, link)
		}
	}
	return view
}
