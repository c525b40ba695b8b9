package report

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"daylight/internal/claim"
	"daylight/internal/diag"
	"daylight/internal/tree"
)

// staleNumerals returns the problems with numbers that can be written anew: claims with
// an edit.
func staleNumerals(err error) []string {
	list, _ := diag.AsList(err)
	var stale []string
	for _, d := range list {
		if d.Code == claim.CodeStale && !d.Edit.IsZero() {
			stale = append(stale, d.String())
		}
	}
	return stale
}

// TestFixAfterAnyChange changes cells of a report that sentences depend on:
// fix leads to a report without stale numerals, changes nothing but claims, and
// nothing at all a second time.
func TestFixAfterAnyChange(t *testing.T) {
	t.Parallel()
	b, project := sampled(t)
	fixes := 0
	for _, c := range cells(t, project) {
		if !c.isNumber(t, project) {
			continue
		}
		changed := c.change(t, project)
		if _, err := b.words(t.Context(), changed); len(staleNumerals(err)) == 0 {
			continue
		}
		if fixes++; fixes > 6 {
			break
		}
		fixed, err := b.Fix(t.Context(), changed, claim.CodeStale)
		if err != nil || len(fixed.Changes) == 0 {
			t.Fatalf("%v: %v, %d changes", c, err, len(fixed.Changes))
		}
		if stale := staleNumerals(fixed.Left); len(stale) > 0 {
			t.Errorf("%v: these are stale still: %q", c, stale)
		}
		left, _ := diag.AsList(fixed.Left)
		for _, d := range left {
			if d.Code != claim.CodeStale {
				t.Errorf("%v: fix leaves %v", c, d)
			}
		}
		onlyClaimsDiffer(t, changed, fixed.Project)
		again, err := b.Fix(t.Context(), fixed.Project, claim.CodeStale)
		if err != nil || len(again.Changes) > 0 || len(tree.Diff(fixed.Project, again.Project)) > 0 {
			t.Errorf("%v: a second time makes %v (%v)", c, again.Changes, err)
		}
	}
	if fixes < 4 {
		t.Errorf("only %d cells were tried", fixes)
	}
}

// TestFixRestores spoils the digits of every claim of the reference report. Since each
// numeral keeps its form, fix writes back every file byte for byte.
func TestFixRestores(t *testing.T) {
	t.Parallel()
	b, project := reference(t)
	spoilt, claims := project, 0
	for _, file := range project.Glob("content/**") {
		data, _ := project.Read(file)
		changed := link.ReplaceAllFunc(data, func(l []byte) []byte {
			words, address, _ := bytes.Cut(l, []byte("]("))
			other := bytes.Map(func(r rune) rune {
				if '0' <= r && r <= '9' {
					return '1' + (r-'0')*7%9
				}
				return r
			}, words)
			if !bytes.Equal(other, words) {
				claims++
			}
			return slices.Concat(other, []byte("]("), address)
		})
		if !bytes.Equal(data, changed) {
			spoilt = with(t, spoilt, file, changed)
		}
	}
	fixed, err := b.Fix(t.Context(), spoilt, claim.CodeStale)
	if err != nil || fixed.Left != nil || claims < 50 {
		t.Fatalf("%d claims were spoilt: %v, %v", claims, err, fixed.Left)
	}
	for _, change := range tree.Diff(project, fixed.Project) {
		t.Errorf("%s: %s by fix", change.Path, change.Kind)
	}
}

// onlyClaimsDiffer asks that files differ in nothing but the words and titles of claims.
func onlyClaimsDiffer(t *testing.T, before, after tree.Tree) {
	t.Helper()
	for _, change := range tree.Diff(before, after) {
		was, _ := before.Read(change.Path)
		is, _ := after.Read(change.Path)
		blanked := func(data []byte) string {
			return link.ReplaceAllStringFunc(string(data), func(l string) string {
				_, address, _ := strings.Cut(l, "](")
				name, _, _ := strings.Cut(address, " ")
				return "[](" + name
			})
		}
		if blanked(was) != blanked(is) {
			t.Errorf("%s differs in more than its claims", change.Path)
		}
	}
}

