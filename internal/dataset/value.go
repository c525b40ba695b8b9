package dataset

import "daylight/internal/locale"

// Status says how much a value says. The statuses never collapse into one
// another: a true zero, a withheld cell and a cell that does not apply are three
// different things.
type Status uint8

// The statuses, with what a CSV cell of each looks like.
const (
	Exact         Status = iota // 6051
	Bound                       // >40000 or <5: one end is open, or zero for a count
	Band                        // 0..249
	Approximate                 // ~100: as its source states it
	Withheld                    // [withheld], to protect people
	NotPublished                // [not published]
	NotApplicable               // [not applicable]
)

// String returns the status in the words that SQL, CSV and JSON carry: "exact",
// "bound", "band", "approximate", "withheld", "not published", "not applicable".
func (s Status) String() string { return statusNames[s] }

// ParseStatus is the inverse of String.
func ParseStatus(name string) (Status, bool) {
	for s, n := range statusNames {
		if n == name {
			return Status(s), true
		}
	}
	return 0, false
}

var statusNames = [...]string{"exact", "bound", "band", "approximate", "withheld", "not published", "not applicable"}

// Unknown tells whether the value itself is not given: withheld, not published or
// not applicable.
func (s Status) Unknown() bool { return s >= Withheld }

// Value is what travels from a CSV cell to a sentence: a cell, a figure, a number
// in a chart's table are all of this one type.
//
// A quantity has Low and High: equal for Exact and Approximate (the stated
// number), the first and last possible value for Bound and Band (so >40000 is
// 40001 to +Inf and <5 is 0 to 4; for a Number, which may have fractions, the
// bound itself stands), 0 and +Inf for Withheld and NotPublished counts. A
// NotApplicable value has neither, and no place in a sum. A text has Text alone
// and IsText; its status is Exact or one of the markers.
type Value struct {
	Status    Status
	IsText    bool
	Text      string
	Low, High locale.Decimal
}

// TextValue returns the exact text s.
func TextValue(s string) Value { return Value{IsText: true, Text: s} }

// ExactValue returns the exact quantity d.
func ExactValue(d locale.Decimal) Value { return Value{Low: d, High: d} }
