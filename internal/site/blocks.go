package site

import (
	"html/template"

	"daylight/internal/chart"
	"daylight/internal/claim"
	"daylight/internal/narrative"
)

// blockView is a part of a page; exactly one of its fields is set.
type blockView struct {
	HTML  template.HTML
	Chart *chartView
	Again *againView
	Table *tableView
	Strip *stripView
	Cards *cardsView
}

// chartView is a chart with everything that belongs to it.
type chartView struct {
	words
	ID      string
	Chart   *chart.Chart
	Alt     string
	Sources []sourceLink
	Numbers *tableView
	SVG     string // addresses of the downloads
	CSV     string
	Receipt string // address of the receipts of its query
	Cite    *citeView
	Snippet *snippetView
	Open    bool // the table is open from the start, as in the report to be printed
}

// againView stands where a chart would be shown a second time on one page.
type againView struct {
	words
	ID    string
	Title claim.Inline
}

// sourceLink leads to a reference's entry on the page of sources.
type sourceLink struct{ Text, Href string }

// stripView is key figures, set large.
type stripView struct {
	words
	Caption string
	Items   []stripItem
	Receipt string // address of the receipts of its query
}

// stripItem is one key figure.
type stripItem struct {
	Label  string
	Number cellView
	Unit   string
	Rest   []cellView // what else the row holds
}

// cardsView is a list of pages.
type cardsView struct {
	ID      string
	Caption string
	Cards   []cardView
}

// cardView is one page in a list.
type cardView struct {
	Title, Summary claim.Inline
	Href           string
}

// placing is how blocks are written at a place: on a page of their own, or in the
// whole report.
type placing struct {
	site  *localSite
	root  string
	whole bool                    // in the whole report on one page
	drawn map[*chart.Chart]string // charts that this page shows already, and their ids
}

func (s *localSite) placing(root string) *placing {
	return &placing{site: s, root: root, drawn: map[*chart.Chart]string{}}
}

// blocks turns a page's blocks into views.
func (p *placing) blocks(page *narrative.Page, at narrative.Place) ([]blockView, error) {
	blocks, err := page.Blocks(at)
	views := make([]blockView, len(blocks))
	for i := 0; i < len(blocks) && err == nil; i++ {
		views[i], err = p.block(blocks[i])
	}
	return views, err
}

func (p *placing) block(b narrative.Block) (blockView, error) {
	switch {
	case b.Chart != nil:
		return p.chart(b.Chart)
	case b.Table != nil:
		table := p.table(b.Table.Caption, b.Table.Table)
		table.Receipt = p.root + p.site.evidencePath(b.Table.Query.Name)
		return blockView{Table: table}, nil
	case b.Strip != nil:
		return blockView{Strip: p.strip(b.Strip)}, nil
	case b.Pages != nil:
		return blockView{Cards: p.cards(b.Pages)}, nil
	}
	return blockView{HTML: b.HTML}, nil
}

// chart shows a chart once a page: a second time it would repeat the ids of its
// picture and tell the reader nothing new.
func (p *placing) chart(b *narrative.ChartBlock) (blockView, error) {
	c, tag := b.Chart, p.site.lang.Tag
	if id := p.drawn[c]; id != "" {
		return blockView{Again: &againView{p.site.words, id, c.Title}}, nil
	}
	id := chartID(c.Name)
	p.drawn[c] = id
	var cite *citeView
	var snippet *snippetView
	var err error
	if !p.whole {
		cite, err = p.cite(p.site.citedChart(c.Name, c.Title.String()), "")
		snippet = p.snippet(c)
	}
	return blockView{Chart: &chartView{
		words: p.site.words, ID: id, Chart: c, Alt: b.Alt,
		Sources: p.sources(c.Sources), Numbers: p.table(c.Title.String(), c.Table),
		SVG: p.root + chartPath(c.Name, tag, "svg"), CSV: p.root + chartPath(c.Name, tag, "csv"),
		Receipt: p.root + p.site.evidencePath(c.Query.Name), Cite: cite, Snippet: snippet, Open: p.whole,
	}}, err
}

// chartID is the id of a chart on every page that shows it.
func chartID(name string) string { return "chart-" + name }

func (p *placing) sources(keys []string) []sourceLink {
	links := make([]sourceLink, len(keys))
	for i, key := range keys {
		links[i] = sourceLink{p.site.sourceName(key), p.sourceHref(key)}
	}
	return links
}

func (p *placing) sourceHref(key string) string {
	return p.root + p.site.path(slugSources) + "#" + key
}

// strip takes each row's first cell for the label and its first quantity for the
// number.
func (p *placing) strip(b *narrative.TableBlock) *stripView {
	view := &stripView{words: p.site.words, Caption: b.Caption, Receipt: p.root + p.site.evidencePath(b.Query.Name)}
	number := 1
	for number < len(b.Table.Head)-1 && !b.Table.Head[number].Numeric {
		number++
	}
	for _, row := range b.Table.Rows {
		if number >= len(row) {
			continue
		}
		item := stripItem{Label: row[0].Text, Number: p.cell(row[number], false), Unit: b.Table.Head[number].Unit}
		for i, c := range row[1:] {
			if i+1 != number && c.Text != "" {
				item.Rest = append(item.Rest, p.cell(c, false))
			}
		}
		view.Items = append(view.Items, item)
	}
	return view
}

func (p *placing) cards(b *narrative.PagesBlock) *cardsView {
	view := &cardsView{Caption: b.Caption}
	for _, page := range b.Pages {
		view.ID = listID(folderOf(page.Slug))
		href := p.root + p.site.path(page.Slug)
		if p.whole {
			href = "#" + sectionID(page.Slug)
		}
		view.Cards = append(view.Cards, cardView{page.Title, page.Summary, href})
	}
	return view
}
