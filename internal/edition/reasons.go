package edition

import (
	"fmt"
	"strings"

	"daylight/internal/conf"
	"daylight/internal/diag"
)

// The kinds of reason: better data, or an error that is put right.
const (
	Revision   = "revision"
	Correction = "correction"
)

// Reason is why figures or cells changed, in the publisher's words.
type Reason struct {
	Kind conf.Text
	Of   []conf.Text // names of figures, cells, rows, columns, queries and tables
	Why  conf.Localized
}

// reasonsFile is the form of content/changes.yaml.
type reasonsFile struct {
	Changes []struct {
		Kind   conf.Text      `conf:"kind,required"`
		Of     []conf.Text    `conf:"of,required"`
		Reason conf.Localized `conf:"reason,required"`
	} `conf:"changes"`
}

// Schema describes content/changes.yaml for editors.
func Schema() *conf.Schema {
	s := conf.SchemaOf(reasonsFile{})
	s.Title = "Why figures of a Daylight report differ from the edition before"
	kind := s.At("changes * kind")
	kind.Type, kind.Enum = "string", []string{Revision, Correction}
	return s
}

// ReadReasons reads the reasons in a file. The error is a diag.List.
func ReadReasons(path string, data []byte) ([]*Reason, error) {
	var f reasonsFile
	if err := conf.YAML(path, data, &f); err != nil {
		return nil, err
	}
	var problems diag.List
	var reasons []*Reason
	for _, c := range f.Changes {
		if c.Kind.Value != Revision && c.Kind.Value != Correction {
			problems.Add(c.Kind.Pos, CodeKind, "write kind: revision for better data, kind: correction for an error", "a change is a revision or a correction")
		}
		for lang, text := range c.Reason {
			if strings.TrimSpace(text.Value) == "" {
				problems.Add(text.Pos, CodeReason, "say why it changed", "the reason in the language %q is empty", lang)
			}
		}
		reasons = append(reasons, &Reason{c.Kind, c.Of, c.Reason})
	}
	return reasons, problems.Err()
}

// Explain gives each change its reason: the first entry that names it, or else the query or
// table that it belongs to. canonical returns the other name that a thing may have, or the
// same. A change without a reason, and a name that nothing which changed has, are
// problems; what is new alone needs no reason. path is where reasons stand.
func Explain(changes []Change, reasons []*Reason, path string, canonical func(string) string) diag.List {
	x := explainer{exact: map[string]*Reason{}, used: map[string]bool{}, canonical: canonical}
	for _, r := range reasons {
		for _, name := range r.Of {
			if _, twice := x.exact[name.Value]; !twice {
				x.exact[name.Value] = r
				x.names = append(x.names, name.Value)
			}
		}
	}
	var missing []string
	for i := range changes {
		c := &changes[i]
		c.Reason = x.reason(c)
		if c.Reason == nil && c.Kind != Added {
			missing = append(missing, canonical(c.Name))
		}
	}
	var problems diag.List
	for _, r := range reasons {
		for _, name := range r.Of {
			if !x.used[name.Value] {
				problems.Add(name.Pos, CodeUnknown, "take it out, or name a figure, cell, query or table that changed", "nothing that is called %q changed since the edition before", name.Value)
			}
		}
	}
	x.report(missing, path, &problems)
	return problems
}

type explainer struct {
	exact     map[string]*Reason
	names     []string // of exact, as written
	used      map[string]bool
	canonical func(string) string
}

// reason finds the reason of a change.
func (x *explainer) reason(c *Change) *Reason {
	for _, name := range []string{c.Name, x.canonical(c.Name), row(c.Name), c.Source + "." + c.Column, c.Source} {
		if r := x.exact[name]; r != nil && name != "" {
			x.used[name] = true
			return r
		}
	}
	for _, name := range x.names {
		if shortens(name, c.Name) {
			x.used[name] = true
			return x.exact[name]
		}
	}
	return nil
}

// shortens tells whether a name is that of a cell with parts of its key left out, as they may
// have been when only those told the rows apart.
func shortens(short, full string) bool {
	a, keyA, keyedA := strings.Cut(short, "[")
	b, keyB, keyedB := strings.Cut(full, "[")
	if !keyedA || !keyedB || a != b {
		return false
	}
	keyA, restA, _ := strings.Cut(keyA, "]")
	keyB, restB, _ := strings.Cut(keyB, "]")
	if restA != restB && restA != "" {
		return false
	}
	return keyA != "" && ("/"+keyB+"/" == "/"+keyA+"/" || strings.Contains("/"+keyB+"/", "/"+keyA+"/"))
}

// row returns the name of the row that a cell stands in, or "".
func row(name string) string {
	if i := strings.LastIndex(name, "]."); i >= 0 {
		return name[:i+1]
	}
	return ""
}

// mostMissing is how many changes without a reason are told one by one.
const mostMissing = 20

func (x *explainer) report(missing []string, path string, problems *diag.List) {
	for i, name := range missing {
		if i == mostMissing {
			problems.Add(diag.Pos{Path: path}, CodeReason, "give reasons for those that are shown first: one may name a whole query or table", "%d more changes have no reason", len(missing)-i)
			return
		}
		hint := fmt.Sprintf("add to %s, under changes:  - {kind: correction, of: [%q], reason: {en: …}}, or kind: revision for better data", path, name)
		problems.Add(diag.Pos{Path: path}, CodeReason, hint, "%s differs from the edition before, and no reason is given", name)
	}
}
