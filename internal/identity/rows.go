package identity

import (
	"slices"

	"daylight/internal/dataset"
	"daylight/internal/diag"
)

// check tells whether a group's rows can be added up as the identity says.
func check(i *Identity, terms []*matched, g int, problems *diag.List) bool {
	for n, m := range terms {
		rows := m.group(g)
		switch {
		case !i.Grouped && len(rows) > 1 && !m.term.Each:
			problems.Add(m.term.Pos, CodeRows, "pick one row with conditions, or write by: [COLUMN] to compare group by group, by: [] to add up all", "%s finds %d rows, and the identity does not say that they are added up", m.term.Text, len(rows))
			return false
		case m.mixed(i.By, rows):
			problems.Add(m.term.Pos, CodeRows, "add a condition such as [provider=total] or [provider!=total]", "%s adds a published total to its parts", m.term.Text)
			return false
		}
		for _, other := range terms[:n] {
			if other.table == m.table && other.col == m.col && share(other.group(g), rows) {
				problems.Add(m.term.Pos, CodeRows, "make the conditions pick different rows", "%s and %s find the same row, and so count it twice or not at all", other.term.Text, m.term.Text)
				return false
			}
		}
	}
	return true
}

// mixed tells whether some, but not all, of the rows are a total in a column that is
// neither matched nor the same in all.
func (m *matched) mixed(by []string, rows []uint32) bool {
	if len(rows) < 2 || m.term.Each {
		return false
	}
	for col, f := range m.table.Schema.Fields {
		if f.Type != dataset.String && f.Type != dataset.Period || slices.Contains(by, f.Name) {
			continue
		}
		first := m.table.Raw(int(rows[0]), col) == dataset.Total
		for _, row := range rows[1:] {
			if (m.table.Raw(int(row), col) == dataset.Total) != first {
				return true
			}
		}
	}
	return false
}

// share tells whether two ascending lists have a row in common.
func share(a, b []uint32) bool {
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] == b[0]:
			return true
		case a[0] < b[0]:
			a = a[1:]
		default:
			b = b[1:]
		}
	}
	return false
}

// reportMissing says that a group has rows for one cell and none for another.
func (s *Set) reportMissing(i *Identity, terms []*matched, missing *matched, g int, problems *diag.List) {
	for _, m := range terms {
		if rows := m.group(g); len(rows) > 0 {
			problems.Add(m.table.Pos(int(rows[0]), m.col), CodeRows, "add the row, if only with markers, or take \"every\" out of the identity", "%q holds for every row, and %s has none that goes with this one", i.Name, missing.term.Text)
			return
		}
	}
}
