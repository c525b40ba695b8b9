package report

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"testing"

	"daylight/internal/diag"
	"daylight/internal/durable"
	"daylight/internal/privacy"
	"daylight/internal/tree"
)

// withheld is the example with withheld cells, and what builds it.
func withheld(t *testing.T) (Builder, tree.Tree) {
	t.Helper()
	b, _ := reference(t)
	project, err := durable.ReadProject("../../examples/withheld")
	if err != nil {
		t.Fatal(err)
	}
	return b, project
}

// changed is the project with one text of a file replaced.
func changed(t *testing.T, project tree.Tree, name, from, to string) tree.Tree {
	t.Helper()
	data, _ := project.Read(name)
	if bytes.Count(data, []byte(from)) != 1 {
		t.Fatalf("%s does not hold %q once", name, from)
	}
	over, err := withTable(project, name, bytes.Replace(data, []byte(from), []byte(to), 1))
	if err != nil {
		t.Fatal(err)
	}
	return over
}

// The example is built, and every page says that its data are made up.
func TestWithheldExample(t *testing.T) {
	t.Parallel()
	b, project := withheld(t)
	built, err := b.Build(context.Background(), project)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range built.Site.Paths() {
		page, _ := built.Site.Read(name)
		if strings.HasPrefix(name, "en/") && strings.HasSuffix(name, ".html") && !bytes.Contains(page, []byte("made up")) && !bytes.Contains(page, []byte("made-up")) {
			t.Errorf("%s does not say that the data are made up", name)
		}
	}
}

// Each withheld count is needed: with any one of them published the attack succeeds.
func TestAttackOnTheExample(t *testing.T) {
	t.Parallel()
	b, project := withheld(t)
	const table = "data/complaints.csv"
	for name, c := range map[string]struct {
		file, from, to, says string
		want                 []diag.Code
	}{
		"a large one":     {table, "harbour,smell,[withheld]", "harbour,smell,21", "the total of", []diag.Code{privacy.CodeCell}},
		"a small one":     {table, "north,light,[withheld]", "north,light,3", "under the table's threshold of 5", []diag.Code{privacy.CodeCell, privacy.CodeSmall}},
		"a narrow band":   {"data/answers.csv", "0.69,<5", "0.69,1..3", "narrower by itself", []diag.Code{privacy.CodeCell}},
		"a contradiction": {table, "north,smell,11", "north,smell,41", "contradict", []diag.Code{privacy.CodeContradiction}},
	} {
		_, err := b.Build(context.Background(), changed(t, project, c.file, c.from, c.to))
		list, _ := diag.AsList(err)
		var codes []diag.Code
		for _, d := range list {
			codes = append(codes, d.Code)
		}
		slices.Sort(codes)
		if codes = slices.Compact(codes); !slices.Equal(codes, c.want) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Through an identity a table tells of another: the people of a district are those of its
// complaints.
func TestAttackAcrossTables(t *testing.T) {
	t.Parallel()
	b, project := withheld(t)
	unsafe := changed(t, project, "data/complaints.csv", "north,total,45", "north,total,[withheld]")
	unsafe = changed(t, unsafe, "data/complaints.csv", "hill,total,33", "hill,total,[withheld]")
	if _, err := b.Build(context.Background(), unsafe); err == nil || !strings.Contains(err.Error(), `the identity "same-people"`) {
		t.Errorf("the withheld totals stand in the other table: %v", err)
	}
}

// Two true tables that lead to the same published cells lead to the same site.
func TestSameCellsSameSite(t *testing.T) {
	t.Parallel()
	b, project := withheld(t)
	var sites []tree.Tree
	for _, name := range []string{"complaints.csv", "others.csv"} {
		unsafe, err := durable.ReadOutside("../../examples/withheld", "../../cmd/daylight/testdata/withheld/"+name)
		if err != nil {
			t.Fatal(err)
		}
		safe, err := Suppress(context.Background(), project, "complaints", name, unsafe)
		if err != nil {
			t.Fatal(err)
		}
		town, err := withTable(project, safe.Path, safe.CSV)
		if err != nil {
			t.Fatal(err)
		}
		built, err := b.Build(context.Background(), town)
		if err != nil {
			t.Fatal(err)
		}
		sites = append(sites, built.Site)
	}
	for _, change := range tree.Diff(sites[0], sites[1]) {
		t.Errorf("%s differs: %s", change.Path, change.Kind)
	}
}
