package figure

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"sync"
	"sync/atomic"

	"daylight/internal/dataset"
	"daylight/internal/figure/sqlite"
)

// trial is what the runs of one script gave: on the tables as they are, and how the
// others differ from that.
type trial struct {
	plain               answer
	reversed, unordered answer // until they are compared
	others              [orders + 1]departure
	stopped             atomic.Bool // a run failed: the others need not be made
}

// departure is where a run differs from the plain one, or why it gave no rows.
type departure struct {
	row, column int
	differs     bool
	err         error
}

// unordered is the departure of the run with unordered selects reversed; the others'
// have the number of their order.
const unordered = orders

// depart compares a run with the plain one.
func (t *trial) depart(a answer, width int) departure {
	if a.err != nil {
		return departure{err: a.err}
	}
	row, column, differs := difference(t.plain, a, width)
	return departure{row, column, differs, nil}
}

// settle compares the runs that were made at the same time as the plain one.
func (t *trial) settle(s *script) {
	if t.err() != nil {
		return
	}
	t.others[backward] = t.depart(t.reversed, len(s.columns))
	if s.loose {
		t.others[unordered] = t.depart(t.unordered, len(s.columns))
	}
	t.reversed, t.unordered = answer{}, answer{}
}

// departure returns the first run that differs, or nil.
func (t *trial) departure() *departure {
	for i := range t.others {
		if t.others[i].differs {
			return &t.others[i]
		}
	}
	return nil
}

// err returns why a run failed, the first run's reason first.
func (t *trial) err() error {
	err := cmp.Or(t.plain.err, t.reversed.err, t.unordered.err)
	for _, d := range t.others {
		err = cmp.Or(err, d.err)
	}
	return err
}

// runAll runs the scripts on two databases at once, one loaded in reverse, and those
// that read small tables alone on tables in more orders, two at once. The error is the
// context's, or a fault of SQLite or of this package.
func runAll(ctx context.Context, data *dataset.Set, scripts []*script, limits limits) ([]*trial, error) {
	all := make([]entry, len(scripts))
	trials := make([]*trial, len(scripts))
	for i, s := range scripts {
		trials[i] = &trial{}
		all[i] = entry{s, trials[i]}
	}
	r := round{data: data, limits: limits}
	if err := r.run(ctx, all, forward, backward); err != nil {
		return nil, err
	}
	for _, e := range all {
		e.trial.settle(e.script)
	}
	small := slices.DeleteFunc(all, func(e entry) bool { return !e.isSmall(data) })
	for first := mixed; first < orders; first += 2 {
		pair := []order{first, first + 1}
		if err := r.run(ctx, small, pair[:min(2, orders-first)]...); err != nil {
			return nil, err
		}
	}
	return trials, nil
}

// entry is a script with its trial.
type entry struct {
	*script
	*trial
}

// isSmall tells whether the tables that are read are small enough to be loaded in more
// orders, and whether those can show anything.
func (e entry) isSmall(data *dataset.Set) bool {
	longest := 0
	for _, name := range tablesRead(e.reads) {
		longest = max(longest, data.Table(name).Len())
	}
	return longest > 2 && longest <= smallTable && e.err() == nil && e.departure() == nil
}

// round makes runs on databases with the same tables in other orders.
type round struct {
	data   *dataset.Set
	limits limits
}

// run runs the scripts in the orders given, all orders at once.
func (r round) run(ctx context.Context, entries []entry, orders ...order) error {
	if len(entries) == 0 {
		return ctx.Err()
	}
	var reads []Read
	for _, e := range entries {
		reads = append(reads, e.reads...)
	}
	slices.SortFunc(reads, compareReads)
	reads = slices.Compact(reads)

	var filled, done sync.WaitGroup
	filled.Add(len(orders))
	faults := make([]error, len(orders))
	for i, o := range orders {
		w := &worker{data: r.data, limits: r.limits, order: o}
		done.Go(func() { faults[i] = w.work(ctx, reads, entries, &filled) })
	}
	done.Wait()
	return errors.Join(ctx.Err(), errors.Join(faults...))
}

// work opens the worker's database, fills it, and makes its runs of every script. They
// begin when all databases are filled, so that what memory grows by is the scripts' own.
func (w *worker) work(ctx context.Context, reads []Read, entries []entry, filled *sync.WaitGroup) (err error) {
	err = w.open(ctx, reads)
	filled.Done()
	if w.db != nil {
		defer func() { err = errors.Join(err, w.db.Close()) }()
	}
	if err != nil {
		return err
	}
	filled.Wait()
	w.memory = w.db.MemoryUsed()
	for _, e := range entries {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		w.try(ctx, e.script, e.trial)
	}
	return nil
}

// open opens and fills the worker's database.
func (w *worker) open(ctx context.Context, reads []Read) (err error) {
	if w.db, err = sqlite.Open(); err != nil {
		return err
	}
	return w.fill(ctx, reads)
}

// try makes the worker's runs of one script.
func (w *worker) try(ctx context.Context, s *script, t *trial) {
	if t.stopped.Load() {
		return
	}
	a := w.run(ctx, s)
	switch {
	case w.order == forward:
		t.plain = a
	case w.order == backward:
		t.reversed = a
		if s.loose && a.err == nil {
			t.unordered = w.runUnordered(ctx, s)
		}
	default:
		t.others[w.order] = t.depart(a, len(s.columns))
	}
	if a.err != nil || t.unordered.err != nil && w.order == backward {
		t.stopped.Store(true)
	}
}
