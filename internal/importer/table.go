package importer

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"daylight/internal/diag"
)

// table cleans the sheet and writes it.
func (s *sheet) table() (*Table, error) {
	s.tidy()
	header, body := s.header()
	var problems diag.List
	if len(header) == 0 || len(body) == 0 {
		problems.Add(diag.Pos{Path: s.path}, CodeTable, "a table has a row of names and rows of values below it", "the file holds no table")
		return nil, problems.Err()
	}
	names := s.names(header)
	fields := make([]column, len(names))
	for col, name := range names {
		kind := "period"
		if !periods(name, col, body) {
			kind = s.column(body, col, &problems)
		}
		fields[col] = newColumn(name, header[col].text, kind)
	}
	if err := problems.Err(); err != nil {
		return nil, err
	}
	t := &Table{Name: tableName(s.path), Rows: len(body), CSV: write(names, body), Unsure: s.unsure, Mixed: s.mixed}
	var err error
	t.Schema, err = describe(t.Name, fields, body)
	for _, kind := range s.order {
		t.Changes = append(t.Changes, *s.changes[kind])
	}
	return t, err
}

// tidy takes spaces out, gives all rows as many cells, and leaves out blank rows and columns.
func (s *sheet) tidy() {
	width := 0
	for _, row := range s.rows {
		for i := range row {
			text := strings.Join(strings.FieldsFunc(row[i].text, unicode.IsSpace), " ")
			if grouped := digitsGrouped.MatchString(row[i].text); text != row[i].text && !grouped {
				s.note(Spaces, place(row[i], i), "spaces and line breaks were left out")
				row[i].text = text
			}
			if row[i].text != "" {
				width = max(width, i+1)
			}
		}
	}
	var rows [][]cell
	for n, row := range s.rows {
		blank := !slices.ContainsFunc(row, func(c cell) bool { return c.text != "" })
		if blank {
			if n < len(s.rows)-1 {
				s.note(Blank, fmt.Sprintf("row %d", n+1), "blank rows were left out")
			}
			continue
		}
		for len(row) < width {
			row = append(row, cell{row: row[0].row})
		}
		rows = append(rows, row[:width])
	}
	for col := width - 1; col >= 0; col-- {
		if slices.ContainsFunc(rows, func(row []cell) bool { return row[col].text != "" }) {
			continue
		}
		s.note(Blank, "column "+letter(col), "blank columns were left out")
		for i := range rows {
			rows[i] = slices.Delete(slices.Clone(rows[i]), col, col+1)
		}
	}
	s.rows = rows
}

var digitsGrouped = regexp.MustCompile(`^[0-9]{1,3}(?:[ \x{00a0}\x{202f}][0-9]{3})+$`)

// header finds the first row with more than one cell: titles stand alone in theirs, above it.
func (s *sheet) header() (header []cell, body [][]cell) {
	for i, row := range s.rows {
		filled := 0
		for _, c := range row {
			if c.text != "" {
				filled++
			}
		}
		if filled > 1 || len(row) == 1 {
			if i > 0 {
				s.note(Titles, fmt.Sprintf("row %d", s.rows[0][0].row), "what stands above the header was left out")
			}
			return row, s.rows[i+1:]
		}
	}
	return nil, nil
}

// names makes names of columns out of the header.
func (s *sheet) names(header []cell) []string {
	var names []string
	for i, c := range header {
		name := identifier(c.text, "column_"+strconv.Itoa(i+1))
		for n := 2; slices.Contains(names, name); n++ {
			name = identifier(c.text, "column") + "_" + strconv.Itoa(n)
		}
		if name != c.text {
			s.note(Header, place(c, i), "columns were renamed to names that can stand in SQL; their titles keep the words")
		}
		names = append(names, name)
	}
	return names
}

// identifier makes a name of words: small letters, digits, lines below.
func identifier(text, otherwise string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(text) {
		if at := strings.IndexRune("àâäáãçéèêëíìîïñóòôöõúùûüÿ", r); at >= 0 {
			r = rune("aaaaaceeeeiiiinooooouuuuy"[len([]rune("àâäáãçéèêëíìîïñóòôöõúùûüÿ"[:at]))])
		}
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "_"):
			b.WriteByte('_')
		}
	}
	name := strings.Trim(b.String(), "_")
	if name == "" || name[0] <= '9' {
		return otherwise
	}
	return name[:min(len(name), 60)]
}

