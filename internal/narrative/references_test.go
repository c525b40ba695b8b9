package narrative

import (
	"os"
	"reflect"
	"strings"
	"testing"

	"daylight/internal/tree"
)

func TestReadReferences(t *testing.T) {
	t.Parallel()
	references, err := ReadReferences(referenceTree(t, `references:
- id: fc525
  type: legal_case
  title: >-
    McEwing v. Canada
    (Attorney General)
  issued: {date-parts: [[2013, 5, 23]]}
  accessed: 2026-11-01
  authority: Federal Court
  jurisdiction: ca
  number: 2013 FC 525
- id: two_Names-1
  type: article-journal
  title: T
  author:
  - {family: Example, given: Anne}
  - {family: Berg, given: B., non-dropping-particle: van den}
  container-title: A journal
  issued: 2014
  URL: http://example.org/a?b=c
  language: en
  note: N
- id: three
  type: book
  title: T
  title-short: Short <T>
  author: [{literal: An office}, {family: B}, {family: C}]
  publisher: P
  issued: {date-parts: [[2014, 4], [2014, 5]]}
- id: undated
  type: webpage
  title: Alone
`))
	if err != nil {
		t.Fatal(err)
	}
	for i := range references {
		references[i].Pos.Path, references[i].Pos.Col = "", 0
	}
	want := []Reference{
		{Key: "fc525", Type: "legal_case", Title: "McEwing v. Canada (Attorney General)", Issued: "2013-05-23", Accessed: "2026-11-01", Label: "McEwing v. Canada (Attorney General) 2013"},
		{Key: "two_Names-1", Type: "article-journal", Title: "T", Author: "Anne Example, B. van den Berg", Publisher: "A journal", Issued: "2014", URL: "http://example.org/a?b=c", Language: "en", Note: "N", Label: "Example & van den Berg 2014"},
		{Key: "three", Type: "book", Title: "T", Author: "An office, B, C", Publisher: "P", Issued: "2014-04/2014-05", Label: "Short <T>", Short: true},
		{Key: "undated", Type: "webpage", Title: "Alone", Label: "Alone"},
	}
	for i, line := range []int{2, 12, 23, 30} {
		want[i].Pos.Line = line
	}
	if !reflect.DeepEqual(references, want) {
		t.Errorf("got\n%+v\nwant\n%+v", references, want)
	}
}

func TestReadReferencesProblems(t *testing.T) {
	t.Parallel()
	const entry = "references:\n- id: a1\n  type: book\n  title: T\n"
	for name, test := range map[string]struct{ file, want string }{
		"unknown key": {entry + "  tilte-short: x\n", `
content/references.yaml:5:3: the file has an unknown key "tilte-short" [conf-unknown-key]
hint: did you mean "title-short"?`},
		"missing": {"references:\n- id: a1\n", `
content/references.yaml:2:3: the file has no "title" [conf-missing-key]
hint: add title: …
content/references.yaml:2:3: the file has no "type" [conf-missing-key]
hint: add type: …`},
		"no list": {"a1:\n  type: book\n", `
content/references.yaml:1:1: the file has no "references" [conf-missing-key]
hint: add references: …
content/references.yaml:1:1: the file has an unknown key "a1" [conf-unknown-key]
hint: the keys are references`},
		"an entry that is none": {"references: [a]\n", `
content/references.yaml:1:14: the file must be keys with values [conf-type]
hint: write a key, a colon and its value on each line; in JSON, in braces`},
		"twice": {entry + "- id: a1\n  type: book\n  title: T\n", `
content/references.yaml:5:7: the key "a1" stands here a second time [content-reference]
hint: give each source a key of its own`},
		"key": {strings.Replace(entry, "a1", `"a b"`, 1), `
content/references.yaml:2:7: this key will not do [content-reference]
hint: use letters, digits, hyphens and underscores, as in cce2014`},
		"type": {strings.Replace(entry, "book", "boook", 1), `
content/references.yaml:3:9: this is no type of source [content-reference]
hint: did you mean "book"?`},
		"another type": {strings.Replace(entry, "book", "telegram", 1), `
content/references.yaml:3:9: this is no type of source [content-reference]
hint: use a type of CSL, such as report, article-newspaper, webpage, legal_case or dataset`},
		"no title": {strings.Replace(entry, "T\n", "\"\"\n", 1), `
content/references.yaml:4:10: this source has no title [content-reference]
hint: write its title`},
		"address": {entry + "  URL: javascript:alert(1)\n", `
content/references.yaml:5:8: this is no address of a source [content-reference]
hint: write an address that begins with https:// or http://`},
		"dates": {entry + "  issued: 2014-02-30\n  accessed: {date-parts: [[2014, x]]}\n", `
content/references.yaml:5:11: this is no date [content-reference]
hint: write 2014-04-24, 2014-04 or 2014, or date-parts: [[2014, 4, 24]]
content/references.yaml:6:13: this is no date [content-reference]
hint: write 2014-04-24, 2014-04 or 2014, or date-parts: [[2014, 4, 24]]`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := ReadReferences(referenceTree(t, test.file))
			if got := problems(t, err); strings.TrimSpace(got) != strings.TrimSpace(test.want) {
				t.Errorf("--- got\n%s--- want%s", got, test.want)
			}
		})
	}
}

// TestReferencesOfTheReport reads the reference report's own sources.
func TestReferencesOfTheReport(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("../../" + ReferencesPath)
	if err != nil {
		t.Fatal(err)
	}
	references, err := ReadReferences(referenceTree(t, string(data)))
	if err != nil || len(references) < 10 {
		t.Errorf("%d references, %v", len(references), err)
	}
}

func TestNoReferences(t *testing.T) {
	t.Parallel()
	if references, err := ReadReferences(tree.Tree{}); err != nil || len(references) != 0 {
		t.Errorf("%v, %v", references, err)
	}
}

func referenceTree(t *testing.T, file string) tree.Tree {
	t.Helper()
	return treeOf(t, tree.Tree{}, map[string]string{ReferencesPath: file})
}
