package locale

import (
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"daylight/internal/diag"
)

const (
	englishPath = "../../templates/i18n/en.yaml"
	frenchPath  = "testdata/fr.yaml"
)

// load reads a language's file, changed by pairs of old and new text.
func load(t testing.TB, tag, path string, changes ...string) (*Language, error) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	s := string(data)
	for i := 0; i < len(changes); i += 2 {
		if !strings.Contains(s, changes[i]) {
			t.Fatalf("%s holds no %q", path, changes[i])
		}
		s = strings.Replace(s, changes[i], changes[i+1], 1)
	}
	return Load(tag, path, []byte(s))
}

func english(t testing.TB) *Language { return mustLoad(t, "en", englishPath) }
func french(t testing.TB) *Language  { return mustLoad(t, "fr", frenchPath) }

func mustLoad(t testing.TB, tag, path string, changes ...string) *Language {
	t.Helper()
	l, err := load(t, tag, path, changes...)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestIdentity(t *testing.T) {
	t.Parallel()
	if l := french(t); l.Tag != "fr" || l.Code != "fr-CA" || l.Name != "Français" || l.Dir != "ltr" {
		t.Errorf("the file is read as %s %s %s %s", l.Tag, l.Code, l.Name, l.Dir)
	}
	if v := french(t).Values(); v.Range.Fill("low", "0", "high", "249") != "de 0 à 249" || v.Withheld != "non divulgué" || v.Total != "total" {
		t.Errorf("the values are read as %+v", v)
	}
}

func TestNumber(t *testing.T) {
	t.Parallel()
	en, fr := english(t), french(t)
	hindi := mustLoad(t, "hi", englishPath, "en-CA", "hi")
	for _, c := range []struct {
		l      *Language
		in     string
		places int
		want   string
	}{
		{en, "6051", 0, "6,051"}, {en, "6051", -1, "6,051"}, {en, "6051", 2, "6,051.00"}, {en, "-1234567.5", -1, "-1,234,567.5"},
		{en, "949", 0, "949"}, {en, "0", 0, "0"}, {en, "0.4058", 2, "0.41"}, {en, "-0.4", 0, "0"}, {en, "inf", 0, "∞"}, {en, "-inf", 2, "-∞"},
		{en, "92233720368547758080", 0, "92,233,720,368,547,758,080"},
		{fr, "6051", 0, "6\u00a0051"}, {fr, "1234567.25", -1, "1\u00a0234\u00a0567,25"},
		{hindi, "1234567", 0, "12,34,567"},
		{mustLoad(t, "sv", englishPath, "en-CA", "sv"), "-6051.5", -1, "\u22126\u00a0051,5"},
		{mustLoad(t, "fa", englishPath, "en-CA", "fa"), "6051", 0, "۶٬۰۵۱"},
	} {
		if got := c.l.Number(dec(t, c.in), c.places); got != c.want {
			t.Errorf("%s: %s to %d places is %q, want %q", c.l.Code, c.in, c.places, got, c.want)
		}
	}
}

func TestPercent(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		code, in string
		places   int
		want     string
	}{
		{"en-CA", "0.4058", 1, "40.6%"}, {"en-CA", "1", 0, "100%"}, {"en-CA", "-0.05", 0, "-5%"}, {"en-CA", "0.40576", -1, "40.576%"},
		{"fr-CA", "0.4058", 1, "40,6\u00a0%"}, {"tr", "-0.05", 0, "-%5"},
	} {
		if got := mustLoad(t, "x", englishPath, "en-CA", c.code).Percent(dec(t, c.in), c.places); got != c.want {
			t.Errorf("%s: %s is %q, want %q", c.code, c.in, got, c.want)
		}
	}
}

