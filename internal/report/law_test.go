package report

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"daylight/internal/chart"
	"daylight/internal/claim"
	"daylight/internal/dataset"
	"daylight/internal/diag"
	"daylight/internal/durable"
	"daylight/internal/figure"
	"daylight/internal/locale"
	"daylight/internal/tree"
	"daylight/templates"
)

// blank draws every chart as an empty picture: these tests are about words.
type blank struct{}

func (blank) Draw(_ context.Context, prefix string, _ []byte, width, height int) ([]byte, error) {
	return fmt.Appendf(nil, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d"><rect id="%s-r" width="1" height="1"/></svg>`, width, height, width, height, prefix), nil
}

// reference is the report that this repository holds, and what builds it.
func reference(t testing.TB) (Builder, tree.Tree) {
	t.Helper()
	project, err := durable.ReadProject("../..")
	if err != nil {
		t.Fatal(err)
	}
	theme, err := tree.FromFS(templates.FS)
	if err != nil {
		t.Fatal(err)
	}
	b := Builder{Theme: theme, Drawer: blank{}, Engine: "blank"}
	return b, b.inputs(project)
}

// sampled is an example's report, which is built in a tenth of the time, and with DAYLIGHT_SLOW=1 the reference.
func sampled(t testing.TB) (Builder, tree.Tree) {
	t.Helper()
	b, project := reference(t)
	if oneIn(2) == 1 {
		return b, project
	}
	project, err := durable.ReadProject("../../examples/telecom")
	if err != nil {
		t.Fatal(err)
	}
	return b, b.inputs(project)
}

// words runs the stages of a build up to the last that reads words: the problems it
// returns name every sentence that is wrong.
func (b Builder) words(ctx context.Context, project tree.Tree) (*figure.Set, error) {
	s, err := b.settings(project)
	if err != nil {
		return nil, err
	}
	data, err := dataset.Load(project)
	if err != nil {
		return nil, err
	}
	if err := checkSources(data, s.references); err != nil {
		return nil, err
	}
	if _, err := checkSums(project, data); err != nil {
		return nil, err
	}
	figures, err := figure.Evaluate(ctx, data, project)
	if err != nil {
		return nil, err
	}
	charts, chartErr := chart.Read(project, figures, s.languages)
	if charts == nil {
		return nil, chartErr
	}
	_, err = readContents(project, s, figures, charts)
	return figures, diag.Merge(chartErr, checkChartSources(charts, s), checkReportClaims(s, figures), err)
}

// written is a claim as a person finds it in a file, by a means of its own.
type written struct {
	pos         diag.Pos // of its line
	lang        string
	words, name string
}

var (
	link     = regexp.MustCompile(`\[((?:\\.|[^\[\]\\])*)\]\(figure:([^\s()"]+)(?:\s+\\?"((?:\\.|[^"\\])*)\\?")?\)`)
	language = regexp.MustCompile(`^\s+(en|fr):`)
)

// writtenClaims finds all claims of a project.
func writtenClaims(project tree.Tree) []written {
	var all []written
	for _, file := range project.Glob("content/**") {
		data, _ := project.Read(file)
		lang := strings.Split(file, "/")[1]
		for i := 0; i < len(data); {
			m := link.FindSubmatchIndex(data[i:])
			if m == nil {
				break
			}
			line := bytes.Count(data[:i+m[0]], []byte("\n"))
			if found := language.FindSubmatch(bytes.Split(data, []byte("\n"))[line]); path.Ext(file) == ".yaml" && found != nil {
				lang = string(found[1])
			}
			c := written{pos: diag.Pos{Path: file, Line: line + 1}, lang: lang, words: string(data[i+m[2] : i+m[3]]), name: string(data[i+m[4] : i+m[5]])}
			if m[6] >= 0 {
				c.words = string(data[i+m[6] : i+m[7]])
			}
			if c.words != "" {
				all = append(all, c)
			}
			i += m[1]
		}
	}
	return all
}

// holds tells whether a claim is true of figures.
func (c written) holds(languages map[string]*locale.Language, figures *figure.Set) bool {
	f, _, err := figures.Figure(c.name)
	if err != nil {
		return false
	}
	ok, _, _ := claim.Check(languages[c.lang], strings.Join(strings.Fields(c.words), " "), f.Value)
	return ok
}

// cell is a place in a CSV.
type cell struct {
	file     string
	row, col int // of the records, the header being row 0
}

// cells lists every cell of every table.
func cells(t testing.TB, project tree.Tree) []cell {
	var all []cell
	for _, file := range project.Glob("data/*.csv") {
		for row, record := range records(t, project, file) {
			for col := range record {
				if row > 0 {
					all = append(all, cell{file, row, col})
				}
			}
		}
	}
	return all
}

func records(t testing.TB, project tree.Tree, file string) [][]string {
	t.Helper()
	data, _ := project.Read(file)
	all, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// change returns the project with another value in one cell: a number that is larger,
// a later day, other words.
func (c cell) change(t testing.TB, project tree.Tree) tree.Tree {
	t.Helper()
	all := records(t, project, c.file)
	value := &all[c.row][c.col]
	if n, err := strconv.Atoi(*value); err == nil {
		*value = strconv.Itoa(n + 3)
	} else if last := len(*value) - 1; last >= 0 && '0' <= (*value)[last] && (*value)[last] < '9' {
		*value = (*value)[:last] + string((*value)[last]+1)
	} else {
		*value += "x"
	}
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	if err := w.WriteAll(all); err != nil {
		t.Fatal(err)
	}
	return with(t, project, c.file, b.Bytes())
}

func with(t testing.TB, project tree.Tree, file string, data []byte) tree.Tree {
	t.Helper()
	over, err := tree.New(map[string][]byte{file: data})
	if err != nil {
		t.Fatal(err)
	}
	changed, err := project.Overlay(over)
	if err != nil {
		t.Fatal(err)
	}
	return changed
}

// TestEveryCellIsHeldByItsSentences changes cells of the reference report, one at a
// time, every number and a sample of the others: either no claim depends on it, or the problems name each claim that is now
// wrong. A change that a rule of the data itself refuses is named by that rule.
func TestEveryCellIsHeldByItsSentences(t *testing.T) {
	t.Parallel()
	b, project := reference(t)
	figures, err := b.words(t.Context(), project)
	if err != nil {
		t.Fatal(err)
	}
	s, err := b.settings(project)
	if err != nil {
		t.Fatal(err)
	}
	languages := map[string]*locale.Language{}
	for _, l := range s.languages {
		languages[l.Tag] = l
	}
	claims := slices.DeleteFunc(writtenClaims(project), func(c written) bool { return !c.holds(languages, figures) })
	if len(claims) < 50 {
		t.Fatalf("only %d claims found: the test looks for the wrong thing", len(claims))
	}
	var named, refused, free atomic.Int32
	var wait sync.WaitGroup
	jobs := make(chan cell)
	for range 4 {
		wait.Go(func() {
			for c := range jobs {
				after, err := b.words(t.Context(), c.change(t, project))
				list, _ := diag.AsList(err)
				switch wrong := wrongClaims(claims, languages, after); {
				case after == nil:
					refused.Add(1)
				case len(wrong) == 0:
					free.Add(1)
				default:
					named.Add(1)
					for _, w := range wrong {
						if !slices.ContainsFunc(list, func(d diag.Diagnostic) bool { return d.Pos.Path == w.pos.Path && d.Pos.Line == w.pos.Line }) {
							t.Errorf("%s, row %d, column %d: %s: [%s](figure:%s) is wrong now, and no problem names it:\n%v", c.file, c.row, c.col, w.pos, w.words, w.name, err)
						}
					}
				}
			}
		})
	}
	for i, c := range cells(t, project) {
		if i%step == 0 || c.isNumber(t, project) {
			jobs <- c
		}
	}
	close(jobs)
	wait.Wait()
	t.Logf("of the cells, %d are held by sentences, %d by rules of the data, %d by neither", named.Load(), refused.Load(), free.Load())
	if named.Load() < 15 {
		t.Errorf("only %d cells are held by sentences", named.Load())
	}
}

// step is how many of the cells that hold no number are tried, one in so many.
const step = 11

func (c cell) isNumber(t testing.TB, project tree.Tree) bool {
	_, err := strconv.Atoi(records(t, project, c.file)[c.row][c.col])
	return err == nil
}

func wrongClaims(claims []written, languages map[string]*locale.Language, figures *figure.Set) []written {
	var wrong []written
	for _, c := range claims {
		if figures != nil && !c.holds(languages, figures) {
			wrong = append(wrong, c)
		}
	}
	return wrong
}
