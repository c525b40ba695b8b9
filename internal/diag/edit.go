package diag

import "cmp"

// Edit is the mend of a problem: the bytes of a file from Start to before End are
// replaced by Text. The offsets count from the file's first byte, a byte order mark
// included. The zero Edit is none.
type Edit struct {
	Path       string
	Start, End int
	Text       string
}

// IsZero tells whether there is no edit.
func (e Edit) IsZero() bool { return e.Path == "" }

// Compare orders edits by path, place and text.
func (e Edit) Compare(f Edit) int {
	return cmp.Or(cmp.Compare(e.Path, f.Path), cmp.Compare(e.Start, f.Start), cmp.Compare(e.End, f.End), cmp.Compare(e.Text, f.Text))
}
