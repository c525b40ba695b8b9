package figure

import "testing"

// TestTitles holds what readers call queries and columns: the head's words, the
// field's, and at last the name.
func TestTitles(t *testing.T) {
	t.Parallel()
	set := schools(map[string]string{
		"data/figures/told.sql":  "-- title.en: All places\n-- label.all_places.en: Places in all\nSELECT sum(places) AS all_places FROM schools",
		"data/figures/plain.sql": "SELECT sum(places) AS all_places, count(*) AS main FROM schools",
		"data/figures/many.sql":  "SELECT area, sum(places) AS n FROM schools GROUP BY area ORDER BY area",
	}).worked(t)
	told, plain := set.Query("told"), set.Query("plain")
	for _, test := range []struct{ got, want string }{
		{told.TitleIn("en"), "All places"}, {told.Columns[0].TitleIn("en"), "Places in all"}, {told.Columns[0].TitleIn("fr"), "all places"},
		{plain.TitleIn("en"), "plain"}, {plain.Columns[0].TitleIn("en"), "all places"},
	} {
		if test.got != test.want {
			t.Errorf("got %q, want %q", test.got, test.want)
		}
	}
	if n := len(plain.KeyColumns()); n != 0 {
		t.Errorf("the one row of a query has %d key columns", n)
	}
	if key := set.Query("many").KeyColumns(); len(key) != 1 || key[0] != 0 {
		t.Errorf("the rows of a query are told apart by %v", key)
	}
	if key := set.Query("schools").KeyColumns(); len(key) != 2 {
		t.Errorf("the rows of schools are told apart by %v", key)
	}
}
