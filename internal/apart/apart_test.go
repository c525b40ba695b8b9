package apart

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"daylight/internal/diag"
	"daylight/internal/tree"
)

// TestMain is also the process apart: this test calls itself.
func TestMain(m *testing.M) {
	if slices.Equal(os.Args[1:], Args) {
		if err := Serve(os.Stdin, os.Stdout, behave); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// behave does what the project's one file says.
func behave(project tree.Tree) (tree.Tree, error) {
	order, _ := project.Read("data/order")
	switch string(order) {
	case "loop":
		for i := 0; ; i++ {
			_ = i
		}
	case "memory":
		var held [][]byte
		for {
			held = append(held, bytes.Repeat([]byte{1}, 16<<20))
			if len(held) == 1<<20 {
				return tree.Tree{}, nil
			}
		}
	case "many":
		files := map[string][]byte{}
		for i := range 2000 {
			files[fmt.Sprint(i)] = nil
		}
		return tree.New(files)
	case "large":
		return tree.New(map[string][]byte{"a": make([]byte, 2<<20)})
	case "crash":
		os.Exit(7)
	case "problems":
		var l diag.List
		l.Add(diag.Pos{Path: "data/x.csv", Line: 2, Col: 3}, "data-cell", "a hint", "a message")
		return tree.Tree{}, l.Err()
	case "environment":
		return tree.New(map[string][]byte{"env": []byte(strings.Join(os.Environ(), "\n"))})
	}
	return project, nil
}

func project(t *testing.T, order string) tree.Tree {
	t.Helper()
	p, err := tree.New(map[string][]byte{"data/order": []byte(order), "data/é": make([]byte, 3<<20), "z": nil})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

var small = Limits{Time: 30 * time.Second, Memory: 400 << 20, Files: 1000, Size: 1 << 20}

func TestBuild(t *testing.T) {
	t.Parallel()
	limits := small
	limits.Size = 10 << 20
	p := project(t, "echo")
	got, err := Build(t.Context(), p, tree.Tree{}, limits)
	if err != nil || len(tree.Diff(p, got)) > 0 {
		t.Errorf("got %v %v", got.Paths(), err)
	}
	known, err := Build(t.Context(), p, p, limits)
	one, _ := p.Read("data/é")
	other, _ := known.Read("data/é")
	if err != nil || &one[0] != &other[0] {
		t.Errorf("a known file is kept twice (%v)", err)
	}
}

func TestProblemsComeThrough(t *testing.T) {
	t.Parallel()
	_, err := Build(t.Context(), project(t, "problems"), tree.Tree{}, small)
	var l diag.List
	if !errors.As(err, &l) || len(l) != 1 || l[0].String() != "data/x.csv:2:3: a message [data-cell]" || l[0].Hint != "a hint" {
		t.Errorf("got %v", err)
	}
}

func TestLimits(t *testing.T) {
	t.Parallel()
	for order, code := range map[string]diag.Code{"loop": CodeLimit, "memory": CodeLimit, "many": CodeLimit, "large": CodeLimit, "crash": CodeFailed} {
		t.Run(order, func(t *testing.T) {
			t.Parallel()
			limits := small
			if order == "loop" {
				limits.Time = 300 * time.Millisecond
			}
			start := time.Now()
			_, err := Build(t.Context(), project(t, order), tree.Tree{}, limits)
			var l diag.List
			if !errors.As(err, &l) || l[0].Code != code {
				t.Errorf("got %v, want %s", err, code)
			}
			if took := time.Since(start); took > 25*time.Second {
				t.Errorf("it took %v", took)
			}
		})
	}
}

func TestBuildIsStopped(t *testing.T) {
	t.Parallel()
	ctx, stop := context.WithCancel(t.Context())
	time.AfterFunc(200*time.Millisecond, stop)
	if _, err := Build(ctx, project(t, "loop"), tree.Tree{}, small); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// The process is told nothing of the environment of its caller.
func TestEnvironmentIsKept(t *testing.T) {
	t.Setenv("DAYLIGHT_SECRET", "a secret")
	got, err := Build(t.Context(), project(t, "environment"), tree.Tree{}, small)
	env, _ := got.Read("env")
	if err != nil || strings.Contains(string(env), "secret") || !strings.Contains(string(env), memoryVariable) || !strings.Contains(string(env), "GOMEMLIMIT=") {
		t.Errorf("got %q %v", env, err)
	}
}

// What is known is compared as it comes: a file takes room of its own from the first other byte on.
func TestPipeKeepsWhatIsKnown(t *testing.T) {
	t.Parallel()
	long := bytes.Repeat([]byte("0123456789abcdef"), 200_000)
	change := func(at int) []byte { other := bytes.Clone(long); other[at] ^= 1; return other }
	for name, known := range map[string][]byte{
		"the same": long, "another beginning": change(0), "another end": change(len(long) - 1), "another middle": change(1<<20 + 1),
		"shorter": long[1:], "longer": append(bytes.Clone(long), 'x'), "empty": {}, "none": nil,
	} {
		sent, err1 := tree.New(map[string][]byte{"a": long, "b": []byte("more"), "c": {}})
		held, err2 := tree.New(map[string][]byte{"a": known, "c": nil})
		var b bytes.Buffer
		if err := errors.Join(err1, err2, WriteTree(&b, sent)); err != nil {
			t.Fatal(err)
		}
		got, err := ReadTree(&b, 10, 1<<30, held)
		if err != nil || len(tree.Diff(got, sent)) > 0 {
			t.Errorf("%s: read as another: %v %v", name, tree.Diff(got, sent), err)
			continue
		}
		if data, _ := got.Read("a"); (&data[0] == &long[0]) != (name == "the same") {
			t.Errorf("%s: kept a second time, or changed for what is known", name)
		}
	}
}

func TestPipe(t *testing.T) {
	t.Parallel()
	p := project(t, "echo")
	var b bytes.Buffer
	if err := WriteTree(&b, p); err != nil {
		t.Fatal(err)
	}
	whole := b.Bytes()
	for _, end := range []int{0, 1, 5, len(whole) / 2, len(whole) - 1} {
		if _, err := ReadTree(bytes.NewReader(whole[:end]), 10, 1<<30, tree.Tree{}); err == nil {
			t.Errorf("a pipe that ends after %d bytes is taken", end)
		}
	}
	for name, bad := range map[string]string{"path": "\x04../a\x00\x00", "length": "\xff\xff\xff\xff\xff\xff\xff\xff\x7f", "size": "\x01a\xff\xff\xff\xff\xff\xff\x7f"} {
		if _, err := ReadTree(strings.NewReader(bad), 10, 1<<20, tree.Tree{}); err == nil {
			t.Errorf("a bad %s is taken", name)
		}
	}
}
