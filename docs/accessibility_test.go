package docs_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// critical are Chartability's critical heuristics, as its workbook names them.
var critical = []string{
	"Low contrast", "Only visual", "Small text size", "Visual presents seizure risk", "Interaction output only has one input", "No interaction cues or instructions",
	"Controls override AT controls", "No explanation for purpose or for how to read", "No title, summary, or caption", "Reading level inappropriate", "No table",
	"Data density is inappropriate", "Navigation and interaction is tedious", "User style change not respected",
}

var (
	namedTest    = regexp.MustCompile("`(Test[A-Za-z0-9]+)`")
	namedPackage = regexp.MustCompile("`(internal/[a-z]+)`")
	testFunc     = regexp.MustCompile(`(?m)^func (Test[A-Za-z0-9]+)\(`)
)

// testsOf returns the names of the tests of a package.
func testsOf(t *testing.T, folder string) map[string]bool {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("..", filepath.FromSlash(folder), "*_test.go"))
	if err != nil || len(files) == 0 {
		t.Fatalf("%s has no tests (%v)", folder, err)
	}
	found := map[string]bool{}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range testFunc.FindAllStringSubmatch(string(data), -1) {
			found[m[1]] = true
		}
	}
	return found
}

// Each promise of accessibility.md, and each of Chartability's critical heuristics, names a test that is there: in
// internal/browser, or in a package that the promise names.
func TestPromisesHaveTests(t *testing.T) {
	t.Parallel()
	rows := map[string]bool{}
	for line := range strings.Lines(read(t, "accessibility.md")) {
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		if !strings.HasPrefix(line, "|") || strings.HasPrefix(line, "|--") || len(cells) < 2 {
			continue
		}
		first, shown := strings.TrimSpace(cells[0]), cells[len(cells)-1]
		if first == "promise" || first == "heuristic" {
			continue
		}
		rows[first] = true
		packages := append(namedPackage.FindAllStringSubmatch(shown, -1), []string{"", "internal/browser"})
		names := namedTest.FindAllStringSubmatch(shown, -1)
		if len(names) == 0 {
			t.Errorf("accessibility.md: no test shows %q", first)
		}
		for _, name := range names {
			found := false
			for _, p := range packages {
				found = found || testsOf(t, p[1])[name[1]]
			}
			if !found {
				t.Errorf("accessibility.md: %q names %s, which is in none of %v", first, name[1], packages)
			}
		}
	}
	for _, heuristic := range critical {
		if !rows[heuristic] {
			t.Errorf("accessibility.md says nothing of %q", heuristic)
		}
	}
	if len(rows) < 2*len(critical)-4 {
		t.Errorf("accessibility.md has %d promises", len(rows))
	}
}
