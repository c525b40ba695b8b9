// Package privacy attacks what is about to be published, as a hostile statistician
// would, and makes safe tables out of unsafe ones.
//
// # What a reader knows
//
// The true values of withheld cells never enter a project. So whatever a build works
// out, a figure, a share, a chart, is worked out of published cells, and tells a reader
// nothing that the tables do not tell already. What a reader knows is this:
//
//   - every published cell; of a bound or a band, that the count lies in it;
//   - that counts are whole and not negative;
//   - that parts add up to their published total, and the identities of the project;
//   - that a published share is its part over its whole, rounded as it is shown;
//   - what an earlier edition showed of the same cells.
//
// All tables make one Problem. For each protected cell it is asked which values are the
// least and the greatest that any table of whole numbers could have there. If they lie
// closer together than the table's declared protection, the cell is disclosed.
//
// # How it is worked out
//
// The simplex method in exact arithmetic: no number is ever rounded, so no interval is
// ever a little too wide or too narrow. Where its optimum is no table of whole numbers, branch
// and bound goes on until it is one. If that is given up, the cell counts as disclosed.
package privacy

import (
	"errors"

	"daylight/internal/diag"
)

// Codes of the problems this package reports.
const (
	CodeSmall         diag.Code = "threshold-small-count"    // a count under the table's threshold is not withheld
	CodeRounding      diag.Code = "threshold-rounding"       // a count is no multiple of the base that the table is rounded to
	CodeNoRule        diag.Code = "threshold-rule"           // a table declares no rule, or none that can be kept
	CodeCell          diag.Code = "disclosure-cell"          // a withheld cell can be worked out too closely
	CodeContradiction diag.Code = "disclosure-contradiction" // no values fit the sums around withheld cells
	CodeUnsettled     diag.Code = "disclosure-unsettled"     // the search for the interval of a cell was given up
	CodeNoPattern     diag.Code = "disclosure-no-pattern"    // no way of withholding cells makes a table safe
)

// errNoPattern says that a search ended with nothing.
var errNoPattern = errors.New("privacy: no safe pattern")
