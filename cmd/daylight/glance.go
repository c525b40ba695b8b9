package main

import (
	"fmt"
	"strings"

	"daylight/internal/report"
)

// sayAtAGlance says what a report holds, a line for each matter.
func (u *ui) sayAtAGlance(s report.Summary) {
	var pages []string
	for i, lang := range s.Languages {
		pages = append(pages, fmt.Sprintf("%d in %s", s.PagesIn[i], lang))
	}
	for _, line := range [][2]string{
		{"tables", fmt.Sprintf("%d, with %s; %s", s.Tables, count(s.Rows, "row"), queries(s.Queries))},
		{"numbers", fmt.Sprintf("%s, shown by %s", count(s.Figures, "figure"), count(s.Claims, "claim"))},
		{"charts", fmt.Sprint(s.Charts)},
		{"pages", strings.Join(pages, ", ")},
		{"withheld", none(s.Withheld, count(s.Withheld, "cell"))},
		{"not known", listed(part{s.NotPublished, "cell", " not published"}, part{s.NotApplicable, "cell", " not applicable"})},
		{"exceptions", listed(part{s.Typed, "number", " typed by hand, with a reason"}, part{s.Allowed, "place", " that looks personal, allowed with a reason"})},
	} {
		u.say("  %-10s  %s", line[0], line[1])
	}
}

func queries(n int) string {
	if n == 1 {
		return "1 query"
	}
	return fmt.Sprintf("%d queries", n)
}

// part is a number of things of a kind.
type part struct {
	n              int
	what, followed string
}

// listed names the parts of which there are any.
func listed(parts ...part) string {
	var texts []string
	for _, p := range parts {
		if p.n > 0 {
			texts = append(texts, count(p.n, p.what)+p.followed)
		}
	}
	return none(len(texts), strings.Join(texts, ", "))
}

func none(n int, text string) string {
	if n == 0 {
		return "none"
	}
	return text
}

// perFile says how many problems each file has, where there are several: the files
// stand in the order of their problems.
func perFile(paths []string) string {
	var files []string
	counts := map[string]int{}
	for _, path := range paths {
		if counts[path]++; counts[path] == 1 {
			files = append(files, path)
		}
	}
	if len(files) < 2 {
		return ""
	}
	var b strings.Builder
	b.WriteString("By file:\n")
	for _, file := range files {
		fmt.Fprintf(&b, "  %4d  %s\n", counts[file], visible(file))
	}
	return b.String()
}
