package main

import (
	"cmp"
	"slices"
	"strconv"

	"daylight/internal/report"
)

// mostReadings is how many pages check lists: of more, those that are hardest to read.
const mostReadings = 40

// reading is how easy a page is to read, as --json says it.
type reading struct {
	Page  string `json:"page"`
	Ease  *int   `json:"ease"`             // 0 hard to 100 easy; null for a language without a formula
	Words int    `json:"wordsPerSentence"` // on average
}

func readings(result *report.Result) []reading {
	var list []reading
	for _, r := range result.Readings() {
		line := reading{Page: r.Path, Words: r.PerSentence()}
		if r.Known {
			line.Ease = &r.Ease
		}
		list = append(list, line)
	}
	return list
}

// sayReadings lists how easy each page is to read.
func (u *ui) sayReadings(list []reading) {
	if len(list) > mostReadings {
		u.say("Ease of reading of the hardest %d of %s (0 hard, 60 plain, 100 easy), and words a sentence:", mostReadings, count(len(list), "page"))
		slices.SortStableFunc(list, func(a, b reading) int { return cmp.Compare(a.rank(), b.rank()) })
		list = list[:mostReadings]
	} else {
		u.say("Ease of reading (0 hard, 60 plain, 100 easy), and words a sentence:")
	}
	for _, r := range list {
		ease := "–"
		if r.Ease != nil {
			ease = strconv.Itoa(*r.Ease)
		}
		u.say("  %3s %3d  %s", ease, r.Words, r.Page)
	}
}

// rank is the ease; a page that has none comes last.
func (r reading) rank() int {
	if r.Ease == nil {
		return 101
	}
	return *r.Ease
}
