package personal

import (
	"strings"
	"unicode/utf8"
)

// signs is what one look at the bytes of a text tells about it: which searches can find
// something. A million cells are looked at, and searched hardly ever.
type signs struct {
	run     int  // the most digits in a row, with spaces and signs of telephone numbers between
	plus    bool // a plus sign, or a word such as "tel"
	address bool // signs of an e-mail address
	dotted  bool // digits with three points between
	colons  int
	code    bool // a letter between digits, a digit between letters, or five digits
	point   bool // two decimals, or a sign of degrees
	account bool // two letters and two digits, and enough after them
}

func (s signs) any() bool { return s.address || s.numeric() }

// numeric tells whether something that is made of digits can be in the text.
func (s signs) numeric() bool {
	return s.dotted || s.colons >= 2 || s.code || s.point || s.account || s.run >= 9 || s.dials()
}

func (s signs) dials() bool { return s.run >= 9 || s.run >= 7 && s.plus }

// idle are the bytes that end a number and begin nothing: most of any text.
var idle = func() (is [256]bool) {
	for c := range is {
		is[c] = c|0x20 >= 'a' && c|0x20 <= 'z' || strings.IndexByte(",;\"'!?*#_=|~^%&`$>}]", byte(c)) >= 0
	}
	return is
}()

// look reads a text once. In one that is not ASCII it looks at what the text is folded to.
func look(text string) signs {
	if !ascii(text) {
		text = fold(text).text
	}
	var s signs
	run, points, decimals, inRow, degrees := 0, 0, 0, 0, false
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case idle[c]:
			run, points = 0, 0
		case isDigit(c):
			if inRow == 0 && dated(text[i:]) {
				i += len("2011-05-02") - 1
				run = 0
				continue
			}
			run++
			inRow++
			s.run = max(s.run, run)
			s.code = s.code || coded(text, i, inRow)
			s.account = s.account || inRow == 2 && i >= 3 && isLetter(text[i-2]) && isLetter(text[i-3]) && len(text)-i > 10
			continue
		case c == '.':
			if inRow > 0 && i+1 < len(text) && isDigit(text[i+1]) {
				points++
				decimals++
			}
			s.dotted = s.dotted || points >= 3
		case c == ' ' || c == '-' || c == '/' || c == '(' || c == ')' || c == wide:
			points = 0
			s.address = s.address || c == '(' && disguised(text[i+1:]) || c == ' ' && saysDot(text[i+1:])
		default:
			run, points = 0, 0
			s.plus = s.plus || c == '+'
			s.address = s.address || c == '@' && mailed(text, i) || (c == '[' || c == '{' || c == '<') && disguised(text[i+1:])
			if c == ':' {
				s.colons++
			}
			degrees = degrees || c == 0xb0 && i > 0 && text[i-1] == 0xc2
		}
		inRow = 0
	}
	s.point = degrees || decimals >= 2
	s.address = s.address && len(text) > 5
	s.plus = s.plus || s.run >= 7 && s.run < 9 && introduced(upToDigits(text))
	return s
}

// mailed tells whether the @ at a place of a text can be that of an e-mail address: a citation's has
// no name before it.
func mailed(text string, i int) bool {
	return i > 0 && i+1 < len(text) && localEnd(text[i-1]) && letterOrDigit(text[i+1])
}

// localEnd tells whether what stands before the @ of an address may end with a byte.
func localEnd(c byte) bool { return letterOrDigit(c) || strings.IndexByte("_%+-", c) >= 0 }

// disguised tells whether a text goes on as "at)" does, or another way to write an @ in brackets.
func disguised(text string) bool {
	text = strings.TrimLeft(text[:min(len(text), 40)], " \t\n\f\r")
	if text == "" {
		return true // far more room than a writer leaves
	}
	for _, at := range [...]string{"at", "à", "À", "arobase", "@"} {
		if len(text) > len(at) && strings.EqualFold(text[:len(at)], at) {
			rest := strings.TrimLeft(text[len(at):], " \t\n\f\r")
			if rest == "" || strings.IndexByte("])}>", rest[0]) >= 0 {
				return true
			}
		}
	}
	return false
}

// saysDot tells whether a text goes on with the word that is said for the point of an address.
func saysDot(text string) bool {
	return text != "" && (text[0] == 'd' && strings.HasPrefix(text, "dot ") || text[0] == 'p' && strings.HasPrefix(text, "point "))
}

// coded tells whether a postal code may stand around a digit: a letter on both sides, as in Canada; a digit and
// two capitals, as in Britain; five digits behind a word for such codes or behind a state.
func coded(text string, i, inRow int) bool {
	behind := text[i+1:]
	switch {
	case len(behind) == 0 || isDigit(behind[0]):
		return inRow == 5 && len(behind) == 0 && stated(text[:i-4])
	case !isLetter(behind[0]):
		return inRow == 5 && stated(text[:i-4])
	case i > 0 && isLetter(text[i-1]):
		return true
	}
	return len(behind) >= 2 && behind[0] <= 'Z' && behind[1] >= 'A' && behind[1] <= 'Z' && (len(behind) == 2 || !letterOrDigit(behind[2]))
}

// stated tells whether the words before five digits can make them a postal code.
func stated(before string) bool {
	before = before[max(0, len(before)-24):]
	return states.MatchString(before) || zipWords.MatchString(before)
}

// introduced tells whether a text ends with a word for a telephone number. Nearly none holds one of these at
// all, which is far sooner known.
func introduced(text string) bool {
	text = strings.ToLower(text)
	for _, word := range [...]string{"tel", "tél", "phone", "mobile", "cell", "fax", "call", "appele", "dial"} {
		if strings.Contains(text, word) {
			return words.MatchString(text)
		}
	}
	return false
}

// upToDigits is the end of the text before its first row of seven digits, signs between them, for a look at the
// word there: as much as such a word and what follows it can take.
func upToDigits(text string) string {
	for i := 0; i+7 < len(text); i++ {
		if isDigit(text[i]) && strings.Count(strings.Map(digitsOnly, text[i:min(len(text), i+9)]), "0") >= 7 {
			return text[max(0, i-longestWord):i]
		}
	}
	return ""
}

const longestWord = 64

// digitsOnly makes every digit a 0 and drops the rest.
func digitsOnly(r rune) rune {
	if r >= '0' && r <= '9' {
		return '0'
	}
	return -1
}

// dated tells whether a text begins with a date as ISO 8601 has it.
func dated(text string) bool {
	const form = "0000-00-00"
	if len(text) < len(form) || text[4] != '-' || text[7] != '-' || text[0] != '1' && text[0] != '2' || text[5] > '1' || text[8] > '3' {
		return false
	}
	for i := range form {
		if form[i] == '0' && !isDigit(text[i]) {
			return false
		}
	}
	return len(text) == len(form) || !isDigit(text[len(form)]) && text[len(form)] != '-'
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= utf8.RuneSelf }
