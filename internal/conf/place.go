package conf

import "daylight/internal/diag"

// PosAt returns the position of a byte of the text's value. In a text of which that
// cannot be said (one from JSON, or a folded one whose lines cannot be followed) it is
// where the text begins.
func (t Text) PosAt(offset int) diag.Pos {
	if w := t.written; w != nil && offset >= 0 {
		if places := w.places(); offset < len(places) && places[offset].from >= 0 {
			return diag.NewSource(w.file.path, w.file.data).Pos(places[offset].from)
		}
	}
	return t.Pos
}
