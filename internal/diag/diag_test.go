package diag

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestDiagnosticString(t *testing.T) {
	t.Parallel()
	cases := []struct {
		pos  Pos
		want string
	}{
		{Pos{"a.md", 3, 7}, "a.md:3:7: it is wrong [x-y]"},
		{Pos{"a.md", 3, 0}, "a.md:3: it is wrong [x-y]"},
		{Pos{"a.md", 0, 0}, "a.md: it is wrong [x-y]"},
		{Pos{}, "it is wrong [x-y]"},
	}
	for _, c := range cases {
		if got := (Diagnostic{Pos: c.pos, Code: "x-y", Message: "it is wrong"}).String(); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

func TestErrSortsAndDropsRepetitions(t *testing.T) {
	t.Parallel()
	var l List
	l.Add(Pos{"b", 1, 1}, "c", "", "later")
	l.Add(Pos{"a", 10, 1}, "c", "", "tenth line")
	l.Add(Pos{"a", 9, 2}, "c", "", "ninth line")
	l.Add(Pos{"b", 1, 1}, "c", "", "later")
	want := "a:9:2: ninth line [c]\na:10:1: tenth line [c]\nb:1:1: later [c]"
	if got := l.Err().Error(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if (List{}).Err() != nil {
		t.Error("an empty list is no error")
	}
}

func TestErrKeepsEditsApart(t *testing.T) {
	t.Parallel()
	edit := func(start int) Edit { return Edit{Path: "a", Start: start, End: start + 1, Text: "7"} }
	var l List
	l.AddEdit(Pos{"a", 1, 1}, "c", edit(9), "", "stale")
	l.AddEdit(Pos{"a", 1, 1}, "c", edit(3), "", "stale")
	l.AddEdit(Pos{"a", 1, 1}, "c", edit(9), "", "stale")
	list, _ := AsList(l.Err())
	if len(list) != 2 || list[0].Edit != edit(3) || list[1].Edit != edit(9) {
		t.Errorf("got %v", list)
	}
	if (Edit{}).IsZero() == edit(0).IsZero() {
		t.Error("an edit at the beginning of a file is one")
	}
}

func TestMergeKeepsForeignErrors(t *testing.T) {
	t.Parallel()
	var l List
	l.Add(Pos{Path: "a"}, "c", "do this", "known")
	err := Merge(nil, fmt.Errorf("wrapped: %w", l.Err()), errors.New("disk on fire"))
	list, ok := AsList(err)
	if !ok || len(list) != 2 || list[0].Code != Internal || list[1].Hint != "do this" {
		t.Errorf("got %#v", list)
	}
}

func TestNear(t *testing.T) {
	t.Parallel()
	names := []string{"resolved", "unresolved", "period", "provider"}
	for word, want := range map[string]string{"resolvd": "resolved", "resovled": "resolved", "perid": "period", "x": "", "numbers": "", "": ""} {
		if got := Near(word, names); got != want {
			t.Errorf("Near(%q) = %q, want %q", word, got, want)
		}
	}
	if got := Near(strings.Repeat("a", 1<<20), names); got != "" {
		t.Errorf("a word of a megabyte is near %q", got)
	}
	if got := Near("ab", []string{"ac", "aa"}); got != "" {
		t.Errorf("a two-letter word is near %q", got)
	}
}

func FuzzSourcePos(f *testing.F) {
	f.Add("a\nbé\n", 4)
	f.Add("", 0)
	f.Fuzz(func(t *testing.T, text string, offset int) {
		if !utf8.ValidString(text) {
			t.Skip()
		}
		pos := NewSource("x", []byte(text)).Pos(offset)
		offset = max(0, min(offset, len(text)))
		if want := strings.Count(text[:offset], "\n") + 1; pos.Line != want {
			t.Errorf("line %d, want %d", pos.Line, want)
		}
		line := text[strings.LastIndex(text[:offset], "\n")+1 : offset]
		if want := utf8.RuneCountInString(line) + 1; pos.Col != want {
			t.Errorf("column %d, want %d", pos.Col, want)
		}
	})
}

// TestAddKeepsToOneLine holds that what a message quotes can neither make lines of its own
// nor fill the screen.
func TestAddKeepsToOneLine(t *testing.T) {
	t.Parallel()
	var l List
	l.Add(Pos{Path: "a", Line: 1}, "c", strings.Repeat("é", 40_000), "%s is\r\nb:1: all is well [ok]\n", "x")
	l.Add(Pos{Path: "a", Line: 2}, "c", "", "the key %q is unknown", strings.Repeat("é", 40_000))
	if got, want := l[0].Message, "x is b:1: all is well [ok]"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := l[1].Message; len(got) > 1010 || !strings.HasPrefix(got, `the key "é`) || !strings.HasSuffix(got, `é" is unknown`) || !utf8.ValidString(got) {
		t.Errorf("a long message is %q", got)
	}
	if got := l[0].Hint; len(got) > 30_010 || !utf8.ValidString(got) {
		t.Errorf("a hint has %d bytes", len(got))
	}
}
