package chart

import (
	"daylight/internal/claim"
	"daylight/internal/conf"
	"daylight/internal/dataset"
	"daylight/internal/diag"
	"daylight/internal/figure"
	"daylight/internal/locale"
)

// maxMarks is how many annotations a chart has at most.
const maxMarks = 6

// mark is an annotation of the spec with what it refers to.
type mark struct {
	spec    Mark
	day     int
	isBreak bool
	value   *dataset.Value // nil for a date
	texts   map[string]claim.Inline
}

// annotation is a mark in one language.
type annotation struct {
	words   string
	day     int
	isBreak bool
	isValue bool
	value   float64
}

// in returns the mark in a language.
func (a mark) in(p *plan, lang *locale.Language) annotation {
	out := annotation{words: tame(a.texts[lang.Tag].String()), day: a.day, isBreak: a.isBreak, isValue: a.value != nil}
	if a.value != nil {
		out.value = a.value.Low.Float64()
	}
	return out
}

// resolveMarks finds what the annotations refer to.
func (p *plan) resolveMarks(problems *diag.List, figures *figure.Set) {
	if p.kind == nil {
		return
	}
	for i, m := range p.spec.Marks {
		if i == maxMarks {
			problems.Add(m.Pos, CodeSpec, "leave some out, or tell them in the text", "a chart has at most six marks")
			return
		}
		a := mark{spec: m, texts: map[string]claim.Inline{}}
		key, at := a.key()
		switch {
		case key == "":
			problems.Add(m.Pos, CodeSpec, "write date: 2012-02-23, or break: 2012-02-23, or value: the name of a figure", "a mark stands at one date, break or value")
			continue
		case !p.takesMark(key):
			problems.Add(at.Pos, CodeSpec, "leave the mark out", "a chart of this kind has no mark at a %s", key)
			continue
		case key == "value":
			a.value = p.markValue(problems, figures, at)
		default:
			a.isBreak = key == "break"
			d, ok := span(dataset.TextValue(at.Value))
			if !ok {
				problems.Add(at.Pos, CodeSpec, "write a date or a period as the data does, such as 2012-02-23", "this is no date")
			}
			a.day = d.first
		}
		p.marks = append(p.marks, a)
	}
}

// key says what a mark stands at; it is "" where it stands at nothing or at two things.
func (a *mark) key() (key string, at conf.Text) {
	for _, k := range []struct {
		name string
		text conf.Text
	}{{"date", a.spec.Date}, {"break", a.spec.Break}, {"value", a.spec.Value}} {
		if k.text.Value == "" {
			continue
		}
		if key != "" {
			return "", at
		}
		key, at = k.name, k.text
	}
	return key, at
}

func (p *plan) takesMark(key string) bool {
	for _, k := range p.kind.marks {
		if k == key {
			return true
		}
	}
	return false
}

// markValue finds the figure that a mark stands at: a number is never typed by hand.
func (p *plan) markValue(problems *diag.List, figures *figure.Set, name conf.Text) *dataset.Value {
	f, hint, err := figures.Figure(name.Value)
	switch {
	case err != nil:
		problems.Add(name.Pos, CodeColumn, hint, "a mark's value names a figure, and there is none of this name")
	case f.Value.IsText || f.Value.Status != dataset.Exact && f.Value.Status != dataset.Approximate || f.Value.Low.Sign() < 0:
		problems.Add(name.Pos, CodeColumn, "name a figure with a number of zero or more", "a mark cannot stand at this figure, which is no number that is stated")
	default:
		return &f.Value
	}
	return &dataset.Value{}
}
