package site

import (
	"bytes"
	"html/template"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"daylight/internal/chart"
	"daylight/internal/claim"
	"daylight/internal/conf"
	"daylight/internal/dataset"
	"daylight/internal/figure"
	"daylight/internal/locale"
	"daylight/internal/narrative"
	"daylight/internal/tree"
	"daylight/templates"

	"golang.org/x/net/html"
)

// hostile is a text that would break out of any place where it is not escaped.
const hostile = `"><script>alert('x')</script><img src=x onerror=alert(1)>' & </title>`

// long is a label that fits nowhere.
const long = "Numbers for which neither a subscriber nor a service provider could be named at the time, whatever was asked of whom"

// storySite is a site in one language without pages of its own, for views that
// are made by hand.
func storySite(t *testing.T) *localSite {
	t.Helper()
	data, err := templates.FS.ReadFile("i18n/en.yaml")
	if err != nil {
		t.Fatal(err)
	}
	lang, err := locale.Load("en", "templates/i18n/en.yaml", data)
	if err != nil {
		t.Fatal(err)
	}
	s := &localSite{
		words: words{lang}, title: inline("Made-up data: a report to look at"),
		nav: []navEntry{{"Findings", "en/index.html#list-findings"}, {"How we know", "en/method/index.html"}, {"Not published", "en/blocks/index.html"}, {"Data", "en/data/index.html"}, {"Sources", "en/sources/index.html"}, {"Whole report", "en/all/index.html"}},
		foot: foot{
			Publisher: inline("The storybook"), Independence: inline("Independent of everybody."), About: inline("Published to be looked at."),
			Scope: inline("It covers every state a part of a page can be in."), Contact: pieces("Write to errors@example.org or see https://example.org/errors."),
			Published: "2026-11-23", Edition: lang.Date("2026-11-23"), Period: lang.Date("2011-03-26/2011-05-02"), Licence: "CC BY 4.0", Version: "0.0.0",
		},
		in: Input{Figures: &figure.Set{}, Report: &narrative.Report{Summary: conf.Localized{"en": {Value: "A summary."}}}},
	}
	s.all = []*localSite{s}
	return s
}

// inline is a text in which words in *stars* are claims.
func inline(text string) claim.Inline {
	var in claim.Inline
	for i, part := range strings.Split(text, "*") {
		segment := claim.Segment{Text: part}
		if i%2 == 1 {
			segment.Figure = &figure.Figure{Value: dataset.ExactValue(locale.Int(949))}
		}
		in = append(in, segment)
	}
	return in
}

func storyTable(rows int, label string) chart.Table {
	t := chart.Table{Head: []chart.Head{{Text: "Provider"}, {Text: "Numbers", Unit: "numbers", Numeric: true}, {Text: "Share", Numeric: true}, {Text: "Source"}}}
	for i := range rows {
		status := dataset.Status(i % 7)
		text := []string{"6,051", "more than 40,000", "0 to 249", "about 100", "withheld", "not published", "not applicable"}[status]
		t.Rows = append(t.Rows, []chart.Cell{
			{Text: label, Head: true}, {Text: text, Status: status}, {Text: "40.6%"}, {Text: "Summary report", Source: "cce2014"},
		})
	}
	return t
}

// storyQuery is the query of all charts and strips of the storybook.
var storyQuery = &figure.Query{Name: "calls"}

func storyChart(name, title string, rows int) *chart.Chart {
	picture := func(kind string, width, height string) template.HTML {
		id := name + "-" + kind
		return template.HTML(`<svg class="chart-svg chart-` + kind + `" role="img" aria-labelledby="` + id + `" viewBox="0 0 ` + width + ` ` + height + `"><title id="` + id + `">` + template.HTMLEscapeString(title) + `</title><path class="f-s1" fill="#1c3f75" d="M0 0h200v40h-200z"/><path class="f-s2" fill="#d8700b" d="M202 0h100v40h-100z"/><text class="f-ink" fill="#1b1b1f" x="0" y="70">Obtained 949</text></svg>`)
	}
	return &chart.Chart{
		Name: name, Query: storyQuery, Title: inline(title), Subtitle: inline("Different numbers, by what is known of them"), Notes: inline("A number without subscriber information is not a suspect number."),
		Sources: []string{"cce2014", "ec2012"}, Description: "One bar divided into its parts: obtained: 949; not obtained: 648.",
		Wide: picture("wide", "640", "120"), Narrow: picture("narrow", "320", "120"), Table: storyTable(rows, "Numbers with subscriber information"),
	}
}

