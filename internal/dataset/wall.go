package dataset

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"daylight/internal/diag"
)

const (
	maxFile  = 1 << 30    // bytes of a file
	maxLine  = 1 << 20    // bytes of a line
	maxLines = 10_000_001 // of a file: ten million rows and the header
)

// text checks that a file is text that can be cut into cells without guessing,
// and returns it without a byte-order mark. Reading on makes no sense after an error.
func text(path string, data []byte) ([]byte, error) {
	var problems diag.List
	body := bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if len(data) > maxFile {
		problems.Add(diag.Pos{Path: path}, CodeFile, "split it by year or by topic", "the file is larger than %d MiB", maxFile>>20)
		return nil, problems.Err()
	}
	if utf16(body) {
		problems.Add(diag.Pos{Path: path}, CodeEncoding, `save the file as "CSV UTF-8"`, "the file is UTF-16, not UTF-8")
		return nil, problems.Err()
	}
	for _, check := range []func([]byte) (int, string, string){nul, latin, bareReturn} {
		if offset, message, hint := check(body); offset >= 0 {
			problems.Add(place(path, body, offset), CodeEncoding, hint, "%s", message)
			return nil, problems.Err()
		}
	}
	return body, nil
}

// utf16 tells whether a file begins with UTF-16's byte-order mark, or every
// other of its first bytes is NUL.
func utf16(body []byte) bool {
	if bytes.HasPrefix(body, []byte("\xff\xfe")) || bytes.HasPrefix(body, []byte("\xfe\xff")) {
		return true
	}
	head := body[:min(len(body), 64)]
	return len(head) > 3 && bytes.Count(head, []byte{0})*5 >= len(head)*2
}

func nul(body []byte) (int, string, string) {
	return bytes.IndexByte(body, 0), "the file holds a NUL byte, so it is no text", "export the table again"
}

func latin(body []byte) (int, string, string) {
	offset := -1
	if !utf8.Valid(body) {
		for offset = 0; ; {
			r, size := utf8.DecodeRune(body[offset:])
			if r == utf8.RuneError && size == 1 {
				break
			}
			offset += size
		}
	}
	return offset, "this is not UTF-8; the file may be Latin-1 or Windows-1252", `save the file as "CSV UTF-8"`
}

func bareReturn(body []byte) (int, string, string) {
	const message, hint = "a carriage return stands here without a line feed", "end lines with LF or CRLF, and keep each cell in one line"
	for offset := 0; ; offset++ {
		i := bytes.IndexByte(body[offset:], '\r')
		if i < 0 {
			return -1, message, hint
		}
		if offset += i; offset+1 == len(body) || body[offset+1] != '\n' {
			return offset, message, hint
		}
	}
}

// place is the position of a byte, without an index of the lines: a hostile file
// may have a thousand million of them.
func place(path string, body []byte, offset int) diag.Pos {
	start := bytes.LastIndexByte(body[:offset], '\n') + 1
	return diag.Pos{Path: path, Line: bytes.Count(body[:start], []byte{'\n'}) + 1, Col: utf8.RuneCount(body[start:offset]) + 1}
}

// lines checks how many lines there are, and each for its length, its quotes and
// that it is not blank. It returns how much of the body can be read on: what
// follows a quote that is not closed in its line could mean anything, and a CSV
// reader would look for its end through the whole file.
func lines(path string, body []byte) (good []byte, problems diag.List) {
	blank, offset := 0, 0
	for number := 1; offset < len(body); number++ {
		end := bytes.IndexByte(body[offset:], '\n') + offset + 1
		if end == offset {
			end = len(body)
		}
		line := bytes.TrimSuffix(bytes.TrimSuffix(body[offset:end], []byte("\n")), []byte("\r"))
		if at, message, hint := unreadable(line, number); message != "" {
			code := CodeRow
			if at >= 0 {
				code = CodeQuote
			}
			problems.Add(place(path, body, offset+max(at, 0)), code, hint+"; the rest of the file was not read", "%s", message)
			if number > maxLines {
				offset = 0 // what ten million rows say would take long, and help nobody
			}
			break
		}
		if len(line) == 0 {
			if blank++; blank <= maxShown {
				problems.Add(diag.Pos{Path: path, Line: number, Col: 1}, CodeRow, "delete the line", "the line is blank")
			}
		}
		offset = end
	}
	if more := blank - maxShown; more > 0 {
		problems.Add(diag.Pos{Path: path}, CodeRow, "delete them", "%d more lines are blank", more)
	}
	return body[:offset], problems
}

// unreadable says why neither a line nor what follows it can be read, or "". at
// is the byte of an open quote, or -1.
func unreadable(line []byte, number int) (at int, message, hint string) {
	switch {
	case number > maxLines:
		return -1, fmt.Sprintf("the file has more than %d rows", maxLines-1), "split it by year or by topic"
	case len(line) > maxLine:
		return -1, fmt.Sprintf("the line is longer than %d KiB", maxLine>>10), "look for lines that ran together"
	case bytes.Count(line, []byte{'"'})%2 != 0 && openQuote(line) >= 0:
		return openQuote(line), "a quoted cell does not end in its line", `close the quote in the same line, and write a quote inside a cell as ""`
	}
	return -1, "", ""
}

// openQuote returns the byte of the quote that opens a cell which does not end in
// the line, or -1. Quotes that are wrong in other ways are left to the CSV reader.
func openQuote(line []byte) int {
	for at := 0; at < len(line); {
		rest := line[at:]
		end := bytes.IndexByte(rest, ',')
		if rest[0] != '"' {
			if end < 0 || bytes.IndexByte(rest[:end], '"') >= 0 {
				return -1
			}
		} else if end = quotedEnd(rest); end < 0 {
			return at
		} else if end == len(rest) || rest[end] != ',' {
			return -1
		}
		at += end + 1
	}
	return -1
}

// quotedEnd returns the byte after the quote that closes a quoted cell, or -1.
func quotedEnd(cell []byte) int {
	for end := 1; ; end++ {
		i := bytes.IndexByte(cell[end:], '"')
		if i < 0 {
			return -1
		}
		if end += i + 1; end == len(cell) || cell[end] != '"' {
			return end
		}
	}
}
