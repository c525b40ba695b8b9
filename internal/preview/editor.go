package preview

import (
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"daylight/internal/diag"
)

// Editor is the address that opens a place in an editor, with {path}, {line} and {col} for
// the place. {path} is absolute, begins with / and is written as in a URL. "" opens none.
type Editor string

// DefaultEditor is the editor that most people who write Markdown and code have.
const DefaultEditor = "vscode"

// editors are those that are known by name.
var editors = map[string]Editor{
	"none":        "",
	DefaultEditor: "vscode://file{path}:{line}:{col}",
	"vscodium":    "vscodium://file{path}:{line}:{col}",
	"cursor":      "cursor://file{path}:{line}:{col}",
	"zed":         "zed://file{path}:{line}:{col}",
	"idea":        "idea://open?file={path}&line={line}&column={col}",
	"textmate":    "txmt://open?url=file://{path}&line={line}&column={col}",
	"macvim":      "mvim://open?url=file://{path}&line={line}&column={col}",
}

// ParseEditor reads the name of a known editor, or an address with {path} in it.
func ParseEditor(text string) (Editor, error) {
	if known, ok := editors[text]; ok {
		return known, nil
	}
	scheme, _, ok := strings.Cut(text, ":")
	if !ok {
		return "", fmt.Errorf("there is no editor %q; %s", text, hintAt(text))
	}
	wrong := strings.IndexFunc(scheme, func(r rune) bool { return !strings.ContainsRune(schemeRunes, r) }) >= 0
	if wrong || scheme == "" || slices.Contains([]string{"javascript", "data", "vbscript", "http", "https"}, scheme) {
		return "", errors.New("an editor's address begins with a scheme of its own, such as vscode:")
	}
	if !strings.Contains(text, "{path}") {
		return "", errors.New("an editor's address holds {path}, and best {line} and {col}")
	}
	return Editor(text), nil
}

const schemeRunes = "abcdefghijklmnopqrstuvwxyz0123456789+-."

func hintAt(text string) string {
	names := slices.Sorted(maps.Keys(editors))
	if hint := diag.DidYouMean(text, names); hint != "" {
		return hint
	}
	return "known are " + strings.Join(names, ", ")
}

// Open returns the address that opens a place, or "" where there is no editor.
func (e Editor) Open(file string, line, col int) string {
	if e == "" || file == "" {
		return ""
	}
	name := filepath.ToSlash(file)
	if !strings.HasPrefix(name, "/") {
		name = "/" + name // C:/…
	}
	return strings.NewReplacer(
		"{path}", escapePath(name), "{line}", strconv.Itoa(max(1, line)), "{col}", strconv.Itoa(max(1, col)),
	).Replace(string(e))
}

// escapePath writes a path so that it stays one in any part of an address.
func escapePath(name string) string {
	const plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/:"
	var b strings.Builder
	for i := range len(name) {
		if c := name[i]; strings.IndexByte(plain, c) >= 0 {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}
