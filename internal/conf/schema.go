package conf

import (
	"reflect"
	"strings"
)

// Schema is a JSON Schema (draft 7, which editors know best) of a file that Decode
// reads. A text may be written without quotes, and then looks like a number or true:
// Decode takes it, and so does the schema.
type Schema struct {
	Dialect     string             `json:"$schema,omitempty"`
	Title       string             `json:"title,omitempty"`
	Description string             `json:"description,omitempty"`
	Type        any                `json:"type,omitempty"` // a name or several
	Enum        []string           `json:"enum,omitempty"`
	Pattern     string             `json:"pattern,omitempty"`
	Properties  map[string]*Schema `json:"properties,omitempty"`
	Required    []string           `json:"required,omitempty"`
	Items       *Schema            `json:"items,omitempty"`
	MinItems    int                `json:"minItems,omitempty"`
	// Others are the keys beside Properties: a Schema, or false for none.
	Others any     `json:"additionalProperties,omitempty"`
	Names  *Schema `json:"propertyNames,omitempty"`
}

// SchemaOf describes what Decode takes for a value of v's type: a struct with conf
// tags. A Node takes anything: whoever reads it knows more.
func SchemaOf(v any) *Schema { return schemaOf(reflect.TypeOf(v)) }

func schemaOf(t reflect.Type) *Schema {
	switch t {
	case nodeType:
		return &Schema{}
	case textType:
		return scalarSchema()
	case localizedType:
		return &Schema{Type: "object", Others: scalarSchema(), Names: &Schema{Pattern: languageTag.String()}}
	}
	switch t.Kind() {
	case reflect.String:
		return scalarSchema()
	case reflect.Bool:
		return &Schema{Type: "boolean"}
	case reflect.Int:
		return &Schema{Type: "integer"}
	case reflect.Pointer:
		return schemaOf(t.Elem())
	case reflect.Slice:
		return &Schema{Type: "array", Items: schemaOf(t.Elem())}
	case reflect.Map:
		return &Schema{Type: "object", Others: schemaOf(t.Elem())}
	case reflect.Struct:
		return structSchema(t)
	}
	panic("conf: cannot describe " + t.String())
}

func structSchema(t reflect.Type) *Schema {
	s := &Schema{Type: "object", Properties: map[string]*Schema{}, Others: false}
	for _, f := range fieldsOf(t) {
		if f.pos {
			continue
		}
		s.Properties[f.key] = schemaOf(t.Field(f.index).Type)
		if f.required {
			s.Required = append(s.Required, f.key)
		}
	}
	return s
}

func scalarSchema() *Schema { return &Schema{Type: []string{"string", "number", "boolean"}} }

// At returns the schema at a path of keys, "*" for the entries of a list; nil where
// there is none.
func (s *Schema) At(path string) *Schema {
	for _, key := range strings.Fields(path) {
		switch {
		case s == nil:
			return nil
		case key == "*":
			s = s.Items
		default:
			s = s.Properties[key]
		}
	}
	return s
}
