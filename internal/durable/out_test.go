package durable

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"daylight/internal/diag"
	"daylight/internal/tree"
)

func site(t *testing.T, files map[string]string) tree.Tree {
	t.Helper()
	data := map[string][]byte{}
	for name, text := range files {
		data[name] = []byte(text)
	}
	s, err := tree.New(data)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// sums returns a SHA256SUMS of the given files.
func sums(t *testing.T, files map[string]string) string {
	t.Helper()
	return string(site(t, files).Sums())
}

// snapshot returns every file below a folder, with its text, its mode and where
// its links lead, to be compared before and after.
func snapshot(t *testing.T, dir string) map[string]string {
	t.Helper()
	got := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(dir, name)
		text := ""
		if info.Mode().IsRegular() {
			data, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			text = string(data)
		}
		got[rel] = fmt.Sprintf("%v %s", info.Mode(), text)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func TestCheckOut(t *testing.T) {
	t.Parallel()
	old := map[string]string{"index.html": "old", "en/index.html": "old too"}
	tests := map[string]struct {
		out   string
		files map[string]string
		want  []string
	}{
		"missing":             {out: "p/public"},
		"missing, deep":       {out: "p/x/y/public"},
		"empty":               {out: "p/public", files: map[string]string{"p/public/sub/.DS_Store": ""}},
		"ours":                {out: "p/public", files: map[string]string{"p/public/index.html": "old", "p/public/en/index.html": "old too", "p/public/SHA256SUMS": sums(t, old)}},
		"ours, file deleted":  {out: "p/public", files: map[string]string{"p/public/index.html": "old", "p/public/SHA256SUMS": sums(t, old)}},
		"ours, desktop files": {out: "p/public", files: map[string]string{"p/public/index.html": "old", "p/public/SHA256SUMS": sums(t, old), "p/public/en/Thumbs.db": "x"}},
		"foreign":             {out: "p/public", files: map[string]string{"p/public/thesis.md": "x"}, want: []string{"p/public/thesis.md [disk-foreign]"}},
		"hidden foreign":      {out: "p/public", files: map[string]string{"p/public/.git/HEAD": "x"}, want: []string{"p/public/.git/HEAD [disk-foreign]"}},
		"one foreign": {out: "p/public", files: map[string]string{"p/public/index.html": "old", "p/public/SHA256SUMS": sums(t, old), "p/public/a/new.html": "x"},
			want: []string{"p/public/a/new.html [disk-foreign]"}},
		"changed by hand": {out: "p/public", files: map[string]string{"p/public/index.html": "mended", "p/public/SHA256SUMS": sums(t, old)},
			want: []string{"p/public/index.html [disk-foreign]"}},
		"a link inside": {out: "p/public", files: map[string]string{"p/public/index.html": "-> ../../x", "x": "old", "p/public/SHA256SUMS": sums(t, old)},
			want: []string{"p/public/index.html [disk-foreign]"}},
		"sums of another tool": {out: "p/public", files: map[string]string{"p/public/SHA256SUMS": "hello"}, want: []string{"p/public/SHA256SUMS [disk-foreign]"}},
		"sums that climb": {out: "p/public", files: map[string]string{"p/public/SHA256SUMS": strings.Repeat("0", 64) + "  ../x\n"},
			want: []string{"p/public/SHA256SUMS [disk-foreign]"}},
		"the project":                    {out: "p", want: []string{"p [disk-out]"}},
		"the project, dot":               {out: "p/public/..", want: []string{"p/public/.. [disk-out]"}},
		"above":                          {out: ".", want: []string{". [disk-out]"}},
		"the root":                       {out: "/", want: []string{"/ [disk-out]"}},
		"the inputs":                     {out: "p/content", want: []string{"p/content [disk-out]"}},
		"in the inputs":                  {out: "p/data/x/public", want: []string{"p/data/x/public [disk-out]"}},
		"by a link":                      {out: "link/data/public", files: map[string]string{"link": "-> p"}, want: []string{"link/data/public [disk-out]"}},
		"the project by a link's folder": {out: "l/p", files: map[string]string{"l": "-> ."}, want: []string{"l/p [disk-out]"}},
		"a link":                         {out: "p/public", files: map[string]string{"p/public": "-> ../other", "other/x": ""}, want: []string{"p/public [disk-out]"}},
		"a link to nothing":              {out: "p/public", files: map[string]string{"p/public": "-> nowhere"}, want: []string{"p/public [disk-out]"}},
		"a file":                         {out: "p/public", files: map[string]string{"p/public": "text"}, want: []string{"p/public [disk-out]"}},
		"below a file":                   {out: "p/x/public", files: map[string]string{"p/x": "text"}, want: []string{"p/x/public [disk-out]"}},
		"someone's work":                 {out: "p/public", files: map[string]string{"p/.public.daylight/thesis": ""}, want: []string{"p/.public.daylight [disk-foreign]"}},
		"someone's lock":                 {out: "p/public", files: map[string]string{"p/.public.daylight/lock": "mine", "p/.public.daylight/new": ""}, want: []string{"p/.public.daylight [disk-foreign]"}},
		"work is a file":                 {out: "p/public", files: map[string]string{"p/.public.daylight": ""}, want: []string{"p/.public.daylight [disk-foreign]"}},
		"rubbish of a kill":              {out: "p/public", files: map[string]string{"p/.public.daylight/lock": marker, "p/.public.daylight/new/index.html": "half"}},
		"kill before marker":             {out: "p/public", files: map[string]string{"p/.public.daylight/lock": ""}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			files := map[string]string{"p/content/report.yaml": "r", "p/data/a.csv": "a"}
			maps.Copy(files, test.files)
			dir := lay(t, files)
			before := snapshot(t, dir)
			rel := func(err error) error {
				list, _ := diag.AsList(err)
				for i := range list {
					list[i].Pos.Path = strings.TrimPrefix(list[i].Pos.Path, filepath.ToSlash(dir)+"/")
				}
				return list.Err()
			}
			out := dir + "/" + test.out
			if test.out == "/" {
				out = "/"
			}
			want := slices.Clone(test.want)
			if test.out == "." {
				want[0] = out + " [disk-out]"
				want[0] = strings.TrimPrefix(want[0], filepath.ToSlash(dir)+"/")
			}
			wantCodes(t, rel(CheckOut(filepath.Join(dir, "p"), out)), want...)
			if len(test.want) > 0 {
				_, err := Publish(context.Background(), filepath.Join(dir, "p"), out, site(t, map[string]string{"index.html": "new"}))
				wantCodes(t, rel(err), want...)
				if after := snapshot(t, dir); !maps.Equal(before, after) {
					t.Errorf("refused, but something changed:\nbefore %q\nafter  %q", before, after)
				}
			} else if exists(filepath.Join(dir, "p/.public.daylight")) {
				t.Error("the working folder of a killed build is still there")
			}
		})
	}
}

func TestCheckOutHome(t *testing.T) {
	dir := lay(t, map[string]string{"p/data/a.csv": "a", "home/me/.profile": ""})
	t.Setenv("HOME", filepath.Join(dir, "home/me"))
	t.Setenv("USERPROFILE", filepath.Join(dir, "home/me"))
	for _, out := range []string{filepath.Join(dir, "home/me"), filepath.Join(dir, "home")} {
		wantCodes(t, CheckOut(filepath.Join(dir, "p"), out), out+" [disk-out]")
	}
	if err := CheckOut(filepath.Join(dir, "p"), filepath.Join(dir, "home/me/public")); err != nil {
		t.Errorf("a folder in a home directory is refused: %v", err)
	}
}

func TestCheckOutNamesFewFiles(t *testing.T) {
	t.Parallel()
	files := map[string]string{"p/data/a.csv": "a"}
	for i := range 50 {
		files[fmt.Sprintf("p/public/%02d.jpg", i)] = ""
	}
	dir := lay(t, files)
	list, _ := diag.AsList(CheckOut(filepath.Join(dir, "p"), filepath.Join(dir, "p/public")))
	if len(list) != 11 || !strings.Contains(list.Error(), "did not write 40 more") {
		t.Errorf("50 foreign files give %d lines:\n%v", len(list), list)
	}
}
