package figure

import (
	"io/fs"
	"os"
	"os/exec"
	"strings"
	"testing"

	"daylight/internal/dataset"
	"daylight/internal/tree"
)

// TestReferenceReport works out the figures of the report that this repository keeps.
func TestReferenceReport(t *testing.T) {
	t.Parallel()
	set := reference(t)
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

// TestReferenceByHand runs each query of that report by its line for readers, which must
// print what the query gives on the tables as we load them.
func TestReferenceByHand(t *testing.T) {
	t.Parallel()
	shell, err := exec.LookPath("sqlite3")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("the sqlite3 shell is not installed")
		}
		t.Skip("the sqlite3 shell is not installed")
	}
	set := reference(t)
	for _, q := range set.Queries {
		ours := exec.CommandContext(t.Context(), shell, "-header", ":memory:")
		ours.Stdin = strings.NewReader(dump(set.Data) + q.SQL + "\n;\n")
		want, err := ours.CombinedOutput()
		if err != nil {
			t.Fatalf("%v\n%s", err, want)
		}
		theirs := exec.CommandContext(t.Context(), "sh", "-c", q.ByHand(set.Data, ""))
		theirs.Dir = "../.."
		if got, err := theirs.CombinedOutput(); err != nil || string(got) != string(want) {
			t.Errorf("%s: %s\nprints %s\nwant %s (%v)", q.Name, q.ByHand(set.Data, ""), got, want, err)
		}
	}
}

// reference evaluates the report of this repository.
func reference(t *testing.T) *Set {
	t.Helper()
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
	return set
}
