package scaffold

// words are what new files say in a language.
type words struct {
	summary, data, say, example, limits, unknown string // of a finding
	findings, list                               string // on the home page
	picture, by                                  string // of a chart: its description, and "visits, by year"
	unit, rows                                   string
	each, period, value, valueIs, source, readAt string // of a table
	notPublished                                 string
	translate                                    string // stands before a text in another language
}

// wordsIn returns the words of a language; English ones where there are none, to be
// put into it by hand.
func wordsIn(lang string) words {
	if lang == "fr" {
		return words{
			summary: "À écrire : en une phrase, ce qui a été trouvé.",
			data:    "Ce que disent les données", say: "À écrire : ce qui a été trouvé.", example: "Un nombre vient des données",
			limits: "Ce qu’elles ne disent pas", unknown: "À écrire : ce qu’on ne sait pas.",
			findings: "Les constats", list: "Les constats",
			picture: "À écrire : ce que montre le graphique", by: "%s, par %s",
			unit: "unités", rows: "lignes",
			each: "Une ligne par période.", period: "Période", value: "Valeur", valueIs: "Ce qui est compté.", source: "Source", readAt: "Où le nombre a été lu.",
			notPublished: "N’est publié nulle part.", translate: "À traduire : ",
		}
	}
	return words{
		summary: "To be written: one sentence that says what was found.",
		data:    "What the data says", say: "To be written: what was found.", example: "A number comes from the data",
		limits: "What it does not say", unknown: "To be written: what is not known.",
		findings: "Findings", list: "The findings",
		picture: "To be written: what the chart shows", by: "%s, by %s",
		unit: "units", rows: "rows",
		each: "One row for each period.", period: "Period", value: "Value", valueIs: "What is counted.", source: "Source", readAt: "Where the count was read.",
		notPublished: "Is published nowhere.", translate: "To be translated: ",
	}
}
