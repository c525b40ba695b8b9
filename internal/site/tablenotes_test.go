package site_test

import (
	"strings"
	"testing"

	"daylight/internal/site"
)

// Readers are told how those who are counted are protected, and where another thing is counted.
func TestTableNotes(t *testing.T) {
	t.Parallel()
	schema := func(rule string) map[string]string {
		pack, _ := input(t, nil).Project.Read("data/datapackage.json")
		return map[string]string{"data/datapackage.json": strings.Replace(string(pack), `"schema": {`, `"daylight": `+rule+`, "schema": {`, 1)}
	}
	series := map[string]string{"data/identities.yaml": `series:
  - table: rows
    overlaps: {en: "The <years> of two calendars overlap.", he: השנים}
    breaks: [{at: 2011-05, reason: {en: "From here on people are counted.", he: אנשים}}]
  - table: others
    overlaps: {en: "Not of this table.", he: אחרת}
`}
	const data, absent = "en/data/index.html", "en/not-reported/index.html"
	for _, c := range []struct {
		name   string
		change map[string]string
		page   string
		want   string
	}{
		{"a threshold", schema(`{"threshold": 5, "unit": {"en": "people", "he": "אנשים"}}`), data, "<dt>Protected counts</dt><dd>A count of fewer than 5 people is not shown as it is.</dd>"},
		{"a threshold, beside what it hides", schema(`{"threshold": 5, "unit": {"en": "people", "he": "אנשים"}}`), absent, "<dt>Protected counts</dt><dd>A count of fewer than 5 people is not shown as it is.</dd>"},
		{"in another language", schema(`{"threshold": 5, "unit": {"en": "people", "he": "אנשים"}}`), "he/data/index.html", "5 אנשים"},
		{"zero", schema(`{"threshold": 5, "zero": true, "unit": {"en": "people", "he": "אנשים"}}`), data, "fewer than 5 people is not shown as it is, nor is a zero."},
		{"a base, of one column", schema(`{"threshold": 5, "base": 10, "fields": ["calls"], "unit": {"en": "people", "he": "אנשים"}}`), data, "Every count (people) is rounded to a multiple of 10, so that no small one is shown. This holds for these columns: Calls."},
		{"overlaps", series, data, "<dt>Periods that overlap</dt><dd>The &lt;years&gt; of two calendars overlap.</dd>"},
		{"a break", series, data, "<dt>Break in the series: May 2011</dt><dd>From here on people are counted.</dd>"},
		{"a break in another language", series, "he/data/index.html", "<dd>אנשים</dd>"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			public, err := site.Write(t.Context(), input(t, c.change))
			if err != nil {
				t.Fatal(err)
			}
			page, _ := public.Read(c.page)
			if !strings.Contains(string(page), c.want) || strings.Contains(string(page), "Not of this table") {
				t.Errorf("%s does not say %s", c.page, c.want)
			}
		})
	}
}
