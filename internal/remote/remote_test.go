package remote

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"daylight/internal/diag"
	"daylight/internal/tree"
)

// small are limits that a test meets soon.
var small = Limits{File: 1 << 20, Total: 2 << 20, Files: 100, Redirects: 3, Time: 20 * time.Second, Loopback: true}

// serve serves a site below /report/, with some answers of its own.
func serve(t *testing.T, files map[string][]byte, own map[string]http.HandlerFunc) *httptest.Server {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name, ok := strings.CutPrefix(r.URL.Path, "/report/")
		data, has := files[name]
		switch {
		case own[name] != nil:
			own[name](w, r)
		case ok && has:
			_, _ = w.Write(data)
		default:
			http.NotFound(w, r)
		}
	}))
	t.Cleanup(server.Close)
	return server
}

// site is a small site with its list.
func site(t *testing.T, names ...string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	for _, name := range names {
		files[name] = []byte("this is " + name)
	}
	made, err := tree.New(files)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string][]byte{SumsPath: made.Sums()}
	for name, data := range files {
		all[name] = data
	}
	return all
}

func fetch(t *testing.T, address string, limits Limits) (tree.Tree, error) {
	t.Helper()
	s, err := Open(address, limits)
	if err != nil {
		return tree.Tree{}, err
	}
	return s.Fetch(t.Context())
}

func TestFetch(t *testing.T) {
	t.Parallel()
	files := site(t, "index.html", "en/a b?c#d%41.html", "_headers", "gone.txt", "404.html")
	delete(files, "gone.txt")
	server := serve(t, files, map[string]http.HandlerFunc{
		"index.html": func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/report/home", http.StatusFound) },
		"home":       func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(files["index.html"]) },
		"404.html": func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(http.StatusNotFound)
			_, _ = w.Write(files["404.html"])
		},
		"more": func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("more")) },
	})
	for _, end := range []string{"/report", "/report/", "/report/index.html", "/report/?x=y#z"} {
		got, err := fetch(t, server.URL+end, small)
		if err != nil || got.Len() != 5 {
			t.Fatalf("%s: %v %v", end, got.Paths(), err)
		}
		for _, name := range got.Paths() {
			if data, _ := got.Read(name); string(data) != string(files[name]) {
				t.Errorf("%s holds %q", name, data)
			}
		}
	}
	s, err := Open(server.URL+"/report/", small)
	if err != nil {
		t.Fatal(err)
	}
	got, err := s.Add(t.Context(), tree.Tree{}, []string{"more", "less"})
	if err != nil || got.Len() != 1 || !got.Has("more") {
		t.Errorf("added %v %v", got.Paths(), err)
	}
}

// endless answers for ever.
func endless(w http.ResponseWriter, _ *http.Request) {
	block := make([]byte, 64<<10)
	for {
		if _, err := w.Write(block); err != nil {
			return
		}
	}
}

// slow answers a byte now and then, for ever.
func slow(w http.ResponseWriter, r *http.Request) {
	for r.Context().Err() == nil {
		_, _ = w.Write([]byte("x"))
		_ = http.NewResponseController(w).Flush()
		select {
		case <-r.Context().Done():
		case <-time.After(time.Millisecond):
		}
	}
}

