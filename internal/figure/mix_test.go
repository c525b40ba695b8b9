package figure

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestOrdersHoldEachRowOnce(t *testing.T) {
	t.Parallel()
	for _, n := range []int{0, 1, 2, 3, 7, 8, 9, 1000, smallTable} {
		for o := range orders {
			row := o.rows(n)
			rows := make([]int, n)
			for place := range rows {
				rows[place] = row(place)
			}
			slices.Sort(rows)
			for i, r := range rows {
				if i != r {
					t.Fatalf("order %d of %d rows has row %d for %d", o, n, r, i)
				}
			}
		}
	}
}

// TestNoRowIsAlwaysBetween takes any three rows: each is first or last in some order.
func TestNoRowIsAlwaysBetween(t *testing.T) {
	t.Parallel()
	for _, n := range []int{3, 4, 5, 16, 33, 50, smallTable} {
		var places [orders][]int // by row
		for o := range orders {
			places[o] = make([]int, n)
			row := o.rows(n)
			for place := range n {
				places[o][row(place)] = place
			}
		}
		between := func(i, j, k int) bool {
			for _, place := range places {
				if (place[i] < place[j]) != (place[j] < place[k]) {
					return false
				}
			}
			return true
		}
		step := max(1, n/50)
		for i := 0; i < n; i += step {
			for j := i + 1; j < n; j += step {
				for k := j + 1; k < n; k += step {
					if between(i, j, k) {
						t.Fatalf("of %d rows, %d always stands between %d and %d", n, j, i, k)
					}
				}
			}
		}
	}
}

// TestLargeTablesAreReversedAlone has a table that is not loaded in the mixed orders.
func TestLargeTablesAreReversedAlone(t *testing.T) {
	t.Parallel()
	for rows, want := range map[int]bool{smallTable - 1: true, smallTable + 1: false} {
		var csv strings.Builder
		csv.WriteString("id\n")
		for i := range rows {
			fmt.Fprintf(&csv, "row-%d\n", i)
		}
		p := project{
			schema: `{"resources": [{"name": "t", "path": "t.csv", "schema": {"fields": [{"name": "id", "type": "string"}], "primaryKey": ["id"]}}]}`,
			files: map[string]string{
				"data/t.csv":         csv.String(),
				"data/figures/q.sql": fmt.Sprintf("SELECT id FROM t LIMIT 1 OFFSET %d", rows/2),
			},
		}
		data, tree := p.load(t)
		if _, err := evaluate(t.Context(), data, tree, allowed); (err != nil) != want {
			t.Errorf("%d rows: got %v", rows, err)
		}
	}
}
