package site

import (
	"fmt"
	"html"
	"html/template"
	"slices"
	"strconv"
	"strings"

	"daylight/internal/chart"
	"daylight/internal/claim"
	"daylight/internal/narrative"
	"daylight/internal/typeset"
)

// slugEmbed is the folder of the pages that other sites show in a frame: one for
// each chart, which holds the chart alone.
const slugEmbed = "embed"

// embedView is a chart by itself, to be framed by any page.
type embedView struct {
	ground
	Lang, Dir, Title, Policy string
	Canonical                string // address of the page that the chart belongs to
	Chart                    *chartView
	Report, Publisher        claim.Inline
	Home                     string // the same page, from here
}

// framed is a chart, and the page that it belongs to.
type framed struct {
	chart *chart.Chart
	page  string // slug
	alt   string // the author's words for it; "" where no page shows it
}

func embedSlug(name string) string { return slugEmbed + "/" + name }

// embedJobs lists a page for each chart of this language.
func (s *localSite) embedJobs() ([]job, error) {
	charts, err := s.framed()
	jobs := make([]job, len(charts))
	for i, f := range charts {
		jobs[i] = job{
			path: s.path(embedSlug(f.chart.Name)), template: "embed.html.tmpl",
			view: func() (any, error) { return s.embedView(f) },
		}
	}
	return jobs, err
}

// framed finds the first page that shows each chart. A chart on no page belongs to
// the front of the report.
func (s *localSite) framed() ([]framed, error) {
	first := map[string]framed{}
	for _, page := range s.content.Pages {
		if !slices.ContainsFunc(page.Charts, func(name string) bool { return first[name].chart == nil }) {
			continue
		}
		blocks, err := page.Blocks(narrative.Place{})
		if err != nil {
			return nil, err
		}
		for _, b := range blocks {
			if b.Chart != nil && first[b.Chart.Chart.Name].chart == nil {
				first[b.Chart.Chart.Name] = framed{b.Chart.Chart, page.Slug, b.Chart.Alt}
			}
		}
	}
	var all []framed
	for _, name := range s.in.Charts.Names() {
		f := first[name]
		if f.chart == nil {
			f.chart = s.in.Charts.Chart(name, s.lang.Tag)
		}
		if f.chart != nil {
			all = append(all, f)
		}
	}
	return all, nil
}

func (s *localSite) embedView(f framed) (*embedView, error) {
	path := s.path(embedSlug(f.chart.Name))
	view := &embedView{
		ground: ground{s.words, rooted(path)}, Lang: s.lang.Code, Dir: s.lang.Dir, Policy: policy,
		Title: s.headTitle(f.chart.Title.String()), Report: s.title, Publisher: s.foot.Publisher,
	}
	view.Home = view.Root + s.path(f.page)
	if f.alt != "" {
		view.Home += "#" + chartID(f.chart.Name)
	}
	if view.Canonical = s.webAddress(s.path(f.page)); view.Canonical == "" {
		view.Canonical = view.Root + s.path(f.page)
	}
	block, err := s.placing(view.Root).chart(&narrative.ChartBlock{Alt: f.alt, Chart: f.chart})
	view.Chart = block.Chart
	return view, err
}

// snippetView is the line of HTML by which another page shows a chart.
type snippetView struct {
	words
	Code     string
	Page     string // address of the page that it frames, from here
	Relative bool   // the report has no base_url, so that the line's address is not whole
}

// snippet returns the line that frames a chart.
func (p *placing) snippet(c *chart.Chart) *snippetView {
	path := p.site.path(embedSlug(c.Name))
	address := p.site.webAddress(path)
	view := &snippetView{words: p.site.words, Page: p.root + path, Relative: address == ""}
	if view.Relative {
		address = path
	}
	view.Code = fmt.Sprintf(`<iframe src="%s" title="%s" width="100%%" height="%d" loading="lazy" style="border:0"></iframe>`,
		html.EscapeString(address), html.EscapeString(c.Title.String()), p.frameHeight(c))
	return view
}

// The widths that a frame's height is worked out for: a phone, the widest at which the
// chart for phones is shown, and a column of text. In CSS pixels.
const (
	framePhone  = 320
	frameNarrow = 480
	frameColumn = 720
)

// frameHeight returns a height at which a chart and its texts are seen whole in a frame of
// any width from 320 pixels, in steps of twenty.
func (p *placing) frameHeight(c *chart.Chart) int {
	narrow, drawn := pictureSize(c.Narrow)
	tall := 0
	for _, width := range []int{framePhone, frameNarrow} {
		tall = max(tall, narrow*width/max(1, drawn)+p.textHeight(c, width))
	}
	wide, _ := pictureSize(c.Wide)
	tall = max(tall, wide+p.textHeight(c, frameColumn))
	return (tall + 19) / 20 * 20
}

// textHeight returns how high the texts around a chart stand at a width, as the style
// sheet sets them.
func (p *placing) textHeight(c *chart.Chart, width int) int {
	const rest = 165 // space between them, the folded table and citation, the line below
	lines := func(text string, size int, bold bool) int {
		return len(typeset.Wrap(text, typeset.Style{Size: size, Bold: bold}, width-32, 40))
	}
	var sources []string
	for _, key := range c.Sources {
		sources = append(sources, p.site.sourceName(key))
	}
	height := rest + 25*lines(c.Title.String(), 19, true) + 23*lines(c.Subtitle.String(), 15, false) + 20*lines(strings.Join(sources, "; "), 13, false)
	if len(c.Notes) > 0 {
		height += 8 + 23*lines(c.Notes.String(), 15, false)
	}
	return height
}

// pictureSize reads the height and width that a drawing's first tag says.
func pictureSize(svg template.HTML) (height, width int) {
	tag, _, _ := strings.Cut(string(svg), ">")
	return attributeNumber(tag, "height"), attributeNumber(tag, "width")
}

func attributeNumber(tag, name string) int {
	_, rest, _ := strings.Cut(tag, " "+name+`="`)
	digits, _, _ := strings.Cut(rest, `"`)
	n, err := strconv.Atoi(digits)
	if err != nil {
		return 0
	}
	return n
}
