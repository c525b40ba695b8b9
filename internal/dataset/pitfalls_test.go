package dataset

import (
	"fmt"
	"strings"
	"testing"

	"daylight/internal/diag"
)

// pitfall is a habit of CSV files that other readers take for something else without a word. Here it
// is refused at its place, or read exactly as it is written.
type pitfall struct {
	name, csv string
	place     string // "line:col code" of the first problem; "" when it is read
	cells     string // the cells as they are read: rows in lines, cells with | between
}

// filePitfalls are of whole files; their table has a text, a count and a date.
func filePitfalls() []pitfall {
	const h = header
	return []pitfall{
		{"UTF-8 with a mark", "\ufeff" + h + "a,1,2011-05-02\n", "", "a|1|2011-05-02"},
		{"two marks", "\ufeff\ufeff" + h, "1:1 data-header", ""},
		{"a mark in the middle", h + "a,1,2011-05-02\n\ufeffb,1,2011-05-02\n", "3:1 data-cell", ""},
		{"UTF-16", "\xff\xfep\x00l\x00a\x00", " data-encoding", ""},
		{"UTF-16 without a mark", "p\x00l\x00a\x00c\x00e\x00,\x00", " data-encoding", ""},
		{"UTF-32", "\xff\xfe\x00\x00p\x00\x00\x00", " data-encoding", ""},
		{"Latin-1", h + "Montr\xe9al,1,2011-05-02\n", "2:6 data-encoding", ""},
		{"Windows-1252 quotes", h + "\x93a\x94,1,2011-05-02\n", "2:1 data-encoding", ""},
		{"overlong UTF-8", h + "a\xc0\xafb,1,2011-05-02\n", "2:2 data-encoding", ""},
		{"half a character at the end", h + "a,1,2011-05-02\nb\xc3", "3:2 data-encoding", ""},
		{"a surrogate", h + "a\xed\xa0\x80,1,2011-05-02\n", "2:2 data-encoding", ""},
		{"a lost character", h + "Montr\ufffdal,1,2011-05-02\n", "2:1 data-cell", ""},
		{"NUL", h + "a\x00,1,2011-05-02\n", "2:2 data-encoding", ""},
		{"decomposed letters", h + "cafe\u0301,1,2011-05-02\n", "2:1 data-cell", ""},
		{"CRLF", "place,calls,day\r\na,1,2011-05-02\r\n", "", "a|1|2011-05-02"},
		{"mixed ends of lines", "place,calls,day\r\na,1,2011-05-02\nb,2,2011-05-02\r\n", "", "a|1|2011-05-02\nb|2|2011-05-02"},
		{"CR alone", "place,calls,day\ra,1,2011-05-02\r", "1:16 data-encoding", ""},
		{"CR in a cell", h + "\"a\rb\",1,2011-05-02\n", "2:3 data-encoding", ""},
		{"no end of the last line", h + "a,1,2011-05-02", "", "a|1|2011-05-02"},
		{"a line break in a cell", h + "\"a\nb\",1,2011-05-02\n", "2:1 data-quote", ""},
		{"vertical tab", h + "a\x0bb,1,2011-05-02\n", "2:1 data-cell", ""},
		{"form feed", h + "\x0ca,1,2011-05-02\n", "2:1 data-cell", ""},
		{"next line", h + "a\u0085b,1,2011-05-02\n", "2:1 data-cell", ""},
		{"line separator", h + "a\u2028b,1,2011-05-02\n", "2:1 data-cell", ""},
		{"Ctrl-Z at the end", h + "a,1,2011-05-02\n\x1a", "3:2 data-row", ""},
		{"empty file", "", "1 data-header", ""},
		{"only ends of lines", "\n\n\n", "1 data-header", ""},
		{"header only", h, "", ""},
		{"no header", "Guelph,12,2011-05-02\n", "1 data-header", ""},
		{"two headers", h + h, "2:7 data-cell", ""},
		{"title above the header", "Calls by place,,\n" + h, "1 data-header", ""},
		{"line that names the separator", "sep=,\n" + h, "1 data-header", ""},
		{"comment", h + "# a note\n", "2:9 data-row", ""},
		{"semicolons", "place;calls;day\na;1;2011-05-02\n", "1 data-header", ""},
		{"semicolons below commas", h + "a;1;2011-05-02\n", "2:15 data-row", ""},
		{"tabs", "place\tcalls\tday\na\t1\t2011-05-02\n", "1 data-header", ""},
		{"bars", "place|calls|day\na|1|2011-05-02\n", "1 data-header", ""},
		{"a comma of another script", h + "a，1,2011-05-02\n", "2:15 data-row", ""},
		{"column misspelt", "place,cals,day\n", "1:7 data-header", ""},
		{"column in capitals", "place,Calls,day\n", "1:7 data-header", ""},
		{"column with a space", "place, calls,day\n", "1:7 data-header", ""},
		{"column twice", "place,calls,calls,day\n", "1:13 data-header", ""},
		{"column missing", "place,calls\na,1\n", "1 data-header", ""},
		{"columns in another order", "place,day,calls\n", "1 data-header", ""},
		{"an index in front", ",place,calls,day\n0,a,1,2011-05-02\n", "1:1 data-header", ""},
		{"too few cells", h + "a,1\n", "2:4 data-row", ""},
		{"a trailing comma", h + "a,1,2011-05-02,\n", "2:16 data-row", ""},
		{"a grouped number without quotes", h + "a,1,234,2011-05-02\n", "2:9 data-row", ""},
		{"blank line", h + "\na,1,2011-05-02\n", "2:1 data-row", ""},
		{"a line of commas", h + ",,\n", "2:1 data-empty", ""},
		{"a line of spaces", h + "   \n", "2:4 data-row", ""},
		{"quote not closed", h + "\"a,1,2011-05-02\n", "2:1 data-quote", ""},
		{"quote in a cell", h + "5\" pipe,1,2011-05-02\n", "2:2 data-quote", ""},
		{"text behind a quote", h + "\"a\"b,1,2011-05-02\n", "2:3 data-quote", ""},
		{"space before a quote", h + "a, \"1\",2011-05-02\n", "2:4 data-quote", ""},
		{"space behind a quote", h + "\"a\" ,1,2011-05-02\n", "2:3 data-quote", ""},
		{"quote with a backslash", h + "\"a \\\"b\\\"\",1,2011-05-02\n", "2:5 data-quote", ""},
		{"single quotes", h + "'a, b',1,2011-05-02\n", "2:10 data-row", ""},
		{"doubled quotes", h + "\"a \"\"b\"\"\",1,2011-05-02\n", "", "a \"b\"|1|2011-05-02"},
		{"a comma in quotes", h + "\"a, b\",1,2011-05-02\n", "", "a, b|1|2011-05-02"},
		{"a quoted number", h + "a,\"1\",2011-05-02\n", "", "a|1|2011-05-02"},
		{"quoted nothing", h + "\"\",1,2011-05-02\n", "2:1 data-empty", ""},
		{"nothing", h + "a,,2011-05-02\n", "2:3 data-empty", ""},
		{"NULL as a text", h + "NULL,1,2011-05-02\n", "", "NULL|1|2011-05-02"},
		{"NA as a text", h + "NA,1,2011-05-02\n", "", "NA|1|2011-05-02"},
		{"true as a text", h + "true,1,2011-05-02\n", "", "true|1|2011-05-02"},
		{"a number as a text", h + "007,1,2011-05-02\n", "", "007|1|2011-05-02"},
		{"an exponent as a text", h + "1e5,1,2011-05-02\n", "", "1e5|1|2011-05-02"},
		{"a date as a text", h + "2011-5-2,1,2011-05-02\n", "", "2011-5-2|1|2011-05-02"},
		{"space before a text", h + " a,1,2011-05-02\n", "2:1 data-cell", ""},
		{"no-break space behind a text", h + "a\u00a0,1,2011-05-02\n", "2:1 data-cell", ""},
		{"a space of no width", h + "a\u200bb,1,2011-05-02\n", "2:1 data-cell", ""},
		{"text that runs backwards", h + "a\u202eb,1,2011-05-02\n", "2:1 data-cell", ""},
		{"formula", h + "=1+1,1,2011-05-02\n", "2:1 data-cell", ""},
		{"formula with a plus", h + "+a,1,2011-05-02\n", "2:1 data-cell", ""},
		{"formula with a minus", h + "-a,1,2011-05-02\n", "2:1 data-cell", ""},
		{"formula with an at", h + "@SUM(A1),1,2011-05-02\n", "2:1 data-cell", ""},
		{"formula in quotes", h + "\"=HYPERLINK(\"\"x\"\")\",1,2011-05-02\n", "2:1 data-cell", ""},
		{"formula behind a tab", h + "\t=1,1,2011-05-02\n", "2:1 data-cell", ""},
		{"formula in full width", h + "＝1,1,2011-05-02\n", "2:1 data-cell", ""},
		{"marker that is not declared", h + "a,[n/a],2011-05-02\n", "2:3 data-cell", ""},
		{"marker misspelt", h + "a,[Withheld],2011-05-02\n", "2:3 data-cell", ""},
		{"marker with a space", h + "a,[withheld] ,2011-05-02\n", "2:3 data-cell", ""},
		{"marker", h + "a,[withheld],2011-05-02\n", "", "a|[withheld]|2011-05-02"},
		{"the same key twice", h + "a,1,2011-05-02\na,2,2011-05-02\n", "3:1 data-key", ""},
		{"keys that look the same", h + "a b,1,2011-05-02\na\u00a0b,2,2011-05-02\n", "3:1 data-key", ""},
	}
}

