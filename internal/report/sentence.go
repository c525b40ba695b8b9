package report

import (
	"bytes"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"daylight/internal/diag"
)

// changesOf returns the sentences of a file that edits change, which are in order.
func changesOf(path string, data []byte, edits []diag.Edit) []Change {
	source := diag.NewSource(path, data)
	var changes []Change
	for i := 0; i < len(edits); {
		from, to := sentence(data, edits[i].Start, edits[i].End)
		first := i
		var own []diag.Edit // moved to the sentence's beginning
		for ; i < len(edits) && edits[i].Start <= to; i++ {
			e := edits[i]
			to = max(to, e.End)
			e.Start, e.End = e.Start-from, e.End-from
			own = append(own, e)
		}
		after, _ := diag.Apply(data[from:to], own)
		changes = append(changes, newChange(source.Pos(edits[first].Start), string(data[from:to]), string(after)))
	}
	return changes
}

// claimLink is a claim without a title.
var claimLink = regexp.MustCompile(`\[((?:\\.|[^\[\]\\])+)\]\(figure:[^\s()"]*\)`)

// mark is what a line begins with before its words.
var mark = regexp.MustCompile(`^\s*(([-*+>#|]+|\d+[.)]|[A-Za-z_-]+:)\s+)+`)

func newChange(pos diag.Pos, before, after string) Change {
	if m := mark.FindString(before); m == mark.FindString(after) {
		before, after = before[len(m):], after[len(m):]
	}
	read := func(words string) string {
		return strings.Join(strings.Fields(claimLink.ReplaceAllString(words, "$1")), " ")
	}
	c := Change{Pos: pos, Before: read(before), After: read(after)}
	if c.Before == c.After { // a title, or words that became a claim
		c.Before, c.After = strings.Join(strings.Fields(before), " "), strings.Join(strings.Fields(after), " ")
	}
	return c
}

// opensBlock is a line that goes not on with the words of the line before it: a blank
// one, a heading, an item, a row, a key of YAML.
var opensBlock = regexp.MustCompile(`^\s*($|#|>|\||[-*+] |---|\d+[.)] |!?\[\^?[^\]]*\]: |[A-Za-z_-]+:(\s|$))`)

// sentence returns where the sentence around some bytes of a file begins and ends.
// It goes by what Markdown and YAML look like, for a person to read.
func sentence(data []byte, start, end int) (from, to int) {
	from = lineStart(data, start)
	for from > 0 && !opensBlock.Match(line(data, from)) {
		before := lineStart(data, from-1)
		if len(bytes.TrimSpace(line(data, before))) == 0 {
			break
		}
		from = before
	}
	to = end + len(line(data, end))
	for to < len(data) && !opensBlock.Match(line(data, to+1)) {
		to += 1 + len(line(data, to+1))
	}
	for at := from; ; {
		next := at + stop(data[at:to])
		if next > start || next >= to {
			break
		}
		from, at = next, next
	}
	return from, end + stop(data[end:to])
}

// line returns the rest of the line at an offset, without its end.
func line(data []byte, at int) []byte {
	rest, _, _ := bytes.Cut(data[min(at, len(data)):], []byte("\n"))
	return rest
}

func lineStart(data []byte, at int) int { return bytes.LastIndexByte(data[:at], '\n') + 1 }

// stop returns how long the sentence is that words begin with, with the blanks behind it.
func stop(words []byte) int {
	for i, c := range words {
		if c != '.' && c != '!' && c != '?' {
			continue
		}
		rest := bytes.TrimLeft(words[i+1:], `)]"'*_”’»`)
		next := bytes.TrimLeft(rest, " \t\r\n>")
		if len(next) == len(rest) || len(next) == 0 {
			continue
		}
		if r, _ := utf8.DecodeRune(next); !unicode.IsLower(r) && !unicode.IsDigit(r) {
			return len(words) - len(next)
		}
	}
	return len(words)
}
