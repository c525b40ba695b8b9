package browser

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// What docs/publish.md says to nginx serves the site under its path: with the headers that _headers
// asks for, with types that browsers show, and with the site's own page for what is not there.
func TestNginxAsDocumented(t *testing.T) {
	t.Parallel()
	address := documentedNginx(t)
	site := address + "reports/2025/"
	for path, kind := range map[string]string{
		"":                           "text/html; charset=utf-8",
		"en/index.html":              "text/html; charset=utf-8",
		"assets/site.css":            "text/css; charset=utf-8",
		"claims.csv":                 "text/csv; charset=utf-8",
		"figures.json":               "application/json; charset=utf-8",
		"source/content/report.yaml": "text/plain; charset=utf-8",
		"source/content/en/index.md": "text/plain; charset=utf-8",
		"SHA256SUMS":                 "text/plain; charset=utf-8",
		"reproduce.sql":              "text/plain; charset=utf-8",
		"report.db":                  "application/vnd.sqlite3",
		"charts/subscribers.en.svg":  "image/svg+xml; charset=utf-8",
	} {
		r, body := ask(t, site+path)
		if got := r.Header.Get("Content-Type"); r.StatusCode != http.StatusOK || got != kind || len(body) == 0 {
			t.Errorf("%q: %s, %s", path, r.Status, got)
		}
		for name, value := range wantedHeaders(t) {
			if got := r.Header.Get(name); got != value {
				t.Errorf("%q: %s is %q, and _headers asks for %q", path, name, got, value)
			}
		}
	}
	missing, err := os.ReadFile(filepath.Join(public, "404.html"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"nothing", "en/a/b/nothing.html", "source/", "../../etc/passwd", "%2e%2e/%2e%2e/etc/passwd"} {
		r, body := ask(t, site+path)
		if outside := strings.Contains(path, "etc"); r.StatusCode == http.StatusOK || !outside && (body != string(missing) || r.StatusCode != http.StatusNotFound) {
			t.Errorf("%q: %s, and not the site's own page", path, r.Status)
		}
	}
}

// documentedNginx runs nginx with the lines of docs/publish.md, told where public/ is.
func documentedNginx(t *testing.T) string {
	t.Helper()
	program := need(t, "nginx")
	text, err := os.ReadFile("../../docs/publish.md")
	if err != nil {
		t.Fatal(err)
	}
	found := regexp.MustCompile("(?s)```nginx\n(.*?)```").FindSubmatch(text)
	root, err := filepath.Abs(public)
	if err != nil || found == nil {
		t.Fatalf("docs/publish.md says nothing to nginx (%v)", err)
	}
	location := strings.Replace(string(found[1]), "/srv/reports/2025/public/", root+"/", 1)
	if !strings.Contains(location, root) {
		t.Fatal("docs/publish.md names no folder")
	}
	dir, port := t.TempDir(), freePort(t)
	config := fmt.Sprintf(`daemon off; master_process off; pid %[1]s/pid; error_log %[1]s/error;
events {}
http {
  access_log off; client_body_temp_path %[1]s/b; proxy_temp_path %[1]s/p; fastcgi_temp_path %[1]s/f; uwsgi_temp_path %[1]s/u; scgi_temp_path %[1]s/s;
  server {
    listen 127.0.0.1:%[2]d;
%[3]s
  }
}`, dir, port, location)
	name := filepath.Join(dir, "nginx.conf")
	if err := os.WriteFile(name, []byte(config), 0o600); err != nil {
		t.Fatal(err)
	}
	command := exec.Command(program, "-c", name, "-p", dir)
	command.Stderr = os.Stderr
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = command.Process.Kill(); _ = command.Wait() })
	address := fmt.Sprintf("http://127.0.0.1:%d/", port)
	await(t, address+"reports/2025/index.html")
	return address
}

// wantedHeaders are the headers that the site's _headers file asks for.
func wantedHeaders(t *testing.T) map[string]string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(public, "_headers"))
	if err != nil {
		t.Fatal(err)
	}
	wanted := map[string]string{}
	for line := range strings.Lines(string(data)) {
		if name, value, ok := strings.Cut(strings.TrimSpace(line), ": "); ok {
			wanted[name] = value
		}
	}
	if len(wanted) < 3 {
		t.Fatal("_headers asks for too little")
	}
	return wanted
}

func ask(t *testing.T, address string) (*http.Response, string) {
	t.Helper()
	r, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return r, string(body)
}
