package claim

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"daylight/internal/figure"
	"daylight/internal/locale"
)

// Name returns what readers call a figure in a language: its row, where its query
// has several, and its column: "Ontario: Districts". A column
// "value" has no name of its own beside its row's.
func Name(lang *locale.Language, f figure.Figure) string {
	var parts []string
	for _, col := range f.Query.KeyColumns() {
		parts = append(parts, Fill(lang, f.Query.Columns[col], f.Query.Cell(f.Row, col)))
	}
	row, title := strings.Join(parts, ", "), f.Column.TitleIn(lang.Tag)
	switch {
	case row == "":
		row = title
	case f.Column.Name != "value":
		row += colon(lang) + " " + title
	}
	first, size := utf8.DecodeRuneInString(row)
	return string(unicode.ToUpper(first)) + row[size:]
}

// colon is what a language puts between a name and what is said of it.
func colon(lang *locale.Language) string {
	if mark, err := lang.Text("colon"); err == nil {
		return mark
	}
	return ":"
}
