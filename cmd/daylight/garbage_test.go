package main

import (
	"os"
	"runtime"
	"runtime/debug"
	"testing"
	"time"
)

// Not parallel: it is about the whole process. With a limit as small as scarcely left in place, a large
// report would do little but collect garbage.
func TestGarbageIsCollectedAsEverAfterAll(t *testing.T) {
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" {
		t.Skip("GOGC or GOMEMLIMIT is set, and comes first")
	}
	limit := debug.SetMemoryLimit(-1)
	collectLater()
	if got := debug.SetMemoryLimit(-1); got != scarcely {
		t.Fatalf("the limit is %d, want %d", got, scarcely)
	}
	for deadline := time.Now().Add(10 * time.Second); debug.SetMemoryLimit(-1) != limit; runtime.GC() {
		if time.Now().After(deadline) {
			t.Fatal("the limit was never lifted")
		}
	}
	if percent := debug.SetGCPercent(100); percent < 0 {
		t.Errorf("garbage is collected at %d %%", percent)
	} else {
		debug.SetGCPercent(percent)
	}
}
