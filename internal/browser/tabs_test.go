package browser

import (
	"os"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"
)

// slow is set to look at every page in every way, which takes many minutes.
var slow = os.Getenv("DAYLIGHT_SLOW") == "1"

// atOnce is how many tabs share a browser's work.
const atOnce = 2

// inTabs hands every item to one of a few tabs of one browser, which is started with the
// given settings.
func inTabs[T any](t *testing.T, items []T, do func(*testing.T, *tab, T), settings ...chromedp.ExecAllocatorOption) {
	t.Helper()
	browser := chromium(t, settings...)
	work := make(chan T)
	var workers sync.WaitGroup
	for range atOnce {
		tab, done := newTab(t, browser)
		workers.Go(func() {
			defer done()
			for item := range work {
				do(t, tab, item)
			}
		})
	}
	for _, item := range items {
		work <- item
	}
	close(work)
	workers.Wait()
}