// storyFacts are figures in every state.
func storyFacts(s *localSite, hostile string) []*fact {
	whole := []origin{{"cce2014", "Summary report", "Summary Investigation Report", "https://example.org/report", "para. 56", "read in the official text"}, {"", "not published", "", "", "", ""}}
	return []*fact{
		{Name: "story.obtained", Title: "Subscriber information obtained", Value: "949", Unit: "numbers", ID: "obtained", path: "en/figures/story/index.html#obtained", Origins: whole},
		{Name: "story[a].share", Title: long, Value: "40.6%", Raw: "0.4058", ID: "a.share", path: "en/figures/story/index.html#a.share", Origins: whole[:1]},
		{Name: "story[b].n", Title: hostile, Value: hostile, Class: "status-withheld", Status: "Withheld", Unit: hostile, ID: "b.n", path: "en/figures/story/index.html#b.n", Origins: []origin{{"cce2014", hostile, hostile, "https://example.org/?q=" + url.QueryEscape(hostile), hostile, hostile}}},
	}
}

func storyReceipts(s *localSite, facts []*fact, hostile string, short bool) *receiptsView {
	slug := "figures/story"
	if short {
		slug = "figures/short"
	}
	view := &receiptsView{frame: s.frame(slug, "receipts", long, hostile), Heading: long, Crumbs: []crumb{{hostile, "../index.html"}}, Short: short, SQL: hostile, SQLHref: "../../../datapackage.json", SQLFile: "story.sql", ByHand: hostile}
	view.Origins = s.originsView(facts[0], view.Root)
	for i, f := range facts {
		r := receiptView{words: s.words, fact: f}
		if i > 0 {
			r.Own, r.More = s.originsView(f, view.Root), i
			r.Uses = []useView{{"../index.html", hostile, hostile, hostile}, {"../index.html", long, "", long}}
		}
		view.Receipts = append(view.Receipts, r)
	}
	view.Read = []readTable{
		{Title: hostile, Href: "../../data/index.html#calls", Columns: []string{"period", hostile}, File: "calls.csv", FileHref: "../../../datapackage.json", SHA256: strings.Repeat("0f", 32), Rows: s.placing(view.Root).table(hostile, storyTable(2, hostile)), Shown: 2, All: 70},
		{Title: "Nothing to show", Href: "../../data/index.html#empty", File: "empty.csv", FileHref: "../../../datapackage.json"},
	}
	return view
}

