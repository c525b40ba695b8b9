package conf

import (
	"sync"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"daylight/internal/diag"
)

// written is a scalar as a YAML file writes it.
type written struct {
	file  *file
	value string
	line  int // where it begins, as the library counts
	col   int
	style yaml.Style
	flow  bool // inside [ ] or { }
	once  sync.Once
	place []extent // of each byte of the value, when it could be followed; see follow
}

// file is a YAML file whose lines are looked for when one is asked for.
type file struct {
	path  string
	data  []byte
	lines func() []int // offset of each line's first byte
}

func newFile(path string, data []byte) *file {
	return &file{path: path, data: data, lines: sync.OnceValue(func() []int { return yamlLines(data) })}
}

// yamlLines returns where each line begins. YAML 1.1, which the library reads, ends
// lines by three signs of Unicode too. A byte order mark is no part of the first.
func yamlLines(data []byte) []int {
	at := 0
	if r, size := utf8.DecodeRune(data); r == '\ufeff' {
		at = size
	}
	lines := []int{at}
	for at < len(data) {
		size := breakSize(data[at:])
		if size == 0 {
			at++
			continue
		}
		at += size
		lines = append(lines, at)
	}
	return lines
}

// breakSize returns the length of the line break that data begins with, or 0.
func breakSize(data []byte) int {
	switch r, size := utf8.DecodeRune(data); {
	case r == '\r' && len(data) > 1 && data[1] == '\n':
		return 2
	case r == '\n', r == '\r', r == 0x85, r == 0x2028, r == 0x2029:
		return size
	}
	return 0
}

// offset returns the offset of a place that the library names, or -1.
func (f *file) offset(line, col int) int {
	lines := f.lines()
	if line < 1 || line > len(lines) {
		return -1
	}
	at := lines[line-1]
	for range col - 1 {
		if at >= len(f.data) {
			return -1
		}
		_, size := utf8.DecodeRune(f.data[at:])
		at += size
	}
	return at
}

// places returns where each byte of the value is written, or nil.
func (w *written) places() []extent {
	w.once.Do(func() {
		if start := w.file.offset(w.line, w.col); start >= 0 {
			w.place = follow(w.file.data, start, w.style, w.value)
		}
	})
	return w.place
}

// Edit returns the edit that replaces spans of the text's value in the file that it
// was read from, and nothing else there. It is zero where that cannot be done: for
// a text that was not read from YAML, for a span that begins or ends inside a folded
// line break, for words that the scalar's style cannot hold.
func (t Text) Edit(spans ...diag.Span) diag.Edit {
	w := t.written
	if w == nil || len(t.Value) > len(w.value) || w.value[:len(t.Value)] != t.Value {
		return diag.Edit{}
	}
	places := w.places()
	if places == nil {
		return diag.Edit{}
	}
	inFile := make([]diag.Span, len(spans))
	for i, s := range spans {
		text, ok := w.escape(s.Text, s.Start)
		from, to := boundary(places, s.Start, s.End)
		if !ok || from < 0 || to < from {
			return diag.Edit{}
		}
		inFile[i] = diag.Span{Start: from, End: to, Text: text}
	}
	return diag.NewEdit(w.file.path, w.file.data, inFile...)
}

// boundary returns where the bytes from start to before end of the value are
// written, or -1.
func boundary(places []extent, start, end int) (from, to int) {
	switch {
	case start < 0 || end < start || end > len(places):
		return -1, -1
	case start < end:
		return places[start].from, places[end-1].to
	case start < len(places) && places[start].from >= 0:
		return places[start].from, places[start].from
	case start > 0:
		return places[start-1].to, places[start-1].to
	}
	return -1, -1
}
