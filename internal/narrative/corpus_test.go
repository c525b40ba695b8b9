package narrative

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write what the corpora of testdata should expect")

const (
	betweenParts = "//- - - - - - - - -//\n"
	betweenCases = "//= = = = = = = = =//\n"
	frontMatter  = "---\ntitle: A page\nsummary: In a test.\n---\n"
	testPage     = "content/en/findings/page.md"
)

// TestCorpora reads testdata/*.txt: a name, Markdown, and what becomes of it. The
// Markdown is the body of content/en/findings/page.md; what is expected is its
// HTML at Place{Root: "../../../", IDPrefix: "p-", Shift: 1}, or its problems, whose
// lines count from the body's first.
func TestCorpora(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("there are no corpora", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			t.Parallel()
			runCorpus(t, file)
		})
	}
}

func runCorpus(t *testing.T, file string) {
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var updated strings.Builder
	for i, text := range strings.SplitAfter(string(data), betweenCases) {
		parts := strings.SplitN(strings.TrimSuffix(text, betweenCases), betweenParts, 3)
		if len(parts) != 3 {
			t.Fatalf("case %d of %s has not three parts", i+1, file)
		}
		_, name, _ := strings.Cut(strings.TrimSpace(parts[0]), ": ")
		got := outcome(t, parts[1])
		fmt.Fprintf(&updated, "%d: %s\n%s%s%s%s", i+1, name, betweenParts, parts[1], betweenParts, got)
		if strings.HasSuffix(text, betweenCases) {
			updated.WriteString(betweenCases)
		}
		if got != parts[2] && !*update {
			t.Errorf("%s, case %d: %s\n--- got\n%s--- want\n%s", file, i+1, name, got, parts[2])
		}
	}
	if *update && updated.String() != string(data) {
		if err := os.WriteFile(file, []byte(updated.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// outcome returns what becomes of a body: its blocks, or its problems.
func outcome(t *testing.T, body string) string {
	in := withFiles(t, map[string]string{testPage: frontMatter + body})
	content, err := Read(in)
	if err != nil {
		lines := strings.Split(problems(t, err), "\n")
		for i, line := range lines {
			lines[i] = fromBody(line)
		}
		return strings.Join(lines, "\n")
	}
	blocks, err := content.page(t, "findings/page").Blocks(Place{Root: "../../../", IDPrefix: "p-", Shift: 1})
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, block := range blocks {
		b.WriteString(described(block))
	}
	return b.String()
}

// fromBody makes a problem's line count from the body's first.
func fromBody(line string) string {
	rest, ok := strings.CutPrefix(line, testPage+":")
	if !ok {
		return line
	}
	var number int
	if _, err := fmt.Sscanf(rest, "%d", &number); err != nil {
		return line
	}
	_, rest, _ = strings.Cut(rest, ":")
	return fmt.Sprintf("%d:%s", number-strings.Count(frontMatter, "\n"), rest)
}

func described(b Block) string {
	switch {
	case b.Chart != nil:
		return fmt.Sprintf("[chart %s: %s]\n", b.Chart.Chart.Name, b.Chart.Alt)
	case b.Table != nil:
		return fmt.Sprintf("[table %s: %s: %s]\n", b.Table.Query.Name, b.Table.Caption, cells(b.Table))
	case b.Strip != nil:
		return fmt.Sprintf("[strip %s: %s: %s]\n", b.Strip.Query.Name, b.Strip.Caption, cells(b.Strip))
	case b.Pages != nil:
		var slugs []string
		for _, p := range b.Pages.Pages {
			slugs = append(slugs, p.Slug)
		}
		return fmt.Sprintf("[pages: %s: %s]\n", b.Pages.Caption, strings.Join(slugs, " "))
	}
	return string(b.HTML)
}

func cells(b *TableBlock) string {
	var rows []string
	for _, row := range b.Table.Rows {
		var texts []string
		for _, cell := range row {
			texts = append(texts, cell.Text)
		}
		rows = append(rows, strings.Join(texts, "|"))
	}
	return strings.Join(rows, ", ")
}
