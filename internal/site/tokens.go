package site

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
)

// tokens takes a page apart as html.Tokenizer does. Markup in the form that templates and
// Markdown give it (values in double quotes, nothing left open) is read in place, which is most of the
// work of checking a site; at the first thing in any other form the tokenizer of the library takes over, for
// the rest of the page. A fuzz test holds that both say the same.
type tokens struct {
	data []byte
	at   int // where the next token begins
	slow *html.Tokenizer

	kind  html.TokenType
	raw   []byte
	name  []byte // of the element
	attrs []attr // of a start tag
}

// attr is an attribute; it is valid until the next token is read.
type attr struct{ key, value []byte }

// next reads a token, and tells whether there was one.
func (t *tokens) next() bool {
	if t.slow == nil && t.at < len(t.data) && t.plain() {
		t.at += len(t.raw)
		return true
	}
	if t.slow == nil {
		t.slow = html.NewTokenizer(bytes.NewReader(t.data[t.at:]))
	}
	t.kind, t.raw = t.slow.Next(), t.slow.Raw()
	t.attrs = t.attrs[:0]
	if t.kind == html.StartTagToken || t.kind == html.SelfClosingTagToken || t.kind == html.EndTagToken {
		name, more := t.slow.TagName()
		t.name = name
		for more {
			var a attr
			a.key, a.value, more = t.slow.TagAttr()
			t.attrs = append(t.attrs, a)
		}
	}
	return t.kind != html.ErrorToken
}

// plain reads a token in the usual form. It is not ok for any other.
func (t *tokens) plain() (ok bool) {
	rest := t.data[t.at:]
	switch {
	case rest[0] != '<':
		return t.text(rest)
	case len(rest) > 1 && isSmall(rest[1]):
		return t.startTag(rest)
	case len(rest) > 2 && rest[1] == '/' && isSmall(rest[2]):
		return t.endTag(rest)
	}
	const doctype = "<!doctype html>"
	t.kind, t.raw = html.DoctypeToken, rest[:min(len(rest), len(doctype))]
	return string(t.raw) == doctype
}

// text reads words up to a tag.
func (t *tokens) text(rest []byte) bool {
	end := bytes.IndexByte(rest, '<')
	if end < 0 {
		end = len(rest)
	} else if tag := rest[end+1:]; len(tag) < 2 || !isSmall(tag[0]) && !(tag[0] == '/' && isSmall(tag[1])) {
		return false
	}
	t.kind, t.raw = html.TextToken, rest[:end]
	return true
}

func (t *tokens) endTag(rest []byte) bool {
	end := nameEnd(rest, len("</"))
	if end == len(rest) || rest[end] != '>' {
		return false
	}
	t.kind, t.raw, t.name, t.attrs = html.EndTagToken, rest[:end+1], small(rest[len("</"):end]), t.attrs[:0]
	return true
}

func (t *tokens) startTag(rest []byte) bool {
	end := nameEnd(rest, len("<"))
	t.kind, t.name, t.attrs = html.StartTagToken, small(rest[len("<"):end]), t.attrs[:0]
	for end < len(rest) {
		i := end
		for i < len(rest) && (rest[i] == ' ' || rest[i] == '\n') {
			i++
		}
		switch {
		case i+1 < len(rest) && rest[i] == '/' && rest[i+1] == '>':
			t.kind = html.SelfClosingTagToken
			t.raw = rest[:i+2]
			return !isRawText(t.name)
		case i < len(rest) && rest[i] == '>':
			t.raw = rest[:i+1]
			return t.holdsPlainly(rest[i+1:])
		case i == end:
			return false
		}
		if end = t.attribute(rest, i); end < 0 {
			return false
		}
	}
	return false
}

// attribute reads an attribute and returns where it ends, or a negative number.
func (t *tokens) attribute(rest []byte, at int) (end int) {
	end = nameEnd(rest, at)
	key, value := small(rest[at:end]), []byte(nil)
	if len(key) == 0 || t.has(key) {
		return -1
	}
	if end+1 < len(rest) && rest[end] == '=' && rest[end+1] == '"' {
		size := bytes.IndexByte(rest[end+2:], '"')
		if size < 0 {
			return -1
		}
		var ok bool
		if value, ok = plainValue(rest[end+2 : end+2+size]); !ok {
			return -1
		}
		end += 2 + size + 1
	} else if end < len(rest) && rest[end] == '=' {
		return -1
	}
	t.attrs = append(t.attrs, attr{key, value})
	return end
}

func (t *tokens) has(key []byte) bool {
	for _, a := range t.attrs {
		if bytes.Equal(a.key, key) {
			return true
		}
	}
	return false
}

// holdsPlainly tells whether what follows a start tag is read as usual: in some elements no tag
// begins but their own end.
func (t *tokens) holdsPlainly(behind []byte) bool {
	if !isRawText(t.name) {
		return true
	}
	words := bytes.IndexByte(behind, '<')
	tag := "</" + string(t.name) + ">"
	return words >= 0 && (words == 0 || string(t.name) == "title") && bytes.HasPrefix(behind[words:], []byte(tag))
}

// isRawText tells whether an element holds text alone, or is read so by some.
func isRawText(name []byte) bool {
	switch string(name) {
	case "iframe", "noembed", "noframes", "noscript", "plaintext", "script", "style", "textarea", "title", "xmp":
		return true
	}
	return false
}

// entities are how html/template and goldmark write what has a meaning in HTML.
var entities = strings.NewReplacer("&amp;", "&", "&lt;", "<", "&gt;", ">", "&#34;", `"`, "&quot;", `"`, "&#39;", "'", "&#43;", "+")

// plainValue returns what an attribute's value says. It is not ok when a byte or an entity
// in it is an unusual one.
func plainValue(written []byte) ([]byte, bool) {
	if bytes.IndexByte(written, '\r') >= 0 || bytes.IndexByte(written, 0) >= 0 {
		return nil, false
	}
	first := bytes.IndexByte(written, '&')
	if first < 0 {
		return written, true
	}
	for rest := written[first:]; ; {
		if !beginsEntity(rest) {
			return nil, false
		}
		next := bytes.IndexByte(rest[1:], '&')
		if next < 0 {
			return []byte(entities.Replace(string(written))), true
		}
		rest = rest[1+next:]
	}
}

func beginsEntity(text []byte) bool {
	for _, entity := range [...]string{"&amp;", "&lt;", "&gt;", "&#34;", "&quot;", "&#39;", "&#43;"} {
		if bytes.HasPrefix(text, []byte(entity)) {
			return true
		}
	}
	return false
}

// nameEnd returns where a name of letters, digits and signs ends.
func nameEnd(text []byte, at int) int {
	for at < len(text) && (isSmall(text[at]|0x20) || text[at] >= '0' && text[at] <= '9' || text[at] == '-' || text[at] == ':' || text[at] == '_') {
		at++
	}
	return at
}

// small returns a name in small letters: SVG has names such as viewBox.
func small(name []byte) []byte {
	for _, c := range name {
		if c >= 'A' && c <= 'Z' {
			return bytes.ToLower(name)
		}
	}
	return name
}

func isSmall(c byte) bool { return c >= 'a' && c <= 'z' }