func TestDate(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ iso, en, fr string }{
		{"2011-05-02", "2 May 2011", "2 mai 2011"},
		{"2011-05-01", "1 May 2011", "1er mai 2011"},
		{"2011-05", "May 2011", "mai 2011"},
		{"2011", "2011", "2011"},
		{"2011-Q2", "second quarter of 2011", "deuxième trimestre de 2011"},
		{"2011-H1", "first half of 2011", "premier semestre de 2011"},
		{"2011-03-26/2011-05-02", "26 March to 2 May 2011", "du 26 mars au 2 mai 2011"},
		{"2012-12-10/2012-12-17", "10 to 17 December 2012", "du 10 au 17 décembre 2012"},
		{"2011-12-31/2012-01-01", "31 December 2011 to 1 January 2012", "du 31 décembre 2011 au 1er janvier 2012"},
		{"../2012-02-22", "before 23 February 2012", "avant le 23 février 2012"},
		{"../2011-12-31", "before 1 January 2012", "avant le 1er janvier 2012"},
		{"2012-02-22/..", "since 22 February 2012", "depuis le 22 février 2012"},
	} {
		if got := english(t).Date(c.iso); got != c.en {
			t.Errorf("en: %s is %q, want %q", c.iso, got, c.en)
		}
		if got := french(t).Date(c.iso); got != c.fr {
			t.Errorf("fr: %s is %q, want %q", c.iso, got, c.fr)
		}
	}
	for _, none := range []string{"", "total", "2011-13", "2011-02-30", "2011-Q5", "2011-Q0", "2011-H3", "2011-", "201", "../..", "2011/2012",
		"2011-05-02/2011-03-26", "/", "2011-05-02T00:00", "20११", "2011-Q", "abcd-Q1"} {
		if got := english(t).Date(none); got != none {
			t.Errorf("%q, which is no period, is written %q", none, got)
		}
	}
}

func TestCompare(t *testing.T) {
	t.Parallel()
	words := []string{"zone", "Élection", "cote", "côté", "coté", "côte", "electeur", "Zone", "cote"}
	slices.SortFunc(words, french(t).Compare)
	if got, want := strings.Join(words, " "), "cote cote côte coté côté electeur Élection zone Zone"; got != want && got != "cote cote coté côte côté electeur Élection zone Zone" {
		t.Errorf("sorted as %s, want %s", got, want)
	}
	en := english(t)
	if en.Compare("e\u0301", "é") == 0 {
		t.Error("two different strings are equal: the order is not total")
	}
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			for range 200 {
				if en.Compare("apple", "banana") >= 0 {
					t.Error("apple does not stand before banana")
				}
			}
		})
	}
	wait.Wait()
}

func TestText(t *testing.T) {
	t.Parallel()
	l := french(t)
	for _, c := range []struct {
		key   string
		pairs []any
		want  string
	}{
		{"home", nil, "Accueil"},
		{"page-of", []any{"page", 2, "pages", "six"}, "Page 2 sur six"},
		{"complainants", []any{"n", 0, "all", int64(1726)}, "0 plaignant sur 1\u00a0726"},
		{"complainants", []any{"n", Int(1), "all", 2}, "1 plaignant sur 2"},
		{"complainants", []any{"n", 129, "all", dec(t, "0.5")}, "129 plaignants sur 0,5"},
	} {
		if got, err := l.Text(c.key, c.pairs...); err != nil || got != c.want {
			t.Errorf("%s %v is %q, %v; want %q", c.key, c.pairs, got, err, c.want)
		}
	}
	for _, c := range []struct {
		key   string
		pairs []any
		want  string
	}{
		{"hom", nil, `there is no text "hom"`},
		{"home", []any{"x", 1}, "no placeholder {x}"},
		{"page-of", []any{"page", 1}, "{pages}"},
		{"page-of", []any{"page", 1, "pages"}, "a name without a value"},
		{"page-of", []any{"page", 1, 2, 3}, "a name must be a text"},
		{"page-of", []any{"page", 1, "pages", 1.5}, "no text and no number"},
		{"complainants", []any{"all", 3}, "plural forms"},
		{"complainants", []any{"n", "three", "all", 3}, "plural forms"},
	} {
		_, err := l.Text(c.key, c.pairs...)
		list, ok := diag.AsList(err)
		if !ok || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), c.key) || list[0].Code != CodeText || list[0].Pos.Path != frenchPath {
			t.Errorf("%s %v: %v, want %q", c.key, c.pairs, err, c.want)
		}
	}
}

