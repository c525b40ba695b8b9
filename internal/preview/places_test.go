package preview

import (
	"strings"
	"testing"

	"daylight/internal/diag"
)

func TestEditors(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"vscode": "vscode://file/a%20b/%26c.md:3:5", "none": "", "idea": "idea://open?file=/a%20b/%26c.md&line=3&column=5",
		"x-my.editor://{path}#{line}": "x-my.editor:///a%20b/%26c.md#3",
	} {
		editor, err := ParseEditor(text)
		if got := editor.Open("/a b/&c.md", 3, 5); err != nil || got != want {
			t.Errorf("%s: %q, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "vscod", "javascript:alert('{path}')", "data:text/html,{path}", "https://x/{path}", "edit:file", "JavaScript:{path}", ":{path}", " x:{path}"} {
		if editor, err := ParseEditor(text); err == nil {
			t.Errorf("%q is the editor %q", text, editor)
		}
	}
	if got := Editor("e:{path}:{line}:{col}").Open("/x", 0, 0); got != "e:/x:1:1" {
		t.Error(got)
	}
}

func TestLineOf(t *testing.T) {
	t.Parallel()
	data := []byte("one\r\ntwo\nthree")
	for _, test := range []struct {
		path, code string
		line       int
		want       string
	}{
		{"a.md", "claim-stale", 1, "one"}, {"a.md", "claim-stale", 3, "three"}, {"a.md", "claim-stale", 4, ""}, {"a.md", "claim-stale", 0, ""},
		{"data/a.CSV", "data-cell", 1, ""}, {"a.md", "personal-email", 1, ""},
	} {
		d := diag.Diagnostic{Pos: diag.Pos{Path: test.path, Line: test.line}, Code: diag.Code(test.code)}
		if got, _ := LineOf(data, d); got != test.want {
			t.Errorf("%+v: %q", test, got)
		}
	}
	long := []byte(strings.Repeat("é", 500) + "X" + strings.Repeat("é", 500))
	for _, col := range []int{0, 1, 5, 501, 1001, 2000} {
		text, at := LineOf(long, diag.Diagnostic{Pos: diag.Pos{Path: "a.md", Line: 1, Col: col}})
		runes := []rune(text)
		if len(runes) > maxText+2 || at > len(runes)+1 || at < 0 || col == 501 && runes[at-1] != 'X' {
			t.Errorf("column %d of a long line is %d of %d", col, at, len(runes))
		}
	}
}

func TestPlaceOf(t *testing.T) {
	t.Parallel()
	data := []byte("---\n---\nwords\n\n## A {#a}\n\nwords\n\n### B {#b}\n\nwords\n")
	for _, test := range []struct {
		path, page, section string
		line                int
	}{
		{"content/en/findings/x.md", "/en/findings/x/", "", 3},
		{"content/en/findings/x.md", "/en/findings/x/", "a", 5},
		{"content/en/method.md", "/en/method/", "a", 7},
		{"content/en/index.md", "/en/", "b", 11},
		{"content/en/index.md", "/en/", "b", 99},
		{"content/references.yaml", "", "", 1}, {"data/x.md", "", "", 1}, {"content/x.md", "", "", 1},
	} {
		page, section := PlaceOf(data, diag.Pos{Path: test.path, Line: test.line})
		if page != test.page || section != test.section {
			t.Errorf("%+v: %q %q", test, page, section)
		}
	}
}
