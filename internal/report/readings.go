package report

import (
	"daylight/internal/narrative"
	"daylight/internal/readability"
)

// Reading says how easy a page is to read.
type Reading struct {
	Path string // content/en/method.md
	readability.Score
}

// Readings measures every page of the report, language by language, in reading order.
func (r *Result) Readings() []Reading {
	var readings []Reading
	for _, content := range r.contents {
		for _, page := range content.Pages {
			readings = append(readings, reading(content.Lang.Code, page))
		}
	}
	return readings
}

func reading(lang string, page *narrative.Page) Reading {
	return Reading{page.Path, readability.Of(lang, append(page.Sentences(), page.Summary.String()))}
}
