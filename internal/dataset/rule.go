package dataset

import (
	"slices"
	"strings"

	"daylight/internal/conf"
	"daylight/internal/diag"
)

// Rule is how a table protects the people it counts: the resource's "daylight".
type Rule struct {
	Pos diag.Pos
	// Threshold is the least count that may be shown as it is; what is smaller is
	// withheld, or written as a bound or a band.
	Threshold int64
	Zero      bool           // a zero tells something of people too, and is under the threshold
	Unit      conf.Localized // what is counted and protected: people, households
	// Protection is how far apart the least and the greatest value must lie that can
	// be worked out of a withheld cell: the threshold less 1 where it is not declared.
	Protection int64
	Base       int64    // every count is rounded to a multiple of it, and written ~10; 0 for none
	Fields     []string // the counts under the rule: all of the table where none are named
	// NotAdditive are the counts whose rows do not add up to their total: not all parts are
	// listed, or one thing is counted in several.
	NotAdditive []string
	Shares      []Share
}

// Share says that a number is the share of a count in a whole, as precisely as it is
// written: of Whole, another count of the row, or, where Total is given, of the count
// Whole in the row that has "total" in that field.
type Share struct {
	Field, Part, Whole, Total string
}

// Covers tells whether the count of that name is under the rule. There is none for a
// table without a rule.
func (r *Rule) Covers(field string) bool {
	return r != nil && (len(r.Fields) == 0 || slices.Contains(r.Fields, field))
}

// Small tells whether a count is under the threshold.
func (r *Rule) Small(n int64) bool { return n < r.Threshold && (n > 0 || r.Zero) }

type ruleJSON struct {
	Pos         diag.Pos       `conf:",pos"`
	Threshold   int            `conf:"threshold,required"`
	Zero        bool           `conf:"zero"`
	Unit        conf.Localized `conf:"unit,required"`
	Protection  int            `conf:"protection"`
	Base        int            `conf:"base"`
	Fields      []conf.Text    `conf:"fields"`
	NotAdditive []conf.Text    `conf:"notAdditive"`
	Shares      []shareJSON    `conf:"shares"`
}

type shareJSON struct {
	Field conf.Text `conf:"field,required"`
	Part  conf.Text `conf:"part,required"`
	Whole conf.Text `conf:"whole"`
	Total conf.Text `conf:"total"`
}

// maxProtection bounds what a rule may ask for.
const maxProtection = 1_000_000

// describeRule reads the table's rule, once its fields are known.
func (s *Schema) describeRule(j *ruleJSON, problems *diag.List) {
	if j == nil {
		return
	}
	r := &Rule{
		Pos: j.Pos, Threshold: int64(j.Threshold), Zero: j.Zero, Unit: j.Unit, Protection: int64(j.Protection), Base: int64(j.Base),
		Fields: s.counts(j.Fields, problems), NotAdditive: s.counts(j.NotAdditive, problems),
	}
	if r.Protection == 0 {
		r.Protection = max(1, r.Threshold-1)
	}
	if r.Threshold < 1 || r.Threshold > maxProtection || r.Protection < 1 || r.Protection > maxProtection {
		problems.Add(j.Pos, CodeSchema, `write "threshold": 5 for the least count that may be shown`, "threshold and protection are whole numbers from 1 to 1,000,000")
	}
	if !slices.Contains([]int64{0, 3, 5, 10}, r.Base) {
		problems.Add(j.Pos, CodeSchema, "leave it out where counts are not rounded", "base is 3, 5 or 10")
	}
	for _, share := range j.Shares {
		r.Shares = append(r.Shares, s.share(share, problems))
	}
	s.Rule = r
}

// counts reads names of counts of the table.
func (s *Schema) counts(list []conf.Text, problems *diag.List) []string {
	var names []string
	for _, text := range list {
		s.isField(text, problems, Count)
		names = append(names, text.Value)
	}
	return names
}

// isField holds that a text names a field of one of some types.
func (s *Schema) isField(text conf.Text, problems *diag.List, kinds ...Type) {
	f, _ := s.Field(text.Value)
	switch {
	case f == nil:
		problems.Add(text.Pos, CodeSchema, s.fieldHint(text.Value), "the rule names a field that the table does not have")
	case !slices.Contains(kinds, f.Type):
		problems.Add(text.Pos, CodeSchema, "", "the rule needs a %s here", kinds[0])
	}
}

func (s *Schema) share(j shareJSON, problems *diag.List) Share {
	s.isField(j.Field, problems, Number)
	s.isField(j.Part, problems, Count)
	share := Share{j.Field.Value, j.Part.Value, j.Whole.Value, j.Total.Value}
	if share.Whole != "" {
		s.isField(j.Whole, problems, Count)
	} else {
		share.Whole = share.Part
	}
	if share.Total != "" && !slices.Contains(s.PrimaryKey, share.Total) {
		problems.Add(j.Total.Pos, CodeSchema, "the key is "+strings.Join(s.PrimaryKey, ", "), `"total" names a field of the primary key`)
	}
	if share.Whole == share.Part && share.Total == "" {
		problems.Add(j.Part.Pos, CodeSchema, `write "whole": the other count, or "total": the field that has the value total`, "a share needs its whole")
	}
	return share
}
