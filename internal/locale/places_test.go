package locale

import "testing"

// A locator names places in a source; each numeral in it that does not is found.
func TestUnplaced(t *testing.T) {
	t.Parallel()
	for lang, locators := range map[*Language]map[string]string{
		english(t): {
			"para. 57": "", "p. 12": "", "pp. 3–4": "", "pp. 3-4": "", "pp. 122–24": "", "section 481": "", "s. 481.1(2)(a)": "", "Table 2": "", "note 3": "",
			"paras 17 and 18": "", "paras 57 & 59": "", "paras 3, 5 and p. 8": "", "pp. 3–5 of the annex": "", "p. 12a": "", "§3": "", "¶ 57": "",
			"fol. 3v": "", "bk. 2, l. 40": "", "Annex B": "", "2013 FC 525, para. 3": "", "4 May 2011": "", "2011": "", "7:30": "", "3rd paragraph": "",
			"chapter 2, page 5,000": "", "no place": "", "2011, p. 3": "",
			"5,000 people": "5,000", "57": "57", "p. 3, 5,000 people": "5,000", "p. 3, 50 people": "50", "p. 3 and 50 people": "50",
			"paras 3–5,000 people": "5,000", "1597 people": "1597", "p. 12%": "12%", "p. 2 million": "2 million", "p. $5": "5", "people: 40": "40",
		},
		mustLoad(t, "fr", "../../templates/i18n/fr.yaml"): {
			"par. 57": "", "par. 122 à 124": "", "par. 57 et 59": "", "par. 85 pour le second": "", "p. 3-4": "", "art. 481": "", "tableau 2": "", "f. 3": "",
			"5 000 personnes": "5 000", "57": "57", "p. 3, 50 personnes": "50", "p. 12 %": "12 %",
		},
	} {
		for locator, want := range locators {
			got := ""
			for _, n := range lang.Unplaced(locator) {
				got += n.Text
			}
			if got != want {
				t.Errorf("%s %q: found %q, want %q", lang.Tag, locator, got, want)
			}
		}
	}
}
