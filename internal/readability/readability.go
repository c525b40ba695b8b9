// Package readability says how easy a text is to read, by a formula for each
// language that has one. It counts words, sentences and syllables, no more: a low
// score says that sentences or words are long, not that a text is bad.
//
//	English  206.835 − 1.015 × words/sentences − 84.6 × syllables/words
//	French   207     − 1.015 × words/sentences − 73.6 × syllables/words
//
// The first is Flesch's reading ease (R. Flesch, "A new readability yardstick",
// Journal of Applied Psychology, 1948); the second is its adaptation by L. Kandel and
// A. Moles ("Application de l'indice de Flesch à la langue française", 1958). From 60
// on a text is plain; below 30 it is hard.
//
// Syllables are counted by the letters: each run of vowels is one, but for a silent
// e at the end. All arithmetic is in whole numbers, so that every machine agrees.
package readability

import (
	"strings"
	"unicode"
)

// Score is what was counted in a text.
type Score struct {
	Words, Sentences, Syllables int
	// Ease is from 0 (hard) to 100 (easy); Known tells whether the language has a formula.
	Ease  int
	Known bool
}

// formula is the constants of a language, in thousandths.
type formula struct{ base, sentence, word int }

func formulaOf(lang string) (formula, bool) {
	switch language, _, _ := strings.Cut(lang, "-"); language {
	case "en":
		return formula{206_835, 1_015, 84_600}, true
	case "fr":
		return formula{207_000, 1_015, 73_600}, true
	}
	return formula{}, false
}

// Of measures the sentences of a text in a language: "en", "fr-CA".
func Of(lang string, sentences []string) Score {
	var s Score
	french := strings.HasPrefix(lang, "fr")
	for _, sentence := range sentences {
		words := strings.FieldsFunc(sentence, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		counted := 0
		for _, word := range words {
			if n := syllables(word, french); n > 0 {
				counted++
				s.Syllables += n
			}
		}
		if counted > 0 {
			s.Sentences++
			s.Words += counted
		}
	}
	f, known := formulaOf(lang)
	if s.Words == 0 || !known {
		return s
	}
	ease := f.base - f.sentence*s.Words/s.Sentences - f.word*s.Syllables/s.Words
	s.Ease, s.Known = min(max((ease+500)/1000, 0), 100), true
	return s
}

// PerSentence returns the words of a sentence on average, to the nearest.
func (s Score) PerSentence() int {
	if s.Sentences == 0 {
		return 0
	}
	return (2*s.Words + s.Sentences) / (2 * s.Sentences)
}

// syllables counts the runs of vowels of a word; a numeral counts as one, and letters
// without a vowel as none: what is left of an elided word ("l’abonné").
func syllables(word string, french bool) int {
	count, inside := 0, false
	letters := []rune(strings.ToLower(word))
	for _, r := range letters {
		vowel := strings.ContainsRune("aeiouyàâäéèêëîïôöùûüœæ", r)
		if vowel && !inside {
			count++
		}
		inside = vowel
	}
	if count > 1 && silent(letters, french) {
		count--
	}
	if count == 0 && unicode.IsDigit(letters[0]) {
		return 1
	}
	return count
}

// silent tells whether a word ends in an e that is not said: "code", "codes", and in
// French "codent"; not in "table" in English, nor in one that a vowel stands before.
func silent(letters []rune, french bool) bool {
	word := string(letters)
	switch {
	case french && strings.HasSuffix(word, "ent") && !strings.HasSuffix(word, "ment"):
		return false // "souvent" or "disent": the letters do not tell, so that it is said
	case french:
		word = strings.TrimSuffix(word, "s")
	case strings.HasSuffix(word, "ed"):
		before := word[:len(word)-2]
		return !strings.HasSuffix(before, "t") && !strings.HasSuffix(before, "d") && !endsInVowel(before)
	case strings.HasSuffix(word, "le"):
		return endsInVowel(word[:len(word)-2])
	}
	rest, ok := strings.CutSuffix(word, "e")
	return ok && !endsInVowel(rest)
}

func endsInVowel(word string) bool {
	return word != "" && strings.ContainsRune("aeiouyéèêëàâîïôûü", []rune(word)[len([]rune(word))-1])
}
