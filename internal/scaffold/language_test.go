package scaffold

import (
	"strings"
	"testing"

	"daylight/internal/tree"
)

// A new language has every text of the main one, marked, and nothing that stands in it already is touched.
func TestNewLanguage(t *testing.T) {
	t.Parallel()
	files := map[string]string{
		"content/report.yaml":       "title:\n  en: A \"tale\": one\n  # a comment\nsummary:\n  en: >\n    Two lines,\n    folded.\n\nabout: {en: 'Of [1,234](figure:a[x/y].n \"some\")'}\nscope:\n  en: Some words\n    that go on # and a comment\n  fr: Des mots\nlanguages: [en]\nunit:\n  en: %\n",
		"content/en/index.md":       "---\ntitle: \"[1,234](figure:a[x/y].n) calls\"\nsummary: Words\nnav: Home\n---\n\nFrom [two in five](figure:a[x/y].share) on.\n",
		"content/en/a.md":           "---\ntitle: A\n---\n",
		"content/fr/a.md":           "---\ntitle: Un\n---\n",
		"content/references.yaml":   "references:\n- id: a\n  title-short: A\n- id: b\n  title-short: B\n  translations:\n    de:\n      title-short: C\n- id: c\n  title-short: C\n  translations:\n    fr:\n      title-short: D\n",
		"content/editions/x/r.yaml": "title:\n  en: Closed\n",
		"data/datapackage.json":     `{"title": "P", "titles": {"en": "P"}, "resources": [{"name": "a", "title": "A \"b\"", "titles": {"en": "x", "fr": "y"}, "description": "D \"e\""}]}`,
		"data/figures/a.sql":        "-- title.en: T\n-- unit.n.en: %\n-- label.n.en: L\n-- label.n.fr: M\nSELECT 1;\n",
	}
	want := map[string]string{
		"content/report.yaml":     "title:\n  en: A \"tale\": one\n  fr: \"À traduire : A \\\"tale\\\": one\"\n  # a comment\nsummary:\n  en: >\n    Two lines,\n    folded.\n  fr: >\n    À traduire : Two lines,\n    folded.\n\nabout: {en: 'Of [1,234](figure:a[x/y].n \"some\")', fr: 'À traduire : Of [](figure:a[x/y].n)'}\nscope:\n  en: Some words\n    that go on # and a comment\n  fr: Des mots\nlanguages: [en, fr]\nunit:\n  en: %\n  fr: %\n",
		"content/references.yaml": "references:\n- id: a\n  title-short: A\n  translations:\n    fr:\n      title-short: \"À traduire : A\"\n- id: b\n  title-short: B\n  translations:\n    fr:\n      title-short: \"À traduire : B\"\n    de:\n      title-short: C\n- id: c\n  title-short: C\n  translations:\n    fr:\n      title-short: D\n",
		"content/fr/index.md":     "---\ntitle: \"À traduire : [](figure:a[x/y].n) calls\"\nsummary: \"À traduire : Words\"\nnav: Home\n---\n\nÀ traduire.\n\nFrom [](figure:a[x/y].share) on.\n",
		"content/fr/a.md":         files["content/fr/a.md"],
		"data/datapackage.json":   `{"title": "P", "titles": {"en": "P", "fr": "À traduire : P"}, "resources": [{"name": "a", "title": "A \"b\"", "titles": {"en": "x", "fr": "y"}, "descriptions": {"en": "D \"e\"", "fr": "À traduire : D \"e\""}}]}`,
		"data/figures/a.sql":      "-- title.en: T\n-- title.fr: À traduire : T\n-- unit.n.en: %\n-- unit.n.fr: %\n-- label.n.en: L\n-- label.n.fr: M\nSELECT 1;\n",
	}
	n := &addition{name: "fr", languages: []string{"en"}, new: map[string][]byte{}, changed: map[string][]byte{}}
	for name, text := range files {
		n.new[name] = []byte(text)
	}
	var err error
	if n.project, err = tree.New(n.new); err != nil {
		t.Fatal(err)
	}
	n.new = map[string][]byte{}
	if err := n.language(); err != nil {
		t.Fatal(err)
	}
	for name := range files {
		if strings.HasPrefix(name, "content/en/") {
			name = "content/fr/" + strings.TrimPrefix(name, "content/en/")
		}
		wanted := files[name]
		if text, ok := want[name]; ok {
			wanted = text
		}
		got := n.read(name)
		if text, ok := n.new[name]; ok {
			got = string(text)
		}
		if got != wanted {
			t.Errorf("%s\n got %s\nwant %s", name, got, wanted)
		}
	}
}
