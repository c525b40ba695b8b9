package site_test

import (
	"fmt"
	"strings"
	"testing"

	"daylight/internal/site"
)

// BenchmarkWrite writes, and BenchmarkCheckWritten checks, a report of 2,000
// findings of five claims each.
func BenchmarkWrite(b *testing.B) {
	in := input(b, manyFindings(2000))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := site.Write(b.Context(), in); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCheckWritten(b *testing.B) {
	public, err := site.Write(b.Context(), input(b, manyFindings(2000)))
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if err := site.Check(public); err != nil {
			b.Fatal(err)
		}
	}
}

// manyFindings returns pages of some 2 kB.
func manyFindings(n int) map[string]string {
	const claimed = "[6,051](figure:calls[total].calls) calls, of which [more than 40,000](figure:calls[a].calls) were here [@made-up]. "
	files := map[string]string{}
	for i := range n {
		files[fmt.Sprintf("content/en/findings/page-%d.md", i)] = "---\ntitle: A page\nsummary: What is said on it.\norder: 9\n---\n\n" + claimed + claimed +
			"\n\n## Words {#words}\n\n" + strings.Repeat("Words of *prose* that go on for a while. ", 40) + "\n\nSee [the first](first.md#calls).\n"
	}
	return files
}
