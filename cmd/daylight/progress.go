package main

import (
	"fmt"
	"io"
	"sync"
	"time"
)

// progress shows the stage of long work on the last line of a terminal. A nil
// progress shows nothing.
type progress struct {
	w     io.Writer
	delay time.Duration // work that is done sooner shows nothing

	mu    sync.Mutex
	timer *time.Timer
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
	}
}

func (p *progress) draw() {
	p.shown = true
	fmt.Fprintf(p.w, "\r\x1b[K%s …", p.stage)
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