func TestFixStops(t *testing.T) {
	t.Parallel()
	b, project := reference(t)
	ctx, cancel := context.WithCancel(t.Context())
	b.Progress = func(stage string) {
		if stage == "reading the pages" {
			cancel()
		}
	}
	if _, err := b.Fix(ctx, project, claim.CodeStale); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// Edits of other codes, and of files that are no input of a person's, are not carried out.
func TestFixKeepsOut(t *testing.T) {
	t.Parallel()
	edit := func(path string, code diag.Code) diag.Diagnostic {
		return diag.Diagnostic{Code: code, Edit: diag.Edit{Path: path, Start: 0, End: 1, Text: "x"}}
	}
	list := diag.List{
		edit("content/a.md", claim.CodeStale), edit("data/a.sql", claim.CodeStale), edit("content/b.md", claim.CodeNumeral),
		edit("templates/page.html.tmpl", claim.CodeStale), edit("README.md", claim.CodeStale), edit("content", claim.CodeStale),
	}
	edits := editsOf(list, []diag.Code{claim.CodeStale})
	if len(edits) != 2 || len(edits["content/a.md"]) != 1 || len(edits["data/a.sql"]) != 1 {
		t.Errorf("got %v", edits)
	}
}

func TestChanges(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ file, before, after string }{
		{"One. Of [<949→950>](figure:a.b) all,\nin two lines [@k, para. 57 of it]. Three.", "Of 949 all, in two lines [@k, para. 57 of it].", "Of 950 all, in two lines [@k, para. 57 of it]."},
		{"## Of [<1→2>](figure:a.b) {#of}\n\nMore.", "Of 1 {#of}", "Of 2 {#of}"},
		{"---\ntitle: Of [<1→2>](figure:a.b)\nsummary: S\n---\n", "Of 1", "Of 2"},
		{"title:\n  en: >\n    All\n    [<1→2>](figure:a.b)\n  fr: x\n", "All 1", "All 2"},
		{"- a\n- **[<1→2>](figure:a.b)**\n- c", "**1**", "**2**"},
		{"| a |\n|---|\n| [<1→2>](figure:a.b) |\n| c |", "1 |", "2 |"},
		{"[a village](figure:a.b \"<1→2>\")", "[a village](figure:a.b \"1\")", "[a village](figure:a.b \"2\")"},
		{"All <1→[1](figure:a.b)> of <2→[2](figure:c.d)>.", "All 1 of 2.", "All [1](figure:a.b) of [2](figure:c.d)."},
		{"Is it [<1→2>](figure:a.b)? No. “[<3→4>](figure:a.b).” Yes", "Is it 1? | “3.”", "Is it 2? | “4.”"},
	} {
		var data []byte
		var edits []diag.Edit
		rest := []byte(c.file)
		for {
			i := bytes.IndexByte(rest, '<')
			if i < 0 {
				break
			}
			pair, tail, _ := bytes.Cut(rest[i+1:], []byte(">"))
			old, text, ok := bytes.Cut(pair, []byte("→"))
			if !ok {
				t.Fatal(c.file)
			}
			data = append(data, rest[:i]...)
			edits = append(edits, diag.Edit{Path: "f", Start: len(data), End: len(data) + len(old), Text: string(text)})
			data = append(data, old...)
			rest = tail
		}
		data = append(data, rest...)
		var before, after []string
		for _, change := range changesOf("f", data, edits) {
			before, after = append(before, change.Before), append(after, change.After)
		}
		if b, a := strings.Join(before, " | "), strings.Join(after, " | "); b != c.before || a != c.after {
			t.Errorf("%q\n got %q, %q\nwant %q, %q", c.file, b, a, c.before, c.after)
		}
	}
}
