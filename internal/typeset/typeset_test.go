package typeset

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestWidth(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, text string
		style      Style
		want       int
	}{
		{"nothing", "", Style{Size: 16}, 0},
		{"digits", "1,597", Style{Size: 100}, 4*64 + 31},
		{"bold is wider", "1,597", Style{Size: 100, Bold: true}, 317},
		{"a mark that combines has no width", "e\u0301", Style{Size: 1000}, 615},
		{"a bidirectional control has no width", "\u202ea\u202c", Style{Size: 1000}, 613},
		{"a full square", "漢", Style{Size: 100}, 104},
		{"no-break space", "\u00a0\u202f", Style{Size: 1000}, 636},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := Width(tt.text, tt.style); got != tt.want {
				t.Errorf("Width(%q) = %d, want %d", tt.text, got, tt.want)
			}
		})
	}
}

func TestAccentsAddNoWidth(t *testing.T) {
	t.Parallel()
	if len(base) != 0x180-0xC0 {
		t.Fatalf("base has %d letters, want %d", len(base), 0x180-0xC0)
	}
	pairs := "ÀAÉEÎIÔOÙUÇCàaéeîiôoùuçcñnÿyĀAāaČCčcĞGğgŁLłlŃNńnŐOőoŘRřrŠSšsŤTťtŮUůuŻZżzŽZžz"
	letters := []rune(pairs)
	for i := 0; i < len(letters); i += 2 {
		for _, heavy := range []bool{false, true} {
			if got, want := advance(letters[i], heavy), advance(letters[i+1], heavy); got != want {
				t.Errorf("%c is %d wide, %c is %d", letters[i], got, letters[i+1], want)
			}
		}
	}
}

func TestWrap(t *testing.T) {
	t.Parallel()
	style := Style{Size: 10}
	tests := []struct {
		name  string
		text  string
		width int
		lines int
		want  []string
	}{
		{"empty", "", 100, 2, []string{""}},
		{"spaces alone", " \n\t ", 100, 2, []string{""}},
		{"fits", "British Columbia", 100, 2, []string{"British Columbia"}},
		{"breaks at a space", "British Columbia", 60, 2, []string{"British", "Columbia"}},
		{"cuts", "British Columbia and Alberta", 60, 2, []string{"British", "Columbia…"}},
		{"breaks inside a long word", "mmmmmmmmmm", 40, 5, []string{"mmmm", "mmmm", "mm"}},
		{"never parts a number", "plus de 40\u00a0000", 60, 5, []string{"plus de", "40\u00a0000"}},
		{"breaks behind a hyphen", "Prince-Edward-Island", 50, 5, []string{"Prince-", "Edward-", "Island"}},
		{"a width of nothing still moves on", "ab", 0, 5, []string{"a", "b"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := Wrap(tt.text, style, tt.width, tt.lines); !slices.Equal(got, tt.want) {
				t.Errorf("Wrap(%q) = %q, want %q", tt.text, got, tt.want)
			}
		})
	}
}

// FuzzWrap holds that every line fits, that text is valid, and that nothing is
// lost unless an ellipsis says so.
func FuzzWrap(f *testing.F) {
	f.Add("British Columbia", 60, 2)
	f.Add(strings.Repeat("é\u0301 漢", 40), 33, 3)
	f.Add("a\u0301\u0301b", 1, 1)
	f.Fuzz(func(t *testing.T, text string, width, lines int) {
		if !utf8.ValidString(text) || width < 20 || width > 2000 || lines < 1 || lines > 20 {
			t.Skip()
		}
		style := Style{Size: 14}
		got := Wrap(text, style, width, lines)
		if len(got) < 1 || len(got) > lines {
			t.Fatalf("%d lines, want 1 to %d", len(got), lines)
		}
		for _, line := range got {
			if !utf8.ValidString(line) || Width(line, style) > width {
				t.Errorf("the line %q is wider than %d", line, width)
			}
		}
		bare := func(s string) string { return strings.Join(strings.Fields(s), "") }
		all := strings.Join(got, "")
		if !strings.HasSuffix(all, Ellipsis) && bare(all) != bare(text) {
			t.Errorf("Wrap(%q) lost something: %q", text, got)
		}
	})
}
