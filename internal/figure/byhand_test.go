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
			"missingValues": [{"value": "[withheld]", "label": "withheld"}]}},
			{"name": "kinds", "path": "kinds.csv", "schema": {"primaryKey": ["id"], "fields": [
			{"name": "id", "type": "string"}, {"name": "n", "type": "string", "daylight": "count"}, {"name": "weight", "type": "number"}],
			"missingValues": [{"value": "[kept back]", "label": "withheld"}, {"value": "", "label": "not published"}, {"value": "[not applicable]", "label": "not applicable"}]}}]}`),
		"data/carts.csv":             []byte("\ufeffid,n,hidden,weight,year\r\na,9,1,1.5,2011\r\n\"b, c\",10,[withheld],2.25,2012\r\nd,100,2,10,2011\r\n"),
		"data/kinds.csv":             []byte("id,n,weight\na,7,-1.5\nb,>40000,2\nc,<5,[kept back]\nd,0..249,[not applicable]\ne,~100,\nf,[kept back],0\ng,,1\nh,[not applicable],10\ni,0,1\n"),
		"data/figures/kinds_all.sql": []byte("SELECT id, n, n_low, n_high, n_status, weight, weight_status FROM kinds ORDER BY id"),
		"data/figures/ends.sql":      []byte("SELECT sum(N_LOW) AS s_low, sum(n_high) AS s_high, (SELECT count(*) FROM carts) AS c FROM kinds WHERE n_status <> 'not applicable' AND n_status <> 'approximate'"),
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
		"bounds": "h_low|h_high\n3|Inf\n", "statuses": "id|n|n_status\na|9|exact\nb, c|10|exact\nd|100|exact\n", "wholerows": "id|n\na|9\nb, c|10\nd|100\n",
		"carts": "id|n|hidden|weight|year\na|9|1|1.5|2011\nb, c|10|[withheld]|2.25|2012\nd|100|2|10|2011\n",
		"kinds_all": "id|n|n_low|n_high|n_status|weight|weight_status\na|7|7|7|exact|-1.5|exact\nb||40001|Inf|bound|2.0|exact\nc||0|4|bound||withheld\nd||0|249|band||not applicable\n" +
			"e||100|100|approximate||not published\nf||0|Inf|withheld|0.0|exact\ng||0|Inf|not published|1.0|exact\nh||||not applicable|10.0|exact\ni|0|0|0|exact|1.0|exact\n",
		"ends": "s_low|s_high|c\n40008|Inf|3\n",
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
