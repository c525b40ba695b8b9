package importer

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"daylight/internal/diag"
)

// errLarge says that a sheet has more cells than are read.
var errLarge = errors.New("the sheet is too large")

// readXLSX reads one sheet of a spreadsheet: the values that were last worked out.
func (s *sheet) readXLSX(data []byte, name string) error {
	archive, err := s.openArchive(data)
	if err != nil {
		return err
	}
	w, err := openWorkbook(archive)
	if err != nil {
		return s.refuse("open it in a spreadsheet and save it as .xlsx, without a password", "the file is no spreadsheet that can be read")
	}
	if name, err = s.pick(w.names, name); err != nil {
		return err
	}
	r := cellReader{sheet: s, workbook: w}
	err = r.read(w.sheets[name])
	switch {
	case errors.Is(err, errLarge):
		return s.refuse("split it", "the sheet has more than %d rows or %d cells", maxRows, maxCells)
	case err != nil:
		return s.refuse("open it in a spreadsheet and save it again", "the sheet cannot be read")
	}
	return r.problems.Err()
}

// openArchive refuses programs, and files that unpack to far more than they are.
func (s *sheet) openArchive(data []byte) (*zip.Reader, error) {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, s.refuse("open it in a spreadsheet and save it again", "the file is damaged")
	}
	total := uint64(0)
	for _, part := range archive.File {
		if strings.Contains(strings.ToLower(part.Name), "vbaproject") {
			return nil, s.refuse("save it as .xlsx, without macros", "the file holds macros")
		}
		if total += min(part.UncompressedSize64, maxUnzip+1); total > maxUnzip || len(archive.File) > 10_000 {
			return nil, s.refuse("split it", "the file unpacks to more than %d MiB", maxUnzip>>20)
		}
	}
	return archive, nil
}

// pick finds the sheet. Of several, one must be named.
func (s *sheet) pick(sheets []string, name string) (string, error) {
	switch {
	case name == "" && len(sheets) == 1:
		return sheets[0], nil
	case name == "":
		return "", s.refuse(fmt.Sprintf("name one: --sheet %q", sheets[0]), "the file has %d sheets", len(sheets))
	case !slices.Contains(sheets, name):
		return "", s.refuse(fmt.Sprintf("the first is called %q", sheets[0]), "there is no sheet of that name")
	}
	return name, nil
}

// cellReader reads the cells of a sheet from the first to the last.
type cellReader struct {
	*sheet
	workbook *workbook
	row, col int // of the cell before, from 0
	width    int
	merged   int // cells
	problems diag.List
}

// xmlCell is a cell as its file has it.
type xmlCell struct {
	At      string    `xml:"r,attr"`
	Style   int       `xml:"s,attr"`
	Type    string    `xml:"t,attr"`
	Formula *struct{} `xml:"f"`
	Value   string    `xml:"v"`
	Words   words     `xml:"is"`
}

func (r *cellReader) read(part string) error {
	d, closer, err := r.workbook.open(part)
	if err != nil {
		return err
	}
	defer closer.Close()
	r.row = -1
	return elements(d, func(start xml.StartElement) error {
		switch start.Name.Local {
		case "row":
			return r.begin(start)
		case "c":
			var c xmlCell
			if err := d.DecodeElement(&c, &start); err != nil {
				return err
			}
			return r.take(c)
		case "mergeCell": // they follow the cells
			return r.spread(attribute(start, "ref"))
		}
		return nil
	})
}

func attribute(start xml.StartElement, name string) string {
	for _, a := range start.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// begin goes to the next row, or to the one that is named.
func (r *cellReader) begin(start xml.StartElement) error {
	r.row, r.col = r.row+1, -1
	if named := attribute(start, "r"); named != "" {
		n, err := strconv.Atoi(named)
		if err != nil || n < 1 {
			return errPart
		}
		r.row = n - 1
	}
	return nil
}

// take takes a cell into the table.
func (r *cellReader) take(c xmlCell) error {
	r.col++
	if c.At != "" {
		col, row, ok := at(c.At)
		if !ok || row != r.row {
			return errPart
		}
		r.col = col
	}
	text, number, err := r.text(c)
	if err != nil {
		return err
	}
	if c.Formula != nil {
		r.formula(text)
	}
	if text == "" {
		return nil
	}
	r.width = max(r.width, r.col+1)
	if r.row >= maxRows || (r.row+1)*r.width > maxCells {
		return errLarge
	}
	for len(r.rows) <= r.row {
		r.rows = append(r.rows, nil)
	}
	r.put(r.row, r.col, r.dated(cell{text: text, row: r.row + 1}, c.Style, number))
	return nil
}

// text is what a cell holds, and whether it is a number.
func (r *cellReader) text(c xmlCell) (text string, number bool, err error) {
	switch c.Type {
	case "s":
		n, err := strconv.Atoi(strings.TrimSpace(c.Value))
		if err != nil || n < 0 || n >= len(r.workbook.strings) {
			return "", false, errPart
		}
		return r.workbook.strings[n], false, nil
	case "inlineStr":
		return c.Words.String(), false, nil
	case "b":
		return map[string]string{"1": "TRUE", "0": "FALSE"}[strings.TrimSpace(c.Value)], false, nil
	case "d": // a day in words; midnight is no part of it
		day, _ := strings.CutSuffix(strings.TrimSuffix(strings.TrimSpace(c.Value), "Z"), "T00:00:00")
		return day, false, nil
	case "str", "e":
		return unescaped(c.Value), false, nil
	}
	return strings.TrimSpace(c.Value), true, nil
}

// formula notes that a value stands for a formula. Without one nothing is known of it.
func (r *cellReader) formula(text string) {
	name := place(cell{row: r.row + 1}, r.col)
	if text == "" {
		r.problems.Add(diag.Pos{Path: r.path, Line: r.row + 1}, CodeCell, "open the file in a spreadsheet and save it, so that it works out its formulas", "the formula in column %s has no value", letter(r.col))
		return
	}
	r.note(Formula, name, "the value that was last worked out stands for a formula")
}

// dated marks a number that is shown as a day. Days are counted from the end of 1899.
func (r *cellReader) dated(c cell, style int, number bool) cell {
	dates := r.workbook.dates
	c.date = number && style >= 0 && style < len(dates) && dates[style]
	if serial, err := strconv.ParseFloat(c.text, 64); c.date && r.workbook.from04 && err == nil {
		c.text = strconv.FormatFloat(serial+1462, 'f', -1, 64)
	}
	return c
}

// put sets a cell of a row, and fills the row up to it.
func (r *cellReader) put(row, col int, c cell) {
	for len(r.rows[row]) <= col {
		r.rows[row] = append(r.rows[row], cell{row: row + 1})
	}
	r.rows[row][col] = c
}

// spread writes a merged cell into each of its rows. Across columns it is a title.
func (r *cellReader) spread(area string) error {
	from, to, ok := strings.Cut(area, ":")
	fromCol, fromRow, ok1 := at(from)
	toCol, toRow, ok2 := at(to)
	if !ok || !ok1 || !ok2 || fromRow >= len(r.rows) || fromCol >= len(r.rows[fromRow]) {
		return nil
	}
	value := r.rows[fromRow][fromCol]
	if fromRow != toRow {
		r.note(Merged, "cell "+from, "a merged cell was written into each of its rows")
	}
	for row := fromRow; row <= min(toRow, len(r.rows)-1) && fromCol == toCol; row++ {
		if r.merged++; r.merged > maxCells {
			return errLarge
		}
		r.put(row, fromCol, cell{value.text, value.date, row + 1})
	}
	return nil
}
