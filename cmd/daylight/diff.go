package main

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
)

// around is how many lines a diff shows before and after a change.
const around = 3

// unifiedDiff returns what turns the lines of a file into others, as patch reads it.
// Edits leave the number of lines alone, so that lines are compared one by one; a
// file with more or fewer is one change from its first line to its last.
func unifiedDiff(name string, before, after []byte) string {
	was, is := lines(before), lines(after)
	var b strings.Builder
	fmt.Fprintf(&b, "--- a/%s\n+++ b/%s\n", name, name)
	if len(was) != len(is) {
		writeHunk(&b, was, is, 0)
		return b.String()
	}
	differs := func(i int) bool { return !bytes.Equal(was[i], is[i]) }
	for i := 0; i < len(was); i++ {
		if !differs(i) {
			continue
		}
		last := i
		for j := i + 1; j < len(was) && j <= last+2*around; j++ {
			if differs(j) {
				last = j
			}
		}
		from, to := max(0, i-around), min(len(was), last+around+1)
		writeHunk(&b, was[from:to], is[from:to], from)
		i = to - 1
	}
	return b.String()
}

// lines divides a text behind each line end.
func lines(text []byte) [][]byte { return slices.Collect(bytes.Lines(text)) }

// writeHunk writes lines from a line on, which counts from 0.
func writeHunk(b *strings.Builder, was, is [][]byte, from int) {
	fmt.Fprintf(b, "@@ -%d,%d +%d,%d @@\n", from+1, len(was), from+1, len(is))
	if len(was) != len(is) {
		writeLines(b, "-", was)
		writeLines(b, "+", is)
		return
	}
	for i := 0; i < len(was); {
		same := bytes.Equal(was[i], is[i])
		end := i + 1
		for end < len(was) && bytes.Equal(was[end], is[end]) == same {
			end++
		}
		if same {
			writeLines(b, " ", was[i:end])
		} else {
			writeLines(b, "-", was[i:end])
			writeLines(b, "+", is[i:end])
		}
		i = end
	}
}

// writeLines writes lines behind a mark. Control characters are left out as everywhere,
// but for those that patch needs to find the lines again.
func writeLines(b *strings.Builder, mark string, lines [][]byte) {
	for _, line := range lines {
		b.WriteString(mark)
		for part := range strings.SplitAfterSeq(string(line), "\t") {
			body, tab := strings.CutSuffix(part, "\t")
			words, isReturn := strings.CutSuffix(body, "\r\n")
			b.WriteString(visible(words))
			if isReturn {
				b.WriteString("\r\n")
			}
			if tab {
				b.WriteString("\t")
			}
		}
		if !bytes.HasSuffix(line, []byte("\n")) {
			b.WriteString("\n\\ No newline at end of file\n")
		}
	}
}
