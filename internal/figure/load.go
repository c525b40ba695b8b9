package figure

import (
	"context"
	"math"
	"strconv"

	"daylight/internal/dataset"
	"daylight/internal/diag"
	"daylight/internal/figure/sqlite"
)

// A statement inserts this many rows at once, which takes half the time of as many
// statements, unless that makes too many parameters.
const batchRows, batchParameters = 50, 5000

// createTables makes the data's tables in a database, empty, and tells whether all could be.
func createTables(db *sqlite.DB, data *dataset.Set, problems *diag.List) bool {
	before := len(*problems)
	for _, t := range data.Tables {
		if err := db.Exec(createSQL(t.Schema.Name, layout(t))); err != nil {
			problems.Add(t.Schema.Pos, CodeSchema, "rename the table or its fields", "SQLite cannot make the table %q", t.Schema.Name)
		}
	}
	return len(*problems) == before
}

// load fills the columns given of a table, its rows in the order given.
func load(ctx context.Context, db *sqlite.DB, t *dataset.Table, columns []sqlColumn, o order) error {
	batch := max(1, min(batchRows, batchParameters/len(columns)))
	full := t.Len() / batch * batch
	if err := db.Exec("BEGIN"); err != nil {
		return err
	}
	l := loader{db, t, columns, o.rows(t.Len())}
	if err := l.insert(ctx, 0, full, batch); err != nil {
		return err
	}
	if err := l.insert(ctx, full, t.Len(), 1); err != nil {
		return err
	}
	return db.Exec("COMMIT")
}

// loader fills the columns of one table.
type loader struct {
	db      *sqlite.DB
	table   *dataset.Table
	columns []sqlColumn
	row     func(place int) int
}

// insert inserts the rows from first up to end, so many at once.
func (l loader) insert(ctx context.Context, first, end, batch int) error {
	if first == end {
		return nil
	}
	stmt, _, err := l.db.Prepare(insertSQL(l.table.Schema.Name, l.columns, batch))
	if err != nil {
		return err
	}
	defer stmt.Close()
	for ; first < end; first += batch {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		for i := range batch {
			l.bind(stmt, i*len(l.columns)+1, first+i)
		}
		if _, err := stmt.Step(); err != nil {
			return err
		}
		stmt.Reset()
	}
	return nil
}

// bind sets the parameters of the row at a place, beginning with the one given.
func (l loader) bind(stmt *sqlite.Stmt, parameter, place int) {
	t, row := l.table, l.row(place)
	for i, c := range l.columns {
		switch i := parameter + i; {
		case c.role == text:
			stmt.BindText(i, t.Raw(row, c.field))
		case c.role == status:
			stmt.BindText(i, t.Status(row, c.field).String())
		case t.Schema.Fields[c.field].Type == dataset.Count:
			bindCount(stmt, i, c, t, row)
		default:
			bindNumber(stmt, i, t.Value(row, c.field))
		}
	}
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
