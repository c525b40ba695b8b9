package hostile

import (
	"maps"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"daylight/internal/diag"
	"daylight/internal/durable"
	"daylight/internal/echarts"
	"daylight/internal/report"
	"daylight/internal/site"
	"daylight/internal/tree"
	"daylight/templates"
)

func builder(t testing.TB) report.Builder {
	t.Helper()
	theme, err := tree.FromFS(templates.FS)
	if err != nil {
		t.Fatal(err)
	}
	if echarts.Version() == "" {
		t.Skip("no ECharts bundle: run make")
	}
	return report.Builder{Theme: theme, Drawer: echarts.New(runtime.GOMAXPROCS(0)), Engine: echarts.Version(), Cache: durable.OpenCache(t.TempDir())}
}

// outcome is what became of a string: the code with which each place refused it, and the
// site with the string in all others.
type outcome struct {
	sample
	refused map[place]diag.Code
	paper   *paper
	site    tree.Tree
}

// stand builds a report with a string at every place, taking it away from those that
// refuse it until the report is published.
func stand(t *testing.T, b report.Builder, s sample, known map[place]diag.Code) outcome {
	t.Helper()
	o := outcome{sample: s, refused: map[place]diag.Code{}}
	maps.Copy(o.refused, known)
	before, last := 0, error(nil)
	for round := range 30 {
		known := maps.Clone(o.refused)
		o.paper = write(func(at place) (string, bool) {
			_, refused := known[at]
			return s.text, !refused
		})
		project, err := o.paper.tree()
		if err != nil {
			t.Fatal(err)
		}
		result, err := b.Build(t.Context(), project)
		if err == nil {
			o.site = result.Site
			return o
		}
		problems, ok := diag.AsList(err)
		if !ok {
			t.Fatalf("%s: not a list of problems: %v", s.name, err)
		}
		before, last = len(o.refused), err
		for _, d := range problems {
			tame(t, s, d)
			blamed := o.blame(d)
			if round > 16 { // a file of bytes that are no text is refused for one of them after the other
				blamed = append(blamed, o.paper.live(d.Pos.Path)...)
			}
			for _, at := range blamed {
				o.refused[at] = d.Code
			}
		}
		if len(o.refused) == before { // two places are at odds, and no line is the one to blame
			for at := range o.places() {
				if o.refused[at] == "" {
					o.refused[at] = problems[0].Code
				}
			}
		}
	}
	t.Fatalf("%s: refused again and again, at last for\n%.1000s", s.name, last)
	return o
}

// elsewhere are the places whose string is wrong where a problem names another file.
var elsewhere = map[diag.Code][]place{
	"data-constraint": {"field.pattern"},
	"figure-column":   {"query.name", "query.text"},
}

// blame returns the places whose strings a problem is about.
func (o *outcome) blame(d diag.Diagnostic) []place {
	for _, at := range elsewhere[d.Code] {
		if _, live := o.paper.choose(at); live {
			return []place{at}
		}
	}
	if d.Code == site.CodeLeftover { // all of the site has it
		return slices.Collect(maps.Keys(o.places()))
	}
	pos := d.Pos
	if m := asked.FindStringSubmatch(d.Hint); m != nil {
		pos.Path, pos.Line = m[1], number(m[2])
	}
	if at, ok := o.paper.at(pos.Path, pos.Line); ok {
		return []place{at}
	}
	return nil
}

// asked is the text of the theme that a template cannot use.
var asked = regexp.MustCompile(`and (templates/i18n/en\.yaml):(\d+)`)

func number(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}

// rough are the traces of an error that a library wrote, and nobody made a sentence of.
var rough = []string{"strconv.", "runtime error", "invalid character", "SQL logic error", "json:", "yaml:", "xml:", "Unexpected token", "goja", "%!", "reflect:", "panic", "encoding/", "error calling"}

// tame holds a problem to what a person can be shown: a place, a code, and a message in one
// line.
func tame(t *testing.T, s sample, d diag.Diagnostic) {
	t.Helper()
	said := d.String() + "\n" + d.Hint
	if d.Pos.Path == "" || d.Code == "" || d.Code == diag.Internal {
		t.Errorf("%s: without a place or a code: %.300q", s.name, said)
	}
	for _, sign := range rough {
		if strings.Contains(d.Message, sign) && !strings.Contains(s.text, sign) {
			t.Errorf("%s: not a sentence of ours: %.300q", s.name, said)
		}
	}
	if strings.ContainsAny(d.String(), "\r\n") {
		t.Errorf("%s: more than one line: %.300q", s.name, said)
	}
	if len(said) > 32_000 {
		t.Errorf("%s: a problem of %d bytes: %.200q", s.name, len(said), said)
	}
}
