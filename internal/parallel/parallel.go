// Package parallel calls one function for many indices on all processors.
package parallel

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// Each calls work with 0 to n-1. Work writes what it finds to its own index, so that the
// order of the calls never shows.
func Each(n int, work func(i int)) {
	Own(n, func(_ *struct{}, i int) { work(i) })
}

// Own is Each for work that needs something of its own to write on: each processor has
// one zero T, which passes from call to call.
func Own[T any](n int, work func(own *T, i int)) {
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		workers.Go(func() {
			var own T
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				work(&own, i)
			}
		})
	}
	workers.Wait()
}
