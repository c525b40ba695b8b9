package site

import (
	"cmp"
	"context"
	"strings"
	"sync"

	"daylight/internal/card"
	"daylight/internal/diag"
	"daylight/internal/parallel"
	"daylight/internal/tree"
)

// writer collects the files of a site.
type writer struct {
	in        Input
	themes    *themes
	sites     []*localSite
	files     map[string][]byte
	addresses *addresses        // of the files
	earlier   map[string][]byte // the files of an earlier draft, while all that are added were in it
	problems  diag.List
}

// job is a page to be written: where, by which template, from which view. The
// view is made by the worker that renders it, since making it is most of the work.
type job struct {
	path     string
	template string
	theme    *theme // of its language, or for a page of all languages
	view     func() (any, error)
	file     func() ([]byte, error) // writes what is no page, in place of a template and view
}

func newWriter(in Input) (*writer, error) {
	themes, err := parseThemes(in.Theme)
	return newThemedWriter(in, themes, err)
}

// newThemedWriter is newWriter with templates that were read, and what was wrong with them.
func newThemedWriter(in Input, themes *themes, err error) (*writer, error) {
	w := &writer{in: in, themes: themes, files: make(map[string][]byte, in.Project.Len()+64), addresses: newAddresses()}
	w.problems.Join(err, diag.Pos{Path: "templates"}, CodeTemplate)
	for _, content := range in.Contents {
		site, err := newLocalSite(in, w.themes, content)
		w.problems.Join(err, diag.Pos{}, diag.Internal)
		w.sites = append(w.sites, site)
	}
	made, figureCount := sync.OnceValue(w.made), sync.OnceValue(func() int { return len(w.cells()) })
	for _, site := range w.sites {
		site.all, site.made, site.figureCount = w.sites, made, figureCount
	}
	return w, w.problems.Err()
}

// pages renders every page, on all processors, and adds them in order.
func (w *writer) pages(ctx context.Context) error {
	jobs := append(w.witnessJobs(ctx), w.jobs()...)
	if err := w.problems.Err(); err != nil {
		return err
	}
	pages := make([][]byte, len(jobs))
	errs := make([]error, len(jobs))
	parallel.Each(len(jobs), func(i int) {
		if errs[i] = ctx.Err(); errs[i] == nil {
			pages[i], errs[i] = w.render(jobs[i])
		}
	})
	for i, j := range jobs {
		w.problems.Join(errs[i], diag.Pos{Path: j.path}, diag.Internal)
		w.add(j.path, pages[i], "")
	}
	return w.problems.Err()
}

func (w *writer) jobs() []job {
	jobs := []job{
		{path: figuresPath, file: w.figures}, {path: claimsPath, file: w.claims},
		w.entry(), w.notFound(),
	}
	press := &card.Press{}
	for _, site := range w.sites {
		jobs = append(jobs, site.cardJobs(press)...)
		pages, err := site.jobs()
		for i := range pages {
			pages[i].theme = site.theme
		}
		w.problems.Join(err, diag.Pos{}, diag.Internal)
		jobs = append(jobs, pages...)
	}
	return jobs
}

func (w *writer) render(j job) ([]byte, error) {
	if j.file != nil {
		return j.file()
	}
	view, err := j.view()
	if err != nil {
		return nil, err
	}
	return cmp.Or(j.theme, w.themes.all).render(j.template, view)
}

// charts adds each chart's picture and rows in each language.
func (w *writer) charts() {
	for _, name := range w.in.Charts.Names() {
		for _, site := range w.sites {
			tag := site.lang.Tag
			if c := w.in.Charts.Chart(name, tag); c != nil {
				w.add(chartPath(name, tag, "svg"), c.SVG, "")
				w.add(chartPath(name, tag, "csv"), c.CSV, "")
				cite := site.citedChart(name, c.Title.String())
				data, err := site.csl(cite)
				w.problems.Join(err, diag.Pos{Path: cite.file}, diag.Internal)
				w.add(cite.file, data, "")
			}
		}
	}
}

func chartPath(name, tag, kind string) string { return "charts/" + name + "." + tag + "." + kind }

// copies adds what is not written but taken over: the inputs, the theme's assets,
// the project's pictures and files for the root, and what a host asks for.
func (w *writer) copies() {
	w.addTree(sourceFolder, w.in.Project, "")
	w.addTree("assets/", w.in.Theme.Sub("assets"), "templates/assets/")
	w.addTree("images/", w.in.Project.Sub("content/images"), "content/images/")
	w.add("_headers", headers(), "")
	w.add(".nojekyll", nil, "")
	w.add(figuresSchemaPath, figuresSchema, "")
	w.datapackage()
	w.addTree("", w.in.Project.Sub("content/static"), "content/static/")
}

// addTree copies files, which are the project's below from, into a folder.
func (w *writer) addTree(folder string, files tree.Tree, from string) {
	for _, name := range files.Paths() {
		data, _ := files.Read(name)
		w.add(folder+name, data, from+name)
	}
}

func (w *writer) finish() (tree.Tree, error) {
	if err := w.problems.Err(); err != nil {
		return tree.Tree{}, err
	}
	return tree.New(w.files)
}

// headers is the file by which hosts that know it send the policy with every
// answer.
func headers() []byte {
	return []byte(strings.Join([]string{
		"/*",
		"  Content-Security-Policy: " + policy,
		"  X-Content-Type-Options: nosniff",
		"  Referrer-Policy: no-referrer",
		"",
	}, "\n"))
}

// rooted returns the way from a page's folder to the site's root.
func rooted(path string) string { return strings.Repeat("../", strings.Count(path, "/")) }

// folderOf returns the folder of a slug: "findings" of "findings/who", "" of "method".
func folderOf(slug string) string {
	if i := strings.LastIndexByte(slug, '/'); i >= 0 {
		return slug[:i]
	}
	return ""
}
