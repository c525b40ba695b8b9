package sqlite

import (
	"slices"
	"strings"
)

// Program is what SQLite makes of a statement: a list of instructions.
type Program struct {
	ops    [][]Cell         // address, opcode, and its parameters
	tables map[int64]string // by the cursor that reads it
}

// The columns of a row of EXPLAIN.
const (
	opcode = 1
	p1     = 2
	p2     = 3
	p4     = 5
)

// Explain returns the program of a statement.
func (d *DB) Explain(sql string) (Program, error) {
	roots, err := d.roots()
	if err != nil {
		return Program{}, err
	}
	ops, err := d.rows("EXPLAIN " + sql)
	p := Program{ops: ops, tables: map[int64]string{}}
	for _, op := range ops {
		if op[opcode].Text == "OpenRead" {
			p.tables[op[p1].Int] = roots[op[p2].Int]
		}
	}
	return p, err
}

// ColumnsUsed returns, for each table, the columns that the program takes from it:
// their places among the stored columns, sorted. Unlike what the authorizer is
// asked, a column that a subquery selects and nothing uses is left out.
func (p Program) ColumnsUsed() map[string][]int {
	used := map[string][]int{}
	for _, op := range p.ops {
		if table := p.tables[op[p1].Int]; table != "" && op[opcode].Text == "Column" {
			used[table] = append(used[table], int(op[p2].Int))
		}
	}
	for table := range used {
		slices.Sort(used[table])
		used[table] = slices.Compact(used[table])
	}
	return used
}

// Calls returns the functions that the program calls, one for each place where it
// does, without aggregates and windows. LIKE and GLOB are functions too.
func (p Program) Calls() []string {
	var names []string
	for _, op := range p.ops {
		if code := op[opcode].Text; code == "Function" || code == "PureFunc" {
			name, _, _ := strings.Cut(op[p4].Text, "(")
			names = append(names, name)
		}
	}
	return names
}

// ReadsVirtual tells whether the program reads a table that SQLite computes, such as
// json_each or pragma_table_info.
func (p Program) ReadsVirtual() bool {
	return slices.ContainsFunc(p.ops, func(op []Cell) bool { return op[opcode].Text == "VOpen" })
}

// SameButScans tells whether two programs differ in nothing but the direction in
// which they read tables from end to end.
func (p Program) SameButScans(q Program) bool {
	return slices.EqualFunc(p.ops, q.ops, func(a, b []Cell) bool {
		if _, table := p.tables[a[p1].Int]; table {
			a, b = forwards(a), forwards(b)
		}
		return slices.Equal(a, b)
	})
}

// forwards returns the instruction with the direction of a scan taken out.
func forwards(op []Cell) []Cell {
	names := map[string]string{"Last": "Rewind", "Prev": "Next"}
	if name, ok := names[op[opcode].Text]; ok {
		op = slices.Clone(op)
		op[opcode].Text = name
	}
	return op
}

// roots returns the tables by the page that they begin on, which is what SQLite's
// program calls them.
func (d *DB) roots() (map[int64]string, error) {
	rows, err := d.rows("SELECT rootpage, name FROM sqlite_schema WHERE type = 'table'")
	if err != nil {
		return nil, err
	}
	roots := map[int64]string{}
	for _, r := range rows {
		roots[r[0].Int] = r[1].Text
	}
	return roots, nil
}

// rows runs a query and returns its rows.
func (d *DB) rows(sql string) ([][]Cell, error) {
	s, _, err := d.Prepare(sql)
	if err != nil {
		return nil, err
	}
	defer s.Close()
	var rows [][]Cell
	for {
		more, err := s.Step()
		if err != nil || !more {
			return rows, err
		}
		rows = append(rows, s.Row(nil))
	}
}
