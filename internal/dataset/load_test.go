package dataset

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strconv"
	"strings"
	"testing"

	"daylight/internal/diag"
	"daylight/internal/tree"
)

// project returns a tree with a data package of the given resources and files.
func project(tb testing.TB, resources string, files map[string]string) tree.Tree {
	tb.Helper()
	data := map[string][]byte{PackagePath: []byte(`{"resources": [` + resources + `]}`)}
	for name, text := range files {
		data[name] = []byte(text)
	}
	made, err := tree.New(data)
	if err != nil {
		tb.Fatal(err)
	}
	return made
}

// places is a table with a text, a count and a date, and two markers.
const places = `{"name": "places", "path": "places.csv", "schema": {
	"fields": [
		{"name": "place", "type": "string"},
		{"name": "calls", "type": "string", "daylight": "count"},
		{"name": "day", "type": "date"}],
	"primaryKey": "place",
	"missingValues": [{"value": "[withheld]", "label": "withheld"}, {"value": "[not published]", "label": "not published"}]}}`

const header = "place,calls,day\n"

// briefly gives a problem as "line:col [code] message".
func briefly(err error) []string {
	list, _ := diag.AsList(err)
	var lines []string
	for _, d := range list {
		lines = append(lines, fmt.Sprintf("%s [%s] %s", strings.TrimPrefix(d.Pos.String(), "data/places.csv"), d.Code, d.Message))
	}
	return lines
}

