package chart

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"html/template"
	"sync"

	"daylight/internal/claim"
	"daylight/internal/diag"
	"daylight/internal/figure"
	"daylight/internal/locale"
	"daylight/internal/tree"
)

// workers is how many charts are laid out and drawn at once.
const workers = 2

// Draw reads content/charts/*.yaml and draws every chart in every language. engine
// names the drawer's version for the cache's keys, beside the drawer's own
// Fingerprint; cache may be nil. Source keys are checked by the caller, who has the
// references. The error is a diag.List, or ctx's. A set beside an error has every chart,
// though not with all texts and pictures: enough for pages to be checked.
func Draw(ctx context.Context, project tree.Tree, figures *figure.Set, langs []*locale.Language, drawer Drawer, engine string, cache Cache) (*Set, error) {
	set := &Set{charts: map[string]map[string]*Chart{}}
	plans, problems := readPlans(project, figures, langs)
	if len(plans) == 0 {
		return set, problems.Err()
	}
	checkTheme(&problems, langs)
	if len(problems) > 0 {
		return nil, problems.Err()
	}
	b := &bench{figures: figures, drawer: drawer, engine: engine, cache: cache, names: sourceNames(project)}
	if f, ok := drawer.(interface{ Fingerprint() string }); ok {
		b.engine += "/" + f.Fingerprint()
	}
	drawn, err := b.drawAll(ctx, plans, langs)
	if drawn == nil {
		return nil, err
	}
	for i, p := range plans {
		set.names = append(set.names, p.name)
		set.charts[p.name] = map[string]*Chart{}
		for k, lang := range langs {
			set.charts[p.name][lang.Tag] = drawn[i*len(langs)+k]
		}
	}
	return set, err
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

// bench is what every chart is made with.
type bench struct {
	figures *figure.Set
	drawer  Drawer
	engine  string
	cache   Cache
	names   map[string]string // of sources, by key
}

// drawAll draws every plan in every language; the result is in that order, and nil
// only when ctx is done.
func (b *bench) drawAll(ctx context.Context, plans []*plan, langs []*locale.Language) ([]*Chart, error) {
	drawn := make([]*Chart, len(plans)*len(langs))
	errs := make([]error, len(drawn))
	jobs := make(chan int)
	var wait sync.WaitGroup
	for range min(workers, len(drawn)) {
		wait.Go(func() {
			for i := range jobs {
				drawn[i], errs[i] = b.draw(ctx, plans[i/len(langs)], langs[i%len(langs)])
			}
		})
	}
	for i := range drawn {
		jobs <- i
	}
	close(jobs)
	wait.Wait()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return drawn, diag.Merge(errs...)
}

// draw makes one chart in one language.
func (b *bench) draw(ctx context.Context, p *plan, lang *locale.Language) (*Chart, error) {
	c := &Chart{Name: p.name, Query: p.query, Unit: p.spec.Unit.In(lang.Tag)}
	for _, key := range p.spec.Source {
		c.Sources = append(c.Sources, key.Value)
		c.SourcePos = append(c.SourcePos, key.Pos)
	}
	err := b.texts(c, p, lang)
	m := p.model(lang)
	c.Table, c.Description = p.table(m), m.describe()
	c.CSV = p.csv()
	if err != nil {
		return c, err
	}
	var problems diag.List
	if err := b.pictures(ctx, c, m); err != nil {
		var hint string
		if cause := errors.Unwrap(err); cause != nil {
			hint = "this is a fault of Daylight or of its build, not of the chart's file"
		}
		problems.Add(diag.Pos{Path: p.spec.Pos.Path}, CodeDraw, hint, "the chart was not drawn in the language %s: %v", lang.Tag, err)
	}
	return c, problems.Err()
}

// texts reads the claims of the chart's texts.
func (b *bench) texts(c *Chart, p *plan, lang *locale.Language) error {
	var problems diag.List
	var err error
	c.Title, err = claim.Parse(lang, b.figures, p.spec.Title[lang.Tag])
	problems.Join(err, p.spec.Pos, CodeText)
	c.Subtitle, err = claim.Parse(lang, b.figures, p.spec.Subtitle[lang.Tag])
	problems.Join(err, p.spec.Pos, CodeText)
	if len(p.spec.Notes) > 0 {
		c.Notes, err = claim.Parse(lang, b.figures, p.spec.Notes[lang.Tag])
		problems.Join(err, p.spec.Pos, CodeText)
	}
	seen := map[string]bool{}
	for _, text := range []claim.Inline{c.Title, c.Subtitle, c.Notes} {
		for _, segment := range text {
			if f := segment.Figure; f != nil && !seen[f.Name] {
				seen[f.Name] = true
				c.Figures = append(c.Figures, f.Name)
			}
		}
	}
	return problems.Err()
}

// pictures draws the chart wide, narrow and alone.
func (b *bench) pictures(ctx context.Context, c *Chart, m *model) error {
	for _, s := range []size{wide(), narrow()} {
		p := m.layout(s)
		prefix := "svg-" + c.Name + "-" + s.name
		svg, err := b.picture(ctx, prefix, p)
		if err != nil {
			return err
		}
		inside, err := finish(svg, p, true)
		if err != nil {
			return err
		}
		html := template.HTML(element(prefix, "chart-"+s.name, c.Title.String(), c.Description, p, inside))
		if s.isNarrow() {
			c.Narrow = html
			continue
		}
		c.Wide = html
		plain, err := finish(svg, p, false)
		if err != nil {
			return err
		}
		c.SVG = m.alone(c, prefix, p, plain, named(c.Sources, b.names))
	}
	return nil
}

// picture returns the drawer's SVG, from the cache when it has been drawn before.
func (b *bench) picture(ctx context.Context, prefix string, p *picture) ([]byte, error) {
	option, err := p.option()
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%s\x00%dx%d\x00%s", b.engine, prefix, p.width, p.height, option))
	key := "chart-" + hex.EncodeToString(sum[:])
	if b.cache != nil {
		if svg, ok := b.cache.Get(key); ok {
			return svg, nil
		}
	}
	svg, err := b.drawer.Draw(ctx, prefix, option, p.width, p.height)
	if err == nil && b.cache != nil {
		b.cache.Put(key, svg)
	}
	return svg, err
}
