package browser

import (
	"bytes"
	"compress/gzip"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

const (
	mostBytes    = 60_000 // compressed, of a page with all that it fetches
	mostRequests = 6
)

// whole are the pages that hold everything at once, for those who want it so.
var whole = []string{"en/all/", "fr/all/", "en/data/", "fr/data/", "en/not-reported/", "fr/not-reported/"}

// shifts waits until the page has been painted and returns how far its parts have moved
// since it was opened: Chromium's measure of cumulative layout shift.
const shifts = `new Promise(done => {
	let sum = 0;
	new PerformanceObserver(list => { for (const e of list.getEntries()) sum += e.value }).observe({type: "layout-shift", buffered: true});
	new PerformanceObserver(() => setTimeout(() => done(sum), 100)).observe({type: "paint", buffered: true});
})`

func awaited(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) }

// arrive opens a page with an empty cache and returns how far it shifted.
func (b *tab) arrive(address string, width int64) (float64, error) {
	b.mutex.Lock()
	b.asked, b.heard = nil, nil
	b.mutex.Unlock()
	var moved float64
	ctx, cancel := context.WithTimeout(b.ctx, 30*time.Second) // for the first paint
	defer cancel()
	err := chromedp.Run(ctx,
		page.BringToFront(), network.SetCacheDisabled(true), emulation.SetScriptExecutionDisabled(false),
		chromedp.EmulateViewport(width, 800), chromedp.Navigate(address), chromedp.Evaluate(shifts, &moved, awaited))
	return moved, err
}

// TestWeight holds what every page costs a reader on a slow line, that nothing on it moves while it comes, and
// that it asks for nothing that the strict headers refuse.
func TestWeight(t *testing.T) {
	t.Parallel()
	site := nginx(t)
	var packed packing
	inTabs(t, pages(t), func(t *testing.T, tab *tab, page string) {
		moved, err := tab.arrive(site+page, 360)
		if err != nil {
			t.Errorf("%s: %v", page, err)
			return
		}
		if moved != 0 {
			t.Errorf("%s shifts by %v", page, moved)
		}
		tab.mutex.Lock()
		asked, heard := tab.asked, tab.heard
		tab.mutex.Unlock()
		for _, complaint := range heard {
			t.Errorf("%s: the browser complains: %s", page, complaint)
		}
		bytes := 0
		for _, address := range asked {
			if !strings.HasPrefix(address, site) {
				t.Errorf("%s fetches %s", page, address)
				continue
			}
			bytes += packed.size(t, address)
		}
		if len(asked) > mostRequests || len(asked) == 0 {
			t.Errorf("%s takes %d requests: %s", page, len(asked), strings.Join(asked, " "))
		}
		if bytes > mostBytes && !isWhole(page) {
			t.Errorf("%s takes %d bytes", page, bytes)
		}
	})
}

func isWhole(page string) bool {
	for _, start := range whole {
		if strings.HasPrefix(page, start) {
			return true
		}
	}
	return false
}

// packing knows how large files are when compressed.
type packing struct {
	mutex sync.Mutex
	sizes map[string]int
}

func (p *packing) size(t *testing.T, address string) int {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if n, ok := p.sizes[address]; ok {
		return n
	}
	var small bytes.Buffer
	w := gzip.NewWriter(&small)
	if _, err := io.WriteString(w, fetch(t, address)); err != nil {
		t.Error(err)
	}
	if err := w.Close(); err != nil {
		t.Error(err)
	}
	if p.sizes == nil {
		p.sizes = map[string]int{}
	}
	p.sizes[address] = small.Len()
	return small.Len()
}

// TestShiftsAreSeen holds that the measure above is not always nought.
func TestShiftsAreSeen(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, `<!doctype html><link rel="icon" href="data:,"><div id="a"></div><h1>Moves</h1><script>new PerformanceObserver(() => { document.getElementById("a").style.height = "300px" }).observe({type: "paint", buffered: true})</script>`)
	}))
	defer server.Close()
	tab, done := newTab(t, chromium(t))
	defer done()
	if moved, err := tab.arrive(server.URL, 360); err != nil || moved == 0 {
		t.Errorf("a page that shifts is said to shift by %v (%v)", moved, err)
	}
}
