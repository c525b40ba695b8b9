package report_test

import (
	"regexp"
	"strings"
	"testing"
)

// TestFrenchTypography holds the French texts to the spaces and marks of French: nothing
// breaks before a colon or inside quotation marks, and an apostrophe is curved.
func TestFrenchTypography(t *testing.T) {
	t.Parallel()
	project, _ := ours(t)
	link := regexp.MustCompile(`\]\([^)]*\)|` + "`[^`]*`" + `|\[@[^\]]*\]`)
	wrong := regexp.MustCompile(`[\p{L}\d)»] [:;!?»]( |$)|« |\p{L}[;!?]( |$)|\p{L}'\p{L}|\d \d{3}\b|\d %`)
	files := project.Glob("content/fr/**")
	if len(files) < 10 {
		t.Fatalf("only %d French pages", len(files))
	}
	for _, file := range files {
		data, _ := project.Read(file)
		for i, line := range strings.Split(string(data), "\n") {
			for _, m := range wrong.FindAllString(link.ReplaceAllString(line, ""), -1) {
				t.Errorf("%s:%d: %q", file, i+1, m)
			}
		}
	}
}
