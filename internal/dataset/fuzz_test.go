package dataset

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"
	"unicode/utf8"

	"daylight/internal/diag"
	"daylight/internal/tree"
)

// FuzzLoad holds the laws of a table: what is accepted is written again as the
// same bytes, each cell begins where its position says, and no position lies
// outside the file.
func FuzzLoad(f *testing.F) {
	f.Add([]byte(header + "a,1,2011-05-02\n\"b, c\",<5,[withheld]\n"))
	for _, c := range fileCases() {
		if len(c.csv) < 1000 {
			f.Add([]byte(c.csv))
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		project, err := tree.New(map[string][]byte{
			PackagePath: []byte(`{"resources": [` + places + `]}`), "data/places.csv": data})
		if err != nil {
			t.Fatal(err)
		}
		set, err := Load(project)
		if err != nil {
			checkPositions(t, data, err)
			return
		}
		checkCells(t, set.Tables[0], data)
		again := encode(t, set.Tables[0])
		if plain := bytes.TrimPrefix(data, []byte("\ufeff")); !bytes.ContainsAny(plain, "\"\r") && bytes.HasSuffix(plain, []byte("\n")) && !bytes.Equal(again, plain) {
			t.Errorf("%q is written again as %q", plain, again)
		}
		copied, err := tree.New(map[string][]byte{"data/places.csv": again})
		if err != nil {
			t.Fatal(err)
		}
		if table, err := load(copied, set.Tables[0].Schema); err != nil || !bytes.Equal(encode(t, table), again) {
			t.Errorf("%q is another table when read again: %v", again, err)
		}
	})
}

// encode writes a table as CSV.
func encode(t *testing.T, table *Table) []byte {
	t.Helper()
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	rows := [][]string{table.Schema.fieldList()}
	for row := range table.Len() {
		rows = append(rows, []string{table.Raw(row, 0), table.Raw(row, 1), table.Raw(row, 2)})
	}
	if err := w.WriteAll(rows); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// checkCells holds each cell to begin where its position says.
func checkCells(t *testing.T, table *Table, data []byte) {
	t.Helper()
	text := strings.Split(strings.TrimPrefix(string(data), "\ufeff"), "\n")
	for row := range table.Len() {
		for col := range table.columns {
			pos, raw := table.Pos(row, col), table.Raw(row, col)
			rest := strings.TrimPrefix(string([]rune(text[pos.Line-1])[pos.Col-1:]), `"`)
			if !strings.HasPrefix(rest, strings.ReplaceAll(raw, `"`, `""`)) && !strings.HasPrefix(rest, raw) {
				t.Errorf("%s is not where %q stands", pos, raw)
			}
			if key := table.Row(table.Key(row)); key != row {
				t.Errorf("the key of row %d leads to row %d", row, key)
			}
		}
	}
}

// checkPositions holds every problem to lie inside the file.
func checkPositions(t *testing.T, data []byte, err error) {
	t.Helper()
	list, ok := diag.AsList(err)
	if !ok {
		t.Fatalf("not a list: %v", err)
	}
	lines := bytes.Split(data, []byte("\n"))
	for _, d := range list {
		if d.Pos.Line > len(lines) || d.Pos.Line > 0 && d.Pos.Col > utf8.RuneCount(lines[d.Pos.Line-1])+1 {
			t.Errorf("%s lies outside the file", d)
		}
		if d.Code == diag.Internal {
			t.Errorf("the reader itself fails: %s", d)
		}
	}
}

// FuzzSchema holds that no schema makes the reader panic, and that every problem has a place in it or in
// the table.
func FuzzSchema(f *testing.F) {
	f.Add([]byte(`{"resources": [` + places + `]}`))
	for _, c := range schemaCases() {
		f.Add([]byte(`{"resources": [` + strings.ReplaceAll(c.resources, "§", "") + `]}`))
	}
	f.Fuzz(func(t *testing.T, schema []byte) {
		project, err := tree.New(map[string][]byte{PackagePath: schema, "data/places.csv": []byte(header + "a,1,2011-05-02\n"), "data/t.csv": []byte("f\na\n")})
		if err != nil {
			t.Fatal(err)
		}
		_, err = Load(project)
		list, _ := diag.AsList(err)
		for _, d := range list {
			data, ok := project.Read(d.Pos.Path)
			if !ok && !strings.HasPrefix(d.Pos.Path, "data/") || d.Pos.Line > bytes.Count(data, []byte{'\n'})+2 {
				t.Errorf("%s: there is no such place", d)
			}
		}
	})
}
