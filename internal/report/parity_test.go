package report_test

import (
	"strings"
	"testing"

	"daylight/internal/diag"
	"daylight/internal/locale"
	"daylight/internal/report"
	"daylight/internal/tree"
	"daylight/templates"
)

// TestParity takes one thing out of one language, of every kind that two languages
// share: each is missed, in the file and at the section where it should stand.
func TestParity(t *testing.T) {
	t.Parallel()
	project, build := ours(t)
	const home, records, method = "content/fr/index.md", "content/fr/findings/whose-records.md", "content/fr/method.md"
	for _, c := range []struct {
		name, file, old, text string
		code                  diag.Code
		at, missing           string // the file, and what stands in its line, where the problem is; what it names
	}{
		{"a heading", home, "## L’issue {#outcome}\n", "", report.CodeParityHeading, home, "#outcome"},
		{"a heading more", home, "## L’issue", "## Encore {#more}\n\n## L’issue", report.CodeParityHeading, "content/en/index.md", "#more"},
		{"a heading's level", method, "## Ce qui est calculé ici {#derived}", "### Ce qui est calculé ici {#derived}", report.CodeParityHeading, method, "## … {#derived}"},
		{"a figure", records, "[217](figure:complaints[not-shaw-customers].value) autres", "d’autres", report.CodeParityFigure, records, "figure:complaints[not-shaw-customers].value"},
		{"a chart", records, "(chart:by-province)", "(table:by_province)", report.CodeParityChart, records, "chart:by-province"},
		{"a table's columns", records, `"provider,complainants,calls,confidence"`, `"provider,complainants,calls"`, report.CodeParityTable, records, `table:providers "provider,complainants,calls,confidence"`},
		{"key figures", home, "(strip:scale)", "(table:scale)", report.CodeParityTable, home, "strip:scale"},
		{"a citation", home, " [@cce-guelph]", "", report.CodeParityCitation, home, "@cce-guelph"},
		{"a link to a page", home, "[Comment nous le savons](method.md)", "Comment nous le savons", report.CodeParityLink, home, "method.md"},
		{"a link to the data", home, "[des données](page:data)", "des données", report.CodeParityLink, home, "page:data"},
		{"an aside", method, "> [!caution]", "> [!question]", report.CodeParityAside, method, "[!caution]"},
		{"the order of pages", records, "order: 2", "order: 4", report.CodeParityPage, records, "content/en/findings/whose-records.md"},
		{"a table's title", "data/datapackage.json", `      "titles": {
        "en": "Refusals to co-operate",
        "fr": "Refus de collaborer"
      },
`, "", report.CodeParityLabel, "data/datapackage.json", "title of this table"},
		{"a query's title", "data/figures/scale.sql", "-- title.en: From communications to production orders\n-- title.fr: Des communications aux ordonnances de communication\n", "", report.CodeParityLabel, "data/figures/scale.sql", "title of this query"},
		{"a source's note", "content/references.yaml", "      note: Rapporté par la presse, en anglais.\n", "", report.CodeParityLabel, "content/references.yaml", "note on the source"},
		{"a source's short title", "content/references.yaml", "      title-short: \"McEwing, 2013 CF 525\"\n", "", report.CodeParityLabel, "content/references.yaml", "how the source"},
		{"a source in a language too many", "content/references.yaml", "  translations:\n    fr:\n", "  translations:\n    de: {note: x}\n    fr:\n", report.CodeParityLabel, "content/references.yaml", "no language of the report"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			with, _ := changed(t, project, c.file, c.old, c.text)
			_, problems := build(with)
			found := false
			for _, d := range problems {
				found = found || d.Code == c.code && d.Pos.Path == c.at && strings.Contains(d.Message, c.missing) && d.Hint != ""
			}
			if !found {
				t.Errorf("got %v, want %s at %s with %q", problems, c.code, c.at, c.missing)
			}
		})
	}
}

// TestParityOfPages adds a page to one language alone.
func TestParityOfPages(t *testing.T) {
	t.Parallel()
	project, build := ours(t)
	for _, c := range []struct{ has, lacks string }{{"content/fr/alone.md", "content/en/alone.md"}, {"content/en/alone.md", "content/fr/alone.md"}} {
		page, err := tree.New(map[string][]byte{c.has: []byte("---\ntitle: Alone\nsummary: A page.\n---\n\nWords.\n")})
		if err != nil {
			t.Fatal(err)
		}
		with, err := project.Overlay(page)
		if err != nil {
			t.Fatal(err)
		}
		_, problems := build(with)
		if len(problems) != 1 || problems[0].Code != report.CodeParityPage || problems[0].Pos.Path != c.lacks {
			t.Errorf("got %v, want parity-page at %s", problems, c.lacks)
		}
	}
}

// TestParityOfTexts takes a text out of a language's theme.
func TestParityOfTexts(t *testing.T) {
	t.Parallel()
	project, build := ours(t)
	words, err := templates.FS.ReadFile("i18n/fr.yaml")
	if err != nil {
		t.Fatal(err)
	}
	own, err := tree.New(map[string][]byte{"templates/i18n/fr.yaml": []byte(strings.Replace(string(words), "  data.title: ", "  data.other: ", 1))})
	if err != nil {
		t.Fatal(err)
	}
	with, err := project.Overlay(own)
	if err != nil {
		t.Fatal(err)
	}
	_, problems := build(with)
	if len(problems) != 1 || problems[0].Code != locale.CodeText || !strings.Contains(problems[0].Message, `"data.title"`) || problems[0].Pos.Path != "templates/i18n/fr.yaml" {
		t.Errorf("got %v", problems)
	}
}
