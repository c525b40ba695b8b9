package main

import (
	"os"
	"runtime"
	"runtime/debug"
)

// scarcely is the memory below which garbage is not collected: most commands end before, and those
// that go on would look through a dozen small heaps on the way to it.
const scarcely = 80 << 20

// collectLater puts garbage collection off until the program has taken some memory; from then on
// all is as ever. What whoever runs the program says of it in the environment comes first.
func collectLater() {
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	usual := collecting{debug.SetGCPercent(-1), debug.SetMemoryLimit(scarcely)}
	first := new([64]byte) // garbage at once: the first collection finds it
	runtime.AddCleanup(first, collecting.resume, usual)
}

// collecting is when garbage is collected.
type collecting struct {
	percent int
	limit   int64
}

func (c collecting) resume() {
	debug.SetGCPercent(c.percent)
	debug.SetMemoryLimit(c.limit)
}
