package report

import (
	"bytes"
	"context"
	"slices"
	"strings"

	"daylight/internal/chart"
	"daylight/internal/conf"
	"daylight/internal/dataset"
	"daylight/internal/diag"
	"daylight/internal/edition"
	"daylight/internal/figure"
	"daylight/internal/locale"
	"daylight/internal/narrative"
	"daylight/internal/personal"
	"daylight/internal/site"
	"daylight/internal/tree"
)

// Version is the version of Daylight. It can change every byte of a site, so it is
// a constant of the source and not a stamp of the build.
const Version = "0.1.0"

// Codes of the problems this package reports.
const (
	CodeLanguage  diag.Code = "report-language"       // a language without a templates/i18n file, or a text in the wrong languages
	CodeReference diag.Code = "report-reference"      // a row, chart or page names a source that references.yaml has not
	CodeOverlay   diag.Code = "report-overlay"        // a template that cannot lie over the theme
	CodeStray     diag.Code = "report-stray"          // a file that nothing reads
	CodeUnused    diag.Code = "content-unused-source" // a source that nothing was read from
)

// Builder holds what a build needs beside the project: nothing of it may change
// a byte, except the theme and the drawer, which belong to the tool's version.
type Builder struct {
	Theme  tree.Tree    // the built-in templates/, without the project's overlay
	Drawer chart.Drawer // draws charts
	Engine string       // the drawer's version
	Cache  chart.Cache  // nil for none
	// Progress, when set, is told the name of each stage as it begins: one of Stages.
	Progress func(stage string)

	draft bool // files that nothing reads are looked for elsewhere
}

// Stages returns the names of the stages of a build, in their order.
func Stages() []string {
	return []string{
		"looking for personal data", "reading the report's settings", "reading the tables", "attacking what is withheld", "working out the figures",
		"reading the charts", "reading the pages", "drawing the charts", "writing the pages", "checking the site",
	}
}

// Result is a built report.
type Result struct {
	Site    tree.Tree // public/, without its checksums
	Summary Summary

	contents  []*narrative.Content
	figures   *figure.Set
	published conf.Text
}

// Summary counts what a report holds.
type Summary struct {
	Tables, Rows, Queries, Charts, Pages, Files int
	Languages                                   []string
	Typed                                       int // numerals marked as typed by hand
	Rounded                                     int // paragraphs whose percentages of a whole do not add up to 100
	Tally
}

// Build turns a project into its site. Every stage collects all its problems;
// the next one starts only when there are none. The error is a diag.List.
func (b Builder) Build(ctx context.Context, project tree.Tree) (*Result, error) {
	result, err := b.Write(ctx, project)
	if err != nil {
		return nil, err
	}
	b.stage("checking the site")
	if err := result.Check(); err != nil {
		return nil, err
	}
	return result, nil
}

// Check is the last stage of a build: it looks at the whole site. The error is a diag.List.
func (r *Result) Check() error {
	return diag.Merge(checkPublic(r.Site, r.Summary.Languages), site.Check(r.Site))
}

