package site_test

import (
	"strings"
	"testing"

	"daylight/internal/site"
)

// TestEmbedPageHoldsTheChartAlone holds what stands on the page that other sites
// frame, and what does not.
func TestEmbedPageHoldsTheChartAlone(t *testing.T) {
	t.Parallel()
	public := write(t, nil)
	got := page(t, public, "en/embed/calls/index.html")
	for _, want := range []string{
		`<h1 class="chart-title">`, `<link rel="canonical" href="https://example.org/report/en/">`, `<base target="_top">`,
		`<a href="../../../en/index.html#chart-calls">Made-up data &amp; a &lt;b&gt;report&lt;/b&gt;</a>`,
		`href="../../../en/sources/index.html#made-up"`, `<p class="citation">`, `href="../../../charts/calls.en.cite.json" download`, "https://example.org/report/en/embed/calls/",
		"One bar", `<meta name="color-scheme" content="light dark">`, `<table`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	for _, wrong := range []string{"<nav", "<iframe", "&lt;iframe", "masthead", "frame-ancestors"} {
		if strings.Contains(got, wrong) {
			t.Errorf("the page has %s", wrong)
		}
	}
	if headers := page(t, public, "_headers"); strings.Contains(headers, "frame-ancestors") || strings.Contains(headers, "X-Frame-Options") {
		t.Error("_headers forbids other sites to frame a chart")
	}
	for _, p := range public.Paths() {
		if list := strings.HasSuffix(p, "claims.csv") || strings.HasSuffix(p, "figures.json") || strings.HasSuffix(p, "/all/index.html") || strings.HasSuffix(p, "sources/index.html"); list && strings.Contains(page(t, public, p), "embed/") {
			t.Errorf("%s lists a page that only repeats another", p)
		}
	}
}

// TestSnippet holds the line to copy: with the address on the web where the report
// has one, and otherwise with the one within the report, said as such.
func TestSnippet(t *testing.T) {
	t.Parallel()
	const line = `&lt;iframe src=&#34;https://example.org/report/en/embed/calls/&#34; title=&#34;Calls&#34; width=&#34;100%&#34; height=&#34;`
	whole := input(t, nil)
	report := page(t, whole.Project, "content/report.yaml")
	spec := page(t, whole.Project, "content/charts/calls.yaml")
	title := titleLine(t, spec)
	for name, c := range map[string]struct {
		change map[string]string
		has    []string
		lacks  string
	}{
		"with an address": {map[string]string{"content/charts/calls.yaml": strings.Replace(spec, title, "  en: Calls", 1)}, []string{line, `href="../en/embed/calls/index.html"`}, "Write the address"},
		"without one": {map[string]string{"content/report.yaml": strings.Replace(report, "base_url: https://example.org/report/\n", "", 1)},
			[]string{`&lt;iframe src=&#34;en/embed/calls/index.html&#34;`, "Write the address of the site before it."}, "https://example.org/report/en/embed"},
		"with a title that would end the attribute": {map[string]string{"content/charts/calls.yaml": strings.Replace(spec, title, `  en: '"><b>Calls & more'`, 1)},
			[]string{`title=&#34;&amp;#34;&amp;gt;&amp;lt;b&amp;gt;Calls &amp;amp; more&#34; width`}, `"><b>Calls`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			public := write(t, c.change)
			if err := site.Check(public); err != nil {
				t.Error(err)
			}
			got := page(t, public, "en/index.html")
			for _, want := range c.has {
				if !strings.Contains(got, want) {
					t.Errorf("the page lacks %s", want)
				}
			}
			if strings.Contains(got, c.lacks) {
				t.Errorf("the page has %s", c.lacks)
			}
		})
	}
}

// titleLine returns the English title of a chart's file.
func titleLine(t *testing.T, spec string) string {
	t.Helper()
	_, rest, _ := strings.Cut(spec, "title:\n")
	line, _, ok := strings.Cut(rest, "\n")
	if !ok || !strings.HasPrefix(line, "  en: ") {
		t.Fatalf("the chart has no English title:\n%s", spec)
	}
	return line
}

// TestEmbedOfAChartOnNoPage holds that such a chart leads to the front of the report,
// and says only the description made from its numbers.
func TestEmbedOfAChartOnNoPage(t *testing.T) {
	t.Parallel()
	in := input(t, nil)
	spec := page(t, in.Project, "content/charts/calls.yaml")
	public := write(t, map[string]string{"content/charts/alone.yaml": spec})
	if err := site.Check(public); err != nil {
		t.Error(err)
	}
	got := page(t, public, "en/embed/alone/index.html")
	if !strings.Contains(got, `<a href="../../../en/index.html">Made-up`) || !strings.Contains(got, `rel="canonical" href="https://example.org/report/en/"`) || strings.Contains(got, "<p></p>") {
		t.Errorf("the page does not lead to the front:\n%s", got)
	}
}
