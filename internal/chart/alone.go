package chart

import (
	"fmt"
	"strings"

	"daylight/internal/typeset"
)

// border is the space around a picture that stands alone.
const border = 24

// alone returns the file that carries a chart out of its page: on a background, with
// its title, subtitle, notes and sources in view.
func (m *model) alone(c *Chart, prefix string, p *picture, inside string, sources []string) []byte {
	s := wide()
	heading := typeset.Style{Size: 22, Bold: true}
	var b strings.Builder
	y := border
	write := func(text string, style typeset.Style, role string) {
		for _, line := range typeset.Wrap(tame(text), style, p.width, 12) {
			fmt.Fprintf(&b, "\n<text x=\"%d\" y=\"%d\" font-size=\"%d\" font-weight=\"%s\" fill=\"%s\">%s</text>",
				border, y+style.Size, style.Size, weight(style), hue(role), escape(line))
			y += leading(style)
		}
	}
	write(c.Title.String(), heading, "ink")
	y += 2
	write(c.Subtitle.String(), s.label, "muted")
	y += border * 2 / 3
	fmt.Fprintf(&b, "\n<g transform=\"translate(%d %d)\">%s</g>", border, y, inside)
	y += p.height + border*2/3
	if len(c.Notes) > 0 {
		write(c.Notes.String(), s.small, "ink")
		y += 4
	}
	write(m.text("chart.sources")+" "+strings.Join(sources, "; "), s.small, "muted")
	width, height := p.width+2*border, y+border-4
	head := fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" role="img" lang="%s" aria-labelledby="%s-title" aria-describedby="%s-desc" width="%d" height="%d" viewBox="0 0 %d %d" font-family="Arial, Helvetica, sans-serif">`,
		escape(m.lang.Code), prefix, prefix, width, height, width, height)
	head += fmt.Sprintf("\n<title id=\"%s-title\">%s</title>\n<desc id=\"%s-desc\">%s</desc>", prefix, escape(tame(c.Title.String())), prefix, escape(tame(c.Description)))
	head += fmt.Sprintf("\n<rect width=\"%d\" height=\"%d\" fill=\"%s\"/>", width, height, hue("bg"))
	return []byte(head + b.String() + "\n</svg>\n")
}