// Write is Build without its last stage: the site may be published only if Check holds.
func (b Builder) Write(ctx context.Context, project tree.Tree) (*Result, error) {
	project = b.inputs(project)
	b.stage("looking for personal data")
	people, err := personal.Files(project)
	if err != nil {
		return nil, err // first of all: other problems may name files
	}
	b.stage("reading the report's settings")
	settings, err := b.settings(project)
	if err != nil {
		return nil, err
	}
	settings.people = people
	b.stage("reading the tables")
	data, err := dataset.Load(project)
	if err != nil {
		return nil, err
	}
	if err := diag.Merge(people.Tables(data), checkData(data, settings)); err != nil {
		return nil, err
	}
	sums, err := checkSums(project, data)
	if err != nil {
		return nil, err
	}
	editions, err := edition.Read(project)
	if err != nil {
		return nil, err
	}
	past, err := pastTables(before(editions, settings.report.Published.Value))
	if err != nil {
		return nil, err
	}
	if err := people.Editions(editions); err != nil {
		return nil, err
	}
	b.stage("attacking what is withheld")
	if err := checkDisclosure(ctx, data, sums, past...); err != nil {
		return nil, err
	}
	b.stage("working out the figures")
	figures, err := figure.Evaluate(ctx, data, project)
	if err != nil {
		return nil, err
	}
	if err := diag.Merge(checkQueryTexts(figures, tagsOf(settings.report)), checkLabels(data, figures, settings)); err != nil {
		return nil, err
	}
	history, figures, historyErr := traceHistory(project, settings, editions, figures)
	if figures == nil {
		return nil, historyErr
	}
	b.stage("reading the charts")
	charts, chartErr := chart.Read(project, figures, settings.languages)
	if charts == nil {
		return nil, chartErr
	}
	ctx, stop := context.WithCancel(ctx)
	drawn := b.draw(ctx, charts)
	defer func() { stop(); <-drawn }()
	if err := checkChartTexts(project, tagsOf(settings.report)); err != nil {
		return nil, err
	}
	b.stage("reading the pages")
	contents, err := readContents(project, settings, figures, charts)
	if err := diag.Merge(chartErr, checkChartSources(charts, settings), checkReportClaims(settings, figures), checkNumerals(project, settings, figures), historyErr, err); err != nil {
		return nil, err // together: whoever changes a number is told of every sentence that is now wrong
	}
	if err := diag.Merge(checkParity(contents), checkUnused(data, charts, contents, settings)); err != nil {
		return nil, err
	}
	b.stage("drawing the charts")
	if err := <-drawn; err != nil {
		return nil, err
	}
	b.stage("writing the pages")
	public, err := site.Write(ctx, site.Input{
		Project: project, Theme: settings.theme, Report: settings.report, References: settings.references,
		Contents: contents, Figures: figures, Allowed: people.Allowed(), Charts: charts, Version: Version, Engine: b.Engine, Cache: b.Cache,
		History: history,
	})
	if err != nil {
		return nil, err
	}
	summary := summarise(data, figures, charts, contents, public)
	summary.Typed = countTyped(settings, figures, charts, contents)
	summary.Tally = tallyOf(data, contents, len(people.Allowed()))
	return &Result{Site: public, Summary: summary, contents: contents, figures: figures, published: settings.report.Published}, nil
}

// draw draws the pictures while the pages are read: the engine takes a while to start,
// and then only one processor. The channel gives Draw's error and is closed.
func (b Builder) draw(ctx context.Context, charts *chart.Set) <-chan error {
	drawn := make(chan error, 1)
	go func() {
		defer close(drawn)
		drawn <- charts.Draw(ctx, chart.Studio{Drawer: b.Drawer, Engine: b.Engine, Cache: b.Cache})
	}()
	return drawn
}

// inputs leaves out the templates that are the theme's own: they belong to the
// tool, and only what a project changes is published as its source.
func (b Builder) inputs(project tree.Tree) tree.Tree {
	return project.Filter(func(name string) bool {
		file, ok := strings.CutPrefix(name, "templates/")
		if !ok {
			return true
		}
		own, _ := project.Read(name)
		theme, built := b.Theme.Read(file)
		return !built || !bytes.Equal(own, theme)
	})
}

func (b Builder) stage(name string) {
	if b.Progress != nil {
		b.Progress(name)
	}
}

// settings is what content/report.yaml and its companions say, before any data.
type settings struct {
	report     *narrative.Report
	references []narrative.Reference
	theme      tree.Tree // the built-in theme under the project's own templates
	languages  []*locale.Language
	people     *personal.Scan // what lets personal data through
}

func (b Builder) settings(project tree.Tree) (settings, error) {
	var s settings
	var problems diag.List
	var err error
	s.report, err = narrative.ReadReport(project)
	problems.Join(err, diag.Pos{}, diag.Internal)
	s.references, err = narrative.ReadReferences(project)
	problems.Join(err, diag.Pos{}, diag.Internal)
	s.theme, err = b.Theme.Overlay(project.Sub("templates"))
	problems.Join(err, diag.Pos{Path: "templates"}, CodeOverlay)
	if s.report != nil && !b.draft {
		problems = append(problems, checkStrays(project, b.Theme, tagsOf(s.report))...)
	}
	if len(problems) > 0 {
		return s, problems.Err()
	}
	s.languages, err = readLanguages(s.report, s.theme)
	return s, err
}

