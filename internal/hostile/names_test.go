package hostile

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"daylight/internal/tree"
)

// folders are where a file may lie that a publisher names: before and after the name.
var folders = map[place][2]string{
	"name of a page":     {"content/en/findings/", ".md"},
	"name of a file":     {"content/static/", ".txt"},
	"name of a folder":   {"content/static/", "/a.txt"},
	"name of a picture":  {"content/images/", ".png"},
	"name of a chart":    {"content/charts/", ".yaml"},
	"name of a query":    {"data/figures/", ".sql"},
	"name of a check":    {"data/checks/", ".sql"},
	"name of a table":    {"data/", ".csv"},
	"name of a template": {"templates/", ".html.tmpl"},
	"name of an asset":   {"templates/assets/", ".css"},
	"name of a language": {"templates/i18n/", ".yaml"},
}

// writeNames adds files that are called by the string, as far as a file can be and is read: one whose name
// holds what cannot be seen is refused before anything looks at it.
func writeNames(p *paper) {
	for at, around := range folders {
		text, hostile := p.choose(at)
		name := around[0] + text + around[1]
		_, err := tree.New(map[string][]byte{name: nil})
		if !hostile || strings.ContainsFunc(text, unicode.IsControl) || !utf8.ValidString(text) || err != nil || p.files[name] != nil || len(name) > 4096 || strings.HasSuffix(around[0]+text, "/") {
			continue
		}
		p.file(name).places = append(p.file(name).places, placed{1, at})
		switch around[1] {
		case ".png":
			p.add(name, dot)
		case ".sql":
			p.add(name, "-- title.en: x\n-- title: x\nSELECT id FROM cells WHERE id = 'never'")
		default:
			p.add(name, "words\n")
		}
	}
}
