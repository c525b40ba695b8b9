// Command daylight turns a folder of aggregate CSVs and Markdown into a static
// public report in which every number can be checked.
package main

import (
	"context"
	"io"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	collectLater()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second interrupt ends the program at once
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// The exit codes, the same for every subcommand.
const (
	exitDone        = 0
	exitProblems    = 1 // the project has errors, or the site cannot be written
	exitUsage       = 2
	exitDifference  = 3 // the site is not what its inputs give
	exitInterrupted = 130
)

// command is a subcommand. Its texts make up both --help and docs/cli.md.
type command struct {
	name  string
	usage string // what follows the name
	short string // one line, for the list
	long  string // the whole story, lines of at most 80 characters
	// words returns what the first argument can be, where that is one of a few; for completion.
	words func() []string
	// setup declares the command's flags and returns what to do once they are read.
	setup func(flags *flags) action
}

// action does a subcommand's work with the arguments that are no flags, and
// returns the exit code.
type action func(ctx context.Context, u *ui, args []string) int

// commands lists the subcommands in the order of the help.
func commands() []command {
	return []command{initCommand(), newCommand(), buildCommand(), checkCommand(), serveCommand(), fixCommand(), explainCommand(), importCommand(), suppressCommand(), verifyCommand(), diffCommand(), editionCommand(), signCommand(), completionCommand(), schemaCommand(), versionCommand(), helpCommand()}
}

// run is the whole program but for the process around it.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	u := newUI(stdout, stderr)
	if len(args) == 0 {
		u.print(stderr, overview())
		return exitUsage
	}
	if isApart(args) {
		return rebuildApart(ctx, u)
	}
	name, rest := args[0], args[1:]
	if name == "-h" || name == "-help" || name == "--help" {
		name = "help"
	}
	c, ok := find(name)
	if !ok {
		return u.usage(unknown("command", name, commandNames()), "daylight help lists the commands")
	}
	f := newFlags(c.name)
	act := c.setup(f)
	args, err := f.parse(rest)
	switch {
	case err == errHelp:
		u.print(stdout, c.help())
		return exitDone
	case err != nil:
		return u.usage(err.Error(), "daylight help "+c.name)
	}
	return act(ctx, u, args)
}

func find(name string) (command, bool) {
	for _, c := range commands() {
		if c.name == name {
			return c, true
		}
	}
	return command{}, false
}

func commandNames() []string {
	var names []string
	for _, c := range commands() {
		names = append(names, c.name)
	}
	return names
}
