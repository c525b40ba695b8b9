package narrative

import (
	"strings"
	"testing"

	"daylight/internal/tree"
)

const goodReport = `title:
  en: A report
summary:
  en: What it is about.
publisher:
  en: A publisher
languages: [en]
published: 2026-11-23
period: 2011-03-26/2011-05-02
licence: CC BY 4.0
about:
  en: Us.
scope:
  en: This.
independence:
  en: Of them.
contact:
  en: There.
base_url: https://example.org/report/
`

func TestReadReport(t *testing.T) {
	t.Parallel()
	r, err := ReadReport(reportTree(t, goodReport, "content/en/index.md"))
	if err != nil {
		t.Fatal(err)
	}
	if r.Title.In("en") != "A report" || r.Languages[0].Value != "en" || r.Published.Value != "2026-11-23" || r.BaseURL.Value != "https://example.org/report/" {
		t.Errorf("read %+v", r)
	}
}

func TestReadReportProblems(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		old, new string // what is replaced in a good file
		want     string
	}{
		"unknown key": {"licence:", "license:", `
content/report.yaml:1:1: the file has no "licence" [conf-missing-key]
hint: add licence: …
content/report.yaml:10:1: the file has an unknown key "license" [conf-unknown-key]
hint: did you mean "licence"?`},
		"no language": {"[en]", "[]", `
content/report.yaml:1:1: the report has no language [content-report]
hint: write languages: [en]`},
		"a text in another language": {"en:", "fr: Un rapport\n  en:", `
content/report.yaml:2:7: title has a text in "fr", which is no language of the report [content-report]
hint: name the language in languages, or take the text out`},
		"a language without pages": {"[en]", "[en, fr]", noFrench},
		"a language twice, and none": {"[en]", "[en, en, ../x]", `
content/report.yaml:7:17: the language "en" is named a second time [content-report]
hint: name each language once
content/report.yaml:7:21: this is no language [content-report]
hint: write a tag such as en or fr`},
		"texts": {"  en: This.", "  en: \" \"\n  fr: Ceci.", `
content/report.yaml:14:7: scope has no text in "en" [content-report]
hint: write it under scope, en
content/report.yaml:15:7: scope has a text in "fr", which is no language of the report [content-report]
hint: name the language in languages, or take the text out`},
		"no date":    {"2026-11-23", "2026-02-30", "content/report.yaml:8:12: published is no date [content-report]\nhint: write year, month and day: 2026-11-23"},
		"no period":  {"2011-03-26/2011-05-02", "spring", "content/report.yaml:9:9: period is no time [content-report]\nhint: write a year, 2011-05, 2011-05-02, or two days with a slash between: 2011-03-26/2011-05-02"},
		"no licence": {"CC BY 4.0", `""`, "content/report.yaml:10:10: licence has no words [content-report]\nhint: name the licence, such as CC BY 4.0"},
		"http":       {"https:", "http:", baseURLProblem},
		"no slash":   {"/report/", "/report", baseURLProblem},
		"a query":    {"/report/", "/?a=/", baseURLProblem},
		"no host":    {"https://example.org/report/", "https:///", baseURLProblem},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := ReadReport(reportTree(t, strings.Replace(goodReport, test.old, test.new, 1), "content/en/index.md"))
			if got := problems(t, err); strings.TrimSpace(got) != strings.TrimSpace(test.want) {
				t.Errorf("--- got\n%s--- want%s", got, test.want)
			}
		})
	}
}

const noFrench = `content/report.yaml:2:7: title has no text in "fr" [content-report]
hint: write it under title, fr
content/report.yaml:4:7: summary has no text in "fr" [content-report]
hint: write it under summary, fr
content/report.yaml:6:7: publisher has no text in "fr" [content-report]
hint: write it under publisher, fr
content/report.yaml:7:17: the language "fr" has no home page [content-report]
hint: write content/fr/index.md, or take the language out
content/report.yaml:12:7: about has no text in "fr" [content-report]
hint: write it under about, fr
content/report.yaml:14:7: scope has no text in "fr" [content-report]
hint: write it under scope, fr
content/report.yaml:16:7: independence has no text in "fr" [content-report]
hint: write it under independence, fr
content/report.yaml:18:7: contact has no text in "fr" [content-report]
hint: write it under contact, fr`

const baseURLProblem = `content/report.yaml:19:11: base_url must be an https address that ends in / [content-report]
hint: write https://host/ or https://host/path/`

func TestReadReportTree(t *testing.T) {
	t.Parallel()
	_, err := ReadReport(tree.Tree{})
	if got := problems(t, err); !strings.HasPrefix(got, "content/report.yaml: the project has no settings [content-report]") {
		t.Errorf("an empty project: %s", got)
	}
	_, err = ReadReport(reportTree(t, goodReport, "content/en/index.md", "content/fr/index.md"))
	if got := problems(t, err); !strings.HasPrefix(got, "content/fr/index.md: this page belongs to no language of the report [content-report]") {
		t.Errorf("a language left out: %s", got)
	}
}

func reportTree(t *testing.T, report string, files ...string) tree.Tree {
	t.Helper()
	all := map[string]string{ReportPath: report}
	for _, file := range files {
		all[file] = frontMatter
	}
	return treeOf(t, tree.Tree{}, all)
}
