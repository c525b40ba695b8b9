package report

import (
	"bytes"
	"context"
	"slices"
	"strings"

	"daylight/internal/chart"
	"daylight/internal/dataset"
	"daylight/internal/diag"
	"daylight/internal/edition"
	"daylight/internal/figure"
	"daylight/internal/narrative"
	"daylight/internal/personal"
	"daylight/internal/site"
	"daylight/internal/tree"
)

// Session builds drafts of one project again and again, while it is being written. What a stage
// made is kept as long as the files that it reads stay the same, so that a draft is
// what a first one would be, only sooner. It is not for concurrent use.
type Session struct {
	builder  Builder
	people   personal.Memory
	settings settingsStage
	data     dataStage
	charts   chartStage
	readers  []*narrative.Reader
	site     *site.Draft
}

// NewSession returns a session that has built nothing yet.
func (b Builder) NewSession() *Session {
	b.draft = true
	return &Session{builder: b}
}

// Draft is a report as it stands.
type Draft struct {
	Site     *site.Draft // nil when it cannot be shown
	Problems diag.List   // whatever Build would refuse it for, as far as it has been looked at
}

// kept are the files that a stage has read.
type kept struct {
	files tree.Tree
	read  bool
}

// again tells whether a stage has to be run, since its files are others.
func (k *kept) again(files tree.Tree) bool {
	if k.read && sameFiles(k.files, files) {
		return false
	}
	*k = kept{files, true}
	return true
}

func sameFiles(a, b tree.Tree) bool {
	return slices.Equal(a.Paths(), b.Paths()) && !slices.ContainsFunc(a.Paths(), func(name string) bool {
		inA, _ := a.Read(name)
		inB, _ := b.Read(name)
		return !bytes.Equal(inA, inB)
	})
}

type settingsStage struct {
	kept
	settings settings
	err      error
}

type dataStage struct {
	kept
	tables   *dataset.Set
	editions []*edition.Edition
	figures  *figure.Set
	history  *edition.History
	err      error
	cells    error // personal data in the tables and editions
	looked   bool  // for it
}

type chartStage struct {
	kept
	set  *chart.Set
	err  error
	page error // of what the pages do not hold: the report's own texts, and those of data, charts and theme
}

// Draft builds the project as it stands. ctx must last as long as the draft's site is asked for files.
func (s *Session) Draft(ctx context.Context, project tree.Tree) Draft {
	var found diag.List
	next, err := s.draft(ctx, s.builder.inputs(project), &found)
	found.Join(err, diag.Pos{}, diag.Internal)
	sorted, _ := diag.AsList(found.Err())
	return Draft{next, sorted}
}

// draft adds to found what a draft is shown in spite of. Its error is why nothing can be shown.
func (s *Session) draft(ctx context.Context, project tree.Tree, found *diag.List) (*site.Draft, error) {
	b := s.builder
	b.stage("looking for personal data")
	people, err := s.people.Files(project)
	if err != nil {
		return nil, err
	}
	settings, err := s.readSettings(project)
	if err != nil {
		return nil, err
	}
	settings.people = people
	*found = append(*found, checkStrays(project, b.Theme, tagsOf(settings.report))...)
	if err := s.readData(ctx, project, settings, found); err != nil {
		return nil, err
	}
	if err := pass(diag.Merge(s.checkCells(people), checkReasons(people, tagsOf(settings.report)).Err()), found); err != nil {
		return nil, err
	}
	if err := s.readCharts(ctx, project, settings, found); err != nil {
		return nil, err
	}
	contents, err := s.readPages(project, settings, found)
	if err != nil {
		return nil, err
	}
	b.stage("writing the pages")
	next, err := site.NewDraft(ctx, site.Input{
		Project: project, Theme: settings.theme, Report: settings.report, References: settings.references, Contents: contents,
		Figures: s.data.figures, Allowed: people.Allowed(), Charts: s.charts.set, Version: Version, Engine: b.Engine, Cache: b.Cache, History: s.data.history, Draft: true,
	}, s.site)
	if err != nil {
		return nil, err
	}
	s.site = next
	return next, nil
}

func (s *Session) readSettings(project tree.Tree) (settings, error) {
	files := project.Filter(func(name string) bool {
		return name == narrative.ReportPath || name == narrative.ReferencesPath || strings.HasPrefix(name, "templates/")
	})
	stage := &s.settings
	if stage.again(files) {
		s.builder.stage("reading the report's settings")
		stage.settings, stage.err = s.builder.settings(project)
		s.data.read = false // the languages may be others
	}
	return stage.settings, stage.err
}

