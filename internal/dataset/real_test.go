package dataset

import (
	"os"
	"testing"

	"daylight/internal/tree"
)

// TestReferenceData loads the tables of the reference report.
func TestReferenceData(t *testing.T) {
	t.Parallel()
	all, err := tree.FromFS(os.DirFS("../../data"))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	for _, p := range all.Paths() {
		files["data/"+p], _ = all.Read(p)
	}
	project, err := tree.New(files)
	if err != nil {
		t.Fatal(err)
	}
	set, err := Load(project)
	if err != nil {
		t.Fatal(err)
	}
	for _, table := range set.Tables {
		for row := range table.Len() {
			if got := table.Row(table.Key(row)); got != row {
				t.Errorf("%s: the key of row %d leads to row %d", table.Schema.Name, row, got)
			}
		}
	}
	calls := set.Table("calls")
	_, col := calls.Schema.Field("calls")
	if low, high, status := calls.Count(0, col); low != 6051 || high != 6051 || status != Exact {
		t.Errorf("calls is %d to %d, %s", low, high, status)
	}
}
