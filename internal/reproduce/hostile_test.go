package reproduce

import (
	"bytes"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"daylight/internal/tree"
)

// readSite returns the reference report's site, and smallSite that of the smallest example.
func readSite(t testing.TB) tree.Tree  { return siteIn(t, must(t, reference)) }
func smallSite(t testing.TB) tree.Tree { return siteIn(t, must(t, minimal)) }

func siteIn(t testing.TB, dir string) tree.Tree {
	t.Helper()
	site, err := tree.FromFS(os.DirFS(dir))
	if err != nil {
		t.Fatal(err)
	}
	return site
}

// with returns a site with some files changed, or taken out where the bytes are nil.
func with(t testing.TB, site tree.Tree, changes map[string][]byte) tree.Tree {
	t.Helper()
	files := map[string][]byte{}
	for _, name := range site.Paths() {
		files[name], _ = site.Read(name)
	}
	for name, data := range changes {
		files[name] = data
		if data == nil {
			delete(files, name)
		}
	}
	changed, err := tree.New(files)
	if err != nil {
		t.Fatal(err)
	}
	return changed
}

// summed returns a site with its checksums written anew.
func summed(t testing.TB, site tree.Tree) tree.Tree {
	site = with(t, site, map[string][]byte{"SHA256SUMS": nil})
	return with(t, site, map[string][]byte{"SHA256SUMS": site.Sums()})
}

// verify runs daylight verify in an empty folder and home, which must be empty afterwards.
func verify(t *testing.T, args ...string) (out string, code int) {
	t.Helper()
	dir := t.TempDir()
	cmd := exec.CommandContext(t.Context(), must(t, program), append([]string{"verify"}, args...)...)
	cmd.Dir = dir
	cmd.Env = []string{"HOME=" + dir, "TMPDIR=" + dir, "XDG_CACHE_HOME=" + dir, "PATH=" + dir}
	out, code = run(t, cmd)
	err := filepath.WalkDir(dir, func(name string, _ fs.DirEntry, err error) error {
		if name != dir {
			t.Errorf("%s was written", name)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
	return out, code
}

// serve serves a site, the files that a host keeps to itself left out.
func serve(t *testing.T, site tree.Tree, own map[string]http.HandlerFunc) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := strings.TrimPrefix(r.URL.Path, "/a report/")
		data, ok := site.Read(name)
		switch {
		case own[name] != nil:
			own[name](w, r)
		case ok && name != "_headers" && name != ".nojekyll":
			_, _ = w.Write(data)
		default:
			http.NotFound(w, r)
		}
	}))
	t.Cleanup(server.Close)
	return server.URL + "/a%20report/"
}

func TestVerifyOverTheNetwork(t *testing.T) {
	t.Parallel()
	site := smallSite(t)
	page, _ := site.Read("en/index.html")
	sums, _ := site.Read("SHA256SUMS")
	lines := bytes.SplitAfter(sums, []byte("\n"))
	rest := bytes.Join(append(lines[:5:5], lines[6:]...), nil)
	for name, c := range map[string]struct {
		changes map[string][]byte
		code    int
		want    string
	}{
		"a small site":            {code: 0, want: "Verified: http://"},
		"a changed page":          {map[string][]byte{"en/index.html": append(bytes.Clone(page), ' ')}, 3, "1 file differs of "},
		"a missing page":          {map[string][]byte{"en/index.html": nil}, 3, "\nen/index.html: removed"},
		"a file that is unlisted": {map[string][]byte{"SHA256SUMS": rest}, 3, "1 file differs of "},
		"no inputs":               {withoutInputs(site), 1, "[verify-source]"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			out, code := verify(t, "--loopback", serve(t, with(t, site, c.changes), nil))
			if code != c.code || !strings.Contains(out, c.want) {
				t.Errorf("exit code %d:\n%s", code, out)
			}
		})
	}
}

// The repository's own report, read over the network, is what its inputs give; TestThePageIsRight verifies it in a
// folder.
func TestVerifyTheReference(t *testing.T) {
	t.Parallel()
	if !slow {
		t.Skip("small sites are read over the network: set DAYLIGHT_SLOW=1")
	}
	out, code := verify(t, "--loopback", serve(t, readSite(t), nil))
	if code != 0 || !strings.Contains(out, "Verified: http://") {
		t.Errorf("exit code %d:\n%s", code, out)
	}
}

func withoutInputs(site tree.Tree) map[string][]byte {
	changes := map[string][]byte{}
	for _, name := range site.Paths() {
		if strings.HasPrefix(name, "source/") {
			changes[name] = nil
		}
	}
	return changes
}