// stories are the pages of the storybook: each part of a page in its states, with
// a text that may be hostile wherever a text can stand.
func stories(s *localSite, hostile string) []job {
	blocks := func(root string) []blockView {
		p := s.placing(root)
		charted := func(b *narrative.ChartBlock) blockView {
			view, err := p.chart(b)
			if err != nil {
				panic(err) // a text of the theme is missing, which the storybook cannot go on without
			}
			return view
		}
		return []blockView{
			{HTML: `<h2 id="scale">The scale of it</h2><p>Words before a chart, with a number, <data class="claim" value="949">949</data>, and a source <span class="cites">(<a class="cite" href="` + template.HTML(root) + `en/sources/index.html#cce2014">Commissioner, 2014, para. 57</a>)</span>. ` + template.HTML(strings.Repeat("More words follow, so that a line is long enough to be read. ", 6)) + `</p>`},
			charted(&narrative.ChartBlock{Alt: "One bar in two parts.", Chart: storyChart("subscribers", "Subscriber information was obtained for *949* of *1,597* numbers", 2)}),
			{HTML: `<h2 id="people">The people</h2><p>Words before a strip.</p>`},
			{Strip: p.strip(&narrative.TableBlock{Query: storyQuery, Caption: "Four counts that are not to be added", Table: storyTable(5, "Complainants named in production orders")})},
			{HTML: `<aside class="caution" role="note"><p class="aside-kind">Read with care</p><p>All incoming calls are counted.</p></aside><aside class="commentary" role="note"><p class="aside-kind">Commentary</p><p>An opinion, and whose.</p></aside><aside class="reported" role="note"><p class="aside-kind">Reported by others, not confirmed</p><p>Second-hand.</p></aside><aside class="question" role="note"><p class="aside-kind">Open question</p><p>Who knows?</p></aside><blockquote><p>Said by somebody.</p></blockquote>`},
			{Table: p.table("Numbers in every state", storyTable(7, "Rogers"))},
			{Table: p.table("A table of one row", storyTable(1, long))},
			{Table: p.table("A table without rows", storyTable(0, ""))},
			{Table: p.table(hostile, storyTable(2, hostile))},
			charted(&narrative.ChartBlock{Alt: hostile, Chart: storyChart("long", long, 0)}),
			{Strip: p.strip(&narrative.TableBlock{Query: storyQuery, Caption: "A strip without rows", Table: storyTable(0, "")})},
			{Cards: &cardsView{ID: "list-findings", Caption: "Findings", Cards: []cardView{
				{inline("Subscriber information was not obtained for *two in five* of the numbers"), inline("What is known of the numbers, and what is not."), "#scale"},
				{inline(long), inline(long), "#scale"}, {inline(hostile), inline(hostile), "#scale"},
			}}},
		}
	}
	view := func(path, name string, v any) job {
		return job{path: path, template: name, view: func() (any, error) { return v, nil }}
	}
	home := &homeView{frame: s.frame("", "home", "Home", "A summary."), Lead: inline("Investigators obtained subscriber information for *949* of the *1,597* numbers that called *129* complainants. For *648* they could not.")}
	home.Blocks = blocks(home.Root)
	page := &pageView{frame: s.frame("blocks", "page", long, hostile), Heading: inline("Subscriber information was not obtained for two in five of the numbers"), Summary: inline("A sentence that says what this page is about, so that a reader can leave early."), Crumbs: []crumb{{"Home", "../index.html"}, {"Findings", "../index.html#list-findings"}},
		Sections: []narrative.Heading{{ID: "scale", Text: "The scale"}, {ID: "people", Text: "The people"}, {ID: "scale", Text: long}, {ID: "scale", Text: hostile}},
		Prev:     &neighbour{inline(long), "../index.html"}, Next: &neighbour{inline("Short"), "../index.html"}}
	page.Blocks = blocks(page.Root)
	facts := storyFacts(s, hostile)
	known := make([]template.HTML, len(facts))
	for i, f := range facts {
		var err error
		if known[i], err = s.placing(page.Root).known(f); err != nil {
			panic(err)
		}
	}
	page.Knowing = &knowingView{words: s.words, ID: "how-we-know", Rows: known, More: 3, All: "../index.html", Cited: []citedView{{sourceLink{"A report", "../sources/index.html#cce2014"}, long}, {sourceLink{hostile, "../sources/index.html#cce2014"}, ""}}}
	page.Cite = &citeView{words: s.words, ID: "cite-this", Text: hostile, CSL: hostile}
	empty := &pageView{frame: s.frame("method", "page", "Empty", ""), Heading: inline(hostile), Summary: inline("")}
	whole := &wholeView{frame: s.frame(slugAll, "all", "The whole report on one page", "")}
	for _, slug := range []string{"", "findings/a", "findings/b"} {
		whole.Sections = append(whole.Sections, wholeSection{ID: sectionID(slug), Heading: inline("Section *1* " + slug), Summary: inline("Its summary."), Blocks: []blockView{{HTML: "<p>Words.</p>"}, {Again: &againView{s.words, sectionID(slug), inline(hostile)}}}})
	}
	p := s.placing("../../")
	data := &dataView{frame: s.frame(slugData, "data", "The data", ""), Tables: []dataTable{
		{words: s.words, Name: "calls", Title: "Calls to complainants", Description: "One row for each election and provider.", Rows: 70, Shown: 7, Preview: p.table("Calls to complainants", storyTable(7, "Rogers")), Href: "../../assets/site.css", File: "calls.csv", Size: "1,234", SHA256: strings.Repeat("0f", 32),
			Statuses: []statusView{{"status-withheld", "Withheld", "Kept back."}, {"status-not-published", "Not published", "It is not zero."}},
			Notes:    []noteView{{"Protected counts", "A count of fewer than 5 people is not shown as it is."}, {hostile, long}},
			Fields:   []fieldView{{"period", "Election", "date or period", "", "The election.", true, nil}, {"extent", hostile, "text", "numbers", long, false, []categoryView{{"some", "Some"}, {hostile, long}}}}},
		{words: s.words, Name: "empty", Title: "A table without rows", Preview: p.table("A table without rows", storyTable(0, "")), Href: "../../assets/site.css", File: "empty.csv"},
	}}
	absent := &notReportedView{frame: s.frame(slugNotReported, "absent", "What is not reported", hostile), Own: &crumb{hostile, "../method/index.html"},
		Allowed: []allowedView{{"data/offices.csv#" + hostile, "a telephone number", long}, {"content/en/index.md", hostile, hostile}},
		Tables: []absentTable{{words: s.words, Name: "calls", Title: hostile, Href: "../data/index.html#calls", Notes: []noteView{{"Protected counts", hostile}}, Groups: []absentGroup{
			{words: s.words, Class: "status-withheld", Name: "Withheld", Why: hostile, Cells: 1, Shown: 1, Rows: 1, Table: p.table("Withheld", storyTable(1, hostile))},
			{words: s.words, Class: "status-not-published", Name: "Not published", Why: long, Cells: 1200, Shown: 7, Rows: 1000, Table: p.table("Not published", storyTable(7, "Rogers"))}}}}}
	none := &notReportedView{frame: s.frame("nothing", "absent", "What is not reported", "")}
	reproduce := &reproduceView{frame: s.frame(slugReproduce, "reproduce", "Check this report yourself", ""), Path: "../../figures.json", Sums: long, Made: provenance{"0.1.0", "6.1.0", "3.54.1", inputsHash{"source/", 3, long}},
		Ways: []wayView{
			{words: s.words, ID: "loud", Title: hostile, Text: long, Commands: []commandView{{long, long}, {"true", ""}}, Trusts: long, Proves: long, Not: hostile},
		}}
	sources := &sourcesView{frame: s.frame(slugSources, "sources", "Sources", ""), Sources: []sourceView{
		{narrative.Reference{Key: "cce2014", Title: "Summary Investigation Report on Robocalls", Author: "Commissioner of Canada Elections", Publisher: "Elections Canada", URL: "https://example.org/report", Language: "en"}, "April 2014", "2 May 2026", pieces("Read in the official text."), []sourceLink{{"Home", "../index.html"}, {long, "../method/index.html"}}, []sourceLink{{"Calls", "../data/index.html#calls"}}},
		{narrative.Reference{Key: "ec2012", Title: hostile, URL: "http://example.org/old"}, "", "", nil, nil, nil},
		{narrative.Reference{Key: "bare", Title: "A book", Author: hostile}, "2012", "", nil, nil, nil},
	}}
	one := entryView{Lang: "en-CA", Dir: "ltr", Policy: policy, Title: "Report", Target: "en/index.html", Choices: []choice{{s.words, "English", "en-CA", "ltr", s.title, s.foot.Publisher, home.Lead, []entryFigure{{"949", "numbers", long}, {"648", "", hostile}}, home.Lead, "en/index.html"}}}
	two := entryView{Lang: "en-CA", Dir: "ltr", Policy: policy, Title: "Report", Choices: append(one.Choices, choice{s.words, "עברית", "he", "rtl", s.title, s.foot.Publisher, home.Lead, []entryFigure{{"949", "numbers", long}, {"648", "", hostile}}, home.Lead, "en/index.html"})}
	lost := notFoundView{Lang: "en-CA", Dir: "ltr", Policy: policy, Title: "Not here", Choices: []choice{{s.words, "English", "en-CA", "ltr", s.title, s.foot.Publisher, nil, nil, nil, ""}, {s.words, "עברית", "he", "rtl", s.title, s.foot.Publisher, nil, nil, nil, "https://example.org/he/"}}}
	framedPage := func(name, title string, rows int) job {
		f := framed{storyChart(name, title, rows), "blocks", hostile}
		if name == "hostile" {
			f.alt = "" // no page shows it
		}
		v, err := s.embedView(f)
		if err != nil {
			panic(err)
		}
		return view("en/embed/"+name+"/index.html", "embed.html.tmpl", v)
	}
	return []job{
		framedPage("subscribers", "Subscriber information was obtained for *949* of *1,597* numbers", 2), framedPage("long", long, 0), framedPage("hostile", hostile, 2),
		view("en/index.html", "home.html.tmpl", home), view("en/blocks/index.html", "page.html.tmpl", page), view("en/method/index.html", "page.html.tmpl", empty),
		view("en/all/index.html", "all.html.tmpl", whole), view("en/data/index.html", "data.html.tmpl", data), view("en/not-reported/index.html", "not-reported.html.tmpl", absent), view("en/nothing/index.html", "not-reported.html.tmpl", none), view("en/sources/index.html", "sources.html.tmpl", sources), view("en/reproduce/index.html", "reproduce.html.tmpl", reproduce),
		view("en/figures/story/index.html", "receipts.html.tmpl", storyReceipts(s, facts, hostile, false)), view("en/figures/short/index.html", "receipts.html.tmpl", storyReceipts(s, facts, hostile, true)),
		view("en/figures/index.html", "figures.html.tmpl", &figuresView{frame: s.frame(slugFigures, "figures", "Every number", hostile), Queries: []queryView{{hostile, "story/index.html", "story", 1200, "1,200"}, {long, "story/index.html", "short", 1, "1"}}}),
		view("index.html", "entry.html.tmpl", one), view("choice.html", "entry.html.tmpl", two), view("404.html", "404.html.tmpl", lost),
	}
}

