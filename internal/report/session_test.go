package report

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"daylight/internal/diag"
	"daylight/internal/narrative"
	"daylight/internal/tree"
)

// A draft has the bytes of a cold build, after every change of a random sequence.
func TestDraftEqualsColdBuild(t *testing.T) {
	t.Parallel()
	b, project := sampled(t)
	session := b.NewSession()
	random := rand.New(rand.NewPCG(1, 2))
	first := project
	sites := 0
	for step := range 24 {
		name, changed := randomly(t, random, project, first)
		cold, err := b.Build(t.Context(), changed)
		draft := session.Draft(t.Context(), changed)
		if err != nil {
			want, _ := diag.AsList(err)
			missing := slices.DeleteFunc(slices.Clone(want), func(d diag.Diagnostic) bool { return slices.Contains(draft.Problems, d) })
			if len(missing) > 0 {
				t.Fatalf("step %d, %s: build says, and the draft does not:\n%v", step, name, missing)
			}
			continue // a broken project: the next change starts from the one before
		}
		if draft.Site == nil || len(draft.Problems) > 0 {
			t.Fatalf("step %d, %s: build holds, but the draft has problems:\n%v", step, name, draft.Problems)
		}
		project = changed
		sites++
		site, err := draft.Site.Tree()
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range tree.Diff(cold.Site, site) {
			t.Fatalf("step %d, %s: %s is %s in the draft", step, name, d.Path, d.Kind)
		}
	}
	if sites < 6 {
		t.Fatalf("only %d of the changes gave a site", sites)
	}
}

// randomly makes one change of the kinds that authors make, the way back included.
func randomly(t *testing.T, random *rand.Rand, project, first tree.Tree) (what string, changed tree.Tree) {
	t.Helper()
	pages := slices.DeleteFunc(slices.Clone(project.Paths()), func(name string) bool { return !isPage(name) || !strings.HasPrefix(name, "content/en/") })
	page := pages[random.IntN(len(pages))]
	data, _ := project.Read(page)
	switch kind := random.IntN(10); kind {
	case 0, 1, 2:
		return page + " gains words", with(t, project, page, append(bytes.Clone(data), "\n\nSome words more.\n"...))
	case 3:
		return page + " gains a numeral", with(t, project, page, append(bytes.Clone(data), "\n\nThere were 7,123 of them.\n"...))
	case 4:
		return page + " has another title", with(t, project, page, bytes.Replace(data, []byte("title: "), []byte("title: About "), 1))
	case 5:
		return page + " is cut short", with(t, project, page, data[:random.IntN(len(data))])
	case 6:
		all := cells(t, project)
		c := all[random.IntN(len(all))]
		return fmt.Sprint(c, " changes"), c.change(t, project)
	case 7:
		name := narrative.ReportPath
		data, _ := project.Read(name)
		return name + " gains a comment", with(t, project, name, append(bytes.Clone(data), "# a comment\n"...))
	case 8:
		charts := project.Glob("content/charts/*.yaml")
		name := charts[random.IntN(len(charts))]
		data, _ := project.Read(name)
		return name + " gains a comment", with(t, project, name, append(bytes.Clone(data), "# a comment\n"...))
	}
	return "all as it was", first
}

// Numbers that do not hold are marked in a draft, and nowhere else.
func TestDraftMarksInPlace(t *testing.T) {
	t.Parallel()
	b, project := reference(t)
	const page = "content/en/method.md"
	data, _ := project.Read(page)
	text := string(data) + "\n\nThere were 7,123 calls & [12](figure:subscribers.obtained) people, *and 99 more*.\n"
	draft := b.NewSession().Draft(context.Background(), with(t, project, page, []byte(text)))
	if draft.Site == nil {
		t.Fatalf("nothing is shown: %v", draft.Problems)
	}
	html, err := draft.Site.File("en/method/index.html")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`>7,123</mark> calls &amp; `, `title="this says 12, the data says 949"><data class="claim" value="949">12</data></mark>`, `>99</mark>`} {
		if !strings.Contains(string(html), want) {
			t.Errorf("the page does not hold %s", want)
		}
	}
	if n := strings.Count(string(html), "<mark"); n != 3 {
		t.Errorf("%d places are marked, want 3", n)
	}
	if _, err := b.Build(t.Context(), with(t, project, page, []byte(text))); err == nil {
		t.Error("build takes what is marked in a draft")
	}
}

// What leaves nothing to show gives no site; when it is mended, the next draft has one.
func TestDraftOfNothing(t *testing.T) {
	t.Parallel()
	b, project := reference(t)
	session := b.NewSession()
	for name, data := range map[string]string{
		"content/report.yaml": "title: [", "content/en/index.md": "no front matter", "data/datapackage.json": "{",
		"content/charts/broken.yaml": "type: nonsense", "templates/page.html.tmpl": "{{.Nothing",
	} {
		if draft := session.Draft(t.Context(), with(t, project, name, []byte(data))); draft.Site != nil || len(draft.Problems) == 0 {
			t.Errorf("%s: there is a site, and %d problems", name, len(draft.Problems))
		}
		if draft := session.Draft(t.Context(), project); draft.Site == nil || len(draft.Problems) > 0 {
			t.Errorf("%s: mended, there is no site: %v", name, draft.Problems)
		}
	}
}
