package narrative

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// TestUses holds what is noted of each number that a page shows, in order.
func TestUses(t *testing.T) {
	t.Parallel()
	body := `---
title: "Of [949](figure:subscribers.obtained) numbers"
summary: Plain.
---

Before, [949](figure:split[obtained].numbers) (see "para. 57"). One & <two>? "Then [648](figure:subscribers.not_obtained)
of **[949](figure:subscribers.obtained)** more." The end.

## Under [648](figure:subscribers.not_obtained) {#under}

- A point with [649 less one](figure:subscribers.not_obtained "648")? No numeral here.

### Deeper {#deeper}

| a | b |
|---|---|
| words | [648](figure:subscribers.not_obtained) |

![A bar of [949](figure:subscribers.obtained)](chart:split)

![A bar again](chart:split)

![All of them](strip:split)
`
	body = strings.Replace(body, "<two>", `\<two\>`, 1)
	body = strings.Replace(body, `[649 less one](figure:subscribers.not_obtained "648")`, `[those](figure:subscribers.not_obtained "648")`, 1)
	content, err := Read(withFiles(t, map[string]string{testPage: body}))
	if err != nil {
		t.Fatal(problems(t, err))
	}
	page := content.page(t, "findings/page")
	var got strings.Builder
	for _, u := range page.Uses {
		fmt.Fprintf(&got, "%s #%s %q %q line %d\n", u.Figure, u.Section, u.Shown, u.Sentence, u.Pos.Line)
	}
	want := `subscribers.obtained # "949" "Of 949 numbers" line 2
split[obtained].numbers # "949" "Before, 949 (see \"para. 57\")." line 6
subscribers.not_obtained # "648" "\"Then 648 of 949 more.\"" line 6
subscribers.obtained # "949" "\"Then 648 of 949 more.\"" line 7
subscribers.not_obtained #under "648" "Under 648" line 9
subscribers.not_obtained #under "those" "A point with those?" line 11
subscribers.not_obtained #under "648" "648" line 17
subscribers.obtained #under "949" "A bar of 949" line 19
`
	if !strings.HasPrefix(got.String(), want) {
		t.Errorf("got\n%swant first\n%s", got.String(), want)
	}
	rest := strings.TrimPrefix(got.String(), want)
	if n := strings.Count(rest, "line 19"); n < 2 {
		t.Errorf("the chart's numbers are noted %d times:\n%s", n, rest)
	}
	if strings.Contains(rest, "line 21") {
		t.Errorf("a chart that is not drawn again is noted again:\n%s", rest)
	}
	if !strings.Contains(rest, `split[obtained].numbers #under "949" "All of them" line 23`) {
		t.Errorf("the strip is not noted:\n%s", rest)
	}
}

// TestFirstUseLeadsToReceipt holds that a figure is a link once in a section, and
// never in a heading.
func TestFirstUseLeadsToReceipt(t *testing.T) {
	t.Parallel()
	n := "[949](figure:subscribers.obtained)"
	got := outcome(t, n+" and "+n+"\n\n## A "+n+" {#a}\n\n"+n+", "+n+"\n\n### B {#b}\n\n"+n+"\n")
	if links, claims := strings.Count(got, `href="../../../en/figures/subscribers/index.html#obtained"`), strings.Count(got, `<data`); links != 2 || claims != 6 {
		t.Errorf("%d links for %d claims, want 2 for 6:\n%s", links, claims, got)
	}
	if strings.Contains(got, `<h3 id="p-a">A <a`) {
		t.Errorf("a heading holds a link:\n%s", got)
	}
}

func TestSentenceEnd(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"One. Two.":                  "One. ",
		"One (para. 57) and no. 5":   "One (para. 57) and no. 5",
		"One! “Two.” Three":          "One! ",
		"“Two.” Three":               "“Two.” ",
		"1.5 of it. Éric":            "1.5 of it. ",
		"What? a small letter. B":    "What? a small letter. ",
		"":                           "",
		"...":                        "...",
		"A line.\nAnother one":       "A line.\n",
		"Said so (in print.) Before": "Said so (in print.) ",
	} {
		if got := text[:sentenceEnd([]byte(text))]; got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

// TestMadeIDs holds that a page cannot take the ids of what the build adds to it.
func TestMadeIDs(t *testing.T) {
	t.Parallel()
	for _, id := range madeIDs {
		if got := outcome(t, "## Mine {#"+id+"}\n"); !strings.Contains(got, "which the build adds to pages [content-heading]") {
			t.Errorf("%s: got %s", id, got)
		}
	}
}

// TestCited holds that a page knows each section in which it cites a source.
func TestCited(t *testing.T) {
	t.Parallel()
	content, err := Read(withFiles(t, map[string]string{testPage: frontMatter +
		"A [@cce2014] and [@cce2014, p. 2; @ec2012].\n\n## One {#one}\n\nB [@ec2012].\n\n### Below {#below}\n\nC [@ec2012] [@cce2014].\n\n## Two {#two}\n\nD [@cce2014].\n"}))
	if err != nil {
		t.Fatal(err)
	}
	want := []Cited{{"cce2014", ""}, {"ec2012", ""}, {"ec2012", "one"}, {"cce2014", "one"}, {"cce2014", "two"}}
	if got := content.page(t, "findings/page").Cited; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
