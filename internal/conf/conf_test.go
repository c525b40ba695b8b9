package conf

import (
	"strings"
	"testing"

	"daylight/internal/diag"
)

type part struct {
	Pos  diag.Pos `conf:",pos"`
	Name Text     `conf:"name,required"`
	Size int      `conf:"size"`
}

type spec struct {
	Type  Text            `conf:"type,required"`
	Title Localized       `conf:"title"`
	Wide  bool            `conf:"wide"`
	Parts []part          `conf:"parts"`
	More  map[string]part `conf:"more"`
	Any   Node            `conf:"any"`
	One   *part           `conf:"one"`
}

func TestYAMLKeepsPositions(t *testing.T) {
	t.Parallel()
	var s spec
	src := "---\ntype: bar\ntitle:\n  en: Hello\n  fr: Été\nwide: true\nparts:\n  - name: 2011-05-02\n    size: 3\nmore:\n  a: {name: x}\nany: [1, two]\none: {name: y}\n"
	if err := YAML("a.yaml", []byte(src), &s); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ got, want string }{
		{s.Type.Value + " " + s.Type.Pos.String(), "bar a.yaml:2:7"},
		{s.Title["fr"].Value + " " + s.Title["fr"].Pos.String(), "Été a.yaml:5:7"},
		{s.Parts[0].Name.Value + " " + s.Parts[0].Pos.String(), "2011-05-02 a.yaml:8:5"},
		{s.More["a"].Name.Value, "x"},
		{s.Any.Items[1].Value, "two"},
		{s.One.Name.Value, "y"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
	if !s.Wide || s.Parts[0].Size != 3 {
		t.Errorf("wide or size were not read: %+v", s)
	}
}

func TestJSONKeepsPositions(t *testing.T) {
	t.Parallel()
	var s spec
	src := "{\n  \"type\" : \"bar\",\n  \"parts\": [ {\"name\": \"a\\ud83d\\ude00\", \"size\": 3} ]\n}\n"
	if err := JSON("a.json", []byte(src), &s); err != nil {
		t.Fatal(err)
	}
	if got := s.Type.Pos.String(); got != "a.json:2:12" {
		t.Errorf("type stands at %s", got)
	}
	if got := s.Parts[0].Pos.String(); got != "a.json:3:14" {
		t.Errorf("the part stands at %s", got)
	}
	if s.Parts[0].Name.Value != "a😀" {
		t.Errorf("name is %q", s.Parts[0].Name.Value)
	}
}

func TestProblems(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name, src string
		want      []string // the beginning of each problem, in order
	}{
		{"unknown key", "type: a\ntitel: {en: x}\n", []string{`x:2:1: the file has an unknown key "titel" [conf-unknown-key]`}},
		{"missing key", "wide: true\n", []string{`x:1:1: the file has no "type" [conf-missing-key]`}},
		{"missing inside", "type: a\nparts:\n  - size: 1\n", []string{`x:3:5: an entry of "parts" has no "name"`}},
		{"twice", "type: a\ntype: b\n", []string{`x:2:1: the key "type" stands here a second time; the first is in line 1 [conf-duplicate-key]`}},
		{"wrong kinds", "type: [a]\nwide: 3\nparts: a\ntitle: hello\n", []string{"x:1:7: \"type\" must be a text", "x:2:7: \"wide\" must be true", "x:3:8: \"parts\" must be a list", "x:4:8: \"title\" must be a text per"}},
		{"no language", "type: a\ntitle: {english-please!: a}\n", []string{`x:2:9: "title" has a key that is no language`}},
		{"syntax", "type: a\n  b: c\n", []string{"x:2: this is not valid YAML"}},
		{"alias", "type: &a b\ntitle: *a\n", []string{"x:1:7: anchors", "x:2:8: anchors"}},
		{"tag", "type: !!binary aGk=\n", []string{"x:1:7: tags"}},
		{"control by an escape", `type: "a\0b"`, []string{"x:1:7: this text holds a control character"}},
		{"control in a key", `"a\eb": x`, []string{"x:1:1: this text holds a control character"}},
		{"lost by a conversion", "type: a\ufffdb", []string{"x:1:7: this text holds a lost character"}},
		{"half of a pair", `type: "\ud800"`, []string{"x: this is not valid YAML"}},
		{"reordered text", "type: a\u202eb", []string{"x:1:7: this text holds a control character or one that reorders text [conf-syntax]"}},
		{"second document", "type: a\n---\ntype: b\n", []string{"x:2: a second"}},
		{"not UTF-8", "type: \xff\n", []string{"x:1:7: this is not UTF-8"}},
		{"empty", "", []string{`x:1:1: the file has no "type"`}},
		{"null for a required key", "type:\n", []string{`x:1:6: "type" must be a text`}},
		{"whole number", "type: a\nparts: [{name: a, size: 1.5}]\n", []string{`x:2:25: "size" must be a whole number`}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var s spec
			compare(t, YAML("x", []byte(c.src), &s), c.want)
		})
	}
}

