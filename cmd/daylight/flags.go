package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"

	"daylight/internal/diag"
)

// errHelp says that help was asked for in place of the command's work.
var errHelp = errors.New("help")

// flags are a subcommand's flags. They may stand before, between and after the
// other arguments; "--" ends them.
type flags struct {
	set   *flag.FlagSet
	order []string // as declared: the order of the help
}

func newFlags(name string) *flags {
	f := &flags{set: flag.NewFlagSet(name, flag.ContinueOnError)}
	f.set.SetOutput(io.Discard)
	return f
}

// boolean declares a flag without a value.
func (f *flags) boolean(name, help string) *bool {
	f.order = append(f.order, name)
	return f.set.Bool(name, false, help)
}

// text declares a flag whose value the help calls by the word in backquotes.
func (f *flags) text(name, help string) *string {
	f.order = append(f.order, name)
	return f.set.String(name, "", help)
}

// parse reads the flags in args and returns the other arguments.
func (f *flags) parse(args []string) (rest []string, err error) {
	for len(args) > 0 {
		arg := args[0]
		switch {
		case arg == "--":
			return append(rest, args[1:]...), nil
		case arg == "-" || !strings.HasPrefix(arg, "-"):
			rest, args = append(rest, arg), args[1:]
			continue
		}
		name, _, _ := strings.Cut(strings.TrimLeft(arg, "-"), "=")
		if name == "h" || name == "help" {
			return nil, errHelp
		}
		if f.set.Lookup(name) == nil {
			return nil, errors.New(unknown("flag", arg, dashed(f.order)))
		}
		next := 1
		if !strings.Contains(arg, "=") && f.needsValue(name) {
			next = min(2, len(args))
		}
		if err := f.set.Parse(args[:next]); err != nil {
			return nil, err
		}
		args = args[next:]
	}
	return rest, nil
}

func (f *flags) needsValue(name string) bool {
	b, ok := f.set.Lookup(name).Value.(interface{ IsBoolFlag() bool })
	return !ok || !b.IsBoolFlag()
}

// help describes the flags, one a line or two.
func (f *flags) help() string {
	var b strings.Builder
	for _, name := range f.order {
		value, usage := flag.UnquoteUsage(f.set.Lookup(name))
		if value != "" {
			value = " " + value
		}
		fmt.Fprintf(&b, "  --%-12s %s\n", name+value, usage)
	}
	return b.String()
}

func dashed(names []string) []string {
	var out []string
	for _, n := range names {
		out = append(out, "--"+n)
	}
	return out
}

// unknown says that there is no such command or flag, and which one was meant.
func unknown(kind, word string, names []string) string {
	message := fmt.Sprintf("there is no %s %q", kind, word)
	if meant := diag.DidYouMean(word, names); meant != "" {
		return message + "; " + meant
	}
	return message
}