func TestHostileSites(t *testing.T) {
	t.Parallel()
	elsewhere := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { t.Error("another host is asked") }))
	t.Cleanup(elsewhere.Close)
	list := func(lines string) map[string][]byte { return map[string][]byte{SumsPath: []byte(lines)} }
	sum := strings.Repeat("ab", 32) + "  "
	var bomb strings.Builder
	for i := range 10_000 {
		fmt.Fprintf(&bomb, "%s%d\n", sum, i)
	}
	soon := small
	soon.Time = 300 * time.Millisecond
	for name, c := range map[string]struct {
		files  map[string][]byte
		own    map[string]http.HandlerFunc
		limits Limits
		code   diag.Code
	}{
		"no list":                   {code: CodeList},
		"a list that is none":       {files: list("<html>"), code: CodeList},
		"a path out of the site":    {files: list(sum + "../../etc/passwd\n"), code: CodeList},
		"an absolute path":          {files: list(sum + "/etc/passwd\n"), code: CodeList},
		"a path with a backslash":   {files: map[string][]byte{SumsPath: []byte(sum + "a\\b\n"), "a\\b": nil}, code: CodeList},
		"a file twice":              {files: list(sum + "a\n" + sum + "a\n"), code: CodeList},
		"a file that is a folder":   {files: map[string][]byte{SumsPath: []byte(sum + "a\n" + sum + "a/b\n"), "a": nil, "a/b": nil}, code: CodeList},
		"10,000 files":              {files: list(bomb.String()), code: CodeLimit},
		"an endless list":           {own: map[string]http.HandlerFunc{SumsPath: endless}, code: CodeLimit},
		"an endless file":           {files: list(sum + "a\n"), own: map[string]http.HandlerFunc{"a": endless}, code: CodeLimit},
		"a file that says 10 GB":    {files: list(sum + "a\n"), own: map[string]http.HandlerFunc{"a": large}, code: CodeLimit},
		"a slow file":               {files: list(sum + "a\n"), own: map[string]http.HandlerFunc{"a": slow}, limits: soon, code: CodeLimit},
		"a slow list":               {own: map[string]http.HandlerFunc{SumsPath: slow}, limits: soon, code: CodeLimit},
		"more than all":             {files: heavy(sum), code: CodeLimit},
		"another host":              {own: map[string]http.HandlerFunc{SumsPath: to(elsewhere.URL)}, code: CodeRedirect},
		"another host for a file":   {files: list(sum + "a\n"), own: map[string]http.HandlerFunc{"a": to(elsewhere.URL)}, code: CodeRedirect},
		"another scheme":            {own: map[string]http.HandlerFunc{SumsPath: to("file:///etc/passwd")}, code: CodeRedirect},
		"a circle":                  {own: map[string]http.HandlerFunc{SumsPath: to("/report/SHA256SUMS")}, code: CodeRedirect},
		"an error":                  {files: list(sum + "a\n"), own: map[string]http.HandlerFunc{"a": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(500) }}, code: CodeFetch},
		"an answer that breaks off": {files: list(sum + "a\n"), own: map[string]http.HandlerFunc{"a": broken}, code: CodeFetch},
		"a head without an end":     {own: map[string]http.HandlerFunc{SumsPath: headers}, code: CodeFetch},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if c.limits.Time == 0 {
				c.limits = small
			}
			server := serve(t, c.files, c.own)
			_, err := fetch(t, server.URL+"/report/", c.limits)
			var problems diag.List
			if !errors.As(err, &problems) || problems[0].Code != c.code {
				t.Errorf("got %v, want %s", err, c.code)
			}
		})
	}
}

func to(address string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, address, http.StatusFound) }
}

func large(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Length", "10000000000")
	endless(w, r)
}

func broken(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Length", "1000")
	_, _ = w.Write([]byte("x"))
}

func headers(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("X-Long", strings.Repeat("x", 1<<20))
}

// heavy is a site of five files that are too large together.
func heavy(sum string) map[string][]byte {
	files := map[string][]byte{}
	for i := range 5 {
		files[fmt.Sprint(i)] = make([]byte, 900_000)
		files[SumsPath] = append(files[SumsPath], fmt.Sprintf("%s%d\n", sum, i)...)
	}
	return files
}

func TestAddresses(t *testing.T) {
	t.Parallel()
	for address, ok := range map[string]bool{
		"https://example.org/report/": true, "https://example.org": true, "http://127.0.0.1:80/": true, "http://localhost/": true, "http://[::1]/": true,
		"http://example.org/": false, "ftp://example.org/": false, "https://": false, "https://a:b@example.org/": false, "file:///etc": false, "http://127.0.0.1.example.org/": false,
		"https://exa mple.org/": false, "http://10.0.0.1/": false, "": false,
	} {
		_, err := Open(address, small)
		var problems diag.List
		if (err == nil) != ok || err != nil && (!errors.As(err, &problems) || problems[0].Code != CodeAddress) {
			t.Errorf("%q: %v", address, err)
		}
	}
	if _, err := Open("http://127.0.0.1/", Usual); err == nil {
		t.Error("http is let through without being asked for")
	}
}

func TestFetchIsStopped(t *testing.T) {
	t.Parallel()
	server := serve(t, map[string][]byte{SumsPath: []byte(strings.Repeat("ab", 32) + "  a\n")}, map[string]http.HandlerFunc{"a": slow})
	s, err := Open(server.URL+"/report/", small)
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer stop()
	interrupted, cancel := context.WithCancelCause(t.Context())
	context.AfterFunc(ctx, func() { cancel(nil) })
	if _, err := s.Fetch(interrupted); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}
