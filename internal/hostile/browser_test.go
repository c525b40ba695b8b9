package hostile

import (
	"cmp"
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"daylight/internal/tree"

	"github.com/chromedp/cdproto/debugger"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// shelf serves sites, each below the number of its string.
type shelf struct {
	mutex sync.Mutex
	sites map[string]tree.Tree
}

func (s *shelf) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	number, name, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	s.mutex.Lock()
	data, ok := s.sites[number].Read(name)
	s.mutex.Unlock()
	if !ok {
		http.NotFound(w, r)
		return
	}
	http.ServeContent(w, r, name, time.Time{}, strings.NewReader(string(data)))
}

// put lays a site on the shelf.
func (s *shelf) put(number string, site tree.Tree) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.sites[number] = site
}

// watcher is a tab that notes what a page may not do. The policy of the page is switched
// off in it: escaping alone must hold.
type watcher struct {
	ctx   context.Context
	home  string
	mutex sync.Mutex
	heard []string
}

func watch(t *testing.T, home string) *watcher {
	t.Helper()
	program := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			program = cmp.Or(program, found)
		}
	}
	if program == "" && os.Getenv("CI") == "true" {
		t.Fatal("chromium is not installed: run make deps")
	}
	if program == "" {
		t.Log("chromium is not installed, so no browser reads the pages: run make deps")
		return nil
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(program), chromedp.NoSandbox,
		chromedp.WSURLReadTimeout(time.Minute), chromedp.Flag("disable-gpu", true), chromedp.Flag("disable-background-networking", true))
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, end := chromedp.NewContext(allocator)
	t.Cleanup(func() { end(); stop() })
	w := &watcher{ctx: ctx, home: home}
	chromedp.ListenTarget(ctx, w.listen)
	err := chromedp.Run(ctx, network.Enable(), runtime.Enable(), page.Enable(), page.SetBypassCSP(true),
		chromedp.ActionFunc(func(ctx context.Context) error { _, err := debugger.Enable().Do(ctx); return err }))
	if err != nil {
		t.Fatalf("Chromium does not start: %v", err)
	}
	return w
}

func (w *watcher) listen(event any) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		if !strings.HasPrefix(e.Request.URL, w.home) {
			w.heard = append(w.heard, "asks for "+e.Request.URL)
		}
	case *page.EventJavascriptDialogOpening:
		w.heard = append(w.heard, "opens a dialog")
		go func() { _ = chromedp.Run(w.ctx, page.HandleJavaScriptDialog(true)) }()
	case *debugger.EventScriptParsed:
		if e.URL != "" && !strings.HasSuffix(e.URL, "/assets/site.js") {
			w.heard = append(w.heard, "runs a script at "+e.URL)
		}
	case *runtime.EventExceptionThrown:
		w.heard = append(w.heard, "throws "+e.ExceptionDetails.Text)
	}
}

// stir moves the focus over what can have it and presses the keys of a chart.
const stir = `(() => {
	document.querySelectorAll("details").forEach(d => d.open = true);
	document.querySelectorAll(".receipt-link, .chart-svg, summary").forEach(e => {
		e.focus();
		e.dispatchEvent(new MouseEvent("mouseover", {bubbles: true}));
		for (const key of ["ArrowRight", "End", "Escape"]) e.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true}));
	});
})()`

// kept says what a page left in the browser.
const kept = `(async () => {
	const found = [];
	if (document.cookie) found.push("sets a cookie");
	if (localStorage.length + sessionStorage.length) found.push("stores a value");
	if ((await indexedDB.databases()).length) found.push("opens a database");
	if ((await caches.keys()).length) found.push("keeps a cache");
	if ((await navigator.serviceWorker.getRegistrations()).length) found.push("leaves a worker");
	return found;
})()`

// read opens pages and returns what they did.
func (w *watcher) read(address string, pages ...string) []string {
	w.mutex.Lock()
	w.heard = nil
	w.mutex.Unlock()
	for _, name := range pages {
		ctx, cancel := context.WithTimeout(w.ctx, 30*time.Second)
		var left []string
		err := chromedp.Run(ctx, chromedp.Navigate(address+name), chromedp.Evaluate(stir, nil),
			chromedp.Evaluate(kept, &left, func(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) }))
		cancel()
		w.mutex.Lock()
		w.heard = append(w.heard, left...)
		w.mutex.Unlock()
		if err != nil {
			return []string{name + ": " + err.Error()}
		}
	}
	w.mutex.Lock()
	defer w.mutex.Unlock()
	return append([]string(nil), w.heard...)
}

// TestWatcher holds that the tab hears what a page does that is not escaped.
func TestWatcher(t *testing.T) {
	t.Parallel()
	bad, err := tree.New(map[string][]byte{
		"script.html": []byte("<script>alert(1)</script>"), "img.html": []byte("<img src=//evil.invalid/x>"), "on.html": []byte("<img src=x onerror=y()>"), "good.html": []byte("<p>x"),
		"cookie.html": []byte("<script>document.cookie='a=b;max-age=1'</script>"), "store.html": []byte("<script>sessionStorage.a='b'</script>"),
	})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(&shelf{sites: map[string]tree.Tree{"0": bad}})
	t.Cleanup(server.Close)
	w := watch(t, server.URL)
	if w == nil {
		t.Skip("no Chromium")
	}
	if heard := strings.Join(w.read(server.URL+"/0/", "good.html"), "\n"); heard != "" {
		t.Errorf("of a good page is heard %q", heard)
	}
	for name, want := range map[string]string{"script.html": "opens a dialog", "img.html": "asks for http://evil.invalid/x", "on.html": "throws", "cookie.html": "sets a cookie", "store.html": "stores a value"} {
		if heard := strings.Join(w.read(server.URL+"/0/", name), "\n"); !strings.Contains(heard, want) {
			t.Errorf("of %s is heard %q, not %q", name, heard, want)
		}
	}
}
