//go:build unix

package main

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"syscall"
	"time"
)

// bench is one session of measuring.
type bench struct {
	out      io.Writer
	runs     int
	work     string // where projects and sites are made
	daylight string // the program
}

// contender is a program that does a piece of work.
type contender struct {
	name    string
	prepare func() error // before each run, not measured; may be nil
	command func() *exec.Cmd
}

// run is what one run of a program took.
type run struct {
	wall, cpu time.Duration
	memory    int64 // bytes at its peak
}

// compare runs every contender in turn, as often as asked, and prints a table: a
// slow minute of the machine meets all of them.
func (b *bench) compare(title string, contenders []contender) error {
	results := make([][]run, len(contenders))
	for range b.runs {
		for i, c := range contenders {
			r, err := c.run()
			if err != nil {
				return err
			}
			results[i] = append(results[i], r)
		}
	}
	fmt.Fprintf(b.out, "\n### %s\n\n| program | seconds: median (least–most) | ratio to the first | processor seconds | peak memory, MB |\n|---|---|---|---|---|\n", title)
	base := median(results[0], wall)
	for i, c := range contenders {
		rs := results[i]
		low, high := slices.MinFunc(rs, byWall), slices.MaxFunc(rs, byWall)
		fmt.Fprintf(b.out, "| %s | %.2f (%.2f–%.2f) | %.2f | %.2f | %.0f |\n", c.name,
			median(rs, wall), low.wall.Seconds(), high.wall.Seconds(), median(rs, wall)/base, median(rs, cpu), median(rs, memory))
	}
	return nil
}

func (c contender) run() (run, error) {
	if c.prepare != nil {
		if err := c.prepare(); err != nil {
			return run{}, err
		}
	}
	syscall.Sync() // what an earlier run left to be written is not this one's load
	cmd := c.command()
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

func byWall(a, b run) int { return cmp.Compare(a.wall, b.wall) }

func wall(r run) float64   { return r.wall.Seconds() }
func cpu(r run) float64    { return r.cpu.Seconds() }
func memory(r run) float64 { return float64(r.memory) / 1e6 }

func median(rs []run, of func(run) float64) float64 {
	var values []float64
	for _, r := range rs {
		values = append(values, of(r))
	}
	slices.Sort(values)
	return values[len(values)/2]
}

// remove returns a preparation that removes folders.
func remove(folders ...string) func() error {
	return func() error {
		for _, f := range folders {
			if err := os.RemoveAll(f); err != nil {
				return err
			}
		}
		return nil
	}
}
