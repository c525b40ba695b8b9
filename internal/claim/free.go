package claim

import (
	"strings"
	"unicode"

	"daylight/internal/dataset"
	"daylight/internal/locale"
)

// checkFree holds free words, whose claim is their title, as far as they say a number
// themselves: in numerals, or in checked words that the title has not in the same order
// ("two numbers in five" beside "two in five").
func checkFree(lang *locale.Language, words, title string, v dataset.Value, labels []string) *failure {
	if len(lang.Numerals(words)) == 0 && !saysMore(lang, words, title, v) {
		return nil
	}
	return check(lang, words, v, labels)
}

// saysMore tells whether the checked words in free words say what the title does not.
func saysMore(lang *locale.Language, words, title string, v dataset.Value) bool {
	if v.IsText {
		return false // "two days later" says nothing against a date
	}
	numbers, qualifiers := said(lang, words, v)
	if len(numbers) == 0 {
		return false
	}
	_, titled := said(lang, title, v)
	return qualifiers != titled || !isWithin(numbers, letters(title))
}

// said returns the words of the numbers that words say, and the qualifiers beside them.
// What is an ordinary word beside a number says none; "all" of a count is one.
func said(lang *locale.Language, words string, v dataset.Value) (numbers []string, qualifiers string) {
	for _, p := range lang.Phrases(words) {
		switch {
		case p.Article, p.Meaning == locale.All && !isFraction(v):
		case p.Meaning.IsNumber():
			numbers = append(numbers, letters(words[p.Start:p.End])...)
		default:
			qualifiers += string(rune('0' + p.Meaning))
		}
	}
	return numbers, qualifiers
}

// isWithin tells whether words stand in a text in their order.
func isWithin(words, text []string) bool {
	for _, word := range text {
		if len(words) > 0 && words[0] == word {
			words = words[1:]
		}
	}
	return len(words) == 0
}

// letters returns the words of a text in small letters.
func letters(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) })
}
