package narrative

import (
	"bytes"
	"unicode/utf8"
)

// What a Markdown file may hold. The limits are far above any page that a person
// would read; below them goldmark needs a few seconds at most for the worst of texts.
const (
	maxFile  = 1 << 19 // bytes of a file: a book of 80,000 words
	maxBlock = 1 << 17 // bytes of lines without a blank one between
	maxMarks = 2000    // of the same sign ([, *, _, ` and so on) in such lines
	maxNest  = 50      // ">" and list marks at the beginning of a line
	maxCells = 100_000 // of a table: the rows are filled up to the width of its head
)

// isText reports a file that is too large or no text, and whether it can be read.
func (d *draft) isText() bool {
	data := d.source.Data
	before := len(d.problems)
	if len(data) > maxFile {
		d.problems.Add(d.source.Pos(0), CodeText, "divide it into several pages", "this file is larger than %d KiB", maxFile>>10)
		return false
	}
	for i := 0; i < len(data); {
		size, r := 1, rune(data[i])
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRune(data[i:])
		}
		if c := data[i]; size == 1 && c >= utf8.RuneSelf || c < ' ' && c != '\n' && c != '\r' && c != '\t' || c == 0x7f {
			d.problems.Add(d.source.Pos(i), CodeText, "save the file as UTF-8 text without control characters", "this is no text in UTF-8")
			return false
		}
		if misleads(r) {
			d.problems.Add(d.source.Pos(i), CodeText, "delete it; typing the words anew is the surest way", "here stands a control character or one that reorders text")
			return false
		}
		i += size
	}
	return len(d.problems) == before
}

// misleads tells whether a character is none of a text, or can show words and numbers
// in another order than they are written: a claim of 120 would be read as 021.
func misleads(r rune) bool {
	switch {
	case r >= 0x80 && r < 0xa0, r == 0x2028, r == 0x2029: // controls, and breaks that are no line's end
	case r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069: // embeddings, overrides, isolates
	case r&0xfffe == 0xfffe, r >= 0xfdd0 && r <= 0xfdef: // no characters
	default:
		return false
	}
	return true
}

// isReadable reports Markdown that would take without end to read.
func (d *draft) isReadable() bool {
	var marks [128]int
	start, wide, rows := 0, 0, 0 // of the lines without a blank one between
	for at := 0; at < len(d.body); {
		line := d.body[at:]
		if end := bytes.IndexByte(line, '\n'); end >= 0 {
			line = line[:end+1]
		}
		if len(bytes.TrimSpace(line)) == 0 {
			marks, start, wide, rows = [128]int{}, at+len(line), 0, 0
		}
		wide, rows = max(wide, bytes.Count(line, []byte("|"))), rows+1
		if nesting(line) > maxNest {
			d.problem(at, CodeText, "write it flatter", "this line stands inside more than %d quotations or lists", maxNest)
			return false
		}
		for _, c := range line {
			if c < utf8.RuneSelf {
				marks[c]++
			}
		}
		if at += len(line); at-start > maxBlock || wide*rows > maxCells || tooMany(&marks) {
			d.problem(start, CodeText, "divide it by blank lines", "the lines from here on are too many, or hold too many marks, for one paragraph or table")
			return false
		}
	}
	return true
}

func tooMany(marks *[128]int) bool {
	for _, c := range []byte("[]*_`<>!&~\\@") {
		if marks[c] > maxMarks {
			return true
		}
	}
	return false
}

// nesting counts the marks of quotations and lists at the beginning of a line:
// ">", and "-", "+", "*", "1." or "1)" before a space.
func nesting(line []byte) int {
	n := 0
	for i, c := range line {
		switch c {
		case ' ', '\t', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		case '>':
			n++
		case '-', '+', '*', '.', ')':
			if i+1 < len(line) && (line[i+1] == ' ' || line[i+1] == '\t') {
				n++
			}
		default:
			return n
		}
	}
	return n
}