// expect holds that the problems begin with the wanted texts, in order.
func expect(t *testing.T, err error, want []string) {
	t.Helper()
	got := briefly(err)
	if len(got) != len(want) || !slices.EqualFunc(got, want, strings.HasPrefix) {
		t.Errorf("got\n\t%s\nwant\n\t%s", strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
	}
}

type fileCase struct {
	name, csv string
	want      []string
}

func fileCases() []fileCase {
	long := strings.Repeat("x", maxLine+1)
	return []fileCase{
		{"empty", "", []string{":1 [data-header] the file has no header"}},
		{"blank header", "\nplace,calls,day\n", []string{":1 [data-header] the file has no header"}},
		{"misspelt", "plaec,calls,day\n", []string{":1:1 [data-header] column 1 is misspelt"}},
		{"misspelt by case and space", "place, Calls,day\n", []string{":1:7 [data-header] column 2 is misspelt"}},
		{"missing", "place,calls\n", []string{`:1 [data-header] the column "day" is missing`}},
		{"extra", "place,calls,day,hour of it\n", []string{":1:17 [data-header] column 4 is not in the schema"}},
		{"repeated", "place,calls,calls,day\n", []string{`:1:13 [data-header] the column "calls" stands here a second time`}},
		{"wrong order", "place,day,calls\n", []string{":1 [data-header] the columns are not in the schema's order"}},
		{"no header but data", "Zürich,12,2011-05-02\n", []string{
			`:1 [data-header] the column "calls" is missing`, `:1 [data-header] the column "day" is missing`, `:1 [data-header] the column "place" is missing`,
			":1:1 [data-header] column 1 is not", ":1:8 [data-header] column 2 is not", ":1:11 [data-header] column 3 is not"}},
		{"header quotes", "pl\"ace\"s,calls,day\n", []string{":1 [data-quote] the quotes of the header"}},
		{"open header quote", "place,\"calls,day\nx,1,2011-05-02\n", []string{":1:7 [data-quote] a quoted cell does not end"}},
		{"semicolons", "place;calls;day\nx;1;2011-05-02\n", []string{":1 [data-header] the file separates its cells with semicolons"}},
		{"tabs", "place\tcalls\tday\n", []string{":1 [data-header] the file separates its cells with tabs"}},
		{"a million columns", strings.Repeat(",", 1_000_000) + "\n", []string{":1 [data-header] the header has 1000001 columns, and the schema has 3"}},
		{"many wrong columns", strings.Repeat("zzzzzz,", 99) + "x\n", append([]string{
			":1 [data-header] the header has more problems"}, slices.Collect(func(yield func(string) bool) {
			for i := range maxShown {
				if !yield(fmt.Sprintf(":1:%d [data-header] column %d is not", 7*i+1, i+1)) {
					return
				}
			}
		})...)},

		{"UTF-16 with mark", "\xff\xfep\x00l\x00", []string{" [data-encoding] the file is UTF-16"}},
		{"UTF-16 big-endian with mark", "\xfe\xff\x00p\x00l", []string{" [data-encoding] the file is UTF-16"}},
		{"UTF-16 without mark", "p\x00l\x00a\x00c\x00e\x00,\x00", []string{" [data-encoding] the file is UTF-16"}},
		{"Latin-1", header + "Montr\xe9al,1,2011-05-02\n", []string{":2:6 [data-encoding] this is not UTF-8"}},
		{"NUL", header + "a\x00,1,2011-05-02\n", []string{":2:2 [data-encoding] the file holds a NUL"}},
		{"old Macintosh", "place,calls,day\ra,1,2011-05-02\r", []string{":1:16 [data-encoding] a carriage return"}},
		{"carriage return at the end", header + "a,1,2011-05-02\r", []string{":2:15 [data-encoding] a carriage return"}},
		{"two marks", "\ufeff\ufeff" + header, []string{":1:1 [data-header] column 1 is misspelt"}},

		{"too few cells", header + "a,1\nb,2,2011-05-02\n", []string{":2:4 [data-row] the row has 2 cells, and the header has 3"}},
		{"too many cells", header + "a,1,234,2011-05-02\n", []string{":2:9 [data-row] the row has 4 cells, and the header has 3"}},
		{"blank lines", header + "\na,1,2011-05-02\n\r\nb,1,2011-13-02\n", []string{":2:1 [data-row] the line is blank", ":4:1 [data-row] the line is blank", ":5:5 [data-cell] the cell is not a date"}},
		{"blank at the end", header + "a,1,2011-05-02\n\n", []string{":3:1 [data-row] the line is blank"}},
		{"a thousand blank lines", header + strings.Repeat("\n", 1000), append([]string{" [data-row] 980 more lines are blank"}, slices.Repeat([]string{":"}, maxShown)...)},
		{"long line", header + long + ",1,2011-05-02\n", []string{":2:1 [data-row] the line is longer than 1024 KiB"}},
		{"a thousand ragged rows", header + strings.Repeat("a,1\n", 1000), append(slices.Repeat([]string{":"}, maxShown), ":22 [data-row] there are more rows that can't be read")},

		{"open quote", header + "b,1,2011-05-02\n\"a,1,2011-05-02\nc,x,y\n", []string{":3:1 [data-quote] a quoted cell does not end"}},
		{"open quote after a quote in the cell", header + "é,\"1\"\"2,2011-05-02\n", []string{":2:3 [data-quote] a quoted cell does not end"}},
		{"line break in a cell", header + "\"a\nb\",1,2011-05-02\n", []string{":2:1 [data-quote] a quoted cell does not end"}},
		{"never closed in a large file", header + "\"a" + strings.Repeat(",1,2011-05-02\n", 300_000), []string{":2:1 [data-quote] a quoted cell does not end"}},
		{"bare quotes", header + "5\" pipe,1,2011-05-02\na\"b\"c,1,2011-05-02\nd,0123,2011-05-02\n", []string{
			":2:2 [data-quote] a quote stands in a cell that is not quoted", ":3:2 [data-quote] a quote stands", ":4:3 [data-cell]"}},
		{"text after a quote", header + "é,\"1\"2,2011-05-02\n", []string{":2:5 [data-quote] text follows the quote"}},

		{"empty cell", header + "a,,2011-05-02\n\"\",1,\n", []string{":2:3 [data-empty]", ":3:1 [data-empty]", ":3:6 [data-empty]"}},
		{"cells behind wide and quoted ones", header + "\"Zürich, 東京\",x,2011-02-30\n", []string{":2:14 [data-cell] the cell is not a count", ":2:16 [data-cell] the cell is not a date"}},
		{"white space", header + " a,1,2011-05-02\nb ,1 ,2011-05-02\nc\u00a0,1,2011-05-02\n", []string{":2:1 [data-cell] the cell begins or ends", ":3:1 [data-cell] the cell begins", ":3:4 [data-cell] the cell begins", ":4:1 [data-cell] the cell begins"}},
		{"formulas", header + "=1+1,1,2011-05-02\n+a,1,2011-05-02\n-a,1,2011-05-02\n@a,1,2011-05-02\n＝a,1,2011-05-02\n\t=a,1,2011-05-02\n", []string{
			":2:1 [data-cell] the text begins with =", ":3:1 [data-cell] the text", ":4:1 [data-cell] the text", ":5:1 [data-cell] the text", ":6:1 [data-cell] the text", ":7:1 [data-cell] the cell holds a control"}},
		{"hidden characters", header + "a\x07b,1,2011-05-02\na\u202eb,1,2011-05-02\na\u200bb,1,2011-05-02\na\ufeffb,1,2011-05-02\na\u2066b,1,2011-05-02\na\u0085b,1,2011-05-02\na\x7fb,1,2011-05-02\na\ufdd0b,1,2011-05-02\n",
			slices.Collect(func(yield func(string) bool) {
				for line := 2; line < 10 && yield(fmt.Sprintf(":%d:1 [data-cell] the cell holds a control character", line)); line++ {
				}
			})},
		{"not composed", header + "cafe\u0301,1,2011-05-02\ncaf\u00e9,1,2011-05-02\n\u212b,1,2011-05-02\n", []string{":2:1 [data-cell] the cell is not in Unicode's composed form", ":4:1 [data-cell] the cell is not in"}},
		{"format characters", header + "a\u00adb,1,2011-05-02\na\u2060b,1,2011-05-02\na\u180eb,1,2011-05-02\na\u034fb,1,2011-05-02\na\u3164b,1,2011-05-02\na\U000e0041b,1,2011-05-02\n",
			slices.Collect(func(yield func(string) bool) {
				for line := 2; line < 8 && yield(fmt.Sprintf(":%d:1 [data-cell] the cell holds a control character or one that hides", line)); line++ {
				}
			})},
		{"keys with what is not seen", header + "a\u200cb,1,2011-05-02\na\u200db,1,2011-05-02\na\u200eb,1,2011-05-02\na\u200fb,1,2011-05-02\na\u061cb,1,2011-05-02\na\ufe0fb,1,2011-05-02\n",
			slices.Collect(func(yield func(string) bool) {
				for line := 2; line < 8 && yield(fmt.Sprintf(":%d:1 [data-key] the cell is part of a key and holds a character that cannot", line)); line++ {
				}
			})},
		{"keys with other spaces", header + "a\u00a0b,1,2011-05-02\na  b,1,2011-05-02\na\u2009b,1,2011-05-02\na b c,1,2011-05-02\n", []string{
			":2:1 [data-key] the cell is part of a key and holds a space", ":3:1 [data-key] the cell is part", ":4:1 [data-key] the cell is part"}},
		{"lost characters", header + "Montr\ufffdal,1,2011-05-02\n", []string{":2:1 [data-cell] the cell holds U+FFFD"}},
		{"line separators", header + "a\u2028b,1,2011-05-02\n", []string{":2:1 [data-cell] the cell holds a line break"}},
		{"long cell", header + strings.Repeat("é", maxCell+1) + ",1,2011-05-02\n", []string{":2:1 [data-cell] the cell holds more than 32,767"}},
		{"undeclared markers", header + "[witheld],[n/a],2011-05-02\n", []string{":2:1 [data-cell] the cell is in square brackets", ":2:11 [data-cell] the cell is in square brackets"}},
		{"too many lines", header + strings.Repeat("\n", maxLines), slices.Concat([]string{" [data-row] 9999980 more lines are blank"},
			slices.Repeat([]string{":"}, maxShown), []string{":10000002:1 [data-row] the file has more than 10000000 rows"})},
		{"a thousand wrong cells", header + strings.Repeat("a,1.9,2011-05-02\n", 1000), append([]string{
			` [data-cell] at least 980 more cells of "calls"`, ` [data-key] at least 979 more cells of "place"`}, slices.Repeat([]string{":"}, 2*maxShown)...)},

		{"duplicate key", header + "a,1,2011-05-02\nb,1,2011-05-02\na,1,2011-05-02\n", []string{":4:1 [data-key] the row has the same place as line 2"}},
		{"unknown keys are the same", header + "[not published],1,2011-05-02\n[not published],2,2011-05-02\n", []string{":3:1 [data-key] the row has the same place as line 2"}},
		{"withheld key", header + "[withheld],1,2011-05-02\n", []string{`:2:1 [data-key] "place" is part of the primary key`}},
	}
}

func TestFileProblems(t *testing.T) {
	t.Parallel()
	for _, c := range fileCases() {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, err := Load(project(t, places, map[string]string{"data/places.csv": c.csv}))
			expect(t, err, c.want)
		})
	}
}

