package figure

import (
	"fmt"
	"strings"
	"testing"

	"daylight/internal/dataset"
	"daylight/internal/locale"
)

func TestLookup(t *testing.T) {
	t.Parallel()
	project := schools(map[string]string{
		"data/figures/one.sql":  "SELECT 66 AS places, 0.25 AS share",
		"data/figures/many.sql": "SELECT 'a' AS id, 66 AS n UNION SELECT 'a b', 66 ORDER BY 1",
	})
	figures := project.worked(t)
	l := figures.Lookup()
	for _, c := range []struct{ low, high, want string }{
		{"66", "66", "one.places many[a].n"},
		{"0.2", "0.3", "one.share"},
		{"10", "10", "schools[north/primary].pupils schools[west/primary].places"},
		{"1000000", "2000000", ""},
	} {
		low, _ := locale.ParseDecimal(c.low)
		high, _ := locale.ParseDecimal(c.high)
		var names []string
		for f := range l.Between(low, high) {
			names = append(names, f.Name)
			if again, _, err := figures.Figure(f.Name); err != nil || again.Value != f.Value {
				t.Errorf("%s is found by value and not by name: %v", f.Name, err)
			}
		}
		if got := strings.Join(names, " "); got != c.want {
			t.Errorf("from %s to %s: %s, want %s", c.low, c.high, got, c.want)
		}
	}
	if !l.Has(locale.Int(66)) || l.Has(locale.Int(67)) {
		t.Error("Has knows what no figure says, or not what one says")
	}
	if l.Has(locale.Int(100)) {
		t.Error("an approximate number is taken for an exact one")
	}
}

// A cell that a query shows is one figure, under the query's name; two cells of one
// value are two.
func TestLookupRepeats(t *testing.T) {
	t.Parallel()
	p := schools(map[string]string{
		"data/figures/tens.sql": "SELECT area, pupils, pupils_low, pupils_high, pupils_status FROM schools WHERE area = 'north' AND kind = 'primary'",
	})
	var names []string
	for f := range p.worked(t).Lookup().Between(locale.Int(10), locale.Int(10)) {
		names = append(names, f.Name)
	}
	if fmt.Sprint(names) != "[tens.pupils schools[west/primary].places]" {
		t.Errorf("ten is %v", names)
	}
}

// What "more than 40" says is found under 40 and under 41.
func TestLookupOfBounds(t *testing.T) {
	t.Parallel()
	over := dataset.Value{Status: dataset.Bound, Low: locale.Int(41), High: locale.Inf(1)}
	under := dataset.Value{Status: dataset.Bound, Low: locale.Int(0), High: locale.Int(4)}
	if got := fmt.Sprint(spoken(over), spoken(under), spoken(dataset.Value{Status: dataset.Band, High: locale.Int(2)})); got != "[41 40] [4 5] []" {
		t.Errorf("bounds are found under %s", got)
	}
}
