package echarts

import (
	"context"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"strings"
	"sync"
	"testing"
	"time"
)

// needBundle skips a test when ECharts is not embedded; a run that must be whole fails.
func needBundle(t testing.TB) {
	t.Helper()
	if Version() != "" {
		return
	}
	if os.Getenv("CI") == "true" {
		t.Fatal("the chart engine is not embedded: run make")
	}
	t.Skip("the chart engine is not embedded: run make")
}

// option has a bar with a hatch, a dashed bar, a point and texts of every kind.
const option = `{
  "xAxis": [{"type": "value", "show": false, "min": 0, "max": 1000}],
  "yAxis": [{"type": "category", "show": true, "data": ["Québec", "</script>]]>"]}],
  "series": [
    {"type": "bar", "data": [
      {"value": 10, "itemStyle": {"color": "#123456", "borderType": "dashed", "borderColor": "#ff0000", "borderWidth": 2}},
      {"value": 600, "itemStyle": {"color": "none", "decal": {"dashArrayX": [1, 0], "dashArrayY": [2, 5], "rotation": 0.8, "color": "#00ff00"}}}]},
    {"type": "scatter", "symbolSize": 0, "data": [{"value": [100, 1], "name": "<b>&amp; 'q' \"é\" </text><script>"}],
      "label": {"show": true, "formatter": "{b}", "fontSize": 14, "fontWeight": "bold", "color": "#abcdef"}},
    {"type": "scatter", "symbolSize": 9, "data": [[300, 0]], "itemStyle": {"color": "#444444"}}]
}`

func TestDrawIsClean(t *testing.T) {
	t.Parallel()
	needBundle(t)
	svg, err := New(1).Draw(t.Context(), "calls-w", []byte(option), 720, 300)
	if err != nil {
		t.Fatal(err)
	}
	s := string(svg)
	for _, bad := range []string{"style", "class", "ecmeta", "<script", "CDATA", "zr0", "xlink", "sans-serif"} {
		if strings.Contains(s, bad) {
			t.Errorf("the SVG holds %q:\n%s", bad, s)
		}
	}
	for _, good := range []string{`width="720" height="300"`, `font-size="14"`, `font-weight="bold"`, `fill="#abcdef"`, `id="calls-w-1"`,
		`url(#calls-w-1)`, `stroke-dasharray`, `&lt;/text&gt;&lt;script&gt;`, "Québec", `data-series="0" data-item="0"`} {
		if !strings.Contains(s, good) {
			t.Errorf("the SVG lacks %q:\n%s", good, s)
		}
	}
	wellFormed(t, svg)
}

func wellFormed(t *testing.T, svg []byte) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(string(svg)))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Fatalf("the SVG is not well-formed: %v", err)
		}
	}
}

func TestFreshAndReusedEnginesGiveTheSameBytes(t *testing.T) {
	t.Parallel()
	needBundle(t)
	draw := func(e *Engine) string {
		svg, err := e.Draw(t.Context(), "p", []byte(option), 400, 200)
		if err != nil {
			t.Fatal(err)
		}
		return string(svg)
	}
	used := New(1)
	first := draw(used)
	for range 3 {
		if again := draw(used); again != first {
			t.Fatalf("a reused engine drew\n%s\nand first\n%s", again, first)
		}
	}
	if fresh := draw(New(1)); fresh != first {
		t.Errorf("a fresh engine drew\n%s\na used one\n%s", fresh, first)
	}
}

func TestDrawInParallel(t *testing.T) {
	t.Parallel()
	needBundle(t)
	e := New(2)
	drawn := make([]string, 8)
	var wait sync.WaitGroup
	for i := range drawn {
		wait.Go(func() {
			svg, err := e.Draw(t.Context(), "p", []byte(option), 400, 200)
			if err != nil {
				t.Error(err)
			}
			drawn[i] = string(svg)
		})
	}
	wait.Wait()
	for _, d := range drawn {
		if d != drawn[0] {
			t.Fatal("two drawings of one option differ")
		}
	}
}

func TestDrawRefuses(t *testing.T) {
	t.Parallel()
	needBundle(t)
	e := New(1)
	tests := []struct {
		name, prefix, option string
		width, height        int
	}{
		{"no JSON", "p", `{`, 100, 100},
		{"no object", "p", `7`, 100, 100},
		{"a prefix that breaks out", `p"onload="x`, option, 100, 100},
		{"an empty prefix", "", option, 100, 100},
		{"no width", "p", option, 0, 100},
		{"too high", "p", option, 100, 1_000_000},
		{"a picture from elsewhere", "p", `{"xAxis":{},"yAxis":{},"series":[{"type":"scatter","symbol":"image://https://example.org/x.png","data":[[1,1]]}]}`, 100, 100},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			_, err := e.Draw(t.Context(), tt.prefix, []byte(tt.option), tt.width, tt.height)
			var drawing *Error
			if !errors.As(err, &drawing) {
				t.Fatalf("the error is %v, want an *Error", err)
			}
			if strings.ContainsAny(err.Error(), "\n{}") || strings.Contains(err.Error(), " at ") {
				t.Errorf("the error is no sentence: %q", err)
			}
		})
	}
	if _, err := e.Draw(t.Context(), "p", []byte(option), 100, 100); err != nil {
		t.Errorf("after failures the engine draws no more: %v", err)
	}
}

