package narrative

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"daylight/internal/diag"
)

// FuzzPage holds any text to two laws. A page that is accepted is well-formed
// HTML of known elements and attributes, with no address but https and our own. A
// page that is refused has problems whose positions lie inside the file.
func FuzzPage(f *testing.F) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for _, text := range strings.Split(string(data), betweenCases) {
			f.Add(strings.Split(text, betweenParts)[1])
		}
	}
	f.Fuzz(func(t *testing.T, body string) {
		content, err := Read(withFiles(t, map[string]string{testPage: frontMatter + body}))
		if err != nil {
			checkPositions(t, err, frontMatter+body)
			return
		}
		blocks, err := content.page(t, "findings/page").Blocks(Place{Root: "../", IDPrefix: "p-"})
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range blocks {
			if err := checkHTML(string(b.HTML)); err != nil {
				t.Errorf("%v in %q", err, b.HTML)
			}
		}
	})
}

func checkPositions(t *testing.T, err error, file string) {
	list, _ := diag.AsList(err)
	if len(list) == 0 {
		t.Errorf("not a list of problems: %v", err)
	}
	lines := strings.Split(file, "\n")
	for _, d := range list {
		if d.Pos.Path != testPage || d.Pos.Line < 1 || d.Pos.Line > len(lines) || d.Pos.Col < 1 || d.Pos.Col > len([]rune(lines[d.Pos.Line-1]))+2 {
			t.Errorf("outside the file: %v", d)
		}
		if d.Code == diag.Internal || d.Code == CodeUnrendered {
			t.Errorf("a fault of ours: %v", d)
		}
	}
}

var (
	htmlTag       = regexp.MustCompile(`<(/?)([a-z0-9]+)((?: [a-z-]+="[^"<>]*")*)>`)
	htmlAttribute = regexp.MustCompile(` ([a-z-]+)="([^"]*)"`)
	elements      = strings.Fields("p br em strong code pre ol ul li hr h2 h3 h4 h5 h6 a img data span sup div table thead tbody tr th td aside blockquote")
	attributes    = strings.Fields("class id href rel title src alt value start role tabindex scope aria-label aria-labelledby lang")
	address       = regexp.MustCompile(`^(https://|#p-|\.\./(en|images)/)`)
)

// checkHTML returns the first thing in HTML that we never write.
func checkHTML(markup string) error {
	var open []string
	for markup != "" {
		i := strings.IndexAny(markup, "<>")
		if i < 0 {
			break
		}
		at := htmlTag.FindStringSubmatchIndex(markup[i:])
		if at == nil || at[0] != 0 {
			return fmt.Errorf("a stray sign before %.20q", markup[i:])
		}
		m := htmlTag.FindStringSubmatch(markup[i:])
		if !slices.Contains(elements, m[2]) {
			return fmt.Errorf("the element %q", m[2])
		}
		if err := checkAttributes(m[3]); err != nil {
			return err
		}
		switch {
		case m[1] == "" && !slices.Contains([]string{"br", "hr", "img"}, m[2]):
			open = append(open, m[2])
		case m[1] == "/" && (len(open) == 0 || open[len(open)-1] != m[2]):
			return fmt.Errorf("%q closes nothing", m[2])
		case m[1] == "/":
			open = open[:len(open)-1]
		}
		markup = markup[i+at[1]:]
	}
	if len(open) > 0 {
		return fmt.Errorf("%q stays open", open)
	}
	return nil
}

func checkAttributes(markup string) error {
	for _, m := range htmlAttribute.FindAllStringSubmatch(markup, -1) {
		if !slices.Contains(attributes, m[1]) {
			return fmt.Errorf("the attribute %q", m[1])
		}
		if (m[1] == "href" || m[1] == "src") && !address.MatchString(m[2]) {
			return fmt.Errorf("the address %q", m[2])
		}
	}
	return nil
}
