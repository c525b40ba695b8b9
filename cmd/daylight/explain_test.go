package main

import (
	"regexp"
	"strings"
	"testing"
)

// Every section that explain prints has a meaning, an example and how to mend it.
func TestSectionsAreWhole(t *testing.T) {
	t.Parallel()
	all := sections()
	if len(all) < 100 {
		t.Fatalf("only %d sections", len(all))
	}
	whole := regexp.MustCompile(`(?s)^[^\n].+\n\nExample: .+\n\nMend: .+`)
	for _, s := range all {
		if !whole.MatchString(s.text) {
			t.Errorf("%s lacks a meaning, an example or a mend:\n%s", s.code, s.text)
		}
		if short := s.short(); short == "" || strings.Contains(short, "\n") || len([]rune(short)) > 92 {
			t.Errorf("%s in one line: %q", s.code, short)
		}
		if strings.Contains(s.text, "](") && !strings.Contains(s.text, "`") {
			t.Errorf("%s has a link that a terminal cannot follow", s.code)
		}
	}
}