// column reads the cells of a column as one type, and writes them so.
func (s *sheet) column(rows [][]cell, col int, problems *diag.List) string {
	numbers, dates, others := 0, 0, 0
	fraction := false
	for _, row := range rows {
		text, ok, frac := s.number(row[col].text)
		switch {
		case row[col].text == "" || strings.HasPrefix(row[col].text, "["):
		case row[col].date || s.day(row[col].text) != "":
			dates++
		case s.band(row[col]) != "": // of numbers, if there are some
		case ok || inexact.MatchString(text):
			numbers++
			fraction = fraction || frac
		default:
			others++
		}
	}
	switch {
	case numbers > 0 && numbers >= 4*others && numbers >= dates:
		return s.quantities(rows, col, fraction, problems)
	case dates > 0 && others == 0 && numbers == 0:
		s.days(rows, col)
		s.fill(rows, col)
		return "date"
	}
	if !s.doubt(rows, col) && (numbers > 0 || dates > 0 || slices.ContainsFunc(rows, func(row []cell) bool { return percentage.MatchString(row[col].text) })) {
		s.mixed = append(s.mixed, letter(col))
	}
	s.words(rows, col, problems)
	return "string"
}

var percentage = regexp.MustCompile(`^-?[0-9]+(?:[.,][0-9]+)?[ \x{a0}\x{202f}]?%$`)

// doubt remembers a column of numbers with commas where no dialect says what these mean, and tells
// whether it is one.
func (s *sheet) doubt(rows [][]cell, col int) bool {
	marker := func(c cell) bool { return c.text == "" || strings.HasPrefix(c.text, "[") }
	doubtful := 0
	for _, row := range rows {
		switch {
		case withComma.MatchString(row[col].text):
			doubtful++
		case !marker(row[col]) && !decimalForm.MatchString(row[col].text):
			return false
		}
	}
	if doubtful == 0 || s.dialect.Name != "" {
		return false
	}
	s.unsure = append(s.unsure, letter(col))
	return true
}

var withComma = regexp.MustCompile(`^-?[0-9][0-9 .\x{a0}\x{202f}]*(?:,[0-9]+)+(?:\.[0-9]+)?$`)

var inexact = regexp.MustCompile(`^(?:[<>~]|[0-9]+\.\.)[0-9]+$`)

// quantities writes a column of numbers.
func (s *sheet) quantities(rows [][]cell, col int, fraction bool, problems *diag.List) string {
	for _, row := range rows {
		c := &row[col]
		at := place(*c, col)
		text, ok, _ := s.number(c.text)
		band := s.band(*c)
		switch {
		case c.text == "":
			s.note(Empty, at, "empty cells among numbers were written as [not published]: they are not zero; write another marker where another is meant")
			c.text = notPublished
		case strings.HasPrefix(c.text, "["), inexact.MatchString(c.text) && !fraction:
		case band != "" && !fraction:
			s.note(Bands, at, "a spreadsheet made a date of a band such as 1-10: it is 1..10 again")
			c.text = band
		case !ok || c.date:
			problems.Add(diag.Pos{Path: s.path, Line: c.row}, CodeCell, "write a number, or a marker such as [withheld]; if it is a number, say with --dialect how it is written", "column %s holds numbers, and the cell in this row is none", letter(col))
		case text != c.text:
			kind, what := Grouping, "the grouping of digits was left out"
			if fraction || strings.ContainsAny(c.text, "eE") {
				kind, what = Decimals, "decimals were written with a point and at most fifteen digits"
			}
			s.note(kind, at, what)
			c.text = text
		}
	}
	if fraction {
		return "number"
	}
	return "count"
}

// number reads a number as the dialect writes it. In a text without a dialect a comma that
// could be either is no number.
func (s *sheet) number(text string) (plain string, ok, fraction bool) {
	plain = strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "", "'", "", "’", "").Replace(text)
	if plain != text && !digitsGrouped.MatchString(text) && !strings.ContainsAny(text, ".,'’") {
		return text, false, false
	}
	if s.dialect.DecimalComma {
		plain = strings.ReplaceAll(strings.ReplaceAll(plain, ".", ""), ",", ".")
		if thousands := regexp.MustCompile(`^[0-9]{1,3}(\.[0-9]{3})+$`); !thousands.MatchString(text) && strings.Contains(text, ".") && !strings.Contains(text, ",") {
			plain = text
		}
	} else if commaGrouped.MatchString(plain) && s.dialect.Name != "" {
		plain = strings.ReplaceAll(plain, ",", "")
	}
	if !decimalForm.MatchString(plain) {
		return text, false, false
	}
	if !strings.ContainsAny(plain, ".eE") {
		return plain, len(plain) == 1 || plain[0] != '0', strings.HasPrefix(plain, "-")
	}
	f, err := strconv.ParseFloat(plain, 64)
	if err != nil {
		return text, false, false
	}
	short, _ := strconv.ParseFloat(strconv.FormatFloat(f, 'g', 15, 64), 64)
	plain = strconv.FormatFloat(short, 'f', -1, 64)
	return plain, true, strings.Contains(plain, ".") || short < 0
}

var (
	commaGrouped = regexp.MustCompile(`^-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?$`)
	decimalForm  = regexp.MustCompile(`^-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,2})?$`)
	stroked      = regexp.MustCompile(`^([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4})$`)
	typed        = regexp.MustCompile(`^([0-9]{1,2})[-–]([0-9]{1,4})$`)
	monthName    = regexp.MustCompile(`(?i)^(?:([0-9]{1,2})-([a-zéû]{3,4})\.?|([a-z]{3})-([0-9]{1,2}))$`)
)

