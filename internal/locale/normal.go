package locale

import "golang.org/x/text/unicode/norm"

// Composed tells whether a text is in Unicode's composed form (NFC), in which
// letters that look the same are the same bytes: é is one character there, not an
// e and an accent.
func Composed(text string) bool { return norm.NFC.IsNormalString(text) }
