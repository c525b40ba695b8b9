package locale

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// written describes numerals so that a table can state them: text=value, with
// the decimals written, and "!" for one that is badly grouped.
func written(numerals []Numeral) string {
	var parts []string
	for _, n := range numerals {
		s := fmt.Sprintf("%s=%s/%d", n.Text, n.Value, n.Places)
		if !n.Valid {
			s = n.Text + "!"
		}
		parts = append(parts, s)
	}
	return strings.Join(parts, " | ")
}

func TestNumerals(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ lang, text, want string }{
		{"en", "no numeral at all, not one", ""},
		{"en", "6,051", "6,051=6051/0"},
		{"en", "1,597 numbers", "1,597=1597/0"},
		{"en", "Of 1,597, we know 949.", "1,597=1597/0 | 949=949/0"},
		{"en", "a share of 40.6%, or 3.8.", "40.6%=0.406/1 | 3.8=3.8/1"},
		{"en", "40.60 per cent; 5 percent; 7 percentages", "40.60 per cent=0.406/2 | 5 percent=0.05/0 | 7=7/0"},
		{"en", "40.6 %", "40.6 %=0.406/1"},
		{"en", "2011-05-02", "2011=2011/0 | 05=5/0 | 02=2/0"},
		{"en", "-5 and −0.5, (-7) but 3-4, x-4 and 5%-6%", "-5=-5/0 | −0.5=-0.5/1 | -7=-7/0 | 3=3/0 | 4=4/0 | 4=4/0 | 5%=0.05/0 | 6%=0.06/0"},
		{"en", "$650,000 and -$5, minus $-6", "650,000=650000/0 | -$5=-5/0 | -6=-6/0"},
		{"en", "4G, 1er, S1, 2nd, v2.3", "4=4/0 | 1=1/0 | 1=1/0 | 2=2/0 | 2.3=2.3/1"},
		{"en", "1,23,4", "1,23,4!"},
		{"en", "1,5 and 12,34", "1,5! | 12,34!"},
		{"en", "0,051 0.051", "0,051! | 0.051=0.051/3"},
		{"en", "1.2.3 or 192.168.1.1", "1.2.3! | 192.168.1.1!"},
		{"en", "1,234,567.89", "1,234,567.89=1234567.89/2"},
		{"en", "1,234567 1234,567 1,2345", "1,234567! | 1234,567! | 1,2345!"},
		{"en", "6 051 and 6\u00a0051", "6=6/0 | 051=51/0 | 6=6/0 | 051=51/0"},
		{"en", "1.7 million, 40 thousand. 2 millionaires", "1.7 million=1700000/1 | 40 thousand=40000/0 | 2=2/0"},
		{"en", "٣ of ३४ and 𝟙𝟚", "٣=3/0 | ३४=34/0 | 𝟙𝟚=12/0"},
		{"en", "99% sure, %50", "99%=0.99/0 | 50=50/0"},
		{"en", "½ x² Ⅷ", ""},
		{"en", "in 2011,\n2012", "2011=2011/0 | 2012=2012/0"},
		{"en", strings.Repeat("9", 5000), strings.Repeat("9", 5000) + "!"},
		{"fr", "6 051", "6 051=6051/0"},
		{"fr", "6\u00a0051, 6\u202f051 ou 6051", "6\u00a0051=6051/0 | 6\u202f051=6051/0 | 6051=6051/0"},
		{"fr", "en 2011 129 plaignants", "2011=2011/0 | 129=129/0"},
		{"fr", "1 234 567,5 et 1 23", "1 234 567,5=1234567.5/1 | 1=1/0 | 23=23/0"},
		{"fr", "12 3456 ou 1234 567", "12=12/0 | 3456=3456/0 | 1234=1234/0 | 567=567/0"},
		{"fr", "1\u00a023 et 1234\u00a0567", "1\u00a023! | 1234\u00a0567!"},
		{"fr", "40,6 %, 40,6\u00a0% et 40,6%.", "40,6 %=0.406/1 | 40,6\u00a0%=0.406/1 | 40,6%=0.406/1"},
		{"fr", "40,6 pour cent", "40,6 pour cent=0.406/1"},
		{"fr", "1,234 n'est pas 1.234", "1,234=1.234/3 | 1=1/0 | 234=234/0"},
		{"fr", "le 1er mai, 1,7 million de fois, 2 millions", "1=1/0 | 1,7 million=1700000/1 | 2 millions=2000000/0"},
		{"fr", "40,6 051", "40,6=40.6/1 | 051=51/0"},
		{"fr", "40,6\u00a0051", "40,6\u00a0051!"},
		{"tr", "-%5 ve %1.234,5", "-%5=-0.05/0 | %1.234,5=12.345/1"},
		{"hi", "12,34,567 और 1,234,567", "12,34,567=1234567/0 | 1,234,567!"},
		{"eu", "−% 5", "−% 5=-0.05/0"},
	} {
		if got := written(tongue(t, c.lang).Numerals(c.text)); got != c.want {
			t.Errorf("%s: %.60q holds\n  %.200s, want\n  %.200s", c.lang, c.text, got, c.want)
		}
	}
}

