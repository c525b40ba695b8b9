package browser

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// TestSwitch follows the switch to the other language: it leads to the same page, and to
// the same place on it.
func TestSwitch(t *testing.T) {
	t.Parallel()
	tab, done := newTab(t, chromium(t))
	defer done()
	site := nginx(t)
	for _, c := range []struct{ from, to string }{
		{"en/findings/two-in-five/index.html#limits", "fr/findings/two-in-five/index.html#limits"},
		{"fr/figures/subscribers/index.html#obtained", "en/figures/subscribers/index.html#obtained"},
		{"fr/method/index.html", "en/method/index.html"},
	} {
		var address, lang string
		var there bool
		err := chromedp.Run(tab.ctx,
			emulation.SetScriptExecutionDisabled(false),
			chromedp.EmulateViewport(1280, 800),
			chromedp.Navigate(site+c.from),
			chromedp.Evaluate(`document.querySelector(".switch a").click()`, nil),
			chromedp.WaitVisible(`html[lang^="`+c.to[:2]+`"] main`, chromedp.ByQuery),
			chromedp.Location(&address),
			chromedp.Evaluate(`document.documentElement.lang`, &lang),
			chromedp.Evaluate(`!location.hash || !!document.getElementById(location.hash.slice(1))`, &there),
		)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasSuffix(address, "/"+c.to) || !strings.HasPrefix(lang, c.to[:2]) || !there {
			t.Errorf("the switch on %s leads to %s in %s", c.from, address, lang)
		}
	}
}
