// Package claim holds the words of a report against its data. A claim is a link
// whose address is "figure:NAME": the words of the link (or its title, when there
// is one) must say what the figure says, to the last written digit.
//
// What the words may be depends on what is known of the value:
//
//   - Exact: one number. A numeral equals the value rounded to the numeral's last
//     written digit, ties away from zero; a percentage is held against a ratio. A number
//     word is exact ("two"). A fraction in words is the nearest one with the denominator
//     2, 3, 4, 5 or 10, where 0 and 1 are candidates too ("two in five" for 0.4058). "all"
//     is the ratio 1, "none" is 0, "most" is over 1/2 and at most 1. "more than",
//     "at least", "fewer than" and "at most" hold as they say. "about" holds when the
//     value rounded to the number's last digit that is not zero is that number, and no
//     more than a tenth of it away; "nearly" besides, when the value is less.
//   - Approximate: the stated number, with "about" or its like.
//   - Bound: "more than" or "at least" (or, for an upper bound, "fewer than" or "at
//     most") with the bound's own number: whole numbers over 40,000 are more than 40,000 and
//     at least 40,001. A ratio's bound is rounded outwards, so that nothing more is said
//     than is known.
//   - Band: both ends, in one of the language's patterns ("between 0 and 249").
//   - Withheld, not published, not applicable: those very words of the language, and
//     no number.
//   - A text: the words hold it, or the date that it is in the language.
//
// Other words may stand around: "all 129 complainants" is the numeral 129. A
// second number is an error, since nobody could say which of them is claimed; only
// "all" and words such as "one", which are ordinary words too, may stand beside it.
package claim

import (
	"strings"

	"daylight/internal/dataset"
	"daylight/internal/diag"
	"daylight/internal/figure"
	"daylight/internal/locale"
)

// Codes of the problems this package reports.
const (
	CodeStale   diag.Code = "claim-stale"   // the words say something else than the data
	CodeUnknown diag.Code = "claim-figure"  // there is no such figure
	CodeNumeral diag.Code = "claim-numeral" // the words hold no number or checked word, or more than one
	CodeJoined  diag.Code = "claim-joined"  // digits or a sign directly beside the words change the number
	CodeSyntax  diag.Code = "claim-syntax"  // a text holds "(figure:" that is no claim
)

// Check holds the words of a claim against a value in a language. ok tells
// whether they agree; otherwise problem says in a sentence what is wrong
// ("this says 950, the data says 949") and hint holds the words to write, which
// are words that hold.
func Check(lang *locale.Language, words string, v dataset.Value) (ok bool, problem, hint string) {
	f := check(lang, words, v, nil)
	if f == nil {
		return true, "", ""
	}
	return false, f.problem, f.hint
}

// failure is why a claim does not hold.
type failure struct {
	code          diag.Code
	problem, hint string
	mend          []diag.Span // of the words, where numerals alone have to change
}

// check is Check; labels are what else a text may be called.
func check(lang *locale.Language, words string, v dataset.Value, labels []string) *failure {
	switch {
	case v.Status.Unknown():
		return checkUnknown(lang, words, v.Status)
	case v.IsText:
		return checkText(lang, words, v.Text, labels)
	case known(v) == nothing:
		return checkUnknown(lang, words, dataset.NotPublished)
	}
	r := read(lang, words)
	problem := judge(lang, r, v)
	if problem == nil {
		return nil
	}
	if problem.code == CodeStale {
		problem.mend = mend(lang, r, v)
	}
	problem.hint = respell(words, problem.mend)
	if problem.mend == nil {
		problem.hint = suggest(lang, r, v)
	}
	return problem
}

func checkUnknown(lang *locale.Language, words string, s dataset.Status) *failure {
	said := statusWords(lang, s)
	if sameWords(words, said) {
		return nil
	}
	return &failure{code: CodeStale, problem: "the data gives no number here, it says “" + said + "”", hint: said}
}

