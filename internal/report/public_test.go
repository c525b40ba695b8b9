package report

import (
	"strings"
	"testing"

	"daylight/internal/tree"
)

// A file of the site that says its language is there in each.
func TestCheckPublic(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		files []string
		want  string
	}{
		{[]string{"index.html", "en/index.html", "fr/index.html", "charts/a.en.svg", "charts/a.fr.svg", "source/data/a.csv"}, ""},
		{[]string{"en/index.html", "en/data/index.html", "fr/index.html"}, "fr/data/index.html"},
		{[]string{"charts/a.fr.csv"}, "charts/a.en.csv"},
	} {
		files := map[string][]byte{}
		for _, name := range c.files {
			files[name] = nil
		}
		public, err := tree.New(files)
		if err != nil {
			t.Fatal(err)
		}
		err = checkPublic(public, []string{"en", "fr"})
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want+": ")) {
			t.Errorf("%v: got %v, want %q", c.files, err, c.want)
		}
	}
}
