package narrative

import (
	"net/url"
	"slices"
	"strings"
	"time"

	"daylight/internal/claim"
	"daylight/internal/conf"
	"daylight/internal/dataset"
	"daylight/internal/diag"
	"daylight/internal/figure"
	"daylight/internal/locale"
	"daylight/internal/tree"
)

// ReportPath is where a report's settings stand.
const ReportPath = "content/report.yaml"

// Report is content/report.yaml: who publishes what, and the edition's date.
type Report struct {
	Pos          diag.Pos       `conf:",pos"`
	Title        conf.Localized `conf:"title,required"`
	Summary      conf.Localized `conf:"summary,required"`
	Publisher    conf.Localized `conf:"publisher,required"`
	Languages    []conf.Text    `conf:"languages,required"`
	Published    conf.Text      `conf:"published,required"` // ISO date: the only date on the site
	Period       conf.Text      `conf:"period,required"`    // of dataset's Period form
	Licence      conf.Text      `conf:"licence,required"`
	About        conf.Localized `conf:"about,required"`
	Scope        conf.Localized `conf:"scope,required"`
	Independence conf.Localized `conf:"independence,required"`
	Contact      conf.Localized `conf:"contact,required"`
	BaseURL      conf.Text      `conf:"base_url"`
}

// ReadReport reads content/report.yaml: the first thing a build needs, since it
// names the languages. The error is a diag.List.
func ReadReport(project tree.Tree) (*Report, error) {
	var problems diag.List
	data, ok := project.Read(ReportPath)
	if !ok {
		problems.Add(diag.Pos{Path: ReportPath}, CodeReport, "write who publishes what: title, publisher, languages, published and so on", "the project has no settings")
		return nil, problems.Err()
	}
	var r Report
	if err := conf.YAML(ReportPath, data, &r); err != nil {
		return nil, err
	}
	if tags := r.checkLanguages(project, &problems); len(tags) > 0 {
		r.checkFolders(project, tags, &problems)
		for _, text := range r.localized() {
			r.checkTexts(text, tags, &problems)
		}
	}
	r.checkScalars(&problems)
	if err := problems.Err(); err != nil {
		return nil, err
	}
	return &r, nil
}

// checkLanguages asks for at least one language, each once and with a home page.
// It returns those that are languages.
func (r *Report) checkLanguages(project tree.Tree, problems *diag.List) []string {
	if len(r.Languages) == 0 {
		problems.Add(r.Pos, CodeReport, "write languages: [en]", "the report has no language")
	}
	var tags []string
	for _, tag := range r.Languages {
		home := "content/" + tag.Value + "/index.md"
		switch {
		case slices.Contains(tags, tag.Value):
			problems.Add(tag.Pos, CodeReport, "name each language once", "the language %q is named a second time", tag.Value)
			continue
		case !pathName.MatchString(strings.ToLower(tag.Value)):
			problems.Add(tag.Pos, CodeReport, "write a tag such as en or fr", "this is no language")
			continue
		case !project.Has(home):
			problems.Add(tag.Pos, CodeReport, "write "+home+", or take the language out", "the language %q has no home page", tag.Value)
		}
		tags = append(tags, tag.Value)
	}
	return tags
}

// checkFolders reports pages of a language that the report leaves out.
func (r *Report) checkFolders(project tree.Tree, tags []string, problems *diag.List) {
	for _, home := range project.Glob("content/*/index.md") {
		if folder := strings.Split(home, "/")[1]; !slices.Contains(tags, folder) {
			problems.Add(diag.Pos{Path: home}, CodeReport, "name the language in "+ReportPath+", or move the folder out of the project", "this page belongs to no language of the report")
		}
	}
}

// localizedText is a key of the file that holds a text per language.
type localizedText struct {
	key   string
	texts conf.Localized
}

func (r *Report) localized() []localizedText {
	return []localizedText{
		{"title", r.Title}, {"summary", r.Summary}, {"publisher", r.Publisher}, {"about", r.About},
		{"scope", r.Scope}, {"independence", r.Independence}, {"contact", r.Contact},
	}
}

// CheckClaims holds the claims in the report's own texts against the data. They stand
// on every page, so this is asked beside the reading of the pages. The error is a
// diag.List.
func (r *Report) CheckClaims(lang *locale.Language, figures *figure.Set) error {
	var problems diag.List
	for _, text := range r.localized() {
		t := text.texts[lang.Tag]
		_, err := claim.Parse(lang, figures, t)
		problems.Join(err, t.Pos, claim.CodeStale)
	}
	return problems.Err()
}

// checkTexts asks for a text in each language of the report and in no other.
func (r *Report) checkTexts(text localizedText, tags []string, problems *diag.List) {
	for _, tag := range tags {
		if strings.TrimSpace(text.texts.In(tag)) == "" {
			pos := text.texts.Pos(r.Pos)
			if t, ok := text.texts[tag]; ok {
				pos = t.Pos
			}
			problems.Add(pos, CodeReport, "write it under "+text.key+", "+tag, "%s has no text in %q", text.key, tag)
		}
	}
	for tag, t := range text.texts {
		if !slices.Contains(tags, tag) {
			problems.Add(t.Pos, CodeReport, "name the language in languages, or take the text out", "%s has a text in %q, which is no language of the report", text.key, tag)
		}
	}
}

func (r *Report) checkScalars(problems *diag.List) {
	if _, err := time.Parse(time.DateOnly, r.Published.Value); err != nil {
		problems.Add(r.Published.Pos, CodeReport, "write year, month and day: 2026-11-23", "published is no date")
	}
	if _, _, ok := dataset.Span(r.Period.Value); !ok {
		problems.Add(r.Period.Pos, CodeReport, "write a year, 2011-05, 2011-05-02, or two days with a slash between: 2011-03-26/2011-05-02", "period is no time")
	}
	if strings.TrimSpace(r.Licence.Value) == "" {
		problems.Add(r.Licence.Pos, CodeReport, "name the licence, such as CC BY 4.0", "licence has no words")
	}
	if r.BaseURL.Value == "" {
		return
	}
	u, err := url.Parse(r.BaseURL.Value)
	if err != nil || u.Scheme != "https" || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" || !strings.HasSuffix(u.Path, "/") {
		problems.Add(r.BaseURL.Pos, CodeReport, "write https://host/ or https://host/path/", "base_url must be an https address that ends in /")
	}
}
