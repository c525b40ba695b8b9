package report

import (
	"bytes"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"daylight/internal/tree"
	"daylight/templates"
)

// small is a project of a few lines.
var small = map[string]string{
	"content/report.yaml": "title: {en: A report}\nsummary: {en: What it says}\npublisher: {en: A publisher}\nlanguages: [en]\npublished: \"2026-11-23\"\nperiod: \"2011\"\n" +
		"licence: CC BY 4.0\nabout: {en: About}\nscope: {en: Scope}\nindependence: {en: Independence}\ncontact: {en: a@example.org}\n",
	"content/references.yaml":   "references:\n- {id: office, type: report, title: A title, title-short: Office}\n",
	"content/en/index.md":       "---\ntitle: A title\nsummary: A summary\n---\n\nThere were [9](figure:sum.n) [@office].\n",
	"data/datapackage.json":     `{"name": "x", "resources": [{"name": "t", "path": "t.csv", "schema": {"primaryKey": ["id"], "fields": [{"name": "id", "type": "string", "titles": {"en": "Id"}}, {"name": "n", "type": "string", "daylight": "count", "titles": {"en": "N"}}, {"name": "source", "type": "string", "daylight": "source", "titles": {"en": "S"}}]}}]}`,
	"data/t.csv":                "id,n,source\na,4,office\nb,5,office\n",
	"data/figures/sum.sql":      "-- title.en: Sum\nSELECT sum(n) AS n FROM t\n",
	"content/static/robots.txt": "User-agent: *\n",
}

// tiny is a builder with a theme of almost nothing, so that every byte of its site can be
// changed in turn.
func tiny(t *testing.T) Builder {
	t.Helper()
	files := map[string][]byte{}
	whole, err := tree.FromFS(templates.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range whole.Paths() {
		data, _ := whole.Read(name)
		switch {
		case strings.HasPrefix(name, "i18n/"):
			files[name] = data
		case strings.HasSuffix(name, ".tmpl"):
			files[name] = []byte("<!doctype html><html lang=\"en\"><head><title>x</title></head><body><main id=\"main\"><h1>x</h1></main></body></html>\n")
		case strings.HasPrefix(name, "assets/"):
			files[name] = []byte("<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n")
		}
	}
	theme, err := tree.New(files)
	if err != nil {
		t.Fatal(err)
	}
	return Builder{Theme: theme, Drawer: blank{}, Engine: "blank"}
}

// published builds a project and adds the checksums.
func published(t *testing.T, b Builder, project tree.Tree) (built tree.Tree, site tree.Tree) {
	t.Helper()
	result, err := b.Build(t.Context(), project)
	if err != nil {
		t.Fatal(err)
	}
	return result.Site, withSums(result.Site)
}

func smallProject(t *testing.T) tree.Tree {
	t.Helper()
	files := map[string][]byte{}
	for name, text := range small {
		files[name] = []byte(text)
	}
	p, err := tree.New(files)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// flipped returns a site with one bit of a file changed.
func flipped(t *testing.T, site tree.Tree, name string, at int, bit byte) tree.Tree {
	data, _ := site.Read(name)
	data = bytes.Clone(data)
	data[at] ^= bit
	return with(t, site, name, data)
}

// judge rebuilds where an input was changed, and compares.
func judge(t *testing.T, b Builder, built, found tree.Tree, again bool) *Verdict {
	p, ok := Published{Files: found}, true
	if again {
		result, err := b.Build(t.Context(), p.Inputs())
		if ok = err == nil; ok {
			built = result.Site
		}
	}
	return Compare(p, built, ok)
}

// only tells whether nothing but that file is named.
func only(v *Verdict, name string, kind Kind) bool {
	return len(v.Differences) == 1 && v.Differences[0].Path == name && v.Differences[0].Kind == kind
}

// flip is a byte to change.
type flip struct {
	name  string
	at    int
	again bool // build the changed inputs
}

func tryFlips(t *testing.T, b Builder, built, site tree.Tree, flips []flip) {
	jobs := make(chan flip)
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			for f := range jobs {
				v := judge(t, b, built, flipped(t, site, f.name, f.at, 1<<(f.at%8)), f.again)
				if !only(v, f.name, Changed) {
					t.Errorf("byte %d of %s was changed, and named are %v", f.at, f.name, v.Differences)
				}
			}
		})
	}
	for _, f := range flips {
		jobs <- f
	}
	close(jobs)
	wait.Wait()
}

