package main

import (
	"fmt"
	"io"
	"slices"
	"sync"
	"time"

	"daylight/internal/report"
)

// progress shows the stage of long work, and for how long it has gone on, on the last line of a terminal. A nil
// progress shows nothing.
type progress struct {
	w     io.Writer
	delay time.Duration // work that is done sooner shows nothing

	mu    sync.Mutex
	timer *time.Timer
	began time.Time
	stage string
	shown bool
}

func newProgress(w io.Writer, delay time.Duration) *progress { return &progress{w: w, delay: delay} }

// start names the stage that begins.
func (p *progress) start(stage string) {
	if p == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.stage = stage
	if p.timer == nil {
		p.began = time.Now()
		p.timer = time.AfterFunc(p.delay, p.show)
	} else if p.shown {
		p.draw()
	}
}

func (p *progress) show() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.stage != "" {
		p.draw()
		p.timer.Reset(time.Second) // it goes on
	}
}

func (p *progress) draw() {
	p.shown = true
	took := ""
	if seconds := int(time.Since(p.began).Seconds()); seconds > 0 {
		took = fmt.Sprintf(", %d s", seconds)
	}
	fmt.Fprintf(p.w, "\r\x1b[K%s%s …", p.stage, took)
}

// build names a stage of a build, and how many there are.
func (p *progress) build(stage string) {
	if p == nil {
		return
	}
	all := report.Stages()
	p.start(fmt.Sprintf("%s (%d of %d)", stage, slices.Index(all, stage)+1, len(all)))
}

// files says how many files of a site are done.
func (p *progress) files(what string) func(done, of int) {
	return func(done, of int) { p.start(fmt.Sprintf("%s (%d of %s)", what, done, count(of, "file"))) }
}

// stop wipes the line: whatever is printed next begins at its start.
func (p *progress) stop() {
	if p == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.timer != nil {
		p.timer.Stop()
	}
	if p.shown {
		fmt.Fprint(p.w, "\r\x1b[K")
	}
	p.timer, p.stage, p.shown = nil, "", false
}
