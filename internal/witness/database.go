package witness

import (
	"context"
	"fmt"
	"strings"

	"daylight/internal/dataset"
	"daylight/internal/figure"
)

// Tables that describe the others. No table of a report can have such a name, since a
// table's begins with a letter.
const (
	makeTables  = `CREATE TABLE _tables ("table" TEXT, language TEXT, title TEXT, description TEXT, file TEXT, row_count INTEGER) STRICT`
	makeColumns = `CREATE TABLE _columns ("table" TEXT, "column" TEXT, part TEXT, language TEXT, title TEXT, description TEXT, unit TEXT) STRICT`
)

// Database returns the bytes of report.db: the tables as queries see them, and what each
// table and column is called and holds, in each language.
func Database(ctx context.Context, data *dataset.Set, languages []string, folder string) ([]byte, error) {
	statements := []string{makeTables, makeColumns}
	for _, t := range data.Tables {
		for _, lang := range languages {
			statements = append(statements, describe(t, lang, folder)...)
		}
	}
	return figure.Database(ctx, data, statements)
}

// describe returns the statements that describe a table and its columns in a language.
func describe(t *dataset.Table, lang, folder string) []string {
	s := &t.Schema
	statements := []string{insert("_tables", text(s.Name), text(lang), text(s.TitleIn(lang)), text(s.DescriptionIn(lang)), text(folder+s.Path), fmt.Sprint(t.Len()))}
	for _, c := range figure.SQLColumns(t) {
		statements = append(statements, insert("_columns", text(s.Name), text(c.Name), text(parts[c.Part]), text(lang),
			text(c.Field.TitleIn(lang)), text(c.Field.DescriptionIn(lang)), text(c.Field.Units.In(lang))))
	}
	return statements
}

// parts says what of a cell a column holds.
var parts = map[string]string{
	"":       "value",
	"low":    "lowest possible value",
	"high":   "highest possible value",
	"status": "status",
}

func insert(table string, values ...string) string {
	return "INSERT INTO " + table + " VALUES (" + strings.Join(values, ", ") + ")"
}
