//go:build unix

package durable

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"daylight/internal/tree"
)

// childVar makes this test binary a builder that publishes until it is killed:
// its value is the method and the project's folder.
const childVar = "DURABLE_TEST_PUBLISH"

func TestMain(m *testing.M) {
	if method, dir, ok := strings.Cut(os.Getenv(childVar), " "); ok {
		publishForEver(methods[method], dir)
	}
	os.Exit(m.Run())
}

func publishForEver(s system, dir string) {
	out := filepath.Join(dir, "public")
	for i := 0; ; i++ {
		err := CheckOut(dir, out)
		if err == nil {
			_, err = s.publish(context.Background(), dir, out, edition(i%2), sound)
		}
		if err != nil {
			fmt.Println("error:", err)
			os.Exit(1)
		}
		fmt.Println("published")
	}
}

// edition returns one of two sites of which no file is the same.
func edition(n int) tree.Tree {
	files := map[string][]byte{}
	for i := range 60 {
		files[fmt.Sprintf("p%d/edition-%d/index.html", i%7, i+n)] = bytes.Repeat([]byte(fmt.Sprintln("edition", n)), 50+i)
	}
	t, err := tree.New(files)
	if err != nil {
		panic(err)
	}
	return t
}

func TestKillAtAnyMoment(t *testing.T) {
	t.Parallel()
	var whole [2]tree.Tree
	for n := range whole {
		var err error
		if whole[n], err = withSums(edition(n)); err != nil {
			t.Fatal(err)
		}
	}
	kills := 40
	if testing.Short() {
		kills = 5
	}
	eachMethod(t, func(t *testing.T, s system) {
		method := strings.SplitN(t.Name(), "/", 2)[1]
		dir := project(t)
		seen := map[int]int{}
		for range kills {
			killBuilder(t, method, dir)
			if method == "renames" { // no promise before the next run has finished the move
				if err := CheckOut(dir, filepath.Join(dir, "public")); err != nil {
					t.Fatal(err)
				}
			}
			got, err := tree.FromFS(os.DirFS(filepath.Join(dir, "public")))
			if err != nil {
				t.Fatal(err)
			}
			n := -1
			for i := range whole {
				if len(tree.Diff(got, whole[i])) == 0 {
					n = i
				}
			}
			if n < 0 {
				t.Fatalf("after a kill the site is neither edition:\n%v", tree.Diff(whole[0], got))
			}
			seen[n]++
			if err := CheckOut(dir, filepath.Join(dir, "public")); err != nil {
				t.Fatal(err)
			}
			if exists(filepath.Join(dir, ".public.daylight")) {
				t.Fatal("the working folder is still there")
			}
		}
		if !testing.Short() && (seen[0] == 0 || seen[1] == 0) {
			t.Errorf("the kills met only one edition: %v", seen)
		}
	})
}

// killBuilder starts a builder and kills it at a random moment of its work.
func killBuilder(t *testing.T, method, dir string) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childVar+"="+method+" "+dir)
	pipe, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(pipe)
	for range 1 + rand.IntN(2) {
		if !lines.Scan() || lines.Text() != "published" {
			t.Errorf("the builder says %q", lines.Text())
		}
	}
	time.AfterFunc(rand.N(15*time.Millisecond), func() { cmd.Process.Signal(syscall.SIGKILL) })
	for lines.Scan() {
		if lines.Text() != "published" {
			t.Errorf("the builder says %q", lines.Text())
		}
	}
	cmd.Wait()
}

// Not parallel: the umask is the whole process's.
func TestModesWhateverTheUmask(t *testing.T) {
	dir := project(t)
	old := unix.Umask(0o077)
	publish(t, methods["exchange"], dir, newFiles)
	unix.Umask(old)
	err := filepath.WalkDir(filepath.Join(dir, "public"), func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		want := fs.FileMode(0o644)
		if d.IsDir() {
			want = 0o755
		}
		if info.Mode().Perm() != want {
			t.Errorf("%s has mode %v, want %v", name, info.Mode().Perm(), want)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
