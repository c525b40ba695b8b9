package narrative

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"daylight/internal/conf"
	"daylight/internal/diag"
)

// cslTypes are the types of source of CSL 1.0.2.
var cslTypes = []string{
	"article", "article-journal", "article-magazine", "article-newspaper", "bill", "book", "broadcast", "chapter",
	"classic", "collection", "dataset", "document", "entry", "entry-dictionary", "entry-encyclopedia", "event",
	"figure", "graphic", "hearing", "interview", "legal_case", "legislation", "manuscript", "map", "motion_picture",
	"musical_score", "pamphlet", "paper-conference", "patent", "performance", "periodical", "personal_communication",
	"post", "post-weblog", "regulation", "report", "review", "review-book", "software", "song", "speech", "standard",
	"thesis", "treaty", "webpage",
}

// readDate returns a date as CSL-YAML has it: "2014-04-24" or a part of it, a
// number for a year, or date-parts: [[2014, 4, 24]]; two dates are a range.
func readDate(n conf.Node, problems *diag.List) string {
	var dates []string
	switch n.Kind {
	case conf.Null:
		return ""
	case conf.String, conf.Number:
		dates = strings.Split(n.Value, "/")
	case conf.Map:
		dates = dateParts(n)
	}
	valid := len(dates) == 1 || len(dates) == 2
	for _, date := range dates {
		valid = valid && isDate(date)
	}
	if !valid {
		problems.Add(n.Pos, CodeReference, "write 2014-04-24, 2014-04 or 2014, or date-parts: [[2014, 4, 24]]", "this is no date")
		return ""
	}
	return strings.Join(dates, "/")
}

// isDate tells whether a text is a day, month or year of the calendar.
func isDate(s string) bool {
	return slices.ContainsFunc([]string{"2006", "2006-01", time.DateOnly}, func(layout string) bool {
		_, err := time.Parse(layout, s)
		return err == nil
	})
}

// dateParts returns the dates of date-parts as text; what is no number comes
// back as a text that is no date.
func dateParts(n conf.Node) []string {
	list, _ := n.Get("date-parts")
	if len(n.Keys) != 1 {
		return nil
	}
	var dates []string
	for _, date := range list.Items {
		var parts []string
		for i, part := range date.Items {
			number, err := strconv.Atoi(part.Value)
			if err != nil {
				return nil
			}
			parts = append(parts, fmt.Sprintf([]string{"%04d", "%02d", "%02d", "%d"}[min(i, 3)], number))
		}
		dates = append(dates, strings.Join(parts, "-"))
	}
	return dates
}

// unshown are the other variables of CSL 1.0.2 that an entry may have: pandoc reads
// them, a page does not show them.
var unshown = []string{
	"abstract", "annote", "archive", "archive-place", "archive_location", "authority", "call-number", "chair",
	"chapter-number", "citation-key", "citation-label", "citation-number", "collection-editor", "collection-number",
	"collection-title", "compiler", "composer", "container-author", "container-title-short", "contributor",
	"curator", "custom", "dimensions", "director", "division", "edition", "editor", "editorial-director",
	"event-date", "event-place", "event-title", "executive-producer", "first-reference-note-number", "genre",
	"guest", "host", "illustrator", "interviewer", "ISBN", "ISSN", "issue", "jurisdiction", "keyword", "locator",
	"medium", "narrator", "number", "number-of-pages", "number-of-volumes", "organizer", "original-author",
	"original-date", "original-publisher", "original-publisher-place", "original-title", "page", "page-first",
	"part-number", "part-title", "performer", "PMCID", "PMID", "printing-number", "producer", "publisher-place",
	"recipient", "references", "reviewed-author", "reviewed-genre", "reviewed-title", "scale", "script-writer",
	"section", "series-creator", "source", "status", "submitted", "supplement-number", "translator", "version",
	"volume", "volume-title", "volume-title-short", "year-suffix", "available-date", "DOI",
}

// withoutUnshown returns an entry without those variables.
func withoutUnshown(n conf.Node) conf.Node {
	shown := n
	shown.Keys, shown.Items = nil, nil
	for i, item := range n.Items {
		if n.Kind == conf.Map && slices.Contains(unshown, n.Keys[i].Value) {
			continue
		}
		if n.Kind == conf.Map {
			shown.Keys = append(shown.Keys, n.Keys[i])
		}
		shown.Items = append(shown.Items, item)
	}
	return shown
}
