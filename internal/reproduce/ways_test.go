//go:build unix

package reproduce

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"syscall"
	"testing"
	"time"

	"daylight/internal/tree"
)

// way is how the report is built in other surroundings.
type way struct {
	name    string
	env     []string
	before  string // what a shell does first
	folder  string // the project's, in place of "project"
	reverse bool   // the project's files were made in reverse
	old     bool   // its files are from another time
	user    bool   // another user builds
	program func(t *testing.T) string
}

// mixed are the ways below, all at once, as far as they can be: where one of them shows in a byte, the
// hash is another, and DAYLIGHT_SLOW=1 tells which it was.
var mixed = []way{
	{
		name:   "far east, Turkish, one processor, files in reverse, a mask that hides all, another folder",
		env:    []string{"TZ=Pacific/Kiritimati", "LANG=tr_TR.UTF-8", "LC_ALL=tr_TR.UTF-8", "LANGUAGE=tr", "GOMAXPROCS=1"},
		before: "umask 077; ", folder: "un dossier, çà et là/ß", reverse: true,
	},
	{
		name:   "half hours, French, many processors, files of another time, another user, a mask that hides nothing",
		env:    []string{"TZ=Asia/Kathmandu", "LANG=fr_CA.UTF-8", "LC_ALL=fr_CA.UTF-8", "LANGUAGE=fr", "GOMAXPROCS=13", "GOGC=10"},
		before: "umask 0; ", old: true, user: true,
	},
}

var ways = []way{
	{name: "as it is"},
	{name: "a time zone east of all", env: []string{"TZ=Pacific/Kiritimati"}},
	{name: "a time zone of half hours", env: []string{"TZ=Asia/Kathmandu"}},
	{name: "Turkish", env: []string{"LANG=tr_TR.UTF-8", "LC_ALL=tr_TR.UTF-8", "LANGUAGE=tr"}},
	{name: "French", env: []string{"LANG=fr_CA.UTF-8", "LC_ALL=fr_CA.UTF-8", "LANGUAGE=fr"}},
	{name: "no locale", env: []string{"LC_ALL=C"}},
	{name: "a mask that hides all", before: "umask 077; "},
	{name: "a mask that hides nothing", before: "umask 0; "},
	{name: "another folder", folder: "un dossier, çà et là/ß"},
	{name: "one processor", env: []string{"GOMAXPROCS=1"}},
	{name: "many processors", env: []string{"GOMAXPROCS=13", "GOGC=10"}},
	{name: "files in reverse", reverse: true},
	{name: "files of another time", old: true},
	{name: "another user", user: true},
	{name: "arm64", program: arm64},
}

// TestSameBytesEverywhere builds the report in many ways and finds one hash: by default with many things changed
// at once, with DAYLIGHT_SLOW=1 with each of them alone.
func TestSameBytesEverywhere(t *testing.T) {
	t.Parallel()
	want, err := os.ReadFile(filepath.Join(must(t, reference), "SHA256SUMS"))
	if err != nil {
		t.Fatal(err)
	}
	p, tried := project(t), mixed
	if slow {
		tried = ways
	}
	for _, w := range tried {
		t.Run(w.name, func(t *testing.T) {
			t.Parallel()
			if got := w.build(t, p); got != tree.Sum(want) {
				t.Errorf("the report has another hash: %s, want %s", got, tree.Sum(want))
			}
		})
	}
}

// build builds the report and returns the hash of its checksums.
func (w way) build(t *testing.T, p tree.Tree) string {
	daylight := must(t, program)
	if w.program != nil {
		daylight = w.program(t)
	}
	home, err := os.MkdirTemp(shared, "way-")
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(home, "project")
	if w.folder != "" {
		dir = filepath.Join(home, w.folder)
	}
	names := slices.Clone(p.Paths())
	if w.reverse {
		slices.Reverse(names)
	}
	lay(t, dir, p, names)
	if w.old {
		past := time.Date(1999, 12, 31, 23, 59, 59, 0, time.UTC)
		for _, name := range names {
			if err := os.Chtimes(filepath.Join(dir, name), past, past); err != nil {
				t.Fatal(err)
			}
		}
	}
	cmd := exec.CommandContext(t.Context(), "sh", "-c", w.before+`exec "$0" build --no-cache`, daylight)
	cmd.Dir = dir
	cmd.Env = append([]string{"HOME=" + home, "PATH=" + os.Getenv("PATH")}, w.env...)
	if w.user {
		asNobody(t, cmd, home)
	}
	if out, code := run(t, cmd); code != 0 {
		t.Fatalf("the build ends with %d:\n%s", code, out)
	}
	sums, err := os.ReadFile(filepath.Join(dir, "public/SHA256SUMS"))
	if err != nil {
		t.Fatal(err)
	}
	return tree.Sum(sums)
}

// asNobody has a command run by a user who owns nothing but its folder.
func asNobody(t *testing.T, cmd *exec.Cmd, home string) {
	const nobody = 65534
	if os.Getuid() != 0 {
		t.Skip("only root can become another user")
	}
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	err := filepath.WalkDir(home, func(name string, _ os.DirEntry, err error) error {
		if err == nil {
			err = os.Chown(name, nobody, nobody)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// arm64 returns the program for another processor, which an emulator runs.
func arm64(t *testing.T) string {
	emulator, err := exec.LookPath("qemu-aarch64")
	if err != nil {
		if emulator, err = exec.LookPath("qemu-aarch64-static"); err != nil {
			t.Skip("qemu-aarch64 is not installed")
		}
	}
	name := filepath.Join(shared, "daylight-arm64")
	if err := compile(name, "GOARCH=arm64"); err != nil {
		t.Fatal(err)
	}
	script := filepath.Join(shared, "emulated")
	if err := os.WriteFile(script, []byte("#!/bin/sh\nexec "+emulator+" "+name+" \"$@\"\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	return script
}