// cellPitfalls are of single cells, by their type.
func cellPitfalls() []struct{ kind, refused, read string } {
	return []struct{ kind, refused, read string }{
		{"count", "1,234|1 234|1\u00a0234|1'234|1.0|1.9|1e3|0x10|007|-5|+5|(5)|5%|5 calls|½|٣|１|1-10|1–10|10-1|Jan-10|1..|..5|5..5|9..3|<0|>|~|< 5|≥5|9007199254740993|>9007199254740992|1 |NaN|Infinity|null|TRUE|-|–|n/a|x|.|5.|1/2|$5|00", "0|1|6051|>40000|<5|0..249|~100|9007199254740992"},
		{"integer", "1.0|+1|-0|01|1e3|1 000|9007199254740993|--1", "-5|0|12"},
		{"number", "1,5|1.|.5|1e3|+1.5|-0.0|01.5|1.5 |NaN|inf|1234567890.1234567", "1.5|-1.5|0.10|12"},
		{"date", "02/05/2011|5/2/2011|2011-5-2|2011-02-30|2011/05/02|20110502|40665|2011-05-02T00:00:00|02-May-11|0000-00-00|0999-01-01", "2011-05-02|2012-02-29"},
		{"period", "2011-13|2011-Q5|Q1 2011|2011-05/2011-06|2011-05-02/2011-03-26|May 2011|2011-W18|../..|2010-2011|11", "2011|2011-05|2011-Q2|2011-H1|../2012-02-22|2011-03-26/2011-05-02"},
		{"year", "11|02011|2011.0|0900|2011-", "2011"},
		{"boolean", "TRUE|True|yes|1|0|T|vrai", "true|false"},
	}
}

