//go:build unix

package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

const millionRows = 1_000_000

// table measures a table of a million rows, loaded, checked and summed, against
// the sqlite3 shell's import and sums of the same file.
func (b *bench) table() error {
	shell, err := exec.LookPath("sqlite3")
	if err != nil {
		return fmt.Errorf("the sqlite3 shell is not installed: make deps (%w)", err)
	}
	project := filepath.Join(b.work, "table")
	if err := (size{pages: 1, charts: 1, rows: millionRows}).generate(project); err != nil {
		return err
	}
	csv, err := filepath.Abs(filepath.Join(project, "data", "letters.csv"))
	if err != nil {
		return err
	}
	script := filepath.Join(b.work, "import.sql")
	text := fmt.Sprintf(`CREATE TABLE letters (region TEXT PRIMARY KEY, letters INTEGER, source TEXT);
.import --csv --skip 1 %q letters
SELECT sum(letters), count(*) FROM letters;
SELECT sum(letters) FROM letters WHERE region LIKE 'r0%%';
`, csv)
	if err := os.WriteFile(script, []byte(text), 0o644); err != nil {
		return err
	}
	return b.compare("A table of a million rows, loaded, checked and summed", []contender{
		{name: "sqlite3 `.import` and sums", base: "sqlite3", command: func(int) *exec.Cmd { return exec.Command(shell, ":memory:", ".read "+script) }},
		{name: "daylight check", command: func(int) *exec.Cmd { return exec.Command(b.daylight, "check", "--no-cache", project) }},
	})
}