func TestJSONProblems(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name, src string
		want      []string
	}{
		{"comma", "{\n \"type\": \"a\",\n}", []string{"x:3:1: this is not valid JSON"}},
		{"early end", "{\"type\": ", []string{"x:1:10: the JSON ends too early"}},
		{"more", "{\"type\": \"a\"} {}", []string{"x:1:15: there is more"}},
		{"twice", "{\"type\": \"a\", \"type\": \"b\"}", []string{`x:1:15: the key "type" stands here a second time`}},
		{"deep", strings.Repeat("[", 100000), []string{"x:1:202: the JSON is nested too deeply"}},
		{"half of a pair", `{"type": "a\ud800b"}`, []string{"x:1:10: this text holds a lost character"}},
		{"the other half, before the first", `{"type": "\udc00\ud800"}`, []string{"x:1:10: this text holds a lost character"}},
		{"half of a pair in a key", `{"ty\udfffpe": "a"}`, []string{"x:1:2: this text holds a lost character"}},
		{"a control character in a key", `{"more": {"a\u001bb": {}}}`, []string{"x:1:11: this text holds a control character"}},
		{"lost by a conversion", "{\"type\": \"a\ufffdb\"}", []string{"x:1:10: this text holds a lost character"}},
		{"control by an escape", `{"type": "a\u001bb"}`, []string{"x:1:10: this text holds a control character"}},
		{"not UTF-8", "{\"type\": \"\xff\"}", []string{"x:1:11: this is not UTF-8"}},
		{"empty", "", []string{"x:1:1: the JSON ends too early"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var s spec
			compare(t, JSON("x", []byte(c.src), &s), c.want)
		})
	}
}

func compare(t *testing.T, err error, want []string) {
	t.Helper()
	got, ok := diag.AsList(err)
	if !ok || len(got) != len(want) {
		t.Fatalf("got %v, want %d problems like %q", err, len(want), want)
	}
	for i, w := range want {
		if !strings.HasPrefix(got[i].String(), w) {
			t.Errorf("problem %d is\n  %s\nwant\n  %s", i, got[i], w)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte("type: a\nparts: [{name: b}]\n"))
	f.Add([]byte(`{"type": "a", "more": {"x": {"name": "y"}}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var s spec
		lines := 2 // YAML counts every line break of Unicode, and the end may be a line of its own
		for _, r := range string(data) {
			if strings.ContainsRune("\n\r\u0085\u2028\u2029", r) {
				lines++
			}
		}
		for _, err := range []error{YAML("x", data, &s), JSON("x", data, &s)} {
			if list, ok := diag.AsList(err); err != nil && !ok {
				t.Errorf("not a list: %v", err)
			} else {
				for _, d := range list {
					if d.Pos.Line > lines {
						t.Errorf("%s lies outside the file", d.Pos)
					}
				}
			}
		}
	})
}
