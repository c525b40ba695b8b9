package main

import (
	"context"
	"fmt"
	"strings"
)

func helpCommand() command {
	return command{
		name:  "help",
		usage: "[COMMAND]",
		short: "explain daylight, or one of its commands",
		long:  "Prints the list of commands, or everything about one of them.",
		words: commandNames,
		setup: func(f *flags) action {
			return func(ctx context.Context, u *ui, args []string) int {
				if len(args) == 0 {
					u.print(u.stdout, overview())
					return exitDone
				}
				c, ok := find(args[0])
				if !ok || len(args) > 1 {
					return u.usage(unknown("command", strings.Join(args, " "), commandNames()), "daylight help lists the commands")
				}
				u.print(u.stdout, c.help())
				return exitDone
			}
		},
	}
}

// overview is what daylight says of itself.
func overview() string {
	var b strings.Builder
	b.WriteString(`Daylight turns a folder of aggregate CSVs and Markdown into a static public
report in which every number can be checked.

Usage: daylight COMMAND [ARGUMENTS]

`)
	for _, c := range commands() {
		fmt.Fprintf(&b, "  %-10s %s\n", c.name, c.short)
	}
	b.WriteString(`
daylight help COMMAND tells more. Flags may stand before and after a folder.

Exit codes: 0 done · 1 the project has errors · 2 wrong usage · 3 a difference
was found · 130 stopped by an interrupt.
`)
	return b.String()
}

// help is everything about one command.
func (c command) help() string {
	f := newFlags(c.name)
	c.setup(f)
	text := fmt.Sprintf("Usage: daylight %s %s\n\n%s\n", c.name, c.usage, c.long)
	if options := f.help(); options != "" {
		text += "\nFlags:\n" + options
	}
	return text
}
