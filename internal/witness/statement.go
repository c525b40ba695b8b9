package witness

import (
	"regexp"
	"strings"
)

// terminator is a line that the sqlite3 shell may take for a semicolon, as other databases do.
var terminator = regexp.MustCompile(`(?i)^\s*(/([^*]|$)|go\b)`)

// statement returns the one statement of a query's file, with the comments before it and
// without the semicolon. A line that the sqlite3 shell could take for a command of its own
// is given a blank or a comment in front, which changes nothing: it is outside of every text.
func statement(sql string) string {
	var b strings.Builder
	s := scanner{}
	for line := range strings.Lines(sql) {
		free := s.end == ""
		at := s.scan(line)
		if at >= 0 {
			line = line[:at]
		}
		body := strings.TrimSuffix(line, "\n")
		switch {
		case free && (strings.HasPrefix(body, ".") || strings.HasPrefix(body, "#")):
			body = " " + body
		case free && terminator.MatchString(body):
			body = "/**/" + body
		}
		b.WriteString(body)
		if at >= 0 {
			break
		}
		b.WriteByte('\n')
	}
	return strings.TrimRight(b.String(), " \t\r\n")
}

// scanner knows whether a place in SQL lies in a text, a name in quotes or a comment.
type scanner struct{ end string } // what ends it; "" outside of all

// ends are what ends what begins so. A doubled quote ends a text and begins another.
var ends = []struct{ start, end string }{
	{"'", "'"}, {`"`, `"`}, {"`", "`"}, {"[", "]"}, {"--", "\n"}, {"/*", "*/"},
}

// scan reads a line and returns where the statement's semicolon stands in it, or -1.
func (s *scanner) scan(line string) int {
	for at := 0; at < len(line); {
		switch rest := line[at:]; {
		case s.end != "" && strings.HasPrefix(rest, s.end):
			at += len(s.end)
			s.end = ""
		case s.end != "":
			at++
		case rest[0] == ';':
			return at
		default:
			at += s.open(rest)
		}
	}
	return -1
}

// open notes what begins at a place, and returns how many bytes that takes.
func (s *scanner) open(rest string) int {
	for _, e := range ends {
		if strings.HasPrefix(rest, e.start) {
			s.end = e.end
			return len(e.start)
		}
	}
	return 1
}