// TestEveryByteIsHeld changes bytes of every file of a small site, one in thirteen: with DAYLIGHT_SLOW=1 every byte.
func TestEveryByteIsHeld(t *testing.T) {
	t.Parallel()
	b := tiny(t)
	built, site := published(t, b, smallProject(t))
	if v := judge(t, b, built, site, true); len(v.Differences) > 0 || !v.Rebuilt {
		t.Fatalf("the site itself is named: %v", v.Differences)
	}
	var flips []flip
	for _, name := range site.Paths() {
		data, _ := site.Read(name)
		for at := 0; at < len(data); at += oneIn(13) {
			flips = append(flips, flip{name, at, strings.HasPrefix(name, sourcePrefix)})
		}
	}
	t.Logf("%d bytes of %d files", len(flips), site.Len())
	tryFlips(t, b, built, site, flips)
}

// oneIn is how far apart the things are that a test tries: one in so many, and all of them with DAYLIGHT_SLOW=1.
func oneIn(n int) int {
	if os.Getenv("DAYLIGHT_SLOW") == "1" {
		return 1
	}
	return n
}

// TestBytesOfTheReferenceAreHeld changes bytes of the repository's report: two hundred, or with DAYLIGHT_SLOW=1 a thousand.
func TestBytesOfTheReferenceAreHeld(t *testing.T) {
	t.Parallel()
	b, project := reference(t)
	built, site := published(t, b, project)
	paths := slices.DeleteFunc(slices.Clone(site.Paths()), func(name string) bool { data, _ := site.Read(name); return len(data) == 0 })
	random := rand.New(rand.NewPCG(1, 2))
	var flips []flip
	builds := 0
	for range 1000 / oneIn(5) {
		name := paths[random.IntN(len(paths))]
		data, _ := site.Read(name)
		f := flip{name: name, at: random.IntN(len(data))}
		if strings.HasPrefix(name, sourcePrefix) {
			builds++
			f.again = builds <= 8/oneIn(2) // the checksums tell; whether it can be built changes nothing
		}
		flips = append(flips, f)
	}
	tryFlips(t, b, built, site, flips)
}

// TestFilesAreNamed adds, removes, renames and replaces files.
func TestFilesAreNamed(t *testing.T) {
	t.Parallel()
	b := tiny(t)
	built, site := published(t, b, smallProject(t))
	without := func(name string) map[string][]byte {
		files := map[string][]byte{}
		for _, p := range site.Paths() {
			if p != name {
				files[p], _ = site.Read(p)
			}
		}
		return files
	}
	for _, name := range []string{"en/index.html", "source/data/t.csv", "source/content/report.yaml", "report.db", "SHA256SUMS", "assets/site.css"} {
		data, _ := site.Read(name)
		removed, err := tree.New(without(name))
		if err != nil {
			t.Fatal(err)
		}
		if v := judge(t, b, built, removed, true); !only(v, name, Removed) {
			t.Errorf("%s was removed, and named are %v", name, v.Differences)
		}
		files := without(name)
		files[name+".old"] = data
		renamed, err := tree.New(files)
		if err != nil {
			t.Fatal(err)
		}
		v := judge(t, b, built, renamed, true)
		if !only(v, name+".old", Renamed) || v.Differences[0].From != name {
			t.Errorf("%s was renamed, and named are %v", name, v.Differences)
		}
		added := with(t, site, name+".new", []byte("new"))
		if v := judge(t, b, built, added, true); !only(v, name+".new", Added) {
			t.Errorf("%s.new was added, and named are %v", name, v.Differences)
		}
		v = Compare(Published{Files: removed, Links: []string{name}}, built, true)
		if !only(v, name, Linked) {
			t.Errorf("a link took the place of %s, and named are %v", name, v.Differences)
		}
	}
	files := maps.Collect(func(yield func(string, []byte) bool) {
		for _, p := range site.Paths() {
			if data, _ := site.Read(p); !strings.HasPrefix(p, "en/") && !yield(p, data) {
				return
			}
		}
	})
	behind, err := tree.New(files)
	if err != nil {
		t.Fatal(err)
	}
	if v := Compare(Published{Files: behind, Links: []string{"en"}}, built, true); !only(v, "en", Linked) {
		t.Errorf("a link took the place of a folder, and named are %v", v.Differences)
	}
	hidden, err := tree.New(without("_headers"))
	if err != nil {
		t.Fatal(err)
	}
	if v := Compare(Published{Files: hidden, Kept: []string{"_headers"}}, built, true); len(v.Differences) > 0 {
		t.Errorf("the host keeps _headers to itself, and named are %v", v.Differences)
	}
}

