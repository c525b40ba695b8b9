package narrative

import (
	"fmt"
	"strings"
	"testing"
)

// benchmarkPage is a page of some 2 KB with five claims.
func benchmarkPage(i, n int) string {
	return fmt.Sprintf(`---
title: "Page %d of [949](figure:subscribers.obtained)"
summary: What is said on page %d.
nav: Page %d
order: %d
---

Investigators obtained subscriber information for [949](figure:subscribers.obtained) of the numbers that called
the complainants. For [648](figure:subscribers.not_obtained) they could not [@cce2014, para. 57].

## The numbers {#numbers}

%s

> [!caution]
> A number without subscriber information is not a suspect number: [949](figure:split[obtained].numbers) and
> [648](figure:split[not-obtained].numbers).

%s

- **One.** See [the next page](page-%d.md#numbers).
- **Two.** See [the method](../method.md) and [the data](page:data).

## What the data cannot say {#limits}

%s
`, i, i, i, i, strings.Repeat("Words of *prose* that go on for a while. ", 12), strings.Repeat("Other words, `in code` as well. ", 12),
		(i+1)%n, strings.Repeat("The last words of the page, without any marks. ", 12))
}

func thousandPages(b *testing.B) Input {
	const n = 1000
	files := map[string]string{}
	for i := range n {
		files[fmt.Sprintf("content/en/findings/page-%d.md", i)] = benchmarkPage(i, n)
	}
	return withFiles(b, files)
}

func BenchmarkThousandPages(b *testing.B) {
	in := thousandPages(b)
	b.Run("read", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := Read(in); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("render", func(b *testing.B) {
		content, err := Read(in)
		if err != nil {
			b.Fatal(err)
		}
		b.ReportAllocs()
		for b.Loop() {
			for _, page := range content.Pages {
				if _, err := page.Blocks(Place{Root: "../../../", IDPrefix: "p-", Shift: 1}); err != nil {
					b.Fatal(err)
				}
			}
		}
	})
}
