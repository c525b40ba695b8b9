package importer

import (
	"archive/zip"
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"daylight/internal/dataset"
	"daylight/internal/tree"
)

func dialect(name string) Dialect {
	for _, d := range Dialects() {
		if d.Name == name {
			return d
		}
	}
	return Dialect{}
}

// changes gives the kinds of change and how often each was made.
func changes(t *Table) string {
	var list []string
	for _, c := range t.Changes {
		list = append(list, fmt.Sprintf("%s %d", c.Kind, c.Count))
	}
	return strings.Join(list, ", ")
}

func TestMessyCSV(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, dialect, in, out, changes string }{
		{"strict already", "", "place,calls\nguelph,12\n", "place,calls\nguelph,12\n", ""},
		{"French", "excel-fr", "lieu;appels;part\r\nMontr\xe9al;1 234;12,5\r\nTotal;2\xa0000;7,25\r\n", "lieu,appels,part\nMontréal,1234,12.5\ntotal,2000,7.25\n", "encoding 1, separator 1, totals 1, grouping 2, decimals 2"},
		{"German grouping", "excel-de", "ort;n\na;1.234\nb;12.345.678\n", "ort,n\na,1234\nb,12345678\n", "separator 1, grouping 2"},
		{"American", "excel-us", "place,calls,day\na,\"1,234\",05/02/2011\n", "place,calls,day\na,1234,2011-05-02\n", "grouping 1, dates 1"},
		{"British days", "excel-uk", "place,day\na,02/05/2011\n", "place,day\na,2011-05-02\n", "dates 1"},
		{"a comma without a dialect stays", "", "place,n\na,\"1,234\"\n", "place,n\na,\"1,234\"\n", ""},
		{"bands that became dates", "excel-us", "place,n\na,10-Jan\nb,5\nc,1-10\nd,12\n", "place,n\na,1..10\nb,5\nc,1..10\nd,12\n", "bands 2"},
		{"bands in French", "excel-fr", "place;n\na;1-oct\nb;5\nc;6\n", "place,n\na,1..10\nb,5\nc,6\n", "separator 1, bands 1"},
		{"titles, blanks and spaces", "", "Calls by place,,\n,,\n place ,calls,\nguelph,12,\n,,\nlondon,3,\n", "place,calls\nguelph,12\nlondon,3\n", "spaces 1, blank 2, titles 1"},
		{"names", "", "Lieu d’été,Appels (n),2011\na,1,2\n", "lieu_d_ete,appels_n,column_3\na,1,2\n", "header 3"},
		{"names twice", "", "n,n\na,1\n", "n,n_2\na,1\n", "header 1"},
		{"empty cells", "", "place,n\na,\nb,2\n", "place,n\na,[not published]\nb,2\n", "empty 1"},
		{"bounds and markers", "", "place,n\na,<5\nb,2\nc,[withheld]\nd,>40000\ne,0..249\nf,~100\n", "place,n\na,<5\nb,2\nc,[withheld]\nd,>40000\ne,0..249\nf,~100\n", ""},
		{"a line that names the separator", "", "sep=;\nplace;n\na;1\n", "place,n\na,1\n", "separator 1"},
		{"quotes", "", "place,n\n\"a, \"\"b\"\"\",1\n", "place,n\n\"a, \"\"b\"\"\",1\n", ""},
		{"a line break in a cell", "", "place,n\n\"a\nb\",1\n", "place,n\na b,1\n", "spaces 1"},
		{"exponents", "", "place,n\na,1E+05\nb,2\n", "place,n\na,100000\nb,2\n", "decimals 1"},
		{"noise of floats", "", "place,n\na,0.30000000000000004\n", "place,n\na,0.3\n", "decimals 1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			table, err := Read("in/a file.csv", []byte(c.in), dialect(c.dialect), "")
			if err != nil {
				t.Fatal(err)
			}
			if string(table.CSV) != c.out || changes(table) != c.changes {
				t.Errorf("got %q (%s)\nwant %q (%s)", table.CSV, changes(table), c.out, c.changes)
			}
			if table.Name != "a_file" || len(table.Missing([]string{"all"})) > 0 || (c.changes == "") != (len(table.Missing(nil)) == 0) {
				t.Errorf("name %s, missing %v", table.Name, table.Missing(nil))
			}
		})
	}
}

