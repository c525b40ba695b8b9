package importer

import (
	"bytes"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"daylight/internal/diag"
)

// readCSV reads a CSV as spreadsheets write it.
func (s *sheet) readCSV(data []byte) error {
	text, err := s.decode(data)
	if err != nil {
		return err
	}
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	text = strings.TrimPrefix(text, "\ufeff")
	separator := byte(',')
	if first, rest, ok := strings.Cut(text, "\n"); ok && len(first) == 5 && strings.HasPrefix(first, "sep=") {
		separator, text = first[4], rest
	} else {
		separator = likely(text)
	}
	if separator != ',' {
		s.note(Separator, "row 1", "cells were separated by "+nameOf(separator)+", and are by commas now")
	}
	return s.split(text, separator)
}

// decode turns the bytes into text.
func (s *sheet) decode(data []byte) (string, error) {
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")):
		s.note(Encoding, "the whole file", "UTF-16 became UTF-8")
		units := make([]uint16, 0, len(data)/2)
		high := 0
		if data[0] == 0xff {
			high = 1
		}
		for i := 2; i+1 < len(data); i += 2 {
			units = append(units, uint16(data[i+high])<<8|uint16(data[i+1-high]))
		}
		return string(utf16.Decode(units)), nil
	case bytes.IndexByte(data, 0) >= 0:
		return "", s.refuse("export the table again", "the file holds a NUL byte, so it is no text")
	case utf8.Valid(data):
		return string(data), nil
	}
	s.note(Encoding, "the whole file", "Windows-1252 became UTF-8: look at the accents")
	var b strings.Builder
	for _, c := range data {
		r := rune(c)
		if c >= 0x80 && c <= 0x9f {
			r = []rune("€\ufffd‚ƒ„…†‡ˆ‰Š‹Œ\ufffdŽ\ufffd\ufffd‘’“”•–—˜™š›œ\ufffdžŸ")[c-0x80]
		}
		if r == utf8.RuneError {
			return "", s.refuse("save the file as CSV UTF-8", "the file is neither UTF-8 nor Windows-1252")
		}
		b.WriteRune(r)
	}
	return b.String(), nil
}

// likely is the sign that separates cells: the one that most rows have equally often.
func likely(text string) byte {
	best, most := byte(','), 0
	lines := strings.Split(text[:min(len(text), 1<<16)], "\n")
	for _, c := range []byte{',', ';', '\t', '|'} {
		rows := map[int]int{}
		for _, line := range lines {
			rows[strings.Count(line, string(c))]++
		}
		for n, times := range rows {
			if score := times * min(n, 3); n > 0 && score > most {
				best, most = c, score
			}
		}
	}
	return best
}

func nameOf(separator byte) string {
	switch separator {
	case ';':
		return "semicolons"
	case '\t':
		return "tabs"
	case '|':
		return "bars"
	}
	return "another sign"
}

// split cuts a text into rows and cells, quotes as in RFC 4180.
func (s *sheet) split(text string, separator byte) error {
	row, line := []cell{}, 1
	cells := 0
	for at := 0; at <= len(text); {
		value, next, ok := field(text, at, separator)
		if !ok {
			var problems diag.List
			problems.Add(diag.Pos{Path: s.path, Line: line}, CodeTable, "close the quote", "a quoted cell does not end")
			return problems.Err()
		}
		row = append(row, cell{text: value, row: line})
		if cells++; cells > maxCells || line > maxRows {
			return s.refuse("split it by year or by topic", "the table has more than %d rows or %d cells", maxRows, maxCells)
		}
		line += strings.Count(text[at:min(next, len(text))], "\n")
		if next >= len(text) || text[next] != separator {
			s.rows = append(s.rows, row)
			row = nil
			line++
		}
		at = next + 1
	}
	return nil
}

// field reads the cell that begins at a byte, and where it ends.
func field(text string, at int, separator byte) (value string, next int, ok bool) {
	if at < len(text) && text[at] == '"' {
		var b strings.Builder
		for i := at + 1; i < len(text); i++ {
			if text[i] != '"' {
				b.WriteByte(text[i])
				continue
			}
			if i+1 < len(text) && text[i+1] == '"' {
				b.WriteByte('"')
				i++
				continue
			}
			if i+1 == len(text) || text[i+1] == separator || text[i+1] == '\n' {
				return b.String(), i + 1, true
			}
			return "", 0, false
		}
		return "", 0, false
	}
	end := strings.IndexAny(text[min(at, len(text)):], string(separator)+"\n")
	if end < 0 {
		return text[min(at, len(text)):], len(text), true
	}
	return text[at : at+end], at + end, true
}
