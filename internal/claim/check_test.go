package claim

import (
	"os"
	"strings"
	"testing"

	"daylight/internal/dataset"
	"daylight/internal/locale"
)

var languageFiles = map[string]string{
	"en": "../../templates/i18n/en.yaml",
	"fr": "../../templates/i18n/fr.yaml",
}

func loadLanguage(t testing.TB, tag string) *locale.Language {
	t.Helper()
	data, err := os.ReadFile(languageFiles[tag])
	if err != nil {
		t.Fatal(err)
	}
	l, err := locale.Load(tag, languageFiles[tag], data)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// parseValue reads a value as the corpus writes it: 949, 0.4058, ~100, >40000,
// <5, 0..249, [withheld], "text"; >= and <= give the end itself, as ratios do.
func parseValue(t testing.TB, s string) dataset.Value {
	t.Helper()
	number := func(s string) locale.Decimal {
		d, err := locale.ParseDecimal(s)
		if err != nil {
			t.Fatalf("value %q: %v", s, err)
		}
		return d
	}
	if status, ok := dataset.ParseStatus(strings.Trim(s, "[]")); ok {
		return dataset.Value{Status: status, High: locale.Inf(1)}
	}
	low, high, isBand := strings.Cut(s, "..")
	switch {
	case isBand:
		return dataset.Value{Status: dataset.Band, Low: number(low), High: number(high)}
	case s[0] == '"':
		return dataset.TextValue(strings.Trim(s, `"`))
	case s[0] == '~':
		return dataset.Value{Status: dataset.Approximate, Low: number(s[1:]), High: number(s[1:])}
	case strings.HasPrefix(s, ">="):
		return dataset.Value{Status: dataset.Bound, Low: number(s[2:]), High: locale.Inf(1)}
	case strings.HasPrefix(s, "<="):
		return dataset.Value{Status: dataset.Bound, High: number(s[2:])}
	case s[0] == '>':
		return dataset.Value{Status: dataset.Bound, Low: number(s[1:]).Add(locale.Int(1)), High: locale.Inf(1)}
	case s[0] == '<':
		return dataset.Value{Status: dataset.Bound, High: number(s[1:]).Add(locale.Int(-1))}
	}
	return dataset.ExactValue(number(s))
}

// TestCorpus runs the tables of testdata, which are meant to be read by eye:
// words | value | ok, stale or numeral | the words to write instead. "_" is U+00A0.
func TestCorpus(t *testing.T) {
	t.Parallel()
	for tag := range languageFiles {
		lang := loadLanguage(t, tag)
		data, err := os.ReadFile("testdata/" + tag + ".txt")
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
				t.Fatalf("%s.txt:%d has %d parts", tag, i+1, len(cells))
			}
			for j := range cells {
				cells[j] = strings.Trim(cells[j], " ")
			}
			v := parseValue(t, cells[1])
			verdict, hint, problem := "ok", "", ""
			if f := check(lang, cells[0], v, nil); f != nil {
				verdict, hint, problem = strings.TrimPrefix(string(f.code), "claim-"), f.hint, f.problem
				if ok, again, _ := Check(lang, f.hint, v); !ok {
					t.Errorf("%s.txt:%d: the hint %q does not hold: %s", tag, i+1, f.hint, again)
				}
			}
			if verdict != cells[2] || hint != cells[3] {
				t.Errorf("%s.txt:%d: %s | %s is %s | %s (%s)", tag, i+1, cells[0], cells[1], verdict, hint, problem)
			}
		}
		if least := map[string]int{"en": 80, "fr": 60}[tag]; count < least {
			t.Errorf("%s.txt holds %d lines, want %d", tag, count, least)
		}
	}
}
