//go:build unix

package main

import (
	"fmt"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

const manyCharts = 200

// charts measures what draws them: the engine against the common build of ECharts as
// it is published, what charts take that have not changed, and a report of many charts.
func (b *bench) charts() error {
	if err := b.engine(); err != nil {
		return err
	}
	if err := b.unchanged(); err != nil {
		return err
	}
	project := filepath.Join(b.work, "charts")
	if err := (size{pages: 1, charts: manyCharts, rows: 1000}).generate(project); err != nil {
		return err
	}
	again := b.fresh("charts", b.runs)
	if err := exec.Command(b.daylight, "build", "--out", again, project).Run(); err != nil {
		return err
	}
	return b.compare(fmt.Sprintf("A report of %d charts", manyCharts), []contender{
		{name: "`cp -R` of the site", base: "copy", command: func(turn int) *exec.Cmd {
			return exec.Command("cp", "-R", again, b.fresh("charts-copy", turn))
		}},
		{name: "daylight, from cold", command: func(turn int) *exec.Cmd {
			return exec.Command(b.daylight, "build", "--no-cache", "--out", b.fresh("charts", turn), project)
		}},
		{name: "daylight, unchanged", command: func(int) *exec.Cmd { return exec.Command(b.daylight, "build", "--out", again, project) }},
	})
}

// engine runs the benchmark of internal/echarts, which draws each option by both
// builds in turn, and prints its figures as a table.
func (b *bench) engine() error {
	figures, err := b.benchmark("AgainstPublished", "./internal/echarts")
	if err != nil {
		return err
	}
	fmt.Fprintf(b.out, "\n### The engine that draws charts, processor time\n\n"+
		"| | milliseconds | ECharts' common build | ÷ ECharts' common build |\n|---|---|---|---|\n")
	for _, what := range []struct{ name, unit string }{{"to start", "start"}, {"a chart", "chart"}} {
		if len(figures["of-published/"+what.unit]) != b.runs {
			return fmt.Errorf("the benchmark printed no %s: is node_modules there (make)?", what.unit)
		}
		fmt.Fprintf(b.out, "| %s | %s | %s | %s |\n", what.name, spread(figures["ms/"+what.unit]),
			spread(figures["published-ms/"+what.unit]), spread(figures["of-published/"+what.unit]))
	}
	return nil
}

// unchanged runs the benchmark of internal/chart, which finds the pictures of many charts
// in the cache, and prints its figures as a table.
func (b *bench) unchanged() error {
	figures, err := b.benchmark("Unchanged", "./internal/chart")
	if err != nil {
		return err
	}
	fmt.Fprintf(b.out, "\n### %d charts that have not changed, without the rest of the report\n\n"+
		"| | milliseconds | of a processor |\n|---|---|---|\n", manyCharts)
	for _, what := range []struct{ name, unit string }{{"to read", "read"}, {"to lay out and find in the cache", "look-up"}} {
		if len(figures["ms/"+what.unit]) != b.runs {
			return fmt.Errorf("the benchmark printed no %s: is the bundle there (make)?", what.unit)
		}
		fmt.Fprintf(b.out, "| %s | %s | %s |\n", what.name, spread(figures["ms/"+what.unit]), spread(figures["processor-ms/"+what.unit]))
	}
	return nil
}

// benchmark runs one of a package as often as asked, and returns its figures by unit.
func (b *bench) benchmark(name, pkg string) (map[string][]float64, error) {
	figures := map[string][]float64{}
	for range b.runs {
		cmd := exec.Command("go", "test", "-run", "^$", "-bench", name, "-benchtime", "3x", pkg)
		out, err := cmd.CombinedOutput()
		if err != nil {
			return nil, fmt.Errorf("go test: %w\n%s", err, tail(out))
		}
		read(string(out), figures)
	}
	return figures, nil
}

// read adds the figures of a benchmark's line, which are pairs of number and unit.
func read(out string, figures map[string][]float64) {
	for line := range strings.Lines(out) {
		fields := strings.Fields(line)
		if len(fields) < 2 || !strings.HasPrefix(fields[0], "Benchmark") {
			continue
		}
		for i := 2; i+1 < len(fields); i += 2 {
			if n, err := strconv.ParseFloat(fields[i], 64); err == nil {
				figures[fields[i+1]] = append(figures[fields[i+1]], n)
			}
		}
	}
}
