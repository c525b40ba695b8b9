package browser

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// watchFocus numbers what the Tab key ought to reach, in the order of the page, and keeps of each
// element that gets the focus its number and what a reader would miss.
const watchFocus = `(() => {
	const stops = [...document.querySelectorAll('a[href], summary, [tabindex="0"]')].filter(e => e.checkVisibility() && e.tabIndex >= 0);
	const told = new Set([...document.querySelectorAll(".knowing tbody tr a")].map(a => a.href));
	const say = (what, e) => window.faults.push(what + ": " + e.outerHTML.slice(0, 120));
	Object.assign(window, {faults: [], reached: [], stops: stops.length});
	document.addEventListener("focusin", ({target: e}) => {
		const box = e.getBoundingClientRect(), style = getComputedStyle(e);
		if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) say("the focus is not seen on", e);
		if (!box.height || box.bottom <= 0 || box.top >= innerHeight) say("the focus is out of sight on", e);
		if (e.closest(".receipt-tip")) return;
		window.reached.push(stops.indexOf(e));
		if (e.matches(".receipt-link") && told.has(e.href)) {
			const tip = document.querySelector(".receipt-tip:not(.chart-tip)"), b = tip && tip.getBoundingClientRect();
			if (!tip || b.left < 0 || b.right > innerWidth || !tip.textContent.trim()) say("no words beside the number", e);
		}
	});
})()`

// TestKeyboard goes through a page of every kind but the one that holds all, and with DAYLIGHT_SLOW=1 every page, with the Tab key: each link, each fold and each chart is
// reached once, in the order of the page, in sight and marked out; beside each number stands what
// is known of it; nothing holds the focus.
func TestKeyboard(t *testing.T) {
	t.Parallel()
	site := nginx(t)
	inTabs(t, apart(tried(t)), func(t *testing.T, tab *tab, page string) {
		for _, fault := range tab.walk(site+page, strings.Contains(page, "404") || page == "index.html" || strings.Contains(page, "/embed/")) {
			t.Errorf("%s: %s", page, fault)
		}
	})
}

// walk tabs through a page and returns what is wrong.
func (b *tab) walk(address string, short bool) []string {
	var stops int
	err := chromedp.Run(b.ctx, emulation.SetScriptExecutionDisabled(false), emulation.SetFocusEmulationEnabled(true),
		emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-reduced-motion", Value: "reduce"}}),
		chromedp.EmulateViewport(1024, 800), chromedp.Navigate(address), chromedp.WaitReady("h1"),
		chromedp.Evaluate(watchFocus, nil), chromedp.Evaluate(`window.stops`, &stops))
	if err != nil {
		return []string{err.Error()}
	}
	var reached []int
	var faults []string
	for pressed := 0; pressed <= 2*stops+20 && (len(reached) == 0 || reached[len(reached)-1] < stops-1); pressed += 20 {
		keys := make([]chromedp.Action, 20)
		for i := range keys {
			keys[i] = chromedp.KeyEvent(kb.Tab)
		}
		if err := chromedp.Run(b.ctx, append(keys, chromedp.Evaluate(`window.reached`, &reached))...); err != nil {
			return []string{err.Error()}
		}
		for i, at := range reached { // past the last, the focus begins anew
			if at == stops-1 {
				reached = reached[:i+1]
				break
			}
		}
	}
	if err := chromedp.Run(b.ctx, chromedp.Evaluate(`window.faults`, &faults)); err != nil {
		return []string{err.Error()}
	}
	if len(reached) != stops {
		faults = append(faults, fmt.Sprintf("of %d stops Tab reaches %d", stops, len(reached)))
	}
	for i, at := range reached {
		if i != at {
			return append(faults, fmt.Sprintf("stop %d is number %d of the page", i, at))
		}
	}
	return append(faults, b.skips(short)...)
}

// skips uses the link that leads past the navigation.
func (b *tab) skips(short bool) []string {
	if short {
		return nil // has nothing to lead past
	}
	var at string
	err := chromedp.Run(b.ctx, chromedp.Evaluate(`document.querySelector(".skip").focus()`, nil), chromedp.KeyEvent(kb.Enter),
		chromedp.Evaluate(`document.activeElement.id + location.hash`, &at))
	if err != nil || at != "main#main" {
		return []string{fmt.Sprintf("the skip link leads to %q (%v)", at, err)}
	}
	return nil
}

// TestSameWordsWithoutScript compares the words on screen with and without JavaScript, on a page of every kind and with
// DAYLIGHT_SLOW=1 on all.
func TestSameWordsWithoutScript(t *testing.T) {
	t.Parallel()
	site := nginx(t)
	inTabs(t, tried(t), func(t *testing.T, tab *tab, page string) {
		var on, off string
		for m, words := range map[bool]*string{true: &on, false: &off} {
			if err := tab.show(site+page, mode{width: 1280, script: m, media: "screen", scheme: "light"}); err != nil {
				t.Errorf("%s: %v", page, err)
				return
			}
			if err := chromedp.Run(tab.ctx, chromedp.Evaluate(`document.body.innerText`, words)); err != nil {
				t.Errorf("%s: %v", page, err)
			}
		}
		if strings.TrimSpace(on) != strings.TrimSpace(off) || len(off) < 100 {
			t.Errorf("%s: JavaScript changes the words: %d letters with it and %d without", page, len(on), len(off))
		}
	})
}
