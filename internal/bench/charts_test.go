//go:build unix

package main

import (
	"reflect"
	"testing"
)

func TestRead(t *testing.T) {
	t.Parallel()
	figures := map[string][]float64{}
	for range 2 {
		read("goos: linux\nBenchmarkX-2  \t 3\t  9 ns/op\t 0.5 of-published/chart\nPASS\nok daylight 1 s\n", figures)
	}
	if want := map[string][]float64{"ns/op": {9, 9}, "of-published/chart": {0.5, 0.5}}; !reflect.DeepEqual(figures, want) {
		t.Errorf("read %v, want %v", figures, want)
	}
}
