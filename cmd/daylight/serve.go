package main

import (
	"cmp"
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"daylight/internal/chart"
	"daylight/internal/diag"
	"daylight/internal/durable"
	"daylight/internal/preview"
	"daylight/internal/report"
	"daylight/internal/tree"
)

func serveCommand() command {
	return command{
		name:  "serve",
		usage: "[DIR] [--open] [--port N]",
		short: "show the report in a browser while it is being written",
		long: `Builds the report in DIR (the current folder when it is left out) in memory and
shows it at http://127.0.0.1:4747/, to this machine alone. When a file of
content, data or templates is saved, only what it changes is made anew, and open
pages reload where they are being read. Nothing is written into the project.

A page is shown as soon as it can be: numbers that the data does not bear out,
or that nothing stands behind, are marked in their place, and missing
translations are named where they belong. build and check refuse all of them.
What leaves nothing to show stands above the last page that could be, and here.

Each problem has a link that opens its place in an editor. --editor takes the
name of one (vscode, vscodium, cursor, zed, idea, textmate, macvim, none) or an
address with {path}, {line} and {col}.`,
		setup: func(f *flags) action {
			open := f.boolean("open", "open the report in the browser")
			port := f.text("port", "listen on port `N`, or the next that is free (4747)")
			editor := f.text("editor", "open problems in this `EDITOR` (vscode)")
			noCache := f.boolean("no-cache", "draw every chart anew (the result is the same)")
			return func(ctx context.Context, u *ui, args []string) int {
				dir, code := projectDir(u, "serve", args)
				if code != exitDone {
					return code
				}
				opener, err := preview.ParseEditor(cmp.Or(*editor, preview.DefaultEditor))
				if err != nil {
					return u.usage(err.Error(), "daylight help serve")
				}
				number, err := portNumber(*port)
				if err != nil {
					return u.usage(err.Error(), "daylight serve --port 8080")
				}
				return serve(ctx, u, serving{dir: dir, port: number, editor: opener, cache: cache(*noCache), open: *open})
			}
		},
	}
}

func portNumber(text string) (int, error) {
	if text == "" {
		return preview.DefaultPort, nil
	}
	n, err := strconv.ParseUint(text, 10, 16)
	if err != nil {
		return 0, fmt.Errorf("%q is no port: it is a number up to 65535", text)
	}
	return int(n), nil
}

// serving is what serve was asked for, and then all that it works with.
type serving struct {
	dir    string
	port   int
	editor preview.Editor
	cache  chart.Cache
	open   bool

	ui      *ui
	project *durable.Project
	session *report.Session
	server  *preview.Server
	files   tree.Tree // as last read
	said    []preview.Problem
}

// serve shows the report until it is interrupted, which is how it ends well.
func serve(ctx context.Context, u *ui, s serving) int {
	if _, err := durable.ReadProject(s.dir); err != nil && isNoProject(err) {
		return u.fail(err, "nothing is shown")
	}
	builder, err := newBuilder(u, s.cache)
	if err != nil {
		return u.fail(err, "nothing is shown")
	}
	watcher, err := preview.Watch(s.dir, durable.Inputs()...)
	if err != nil {
		return u.fail(fmt.Errorf("this folder cannot be watched: %w", err), "nothing is shown")
	}
	defer watcher.Close()
	listener, err := preview.Listen(s.port)
	if err != nil {
		return u.fail(err, "nothing is shown")
	}
	s.ui, s.project, s.session = u, durable.OpenProject(s.dir), builder.NewSession()
	s.server = preview.NewServer(listener.Port())
	return s.run(ctx, watcher, listener)
}

func (s *serving) run(ctx context.Context, watcher *preview.Watcher, listener *preview.Listener) int {
	ctx, stop := context.WithCancel(ctx)
	ended := make(chan error, 1)
	go func() {
		ended <- s.server.Serve(ctx, listener)
		stop()
	}()
	s.rebuild(ctx, preview.Change{Whole: true})
	s.welcome(listener.Port())
	for {
		change, ok := watcher.Next(ctx)
		if !ok {
			break
		}
		s.rebuild(ctx, change)
	}
	stop()
	if err := <-ended; err != nil {
		return s.ui.fail(err, "nothing is shown any more")
	}
	s.ui.say("Stopped.")
	return exitDone
}

