package claim

import (
	"os"
	"strings"
	"testing"
	"unicode"

	"daylight/internal/dataset"
	"daylight/internal/locale"
)

// TestMendCorpus runs testdata/mend.txt, which is meant to be read by eye:
// language | words | value | the words as fix writes them, or "-" when it must not.
func TestMendCorpus(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("testdata/mend.txt")
	if err != nil {
		t.Fatal(err)
	}
	count := 0
	for i, line := range strings.Split(string(data), "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		count++
		cells := strings.Split(strings.ReplaceAll(line, "_", "\u00a0"), "|")
		if len(cells) != 4 {
			t.Fatalf("mend.txt:%d has %d parts", i+1, len(cells))
		}
		for j := range cells {
			cells[j] = strings.Trim(cells[j], " ")
		}
		lang, v := loadLanguage(t, cells[0]), parseValue(t, cells[2])
		f := check(lang, cells[1], v, nil)
		if f == nil {
			t.Errorf("mend.txt:%d: %q holds for %s", i+1, cells[1], cells[2])
			continue
		}
		got := "-"
		if f.mend != nil {
			got = respell(cells[1], f.mend)
			if got != f.hint || f.code != CodeStale {
				t.Errorf("mend.txt:%d: %q is no mend of %s with the hint %q", i+1, got, f.code, f.hint)
			}
		}
		if got != cells[3] {
			t.Errorf("mend.txt:%d: %s | %s | %s becomes %s", i+1, cells[0], cells[1], cells[2], got)
		}
	}
	if count < 60 {
		t.Errorf("mend.txt holds %d lines", count)
	}
}

// FuzzMend: what a mend writes holds, has as many numerals as before, and says
// the words around them as they were.
func FuzzMend(f *testing.F) {
	for i, words := range []string{"949", "more than 40,000 people", "between 0 and 249", "40.6% of all", "about 1.7 million", "-$5", "6051 calls"} {
		for kind := range uint8(9) {
			f.Add(words, kind, int64(i*1001), int64(40001), i%5)
		}
	}
	lang := loadLanguage(f, "en")
	f.Fuzz(func(t *testing.T, words string, kind uint8, a, b int64, places int) {
		v := fuzzValue(kind, a, b, (places%16+16)%16)
		failed := check(lang, words, v, nil)
		if failed == nil || failed.mend == nil {
			return
		}
		mended := respell(words, failed.mend)
		if again := check(lang, mended, v, nil); again != nil {
			t.Fatalf("%q became %q for %+v, which does not hold: %s", words, mended, v, again.problem)
		}
		before, after := lang.Numerals(words), lang.Numerals(mended)
		if len(before) != len(after) {
			t.Fatalf("%q became %q", words, mended)
		}
		for i := range before {
			if before[i].Percent != after[i].Percent || before[i].Scale != after[i].Scale {
				t.Fatalf("%q became %q", words, mended)
			}
		}
		if around(lang, words) != around(lang, mended) {
			t.Fatalf("%q became %q", words, mended)
		}
	})
}

// FuzzEveryNumeralIsMended: a numeral that held is mended for any other value of its
// kind, in every form, so that fix after a change of the data leaves no stale numeral.
func FuzzEveryNumeralIsMended(f *testing.F) {
	forms := []string{"%", "% numbers in all", "about %", "more than %", "at least %", "fewer than %", "no more than %", "$%", "All % of them"}
	for form := range uint8(len(forms)) {
		f.Add(form, uint32(949), uint32(1597), false, false)
		f.Add(form, uint32(40), uint32(6051), true, true)
		f.Add(form, uint32(4058), uint32(0), true, true)
	}
	lang := loadLanguage(f, "en")
	f.Fuzz(func(t *testing.T, form uint8, was, is uint32, share, bare bool) {
		before, after := locale.Int(int64(was)), locale.Int(int64(is))
		text := lang.Number(before, 0)
		if share { // a ratio to one decimal, from 0.1% to 99.9%
			before, after = locale.Int(int64(was%999+1)).Shift(-3), locale.Int(int64(is%999+1)).Shift(-3)
			text = lang.Percent(before, 1)
		} else if bare {
			text = before.String()
		}
		words := strings.Replace(forms[int(form)%len(forms)], "%", text, 1)
		failed := check(lang, words, dataset.ExactValue(after), nil)
		if failed == nil {
			return
		}
		if after.Sign() == 0 && failed.mend == nil && strings.Contains(words, " ") {
			return // nothing is "more than" what there is not
		}
		if failed.mend == nil {
			t.Fatalf("%q is not mended for %s: %s", words, after, failed.problem)
		}
	})
}

// around returns what words hold beside their numerals and the currency before them.
func around(lang *locale.Language, words string) string {
	var b strings.Builder
	at := 0
	for _, n := range lang.Numerals(words) {
		b.WriteString(strings.TrimRightFunc(words[at:n.Start], func(r rune) bool { return unicode.Is(unicode.Sc, r) }) + "#")
		at = n.End
	}
	return b.String() + words[at:]
}
