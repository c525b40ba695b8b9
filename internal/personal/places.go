package personal

import (
	"regexp"
	"strconv"
	"strings"
)

var (
	canadian = regexp.MustCompile(`(?i)[ABCEGHJ-NPRSTVXY][0-9][ABCEGHJ-NPRSTV-Z][ \x1f-]{0,2}[0-9][ABCEGHJ-NPRSTV-Z][0-9]`)
	british  = regexp.MustCompile(`([A-Z]{1,2})(?:[0-9]{1,2}|[0-9][A-Z])([ \x1f]?)[0-9][ABD-HJLNP-UW-Z]{2}`)
	zip      = regexp.MustCompile(`[0-9]{5}(?:-[0-9]{4})?`)
	zipWords = regexp.MustCompile(`(?i)(?:\bzip(?:[ _-]?code)?|\bpost(?:al)?[ _-]?code|\bcode[ _-]postal|\bPLZ)[^0-9A-Za-z]{0,4}$`)
	states   = regexp.MustCompile(`, (?:A[KLRZ]|C[AOT]|DC|DE|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]) $`)
)

// britishAreas are the letters that a British postcode begins with.
const britishAreas = " AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE "

// postalCodes finds codes that few households share: full Canadian and British ones, and
// others where the words before them say what they are.
func postalCodes(text string) []hit {
	var hits []hit
	add := func(at, end int) {
		if wordEdge(text, at, end) {
			hits = append(hits, hit{PostalCode, at})
		}
	}
	for _, m := range canadian.FindAllStringIndex(text, -1) {
		add(m[0], m[1])
	}
	for _, m := range british.FindAllStringSubmatchIndex(text, -1) {
		area, space := text[m[2]:m[3]], m[5] > m[4]
		if strings.Contains(britishAreas, " "+area+" ") && (space || zipWords.MatchString(text[:m[0]]) || m[0] == 0 && m[1] == len(text)) {
			add(m[0], m[1])
		}
	}
	for _, m := range zip.FindAllStringIndex(text, -1) {
		if before := text[max(0, m[0]-24):m[0]]; zipWords.MatchString(before) || states.MatchString(before) {
			add(m[0], m[1])
		}
	}
	return hits
}

const decimal = `[+-]?[0-9]{1,3}[.][0-9]{2,}`

var (
	pair    = regexp.MustCompile(`(` + decimal + `)°?\s*([NS]?)\s*[,;/ ]\s*(` + decimal + `)°?\s*([EWO]?)`)
	degrees = regexp.MustCompile(`[0-9]{1,2}\s?°\s?[0-9]{1,2}\s?['’′]{1,2}\s?(?:[0-9]{1,2}(?:[.,][0-9]+)?\s?(?:\\?["”″]|''){1,2}\s?)?[NS]\b`)
	latWord = regexp.MustCompile(`(?i)\b(?:lat(?:itude)?|coord(?:inates|onn\S*)?|gps|geo|point)\b[^0-9]{0,8}$`)
)

// coordinates finds a latitude and a longitude, exact enough to be a house: four decimals are
// eleven metres, three a hundred.
func coordinates(text string) []hit {
	var hits []hit
	for _, m := range pair.FindAllStringSubmatchIndex(text, -1) {
		first, second := text[m[2]:m[3]], text[m[6]:m[7]]
		lat, err := strconv.ParseFloat(first, 64)
		lon, err2 := strconv.ParseFloat(second, 64)
		places := min(decimals(first), decimals(second))
		named := m[5] > m[4] && m[9] > m[8] || latWord.MatchString(text[max(0, m[0]-24):m[0]])
		large := max(lat, -lat) >= 2 || max(lon, -lon) >= 2 // shares of a whole are smaller
		edge := (m[0] == 0 || !letterOrDigit(text[m[0]-1]) && text[m[0]-1] != '.') && (m[7] == len(text) || text[m[7]] != '.')
		if err == nil && err2 == nil && edge && lat >= -90 && lat <= 90 && lon >= -180 && lon <= 180 && (places >= 4 && large || places >= 3 && named) {
			hits = append(hits, hit{Coordinates, m[0]})
		}
	}
	for _, m := range degrees.FindAllStringIndex(text, -1) {
		hits = append(hits, hit{Coordinates, m[0]})
	}
	return hits
}

func decimals(number string) int { return len(number) - strings.IndexByte(number, '.') - 1 }
