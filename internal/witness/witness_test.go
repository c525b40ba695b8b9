package witness

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"daylight/internal/dataset"
	"daylight/internal/figure"
	"daylight/internal/tree"
)

// made is a project with a value of every kind.
var made = map[string]string{
	"data/datapackage.json": `{"name": "made-up", "resources": [{"name": "kinds", "path": "kinds.csv", "title": "Kinds", "schema": {"primaryKey": ["id"], "fields": [
		{"name": "id", "type": "string", "title": "It's an id"}, {"name": "n", "type": "string", "daylight": "count"}, {"name": "weight", "type": "number"}, {"name": "day", "type": "date"}],
		"missingValues": [{"value": "[kept 'back']", "label": "withheld"}, {"value": "", "label": "not published"}, {"value": "[not applicable]", "label": "not applicable"}]}},
		{"name": "result", "path": "result.csv", "schema": {"primaryKey": ["id"], "fields": [{"name": "id", "type": "string"}, {"name": "n", "type": "string", "daylight": "count"}]}}]}`,
	"data/kinds.csv": "\ufeffid,n,weight,day\r\na,7,-1.5,2011-05-02\r\nb,>40000,2,2011-05-02\r\nc,<5,[kept 'back'],2011-05-02\r\n" +
		"d,0..249,[not applicable],\r\ne,~100,,2011-05-02\r\nf,[kept 'back'],0,2011-05-02\r\ng,,0.00001234567891,2011-05-02\r\nh,[not applicable],123456789012345,2011-05-02\r\n\"it's, \"\"i\"\"\",0,10.25,2011-05-02\r\n",
	"data/result.csv":            "id,n\nx,1\ny,9007199254740992\n",
	"data/figures/all_kinds.sql": "-- title.en: All\nSELECT id, n, n_low, n_high, n_status, weight, weight_status, day FROM kinds ORDER BY id;\n-- the end\n/*\n.shell echo no\n*/\n",
	"data/figures/floats.sql": "SELECT 1.0/3 AS third, 2.0/3 * 1e20 AS large, -1.0/7000000000 AS small, 0.0 AS zero, -1.25e21 AS huge, -0.5 AS minus, 5 AS five, 100000000000000 AS long_number," +
		" 1e12 AS round, 0.1 + 0.2 AS sum",
	"data/figures/ends.sql":  "SELECT sum(n_low) AS s_low, sum(n_high) AS s_high, 0.4058 AS share_low, 9e999 AS share_high, 0 AS any_low, 9e999 AS any_high, -9e999 AS under_low, 4 AS under_high, -9e999 AS part_low, 0.5 AS part_high, 1.5 AS band_low, 2 AS band_high FROM kinds WHERE n_status NOT IN ('not applicable', 'approximate')",
	"data/figures/lines.sql": "SELECT 10\n/\n 4 AS whole, 'a\n.b;c' AS words, 3\n go\n, (SELECT max(n) FROM result)\n  AS most -- ; not the end\n",
	"data/figures/with.sql":  "WITH _x AS (SELECT id, n FROM result) SELECT id, n AS \"n\" FROM _x ORDER BY id",
}

// evaluate works out the figures of files.
func evaluate(t *testing.T, files map[string]string) (*figure.Set, tree.Tree) {
	t.Helper()
	raw := map[string][]byte{}
	for name, text := range files {
		raw[name] = []byte(text)
	}
	project, err := tree.New(raw)
	if err != nil {
		t.Fatal(err)
	}
	data, err := dataset.Load(project)
	if err != nil {
		t.Fatal(err)
	}
	set, err := figure.Evaluate(t.Context(), data, project)
	if err != nil {
		t.Fatal(err)
	}
	return set, project
}

// allCells returns every cell that has a name.
func allCells(set *figure.Set) []Cell {
	var cells []Cell
	for _, name := range set.Names() {
		q := set.Query(name)
		for row := range q.Len() {
			for col := range q.Columns {
				if q.Canonical(row, col) != "" {
					cells = append(cells, Cell{q, row, col})
				}
			}
		}
	}
	return cells
}

// lay writes a site's parts for the shell into a folder.
func lay(t *testing.T, set *figure.Set, project tree.Tree) string {
	t.Helper()
	dir := t.TempDir()
	put := func(name string, data []byte) {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range project.Paths() {
		data, _ := project.Read(name)
		put("source/"+name, data)
	}
	database, err := Database(t.Context(), set.Data, []string{"en"}, "source/")
	if err != nil {
		t.Fatal(err)
	}
	put(DatabasePath, database)
	put(FiguresPath, Figures(set, allCells(set)))
	put(ReproducePath, Reproduce(set.Data, "source/"))
	return dir
}

// routes are the two ways without this program.
var routes = map[string]string{
	"report.db": "sqlite3 -safe -readonly report.db < figures.sql",
	"CSV":       "sqlite3 :memory: < reproduce.sql",
}

func shell(t *testing.T, dir, command string) string {
	t.Helper()
	if _, err := exec.LookPath("sqlite3"); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("the sqlite3 shell is not installed")
		}
		t.Skip("the sqlite3 shell is not installed")
	}
	cmd := exec.CommandContext(t.Context(), "sh", "-c", command)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", command, err, out)
	}
	return string(out)
}

