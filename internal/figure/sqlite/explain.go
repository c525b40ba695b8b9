package sqlite

import "slices"

// ColumnsUsed returns, for each table, the columns that a statement's program
// takes from it: their places among the stored columns, sorted. Unlike what the
// authorizer is asked, a column that a subquery selects and nothing uses is left out.
func (d *DB) ColumnsUsed(sql string) (map[string][]int, error) {
	roots, err := d.roots()
	if err != nil {
		return nil, err
	}
	program, err := d.rows("EXPLAIN " + sql)
	if err != nil {
		return nil, err
	}
	used := map[string][]int{}
	open := map[int64]string{} // cursor → table
	for _, op := range program {
		switch p1, p2 := op[2].Int, op[3].Int; op[1].Text {
		case "OpenRead":
			open[p1] = roots[p2]
		case "Column":
			if table := open[p1]; table != "" {
				used[table] = append(used[table], int(p2))
			}
		}
	}
	for table := range used {
		slices.Sort(used[table])
		used[table] = slices.Compact(used[table])
	}
	return used, nil
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