// tongue loads a language of the tests by its tag.
func tongue(t testing.TB, tag string) *Language {
	switch tag {
	case "en":
		return english(t)
	case "fr":
		return french(t)
	}
	return mustLoad(t, tag, englishPath, "en-CA", tag)
}

func TestRewrite(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ lang, text, value, want string }{
		{"en", "6,051", "1597", "1,597"}, {"en", "6051", "1597", "1597"}, {"en", "605", "1597", "1,597"},
		{"en", "40.5%", "0.40576", "40.6%"}, {"en", "40 per cent", "0.40576", "41 per cent"},
		{"en", "1.7 million", "2449000", "2.4 million"}, {"en", "-$5", "6", "$6"}, {"en", "-$5", "-6", "-$6"},
		{"en", "6.00", "7", "7.00"}, {"fr", "40,5 %", "0.40576", "40,6 %"}, {"tr", "%5", "-0.06", "-%6"},
	} {
		l := tongue(t, c.lang)
		n := l.Numerals(c.text)
		if len(n) != 1 {
			t.Fatalf("%q holds %s", c.text, written(n))
		}
		if got := l.Rewrite(n[0], dec(t, c.value)); got != c.want {
			t.Errorf("%s: %q rewritten for %s is %q, want %q", c.lang, c.text, c.value, got, c.want)
		}
	}
}

func TestPhrases(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ lang, text, want string }{
		{"en", "Two in five, two-thirds and HALF", "Two in five 2/5, two-thirds 2/3, HALF 1/2"},
		{"en", "twenty-one, someone, one-off, bone", ""},
		{"en", "no more than two, more than one", "no more than, two 2/1, more than, one 1/1"},
		{"en", "two hundred thousand; three\u00a0million", "two hundred thousand 200000/1, three\u00a0million 3000000/1"},
		{"en", "two million billion billion", "two million billion 2000000000000000/1"},
		{"en", "ten per cent, two percentages", "ten per cent 10/100, two 2/1"},
		{"en", "almost  all\nof most", "almost, all 1/1, most 1/2"},
		{"fr", "Vingt-et-un ou d’au moins dix-sept, plus d’une", "Vingt-et-un 21/1, au moins, dix-sept 17/1, plus d’, une 1/1"},
		{"fr", "les deux tiers de la moitié", "les deux tiers 2/3, la moitié 1/2"},
	} {
		var parts []string
		for _, p := range tongue(t, c.lang).Phrases(c.text) {
			s := c.text[p.Start:p.End]
			if p.Meaning.IsNumber() {
				s += fmt.Sprintf(" %d/%d", p.Num, p.Den)
			}
			parts = append(parts, s)
		}
		if got := strings.Join(parts, ", "); got != c.want {
			t.Errorf("%s: %q holds %q, want %q", c.lang, c.text, got, c.want)
		}
	}
}

func TestIsBetween(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		lang, before, middle, after string
		want                        bool
	}{
		{"en", "Between ", " and ", " calls", true}, {"en", "", " and ", "", false}, {"en", "", "\u00a0to ", "", true},
		{"en", "in-between ", " and ", "", false}, {"en", "between $", " and $", "", true}, {"en", "", "–", "", true}, {"en", "", " toward ", "", false},
		{"fr", "entre ", " et ", "", true}, {"fr", "de ", " à ", "", true}, {"fr", "et ", " et ", "", false},
	} {
		if got := tongue(t, c.lang).IsBetween(c.before, c.middle, c.after); got != c.want {
			t.Errorf("%s: %q %q %q is a band: %v", c.lang, c.before, c.middle, c.after, got)
		}
	}
}

