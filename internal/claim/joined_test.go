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
	}
	for _, c := range cases {
		if got := joins(c.before, c.after); got != c.want {
			t.Errorf("joins(%q, %q) = %t", c.before, c.after, got)
		}
	}
}
