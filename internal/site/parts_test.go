package site

import (
	"encoding/json"
	"reflect"
	"testing"
)

func TestPiecesFindsAddresses(t *testing.T) {
	t.Parallel()
	cases := []struct {
		text string
		want []piece
	}{
		{"In the repository.", []piece{{Text: "In the repository."}}},
		{"See https://example.org/errors.", []piece{{Text: "See "}, {"https://example.org/errors", "https://example.org/errors"}, {Text: "."}}},
		{"a@example.org, or nowhere", []piece{{}, {"a@example.org", "mailto:a@example.org"}, {Text: ", or nowhere"}}},
		{"http://example.org javascript:alert(1) @ a@b", []piece{{Text: "http://example.org javascript:alert(1) @ a@b"}}},
		{"", []piece{{}}},
	}
	for _, c := range cases {
		if got := pieces(c.text); !reflect.DeepEqual(got, c.want) {
			t.Errorf("pieces(%q) = %q, want %q", c.text, got, c.want)
		}
	}
}

func TestObjectKeepsOrderAndText(t *testing.T) {
	t.Parallel()
	in := `{"z": 1.50, "a": {"y": "é < & >", "b": []}, "empty": {}, "path": "x.csv"}`
	o, err := readObject([]byte(in))
	if err != nil {
		t.Fatal(err)
	}
	o.set("path", quoted("source/<x>.csv"))
	o.set("hash", quoted("sha256:0"))
	want := `{"z":1.50,"a":{"y": "é < & >", "b": []},"empty":{},"path":"source/<x>.csv","hash":"sha256:0"}`
	if got := string(o.bytes()); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if !json.Valid(o.bytes()) || !json.Valid(array([]json.RawMessage{o.bytes(), quoted("x")})) {
		t.Error("what is written is not JSON")
	}
}

func TestObjectRefusesWhatIsNone(t *testing.T) {
	t.Parallel()
	for _, in := range []string{``, `{"a"`, `{"a": }`, `{"a": 1,`} {
		if _, err := readObject([]byte(in)); err == nil {
			t.Errorf("%q is read as an object", in)
		}
	}
}

func TestAddresses(t *testing.T) {
	t.Parallel()
	for path, want := range map[string]string{"index.html": "", "en/index.html": "../", "en/findings/a/index.html": "../../../"} {
		if got := rooted(path); got != want {
			t.Errorf("rooted(%q) = %q, want %q", path, got, want)
		}
	}
	for slug, want := range map[string]string{"": "", "method": "", "findings/a": "findings", "a/b/c": "a/b"} {
		if got := folderOf(slug); got != want {
			t.Errorf("folderOf(%q) = %q, want %q", slug, got, want)
		}
	}
}
