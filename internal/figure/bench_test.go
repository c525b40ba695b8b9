package figure

import (
	"fmt"
	"strings"
	"testing"
)

// BenchmarkMillionRows loads, checks and sums a table of a million rows, of which
// every hundredth count is withheld.
func BenchmarkMillionRows(b *testing.B) {
	const rows = 1_000_000
	var csv strings.Builder
	csv.WriteString("id,region,calls,numbers,source\n")
	for i := range rows {
		calls := fmt.Sprint(i % 977)
		if i%100 == 7 {
			calls = "[withheld]"
		}
		fmt.Fprintf(&csv, "row-%07d,region-%d,%s,%d,cce2014\n", i, i%97, calls, i%13)
	}
	p := project{
		schema: `{"resources": [{"name": "big", "path": "big.csv", "schema": {
			"fields": [
				{"name": "id", "type": "string"}, {"name": "region", "type": "string"},
				{"name": "calls", "type": "string", "daylight": "count"},
				{"name": "numbers", "type": "string", "daylight": "count"},
				{"name": "source", "type": "string"}
			],
			"primaryKey": ["id"],
			"missingValues": [{"value": "[withheld]", "label": "withheld"}]
		}}]}`,
		files: map[string]string{
			"data/big.csv":             csv.String(),
			"data/figures/sums.sql":    "SELECT sum(calls_low) AS calls_low, sum(calls_high) AS calls_high, sum(numbers) AS numbers FROM big",
			"data/figures/regions.sql": "SELECT region, sum(numbers) AS numbers FROM big GROUP BY region ORDER BY region",
			"data/checks/rule.sql":     "SELECT id FROM big WHERE calls_low < 0",
		},
	}
	data, tree := p.load(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Evaluate(b.Context(), data, tree); err != nil {
			b.Fatal(err)
		}
	}
}
