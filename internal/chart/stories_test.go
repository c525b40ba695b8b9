package chart

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"daylight/internal/chart/stories"
	"daylight/internal/dataset"
	"daylight/internal/echarts"
	"daylight/internal/figure"
	"daylight/internal/locale"
)

// book is every story, read and drawn once for all tests: the French ones in French.
type book struct {
	charts map[string]*Chart
	models map[string]*model
	langs  map[string]*locale.Language
}

var theBook = sync.OnceValues(func() (*book, error) {
	project, err := stories.Project()
	if err != nil {
		return nil, err
	}
	data, err := dataset.Load(project)
	if err != nil {
		return nil, err
	}
	figures, err := figure.Evaluate(context.Background(), data, project)
	if err != nil {
		return nil, err
	}
	b := &book{map[string]*Chart{}, map[string]*model{}, map[string]*locale.Language{}}
	engine := echarts.New(2)
	for _, tag := range []string{"en", "fr"} {
		path := filepath.Join("..", "..", "templates", "i18n", tag+".yaml")
		text, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		lang, err := locale.Load(tag, path, text)
		if err != nil {
			return nil, err
		}
		set, err := Read(stories.In(project, tag), figures, []*locale.Language{lang})
		if err != nil {
			return nil, err
		}
		for _, d := range set.drawings {
			b.charts[d.chart.Name], b.models[d.chart.Name], b.langs[d.chart.Name] = d.chart, d.model, lang
		}
		if err := set.Draw(context.Background(), Studio{Drawer: engine}); err != nil {
			return nil, err
		}
	}
	if n := engine.Beyond(); n > 0 {
		return nil, fmt.Errorf("%d pictures need functions that no sample in internal/echarts/testdata/options calls: add one", n)
	}
	return b, nil
})

