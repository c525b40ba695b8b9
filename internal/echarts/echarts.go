// Package echarts draws charts to SVG with Apache ECharts, run inside the program
// by an embedded JavaScript engine: no browser, no network, the same bytes every time.
//
// What ECharts writes is not published as it stands. It is parsed, and written
// anew from a short list of elements and attributes that only draw: no script, no
// style element or attribute, no class, no link, no reference outside the picture.
// Ids are numbered by first use, so that a machine that has drawn before gives the
// same bytes as a fresh one.
package echarts

import (
	"context"
	"errors"
	"regexp"
	"sync"
	"sync/atomic"
	"time"
)

// limit is how long one drawing may take. The slowest of real charts takes a
// hundredth of it; a busy or emulated machine needs the rest.
const limit = time.Minute

var errTooLong = errors.New("the time for one drawing is over")

// Error is a drawing that failed: a sentence for the reader, and the engine's own
// words, stack and all, for whoever unwraps it.
type Error struct {
	Sentence string
	Cause    error
}

// Error returns the sentence alone.
func (e *Error) Error() string { return e.Sentence }

// Unwrap returns the engine's own error.
func (e *Error) Unwrap() error { return e.Cause }

// idle is how long an engine keeps its machines when nothing is drawn. What they hold
// is a good part of the memory of a build, which has more to do after the charts.
const idle = 200 * time.Millisecond

// Engine draws charts. It is safe for concurrent use: it keeps a few machines,
// starts the first when something must be drawn, and lets go of all when it is idle.
type Engine struct {
	machines chan *machine // one slot each; nil until it is started

	mu       sync.Mutex
	programs map[string]*programs // what the machines run, by script
	busy     int                  // drawings under way
	timer    *time.Timer          // lets go of it all; nil before the first drawing

	beyond atomic.Int64
}

// Beyond returns how many drawings asked for more than the common script has. They take
// longer, since another must be started; none of our charts should.
func (e *Engine) Beyond() int { return int(e.beyond.Load()) }

// New returns an engine that uses at most workers machines at once.
func New(workers int) *Engine {
	e := &Engine{machines: make(chan *machine, max(1, workers)), programs: map[string]*programs{}}
	for range cap(e.machines) {
		e.machines <- nil
	}
	return e
}

// Fingerprint names everything that the bytes of a drawing depend on beside its
// option, size and prefix: ECharts itself and the code that cleans its output. It
// belongs into the key of whoever keeps drawings.
func (e *Engine) Fingerprint() string { return fingerprint() }

var validPrefix = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_-]*$`)

// Draw draws an ECharts option (JSON) at a size in CSS pixels. The SVG is clean:
// ids are numbered by first use and begin with prefix, there is no style
// attribute, style element or script, and every colour is an attribute. An element
// that ECharts drew for a datum says which in data-series and data-item.
//
// Without a bundle the error is ErrNoBundle; when ctx ends, it is ctx's; otherwise
// it is an *Error.
func (e *Engine) Draw(ctx context.Context, prefix string, option []byte, width, height int) (svg []byte, err error) {
	if !validPrefix.MatchString(prefix) {
		return nil, &Error{"a drawing's ids must begin with a letter and hold only letters, digits, - and _", nil}
	}
	if width < 1 || height < 1 || width > 10_000 || height > 10_000 {
		return nil, &Error{"a drawing must be 1 to 10,000 pixels wide and high", nil}
	}
	raw, err := e.raw(ctx, option, width, height)
	if err != nil {
		return nil, err
	}
	svg, err = clean(raw, prefix)
	if err != nil {
		return nil, &Error{"ECharts drew something that is not allowed in a page", err}
	}
	return svg, nil
}

// raw waits for a machine and draws with it. A machine that failed is dropped: what
// it was doing when it was interrupted is not known.
func (e *Engine) raw(ctx context.Context, option []byte, width, height int) (string, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, limit, errTooLong)
	defer cancel()
	e.begin()
	defer e.end()
	var m *machine
	select {
	case <-ctx.Done():
		return "", context.Cause(ctx)
	case m = <-e.machines:
	}
	svg, err := "", error(nil)
	if m == nil {
		m, err = e.start("common.js")
	}
	if err == nil {
		svg, err = m.run(ctx, option, width, height)
	}
	if errors.Is(err, errLeftOut) {
		e.beyond.Add(1)
		if m, err = e.start("all.js"); err == nil {
			svg, err = m.run(ctx, option, width, height)
		}
	}
	if err != nil {
		m = nil
	}
	e.machines <- m
	return svg, err
}

// start starts a machine, and compiles what it runs when it is the first.
func (e *Engine) start(script string) (*machine, error) {
	e.mu.Lock()
	p := e.programs[script]
	var err error
	if p == nil {
		if p, err = compile(script); err == nil {
			e.programs[script] = p
		}
	}
	e.mu.Unlock()
	if err != nil {
		return nil, err
	}
	return start(p)
}

func (e *Engine) begin() {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.busy++
	if e.timer != nil {
		e.timer.Stop()
	}
}

func (e *Engine) end() {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.busy--; e.busy == 0 {
		e.timer = time.AfterFunc(idle, e.rest)
	}
}

// rest lets go of the machines, all of which are in their slots when nobody is busy.
func (e *Engine) rest() {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.busy > 0 {
		return
	}
	for range cap(e.machines) {
		<-e.machines
		e.machines <- nil
	}
	clear(e.programs)
}
