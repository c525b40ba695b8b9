package figure

import (
	"regexp"
	"testing"
)

func TestAnchor(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, query, fragment string }{
		{"subscribers.obtained", "subscribers", "obtained"},
		{"by_province[on].districts", "by_province", "on.districts"},
		{"slash[../2012-02-22].value", "slash", "../2012-02-22.value"},
		{"x[a b].c", "x", "a~20b.c"},
		{"x[a~20b].c", "x", "a~7e20b.c"},
		{`x["><script>].c`, "x", "~22~3e~3cscript~3e.c"},
		{"x[é].c", "x", "~c3~a9.c"},
		{"x.main", "x", "main~"},
		{"x[main].main", "x", "main.main"},
	}
	safe := regexp.MustCompile(`^[A-Za-z0-9~./_-]+$`)
	seen := map[string]string{}
	for _, test := range tests {
		query, fragment := Anchor(test.name)
		if query != test.query || fragment != test.fragment {
			t.Errorf("%s: got %s#%s, want %s#%s", test.name, query, fragment, test.query, test.fragment)
		}
		if !safe.MatchString(fragment) {
			t.Errorf("%s: %q cannot stand in an address as it is", test.name, fragment)
		}
		if other, taken := seen[query+"#"+fragment]; taken {
			t.Errorf("%s and %s share %s#%s", test.name, other, query, fragment)
		}
		seen[query+"#"+fragment] = test.name
	}
}

// TestCanonical holds that a cell has one name, and that it leads back to the cell.
func TestCanonical(t *testing.T) {
	t.Parallel()
	set := schools(map[string]string{
		"data/figures/one.sql":    "SELECT 1 AS x, 0.25 AS share",
		"data/figures/number.sql": "SELECT 2 * count(*) AS n, 'six' AS word FROM areas UNION SELECT 7, 'seven' ORDER BY 1",
		"data/figures/pairs.sql":  "SELECT kind, area, places FROM schools ORDER BY kind, area",
		"data/figures/odd.sql":    "SELECT 'a b' AS k, 1 AS n UNION SELECT 'b]c', 2 UNION SELECT 'fine', 3 ORDER BY 1",
	}).worked(t)
	for name, want := range map[string]string{
		"one.x": "one.x", "one[1].share": "one.share", "number[6].word": "number[6].word",
		"single.visits": "single.visits", "single[2011/total].visits": "single.visits",
		"schools[north/primary].pupils": "schools[north/primary].pupils", "odd[fine].n": "odd[fine].n",
	} {
		f, _, err := set.Figure(name)
		if err != nil {
			t.Fatal(err)
		}
		if got := f.Canonical(); got != want {
			t.Errorf("%s is %s, want %s", name, got, want)
		}
	}
	for _, name := range set.Names() {
		q := set.Query(name)
		for row := range q.Len() {
			canonical := q.Canonical(row, 0)
			if canonical == "" {
				continue
			}
			f, _, err := set.Figure(canonical)
			if err != nil || f.Query != q || f.Row != row {
				t.Errorf("%s does not lead back to row %d of %s: %v", canonical, row, name, err)
			}
		}
	}
	if got := set.Query("pairs").Canonical(0, 2) + set.Query("odd").Canonical(0, 1) + set.Query("odd").Canonical(1, 1); got != "" {
		t.Errorf("rows that no name can mean have the name %q", got)
	}
}
