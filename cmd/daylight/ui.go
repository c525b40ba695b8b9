package main

// The rules of the terminal:
//
//   - What was asked for goes to stdout: where the site is, a version, a help.
//     Everything else goes to stderr: problems, wrong usage, progress.
//   - A problem is one line, "path:line:col: message [code]", and under it "  hint: …",
//     what to do, or where that is explained. A summary line follows the last one.
//     Paths are such as an editor can open: DIR is put before those in the project.
//   - With --json each problem is one JSON object a line on stderr, with the keys
//     path, line, col, code, message, hint and edit (what does not apply is left
//     out; edit has path, start, end and text, offsets in bytes), and no summary; what goes to stdout is one JSON object.
//   - Wrong usage is "daylight: message" and a hint, never JSON: it is a mistake in
//     a script, not in a project.
//   - Messages begin in lower case and have no full stop; what goes to stdout is
//     whole sentences.
//   - No colours. Progress is shown on a terminal alone, on one line that is wiped
//     away, and only for work that takes over a second.
//   - Control characters, which a file's name may hold, are never printed as they are.

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode"

	"golang.org/x/term"

	"daylight/internal/diag"
)

// ui is where a command says things.
type ui struct {
	stdout, stderr io.Writer
	json           bool
	grouped        bool   // problems are counted by file
	dir            string // the project's folder, as the user calls it
	progress       *progress
}

func newUI(stdout, stderr io.Writer) *ui {
	u := &ui{stdout: stdout, stderr: stderr, dir: "."}
	if f, ok := stderr.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		u.progress = newProgress(stderr, time.Second)
	}
	return u
}

// print writes a text. A terminal that is gone is no error of the project.
func (u *ui) print(w io.Writer, text string) { _, _ = io.WriteString(w, text) }

func (u *ui) say(format string, args ...any) {
	u.print(u.stdout, visible(fmt.Sprintf(format, args...))+"\n")
}

// writeJSON writes a value as one line of JSON.
func (u *ui) writeJSON(w io.Writer, value any) {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	_ = e.Encode(value)
}

// usage reports wrong usage.
func (u *ui) usage(message, hint string) int {
	u.print(u.stderr, "daylight: "+visible(message)+"\n  hint: "+visible(hint)+"\n")
	return exitUsage
}

// problem is a diagnostic as --json gives it.
type problem struct {
	Path    string `json:"path,omitempty"`
	Line    int    `json:"line,omitempty"`
	Col     int    `json:"col,omitempty"`
	Code    string `json:"code"`
	Message string `json:"message"`
	Hint    string `json:"hint"`
	Edit    *mend  `json:"edit,omitempty"`
}

// mend is the edit of a problem as --json gives it: the bytes from start to before
// end become text.
type mend struct {
	Path  string `json:"path"`
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
}

func (u *ui) mend(e diag.Edit) *mend {
	if e.IsZero() {
		return nil
	}
	return &mend{u.place(e.Path), e.Start, e.End, e.Text}
}

// told returns the problems that err holds, as a user is told of them.
func (u *ui) told(err error) diag.List {
	list, ok := diag.AsList(err)
	if !ok {
		list = diag.List{{Code: diag.Internal, Message: err.Error()}}
	}
	list = slices.Clone(list)
	for i, d := range list {
		list[i].Pos.Path = u.place(d.Pos.Path)
		list[i].Hint = cmp.Or(d.Hint, "daylight explain "+string(d.Code))
	}
	return list
}

func (u *ui) problem(d diag.Diagnostic) problem {
	return problem{d.Pos.Path, d.Pos.Line, d.Pos.Col, string(d.Code), d.Message, d.Hint, u.mend(d.Edit)}
}

// fail reports the problems that err holds and returns the exit code. after is
// what became of the work.
func (u *ui) fail(err error, after string) int {
	var paths []string
	list := u.told(err)
	for _, d := range list {
		paths = append(paths, d.Pos.Path)
		if u.json {
			u.writeJSON(u.stderr, u.problem(d))
			continue
		}
		u.print(u.stderr, visible(strings.ReplaceAll(d.String(), "\n", " "))+"\n")
		u.print(u.stderr, "  hint: "+strings.ReplaceAll(visible(d.Hint), "\n", "\n        ")+"\n")
	}
	if !u.json && u.grouped {
		u.print(u.stderr, perFile(paths))
	}
	if !u.json {
		u.print(u.stderr, fmt.Sprintf("daylight: %s; %s\n", count(len(list), "problem"), after))
	}
	return exitProblems
}

// interrupted reports that the user stopped the work.
func (u *ui) interrupted(after string) int {
	u.print(u.stderr, "daylight: stopped; "+after+"\n")
	return exitInterrupted
}

// place puts the project's folder before a path inside it, so that an editor finds
// the file. Other paths (of the built site, of the output folder) stay.
func (u *ui) place(name string) string {
	top, _, _ := strings.Cut(name, "/")
	if u.dir == "." || top != "content" && top != "data" && top != "templates" {
		return name
	}
	return path.Join(filepath.ToSlash(u.dir), name)
}

// visible replaces control characters, those that reorder text, and bytes that are no
// UTF-8, which could otherwise make a terminal show something else.
func visible(text string) string {
	return strings.Map(func(r rune) rune {
		if r != '\n' && unicode.IsControl(r) || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 {
			return unicode.ReplacementChar
		}
		return r
	}, text)
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
