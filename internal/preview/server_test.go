package preview

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"daylight/internal/diag"
)

// files is a site that stands in a map. What holds "!" cannot be made.
type files map[string]string

func (f files) File(path string) ([]byte, error) {
	data, ok := f[path]
	if !ok {
		return nil, fmt.Errorf("%s: %w", path, fs.ErrNotExist)
	}
	if data == "!" {
		return nil, diag.List{{Pos: diag.Pos{Path: "templates/page.html.tmpl", Line: 3}, Code: "site-template", Message: "it <fails>", Hint: "mend it"}}
	}
	return []byte(data), nil
}

var site = files{
	"index.html":         `<html><head><meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;"><title>T</title></head><body>home</body></html>`,
	"en/page/index.html": "<html><head></head><body>page</body></html>",
	"404.html":           "<html><head></head><body>nowhere</body></html>",
	"source/data/a.csv":  "a,b\n",
	"broken/index.html":  "!",
}

func get(t *testing.T, s *Server, method, target, host string) *http.Response {
	t.Helper()
	r := httptest.NewRequest(method, "http://x/", nil)
	r.URL.Path, r.Host = target, host
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w.Result()
}

func body(t *testing.T, r *http.Response) string {
	t.Helper()
	data, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestAnswers(t *testing.T) {
	t.Parallel()
	s := NewServer(4747)
	s.Show(site, nil)
	for _, test := range []struct {
		path string
		code int
		kind string
		want string // in the body, or in Location
	}{
		{"/", 200, "text/html; charset=utf-8", "home"},
		{"/index.html", 200, "text/html; charset=utf-8", "home"},
		{"/en/page/", 200, "text/html; charset=utf-8", "page"},
		{"/en/page", 302, "", "/en/page/"},
		{"/source/data/a.csv", 200, "text/csv; charset=utf-8", "a,b"},
		{"/en/none/", 404, "text/html; charset=utf-8", "nowhere"},
		{"/../../../../etc/passwd", 404, "text/html; charset=utf-8", "nowhere"},
		{"//etc/passwd", 404, "text/html; charset=utf-8", "nowhere"},
		{"/en/page/../../index.html", 404, "text/html; charset=utf-8", "nowhere"},
		{"/\x00", 404, "text/html; charset=utf-8", "nowhere"},
		{"/broken/", 500, "text/html; charset=utf-8", "templates/page.html.tmpl:3: it &lt;fails&gt;"},
		{"/.daylight/serve.js", 200, "text/javascript; charset=utf-8", "EventSource"},
		{"/.daylight/serve.css", 200, "text/css; charset=utf-8", "#daylight-serve"},
		{"/.daylight/other", 404, "text/html; charset=utf-8", "nowhere"},
	} {
		r := get(t, s, "GET", test.path, "127.0.0.1:4747")
		text := body(t, r) + r.Header.Get("Location")
		if r.StatusCode != test.code || test.kind != "" && r.Header.Get("Content-Type") != test.kind || !strings.Contains(text, test.want) {
			t.Errorf("%q: %d %s\n%s", test.path, r.StatusCode, r.Header.Get("Content-Type"), text)
		}
		if r.Header.Get("Content-Security-Policy") != policy || r.Header.Get("Cache-Control") != "no-cache" {
			t.Errorf("%q: without a policy, or to be kept", test.path)
		}
	}
}

// Only a page that was opened at this machine's own name is answered: another site may
// have its name point here.
func TestHosts(t *testing.T) {
	t.Parallel()
	s := NewServer(4747)
	s.Show(site, nil)
	for host, want := range map[string]int{
		"127.0.0.1:4747": 200, "localhost:4747": 200, "LOCALHOST:4747": 200, "[::1]:4747": 200,
		"127.0.0.1": 421, "localhost": 421, "127.0.0.1:80": 421, "evil.example": 421, "evil.example:4747": 421,
		"localhost.evil.example:4747": 421, "127.0.0.1.nip.io:4747": 421, "": 421, "0.0.0.0:4747": 421,
	} {
		for _, path := range []string{"/", "/.daylight/serve.js", "/source/data/a.csv"} {
			if r := get(t, s, "GET", path, host); r.StatusCode != want {
				t.Errorf("%s of %q: %d, want %d", path, host, r.StatusCode, want)
			}
		}
	}
	for _, method := range []string{"POST", "PUT", "DELETE", "OPTIONS", "CONNECT"} {
		if r := get(t, s, method, "/", "127.0.0.1:4747"); r.StatusCode != http.StatusMethodNotAllowed {
			t.Errorf("%s: %d", method, r.StatusCode)
		}
	}
}

// A page is the site's own, but for the script and style, and its own policy.
func TestPageIsTheSites(t *testing.T) {
	t.Parallel()
	s := NewServer(4747)
	s.Show(site, nil)
	page := body(t, get(t, s, "GET", "/", "localhost:4747"))
	added := regexp.MustCompile(`<link rel="stylesheet" href="/\.daylight/serve\.css"><script src="/\.daylight/serve\.js" data-version="[^"]+" defer></script>`)
	if !added.MatchString(page) || strings.Contains(page, "Content-Security-Policy") {
		t.Fatal(page)
	}
	want := strings.Replace(site["index.html"], `<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;">`, "", 1)
	if got := added.ReplaceAllString(page, ""); got != want {
		t.Errorf("the page is\n%s\nwant\n%s", got, want)
	}
}

func TestNothingYet(t *testing.T) {
	t.Parallel()
	s := NewServer(4747)
	s.Show(nil, []Problem{{Path: "a", Message: "m"}})
	r := get(t, s, "GET", "/en/", "localhost:4747")
	if text := body(t, r); r.StatusCode != http.StatusServiceUnavailable || !strings.Contains(text, "serve.js") {
		t.Errorf("%d\n%s", r.StatusCode, text)
	}
}

// A page is told what is shown when it opens, and of each change; the last page that could be
// shown stays. When serving ends, so does every stream.
func TestEvents(t *testing.T) {
	t.Parallel()
	l, err := Listen(0)
	if err != nil {
		t.Fatal(err)
	}
	s := NewServer(l.Port())
	s.Show(site, nil)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(ctx, l) }()
	r, err := http.Get(fmt.Sprintf("http://%s/.daylight/events", l.Addr()))
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	lines := bufio.NewScanner(r.Body)
	next := func() string {
		for lines.Scan() {
			if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				return data
			}
		}
		return ""
	}
	first := next()
	if !strings.Contains(first, `-1","shown":true,"problems":[]`) {
		t.Fatal(first)
	}
	s.Show(nil, []Problem{{Path: "content/en/a.md", Line: 3, Message: "</script>"}})
	if second := next(); !strings.Contains(second, `-1","shown":false`) || !strings.Contains(second, `"line":3`) {
		t.Fatal(second)
	}
	if _, err := s.site.File("index.html"); err != nil {
		t.Error("the last page is gone")
	}
	s.Show(site, nil)
	if third := next(); !strings.Contains(third, `-2","shown":true`) {
		t.Fatal(third)
	}
	stop()
	if rest := next(); rest != "" {
		t.Errorf("after the end: %s", rest)
	}
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

func TestListen(t *testing.T) {
	t.Parallel()
	first, err := Listen(0)
	if err != nil {
		t.Fatal(err)
	}
	defer first.Close()
	if ip := first.Addr().(*net.TCPAddr).IP; !ip.IsLoopback() {
		t.Errorf("it listens at %s", ip)
	}
	if first.Port() > 65000 {
		t.Skip("there may be no free port above this one")
	}
	second, err := Listen(first.Port())
	if err != nil {
		t.Fatal(err)
	}
	defer second.Close()
	if second.Port() <= first.Port() {
		t.Errorf("port %d was taken, and the next is %d", first.Port(), second.Port())
	}
	if _, err := Listen(70000); err == nil || errors.Is(err, net.ErrClosed) {
		t.Error("there is no port 70000")
	}
}
