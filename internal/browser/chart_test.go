package browser

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// charted is a page with a chart of one series with several values.
const charted = "en/findings/whose-records/index.html"

// state is what a reader who moves through a chart sees and hears.
type state struct {
	On    bool   // the focus is on a chart
	Live  string // what is announced
	Tip   string // what is shown beside the mark
	Marks int    // that are marked out
	Row   []string
	Calls string // the row of the mark, from the picture
	Side  int    // how far the page scrolls sideways
}

const readState = `(() => {
	const svg = document.activeElement.closest(".chart-svg"), tip = document.querySelector(".chart-tip");
	const marks = [...document.querySelectorAll(".is-at")];
	const table = svg && svg.closest(".chart").querySelector("table");
	const row = marks.length && table ? [...table.tBodies[0].rows[marks[0].dataset.row].cells].map(c => c.textContent) : [];
	return {On: !!svg, Live: document.querySelector(".chart-live").textContent, Tip: tip ? tip.textContent : "", Marks: marks.length,
		Row: row, Calls: marks.length ? marks[0].dataset.row : "", Side: Math.max(0, document.documentElement.scrollWidth - innerWidth)};
})()`

// press sends a key and returns what a reader then sees and hears.
func (b *tab) press(t *testing.T, keys string) state {
	t.Helper()
	var now state
	if err := chromedp.Run(b.ctx, chromedp.KeyEvent(keys), chromedp.Evaluate(readState, &now)); err != nil {
		t.Fatal(err)
	}
	return now
}

// open opens a page as a reader with a keyboard and JavaScript does.
func (b *tab) open(t *testing.T, address string, width int64) {
	t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, 30*time.Second) // for the script's own element
	defer cancel()
	err := chromedp.Run(ctx,
		emulation.SetScriptExecutionDisabled(false), emulation.SetFocusEmulationEnabled(true),
		chromedp.EmulateViewport(width, 800), chromedp.Navigate(address), chromedp.WaitReady(".chart-live", chromedp.ByQuery))
	if err != nil {
		t.Fatal(err)
	}
}

// TestChartByKeyboard goes to a chart with Tab and through its values with the arrow keys,
// on a server with the strict headers, on a wide and a narrow screen.
func TestChartByKeyboard(t *testing.T) {
	t.Parallel()
	site := nginx(t)
	for _, page := range []string{charted, "en/embed/by-province/index.html"} {
		for _, width := range []int64{320, 1280} {
			t.Run(fmt.Sprint(page, width), func(t *testing.T) {
				t.Parallel()
				tab, done := newTab(t, chromium(t))
				defer done()
				tab.open(t, site+page, width)
				walkChart(t, tab)
				tab.mutex.Lock()
				defer tab.mutex.Unlock()
				for _, heard := range tab.heard {
					t.Errorf("the browser complains: %s", heard)
				}
			})
		}
	}
}

func walkChart(t *testing.T, tab *tab) {
	now := state{}
	for range 200 {
		if now = tab.press(t, kb.Tab); now.On {
			break
		}
	}
	if !now.On || now.Tip == "" || now.Live != "" || now.Marks != 0 {
		t.Fatalf("Tab leads to a chart that says how to go on, and no number yet: %+v", now)
	}
	first := tab.press(t, kb.ArrowRight)
	second := tab.press(t, kb.ArrowDown)
	for i, at := range []state{first, second} {
		if at.Calls != fmt.Sprint(i) || len(at.Row) < 2 || at.Side != 0 {
			t.Fatalf("an arrow leads to another mark than the next: %+v", at)
		}
		for _, cell := range at.Row {
			if !strings.Contains(at.Live, cell) || !strings.Contains(at.Tip, cell) {
				t.Errorf("of the cell %q is said %q and shown %q", cell, at.Live, at.Tip)
			}
		}
	}
	if first.Live == second.Live {
		t.Errorf("two marks say the same: %q", first.Live)
	}
	if back := tab.press(t, kb.ArrowLeft); back.Live != first.Live {
		t.Errorf("the way back says %q", back.Live)
	}
	if before := tab.press(t, kb.ArrowUp); before.Live != first.Live {
		t.Errorf("before the first mark comes %q", before.Live)
	}
	if last := tab.press(t, kb.End); last.Live == first.Live || tab.press(t, kb.ArrowRight).Live != last.Live {
		t.Errorf("the last mark says %q", last.Live)
	}
	if left := tab.press(t, kb.Escape); !left.On || left.Live != "" || left.Tip != "" || left.Marks != 0 {
		t.Errorf("Escape leaves behind %+v", left)
	}
	if gone := tab.press(t, kb.Tab); gone.On || gone.Tip != "" {
		t.Errorf("Tab does not lead out of the chart: %+v", gone)
	}
}

