package dataset

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"daylight/internal/diag"
	"daylight/internal/locale"
)

func breaks(hint, format string, args ...any) *fault {
	return &fault{CodeConstraint, fmt.Sprintf(format, args...), hint}
}

// refuses says why the field can't hold a declared marker, or nil. A required
// field takes none, as the Table Schema has it: a marker is a missing value.
func (f *Field) refuses(status Status, primary bool) *fault {
	switch {
	case f.Constraints.Required:
		return breaks("write the value, or take \"required\" from the field in datapackage.json", "%q is required, so a cell can't be left %s", f.Name, status)
	case primary && status != NotPublished:
		return &fault{CodeKey, fmt.Sprintf("%q is part of the primary key, so a row can't leave it %s", f.Name, status),
			"write the value; of the markers, only the one for what is not published may stand in a key"}
	}
	return nil
}

// judge reads a cell by the field's type, categories and constraints.
func (f *Field) judge(word string) verdict {
	v := judge(f.Type, word)
	if v.fault == nil {
		v.fault = f.broken(word, v)
	}
	return v
}

// broken returns the first of the field's rules that a well-formed cell breaks, or nil.
func (f *Field) broken(word string, v verdict) *fault {
	r, c := f.rules, &f.Constraints
	switch {
	case r.categories != nil && !r.categories[word]:
		return breaks(choices(word, f.allowed()), "the cell is none of the categories of %q", f.Name)
	case r.enum != nil && !r.enum[word]:
		return breaks(choices(word, c.Enum), "the cell is none of the values that %q may have", f.Name)
	case c.MinLength > 0 && utf8.RuneCountInString(word) < c.MinLength:
		return breaks("", "the cell is shorter than the %d characters that %q has at least", c.MinLength, f.Name)
	case c.MaxLength > 0 && utf8.RuneCountInString(word) > c.MaxLength:
		return breaks("", "the cell is longer than the %d characters that %q has at most", c.MaxLength, f.Name)
	case r.pattern != nil && !r.pattern.MatchString(word):
		return breaks("the pattern is "+c.Pattern, "the cell does not match the pattern of %q", f.Name)
	}
	if r.low == nil && r.high == nil {
		return nil
	}
	return f.outside(word, v)
}

// outside holds a cell, both ends of it if it is a bound or a band, to minimum and maximum.
func (f *Field) outside(word string, v verdict) *fault {
	var low, high locale.Decimal
	if f.Type.IsQuantity() {
		value := f.quantity(word, v)
		low, high = value.Low, value.High
	}
	if l := f.rules.low; l != nil && l.compare(low, word) < 0 {
		return breaks("", "the cell is or can be under the minimum of %q, which is %s", f.Name, f.Constraints.Minimum)
	}
	if l := f.rules.high; l != nil && l.compare(high, word) > 0 {
		return breaks("", "the cell is or can be over the maximum of %q, which is %s", f.Name, f.Constraints.Maximum)
	}
	return nil
}

// choices says which values there are: the nearest, or all when they are few.
func choices(word string, allowed []string) string {
	if hint := didYouMean(word, allowed); hint != "" {
		return hint
	}
	if len(allowed) > maxShown {
		return "the schema lists them"
	}
	return "it can be " + strings.Join(allowed, ", ")
}

// didYouMean is diag.DidYouMean for a cell, which may be too long to be compared
// with anything.
func didYouMean(word string, candidates []string) string {
	const longest = 64
	if len(word) > longest {
		return ""
	}
	return diag.DidYouMean(word, candidates)
}