// day writes a date as ISO 8601 has it, or "" for what is none that can be read without a guess.
func (s *sheet) day(text string) string {
	if _, err := time.Parse(time.DateOnly, text); err == nil {
		return text
	}
	m := stroked.FindStringSubmatch(text)
	if m == nil || !s.dialect.Dates {
		return ""
	}
	day, month := m[2], m[1]
	if s.dialect.DayFirst {
		day, month = m[1], m[2]
	}
	d, err := time.Parse("2006-1-2", m[3]+"-"+month+"-"+day)
	if err != nil {
		return ""
	}
	return d.Format(time.DateOnly)
}

func (s *sheet) days(rows [][]cell, col int) {
	for _, row := range rows {
		c := &row[col]
		iso := s.day(c.text)
		if serial, err := strconv.ParseFloat(c.text, 64); err == nil && c.date {
			iso = serialDay(serial).Format(time.DateOnly)
		}
		if iso != "" && iso != c.text {
			s.note(Dates, place(*c, col), "dates were written year, month, day")
			c.text = iso
		}
	}
}

// serialDay is the day that a spreadsheet counts from the end of 1899.
func serialDay(serial float64) time.Time {
	return time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(serial))
}

// band reads what a spreadsheet made of a band such as 1-10: a day of this year, "10-Jan", or nothing yet.
func (s *sheet) band(c cell) string {
	low, high := 0, 0
	if serial, err := strconv.ParseFloat(c.text, 64); err == nil && c.date {
		d := serialDay(serial)
		if low, high = int(d.Month()), d.Day(); s.dialect.DayFirst {
			low, high = high, low
		}
	} else if m := typed.FindStringSubmatch(c.text); m != nil {
		low, _ = strconv.Atoi(m[1])
		high, _ = strconv.Atoi(m[2])
	} else if m := monthName.FindStringSubmatch(c.text); m != nil {
		low, high = month(m[2]+m[3]), 0
		high, _ = strconv.Atoi(m[1] + m[4])
		if s.dialect.DayFirst {
			low, high = high, low
		}
	}
	if low >= high || high == 0 || low < 0 {
		return ""
	}
	return fmt.Sprintf("%d..%d", low, high)
}

// month is the number of a month by its short name in English or French, or -1.
func month(name string) int {
	for i, names := range []string{"jan janv", "feb févr fév", "mar mars", "apr avr", "may mai", "jun juin", "jul juil", "aug août", "sep sept", "oct", "nov", "dec déc"} {
		if slices.Contains(strings.Fields(names), strings.ToLower(name)) {
			return i + 1
		}
	}
	return -1
}

// words writes a column of texts. A total is named as the reserved value.
func (s *sheet) words(rows [][]cell, col int, problems *diag.List) {
	for _, row := range rows {
		c := &row[col]
		if c.date {
			s.days([][]cell{row}, col)
		}
		if strings.ContainsAny(c.text[:min(1, len(c.text))], "=+-@\t") {
			problems.Add(diag.Pos{Path: s.path, Line: c.row}, CodeCell, "begin with a letter or a digit", "the text in column %s begins with =, +, - or @, which spreadsheets run as a formula", letter(col))
		}
		if col == 0 && c.text != "total" && slices.Contains([]string{"total", "totals", "grand total", "sum", "all", "totaux", "total général", "ensemble", "somme"}, strings.ToLower(strings.TrimSuffix(c.text, ":"))) {
			s.note(Totals, place(*c, col), `a row of totals was named "total", which is never added to its parts`)
			c.text = "total"
		}
	}
	s.fill(rows, col)
}

// fill marks what is empty.
func (s *sheet) fill(rows [][]cell, col int) {
	for _, row := range rows {
		if row[col].text == "" {
			s.note(Empty, place(row[col], col), "empty cells were written as [not published]; write another marker where another is meant")
			row[col].text = notPublished
		}
	}
}

// place names a cell as a spreadsheet does.
func place(c cell, col int) string { return fmt.Sprintf("cell %s%d", letter(col), c.row) }

func letter(col int) string {
	name := ""
	for col++; col > 0; col = (col - 1) / 26 {
		name = string(rune('A'+(col-1)%26)) + name
	}
	return name
}

// write is strict CSV: commas, quotes where needed, lines that end in LF.
func write(names []string, rows [][]cell) []byte {
	var b bytes.Buffer
	line := func(cells []string) {
		for i, text := range cells {
			if i > 0 {
				b.WriteByte(',')
			}
			if strings.ContainsAny(text, ",\"\n") {
				text = `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
			}
			b.WriteString(text)
		}
		b.WriteByte('\n')
	}
	line(names)
	for _, row := range rows {
		cells := make([]string, len(row))
		for i, c := range row {
			cells[i] = c.text
		}
		line(cells)
	}
	return b.Bytes()
}
