package narrative

import (
	"strings"
	"testing"

	"daylight/internal/diag"
)

// TestMisleadingText holds that what is read is what is written.
func TestMisleadingText(t *testing.T) {
	t.Parallel()
	for body, ok := range map[string]bool{
		"a [\u202e649](figure:subscribers.obtained)": false,
		"a \u2066b": false,
		"a \u0085b": false,
		"a \u2028b": false,
		"a \uffffb": false,
		"nb\u00a0sp, so\u00adft, \u200fmark, j\u200doin, 👩‍👩‍👧, \ufffd": true,
	} {
		_, err := Read(withFiles(t, map[string]string{testPage: frontMatter + body + "\n"}))
		if list, _ := diag.AsList(err); ok && err != nil || !ok && (len(list) != 1 || list[0].Code != CodeText || list[0].Pos.Col == 0) {
			t.Errorf("%+q: got %v", body, err)
		}
	}
}

// TestTableWithoutEnd holds that a table is refused for the cells it would be filled
// up with, which its bytes do not tell, and that a large honest one is not.
func TestTableWithoutEnd(t *testing.T) {
	t.Parallel()
	table := func(columns, rows int, row string) string {
		return "|" + strings.Repeat("a|", columns) + "\n|" + strings.Repeat("-|", columns) + "\n" + strings.Repeat(row, rows)
	}
	for name, test := range map[string]struct {
		body string
		want string
	}{
		"ragged":       {table(900, 30_000, "|x|\n"), "too many"},
		"just ragged":  {table(100, 1_200, "|x|\n"), "too many"},
		"long":         {table(3, 10_000, "|x|y|z|\n"), ""},
		"one by one":   {table(900, 50, "|x|\n") + "\n" + table(900, 50, "|x|\n"), ""},
		"prose with |": {strings.Repeat("a | b\n", 10_000), ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := Read(withFiles(t, map[string]string{testPage: frontMatter + test.body}))
			switch {
			case test.want == "" && err != nil:
				t.Errorf("got %v", err)
			case test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)):
				t.Errorf("got %v, want %q", err, test.want)
			}
		})
	}
}
