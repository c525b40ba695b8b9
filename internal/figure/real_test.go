package figure

import (
	"io/fs"
	"os"
	"testing"

	"daylight/internal/dataset"
	"daylight/internal/tree"
)

// TestReferenceReport works out the figures of the report that this repository keeps.
func TestReferenceReport(t *testing.T) {
	t.Parallel()
	files := map[string][]byte{}
	err := fs.WalkDir(os.DirFS("../.."), "data", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			files[name], err = os.ReadFile("../../" + name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	project, err := tree.New(files)
	if err != nil {
		t.Fatal(err)
	}
	data, err := dataset.Load(project)
	if err != nil {
		t.Fatal(err)
	}
	set, err := Evaluate(t.Context(), data, project)
	if err != nil {
		t.Fatal(report(err))
	}
	for name, want := range map[string]string{
		"subscribers.obtained":      "949",
		"subscribers.not_obtained":  "648",
		"subscribers.numbers":       "1597",
		"calls[total].complainants": "129",
	} {
		f, hint, err := set.Figure(name)
		if err != nil {
			t.Errorf("%s: %v (%s)", name, err, hint)
		} else if got := f.Value.Low.String(); got != want || f.Value.Status != dataset.Exact {
			t.Errorf("%s = %s (%s), want %s", name, got, f.Value.Status, want)
		}
	}
}
