package report

import (
	"slices"

	"daylight/internal/claim"
	"daylight/internal/diag"
	"daylight/internal/edition"
	"daylight/internal/identity"
	"daylight/internal/privacy"
)

// draftCodes are the kinds of problems in spite of which a page can be shown to its author: words that
// the data does not bear out, translations that are missing, and rules of the whole that are broken. Whatever else
// is wrong leaves nothing to show.
var draftCodes = []diag.Code{
	claim.CodeStale, claim.CodeUnknown, claim.CodeNumeral, claim.CodeJoined, claim.CodeUnbound, claim.CodeTyped,
	CodeParityPage, CodeParityHeading, CodeParityFigure, CodeParityChart, CodeParityTable, CodeParityCitation, CodeParityLink,
	CodeParityAside, CodeParityLabel, CodeLanguage, CodeStray, CodeUnused,
	identity.CodeFails, identity.CodeBreak, identity.CodePeriod,
	edition.CodeReason, edition.CodeUnknown, edition.CodeClosed,
	privacy.CodeSmall, privacy.CodeRounding, privacy.CodeNoRule, privacy.CodeCell, privacy.CodeContradiction, privacy.CodeUnsettled,
}

func isDraft(code diag.Code) bool { return slices.Contains(draftCodes, code) }
