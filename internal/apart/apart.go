// Package apart builds a report in a process of its own, with limits of time and memory:
// the templates and queries of another's site are programs, and a program may never end.
//
// The process is this same program, called with an argument of its own. It reads the
// inputs from a pipe, and writes the site or the problems into another. It is given no
// file, no environment and no terminal.
package apart

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"time"

	"daylight/internal/diag"
	"daylight/internal/tree"
)

// Codes of the problems this package reports.
const (
	CodeLimit  diag.Code = "rebuild-limit"  // a build that takes more time, memory or room than it may
	CodeFailed diag.Code = "rebuild-failed" // a build that ended without an answer
)

// Limits are what a build may take.
type Limits struct {
	Time   time.Duration
	Memory int64 // bytes
	Files  int   // of the site
	Size   int64 // bytes of the site
}

// Usual are the limits of a report that somebody reads.
var Usual = Limits{Time: 5 * time.Minute, Memory: 3 << 30, Files: 200_000, Size: 2 << 30}

// Args are what the program is called with to build apart.
var Args = []string{"rebuild-apart"}

// The first byte of an answer: a tree or a list of problems follows.
const (
	answerTree     = 'T'
	answerProblems = 'P'
)

// memoryVariable carries the limit of memory to the process.
const memoryVariable = "DAYLIGHT_MEMORY"

// Build builds a project in a process apart. Files that are as in known are not kept a
// second time. The error is a diag.List, or ctx's.
func Build(ctx context.Context, project, known tree.Tree, limits Limits) (tree.Tree, error) {
	program, err := os.Executable()
	if err != nil {
		return tree.Tree{}, err
	}
	timed, cancel := context.WithTimeout(ctx, limits.Time)
	defer cancel()
	cmd := exec.CommandContext(timed, program, Args...)
	cmd.Args[0] = os.Args[0]
	cmd.Env = environment(limits)
	cmd.WaitDelay = time.Second
	var said tail
	cmd.Stderr = &said
	in, err1 := cmd.StdinPipe()
	out, err2 := cmd.StdoutPipe()
	if err := errors.Join(err1, err2); err != nil {
		return tree.Tree{}, err
	}
	if err := cmd.Start(); err != nil {
		return tree.Tree{}, err
	}
	go func() {
		_ = WriteTree(in, project) // the process says what it missed
		_ = in.Close()
	}()
	site, answered, err := readAnswer(out, limits, known)
	cancelled := err != nil && !answered
	if cancelled {
		cancel()
	}
	failed := cmd.Wait()
	switch {
	case answered:
		return site, err
	case ctx.Err() != nil:
		return tree.Tree{}, ctx.Err()
	case errors.Is(timed.Err(), context.DeadlineExceeded):
		return tree.Tree{}, problem(CodeLimit, "look for a template or query without an end", "building the inputs took more than %v and was stopped", limits.Time)
	case errors.Is(err, errSize):
		return tree.Tree{}, problem(CodeLimit, "", "the inputs give a site of more than %d files or %d MiB", limits.Files, limits.Size>>20)
	case said.ranOut():
		return tree.Tree{}, problem(CodeLimit, "look for a template or query without an end", "building the inputs took more than %d MiB of memory and was stopped", limits.Memory>>20)
	}
	return tree.Tree{}, problem(CodeFailed, "", "building the inputs ended without an answer: %v", errors.Join(err, failed))
}

// ample is the memory from which on garbage is collected more often: a large report rather takes
// some time more. It holds one of 20,000 files.
const ample = 640 << 20

// environment is what the process is told.
func environment(limits Limits) []string {
	env := []string{fmt.Sprintf("%s=%d", memoryVariable, limits.Memory), fmt.Sprintf("GOMEMLIMIT=%d", min(limits.Memory*3/4, ample))}
	for _, name := range []string{"SystemRoot", "GOMAXPROCS", "GOCOVERDIR"} { // what Windows, and those who measure, need
		if value, ok := os.LookupEnv(name); ok {
			env = append(env, name+"="+value)
		}
	}
	return env
}

// readAnswer reads what the process answers, and tells whether it did.
func readAnswer(r io.Reader, limits Limits, known tree.Tree) (site tree.Tree, answered bool, err error) {
	var kind [1]byte
	if _, err := io.ReadFull(r, kind[:]); err != nil {
		return tree.Tree{}, false, err
	}
	switch kind[0] {
	case answerTree:
		site, err := ReadTree(r, limits.Files, limits.Size, known)
		return site, err == nil, err
	case answerProblems:
		var list diag.List
		if err := json.NewDecoder(io.LimitReader(r, 16<<20)).Decode(&list); err != nil {
			return tree.Tree{}, false, err
		}
		return tree.Tree{}, true, list.Err()
	}
	return tree.Tree{}, false, errors.New("it answers something else")
}

// Serve is the process apart: it reads inputs, builds them within the limit of memory that
// it was told, and answers.
func Serve(in io.Reader, out io.Writer, build func(project tree.Tree) (tree.Tree, error)) error {
	if err := limitMemory(os.Getenv(memoryVariable)); err != nil {
		return err
	}
	project, err := ReadTree(in, Usual.Files, 8<<30, tree.Tree{})
	if err != nil {
		return err
	}
	site, err := build(project)
	if err == nil {
		if _, err := out.Write([]byte{answerTree}); err != nil {
			return err
		}
		return WriteTree(out, site)
	}
	list, ok := diag.AsList(err)
	if !ok {
		list = diag.List{{Code: diag.Internal, Message: err.Error()}}
	}
	if _, err := out.Write([]byte{answerProblems}); err != nil {
		return err
	}
	return json.NewEncoder(out).Encode(list)
}

func problem(code diag.Code, hint, format string, args ...any) error {
	var l diag.List
	l.Add(diag.Pos{Path: "source"}, code, hint, format, args...)
	return l.Err()
}

// tail keeps the beginning of what a process says.
type tail struct{ bytes.Buffer }

// Write keeps the first bytes, and takes all.
func (t *tail) Write(p []byte) (int, error) {
	if room := 8192 - t.Len(); room > 0 {
		t.Buffer.Write(p[:min(len(p), room)])
	}
	return len(p), nil
}

// ranOut tells whether the process ended for want of memory.
func (t *tail) ranOut() bool {
	return strings.Contains(t.String(), "out of memory") || strings.Contains(t.String(), "cannot allocate memory")
}
