package main

import (
	"cmp"
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"

	"daylight/internal/echarts"
	"daylight/internal/figure"
	"daylight/internal/notices"
	"daylight/internal/report"
)

func versionCommand() command {
	return command{
		name:  "version",
		usage: "[--notices]",
		short: "print the versions of everything that can change a byte",
		long: `Prints the version of daylight, of the Go release, the chart engine and SQLite
in it, and of every module it is built from. The same versions and project
give the same site, byte for byte.`,
		setup: func(f *flags) action {
			all := f.boolean("notices", "print the licences of everything in this program")
			return func(ctx context.Context, u *ui, args []string) int {
				if len(args) > 0 {
					return u.usage("version takes no folder", "daylight help version")
				}
				if !*all {
					u.print(u.stdout, versions())
					return exitDone
				}
				text, err := licences()
				if err != nil {
					return u.fail(err, "nothing was printed")
				}
				u.print(u.stdout, text)
				return exitDone
			}
		},
	}
}

// versions lists what a site's bytes depend on beside the project, one a line.
func versions() string {
	var b strings.Builder
	fmt.Fprintln(&b, "daylight", report.Version)
	fmt.Fprintln(&b, "go", strings.TrimPrefix(runtime.Version(), "go"))
	fmt.Fprintln(&b, "echarts", cmp.Or(echarts.Version(), "(not in this program: run make)"))
	fmt.Fprintln(&b, "sqlite", figure.SQLiteVersion())
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, m := range info.Deps {
			path := m.Path
			if m.Replace != nil {
				m = m.Replace
			}
			fmt.Fprintln(&b, path, m.Version)
		}
	}
	return b.String()
}

// licences returns the licence of every third-party part in the program.
func licences() (string, error) {
	modules, err := notices.Text()
	if err != nil {
		return "", err
	}
	embedded := echarts.Notices()
	if len(embedded) == 0 {
		return "", echarts.ErrNoBundle
	}
	var b strings.Builder
	b.WriteString("Daylight is built from the parts below. Each is followed by its licence.\n")
	b.WriteString(modules)
	for _, n := range embedded {
		fmt.Fprintf(&b, "\n%s\n%s:\n\n%s\n", strings.Repeat("=", 72), n.Name, strings.TrimSpace(n.Text))
	}
	return b.String(), nil
}
