package privacy

import (
	"context"
	"strconv"
	"strings"
	"testing"
)

// TestPublishedExamples holds tables whose answers are well known from the literature on
// disclosure control, and can be checked by hand.
func TestPublishedExamples(t *testing.T) {
	t.Parallel()
	type interval struct{ low, high int64 }
	for name, test := range map[string]struct {
		rows []string // "" between numbers; x is withheld
		want map[[2]int]interval
	}{
		// Counties by education: each row and column has two withheld cells or none, and one
		// cell is disclosed all the same: the first two rows less the second and third columns.
		"two in every line are not enough": {
			[]string{"15 x x x 20", "20 x x 15 55", "x 10 10 x 25", "x 14 7 x 35", "50 35 30 20 135"},
			map[[2]int]interval{{0, 3}: {1, 1}, {1, 1}: {7, 11}, {2, 0}: {1, 5}},
		},
		// Investment by activity and region: one small group needs three more cells, and an
		// attacker is left with the interval from 5 to 30.
		"a cell and three others": {
			[]string{"20 50 10 80", "x 19 x 49", "x 32 x 61", "45 101 44 190"},
			map[[2]int]interval{{1, 0}: {0, 25}, {1, 2}: {5, 30}, {2, 0}: {0, 25}, {2, 2}: {4, 29}},
		},
		"pinned by a total of nought": {
			[]string{"x x 0", "x x 9", "4 5 9"},
			map[[2]int]interval{{0, 0}: {0, 0}, {1, 0}: {4, 4}, {1, 1}: {5, 5}},
		},
		"a single row": {[]string{"x x 3"}, map[[2]int]interval{{0, 0}: {0, 3}}},
	} {
		p, columns := written(test.rows)
		got, ok, err := p.Intervals(context.Background())
		if err != nil || !ok {
			t.Errorf("%s: %v %v", name, ok, err)
			continue
		}
		for at, want := range test.want {
			if v := got[at[0]*columns+at[1]]; v.Low != want.low || v.High != want.high {
				t.Errorf("%s, row %d, column %d: %d to %d, want %d to %d", name, at[0], at[1], v.Low, v.High, want.low, want.high)
			}
		}
	}
}

// written reads a table with its totals in the last row (where there is more than one)
// and the last column.
func written(rows []string) (p *Problem, columns int) {
	p = &Problem{}
	for _, row := range rows {
		words := strings.Fields(row)
		columns = len(words)
		for _, word := range words {
			c := Cell{High: Open, Protection: 1}
			if word != "x" {
				n, _ := strconv.ParseInt(word, 10, 64)
				c = Cell{Low: n, High: n}
			}
			p.Add(c)
		}
	}
	for r := range rows {
		one := Relation{Terms: []Term{{r*columns + columns - 1, -1}}}
		for c := range columns - 1 {
			one.Terms = append(one.Terms, Term{r*columns + c, 1})
		}
		p.Relate(one)
	}
	for c := 0; c < columns && len(rows) > 1; c++ {
		one := Relation{Terms: []Term{{(len(rows)-1)*columns + c, -1}}}
		for r := range len(rows) - 1 {
			one.Terms = append(one.Terms, Term{r*columns + c, 1})
		}
		p.Relate(one)
	}
	return p, columns
}