// fuzzCodes are languages that differ in digits, separators, groups and signs.
var fuzzCodes = []string{"en-CA", "fr-CA", "fr", "de-CH", "es", "hi", "ar", "ar-EG", "tr", "sv", "fa", "he", "pl", "eu", "bn", "my", "zh-Hant"}

// FuzzFormatThenParse: every number, in every precision and language, is read
// back as exactly the number that was written.
func FuzzFormatThenParse(f *testing.F) {
	var languages []*Language
	for _, code := range fuzzCodes {
		languages = append(languages, mustLoad(f, "x", englishPath, "en-CA", code))
	}
	for i := range fuzzCodes {
		for _, s := range []string{"0", "-6051", "1234567890.25", "0.405761", "-0.05", "12", "92233720368547758080"} {
			f.Add(i, s, 3, i%2 == 0)
		}
	}
	f.Fuzz(func(t *testing.T, which int, s string, places int, percent bool) {
		d, err := ParseDecimal(s)
		if err != nil || d.IsInf() || len(s) > 300 {
			return
		}
		l := languages[uint(which)%uint(len(languages))]
		places = places%8 - 1
		text, want := l.Number(d, places), d
		if places >= 0 {
			want = d.Round(places)
		}
		if percent {
			text, want = l.Percent(d, places), d
			if places >= 0 {
				want = d.Round(places + 2)
			}
		}
		found := l.Numerals(text)
		if len(found) != 1 {
			t.Fatalf("%s: %q holds %s", l.Code, text, written(found))
		}
		n := found[0]
		if n.Value != want || !n.Valid || n.Text != text || n.Percent != percent || places >= 0 && n.Places != places {
			t.Fatalf("%s: %v to %d places is written %q and read as %+v", l.Code, d, places, text, n)
		}
		if again := l.Rewrite(n, want); len(n.Text) < 5 && again != text || len(l.Numerals(again)) != 1 || l.Numerals(again)[0].Value != want {
			t.Fatalf("%s: %q is rewritten %q", l.Code, text, again)
		}
	})
}

// FuzzFind: what is found in any text lies inside it, in order, on whole characters.
func FuzzFind(f *testing.F) {
	languages := []*Language{english(f), french(f), tongue(f, "tr"), tongue(f, "ar"), tongue(f, "eu")}
	for i := range languages {
		f.Add(i, "-$5 of 1,234.5 %, two-thirds\u00a0to 6\u202f051 ١٬٢ −% 5 million\xff9")
	}
	f.Fuzz(func(t *testing.T, which int, text string) {
		l := languages[uint(which)%uint(len(languages))]
		end := 0
		check := func(start, stop int) {
			if start < end || stop <= start || stop > len(text) || !utf8.RuneStart(text[start]) || stop < len(text) && utf8.ValidString(text) && !utf8.RuneStart(text[stop]) {
				t.Fatalf("found %d to %d after %d in %q", start, stop, end, text)
			}
			end = stop
		}
		for _, n := range l.Numerals(text) {
			check(n.Start, n.End)
			if n.Text != text[n.Start:n.End] {
				t.Fatalf("%q is not the text of %+v", text[n.Start:n.End], n)
			}
		}
		end = 0
		for _, p := range l.Phrases(text) {
			check(p.Start, p.End)
		}
		if strings.ContainsAny(text, "0123456789") && len(l.Numerals(text)) == 0 {
			t.Fatalf("a digit of %q passed unseen", text)
		}
	})
}

func BenchmarkNumerals(b *testing.B) {
	l := english(b)
	text := strings.Repeat("Investigators obtained subscriber information for 949 of the 1,597 numbers that called. ", 10)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		l.Numerals(text)
	}
}

func BenchmarkPhrases(b *testing.B) {
	l := english(b)
	for b.Loop() {
		l.Phrases("more than two in five of them")
	}
}

// TestHostileLength: a quarter of a megabyte of anything is read in time that grows with its length.
func TestHostileLength(t *testing.T) {
	t.Parallel()
	for _, piece := range []string{"1 ", "111 ", "1\u00a0", "9", "-", "two ", "million ", "two million ", "1,1", "0.", " ", "plus d’", "−%"} {
		text := strings.Repeat(piece, 1<<18/len(piece))
		for _, l := range []*Language{english(t), french(t)} {
			start := time.Now()
			l.Numerals(text)
			l.Phrases("two" + text)
			if took := time.Since(start); took > 3*time.Second {
				t.Errorf("%s: %q repeated took %v", l.Tag, piece, took)
			}
		}
	}
}
