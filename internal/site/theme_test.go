package site

import (
	"bytes"
	"fmt"
	"html/template"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"text/template/parse"

	"daylight/internal/card"
	"daylight/internal/chart"
	"daylight/internal/conf"
	"daylight/internal/tree"
)

// views says which view each page of the theme is written from. What a page
// includes is checked with what the page hands to it.
func views() map[string]any {
	return map[string]any{
		"home.html.tmpl": &homeView{}, "page.html.tmpl": &pageView{}, "all.html.tmpl": &wholeView{},
		"data.html.tmpl": &dataView{}, "not-reported.html.tmpl": &notReportedView{}, "sources.html.tmpl": &sourcesView{}, "reproduce.html.tmpl": &reproduceView{}, "changes.html.tmpl": &changesView{},
		"entry.html.tmpl": entryView{}, "404.html.tmpl": notFoundView{},
		"figures.html.tmpl": &figuresView{}, "receipts.html.tmpl": &receiptsView{}, "knownrow.html.tmpl": knownView{}, "nav.html.tmpl": navView{}, "bottom.html.tmpl": bottomView{}, "embed.html.tmpl": &embedView{},
	}
}

// TestTemplateFields holds that every field and method a template names exists on
// the view it is given, wherever the template stands, and that every template is used.
func TestTemplateFields(t *testing.T) {
	t.Parallel()
	theme, err := parseThemes(builtinTheme(t))
	if err != nil {
		t.Fatal(err)
	}
	used, fields := map[string]bool{}, map[string]bool{}
	for name, view := range views() {
		w := fieldWalk{t: t, theme: theme.parsed, used: used, fields: fields, vars: map[string]reflect.Type{}}
		w.template(name, reflect.TypeOf(view))
	}
	for _, view := range []any{
		homeView{}, pageView{}, wholeView{}, wholeSection{}, dataView{}, dataTable{}, notReportedView{}, absentTable{}, absentGroup{}, allowedView{}, fieldView{}, categoryView{}, statusView{}, noteView{}, sourcesView{}, sourceView{},
		entryView{}, notFoundView{}, choice{}, frame{}, foot{}, alternate{}, navItem{}, switchItem{}, piece{}, crumb{}, neighbour{},
		blockView{}, chartView{}, againView{}, stripView{}, stripItem{}, cardsView{}, cardView{}, tableView{}, headView{}, cellView{}, sourceLink{},
		figuresView{}, queryView{}, receiptsView{}, receiptView{}, useView{}, readTable{}, originsView{}, origin{}, fact{}, knowingView{}, citedView{}, knownView{}, citeView{}, embedView{}, snippetView{}, socialView{},
		changesView{}, stepView{}, changeGroup{}, changeView{}, editionView{}, pointView{},
	} {
		for _, f := range reflect.VisibleFields(reflect.TypeOf(view)) {
			if f.IsExported() && len(f.Index) == 1 && !f.Anonymous && !fields[f.Name] {
				t.Errorf("no template uses the field %s of %T", f.Name, view)
			}
		}
	}
	for _, name := range builtinTheme(t).Glob("*.html.tmpl") {
		if !used[name] {
			t.Errorf("no page uses %s", name)
		}
	}
}

// TestTemplateFieldsFindsAMissingOne holds that the walk above can fail.
func TestTemplateFieldsFindsAMissingOne(t *testing.T) {
	t.Parallel()
	theme := template.Must(template.New("x").Parse(`{{range .Tables}}{{with .Preview}}{{.Captoin}}{{end}}{{end}}`))
	w := fieldWalk{theme: theme, used: map[string]bool{}, vars: map[string]reflect.Type{}}
	w.template("x", reflect.TypeOf(&dataView{}))
	if len(w.missing) != 1 || !strings.Contains(w.missing[0], "Captoin") {
		t.Errorf("want one missing field, Captoin, got %v", w.missing)
	}
}

// fieldWalk follows the types of a template's values.
type fieldWalk struct {
	t       *testing.T
	theme   *template.Template
	used    map[string]bool // templates
	fields  map[string]bool // names of fields
	vars    map[string]reflect.Type
	missing []string
	dots    map[string]reflect.Type // what each template is given, where that is asked for
}

func (w *fieldWalk) template(name string, dot reflect.Type) {
	w.used[name] = true
	if w.dots != nil {
		w.dots[name] = dot
	}
	inner := *w
	inner.vars = map[string]reflect.Type{"$": dot}
	inner.node(w.theme.Lookup(name).Tree.Root, dot)
	w.missing = inner.missing
}

func (w *fieldWalk) node(n parse.Node, dot reflect.Type) {
	switch n := n.(type) {
	case *parse.ListNode:
		if n != nil {
			for _, child := range n.Nodes {
				w.node(child, dot)
			}
		}
	case *parse.ActionNode:
		w.pipe(n.Pipe, dot)
	case *parse.IfNode:
		w.pipe(n.Pipe, dot)
		w.node(n.List, dot)
		w.node(n.ElseList, dot)
	case *parse.WithNode:
		w.node(n.List, w.pipe(n.Pipe, dot))
		w.node(n.ElseList, dot)
	case *parse.RangeNode:
		w.ranges(n, dot)
	case *parse.TemplateNode:
		w.template(n.Name, w.pipe(n.Pipe, dot))
	}
}

