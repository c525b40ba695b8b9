package diag

import (
	"cmp"
	"slices"
)

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

// Span is a piece of a text that is to be replaced, in bytes.
type Span struct {
	Start, End int
	Text       string
}

// NewEdit makes one edit of spans of a file, which are in order and do not overlap:
// what lies between them stays as it is.
func NewEdit(path string, data []byte, spans ...Span) Edit {
	if len(spans) == 0 {
		return Edit{}
	}
	var text []byte
	at := spans[0].Start
	for _, s := range spans {
		text = append(append(text, data[at:s.Start]...), s.Text...)
		at = s.End
	}
	return Edit{Path: path, Start: spans[0].Start, End: at, Text: string(text)}
}

// Apply carries out the edits of one file and returns its new bytes with the edits
// that were carried out, in the order of their places. An edit that overlaps
// one before it is left for another time; so is one outside the data.
func Apply(data []byte, edits []Edit) (changed []byte, done []Edit) {
	sorted := slices.SortedFunc(slices.Values(edits), Edit.Compare)
	at := 0
	for _, e := range sorted {
		touches := len(done) > 0 && e.Start <= at
		if e.Start < at || touches || e.End < e.Start || e.End > len(data) {
			continue
		}
		changed = append(append(changed, data[at:e.Start]...), e.Text...)
		at = e.End
		done = append(done, e)
	}
	return append(changed, data[at:]...), done
}
