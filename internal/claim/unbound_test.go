package claim

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"daylight/internal/dataset"
	"daylight/internal/figure"
	"daylight/internal/locale"
	"daylight/internal/tree"
)

const corpusJSON = `{"name": "corpus", "resources": [
  {"name": "counts", "path": "counts.csv", "schema": {
    "fields": [{"name": "id", "type": "string"}, {"name": "n", "type": "string", "daylight": "count"}],
    "primaryKey": ["id"], "missingValues": [{"value": "[withheld]", "label": "withheld"}]}},
  {"name": "districts", "path": "districts.csv", "schema": {
    "fields": [{"name": "province", "type": "string"}, {"name": "districts", "type": "string", "daylight": "count"}],
    "primaryKey": ["province"]}}]}`

// corpusFigures works out the figures that the sentences of the corpus are held
// against. They are written out at the head of each file.
func corpusFigures(t testing.TB) *figure.Set {
	t.Helper()
	project, err := tree.New(map[string][]byte{
		dataset.PackagePath: []byte(corpusJSON),
		"data/counts.csv": []byte("id,n\nlate,213\ncommunications,>40000\ncost,~650000\nextra,239353\nrefused,<5\nbanded,0..249\n" +
			"secret,[withheld]\npairs,2\ntoo-late,213\nin-orders,129\n"),
		"data/districts.csv": []byte("province,districts\non,36\nqc,20\n"),
		"data/figures/calls.sql": []byte("-- unit.share.en: %\n-- unit.share.fr: %\nSELECT 949 AS obtained, 648 AS not_obtained, 1597 AS numbers, " +
			"6051 AS calls, 129 AS complainants, 648.0 / 1597 AS share, 949.0 / 1597 AS obtained_share"),
		"data/figures/provinces.sql": []byte("SELECT province, districts FROM districts ORDER BY province"),
	})
	if err != nil {
		t.Fatal(err)
	}
	data, err := dataset.Load(project)
	if err != nil {
		t.Fatal(err)
	}
	figures, err := figure.Evaluate(t.Context(), data, project)
	if err != nil {
		t.Fatal(err)
	}
	return figures
}

// markup is what a sentence of the corpus has of Markdown: citations and claims.
var markup = regexp.MustCompile(`\[@[^\]]*\]|\[[^\]]*\]\(figure:[^)]*\)|\*\*`)

// prose reads a sentence of the corpus.
func prose(sentence string) Prose {
	var p Prose
	sentence, p.Quoted = strings.CutPrefix(sentence, "> ")
	at := 0
	for _, m := range markup.FindAllStringIndex(sentence, -1) {
		p.Text += sentence[at:m[0]]
		at = m[1]
		if sentence[m[0]] == '*' {
			continue
		}
		if strings.HasPrefix(sentence[m[0]:], "[@") {
			p.Cites = append(p.Cites, len(p.Text))
		}
		p.Text += Object
	}
	p.Text += sentence[at:]
	return p
}

// judged returns the verdict on each numeral, and the claims offered for the first
// that is not bound.
func judged(lang *locale.Language, figures *figure.Set, sentence string) (said, offered string) {
	p := prose(sentence)
	var words []string
	if holdsNumber(p.Text) {
		for _, v := range verdicts(lang, figures, p, lang.Numerals(p.Text)) {
			words = append(words, [...]string{"bind", "date", "name", "cited"}[v])
		}
		for range signs(p.Text) {
			words = append(words, "bind")
		}
	}
	if loose := Unbound(lang, figures, p); len(loose) > 0 {
		var links []string
		for _, c := range loose[0].Candidates {
			links = append(links, c.link())
		}
		offered = strings.Join(links, " or ")
		if _, ok := loose[0].Bind(p.Text); ok {
			offered += " !"
		}
	}
	if len(words) == 0 {
		words = []string{"-"}
	}
	return strings.Join(words, ", "), offered
}

// TestNumerals runs the corpus, which is meant to be read by eye: a sentence | the
// verdict on each of its numerals | the claims offered for the first that must be bound,
// with "!" where fix --bind may take it. "_" in them is U+00A0.
func TestNumerals(t *testing.T) {
	t.Parallel()
	figures := corpusFigures(t)
	for tag := range languageFiles {
		lang := loadLanguage(t, tag)
		path := "testdata/numerals." + tag + ".txt"
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		count, failing := 0, 0
		for i, line := range strings.Split(string(data), "\n") {
			if line == "" || line[0] == '#' {
				continue
			}
			cells := append(strings.Split(line, " | "), "")
			said, offered := judged(lang, figures, strings.ReplaceAll(cells[0], "_", "\u00a0"))
			want := fmt.Sprint(cells[1], " | ", cells[2])
			if got := said + " | " + strings.ReplaceAll(offered, "\u00a0", "_"); got != want {
				t.Errorf("%s:%d: %s is %s, want %s", path, i+1, cells[0], got, want)
			}
			count++
			if strings.Contains(cells[1], "bind") {
				failing++
			}
		}
		if count < 200 || failing*2 < count {
			t.Errorf("%s holds %d sentences, of which %d must fail: want 200, and half of them", path, count, failing)
		}
	}
}
