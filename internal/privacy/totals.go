package privacy

import (
	"slices"
	"strings"

	"daylight/internal/dataset"
)

// total is a published total of a dimension, and the rows of its parts.
type total struct {
	row   int
	parts []int
	field string // the dimension
	sense Sense  // of the parts less the total
}

// isCore tells whether a table has a fixed meaning, from which its identities follow.
func isCore(name string) bool { return slices.Contains([]string{"calls", "numbers", "refusals"}, name) }

// totals finds the totals of a column: the rows that have the value "total" in a
// dimension, a column of the primary key. Their parts are the rows that differ in it alone. They
// add up to the total; only where the dimension's categories show that some are not listed
// is all that is known that they make no more.
func totals(t *dataset.Table, col int) (list []total) {
	rule, key := t.Schema.Rule, t.Schema.PrimaryKey
	if rule != nil && slices.Contains(rule.NotAdditive, t.Schema.Fields[col].Name) {
		return nil
	}
	for _, name := range key {
		f, dimension := t.Schema.Field(name)
		listed := 0 // parts that there are
		for _, c := range f.Categories {
			if c.Value != dataset.Total {
				listed++
			}
		}
		for _, g := range groups(t, col, dimension) {
			if g.row < 0 || len(g.parts) == 0 {
				continue
			}
			if g.field = name; listed > len(g.parts) {
				g.sense = AtMost
			}
			list = append(list, g)
		}
	}
	return list
}

// groups divides the rows by the rest of their key, in the order in which the groups
// first appear. A group without a total has row -1.
func groups(t *dataset.Table, col, dimension int) []total {
	var rest []int
	for _, name := range t.Schema.PrimaryKey {
		if _, at := t.Schema.Field(name); at != dimension {
			rest = append(rest, at)
		}
	}
	var list []total
	at := map[string]int{}
	var key strings.Builder
	for row := range t.Len() {
		key.Reset()
		for _, c := range rest {
			key.WriteString(t.Raw(row, c) + "\x00")
		}
		g, ok := at[key.String()]
		if !ok {
			g = len(list)
			at[key.String()] = g
			list = append(list, total{row: -1})
		}
		switch {
		case t.Status(row, col) == dataset.NotApplicable:
		case t.Raw(row, dimension) == dataset.Total:
			list[g].row = row
		default:
			list[g].parts = append(list[g].parts, row)
		}
	}
	return list
}

// unknown tells whether the total or a part is not known exactly.
func (g total) unknown(t *dataset.Table, col int) bool {
	inexact := func(row int) bool { return t.Status(row, col) != dataset.Exact }
	return inexact(g.row) || slices.ContainsFunc(g.parts, inexact)
}

// relation says that the parts make up the total.
func (g total) relation(b *builder, t *dataset.Table, col int) Relation {
	r := Relation{
		Name: `the total of "` + t.Schema.Fields[col].Name + `" over "` + g.field + `"`, Pos: t.Pos(g.row, col),
		Terms: []Term{{b.cell(t, g.row, col), -1}}, Sense: g.sense,
	}
	for _, row := range g.parts {
		r.Terms = append(r.Terms, Term{b.cell(t, row, col), 1})
	}
	return r
}

// shares takes in the shares that a table's rule declares.
func (b *builder) shares(t *dataset.Table) {
	rule := t.Schema.Rule
	if rule == nil {
		return
	}
	for _, share := range rule.Shares {
		_, field := t.Schema.Field(share.Field)
		_, part := t.Schema.Field(share.Part)
		_, whole := t.Schema.Field(share.Whole)
		if !t.Inexact(part) && !t.Inexact(whole) {
			continue
		}
		wholes := wholeRows(t, share.Total)
		for row := range t.Len() {
			if in := wholes(row); in >= 0 {
				b.share(t, row, field, part, place{t, in, whole})
			}
		}
	}
}

// wholeRows tells in which row the whole of a row stands: in the same, or in that with
// the total of a dimension; -1 for none.
func wholeRows(t *dataset.Table, dimension string) func(row int) int {
	if dimension == "" {
		return func(row int) int { return row }
	}
	_, at := t.Schema.Field(dimension)
	index := slices.Index(t.Schema.PrimaryKey, dimension)
	return func(row int) int {
		if t.Raw(row, at) == dataset.Total {
			return -1
		}
		var parts []string
		for i, name := range t.Schema.PrimaryKey {
			_, c := t.Schema.Field(name)
			if parts = append(parts, t.Raw(row, c)); i == index {
				parts[i] = dataset.Total
			}
		}
		return t.Row(strings.Join(parts, "/"))
	}
}

// maxPlaces bounds the decimals of a share that are taken for exact.
const maxPlaces = 12

// share says that part over whole rounds to what the field shows. Half a unit of the last
// digit is allowed on both sides, however it was rounded.
func (b *builder) share(t *dataset.Table, row, field, part int, whole place) {
	if t.Status(row, field) != dataset.Exact || t.Status(row, part) == dataset.NotApplicable || t.Status(whole.row, whole.col) == dataset.NotApplicable {
		return
	}
	digits, places, ok := decimal(t.Raw(row, field))
	if !ok {
		return
	}
	scale := int64(2)
	for range places {
		scale *= 10
	}
	p, w := b.cell(t, row, part), b.cell(whole.table, whole.row, whole.col)
	r := Relation{Name: `the share "` + t.Schema.Fields[field].Name + `"`, Pos: t.Pos(row, field)}
	r.Terms, r.Sense = []Term{{p, scale}, {w, -(2*digits - 1)}}, AtLeast
	b.relate(r)
	r.Terms, r.Sense = []Term{{p, scale}, {w, -(2*digits + 1)}}, AtMost
	b.relate(r)
}

// decimal reads 0.4058 as 4058 with four places.
func decimal(text string) (digits int64, places int, ok bool) {
	front, back, _ := strings.Cut(text, ".")
	if len(back) > maxPlaces || len(front) > 3 {
		return 0, 0, false
	}
	for _, c := range front + back {
		if c < '0' || c > '9' {
			return 0, 0, false
		}
		digits = 10*digits + int64(c-'0')
	}
	return digits, len(back), true
}
