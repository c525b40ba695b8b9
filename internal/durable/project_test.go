package durable

import (
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"daylight/internal/diag"
)

// lay writes files below a new folder; a text that begins with "-> " is a link.
func lay(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range slices.Sorted(maps.Keys(files)) {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		target, isLink := strings.CutPrefix(files[name], "-> ")
		var err error
		if isLink {
			err = os.Symlink(target, file)
		} else {
			err = os.WriteFile(file, []byte(files[name]), 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// wantCodes holds an error against "path [code]" lines, in order.
func wantCodes(t *testing.T, err error, want ...string) {
	t.Helper()
	list, ok := diag.AsList(err)
	if err != nil && !ok {
		t.Fatalf("not a list of diagnostics: %v", err)
	}
	var got []string
	for _, d := range list {
		got = append(got, d.Pos.Path+" ["+string(d.Code)+"]")
		if strings.HasSuffix(d.Message, ".") || d.Message == "" {
			t.Errorf("message %q: want a sentence without a full stop", d.Message)
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q\n%v", got, want, err)
	}
}

func TestReadProjectTakesInputsAlone(t *testing.T) {
	t.Parallel()
	dir := lay(t, map[string]string{
		"README.md":                             "no input",
		"public/index.html":                     "no input",
		"content/report.yaml":                   "r",
		"content/en/index.md":                   "i",
		"content/en/draft.md~":                  "backup",
		"content/en/.#draft.md":                 "lock",
		"content/en/#draft.md#":                 "autosave",
		"content/en/.draft.md.swp":              "swap",
		"content/en/x.swp":                      "swap",
		"content/.DS_Store":                     "litter",
		"content/images/Thumbs.db":              "litter",
		"data/desktop.ini":                      "litter",
		"content/static/.well-known/a.txt":      "w",
		"content/static/.htaccess":              "h",
		"content/static/.env":                   "secret",
		"content/en/.well-known/a.txt":          "elsewhere",
		"content/node_modules/x/index.md":       "module",
		"data/~$calls.csv":                      "a spreadsheet's note",
		"data/calls.csv":                        "c",
		"data/figures/x.sql":                    "-> ../checks/x.sql",
		"data/checks/x.sql":                     "-> y.sql",
		"data/checks/y.sql":                     "select 1",
		"templates/templates.go":                "package templates",
		"templates/assets/style.css":            "s",
		"templates/empty/.keep":                 "",
		"content/static/.well-known/.hidden":    "h",
		"content/static/sub/.well-known/b.json": "b",
	})
	got, err := ReadProject(dir)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"content/en/index.md", "content/report.yaml", "content/static/.htaccess", "content/static/.well-known/a.txt",
		"content/static/sub/.well-known/b.json", "data/calls.csv",
		"data/checks/x.sql", "data/checks/y.sql", "data/figures/x.sql", "templates/assets/style.css",
	}
	if !slices.Equal(got.Paths(), want) {
		t.Errorf("got  %q\nwant %q", got.Paths(), want)
	}
	if data, _ := got.Read("data/figures/x.sql"); string(data) != "select 1" {
		t.Errorf("the linked file reads %q", data)
	}
}

func TestReadProjectRefuses(t *testing.T) {
	t.Parallel()
	secret := filepath.Join(lay(t, map[string]string{"secret.csv": "s"}), "secret.csv")
	tests := map[string]struct {
		files map[string]string
		want  []string
	}{
		"no project":                          {map[string]string{"README.md": ""}, []string{" [disk-project]"}},
		"templates alone":                     {map[string]string{"templates/x.tmpl": ""}, []string{" [disk-project]"}},
		"absolute link":                       {map[string]string{"data/a.csv": "-> " + secret}, []string{"data/a.csv [disk-symlink]"}},
		"link upwards":                        {map[string]string{"data/a.csv": "-> ../../secret.csv"}, []string{"data/a.csv [disk-symlink]"}},
		"link to nothing":                     {map[string]string{"data/a.csv": "-> b.csv"}, []string{"data/a.csv [disk-symlink]"}},
		"link in a circle":                    {map[string]string{"data/a.csv": "-> b.csv", "data/b.csv": "-> a.csv"}, []string{"data/a.csv [disk-symlink]", "data/b.csv [disk-symlink]"}},
		"link to a folder":                    {map[string]string{"data/x": "-> y", "data/y/a.csv": "a"}, []string{"data/x [disk-symlink]"}},
		"link to .git":                        {map[string]string{"data/a.csv": "-> ../.git/config", ".git/config": "key"}, []string{"data/a.csv [disk-symlink]"}},
		"link to a dot file among the inputs": {map[string]string{"data/a.csv": "-> .env", "data/.env": "key"}, []string{"data/a.csv [disk-symlink]"}},
		"link beside the inputs":              {map[string]string{"data/a.csv": "-> ../x.csv", "x.csv": "x"}, []string{"data/a.csv [disk-symlink]"}},
		"link through a link":                 {map[string]string{"data/a.csv": "-> b.csv", "data/b.csv": "-> ../.env", ".env": "key"}, []string{"data/a.csv [disk-symlink]", "data/b.csv [disk-symlink]"}},
		"link through a folder":               {map[string]string{"data/a.csv": "-> ../way/config", "way": "-> .git", ".git/config": "key", "content/a.md": ""}, []string{"data/a.csv [disk-symlink]"}},
		"link that looks like an input":       {map[string]string{"data/a.csv": "-> ../way/x.csv", "way": "-> data", "data/node_modules/x.csv": "", "data/x.csv": "-> node_modules/x.csv"}, []string{"data/a.csv [disk-symlink]", "data/x.csv [disk-symlink]"}},
		"linked content":                      {map[string]string{"content": "-> data", "data/a.csv": ""}, []string{"content [disk-symlink]"}},
		"escape by a link's folder": {map[string]string{"data/a.csv": "-> up/secret.csv", "data/up": "-> ../..", "content/b.md": "-> /etc/passwd"},
			[]string{"content/b.md [disk-symlink]", "data/a.csv [disk-symlink]", "data/up [disk-symlink]"}},
		"control character": {map[string]string{"data/a\nb.csv": ""}, []string{"data/a\ufffdb.csv [disk-name]"}},
		"backslash":         {map[string]string{`data/a\b.csv`: ""}, []string{`data/a\b.csv [disk-name]`}},
		"a device":          {map[string]string{"data/con.csv": "", "data/AUX": "", "data/console.csv": ""}, []string{"data/AUX [disk-name]", "data/con.csv [disk-name]"}},
		"a dot at the end":  {map[string]string{"data/a.": "", "content/x /a.md": ""}, []string{"content/x  [disk-name]", "data/a. [disk-name]"}},
		"not UTF-8":         {map[string]string{"data/\xff.csv": "", "data/\xfe/a.csv": ""}, []string{"data/\uFFFD [disk-name]", "data/\uFFFD.csv [disk-name]"}},
		"too large":         {map[string]string{"content/a.md": "123456", "data/a.csv": "1234567890", "data/b.csv": "12345678901"}, []string{"content/a.md [disk-limit]", "data/b.csv [disk-limit]"}},
		"too large in all":  {map[string]string{"data/a.csv": "1234567890", "data/b.csv": "1234567890", "data/c.csv": "1"}, []string{"data/c.csv [disk-limit]"}},
		"too many":          {map[string]string{"data/1": "", "data/2": "", "data/3": "", "data/4": "", "data/5": "", "data/6": ""}, []string{"data [disk-limit]"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if runtime.GOOS != "linux" && strings.Contains(test.want[0], "disk-name") {
				t.Skip("this system cannot have such a name")
			}
			dir := lay(t, test.files)
			files, err := readProject(dir, limits{table: 10, file: 5, total: 20, entries: 6})
			if list, ok := diag.AsList(err); ok && list[0].Pos.Path == dir {
				list[0].Pos.Path = ""
			}
			wantCodes(t, err, test.want...)
			if files.Len() > 0 {
				t.Errorf("got files %q beside the error", files.Paths())
			}
		})
	}
}

func TestReadProjectMissing(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "nowhere")
	_, err := ReadProject(dir)
	wantCodes(t, err, dir+" [disk-project]")
}

func TestReadProjectUnreadable(t *testing.T) {
	t.Parallel()
	if os.Getuid() == 0 || runtime.GOOS == "windows" {
		t.Skip("this user may read everything")
	}
	dir := lay(t, map[string]string{"data/a.csv": "a", "data/sub/b.csv": "b"})
	for _, name := range []string{"data/a.csv", "data/sub"} {
		if err := os.Chmod(filepath.Join(dir, name), 0); err != nil {
			t.Fatal(err)
		}
	}
	_, err := ReadProject(dir)
	os.Chmod(filepath.Join(dir, "data/sub"), 0o755) // so that the test's folder can be removed
	wantCodes(t, err, "data/a.csv [disk-read]", "data/sub [disk-read]")
}
