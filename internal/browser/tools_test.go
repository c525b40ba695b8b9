package browser

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// public is the committed site, which a test elsewhere holds against a rebuild, or the
// site in the folder that DAYLIGHT_PUBLIC names.
var public = cmp.Or(os.Getenv("DAYLIGHT_PUBLIC"), "../../public")

// need returns the path of a program, or skips the test with a line that says
// what to install; under CI=true it fails.
func need(t *testing.T, names ...string) string {
	t.Helper()
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	missing := fmt.Sprintf("%s is not installed: run make deps, or install it", strings.Join(names, " or "))
	if os.Getenv("CI") == "true" {
		t.Fatal(missing)
	}
	t.Skip(missing)
	return ""
}

// shared is the one browser whose tabs most tests have.
var shared struct {
	start sync.Once
	ctx   context.Context
	stop  func()
	err   error
}

func TestMain(m *testing.M) {
	code := m.Run()
	if shared.stop != nil {
		shared.stop()
	}
	os.Exit(code)
}

// chromium returns the browser that the tests share, or with settings one of the test's own.
func chromium(t *testing.T, settings ...chromedp.ExecAllocatorOption) context.Context {
	t.Helper()
	program := need(t, "chromium", "chromium-browser", "google-chrome")
	if len(settings) == 0 {
		shared.start.Do(func() { shared.ctx, shared.stop, shared.err = launch(program) })
		if shared.err != nil {
			t.Fatalf("Chromium does not start: %v", shared.err)
		}
		return shared.ctx
	}
	ctx, stop, err := launch(program, settings...)
	t.Cleanup(stop)
	if err != nil {
		t.Fatalf("Chromium does not start: %v", err)
	}
	return ctx
}

// launch starts a browser, and returns what ends it.
func launch(program string, settings ...chromedp.ExecAllocatorOption) (context.Context, func(), error) {
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(program),
		chromedp.NoSandbox,
		chromedp.WSURLReadTimeout(time.Minute),
		chromedp.Flag("disable-gpu", true),
		chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-sync", true),
	)
	allocator, stop := chromedp.NewExecAllocator(context.Background(), append(options, settings...)...)
	ctx, end := chromedp.NewContext(allocator)
	return ctx, func() {
		end()
		stop()
		chromedp.FromContext(ctx).Allocator.Wait() // until the browser has ended and its folder is gone
	}, chromedp.Run(ctx)
}

// nginx serves public/ on loopback under a sub-path, with the security headers
// that the site's own _headers file asks for, and returns the site's address.
func nginx(t *testing.T) string {
	t.Helper()
	return nginxOf(t, public)
}

// nginxOf serves a site in a folder in the same way.
func nginxOf(t *testing.T, folder string) string {
	t.Helper()
	program := need(t, "nginx")
	root, err := filepath.Abs(folder)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	port := freePort(t)
	config := filepath.Join(dir, "nginx.conf")
	text := fmt.Sprintf(`daemon off; master_process off; pid %[1]s/pid; error_log %[1]s/error;
events {}
http {
  types { text/html html; text/css css; text/javascript js; image/svg+xml svg; text/csv csv; application/json json; text/plain txt; }
  access_log off; client_body_temp_path %[1]s/b; proxy_temp_path %[1]s/p; fastcgi_temp_path %[1]s/f; uwsgi_temp_path %[1]s/u; scgi_temp_path %[1]s/s;
  server {
    listen 127.0.0.1:%[2]d;
    %[3]s
    location /some/deep/path/ { alias %[4]s/; index nothing; }
  }
}`, dir, port, headers(t), root)
	if err := os.WriteFile(config, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	command := exec.Command(program, "-c", config, "-p", dir)
	command.Stderr = os.Stderr
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = command.Process.Kill(); _ = command.Wait() })
	address := fmt.Sprintf("http://127.0.0.1:%d/some/deep/path/", port)
	await(t, address+"index.html")
	return address
}

// headers turns the rules of _headers into nginx's words.
func headers(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(public, "_headers"))
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for line := range strings.Lines(string(data)) {
		if name, value, ok := strings.Cut(strings.TrimSpace(line), ": "); ok && strings.HasPrefix(line, " ") {
			lines = append(lines, fmt.Sprintf("add_header %s %q always;", name, value))
		}
	}
	if len(lines) == 0 {
		t.Fatal("_headers asks for nothing")
	}
	return strings.Join(lines, "\n    ")
}

func freePort(t *testing.T) int {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().(*net.TCPAddr).Port
}

// await asks for an address until it answers, for at most ten seconds.
func await(t *testing.T, address string) {
	t.Helper()
	deadline := time.Now().Add(10 * time.Second)
	for {
		response, err := http.Get(address)
		if err == nil {
			response.Body.Close()
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("nothing answers at %s: %v", address, err)
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// pages returns the paths of all HTML pages of public/, sorted, but for the entry
// page when it only leads on to the one language: a test of its own follows it.
func pages(t *testing.T) []string {
	t.Helper()
	var found []string
	err := fs.WalkDir(os.DirFS(public), ".", func(path string, d fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, ".html") && !strings.HasPrefix(path, "source/") && !leadsOn(path) {
			found = append(found, path)
		}
		return err
	})
	if err != nil || len(found) < 10 {
		t.Fatalf("public/ has %d pages: run make (%v)", len(found), err)
	}
	return found
}

// leadsOn tells whether a page of public/ sends its reader to another at once.
func leadsOn(page string) bool {
	data, err := os.ReadFile(filepath.Join(public, page))
	return err == nil && strings.Contains(string(data), `http-equiv="refresh"`)
}
