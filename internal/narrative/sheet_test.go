package narrative

import (
	"fmt"
	"reflect"
	"strings"
	"sync"
	"testing"
)

func TestBlocksAtPlaces(t *testing.T) {
	t.Parallel()
	content, err := Read(withFiles(t, map[string]string{testPage: frontMatter + `## A {#a}

[b](../method.md) [a](#a) n[^n]

![Bars](chart:split)

### C {#c}

[^n]: Note.
`}))
	if err != nil {
		t.Fatal(err)
	}
	page := content.page(t, "findings/page")
	own, err := page.Blocks(Place{Root: "../../../"})
	if err != nil {
		t.Fatal(err)
	}
	want := `<h2 id="a">A</h2>
<p><a href="../../../en/method/index.html">b</a> <a href="#a">a</a> n<sup id="fnref:1:1"><a class="footnote-ref" href="#fn:1" role="doc-noteref">1</a></sup></p>
`
	if len(own) != 3 || own[1].Chart == nil || string(own[0].HTML) != want || !strings.HasPrefix(string(own[2].HTML), "<h3 id=\"c\">C</h3>\n") {
		t.Errorf("at its own address: %+v", own)
	}
	far, err := page.Blocks(Place{Root: "", IDPrefix: `"><`, Shift: 9})
	if err != nil {
		t.Fatal(err)
	}
	want = `<h6 id="&#34;&gt;&lt;a">A</h6>
<p><a href="en/method/index.html">b</a> <a href="#&#34;&gt;&lt;a">a</a>`
	if !strings.HasPrefix(string(far[0].HTML), want) {
		t.Errorf("far away: %s", far[0].HTML)
	}
}

// TestBlocksConcurrently asks for a page at many places at once; the race
// detector watches, and the same place gives the same blocks.
func TestBlocksConcurrently(t *testing.T) {
	t.Parallel()
	content, err := Read(withFiles(t, map[string]string{testPage: frontMatter + "## A {#a}\n\n[b](../method.md)\n\n![Findings](pages:findings)\n"}))
	if err != nil {
		t.Fatal(err)
	}
	page := content.page(t, "findings/page")
	var group sync.WaitGroup
	for i := range 50 {
		group.Go(func() {
			place := Place{Root: strings.Repeat("../", i%5), IDPrefix: fmt.Sprintf("p%d-", i), Shift: i % 3}
			first, err := page.Blocks(place)
			again, err2 := page.Blocks(place)
			if err != nil || err2 != nil || !reflect.DeepEqual(first, again) {
				t.Errorf("place %d: %v %v", i, err, err2)
			}
		})
	}
	group.Wait()
}

// TestReadIsDeterministic reads the same pages twice, on all processors.
func TestReadIsDeterministic(t *testing.T) {
	t.Parallel()
	files := map[string]string{}
	for i := range 40 {
		files[fmt.Sprintf("content/en/findings/page-%d.md", i)] = frontMatter + fmt.Sprintf("[x](page-%d.md) [950](figure:subscribers.obtained)\n", i+1)
	}
	_, first := Read(withFiles(t, files))
	_, again := Read(withFiles(t, files))
	if problems(t, first) != problems(t, again) || strings.Count(problems(t, first), "claim-stale") != 40 {
		t.Errorf("problems differ, or are not all there:\n%s\n%s", problems(t, first), problems(t, again))
	}
}

func TestEscaping(t *testing.T) {
	t.Parallel()
	for words, want := range map[string]string{
		"":                "",
		`<a href="x">&'b`: "&lt;a href=&quot;x&quot;&gt;&amp;&#39;b",
		"été 🗳":           "été 🗳",
	} {
		if got := string(appendEscaped(nil, words)); got != want {
			t.Errorf("%q: %q", words, got)
		}
		if got := textOf(appendEscaped([]byte("<b>"), words)); got != words {
			t.Errorf("%q comes back as %q", words, got)
		}
	}
}