// TestChartByPointer moves over a mark, and away from it.
func TestChartByPointer(t *testing.T) {
	t.Parallel()
	tab, done := newTab(t, chromium(t))
	defer done()
	tab.open(t, nginx(t)+"en/findings/two-in-five/index.html", 1280)
	const mark = `document.querySelector(".chart-wide [data-row]")`
	var at struct{ X, Y float64 }
	var over, away state
	var dimmed int
	err := chromedp.Run(tab.ctx,
		chromedp.Evaluate(mark+`.scrollIntoView({block: "center", behavior: "instant"})`, nil),
		chromedp.Evaluate(`(b => ({X: b.x + b.width / 2, Y: b.y + b.height / 2}))(`+mark+`.getBoundingClientRect())`, &at))
	if err == nil {
		err = chromedp.Run(tab.ctx, chromedp.MouseEvent("mouseMoved", at.X, at.Y), chromedp.Evaluate(readState, &over),
			chromedp.Evaluate(`document.querySelectorAll(".is-back").length`, &dimmed),
			chromedp.MouseEvent("mouseMoved", 2, 2), chromedp.Evaluate(readState, &away))
	}
	if err != nil {
		t.Fatal(err)
	}
	if over.Tip == "" || over.Marks == 0 || over.Live != "" || dimmed == 0 || away.Tip != "" || away.Marks != 0 {
		t.Errorf("over a mark: %+v, %d marks of other series step back; away from it: %+v", over, dimmed, away)
	}
}

// TestChartWithoutScript holds that a chart is no stop for the keyboard, and no application, for a reader without
// JavaScript.
func TestChartWithoutScript(t *testing.T) {
	t.Parallel()
	root, err := filepath.Abs(public)
	if err != nil {
		t.Fatal(err)
	}
	tab, done := newTab(t, chromium(t))
	defer done()
	var plain bool
	err = chromedp.Run(tab.ctx, chromedp.Navigate("file://"+filepath.ToSlash(root)+"/"+charted), chromedp.WaitReady("h1"),
		chromedp.Evaluate(`[...document.querySelectorAll(".chart-svg")].every(s => s.getAttribute("role") == "img" && !s.hasAttribute("tabindex")) && !document.querySelector(".chart-live")`, &plain))
	if err != nil || !plain {
		t.Errorf("without its script a chart is not a plain picture (%v)", err)
	}
}

// TestFramedChart shows a chart's page in another site's frame: it loads under its own
// strict headers, with its style sheet.
func TestFramedChart(t *testing.T) {
	t.Parallel()
	address := nginx(t) + "en/embed/subscribers/index.html"
	other := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprintf(w, `<!doctype html><title>Another site</title><link rel="icon" href="data:,"><h1>Another site</h1><iframe src="%s" title="A chart" width="100%%" height="700"></iframe>`, address)
	}))
	defer other.Close()
	tab, done := newTab(t, chromium(t))
	defer done()
	if err := chromedp.Run(tab.ctx, chromedp.EmulateViewport(360, 900), chromedp.Navigate(other.URL), chromedp.WaitReady("h1")); err != nil {
		t.Fatal(err)
	}
	tab.mutex.Lock()
	asked := strings.Join(tab.asked, "\n")
	tab.mutex.Unlock()
	for _, want := range []string{address, "assets/site.css"} {
		if !strings.Contains(asked, want) {
			t.Errorf("the frame did not fetch %s; asked was for\n%s", want, asked)
		}
	}
	for _, heard := range tab.heard {
		t.Errorf("the browser complains: %s", heard)
	}
}

// TestScriptIsSmall holds what readers are sent of the project's own script.
func TestScriptIsSmall(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile(filepath.Join(public, "assets", "site.js"))
	if err != nil {
		t.Fatal(err)
	}
	var small bytes.Buffer
	packed, err := gzip.NewWriterLevel(&small, gzip.BestCompression)
	if err == nil {
		_, err = packed.Write(data)
	}
	if err == nil {
		err = packed.Close()
	}
	if err != nil || small.Len() > 6*1024 {
		t.Errorf("the script has %d bytes compressed (%v)", small.Len(), err)
	}
}