func (w *fieldWalk) ranges(n *parse.RangeNode, dot reflect.Type) {
	over := w.pipe(n.Pipe, dot)
	if over == nil || over.Kind() != reflect.Slice {
		w.fail(n, "a range over what is no slice")
		return
	}
	if decl := n.Pipe.Decl; len(decl) > 0 {
		w.vars[decl[len(decl)-1].Ident[0]] = over.Elem()
	}
	w.node(n.List, over.Elem())
	w.node(n.ElseList, dot)
}

// pipe checks a pipeline and returns the type of its value, nil where it does not matter.
func (w *fieldWalk) pipe(p *parse.PipeNode, dot reflect.Type) reflect.Type {
	var value reflect.Type
	for _, command := range p.Cmds {
		for i, arg := range command.Args {
			found := w.argument(arg, dot)
			if i == 0 {
				value = found
			}
		}
	}
	return value
}

func (w *fieldWalk) argument(arg parse.Node, dot reflect.Type) reflect.Type {
	switch a := arg.(type) {
	case *parse.DotNode:
		return dot
	case *parse.FieldNode:
		return w.chain(arg, dot, a.Ident)
	case *parse.VariableNode:
		return w.chain(arg, w.vars[a.Ident[0]], a.Ident[1:])
	case *parse.PipeNode:
		return w.pipe(a, dot)
	}
	return nil
}

func (w *fieldWalk) chain(at parse.Node, from reflect.Type, names []string) reflect.Type {
	for _, name := range names {
		if w.fields != nil {
			w.fields[name] = true
		}
		if from == nil {
			w.fail(at, name)
			return nil
		}
		if method, ok := from.MethodByName(name); ok {
			from = method.Type.Out(0)
			continue
		}
		if from.Kind() == reflect.Pointer {
			from = from.Elem()
		}
		field, ok := reflect.StructField{}, false
		if from.Kind() == reflect.Struct {
			field, ok = from.FieldByName(name)
		}
		if !ok {
			w.fail(at, name+" of "+from.String())
			return nil
		}
		from = field.Type
	}
	return from
}

func (w *fieldWalk) fail(at parse.Node, what string) {
	w.missing = append(w.missing, what)
	if w.t != nil {
		w.t.Errorf("%s: there is no %s", at, what)
	}
}

// TestTexts holds that the texts of the theme are those that are asked for: none
// is missing, and none is left over.
func TestTexts(t *testing.T) {
	t.Parallel()
	defined := definedTexts(t)
	asked := map[string]bool{}
	for _, key := range askedKeys(t) {
		asked[key] = true
		if !strings.HasSuffix(key, ".tmpl") && !strings.HasSuffix(key, ".") && !strings.HasSuffix(key, "-") && !defined[key] {
			t.Errorf("no text %q", key)
		}
	}
	for key := range defined {
		stem, _, _ := strings.Cut(key, ".")
		if !asked[key] && !asked[stem+"."] && !(strings.HasPrefix(key, "chart.describe-") && asked["chart.describe-"]) {
			t.Errorf("nothing asks for the text %q", key)
		}
	}
}

// textKey finds a key where a text is asked for, in a template or in Go. A key
// that ends in "." or "-" is completed while running.
var textKey = regexp.MustCompile(`(?:\bT|\.Text|\b[a-z]*[tT]ext)\((?:[^"\n(){}]*, )?"([a-z.-]+)"|\.T "([a-z.-]+)"|"((?:aside|chart)\.[a-z.-]*)"`)

func askedKeys(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("../*/*.go")
	if err != nil {
		t.Fatal(err)
	}
	theme, err := filepath.Glob("../../templates/*.html.tmpl")
	if err != nil {
		t.Fatal(err)
	}
	var keys []string
	for _, name := range append(files, theme...) {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		data = bytes.ReplaceAll(data, []byte("ext(key, "), nil) // there the key is a variable, and what follows a placeholder
		for _, m := range textKey.FindAllSubmatch(data, -1) {
			keys = append(keys, string(slices.Concat(m[1], m[2], m[3])))
		}
	}
	return keys
}

func definedTexts(t *testing.T) map[string]bool {
	t.Helper()
	data, _ := builtinTheme(t).Read("i18n/en.yaml")
	node, err := conf.ParseYAML("i18n/en.yaml", data)
	if err != nil {
		t.Fatal(err)
	}
	texts, _ := node.Get("texts")
	keys := map[string]bool{}
	for _, key := range texts.Keys {
		keys[key.Value] = true
	}
	return keys
}

