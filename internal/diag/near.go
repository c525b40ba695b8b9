package diag

import "slices"

// Near returns the candidate that is most like word, or "" when none is near
// enough to be what was meant: a distance of at most a third of the longer word,
// and never more than three changes. Ties go to the first in alphabetical order.
func Near(word string, candidates []string) string {
	best, bestDistance := "", 4
	sorted := slices.Sorted(slices.Values(candidates))
	for _, c := range sorted {
		if gap := len(c) - len(word); gap > 12 || gap < -12 {
			continue // three changes of at most four bytes: no need to count, and no cost for a hostile word
		}
		limit := min(3, max(len(word), len(c))/3)
		if d := distance(word, c); d <= limit && d < bestDistance {
			best, bestDistance = c, d
		}
	}
	return best
}

// DidYouMean returns `did you mean "x"?` for the nearest candidate, or "".
func DidYouMean(word string, candidates []string) string {
	if near := Near(word, candidates); near != "" {
		return `did you mean "` + near + `"?`
	}
	return ""
}

// distance counts the insertions, deletions, replacements and swaps of
// neighbours between two words (optimal string alignment).
func distance(a, b string) int {
	r, s := []rune(a), []rune(b)
	rows := make([][]int, len(r)+1)
	for i := range rows {
		rows[i] = make([]int, len(s)+1)
		rows[i][0] = i
	}
	for j := range s {
		rows[0][j+1] = j + 1
	}
	for i := 1; i <= len(r); i++ {
		for j := 1; j <= len(s); j++ {
			cost := 1
			if r[i-1] == s[j-1] {
				cost = 0
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+cost)
			if i > 1 && j > 1 && r[i-1] == s[j-2] && r[i-2] == s[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(r)][len(s)]
}
