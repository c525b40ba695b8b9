//go:build unix

package main

import (
	"bytes"
	"fmt"
	"io"
	"os/exec"
	"path/filepath"
	"slices"
	"syscall"
	"time"
)

// bench is one session of measuring.
type bench struct {
	out      io.Writer
	runs     int
	work     string // where the projects and sites of this session are made
	cache    string // what is kept between sessions
	daylight string // the program
}

// contender is a program that does a piece of work.
type contender struct {
	name    string
	base    string // its name in the head of a column of ratios to it; "" for none
	command func(turn int) *exec.Cmd
}

// run is what one run of a program took.
type run struct {
	wall, cpu time.Duration
	memory    int64 // bytes at its peak
}

// compare runs every contender in turn, as often as asked, and prints a table: a
// slow minute of the machine meets all of them, so that ratios are taken within a
// turn.
func (b *bench) compare(title string, contenders []contender) error {
	results := make([][]run, len(contenders))
	for turn := range b.runs {
		for i, c := range contenders {
			r, err := c.run(turn)
			if err != nil {
				return err
			}
			results[i] = append(results[i], r)
		}
	}
	head, line := "| program | seconds |", "|---|---|"
	for _, c := range contenders {
		if c.base != "" {
			head, line = head+" ÷ "+c.base+" | processor ÷ "+c.base+" |", line+"---|---|"
		}
	}
	fmt.Fprintf(b.out, "\n### %s\n\n%s peak memory, MB |\n%s---|\n", title, head, line)
	for i, c := range contenders {
		fmt.Fprintf(b.out, "| %s | %s |", c.name, spread(each(results[i], wall)))
		for j, base := range contenders {
			if base.base != "" {
				for _, of := range []func(run) float64{wall, cpu} {
					fmt.Fprintf(b.out, " %s |", spread(ratios(each(results[i], of), each(results[j], of))))
				}
			}
		}
		fmt.Fprintf(b.out, " %.0f |\n", slices.Max(each(results[i], memory)))
	}
	return nil
}

// each takes one figure of every run.
func each(runs []run, of func(run) float64) []float64 {
	var values []float64
	for _, r := range runs {
		values = append(values, of(r))
	}
	return values
}

func ratios(a, b []float64) []float64 {
	var values []float64
	for i := range a {
		values = append(values, a[i]/b[i])
	}
	return values
}

// spread writes the median, the least and the most of some values.
func spread(values []float64) string {
	sorted := slices.Sorted(slices.Values(values))
	return fmt.Sprintf("%.2f (%.2f–%.2f)", sorted[len(sorted)/2], sorted[0], sorted[len(sorted)-1])
}

func (c contender) run(turn int) (run, error) {
	syscall.Sync() // what an earlier run left to be written is not this one's load
	cmd := c.command(turn)
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	start := time.Now()
	if err := cmd.Run(); err != nil {
		return run{}, fmt.Errorf("%s: %w\n%s", c.name, err, tail(said.Bytes()))
	}
	took := time.Since(start)
	usage := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	return run{took, cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), int64(usage.Maxrss) << 10}, nil // kilobytes on Linux
}

func tail(data []byte) []byte { return data[max(0, len(data)-2000):] }

func wall(r run) float64   { return r.wall.Seconds() }
func cpu(r run) float64    { return r.cpu.Seconds() }
func memory(r run) float64 { return float64(r.memory) / 1e6 }

// fresh returns a folder for what a contender writes in a turn. Nothing is removed
// before the session ends: ext4 passes over each file number that was freed in
// the last half minute, which makes writing after a large removal many times slower.
func (b *bench) fresh(name string, turn int) string {
	return filepath.Join(b.work, fmt.Sprintf("%s-%d", name, turn))
}