// welcome says where the report is shown.
func (s *serving) welcome(port int) {
	address := "http://127.0.0.1:" + strconv.Itoa(port) + "/"
	if s.port != 0 && port != s.port {
		s.ui.say("Port %d is in use, so this is the next one that is free.", s.port)
	}
	s.ui.say("The report is at %s, for this machine alone. Ctrl-C ends.", address)
	if s.open {
		if err := preview.OpenBrowser(address); err != nil {
			s.ui.say("Open it in a browser: none could be started from here.")
		}
	}
}

// rebuild builds what has changed, shows it, and says so.
func (s *serving) rebuild(ctx context.Context, change preview.Change) {
	start := time.Now()
	draft := s.draft(ctx, change)
	s.ui.progress.stop()
	if ctx.Err() != nil {
		return
	}
	problems := s.problems(draft.Problems)
	var shown preview.Site
	if draft.Site != nil {
		shown = draft.Site
	}
	s.server.Show(shown, problems)
	s.tell(shown != nil, problems, time.Since(start))
}

func (s *serving) draft(ctx context.Context, change preview.Change) report.Draft {
	files, err := s.project.Read(change.Files, change.Whole)
	if err != nil {
		var list diag.List
		list.Join(err, diag.Pos{}, diag.Internal)
		return report.Draft{Problems: list}
	}
	s.files = files
	return s.session.Draft(ctx, files)
}

// problems says what a page and the terminal need of each problem.
func (s *serving) problems(list diag.List) []preview.Problem {
	root, err := filepath.Abs(s.dir)
	problems := make([]preview.Problem, len(list))
	for i, d := range list {
		data, known := s.files.Read(d.Pos.Path)
		p := preview.Problem{
			Path: visible(s.ui.place(d.Pos.Path)), Line: d.Pos.Line, Col: d.Pos.Col, Code: string(d.Code), Message: visible(d.Message),
			Hint: visible(cmp.Or(d.Hint, "daylight explain "+string(d.Code))),
		}
		p.Text, p.At = preview.LineOf(data, d)
		p.Text = visible(p.Text)
		p.Page, p.Section = preview.PlaceOf(data, d.Pos)
		if known && err == nil {
			p.Open = s.editor.Open(filepath.Join(root, filepath.FromSlash(d.Pos.Path)), d.Pos.Line, d.Pos.Col)
		}
		problems[i] = p
	}
	return problems
}

// mostTold is how many problems are told in the terminal at once.
const mostTold = 20

// tell says in the terminal what became of a change. Problems that stay are not told twice.
func (s *serving) tell(shown bool, problems []preview.Problem, took time.Duration) {
	old := s.said
	s.said = problems
	if !slices.Equal(old, problems) {
		for i, p := range problems {
			if i == mostTold {
				s.ui.print(s.ui.stderr, fmt.Sprintf("and %s more\n", count(len(problems)-i, "problem")))
				break
			}
			s.ui.print(s.ui.stderr, told(p))
		}
	}
	milliseconds := took.Round(time.Millisecond)
	switch {
	case !shown:
		s.ui.say("Not shown: %s. The last page that could be is still there.", count(len(problems), "problem"))
	case len(problems) > 0:
		s.ui.say("Shown as a draft in %s: build would refuse it, %s.", milliseconds, count(len(problems), "problem"))
	default:
		s.ui.say("Shown in %s.", milliseconds)
	}
}

// told is a problem in the terminal: as other commands tell it, with its line and a link to it.
func told(p preview.Problem) string {
	d := diag.Diagnostic{Pos: diag.Pos{Path: p.Path, Line: p.Line, Col: p.Col}, Code: diag.Code(p.Code), Message: p.Message}
	text := strings.ReplaceAll(d.String(), "\n", " ") + "\n"
	if p.Text != "" {
		text += "  | " + strings.ReplaceAll(p.Text, "\t", " ") + "\n"
		if p.At > 0 {
			text += "  | " + strings.Repeat(" ", p.At-1) + "^\n"
		}
	}
	text += "  hint: " + strings.ReplaceAll(p.Hint, "\n", "\n        ") + "\n"
	if p.Open != "" {
		text += "  open: " + p.Open + "\n"
	}
	return text
}

// isNoProject tells whether there is no project at all, so that there is nothing to wait for.
func isNoProject(err error) bool {
	list, _ := diag.AsList(err)
	return slices.ContainsFunc(list, func(d diag.Diagnostic) bool { return d.Code == durable.CodeProject })
}
