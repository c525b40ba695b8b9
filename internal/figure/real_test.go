package figure

import (
	"os"
	"testing"

	"daylight/internal/dataset"
	"daylight/internal/diag"
	"daylight/internal/tree"
)

// TestReferenceReport works out the figures of the report that this repository keeps.
func TestReferenceReport(t *testing.T) {
	t.Parallel()
	project, err := tree.FromFS(os.DirFS("../.."))
	if err != nil {
		t.Fatal(err)
	}
	project = project.Filter(func(name string) bool { return len(name) > 5 && name[:5] == "data/" })
	data, err := dataset.Load(project)
	if err != nil {
		t.Fatal(err)
	}
	set, err := Evaluate(t.Context(), data, project)
	if err != nil {
		l, _ := diag.AsList(err)
		for _, d := range l {
			t.Errorf("%s\n  hint: %s", d, d.Hint)
		}
		t.FailNow()
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
