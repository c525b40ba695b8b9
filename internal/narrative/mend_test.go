package narrative

import (
	"regexp"
	"strings"
	"testing"

	"daylight/internal/claim"
	"daylight/internal/diag"
)

// stalePages hold, between « and », what a page says and what it must say instead.
var stalePages = map[string]string{
	"a word":              "Of [«950→949»](figure:subscribers.obtained) numbers.",
	"twice in a line":     "[«950→949»](figure:subscribers.obtained), [«7→648»](figure:subscribers.not_obtained) and [949](figure:subscribers.obtained).",
	"behind é":            "Été [«950→949» numbers](figure:subscribers.obtained)",
	"with words":          "[all the «1,597→949» numbers](figure:subscribers.obtained)",
	"percent":             "[«41.5%→40.6%»](figure:subscribers.share) [«33→41» per cent](figure:subscribers.share)",
	"over two lines":      "[of all\n«950→949»](figure:subscribers.obtained)",
	"after a hard break":  "[of all  \n«950→949»](figure:subscribers.obtained)",
	"bound":               "[more than «30,000→40,000»](figure:tally[communications].value)",
	"approximate":         "[about «90→100»](figure:tally[election-period].value)",
	"escapes":             `[\*«950→949»\* \[of them\] &amp; more](figure:subscribers.obtained)`,
	"entities":            "[&lt;&#233;&gt; «950→949»](figure:subscribers.obtained) [at&nbsp;most «940→950»](figure:subscribers.obtained)",
	"title":               `[a village](figure:subscribers.obtained "«950→949»")`,
	"other titles":        `[a village](figure:subscribers.obtained '«950→949»') [it's](<figure:subscribers.obtained> (only «950→949»))`,
	"title on a new line": "[a village\n](figure:subscribers.obtained\n  \"only\n«950→949»\")",
	"words and title":     `[«950→949»](figure:subscribers.obtained "all «1→949» of them")`,
	"empty words":         `[](figure:subscribers.obtained "«950→949»")`,
	"quotation":           "> [!caution]\n> For [of\n> «950→949»](figure:subscribers.obtained) and [a](figure:subscribers.obtained\n> \"«950→949»\")",
	"list and emphasis":   "- a\n\n  - **[«950→949»](figure:subscribers.obtained)**",
	"heading":             "## Of [«950→949»](figure:subscribers.obtained) {#of}",
	"table":               "| a | b |\n|---|--:|\n| x \\| y | [«950→949»](figure:subscribers.obtained) |",
	"caption":             "![Of [«950→949»](figure:subscribers.obtained) numbers](table:split)",
	"footnote":            "A note.[^n]\n\n[^n]: Of [«950→949»](figure:subscribers.obtained)",
	"reference":           "[«950→949»][ref]\n\n[ref]: figure:subscribers.obtained",
	"CRLF":                "Of\r\n[of\r\n«950→949»](figure:subscribers.obtained)\r\n",
	"a word that is left": "[«950→949»](figure:subscribers.obtained) [two](figure:subscribers.obtained)",
}

// parted splits a text of stalePages into what stands there and what must.
func parted(text string) (stale, mended string) {
	pair := regexp.MustCompile(`«([^→]*)→([^»]*)»`)
	return pair.ReplaceAllString(text, "$1"), pair.ReplaceAllString(text, "$2")
}

// mend applies the edits of a page's problems to its file and returns the file and
// how many claims are stale still, that no edit mends.
func mend(t *testing.T, file string) (mended string, left int) {
	t.Helper()
	_, err := Read(withFiles(t, map[string]string{testPage: file}))
	list, _ := diag.AsList(err)
	var edits []diag.Edit
	for _, d := range list {
		switch {
		case !d.Edit.IsZero() && (d.Code != claim.CodeStale || d.Edit.Path != testPage):
			t.Errorf("%s has the edit %+v", d, d.Edit)
		case !d.Edit.IsZero():
			edits = append(edits, d.Edit)
		case d.Code == claim.CodeStale:
			left++
		}
	}
	changed, done := diag.Apply([]byte(file), edits)
	if len(done) != len(edits) {
		t.Errorf("%d of the edits %v overlap", len(edits)-len(done), edits)
	}
	return string(changed), left
}

func TestEditsInMarkdown(t *testing.T) {
	t.Parallel()
	for name, body := range stalePages {
		for _, mark := range []string{"", "\ufeff"} {
			t.Run(name+mark, func(t *testing.T) {
				t.Parallel()
				stale, want := parted(mark + frontMatter + body)
				got, left := mend(t, stale)
				if got != want {
					t.Errorf("got  %q\nwant %q", got, want)
				}
				if words := strings.Count(body, "[two]"); left != words {
					t.Errorf("%d claims are left", left)
				}
				if again, _ := mend(t, got); again != got {
					t.Errorf("a second time gives %q", again)
				}
			})
		}
	}
}

func TestEditsInFrontMatter(t *testing.T) {
	t.Parallel()
	for name, front := range map[string]string{
		"plain":           "title: Of [«950→949»](figure:subscribers.obtained)\nsummary: A [village](figure:subscribers.obtained \"«1→949»\") of [949](figure:subscribers.obtained)",
		"single":          "title: '[«950→949»](figure:subscribers.obtained), isn''t it, [«950→949»](figure:subscribers.obtained)'\nsummary: a",
		"double":          `title: "\u00c9t\u00e9 [«950→949»](figure:subscribers.obtained \"all «5→949»\")"` + "\nsummary: a",
		"folded":          "title: a\nsummary: >-\n  Of all [the\n  «950→949»](figure:subscribers.obtained) and\n  [«8→648»](figure:subscribers.not_obtained)",
		"literal":         "title: |\n  Of [«950→949»](figure:subscribers.obtained)\nsummary: a",
		"over some lines": "title: Of\n  all [the\n  «950→949»](figure:subscribers.obtained)\nsummary: a",
		"brackets":        "title: a\nsummary: 'Of \\[all\\] [\\[«950→949»\\]](figure:subscribers.obtained)'",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, mark := range []string{"", "\ufeff"} {
				stale, want := parted(mark + "---\n" + front + "\n---\nOf [«950→949»](figure:subscribers.obtained).\n")
				if got, left := mend(t, stale); got != want || left > 0 {
					t.Errorf("got  %q (%d left)\nwant %q", got, left, want)
				}
			}
		})
	}
}

// A claim whose words cannot be changed alone is reported without an edit.
func TestNoEditInMarkdown(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"[950]\n\n[950]: figure:subscribers.obtained",
		"[950][]\n\n[950]: figure:subscribers.obtained",
		"[a][ref]\n\n[ref]: figure:subscribers.obtained \"950\"",
		"[two](figure:subscribers.obtained)",
		"[950](figure:tally[communications].value)",
	} {
		if got, left := mend(t, frontMatter+body); got != frontMatter+body || left != 1 {
			t.Errorf("%q became %q, %d left", body, got, left)
		}
	}
}

// FuzzEdits: whatever the Markdown, mending leads to claims that hold or are left to a
// person, and a second time changes nothing.
func FuzzEdits(f *testing.F) {
	for _, body := range stalePages {
		stale, _ := parted(body)
		f.Add(stale)
	}
	f.Fuzz(func(t *testing.T, body string) {
		if len(body) > 2000 {
			t.Skip()
		}
		got, left := mend(t, frontMatter+body)
		again, stillLeft := mend(t, got)
		if again != got || stillLeft != left {
			t.Fatalf("%q became %q (%d left), then %q (%d left)", body, got, left, again, stillLeft)
		}
	})
}
