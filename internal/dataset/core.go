package dataset

import (
	"slices"
	"strings"

	"daylight/internal/diag"
)

// coreTable is the columns and the key of a table whose meaning is fixed, so that reports by
// different publishers can be compared.
type coreTable struct {
	name   string
	fields []coreField
	key    []string
}

type coreField struct {
	name string
	kind Type
}

// coreTables returns the tables with a fixed meaning.
func coreTables() []coreTable {
	provenance := []coreField{{"source", Source}, {"confidence", String}, {"read_at", String}}
	return []coreTable{
		{"calls", slices.Concat([]coreField{{"period", Period}, {"provider", String},
			{"complainants", Count}, {"calls", Count}, {"numbers", Count}}, provenance), []string{"period", "provider"}},
		{"numbers", slices.Concat([]coreField{{"period", Period}, {"provider_class", String},
			{"resolved", Count}, {"unresolved", Count}}, provenance), []string{"period", "provider_class"}},
		{"refusals", slices.Concat([]coreField{{"id", String}, {"period", Period}, {"provider", String}, {"provider_class", String},
			{"basis", String}, {"asked", Count}, {"refused", Count}, {"extent", String}}, provenance), []string{"id"}},
	}
}

// extents are the values of refusals.extent, in their order.
func extents() []string { return []string{"none", "some", "most", "all"} }

// checkCore holds a table with a fixed meaning to its columns, types and key.
func checkCore(s *Schema, problems *diag.List) {
	at := slices.IndexFunc(coreTables(), func(c coreTable) bool { return c.name == s.Name })
	if at < 0 || len(s.Fields) == 0 {
		return
	}
	core := coreTables()[at]
	if !slices.EqualFunc(s.Fields, core.fields, func(f Field, c coreField) bool { return f.Name == c.name }) {
		problems.Add(s.Pos, CodeSchema, "the fields are "+core.list()+"; give a table of your own another name", "the table %q has fixed fields, and these are others", s.Name)
		return
	}
	for i, c := range core.fields {
		if f := &s.Fields[i]; f.Type != c.kind {
			problems.Add(f.Pos, CodeSchema, typeHint(c.kind), "in the table %q, %q is a %s", s.Name, c.name, c.kind)
		}
	}
	if !slices.Equal(s.PrimaryKey, core.key) {
		problems.Add(s.Pos, CodeSchema, `write "primaryKey": ["`+strings.Join(core.key, `", "`)+`"]`, "the table %q has one row per %s", s.Name, strings.Join(core.key, " and "))
	}
	if f, _ := s.Field("extent"); f != nil && !slices.Equal(slices.Sorted(slices.Values(f.allowed())), slices.Sorted(slices.Values(extents()))) {
		problems.Add(f.Pos, CodeSchema, "give it the categories "+strings.Join(extents(), ", "), "extent is none, some, most or all")
	}
}

func (c coreTable) list() string {
	var list []string
	for _, f := range c.fields {
		list = append(list, f.name)
	}
	return strings.Join(list, ", ")
}

// typeHint says how a type is written in the schema.
func typeHint(t Type) string {
	if t == Count || t == Period || t == Source {
		return `write "type": "string", "daylight": "` + string(t) + `"`
	}
	return `write "type": "` + string(t) + `"`
}
