package echarts

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// slow asks for all that takes minutes.
var slow = os.Getenv("DAYLIGHT_SLOW") == "1"

// whole is all of ECharts, as it is published.
const whole = "../../node_modules/echarts/dist/echarts.min.js"

// sample is an option of testdata/options, "name.WIDTHxHEIGHT.json".
type sample struct {
	file, name    string
	option        []byte
	width, height int
}

var sampleName = regexp.MustCompile(`^(\w+)\.(\d+)x(\d+)\.json$`)

func samples(t testing.TB) []sample {
	t.Helper()
	names, err := filepath.Glob("testdata/options/*.json")
	if err != nil || len(names) < 10 {
		t.Fatalf("%d options (%v)", len(names), err)
	}
	var all []sample
	for _, name := range names {
		m := sampleName.FindStringSubmatch(filepath.Base(name))
		if m == nil {
			t.Fatalf("%s says no size", name)
		}
		option, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		width, _ := strconv.Atoi(m[2])
		height, _ := strconv.Atoi(m[3])
		all = append(all, sample{m[0], m[1], option, width, height})
	}
	return all
}

// published reads a file of the npm package.
func published(t testing.TB, name string) string {
	t.Helper()
	source, err := os.ReadFile(name)
	if err == nil {
		return string(source)
	}
	if os.Getenv("CI") == "true" {
		t.Fatal("node_modules is not there: run make")
	}
	t.Skip("node_modules is not there: run make")
	return ""
}

func embedded(t testing.TB, script string) string {
	t.Helper()
	needBundle(t)
	source, err := bundle.ReadFile("bundle/" + script)
	if err != nil {
		t.Fatal(err)
	}
	return string(source)
}

func machineOf(t testing.TB, source string) *machine {
	t.Helper()
	p, err := compileSource(source)
	if err != nil {
		t.Fatal(errors.Unwrap(err))
	}
	m, err := start(p)
	if err != nil {
		t.Fatal(errors.Unwrap(err))
	}
	return m
}

func (m *machine) picture(t testing.TB, s sample) string {
	t.Helper()
	raw, err := m.run(t.Context(), s.option, s.width, s.height)
	if err != nil {
		t.Fatal(s.name, err, errors.Unwrap(err))
	}
	svg, err := clean(raw, "p")
	if err != nil {
		t.Fatal(s.name, err)
	}
	return string(svg)
}

// What is left out of ECharts and changed in it alters no byte. Whatever is like our
// charts is drawn with the common script; the others ask for more than it has.
func TestSameAsTheWholeOfECharts(t *testing.T) {
	t.Parallel()
	theirs, ours, common := machineOf(t, published(t, whole)), machineOf(t, embedded(t, "all.js")), machineOf(t, embedded(t, "common.js"))
	few := 0
	for _, s := range samples(t) {
		want := theirs.picture(t, s)
		if got := ours.picture(t, s); got != want {
			t.Errorf("%s: all.js draws\n%s\nand the whole of ECharts\n%s", s.name, got, want)
		}
		_, err := common.run(t.Context(), s.option, s.width, s.height)
		if errors.Is(err, errLeftOut) {
			common = machineOf(t, embedded(t, "common.js"))
			few++
			if strings.HasPrefix(s.name, "chart_") {
				t.Errorf("%s is like our charts, and not drawn with the common script", s.name)
			}
			continue
		}
		if got := common.picture(t, s); got != want {
			t.Errorf("%s: common.js draws\n%s\nand the whole of ECharts\n%s", s.name, got, want)
		}
	}
	if few == 0 {
		t.Error("no option asks for more than the common script has")
	}
}

// Fresh, reused in any order, and two at once: all the same bytes. By default it is every second sample, with
// DAYLIGHT_SLOW=1 all, and twice.
func TestSameFromEveryMachine(t *testing.T) {
	t.Parallel()
	needBundle(t)
	all, times := samples(t), 2
	if !slow {
		times = 1
		for i := range len(all) / 2 {
			all[i] = all[2*i]
		}
		all = all[:len(all)/2]
	}
	draw := func(e *Engine, s sample) string {
		svg, err := e.Draw(t.Context(), "p", s.option, s.width, s.height)
		if err != nil {
			t.Error(s.name, err)
		}
		return string(svg)
	}
	fresh := make([]string, len(all))
	for i, s := range all {
		fresh[i] = draw(New(1), s)
	}
	used := New(2)
	var wait sync.WaitGroup
	for worker := range 2 {
		wait.Go(func() {
			for n := range times * len(all) {
				i := n % len(all)
				if worker == 1 {
					i = len(all) - 1 - i
				}
				if draw(used, all[i]) != fresh[i] {
					t.Errorf("%s differs from a fresh machine's", all[i].name)
				}
			}
		})
	}
	wait.Wait()
}

func TestIdleEngineHoldsNothing(t *testing.T) {
	t.Parallel()
	needBundle(t)
	synctest.Test(t, func(t *testing.T) {
		e := New(2)
		held := func() (n int) {
			for range cap(e.machines) {
				m := <-e.machines
				if m != nil {
					n++
				}
				e.machines <- m
			}
			return n
		}
		if n := held(); n != 0 {
			t.Errorf("an engine that has drawn nothing holds %d machines", n)
		}
		for range 2 {
			if _, err := e.Draw(t.Context(), "p", []byte(option), 100, 100); err != nil {
				t.Fatal(err)
			}
			if n := held(); n != 1 {
				t.Errorf("after a drawing the engine holds %d machines, want 1", n)
			}
			time.Sleep(2 * idle)
			synctest.Wait()
			if n := held(); n != 0 || len(e.programs) != 0 {
				t.Errorf("an idle engine holds %d machines and %v", n, e.programs)
			}
		}
	})
}
