package site

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// each calls work with 0 to n-1, on all processors. Work writes what it finds to
// its own index, so that the order of the calls never shows.
func each(n int, work func(i int)) {
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		workers.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				work(i)
			}
		})
	}
	workers.Wait()
}
