package identity

import (
	"slices"

	"daylight/internal/conf"
	"daylight/internal/dataset"
	"daylight/internal/diag"
)

// coreIdentity is what the meaning of the core tables implies.
type coreIdentity struct {
	name, holds string
	by          []string
	tables      []string
}

// coreIdentities are those of the three core tables. A core table that has rows beside
// the total has one for each part, if only as [not published]. Calls, and the numbers of
// a class, belong to one part each, so that the parts make up the total; a person who
// complained, and a number, can stand in the records of several providers, so that their parts may
// add up to more.
func coreIdentities() []coreIdentity {
	const total, parts = "[provider=total]", "[provider!=total]"
	period := []string{"period"}
	return []coreIdentity{
		{"refused-within-asked", "refusals.refused <= refusals.asked", []string{"id"}, []string{"refusals"}},
		{"calls-numbers-by-class", "calls.numbers" + total + " = numbers.resolved[provider_class=total] + numbers.unresolved[provider_class=total]", period, []string{"calls", "numbers"}},
		{"calls-parts", "calls.calls" + parts + " = calls.calls" + total, period, []string{"calls"}},
		{"calls-complainants-parts", "calls.complainants" + total + " <= calls.complainants" + parts, period, []string{"calls"}},
		{"calls-complainants-part", "each calls.complainants" + parts + " <= calls.complainants" + total, period, []string{"calls"}},
		{"calls-numbers-parts", "calls.numbers" + total + " <= calls.numbers" + parts, period, []string{"calls"}},
		{"calls-numbers-part", "each calls.numbers" + parts + " <= calls.numbers" + total, period, []string{"calls"}},
		{"numbers-resolved-parts", "numbers.resolved[provider_class!=total] = numbers.resolved[provider_class=total]", period, []string{"numbers"}},
		{"numbers-unresolved-parts", "numbers.unresolved[provider_class!=total] = numbers.unresolved[provider_class=total]", period, []string{"numbers"}},
	}
}

func isBuiltIn(name string) bool {
	return slices.ContainsFunc(coreIdentities(), func(c coreIdentity) bool { return c.name == name })
}

// builtIn returns the identities of those core tables that the project has. They ask for
// no rows: where a total or its parts were not published, they say nothing.
func builtIn(data *dataset.Set) []Identity {
	var list []Identity
	for _, c := range coreIdentities() {
		if slices.ContainsFunc(c.tables, func(name string) bool { return data.Table(name) == nil }) {
			continue
		}
		var none diag.List
		list = append(list, Identity{
			Name: c.name, By: c.by, Grouped: true, BuiltIn: true,
			Relations: parse(conf.Text{Value: c.holds}, &none),
		})
	}
	return list
}
