package browser

import (
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// TestEveryAddressAnswers follows every link, picture, stylesheet and download
// of every page on a web server under a sub-path.
func TestEveryAddressAnswers(t *testing.T) {
	t.Parallel()
	site := nginx(t)
	base, err := url.Parse(site)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, page := range pages(t) {
		here := base.JoinPath(page)
		for _, link := range addresses(t, fetch(t, here.String())) {
			target, err := here.Parse(link)
			if err != nil {
				t.Errorf("%s: %q is no address", page, link)
				continue
			}
			target.Fragment = ""
			if target.Host != base.Host || seen[target.String()] {
				continue
			}
			seen[target.String()] = true
			if !strings.HasPrefix(target.Path, base.Path) {
				t.Errorf("%s: %q leaves the site", page, link)
			}
			fetch(t, target.String())
		}
	}
	if len(seen) < 30 {
		t.Errorf("only %d addresses were followed", len(seen))
	}
}

func fetch(t *testing.T, address string) string {
	t.Helper()
	response, err := http.Get(address)
	if err != nil {
		t.Error(err)
		return ""
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != http.StatusOK {
		t.Errorf("%s answers %s (%v)", address, response.Status, err)
	}
	return string(body)
}

// addresses returns every href and src of a page.
func addresses(t *testing.T, page string) []string {
	t.Helper()
	var found []string
	tokens := html.NewTokenizer(strings.NewReader(page))
	for tokens.Next() != html.ErrorToken {
		for _, attribute := range tokens.Token().Attr {
			if attribute.Key == "href" || attribute.Key == "src" {
				found = append(found, attribute.Val)
			}
		}
	}
	return found
}
