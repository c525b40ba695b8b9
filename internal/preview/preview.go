// Package preview shows a report in the browser while it is being written. A Server answers
// on loopback alone with the newest site and tells each open page when there is another; a
// Watcher says which files of the project have changed.
//
// What is promised to those who use it:
//
//   - Only requests whose Host names this machine are answered, so that no other site can
//     reach the preview through a name that it points here. Nothing but GET and HEAD is.
//   - Only files of the site are answered with, by their names in it: no path of a request
//     ever reaches the disk.
//   - A page is the site's own page with one script and one style sheet of the preview
//     added on the way out, and its Content-Security-Policy sent as a header, which allows the
//     page to be told of changes and nothing else more. A built site holds none of it.
//   - While nothing can be shown, the last page that could be stays, under the problems.
package preview

import (
	"strings"

	"daylight/internal/diag"
)

// Site is the files of a site, by their paths in it. File returns an error that wraps
// fs.ErrNotExist where there is none; any other says why the file could not be made.
type Site interface {
	File(path string) ([]byte, error)
}

// Problem is a problem as a page shows it.
type Problem struct {
	Path    string `json:"path"` // as the user calls the file
	Line    int    `json:"line,omitempty"`
	Col     int    `json:"col,omitempty"`
	Code    string `json:"code"`
	Message string `json:"message"`
	Hint    string `json:"hint,omitempty"`
	Text    string `json:"text,omitempty"`    // the line itself, or the part of it around the column
	At      int    `json:"at,omitempty"`      // the column in Text, from 1
	Open    string `json:"open,omitempty"`    // opens the editor there
	Page    string `json:"page,omitempty"`    // the address of the page that the file is, from the site's root
	Section string `json:"section,omitempty"` // id of the heading it stands under
}

// PlaceOf returns the address of the page that a file of Markdown is, and the id of the heading that
// a position in it stands under.
func PlaceOf(data []byte, pos diag.Pos) (page, section string) {
	slug, isContent := strings.CutPrefix(pos.Path, "content/")
	slug, isPage := strings.CutSuffix(slug, ".md")
	if !isContent || !isPage || !strings.Contains(slug, "/") {
		return "", ""
	}
	if slug = strings.TrimSuffix(slug, "/index"); slug != "" {
		slug += "/"
	}
	for n, line := range strings.SplitN(string(data), "\n", pos.Line+1) {
		if n < pos.Line && strings.HasPrefix(line, "#") {
			if _, rest, ok := strings.Cut(line, "{#"); ok {
				section, _, _ = strings.Cut(rest, "}")
			}
		}
	}
	return "/" + slug, section
}

// maxText bounds how much of a line is shown, and before is how much of that stands before the column.
const maxText, before = 240, 80

// LineOf returns the line of a file that a problem stands in, or of a long one the part around its column,
// and the column in that. The lines of a table, and those in which personal data may stand, are not
// repeated: whoever looks over a shoulder or reads the log of a terminal has no right to them.
func LineOf(data []byte, d diag.Diagnostic) (text string, at int) {
	if d.Pos.Line == 0 || strings.HasSuffix(strings.ToLower(d.Pos.Path), ".csv") || strings.HasPrefix(string(d.Code), "personal-") {
		return "", 0
	}
	lines := strings.SplitN(string(data), "\n", d.Pos.Line+1)
	if d.Pos.Line > len(lines) {
		return "", 0
	}
	line := []rune(strings.ToValidUTF8(strings.TrimRight(lines[d.Pos.Line-1], "\r"), "\uFFFD"))
	at = min(d.Pos.Col, len(line)+1)
	if len(line) <= maxText {
		return string(line), at
	}
	from := max(0, min(at-1-before, len(line)-maxText))
	text, at = string(line[from:from+maxText]), at-from
	if from > 0 {
		text, at = "…"+text, at+1
	}
	if from+maxText < len(line) {
		text += "…"
	}
	return text, max(0, at)
}
