// Package hostile holds tests that put strings which try to be more than text into every
// place of a report where a string can enter, and hold the site to that of its harmless
// twin. It has no code of its own. The strings are in testdata/corpus.txt, to be read by eye.
package hostile

import (
	"os"
	"strings"
	"testing"

	"daylight/internal/diag"
)

// TestHostile puts every string of the corpus at every place.
func TestHostile(t *testing.T) {
	t.Parallel()
	b := builder(t)
	harmless := stand(t, b, sample{"harmless", words})
	twin := skeletons(t, harmless.site)
	if len(twin) < 12 {
		t.Fatal("the twin has few pages")
	}
	t.Logf("%d places; refused for any text: %v", len(harmless.places()), harmless.refused)
	for _, s := range readCorpus(t) {
		if only := os.Getenv("HOSTILE_ONLY"); !strings.Contains(s.name, only) {
			continue
		}
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			o := stand(t, b, s)
			extra := map[place]diag.Code{}
			for at, code := range o.refused {
				if harmless.refused[at] == "" && !strings.HasPrefix(string(at), "theme text") {
					extra[at] = code
				}
			}
			t.Logf("%d places refuse it, beside those that refuse any text: %v", len(o.refused), extra)
			compare(t, o, twin)
		})
	}
}

func (o *outcome) places() map[place]bool {
	all := map[place]bool{}
	for _, s := range o.paper.files {
		for _, p := range s.places {
			all[p.place] = true
		}
	}
	return all
}
