package docs_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	mdLink    = regexp.MustCompile(`\]\(([^)\s:]+)\)`)
	mdHeading = regexp.MustCompile(`(?m)^#+ (.+)$`)
	fenced    = regexp.MustCompile("(?ms)^```.*?^```$|`[^`\n]*`")
)

// Each link between pages of the documentation leads to a file, and to a heading in it; docs/README.md
// leads to every page.
func TestLinks(t *testing.T) {
	t.Parallel()
	pages, err := filepath.Glob("*.md")
	if err != nil || len(pages) == 0 {
		t.Fatal(err)
	}
	index := read(t, "README.md")
	for _, name := range pages {
		if name != "README.md" && !strings.Contains(index, "]("+name+")") {
			t.Errorf("README.md does not lead to %s", name)
		}
	}
	for _, name := range append(pages, "../README.md", "../CONTRIBUTING.md") {
		for _, m := range mdLink.FindAllStringSubmatch(fenced.ReplaceAllString(read(t, name), ""), -1) {
			path, id, _ := strings.Cut(m[1], "#")
			target := filepath.Join(filepath.Dir(name), filepath.FromSlash(path))
			if path == "" {
				target = name
			}
			if _, err := os.Stat(target); err != nil {
				t.Errorf("%s: %s leads nowhere", name, m[1])
				continue
			}
			if id != "" && !headings(read(t, target))[id] {
				t.Errorf("%s: %s names no heading", name, m[1])
			}
		}
	}
}

func read(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// headings are the ids that GitHub gives to headings.
func headings(text string) map[string]bool {
	ids := map[string]bool{}
	for _, m := range mdHeading.FindAllStringSubmatch(text, -1) {
		id := strings.ReplaceAll(strings.ToLower(m[1]), " ", "-")
		ids[regexp.MustCompile(`[^\p{L}\p{N}_-]`).ReplaceAllString(id, "")] = true
	}
	return ids
}
