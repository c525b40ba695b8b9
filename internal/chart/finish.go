package chart

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// finisher turns the drawer's SVG into the one that is published: texts are decoded,
// every colour gets its class, marks say which cell of the table they stand for.
type finisher struct {
	out     strings.Builder
	roles   map[string]string // by light colour
	picture *picture
	classes bool // false for a file that stands alone
	depth   int
	pending bool // the last start tag is still open
}

// finish returns what is inside the drawing's svg element. A colour that is no
// role's is an error: a theme could not change it.
func finish(svg []byte, p *picture, classes bool) (string, error) {
	f := &finisher{roles: map[string]string{}, picture: p, classes: classes}
	for _, r := range Roles() {
		f.roles[r.Light] = r.Name
	}
	decoder := xml.NewDecoder(strings.NewReader(string(svg)))
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return f.out.String(), nil
		}
		if err == nil {
			err = f.token(token)
		}
		if err != nil {
			return "", err
		}
	}
}

func (f *finisher) token(token xml.Token) error {
	switch t := token.(type) {
	case xml.StartElement:
		f.depth++
		if f.depth > 1 {
			return f.start(t)
		}
	case xml.EndElement:
		f.depth--
		if f.depth > 0 {
			f.end(t.Name.Local)
		}
	case xml.CharData:
		f.closeTag()
		f.out.WriteString(escape(decode(string(t))))
	}
	return nil
}

func (f *finisher) start(e xml.StartElement) error {
	f.closeTag()
	f.out.WriteString("<" + e.Name.Local)
	var classes []string
	series, item := -1, -1
	for _, a := range e.Attr {
		switch a.Name.Local {
		case "data-series":
			series, _ = strconv.Atoi(a.Value)
			continue
		case "data-item":
			item, _ = strconv.Atoi(a.Value)
			continue
		case "fill", "stroke":
			class, err := f.class(a.Name.Local, a.Value)
			if err != nil {
				return err
			}
			if class != "" {
				classes = append(classes, class)
			}
		}
		fmt.Fprintf(&f.out, ` %s="%s"`, a.Name.Local, escape(a.Value))
	}
	if f.classes && len(classes) > 0 {
		fmt.Fprintf(&f.out, ` class="%s"`, strings.Join(classes, " "))
	}
	f.cell(series, item)
	f.pending = true
	return nil
}

// class returns "f-ROLE" or "k-ROLE" for a colour.
func (f *finisher) class(attribute, colour string) (string, error) {
	if colour == "none" || strings.HasPrefix(colour, "url(#") {
		return "", nil
	}
	role, ok := f.roles[strings.ToLower(colour)]
	if !ok {
		return "", fmt.Errorf("the colour %s has no role", colour)
	}
	if attribute == "fill" {
		return "f-" + role, nil
	}
	return "k-" + role, nil
}

// cell says which cell of the table a mark stands for.
func (f *finisher) cell(series, item int) {
	shapes := f.picture.shapes
	if f.classes && series >= 0 && series < len(shapes) && item >= 0 && item < len(shapes[series].cells) {
		if at := shapes[series].cells[item]; at != noCell {
			fmt.Fprintf(&f.out, ` data-row="%d" data-col="%d"`, at[0], at[1])
		}
	}
}

func (f *finisher) end(name string) {
	if f.pending {
		f.out.WriteString("/>")
		f.pending = false
		return
	}
	f.out.WriteString("</" + name + ">")
}

func (f *finisher) closeTag() {
	if f.pending {
		f.out.WriteString(">")
		f.pending = false
	}
}

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")

func escape(text string) string { return escaper.Replace(text) }

// element wraps a drawing for a page: an image whose name is its title, and which its
// description describes.
func element(prefix, class, title, description string, p *picture, inside string) string {
	return fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" class="chart-svg %s" role="img" aria-labelledby="%s-title" aria-describedby="%s-desc" width="%d" height="%d" viewBox="0 0 %d %d">`,
		class, prefix, prefix, p.width, p.height, p.width, p.height) +
		fmt.Sprintf("\n<title id=\"%s-title\">%s</title>\n<desc id=\"%s-desc\">%s</desc>", prefix, escape(tame(title)), prefix, escape(tame(description))) +
		inside + "</svg>"
}
