package personal

import (
	"regexp"
	"strings"
)

var (
	longNumber = regexp.MustCompile(`[0-9](?:[ -]?[0-9]){12,18}`)
	nine       = regexp.MustCompile(`[0-9]{9}|[0-9]{3}([ -])[0-9]{3}([ -])[0-9]{3}`)
	account    = regexp.MustCompile(`(?i)[A-Z]{2}[0-9]{2}(?:[ -]?[A-Z0-9]{4}){2,7}(?:[ -]?[A-Z0-9]{1,3})?`)
)

// numbers finds those that carry a check digit: of cards, social insurance and bank accounts.
func numbers(text string) []hit {
	var hits []hit
	for _, m := range longNumber.FindAllStringIndex(text, -1) {
		if number := text[m[0]:m[1]]; wordEdge(text, m[0], m[1]) && grouped(number) && card(plain(number)) {
			hits = append(hits, hit{Card, m[0]})
		}
	}
	for _, m := range nine.FindAllStringSubmatchIndex(text, -1) {
		number := plain(text[m[0]:m[1]])
		same := m[2] < 0 || text[m[2]:m[3]] == text[m[4]:m[5]]
		if same && wordEdge(text, m[0], m[1]) && !continued(text, m[0], m[1]) && number[0] != '8' && luhn(number) && strings.Trim(number, "0") != "" {
			hits = append(hits, hit{Insurance, m[0]})
		}
	}
	for _, m := range account.FindAllStringIndex(text, -1) {
		if at := m[0]; (at == 0 || !letterOrDigit(text[at-1])) && iban(text[at:m[1]]) {
			hits = append(hits, hit{IBAN, at})
		}
	}
	return hits
}

// continued tells whether digits go on before or behind with a sign between: a longer number, a
// decimal, or an identifier.
func continued(text string, at, end int) bool {
	joins := func(c byte) bool { return c == '.' || c == ',' || c == '-' || c == ' ' }
	return at >= 2 && joins(text[at-1]) && isDigit(text[at-2]) || end+1 < len(text) && joins(text[end]) && isDigit(text[end+1])
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// grouped tells whether digits stand as on a card: together, in fours, or as 4-6-5.
func grouped(number string) bool {
	if !strings.ContainsAny(number, " -") {
		return true
	}
	parts := strings.FieldsFunc(number, func(r rune) bool { return r == ' ' || r == '-' })
	if len(parts) == 3 {
		return len(parts[0]) == 4 && len(parts[1]) == 6 && len(parts[2]) >= 4
	}
	for _, p := range parts[:len(parts)-1] {
		if len(p) != 4 {
			return false
		}
	}
	return true
}

// plain leaves the signs between digits and letters out.
func plain(number string) string {
	return strings.NewReplacer(" ", "", "-", "").Replace(number)
}

// issuers are the beginnings of the numbers of payment cards, from and to.
var issuers = [...][2]string{
	{"2221", "2720"}, {"300", "305"}, {"34", "34"}, {"3528", "3589"}, {"36", "39"}, {"4", "4"}, {"50", "50"}, {"51", "55"},
	{"56", "58"}, {"6011", "6011"}, {"62", "62"}, {"63", "63"}, {"644", "649"}, {"65", "65"}, {"67", "67"},
}

func card(number string) bool {
	for _, i := range issuers {
		if head := number[:len(i[0])]; head >= i[0] && head <= i[1] {
			return luhn(number)
		}
	}
	return false
}

// luhn tells whether the last digit is the check digit of those before it.
func luhn(number string) bool {
	sum := 0
	for i := range len(number) {
		n := int(number[len(number)-1-i] - '0')
		if i%2 == 1 {
			if n *= 2; n > 9 {
				n -= 9
			}
		}
		sum += n
	}
	return sum%10 == 0
}

// iban tells whether some beginning of a text is an account number with the right
// remainder. Words may follow it in the text.
func iban(text string) bool {
	number := strings.ToUpper(plain(text))
	if length := ibanLength(number[:2]); length > 0 && len(number) >= length {
		return remainder(number[:length]) == 1
	}
	return false
}

func ibanLength(country string) int {
	const lengths = "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 EG29 ES24 FI18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MR27 MT31 MU30 NL18 NO15 PK24 PL28 PS29 PT25 QA29 RO24 RS22 SA24 SC31 SE24 SI19 SK24 SM27 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20"
	i := strings.Index(lengths, country)
	if i < 0 || i%5 != 0 {
		return 0
	}
	return int(lengths[i+2]-'0')*10 + int(lengths[i+3]-'0')
}

// remainder is the number with its first four signs at the end, letters as numbers, divided by 97.
func remainder(number string) int {
	rest := 0
	for _, c := range number[4:] + number[:4] {
		if c >= 'A' {
			rest = (rest*100 + int(c-'A') + 10) % 97
		} else {
			rest = (rest*10 + int(c-'0')) % 97
		}
	}
	return rest
}
