package browser

import (
	"path/filepath"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestReceiptTip moves to a number with the keyboard, on a server with the strict
// headers: what is known of the number shows beside it, and Escape takes it away.
func TestReceiptTip(t *testing.T) {
	t.Parallel()
	page := filepath.ToSlash(filepath.Join("en", "findings", "two-in-five", "index.html"))
	tab, done := newTab(t, chromium(t))
	defer done()
	const obtained = `a.receipt-link[href$="subscribers/index.html#obtained"]`
	var number, title, described string
	var left, links int
	err := chromedp.Run(tab.ctx,
		emulation.SetScriptExecutionDisabled(false),
		emulation.SetFocusEmulationEnabled(true),
		chromedp.EmulateViewport(360, 800),
		chromedp.Navigate(nginx(t)+page),
		chromedp.Focus(obtained, chromedp.ByQuery),
		chromedp.WaitVisible(".receipt-tip", chromedp.ByQuery),
		chromedp.Text(".receipt-tip-number", &number, chromedp.ByQuery),
		chromedp.Text(".receipt-tip-title", &title, chromedp.ByQuery),
		chromedp.Evaluate(`document.activeElement.getAttribute("aria-describedby")`, &described),
		chromedp.Evaluate(`document.querySelectorAll(".receipt-tip a[href$='#obtained']").length`, &links),
		chromedp.Evaluate(`Math.max(0, document.documentElement.scrollWidth - innerWidth)`, &left),
		chromedp.KeyEvent(kb.Escape),
		chromedp.WaitNotPresent(".receipt-tip", chromedp.ByQuery),
	)
	if err != nil {
		t.Fatal(err)
	}
	if number != "949 numbers" || title != "Subscriber information obtained" || described != "receipt-tip" || links != 1 || left != 0 {
		t.Errorf("the tip says %q, %q, describes %q, has %d links, and the page scrolls sideways by %d", number, title, described, links, left)
	}
	tab.mutex.Lock()
	defer tab.mutex.Unlock()
	for _, heard := range tab.heard {
		t.Errorf("the browser complains: %s", heard)
	}
}
