package claim

import (
	"strings"
	"unicode/utf8"

	"daylight/internal/conf"
	"daylight/internal/diag"
	"daylight/internal/figure"
	"daylight/internal/locale"
)

// TypedScheme begins the address of a numeral that is typed by hand on purpose:
// [16](typed: "why it is not from the data").
const TypedScheme = "typed:"

// Typed checks such a mark and returns the reason as a reader of the source finds it.
func Typed(lang *locale.Language, pos diag.Pos, words, reason string) (Segment, error) {
	var problems diag.List
	reason = strings.TrimSpace(reason)
	if reason == "" {
		problems.Add(pos, CodeTyped, `say why it is not from the data: [`+words+`](typed: "…")`, "this mark gives no reason")
	}
	if len(lang.Numerals(words)) == 0 && len(signs(words)) == 0 {
		problems.Add(pos, CodeTyped, "write the words without the mark", "there is no numeral in this mark")
	}
	return Segment{Text: words, Typed: reason}, problems.Err()
}

// checkRest refuses a number beside the text that a claim says: nothing stands behind it.
func checkRest(lang *locale.Language, rest, text string) *failure {
	for _, sense := range lang.Senses(rest, lang.Numerals(rest)) {
		if sense == locale.Quantity {
			return &failure{code: CodeNumeral, problem: "these words hold a number, and the figure is a text", hint: text}
		}
	}
	return nil
}

// parseTyped reads a mark at the start of s, which begins with a bracket.
func parseTyped(s string) (parsedLink, bool) {
	words, rest, ok := until(s[1:], ']', '[')
	if !ok {
		return parsedLink{}, false
	}
	if rest, ok = strings.CutPrefix(rest, "("+TypedScheme); !ok {
		return parsedLink{}, false
	}
	l := parsedLink{words: words}
	rest = strings.TrimLeft(rest, " ")
	if strings.HasPrefix(rest, `"`) {
		if l.title, rest, ok = until(rest[1:], '"', 0); !ok {
			return parsedLink{}, false
		}
		rest = strings.TrimLeft(rest, " ")
	}
	rest, ok = strings.CutPrefix(rest, ")")
	l.size = len(s) - len(rest)
	return l, ok
}

// CountTyped returns how many numerals of a text are marked as typed by hand.
func (in Inline) CountTyped() int {
	n := 0
	for _, s := range in {
		if s.Typed != "" {
			n++
		}
	}
	return n
}

// Plain holds a text in which no claim can stand (a unit, a description) to have no
// numeral that needs one. at gives the position of a byte of the text. The error is a
// diag.List.
func Plain(lang *locale.Language, figures *figure.Set, text string, at func(offset int) diag.Pos) error {
	var problems diag.List
	for _, l := range Unbound(lang, figures, Prose{Text: text}) {
		problems = append(problems, l.Diagnostic(at(l.Start), InPlain))
	}
	return problems.Err()
}

// leastCount is how many digits the numerals have that Label looks at: a figure that is 18
// or 24 says nothing against "18 to 24 years".
const leastCount = 3

// Label holds a text in one line that is the name of a category. A numeral may be part of
// it, but not one that a figure says: it is a count then, and nothing would
// keep it up to date. The error is a diag.List.
func Label(lang *locale.Language, figures *figure.Set, text conf.Text) error {
	var problems diag.List
	for _, l := range Unbound(lang, figures, Prose{Text: text.Value}) {
		if len(l.Candidates) == 0 || digitsIn(l.Text) < leastCount {
			continue
		}
		pos := text.Pos
		pos.Col += utf8.RuneCountInString(text.Value[:l.Start])
		problems = append(problems, l.Diagnostic(pos, InPlain))
	}
	return problems.Err()
}

// Locator holds the locator of a citation to have no numeral but those that name places in
// a source: what the source counts stands in the sentence, where a reader takes it for the
// source's words.
func Locator(lang *locale.Language, locator string, pos diag.Pos) diag.List {
	if !holdsNumber(locator) {
		return nil
	}
	loose := signs(locator)
	for _, n := range lang.Unplaced(locator) {
		loose = append(loose, newLoose(lang, nil, locator, n, false))
	}
	var problems diag.List
	for _, l := range loose {
		problems = append(problems, l.Diagnostic(pos, InLocator))
	}
	return problems
}

// inlineGate collects the plain words of an Inline, in which each claim is an Object,
// and knows where each stands in the text.
type inlineGate struct {
	words strings.Builder
	runs  []run
}

// run says that from a byte of the words on, until the next run, words and text go together.
type run struct{ words, text int }

func (g *inlineGate) add(words string, at int) {
	if n := len(g.runs); n == 0 || g.runs[n-1].text-g.runs[n-1].words != at-g.words.Len() {
		g.runs = append(g.runs, run{g.words.Len(), at})
	}
	g.words.WriteString(words)
}

// place returns where a byte of the words stands in the text.
func (g *inlineGate) place(offset int) int {
	i := len(g.runs) - 1
	for g.runs[i].words > offset {
		i--
	}
	return g.runs[i].text + offset - g.runs[i].words
}

// check reports the numerals that are bound to nothing.
func (g *inlineGate) check(lang *locale.Language, figures *figure.Set, t conf.Text) diag.List {
	var problems diag.List
	words := g.words.String()
	for _, l := range Unbound(lang, figures, Prose{Text: words}) {
		from := g.place(l.Start)
		d := l.Diagnostic(t.PosAt(from), InText)
		if s, ok := l.Bind(words); ok && g.place(s.End-1)-g.place(s.Start) == s.End-1-s.Start {
			s.Start, s.End = g.place(s.Start), g.place(s.End-1)+1
			d.Edit = t.Edit(s)
		}
		problems = append(problems, d)
	}
	return problems
}
