package dataset

import (
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"daylight/internal/diag"
	"daylight/internal/locale"
)

// fault is what is wrong with a cell's text, wherever it stands. Neither message
// nor hint ever holds the text itself.
type fault struct {
	code          diag.Code
	message, hint string
}

// verdict is what a cell's text is as its type: a status and, for a count, the
// first and the last number it can be (an open end is open).
type verdict struct {
	status    Status
	low, high int64
	fault     *fault
}

// open is the high end of a count that may be any number from low on.
const open = -1

func wrong(message, hint string) verdict {
	return verdict{fault: &fault{CodeCell, message, hint}}
}

// judge reads a cell's text as a type. Markers have been recognised before.
func judge(t Type, text string) verdict {
	if f := surface(text); f != nil {
		return verdict{fault: f}
	}
	switch t {
	case Count:
		return judgeCount(text)
	case Period:
		return judgePeriod(text)
	case Source:
		return judgeSource(text)
	case Integer:
		return judgeInteger(text)
	case Number:
		return judgeNumber(text)
	case Date:
		return judgeDate(text)
	case Year:
		return judgeYear(text)
	case Boolean:
		return judgeBoolean(text)
	}
	return judgeString(text)
}

// surface holds a cell to what is asked of every type.
func surface(text string) *fault {
	if text == "" {
		return &fault{CodeEmpty, "the cell is empty", "write a value, or the marker that says why there is none"}
	}
	if len(text) > maxCell && utf8.RuneCountInString(text) > maxCell {
		return &fault{CodeCell, "the cell holds more than 32,767 characters", "a table is for short texts; put long ones in a page"}
	}
	for i := 0; i < len(text); i++ {
		if c := text[i]; c < 0x20 || c >= 0x7f {
			return surfaceRunes(text)
		}
	}
	if text[0] == ' ' || text[len(text)-1] == ' ' {
		return spaces()
	}
	return nil
}

func spaces() *fault {
	return &fault{CodeCell, "the cell begins or ends with white space", "take the spaces out: to a computer they make another word"}
}

// surfaceRunes is surface for a text that is not plain ASCII.
func surfaceRunes(text string) *fault {
	for _, r := range text {
		switch {
		case r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029':
			return &fault{CodeCell, "the cell holds a line break", "write it in one line"}
		case r == utf8.RuneError:
			return &fault{CodeCell, "the cell holds U+FFFD, which an earlier conversion left in place of a lost character", "type the character again"}
		case invisible(r):
			return &fault{CodeCell, "the cell holds a control character or one that hides or reorders text", "delete it; typing the cell anew is the surest way"}
		}
	}
	if strings.TrimFunc(text, unicode.IsSpace) != text {
		return spaces()
	}
	if !locale.Composed(text) {
		return &fault{CodeCell, "the cell is not in Unicode's composed form (NFC), so it equals no cell that looks the same", "type the cell again, or save the file in NFC: some systems write é as an e and an accent"}
	}
	return nil
}

// invisible tells whether a character can make a cell read as what it is not.
// What scripts need for their shapes is let through; the Arabic signs that Unicode
// counts as format characters are seen.
func invisible(r rune) bool {
	if shaping(r) || unicode.Is(unicode.Prepended_Concatenation_Mark, r) {
		return false
	}
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Other_Default_Ignorable_Code_Point) || r&0xfffe == 0xfffe || r >= 0xfdd0 && r <= 0xfdef
}

// shaping tells whether a character only changes how those beside it are drawn:
// the joiners and direction marks of scripts such as Persian, and what chooses a
// variant of a letter.
func shaping(r rune) bool {
	switch r {
	case '\u200c', '\u200d', '\u200e', '\u200f', '\u061c':
		return true
	}
	return unicode.Is(unicode.Variation_Selector, r)
}

// unlike says why a text cannot be a key, or nil: keys that look the same must be
// the same, or a reader sees one district where the report counts two.
func unlike(text string) *fault {
	const why = "to a reader it is the same key as one without, to a computer another"
	space := false
	for _, r := range text {
		switch {
		case shaping(r):
			return &fault{CodeKey, "the cell is part of a key and holds a character that cannot be seen", "take it out: " + why}
		case unicode.IsSpace(r) && (space || r != ' '):
			return &fault{CodeKey, "the cell is part of a key and holds a space of another kind, or two in a row", "write plain single spaces: " + why}
		}
		space = r == ' '
	}
	return nil
}

// judgeString refuses a text that a spreadsheet would run as a formula.
func judgeString(text string) verdict {
	first, _ := utf8.DecodeRuneInString(text)
	if strings.ContainsRune("=+-@＝＋－＠", first) {
		return wrong("the text begins with =, +, - or @, which spreadsheets run as a formula", "begin with a letter or a digit")
	}
	return verdict{}
}

// undeclared is the fault of a text that has the form of a marker. Brackets are
// kept for markers, so that a misspelt one can't pass as a text.
func undeclared(text string, missing map[string]Status) *fault {
	markers := slices.Sorted(maps.Keys(missing))
	hint := didYouMean(text, markers)
	if hint == "" {
		hint = "declare it in missingValues, or write the text without brackets"
	}
	return &fault{CodeCell, "the cell is in square brackets, but is no marker that missingValues declares", hint}
}

func judgeSource(text string) verdict {
	for i := 0; i < len(text); i++ {
		c := text[i]
		if letter := c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'; !letter && (i == 0 || !strings.ContainsRune("_-.:/", rune(c))) {
			return wrong("the cell is no key of a source", "write a key of content/references.yaml: letters, digits and _ - . : /")
		}
	}
	return verdict{}
}

func judgeBoolean(text string) verdict {
	if text != "true" && text != "false" {
		return wrong("the cell is neither true nor false", "write true or false, in small letters")
	}
	return verdict{}
}
