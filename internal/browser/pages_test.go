package browser

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// TestFromDisk opens every page from the disk, without JavaScript.
func TestFromDisk(t *testing.T) {
	t.Parallel()
	root, err := filepath.Abs(public)
	if err != nil {
		t.Fatal(err)
	}
	readAll(t, "file://"+filepath.ToSlash(root)+"/", pages(t))
}

// TestUnderASubPath opens a page of every kind, and with DAYLIGHT_SLOW=1 every page, from a real web server under
// a sub-path with the strict headers of _headers, as TestWeight does with every page, JavaScript and all.
func TestUnderASubPath(t *testing.T) {
	t.Parallel()
	readAll(t, nginx(t), tried(t))
}

// TestEntry opens the entry page from the disk, without JavaScript: in a report of
// one language it leads to that language's home page.
func TestEntry(t *testing.T) {
	t.Parallel()
	if !leadsOn("index.html") {
		t.Skip("the report has several languages, so its entry page is read with the others")
	}
	root, err := filepath.Abs(public)
	if err != nil {
		t.Fatal(err)
	}
	tab, done := newTab(t, chromium(t))
	defer done()
	err = chromedp.Run(tab.ctx,
		chromedp.Navigate("file://"+filepath.ToSlash(root)+"/index.html"),
		chromedp.WaitReady("body.home h1"))
	if err != nil {
		t.Fatal(err)
	}
}

func readAll(t *testing.T, address string, pages []string) {
	inTabs(t, pages, func(t *testing.T, tab *tab, page string) {
		for _, problem := range tab.read(address, page, 320, 1440) {
			t.Errorf("%s %s", page, problem)
		}
	})
}

// tab is a browser tab that remembers what it was asked to fetch and what the
// browser complained about.
type tab struct {
	ctx   context.Context
	mutex sync.Mutex
	asked []string
	heard []string
}

// newTab opens a tab in a window and with a store of its own, so that it is in front and has its cache to itself.
func newTab(t *testing.T, browser context.Context) (*tab, func()) {
	t.Helper()
	all := cdp.WithExecutor(browser, chromedp.FromContext(browser).Browser)
	store, err := target.CreateBrowserContext().Do(all)
	if err != nil {
		t.Fatal(err)
	}
	window, err := target.CreateTarget("about:blank").WithBrowserContextID(store).WithNewWindow(true).Do(all)
	if err != nil {
		t.Fatal(err)
	}
	ctx, end := chromedp.NewContext(browser, chromedp.WithTargetID(window))
	ctx, cancel := context.WithTimeout(ctx, 8*time.Minute)
	made := &tab{ctx: ctx}
	chromedp.ListenTarget(ctx, made.listen)
	if err := chromedp.Run(ctx, network.Enable(), log.Enable(), runtime.Enable(), emulation.SetScriptExecutionDisabled(true)); err != nil {
		t.Fatal(err)
	}
	return made, func() {
		cancel()
		end()
		_ = target.DisposeBrowserContext(store).Do(all) // with what may be left of it
	}
}

func (b *tab) listen(event any) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		if !byItself(e.Request.URL) {
			b.asked = append(b.asked, e.Request.URL)
		}
	case *log.EventEntryAdded:
		if !byItself(e.Entry.URL) {
			b.heard = append(b.heard, e.Entry.Text)
		}
	case *runtime.EventExceptionThrown:
		b.heard = append(b.heard, e.ExceptionDetails.Text)
	}
}

// byItself tells whether a browser asks for an address without being told to: a
// page that names no icon, as 404.html cannot, makes it try the root's.
func byItself(address string) bool { return strings.HasSuffix(address, "/favicon.ico") }

// faults is what a look at a page can find; it runs in the page.
const faults = `(() => {
	const found = [];
	const say = (what, e) => found.push(what + ": " + e.outerHTML.slice(0, 120));
	if (document.documentElement.scrollWidth > innerWidth) found.push("the page scrolls sideways");
	if (!document.querySelector("link[rel=stylesheet]") === !location.pathname.endsWith("404.html")) found.push("stylesheet missing, or in 404.html");
	if (document.querySelectorAll("link[rel=stylesheet]").length && !document.styleSheets.length) found.push("the stylesheet did not load");
	document.querySelectorAll("img").forEach(i => { if (!i.complete || !i.naturalWidth) say("picture did not load", i) });
	document.querySelectorAll("a, summary").forEach(a => {
		const block = a.closest("p, li, td, th, dd, dt, div, nav, figure"), box = a.getClientRects()[0];
		if (block && box && block.textContent.trim() === a.textContent.trim() && box.height < 23.9) say("a target is " + box.height + " pixels high", a);
	});
	document.querySelectorAll("figure.chart").forEach(f => {
		const shown = [...f.querySelectorAll("svg")].filter(s => s.getBoundingClientRect().height > 20);
		if (shown.length !== 1) say("a chart is drawn " + shown.length + " times", f);
		shown.forEach(s => s.querySelectorAll("text").forEach(x => {
			const box = x.getBoundingClientRect(), frame = s.getBoundingClientRect();
			if (box.left < frame.left - 2 || box.right > frame.right + 2) say("a label leaves the picture", x);
		}));
	});
	return found;
})()`

// read opens a page, looks at it at each width and returns what is wrong with it.
func (b *tab) read(address, page string, widths ...int64) []string {
	b.mutex.Lock()
	b.asked, b.heard = nil, nil
	b.mutex.Unlock()
	var found []string
	err := chromedp.Run(b.ctx, chromedp.EmulateViewport(widths[0], 900), chromedp.Navigate(address+page), chromedp.WaitReady("h1"))
	for _, width := range widths {
		var wrong []string
		if err == nil {
			err = chromedp.Run(b.ctx, chromedp.EmulateViewport(width, 900), chromedp.Evaluate(faults, &wrong))
		}
		for _, fault := range wrong {
			found = append(found, fmt.Sprintf("at %d px: %s", width, fault))
		}
	}
	if err != nil {
		return []string{err.Error()}
	}
	b.mutex.Lock()
	defer b.mutex.Unlock()
	for _, asked := range b.asked {
		if !strings.HasPrefix(asked, address) {
			found = append(found, "something is fetched from elsewhere: "+asked)
		}
	}
	for _, heard := range b.heard {
		found = append(found, "the browser complains: "+heard)
	}
	return found
}
