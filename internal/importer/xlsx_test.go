package importer

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// book is a spreadsheet with one sheet, as the files in it say.
func book(t *testing.T, changes map[string]string) string {
	t.Helper()
	const kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	files := map[string]string{
		"_rels/.rels":                `<Relationships><Relationship Id="r1" Type="` + kinds + `officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml":            `<workbook xmlns:r="` + kinds + `"><sheets><sheet name="One" sheetId="7" r:id="r1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="r1" Type="` + kinds + `worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="` + kinds + `styles" Target="/xl/styles.xml"/><Relationship Id="r3" Type="` + kinds + `sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
		"xl/styles.xml":              `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="0 &quot;days in May&quot;"/><numFmt numFmtId="165" formatCode="[$-409]d\-mmm;@"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="20"/></cellXfs></styleSheet>`,
		"xl/sharedStrings.xml":       `<sst><si><t>place</t></si><si><r><t>n</t></r><r><rPr/><t xml:space="preserve">umber</t></r><rPh sb="0" eb="1"><t>spoken</t></rPh></si><si><t>a_x0021_</t></si></sst>`,
		"xl/worksheets/sheet1.xml":   "",
	}
	for name, text := range changes {
		files[name] = text
	}
	return archive(t, files)
}

const header = `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>`

func TestCells(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, rows, out, changes string }{
		{"shared words", header + `<row r="2"><c r="A2" t="s"><v> 2 </v></c><c r="B2"><v>5</v></c></row>`, "place,number\na!,5\n", ""},
		{"no names of cells", `<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row><row><c t="inlineStr"><is><t>b</t></is></c><c><v>5</v></c></row>`, "place,number\nb,5\n", ""},
		{"holes", header + `<row r="4"><c r="B4"><v>5</v></c></row><row r="6"><c r="A6" t="str"><v>c</v></c><c r="B6" s="1"/></row><row r="9"><c r="A9" s="1"/></row>`, "place,number\n[not published],5\nc,[not published]\n", "blank 3, empty 2"},
		{"true and an error", header + `<row r="2"><c r="A2" t="b"><v>1</v></c><c r="B2" t="e"><v>#N/A</v></c></row>`, "place,number\nTRUE,#N/A\n", ""},
		{"days", header + `<row r="2"><c r="A2" t="str"><v>a</v></c><c r="B2" s="1"><v>40665</v></c></row><row r="3"><c r="A3" t="str"><v>b</v></c><c r="B3" t="d"><v>2011-05-03T00:00:00</v></c></row>`, "place,number\na,2011-05-02\nb,2011-05-03\n", "dates 1"},
		{"a unit that only looks like a day", header + `<row r="2"><c r="A2" t="str"><v>a</v></c><c r="B2" s="2"><v>40665</v></c></row>`, "place,number\na,40665\n", ""},
		{"an hour is no day", header + `<row r="2"><c r="A2" t="str"><v>a</v></c><c r="B2" s="4"><v>0.5</v></c></row>`, "place,number\na,0.5\n", ""},
		{"formulas", header + `<row r="2"><c r="A2" t="str"><f>B1</f><v>a</v></c><c r="B2"><f t="shared" si="0"/><v>3</v></c></row>`, "place,number\na,3\n", "formula 2"},
		{"merged", header + `<row r="2"><c r="A2" t="str"><v>a</v></c><c r="B2"><v>3</v></c></row><row r="3"><c r="B3"><v>4</v></c></row></sheetData><mergeCells><mergeCell ref="A2:A3"/><mergeCell ref="Z1:Z9"/><mergeCell ref="?"/></mergeCells><sheetData>`, "place,number\na,3\na,4\n", "merged 1"},
		{"another prefix", strings.NewReplacer("</", "</x:", "<", "<x:").Replace(header + `<row r="2"><c r="A2" t="str"><v>a</v></c><c r="B2"><v>3</v></c></row>`), "place,number\na,3\n", ""},
	} {
		table, err := Read("a.xlsx", []byte(book(t, map[string]string{"xl/worksheets/sheet1.xml": `<worksheet xmlns:x="x"><sheetData>` + c.rows + `</sheetData></worksheet>`})), Dialect{}, "")
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
		} else if string(table.CSV) != c.out || changes(table) != c.changes {
			t.Errorf("%s: got %q (%s)\nwant %q (%s)", c.name, table.CSV, changes(table), c.out, c.changes)
		}
	}
}

// Days that are counted from 1904 are the same days.
func TestDaysFrom1904(t *testing.T) {
	t.Parallel()
	table, err := Read("a.xlsx", []byte(book(t, map[string]string{
		"xl/workbook.xml":          `<workbook xmlns:r="r"><workbookPr date1904="1"/><sheets><sheet name="One" r:id="r1"/></sheets></workbook>`,
		"xl/worksheets/sheet1.xml": `<worksheet><sheetData>` + header + `<row r="2"><c r="A2" t="str"><v>a</v></c><c r="B2" s="3"><v>39203</v></c></row></sheetData></worksheet>`,
	})), Dialect{}, "")
	if err != nil || string(table.CSV) != "place,number\na,2011-05-02\n" {
		t.Errorf("got %v, %v", table, err)
	}
}

