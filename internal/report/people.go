package report

import (
	"daylight/internal/diag"
	"daylight/internal/personal"
)

// checkReasons asks that what lets personal data through is said in every language of the report:
// readers are shown it.
func checkReasons(people *personal.Scan, languages []string) diag.List {
	t := texts{languages: languages}
	for _, allowed := range people.Allowed() {
		t.check(allowed.Reason)
	}
	return t.problems
}