func TestPitfalls(t *testing.T) {
	t.Parallel()
	n := 0
	for _, c := range filePitfalls() {
		n++
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			set, err := Load(project(t, places, map[string]string{"data/places.csv": c.csv}))
			if got := firstPlace(err); got != c.place {
				t.Fatalf("got %q, want %q\n%v", got, c.place, err)
			}
			if c.place == "" {
				if got := cellsOf(set.Table("places")); got != c.cells {
					t.Errorf("read as %q, want %q", got, c.cells)
				}
			}
		})
	}
	for _, c := range cellPitfalls() {
		field := fmt.Sprintf(`{"name": "f", "type": %q}`, c.kind)
		if c.kind == "count" || c.kind == "period" {
			field = fmt.Sprintf(`{"name": "f", "type": "string", "daylight": %q}`, c.kind)
		}
		for _, cell := range strings.Split(c.refused, "|") {
			n++
			t.Run(c.kind+" "+cell, func(t *testing.T) {
				t.Parallel()
				_, err := Load(project(t, one(field, ""), map[string]string{"data/t.csv": "f\n\"" + cell + "\"\n"}))
				if got := firstPlace(err); got != "2:1 data-cell" {
					t.Errorf("got %q: %v", got, err)
				}
			})
		}
		for _, cell := range strings.Split(c.read, "|") {
			n++
			set, err := Load(project(t, one(field, ""), map[string]string{"data/t.csv": "f\n" + cell + "\n"}))
			if err != nil || cellsOf(set.Table("t")) != cell {
				t.Errorf("%s %q: %v", c.kind, cell, err)
			}
		}
	}
	if n < 60 {
		t.Errorf("only %d pitfalls", n)
	}
	t.Logf("%d pitfalls", n)
}

// firstPlace is where the first problem stands, and its code: "2:1 data-cell".
func firstPlace(err error) string {
	list, _ := diag.AsList(err)
	if len(list) == 0 {
		return ""
	}
	_, place, _ := strings.Cut(list[0].Pos.String(), ":")
	return place + " " + string(list[0].Code)
}

func cellsOf(t *Table) string {
	var rows []string
	for row := range t.Len() {
		var cells []string
		for col := range t.Schema.Fields {
			cells = append(cells, t.Raw(row, col))
		}
		rows = append(rows, strings.Join(cells, "|"))
	}
	return strings.Join(rows, "\n")
}
