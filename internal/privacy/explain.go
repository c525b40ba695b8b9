package privacy

import (
	"context"
	"fmt"

	"daylight/internal/dataset"
)

// maxKnowable bounds the cells of a table of which Knowable says what can be worked out.
const maxKnowable = 200

// Knowable says, of the protected cells of a table that is safe, what a reader can work
// out. It looks at nothing but what is published, now and in the editions before, so that it tells
// nothing else.
func Knowable(ctx context.Context, now Edition, t *dataset.Table, before ...Edition) ([]string, error) {
	b := known(now, before)
	said := map[place]string{}
	for _, k := range b.problem.components(nil) {
		if err := b.knowable(ctx, k, t, said); err != nil {
			return nil, err
		}
	}
	var list []string
	for row := range t.Len() {
		for col := range t.Schema.Fields {
			if text, ok := said[place{t, row, col}]; ok {
				list = append(list, text)
			}
		}
	}
	return list, nil
}

func (b *builder) knowable(ctx context.Context, k *component, t *dataset.Table, said map[place]string) error {
	var s *search
	for i, cell := range k.cells {
		c := &b.problem.Cells[cell]
		if b.where[cell].table != t || c.Protection == 0 || len(said) == maxKnowable {
			continue
		}
		if s == nil {
			var ok bool
			if s, ok = newSearch(ctx, k); !ok {
				return ctx.Err()
			}
		}
		v := s.interval(i)
		if err := ctx.Err(); err != nil {
			return err
		}
		text := fmt.Sprintf("%d to %d", v.Low, v.High)
		if v.High == Open {
			text = fmt.Sprintf("%d or more", v.Low)
		}
		said[b.where[cell]] = fmt.Sprintf("line %d, %s: %s", c.Pos.Line, c.Name, text)
	}
	return nil
}

// Protected counts the cells of a table that are protected.
func Protected(t *dataset.Table) int {
	n := 0
	for col, f := range t.Schema.Fields {
		if f.Type != dataset.Count || !t.Inexact(col) {
			continue
		}
		for row := range t.Len() {
			if protection(t, row, col) > 0 {
				n++
			}
		}
	}
	return n
}
