package personal

import (
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"daylight/internal/dataset"
)

// Nothing is found in the reference report and in the examples.
func TestReports(t *testing.T) {
	t.Parallel()
	for _, dir := range []string{"../..", "../../examples/minimal", "../../examples/telecom", "../../examples/withheld"} {
		files := map[string][]byte{}
		for _, top := range []string{"content", "data", "templates"} {
			gather(t, dir, top, files)
		}
		if len(files) < 8 {
			t.Errorf("%s: only %d files", dir, len(files))
		}
		for _, d := range scan(t, files) {
			t.Errorf("%s: %v", dir, d)
		}
	}
}

// Nothing is found in the documentation, which is as full of numbers as a report, but for the examples of
// what is found.
func TestDocumentation(t *testing.T) {
	t.Parallel()
	read, files := map[string][]byte{}, map[string][]byte{"content/report.yaml": []byte(reportYAML), dataset.PackagePath: []byte(`{"resources": []}`)}
	gather(t, "../..", "docs", read)
	for _, name := range []string{"README.md", "CHANGELOG.md", "CONTRIBUTING.md"} {
		gather(t, "../..", name, read)
	}
	for name, data := range read {
		if path.Ext(name) == ".md" {
			files["content/en/"+path.Base(name)] = []byte(withoutExamples(string(data)))
		}
	}
	if len(files) < 15 {
		t.Errorf("only %d files", len(files))
	}
	for _, d := range scan(t, files) {
		t.Error(d)
	}
}

// withoutExamples takes out the sections of this package's own codes.
func withoutExamples(text string) string {
	sections := strings.Split(text, "\n## ")
	for i, s := range sections {
		if strings.HasPrefix(s, "personal-") {
			sections[i] = ""
		}
	}
	return strings.Join(sections, "\n## ")
}

// gather reads a file, or a folder's files but for Go's.
func gather(t *testing.T, dir, name string, into map[string][]byte) {
	t.Helper()
	start := filepath.Join(dir, name)
	if _, err := os.Stat(start); os.IsNotExist(err) {
		return
	}
	err := filepath.WalkDir(start, func(file string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(file) == ".go" {
			return err
		}
		at, err := filepath.Rel(dir, file)
		if err == nil {
			into[filepath.ToSlash(at)], err = os.ReadFile(file)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
