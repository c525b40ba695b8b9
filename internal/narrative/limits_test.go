package narrative

import (
	"strings"
	"testing"
)

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
		"long":         {table(3, 10_000, "|1|2|3|\n"), ""},
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
