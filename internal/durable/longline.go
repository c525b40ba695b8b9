package durable

import (
	"bytes"
	"fmt"
	"io"
	"os"
)

// maxLine bounds a line of a table while it is read. The reader of tables allows less; this
// keeps a file that is one line of a gigabyte from filling the memory first.
const maxLine = 16 << 20

// badLine is a line that no table has. What follows it may be anything, and is not read.
type badLine struct {
	line       int
	what, hint string
}

func (e *badLine) Error() string { return fmt.Sprintf("line %d: %s", e.line, e.what) }

// readTable is readAtMost for a table. A large one is looked through first, so that a file
// which is no table is refused before it takes memory.
func readTable(f *os.File, most int64) ([]byte, error) {
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if info.Size() > maxLine {
		if err := lookThrough(io.LimitReader(f, most)); err != nil {
			return nil, err
		}
		if _, err := f.Seek(0, io.SeekStart); err != nil {
			return nil, err
		}
	}
	return readAtMost(f, most)
}

// lookThrough finds the first line that is too long, or in which a quote is not closed.
func lookThrough(r io.Reader) error {
	s := scan{line: 1}
	piece := make([]byte, 1<<20)
	for {
		n, err := r.Read(piece)
		if bad := s.piece(piece[:n]); bad != nil {
			return bad
		}
		switch {
		case err == io.EOF && s.open:
			return s.unclosed()
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		}
	}
}

// scan is how far a table has been looked through.
type scan struct {
	line, bytes int  // the line that is being looked at, and its bytes so far
	open        bool // it has an odd number of quotes so far
}

// piece looks through what follows, line by line only where quotes or the end of a long line may be.
func (s *scan) piece(text []byte) error {
	if plain := bytes.LastIndexByte(text, '\n') + 1; plain > 0 && !s.open && s.bytes+plain <= maxLine && bytes.IndexByte(text, '"') < 0 {
		s.line += bytes.Count(text[:plain], []byte{'\n'})
		s.bytes, text = 0, text[plain:]
	}
	for len(text) > 0 {
		end := bytes.IndexByte(text, '\n')
		part := text[:max(end, 0)]
		if end < 0 {
			part = text
		}
		s.open = s.open != (bytes.Count(part, []byte{'"'})%2 == 1)
		if s.bytes += len(part); s.bytes > maxLine {
			return &badLine{s.line, "this line is longer than " + size(maxLine), "look for lines that ran together"}
		}
		if end < 0 {
			return nil
		}
		if s.open {
			return s.unclosed()
		}
		s.line, s.bytes, text = s.line+1, 0, text[end+1:]
	}
	return nil
}

func (s *scan) unclosed() error {
	return &badLine{s.line, "a quoted cell does not end in this line", `close the quote in the same line, and write a quote inside a cell as ""; the rest of the file was not read`}
}
