package echarts

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// namespace is the only one that a drawing may use.
const namespace = "http://www.w3.org/2000/svg"

// clean parses what ECharts wrote and writes it anew: allowed elements with allowed
// attributes, one element a line. Elements that show nothing are left out.
func clean(raw, prefix string) ([]byte, error) {
	decoder := xml.NewDecoder(strings.NewReader(raw))
	c := cleaner{ids: ids{prefix: prefix, names: map[string]string{}}}
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return c.out.Bytes(), nil
		}
		if err == nil {
			err = c.token(token)
		}
		if err != nil {
			return nil, err
		}
	}
}

type cleaner struct {
	out     bytes.Buffer
	ids     ids
	skip    int      // depth inside an element that is left out
	open    []string // the elements we are in
	pending bool     // the last start tag is still open, "<path …"
}

func (c *cleaner) token(token xml.Token) error {
	switch t := token.(type) {
	case xml.StartElement:
		return c.start(t)
	case xml.EndElement:
		c.end()
	case xml.CharData:
		c.text(t)
	case xml.Comment:
	default:
		return fmt.Errorf("a drawing holds no %T", token)
	}
	return nil
}

func (c *cleaner) start(e xml.StartElement) error {
	if c.skip > 0 {
		c.skip++
		return nil
	}
	name := e.Name.Local
	if name == "style" {
		c.skip++
		return nil
	}
	if e.Name.Space != namespace && e.Name.Space != "" || !elements[name] {
		return fmt.Errorf("the element %s", name)
	}
	attributes, err := c.attributes(name, e.Attr)
	if err != nil {
		return err
	}
	if invisible(name, attributes) {
		c.skip++
		return nil
	}
	c.closeTag(">")
	if len(c.open) > 0 && !c.inText() {
		c.out.WriteByte('\n')
	}
	c.write(name, attributes)
	c.open = append(c.open, name)
	return nil
}

// write writes a start tag without its end, since an element without content is
// closed at once.
func (c *cleaner) write(name string, attributes []xml.Attr) {
	c.out.WriteString("<" + name)
	if len(c.open) == 0 {
		c.out.WriteString(` xmlns="` + namespace + `"`)
	}
	for _, a := range attributes {
		c.out.WriteString(" " + a.Name.Local + `="`)
		escape(&c.out, a.Value)
		c.out.WriteByte('"')
	}
	c.pending = true
}

func (c *cleaner) end() {
	if c.skip > 0 {
		c.skip--
		return
	}
	name := c.open[len(c.open)-1]
	inText := c.inText()
	c.open = c.open[:len(c.open)-1]
	if c.pending {
		c.closeTag("/>")
		return
	}
	if !inText {
		c.out.WriteByte('\n')
	}
	c.out.WriteString("</" + name + ">")
}

func (c *cleaner) text(data xml.CharData) {
	if c.skip > 0 || !c.inText() || len(data) == 0 {
		return
	}
	c.closeTag(">")
	escape(&c.out, string(data))
}

func (c *cleaner) closeTag(end string) {
	if c.pending {
		c.out.WriteString(end)
		c.pending = false
	}
}

// inText tells whether we are inside a text, where white space counts.
func (c *cleaner) inText() bool { return slices.Contains(c.open, "text") }

// inClip tells whether we are inside a clip, whose shapes have no colour.
func (c *cleaner) inClip() bool { return slices.Contains(c.open, "clipPath") }

// escape writes a text as XML and HTML both read it.
func escape(out *bytes.Buffer, text string) {
	for _, r := range text {
		switch r {
		case '&':
			out.WriteString("&amp;")
		case '<':
			out.WriteString("&lt;")
		case '>':
			out.WriteString("&gt;")
		case '"':
			out.WriteString("&quot;")
		default:
			out.WriteRune(r)
		}
	}
}
