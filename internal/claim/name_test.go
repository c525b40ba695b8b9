package claim

import "testing"

// TestName holds what readers call a figure: the row where there are several, and
// the column.
func TestName(t *testing.T) {
	t.Parallel()
	lang, figures := loadLanguage(t, "en"), testFigures(t)
	for name, want := range map[string]string{
		"facts[exact].n":    "Exact: Number",
		"facts[many].place": "Many: Place",
		"shares.share":      "Share",
		"facts[secret].n":   "Secret: Number",
	} {
		f, _, err := figures.Figure(name)
		if err != nil {
			t.Fatal(err)
		}
		if got := Name(lang, f); got != want {
			t.Errorf("%s is called %q, want %q", name, got, want)
		}
	}
}
