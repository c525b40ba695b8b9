package conf

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"

	"daylight/internal/diag"
)

// JSON reads one JSON value strictly into the struct that into points to. The
// error is a diag.List.
func JSON(path string, data []byte, into any) error {
	node, err := ParseJSON(path, data)
	if err != nil {
		return err
	}
	return Decode(node, into)
}

// ParseJSON reads one JSON value as a tree of nodes.
func ParseJSON(path string, data []byte) (Node, error) {
	r := jsonReader{source: diag.NewSource(path, data), decoder: json.NewDecoder(bytes.NewReader(data))}
	r.decoder.UseNumber()
	if offset := invalidUTF8(data); offset >= 0 {
		return Node{}, r.fail(offset, "save the file as UTF-8", "this is not UTF-8 text")
	}
	node, err := r.value(0)
	if err != nil {
		return Node{}, err
	}
	end := r.next()
	if _, err := r.decoder.Token(); !errors.Is(err, io.EOF) {
		return Node{}, r.fail(end, "keep one value in a file", "there is more after the end of the JSON value")
	}
	return node, nil
}

// maxDepth bounds the nesting of a JSON file, which is read by recursion.
const maxDepth = 200

type jsonReader struct {
	source  *diag.Source
	decoder *json.Decoder
}

// next returns the offset at which the next token begins.
func (r *jsonReader) next() int {
	offset := int(r.decoder.InputOffset())
	for offset < len(r.source.Data) && bytes.IndexByte([]byte(" \t\r\n,:"), r.source.Data[offset]) >= 0 {
		offset++
	}
	return offset
}

func (r *jsonReader) fail(offset int, hint, format string, args ...any) error {
	var problems diag.List
	problems.Add(r.source.Pos(offset), CodeSyntax, hint, format, args...)
	return problems.Err()
}

func (r *jsonReader) token() (json.Token, int, error) {
	start := r.next()
	token, err := r.decoder.Token()
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &syntax):
		return nil, start, r.fail(start, "check the commas, quotes and brackets here", "this is not valid JSON (%s)", syntax.Error())
	case err != nil:
		return nil, start, r.fail(start, "check the commas, quotes and brackets here", "the JSON ends too early")
	}
	if text, ok := token.(string); ok {
		if message, hint := spoilt(text); message != "" {
			return nil, start, r.fail(start, hint, "%s", message)
		}
	}
	return token, start, nil
}

func (r *jsonReader) value(depth int) (Node, error) {
	token, start, err := r.token()
	if err != nil {
		return Node{}, err
	}
	if depth > maxDepth {
		return Node{}, r.fail(start, "make the file flatter", "the JSON is nested too deeply")
	}
	node := Node{Pos: r.source.Pos(start)}
	switch t := token.(type) {
	case json.Delim:
		return r.composite(node, t, depth)
	case string:
		node.Kind, node.Value = String, t
	case json.Number:
		node.Kind, node.Value = Number, t.String()
	case bool:
		node.Kind, node.Value = Bool, "false"
		if t {
			node.Value = "true"
		}
	}
	return node, nil
}

// composite reads the inside of an object or an array up to its end.
func (r *jsonReader) composite(node Node, open json.Delim, depth int) (Node, error) {
	node.Kind = List
	if open == '{' {
		node.Kind = Map
	}
	for r.decoder.More() {
		if node.Kind == Map {
			key, start, err := r.token()
			if err != nil {
				return Node{}, err
			}
			name, _ := key.(string) // the decoder accepts nothing else here
			node.Keys = append(node.Keys, Text{Value: name, Pos: r.source.Pos(start)})
		}
		item, err := r.value(depth + 1)
		if err != nil {
			return Node{}, err
		}
		node.Items = append(node.Items, item)
	}
	_, _, err := r.token()
	return node, err
}
