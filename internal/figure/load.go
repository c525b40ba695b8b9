package figure

import (
	"context"
	"math"
	"strconv"

	"daylight/internal/dataset"
	"daylight/internal/diag"
	"daylight/internal/figure/sqlite"
)

// rowsBetweenStops is how many rows are loaded before the context is asked again.
const rowsBetweenStops = 1 << 13

// createTables makes the data's tables in a database, empty.
func createTables(db *sqlite.DB, data *dataset.Set, problems *diag.List) {
	for _, t := range data.Tables {
		if err := db.Exec(createSQL(t.Schema.Name, layout(t))); err != nil {
			problems.Add(t.Schema.Pos, CodeSchema, "rename the table or its fields", "SQLite cannot make the table %q", t.Schema.Name)
		}
	}
}

// load fills a table, from its last row to its first when reverse is set.
func load(ctx context.Context, db *sqlite.DB, t *dataset.Table, reverse bool) error {
	columns := stored(layout(t))
	if err := db.Exec("BEGIN"); err != nil {
		return err
	}
	stmt, _, err := db.Prepare(insertSQL(t.Schema.Name, columns))
	if err != nil {
		return err
	}
	defer stmt.Close()
	for i := range t.Len() {
		if i%rowsBetweenStops == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		row := i
		if reverse {
			row = t.Len() - 1 - i
		}
		if err := insert(stmt, t, row, columns); err != nil {
			return err
		}
	}
	return db.Exec("COMMIT")
}

// insert fills in one row.
func insert(stmt *sqlite.Stmt, t *dataset.Table, row int, columns []sqlColumn) error {
	for i, c := range columns {
		switch {
		case c.role == text:
			stmt.BindText(i+1, t.Raw(row, c.field))
		case c.role == status:
			stmt.BindText(i+1, t.Status(row, c.field).String())
		case t.Schema.Fields[c.field].Type == dataset.Count:
			bindCount(stmt, i+1, c, t, row)
		default:
			bindNumber(stmt, i+1, t.Value(row, c.field))
		}
	}
	_, err := stmt.Step()
	stmt.Reset()
	return err
}

// bindCount sets a parameter to the value or a bound of a count.
func bindCount(stmt *sqlite.Stmt, i int, c sqlColumn, t *dataset.Table, row int) {
	first, last, status := t.Count(row, c.field)
	switch {
	case status == dataset.NotApplicable, c.role == value && status != dataset.Exact:
		stmt.BindNull(i)
	case c.role == high && last < 0:
		stmt.BindFloat(i, math.Inf(1))
	case c.role == high:
		stmt.BindInt(i, last)
	default:
		stmt.BindInt(i, first)
	}
}

// bindNumber sets a parameter to an integer or a number, or to NULL for a marker.
func bindNumber(stmt *sqlite.Stmt, i int, v dataset.Value) {
	if v.Status != dataset.Exact {
		stmt.BindNull(i)
	} else if n, err := strconv.ParseInt(v.Low.String(), 10, 64); err == nil {
		stmt.BindInt(i, n)
	} else {
		stmt.BindFloat(i, v.Low.Float64())
	}
}
