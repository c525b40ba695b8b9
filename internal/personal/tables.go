package personal

import (
	"regexp"
	"strings"

	"daylight/internal/dataset"
)

// Tables looks through the cells of every table, and reports the allowances that let nothing
// through. The error is a diag.List.
func (s *Scan) Tables(data *dataset.Set) error {
	for _, t := range data.Tables {
		s.table(t)
	}
	s.leftover()
	return s.take()
}

func (s *Scan) table(t *dataset.Table) {
	for col := range t.Schema.Fields {
		s.column(t, col)
	}
	s.points(t)
}

// maxKinds bounds how many different texts with hits of a column are remembered.
const maxKinds = 1000

// column looks through one column, each different text once.
func (s *Scan) column(t *dataset.Table, col int) {
	switch f := &t.Schema.Fields[col]; f.Type {
	case dataset.String:
	case dataset.Count, dataset.Integer:
		if f.Constraints.Maximum == "" {
			s.counts(t, col)
		}
		return
	default:
		return // dates, periods, keys of sources: their type says what they are
	}
	kinds := map[string]Kind{}
	for text := range t.Texts(col) {
		if hits := find(text); len(hits) > 0 {
			kinds[text] = hits[0].kind
		}
		if len(kinds) > maxKinds {
			break
		}
	}
	if len(kinds) == 0 {
		return
	}
	place := t.Schema.Path + "#" + t.Schema.Fields[col].Name
	before := len(s.problems)
	for row := range t.Len() {
		if kind, ok := kinds[t.Raw(row, col)]; ok {
			s.report(place, t.Pos(row, col), kind, "the cell")
			if len(s.problems)-before >= maxShown {
				return
			}
		}
	}
}

// counts reports the large numbers of a column for which nobody said how large they can be.
func (s *Scan) counts(t *dataset.Table, col int) {
	const digits = 9 // of a social insurance number; a telephone number has ten
	large := map[string]bool{}
	for text := range t.Texts(col) {
		_, high, band := strings.Cut(text, "..")
		if !band {
			high = strings.TrimLeft(text, "-<>~")
		}
		if len(high) >= digits && high[0] != '[' {
			large[text] = true
		}
		if len(large) > maxShown {
			break
		}
	}
	shown := 0
	for row := 0; row < t.Len() && len(large) > 0 && shown < maxShown; row++ {
		if large[t.Raw(row, col)] {
			shown++
			s.problems.Add(t.Pos(row, col), CodeCount, `if it is a count, say in `+dataset.PackagePath+` how large it can be: "constraints": {"maximum": …}`,
				"the cell holds a number of %d digits or more, which may be somebody's, and the field has no maximum", digits)
		}
	}
}

var (
	latitude  = regexp.MustCompile(`^(?:[a-z]+_)?lat(?:itude)?(?:_[a-z]+)?$`)
	longitude = regexp.MustCompile(`^(?:[a-z]+_)?(?:lon|lng|long|longitude)(?:_[a-z]+)?$`)
)

// points reports a column of latitudes beside one of longitudes, if any is exact enough
// to be a house.
func (s *Scan) points(t *dataset.Table) {
	lat, lon := -1, -1
	for col, f := range t.Schema.Fields {
		switch {
		case f.Type != dataset.Number && f.Type != dataset.String:
		case latitude.MatchString(f.Name):
			lat = col
		case longitude.MatchString(f.Name):
			lon = col
		}
	}
	if lat < 0 || lon < 0 {
		return
	}
	place := t.Schema.Path + "#" + t.Schema.Fields[lat].Name
	before := len(s.problems)
	for row := 0; row < t.Len() && len(s.problems)-before < maxShown; row++ {
		if exact(t.Raw(row, lat)) && exact(t.Raw(row, lon)) {
			s.report(place, t.Pos(row, lat), Coordinates, "the row")
		}
	}
}

// exact tells whether a decimal of degrees says more than a place of a hundred metres.
func exact(degrees string) bool {
	_, decimals, _ := strings.Cut(degrees, ".")
	return len(decimals) >= 3 && strings.Trim(decimals, "0123456789") == ""
}
