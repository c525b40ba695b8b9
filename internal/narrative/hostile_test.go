package narrative

import (
	"strings"
	"testing"
	"time"
)

// TestHostileMarkdown reads text made to take without end: it must end soon,
// with a page or with problems.
func TestHostileMarkdown(t *testing.T) {
	t.Parallel()
	fill := func(unit string, size int) string { return strings.Repeat(unit, size/len(unit)) }
	for name, body := range map[string]string{
		"nested quotations":       fill(">", 10_000) + "a\n",
		"nested lists":            fill("- ", 20_000) + "a\n",
		"numbered lists":          fill("1) ", 20_000) + "a\n",
		"brackets":                fill("[", 10_000) + fill("]", 10_000),
		"images":                  fill("![", 10_000) + fill("]", 10_000),
		"a long line":             fill("word ", 10<<20),
		"a long line, just small": fill("word ", maxFile-200),
		"emphasis":                fill("*a **a ", 100_000),
		"emphasis both ways":      fill("*a_ ", 100_000),
		"backticks":               fill("`a``b```c````d", 100_000),
		"open links":              fill("[a](b (", 100_000),
		"open tags":               fill("<a b='", 100_000),
		"open comments":           fill("<!-- ", 100_000),
		"entities":                fill("&amp", 100_000),
		"citations":               fill("[@a;", 100_000),
		"tables":                  "|" + fill("a|", 50_000) + "\n|" + fill("-|", 50_000) + "\n",
		"ragged tables":           strings.Repeat("|"+fill("a|", 1800)+"\n|"+fill("-|", 1800)+"\n"+fill("|x|\n", 100_000)+"\n\n", 4),
		"table rows":              "|a|\n|-|\n" + fill("|`\\|`|\n", 100_000),
		"definitions":             fill("[a]: b\n", 100_000),
		"footnotes":               fill("[^a]: b\n\n", 100_000),
		"delimiter rows":          fill("-|-\n", 100_000),
		"controls":                "a\x00b",
		"not UTF-8":               "a\xffb",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			read := time.Now()
			hostile(t, body)
			if took := time.Since(read); took > 20*time.Second {
				t.Errorf("took %v", took)
			}
		})
	}
}

// TestHostileBlocks is the worst that fits below the limits, as often as fits
// into an eighth of the largest file.
func TestHostileBlocks(t *testing.T) {
	t.Parallel()
	for name, block := range map[string]string{
		"brackets":    strings.Repeat("[", 1000) + strings.Repeat("]", 1000),
		"closed":      strings.Repeat("[a](b)", 1000),
		"images":      strings.Repeat("![", 1000) + strings.Repeat("]", 1000),
		"emphasis":    strings.Repeat("*a **a ", 600),
		"both ways":   strings.Repeat("*a_ ", 1900),
		"nested":      strings.Repeat("*", 990) + "a" + strings.Repeat("*", 990),
		"open links":  strings.Repeat("[a](b (", 1900),
		"open tags":   strings.Repeat("<a b='", 1900),
		"definitions": strings.Repeat("[a]: b\n", 1900),
		"backticks":   backticks(60),
		"quotations":  strings.Repeat(strings.Repeat(">", 50)+"a\n", 30),
		"lists":       nestedLists(200),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			read := time.Now()
			hostile(t, strings.Repeat(block+"\n\n", maxFile/8/(len(block)+2)))
			if took := time.Since(read); took > 20*time.Second {
				t.Errorf("took %v", took)
			}
		})
	}
}

func hostile(t *testing.T, body string) {
	content, err := Read(withFiles(t, map[string]string{testPage: frontMatter + body}))
	if err != nil {
		if problems(t, err) == "" {
			t.Error("an error without problems")
		}
		return
	}
	if _, err := content.page(t, "findings/page").Blocks(Place{}); err != nil {
		t.Error(err)
	}
}

func backticks(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat("`", i+1) + "a")
	}
	return b.String()
}

func nestedLists(depth int) string {
	var b strings.Builder
	for i := range depth {
		b.WriteString(strings.Repeat(" ", 2*i) + "- a\n")
	}
	return b.String()
}
