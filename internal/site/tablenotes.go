package site

import (
	"strings"

	"daylight/internal/dataset"
	"daylight/internal/identity"
)

// noteView is what a publisher declares of a table, for readers.
type noteView struct{ Name, Text string }

// notes is all that a publisher declares of a table.
func (s *localSite) notes(schema *dataset.Schema) ([]noteView, error) {
	notes, err := s.protection(schema)
	if err != nil {
		return nil, err
	}
	series, err := s.series(schema.Name)
	return append(notes, series...), err
}

// protection says how a table's rule protects those whom it counts.
func (s *localSite) protection(schema *dataset.Schema) ([]noteView, error) {
	rule := schema.Rule
	if rule == nil {
		return nil, nil
	}
	text, err := s.ruleText(rule)
	if err != nil {
		return nil, err
	}
	if len(rule.Fields) > 0 {
		only, err := s.T("rule.fields", "columns", strings.Join(titles(schema, rule.Fields, s.lang.Tag), ", "))
		if err != nil {
			return nil, err
		}
		text += " " + only
	}
	name, err := s.T("rule.name")
	return []noteView{{name, text}}, err
}

// ruleText is what a rule says, by its kind.
func (s *localSite) ruleText(rule *dataset.Rule) (string, error) {
	unit := rule.Unit.In(s.lang.Tag)
	switch {
	case rule.Base > 0:
		return s.T("rule.base", "n", int(rule.Base), "unit", unit)
	case rule.Zero:
		return s.T("rule.zero", "n", int(rule.Threshold), "unit", unit)
	}
	return s.T("rule.threshold", "n", int(rule.Threshold), "unit", unit)
}

func titles(schema *dataset.Schema, names []string, lang string) []string {
	var list []string
	for _, name := range names {
		f, _ := schema.Field(name)
		list = append(list, f.TitleIn(lang))
	}
	return list
}

// series says where another thing is counted from then on, and why periods overlap.
func (s *localSite) series(table string) ([]noteView, error) {
	var notes []noteView
	for _, declared := range identity.Declared(s.in.Project) {
		if declared.Table != table {
			continue
		}
		if len(declared.Overlaps) > 0 {
			name, err := s.T("series.overlaps")
			if err != nil {
				return nil, err
			}
			notes = append(notes, noteView{name, declared.Overlaps.In(s.lang.Tag)})
		}
		for _, b := range declared.Breaks {
			name, err := s.T("series.break", "period", s.lang.Date(b.At.Value))
			if err != nil {
				return nil, err
			}
			notes = append(notes, noteView{name, b.Reason.In(s.lang.Tag)})
		}
	}
	return notes, nil
}