func TestAccepted(t *testing.T) {
	t.Parallel()
	want := []string{"a|1|2011-05-02", "b \"c\", d|>40000|[withheld]"}
	plain := header + "a,1,2011-05-02\n\"b \"\"c\"\", d\",>40000,[withheld]"
	for name, csv := range map[string]string{
		"plain":                   plain + "\n",
		"no newline at the end":   plain,
		"byte-order mark":         "\ufeff" + plain,
		"CRLF":                    strings.ReplaceAll(plain, "\n", "\r\n") + "\r\n",
		"needless quotes":         "\"place\",\"calls\",day\n" + plain[len(header):],
		"CRLF only here and then": strings.Replace(plain, "\n", "\r\n", 1),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			set, err := Load(project(t, places, map[string]string{"data/places.csv": csv}))
			if err != nil {
				t.Fatal(err)
			}
			table := set.Table("places")
			var got []string
			for row := range table.Len() {
				got = append(got, strings.Join([]string{table.Raw(row, 0), table.Raw(row, 1), table.Raw(row, 2)}, "|"))
			}
			if !slices.Equal(got, want) {
				t.Errorf("got %q", got)
			}
			if pos := table.Pos(1, 1).String(); pos != "data/places.csv:3:14" {
				t.Errorf("the second count stands at %s", pos)
			}
		})
	}
}

