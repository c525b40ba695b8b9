package browser

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/chromedp/chromedp"
)

// shownClaims are the claims that a page shows, as a reader sees them: whether they
// stand in its own words or are another page's, shown again.
const shownClaims = `[...document.querySelectorAll(".claim")].map(e => ({
	Text: e.textContent.replace(/[ \n]+/g, " "),
	Own: !!e.closest("main") && !e.closest(".cards, .neighbours, .again, .contents, .crumbs"),
}))`

// shownTables are the numbers in the tables and key figures of a page's own.
const shownTables = `[...document.querySelectorAll("main .chart td.number, main > .table-wrap td.number, main .strip .strip-number")].map(e => {
	const words = e.cloneNode(true);
	words.querySelectorAll(".unit").forEach(u => u.remove());
	return {Text: words.textContent.trim(), Own: true};
})`

// TestClaimsListIsWhole holds that every number which a browser shows as a claim is
// in claims.csv: at its own page, or where it only stands a second time, at some page.
func TestClaimsListIsWhole(t *testing.T) {
	t.Parallel()
	listed := readClaims(t)
	root, err := filepath.Abs(public)
	if err != nil {
		t.Fatal(err)
	}
	var seen atomic.Int32
	inTabs(t, pages(t), func(t *testing.T, tab *tab, page string) {
		again := strings.HasSuffix(page, "/all/index.html") || strings.Contains(page, "/figures/") || strings.Contains(page, "/embed/") || strings.HasSuffix(page, "/data/index.html")
		var claims, tables []struct {
			Text string
			Own  bool
		}
		if err := chromedp.Run(tab.ctx, chromedp.Navigate("file://"+filepath.ToSlash(root)+"/"+page), chromedp.WaitReady("h1"),
			chromedp.Evaluate(shownClaims, &claims), chromedp.Evaluate(shownTables, &tables)); err != nil {
			t.Errorf("%s: %v", page, err)
		}
		if !again {
			claims = append(claims, tables...)
		}
		seen.Add(int32(len(claims)))
		for _, c := range claims {
			if own := c.Own && !again && page != "index.html"; own && !listed[page][c.Text] || !own && !listed[""][c.Text] {
				t.Errorf("%s shows %q, which claims.csv does not list (its own: %v)", page, c.Text, own)
			}
		}
	})
	if n := seen.Load(); n < 100 {
		t.Errorf("only %d claims were found: the test looks in the wrong place", n)
	}
}

// readClaims returns the texts that claims.csv lists, by page, and all under "".
func readClaims(t *testing.T) map[string]map[string]bool {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(public, "claims.csv"))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(data), "\ufeff"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	listed := map[string]map[string]bool{"": {}}
	for _, row := range rows[1:] {
		page, shown := row[0], row[3]
		if listed[page] == nil {
			listed[page] = map[string]bool{}
		}
		listed[page][shown], listed[""][shown] = true, true
	}
	return listed
}
