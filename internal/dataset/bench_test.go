package dataset

import (
	"bytes"
	"fmt"
	"runtime"
	"testing"

	"daylight/internal/tree"
)

// million returns a project with one table of that many rows and eight columns:
// a key of its own per row, three dimensions, two counts, a source and a confidence.
func million(tb testing.TB, rows int) tree.Tree {
	tb.Helper()
	var csv bytes.Buffer
	csv.WriteString("id,period,provider,class,calls,numbers,source,confidence\n")
	for i := range rows {
		fmt.Fprintf(&csv, "r%07d,%d-%02d,provider %d,class-%d,%d,%s,cce%d,D\n", i, 2000+i%20, 1+i%12, i%500, i%7,
			i*7919%1000003, []string{"<5", "12", "~100", "[withheld]", "0..249"}[i%5], i%30)
	}
	schema := `{"resources": [{"name": "big", "path": "big.csv", "schema": {
		"fields": [{"name": "id", "type": "string"}, {"name": "period", "type": "string", "daylight": "period"},
			{"name": "provider", "type": "string"}, {"name": "class", "type": "string"},
			{"name": "calls", "type": "string", "daylight": "count"}, {"name": "numbers", "type": "string", "daylight": "count"},
			{"name": "source", "type": "string", "daylight": "source"}, {"name": "confidence", "type": "string", "categories": ["D", "S"]}],
		"primaryKey": ["id"], "uniqueKeys": [["period", "provider", "class", "calls"]],
		"missingValues": [{"value": "[withheld]", "label": "withheld"}]}}]}`
	project, err := tree.New(map[string][]byte{PackagePath: []byte(schema), "data/big.csv": csv.Bytes()})
	if err != nil {
		tb.Fatal(err)
	}
	return project
}

func BenchmarkLoadMillion(b *testing.B) {
	project := million(b, 1_000_000)
	b.ResetTimer()
	for range b.N {
		set, err := Load(project)
		if err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		b.ReportMetric(kept(set), "MB-kept")
		b.StartTimer()
	}
}

// kept returns the heap in use while the tables are held.
func kept(set *Set) float64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	runtime.KeepAlive(set)
	return float64(m.HeapAlloc) / 1e6
}
