package site

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"daylight/internal/chart"
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

// TestFrameHeight holds that a frame grows with what stands around its picture, and that
// a picture of no known size breaks nothing.
func TestFrameHeight(t *testing.T) {
	t.Parallel()
	p := storySite(t).placing("../")
	short, wordy := storyChart("a", "Short", 1), storyChart("b", "Short", 1)
	for _, c := range []*chart.Chart{short, wordy} {
		c.Wide, c.Narrow = `<svg class="x" width="720" height="300" viewBox="0 0 720 300"></svg>`, `<svg width="340" height="340"></svg>`
	}
	wordy.Notes = inline(strings.Repeat(long+" ", 4))
	low, high := p.frameHeight(short), p.frameHeight(wordy)
	if low < 340*480/340+100 || low%20 != 0 || high < low+100 || high > 1200 {
		t.Errorf("the frames are %d and %d pixels high", low, high)
	}
	short.Wide, short.Narrow = "", `<svg height="x">`
	if got := p.frameHeight(short); got < 100 || got > low {
		t.Errorf("a frame around nothing is %d pixels high", got)
	}
}
