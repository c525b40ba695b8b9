package reproduce

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"daylight/internal/tree"
)

// witnesses recompute the figures of a site in their folder, each with software that is
// not ours. DuckDB shares no code with SQLite either.
var witnesses = []struct {
	name    string
	tool    func(t *testing.T)
	command func(t *testing.T) []string
	lines   bool // the lines are those of figures.sql, letter for letter
}{
	{"sqlite3 with report.db", needShell, shell("sqlite3 -safe -readonly report.db < figures.sql"), true},
	{"sqlite3 with the CSVs", needShell, shell("sqlite3 :memory: < reproduce.sql"), true},
	{"DuckDB with the CSVs", needDuckDB, duckDB, false},
}

func shell(line string) func(t *testing.T) []string {
	return func(*testing.T) []string { return []string{"sh", "-c", line} }
}

func needShell(t *testing.T) { skipWithout(t, "sqlite3") }

func needDuckDB(t *testing.T) {
	skipWithout(t, "node")
	if _, err := os.Stat(filepath.Join(root, "node_modules/@duckdb/duckdb-wasm")); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("DuckDB is not installed: make deps")
		}
		t.Skip("DuckDB is not installed: make deps")
	}
}

func duckDB(t *testing.T) []string {
	script, err := filepath.Abs("testdata/duckdb.mjs")
	if err != nil {
		t.Fatal(err)
	}
	return []string{"node", script, "."}
}

// recompute runs a witness in a folder and returns its lines.
func recompute(t *testing.T, command []string, dir string) []string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), command[0], command[1:]...)
	cmd.Dir = dir
	out, code := run(t, cmd)
	if code != 0 {
		t.Fatalf("exit code %d:\n%s", code, out)
	}
	return strings.Split(out, "\n")
}

// TestOtherSoftwareAgrees has each witness recompute the reference report: every figure of
// figures.json, and each with the value that is published.
func TestOtherSoftwareAgrees(t *testing.T) {
	t.Parallel()
	site := readSite(t)
	figures, _ := site.Read("figures.json")
	want := strings.Count(string(figures), `{"name":`) - strings.Count(string(figures), `"sha256":`)
	for _, w := range witnesses {
		t.Run(w.name, func(t *testing.T) {
			t.Parallel()
			w.tool(t)
			lines := recompute(t, w.command(t), must(t, reference))
			for _, line := range lines[:len(lines)-1] {
				if !strings.HasSuffix(line, "|ok") {
					t.Error(line)
				}
			}
			last := lines[len(lines)-1]
			parts := strings.Split(last, "|")
			if len(lines) != want+1 || len(parts) != 4 || parts[0] != "figures" || parts[1] != parts[3] || parts[2] != "ok" {
				t.Errorf("%d lines, want %d; the last is %s", len(lines), want+1, last)
			}
			if w.lines && !strings.Contains(strings.Join(lines, "\n"), "\nsubscribers.obtained|949|949|ok\n") {
				t.Error("the figure subscribers.obtained is not there")
			}
		})
	}
}

// TestOtherSoftwareFindsChanges changes a cell of a published CSV.
func TestOtherSoftwareFindsChanges(t *testing.T) {
	t.Parallel()
	site := smallSite(t)
	table, _ := site.Read("source/data/visits.csv")
	changed := with(t, site, map[string][]byte{"source/data/visits.csv": []byte(strings.Replace(string(table), "6951", "6950", 1))})
	for _, w := range witnesses[1:] {
		t.Run(w.name, func(t *testing.T) {
			t.Parallel()
			w.tool(t)
			dir := t.TempDir()
			lay(t, dir, changed, changed.Paths())
			out := strings.Join(recompute(t, w.command(t), dir), "\n")
			for _, want := range []string{"visits[2025].visits|6951|6950|DIFFERS\n", "visits[2024].visits|6180|6180|ok\n"} {
				if !strings.Contains(out, want) {
					t.Errorf("no line %sin\n%s", want, out)
				}
			}
		})
	}
}

// TestChecksums has sha256sum check the site.
func TestChecksums(t *testing.T) {
	t.Parallel()
	skipWithout(t, "sha256sum")
	cmd := exec.CommandContext(t.Context(), "sha256sum", "-c", "--strict", "--quiet", "SHA256SUMS")
	cmd.Dir = must(t, reference)
	if out, code := run(t, cmd); code != 0 || out != "" {
		t.Errorf("exit code %d: %s", code, out)
	}
	cmd = exec.CommandContext(t.Context(), "sh", "-c", "grep '  source/' SHA256SUMS | sha256sum | cut -c 1-64")
	cmd.Dir = must(t, reference)
	out, _ := run(t, cmd)
	provenance, _ := readSite(t).Read("provenance.json")
	if !strings.Contains(string(provenance), `"sha256": "`+out+`"`) || tree.Sum(nil) == out {
		t.Errorf("the hash of the inputs is %s, and provenance.json says\n%s", out, provenance)
	}
}
