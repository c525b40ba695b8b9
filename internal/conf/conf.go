// Package conf reads configuration strictly, with positions: YAML and JSON become
// the same tree of nodes, and one decoder fills Go structs from it. An unknown
// key is an error with "did you mean"; so is a missing required key, a key given
// twice, and a value of the wrong kind. All problems of a file are reported at once.
//
// A struct's fields say what a file may hold:
//
//	type Spec struct {
//		Pos   diag.Pos          `conf:",pos"`            // where this mapping stands
//		Type  conf.Text         `conf:"type,required"`   // a scalar with its place
//		Title conf.Localized    `conf:"title,required"`  // language → text with its place
//		Wide  bool              `conf:"wide"`
//		Parts []Part            `conf:"parts"`
//		Extra map[string]Part   `conf:"extra"`
//		Any   conf.Node         `conf:"any"`             // kept as it stands
//	}
//
// Fields may be string, bool, int, Text, Localized, Node, structs, pointers to
// structs, and slices and string-keyed maps of these. A field without a conf tag
// is not read. Where a []T is meant, a single scalar T is an error, not a list of one.
package conf

import "daylight/internal/diag"

// Codes of the problems this package reports.
const (
	CodeSyntax  diag.Code = "conf-syntax"
	CodeUnknown diag.Code = "conf-unknown-key"
	CodeMissing diag.Code = "conf-missing-key"
	CodeType    diag.Code = "conf-type"
	CodeTwice   diag.Code = "conf-duplicate-key"
)

// Text is a string and the place where it begins. One that was read from YAML knows
// how the file writes it: see Edit.
type Text struct {
	Value string
	Pos   diag.Pos

	written *written // nil for none
}

// Localized is a text per language tag. A key that is no plausible language tag
// ("en", "fr", "zh-Hant") is an error; whether a language is wanted or missing is
// the caller's question.
type Localized map[string]Text

// In returns the text in a language, or "" when there is none.
func (l Localized) In(lang string) string { return l[lang].Value }

// Pos returns the place of the first text, beside which one that is missing belongs; otherwise where
// there is none.
func (l Localized) Pos(otherwise diag.Pos) diag.Pos {
	first := otherwise
	found := false
	for _, t := range l {
		if !found || t.Pos.Line < first.Line || t.Pos.Line == first.Line && t.Pos.Col < first.Col {
			first, found = t.Pos, true
		}
	}
	return first
}

// Kind is the kind of a node.
type Kind uint8

// The kinds of node. Number and Bool are scalars that were not quoted.
const (
	Null Kind = iota
	String
	Number
	Bool
	List
	Map
)

// Node is a value of a YAML or JSON file and the place where it begins.
type Node struct {
	Kind  Kind
	Value string // of a scalar, as written
	Pos   diag.Pos
	Keys  []Text // of a Map, in the file's order
	Items []Node // of a Map (beside Keys) or of a List

	written *written // of a scalar of a YAML file
}

// Get returns the value of a map's key, and whether the map has it.
func (n Node) Get(key string) (Node, bool) {
	for i, k := range n.Keys {
		if k.Value == key {
			return n.Items[i], true
		}
	}
	return Node{}, false
}
