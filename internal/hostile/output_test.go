package hostile

import (
	"bytes"
	"image/png"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"daylight/internal/card"
	"daylight/internal/tree"

	"golang.org/x/net/html"
)

// policed holds that every page says the policy that _headers says, before anything is loaded.
func policed(t *testing.T, site tree.Tree) {
	t.Helper()
	headers, _ := site.Read("_headers")
	_, policy, ok := strings.Cut(string(headers), "Content-Security-Policy: ")
	policy, _, _ = strings.Cut(policy, "\n")
	if !ok || !strings.HasPrefix(policy, "default-src 'none'; ") || strings.Contains(policy, "unsafe") || strings.Count(string(headers), "\n") != 4 {
		t.Errorf("_headers says %q", headers)
	}
	for _, name := range site.Paths() {
		data, _ := site.Read(name)
		if path.Ext(name) == ".html" && !strings.HasPrefix(name, "source/") && policyOf(data) != policy {
			t.Errorf("%s has the policy %q", name, policyOf(data))
		}
	}
}

// policyOf returns the policy that a page says before it names a file, or runs or shows anything.
func policyOf(data []byte) string {
	tokens := html.NewTokenizer(bytes.NewReader(data))
	for {
		switch tokens.Next() {
		case html.ErrorToken:
			return ""
		case html.StartTagToken, html.SelfClosingTagToken:
			token := tokens.Token()
			attrs := map[string]string{}
			for _, a := range token.Attr {
				attrs[a.Key] = a.Val
			}
			if attrs["http-equiv"] == "Content-Security-Policy" {
				return attrs["content"]
			}
			if token.Data == "body" || attrs["src"] != "" || attrs["href"] != "" || token.Data == "script" || token.Data == "style" {
				return ""
			}
		}
	}
}

// carded holds that every card is a picture of the one size.
func carded(t *testing.T, site tree.Tree) {
	t.Helper()
	for _, name := range site.Paths() {
		if !strings.HasPrefix(name, "cards/") {
			continue
		}
		data, _ := site.Read(name)
		if c, err := png.DecodeConfig(bytes.NewReader(data)); err != nil || c.Width != card.Width || c.Height != card.Height {
			t.Errorf("%s: %v, %d × %d", name, err, c.Width, c.Height)
		}
	}
}

// recomputed runs the site's own SQL in the sqlite3 shell as the page on reproducing it says: a string that
// is more than text there would change what it counts, print more, or run a program.
func recomputed(t *testing.T, site tree.Tree) {
	t.Helper()
	shell, err := exec.LookPath("sqlite3")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("the sqlite3 shell is not installed: run make deps")
		}
		return
	}
	dir := t.TempDir()
	for _, name := range site.Paths() {
		if path.Ext(name) != ".csv" && path.Ext(name) != ".sql" && path.Ext(name) != ".db" || strings.HasPrefix(name, "source/content/") {
			continue
		}
		data, _ := site.Read(name)
		file := filepath.Join(dir, filepath.FromSlash(name))
		if os.MkdirAll(filepath.Dir(file), 0o755) != nil || os.WriteFile(file, data, 0o600) != nil {
			t.Fatalf("%q cannot be written", name)
		}
	}
	before := files(t, dir)
	for script, args := range map[string][]string{"figures.sql": {"-batch", "-safe", "-readonly", "report.db"}, "reproduce.sql": {"-batch", ":memory:"}} {
		input, ok := site.Read(script)
		if !ok {
			t.Fatalf("the site has no %s", script)
		}
		command := exec.Command(shell, args...)
		var errors bytes.Buffer
		command.Dir, command.Stdin, command.Stderr = dir, bytes.NewReader(input), &errors
		out, err := command.Output()
		last := strings.Split(strings.TrimSpace(string(out)), "\n")
		parts := strings.Split(last[len(last)-1], "|")
		if err != nil || errors.Len() > 0 || len(parts) != 4 || parts[0] != "figures" || parts[1] != parts[3] || parts[1] == "0" {
			t.Errorf("%s: %v: %.300q\n%.500q", script, err, errors.String(), out)
		}
	}
	if after := files(t, dir); after != before {
		t.Errorf("the shell left other files:\n%s\nthere were\n%s", after, before)
	}
}

// files lists what lies in a folder.
func files(t *testing.T, dir string) string {
	t.Helper()
	var names []string
	err := filepath.WalkDir(dir, func(name string, _ os.DirEntry, err error) error {
		names = append(names, name)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(names, "\n")
}
