package site_test

import (
	"bytes"
	"image/png"
	"strings"
	"sync"
	"testing"

	"daylight/internal/card"
	"daylight/internal/site"
	"daylight/internal/tree"
)

// TestSocial holds what networks are told of a page: all of it with whole addresses, and a
// card for each page whose words the fonts can set.
func TestSocial(t *testing.T) {
	t.Parallel()
	public := write(t, nil)
	const base = "https://example.org/report/"
	image := func(path string) string { return `<meta property="og:image" content="` + base + path + `">` }
	for name, c := range map[string]struct{ has, lack []string }{
		"en/index.html": {[]string{
			`<meta property="og:title" content="Home">`, `<meta property="og:url" content="` + base + `en/">`, image("cards/en/index.png"),
			`<meta property="og:image:alt" content="Made-up data &amp; a &lt;b&gt;report&lt;/b&gt; · `, `6,051`, `<meta name="twitter:card" content="summary_large_image">`,
		}, nil},
		"en/findings/first/index.html": {[]string{image("cards/en/findings/first.png"), `og:title" content="The first &#34;finding&#34; &lt;i&gt;of&lt;/i&gt; two"`}, nil},
		"en/data/index.html":           {[]string{image("cards/en/index.png"), base + "en/data/"}, nil},
		"index.html":                   {[]string{image("cards/en/index.png"), `og:url" content="` + base + `"`}, nil},
		"he/index.html":                {[]string{`og:title`, `<meta name="twitter:card" content="summary">`}, []string{"og:image"}},
		"404.html":                     {nil, []string{"og:"}},
		"en/embed/calls/index.html":    {nil, []string{"og:"}},
	} {
		got := page(t, public, name)
		for _, words := range c.has {
			if !strings.Contains(got, words) {
				t.Errorf("%s lacks %s", name, words)
			}
		}
		for _, words := range c.lack {
			if strings.Contains(got, words) {
				t.Errorf("%s has %s", name, words)
			}
		}
	}
	for _, name := range public.Glob("cards/**") {
		config, err := png.DecodeConfig(bytes.NewReader(mustRead(t, public, name)))
		if err != nil || config.Width != card.Width || config.Height != card.Height {
			t.Errorf("%s is no card: %v, %v", name, config, err)
		}
	}
	if bytes.Equal(mustRead(t, public, "cards/en/index.png"), mustRead(t, public, "cards/en/method.png")) {
		t.Error("two pages have one card")
	}
}

// TestSocialNeedsAnAddress holds that a report that does not know its address has no
// cards, and tells networks nothing.
func TestSocialNeedsAnAddress(t *testing.T) {
	t.Parallel()
	report := page(t, input(t, nil).Project, "content/report.yaml")
	public := write(t, map[string]string{"content/report.yaml": strings.Replace(report, "base_url: https://example.org/report/\n", "", 1)})
	if err := site.Check(public); err != nil {
		t.Error(err)
	}
	if found := public.Glob("cards/**"); len(found) > 0 {
		t.Errorf("cards were drawn: %v", found)
	}
	for _, name := range public.Glob("**.html") {
		if got := page(t, public, name); strings.Contains(got, "og:") || strings.Contains(got, "twitter:") {
			t.Errorf("%s tells networks something", name)
		}
	}
}

// TestCardClash holds that a card never takes the place of a project's own file.
func TestCardClash(t *testing.T) {
	t.Parallel()
	_, err := site.Write(t.Context(), input(t, map[string]string{"content/static/cards/en/index.png": "mine"}))
	if err == nil || !strings.Contains(err.Error(), string(site.CodeClash)) {
		t.Errorf("want a problem %s, got %v", site.CodeClash, err)
	}
}

// TestCardsComeFromTheCache holds that a card is drawn once, and that the cache changes no byte.
func TestCardsComeFromTheCache(t *testing.T) {
	t.Parallel()
	in := input(t, nil)
	plain, err := site.Write(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	kept := &keeper{values: map[string][]byte{}}
	in.Cache = kept
	for range 2 {
		public, err := site.Write(t.Context(), in)
		if err != nil {
			t.Fatal(err)
		}
		if diff := tree.Diff(plain, public); len(diff) > 0 {
			t.Errorf("the cache changes %v", diff)
		}
	}
	if n := len(plain.Glob("cards/**")); kept.puts != n || kept.hits != n {
		t.Errorf("of %d cards %d were drawn and %d taken from the cache", n, kept.puts, kept.hits)
	}
}

// keeper is a cache that counts.
type keeper struct {
	mutex      sync.Mutex
	values     map[string][]byte
	puts, hits int
}

func (k *keeper) Get(key string) ([]byte, bool) {
	k.mutex.Lock()
	defer k.mutex.Unlock()
	value, ok := k.values[key]
	if ok {
		k.hits++
	}
	return value, ok
}

func (k *keeper) Put(key string, data []byte) {
	k.mutex.Lock()
	defer k.mutex.Unlock()
	k.values[key] = data
	k.puts++
}

// BenchmarkCards measures what cards add to a site.
func BenchmarkCards(b *testing.B) {
	in := input(b, nil)
	for name, address := range map[string]string{"with": in.Report.BaseURL.Value, "without": ""} {
		b.Run(name, func(b *testing.B) {
			report := *in.Report
			report.BaseURL.Value = address
			own := in
			own.Report = &report
			var public tree.Tree
			for b.Loop() {
				var err error
				if public, err = site.Write(b.Context(), own); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(len(public.Glob("cards/**"))), "cards")
		})
	}
}
