package conf

import (
	"bytes"
	"errors"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"daylight/internal/diag"
)

// YAML reads one YAML document strictly into the struct that into points to.
// Anchors, aliases, merge keys, custom tags and a second document are errors:
// what a reader of the file sees is what it holds. The error is a diag.List.
func YAML(path string, data []byte, into any) error {
	node, err := ParseYAML(path, data)
	if err != nil {
		return err
	}
	return Decode(node, into)
}

// ParseYAML reads one YAML document as a tree of nodes. An empty file is an
// empty Map.
func ParseYAML(path string, data []byte) (Node, error) {
	var problems diag.List
	if offset := invalidUTF8(data); offset >= 0 {
		problems.Add(diag.NewSource(path, data).Pos(offset), CodeSyntax, "save the file as UTF-8", "this is not UTF-8 text")
		return Node{}, problems.Err()
	}
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	var doc yaml.Node
	if err := decoder.Decode(&doc); errors.Is(err, io.EOF) {
		return Node{Kind: Map, Pos: diag.Pos{Path: path, Line: 1, Col: 1}}, nil
	} else if err != nil {
		problems.Add(yamlErrorPos(path, err), CodeSyntax, yamlHint(yamlErrorText(err)), "this is not valid YAML (%s)", yamlErrorText(err))
		return Node{}, problems.Err()
	}
	var more yaml.Node
	if err := decoder.Decode(&more); !errors.Is(err, io.EOF) {
		problems.Add(diag.Pos{Path: path, Line: more.Line}, CodeSyntax, "keep one document in a file", "a second YAML document begins here")
		return Node{}, problems.Err()
	}
	node := fromYAML(newFile(path, data), doc.Content[0], false, &problems)
	return node, problems.Err()
}

// fromYAML turns the library's node into ours, refusing what would make the
// file mean more than it shows. flow tells whether it stands inside [ ] or { }.
func fromYAML(f *file, y *yaml.Node, flow bool, problems *diag.List) Node {
	pos := diag.Pos{Path: f.path, Line: y.Line, Col: y.Column}
	node := Node{Kind: yamlKind(y), Value: y.Value, Pos: pos}
	message, hint := spoilt(y.Value)
	switch {
	case y.Kind == yaml.AliasNode || y.Anchor != "":
		problems.Add(pos, CodeSyntax, "write the value out where it is used", "anchors and aliases are not allowed")
		return node
	case y.Kind == yaml.ScalarNode && message != "":
		problems.Add(pos, CodeSyntax, hint, "%s", message)
		return node
	case y.Style&yaml.TaggedStyle != 0 || y.ShortTag() == "!!merge":
		problems.Add(pos, CodeSyntax, "leave the tag out", "tags and merge keys are not allowed")
		return node
	}
	if y.Kind == yaml.ScalarNode {
		node.written = &written{file: f, value: y.Value, line: y.Line, col: y.Column, style: y.Style, flow: flow}
	}
	flow = flow || y.Style&yaml.FlowStyle != 0
	step, offset := 1, 0
	if y.Kind == yaml.MappingNode {
		step, offset = 2, 1
	}
	for i := offset; i < len(y.Content); i += step {
		if y.Kind == yaml.MappingNode {
			key := y.Content[i-1]
			keyPos := diag.Pos{Path: f.path, Line: key.Line, Col: key.Column}
			if key.Kind != yaml.ScalarNode || key.ShortTag() == "!!merge" {
				problems.Add(keyPos, CodeSyntax, "write a word and a colon", "a key must be plain text")
				continue
			}
			if message, hint := spoilt(key.Value); message != "" {
				problems.Add(keyPos, CodeSyntax, hint, "%s", message)
				continue
			}
			node.Keys = append(node.Keys, Text{Value: key.Value, Pos: keyPos})
		}
		node.Items = append(node.Items, fromYAML(f, y.Content[i], flow, problems))
	}
	return node
}

func yamlKind(y *yaml.Node) Kind {
	switch y.Kind {
	case yaml.MappingNode:
		return Map
	case yaml.SequenceNode:
		return List
	}
	switch y.ShortTag() {
	case "!!null":
		return Null
	case "!!int", "!!float":
		return Number
	case "!!bool":
		return Bool
	}
	return String
}

// yamlLine finds the line in the library's messages, which carry it as text only.
var yamlLine = regexp.MustCompile(`^yaml: (?:line (\d+): )?`)

func yamlErrorPos(path string, err error) diag.Pos {
	line := 0
	if m := yamlLine.FindStringSubmatch(err.Error()); m != nil {
		line, _ = strconv.Atoi(m[1])
	}
	return diag.Pos{Path: path, Line: line}
}

func yamlErrorText(err error) string { return yamlLine.ReplaceAllString(err.Error(), "") }

// yamlHint says what is most often behind what the library says.
func yamlHint(message string) string {
	switch {
	case strings.Contains(message, "mapping values are not allowed"):
		return "a text that holds a colon and a space stands in quotes, and a key ends with a colon: look at this line and the one before"
	case strings.Contains(message, "cannot start any token"), strings.Contains(message, "tab character"):
		return "indent with spaces and not with tabs; a text that begins with a sign such as @, % or ` stands in quotes"
	}
	return "check the indentation, the quotes and the colons of this line and the one before"
}

// spoilt says what a text holds that it cannot, and what to do, or "". U+FFFD stands
// for a character that an earlier conversion lost, or for one half of a pair of
// escapes such as "\ud800", which JSON's readers replace without a word.
func spoilt(text string) (message, hint string) {
	switch {
	case hasControl(text):
		return "this text holds a control character or one that reorders text", `leave out escapes such as \0 and \e, and type the words anew`
	case strings.ContainsRune(text, utf8.RuneError):
		return `this text holds a lost character: U+FFFD, or one half of a pair of escapes such as \ud83d\ude00`, "type the character itself"
	}
	return "", ""
}

// hasControl tells whether a text holds what no reader can see but what changes how
// it is shown: controls other than tab and line breaks, and what reorders text.
// An escape such as "\0" can make one of a file without any.
func hasControl(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool {
		return unicode.IsControl(r) && r != '\n' && r != '\r' && r != '\t' || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069
	})
}

// invalidUTF8 returns the offset of the first byte that is not UTF-8, or -1.
func invalidUTF8(data []byte) int {
	if utf8.Valid(data) {
		return -1
	}
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return -1
}
