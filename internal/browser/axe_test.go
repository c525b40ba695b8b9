package browser

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// axeFile is axe-core, as package-lock.json pins it.
const axeFile = "../../node_modules/axe-core/axe.min.js"

// A mode is one way of reading a page.
type mode struct {
	name   string
	width  int64
	script bool   // JavaScript is on
	media  string // "screen" or "print"
	scheme string // of colours: "light" or "dark"
	forced bool   // the reader's own few colours instead of the page's
}

// crowded tells whether tables lie over each other once they are spread out, so that axe cannot
// tell their colours: they are the ones of the wide page.
func (m mode) crowded() bool { return m.width < 1280 }

var (
	lightWide  = mode{name: "light, 1280 px", width: 1280, script: true, media: "screen", scheme: "light"}
	darkNarrow = mode{name: "dark, 320 px, no JavaScript", width: 320, media: "screen", scheme: "dark"}
	// otherModes are tried on a page of every kind.
	otherModes = []mode{
		{name: "forced colours", width: 1280, script: true, media: "screen", scheme: "dark", forced: true},
		{name: "print", width: 794, media: "print", scheme: "light"},
		{name: "dark, 1280 px", width: 1280, script: true, media: "screen", scheme: "dark"},
		{name: "light, 320 px", width: 320, script: true, media: "screen", scheme: "light"},
	}
	largeModes = []mode{
		{name: "200% text, 320 px", width: 320, media: "screen", scheme: "light"},
		{name: "200% text, 1280 px", width: 1280, script: true, media: "screen", scheme: "light"},
	}
)

// kinds are the starts of paths: the first page of public/ that has one stands for its kind.
var kinds = []string{
	"index.html", "404.html", "en/index.html", "fr/about/", "en/findings/two-in-five/", "fr/findings/whose-records/", "en/findings/complaints/", "fr/timeline/",
	"en/data/", "fr/figures/index.html", "en/figures/subscribers/", "fr/figures/running_count/", "en/sources/", "en/not-reported/", "fr/reproduce/", "en/all/", "fr/embed/complaints/",
}

// tried are the pages that a test looks at which takes long: one of every kind, and with DAYLIGHT_SLOW=1 all.
func tried(t *testing.T) []string {
	t.Helper()
	if slow {
		return pages(t)
	}
	return onePerKind(t)
}

// apart are those of pages that do not repeat all the others.
func apart(pages []string) []string {
	return slices.DeleteFunc(pages, func(page string) bool { return !slow && strings.Contains(page, "/all/") })
}

// onePerKind returns a page of every kind.
func onePerKind(t *testing.T) []string {
	t.Helper()
	all := pages(t)
	var found []string
	for _, start := range kinds {
		i := slices.IndexFunc(all, func(page string) bool { return strings.HasPrefix(page, start) })
		if i < 0 {
			t.Errorf("no page begins with %s: the list of kinds is out of date", start)
			continue
		}
		found = append(found, all[i])
	}
	return found
}

// axeCode returns the library's source, or skips the test.
func axeCode(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile(axeFile)
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skip("axe-core is not installed: run make deps")
	}
	return string(data)
}

// axeRun opens what a page folds away and asks axe for all its rules of WCAG 2.2 AA, and
// for what it calls best practice. What axe cannot decide counts as a finding. So that it can decide,
// tables that scroll are spread out, without the shadows at their edges, and what a page leaves to the browser is
// said; the contrast of charts is held by the tests of package chart, in numbers. Where a spread table lies over what stands
// beside it axe cannot tell its colours, which are those of other tables.
const axeRun = `(async () => {
	document.querySelectorAll("details").forEach(d => { d.open = true });
	const wide = document.documentElement.scrollWidth - innerWidth;
	document.querySelectorAll(".table-wrap").forEach(e => { e.style.background = "none"; e.style.overflow = "visible" });
	if (!document.querySelector("link[rel=stylesheet]")) document.documentElement.style.background = "Canvas";
	axe.configure({rules: [{id: "color-contrast", selector: "*:not(svg *)"}]});
	const say = r => r.nodes.map(n => r.id + ": " + n.target.join(" ") + " " + n.html.slice(0, 160) + " — " + [...n.any, ...n.all, ...n.none].map(c => c.message).join("; "));
	const result = await axe.run(document, {
		runOnly: {type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
		rules: {"target-size": {enabled: !matchMedia("print").matches}},
		checks: {"color-contrast": {options: {ignoreLength: true}}},
		resultTypes: ["violations", "incomplete"],
	});
	return {Violations: result.violations.flatMap(say), Undecided: result.incomplete.flatMap(r => say({id: r.id, nodes: r.nodes.filter(n => !(r.id === "color-contrast" && document.querySelector(n.target[0]).closest(".table-wrap")))})), Passed: result.passes.map(r => r.id), Wide: wide};
})()`

type axeResult struct {
	Violations, Undecided, Passed []string
	Wide                          int
}

