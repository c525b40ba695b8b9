package narrative

import (
	"bytes"
	"slices"
)

// Sentences returns the sentences of a page's paragraphs and lists as a reader sees
// them, without citations, headings and tables: what is measured for plain language.
func (p *Page) Sentences() []string {
	var found []string
	var words []byte
	flush := func() {
		for len(words) > 0 {
			end := sentenceEnd(words)
			if sentence := oneLine(string(words[:end])); sentence != "" {
				found = append(found, sentence)
			}
			words = words[end:]
		}
		words = nil
	}
	skip := "" // the name of the element whose words do not count
	for rest := p.sheet.html; len(rest) > 0; {
		text, tag, _ := bytes.Cut(rest, []byte("<"))
		if skip == "" {
			words = append(words, unescape(text)...)
		}
		tag, rest, _ = bytes.Cut(tag, []byte(">"))
		name, attributes, _ := bytes.Cut(tag, []byte(" "))
		switch {
		case skip != "":
			if string(name) == "/"+skip {
				skip = ""
			}
		case leftOut(name, attributes):
			skip = string(name)
		case !slices.Contains(inlineTags, string(bytes.TrimPrefix(name, []byte("/")))):
			flush()
		}
	}
	flush()
	return found
}

// inlineTags are the elements that stand inside a sentence.
var inlineTags = []string{"a", "code", "data", "del", "em", "img", "span", "strong", "br"}

// leftOut tells whether the words of an element are not prose: headings, whose name
// has a gap for the level, tables, citations, words in another language, marks of footnotes, the kind of an aside.
func leftOut(name, attributes []byte) bool {
	switch string(name) {
	case "h", "table", "sup", "pre":
		return true
	case "span":
		return string(attributes) == `class="cites"` || bytes.HasPrefix(attributes, []byte("lang="))
	case "p":
		return string(attributes) == `class="aside-kind"`
	}
	return false
}