// checkText looks for the text itself, a label of it, or its date, as whole words.
func checkText(lang *locale.Language, words, text string, labels []string) *failure {
	names := append([]string{lang.Date(text), text}, labels...)
	for _, name := range names {
		if rest, ok := cutWords(words, name); ok {
			return checkRest(lang, rest, name)
		}
	}
	said := names[0]
	if len(labels) > 0 {
		said = labels[0]
	}
	return &failure{code: CodeStale, problem: "this does not say what the data says, “" + said + "”", hint: said}
}

// Segment is a piece of a text of one line: plain words, or a claim that holds.
type Segment struct {
	Text   string         // what a reader sees
	Figure *figure.Figure // nil for plain words
	Typed  string         // why a numeral is typed by hand, see Typed; "" for all else
	Wrong  string         // why the claim does not hold; "" in whatever is published
}

// Inline is the text of one line of YAML (a title, a summary, a note), in which
// claims are written as in Markdown and everything else is plain.
type Inline []Segment

// String returns the text as a reader sees it.
func (in Inline) String() string {
	var b strings.Builder
	for _, s := range in {
		b.WriteString(s.Text)
	}
	return b.String()
}

// Written is a claim as a file has it: [words](figure:name "title"), without escapes.
type Written struct {
	Pos                diag.Pos
	Name, Words, Title string
	Before, After      string // what a reader sees directly beside the words
	// EditWords and EditTitle, where set, return the edit that replaces spans of the
	// words or of the title in the file, or none where that cannot be done.
	EditWords, EditTitle func(spans ...diag.Span) diag.Edit
}

// Resolve finds and checks a claim. It returns the words to show (filled in when
// they are empty). A title is the claim in place of the words; numerals and checked words
// in the words are held all the same, since a reader will read them. When the claim does not hold,
// the error is a diag.List, and the segment has the figure if there is one. A problem
// that is mended by new numerals alone has the edit.
func Resolve(lang *locale.Language, figures *figure.Set, w Written) (Segment, error) {
	var problems diag.List
	f, hint, err := figures.Figure(w.Name)
	if err != nil {
		problems.Add(w.Pos, CodeUnknown, hint, "%v", err)
		return Segment{Text: w.Words, Wrong: err.Error()}, problems.Err()
	}
	s := Segment{Text: w.Words, Figure: &f}
	if !f.Value.IsText && joins(lang, w.Before, w.After) {
		problems.Add(w.Pos, CodeJoined, "write all of the number between the brackets, or put a space between", "what stands directly beside this claim changes its number")
	}
	if strings.TrimSpace(w.Words) == "" {
		s.Text = Fill(lang, f.Column, f.Value)
	}
	labels := labelsOf(lang, f.Column, f.Value)
	var bad *failure
	if w.Title != "" {
		if bad = check(lang, w.Title, f.Value, labels); bad != nil {
			problems.AddEdit(w.Pos, bad.code, bad.edit(w.EditTitle), link(w.Words, w.Name, bad.hint), "the title is the claim: %s", bad.problem)
		}
		bad = checkFree(lang, w.Words, w.Title, f.Value, labels)
	} else if s.Text == w.Words {
		bad = check(lang, w.Words, f.Value, labels)
	}
	if bad != nil {
		problems.AddEdit(w.Pos, bad.code, bad.edit(w.EditWords), link(bad.hint, w.Name, ""), "%s", bad.problem)
	}
	if len(problems) > 0 {
		s.Wrong = problems[0].Message
	}
	return s, problems.Err()
}

// edit returns the edit that mends the words in their file, if there is one.
func (f *failure) edit(editor func(spans ...diag.Span) diag.Edit) diag.Edit {
	if editor == nil || f.mend == nil {
		return diag.Edit{}
	}
	return editor(f.mend...)
}

// link writes a claim as it is to be pasted.
func link(words, name, title string) string {
	escape := strings.NewReplacer(`\`, `\\`, `[`, `\[`, `]`, `\]`)
	text := "write [" + escape.Replace(words) + "](figure:" + name
	if title != "" {
		text += ` "` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(title) + `"`
	}
	return text + ")"
}
