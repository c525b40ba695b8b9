// Package hostile holds tests that put strings which try to be more than text into every
// place of a report where a string can enter, and hold the site to that of its harmless
// twin. It has no code of its own. The strings are in testdata/corpus.txt, to be read by eye.
package hostile

import (
	"cmp"
	"net/http/httptest"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"

	"daylight/internal/diag"
	"daylight/internal/tree"
)

// TestHostile puts every sixth string of the corpus at every place that takes a text, and every
// twelfth at those that take only words of their own, such as a date, and in French too: with DAYLIGHT_SLOW=1
// every string at every place, which takes minutes.
func TestHostile(t *testing.T) {
	t.Parallel()
	b := builder(t)
	harmless := stand(t, b, sample{"harmless", words}, nil)
	twin := skeletons(t, harmless.site)
	if len(twin) < 12 {
		t.Fatal("the twin has few pages")
	}
	both, err := bilingual(t, b, harmless)
	if err != nil {
		t.Fatal(err)
	}
	frenchTwin := skeletons(t, both)
	t.Logf("%d places; refused for any text: %v", len(harmless.places()), harmless.refused)
	sites := &shelf{sites: map[string]tree.Tree{}}
	server := httptest.NewServer(sites)
	t.Cleanup(server.Close)
	browser := watch(t, server.URL)
	slow := os.Getenv("DAYLIGHT_SLOW") == "1"
	var one sync.Mutex
	for i, s := range readCorpus(t) {
		if !slow && i%6 != 0 {
			continue
		}
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			known := map[place]diag.Code{}
			for at := range harmless.places() {
				if code := harmless.refused[at]; !slow && i%12 != 0 && code != "" {
					known[at] = cmp.Or(code, "not tried")
				}
			}
			o := stand(t, b, s, known)
			extra := map[place]diag.Code{}
			for at, code := range o.refused {
				if harmless.refused[at] == "" && !strings.HasPrefix(string(at), "theme text") {
					extra[at] = code
				}
			}
			t.Logf("%d places refuse it, beside those that refuse any text: %v", len(o.refused), extra)
			compare(t, o, twin)
			policed(t, o.site)
			carded(t, o.site)
			recomputed(t, o.site)
			read := []string{"en/all/index.html", "charts/drawn.en.svg"}
			if i%12 == 0 || slow && i%8 == 0 {
				both, err := bilingual(t, b, o)
				if err == nil {
					compare(t, outcome{sample: s, site: both}, frenchTwin)
					policed(t, both)
					o.site, read = both, append(read, "fr/all/index.html", "index.html")
				} else {
					t.Logf("not in French: %v", err)
				}
			}
			if browser == nil {
				return
			}
			number := strconv.Itoa(i)
			sites.put(number, o.site)
			defer sites.put(number, tree.Tree{})
			one.Lock()
			defer one.Unlock()
			for _, heard := range browser.read(server.URL+"/"+number+"/", read...) {
				t.Errorf("the browser: %s", heard)
			}
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
