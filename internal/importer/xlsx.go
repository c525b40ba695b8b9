package importer

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"
)

// readXLSX reads one sheet of a spreadsheet: the values that were last worked out.
func (s *sheet) readXLSX(data []byte, name string) (err error) {
	defer func() {
		if recover() != nil { // the library is not made for files that somebody made to harm it
			err = s.refuse("open it in a spreadsheet and save it again", "the file is no spreadsheet that can be read")
		}
	}()
	if err := s.checkParts(data); err != nil {
		return err
	}
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{RawCellValue: true, UnzipSizeLimit: maxUnzip, UnzipXMLSizeLimit: maxUnzip})
	if err != nil {
		return s.refuse("open it in a spreadsheet and save it as .xlsx, without a password", "the file is no spreadsheet that can be read, or is too large when unpacked")
	}
	defer f.Close()
	if name, err = s.pick(f, name); err != nil {
		return err
	}
	rows, err := f.GetRows(name, excelize.Options{RawCellValue: true})
	if err != nil || len(rows) > maxRows {
		return s.refuse("split it", "the sheet cannot be read, or has more than %d rows", maxRows)
	}
	dated := map[int]bool{}
	for r, row := range rows {
		line := make([]cell, len(row))
		for c, text := range row {
			line[c] = cell{text: text, row: r + 1}
			if text == "" {
				continue
			}
			at, _ := excelize.CoordinatesToCellName(c+1, r+1)
			line[c].date = s.isDate(f, name, at, dated)
			if formula, _ := f.GetCellFormula(name, at); formula != "" {
				s.note(Formula, "cell "+at, "the value that was last worked out stands for a formula")
			}
		}
		s.rows = append(s.rows, line)
	}
	return s.spread(f, name)
}

// checkParts refuses programs, and files that unpack to far more than they are.
func (s *sheet) checkParts(data []byte) error {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return s.refuse("open it in a spreadsheet and save it again", "the file is damaged")
	}
	total := uint64(0)
	for _, part := range archive.File {
		if strings.Contains(strings.ToLower(part.Name), "vbaproject") {
			return s.refuse("save it as .xlsx, without macros", "the file holds macros")
		}
		if total += part.UncompressedSize64; total > maxUnzip || len(archive.File) > 10_000 {
			return s.refuse("split it", "the file unpacks to more than %d MiB", maxUnzip>>20)
		}
	}
	return nil
}

// pick finds the sheet. Of several, one must be named.
func (s *sheet) pick(f *excelize.File, name string) (string, error) {
	sheets := f.GetSheetList()
	switch {
	case name == "" && len(sheets) == 1:
		return sheets[0], nil
	case name == "":
		return "", s.refuse(fmt.Sprintf("name one: --sheet %q", sheets[0]), "the file has %d sheets", len(sheets))
	}
	for _, known := range sheets {
		if known == name {
			return name, nil
		}
	}
	return "", s.refuse(fmt.Sprintf("the first is called %q", sheets[0]), "there is no sheet of that name")
}

// isDate tells whether a cell is shown as a day.
func (s *sheet) isDate(f *excelize.File, name, at string, known map[int]bool) bool {
	style, err := f.GetCellStyle(name, at)
	if err != nil || style == 0 {
		return false
	}
	if is, ok := known[style]; ok {
		return is
	}
	is := false
	if look, err := f.GetStyle(style); err == nil {
		is = look.NumFmt >= 14 && look.NumFmt <= 17 || look.NumFmt == 22 || look.NumFmt >= 27 && look.NumFmt <= 36 || look.NumFmt >= 50 && look.NumFmt <= 58
		if look.CustomNumFmt != nil {
			format := strings.ToLower(*look.CustomNumFmt)
			is = strings.Contains(format, "yy") || strings.Contains(format, "d") && strings.Contains(format, "m")
		}
	}
	known[style] = is
	return is
}

// spread writes a merged cell into each of its cells.
func (s *sheet) spread(f *excelize.File, name string) error {
	merged, err := f.GetMergeCells(name)
	if err != nil {
		return s.refuse("", "the merged cells cannot be read")
	}
	for _, m := range merged {
		fromCol, fromRow, err1 := excelize.CellNameToCoordinates(m.GetStartAxis())
		toCol, toRow, err2 := excelize.CellNameToCoordinates(m.GetEndAxis())
		if err1 != nil || err2 != nil || fromRow > len(s.rows) || fromCol > len(s.rows[fromRow-1]) {
			continue
		}
		value := s.rows[fromRow-1][fromCol-1]
		if fromRow != toRow { // across columns it is a title
			s.note(Merged, "cell "+m.GetStartAxis(), "a merged cell was written into each of its rows")
		}
		for r := fromRow; r <= min(toRow, len(s.rows)); r++ {
			for len(s.rows[r-1]) < fromCol {
				s.rows[r-1] = append(s.rows[r-1], cell{row: r})
			}
			if fromCol == toCol {
				s.rows[r-1][fromCol-1] = cell{value.text, value.date, r}
			}
		}
	}
	return nil
}