func (s *Session) readData(ctx context.Context, project tree.Tree, settings settings, found *diag.List) error {
	stage := &s.data
	if stage.again(project.Filter(func(name string) bool {
		return strings.HasPrefix(name, "data/") || name == edition.ChangesPath || strings.HasPrefix(name, edition.Folder)
	})) {
		s.charts.read, stage.looked = false, false
		s.builder.stage("working out the figures")
		stage.editions, stage.figures, stage.history = nil, nil, nil
		stage.err = stage.evaluate(ctx, project, settings)
		if ctx.Err() != nil {
			stage.read = false
		}
	}
	if stage.figures == nil {
		return stage.err
	}
	return pass(stage.err, found)
}

// checkCells looks for personal data in the tables. Where some is allowed, what is found is counted, with
// that in other files, and so it is looked for each time.
func (s *Session) checkCells(people *personal.Scan) error {
	stage := &s.data
	if !stage.looked || len(people.Allowed()) > 0 || stage.cells != nil {
		stage.looked, stage.cells = true, diag.Merge(people.Tables(stage.tables), people.Editions(stage.editions))
	}
	return stage.cells
}

// evaluate does all that Build does before it reads charts, as far as it can.
func (stage *dataStage) evaluate(ctx context.Context, project tree.Tree, s settings) error {
	data, err := dataset.Load(project)
	if stage.tables = data; err != nil {
		return err
	}
	var problems diag.List
	problems = append(problems, checkDataTexts(data, tagsOf(s.report))...)
	problems.Join(checkSources(data, s.references), diag.Pos{}, diag.Internal)
	if stage.editions, err = edition.Read(project); err != nil {
		return err
	}
	past, err := pastTables(before(stage.editions, s.report.Published.Value))
	problems.Join(err, diag.Pos{}, diag.Internal)
	sums, err := checkSums(project, data)
	problems.Join(err, diag.Pos{}, diag.Internal)
	if err == nil {
		problems.Join(checkDisclosure(ctx, data, sums, past...), diag.Pos{}, diag.Internal)
	}
	figures, err := figure.Evaluate(ctx, data, project)
	problems.Join(err, diag.Pos{}, diag.Internal)
	if err != nil {
		return problems.Err()
	}
	problems.Join(checkQueryTexts(figures, tagsOf(s.report)), diag.Pos{}, diag.Internal)
	problems.Join(checkLabels(data, figures, s), diag.Pos{}, diag.Internal)
	stage.history, stage.figures, err = traceHistory(project, s, stage.editions, figures)
	problems.Join(err, diag.Pos{}, diag.Internal)
	return problems.Err()
}

func (s *Session) readCharts(ctx context.Context, project tree.Tree, settings settings, found *diag.List) error {
	stage := &s.charts
	if stage.again(project.Filter(func(name string) bool { return !isPage(name) })) {
		s.builder.stage("drawing the charts")
		stage.set, stage.err = chart.ReadDraft(project, s.data.figures, settings.languages)
		if stage.set != nil {
			stage.err = diag.Merge(stage.err, checkChartTexts(project, tagsOf(settings.report)), checkChartSources(stage.set, settings), <-s.builder.draw(ctx, stage.set))
		}
		stage.page = diag.Merge(checkReportClaims(settings, s.data.figures), checkNumerals(project, settings, s.data.figures))
		stage.read = ctx.Err() == nil
		s.readers = nil
		for _, language := range settings.languages {
			s.readers = append(s.readers, narrative.NewReader(narrative.Input{
				Lang: language, Figures: s.data.figures, Charts: stage.set, References: settings.references, Draft: true,
			}))
		}
	}
	if stage.set == nil {
		return stage.err
	}
	return pass(diag.Merge(stage.err, stage.page), found)
}

// isPage tells whether a file is a page, and so nothing that another stage reads.
func isPage(name string) bool {
	return strings.HasPrefix(name, "content/") && strings.HasSuffix(name, ".md")
}

func (s *Session) readPages(project tree.Tree, settings settings, found *diag.List) ([]*narrative.Content, error) {
	s.builder.stage("reading the pages")
	var problems diag.List
	var contents []*narrative.Content
	for _, reader := range s.readers {
		content, wrong := reader.Read(project)
		contents = append(contents, content)
		problems = append(problems, wrong...)
	}
	if err := pass(problems.Err(), found); err != nil {
		return nil, err
	}
	return contents, pass(diag.Merge(checkParity(contents), checkUnused(s.data.tables, s.charts.set, contents, settings)), found)
}

// pass adds problems to found, when a report can be shown in spite of all of them; otherwise
// they are its error.
func pass(err error, found *diag.List) error {
	list, ok := diag.AsList(err)
	if !ok || slices.ContainsFunc(list, func(d diag.Diagnostic) bool { return !isDraft(d.Code) }) {
		return err
	}
	*found = append(*found, list...)
	return nil
}
