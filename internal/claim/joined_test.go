package claim

import "testing"

func TestJoins(t *testing.T) {
	t.Parallel()
	cases := []struct {
		before, after string
		want          bool
	}{
		{"", "", false},
		{"It was ", " then.", false},
		{"(", ")", false},
		{"“", "”, it said", false},
		{"", ", and more", false},
		{"", ". The end", false},
		{"costs $", "", false},
		{"1", "", true},
		{"about -", "", true},
		{"−", "", true},
		{"0.", "", true},
		{"½", "", true},
		{"", "%", true},
		{"", " %", true},
		{"", "\u00a0%", true},
		{"", "k", true},
		{"", "²", true},
		{"", "\u0336", true},
		{"", ".5", true},
		{"", ",000", true},
		{"", "0", true},
		{"", " million calls", true},
		{"", "\u00a0thousand", true},
		{"", "-million project", true},
		{"", " per cent", true},
		{"", " millions of calls", false},
		{"", " calls, a million of them", false},
		{"a million ", " calls", false},
	}
	lang := loadLanguage(t, "en")
	for _, c := range cases {
		if got := joins(lang, c.before, c.after); got != c.want {
			t.Errorf("joins(%q, %q) = %t", c.before, c.after, got)
		}
	}
}