// The description says what tells rows apart, which columns hold times, and what no dialect decides.
func TestDescribed(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, in, kinds, key, unsure, mixed string }{
		{"a year first", "year,loans\n2024,12\n2025,1999\n", "period count", "year", "", ""},
		{"a year by name", "place,Année,loans\na,2024,1\na,2025,2\n", "string period count", "place annee", "", ""},
		{"years that are counts", "place,loans\na,2024\nb,2025\n", "string count", "place", "", ""},
		{"months and quarters", "place,when,n\na,2024-05,1\na,2024-Q3,2\n", "string period count", "place when", "", ""},
		{"rows twice", "place,n\na,1\na,2\n", "string count", "", "", ""},
		{"a key with a hole", "place,n\na,1\n,2\n", "string count", "", "", ""},
		{"numbers first", "n,place\n1,a\n2,b\n", "count string", "", "", ""},
		{"a comma that could be either", "place,n,m\na,\"1,234\",\"2,5\"\nb,[withheld],3\n", "string string string", "place", "B C", ""},
		{"commas in words", "place,n\na,\"1,234\"\nb,few\n", "string string", "place", "", ""},
		{"percentages", "place,share\na,\"12,5 %\"\nb,7%\n", "string string", "place", "", "B"},
		{"numbers beside words", "place,n,m\na,12,few\nb,few,2011-05-02\nc,several,many\n", "string string string", "place", "", "B C"},
	} {
		table, err := Read("a.csv", []byte(c.in), Dialect{}, "")
		if err != nil {
			t.Fatal(err)
		}
		var r resource
		if err := json.Unmarshal(table.Schema, &r); err != nil {
			t.Fatal(err)
		}
		var kinds []string
		for _, f := range r.Schema.Fields {
			kinds = append(kinds, cmp.Or(f.Daylight, f.Type))
		}
		if got := strings.Join(table.Mixed, " "); got != c.mixed {
			t.Errorf("%s: %q are mixed, want %q", c.name, got, c.mixed)
		}
		got := [3]string{strings.Join(kinds, " "), strings.Join(r.Schema.PrimaryKey, " "), strings.Join(table.Unsure, " ")}
		if want := [3]string{c.kinds, c.key, c.unsure}; got != want {
			t.Errorf("%s: got %q, want %q", c.name, got, want)
		}
	}
}

// What was imported is a table of a project, as it stands, but for markers that it must declare.
func TestImportedLoads(t *testing.T) {
	t.Parallel()
	table, err := Read("appels.csv", []byte("lieu;appels;jour\r\na;1 234;02/05/2011\r\nb;;03/05/2011\r\n"), dialect("excel-fr"), "")
	if err != nil {
		t.Fatal(err)
	}
	project, err := tree.New(map[string][]byte{dataset.PackagePath: []byte(`{"resources": [` + string(table.Schema) + `]}`), "data/appels.csv": table.CSV})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := dataset.Load(project); err != nil {
		t.Errorf("%v\n%s\n%s", err, table.CSV, table.Schema)
	}
}

func TestRefused(t *testing.T) {
	t.Parallel()
	macros := archive(t, map[string]string{"xl/vbaProject.bin": "x"})
	bomb := archive(t, map[string]string{"xl/worksheets/sheet1.xml": strings.Repeat("0", maxUnzip+1)})
	for _, c := range []struct{ name, in, dialect, want string }{
		{"a word among numbers", "place,n\na,1\nb,2\nc,3\nd,4\ne,few\n", "", "in.csv:6: column B holds numbers, and the cell in this row is none [import-cell]"},
		{"a formula in a text", "place,n\n=1+1,1\n", "", "in.csv:2: the text in column A begins with ="},
		{"no table", "", "", "the file holds no table [import-table]"},
		{"open quote", "place,n\n\"a,1\n", "", "in.csv:2: a quoted cell does not end [import-table]"},
		{"NUL", "a,b\n1\x00,2\n", "", "the file holds a NUL byte"},
		{"an old spreadsheet", "\xd0\xcf\x11\xe0rest", "", "of the old kind"},
		{"no spreadsheet", "PK\x03\x04rest", "", "the file is damaged [import-file]"},
		{"another archive", archive(t, map[string]string{"a.txt": "x"}), "", "[import-file]"},
		{"macros", macros, "", "the file holds macros"},
		{"a bomb", bomb, "", "unpacks to more than 256 MiB"},
		{"neither of two encodings", "a,b\n\x81,1\n", "", "neither UTF-8 nor Windows-1252"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, err := Read("in.csv", []byte(c.in), dialect(c.dialect), "")
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %s", err, c.want)
			}
			if err != nil && strings.Contains(err.Error(), "few") {
				t.Errorf("the cell is shown: %v", err)
			}
		})
	}
}

