package durable

import (
	"bytes"
	"errors"
	"io"
)

// maxLine bounds a line of a table while it is read. The reader of tables allows less; this
// keeps a file that is one line of a gigabyte from filling the memory first.
const maxLine = 16 << 20

var errLongLine = errors.New("a line is too long")

// lineReader ends with errLongLine when a line goes on for more than maxLine bytes.
type lineReader struct {
	from io.Reader
	line int // bytes since the last end of a line
}

// Read reads in pieces: memory that a program asks for is its own only once it is written to.
func (r *lineReader) Read(p []byte) (int, error) {
	n, err := r.from.Read(p[:min(len(p), 1<<20)])
	for rest := p[:n]; ; {
		end := bytes.IndexByte(rest, '\n')
		if end < 0 {
			r.line += len(rest)
			break
		}
		r.line, rest = 0, rest[end+1:]
	}
	if r.line > maxLine {
		return n, errLongLine
	}
	return n, err
}
