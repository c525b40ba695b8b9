package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"daylight/internal/tree"
)

func TestMain(m *testing.M) {
	if isApart(os.Args[1:]) { // a test's own process that builds apart
		main()
	}
	testscript.Main(m, map[string]func(){"daylight": main})
}

// TestScripts runs testdata/script/*.txtar: every command, flag and exit code, and
// every kind of bad input. Beside testscript's own commands there are:
//
//	project DIR         copies testdata/base into DIR anew, with an old site in DIR/public
//	edit FILE OLD NEW   replaces the one place where OLD stands (both with Go's escapes)
//	replace FILE OLD NEW
//	                    the same of a file of the current folder
//	write FILE TEXT     writes a file (with Go's escapes), and its folders
//	exits CODE COMMAND  runs a command that must end with that exit code
//	verdict CODE COMMAND
//	                    the same of a command that answers on stdout
//	refused PLACE CODE [HINT]
//	                    builds the project of the last "project": it must exit with 1, say
//	                    nothing on stdout, report CODE at PLACE ("data/a.csv:3:1") with a hint
//	                    that matches HINT, and leave the old site untouched
func TestScripts(t *testing.T) {
	t.Parallel()
	cache := t.TempDir()
	testscript.Run(t, testscript.Params{
		Dir:                "testdata/script",
		UpdateScripts:      os.Getenv("UPDATE_SCRIPTS") != "",
		RequireUniqueNames: true,
		ContinueOnError:    true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("XDG_CACHE_HOME", cache)
			env.Setenv("HOME", filepath.Join(env.WorkDir, "home"))
			root, err := filepath.Abs("../..")
			env.Setenv("BASE", filepath.Join(root, "cmd/daylight/testdata/base"))
			env.Setenv("UNSAFE", filepath.Join(root, "cmd/daylight/testdata/withheld"))
			env.Setenv("EXAMPLES", filepath.Join(root, "examples"))
			return err
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"project": layProject, "edit": edit, "replace": replace, "write": write, "exits": exits, "verdict": verdict, "refused": refused,
		},
		Condition: func(name string) (bool, error) {
			if name == "notices" {
				_, err := licences()
				return err == nil, nil
			}
			return false, fmt.Errorf("there is no condition %q", name)
		},
	})
}

// oldSite is what stands in public/ before a build.
var oldSite = map[string][]byte{"index.html": []byte("the old site"), "en/index.html": []byte("its home")}

func layProject(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: project DIR")
	}
	dir := ts.MkAbs(args[0])
	ts.Check(os.RemoveAll(dir))
	ts.Check(os.CopyFS(dir, os.DirFS(ts.Getenv("BASE"))))
	old, err := tree.New(oldSite)
	ts.Check(err)
	for name, data := range oldSite {
		put(ts, filepath.Join(dir, "public", name), data)
	}
	put(ts, filepath.Join(dir, "public/SHA256SUMS"), old.Sums())
	ts.Setenv("PROJECT", args[0])
}

func put(ts *testscript.TestScript, name string, data []byte) {
	ts.Check(os.MkdirAll(filepath.Dir(name), 0o755))
	ts.Check(os.WriteFile(name, data, 0o644))
}

func edit(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) > 0 {
		args = append([]string{filepath.Join(ts.MkAbs(ts.Getenv("PROJECT")), args[0])}, args[1:]...)
	}
	replace(ts, neg, args)
}

func replace(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: edit or replace FILE OLD NEW")
	}
	name := ts.MkAbs(args[0])
	data, err := os.ReadFile(name)
	ts.Check(err)
	from, to := unescape(ts, args[1]), unescape(ts, args[2])
	if n := bytes.Count(data, from); n != 1 {
		ts.Fatalf("%s holds %q %d times, want once", args[0], from, n)
	}
	put(ts, name, bytes.Replace(data, from, to, 1))
}

func write(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: write FILE TEXT")
	}
	name := string(unescape(ts, args[0]))
	put(ts, filepath.Join(ts.MkAbs(ts.Getenv("PROJECT")), name), unescape(ts, args[1]))
}

// unescape reads Go's escapes, so that a script can hold any byte.
func unescape(ts *testscript.TestScript, text string) []byte {
	quoted := `"` + strings.ReplaceAll(text, `"`, `\"`) + `"`
	s, err := strconv.Unquote(quoted)
	if err != nil {
		ts.Fatalf("%s: %v", text, err)
	}
	return []byte(s)
}

func exits(ts *testscript.TestScript, neg bool, args []string) {
	verdict(ts, neg, args)
	if out := ts.ReadFile("stdout"); out != "" {
		ts.Fatalf("stdout holds %q", out)
	}
}

func verdict(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND")
	}
	var exit *exec.ExitError
	if err := ts.Exec(args[1], args[2:]...); !errors.As(err, &exit) || fmt.Sprint(exit.ExitCode()) != args[0] {
		ts.Fatalf("%q ends with %v, want exit code %s\n%s", args[1:], err, args[0], ts.ReadFile("stderr"))
	}
}

func refused(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 || len(args) > 3 {
		ts.Fatalf("usage: refused PLACE CODE [HINT]")
	}
	dir := ts.Getenv("PROJECT")
	exits(ts, false, []string{"1", "daylight", "build", dir})
	stderr := ts.ReadFile("stderr")
	place, code, hint := args[0], args[1], "."
	if len(args) == 3 {
		hint = args[2]
	}
	want := fmt.Sprintf(`(?m)^%s: [^\n]+ \[%s\]\n  hint: .*%s`, regexp.QuoteMeta(dir+"/"+place), code, hint)
	if !regexp.MustCompile(want).MatchString(stderr) {
		ts.Fatalf("no %s at %s/%s with a hint like %q:\n%s", code, dir, place, hint, stderr)
	}
	if !regexp.MustCompile(`(?m)^daylight: \d+ problems?; `).MatchString(stderr) {
		ts.Fatalf("no summary line:\n%s", stderr)
	}
	wantOldSite(ts, dir)
}

// wantOldSite asks that a project's public/ is the old site still, and that nothing
// stands beside it.
func wantOldSite(ts *testscript.TestScript, dir string) {
	got, err := tree.FromFS(os.DirFS(filepath.Join(ts.MkAbs(dir), "public")))
	ts.Check(err)
	old, err := tree.New(oldSite)
	ts.Check(err)
	sums, _ := got.Read("SHA256SUMS")
	if got.Len() != old.Len()+1 || !bytes.Equal(sums, old.Sums()) || !bytes.HasSuffix(got.Sums(), old.Sums()) {
		ts.Fatalf("the old site was touched: it holds %q", got.Paths())
	}
	entries, err := os.ReadDir(ts.MkAbs(dir))
	ts.Check(err)
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), ".") {
			ts.Fatalf("%s was left behind", e.Name())
		}
	}
}
