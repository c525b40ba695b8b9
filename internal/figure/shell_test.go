package figure

import (
	"fmt"
	"math"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"daylight/internal/dataset"
	"daylight/internal/figure/sqlite"
)

// TestAgreesWithTheShell runs the queries of TestResults in the sqlite3 shell, which is
// what a reader has who checks a figure.
func TestAgreesWithTheShell(t *testing.T) {
	t.Parallel()
	shell, err := exec.LookPath("sqlite3")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("the sqlite3 shell is not installed")
		}
		t.Skip("the sqlite3 shell is not installed")
	}
	for _, test := range results {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			data, _ := query(test.sql).load(t)
			cmd := exec.CommandContext(t.Context(), shell, "-batch", "-bail", "-quote", ":memory:")
			cmd.Stdin = strings.NewReader(dump(data) + test.sql + "\n;\n")
			out, err := cmd.CombinedOutput()
			if err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			rows := ours(t, data, test.sql)
			lines := strings.Split(strings.TrimSuffix(string(out), "\n"), "\n")
			if len(out) == 0 {
				lines = nil
			}
			if len(lines) != len(rows) {
				t.Fatalf("%d rows, and in the shell %d", len(rows), len(lines))
			}
			for i, row := range rows {
				if !sameRow(row, strings.Split(lines[i], ",")) {
					t.Errorf("row %d is %v, and in the shell %s", i+1, row, lines[i])
				}
			}
		})
	}
}

// ours returns the rows of a query before they are folded.
func ours(t *testing.T, data *dataset.Set, sql string) [][]sqlite.Cell {
	t.Helper()
	db, err := sqlite.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var all []Read
	for _, table := range data.Tables {
		for _, c := range layout(table) {
			all = append(all, Read{table.Schema.Name, c.name})
		}
	}
	w := worker{db: db, data: data, limits: allowed}
	if err := w.fill(t.Context(), all); err != nil {
		t.Fatal(err)
	}
	a := w.run(t.Context(), &script{sql: sql})
	if a.err != nil {
		t.Fatal(a.err)
	}
	rows := make([][]sqlite.Cell, a.rows)
	for i := range rows {
		rows[i] = a.row(i, len(a.cells)/a.rows)
	}
	return rows
}

// dump writes the tables as SQL.
func dump(data *dataset.Set) string {
	var b strings.Builder
	for _, t := range data.Tables {
		columns := layout(t)
		fmt.Fprintln(&b, createSQL(t.Schema.Name, columns)+";")
		for row := range t.Len() {
			var names, values []string
			for _, c := range stored(columns) {
				names, values = append(names, c.name), append(values, literal(t.Value(row, c.field), c.role))
			}
			fmt.Fprintf(&b, "INSERT INTO %s (%s) VALUES (%s);\n", t.Schema.Name, strings.Join(names, ", "), strings.Join(values, ", "))
		}
	}
	return b.String()
}

// literal writes a part of a value as SQL.
func literal(v dataset.Value, r role) string {
	number := strings.NewReplacer("inf", "9e999")
	switch {
	case r == text:
		return "'" + v.Text + "'"
	case r == status:
		return "'" + v.Status.String() + "'"
	case r == value && v.Status != dataset.Exact, v.Status == dataset.NotApplicable:
		return "NULL"
	case r == high:
		return number.Replace(v.High.String())
	}
	return number.Replace(v.Low.String())
}

// sameRow compares a row with what the shell wrote of it.
func sameRow(row []sqlite.Cell, shown []string) bool {
	if len(row) != len(shown) {
		return false
	}
	for i, c := range row {
		same := false
		switch c.Kind {
		case sqlite.Null:
			same = shown[i] == "NULL"
		case sqlite.Int:
			same = shown[i] == strconv.FormatInt(c.Int, 10)
		case sqlite.Text:
			same = shown[i] == "'"+c.Text+"'"
		case sqlite.Float:
			f, err := strconv.ParseFloat(shown[i], 64)
			same = (err == nil || math.IsInf(f, 0)) && sameCell(c, sqlite.Cell{Kind: sqlite.Float, Float: f})
		}
		if !same {
			return false
		}
	}
	return true
}
