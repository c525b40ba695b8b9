package figure

import (
	"context"
	"maps"
	"slices"
	"sync"

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
