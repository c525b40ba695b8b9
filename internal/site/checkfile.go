package site

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"strings"
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
		if element, ok := token.(xml.StartElement); ok {
			inspectSVGElement(&in, element, offset)
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
		case (key == "href" || key == "src") && !strings.HasPrefix(a.Value, "#"):
			in.add(offset, CodeRequest, "", "a picture may not name an address outside itself")
		}
	}
}