func TestContextEndsADrawing(t *testing.T) {
	t.Parallel()
	needBundle(t)
	e := New(1)
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := e.Draw(gone, "p", []byte(option), 100, 100); !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v, want context.Canceled", err)
	}
	// A drawing of a hundred thousand marks takes far longer than the time it is given.
	many := `{"xAxis":{},"yAxis":{},"series":[{"type":"scatter","data":[` + strings.Repeat("[1,1],", 100_000) + `[1,1]]}]}`
	short, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	if _, err := e.Draw(short, "p", []byte(many), 100, 100); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("the error is %v, want context.DeadlineExceeded", err)
	}
	if _, err := e.Draw(t.Context(), "p", []byte(option), 100, 100); err != nil {
		t.Errorf("after an interruption the engine draws no more: %v", err)
	}
}

func TestTooLong(t *testing.T) {
	t.Parallel()
	needBundle(t)
	m, err := New(1).start("all.js")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeoutCause(t.Context(), time.Nanosecond, errTooLong)
	defer cancel()
	<-ctx.Done()
	many := `{"xAxis":{},"yAxis":{},"series":[{"type":"scatter","data":[` + strings.Repeat("[1,1],", 100_000) + `[1,1]]}]}`
	_, err = m.run(ctx, []byte(many), 100, 100)
	var drawing *Error
	if !errors.As(err, &drawing) || !errors.Is(err, errTooLong) {
		t.Errorf("the error is %v, want one that says it took too long", err)
	}
}

func TestMachinesHaveNoClockAndNoChance(t *testing.T) {
	t.Parallel()
	needBundle(t)
	m, err := New(1).start("all.js")
	if err != nil {
		t.Fatal(err)
	}
	got, err := m.vm.RunString(`[Date.now(), Math.random(), typeof document, typeof require, typeof fetch].join()`)
	if err != nil || got.String() != "0,0.5,undefined,undefined,undefined" {
		t.Errorf("a machine knows %v (%v)", got, err)
	}
}

func TestTextWidth(t *testing.T) {
	t.Parallel()
	tests := []struct {
		font string
		want int
	}{
		{"100px sans-serif", 64}, {"bold 100px sans-serif", 70}, {"normal 700 100px Arial", 70},
		{"", 8}, {"99999999999999999px x", 8}, {"9.5px x", 7}, {"-5px x", 8},
	}
	for _, tt := range tests {
		if got := textWidth("0", tt.font); got != tt.want {
			t.Errorf("textWidth in %q = %d, want %d", tt.font, got, tt.want)
		}
	}
}

func TestNotices(t *testing.T) {
	t.Parallel()
	needBundle(t)
	want := map[string]string{
		"echarts-LICENSE.txt": "Apache License", "echarts-NOTICE.txt": "Apache ECharts", "echarts-CHANGES.txt": "has changed these", "echarts-d3-LICENSE.txt": "Bostock",
		"tslib-LICENSE.txt": "Permission to use", "zrender-LICENSE.txt": "BSD 3-Clause",
	}
	notices := Notices()
	if len(notices) != len(want) {
		t.Errorf("%d notices, want %d", len(notices), len(want))
	}
	for _, n := range notices {
		if w, ok := want[n.Name]; !ok || !strings.Contains(n.Text, w) {
			t.Errorf("the notice %s does not hold %q", n.Name, w)
		}
	}
}

func TestFingerprint(t *testing.T) {
	t.Parallel()
	f := New(1).Fingerprint()
	if !strings.HasPrefix(f, "echarts-"+Version()+"-") || len(f) < 64 || f != New(2).Fingerprint() {
		t.Errorf("the fingerprint is %q", f)
	}
}

func BenchmarkDraw(b *testing.B) {
	needBundle(b)
	b.Run("compile", func(b *testing.B) {
		for b.Loop() {
			if _, err := compileSource(embedded(b, "common.js")); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("fresh", func(b *testing.B) {
		for b.Loop() {
			benchDraw(b, New(1))
		}
	})
	b.Run("reused", func(b *testing.B) {
		e := New(1)
		for b.Loop() {
			benchDraw(b, e)
		}
	})
}

func benchDraw(b *testing.B, e *Engine) {
	if _, err := e.Draw(b.Context(), "p", []byte(option), 720, 300); err != nil {
		b.Fatal(err)
	}
}

func TestWithoutBundle(t *testing.T) {
	t.Parallel()
	if Version() != "" {
		t.Skip("the chart engine is embedded")
	}
	if _, err := New(1).Draw(t.Context(), "p", []byte(option), 100, 100); !errors.Is(err, ErrNoBundle) {
		t.Errorf("the error is %v, want ErrNoBundle", err)
	}
	if n := Notices(); len(n) != 0 {
		t.Errorf("%d notices of nothing", len(n))
	}
}
