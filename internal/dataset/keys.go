package dataset

import (
	"maps"
	"slices"
	"strings"

	"daylight/internal/conf"
	"daylight/internal/diag"
)

// names reads a list of names, which the standard lets stand as a single text.
func names(n conf.Node, problems *diag.List) []string {
	if n.Kind == conf.String {
		return []string{n.Value}
	}
	var list []string
	ok := n.Kind == conf.List
	for _, item := range n.Items {
		ok = ok && item.Kind == conf.String
		list = append(list, item.Value)
	}
	if !ok || len(list) == 0 {
		problems.Add(n.Pos, CodeSchema, `write "name" or ["name", "name"]`, "a name or a list of names is needed here")
		return nil
	}
	return list
}

// describeKeys reads the primary, unique and foreign keys of a table.
func (s *Schema) describeKeys(j *schemaJSON, problems *diag.List) {
	if j.PrimaryKey.Kind != conf.Null {
		s.PrimaryKey = s.fieldNames(j.PrimaryKey, problems)
	}
	for _, n := range j.UniqueKeys {
		if key := s.fieldNames(n, problems); key != nil {
			s.UniqueKeys = append(s.UniqueKeys, key)
		}
	}
	for _, k := range j.ForeignKeys {
		fields, reference := s.fieldNames(k.Fields, problems), names(k.Reference.Fields, problems)
		if fields == nil || reference == nil {
			continue
		}
		if len(fields) != len(reference) {
			problems.Add(k.Pos, CodeSchema, "name as many fields on both sides", "the foreign key has %d fields and refers to %d", len(fields), len(reference))
			continue
		}
		s.ForeignKeys = append(s.ForeignKeys, ForeignKey{Pos: k.Pos, Fields: fields, Resource: k.Reference.Resource.Value, Reference: reference})
	}
	for _, name := range s.PrimaryKey {
		if f, _ := s.Field(name); f.Type == Count || f.Type == Number {
			problems.Add(j.PrimaryKey.Pos, CodeSchema, "use the fields that say what the row is about", "the primary key has the quantity %q in it", name)
		}
	}
}

// fieldNames reads a list of names of the table's own fields.
func (s *Schema) fieldNames(n conf.Node, problems *diag.List) []string {
	list := names(n, problems)
	for i, name := range list {
		if _, at := s.Field(name); at < 0 {
			problems.Add(n.Pos, CodeSchema, s.fieldHint(name), "the key names a field that the table does not have")
			return nil
		}
		if slices.Contains(list[:i], name) {
			problems.Add(n.Pos, CodeSchema, "name it once", "the key names the field %q twice", name)
			return nil
		}
	}
	return list
}

// fieldHint helps with a name that is no field of the table.
func (s *Schema) fieldHint(name string) string {
	if hint := diag.DidYouMean(name, s.fieldList()); hint != "" {
		return hint
	}
	return "the fields are " + strings.Join(s.fieldList(), ", ")
}

func (s *Schema) fieldList() []string {
	list := make([]string, len(s.Fields))
	for i := range s.Fields {
		list[i] = s.Fields[i].Name
	}
	return list
}

// checkReferences holds that foreign keys refer to fields that are there.
func checkReferences(s *Schema, byName map[string]*Schema, problems *diag.List) {
	for i := range s.ForeignKeys {
		k := &s.ForeignKeys[i]
		parent := s
		if k.Resource != "" {
			parent = byName[k.Resource]
		}
		if parent == nil {
			problems.Add(k.Pos, CodeSchema, diag.DidYouMean(k.Resource, slices.Collect(maps.Keys(byName))), "the foreign key refers to a table that is not listed")
			continue
		}
		for _, name := range k.Reference {
			if _, at := parent.Field(name); at < 0 {
				problems.Add(k.Pos, CodeSchema, parent.fieldHint(name), "the foreign key refers to a field that the table %q does not have", parent.Name)
			}
		}
	}
}
