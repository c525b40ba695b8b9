package narrative

import (
	"strings"

	"github.com/yuin/goldmark"

	"daylight/internal/diag"
)

// reading is what all drafts of a language share. Nothing in it changes.
type reading struct {
	Input
	md         goldmark.Markdown
	folder     string // content/en/
	references map[string]Reference
}

// Read reads content/<lang>/**.md, resolves every claim, chart, table, citation
// and link, and checks each. The error is a diag.List.
func Read(in Input) (*Content, error) { return read(in, newMarkdown()) }

func read(in Input, md goldmark.Markdown) (*Content, error) {
	content, problems := newReader(in, md).Read(in.Project)
	if err := problems.Err(); err != nil {
		return nil, err
	}
	return content, nil
}

// drafts makes a draft for each page's file, by path, and reports files that can be none.
func (r *reading) drafts(problems *diag.List) []*draft {
	var drafts []*draft
	slugs := map[string]string{}
	for _, path := range r.Project.Glob(r.folder + "**") {
		if !checkPath(path, strings.TrimPrefix(path, r.folder), problems) {
			continue
		}
		slug := slugOf(r.folder, path)
		if other, twice := slugs[slug]; twice {
			problems.Add(diag.Pos{Path: path}, CodePath, "keep one of them", "this page has the same address as %s", other)
			continue
		}
		slugs[slug] = path
		drafts = append(drafts, &draft{reading: r, page: &Page{Slug: slug, Path: path}})
	}
	if _, ok := slugs[""]; !ok {
		problems.Add(diag.Pos{Path: r.folder + "index.md"}, CodePath, "write the home page", "the language %s has no home page", r.Lang.Tag)
	}
	return drafts
}

// read reads the draft's page, writing on the memory of a scratch sheet.
func (d *draft) read(scratch *sheet) {
	data, _ := d.Project.Read(d.page.Path)
	d.source = newSource(d.page.Path, data)
	d.page.Pos = d.source.Pos(0)
	if !d.isText() {
		return
	}
	d.readFront()
	if !d.isReadable() {
		return
	}
	scratch.clear()
	d.sheet = *scratch
	err := d.compile(d.md)
	*scratch = d.sheet
	d.problems.Join(err, d.page.Pos, diag.Internal)
	d.finish()
}

// finish hands what was found to the page and lets go of what only reading needed.
func (d *draft) finish() {
	d.findSentences()
	d.page.sheet = d.sheet.copied()
	d.page.Uses = d.uses
	d.page.Figures, d.page.Cites, d.page.Cited = d.figures.names, d.cites.names, d.cited
	d.page.Charts, d.page.Images = d.charts.names, d.images.names
	d.sheet, d.body, d.source, d.words, d.loose = sheet{}, nil, nil, nil, nil
}
