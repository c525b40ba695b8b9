package chart

import (
	"strings"

	"daylight/internal/conf"
	"daylight/internal/diag"
	"daylight/internal/locale"
)

// checkKind holds the spec's keys against what its kind takes.
func (p *plan) checkKind(problems *diag.List) {
	s := &p.spec
	p.kind = kindNamed(s.Type.Value)
	if p.kind == nil {
		problems.Add(s.Type.Pos, CodeSpec, instead(s.Type.Value), "there is no such kind of chart")
		return
	}
	p.checkColumns(problems)
	for _, key := range []struct {
		name  string
		value conf.Text
	}{{"group", s.Group}, {"facet", s.Facet}, {"to", s.To}, {"text", s.Words}, {"status", s.Status}} {
		p.checkKey(problems, key.name, key.value)
	}
	if s.Group.Value != "" && len(s.Y) > 1 {
		problems.Add(s.Group.Pos, CodeSpec, "name one column of y, or leave group out", "a group and several columns of y are two ways to say the same")
	}
	if s.Second.Pos.Line > 0 {
		problems.Add(s.Second.Pos, CodeSpec, "draw two charts below each other, or small multiples with facet", "a chart has one axis of numbers: with two, where lines cross means nothing")
	}
	if s.Min.Pos.Line > 0 {
		problems.Add(s.Min.Pos, CodeSpec, "leave min out; to show a small difference, let the query work it out and draw that", "an axis of numbers begins at zero: a bar that is cut lies about its length")
	}
	if len(s.Source) == 0 {
		problems.Add(s.Pos, CodeSpec, "name at least one key of content/references.yaml: source: [key]", "a chart needs a source")
	}
}

// checkKey reports a key that the kind does not take, or needs and has not.
func (p *plan) checkKey(problems *diag.List, key string, value conf.Text) {
	needed := key == "to" || key == "text"
	switch {
	case value.Value == "" && needed && p.kind.takes(key):
		problems.Add(p.spec.Pos, CodeSpec, "name the column: "+key+": …", "a %s needs %s", p.kind.name, key)
	case value.Value != "" && !p.kind.takes(key):
		hint := "leave " + key + " out"
		if key == "group" {
			hint += "; only dots, line and step have a group"
		}
		if key == "status" {
			hint += " and say in notes what is provisional, or draw bars"
		}
		problems.Add(value.Pos, CodeSpec, hint, "a chart of this kind has no %s", key)
	}
}

// checkColumns counts the columns of y.
func (p *plan) checkColumns(problems *diag.List) {
	s, k := &p.spec, p.kind
	at := s.Pos
	if len(s.Y) > 0 {
		at = s.Y[0].Pos
	}
	switch n := len(s.Y); {
	case n > k.most && n > maxSeries && !k.is(kindFunnel):
		problems.Add(s.Y[maxSeries].Pos, CodeSpec, "draw two charts, or show the query as a table", "a chart has at most six series")
	case n > k.most && k.most == 0:
		problems.Add(at, CodeSpec, "leave y out; text names the column that says what happened", "a timeline shows no quantities")
	case n > k.most && k.most == 1, n < k.least && k.least == 1:
		problems.Add(at, CodeSpec, "name one column of quantities: y: [calls]", "this kind of chart shows one column of quantities")
	case n > k.most:
		problems.Add(s.Y[k.most].Pos, CodeSpec, "leave stages out, or show the query as a table", "a funnel has at most %d stages", k.most)
	case n < k.least && k.is(kindFunnel):
		problems.Add(at, CodeSpec, "name the columns of all stages: y: [asked, answered]", "a funnel has two stages or more")
	case n < k.least:
		problems.Add(at, CodeSpec, "name the columns of all parts: y: [obtained, not_obtained]", "a stacked bar has two parts or more")
	}
}

// checkTexts asks for every text in every language of the report.
func (p *plan) checkTexts(problems *diag.List, langs []*locale.Language) {
	s := &p.spec
	for _, lang := range langs {
		for _, t := range []struct {
			key      string
			text     conf.Localized
			required bool
		}{{"title", s.Title, true}, {"subtitle", s.Subtitle, true}, {"unit", s.Unit, true}, {"notes", s.Notes, len(s.Notes) > 0}} {
			if t.required && strings.TrimSpace(t.text.In(lang.Tag)) == "" {
				problems.Add(t.text.Pos(s.Pos), CodeText, "add the line "+lang.Tag+": … under "+t.key, "the chart has no %s in the language %s", t.key, lang.Tag)
			}
		}
		for _, m := range s.Marks {
			if strings.TrimSpace(m.Text.In(lang.Tag)) == "" {
				problems.Add(m.Pos, CodeText, "add the line "+lang.Tag+": … under text", "this mark has no text in the language %s", lang.Tag)
			}
		}
		for _, column := range sortedKeys(s.Labels) {
			if strings.TrimSpace(s.Labels[column].In(lang.Tag)) == "" {
				problems.Add(s.Labels[column].Pos(s.Pos), CodeText, "add the line "+lang.Tag+": … under this column in labels", "the label of the column %s is missing in the language %s", column, lang.Tag)
			}
		}
	}
}

// checkHeadings asks that every column shown has a name for readers.
func (p *plan) checkHeadings(problems *diag.List, langs []*locale.Language) {
	s := &p.spec
	need := []conf.Text{s.X, s.To, s.Words, s.Facet, s.Group}
	if len(s.Y) > 1 {
		need = append(need, s.Y...)
	}
	for _, column := range need {
		if column.Value == "" {
			continue
		}
		field := p.query.Columns[p.query.Column(column.Value)].Field
		if field == nil && s.Labels[column.Value] == nil {
			for _, lang := range langs {
				problems.Add(column.Pos, CodeText, "add to this chart: labels: {"+column.Value+": {"+lang.Tag+": …}}", "the column %s has no name for readers in the language %s", column.Value, lang.Tag)
			}
		}
	}
}

// heading returns a column's name for readers. The quantity of a chart with one
// column needs no name of its own: the unit says what it counts.
func (p *plan) heading(column int, lang string) string {
	c := p.query.Columns[column]
	if label := p.spec.Labels[c.Name].In(lang); label != "" {
		return label
	}
	if c.Field != nil {
		return c.Field.TitleIn(lang)
	}
	return p.spec.Unit.In(lang)
}