// TestHostileSites verifies sites that want to do harm.
func TestHostileSites(t *testing.T) {
	t.Parallel()
	site := smallSite(t)
	page := func(text string) map[string][]byte {
		return map[string][]byte{"source/templates/home.html.tmpl": []byte(text)}
	}
	query := func(text string) map[string][]byte {
		return map[string][]byte{"source/data/figures/hostile.sql": []byte("-- title.en: Hostile\n-- title.fr: Hostile\n" + text)}
	}
	many := map[string][]byte{}
	for i := range 2_000 {
		many[fmt.Sprintf("en/x/%d.html", i)] = []byte("x")
	}
	for name, c := range map[string]struct {
		changes map[string][]byte
		code    int
		want    string
	}{
		"a template without an end":     {page("{{range 1000000000}}{{range 1000000000}}{{end}}{{end}}"), 1, "[rebuild-limit]"},
		"a template that calls itself":  {page(`{{template "home.html.tmpl" .}}`), 1, "[site-template]"},
		"a template that reads files":   {page(`{{readFile "/etc/passwd"}}`), 1, "[site-template]"},
		"a template that runs programs": {page(`{{exec "touch" "/tmp/x"}}`), 1, "[site-template]"},
		"a template that includes":      {page(`{{template "/etc/passwd" .}}`), 1, "[site-template]"},
		"a query without an end":        {query("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) AS c FROM n"), 1, "[rebuild-limit]"},
		"a query that attaches":         {query("ATTACH '/tmp/x.db' AS x"), 1, "[figure-denied]"},
		"a query that reads files":      {query("SELECT readfile('/etc/passwd') AS x"), 1, "[figure-"},
		"2,000 files more":              {many, 3, "2001 files differ"},
		"an input that is no input":     {map[string][]byte{"source/.git/config": []byte("x"), "source/main.go": []byte("package main")}, 3, "source/.git/config: added"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := filepath.Join(t.TempDir(), "site")
			bad := summed(t, with(t, site, c.changes))
			lay(t, dir, bad, bad.Paths())
			start := time.Now()
			limit := "3m"
			if c.want == "[rebuild-limit]" {
				limit = "2s"
			}
			out, code := verify(t, "--time", limit, dir)
			if code != c.code || !strings.Contains(out, c.want) {
				t.Errorf("exit code %d:\n%.3000s", code, out)
			}
			if took := time.Since(start); took > 3*time.Minute {
				t.Errorf("it took %v", took)
			}
		})
	}
}

// TestHugeFiles verifies folders in which a file has 10 GB, though the disk holds none of it.
func TestHugeFiles(t *testing.T) {
	t.Parallel()
	site := smallSite(t)
	for name, want := range map[string]string{"source/data/visits.csv": "[disk-limit]", "report.db": "[disk-limit]"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := filepath.Join(t.TempDir(), "site")
			lay(t, dir, site, site.Paths())
			if err := os.Truncate(filepath.Join(dir, name), 10<<30); err != nil {
				t.Skip(err)
			}
			if out, code := verify(t, dir); code != 1 || !strings.Contains(out, name) || !strings.Contains(out, want) {
				t.Errorf("exit code %d:\n%.3000s", code, out)
			}
		})
	}
}

// TestHostileServers verifies what a server sends without an end, or from elsewhere.
func TestHostileServers(t *testing.T) {
	t.Parallel()
	site := smallSite(t)
	elsewhere := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("another host is asked") }))
	t.Cleanup(elsewhere.Close)
	endless := func(w http.ResponseWriter, _ *http.Request) {
		for block := bytes.Repeat([]byte("1,2,3\n"), 10_000); ; {
			if _, err := w.Write(block); err != nil {
				return
			}
		}
	}
	for name, c := range map[string]struct {
		own  map[string]http.HandlerFunc
		want string
	}{
		"a CSV of 10 GB":         {map[string]http.HandlerFunc{"source/data/visits.csv": endless}, "visits.csv: the file is larger than 268435456 bytes [remote-limit]"},
		"a list without an end":  {map[string]http.HandlerFunc{"SHA256SUMS": endless}, "SHA256SUMS: the file is larger than"},
		"a path out of the site": {map[string]http.HandlerFunc{"SHA256SUMS": say(strings.Repeat("0", 64) + "  ../../../etc/passwd\n")}, "[remote-list]"},
		"another host": {map[string]http.HandlerFunc{"en/index.html": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, elsewhere.URL, http.StatusMovedPermanently)
		}}, "[remote-redirect]"},
		"60,000 files": {map[string]http.HandlerFunc{"SHA256SUMS": crowd}, "[remote-limit]"},
		"http and not this host": {map[string]http.HandlerFunc{"SHA256SUMS": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "http://example.org/", http.StatusFound)
		}}, "[remote-redirect]"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			out, code := verify(t, "--loopback", serve(t, site, c.own))
			if code != 1 || !strings.Contains(out, c.want) {
				t.Errorf("exit code %d:\n%.3000s", code, out)
			}
		})
	}
}

func say(text string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(text)) }
}

func crowd(w http.ResponseWriter, _ *http.Request) {
	var b bytes.Buffer
	for i := range 60_000 {
		fmt.Fprintf(&b, "%064d  en/%d\n", 0, i)
	}
	_, _ = w.Write(b.Bytes())
}
