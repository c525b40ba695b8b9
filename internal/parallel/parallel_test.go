package parallel_test

import (
	"sync/atomic"
	"testing"

	"daylight/internal/parallel"
)

func TestEachIndexOnce(t *testing.T) {
	t.Parallel()
	for _, n := range []int{0, 1, 2, 1000} {
		calls := make([]atomic.Int32, n)
		parallel.Each(n, func(i int) { calls[i].Add(1) })
		for i := range calls {
			if got := calls[i].Load(); got != 1 {
				t.Errorf("of %d: index %d was called %d times", n, i, got)
			}
		}
	}
}

func TestOwnIsSharedByNobody(t *testing.T) {
	t.Parallel()
	var total atomic.Int64
	parallel.Own(1000, func(own *int, _ int) {
		*own++ // the race detector would see a second writer
		total.Add(1)
	})
	if total.Load() != 1000 {
		t.Errorf("%d calls, want 1000", total.Load())
	}
}