func TestHeaderOnly(t *testing.T) {
	t.Parallel()
	set, err := Load(project(t, places, map[string]string{"data/places.csv": header}))
	if err != nil {
		t.Fatal(err)
	}
	table := set.Table("places")
	if table.Len() != 0 || table.Row("a") != -1 || table.Inexact(1) {
		t.Error("a table without rows has some")
	}
}

// TestMessagesNeverEchoCells gives each gate a cell with a number in it that must
// not turn up in anything that is shown.
func TestMessagesNeverEchoCells(t *testing.T) {
	t.Parallel()
	for _, cell := range []string{"867530.9", "0867530", "867,530", "-867530", "867530e3", "867530 ", " 867530", "８867530", "=867530", "9007199254740993867530",
		"[867530]", "867530..3", "<867530x", "867530\"", "\u202e867530", "2011-05-02T867530", "867530"} {
		quoted := strconv.Quote(cell)
		for _, line := range []string{quoted + ",1,2011-05-02", "a," + quoted + ",2011-05-02", "a,1," + quoted, cell, cell + ",1,2", "a,1,2011-05-02\na,1," + cell} {
			for _, csv := range []string{header + line + "\n", line + "\n" + header} {
				_, err := Load(project(t, places, map[string]string{"data/places.csv": csv}))
				list, _ := diag.AsList(err)
				for _, d := range list {
					if strings.Contains(d.Message+d.Hint, "867") {
						t.Errorf("%q shows the cell: %s (%s)", csv, d, d.Hint)
					}
				}
			}
		}
	}
}

func TestEveryCodeIsProvoked(t *testing.T) {
	t.Parallel()
	var provoked []string
	for _, c := range fileCases() {
		provoked = append(provoked, c.want...)
	}
	for _, c := range slices.Concat(schemaCases(), tableCases()) {
		provoked = append(provoked, c.want...)
	}
	file, err := parser.ParseFile(token.NewFileSet(), "codes.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(file, func(n ast.Node) bool {
		if literal, ok := n.(*ast.BasicLit); ok && literal.Kind == token.STRING && strings.HasPrefix(literal.Value, `"data-`) {
			code := "[" + strings.Trim(literal.Value, `"`) + "]"
			if !slices.ContainsFunc(provoked, func(line string) bool { return strings.Contains(line, code) }) {
				t.Errorf("no test provokes %s", code)
			}
		}
		return true
	})
}
