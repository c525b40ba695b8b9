package privacy

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// TestIntervalsAgreeWithGLPK asks another solver for both ends of every withheld cell of
// random tables. Ends are optima over whole numbers in both. Many
// questions go to it at once, each with variables of its own, so that their optima do not
// touch; a question whose optimum is no whole table is asked again alone. It is 1,200 tables.
func TestIntervalsAgreeWithGLPK(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("glpsol"); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("glpsol is not installed: run make deps")
		}
		t.Skip("glpsol is not installed: run make deps")
	}
	tables := 1200
	r := rand.New(rand.NewPCG(5, 6))
	var batch []question
	asked, again := 0, 0
	for n := range tables {
		p, _ := randomProblem(r)
		got, ok, err := p.Intervals(context.Background())
		if err != nil || !ok {
			t.Fatalf("table %d: %v %v", n, ok, err)
		}
		for i, v := range got {
			if !p.Cells[i].known() {
				batch = append(batch, question{p, n, i, false, v.Low}, question{p, n, i, true, v.High})
			}
		}
		if n%50 == 49 || n == tables-1 {
			again += compare(t, batch)
			asked, batch = asked+len(batch), nil
		}
	}
	t.Logf("%d tables, %d ends, %d of them asked again in whole numbers", tables, asked, again)
}

// oneIn is how far apart the tables are that a test tries: one in so many, and all of them with DAYLIGHT_SLOW=1.
func oneIn(n int) int {
	if os.Getenv("DAYLIGHT_SLOW") == "1" {
		return 1
	}
	return n
}

type question struct {
	p        *Problem
	table    int
	cell     int
	greatest bool
	want     int64
}

// ceiling stands for no end: a value that far is no sum of these tables.
const ceiling = 1_000_000

func compare(t *testing.T, batch []question) (again int) {
	t.Helper()
	fractional := glpsol(t, batch, false)
	for _, i := range fractional {
		glpsol(t, batch[i:i+1], true)
	}
	return len(fractional)
}

// glpsol solves the questions and reports those with another answer. It returns those
// whose optimum is no table of whole numbers.
func glpsol(t *testing.T, batch []question, whole bool) (fractional []int) {
	t.Helper()
	dir := t.TempDir()
	model, solution := filepath.Join(dir, "model.lp"), filepath.Join(dir, "solution")
	if err := os.WriteFile(model, lpFile(batch, whole), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("glpsol", "--lp", model, "--write", solution).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	columns := readSolution(t, solution)
	at := 0
	for i, q := range batch {
		values := columns[at : at+len(q.p.Cells)]
		at += len(q.p.Cells)
		exact := true
		for _, v := range values {
			exact = exact && math.Abs(v-math.Round(v)) < 1e-6
		}
		got := int64(math.Round(values[q.cell]))
		switch {
		case !exact:
			fractional = append(fractional, i)
		case got != q.want && !(q.want == Open && got >= ceiling/2):
			t.Errorf("table %d, cell %d, greatest %v: %d, glpsol says %d\n%+v", q.table, q.cell, q.greatest, q.want, got, q.p)
		}
	}
	return fractional
}

// lpFile writes the questions as one program in the CPLEX LP format.
func lpFile(batch []question, whole bool) []byte {
	var b, rows, bounds, names bytes.Buffer
	b.WriteString("Minimize\n obj:")
	for n, q := range batch {
		for i, c := range q.p.Cells { // all stand in the objective, so that they are the solution's columns in order
			cost := 0
			if i == q.cell && q.greatest {
				cost = -1
			} else if i == q.cell {
				cost = 1
			}
			fmt.Fprintf(&b, " %+d x%d_%d\n", cost, n, i)
			if c.High == Open {
				c.High = ceiling
			}
			fmt.Fprintf(&bounds, " %d <= x%d_%d <= %d\n", c.Low, n, i, c.High)
			fmt.Fprintf(&names, " x%d_%d\n", n, i)
		}
		for i, r := range q.p.Relations {
			fmt.Fprintf(&rows, " r%d_%d:", n, i)
			sums := map[int]int64{}
			for _, term := range r.Terms {
				sums[term.Cell] += term.Factor
			}
			for c := range q.p.Cells {
				if f, ok := sums[c]; ok {
					fmt.Fprintf(&rows, " %+d x%d_%d", f, n, c)
				}
			}
			fmt.Fprintf(&rows, " %s %d\n", []string{"=", "<=", ">="}[r.Sense], r.Constant)
		}
	}
	fmt.Fprintf(&b, "Subject To\n%sBounds\n%s", rows.Bytes(), bounds.Bytes())
	if whole {
		fmt.Fprintf(&b, "General\n%s", names.Bytes())
	}
	b.WriteString("End\n")
	return b.Bytes()
}

// readSolution reads the columns of glpsol's plain solution file.
func readSolution(t *testing.T, name string) (columns []float64) {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(bytes.NewReader(data))
	for lines.Scan() {
		words := strings.Fields(lines.Text())
		switch {
		case len(words) == 0:
		case words[0] == "s" && words[1] == "bas" && words[4] == "f" && words[5] == "f", words[0] == "s" && words[1] == "mip" && words[4] == "o":
		case words[0] == "s":
			t.Fatalf("glpsol found no optimum: %s", lines.Text())
		case words[0] == "j":
			at := 3 // j number status value price
			if len(words) == 3 {
				at = 2 // j number value
			}
			v, err := strconv.ParseFloat(words[at], 64)
			if err != nil {
				t.Fatal(err)
			}
			columns = append(columns, v)
		}
	}
	return columns
}
