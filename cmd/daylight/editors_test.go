package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"daylight/internal/diag"
)

// matcher is a problem matcher, as Visual Studio Code and GitHub read it.
type matcher struct {
	Pattern    json.RawMessage
	Background struct{ BeginsPattern, EndsPattern string }
}

type matcherPattern struct {
	Regexp, Kind                      string
	File, Line, Column, Message, Code int
}

// found lists what a pattern finds in an output, each as path|line|column|message|code.
func (p matcherPattern) found(output string) []string {
	var list []string
	for _, m := range regexp.MustCompile("(?m)"+p.Regexp).FindAllStringSubmatch(output, -1) {
		group := func(n int) string {
			if n == 0 {
				return ""
			}
			return m[n]
		}
		list = append(list, strings.Join([]string{group(p.File), group(p.Line), group(p.Column), group(p.Message), group(p.Code)}, "|"))
	}
	return list
}

// matchersIn reads the blocks of JSON in docs/editors.md that hold matchers, and their patterns.
func matchersIn(t *testing.T) (all []matcher, patterns []matcherPattern) {
	t.Helper()
	text, err := os.ReadFile("../../docs/editors.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, block := range regexp.MustCompile("(?s)```json\n(.*?)```").FindAllStringSubmatch(string(text), -1) {
		var file struct {
			Tasks          []struct{ ProblemMatcher []matcher }
			ProblemMatcher []matcher
		}
		if err := json.Unmarshal([]byte(block[1]), &file); err != nil {
			t.Fatalf("%v:\n%s", err, block[1])
		}
		all = append(all, file.ProblemMatcher...)
		for _, task := range file.Tasks {
			all = append(all, task.ProblemMatcher...)
		}
	}
	for _, m := range all {
		var one []matcherPattern // GitHub has a list
		if json.Unmarshal(m.Pattern, &one) != nil {
			one = make([]matcherPattern, 1)
			if err := json.Unmarshal(m.Pattern, &one[0]); err != nil {
				t.Fatal(err)
			}
		}
		patterns = append(patterns, one...)
	}
	return all, patterns
}

// The problem matchers of docs/editors.md find each problem as daylight check prints it, and nothing
// else: those with a line, and those of a file as a whole.
func TestProblemMatchers(t *testing.T) {
	t.Parallel()
	all, patterns := matchersIn(t)
	if len(all) != 3 || len(patterns) != 3 {
		t.Fatalf("%d matchers with %d patterns", len(all), len(patterns))
	}
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("testdata/base")); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "content/stray.txt"), []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
	var output bytes.Buffer
	if code := run(t.Context(), []string{"check", "--no-cache", dir}, &output, &output); code != exitProblems {
		t.Fatalf("exit code %d", code)
	}
	u := newUI(&output, &output)
	u.fail(diag.List{
		{Pos: diag.Pos{Path: "content/en/index.md", Line: 12, Col: 3}, Code: "claim-stale", Message: "this says 950, the data says 949", Hint: "write 949"},
		{Pos: diag.Pos{Path: "data/calls.csv", Line: 2}, Code: "data-row", Message: "a colon: and [brackets]", Hint: "write [949](figure:a.b)"},
	}, "nothing was written")
	text := strings.ReplaceAll(output.String(), filepath.ToSlash(dir)+"/", "")
	placed := []string{"content/en/index.md|12|3|this says 950, the data says 949|claim-stale", "data/calls.csv|2||a colon: and [brackets]|data-row"}
	whole := []string{"content/stray.txt|||nothing reads this file|report-stray"}
	for i, p := range patterns {
		want := placed
		switch {
		case p.Kind == "file":
			want = whole
		case strings.Contains(p.Regexp, "*?"): // GitHub's finds both
			want = slices.Concat(whole, placed)
		}
		if got := p.found(text); !slices.Equal(got, want) {
			t.Errorf("matcher %d finds %q\nwant %q in\n%s", i, got, want, text)
		}
	}
	for _, m := range all {
		begins, ends := m.Background.BeginsPattern, m.Background.EndsPattern
		if begins == "" {
			continue
		}
		if !regexp.MustCompile(begins).MatchString(checkBegins) || !regexp.MustCompile(ends).MatchString(checkEnds) || regexp.MustCompile(begins+"|"+ends).MatchString("daylight: 1 problem; nothing was written") {
			t.Errorf("a run begins with %s and ends with %s", begins, ends)
		}
	}
}
