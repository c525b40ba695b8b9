package durable

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"daylight/internal/diag"
)

func TestReadOutside(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	project, data := filepath.Join(dir, "project"), filepath.Join(dir, "project", "data")
	if err := os.MkdirAll(data, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{filepath.Join(dir, "in.csv"), filepath.Join(data, "in.csv"), filepath.Join(dir, "project.csv")} {
		if err := os.WriteFile(name, []byte("a"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	cases := map[string]diag.Code{
		filepath.Join(dir, "in.csv"):                "",
		filepath.Join(dir, "project.csv"):           "",
		filepath.Join(data, "in.csv"):               CodeInside,
		filepath.Join(data, "..", "data", "in.csv"): CodeInside,
		filepath.Join(dir, "missing.csv"):           CodeRead,
		dir:                                         CodeRead,
		filepath.Join(data, "..", "..", "in.csv"):   "",
	}
	if runtime.GOOS != "windows" {
		for link, to := range map[string]string{
			filepath.Join(dir, "in-link.csv"):   filepath.Join(data, "in.csv"),
			filepath.Join(data, "out-link.csv"): filepath.Join(dir, "in.csv"),
			filepath.Join(dir, "folder-link"):   data,
		} {
			if err := os.Symlink(to, link); err != nil {
				t.Fatal(err)
			}
		}
		cases[filepath.Join(dir, "in-link.csv")] = CodeInside
		cases[filepath.Join(data, "out-link.csv")] = CodeInside
		cases[filepath.Join(dir, "folder-link", "in.csv")] = CodeInside
	}
	for name, want := range cases {
		got, err := ReadOutside(project, name)
		list, _ := diag.AsList(err)
		switch {
		case want == "" && (err != nil || string(got) != "a"):
			t.Errorf("%s: %q %v", name, got, err)
		case want != "" && (len(list) != 1 || list[0].Code != want || got != nil):
			t.Errorf("%s: %v, want %s", name, err, want)
		}
	}
}