// TestShellRecomputesEveryKind runs both routes on values of every kind.
func TestShellRecomputesEveryKind(t *testing.T) {
	t.Parallel()
	set, project := evaluate(t, made)
	dir := lay(t, set, project)
	for route, command := range routes {
		out := shell(t, dir, command)
		lines := strings.Split(strings.TrimSpace(out), "\n")
		for _, line := range lines[:len(lines)-1] {
			name, rest, _ := strings.Cut(line, "|")
			published, recomputed, _ := strings.Cut(strings.TrimSuffix(rest, "|ok"), "|")
			if published != recomputed || !strings.HasSuffix(line, "|ok") || name == "" {
				t.Errorf("%s: %s", route, line)
			}
		}
		for _, want := range []string{
			"kinds[b].n|>40000|>40000|ok", "kinds[c].n|<5|<5|ok", "kinds[d].n|0..249|0..249|ok", "kinds[e].n|~100|~100|ok", "kinds[f].n|[withheld]|[withheld]|ok",
			"kinds[g].n|[not published]|[not published]|ok", "kinds[d].day|[not published]|[not published]|ok", "kinds[a].weight|-1.5|-1.5|ok", "kinds[g].weight|0.00001234567891|0.00001234567891|ok", "kinds[h].weight|123456789012345|123456789012345|ok", "all_kinds[h].n|[not applicable]|[not applicable]|ok",
			"all_kinds[d].day|[not published]|[not published]|ok", "floats.third|0.333333333333|0.333333333333|ok", "floats.large|66666666666700000000|66666666666700000000|ok",
			"floats.small|-0.000000000142857142857|-0.000000000142857142857|ok", "floats.zero|0|0|ok", "floats.round|1000000000000|1000000000000|ok", "floats.huge|-1250000000000000000000|-1250000000000000000000|ok", "ends.share|>0.4058|>0.4058|ok", "ends.any|>=0|>=0|ok", "ends.under|<5|<5|ok",
			"ends.part|<0.5|<0.5|ok", "ends.band|1.5..2|1.5..2|ok", "ends.s|>40007|>40007|ok", "lines.whole|2|2|ok", "lines.words|a .b;c|a .b;c|ok", "lines.most|9007199254740992|9007199254740992|ok", "result[x].n|1|1|ok",
		} {
			if !strings.Contains(out, want+"\n") {
				t.Errorf("%s: no line %s in\n%s", route, want, out)
			}
		}
	}
}

// TestShellFindsWhatWasChanged changes the data behind the published figures.
func TestShellFindsWhatWasChanged(t *testing.T) {
	t.Parallel()
	set, project := evaluate(t, made)
	dir := lay(t, set, project)
	file := filepath.Join(dir, "source/data/result.csv")
	if err := os.WriteFile(file, []byte("id,n\nx,2\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	out := shell(t, dir, routes["CSV"])
	shell(t, dir, `sqlite3 report.db "UPDATE result SET n = 2 WHERE id = 'x'; DELETE FROM result WHERE id = 'y'"`)
	if again := shell(t, dir, routes["report.db"]); again != out {
		t.Errorf("the same change gives in report.db\n%s\nand in the CSV\n%s", again, out)
	}
	for _, want := range []string{"result[x].n|1|2|DIFFERS", "result[y].n|9007199254740992||DIFFERS", "with[x].n|1|2|DIFFERS", "lines.most|9007199254740992|2|DIFFERS", "kinds[a].n|7|7|ok"} {
		if !strings.Contains(out, want+"\n") {
			t.Errorf("no line %s in\n%s", want, out)
		}
	}
	n, ok, _ := strings.Cut(out[strings.Index(out, "\nfigures|")+len("\nfigures|"):], "|ok|")
	if strings.TrimSpace(ok) == n {
		t.Errorf("the last line says that all holds: %s of %s", ok, n)
	}
}

// TestNoShellCommand holds that figures.sql has no line that the shell takes for a command.
func TestNoShellCommand(t *testing.T) {
	t.Parallel()
	set, _ := evaluate(t, made)
	quoted := false
	for line := range strings.Lines(string(Figures(set, allCells(set)))) {
		if !quoted && (strings.HasPrefix(line, ".") || terminator.MatchString(line)) {
			t.Errorf("the shell takes this line for its own: %q", line)
		}
		if strings.Count(line, "'")%2 == 1 && !strings.HasPrefix(line, "--") {
			quoted = !quoted
		}
	}
}

// TestDatabaseIsAFunctionOfTheData makes the database twice.
func TestDatabaseIsAFunctionOfTheData(t *testing.T) {
	t.Parallel()
	set, _ := evaluate(t, made)
	a, err := Database(t.Context(), set.Data, []string{"en", "fr"}, "source/")
	if err != nil {
		t.Fatal(err)
	}
	b, err := Database(t.Context(), set.Data, []string{"en", "fr"}, "source/")
	if err != nil || tree.Sum(a) != tree.Sum(b) {
		t.Errorf("the same data give another database (%v)", err)
	}
	if c, err := Database(t.Context(), set.Data, []string{"en"}, "source/"); err != nil || tree.Sum(a) == tree.Sum(c) {
		t.Errorf("other descriptions give the same database (%v)", err)
	}
}

// TestDescriptions looks at what a reader's browser of databases shows.
func TestDescriptions(t *testing.T) {
	t.Parallel()
	set, project := evaluate(t, made)
	dir := lay(t, set, project)
	got := shell(t, dir, `sqlite3 -safe -readonly report.db "SELECT * FROM _tables; SELECT * FROM _columns WHERE \"column\" IN ('id', 'n_low'); PRAGMA integrity_check"`)
	want := "kinds|en|Kinds||source/data/kinds.csv|9\nresult|en|result||source/data/result.csv|2\nkinds|id|value|en|It's an id||\nkinds|n_low|lowest possible value|en|n||\nresult|id|value|en|id||\nresult|n_low|lowest possible value|en|n||\nok\n"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
