package chart

import (
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// models lays out every chart of the fixture in both sizes.
func eachPicture(t *testing.T, check func(t *testing.T, name string, m *model, s size, p *picture)) {
	t.Helper()
	f := newFixture(t, nil)
	plans, problems := readPlans(f.project, f.figures, langs(f))
	if len(problems) > 0 {
		t.Fatal(problems.Err())
	}
	for _, plan := range plans {
		for _, s := range []size{wide(), narrow()} {
			t.Run(plan.name+"/"+s.name, func(t *testing.T) {
				m := plan.model(f.lang)
				check(t, plan.name, m, s, m.layout(s))
			})
		}
	}
}

func TestTextsAreLegible(t *testing.T) {
	t.Parallel()
	eachPicture(t, func(t *testing.T, _ string, _ *model, s size, p *picture) {
		for i, a := range p.texts {
			b := a.reach()
			if b.x < -1 || b.y < 0 || b.x+b.width > p.width+1 || b.y+b.height > p.height {
				t.Errorf("%q reaches beyond the picture of %dx%d: %+v", a.words, p.width, p.height, b)
			}
			if a.style.Size < 12 {
				t.Errorf("%q is only %d pixels high", a.words, a.style.Size)
			}
			for _, other := range p.texts[:i] {
				if overlap(b, other.reach()) {
					t.Errorf("%q covers %q", a.words, other.words)
				}
			}
		}
	})
}

func TestEveryNumberIsInThePicture(t *testing.T) {
	t.Parallel()
	eachPicture(t, func(t *testing.T, name string, m *model, s size, p *picture) {
		var lines []string
		for _, w := range p.texts {
			lines = append(lines, w.words)
		}
		all := strings.Join(lines, " ")
		for _, words := range m.words() {
			if !strings.Contains(all, words) {
				t.Errorf("%s shows no %q", s.name, words)
			}
		}
	})
}

// The picture, the table and the file for programs hold the same numbers.
func TestPictureTableAndFileAgree(t *testing.T) {
	t.Parallel()
	set := drawnSet(t)
	digits := regexp.MustCompile(`\d+(\.\d+)?`)
	for _, name := range []string{"bars", "whole", "parts", "announced", "alone"} {
		c := set.Chart(name, "en")
		var table []string
		for _, row := range c.Table.Rows {
			for i, cell := range row {
				if c.Table.Head[i].Numeric {
					table = append(table, digits.FindAllString(strings.ReplaceAll(cell.Text, ",", ""), -1)...)
				}
			}
		}
		svg := strings.ReplaceAll(strings.Join(texts(t, string(c.Wide)), " "), ",", "")
		csv := strings.ReplaceAll(string(c.CSV), "..", " ")
		for _, number := range table {
			if !slices.Contains(digits.FindAllString(svg, -1), number) {
				t.Errorf("%s: the table has %s, the picture has not", name, number)
			}
			if !slices.Contains(digits.FindAllString(csv, -1), number) {
				t.Errorf("%s: the table has %s, the file has not:\n%s", name, number, csv)
			}
		}
		if len(table) == 0 {
			t.Errorf("%s: the table has no numbers", name)
		}
	}
}

// texts returns the texts of an SVG; it fails when it is not well-formed.
func texts(t *testing.T, svg string) []string {
	t.Helper()
	var found []string
	inText := 0
	d := xml.NewDecoder(strings.NewReader(svg))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return found
		}
		if err != nil {
			t.Fatalf("the SVG is not well-formed: %v", err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			if e.Name.Local == "text" {
				inText++
			}
		case xml.EndElement:
			if e.Name.Local == "text" {
				inText--
			}
		case xml.CharData:
			if inText > 0 {
				found = append(found, string(e))
			}
		}
	}
}

