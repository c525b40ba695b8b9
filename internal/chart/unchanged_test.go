//go:build unix

package chart

import (
	"context"
	"crypto/sha256"
	"fmt"
	"sync"
	"syscall"
	"testing"
	"time"

	"daylight/internal/durable"
)

// BenchmarkUnchanged measures what a build has to do for 200 charts of which none has
// changed: work them out, lay them out, and find their
// finished pictures on the disk. Beside seconds, which another's work prolongs, it prints the processor's time.
func BenchmarkUnchanged(b *testing.B) {
	needBundle(b)
	const charts = 200
	spec, ok := project(b, nil).Read("content/charts/bars.yaml")
	if !ok {
		b.Fatal("no chart")
	}
	over := map[string]string{}
	for i := range charts {
		over[fmt.Sprintf("content/charts/copy-%d.yaml", i)] = string(spec)
	}
	f := newFixture(b, over)
	f.project = f.project.Filter(func(name string) bool { return over[name] != "" })
	studio := Studio{&once{drawn: map[[32]byte][]byte{}}, "test", durable.OpenCache(b.TempDir())}
	if _, err := f.draw(b, studio.Drawer, studio.Cache); err != nil {
		b.Fatal(err)
	}
	studio.Drawer = nil // whatever is drawn now panics
	var read, draw took
	for b.Loop() {
		began := now(b)
		set, err := Read(f.project, f.figures, langs(f))
		if err != nil || len(set.drawings) != charts {
			b.Fatal(len(set.drawings), err)
		}
		read.since(b, began)
		began = now(b)
		if err := set.Draw(b.Context(), studio); err != nil {
			b.Fatal(err)
		}
		draw.since(b, began)
	}
	for name, t := range map[string]took{"read": read, "look-up": draw} {
		b.ReportMetric(float64(t.wall.Microseconds())/1000/float64(b.N), "ms/"+name)
		b.ReportMetric(float64(t.processor.Microseconds())/1000/float64(b.N), "processor-ms/"+name)
	}
}

// took is how long something took, or when it began.
type took struct{ wall, processor time.Duration }

var start = time.Now()

func now(b *testing.B) took {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		b.Fatal(err)
	}
	return took{time.Since(start), time.Duration(usage.Utime.Nano() + usage.Stime.Nano())}
}

func (t *took) since(b *testing.B, began took) {
	at := now(b)
	t.wall += at.wall - began.wall
	t.processor += at.processor - began.processor
}

// once draws each option once, whatever its prefix.
type once struct {
	mu    sync.Mutex
	drawn map[[32]byte][]byte
}

func (o *once) Draw(ctx context.Context, _ string, option []byte, width, height int) ([]byte, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	key := sha256.Sum256(fmt.Appendf(nil, "%dx%d %s", width, height, option))
	var err error
	if o.drawn[key] == nil {
		o.drawn[key], err = engine().Draw(ctx, "p", option, width, height)
	}
	return o.drawn[key], err
}
