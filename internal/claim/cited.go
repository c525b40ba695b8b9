package claim

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"daylight/internal/locale"
)

// citing finds what the citations of a text stand for. It is asked for rising offsets.
type citing struct {
	Prose
	lang     *locale.Language
	from, to int // the last sentence looked for: what begins in it ends there
	straight int // straight quotation marks before counted
	counted  int
}

// quotationMarks are pairs of an opening and a closing mark.
var quotationMarks = [][2]string{{"“", "”"}, {"«", "»"}, {"„", "“"}}

// longest is how far back the beginning of a quotation is looked for, in bytes.
const longest = 1000

// quotes tells whether an offset stands between quotation marks, with a citation
// behind them in the sentence.
func (c *citing) quotes(at int) bool {
	if len(c.Cites) == 0 {
		return false
	}
	before, after := c.Text[max(0, at-longest):at], c.Text[at:min(len(c.Text), at+longest)]
	for _, marks := range quotationMarks {
		if !strings.Contains(after, marks[1]) {
			continue
		}
		open, closed := strings.LastIndex(before, marks[0]), strings.LastIndex(before, marks[1])
		if end := strings.Index(after, marks[1]); open > closed && end >= 0 {
			return c.citesQuote(at, at+end)
		}
	}
	c.straight += strings.Count(c.Text[c.counted:at], `"`)
	c.counted = at
	if end := strings.IndexByte(after, '"'); end >= 0 && c.straight%2 == 1 {
		return c.citesQuote(at, at+end)
	}
	return false
}

// citesQuote tells whether a quotation that ends at end has its citation. One that
// ends in a full stop of its own ends its sentence.
func (c *citing) citesQuote(at, end int) bool {
	quoted := strings.TrimRight(c.Text[at:end], " \u00a0\u202f")
	if last := len(quoted) - 1; last >= 0 && strings.IndexByte(".!?", quoted[last]) >= 0 {
		end = at + last
	}
	return c.cites(end)
}

// cites tells whether a citation stands between an offset and the end of its
// sentence, or directly behind that end.
func (c *citing) cites(from int) bool {
	i, _ := slices.BinarySearch(c.Cites, from)
	if i == len(c.Cites) {
		return false
	}
	if from < c.from || from >= c.to {
		c.from, c.to = from, sentenceEnd(c.lang, c.Text, from)
	}
	return c.Cites[i] <= c.to
}

// sentenceEnd returns where the next sentence begins, or the text's end. A full stop
// behind a word such as "para." ends none.
func sentenceEnd(lang *locale.Language, text string, from int) int {
	for i := from; i < len(text); i++ {
		if strings.IndexByte(".!?", text[i]) < 0 {
			continue
		}
		next, stops := afterStop(text[i+1:])
		if next == "" {
			return len(text)
		}
		if stops && !lang.IsNaming(text[max(0, i-window):i+1]+" ") {
			return len(text) - len(next)
		}
	}
	return len(text)
}

// afterStop returns what follows a full stop, its closing quotation marks and brackets
// and spaces, and whether a sentence may begin there.
func afterStop(text string) (next string, begins bool) {
	rest := strings.TrimLeft(text, ".!?")
	if closing := strings.TrimLeft(rest, " \u00a0\u202f"); strings.HasPrefix(closing, "»") {
		rest = closing
	}
	rest = strings.TrimLeft(rest, `”"’')]»`)
	next = strings.TrimLeft(rest, " \u00a0\u202f")
	first, _ := utf8.DecodeRuneInString(next)
	return next, len(next) < len(rest) && (unicode.IsUpper(first) || !unicode.IsLetter(first))
}
