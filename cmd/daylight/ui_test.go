package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"daylight/internal/diag"
)

func TestFail(t *testing.T) {
	t.Parallel()
	problems := diag.List{
		{Pos: diag.Pos{Path: "data/a.csv", Line: 3, Col: 7}, Code: "data-cell", Message: "this is no count", Hint: "write one\nor a marker"},
		{Pos: diag.Pos{Path: "en/index.html"}, Code: "site-link", Message: `a link to "<nowhere>"`},
		{Code: "internal", Message: "a name with \x1b[31m in it"},
	}
	tests := []struct {
		dir  string
		json bool
		err  error
		want string
	}{
		{".", false, problems, `data/a.csv:3:7: this is no count [data-cell]
  hint: write one
        or a marker
en/index.html: a link to "<nowhere>" [site-link]
  hint: daylight explain site-link
a name with ` + "\uFFFD" + `[31m in it [internal]
  hint: daylight explain internal
daylight: 3 problems; nothing was written
`},
		{"../reports/a", false, fmt.Errorf("wrapped: %w", problems[:1]), `../reports/a/data/a.csv:3:7: this is no count [data-cell]
  hint: write one
        or a marker
daylight: 1 problem; nothing was written
`},
		{"p", true, problems, `{"path":"p/data/a.csv","line":3,"col":7,"code":"data-cell","message":"this is no count","hint":"write one\nor a marker"}
{"path":"en/index.html","code":"site-link","message":"a link to \"<nowhere>\"","hint":"daylight explain site-link"}
{"code":"internal","message":"a name with \u001b[31m in it","hint":"daylight explain internal"}
`},
		{"p", true, diag.List{{Pos: diag.Pos{Path: "content/en/a.md", Line: 1}, Code: "claim-stale", Message: "m", Hint: "h", Edit: diag.Edit{Path: "content/en/a.md", Start: 0, End: 3, Text: "<7>"}}},
			`{"path":"p/content/en/a.md","line":1,"code":"claim-stale","message":"m","hint":"h","edit":{"path":"p/content/en/a.md","start":0,"end":3,"text":"<7>"}}` + "\n"},
		{".", false, diag.List{{Pos: diag.Pos{Path: "content/en/a\nb.md: fine [ok]"}, Code: "disk-name", Message: "a \u202ename", Hint: "rename it"}},
			"content/en/a b.md: fine [ok]: a \uFFFDname [disk-name]\n  hint: rename it\ndaylight: 1 problem; nothing was written\n"},
		{".", false, errors.New("no list"), "no list [internal]\n  hint: daylight explain internal\ndaylight: 1 problem; nothing was written\n"},
	}
	for _, test := range tests {
		var stdout, stderr bytes.Buffer
		u := newUI(&stdout, &stderr)
		u.dir, u.json = test.dir, test.json
		if code := u.fail(test.err, "nothing was written"); code != exitProblems {
			t.Errorf("exit code %d", code)
		}
		if stderr.String() != test.want || stdout.Len() > 0 {
			t.Errorf("got  %q\nwant %q\nand on stdout %q", stderr.String(), test.want, stdout.String())
		}
	}
}

func TestProgress(t *testing.T) {
	t.Parallel()
	var none *progress
	none.start("anything")
	none.stop()

	var quick bytes.Buffer
	p := newProgress(&quick, time.Hour)
	p.start("reading")
	p.start("writing")
	p.stop()
	if quick.Len() > 0 {
		t.Errorf("work that is done at once shows %q", quick.String())
	}

	var long bytes.Buffer
	p = newProgress(&long, time.Hour)
	p.start("reading")
	p.show() // as the timer does
	p.start("writing")
	p.stop()
	p.show() // a timer that fires too late
	if want := "\r\x1b[Kreading …\r\x1b[Kwriting …\r\x1b[K"; long.String() != want {
		t.Errorf("got %q, want %q", long.String(), want)
	}
}

// A build that is stopped leaves the old site, and says so.
func TestInterrupted(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("testdata/base")); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for _, args := range [][]string{{"build", "--no-cache", dir}, {"fix", dir}, {"check", "--no-cache", dir}} {
		var stdout, stderr bytes.Buffer
		if code := run(ctx, args, &stdout, &stderr); code != exitInterrupted {
			t.Errorf("%q: exit code %d, want %d\n%s", args, code, exitInterrupted, stderr.String())
		}
		if !strings.HasPrefix(stderr.String(), "daylight: stopped; ") || stdout.Len() > 0 {
			t.Errorf("%q: says %q and %q", args, stderr.String(), stdout.String())
		}
	}
	if got, err := os.ReadDir(dir); err != nil || len(got) != 2 {
		t.Errorf("something was left behind: %v %v", got, err)
	}
}

// What --help says is what docs/cli.md says.
func TestCommandReference(t *testing.T) {
	t.Parallel()
	var want strings.Builder
	want.WriteString("# The command line\n\n```text\n" + overview() + "```\n")
	for _, c := range commands() {
		want.WriteString("\n## daylight " + c.name + "\n\n```text\n" + c.help() + "```\n")
	}
	name := filepath.Join("..", "..", "docs", "cli.md")
	if os.Getenv("UPDATE_SCRIPTS") != "" {
		if err := os.WriteFile(name, []byte(want.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want.String() {
		t.Errorf("docs/cli.md is not what --help says: set UPDATE_SCRIPTS=1 and run this test again")
	}
}

// The help keeps to 80 columns.
func TestHelpFitsATerminal(t *testing.T) {
	t.Parallel()
	texts := overview()
	for _, c := range commands() {
		texts += c.help()
	}
	for _, line := range strings.Split(texts, "\n") {
		if n := len([]rune(line)); n > 80 {
			t.Errorf("%d characters: %s", n, line)
		}
	}
}
