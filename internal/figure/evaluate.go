package figure

import (
	"context"
	"errors"
	"maps"
	"slices"
	"sync"
	"sync/atomic"

	"daylight/internal/dataset"
	"daylight/internal/diag"
	"daylight/internal/figure/sqlite"
	"daylight/internal/tree"
)

// Evaluate loads the tables into SQLite and runs every data/figures/*.sql and
// data/checks/*.sql of the project. The error is a diag.List of every problem, or
// the context's.
func Evaluate(ctx context.Context, data *dataset.Set, project tree.Tree) (*Set, error) {
	return evaluate(ctx, data, project, allowed)
}

func evaluate(ctx context.Context, data *dataset.Set, project tree.Tree, limits limits) (*Set, error) {
	var problems diag.List
	scripts, err := compileAll(data, readScripts(project, &problems), &problems)
	if err != nil {
		return nil, err
	}
	trials, err := runAll(ctx, data, scripts, limits)
	if err != nil {
		return nil, err
	}
	var queries []*Query
	for i, s := range scripts {
		if q := s.conclude(trials[i], data, limits, &problems); q != nil {
			queries = append(queries, q)
		}
	}
	if err := problems.Err(); err != nil {
		return nil, err
	}
	return newSet(data, queries), nil
}

// compileAll compiles the scripts against empty tables and returns those that can run.
func compileAll(data *dataset.Set, scripts []*script, problems *diag.List) ([]*script, error) {
	if len(scripts) == 0 {
		return nil, nil
	}
	db, err := sqlite.Open()
	if err != nil {
		return nil, err
	}
	if !createTables(db, data, problems) {
		return nil, db.Close()
	}
	var sound []*script
	for _, s := range scripts {
		if t := data.Table(s.name); t != nil && !s.check {
			problems.Add(diag.Pos{Path: s.Path}, CodeName, "rename the file", "the query has the name of the table %q", s.name)
			continue
		}
		if s.compile(db, data, problems) {
			sound = append(sound, s)
		}
	}
	return sound, db.Close()
}

// trial is what the runs of one script gave: on the tables as they are, on the
// tables in reverse, and on these with unordered selects reversed too.
type trial struct {
	plain, reversed, unordered answer
	stopped                    atomic.Bool // a run failed: the others need not be made
}

// runAll runs the scripts on two databases at once, one loaded in reverse. The
// error is the context's, or a fault of SQLite or of this package.
func runAll(ctx context.Context, data *dataset.Set, scripts []*script, limits limits) ([]*trial, error) {
	trials := make([]*trial, len(scripts))
	for i := range trials {
		trials[i] = &trial{}
	}
	var reads []Read
	for _, s := range scripts {
		reads = append(reads, s.reads...)
	}
	slices.SortFunc(reads, compareReads)
	reads = slices.Compact(reads)

	var wg sync.WaitGroup
	faults := make([]error, 2)
	for i, reverse := range []bool{false, true} {
		wg.Go(func() {
			faults[i] = (&worker{data: data, limits: limits, reverse: reverse}).work(ctx, reads, scripts, trials)
		})
	}
	wg.Wait()
	return trials, errors.Join(ctx.Err(), errors.Join(faults...))
}

// work opens the worker's database, fills it, and makes its runs of every script.
func (w *worker) work(ctx context.Context, reads []Read, scripts []*script, trials []*trial) (err error) {
	if len(scripts) == 0 {
		return nil
	}
	if w.db, err = sqlite.Open(); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, w.db.Close()) }()
	if err := w.fill(ctx, reads); err != nil {
		return err
	}
	w.db.LimitLength(longest)
	for i, s := range scripts {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		w.try(ctx, s, trials[i])
	}
	return nil
}

// try makes the worker's runs of one script.
func (w *worker) try(ctx context.Context, s *script, t *trial) {
	run := func(to *answer, run func(context.Context, string) answer) {
		if !t.stopped.Load() {
			if *to = run(ctx, s.sql); to.err != nil {
				t.stopped.Store(true)
			}
		}
	}
	if !w.reverse {
		run(&t.plain, w.run)
		return
	}
	run(&t.reversed, w.run)
	if s.loose {
		run(&t.unordered, w.runUnordered)
	}
}

// err returns why a run failed, the first run's reason first.
func (t *trial) err() error {
	for _, a := range []*answer{&t.plain, &t.reversed, &t.unordered} {
		if a.err != nil {
			return a.err
		}
	}
	return nil
}

// newSet puts queries and tables together.
func newSet(data *dataset.Set, queries []*Query) *Set {
	s := &Set{Data: data, Queries: queries, byName: map[string]*Query{}}
	for _, q := range queries {
		s.byName[q.Name] = q
	}
	for _, t := range data.Tables {
		s.byName[t.Schema.Name] = tableQuery(t)
	}
	s.names = slices.Sorted(maps.Keys(s.byName))
	s.lookup = sync.OnceValue(func() *Lookup { return newLookup(s) })
	return s
}

// tableQuery makes the query that a table is.
func tableQuery(t *dataset.Table) *Query {
	q := &Query{Name: t.Schema.Name, Path: t.Schema.Path, Table: t, Titles: t.Schema.Titles}
	for i := range t.Schema.Fields {
		f := &t.Schema.Fields[i]
		q.Columns = append(q.Columns, Column{Name: f.Name, Units: f.Units, Field: f})
		q.Reads = append(q.Reads, Read{t.Schema.Name, f.Name})
	}
	slices.SortFunc(q.Reads, compareReads)
	q.keys = sync.OnceValue(func() map[string]int { return tableKeys(t) })
	q.shape = sync.OnceValue(func() *shape { return newShape(t, q.keys) })
	return q
}
