package claim

import (
	"strings"
	"testing"

	"daylight/internal/conf"
)

// The words of a claim with a title say nothing that the figure does not.
func TestFreeWords(t *testing.T) {
	t.Parallel()
	figures := testFigures(t) // share 0.4058, half 0.5, exact 949, bound over 40000, secret withheld
	for text, want := range map[string]string{
		`[a village](figure:facts[exact].n "949")`:                                            "",
		`[more than a village](figure:facts[exact].n "949")`:                                  "",
		`[one village](figure:facts[exact].n "949")`:                                          "",
		`[all of the village](figure:facts[exact].n "949")`:                                   "",
		`[two numbers in five](figure:shares.share "two in five")`:                            "",
		`[two in five of the numbers](figure:shares.share "40.6%")`:                           "",
		`[fewer than half](figure:shares.share "40.6%")`:                                      "",
		`[more than two of the numbers in five](figure:shares.share "more than two in five")`: "",
		`[more than half](figure:shares.share "40.6%")`:                                       "more than half",
		`[most of them](figure:shares.share "40.6%")`:                                         "most",
		`[all of them](figure:shares.share "40.6%")`:                                          "all",
		`[most of them](figure:facts[exact].n "949")`:                                         "most",
		`[three hundred](figure:facts[exact].n "949")`:                                        "three hundred",
		`[fewer than two numbers in five](figure:shares.share "two in five")`:                 "more than one number",
		`[three numbers in five](figure:shares.share "two in five")`:                          "more than one number",
		`[half of a town](figure:facts[bound].n "more than 40,000")`:                          "half",
		`[two of them](figure:facts[secret].n "withheld")`:                                    "gives no number",
		`[two days later](figure:facts[exact].day "2 May 2011")`:                              "",
	} {
		_, err := Parse(loadLanguage(t, "en"), figures, conf.Text{Value: text})
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%s: %v, want %q", text, err, want)
		}
	}
	spread := conf.Text{Value: `[deux numéros sur cinq](figure:shares.share "deux sur cinq")`}
	if _, err := Parse(loadLanguage(t, "fr"), figures, spread); err != nil {
		t.Errorf("%s: %v", spread.Value, err)
	}
}

// Two claims with nothing between them read as one number.
func TestJoinedClaims(t *testing.T) {
	t.Parallel()
	figures := testFigures(t)
	for text, joined := range map[string]bool{
		"[949](figure:facts[exact].n)[6,051](figure:facts[many].n)":  true,
		"[949](figure:facts[exact].n) [6,051](figure:facts[many].n)": false,
		"[949](figure:facts[exact].n)/[6,051](figure:facts[many].n)": false,
		`\[[949](figure:facts[exact].n)`:                             false,
		`[1](typed: "an example")[949](figure:facts[exact].n)`:       true,
	} {
		_, err := Parse(loadLanguage(t, "en"), figures, conf.Text{Value: text})
		if got := err != nil && strings.Contains(err.Error(), "changes its number"); got != joined {
			t.Errorf("%s: %v", text, err)
		}
	}
}
