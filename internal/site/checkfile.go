package site

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"net/url"
	"path"
	"regexp"
	"strings"

	"daylight/internal/tree"
)

// inspectJSON asks that a JSON file can be read.
func inspectJSON(data []byte) inspection {
	var in inspection
	var syntax *json.SyntaxError
	var into json.RawMessage
	if err := json.Unmarshal(data, &into); errors.As(err, &syntax) {
		in.add(int(syntax.Offset), CodeFile, "", "this is not well-formed JSON")
	}
	return in
}

// paintsFromElsewhere tells whether an attribute's value, such as that of fill, names an
// address outside its page, or hides one behind a backslash as style sheets may.
func paintsFromElsewhere(value string) bool {
	parts := strings.Split(strings.ToLower(value), "url(")
	for _, address := range parts[1:] {
		if !strings.HasPrefix(strings.TrimLeft(address, " \t\r\n\f\"'"), "#") {
			return true
		}
	}
	return strings.Contains(value, "\\") && strings.Contains(value, "(")
}

// cssAddress finds what a style sheet would fetch.
var cssAddress = regexp.MustCompile(`(?i)(?:url\(\s*|@import\s+)["']?([^"')\s;]+)`)

// inspectCSS asks that a style sheet fetches nothing but files of the site.
func inspectCSS(public tree.Tree, name string, data []byte) inspection {
	var in inspection
	for _, m := range cssAddress.FindAllSubmatchIndex(data, -1) {
		u, err := url.Parse(string(data[m[2]:m[3]]))
		switch {
		case err != nil || u.Scheme != "" || u.Host != "":
			in.add(m[0], CodeRequest, "put the file into templates/assets and name it there", "a style sheet may not load anything from elsewhere")
		case u.Path != "" && !public.Has(path.Join(path.Dir(name), u.Path)):
			in.add(m[0], CodeLink, "mend the address", "the style sheet names a file that is not in the site")
		}
	}
	return in
}

// inspectSVG asks that a picture is well-formed, that it holds no script, no style and
// no address, and that nothing in it moves or changes: it must look the same under any
// security policy.
func inspectSVG(data []byte) inspection { return inspectXML(data, inspectSVGElement) }

// inspectFeed asks that any other XML is well-formed and nothing that a browser runs or draws.
// A list of addresses may name the languages of a page, as search engines ask for it.
func inspectFeed(data []byte) inspection {
	return inspectXML(data, func(in *inspection, element xml.StartElement, offset int) {
		if space := element.Name.Space; space == svgSpace || space == htmlSpace && element.Name.Local != "link" {
			in.add(offset, CodeInline, "write it as a page or a picture", "a file of XML may not hold HTML or SVG")
		}
	})
}

// Names of the spaces in which a browser gives elements a meaning.
const (
	htmlSpace = "http://www.w3.org/1999/xhtml"
	svgSpace  = "http://www.w3.org/2000/svg"
)

// inspectXML reads XML to its end and shows each element to look.
func inspectXML(data []byte, look func(*inspection, xml.StartElement, int)) inspection {
	var in inspection
	decoder := xml.NewDecoder(bytes.NewReader(data))
	for {
		offset := int(decoder.InputOffset())
		token, err := decoder.Token()
		if err == io.EOF {
			return in
		}
		if err != nil {
			in.add(offset, CodeFile, "", "this is not well-formed XML")
			return in
		}
		switch t := token.(type) {
		case xml.StartElement:
			look(&in, t, offset)
		case xml.Directive:
			in.add(offset, CodeRequest, "take the line out", "a file of XML may not declare a document type: it can name other files, and entities")
		case xml.ProcInst:
			if t.Target != "xml" {
				in.add(offset, CodeRequest, "take it out", "a file of XML may not hold an instruction such as a style sheet")
			}
		}
	}
}

// lively are the elements of SVG that run, style or load something, or change what the
// picture says after it was looked at.
var lively = map[string]bool{
	"script": true, "style": true, "foreignobject": true, "handler": true, "listener": true,
	"animate": true, "animatecolor": true, "animatemotion": true, "animatetransform": true, "set": true, "discard": true,
	"iframe": true, "embed": true, "object": true, "audio": true, "video": true, "canvas": true,
}

func inspectSVGElement(in *inspection, element xml.StartElement, offset int) {
	name := strings.ToLower(element.Name.Local)
	if lively[name] || element.Name.Space == htmlSpace {
		in.add(offset, CodeInline, "use attributes for colours and shapes", "a picture may not hold <"+name+">")
	}
	for _, a := range element.Attr {
		key := strings.ToLower(a.Name.Local)
		switch {
		case key == "style" || strings.HasPrefix(key, "on"):
			in.add(offset, CodeInline, "use attributes for colours and shapes", "a picture may not have the attribute "+key)
		case (key == "href" || key == "src") && !strings.HasPrefix(a.Value, "#"), key == "base", paintsFromElsewhere(a.Value):
			in.add(offset, CodeRequest, "draw it in the picture itself", "a picture may not name an address outside itself")
		}
	}
}

// refused are kinds of files that browsers open as pages, or unpack into one, and that
// are not looked into.
var refused = map[string]bool{
	".xhtml": true, ".xht": true, ".shtml": true, ".mht": true, ".mhtml": true, ".svgz": true, ".xsl": true, ".xslt": true, ".swf": true,
}

// inspectRefused says that a file may not be in a site.
func inspectRefused(ext string) inspection {
	var in inspection
	in.add(0, CodeFile, "write the page as .html or .md, the picture as .svg", "a site may not hold a file of the kind "+ext+": browsers run it, and nothing here looks into it")
	return in
}