// TestChangedSumsDoNotHide writes the checksums anew after a change: the inputs give
// another site all the same.
func TestChangedSumsDoNotHide(t *testing.T) {
	t.Parallel()
	b := tiny(t)
	built, site := published(t, b, smallProject(t))
	for _, name := range []string{"en/index.html", "figures.sql", "report.db", "figures.json", "datapackage.json"} {
		data, _ := site.Read(name)
		forged := with(t, site, name, append(bytes.Clone(data), ' '))
		forged = withSums(forged.Filter(func(p string) bool { return p != sumsPath }))
		v := judge(t, b, built, forged, true)
		if len(v.Differences) != 2 || v.Differences[0].Path != sumsPath || v.Differences[1].Path != name {
			t.Errorf("%s and the checksums were changed, and named are %v", name, v.Differences)
		}
	}
	table, _ := site.Read("source/data/t.csv")
	forged := with(t, site, "source/data/t.csv", bytes.Replace(table, []byte("a,4"), []byte("a,3"), 1))
	forged = with(t, forged, "source/data/t.csv", bytes.Replace(table, []byte("b,5,office"), []byte("b,5,office "), 0))
	forged = withSums(forged.Filter(func(p string) bool { return p != sumsPath }))
	if v := judge(t, b, built, forged, true); len(v.Differences) != 0 {
		t.Errorf("the same bytes are named: %v", v.Differences)
	}
	forged = with(t, site, "source/data/t.csv", []byte("id,n,source\na,5,office\nb,4,office\n"))
	forged = withSums(forged.Filter(func(p string) bool { return p != sumsPath }))
	v := judge(t, b, built, forged, true)
	var named []string
	for _, d := range v.Differences {
		named = append(named, d.Path)
	}
	if !slices.Contains(named, "report.db") || !slices.Contains(named, "provenance.json") || v.Inputs {
		t.Errorf("an input and the checksums were changed, and named are %v", named)
	}
}

// TestDifferencesAreShown looks at the line and the figures of a difference.
func TestDifferencesAreShown(t *testing.T) {
	t.Parallel()
	b, project := reference(t)
	built, site := published(t, b, project)
	page, _ := site.Read("en/index.html")
	changed := bytes.Replace(page, []byte(">949<"), []byte(">950<"), 1)
	v := Compare(Published{Files: with(t, site, "en/index.html", changed)}, built, true)
	d := v.Differences[0]
	if line := bytes.Count(page[:bytes.Index(page, []byte(">949<"))], []byte("\n")) + 1; d.Line != line || !strings.Contains(d.Is, ">950<") || !strings.Contains(d.Should, ">949<") {
		t.Errorf("line %d: %q, and rebuilt %q", d.Line, d.Is, d.Should)
	}
	if !slices.Contains(d.Figures, "subscribers.obtained") || slices.Contains(d.Figures, "subscribers.not_obtained") {
		t.Errorf("the figures are %v", d.Figures)
	}
	table, _ := site.Read("source/data/numbers.csv")
	v = Compare(Published{Files: with(t, site, "source/data/numbers.csv", append(bytes.Clone(table), '\n'))}, tree.Tree{}, false)
	if !only(v, "source/data/numbers.csv", Changed) || !v.Inputs || !slices.Contains(v.Differences[0].Figures, "subscribers.obtained") {
		t.Errorf("named are %v", v.Differences)
	}
	database, _ := site.Read("report.db")
	broken := bytes.Clone(database)
	broken[5000] ^= 1
	v = Compare(Published{Files: with(t, site, "report.db", broken)}, built, true)
	if d := v.Differences[0]; d.Line != 0 || d.Offset != 5000 || d.Is != "" {
		t.Errorf("of a database is shown %+v", d)
	}
	if made, _, _ := (Published{Files: site}).Versions(); made != Version {
		t.Errorf("the site says that it was made with %q", made)
	}
}
