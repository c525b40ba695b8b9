package claim

import (
	"strings"
	"testing"
	"time"

	"daylight/internal/conf"
	"daylight/internal/dataset"
	"daylight/internal/diag"
	"daylight/internal/locale"
)

// fuzzValue makes a value of any status out of numbers.
func fuzzValue(kind uint8, a, b int64, places int) dataset.Value {
	low, high := locale.Int(a).Shift(-places), locale.Int(b).Shift(-places)
	if low.Cmp(high) > 0 {
		low, high = high, low
	}
	switch kind % 9 {
	case 0, 1:
		return dataset.ExactValue(low)
	case 2:
		return dataset.Value{Status: dataset.Approximate, Low: low, High: low}
	case 3:
		return dataset.Value{Status: dataset.Bound, Low: low, High: locale.Inf(1)}
	case 4:
		return dataset.Value{Status: dataset.Bound, Low: locale.Inf(-1), High: high}
	case 5:
		return dataset.Value{Status: dataset.Bound, High: high}
	case 6:
		return dataset.Value{Status: dataset.Band, Low: low, High: high}
	case 7:
		return dataset.TextValue(low.String())
	}
	return dataset.Value{Status: dataset.Withheld + dataset.Status(uint64(a)%3), Low: locale.Inf(-1), High: locale.Inf(1)}
}

// FuzzHintHolds: what Show writes is a claim that holds, and so is every hint; so a
// stale claim is mended by pasting its hint, whatever it said before.
func FuzzHintHolds(f *testing.F) {
	languages := []*locale.Language{loadLanguage(f, "en"), loadLanguage(f, "fr")}
	for i, words := range []string{
		"949", "all 950 of 1,597", "more than 40,000", "between 0 and 249", "two in five", "40,6 %", "nearly all", "one", "Plus de la moitié", "-$5",
		"about 1.7 million", "1,23", "most", "Two", "no fewer than ten per cent", "0 to 1 million",
	} {
		for kind := range uint8(9) {
			f.Add(words, kind, int64(i*1001), int64(40001), i%5, i%2 == 0)
		}
	}
	f.Fuzz(func(t *testing.T, words string, kind uint8, a, b int64, places int, percent bool) {
		v := fuzzValue(kind, a, b, (places%16+16)%16)
		for _, lang := range languages {
			ok, problem, hint := Check(lang, words, v)
			if !ok {
				if again, why, _ := Check(lang, hint, v); !again || problem == "" {
					t.Fatalf("%s: %q for %+v: the hint %q does not hold: %s", lang.Tag, words, v, hint, why)
				}
			}
			shown := Show(lang, v, percent, places%6)
			if ok, why, _ := Check(lang, shown, v); !ok {
				t.Fatalf("%s: %+v is shown as %q, which does not hold: %s", lang.Tag, v, shown, why)
			}
		}
	})
}

// FuzzParse: any text of one line is read, keeps its words, and puts its problems inside itself.
func FuzzParse(f *testing.F) {
	lang, figures := loadLanguage(f, "en"), testFigures(f)
	for _, s := range []string{"[949](figure:facts[exact].n)", `[a](figure:facts[exact].n "950")`, `\[\\](figure:`, "[[]](figure:", "[é](figure:x)"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		pos := diag.Pos{Path: "a.yaml", Line: 1, Col: 1}
		_, err := Parse(lang, figures, conf.Text{Value: s, Pos: pos})
		list, _ := diag.AsList(err)
		for _, d := range list {
			if d.Pos.Line != 1 || d.Pos.Col < 1 || d.Pos.Col > len([]rune(s)) {
				t.Fatalf("%q: %v", s, d)
			}
		}
	})
}

// TestHostileLength: long words and texts are read in time that grows with their length.
func TestHostileLength(t *testing.T) {
	t.Parallel()
	lang, figures := loadLanguage(t, "en"), testFigures(t)
	for _, piece := range []string{"more than 1 ", "1 two in five ", "one ", "over ", "[", "[a](figure:", `[a](figure:x "`, `\`, "](figure:", "[1](figure:facts[exact].n)"} {
		text := strings.Repeat(piece, 1<<17/len(piece))
		start := time.Now()
		Check(lang, text, parseValue(t, "949"))
		_, _ = Parse(lang, figures, conf.Text{Value: text, Pos: diag.Pos{Path: "a.yaml", Line: 1, Col: 1}})
		if took := time.Since(start); took > 3*time.Second {
			t.Errorf("%q repeated took %v", piece, took)
		}
	}
}

func BenchmarkCheck(b *testing.B) {
	lang := loadLanguage(b, "en")
	v := dataset.ExactValue(locale.Int(6051))
	for b.Loop() {
		if ok, _, _ := Check(lang, "6,051", v); !ok {
			b.Fatal("6,051 does not hold")
		}
	}
}
