package browser

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// onScreenOnly are what paper does not show, by their selectors.
const onScreenOnly = `[...document.querySelectorAll("nav:not(.contents), .skip, .switch, .foot-links, .chart-files, .chart-more, summary, .button")].filter(e => e.checkVisibility()).map(e => e.outerHTML.slice(0, 100))`

// torn are the parts that the end of a sheet may cut though they are small enough for one.
const torn = `[...document.querySelectorAll("main .chart-svg, main .strip, main aside, main tr")].filter(e => e.checkVisibility() && getComputedStyle(e).breakInside !== "avoid").map(e => e.outerHTML.slice(0, 100))`

// printed is a page on paper: its sheets' words, and what is wrong with it before that.
func (b *tab) printed(t *testing.T, address string) (sheets, faults []string, err error) {
	var shown, cut []string
	var wide int
	var data []byte
	err = chromedp.Run(b.ctx,
		chromedp.EmulateViewport(673, 900), // A4 between its margins
		emulation.SetEmulatedMedia().WithMedia("print"),
		chromedp.Navigate(address), chromedp.WaitReady("h1"),
		chromedp.Evaluate(onScreenOnly, &shown), chromedp.Evaluate(torn, &cut),
		chromedp.Evaluate(`document.documentElement.scrollWidth - innerWidth`, &wide),
		chromedp.ActionFunc(func(ctx context.Context) error {
			var err error
			data, _, err = page.PrintToPDF().WithPreferCSSPageSize(true).Do(ctx)
			return err
		}))
	if err != nil {
		return nil, nil, err
	}
	for _, s := range shown {
		faults = append(faults, "on paper is shown: "+s)
	}
	for _, s := range cut {
		faults = append(faults, "may be cut by the end of a sheet: "+s)
	}
	if wide > 0 {
		faults = append(faults, "something is wider than the sheet")
	}
	sheets, err = words(t, data)
	return sheets, faults, err
}

// words returns the words on each sheet of a PDF.
func words(t *testing.T, pdf []byte) ([]string, error) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "page.pdf")
	if err := os.WriteFile(file, pdf, 0o600); err != nil {
		return nil, err
	}
	out, err := exec.Command("pdftotext", "-layout", file, "-").Output()
	return strings.Split(strings.TrimSuffix(string(out), "\f"), "\f"), err
}

var (
	sheetNumber = regexp.MustCompile(`\b\d+ ?/ ?\d+\b`)
	editions    = regexp.MustCompile(`Edition of|Édition du`)
)

// TestPrint prints a page of every kind, and with DAYLIGHT_SLOW=1 every page, as a reader would who files it: no navigation, nothing cut or wider than
// the sheet, and on each sheet the edition and the sheet's number.
func TestPrint(t *testing.T) {
	t.Parallel()
	need(t, "pdftotext")
	site := nginx(t)
	inTabs(t, tried(t), func(t *testing.T, tab *tab, page string) {
		sheets, faults, err := tab.printed(t, site+page)
		if err != nil {
			t.Errorf("%s: %v", page, err)
			return
		}
		for _, fault := range faults {
			t.Errorf("%s: %s", page, fault)
		}
		if page == "index.html" || page == "404.html" || strings.Contains(page, "/embed/") {
			return // belong to all editions, or to another's page
		}
		for i, sheet := range sheets {
			if !editions.MatchString(sheet) || !sheetNumber.MatchString(sheet) {
				t.Errorf("%s: sheet %d does not say its edition and number", page, i+1)
			}
		}
		if strings.HasSuffix(page, "/sources/index.html") && !strings.Contains(strings.Join(sheets, ""), "<https://") {
			t.Errorf("%s: the addresses of links are not on paper", page)
		}
	})
}
