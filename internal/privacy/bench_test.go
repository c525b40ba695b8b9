package privacy

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
)

// scattered is a table of about a thousand cells, of which some are withheld: at
// random, each with another in its row and in its column, so that they hang together.
func scattered(rows, columns, withheld int, protection int64) *Problem {
	r := rand.New(rand.NewPCG(uint64(rows), uint64(withheld)))
	g := newGrid(r, []int{rows, columns}, 60)
	hidden := map[int]bool{}
	for len(hidden) < withheld {
		a, b, c, d := 1+r.IntN(rows), 1+r.IntN(rows), 1+r.IntN(columns), 1+r.IntN(columns)
		for _, at := range [][]int{{a, c}, {a, d}, {b, c}, {b, d}} {
			if len(hidden) < withheld {
				hidden[g.index(at)] = true
			}
		}
	}
	p := g.problem(func(i int) bool { return hidden[i] })
	for i := range p.Cells {
		p.Cells[i].Protection = min(p.Cells[i].Protection, 1) * protection
	}
	return p
}

// TestAttackIsQuick holds the bar with much room: 1,000 cells of which 50 are
// withheld in ten seconds.
func TestAttackIsQuick(t *testing.T) {
	t.Parallel()
	start := time.Now()
	for _, protection := range []int64{4, 1 << 20} { // mostly safe, and all disclosed
		p := scattered(24, 39, 50, protection)
		if len(p.Cells) != 1000 {
			t.Fatal(len(p.Cells))
		}
		found, err := p.Attack(context.Background())
		if err != nil || protection > 4 && len(found) != 50 {
			t.Fatal(len(found), err)
		}
	}
	if took := time.Since(start); took > 10*time.Second {
		t.Errorf("the attack took %v", took)
	}
}

func BenchmarkAttack(b *testing.B) {
	for name, p := range map[string]*Problem{
		"1000 cells, 50 withheld":            scattered(24, 39, 50, 4),
		"1000 cells, 50 withheld, disclosed": scattered(24, 39, 50, 1<<20),
		"1000 cells, 500 withheld":           scattered(24, 39, 500, 4),
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := p.Attack(context.Background()); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	b.Run("1000 cells, 50 withheld, intervals", func(b *testing.B) {
		p := scattered(24, 39, 50, 4)
		for b.Loop() {
			if _, _, err := p.Intervals(context.Background()); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkMillionRows attacks a table of a million rows, 200 of which are withheld.
func BenchmarkMillionRows(b *testing.B) {
	var csv strings.Builder
	csv.WriteString("*place,*kind,n:count\n")
	for place := range 10_000 {
		hidden := place%100 == 0
		fmt.Fprintf(&csv, "p%d,total,%d\n", place, 99*20)
		for kind := range 99 {
			if hidden && kind < 2 {
				fmt.Fprintf(&csv, "p%d,k%d,[withheld]\n", place, kind)
				continue
			}
			fmt.Fprintf(&csv, "p%d,k%d,20\n", place, kind)
		}
	}
	data := load(b, map[string]sheet{"a": {csv.String(), fromFive}})
	b.ReportAllocs()
	for b.Loop() {
		if err := Check(context.Background(), Edition{Data: data}); err != nil {
			b.Fatal(err)
		}
		if err := CheckThresholds(data); err != nil {
			b.Fatal(err)
		}
	}
}