func tagsOf(report *narrative.Report) []string {
	tags := make([]string, len(report.Languages))
	for i, tag := range report.Languages {
		tags[i] = tag.Value
	}
	return tags
}

// readLanguages loads templates/i18n/<tag>.yaml of every language of the report.
func readLanguages(report *narrative.Report, theme tree.Tree) ([]*locale.Language, error) {
	var problems diag.List
	var languages []*locale.Language
	for _, tag := range report.Languages {
		path := "i18n/" + tag.Value + ".yaml"
		data, ok := theme.Read(path)
		if !ok {
			problems.Add(tag.Pos, CodeLanguage, "add templates/"+path+" to the project", "the theme has no texts for the language %s", tag.Value)
			continue
		}
		language, err := locale.Load(tag.Value, "templates/"+path, data)
		problems.Join(err, diag.Pos{}, diag.Internal)
		languages = append(languages, language)
	}
	return languages, problems.Err()
}

func readContents(project tree.Tree, s settings, figures *figure.Set, charts *chart.Set) ([]*narrative.Content, error) {
	var problems diag.List
	var contents []*narrative.Content
	for _, language := range s.languages {
		content, err := narrative.Read(narrative.Input{
			Project: project, Lang: language, Figures: figures, Charts: charts, References: s.references,
		})
		problems.Join(err, diag.Pos{}, diag.Internal)
		contents = append(contents, content)
	}
	return contents, problems.Err()
}

// checkReportClaims holds the texts of report.yaml against the data.
func checkReportClaims(s settings, figures *figure.Set) error {
	var problems diag.List
	for _, language := range s.languages {
		problems.Join(s.report.CheckClaims(language, figures), diag.Pos{}, diag.Internal)
	}
	return problems.Err()
}

// checkData checks what the data alone does not know: its sources and languages.
func checkData(data *dataset.Set, s settings) error {
	problems := append(checkDataTexts(data, tagsOf(s.report)), checkReasons(s.people, tagsOf(s.report))...)
	problems.Join(checkSources(data, s.references), diag.Pos{}, diag.Internal)
	return problems.Err()
}

// checkSources asks that every cell of a source column names a reference.
func checkSources(data *dataset.Set, references []narrative.Reference) error {
	var problems diag.List
	keys := referenceKeys(references)
	for _, table := range data.Tables {
		for col, field := range table.Schema.Fields {
			if field.Type != dataset.Source {
				continue
			}
			for row := range table.Len() {
				if value := table.Value(row, col); !value.Status.Unknown() && !slices.Contains(keys, value.Text) {
					problems.Add(table.Pos(row, col), CodeReference, "add the source to content/references.yaml, or mend its key here", "content/references.yaml has no such source")
				}
			}
		}
	}
	return problems.Err()
}

// checkChartSources asks the same of the sources that charts name.
func checkChartSources(charts *chart.Set, s settings) error {
	var problems diag.List
	keys := referenceKeys(s.references)
	for _, name := range charts.Names() {
		drawn := charts.Chart(name, s.languages[0].Tag)
		for i, source := range drawn.Sources {
			if !slices.Contains(keys, source) {
				problems.Add(drawn.SourcePos[i], CodeReference, diag.DidYouMean(source, keys), "content/references.yaml has no source %q", source)
			}
		}
	}
	return problems.Err()
}

func referenceKeys(references []narrative.Reference) []string {
	keys := make([]string, len(references))
	for i, r := range references {
		keys[i] = r.Key
	}
	return keys
}

func summarise(data *dataset.Set, figures *figure.Set, charts *chart.Set, contents []*narrative.Content, public tree.Tree) Summary {
	s := Summary{Tables: len(data.Tables), Queries: len(figures.Queries), Charts: len(charts.Names()), Files: public.Len()}
	for _, table := range data.Tables {
		s.Rows += table.Len()
	}
	for _, content := range contents {
		s.Pages += len(content.Pages)
		for _, page := range content.Pages {
			s.Rounded += page.Rounded
		}
		s.Languages = append(s.Languages, content.Lang.Tag)
	}
	return s
}
