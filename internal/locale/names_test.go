package locale

import (
	"strings"
	"testing"

	"daylight/internal/diag"
)

// Words of names that could never be found, or stand in their list twice, are errors.
func TestNamesProblems(t *testing.T) {
	t.Parallel()
	for new, want := range map[string]string{
		"[st, nd, rd, th, st]": "this word stands in the list twice",
		"[st, nd, rd, 4th]":    "a word of names holds at least one character and no digit",
		`[st, nd, rd, " "]`:    "a word of names holds at least one character and no digit",
	} {
		_, err := load(t, "en", englishPath, "[st, nd, rd, th]", new)
		list, _ := diag.AsList(err)
		if len(list) != 1 || list[0].Code != CodeLanguage || !strings.Contains(list[0].Message, want) || list[0].Pos.Line == 0 {
			t.Errorf("%s: %v, want %s", new, err, want)
		}
	}
}

// A language that writes the month first takes the day behind it for one.
func TestMonthFirst(t *testing.T) {
	t.Parallel()
	const text = "On May 23 the court sat."
	american := mustLoad(t, "en", englishPath, `day: "{day} {month} {year}"`, `day: "{month} {day}, {year}"`)
	for l, want := range map[*Language]Sense{english(t): Quantity, american: MaybeDate} {
		if got := l.Senses(text, l.Numerals(text)); len(got) != 1 || got[0] != want {
			t.Errorf("%s: %v, want %v", l.Date("2011-05-23"), got, want)
		}
	}
}

// FuzzSenses asks that every numeral of any text gets a sense.
func FuzzSenses(f *testing.F) {
	f.Add("On 2 May 2011, at 7:30, paras 17 and 18 of 2013 FC 525 had 4G, CAD5, 3(2) and §7")
	en, fr := english(f), french(f)
	f.Fuzz(func(t *testing.T, text string) {
		for _, l := range []*Language{en, fr} {
			numerals := l.Numerals(text)
			if senses := l.Senses(text, numerals); len(senses) != len(numerals) {
				t.Errorf("%q has %d numerals and %d senses", text, len(numerals), len(senses))
			}
		}
	})
}
