package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

func TestUnifiedDiff(t *testing.T) {
	t.Parallel()
	numbered := func(n int, changes ...int) string {
		var b strings.Builder
		for i := 1; i <= n; i++ {
			line := fmt.Sprintf("line %d", i)
			for _, c := range changes {
				if c == i {
					line += " changed"
				}
			}
			b.WriteString(line + "\n")
		}
		return b.String()
	}
	for name, c := range map[string]struct {
		before, after string
		hunks         int
	}{
		"one line":         {"a\n", "b\n", 1},
		"no line end":      {"a\nb", "a\nc", 1},
		"a line end":       {"a\nb", "a\nb\n", 1},
		"at both ends":     {numbered(20), numbered(20, 1, 20), 2},
		"near each other":  {numbered(20), numbered(20, 5, 11), 1},
		"farther apart":    {numbered(20), numbered(20, 5, 12), 2},
		"neighbours":       {numbered(9), numbered(9, 4, 5, 6), 1},
		"tabs and returns": {"\ta\tb\r\n\r\nc\r\n", "\ta\tX\r\n\r\nc\r\n", 1},
		"more lines":       {"a\nb\n", "a\nb\nc\n", 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			diff := unifiedDiff("f.md", []byte(c.before), []byte(c.after))
			if n := strings.Count(diff, "\n@@ "); n != c.hunks {
				t.Errorf("%d hunks, want %d:\n%s", n, c.hunks, diff)
			}
			if _, err := exec.LookPath("patch"); err != nil {
				t.Skip("patch is not installed")
			}
			dir := t.TempDir()
			file := filepath.Join(dir, "f.md")
			if err := os.WriteFile(file, []byte(c.before), 0o644); err != nil {
				t.Fatal(err)
			}
			patch := exec.Command("patch", "--binary", "-s", "-p1")
			patch.Dir, patch.Stdin = dir, strings.NewReader(diff)
			if out, err := patch.CombinedOutput(); err != nil {
				t.Fatalf("%v: %s\n%s", err, out, diff)
			}
			if got, _ := os.ReadFile(file); string(got) != c.after {
				t.Errorf("patch makes %q, want %q, of\n%s", got, c.after, diff)
			}
		})
	}
	if diff := unifiedDiff("f.md", []byte("\x1b[31m\n"), []byte("\u202e\n")); strings.ContainsAny(diff, "\x1b\u202e") {
		t.Errorf("a control character is printed: %q", diff)
	}
}
