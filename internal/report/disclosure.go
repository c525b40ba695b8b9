package report

import (
	"context"

	"daylight/internal/dataset"
	"daylight/internal/diag"
	"daylight/internal/identity"
	"daylight/internal/privacy"
)

// checkDisclosure holds the tables to their thresholds, and attacks what is withheld. It needs
// the tables and what ties them together alone: all else is worked out of published
// cells, and tells a reader no more than they do. The tables of past editions are known
// to a reader too.
func checkDisclosure(ctx context.Context, data *dataset.Set, sums *identity.Set, past ...privacy.Edition) error {
	attack := privacy.Check(ctx, attacked(data, sums, nil), past...)
	if err := ctx.Err(); err != nil {
		return err
	}
	return diag.Merge(privacy.CheckThresholds(data), attack)
}

// attacked is what an attacker knows: the tables, and the identities as sums of their cells. Those
// between exact columns tell nothing new, but for columns of a table that is yet to be made
// safe (nil for none).
func attacked(data *dataset.Set, sums *identity.Set, unsafe *dataset.Table) privacy.Edition {
	about := func(t *dataset.Table, col int) bool { return t == unsafe || t.Inexact(col) }
	return privacy.Edition{Data: data, Sums: func(yield func(privacy.Sum) bool) {
		for e := range sums.Equations(about) {
			s := privacy.Sum{Name: `the identity "` + e.Identity.Name + `"`, AtMost: e.Op == identity.AtMost, Constant: e.Constant}
			for _, p := range e.Parts {
				s.Parts = append(s.Parts, privacy.Part{Table: p.Table, Row: p.Row, Col: p.Col, Sign: p.Sign})
			}
			if !yield(s) {
				return
			}
		}
	}}
}

// ruled tells whether a table declares a rule for small counts.
func ruled(data *dataset.Set) func(table string) bool {
	return func(table string) bool { return data.Table(table).Schema.Rule != nil }
}
