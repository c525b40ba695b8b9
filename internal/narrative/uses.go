package narrative

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"daylight/internal/chart"
	"daylight/internal/claim"
	"daylight/internal/diag"
	"daylight/internal/figure"
	"daylight/internal/locale"
)

// Use is one number that a page shows: a claim in its words, or a quantity in a
// chart, table or strip that stands on it.
type Use struct {
	Figure   string // its canonical name
	Section  string // id of the level-2 heading it stands under; "" before the first
	Sentence string // the plain words around it: a sentence, a title or a caption
	Shown    string // what a reader sees
	Pos      diag.Pos
	Linked   bool // it leads to its figure's receipt
}

// useMark says where on the sheet a use stands, until its sentence is known.
type useMark struct{ use, at int }

// use notes that the page shows a figure in words that are not on the sheet.
func (d *draft) use(name, sentence, shown string, pos diag.Pos) {
	d.uses = append(d.uses, Use{Figure: name, Section: d.section, Sentence: sentence, Shown: shown, Pos: pos})
}

// useInline notes the claims of a text of one line.
func (d *draft) useInline(in claim.Inline, pos diag.Pos) {
	for _, s := range in {
		if s.Figure != nil {
			d.use(s.Figure.Canonical(), in.String(), s.Text, pos)
		}
	}
}

// useTable notes the quantities of a table.
func (d *draft) useTable(caption string, t chart.Table, pos diag.Pos) {
	for _, row := range t.Rows {
		for _, c := range row {
			if c.Figure != "" {
				d.use(c.Figure, caption, c.Text, pos)
			}
		}
	}
}

// useChart notes what a chart says and shows, the first time it stands on the page.
func (d *draft) useChart(c *chart.Chart, pos diag.Pos) {
	if d.charts.seen[c.Name] {
		return
	}
	d.useInline(c.Title, pos)
	d.useInline(c.Subtitle, pos)
	d.useInline(c.Notes, pos)
	for _, mark := range c.Marks {
		d.useInline(mark, pos)
	}
	d.useTable(c.Title.String(), c.Table, pos)
}

// writeClaim writes a claim in prose. The first use of a figure in a section leads
// to its receipt; a heading leads nowhere.
func (d *draft) writeClaim(s claim.Segment, pos diag.Pos) {
	if s.Figure == nil {
		d.html = appendClaim(d.html, s)
		return
	}
	name := s.Figure.Canonical()
	d.note(MarkFigure, "figure:"+name, pos)
	link := !d.inHeading && !d.linked[name]
	if link {
		if d.linked == nil {
			d.linked = map[string]bool{}
		}
		d.linked[name] = true
		d.openReceipt(*s.Figure, name, s.Text)
	}
	d.marks = append(d.marks, useMark{len(d.uses), len(d.html)})
	d.use(name, "", s.Text, pos)
	d.uses[len(d.uses)-1].Linked = link
	d.html = appendUnmarked(d.html, s)
	if link {
		d.raw("</a>")
	}
	d.html = appendRevised(d.html, s)
}

// openReceipt opens a link to a figure's receipt. Its name says what the number is,
// since a list of links that reads "949, 648" helps nobody.
func (d *draft) openReceipt(f figure.Figure, name, shown string) {
	query, fragment := figure.Anchor(name)
	words, err := d.Lang.Text("claim.receipt", "shown", shown, "what", claim.Name(d.Lang, f))
	d.problems.Join(err, d.page.Pos, locale.CodeText)
	d.raw(`<a class="receipt-link"`)
	d.siteLink(ReceiptPath(query) + "#" + fragment)
	d.raw(` aria-label="`)
	d.text(words)
	d.raw(`">`)
}

// ReceiptPath returns the address of a query's receipts below a language's folder.
func ReceiptPath(query string) string { return "figures/" + query + "/index.html" }

// openSection begins a section, in which each figure may lead to its receipt anew.
func (d *draft) openSection(id string) {
	d.section = id
	clear(d.linked)
}

// findSentences gives each use on the sheet the sentence it stands in. It reads the
// sheet once: a paragraph may hold thousands of claims.
func (d *draft) findSentences() {
	var b sentenceReader
	b.uses, b.marks = d.uses, d.marks
	for i := 0; i < len(d.html) && len(b.marks)+len(b.open) > 0; {
		tag := bytes.IndexByte(d.html[i:], '<')
		if tag < 0 {
			tag = len(d.html) - i
		}
		if !bytes.HasSuffix(d.html[:i], []byte(revisedTag)) {
			b.add(d.html[i : i+tag])
		}
		i += tag
		end := bytes.IndexByte(d.html[i:], '>')
		if end < 0 {
			break
		}
		b.tag(d.html[i : i+end])
		i += end + 1
		b.reach(i)
	}
	b.flush()
	d.marks = nil
}

// sentenceReader collects the words of a block and the claims that stand in them.
type sentenceReader struct {
	uses  []Use
	marks []useMark // still to come
	open  []useMark // in this block, their places now in words
	words []byte
}

// add takes the words between two tags.
func (b *sentenceReader) add(escaped []byte) {
	if bytes.IndexByte(escaped, '&') >= 0 {
		escaped = []byte(unescape(escaped))
	}
	b.words = append(b.words, escaped...)
}

// reach notes the claims up to an offset of the sheet: the tag just read opened one.
func (b *sentenceReader) reach(offset int) {
	for len(b.marks) > 0 && b.marks[0].at < offset {
		b.open = append(b.open, useMark{b.marks[0].use, len(b.words)})
		b.marks = b.marks[1:]
	}
}

// tag reads a tag without its brackets: one of a block ends the words before it.
func (b *sentenceReader) tag(tag []byte) {
	name, _, _ := bytes.Cut(bytes.TrimPrefix(tag[1:], []byte("/")), []byte(" "))
	switch string(name) {
	case "a", "code", "data", "del", "em", "img", "span", "strong", "sup":
	case "br":
		b.words = append(b.words, ' ')
	default:
		b.flush()
	}
}

// flush ends a block: its words are divided into sentences, and each claim gets its own.
func (b *sentenceReader) flush() {
	start := 0
	for len(b.open) > 0 {
		end := start + sentenceEnd(b.words[start:])
		sentence := ""
		for ; len(b.open) > 0 && (b.open[0].at < end || end == len(b.words)); b.open = b.open[1:] {
			if sentence == "" {
				sentence = oneLine(string(b.words[start:end]))
			}
			b.uses[b.open[0].use].Sentence = sentence
		}
		start = end
	}
	b.words = b.words[:0]
}

// sentenceEnd returns how long the first sentence of words is: up to a full stop, a
// question or exclamation mark with what closes behind it, before a space and
// something that is no small letter or digit ("para. 57" goes on).
func sentenceEnd(words []byte) int {
	for i, c := range words {
		if c != '.' && c != '!' && c != '?' {
			continue
		}
		rest := bytes.TrimLeft(words[i+1:], `)]"'”’»`)
		next := bytes.TrimLeft(rest, " \n")
		if len(next) == len(rest) {
			continue
		}
		if r, _ := utf8.DecodeRune(next); unicode.IsUpper(r) || strings.ContainsRune("\"“‘«", r) {
			return len(words) - len(next)
		}
	}
	return len(words)
}
