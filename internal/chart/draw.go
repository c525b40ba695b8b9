package chart

import (
	"context"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"html/template"
	"strconv"
	"strings"
	"sync"

	"daylight/internal/claim"
	"daylight/internal/diag"
	"daylight/internal/figure"
	"daylight/internal/locale"
	"daylight/internal/tree"
)

// workers is how many charts are laid out and drawn at once.
const workers = 2

// Read reads content/charts/*.yaml and works out every chart in every language, all
// but its pictures. Source keys are checked by the caller, who has the references. The
// error is a diag.List. A set beside an error has every chart, though not with all
// texts: enough for pages to be checked.
func Read(project tree.Tree, figures *figure.Set, langs []*locale.Language) (*Set, error) {
	set, err := ReadDraft(project, figures, langs)
	if err != nil && set != nil {
		set.drawings = nil
	}
	return set, err
}

// ReadDraft is Read for a report that is being written: charts whose texts do not hold are
// drawn too.
func ReadDraft(project tree.Tree, figures *figure.Set, langs []*locale.Language) (*Set, error) {
	set := &Set{charts: map[string]map[string]*Chart{}, names: []string{}}
	plans, problems := readPlans(project, figures, langs)
	if len(plans) == 0 {
		return set, problems.Err()
	}
	checkTheme(&problems, langs)
	if len(problems) > 0 {
		return nil, problems.Err()
	}
	sources := sourceNames(project)
	for _, p := range plans {
		set.names = append(set.names, p.name)
		set.charts[p.name] = map[string]*Chart{}
		for _, lang := range langs {
			marks, markErr := p.markTexts(lang, figures)
			problems.Join(markErr, p.spec.Pos, CodeText)
			m := p.model(lang)
			c, err := p.chart(m, figures, marks)
			problems.Join(err, p.spec.Pos, CodeText)
			set.charts[p.name][lang.Tag] = c
			set.drawings = append(set.drawings, drawing{c, m, named(c.Sources, sources), p.spec.Pos})
		}
	}
	return set, problems.Err()
}

// checkTheme asks each language for all texts that charts need.
func checkTheme(problems *diag.List, langs []*locale.Language) {
	for _, lang := range langs {
		for _, key := range sortedKeys(textKeys) {
			_, err := lang.Text(key, textKeys[key]...)
			problems.Join(err, diag.Pos{}, CodeText)
		}
	}
}

// Studio is what charts are drawn with.
type Studio struct {
	Drawer Drawer
	Engine string // names the drawer's version for the cache's keys, beside the drawer's own Fingerprint
	Cache  Cache  // nil for none
}

// drawing is a chart whose pictures are to be drawn from a model.
type drawing struct {
	chart   *Chart
	model   *model
	sources []string // as a reader is told them
	pos     diag.Pos // of its spec
}

// Draw draws the pictures of every chart in every language. It writes the fields Wide,
// Narrow and SVG and nothing else, so that pages can be read meanwhile. The error is a
// diag.List, or ctx's.
func (s *Set) Draw(ctx context.Context, studio Studio) error {
	if f, ok := studio.Drawer.(interface{ Fingerprint() string }); ok {
		studio.Engine += "/" + f.Fingerprint()
	}
	errs := make([]error, len(s.drawings))
	jobs := make(chan int)
	var wait sync.WaitGroup
	for range min(workers, len(s.drawings)) {
		wait.Go(func() {
			for i := range jobs {
				errs[i] = studio.draw(ctx, s.drawings[i])
			}
		})
	}
	for i := range s.drawings {
		jobs <- i
	}
	close(jobs)
	wait.Wait()
	s.drawings = nil
	if err := ctx.Err(); err != nil {
		return err
	}
	return diag.Merge(errs...)
}

// draw draws one chart, and says what went wrong as a problem of its file.
func (s *Studio) draw(ctx context.Context, d drawing) error {
	err := s.pictures(ctx, d)
	if err == nil {
		return nil
	}
	var hint string
	if cause := errors.Unwrap(err); cause != nil {
		hint = "this is a fault of Daylight or of its build, not of the chart's file"
	}
	var problems diag.List
	problems.Add(diag.Pos{Path: d.pos.Path}, CodeDraw, hint, "the chart was not drawn in the language %s: %v", d.model.lang.Tag, err)
	return problems.Err()
}

// chart works out a chart in the model's language, but for its pictures.
func (p *plan) chart(m *model, figures *figure.Set, marks []claim.Inline) (*Chart, error) {
	c := &Chart{Name: p.name, Query: p.query, Unit: p.spec.Unit.In(m.lang.Tag), Marks: marks}
	for _, key := range p.spec.Source {
		c.Sources = append(c.Sources, key.Value)
		c.SourcePos = append(c.SourcePos, key.Pos)
	}
	err := p.texts(c, m.lang, figures)
	c.Table, c.Description = p.table(m), m.describe()
	c.CSV = p.csv()
	return c, err
}