func TestBadSheets(t *testing.T) {
	t.Parallel()
	sheet := func(rows string) map[string]string {
		return map[string]string{"xl/worksheets/sheet1.xml": `<worksheet><sheetData>` + rows + `</sheetData></worksheet>`}
	}
	for _, c := range []struct {
		name  string
		files map[string]string
		want  string
	}{
		{"a formula without a value", sheet(header + `<row r="2"><c r="A2" t="str"><v>a</v></c><c r="B2"><f>1+1</f></c></row>`), "a.xlsx:2: the formula in column B has no value [import-cell]"},
		{"a word that is not there", sheet(`<row r="1"><c r="A1" t="s"><v>9</v></c></row>`), "the sheet cannot be read"},
		{"a cell in another row", sheet(`<row r="1"><c r="A2"><v>9</v></c></row>`), "the sheet cannot be read"},
		{"a cell beyond the last column", sheet(`<row r="1"><c r="XFE1"><v>9</v></c></row>`), "the sheet cannot be read"},
		{"no row of that number", sheet(`<row r="0"><c><v>9</v></c></row>`), "the sheet cannot be read"},
		{"too many rows", sheet(`<row r="1000001"><c r="A1000001"><v>9</v></c></row>`), "the sheet has more than 1000000 rows"},
		{"too many cells", sheet(`<row r="1"><c r="XFD1"><v>9</v></c></row><row r="2000"><c r="A2000"><v>9</v></c></row>`), "or 20000000 cells"},
		{"half a file", map[string]string{"xl/worksheets/sheet1.xml": `<worksheet><sheetData><row><c><v>1`}, "the sheet cannot be read"},
		{"an entity that grows", map[string]string{"xl/worksheets/sheet1.xml": `<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet><sheetData><row><c t="str"><v>&a;</v></c></row></sheetData></worksheet>`}, "the sheet cannot be read"},
		{"styles that are none", map[string]string{"xl/styles.xml": "<"}, "the file is no spreadsheet that can be read"},
		{"no sheet", map[string]string{"xl/workbook.xml": "<workbook/>"}, "the file is no spreadsheet that can be read"},
		{"no workbook", map[string]string{"_rels/.rels": "<Relationships/>"}, "the file is no spreadsheet that can be read"},
	} {
		if _, err := Read("a.xlsx", []byte(book(t, c.files)), Dialect{}, ""); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %s", c.name, err, c.want)
		}
	}
}

// Another program's reader finds the same in each cell of sheets that it wrote, whatever they hold.
func TestSameAsExcelize(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 2))
	for n := range 60 {
		f := excelize.NewFile()
		day, err := f.NewStyle(&excelize.Style{NumFmt: 14})
		if err != nil {
			t.Fatal(err)
		}
		for range random.IntN(120) {
			at, _ := excelize.CoordinatesToCellName(1+random.IntN(30), 1+random.IntN(40))
			values := []any{"", "words", " spaces ", "é\n<&>", "_x000D_", "_x0041_b", 7, -1.5, 1e-7, 123456789012345678, 40665, true, "=1", strings.Repeat("long ", 50)}
			if err := f.SetCellValue("Sheet1", at, values[random.IntN(len(values))]); err != nil {
				t.Fatal(err)
			}
			if random.IntN(4) == 0 {
				_ = f.SetCellStyle("Sheet1", at, at, day)
			}
		}
		b, err := f.WriteToBuffer()
		if err != nil {
			t.Fatal(err)
		}
		want, err := f.GetRows("Sheet1", excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		got := &sheet{path: "a.xlsx", changes: map[Kind]*Change{}}
		if err := got.readXLSX(b.Bytes(), ""); err != nil {
			t.Fatal(err)
		}
		for r := range max(len(want), len(got.rows)) {
			for c := range 30 {
				theirs, ours, date := "", "", false
				if r < len(want) && c < len(want[r]) {
					theirs = want[r][c]
				}
				if r < len(got.rows) && c < len(got.rows[r]) {
					ours, date = got.rows[r][c].text, got.rows[r][c].date
				}
				at, _ := excelize.CoordinatesToCellName(c+1, r+1)
				kind, _ := f.GetCellType("Sheet1", at)
				style, _ := f.GetCellStyle("Sheet1", at)
				if kind == excelize.CellTypeBool {
					theirs = map[string]string{"1": "TRUE", "0": "FALSE", "TRUE": "TRUE", "FALSE": "FALSE"}[theirs]
				}
				number := kind == excelize.CellTypeUnset || kind == excelize.CellTypeNumber
				if theirs != ours || ours != "" && date != (style == day && number) {
					t.Fatalf("sheet %d, %s: %q (day %v), excelize has %q (day %v)", n, at, ours, date, theirs, style == day)
				}
			}
		}
		_ = f.Close()
	}
}
