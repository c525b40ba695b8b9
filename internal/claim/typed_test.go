package claim

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"daylight/internal/conf"
	"daylight/internal/diag"
)

// yamlText reads the text of the key t of a YAML file.
func yamlText(t *testing.T, data string) conf.Text {
	t.Helper()
	var file struct {
		T conf.Text `conf:"t"`
	}
	if err := conf.YAML("a.yaml", []byte(data), &file); err != nil {
		t.Fatal(err)
	}
	return file.T
}

// In texts of YAML each numeral is reported where it stands, in whatever style the
// text is written, and bound in its place where one figure alone says it.
func TestUnboundInYAML(t *testing.T) {
	t.Parallel()
	lang, figures := loadLanguage(t, "en"), corpusFigures(t)
	for _, c := range []struct{ data, problems, bound string }{
		{"t: In 2011, [949](figure:calls.obtained) were found.", "", ""},
		{"t: Of 949 found.", "1:7 claim-unbound", "t: Of [949](figure:calls.obtained) found."},
		{`t: "é \"949\" found"`, "1:9 claim-unbound", `t: "é \"[949](figure:calls.obtained)\" found"`},
		{"t: >-\n  One line,\n  and 949 in another.", "3:7 claim-unbound", "t: >-\n  One line,\n  and [949](figure:calls.obtained) in another."},
		{`t: '[949](figure:calls.obtained) and \[41\] it''s 648'`, `1:40 claim-unbound, 1:51 claim-unbound`, `t: '[949](figure:calls.obtained) and \[41\] it''s [648](figure:calls.not_obtained)'`},
		{"t: about 41 or 129", "1:10 claim-unbound, 1:16 claim-unbound", ""},
		{"t: More than 40,000 came", "1:14 claim-unbound", ""},
		{"t: 'More than 40,000 came'", "1:15 claim-unbound", "t: '[More than 40,000](figure:counts[communications].n) came'"},
		{`t: 'It is [41](typed: "an example") and [7](typed:"too").'`, "", ""},
		{`t: '[41](typed:) [words](typed: "why")'`, "1:4 claim-typed, 1:17 claim-typed", ""},
		{`t: '[41] (typed: "why")'`, "1:9 claim-syntax", ""},
	} {
		text := yamlText(t, c.data)
		_, err := Parse(lang, figures, text)
		list, _ := diag.AsList(err)
		var said []string
		var edits []diag.Edit
		for _, d := range list {
			said = append(said, fmt.Sprintf("%d:%d %s", d.Pos.Line, d.Pos.Col, d.Code))
			if !d.Edit.IsZero() {
				edits = append(edits, d.Edit)
			}
		}
		if got := strings.Join(said, ", "); got != c.problems {
			t.Errorf("%s: %s, want %s", c.data, got, c.problems)
		}
		if bound, _ := diag.Apply([]byte(c.data), edits); len(edits) > 0 && string(bound) != c.bound || len(edits) == 0 && c.bound != "" {
			t.Errorf("%s\nbecomes %s\nwant    %s", c.data, bound, c.bound)
		}
	}
}

func TestCountTyped(t *testing.T) {
	t.Parallel()
	in, err := Parse(loadLanguage(t, "en"), corpusFigures(t), conf.Text{Value: `[41](typed: "a") and [7](typed: "b") of [949](figure:calls.obtained)`})
	if err != nil || in.CountTyped() != 2 || in.String() != "41 and 7 of 949" {
		t.Errorf("%d marks in %q: %v", in.CountTyped(), in, err)
	}
}

// A number that may be somebody's is not repeated, wherever the message goes.
func TestPersonalNumbers(t *testing.T) {
	t.Parallel()
	figures := corpusFigures(t)
	for _, tag := range []string{"en", "fr"} {
		for text, hidden := range map[string]bool{
			"5195550142": true, "519-555-0142": true, "+1 (519) 555 0142": true, "519.555.0142": true, "555-0142": true,
			"949": false, "12": false,
		} {
			for _, l := range Unbound(loadLanguage(t, tag), figures, Prose{Text: "call " + text + " now"}) {
				d := l.Diagnostic(diag.Pos{}, InPage)
				if got := !strings.Contains(d.Message+d.Hint, l.Text); got != hidden {
					t.Errorf("%s: %s: %s (%s)", tag, text, d.Message, d.Hint)
				}
			}
		}
	}
}

// Hostile texts must not take the gate long: as many numerals, quotation marks and full
// stops as a paragraph may hold.
func TestUnboundIsQuick(t *testing.T) {
	t.Parallel()
	lang, figures := loadLanguage(t, "en"), corpusFigures(t)
	for _, piece := range []string{"1 ", "949 ", "“1 ", "\"1 ", "1. ", "1, ", "para. 1. ", "more than 2 ", "1-1 ", "½ ", "paras 1 and 2011-05 ", "May 1, 2011 ", "2011 FC 5 ", "1;", "1-", "1a", "1:", "a1", "1 [", "1/"} {
		text := strings.Repeat(piece, (1<<17)/len(piece))
		cites := []int{len(text)}
		start := time.Now()
		Unbound(lang, figures, Prose{Text: text + Object, Cites: cites})
		if took := time.Since(start); took > 10*time.Second {
			t.Errorf("%q repeated took %v", piece, took)
		}
	}
}

func BenchmarkUnbound(b *testing.B) {
	lang, figures := loadLanguage(b, "en"), corpusFigures(b)
	text := strings.Repeat("Words of prose that go on for a while, in 2011 and after paragraph 57. ", 30)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Unbound(lang, figures, Prose{Text: text})
	}
}
