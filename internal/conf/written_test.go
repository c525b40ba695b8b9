package conf

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"daylight/internal/diag"
)

// note is a file with a text between two others, which no edit may touch.
type note struct {
	Before string `conf:"before"`
	Text   Text   `conf:"text"`
	After  string `conf:"after"`
}

// scalars are texts in every style, each with the number 949 and what lies around it.
var scalars = map[string]string{
	"plain":               "text: For 949 of é numbers",
	"plain, folded":       "text: For\n  949 of\n\n  many 949",
	"plain, comment":      "text: For 949 numbers # as 949",
	"plain, CRLF":         "text: For\r\n  949 numbers\r",
	"single":              "text: 'It''s 949, isn''t it'",
	"single, folded":      "text: 'It''s\n   \n  949 '",
	"double":              `text: "For \"949\" \u00e9\t\x41\U0001F600 949 numbers"`,
	"double, folded":      "text: \"For \\\n    949 and \n\n  949\\\n  \\ x\"",
	"literal":             "text: |\n  For 949\n    and more\n\n  949",
	"literal, indented":   "text: |2-\n     949 calls\n  949",
	"literal, kept":       "text: |+ # comment\n  For 949\n\n",
	"literal, CRLF":       "text: |\r\n  For 949\r\n  calls\r",
	"folded":              "text: >-\n  For\n  949\n\n  numbers\n    more\n  949",
	"folded, indented":    "text: >\n\n    For 949\n    calls\n\n\n      in\n      949\n    days",
	"flow":                "text: 'in 949' # comment",
	"beside a byte order": "text: For \ufeff949",
	"beside an old break": "text: \"a\u00852 949\"",
}

// parseNote reads a text between two others.
func parseNote(scalar string) (note, string, error) {
	file := "before: 'x: 949'\n" + scalar + "\nafter: 949 y\n"
	var n note
	err := YAML("x.yaml", []byte(file), &n)
	return n, file, err
}

// edited replaces a span of a text and reads the file anew; done is false when there
// was no edit. Whatever was edited must be read as if its value had been changed.
func edited(t *testing.T, n note, file string, start, end int, words string) (done bool) {
	t.Helper()
	edit := n.Text.Edit(diag.Span{Start: start, End: end, Text: words})
	if edit.IsZero() {
		return false
	}
	changed, _ := diag.Apply([]byte(file), []diag.Edit{edit})
	want := n.Text.Value[:start] + words + n.Text.Value[end:]
	var got note
	if err := YAML("x.yaml", changed, &got); err != nil || got.Text.Value != want || got.Before != n.Before || got.After != n.After {
		t.Fatalf("%q with %q at %d to %d (in the file %d to %d) became\n%q\nwhich reads %q, want %q (%v)",
			file, words, start, end, edit.Start, edit.End, changed, got.Text.Value, want, err)
	}
	return true
}

func TestEditInEveryStyle(t *testing.T) {
	t.Parallel()
	for name, scalar := range scalars {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, mark := range []string{"", "\ufeff"} {
				n, file, err := parseNote(scalar)
				if err != nil {
					t.Fatal(err)
				}
				var again note
				if err := YAML("x.yaml", []byte(mark+file), &again); err != nil {
					t.Fatal(err)
				}
				found := 0
				for at := 0; ; found++ {
					i := strings.Index(n.Text.Value[at:], "949")
					if i < 0 {
						break
					}
					at += i + 3
					for _, words := range []string{"1,597", "1\u202f597", "more than 9"} {
						if !edited(t, again, mark+file, at-3, at, words) {
							t.Errorf("%q at %d has no edit", n.Text.Value, at-3)
						}
					}
				}
				if found != strings.Count(strings.TrimSuffix(scalar, "# as 949"), "949") {
					t.Errorf("%q holds %d numbers", n.Text.Value, found)
				}
			}
		})
	}
}

func TestEditOfTwoSpansKeepsTheLineBreak(t *testing.T) {
	t.Parallel()
	n, file, err := parseNote("text: from 12\n    to 16")
	if err != nil {
		t.Fatal(err)
	}
	edit := n.Text.Edit(diag.Span{Start: 5, End: 7, Text: "3"}, diag.Span{Start: 11, End: 13, Text: "4"})
	changed, _ := diag.Apply([]byte(file), []diag.Edit{edit})
	if !strings.Contains(string(changed), "from 3\n    to 4\n") {
		t.Errorf("got %q", changed)
	}
}

