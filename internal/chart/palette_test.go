package chart

import (
	"math"
	"strconv"
	"testing"
)

// contrast returns the ratio of two colours by the definition of WCAG 2.
func contrast(t *testing.T, a, b string) float64 {
	t.Helper()
	x, y := luminance(t, a)+0.05, luminance(t, b)+0.05
	return max(x, y) / min(x, y)
}

func luminance(t *testing.T, colour string) float64 {
	t.Helper()
	n, err := strconv.ParseUint(colour[1:], 16, 32)
	if err != nil || len(colour) != 7 {
		t.Fatalf("%q is no colour", colour)
	}
	channel := func(shift int) float64 {
		c := float64(n>>shift&0xff) / 255
		if c <= 0.04045 {
			return c / 12.92
		}
		return math.Pow((c+0.055)/1.055, 2.4)
	}
	return 0.2126*channel(16) + 0.7152*channel(8) + 0.0722*channel(0)
}

func TestPaletteHoldsItsContrasts(t *testing.T) {
	t.Parallel()
	light, dark, seen := map[string]string{}, map[string]string{}, map[string]string{}
	for _, r := range Roles() {
		light[r.Name], dark[r.Name] = r.Light, r.Dark
		if other, twice := seen[r.Light]; twice {
			t.Errorf("%s and %s have the same light colour", r.Name, other)
		}
		seen[r.Light] = r.Name
	}
	for mode, colours := range map[string]map[string]string{"light": light, "dark": dark} {
		want := func(a, b string, least float64) {
			if got := contrast(t, colours[a], colours[b]); got < least {
				t.Errorf("%s: %s on %s has a contrast of %.2f, want %.1f", mode, a, b, got, least)
			}
		}
		want("ink", "bg", 7)
		want("muted", "bg", 4.5)
		want("unknown", "bg", 3)
		for i := range maxSeries {
			want(seriesRole(i), "bg", 3)
			if i > 0 {
				want(seriesRole(i), seriesRole(i-1), 3)
			}
		}
	}
}
