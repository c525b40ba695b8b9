package preview

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"net/http"
	"net/url"
	"regexp"

	"daylight/internal/diag"
)

// policy is sent with every answer: that of a built site, and that a page may be told of changes.
const policy = "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; font-src 'self'; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"

// kinds are the types of the files that a site holds. They are not asked of the system, which
// has its own on every machine.
var kinds = map[string]string{
	".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
	".json": "application/json", ".jsonld": "application/ld+json", ".xml": "application/xml", ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg",
	".jpeg": "image/jpeg", ".gif": "image/gif", ".webp": "image/webp", ".avif": "image/avif", ".ico": "image/x-icon", ".pdf": "application/pdf",
	".woff2": "font/woff2", ".csv": "text/csv; charset=utf-8", ".md": "text/plain; charset=utf-8", ".txt": "text/plain; charset=utf-8",
	".sql": "text/plain; charset=utf-8", ".yaml": "text/plain; charset=utf-8", ".yml": "text/plain; charset=utf-8",
	".tmpl": "text/plain; charset=utf-8", "": "text/plain; charset=utf-8",
}

// ownPolicy finds the policy that a page states itself: the header's is in its place, since
// a page obeys both, and the page's own would keep it from being told of changes.
var ownPolicy = regexp.MustCompile(`(?i)<meta\s[^>]*http-equiv=["']?content-security-policy[^>]*>\s*`)

// waiting is shown before anything could be.
var waiting = []byte("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>daylight serve</title></head><body><h1>There is nothing to show yet</h1></body></html>")

// page adds the preview's script and style to a page.
func (s *Server) page(data []byte, state State) []byte {
	version := html.EscapeString(state.Version)
	added := fmt.Sprintf("<link rel=\"stylesheet\" href=\"%sserve.css\"><script src=\"%sserve.js\" data-version=\"%s\" defer></script>", own, own, version)
	head := len(data)
	if at := bytes.Index(data, []byte("</head>")); at >= 0 {
		head = at
	}
	out := make([]byte, 0, len(data)+len(added))
	out = append(out, ownPolicy.ReplaceAll(data[:head], nil)...)
	out = append(out, added...)
	return append(out, data[head:]...)
}

// failed answers in place of a page that could not be made, with the reason.
func (s *Server) failed(w http.ResponseWriter, r *http.Request, state State, err error) {
	list, ok := diag.AsList(err)
	if !ok {
		list = diag.List{{Code: diag.Internal, Message: err.Error()}}
	}
	var b bytes.Buffer
	b.WriteString("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>This page cannot be made</title></head><body class=\"daylight-failed\"><h1>This page cannot be made</h1><ul>")
	for _, d := range list {
		fmt.Fprintf(&b, "<li>%s<br>%s</li>", html.EscapeString(d.String()), html.EscapeString(d.Hint))
	}
	b.WriteString("</ul></body></html>")
	s.send(w, r, "index.html", http.StatusInternalServerError, s.page(b.Bytes(), state))
}

// json writes the state on one line, as an event needs it.
func (s State) json() []byte {
	if s.Problems == nil {
		s.Problems = []Problem{}
	}
	data, err := json.Marshal(s)
	if err != nil {
		panic(errors.Join(errors.New("preview: texts and numbers are always JSON"), err))
	}
	return data
}

// urlPath writes a path of the site as an address.
type urlPath struct{ path string }

func (u *urlPath) String() string { return (&url.URL{Path: u.path}).EscapedPath() }
