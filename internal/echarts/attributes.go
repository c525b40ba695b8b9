package echarts

import (
	"encoding/xml"
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// elements are those that a drawing may hold.
var elements = set("svg g path rect circle ellipse line polyline polygon text tspan defs pattern clipPath linearGradient radialGradient stop")

// plain are the attributes that are kept as they are.
var plain = set(`d x y dx dy width height cx cy r rx ry x1 y1 x2 y2 points transform viewBox
	fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-dasharray stroke-dashoffset stroke-linecap
	stroke-linejoin stroke-miterlimit paint-order opacity clip-path clip-rule text-anchor dominant-baseline font-size font-weight font-style font-family
	patternUnits patternContentUnits patternTransform gradientUnits gradientTransform offset stop-color stop-opacity`)

// dropped are the attributes that ECharts writes and a page does not need.
var dropped = set("class version baseProfile pointer-events cursor user-select ecmeta_ssr_type")

// renamed are ECharts' own attributes that a script of the page may read.
var renamed = map[string]string{"ecmeta_series_index": "data-series", "ecmeta_data_index": "data-item"}

// attributes returns what is kept of an element's attributes, a style attribute
// as attributes of its own. One that is not known is an error: what is left out
// unseen might be a colour.
func (c *cleaner) attributes(element string, all []xml.Attr) ([]xml.Attr, error) {
	var kept []xml.Attr
	for _, a := range all {
		switch {
		case a.Name.Space == "xmlns" || a.Name.Local == "xmlns" || a.Name.Local == "space":
		case a.Name.Local == "style":
			styles, err := c.style(element, a.Value)
			if err != nil {
				return nil, err
			}
			kept = append(kept, styles...)
		default:
			clean, keep, err := c.attribute(element, a.Name.Local, a.Value)
			if err != nil {
				return nil, err
			}
			if keep {
				kept = append(kept, clean)
			}
		}
	}
	return kept, nil
}

func (c *cleaner) attribute(element, name, value string) (xml.Attr, bool, error) {
	switch {
	case dropped[name] || name == "fill" && c.inClip():
		return xml.Attr{}, false, nil
	case name == "id":
		return attr(name, c.ids.of(value)), true, nil
	case renamed[name] != "":
		_, err := strconv.Atoi(value)
		return attr(renamed[name], value), true, err
	case !plain[name]:
		return xml.Attr{}, false, fmt.Errorf("the attribute %s of %s", name, element)
	}
	value, err := c.ids.inValue(value)
	return attr(name, value), true, err
}

// style turns "font-size:14px;font-weight:bold;" into attributes.
func (c *cleaner) style(element, style string) ([]xml.Attr, error) {
	var kept []xml.Attr
	for declaration := range strings.SplitSeq(style, ";") {
		name, value, ok := strings.Cut(declaration, ":")
		name, value = strings.TrimSpace(name), strings.TrimSpace(value)
		if !ok || name == "font-family" {
			continue // the page's own face
		}
		if name == "font" {
			kept = append(kept, font(value)...)
			continue
		}
		if name == "font-size" {
			value = strings.TrimSuffix(value, "px")
		}
		clean, keep, err := c.attribute(element, name, value)
		if err != nil {
			return nil, err
		}
		if keep {
			kept = append(kept, clean)
		}
	}
	return kept, nil
}

// font turns a font such as "italic bold 12px sans-serif" into attributes.
func font(value string) []xml.Attr {
	var kept []xml.Attr
	for word := range strings.FieldsSeq(value) {
		size, isSize := strings.CutSuffix(word, "px")
		switch {
		case isSize:
			if _, err := strconv.ParseFloat(size, 64); err == nil {
				return append(kept, attr("font-size", size)) // what follows is the face
			}
		case word == "bold":
			kept = append(kept, attr("font-weight", word))
		case word == "italic":
			kept = append(kept, attr("font-style", word))
		}
	}
	return kept
}

// invisible tells whether an element shows nothing: a shape that is scaled to
// nothing, or that has neither fill nor stroke.
func invisible(element string, attributes []xml.Attr) bool {
	if element != "path" && element != "rect" && element != "circle" {
		return false
	}
	value := map[string]string{}
	for _, a := range attributes {
		value[a.Name.Local] = a.Value
	}
	nowhere := strings.HasPrefix(value["transform"], "matrix(0,0,0,0,")
	noFill := value["fill"] == "none" || value["fill-opacity"] == "0"
	noStroke := value["stroke"] == "" || value["stroke"] == "none" || value["stroke-width"] == "0" || value["stroke-opacity"] == "0"
	return nowhere || noFill && noStroke
}

// ids gives ids new names in the order in which they are first used.
type ids struct {
	prefix string
	names  map[string]string
}

func (i *ids) of(old string) string {
	name, ok := i.names[old]
	if !ok {
		name = i.prefix + "-" + strconv.Itoa(len(i.names)+1)
		i.names[old] = name
	}
	return name
}

var reference = regexp.MustCompile(`^url\(#([A-Za-z][A-Za-z0-9_-]*)\)$`)

// inValue renames the id that a value refers to. A reference to anything but an id
// of the drawing is an error.
func (i *ids) inValue(value string) (string, error) {
	if m := reference.FindStringSubmatch(value); m != nil {
		return "url(#" + i.of(m[1]) + ")", nil
	}
	if strings.Contains(strings.ToLower(value), "url(") || strings.Contains(value, "\\") {
		return "", fmt.Errorf("a reference outside the drawing")
	}
	return value, nil
}

func attr(name, value string) xml.Attr {
	return xml.Attr{Name: xml.Name{Local: name}, Value: value}
}

func set(words string) map[string]bool {
	s := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		s[w] = true
	}
	return s
}