// TestStorybook renders each part of a page in its states, hostile texts included,
// and holds the pages to what every built site is held to. To look at them, set
// DAYLIGHT_STORYBOOK to a folder.
func TestStorybook(t *testing.T) {
	t.Parallel()
	theme := builtinTheme(t)
	parsed, err := parseThemes(theme)
	if err != nil {
		t.Fatal(err)
	}
	s := storySite(t)
	if s.theme, err = parsed.in(s.lang); err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{"charts/subscribers.en.svg": []byte("<svg/>"), "charts/subscribers.en.csv": nil, "charts/long.en.svg": []byte("<svg/>"), "charts/long.en.csv": nil, "charts/subscribers.en.cite.json": []byte("[]"), "charts/long.en.cite.json": []byte("[]"), "charts/hostile.en.cite.json": []byte("[]"), s.recordPath(): []byte("{}"), claimsPath: nil, figuresPath: []byte("{}"), figuresSchemaPath: figuresSchema, "datapackage.json": []byte("{}")}
	twins := stories(s, "harmless words")
	for i, story := range stories(s, hostile) {
		files[story.path] = renderStory(t, s.theme, story)
		if asked := renderStory(t, parsed.all, story); !bytes.Equal(asked, files[story.path]) {
			t.Errorf("%s is another page where its templates ask for their texts one by one", story.path)
		}
		if got, want := skeleton(files[story.path]), skeleton(renderStory(t, s.theme, twins[i])); got != want {
			t.Errorf("%s: hostile texts change the page's structure", story.path)
		}
	}
	for _, name := range theme.Sub("assets").Paths() {
		files["assets/"+name], _ = theme.Read("assets/" + name)
	}
	book, err := tree.New(files)
	if err != nil {
		t.Fatal(err)
	}
	if err := Check(book); err != nil {
		t.Errorf("the storybook has problems:\n%v", err)
	}
	if dir := os.Getenv("DAYLIGHT_STORYBOOK"); dir != "" {
		writeBook(t, dir, book)
	}
}

func renderStory(t *testing.T, parsed *theme, story job) []byte {
	t.Helper()
	view, err := story.view()
	if err != nil {
		t.Fatal(err)
	}
	page, err := parsed.render(story.template, view)
	if err != nil {
		t.Fatalf("%s: %v", story.path, err)
	}
	return page
}

// skeleton is a page's tags with the names of their attributes, without any text.
func skeleton(page []byte) string {
	var out strings.Builder
	tokens := html.NewTokenizer(bytes.NewReader(page))
	for tokens.Next() != html.ErrorToken {
		if token := tokens.Token(); token.Type != html.TextToken {
			out.WriteString("<" + token.Data)
			for _, a := range token.Attr {
				out.WriteString(" " + a.Key)
			}
		}
	}
	return out.String()
}

func writeBook(t *testing.T, dir string, book tree.Tree) {
	for _, name := range book.Paths() {
		data, _ := book.Read(name)
		target := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(target, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func builtinTheme(t *testing.T) tree.Tree {
	t.Helper()
	theme, err := tree.FromFS(templates.FS)
	if err != nil {
		t.Fatal(err)
	}
	return theme
}
