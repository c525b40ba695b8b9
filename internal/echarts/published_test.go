//go:build unix

package echarts

import (
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"
)

// common is the least build that is published with what our charts are made of.
const common = "../../node_modules/echarts/dist/echarts.common.min.js"

// beyond is what the published common build does not have.
var beyond = regexp.MustCompile(`"(?:funnel|sankey)"`)

// BenchmarkAgainstPublished compares with the common build of ECharts as it is
// published, in processor time and in the same run: go test -bench Published.
func BenchmarkAgainstPublished(b *testing.B) {
	sources := []string{published(b, common), embedded(b, "common.js")}
	var all []sample
	for _, s := range samples(b) {
		if strings.HasPrefix(s.name, "chart_") && !beyond.Match(s.option) {
			all = append(all, s)
		}
	}
	var start, chart [2]time.Duration
	for b.Loop() {
		for i, source := range sources {
			began := processor(b)
			m := machineOf(b, source)
			start[i] += processor(b) - began
			m.picture(b, all[0])
			began = processor(b)
			for _, s := range all {
				m.picture(b, s)
			}
			chart[i] += processor(b) - began
		}
	}
	report := func(took [2]time.Duration, per int, name string) {
		each := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 / float64(b.N*per) }
		b.ReportMetric(each(took[0]), "published-ms/"+name)
		b.ReportMetric(each(took[1]), "ms/"+name)
		b.ReportMetric(float64(took[1])/float64(took[0]), "of-published/"+name)
	}
	report(start, 1, "start")
	report(chart, len(all), "chart")
}

func processor(b *testing.B) time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		b.Fatal(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}