func archive(t *testing.T, files map[string]string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range files {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestSpreadsheet(t *testing.T) {
	t.Parallel()
	f := excelize.NewFile()
	set := func(cell string, value any) {
		if err := f.SetCellValue("Sheet1", cell, value); err != nil {
			t.Fatal(err)
		}
	}
	for cell, value := range map[string]any{"A1": "Calls, by place", "A3": "Region", "B3": "Place", "C3": "Calls", "D3": "Day", "E3": "Share",
		"A4": "East", "B4": "a", "C4": 5, "D4": 40665, "E4": 0.1 + 0.2, "B5": "b", "C5": 40553, "D5": 40666, "E5": 0.5,
		"A6": "West", "B6": "c", "D6": 40667, "E6": 1.5} {
		set(cell, value)
	}
	style, err := f.NewStyle(&excelize.Style{NumFmt: 14})
	if err != nil {
		t.Fatal(err)
	}
	for _, cell := range []string{"D4", "D5", "D6", "C5"} {
		if err := f.SetCellStyle("Sheet1", cell, cell, style); err != nil {
			t.Fatal(err)
		}
	}
	set("C6", 7)
	if err := f.SetCellFormula("Sheet1", "C6", "3+4"); err != nil {
		t.Fatal(err)
	}
	if err := f.MergeCell("Sheet1", "A4", "A5"); err != nil {
		t.Fatal(err)
	}
	b, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	table, err := Read("Calls 2011.xlsx", b.Bytes(), dialect("excel-us"), "")
	if err != nil {
		t.Fatal(err)
	}
	// The 10th of January among counts was a band once. C6 has no value that was worked out before, as excelize wrote it.
	want := "region,place,calls,day,share\nEast,a,5,2011-05-02,0.3\nEast,b,1..10,2011-05-03,0.5\nWest,c,7,2011-05-04,1.5\n"
	if got := string(table.CSV); got != want || !strings.Contains(changes(table), "formula 1") || !strings.Contains(changes(table), "merged 1") || !strings.Contains(changes(table), "bands 1") || !strings.Contains(changes(table), "dates 3") {
		t.Errorf("got %q (%s)\nwant %q", got, changes(table), want)
	}
	if _, err := f.NewSheet("Other"); err != nil {
		t.Fatal(err)
	}
	b, _ = f.WriteToBuffer()
	if _, err := Read("a.xlsx", b.Bytes(), Dialect{}, ""); err == nil || !strings.Contains(err.Error(), "the file has 2 sheets") {
		t.Errorf("got %v", err)
	}
	if _, err := Read("a.xlsx", b.Bytes(), Dialect{}, "None"); err == nil || !strings.Contains(err.Error(), "no sheet of that name") {
		t.Errorf("got %v", err)
	}
}

func TestUTF16(t *testing.T) {
	t.Parallel()
	for _, big := range []bool{false, true} {
		data := []byte("\xff\xfe")
		if big {
			data = []byte("\xfe\xff")
		}
		for _, u := range utf16.Encode([]rune("lieu\tn\nMontréal\t1\n")) {
			if big {
				data = append(data, byte(u>>8), byte(u))
			} else {
				data = append(data, byte(u), byte(u>>8))
			}
		}
		table, err := Read("a.txt", data, Dialect{}, "")
		if err != nil || string(table.CSV) != "lieu,n\nMontréal,1\n" || changes(table) != "encoding 1, separator 1" {
			t.Errorf("got %v, %v", table, err)
		}
	}
}

// No file makes the reader panic, and what comes of it is a table with as many cells in each row.
func FuzzRead(f *testing.F) {
	f.Add([]byte("a;b\n1,5;\"x\ny\"\n"), 1)
	f.Add([]byte("sep=|\na|b\n1-10|2\n"), 4)
	f.Add([]byte("PK\x03\x04"), 0)
	f.Fuzz(func(t *testing.T, data []byte, n int) {
		all := append(Dialects(), Dialect{})
		table, err := Read("a.csv", data, all[uint(n)%uint(len(all))], "")
		if err != nil {
			return
		}
		project, err := tree.New(map[string][]byte{dataset.PackagePath: []byte(`{"resources": [` + string(table.Schema) + `]}`), "data/a.csv": table.CSV})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := dataset.Load(project); err != nil && strings.Contains(err.Error(), "[data-row]") {
			t.Errorf("%q became %q: %v", data, table.CSV, err)
		}
	})
}