func readBook(t *testing.T) *book {
	t.Helper()
	needBundle(t)
	b, err := theBook()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestStoriesGolden(t *testing.T) {
	t.Parallel()
	b := readBook(t)
	for _, name := range stories.Stories() {
		c := b.charts[name]
		if c == nil {
			t.Fatalf("the story %s was not drawn", name)
		}
		golden(t, "../stories/"+name+".svg", c.SVG)
		golden(t, "../stories/"+name+".narrow.svg", []byte(c.Narrow))
		golden(t, "../stories/"+name+".txt", []byte(c.Description+"\n\n"+plain(c.Table)+"\n"+short1k(string(c.CSV))))
	}
	files, err := filepath.Glob(filepath.Join("testdata", "stories", "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if name, _, _ := strings.Cut(filepath.Base(file), "."); b.charts[name] == nil {
			t.Errorf("%s is of no story", file)
		}
	}
}

func short1k(text string) string {
	if len(text) > 1000 {
		return text[:1000] + "…\n"
	}
	return text
}

// Texts keep clear of each other and of the edge, by the widths of the widest of common
// faces; a test in a browser measures them again.
func TestStoriesAreLegible(t *testing.T) {
	t.Parallel()
	b := readBook(t)
	for name, m := range b.models {
		for _, s := range []size{wide(), narrow()} {
			p := m.layout(s)
			for i, a := range p.texts {
				r := a.reach()
				if r.x < 0 || r.y < 0 || r.x+r.width > p.width || r.y+r.height > p.height {
					t.Errorf("%s, %s: %q reaches beyond %dx%d: %+v", name, s.name, a.words, p.width, p.height, r)
				}
				for _, other := range p.texts[:i] {
					if overlap(r, other.reach()) {
						t.Errorf("%s, %s: %q covers %q", name, s.name, a.words, other.words)
					}
				}
			}
		}
	}
}

var digits = regexp.MustCompile(`[0-9]+(\.[0-9]+)?`)

// numbersIn returns the numbers of a text as a set, sorted, without the separators of
// its language.
func numbersIn(lang *locale.Language, text string) []string {
	text = strings.NewReplacer("\u00a0", "", "\u202f", "").Replace(text)
	if lang.Tag == "fr" {
		text = regexp.MustCompile(`([0-9]),([0-9])`).ReplaceAllString(text, "$1.$2")
	} else {
		text = regexp.MustCompile(`([0-9]),([0-9]{3})`).ReplaceAllString(text, "$1$2")
		text = regexp.MustCompile(`([0-9]),([0-9]{3})`).ReplaceAllString(text, "$1$2")
	}
	found := digits.FindAllString(text, -1)
	slices.Sort(found)
	return slices.Compact(found)
}

var marked = regexp.MustCompile(`data-row="(\d+)" data-col="(\d+)"`)

// The picture, the table, the file and the description hold the same numbers, as sets:
// what the table has, the picture has as a mark or as a zero, and as a text where there is
// room; nothing else is anywhere.
func TestStoriesAgree(t *testing.T) {
	t.Parallel()
	b := readBook(t)
	for name, c := range b.charts {
		if strings.HasSuffix(name, "-hostile") {
			continue // the labels hold numbers too
		}
		m, lang := b.models[name], b.langs[name]
		var quantities, all []string
		for _, row := range c.Table.Rows {
			for i, cell := range row {
				all = append(all, cell.Text)
				isWhole := row[0].Text == m.text("chart.whole") // the description says it without its share
				if c.Table.Head[i].Numeric && !isWhole {
					quantities = append(quantities, cell.Text)
				}
			}
		}
		want := numbersIn(lang, strings.Join(quantities, "\n"))
		words := strings.Join(m.words(), "\n")
		if got := numbersIn(lang, words); !subset(got, want) {
			t.Errorf("%s: the table has %v, the picture's words %v", name, want, got)
		}
		if got := fileNumbers(m, lang, string(c.CSV)); m.kind.name != kindTimeline && !subset(want, got) {
			t.Errorf("%s: the table has %v, the file %v", name, want, got)
		}
		known := numbersIn(lang, strings.Join(all, "\n")+"\n"+words)
		for _, text := range []string{c.Description, strings.Join(texts(t, string(c.Wide)), "\n"), strings.Join(texts(t, string(c.Narrow)), "\n")} {
			for _, n := range numbersIn(lang, text) {
				if !slices.Contains(known, n) && !m.mayAlsoSay(n) {
					t.Errorf("%s: %s stands in no table, but in %.200q", name, n, text)
				}
			}
		}
		if len(m.items()) <= listed && m.kind.name != kindTimeline && !subset(want, numbersIn(lang, c.Description)) {
			t.Errorf("%s: the table has %v, the description says %q", name, want, c.Description)
		}
	}
}

// mayAlsoSay tells whether a number is one of an axis, a count of values (of one or two
// digits here, as are days) or a year.
func (m *model) mayAlsoSay(number string) bool {
	if len(number) <= 2 {
		return true
	}
	if !m.kind.isTime {
		return false
	}
	for _, label := range m.newScale(m.top(m.points()), m.isWhole(m.points())).labels {
		if slices.Contains(numbersIn(m.lang, label), number) {
			return true
		}
	}
	return len(number) == 4 && (number[0] == '1' || number[0] == '2')
}

func subset(a, b []string) bool {
	return !slices.ContainsFunc(a, func(n string) bool { return !slices.Contains(b, n) })
}

// fileNumbers returns the numbers of a CSV as a reader is shown them.
func fileNumbers(m *model, lang *locale.Language, csv string) []string {
	csv = strings.ReplaceAll(strings.TrimPrefix(csv, "\ufeff"), "..", " ")
	found := digits.FindAllString(csv, -1)
	for _, n := range slices.Clone(found) {
		if d, err := locale.ParseDecimal(n); err == nil { // a share is shown as a percentage
			for places := range 2 {
				found = append(found, numbersIn(lang, lang.Percent(d, places))...)
			}
		}
	}
	return found
}

// Every quantity of the table has a mark that says which it is, but a zero, which a bar
// cannot show.
func TestStoriesMarkEveryValue(t *testing.T) {
	t.Parallel()
	b := readBook(t)
	for name, c := range b.charts {
		for size, svg := range map[string]string{"wide": string(c.Wide), "narrow": string(c.Narrow)} {
			found := map[string]bool{}
			for _, at := range marked.FindAllString(svg, -1) {
				found[at] = true
			}
			for r, row := range c.Table.Rows {
				for k, cell := range row {
					if cell.Figure == "" {
						continue
					}
					at := `data-row="` + decimal(r) + `" data-col="` + decimal(k) + `"`
					isPoint := b.models[name].kind.isTime || b.models[name].kind.is(kindRange)
					small := b.models[name].isNothing(r, k)
					if !found[at] && (isPoint || !small) {
						t.Errorf("%s, %s: nothing stands for the cell %d, %d of the table: %s", name, size, r, k, cell.Text)
					}
				}
			}
		}
	}
}

// isNothing tells whether the value in a cell of the table is zero, or less than can
// be seen beside the others; or a part of a share that is not known, which has no length.
func (m *model) isNothing(row, col int) bool {
	var v value
	switch {
	case m.kind.is(kindFunnel), m.kind.isParts && len(m.rows) == 1:
		v = m.rows[0].values[min(row, len(m.parts)-1)]
	default:
		v = m.rows[row].values[min(max(col-m.first, 0), len(m.rows[row].values)-1)]
	}
	if m.kind.is(kindShare) && slices.ContainsFunc(m.rows[min(row, len(m.rows)-1)].values, func(v value) bool { return v.status != dataset.Exact }) {
		return true
	}
	return !v.status.Unknown() && v.length() < m.largest()/400
}
