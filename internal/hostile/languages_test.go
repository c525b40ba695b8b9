package hostile

import (
	"regexp"
	"strings"

	"daylight/internal/report"
	"daylight/internal/tree"
	"testing"
)

var (
	inBraces = regexp.MustCompile(`\{("?)en"?: ("(?:[^"\\]|\\.)*"|x)\}`)
	inLines  = regexp.MustCompile(`(?m)^  en: (.*)$`)
	ofSource = regexp.MustCompile(`(?m)^  ((?:title|title-short|note|publisher|container-title): .*)$`)
	inSQL    = regexp.MustCompile(`(?m)^-- (title|(?:label|unit)\.[a-z]+)\.en: (.*)$`)
)

// second returns the project of a paper in English and French: every text that is said in English is
// said in French too, in the same words.
func second(p *paper) (tree.Tree, error) {
	project, err := p.tree()
	if err != nil {
		return project, err
	}
	files := map[string][]byte{}
	for _, name := range project.Paths() {
		data, _ := project.Read(name)
		text := string(data)
		rest, isPage := strings.CutPrefix(name, "content/en/")
		switch {
		case isPage:
			files["content/fr/"+rest] = []byte(strings.ReplaceAll(text, "](lang:fr)", "](lang:en)"))
		case name == "content/report.yaml":
			text = strings.Replace(inLines.ReplaceAllString(text, "  en: $1\n  fr: $1"), `languages: ["en"]`, `languages: ["en", "fr"]`, 1)
		case name == "content/references.yaml":
			french := "\n  translations:\n    fr:\n"
			for _, m := range ofSource.FindAllStringSubmatch(text, -1) {
				french += "      " + m[1] + "\n"
			}
			text = strings.Replace(text, "- id: notes\n", "- id: notes"+french, 1)
		case strings.HasSuffix(name, ".sql"):
			text = inSQL.ReplaceAllString(text, "-- $1.en: $2\n-- $1.fr: $2")
		case strings.HasPrefix(name, "content/charts/"):
			text = inLines.ReplaceAllString(text, "  en: $1\n  fr: $1")
			text = inBraces.ReplaceAllString(text, "{en: $2, fr: $2}")
		case strings.HasSuffix(name, ".json"):
			text = inBraces.ReplaceAllString(text, `{"en": $2, "fr": $2}`)
		}
		files[name] = []byte(text)
	}
	return tree.New(files)
}

// bilingual builds a report in English and French with a string at the places that take it. A string that
// is in French no text, or another number, may be refused.
func bilingual(t *testing.T, b report.Builder, o outcome) (tree.Tree, error) {
	t.Helper()
	project, err := second(o.paper)
	if err != nil {
		t.Fatal(err)
	}
	result, err := b.Build(t.Context(), project)
	if err != nil {
		return tree.Tree{}, err
	}
	return result.Site, nil
}