// Every colour in a drawing has enough contrast with the page behind it, and a
// class by which a theme can change it.
func TestDrawnColoursHaveContrastAndClass(t *testing.T) {
	t.Parallel()
	set := drawnSet(t)
	decorative := []string{hue("line"), hue("bg")} // lines of the grid; the inside of hollow marks
	for _, name := range set.Names() {
		for _, svg := range []string{string(set.Chart(name, "en").Wide), string(set.Chart(name, "en").Narrow)} {
			d := xml.NewDecoder(strings.NewReader(svg))
			for {
				token, err := d.Token()
				if err != nil {
					break
				}
				e, ok := token.(xml.StartElement)
				if !ok {
					continue
				}
				class := attribute(e, "class")
				for _, part := range []string{"fill", "stroke"} {
					colour := attribute(e, part)
					if !strings.HasPrefix(colour, "#") {
						continue
					}
					if !strings.Contains(class, map[string]string{"fill": "f-", "stroke": "k-"}[part]) {
						t.Errorf("%s: %s %s has the class %q", name, part, colour, class)
					}
					least := 3.0
					if e.Name.Local == "text" {
						least = 4.5
					}
					if !slices.Contains(decorative, colour) && contrast(t, colour, "#ffffff") < least {
						t.Errorf("%s: %s of %s has too little contrast", name, colour, e.Name.Local)
					}
				}
				if size := attribute(e, "font-size"); size != "" {
					if n, err := strconv.Atoi(size); err != nil || n < 12 {
						t.Errorf("%s: a text of %s pixels", name, size)
					}
				}
			}
		}
	}
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// A number that is not known is a dashed or hollow mark with words: no bar of no
// length, no gap.
func TestUnknownIsShownAndNamed(t *testing.T) {
	t.Parallel()
	set := drawnSet(t)
	tests := []struct {
		chart string
		words []string
		marks int
	}{
		{"bars", []string{"withheld", "not published", "not applicable"}, 3},
		{"years", []string{"withheld"}, 1},
		{"parts", []string{"answered at once: withheld"}, 1},
		{"announced", []string{"complaints, not published:"}, 1},
		{"alone", []string{"not published:"}, 1},
	}
	for _, tt := range tests {
		for _, svg := range []string{string(set.Chart(tt.chart, "en").Wide), string(set.Chart(tt.chart, "en").Narrow)} {
			if n := len(dashedMark.FindAllString(svg, -1)); n != tt.marks {
				t.Errorf("%s has %d marks of an unknown number, want %d", tt.chart, n, tt.marks)
			}
			shown := texts(t, svg)
			for _, words := range tt.words {
				if !slices.Contains(shown, words) {
					t.Errorf("%s does not say %q", tt.chart, words)
				}
			}
		}
	}
}

// dashedMark is the box of a value that is not known, which stands for a cell.
var dashedMark = regexp.MustCompile(`f-unknown" data-row`)

func TestHostileLabels(t *testing.T) {
	t.Parallel()
	set := drawnSet(t)
	c := set.Chart("hostile", "en")
	for _, svg := range []string{string(c.Wide), string(c.Narrow), string(c.SVG)} {
		for _, bad := range []string{"<script", "<b>", "]]>", "[object", "undefined", "\u202e"} {
			if strings.Contains(svg, bad) {
				t.Errorf("the SVG holds %q", bad)
			}
		}
		shown := strings.Join(texts(t, svg), "\n")
		for _, good := range []string{"{c} $& {a} {@value}", `]]> & "quotes" 'and' <b>`, "</script>", "xxx…", "wo"} {
			if !strings.Contains(shown, good) {
				t.Errorf("the SVG does not show %q", good)
			}
		}
		if len(svg) > 40_000 {
			t.Errorf("the SVG has %d bytes: the long labels were not cut", len(svg))
		}
	}
	whole := 0
	for _, row := range c.Table.Rows {
		whole = max(whole, len(row[0].Text))
	}
	if whole != 10_000 {
		t.Errorf("the longest label in the table has %d letters, want all 10,000", whole)
	}
}

func TestTame(t *testing.T) {
	t.Parallel()
	tests := []struct{ in, want string }{
		{"plain", "plain"}, {"a\u202eb\u2066c", "abc"}, {"a\x00b\x1bc", "abc"}, {"a\n\tb", "a b"},
		{"\ue000c\ue001", "c"}, {"\xff", "�"}, {"Québec\u00a0!", "Québec\u00a0!"}, {"\ufeffa", "a"},
	}
	for _, tt := range tests {
		if got := tame(tt.in); got != tt.want {
			t.Errorf("tame(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func FuzzEncode(f *testing.F) {
	f.Add("{c} $& {b}")
	f.Fuzz(func(t *testing.T, label string) {
		clean := tame(label)
		if got := decode(encode(clean)); got != clean || strings.ContainsAny(encode(clean), "{}$") {
			t.Errorf("%q comes back as %q", clean, got)
		}
	})
}
