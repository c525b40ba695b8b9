package conf

import (
	"unicode/utf8"

	"daylight/internal/diag"
)

// PosAt returns the position of a byte of the text's value. In a text of which that
// cannot be said (one from JSON with escapes, or a folded one whose lines cannot be
// followed) it is where the text begins.
func (t Text) PosAt(offset int) diag.Pos {
	if w := t.written; w != nil && offset >= 0 {
		if places := w.places(); offset < len(places) && places[offset].from >= 0 {
			return diag.NewSource(w.file.path, w.file.data).Pos(places[offset].from)
		}
	}
	return t.Pos
}

// PosIn returns the position of a byte of a JSON string that stands at t.Pos: exact
// where nothing before it is escaped.
func (t Text) PosIn(offset int) diag.Pos {
	pos := t.Pos
	if offset <= len(t.Value) {
		pos.Col += 1 + utf8.RuneCountInString(t.Value[:offset])
	}
	return pos
}
