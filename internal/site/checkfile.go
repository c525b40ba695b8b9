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

// paintsFromElsewhere tells whether an attribute's value, such as that of fill,
// names an address outside its page.
func paintsFromElsewhere(value string) bool {
	_, address, found := strings.Cut(strings.ToLower(value), "url(")
	return found && !strings.HasPrefix(strings.TrimLeft(address, ` "'`), "#")
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

// inspectSVG asks that a picture is well-formed, and that it holds no script, no
// style and no address: it must look the same under any security policy.
func inspectSVG(data []byte) inspection {
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
			inspectSVGElement(&in, t, offset)
		case xml.ProcInst:
			if t.Target != "xml" {
				in.add(offset, CodeRequest, "take it out", "a picture may not hold an instruction such as a style sheet")
			}
		}
	}
}

func inspectSVGElement(in *inspection, element xml.StartElement, offset int) {
	name := strings.ToLower(element.Name.Local)
	if name == "script" || name == "style" || name == "foreignobject" {
		in.add(offset, CodeInline, "use attributes for colours and shapes", "a picture may not hold <"+name+">")
	}
	for _, a := range element.Attr {
		key := strings.ToLower(a.Name.Local)
		switch {
		case key == "style" || strings.HasPrefix(key, "on"):
			in.add(offset, CodeInline, "use attributes for colours and shapes", "a picture may not have the attribute "+key)
		case (key == "href" || key == "src") && !strings.HasPrefix(a.Value, "#"), paintsFromElsewhere(a.Value):
			in.add(offset, CodeRequest, "draw it in the picture itself", "a picture may not name an address outside itself")
		}
	}
}
