package echarts

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
)

// bent are options whose drawings need the most arithmetic.
var bent = []string{"chart_flow_french", "chart_funnel_mixed", "chart_line_series"}

// A processor that multiplies and adds in one step rounds once where another rounds
// twice. No picture may show it: the same options are drawn by a program built for
// arm64, run by QEMU, and here. By default these are some with slopes and curves, with
// DAYLIGHT_SLOW=1 all.
func TestSameOnAnotherProcessor(t *testing.T) {
	t.Parallel()
	needBundle(t)
	emulator, err := exec.LookPath("qemu-aarch64")
	if err != nil || runtime.GOOS != "linux" || runtime.GOARCH == "arm64" {
		if os.Getenv("CI") == "true" {
			t.Fatal("qemu-aarch64 is not installed, or not of use here: make deps, on Linux on amd64")
		}
		t.Skip("qemu-aarch64 is not installed, or not of use here: make deps, on Linux on amd64")
	}
	dir := t.TempDir()
	sampler := filepath.Join(dir, "sampler")
	build := exec.Command("go", "build", "-o", sampler, "./testdata/sampler")
	build.Env = append(os.Environ(), "GOOS=linux", "GOARCH=arm64", "CGO_ENABLED=0")
	if said, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	tried := samples(t)
	if !slow {
		tried = slices.DeleteFunc(tried, func(s sample) bool { return !slices.Contains(bent, s.name) })
	}
	if len(tried) < len(bent) {
		t.Fatalf("of %q there are %d", bent, len(tried))
	}
	var names []string
	for _, s := range tried {
		names = append(names, filepath.Join("testdata", "options", s.file))
	}
	if said, err := exec.Command(emulator, append([]string{sampler, dir}, names...)...).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	engine := New(1)
	for _, s := range tried {
		there, err := os.ReadFile(filepath.Join(dir, s.file+".svg"))
		if err != nil {
			t.Fatal(err)
		}
		here, err := engine.Draw(t.Context(), "p", s.option, s.width, s.height)
		if err != nil {
			t.Fatal(err)
		}
		if string(here) != string(there) {
			t.Errorf("%s is on arm64\n%s\nand here\n%s", s.name, there, here)
		}
	}
}
