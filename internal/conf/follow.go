package conf

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// extent is where a byte of a scalar's value is written: the whole of the escape
// or line break that stands for it. An end is -1 where the byte shares that
// with the byte beside it.
type extent struct{ from, to int }

// follower reads a scalar along with its value.
type follower struct {
	data   []byte
	at     int // in data
	value  string
	places []extent
	style  yaml.Style
}

// follow returns where each byte of the value of a scalar that begins at start is
// written, or nil where the two cannot be brought together.
func follow(data []byte, start int, style yaml.Style, value string) []extent {
	f := &follower{data: data, at: start, value: value, style: style}
	f.places = make([]extent, 0, len(value))
	ok := false
	switch {
	case style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		ok = f.block()
	case style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0:
		f.at++
		ok = f.flow()
	default:
		ok = f.flow()
	}
	if !ok {
		return nil
	}
	return f.places
}

// rest is what of the value has no place yet.
func (f *follower) rest() string { return f.value[len(f.places):] }

// take gives n bytes of the value to size bytes of the file.
func (f *follower) take(n, size int) {
	for range n {
		f.places = append(f.places, extent{-1, -1})
	}
	f.places[len(f.places)-n].from = f.at
	f.places[len(f.places)-1].to = f.at + size
	f.at += size
}

// same takes characters that are written as they are, up to a length.
func (f *follower) same(n int) bool {
	for n > 0 {
		r, size := utf8.DecodeRuneInString(f.rest())
		if size == 0 || size > n || r == utf8.RuneError && size == 1 || !bytes.HasPrefix(f.data[f.at:], []byte(f.rest()[:size])) {
			return false
		}
		f.take(size, size)
		n -= size
	}
	return true
}

// flow follows a plain or quoted scalar.
func (f *follower) flow() bool {
	for len(f.places) < len(f.value) {
		left := f.data[f.at:]
		_, size := utf8.DecodeRuneInString(f.rest())
		switch blanks, breaks := lineBreaks(left); {
		case len(left) == 0:
			return false
		case breaks > 0:
			folded := " "
			if breaks > 1 {
				folded = strings.Repeat("\n", breaks-1)
			}
			if !strings.HasPrefix(f.rest(), folded) {
				return false
			}
			f.take(len(folded), blanks)
		case blanks > 0: // at once: there may be a great many
			if !f.same(blanks) {
				return false
			}
		case f.style&yaml.DoubleQuotedStyle != 0 && left[0] == '\\':
			if !f.escaped() {
				return false
			}
		case f.style&yaml.SingleQuotedStyle != 0 && left[0] == '\'':
			if len(left) < 2 || left[1] != '\'' || f.rest()[0] != '\'' {
				return false
			}
			f.take(1, 2)
		default:
			if !f.same(size) {
				return false
			}
		}
	}
	return true
}

// lineBreaks returns the length of the blanks that data begins with, and how many line
// breaks are among them.
func lineBreaks(data []byte) (size, breaks int) {
	for size < len(data) {
		if n := breakSize(data[size:]); n > 0 {
			breaks++
			size += n
		} else if data[size] == ' ' || data[size] == '\t' {
			size++
		} else {
			break
		}
	}
	return size, breaks
}

// escaped follows an escape of a double-quoted scalar.
func (f *follower) escaped() bool {
	left := f.data[f.at:]
	if len(left) < 2 {
		return false
	}
	if n := breakSize(left[1:]); n > 0 { // a break that stands for nothing
		f.at += 1 + n
		for f.at < len(f.data) && (f.data[f.at] == ' ' || f.data[f.at] == '\t') {
			f.at++
		}
		return true
	}
	size := 2
	if i := strings.IndexByte("xuU", left[1]); i >= 0 {
		size += 2 << i
	}
	_, n := utf8.DecodeRuneInString(f.rest())
	if len(left) < size {
		return false
	}
	f.take(n, size)
	return true
}

// block follows a literal or folded scalar, line by line.
func (f *follower) block() bool {
	end := bytes.IndexByte(f.data[f.at:], '\n')
	if end < 0 {
		return f.value == ""
	}
	f.at += end + 1
	indent, ok := f.indent()
	if !ok {
		return false
	}
	for len(f.places) < len(f.value) {
		if !f.blockLine(indent) {
			return false
		}
	}
	return true
}

// indent returns how far the lines of a block are moved to the right: what the first
// line with words has more than the value's.
func (f *follower) indent() (int, bool) {
	for line := range bytes.Lines(f.data[f.at:]) {
		words := bytes.TrimLeft(line, " ")
		if len(bytes.TrimSpace(words)) == 0 {
			continue
		}
		value := strings.TrimLeft(f.value, "\n")
		indent := len(line) - len(words) - (len(value) - len(strings.TrimLeft(value, " ")))
		return indent, indent >= 0
	}
	return 0, f.value == ""
}

// blockLine follows one line of a block and its end.
func (f *follower) blockLine(indent int) bool {
	line := f.data[f.at:]
	if end := bytes.IndexByte(line, '\n'); end >= 0 {
		line = line[:end]
	}
	words := bytes.TrimSuffix(line, []byte("\r"))
	words = words[min(indent, len(words)-len(bytes.TrimLeft(words, " "))):]
	f.at += len(bytes.TrimSuffix(line, []byte("\r"))) - len(words)
	if !f.same(len(words)) {
		return false
	}
	return f.blockEnd(len(line) - len(bytes.TrimSuffix(line, []byte("\r"))))
}

// blockEnd follows the end of a line with carriage returns before it: a line break in
// a literal scalar; a space or nothing in a folded one where lines were joined.
func (f *follower) blockEnd(returns int) bool {
	size := min(returns+1, len(f.data)-f.at)
	if len(f.rest()) == 0 {
		return true
	}
	if c := f.rest()[0]; c == '\n' || c == ' ' && f.style&yaml.FoldedStyle != 0 {
		if size == 0 {
			return false
		}
		f.take(1, size)
		return true
	}
	f.at += size // the break that ends a paragraph of a folded scalar: the blank line below it stands for both
	return f.style&yaml.FoldedStyle != 0 && size > 0
}

// escape writes words as the scalar's style has them; start is where in the value they
// stand. ok is false for words that could be read otherwise.
func (w *written) escape(words string, start int) (escaped string, ok bool) {
	if strings.ContainsAny(words, "\n\r\t") || hasControl(words) || words != strings.TrimSpace(words) {
		return "", false
	}
	switch {
	case w.style&yaml.DoubleQuotedStyle != 0:
		return strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(words), true
	case w.style&yaml.SingleQuotedStyle != 0:
		return strings.ReplaceAll(words, "'", "''"), true
	case w.style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		return words, true
	}
	brackets := w.flow && strings.ContainsAny(words, ",[]{}")
	return words, start > 0 && !brackets && !strings.Contains(words+" ", ": ") && !strings.Contains(words, " #") && !strings.HasPrefix(words, "#")
}
