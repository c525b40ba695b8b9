package narrative

import "github.com/yuin/goldmark/renderer/html"

// looseWords are words of the body that a draft marks, and why.
type looseWords struct {
	from, to int
	why      string
}

// proseText writes words of the body, and marks those of them that are loose.
func (d *draft) proseText(words []byte, offset int) {
	at := 0
	for _, l := range d.loose {
		from, to := l.from-offset, l.to-offset
		if from < at || to > len(words) || from >= to {
			continue
		}
		html.DefaultWriter.Write(d, words[at:from])
		d.html = appendMark(d.html, l.why)
		html.DefaultWriter.Write(d, words[from:to])
		d.raw(markEnd)
		at = to
	}
	html.DefaultWriter.Write(d, words[at:])
}
