package figure

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"daylight/internal/dataset"
	"daylight/internal/tree"
)

// TestByHand runs the lines for readers in a real shell and a real sqlite3, on the files
// as a reader has them, and holds that they print what the figures say.
func TestByHand(t *testing.T) {
	t.Parallel()
	for _, program := range []string{"sqlite3", "sh"} {
		if _, err := exec.LookPath(program); err != nil {
			if os.Getenv("CI") == "true" {
				t.Fatalf("%s is not installed", program)
			}
			t.Skipf("%s is not installed", program)
		}
	}
	files := map[string][]byte{
		"data/datapackage.json": []byte(`{"name": "made-up", "resources": [{"name": "carts", "path": "carts.csv", "schema": {"primaryKey": ["id"], "fields": [
			{"name": "id", "type": "string"}, {"name": "n", "type": "string", "daylight": "count"}, {"name": "hidden", "type": "string", "daylight": "count"}, {"name": "weight", "type": "number"}, {"name": "year", "type": "year"}],
			"missingValues": [{"value": "[withheld]", "label": "withheld"}]}}]}`),
		"data/carts.csv":             []byte("\ufeffid,n,hidden,weight,year\r\na,9,1,1.5,2011\r\n\"b, c\",10,[withheld],2.25,2012\r\nd,100,2,10,2011\r\n"),
		"data/figures/sums.sql":      []byte("-- title.en: Sums\nSELECT sum(n) AS n, max(n) AS most, sum(weight) AS weight, 1.0 * min(n) / max(n) AS share FROM carts WHERE n > 9 OR year = '2011'"),
		"data/figures/rows.sql":      []byte("SELECT id, n FROM carts ORDER BY n DESC;\n"),
		"data/figures/bounds.sql":    []byte("SELECT sum(hidden_low) AS h_low, sum(hidden_high) AS h_high FROM carts"),
		"data/figures/statuses.sql":  []byte("SELECT id, n, n_status FROM carts ORDER BY id"),
		"data/figures/wholerows.sql": []byte("SELECT id, n FROM (SELECT * FROM carts) ORDER BY id"),
	}
	set := evaluated(t, files)
	root := t.TempDir()
	for name, data := range files {
		target := filepath.Join(root, "source", name)
		if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(target, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for query, want := range map[string]string{
		"sums": "n|most|weight|share\n119|100|13.75|0.09\n", "rows": "id|n\nd|100\nb, c|10\na|9\n",
		"bounds": "", "statuses": "", "wholerows": "", "carts": "",
	} {
		line := set.Query(query).ByHand(set.Data, "source/")
		if (line == "") != (want == "") || strings.Contains(line, "\n") {
			t.Errorf("%s: the line is %q", query, line)
			continue
		}
		if line == "" {
			continue
		}
		command := exec.CommandContext(t.Context(), "sh", "-c", line)
		command.Dir = root
		out, err := command.CombinedOutput()
		if err != nil || string(out) != want {
			t.Errorf("%s: %s\nprints %q, want %q (%v)", query, line, out, want, err)
		}
	}
}

func evaluated(t *testing.T, files map[string][]byte) *Set {
	t.Helper()
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
		t.Fatal(err)
	}
	return set
}
