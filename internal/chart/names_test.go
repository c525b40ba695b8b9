package chart

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"daylight/internal/chart/stories"
	"daylight/internal/dataset"
	"daylight/internal/figure"
	"daylight/internal/locale"
	"daylight/internal/tree"
)

// inherited are names that every object of JavaScript has, for labels of the stories.
var inherited = strings.NewReplacer(
	"north", "__proto__", "North", "__proto__", "South", "constructor", "East", "toString", "West", "hasOwnProperty",
	"Complaints", "__proto__", "People", "constructor", "Calls that were traced to a number", "valueOf", "Calls", "toString", "Numbers", "__defineGetter__",
	"Asked", "__proto__", "Answered", "constructor", "Refused", "prototype", "In full", "toString", "In part", "__lookupGetter__",
	"The campaign", "__proto__", "The election is held", "constructor", "answered at once", "__proto__", "answered later", "constructor",
)

// retold are the stories that are told with such labels.
var retold = []string{"bar-few", "column-few", "range-few", "stacked-few", "share-few", "line-series", "dots-facet", "bar-facet", "flow-few", "funnel-few", "timeline-few"}

// TestLabelsThatObjectsInherit holds that a label which is the name of what every object
// of JavaScript has is drawn like any other: as often, and with as many marks.
func TestLabelsThatObjectsInherit(t *testing.T) {
	t.Parallel()
	needBundle(t)
	project, err := stories.Project()
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	for _, name := range project.Paths() {
		data, _ := project.Read(name)
		base, isChart := strings.CutPrefix(name, "content/charts/")
		if isChart && !slices.Contains(retold, strings.TrimSuffix(base, ".yaml")) {
			continue
		}
		if strings.HasSuffix(name, ".csv") || strings.HasSuffix(name, "datapackage.json") {
			data = []byte(inherited.Replace(string(data)))
		}
		files[name] = data
	}
	wild, err := tree.New(files)
	if err != nil {
		t.Fatal(err)
	}
	data, err := dataset.Load(wild)
	if err != nil {
		t.Fatal(err)
	}
	figures, err := figure.Evaluate(t.Context(), data, wild)
	if err != nil {
		t.Fatal(err)
	}
	lang, err := english()
	if err != nil {
		t.Fatal(err)
	}
	set, err := Read(wild, figures, []*locale.Language{lang})
	if err != nil {
		t.Fatal(err)
	}
	if err := set.Draw(t.Context(), Studio{Drawer: engine()}); err != nil {
		t.Fatal(err)
	}
	for _, name := range retold {
		tame, err := os.ReadFile(filepath.Join("testdata", "stories", name+".svg"))
		if err != nil {
			t.Fatal(err)
		}
		svg := string(set.Chart(name, "en").SVG)
		want, got := marked.FindAllString(string(tame), -1), marked.FindAllString(svg, -1)
		slices.Sort(want)
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("%s: %d marks are drawn, of tame labels %d", name, len(got), len(want))
		}
		if !strings.Contains(svg, "constructor") || !strings.Contains(svg, ">__proto__<") && name != "funnel-few" {
			t.Errorf("%s does not show its labels", name)
		}
	}
}