// show opens a page in a mode.
func (b *tab) show(address string, m mode) error {
	features := []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: m.scheme}, {Name: "prefers-reduced-motion", Value: "reduce"}, {Name: "forced-colors", Value: "none"}}
	if m.forced {
		features[2].Value = "active"
	}
	return chromedp.Run(b.ctx,
		emulation.SetScriptExecutionDisabled(!m.script),
		emulation.SetEmulatedMedia().WithMedia(m.media).WithFeatures(features),
		chromedp.EmulateViewport(m.width, 900),
		chromedp.Navigate(address),
		chromedp.WaitReady("h1"),
		emulation.SetScriptExecutionDisabled(false)) // for the test's own: the page's have had their time
}

// axe returns what axe finds on a page in a mode.
func (b *tab) axe(code, address string, m mode) (axeResult, error) {
	var result axeResult
	if err := b.show(address, m); err != nil {
		return result, err
	}
	err := chromedp.Run(b.ctx,
		chromedp.Evaluate(code, nil),
		chromedp.Evaluate(axeRun, &result, func(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) }))
	return result, err
}

// look is one page in one mode.
type look struct {
	page string
	mode mode
}

// TestAxe holds every page against axe-core: wide, light and with JavaScript; and a page of every kind in
// one of the other modes, which take turns. With DAYLIGHT_SLOW=1 it is every page in every mode.
func TestAxe(t *testing.T) {
	t.Parallel()
	modes := append([]mode{darkNarrow}, otherModes...)
	looks := inModes(pages(t), []mode{lightWide})
	if slow {
		axeLooks(t, append(looks, inModes(pages(t), modes)...))
		return
	}
	for i, page := range onePerKind(t) {
		looks = append(looks, look{page, modes[i%len(modes)]})
	}
	axeLooks(t, looks)
}

// TestAxeLargeText looks at a page of every kind as a reader gets it whose browser sets all text twice as
// large: narrow, and with DAYLIGHT_SLOW=1 wide too.
func TestAxeLargeText(t *testing.T) {
	t.Parallel()
	modes := largeModes
	if !slow {
		modes = modes[:1]
	}
	axeLooks(t, inModes(apart(onePerKind(t)), modes), chromedp.Flag("blink-settings", "defaultFontSize=32,defaultFixedFontSize=26"))
}

// inModes looks at each page in each mode.
func inModes(pages []string, modes []mode) []look {
	var looks []look
	for _, page := range pages {
		for _, m := range modes {
			looks = append(looks, look{page, m})
		}
	}
	return looks
}

func axeLooks(t *testing.T, looks []look, settings ...chromedp.ExecAllocatorOption) {
	t.Helper()
	axeLooksAt(t, nginx(t), looks, settings...)
}

// axeLooksAt looks at pages below an address.
func axeLooksAt(t *testing.T, site string, looks []look, settings ...chromedp.ExecAllocatorOption) {
	t.Helper()
	code := axeCode(t)
	inTabs(t, looks, func(t *testing.T, tab *tab, l look) {
		result, err := tab.axe(code, site+l.page, l.mode)
		if err != nil {
			t.Errorf("%s, %s: %v", l.page, l.mode.name, err)
			return
		}
		for _, found := range append(result.Violations, result.Undecided...) {
			if !l.mode.crowded() || !strings.Contains(found, "color could not be determined") {
				t.Errorf("%s, %s: %s", l.page, l.mode.name, found)
			}
		}
		if result.Wide > 0 {
			t.Errorf("%s, %s: the page scrolls sideways by %d pixels", l.page, l.mode.name, result.Wide)
		}
		if l.page != "404.html" && l.mode.media == "screen" && !slices.Contains(result.Passed, "target-size") {
			t.Errorf("%s, %s: the rule on the size of targets did not run", l.page, l.mode.name)
		}
	}, settings...)
}

// TestAxeKnowsItsRules holds that no tag of WCAG to AA is left out, and that axe finds
// what is wrong on a page that is.
func TestAxeKnowsItsRules(t *testing.T) {
	t.Parallel()
	code := axeCode(t)
	tab, done := newTab(t, chromium(t))
	defer done()
	var tags []string
	var result axeResult
	err := chromedp.Run(tab.ctx, emulation.SetScriptExecutionDisabled(false), chromedp.Navigate("about:blank"),
		chromedp.Evaluate(`document.body.innerHTML = '<a href="#a">1</a><a href="#b">2</a><img src="x.png"><p style="color:#aaa">pale</p>'`, nil),
		chromedp.Evaluate(code, nil),
		chromedp.Evaluate(`[...new Set(axe.getRules().flatMap(r => r.tags).filter(t => /^wcag2\d?a{1,2}$/.test(t)))].sort()`, &tags),
		chromedp.Evaluate(axeRun, &result, func(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) }))
	if err != nil {
		t.Fatal(err)
	}
	for _, tag := range tags {
		if !strings.Contains(axeRun, `"`+tag+`"`) {
			t.Errorf("axe has rules of %s, which are not run", tag)
		}
	}
	said, _ := json.Marshal(result.Violations)
	for _, want := range []string{"image-alt", "target-size", "color-contrast", "document-title", "html-has-lang"} {
		if !strings.Contains(string(said), want+":") {
			t.Errorf("axe does not find %s on a page that fails it", want)
		}
	}
}
