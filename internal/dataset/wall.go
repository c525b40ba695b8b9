package dataset

import (
	"bytes"
	"encoding/csv"
	"errors"
	"unicode/utf8"

	"daylight/internal/diag"
)

const (
	maxFile = 2 << 30 // bytes of a file
	maxLine = 1 << 20 // bytes of a line
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
			problems.Add(diag.NewSource(path, body).Pos(offset), CodeEncoding, hint, "%s", message)
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

// lines checks each line for its length, its quotes and that it is not blank. It
// returns how much of the body can be read on: what follows a quote that is not
// closed in its line could mean anything, and a CSV reader would look for its end
// through the whole file.
func lines(path string, body []byte) (good []byte, problems diag.List) {
	source := lazySource(path, body)
	blank := 0
	for offset := 0; offset < len(body); {
		end := bytes.IndexByte(body[offset:], '\n') + offset + 1
		if end == offset {
			end = len(body)
		}
		line := bytes.TrimSuffix(bytes.TrimSuffix(body[offset:end], []byte("\n")), []byte("\r"))
		switch {
		case len(line) > maxLine:
			problems.Add(source().Pos(offset), CodeRow, "look for lines that ran together; the rest of the file was not read", "the line is longer than %d KiB", maxLine>>10)
			return body[:offset], problems
		case bytes.Count(line, []byte{'"'})%2 != 0 && unclosed(line):
			problems.Add(source().Pos(offset+lastQuote(line)), CodeQuote, `close the quote in the same line, and write a quote inside a cell as ""; the rest of the file was not read`, "a quoted cell does not end in its line")
			return body[:offset], problems
		case len(line) == 0:
			if blank++; blank <= maxShown {
				problems.Add(source().Pos(offset), CodeRow, "delete the line", "the line is blank")
			}
		}
		offset = end
	}
	if more := blank - maxShown; more > 0 {
		problems.Add(diag.Pos{Path: path}, CodeRow, "delete them", "%d more lines are blank", more)
	}
	return body, problems
}

// unclosed tells whether a CSV reader would look beyond the line for the end of
// a quoted cell: its complaint then stands after the last byte.
func unclosed(line []byte) bool {
	_, err := csv.NewReader(bytes.NewReader(line)).Read()
	var parse *csv.ParseError
	return errors.As(err, &parse) && parse.Err == csv.ErrQuote && parse.Column > len(line)
}

// lastQuote returns the place of the quote that opens the cell a line ends in.
func lastQuote(line []byte) int {
	at, inside := 0, false
	for i := 0; i < len(line); i++ {
		switch {
		case line[i] != '"':
		case inside && i+1 < len(line) && line[i+1] == '"':
			i++ // a quote inside the cell
		default:
			if inside = !inside; inside {
				at = i
			}
		}
	}
	return at
}
