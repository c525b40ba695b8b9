package main

import (
	"context"
	"regexp"
	"strings"

	"daylight/docs"
)

func explainCommand() command {
	return command{
		name:  "explain",
		usage: "[CODE]",
		short: "explain an error, or list them all",
		long: `Prints what the code of a problem means, an example, and how to mend it: the
code is the word in brackets at the end of a problem's line. Without a code it
lists all of them, one a line.`,
		words: codeNames,
		setup: func(f *flags) action {
			return func(ctx context.Context, u *ui, args []string) int {
				if len(args) > 1 {
					return u.usage("explain takes one code", "daylight help explain")
				}
				if len(args) == 0 {
					for _, s := range sections() {
						u.say("%-26s %s", s.code, s.short())
					}
					return exitDone
				}
				code := strings.Trim(args[0], "[]")
				for _, s := range sections() {
					if s.code == code {
						u.say("%s\n\n%s", s.code, s.text)
						return exitDone
					}
				}
				return u.usage(unknown("code", code, codeNames()), "daylight explain lists the codes")
			}
		},
	}
}

// section is what docs/diagnostics.md says of a code.
type section struct{ code, text string }

// sections reads docs/diagnostics.md: a code is a heading of the second level, and
// what follows, up to the next heading, is about it.
func sections() []section {
	heading := regexp.MustCompile(`(?m)^#+ .*$`)
	links := regexp.MustCompile(`\[([^\]]*)\]\(([a-z]+\.md)[^)]*\)`)
	var all []section
	at := heading.FindAllStringIndex(docs.Diagnostics, -1)
	for i, h := range at {
		end := len(docs.Diagnostics)
		if i+1 < len(at) {
			end = at[i+1][0]
		}
		code, ok := strings.CutPrefix(docs.Diagnostics[h[0]:h[1]], "## ")
		if ok {
			text := links.ReplaceAllString(strings.TrimSpace(docs.Diagnostics[h[1]:end]), "docs/$2")
			all = append(all, section{strings.Trim(code, "`"), text})
		}
	}
	return all
}

// short is the first sentence, or as much of it as fits a line.
func (s section) short() string {
	const most = 90
	first, _, _ := strings.Cut(s.text, "\n\n")
	first = strings.Join(strings.Fields(first), " ")
	if end := strings.Index(first, ". "); end > 0 {
		first = first[:end]
	}
	first = strings.TrimSuffix(first, ".")
	if r := []rune(first); len(r) > most {
		cut := string(r[:most])
		return cut[:max(strings.LastIndexByte(cut, ' '), 0)] + " …"
	}
	return first
}

func codeNames() []string {
	var names []string
	for _, s := range sections() {
		names = append(names, s.code)
	}
	return names
}
