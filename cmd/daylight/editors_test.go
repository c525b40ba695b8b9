package main

import (
	"encoding/json"
	"os"
	"regexp"
	"strings"
	"testing"

	"daylight/internal/diag"
)

// The problem matchers of docs/editors.md find problems as they are printed, and
// nothing else.
func TestProblemMatchers(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../../docs/editors.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, block := range regexp.MustCompile("(?s)```json\n(.*?)```").FindAllStringSubmatch(string(text), -1) {
		if !json.Valid([]byte(block[1])) {
			t.Errorf("this is no JSON:\n%s", block[1])
		}
	}
	matchers := regexp.MustCompile(`"regexp": (".*")`).FindAllStringSubmatch(string(text), -1)
	if len(matchers) != 2 {
		t.Fatalf("%d matchers", len(matchers))
	}
	var out strings.Builder
	u := newUI(&out, &out)
	u.grouped = true
	var problems diag.List
	problems.Add(diag.Pos{Path: "content/en/index.md", Line: 12, Col: 3}, "claim-stale", "write [949](figure:a.b)", "this says 950, the data says 949: a colon")
	problems.Add(diag.Pos{Path: "data/calls.csv", Line: 2, Col: 7}, "data-cell", "", "the cell is not a count")
	u.fail(problems.Err(), "nothing was written")
	for _, m := range matchers {
		var pattern string
		if err := json.Unmarshal([]byte(m[1]), &pattern); err != nil {
			t.Fatal(err)
		}
		found := regexp.MustCompile("(?m)"+pattern).FindAllStringSubmatch(out.String(), -1)
		if len(found) != 2 || strings.Join(found[0][1:], "|") != "content/en/index.md|12|3|this says 950, the data says 949: a colon|claim-stale" {
			t.Errorf("%s finds %q", pattern, found)
		}
	}
}
