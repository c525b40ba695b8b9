package hostile

import (
	"regexp"
	"strings"

	"daylight/templates"
)

var (
	themeText   = regexp.MustCompile(`^  ([a-z][a-z.-]*): (\S.*)$`)
	placeholder = regexp.MustCompile(`\{[a-z]+\}`)
)

// writeTexts lays a file of theme texts over the built-in one, in which every text of one
// line is a string, with its placeholders behind it.
func writeTexts(p *paper) {
	const file = "templates/i18n/en.yaml"
	data, err := templates.FS.ReadFile("i18n/en.yaml")
	if err != nil {
		panic(err)
	}
	texts := false
	for line := range strings.Lines(string(data)) {
		m := themeText.FindStringSubmatch(strings.TrimSuffix(line, "\n"))
		texts = texts || line == "texts:\n"
		if !texts || m == nil || m[1] == "colon" {
			p.add(file, line)
			continue
		}
		rest := strings.Join(placeholder.FindAllString(m[2], -1), " ")
		if text, _ := p.choose("theme text"); len(text) > 2000 && m[1] != "nav.data" && m[1] != "chart.sources" {
			p.add(file, line) // a long string in every text is a slow test
			continue
		}
		p.put(file, place("theme text "+m[1]), "  "+m[1]+": ", func(text string) string {
			if text == m[2] {
				return text
			}
			return quoted(strings.TrimSuffix(text+" "+rest, " "))
		}, "", m[2])
	}
}
