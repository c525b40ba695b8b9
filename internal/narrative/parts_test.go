package narrative

import (
	"testing"

	"daylight/internal/dataset"
	"daylight/internal/figure"
)

func TestParts(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]int{
		"[40.6%](figure:subscribers.share) and [59.4%](figure:parts.rest).":                                          0,
		"[40.58%](figure:subscribers.share) and [59.4%](figure:parts.rest).":                                         1,
		"[41%](figure:subscribers.share) and\n*[59.4%](figure:parts.rest)*, [41%](figure:subscribers.share).":        1,
		"[41%](figure:subscribers.share)\n\n[59.4%](figure:parts.rest)":                                              0,
		"[41%](figure:subscribers.share) and [33.3%](figure:parts.third).":                                           0,
		"[33%](figure:parts.third), [33%](figure:parts.second), [33.3%](figure:parts.last)":                          1,
		"[33.3%](figure:parts.third), [](figure:parts.second), [33.3%](figure:parts.last)":                           1,
		"| a | b |\n|---|---|\n| [41%](figure:subscribers.share) | [59.4%](figure:parts.rest) |":                     0,
		"[two in five](figure:subscribers.share) and [59.4%](figure:parts.rest), [949](figure:subscribers.obtained)": 0,
	} {
		in := withParts(t, frontMatter+body)
		content, err := Read(in)
		if err != nil {
			t.Errorf("%s: %v", body, err)
			continue
		}
		if got := content.page(t, "findings/page").Rounded; got != want {
			t.Errorf("%s: %d, want %d", body, got, want)
		}
	}
}

// withParts is the fixture with shares of a whole, and a page.
func withParts(t *testing.T, page string) Input {
	t.Helper()
	in := withFiles(t, map[string]string{
		testPage: page,
		"data/figures/parts.sql": "-- unit.rest.en: %\n-- unit.third.en: %\n-- unit.second.en: %\n-- unit.last.en: %\n" +
			"SELECT 1 - share AS rest, 1.0 / 3 AS third, 1.0 / 3 AS second, 1.0 / 3 AS last FROM (SELECT 1.0 * n.numbers / s.whole AS share " +
			"FROM split AS n, (SELECT sum(numbers) AS whole FROM split) AS s WHERE n.id = 'not-obtained')",
	})
	data, err := dataset.Load(in.Project)
	if err != nil {
		t.Fatal(err)
	}
	if in.Figures, err = figure.Evaluate(t.Context(), data, in.Project); err != nil {
		t.Fatal(err)
	}
	return in
}