// TestStylesheet holds what the theme promises of its style sheet: its size, its
// colours' contrast, and that charts have the colours package chart draws them in.
func TestStylesheet(t *testing.T) {
	t.Parallel()
	data, _ := builtinTheme(t).Read("assets/site.css")
	if len(data) > 29_500 {
		t.Errorf("the style sheet has %d bytes, more than 29,500", len(data))
	}
	css := string(data)
	lightText, rest, ok := strings.Cut(css, "@media screen and (prefers-color-scheme: dark)")
	if !ok {
		t.Fatal("the style sheet has no dark colours")
	}
	darkText, _, _ := strings.Cut(rest, "/* ---- Elements")
	light, dark := variables(lightText), variables(darkText)
	for _, role := range chart.Roles() {
		if got := light["chart-"+role.Name]; got != role.Light {
			t.Errorf("light: charts draw %s in %s, the theme has %s", role.Name, role.Light, got)
		}
		if got := dark["chart-"+role.Name]; got != role.Dark {
			t.Errorf("dark: charts draw %s in %s, the theme has %s", role.Name, role.Dark, got)
		}
		if !strings.Contains(css, ".f-"+role.Name+" {") || !strings.Contains(css, ".k-"+role.Name+" {") {
			t.Errorf("the style sheet does not colour the role %s", role.Name)
		}
	}
	_, forced, _ := strings.Cut(css, "@media (forced-colors: active)")
	forced, _, _ = strings.Cut(forced, "@media")
	for _, role := range chart.Roles() {
		if !regexp.MustCompile(`--chart-` + role.Name + `: ([A-Z][A-Za-z]+|color-mix\(in srgb, [A-Z][A-Za-z]+ \d\d%, [A-Z][A-Za-z]+\));`).MatchString(forced) {
			t.Errorf("in forced colours the role %s is no colour of the system, nor a mixture of two", role.Name)
		}
	}
	names, cardColours := card.Colours()
	for i, c := range cardColours {
		if got := fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B); got != light[names[i]] {
			t.Errorf("cards are drawn with %s for %s, the theme has %s", got, names[i], light[names[i]])
		}
	}
	for scheme, colours := range map[string]map[string]string{"light": light, "dark": dark} {
		for _, name := range []string{"ink", "quiet", "brand", "caution", "commentary", "reported"} {
			for _, ground := range []string{"paper", "wash"} {
				if c := contrast(t, colours[name], colours[ground]); c < 4.5 {
					t.Errorf("%s: %s on %s has a contrast of %.2f, less than 4.5", scheme, name, ground, c)
				}
			}
		}
		if c := contrast(t, colours["on-brand"], colours["brand"]); c < 4.5 {
			t.Errorf("%s: a button's words have a contrast of %.2f, less than 4.5", scheme, c)
		}
	}
}

func variables(css string) map[string]string {
	found := map[string]string{}
	for _, m := range regexp.MustCompile(`--([a-z0-9-]+): (#[0-9a-f]{6});`).FindAllStringSubmatch(css, -1) {
		found[m[1]] = m[2]
	}
	return found
}

// contrast returns the contrast ratio of two colours, as WCAG 2 defines it.
func contrast(t *testing.T, a, b string) float64 {
	t.Helper()
	x, y := luminance(t, a)+.05, luminance(t, b)+.05
	return max(x, y) / min(x, y)
}

func luminance(t *testing.T, colour string) float64 {
	t.Helper()
	sum := 0.0
	for i, weight := range []float64{.2126, .7152, .0722} {
		if len(colour) != 7 {
			t.Fatalf("%q is no colour of six digits", colour)
		}
		n, err := strconv.ParseUint(colour[1+2*i:3+2*i], 16, 8)
		if err != nil {
			t.Fatal(err)
		}
		c := float64(n) / 255
		if c <= .04045 {
			sum += weight * c / 12.92
		} else {
			sum += weight * math.Pow((c+.055)/1.055, 2.4)
		}
	}
	return sum
}

// TestTemplateProblems holds that a template that cannot be used is named with its
// place.
func TestTemplateProblems(t *testing.T) {
	t.Parallel()
	cases := []struct{ name, text, want string }{
		{"unclosed", "<p>\n{{if .Title}}", "templates/home.html.tmpl:2: "},
		{"unknown field", "<p>\n<b>{{.Nothing}}</b>", "templates/home.html.tmpl:2:5: "},
		{"unknown text", "{{.T \"no.such.text\"}}", "templates/home.html.tmpl:1:2: "},
		{"in a place that cannot be escaped", "<script>`{{.Title}}", "templates/home.html.tmpl"},
		{"unknown template", "{{template \"gone.html.tmpl\" .}}", "templates/home.html.tmpl"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			files, err := tree.New(map[string][]byte{"home.html.tmpl": []byte(c.text)})
			if err != nil {
				t.Fatal(err)
			}
			words := storySite(t).words
			parsed, err := parseThemes(files)
			if err == nil {
				theme, cloned := parsed.in(words.lang)
				if cloned != nil {
					t.Fatal(cloned)
				}
				_, err = theme.render("home.html.tmpl", &homeView{frame: frame{ground: ground{words: words}}})
			}
			if got := fmt.Sprint(err); !strings.HasPrefix(got, c.want) || !strings.HasSuffix(got, "[site-template]") {
				t.Errorf("want %s… [site-template], got %s", c.want, got)
			}
		})
	}
}
