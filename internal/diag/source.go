package diag

import (
	"bytes"
	"sort"
	"unicode/utf8"
)

// Source is a file's bytes with an index of its lines, so that an offset becomes
// a position in one place. Make it once per file with NewSource.
type Source struct {
	Path  string
	Data  []byte
	lines []int // offset of each line's first byte
}

// NewSource indexes the lines of data, which end in "\n".
func NewSource(path string, data []byte) *Source {
	lines := make([]int, 1, 1+bytes.Count(data, []byte{'\n'}))
	for i, b := range data {
		if b == '\n' {
			lines = append(lines, i+1)
		}
	}
	return &Source{Path: path, Data: data, lines: lines}
}

// Pos returns the position of the byte at offset; an offset outside the data is
// moved to its nearest end.
func (s *Source) Pos(offset int) Pos {
	offset = max(0, min(offset, len(s.Data)))
	line := sort.SearchInts(s.lines, offset+1) - 1
	col := utf8.RuneCount(s.Data[s.lines[line]:offset]) + 1
	return Pos{Path: s.Path, Line: line + 1, Col: col}
}

// Offset returns the offset of a line's first byte (line counts from 1), clamped
// to the data.
func (s *Source) Offset(line int) int {
	if line < 1 {
		return 0
	}
	if line > len(s.lines) {
		return len(s.Data)
	}
	return s.lines[line-1]
}