func TestNoEdit(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		scalar, words string
		start, end    int
	}{
		{"text: 949 numbers", "[1]", 0, 3},              // a plain scalar would become a list
		{"text: For 949", "1: 2", 4, 7},                 // or a map
		{"text: For 949", "1 #2", 4, 7},                 // or end
		{"text: For 949", "#2", 4, 7},                   // or end
		{"text: [For 949, b]", "[1]", 0, 0},             // no text at all
		{"text: For 949", "1\n2", 4, 7},                 // a line more
		{"text: For 949", "1 ", 4, 7},                   // a blank that a line's end would lose
		{"text: For 949", "1", 4, 8},                    // outside
		{"text: For 949", "1", 5, 4},                    // the wrong way round
		{"text: 'a\n\n\n  949'", "1", 2, 6},             // from inside a folded break
		{"text: |\n  a\n    \n  949\n", "1", 100, 200},  // outside
		{"text: \"\\U0001F600 949\"", "1", 1, 2},        // inside an escape
		{"text: \"a\u2028 949\"", "1", 5, 8},            // behind a break that no editor shows
		{"text: \"\U0001F600 949\"", "1", 1, 2},         // inside a character
		{"text: >\n  a\n     \n  b 949\n", "1", -1, 10}, // outside
	} {
		n, _, err := parseNote(c.scalar)
		if edit := n.Text.Edit(diag.Span{Start: c.start, End: c.end, Text: c.words}); !edit.IsZero() {
			t.Errorf("%q has the edit %+v (%v)", c.scalar, edit, err)
		}
	}
	if (Text{Value: "949"}).Edit(diag.Span{End: 3, Text: "1"}) != (diag.Edit{}) {
		t.Error("a text that was never in a file has an edit")
	}
	n, _, _ := parseNote("text: For 949")
	n.Text.Value = "Only 949"
	if !n.Text.Edit(diag.Span{Start: 5, End: 8, Text: "1"}).IsZero() {
		t.Error("a text that is not the file's any more has an edit")
	}
}

// A text is followed in time that grows with its length.
func TestEditInLongTexts(t *testing.T) {
	t.Parallel()
	for _, piece := range []string{" ", "\\t", "\\\n ", "\n ", "a\n\n ", "é", "''", "\u2009"} {
		for _, quote := range []string{"'", `"`} {
			n, _, err := parseNote("text: " + quote + "x" + strings.Repeat(piece, 1<<19/len(piece)) + "949" + quote)
			if err != nil {
				continue // not a text in this style
			}
			start := time.Now()
			n.Text.Edit(diag.Span{Start: len(n.Text.Value) - 3, End: len(n.Text.Value), Text: "1"})
			if took := time.Since(start); took > 3*time.Second {
				t.Errorf("%q repeated took %v", piece, took)
			}
		}
	}
}

// FuzzEdit: an edit changes the value as it says and nothing else of the file.
func FuzzEdit(f *testing.F) {
	for _, scalar := range scalars {
		f.Add(scalar, 4, 3)
	}
	f.Fuzz(func(t *testing.T, scalar string, start, size int) {
		n, file, err := parseNote(scalar)
		value := n.Text.Value
		if err != nil || value == "" || n.After != "949 y" || n.Before != "x: 949" {
			t.Skip()
		}
		start = (start%len(value) + len(value)) % len(value)
		end := start + min(max(size, 0)%8, len(value)-start)
		if !utf8.RuneStart(value[start]) || end < len(value) && !utf8.RuneStart(value[end]) {
			t.Skip()
		}
		blank := func(at int) bool { return at < 0 || at >= len(value) || strings.ContainsRune(" \t\n", rune(value[at])) }
		if blank(start) || blank(start-1) && start == end || blank(end-1) || start == 0 {
			t.Skip() // only words are replaced, never the blanks that fold
		}
		edited(t, n, file, start, end, "7,5")
	})
}
