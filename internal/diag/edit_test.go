package diag

import (
	"slices"
	"strings"
	"testing"
)

func TestNewEditKeepsWhatLiesBetween(t *testing.T) {
	t.Parallel()
	data := []byte("from 12 to\n\t16 calls")
	edit := NewEdit("a", data, Span{5, 7, "3"}, Span{12, 14, "1,000"})
	if want := (Edit{"a", 5, 14, "3 to\n\t1,000"}); edit != want {
		t.Errorf("got %+v, want %+v", edit, want)
	}
	if !NewEdit("a", data).IsZero() {
		t.Error("no spans are an edit")
	}
}

func TestApply(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		edits []Edit
		want  string
		done  int
	}{
		{nil, "0123456789", 0},
		{[]Edit{{"a", 8, 9, "eight"}, {"a", 0, 2, ""}, {"a", 5, 5, "-"}}, "234-567eight9", 3},
		{[]Edit{{"a", 2, 5, "x"}, {"a", 4, 6, "y"}, {"a", 7, 8, "z"}}, "01x56z89", 2},
		{[]Edit{{"a", 2, 5, "x"}, {"a", 2, 5, "x"}, {"a", 5, 6, "y"}}, "01x56789", 1},
		{[]Edit{{"a", 9, 11, "x"}, {"a", 5, 3, "y"}, {"a", -1, 1, "z"}, {"a", 10, 10, "!"}}, "0123456789!", 1},
	} {
		got, done := Apply([]byte("0123456789"), c.edits)
		if string(got) != c.want || len(done) != c.done {
			t.Errorf("%v give %q (%d done), want %q (%d)", c.edits, got, len(done), c.want, c.done)
		}
	}
}

// FuzzApply: what lies outside the edits that were carried out is as it was.
func FuzzApply(f *testing.F) {
	f.Add("a sentence of 949 calls", 14, 17, 3, 5)
	f.Fuzz(func(t *testing.T, text string, a, b, c, d int) {
		edits := []Edit{{"x", a, b, "FIRST"}, {"x", c, d, "second"}}
		got, done := Apply([]byte(text), edits)
		if !slices.IsSortedFunc(done, Edit.Compare) {
			t.Fatalf("not in order: %v", done)
		}
		rest, at := string(got), 0
		for _, e := range append(done, Edit{Path: "x", Start: len(text), End: len(text)}) {
			var ok bool
			if rest, ok = strings.CutPrefix(rest, text[at:e.Start]+e.Text); !ok {
				t.Fatalf("%q became %q by %v", text, got, done)
			}
			at = e.End
		}
		if rest != "" {
			t.Fatalf("%q became %q by %v", text, got, done)
		}
	})
}