func TestSay(t *testing.T) {
	t.Parallel()
	l := english(t)
	for n, want := range map[int64]string{0: "none", 2: "two", 20: "twenty"} {
		if got, ok := l.SayNumber(n); !ok || got != want {
			t.Errorf("%d is said %q, want %q", n, got, want)
		}
	}
	if _, ok := l.SayNumber(949); ok {
		t.Error("949 is said in a word")
	}
	for f, want := range map[[2]int64]string{{1, 1}: "all", {0, 1}: "none", {1, 2}: "half", {2, 5}: "two in five"} {
		if got, ok := l.SayFraction(f[0], f[1]); !ok || got != want {
			t.Errorf("%v is said %q, want %q", f, got, want)
		}
	}
	if w := l.Words(); w.Numbers["twenty"] != 20 || w.Fractions["two thirds"] != [2]int64{2, 3} || !slices.Contains(w.Between, "{low} to {high}") {
		t.Errorf("the table is %+v", w)
	}
}

// TestBadFiles provokes each refusal of a language's file.
func TestBadFiles(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		old, new string
		code     diag.Code
		want     string
	}{
		{"code: fr-CA", "code: Klingonese", CodeLanguage, "no language code"},
		{"code: fr-CA", "code: fr_CA", CodeLanguage, "no language code"},
		{"dir: ltr", "dir: up", CodeLanguage, "direction"},
		{"name: Français", `name: " "`, CodeLanguage, "name is empty"},
		{"[janvier, ", "[", CodeLanguage, "11 entries and needs 12"},
		{"days: {1: 1er}", "days: {32: x}", CodeLanguage, "no day of a month"},
		{`month: "{month} {year}"`, `month: "{month} {yaer}"`, CodeLanguage, "placeholders"},
		{`range: "de {low} à {high}"`, `range: "de {low}"`, CodeLanguage, "placeholders"},
		{`about: "environ {n}"`, `about: "vers {n}"`, CodeLanguage, "checked word"},
		{`about: "environ {n}"`, `about: "{n} environ"`, CodeLanguage, "checked word"},
		{`range: "de {low} à {high}"`, `range: "{low} et {high}"`, CodeLanguage, "patterns for a band"},
		{"withheld:", "withold:", "conf-unknown-key", "withold"},
		{"deux: 2", "deux: beaucoup", CodeLanguage, "no whole number"},
		{"deux: 2", "deux: -2", CodeLanguage, "no whole number"},
		{"articles: [un, une]", "articles: [une, la]", CodeLanguage, "no number of the table"},
		{"mille: 3", "mille: 30", CodeLanguage, "no power of ten"},
		{"moitié: 1/2", "moitié: 3/7", CodeLanguage, "no fraction"},
		{"moitié: 1/2", "moitié: 3/2", CodeLanguage, "no fraction"},
		{"[tous, toutes, ", "[tous, tous, ", CodeLanguage, "twice"},
		{"[tous, toutes, ", "[tous, aucun, ", CodeLanguage, "twice"},
		{"[tous, toutes, ", "[tous, 4 fois, ", CodeLanguage, "holds no digit"},
		{`"{low} à {high}"`, `"{high} à {low}"`, CodeLanguage, "not in order"},
		{`"{low} à {high}"`, `"{low}{high}"`, CodeLanguage, "not in order"},
		{"scales: {cents: 2,", "scales: [1]\n  x: {", "conf-unknown-key", `"x"`},
		{"home: Accueil", "home: [Accueil]", CodeText, "neither a text"},
		{"home: Accueil", "home: {ones: x, other: y}", CodeText, "no plural form"},
		{"home: Accueil", "home: {one: x}", CodeText, "“other” is missing"},
		{"home: Accueil", "home: \"{Home\"", CodeText, "brace"},
		{"home: Accueil", "home: \"}\"", CodeText, "brace"},
		{"home: Accueil", "home: {other: [x]}", CodeText, "brace"},
	} {
		_, err := load(t, "fr", frenchPath, c.old, c.new)
		list, ok := diag.AsList(err)
		if !ok || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.new, err, c.want)
			continue
		}
		if i := slices.IndexFunc(list, func(d diag.Diagnostic) bool { return d.Code == c.code && d.Pos.Line > 0 }); i < 0 {
			t.Errorf("%s: %v, want code %s with a line", c.new, err, c.code)
		}
	}
}