// texts reads the claims of the chart's texts.
func (p *plan) texts(c *Chart, lang *locale.Language, figures *figure.Set) error {
	var problems diag.List
	var err error
	c.Title, err = claim.Parse(lang, figures, p.spec.Title[lang.Tag])
	problems.Join(err, p.spec.Pos, CodeText)
	c.Subtitle, err = claim.Parse(lang, figures, p.spec.Subtitle[lang.Tag])
	problems.Join(err, p.spec.Pos, CodeText)
	if len(p.spec.Notes) > 0 {
		c.Notes, err = claim.Parse(lang, figures, p.spec.Notes[lang.Tag])
		problems.Join(err, p.spec.Pos, CodeText)
	}
	seen := map[string]bool{}
	for _, text := range append([]claim.Inline{c.Title, c.Subtitle, c.Notes}, c.Marks...) {
		for _, segment := range text {
			if f := segment.Figure; f != nil && !seen[f.Name] {
				seen[f.Name] = true
				c.Figures = append(c.Figures, f.Name)
			}
		}
	}
	return problems.Err()
}

// markTexts reads the claims of what the annotations say.
func (p *plan) markTexts(lang *locale.Language, figures *figure.Set) ([]claim.Inline, error) {
	var problems diag.List
	var all []claim.Inline
	for i := range p.marks {
		in, err := claim.Parse(lang, figures, p.marks[i].spec.Text[lang.Tag])
		problems.Join(err, p.spec.Pos, CodeText)
		p.marks[i].texts[lang.Tag] = in
		all = append(all, in)
	}
	return all, problems.Err()
}

// pictures draws the chart wide, narrow and alone.
func (s *Studio) pictures(ctx context.Context, d drawing) error {
	c, m := d.chart, d.model
	for _, z := range []size{wide(), narrow()} {
		p := m.layout(z)
		prefix := "svg-" + c.Name + "-" + z.name
		inside, plain, err := s.picture(ctx, prefix, p)
		if err != nil {
			return err
		}
		html := template.HTML(element(prefix, "chart-"+z.name, c.Title.String(), c.Description, p, inside))
		if z.isNarrow() {
			c.Narrow = html
			continue
		}
		c.Wide = html
		c.SVG = m.alone(c, prefix, p, plain, d.sources)
	}
	return nil
}

// picture returns what is inside the drawer's SVG, finished for a page and for a file that
// stands alone, from the cache when it has been drawn before.
func (s *Studio) picture(ctx context.Context, prefix string, p *picture) (inside, plain string, err error) {
	option, err := p.option()
	if err != nil {
		return "", "", err
	}
	key := s.key(prefix, p, option)
	if s.Cache != nil {
		if kept, ok := s.Cache.Get(key); ok {
			inside, plain, _ = strings.Cut(string(kept), "\x00")
			return inside, plain, nil
		}
	}
	svg, err := s.Drawer.Draw(ctx, prefix, option, p.width, p.height)
	if err == nil {
		inside, err = finish(svg, p, true)
	}
	if err == nil {
		plain, err = finish(svg, p, false)
	}
	if err == nil && s.Cache != nil {
		s.Cache.Put(key, []byte(inside+"\x00"+plain))
	}
	return inside, plain, err
}

// finishing is the code that a finished picture depends on beside what is in its key.
//
//go:embed finish.go palette.go style.go
var finishing embed.FS

var finisherSum = sync.OnceValue(func() string {
	sum := sha256.New()
	for _, name := range []string{"finish.go", "palette.go", "style.go"} {
		code, _ := finishing.ReadFile(name)
		sum.Write(code)
	}
	return hex.EncodeToString(sum.Sum(nil))
})

// key names a finished picture by all that it is made of.
func (s *Studio) key(prefix string, p *picture, option []byte) string {
	parts := fmt.Appendf(nil, "%s\x00%s\x00%s\x00%dx%d\x00", s.Engine, finisherSum(), prefix, p.width, p.height)
	for _, shape := range p.shapes {
		parts = append(parts, '|')
		for _, cell := range shape.cells {
			parts = strconv.AppendInt(append(parts, ' '), int64(cell[0]), 10)
			parts = strconv.AppendInt(append(parts, ','), int64(cell[1]), 10)
		}
	}
	sum := sha256.Sum256(append(append(parts, 0), option...))
	return "chart-" + hex.EncodeToString(sum[:])
}
